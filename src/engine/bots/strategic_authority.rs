//! An authority that trades time against progress.
//!
//! It grants what is left of its cap in proportion to how far a sale has come: all of it for a signed deal, as much as a deal
//! on the table needs, less for talks alone, nothing where nothing moves or the seller has gone to court instead. Each grant
//! halves the next for mere talks. A deal that is signed and closes after the date gets the days it needs unasked.

use crate::bots::standard::SeatTasks;
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::bot::{BotSpec, Setting};
use divest_core::command::Command;
use divest_core::command::DecreeCommand;
use divest_core::id::{DecreeId, SuitId};
use divest_core::state::{Agreement, SuitStatus};
use divest_core::units::{DAY_SECONDS, Instant};

pub(super) fn moves(view: &View<'_>, tasks: &SeatTasks, spec: &BotSpec) -> Option<Action> {
    if view.closed().is_some() {
        return None;
    }
    tasks.extends.iter().find_map(|&decree| unasked(view, decree).or_else(|| answers(view, decree, spec)))
}

/// The days that are left of the cap, and the date as it stands.
fn room(view: &View<'_>, decree: DecreeId) -> Option<(i64, Instant)> {
    let extension = view.scenario().decree(decree).extension.as_ref()?;
    let left = view.value(extension.days_max).unwrap_or(0) - view.decree(decree).extended_days();
    Some((left.max(0), view.decree(decree).deadline()?))
}

fn action(decree: DecreeId, days: i64, why: String) -> Option<Action> {
    let days = u16::try_from(days).ok().filter(|&days| days > 0)?;
    Some(Action::new(Command::Decree(DecreeCommand::ExtendDeadline { decree, days }), Why::Said(why.into())))
}

fn unasked(view: &View<'_>, decree: DecreeId) -> Option<Action> {
    let (left, date) = room(view, decree)?;
    // Where the order lies on several sellers, the last of their deals counts.
    let signed = agreements_under(view, decree).filter(|agreement| agreement.signed);
    let closing = signed.filter_map(|agreement| agreement.closing).max()?;
    let needed = (closing.0 - date.0 + DAY_SECONDS - 1) / DAY_SECONDS;
    if needed <= 0 || needed > left || !view.decree(decree).status().is_live() {
        return None;
    }
    action(
        decree,
        needed,
        format!("a signed deal closes {needed} days after the date, and that is what the order is for"),
    )
}

fn answers(view: &View<'_>, decree: DecreeId, spec: &BotSpec) -> Option<Action> {
    if !view.decree(decree).request_open() {
        return None;
    }
    let (left, date) = room(view, decree)?;
    let denies = |why: &'static str| {
        Some(Action::new(Command::Decree(DecreeCommand::DenyExtension { decree }), Why::Because(why)))
    };
    if left == 0 {
        return denies("no day is left that it could grant");
    }
    let furthest = agreements_under(view, decree).max_by_key(|agreement| (agreement.stage(), agreement.closing));
    if sues(view, decree) && furthest.is_none() {
        return denies("who goes to court instead of selling gets no more time");
    }
    if let Some(agreement) = furthest {
        let closing = agreement.closing.map_or(0, |at| (at.0 - date.0 + DAY_SECONDS - 1) / DAY_SECONDS);
        let days =
            closing.max(if agreement.signed { spec.get(Setting::Horizon) } else { spec.get(Setting::Horizon) / 2 });
        let stage = if agreement.signed { "signed" } else { "agreed" };
        return action(decree, days.clamp(1, left), format!("a deal is {stage}: time for what it still needs"));
    }
    let talking =
        view.open_talks().filter(|&talks| view.scenario().lies_on(decree, view.scenario().seller_of(talks))).count();
    if talking == 0 {
        return denies("nobody negotiates, so time alone brings no sale");
    }
    // Half the horizon at first; what was granted already shows how often mere talks were an excuse.
    let (mut days, mut spent) = ((spec.get(Setting::Horizon) / 2).max(1), view.decree(decree).extended_days());
    while spent > 0 && days > 1 {
        spent -= days;
        days /= 2;
    }
    action(
        decree,
        days.clamp(1, left),
        format!("{talking} negotiate and nothing is agreed: time, but less than before"),
    )
}

/// What those who must sell have on its way.
fn agreements_under<'a>(view: &View<'a>, decree: DecreeId) -> impl Iterator<Item = &'a Agreement> {
    let view = *view;
    view.scenario().sellers_under(decree).filter_map(move |seller| view.agreement_of(seller))
}

/// Whether who must sell has a case before a court.
fn sues(view: &View<'_>, decree: DecreeId) -> bool {
    let suits = view.scenario().setup().suits.iter().enumerate();
    suits
        .filter(|(_, suit)| view.scenario().sellers_under(decree).any(|id| view.vendor_for(id) == suit.plaintiff))
        .any(|(place, _)| view.suit(SuitId::at(place)) == SuitStatus::Pending)
}
