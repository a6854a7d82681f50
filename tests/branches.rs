//! Branches: what is not changed stays, entry by entry and draw by draw.

use crate::common::{Dice, scenarios};
use divest_core::chance::DrawId;
use divest_core::command::RunCommand;
use divest_core::command::{Command, Occupant as Kind};
use divest_core::event::ChanceEvent;
use divest_core::legal::Legal;
use divest_core::{Event, SeatId, State};
use divest_engine::record::{Entries, header, scenario_frame};
use divest_engine::replay::verify;
use divest_engine::{
    Branched, Game, Occupant, Origin, Others, Outside, Script, ScriptLine, Standard, Step, WhatIf, branch,
};
use divest_log::{Durability, Entry, Header, LogWriter, Memory, Opened, Parent};
use divest_scenario::Read;
use std::collections::BTreeMap;
use std::sync::Arc;

fn played(read: &Read, seed: u64) -> Vec<Entry> {
    let mut entries = Entries::default();
    Game::new(Arc::clone(&read.scenario), seed).expect("no collision").run(&mut entries).expect("runs");
    entries.all
}

fn branched(read: &Read, seed: u64, parent: &[Entry], what_if: WhatIf) -> Branched {
    let origin = Origin { scenario: &read.scenario, seed: seed.into(), entries: parent, bots: &[] };
    branch(origin, &read.scenario, what_if).expect("there is such a branch")
}

/// The bytes of a log of these entries.
fn log_of(read: &Read, seed: u64, parent: Option<Parent>, entries: &[Entry]) -> Vec<u8> {
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = Header { parent, ..header(&frame, seed, read.scenario.setup().opens.0) };
    let mut writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd).expect("starts");
    entries.iter().for_each(|entry| writer.append(entry).expect("memory does not fail"));
    writer.finish().expect("memory does not fail").storage.bytes
}

/// What of a log does not hang on its header: each frame without its check, each commit without its head.
fn beyond_the_header(log: &Opened<'_>) -> Vec<(u16, u8, Vec<u8>, u64, i64, u64)> {
    let frames = log.entries().flat_map(|raw| {
        let commit = (u64::from(raw.event_count), raw.at.0, raw.state_digest);
        raw.frames()
            .map(move |f| (f.kind, f.version, f.payload.to_vec(), commit.0, commit.1, commit.2))
            .collect::<Vec<_>>()
    });
    frames.collect()
}

fn parties(read: &Read) -> Vec<SeatId> {
    read.scenario.seats().filter(|seat| seat.index() >= SeatId::FIRST_PARTY).collect()
}

#[test]
fn a_branch_without_a_change_is_its_parent_but_for_what_hangs_on_the_header() {
    for (name, read) in scenarios() {
        for seed in 1..=6 {
            let parent = played(&read, seed);
            let parent_bytes = log_of(&read, seed, None, &parent);
            let parent_log = divest_log::open(&parent_bytes).expect("opens");
            for after in [0, 1, parent.len() as u64 / 2, parent.len() as u64] {
                let new = branched(&read, seed, &parent, WhatIf { after, ..WhatIf::default() });
                assert_eq!(new.common, parent.len() as u64, "{name} seed {seed} after {after}");
                let bytes = log_of(&read, seed, parent_log.point_after(new.common), &new.entries);
                let log = divest_log::open(&bytes).expect("opens");
                assert_eq!(beyond_the_header(&log), beyond_the_header(&parent_log), "{name} seed {seed}");
                assert_eq!(bytes.len(), parent_bytes.len());
                assert_ne!(log.head, parent_log.head, "a head answers for the header too");
            }
        }
    }
}

#[test]
fn the_same_scenario_decided_anew_is_the_same_run() {
    for (name, read) in scenarios() {
        for seed in 1..=12 {
            let parent = played(&read, seed);
            // Not copied: every entry is asked for, decided and drawn again.
            let new = branched(&read, seed, &parent, WhatIf { is_other_scenario: true, ..WhatIf::default() });
            assert_eq!(new.entries, parent, "{name} seed {seed}");
            assert!(new.missed.is_empty());
        }
    }
}

