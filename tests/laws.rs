//! The laws of the house, held on every scenario that ships.

use crate::common::{Dice, auctions, random_command};
use divest_core::chance::DrawId;
use divest_core::command::Command;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, DecreeCommand, ReviewCommand, RunCommand,
    TalksCommand,
};
use divest_core::decide::decide;
use divest_core::event::RunEvent;
use divest_core::legal::Legal;
use divest_core::{Event, Events, Scenario, SeatId, State};
use divest_engine::record::{LogRecorder, header, scenario_frame, state_digest};
use divest_engine::replay::{Difference, Until, replay, verify};
use divest_engine::{Choices, Game, Occupant, Played, Recorder, Standard};
use divest_log::{Durability, LogWriter, Memory};
use divest_scenario::Read;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

/// What ships, and the shipped auction in other forms.
fn scenarios() -> Vec<(String, Read)> {
    let mut all = crate::common::scenarios();
    all.extend(auctions());
    all
}

/// The bytes of the log of a run.
fn log_of(read: &Read, seed: u64) -> Vec<u8> {
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, read.scenario.setup().opens.0);
    let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd).expect("a log in memory");
    let mut recorder = LogRecorder::new(writer);
    let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
    game.run(&mut recorder).unwrap_or_else(|_| panic!("seed {seed} halted"));
    recorder.finish().expect("memory does not fail").storage.bytes
}

#[test]
fn law_1_the_same_seed_gives_the_same_bytes_in_any_thread() {
    for (name, read) in scenarios() {
        for seed in [1, 2, 77] {
            let here = log_of(&read, seed);
            let there = std::thread::scope(|scope| scope.spawn(|| log_of(&read, seed)).join().expect("no panic"));
            assert_eq!(here, there, "{name} seed {seed}");
            assert_ne!(here, log_of(&read, seed + 1_000), "{name}: another seed is another run");
        }
    }
}

#[test]
fn law_2_a_replay_folds_events_to_the_same_states() {
    for (name, read) in scenarios() {
        let bytes = log_of(&read, 3);
        let log = divest_log::open(&bytes).expect("opens");
        let mut entries = 0;
        let state = replay(&read.scenario, &log, Until::End, |entry, state| {
            entries += 1;
            assert_eq!(state_digest(state), entry.state_digest, "{name} entry {}", entry.number);
        });
        let state = state.expect("replays");
        assert!(state.outcome().is_some(), "{name}");
        assert_eq!(entries, log.entry_count());
        let before = replay(&read.scenario, &log, Until::Entry(0), |_, _| {}).expect("replays nothing");
        assert_eq!(state_digest(&before), state_digest(&State::new(Arc::clone(&read.scenario))));
    }
}

#[test]
fn law_3_verify_accepts_what_was_played_and_finds_the_first_entry_that_was_not() {
    for (name, read) in scenarios() {
        let bytes = log_of(&read, 4);
        let log = divest_log::open(&bytes).expect("opens");
        assert_eq!(verify(&read.scenario, &log, true).expect("reads"), None, "{name}");
        // A log with valid frames and chain but a wrong story: one event of one entry is left out.
        let victim = log.entries().find(|raw| raw.event_count > 1).expect("some command has consequences").number;
        let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
        let mut writer = LogWriter::start(Memory::default(), &log.header, &frame, Durability::AtEnd).expect("starts");
        for raw in log.entries() {
            let mut entry = raw.decode().expect("reads");
            if entry.number == victim {
                entry.events.pop();
            }
            writer.append(&entry).expect("memory does not fail");
        }
        let forged = writer.finish().expect("memory does not fail").storage.bytes;
        let forged = divest_log::open(&forged).expect("frames and chain are right");
        let divergence = verify(&read.scenario, &forged, false).expect("reads").expect("it differs");
        assert_eq!(divergence.entry, victim, "{name}");
        assert!(matches!(divergence.how, Difference::Events { recorded: None, decided: Some(_), .. }), "{name}");
    }
}

