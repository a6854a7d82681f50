//! Sentences about suits, motions and appeals.

use crate::chronicle::{MotionStep, SuitStep};
use crate::locale::Named;
use crate::name;
use crate::phrase::Narrator;
use crate::say;
use divest_core::SeatId;
use divest_core::command::AppealDecision;
use divest_core::id::{MotionId, SuitId};

impl Narrator<'_> {
    pub(crate) fn court_of(&self, motion: MotionId) -> SeatId {
        self.scenario.suit(self.scenario.motion(motion).suit).court
    }

    fn appeal_court(&self, motion: MotionId) -> Named {
        let appeal = self.scenario.motion(motion).appeal.as_ref();
        appeal.map_or_else(|| Named::new(say!("court-of-appeal")), |appeal| self.seat(appeal.court))
    }

    /// The party that moves.
    pub(crate) fn plaintiff(&self, motion: MotionId) -> Named {
        self.seat(self.scenario.suit(self.scenario.motion(motion).suit).plaintiff)
    }

    pub(crate) fn suit_step(&self, suit: SuitId, step: SuitStep) -> String {
        let spec = self.scenario.suit(suit);
        let (plaintiff, court, title) = (self.seat(spec.plaintiff), self.seat(spec.court), &spec.title);
        match step {
            SuitStep::Filed => say!("suit-filed", plaintiff = plaintiff, title = title),
            SuitStep::Withdrawn => say!("suit-withdrawn", plaintiff = plaintiff, title = title),
            SuitStep::Mooted => say!("suit-mooted", court = &*court, title = title),
        }
    }

    pub(crate) fn motion_step(&self, motion: MotionId, step: MotionStep) -> String {
        let title = name::motion(self.scenario, motion);
        let (plaintiff, court) = (self.plaintiff(motion), self.seat(self.court_of(motion)));
        match step {
            MotionStep::Filed { hearing } => {
                let day = self.day(hearing);
                say!("motion-filed", plaintiff = plaintiff, court = &*court, title = title, date = day)
            }
            MotionStep::Granted => say!("motion-granted", court = court, plaintiff = &*plaintiff, title = title),
            MotionStep::Denied => say!("motion-denied", court = court, plaintiff = &*plaintiff, title = title),
            MotionStep::Appealed { by, hearing } => {
                let (by, court, day) = (self.seat(by), self.appeal_court(motion), self.day(hearing));
                say!("appeal-filed", by = by, court = &*court, title = title, date = day)
            }
            MotionStep::AppealDecided { decision, .. } => {
                let court = self.appeal_court(motion);
                match decision {
                    AppealDecision::Affirmed => {
                        say!("appeal-affirmed", court = court, plaintiff = &*plaintiff, title = title)
                    }
                    AppealDecision::Reversed => {
                        say!("appeal-reversed", court = court, plaintiff = &*plaintiff, title = title)
                    }
                }
            }
        }
    }
}
