//! What a seat knew when: beside what is public, what it alone or with few others learnt, day by day.

use super::{pairs, prose, table};
use crate::chronicle::{Chronicle, Fact, What};
use crate::date;
use crate::happening::Run;
use crate::knowledge::sections;
use crate::number::grouped;
use crate::reader::Reader;
use crate::say;
use crate::telling::tell;
use divest_core::SeatId;
use divest_core::id::SeatSet;
use maud::{Markup, html};

/// Everything that a seat knew beside the public record.
pub(super) fn knew(run: &Run<'_>, chronicle: &Chronicle, seat: SeatId) -> Markup {
    let scenario = run.state.scenario();
    let view = run.state.view(seat);
    let brief = view.party().map_or("", |party| party.brief.trim());
    let numbers = numbers(chronicle, seat);
    let learnt = learnt(chronicle, seat);
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
pub(super) fn numbers(chronicle: &Chronicle, seat: SeatId) -> Vec<(String, String)> {
    let row = |fact: &Fact| match &fact.what {
        What::Number { value, number, .. } if fact.audience.has(seat) => Some(number.row(*value)),
        _ => None,
    };
    chronicle.facts().iter().filter_map(row).collect()
}

/// What the seat learnt that was not public, and every move of its own walk-away.
fn learnt(chronicle: &Chronicle, seat: SeatId) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut before: Option<i64> = None;
    for chapter in chronicle.chapters() {
        let told = tell(chronicle, chronicle.facts_of(chapter), Reader::Seat(seat), |fact| fact.what.is_told());
        let day = date::words(chapter.at);
        let count = rows.len();
        for told in told.iter().filter(|told| told.fact.audience != SeatSet::ALL) {
            rows.push(vec![day.clone(), told.words(), told.consequences()]);
        }
        let Some(&(_, after)) = chapter.walk_aways.iter().find(|(owner, _)| *owner == seat) else { continue };
        let from = before.replace(after);
        if let Some(from) = from.filter(|_| rows.len() == count) {
            let cause = told.first().map_or_else(String::new, crate::telling::Sentence::words);
            rows.push(vec![day, cause, say!("own-walk-away", from = grouped(from), to = grouped(after))]);
        }
    }
    rows
}
