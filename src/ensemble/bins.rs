//! Counted values: whole numbers gathered so that mean, spread and quantiles can be read off, and parts add up exactly.
//!
//! Memory is bounded whatever the number of runs: values up to 16,384 steps from the scale's zero have a bin each; beyond,
//! bins widen with the value, 8,192 to each doubling, so a quantile is off by less than one part in 8,192.

use serde::{Deserialize, Serialize};

/// Magnitudes below two to this power have a bin each.
const EXACT_BITS: u32 = 14;
/// Bins to each doubling beyond: two to this power.
const FINE_BITS: u32 = EXACT_BITS - 1;

/// How often something was, and the first seed in which it was.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "(u64, Option<u64>)", from = "(u64, Option<u64>)")]
pub struct Count {
    /// In how many runs.
    pub runs: u64,
    /// The lowest seed that shows it.
    pub seed: Option<u64>,
}

impl From<Count> for (u64, Option<u64>) {
    fn from(count: Count) -> Self {
        (count.runs, count.seed)
    }
}

impl From<(u64, Option<u64>)> for Count {
    fn from((runs, seed): (u64, Option<u64>)) -> Self {
        Self { runs, seed }
    }
}

impl Count {
    /// One more run.
    pub fn add(&mut self, seed: u64) {
        self.runs += 1;
        self.seed = Some(self.seed.map_or(seed, |first| first.min(seed)));
    }

    /// Whether so many runs can have come to it.
    #[must_use]
    pub fn is_within(&self, runs: u64) -> bool {
        self.runs <= runs && (self.runs > 0) == self.seed.is_some()
    }

    /// Those of another part as well.
    pub fn merge(&mut self, other: &Self) {
        self.runs += other.runs;
        self.seed = match (self.seed, other.seed) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
    }
}

/// Values of one kind over many runs. All are counted in steps of a [`Scale`](crate::watch::Scale).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Values {
    /// How many.
    pub count: u64,
    /// Their sum.
    #[serde(with = "decimal")]
    pub sum: i128,
    /// The sum of their squares.
    #[serde(with = "decimal")]
    pub squares: i128,
    /// The least, with a seed that shows it.
    pub least: Option<Mark>,
    /// The most, with a seed that shows it.
    pub most: Option<Mark>,
    bins: Bins,
}

/// A value and the lowest seed that shows it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Mark {
    /// The value, in steps.
    pub value: i64,
    /// The seed.
    pub seed: u64,
}

impl Values {
    /// One more value.
    pub fn add(&mut self, value: i64, seed: u64) {
        self.count += 1;
        self.sum += i128::from(value);
        self.squares += i128::from(value) * i128::from(value);
        let mark = Mark { value, seed };
        // Of equals the lowest seed stays, whatever the order in which they come.
        self.least = Some(self.least.map_or(mark, |least| least.min(mark)));
        self.most = Some(self.most.map_or(mark, |most| upper(most, mark)));
        self.bins.at(bin_of(value)).add(seed);
    }

    /// Those of another part as well.
    pub fn merge(&mut self, other: &Self) {
        self.count += other.count;
        self.sum += other.sum;
        self.squares += other.squares;
        self.least = [self.least, other.least].into_iter().flatten().min();
        self.most = [self.most, other.most].into_iter().flatten().reduce(upper);
        for (bin, count) in other.bins.filled() {
            self.bins.at(bin).merge(count);
        }
    }

    /// Whether so many runs can have come to these values: a stranger's file may hold any numbers, and charts and sums count on
    /// them.
    #[must_use]
    pub fn is_within(&self, runs: u64) -> bool {
        /// No measure of a scenario comes to as many steps.
        const STEPS_MAX: i64 = 1 << 42;
        let (Some(least), Some(most)) = (self.least, self.most) else {
            return self.count == 0 && self.sum == 0 && self.squares == 0 && self.bins.counts.is_empty();
        };
        let largest = i128::from(least.value.unsigned_abs().max(most.value.unsigned_abs()));
        let count = i128::from(self.count);
        let bins = self.bins.filled().try_fold(0_u64, |all, (_, count)| all.checked_add(count.runs));
        let lies_within = |bin: i32| (bin_of(least.value)..=bin_of(most.value)).contains(&bin);
        (1..=runs).contains(&self.count)
            && (-STEPS_MAX..=STEPS_MAX).contains(&least.value)
            && (least.value..=STEPS_MAX).contains(&most.value)
            && self.sum.unsigned_abs() <= (count * largest).unsigned_abs()
            && largest
                .checked_mul(largest)
                .and_then(|square| square.checked_mul(count))
                .is_none_or(|most| (0..=most).contains(&self.squares))
            && bins == Some(self.count)
            && self.bins.filled().all(|(bin, count)| lies_within(bin) && count.is_within(runs))
    }

