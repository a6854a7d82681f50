//! What is bargained over: issues with their options, deals, and the score sheets that value them.

use crate::id::IssueId;
use crate::scenario::Quantity;
use crate::units::{Points, interpolate};
use serde::{Deserialize, Serialize};

/// How many issues one sale may have.
pub const ISSUES_MAX: usize = 16;
/// How many options one issue may have; a deal holds each choice in 16 bits.
pub const OPTIONS_MAX: usize = 10_000;

/// A negotiable point.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issue {
    /// The key in the scenario file.
    pub key: String,
    /// The name for readers.
    pub name: String,
    /// What may be chosen.
    pub choice: Choice,
}

/// What may be chosen on an issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Choice {
    /// One of several named options.
    Options(Vec<NamedOption>),
    /// A whole number from a range, in even steps.
    Range {
        /// The least value.
        from: i64,
        /// The distance between neighbouring values; above zero.
        step: i64,
        /// How many values there are.
        count: u16,
        /// The unit for readers, such as `USD million` or `%`.
        unit: String,
    },
}

/// One named option of an issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedOption {
    /// The key in the scenario file.
    pub key: String,
    /// The name for readers.
    pub name: String,
}

impl Issue {
    /// How many options there are to choose from.
    #[must_use]
    pub fn option_count(&self) -> usize {
        match &self.choice {
            Choice::Options(options) => options.len(),
            Choice::Range { count, .. } => usize::from(*count),
        }
    }

    /// The number that an option of a range stands for.
    #[must_use]
    pub fn value(&self, option: u16) -> Option<i64> {
        match &self.choice {
            Choice::Options(_) => None,
            Choice::Range { from, step, .. } => Some(from + step * i64::from(option)),
        }
    }

    /// The option for a number of a range; `None` between two steps, outside the range, or on an issue of named options.
    #[must_use]
    pub fn option_for_value(&self, value: i64) -> Option<u16> {
        match &self.choice {
            Choice::Options(_) => None,
            Choice::Range { from, step, count, .. } => {
                let offset = value.checked_sub(*from)?;
                let steps = offset / step;
                (offset >= 0 && offset % step == 0 && steps < i64::from(*count)).then_some(steps as u16)
            }
        }
    }

    /// The option with a key.
    #[must_use]
    pub fn option_for_key(&self, key: &str) -> Option<u16> {
        match &self.choice {
            Choice::Options(options) => options.iter().position(|o| o.key == key).map(|i| i as u16),
            Choice::Range { .. } => None,
        }
    }
}

/// One choice for each issue of the sale, by the option's place in the issue.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Deal(pub [u16; ISSUES_MAX]);

impl Deal {
    /// The deal that takes the first option of every issue.
    pub const FIRST: Self = Self([0; ISSUES_MAX]);

    /// The option chosen on an issue.
    #[must_use]
    pub const fn option(&self, issue: IssueId) -> u16 {
        self.0[issue.index()]
    }

    /// This deal with another choice on one issue.
    #[must_use]
    pub const fn with(mut self, issue: IssueId, option: u16) -> Self {
        self.set(issue, option);
        self
    }

    /// Makes another choice on one issue.
    pub const fn set(&mut self, issue: IssueId, option: u16) {
        self.0[issue.index()] = option;
    }

    /// The choices as numbers, four in each, the first one lowest.
    pub(crate) fn words(&self) -> [i64; ISSUES_MAX / 4] {
        let four = |at: usize| (0..4).map(|i| i64::from(self.0[4 * at + i]) << (16 * i)).sum();
        std::array::from_fn(four)
    }
}

/// A requirement on a deal: for each issue named, the options that are allowed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Terms(pub Vec<(IssueId, Vec<u16>)>);

impl Terms {
    /// Whether a deal chooses an allowed option on every issue named.
    #[must_use]
    pub fn allow(&self, deal: &Deal) -> bool {
        self.first_refusal(deal).is_none()
    }

    /// The first issue on which a deal chooses what is not allowed.
    #[must_use]
    pub fn first_refusal(&self, deal: &Deal) -> Option<IssueId> {
        self.0.iter().find(|(issue, _)| !self.allow_option(*issue, deal.option(*issue))).map(|(issue, _)| *issue)
    }

