//! Words for what happened: a log becomes a chronicle of typed facts, and these become sentences, timelines, charts, pages
//! and JSON. Pure functions to text.
//!
//! The one tense is the present, as in a chronicle. What a text shows depends on its [`reader::Reader`] alone, and
//! nothing here reads a terminal, an environment or a clock. Every line keeps to [`layout::WIDTH`] columns.

mod auction;
pub mod branch;
pub mod chart;
pub mod chronicle;
mod coalition;
pub mod color;
mod conference;
pub mod course;
mod courts;
pub mod date;
mod decrees;
pub mod diff;
pub mod drawn;
#[cfg(test)]
mod examples;
pub mod explain;
pub mod graph;
pub mod happening;
pub mod json;
pub mod kind;
pub mod knowledge;
pub mod layout;
pub mod locale;
pub mod lots;
pub mod name;
pub mod number;
mod outcome;
pub mod packets;
pub mod page;
pub mod phrase;
pub mod plot;
pub mod reach;
pub mod reader;
pub mod reason;
mod sale;
#[cfg(test)]
mod sample;
pub mod sellers;
pub mod story;
pub mod sweep;
mod telling;
pub mod terms;
#[cfg(test)]
mod tests;
pub mod timeline;
mod wish;

pub use chronicle::{Chronicle, Fact, What};
pub use color::Style;
pub use happening::{Happening, Run};
pub use phrase::Narrator;
pub use reader::Reader;
