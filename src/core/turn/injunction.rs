//! What injunctions reach: the decrees that a motion attacks, and what implements them.

use super::Turn;
use crate::event::{DecreeEvent, Event};
use crate::id::{DecreeId, MotionId};

impl Turn<'_> {
    pub(super) fn enjoin(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            self.stop(self.state.scenario.motion(motion).against[index], motion);
        }
    }

    fn stop(&mut self, decree: DecreeId, motion: MotionId) {
        if self.state.decree(decree).status().is_live() && !self.is_stopped_by(decree, motion) {
            self.emit(Event::Decree(DecreeEvent::Enjoined { decree, motion }));
        }
    }

    pub(super) fn lift(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            self.release(self.state.scenario.motion(motion).against[index], motion);
        }
    }

    fn release(&mut self, decree: DecreeId, motion: MotionId) {
        if self.is_stopped_by(decree, motion) {
            self.emit(Event::Decree(DecreeEvent::InjunctionLifted { decree, motion }));
        }
    }

    fn is_stopped_by(&self, decree: DecreeId, motion: MotionId) -> bool {
        self.state.decree(decree).enjoined_by >> motion.0 & 1 == 1
    }

    /// What implements a decree that a court stopped has nothing to stand on meanwhile.
    pub(super) fn after_enjoined(&mut self, decree: DecreeId, motion: MotionId) {
        for child in self.implementing(decree) {
            self.stop(child, motion);
        }
    }

    /// What was stopped with a decree is released with it.
    pub(super) fn release_what_implements(&mut self, decree: DecreeId, motion: MotionId) {
        for child in self.implementing(decree) {
            self.release(child, motion);
        }
    }

    /// A decree that an effect issues under one that is stopped is stopped from the start.
    pub(super) fn stop_with_parent(&mut self, decree: DecreeId) {
        let Some(parent) = self.state.scenario.decree(decree).implements else { return };
        for motion in (0..self.state.scenario.setup().motions.len()).map(MotionId::at) {
            if self.is_stopped_by(parent, motion) {
                self.stop(decree, motion);
            }
        }
    }

    fn implementing(&self, parent: DecreeId) -> impl Iterator<Item = DecreeId> + use<> {
        let scenario = std::sync::Arc::clone(&self.state.scenario);
        let all = (0..scenario.setup().decrees.len()).map(DecreeId::at);
        all.filter(move |&child| scenario.decree(child).implements == Some(parent))
    }
}
