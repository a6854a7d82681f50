//! A playthrough of each shipped scenario and of each history: what happened entry by entry, and at the end what every
//! seat knew. Read as a diff, it shows what a change of rules, bots or words comes to.

use crate::common::{for_game, happenings, is_script, played, root, scenarios, snapshot};
use divest_core::event::DecreeEvent;
use divest_core::{Command, SeatId, State};
use divest_engine::Game;
use divest_log::Entry;
use divest_report::knowledge::knowledge;
use divest_report::timeline::{Detail, timeline};
use divest_report::{Reader, Run, Style, story};
use divest_scenario::{Read, command_words};
use std::fmt::Write as _;
use std::sync::Arc;

/// The whole of a run on paper: the referee's timeline, what each seat knew at the end, the story's last block.
fn transcript(read: &Read, entries: &[Entry], state: &State, seed: u64) -> String {
    let scenario = &read.scenario;
    let happenings = happenings(entries);
    let words = |seat: SeatId, command: &Command| command_words(scenario, seat, command);
    let mut text = timeline(scenario, &happenings, Reader::Referee, Detail::Full, &words, Style::Plain);
    for seat in scenario.seats().skip(SeatId::FIRST_PARTY) {
        let seen = timeline(scenario, &happenings, Reader::Seat(seat), Detail::OneLine(80), &words, Style::Plain);
        let line = "=".repeat(80);
        let key = scenario.seat_key(seat);
        let count = seen.lines().count();
        write!(text, "\n{line}\n{key}: {count} entries seen\n\n{}", knowledge(&state.view(seat), Style::Plain))
            .expect("a string takes all");
    }
    let run = Run { state, happenings: &happenings, seed: seed.into(), repeat: "(this test)" };
    write!(text, "\n{}\n{}", "=".repeat(80), story::ending(&run, Style::Plain)).expect("a string takes all");
    text
}

#[test]
fn every_scenario_plays_as_it_did() {
    for (name, read) in scenarios() {
        let seed = read.tests.seeds.first().copied().unwrap_or(1);
        let (entries, state) = played(&read, seed, None);
        snapshot("playthrough", &name, &transcript(&read, &entries, &state, seed));
    }
}

#[test]
fn every_history_ends_as_history_did_whatever_the_seed() {
    let mut count = 0;
    for (name, read) in scenarios() {
        let path = root().join("scenarios").join(format!("{name}.history.toml"));
        if !is_script(&path) || !path.exists() {
            continue;
        }
        let text = std::fs::read_to_string(&path).expect("a script is text");
        let script = divest_scenario::read_script(&text, &read).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        let expected = script.outcome.clone().expect("a history says how it ended");
        for seed in [1, 2, 3, 4, 5] {
            let (entries, state) = played(&read, seed, Some(for_game(&script)));
            let outcome = read.scenario.outcome(state.outcome().expect("it ended"));
            assert_eq!(outcome.key, expected, "{name} seed {seed}");
            assert!(outcome.historical, "{name}: the outcome of the history is marked as such");
            if seed == 1 {
                snapshot("history", &format!("{name}.history"), &transcript(&read, &entries, &state, seed));
            }
        }
        count += 1;
    }
    assert!(count >= 2, "the histories of TikTok and Grindr ship");
}

#[test]
fn the_machine_itself_computes_the_dates_of_2020() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "tiktok-2020").expect("it ships");
    let text = std::fs::read_to_string(root().join("scenarios/tiktok-2020.history.toml")).expect("a script is text");
    let script = divest_scenario::read_script(&text, &read).expect("no fault");
    let (entries, _) = played(&read, 1, Some(for_game(&script)));
    let mut dates = std::collections::BTreeSet::new();
    for event in entries.iter().flat_map(|entry| &entry.events) {
        match event {
            divest_core::Event::Decree(DecreeEvent::Issued { deadline: Some(at), .. })
            | divest_core::Event::Decree(DecreeEvent::DeadlineExtended { to: at, .. }) => {
                dates.insert(divest_report::date::day(*at));
            }
            _ => {}
        }
    }
    for date in ["2020-09-20", "2020-09-27", "2020-11-12", "2020-11-27", "2020-12-04"] {
        assert!(dates.contains(date), "{date} is not among {dates:?}");
    }
}

#[test]
fn a_thousand_seeds_of_tiktok_end_in_at_least_five_ways_each_with_a_reason() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "tiktok-2020").expect("it ships");
    let mut endings = std::collections::BTreeMap::new();
    let mut game = Game::new(Arc::clone(&read.scenario), 1).expect("no collision");
    for seed in 1..=1000 {
        game.restart(seed);
        let outcome = game.run(&mut divest_engine::Unrecorded).unwrap_or_else(|halt| panic!("seed {seed}: {halt}"));
        *endings.entry(read.scenario.outcome(outcome).key.clone()).or_insert(0) += 1;
    }
    println!("{endings:#?}");
    assert!(endings.len() >= 5, "{endings:?}");
    for seed in 1..=50 {
        let (entries, state) = played(&read, seed, None);
        let happenings = happenings(&entries);
        let run = Run { state: &state, happenings: &happenings, seed: seed.into(), repeat: "" };
        assert!(
            divest_report::reason::reason(&run.chronicle()).headline.len() > 20,
            "seed {seed} ends without a reason"
        );
    }
}
