//! Decrees: from the order by its date to its end.

mod given;

use divest_core::Command;
use divest_core::Event;
use divest_core::Rejection;
use divest_core::chance::DrawId;
use divest_core::command::{AgreementCommand, ChanceCommand, DecreeCommand, ReviewCommand, RunCommand, TalksCommand};
use divest_core::decree::Status;
use divest_core::event::{AgreementEvent, ChanceEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent};
use divest_core::id::DecreeId;
use divest_core::rejection::{AgreementRejection, ChanceRejection, DecreeRejection};
use divest_core::scenario::{DeadlineSpec, StepKind, TrusteeEnd};
use divest_core::units::{Ppm, SpanUnit};
use given::*;

const SALE_DATE: DrawId = DrawId::Deadline(SALE);

/// The order to sell is out since day 10 and due on day 55.
fn ordered() -> Given {
    given(table()).on("day 10 12:00").after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
}

/// The ban is out since day 10 and due on day 55.
fn banned() -> Given {
    given(table()).on("day 10 12:00").after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))])
}

/// The date of the order to sell has come, and nature is asked what follows.
fn due() -> Given {
    ordered().on("day 55 23:00").after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
}

// --- the order

#[test]
fn what_is_out_before_play_is_issued_as_it_opens() {
    unopened(table()).when(CLOCK, Command::Run(RunCommand::Open)).then([
        Event::Run(RunEvent::Opened { at: at("day 0") }),
        Event::Decree(DecreeEvent::Issued {
            decree: OLD,
            issued_at: at("day -20 09:00"),
            deadline: Some(at("day 90 end")),
        }),
    ]);
}

#[test]
fn an_order_starts_its_clock() {
    given(table()).on("day 10 12:00").when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })).then([
        Event::Decree(DecreeEvent::Issued {
            decree: SALE,
            issued_at: at("day 10 12:00"),
            deadline: Some(at("day 55 end")),
        }),
    ]);
}

#[test]
fn an_order_may_come_before_its_planned_day() {
    given(table()).on("day 3").when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })).then([
        Event::Decree(DecreeEvent::Issued { decree: SALE, issued_at: at("day 3"), deadline: Some(at("day 48 end")) }),
    ]);
}

#[test]
fn only_its_issuer_orders_and_only_once() {
    ordered()
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Issued }))
        .when(HOME, Command::Decree(DecreeCommand::Issue { decree: BAN }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: DecreeId(9) }))
        .refused(Rejection::NoSuchThing);
}

#[test]
fn a_date_in_hours_falls_to_the_hour() {
    let hours = table_with(|s| {
        s.decrees[1].deadline = Some(DeadlineSpec::After { count: fixed(36), unit: SpanUnit::Hours });
    });
    given(hours).on("day 10 12:00").when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })).then([
        Event::Decree(DecreeEvent::Issued {
            decree: SALE,
            issued_at: at("day 10 12:00"),
            deadline: Some(at("day 12")),
        }),
    ]);
}

#[test]
fn business_days_skip_weekends() {
    // Day 10 is a Thursday; ten business days later is a Thursday, fourteen days on.
    banned().when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES })).then([Event::Decree(
        DecreeEvent::Issued { decree: RULES, issued_at: at("day 10 12:00"), deadline: Some(at("day 24 end")) },
    )]);
    // Day 12 is a Saturday: the count starts on Monday, so the tenth day is a Friday.
    banned().on("day 12").when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES })).then([
        Event::Decree(DecreeEvent::Issued { decree: RULES, issued_at: at("day 12"), deadline: Some(at("day 25 end")) }),
    ]);
}

#[test]
fn a_date_already_past_falls_due_at_once() {
    let late = table_with(|s| s.decrees[0].deadline = Some(DeadlineSpec::On(day(8))));
    given(late)
        .on("day 10")
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))
        .then([Event::Decree(DecreeEvent::Issued {
            decree: BAN,
            issued_at: at("day 10"),
            deadline: Some(at("day 10")),
        })])
        .when_time_goes_to("day 11")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 10") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
            Event::Decree(DecreeEvent::TookForce { decree: BAN }),
        ]);
}

#[test]
fn rules_need_the_order_that_they_implement() {
    given(table())
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES }))
        .refused(Rejection::Decree(DecreeRejection::ParentIs { status: Status::Pending }));
}

// --- the date

