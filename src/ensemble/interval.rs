//! Intervals: how far off a figure from a sample may be.

/// The 97.5 % quantile of the standard normal: 95 % lie between it and its negative.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// A range that holds the true value in 95 of 100 samples.
#[derive(Clone, Copy, PartialEq, Debug)]
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
}
