//! The bot that plays a seat when nobody takes it: one for all roles, because one party may sell, sue and speak.
//!
//! It keeps no memory. What it did shows in its view, so it plays on from any point of a log as if it had always been
//! there.

use crate::occupant::{Choices, Occupant, Why, Wish};
use crate::standard_court;
use crate::standard_office;
use crate::standard_sale;
use divest_core::View;
use divest_core::command::Command;
use divest_core::id::{SignalId, TalksId};
use divest_core::scenario::{Quantity, Role};
use divest_core::state::TalksStatus;

/// The standard bot.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standard;

impl Occupant for Standard {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Wish> {
        let party = view.party()?;
        // First what moves an agreed deal, then bargaining, then office, courts and the public.
        let wish = standard_sale::on_agreement(view)
            .or_else(|| comes_forward(view))
            .or_else(|| match party.role {
                Role::Seller | Role::Trustee | Role::Bidder => standard_sale::bargains(view),
                _ => None,
            })
            .or_else(|| backs(view))
            .or_else(|| match party.role {
                Role::Authority | Role::HomeAuthority => standard_office::governs(view),
                _ => None,
            })
            .or_else(|| standard_court::litigates(view))
            .or_else(|| asks_for_time(view))
            .or_else(|| speaks(view))?;
        // A bot wishes only what is allowed; what the rules refuse after all, it leaves.
        choices.check(&wish.command).is_ok().then_some(wish)
    }
}

/// Whether a number that decides on an act says yes; what the seat may not know counts as no.
pub(crate) fn is_real(view: &View<'_>, quantity: Quantity) -> bool {
    view.value(quantity).is_some_and(|number| number != 0)
}

/// Whether a day has come, as far as the seat knows it.
pub(crate) fn has_come(view: &View<'_>, day: Quantity) -> bool {
    view.value(day).is_some_and(|day| day <= view.now().day())
}

fn comes_forward(view: &View<'_>) -> Option<Wish> {
    for (index, spec) in view.scenario().setup().sale.talks.iter().enumerate() {
        let talks = TalksId::at(index);
        if spec.bidder == view.seat()
            && view.talks(talks).status() == TalksStatus::NotYet
            && view.closed().is_none()
            && is_real(view, spec.real)
            && has_come(view, spec.enters_day)
        {
            return Some(Wish::new(Command::OpenTalks { talks }, Why::Because("its moment has come")));
        }
    }
    None
}

fn backs(view: &View<'_>) -> Option<Wish> {
    if view.joined_bid().is_some() || view.closed().is_some() {
        return None;
    }
    let sale = &view.scenario().setup().sale;
    sale.backings
        .iter()
        .find(|backing| {
            backing.backer == view.seat()
                && view.talks(backing.talks).status() == TalksStatus::Open
                && is_real(view, backing.real)
                && has_come(view, backing.joins_day)
                // Nobody joins a deal that is agreed already.
                && view.agreement().is_none()
        })
        .map(|backing| Wish::new(Command::JoinBid { talks: backing.talks }, Why::Because("it sees a place in the bid")))
}

/// The vendor asks for more time once a date is near, unless a deal closes before it.
fn asks_for_time(view: &View<'_>) -> Option<Wish> {
    if view.seat() != view.vendor() || view.closed().is_some() {
        return None;
    }
    let setup = view.scenario().setup();
    let closing = view.agreement().and_then(|agreement| agreement.closing);
    view.live_decrees().find_map(|id| {
        let state = view.decree(id);
        let deadline = state.deadline()?;
        let in_time = closing.is_some_and(|closing| closing <= deadline);
        let asks = state.warned() && setup.decrees[id.index()].extension.is_some() && !state.was_requested();
        let wish = Wish::new(Command::RequestExtension { decree: id }, Why::Because("the date is near"));
        (asks && !in_time).then_some(wish)
    })
}

fn speaks(view: &View<'_>) -> Option<Wish> {
    let signals = &view.scenario().setup().signals;
    let due = signals.iter().enumerate().find(|(index, signal)| {
        signal.author == view.seat()
            && !view.was_said(SignalId::at(*index))
            && signal.on_day.is_some_and(|day| has_come(view, day))
            && is_real(view, signal.real)
    });
    due.map(|(index, _)| Wish::new(Command::Say { signal: SignalId::at(index) }, Why::Unsaid))
}
