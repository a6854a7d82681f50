//! Which draws carry the variance of how it ends: Sobol's indices by Saltelli's scheme, from whole-number counts.
//!
//! Every draw has an address, so a run of seed a in which one draw falls as in seed b can be played: that is the row of
//! matrix A with one column taken from B. The first-order index says how much of the variance a draw carries by itself, the
//! total index how much it carries with all that it acts together with. First order is estimated as in Saltelli et al. 2010
//! (Computer Physics Communications 181, table 2, row b), total as in Jansen 1999 (row f). The outcome as a whole has as many
//! targets as there are outcomes, each 0 or 1, and their variances are added up: its variance is the chance that two runs of
//! other luck end otherwise.
//!
//! Rows fall into fixed blocks, and intervals come from drawing blocks anew (a bootstrap with a fixed seed), so memory does
//! not grow with the rows and every figure is the same whatever order they were counted in.

use crate::interval::Interval;
use crate::watch::{Seen, Watch};
use divest_core::chance::DrawId;
use serde::{Deserialize, Serialize};

/// How many blocks the rows fall into.
const BLOCKS: usize = 64;
/// How often the blocks are drawn anew.
const RESAMPLES: usize = 400;

/// The counts of Saltelli's scheme.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Saltelli {
    /// How many draws have an index.
    pub inputs: usize,
    /// How many numbers of a run are explained: the outcomes, then the day of the end.
    pub targets: usize,
    /// Runs played with one draw exchanged.
    pub played: u64,
    /// Runs that need not be played, because the draw was never made or fell alike.
    pub spared: u64,
    blocks: Vec<Block>,
}

#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Block {
    rows: u64,
    /// By target, over the runs of A and B.
    targets: Vec<Moments>,
    /// By input and target.
    effects: Sparse,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
struct Moments {
    sum: i64,
    squares: i64,
}

/// What exchanging a draw does, summed over rows.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
struct Effect {
    /// `b (ab - a)`.
    cross: i64,
    /// `ab - a`.
    shift: i64,
    /// `(ab - a)` squared.
    squares: i64,
}

/// A table that is mostly zeros; the file holds the others with their places.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(into = "Filled", try_from = "Filled")]
struct Sparse(Vec<Effect>);

#[derive(Serialize, Deserialize)]
struct Filled(usize, Vec<(usize, i64, i64, i64)>);

impl From<Sparse> for Filled {
    fn from(sparse: Sparse) -> Self {
        let filled = sparse.0.iter().enumerate().filter(|(_, effect)| **effect != Effect::default());
        Self(sparse.0.len(), filled.map(|(place, e)| (place, e.cross, e.shift, e.squares)).collect())
    }
}

impl TryFrom<Filled> for Sparse {
    type Error = &'static str;

    fn try_from(Filled(len, filled): Filled) -> Result<Self, Self::Error> {
        if len > 1 << 22 {
            return Err("a table beyond all scenarios");
        }
        let mut effects = vec![Effect::default(); len];
        for (place, cross, shift, squares) in filled {
            *effects.get_mut(place).ok_or("a place beyond the table")? = Effect { cross, shift, squares };
        }
        Ok(Self(effects))
    }
}

/// An estimate with its 95 % interval; the interval is `None` while there are too few rows for one.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its interval.
    #[serde(flatten)]
    pub interval: Option<Interval>,
}

/// The indices of one draw.
#[derive(Clone, Copy, PartialEq, Debug, Serialize)]
pub struct Indices {
    /// The share of the variance that the draw carries by itself.
    pub first: Estimate,
    /// The share that it carries together with others.
    pub total: Estimate,
}

impl Saltelli {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(watch: &Watch) -> Self {
        let setup = watch.scenario.setup();
        Self::sized(DrawId::all(&watch.scenario).count(), setup.outcomes.len() + 1)
    }

    fn sized(inputs: usize, targets: usize) -> Self {
        let block = Block {
            rows: 0,
            targets: vec![Moments::default(); targets],
            effects: Sparse(vec![Effect::default(); inputs * targets]),
        };
        Self { inputs, targets, played: 0, spared: 0, blocks: vec![block; BLOCKS] }
    }

