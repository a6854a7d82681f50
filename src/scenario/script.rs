//! Scripts: the dated record of what happened, or of what one supposes.

use crate::document::{Part, Path};
use crate::fault::{Complaint, Fault, in_order};
use crate::read::{Read, parse};
use crate::structure::suggestion;
use crate::value::{Date, Moment, Version};
use crate::words::parse_command;
use divest_core::command::Command;
use divest_core::id::SlotId;
use divest_core::{Instant, SeatId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Schema;
use std::sync::OnceLock;

/// A script that was read without a fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Script {
    /// The name of its scenario.
    pub scenario: String,
    /// The key of the outcome that it must end in.
    pub outcome: Option<String>,
    /// Occupants of the seats not named in it.
    pub others: Others,
    /// Values of numbers that the scenario leaves to the seed.
    pub given: Vec<(SlotId, i64)>,
    /// Commands, in the order of time.
    pub lines: Vec<ScriptLine>,
}

/// Occupants of the seats not named in a script.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Others {
    /// Nobody.
    #[default]
    Silent,
    /// Their bots.
    Bots,
}

/// A command at a moment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScriptLine {
    /// When.
    pub at: Instant,
    /// Its author.
    pub seat: SeatId,
    /// What.
    pub command: Command,
    /// The line of the file, from 1.
    pub line_no: usize,
    /// The words as written.
    pub text: String,
}

/// A script of divest: dated commands for a scenario.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a script of divest")]
struct ScriptFile {
    /// The version of this format: 1.
    format: Version,
    /// The scenario's name: its file's without the ending.
    scenario: String,
    /// The outcome that the script must end in.
    outcome: Option<String>,
    /// Occupants of the seats not named in the script.
    #[serde(default)]
    others: Others,
    /// Values of numbers that the scenario leaves to the seed, by their paths in it, such as `chances.news.on = 2030-06-15`.
    #[serde(default)]
    #[schemars(extend("type" = "object"))]
    given: serde_json::Value,
    /// Commands, in the order of time.
    #[serde(default, rename = "do")]
    lines: Vec<LineFile>,
}

/// A command at a moment.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a command")]
struct LineFile {
    /// When: a date, which means noon, or a date and time.
    on: Moment,
    /// Its author: a party, or `nature`.
    seat: String,
    /// What, in words.
    command: String,
}

fn shared_schema() -> &'static Schema {
    static SCHEMA: OnceLock<Schema> = OnceLock::new();
    SCHEMA.get_or_init(crate::schema::of::<ScriptFile>)
}

/// The schema of a script file, draft 7.
#[must_use]
pub fn script_schema() -> Schema {
    shared_schema().clone()
}

/// The name of the scenario that a script is for.
///
/// # Errors
/// If the file is not built like a script.
pub fn script_scenario(text: &str) -> Result<String, Vec<Fault>> {
    parse::<ScriptFile>(text, shared_schema()).map(|(_, file, _)| file.scenario)
}

/// Reads a script for a scenario.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub fn read_script(text: &str, read: &Read) -> Result<Script, Vec<Fault>> {
    let (document, file, annotations) = parse::<ScriptFile>(text, shared_schema())?;
    let mut complaints = Vec::new();
    check_head(&file, read, &mut complaints);
    let known = || read.file.sources.keys().map(String::as_str);
    // A scenario out of a log has no sources to hold those of a script against.
    if known().next().is_some() {
        complaints.extend(crate::read::unknown_sources(&annotations, known()));
    }
    let given = match document.entry("given") {
        Some(entry) => {
            let (values, faults) = crate::given::given(&entry.node, read);
            complaints.extend(faults);
            values
        }
        None => Vec::new(),
    };
    let mut lines = Vec::new();
    let mut before = Instant(i64::MIN);
    for (i, line) in file.lines.iter().enumerate() {
        let here = Path::default().key("do").index(i);
        check_moment(line.on.0, before, read, &here.key("on"), &mut complaints);
        before = before.max(line.on.0);
        match command(line, read, &here) {
            Ok((seat, command)) => {
                let place = document.place(&here.key("command"), Part::Value);
                let (at, line_no) = (line.on.0, Fault::at(text, place, "").line);
                lines.push(ScriptLine { at, seat, command, line_no, text: line.command.clone() });
            }
            Err(complaint) => complaints.push(complaint),
        }
    }
    if !complaints.is_empty() {
        return Err(in_order(complaints.into_iter().map(|c| c.into_fault(text, &document)).collect()));
    }
    Ok(Script { scenario: file.scenario, outcome: file.outcome, others: file.others, given, lines })
}

fn complaint(path: &Path, message: String, hint: Option<String>) -> Complaint {
    Complaint { path: path.clone(), part: Part::Value, message, label: None, hint }
}

fn check_head(file: &ScriptFile, read: &Read, complaints: &mut Vec<Complaint>) {
    let top = Path::default();
    let setup = read.scenario.setup();
    if file.scenario != setup.key {
        let hint = format!("this is being read for `{}`", setup.key);
        complaints.push(complaint(&top.key("scenario"), "a script for another scenario".to_owned(), Some(hint)));
    }
    let outcomes = setup.outcomes.iter().map(|outcome| outcome.key.as_str());
    if let Some(outcome) = &file.outcome
        && !outcomes.clone().any(|key| key == outcome)
    {
        let message = format!("no outcome `{}`", crate::structure::shortened(outcome));
        complaints.push(complaint(&top.key("outcome"), message, Some(suggestion(outcome, outcomes))));
    }
}

fn check_moment(at: Instant, before: Instant, read: &Read, path: &Path, complaints: &mut Vec<Complaint>) {
    let setup = read.scenario.setup();
    if at < setup.opens || at > setup.closes {
        let (opens, closes) = (Date(setup.opens.day()), Date(setup.closes.day()));
        let hint = format!("play goes from {opens} to {closes}");
        complaints.push(complaint(path, "the moment lies outside of play".to_owned(), Some(hint)));
    } else if at < before {
        let hint = "put the lines in the order of time".to_owned();
        complaints.push(complaint(
            path,
            format!("earlier than a line above it, which is of {}", Moment(before)),
            Some(hint),
        ));
    }
}

fn command(line: &LineFile, read: &Read, here: &Path) -> Result<(SeatId, Command), Complaint> {
    let scenario = &read.scenario;
    let seat = scenario.seat_for_key(&line.seat).filter(|seat| *seat != SeatId::CLOCK).ok_or_else(|| {
        let seats: Vec<SeatId> = scenario.seats().filter(|seat| *seat != SeatId::CLOCK).collect();
        let keys = seats.iter().map(|seat| scenario.seat_key(*seat));
        let message = format!("no seat `{}`", crate::structure::shortened(&line.seat));
        complaint(&here.key("seat"), message, Some(suggestion(&line.seat, keys)))
    })?;
    match parse_command(scenario, seat, &line.command) {
        Ok(command) => Ok((seat, command)),
        Err(fault) => Err(complaint(&here.key("command"), fault.message, fault.hint)),
    }
}
