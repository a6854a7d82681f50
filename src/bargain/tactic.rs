//! Time-dependent tactics: how much of the way from the best deal to the walk-away a party has gone by a moment.
//!
//! P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
//! Autonomous Systems 24 (1998) 159-182.

use divest_core::units::Points;

/// A party's way to concede as its deadline comes nearer.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct TimeDependent {
    /// The share conceded at the start, from 0 to 1: `k` in the paper.
    pub opening: f64,
    /// The paper's `beta`: under 1 concedes late (Boulware), 1 evenly, over 1 early (conceder).
    pub exponent: f64,
}

impl TimeDependent {
    /// The share conceded after `elapsed` of `total`, from `opening` at the start to 1 at the end and after it:
    /// `k + (1 - k) (min(t, T) / T)^(1 / beta)`, the paper's polynomial family. A `total` of zero or less is over at once.
    ///
    /// The exponent is kept at or above 0.001: below that it would wait for the last second.
    #[must_use]
    pub fn conceded(&self, elapsed: i64, total: i64) -> f64 {
        if elapsed >= total {
            return 1.0;
        }
        let time = elapsed.max(0) as f64 / total as f64;
        let opening = self.opening.clamp(0.0, 1.0);
        let exponent = 1.0 / self.exponent.max(0.001);
        let bent = if exponent == 1.0 { time } else { power(time, exponent) };
        opening + (1.0 - opening) * bent
    }

    /// The points that the party asks for after `elapsed` of `total`: see [`asks_for`].
    #[must_use]
    pub fn target(&self, elapsed: i64, total: i64, best: Points, walk_away: Points) -> Points {
        asks_for(self.conceded(elapsed, total), best, walk_away)
    }
}

/// A number from 0 to 1 to a power above zero, the same on every machine.
///
/// Uses base-two logarithms, in less than half the time of `libm::pow`. The error is below a billionth of a point.
fn power(base: f64, exponent: f64) -> f64 {
    libm::exp2(libm::log2(base) * exponent)
}

/// The points that a party asks for once it has conceded a share of the way: its best deal's at 0, its walk-away's at 1,
/// rounded to the nearest whole. It never lies under the walk-away, even where the best deal does.
#[must_use]
pub fn asks_for(conceded: f64, best: Points, walk_away: Points) -> Points {
    let room = (best.0 - walk_away.0).max(0);
    let given = rounded(conceded * room as f64);
    Points(walk_away.0 + room - given)
}

/// The nearest whole number; of two as near the one further from zero.
fn rounded(number: f64) -> i64 {
    let whole = number as i64;
    let rest = number - whole as f64;
    whole + i64::from(rest >= 0.5) - i64::from(rest <= -0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: (i64, i64) = (50, 100);

    #[test]
    fn the_limits_of_the_paper_hold() {
        for exponent in [0.02, 0.2, 1.0, 2.0, 50.0] {
            let tactic = TimeDependent { opening: 0.1, exponent };
            assert!((tactic.conceded(0, 100) - 0.1).abs() < 1e-12, "alpha(0) = k");
            assert!((tactic.conceded(100, 100) - 1.0).abs() < 1e-12, "alpha(T) = 1");
            assert!((tactic.conceded(200, 100) - 1.0).abs() < 1e-12, "and stays there");
            let course: Vec<f64> = (0..=100).map(|t| tactic.conceded(t, 100)).collect();
            assert!(course.windows(2).all(|w| w[0] <= w[1]), "never takes a concession back");
        }
    }

    #[test]
    fn powers_agree_with_the_library_far_beyond_what_a_point_needs() {
        for step in 0..1_000 {
            let base = f64::from(step) / 1_000.0;
            for exponent in [0.01, 0.2, 0.5, 0.8, 1.4, 2.0, 5.0, 50.0, 1_000.0] {
                let (ours, theirs) = (power(base, exponent), libm::pow(base, exponent));
                assert!((ours - theirs).abs() < 1e-12, "{base}^{exponent}: {ours} and {theirs}");
            }
        }
    }

    #[test]
    fn the_nearest_whole_number_is_that_of_the_library() {
        for number in [0.0, 0.49999999999999994, 0.5, 0.75, 1.5, 2.4999, 1e6 + 0.5, 4.6e18, -0.4, -0.5, -1.5, -2.75] {
            assert_eq!(rounded(number), libm::round(number) as i64, "{number}");
        }
    }

    #[test]
    fn boulware_concedes_late_and_a_conceder_early() {
        let at_half = |exponent| TimeDependent { opening: 0.0, exponent }.conceded(HALF.0, HALF.1);
        assert!((at_half(1.0) - 0.5).abs() < 1e-12);
        assert!((at_half(0.2) - 0.5_f64.powi(5)).abs() < 1e-12);
        assert!((at_half(2.0) - 0.5_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn a_target_runs_from_the_best_deal_to_the_walk_away() {
        let tactic = TimeDependent { opening: 0.0, exponent: 1.0 };
        let target = |t| tactic.target(t, 100, Points(900), Points(400)).0;
        assert_eq!([target(0), target(50), target(100), target(101)], [900, 650, 400, 400]);
        assert_eq!(tactic.target(10, 0, Points(900), Points(400)), Points(400));
        assert_eq!(tactic.target(0, 100, Points(300), Points(400)), Points(400), "no deal can be good enough");
    }
}
