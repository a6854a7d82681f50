//! The efficient deals: those than which no other is better for one party and no worse for the others.
//!
//! Score sheets add up over the issues, so every part of an efficient deal is efficient among the deals on the issues of
//! that part. The frontier is therefore merged issue by issue, and what is dominated on the way is dropped: few points are
//! ever looked at, however many deals there are.

use crate::dominance::Rows;
use crate::space::{Space, TooLarge};
use divest_core::deal::Deal;
use divest_core::id::IssueId;
use std::cmp::{Ordering, Reverse};

/// The most sums that two parties' frontier may take.
const SUMS_MAX: u64 = 500_000_000;
/// The most sums that the frontier of more parties may take: theory knows no short way there.
const SUMS_OF_MANY_MAX: u64 = 20_000_000;
/// The most sums held at once; more are worked off in parts.
const SUMS_AT_ONCE: usize = 1 << 21;

/// The efficient points of a space, each with the number of deals on it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frontier {
    /// For each issue, the efficient points over it and the issues behind it; one more for no issue at all.
    levels: Vec<Level>,
}

/// Efficient points over some of the issues.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Level {
    width: usize,
    /// Sorted from the most of the first party downwards, then of the second and so on.
    points: Vec<i64>,
    deals: Vec<u64>,
}

impl Frontier {
    /// The efficient points of a space.
    ///
    /// # Errors
    /// It would take too many sums.
    pub fn new(space: &Space) -> Result<Self, TooLarge> {
        let width = space.parties().len();
        let mut levels = vec![Level { width, points: vec![0; width], deals: vec![1] }];
        let mut sums: u64 = 0;
        for issue in (0..space.option_counts().len()).rev() {
            let options = Level::of_issue(space, issue);
            let behind = levels.last().expect("BUG: nothing to begin with");
            sums = sums.saturating_add((options.len() as u64).saturating_mul(behind.len() as u64));
            let most = if width <= 2 { SUMS_MAX } else { SUMS_OF_MANY_MAX };
            if sums > most {
                return Err(TooLarge { what: "sums of points on the way to the efficient deals", count: sums, most });
            }
            levels.push(behind.plus(&options));
        }
        levels.reverse();
        Ok(Self { levels })
    }

    /// How many efficient points there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.levels[0].len()
    }

    /// Whether there is none: never, since there is always a deal.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The efficient points, each party's in the space's order, from the most of the first party downwards.
    pub fn points(&self) -> impl ExactSizeIterator<Item = &[i64]> {
        self.levels[0].rows()
    }

    /// An efficient point.
    #[must_use]
    pub fn point(&self, index: usize) -> &[i64] {
        self.levels[0].row(index)
    }

    /// How many deals lie on an efficient point; `u64::MAX` for that many or more.
    #[must_use]
    pub fn deals_on(&self, index: usize) -> u64 {
        self.levels[0].deals[index]
    }

    /// How many deals are efficient; `u64::MAX` for that many or more.
    #[must_use]
    pub fn deal_count(&self) -> u64 {
        self.levels[0].deals.iter().fold(0, |sum, &deals| sum.saturating_add(deals))
    }

    /// The first deals on an efficient point in the order of their places, at most so many.
    #[must_use]
    pub fn deals(&self, space: &Space, index: usize, most: usize) -> Vec<Deal> {
        let mut found = Vec::new();
        self.find(space, 0, &mut self.point(index).to_vec(), Deal::FIRST, most, &mut found);
        found
    }

    /// Whether points lie on the frontier.
    #[must_use]
    pub fn has(&self, points: &[i64]) -> bool {
        self.levels[0].place(points).is_some()
    }

    /// An efficient deal that shares `deal`'s options before `issue` is efficient on the remaining issues too, so the search
    /// never backtracks.
    fn find(&self, space: &Space, issue: usize, left: &mut [i64], deal: Deal, most: usize, found: &mut Vec<Deal>) {
        if issue == space.option_counts().len() {
            found.push(deal);
            return;
        }
        for option in 0..space.option_counts()[issue] {
            if found.len() == most {
                return;
            }
            let each = |left: &mut [i64], sign: i64| {
                for (left, stake) in left.iter_mut().zip(space.parties()) {
                    *left += sign * stake.points(issue, option);
                }
            };
            each(left, -1);
            if self.levels[issue + 1].place(left).is_some() {
                self.find(
                    space,
                    issue + 1,
                    left,
                    deal.with(IssueId::at(issue), space.option(issue, option)),
                    most,
                    found,
                );
            }
            each(left, 1);
        }
    }
}

impl Level {
    /// The efficient options of one issue.
    fn of_issue(space: &Space, issue: usize) -> Self {
        let width = space.parties().len();
        let options = 0..space.option_counts()[issue];
        let points = options.clone().flat_map(|o| space.parties().iter().map(move |stake| stake.points(issue, o)));
        Self { width, points: points.collect(), deals: vec![1; options.len()] }.efficient()
    }

    fn len(&self) -> usize {
        self.deals.len()
    }

    fn row(&self, index: usize) -> &[i64] {
        &self.points[index * self.width..(index + 1) * self.width]
    }

    fn rows(&self) -> impl ExactSizeIterator<Item = &[i64]> {
        self.points.chunks_exact(self.width)
    }

    /// The place of a point.
    fn place(&self, point: &[i64]) -> Option<usize> {
        let (mut from, mut to) = (0, self.len());
        while from < to {
            let middle = usize::midpoint(from, to);
            match point.cmp(self.row(middle)) {
                Ordering::Equal => return Some(middle),
                Ordering::Greater => to = middle,
                Ordering::Less => from = middle + 1,
            }
        }
        None
    }

