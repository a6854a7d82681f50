//! Whole points for exact utilities.
//!
//! Score sheets hold whole points of at most a million millions, and utilities are fractions of any length. What matters for
//! counts of efficient and feasible deals is their order: unequal utilities stay unequal, and equal ones equal. So several
//! ways to round are tried, the most faithful first, and the first that keeps the order is taken:
//!
//! 1. every weighted value is a whole number of points;
//! 2. values as multiples of their common denominator, weights rounded once each, and nothing rounded after that;
//! 3. the same with the nearest simple fractions of the values, for 0.3333333333333333 and the like;
//! 4. per profile the common step of all its weighted values, rounded once: a deal is worth so many steps;
//! 5. the nearest simple fractions of values and weights, and what they leave over in the last places of the points;
//! 6. weighted values rounded at the finest scale;
//! 7. the nearest simple fractions of values and weights alone.
//!
//! 1, 4 and 5 keep the order by construction; of the others every deal is compared with its exact utility where there are
//! at most [`COMPARED_MAX`]. Where none keeps it, differences under 1e-12 may vanish. Where none keeps it even so, values and
//! weights are rounded once each, and the scenario says that counts are approximate.

use super::fraction::Fraction;
use super::{Domain, Profile};
use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

/// No number in a scenario may be larger.
const POINTS_MAX: i64 = 1_000_000_000_000;
/// At least six digits are to be right.
const POINTS_MIN: i64 = 1_000_000;
/// Common denominators of values beyond this leave too little room for the weights.
const VALUES_MAX: i64 = 1_000_000;
/// So many deals are compared with their exact utilities.
const COMPARED_MAX: u64 = 500_000;
/// Reservations beyond this do not make the scale coarser; no deal reaches so far.
const RESERVATION_MAX: i64 = 1_000;

/// A domain in whole points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scaled {
    /// The points of a utility of 1.
    pub(super) unit: i64,
    /// Points by profile, issue and value.
    pub(super) points: Vec<Vec<Vec<i64>>>,
    /// The fewest points that are good enough, by profile.
    pub(super) walk_aways: Vec<i64>,
    /// How the order of deals stands to that of their utilities.
    pub(super) order: Order,
}

/// How the order of deals by points stands to that by utilities.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Order {
    /// They are the same.
    Kept,
    /// The same but for differences of utility under a millionth of a millionth, which are none.
    KeptButForResidues,
    /// Nobody knows: counts of deals are approximate.
    Rounded,
}

type Points = Vec<Vec<Vec<BigInt>>>;

/// A way to round.
struct Way {
    unit: BigInt,
    points: Points,
    /// Whether the order is kept whatever the deals.
    is_faithful: bool,
}

/// What is wanted of a profile: by issue and value.
type Utilities = Vec<Vec<Fraction>>;

impl Scaled {
    /// The points of a checked domain; `None` if a utility is beyond all bounds.
    pub(super) fn new(domain: &Domain) -> Option<Self> {
        let scaler = Scaler::new(domain)?;
        let ways: [&dyn Fn() -> Option<Way>; 7] = [
            &|| scaler.exact(),
            &|| scaler.by_denominator(),
            &|| scaler.by_simple_values(),
            &|| scaler.by_step(),
            &|| scaler.with_residues(),
            &|| scaler.by_products(),
            &|| scaler.simple(),
        ];
        let keeping =
            |order: Order| ways.into_iter().filter_map(|way| way()).find_map(|way| scaler.finish(&way, order));
        let fallbacks: [&dyn Fn() -> Option<Way>; 3] =
            [&|| scaler.by_denominator(), &|| scaler.by_simple_values(), &|| scaler.by_factors()];
        let rounded =
            || fallbacks.into_iter().filter_map(|way| way()).find_map(|way| scaler.finish(&way, Order::Rounded));
        keeping(Order::Kept).or_else(|| keeping(Order::KeptButForResidues)).or_else(rounded)
    }
}

