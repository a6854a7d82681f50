//! Sentences about suits, motions and appeals.

use crate::date;
use crate::name::{self, possessive};
use crate::phrase::Voice;
use divest_core::command::AppealDecision;
use divest_core::id::{MotionId, SuitId};
use divest_core::{Instant, SeatId};

impl Voice<'_> {
    fn court_of(&self, motion: MotionId) -> String {
        self.seat(self.scenario.suit(self.scenario.motion(motion).suit).court)
    }

    fn appeal_court(&self, motion: MotionId) -> String {
        let appeal = self.scenario.motion(motion).appeal.as_ref();
        appeal.map_or_else(|| "the court of appeal".to_owned(), |appeal| self.seat(appeal.court))
    }

    /// Whose motion it is, as an owner.
    pub(crate) fn movers(&self, motion: MotionId) -> String {
        possessive(&self.seat(self.scenario.suit(self.scenario.motion(motion).suit).plaintiff))
    }

    pub(crate) fn suit_filed(&self, suit: SuitId) -> String {
        let spec = self.scenario.suit(suit);
        format!("{} goes to court: {}", self.seat(spec.plaintiff), spec.title)
    }

    pub(crate) fn suit_withdrawn(&self, suit: SuitId) -> String {
        let spec = self.scenario.suit(suit);
        format!("{} drops its case, {}", self.seat(spec.plaintiff), spec.title)
    }

    pub(crate) fn suit_mooted(&self, suit: SuitId) -> String {
        let spec = self.scenario.suit(suit);
        format!("{} has nothing left to decide in {}", self.seat(spec.court), spec.title)
    }

    pub(crate) fn motion_filed(&self, motion: MotionId, hearing: Instant) -> String {
        let plaintiff = self.scenario.suit(self.scenario.motion(motion).suit).plaintiff;
        let title = name::motion(self.scenario, motion);
        let (plaintiff, court) = (self.seat(plaintiff), self.court_of(motion));
        format!("{plaintiff} files a motion with {court} ({title}); the ruling is due on {}", date::day(hearing))
    }

    pub(crate) fn ruled(&self, motion: MotionId, verb: &str) -> String {
        let title = name::motion(self.scenario, motion);
        format!("{} {verb} {} motion ({title})", self.court_of(motion), self.movers(motion))
    }

    pub(crate) fn appeal_filed(&self, motion: MotionId, by: SeatId, hearing: Instant) -> String {
        let (by, court, title) = (self.seat(by), self.appeal_court(motion), name::motion(self.scenario, motion));
        format!("{by} appeals to {court} ({title}); the decision is due on {}", date::day(hearing))
    }

    pub(crate) fn appeal_decided(&self, motion: MotionId, decision: AppealDecision) -> String {
        let verb = match decision {
            AppealDecision::Affirmed => "affirms",
            AppealDecision::Reversed => "reverses",
        };
        let title = name::motion(self.scenario, motion);
        format!("{} {verb} the ruling on {} motion ({title})", self.appeal_court(motion), self.movers(motion))
    }
}
