//! Small numbers that name things of a scenario: the place of a thing in the scenario's table of its kind.
//!
//! They stand in events and so on disk. A scenario keeps its tables in file order, sorted by nothing else.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub struct $name(pub u8);

        impl $name {
            /// The place in the scenario's table.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// The id for a place in the scenario's table.
            ///
            /// # Panics
            /// If the place is 256 or more: the scenario's checks bound every table.
            #[must_use]
            pub fn at(index: usize) -> Self {
                Self(u8::try_from(index).expect("BUG: a scenario's table outgrew its ids"))
            }
        }
    )+};
}

ids! {
    /// A chair that commands come from: the clock, nature, or a party.
    SeatId,
    /// A legal instrument.
    DecreeId,
    /// A case against decrees.
    SuitId,
    /// A motion within a suit: a request that a court stop decrees.
    MotionId,
    /// A statement, a leak or an announcement that a seat may make.
    SignalId,
    /// A bounded number that signals and effects move.
    GaugeId,
    /// A named random variable.
    ChanceId,
    /// A bargaining thread between the seller and one bidder.
    TalksId,
    /// Somebody who sells of its own: its place among the sellers.
    SellerId,
    /// A negotiable point.
    IssueId,
    /// A review that a deal needs before it closes.
    ReviewId,
    /// A rule of the scenario: when this happens, that follows.
    EffectId,
    /// A number that the scenario left to the seed.
    SlotId,
    /// A named way for the run to end.
    OutcomeId,
}

impl SeatId {
    /// The clock: it alone moves time.
    pub const CLOCK: Self = Self(0);
    /// Nature: it alone draws.
    pub const NATURE: Self = Self(1);
    /// The seat of the first party of a scenario.
    pub const FIRST_PARTY: usize = 2;
}

/// A set of at most 64 seats, for instance who may see an event.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct SeatSet(u64);

impl SeatSet {
    /// How many seats a scenario may have.
    pub const CAPACITY: usize = 64;
    /// No seat.
    pub const NONE: Self = Self(0);
    /// Every seat.
    pub const ALL: Self = Self(u64::MAX);

    /// The set of one seat.
    #[must_use]
    pub const fn only(seat: SeatId) -> Self {
        Self(1 << seat.0)
    }

    /// This set and one more seat.
    #[must_use]
    pub const fn with(self, seat: SeatId) -> Self {
        Self(self.0 | 1 << seat.0)
    }

    /// This set without one seat.
    #[must_use]
    pub const fn without(self, seat: SeatId) -> Self {
        Self(self.0 & !(1 << seat.0))
    }

    /// The seats that are in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The seats that are in one or both.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The seats of this set that are not in the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether a seat is in the set.
    #[must_use]
    pub const fn has(self, seat: SeatId) -> bool {
        seat.index() < Self::CAPACITY && self.0 >> seat.0 & 1 == 1
    }

    /// Whether no seat is in the set.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The set as bits, the lowest for seat 0.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// How many seats are in the set.
    #[must_use]
    pub const fn count(self) -> u32 {
        self.0.count_ones()
    }

    /// The seat with the lowest number.
    #[must_use]
    pub const fn first(self) -> Option<SeatId> {
        if self.0 == 0 { None } else { Some(SeatId(self.0.trailing_zeros() as u8)) }
    }

    /// The seats in ascending order.
    pub fn iter(self) -> impl Iterator<Item = SeatId> {
        let mut left = self;
        std::iter::from_fn(move || {
            let seat = left.first()?;
            left = left.without(seat);
            Some(seat)
        })
    }
}

impl FromIterator<SeatId> for SeatSet {
    fn from_iter<T: IntoIterator<Item = SeatId>>(seats: T) -> Self {
        seats.into_iter().fold(Self::NONE, Self::with)
    }
}