    /// The efficient sums of a point of each.
    fn plus(&self, other: &Self) -> Self {
        let mut sums = Self { width: self.width, points: Vec::new(), deals: Vec::new() };
        let at_once = (SUMS_AT_ONCE / self.len().max(1)).max(1);
        for from in (0..other.len()).step_by(at_once) {
            for index in from..(from + at_once).min(other.len()) {
                let shift = other.row(index);
                sums.points.extend(self.rows().flat_map(|row| row.iter().zip(shift).map(|(a, b)| a + b)));
                sums.deals.extend(self.deals.iter().map(|&deals| deals.saturating_mul(other.deals[index])));
            }
            sums = sums.efficient();
        }
        sums
    }

    /// The efficient ones of these points, sorted, each once with the deals of all that are equal to it.
    fn efficient(self) -> Self {
        if self.width == 2 { self.efficient_of_two() } else { self.efficient_of_many() }
    }

    fn efficient_of_two(self) -> Self {
        let pairs = self.points.chunks_exact(2).zip(&self.deals);
        let mut pairs: Vec<(i64, i64, u64)> = pairs.map(|(point, &deals)| (point[0], point[1], deals)).collect();
        // The points come in a few sorted runs, which a stable sort merges quickly.
        pairs.sort_by_key(|&(a, b, _)| Reverse((a, b)));
        let mut kept: Vec<(i64, i64, u64)> = Vec::new();
        for pair in pairs {
            match kept.last_mut() {
                Some(last) if (last.0, last.1) == (pair.0, pair.1) => last.2 = last.2.saturating_add(pair.2),
                Some(last) if last.1 >= pair.1 => {}
                _ => kept.push(pair),
            }
        }
        Self {
            width: 2,
            points: kept.iter().flat_map(|&(a, b, _)| [a, b]).collect(),
            deals: kept.iter().map(|&(.., deals)| deals).collect(),
        }
    }

    fn efficient_of_many(self) -> Self {
        let mut maxima = Rows { width: self.width, data: &self.points }.maxima();
        maxima.sort_by(|&a, &b| self.row(b as usize).cmp(self.row(a as usize)));
        let points = maxima.iter().flat_map(|&i| self.row(i as usize)).copied().collect();
        let mut level = Self { width: self.width, points, deals: vec![0; maxima.len()] };
        for (index, &deals) in self.deals.iter().enumerate() {
            if let Some(place) = level.place(self.row(index)) {
                level.deals[place] = level.deals[place].saturating_add(deals);
            }
        }
        level
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Numbers, space};

    /// Every efficient point with the places of its deals, found by comparing all deals.
    fn by_pairs(space: &Space) -> Vec<(Vec<i64>, Vec<u64>)> {
        let mut all: Vec<(Vec<i64>, u64)> = Vec::new();
        space.visit(|deal, points| all.push((points.to_vec(), space.place(deal)))).unwrap();
        let dominates = |a: &[i64], b: &[i64]| a != b && a.iter().zip(b).all(|(a, b)| a >= b);
        let mut found: Vec<(Vec<i64>, Vec<u64>)> = Vec::new();
        for (points, place) in &all {
            if all.iter().any(|(other, _)| dominates(other, points)) {
                continue;
            }
            match found.iter_mut().find(|(known, _)| known == points) {
                Some((_, places)) => places.push(*place),
                None => found.push((points.clone(), vec![*place])),
            }
        }
        found.sort_by(|a, b| b.0.cmp(&a.0));
        found
    }

    #[test]
    fn merging_finds_what_comparing_all_deals_finds() {
        let mut numbers = Numbers(7);
        for parties in 1..=5 {
            for options in [vec![7], vec![3, 4, 5], vec![2, 2, 2, 2, 2], vec![1, 6, 1, 9]] {
                for bound in [2, 4, 30, 1_000_000] {
                    let space = numbers.space(parties, &options, bound);
                    let frontier = Frontier::new(&space).unwrap();
                    let merged: Vec<(Vec<i64>, Vec<u64>)> = (0..frontier.len())
                        .map(|i| {
                            let deals = frontier.deals(&space, i, usize::MAX);
                            assert_eq!(deals.len() as u64, frontier.deals_on(i));
                            (frontier.point(i).to_vec(), deals.iter().map(|deal| space.place(deal)).collect())
                        })
                        .collect();
                    assert_eq!(merged, by_pairs(&space), "{parties} parties, {options:?} below {bound}");
                }
            }
        }
    }

    #[test]
    fn the_first_deals_on_a_point_come_first() {
        let space = space(&[&[&[1, 1, 1], &[2, 2]], &[&[1, 1, 1], &[0, 0]]], &[0, 0]);
        let frontier = Frontier::new(&space).unwrap();
        assert_eq!((frontier.len(), frontier.deal_count()), (1, 6));
        let places: Vec<u64> = frontier.deals(&space, 0, 2).iter().map(|deal| space.place(deal)).collect();
        assert_eq!(places, [0, 1]);
        assert!(frontier.has(&[3, 1]) && !frontier.has(&[3, 0]));
    }

    #[test]
    fn a_thousand_millions_of_deals_are_no_hindrance() {
        let space = Numbers(3).space(2, &[8; 10], 30);
        assert_eq!(space.deal_count(), 1_073_741_824);
        let frontier = Frontier::new(&space).unwrap();
        let best: Vec<i64> = space.parties().iter().map(|stake| stake.best).collect();
        assert_eq!(frontier.point(0)[0], best[0]);
        assert_eq!(frontier.point(frontier.len() - 1)[1], best[1]);
    }
}
