//! Decrees: the statuses of a legal instrument, and what its days bring.

use crate::id::SeatId;
use crate::scenario::Quantity;
use crate::units::Instant;
use serde::{Deserialize, Serialize};

/// Where a decree stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub enum Status {
    /// Not out yet.
    Pending,
    /// Out, its clock running.
    Issued,
    /// Out, its date moved.
    Extended,
    /// Its prohibition binds.
    InForce,
    /// Stopped by a court.
    Enjoined,
    /// Done with by a sale.
    Satisfied,
    /// Enforced: the business is shut or seized.
    Enforced,
    /// Its date went by without action.
    Lapsed,
    /// Taken back.
    Revoked,
    /// Out, and for a while not enforced.
    Suspended,
    /// Undone by a court from the beginning.
    Annulled,
}

impl Status {
    /// Every status, in order.
    pub const ALL: [Self; 11] = [
        Self::Pending,
        Self::Issued,
        Self::Extended,
        Self::InForce,
        Self::Enjoined,
        Self::Satisfied,
        Self::Enforced,
        Self::Lapsed,
        Self::Revoked,
        Self::Suspended,
        Self::Annulled,
    ];

    /// The word for it in files and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Issued => "issued",
            Self::Extended => "extended",
            Self::InForce => "in-force",
            Self::Enjoined => "enjoined",
            Self::Satisfied => "satisfied",
            Self::Enforced => "enforced",
            Self::Lapsed => "lapsed",
            Self::Revoked => "revoked",
            Self::Suspended => "suspended",
            Self::Annulled => "annulled",
        }
    }

    /// Whether the decree was ever out and no court has undone it yet; one that was taken back has nothing left to undo.
    #[must_use]
    pub const fn can_be_annulled(self) -> bool {
        !matches!(self, Self::Pending | Self::Revoked | Self::Annulled)
    }

    /// Whether the decree still weighs on somebody: out, and not over.
    #[must_use]
    pub const fn is_live(self) -> bool {
        matches!(self, Self::Issued | Self::Extended | Self::InForce | Self::Enjoined | Self::Suspended)
    }
}

/// How far a deal has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Terms are agreed.
    Agreed,
    /// Everybody has signed who must.
    Signed,
    /// Everybody has signed, and no review stands open: the buyer is found and let through.
    Approved,
    /// It closed.
    Closed,
}

/// Who may say that a decree will not be enforced for a while.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Suspension {
    /// Who may.
    pub authority: SeatId,
    /// The most days at once.
    pub days_max: Quantity,
}

/// A decree during play.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DecreeState {
    /// Where it would stand if no court had stopped it.
    pub(crate) standing: Status,
    /// When it was issued.
    pub(crate) issued_at: Instant,
    /// When it is or was due; [`Instant::NEVER`] if it has no date.
    pub(crate) deadline: Instant,
    /// Days of extension granted so far.
    pub(crate) extended_days: i64,
    /// Who waits for an answer to a request for more time.
    pub(crate) request_open: bool,
    /// The date for which more time was last asked; [`Instant::NEVER`] if it never was.
    pub(crate) requested_for: Instant,
    /// The motions whose injunctions stop it, one bit each.
    pub(crate) enjoined_by: u64,
    /// Whether everybody took notice that the date it now has is near.
    pub(crate) warned: bool,
    /// Whether its date came.
    pub(crate) date_passed: bool,
    /// Whether its date came while a court had stopped it, so that its step is still to be taken.
    pub(crate) step_owed: bool,
    /// What follows if the trustee does not sell in time.
    pub(crate) trustee: Option<(Instant, crate::scenario::TrusteeEnd)>,
}

impl DecreeState {
    pub(crate) const PENDING: Self = Self {
        standing: Status::Pending,
        issued_at: Instant::NEVER,
        deadline: Instant::NEVER,
        extended_days: 0,
        request_open: false,
        requested_for: Instant::NEVER,
        enjoined_by: 0,
        warned: false,
        date_passed: false,
        step_owed: false,
        trustee: None,
    };

    /// Where it stands.
    #[must_use]
    pub const fn status(&self) -> Status {
        if self.enjoined_by != 0 && self.standing.is_live() { Status::Enjoined } else { self.standing }
    }

    /// When it was issued, if it was.
    #[must_use]
    pub fn issued_at(&self) -> Option<Instant> {
        (self.issued_at != Instant::NEVER).then_some(self.issued_at)
    }

    /// When it is due, if it still is.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        (self.deadline != Instant::NEVER && !self.date_passed).then_some(self.deadline)
    }

    /// The date by which a sale would still do, if no court has stopped it: its own, or the end of a trustee's time.
    #[must_use]
    pub fn pressing_date(&self) -> Option<Instant> {
        match self.status() {
            Status::Issued | Status::Extended | Status::Suspended => self.deadline(),
            Status::InForce => self.trustee.map(|(until, _)| until),
            _ => None,
        }
    }

    /// The date that it had last, whether it is past or ahead.
    #[must_use]
    pub fn last_date(&self) -> Option<Instant> {
        (self.deadline != Instant::NEVER).then_some(self.deadline)
    }

    /// The days of extension granted so far.
    #[must_use]
    pub const fn extended_days(&self) -> i64 {
        self.extended_days
    }

    /// Whether somebody waits for an answer to a request for more time.
    #[must_use]
    pub const fn request_open(&self) -> bool {
        self.request_open
    }

    /// Whether more time was asked for the date that it now has, answered or not.
    #[must_use]
    pub fn was_requested(&self) -> bool {
        self.requested_for != Instant::NEVER && self.requested_for == self.deadline
    }

    /// Whether everybody took notice that the date it now has is near.
    #[must_use]
    pub const fn warned(&self) -> bool {
        self.warned
    }

    /// Whether its date came.
    #[must_use]
    pub const fn date_passed(&self) -> bool {
        self.date_passed
    }
}
