//! `divest show`: the timeline of a log, as `git log` would print one.

use super::exit::{Exit, Failure};
use super::follow::follow;
use super::input::LogInput;
use super::point::point;
use super::record::{entries_until, happenings_for};
use super::{Done, input, output};
use divest_core::{Command, Scenario, SeatId, Seed};
use divest_engine::replay::Until;
use divest_log::Opened;
use divest_report::course::Course;
use divest_report::knowledge::knowledge;
use divest_report::timeline::{Detail, timeline_of};
use divest_report::{Chronicle, Happening, Reader, Run, json, plot};
use divest_scenario::command_words;
use std::path::PathBuf;
use std::sync::Arc;

/// Show a log entry by entry, in full or as one seat saw it.
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
    /// Show only what this seat could see.
    #[arg(long, value_name = "SEAT")]
    seat: Option<String>,
    /// Show everything up to this entry or date. With --seat, entries are counted as that seat sees them.
    #[arg(long, value_name = "N|DATE", value_parser = point)]
    at: Option<Until>,
    /// One line per entry.
    #[arg(long, conflicts_with = "json")]
    oneline: bool,
    /// One JSON object per entry.
    #[arg(long)]
    json: bool,
    /// Only decisions with a recorded reason.
    #[arg(long, conflicts_with_all = ["view", "oneline"])]
    why: bool,
    /// The seat's view and legal commands at that point as one JSON object, as a program in the seat gets it.
    #[arg(long, requires = "seat", conflicts_with_all = ["json", "oneline"])]
    view: bool,
    /// Charts instead of entries: decree deadlines, values of offers, gauges.
    #[arg(long, conflicts_with_all = ["oneline", "json", "why", "view", "graph", "follow"])]
    plot: bool,
    /// Wait for new entries until the log is sealed.
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
    let mut until = args.at.unwrap_or(Until::End);
    if let (Reader::Seat(_), Until::Entry(own)) = (reader, until) {
        until = Until::Entry(place_of(log, opened, &scenario, reader, own)?);
    }
    let (entries, state) = entries_until(log, opened, &scenario, until)?;
    if let (true, Reader::Seat(seat)) = (args.view, reader) {
        let view = state.view(seat);
        let words = |command: &Command| command_words(&scenario, seat, command);
        let legal = json::legal(&view, &state.legal(seat), &words);
        output::print_json(&serde_json::json!({"view": json::view(&view), "legal": legal}));
        return Ok(());
    }
    let happenings = happenings_for(&scenario, reader, &entries);
    // A seat's numbers are its own; of what was shown before, the last one.
    let before = usize::try_from(shown).ok().and_then(|count| happenings[..count.min(happenings.len())].last());
    let shown = before.map_or(0, |happening| happening.counted);
    if args.plot {
        let run = Run { state: &state, happenings: &happenings, seed: Seed::default(), repeat: "" };
        output::print(&plot::run(&Course::of(&run, reader), output::style()));
        return Ok(());
    }
    // Of others a seat may not even know whether they had a reason.
    let has_why = |happening: &Happening<'_>| {
        let is_party = happening.seat.index() >= SeatId::FIRST_PARTY;
        is_party && !happening.reason.is_empty() && reader.is_privy_to(happening.seat)
    };
    let wanted = |happening: &Happening<'_>| happening.counted > shown && (!args.why || has_why(happening));
    if args.json {
        let new = happenings.iter().filter(|happening| wanted(happening));
        let chronicle = Chronicle::of(&scenario, &happenings);
        let lines = new.filter_map(|happening| json::entry(&chronicle, reader, happening));
        output::print_json_lines(&lines.map(|value| format!("{value}\n")).collect::<String>());
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

/// The entry of a log that is a seat's own n-th; the log's last if the seat has fewer.
fn place_of(
    log: &LogInput,
    opened: &Opened<'_>,
    scenario: &Arc<Scenario>,
    reader: Reader,
    own: u64,
) -> Result<u64, Failure> {
    let (entries, _) = entries_until(log, opened, scenario, Until::End)?;
    let happenings = happenings_for(scenario, reader, &entries);
    let count = happenings.iter().take_while(|happening| happening.counted <= own).count();
    // What the seat does not see behind its n-th entry is left out as well, so that nothing hangs on how much that is.
    let hidden = happenings[..count].iter().rev().take_while(|happening| happening.counted == own).count();
    Ok((if own == 0 || hidden == 0 { count } else { count - hidden + 1 }) as u64)
}
