//! The talks that a command refers to when it names none.

use divest_core::View;
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;
use divest_scenario::words::{own_talks, talks_named};

/// The talks that the words after a verb refer to: the ones named, the seat's own, or the only open ones.
pub fn talks_of(view: &View<'_>, first: Option<&str>) -> Option<TalksId> {
    let scenario = view.scenario();
    let all = || (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    if let Some(key) = first.filter(|word| !word.contains('=')) {
        return talks_named(scenario, view.seat(), key);
    }
    if let Some(own) = own_talks(scenario, view.seat()) {
        return Some(own);
    }
    // What is not one's own is not meant, where several sell.
    let is_own = |talks: &TalksId| !scenario.has_several_sellers() || view.table(*talks).is_some();
    let mut open = all().filter(is_own).filter(|&talks| view.talks(talks).status() == TalksStatus::Open);
    let only = open.next().filter(|_| open.next().is_none());
    only.or_else(|| all().next().filter(|_| all().count() == 1))
}
