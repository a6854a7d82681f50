//! Random absolute tit for tat.

use super::luck::Luck;
use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::tit_for_tat::random_absolute;
use divest_core::bot::Setting;
use divest_core::units::Points;

pub(crate) struct RandomAbsolute;

impl Bargains for RandomAbsolute {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let most = table.spec.get(Setting::Noise);
        let noise = Points(Luck::of(table).between(-most, most));
        let lag = table.count(Setting::Lag);
        let asked = random_absolute(&table.their_points(), table.own_last(), lag, noise, table.bounds());
        Some(Ask::AtLeast(asked.unwrap_or(table.own_last())))
    }
}
