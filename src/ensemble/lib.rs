//! Many seeds: how often it ends how, on which terms, and how sure one may be of that.
//!
//! Everything that is counted is a whole number, so that parts of a sweep add up to the same bytes in any order; floats
//! appear only where a figure is read off.

pub mod advice;
pub mod bins;
pub mod comparison;
pub mod interval;
pub mod pair;
pub mod part;
pub mod plan;
pub mod play;
pub mod ranking;
#[cfg(test)]
mod sample;
pub mod sobol;
pub mod summary;
pub mod tally;
#[cfg(test)]
mod tests;
pub mod tournament;
pub mod triggers;
pub mod watch;

pub use interval::{Interval, wilson};
pub use part::{Counts, Mismatch, Part, PartFault};
pub use plan::{Plan, PlanFault, Seeds, Setting, Study};
pub use play::{Flow, NoRows, Rows, Shard, play};
pub use summary::Sweep;
