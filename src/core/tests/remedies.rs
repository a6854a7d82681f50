//! Remedies beside a plain sale: law that is not enforced for now, a sale that satisfies before it closes, a spin-off, a
//! decree undone afterwards, a buyer that fails.

mod given;

use divest_core::Command::*;
use divest_core::Event::*;
use divest_core::Rejection;
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Ruling};
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::effect::{Consequence, Trigger};
use divest_core::id::{MotionId, OutcomeId, SeatId, TalksId};
use divest_core::scenario::{Condition, Relief, Role, Setup, Stage, StepKind, Suspension};
use given::*;

const HOLDERS: SeatId = SeatId(13);
const TO_HOLDERS: TalksId = TalksId(2);

/// The authority may suspend the ban and the order to sell, for 40 days at once at most.
fn patient() -> Setup {
    table_with(|s| {
        for decree in &mut s.decrees[..2] {
            decree.suspension = Some(Suspension { authority: AUTHORITY, days_max: fixed(40) });
        }
    })
}

/// The seller may spin off, at the lowest price and where control is shared.
fn with_holders() -> Setup {
    table_with(|s| {
        let mut holders = s.parties[0].clone();
        (holders.key, holders.role, holders.sheet) = ("holders".into(), Role::Holders, None);
        s.parties.push(holders);
        let mut talks = s.sale.talks[0].clone();
        talks.bidder = HOLDERS;
        talks.terms = divest_core::deal::Terms(vec![(PRICE, vec![0]), (CONTROL, vec![SHARES])]);
        s.sale.talks.push(talks);
    })
}

/// Alpha's purchase has closed; whatever happens then, play goes on.
fn sold(setup: Setup) -> Given {
    let setup = {
        let mut setup = setup;
        setup.outcomes.iter_mut().for_each(|outcome| outcome.ends = false);
        setup
    };
    given(setup)
        .on("day 4 12:00")
        .after([(BETA, OpenTalks { talks: WITH_BETA })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)))
        .after(signed_by(ALPHA))
        .after([(HOME, ApproveDeal { review: EXPORT })])
        .on("day 20")
}

// --- law that is not enforced for now

#[test]
fn enforcement_is_suspended_and_the_date_comes_once_more() {
    given(patient())
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: BAN })])
        .on("day 56")
        .when(AUTHORITY, SuspendEnforcement { decree: BAN, days: 20 })
        .then([EnforcementSuspended { decree: BAN, to: at("day 76 end") }])
        .on("day 69 07:00")
        .when_time_goes_to("day 76 end")
        .then([TimeAdvanced { to: at("day 76 end") }, DeadlinePassed { decree: BAN }, DecreeTookForce { decree: BAN }]);
}

#[test]
fn only_whom_the_law_names_suspends_and_not_for_longer() {
    given(patient())
        .on("day 10 12:00")
        .when(AUTHORITY, SuspendEnforcement { decree: SALE, days: 20 })
        .refused(Rejection::DecreeIs { status: Status::Pending })
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .when(HOME, SuspendEnforcement { decree: SALE, days: 20 })
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, SuspendEnforcement { decree: SALE, days: 41 })
        .refused(Rejection::ExtensionCap { days_left: 40 })
        .when(AUTHORITY, SuspendEnforcement { decree: SALE, days: 0 })
        .refused(Rejection::ZeroDays)
        .when(HOME, SuspendEnforcement { decree: OLD, days: 5 })
        .refused(Rejection::NotSuspendable)
        .when(AUTHORITY, SuspendEnforcement { decree: SALE, days: 40 })
        .then([EnforcementSuspended { decree: SALE, to: at("day 50 end") }])
        .when(AUTHORITY, EnforceDecree { decree: SALE })
        .refused(Rejection::DecreeIs { status: Status::Suspended });
}

