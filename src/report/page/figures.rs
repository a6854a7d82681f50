//! The figures of a run's page: each a chart, wide and narrow, with what it shows as a table.

use super::table;
use crate::chart::{Dress, Picture, frontier, gauges, offers, timeline};
use crate::course::{Course, Talks};
use crate::date;
use crate::number::grouped;
use crate::terms::terms_short;
use divest_core::scenario::Scenario;
use maud::{Markup, html};

/// How wide charts are drawn for a page and for a telephone.
const WIDE: f64 = 720.0;
const NARROW: f64 = 350.0;

/// A chart in both widths with its caption and its table; the style sheet shows the one that fits, and keeps the table from
/// paper: the chart says its numbers itself, or the story does.
pub(super) fn figure(draw: &dyn Fn(f64) -> Option<Picture>, caption: &str, data: &Markup) -> Markup {
    let (Some(wide), Some(narrow)) = (draw(WIDE), draw(NARROW)) else { return html! {} };
    html! {
        figure {
            div class="wide" { (wide.svg(Dress::InPage)) }
            div class="narrow" { (narrow.svg(Dress::InPage)) }
            @if !caption.is_empty() { figcaption { (caption) } }
        }
        details class="screen" { summary { "The same as a table" } (data) }
    }
}

pub(super) fn timeline_figure(course: &Course) -> Markup {
    let mut rows = Vec::new();
    for clock in &course.clocks {
        for span in &clock.spans {
            rows.push(vec![
                clock.title.clone(),
                span.phase.words().to_owned(),
                date::day(span.from),
                date::day(span.to),
            ]);
        }
        let dates =
            clock.dates.iter().map(|due| vec![clock.title.clone(), "due".into(), date::day(*due), String::new()]);
        rows.extend(dates);
        let ends = clock
            .ends
            .iter()
            .map(|(at, word)| vec![clock.title.clone(), (*word).into(), date::day(*at), String::new()]);
        rows.extend(ends);
    }
    for talks in &course.talks {
        let end = talks.ended.map_or_else(String::new, date::day);
        rows.push(vec![talks.name.clone(), "talks".into(), date::day(talks.opened), end]);
        let agreed = talks.agreed.iter().map(|agreed| {
            let what = if agreed.closed { "terms agreed, sale closed" } else { "terms agreed" };
            vec![talks.name.clone(), what.into(), date::day(agreed.from), date::day(agreed.to)]
        });
        rows.extend(agreed);
    }
    for suit in &course.suits {
        let end = suit.ended.map_or_else(String::new, date::day);
        rows.push(vec![suit.title.clone(), "before the courts".into(), date::day(suit.filed), end]);
        rows.extend(
            suit.rulings.iter().map(|r| vec![suit.title.clone(), r.clause.clone(), date::day(r.at), String::new()]),
        );
    }
    let data = table(&["what", "state", "from or on", "to"], &rows, 4);
    let caption = "Each decree with its clock, each pair of talks, each suit. Point at a mark to read what it is.";
    figure(&|width| Some(timeline::draw(course, width)), caption, &data)
}

pub(super) fn offers_figure(scenario: &Scenario, course: &Course, talks: &Talks) -> Markup {
    let worth = |points: Option<i64>| points.map_or_else(|| "–".to_owned(), grouped);
    let row = |offer: &crate::course::Offer| {
        let who = if offer.is_bid { &talks.bidder } else { &talks.vendor };
        let terms = terms_short(scenario, &offer.deal);
        vec![date::day(offer.at), who.clone(), terms, worth(offer.to_vendor), worth(offer.to_bidder)]
    };
    let rows: Vec<Vec<String>> = talks.offers.iter().map(row).collect();
    let heads = [format!("points to {}", talks.vendor), format!("points to {}", talks.bidder)];
    let mut data = table(&["date", "offer of", "terms", &heads[0], &heads[1]], &rows, 3);
    let moves = [(&talks.vendor, &talks.vendor_walk_away), (&talks.bidder, &talks.bidder_walk_away)];
    let moves = moves.into_iter().flat_map(|(name, moves)| {
        moves.iter().map(move |(at, points)| vec![name.clone(), date::day(*at), grouped(*points)])
    });
    let moves: Vec<Vec<String>> = moves.collect();
    if !moves.is_empty() {
        data = html! { (data) (table(&["walk-away of", "from", "points"], &moves, 2)) };
    }
    let caption = "What each offer was worth on a side's own score sheet: bids solid with discs, asks dashed with squares, the \
                   walk-away dotted, dates of the decrees upright. A star marks agreed terms.";
    figure(&|width| offers::draw(course, talks, width), caption, &data)
}

pub(super) fn gauges_figure(course: &Course) -> Markup {
    let row = |name: &str, step: &crate::course::Move| {
        vec![date::day(step.at), name.to_owned(), step.cause.clone(), grouped(step.to)]
    };
    let moves = course.levels.iter().flat_map(|level| level.moves.iter().map(|step| row(&level.name, step)));
    let mut rows: Vec<Vec<String>> = moves.collect();
    rows.sort_by(|a, b| a[0].cmp(&b[0]));
    let data = table(&["date", "gauge", "moved by", "to"], &rows, 3);
    figure(
        &|width| gauges::draw(course, width),
        "Everybody sees the gauges; point at a dot to read what moved it.",
        &data,
    )
}

pub(super) fn frontier_figure(space: &frontier::Frontier) -> Markup {
    let row = |point: &frontier::Point| {
        let (a, b) = point.at;
        vec![point.kind.word().to_owned(), point.terms.clone(), grouped(a), grouped(b)]
    };
    let rows: Vec<Vec<String>> = space.points.iter().map(row).collect();
    let heads = [format!("points to {}", space.across.name), format!("points to {}", space.up.name)];
    let data = table(&["point", "terms", &heads[0], &heads[1]], &rows, 2);
    let caption = "What deals are worth to both sides. Up and to the right of the line nothing is possible; in the shaded corner \
                   both do better than by walking away. Walk-aways are those of the end.";
    figure(&|width| Some(frontier::draw(space, width)), caption, &data)
}
