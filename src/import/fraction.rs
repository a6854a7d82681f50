//! Exact fractions, as files write them: no digit is lost before a scale is chosen.

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Pow, Signed, ToPrimitive, Zero};

/// The most digits of a number, and the largest power of ten in it: more than any float of 64 bits is written with.
const DIGITS_MAX: usize = 400;

/// A fraction in lowest terms.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Fraction(BigRational);

impl Fraction {
    pub(super) fn zero() -> Self {
        Self(BigRational::zero())
    }

    pub(super) fn one() -> Self {
        Self(BigRational::one())
    }

    /// The fraction that a whole number is.
    pub(super) fn whole_number(number: impl Into<BigInt>) -> Self {
        Self(BigRational::from_integer(number.into()))
    }

    /// `over / under`; `None` if that is no number.
    pub(super) fn of(over: impl Into<BigInt>, under: impl Into<BigInt>) -> Option<Self> {
        let under: BigInt = under.into();
        (!under.is_zero()).then(|| Self(BigRational::new(over.into(), under)))
    }

    /// A number as files write it: `12`, `-0.5`, `1.0E-4`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (digits, exponent) = match text.split_once(['e', 'E']) {
            Some((digits, exponent)) => (digits, exponent.parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (negative, digits) = match digits.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, digits.strip_prefix('+').unwrap_or(digits)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let all = [whole, part].concat();
        let fits = (1..=DIGITS_MAX).contains(&all.len()) && exponent.unsigned_abs() as usize <= DIGITS_MAX;
        if !fits || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: BigInt = all.parse().ok()?;
        let number = if negative { -number } else { number };
        let power = exponent - i32::try_from(part.len()).ok()?;
        let ten = BigInt::from(10).pow(power.unsigned_abs());
        if power < 0 { Self::of(number, ten) } else { Some(Self::whole_number(number * ten)) }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    pub(super) fn over(&self) -> &BigInt {
        self.0.numer()
    }

    pub(super) fn under(&self) -> &BigInt {
        self.0.denom()
    }

    pub(super) fn size(&self) -> Self {
        Self(self.0.abs())
    }

    /// The number if it is whole and of 64 bits.
    pub(super) fn whole(&self) -> Option<i64> {
        if self.0.is_integer() { self.over().to_i64() } else { None }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        Self(&self.0 + &other.0)
    }

    pub(super) fn minus(&self, other: &Self) -> Self {
        Self(&self.0 - &other.0)
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        Self(&self.0 * &other.0)
    }

    /// `None` where the other is zero.
    pub(super) fn divided_by(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// `self * factor`, rounded once to the nearest whole number, halves away from zero.
    pub(super) fn scaled(&self, factor: &BigInt) -> BigInt {
        (&self.0 * factor).round().to_integer()
    }

    /// The least whole number that is not under `self * factor`.
    pub(super) fn scaled_up(&self, factor: &BigInt) -> BigInt {
        (&self.0 * factor).ceil().to_integer()
    }

    /// The simplest fraction that is at most `tolerance` away: the first convergent of its continued fraction so near.
    pub(super) fn simplest(&self, tolerance: &Self) -> Self {
        let (mut over, mut under) = (BigInt::one(), BigInt::zero());
        let (mut over_before, mut under_before) = (BigInt::zero(), BigInt::one());
        let mut rest = self.0.clone();
        loop {
            let digit = rest.floor().to_integer();
            (over, over_before) = (&digit * &over + over_before, over);
            (under, under_before) = (&digit * &under + under_before, under);
            let found = Self(BigRational::new(over.clone(), under.clone()));
            let part = rest - BigRational::from_integer(digit);
            if part.is_zero() || found.minus(self).size() <= *tolerance {
                return found;
            }
            rest = part.recip();
        }
    }

    /// The largest fraction of which both are whole multiples.
    pub(super) fn common_step(&self, other: &Self) -> Self {
        let under = self.under().lcm(other.under());
        let whole = |number: &Self| number.over() * (&under / number.under());
        let over = whole(self).gcd(&whole(other));
        Self(BigRational::new(over, under))
    }

    /// The number in decimal digits, at most so many after the point.
    pub(super) fn decimal(&self, places: u32) -> String {
        let ten = BigInt::from(10).pow(places);
        let scaled = self.scaled(&ten);
        let sign = if scaled.is_negative() { "-" } else { "" };
        let (whole, part) = scaled.abs().div_rem(&ten);
        let part = format!("{part:0>width$}", part = part.to_string(), width = places as usize);
        let part = part.trim_end_matches('0');
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Fraction {
        Fraction::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn numbers_are_read_exactly() {
        assert_eq!(of("0.25"), Fraction::of(1, 4).unwrap());
        assert_eq!(of(" -1.50E1 "), of("-15"));
        assert_eq!(of("1.0E-4"), Fraction::of(1, 10_000).unwrap());
        assert_eq!(of("0.4700166576535899").decimal(20), "0.4700166576535899");
        assert_eq!(of("5.551115123125783e-17").decimal(40), "0.00000000000000005551115123125783");
        assert_eq!(of("5."), of("5"));
        assert_eq!(of(".5"), of("0.50"));
        for none in ["", "-", "five", "1,5", "0x10", "1e999", "NaN", ".", "1e-999", "inf"] {
            assert_eq!(Fraction::parse(none), None, "{none}");
        }
    }

    #[test]
    fn sums_and_products_are_exact() {
        let third = Fraction::of(1, 3).unwrap();
        assert_eq!(third.plus(&third).plus(&third), Fraction::one());
        assert_eq!(of("0.1").times(&of("0.3")), of("0.03"));
        assert_eq!(of("2").divided_by(&of("8")), Some(of("0.25")));
        assert_eq!(of("2").divided_by(&of("0")), None);
        assert!(of("-0.5") < third && third < of("0.3334"));
        assert_eq!(of("0.3").common_step(&of("0.5")), of("0.1"));
        assert_eq!(of("0").common_step(&of("0.25")), of("0.25"));
    }

    #[test]
    fn rounding_happens_once() {
        let scaled = |text: &str, factor: i64| of(text).scaled(&factor.into()).to_i64().unwrap();
        assert_eq!(scaled("0.5", 1), 1);
        assert_eq!(scaled("-0.5", 1), -1);
        assert_eq!(scaled("0.4700166576535899", 1_000_000), 470_017);
        let third = Fraction::of(1, 3).unwrap();
        assert_eq!(third.scaled_up(&10.into()), 4.into());
        assert_eq!(of("0.5").scaled_up(&10.into()), 5.into());
        assert_eq!(Fraction::of(2, 3).unwrap().decimal(4), "0.6667");
    }

    #[test]
    fn the_simplest_fraction_nearby() {
        let near = of("1e-12");
        assert_eq!(of("0.3333333333333333").simplest(&near), Fraction::of(1, 3).unwrap());
        assert_eq!(of("0.14285714285714288").simplest(&near), Fraction::of(1, 7).unwrap());
        assert_eq!(of("5.551115123125783e-17").simplest(&near), Fraction::zero());
        assert_eq!(of("-0.9999999999999999").simplest(&near), of("-1"));
        assert_eq!(of("0.125").simplest(&near), of("0.125"));
    }
}
