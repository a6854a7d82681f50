//! How the standard bot litigates: it sues, moves and appeals when the scenario's days have passed.

use crate::occupant::{Why, Wish};
use crate::standard::{Duties, is_real};
use divest_core::View;
use divest_core::command::Command;
use divest_core::id::DecreeId;
use divest_core::scenario::Quantity;
use divest_core::state::{MotionStatus, SuitStatus};
use divest_core::units::{Instant, Span};

pub(crate) fn litigates(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    sues(view, duties).or_else(|| moves(view, duties)).or_else(|| appeals(view, duties))
}

/// The moment from which something that takes so many days after `from` is due.
fn ready(view: &View<'_>, from: Instant, days: Quantity) -> Option<Instant> {
    let days = view.value(days)?;
    Some(from.plus(Span::days(u32::try_from(days).unwrap_or(0))).at_hour(10).max(from))
}

/// When the first of some decrees that still live was issued.
fn first_live_issue(view: &View<'_>, mut against: impl Iterator<Item = DecreeId>) -> Option<Instant> {
    let mut first: Option<Instant> = None;
    against.try_for_each(|decree| {
        let state = view.decree(decree);
        if state.status().is_live() {
            let at = state.issued_at()?;
            first = Some(first.map_or(at, |earlier| earlier.min(at)));
        }
        Some(())
    });
    first
}

fn sues(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    if duties.suits.is_empty() {
        return None;
    }
    let setup = view.scenario().setup();
    let conduct = &view.party()?.conduct;
    if is_real(view, conduct.sues_only_without_agreement) && view.agreement().is_some() {
        return None;
    }
    duties.suits.iter().find_map(|&suit| {
        let spec = view.scenario().suit(suit);
        let open = view.suit(suit) == SuitStatus::NotFiled && is_real(view, spec.real);
        if !open || view.closed().is_some() {
            return None;
        }
        let against = setup.motions.iter().filter(|m| m.suit == suit).flat_map(|m| m.against.iter().copied());
        let due = ready(view, first_live_issue(view, against)?, spec.files_days)?;
        (due <= view.now()).then(|| Wish::new(Command::FileSuit { suit }, Why::Because("the order stands")))
    })
}

fn moves(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    duties.motions.iter().find_map(|&motion| {
        let spec = view.scenario().motion(motion);
        if view.motion(motion) != MotionStatus::NotFiled || view.suit(spec.suit) != SuitStatus::Pending {
            return None;
        }
        let issued = first_live_issue(view, spec.against.iter().copied())?;
        let from = view.suit_filed_at(spec.suit)?.max(issued);
        let due = ready(view, from, spec.files_days)?;
        (due <= view.now()).then(|| Wish::new(Command::FileMotion { motion }, Why::Because("time presses")))
    })
}

/// Who lost appeals where the scenario has it so.
fn appeals(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    duties.appeals.iter().find_map(|&motion| {
        let appeal = view.scenario().motion(motion).appeal.as_ref()?;
        let does = view.may_appeal(motion) && is_real(view, appeal.real);
        does.then(|| Wish::new(Command::FileAppeal { motion }, Why::Because("it lost")))
    })
}