struct Scaler<'d> {
    profiles: &'d [Profile],
    utilities: Vec<Utilities>,
    /// How many points a utility of 1 may be, so that no number is too large.
    room: BigInt,
    deal_count: u64,
}

fn ten(power: u32) -> BigInt {
    BigInt::from(10).pow(power)
}

impl<'d> Scaler<'d> {
    fn new(domain: &'d Domain) -> Option<Self> {
        let weigh = |profile: &Profile| -> Utilities {
            let of = |worth: &super::Worth| worth.of.iter().map(|value| worth.weight.times(value)).collect();
            profile.worth.iter().map(of).collect()
        };
        let utilities: Vec<Utilities> = domain.profiles.iter().map(weigh).collect();
        let largest = utilities.iter().flatten().flatten().map(Fraction::size).max().unwrap_or_else(Fraction::one);
        let most = Fraction::whole_number(RESERVATION_MAX);
        let reservations = domain.profiles.iter().filter_map(|profile| profile.reservation.number());
        let reservation = reservations.map(Fraction::size).filter(|size| *size <= most).max();
        let largest = largest.max(reservation.unwrap_or_else(Fraction::one)).max(Fraction::one());
        let room = BigInt::from(POINTS_MAX) / largest.scaled_up(&BigInt::one());
        let counts = domain.issues.iter().map(|issue| issue.values.count());
        let deal_count = counts.fold(1, u64::saturating_mul);
        (room >= BigInt::from(POINTS_MIN)).then_some(Self { profiles: &domain.profiles, utilities, room, deal_count })
    }

    fn all(&self) -> impl Iterator<Item = &Fraction> {
        self.utilities.iter().flatten().flatten()
    }

    fn values(&self) -> impl Iterator<Item = &Fraction> {
        self.profiles.iter().flat_map(|profile| &profile.worth).flat_map(|worth| &worth.of)
    }

    /// The largest power of ten with which a number of points stays within the room; `None` if it is out of it by itself.
    fn power_within(&self, points: &BigInt) -> Option<BigInt> {
        (0..=12).map(ten).rfind(|power| points * power <= self.room)
    }

    /// At least so many points for a utility of 1: a power of ten where one fits, as it reads best, else by a power of ten.
    fn raised(&self, points: BigInt) -> Option<BigInt> {
        let neat = (6..=12).map(ten).find(|power| (power % &points).is_zero() && *power <= self.room);
        if neat.is_some() {
            return neat;
        }
        let raised = (0..=6).map(|power| &points * ten(power)).find(|points| *points >= BigInt::from(POINTS_MIN))?;
        (raised <= self.room).then_some(raised)
    }

    fn rounded(&self, unit: BigInt, is_faithful: bool) -> Way {
        let of = |utility: &Fraction| utility.scaled(&unit);
        let points = each(&self.utilities, of);
        Way { unit, points, is_faithful }
    }

    fn exact(&self) -> Option<Way> {
        let common = common_denominator(self.all(), &self.room)?;
        let numbers = self.profiles.iter().filter_map(|profile| profile.reservation.number());
        // With the reservations where there is room for them.
        let with = common_denominator(numbers, &self.room).map(|more| common.lcm(&more));
        let unit = with.and_then(|unit| self.raised(unit)).or_else(|| self.raised(common))?;
        Some(self.rounded(unit, true))
    }

    fn by_denominator(&self) -> Option<Way> {
        let values = common_denominator(self.values(), &BigInt::from(VALUES_MAX))?;
        self.weighted(values)
    }

    fn by_simple_values(&self) -> Option<Way> {
        let near = Fraction::of(1, POINTS_MAX)?;
        let simple: Vec<Fraction> = self.values().map(|value| value.simplest(&near)).collect();
        let values = common_denominator(simple.iter(), &BigInt::from(VALUES_MAX))?;
        self.weighted(values)
    }