#[test]
fn a_date_is_noticed_ahead_and_comes_at_the_end_of_its_day() {
    banned()
        .on("day 48")
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 48 07:00") }),
            Event::Decree(DecreeEvent::DeadlineNeared { decree: BAN }),
        ])
        .when_time_goes_to("day 55 23:59")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 55 23:59") })])
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
            Event::Decree(DecreeEvent::TookForce { decree: BAN }),
        ]);
}

#[test]
fn nature_chooses_among_several_steps() {
    let drawn = |raw| due().when(NATURE, Command::Chance(ChanceCommand::Draw { draw: SALE_DATE, raw }));
    let parts = |share: u64| (u128::from(u64::MAX) * u128::from(share) / 100) as u64;
    let first = |raw| Event::Chance(ChanceEvent::Drawn { draw: SALE_DATE, raw, probability: Ppm::clamped(300_000) });
    let until = at("day 75 end");
    drawn(0).then([
        first(0),
        Event::Decree(DecreeEvent::TrusteeAppointed {
            decree: SALE,
            trustee: TRUSTEE,
            until,
            then: TrusteeEnd::Enforce,
        }),
    ]);
    drawn(parts(31)).then([first(parts(31)), Event::Decree(DecreeEvent::Lapsed { decree: SALE })]);
    drawn(u64::MAX).then([
        first(u64::MAX),
        Event::Decree(DecreeEvent::Enforced { decree: SALE }),
        Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
    ]);
}

#[test]
fn a_script_says_which_step_was_taken() {
    ordered()
        .on("day 55 23:00")
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: SALE }),
            Event::Chance(ChanceEvent::FellDue { draw: SALE_DATE }),
        ])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SALE_DATE, result: 3 }))
        .refused(Rejection::Chance(ChanceRejection::NoSuchResult))
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SALE_DATE, result: STEP_LAPSE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: SALE_DATE, result: STEP_LAPSE }),
            Event::Decree(DecreeEvent::Lapsed { decree: SALE }),
        ]);
}

#[test]
fn a_date_without_steps_merely_passes() {
    let toothless = table_with(|s| s.decrees[0].at_deadline.clear());
    let after = given(toothless)
        .on("day 10")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))])
        .on("day 55 23:00")
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
        ]);
    assert_eq!(after.state.decree(BAN).status(), Status::Issued);
    assert_eq!(
        (after.state.decree(BAN).deadline(), after.state.decree(BAN).last_date()),
        (None, Some(at("day 55 end")))
    );
}

#[test]
fn a_date_on_the_last_day_of_play_is_settled_before_play_closes() {
    let last_day = table_with(|s| {
        s.closes = at("day 55 end");
        s.chances.clear();
    });
    given(last_day)
        .on("day 10")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 55 23:00")
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: SALE }),
            Event::Chance(ChanceEvent::FellDue { draw: SALE_DATE }),
        ])
        .settled(SALE_DATE, STEP_LAPSE)
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 55 end") }),
            Event::Run(RunEvent::OutcomeReached { outcome: LAPSED }),
        ]);
}

// --- more time

#[test]
fn more_time_is_asked_for_and_granted() {
    let extended = ordered()
        .when(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .then([Event::Decree(DecreeEvent::ExtensionRequested { decree: SALE, by: SELLER })])
        .when(TARGET, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .refused(Rejection::Decree(DecreeRejection::RequestIsOpen))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 15 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 70 end"), days: 15 })]);
    assert_eq!(extended.state.decree(SALE).status(), Status::Extended);
    assert!(!extended.state.decree(SALE).request_open());
}

#[test]
fn more_time_is_asked_for_and_denied() {
    ordered()
        .when(AUTHORITY, Command::Decree(DecreeCommand::DenyExtension { decree: SALE }))
        .refused(Rejection::Decree(DecreeRejection::NoRequestOpen))
        .when(TARGET, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .then([Event::Decree(DecreeEvent::ExtensionRequested { decree: SALE, by: TARGET })])
        .when(SELLER, Command::Decree(DecreeCommand::DenyExtension { decree: SALE }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, Command::Decree(DecreeCommand::DenyExtension { decree: SALE }))
        .then([Event::Decree(DecreeEvent::ExtensionDenied { decree: SALE })])
        .when(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .then([Event::Decree(DecreeEvent::ExtensionRequested { decree: SALE, by: SELLER })]);
}

#[test]
fn only_vendor_and_target_ask_for_more_time_and_only_ahead_of_a_date() {
    given(table())
        .when(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Pending }))
        .when(ALPHA, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .refused(Rejection::NotYours { owner: SELLER })
        .when(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: BAN }))
        .refused(Rejection::Decree(DecreeRejection::NotExtendable));
    due()
        .settled(SALE_DATE, STEP_TRUSTEE)
        .when(TRUSTEE, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .refused(Rejection::Decree(DecreeRejection::NoDeadline));
}

#[test]
fn extensions_end_at_their_cap() {
    ordered()
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 0 }))
        .refused(Rejection::Decree(DecreeRejection::ZeroDays))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 31 }))
        .refused(Rejection::Decree(DecreeRejection::ExtensionCap { days_left: 30 }))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 20 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 75 end"), days: 20 })])
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 11 }))
        .refused(Rejection::Decree(DecreeRejection::ExtensionCap { days_left: 10 }))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 10 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 85 end"), days: 10 })]);
}

