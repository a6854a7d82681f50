//! Why an entry came about: what led to it, back to the decree, with the draws and the reasons.

use crate::chronicle::{Chronicle, Fact, What};
use crate::color::Style;
use crate::date;
use crate::happening::Happening;
use crate::json;
use crate::layout::{pairs, wrap};
use crate::name::sentence;
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::reason::reason;
use crate::say;
use crate::story::finish;
use crate::telling::tell;
use crate::timeline::Words;
use divest_core::Command;
use divest_core::chance::DrawId;
use divest_core::command::{ChanceCommand, RunCommand};
use divest_core::scenario::Scenario;
use divest_core::units::Ppm;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How many offers at one table are told one by one, beside the first.
const OFFERS_MAX: usize = 3;

/// Something that led to an entry.
#[derive(Clone, Debug)]
pub struct Cause {
    /// The entry that it stands in.
    pub entry: u64,
    /// The place of its event there, from 0.
    pub event: usize,
    /// How it led to which entries: the key of the link, its words, the entries.
    pub led_to: Vec<(&'static str, &'static str, Vec<u64>)>,
}

/// A cause with its fact.
struct Told<'a> {
    happening: &'a Happening<'a>,
    fact: &'a Fact,
    sentence: String,
}

/// Every cause with its sentence.
fn told<'a>(chronicle: &'a Chronicle, happenings: &'a [Happening<'a>], causes: &[Cause]) -> Vec<Told<'a>> {
    let narrator = Narrator::new(chronicle.scenario(), Reader::Referee);
    let one = |cause: &Cause| {
        let happening = happenings.iter().find(|happening| happening.number == cause.entry)?;
        let fact = chronicle.entry(cause.entry).get(cause.event)?;
        Some(Told { happening, fact, sentence: narrator.fact(fact) })
    };
    causes.iter().filter_map(one).collect()
}

/// A draw in words: where it stands, what came, and how likely that was.
fn draw_words(chronicle: &Chronicle, happening: &Happening<'_>) -> Option<String> {
    let Command::Chance(ChanceCommand::Draw { draw, raw }) = *happening.command else { return None };
    let scenario = chronicle.scenario();
    let share = raw as f64 / 18_446_744_073_709_551_616.0 * 100.0;
    let (address, raw, share) = (draw.address(scenario), format!("{raw:016x}"), format!("{share:.1} %"));
    let first = match draw {
        DrawId::Ruling(_) | DrawId::Appeal(_) => 1,
        DrawId::Chance(_) | DrawId::Deadline(_) | DrawId::Value(_) => 0,
    };
    Some(match odds(chronicle, happening, draw) {
        Some(odds) => {
            let result = Narrator::new(scenario, Reader::Referee).result(draw, first);
            say!("draw-odds", address = address, raw = raw, share = share, odds = odds.to_string(), result = result)
        }
        None => say!("draw", address = address, raw = raw, share = share),
    })
}

/// The probability of the first result of a draw; `None` where a number is drawn.
fn odds(chronicle: &Chronicle, happening: &Happening<'_>, draw: DrawId) -> Option<Ppm> {
    if matches!(draw, DrawId::Value(_)) {
        return None;
    }
    chronicle.entry(happening.number).iter().find_map(|fact| match fact.what {
        What::Drawn { probability, .. } => Some(probability),
        _ => None,
    })
}

fn numbers(entries: &[u64]) -> String {
    let words: Vec<String> = entries.iter().map(u64::to_string).collect();
    say!("entries", count = entries.len(), entries = words.join(", "))
}

/// The entry, then what led to it, the latest first.
#[must_use]
pub fn explain(
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    causes: &[Cause],
    words: Words<'_>,
    style: Style,
) -> String {
    let Some(last) = happenings.last() else { return String::new() };
    let chronicle = Chronicle::of(scenario, happenings);
    let mut lines = head(&chronicle, last, words, style);
    let ends = chronicle.entry(last.number).iter().any(|fact| fact.what.is_outcome());
    if ends {
        // Whoever asks about the last entry asks about the end.
        let why = reason(&chronicle);
        lines.extend([String::new(), style.bold(&say!("why-it-ended-so"))]);
        lines.extend(wrap(&why.headline, "  ", 2));
        lines.extend(pairs(&why.rows(), "    "));
    }
    let told = told(&chronicle, happenings, causes);
    lines.push(String::new());
    if told.is_empty() {
        let words = match last.command {
            Command::Run(RunCommand::SeatOccupant { .. }) | Command::Run(RunCommand::Open) => say!("run-begins"),
            _ => say!("cause-not-recorded"),
        };
        lines.extend(wrap(&sentence(&words), "", 0));
        return finish(&lines);
    }
    lines.push(style.bold(&say!("what-led-to-it")));
    let skipped = offers_to_skip(&told);
    let mut hidden: Vec<u64> = Vec::new();
    for (place, (cause, told)) in causes.iter().zip(&told).enumerate() {
        if skipped.contains(&place) {
            hidden.push(cause.entry);
            continue;
        }
        if let (Some(first), Some(last)) = (hidden.last(), hidden.first()) {
            let (first, last) = (first.to_string(), last.to_string());
            lines.push(format!("  … {}", say!("more-offers", count = hidden.len(), first = first, last = last)));
            hidden.clear();
        }
        lines.extend(cause_lines(&chronicle, cause, told, style));
    }
    finish(&lines)
}

