//! `divest verify`: whether a log is whole and the rules decide as they did.

use super::exit::{Exit, Failure};
use super::family::{Found, find_parent};
use super::format::{Format, FormatArgs};
use super::input::LogInput;
use super::output::Shown;
use super::record::{hex, replay_failed};
use super::{Done, input, output};
use divest_core::{Scenario, SeatId};
use divest_engine::commitment;
use divest_engine::record::rules_digest;
use divest_engine::record::seed_of;
use divest_engine::replay::{Difference, Divergence, verify};
use divest_log::{End, Opened};
use divest_report::json::{LogState, Verified};
use divest_report::{Narrator, Reader};
use divest_scenario::command_words;
use serde_json::Value;
use std::path::{Path, PathBuf};

/// Verify logs: integrity, and that the rules decide every recorded command as recorded.
///
/// Exit code 0: valid. 1: the rules decide differently. 2: a file cannot be read; the other logs are still checked. 3: a log is
/// truncated or corrupt.
#[derive(clap::Args)]
pub struct Args {
    /// The logs.
    #[arg(required = true)]
    logs: Vec<PathBuf>,
    /// Also repeat every draw from the log's seed and compare.
    #[arg(long)]
    redraw: bool,
    /// Commitment to the seed that was published before play (`seed commitment: …`); the logs must have that seed.
    #[arg(long, value_name = "HEX")]
    commitment: Option<String>,
    /// Parent log of a branch; default: looked up beside the branch.
    #[arg(long, value_name = "FILE")]
    parent: Option<PathBuf>,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let mut worst = Exit::Done;
    let mut values = Vec::new();
    for path in &args.logs {
        let finding = match LogInput::read(path) {
            Ok(log) => {
                let mut finding = examine(&log, args.redraw);
                add_parent(&mut finding, &log, args.parent.as_deref())?;
                if let Some(published) = &args.commitment {
                    add_commitment(&mut finding, &log, published);
                }
                finding
            }
            Err(failure) if args.logs.len() == 1 => return Err(failure),
            Err(failure) => cannot(path, &failure, LogState::Unread),
        };
        worst = worse(worst, finding.exit);
        match args.output.format() {
            Format::Text => output::print(&finding.text),
            Format::Json => values.push(finding.value),
        }
    }
    if args.output.is_json() {
        output::print_json(&Value::Array(values));
    }
    Ok(worst)
}

/// Damage outweighs a divergence, and both what was not read.
const fn worse(a: Exit, b: Exit) -> Exit {
    match (a, b) {
        (Exit::Damaged, _) | (_, Exit::Damaged) => Exit::Damaged,
        (Exit::Failed, _) | (_, Exit::Failed) => Exit::Failed,
        (Exit::BadInput, _) | (_, Exit::BadInput) => Exit::BadInput,
        _ => Exit::Done,
    }
}

/// What came of looking at one log.
struct Finding {
    exit: Exit,
    text: String,
    value: Value,
}

fn examine(log: &LogInput, redraw: bool) -> Finding {
    let opened = match log.open() {
        Ok(opened) => opened,
        Err(failure) => return cannot(&log.path, &failure, LogState::Corrupt),
    };
    let scenario = match log.scenario_alone(&opened) {
        Ok(read) => input::shared(&read),
        Err(failure) => return cannot(&log.path, &failure, LogState::Corrupt),
    };
    let diverges = match verify(&scenario, &opened, redraw) {
        Ok(diverges) => diverges,
        Err(error) => return cannot(&log.path, &replay_failed(log, &error), LogState::Corrupt),
    };
    let path = log.path.shown();
    let (state, entry, offset, text) = match (&opened.end, &diverges) {
        (End::Corrupt { at, entry, why }, _) => {
            let text = format!("{path}: corrupt at offset {at}, in entry {entry}: {why}\n");
            (LogState::Corrupt, Some(*entry), Some(*at), text)
        }
        (_, Some(divergence)) => {
            let text = format!("{path}: {}", describe(&scenario, &opened, divergence));
            (LogState::Diverged, Some(divergence.entry), Some(divergence.offset), text)
        }
        (End::Torn { at, bytes }, None) => {
            let count = opened.entry_count();
            let text = if opened.sealed {
                format!(
                    "{path}: torn: {bytes} zeros stand behind the seal (offset {at}); the {count} entries before are good and finished\n"
                )
            } else {
                format!(
                    "{path}: torn: {bytes} bytes after offset {at} are a write that was never finished; the {count} entries before it are good\n"
                )
            };
            (LogState::Torn, None, Some(*at), text)
        }
        (End::Clean, None) => {
            let ended = if opened.sealed { "" } else { ", not finished" };
            let (entries, events, head) = (opened.entry_count(), opened.event_count, hex(&opened.head));
            let drawn = if redraw { ", every draw drawn again" } else { "" };
            let text = format!("{path}: clean: {entries} entries, {events} events{ended}{drawn}, head {head}\n");
            (LogState::Clean, None, None, text)
        }
    };
    let exit = match state {
        LogState::Clean => Exit::Done,
        LogState::Diverged => Exit::Failed,
        LogState::Torn | LogState::Corrupt => Exit::Damaged,
        LogState::Unread => Exit::BadInput,
    };
    let head = (state != LogState::Corrupt).then(|| hex(&opened.head));
    let verified = Verified {
        log: &path,
        entries: opened.entry_count(),
        events: opened.event_count,
        state,
        entry,
        offset,
        head: head.as_deref(),
    };
    let mut value = divest_report::json::verify(&verified);
    if state == LogState::Diverged {
        let message = text.trim_start_matches(&path).trim_start_matches(": ").trim_end();
        value["message"] = Value::String(message.to_owned());
    }
    Finding { exit, text, value }
}

