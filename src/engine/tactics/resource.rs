//! Resource-dependent concession: as time, offers or rivals run out.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::resource;
use divest_bargain::tactic::asks_for;
use divest_core::bot::Setting;
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;
use divest_core::units::DAY_SECONDS;

/// How many offers a party makes that counts them.
const OFFERS_MAX: usize = 20;

pub(crate) struct Resource;

impl Bargains for Resource {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let scale = table.number(Setting::Scale);
        let left = match table.spec.get(Setting::Resource) {
            1 => resource::patience(table.own_offers().count(), OFFERS_MAX, scale),
            2 => resource::rivals(others(table)) / scale.max(1e-9),
            _ => resource::time_left(table.clock.elapsed, table.clock.total, scale * DAY_SECONDS as f64),
        };
        let conceded = resource::conceded(table.opening(), left);
        Some(Ask::AtLeast(asks_for(conceded, table.best(), table.walk_away)))
    }
}

/// How many other tables are open: for a seller others to sell to, for a bidder others that leave the seller less time.
fn others(table: &Table<'_>) -> usize {
    let count = table.view.scenario().setup().sale.talks.len();
    let scenario = table.view.scenario();
    let is_open = |talks: &TalksId| {
        let with_same = scenario.seller_of(*talks) == scenario.seller_of(table.talks);
        with_same && table.view.talks(*talks).status() == TalksStatus::Open
    };
    (0..count).map(TalksId::at).filter(|talks| *talks != table.talks).filter(is_open).count()
}
