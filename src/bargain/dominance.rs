//! Which points no other point is better than: maxima of finite sets of points with whole coordinates.
//!
//! One point dominates another if it is no worse for anybody and better for somebody. Two coordinates take one sweep over
//! the sorted points; more are divided and conquered as in H. T. Kung, F. Luccio and F. P. Preparata, "On finding the maxima
//! of a set of vectors", Journal of the ACM 22 (1975) 469-476.

use std::cmp::Ordering;

/// Sets of at most this many points are compared pair by pair.
const SMALL: usize = 32;

/// Points of equal width, one after the other.
pub(crate) struct Rows<'a> {
    pub(crate) width: usize,
    pub(crate) data: &'a [i64],
}

impl<'a> Rows<'a> {
    pub(crate) fn row(&self, index: u32) -> &'a [i64] {
        let at = index as usize * self.width;
        &self.data[at..at + self.width]
    }

    /// From the best to the worst: by the last coordinate, then the one before it, and so on.
    fn descending(&self, a: u32, b: u32) -> Ordering {
        self.row(b).iter().rev().cmp(self.row(a).iter().rev())
    }

    /// The places of the points that none dominates, each distinct point once (by its first place), from the most of the
    /// last coordinate downwards.
    pub(crate) fn maxima(&self) -> Vec<u32> {
        let count = self.data.len() / self.width.max(1);
        let mut order: Vec<u32> = (0..u32::try_from(count).expect("BUG: too many points")).collect();
        // Stable, so the first of equals stays first.
        order.sort_by(|&a, &b| self.descending(a, b));
        order.dedup_by(|b, a| self.row(*a) == self.row(*b));
        self.efficient(&order)
    }

    /// The maxima among distinct points in descending order, in that order.
    fn efficient(&self, points: &[u32]) -> Vec<u32> {
        match self.width {
            0 | 1 => points.iter().take(1).copied().collect(),
            2 => {
                let mut most = None;
                let rises = |&point: &u32| {
                    let first = self.row(point)[0];
                    let rises = most.is_none_or(|most| first > most);
                    most = most.max(Some(first));
                    rises
                };
                points.iter().copied().filter(rises).collect()
            }
            _ if points.len() <= SMALL => {
                let mut kept: Vec<u32> = Vec::with_capacity(points.len());
                for &point in points {
                    // What stands further behind is never better in the last coordinate.
                    if !kept.iter().any(|&better| self.covers(better, point, self.width - 1)) {
                        kept.push(point);
                    }
                }
                kept
            }
            _ => {
                let (upper, lower) = points.split_at(points.len() / 2);
                let mut kept = self.efficient(upper);
                let mut rest = self.efficient(lower);
                self.drop_covered(&kept, &mut rest, self.width - 1);
                kept.append(&mut rest);
                kept
            }
        }
    }

    /// Whether a point is at least as good as another in the first coordinates.
    fn covers(&self, better: u32, point: u32, width: usize) -> bool {
        self.row(better)[..width].iter().zip(&self.row(point)[..width]).all(|(a, b)| a >= b)
    }

    /// Drops the points that one of `better` covers in the first `width` coordinates; keeps the order of the others.
    fn drop_covered(&self, better: &[u32], points: &mut Vec<u32>, width: usize) {
        if better.is_empty() || points.is_empty() {
            return;
        }
        if better.len().min(points.len()) <= 4 || better.len().max(points.len()) <= SMALL {
            points.retain(|&point| !better.iter().any(|&b| self.covers(b, point, width)));
            return;
        }
        match width {
            1 => {
                let most = better.iter().map(|&b| self.row(b)[0]).max();
                points.retain(|&point| Some(self.row(point)[0]) > most);
            }
            2 => self.drop_covered_in_plane(better, points),
            _ => self.drop_covered_by_halves(better, points, width),
        }
    }

    fn drop_covered_in_plane(&self, better: &[u32], points: &mut Vec<u32>) {
        // From the most of the second coordinate downwards, `stairs` says how much of the first has been reached.
        let mut stairs: Vec<(i64, i64)> = better.iter().map(|&b| (self.row(b)[1], self.row(b)[0])).collect();
        stairs.sort_unstable_by(|a, b| b.cmp(a));
        let mut most = i64::MIN;
        for step in &mut stairs {
            most = most.max(step.1);
            step.1 = most;
        }
        points.retain(|&point| {
            let row = self.row(point);
            let reached = stairs.partition_point(|&(second, _)| second >= row[1]);
            reached == 0 || stairs[reached - 1].1 < row[0]
        });
    }

    fn drop_covered_by_halves(&self, better: &[u32], points: &mut Vec<u32>, width: usize) {
        let axis = width - 1;
        let mut values: Vec<i64> = better.iter().chain(points.iter()).map(|&p| self.row(p)[axis]).collect();
        let middle = values.len() / 2;
        let median = *values.select_nth_unstable(middle).1;
        let is_high = |&p: &u32| self.row(p)[axis] >= median;
        let (high, low): (Vec<u32>, Vec<u32>) = better.iter().copied().partition(is_high);
        if low.is_empty() && points.iter().all(is_high) {
            // The median is the least value. Those above it differ; the points at it are covered by all in this coordinate.
            let (mut above, mut at): (Vec<u32>, Vec<u32>) =
                points.iter().copied().partition(|&p| self.row(p)[axis] > median);
            let higher: Vec<u32> = better.iter().copied().filter(|&b| self.row(b)[axis] > median).collect();
            self.drop_covered(better, &mut at, width - 1);
            self.drop_covered(&higher, &mut above, width);
            return self.keep_either(points, &above, &at);
        }
        let (mut above, mut below): (Vec<u32>, Vec<u32>) = points.iter().copied().partition(is_high);
        self.drop_covered(&high, &mut above, width);
        self.drop_covered(&high, &mut below, width - 1);
        self.drop_covered(&low, &mut below, width);
        self.keep_either(points, &above, &below);
    }

    /// Keeps the points that are in one of two lists, both of which are in the order of `points`.
    fn keep_either(&self, points: &mut Vec<u32>, a: &[u32], b: &[u32]) {
        let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
        points.retain(|point| a.next_if_eq(&point).is_some() || b.next_if_eq(&point).is_some());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Numbers;

    fn by_pairs(rows: &Rows<'_>) -> Vec<u32> {
        let count = (rows.data.len() / rows.width) as u32;
        let dominates = |a: u32, b: u32| rows.row(a) != rows.row(b) && rows.covers(a, b, rows.width);
        let first = |b: u32| (0..b).all(|a| rows.row(a) != rows.row(b));
        (0..count).filter(|&b| first(b) && !(0..count).any(|a| dominates(a, b))).collect()
    }

    #[test]
    fn dividing_finds_what_comparing_all_pairs_finds() {
        let mut numbers = Numbers(1);
        for width in 1..=6 {
            for bound in [2, 5, 40, 1_000_000] {
                for count in [1, 7, 60, 500] {
                    let data: Vec<i64> = (0..count * width).map(|_| numbers.below(bound) as i64).collect();
                    let rows = Rows { width, data: &data };
                    let mut found = rows.maxima();
                    found.sort_unstable();
                    assert_eq!(found, by_pairs(&rows), "{width} coordinates below {bound}, {count} points");
                }
            }
        }
    }
}
