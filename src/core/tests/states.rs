//! Every state of a very small scenario, counted. The counts are golden: a rule that changes moves them, and the one who
//! changes it says whether that was meant.
//!
//! Offers bear a running number, so bargaining alone never comes to an end: the search follows the first two.

mod given;

use divest_core::command::{AuctionCommand, ChanceCommand, DecreeCommand, TalksCommand};
use divest_core::deal::{Choice, Deal, Terms};
use divest_core::decree::Status;
use divest_core::id::{DecreeId, IssueId, OutcomeId, TalksId};
use divest_core::legal::Legal;
use divest_core::scenario::{
    Condition, DeadlineSpec, Extension, Outcome, Party, Scenario, Setup, StepKind, TrusteeEnd,
};
use divest_core::state::TalksStatus;
use divest_core::{Command, SeatId, State};
use given::{at, day, fixed, step, table, words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const BIDDER: SeatId = SeatId(3);
const OFFICE: SeatId = SeatId(4);
const ONLY_TALKS: TalksId = TalksId(0);
const ORDER: DecreeId = DecreeId(0);
const OFFERS_MAX: u32 = 2;

const ENFORCED: OutcomeId = OutcomeId(0);
const SOLD_AS_ORDERED: OutcomeId = OutcomeId(1);
const SOLD_OTHERWISE: OutcomeId = OutcomeId(2);
const LAPSED: OutcomeId = OutcomeId(3);
const UNSOLD: OutcomeId = OutcomeId(4);

/// One seller, one bidder, one yes or no; an order to sell by day 2, a day more at most; play closes with day 4.
fn tiny(steps: [StepKind; 2]) -> Setup {
    let mut setup = table();
    let roles = [0, 2, 5].map(|index| setup.parties[index].clone());
    setup.parties = roles.map(|party| Party { sheet: None, ..party }).into();
    setup.closes = at("day 4 end");
    setup.sale.issues.remove(0);
    if let Choice::Options(options) = &mut setup.sale.issues[0].choice {
        options.truncate(2);
    }
    setup.sale.talks.truncate(1);
    setup.sale.talks[0].bidder = BIDDER;
    setup.sale.talks[0].enters_day = day(1);
    setup.sale.talks[0].pace_days = fixed(1);
    setup.sale.backings.clear();
    setup.sale.cosigners.clear();
    setup.sale.cosigners_min = 0;
    setup.sale.reviews.clear();
    setup.sale.closing_days = fixed(1);
    setup.decrees.truncate(2);
    setup.decrees.remove(0);
    let order = &mut setup.decrees[0];
    order.issuer = OFFICE;
    order.issue_day = Some(day(-1));
    order.deadline = Some(DeadlineSpec::On(day(2)));
    order.warning_days = fixed(0);
    let none = fixed(0);
    order.extension = Some(Extension {
        authority: OFFICE,
        days_max: fixed(1),
        when_agreed: none,
        when_talking: none,
        when_idle: none,
        once: false,
        needs: None,
    });
    order.at_deadline = vec![step(0, steps[0], 500_000), step(1, steps[1], 500_000)];
    order.satisfied_by = Some(Terms(vec![(IssueId(0), vec![1])]));
    setup.suits.clear();
    setup.motions.clear();
    setup.signals.clear();
    setup.gauges.clear();
    setup.chances.clear();
    setup.effects.clear();
    setup.probability_count = 2;
    let outcome = |key: &str, when, ends| Outcome { key: key.into(), title: key.into(), when, ends, historical: false };
    let stands = |status| Condition { decrees: vec![(ORDER, vec![status])], ..Condition::default() };
    setup.outcomes = vec![
        outcome("enforced", stands(Status::Enforced), true),
        outcome("sold-as-ordered", stands(Status::Satisfied), true),
        outcome("sold-otherwise", Condition { sold: Some(true), ..Condition::default() }, false),
        outcome("lapsed", stands(Status::Lapsed), false),
        outcome("unsold", Condition::default(), false),
    ];
    setup
}

/// What a search found.
#[derive(Default)]
struct Found {
    states: usize,
    ended: BTreeMap<OutcomeId, usize>,
    commands: usize,
}

/// Every command that a seat may give, where a kind allows many: all offers, both ends of a draw and of an extension.
fn commands(state: &State, legal: Legal) -> Vec<Command> {
    match legal {
        Legal::AnyOffer { talks } if state.table(talks).offer_count >= OFFERS_MAX => vec![],
        Legal::AnyOffer { talks } => [0, 1]
            .map(|option| Command::Talks(TalksCommand::MakeOffer { talks, deal: Deal::FIRST.with(IssueId(0), option) }))
            .into(),
        Legal::AnyDraw { draw } => [0, u64::MAX].map(|raw| Command::Chance(ChanceCommand::Draw { draw, raw })).into(),
        Legal::AnyText { .. } => vec![legal.example(state)],
        Legal::AnyExtension { decree, days_min, days_max } => BTreeSet::from([days_min, days_max])
            .into_iter()
            .map(|days| Command::Decree(DecreeCommand::ExtendDeadline { decree, days }))
            .collect(),
        Legal::AnySuspension { decree, days_max } => BTreeSet::from([1, days_max])
            .into_iter()
            .map(|days| Command::Decree(DecreeCommand::SuspendEnforcement { decree, days }))
            .collect(),
        Legal::AnySpinOff { .. } => vec![legal.example(state)],
        Legal::Exactly(command) => vec![command],
        Legal::AnyBid { from, to } => {
            (from..=to).map(|option| Command::Auction(AuctionCommand::Bid { option })).collect()
        }
        Legal::Advance => vec![legal.example(state)],
    }
}

/// Breadth first from before the opening, each state once.
fn explore(setup: Setup, mut visit: impl FnMut(&State), mut follow: impl FnMut(&State, &State)) -> Found {
    let start = State::new(Arc::new(Scenario::new(setup)));
    let mut known = BTreeSet::from([words(&start)]);
    let mut level = vec![start];
    let mut found = Found::default();
    while !level.is_empty() {
        let mut next_level = Vec::new();
        for state in level {
            visit(&state);
            found.states += 1;
            if let Some(outcome) = state.outcome() {
                *found.ended.entry(outcome).or_default() += 1;
            }
            for seat in state.scenario().seats() {
                for command in state.legal(seat).into_iter().flat_map(|legal| commands(&state, legal)) {
                    let mut next = state.clone();
                    next.step(seat, &command, &mut divest_core::Events::default())
                        .expect("BUG: what is legal was refused");
                    found.commands += 1;
                    follow(&state, &next);
                    if known.insert(words(&next)) {
                        next_level.push(next);
                    }
                }
            }
        }
        level = next_level;
    }
    found
}

/// What holds in every state.
fn always(state: &State) {
    if let Some(agreement) = state.agreement() {
        assert_eq!(state.talks(agreement.talks).status(), TalksStatus::Open, "an agreement outside of open talks");
        assert_eq!(state.closed(), None, "an agreement after the sale");
    }
    let can_go_on = state.scenario().seats().any(|seat| !state.legal(seat).is_empty());
    assert_eq!(can_go_on, state.outcome().is_none(), "play goes on until it ends, and no longer");
    if state.is_open() {
        assert!(state.now() <= state.scenario().setup().closes, "play outlived its close");
    }
    let order = state.decree(ORDER);
    assert!(order.extended_days() <= 1, "the cap");
    assert!(!order.request_open() || order.deadline().is_some(), "a request for a date that is past");
    if state.table(ONLY_TALKS).offer_count > 0 {
        assert_ne!(state.talks(ONLY_TALKS).status(), TalksStatus::NotYet, "an offer before the bidder came");
    }
}

/// What holds from each state to the next.
fn onward(before: &State, after: &State) {
    assert!(before.now() <= after.now(), "time ran backwards");
    let (old, new) = (before.decree(ORDER).status(), after.decree(ORDER).status());
    if matches!(old, Status::Satisfied | Status::Enforced | Status::Revoked) {
        assert_eq!(new, old, "an end that did not last");
    }
    if before.closed().is_some() {
        assert_eq!(after.closed(), before.closed(), "a sale undone");
    }
    if before.talks(ONLY_TALKS).status() == TalksStatus::Ended {
        assert_eq!(after.talks(ONLY_TALKS).status(), TalksStatus::Ended, "talks taken up again");
    }
}

#[test]
fn a_tiny_sale_has_just_these_states() {
    let found = explore(tiny([StepKind::Enforce, StepKind::Lapse]), always, onward);
    let ended = [ENFORCED, SOLD_AS_ORDERED, SOLD_OTHERWISE, LAPSED, UNSOLD].map(|outcome| found.ended.get(&outcome));
    assert!(ended.iter().all(Option::is_some), "each outcome is reached: {ended:?}");
    assert_eq!((found.states, found.commands), (88_441, 209_596));
    assert_eq!(ended.map(Option::unwrap), [&14_014, &661, &2_455, &10_426, &13_529]);
}

#[test]
fn a_tiny_sale_by_a_trustee_has_just_these_states() {
    let trustee = StepKind::AppointTrustee { trustee: OFFICE, days: fixed(1), then: TrusteeEnd::Lapse };
    let mut sold_by_trustee = 0;
    let count = |state: &State| {
        always(state);
        sold_by_trustee += usize::from(state.closed().is_some() && state.vendor() == OFFICE);
    };
    let found = explore(tiny([trustee, StepKind::TakeForce]), count, onward);
    assert!(sold_by_trustee > 0, "a trustee sells sometimes");
    assert_eq!((found.states, found.commands, sold_by_trustee), (64_439, 138_658, 1_279));
    let ended = [ENFORCED, SOLD_AS_ORDERED, SOLD_OTHERWISE, LAPSED, UNSOLD].map(|outcome| found.ended.get(&outcome));
    assert!(ended.iter().all(Option::is_some), "each outcome is reached: {ended:?}");
    assert_eq!(ended.map(Option::unwrap), [&12_112, &501, &1_747, &3_153, &14_838]);
}
