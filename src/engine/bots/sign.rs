//! Signing: a bot signs what is worth at least its walk-away, and walks away from what has become worse than none.

use super::office;
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::command::Command;
use divest_core::id::TalksId;
use divest_core::state::Agreement;

/// Signs an agreement that stands, or walks away from it where it has become worse than none; it waits where it does neither
/// for now.
pub(crate) fn on_agreements(view: &View<'_>) -> Option<Action> {
    if !view.has_several_sellers() {
        return on_agreement(view, view.agreement()?);
    }
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
        return Some(Action::new(signs(view, agreement.talks), why));
    }
    let bidder = view.scenario().talks(agreement.talks).bidder;
    if me == bidder || me == view.vendor_in(agreement.talks) {
        return Some(Action::new(walks_away(view, agreement.talks), why));
    }
    let is_backer = view.talks(agreement.talks).backers().has(me);
    let talks = agreement.talks;
    if is_backer {
        return Some(Action::new(Command::LeaveBid { talks }, why));
    }
    let objection = office::worst_issue(view, agreement);
    (!spoke.has(me)).then(|| Action::new(Command::RefuseToSign { talks, objection }, why))
}

/// To sign the agreement made in some talks: where several sell, it is named.
fn signs(view: &View<'_>, talks: TalksId) -> Command {
    if view.scenario().has_several_sellers() { Command::SignDealIn { talks } } else { Command::SignDeal }
}

/// To walk away from the agreement made in some talks.
fn walks_away(view: &View<'_>, talks: TalksId) -> Command {
    if view.scenario().has_several_sellers() { Command::DropAgreementIn { talks } } else { Command::DropAgreement }
}
