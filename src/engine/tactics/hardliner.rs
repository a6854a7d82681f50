//! The hardliner: its best deal to the end.

use super::table::Table;
use super::{Ask, Bargains};

pub(crate) struct Hardliner;

impl Bargains for Hardliner {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        Some(Ask::AtLeast(table.best()))
    }
}
