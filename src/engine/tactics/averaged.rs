//! Averaged tit for tat.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::tit_for_tat::averaged;
use divest_core::bot::Setting;

pub(crate) struct Averaged;

impl Bargains for Averaged {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let asked = averaged(&table.their_points(), table.own_last(), table.count(Setting::Window), table.bounds());
        Some(Ask::AtLeast(asked.unwrap_or(table.own_last())))
    }
}
