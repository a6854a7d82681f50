//! The keyboard: lines from stdin, one question at a time, and the hand-over between players.

use crate::cli::exit::Failure;
use crate::cli::output;
use divest_core::text::disturbs;
use divest_report::name::capital;
use std::io::{BufRead, IsTerminal, Read, stdin, stdout};

/// More than this in one line is no command.
const LINE_BYTES_MAX: u64 = 16 * 1024;

/// What stands on the screen when the keyboard goes round.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Seen {
    /// Only what everybody may read.
    Public,
    /// What is for one person's eyes.
    Private,
}

/// Lines from stdin.
pub struct Keyboard {
    reads_terminal: bool,
    clears: bool,
}

impl Keyboard {
    pub fn new() -> Self {
        let reads_terminal = stdin().is_terminal();
        Self { reads_terminal, clears: reads_terminal && stdout().is_terminal() }
    }

    /// The answer to a prompt without its line break; `None` at the end of input. A transcript of piped input shows it.
    pub fn ask(&self, prompt: &str) -> Result<Option<String>, Failure> {
        output::print(prompt);
        let mut bytes = Vec::new();
        let read = stdin().lock().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes);
        let count = read.map_err(|error| Failure::input(format!("cannot read what you type: {error}")))?;
        let line = String::from_utf8_lossy(&bytes).trim().to_owned();
        if count == 0 || !self.reads_terminal {
            let shown: String = line.chars().map(|c| if disturbs(c) { '?' } else { c }).collect();
            output::print(&format!("{shown}\n"));
        }
        Ok((count > 0).then_some(line))
    }

    /// Sees to it that nobody but the person asked for looks on; `false` at the end of input.
    pub fn hand_over(&self, name: &str, seen: Seen) -> Result<bool, Failure> {
        if !self.reads_terminal {
            output::print(&format!("\n--- {} ---\n", capital(name)));
            return Ok(true);
        }
        match seen {
            Seen::Private => self.clear(),
            Seen::Public => output::print("\n"),
        }
        let is_there = self.ask(&format!("Pass the keyboard to {name}, then press Enter. "))?.is_some();
        self.clear();
        Ok(is_there)
    }

    /// Lets everybody look.
    pub fn gather(&self) -> Result<(), Failure> {
        if self.reads_terminal {
            self.clear();
            self.ask("The game is over, and everybody may look. Press Enter. ")?;
        } else {
            output::print("\n--- everybody ---\n");
        }
        Ok(())
    }

    fn clear(&self) {
        if self.clears {
            output::clear_screen();
        }
    }
}