    /// The mean in steps; `None` of nothing.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        (self.count > 0).then(|| self.sum as f64 / self.count as f64)
    }

    /// The standard deviation in steps, of a sample: divided by one less than the count.
    #[must_use]
    pub fn sd(&self) -> Option<f64> {
        (self.count > 1).then(|| variance(self.count, self.sum, self.squares).sqrt())
    }

    /// The value, in steps, that a share of the values lies at or below, with a seed that shows it: the nearest-rank quantile.
    #[must_use]
    pub fn quantile(&self, per_mille: u64) -> Option<Mark> {
        let rank = (u128::from(self.count) * u128::from(per_mille)).div_ceil(1000).max(1) as u64;
        let mut left = rank;
        for (bin, count) in self.bins.filled() {
            if left <= count.runs {
                return Some(Mark { value: value_of(bin), seed: count.seed? });
            }
            left -= count.runs;
        }
        None
    }

    /// Every bin that holds something: its value in steps and how many are in it.
    pub fn filled(&self) -> impl Iterator<Item = (i64, &Count)> {
        self.bins.filled().map(|(bin, count)| (value_of(bin), count))
    }
}

fn upper(a: Mark, b: Mark) -> Mark {
    if (b.value, std::cmp::Reverse(b.seed)) > (a.value, std::cmp::Reverse(a.seed)) { b } else { a }
}

/// The variance of a sample from its exact sums, never below zero.
#[must_use]
pub fn variance(count: u64, sum: i128, squares: i128) -> f64 {
    let n = i128::from(count);
    // Exact while it fits, which is always but for the largest values over the longest sweeps.
    let exact = n.checked_mul(squares).and_then(|a| a.checked_sub(sum.checked_mul(sum)?));
    let scaled = match exact {
        Some(scaled) => scaled as f64,
        None => count as f64 * squares as f64 - sum as f64 * sum as f64,
    };
    scaled.max(0.0) / (count as f64 * (count as f64 - 1.0))
}

/// The bin of a value: neighbours in value are neighbours in number.
fn bin_of(value: i64) -> i32 {
    let size = value.unsigned_abs();
    if size < 1 << EXACT_BITS {
        return value as i32;
    }
    let doubling = size.ilog2() - EXACT_BITS;
    let fine = (size >> (doubling + 1)) - (1 << FINE_BITS);
    let bin = (1 << EXACT_BITS) + ((doubling as i32) << FINE_BITS) + fine as i32;
    if value < 0 { -bin } else { bin }
}

/// The value of a bin that is nearest to zero.
fn value_of(bin: i32) -> i64 {
    let size = bin.unsigned_abs();
    if size < 1 << EXACT_BITS {
        return i64::from(bin);
    }
    let beyond = size - (1 << EXACT_BITS);
    let (doubling, fine) = (beyond >> FINE_BITS, u64::from(beyond & ((1 << FINE_BITS) - 1)));
    let size = (fine + (1 << FINE_BITS)) << (doubling + 1);
    if bin < 0 { -(size as i64) } else { size as i64 }
}

/// Counts by bin over the range that was met.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(into = "Vec<(i32, Count)>", try_from = "Vec<(i32, Count)>")]
struct Bins {
    first: i32,
    counts: Vec<Count>,
}

impl PartialEq for Bins {
    fn eq(&self, other: &Self) -> bool {
        self.filled().eq(other.filled())
    }
}

impl Eq for Bins {}

impl Bins {
    fn at(&mut self, bin: i32) -> &mut Count {
        if self.counts.is_empty() {
            self.first = bin;
        }
        if bin < self.first {
            let more = (self.first - bin) as usize;
            self.counts.splice(0..0, std::iter::repeat_n(Count::default(), more));
            self.first = bin;
        }
        let place = (bin - self.first) as usize;
        if place >= self.counts.len() {
            self.counts.resize(place + 1, Count::default());
        }
        &mut self.counts[place]
    }

