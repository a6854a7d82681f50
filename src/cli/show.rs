//! `divest show`: the timeline of a log, as `git log` would print one.

use super::exit::{Exit, Failure};
use super::follow::follow;
use super::input::LogInput;
use super::point::point;
use super::record::{entries_until, happenings};
use super::{Done, input, output};
use divest_core::{Command, SeatId};
use divest_engine::replay::Until;
use divest_log::Opened;
use divest_report::course::Course;
use divest_report::knowledge::knowledge;
use divest_report::timeline::{Detail, timeline_of};
use divest_report::{Chronicle, Happening, Reader, Run, json, plot};
use divest_scenario::command_words;
use std::path::PathBuf;

/// Show what happened in a log, entry by entry, for the referee or for one seat.
#[derive(clap::Args)]
pub struct Args {
    /// The log; with --graph also several, or folders of them.
    log: PathBuf,
    /// More logs to draw.
    #[arg(requires = "graph", value_name = "LOG")]
    more: Vec<PathBuf>,
    /// Draw a run, its branches and theirs as a tree.
    #[arg(long, conflicts_with_all = ["seat", "at", "oneline", "json"])]
    graph: bool,
    /// Show only what this seat could see, and what it knew at the end.
    #[arg(long, value_name = "SEAT")]
    seat: Option<String>,
    /// Show everything up to this entry or date.
    #[arg(long, value_name = "N|DATE", value_parser = point)]
    at: Option<Until>,
    /// One line an entry.
    #[arg(long, conflicts_with = "json")]
    oneline: bool,
    /// One JSON object an entry and line.
    #[arg(long)]
    json: bool,
    /// Only what a seat decided for a reason, with the reason.
    #[arg(long, conflicts_with_all = ["view", "oneline"])]
    why: bool,
    /// What the seat knew there and what it might do, as one JSON object: what a program in the seat gets.
    #[arg(long, requires = "seat", conflicts_with_all = ["json", "oneline"])]
    view: bool,
    /// Charts instead of entries: the clocks of the decrees, what offers were worth, gauges.
    #[arg(long, conflicts_with_all = ["oneline", "json", "why", "view", "graph", "follow"])]
    plot: bool,
    /// Go on showing entries as they are written, until the log is finished. Only whole entries are shown.
    #[arg(long, conflicts_with_all = ["at", "graph", "view"])]
    follow: bool,
}

pub fn run(args: &Args) -> Done {
    if args.graph {
        let logs: Vec<PathBuf> = std::iter::once(&args.log).chain(&args.more).cloned().collect();
        return super::graph::run(&logs);
    }
    if args.follow {
        return follow(&args.log, |log, opened, shown| show(args, log, opened, shown));
    }
    let log = LogInput::read(&args.log)?;
    let opened = log.open_before(args.at)?;
    show(args, &log, &opened, 0)?;
    Ok(Exit::Done)
}

/// Shows the entries behind the last that was shown.
fn show(args: &Args, log: &LogInput, opened: &Opened<'_>, shown: u64) -> Result<(), Failure> {
    let read = log.scenario(opened)?;
    let scenario = input::shared(&read);
    let reader = match &args.seat {
        None => Reader::Referee,
        Some(key) => Reader::Seat(input::party_seat(&scenario, key)?),
    };
    let (entries, state) = entries_until(log, opened, &scenario, args.at.unwrap_or(Until::End))?;
    if let (true, Reader::Seat(seat)) = (args.view, reader) {
        let view = state.view(seat);
        let words = |command: &Command| command_words(&scenario, seat, command);
        let legal = json::legal(&view, &state.legal(seat), &words);
        output::print_json(&serde_json::json!({"view": json::view(&view), "legal": legal}));
        return Ok(());
    }
    let happenings = happenings(&entries);
    if args.plot {
        let run = Run { state: &state, happenings: &happenings, seed: 0, repeat: "" };
        output::print(&plot::run(&Course::of(&run, reader), output::style()));
        return Ok(());
    }
    let has_why =
        |happening: &Happening<'_>| !happening.reason.is_empty() && happening.seat.index() >= SeatId::FIRST_PARTY;
    let wanted = |happening: &Happening<'_>| happening.number > shown && (!args.why || has_why(happening));
    if args.json {
        let new = happenings.iter().filter(|happening| wanted(happening));
        let chronicle = Chronicle::of(&scenario, &happenings);
        let lines = new.filter_map(|happening| json::entry(&chronicle, reader, happening));
        output::print(&lines.map(|value| format!("{value}\n")).collect::<String>());
        return Ok(());
    }
    let detail = if args.oneline { Detail::OneLine(output::line_columns()) } else { Detail::Full };
    let words = |seat: SeatId, command: &Command| command_words(&scenario, seat, command);
    let mut text = timeline_of(&wanted, &scenario, &happenings, reader, detail, &words, output::style());
    if shown > 0 && !text.is_empty() && !args.oneline {
        text.insert(0, '\n');
    }
    if let (Reader::Seat(seat), false, true) = (reader, args.oneline || args.why, !args.follow || opened.sealed) {
        text.push('\n');
        text.push_str(&knowledge(&state.view(seat), output::style()));
    }
    output::print(&text);
    Ok(())
}
