//! All tests of the command line and of what ships, in one program: each further one would cost as much linking again.
//!
//! `cargo test --test all laws` runs those of one file.

mod advice;
mod auctions;
mod bots;
mod branches;
mod class;
mod cli;
mod coalitions;
mod combinations;
mod common;
mod corpus;
mod domains;
mod forged;
mod golden_heads;
mod harbour;
mod laws;
mod pages;
mod play;
mod playthrough;
mod programs;
mod reasons;
mod released_logs;
mod secrecy;
mod sellers;
mod statics;
mod sweep;
mod tidy;
mod time_travel;