    fn filled(&self) -> impl Iterator<Item = (i32, &Count)> {
        (self.first..).zip(&self.counts).filter(|(_, count)| count.runs > 0)
    }
}

impl From<Bins> for Vec<(i32, Count)> {
    fn from(bins: Bins) -> Self {
        bins.filled().map(|(bin, count)| (bin, *count)).collect()
    }
}

impl TryFrom<Vec<(i32, Count)>> for Bins {
    type Error = &'static str;

    fn try_from(filled: Vec<(i32, Count)>) -> Result<Self, Self::Error> {
        let last = bin_of(i64::MAX);
        let mut bins = Self::default();
        for (bin, count) in filled {
            if !(-last..=last).contains(&bin) {
                return Err("a bin beyond all values");
            }
            let sum = bins.at(bin).runs.checked_add(count.runs);
            sum.ok_or("a bin with more runs than can be counted")?;
            bins.at(bin).merge(&count);
        }
        Ok(bins)
    }
}

/// Sums as decimal text: JSON readers lose digits of numbers beyond 64 bits.
pub mod decimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes the number as text.
    ///
    /// # Errors
    /// Whatever the format says.
    pub fn serialize<S: Serializer>(number: &i128, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    /// Reads the number from text.
    ///
    /// # Errors
    /// It is no text of a whole number.
    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_keep_the_order_of_values_and_lose_little() {
        let mut values: Vec<i64> =
            (0..63).flat_map(|e| [1_i64 << e, (1_i64 << e) + 1, (1 << e) - 1, (3 << e) / 2]).collect();
        values.extend([0, 16_383, 16_384, 16_385, 26_000, i64::MAX]);
        values.extend(values.clone().into_iter().map(|value| -value));
        values.sort_unstable();
        for pair in values.windows(2) {
            assert!(bin_of(pair[0]) <= bin_of(pair[1]), "{pair:?}");
        }
        for value in values {
            let back = value_of(bin_of(value));
            assert!((back - value).unsigned_abs() <= value.unsigned_abs() / 8192, "{value} became {back}");
            assert_eq!(bin_of(back), bin_of(value));
            assert!(value.unsigned_abs() >= 1 << EXACT_BITS || back == value);
        }
    }

    #[test]
    fn figures_of_known_values() {
        let mut values = Values::default();
        for (seed, value) in [2, 4, 4, 4, 5, 5, 7, 9].into_iter().enumerate() {
            values.add(value, seed as u64 + 1);
        }
        assert_eq!(values.mean(), Some(5.0));
        assert!((values.sd().unwrap() - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
        let quantiles: Vec<i64> = [0, 50, 500, 501, 950, 1000].map(|q| values.quantile(q).unwrap().value).to_vec();
        assert_eq!(quantiles, [2, 2, 4, 5, 9, 9]);
        assert_eq!(values.quantile(500), Some(Mark { value: 4, seed: 2 }));
        assert_eq!((values.least, values.most), (Some(Mark { value: 2, seed: 1 }), Some(Mark { value: 9, seed: 8 })));
        assert_eq!(
            (Values::default().mean(), Values::default().sd(), Values::default().quantile(500)),
            (None, None, None)
        );
    }

    #[test]
    fn parts_add_up_in_any_order_and_survive_the_file() {
        let value = |seed: u64| ((seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20) as i64 % 90_000) - 30_000;
        let part = |range: std::ops::Range<u64>| {
            let mut values = Values::default();
            range.for_each(|seed| values.add(value(seed), seed));
            values
        };
        let whole = part(0..3000);
        for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
            let mut merged = Values::default();
            order.into_iter().for_each(|i| merged.merge(&part(i * 1000..(i + 1) * 1000)));
            let text = serde_json::to_string(&merged).unwrap();
            assert_eq!(text, serde_json::to_string(&whole).unwrap());
            assert_eq!(serde_json::from_str::<Values>(&text).unwrap(), whole);
        }
    }

    #[test]
    fn the_largest_values_do_not_overflow() {
        let mut values = Values::default();
        for seed in 0..100 {
            values.add(if u64::is_multiple_of(seed, 2) { 1_000_000_000_000 } else { -1_000_000_000_000 }, seed);
        }
        assert_eq!(values.mean(), Some(0.0));
        assert!((values.sd().unwrap() / 1_005_037_815_259.212 - 1.0).abs() < 1e-12);
    }
}