#[test]
fn nature_may_choose_to_suspend_at_the_date() {
    let mut setup = patient();
    setup.decrees[1].at_deadline[1].kind = StepKind::Suspend { days: fixed(15) };
    given(setup)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .on("day 55 23:00")
        .after([(CLOCK, AdvanceTo { at: at("day 55 end") })])
        .when(NATURE, Settle { draw: DrawId::Deadline(SALE), result: 1 })
        .then([
            Settled { draw: DrawId::Deadline(SALE), result: 1 },
            EnforcementSuspended { decree: SALE, to: at("day 70 end") },
        ]);
}

#[test]
fn an_effect_suspends_what_is_out() {
    let mut setup = patient();
    let then = [Consequence::SuspendEnforcement(SALE, fixed(3))];
    setup.effects = vec![effect(Trigger::SignalMade(STATEMENT), then)];
    given(setup)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .when(SELLER, Say { signal: STATEMENT })
        .then([
            SignalMade { signal: STATEMENT },
            GaugeMoved { gauge: MOOD, to: 60 },
            EnforcementSuspended { decree: SALE, to: at("day 13 end") },
        ]);
}

#[test]
fn an_extension_may_need_a_deal_and_be_granted_once() {
    let strict = table_with(|s| {
        let extension = s.decrees[1].extension.as_mut().expect("the sale decree has one");
        (extension.once, extension.needs) = (true, Some(Stage::Signed));
    });
    let extend = ExtendDeadline { decree: SALE, days: 10 };
    given(strict)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .when(AUTHORITY, extend)
        .refused(Rejection::DealNotFarEnough { stage: Stage::Signed })
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .when(AUTHORITY, extend)
        .refused(Rejection::DealNotFarEnough { stage: Stage::Signed })
        .after(signed_by(ALPHA))
        .when(AUTHORITY, extend)
        .then([DeadlineExtended { decree: SALE, to: at("day 65 end"), days: 10 }])
        .when(AUTHORITY, extend)
        .refused(Rejection::ExtendedBefore);
}

// --- a sale that satisfies before it closes

#[test]
fn a_buyer_up_front_satisfies_once_it_is_signed_and_let_through() {
    let up_front = table_with(|s| s.decrees[1].satisfied_at = Stage::Approved);
    given(up_front)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)))
        .after(signed_by(ALPHA))
        .when(HOME, ApproveDeal { review: EXPORT })
        .then([
            DealApproved { review: EXPORT },
            ClosingScheduled { at: at("day 12 16:00") },
            DecreeSatisfied { decree: SALE },
        ])
        .when_time_goes_to("day 12 16:00")
        .then([
            TimeAdvanced { to: at("day 12 16:00") },
            DealClosed { talks: WITH_ALPHA, deal: deal(2, SELLS) },
            OutcomeReached { outcome: SOLD_TO_ALPHA },
        ]);
}

#[test]
fn terms_or_signatures_may_be_enough() {
    let early = table_with(|s| s.decrees[1].satisfied_at = Stage::Signed);
    given(early)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)))
        .after(signed_by(ALPHA).into_iter().take(2))
        .when(TARGET, SignDeal)
        .then([SignatureGiven { by: TARGET }, DealSigned { talks: WITH_ALPHA }, DecreeSatisfied { decree: SALE }]);
}

// --- terms that talks demand, and the spin-off

#[test]
fn an_offer_under_the_floor_is_refused() {
    let floor = table_with(|s| s.sale.talks[0].terms = terms(PRICE, &[3, 4]));
    let agreed = given(floor)
        .on("day 4 12:00")
        .after([(ALPHA, OpenTalks { talks: WITH_ALPHA })])
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(2, SHARES) })
        .refused(Rejection::TermsNotAllowed { issue: PRICE })
        .after([
            (ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(3, SHARES) }),
            (SELLER, AcceptOffer { talks: WITH_ALPHA }),
        ]);
    assert_eq!(agreed.state.agreement().map(|agreement| agreement.deal), Some(deal(3, SHARES)));
}

