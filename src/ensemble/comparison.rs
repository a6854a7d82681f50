//! One setting against the first, run by run: differences with the intervals that common luck gives, beside those that
//! separate runs would give.

use crate::bins::{Count, variance};
use crate::interval::{Interval, mean, paired_difference, separate_difference};
use crate::pair::{Both, Pair, Sums};
use crate::summary::outcome_name;
use crate::watch::{Unit, Watch};
use indexmap::IndexMap;
use serde::Serialize;

/// What a setting changes against the first.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Comparison {
    /// What the setting sets.
    pub set: IndexMap<String, String>,
    /// In how many runs both end alike.
    pub alike: u64,
    /// In how many runs both were played.
    pub runs: u64,
    /// By outcome, how its share changes.
    pub outcomes: Vec<ShareChange>,
    /// By name, how a measure's mean changes over the runs that come to it under both.
    pub measures: IndexMap<String, MeanChange>,
    /// Which outcome became which other, the most frequent first.
    pub moves: Vec<Move>,
}

/// How the share of an outcome changes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ShareChange {
    /// The outcome's key.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its share under the first setting.
    pub first: f64,
    /// Its share under this one.
    pub second: f64,
    /// Second less first.
    pub difference: f64,
    /// The 95 % interval of the difference from the pairs.
    pub paired: Interval,
    /// The same as if the two settings had been played with other luck each.
    pub separate: Interval,
    /// Runs that end so under this setting only, with the first seed.
    pub gained: u64,
    /// A seed that shows the gain.
    pub gained_seed: Option<u64>,
    /// Runs that ended so under the first setting only.
    pub lost: u64,
    /// A seed that shows the loss.
    pub lost_seed: Option<u64>,
}

/// How the mean of a measure changes.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct MeanChange {
    /// The words for readers.
    pub title: String,
    /// What it is a number of.
    pub unit: Unit,
    /// How many runs come to it under both settings.
    pub count: u64,
    /// Their mean under the first setting.
    pub first: f64,
    /// Their mean under this one.
    pub second: f64,
    /// Second less first; of dates, days.
    pub difference: f64,
    /// The 95 % interval of the difference from the pairs.
    pub paired: Option<Interval>,
    /// The same as if the two settings had been played with other luck each.
    pub separate: Option<Interval>,
}

/// Runs that end one way under the first setting and another way under this one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Move {
    /// The outcome under the first setting.
    pub from: String,
    /// The outcome under this one.
    pub to: String,
    /// How many runs.
    pub count: u64,
    /// The first seed that shows it.
    pub seed: Option<u64>,
}

impl Comparison {
    pub(crate) fn new(watch: &Watch, pair: &Pair, set: IndexMap<String, String>) -> Self {
        let table = &pair.outcomes;
        let runs: u64 = table.iter().flatten().map(|count| count.runs).sum();
        let outcomes = (0..table.len()).map(|index| share_change(watch, pair, index, runs)).collect();
        let measures = watch.measures.iter().zip(&pair.measures).filter(|(_, both)| both.count > 0);
        let measures =
            measures.map(|(measure, both)| (measure.name.clone(), mean_change(&measure.title, &measure.unit, both)));
        let name = |index: usize| outcome_name(watch, index).0.to_owned();
        let cells =
            table.iter().enumerate().flat_map(|(from, row)| row.iter().enumerate().map(move |(to, c)| (from, to, c)));
        let moves = cells.filter(|(from, to, count)| from != to && count.runs > 0);
        let mut moves: Vec<Move> = moves
            .map(|(from, to, count)| Move { from: name(from), to: name(to), count: count.runs, seed: count.seed })
            .collect();
        moves.sort_by_key(|change| std::cmp::Reverse(change.count));
        let alike = (0..table.len()).map(|i| table[i][i].runs).sum();
        Self { set, alike, runs, outcomes, measures: measures.collect(), moves }
    }
}

fn share_change(watch: &Watch, pair: &Pair, index: usize, runs: u64) -> ShareChange {
    let (mut gained, mut lost) = (Count::default(), Count::default());
    for other in (0..pair.outcomes.len()).filter(|&other| other != index) {
        gained.merge(&pair.outcomes[other][index]);
        lost.merge(&pair.outcomes[index][other]);
    }
    let both = pair.outcomes[index][index].runs;
    let share = |count: u64| if runs == 0 { 0.0 } else { count as f64 / runs as f64 };
    let (first, second) = (both + lost.runs, both + gained.runs);
    let (name, title) = outcome_name(watch, index);
    ShareChange {
        name: name.to_owned(),
        title: title.to_owned(),
        first: share(first),
        second: share(second),
        difference: (gained.runs as f64 - lost.runs as f64) / runs.max(1) as f64,
        paired: paired_difference(gained.runs, lost.runs, runs),
        separate: separate_difference((first, runs), (second, runs)),
        gained: gained.runs,
        gained_seed: gained.seed,
        lost: lost.runs,
        lost_seed: lost.seed,
    }
}

fn mean_change(title: &str, unit: &Unit, both: &Both) -> MeanChange {
    let n = both.count as f64;
    let of = |sums: &Sums| sums.sum as f64 / n;
    let spread = |sums: &Sums| if both.count > 1 { variance(both.count, sums.sum, sums.squares) } else { 0.0 };
    let difference = of(&both.difference);
    let separate = (spread(&both.first) + spread(&both.second)).sqrt();
    MeanChange {
        title: title.to_owned(),
        unit: unit.clone(),
        count: both.count,
        first: of(&both.first),
        second: of(&both.second),
        difference,
        paired: mean(difference, spread(&both.difference).sqrt(), both.count),
        separate: mean(difference, separate, both.count),
    }
}
