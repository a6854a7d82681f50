//! Nature's turn: what a draw comes to, and what follows from a matter of chance that was settled.

use crate::chance::{DrawId, comes_true, falls_on};
use crate::command::{AppealDecision, Ruling};
use crate::decide::ruled;
use crate::event::Event;
use crate::event::{ChanceEvent, CourtEvent};
use crate::id::MotionId;
use crate::state::State;
use crate::turn::Turn;
use crate::units::Ppm;

impl State {
    /// Draws all numbers that the scenario leaves to the seed at once, before play: what their draws one by one come to,
    /// for who keeps no events. `raw` says the raw number of each, by its place.
    ///
    /// # Panics
    /// If a number was drawn before.
    pub fn know_numbers(&mut self, mut raw: impl FnMut(usize) -> u64) {
        assert_eq!(self.waiting_draws.len(), self.values.len(), "BUG: numbers are drawn anew");
        for (place, (value, slot)) in self.values.iter_mut().zip(&self.scenario.setup().slots).enumerate() {
            *value = Some(slot.distribution.sample(raw(place)));
        }
        self.waiting_draws.clear();
    }
}

impl Turn<'_> {
    /// What a raw number comes to.
    pub(crate) fn resolve_draw(&mut self, draw: DrawId, raw: u64) {
        let event = match draw {
            DrawId::Value(slot) => Event::Chance(ChanceEvent::ValueDrawn {
                slot,
                value: self.state.scenario.slot(slot).distribution.sample(raw),
            }),
            DrawId::Chance(chance) => {
                let results = &self.state.scenario.chance(chance).results;
                let result = falls_on(raw, results.iter().map(|r| self.state.probability(&r.probability)));
                Event::Chance(ChanceEvent::Resolved { chance, result })
            }
            DrawId::Ruling(motion) => {
                let granted = comes_true(raw, self.state.probability(&self.state.scenario.motion(motion).granted));
                ruled(motion, if granted { Ruling::Granted } else { Ruling::Denied })
            }
            DrawId::Appeal(motion) => {
                let appeal = self.state.scenario.motion(motion).appeal.as_ref();
                let probability = appeal.map_or(Ppm::ZERO, |appeal| self.state.probability(&appeal.reversed));
                appeal_event(motion, comes_true(raw, probability))
            }
            DrawId::Deadline(decree) => {
                let steps = &self.state.scenario.decree(decree).at_deadline;
                let step = falls_on(raw, steps.iter().map(|s| self.state.probability(&s.probability)));
                return self.step_for(decree, step);
            }
        };
        self.emit(event);
    }

    /// Follows what a script settled.
    pub(crate) fn resolve_settled(&mut self, draw: DrawId, result: i64) {
        let place = u8::try_from(result).unwrap_or(u8::MAX);
        match draw {
            DrawId::Value(slot) => self.emit(Event::Chance(ChanceEvent::ValueDrawn { slot, value: result })),
            DrawId::Chance(chance) => self.emit(Event::Chance(ChanceEvent::Resolved { chance, result: place })),
            DrawId::Ruling(motion) => {
                self.emit(ruled(motion, if result == 1 { Ruling::Granted } else { Ruling::Denied }));
            }
            DrawId::Appeal(motion) => self.emit(appeal_event(motion, result == 1)),
            DrawId::Deadline(decree) => self.step_for(decree, place),
        }
    }
}

const fn appeal_event(motion: MotionId, is_reversed: bool) -> Event {
    let decision = if is_reversed { AppealDecision::Reversed } else { AppealDecision::Affirmed };
    Event::Court(CourtEvent::AppealDecided { motion, decision })
}
