//! What a seat knew when: beside what is public, what it alone or with few others learnt, day by day.

use super::{pairs, prose, table};
use crate::date;
use crate::drawn;
use crate::happening::Run;
use crate::knowledge::sections;
use crate::name::sentence;
use crate::phrase::is_told;
use crate::reader::Reader;
use crate::telling::tell;
use divest_core::event::ChanceEvent;
use divest_core::id::SeatSet;
use divest_core::{Event, SeatId, State};
use maud::{Markup, html};
use std::sync::Arc;

/// Everything that a seat knew beside the public record.
pub(super) fn knew(run: &Run<'_>, seat: SeatId) -> Markup {
    let scenario = run.state.scenario();
    let view = run.state.view(seat);
    let brief = view.party().map_or("", |party| party.brief.trim());
    let numbers = numbers(run, seat);
    let learnt = learnt(run, seat);
    html! {
        @if !brief.is_empty() { p { (prose(brief)) } }
        @if !numbers.is_empty() {
            h4 { "From the start" }
            (pairs(&numbers))
        }
        @if learnt.is_empty() {
            p class="soft" { "Nothing happened that " (crate::name::seat(scenario, seat)) " knew and the public did not." }
        } @else {
            h4 { "As it went on" }
            (table(&["date", "what", "and so"], &learnt, 9))
        }
        h4 { "At the end" }
        @for (title, rows) in sections(&view) {
            p { strong { (title) } }
            (pairs(&rows))
        }
    }
}

/// The numbers drawn before play that the seat was shown.
pub(super) fn numbers(run: &Run<'_>, seat: SeatId) -> Vec<(String, String)> {
    let scenario = run.state.scenario();
    let row = |event: &Event| match *event {
        Event::Chance(ChanceEvent::ValueDrawn { slot, value }) if event.audience(scenario).has(seat) => {
            Some(drawn::row(scenario, slot, value))
        }
        _ => None,
    };
    run.events().filter_map(|(_, event)| row(event)).collect()
}

/// What the seat learnt that was not public, and every move of its own walk-away.
fn learnt(run: &Run<'_>, seat: SeatId) -> Vec<Vec<String>> {
    let scenario = run.state.scenario();
    let mut state = State::new(Arc::clone(scenario));
    let mut rows = Vec::new();
    for happening in run.happenings {
        let before = state.walk_away(seat).filter(|_| state.is_open() && state.sheet(seat).is_some());
        let told = tell(&mut state, happening.events, Reader::Seat(seat), is_told);
        let day = date::day(state.now());
        let count = rows.len();
        for told in told.iter().filter(|told| told.event.audience(scenario) != SeatSet::ALL) {
            rows.push(vec![day.clone(), sentence(&told.clause), told.consequences()]);
        }
        let Some((before, after)) = before.zip(state.walk_away(seat)).filter(|(before, after)| before != after) else {
            continue;
        };
        if rows.len() == count {
            let cause = told.first().map_or_else(String::new, |told| sentence(&told.clause));
            rows.push(vec![day, cause, format!("own walk-away {before} → {after}")]);
        }
    }
    rows
}
