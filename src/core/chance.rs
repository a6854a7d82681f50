//! Chance as pure functions: what nature may be asked, the address of each draw, and what a raw number comes to.
//!
//! Nothing here draws. A raw 64-bit number comes in with nature's command and stands in the event, so a replay needs no
//! generator. All samplers are whole-number arithmetic; their results are part of the promise behind
//! [`SAMPLER_SCHEME`].

use crate::id::{ChanceId, DecreeId, MotionId, SlotId};
use crate::scenario::Scenario;
use crate::units::Ppm;
use serde::{Deserialize, Serialize};

/// The version of the samplers; it goes up when one of them maps a raw number to another result.
pub const SAMPLER_SCHEME: u16 = 1;

/// A matter of chance that nature settles.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum DrawId {
    /// A number left to the seed.
    Value(SlotId),
    /// A named random variable.
    Chance(ChanceId),
    /// The ruling on a motion.
    Ruling(MotionId),
    /// The decision on the appeal in a motion.
    Appeal(MotionId),
    /// What happens at a decree's date.
    Deadline(DecreeId),
}

impl DrawId {
    /// The name that addresses the draw. Names outlive positions: adding a bidder shifts no other luck.
    #[must_use]
    pub fn address(self, scenario: &Scenario) -> String {
        match self {
            Self::Value(id) => format!("vary/{}", scenario.slot(id).key),
            Self::Chance(id) => format!("chance/{}", scenario.chance(id).key),
            Self::Ruling(id) => format!("court/ruling/{}", scenario.motion(id).key),
            Self::Appeal(id) => format!("court/appeal/{}", scenario.motion(id).key),
            Self::Deadline(id) => format!("decree/{}", scenario.decree(id).key),
        }
    }

    /// Whether the matter can come to a result: the value of a number, else the place of a result.
    #[must_use]
    pub fn allows(self, scenario: &Scenario, result: i64) -> bool {
        let count = match self {
            Self::Value(id) => return scenario.slot(id).distribution.allows(result),
            Self::Chance(id) => scenario.chance(id).results.len(),
            Self::Ruling(_) | Self::Appeal(_) => 2,
            Self::Deadline(id) => scenario.decree(id).at_deadline.len(),
        };
        usize::try_from(result).is_ok_and(|place| place < count)
    }

    /// Every draw that a run of the scenario may ask for, in a fixed order.
    pub fn all(scenario: &Scenario) -> impl Iterator<Item = Self> + use<> {
        let setup = scenario.setup();
        let motions = setup.motions.len();
        let values = (0..setup.slots.len()).map(|i| Self::Value(SlotId::at(i)));
        let chances = (0..setup.chances.len()).map(|i| Self::Chance(ChanceId::at(i)));
        let rulings = (0..motions).map(|i| Self::Ruling(MotionId::at(i)));
        let appeals = (0..motions).map(|i| Self::Appeal(MotionId::at(i)));
        let deadlines = (0..setup.decrees.len()).map(|i| Self::Deadline(DecreeId::at(i)));
        values.chain(chances).chain(rulings).chain(appeals).chain(deadlines)
    }

    /// The place of the draw in [`DrawId::all`].
    #[must_use]
    pub fn index(self, scenario: &Scenario) -> usize {
        let setup = scenario.setup();
        let chances_from = setup.slots.len();
        let rulings_from = chances_from + setup.chances.len();
        let appeals_from = rulings_from + setup.motions.len();
        match self {
            Self::Value(id) => id.index(),
            Self::Chance(id) => chances_from + id.index(),
            Self::Ruling(id) => rulings_from + id.index(),
            Self::Appeal(id) => appeals_from + id.index(),
            Self::Deadline(id) => appeals_from + setup.motions.len() + id.index(),
        }
    }
}

/// One of the results of a named random variable.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct ResultId {
    /// The random variable.
    pub chance: ChanceId,
    /// The place of the result.
    pub index: u8,
}