    /// Values and weights rounded once each, to as many digits each.
    fn by_factors(&self) -> Option<Way> {
        self.weighted(BigInt::from(POINTS_MIN)).or_else(|| self.by_products())
    }

    /// Values as so many parts of 1, rounded once, times weights rounded once to as many decimals as there is room for.
    fn weighted(&self, values: BigInt) -> Option<Way> {
        let weights = self.power_within(&values)?;
        let unit = &values * &weights;
        if unit < BigInt::from(POINTS_MIN) {
            return None;
        }
        let of_issue = |worth: &super::Worth| {
            let weight = worth.weight.scaled(&weights);
            worth.of.iter().map(|value| value.scaled(&values) * &weight).collect()
        };
        let points = self.profiles.iter().map(|profile| profile.worth.iter().map(of_issue).collect()).collect();
        Some(Way { unit, points, is_faithful: false })
    }

    /// A deal is worth so many of its profile's steps over the first values, and the step alone is rounded.
    fn by_step(&self) -> Option<Way> {
        let steps: Vec<Option<Fraction>> = self.utilities.iter().map(step).collect();
        let near = Fraction::of(1, POINTS_MAX)?;
        let mut unit = BigInt::one();
        for (step, utilities) in steps.iter().zip(&self.utilities) {
            let Some(step) = step else { continue };
            // So near that all steps together are still right in the ninth digit.
            let size: Fraction = utilities.iter().flatten().fold(Fraction::one(), |sum, u| sum.plus(&u.size()));
            let tolerance = near.times(step).divided_by(&size)?;
            unit = unit.lcm(step.simplest(&tolerance).under());
            if unit > self.room {
                return None;
            }
        }
        let unit = self.raised(unit)?;
        let mut points = Vec::new();
        for (step, utilities) in steps.iter().zip(&self.utilities) {
            let Some(step) = step else {
                points.push(each_issue(utilities, &|utility: &Fraction| utility.scaled(&unit)));
                continue;
            };
            let step_points = step.scaled(&unit);
            if step_points.is_zero() {
                return None;
            }
            let of_issue = |of: &Vec<Fraction>| {
                let Some(first) = of.first() else { return Vec::new() };
                let base = first.scaled(&unit);
                let steps =
                    |utility: &Fraction| utility.minus(first).divided_by(step).map(|steps| steps.over().clone());
                of.iter().map(|utility| &base + steps(utility).unwrap_or_default() * &step_points).collect()
            };
            points.push(utilities.iter().map(of_issue).collect());
        }
        Some(Way { unit, points, is_faithful: true })
    }

    /// What every utility is nearly, by profile, issue and value, and its common denominator.
    fn nearly(&self) -> Option<(Vec<Utilities>, BigInt)> {
        let near = Fraction::of(1, POINTS_MAX)?;
        let of_issue = |worth: &super::Worth| {
            let weight = worth.weight.simplest(&near);
            worth.of.iter().map(|value| weight.times(&value.simplest(&near))).collect()
        };
        let simple: Vec<Utilities> =
            self.profiles.iter().map(|profile| profile.worth.iter().map(of_issue).collect()).collect();
        let common = common_denominator(simple.iter().flatten().flatten(), &BigInt::from(VALUES_MAX))?;
        Some((simple, common))
    }

    fn simple(&self) -> Option<Way> {
        let (simple, common) = self.nearly()?;
        let unit = self.raised(common)?;
        let points = each(&simple, |utility| utility.scaled(&unit));
        Some(Way { unit, points, is_faithful: false })
    }

