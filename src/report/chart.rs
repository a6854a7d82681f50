//! Pictures of a run and of many: SVG text that needs nothing else to be seen.
//!
//! A chart is a pure function from plain data to a [`Picture`]; who fills the data (a log, a deal space, a sweep) is the
//! caller's affair. Marks carry classes, not colours, so that one picture is right in light, in dark and on paper; every
//! line has a dash, a marker or a label of its own beside its colour. Labels are measured and placed before they are
//! drawn: none meets another, none leaves the picture.
//!
//! The SVG is our own, by `maud`, rather than by a plotting library: those we looked at write colours into each mark, and
//! know no titles on marks, no classes and no names for those who hear a page instead of seeing it.

pub mod changes;
pub mod frontier;
pub mod gauges;
mod label;
mod mark;
pub mod offers;
pub mod picture;
mod place;
mod rows;
pub mod scale;
pub mod shares;
pub mod spread;
#[cfg(test)]
mod tests;
pub mod theme;
pub mod timeline;
pub mod tornado;
mod type_width;

pub use picture::{Dress, Picture};