#[test]
fn law_4_what_falls_due_happens_on_its_own_date_however_far_the_clock_jumps() {
    for (name, read) in scenarios() {
        let mut state = opened(&read.scenario, 0);
        let mut events = Events::default();
        let mut fired = 0;
        while state.outcome().is_none() {
            if let Some(draw) = state.waiting_draw() {
                state
                    .step(SeatId::NATURE, &Command::Chance(ChanceCommand::Draw { draw, raw: 0 }), &mut events)
                    .expect("nature draws");
                continue;
            }
            let due = state.next_due();
            events.clear();
            let far = Command::Run(RunCommand::AdvanceTo { at: read.scenario.setup().closes });
            state.step(SeatId::CLOCK, &far, &mut events).expect("the clock goes on");
            assert_eq!(state.now(), due, "{name}: the clock halts at what is due");
            fired += 1;
        }
        assert!(fired > 1, "{name}");
    }
}

#[test]
fn law_5_a_draw_keeps_its_luck_whatever_else_happens() {
    for (name, read) in scenarios() {
        let silent = |seat: Option<SeatId>| {
            let mut draws = Draws::default();
            let mut game = Game::new(Arc::clone(&read.scenario), 9).expect("no collision");
            if let Some(seat) = seat {
                game.seat(seat, Box::new(divest_engine::Silent), divest_core::command::Occupant::Nobody);
            }
            game.run(&mut draws).expect("runs");
            draws.0
        };
        let base = silent(None);
        let mut compared = 0;
        for index in 0..read.scenario.setup().parties.len() {
            let other = silent(Some(SeatId::at(SeatId::FIRST_PARTY + index)));
            for (address, raw) in &other {
                if let Some(same) = base.get(address) {
                    assert_eq!(raw, same, "{name}: {address:?}");
                    compared += 1;
                }
            }
        }
        assert!(compared > 0, "{name}: nothing was drawn");
    }
}

#[derive(Default)]
struct Draws(BTreeMap<(DrawId, u64), u64>);

impl Recorder for Draws {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, state: &State) -> Result<(), Infallible> {
        if let Command::Chance(ChanceCommand::Draw { draw, raw }) = *entry.command {
            // The state is the one after the draw, so the tick of the address is one less where it counts.
            let tick = state.draw_tick(draw).saturating_sub(1);
            self.0.insert((draw, tick), raw);
        }
        Ok(())
    }
}

#[test]
fn law_6_a_view_shows_what_its_seat_could_have_pieced_together_from_what_it_saw() {
    for (name, read) in scenarios() {
        let mut shadows = Shadows::new(&read.scenario, name.clone());
        for seed in 0..12 {
            shadows.restart();
            Game::new(Arc::clone(&read.scenario), seed).expect("no collision").run(&mut shadows).expect("runs");
        }
        assert!(shadows.compared > 500, "{name}: {} views compared", shadows.compared);
    }
}

/// For each seat, a state folded from the events alone that the seat may see.
struct Shadows {
    name: String,
    states: Vec<(SeatId, State)>,
    compared: u64,
}

impl Shadows {
    fn new(scenario: &Arc<Scenario>, name: String) -> Self {
        let parties = scenario.seats().filter(|seat| seat.index() >= SeatId::FIRST_PARTY);
        let states = parties.map(|seat| (seat, State::new(Arc::clone(scenario)))).collect();
        Self { name, states, compared: 0 }
    }

    fn restart(&mut self) {
        self.states.iter_mut().for_each(|(_, state)| state.reset());
    }
}

fn feed_of(state: &State, seat: SeatId) -> Vec<i64> {
    let mut words = Vec::new();
    state.view(seat).feed(&mut |word| words.push(word));
    words
}

impl Recorder for Shadows {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, state: &State) -> Result<(), Infallible> {
        for (seat, shadow) in &mut self.states {
            for event in entry.events {
                if event.audience(state.scenario()).has(*seat) {
                    shadow.apply(event);
                }
            }
            let who = state.scenario().seat_key(*seat);
            assert_eq!(feed_of(shadow, *seat), feed_of(state, *seat), "{}: {who} after {:?}", self.name, entry.command);
            self.compared += 1;
        }
        Ok(())
    }
}

#[test]
fn law_7_what_is_recorded_is_whole_numbers() {
    // A float has no total equality, so nothing that has one can hold a float.
    fn holds_no_float<T: Eq>() {}
    holds_no_float::<Event>();
    holds_no_float::<Command>();
    holds_no_float::<divest_core::scenario::Setup>();
    holds_no_float::<divest_core::deal::Sheet>();
    holds_no_float::<divest_log::Entry>();
}

