//! Several sellers at one table: who sells which lots, in which talks, and what of it is on its way.
//!
//! Each seller has its own talks, and in them it deals in its own lots alone. Where one party sells, all is its own, and the
//! tables here have one place.

use crate::deal::Deal;
use crate::id::{DecreeId, ReviewId, SeatId, SellerId, TalksId};
use crate::lots::Lots;
use crate::rejection::Rejection;
use crate::rejection::TalksRejection;
use crate::sales::Agreement;
use crate::scenario::{Scenario, Setup};
use crate::state::{ReviewStatus, State};
use crate::view::View;

/// The tables of a scenario that say who sells what.
#[derive(Clone, Debug)]
pub(crate) struct Sellers {
    /// The sale's seller, and then those that sell lots beside it, in the order of the lots.
    seats: Vec<SeatId>,
    /// Whose each pair of talks is.
    of_talks: Vec<SellerId>,
    /// Whose deals each review is about.
    of_reviews: Vec<SellerId>,
    /// For each decree the sellers of the lots that it asks for, one bit each.
    of_decrees: Vec<u64>,
    /// For each seller its lots, one bit each.
    lots: Vec<u64>,
    /// All lots, one bit each; an asset sold as a whole is one lot.
    all_lots: u64,
}

impl Sellers {
    pub(crate) fn of(setup: &Setup) -> Self {
        let mut seats = vec![setup.sale.seller];
        for &seat in setup.sale.lots.iter().flat_map(|lots| &lots.sellers) {
            if !seats.contains(&seat) {
                seats.push(seat);
            }
        }
        let place = |seat: Option<SeatId>| {
            let seat = seat.unwrap_or(setup.sale.seller);
            SellerId::at(seats.iter().position(|&other| other == seat).expect("BUG: talks with who sells nothing"))
        };
        let of_talks = setup.sale.talks.iter().map(|talks| place(talks.seller)).collect();
        let of_reviews = setup.sale.reviews.iter().map(|review| place(review.seller)).collect();
        let all = (1_u64 << seats.len()) - 1;
        let asked = |decree: &crate::scenario::Decree| {
            let (Some(lots), Some(terms)) = (&setup.sale.lots, &decree.satisfied_by) else { return all };
            let named = terms.0.iter().find(|(issue, _)| *issue == lots.issue);
            let owners = named.map(|(_, options)| options.iter().filter_map(|&option| lots.seller(option)));
            let owners = owners.map(|owners| owners.fold(0, |bits, seat| bits | 1_u64 << place(Some(seat)).0));
            owners.filter(|&owners| owners != 0).unwrap_or(all)
        };
        let of_decrees = setup.decrees.iter().map(asked).collect();
        let all_lots = setup.sale.lots.as_ref().map_or(1, Lots::all);
        let lots_of = |seat: &SeatId| match &setup.sale.lots {
            Some(lots) if !lots.sellers.is_empty() => {
                let own = lots.parts.iter().zip(&lots.sellers).filter(|(_, owner)| *owner == seat);
                own.fold(0, |all, (parts, _)| all | parts)
            }
            _ => all_lots,
        };
        let lots = seats.iter().map(lots_of).collect();
        Self { seats, of_talks, of_reviews, of_decrees, lots, all_lots }
    }
}

impl Sellers {
    pub(crate) fn seats(&self) -> &[SeatId] {
        &self.seats
    }

    pub(crate) fn of_talks(&self) -> &[SellerId] {
        &self.of_talks
    }
}

impl Scenario {
    /// Who sells: the sale's seller first.
    #[must_use]
    #[inline]
    pub fn sellers(&self) -> &[SeatId] {
        &self.seller_tables().seats
    }

    /// Whether more than one party sells.
    #[must_use]
    #[inline]
    pub fn has_several_sellers(&self) -> bool {
        self.sellers().len() > 1
    }

    /// All lots, one bit each; an asset sold as a whole is one lot.
    #[must_use]
    #[inline]
    pub fn all_lots(&self) -> u64 {
        self.seller_tables().all_lots
    }

