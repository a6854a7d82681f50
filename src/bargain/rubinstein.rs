//! How two impatient parties split a pie by alternating offers.
//!
//! A. Rubinstein, "Perfect equilibrium in a bargaining model", Econometrica 50 (1982) 97-109; with an end, I. Stahl,
//! "Bargaining theory" (Stockholm, 1972). A discount factor says what a pie that comes a round later is worth now, from 0 to 1;
//! at least one of the two is under 1.

/// The first proposer's share when there is no last round: `(1 - d2) / (1 - d1 d2)`; the other gets the rest.
#[must_use]
pub fn share(first_discount: f64, second_discount: f64) -> f64 {
    (1.0 - second_discount) / (1.0 - first_discount * second_discount)
}

/// The first proposer's share when an agreement must come within so many rounds, and nobody gets anything after them.
///
/// Solved from the end: the last proposer takes all, and each before offers the other what waiting would bring it. With no
/// round there is nothing to share.
#[must_use]
pub fn share_within(rounds: u32, first_discount: f64, second_discount: f64) -> f64 {
    let mut proposer = 0.0;
    for left in 1..=rounds {
        // The first party proposes in the rounds 0, 2, 4 ...; the other one answers.
        let answering = if (rounds - left) % 2 == 0 { second_discount } else { first_discount };
        proposer = if left == 1 { 1.0 } else { 1.0 - answering * proposer };
    }
    proposer
}

/// The first party's share as offers come without pause, with the interest rates of both: `r2 / (r1 + r2)`. The order of
/// moves no longer matters, and it is Nash's solution with powers inverse to the rates.
#[must_use]
pub fn limit(first_rate: f64, second_rate: f64) -> f64 {
    second_rate / (first_rate + second_rate)
}

/// Nash's split of a pie with unequal power: each gets its walk-away, and of what is left a share by its power.
///
/// J. C. Harsanyi and R. Selten, Management Science 18 (1972) P80-P106. `None` if the walk-aways leave nothing, or power is not
/// above 0.
#[must_use]
pub fn nash_split(pie: f64, walk_aways: [f64; 2], powers: [f64; 2]) -> Option<[f64; 2]> {
    let left = pie - walk_aways[0] - walk_aways[1];
    let sum = powers[0] + powers[1];
    (left >= 0.0 && powers.iter().all(|&p| p >= 0.0) && sum > 0.0)
        .then(|| [0, 1].map(|i| walk_aways[i] + left * powers[i] / sum))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_split_is_the_textbook_s() {
        assert!((share(0.9, 0.8) - 5.0 / 7.0).abs() < 1e-12);
        assert!((share(0.9, 0.9) - 10.0 / 19.0).abs() < 1e-12);
        assert!((share(0.5, 0.5) - 1.0 / 1.5).abs() < 1e-12, "1 / (1 + d)");
        assert!((share(0.0, 0.5) - 0.5).abs() < 1e-12 && (share(0.5, 0.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn an_end_is_solved_backwards() {
        for (rounds, expected) in [(1, 1.0), (2, 0.2), (3, 0.92), (4, 0.344), (5, 0.8624)] {
            assert!((share_within(rounds, 0.9, 0.8) - expected).abs() < 1e-12, "{rounds} rounds");
        }
        assert!((share_within(50, 0.9, 0.8) - 0.714_092).abs() < 5e-7);
        assert!((share_within(2_000, 0.9, 0.8) - share(0.9, 0.8)).abs() < 1e-12, "a far end is none");
        assert!(share_within(0, 0.9, 0.8).abs() < 1e-12);
    }

    /// Nobody gains by one deviation: the answerer is just content, and the proposer would not rather wait.
    #[test]
    fn the_split_is_an_equilibrium() {
        for (d1, d2) in [(0.9, 0.8), (0.5, 0.99), (0.7, 0.1)] {
            let (first, second) = (share(d1, d2), share(d2, d1));
            assert!((1.0 - first - d2 * second).abs() < 1e-12);
            assert!((1.0 - second - d1 * first).abs() < 1e-12);
            assert!(first >= d1 * (1.0 - second));
        }
    }

    #[test]
    fn quick_offers_come_to_the_limit() {
        let (r1, r2, pause) = (0.05, 0.15, 1e-6);
        let quick = share(libm::exp(-r1 * pause), libm::exp(-r2 * pause));
        assert!((quick - limit(r1, r2)).abs() < 1e-6 && (limit(r1, r2) - 0.75).abs() < 1e-12);
        let [first, _] = nash_split(1.0, [0.0, 0.0], [1.0 / r1, 1.0 / r2]).unwrap();
        assert!((first - limit(r1, r2)).abs() < 1e-12);
    }

    #[test]
    fn power_divides_what_walk_aways_leave() {
        assert_eq!(nash_split(10.0, [2.0, 4.0], [1.0, 1.0]), Some([4.0, 6.0]));
        assert_eq!(nash_split(10.0, [2.0, 4.0], [3.0, 1.0]), Some([5.0, 5.0]));
        assert_eq!(nash_split(5.0, [2.0, 4.0], [1.0, 1.0]), None);
    }
}
