//! The world: the clock, seats, numbers left to the seed, signals, gauges, chances, effects and outcomes.

mod given;

use divest_core::chance::{Distribution, DrawId};
use divest_core::command::Occupant;
use divest_core::command::{
    AgreementCommand, ChanceCommand, DecreeCommand, ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::decree::Status;
use divest_core::effect::{Consequence, Trigger};
use divest_core::event::{AgreementEvent, ChanceEvent, DecreeEvent, RunEvent, TalksEvent, WorldEvent};
use divest_core::id::{SeatId, SeatSet, SignalId, SlotId};
use divest_core::rejection::{AgreementRejection, ChanceRejection, TalksRejection};
use divest_core::scenario::{Condition, Quantity, Slot, Sway};
use divest_core::units::{Points, Ppm};
use divest_core::{Cause, Command, Event, Rejection, Scenario, State};
use given::*;
use std::sync::Arc;

const WIND: DrawId = DrawId::Chance(WEATHER);
const SEARCH: DrawId = DrawId::Chance(PROBE);

// --- the opening

#[test]
fn play_opens_once_and_nothing_comes_before() {
    unopened(table())
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .refused(Rejection::NotOpenYet)
        .when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 1") }))
        .refused(Rejection::NotOpenYet)
        .when(SELLER, Command::Run(RunCommand::Open))
        .refused(Rejection::NotYours { owner: CLOCK })
        .after([(CLOCK, Command::Run(RunCommand::Open))])
        .when(CLOCK, Command::Run(RunCommand::Open))
        .refused(Rejection::AlreadyOpen);
}

#[test]
fn seats_are_given_by_the_clock_and_to_parties_alone() {
    unopened(table())
        .when(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: ALPHA, occupant: Occupant::Person }))
        .then([Event::Run(RunEvent::SeatTaken { seat: ALPHA, occupant: Occupant::Person })])
        .when(ALPHA, Command::Run(RunCommand::SeatOccupant { seat: BETA, occupant: Occupant::Person }))
        .refused(Rejection::NotYours { owner: CLOCK })
        .when(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: NATURE, occupant: Occupant::Person }))
        .refused(Rejection::NotAParty)
        .when(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: SeatId(13), occupant: Occupant::Person }))
        .refused(Rejection::NotAParty);
}

#[test]
fn a_seat_that_is_not_there_may_nothing() {
    // 66 is 2 in a word of 64 bits: no wrapped-around seat signs for the seller.
    given(table())
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .when(SeatId(64 + SELLER.0), Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner));
    assert!(!SeatSet::ALL.has(SeatId(64)));
}

fn with_two_slots() -> divest_core::scenario::Setup {
    let slot = |key: &str, low, high, audience| Slot {
        key: key.into(),
        distribution: Distribution::Uniform { low, high },
        audience,
    };
    table_with(|s| {
        s.slots = vec![
            slot("gauges.mood.start", 30, 70, SeatSet::ALL),
            slot("parties.alpha.walk_away", 35, 45, SeatSet::only(ALPHA)),
        ];
        s.gauges[0].start = Quantity::Drawn(SlotId(0));
        s.parties[2].walk_away = Quantity::Drawn(SlotId(1));
    })
}