#[test]
fn a_spin_off_needs_no_buyer_and_the_same_approvals() {
    let deal = deal(0, SHARES);
    given(with_holders())
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: BAN })])
        .when(SELLER, SpinOff { talks: TO_HOLDERS, deal })
        .then([SpinOffPlanned { talks: TO_HOLDERS, deal }, ReviewOpened { review: SECURITY, due: at("day 20 15:00") }])
        .after([(SELLER, SignDeal)])
        .when(TARGET, SignDeal)
        .then([SignatureGiven { by: TARGET }, DealSigned { talks: TO_HOLDERS }])
        .when(AUTHORITY, ApproveDeal { review: SECURITY })
        .then([DealApproved { review: SECURITY }, ClosingScheduled { at: at("day 12 16:00") }])
        .on("day 12 12:00")
        .when_time_goes_to("day 12 16:00")
        .then([
            TimeAdvanced { to: at("day 12 16:00") },
            DealClosed { talks: TO_HOLDERS, deal },
            DecreeSatisfied { decree: BAN },
        ]);
}

#[test]
fn a_spin_off_comes_before_the_seller_again_and_again() {
    let waiting = given(with_holders()).on("day 4 12:00");
    assert!(!waiting.state.called(at("day 4 12:00")).has(SELLER));
    assert!(waiting.state.called(at("day 5 10:00")).has(SELLER), "three days after day 2");
    assert!(waiting.on("day 5 12:00").state.called(at("day 8 10:00")).has(SELLER), "and three after that");
}

#[test]
fn only_the_seller_spins_off_and_only_to_its_holders() {
    let fitting = deal(0, SHARES);
    given(with_holders())
        .on("day 4")
        .when(ALPHA, SpinOff { talks: TO_HOLDERS, deal: fitting })
        .refused(Rejection::NotYours { owner: SELLER })
        .when(SELLER, SpinOff { talks: WITH_ALPHA, deal: fitting })
        .refused(Rejection::NotToHolders)
        .when(SELLER, SpinOff { talks: TO_HOLDERS, deal: deal(0, SELLS) })
        .refused(Rejection::TermsNotAllowed { issue: CONTROL })
        .when(SELLER, SpinOff { talks: TO_HOLDERS, deal: Deal::FIRST.with(PRICE, 99) })
        .refused(Rejection::NoSuchOption)
        .when(HOLDERS, OpenTalks { talks: TO_HOLDERS })
        .refused(Rejection::HoldersAreNotAsked)
        .after([(SELLER, SpinOff { talks: TO_HOLDERS, deal: fitting })])
        .when(HOLDERS, DropAgreement)
        .refused(Rejection::NotYours { owner: HOLDERS })
        .when(SELLER, SpinOff { talks: TO_HOLDERS, deal: fitting })
        .refused(Rejection::AgreementStands);
}

// --- a decree undone afterwards

/// The motion against the ban asks that it be undone.
fn annulling() -> Setup {
    table_with(|s| s.motions[0].relief = Relief::Annulment)
}

const UNDO: MotionId = STOP_BAN;

#[test]
fn what_was_obeyed_may_be_undone() {
    sold(annulling())
        .after([(AUTHORITY, IssueDecree { decree: BAN })])
        .after([(TARGET, FileSuit { suit: CASE }), (TARGET, FileMotion { motion: UNDO })])
        .when(COURT, Rule { motion: UNDO, ruling: Ruling::Granted })
        .then([MotionGranted { motion: UNDO }, DecreeAnnulled { decree: BAN, motion: UNDO }])
        .when(AUTHORITY, FileAppeal { motion: UNDO })
        .refused(Rejection::NoAppeal)
        .when(AUTHORITY, RevokeDecree { decree: BAN })
        .refused(Rejection::DecreeIs { status: Status::Annulled });
}

