//! Courts: cases, motions, rulings, appeals, and what they do to decrees.

mod given;

use divest_core::Command;
use divest_core::Event;
use divest_core::Rejection;
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Occupant, Ruling};
use divest_core::command::{ChanceCommand, CourtCommand, DecreeCommand, RunCommand};
use divest_core::decree::Status;
use divest_core::event::{ChanceEvent, CourtEvent, DecreeEvent, RunEvent};
use divest_core::id::{MotionId, SuitId};
use divest_core::rejection::{ChanceRejection, CourtRejection, DecreeRejection};
use divest_core::scenario::{Relief, TrusteeEnd};
use divest_core::state::{MotionStatus, SuitStatus};
use divest_core::units::{Points, Ppm};
use given::*;

const RULING: DrawId = DrawId::Ruling(STOP_BAN);
const APPEAL: DrawId = DrawId::Appeal(STOP_BAN);

/// The ban is out since day 10 and due on day 55.
fn banned() -> Given {
    given(table()).on("day 10 12:00").after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))])
}

/// The target has sued and moved against the ban on day 15; the hearing is on day 25.
fn moved() -> Given {
    banned().on("day 15").after([
        (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
        (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN })),
    ])
}

/// The day of the hearing has come, and nature is asked for the ruling.
fn heard() -> Given {
    moved().on("day 25").after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 25 14:00") }))])
}

/// The ban is stopped since day 25.
fn stopped() -> Given {
    heard().settled(RULING, 1)
}

/// The authority has appealed on day 25; the appeal is heard on day 40.
fn appealed() -> Given {
    stopped().after([(AUTHORITY, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))])
}

// --- cases and motions

#[test]
fn a_case_needs_something_to_stop() {
    given(table())
        .when(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))
        .refused(Rejection::Court(CourtRejection::NothingToStop));
    banned()
        .when(SELLER, Command::Court(CourtCommand::FileSuit { suit: CASE }))
        .refused(Rejection::NotYours { owner: TARGET })
        .when(TARGET, Command::Court(CourtCommand::FileSuit { suit: SuitId(1) }))
        .refused(Rejection::NoSuchThing)
        .when(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))
        .then([Event::Court(CourtEvent::SuitFiled { suit: CASE })])
        .when(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))
        .refused(Rejection::Court(CourtRejection::AlreadyFiled));
}

#[test]
fn an_order_calls_the_plaintiff_to_sue_and_then_to_move() {
    let ready = banned();
    assert_eq!(ready.state.called(at("day 15 10:00")).iter().collect::<Vec<_>>(), [TARGET]);
    ready
        .when_time_goes_to("day 20")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 15 10:00") })])
        .after([(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))])
        .when_time_goes_to("day 20")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 16 10:00") })]);
}

#[test]
fn a_motion_needs_a_case_and_something_to_stop() {
    banned()
        .when(TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN }))
        .refused(Rejection::Court(CourtRejection::SuitNotPending))
        .after([(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))])
        .when(TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_SALE }))
        .refused(Rejection::Court(CourtRejection::NothingToStop))
        .when(SELLER, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN }))
        .refused(Rejection::NotYours { owner: TARGET })
        .when(TARGET, Command::Court(CourtCommand::FileMotion { motion: MotionId(2) }))
        .refused(Rejection::NoSuchThing)
        .when(TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN }))
        .then([Event::Court(CourtEvent::MotionFiled { motion: STOP_BAN, hearing: at("day 20 14:00") })])
        .when(TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN }))
        .refused(Rejection::Court(CourtRejection::AlreadyFiled));
}

// --- rulings

