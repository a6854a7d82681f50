//! A sale in lots: what became of each.

use crate::date;
use crate::name::{self, capital};
use crate::number::{listed, points};
use crate::say;
use crate::terms;
use divest_core::View;
use divest_core::deal::Deal;
use divest_core::scenario::{Lots, Scenario};
use divest_core::state::ClosedSale;

/// The lots that a deal is about, by the name of its option; `None` where all is sold at once.
pub(crate) fn about(scenario: &Scenario, deal: &Deal) -> Option<String> {
    let lots = scenario.setup().sale.lots.as_ref()?;
    Some(terms::option(scenario.issue(lots.issue), deal.option(lots.issue)))
}

/// A row for each lot: who bought it, on which terms and when. Empty where all is sold at once.
pub(crate) fn rows(view: &View<'_>) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let Some(lots) = &scenario.setup().sale.lots else { return Vec::new() };
    let issue = scenario.issue(lots.issue);
    let row = |lot: u16| {
        let bit = lots.parts[usize::from(lot)];
        let sale = view.sales().iter().find(|sale| lots.of(&sale.deal) & bit != 0);
        let words = sale.map_or_else(|| unsold(scenario, lots, lot), |sale| sold(view, sale, lot));
        (capital(&terms::option(issue, lot)), words)
    };
    lots.singles().map(row).collect()
}

/// The names of some lots.
pub(crate) fn names(scenario: &Scenario, lots: &Lots, some: u64) -> Vec<String> {
    let issue = scenario.issue(lots.issue);
    let own = lots.singles().filter(|&lot| some & lots.parts[usize::from(lot)] != 0);
    own.map(|lot| terms::option(issue, lot)).collect()
}

/// A row for each set of lots that is worth more to a bidder together.
#[must_use]
pub fn together(view: &View<'_>) -> Vec<(String, String)> {
    let (scenario, party) = (view.scenario(), view.party());
    let Some(lots) = &scenario.setup().sale.lots else { return Vec::new() };
    let sets = party.map_or(&[][..], |party| &party.together);
    let words = |set: &divest_core::scenario::Together| {
        let names = names(scenario, lots, set.lots);
        let worth = points(view.value(set.points).unwrap_or(0));
        (say!("row-together"), say!("worth-more-together", lots = listed(&names), points = worth))
    };
    sets.iter().map(words).collect()
}

/// That nobody bought a lot, and whose it is where several sell.
fn unsold(scenario: &Scenario, lots: &Lots, lot: u16) -> String {
    match lots.seller(lot) {
        Some(seller) => say!("not-sold-by", seller = name::seat(scenario, seller)),
        None => say!("not-sold"),
    }
}

/// Whose a lot became, on which terms and when.
fn sold(view: &View<'_>, sale: &ClosedSale, lot: u16) -> String {
    let scenario = view.scenario();
    let seats = std::iter::once(scenario.talks(sale.talks).bidder).chain(view.talks(sale.talks).backers().iter());
    let names: Vec<String> = seats.map(|seat| name::seat(scenario, seat)).collect();
    let mut parts = vec![listed(&names)];
    if scenario.has_several_sellers() {
        parts.push(say!("from-seller", seller = name::seat(scenario, scenario.owner_in(sale.talks))));
    }
    for (id, issue) in terms::issues(scenario) {
        let option = sale.deal.option(id);
        if scenario.setup().sale.lots.as_ref().is_none_or(|lots| lots.issue != id) {
            parts.push(format!("{} {}", name::lower(&issue.name), terms::option(issue, option)));
        } else if option != lot {
            parts.push(say!("together-with", lots = terms::option(issue, option)));
        }
    }
    parts.push(date::words(sale.at));
    parts.join(", ")
}
