//! Products of many whole numbers, exact: Nash's product is compared without rounding.

use std::cmp::Ordering;

/// A whole number of any size that is not negative.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Product {
    /// From the lowest; the last is not zero.
    limbs: Vec<u32>,
}

impl Product {
    /// The product of powers.
    pub(crate) fn of(powers: impl IntoIterator<Item = (u64, u32)>) -> Self {
        let mut product = Self { limbs: vec![1] };
        for (base, exponent) in powers {
            for _ in 0..exponent {
                product.multiply(base);
            }
        }
        product
    }

    fn multiply(&mut self, factor: u64) {
        let (low, high) = (factor & 0xffff_ffff, factor >> 32);
        let mut result = vec![0_u32; self.limbs.len() + 2];
        for (shift, part) in [low, high].into_iter().enumerate() {
            let mut carry = 0_u64;
            for (at, &limb) in self.limbs.iter().enumerate() {
                let sum = u64::from(limb) * part + u64::from(result[at + shift]) + carry;
                result[at + shift] = sum as u32;
                carry = sum >> 32;
            }
            let mut at = self.limbs.len() + shift;
            while carry > 0 {
                let sum = u64::from(result[at]) + carry;
                result[at] = sum as u32;
                carry = sum >> 32;
                at += 1;
            }
        }
        while result.last() == Some(&0) {
            result.pop();
        }
        self.limbs = result;
    }
}

impl Ord for Product {
    fn cmp(&self, other: &Self) -> Ordering {
        let by_length = self.limbs.len().cmp(&other.limbs.len());
        by_length.then_with(|| self.limbs.iter().rev().cmp(other.limbs.iter().rev()))
    }
}

impl PartialOrd for Product {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Numbers;

    #[test]
    fn products_compare_as_numbers_do() {
        let mut numbers = Numbers(2);
        for _ in 0..2_000 {
            let mut factors = || [0; 3].map(|_: u64| numbers.below(1 << 42));
            let (a, b) = (factors(), factors());
            let exact = |f: [u64; 3]| f.iter().map(|&n| u128::from(n)).product::<u128>();
            let of = |f: [u64; 3]| Product::of(f.map(|n| (n, 1)));
            assert_eq!(of(a).cmp(&of(b)), exact(a).cmp(&exact(b)), "{a:?} {b:?}");
        }
        let of = |a, b| Product::of([(a, 2), (b, 1)]);
        assert_eq!(of(3, 4), of(6, 1));
        assert!(of(u64::MAX, u64::MAX) > of(u64::MAX, u64::MAX - 1));
        assert!(of(0, 5) < of(1, 1));
        assert_eq!(of(0, 5), of(7, 0));
    }
}
