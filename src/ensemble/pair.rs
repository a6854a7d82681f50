//! Two settings under the same luck: run by run, what the second changes.
//!
//! Both settings play every seed, and draws are addressed by name, so whatever a setting does not touch falls alike. The
//! differences then spread far less than the runs do.

use crate::bins::{Count, decimal};
use crate::watch::{Seen, Watch};
use serde::{Deserialize, Serialize};

/// The counts of one setting against the first.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Pair {
    /// By the outcome under the first setting and then under this one, how often.
    pub outcomes: Vec<Vec<Count>>,
    /// By measure, the runs that come to a value under both.
    pub measures: Vec<Both>,
}

/// Values of a measure that runs come to under both settings, in the measure's own unit.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Both {
    /// How many runs.
    pub count: u64,
    /// Sum and sum of squares under the first setting.
    pub first: Sums,
    /// The same under this one.
    pub second: Sums,
    /// The same of the differences, second less first.
    pub difference: Sums,
}

/// A sum and a sum of squares.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Sums {
    /// The sum.
    #[serde(with = "decimal")]
    pub sum: i128,
    /// The sum of squares.
    #[serde(with = "decimal")]
    pub squares: i128,
}

impl Sums {
    fn add(&mut self, value: i64) {
        self.sum += i128::from(value);
        self.squares += i128::from(value) * i128::from(value);
    }

    fn merge(&mut self, other: &Self) {
        self.sum += other.sum;
        self.squares += other.squares;
    }
}

impl Pair {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(watch: &Watch) -> Self {
        let outcomes = watch.scenario.setup().outcomes.len();
        Self {
            outcomes: vec![vec![Count::default(); outcomes]; outcomes],
            measures: vec![Both::default(); watch.measures.len()],
        }
    }

    /// Whether another part counts the same things.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let shape = |pair: &Self| (pair.outcomes.iter().map(Vec::len).collect::<Vec<_>>(), pair.measures.len());
        shape(self) == shape(other)
    }

    /// Counts one seed under both settings; the watches say in which steps each counts.
    pub fn add(&mut self, seed: u64, (first_watch, first): (&Watch, &Seen), (watch, second): (&Watch, &Seen)) {
        self.outcomes[first.outcome][second.outcome].add(seed);
        for (index, both) in self.measures.iter_mut().enumerate() {
            if let (Some(a), Some(b)) = (first.measures[index], second.measures[index]) {
                let (a, b) = (first_watch.measures[index].scale.value(a), watch.measures[index].scale.value(b));
                both.count += 1;
                both.first.add(a);
                both.second.add(b);
                both.difference.add(b - a);
            }
        }
    }

    /// Adds what another part counted.
    pub fn merge(&mut self, other: &Self) {
        for (ours, theirs) in self.outcomes.iter_mut().flatten().zip(other.outcomes.iter().flatten()) {
            ours.merge(theirs);
        }
        for (ours, theirs) in self.measures.iter_mut().zip(&other.measures) {
            ours.count += theirs.count;
            ours.first.merge(&theirs.first);
            ours.second.merge(&theirs.second);
            ours.difference.merge(&theirs.difference);
        }
    }
}
