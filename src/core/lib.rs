//! The rules of a forced sale, pure.
//!
//! A [`Command`] is a wish, an [`Event`] a fact, a [`Rejection`] a reason. [`decide`](decide::decide) turns a command into
//! the one event that it is about, [`State::apply`] folds an event, and [`State::step`] adds what follows from it by the
//! scenario's rules. This crate reads no clock, no file and no random number, and uses no float and no hash map.

#![deny(clippy::float_arithmetic)]

pub mod allowed;
mod apply;
pub mod auction;
mod audience;
pub mod bot;
pub mod calendar;
pub mod chance;
pub mod coalition;
pub mod command;
pub mod conference;
mod courts;
pub mod deal;
pub mod decide;
pub mod decree;
pub mod effect;
pub mod event;
mod feed;
mod fits;
pub mod id;
pub mod legal;
pub mod lots;
mod nature;
pub mod objection;
mod ready;
pub mod reference;
pub mod rejection;
mod reservation;
pub mod sales;
pub mod scenario;
pub mod seed;
mod sellers;
pub mod state;
pub mod talks;
pub mod text;
mod turn;
pub mod units;
pub mod view;
pub mod vocabulary;

pub use command::Command;
pub use event::{Cause, Event, Events};
pub use id::SeatId;
pub use rejection::Rejection;
pub use scenario::Scenario;
pub use seed::Seed;
pub use state::State;
pub use units::Instant;
pub use view::View;
