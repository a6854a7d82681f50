//! `divest backtest`: how likely the scenarios make what really happened, against guessing.
//!
//! Every scenario with a historical outcome is played over many seeds. The share of runs that take history's outcome
//! is the forecast, as if it had been made before; the logarithmic and the Brier score say how good it was, beside two
//! guesses that know less: every outcome alike, and the other histories' base rate of sales, failed buyers and no sale.

use super::exit::{Exit, Failure};
use super::format::{Format, FormatArgs};
use super::point::how_many;
use super::{Done, input, output};
use divest_core::State;
use divest_core::scenario::{Outcome, Scenario};
use divest_engine::{Game, Unrecorded};
use divest_ensemble::{Interval, wilson};
use divest_report::layout::{Side, table, wrap};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Compare scenarios with history: probability of the historical outcome, forecast scores, base rates.
///
/// Scenarios without a historical outcome are skipped. Scores are natural logarithms (nearer to 0 is better) and Brier
/// scores over all outcomes (0 is perfect, 2 the worst).
#[derive(clap::Args)]
pub struct Args {
    /// Scenario files, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Number of seeds per scenario, counted from 1.
    #[arg(long, default_value_t = 1000, value_parser = how_many)]
    seeds: u64,
    #[command(flatten)]
    output: FormatArgs,
}

/// What kinds of end there are, so that histories of different scenarios can be counted together.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Class {
    /// The asset changed hands and stayed there.
    Sale,
    /// A buyer failed.
    BuyerFailed,
    /// Nothing was sold.
    NoSale,
}

impl Class {
    const ALL: [Self; 3] = [Self::Sale, Self::BuyerFailed, Self::NoSale];

    const fn word(self) -> &'static str {
        match self {
            Self::Sale => "sale",
            Self::BuyerFailed => "buyer-failed",
            Self::NoSale => "no-sale",
        }
    }

    fn of_run(state: &State) -> Self {
        match (state.failed().is_empty(), state.closed()) {
            (false, _) => Self::BuyerFailed,
            (true, Some(_)) => Self::Sale,
            (true, None) => Self::NoSale,
        }
    }

    /// The class of a recorded outcome, by its condition.
    fn of_outcome(outcome: &Outcome) -> Self {
        let when = &outcome.when;
        let names_sale = when.sold == Some(true)
            || !(when.buyers.is_empty() && when.joined.is_empty() && when.terms.0.is_empty())
            || !(when.lots.is_empty() && when.sold_by.is_empty());
        match (when.failed.is_empty(), names_sale) {
            (false, _) => Self::BuyerFailed,
            (true, true) => Self::Sale,
            (true, false) => Self::NoSale,
        }
    }
}

/// What the seeds of one scenario say about its history.
struct Case {
    key: String,
    historical: String,
    class: Class,
    outcomes: Vec<(String, u64)>,
    classes: [u64; 3],
    hits: u64,
    seed_count: u64,
    /// The first seed that took history's way.
    seed: Option<u64>,
}

/// A forecast's scores.
#[derive(Clone, Copy)]
struct Score {
    /// The probability of what happened.
    p: f64,
    /// Its natural logarithm.
    log: f64,
    /// The sum over all that could happen of the squared distances from what did.
    brier: f64,
}

impl Score {
    /// The score of a forecast over some results, one of which came true. A share of nought is counted as half a run.
    fn of(shares: &[f64], came: usize, least: f64) -> Self {
        let p = shares[came];
        let distance = |(place, share): (usize, &f64)| (share - f64::from(u8::from(place == came))).powi(2);
        Self { p, log: p.max(least).ln(), brier: shares.iter().enumerate().map(distance).sum() }
    }
}

impl Case {
    fn play(path: &Path, seed_count: u64) -> Result<Option<Self>, Failure> {
        let read = input::scenario(path)?;
        let scenario: &Scenario = &read.scenario;
        let outcomes = &scenario.setup().outcomes;
        let Some(historical) = outcomes.iter().position(|outcome| outcome.historical) else { return Ok(None) };
        let mut counts = vec![0_u64; outcomes.len()];
        let (mut classes, mut seed) = ([0_u64; 3], None);
        let mut game = Game::new(input::shared(&read), 1).map_err(Failure::input)?;
        for number in 1..=seed_count {
            game.restart(number);
            let outcome =
                game.run(&mut Unrecorded).map_err(|halt| Failure::input(format!("a run could not go on: {halt}")))?;
            counts[outcome.index()] += 1;
            classes[Class::of_run(game.state()) as usize] += 1;
            if outcome.index() == historical {
                seed = seed.or(Some(number));
            }
        }
        Ok(Some(Self {
            key: scenario.setup().key.clone(),
            historical: outcomes[historical].key.clone(),
            class: Class::of_outcome(&outcomes[historical]),
            hits: counts[historical],
            outcomes: outcomes.iter().map(|outcome| outcome.key.clone()).zip(counts).collect(),
            classes,
            seed_count,
            seed,
        }))
    }

    fn shares(counts: impl Iterator<Item = u64>, total: u64) -> Vec<f64> {
        counts.map(|count| count as f64 / total as f64).collect()
    }

    fn least(&self) -> f64 {
        0.5 / self.seed_count as f64
    }

    /// How good the scenario's own forecast was.
    fn model(&self) -> Score {
        let shares = Self::shares(self.outcomes.iter().map(|(_, count)| *count), self.seed_count);
        let came = self.outcomes.iter().position(|(key, _)| *key == self.historical).unwrap_or(0);
        Score::of(&shares, came, self.least())
    }

    /// How good it would have been to hold all outcomes for alike.
    fn uniform(&self) -> Score {
        let count = self.outcomes.len();
        Score::of(&vec![1.0 / count as f64; count], 0, self.least())
    }

