//! `divest explain`: what led to an entry, back to the decree.

use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::input::{self, LogInput};
use super::point::point;
use super::record::{diverged, entries_until, happenings, replay_failed};
use super::{Done, output};
use divest_core::{Command, SeatId};
use divest_engine::explain::{self, Link, causes};
use divest_engine::replay::{Until, verify};
use divest_report::explain::{Cause, explain, explain_json};
use divest_scenario::command_words;
use std::path::PathBuf;

/// Explain an entry: what it responds to, what set its date, the pressures on the seat, and the draws behind it.
///
/// Causes are derived by deciding every entry again; the log does not store them.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
    /// The entry, by its number as `divest show` prints it; a date stands for the last entry up to the end of that day.
    #[arg(value_name = "N", value_parser = point)]
    entry: Until,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_before(Some(args.entry))?;
    let (path, count) = (log.path.display(), opened.entry_count());
    let lists = || format!("`divest show {path} --oneline` lists them");
    if let Until::Entry(entry) = args.entry
        && (entry == 0 || entry > count)
    {
        return Err(Failure::input(format!("there is no entry {entry}: {path} has {count}")).hint(lists()));
    }
    let read = log.scenario(&opened)?;
    let scenario = input::shared(&read);
    let (entries, _) = entries_until(&log, &opened, &scenario, args.entry)?;
    let last = entries.len() as u64;
    if last == 0 {
        return Err(Failure::input(format!("there is no entry by that date in {path}")).hint(lists()));
    }
    let diverges = verify(&scenario, &opened, false).map_err(|error| replay_failed(&log, &error))?;
    if let Some(divergence) = diverges.filter(|divergence| divergence.entry <= last) {
        return Err(diverged(&log, &divergence));
    }
    let found: Vec<Cause> = causes(&scenario, &entries, last).into_iter().map(cause).collect();
    let happenings = happenings(&entries);
    if args.output.is_json() {
        output::print_json(&explain_json(&scenario, &happenings, &found));
    } else {
        let words = |seat: SeatId, command: &Command| command_words(&scenario, seat, command);
        output::print(&explain(&scenario, &happenings, &found, &words, output::style()));
    }
    Ok(Exit::Done)
}

fn cause(cause: explain::Cause) -> Cause {
    let words = |link: Link| match link {
        Link::Answered => ("answered", "answered by"),
        Link::Dated => ("dated", "set the date of"),
        Link::Pressed => ("pressed", "its deadline put pressure on"),
        Link::Allowed => ("allowed", "made possible"),
        Link::Numbered => ("numbered", "a number behind"),
        Link::Moved => ("moved", "moved the walk-away behind"),
    };
    let led_to = cause.led_to.into_iter().map(|(link, entries)| {
        let (key, text) = words(link);
        (key, text, entries.into_iter().collect())
    });
    Cause { entry: cause.fact.entry, event: cause.fact.event, led_to: led_to.collect() }
}
