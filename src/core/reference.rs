//! References: the things of a scenario that a command or an event names.
//!
//! One visitor finds them all by the types of the fields, so a new variant needs no list of its own.

use crate::deal::{Deal, ISSUES_MAX};
use crate::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId, SignalId, SlotId};
use crate::id::{SuitId, TalksId};
use crate::scenario::Scenario;
use crate::units::Instant;
use serde::ser::{self, Impossible, Serialize, Serializer};
use std::fmt;

/// Something that a command or an event names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reference {
    /// A seat.
    Seat(SeatId),
    /// A decree.
    Decree(DecreeId),
    /// A suit.
    Suit(SuitId),
    /// A motion.
    Motion(MotionId),
    /// A signal.
    Signal(SignalId),
    /// A gauge.
    Gauge(GaugeId),
    /// A chance.
    Chance(ChanceId),
    /// Talks.
    Talks(TalksId),
    /// An issue of the sale.
    Issue(IssueId),
    /// A review.
    Review(ReviewId),
    /// A number left to the seed.
    Slot(SlotId),
    /// An outcome.
    Outcome(OutcomeId),
    /// A moment.
    Moment(Instant),
    /// Terms.
    Deal(Deal),
}

impl Reference {
    fn of(name: &str, numbers: &[i64; ISSUES_MAX]) -> Option<Self> {
        // An id is a byte, an option two: nothing is cut off.
        let id = numbers[0] as u8;
        Some(match name {
            "SeatId" => Self::Seat(SeatId(id)),
            "DecreeId" => Self::Decree(DecreeId(id)),
            "SuitId" => Self::Suit(SuitId(id)),
            "MotionId" => Self::Motion(MotionId(id)),
            "SignalId" => Self::Signal(SignalId(id)),
            "GaugeId" => Self::Gauge(GaugeId(id)),
            "ChanceId" => Self::Chance(ChanceId(id)),
            "TalksId" => Self::Talks(TalksId(id)),
            "IssueId" => Self::Issue(IssueId(id)),
            "ReviewId" => Self::Review(ReviewId(id)),
            "SlotId" => Self::Slot(SlotId(id)),
            "OutcomeId" => Self::Outcome(OutcomeId(id)),
            "Instant" => Self::Moment(Instant(numbers[0])),
            "Deal" => Self::Deal(Deal(numbers.map(|option| option as u16))),
            _ => return None,
        })
    }

    /// Whether a scenario has the thing. A moment exists within a million years of 1970, where the calendar can count, and as
    /// [`Instant::NEVER`].
    #[must_use]
    pub fn exists_in(self, scenario: &Scenario) -> bool {
        const BOUND: i64 = 1 << 45;
        let setup = scenario.setup();
        match self {
            Self::Seat(id) => id.index() < scenario.seat_count(),
            Self::Decree(id) => id.index() < setup.decrees.len(),
            Self::Suit(id) => id.index() < setup.suits.len(),
            Self::Motion(id) => id.index() < setup.motions.len(),
            Self::Signal(id) => id.index() < setup.signals.len(),
            Self::Gauge(id) => id.index() < setup.gauges.len(),
            Self::Chance(id) => id.index() < setup.chances.len(),
            Self::Talks(id) => id.index() < setup.sale.talks.len(),
            Self::Issue(id) => id.index() < setup.sale.issues.len(),
            Self::Review(id) => id.index() < setup.sale.reviews.len(),
            Self::Slot(id) => id.index() < setup.slots.len(),
            Self::Outcome(id) => id.index() < setup.outcomes.len(),
            Self::Moment(at) => at == Instant::NEVER || (-BOUND..BOUND).contains(&at.0),
            Self::Deal(deal) => scenario.has_deal(&deal),
        }
    }
}

/// Calls a function with every reference in a command or an event, in the order of the fields.
pub fn references<T: Serialize>(of: &T, each: &mut impl FnMut(Reference)) {
    // The visitor never fails.
    let _ = of.serialize(Visitor { each, name: None, numbers: &mut [0; ISSUES_MAX], count: &mut 0 });
}