    /// Whether another part counts the same things.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let shape = |all: &Self| {
            let block = |block: &Block| (block.targets.len(), block.effects.0.len());
            (all.inputs, all.targets, all.blocks.iter().map(block).collect::<Vec<_>>())
        };
        shape(self) == shape(other)
    }

    /// Counts a row: its place, the two runs, and the run for each input with that draw exchanged; `exchanged` says `None`
    /// where it could not differ from the first.
    pub fn add(&mut self, row: u64, a: Ending, b: Ending, mut exchanged: impl FnMut(usize) -> Option<Ending>) {
        let (inputs, targets) = (self.inputs, self.targets);
        let block = &mut self.blocks[(row % BLOCKS as u64) as usize];
        block.rows += 1;
        for end in [a, b] {
            for target in [(end.outcome, 1), (targets - 1, end.day)] {
                block.targets[target.0].sum += target.1;
                block.targets[target.0].squares += target.1 * target.1;
            }
        }
        for input in 0..inputs {
            let Some(ab) = exchanged(input) else {
                self.spared += 1;
                continue;
            };
            self.played += 1;
            let effects = &mut block.effects.0[input * targets..(input + 1) * targets];
            if ab.outcome != a.outcome {
                for (outcome, sign) in [(a.outcome, -1), (ab.outcome, 1)] {
                    effects[outcome].cross += if b.outcome == outcome { sign } else { 0 };
                    effects[outcome].shift += sign;
                    effects[outcome].squares += 1;
                }
            }
            let far = ab.day - a.day;
            effects[targets - 1].cross += b.day * far;
            effects[targets - 1].shift += far;
            effects[targets - 1].squares += far * far;
        }
    }

    /// Adds what another part counted.
    pub fn merge(&mut self, other: &Self) {
        self.played += other.played;
        self.spared += other.spared;
        for (ours, theirs) in self.blocks.iter_mut().zip(&other.blocks) {
            ours.rows += theirs.rows;
            for (a, b) in ours.targets.iter_mut().zip(&theirs.targets) {
                a.sum += b.sum;
                a.squares += b.squares;
            }
            for (a, b) in ours.effects.0.iter_mut().zip(&theirs.effects.0) {
                a.cross += b.cross;
                a.shift += b.shift;
                a.squares += b.squares;
            }
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.blocks.iter().map(|block| block.rows).sum()
    }

    /// The indices of every input, for the summed variances of some of the targets; `None` where nothing varies.
    #[must_use]
    pub fn indices(&self, targets: std::ops::Range<usize>) -> Option<Vec<Indices>> {
        let once = vec![1; self.blocks.len()];
        let values = self.estimate(&once, &targets)?;
        let mut samples: Vec<Vec<(f64, f64)>> = Vec::with_capacity(RESAMPLES);
        let filled: Vec<usize> = (0..self.blocks.len()).filter(|&i| self.blocks[i].rows > 0).collect();
        // With few blocks the bootstrap says less than it seems to.
        if filled.len() >= 16 {
            let mut dice = 0_u64;
            for _ in 0..RESAMPLES {
                let mut weights = vec![0; self.blocks.len()];
                for _ in 0..filled.len() {
                    weights[filled[(split_mix(&mut dice) % filled.len() as u64) as usize]] += 1;
                }
                samples.extend(self.estimate(&weights, &targets));
            }
        }
        let interval = |input: usize, of: fn(&(f64, f64)) -> f64| {
            let mut sorted: Vec<f64> = samples.iter().map(|sample| of(&sample[input])).collect();
            sorted.sort_by(f64::total_cmp);
            let at =
                |per_mille: usize| sorted.get((sorted.len() * per_mille / 1000).min(sorted.len().max(1) - 1)).copied();
            Some(Interval { low: at(25)?, high: at(975)? })
        };
        let indices = values.iter().enumerate().map(|(input, &(first, total))| Indices {
            first: Estimate { value: first, interval: interval(input, |sample| sample.0) },
            total: Estimate { value: total, interval: interval(input, |sample| sample.1) },
        });
        Some(indices.collect())
    }

    /// First and total indices by input with the blocks weighted.
    fn estimate(&self, weights: &[i64], targets: &std::ops::Range<usize>) -> Option<Vec<(f64, f64)>> {
        let weighed = || self.blocks.iter().zip(weights).filter(|(_, weight)| **weight > 0);
        let rows: f64 = weighed().map(|(block, &weight)| block.rows as f64 * weight as f64).sum();
        let mut variance = 0.0;
        let mut means = Vec::new();
        for target in targets.clone() {
            let sum = |of: fn(&Moments) -> i64| -> f64 {
                weighed().map(|(block, &weight)| (of(&block.targets[target]) * weight) as f64).sum()
            };
            let mean = sum(|moments| moments.sum) / (2.0 * rows);
            variance += sum(|moments| moments.squares) / (2.0 * rows) - mean * mean;
            means.push(mean);
        }
        // What is below the rounding of the sums is no variance.
        if rows == 0.0 || variance <= 1e-12 {
            return None;
        }
        let mut found = Vec::with_capacity(self.inputs);
        for input in 0..self.inputs {
            let (mut first, mut total) = (0.0, 0.0);
            for (target, mean) in targets.clone().zip(&means) {
                let place = input * self.targets + target;
                let mut sum = Effect::default();
                for (block, weight) in weighed() {
                    let effect = &block.effects.0[place];
                    sum.cross += effect.cross * weight;
                    sum.shift += effect.shift * weight;
                    sum.squares += effect.squares * weight;
                }
                first += (sum.cross as f64 - mean * sum.shift as f64) / rows;
                total += sum.squares as f64 / (2.0 * rows);
            }
            found.push((first / variance, total / variance));
        }
        Some(found)
    }
}

/// How a run of the scheme ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The outcome's place.
    pub outcome: usize,
    /// The day, counted from the opening.
    pub day: i64,
}

impl Seen {
    /// How the run ended, for Saltelli's scheme.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        Ending { outcome: self.outcome, day: self.days }
    }
}

