//! The calendar: what falls due, and when.
//!
//! Every thing of a scenario that can fall due has its own place in a dense table. Ties at one moment fall by rank, which
//! is the order of the variants of [`Due`], and then by place.

use crate::id::{ChanceId, DecreeId, MotionId, ReviewId, SellerId, SignalId, SuitId, TalksId};
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
    /// A bidder would propose a merger, or waits no longer for the answer; the place in the table of mergers.
    Merger(u8),
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
    /// A seller's deal closes.
    Closing(SellerId),
    /// A text is due at the conference.
    Text,
    /// Who was to table a text has missed its turn.
    TextEnd,
    /// The vote on a text is over.
    VoteEnd,
    /// The auction opens.
    AuctionDay,
    /// A round of the auction is over.
    AuctionRound,
    /// A trustee's time is up.
    TrusteeEnd(DecreeId),
    /// A decree's date.
    Deadline(DecreeId),
    /// The scenario's last day.
    Close,
}

const KINDS: usize = 23;

impl Due {
    /// Everything that may fall due, given how much there is of each kind.
    fn all(counts: &[usize; KINDS]) -> Vec<Self> {
        let makers: [fn(u8) -> Self; KINDS] = [
            |i| Self::Chance(ChanceId(i)),
            |i| Self::Issue(DecreeId(i)),
            |i| Self::Warning(DecreeId(i)),
            |i| Self::Entry(TalksId(i)),
            Self::Backing,
            Self::Merger,
            |i| Self::Signal(SignalId(i)),
            |i| Self::Suit(SuitId(i)),
            |i| Self::Motion(MotionId(i)),
            |i| Self::Hearing(MotionId(i)),
            |i| Self::AppealHearing(MotionId(i)),
            |i| Self::Reply(TalksId(i)),
            |i| Self::Review(ReviewId(i)),
            |i| Self::ReviewEnd(ReviewId(i)),
            |i| Self::Closing(SellerId(i)),
            |_| Self::Text,
            |_| Self::TextEnd,
            |_| Self::VoteEnd,
            |_| Self::AuctionDay,
            |_| Self::AuctionRound,
            |i| Self::TrusteeEnd(DecreeId(i)),
            |i| Self::Deadline(DecreeId(i)),
            |_| Self::Close,
        ];
        let of_kind = |(make, &count): (fn(u8) -> Self, &usize)| (0..count).map(move |i| make(i as u8));
        makers.into_iter().zip(counts).flat_map(of_kind).collect()
    }
}

/// Where in the table each kind of due thing lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarShape {
    from: [usize; KINDS + 1],
    /// What lies at each place.
    dues: Vec<Due>,
}

impl CalendarShape {
    pub(crate) fn new(setup: &Setup, sellers: usize) -> Self {
        let (decrees, motions) = (setup.decrees.len(), setup.motions.len());
        let conferences = usize::from(setup.sale.conference.is_some());
        let auctions = usize::from(setup.sale.auction.is_some());
        let (talks, reviews) = (setup.sale.talks.len(), setup.sale.reviews.len());
        let counts: [usize; KINDS] = [
            setup.chances.len(),
            decrees,
            decrees,
            talks,
            setup.sale.backings.len(),
            setup.sale.mergers.len(),
            setup.signals.len(),
            setup.suits.len(),
            motions,
            motions,
            motions,
            talks,
            reviews,
            reviews,
            sellers,
            conferences,
            conferences,
            conferences,
            auctions,
            auctions,
            decrees,
            decrees,
            1,
        ];
        let mut from = [0; KINDS + 1];
        for (kind, count) in counts.iter().enumerate() {
            from[kind + 1] = from[kind] + count;
        }
        let mut shape = Self { from, dues: vec![Due::Close; from[KINDS]] };
        for due in Due::all(&counts) {
            let place = shape.place(due);
            shape.dues[place] = due;
        }
        shape
    }

    /// Everything that may fall due, by rank.
    #[must_use]
    pub fn dues(&self) -> &[Due] {
        &self.dues
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

    #[inline(always)]
    const fn place(&self, due: Due) -> usize {
        let (kind, index) = match due {
            Due::Chance(id) => (0, id.0),
            Due::Issue(id) => (1, id.0),
            Due::Warning(id) => (2, id.0),
            Due::Entry(id) => (3, id.0),
            Due::Backing(index) => (4, index),
            Due::Merger(index) => (5, index),
            Due::Signal(id) => (6, id.0),
            Due::Suit(id) => (7, id.0),
            Due::Motion(id) => (8, id.0),
            Due::Hearing(id) => (9, id.0),
            Due::AppealHearing(id) => (10, id.0),
            Due::Reply(id) => (11, id.0),
            Due::Review(id) => (12, id.0),
            Due::ReviewEnd(id) => (13, id.0),
            Due::Closing(id) => (14, id.0),
            Due::Text => (15, 0),
            Due::TextEnd => (16, 0),
            Due::VoteEnd => (17, 0),
            Due::AuctionDay => (18, 0),
            Due::AuctionRound => (19, 0),
            Due::TrusteeEnd(id) => (20, id.0),
            Due::Deadline(id) => (21, id.0),
            Due::Close => (22, 0),
        };
        self.from[kind] + index as usize
    }
}

/// The moments at which things fall due.
///
/// Every thing has its moment in a table by place, and what is ahead stands once more in an agenda, soonest last: the
/// clock asks for what is next far more often than a date moves.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Calendar {
    at: Vec<Instant>,
    agenda: Vec<Line>,
}