    /// Whether an option is allowed; every option is on an issue that is not named.
    #[must_use]
    pub fn allow_option(&self, issue: IssueId, option: u16) -> bool {
        let named = self.0.iter().find(|(named, _)| *named == issue);
        named.is_none_or(|(_, allowed)| allowed.binary_search(&option).is_ok())
    }

    /// The first deal that is allowed: on each issue named its first option allowed, on the others the first there is.
    #[must_use]
    pub fn first_deal(&self) -> Deal {
        let choose = |deal: Deal, (issue, allowed): &(IssueId, Vec<u16>)| match allowed.first() {
            Some(&option) => deal.with(*issue, option),
            None => deal,
        };
        self.0.iter().fold(Deal::FIRST, choose)
    }
}

/// What an author says a deal is worth to a party: a value for each option of each issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SheetSpec(pub Vec<IssueScore>);

/// The points of one issue.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum IssueScore {
    /// Points for each option, in the issue's order.
    PerOption(Vec<Quantity>),
    /// Points at some values of a range, linear between them and level outside; ordered by value, values distinct.
    Knots(Vec<(i64, Quantity)>),
}

impl SheetIssue {
    fn of(points: Vec<i64>) -> Self {
        let mut ascending: Vec<u16> = (0..points.len() as u16).collect();
        // The sort is stable, so options of equal worth keep the author's order.
        ascending.sort_by_key(|&option| points[usize::from(option)]);
        let ascending_points: Vec<i64> = ascending.iter().map(|&option| points[usize::from(option)]).collect();
        let most = ascending_points.last().copied().unwrap_or(0);
        Self { points, ascending, ascending_points, most }
    }
}

impl SheetSpec {
    /// Whether a number on the sheet was left to the seed.
    #[must_use]
    pub fn is_drawn(&self) -> bool {
        self.0.iter().any(|score| match score {
            IssueScore::PerOption(points) => points.iter().any(Quantity::is_drawn),
            IssueScore::Knots(knots) => knots.iter().any(|(_, points)| points.is_drawn()),
        })
    }
}

/// A score sheet made ready: the points of every option, and each issue's options by what they are worth.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sheet {
    issues: Vec<SheetIssue>,
    best: Points,
    worst: Points,
}

#[derive(Clone, PartialEq, Eq, Debug, Default)]
struct SheetIssue {
    points: Vec<i64>,
    ascending: Vec<u16>,
    /// What the options of `ascending` are worth, in the same order, so that a search reads one table.
    ascending_points: Vec<i64>,
    /// The last of these; zero if there is none.
    most: i64,
}

impl Sheet {
    /// Works out the points of every option; `value` says what a quantity is in this run.
    #[must_use]
    pub fn new(spec: &SheetSpec, issues: &[Issue], value: impl Fn(Quantity) -> i64) -> Self {
        let issues: Vec<SheetIssue> =
            spec.0.iter().zip(issues).map(|(score, issue)| SheetIssue::of(points_of(score, issue, &value))).collect();
        let sum = |pick: fn(&SheetIssue) -> Option<&i64>| Points(issues.iter().filter_map(pick).sum());
        let (worst, best) = (sum(|i| i.ascending_points.first()), sum(|i| i.ascending_points.last()));
        Self { issues, best, worst }
    }

    /// The same where the options of one issue are worth so many points more.
    pub(crate) fn raise(&mut self, issue: IssueId, by: impl Fn(u16) -> i64) {
        let mut points = std::mem::take(&mut self.issues[issue.index()].points);
        points.iter_mut().zip(0_u16..).for_each(|(points, option)| *points += by(option));
        self.issues[issue.index()] = SheetIssue::of(points);
        let sum = |pick: fn(&SheetIssue) -> Option<&i64>| Points(self.issues.iter().filter_map(pick).sum());
        (self.worst, self.best) = (sum(|i| i.ascending_points.first()), sum(|i| i.ascending_points.last()));
    }

    /// What a deal is worth.
    #[must_use]
    pub fn score(&self, deal: &Deal) -> Points {
        let mut sum = 0;
        for (issue, &option) in self.issues.iter().zip(&deal.0) {
            sum += issue.points[usize::from(option)];
        }
        Points(sum)
    }