/// Whether a branch's parent is there and is still what it was when the branch left it.
fn add_parent(finding: &mut Finding, log: &LogInput, given: Option<&Path>) -> Result<(), Failure> {
    let Ok(opened) = log.open() else { return Ok(()) };
    let found = find_parent(log, &opened, given)?;
    let named = opened.header.parent.map(|named| (named.entry, hex(&named.head)));
    let (entry, head) = named.unwrap_or_default();
    let (state, file, text) = match &found {
        Found::NotABranch => return Ok(()),
        Found::Parent(path) => {
            let text = format!("  a branch of {}, left after entry {entry}\n", path.shown());
            ("found", Some(path), text)
        }
        Found::Missing => {
            let text = format!("  a branch of a log that is not beside it (head {}, entry {entry})\n", &head[..16]);
            ("missing", None, text)
        }
        Found::Not(path, why) => {
            finding.exit = worse(finding.exit, Exit::Failed);
            ("refused", Some(path), format!("  {} is not its parent: {why}\n", path.shown()))
        }
    };
    finding.text.push_str(&text);
    let file = file.map(|path| path.shown());
    finding.value["parent"] = serde_json::json!({"state": state, "file": file, "entry": entry, "head": head});
    Ok(())
}

/// Whether a log's seed is the one that was committed to.
fn add_commitment(finding: &mut Finding, log: &LogInput, published: &str) {
    let Ok(opened) = log.open() else { return };
    let is_kept = seed_of(&opened.header).is_some_and(|seed| commitment(seed).eq_ignore_ascii_case(published.trim()));
    finding.value["commitment"] = if is_kept { "kept" } else { "broken" }.into();
    if is_kept {
        finding.text.push_str("  its seed is the one that was committed to\n");
    } else {
        finding.exit = worse(finding.exit, Exit::Failed);
        finding.text.push_str("  its seed is not the one that was committed to\n");
    }
}

/// A log that cannot even be opened, or a file that cannot be read.
fn cannot(path: &Path, failure: &Failure, state: LogState) -> Finding {
    let path = path.shown();
    let verified = Verified { log: &path, entries: 0, events: 0, state, entry: None, offset: None, head: None };
    let mut value = divest_report::json::verify(&verified);
    value["message"] = Value::String(failure.message.clone());
    let text = if failure.message.contains(&path) {
        format!("{}\n", failure.message)
    } else {
        format!("{path}: {}\n", failure.message)
    };
    Finding { exit: if state == LogState::Unread { Exit::BadInput } else { Exit::Damaged }, text, value }
}

/// Where the rules and the log part, in words.
fn describe(scenario: &Scenario, opened: &Opened<'_>, divergence: &Divergence) -> String {
    let (number, offset) = (divergence.entry, divergence.offset);
    match &divergence.how {
        // Nothing of it can be put into words.
        Difference::Foreign => {
            return format!("diverges at entry {number}: names what the scenario does not have (offset {offset})\n");
        }
        Difference::Header(fault) => return format!("diverges in its header: {fault} (offset {offset})\n"),
        Difference::SealedEarly => {
            let count = number - 1;
            return format!(
                "diverges at its seal: sealed after entry {count}, before the run was over (offset {offset})\n"
            );
        }
        _ => {}
    }
    let narrator = Narrator::new(scenario, Reader::Referee);
    let entry = opened.entry(number).and_then(|raw| raw.decode().ok());
    let who = entry.map_or_else(String::new, |entry| {
        let seat = scenario.seat_key(entry.seat);
        format!(", `{seat}: {}`", words(scenario, entry.seat, &entry.command))
    });
    let mut text = format!("diverges at entry {number}{who} (offset {offset})\n");
    let mut add = |line: String| {
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    };
    match &divergence.how {
        Difference::Foreign | Difference::Header(_) | Difference::SealedEarly => {}
        Difference::Refused(rejection) => add(format!("the rules refuse the command: {rejection}")),
        Difference::Events { place, recorded, decided } => {
            let say = |event: &Option<divest_core::Event>| {
                event.as_ref().map_or_else(|| "nothing more".to_owned(), |event| narrator.event(event))
            };
            add(format!("event {}, in the log: {}", place + 1, say(recorded)));
            add(format!("event {}, by the rules: {}", place + 1, say(decided)));
        }
        Difference::State => add("the events agree, the state that they lead to does not".to_owned()),
        Difference::Moment => add("the entry's moment is not the state's".to_owned()),
        Difference::Draw { recorded, drawn } => {
            add(format!("the log has the raw number {recorded:016x}, its address gives {drawn:016x}"));
        }
    }
    if opened.header.rules_digest != rules_digest() {
        add("the log was written under another version of the rules, which may be all there is to it".to_owned());
    }
    text
}

fn words(scenario: &Scenario, seat: SeatId, command: &divest_core::Command) -> String {
    let words = command_words(scenario, seat, command);
    if words.is_empty() { Narrator::new(scenario, Reader::Referee).command(seat, command) } else { words }
}
