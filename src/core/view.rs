//! The view: what one seat may know.
//!
//! A view is a window on the compartments of the state that are built from events the seat may see. Whoever holds one can
//! reach nothing else. That it shows no more than a fold of the visible events alone is a law with a test.

use crate::calendar::Due;
use crate::command::Occupant;
use crate::deal::{Deal, Sheet};
use crate::decree::{DecreeState, Status};
use crate::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId, SeatSet};
use crate::id::{SignalId, SuitId, TalksId};
use crate::scenario::{Party, Quantity, Scenario};
use crate::state::{
    Agreement, ClosedSale, MotionStatus, PastOffer, ReviewStatus, State, SuitStatus, Table, TalksState,
};
use crate::units::{Instant, Points};

/// What one seat may know.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    state: &'a State,
    seat: SeatId,
}

impl State {
    /// What a seat may know.
    #[must_use]
    pub const fn view(&self, seat: SeatId) -> View<'_> {
        View { state: self, seat }
    }
}

impl<'a> View<'a> {
    /// Whose view it is.
    #[must_use]
    pub const fn seat(&self) -> SeatId {
        self.seat
    }

    /// The scenario: its public facts, and the seat's own.
    #[must_use]
    pub fn scenario(&self) -> &'a Scenario {
        self.state.scenario()
    }

    /// The party that sits here; `None` for the clock and nature.
    #[must_use]
    pub fn party(&self) -> Option<&'a Party> {
        self.scenario().party(self.seat)
    }

    pub(crate) const fn state(&self) -> &'a State {
        self.state
    }

    pub(crate) const fn conference_state(&self) -> &'a crate::conference::ConferenceState {
        self.state.conference()
    }

    /// What time it is.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.state.now()
    }

    /// A number of the scenario, if it is fixed or was drawn for this seat to know.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> Option<i64> {
        match quantity {
            Quantity::Fixed(number) => Some(number),
            Quantity::Drawn(slot) => {
                let may = self.scenario().slot(slot).audience.has(self.seat);
                if may { self.state.values[slot.index()] } else { None }
            }
        }
    }

    /// The seat's score sheet.
    #[must_use]
    pub fn sheet(&self) -> Option<&'a Sheet> {
        self.state.sheet(self.seat)
    }

    /// The fewest points that the seat accepts as things stand.
    #[must_use]
    pub fn walk_away(&self) -> Points {
        self.state.walk_away(self.seat).unwrap_or_default()
    }

    /// What a deal is worth to the seat; `None` if it does not care.
    #[must_use]
    pub fn score(&self, deal: &Deal) -> Option<Points> {
        self.sheet().map(|sheet| sheet.score(deal))
    }

    /// A decree.
    #[must_use]
    pub fn decree(&self, decree: DecreeId) -> &'a DecreeState {
        self.state.decree(decree)
    }

    /// The decrees that are out and not over.
    pub fn live_decrees(&self) -> impl Iterator<Item = DecreeId> + 'a {
        self.state.live_decrees()
    }

    /// Talks, without their table.
    #[must_use]
    pub fn talks(&self, talks: TalksId) -> &'a TalksState {
        self.state.talks(talks)
    }

    /// The table of talks, if this seat is one of their two sides.
    #[must_use]
    #[inline]
    pub fn table(&self, talks: TalksId) -> Option<&'a Table> {
        let is_side = self.seat == self.vendor_in(talks) || self.seat == self.scenario().talks(talks).bidder;
        is_side.then(|| self.state.table(talks))
    }

    /// Whether it is this seat's turn in open talks.
    #[must_use]
    pub fn is_my_turn(&self, talks: TalksId) -> bool {
        let Some(table) = self.table(talks) else {
            return false;
        };
        let is_bidder = self.seat == self.scenario().talks(talks).bidder;
        self.talks(talks).status() == crate::state::TalksStatus::Open
            && (table.bidder_to_move == is_bidder || self.is_overdue(talks))
    }

    /// Whether an answer is late by as long as one takes, as far as the seat knows that.
    fn is_overdue(&self, talks: TalksId) -> bool {
        self.value(self.scenario().talks(talks).pace_days).is_some() && self.state.is_overdue(talks)
    }

    /// The last offer that this seat got in talks, and the last that it made.
    #[must_use]
    pub fn offers(&self, talks: TalksId) -> (Option<Deal>, Option<Deal>) {
        let Some(table) = self.table(talks) else {
            return (None, None);
        };
        if self.seat == self.scenario().talks(talks).bidder {
            (table.seller_offer, table.bidder_offer)
        } else {
            (table.bidder_offer, table.seller_offer)
        }
    }

    /// Every offer of both sides in talks, in order, since they began or a trustee began them afresh; none if this seat is
    /// not one of the two.
    #[must_use]
    pub fn past_offers(&self, talks: TalksId) -> &'a [PastOffer] {
        if self.table(talks).is_some() { self.state.past_offers(talks) } else { &[] }
    }

    /// The talks with the seller of these whose bid this seat has joined.
    #[must_use]
    pub fn joined_bid(&self, beside: TalksId) -> Option<TalksId> {
        let scenario = self.scenario();
        let several = self.has_several_sellers();
        let of_seller = |talks: &TalksId| !several || scenario.seller_of(*talks) == scenario.seller_of(beside);
        let mut talks = (0..self.state.talks.len()).map(TalksId::at).filter(of_seller);
        talks.find(|&talks| self.talks(talks).backers().has(self.seat))
    }

    /// The oldest agreement that stands; see [`View::agreements`].
    #[must_use]
    #[inline]
    pub fn agreement(&self) -> Option<&'a Agreement> {
        self.state.agreement()
    }

    /// Who is asked to sign an agreement.
    #[must_use]
    pub fn asked_to_sign(&self, talks: TalksId) -> SeatSet {
        self.state.asked_to_sign(talks)
    }

    /// The sale that closed.
    #[must_use]
    pub fn closed(&self) -> Option<&'a ClosedSale> {
        self.state.closed()
    }

    /// The bidders that had bought and failed.
    #[must_use]
    pub const fn failed(&self) -> SeatSet {
        self.state.failed()
    }

    /// Who sells for the sale's seller. Where several sell, see [`View::vendor_in`].
    #[must_use]
    #[inline]
    pub fn vendor(&self) -> SeatId {
        self.state.vendor()
    }

    /// Where a gauge stands.
    #[must_use]
    pub fn gauge(&self, gauge: GaugeId) -> i64 {
        self.state.gauge(gauge)
    }

    /// Where a case stands.
    #[must_use]
    pub fn suit(&self, suit: SuitId) -> SuitStatus {
        self.state.suit(suit)
    }

    /// When a case was brought, if it was.
    #[must_use]
    pub fn suit_filed_at(&self, suit: SuitId) -> Option<Instant> {
        let at = self.state.suits_filed_at[suit.index()];
        (at != Instant::NEVER).then_some(at)
    }

    /// Where a motion stands.
    #[must_use]
    pub fn motion(&self, motion: MotionId) -> MotionStatus {
        self.state.motion(motion)
    }

    /// Who may appeal the ruling on a motion.
    #[must_use]
    pub fn may_appeal(&self, motion: MotionId) -> bool {
        let losers = crate::decide::losers(self.state, motion);
        self.scenario().motion(motion).appeal.is_some() && losers.has(self.seat)
    }

    /// Where a review stands.
    #[must_use]
    pub fn review(&self, review: ReviewId) -> ReviewStatus {
        self.state.review(review)
    }

    /// The talks whose agreements lie open before a review.
    pub fn open_under(&self, review: ReviewId) -> impl Iterator<Item = TalksId> + 'a {
        self.state.open_under(review)
    }

    /// When a review of the agreement in some talks is to be decided, if it is open.
    #[must_use]
    pub fn review_due_in(&self, review: ReviewId, talks: TalksId) -> Option<Instant> {
        let state = self.state.reviews_of(review)[talks.index()];
        (state.status == ReviewStatus::Open).then_some(state.due)
    }

    /// The agreement that was made in some talks and stands.
    #[must_use]
    pub fn agreement_in(&self, talks: TalksId) -> Option<&'a Agreement> {
        self.state.agreement_in(talks)
    }

    /// When a review is to be decided next, if one is open.
    #[must_use]
    pub fn review_due(&self, review: ReviewId) -> Option<Instant> {
        let open = self.state.reviews_of(review).iter().filter(|state| state.status == ReviewStatus::Open);
        open.map(|state| state.due).min()
    }

    /// Whether an authority has objected to an option.
    #[must_use]
    pub fn is_objected(&self, issue: IssueId, option: u16) -> bool {
        self.state.is_objected(issue, option)
    }

    /// Whether something has been said.
    #[must_use]
    pub fn was_said(&self, signal: SignalId) -> bool {
        self.state.signals_made[signal.index()]
    }

    /// The result of a chance that has come out.
    #[must_use]
    pub fn chance_result(&self, chance: ChanceId) -> Option<u8> {
        self.state.chance_result(chance)
    }

    /// Who plays a seat.
    #[must_use]
    pub fn occupant(&self, seat: SeatId) -> Occupant {
        self.state.occupant(seat)
    }

    /// When the calendar calls upon this seat to bring a case, if it does.
    #[must_use]
    pub fn suit_called_at(&self, suit: SuitId) -> Option<Instant> {
        self.called_at(Due::Suit(suit))
    }

    /// When the calendar calls upon this seat to file a motion, if it does.
    #[must_use]
    pub fn motion_called_at(&self, motion: MotionId) -> Option<Instant> {
        self.called_at(Due::Motion(motion))
    }

    /// When something falls due that is this seat's to act on. Not for everything: some dates say what the seat may not know.
    fn called_at(&self, due: Due) -> Option<Instant> {
        let at = self.state.calendar().get(self.scenario().calendar_shape(), due)?;
        (self.state.called_for(due) == Some(self.seat)).then_some(at)
    }

    /// How the run ended, once it has.
    #[must_use]
    pub const fn outcome(&self) -> Option<OutcomeId> {
        self.state.outcome()
    }

    /// Feeds all that this view shows into a sink: what tests compare to see that nothing else shines through.
    pub fn feed(&self, sink: &mut impl FnMut(i64)) {
        let setup = self.scenario().setup();
        let fold = |deal: Option<Deal>| {
            deal.map_or(-1, |d| d.0.iter().fold(7_i64, |sum, &o| sum.wrapping_mul(31).wrapping_add(i64::from(o))))
        };
        sink(self.now().0);
        self.state.occupants.iter().for_each(|&occupant| sink(occupant as i64));
        self.state.gauges.iter().for_each(|&level| sink(level));
        sink(self.walk_away().0);
        sink(self.sheet().map_or(-1, |sheet| sheet.best().0 * 31 + sheet.worst().0));
        for decree in (0..setup.decrees.len()).map(|i| self.decree(DecreeId::at(i))) {
            let dates = [decree.issued_at(), decree.deadline(), decree.last_date()];
            sink(Status::ALL.iter().position(|&s| s == decree.status()).map_or(-1, |i| i as i64));
            dates.iter().for_each(|at| sink(at.map_or(-1, |at| at.0)));
            sink(decree.extended_days());
            sink(
                i64::from(decree.warned()) * 8
                    + i64::from(decree.request_open()) * 4
                    + i64::from(decree.was_requested()) * 2
                    + i64::from(decree.date_passed()),
            );
        }
        for talks in (0..setup.sale.talks.len()).map(TalksId::at) {
            sink(self.talks(talks).status() as i64);
            sink(self.talks(talks).backers().bits() as i64);
            sink(self.talks(talks).opened_at().map_or(-1, |at| at.0));
            sink(self.bargaining_since(talks).map_or(-1, |at| at.0));
            let (theirs, mine) = self.offers(talks);
            sink(fold(theirs));
            sink(fold(mine));
            sink(self.table(talks).map_or(-1, |table| i64::from(table.offer_count)));
            sink(self.table(talks).map_or(-1, |table| table.reply_due.0));
            sink(i64::from(self.is_my_turn(talks)));
            for offer in self.past_offers(talks) {
                sink(offer.at.0 * 2 + i64::from(offer.from_bidder));
                sink(fold(Some(offer.deal)));
            }
        }
        self.state.sales.feed(sink);
        self.state.vendors.iter().for_each(|vendor| sink(i64::from(vendor.0)));
        sink(self.failed().bits() as i64);
        self.state.suits.iter().for_each(|&suit| sink(suit as i64));
        self.state.motions.iter().for_each(|&motion| sink(motion as i64));
        self.state.reviews.iter().for_each(|review| sink(review.due.0.wrapping_mul(4) + review.status as i64));
        self.state.suits_filed_at.iter().for_each(|at| sink(at.0));
        self.state.objections.iter().for_each(|&options| sink(options as i64));
        self.state.signals_made.iter().for_each(|&made| sink(i64::from(made)));
        self.state.chance_results.iter().for_each(|&result| sink(result.map_or(-1, i64::from)));
        for (index, slot) in setup.slots.iter().enumerate() {
            if slot.audience.has(self.seat) {
                sink(self.state.values[index].unwrap_or(i64::MIN));
            }
        }
        sink(self.outcome().map_or(-1, |outcome| i64::from(outcome.0)));
        if let Some(conference) = self.conference() {
            conference.feed(sink);
        }
        let suits = (0..setup.suits.len()).map(|index| self.suit_called_at(SuitId::at(index)));
        let motions = (0..setup.motions.len()).map(|index| self.motion_called_at(MotionId::at(index)));
        suits.chain(motions).for_each(|call| sink(call.map_or(-1, |at| at.0)));
        self.feed_objections(sink);
        self.feed_auction(sink);
        self.feed_coalitions(sink);
    }
}
