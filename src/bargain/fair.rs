//! The points that theories of bargaining single out among feasible deals.
//!
//! Every function takes the efficient points that reach all walk-aways and returns the places of all maximisers in order.
//! A maximiser that some other deal dominates is never among them: where a rule is indifferent, efficiency decides.
//! Comparisons are exact; no rounding makes or breaks a tie.

use crate::product::Product;
use std::cmp::{Ordering, Reverse};

/// What all rules start from: what each party has without a deal, and the most it could get from a deal that is good enough
/// for all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Measure {
    /// The walk-aways: the disagreement point.
    pub walk_away: Vec<i64>,
    /// The ideal point over feasible deals.
    pub ideal: Vec<i64>,
}

impl Measure {
    /// The measure of efficient feasible points; `None` if there are none.
    #[must_use]
    pub fn new(walk_away: Vec<i64>, points: &[&[i64]]) -> Option<Self> {
        let most = |party: usize| points.iter().map(|point| point[party]).max();
        let ideal: Option<Vec<i64>> = (0..walk_away.len()).map(most).collect();
        Some(Self { ideal: ideal?, walk_away })
    }

    fn gains<'a>(&'a self, point: &'a [i64]) -> impl Iterator<Item = i64> + 'a {
        point.iter().zip(&self.walk_away).map(|(points, walk_away)| points - walk_away)
    }

    /// Whether a party can gain anything at all. If not, it is indifferent between all feasible points.
    fn can_gain(&self, party: usize) -> bool {
        self.ideal[party] > self.walk_away[party]
    }
}

/// Nash's solution with unequal power: the points at which the product of the gains over the walk-aways, each to the power
/// of its party's weight, is largest. Weights all alike make it symmetric; weight 0 leaves a party out.
///
/// J. F. Nash, "The bargaining problem", Econometrica 18 (1950) 155-162; with weights J. C. Harsanyi and R. Selten, "A
/// generalized Nash solution for two-person bargaining games with incomplete information", Management Science 18 (1972) P80-P106.
/// A party that can gain nothing at any point is left out, since it would make all products zero.
#[must_use]
pub fn nash(measure: &Measure, points: &[&[i64]], weights: &[u32]) -> Vec<usize> {
    let counts: Vec<usize> = (0..weights.len()).filter(|&p| weights[p] > 0 && measure.can_gain(p)).collect();
    let powers = |point: &[i64]| -> Vec<(u64, u32)> {
        counts.iter().map(|&p| ((point[p] - measure.walk_away[p]).max(0) as u64, weights[p])).collect()
    };
    let size = |point: &[i64]| -> f64 { powers(point).iter().map(|&(g, w)| f64::from(w) * libm::log(g as f64)).sum() };
    let sizes: Vec<f64> = points.iter().map(|point| size(point)).collect();
    let most = sizes.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    // Logarithms preselect the candidates; the exact product decides.
    let near = |size: f64| size >= most - 1e-9 * (1.0 + most.abs());
    let close: Vec<usize> = (0..points.len()).filter(|&i| most == f64::NEG_INFINITY || near(sizes[i])).collect();
    let products: Vec<Product> = close.iter().map(|&i| Product::of(powers(points[i]))).collect();
    let largest = products.iter().max();
    let best = close.iter().zip(&products).filter(|(_, product)| Some(*product) == largest);
    best.map(|(&i, _)| i).collect()
}

/// Kalai and Smorodinsky's solution: the points at which the smallest share of what each could gain is largest, where a
/// party's share is `(u - d) / (b - d)` with walk-away `d` and ideal `b`.
///
/// E. Kalai and M. Smorodinsky, "Other solutions to Nash's bargaining problem", Econometrica 43 (1975) 513-518. A party that
/// can gain nothing at any point is left out.
#[must_use]
pub fn kalai_smorodinsky(measure: &Measure, points: &[&[i64]]) -> Vec<usize> {
    let least_share = |point: &[i64]| -> Share {
        let shares = measure.gains(point).enumerate().filter(|&(party, _)| measure.can_gain(party));
        let shares = shares.map(|(party, gain)| Share { gain, of: measure.ideal[party] - measure.walk_away[party] });
        shares.min().unwrap_or(Share { gain: 1, of: 1 })
    };
    maximisers(points, least_share)
}

/// A gain as a share of the largest.
#[derive(Clone, Copy, Debug)]
struct Share {
    gain: i64,
    of: i64,
}

impl Ord for Share {
    fn cmp(&self, other: &Self) -> Ordering {
        (i128::from(self.gain) * i128::from(other.of)).cmp(&(i128::from(other.gain) * i128::from(self.of)))
    }
}

