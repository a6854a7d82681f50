//! How to negotiate: how much to concede by when, which deal to propose, when to accept.
//!
//! Everything here is arithmetic over one party's own score sheet and what lies on the table. Floats appear only inside
//! [`tactic`], behind the `libm` crate whose results are the same on every machine, and are rounded to whole points
//! before anything is decided.

pub mod acceptance;
pub mod proposal;
pub mod tactic;
