//! The random walker: each time it asks for anything between its walk-away and its best.

use super::luck::Luck;
use super::table::Table;
use super::{Ask, Bargains};
use divest_core::units::Points;

pub(crate) struct RandomWalker;

impl Bargains for RandomWalker {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let (low, high) = (table.walk_away.0, table.best().0.max(table.walk_away.0));
        Some(Ask::AtLeast(Points(Luck::of(table).between(low, high))))
    }
}