#[test]
fn nature_rules_where_nobody_plays_the_court() {
    let asked = || {
        moved().on("day 25").when_time_goes_to("day 26").then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 25 14:00") }),
            Event::Chance(ChanceEvent::FellDue { draw: RULING }),
        ])
    };
    let drawn = |raw| Event::Chance(ChanceEvent::Drawn { draw: RULING, raw, probability: Ppm::clamped(500_000) });
    asked().when(NATURE, Command::Chance(ChanceCommand::Draw { draw: RULING, raw: 0 })).then([
        drawn(0),
        Event::Court(CourtEvent::MotionGranted { motion: STOP_BAN }),
        Event::Decree(DecreeEvent::Enjoined { decree: BAN, motion: STOP_BAN }),
    ]);
    asked()
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: RULING, raw: u64::MAX }))
        .then([drawn(u64::MAX), Event::Court(CourtEvent::MotionDenied { motion: STOP_BAN })]);
    asked()
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .refused(Rejection::NatureFirst)
        .when(COURT, Command::Chance(ChanceCommand::Settle { draw: RULING, result: 1 }))
        .refused(Rejection::NotYours { owner: NATURE })
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: APPEAL, result: 1 }))
        .refused(Rejection::Chance(ChanceRejection::NotWaiting))
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: RULING, result: 2 }))
        .refused(Rejection::Chance(ChanceRejection::NoSuchResult))
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: RULING, result: 0 }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: RULING, result: 0 }),
            Event::Court(CourtEvent::MotionDenied { motion: STOP_BAN }),
        ]);
}

#[test]
fn a_court_that_a_person_plays_is_called_instead_of_nature() {
    let called = moved()
        .after([(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: COURT, occupant: Occupant::Person }))])
        .on("day 25");
    assert_eq!(called.state.called(at("day 25 14:00")).iter().collect::<Vec<_>>(), [COURT]);
    called
        .when_time_goes_to("day 26")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 25 14:00") })])
        .when(APPEALS, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .refused(Rejection::NotYours { owner: COURT })
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .then([
            Event::Court(CourtEvent::MotionGranted { motion: STOP_BAN }),
            Event::Decree(DecreeEvent::Enjoined { decree: BAN, motion: STOP_BAN }),
        ])
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Denied }))
        .refused(Rejection::Court(CourtRejection::MotionNotPending));
}

#[test]
fn a_person_on_the_bench_may_rule_early() {
    moved()
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Denied }))
        .then([Event::Court(CourtEvent::MotionDenied { motion: STOP_BAN })])
        .on("day 25")
        .when_time_goes_to("day 26")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 26") })]);
}

#[test]
fn a_motion_stops_every_decree_it_attacks_that_is_out() {
    banned()
        .on("day 15")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES }))])
        .after([
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN })),
        ])
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .then([
            Event::Court(CourtEvent::MotionGranted { motion: STOP_BAN }),
            Event::Decree(DecreeEvent::Enjoined { decree: BAN, motion: STOP_BAN }),
            Event::Decree(DecreeEvent::Enjoined { decree: RULES, motion: STOP_BAN }),
        ]);
}

#[test]
fn what_implements_a_stopped_order_is_stopped_and_released_with_it() {
    let against_the_ban_alone = table_with(|s| s.motions[STOP_BAN.index()].against = vec![BAN]);
    given(against_the_ban_alone)
        .on("day 10 12:00")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))])
        .on("day 15")
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES })),
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN })),
        ])
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .then([
            Event::Court(CourtEvent::MotionGranted { motion: STOP_BAN }),
            Event::Decree(DecreeEvent::Enjoined { decree: BAN, motion: STOP_BAN }),
            Event::Decree(DecreeEvent::Enjoined { decree: RULES, motion: STOP_BAN }),
        ])
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .then([
            Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: BAN, motion: STOP_BAN }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: RULES, motion: STOP_BAN }),
        ]);
}

#[test]
fn a_stopped_order_cannot_be_implemented_or_enforced_but_revoked() {
    stopped()
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES }))
        .refused(Rejection::Decree(DecreeRejection::ParentIs { status: Status::Enjoined }))
        .when(AUTHORITY, Command::Decree(DecreeCommand::Enforce { decree: BAN }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Enjoined }))
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: BAN }))
        .then([Event::Decree(DecreeEvent::Revoked { decree: BAN })]);
}

// --- dates under an injunction

#[test]
fn a_date_that_comes_under_an_injunction_is_owed_when_it_falls() {
    let passed = stopped().on("day 48").on("day 55 23:00").when_time_goes_to("day 56").then([
        Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
        Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
    ]);
    assert_eq!(passed.state.decree(BAN).status(), Status::Enjoined);
    passed.on("day 60").when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE })).then([
        Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
        Event::Decree(DecreeEvent::InjunctionLifted { decree: BAN, motion: STOP_BAN }),
        Event::Decree(DecreeEvent::TookForce { decree: BAN }),
    ]);
}

#[test]
fn an_injunction_that_falls_before_the_date_leaves_the_date() {
    stopped()
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .then([
            Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: BAN, motion: STOP_BAN }),
        ])
        .on("day 55 23:00")
        .when_time_goes_to("day 56")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
            Event::Decree(DecreeEvent::TookForce { decree: BAN }),
        ]);
}

