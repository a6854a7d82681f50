//! Signing: a bot signs what is worth at least its walk-away, and walks away from what has become worse than none.

use super::office;
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::command::Command;
use divest_core::command::{AgreementCommand, ConsortiumCommand};
use divest_core::state::Agreement;

/// Signs an agreement that stands, or walks away from it where it has become worse than none; it waits where it does neither
/// for now.
pub(crate) fn on_agreements(view: &View<'_>) -> Option<Action> {
    view.agreements().find_map(|agreement| on_agreement(view, agreement))
}

fn on_agreement(view: &View<'_>, agreement: &Agreement) -> Option<Action> {
    let me = view.seat();
    let spoke = agreement.signatures.or(agreement.refused);
    if !view.asked_to_sign(agreement.talks).has(me) || agreement.signatures.has(me) {
        return None;
    }
    let worth = view.worth(agreement.talks, &agreement.deal);
    let walk_away = view.walk_away();
    let why = worth.map_or(Why::Because("it has nothing against it"), |worth| Why::Scores { worth, walk_away });
    if worth.is_none_or(|worth| worth >= walk_away) {
        return Some(Action::new(AgreementCommand::Sign { talks: Some(agreement.talks) }.into(), why));
    }
    let bidder = view.scenario().talks(agreement.talks).bidder;
    if me == bidder || me == view.vendor_in(agreement.talks) {
        return Some(Action::new(AgreementCommand::Drop { talks: Some(agreement.talks) }.into(), why));
    }
    let is_backer = view.talks(agreement.talks).backers().has(me);
    let talks = agreement.talks;
    if is_backer {
        return Some(Action::new(Command::Consortium(ConsortiumCommand::Leave { talks }), why));
    }
    let objection = office::worst_issue(view, agreement);
    (!spoke.has(me)).then(|| Action::new(Command::Agreement(AgreementCommand::RefuseToSign { talks, objection }), why))
}
