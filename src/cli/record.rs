//! Playing a game into a log, and reading entries back as the reports want them.

use super::exit::Failure;
use super::input::LogInput;
use divest_core::command::RunCommand;
use divest_core::command::{Command, Occupant};
use divest_core::{Scenario, State};
use divest_engine::branch::SeatedBot;
use divest_engine::replay::{ReplayError, Until, replay};
use divest_engine::{Game, LogRecorder, Played, Recorder, RunError, ScriptFault};
use divest_log::{Entry, Finished, Opened, Overwrite, Storage, WriteError};
use divest_report::Happening;
use divest_scenario::bot_words::parse_bot;
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
    pub fn pause(mut self) -> Result<Vec<Entry>, WriteError> {
        self.log.sync()?;
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
        Failure { message: format!("{}: {}", path.display(), failure.message), ..failure }
    })
}

/// Entries as the reports want them.
pub fn happenings(entries: &[Entry]) -> Vec<Happening<'_>> {
    fn happening(entry: &Entry) -> Happening<'_> {
        let Entry { number, at, seat, command, reason, events, .. } = entry;
        Happening { number: *number, at: *at, seat: *seat, command, reason, events }
    }
    entries.iter().map(happening).collect()
}

/// The entries of a log up to a point, with the state there.
pub fn entries_until(
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
    Failure::damaged(format!("{}: {error}", log.path.display()))
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
