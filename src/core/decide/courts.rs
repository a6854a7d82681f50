//! Suits, motions, rulings and appeals.

use super::{known, owned_by};
use crate::command::{AppealDecision, Ruling};
use crate::event::{CourtEvent, Event};
use crate::id::{DecreeId, MotionId, SeatId, SeatSet, SuitId};
use crate::rejection::{CourtRejection, Rejection};
use crate::scenario::{Motion, Relief};
use crate::state::{MotionStatus, State, SuitStatus};
use crate::units::{Instant, Span};

/// Whether a motion has a decree left to stop: one that is out and not over; or to undo: one that was ever out.
pub(super) fn can_be_moved_against(state: &State, relief: Relief, decree: DecreeId) -> bool {
    let status = state.decree(decree).status();
    match relief {
        Relief::Injunction => status.is_live(),
        Relief::Annulment => status.can_be_annulled(),
    }
}

pub(super) fn sue(state: &State, seat: SeatId, suit: SuitId) -> Result<Event, Rejection> {
    let setup = state.scenario().setup();
    owned_by(seat, known(&setup.suits, suit.index())?.plaintiff)?;
    if state.suit(suit) != SuitStatus::NotFiled {
        return Err(Rejection::Court(CourtRejection::AlreadyFiled));
    }
    let has_cause = |m: &Motion| m.against.iter().any(|&decree| can_be_moved_against(state, m.relief, decree));
    let mut motions = setup.motions.iter().filter(|m| m.suit == suit).peekable();
    if motions.peek().is_some() && !motions.any(has_cause) {
        return Err(Rejection::Court(CourtRejection::NothingToStop));
    }
    Ok(Event::Court(CourtEvent::SuitFiled { suit }))
}

pub(super) fn withdraw(state: &State, seat: SeatId, suit: SuitId) -> Result<Event, Rejection> {
    owned_by(seat, known(&state.scenario().setup().suits, suit.index())?.plaintiff)?;
    if state.suit(suit) == SuitStatus::Pending {
        Ok(Event::Court(CourtEvent::SuitWithdrawn { suit }))
    } else {
        Err(Rejection::Court(CourtRejection::SuitNotPending))
    }
}

pub(super) fn move_court(state: &State, seat: SeatId, motion: MotionId) -> Result<Event, Rejection> {
    let scenario = state.scenario();
    let spec = known(&scenario.setup().motions, motion.index())?;
    owned_by(seat, scenario.suit(spec.suit).plaintiff)?;
    if state.suit(spec.suit) != SuitStatus::Pending {
        return Err(Rejection::Court(CourtRejection::SuitNotPending));
    }
    if state.motion(motion) != MotionStatus::NotFiled {
        return Err(Rejection::Court(CourtRejection::AlreadyFiled));
    }
    if !spec.against.iter().any(|&decree| can_be_moved_against(state, spec.relief, decree)) {
        return Err(Rejection::Court(CourtRejection::NothingToStop));
    }
    Ok(Event::Court(CourtEvent::MotionFiled { motion, hearing: hearing(state, state.value(spec.hearing_days)) }))
}

/// When a court that takes so many days rules.
pub(super) fn hearing(state: &State, days: i64) -> Instant {
    let at = state.now().plus(Span::days(u32::try_from(days).unwrap_or(0))).at_hour(14);
    at.max(state.now())
}

pub(super) fn rule(state: &State, seat: SeatId, motion: MotionId, ruling: Ruling) -> Result<Event, Rejection> {
    let scenario = state.scenario();
    let spec = known(&scenario.setup().motions, motion.index())?;
    owned_by(seat, scenario.suit(spec.suit).court)?;
    if state.motion(motion) != MotionStatus::Pending {
        return Err(Rejection::Court(CourtRejection::MotionNotPending));
    }
    Ok(ruled(motion, ruling))
}

/// The event of a ruling.
pub(crate) const fn ruled(motion: MotionId, ruling: Ruling) -> Event {
    match ruling {
        Ruling::Granted => Event::Court(CourtEvent::MotionGranted { motion }),
        Ruling::Denied => Event::Court(CourtEvent::MotionDenied { motion }),
    }
}

/// Who may appeal the ruling on a motion: the plaintiff if it was denied, the issuers of the decrees if granted.
#[must_use]
pub fn losers(state: &State, motion: MotionId) -> SeatSet {
    let scenario = state.scenario();
    let spec = scenario.motion(motion);
    match state.motion(motion) {
        // What was undone cannot be done again on appeal.
        MotionStatus::Granted if spec.relief == Relief::Annulment => SeatSet::NONE,
        MotionStatus::Granted => spec.against.iter().map(|&decree| scenario.decree(decree).issuer).collect(),
        MotionStatus::Denied => SeatSet::only(scenario.suit(spec.suit).plaintiff),
        _ => SeatSet::NONE,
    }
}

pub(super) fn appeal(state: &State, seat: SeatId, motion: MotionId) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().motions, motion.index())?;
    let losers = losers(state, motion);
    let (Some(appeal), Some(loser)) = (&spec.appeal, losers.first()) else {
        return Err(Rejection::Court(CourtRejection::NoAppeal));
    };
    if !losers.has(seat) {
        return Err(Rejection::NotYours { owner: loser });
    }
    let hearing = hearing(state, state.value(appeal.hearing_days));
    Ok(Event::Court(CourtEvent::AppealFiled { motion, by: seat, hearing }))
}

pub(super) fn decide_appeal(
    state: &State,
    seat: SeatId,
    motion: MotionId,
    decision: AppealDecision,
) -> Result<Event, Rejection> {
    let spec = known(&state.scenario().setup().motions, motion.index())?;
    let appeal = spec.appeal.as_ref().ok_or(Rejection::Court(CourtRejection::AppealNotPending))?;
    owned_by(seat, appeal.court)?;
    match state.motion(motion) {
        MotionStatus::GrantedOnAppeal | MotionStatus::DeniedOnAppeal => {
            Ok(Event::Court(CourtEvent::AppealDecided { motion, decision }))
        }
        _ => Err(Rejection::Court(CourtRejection::AppealNotPending)),
    }
}
