//! Which deal to propose: near the other side's last offer, or where a model of its wishes sees most for it.

use super::table::Table;
use divest_bargain::bayesian::Bayesian;
use divest_bargain::frequency::Frequency;
use divest_bargain::proposal::propose;
use divest_core::bot::Setting;
use divest_core::deal::Deal;
use divest_core::units::Points;

/// How many concessions one proposal may be put together from.
const STEPS_MAX: usize = 64;
/// By how much the other side is expected to ask for less with each of its offers, and the least it is expected to ask for.
const EXPECTED_STEP: f64 = 0.05;
const EXPECTED_MIN: f64 = 0.5;

/// A deal worth at least `target` where one exists, else the best.
pub(crate) fn proposal(table: &Table<'_>, target: Points) -> Deal {
    let near = propose(table.sheet, table.theirs.as_ref(), target, |issue, option| table.allows(issue, option));
    let offers: Vec<Deal> = table.their_offers().map(|offer| offer.deal).collect();
    if offers.is_empty() {
        return near;
    }
    let counts: Vec<usize> = table.issues().map(|issue| table.sheet.ascending(issue).len()).collect();
    match table.spec.get(Setting::Model) {
        1 => {
            let model = Frequency::new(&counts, &offers);
            traded(table, near, target, |deal| model.utility(deal))
        }
        2 => {
            let expected =
                |(place, deal): (usize, Deal)| (deal, (1.0 - EXPECTED_STEP * place as f64).max(EXPECTED_MIN));
            let offers: Vec<(Deal, f64)> = offers.into_iter().enumerate().map(expected).collect();
            let model = Bayesian::new(&counts, &offers);
            traded(table, near, target, |deal| model.utility(deal))
        }
        _ => near,
    }
}

/// The deal that seems best for the other side among those that two simple searches meet: from the deal at hand by single
/// changes that cost too little to fall under `target`, and from one's own best by the concession that seems to bring the
/// other side most for each point, until nothing more can be given.
fn traded(table: &Table<'_>, near: Deal, target: Points, theirs: impl Fn(&Deal) -> f64) -> Deal {
    let enough = target.min(table.worth(&near));
    let best = propose(table.sheet, None, table.best(), |issue, option| table.allows(issue, option));
    let given = [near, best].map(|start| conceded(table, start, enough, &theirs));
    if theirs(&given[0]) > theirs(&given[1]) || table.worth(&given[1]) < enough { given[0] } else { given[1] }
}

fn conceded(table: &Table<'_>, start: Deal, enough: Points, theirs: &impl Fn(&Deal) -> f64) -> Deal {
    let mut deal = start;
    for _ in 0..STEPS_MAX {
        let (own, other) = (table.worth(&deal), theirs(&deal));
        let mut found: Option<(f64, Deal)> = None;
        for issue in table.issues() {
            for &option in table.sheet.ascending(issue) {
                let next = deal.with(issue, option);
                let worth = table.worth(&next);
                if !table.allows(issue, option) || worth < enough {
                    continue;
                }
                let gain = theirs(&next) - other;
                // What costs nothing goes first; a gain too small to be told from a rounding is none.
                let rate = if worth >= own { gain * 1e9 } else { gain / (own.0 - worth.0) as f64 };
                if gain > 1e-9 && found.is_none_or(|(most, _)| rate > most) {
                    found = Some((rate, next));
                }
            }
        }
        match found {
            Some((_, next)) => deal = next,
            None => break,
        }
    }
    deal
}
