//! The deal space: every deal there is, and what each is worth to some of the parties.
//!
//! A score sheet adds up over the issues, so the space is a product of small tables. [`frontier`](crate::frontier) and
//! [`count`](crate::count) use that and need not look at each deal; [`Space::visit`] looks at each, for what has no such
//! structure and as the tests' oracle.

use divest_core::State;
use divest_core::deal::{Deal, Sheet};
use divest_core::id::{IssueId, SeatId};
use divest_core::units::Points;
use std::fmt;

/// The most deals that are ever looked at one by one.
pub const VISITS_MAX: u64 = 100_000_000;

/// Every deal, valued by some parties.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Space {
    option_counts: Vec<usize>,
    parties: Vec<Stake>,
    /// The issue of which not all options are there, with those that are: where several sell, a seller's own lots.
    only: Option<(usize, Vec<u16>)>,
}

/// What one party has at stake.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stake {
    /// Points by issue and option.
    points: Vec<Vec<i64>>,
    /// The fewest points it accepts.
    pub walk_away: i64,
    /// The most points that a deal brings it.
    pub best: i64,
    /// The fewest points that a deal brings it.
    pub worst: i64,
}

impl Stake {
    /// Whether some deal is good enough for it.
    #[must_use]
    pub const fn can_be_satisfied(&self) -> bool {
        self.best >= self.walk_away
    }

    /// What an option of an issue is worth to it.
    #[must_use]
    pub fn points(&self, issue: usize, option: usize) -> i64 {
        self.points[issue][option]
    }
}

/// An answer would take more work than is reasonable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TooLarge {
    /// What there is too much of.
    pub what: &'static str,
    /// How many there are; `u64::MAX` for that many or more.
    pub count: u64,
    /// How many may be.
    pub most: u64,
}

impl fmt::Display for TooLarge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, count, most } = self;
        let at_least = if *count == u64::MAX { "at least " } else { "" };
        write!(f, "{at_least}{count} {what}, more than {most}")
    }
}