    /// What the choice that a deal makes on each issue is worth, and the most that any is.
    pub fn choices(&self, deal: &Deal) -> impl Iterator<Item = (IssueId, Points, Points)> {
        let issues = self.issues.iter().zip(&deal.0).enumerate();
        issues.map(|(place, (issue, &option))| {
            (IssueId::at(place), Points(issue.points[usize::from(option)]), Points(issue.most))
        })
    }

    /// What one option of one issue is worth.
    #[must_use]
    pub fn points(&self, issue: IssueId, option: u16) -> Points {
        Points(self.issues[issue.index()].points[usize::from(option)])
    }

    /// The options of an issue from the least to the most points; equals in the author's order.
    #[must_use]
    pub fn ascending(&self, issue: IssueId) -> &[u16] {
        &self.issues[issue.index()].ascending
    }

    /// The options of an issue that are worth at least so many points, from the least to the most.
    #[must_use]
    pub fn worth_at_least(&self, issue: IssueId, points: Points) -> &[u16] {
        let issue = &self.issues[issue.index()];
        let from = issue.ascending_points.partition_point(|&worth| worth < points.0);
        &issue.ascending[from..]
    }

    /// The most points that any option of an issue is worth.
    #[must_use]
    pub fn most(&self, issue: IssueId) -> Points {
        Points(self.issues[issue.index()].most)
    }

    /// How many issues the sheet values.
    #[must_use]
    pub fn issue_count(&self) -> usize {
        self.issues.len()
    }

    /// The most points that any deal brings.
    #[must_use]
    pub const fn best(&self) -> Points {
        self.best
    }

    /// The least points that any deal brings.
    #[must_use]
    pub const fn worst(&self) -> Points {
        self.worst
    }
}

fn points_of(score: &IssueScore, issue: &Issue, value: &impl Fn(Quantity) -> i64) -> Vec<i64> {
    match score {
        IssueScore::PerOption(points) => points.iter().map(|&q| value(q)).collect(),
        IssueScore::Knots(knots) => {
            let knots: Vec<(i64, i64)> = knots.iter().map(|&(at, q)| (at, value(q))).collect();
            let at = |x: i64| match knots.iter().position(|&(k, _)| k >= x) {
                None => knots.last().map_or(0, |&(_, y)| y),
                Some(0) => knots[0].1,
                Some(i) => interpolate(x, knots[i - 1], knots[i]),
            };
            (0..issue.option_count() as u16).map(|o| at(issue.value(o).unwrap_or(0))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price() -> Issue {
        Issue {
            key: "price".into(),
            name: "Price".into(),
            choice: Choice::Range { from: 10, step: 5, count: 5, unit: "m".into() },
        }
    }

    #[test]
    fn a_range_knows_its_values() {
        let price = price();
        assert_eq!(price.value(4), Some(30));
        assert_eq!(price.option_for_value(30), Some(4));
        for outside in [9, 12, 35, i64::MIN, i64::MAX] {
            assert_eq!(price.option_for_value(outside), None, "{outside}");
        }
    }

    #[test]
    fn points_are_linear_between_knots_and_level_outside() {
        let spec = SheetSpec(vec![IssueScore::Knots(vec![(15, Quantity::Fixed(0)), (25, Quantity::Fixed(100))])]);
        let sheet = Sheet::new(&spec, &[price()], |q| q.fixed().unwrap());
        let points: Vec<i64> = (0..5).map(|o| sheet.points(IssueId(0), o).0).collect();
        assert_eq!(points, [0, 0, 50, 100, 100]);
        assert_eq!(sheet.ascending(IssueId(0)), [0, 1, 2, 3, 4]);
        assert_eq!((sheet.worst(), sheet.best()), (Points(0), Points(100)));
    }

    #[test]
    fn terms_allow_listed_options_only() {
        let terms = Terms(vec![(IssueId(1), vec![0, 2])]);
        assert!(terms.allow(&Deal::FIRST));
        assert!(!terms.allow(&Deal::FIRST.with(IssueId(1), 1)));
        assert!(terms.allow(&Deal::FIRST.with(IssueId(0), 9).with(IssueId(1), 2)));
    }
}