    fn with_residues(&self) -> Option<Way> {
        let (simple, common) = self.nearly()?;
        let mut residues: Points = Vec::new();
        let mut largest = BigInt::zero();
        for (utilities, simple) in self.utilities.iter().zip(&simple) {
            let rest = |(of, simple): (&Vec<Fraction>, &Vec<Fraction>)| {
                of.iter().zip(simple).map(|(utility, simple)| utility.minus(simple)).collect()
            };
            let rests: Utilities = utilities.iter().zip(simple).map(rest).collect();
            let size = rests.iter().filter_map(|of| of.iter().map(Fraction::size).max());
            let size = size.fold(Fraction::zero(), |sum, size| sum.plus(&size));
            // Two deals that are nearly different must be different in the same way.
            if size.times(&Fraction::whole_number(common.clone() * 4)) >= Fraction::one() {
                return None;
            }
            let all = rests.iter().flatten().filter(|rest| !rest.is_zero()).map(Fraction::size);
            let step = all.reduce(|step, rest| step.common_step(&rest)).unwrap_or_else(Fraction::one);
            let steps = |rest: &Fraction| rest.divided_by(&step).map(|steps| steps.over().clone()).unwrap_or_default();
            let steps = each_issue(&rests, &steps);
            let most = steps.iter().filter_map(|of| of.iter().map(BigInt::abs).max()).sum::<BigInt>();
            largest = largest.max(most);
            residues.push(steps);
        }
        // Residues stay out of the digits that are shown.
        let factor = self.power_within(&common)?;
        if &common * &factor < BigInt::from(POINTS_MIN) || &factor * &common < largest.clone() * POINTS_MIN * 10 {
            return None;
        }
        if factor <= largest * 2 {
            return None;
        }
        let unit = &common * &factor;
        let mut points = each(&simple, |utility| utility.scaled(&unit));
        for (points, residues) in points.iter_mut().flatten().flatten().zip(residues.iter().flatten().flatten()) {
            *points += residues;
        }
        Some(Way { unit, points, is_faithful: true })
    }

    fn by_products(&self) -> Option<Way> {
        let unit = self.power_within(&BigInt::one())?;
        Some(self.rounded(unit, false))
    }

    /// The points of a way, if they keep the order so far.
    fn finish(&self, way: &Way, order: Order) -> Option<Scaled> {
        let few = self.deal_count <= COMPARED_MAX;
        if order != Order::Rounded && !way.is_faithful && !few {
            return None;
        }
        let most = BigInt::from(POINTS_MAX);
        let narrow = |points: &BigInt| points.to_i64().filter(|_| points.abs() <= most);
        let mut all = Vec::new();
        let mut walk_aways = Vec::new();
        for (party, points) in way.points.iter().enumerate() {
            let points: Option<Vec<Vec<i64>>> =
                points.iter().map(|issue| issue.iter().map(narrow).collect::<Option<Vec<i64>>>()).collect();
            let points = points?;
            let compared = if few { Some(self.compared(party, &points)) } else { None };
            if !way.is_faithful
                && compared.as_ref().is_none_or(|compared| !compared.keeps(order))
                && order != Order::Rounded
            {
                return None;
            }
            walk_aways.push(self.walk_away(party, &points, &way.unit, compared.as_ref()));
            all.push(points);
        }
        let unit = way.unit.to_i64()?;
        Some(Scaled { unit, points: all, walk_aways, order })
    }