impl Space {
    /// The space of deals as the owners of score sheets see it, each with the fewest points it accepts.
    ///
    /// # Panics
    /// If there is no sheet, or the sheets are not of the same sale: that is our bug.
    #[must_use]
    pub fn new<'a>(parties: impl IntoIterator<Item = (&'a Sheet, Points)>) -> Self {
        let stake = |(sheet, walk_away): (&Sheet, Points)| {
            let of_issue = |issue: IssueId| {
                let count = sheet.ascending(issue).len();
                (0..count).map(|option| sheet.points(issue, option as u16).0).collect()
            };
            let points = (0..sheet.issue_count()).map(IssueId::at).map(of_issue).collect();
            Stake { points, walk_away: walk_away.0, best: sheet.best().0, worst: sheet.worst().0 }
        };
        let parties: Vec<Stake> = parties.into_iter().map(stake).collect();
        let first = parties.first().expect("BUG: a deal space without a party");
        let option_counts: Vec<usize> = first.points.iter().map(Vec::len).collect();
        let alike = |stake: &Stake| stake.points.iter().map(Vec::len).eq(option_counts.iter().copied());
        assert!(parties.iter().all(alike), "BUG: score sheets of different sales");
        Self { option_counts, parties, only: None }
    }

    /// The space as some seats see it, with their walk-aways as things stand; `None` if there is no seat or one has no
    /// score sheet.
    #[must_use]
    pub fn of_seats(state: &State, seats: &[SeatId]) -> Option<Self> {
        let party = |&seat: &SeatId| Some((state.sheet(seat)?, state.walk_away(seat)?));
        let parties: Option<Vec<(&Sheet, Points)>> = seats.iter().map(party).collect();
        let space = parties.filter(|parties| !parties.is_empty()).map(Self::new)?;
        Some(match own_lots(state, seats) {
            Some((issue, options)) => space.restricted(issue.index(), options),
            None => space,
        })
    }

    /// The same with some options of one issue alone.
    fn restricted(mut self, issue: usize, options: Vec<u16>) -> Self {
        for stake in &mut self.parties {
            let all = std::mem::take(&mut stake.points[issue]);
            stake.points[issue] = options.iter().map(|&option| all[usize::from(option)]).collect();
            let sum = |pick: fn(&Vec<i64>) -> Option<&i64>| stake.points.iter().filter_map(pick).sum();
            (stake.best, stake.worst) = (sum(|points| points.iter().max()), sum(|points| points.iter().min()));
        }
        self.option_counts[issue] = options.len();
        self.only = Some((issue, options));
        self
    }

    /// The option of an issue in the sale at a place among those that are there.
    #[must_use]
    pub fn option(&self, issue: usize, place: usize) -> u16 {
        match &self.only {
            Some((only, options)) if *only == issue => options[place],
            _ => place as u16,
        }
    }

    /// The place of an option among those that are there; the first for one that is not.
    fn place_of(&self, issue: usize, option: u16) -> usize {
        match &self.only {
            Some((only, options)) if *only == issue => options.iter().position(|&own| own == option).unwrap_or(0),
            _ => usize::from(option),
        }
    }

    /// The same deals with other walk-aways.
    #[must_use]
    pub fn with_walk_aways(mut self, walk_away: impl Fn(&Stake) -> i64) -> Self {
        for stake in &mut self.parties {
            stake.walk_away = walk_away(stake);
        }
        self
    }

    /// The parties, in the order given.
    #[must_use]
    pub fn parties(&self) -> &[Stake] {
        &self.parties
    }

    /// How many options each issue has.
    #[must_use]
    pub fn option_counts(&self) -> &[usize] {
        &self.option_counts
    }

    /// How many deals there are; `u64::MAX` for that many or more.
    #[must_use]
    pub fn deal_count(&self) -> u64 {
        self.option_counts.iter().fold(1, |count, &options| count.saturating_mul(options as u64))
    }

    /// What a deal is worth to each party.
    #[must_use]
    pub fn points(&self, deal: &Deal) -> Vec<i64> {
        let each = |(issue, of): (usize, &Vec<i64>)| of[self.place_of(issue, deal.0[issue])];
        self.parties.iter().map(|stake| stake.points.iter().enumerate().map(each).sum()).collect()
    }

    /// Whether points reach every party's walk-away.
    #[must_use]
    pub fn is_feasible(&self, points: &[i64]) -> bool {
        self.parties.iter().zip(points).all(|(stake, &points)| points >= stake.walk_away)
    }

    /// A deal's place when all are counted from 0, the last issue turning fastest. Ties between deals go to the first.
    #[must_use]
    pub fn place(&self, deal: &Deal) -> u64 {
        let turn = |place: u64, (issue, &count): (usize, &usize)| {
            place.saturating_mul(count as u64).saturating_add(self.place_of(issue, deal.0[issue]) as u64)
        };
        self.option_counts.iter().enumerate().fold(0, turn)
    }

    /// The deal at a place: see [`Space::place`].
    #[must_use]
    pub fn deal(&self, place: u64) -> Deal {
        let mut deal = Deal::FIRST;
        let mut left = place;
        for (issue, &count) in self.option_counts.iter().enumerate().rev() {
            deal = deal.with(IssueId::at(issue), self.option(issue, (left % count as u64) as usize));
            left /= count as u64;
        }
        deal
    }

    /// Shows every deal with its points for each party, in the order of places.
    ///
    /// # Errors
    /// There are more than [`VISITS_MAX`].
    pub fn visit(&self, mut see: impl FnMut(&Deal, &[i64])) -> Result<(), TooLarge> {
        let count = self.deal_count();
        if count > VISITS_MAX {
            return Err(TooLarge { what: "deals to look at one by one", count, most: VISITS_MAX });
        }
        let mut sums = vec![0; (self.option_counts.len() + 1) * self.parties.len()];
        self.visit_from(0, &mut Deal::FIRST.clone(), &mut sums, &mut see);
        Ok(())
    }

    /// Goes through the options of an issue; `sums` begins with what the issues before it bring.
    fn visit_from(&self, issue: usize, deal: &mut Deal, sums: &mut [i64], see: &mut impl FnMut(&Deal, &[i64])) {
        let width = self.parties.len();
        if issue == self.option_counts.len() {
            return see(deal, &sums[..width]);
        }
        for option in 0..self.option_counts[issue] {
            deal.0[issue] = self.option(issue, option);
            let (before, after) = sums.split_at_mut(width);
            for (party, stake) in self.parties.iter().enumerate() {
                after[party] = before[party] + stake.points[issue][option];
            }
            self.visit_from(issue + 1, deal, after, see);
        }
        deal.0[issue] = 0;
    }
}

/// The options of the issue of lots that a deal between some seats may be about, where several sell and one of those seats
/// does: its own lots.
fn own_lots(state: &State, seats: &[SeatId]) -> Option<(IssueId, Vec<u16>)> {
    let scenario = state.scenario();
    let lots = scenario.setup().sale.lots.as_ref().filter(|_| scenario.has_several_sellers())?;
    let sells = |seat: &SeatId| {
        let mut ids = scenario.seller_ids();
        ids.any(|id| seats.contains(&state.vendor_for(id)) && scenario.sellers()[id.index()] == *seat)
    };
    let named = |seat: &SeatId| seats.contains(seat) || sells(seat);
    let owners = lots.sellers.iter().enumerate().filter(|(_, seller)| named(seller));
    let options: Vec<u16> = owners.map(|(option, _)| option as u16).collect();
    (!options.is_empty()).then_some((lots.issue, options))
}

#[cfg(test)]
mod tests {
    use crate::sample::space;

    #[test]
    fn places_and_deals_belong_together() {
        let space = space(&[&[&[1, 2, 3], &[4, 5]], &[&[3, 1, 0], &[0, 9]]], &[2, 3]);
        assert_eq!(space.deal_count(), 6);
        let mut place = 0;
        space
            .visit(|deal, points| {
                assert_eq!((space.place(deal), space.deal(place)), (place, *deal));
                assert_eq!(space.points(deal), points);
                place += 1;
            })
            .unwrap();
        assert_eq!(place, 6);
    }

    #[test]
    fn too_many_deals_are_not_looked_at() {
        let wide: Vec<i64> = (0..10_000).collect();
        let space = space(&[&[&wide, &wide, &wide]], &[0]);
        let refused = space.visit(|_, _| panic!("it looked")).unwrap_err();
        assert_eq!(refused.to_string(), "1000000000000 deals to look at one by one, more than 100000000");
    }
}
