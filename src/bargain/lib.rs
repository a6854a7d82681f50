//! How to negotiate: how much to concede by when, which deal to propose, when to accept; and what there is to agree on.
//!
//! Tactics are arithmetic over one party's own score sheet and what lies on the table. Floats appear only there and in
//! reported distances. They use the `libm` crate, which gives the same results on every machine, and are rounded to whole
//! points before anything is decided. The [`space`] of deals is counted and compared in whole numbers.

pub mod acceptance;
pub mod alternating;
pub mod analysis;
pub mod auction;
pub mod bayesian;
pub mod count;
mod dominance;
pub mod exponential;
pub mod fair;
pub mod frequency;
pub mod frontier;
pub mod hybrid;
pub mod micro;
pub mod outcomes;
pub mod player;
mod product;
pub mod proposal;
pub mod resource;
pub mod rubinstein;
pub mod rule;
#[cfg(test)]
mod sample;
pub mod shapley;
pub mod single_text;
pub mod space;
pub mod tactic;
pub mod tit_for_tat;