/// Two motions against the order to sell, each with an appeal: the first granted, the second denied, both appealed on
/// day 50 and heard on day 65, after the date.
fn twice_attacked() -> Given {
    let twice = table_with(|s| {
        s.motions[0].against = vec![SALE];
        s.motions[1].appeal = s.motions[0].appeal.clone();
    });
    given(twice)
        .on("day 10")
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })),
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
        ])
        .after([
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_SALE })),
        ])
        .after([(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))])
        .after([(COURT, Command::Court(CourtCommand::Rule { motion: STOP_SALE, ruling: Ruling::Denied }))])
        .on("day 50")
        .after([
            (AUTHORITY, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN })),
            (TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_SALE })),
        ])
        .on("day 56")
}

#[test]
fn a_second_injunction_stops_what_nature_was_asked_already() {
    let (first, second, date) = (DrawId::Appeal(STOP_BAN), DrawId::Appeal(STOP_SALE), DrawId::Deadline(SALE));
    twice_attacked()
        .when_time_goes_to("day 70")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 65 14:00") }),
            Event::Chance(ChanceEvent::FellDue { draw: first }),
            Event::Chance(ChanceEvent::FellDue { draw: second }),
        ])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: first, result: 1 }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: first, result: 1 }),
            Event::Court(CourtEvent::AppealDecided { motion: STOP_BAN, decision: AppealDecision::Reversed }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: SALE, motion: STOP_BAN }),
            Event::Chance(ChanceEvent::FellDue { draw: date }),
        ])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: second, result: 1 }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: second, result: 1 }),
            Event::Court(CourtEvent::AppealDecided { motion: STOP_SALE, decision: AppealDecision::Reversed }),
            Event::Decree(DecreeEvent::Enjoined { decree: SALE, motion: STOP_SALE }),
        ])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: date, result: STEP_ENFORCE }))
        .then([Event::Chance(ChanceEvent::Settled { draw: date, result: STEP_ENFORCE })])
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .then([
            Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: SALE, motion: STOP_SALE }),
            Event::Chance(ChanceEvent::FellDue { draw: date }),
        ]);
}

#[test]
fn a_decree_stopped_twice_goes_on_when_both_injunctions_fall() {
    let both = twice_attacked().on("day 60");
    let (first, second) = (DrawId::Appeal(STOP_BAN), DrawId::Appeal(STOP_SALE));
    let after = both
        .on("day 65 13:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 65 14:00") }))])
        .settled(first, 0)
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: second, result: 1 }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: second, result: 1 }),
            Event::Court(CourtEvent::AppealDecided { motion: STOP_SALE, decision: AppealDecision::Reversed }),
            Event::Decree(DecreeEvent::Enjoined { decree: SALE, motion: STOP_SALE }),
        ]);
    after.when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE })).then([
        Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
        Event::Decree(DecreeEvent::InjunctionLifted { decree: SALE, motion: STOP_BAN }),
        Event::Decree(DecreeEvent::InjunctionLifted { decree: SALE, motion: STOP_SALE }),
        Event::Chance(ChanceEvent::FellDue { draw: DrawId::Deadline(SALE) }),
    ]);
}

#[test]
fn a_trustees_end_under_an_injunction_is_owed_when_it_falls() {
    given(table())
        .on("day 10")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: DrawId::Deadline(SALE), result: STEP_TRUSTEE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: DrawId::Deadline(SALE), result: STEP_TRUSTEE }),
            Event::Decree(DecreeEvent::TrusteeAppointed {
                decree: SALE,
                trustee: TRUSTEE,
                until: at("day 75 end"),
                then: TrusteeEnd::Enforce,
            }),
        ])
        .after([
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_SALE })),
        ])
        .after([(COURT, Command::Court(CourtCommand::Rule { motion: STOP_SALE, ruling: Ruling::Granted }))])
        .on("day 75 23:00")
        .when_time_goes_to("day 76")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 75 end") }),
            Event::Decree(DecreeEvent::TrusteeTermEnded { decree: SALE }),
        ])
        .on("day 80")
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .then([
            Event::Court(CourtEvent::SuitWithdrawn { suit: CASE }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: SALE, motion: STOP_SALE }),
            Event::Decree(DecreeEvent::Enforced { decree: SALE }),
            Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
        ]);
}