#[test]
fn law_8_every_event_has_its_bytes_in_the_golden_table() {
    let table = std::fs::read_to_string(crate::common::root().join("src/log/golden.txt")).expect("the table is there");
    let kinds: std::collections::BTreeSet<&str> = table
        .lines()
        .filter_map(|line| line.split(' ').next())
        .filter(|kind| kind.strip_prefix("0x").is_some_and(|digits| digits < "4000"))
        .collect();
    assert_eq!(kinds.len(), divest_report::kind::EVENTS.len(), "an event has no line in the golden table");
}

#[test]
fn law_10_a_bot_wishes_the_same_whether_or_not_there_is_more_to_know_than_it_saw() {
    for (name, read) in scenarios() {
        let mut witness = Witness { shadows: Shadows::new(&read.scenario, name.clone()), wishes: 0 };
        for seed in 0..6 {
            witness.shadows.restart();
            Game::new(Arc::clone(&read.scenario), seed).expect("no collision").run(&mut witness).expect("runs");
        }
        assert!(witness.wishes > 50, "{name}: only {} wishes", witness.wishes);
    }
}

/// Asks every bot twice after every entry: with its view of the whole state, and of what its seat saw alone.
struct Witness {
    shadows: Shadows,
    wishes: u64,
}

impl Recorder for Witness {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, state: &State) -> Result<(), Infallible> {
        self.shadows.record(entry, state)?;
        if state.outcome().is_some() || state.waiting_draw().is_some() {
            return Ok(());
        }
        for (seat, shadow) in &self.shadows.states {
            let choices = Choices::new(state, *seat);
            let wish = Standard::for_seat(state.scenario(), *seat).act(&state.view(*seat), &choices);
            let blind = Standard::for_seat(state.scenario(), *seat).act(&shadow.view(*seat), &choices);
            assert_eq!(wish, blind, "{}: {}", self.shadows.name, state.scenario().seat_key(*seat));
            self.wishes += u64::from(wish.is_some());
        }
        Ok(())
    }
}

/// A program that answers nothing, and counts how often it was asked.
struct Listener(std::rc::Rc<std::cell::Cell<u64>>);

impl Occupant for Listener {
    fn act(&mut self, _: &divest_core::View<'_>, _: &Choices<'_>) -> Option<divest_engine::Action> {
        self.0.set(self.0.get() + 1);
        None
    }

    fn observes_all(&self) -> bool {
        true
    }
}

/// Notes whether since the last question something happened that the seat sees, or was due to it.
struct Reasons {
    name: String,
    seat: SeatId,
    asked: std::rc::Rc<std::cell::Cell<u64>>,
    asked_before: u64,
    has_reason: bool,
    calls: Vec<(divest_core::Instant, SeatId)>,
    questions: u64,
}

impl Recorder for Reasons {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, state: &State) -> Result<(), Infallible> {
        let asked = self.asked.get() - self.asked_before;
        self.asked_before = self.asked.get();
        self.questions += asked;
        assert!(
            asked <= u64::from(self.has_reason),
            "{}: asked without a reason before {:?}",
            self.name,
            entry.command
        );
        self.has_reason &= asked == 0;
        for event in entry.events {
            match event {
                Event::Run(RunEvent::TimeAdvanced { to }) => {
                    self.has_reason |= self.calls.iter().any(|(at, seat)| at <= to && *seat == self.seat);
                }
                _ => self.has_reason |= event.audience(state.scenario()).has(self.seat),
            }
        }
        let ahead = state.calls_by(divest_core::Instant(i64::MAX >> 20));
        self.calls = ahead.map(|(at, _, seat)| (at, seat)).collect();
        Ok(())
    }
}

