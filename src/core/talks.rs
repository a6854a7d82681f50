//! Talks during play: where a bidder and the seller stand with each other, and what lies on their table.

use crate::deal::Deal;
use crate::id::{SeatSet, SellerId, TalksId};
use crate::state::State;
use crate::units::Instant;
use crate::view::View;

/// Where talks stand.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum TalksStatus {
    /// The bidder has not come forward.
    NotYet,
    /// They go on.
    Open,
    /// They were broken off.
    Ended,
}

/// Talks during play. What stands in `table` is the two sides' own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TalksState {
    pub(crate) status: TalksStatus,
    pub(crate) opened_at: Instant,
    pub(crate) clock: BargainingClock,
    pub(crate) backers: SeatSet,
    /// Whether bargaining at the table rests until something that stands in its way is over.
    pub(crate) waits: bool,
    pub(crate) table: Table,
}

/// The bargaining table of one pair: private to the two sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Table {
    /// Whether it is the bidder's turn, else the seller's.
    pub bidder_to_move: bool,
    /// The bidder's last offer.
    pub bidder_offer: Option<Deal>,
    /// The seller's last offer.
    pub seller_offer: Option<Deal>,
    /// How many offers were made.
    pub offer_count: u32,
    /// When the next answer is due.
    pub reply_due: Instant,
}

impl Table {
    pub(crate) const EMPTY: Self = Self {
        bidder_to_move: true,
        bidder_offer: None,
        seller_offer: None,
        offer_count: 0,
        reply_due: Instant::NEVER,
    };
}

/// How the time for bargaining runs in one pair of talks: it rests while a deal of the seller's is on its way, and begins
/// anew with a block, a refusal to sign, a buyer that failed and a trustee. All of that is public.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct BargainingClock {
    /// When it began anew; [`Instant::NEVER`] if it never did.
    pub(crate) anew_at: Instant,
    /// For how many seconds it has rested since.
    pub(crate) rested: i64,
    /// Since when it rests; [`Instant::NEVER`] while it runs.
    pub(crate) rests_since: Instant,
}

impl BargainingClock {
    pub(crate) const NEW: Self = Self { anew_at: Instant::NEVER, rested: 0, rests_since: Instant::NEVER };
}

/// An offer that was made in talks, as the two sides remember it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PastOffer {
    /// When.
    pub at: Instant,
    /// Whether the bidder made it, else the seller.
    pub from_bidder: bool,
    /// The terms.
    pub deal: Deal,
}

/// How many offers a pair of talks remembers before its memory has to grow.
pub(crate) const PAST_OFFERS_RESERVED: usize = 64;

impl TalksState {
    pub(crate) const NOT_YET: Self = Self {
        status: TalksStatus::NotYet,
        opened_at: Instant::NEVER,
        clock: BargainingClock::NEW,
        backers: SeatSet::NONE,
        waits: false,
        table: Table::EMPTY,
    };

    /// Where they stand.
    #[must_use]
    pub const fn status(&self) -> TalksStatus {
        self.status
    }

    /// Who has joined the bid.
    #[must_use]
    pub const fn backers(&self) -> SeatSet {
        self.backers
    }

    /// Whether bargaining at the table rests: an agreement stands on all that is left, or a conference, an auction, a trustee
    /// or a failed buyer has interrupted it.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.waits
    }

    /// When the bidder came forward.
    #[must_use]
    pub fn opened_at(&self) -> Option<Instant> {
        (self.opened_at != Instant::NEVER).then_some(self.opened_at)
    }

    pub(crate) fn pause(&mut self, now: Instant) {
        if self.clock.rests_since == Instant::NEVER {
            self.clock.rests_since = now;
        }
    }

    pub(crate) fn resume(&mut self, now: Instant) {
        if self.clock.rests_since != Instant::NEVER {
            self.clock.rested += now.0 - self.clock.rests_since.0;
            self.clock.rests_since = Instant::NEVER;
        }
    }

    pub(crate) fn begin_anew(&mut self, now: Instant) {
        self.clock = BargainingClock { anew_at: now, ..BargainingClock::NEW };
    }
}

impl State {
    /// Whether an effect may open these talks, for the first time or again after they were broken off.
    pub(crate) fn is_openable(&self, talks: TalksId) -> bool {
        let bidder = self.scenario.talks(talks).bidder;
        let is_free = match self.talks(talks).status() {
            TalksStatus::NotYet => true,
            TalksStatus::Open => false,
            TalksStatus::Ended => !self.is_merged(talks) && !self.failed().has(bidder),
        };
        is_free && !self.scenario.is_spin_off(talks) && !self.is_over(talks)
    }

    /// All who talk with a seller have their time before them again.
    pub(crate) fn begin_clocks_anew(&mut self, seller: SellerId) {
        for index in 0..self.talks.len() {
            if self.scenario.seller_of(TalksId::at(index)) == seller {
                self.talks[index].begin_anew(self.now);
            }
        }
    }
}

impl View<'_> {
    /// From when the bargaining of talks counts: from when they began, or from before that where the bidder was at it already, or
    /// from when they began anew; time in which a deal was on its way does not count. `None` before they began.
    #[must_use]
    pub fn bargaining_since(&self, talks: TalksId) -> Option<Instant> {
        let state = self.talks(talks);
        let opened = state.opened_at()?;
        // The seller may not know how long a bidder has been at it; it counts from the day on which it came forward.
        let since_day = self.value(self.scenario().talks(talks).since_day);
        let came = since_day.map_or(opened, |day| Instant::start_of_day(day).min(opened));
        let from = if state.clock.anew_at == Instant::NEVER { came } else { state.clock.anew_at };
        Some(Instant(from.0 + state.clock.rested))
    }
}
