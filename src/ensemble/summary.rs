//! The figures of a sweep, read off its counts: shares with their intervals, measures with their spread, what happened how
//! often. Reports, pages and JSON are made from this value and from nothing else.
//!
//! Floats appear here for the first time, and nothing that is kept depends on them.

use crate::bins::{Count, Values};
use crate::comparison::Comparison;
use crate::interval::{Interval, mean, wilson};
use crate::part::Part;
use crate::plan::{Seeds, Setting, Study};
use crate::ranking::Sensitivity;
use crate::tally::Tally;
use crate::watch::{Measure, Unit, Watch};
use divest_core::chance::DrawId;
use divest_core::deal::Choice;
use divest_core::effect::Trigger;
use divest_core::id::{ChanceId, EffectId, OutcomeId, TalksId};
use divest_scenario::Quantifier;
use indexmap::IndexMap;
use serde::Serialize;
use std::collections::BTreeSet;

/// The bars that a histogram has at most.
const BARS_MAX: i64 = 24;

/// The figures of a sweep.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Sweep {
    /// The scenario's key.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The unit of money for readers.
    pub currency: String,
    /// The version of the rules.
    pub rules: u32,
    /// The seeds that were to be played.
    pub seeds: Seeds,
    /// How many of them were.
    pub played: u64,
    /// The figures of each setting.
    pub settings: Vec<Figures>,
    /// Each setting after the first, compared with the first.
    pub comparisons: Vec<Comparison>,
}

/// The figures of one setting.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Figures {
    /// What it sets.
    pub set: IndexMap<String, String>,
    /// How many runs.
    pub runs: u64,
    /// How it ended, in the scenario's order.
    pub outcomes: Vec<Share>,
    /// Shares of runs by buyer, in the scenario's order.
    pub buyers: Vec<Share>,
    /// By issue with named options, on which terms it was sold.
    pub terms: IndexMap<String, Vec<Share>>,
    /// By name, the numbers that runs come to.
    pub measures: IndexMap<String, Spread>,
    /// What nature decided in play: each matter with its results.
    pub chances: Vec<Matter>,
    /// What set the scenario's rules off.
    pub rules: Vec<Happening>,
    /// Everything that happened at least once.
    pub happened: Vec<Happening>,
    /// What the scenario's author expects of every run, none or some.
    pub properties: Vec<PropertyFigure>,
    /// Which draws carry the variance, if that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sensitivity: Option<Sensitivity>,
}

/// A share of runs.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Share {
    /// The key.
    pub name: String,
    /// The words for readers.
    pub title: String,
    /// In how many runs.
    pub count: u64,
    /// Which share of them.
    pub share: f64,
    /// Wilson's 95 % interval of the share.
    #[serde(flatten)]
    pub interval: Interval,
    /// The first seed that shows it.
    pub seed: Option<u64>,
    /// Whether history took it; said of outcomes.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub historical: bool,
}

/// How a number spreads over the runs that come to it. Values are in the measure's unit, dates in days since 1970-01-01.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Spread {
    /// The words for readers.
    pub title: String,
    /// What it is a number of.
    pub unit: Unit,
    /// How many runs come to it.
    pub count: u64,
    /// The mean; `None` of no runs.
    pub mean: Option<f64>,
    /// The 95 % interval of the mean.
    pub mean_interval: Option<Interval>,
    /// The standard deviation of a sample.
    pub sd: Option<f64>,
    /// The least.
    pub min: Option<i64>,
    /// Five in a hundred lie at or below it.
    pub p5: Option<i64>,
    /// A quarter lies at or below it.
    pub p25: Option<i64>,
    /// The median.
    pub p50: Option<i64>,
    /// Three quarters lie at or below it.
    pub p75: Option<i64>,
    /// Ninety-five in a hundred lie at or below it.
    pub p95: Option<i64>,
    /// The most.
    pub max: Option<i64>,
    /// Seeds that show the least, the median and the most.
    pub seeds: SpreadSeeds,
    /// Bars of equal width, without gap.
    pub histogram: Vec<Bar>,
}

/// Seeds that show a spread.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct SpreadSeeds {
    /// A run with the least.
    pub min: Option<u64>,
    /// A run with the median.
    pub p50: Option<u64>,
    /// A run with the most.
    pub max: Option<u64>,
}

