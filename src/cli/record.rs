//! Playing a game into a log, and reading entries back as the reports want them.

use super::exit::Failure;
use super::input::LogInput;
use super::output::Shown;
use divest_core::command::RunCommand;
use divest_core::command::{Command, Occupant};
use divest_core::text::harmless_line;
use divest_core::{Scenario, State};
use divest_engine::branch::SeatedBot;
use divest_engine::replay::{Difference, Divergence, ReplayError, Until, replay};
use divest_engine::{Game, LogRecorder, Played, Recorder, RunError, ScriptFault};
use divest_log::{Entry, Finished, Opened, Overwrite, Storage, WriteError};
use divest_report::{Chronicle, Happening, Reader, json};
use divest_scenario::bot_words::parse_bot;
use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

/// Keeps entries in a log and in memory, for the story.
pub struct Keeper<S> {
    log: LogRecorder<S>,
    /// Every entry so far.
    pub entries: Vec<Entry>,
}

impl<S: Storage> Keeper<S> {
    pub fn new(log: LogRecorder<S>, entries: Vec<Entry>) -> Self {
        Self { log, entries }
    }

    /// Seals the log and gives back the entries.
    pub fn finish(self) -> Result<(Finished<S>, Vec<Entry>), WriteError> {
        Ok((self.log.finish()?, self.entries))
    }

    /// Makes what was written safe, and leaves the log open for more.
    pub fn pause(self) -> Result<Vec<Entry>, WriteError> {
        self.log.leave()?;
        Ok(self.entries)
    }
}

impl<S: Storage> Recorder for Keeper<S> {
    type Error = WriteError;

    fn record(&mut self, played: &Played<'_>, state: &State) -> Result<(), WriteError> {
        self.log.record(played, state)?;
        self.entries.push(self.log.last().clone());
        Ok(())
    }
}

/// How a game that ran to its end, or as far as its script goes, came out.
pub fn play_out<R: Recorder<Error = WriteError>>(
    game: &mut Game,
    recorder: &mut R,
) -> Result<(), RunError<WriteError>> {
    game.run(recorder)?;
    game.finish_script().map_err(RunError::Script)
}

/// A run error without the detail of script faults.
pub fn halted(halt: RunError<WriteError>) -> Failure {
    match halt {
        RunError::Script(fault) => script_fault(&fault),
        RunError::Recorder(error) => write_failed(&error),
    }
}

fn script_fault(fault: &ScriptFault) -> Failure {
    Failure::input(fault)
}

/// A failure to write a log.
pub fn write_failed(error: &WriteError) -> Failure {
    let failure = Failure::input(error);
    match error {
        WriteError::Exists => failure.hint("give another name, or --force to replace it"),
        WriteError::Corrupt { .. } | WriteError::Open(_) => Failure::damaged(error),
        _ => failure,
    }
}

/// Writes a whole log to a file of its own; one that exists is replaced only by force.
pub fn write_whole(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let overwrite = if force { Overwrite::Yes } else { Overwrite::No };
    divest_log::write_whole(path, bytes, overwrite).map_err(|error| {
        let failure = write_failed(&error);
        Failure { message: format!("{}: {}", path.shown(), failure.message), ..failure }
    })
}

/// Entries as the reports want them.
pub fn happenings(entries: &[Entry]) -> Vec<Happening<'_>> {
    fn happening(entry: &Entry) -> Happening<'_> {
        let Entry { number, at, seat, command, reason, events, .. } = entry;
        Happening { number: *number, counted: *number, at: *at, seat: *seat, command, reason, events }
    }
    entries.iter().map(happening).collect()
}

/// The same for one reader. A seat counts the entries that it may see, and no others: from gaps it could tell that somebody did
/// something, and how often. What it may not see has the number of what it saw last.
pub fn happenings_for<'a>(scenario: &Arc<Scenario>, reader: Reader, entries: &'a [Entry]) -> Vec<Happening<'a>> {
    let mut all = happenings(entries);
    if let Reader::Seat(_) = reader {
        let chronicle = Chronicle::of(scenario, &all);
        let mut seen = 0;
        for happening in &mut all {
            seen += u64::from(json::entry(&chronicle, reader, happening).is_some());
            happening.counted = seen;
        }
    }
    all
}

/// Entries whose reasons are safe to show. What goes into a log or an engine again is taken as it was.
pub fn shown(mut entries: Vec<Entry>) -> Vec<Entry> {
    for entry in &mut entries {
        if let Cow::Owned(safe) = harmless_line(&entry.reason) {
            entry.reason = safe;
        }
    }
    entries
}

/// The entries of a log up to a point, safe to show, with the state there.
pub fn entries_until(
    log: &LogInput,
    opened: &Opened<'_>,
    scenario: &Arc<Scenario>,
    until: Until,
) -> Result<(Vec<Entry>, State), Failure> {
    let (entries, state) = raw_entries(log, opened, scenario, until)?;
    Ok((shown(entries), state))
}

/// The entries of a log up to a point, as they are, with the state there.
pub fn raw_entries(
    log: &LogInput,
    opened: &Opened<'_>,
    scenario: &Arc<Scenario>,
    until: Until,
) -> Result<(Vec<Entry>, State), Failure> {
    let mut entries = Vec::new();
    let state = replay(scenario, opened, until, |entry, _| entries.push(entry.clone()));
    let state = state.map_err(|error| replay_failed(log, &error))?;
    Ok((entries, state))
}

/// A failure to replay a log.
pub fn replay_failed(log: &LogInput, error: &ReplayError) -> Failure {
    Failure::damaged(format!("{}: {error}", log.path.shown()))
}

/// A log that was written otherwise than the rules decide, where that cannot be gone on with.
pub fn diverged(log: &LogInput, divergence: &Divergence) -> Failure {
    let (path, entry) = (log.path.shown(), divergence.entry);
    let message = match &divergence.how {
        Difference::Header(fault) => format!("{path}: {fault}"),
        Difference::SealedEarly => format!("{path} was sealed before the run was over"),
        Difference::Foreign => format!("entry {entry} of {path} names what the scenario does not have"),
        _ => format!("the rules decide entry {entry} of {path} otherwise"),
    };
    Failure::damaged(message).hint(format!("`divest verify {path}` says how"))
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bots that the command line of a run put in place of the scenario's own. The run's log has them in their words.
pub fn seated_bots(entries: &[Entry]) -> Vec<SeatedBot> {
    let before_play = entries.iter().take_while(|entry| entry.command != Command::Run(RunCommand::Open));
    let bot_of = |entry: &Entry| match entry.command {
        Command::Run(RunCommand::SeatOccupant { seat, occupant: Occupant::Bot }) => {
            let spec = parse_bot(&entry.reason).ok()?;
            Some(SeatedBot { seat, spec, words: entry.reason.as_str().into() })
        }
        _ => None,
    };
    before_play.filter_map(bot_of).collect()
}
