//! Exact fractions of whole numbers, as far as 128 bits reach; what goes beyond is `None`.

use std::cmp::Ordering;

/// A fraction in lowest terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Fraction {
    over: i128,
    /// Above zero.
    under: i128,
}

impl Fraction {
    pub(super) const ZERO: Self = Self { over: 0, under: 1 };
    pub(super) const ONE: Self = Self { over: 1, under: 1 };

    /// `over / under`; `None` if that is no number.
    pub(super) fn of(over: i128, under: i128) -> Option<Self> {
        if under == 0 {
            return None;
        }
        let divisor = gcd(over.unsigned_abs(), under.unsigned_abs());
        let (over, under) = (over / i128::try_from(divisor).ok()?, under / i128::try_from(divisor).ok()?);
        if under < 0 { Some(Self { over: over.checked_neg()?, under: -under }) } else { Some(Self { over, under }) }
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
        let all: String = [whole, part].concat();
        if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let part = part.trim_end_matches('0');
        let all: String = [whole, part].concat();
        if all.trim_start_matches('0').len() > super::DIGITS_MAX {
            return None;
        }
        let number: i128 = if all.is_empty() { 0 } else { all.parse().ok()? };
        let power = exponent.checked_sub(i32::try_from(part.len()).ok()?)?;
        if number == 0 {
            return Some(Self::ZERO);
        }
        let ten = 10_i128.checked_pow(power.unsigned_abs())?;
        let number = if negative { -number } else { number };
        if power < 0 { Self::of(number, ten) } else { Self::of(number.checked_mul(ten)?, 1) }
    }

    pub(super) const fn is_zero(self) -> bool {
        self.over == 0
    }

    pub(super) const fn under(self) -> i128 {
        self.under
    }

    /// The number if it is whole.
    pub(super) const fn whole(self) -> Option<i128> {
        if self.under == 1 { Some(self.over) } else { None }
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        let divisor = i128::try_from(gcd(self.under.unsigned_abs(), other.under.unsigned_abs())).ok()?;
        let (a, b) = (other.under / divisor, self.under / divisor);
        let over = self.over.checked_mul(a)?.checked_add(other.over.checked_mul(b)?)?;
        Self::of(over, self.under.checked_mul(a)?)
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { over: other.over.checked_neg()?, under: other.under })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        // Crosswise first, so that numbers stay small.
        let (a, b) = (Self::of(self.over, other.under)?, Self::of(other.over, self.under)?);
        Self::of(a.over.checked_mul(b.over)?, a.under.checked_mul(b.under)?)
    }

    pub(super) fn divided_by(self, other: Self) -> Option<Self> {
        self.times(Self::of(other.under, other.over)?)
    }

    /// `self * factor`, rounded once to the nearest whole number, halves away from zero.
    pub(super) fn scaled(self, factor: i128) -> Option<i128> {
        let product = self.times(Self { over: factor, under: 1 });
        if let Some(product) = product {
            let twice = product.over.checked_mul(2)?;
            let half = if product.over < 0 { -product.under } else { product.under };
            return Some(twice.checked_add(half)? / product.under.checked_mul(2)?);
        }
        // Too large for one product: whole part and digits of the rest one by one.
        let (mut whole, mut rest) = (self.over.div_euclid(self.under), self.over.rem_euclid(self.under));
        let mut left = factor;
        while left > 1 && left % 10 == 0 {
            let ten = rest.checked_mul(10)?;
            whole = whole.checked_mul(10)?.checked_add(ten / self.under)?;
            rest = ten % self.under;
            left /= 10;
        }
        let more = rest.checked_mul(left)?;
        let nearest = more.checked_mul(2)?.checked_add(self.under)? / self.under.checked_mul(2)?;
        whole.checked_mul(left)?.checked_add(nearest)
    }

    /// The least whole number that is not under `self * factor`.
    pub(super) fn scaled_up(self, factor: i128) -> Option<i128> {
        let product = self.times(Self { over: factor, under: 1 });
        match product {
            Some(product) => {
                Some(product.over.div_euclid(product.under) + i128::from(product.over.rem_euclid(product.under) > 0))
            }
            None => self.scaled(factor),
        }
    }

    /// The number in decimal digits, at most so many after the point.
    pub(super) fn decimal(self, places: u32) -> String {
        let ten = 10_i128.pow(places);
        let Some(scaled) = self.scaled(ten) else { return format!("{}/{}", self.over, self.under) };
        let (sign, size) = (if scaled < 0 { "-" } else { "" }, scaled.unsigned_abs());
        let (whole, part) = (size / ten.unsigned_abs(), size % ten.unsigned_abs());
        let part = format!("{part:0width$}", width = places as usize);
        let part = part.trim_end_matches('0');
        if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        match self.minus(*other) {
            Some(difference) => difference.over.cmp(&0),
            // Only numbers of some thirty digits come here.
            None => (self.over as f64 / self.under as f64).total_cmp(&(other.over as f64 / other.under as f64)),
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

pub(super) const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    if a == 0 { 1 } else { a }
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
        assert_eq!(of("5."), of("5"));
        assert_eq!(of(".5"), of("0.50"));
        for none in ["", "-", "five", "1,5", "0x10", "1e999", "NaN", "."] {
            assert_eq!(Fraction::parse(none), None, "{none}");
        }
    }

    #[test]
    fn sums_and_products_are_exact() {
        let third = Fraction::of(1, 3).unwrap();
        assert_eq!(third.plus(third).and_then(|x| x.plus(third)), Some(Fraction::ONE));
        assert_eq!(of("0.1").times(of("0.3")), Some(of("0.03")));
        assert_eq!(of("2").divided_by(of("8")), Some(of("0.25")));
        assert!(of("-0.5") < third && third < of("0.3334"));
    }

    #[test]
    fn rounding_happens_once() {
        assert_eq!(of("0.5").scaled(1), Some(1));
        assert_eq!(of("-0.5").scaled(1), Some(-1));
        assert_eq!(of("0.4700166576535899").scaled(1_000_000), Some(470_017));
        assert_eq!(Fraction::of(1, 3).unwrap().scaled_up(10), Some(4));
        assert_eq!(of("0.5").scaled_up(10), Some(5));
        let long = Fraction::of(10_i128.pow(36) + 1, 3 * 10_i128.pow(36)).unwrap();
        assert_eq!(long.scaled(1_000_000_000), Some(333_333_333));
        assert_eq!(Fraction::of(2, 3).unwrap().decimal(4), "0.6667");
    }
}
