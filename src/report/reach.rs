//! How likely an ending still was, entry by entry, and the entry after which it was out of reach.

use crate::chronicle::{Chronicle, Fact, What};
use crate::color::Style;
use crate::date;
use crate::happening::Happening;
use crate::json;
use crate::layout::{Side, table, wrap};
use crate::name::capital;
use crate::reader::Reader;
use crate::story::finish;
use crate::timeline::Words;
use divest_core::id::OutcomeId;
use divest_core::scenario::Scenario;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The most rows that a table of shares has.
const ROWS_MAX: usize = 32;
/// How long a full bar is.
const BAR: u64 = 24;

/// What a search found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// The outcome searched for.
    pub outcome: OutcomeId,
    /// The points tried, by the entry behind which they lie, with how many plays ended so.
    pub tried: &'a BTreeMap<u64, u64>,
    /// How many plays there were from each.
    pub plays: u64,
    /// The last point from which any did.
    pub last: Option<u64>,
    /// Whether some earlier point had none.
    pub came_back: bool,
    /// Whether the run itself ended so.
    pub is_reached: bool,
}

impl Found<'_> {
    /// The share below which it lies with 95 % confidence when no play of all ended so.
    fn bound(&self) -> f64 {
        1.0 - 0.05_f64.powf(1.0 / self.plays as f64)
    }
}

