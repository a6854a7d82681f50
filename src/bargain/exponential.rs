//! Time-dependent tactics of the exponential family.
//!
//! P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
//! Autonomous Systems 24 (1998) 159-182, section 4.2. The polynomial family stands in [`tactic`](crate::tactic).

/// The least share conceded at the start: with none at all the logarithm below has no value.
const OPENING_MIN: f64 = 1e-6;

/// The share conceded after `elapsed` of `total`: `exp((1 - min(t, T) / T)^beta ln k)`, from `opening` (`k`, from 0.000001
/// to 1) at the start to 1 at the end and after it.
///
/// `exponent` is the paper's `beta`: under 1 concedes late, over 1 early, and more sharply so than the polynomial family,
/// since with a small `k` little is conceded while the power is near 1. A `total` of zero or less is over at once.
#[must_use]
pub fn conceded(opening: f64, exponent: f64, elapsed: i64, total: i64) -> f64 {
    if elapsed >= total {
        return 1.0;
    }
    let left = 1.0 - elapsed.max(0) as f64 / total as f64;
    let opening = opening.clamp(OPENING_MIN, 1.0);
    libm::exp(libm::pow(left, exponent.max(0.001)) * libm::log(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limits_of_the_paper_hold() {
        for exponent in [0.02, 0.2, 1.0, 2.0, 50.0] {
            for opening in [0.01, 0.1, 0.9] {
                assert!((conceded(opening, exponent, 0, 100) - opening).abs() < 1e-12, "alpha(0) = k");
                assert!((conceded(opening, exponent, 100, 100) - 1.0).abs() < 1e-12, "alpha(T) = 1");
                let course: Vec<f64> = (0..=120).map(|t| conceded(opening, exponent, t, 100)).collect();
                assert!(course.windows(2).all(|w| w[0] <= w[1]), "never takes a concession back");
            }
        }
    }

    #[test]
    fn small_exponents_concede_late() {
        let at_half = |exponent| conceded(0.01, exponent, 50, 100);
        assert!(at_half(0.2) < at_half(1.0) && at_half(1.0) < at_half(5.0));
        assert!((at_half(1.0) - 0.1).abs() < 1e-12, "the root of k");
    }
}
