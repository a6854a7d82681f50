//! `divest diff`: where two runs part, and what became of it.

use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::input::{self, LogInput};
use super::record::{entries_until, happenings, hex};
use super::{Done, output};
use divest_core::{Command, SeatId};
use divest_engine::RULES_VERSION;
use divest_engine::compare::common_entries;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use divest_report::Run;
use divest_report::diff::{Pair, Side, diff, diff_json, difference};
use divest_scenario::{Read, command_words};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Compare two logs: first difference, what the deciding seat knew, consequences, outcomes.
///
/// Most useful for a run and its branch, which share their random numbers; other seeds differ from the first draw on.
#[derive(clap::Args)]
pub struct Args {
    /// The first log.
    a: PathBuf,
    /// The second.
    b: PathBuf,
    #[command(flatten)]
    output: FormatArgs,
}

/// A run with all that a comparison needs.
#[derive(Clone)]
pub struct Whole<'a> {
    pub name: &'a str,
    pub read: &'a Read,
    pub run: Run<'a>,
    pub head: String,
}

pub fn run(args: &Args) -> Done {
    let logs = [LogInput::read(&args.a)?, LogInput::read(&args.b)?];
    let opened = [logs[0].open_whole()?, logs[1].open_whole()?];
    let reads = [logs[0].scenario(&opened[0])?, logs[1].scenario(&opened[1])?];
    let keys = [0, 1].map(|i| &reads[i].scenario.setup().key);
    if keys[0] != keys[1] {
        let message = format!("these are runs of two scenarios: `{}` and `{}`", keys[0], keys[1]);
        return Err(Failure::input(message).hint("compare runs of one scenario, such as a run and its branch"));
    }
    let whole = |i: usize| entries_until(&logs[i], &opened[i], &input::shared(&reads[i]), Until::End);
    let (a, b) = (whole(0)?, whole(1)?);
    let told = [happenings(&a.0), happenings(&b.0)];
    let names = [0, 1].map(|i| logs[i].path.display().to_string());
    let states = [&a.1, &b.1];
    let side = |i: usize| Whole {
        name: &names[i],
        read: &reads[i],
        run: Run {
            state: states[i],
            happenings: &told[i],
            seed: seed_of(&opened[i].header).unwrap_or_default(),
            repeat: "",
        },
        head: hex(&opened[i].head),
    };
    let sides = [side(0), side(1)];
    let common = usize::try_from(common_entries(&opened[0], &opened[1])).unwrap_or(usize::MAX);
    let settings = settings_between(&reads[0], &reads[1]);
    if args.output.is_json() {
        output::print_json(&value_of(&sides, common, settings));
    } else {
        let words = words_of(&sides);
        output::print(&diff(&pair(&sides, common, settings), [&words[0], &words[1]], output::style()));
    }
    Ok(Exit::Done)
}

fn pair<'a>(sides: &'a [Whole<'a>; 2], common: usize, settings: Vec<(String, String, String)>) -> Pair<'a> {
    let side = |i: usize| Side { name: sides[i].name, run: sides[i].run };
    Pair { a: side(0), b: side(1), common, settings }
}

/// How each side puts a command.
fn words_of<'a>(sides: &'a [Whole<'a>; 2]) -> [impl Fn(SeatId, &Command) -> String + 'a; 2] {
    [0, 1].map(|i| {
        let scenario = &sides[i].read.scenario;
        move |seat: SeatId, command: &Command| {
            let words = command_words(scenario, seat, command);
            if words.is_empty() {
                divest_report::Narrator::new(scenario, divest_report::Reader::Referee).command(seat, command)
            } else {
                words
            }
        }
    })
}

/// The comparison without its first lines.
pub fn difference_of(sides: &[Whole<'_>; 2], common: usize, settings: Vec<(String, String, String)>) -> String {
    let words = words_of(sides);
    let lines = difference(&pair(sides, common, settings), [&words[0], &words[1]], output::style());
    format!("{}\n", lines.join("\n"))
}

/// The comparison as data.
pub fn value_of(sides: &[Whole<'_>; 2], common: usize, settings: Vec<(String, String, String)>) -> Value {
    diff_json(&pair(sides, common, settings), [&sides[0].head, &sides[1].head], RULES_VERSION.into())
}

/// What differs between two scenarios: the path, then each value.
pub fn settings_between(a: &Read, b: &Read) -> Vec<(String, String, String)> {
    let flat = |read: &Read| {
        let value: Value = serde_json::from_str(&read.canonical).unwrap_or_default();
        let mut all = BTreeMap::new();
        flatten(&value, String::new(), &mut all);
        all
    };
    if a.canonical == b.canonical {
        return Vec::new();
    }
    let (a, b) = (flat(a), flat(b));
    let mut paths: Vec<&String> = a.keys().chain(b.keys()).collect();
    paths.sort();
    paths.dedup();
    let shown =
        |all: &BTreeMap<String, String>, path: &String| all.get(path).cloned().unwrap_or_else(|| "-".to_owned());
    paths
        .into_iter()
        .filter(|path| a.get(*path) != b.get(*path))
        .map(|path| (path.clone(), shown(&a, path), shown(&b, path)))
        .collect()
}

fn flatten(value: &Value, path: String, all: &mut BTreeMap<String, String>) {
    let under = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| flatten(value, under(key), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| flatten(value, under(&index.to_string()), all));
        }
        Value::String(text) => {
            all.insert(path, text.clone());
        }
        other => {
            all.insert(path, other.to_string());
        }
    }
}
