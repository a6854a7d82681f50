//! How the standard bot litigates: it sues, moves and appeals when the scenario's days have passed.

use crate::occupant::{Why, Wish};
use crate::standard::{Duties, is_real};
use divest_core::View;
use divest_core::command::Command;
use divest_core::id::DecreeId;
use divest_core::scenario::{Motion, Quantity, Relief};
use divest_core::state::{MotionStatus, SuitStatus};
use divest_core::units::{Instant, Span};

/// The moment from which something that takes so many days after `from` is due.
fn ready(view: &View<'_>, from: Instant, days: Quantity) -> Option<Instant> {
    let days = view.value(days)?;
    Some(from.plus(Span::days(u32::try_from(days).unwrap_or(0))).at_hour(10).max(from))
}

/// When the first of the decrees was issued that some motions may still stop or undo.
fn first_issue<'m>(view: &View<'_>, motions: impl Iterator<Item = &'m Motion>) -> Option<Instant> {
    let mut first: Option<Instant> = None;
    let mut against = motions.flat_map(|motion| motion.against.iter().map(|&decree| (motion.relief, decree)));
    against.try_for_each(|(relief, decree): (Relief, DecreeId)| {
        let state = view.decree(decree);
        let has_cause = match relief {
            Relief::Injunction => state.status().is_live(),
            Relief::Annulment => state.status().can_be_annulled(),
        };
        if has_cause {
            let at = state.issued_at()?;
            first = Some(first.map_or(at, |earlier| earlier.min(at)));
        }
        Some(())
    });
    first
}

pub(crate) fn sues(view: &View<'_>, duties: &Duties) -> Option<Wish> {
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
        let motions = || setup.motions.iter().filter(|m| m.suit == suit);
        // Who sold has nothing left to stop, but may have something to undo.
        let undoes = motions().any(|m| m.relief == Relief::Annulment);
        if !open || (view.closed().is_some() && !undoes) {
            return None;
        }
        let due = ready(view, first_issue(view, motions())?, spec.files_days)?;
        (due <= view.now()).then(|| Wish::new(Command::FileSuit { suit }, Why::Because("the order stands")))
    })
}

pub(crate) fn moves(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    duties.motions.iter().find_map(|&motion| {
        let spec = view.scenario().motion(motion);
        if view.motion(motion) != MotionStatus::NotFiled || view.suit(spec.suit) != SuitStatus::Pending {
            return None;
        }
        let issued = first_issue(view, std::iter::once(spec))?;
        let from = view.suit_filed_at(spec.suit)?.max(issued);
        let due = ready(view, from, spec.files_days)?;
        (due <= view.now()).then(|| Wish::new(Command::FileMotion { motion }, Why::Because("time presses")))
    })
}

/// Who lost appeals where the scenario has it so.
pub(crate) fn appeals(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    duties.appeals.iter().find_map(|&motion| {
        let appeal = view.scenario().motion(motion).appeal.as_ref()?;
        let does = view.may_appeal(motion) && is_real(view, appeal.real);
        does.then(|| Wish::new(Command::FileAppeal { motion }, Why::Because("it lost")))
    })
}
