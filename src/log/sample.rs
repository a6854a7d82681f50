//! Values for tests: of every type that stands in payloads, in rounds of small, telling and extreme ones.

use divest_core::deal::Deal;
use divest_core::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId};
use divest_core::id::{SignalId, SlotId, SuitId, TalksId};
use divest_core::units::{Instant, Ppm};
use std::cell::Cell;

/// A stream of numbers that are all different, so that two fields in the wrong order show.
pub(crate) struct Source {
    round: usize,
    given: Cell<u64>,
}

impl Source {
    pub(crate) fn new(round: usize) -> Self {
        Self { round, given: Cell::new(0) }
    }

    /// The round: 0 gives small numbers, 1 ones with a telling byte order, 2 extreme ones, the rest small ones.
    pub(crate) fn round(&self) -> usize {
        self.round
    }

    /// The next number, to be cut to the type's width.
    pub(crate) fn next(&self) -> u64 {
        let count = self.given.get() + 1;
        self.given.set(count);
        match self.round {
            1 => 0x0807_0605_0403_0201_u64.wrapping_add(count.wrapping_mul(0x1010_1010_1010_1010)),
            2 => u64::MAX - (count - 1),
            round => count + round as u64,
        }
    }
}

/// A type that tests can make values of.
pub(crate) trait Sample: Sized {
    /// How many rounds meet every case.
    const ROUNDS: usize = 3;

    /// A value for the source's round.
    fn sample(source: &Source) -> Self;
}

macro_rules! sample {
    ($($Type:ty: |$source:ident| $value:expr;)+) => {$(
        impl Sample for $Type {
            fn sample($source: &Source) -> Self {
                $value
            }
        }
    )+};
}

macro_rules! sample_ids {
    ($($Id:ident),+) => {
        sample! { $($Id: |source| $Id(source.next() as u8);)+ }
    };
}

sample_ids!(ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId);
sample_ids!(SignalId, SlotId, SuitId, TalksId);

sample! {
    bool: |source| source.next() & 1 == 1;
    u8: |source| source.next() as u8;
    u16: |source| source.next() as u16;
    u64: |source| source.next();
    i64: |source| if source.round() == 2 { i64::MIN + source.next() as u8 as i64 } else { source.next() as i64 };
    Instant: |source| if source.round() == 2 { Instant::NEVER } else { Instant(source.next() as i64) };
    Ppm: |source| Ppm::clamped((source.next() & 0xF_FFFF) as i64);
    Deal: |source| Deal(std::array::from_fn(|_| source.next() as u16));
}

impl<T: Sample> Sample for Option<T> {
    const ROUNDS: usize = T::ROUNDS + 1;

    fn sample(source: &Source) -> Self {
        (source.round() != T::ROUNDS).then(|| T::sample(source))
    }
}
