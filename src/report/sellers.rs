//! Where several sell: the two sides of talks, and the lots of a deal.

use crate::locale::Named;
use crate::name;
use crate::number::listed;
use crate::phrase::Narrator;
use crate::say;
use divest_core::deal::Deal;
use divest_core::id::{DecreeId, ReviewId, TalksId};
use divest_core::scenario::Scenario;
use divest_core::{SeatId, State};

/// Talks by a name that no others have: the bidder's, and where several sell the seller's beside it.
#[must_use]
pub fn talks(scenario: &Scenario, talks: TalksId) -> String {
    let bidder = name::bidder(scenario, talks);
    if scenario.has_several_sellers() {
        say!("talks-with", bidder = bidder, seller = owner(scenario, talks))
    } else {
        bidder
    }
}

/// The owner of what talks are about.
pub(crate) fn owner(scenario: &Scenario, talks: TalksId) -> String {
    name::seat(scenario, scenario.owner_in(talks))
}

impl Narrator<'_> {
    /// The seat that sells now in some talks: their seller, or the trustee once one is appointed.
    pub(crate) fn vendor(&self, talks: TalksId) -> Named {
        self.seat(self.vendor_seat(talks))
    }

    /// The seat of it.
    pub(crate) fn vendor_seat(&self, talks: TalksId) -> SeatId {
        let owner = self.scenario.owner_in(talks);
        self.state.map_or(owner, |state| state.vendor_in(talks))
    }

    /// What a deal is about: where several sell its lots, else all that is sold.
    pub(crate) fn what_is_sold(&self, deal: &Deal) -> String {
        let asset = self.scenario.setup().sale.asset.clone();
        let lots = crate::lots::about(self.scenario, deal).filter(|_| self.scenario.has_several_sellers());
        lots.unwrap_or(asset)
    }

    /// The deal that a review is about at the time of a command.
    pub(crate) fn deal_under(&self, review: ReviewId) -> String {
        let agreement = self.state.and_then(|state| state.agreement_of(self.scenario.seller_under(review)));
        let talks = agreement.map(|agreement| agreement.talks);
        let seller = |talks| self.state.map_or(self.scenario.owner_in(talks), |state| state.vendor_in(talks));
        self.deal_of(talks.map(|talks| (talks, seller(talks))))
    }

    /// The sellers for which a trustee sells under a decree.
    pub(crate) fn sellers_under(&self, decree: DecreeId) -> String {
        let sellers = self.scenario.sellers_under(decree).map(|id| self.scenario.sellers()[id.index()]);
        listed(&sellers.map(|seat| self.seat(seat).text).collect::<Vec<_>>())
    }
}

/// Whose score sheet measures the selling side of talks: a trustee without one leaves the owner's to measure by.
#[must_use]
pub fn valuer(state: &State, talks: TalksId) -> SeatId {
    let vendor = state.vendor_in(talks);
    if state.sheet(vendor).is_some() { vendor } else { state.scenario().owner_in(talks) }
}
