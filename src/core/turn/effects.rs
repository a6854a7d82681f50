//! What follows from rulings, signals and chances.

use super::Turn;
use crate::calendar::Due;
use crate::chance::DrawId;
use crate::decide::{issued, suspended_to};
use crate::decree::Status;
use crate::effect::{Consequence, Trigger};
use crate::event::{AgreementEvent, ChanceEvent, DecreeEvent, Event, TalksEvent, WorldEvent};
use crate::id::{ChanceId, DecreeId, GaugeId, MotionId, SignalId, SuitId};
use crate::scenario::{Reaction, Relief};
use crate::state::MotionStatus;
use crate::units::{Ppm, Span};

impl Turn<'_> {
    /// The court gives what the motion asks for.
    pub(super) fn relieve(&mut self, motion: MotionId) {
        match self.state.scenario.motion(motion).relief {
            Relief::Injunction => self.enjoin(motion),
            Relief::Annulment => self.annul(motion),
        }
    }

    pub(super) fn annul(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            let decree = self.state.scenario.motion(motion).against[index];
            if self.state.decree(decree).status().can_be_annulled() {
                self.emit(Event::Decree(DecreeEvent::Annulled { decree, motion }));
            }
        }
    }

    pub(super) fn after_appeal(&mut self, motion: MotionId) {
        match self.state.motion(motion) {
            MotionStatus::FinallyDenied => self.lift(motion),
            MotionStatus::FinallyGranted => {
                let stopped = |d: &DecreeId| self.state.decree(*d).enjoined_by >> motion.0 & 1 == 1;
                if !self.state.scenario.motion(motion).against.iter().any(stopped) {
                    self.relieve(motion);
                }
            }
            _ => {}
        }
    }

    pub(super) fn lift_injunctions_of(&mut self, suit: SuitId) {
        for index in 0..self.state.scenario.setup().motions.len() {
            if self.state.scenario.setup().motions[index].suit == suit {
                self.lift(MotionId::at(index));
            }
        }
    }

    // --- signals, effects and the end

    pub(super) fn spread(&mut self, signal: SignalId) {
        let credibility = Ppm::clamped(self.state.value(self.state.scenario.signal(signal).credibility_ppm));
        for index in 0..self.state.scenario.signal(signal).moves.len() {
            let (gauge, by) = self.state.scenario.signal(signal).moves[index];
            self.move_gauge(gauge, credibility.of(self.state.value(by)));
        }
    }

    pub(super) fn move_gauge(&mut self, gauge: GaugeId, by: i64) {
        let spec = self.state.scenario.gauge(gauge);
        let from = self.state.gauge(gauge);
        let to = from.saturating_add(by).clamp(spec.min, spec.max);
        if to != from {
            self.emit(Event::World(WorldEvent::GaugeMoved { gauge, to }));
        }
    }

    pub(super) fn react(&mut self, trigger: Trigger) {
        for place in self.state.scenario.reactions_to(trigger) {
            match self.state.scenario.reaction(place) {
                Reaction::Effect(effect) => {
                    for index in 0..self.state.scenario.effect(effect).then.len() {
                        let consequence = self.state.scenario.effect(effect).then[index];
                        self.bring_about(consequence);
                    }
                }
                Reaction::Chance(chance) => self.set_chance(chance),
            }
        }
    }

    /// Sets a chance off, unless it is on its way or has come out.
    pub(super) fn set_chance(&mut self, chance: ChanceId) {
        let shape = self.state.scenario.calendar_shape();
        let pending = self.state.calendar().get(shape, Due::Chance(chance)).is_some();
        let waits = self.state.waiting_draws.contains(&DrawId::Chance(chance));
        if self.state.chance_result(chance).is_none() && !pending && !waits {
            let days = u32::try_from(self.state.value(self.state.scenario.chance(chance).day)).unwrap_or(0);
            let at = self.state.now().plus(Span::days(days)).max(self.state.now());
            self.emit(Event::Chance(ChanceEvent::Scheduled { chance, at }));
        }
    }

    pub(super) fn bring_about(&mut self, consequence: Consequence) {
        match consequence {
            Consequence::MoveGauge(gauge, by) => self.move_gauge(gauge, self.state.value(by)),
            Consequence::MoveWalkAway(seat, by) => {
                let by = self.state.value(by);
                if by != 0 {
                    self.emit(Event::World(WorldEvent::WalkAwayMoved { seat, by }));
                }
            }
            Consequence::MoveProbability(index, by) => {
                let by = self.state.value(by);
                if by != 0 {
                    self.emit(Event::World(WorldEvent::ProbabilityMoved { index, by }));
                }
            }
            Consequence::IssueDecree(decree) => {
                if self.state.decree(decree).status() == Status::Pending {
                    let event = issued(self.state, decree);
                    self.emit(event);
                }
            }
            Consequence::RevokeDecree(decree) => {
                let status = self.state.decree(decree).status();
                if status.is_live() || status == Status::Lapsed {
                    self.emit(Event::Decree(DecreeEvent::Revoked { decree }));
                }
            }
            Consequence::EnforceDecree(decree) => {
                let status = self.state.decree(decree).status();
                let is_held = matches!(status, Status::Enjoined | Status::Suspended);
                if (status.is_live() && !is_held) || status == Status::Lapsed {
                    self.emit(Event::Decree(DecreeEvent::Enforced { decree }));
                }
            }
            Consequence::MakeSignal(signal) => {
                if !self.state.signals_made[signal.index()] {
                    self.emit(Event::World(WorldEvent::SignalMade { signal }));
                }
            }
            Consequence::OpenTalks(talks) => {
                if self.state.is_openable(talks) {
                    self.emit(Event::Talks(TalksEvent::Opened { talks }));
                }
            }
            Consequence::EndTalks(talks) => self.force_end_of(talks),
            Consequence::SuspendEnforcement(decree, days) => {
                let status = self.state.decree(decree).status();
                if (status.is_live() && status != Status::Enjoined) || status == Status::Lapsed {
                    let to = suspended_to(self.state, self.state.value(days).max(1));
                    self.emit(Event::Decree(DecreeEvent::EnforcementSuspended { decree, to }));
                }
            }
            Consequence::FailBuyer(talks) => {
                if self.state.sales().iter().any(|sale| sale.talks == talks) {
                    self.emit(Event::Agreement(AgreementEvent::BuyerFailed { talks }));
                } else {
                    self.force_end_of(talks);
                }
            }
        }
    }
}