/// Walks a value and collects the numbers of each named part.
struct Visitor<'v, F> {
    each: &'v mut F,
    /// The type whose numbers are being collected.
    name: Option<&'static str>,
    numbers: &'v mut [i64; ISSUES_MAX],
    count: &'v mut usize,
}

impl<F: FnMut(Reference)> Visitor<'_, F> {
    fn again(&mut self) -> Visitor<'_, F> {
        Visitor { each: self.each, name: self.name, numbers: self.numbers, count: self.count }
    }

    fn number(self, number: i64) -> Result<(), Never> {
        if self.name.is_some() && *self.count < ISSUES_MAX {
            self.numbers[*self.count] = number;
            *self.count += 1;
        }
        Ok(())
    }
}

/// The error of a visitor that has none.
#[derive(Debug)]
struct Never;

impl fmt::Display for Never {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value cannot be visited")
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self
    }
}

macro_rules! numbers {
    ($($method:ident: $number:ty),+) => {$(
        fn $method(self, number: $number) -> Result<(), Never> {
            self.number(number as i64)
        }
    )+};
}

impl<F: FnMut(Reference)> Serializer for Visitor<'_, F> {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = Self;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Impossible<(), Never>;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        serialize_bool: bool, serialize_i8: i8, serialize_i16: i16, serialize_i32: i32, serialize_i64: i64,
        serialize_u8: u8, serialize_u16: u16, serialize_u32: u32, serialize_u64: u64, serialize_char: char
    }

    fn serialize_f32(self, _: f32) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_f64(self, _: f64) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_str(self, _: &str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_bytes(self, _: &[u8]) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_none(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, _: &'static str) -> Result<(), Never> {
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Never> {
        *self.count = 0;
        value.serialize(Visitor {
            each: &mut *self.each,
            name: Some(name),
            numbers: &mut *self.numbers,
            count: &mut *self.count,
        })?;
        if let Some(reference) = Reference::of(name, self.numbers) {
            (self.each)(reference);
        }
        Ok(())
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        _: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self::SerializeMap, Never> {
        Err(Never)
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }

    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self)
    }
}

macro_rules! parts {
    ($($what:ident: $method:ident),+) => {$(
        impl<F: FnMut(Reference)> ser::$what for Visitor<'_, F> {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                value.serialize(self.again())
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )+};
    (named $($what:ident),+) => {$(
        impl<F: FnMut(Reference)> ser::$what for Visitor<'_, F> {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, _: &'static str, value: &T) -> Result<(), Never> {
                value.serialize(self.again())
            }

            fn end(self) -> Result<(), Never> {
                Ok(())
            }
        }
    )+};
}

parts! {
    SerializeSeq: serialize_element, SerializeTuple: serialize_element, SerializeTupleStruct: serialize_field,
    SerializeTupleVariant: serialize_field
}
parts! { named SerializeStruct, SerializeStructVariant }

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chance::DrawId;
    use crate::event::{ChanceEvent, DecreeEvent, Event, TalksEvent};

    fn all(event: impl Into<Event>) -> Vec<Reference> {
        let mut found = Vec::new();
        references(&event.into(), &mut |reference| found.push(reference));
        found
    }

    #[test]
    fn every_named_thing_is_found_in_the_order_of_the_fields() {
        let deal = Deal::FIRST.with(IssueId(1), 300);
        let (talks, by, to, reply_due) = (TalksId(2), SeatId(3), SeatId(4), Instant(-5));
        assert_eq!(
            all(TalksEvent::OfferMade { talks, by, to, deal, reply_due }),
            [
                Reference::Talks(talks),
                Reference::Seat(by),
                Reference::Seat(to),
                Reference::Deal(deal),
                Reference::Moment(reply_due),
            ]
        );
    }

    #[test]
    fn what_an_option_or_a_draw_holds_is_found() {
        let issued = |deadline| DecreeEvent::Issued { decree: DecreeId(1), issued_at: Instant(7), deadline };
        assert_eq!(all(issued(None)), [Reference::Decree(DecreeId(1)), Reference::Moment(Instant(7))]);
        assert_eq!(all(issued(Some(Instant(8)))).len(), 3);
        let draw = DrawId::Ruling(MotionId(9));
        assert_eq!(all(ChanceEvent::FellDue { draw }), [Reference::Motion(MotionId(9))]);
    }
}
