//! `divest class`: the debrief of a class on paper, from what its tables agreed on.

use super::deals::opening;
use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::{Done, input, output};
use divest_bargain::frontier::Frontier;
use divest_bargain::space::Space;
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::{IssueId, TalksId};
use divest_core::{Scenario, SeatId, Seed, State};
use divest_report::layout::{Side, table, wrap};
use divest_report::{name, terms};
use divest_scenario::nearest;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;

/// Debrief a class on paper: what each table agreed on and what it was worth.
///
/// The outcomes are a CSV file with a row for each table: `table`, `buyer` where several bid, and a column for each issue, with
/// keys of options or values of ranges. A row without terms is a table that did not agree.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// What the tables wrote on their agreement forms.
    #[arg(long, value_name = "FILE.csv")]
    outcomes: PathBuf,
    /// Random seed of the packets.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: Seed,
    /// Each table had a seed of its own (`divest packets --differ`).
    #[arg(long)]
    differ: bool,
    /// Override a scenario value, as for the packets. Repeatable.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    #[command(flatten)]
    output: TableFormatArgs,
}

/// What one table came to.
struct Outcome {
    table: String,
    /// The talks in which it agreed, and on what; `None` without an agreement.
    deal: Option<(TalksId, Deal)>,
    /// The seats that have a part in it, with points and walk-aways.
    stakes: Vec<(SeatId, i64, i64)>,
    /// Whether some other deal would have been better for one of them and worse for none; `None` if there are too many deals.
    is_efficient: Option<bool>,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario_with(&args.scenario, &args.settings)?;
    let rows = rows(args)?;
    let mut outcomes = Vec::new();
    for (index, row) in rows.into_iter().enumerate() {
        let more = if args.differ { index as u128 } else { 0 };
        let state = opening::state(&read, Seed(args.seed.0.wrapping_add(more)))?;
        outcomes.push(outcome(&state, row)?);
    }
    match args.output.format() {
        TableFormat::Text => output::print(&text(&read.scenario, &outcomes)),
        TableFormat::Json => output::print_json(&object(&read.scenario, &outcomes)),
        TableFormat::Csv => output::print(&csv(&read.scenario, &outcomes)),
    }
    Ok(Exit::Done)
}

/// A row of the file: its place, and its cells by heading.
struct Row {
    place: String,
    cells: Vec<(String, String)>,
}

impl Row {
    fn cell(&self, heading: &str) -> &str {
        self.cells.iter().find(|(name, _)| name == heading).map_or("", |(_, cell)| cell)
    }

    fn wrong(&self, message: &str) -> Failure {
        Failure::input(format!("{}: {message}", self.place))
    }
}

fn rows(args: &Args) -> Result<Vec<Row>, Failure> {
    let bytes = input::author_bytes(&args.outcomes)?;
    let text = std::str::from_utf8(&bytes)
        .map_err(|_| Failure::input(format!("{}: this is not UTF-8", args.outcomes.display())))?;
    let text = text.trim_start_matches('\u{feff}');
    // What German and French spreadsheets write.
    let delimiter = if text.lines().next().is_some_and(|line| line.contains(';')) { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).trim(csv::Trim::All).from_reader(text.as_bytes());
    let wrong = |error: csv::Error| Failure::input(format!("{}: {error}", args.outcomes.display()));
    let heads: Vec<String> = reader.headers().map_err(wrong)?.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(wrong)?;
        let line = record.position().map_or(0, csv::Position::line);
        let place = format!("{}:{line}", args.outcomes.display());
        let cells = heads.iter().cloned().zip(record.iter().map(str::to_owned)).collect();
        rows.push(Row { place, cells });
    }
    if rows.is_empty() {
        return Err(Failure::input(format!("{}: no table is in it", args.outcomes.display()))
            .hint("write a heading and a row for each table"));
    }
    Ok(rows)
}

