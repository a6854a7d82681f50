//! A script: dated commands, the record of what happened or of what one supposes.

use divest_core::chance::DrawId;
use divest_core::command::ChanceCommand;
use divest_core::id::SlotId;
use divest_core::{Command, Instant, Rejection, SeatId};
use std::fmt;

/// What seats do that a script does not name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Others {
    /// Nothing; and nature does only what the script says.
    Silent,
    /// They are played by their bots, and nature draws.
    Bots,
}

/// One dated command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ScriptLine {
    /// When.
    pub at: Instant,
    /// Who.
    pub seat: SeatId,
    /// What.
    pub command: Command,
}

/// Dated commands, in order of time; lines of one moment in the author's order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Script {
    /// The numbers left to the seed that the script gives, each with its value.
    pub given: Vec<(SlotId, i64)>,
    /// The commands.
    pub lines: Vec<ScriptLine>,
    /// What seats do that are not named.
    pub others: Others,
}

/// What in a script cannot be. `place` counts the script's lines from 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ScriptFault {
    /// A command was refused.
    Refused {
        /// Which line.
        place: usize,
        /// Why.
        rejection: Rejection,
        /// When.
        at: Instant,
    },
    /// A matter of chance fell due that the script does not settle.
    Unsettled {
        /// Which matter.
        draw: DrawId,
        /// When.
        at: Instant,
    },
    /// A matter of chance falls due on another day than the script says.
    OnAnotherDay {
        /// Which line.
        place: usize,
        /// When it does fall due.
        at: Instant,
    },
    /// The run had ended before the line.
    AfterTheEnd {
        /// Which line.
        place: usize,
        /// When it ended.
        ended: Instant,
    },
}

impl fmt::Display for ScriptFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { rejection, .. } => write!(f, "the command was refused: {rejection}"),
            Self::Unsettled { .. } => f.write_str("a matter of chance falls due that the script does not settle"),
            Self::OnAnotherDay { .. } => f.write_str("this falls due on another day"),
            Self::AfterTheEnd { .. } => f.write_str("the run had ended before this line"),
        }
    }
}

impl std::error::Error for ScriptFault {}

impl Script {
    /// The first line from a place on that a party speaks, with its place.
    #[must_use]
    pub fn next_spoken(&self, from: usize) -> Option<(usize, &ScriptLine)> {
        self.lines
            .iter()
            .enumerate()
            .skip(from)
            .find(|(_, line)| !matches!(line.command, Command::Chance(ChanceCommand::Settle { .. })))
    }

    /// The value that the script gives to a number left to the seed.
    #[must_use]
    pub fn value(&self, slot: SlotId) -> Option<i64> {
        self.given.iter().find(|(given, _)| *given == slot).map(|(_, value)| *value)
    }

    /// How the script settles the `tick`-th occurrence of a draw, with the line's place.
    #[must_use]
    pub fn settlement(&self, wanted: DrawId, tick: u64) -> Option<(usize, i64)> {
        let mut settles = self.lines.iter().enumerate().filter_map(|(place, line)| match line.command {
            Command::Chance(ChanceCommand::Settle { draw, result }) if draw == wanted => Some((place, result)),
            _ => None,
        });
        settles.nth(usize::try_from(tick).ok()?)
    }

    /// Whether a settlement falls on the day that its line says.
    ///
    /// # Errors
    /// The day on which it does fall.
    pub fn check_day(&self, place: usize, now: Instant) -> Result<(), ScriptFault> {
        if self.lines[place].at.day() == now.day() { Ok(()) } else { Err(ScriptFault::OnAnotherDay { place, at: now }) }
    }
}
