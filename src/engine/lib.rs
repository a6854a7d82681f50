//! One run: who plays which seat, where luck comes from, and the loop that asks, decides and records.

pub mod bots;
pub mod branch;
pub mod compare;
pub mod explain;
pub mod game;
pub mod luck;
pub mod occupant;
pub mod reach;
pub mod record;
pub mod replay;
pub mod script;
mod tactics;

pub use bots::Tuned;
pub use bots::standard::Standard;
pub use branch::{BranchError, Branched, Origin, Picks, WhatIf, branch};
pub use game::{Following, Impossible, Missed, Subject};
pub use game::{Game, Played, Recorder, RunError, Step, Unrecorded, own_occupant};
pub use luck::{Luck, StreamCollision, Streams, commitment};
pub use occupant::{Action, Choices, Occupant, Outside, Replacement, Silent, Why};
pub use record::{LogRecorder, RULES_VERSION};
pub use replay::{Difference, Divergence, ReplayError, Until};
pub use script::{Others, Script, ScriptFault, ScriptLine};