fn outcome(state: &State, row: Row) -> Result<Outcome, Failure> {
    let scenario = state.scenario();
    let known: Vec<&str> = scenario.setup().sale.issues.iter().map(|issue| issue.key.as_str()).collect();
    for (heading, _) in &row.cells {
        if !known.contains(&heading.as_str()) && heading != "table" && heading != "buyer" {
            let failure = row.wrong(&format!("no issue is called `{heading}`"));
            let near = nearest(heading, known.iter().copied());
            let hint = near.map_or_else(
                || format!("the issues are {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(failure.hint(hint));
        }
    }
    let table = match row.cell("table") {
        "" => return Err(row.wrong("the row names no table")),
        table => table.to_owned(),
    };
    let filled = known.iter().filter(|key| !row.cell(key).is_empty()).count();
    if filled == 0 {
        return Ok(Outcome { table, deal: None, stakes: stakes(state, None), is_efficient: None });
    }
    let mut deal = Deal::FIRST;
    for (id, issue) in scenario.setup().sale.issues.iter().enumerate() {
        let option = option(issue, row.cell(&issue.key)).map_err(|(message, hint)| row.wrong(&message).hint(hint))?;
        deal = deal.with(IssueId::at(id), option);
    }
    let talks = talks(scenario, &row)?;
    if let Err(rejection) = state.allows(talks, &deal) {
        return Err(row.wrong(&format!("these terms cannot be agreed on: {rejection}")));
    }
    let stakes = stakes(state, Some((talks, deal)));
    let seats: Vec<SeatId> = stakes.iter().map(|(seat, ..)| *seat).collect();
    let points: Vec<i64> = stakes.iter().map(|(_, points, _)| *points).collect();
    let frontier = Space::of_seats(state, &seats).and_then(|space| Frontier::new(&space).ok());
    let is_efficient = frontier.map(|frontier| frontier.has(&points));
    Ok(Outcome { table, deal: Some((talks, deal)), stakes, is_efficient })
}

/// The seats that a deal concerns, what it is worth to them, and their walk-aways; without a deal every seat with its walk-away.
fn stakes(state: &State, deal: Option<(TalksId, Deal)>) -> Vec<(SeatId, i64, i64)> {
    let stake = |seat: SeatId| {
        let walk_away = state.walk_away(seat)?.0;
        match deal {
            None => state.sheet(seat).map(|_| (seat, walk_away, walk_away)),
            Some((talks, _)) if !state.has_part(seat, talks) => None,
            Some((talks, deal)) => state.worth(seat, talks, &deal).map(|worth| (seat, worth.0, walk_away)),
        }
    };
    state.scenario().seats().filter_map(stake).collect()
}

fn option(issue: &Issue, cell: &str) -> Result<u16, (String, String)> {
    let key = &issue.key;
    match &issue.choice {
        Choice::Options(options) => {
            let keys = || options.iter().map(|option| option.key.as_str());
            let same = |option: &divest_core::deal::NamedOption| {
                option.key == cell || option.name.eq_ignore_ascii_case(cell) || option.key.eq_ignore_ascii_case(cell)
            };
            let place = options.iter().position(same).and_then(|place| u16::try_from(place).ok());
            place.ok_or_else(|| {
                let hint = nearest(cell, keys()).map(|near| format!("did you mean `{near}`?"));
                let message = if cell.is_empty() {
                    format!("`{key}` is left open")
                } else {
                    format!("`{cell}` is no option of `{key}`")
                };
                (message, hint.unwrap_or_else(|| format!("the options are {}", keys().collect::<Vec<_>>().join(", "))))
            })
        }
        Choice::Range { count, step, .. } => {
            let number: Option<i64> = cell.replace([' ', '\u{a0}'], "").parse().ok();
            let place = number.and_then(|number| (0..*count).find(|&place| issue.value(place) == Some(number)));
            place.ok_or_else(|| {
                let end = |place: u16| issue.value(place).unwrap_or(0);
                let hint = format!("a whole number from {} to {}, in steps of {step}", end(0), end(count - 1));
                (format!("`{cell}` is no value of `{key}`"), hint)
            })
        }
    }
}

fn talks(scenario: &Scenario, row: &Row) -> Result<TalksId, Failure> {
    let all = &scenario.setup().sale.talks;
    let keys = || all.iter().map(|talks| talks.key.as_str());
    match row.cell("buyer") {
        "" if all.len() == 1 => Ok(TalksId::at(0)),
        "" => match &scenario.setup().sale.conference {
            Some(conference) => Ok(conference.talks),
            None => Err(row
                .wrong("the row names no buyer")
                .hint(format!("add a column `buyer`: {}", keys().collect::<Vec<_>>().join(", ")))),
        },
        key => keys().position(|known| known == key).map(TalksId::at).ok_or_else(|| {
            let hint = nearest(key, keys()).map(|near| format!("did you mean `{near}`?"));
            row.wrong(&format!("no buyer is called `{key}`"))
                .hint(hint.unwrap_or_else(|| format!("the buyers are {}", keys().collect::<Vec<_>>().join(", "))))
        }),
    }
}

fn text(scenario: &Scenario, outcomes: &[Outcome]) -> String {
    let agreed = outcomes.iter().filter(|outcome| outcome.deal.is_some()).count();
    let mut out = format!("{}\n{agreed} of {} tables agreed\n", scenario.setup().title, outcomes.len());
    for outcome in outcomes {
        let words = match &outcome.deal {
            None => "no agreement".to_owned(),
            Some((talks, deal)) => {
                let several = scenario.setup().sale.talks.len() > 1 && scenario.setup().sale.conference.is_none();
                let buyer = if several {
                    format!("{}: ", name::capital(&name::bidder(scenario, *talks)))
                } else {
                    String::new()
                };
                format!("{buyer}{}", terms::terms_short(scenario, deal))
            }
        };
        let _ = writeln!(out, "\nTable {}", outcome.table);
        wrap(&words, "  ", 2).iter().for_each(|line| _ = writeln!(out, "{line}"));
        if outcome.deal.is_none() {
            continue;
        }
        let rows: Vec<Vec<String>> = outcome
            .stakes
            .iter()
            .map(|(seat, points, walk_away)| {
                vec![
                    name::capital(&name::seat(scenario, *seat)),
                    points.to_string(),
                    format!("{:+} against the walk-away of {walk_away}", points - walk_away),
                ]
            })
            .collect();
        table(&rows, &[Side::Left, Side::Right, Side::Left], "  ").iter().for_each(|line| _ = writeln!(out, "{line}"));
        match outcome.is_efficient {
            Some(true) => out.push_str("  No deal was better for one of them and worse for none.\n"),
            Some(false) => out.push_str("  Another deal was better for one of them and worse for none.\n"),
            None => {}
        }
    }
    let mut rows = vec![["seat", "tables", "mean", "least", "most"].map(str::to_owned).to_vec()];
    for seat in scenario.seats() {
        let of = |outcome: &Outcome| {
            outcome.deal.as_ref()?;
            outcome.stakes.iter().find(|(other, ..)| *other == seat).map(|(_, points, walk_away)| points - walk_away)
        };
        let margins: Vec<i64> = outcomes.iter().filter_map(of).collect();
        if let (Some(least), Some(most)) = (margins.iter().min(), margins.iter().max()) {
            let mean = margins.iter().sum::<i64>() as f64 / margins.len() as f64;
            rows.push(vec![
                name::capital(&name::seat(scenario, seat)),
                margins.len().to_string(),
                format!("{mean:+.1}"),
                format!("{least:+}"),
                format!("{most:+}"),
            ]);
        }
    }
    if rows.len() > 1 {
        out.push_str("\nPoints against the walk-away, over the tables that agreed\n");
        let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right];
        table(&rows, &sides, "  ").iter().for_each(|line| _ = writeln!(out, "{line}"));
    }
    out
}

fn object(scenario: &Scenario, outcomes: &[Outcome]) -> Value {
    let tables: Vec<Value> = outcomes
        .iter()
        .map(|outcome| {
            let stakes: Map<String, Value> = outcome
                .stakes
                .iter()
                .map(|(seat, points, walk_away)| {
                    (scenario.seat_key(*seat).to_owned(), json!({"points": points, "walk_away": walk_away}))
                })
                .collect();
            let deal = outcome.deal.as_ref().map(|(talks, deal)| {
                let terms: Map<String, Value> = scenario
                    .setup()
                    .sale
                    .issues
                    .iter()
                    .enumerate()
                    .map(|(id, issue)| {
                        let option = deal.option(IssueId::at(id));
                        let value = issue.value(option).map_or_else(
                            || json!(divest_scenario::words::option_word(issue, option)),
                            |value| json!(value),
                        );
                        (issue.key.clone(), value)
                    })
                    .collect();
                json!({"buyer": scenario.talks(*talks).key, "terms": terms})
            });
            json!({"table": outcome.table, "agreement": deal, "efficient": outcome.is_efficient, "seats": stakes})
        })
        .collect();
    json!({"scenario": scenario.setup().key, "tables": tables})
}

fn csv(scenario: &Scenario, outcomes: &[Outcome]) -> String {
    let mut out = "table,agreed,efficient,seat,points,walk_away\n".to_owned();
    for outcome in outcomes {
        for (seat, points, walk_away) in &outcome.stakes {
            let efficient = outcome.is_efficient.map_or_else(String::new, |is_efficient| is_efficient.to_string());
            // A cell that begins like a formula would be one in a spreadsheet.
            let table = outcome.table.replace(['"', '\n', '\r'], " ");
            let quote = if table.starts_with(['=', '+', '-', '@']) { "'" } else { "" };
            let _ = writeln!(
                out,
                "\"{quote}{table}\",{},{efficient},{},{points},{walk_away}",
                outcome.deal.is_some(),
                scenario.seat_key(*seat)
            );
        }
    }
    out
}