/// A bar of a histogram.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Bar {
    /// Its least value.
    pub from: i64,
    /// Its largest value.
    pub to: i64,
    /// How many runs.
    pub count: u64,
    /// The first seed that lies in it.
    pub seed: Option<u64>,
}

/// A matter of chance that comes up in play, with what may come of it.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Matter {
    /// The address of its draw.
    pub name: String,
    /// The words for readers.
    pub title: String,
    /// Its results, each a share of all runs; where it never came up, none of them.
    pub results: Vec<Share>,
}

/// Something that happens.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Happening {
    /// What, as triggers are written: `deal-blocked`.
    pub what: String,
    /// To what: the key.
    pub of: String,
    /// In how many runs.
    pub count: u64,
    /// Which share of them.
    pub share: f64,
    /// Wilson's 95 % interval of the share.
    #[serde(flatten)]
    pub interval: Interval,
    /// How many times in all.
    pub times: u64,
    /// The first seed that shows it.
    pub seed: Option<u64>,
}

/// How an expectation of every run, none or some turned out.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct PropertyFigure {
    /// Of how many runs it speaks.
    pub claim: Quantifier,
    /// What holds.
    pub condition: String,
    /// Whether it is as expected.
    pub good: bool,
    /// In how many runs the condition holds.
    pub count: u64,
    /// Of how many.
    pub runs: u64,
    /// The first seed that breaks the property, or that shows it where it is `sometimes`.
    pub seed: Option<u64>,
}

impl Sweep {
    /// The figures of a part, or of a whole.
    #[must_use]
    pub fn new(study: &Study, part: &Part) -> Self {
        let plan = &part.plan;
        let setup = study.watches[0].scenario.setup();
        let settings = study.watches.iter().zip(&part.counts.tallies).zip(&plan.settings);
        let settings: Vec<Figures> =
            settings.map(|((watch, tally), setting)| figures(study, watch, tally, setting)).collect();
        let pairs = study.watches.iter().skip(1).zip(&part.counts.pairs).zip(plan.settings.iter().skip(1));
        let comparisons = pairs.map(|((watch, pair), setting)| Comparison::new(watch, pair, set(setting)));
        Self {
            scenario: plan.scenario.clone(),
            title: setup.title.clone(),
            currency: setup.currency.clone(),
            rules: plan.rules,
            seeds: plan.seeds,
            played: part.counts.seed_count(),
            comparisons: comparisons.collect(),
            settings,
        }
    }
}

fn set(setting: &Setting) -> IndexMap<String, String> {
    setting.iter().cloned().collect()
}

fn figures(study: &Study, watch: &Watch, tally: &Tally, setting: &Setting) -> Figures {
    let setup = watch.scenario.setup();
    let runs = tally.runs;
    let outcomes = setup.outcomes.iter().zip(&tally.outcomes);
    let outcomes = outcomes.map(|(outcome, count)| {
        let share = share(&outcome.key, &outcome.title, count, runs);
        Share { historical: outcome.historical, ..share }
    });
    let buyers = tally.buyers.iter().enumerate().map(|(index, count)| {
        let bidder = watch.scenario.talks(TalksId::at(index)).bidder;
        let scenario = &watch.scenario;
        let name = scenario.party(bidder).map_or("", |party| &party.name);
        if scenario.has_several_sellers() {
            let talks = TalksId::at(index);
            let owner = scenario.party(scenario.owner_in(talks)).map_or("", |party| &party.name);
            return share(&scenario.talks(talks).key, &format!("{name} from {owner}"), count, runs);
        }
        share(scenario.seat_key(bidder), name, count, runs)
    });
    let sales: u64 = match &setup.sale.lots {
        // In lots every deal counts, and there may be several in a run.
        Some(lots) => tally.terms[lots.issue.index()].iter().map(|count| count.runs).sum(),
        None => tally.buyers.iter().map(|count| count.runs).sum(),
    };
    let terms = setup.sale.issues.iter().zip(&tally.terms).filter_map(|(issue, counts)| match &issue.choice {
        Choice::Options(options) => {
            let shares =
                options.iter().zip(counts).map(|(option, count)| share(&option.key, &option.name, count, sales));
            Some((issue.key.clone(), shares.collect()))
        }
        Choice::Range { .. } => None,
    });
    let measures = watch.measures.iter().zip(&tally.measures);
    let measures = measures.map(|(measure, values)| (measure.name.clone(), spread(measure, values)));
    Figures {
        set: set(setting),
        runs,
        outcomes: outcomes.collect(),
        buyers: buyers.collect(),
        terms: terms.collect(),
        measures: measures.collect(),
        chances: matters(watch, tally),
        rules: rules(watch, tally),
        happened: (0..watch.triggers.len())
            .map(|place| happening(watch, tally, place))
            .filter(|h| h.count > 0)
            .collect(),
        properties: properties(study, tally),
        sensitivity: tally.sensitivity.as_ref().map(|scheme| Sensitivity::new(watch, scheme)),
    }
}

