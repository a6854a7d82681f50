//! The calendar: what falls due, and when.
//!
//! Every thing of a scenario that can fall due has its own place, and the places lie in the order in which ties are
//! settled. Looking for what is next is one pass over a dense table of moments.

use crate::id::{ChanceId, DecreeId, MotionId, ReviewId, SignalId, SuitId, TalksId};
use crate::scenario::Setup;
use crate::units::Instant;

/// Something that falls due. The order of the variants is the rank that settles ties at one moment.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Due {
    /// A chance comes out.
    Chance(ChanceId),
    /// A decree's issuer would issue it.
    Issue(DecreeId),
    /// A deadline is near.
    Warning(DecreeId),
    /// A bidder would come forward.
    Entry(TalksId),
    /// A backer would join a bid; the place in the table of backings.
    Backing(u8),
    /// An author would speak.
    Signal(SignalId),
    /// A plaintiff would sue.
    Suit(SuitId),
    /// A plaintiff would move.
    Motion(MotionId),
    /// A court rules.
    Hearing(MotionId),
    /// A court decides an appeal.
    AppealHearing(MotionId),
    /// An answer is due in talks.
    Reply(TalksId),
    /// An authority is to decide.
    Review(ReviewId),
    /// An authority's silence counts from here.
    ReviewEnd(ReviewId),
    /// The deal closes.
    Closing,
    /// A trustee's time is up.
    TrusteeEnd(DecreeId),
    /// A decree's date.
    Deadline(DecreeId),
    /// The scenario's last day.
    Close,
}

const KINDS: usize = 17;

/// Where in the table each kind of due thing lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarShape {
    from: [usize; KINDS + 1],
}

impl CalendarShape {
    pub(crate) fn new(setup: &Setup) -> Self {
        let (decrees, motions) = (setup.decrees.len(), setup.motions.len());
        let (talks, reviews) = (setup.sale.talks.len(), setup.sale.reviews.len());
        let counts: [usize; KINDS] = [
            setup.chances.len(),
            decrees,
            decrees,
            talks,
            setup.sale.backings.len(),
            setup.signals.len(),
            setup.suits.len(),
            motions,
            motions,
            motions,
            talks,
            reviews,
            reviews,
            1,
            decrees,
            decrees,
            1,
        ];
        let mut from = [0; KINDS + 1];
        for (kind, count) in counts.iter().enumerate() {
            from[kind + 1] = from[kind] + count;
        }
        Self { from }
    }

    /// How many things may fall due.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.from[KINDS]
    }

    /// Whether nothing may fall due; a scenario always has a last day, so never.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    const fn place(&self, due: Due) -> usize {
        let (kind, index) = match due {
            Due::Chance(id) => (0, id.0),
            Due::Issue(id) => (1, id.0),
            Due::Warning(id) => (2, id.0),
            Due::Entry(id) => (3, id.0),
            Due::Backing(index) => (4, index),
            Due::Signal(id) => (5, id.0),
            Due::Suit(id) => (6, id.0),
            Due::Motion(id) => (7, id.0),
            Due::Hearing(id) => (8, id.0),
            Due::AppealHearing(id) => (9, id.0),
            Due::Reply(id) => (10, id.0),
            Due::Review(id) => (11, id.0),
            Due::ReviewEnd(id) => (12, id.0),
            Due::Closing => (13, 0),
            Due::TrusteeEnd(id) => (14, id.0),
            Due::Deadline(id) => (15, id.0),
            Due::Close => (16, 0),
        };
        self.from[kind] + index as usize
    }

    fn due(&self, place: usize) -> Due {
        let kind = self.from.partition_point(|&from| from <= place) - 1;
        let index = (place - self.from[kind]) as u8;
        match kind {
            0 => Due::Chance(ChanceId(index)),
            1 => Due::Issue(DecreeId(index)),
            2 => Due::Warning(DecreeId(index)),
            3 => Due::Entry(TalksId(index)),
            4 => Due::Backing(index),
            5 => Due::Signal(SignalId(index)),
            6 => Due::Suit(SuitId(index)),
            7 => Due::Motion(MotionId(index)),
            8 => Due::Hearing(MotionId(index)),
            9 => Due::AppealHearing(MotionId(index)),
            10 => Due::Reply(TalksId(index)),
            11 => Due::Review(ReviewId(index)),
            12 => Due::ReviewEnd(ReviewId(index)),
            13 => Due::Closing,
            14 => Due::TrusteeEnd(DecreeId(index)),
            15 => Due::Deadline(DecreeId(index)),
            _ => Due::Close,
        }
    }
}

/// The moments at which things fall due.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    at: Vec<Instant>,
}

impl Calendar {
    pub(crate) fn new(shape: &CalendarShape) -> Self {
        Self { at: vec![Instant::NEVER; shape.len()] }
    }

    pub(crate) fn clear_all(&mut self) {
        self.at.fill(Instant::NEVER);
    }

    pub(crate) fn set(&mut self, shape: &CalendarShape, due: Due, at: Instant) {
        self.at[shape.place(due)] = at;
    }

    pub(crate) fn clear(&mut self, shape: &CalendarShape, due: Due) {
        self.set(shape, due, Instant::NEVER);
    }

    /// When a thing falls due, if it does.
    #[must_use]
    pub fn get(&self, shape: &CalendarShape, due: Due) -> Option<Instant> {
        let at = self.at[shape.place(due)];
        (at != Instant::NEVER).then_some(at)
    }

    /// When the next thing falls due; [`Instant::NEVER`] if nothing does.
    #[must_use]
    pub fn next(&self) -> Instant {
        self.at.iter().copied().min().unwrap_or(Instant::NEVER)
    }

    /// What falls due at a moment or before it, by rank.
    pub fn due_by<'a>(&'a self, shape: &'a CalendarShape, at: Instant) -> impl Iterator<Item = Due> + 'a {
        self.at.iter().enumerate().filter(move |(_, due_at)| **due_at <= at).map(|(place, _)| shape.due(place))
    }

    /// Clears what is due by a moment and, says the caller, does no more than call a seat.
    pub(crate) fn clear_calls(&mut self, shape: &CalendarShape, by: Instant, is_call: impl Fn(Due) -> bool) {
        for (place, at) in self.at.iter_mut().enumerate() {
            if *at <= by && is_call(shape.due(place)) {
                *at = Instant::NEVER;
            }
        }
    }

    pub(crate) fn moments(&self) -> &[Instant] {
        &self.at
    }
}