#[test]
fn law_11_a_program_is_asked_only_after_what_its_seat_sees_or_what_is_due_to_it() {
    for (name, read) in scenarios() {
        let parties: Vec<SeatId> = read.scenario.seats().skip(SeatId::FIRST_PARTY).collect();
        let mut questions = 0;
        for seed in 0..240 {
            let seat = parties[seed as usize % parties.len()];
            let asked = std::rc::Rc::new(std::cell::Cell::new(0));
            let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
            let listener = Box::new(Listener(std::rc::Rc::clone(&asked)));
            game.seat(seat, listener, divest_core::command::Occupant::Program);
            let name = format!("{name} seed {seed} {}", read.scenario.seat_key(seat));
            let (asked_before, has_reason, calls) = (0, false, Vec::new());
            let mut reasons = Reasons { name, seat, asked, asked_before, has_reason, calls, questions: 0 };
            game.run(&mut reasons).expect("runs");
            questions += reasons.questions;
        }
        assert!(questions > 240, "{name}: {questions} questions");
    }
}

#[test]
fn law_9_every_legal_command_is_accepted_and_every_other_rejected_without_a_trace() {
    let mut accepted = 0_u64;
    let mut rejected: BTreeMap<String, u64> = BTreeMap::new();
    for (name, read) in scenarios() {
        let mut dice = Dice::new(17);
        for round in 0..60 {
            let mut state = opened(&read.scenario, round);
            let mut events = Events::default();
            for _ in 0..250 {
                if state.outcome().is_some() {
                    break;
                }
                let seats: Vec<SeatId> = read.scenario.seats().collect();
                let seat = *dice.pick(&seats);
                probe(&mut state, seat, &mut dice, &mut rejected);
                let legal = state.legal(seat);
                if legal.is_empty() {
                    continue;
                }
                let command = concrete(dice.pick(&legal), &state, &mut dice);
                events.clear();
                let before = state_digest(&state);
                let result = state.step(seat, &command, &mut events);
                assert!(result.is_ok(), "{name}: {command:?} was listed as legal, then {result:?}");
                assert!(!events.is_empty());
                assert!(events.iter().all(|event| event.fits(&read.scenario)), "{name}: {events:?}");
                let moved = state_digest(&state) != before;
                let stands = matches!(command, Command::Run(RunCommand::AdvanceTo { .. }));
                assert!(moved || stands, "{name}: {command:?} changed nothing");
                accepted += 1;
            }
        }
    }
    println!("{accepted} legal commands carried out, rejected: {rejected:#?}");
    assert!(accepted > 5_000, "{accepted}");
    assert!(rejected.len() >= 25, "only {} kinds of rejection were met: {rejected:?}", rejected.len());
}

/// Tries a random command: `decide` and the list of what is legal must agree, and a rejection must change nothing.
fn probe(state: &mut State, seat: SeatId, dice: &mut Dice, rejected: &mut BTreeMap<String, u64>) {
    let command = random_command(state.scenario(), dice);
    let legal = state.legal(seat);
    let unnamed = unnamed(command);
    // Where only one agreement can be meant, the list leaves its name out.
    let listed = legal.iter().any(|legal| covers(legal, &command, state))
        || (legal.contains(&Legal::Exactly(unnamed)) && decide(state, seat, &unnamed) == decide(state, seat, &command));
    match decide(state, seat, &command) {
        Ok(_) => {
            // The clock may also seat somebody, which is no move of the game and stands in no list.
            let open_ended = matches!(command, Command::Run(RunCommand::SeatOccupant { .. }));
            assert!(listed || open_ended, "{command:?} is allowed and not listed for {seat:?}");
        }
        Err(rejection) => {
            assert!(!listed, "{command:?} is listed for {seat:?} and refused: {rejection}");
            let before = state_digest(state);
            let mut events = Events::default();
            assert_eq!(state.step(seat, &command, &mut events), Err(rejection));
            assert!(events.is_empty());
            assert_eq!(state_digest(state), before, "{command:?} left a trace");
            let kind = format!("{rejection:?}");
            let kind = kind.split([' ', '{']).next().unwrap_or_default().to_owned();
            *rejected.entry(kind).or_default() += 1;
        }
    }
}

/// The command without the name of the agreement that it is about.
fn unnamed(command: Command) -> Command {
    match command {
        Command::Agreement(AgreementCommand::Sign { .. }) => AgreementCommand::Sign { talks: None }.into(),
        Command::Agreement(AgreementCommand::Drop { .. }) => AgreementCommand::Drop { talks: None }.into(),
        Command::Review(ReviewCommand::Approve { review, .. }) => ReviewCommand::Approve { review, talks: None }.into(),
        Command::Review(ReviewCommand::Block { review, objection, .. }) => {
            ReviewCommand::Block { review, talks: None, objection }.into()
        }
        other => other,
    }
}