    /// The lots that are a seller's to sell, one bit each.
    #[must_use]
    #[inline]
    pub fn lots_of(&self, seller: SellerId) -> u64 {
        self.seller_tables().lots[seller.index()]
    }

    /// All sellers by their places.
    pub fn seller_ids(&self) -> impl Iterator<Item = SellerId> + use<> {
        (0..self.sellers().len()).map(SellerId::at)
    }

    /// With whom talks are.
    #[must_use]
    #[inline]
    pub fn seller_of(&self, talks: TalksId) -> SellerId {
        self.seller_tables().of_talks[talks.index()]
    }

    /// The party with whom talks are, whoever sells in its place.
    #[must_use]
    #[inline]
    pub fn owner_in(&self, talks: TalksId) -> SeatId {
        self.sellers()[self.seller_of(talks).index()]
    }

    /// Whose deals a review is about.
    #[must_use]
    #[inline]
    pub fn seller_under(&self, review: ReviewId) -> SellerId {
        self.seller_tables().of_reviews[review.index()]
    }

    /// Whether a decree lies on a seller: it asks for a lot of that seller's, or for no lot by name.
    #[must_use]
    #[inline]
    pub fn lies_on(&self, decree: DecreeId, seller: SellerId) -> bool {
        self.seller_tables().of_decrees[decree.index()] >> seller.0 & 1 == 1
    }

    /// The sellers that a decree lies on.
    pub fn sellers_under(&self, decree: DecreeId) -> impl Iterator<Item = SellerId> + use<> {
        let under = self.seller_tables().of_decrees[decree.index()];
        self.seller_ids().filter(move |seller| under >> seller.0 & 1 == 1)
    }

    /// Whether an option may stand in a deal of these talks as far as its lots go: they are the seller's own.
    #[must_use]
    #[inline(never)]
    pub fn is_own_lot(&self, talks: TalksId, issue: crate::id::IssueId, option: u16) -> bool {
        if !self.has_several_sellers() {
            return true;
        }
        let lots = self.setup().sale.lots.as_ref().filter(|lots| lots.issue == issue);
        lots.and_then(|lots| lots.seller(option)).is_none_or(|seller| seller == self.owner_in(talks))
    }
}

impl State {
    /// The seat that sells in given talks: their seller, or the trustee in its place.
    #[must_use]
    #[inline]
    pub fn vendor_in(&self, talks: TalksId) -> SeatId {
        self.vendors[self.scenario.seller_of(talks).index()]
    }

    /// The seat that sells in a seller's place: the seller itself, or a trustee.
    #[must_use]
    #[inline]
    pub fn vendor_for(&self, seller: SellerId) -> SeatId {
        self.vendors[seller.index()]
    }

    /// Whether a seat sells anything now.
    #[must_use]
    #[inline]
    pub fn is_vendor(&self, seat: SeatId) -> bool {
        self.vendors.contains(&seat)
    }

    /// Every agreement that stands, the oldest first.
    pub fn agreements(&self) -> impl Iterator<Item = &Agreement> {
        self.sales.standing().iter()
    }

    /// The oldest agreement of a seller's that stands.
    #[must_use]
    pub fn agreement_of(&self, seller: SellerId) -> Option<&Agreement> {
        self.agreements().find(|agreement| self.scenario.seller_of(agreement.talks) == seller)
    }

    /// The agreement for which these talks wait: their own, or their seller's oldest if it has promised all that is left.
    #[must_use]
    #[inline]
    pub fn agreement_on(&self, talks: TalksId) -> Option<&Agreement> {
        if self.sales.standing().is_empty() { None } else { self.agreement_awaited(talks) }
    }

    #[inline(never)]
    fn agreement_awaited(&self, talks: TalksId) -> Option<&Agreement> {
        let seller = self.scenario.seller_of(talks);
        let is_all_taken = self.scenario.lots_of(seller) & !self.sales.taken() == 0;
        self.agreement_in(talks).or_else(|| self.agreement_of(seller).filter(|_| is_all_taken))
    }

