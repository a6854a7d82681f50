//! How the standard bot litigates: it sues, moves and appeals when the scenario's days have passed.

use crate::bots::standard::{Case, SeatTasks, is_real};
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::command::Command;
use divest_core::command::CourtCommand;
use divest_core::id::{DecreeId, MotionId};
use divest_core::scenario::{Quantity, Relief};
use divest_core::state::{Agreement, MotionStatus, SuitStatus};
use divest_core::units::{Instant, Span};

/// The moment from which something that takes so many days after `from` is due.
fn ready(view: &View<'_>, from: Instant, days: Quantity) -> Option<Instant> {
    let days = view.value(days)?;
    Some(from.plus(Span::days(u32::try_from(days).unwrap_or(0))).at_hour(10).max(from))
}

/// When the first of some decrees was issued that a relief may still stop or undo.
fn first_issue(view: &View<'_>, against: impl IntoIterator<Item = (Relief, DecreeId)>) -> Option<Instant> {
    let with_cause = against.into_iter().filter_map(|(relief, decree)| {
        let state = view.decree(decree);
        let has_cause = match relief {
            Relief::Injunction => state.status().is_live(),
            Relief::Annulment => state.status().can_be_annulled(),
        };
        if has_cause { state.issued_at() } else { None }
    });
    with_cause.min()
}

/// Sues where that is due.
pub(crate) fn sues(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let conduct = &view.party()?.conduct;
    // Who sells looks at what it has on its way itself.
    let own = |agreement: &&Agreement| !view.is_vendor() || view.vendor_in(agreement.talks) == view.seat();
    if is_real(view, conduct.sues_only_without_agreement) && view.agreements().any(|agreement| own(&agreement)) {
        return None;
    }
    let is_due = |case: &&Case| {
        if view.suit(case.suit) != SuitStatus::NotFiled || !is_real(view, case.real) {
            return false;
        }
        // Who sold has nothing left to stop, but may have something to undo.
        if view.closed().is_some() && case.against.iter().all(|(relief, _)| *relief != Relief::Annulment) {
            return false;
        }
        let first = first_issue(view, case.against.iter().copied());
        let due = first.and_then(|first| ready(view, first, case.files_days));
        due.is_some_and(|due| due <= view.now())
    };
    let case = tasks.suits.iter().find(is_due);
    Some(Action::new(Command::Court(CourtCommand::FileSuit { suit: case?.suit }), Why::Because("the order stands")))
}

/// Moves where that is due.
pub(crate) fn moves(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let is_due = |motion: &MotionId| {
        if view.motion(*motion) != MotionStatus::NotFiled {
            return false;
        }
        let spec = view.scenario().motion(*motion);
        if view.suit(spec.suit) != SuitStatus::Pending {
            return false;
        }
        let issued = first_issue(view, spec.against.iter().map(|&decree| (spec.relief, decree)));
        let from = view.suit_filed_at(spec.suit).zip(issued).map(|(filed, issued)| filed.max(issued));
        let due = from.and_then(|from| ready(view, from, spec.files_days));
        due.is_some_and(|due| due <= view.now())
    };
    let motion = tasks.motions.iter().copied().find(is_due);
    Some(Action::new(Command::Court(CourtCommand::FileMotion { motion: motion? }), Why::Because("time presses")))
}

/// Who lost appeals where the scenario has it so.
pub(crate) fn appeals(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let appeals = |motion: &MotionId| {
        let appeal = view.scenario().motion(*motion).appeal.as_ref();
        appeal.is_some_and(|appeal| view.may_appeal(*motion) && is_real(view, appeal.real))
    };
    let motion = tasks.appeals.iter().copied().find(appeals)?;
    Some(Action::new(Command::Court(CourtCommand::FileAppeal { motion }), Why::Because("it lost")))
}