#[test]
fn a_bot_that_takes_its_own_seat_changes_nothing() {
    for (name, read) in scenarios() {
        let mut dice = Dice::new(5);
        for seed in 1..=4 {
            let parent = played(&read, seed);
            let opening =
                parent.iter().find(|entry| entry.command == Command::Run(RunCommand::Open)).expect("it opened").number;
            for seat in parties(&read) {
                let bot = Box::new(Standard::for_seat(&read.scenario, seat));
                if matches!(read.scenario.party(seat), Some(party) if party.role == divest_core::scenario::Role::Court)
                {
                    continue;
                }
                let after = opening + dice.below(parent.len() as u64 - opening);
                let seated = vec![(seat, bot as Box<_>, Kind::Bot)];
                let new = branched(&read, seed, &parent, WhatIf { after, seated, ..WhatIf::default() });
                let who = read.scenario.seat_key(seat);
                assert_eq!(new.entries, parent, "{name} seed {seed}: {who} after {after}");
            }
            let after = dice.below(parent.len() as u64);
            let new = branched(&read, seed, &parent, WhatIf { after, is_anew: true, ..WhatIf::default() });
            assert_eq!(new.entries, parent, "{name} seed {seed}: all anew after {after}");
        }
    }
}

#[test]
fn histories_are_followed_line_by_line() {
    for (name, read) in scenarios() {
        let path = crate::common::root().join(format!("scenarios/{name}.history.toml"));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let script = divest_scenario::read_script(&text, &read).expect("a script without fault");
        let lines = script.lines.iter().map(|l| ScriptLine { at: l.at, seat: l.seat, command: l.command }).collect();
        let mut game = Game::new(Arc::clone(&read.scenario), 1).expect("no collision");
        game.follow(Script { given: Vec::new(), lines, others: Others::Silent });
        let mut entries = Entries::default();
        game.run(&mut entries).expect("runs");
        let parent = entries.all;
        let new = branched(&read, 1, &parent, WhatIf { is_other_scenario: true, ..WhatIf::default() });
        assert_eq!(new.entries, parent, "{name}");
    }
}

/// Every draw of a run by its address: which matter, how often it was drawn before.
fn draws(entries: &[Entry]) -> BTreeMap<(DrawId, usize), u64> {
    let mut draws = BTreeMap::new();
    let mut counts: BTreeMap<DrawId, usize> = BTreeMap::new();
    for event in entries.iter().flat_map(|entry| &entry.events) {
        if let Event::Chance(ChanceEvent::Drawn { draw, raw, .. }) = *event {
            let count = counts.entry(draw).or_default();
            draws.insert((draw, *count), raw);
            *count += 1;
        }
    }
    draws
}

/// A change that somebody might ask for.
fn random_change(read: &Read, parent: &[Entry], dice: &mut Dice) -> WhatIf {
    let opening =
        parent.iter().find(|entry| entry.command == Command::Run(RunCommand::Open)).expect("it opened").number;
    let after = opening + dice.below(parent.len() as u64 - opening);
    let seats = parties(read);
    let seat = *dice.pick(&seats);
    let what_if = WhatIf { after, ..WhatIf::default() };
    match dice.below(4) {
        0 => WhatIf { silenced: vec![seat], ..what_if },
        1 => {
            let author = parent[parent.len() / 2..].iter().find(|entry| entry.seat.index() >= SeatId::FIRST_PARTY);
            let Some(entry) = author else { return what_if };
            let kind = std::mem::discriminant(&entry.command);
            let picks = move |command: &Command| std::mem::discriminant(command) == kind;
            WhatIf { barred: vec![(entry.seat, Arc::new(picks))], ..what_if }
        }
        2 => WhatIf { is_anew: true, silenced: vec![seat], ..what_if },
        _ => {
            let mut state = State::new(Arc::clone(&read.scenario));
            parent.iter().take(after as usize).flat_map(|e| &e.events).for_each(|event| state.apply(event));
            let legal = state.legal(seat);
            let wishes = legal.iter().filter(|legal| !matches!(legal, Legal::Advance | Legal::AnyDraw { .. }));
            let played = wishes.take(1).map(|legal| (seat, legal.example(&state))).collect();
            WhatIf { played, ..what_if }
        }
    }
}

