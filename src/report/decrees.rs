//! Sentences about decrees and their dates.
//!
//! A title may be plural (`Rules on app stores`), so no verb has one for its subject.

use crate::date;
use crate::name::{self, possessive};
use crate::number::count;
use crate::phrase::Voice;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, MotionId};
use divest_core::scenario::{StepKind, TrusteeEnd};
use divest_core::{Instant, SeatId};

impl Voice<'_> {
    pub(crate) fn decree(&self, decree: DecreeId) -> String {
        name::decree(self.scenario, decree)
    }

    fn issuer(&self, decree: DecreeId) -> String {
        self.seat(self.scenario.decree(decree).issuer)
    }

    /// Who decides on more time under a decree.
    fn extender(&self, decree: DecreeId) -> String {
        let spec = self.scenario.decree(decree);
        self.seat(spec.extension.map_or(spec.issuer, |extension| extension.authority))
    }

    pub(crate) fn decree_issued(&self, decree: DecreeId, issued_at: Instant, deadline: Option<Instant>) -> String {
        let (issuer, title) = (self.issuer(decree), self.decree(decree));
        let is_older = issued_at < self.scenario.setup().opens;
        let issue = if is_older {
            format!("already out: {title}, issued by {issuer} on {}", date::day(issued_at))
        } else {
            format!("{issuer} issues {title}")
        };
        match deadline {
            None => issue,
            Some(due) => {
                let days = count(date::days_between(issued_at, due), "day");
                format!("{issue}, due on {} ({days})", date::day(due))
            }
        }
    }

    pub(crate) fn deadline_neared(&self, decree: DecreeId) -> String {
        let title = self.decree(decree);
        match self.before.and_then(|before| Some((before.now(), before.decree(decree).deadline()?))) {
            Some((now, due)) => {
                let left = date::days_between(now, due);
                let verb = if left == 1 { "is" } else { "are" };
                format!("{} {verb} left to the date of {title}, {}", count(left, "day"), date::day(due))
            }
            None => format!("the date of {title} comes near"),
        }
    }

    pub(crate) fn extension_requested(&self, decree: DecreeId, by: SeatId) -> String {
        format!("{} asks {} for more time under {}", self.seat(by), self.extender(decree), self.decree(decree))
    }

    pub(crate) fn deadline_extended(&self, decree: DecreeId, to: Instant, days: u16) -> String {
        let days = count(i64::from(days), "day");
        format!("{} extends {} by {days}, to {}", self.extender(decree), self.decree(decree), date::day(to))
    }

    pub(crate) fn extension_denied(&self, decree: DecreeId) -> String {
        format!("{} refuses more time under {}", self.extender(decree), self.decree(decree))
    }

    pub(crate) fn deadline_passed(&self, decree: DecreeId) -> String {
        let title = self.decree(decree);
        match self.before.map(|before| before.decree(decree).status()) {
            Some(Status::Enjoined) => format!("the date of {title} comes, but an injunction stops it"),
            _ => format!("the date of {title} comes"),
        }
    }

    /// The decree that took this one along when it ended in a status.
    fn taken_along_by(&self, decree: DecreeId, status: Status) -> Option<String> {
        let parent = self.scenario.decree(decree).implements?;
        let before = self.before?;
        (before.decree(parent).status() == status).then(|| self.decree(parent))
    }

    pub(crate) fn decree_enforced(&self, decree: DecreeId) -> String {
        format!("{} enforces {}", self.issuer(decree), self.decree(decree))
    }

    pub(crate) fn decree_lapsed(&self, decree: DecreeId) -> String {
        format!("nobody acts on {}: the date goes by", self.decree(decree))
    }

    pub(crate) fn decree_revoked(&self, decree: DecreeId) -> String {
        match self.taken_along_by(decree, Status::Revoked) {
            Some(parent) => format!("{parent} takes {} along", self.decree(decree)),
            None => format!("{} revokes {}", self.issuer(decree), self.decree(decree)),
        }
    }

    pub(crate) fn decree_satisfied(&self, decree: DecreeId) -> String {
        match self.taken_along_by(decree, Status::Satisfied) {
            Some(parent) => format!("with {parent} the sale also satisfies {}", self.decree(decree)),
            None => format!("the sale satisfies {}", self.decree(decree)),
        }
    }

    pub(crate) fn enforcement_suspended(&self, decree: DecreeId, to: Instant) -> String {
        let spec = self.scenario.decree(decree);
        let who = self.seat(spec.suspension.map_or(spec.issuer, |suspension| suspension.authority));
        let title = self.decree(decree);
        match self.before.map(|before| before.decree(decree).status()) {
            Some(Status::Suspended) => format!("{who} goes on not to enforce {title}, until {}", date::day(to)),
            _ => format!("{who} has {title} not enforced until {}", date::day(to)),
        }
    }

    pub(crate) fn decree_annulled(&self, decree: DecreeId, motion: MotionId) -> String {
        match self.taken_along_by(decree, Status::Annulled) {
            Some(parent) => format!("with {parent} the court undoes {} from the beginning", self.decree(decree)),
            None => {
                let suit = self.scenario.suit(self.scenario.motion(motion).suit);
                format!("{} undoes {} from the beginning", self.seat(suit.court), self.decree(decree))
            }
        }
    }

    pub(crate) fn trustee_appointed(
        &self,
        decree: DecreeId,
        trustee: SeatId,
        until: Instant,
        then: TrusteeEnd,
    ) -> String {
        let (trustee, title) = (self.seat(trustee), self.decree(decree));
        let seller = self.sellers_under(decree);
        let end = match then {
            TrusteeEnd::Enforce => "is enforced",
            TrusteeEnd::Lapse => "lapses",
        };
        let until = date::day(until);
        format!("under {title}, {trustee} is to sell in {seller} place by {until}; without a sale the decree {end}")
    }

    pub(crate) fn trustee_time_ended(&self, decree: DecreeId) -> String {
        let steps = &self.scenario.decree(decree).at_deadline;
        let trustee = steps.iter().find_map(|step| match step.kind {
            StepKind::AppointTrustee { trustee, .. } => Some(trustee),
            _ => None,
        });
        let owner = trustee.map_or_else(|| "the trustee".to_owned(), |trustee| self.seat(trustee));
        format!("{} time to sell runs out", possessive(&owner))
    }

    /// What may happen at a decree's date, in a word or two.
    pub(crate) fn step(&self, step: &StepKind) -> String {
        match step {
            StepKind::Enforce => "enforced".to_owned(),
            StepKind::Lapse => "lapsed".to_owned(),
            StepKind::TakeForce => "in force".to_owned(),
            StepKind::AppointTrustee { trustee, .. } => format!("{} appointed", self.seat(*trustee)),
            StepKind::Suspend { .. } => "enforcement suspended".to_owned(),
        }
    }
}
