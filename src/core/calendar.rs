//! The calendar: what falls due, and when.
//!
//! Every thing of a scenario that can fall due has its own place in a dense table. Ties at one moment fall by rank, which
//! is the order of the variants of [`Due`], and then by place.

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
    /// An authority is to decide on the deal agreed in these talks.
    Review(ReviewId, TalksId),
    /// An authority's silence on the deal agreed in these talks counts from here.
    ReviewEnd(ReviewId, TalksId),
    /// The deal agreed in these talks closes.
    Closing(TalksId),
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
    /// Everything that may fall due in a scenario, by rank.
    fn all(setup: &Setup) -> Vec<Self> {
        let decrees = || (0..setup.decrees.len()).map(DecreeId::at);
        let motions = || (0..setup.motions.len()).map(MotionId::at);
        let talks = || (0..setup.sale.talks.len()).map(TalksId::at);
        let reviews =
            || (0..setup.sale.reviews.len()).flat_map(move |i| talks().map(move |talks| (ReviewId::at(i), talks)));
        let places = |count: usize| (0..count).map(|place| place as u8);
        let conferences = usize::from(setup.sale.conference.is_some());
        let auctions = usize::from(setup.sale.auction.is_some());
        let mut all: Vec<Self> = Vec::new();
        all.extend((0..setup.chances.len()).map(|i| Self::Chance(ChanceId::at(i))));
        all.extend(decrees().map(Self::Issue));
        all.extend(decrees().map(Self::Warning));
        all.extend(talks().map(Self::Entry));
        all.extend(places(setup.sale.backings.len()).map(Self::Backing));
        all.extend(places(setup.sale.mergers.len()).map(Self::Merger));
        all.extend((0..setup.signals.len()).map(|i| Self::Signal(SignalId::at(i))));
        all.extend((0..setup.suits.len()).map(|i| Self::Suit(SuitId::at(i))));
        all.extend(motions().map(Self::Motion));
        all.extend(motions().map(Self::Hearing));
        all.extend(motions().map(Self::AppealHearing));
        all.extend(talks().map(Self::Reply));
        all.extend(reviews().map(|(review, talks)| Self::Review(review, talks)));
        all.extend(reviews().map(|(review, talks)| Self::ReviewEnd(review, talks)));
        all.extend(talks().map(Self::Closing));
        for due in [Self::Text, Self::TextEnd, Self::VoteEnd] {
            all.extend(std::iter::repeat_n(due, conferences));
        }
        for due in [Self::AuctionDay, Self::AuctionRound] {
            all.extend(std::iter::repeat_n(due, auctions));
        }
        all.extend(decrees().map(Self::TrusteeEnd));
        all.extend(decrees().map(Self::Deadline));
        all.push(Self::Close);
        all
    }

    /// The place of its kind among the kinds.
    const fn kind(self) -> usize {
        match self {
            Self::Chance(_) => 0,
            Self::Issue(_) => 1,
            Self::Warning(_) => 2,
            Self::Entry(_) => 3,
            Self::Backing(_) => 4,
            Self::Merger(_) => 5,
            Self::Signal(_) => 6,
            Self::Suit(_) => 7,
            Self::Motion(_) => 8,
            Self::Hearing(_) => 9,
            Self::AppealHearing(_) => 10,
            Self::Reply(_) => 11,
            Self::Review(..) => 12,
            Self::ReviewEnd(..) => 13,
            Self::Closing(_) => 14,
            Self::Text => 15,
            Self::TextEnd => 16,
            Self::VoteEnd => 17,
            Self::AuctionDay => 18,
            Self::AuctionRound => 19,
            Self::TrusteeEnd(_) => 20,
            Self::Deadline(_) => 21,
            Self::Close => 22,
        }
    }
}

/// Where in the table each kind of due thing lies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CalendarShape {
    from: [usize; KINDS],
    /// How many talks there are: reviews stand in rows of so many.
    talks: usize,
    /// What lies at each place.
    dues: Vec<Due>,
}

impl CalendarShape {
    pub(crate) fn new(setup: &Setup) -> Self {
        let dues = Due::all(setup);
        let before = |kind: usize| dues.iter().take_while(|due| due.kind() < kind).count();
        let shape = Self { from: std::array::from_fn(before), talks: setup.sale.talks.len(), dues: dues.clone() };
        debug_assert!(dues.iter().enumerate().all(|(place, &due)| shape.place(due) == place));
        shape
    }

    /// Everything that may fall due, by rank.
    #[must_use]
    pub fn dues(&self) -> &[Due] {
        &self.dues
    }

    /// How many things may fall due.
    #[must_use]
    pub fn len(&self) -> usize {
        self.dues.len()
    }

    /// Whether nothing may fall due; a scenario always has a last day, so never.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline(always)]
    const fn place(&self, due: Due) -> usize {
        let index = match due {
            Due::Issue(id) | Due::Warning(id) | Due::TrusteeEnd(id) | Due::Deadline(id) => id.index(),
            Due::Entry(id) | Due::Reply(id) | Due::Closing(id) => id.index(),
            Due::Motion(id) | Due::Hearing(id) | Due::AppealHearing(id) => id.index(),
            Due::Backing(place) | Due::Merger(place) => place as usize,
            Due::Chance(id) => id.index(),
            Due::Signal(id) => id.index(),
            Due::Suit(id) => id.index(),
            Due::Review(review, talks) | Due::ReviewEnd(review, talks) => review.index() * self.talks + talks.index(),
            Due::Text | Due::TextEnd | Due::VoteEnd | Due::AuctionDay | Due::AuctionRound | Due::Close => 0,
        };
        self.from[due.kind()] + index
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