#[test]
fn numbers_left_to_the_seed_are_drawn_first_and_in_order() {
    let [start, walk_away] = [0, 1].map(|slot| DrawId::Value(SlotId(slot)));
    let drawn = |draw, raw| Event::Chance(ChanceEvent::Drawn { draw, raw, probability: Ppm::ZERO });
    let open = unopened(with_two_slots())
        .when(CLOCK, Command::Run(RunCommand::Open))
        .refused(Rejection::ValuesNotDrawn)
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: walk_away, raw: 0 }))
        .refused(Rejection::Chance(ChanceRejection::NotWaiting))
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: start, result: 71 }))
        .refused(Rejection::Chance(ChanceRejection::NoSuchResult))
        .when(SELLER, Command::Chance(ChanceCommand::Draw { draw: start, raw: 0 }))
        .refused(Rejection::NotYours { owner: NATURE })
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: start, raw: u64::MAX }))
        .then([drawn(start, u64::MAX), Event::Chance(ChanceEvent::ValueDrawn { slot: SlotId(0), value: 70 })])
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: walk_away, raw: 0 }))
        .then([drawn(walk_away, 0), Event::Chance(ChanceEvent::ValueDrawn { slot: SlotId(1), value: 35 })])
        .after([(CLOCK, Command::Run(RunCommand::Open))]);
    assert_eq!(open.state.gauge(MOOD), 70);
    assert_eq!(open.state.walk_away(ALPHA), Some(Points(35)));
    open.when(NATURE, Command::Chance(ChanceCommand::Draw { draw: start, raw: 0 }))
        .refused(Rejection::Chance(ChanceRejection::NotWaiting));
}

// --- the clock

#[test]
fn the_clock_alone_moves_time_and_never_back() {
    given(table())
        .on("day 1")
        .when(SELLER, Command::Run(RunCommand::AdvanceTo { at: at("day 2") }))
        .refused(Rejection::NotYours { owner: CLOCK })
        .when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 0") }))
        .refused(Rejection::ClockBackwards { now: at("day 1") })
        .when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 1") }))
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 1") })]);
}

#[test]
fn a_jump_halts_at_every_call_on_its_way() {
    let start = given(table());
    assert_eq!(start.state.called(at("day 2 10:00")).iter().collect::<Vec<_>>(), [ALPHA]);
    start
        .when_time_goes_to("day 100")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 2 10:00") })])
        .when_time_goes_to("day 100")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 3 10:00") })])
        .when_time_goes_to("day 100")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 4 10:00") })])
        .when_time_goes_to("day 100")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 10 09:00") })]);
}

// --- signals and gauges

#[test]
fn a_statement_moves_what_hangs_on_it() {
    let said = given(table())
        .when(PRESS, Command::World(WorldCommand::Say { signal: STATEMENT }))
        .refused(Rejection::NotYours { owner: SELLER })
        .when(SELLER, Command::World(WorldCommand::Say { signal: SignalId(3) }))
        .refused(Rejection::NoSuchThing)
        .when(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT }))
        .then([
            Event::World(WorldEvent::SignalMade { signal: STATEMENT }),
            Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 60 }),
            Event::World(WorldEvent::WalkAwayMoved { seat: ALPHA, by: -3 }),
            Event::World(WorldEvent::ProbabilityMoved { index: BAN_STOPPED_INDEX, by: 50_000 }),
        ])
        .when(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT }))
        .refused(Rejection::AlreadySaid);
    assert_eq!(said.state.walk_away(ALPHA), Some(Points(37)));
    let granted = &said.state.scenario().motion(STOP_BAN).granted;
    assert_eq!(said.state.probability(granted), Ppm::clamped(550_000));
}

#[test]
fn a_leak_moves_by_what_is_believed_of_it_and_names_nobody() {
    let leaked = given(table()).when(TARGET, Command::World(WorldCommand::Say { signal: LEAK })).then([
        Event::World(WorldEvent::SignalMade { signal: LEAK }),
        Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 40 }),
        Event::Chance(ChanceEvent::Scheduled { chance: PROBE, at: at("day 3") }),
    ]);
    assert_eq!(Event::World(WorldEvent::SignalMade { signal: LEAK }).known_author(leaked.state.scenario()), None);
    assert_eq!(
        Event::World(WorldEvent::SignalMade { signal: STATEMENT }).known_author(leaked.state.scenario()),
        Some(SELLER)
    );
}

