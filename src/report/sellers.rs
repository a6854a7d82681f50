//! Where several sell: between whom talks are, and whose a deal is.

use crate::name::{self, possessive};
use crate::number::listed;
use crate::phrase::Voice;
use divest_core::deal::Deal;
use divest_core::id::{DecreeId, ReviewId, TalksId};
use divest_core::scenario::Scenario;
use divest_core::state::Agreement;
use divest_core::{Instant, SeatId, State};

/// Talks by a name that no others have: the bidder's, and where several sell the seller's beside it.
#[must_use]
pub fn talks(scenario: &Scenario, talks: TalksId) -> String {
    let bidder = name::bidder(scenario, talks);
    if scenario.has_several_sellers() { format!("{bidder} with {}", owner(scenario, talks)) } else { bidder }
}

/// Who owns what talks are about.
pub(crate) fn owner(scenario: &Scenario, talks: TalksId) -> String {
    name::seat(scenario, scenario.owner_in(talks))
}

impl Voice<'_> {
    /// Who sells now in some talks: their seller, or the trustee once one is appointed.
    pub(crate) fn vendor(&self, talks: TalksId) -> String {
        let owner = self.scenario.owner_in(talks);
        self.seat(self.before.map_or(owner, |before| before.vendor_in(talks)))
    }

    /// What a deal is about: where several sell its lots, else all that is sold.
    pub(crate) fn what_is_sold(&self, deal: &Deal) -> String {
        let asset = self.scenario.setup().sale.asset.clone();
        let lots = crate::lots::about(self.scenario, deal).filter(|_| self.scenario.has_several_sellers());
        lots.unwrap_or(asset)
    }

    /// What follows a buyer where several sell: ` from Vestline`.
    pub(crate) fn whose_lots(&self, talks: TalksId) -> String {
        if self.scenario.has_several_sellers() {
            format!(" from {}", owner(self.scenario, talks))
        } else {
            String::new()
        }
    }

    /// A deal by its two sides where several sell, else just the deal.
    pub(crate) fn deal_in(&self, talks: TalksId) -> String {
        format!("the deal of {} with {}", self.bidder(talks), self.vendor(talks))
    }

    /// The deal that a review is about.
    pub(crate) fn deal_under(&self, review: ReviewId) -> String {
        let agreement = self.agreement_under(review).filter(|_| self.scenario.has_several_sellers());
        agreement.map_or_else(|| "the deal".to_owned(), |agreement| self.deal_in(agreement.talks))
    }

    pub(crate) fn agreement_under(&self, review: ReviewId) -> Option<&Agreement> {
        self.before.and_then(|before| before.agreement_of(self.scenario.seller_under(review)))
    }

    pub(crate) fn signs_in(&self, talks: TalksId, by: SeatId) -> String {
        if !self.scenario.has_several_sellers() {
            return format!("{} signs", self.seat(by));
        }
        let (bidder, vendor) = (self.bidder(talks), self.vendor(talks));
        match self.seat(by) {
            who if who == bidder => format!("{bidder} signs its deal with {vendor}"),
            who if who == vendor => format!("{vendor} signs its deal with {bidder}"),
            who => format!("{who} signs {}", self.deal_in(talks)),
        }
    }

    pub(crate) fn closing_in(&self, talks: TalksId, at: Instant) -> String {
        let on = crate::date::day(at);
        if !self.scenario.has_several_sellers() {
            return format!("nothing stands in the deal's way any more: it is to close on {on}");
        }
        format!("nothing stands in the way of {} any more: it is to close on {on}", self.deal_in(talks))
    }

    /// Those in whose place a trustee sells under a decree, as owners: `Vestline's and Fjordline's`.
    pub(crate) fn sellers_under(&self, decree: DecreeId) -> String {
        let sellers = self.scenario.sellers_under(decree).map(|id| self.scenario.sellers()[id.index()]);
        listed(&sellers.map(|seat| possessive(&self.seat(seat))).collect::<Vec<_>>())
    }
}

/// Whose score sheet measures the selling side of talks: a trustee without one leaves the owner's to measure by.
#[must_use]
pub fn valuer(state: &State, talks: TalksId) -> SeatId {
    let vendor = state.vendor_in(talks);
    if state.sheet(vendor).is_some() { vendor } else { state.scenario().owner_in(talks) }
}
