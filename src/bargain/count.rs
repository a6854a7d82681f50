//! How many deals are good enough for everybody, without looking at each.
//!
//! For one or two parties the issues are split into two halves. A deal is a part of each half, and it is good enough where
//! what one part lacks the other brings: pairs of parts are counted by one sweep over both sorted halves. For more parties
//! the deals are gone through, but whole branches at once where nothing can fail or succeed any more.

use crate::space::{Space, Stake, TooLarge, VISITS_MAX};

/// The most parts of a deal in one half.
const PARTS_MAX: u64 = 4_000_000;

/// How many deals reach every party's walk-away; `u64::MAX` for that many or more.
///
/// # Errors
/// Counting would take too long.
pub fn feasible(space: &Space) -> Result<u64, TooLarge> {
    let deals = space.deal_count();
    if deals == u64::MAX {
        return Err(TooLarge { what: "deals to count", count: deals, most: u64::MAX - 1 });
    }
    match space.parties() {
        [one] => by_halves(space, one, one),
        [one, other] => by_halves(space, one, other),
        _ => by_branches(space),
    }
}

fn by_halves(space: &Space, one: &Stake, other: &Stake) -> Result<u64, TooLarge> {
    let counts = space.option_counts();
    let size = |issues: &[usize]| issues.iter().map(|&n| n as u64).product::<u64>();
    let split = (0..=counts.len())
        .min_by_key(|&at| size(&counts[..at]).max(size(&counts[at..])))
        .expect("BUG: an empty range with its end");
    let parts = size(&counts[..split]).max(size(&counts[split..]));
    if parts > PARTS_MAX {
        return Err(TooLarge { what: "parts of deals to count with", count: parts, most: PARTS_MAX });
    }
    let sums = |issues: std::ops::Range<usize>| {
        let mut sums = vec![(0_i64, 0_i64)];
        for issue in issues {
            let options = 0..counts[issue];
            let more = |o: usize| (one.points(issue, o), other.points(issue, o));
            sums = options.map(more).flat_map(|(a, b)| sums.iter().map(move |&(x, y)| (x + a, y + b))).collect();
        }
        sums
    };
    let (mut brings, mut lacks) = (sums(0..split), sums(split..counts.len()));
    for lack in &mut lacks {
        *lack = (one.walk_away - lack.0, other.walk_away - lack.1);
    }
    brings.sort_unstable_by(|a, b| b.cmp(a));
    lacks.sort_unstable_by(|a, b| b.cmp(a));
    // From the most demanding downwards, the parts that bring enough for the first party only grow in number.
    let mut seconds: Vec<i64> = brings.iter().map(|&(_, second)| second).collect();
    seconds.sort_unstable();
    let mut tally = Tally::new(seconds.len());
    let mut brought = brings.iter().peekable();
    let mut count = 0;
    for (first, second) in lacks {
        while let Some(&(_, second)) = brought.next_if(|(brings, _)| *brings >= first) {
            tally.add(seconds.partition_point(|&s| s < second));
        }
        count += tally.from(seconds.partition_point(|&s| s < second));
    }
    Ok(count)
}

/// How many things were put at or behind a place: a Fenwick tree.
struct Tally {
    tree: Vec<u64>,
    total: u64,
}

impl Tally {
    fn new(places: usize) -> Self {
        Self { tree: vec![0; places + 1], total: 0 }
    }

    fn add(&mut self, place: usize) {
        self.total += 1;
        let mut at = place + 1;
        while at < self.tree.len() {
            self.tree[at] += 1;
            at += at & at.wrapping_neg();
        }
    }

    fn from(&self, place: usize) -> u64 {
        let mut before = 0;
        let mut at = place;
        while at > 0 {
            before += self.tree[at];
            at &= at - 1;
        }
        self.total - before
    }
}

fn by_branches(space: &Space) -> Result<u64, TooLarge> {
    let most = space.deal_count();
    if most > VISITS_MAX {
        return Err(TooLarge { what: "deals to go through for so many parties", count: most, most: VISITS_MAX });
    }
    let issues = space.option_counts().len();
    // What the issues from one on bring at best and at worst, and in how many ways.
    let end = |pick: fn(Vec<i64>) -> Option<i64>, stake: &Stake, issue: usize| {
        let of = |issue: usize| (0..space.option_counts()[issue]).map(|o| stake.points(issue, o)).collect();
        (issue..issues).map(|i| pick(of(i)).unwrap_or(0)).sum::<i64>()
    };
    let ends = |pick: fn(Vec<i64>) -> Option<i64>| -> Vec<Vec<i64>> {
        (0..=issues).map(|i| space.parties().iter().map(|stake| end(pick, stake, i)).collect()).collect()
    };
    let best = ends(|of| of.into_iter().max());
    let worst = ends(|of| of.into_iter().min());
    let ways = (0..=issues).map(|i| space.option_counts()[i..].iter().map(|&n| n as u64).product()).collect();
    let mut lacks: Vec<i64> = space.parties().iter().map(|stake| stake.walk_away).collect();
    Ok(Branches { space, best, worst, ways }.count(0, &mut lacks))
}

struct Branches<'a> {
    space: &'a Space,
    best: Vec<Vec<i64>>,
    worst: Vec<Vec<i64>>,
    ways: Vec<u64>,
}

impl Branches<'_> {
    /// The deals on the issues from one on that bring everybody what it still lacks.
    fn count(&self, issue: usize, lacks: &mut [i64]) -> u64 {
        let all_reach = |brings: &[i64]| brings.iter().zip(lacks.iter()).all(|(brings, lacks)| brings >= lacks);
        if !all_reach(&self.best[issue]) {
            return 0;
        }
        if all_reach(&self.worst[issue]) {
            return self.ways[issue];
        }
        let mut count = 0;
        for option in 0..self.space.option_counts()[issue] {
            let shift = |lacks: &mut [i64], sign: i64| {
                for (lack, stake) in lacks.iter_mut().zip(self.space.parties()) {
                    *lack -= sign * stake.points(issue, option);
                }
            };
            shift(lacks, 1);
            count += self.count(issue + 1, lacks);
            shift(lacks, -1);
        }
        count
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::{Numbers, space};

    #[test]
    fn counting_agrees_with_looking_at_each_deal() {
        let mut numbers = Numbers(11);
        for round in 0..200 {
            let parties = 1 + round % 4;
            let options: Vec<usize> = (0..=numbers.below(4)).map(|_| 1 + numbers.below(6) as usize).collect();
            let bound = 1 + numbers.below(20);
            let space = numbers.space(parties, &options, bound);
            let mut seen = 0;
            space.visit(|_, points| seen += u64::from(space.is_feasible(points))).unwrap();
            assert_eq!(feasible(&space), Ok(seen), "{parties} parties, {options:?} below {bound}");
        }
    }

    #[test]
    fn millions_of_millions_are_counted() {
        // What one gets the other loses, so both are content exactly where twelve digits add up to half of 108: these are
        // the lucky tickets of twelve digits.
        let (up, down) = ([0, 1, 2, 3, 4, 5, 6, 7, 8, 9].as_slice(), [9, 8, 7, 6, 5, 4, 3, 2, 1, 0].as_slice());
        let space = space(&[&[up; 12], &[down; 12]], &[54, 54]);
        assert_eq!(space.deal_count(), 1_000_000_000_000);
        assert_eq!(feasible(&space), Ok(39_581_170_420));
    }
}
