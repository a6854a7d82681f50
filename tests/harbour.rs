//! The exercise at the harbour is what its text says: so many settlements, so many that the rule lets pass, so many that
//! please all six.

use divest_core::State;
use divest_core::deal::Deal;
use divest_core::id::{IssueId, SeatSet, TalksId};
use std::sync::Arc;

#[test]
fn of_720_settlements_30_pass_the_rule_and_10_please_everybody() {
    let (_, read) = crate::common::scenarios().into_iter().find(|(name, _)| name == "harbour").expect("it ships");
    let state = State::new(Arc::clone(&read.scenario));
    let talks = TalksId(0);
    let signers = state.asked_to_sign(talks);
    let issues = &read.scenario.setup().sale.issues;
    let mut deals = vec![Deal::FIRST];
    for (index, issue) in issues.iter().enumerate() {
        let options = 0..issue.option_count() as u16;
        deals = options.flat_map(|o| deals.iter().map(move |deal| deal.with(IssueId::at(index), o))).collect();
    }
    let content = |deal: &Deal| -> SeatSet {
        let is_content = |seat| Some(state.sheet(seat)?.score(deal) >= state.walk_away(seat)?);
        signers.iter().filter(|&seat| is_content(seat).unwrap_or(true)).collect()
    };
    let sets: Vec<SeatSet> = deals.iter().map(content).collect();
    let pass = sets.iter().filter(|set| state.suffice(talks, **set)).count();
    let unanimous = sets.iter().filter(|set| signers.minus(**set).is_empty()).count();
    assert_eq!((signers.count(), deals.len(), pass, unanimous), (6, 720, 30, 10));
}