    /// The agreement that was made in these talks and stands.
    #[must_use]
    #[inline]
    pub fn agreement_in(&self, talks: TalksId) -> Option<&Agreement> {
        self.sales.of(talks)
    }

    /// Whether the seller of these talks has nothing left to sell.
    #[must_use]
    #[inline]
    pub fn is_over(&self, talks: TalksId) -> bool {
        self.scenario.lots_of(self.scenario.seller_of(talks)) & !self.sales.sold() == 0
    }

    /// Whether a seller has sold all its lots.
    #[must_use]
    pub fn has_sold_all(&self, seller: SeatId) -> bool {
        let place = self.scenario.sellers().iter().position(|&seat| seat == seller);
        place.is_some_and(|place| self.scenario.lots_of(SellerId::at(place)) & !self.sales.sold() == 0)
    }

    /// The reason for which a deal cannot be made in these talks, if it is about another seller's lots.
    pub(crate) fn is_theirs_to_sell(&self, talks: TalksId, deal: &Deal) -> Result<(), Rejection> {
        if !self.scenario.has_several_sellers() {
            return Ok(());
        }
        let lots = self.scenario.setup().sale.lots.as_ref();
        match lots.and_then(|lots| lots.seller(deal.option(lots.issue))) {
            Some(seller) if seller != self.scenario.owner_in(talks) => {
                Err(Rejection::Talks(TalksRejection::AnothersLot { seller }))
            }
            _ => Ok(()),
        }
    }

    /// Whether a review of the agreement in these talks is open.
    pub(crate) fn is_under_review(&self, talks: TalksId) -> bool {
        let mut reviews = (0..self.scenario.setup().sale.reviews.len()).map(ReviewId::at);
        reviews.any(|review| self.review_in(review, talks) == ReviewStatus::Open)
    }

    /// A trustee sells from now on for each seller that a decree lies on.
    pub(crate) fn seat_trustee(&mut self, decree: DecreeId, trustee: SeatId) {
        for seller in self.scenario.sellers_under(decree) {
            self.vendors[seller.index()] = trustee;
        }
    }
}

impl<'a> View<'a> {
    /// Who sells in given talks: their seller, or the trustee in its place.
    #[must_use]
    #[inline]
    pub fn vendor_in(&self, talks: TalksId) -> SeatId {
        self.state().vendor_in(talks)
    }

    /// Who sells in a seller's place: itself, or a trustee.
    #[must_use]
    #[inline]
    pub fn vendor_for(&self, seller: SellerId) -> SeatId {
        self.state().vendor_for(seller)
    }

    /// Whether more than one party sells.
    #[must_use]
    #[inline]
    pub fn has_several_sellers(&self) -> bool {
        self.scenario().has_several_sellers()
    }

    /// Whether this seat sells anything now.
    #[must_use]
    #[inline]
    pub fn is_vendor(&self) -> bool {
        self.state().is_vendor(self.seat())
    }

    /// Every agreement that is on its way, by seller.
    pub fn agreements(&self) -> impl Iterator<Item = &'a Agreement> + use<'a> {
        self.state().agreements()
    }

    /// The agreement of a seller's that is on its way.
    #[must_use]
    #[inline]
    pub fn agreement_of(&self, seller: SellerId) -> Option<&'a Agreement> {
        self.state().agreement_of(seller)
    }

    /// The agreement for which these talks wait: their own, or another one of their seller's.
    #[must_use]
    #[inline]
    pub fn agreement_on(&self, talks: TalksId) -> Option<&'a Agreement> {
        self.state().agreement_on(talks)
    }

    /// Whether the seller of these talks has nothing left to sell.
    #[must_use]
    #[inline]
    pub fn is_over(&self, talks: TalksId) -> bool {
        self.state().is_over(talks)
    }

    /// Whether a decree is a matter of this seat's, as one that sells.
    #[must_use]
    pub fn is_pressed_by(&self, decree: DecreeId) -> bool {
        self.scenario().sellers_under(decree).any(|seller| self.state().vendor_for(seller) == self.seat())
    }
}