/// How a number that is left to the seed is distributed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Distribution {
    /// Every whole number from `low` to `high`, both included, alike.
    Uniform {
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// A triangle over `low` to `high` with its peak at `mode`.
    Triangular {
        /// The least.
        low: i64,
        /// The peak.
        mode: i64,
        /// The most.
        high: i64,
    },
    /// A bell of a mean and a standard deviation, cut to a range by keeping the part inside.
    Normal {
        /// The mean before the cut.
        mean: i64,
        /// The standard deviation before the cut; above zero.
        sd: i64,
        /// The least.
        low: i64,
        /// The most.
        high: i64,
    },
    /// One of some values, by weight.
    Weighted(
        /// Each value with its weight; the weights' sum is above zero.
        Vec<(i64, u32)>,
    ),
}

impl Distribution {
    /// Whether the value is one of those that the distribution comes to.
    #[must_use]
    pub fn allows(&self, value: i64) -> bool {
        match self {
            Self::Uniform { low, high } | Self::Triangular { low, high, .. } | Self::Normal { low, high, .. } => {
                (*low..=*high).contains(&value)
            }
            Self::Weighted(values) => values.iter().any(|(one, _)| *one == value),
        }
    }

    /// The value that a raw number comes to.
    #[must_use]
    pub fn sample(&self, raw: u64) -> i64 {
        match self {
            Self::Uniform { low, high } => low + below(raw, high.abs_diff(*low) + 1) as i64,
            Self::Triangular { low, mode, high } => triangular(raw, *low, *mode, *high),
            Self::Normal { mean, sd, low, high } => truncated_normal(raw, *mean, *sd, *low, *high),
            Self::Weighted(values) => {
                let total: u64 = values.iter().map(|&(_, weight)| u64::from(weight)).sum();
                let mut left = below(raw, total);
                for &(value, weight) in values {
                    if left < u64::from(weight) {
                        return value;
                    }
                    left -= u64::from(weight);
                }
                unreachable!("BUG: a weighted draw fell behind its last value")
            }
        }
    }
}

/// A number below `n` (`n` above zero) from a raw number: `raw * n / 2^64`, biased by less than `n / 2^64`.
#[must_use]
pub const fn below(raw: u64, n: u64) -> u64 {
    ((raw as u128 * n as u128) >> 64) as u64
}

/// Whether something of this probability comes true.
#[must_use]
pub const fn comes_true(raw: u64, probability: Ppm) -> bool {
    below(raw, 1_000_000) < probability.parts() as u64
}

/// The place of the result that a raw number falls on, given the results' probabilities. The last takes what is left.
pub fn falls_on(raw: u64, probabilities: impl ExactSizeIterator<Item = Ppm>) -> u8 {
    let last = probabilities.len() - 1;
    let mut left = below(raw, 1_000_000);
    for (index, probability) in probabilities.enumerate() {
        let parts = u64::from(probability.parts());
        if left < parts || index == last {
            return index as u8;
        }
        left -= parts;
    }
    unreachable!("BUG: a choice without results")
}

/// The inverse of the triangular distribution function, rounded towards the end that it is measured from.
fn triangular(raw: u64, low: i64, mode: i64, high: i64) -> i64 {
    let width = u128::from(high.abs_diff(low));
    if width == 0 {
        return low;
    }
    let (up, down) = (u128::from(mode.abs_diff(low)), u128::from(high.abs_diff(mode)));
    // With u in [0, 1): low + sqrt(u width up) below the peak, high - sqrt((1 - u) width down) above it. The whole part of a
    // root is the root of the whole part, and most numbers are small: a root of half as many bits takes a fraction of the
    // time.
    let root = |share: u128, side: u128| {
        let square = (((share * width) >> 32) * side) >> 32;
        u32::try_from(square).map_or_else(|_| square.isqrt(), |small| u128::from(small.isqrt()))
    };
    let raw = u128::from(raw);
    if raw * width < up << 64 { low + root(raw, up) as i64 } else { high - root((1 << 64) - raw, down) as i64 }
}