impl PartialOrd for Share {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Share {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Share {}

/// The egalitarian solution: the points at which the smallest gain over the walk-aways is largest, then the second
/// smallest, and so on.
///
/// E. Kalai, "Proportional solutions to bargaining situations: interpersonal utility comparisons", Econometrica 45 (1977)
/// 1623-1630; the lexicographic form H. Imai, "Individual monotonicity and lexicographic maxmin solution", Econometrica 51
/// (1983) 389-401.
#[must_use]
pub fn egalitarian(measure: &Measure, points: &[&[i64]]) -> Vec<usize> {
    maximisers(points, |point| {
        let mut gains: Vec<i64> = measure.gains(point).collect();
        gains.sort_unstable();
        gains
    })
}

/// The utilitarian solution: the points at which the sum of everybody's points is largest.
#[must_use]
pub fn utilitarian(points: &[&[i64]]) -> Vec<usize> {
    maximisers(points, |point| point.iter().map(|&points| i128::from(points)).sum::<i128>())
}

fn maximisers<K: Ord>(points: &[&[i64]], key: impl Fn(&[i64]) -> K) -> Vec<usize> {
    let keys: Vec<K> = points.iter().map(|point| key(point)).collect();
    let largest = keys.iter().max();
    (0..points.len()).filter(|&i| Some(&keys[i]) == largest).collect()
}

/// How much the parties' interests oppose each other: the smallest Euclidean distance of a point from where everybody gets
/// the best of all deals, after each party's points were divided by its best. 0 where one deal is best for all; `None` where
/// some party's best is not above 0, so that nothing can be divided by it.
///
/// T. Baarslag et al., "Evaluating practical negotiating agents", Artificial Intelligence 198 (2013) 73-103, where it
/// classifies domains.
#[must_use]
pub fn opposition<'a>(best: &[i64], points: impl IntoIterator<Item = &'a [i64]>) -> Option<f64> {
    points.into_iter().map(|point| distance(best, point, best)).reduce(option_min)?
}

fn option_min(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    Some(a?.min(b?))
}

/// The Euclidean distance of two points after each party's points were divided by its best; `None` where a best is not above 0.
#[must_use]
pub fn distance(best: &[i64], a: &[i64], b: &[i64]) -> Option<f64> {
    if best.iter().any(|&best| best <= 0) {
        return None;
    }
    let squares = best.iter().zip(a.iter().zip(b)).map(|(&best, (&a, &b))| {
        let difference = (a - b) as f64 / best as f64;
        difference * difference
    });
    Some(squares.sum::<f64>().sqrt())
}

/// The places of points in the order of how good they are for a party, best first; equals keep their order.
#[must_use]
pub fn best_first(points: &[&[i64]], party: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|&i| Reverse(points[i][party]));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPLITS: [&[i64]; 5] = [&[100, 0], &[90, 30], &[70, 60], &[40, 75], &[0, 80]];

    fn measure(walk_away: &[i64]) -> Measure {
        Measure::new(walk_away.to_vec(), &SPLITS).unwrap()
    }

    #[test]
    fn each_rule_finds_its_point() {
        let measure = measure(&[0, 0]);
        assert_eq!(nash(&measure, &SPLITS, &[1, 1]), [2], "4200 beats 2700 and 3000");
        assert_eq!(kalai_smorodinsky(&measure, &SPLITS), [2], "0.7 of 100 and 0.75 of 80");
        assert_eq!(egalitarian(&measure, &SPLITS), [2]);
        assert_eq!(utilitarian(&SPLITS), [2]);
        assert_eq!(opposition(&[100, 80], SPLITS), Some((0.3_f64 * 0.3 + 0.25 * 0.25).sqrt()));
    }

    #[test]
    fn power_pulls_the_nash_point() {
        let measure = measure(&[0, 0]);
        assert_eq!(nash(&measure, &SPLITS, &[5, 1]), [1]);
        assert_eq!(nash(&measure, &SPLITS, &[1, 5]), [3]);
        assert_eq!(nash(&measure, &SPLITS, &[1, 0]), [0]);
    }

    #[test]
    fn walk_aways_move_the_rules() {
        let points = &SPLITS[..2];
        let measure = Measure::new(vec![80, 0], points).unwrap();
        assert_eq!(nash(&measure, points, &[1, 1]), [1]);
        assert_eq!(kalai_smorodinsky(&measure, points), [1], "half of what it could gain is more than none of it");
    }

    #[test]
    fn ties_are_all_named() {
        let even: [&[i64]; 3] = [&[60, 20], &[40, 40], &[20, 60]];
        let measure = Measure::new(vec![0, 0], &even).unwrap();
        assert_eq!(utilitarian(&even), [0, 1, 2]);
        assert_eq!(kalai_smorodinsky(&measure, &even), [1]);
        let open: [&[i64]; 2] = [&[60, 20], &[20, 60]];
        let measure = Measure::new(vec![0, 0], &open).unwrap();
        assert_eq!(nash(&measure, &open, &[1, 1]), [0, 1]);
        assert_eq!(egalitarian(&measure, &open), [0, 1]);
    }

    #[test]
    fn products_near_each_other_are_told_apart() {
        let near: [&[i64]; 2] = [&[1_000_000_007, 999_999_993], &[1_000_000_000, 1_000_000_000]];
        let measure = Measure::new(vec![0, 0], &near).unwrap();
        assert_eq!(nash(&measure, &near, &[1, 1]), [1], "by 49 in 10^18");
    }

    #[test]
    fn who_can_gain_nothing_does_not_decide() {
        let points: [&[i64]; 2] = [&[10, 50, 3], &[10, 20, 30]];
        let measure = Measure::new(vec![10, 0, 0], &points).unwrap();
        assert_eq!(nash(&measure, &points, &[1, 1, 1]), [1]);
        assert_eq!(kalai_smorodinsky(&measure, &points), [1]);
    }

    #[test]
    fn what_cannot_be_divided_is_not() {
        assert_eq!(opposition(&[10, 0], [[10, 0].as_slice()]), None);
        assert_eq!(distance(&[10, 20], &[10, 20], &[0, 20]), Some(1.0));
    }
}
