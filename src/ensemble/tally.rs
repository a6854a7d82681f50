//! What is counted over the runs of one setting. All of it is whole numbers, so parts add up to the same in any order.

use crate::bins::{Count, Values};
use crate::sobol::Saltelli;
use crate::watch::{Seen, Watch};
use divest_core::deal::Choice;
use serde::{Deserialize, Serialize};

/// The counts of one setting.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Tally {
    /// How many runs.
    pub runs: u64,
    /// By outcome, how often.
    pub outcomes: Vec<Count>,
    /// By talks, how often their bidder bought.
    pub buyers: Vec<Count>,
    /// By issue and named option, how often it was sold on that term; nothing for ranges.
    pub terms: Vec<Vec<Count>>,
    /// By measure, the values.
    pub measures: Vec<Values>,
    /// By trigger, how often.
    pub happened: Vec<Times>,
    /// By property, in how many runs it held and in how many not.
    pub properties: Vec<Verdict>,
    /// Which draws carry the variance, if that was asked for.
    pub sensitivity: Option<Saltelli>,
    /// By trigger, the last run in which it was counted.
    #[serde(skip)]
    stamps: Vec<u64>,
}

/// How often something happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Times {
    /// In how many runs, and the first.
    pub count: Count,
    /// How many times in all.
    pub times: u64,
}

/// In how many runs a condition held, and in how many not.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Verdict {
    /// Where it held.
    pub held: Count,
    /// Where it did not.
    pub failed: Count,
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(watch: &Watch, sensitivity: bool) -> Self {
        let setup = watch.scenario.setup();
        let options = |choice: &Choice| match choice {
            Choice::Options(options) => options.len(),
            Choice::Range { .. } => 0,
        };
        Self {
            runs: 0,
            outcomes: vec![Count::default(); setup.outcomes.len()],
            buyers: vec![Count::default(); setup.sale.talks.len()],
            terms: setup.sale.issues.iter().map(|issue| vec![Count::default(); options(&issue.choice)]).collect(),
            measures: vec![Values::default(); watch.measures.len()],
            happened: vec![Times::default(); watch.triggers.len()],
            properties: vec![Verdict::default(); watch.properties.len()],
            sensitivity: sensitivity.then(|| Saltelli::new(watch)),
            stamps: vec![u64::MAX; watch.triggers.len()],
        }
    }

    /// Whether another tally counts the same things.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        self.outcomes.len() == other.outcomes.len()
            && self.buyers.len() == other.buyers.len()
            && self.terms.iter().map(Vec::len).eq(other.terms.iter().map(Vec::len))
            && self.measures.len() == other.measures.len()
            && self.happened.len() == other.happened.len()
            && self.properties.len() == other.properties.len()
            && match (&self.sensitivity, &other.sensitivity) {
                (Some(a), Some(b)) => a.fits(b),
                (a, b) => a.is_none() == b.is_none(),
            }
    }

    /// Whether all numbers are such as so many runs can have come to.
    #[must_use]
    pub fn is_within(&self, runs: u64) -> bool {
        /// How often one thing happens in a run at most.
        const TIMES_MAX: u64 = 1 << 24;
        let within = |counts: &[Count]| counts.iter().all(|count| count.is_within(runs));
        self.runs <= runs
            && within(&self.outcomes)
            && within(&self.buyers)
            && self.terms.iter().all(|counts| within(counts))
            && self.measures.iter().all(|values| values.is_within(runs))
            && self
                .happened
                .iter()
                .all(|times| times.count.is_within(runs) && times.times <= times.count.runs.saturating_mul(TIMES_MAX))
            && self.properties.iter().all(|verdict| verdict.held.is_within(runs) && verdict.failed.is_within(runs))
    }

    /// Counts one run.
    pub fn add(&mut self, seed: u64, seen: &Seen) {
        self.runs += 1;
        self.outcomes[seen.outcome].add(seed);
        for (place, (talks, deal)) in seen.sales.iter().enumerate() {
            // A buyer of two lots counts once per run.
            if !seen.sales[..place].iter().any(|(other, _)| other == talks) {
                self.buyers[talks.index()].add(seed);
            }
            for (options, &option) in self.terms.iter_mut().zip(&deal.0).filter(|(options, _)| !options.is_empty()) {
                options[usize::from(option)].add(seed);
            }
        }
        for (values, steps) in self.measures.iter_mut().zip(&seen.measures) {
            if let Some(steps) = steps {
                values.add(*steps, seed);
            }
        }
        for &place in &seen.happened {
            let place = usize::from(place);
            self.happened[place].times += 1;
            if std::mem::replace(&mut self.stamps[place], seed) != seed {
                self.happened[place].count.add(seed);
            }
        }
        for (verdict, &holds) in self.properties.iter_mut().zip(&seen.held) {
            if holds { &mut verdict.held } else { &mut verdict.failed }.add(seed);
        }
    }

    /// Adds what another part counted; both must count the same things.
    pub fn merge(&mut self, other: &Self) {
        fn counts(ours: &mut [Count], theirs: &[Count]) {
            ours.iter_mut().zip(theirs).for_each(|(a, b)| a.merge(b));
        }
        self.runs += other.runs;
        counts(&mut self.outcomes, &other.outcomes);
        counts(&mut self.buyers, &other.buyers);
        self.terms.iter_mut().zip(&other.terms).for_each(|(a, b)| counts(a, b));
        self.measures.iter_mut().zip(&other.measures).for_each(|(a, b)| a.merge(b));
        for (a, b) in self.happened.iter_mut().zip(&other.happened) {
            a.count.merge(&b.count);
            a.times += b.times;
        }
        for (a, b) in self.properties.iter_mut().zip(&other.properties) {
            a.held.merge(&b.held);
            a.failed.merge(&b.failed);
        }
        if let (Some(a), Some(b)) = (&mut self.sensitivity, &other.sensitivity) {
            a.merge(b);
        }
    }
}