/// How far out, in millionths of a standard deviation, the standard normal leaves a tail of `(8 + j) / 8 * 2^e / 2^32`,
/// at place `8 e + j`: eight steps to each halving of the tail, so the far end is as true as the middle.
#[rustfmt::skip]
const NORMAL_TAILS: [i64; 249] = [
    6230260, 6211783, 6195209, 6180180, 6166430, 6153754, 6141996, 6131031, 6120756, 6101963, 6085105,
    6069816, 6055827, 6042930, 6030967, 6019809, 6009354, 5990228, 5973070, 5957508, 5943267, 5930138,
    5917958, 5906597, 5895951, 5876475, 5859001, 5843150, 5828645, 5815270, 5802862, 5791287, 5780439,
    5760593, 5742784, 5726630, 5711844, 5698210, 5685559, 5673758, 5662698, 5642459, 5624297, 5607820,
    5592737, 5578828, 5565922, 5553880, 5542594, 5521940, 5503403, 5486583, 5471186, 5456985, 5443806,
    5431509, 5419983, 5398888, 5379952, 5362768, 5347035, 5332523, 5319054, 5306486, 5294704, 5273138,
    5253777, 5236204, 5220113, 5205270, 5191491, 5178633, 5166578, 5144509, 5124693, 5106705, 5090231,
    5075032, 5060923, 5047754, 5035406, 5012798, 4992494, 4974060, 4957175, 4941595, 4927129, 4913627,
    4900964, 4877777, 4856947, 4838033, 4820706, 4804715, 4789866, 4776003, 4763001, 4739188, 4717792,
    4698359, 4680553, 4664118, 4648853, 4634600, 4621231, 4596740, 4574729, 4554733, 4536408, 4519490,
    4503774, 4489097, 4475328, 4450099, 4427419, 4406810, 4387918, 4370473, 4354265, 4339125, 4324919,
    4298883, 4275470, 4254189, 4234676, 4216653, 4199903, 4184255, 4169569, 4142645, 4118426, 4096404,
    4076207, 4057546, 4040199, 4023990, 4008773, 3980866, 3955753, 3932911, 3911953, 3892584, 3874574,
    3857739, 3841931, 3812930, 3786819, 3763060, 3741252, 3721091, 3702336, 3684801, 3668329, 3638099,
    3610866, 3586074, 3563308, 3542251, 3522656, 3504327, 3487104, 3455479, 3426972, 3401005, 3377146,
    3355067, 3334512, 3315276, 3297193, 3263969, 3233998, 3206678, 3181560, 3158301, 3136636, 3116349,
    3097269, 3062186, 3030511, 3001611, 2975021, 2950380, 2927411, 2905889, 2885635, 2848359, 2814665,
    2783892, 2755549, 2729260, 2704733, 2681732, 2660067, 2620152, 2584020, 2550976, 2520502, 2492204,
    2465771, 2440956, 2417559, 2374387, 2335233, 2299362, 2266227, 2235407, 2206575, 2179469, 2153875,
    2106554, 2063528, 2024014, 1987428, 1953324, 1921351, 1891229, 1862732, 1809892, 1761670, 1717228,
    1675940, 1637325, 1601009, 1566689, 1534121, 1473468, 1417797, 1366204, 1318011, 1272699, 1229859,
    1189164, 1150349, 1077516, 1009990, 946782, 887147, 830511, 776422, 724514, 674490, 579132, 488776,
    402250, 318639, 237202, 157311, 78412, 0,
];

/// The standard normal quantile of `position / 2^32`, in millionths, linear between knots.
fn normal_quantile(position: u64) -> i64 {
    const HALF: u64 = 1 << 31;
    let (tail, sign) = if position >= HALF { ((1 << 32) - position, 1) } else { (position, -1) };
    let tail = tail.clamp(1, HALF);
    let octave = tail.ilog2();
    // Sixty-four bits of the way through the octave: three for the knot, the rest to interpolate.
    let way = (tail << (63 - octave)) << 1;
    let knot = (octave * 8) as usize + (way >> 61) as usize;
    let outer = NORMAL_TAILS[knot];
    let inner = NORMAL_TAILS.get(knot + 1).copied().unwrap_or(0);
    let rest = i64::try_from((way << 3) >> 32).expect("BUG: more than 32 bits");
    sign * (outer - (((outer - inner) * rest) >> 32))
}