#[test]
fn not_every_date_can_be_moved() {
    banned()
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: BAN, days: 5 }))
        .refused(Rejection::Decree(DecreeRejection::NotExtendable))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 5 }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Pending }))
        .when(SELLER, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 5 }))
        .refused(Rejection::NotYours { owner: AUTHORITY });
    let undated = table_with(|s| s.decrees[1].deadline = None);
    given(undated)
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 5 }))
        .refused(Rejection::Decree(DecreeRejection::NoDeadline));
}

#[test]
fn the_old_date_no_longer_counts_and_the_new_one_is_noticed_anew() {
    ordered()
        .on("day 50")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 15 }))])
        .when_time_goes_to("day 80")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 60 07:00") }),
            Event::Decree(DecreeEvent::DeadlineNeared { decree: SALE }),
        ])
        .when_time_goes_to("day 80")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 70 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: SALE }),
            Event::Chance(ChanceEvent::FellDue { draw: SALE_DATE }),
        ]);
}

#[test]
fn a_date_nearer_than_its_notice_is_noticed_halfway() {
    ordered()
        .on("day 55")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 6 }))])
        .when_time_goes_to("day 80")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 58 07:00") }),
            Event::Decree(DecreeEvent::DeadlineNeared { decree: SALE }),
        ]);
}

#[test]
fn a_lapsed_date_is_revived_by_days_enough_and_not_beyond_the_cap() {
    due()
        .settled(SALE_DATE, STEP_LAPSE)
        .on("day 60")
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 4 }))
        .refused(Rejection::Decree(DecreeRejection::NoDeadline))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 31 }))
        .refused(Rejection::Decree(DecreeRejection::ExtensionCap { days_left: 30 }))
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 7 }))
        .then([Event::Decree(DecreeEvent::DeadlineExtended { decree: SALE, to: at("day 62 end"), days: 7 })])
        .on("day 62")
        .when_time_goes_to("day 90")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 62 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: SALE }),
            Event::Chance(ChanceEvent::FellDue { draw: SALE_DATE }),
        ]);
    due()
        .settled(SALE_DATE, STEP_LAPSE)
        .on("day 86")
        .when(AUTHORITY, Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 30 }))
        .refused(Rejection::Decree(DecreeRejection::NoDeadline));
}

// --- the end

#[test]
fn a_decree_in_force_is_enforced_by_its_issuer() {
    banned()
        .when(AUTHORITY, Command::Decree(DecreeCommand::Enforce { decree: BAN }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Issued }))
        .on("day 56")
        .when(HOME, Command::Decree(DecreeCommand::Enforce { decree: BAN }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, Command::Decree(DecreeCommand::Enforce { decree: BAN }))
        .then([Event::Decree(DecreeEvent::Enforced { decree: BAN })])
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: BAN }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Enforced }));
}

#[test]
fn a_lapsed_decree_may_still_be_enforced() {
    due()
        .settled(SALE_DATE, STEP_LAPSE)
        .when(AUTHORITY, Command::Decree(DecreeCommand::Enforce { decree: SALE }))
        .then([
            Event::Decree(DecreeEvent::Enforced { decree: SALE }),
            Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
        ]);
}

#[test]
fn a_revoked_order_takes_its_rules_along() {
    banned()
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES }))])
        .when(HOME, Command::Decree(DecreeCommand::Revoke { decree: BAN }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: BAN }))
        .then([
            Event::Decree(DecreeEvent::Revoked { decree: BAN }),
            Event::Decree(DecreeEvent::Revoked { decree: RULES }),
        ])
        .when(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN }))
        .refused(Rejection::Decree(DecreeRejection::StatusIs { status: Status::Revoked }))
        .on("day 55 23:00")
        .when_time_goes_to("day 56")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 56") })]);
}

