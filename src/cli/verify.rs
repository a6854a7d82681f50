//! `divest verify`.
use super::Done;

/// Not ready yet.
#[derive(clap::Args)]
pub struct Args {}

pub fn run(_: &Args) -> Done {
    Err(super::exit::Failure::input("not built yet"))
}