#[test]
fn a_gauge_keeps_to_its_bounds_and_is_silent_when_it_stays() {
    given(table())
        .when(PRESS, Command::World(WorldCommand::Say { signal: STORM }))
        .then([
            Event::World(WorldEvent::SignalMade { signal: STORM }),
            Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 100 }),
        ])
        .when(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT }))
        .then([
            Event::World(WorldEvent::SignalMade { signal: STATEMENT }),
            Event::World(WorldEvent::WalkAwayMoved { seat: ALPHA, by: -3 }),
            Event::World(WorldEvent::ProbabilityMoved { index: BAN_STOPPED_INDEX, by: 50_000 }),
        ]);
}

#[test]
fn walk_aways_and_probabilities_follow_a_gauge_from_its_start() {
    let swayed = table_with(|s| {
        s.parties[0].sways = vec![Sway { gauge: MOOD, per_point: fixed(250) }];
        s.motions[0].granted.sways = vec![Sway { gauge: MOOD, per_point: fixed(-60_000) }];
    });
    let calm = given(swayed);
    let granted = calm.state.scenario().motion(STOP_BAN).granted.clone();
    assert_eq!(
        (calm.state.walk_away(SELLER), calm.state.probability(&granted)),
        (Some(Points(40)), Ppm::clamped(500_000))
    );
    // Ten points at a quarter each are two and a half, of which two count; ten times six percent go below nothing.
    let after = calm.after([(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT }))]);
    assert_eq!((after.state.walk_away(SELLER), after.state.probability(&granted)), (Some(Points(42)), Ppm::ZERO));
}

/// A seller that has 40 points in peace and none once a decree is enforced, under odds of seven in ten.
fn threatened() -> Given {
    let issue = (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }));
    given(table_with(|s| s.parties[0].if_enforced = Some(fixed(0)))).on("day 10 12:00").after([issue])
}

#[test]
fn a_threat_of_enforcement_lowers_what_no_deal_is_worth_and_a_sharper_one_lowers_it_more() {
    let calm = given(table_with(|s| s.parties[0].if_enforced = Some(fixed(0))));
    assert_eq!(calm.state.walk_away(SELLER), Some(Points(40)));
    let at_odds = |enforce: i64| {
        let issue = (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }));
        let setup = table_with(|s| {
            s.parties[0].if_enforced = Some(fixed(0));
            let steps = &mut s.decrees[SALE.index()].at_deadline;
            steps[0].probability.base_ppm = fixed(0);
            steps[1].probability.base_ppm = fixed(1_000_000 - enforce);
        });
        let state = given(setup).on("day 10 12:00").after([issue]).state;
        state.walk_away(SELLER).unwrap().0
    };
    let by_odds = [0, 100_000, 300_000, 500_000, 1_000_000].map(at_odds);
    assert_eq!(by_odds[0], 40);
    assert!(by_odds.is_sorted_by(|more, less| more > less), "{by_odds:?}");
}

#[test]
fn what_no_deal_is_worth_falls_as_a_date_nears_and_rises_with_an_extension() {
    let early = threatened();
    let worth = |given: &Given| given.state.walk_away(SELLER).unwrap();
    let first = worth(&early);
    let near = early.on("day 40");
    assert!(worth(&near) < first, "{} {first}", worth(&near));
    let before = worth(&near);
    let extend = (AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 30 }));
    let extended = near.after([extend]);
    assert!(worth(&extended) > before, "{} {before}", worth(&extended));
}

// --- chances