#[test]
fn rules_go_without_their_order() {
    banned()
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES }))])
        .when(AUTHORITY, Command::Decree(DecreeCommand::Revoke { decree: RULES }))
        .then([Event::Decree(DecreeEvent::Revoked { decree: RULES })]);
}

// --- the trustee

#[test]
fn a_trustee_clears_the_tables_and_sells_in_the_sellers_place() {
    let appointed = ordered()
        .on("day 50")
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(1, SELLS) })),
            (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
        ])
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SALE_DATE, result: STEP_TRUSTEE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: SALE_DATE, result: STEP_TRUSTEE }),
            Event::Decree(DecreeEvent::TrusteeAppointed {
                decree: SALE,
                trustee: TRUSTEE,
                until: at("day 75 end"),
                then: TrusteeEnd::Enforce,
            }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 58 11:00") }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 60 11:00") }),
        ]);
    assert_eq!(appointed.state.vendor(), TRUSTEE);
    assert_eq!(appointed.state.table(WITH_ALPHA).bidder_offer, None);
    let deal = deal(3, SELLS);
    appointed
        .when(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .after([(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal }))])
        .when(TRUSTEE, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .then([
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal }),
            Event::Review(ReviewEvent::Opened {
                talks: WITH_ALPHA,
                review: EXPORT,
                due: at("day 62 15:00").max(at("day 55 end")),
            }),
        ])
        .when(SELLER, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner))
        .after([
            (ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None })),
            (TARGET, Command::Agreement(AgreementCommand::Sign { talks: None })),
        ])
        .when(TRUSTEE, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: TRUSTEE }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ])
        .after([(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))])
        .when_time_goes_to("day 60")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 57 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_ALPHA, deal, completes: true }),
            Event::Decree(DecreeEvent::Satisfied { decree: SALE }),
            Event::Run(RunEvent::OutcomeReached { outcome: SOLD_TO_ALPHA }),
        ]);
}

#[test]
fn a_trustee_ends_an_unsigned_agreement() {
    let after = ordered().on("day 54").after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS))).on("day 55 23:00");
    let appointed = after
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SALE_DATE, result: STEP_TRUSTEE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: SALE_DATE, result: STEP_TRUSTEE }),
            Event::Decree(DecreeEvent::TrusteeAppointed {
                decree: SALE,
                trustee: TRUSTEE,
                until: at("day 75 end"),
                then: TrusteeEnd::Enforce,
            }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 58 11:00") }),
        ]);
    assert_eq!(appointed.state.agreement(), None);
    appointed
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere));
}

#[test]
fn a_signed_deal_binds_the_trustee() {
    let deal = deal(2, SELLS);
    ordered()
        .on("day 54")
        .after(agreed(WITH_ALPHA, ALPHA, deal))
        .after(signed_by(ALPHA))
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .when(NATURE, Command::Chance(ChanceCommand::Settle { draw: SALE_DATE, result: STEP_TRUSTEE }))
        .then([
            Event::Chance(ChanceEvent::Settled { draw: SALE_DATE, result: STEP_TRUSTEE }),
            Event::Decree(DecreeEvent::TrusteeAppointed {
                decree: SALE,
                trustee: TRUSTEE,
                until: at("day 75 end"),
                then: TrusteeEnd::Enforce,
            }),
        ])
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))
        .then([
            Event::Review(ReviewEvent::Approved { talks: WITH_ALPHA, review: EXPORT }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_ALPHA, at: at("day 57 16:00") }),
        ]);
}

#[test]
fn a_trustee_without_success_is_followed_by_what_the_decree_says() {
    due().settled(SALE_DATE, STEP_TRUSTEE).on("day 75 23:00").when_time_goes_to("day 80").then([
        Event::Run(RunEvent::TimeAdvanced { to: at("day 75 end") }),
        Event::Decree(DecreeEvent::TrusteeTermEnded { decree: SALE }),
        Event::Decree(DecreeEvent::Enforced { decree: SALE }),
        Event::Run(RunEvent::OutcomeReached { outcome: ENFORCED }),
    ]);
    let mild = table_with(|s| {
        s.decrees[1].at_deadline =
            vec![step(3, StepKind::AppointTrustee { trustee: TRUSTEE, days: fixed(5), then: TrusteeEnd::Lapse }, 0)];
    });
    given(mild)
        .on("day 10")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 60 23:00")
        .when_time_goes_to("day 80")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 60 end") }),
            Event::Decree(DecreeEvent::TrusteeTermEnded { decree: SALE }),
            Event::Decree(DecreeEvent::Lapsed { decree: SALE }),
        ]);
}