/// A line of the agenda: a moment and a place in one number, so that lines compare at once. The moment is shifted so
/// that what lies before 1970 sorts first; dates reach some two million years either way.
type Line = u64;

const PLACE_BITS: u32 = 16;
const EPOCH_SHIFT: i64 = 1 << 46;

fn line(at: Instant, place: usize) -> Line {
    // A stranger's log may have values that lead to any date; ours never come near the ends.
    let at = at.0.clamp(-EPOCH_SHIFT, EPOCH_SHIFT - 1);
    ((at + EPOCH_SHIFT) as u64) << PLACE_BITS | place as u64
}

const fn moment_of(line: Line) -> Instant {
    Instant((line >> PLACE_BITS) as i64 - EPOCH_SHIFT)
}

const fn place_of(line: Line) -> usize {
    (line & ((1 << PLACE_BITS) - 1)) as usize
}

impl Calendar {
    pub(crate) fn new(shape: &CalendarShape) -> Self {
        Self { at: vec![Instant::NEVER; shape.len()], agenda: Vec::with_capacity(shape.len()) }
    }

    pub(crate) fn clear_all(&mut self) {
        self.at.fill(Instant::NEVER);
        self.agenda.clear();
    }

    // Inlined, so that where a kind lies is known, and that most changes, which change nothing, cost a look.
    #[inline(always)]
    pub(crate) fn set(&mut self, shape: &CalendarShape, due: Due, at: Instant) {
        let place = shape.place(due);
        let old = self.at[place];
        if old != at {
            self.move_line(place, old, at);
        }
    }

    #[inline(never)]
    fn move_line(&mut self, place: usize, old: Instant, at: Instant) {
        self.at[place] = at;
        if old != Instant::NEVER {
            self.take_out(line(old, place));
        }
        if at != Instant::NEVER {
            self.put_in(line(at, place));
        }
    }

    // Most lines stand near the end, where what comes soon is, and step by step from there is the shortest way. To move all
    // behind a line at once would wait until the last one that was written has left the processor's store buffer.
    fn take_out(&mut self, old: Line) {
        let mut carried = self.agenda.pop().expect("BUG: a line that was never written");
        let mut place = self.agenda.len();
        while carried != old && place > 0 {
            place -= 1;
            std::mem::swap(&mut self.agenda[place], &mut carried);
        }
        debug_assert_eq!(carried, old);
    }

    fn put_in(&mut self, new: Line) {
        let mut place = self.agenda.len();
        self.agenda.push(new);
        while place > 0 && self.agenda[place - 1] < new {
            self.agenda[place] = self.agenda[place - 1];
            place -= 1;
        }
        self.agenda[place] = new;
    }

    /// Sets many moments at once, the agenda being written anew and sorted a single time.
    pub(crate) fn set_all(&mut self, shape: &CalendarShape, dues: impl IntoIterator<Item = (Due, Instant)>) {
        for (due, at) in dues {
            self.at[shape.place(due)] = at;
        }
        self.agenda.clear();
        let ahead = self.at.iter().enumerate().filter(|(_, at)| **at != Instant::NEVER);
        self.agenda.extend(ahead.map(|(place, &at)| line(at, place)));
        self.agenda.sort_unstable_by(|a, b| b.cmp(a));
    }

    #[inline(always)]
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
        self.agenda.last().map_or(Instant::NEVER, |&line| moment_of(line))
    }

    /// What falls due at a moment or before it, by time and rank.
    pub fn due_by<'a>(&'a self, shape: &'a CalendarShape, at: Instant) -> impl Iterator<Item = (Instant, Due)> + 'a {
        let lines = self.agenda.iter().rev().take_while(move |&&line| moment_of(line) <= at);
        lines.map(|&line| (moment_of(line), shape.dues[place_of(line)]))
    }

    /// Clears what is due by a moment and, says the caller, does no more than call a seat.
    pub(crate) fn clear_calls(&mut self, shape: &CalendarShape, by: Instant, is_call: impl Fn(Due) -> bool) {
        // Mostly all that is due are calls, and they stand at the end.
        let mut position = self.agenda.len();
        while position > 0 && moment_of(self.agenda[position - 1]) <= by {
            position -= 1;
            let place = place_of(self.agenda[position]);
            if is_call(shape.dues[place]) {
                self.at[place] = Instant::NEVER;
                if position + 1 == self.agenda.len() {
                    self.agenda.pop();
                } else {
                    self.agenda.remove(position);
                }
            }
        }
    }

    /// Feeds what is ahead: how many lines the agenda has, then each.
    pub(crate) fn feed(&self, sink: &mut impl FnMut(i64)) {
        sink(self.agenda.len() as i64);
        self.agenda.iter().for_each(|&line| sink(line as i64));
    }
}