pub(crate) fn share(name: &str, title: &str, count: &Count, total: u64) -> Share {
    Share {
        name: name.to_owned(),
        title: title.to_owned(),
        count: count.runs,
        share: if total == 0 { 0.0 } else { count.runs as f64 / total as f64 },
        interval: wilson(count.runs, total),
        seed: count.seed,
        historical: false,
    }
}

fn spread(measure: &Measure, values: &Values) -> Spread {
    let scale = measure.scale;
    let real = |steps: f64| scale.offset as f64 + scale.step as f64 * steps;
    let quantile = |per_mille| values.quantile(per_mille);
    let at = |per_mille| quantile(per_mille).map(|mark| scale.value(mark.value));
    let (middle, sd) = (values.mean().map(real), values.sd().map(|sd| sd * scale.step as f64));
    Spread {
        title: measure.title.clone(),
        unit: measure.unit.clone(),
        count: values.count,
        mean: middle,
        mean_interval: middle.zip(sd).and_then(|(middle, sd)| mean(middle, sd, values.count)),
        sd,
        min: values.least.map(|mark| scale.value(mark.value)),
        p5: at(50),
        p25: at(250),
        p50: at(500),
        p75: at(750),
        p95: at(950),
        max: values.most.map(|mark| scale.value(mark.value)),
        seeds: SpreadSeeds {
            min: values.least.map(|mark| mark.seed),
            p50: quantile(500).map(|mark| mark.seed),
            max: values.most.map(|mark| mark.seed),
        },
        histogram: histogram(measure, values),
    }
}

/// At most [`BARS_MAX`] bars, with a width of 1, 2 or 5 times a power of ten of the measure's steps.
fn histogram(measure: &Measure, values: &Values) -> Vec<Bar> {
    let (Some(least), Some(most)) = (values.least, values.most) else { return Vec::new() };
    let range = most.value.saturating_sub(least.value);
    let mut width = 1;
    let mut turn = [2, 5, 10].into_iter().cycle();
    let mut decade = 1;
    while range / width >= BARS_MAX {
        let next = turn.next().expect("BUG: a cycle ends");
        width = decade * next;
        decade = if next == 10 { width } else { decade };
    }
    let first = least.value.div_euclid(width);
    let count = (most.value.div_euclid(width) - first + 1) as usize;
    let scale = measure.scale;
    let bar = |index: usize| {
        let from = (first + index as i64) * width;
        Bar { from: scale.value(from), to: scale.value(from + width - 1), count: 0, seed: None }
    };
    let mut bars: Vec<Bar> = (0..count).map(bar).collect();
    for (value, found) in values.filled() {
        // A wide bin's value is its end nearest to zero, which may lie a little outside of what was met.
        let index = (value.div_euclid(width) - first).clamp(0, count as i64 - 1) as usize;
        let mut sum = Count { runs: bars[index].count, seed: bars[index].seed };
        sum.merge(found);
        (bars[index].count, bars[index].seed) = (sum.runs, sum.seed);
    }
    bars
}

fn happening(watch: &Watch, tally: &Tally, place: usize) -> Happening {
    let (what, of) = watch.triggers.name(place);
    let times = &tally.happened[place];
    let share = share("", "", &times.count, tally.runs);
    Happening {
        what: what.to_owned(),
        of: of.to_owned(),
        count: share.count,
        share: share.share,
        interval: share.interval,
        times: times.times,
        seed: share.seed,
    }
}

