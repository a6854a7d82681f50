//! Resource-dependent concession: as time, offers or rivals run out.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::resource;
use divest_bargain::tactic::asks_for;
use divest_core::bot::Setting;
use divest_core::units::DAY_SECONDS;

/// How many offers a party makes that counts them.
const OFFERS_MAX: usize = 20;

pub(crate) struct Resource;

impl Bargains for Resource {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let scale = table.number(Setting::Scale);
        let left = match table.spec.get(Setting::Resource) {
            1 => resource::patience(table.own_offers().count(), OFFERS_MAX, scale),
            2 => resource::rivals(table.view.open_rivals(table.talks)) / scale.max(1e-9),
            _ => resource::time_left(table.clock.elapsed, table.clock.total, scale * DAY_SECONDS as f64),
        };
        let conceded = resource::conceded(table.opening(), left);
        Some(Ask::AtLeast(asks_for(conceded, table.best(), table.walk_away)))
    }
}