    /// The fewest points that are good enough: what the reservation is at this scale, moved where need be so that a deal
    /// of exactly the reservation reaches it and one under it does not.
    fn walk_away(&self, party: usize, points: &[Vec<i64>], unit: &BigInt, compared: Option<&Compared>) -> i64 {
        let sum = |pick: fn(&Vec<i64>) -> Option<&i64>| points.iter().filter_map(pick).sum::<i64>();
        let (worst, best) = (sum(|of| of.iter().min()), sum(|of| of.iter().max()));
        let bound = |walk_away: i64| walk_away.clamp(-POINTS_MAX, POINTS_MAX);
        let reservation = match &self.profiles[party].reservation {
            super::Reservation::Nothing => return bound(best.saturating_add(1)),
            super::Reservation::Anything => return bound(worst),
            super::Reservation::Utility(reservation) => reservation,
        };
        let as_points = |number: BigInt| number.clamp((-POINTS_MAX).into(), POINTS_MAX.into()).to_i64().unwrap_or(0);
        let Some(Compared { under, reaching, .. }) = compared else {
            // Below by as much as rounding may have taken from a deal.
            let lost: Fraction =
                self.utilities[party].iter().zip(points).fold(Fraction::zero(), |sum, (of, points)| {
                    let lost = |(utility, points): (&Fraction, &i64)| {
                        utility.times(&Fraction::whole_number(unit.clone())).minus(&Fraction::whole_number(*points))
                    };
                    let most = of.iter().zip(points).map(lost).max().unwrap_or_else(Fraction::zero);
                    sum.plus(&most.max(Fraction::zero()))
                });
            let exact = reservation.times(&Fraction::whole_number(unit.clone())).minus(&lost);
            return as_points(exact.scaled_up(&BigInt::one()));
        };
        let mut walk_away = as_points(reservation.scaled_up(unit));
        if let Some(under) = under {
            walk_away = walk_away.max(under.saturating_add(1));
        }
        if let Some(reaching) = reaching {
            walk_away = walk_away.min(*reaching);
        }
        bound(walk_away)
    }

    /// Compares every deal's points with its utility.
    fn compared(&self, party: usize, points: &[Vec<i64>]) -> Compared {
        let utilities = &self.utilities[party];
        let under = utilities.iter().flatten().fold(BigInt::one(), |all, utility| all.lcm(utility.under()));
        let reservation = self.profiles[party].reservation.number();
        let under = reservation.map_or_else(|| under.clone(), |number| under.lcm(number.under()));
        let whole = |utility: &Fraction| utility.over() * (&under / utility.under());
        let exact: Vec<Vec<BigInt>> = utilities.iter().map(|of| of.iter().map(whole).collect()).collect();
        let reservation = reservation.map(whole);
        // Mostly 128 bits are enough, and much faster.
        let size: BigInt = exact.iter().flatten().map(BigInt::abs).sum();
        let residue = &under / BigInt::from(POINTS_MAX);
        if size.to_i128().is_some() && reservation.as_ref().is_none_or(|number| number.to_i128().is_some()) {
            let narrow: Vec<Vec<i128>> =
                exact.iter().map(|of| of.iter().map(|number| number.to_i128().unwrap_or(0)).collect()).collect();
            return Compared::new(
                &narrow,
                points,
                reservation.and_then(|number| number.to_i128()).as_ref(),
                &residue.to_i128().unwrap_or(0),
            );
        }
        Compared::new(&exact, points, reservation.as_ref(), &residue)
    }
}

fn each(utilities: &[Utilities], of: impl Fn(&Fraction) -> BigInt) -> Points {
    utilities.iter().map(|utilities| each_issue(utilities, &of)).collect()
}

fn each_issue(utilities: &Utilities, of: &impl Fn(&Fraction) -> BigInt) -> Vec<Vec<BigInt>> {
    utilities.iter().map(|issue| issue.iter().map(of).collect()).collect()
}

/// The common denominator, if it is at most so much.
fn common_denominator<'f>(mut numbers: impl Iterator<Item = &'f Fraction>, most: &BigInt) -> Option<BigInt> {
    numbers.try_fold(BigInt::one(), |all, number| Some(all.lcm(number.under())).filter(|all| all <= most))
}

/// The largest number of which all differences within issues are multiples; `None` if there are none.
fn step(utilities: &Utilities) -> Option<Fraction> {
    let differences = utilities.iter().flat_map(|of| of.iter().filter_map(|utility| Some(utility.minus(of.first()?))));
    let differences = differences.map(|difference| difference.size()).filter(|difference| !difference.is_zero());
    differences.reduce(|step, difference| step.common_step(&difference))
}