/// Dice for the bootstrap: SplitMix64 (Steele, Lea and Flood 2014).
const fn split_mix(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Plays a function of uniform numbers below 1000 through the scheme.
    fn scheme(rows: u64, inputs: usize, play: impl Fn(&[i64]) -> Ending) -> Saltelli {
        let mut scheme = Saltelli::sized(inputs, 3);
        let mut dice = 42;
        for row in 0..rows {
            let mut draw =
                || (0..inputs).map(|_| ((split_mix(&mut dice) >> 32) as i64 * 1000) >> 32).collect::<Vec<i64>>();
            let (a, b) = (draw(), draw());
            scheme.add(row, play(&a), play(&b), |input| {
                let mut ab = a.clone();
                ab[input] = b[input];
                Some(play(&ab))
            });
        }
        scheme
    }

    #[test]
    fn additive_functions_have_their_exact_indices() {
        // y = 1 x1 + 2 x2 + 4 x3 with equal variances: the shares are 1/21, 4/21 and 16/21, and nothing interacts.
        let play = |x: &[i64]| Ending { outcome: 0, day: x[0] + 2 * x[1] + 4 * x[2] };
        let scheme = scheme(20_000, 4, play);
        let indices = scheme.indices(2..3).unwrap();
        for (input, exact) in [1.0 / 21.0, 4.0 / 21.0, 16.0 / 21.0, 0.0].into_iter().enumerate() {
            let Indices { first, total } = indices[input];
            for estimate in [first, total] {
                let interval = estimate.interval.unwrap();
                assert!((estimate.value - exact).abs() < 0.02, "{input}: {estimate:?} is not {exact}");
                assert!(interval.low <= exact + 0.005 && interval.high >= exact - 0.005, "{input}: {estimate:?}");
            }
        }
        assert_eq!(scheme.indices(0..2), None, "the outcome never varies");
    }

    #[test]
    fn what_acts_together_shows_in_the_total_alone() {
        // Even and odd: by itself neither number says anything, together they say all. The third says nothing.
        let play = |x: &[i64]| Ending { outcome: ((x[0] + x[1]) % 2) as usize, day: 0 };
        let indices = scheme(20_000, 3, play).indices(0..2).unwrap();
        for (input, first, total) in [(0, 0.0, 1.0), (1, 0.0, 1.0), (2, 0.0, 0.0)] {
            assert!((indices[input].first.value - first).abs() < 0.02, "{:?}", indices[input]);
            assert!((indices[input].total.value - total).abs() < 0.02, "{:?}", indices[input]);
        }
    }

    #[test]
    fn intervals_hold_the_truth_as_often_as_they_say() {
        // Outcome 1 when x1 < 300, else by x2 < 500; x3 plays no part. Exact first-order and total indices by arithmetic:
        // p = 0.3 + 0.7 * 0.5 = 0.65, V = 0.2275, V1 = 0.3 * (1 - p)^2 + 0.7 * (0.5 - p)^2, V2 = 0.5 * (1 - p)^2 + ...
        let play = |x: &[i64]| Ending { outcome: usize::from(x[0] < 300 || x[1] < 500), day: 0 };
        let v = 0.65 * 0.35;
        let v1 = 0.3 * 0.35_f64.powi_exact() + 0.7 * 0.15_f64.powi_exact();
        let v2 = 0.5 * 0.35_f64.powi_exact() + 0.5 * 0.35_f64.powi_exact();
        let indices = scheme(40_000, 3, play).indices(0..2).unwrap();
        for (input, first, total) in [(0, v1 / v, 1.0 - v2 / v), (1, v2 / v, 1.0 - v1 / v), (2, 0.0, 0.0)] {
            for (estimate, exact) in [(indices[input].first, first), (indices[input].total, total)] {
                let interval = estimate.interval.unwrap();
                assert!((estimate.value - exact).abs() < 0.02, "{input}: {estimate:?} is not {exact}");
                assert!(interval.low - 0.01 <= exact && exact <= interval.high + 0.01, "{input}: {estimate:?}");
            }
        }
    }

    trait Square {
        fn powi_exact(self) -> f64;
    }

    impl Square for f64 {
        fn powi_exact(self) -> f64 {
            self * self
        }
    }

    #[test]
    fn parts_add_up_and_survive_the_file() {
        let play = |x: &[i64]| Ending { outcome: usize::from(x[0] > 500), day: x[1] };
        let mut a = scheme(100, 2, play);
        let b = scheme(300, 2, play);
        let mut other_way = b.clone();
        other_way.merge(&a);
        a.merge(&b);
        assert_eq!(a, other_way);
        assert_eq!(a.rows(), 400);
        let text = serde_json::to_string(&a).unwrap();
        assert_eq!(serde_json::from_str::<Saltelli>(&text).unwrap(), a);
    }

    #[test]
    fn few_rows_have_no_interval() {
        let play = |x: &[i64]| Ending { outcome: usize::from(x[0] > 500), day: 0 };
        assert!(scheme(10, 2, play).indices(0..2).unwrap()[0].first.interval.is_none());
    }
}