fn head(chronicle: &Chronicle, last: &Happening<'_>, words: Words<'_>, style: Style) -> Vec<String> {
    let seat = chronicle.scenario().seat_key(last.seat);
    let title = format!("entry {} · {} · {seat}", last.number, date::moment(last.at));
    let mut lines = vec![style.bold(&title)];
    lines.extend(wrap(&words(last.seat, last.command), "    ", 6));
    if !last.reason.trim().is_empty() {
        let because = wrap(&say!("because", reason = last.reason.trim()), "    ", 6);
        lines.extend(because.iter().map(|line| style.dim(line)));
    }
    if let Some(draw) = draw_words(chronicle, last) {
        lines.extend(wrap(&draw, "    ", 6).iter().map(|line| style.dim(line)));
    }
    let shown = |fact: &Fact| !matches!(fact.what, What::Time(_) | What::Drawn { .. });
    for told in tell(chronicle, chronicle.entry(last.number), Reader::Referee, shown) {
        lines.extend(wrap(&told.words(), "      · ", 8));
    }
    lines
}

/// The offers that say no more than that the two sides went on: all but the latest and the first of each table.
fn offers_to_skip(told: &[Told<'_>]) -> Vec<usize> {
    let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, told) in told.iter().enumerate() {
        if let Some((talks, ..)) = told.fact.what.offer() {
            tables.entry(talks.index()).or_default().push(place);
        }
    }
    let between = |places: &Vec<usize>| {
        let end = places.len().saturating_sub(1);
        places.get(OFFERS_MAX..end).unwrap_or_default().to_vec()
    };
    tables.values().flat_map(between).collect()
}

fn cause_lines(chronicle: &Chronicle, cause: &Cause, told: &Told<'_>, style: Style) -> Vec<String> {
    let happening = told.happening;
    let head = format!("  entry {} · {}  ", cause.entry, date::day(happening.at));
    let mut lines = wrap(&told.sentence, &head, 6);
    let links = cause.led_to.iter().map(|(_, words, entries)| format!("{words} {}", numbers(entries)));
    lines.extend(wrap(&links.collect::<Vec<_>>().join("; "), "      → ", 8));
    let mut dim = |text: &str| lines.extend(wrap(text, "        ", 10).iter().map(|line| style.dim(line)));
    if cause.event == 0 && !happening.reason.trim().is_empty() {
        dim(&say!("because", reason = happening.reason.trim()));
    }
    if let Some(draw) = draw_words(chronicle, happening) {
        dim(&draw);
    }
    lines
}

/// The same as data.
#[must_use]
pub fn explain_json(scenario: &Arc<Scenario>, happenings: &[Happening<'_>], causes: &[Cause]) -> Value {
    let chronicle = Chronicle::of(scenario, happenings);
    let all = told(&chronicle, happenings, causes);
    let one = |(cause, told): (&Cause, &Told<'_>)| {
        let happening = told.happening;
        let links: Vec<Value> =
            cause.led_to.iter().map(|(key, _, entries)| json!({"how": key, "entries": entries})).collect();
        let draw = match *happening.command {
            Command::Chance(ChanceCommand::Draw { draw, raw }) => {
                let odds = odds(&chronicle, happening, draw).map(json::share);
                json!({"address": draw.address(scenario), "raw": raw.to_string(), "probability": odds})
            }
            _ => Value::Null,
        };
        json!({
            "entry": cause.entry,
            "date": date::day(happening.at),
            "seat": scenario.seat_key(happening.seat),
            "command": json::command(scenario, happening.command),
            "reason": if cause.event == 0 { happening.reason } else { "" },
            "event": json::fact(scenario, Reader::Referee, told.fact),
            "text": told.sentence,
            "led_to": links,
            "draw": draw,
        })
    };
    let causes: Vec<Value> = causes.iter().zip(&all).map(one).collect();
    let entry = happenings.last().map(|last| json::whole_entry(&chronicle, Reader::Referee, last));
    json!({"entry": entry, "causes": causes})
}
