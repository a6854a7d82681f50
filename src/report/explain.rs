//! Why an entry came about: what led to it, back to the decree, with the draws and the reasons.

use crate::color::Style;
use crate::date;
use crate::happening::Happening;
use crate::json;
use crate::layout::wrap;
use crate::name::sentence;
use crate::number::count;
use crate::phrase::Voice;
use crate::reader::Reader;
use crate::story::finish;
use crate::timeline::Words;
use divest_core::chance::DrawId;
use divest_core::command::ChanceCommand;
use divest_core::event::{ChanceEvent, RunEvent, TalksEvent};
use divest_core::scenario::Scenario;
use divest_core::{Command, Event, State};
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

/// What is known of an entry at the moment of one of its events.
struct Told<'a> {
    happening: &'a Happening<'a>,
    event: Event,
    sentence: String,
}

/// Every cause with its sentence, told with what was known then.
fn told<'a>(scenario: &Arc<Scenario>, happenings: &'a [Happening<'a>], causes: &[Cause]) -> Vec<Told<'a>> {
    let mut state = State::new(Arc::clone(scenario));
    let mut all = BTreeMap::new();
    for happening in happenings {
        for (place, event) in happening.events.iter().enumerate() {
            if causes.iter().any(|cause| (cause.entry, cause.event) == (happening.number, place)) {
                let sentence = Voice::new(scenario, Reader::Referee).knowing(&state).event(event);
                all.insert((happening.number, place), Told { happening, event: *event, sentence });
            }
            state.apply(event);
        }
    }
    causes.iter().filter_map(|cause| all.remove(&(cause.entry, cause.event))).collect()
}

/// A draw in words: where it stands, what came, and how likely that was.
fn draw_words(scenario: &Scenario, happening: &Happening<'_>) -> Option<String> {
    let Command::Chance(ChanceCommand::Draw { draw, raw }) = *happening.command else { return None };
    let share = raw as f64 / 18_446_744_073_709_551_616.0 * 100.0;
    let place = format!("draw {}, raw number {raw:016x}, at {share:.1} % of its range", draw.address(scenario));
    let odds = happening.events.iter().find_map(|event| match *event {
        Event::Chance(ChanceEvent::Drawn { probability, .. }) if !matches!(draw, DrawId::Value(_)) => Some(probability),
        _ => None,
    });
    let first = match draw {
        DrawId::Ruling(_) | DrawId::Appeal(_) => 1,
        _ => 0,
    };
    Some(match odds {
        Some(odds) => {
            let result = Voice::new(scenario, Reader::Referee).result(draw, first);
            format!("{place}; up to {odds} means “{result}”")
        }
        None => place,
    })
}

fn numbers(entries: &[u64]) -> String {
    let words: Vec<String> = entries.iter().map(u64::to_string).collect();
    if entries.len() == 1 { format!("entry {}", words[0]) } else { format!("entries {}", words.join(", ")) }
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
    let mut lines = head(scenario, happenings, last, words, style);
    let told = told(scenario, happenings, causes);
    lines.push(String::new());
    if told.is_empty() {
        lines.extend(wrap("Nothing in the run led to it: it is where the scenario begins.", "", 0));
        return finish(&lines);
    }
    lines.push(style.bold("What led to it, the latest first"));
    let skipped = offers_to_skip(&told);
    let mut hidden: Vec<u64> = Vec::new();
    for (place, (cause, told)) in causes.iter().zip(&told).enumerate() {
        if skipped.contains(&place) {
            hidden.push(cause.entry);
            continue;
        }
        if let (Some(first), Some(last)) = (hidden.last(), hidden.first()) {
            let offers = count(hidden.len() as i64, "more offer");
            lines.push(format!("  … {offers} between the two sides, entries {first} to {last}"));
            hidden.clear();
        }
        lines.extend(cause_lines(scenario, cause, told, style));
    }
    finish(&lines)
}

fn head(
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    last: &Happening<'_>,
    words: Words<'_>,
    style: Style,
) -> Vec<String> {
    let title = format!("entry {} · {} · {}", last.number, date::moment(last.at), scenario.seat_key(last.seat));
    let mut lines = vec![style.bold(&title)];
    lines.extend(wrap(&words(last.seat, last.command), "    ", 6));
    if !last.reason.trim().is_empty() {
        let because = wrap(&format!("because {}", last.reason.trim()), "    ", 6);
        lines.extend(because.iter().map(|line| style.dim(line)));
    }
    if let Some(draw) = draw_words(scenario, last) {
        lines.extend(wrap(&draw, "    ", 6).iter().map(|line| style.dim(line)));
    }
    let mut state = State::new(Arc::clone(scenario));
    let before = &happenings[..happenings.len() - 1];
    before.iter().flat_map(|happening| happening.events).for_each(|event| state.apply(event));
    let shown = |event: &Event| {
        !matches!(event, Event::Run(RunEvent::TimeAdvanced { .. }) | Event::Chance(ChanceEvent::Drawn { .. }))
    };
    for told in crate::telling::tell(&mut state, last.events, Reader::Referee, shown) {
        lines.extend(wrap(&sentence(&told.clause), "      · ", 8));
    }
    lines
}

/// The offers that say no more than that the two sides went on: all but the latest and the first of each table.
fn offers_to_skip(told: &[Told<'_>]) -> Vec<usize> {
    let mut tables: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, told) in told.iter().enumerate() {
        if let Event::Talks(TalksEvent::OfferMade { talks, .. }) = told.event {
            tables.entry(talks.index()).or_default().push(place);
        }
    }
    let between = |places: &Vec<usize>| {
        let end = places.len().saturating_sub(1);
        places.get(OFFERS_MAX..end).unwrap_or_default().to_vec()
    };
    tables.values().flat_map(between).collect()
}

fn cause_lines(scenario: &Scenario, cause: &Cause, told: &Told<'_>, style: Style) -> Vec<String> {
    let happening = told.happening;
    let head = format!("  entry {} · {}  ", cause.entry, date::day(happening.at));
    let mut lines = wrap(&told.sentence, &head, 6);
    let links = cause.led_to.iter().map(|(_, words, entries)| format!("{words} {}", numbers(entries)));
    lines.extend(wrap(&links.collect::<Vec<_>>().join("; "), "      → ", 8));
    let mut dim = |text: &str| lines.extend(wrap(text, "        ", 10).iter().map(|line| style.dim(line)));
    if cause.event == 0 && !happening.reason.trim().is_empty() {
        dim(&format!("because {}", happening.reason.trim()));
    }
    if let Some(draw) = draw_words(scenario, happening) {
        dim(&draw);
    }
    lines
}

/// The same as data.
#[must_use]
pub fn explain_json(scenario: &Arc<Scenario>, happenings: &[Happening<'_>], causes: &[Cause]) -> Value {
    let all = told(scenario, happenings, causes);
    let one = |(cause, told): (&Cause, &Told<'_>)| {
        let happening = told.happening;
        let links: Vec<Value> =
            cause.led_to.iter().map(|(key, _, entries)| json!({"how": key, "entries": entries})).collect();
        let draw = match *happening.command {
            Command::Chance(ChanceCommand::Draw { draw, raw }) => {
                let odds = happening.events.iter().find_map(|event| match *event {
                    Event::Chance(ChanceEvent::Drawn { probability, .. }) => Some(json::share(probability)),
                    _ => None,
                });
                let odds = odds.filter(|_| !matches!(draw, DrawId::Value(_)));
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
            "event": json::event(scenario, Reader::Referee, &told.event),
            "text": told.sentence,
            "led_to": links,
            "draw": draw,
        })
    };
    let causes: Vec<Value> = causes.iter().zip(&all).map(one).collect();
    let entry = happenings.last().map(|last| json::whole_entry(scenario, Reader::Referee, last));
    json!({"entry": entry, "causes": causes})
}
