//! Relative tit for tat.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::tit_for_tat::relative;
use divest_core::bot::Setting;

pub(crate) struct Relative;

impl Bargains for Relative {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let asked = relative(&table.their_points(), table.own_last(), table.count(Setting::Lag), table.bounds());
        Some(Ask::AtLeast(asked.unwrap_or(table.own_last())))
    }
}
