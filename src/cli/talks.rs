//! Which talks somebody means who does not say so.

use divest_core::View;
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;

/// The talks that the words behind a verb are about: those that they name, one's own, or the only ones open.
pub fn talks_of(view: &View<'_>, first: Option<&str>) -> Option<TalksId> {
    let scenario = view.scenario();
    let all = || (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    if let Some(key) = first.filter(|word| !word.contains('=')) {
        return all().find(|&talks| scenario.seat_key(scenario.talks(talks).bidder) == key);
    }
    if let Some(own) = all().find(|&talks| scenario.talks(talks).bidder == view.seat()) {
        return Some(own);
    }
    let mut open = all().filter(|&talks| view.talks(talks).status() == TalksStatus::Open);
    let only = open.next().filter(|_| open.next().is_none());
    only.or_else(|| all().next().filter(|_| all().count() == 1))
}
