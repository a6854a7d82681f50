//! An opponent model of frequencies: what the other side keeps asking for is dear to it, and an issue on which it does not
//! move matters.
//!
//! T. van Krimpen, D. Looije and S. Hajizadeh, "HardHeaded", in Complex Automated Negotiations (Studies in Computational
//! Intelligence 435, 2013) 223-227. Interests are shares from 0 to 1, as that paper and its successors have them.

use divest_core::deal::Deal;
use divest_core::id::IssueId;

/// How much of the weight goes to the issues that stayed, in all.
const LEARNING: f64 = 0.2;

/// What the other side seems to want.
#[derive(Clone, PartialEq, Debug)]
pub struct Frequency {
    weights: Vec<f64>,
    /// How often each option was asked for, and once more.
    counts: Vec<Vec<u32>>,
}

impl Frequency {
    /// Learns from the other side's offers, the oldest first, over issues of so many options.
    ///
    /// Each pair of neighbouring offers adds `g = 0.2 / n` to the weight of every issue that did not change, then weights are
    /// scaled to a sum of 1, each at most `1 - n g / S`; each offer counts once for its options.
    #[must_use]
    pub fn new(option_counts: &[usize], offers: &[Deal]) -> Self {
        let issues = option_counts.len();
        let mut model = Self {
            weights: vec![1.0 / issues.max(1) as f64; issues],
            counts: option_counts.iter().map(|&options| vec![1; options]).collect(),
        };
        for pair in offers.windows(2) {
            model.weigh(&pair[0], &pair[1]);
        }
        for offer in offers {
            for (counts, &option) in model.counts.iter_mut().zip(&offer.0) {
                counts[usize::from(option)] += 1;
            }
        }
        model
    }

    fn weigh(&mut self, before: &Deal, after: &Deal) {
        let issues = self.weights.len();
        let stayed = |issue: usize| before.0[issue] == after.0[issue];
        let unchanged = (0..issues).filter(|&issue| stayed(issue)).count();
        let golden = LEARNING / issues as f64;
        let sum = 1.0 + golden * unchanged as f64;
        let most = 1.0 - issues as f64 * golden / sum;
        for issue in 0..issues {
            let weight = self.weights[issue];
            self.weights[issue] = if stayed(issue) && weight < most { (weight + golden) / sum } else { weight / sum };
        }
    }

    /// How much an issue seems to matter; all add up to about 1.
    #[must_use]
    pub fn weight(&self, issue: IssueId) -> f64 {
        self.weights[issue.index()]
    }

    /// How much a deal seems to be worth to the other side, from 0 to 1.
    #[must_use]
    pub fn utility(&self, deal: &Deal) -> f64 {
        let share = |(issue, counts): (usize, &Vec<u32>)| {
            let most = counts.iter().max().copied().unwrap_or(1);
            self.weights[issue] * f64::from(counts[usize::from(deal.0[issue])]) / f64::from(most)
        };
        self.counts.iter().enumerate().map(share).sum::<f64>() / self.weights.iter().sum::<f64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(options: [u16; 3]) -> Deal {
        options.into_iter().enumerate().fold(Deal::FIRST, |deal, (i, option)| deal.with(IssueId::at(i), option))
    }

    #[test]
    fn an_issue_that_stays_matters_and_a_value_that_returns_is_dear() {
        let offers = [[0, 0, 0], [0, 1, 0], [0, 2, 1], [0, 0, 2], [0, 1, 0]].map(deal);
        let model = Frequency::new(&[3, 3, 3], &offers);
        assert!(model.weight(IssueId(0)) > model.weight(IssueId(2)));
        assert!(model.weight(IssueId(2)) > model.weight(IssueId(1)), "it stayed once");
        assert!(model.utility(&deal([0, 1, 0])) > model.utility(&deal([1, 1, 0])));
        assert!(model.utility(&deal([0, 1, 0])) > model.utility(&deal([0, 2, 0])));
        let every = (0..27).map(|i| model.utility(&deal([i / 9, i / 3 % 3, i % 3])));
        assert!(every.into_iter().all(|u| (0.0..=1.0 + 1e-12).contains(&u)));
    }

    #[test]
    fn one_step_is_as_computed_by_hand() {
        // n = 2, g = .1; one issue stays: S = 1.1, weights (.5 + .1) / 1.1 and .5 / 1.1.
        let offers = [Deal::FIRST, Deal::FIRST.with(IssueId(1), 1)];
        let model = Frequency::new(&[2, 2], &offers);
        assert!((model.weight(IssueId(0)) - 0.6 / 1.1).abs() < 1e-12);
        assert!((model.weight(IssueId(1)) - 0.5 / 1.1).abs() < 1e-12);
    }

    #[test]
    fn without_offers_all_deals_are_alike() {
        let model = Frequency::new(&[3, 2, 4], &[]);
        assert!((model.utility(&deal([2, 1, 3])) - 1.0).abs() < 1e-12);
    }
}
