//! What the deals between some parties come to: how many there are, which are efficient, which points are fair.

use crate::count;
use crate::fair::{self, Measure};
use crate::frontier::Frontier;
use crate::rule::satisfied;
use crate::space::{Space, TooLarge};
use std::collections::BTreeMap;

/// What is known about the deals between some parties. What would take too long says so; nothing is estimated.
#[derive(Clone, PartialEq, Debug)]
pub struct Analysis {
    /// How many deals there are; `u64::MAX` for that many or more.
    pub deals: u64,
    /// How many are good enough for everybody.
    pub feasible: Result<u64, TooLarge>,
    /// The efficient deals and the fair points among them.
    pub efficient: Result<Efficient, TooLarge>,
}

/// The efficient deals, and what is singled out among those that are good enough for everybody.
#[derive(Clone, PartialEq, Debug)]
pub struct Efficient {
    /// The efficient points, feasible or not.
    pub frontier: Frontier,
    /// How much interests oppose each other: see [`fair::opposition`].
    pub opposition: Option<f64>,
    /// The fair points; `None` if no deal is good enough for everybody.
    pub fair: Option<Fair>,
}

/// The fair points, by their places on the frontier; all maximisers in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fair {
    /// The efficient points that are good enough for everybody.
    pub feasible: Vec<usize>,
    /// The most that each could get from a deal that is good enough for the others.
    pub ideal: Vec<i64>,
    /// See [`fair::nash`].
    pub nash: Vec<usize>,
    /// See [`fair::kalai_smorodinsky`].
    pub kalai_smorodinsky: Vec<usize>,
    /// See [`fair::egalitarian`].
    pub egalitarian: Vec<usize>,
    /// See [`fair::utilitarian`].
    pub utilitarian: Vec<usize>,
}

impl Analysis {
    /// Analyses a space; `weights` say how much power each party has in Nash's solution, all alike if `None`.
    #[must_use]
    pub fn new(space: &Space, weights: Option<&[u32]>) -> Self {
        let even = vec![1; space.parties().len()];
        let efficient = Frontier::new(space).map(|frontier| Efficient::new(space, frontier, weights.unwrap_or(&even)));
        Self { deals: space.deal_count(), feasible: count::feasible(space), efficient }
    }
}

impl Efficient {
    fn new(space: &Space, frontier: Frontier, weights: &[u32]) -> Self {
        let best: Vec<i64> = space.parties().iter().map(|stake| stake.best).collect();
        let opposition = fair::opposition(&best, frontier.points());
        let fair = Fair::new(space, &frontier, weights);
        Self { frontier, opposition, fair }
    }
}

impl Fair {
    fn new(space: &Space, frontier: &Frontier, weights: &[u32]) -> Option<Self> {
        let feasible: Vec<usize> = (0..frontier.len()).filter(|&i| space.is_feasible(frontier.point(i))).collect();
        let points: Vec<&[i64]> = feasible.iter().map(|&i| frontier.point(i)).collect();
        let walk_away = space.parties().iter().map(|stake| stake.walk_away).collect();
        let measure = Measure::new(walk_away, &points)?;
        let on_frontier = |found: Vec<usize>| found.into_iter().map(|i| feasible[i]).collect();
        Some(Self {
            nash: on_frontier(fair::nash(&measure, &points, weights)),
            kalai_smorodinsky: on_frontier(fair::kalai_smorodinsky(&measure, &points)),
            egalitarian: on_frontier(fair::egalitarian(&measure, &points)),
            utilitarian: on_frontier(fair::utilitarian(&points)),
            ideal: measure.ideal,
            feasible,
        })
    }
}

/// How many deals satisfy exactly which parties, each set of parties as bits.
///
/// # Errors
/// There are too many deals to look at one by one.
pub fn coalitions(space: &Space) -> Result<BTreeMap<u64, u64>, TooLarge> {
    let mut counts = BTreeMap::new();
    // Neighbouring deals mostly satisfy the same parties.
    let (mut last, mut run) = (0, 0);
    space.visit(|_, points| {
        let now = satisfied(space, points);
        if now != last {
            *counts.entry(last).or_insert(0) += run;
            (last, run) = (now, 0);
        }
        run += 1;
    })?;
    *counts.entry(last).or_insert(0) += run;
    counts.retain(|_, count| *count > 0);
    Ok(counts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Numbers, space};

    #[test]
    fn coalitions_add_up_to_all_deals() {
        let mut numbers = Numbers(9);
        for parties in 2..=6 {
            let space = numbers.space(parties, &[4, 3, 5, 2], 20);
            let counts = coalitions(&space).unwrap();
            assert_eq!(counts.values().sum::<u64>(), space.deal_count());
            let all = (1 << parties) - 1;
            assert_eq!(count::feasible(&space), Ok(counts.get(&all).copied().unwrap_or(0)));
        }
    }

    #[test]
    fn nothing_is_fair_where_nobody_can_agree() {
        let space = space(&[&[&[0, 10]], &[&[10, 0]]], &[6, 6]);
        let analysis = Analysis::new(&space, None);
        assert_eq!((analysis.deals, analysis.feasible), (2, Ok(0)));
        let efficient = analysis.efficient.unwrap();
        assert_eq!((efficient.frontier.len(), efficient.fair), (2, None));
        assert_eq!(efficient.opposition, Some(1.0));
    }

    /// Every rule by its definition over all deals, the slow way.
    #[test]
    fn the_rules_hold_over_all_deals() {
        let mut numbers = Numbers(21);
        for round in 0..60 {
            let parties = 2 + round % 3;
            let space = numbers.space(parties, &[3, 4, 3, 2], 12);
            let Some(fair) = Analysis::new(&space, None).efficient.unwrap().fair else { continue };
            let frontier = Frontier::new(&space).unwrap();
            let (mut sum, mut product, mut least, mut ideal) = (0, 0, 0, vec![i64::MIN; parties]);
            space
                .visit(|_, points| {
                    if space.is_feasible(points) {
                        let gains = || points.iter().zip(space.parties()).map(|(p, stake)| p - stake.walk_away);
                        sum = sum.max(points.iter().sum());
                        product = product.max(gains().product());
                        least = least.max(gains().min().unwrap());
                        ideal.iter_mut().zip(points).for_each(|(most, &p)| *most = p.max(*most));
                    }
                })
                .unwrap();
            let gains = |i: usize| -> Vec<i64> {
                frontier.point(i).iter().zip(space.parties()).map(|(p, stake)| p - stake.walk_away).collect()
            };
            assert_eq!(fair.ideal, ideal);
            assert!(fair.utilitarian.iter().all(|&i| frontier.point(i).iter().sum::<i64>() == sum));
            assert!(product == 0 || fair.nash.iter().all(|&i| gains(i).iter().product::<i64>() == product));
            assert!(fair.egalitarian.iter().all(|&i| gains(i).iter().min() == Some(&least)));
        }
    }
}