#[test]
fn a_case_to_undo_outlives_the_sale_that_obeyed() {
    let setup = annulling();
    let mut case = setup;
    case.motions.truncate(1);
    case.outcomes.iter_mut().for_each(|outcome| outcome.ends = false);
    given(case)
        .on("day 10 12:00")
        .after([(AUTHORITY, IssueDecree { decree: BAN }), (AUTHORITY, IssueDecree { decree: RULES })])
        .after([(TARGET, FileSuit { suit: CASE }), (TARGET, FileMotion { motion: UNDO })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .after(signed_by(ALPHA))
        .after([(AUTHORITY, ApproveDeal { review: SECURITY })])
        .on("day 12 16:00")
        .after([(COURT, Rule { motion: UNDO, ruling: Ruling::Denied }), (TARGET, FileAppeal { motion: UNDO })])
        .when(APPEALS, DecideAppeal { motion: UNDO, decision: AppealDecision::Reversed })
        .then([
            AppealDecided { motion: UNDO, decision: AppealDecision::Reversed },
            DecreeAnnulled { decree: BAN, motion: UNDO },
            DecreeAnnulled { decree: RULES, motion: UNDO },
            SuitMooted { suit: CASE },
        ]);
}

// --- a buyer that fails

#[test]
fn what_a_failed_buyer_had_goes_back_and_talks_go_on() {
    let mut setup = table();
    setup.effects = vec![effect(Trigger::SignalMade(STATEMENT), [Consequence::FailBuyer(WITH_ALPHA)])];
    sold(setup)
        .when(SELLER, Say { signal: STATEMENT })
        .then([
            SignalMade { signal: STATEMENT },
            GaugeMoved { gauge: MOOD, to: 60 },
            BuyerFailed { talks: WITH_ALPHA },
            TalksResumed { talks: WITH_BETA, reply_due: at("day 25 11:00") },
        ])
        .after([
            (BETA, MakeOffer { talks: WITH_BETA, deal: deal(1, SHARES) }),
            (SELLER, AcceptOffer { talks: WITH_BETA }),
        ])
        .when(ALPHA, OpenTalks { talks: WITH_ALPHA })
        .refused(Rejection::TalksNotOpen);
}

#[test]
fn an_estate_sells_what_it_was_left_and_an_outcome_may_ask_who_failed() {
    let mut setup = table_with(|s| s.sale.talks[0].estate = Some(TRUSTEE));
    setup.effects = vec![effect(Trigger::DealClosed(WITH_ALPHA), [Consequence::FailBuyer(WITH_ALPHA)])];
    setup.outcomes[1].when = Condition { failed: vec![ALPHA], sold: Some(false), ..Condition::default() };
    let failed = sold(setup);
    assert_eq!(failed.state.vendor(), TRUSTEE);
    failed
        .after([(BETA, MakeOffer { talks: WITH_BETA, deal: deal(1, SHARES) })])
        .when(SELLER, AcceptOffer { talks: WITH_BETA })
        .refused(Rejection::NotYours { owner: BETA })
        .on("day 95 08:00")
        .settled(DrawId::Chance(WEATHER), 1)
        .when_time_goes_to("day 101")
        .then([TimeAdvanced { to: at("day 100 end") }, OutcomeReached { outcome: OutcomeId(1) }]);
}

#[test]
fn a_bidder_that_has_bought_nothing_gives_up() {
    let mut setup = table();
    setup.effects = vec![effect(Trigger::SignalMade(STATEMENT), [Consequence::FailBuyer(WITH_ALPHA)])];
    given(setup)
        .on("day 2 10:00")
        .after([(ALPHA, OpenTalks { talks: WITH_ALPHA })])
        .when(SELLER, Say { signal: STATEMENT })
        .then([
            SignalMade { signal: STATEMENT },
            GaugeMoved { gauge: MOOD, to: 60 },
            TalksEnded { talks: WITH_ALPHA, by: ALPHA },
        ]);
}