fn day_of(happenings: &[Happening<'_>], after: u64) -> String {
    let entry = happenings.iter().rfind(|happening| happening.number <= after);
    entry.map_or_else(|| "start".to_owned(), |entry| date::day(entry.at))
}

/// The page of text.
#[must_use]
pub fn reach_text(
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    found: &Found<'_>,
    words: Words<'_>,
    style: Style,
) -> String {
    let outcome = scenario.outcome(found.outcome);
    let title = format!("How likely it still was: {} ({})", capital(&outcome.title), outcome.key);
    let mut lines: Vec<String> = wrap(&title, "", 2).iter().map(|line| style.bold(line)).collect();
    let note =
        format!("From each point bots played on {} times, with fresh luck for what was not drawn yet.", found.plays);
    lines.extend(wrap(&note, "", 0));
    lines.push(String::new());
    lines.extend(rows(happenings, found, style));
    lines.push(String::new());
    lines.extend(verdict(scenario, happenings, found, words, style));
    finish(&lines)
}

/// The points that tell something: the ends, both sides of the last one, and where the share changes; of many the
/// largest changes.
fn rows(happenings: &[Happening<'_>], found: &Found<'_>, style: Style) -> Vec<String> {
    let points: Vec<(u64, u64)> = found.tried.iter().map(|(&at, &hits)| (at, hits)).collect();
    let is_edge = |i: usize| i == 0 || i + 1 == points.len();
    let is_turn = |i: usize| found.last.is_some_and(|last| points[i].0 == last || points[i].0 == last + 1);
    let moved = |i: usize| {
        let (before, after) = (points[i.saturating_sub(1)].1, points.get(i + 1).map_or(points[i].1, |next| next.1));
        points[i].1.abs_diff(before).max(points[i].1.abs_diff(after))
    };
    let mut kept: Vec<usize> = (0..points.len()).filter(|&i| is_edge(i) || is_turn(i) || moved(i) > 0).collect();
    if kept.len() > ROWS_MAX {
        kept.sort_by_key(|&i| (!is_edge(i) && !is_turn(i), std::cmp::Reverse(moved(i)), i));
        kept.truncate(ROWS_MAX);
        kept.sort_unstable();
    }
    let mut rows = vec![["after entry", "date", "share", ""].map(str::to_owned).to_vec()];
    for i in kept {
        let (at, hits) = points[i];
        let share = hits as f64 / found.plays as f64 * 100.0;
        let bar = "█".repeat(((hits * BAR + found.plays / 2) / found.plays) as usize);
        let bar = if bar.is_empty() && hits > 0 { "▏".to_owned() } else { bar };
        rows.push(vec![at.to_string(), day_of(happenings, at), format!("{share:.1} %"), bar]);
    }
    let mut lines = table(&rows, &[Side::Right, Side::Left, Side::Right, Side::Left], "  ");
    lines[0] = style.bold(&lines[0]);
    if rows.len() <= points.len() {
        let note = format!("of {} points tried, those at which the share moves", points.len());
        lines.extend(wrap(&note, "  ", 4).iter().map(|line| style.dim(line)));
    }
    lines
}

fn verdict(
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    found: &Found<'_>,
    words: Words<'_>,
    style: Style,
) -> Vec<String> {
    let bound = found.bound() * 100.0;
    let Some(last) = found.last else {
        let text = format!(
            "No play from any point ended so, not even from the start. With none of {} the share is under {bound:.1} % \
             there, with 95 % confidence.",
            found.plays
        );
        return wrap(&text, "", 0);
    };
    let end = happenings.last().map_or(0, |happening| happening.number);
    if last >= end {
        let text = if found.is_reached {
            "The run itself ended so: it was never out of reach."
        } else {
            "It was within reach to the last entry."
        };
        return wrap(text, "", 0);
    }
    let Some(entry) = happenings.iter().find(|happening| happening.number == last + 1) else { return Vec::new() };
    let head = format!("Out of reach after entry {}, {}", entry.number, date::day(entry.at));
    let mut lines = vec![style.bold(&head)];
    let command = format!("{}: {}", scenario.seat_key(entry.seat), words(entry.seat, entry.command));
    lines.extend(wrap(&command, "  ", 4));
    if !entry.reason.trim().is_empty() {
        let because = wrap(&format!("because {}", entry.reason.trim()), "  ", 4);
        lines.extend(because.iter().map(|line| style.dim(line)));
    }
    let chronicle = Chronicle::of(scenario, happenings);
    let shown = |fact: &Fact| !matches!(fact.what, What::Time(_) | What::Drawn { .. });
    for told in crate::telling::tell(&chronicle, chronicle.entry(entry.number), Reader::Referee, shown) {
        lines.extend(wrap(&told.words(), "    · ", 6));
    }
    lines.push(String::new());
    let later = found.tried.range(last + 1..).count();
    let hits = found.tried.get(&last).copied().unwrap_or(0);
    let text = format!(
        "Before it {hits} of {} plays ended so; behind it none, from {later} points to the end. With none of {} the share \
         at a point is under {bound:.1} %, with 95 % confidence: out of reach means that rare, or rarer.",
        found.plays, found.plays
    );
    lines.extend(wrap(&text, "", 0));
    if found.came_back {
        let text = "An earlier point had none either: what seems out of reach may come within reach again. Points that \
                    were not tried may hide more of that; --every tries them all.";
        lines.extend(wrap(text, "", 0));
    }
    lines
}

/// The same as data.
#[must_use]
pub fn reach_json(scenario: &Arc<Scenario>, happenings: &[Happening<'_>], found: &Found<'_>) -> Value {
    let outcome = scenario.outcome(found.outcome);
    let point = |(&at, &hits): (&u64, &u64)| {
        let share = hits as f64 / found.plays as f64;
        json!({"after": at, "date": day_of(happenings, at), "count": hits, "share": share})
    };
    let points: Vec<Value> = found.tried.iter().map(point).collect();
    let next = found.last.and_then(|last| happenings.iter().find(|happening| happening.number == last + 1));
    json!({
        "outcome": {"name": outcome.key, "title": outcome.title},
        "seeds": found.plays,
        "reached": found.is_reached,
        "out_of_reach_after": next.map(|entry| json::whole_entry(&Chronicle::of(scenario, happenings), Reader::Referee, entry)),
        "seen_anywhere": found.last.is_some(),
        "came_back": found.came_back,
        "share_bound": found.bound(),
        "points": points,
    })
}
