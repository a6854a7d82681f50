//! When a bot accepts, as its setting `accept` says.

use super::table::Table;
use divest_bargain::acceptance::{accepts_combi, accepts_const, accepts_next, accepts_time};
use divest_core::bot::Setting;
use divest_core::units::Points;

/// Whether an offer of some worth is accepted by who would propose something of `own_next` now. Nothing under the walk-away
/// ever is.
pub(crate) fn accepts(table: &Table<'_>, worth: Points, own_next: Points) -> bool {
    let walk_away = table.walk_away;
    let from = table.number(Setting::AcceptFrom);
    match table.spec.get(Setting::Accept) {
        1 => accepts_const(worth, Points(table.spec.get(Setting::AcceptPoints)), walk_away),
        2 => accepts_time(worth, table.time(), from, walk_away),
        3 => {
            let mut received = table.their_course();
            // The last is the offer itself.
            received.pop();
            accepts_combi(worth, own_next, table.time(), from, &received, walk_away)
        }
        _ => accepts_next(worth, own_next, walk_away),
    }
}
