//! What an author writes becomes a scenario: parse, all faults at once, schema.
//!
//! The way of a file: `document` parses it and keeps every place, `structure` holds it against the `schema`,
//! `file` is what was written, `compile` makes it true, and `fault` says what is wrong and where.

mod auction;
mod auction_file;
mod bot_file;
pub mod bot_words;
mod compile;
mod discount;
mod document;
mod draw;
mod ending;
pub mod fault;
pub mod file;
mod given;
mod law;
mod law_file;
mod lots;
mod read;
mod sale;
mod sale_file;
mod schema;
mod script;
mod sellers;
mod set;
mod structure;
mod template;
#[cfg(test)]
mod tests;
pub mod value;
pub mod words;
#[cfg(all(test, feature = "heavy-tests"))]
mod words_property_tests;
#[cfg(test)]
mod words_tests;
mod world;
mod world_file;

pub use compile::compile;
pub use discount::Discount;
pub use document::{FILE_BYTES_MAX, Part, Path, Step};
pub use ending::{Claim, Expectation, Property, Quantifier, Tests};
pub use fault::{Complaint, Fault, FaultRow, render};
pub use file::ScenarioFile;
pub use read::{Read, canonical, from_canonical, from_file, read, read_bytes, text_of};
pub use schema::schema;
pub use script::{Others, Script, ScriptLine, read_script, script_scenario, script_schema};
pub use set::apply_set;
pub use structure::{Annotation, nearest};
pub use template::template;
pub use words::{WordsFault, command_words, parse_command, parse_command_from};