#[test]
fn a_chance_comes_out_on_its_day() {
    let falls_due = || {
        given(table()).on("day 90 23:00").on("day 91").when_time_goes_to("day 96").then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 95 08:00") }),
            Event::Chance(ChanceEvent::FellDue { draw: WIND }),
        ])
    };
    let drawn = |raw| Event::Chance(ChanceEvent::Drawn { draw: WIND, raw, probability: Ppm::clamped(600_000) });
    falls_due()
        .when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 96") }))
        .refused(Rejection::NatureFirst)
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: WIND, raw: 0 }))
        .then([
            drawn(0),
            Event::Chance(ChanceEvent::Resolved { chance: WEATHER, result: 0 }),
            Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 55 }),
        ]);
    falls_due().when(NATURE, Command::Chance(ChanceCommand::Draw { draw: WIND, raw: u64::MAX })).then([
        drawn(u64::MAX),
        Event::Chance(ChanceEvent::Resolved { chance: WEATHER, result: 1 }),
        Event::World(WorldEvent::WalkAwayMoved { seat: SELLER, by: -5 }),
    ]);
    falls_due().when(NATURE, Command::Chance(ChanceCommand::Settle { draw: WIND, result: 1 })).then([
        Event::Chance(ChanceEvent::Settled { draw: WIND, result: 1 }),
        Event::Chance(ChanceEvent::Resolved { chance: WEATHER, result: 1 }),
        Event::World(WorldEvent::WalkAwayMoved { seat: SELLER, by: -5 }),
    ]);
}

#[test]
fn a_chance_set_off_comes_out_once() {
    let by_extension = table_with(|s| {
        s.chances[1].trigger = Some(Trigger::DeadlineExtended(SALE));
        s.chances[1].day = fixed(1);
    });
    given(by_extension)
        .on("day 10 09:00")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 1 }))
        .then([
            Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 56 end"), days: 1 }),
            Event::Chance(ChanceEvent::Scheduled { chance: PROBE, at: at("day 11 09:00") }),
        ])
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 1 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 57 end"), days: 1 })])
        .when_time_goes_to("day 12")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 11 09:00") }),
            Event::Chance(ChanceEvent::FellDue { draw: SEARCH }),
        ])
        .settled(SEARCH, 0)
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 1 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 58 end"), days: 1 })]);
}

#[test]
fn a_chance_may_end_talks_and_the_agreement_in_them() {
    given(table())
        .on("day 4 12:00")
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (TARGET, Command::World(WorldCommand::Say { signal: LEAK })),
        ])
        .after(agreed(WITH_BETA, BETA, deal(2, KEEPS)))
        .on("day 7")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 7 12:00") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SEARCH, result: 0 }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: SEARCH, result: 0 }),
            Event::Chance(ChanceEvent::Resolved { chance: PROBE, result: 0 }),
            Event::Talks(TalksEvent::Ended { talks: WITH_BETA, by: BETA }),
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_BETA, by: BETA }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 10 11:00") }),
        ]);
}

// --- effects

#[test]
fn effects_bring_about_what_nobody_commanded() {
    let chain = table_with(|s| {
        s.effects = vec![
            effect(
                Trigger::SignalMade(STORM),
                [
                    Consequence::MoveGauge(MOOD, fixed(-30)),
                    Consequence::OpenTalks(WITH_BETA),
                    Consequence::IssueDecree(BAN),
                    Consequence::MakeSignal(STATEMENT),
                ],
            ),
            effect(Trigger::DecreeIssued(BAN), [Consequence::IssueDecree(SALE)]),
            effect(
                Trigger::SignalMade(STATEMENT),
                [Consequence::RevokeDecree(BAN), Consequence::EnforceDecree(SALE), Consequence::EndTalks(WITH_BETA)],
            ),
        ];
    });
    let issued = |decree| {
        Event::Decree(DecreeEvent::Issued { decree, issued_at: at("day 1"), deadline: Some(at("day 46 end")) })
    };
    given(chain).on("day 1").when(PRESS, Command::World(WorldCommand::Say { signal: STORM })).then([
        Event::World(WorldEvent::SignalMade { signal: STORM }),
        Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 100 }),
        Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 70 }),
        Event::Talks(TalksEvent::Opened { talks: WITH_BETA }),
        issued(BAN),
        issued(SALE),
        Event::World(WorldEvent::SignalMade { signal: STATEMENT }),
        Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 80 }),
        Event::Decree(DecreeEvent::Revoked { decree: BAN }),
        Event::Decree(DecreeEvent::Enforced { decree: SALE }),
        Event::Talks(TalksEvent::Ended { talks: WITH_BETA, by: BETA }),
        Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
    ]);
}

