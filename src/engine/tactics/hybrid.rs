//! The hybrid agent: a curve of time mixed with an answer to the other side's moves.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::hybrid::target;
use divest_core::units::Points;

pub(crate) struct Hybrid;

impl Bargains for Hybrid {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        // Points become shares of the way from nothing, or from the worst deal where that costs points, to the best.
        let (low, high) = (table.sheet.worst().0.min(0), table.best().0);
        let room = (high - low).max(1) as f64;
        let share = |points: Points| (points.0 - low) as f64 / room;
        let received: Vec<f64> = table.their_points().into_iter().map(share).collect();
        let own_last = table.mine.map(|offer| share(table.worth(&offer)));
        let asked = target(table.time(), &received, own_last, deals(table), share(table.walk_away));
        Some(Ask::AtLeast(Points(low + libm::round(asked * room) as i64)))
    }
}

/// How many deals there are.
fn deals(table: &Table<'_>) -> u64 {
    table.issues().fold(1, |deals: u64, issue| deals.saturating_mul(table.sheet.ascending(issue).len() as u64))
}
