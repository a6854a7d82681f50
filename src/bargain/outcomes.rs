//! All deals as one party sees them, sorted once: what a deal is worth, and which deal is worth so much.
//!
//! Preparing takes a sort over all deals, a question afterwards a binary search, so this is made once for a scenario and shared
//! by all its negotiations.

use crate::space::{Space, TooLarge};

/// The most deals that are sorted.
pub const SORTED_MAX: u64 = 16_000_000;

/// All deals in a party's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcomes {
    /// By place.
    worth: Vec<i64>,
    /// Places from the fewest points to the most, equals by place.
    ascending: Vec<u32>,
    /// The points of `ascending`.
    sorted: Vec<i64>,
}

impl Outcomes {
    /// The deals of a space as its party at this place sees them.
    ///
    /// # Errors
    /// There are more than [`SORTED_MAX`].
    pub fn new(space: &Space, party: usize) -> Result<Self, TooLarge> {
        let count = space.deal_count();
        if count > SORTED_MAX {
            return Err(TooLarge { what: "deals to sort", count, most: SORTED_MAX });
        }
        let mut worth = Vec::with_capacity(count as usize);
        space.visit(|_, points| worth.push(points[party]))?;
        let mut ascending: Vec<u32> = (0..count as u32).collect();
        ascending.sort_by_key(|&place| worth[place as usize]);
        let sorted = ascending.iter().map(|&place| worth[place as usize]).collect();
        Ok(Self { worth, ascending, sorted })
    }

    /// How many deals there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.worth.len()
    }

    /// Whether there is none: never, since every issue has an option.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.worth.is_empty()
    }

    /// What the deal at a place is worth.
    #[must_use]
    pub fn worth(&self, place: u32) -> i64 {
        self.worth[place as usize]
    }

    /// The most points that a deal brings.
    #[must_use]
    pub fn best(&self) -> i64 {
        self.sorted.last().copied().unwrap_or(0)
    }

    /// The fewest points that a deal brings.
    #[must_use]
    pub fn worst(&self) -> i64 {
        self.sorted.first().copied().unwrap_or(0)
    }

    /// The place of the deal worth the fewest points that are at least so many; of equals the first. `None` if no deal is.
    #[must_use]
    pub fn at_least(&self, points: i64) -> Option<u32> {
        let at = self.sorted.partition_point(|&worth| worth < points);
        self.ascending.get(at).copied()
    }

    /// The index of the deal nearest to a worth. Ties go to the deal worth more, then to the first.
    #[must_use]
    pub fn nearest(&self, points: i64) -> u32 {
        let above = self.sorted.partition_point(|&worth| worth < points);
        let over = self.sorted.get(above).map(|worth| worth.abs_diff(points));
        let under = above.checked_sub(1).map(|below| self.sorted[below].abs_diff(points));
        match (over, under) {
            (Some(over), Some(under)) if over <= under => self.ascending[above],
            (Some(_), None) => self.ascending[above],
            _ => self.at_least(self.sorted[above.saturating_sub(1)]).expect("BUG: a deal of this worth exists"),
        }
    }

    /// How many deals are worth at least so many points.
    #[must_use]
    pub fn count_from(&self, points: i64) -> usize {
        self.sorted.len() - self.sorted.partition_point(|&worth| worth < points)
    }

    /// The place of the deal so many steps below the best, equals by place.
    #[must_use]
    pub fn below_best(&self, steps: usize) -> Option<u32> {
        let worth = *self.sorted.get(self.sorted.len().checked_sub(steps + 1)?)?;
        let from = self.sorted.partition_point(|&w| w < worth);
        let to = self.sorted.partition_point(|&w| w <= worth);
        // Equals stand in the order of places, so they are counted from their front.
        self.ascending.get(from + (steps - (self.sorted.len() - to))).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Numbers, space};

    #[test]
    fn equals_fall_by_place() {
        let space = space(&[&[&[5, 1, 5, 3]]], &[0]);
        let outcomes = Outcomes::new(&space, 0).unwrap();
        assert_eq!(
            [0, 1, 2, 4, 5, 6].map(|p| outcomes.at_least(p)),
            [Some(1), Some(1), Some(3), Some(0), Some(0), None]
        );
        let down: Vec<Option<u32>> = (0..5).map(|steps| outcomes.below_best(steps)).collect();
        assert_eq!(down, [Some(0), Some(2), Some(3), Some(1), None]);
        assert_eq!([-9, 2, 3, 4, 9].map(|p| outcomes.nearest(p)), [1, 3, 3, 0, 0]);
        assert_eq!((outcomes.best(), outcomes.worst(), outcomes.count_from(4)), (5, 1, 2));
    }

    #[test]
    fn searching_finds_what_looking_at_all_finds() {
        let mut numbers = Numbers(4);
        for _ in 0..40 {
            let space = numbers.space(1, &[4, 3, 5], 25);
            let outcomes = Outcomes::new(&space, 0).unwrap();
            for points in -1..80 {
                let all = (0..outcomes.len() as u32).filter(|&p| outcomes.worth(p) >= points);
                assert_eq!(outcomes.at_least(points), all.min_by_key(|&p| (outcomes.worth(p), p)));
            }
        }
    }
}