#[test]
fn effects_that_come_too_late_do_nothing() {
    let late = table_with(|s| {
        s.effects = vec![effect(
            Trigger::SignalMade(STORM),
            [
                Consequence::MoveGauge(MOOD, fixed(0)),
                Consequence::MoveWalkAway(ALPHA, fixed(0)),
                Consequence::MoveProbability(TRUSTEE_INDEX, fixed(0)),
                Consequence::OpenTalks(WITH_ALPHA),
                Consequence::EndTalks(WITH_BETA),
                Consequence::IssueDecree(OLD),
                Consequence::RevokeDecree(SALE),
                Consequence::EnforceDecree(SALE),
                Consequence::MakeSignal(LEAK),
            ],
        )];
    });
    given(late)
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (TARGET, Command::World(WorldCommand::Say { signal: LEAK })),
        ])
        .when(PRESS, Command::World(WorldCommand::Say { signal: STORM }))
        .then([
            Event::World(WorldEvent::SignalMade { signal: STORM }),
            Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 100 }),
        ]);
}

#[test]
fn effects_move_the_odds_of_what_follows_a_date() {
    let moved = table_with(|s| {
        s.effects =
            vec![effect(Trigger::SignalMade(STORM), [Consequence::MoveProbability(TRUSTEE_INDEX, fixed(-300_000))])];
    });
    let date = DrawId::Deadline(SALE);
    given(moved)
        .on("day 10")
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })),
            (PRESS, Command::World(WorldCommand::Say { signal: STORM })),
        ])
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: date, raw: 0 }))
        .then([
            Event::Chance(ChanceEvent::Drawn { draw: date, raw: 0, probability: Ppm::ZERO }),
            Event::Decree(DecreeEvent::Lapsed { decree: SALE }),
        ]);
}

// --- outcomes

#[test]
fn an_outcome_that_ends_play_does_so_at_once() {
    let over = given(table())
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 45 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 45 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: DrawId::Deadline(SALE), result: STEP_ENFORCE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: DrawId::Deadline(SALE), result: STEP_ENFORCE }),
            Event::Decree(DecreeEvent::Enforced { decree: SALE }),
            Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
        ]);
    over.when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 46") }))
        .refused(Rejection::RunIsOver)
        .when(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: ALPHA, occupant: Occupant::Person }))
        .refused(Rejection::RunIsOver)
        .when(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT }))
        .refused(Rejection::RunIsOver);
}

#[test]
fn an_effect_reopens_talks_that_were_broken_off() {
    let recall = table_with(|s| {
        s.effects = vec![effect(Trigger::SignalMade(STORM), [Consequence::OpenTalks(WITH_ALPHA)])];
    });
    given(recall)
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(0, KEEPS) })),
            (ALPHA, Command::Talks(TalksCommand::End { talks: WITH_ALPHA })),
        ])
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(PRESS, Command::World(WorldCommand::Say { signal: STORM }))
        .then([
            Event::World(WorldEvent::SignalMade { signal: STORM }),
            Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 100 }),
            Event::Talks(TalksEvent::Opened { talks: WITH_ALPHA }),
        ])
        .when(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .refused(Rejection::NotYourTurn { turn: ALPHA });
}

#[test]
fn nothing_happens_after_the_end() {
    // The close is the last thing of its moment.
    let last_day = table_with(|s| {
        s.closes = at("day 45 end");
        s.chances.clear();
        s.effects = vec![effect(Trigger::DecreeTookForce(BAN), [Consequence::OpenTalks(WITH_BETA)])];
    });
    given(last_day)
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))])
        .on("day 45 23:00")
        .when_time_goes_to("day 46")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 45 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
            Event::Decree(DecreeEvent::TookForce { decree: BAN }),
            Event::Talks(TalksEvent::Opened { talks: WITH_BETA }),
            Event::Run(RunEvent::OutcomeReached { outcome: OPEN_END }),
        ])
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(0, KEEPS) }))
        .refused(Rejection::RunIsOver)
        .when_time_goes_to("day 46")
        .refused(Rejection::RunIsOver);
}