    /// How good the scenario's forecast of the class was.
    fn model_of_class(&self) -> Score {
        Score::of(&Self::shares(self.classes.into_iter(), self.seed_count), self.class as usize, self.least())
    }

    /// How good the other histories' share of the classes would have been, each counted once more than it came
    /// (Laplace's rule).
    fn others_of_class(&self, all: &[Self]) -> Score {
        let count = |class: Class| all.iter().filter(|other| other.key != self.key && other.class == class).count();
        let total = (all.len() - 1 + Class::ALL.len()) as f64;
        let shares = Class::ALL.map(|class| (count(class) + 1) as f64 / total);
        Score::of(&shares, self.class as usize, self.least())
    }

    fn interval(&self) -> Interval {
        wilson(self.hits, self.seed_count)
    }
}

pub fn run(args: &Args) -> Done {
    let mut cases = Vec::new();
    for path in super::test::files_in(&args.paths)? {
        if super::check::is_script(&input::author_bytes(&path)?) {
            continue;
        }
        cases.extend(Case::play(&path, args.seeds)?);
    }
    if cases.is_empty() {
        return Err(
            Failure::input("no scenario says which outcome history took").hint("see `historical` in its outcomes")
        );
    }
    match args.output.format() {
        Format::Text => output::print(&text(&cases, args.seeds)),
        Format::Json => output::print_json(&value(&cases, args.seeds)),
    }
    Ok(Exit::Done)
}

fn mean(cases: &[Case], of: impl Fn(&Case) -> Score) -> Score {
    let n = cases.len() as f64;
    let sum = |part: fn(&Score) -> f64| cases.iter().map(|case| part(&of(case))).sum::<f64>() / n;
    Score { p: sum(|s| s.p), log: sum(|s| s.log), brier: sum(|s| s.brier) }
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

fn text(cases: &[Case], seeds: u64) -> String {
    let numbers = |name: &str, p: String, interval: String, model: Score, uniform: Score| {
        let two = |value: f64| format!("{value:.2}");
        let [log, guess] = [model.log, uniform.log].map(two);
        vec![name.to_owned(), p, interval, log, guess, two(model.brier), two(uniform.brier)]
    };
    let header = ["", "history", "95 %", "log", "alike", "Brier", "alike"].map(str::to_owned).to_vec();
    let mut rows = vec![header];
    for case in cases {
        let Interval { low, high } = case.interval();
        let range = format!("{:.1} to {:.1}", low * 100.0, high * 100.0);
        rows.push(numbers(&case.key, percent(case.model().p), range, case.model(), case.uniform()));
    }
    let (model, uniform) = (mean(cases, Case::model), mean(cases, Case::uniform));
    rows.push(numbers("mean", percent(model.p), String::new(), model, uniform));
    let right = Side::Right;
    let mut lines = vec![format!("What really happened, over seeds 1 to {seeds} of each scenario"), String::new()];
    lines.extend(table(&rows, &[Side::Left, right, right, right, right, right, right], "  "));
    lines.push(String::new());
    lines.extend(wrap(
        "history: the share of runs that end as history did. log and Brier: the scenario's score beside that of holding \
         all its outcomes for alike.",
        "",
        0,
    ));
    lines.extend([String::new(), "By class: a sale, a buyer that fails, no sale".to_owned(), String::new()]);
    let header = ["", "class", "share", "log", "others", "Brier", "others"].map(str::to_owned).to_vec();
    let mut rows = vec![header];
    for case in cases {
        let (own, others) = (case.model_of_class(), case.others_of_class(cases));
        rows.push(numbers(&case.key, case.class.word().to_owned(), percent(own.p), own, others));
    }
    let (own, others) = (mean(cases, Case::model_of_class), mean(cases, |case| case.others_of_class(cases)));
    rows.push(numbers("mean", String::new(), percent(own.p), own, others));
    lines.extend(table(&rows, &[Side::Left, Side::Left, right, right, right, right, right], "  "));
    lines.push(String::new());
    lines.extend(wrap(
        "share: the runs of history's class. others: the base rate of the other histories here, each class counted once \
         more than it came. The intervals are those of the seeds alone: the authors of the scenarios knew the outcomes, and \
         so few histories prove nothing.",
        "",
        0,
    ));
    lines.join("\n") + "\n"
}

fn score(score: Score) -> Value {
    let rounded = |value: f64| (value * 1e6).round() / 1e6;
    json!({"p": rounded(score.p), "log": rounded(score.log), "brier": rounded(score.brier)})
}

fn value(cases: &[Case], seeds: u64) -> Value {
    let case = |case: &Case| {
        let Interval { low, high } = case.interval();
        let rounded = |value: f64| (value * 1e6).round() / 1e6;
        let outcomes: Vec<Value> =
            case.outcomes.iter().map(|(name, count)| json!({"name": name, "count": count})).collect();
        json!({
            "scenario": case.key,
            "historical": case.historical,
            "class": case.class.word(),
            "seed": case.seed,
            "low": rounded(low),
            "high": rounded(high),
            "model": score(case.model()),
            "uniform": score(case.uniform()),
            "model_of_class": score(case.model_of_class()),
            "others_of_class": score(case.others_of_class(cases)),
            "outcomes": outcomes,
        })
    };
    json!({
        "seeds": {"first": 1, "count": seeds},
        "cases": cases.iter().map(case).collect::<Vec<_>>(),
        "mean": {
            "model": score(mean(cases, Case::model)),
            "uniform": score(mean(cases, Case::uniform)),
            "model_of_class": score(mean(cases, Case::model_of_class)),
            "others_of_class": score(mean(cases, |case| case.others_of_class(cases))),
        },
    })
}