// --- appeals

#[test]
fn the_loser_may_appeal() {
    heard()
        .settled(RULING, 0)
        .when(AUTHORITY, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .refused(Rejection::NotYours { owner: TARGET })
        .when(TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .then([Event::Court(CourtEvent::AppealFiled { motion: STOP_BAN, by: TARGET, hearing: at("day 40 14:00") })])
        .when(TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .refused(Rejection::Court(CourtRejection::NoAppeal));
    stopped()
        .when(TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .then([Event::Court(CourtEvent::AppealFiled { motion: STOP_BAN, by: AUTHORITY, hearing: at("day 40 14:00") })]);
}

#[test]
fn nothing_is_appealed_before_a_ruling() {
    moved()
        .when(TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .refused(Rejection::Court(CourtRejection::NoAppeal))
        .when(
            APPEALS,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_BAN, decision: AppealDecision::Reversed }),
        )
        .refused(Rejection::Court(CourtRejection::AppealNotPending))
        .when(
            APPEALS,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_SALE, decision: AppealDecision::Reversed }),
        )
        .refused(Rejection::Court(CourtRejection::AppealNotPending));
}

#[test]
fn an_appeal_reverses_an_injunction() {
    appealed()
        .when_time_goes_to("day 41")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 40 14:00") }),
            Event::Chance(ChanceEvent::FellDue { draw: APPEAL }),
        ])
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: APPEAL, raw: 0 }))
        .then([
            Event::Chance(ChanceEvent::Drawn { draw: APPEAL, raw: 0, probability: Ppm::clamped(250_000) }),
            Event::Court(CourtEvent::AppealDecided { motion: STOP_BAN, decision: AppealDecision::Reversed }),
            Event::Decree(DecreeEvent::InjunctionLifted { decree: BAN, motion: STOP_BAN }),
        ]);
}

#[test]
fn an_appeal_affirms_an_injunction() {
    let affirmed = appealed()
        .on("day 40")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 40 14:00") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Draw { draw: APPEAL, raw: u64::MAX }))
        .then([
            Event::Chance(ChanceEvent::Drawn { draw: APPEAL, raw: u64::MAX, probability: Ppm::clamped(250_000) }),
            Event::Court(CourtEvent::AppealDecided { motion: STOP_BAN, decision: AppealDecision::Affirmed }),
        ]);
    assert_eq!(affirmed.state.motion(STOP_BAN), MotionStatus::FinallyGranted);
    assert_eq!(affirmed.state.decree(BAN).status(), Status::Enjoined);
}

#[test]
fn an_appeal_reverses_a_denial() {
    let reversed = heard()
        .settled(RULING, 0)
        .after([(TARGET, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))])
        .when(
            COURT,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_BAN, decision: AppealDecision::Reversed }),
        )
        .refused(Rejection::NotYours { owner: APPEALS })
        .when(
            APPEALS,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_BAN, decision: AppealDecision::Reversed }),
        )
        .then([
            Event::Court(CourtEvent::AppealDecided { motion: STOP_BAN, decision: AppealDecision::Reversed }),
            Event::Decree(DecreeEvent::Enjoined { decree: BAN, motion: STOP_BAN }),
        ]);
    assert_eq!(reversed.state.motion(STOP_BAN), MotionStatus::FinallyGranted);
    reversed
        .when(
            APPEALS,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_BAN, decision: AppealDecision::Affirmed }),
        )
        .refused(Rejection::Court(CourtRejection::AppealNotPending))
        .when(AUTHORITY, Command::Court(CourtCommand::FileAppeal { motion: STOP_BAN }))
        .refused(Rejection::Court(CourtRejection::NoAppeal));
}

#[test]
fn an_appeals_court_that_a_person_plays_is_called_instead_of_nature() {
    let called = appealed()
        .after([(CLOCK, Command::Run(RunCommand::SeatOccupant { seat: APPEALS, occupant: Occupant::Program }))])
        .on("day 40");
    assert_eq!(called.state.called(at("day 40 14:00")).iter().collect::<Vec<_>>(), [APPEALS]);
    called
        .when_time_goes_to("day 41")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 40 14:00") })])
        .when(
            APPEALS,
            Command::Court(CourtCommand::DecideAppeal { motion: STOP_BAN, decision: AppealDecision::Affirmed }),
        )
        .then([Event::Court(CourtEvent::AppealDecided { motion: STOP_BAN, decision: AppealDecision::Affirmed })]);
}

