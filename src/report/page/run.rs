//! The page of one run: how it went, how it ended, what each seat knew, why each decided as it did.

use super::sources::{Fact, Source, sources};
use super::{Section, document, figures, knew, pairs, prose, table};
use crate::chart::frontier::Frontier;
use crate::chronicle::Chronicle;
use crate::course::Course;
use crate::date;
use crate::happening::Run;
use crate::name::{capital, lower, seat as seat_name};
use crate::number::{grouped, listed};
use crate::outcome::{Standing, buyers, last_sale, standings};
use crate::reader::Reader;
use crate::reason::{best_offer, reason};
use crate::say;
use crate::story::{drawn, role, seats, told_by_day};
use crate::terms::terms;
use crate::timeline::Words;
use divest_core::SeatId;
use maud::{Markup, html};

/// What a page shows beside what the run itself does. A seat's page takes the words only.
#[derive(Clone, Copy)]
pub struct Beside<'a> {
    /// A command as one would type it.
    pub words: Words<'a>,
    /// The version of the rules.
    pub rules: u64,
    /// What the command that repeats the run leaves open, in a sentence; empty if nothing.
    pub origin: &'a str,
    /// The head of the log's chain, in hexadecimal.
    pub head: &'a str,
    /// The deal space of the seller and the buyer, or the nearest to one.
    pub frontier: Option<&'a Frontier>,
    /// The sources of the scenario's facts; `None` if they are not at hand, for a log does not carry them.
    pub sources: Option<(&'a [Source], &'a [Fact])>,
}

/// The page of a run as a reader may know it.
#[must_use]
pub fn run(run: &Run<'_>, reader: Reader, beside: &Beside<'_>) -> String {
    let setup = run.state.scenario().setup();
    let chronicle = run.chronicle();
    let course = Course::from(&chronicle, reader);
    let chronicle = &chronicle;
    let mut sections = vec![
        Section { anchor: "end", title: "How it ended", body: end(run, chronicle, reader) },
        Section { anchor: "timeline", title: "Timeline", body: figures::timeline_figure(&course) },
    ];
    let mut add = |anchor, title, body: Option<Markup>| {
        sections.extend(body.map(|body| Section { anchor, title, body }));
    };
    add("offers", "Offers", offers(run, &course));
    if let Reader::Referee = reader {
        add("deal", "The deal among all deals", beside.frontier.map(figures::frontier_figure));
    }
    add("gauges", "Gauges", (!course.levels.is_empty()).then(|| figures::gauges_figure(&course)));
    add("story", "Day by day", Some(story(chronicle, reader)));
    match reader {
        Reader::Referee => add("knew", "What each seat knew", Some(all_knew(run, chronicle))),
        Reader::Seat(seat) => add("knew", "What you knew", Some(knew::knew(run, chronicle, seat))),
    }
    add("decisions", "Decisions and their reasons", decisions(run, chronicle, reader, beside.words));
    if let Reader::Referee = reader {
        add("sources", "Sources", Some(sources(beside.sources)));
        add("repeat", "To repeat this run", Some(repeat(run, beside)));
    }
    let title = match reader {
        Reader::Referee => setup.title.clone(),
        Reader::Seat(seat) => format!("{}, as {} saw it", setup.title, seat_name(run.state.scenario(), seat)),
    };
    let foot = match reader {
        Reader::Referee => {
            html! { "Made by " code { "divest report" } " from the log of the run alone; the same log gives the same page." }
        }
        Reader::Seat(seat) => html! {
            "This page shows what " (seat_name(run.state.scenario(), seat)) " could see, and nothing else: neither the seed nor \
             anybody else's offers, points or reasons."
        },
    };
    document(&title, &head(run, chronicle, reader), &sections, &foot)
}

fn head(run: &Run<'_>, chronicle: &Chronicle, reader: Reader) -> Markup {
    let scenario = run.state.scenario();
    let setup = scenario.setup();
    let dates = say!("from-to", from = date::words(setup.opens), to = date::words(run.end()));
    let outcome = run.state.outcome().map(|id| scenario.outcome(id));
    html! {
        h1 { (setup.title) }
        p class="soft" {
            (dates)
            @match reader {
                Reader::Referee => { " · seed " (run.seed) " · " (run.happenings.len()) " entries" }
                Reader::Seat(seat) => { " · as " (seat_name(scenario, seat)) " saw it" }
            }
        }
        @for paragraph in setup.brief.trim().split("\n\n").filter(|text| !text.is_empty()) {
            p class="lead" { (prose(paragraph)) }
        }
        div class="outcome" {
            @match outcome {
                Some(outcome) => {
                    strong { (capital(&outcome.title)) }
                    @if outcome.historical { " (as in history)" }
                }
                None => strong { "The run is not over." }
            }
            @if let Reader::Referee = reader { p { (reason(chronicle).headline) } }
        }
    }
}

