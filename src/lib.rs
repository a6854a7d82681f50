//! The command line of divest as a library, so that tests and fuzzing can run commands in their own process.

mod cli;

pub use cli::{Captured, captured, main};
