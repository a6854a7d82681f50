//! Scripts on the command line: reading one, and telling where one cannot be.

use super::exit::Failure;
use super::input;
use divest_core::Scenario;
use divest_core::chance::DrawId;
use divest_core::command::ChanceCommand;
use divest_engine::{Others, Script, ScriptFault, ScriptLine};
use divest_report::{Narrator, Reader, date};
use divest_scenario::Read;
use std::path::{Path, PathBuf};

/// A script that was read for a scenario.
pub struct ScriptInput {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub script: divest_scenario::Script,
}

impl ScriptInput {
    /// Reads a script for a scenario.
    pub fn read(path: &Path, scenario: &Read) -> Result<Self, Failure> {
        let bytes = input::author_bytes(path)?;
        let script = divest_scenario::text_of(&bytes).and_then(|text| divest_scenario::read_script(text, scenario));
        match script {
            Ok(script) => Ok(Self { path: path.to_owned(), script }),
            Err(faults) => Err(Failure::input(format!("{}\n", input::faults_report(&faults, path, &bytes)))),
        }
    }

    /// The script as the game follows it.
    pub fn for_game(&self) -> Script {
        let line =
            |line: &divest_scenario::ScriptLine| ScriptLine { at: line.at, seat: line.seat, command: line.command };
        let others = match self.script.others {
            divest_scenario::Others::Silent => Others::Silent,
            divest_scenario::Others::Bots => Others::Bots,
        };
        Script { given: self.script.given.clone(), lines: self.script.lines.iter().map(line).collect(), others }
    }

    /// Where the script cannot be, and why.
    pub fn explain(&self, scenario: &Scenario, fault: &ScriptFault) -> Failure {
        let place = |place: usize| {
            let line = &self.script.lines[place];
            let seat = scenario.seat_key(line.seat);
            format!("{}:{}: `{seat}: {}`", self.path.display(), line.line_no, line.text)
        };
        match *fault {
            ScriptFault::Refused { place: line, rejection, at } => {
                Failure::input(format!("{}: refused on {}: {rejection}", place(line), date::day(at)))
            }
            ScriptFault::OnAnotherDay { place: line, at } => {
                let message = format!("{}: this is not settled on that day", place(line));
                Failure::input(message).hint(format!("it falls due on {}", date::moment(at)))
            }
            ScriptFault::AfterTheEnd { place: line, ended } => {
                Failure::input(format!("{}: the run had ended on {}", place(line), date::day(ended)))
            }
            ScriptFault::Unsettled { draw, at } => {
                let day = date::day(at);
                let message = format!("{}: nature must settle something on {day}", self.path.display());
                let words = settle_words(scenario, draw);
                Failure::input(message).hint(format!(
                    "add a line: on = {day}, seat = \"nature\", command = \"{words}\"; or write others = \"bots\" to let the seed decide"
                ))
            }
        }
    }
}

/// The words that would settle a draw, the first result taken.
fn settle_words(scenario: &Scenario, draw: DrawId) -> String {
    let command = divest_core::Command::Chance(ChanceCommand::Settle { draw, result: 0 });
    let words = divest_scenario::command_words(scenario, divest_core::SeatId::NATURE, &command);
    if words.is_empty() {
        Narrator::new(scenario, Reader::Referee).command(divest_core::SeatId::NATURE, &command)
    } else {
        words
    }
}
