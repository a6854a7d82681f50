//! Packets for a class on paper: a sheet for all, a private sheet and a card for every seat of every table, an agreement form.
//!
//! One file that needs nothing else; it prints on A4 and Letter, a sheet a page.

use crate::date;
use crate::name;
use crate::number::{count, points};
use crate::terms;
use divest_core::deal::{Choice, Issue, Sheet};
use divest_core::id::IssueId;
use divest_core::scenario::{DeadlineSpec, Decree, Party, Role, Scenario};
use divest_core::units::SpanUnit;
use divest_core::{Instant, SeatId, State, View};
use maud::{DOCTYPE, Markup, PreEscaped, html};

/// How many values of a range the score sheet shows.
const SAMPLES: u16 = 7;

const CSS: &str = "
@page { margin: 15mm }
:root { color-scheme: light }
body { font: 10pt/1.35 Georgia, serif; margin: 0 auto; max-width: 180mm; color: #111; background: #fff }
section { break-before: page; padding: 2mm 0 }
section:first-child { break-before: auto }
h1 { font-size: 18pt; margin: 0 0 2mm }
h2 { font-size: 11pt; margin: 3.5mm 0 1mm }
p { margin: 0 0 2mm }
.where { font: 9pt sans-serif; color: #444; display: flex; justify-content: space-between; border-bottom: 1px solid #444; margin-bottom: 4mm }
.secret { border: 2px solid #111; padding: 1mm 3mm; font: bold 10pt sans-serif; display: inline-block }
table { border-collapse: collapse; width: 100%; break-inside: avoid }
th, td { text-align: left; padding: .5mm 2mm .5mm 0; vertical-align: top; border-bottom: 1px solid #ccc; font-weight: normal }
td.number { text-align: right; width: 14mm }
td.bar { width: 55mm }
td.bar svg { display: block; width: 55mm; height: 3.5mm }
.box { display: inline-block; width: 3.5mm; height: 3.5mm; border: 1px solid #111; margin: 0 2mm -0.5mm 0 }
.line { display: inline-block; border-bottom: 1px solid #111; min-width: 60mm; height: 6mm }
.cards { display: grid; grid-template-columns: 1fr 1fr; gap: 4mm }
.card { border: 1px dashed #444; padding: 4mm; break-inside: avoid; min-height: 28mm }
.card b { font: bold 15pt sans-serif; display: block }
";

/// The packets of a class. `tables` holds the state of each table at its opening: tables whose scenario leaves numbers to the seed
/// differ in them.
#[must_use]
pub fn packets(tables: &[State]) -> String {
    let Some(first) = tables.first() else { return String::new() };
    let scenario = first.scenario();
    let seats: Vec<(SeatId, &Party)> = players(scenario).collect();
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (scenario.setup().title) ", packets" }
                style { (PreEscaped(CSS)) }
            }
            body {
                (general(scenario, &seats))
                @for (index, state) in tables.iter().enumerate() {
                    @for (seat, party) in &seats { (private(&state.view(*seat), party, index + 1)) }
                    (form(scenario, &seats, index + 1))
                }
                (cards(scenario, &seats, tables.len()))
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// The seats that people play: all with a score sheet.
fn players(scenario: &Scenario) -> impl Iterator<Item = (SeatId, &Party)> {
    scenario
        .seats()
        .filter_map(|seat| Some((seat, scenario.party(seat)?)))
        .filter(|(_, party)| party.sheet.is_some() && party.role != Role::Press)
}

fn head(scenario: &Scenario, place: &str) -> Markup {
    html! { div class="where" { span { (scenario.setup().title) } span { (place) } } }
}

fn general(scenario: &Scenario, seats: &[(SeatId, &Party)]) -> Markup {
    let setup = scenario.setup();
    html! {
        section {
            (head(scenario, "for everybody"))
            h1 { (setup.title) }
            p { (date::words(setup.opens)) " to " (date::words(setup.closes)) }
            @for paragraph in paragraphs(&setup.brief) { p { (paragraph) } }
            h2 { "Who sits at the table" }
            table { tbody {
                @for (seat, party) in seats {
                    tr { td { (name::capital(&name::seat(scenario, *seat))) } td { (crate::story::role(party.role)) } }
                }
            } }
            @if !setup.decrees.is_empty() {
                h2 { "The law" }
                table { tbody {
                    @for decree in &setup.decrees {
                        tr {
                            td { (name::capital(&decree.title)) ", by " (name::seat(scenario, decree.issuer)) }
                            td { (due(decree)) }
                        }
                    }
                } }
            }
            h2 { "What is agreed" }
            table { tbody {
                @for (_, issue) in terms::issues(scenario) { tr { td { (name::capital(&issue.name)) } td { (choices(issue)) } } }
            } }
        }
    }
}

/// When a decree is issued and by when it must be obeyed, as far as that is not left open.
fn due(decree: &Decree) -> String {
    let day = |day: i64| date::words(Instant::start_of_day(day));
    let issued = match decree.issue_day.map(|day| day.fixed()) {
        Some(Some(known)) => format!("issued on {}", day(known)),
        _ => "its date is open".to_owned(),
    };
    let deadline = match &decree.deadline {
        Some(DeadlineSpec::On(on)) => on.fixed().map(|known| format!("deadline: {}", day(known))),
        Some(DeadlineSpec::After { count, unit, .. }) => count.fixed().map(|number| {
            let unit = match unit {
                SpanUnit::Days => "days",
                SpanUnit::BusinessDays => "business days",
                SpanUnit::Hours => "hours",
            };
            format!("deadline: {number} {unit} after it is issued")
        }),
        None => None,
    };
    [Some(issued), deadline].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn paragraphs(text: &str) -> Vec<String> {
    text.split("\n\n")
        .map(|part| part.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|part| !part.is_empty())
        .collect()
}

/// What may be agreed on an issue, in words.
fn choices(issue: &Issue) -> String {
    match &issue.choice {
        Choice::Options(options) => options.iter().map(|option| option.name.as_str()).collect::<Vec<_>>().join("; "),
        Choice::Range { count, step, .. } => {
            let end = |place: u16| terms::option(issue, place);
            format!("from {} to {}, in steps of {step}", end(0), end(count - 1))
        }
    }
}

fn private(view: &View<'_>, party: &Party, table: usize) -> Markup {
    let scenario = view.scenario();
    let sheet = view.sheet().expect("BUG: a player without a score sheet");
    let walk_away = view.walk_away().0;
    // One scale for all issues, so that bars compare across them.
    let ends = |id: IssueId| [sheet.ascending(id).first(), sheet.ascending(id).last()].into_iter().flatten();
    let worth =
        terms::issues(scenario).flat_map(|(id, _)| ends(id).map(move |&option| sheet.points(id, option).0.abs()));
    let most = worth.max().unwrap_or(0).max(1);
    html! {
        section {
            (head(scenario, &format!("table {table}")))
            h1 { (name::capital(&party.name)) }
            p { span class="secret" { "Show this sheet to nobody." } }
            @for paragraph in paragraphs(&party.brief) { p { (paragraph) } }
            h2 { "Your walk-away" }
            p {
                "Without a deal you are as well off as with " b { (points(walk_away)) } ". Accept no deal that is worth less to you."
            }
            h2 { "What a deal is worth to you" }
            p { "Add the points of what you agree on, issue by issue. The best deal brings you " (points(sheet.best().0)) "." }
            @for (id, issue) in terms::issues(scenario) { (scores(id, issue, sheet, most)) }
        }
    }
}

/// One issue of the score sheet, as a table with bars.
fn scores(id: IssueId, issue: &Issue, sheet: &Sheet, most: i64) -> Markup {
    let options: Vec<u16> = match &issue.choice {
        Choice::Options(_) => sheet.ascending(id).iter().rev().copied().collect(),
        Choice::Range { count, .. } => {
            let mut samples: Vec<u16> = (0..SAMPLES)
                .map(|place| (u32::from(count - 1) * u32::from(place) / u32::from(SAMPLES - 1)) as u16)
                .collect();
            samples.dedup();
            samples
        }
    };
    html! {
        table { tbody {
            tr { th colspan="3" { b { (name::capital(&issue.name)) } } }
            @for option in options {
                @let worth = sheet.points(id, option).0;
                tr {
                    td { (terms::option(issue, option)) }
                    td class="bar" {
                        svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" {
                            rect x="0" y="1" height="6" width=(100 * worth.abs() / most) fill=(if worth < 0 { "#bbb" } else { "#555" }) {}
                        }
                    }
                    td class="number" { (worth) }
                }
            }
        } }
    }
}

fn form(scenario: &Scenario, seats: &[(SeatId, &Party)], table: usize) -> Markup {
    html! {
        section {
            (head(scenario, &format!("table {table}")))
            h1 { "Agreement" }
            p { span class="box" {} "We have not agreed." }
            p { span class="box" {} "We have agreed on:" }
            table { tbody {
                @for (_, issue) in terms::issues(scenario) {
                    tr {
                        td { (name::capital(&issue.name)) }
                        td {
                            @match &issue.choice {
                                Choice::Options(options) => {
                                    @for option in options { div { span class="box" {} (option.name) } }
                                }
                                Choice::Range { .. } => { span class="line" {} " (" (choices(issue)) ")" }
                            }
                        }
                    }
                }
                tr { td { "Date in the exercise" } td { span class="line" {} } }
            } }
            h2 { "Signatures" }
            table { tbody {
                @for (seat, _) in seats {
                    tr { td { (name::capital(&name::seat(scenario, *seat))) } td { span class="line" {} } }
                }
            } }
        }
    }
}

fn cards(scenario: &Scenario, seats: &[(SeatId, &Party)], tables: usize) -> Markup {
    html! {
        section {
            (head(scenario, &format!("cards: {}, to cut and deal", count((tables * seats.len()) as i64, "card"))))
            div class="cards" {
                @for table in 1..=tables {
                    @for (seat, party) in seats {
                        div class="card" {
                            b { "Table " (table) }
                            (name::capital(&name::seat(scenario, *seat))) ", " (crate::story::role(party.role))
                        }
                    }
                }
            }
        }
    }
}
