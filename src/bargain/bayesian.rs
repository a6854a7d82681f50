//! A Bayesian opponent model: hypotheses on what the other side wants, weighed by how well they explain its concessions.
//!
//! K. Hindriks and D. Tykhonov, "Opponent modelling in automated multi-issue negotiation using Bayesian learning", AAMAS 2008,
//! 331-338, in its scalable form: each issue's weight and shape is learnt by itself, the others taken at their expectation.

use divest_core::deal::Deal;
use divest_core::id::IssueId;

/// Weight hypotheses: a tenth to ten tenths.
const WEIGHTS: usize = 10;
/// How far an offer may lie from what was expected, as a share of it.
const SIGMA: f64 = 0.25;

/// What the other side seems to want.
#[derive(Clone, PartialEq, Debug)]
pub struct Bayesian {
    issues: Vec<IssueBelief>,
}

/// Beliefs on one issue; each list adds up to 1.
#[derive(Clone, PartialEq, Debug)]
struct IssueBelief {
    weights: Vec<f64>,
    shapes: Vec<f64>,
    options: usize,
}

impl Bayesian {
    /// Learns from the other side's offers, the oldest first and each with what it was expected to ask for then (a share of
    /// its best from 0 to 1, such as a linear concession gives), over issues of so many options.
    #[must_use]
    pub fn new(option_counts: &[usize], offers: &[(Deal, f64)]) -> Self {
        let belief = |&options: &usize| IssueBelief {
            // Small weights are likelier at first, since there are several issues: (1 - (j + 1) / 11)^3.
            weights: normalised((0..WEIGHTS).map(|j| cube(1.0 - (j + 1) as f64 / 11.0)).collect()),
            shapes: vec![1.0 / shape_count(options) as f64; shape_count(options)],
            options,
        };
        let mut model = Self { issues: option_counts.iter().map(belief).collect() };
        for (offer, expected) in offers {
            model.learn(offer, *expected);
        }
        model
    }

    fn learn(&mut self, offer: &Deal, expected: f64) {
        let before = self.clone();
        let likelihood = |utility: f64| {
            let off = (expected - utility) / expected.max(1e-9);
            libm::exp(-off * off / (2.0 * SIGMA * SIGMA))
        };
        let total: f64 = before.issues.iter().map(IssueBelief::weight).sum();
        for (index, issue) in self.issues.iter_mut().enumerate() {
            let option = usize::from(offer.0[index]);
            let own = &before.issues[index];
            let others: f64 =
                before.issues.iter().enumerate().filter(|(i, _)| *i != index).map(|(i, o)| o.part(offer.0[i])).sum();
            let rest = total - own.weight();
            for (j, belief) in issue.weights.iter_mut().enumerate() {
                let weight = weight_of(j);
                *belief *= likelihood((others + weight * own.value(option)) / (rest + weight));
            }
            for (shape, belief) in issue.shapes.iter_mut().enumerate() {
                *belief *= likelihood((others + own.weight() * value_of(shape, option, own.options)) / total);
            }
            issue.weights = normalised(std::mem::take(&mut issue.weights));
            issue.shapes = normalised(std::mem::take(&mut issue.shapes));
        }
    }

    /// How much an issue seems to matter; all add up to 1.
    #[must_use]
    pub fn weight(&self, issue: IssueId) -> f64 {
        self.issues[issue.index()].weight() / self.issues.iter().map(IssueBelief::weight).sum::<f64>()
    }

    /// How much a deal seems to be worth to the other side, from 0 to 1.
    #[must_use]
    pub fn utility(&self, deal: &Deal) -> f64 {
        let parts = self.issues.iter().zip(&deal.0).map(|(issue, &option)| issue.part(option));
        parts.sum::<f64>() / self.issues.iter().map(IssueBelief::weight).sum::<f64>()
    }
}

impl IssueBelief {
    fn weight(&self) -> f64 {
        self.weights.iter().enumerate().map(|(j, belief)| weight_of(j) * belief).sum()
    }

    fn value(&self, option: usize) -> f64 {
        self.shapes.iter().enumerate().map(|(shape, belief)| value_of(shape, option, self.options) * belief).sum()
    }

    fn part(&self, option: u16) -> f64 {
        self.weight() * self.value(usize::from(option))
    }
}

fn weight_of(hypothesis: usize) -> f64 {
    (hypothesis + 1) as f64 / WEIGHTS as f64
}

/// Uphill, downhill, and a triangle with its peak at each option between.
const fn shape_count(options: usize) -> usize {
    if options < 3 { 2 } else { options }
}

/// What an option is worth under a shape, from 0 to 1: the last best, the first best, or one in the middle.
fn value_of(shape: usize, option: usize, options: usize) -> f64 {
    let last = options.saturating_sub(1);
    let share = |part: usize, whole: usize| if whole == 0 { 1.0 } else { part as f64 / whole as f64 };
    match shape {
        0 => share(option, last),
        1 => share(last - option, last),
        _ => {
            let peak = shape - 1;
            if option <= peak { share(option, peak) } else { share(last - option, last - peak) }
        }
    }
}

fn cube(x: f64) -> f64 {
    x * x * x
}

/// Beliefs scaled to a sum of 1; where all have become impossible, all are alike again.
fn normalised(mut beliefs: Vec<f64>) -> Vec<f64> {
    let sum: f64 = beliefs.iter().sum();
    let count = beliefs.len() as f64;
    for belief in &mut beliefs {
        *belief = if sum > 0.0 { *belief / sum } else { 1.0 / count };
    }
    beliefs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deal(a: u16, b: u16) -> Deal {
        Deal::FIRST.with(IssueId(0), a).with(IssueId(1), b)
    }

    #[test]
    fn a_party_that_starts_high_and_gives_on_one_issue_is_understood() {
        // It wants the last option of the first issue and never moves there; on the second it goes from 4 down.
        let offers: Vec<(Deal, f64)> = (0..5).map(|i| (deal(4, 4 - i), 1.0 - 0.05 * f64::from(i))).collect();
        let model = Bayesian::new(&[5, 5], &offers);
        assert!(model.utility(&deal(4, 4)) > model.utility(&deal(0, 4)));
        assert!(model.weight(IssueId(0)) > model.weight(IssueId(1)), "it gave away what matters less");
        assert!((model.weight(IssueId(0)) + model.weight(IssueId(1)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn utilities_are_shares() {
        let model = Bayesian::new(&[3, 1], &[(deal(2, 0), 1.0), (deal(1, 0), 0.8)]);
        for option in 0..3 {
            assert!((0.0..=1.0).contains(&model.utility(&deal(option, 0))));
        }
    }

    #[test]
    fn shapes_have_their_peaks() {
        let shape = |shape| (0..5).map(|option| value_of(shape, option, 5)).collect::<Vec<f64>>();
        assert_eq!(shape(0), [0.0, 0.25, 0.5, 0.75, 1.0]);
        assert_eq!(shape(1), [1.0, 0.75, 0.5, 0.25, 0.0]);
        assert_eq!(shape(2), [0.0, 1.0, 2.0 / 3.0, 1.0 / 3.0, 0.0]);
        assert_eq!(shape(4), [0.0, 1.0 / 3.0, 2.0 / 3.0, 1.0, 0.0]);
    }
}
