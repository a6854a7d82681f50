//! How many points make a utility of 1.
//!
//! With 16-digit weights no reasonable scale is exact, and rounding each product would let deals of equal utility differ by a
//! point and so make or break an efficient deal. So the values on issues are kept exact: the scale is a multiple of all
//! their denominators, and only weights are rounded, once, to as many decimals as there is room for. Where all weights end
//! before that, every utility is exact.

use super::fraction::{Fraction, gcd};
use super::{Domain, Worth};

/// No number in a scenario may be larger.
const POINTS_MAX: i128 = 1_000_000_000_000;
/// At least six digits are to be right.
const POINTS_MIN: i128 = 1_000_000;
/// Denominators of values beyond this leave too little room for the weights.
const VALUES_MAX: i128 = 100_000;

/// Points for a utility of 1: `values * weights`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Scale {
    /// A multiple of the denominators of all values; 1 where that would leave no room.
    values: i128,
    /// A power of ten.
    weights: i128,
    /// Whether values are whole multiples of `1 / values`.
    exact: bool,
}

impl Scale {
    /// The smallest exact scale from a million up, else the largest that fits; `None` if a utility is beyond all bounds.
    pub(super) fn new(domain: &Domain) -> Option<Self> {
        let worths = || domain.profiles.iter().flat_map(|profile| &profile.worth);
        let largest = worths().map(largest).try_fold(Fraction::ONE, |most, next| Some(most.max(next?)))?;
        let room = POINTS_MAX / largest.scaled_up(1)?.max(1);
        let values = worths().flat_map(|worth| &worth.of).try_fold(1, |all, value| lcm(all, value.under()));
        let (values, exact) = match values.filter(|values| *values <= VALUES_MAX && values * POINTS_MIN <= room) {
            Some(values) => (values, true),
            None => (1, false),
        };
        let ends = |power: i128| worths().all(|worth| power % worth.weight.under() == 0);
        let fits = |power: i128| values * power <= room;
        let powers = || (0..=12).map(|k| 10_i128.pow(k)).filter(|&power| fits(power));
        let neat = powers().find(|&power| exact && values * power >= POINTS_MIN && ends(power));
        let weights = neat.or_else(|| powers().next_back()).filter(|&power| values * power >= POINTS_MIN)?;
        Some(Self { values, weights, exact })
    }

    /// Points for a utility of 1.
    pub(super) const fn points(&self) -> i128 {
        self.values * self.weights
    }

    /// The points of a weighted value.
    pub(super) fn of(&self, weight: Fraction, value: Fraction) -> Option<i128> {
        if self.exact {
            value.scaled(self.values)?.checked_mul(weight.scaled(self.weights)?)
        } else {
            weight.times(value)?.scaled(self.points())
        }
    }
}

fn largest(worth: &Worth) -> Option<Fraction> {
    worth.of.iter().try_fold(Fraction::ZERO, |most, value| {
        let value = worth.weight.times(*value)?;
        Some(most.max(value).max(Fraction::ZERO.minus(value)?))
    })
}

fn lcm(a: i128, b: i128) -> Option<i128> {
    (a / i128::try_from(gcd(a.unsigned_abs(), b.unsigned_abs())).ok()?).checked_mul(b)
}