fn covers(legal: &Legal, command: &Command, state: &State) -> bool {
    match (legal, command) {
        (Legal::Exactly(exactly), _) => exactly == command,
        (Legal::AnyOffer { talks }, Command::Talks(TalksCommand::MakeOffer { talks: in_talks, deal })) => {
            talks == in_talks && state.scenario().has_deal(deal) && state.allows(*talks, deal).is_ok()
        }
        (Legal::AnyText { only }, Command::Conference(ConferenceCommand::TableText { deal })) => {
            only.is_none_or(|only| only == *deal) && state.scenario().has_deal(deal)
        }
        (
            Legal::AnyExtension { decree, days_min, days_max },
            Command::Decree(DecreeCommand::ExtendDeadline { decree: of, days }),
        ) => decree == of && (days_min..=days_max).contains(&days),
        (
            Legal::AnySuspension { decree, days_max },
            Command::Decree(DecreeCommand::SuspendEnforcement { decree: of, days }),
        ) => decree == of && (1..=*days_max).contains(days),
        (Legal::AnySpinOff { talks }, Command::Agreement(AgreementCommand::SpinOff { talks: to, deal })) => {
            talks == to && state.allows(*talks, deal).is_ok()
        }
        (Legal::AnyBid { from, to }, Command::Auction(AuctionCommand::Bid { option })) => (from..=to).contains(&option),
        (Legal::AnyDraw { draw }, Command::Chance(ChanceCommand::Draw { draw: drawn, .. })) => draw == drawn,
        (Legal::AnyDraw { draw: DrawId::Value(slot) }, Command::Chance(ChanceCommand::Settle { draw, result })) => {
            *draw == DrawId::Value(*slot) && draw.allows(state.scenario(), *result)
        }
        (Legal::Advance, Command::Run(RunCommand::AdvanceTo { at })) => *at >= state.now(),
        _ => false,
    }
}

fn concrete(legal: &Legal, state: &State, dice: &mut Dice) -> Command {
    match *legal {
        Legal::AnyOffer { talks } => {
            let deal = crate::common::random_deal(state.scenario(), dice);
            let deal = if state.allows(talks, &deal).is_ok() { deal } else { state.first_allowed(talks) };
            Command::Talks(TalksCommand::MakeOffer { talks, deal })
        }
        Legal::AnyText { only } => Command::Conference(ConferenceCommand::TableText {
            deal: only.unwrap_or_else(|| crate::common::random_deal(state.scenario(), dice)),
        }),
        Legal::AnyExtension { decree, days_min, days_max } => {
            let days = days_min + dice.below(u64::from(days_max - days_min) + 1) as u16;
            Command::Decree(DecreeCommand::ExtendDeadline { decree, days })
        }
        Legal::AnySuspension { decree, days_max } => Command::Decree(DecreeCommand::SuspendEnforcement {
            decree,
            days: 1 + dice.below(u64::from(days_max)) as u16,
        }),
        Legal::AnyBid { from, to } => {
            Command::Auction(AuctionCommand::Bid { option: from + dice.below(u64::from(to - from) + 1) as u16 })
        }
        Legal::AnyDraw { draw } => Command::Chance(ChanceCommand::Draw { draw, raw: dice.next() }),
        _ => legal.example(state),
    }
}

/// A state that has been opened with some luck.
fn opened(scenario: &Arc<Scenario>, luck: u64) -> State {
    let mut state = State::new(Arc::clone(scenario));
    let mut dice = Dice::new(luck);
    let mut events = Events::default();
    while let Some(draw) = state.waiting_draw() {
        state
            .step(SeatId::NATURE, &Command::Chance(ChanceCommand::Draw { draw, raw: dice.next() }), &mut events)
            .expect("nature draws");
    }
    state.step(SeatId::CLOCK, &Command::Run(RunCommand::Open), &mut events).expect("opens");
    assert!(events.iter().any(|event| matches!(event, Event::Run(RunEvent::Opened { .. }))));
    state
}
