//! Exit codes, and failures that carry one.

use std::fmt::Display;
use std::process::ExitCode;

/// The result of a command: how it ended, or why it failed.
pub type Done = Result<Exit, Failure>;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Exit {
    /// It did its work.
    Done,
    /// A check or a test failed.
    Failed,
    /// The input or the arguments are wrong.
    BadInput,
    /// A log is damaged.
    Damaged,
}

impl Exit {
    /// The exit code.
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::BadInput => 2,
            Self::Damaged => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub struct Failure {
    /// The exit code that it brings.
    pub exit: Exit,
    /// What is wrong: lower case, without a full stop; ready-made reports of several lines stand as they are.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Failure {
    /// The input or the arguments are wrong.
    pub fn input(message: impl Display) -> Self {
        Self { exit: Exit::BadInput, message: message.to_string(), hint: None }
    }

    /// A log is damaged.
    pub fn damaged(message: impl Display) -> Self {
        Self { exit: Exit::Damaged, message: message.to_string(), hint: None }
    }

    /// The same failure with a word on how to mend it.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