/// The share of the standard normal at or below `millionths` standard deviations, in 2^32nds: the inverse of
/// [`normal_quantile`] by bisection, so that both agree.
fn normal_share(millionths: i64) -> u64 {
    let (mut low, mut high) = (0_u64, 1 << 32);
    while low < high {
        let middle = low + (high - low) / 2;
        if normal_quantile(middle) < millionths {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn truncated_normal(raw: u64, mean: i64, sd: i64, low: i64, high: i64) -> i64 {
    let place = |x: i64| {
        let millionths = (i128::from(x) - i128::from(mean)) * 1_000_000 / i128::from(sd);
        millionths.clamp(-10_000_000, 10_000_000) as i64
    };
    let (from, to) = (normal_share(place(low)), normal_share(place(high)));
    let position = from + below(raw, to.saturating_sub(from) + 1);
    let offset = i128::from(normal_quantile(position.min((1 << 32) - 1))) * i128::from(sd);
    let rounded = (offset + if offset >= 0 { 500_000 } else { -500_000 }) / 1_000_000;
    (i128::from(mean) + rounded).clamp(i128::from(low), i128::from(high)) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Evenly spread raw numbers: the mean over them is the distribution's own, without luck.
    fn mean_of(distribution: &Distribution) -> i64 {
        const STEPS: u64 = 20_000;
        let sum: i64 = (0..STEPS).map(|i| distribution.sample(i * (u64::MAX / STEPS) + u64::MAX / STEPS / 2)).sum();
        sum / STEPS as i64
    }

    #[test]
    fn samplers_keep_to_their_range_and_mean() {
        let cases = [
            (Distribution::Uniform { low: -1000, high: 3000 }, 1000),
            (Distribution::Triangular { low: 20_000, mode: 27_000, high: 50_000 }, 32_333),
            (Distribution::Triangular { low: -500, mode: -500, high: 1000 }, 0),
            (Distribution::Normal { mean: 5_000, sd: 1_000, low: 0, high: 10_000 }, 5_000),
            (Distribution::Weighted(vec![(10, 3), (20, 1)]), 12),
        ];
        for (distribution, mean) in cases {
            assert!((mean_of(&distribution) - mean).abs() <= 5, "{distribution:?}: {}", mean_of(&distribution));
        }
    }

    #[test]
    fn a_cut_bell_keeps_the_part_inside() {
        // The upper half of a bell has its mean at sd * sqrt(2 / pi).
        let half = Distribution::Normal { mean: 0, sd: 10_000, low: 0, high: 100_000 };
        assert!((mean_of(&half) - 7_979).abs() < 5, "{}", mean_of(&half));
        for raw in [0, 1, u64::MAX / 2, u64::MAX] {
            let far = Distribution::Normal { mean: 0, sd: 1, low: 50, high: 60 }.sample(raw);
            assert!((50..=60).contains(&far), "{far}");
        }
    }

    #[test]
    fn extreme_ranges_do_not_overflow() {
        for raw in [0, 1, u64::MAX / 2, u64::MAX] {
            let wide = i64::MAX / 4;
            for distribution in [
                Distribution::Uniform { low: -wide, high: wide },
                Distribution::Triangular { low: -1_000_000_000_000, mode: 0, high: 1_000_000_000_000 },
                Distribution::Normal { mean: 0, sd: wide, low: -wide, high: wide },
            ] {
                let value = distribution.sample(raw);
                assert!((-wide..=wide).contains(&value));
            }
        }
    }

    #[test]
    fn golden_samples() {
        let raws = [0, 0x0123_4567_89AB_CDEF, 0x8000_0000_0000_0000, 0xFEDC_BA98_7654_3210, u64::MAX];
        let of = |distribution: Distribution| raws.map(|raw| distribution.sample(raw));
        assert_eq!(of(Distribution::Uniform { low: 1, high: 6 }), [1, 1, 4, 6, 6]);
        assert_eq!(
            of(Distribution::Triangular { low: 20_000, mode: 27_000, high: 50_000 }),
            [20_000, 20_966, 31_426, 48_249, 50_000]
        );
        assert_eq!(of(Distribution::Normal { mean: 100, sd: 15, low: 50, high: 150 }), [50, 61, 100, 139, 150]);
    }

    #[test]
    fn results_fall_by_their_share() {
        let shares = [200_000, 300_000, 0].map(Ppm::clamped);
        let count = |place: u8| {
            (0..1000_u64).filter(|i| falls_on(i * (u64::MAX / 1000) + 999_999, shares.into_iter()) == place).count()
        };
        assert_eq!([count(0), count(1), count(2)], [200, 300, 500]);
    }
}