/// What sets the scenario's effects and delayed chances off, each once, in the order of the file.
fn rules(watch: &Watch, tally: &Tally) -> Vec<Happening> {
    let setup = watch.scenario.setup();
    let effects = (0..setup.effects.len()).map(|i| watch.triggers.of_effect(&watch.scenario, EffectId::at(i)));
    let chances = setup.chances.iter().filter_map(|chance| chance.trigger);
    let chances = chances.map(|trigger| watch.triggers.place(trigger));
    let mut seen = BTreeSet::new();
    let places: Vec<usize> = effects.chain(chances).filter(|place| seen.insert(*place)).collect();
    places.into_iter().map(|place| happening(watch, tally, place)).collect()
}

/// Each matter that nature decides in play. The result of a deadline or a motion is read from the events, whatever their cause.
fn matters(watch: &Watch, tally: &Tally) -> Vec<Matter> {
    let scenario = &watch.scenario;
    let result = |title: &str, trigger: Trigger| {
        share(title, title, &tally.happened[watch.triggers.place(trigger)].count, tally.runs)
    };
    let matter = |draw: DrawId| {
        let (title, results) = match draw {
            DrawId::Value(_) => return None,
            DrawId::Chance(id) => (scenario.chance(id).title.clone(), results_of(watch, tally, id)),
            DrawId::Ruling(id) => {
                let results =
                    vec![result("granted", Trigger::MotionGranted(id)), result("denied", Trigger::MotionDenied(id))];
                (scenario.motion(id).title.clone(), results)
            }
            DrawId::Appeal(id) => {
                let motion = scenario.motion(id);
                motion.appeal.as_ref()?;
                let decided = |decision| Trigger::AppealDecided(id, decision);
                let affirmed = result("affirmed", decided(divest_core::command::AppealDecision::Affirmed));
                let reversed = result("reversed", decided(divest_core::command::AppealDecision::Reversed));
                (format!("appeal: {}", motion.title), vec![affirmed, reversed])
            }
            DrawId::Deadline(id) => {
                let decree = scenario.decree(id);
                if decree.at_deadline.len() < 2 {
                    return None;
                }
                let results = vec![
                    result("enforced", Trigger::DecreeEnforced(id)),
                    result("lapsed", Trigger::DecreeLapsed(id)),
                    result("took force", Trigger::DecreeTookForce(id)),
                    result("trustee appointed", Trigger::TrusteeAppointed(id)),
                ];
                let results = results.into_iter().filter(|result| result.count > 0).collect();
                (format!("the date of: {}", decree.title), results)
            }
        };
        Some(Matter { name: draw.address(scenario), title, results })
    };
    DrawId::all(scenario).filter_map(matter).collect()
}

fn results_of(watch: &Watch, tally: &Tally, chance: ChanceId) -> Vec<Share> {
    let results = watch.scenario.chance(chance).results.iter().enumerate();
    let share = |(index, result): (usize, &divest_core::scenario::ChanceResult)| {
        let place = watch.triggers.of_chance(chance, index as u8);
        share(&result.key, &result.text, &tally.happened[place].count, tally.runs)
    };
    results.map(share).collect()
}

fn properties(study: &Study, tally: &Tally) -> Vec<PropertyFigure> {
    let properties = study.plan.properties.iter().zip(&tally.properties);
    let figure = |(promise, verdict): (&crate::plan::Promise, &crate::tally::Verdict)| {
        let (good, seed) = match promise.quantifier {
            Quantifier::Always => (verdict.failed.runs == 0, verdict.failed.seed),
            Quantifier::Never => (verdict.held.runs == 0, verdict.held.seed),
            Quantifier::Sometimes => (verdict.held.runs > 0, verdict.held.seed),
        };
        PropertyFigure {
            claim: promise.quantifier,
            condition: promise.words.clone(),
            good,
            count: verdict.held.runs,
            runs: tally.runs,
            seed,
        }
    };
    properties.map(figure).collect()
}

/// The key and the title of an outcome.
pub(crate) fn outcome_name(watch: &Watch, index: usize) -> (&str, &str) {
    let outcome = watch.scenario.outcome(OutcomeId::at(index));
    (&outcome.key, &outcome.title)
}