// --- the end of a case

#[test]
fn only_the_plaintiff_drops_a_pending_case() {
    banned()
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .refused(Rejection::Court(CourtRejection::SuitNotPending))
        .when(AUTHORITY, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .refused(Rejection::NotYours { owner: TARGET })
        .after([(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))])
        .when(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))
        .then([Event::Court(CourtEvent::SuitWithdrawn { suit: CASE })])
        .when(TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE }))
        .refused(Rejection::Court(CourtRejection::AlreadyFiled));
}

#[test]
fn a_case_is_moot_once_all_that_it_attacks_is_over() {
    let all = table_with(|s| s.motions[0].against = vec![BAN]);
    let mooted = given(all)
        .on("day 10")
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN })),
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })),
        ])
        .after([
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_BAN })),
        ])
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: BAN }))
        .then([Event::Decree(DecreeEvent::Revoked { decree: BAN })])
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: SALE }))
        .then([
            Event::Decree(DecreeEvent::Revoked { decree: SALE }),
            Event::Court(CourtEvent::SuitMooted { suit: CASE }),
        ]);
    assert_eq!(mooted.state.suit(CASE), SuitStatus::Moot);
    assert_eq!(mooted.state.motion(STOP_BAN), MotionStatus::Moot);
    // The hearing of day 20 is off.
    mooted
        .when(COURT, Command::Court(CourtCommand::Rule { motion: STOP_BAN, ruling: Ruling::Granted }))
        .refused(Rejection::Court(CourtRejection::MotionNotPending))
        .on("day 20")
        .when_time_goes_to("day 21")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 21") })]);
}

#[test]
fn a_case_against_a_lapsed_decree_goes_on() {
    let sale_only = table_with(|s| s.motions[0].against = vec![SALE]);
    given(sale_only)
        .on("day 10")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 54")
        .after([
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_SALE })),
        ])
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: DrawId::Deadline(SALE), result: STEP_LAPSE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: DrawId::Deadline(SALE), result: STEP_LAPSE }),
            Event::Decree(DecreeEvent::Lapsed { decree: SALE }),
        ]);
}

// --- what no deal is worth

/// A seller that has 40 points in peace and none once the order to sell is enforced; the target moves against the order.
fn threatened(relief: Relief) -> Given {
    let setup = table_with(|s| {
        s.parties[0].if_enforced = Some(fixed(0));
        s.motions[STOP_SALE.index()].relief = relief;
    });
    given(setup)
        .on("day 10 12:00")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 15")
        .after([
            (TARGET, Command::Court(CourtCommand::FileSuit { suit: CASE })),
            (TARGET, Command::Court(CourtCommand::FileMotion { motion: STOP_SALE })),
        ])
}

fn worth_of_no_deal(given: &Given) -> Points {
    given.state.walk_away(SELLER).expect("the seller has a walk-away")
}

#[test]
fn an_injunction_takes_the_threat_away_and_its_end_brings_it_back() {
    let threatened = threatened(Relief::Injunction);
    let under_threat = worth_of_no_deal(&threatened);
    assert!(under_threat < Points(40), "{under_threat}");
    let ruling = CourtCommand::Rule { motion: STOP_SALE, ruling: Ruling::Granted };
    let stopped = threatened.after([(COURT, Command::Court(ruling))]);
    assert_eq!(stopped.state.decree(SALE).status(), Status::Enjoined);
    assert_eq!(worth_of_no_deal(&stopped), Points(40));
    let released = stopped.after([(TARGET, Command::Court(CourtCommand::WithdrawSuit { suit: CASE }))]);
    assert_eq!(worth_of_no_deal(&released), under_threat);
}

#[test]
fn a_court_that_undoes_the_order_takes_the_threat_away_for_good() {
    let threatened = threatened(Relief::Annulment);
    assert!(worth_of_no_deal(&threatened) < Points(40));
    let ruling = CourtCommand::Rule { motion: STOP_SALE, ruling: Ruling::Granted };
    let undone = threatened.after([(COURT, Command::Court(ruling))]);
    assert_eq!(undone.state.decree(SALE).status(), Status::Annulled);
    assert_eq!(worth_of_no_deal(&undone), Points(40));
}
