//! `divest replay`: the state that a log adds up to, at its end or at any point.

use super::exit::Exit;
use super::format::{Format, FormatArgs};
use super::input::LogInput;
use super::point::point;
use super::record::{entries_until, happenings, hex};
use super::{Done, input, output};
use divest_engine::RULES_VERSION;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use divest_report::knowledge::standing;
use divest_report::{Run, json, story};
use std::path::PathBuf;

/// Replay a log and print the state at its end or at any entry.
///
/// Applies the recorded events; needs no scenario file and draws no random numbers.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
    /// Stop after this entry or at the end of this day.
    #[arg(long, value_name = "N|DATE", value_parser = point)]
    to: Option<Until>,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_before(args.to)?;
    let read = log.scenario(&opened)?;
    let scenario = input::shared(&read);
    let (entries, state) = entries_until(&log, &opened, &scenario, args.to.unwrap_or(Until::End))?;
    let seed = seed_of(&opened.header).unwrap_or_default();
    let repeat = format!("divest replay {}", args.log.display());
    let happenings = happenings(&entries);
    let run = Run { state: &state, happenings: &happenings, seed, repeat: &repeat };
    let head =
        entries.last().and_then(|entry| opened.point_after(entry.number)).map_or(opened.head, |point| point.head);
    match args.output.format() {
        Format::Json => {
            let stamp = json::Stamp { rules: RULES_VERSION.into(), head: &hex(&head) };
            output::print_json(&json::run(&run, stamp));
        }
        Format::Text if state.outcome().is_some() => output::print(&story::ending(&run, output::style())),
        Format::Text => {
            let number = entries.last().map_or(0, |entry| entry.number);
            output::print(&format!("After entry {number} of {}:\n\n", opened.entry_count()));
            output::print(&standing(&state, output::style()));
        }
    }
    Ok(Exit::Done)
}