#[test]
fn a_thousand_edits_disturb_no_draw_at_another_address() {
    let all = scenarios();
    let mut dice = Dice::new(2020);
    let (mut compared, mut differing, mut missed) = (0_u64, 0_u64, 0_usize);
    for round in 0..1_000_u64 {
        let (name, read) = &all[usize::try_from(round).expect("small") % all.len()];
        let seed = round / all.len() as u64;
        let parent = played(read, seed);
        let what_if = random_change(read, &parent, &mut dice);
        let new = branched(read, seed, &parent, what_if);
        assert!(new.state.outcome().is_some(), "{name} seed {seed}: the branch does not end");
        differing += u64::from(new.entries != parent);
        missed += new.missed.len();
        let (before, after) = (draws(&parent), draws(&new.entries));
        for (address, raw) in &after {
            if let Some(was) = before.get(address) {
                assert_eq!(raw, was, "{name} seed {seed}: {address:?} was disturbed");
                compared += 1;
            }
        }
        let bytes = log_of(read, seed, None, &new.entries);
        let log = divest_log::open(&bytes).expect("opens");
        assert_eq!(verify(&read.scenario, &log, true).expect("reads"), None, "{name} seed {seed}");
    }
    println!("1,000 edits, {differing} of them of consequence: {compared} draws compared, 0 disturbed");
    println!("{missed} recorded decisions became impossible");
    assert!(differing > 500 && compared > 10_000 && missed > 50, "{differing} {compared} {missed}");
}

/// A run in which a person sits in a seat, and does what a bot would: the log knows no difference but the name.
fn played_by_a_person(read: &Read, seed: u64, seat: SeatId) -> Vec<Entry> {
    let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
    game.seat(seat, Box::new(Outside), Kind::Person);
    let mut entries = Entries::default();
    let mut mind = Standard::for_seat(&read.scenario, seat);
    loop {
        match game.step(&mut entries).expect("runs") {
            Step::Over => return entries.all,
            Step::Played => {}
            Step::Asks(seat) => {
                let wish = mind.act(&game.state().view(seat), &game.choices(seat));
                match wish {
                    Some(wish) => game.command(seat, wish.command, &mut entries).expect("runs").expect("a legal wish"),
                    None => game.pass(seat),
                }
            }
        }
    }
}

#[test]
fn what_people_decided_is_kept_as_long_as_it_can_be() {
    let (mut kept, mut handed_over) = (0, 0);
    for (name, read) in scenarios() {
        for seat in parties(&read) {
            let parent = played_by_a_person(&read, 3, seat);
            let theirs = |entries: &[Entry]| -> Vec<Command> {
                // Up to where a bot takes the seat.
                let takes = Command::Run(RunCommand::SeatOccupant { seat, occupant: Kind::Bot });
                let own = entries.iter().take_while(|entry| entry.command != takes);
                own.filter(|entry| entry.seat == seat).map(|entry| entry.command).collect()
            };
            let same = branched(&read, 3, &parent, WhatIf::default());
            assert_eq!(same.entries, parent, "{name}");
            for other in parties(&read).into_iter().filter(|other| *other != seat) {
                let new = branched(&read, 3, &parent, WhatIf { silenced: vec![other], ..WhatIf::default() });
                let (before, after) = (theirs(&parent), theirs(&new.entries));
                assert!(before.starts_with(&after), "{name}: a person did what it never decided: {after:?}");
                if new.missed.iter().all(|missed| missed.seat != seat) && new.state.now() >= parent[parent.len() - 1].at
                {
                    assert_eq!(after.len(), before.len(), "{name}: a decision that was possible is lost");
                }
                kept += after.len();
                handed_over += usize::from(new.missed.iter().any(|missed| missed.seat == seat));
            }
            // A player that left in the middle of the game is followed up to there, and then a bot plays on.
            let half = &parent[..parent.len() * 2 / 3];
            let new = branched(&read, 3, half, WhatIf { after: half.len() as u64, ..WhatIf::default() });
            assert!(new.entries.starts_with(half) && new.state.outcome().is_some(), "{name}");
            assert!(new.taken_over.has(seat), "{name}: nobody plays on for the person who left");
        }
    }
    println!("{kept} decisions of people kept, {handed_over} seats handed over to bots");
    assert!(kept > 100 && handed_over > 0, "{kept} {handed_over}");
}
