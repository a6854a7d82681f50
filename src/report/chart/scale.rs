//! From values to places: scales and their ticks. Plain arithmetic only, so that a picture is the same on every machine.

use crate::date;
use divest_core::Instant;
use divest_core::units::DAY_SECONDS;

/// A linear map from values to places.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    from: f64,
    to: f64,
    low: f64,
    high: f64,
}

impl Scale {
    /// Maps `from` to the place `low` and `to` to the place `high`; equal values all lie in the middle.
    #[must_use]
    pub const fn new((from, to): (f64, f64), (low, high): (f64, f64)) -> Self {
        Self { from, to, low, high }
    }

    /// The place of a value; one outside lies on the edge.
    #[must_use]
    pub fn at(&self, value: f64) -> f64 {
        if self.from >= self.to {
            return f64::midpoint(self.low, self.high);
        }
        let share = ((value - self.from) / (self.to - self.from)).clamp(0.0, 1.0);
        self.low + share * (self.high - self.low)
    }

    /// The place of a whole number.
    #[must_use]
    pub fn of(&self, value: i64) -> f64 {
        self.at(value as f64)
    }

    /// The place of a moment.
    #[must_use]
    pub fn when(&self, at: Instant) -> f64 {
        self.of(at.0)
    }

    /// Where the places begin and end.
    #[must_use]
    pub const fn range(&self) -> (f64, f64) {
        (self.low, self.high)
    }
}

/// A scale of moments.
#[must_use]
pub fn of_time(from: Instant, to: Instant, range: (f64, f64)) -> Scale {
    Scale::new((from.0 as f64, to.0.max(from.0 + DAY_SECONDS) as f64), range)
}

/// Round numbers that cover a range in at most so many steps (at least one).
#[must_use]
pub fn ticks(min: i64, max: i64, steps_max: usize) -> Vec<i64> {
    let (min, max) = (min.min(max), max.max(min));
    let span = (max - min).max(1);
    let mut unit = 1_i64;
    let step = loop {
        let fits = [1, 2, 5].into_iter().map(|n| unit.saturating_mul(n));
        let covers = |step: &i64| {
            let (low, high) = (min.div_euclid(*step), -(-max).div_euclid(*step));
            high - low <= steps_max.max(1) as i64
        };
        if let Some(step) = fits.into_iter().find(covers) {
            break step;
        }
        if unit > span {
            break span;
        }
        unit = unit.saturating_mul(10);
    };
    let low = min.div_euclid(step);
    let high = (-(-max).div_euclid(step)).max(low + 1);
    (low..=high).map(|n| n * step).collect()
}

/// The first and the last of some ticks, as the range of a scale.
#[must_use]
pub fn range_of(ticks: &[i64]) -> (f64, f64) {
    let (first, last) = (ticks.first().copied().unwrap_or(0), ticks.last().copied().unwrap_or(1));
    (first as f64, last as f64)
}

/// Days to mark on an axis of time, in at most so many steps, each with its words: months where there are many days.
#[must_use]
pub fn days(from: Instant, to: Instant, steps_max: usize) -> Vec<(Instant, String)> {
    let span = (to.day() - from.day()).max(1);
    let steps_max = steps_max.max(1) as i64;
    if let Some(step) = [1, 2, 7, 14].into_iter().find(|step| span / step <= steps_max) {
        let days = (0..=span / step).map(|n| Instant::start_of_day(from.day() + n * step));
        return days.map(|at| (at, date::short_day(at))).collect();
    }
    let months = date::months(from, to);
    let count = months.len().max(1) as i64;
    let step = [1, 2, 3, 6, 12, 24, 60, 120, 600].into_iter().find(|step| count / step <= steps_max).unwrap_or(1_200);
    let mut ticks: Vec<(Instant, String)> = Vec::new();
    for month in months.into_iter().filter(|month| month.number % step == 0) {
        // The year stands where it is new.
        let is_new = ticks.is_empty() || month.number % 12 < step;
        let words = if is_new { month.words_with_year() } else { month.name().to_owned() };
        ticks.push((month.begins, words));
    }
    ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_cover() {
        assert_eq!(ticks(0, 100, 5), [0, 20, 40, 60, 80, 100]);
        assert_eq!(ticks(203, 512, 4), [200, 300, 400, 500, 600]);
        assert_eq!(ticks(7, 7, 5), [7, 8]);
        assert_eq!(ticks(-30, 45, 5), [-40, -20, 0, 20, 40, 60]);
        for (min, max) in [(0, 1), (-9, 3), (1, 1_000_000_007), (i64::from(i32::MIN), i64::from(i32::MAX))] {
            let ticks = ticks(min, max, 6);
            assert!(ticks[0] <= min && *ticks.last().unwrap() >= max && ticks.len() <= 8, "{ticks:?}");
        }
    }

    #[test]
    fn days_become_months_where_there_are_many() {
        let at = |text| date::parse(text).unwrap();
        let words = |from, to, max| days(at(from), at(to), max).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(words("2020-08-01", "2020-08-04", 5), ["1 Aug", "2 Aug", "3 Aug", "4 Aug"]);
        assert_eq!(words("2020-11-15", "2021-03-02", 6), ["Dec 2020", "Jan 2021", "Feb", "Mar"]);
        assert_eq!(words("2020-08-01", "2021-07-31", 5), ["Oct 2020", "Jan 2021", "Apr", "Jul"]);
        assert_eq!(
            words("2013-05-01", "2020-07-31", 8),
            ["Jan 2014", "Jan 2015", "Jan 2016", "Jan 2017", "Jan 2018", "Jan 2019", "Jan 2020"]
        );
    }

    #[test]
    fn a_scale_keeps_within_its_range() {
        let scale = Scale::new((0.0, 10.0), (100.0, 200.0));
        assert!((scale.of(5) - 150.0).abs() < 1e-9);
        assert!((scale.of(99) - 200.0).abs() < 1e-9 && (scale.of(-99) - 100.0).abs() < 1e-9);
        assert!((Scale::new((3.0, 3.0), (0.0, 8.0)).of(3) - 4.0).abs() < 1e-9);
    }
}
