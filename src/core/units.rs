//! Quantities that carry their unit in their type: time, money, points, shares and probabilities.
//!
//! All are whole numbers. Nothing here reads a clock or divides without naming its rounding.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Seconds in one day; the calendar of a simulation has no leap seconds.
pub const DAY_SECONDS: i64 = 86_400;

/// A moment of the simulation, in seconds since 1970-01-01T00:00:00.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Instant(pub i64);

impl Instant {
    /// The moment that never comes: an empty place in the calendar.
    pub const NEVER: Self = Self(i64::MAX);

    /// The start of a day, counted in days since 1970-01-01.
    ///
    /// A day that a stranger's log made up is taken for the last that can be counted with.
    #[must_use]
    pub const fn start_of_day(day: i64) -> Self {
        const LAST: i64 = 1 << 40;
        let day = if day > LAST {
            LAST
        } else if day < -LAST {
            -LAST
        } else {
            day
        };
        Self(day * DAY_SECONDS)
    }

    /// The last second of the day that this moment lies in. Deadlines fall here, so an act on the due date is in time.
    #[must_use]
    pub const fn end_of_day(self) -> Self {
        Self(self.day() * DAY_SECONDS + DAY_SECONDS - 1)
    }

    /// A full hour (0 to 23) of the day that this moment lies in.
    #[must_use]
    pub const fn at_hour(self, hour: i64) -> Self {
        Self(self.day() * DAY_SECONDS + hour * 3_600)
    }

    /// The day that this moment lies in, in days since 1970-01-01.
    #[must_use]
    pub const fn day(self) -> i64 {
        self.0.div_euclid(DAY_SECONDS)
    }

    /// The seconds since midnight.
    #[must_use]
    pub const fn second_of_day(self) -> i64 {
        self.0.rem_euclid(DAY_SECONDS)
    }

    /// This moment moved by a span; business days skip Saturdays and Sundays.
    #[must_use]
    pub const fn plus(self, span: Span) -> Self {
        match span.unit {
            SpanUnit::Hours => Self(self.0.saturating_add((span.count as i64).saturating_mul(3_600))),
            SpanUnit::Days => Self(self.0.saturating_add((span.count as i64).saturating_mul(DAY_SECONDS))),
            SpanUnit::BusinessDays => Self(self.0 + business_days_after(self.day(), span.count as i64) * DAY_SECONDS),
        }
    }
}

/// Calendar days from `day` until `count` business days have passed after it.
const fn business_days_after(day: i64, count: i64) -> i64 {
    // 1970-01-01 was a Thursday; Monday is 0 here.
    let weekday = (day + 3).rem_euclid(7);
    // A count from the weekend starts on the Friday before it.
    let (from, back) = if weekday > 4 { (4, weekday - 4) } else { (weekday, 0) };
    let total = from + count;
    total.div_euclid(5) * 7 + total.rem_euclid(5) - from - back
}

/// What a span counts in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum SpanUnit {
    /// Hours.
    Hours,
    /// Calendar days.
    Days,
    /// Days from Monday to Friday.
    BusinessDays,
}

/// A length of time as a decree would say it: `45d`, `10bd` or `12h`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Span {
    /// How many units; never negative.
    pub count: u32,
    /// The unit.
    pub unit: SpanUnit,
}

impl Span {
    /// A span of calendar days.
    #[must_use]
    pub const fn days(count: u32) -> Self {
        Self { count, unit: SpanUnit::Days }
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            SpanUnit::Hours => "h",
            SpanUnit::Days => "d",
            SpanUnit::BusinessDays => "bd",
        };
        write!(f, "{}{unit}", self.count)
    }
}

/// What a deal is worth to a party on its score sheet, in points.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Points(pub i64);

impl fmt::Display for Points {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A probability or a credibility in parts per million, from 0 to 1,000,000.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Ppm(u32);

impl Ppm {
    /// Impossible.
    pub const ZERO: Self = Self(0);
    /// Certain.
    pub const ONE: Self = Self(1_000_000);

    /// A probability from parts per million; what lies outside 0 to 1,000,000 is brought to the nearer end.
    #[must_use]
    pub const fn clamped(parts: i64) -> Self {
        if parts < 0 {
            Self(0)
        } else if parts > 1_000_000 {
            Self(1_000_000)
        } else {
            Self(parts as u32)
        }
    }

    /// The parts per million.
    #[must_use]
    pub const fn parts(self) -> u32 {
        self.0
    }

