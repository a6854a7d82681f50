//! Intervals: how far off a figure from a sample may be.

use serde::Serialize;

/// The 97.5 % quantile of the standard normal: 95 % lie between it and its negative.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// A range that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Interval {
    /// Its lower end.
    pub low: f64,
    /// Its upper end.
    pub high: f64,
}

impl Interval {
    /// How wide it is.
    #[must_use]
    pub const fn width(&self) -> f64 {
        self.high - self.low
    }

    /// Whether a value lies in it.
    #[must_use]
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// The 95 % interval of a share of `count` in `total`: Wilson's score interval (Wilson 1927), which stays within 0 and 1
/// and is honest for rare things. Of no runs at all, everything is possible.
#[must_use]
pub fn wilson(count: u64, total: u64) -> Interval {
    if total == 0 {
        return Interval { low: 0.0, high: 1.0 };
    }
    let (n, z2) = (total as f64, Z_95 * Z_95);
    let share = count as f64 / n;
    let middle = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z_95 / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    // At the ends the formula gives 0 and 1 but for rounding.
    let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if count == total { 1.0 } else { (middle + half).min(1.0) };
    Interval { low, high }
}

/// The 95 % interval of a mean from its standard deviation over `count` values; `None` under two values.
#[must_use]
pub fn mean(mean: f64, sd: f64, count: u64) -> Option<Interval> {
    let half = Z_95 * sd / (count as f64).sqrt();
    (count > 1).then_some(Interval { low: mean - half, high: mean + half })
}

/// The 95 % interval of the difference of two shares as if they came from different runs: Newcombe's hybrid of Wilson's
/// intervals (Newcombe 1998, Statistics in Medicine 17, 873-890, method 10). Second less first.
#[must_use]
pub fn separate_difference(first: (u64, u64), second: (u64, u64)) -> Interval {
    let share = |(count, total): (u64, u64)| count as f64 / (total.max(1)) as f64;
    let (a, b) = (wilson(first.0, first.1), wilson(second.0, second.1));
    let (p, q) = (share(first), share(second));
    let square = |x: f64| x * x;
    let down = (square(q - b.low) + square(a.high - p)).sqrt();
    let up = (square(b.high - q) + square(p - a.low)).sqrt();
    Interval { low: q - p - down, high: q - p + up }
}

/// The 95 % interval of the difference of two shares over the same runs: `gained` of them have it under the second setting
/// only, `lost` under the first only. Second less first, with the adjustment of Bonett and Price 2012 (Statistics in
/// Medicine 31, Wald with one more of each), which holds its promise where few runs differ.
#[must_use]
pub fn paired_difference(gained: u64, lost: u64, total: u64) -> Interval {
    let n = total as f64 + 2.0;
    let (gain, loss) = ((gained as f64 + 1.0) / n, (lost as f64 + 1.0) / n);
    let middle = gain - loss;
    let half = Z_95 * ((gain + loss - middle * middle) / n).sqrt();
    Interval { low: (middle - half).max(-1.0), high: (middle + half).min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_gives_the_published_values() {
        // Newcombe 1998, Statistics in Medicine 17, table I, method 3.
        for (count, total, low, high) in
            [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)]
        {
            let interval = wilson(count, total);
            assert!((interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5, "{interval:?}");
            let mirror = wilson(total - count, total);
            assert!((mirror.low - (1.0 - high)).abs() < 5e-5 && (mirror.high - (1.0 - low)).abs() < 5e-5);
        }
    }

    #[test]
    fn no_runs_say_nothing() {
        assert_eq!(wilson(0, 0), Interval { low: 0.0, high: 1.0 });
        assert!(wilson(0, 0).holds(0.5));
    }

    #[test]
    fn differences_of_shares_give_the_published_values() {
        // Newcombe 1998, Statistics in Medicine 17, 873-890, table II, method 10: 56/70 - 48/80 and 9/10 - 3/10.
        for (first, second, low, high) in
            [((48, 80), (56, 70), 0.0524, 0.3339), ((3, 10), (9, 10), 0.1705, 0.8090), ((0, 10), (10, 10), 0.6075, 1.0)]
        {
            let interval = separate_difference(first, second);
            assert!((interval.low - low).abs() < 5e-5 && (interval.high - high).abs() < 5e-5, "{interval:?}");
        }
    }

    #[test]
    fn pairs_that_agree_say_more_than_separate_runs() {
        // Of 1000 runs 400 and 430 have it, and 30 gained it while none lost it.
        let (paired, separate) = (paired_difference(30, 0, 1000), separate_difference((400, 1000), (430, 1000)));
        assert!(paired.holds(0.03) && separate.holds(0.03));
        assert!(paired.width() < separate.width() / 3.0, "{paired:?} {separate:?}");
        assert!(!paired.holds(0.0) && separate.holds(0.0));
    }
}
