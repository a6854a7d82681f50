//! What each is due of what all achieve together.
//!
//! L. S. Shapley, "A Value for n-person Games", Contributions to the Theory of Games II (Princeton, 1953) 307-317: a player's
//! marginal contribution, averaged over all orders of arrival. Exact in whole numbers: with `n` players every value is a whole
//! number of `n!`-ths.

/// The most players; their coalitions stand in a table.
pub const PLAYERS_MAX: usize = 12;

/// What each is due, as numerators over one denominator.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Values {
    /// The numerators, by player.
    pub parts: Vec<i128>,
    /// The denominator: `n!`.
    pub over: i128,
}

impl Values {
    /// What a player is due, as a number for readers.
    #[must_use]
    pub fn of(&self, player: usize) -> f64 {
        self.parts[player] as f64 / self.over as f64
    }

    /// The first coalition that would do better by itself, if there is one; without one the values lie in the core (Gillies
    /// 1959). Coalitions are numbered as in [`values`].
    #[must_use]
    pub fn blocked_by(&self, worths: &[i64]) -> Option<usize> {
        let due = |coalition: usize| -> i128 {
            let members = self.parts.iter().enumerate().filter(|(player, _)| coalition >> player & 1 == 1);
            members.map(|(_, part)| part).sum()
        };
        (1..worths.len()).find(|&coalition| due(coalition) < i128::from(worths[coalition]) * self.over)
    }
}

/// Shapley's value of a game.
///
/// `worths` has an entry for each coalition: the one at `0b101` is what players 0 and 2 achieve by themselves. What nobody
/// achieves is worth nothing, whatever stands there.
///
/// # Panics
/// If the table is not of 2 to the power of 1 to [`PLAYERS_MAX`] coalitions: that is our bug.
#[must_use]
pub fn values(worths: &[i64]) -> Values {
    let count = worths.len().trailing_zeros() as usize;
    assert!(worths.len() == 1 << count && (1..=PLAYERS_MAX).contains(&count), "BUG: not a table of coalitions");
    let factorial = |n: usize| (1..=n as i128).product::<i128>();
    let worth = |coalition: usize| if coalition == 0 { 0 } else { i128::from(worths[coalition]) };
    let due = |player: usize| {
        let without = (0..worths.len()).filter(|coalition| coalition >> player & 1 == 0);
        without
            .map(|coalition| {
                let before = coalition.count_ones() as usize;
                // In so many orders just these come before.
                let orders = factorial(before) * factorial(count - before - 1);
                orders * (worth(coalition | 1 << player) - worth(coalition))
            })
            .sum()
    };
    Values { parts: (0..count).map(due).collect(), over: factorial(count) }
}

/// Fills what is not known: such a coalition is worth what its members achieve in the best parts that are known, and one
/// alone nothing.
///
/// # Panics
/// As [`values`].
#[must_use]
pub fn filled(known: &[Option<i64>]) -> Vec<i64> {
    assert!(known.len().is_power_of_two() && known.len() <= 1 << PLAYERS_MAX, "BUG: not a table of coalitions");
    let mut worths: Vec<i64> = vec![0; known.len()];
    for coalition in 1..known.len() {
        worths[coalition] = known[coalition].unwrap_or_else(|| {
            // Each split once: the part that has the lowest member, and the rest.
            let lowest = coalition & coalition.wrapping_neg();
            let mut rest = (coalition - 1) & coalition;
            let mut best: Option<i64> = None;
            while rest > 0 {
                if rest & lowest == 0 {
                    let sum = worths[rest].saturating_add(worths[coalition & !rest]);
                    best = best.max(Some(sum));
                }
                rest = (rest - 1) & coalition;
            }
            best.unwrap_or(0)
        });
    }
    worths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_values_are_the_textbook_s() {
        // One left glove and two right ones; a pair is worth 1.
        let gloves = values(&[0, 0, 0, 1, 0, 1, 0, 1]);
        assert_eq!((gloves.parts, gloves.over), (vec![4, 1, 1], 6));
        // Two of three decide.
        let majority = values(&[0, 0, 0, 1, 0, 1, 1, 1]);
        assert_eq!(majority.parts, [2, 2, 2]);
        assert_eq!(majority.blocked_by(&[0, 0, 0, 1, 0, 1, 1, 1]), Some(3), "two do better by themselves");
    }

    /// Graham, Marshall and Richard 1990: bidders with limits of 30, 20 and 10 bid as one in a second-price auction.
    /// Each step between limits is split equally among the bidders above it.
    #[test]
    fn a_ring_of_bidders_shares_step_by_step() {
        let limits = [30, 20, 10];
        let best = |coalition: usize| (0..3).filter(|i| coalition >> i & 1 == 1).map(|i| limits[i]).max().unwrap_or(0);
        let worths: Vec<i64> = (0..8).map(|s| (best(s) - best(7 & !s)).max(0)).collect();
        let ring = values(&worths);
        assert_eq!(ring.parts, [20 + 30 + 60, 20 + 30, 20], "of sixths: 10/3, and 10/2 and 10 more");
        assert_eq!(ring.blocked_by(&worths), None);
    }

    /// The rules' payment for joining another's bid: the joiner's stand-alone gain and half of the surplus. This is Shapley's
    /// value for any number of joiners of one bid.
    #[test]
    fn half_of_each_merger_is_the_value_of_the_whole() {
        let (leader, alone, brings) = (40, [0, 10, 3, 8], [30, 25, 9, 8]);
        let worth = |coalition: usize| {
            let joined = coalition & 1 == 1;
            let each = (0..4).filter(|i| coalition >> (i + 1) & 1 == 1);
            let sum: i64 = each.map(|i| if joined { brings[i] } else { alone[i] }).sum();
            if joined { leader + sum } else { sum }
        };
        let worths: Vec<i64> = (0..32).map(worth).collect();
        let game = values(&worths);
        for i in 0..4 {
            let part = alone[i] + (brings[i] - alone[i]) / 2;
            assert_eq!(
                game.parts[i + 1],
                (2 * i128::from(alone[i]) + i128::from(brings[i] - alone[i])) * game.over / 2
            );
            assert!((game.of(i + 1) - part as f64).abs() < 1.0, "rounded down to a whole point");
        }
        let left: i64 = (0..4).map(|i| brings[i] - alone[i]).sum();
        assert_eq!(game.parts[0], (2 * 40 + i128::from(left)) * game.over / 2);
        assert_eq!(game.parts.iter().sum::<i128>(), i128::from(worths[31]) * game.over, "all is given away");
    }

    #[test]
    fn what_is_not_known_is_the_best_of_its_parts() {
        let mut known = vec![None; 8];
        (known[0b001], known[0b011], known[0b110]) = (Some(5), Some(20), Some(18));
        assert_eq!(filled(&known), [0, 5, 0, 20, 0, 5, 18, 23]);
    }
}