fn end(run: &Run<'_>, chronicle: &Chronicle, reader: Reader) -> Markup {
    let state = run.state;
    let scenario = state.scenario();
    let mut rows = vec![(say!("row-ended-on"), date::words(run.end()))];
    if scenario.setup().sale.lots.is_some() {
        rows.extend(crate::lots::rows(&state.view(SeatId::CLOCK)));
    } else if let Some(closed) = state.closed() {
        let names: Vec<String> = buyers(state, closed.talks).into_iter().map(|id| seat_name(scenario, id)).collect();
        rows.push((say!("row-buyer"), listed(&names)));
        rows.push((say!("row-closed-on"), date::words(closed.at)));
        rows.extend(terms(scenario, &closed.deal).into_iter().map(|(name, value)| (lower(&name), value)));
    } else {
        rows.push((say!("row-buyer"), say!("nobody")));
    }
    let details = match reader {
        Reader::Referee => reason(chronicle).rows(),
        Reader::Seat(_) => Vec::new(),
    };
    html! {
        (pairs(&rows))
        @if !details.is_empty() {
            h4 { (say!("what-led-there")) }
            (pairs(&details))
        }
        (points(run, chronicle, reader))
        @if let Reader::Referee = reader {
            details {
                summary { "Who sat at the table" }
                (table(&["party", "part", "played by"], &seats(chronicle), 9))
            }
            @let numbers = drawn(chronicle);
            @if !numbers.is_empty() {
                details { summary { "What the seed drew" } (pairs(&numbers)) }
            }
        }
    }
}

/// The parties' points beside their walk-aways; a seat sees its own.
fn points(run: &Run<'_>, chronicle: &Chronicle, reader: Reader) -> Markup {
    let state = run.state;
    let public = last_sale(state).or(state.agreement().map(|a| (a.talks, a.deal)));
    let deal = match reader {
        Reader::Referee => public.or_else(|| best_offer(chronicle).map(|best| (best.talks, best.deal))),
        Reader::Seat(_) => public,
    };
    let head = match (last_sale(state), state.agreement()) {
        (Some(_), _) => "points",
        (None, Some(_)) => "points of the agreed terms",
        (None, None) => "points of the best offer",
    };
    let row = |Standing { seat, points, walk_away }: Standing| {
        let gap = points.map(|points| points.0 - walk_away.0);
        let words = match gap {
            None => say!("no-part"),
            Some(0) => say!("just-enough"),
            Some(gap) if gap > 0 => say!("points-above", gap = grouped(gap)),
            Some(gap) => say!("points-below", gap = grouped(-gap)),
        };
        let points = points.map_or_else(|| "–".to_owned(), |points| points.to_string());
        vec![capital(&seat_name(state.scenario(), seat)), words, points, walk_away.to_string()]
    };
    let mine = |standing: &Standing| reader.is_privy_to(standing.seat);
    let rows: Vec<Vec<String>> = standings(state, deal).into_iter().filter(mine).map(row).collect();
    if rows.is_empty() {
        html! {}
    } else {
        table(&["party", "against its walk-away", head, "walk-away"], &rows, 2)
    }
}

fn offers(run: &Run<'_>, course: &Course) -> Option<Markup> {
    let scenario = run.state.scenario();
    let shown: Vec<_> = course.talks.iter().filter(|talks| !talks.offers.is_empty()).collect();
    (!shown.is_empty()).then(|| {
        html! {
            @for talks in shown {
                h3 { (capital(&talks.vendor)) " and " (talks.bidder) }
                (figures::offers_figure(scenario, course, talks))
            }
        }
    })
}

fn story(chronicle: &Chronicle, reader: Reader) -> Markup {
    html! {
        @for day in told_by_day(chronicle, reader) {
            div class="day" {
                h3 { (day.heading()) }
                ul {
                    @for told in &day.told {
                        li {
                            (told.words())
                            @let consequences = told.consequences();
                            @if !consequences.is_empty() { small { (consequences) } }
                        }
                    }
                }
            }
        }
    }
}

fn all_knew(run: &Run<'_>, chronicle: &Chronicle) -> Markup {
    let scenario = run.state.scenario();
    let parties = scenario.seats().skip(SeatId::FIRST_PARTY);
    html! {
        p {
            "Decrees, courts, signals, gauges, agreed terms and who talks to whom are public. Offers are known to their two \
             sides, points and walk-aways to their owner. Here is what each seat knew beside the public."
        }
        div class="seats" {
            @for seat in parties {
                @if let Some(party) = scenario.party(seat) {
                    details { summary { (party.name) ", " (role(party.role)) } (knew::knew(run, chronicle, seat)) }
                }
            }
        }
    }
}

/// Every action of a party that the reader may know, with its reason.
fn decisions(run: &Run<'_>, chronicle: &Chronicle, reader: Reader, words: Words<'_>) -> Option<Markup> {
    let scenario = run.state.scenario();
    let is_one = |happening: &&crate::happening::Happening<'_>| {
        happening.seat.index() >= SeatId::FIRST_PARTY && reader.is_privy_to(happening.seat)
    };
    let row = |happening: &crate::happening::Happening<'_>| {
        // What came of it stands in the story; an order of the day has no reason.
        let what = words(happening.seat, happening.command);
        let told = chronicle.entry(happening.number).iter().filter(|fact| fact.what.is_told()).count();
        let what = if told == 0 { say!("nothing-came-of-it", what = what) } else { what };
        let name = scenario.party(happening.seat).map_or_else(String::new, |party| party.name.clone());
        vec![date::words(happening.at), name, what, happening.reason.trim().to_owned()]
    };
    let rows: Vec<Vec<String>> = run.happenings.iter().filter(is_one).map(row).collect();
    (!rows.is_empty()).then(|| {
        html! {
            p { (say!("decisions", count = rows.len())) }
            details {
                summary { "Every decision" }
                (table(&["date", "seat", "decision", "because"], &rows, 9))
            }
        }
    })
}

fn repeat(run: &Run<'_>, beside: &Beside<'_>) -> Markup {
    html! {
        pre { code { (run.repeat) } }
        @if !beside.origin.is_empty() { p { (beside.origin) } }
        p class="soft" {
            "Seed " (run.seed) ", rules " (beside.rules) ", head of the log's chain " code { (beside.head) }
            ". The same scenario, seed and decisions give the same head on any machine."
        }
    }
}
