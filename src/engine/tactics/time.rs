//! Time-dependent concession: Boulware, linear and conceder, polynomial or exponential.
//!
//! What was offered is not taken back when a date moves away; only a walk-away that rose above it does that.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::exponential;
use divest_bargain::tactic::{TimeDependent, asks_for};
use divest_core::bot::Setting;

pub(crate) struct Time;

impl Bargains for Time {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let asked = asks_for(conceded(table), table.best(), table.walk_away);
        Some(Ask::AtLeast(asked.min(table.own_last()).max(table.walk_away)))
    }
}

/// The share conceded by now.
pub(crate) fn conceded(table: &Table<'_>) -> f64 {
    let (elapsed, total) = (table.clock.elapsed, table.clock.total);
    let (opening, exponent) = (table.opening(), table.exponent());
    match table.spec.get(Setting::Curve) {
        1 => exponential::conceded(opening, exponent, elapsed, total),
        _ => TimeDependent { opening, exponent }.conceded(elapsed, total),
    }
}