#[test]
fn an_outcome_may_wait_for_the_close() {
    let sold = deal(2, KEEPS);
    let waiting = given(table())
        .after(agreed(WITH_BETA, BETA, sold))
        .after(signed_by(BETA))
        .after([(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))])
        .on("day 2 15:00")
        .when_time_goes_to("day 3")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 2 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_BETA, deal: sold, completes: true }),
        ]);
    waiting
        .on("day 91")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 95 08:00") }))])
        .settled(WIND, 0)
        .when_time_goes_to("day 200")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 100 end") }),
            Event::Run(RunEvent::OutcomeReached { outcome: SOLD }),
        ]);
}

#[test]
fn the_last_outcome_takes_what_no_other_does() {
    given(table())
        .on("day 91")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 95 08:00") }))])
        .settled(WIND, 0)
        .when_time_goes_to("day 200")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 100 end") }),
            Event::Run(RunEvent::OutcomeReached { outcome: OPEN_END }),
        ]);
}

#[test]
fn the_first_outcome_that_applies_wins() {
    // Both hold at the close; the order of the file decides.
    let swapped = |first_is_open_end: bool| {
        table_with(|s| {
            s.chances.clear();
            s.outcomes[3].when = Condition { decrees: vec![(OLD, vec![Status::Lapsed])], ..Condition::default() };
            if first_is_open_end {
                s.outcomes[2] = s.outcomes[4].clone();
            }
        })
    };
    let at_close = |outcome| {
        [Event::Run(RunEvent::TimeAdvanced { to: at("day 100 end") }), Event::Run(RunEvent::OutcomeReached { outcome })]
    };
    given(swapped(false)).on("day 100").when_time_goes_to("day 200").then(at_close(LAPSED));
    given(swapped(true)).on("day 100").when_time_goes_to("day 200").then(at_close(SOLD));
}

#[test]
fn a_status_reached_by_any_road_may_end_play_at_once() {
    let ends_when = |status| {
        given(table_with(|s| {
            s.outcomes[0].when = Condition { decrees: vec![(SALE, vec![status])], ..Condition::default() };
        }))
        .on("day 10 09:00")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
    };
    ends_when(Status::Extended)
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 5 }))
        .then([
            Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 60 end"), days: 5 }),
            Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
        ]);
    let in_force = ends_when(Status::InForce)
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .settled(DrawId::Deadline(SALE), STEP_TRUSTEE);
    assert_eq!(in_force.state.outcome(), Some(ENFORCED));
}

#[test]
fn what_waits_for_nature_waits_once_however_often_a_log_says_so() {
    let mut state = State::new(Arc::new(Scenario::new(table())));
    let draws: Vec<DrawId> = DrawId::all(state.scenario()).collect();
    let mut numbers = || {
        draws.iter().for_each(|&draw| state.apply(&Event::Chance(ChanceEvent::FellDue { draw })));
        words(&state).len()
    };
    let once = numbers();
    assert!((0..1_000).all(|_| numbers() == once), "the list grows with the log");
}

#[test]
fn every_event_names_its_cause_within_its_entry() {
    let mut given = given(table()).on("day 4 12:00");
    let mut events = divest_core::Events::default();
    let say = Command::World(WorldCommand::Say { signal: STATEMENT });
    given.state.step(SELLER, &say, &mut events).expect("it may be said");
    let causes: Vec<(Event, Cause)> = events.with_causes().map(|(event, cause)| (*event, cause)).collect();
    let of_signal = Cause::Event(0);
    assert_eq!(causes[0], (Event::World(WorldEvent::SignalMade { signal: STATEMENT }), Cause::Command));
    assert!(causes.len() > 2, "a gauge moves, and effects follow: {causes:?}");
    assert!(causes[1..].iter().all(|(_, cause)| *cause == of_signal), "{causes:?}");
}