/// How the points of all deals stand to their utilities.
struct Compared {
    order: Order,
    /// The most points of a deal under the reservation.
    under: Option<i64>,
    /// The fewest points of a deal that reaches it.
    reaching: Option<i64>,
}

impl Compared {
    fn keeps(&self, order: Order) -> bool {
        let apart = self.under.zip(self.reaching).is_none_or(|(under, reaching)| under < reaching);
        match order {
            Order::Kept => apart && self.order == Order::Kept,
            Order::KeptButForResidues => self.order != Order::Rounded,
            Order::Rounded => true,
        }
    }

    /// `residue` is what counts as no difference.
    fn new<N>(exact: &[Vec<N>], points: &[Vec<i64>], reservation: Option<&N>, residue: &N) -> Self
    where
        N: Ord + Clone + Zero,
        for<'n> &'n N: std::ops::Add<&'n N, Output = N>,
    {
        let mut deals = vec![(N::zero(), 0_i64)];
        for (exact, points) in exact.iter().zip(points) {
            let mut more: Vec<(N, i64)> = Vec::with_capacity(deals.len() * points.len());
            for (sum, sum_points) in &deals {
                more.extend(exact.iter().zip(points).map(|(number, points)| (sum + number, sum_points + points)));
            }
            // Deals of the same utility and points are alike from here on.
            more.sort_unstable();
            more.dedup();
            deals = more;
        }
        let kept = deals.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 < pair[1].1);
        let kept_but = |pair: &[(N, i64)]| {
            let is_apart = &pair[0].0 + residue <= pair[1].0;
            if is_apart { pair[0].1 < pair[1].1 } else { pair[0].0 < pair[1].0 && pair[0].1 <= pair[1].1 }
        };
        let order = match kept {
            true => Order::Kept,
            false if deals.windows(2).all(kept_but) => Order::KeptButForResidues,
            false => Order::Rounded,
        };
        let reaches = |deal: &&(N, i64)| reservation.is_none_or(|reservation| deal.0 >= *reservation);
        let under = deals.iter().filter(|deal| !reaches(deal)).map(|deal| deal.1).max();
        let reaching = deals.iter().filter(reaches).map(|deal| deal.1).min();
        Self { order, under, reaching }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Issue, Reservation, Values, Worth};

    /// A domain of issues with the same weights and values for one profile, turned round for the other.
    fn domain(weights: &[&str], values: &[&str], reservation: &str) -> Domain {
        let number = |text: &&str| Fraction::parse(text).unwrap();
        let names = Values::Named(values.iter().enumerate().map(|(i, _)| i.to_string()).collect());
        let issues = weights.iter().map(|_| Issue { name: "i".into(), values: names.clone() }).collect();
        let profile = |reversed: bool| {
            let mut of: Vec<Fraction> = values.iter().map(number).collect();
            if reversed {
                of.reverse();
            }
            let worth = weights.iter().map(|weight| Worth { weight: number(weight), of: of.clone() }).collect();
            let reservation = Reservation::Utility(number(&reservation));
            Profile { name: "p".into(), worth, reservation, discount: None }
        };
        let profiles = vec![profile(false), profile(true)];
        Domain { name: "d".into(), tool: "none", issues, profiles, notes: Vec::new() }
    }

    fn scaled(weights: &[&str], values: &[&str], reservation: &str) -> Scaled {
        Scaled::new(&domain(weights, values, reservation)).expect("points")
    }

    #[test]
    fn decimals_that_end_are_exact_with_the_reservation() {
        let found = scaled(&["0.3", "0.7"], &["0", "0.25", "1"], "0.123456789");
        assert_eq!((found.unit, found.order), (1_000_000_000, Order::Kept));
        assert_eq!(found.points[0][0], [0, 75_000_000, 300_000_000]);
        assert_eq!(found.walk_aways, [123_456_789; 2]);
    }

    #[test]
    fn thirds_of_sixteen_digits_stay_equal() {
        let values = ["0", "0.3333333333333333", "0.6666666666666666", "0.9999999999999999"];
        let found = scaled(&["0.5", "0.5"], &values, "0");
        assert_eq!(found.order, Order::Kept);
        let points = &found.points[0][0];
        assert_eq!((points[1] * 2, points[1] * 3), (points[2], points[3]));
    }

    #[test]
    fn what_is_worth_exactly_the_reservation_reaches_it() {
        let values = ["0", "0.1234567890123456", "0.8765432109876543", "1"];
        let (weights, third) = (["0.3333333333333333", "0.6666666666666667"], "0.3333333333333333");
        let found = scaled(&weights, &values, third);
        assert_eq!(found.order, Order::Kept);
        assert_eq!(found.walk_aways[0], found.points[0][0][3] + found.points[0][1][0]);
    }

    #[test]
    fn residues_are_nothing() {
        let found = scaled(&["0.3333333333333333"], &["0", "5.551115123125783e-17", "1"], "0");
        assert_eq!(found.order, Order::KeptButForResidues);
        assert_eq!(found.points[0][0][..2], [0, 0]);
        let found = scaled(&["0.5", "0.5"], &["0", "0.1", "0.2", "0.30000000000000004"], "0");
        assert_eq!(found.order, Order::Kept, "a residue that fits into the last places is kept");
        let points = &found.points[0][0];
        assert!(points[1] + points[2] < points[3] + points[0]);
    }

    #[test]
    fn no_deal_or_every_deal_may_be_good_enough() {
        let mut domain = domain(&["1"], &["0", "1"], "0");
        domain.profiles[0].reservation = Reservation::Nothing;
        domain.profiles[1].reservation = Reservation::Anything;
        let found = Scaled::new(&domain).expect("points");
        assert_eq!(found.walk_aways, [found.unit + 1, 0]);
        domain.profiles[0].reservation = Reservation::Utility(Fraction::parse("1e300").unwrap());
        let found = Scaled::new(&domain).expect("points");
        assert!(found.walk_aways[0] > found.unit, "far above the best");
    }

    #[test]
    fn utilities_beyond_bounds_are_refused() {
        assert!(Scaled::new(&domain(&["1e7"], &["0", "1"], "0")).is_none());
    }

    /// Whatever the digits: equal utilities have equal points, and a higher one more, but for residues.
    #[test]
    fn equal_utilities_stay_equal() {
        let weights = ["0.1428571428571428", "0.2857142857142857", "0.2857142857142857", "0.2857142857142858"];
        for values in [
            ["0.1", "0.2", "0.30000000000000004", "1.0"],
            ["0.07692307692307693", "0.15384615384615385", "0.5384615384615384", "1"],
            ["0.0123456789012345", "0.3", "0.7071067811865476", "1"],
        ] {
            let domain = domain(&weights, &values, "0.5");
            let found = Scaled::new(&domain).expect("points");
            let mut deals: Vec<(Fraction, i64)> = vec![(Fraction::zero(), 0)];
            for (worth, points) in domain.profiles[0].worth.iter().zip(&found.points[0]) {
                let next = |(sum, all): &(Fraction, i64)| {
                    let of = worth.of.iter().zip(points);
                    let of = of.map(|(value, points)| (sum.plus(&worth.weight.times(value)), all + points));
                    of.collect::<Vec<_>>()
                };
                deals = deals.iter().flat_map(next).collect();
            }
            deals.sort();
            for pair in deals.windows(2) {
                let is_apart = pair[1].0.minus(&pair[0].0) > Fraction::parse("1e-12").unwrap();
                let is_right = match pair[0].0 == pair[1].0 {
                    true => pair[0].1 == pair[1].1,
                    false => pair[0].1 <= pair[1].1 && !(is_apart && pair[0].1 == pair[1].1),
                };
                assert!(is_right, "{values:?} {pair:?}");
            }
        }
    }
}
