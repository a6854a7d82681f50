//! Sentences about decrees and their deadlines.

use crate::chronicle::{DecreeStep, End};
use crate::date;
use crate::number::days;
use crate::phrase::Narrator;
use crate::say;
use divest_core::id::DecreeId;
use divest_core::scenario::{DecreeKind, TrusteeEnd};
use divest_core::{Instant, SeatId};

impl Narrator<'_> {
    pub(crate) fn issuer(&self, decree: DecreeId) -> SeatId {
        self.scenario.decree(decree).issuer
    }

    /// The authority that decides on more time under a decree.
    fn extender(&self, decree: DecreeId) -> SeatId {
        let spec = self.scenario.decree(decree);
        spec.extension.map_or(spec.issuer, |extension| extension.authority)
    }

    pub(crate) fn prohibits(&self, decree: DecreeId) -> bool {
        self.scenario.decree(decree).kind == DecreeKind::Prohibits
    }

    pub(crate) fn decree_step(&self, id: DecreeId, step: &DecreeStep) -> String {
        let decree = self.decree(id);
        match *step {
            DecreeStep::Issued { at, due } => self.issued(id, at, due),
            DecreeStep::Neared { due } => self.neared(id, due),
            DecreeStep::MoreTimeAsked(by) => {
                let (by, authority) = (self.seat(by), self.seat(self.extender(id)));
                match self.prohibits(id) {
                    true => say!("delay-asked", by = by, authority = &*authority, decree = &*decree),
                    false => say!("extension-asked", by = by, authority = &*authority, decree = &*decree),
                }
            }
            DecreeStep::Extended { to, days: by } => {
                let (authority, to, by) = (self.seat(self.extender(id)), self.day(to), days(by.into()));
                match self.prohibits(id) {
                    true => say!("delayed", authority = authority, decree = &*decree, by = by, to = to),
                    false => say!("extended", authority = authority, decree = &*decree, by = by, to = to),
                }
            }
            DecreeStep::MoreTimeRefused => {
                let authority = self.seat(self.extender(id));
                match self.prohibits(id) {
                    true => say!("delay-refused", authority = authority, decree = &*decree),
                    false => say!("extension-refused", authority = authority, decree = &*decree),
                }
            }
            DecreeStep::DeadlinePassed { stopped: true } => say!("deadline-passed-stopped", decree = &*decree),
            DecreeStep::DeadlinePassed { stopped: false } => match self.prohibits(id) {
                true => say!("start-date-reached", decree = &*decree),
                false => say!("deadline-passed", decree = &*decree),
            },
            DecreeStep::InForce => say!("in-force", decree = decree),
            DecreeStep::Ended { how, with, .. } => self.ended(id, how, with),
            DecreeStep::TrusteeAppointed { trustee, until, then } => {
                let (trustee, sellers, until) = (self.seat(trustee), self.sellers_under(id), self.day(until));
                match then {
                    TrusteeEnd::Enforce => say!(
                        "trustee-appointed-enforce",
                        trustee = trustee,
                        sellers = sellers,
                        until = until,
                        decree = decree
                    ),
                    TrusteeEnd::Lapse => say!(
                        "trustee-appointed-lapse",
                        trustee = trustee,
                        sellers = sellers,
                        until = until,
                        decree = decree
                    ),
                }
            }
            DecreeStep::TrusteeTimeEnded(trustee) => match trustee {
                Some(trustee) => say!("trustee-time-ended", trustee = &*self.seat(trustee)),
                None => say!("trustee-time-ended", trustee = say!("the-trustee")),
            },
            DecreeStep::Enjoined(_) => say!("enjoined", decree = &*decree),
            DecreeStep::Released(_) => say!("injunction-lifted", decree = &*decree),
            DecreeStep::Suspended { to, again } => {
                let spec = self.scenario.decree(id);
                let who = self.seat(spec.suspension.map_or(spec.issuer, |suspension| suspension.authority));
                let until = self.day(to);
                match again {
                    true => say!("suspended-again", authority = who, decree = &*decree, until = until),
                    false => say!("suspended", authority = who, decree = &*decree, until = until),
                }
            }
        }
    }

    fn issued(&self, id: DecreeId, at: Instant, due: Option<Instant>) -> String {
        let (issuer, decree) = (self.seat(self.issuer(id)), self.decree(id));
        let now = self.today.unwrap_or(self.scenario.setup().opens);
        let is_older = at < self.scenario.setup().opens;
        let since = date::words_near(at, Some(now));
        let Some(due) = due else {
            return match (is_older, self.prohibits(id)) {
                (true, _) => say!("in-force-since", date = since, decree = &*decree),
                (false, true) => say!("issued", issuer = issuer, decree = &*decree),
                (false, false) => say!("issued-open-ended", issuer = issuer, decree = &*decree),
            };
        };
        let (left, due) = (days(date::days_between(at, due)), date::words_near(due, Some(at)));
        match (is_older, self.prohibits(id)) {
            (true, true) => say!("in-force-since-starts", date = since, decree = &*decree, due = due),
            (true, false) => say!("in-force-since-due", date = since, decree = &*decree, due = due),
            (false, true) => say!("issued-starts", issuer = issuer, decree = &*decree, due = due, left = left),
            (false, false) => say!("issued-due", issuer = issuer, decree = &*decree, due = due, left = left),
        }
    }

    fn neared(&self, id: DecreeId, due: Option<(Instant, i64)>) -> String {
        let decree = self.decree(id);
        match (due, self.prohibits(id)) {
            (Some((_, 1)), true) => say!("starts-tomorrow", decree = decree),
            (Some((_, 1)), false) => say!("due-tomorrow", decree = &*decree),
            (Some((due, left)), true) => {
                say!("starts-in", decree = decree, left = days(left), due = self.day(due))
            }
            (Some((due, left)), false) => say!("due-in", decree = &*decree, left = left, due = self.day(due)),
            (None, true) => say!("starts-soon", decree = decree),
            (None, false) => say!("due-soon", decree = &*decree),
        }
    }

    fn ended(&self, id: DecreeId, how: End, with: Option<DecreeId>) -> String {
        let (decree, parent) = (self.decree(id), with.map(|parent| self.decree(parent).text));
        match (how, parent) {
            (End::Enforced, _) => say!("enforced", issuer = self.seat(self.issuer(id)), decree = &*decree),
            (End::Lapsed, _) => say!("lapsed", decree = &*decree),
            (End::Revoked, Some(parent)) => say!("revoked-with", decree = decree, parent = parent),
            (End::Revoked, None) => say!("revoked", issuer = self.seat(self.issuer(id)), decree = &*decree),
            (End::Satisfied, Some(_)) => say!("satisfied-with", decree = &*decree),
            (End::Satisfied, None) => say!("satisfied", decree = &*decree),
            (End::Annulled(_), Some(parent)) => say!("annulled-with", decree = decree, parent = parent),
            (End::Annulled(motion), None) => {
                say!("annulled", court = self.seat(self.court_of(motion)), decree = &*decree)
            }
        }
    }
}
