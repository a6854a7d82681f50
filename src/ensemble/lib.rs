//! Many seeds: how often it ends how, on which terms, and how sure one may be of that.
//!
//! Everything that is counted is a whole number, so that parts of a sweep add up to the same bytes in any order; floats
//! appear only where a figure is read off.

pub mod interval;
pub mod tournament;

pub use interval::{Interval, wilson};