    /// This share of a whole number, rounded towards zero.
    #[must_use]
    pub const fn of(self, whole: i64) -> i64 {
        // Most products fit, and a division of half as many bits takes a fraction of the time.
        match whole.checked_mul(self.0 as i64) {
            Some(product) => product / 1_000_000,
            None => (whole as i128 * self.0 as i128 / 1_000_000) as i64,
        }
    }
}

impl fmt::Display for Ppm {
    /// Writes a percentage with as many decimals as it needs, at most four.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, rest) = (self.0 / 10_000, self.0 % 10_000);
        if rest == 0 {
            write!(f, "{whole} %")
        } else {
            let digits = format!("{rest:04}");
            write!(f, "{whole}.{} %", digits.trim_end_matches('0'))
        }
    }
}

/// Interpolates on the line from `(x0, y0)` to `(x1, y1)` at `x`, rounded to the nearest whole, halves away from zero.
///
/// The value itself is rounded, not the way to it from one end, so that a line read from either end and a line turned
/// upside down have the same points: `interpolate(x, a, b) == interpolate(x, b, a)`, and with both `y` negated the negative.
///
/// # Panics
/// If `x0 == x1`: the scenario's knots are distinct, so that is our bug.
#[must_use]
pub fn interpolate(x: i64, (x0, y0): (i64, i64), (x1, y1): (i64, i64)) -> i64 {
    assert!(x0 != x1, "BUG: two knots of a score sheet share one place");
    let (run, rise) = (i128::from(x1) - i128::from(x0), i128::from(y1) - i128::from(y0));
    let over = i128::from(y0) * run + rise * (i128::from(x) - i128::from(x0));
    let (over, under) = if run < 0 { (-over, -run) } else { (over, run) };
    let half = if over < 0 { -under } else { under };
    i64::try_from((2 * over + half) / (2 * under)).expect("BUG: a score left 64 bits")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_on_a_line_are_symmetric() {
        for (a, b) in [((0, 0), (2, 1)), ((0, 1), (2, 0)), ((0, -1), (2, 0)), ((10, 7), (14, -8)), ((0, 3), (4, 4))] {
            let turned = |(x, y): (i64, i64)| (x, -y);
            for x in a.0..=b.0 {
                let here = interpolate(x, a, b);
                assert_eq!(here, interpolate(x, b, a), "{a:?} {b:?} at {x}");
                assert_eq!(-here, interpolate(x, turned(a), turned(b)), "{a:?} {b:?} at {x}");
            }
        }
        assert_eq!(interpolate(1, (0, 0), (2, 1)), 1);
        assert_eq!(interpolate(1, (0, 1), (2, 0)), 1);
        assert_eq!(interpolate(1, (0, -1), (2, 0)), -1);
    }

    #[test]
    fn business_days_skip_the_weekend() {
        let friday = 4; // 1970-01-02 is day 1, a Friday
        assert_eq!((1 + 3_i64).rem_euclid(7), friday);
        let on =
            |day: i64, count: u32| Instant::start_of_day(day).plus(Span { count, unit: SpanUnit::BusinessDays }).day();
        assert_eq!(on(1, 1), 4, "Friday and one is Monday");
        assert_eq!(on(2, 1), 4, "Saturday and one is Monday");
        assert_eq!(on(3, 1), 4, "Sunday and one is Monday");
        assert_eq!(on(0, 10), 14, "ten business days are a fortnight");
        for start in 0..14_i64 {
            for count in 1..40 {
                let mut day = start;
                let mut left = count;
                while left > 0 {
                    day += 1;
                    if (day + 3).rem_euclid(7) <= 4 {
                        left -= 1;
                    }
                }
                assert_eq!(on(start, count), day, "{start} and {count}");
            }
        }
    }

    #[test]
    fn interpolation_rounds_halves_away_from_zero() {
        assert_eq!(interpolate(5, (0, 0), (10, 1)), 1);
        assert_eq!(interpolate(4, (0, 0), (10, 1)), 0);
        assert_eq!(interpolate(5, (0, 0), (10, -1)), -1);
        // The same from either end.
        assert_eq!(interpolate(5, (10, -1), (0, 0)), -1);
        assert_eq!(interpolate(i64::MAX / 2, (0, 0), (i64::MAX, i64::MAX)), i64::MAX / 2);
    }

    #[test]
    fn a_percentage_shows_its_digits() {
        assert_eq!(Ppm::clamped(710_000).to_string(), "71 %");
        assert_eq!(Ppm::clamped(12_500).to_string(), "1.25 %");
        assert_eq!(Ppm::clamped(-3).to_string(), "0 %");
    }
}
