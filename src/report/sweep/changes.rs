//! What a setting changes against the first, with the intervals of common luck beside those of separate runs.

use super::{WORDS_MAX, average, change, heading, is_gain, seed};
use crate::color::Style;
use crate::layout::{Side, WIDTH, cut, table};
use crate::number::{grouped, percent};
use divest_ensemble::Interval;
use divest_ensemble::comparison::Comparison;
use indexmap::IndexMap;

/// How many moves between outcomes are shown.
const MOVES_SHOWN: usize = 8;

/// What is set, in one line.
#[must_use]
pub fn setting(set: &IndexMap<String, String>) -> String {
    let words: Vec<String> = set.iter().map(|(path, value)| format!("{path} = {value}")).collect();
    words.join(", ")
}

/// An interval of differences in percentage points.
fn points(interval: Interval) -> String {
    format!("{:+.1} … {:+.1}", interval.low * 100.0, interval.high * 100.0)
}

pub fn text(comparison: &Comparison, style: Style, lines: &mut Vec<String>) {
    heading(lines, style, "Against the first setting, under the same luck");
    let alike = if comparison.runs == 0 { 0.0 } else { comparison.alike as f64 / comparison.runs as f64 };
    lines.push(format!("  {} of the runs end alike; changes in percentage points", percent(alike)));
    let mut rows = vec![["", "first", "this", "change", "95 % paired", "95 % separate"].map(str::to_owned).to_vec()];
    for change in comparison.outcomes.iter().filter(|change| change.first > 0.0 || change.second > 0.0) {
        rows.push(vec![
            cut(&change.title, WORDS_MAX),
            percent(change.first),
            percent(change.second),
            format!("{:+.1}", change.difference * 100.0),
            points(change.paired),
            points(change.separate),
        ]);
    }
    let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right, Side::Right];
    lines.extend(table(&rows, &sides, "  "));
    let mut rows = vec![
        ["Means where both have one", "runs", "first", "change", "± paired", "± separate"].map(str::to_owned).to_vec(),
    ];
    for (_, mean) in comparison.measures.iter().filter(|(name, _)| !is_gain(name)) {
        let half =
            |interval: Option<Interval>| interval.map_or_else(|| "–".to_owned(), |i| format!("{:.2}", i.width() / 2.0));
        rows.push(vec![
            cut(&mean.title, WORDS_MAX),
            grouped(mean.count as i64),
            average(&mean.unit, Some(mean.first)),
            change(&mean.unit, mean.difference),
            half(mean.paired),
            half(mean.separate),
        ]);
    }
    lines.push(String::new());
    lines.extend(table(&rows, &sides, "  "));
    if comparison.moves.is_empty() {
        return;
    }
    lines.push(String::new());
    let mut rows = vec![["Runs that end otherwise", "runs", "seed"].map(str::to_owned).to_vec()];
    for change in comparison.moves.iter().take(MOVES_SHOWN) {
        let words = format!("{} → {}", change.from, change.to);
        rows.push(vec![cut(&words, WIDTH - 24), grouped(change.count as i64), seed(change.seed)]);
    }
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right], "  "));
}
