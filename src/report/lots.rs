//! A sale in lots: what became of each.

use crate::date;
use crate::name::{self, capital};
use crate::number::listed;
use crate::phrase::Voice;
use crate::terms;
use divest_core::View;
use divest_core::deal::Deal;
use divest_core::id::TalksId;
use divest_core::scenario::Scenario;
use divest_core::state::ClosedSale;

impl Voice<'_> {
    pub(crate) fn lot_sold(&self, talks: TalksId, deal: &Deal) -> String {
        format!("a sale closes: {} takes over {}; the rest is still for sale", self.bidder(talks), self.lots(deal))
    }

    /// What a deal is about, with its price.
    pub(crate) fn lots(&self, deal: &Deal) -> String {
        let what = about(self.scenario, deal).unwrap_or_else(|| self.scenario.setup().sale.asset.clone());
        match terms::price(self.scenario) {
            Some(price) => format!("{what} for {}", terms::option(self.scenario.issue(price), deal.option(price))),
            None => what,
        }
    }
}

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
        let words = sale.map_or_else(|| "not sold".to_owned(), |sale| sold(view, sale, lot));
        (capital(&terms::option(issue, lot)), words)
    };
    lots.singles().map(row).collect()
}

/// Whose a lot became, on which terms and when.
fn sold(view: &View<'_>, sale: &ClosedSale, lot: u16) -> String {
    let scenario = view.scenario();
    let seats = std::iter::once(scenario.talks(sale.talks).bidder).chain(view.talks(sale.talks).backers().iter());
    let names: Vec<String> = seats.map(|seat| name::seat(scenario, seat)).collect();
    let mut parts = vec![listed(&names)];
    for (id, issue) in terms::issues(scenario) {
        let option = sale.deal.option(id);
        if scenario.setup().sale.lots.as_ref().is_none_or(|lots| lots.issue != id) {
            parts.push(format!("{} {}", name::lower(&issue.name), terms::option(issue, option)));
        } else if option != lot {
            parts.push(format!("with {}", terms::option(issue, option)));
        }
    }
    parts.push(date::day(sale.at));
    parts.join(", ")
}
