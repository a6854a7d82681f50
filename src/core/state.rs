//! The state: what the events add up to.
//!
//! It is kept in compartments by who may know them (the public record, each pair's talks, each party's own), so that a
//! [`crate::view::View`] is a window on some of them. Every compartment changes by events alone that its readers see;
//! a law test folds the visible events by themselves and compares.

use crate::auction::AuctionState;
use crate::calendar::{Calendar, Due};
use crate::chance::DrawId;
use crate::coalition::CoalitionState;
use crate::command::{AppealDecision, Occupant};
use crate::conference::ConferenceState;
use crate::deal::Sheet;
use crate::decree::{DecreeState, Status};

use crate::id::{DecreeId, GaugeId, MotionId, OutcomeId, ReviewId, SeatId, SeatSet, SuitId, TalksId};
use crate::objection::Objection;
use crate::sales::Sales;
pub use crate::sales::{Agreement, ClosedSale};
use crate::scenario::{Probability, Quantity, Role, Scenario, Stage, Sway, party_index};
use crate::units::{DAY_SECONDS, Instant, Points, Ppm};
use std::sync::Arc;

pub use crate::talks::{PastOffer, Table, TalksState, TalksStatus};

/// Where a review stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ReviewStatus {
    /// The deal does not need it.
    NotNeeded,
    /// The authority looks.
    Open,
    /// The authority let the deal through.
    Approved,
}

/// A review of the agreement in some talks during play.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct ReviewState {
    pub(crate) status: ReviewStatus,
    /// When it is to be decided; [`Instant::NEVER`] before it was ever opened.
    pub(crate) due: Instant,
}

impl ReviewState {
    pub(crate) const NOT_NEEDED: Self = Self { status: ReviewStatus::NotNeeded, due: Instant::NEVER };
}

/// Where a case stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SuitStatus {
    /// Nobody has sued.
    NotFiled,
    /// Before the court.
    Pending,
    /// Dropped by the plaintiff.
    Withdrawn,
    /// Nothing left to decide.
    Moot,
}

/// Where a motion stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum MotionStatus {
    /// Not filed.
    NotFiled,
    /// Before the court.
    Pending,
    /// Granted.
    Granted,
    /// Denied.
    Denied,
    /// Granted, and the appeal is before a court.
    GrantedOnAppeal,
    /// Denied, and the appeal is before a court.
    DeniedOnAppeal,
    /// Granted for good: the appeal is decided.
    FinallyGranted,
    /// Denied for good: the appeal is decided.
    FinallyDenied,
    /// Overtaken by events.
    Moot,
}

impl MotionStatus {
    /// Whether its injunction stands.
    #[must_use]
    pub const fn stops_decrees(self) -> bool {
        matches!(self, Self::Granted | Self::GrantedOnAppeal | Self::FinallyGranted)
    }
}

/// A party during play: what stands here is its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PartyState {
    /// By how much events have moved its walk-away.
    pub(crate) walk_away_shift: i64,
}

/// What the events add up to.
#[derive(Clone, Debug)]
pub struct State {
    pub(crate) scenario: Arc<Scenario>,
    // The public record.
    pub(crate) now: Instant,
    pub(crate) is_open: bool,
    pub(crate) occupants: Vec<Occupant>,
    pub(crate) gauges: Vec<i64>,
    pub(crate) decrees: Vec<DecreeState>,
    pub(crate) suits: Vec<SuitStatus>,
    pub(crate) suits_filed_at: Vec<Instant>,
    pub(crate) motions: Vec<MotionStatus>,
    pub(crate) signals_made: Vec<bool>,
    pub(crate) sales: Sales,
    /// By review, and in each by talks.
    pub(crate) reviews: Vec<ReviewState>,
    /// For each issue, the options (of the first 64) that an authority has objected to.
    pub(crate) objections: Vec<u64>,
    /// The objections of those that have not moved since.
    pub(crate) standing_objections: Vec<Objection>,
    /// The seat that sells for each seller: itself, or a trustee.
    pub(crate) vendors: Vec<SeatId>,
    /// The bidders that had bought and failed.
    pub(crate) failed: SeatSet,
    pub(crate) chance_results: Vec<Option<u8>>,
    pub(crate) outcome: Option<OutcomeId>,
    // Partly private: the tables of talks, the parties' own, the numbers drawn.
    pub(crate) talks: Vec<TalksState>,
    pub(crate) conference: ConferenceState,
    pub(crate) auction: AuctionState,
    pub(crate) coalitions: CoalitionState,
    /// For each pair of talks, every offer since they began or a trustee began them afresh: the two sides' own.
    pub(crate) past_offers: Vec<Vec<PastOffer>>,
    pub(crate) parties: Vec<PartyState>,
    pub(crate) values: Vec<Option<i64>>,
    pub(crate) drawn_sheets: Vec<Option<Sheet>>,
    // Nobody's to see.
    pub(crate) waiting_draws: Vec<DrawId>,
    pub(crate) deadline_draws: Vec<u32>,
    pub(crate) probability_shifts: Vec<i64>,
    pub(crate) calendar: Calendar,
}

impl State {
    /// The state before the first event.
    #[must_use]
    pub fn new(scenario: Arc<Scenario>) -> Self {
        let setup = scenario.setup();
        let mut state = Self {
            now: setup.opens,
            is_open: false,
            occupants: vec![Occupant::Bot; scenario.seat_count()],
            gauges: vec![0; setup.gauges.len()],
            decrees: vec![DecreeState::PENDING; setup.decrees.len()],
            suits: vec![SuitStatus::NotFiled; setup.suits.len()],
            suits_filed_at: vec![Instant::NEVER; setup.suits.len()],
            motions: vec![MotionStatus::NotFiled; setup.motions.len()],
            signals_made: vec![false; setup.signals.len()],
            sales: Sales::none(setup.sale.talks.len()),
            reviews: vec![ReviewState::NOT_NEEDED; setup.sale.reviews.len() * setup.sale.talks.len()],
            objections: vec![0; setup.sale.issues.len()],
            standing_objections: Vec::new(),
            vendors: scenario.sellers().to_vec(),
            failed: SeatSet::NONE,
            chance_results: vec![None; setup.chances.len()],
            outcome: None,
            talks: vec![TalksState::NOT_YET; setup.sale.talks.len()],
            conference: ConferenceState::NOT_YET,
            auction: AuctionState::not_yet(&scenario),
            coalitions: CoalitionState::not_yet(&scenario),
            past_offers: setup
                .sale
                .talks
                .iter()
                .map(|_| Vec::with_capacity(crate::talks::PAST_OFFERS_RESERVED))
                .collect(),
            parties: vec![PartyState { walk_away_shift: 0 }; setup.parties.len()],
            values: vec![None; setup.slots.len()],
            drawn_sheets: vec![None; setup.parties.len()],
            waiting_draws: Vec::with_capacity(DrawId::all(&scenario).count()),
            deadline_draws: vec![0; setup.decrees.len()],
            probability_shifts: vec![0; usize::from(setup.probability_count)],
            calendar: Calendar::new(scenario.calendar_shape()),
            scenario: Arc::clone(&scenario),
        };
        state.wait_for_values();
        state
    }

    /// Goes back to the state before the first event without giving up its memory.
    pub fn reset(&mut self) {
        self.now = self.scenario.setup().opens;
        self.is_open = false;
        self.occupants.fill(Occupant::Bot);
        self.gauges.fill(0);
        self.decrees.fill(DecreeState::PENDING);
        self.suits.fill(SuitStatus::NotFiled);
        self.suits_filed_at.fill(Instant::NEVER);
        self.motions.fill(MotionStatus::NotFiled);
        self.signals_made.fill(false);
        self.sales.reset();
        self.reviews.fill(ReviewState::NOT_NEEDED);
        self.objections.fill(0);
        self.standing_objections.clear();
        self.vendors.copy_from_slice(self.scenario.sellers());
        self.failed = SeatSet::NONE;
        self.chance_results.fill(None);
        self.outcome = None;
        self.talks.fill(TalksState::NOT_YET);
        self.conference = ConferenceState::NOT_YET;
        self.auction.reset();
        self.coalitions.reset();
        self.past_offers.iter_mut().for_each(Vec::clear);
        self.parties.fill(PartyState { walk_away_shift: 0 });
        self.values.fill(None);
        self.drawn_sheets.fill(None);
        self.waiting_draws.clear();
        self.deadline_draws.fill(0);
        self.probability_shifts.fill(0);
        self.calendar.clear_all();
        self.wait_for_values();
    }

    fn wait_for_values(&mut self) {
        let count = self.scenario.setup().slots.len();
        // Draws are taken from the end, so the first stands last.
        self.waiting_draws.extend((0..count).rev().map(|i| DrawId::Value(crate::id::SlotId::at(i))));
    }

    /// The scenario played.
    #[must_use]
    pub fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// What time it is.
    #[must_use]
    pub const fn now(&self) -> Instant {
        self.now
    }

    /// Whether play has begun.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.is_open
    }

    /// How the run ended, once it has.
    #[must_use]
    pub const fn outcome(&self) -> Option<OutcomeId> {
        self.outcome
    }

    /// The matter of chance that nature settles next.
    #[must_use]
    pub fn waiting_draw(&self) -> Option<DrawId> {
        self.waiting_draws.last().copied()
    }

    /// How often a draw of this kind was made before: the tick of its address.
    #[must_use]
    pub fn draw_tick(&self, draw: DrawId) -> u64 {
        match draw {
            DrawId::Deadline(decree) => u64::from(self.deadline_draws[decree.index()]),
            _ => 0,
        }
    }

    /// What falls due, and when.
    #[must_use]
    pub const fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Who plays a seat.
    #[must_use]
    pub fn occupant(&self, seat: SeatId) -> Occupant {
        self.occupants[seat.index()]
    }

    /// A decree.
    #[must_use]
    pub fn decree(&self, decree: DecreeId) -> &DecreeState {
        &self.decrees[decree.index()]
    }

    /// Talks; their table is the two sides' own.
    #[must_use]
    pub fn talks(&self, talks: TalksId) -> &TalksState {
        &self.talks[talks.index()]
    }

    /// The table of talks: for the referee and for reports that may see all.
    #[must_use]
    pub fn table(&self, talks: TalksId) -> &Table {
        &self.talks[talks.index()].table
    }

    /// Whether the answer in talks is late by as long as an answer takes, so that the other side may speak again.
    #[must_use]
    pub fn is_overdue(&self, talks: TalksId) -> bool {
        let pace = self.value(self.scenario.talks(talks).pace_days).max(1);
        self.table(talks).reply_due.0.saturating_add(pace.saturating_mul(DAY_SECONDS)) <= self.now.0
    }

    /// Every offer made in talks since they began, or since a trustee began them afresh: for the referee.
    #[must_use]
    pub fn past_offers(&self, talks: TalksId) -> &[PastOffer] {
        &self.past_offers[talks.index()]
    }

    /// The oldest agreement that stands; see [`State::agreements`].
    #[must_use]
    #[inline]
    pub fn agreement(&self) -> Option<&Agreement> {
        self.sales.standing().first()
    }

    /// The sale that completed all: the last to close once nothing is left for sale.
    #[must_use]
    pub fn closed(&self) -> Option<&ClosedSale> {
        if self.is_sold_out() { self.sales.closed().last() } else { None }
    }

    /// Whether nothing is left for sale.
    #[must_use]
    #[inline]
    pub fn is_sold_out(&self) -> bool {
        self.sales.sold() == self.scenario.all_lots()
    }

    /// The bidders that had bought and failed.
    #[must_use]
    pub const fn failed(&self) -> SeatSet {
        self.failed
    }

    /// Where a gauge stands.
    #[must_use]
    pub fn gauge(&self, gauge: GaugeId) -> i64 {
        self.gauges[gauge.index()]
    }

    /// Where a case stands.
    #[must_use]
    pub fn suit(&self, suit: SuitId) -> SuitStatus {
        self.suits[suit.index()]
    }

    /// Where a motion stands.
    #[must_use]
    pub fn motion(&self, motion: MotionId) -> MotionStatus {
        self.motions[motion.index()]
    }

    /// How far a review has come: open if it is open on any agreement, approved if it is on one and open on none.
    #[must_use]
    pub fn review(&self, review: ReviewId) -> ReviewStatus {
        let row = self.reviews_of(review);
        let stands = |status| row.iter().any(|state| state.status == status);
        let furthest = [ReviewStatus::Open, ReviewStatus::Approved].into_iter().find(|&status| stands(status));
        furthest.unwrap_or(ReviewStatus::NotNeeded)
    }

    /// Where a review of the agreement in some talks stands.
    #[must_use]
    pub fn review_in(&self, review: ReviewId, talks: TalksId) -> ReviewStatus {
        self.reviews_of(review)[talks.index()].status
    }

    /// The talks whose agreements lie open before a review.
    pub fn open_under(&self, review: ReviewId) -> impl Iterator<Item = TalksId> + '_ {
        let row = self.reviews_of(review).iter().enumerate();
        row.filter(|(_, state)| state.status == ReviewStatus::Open).map(|(place, _)| TalksId::at(place))
    }

    /// The row of a review, by talks.
    pub(crate) fn reviews_of(&self, review: ReviewId) -> &[ReviewState] {
        &self.reviews[self.review_row(review)]
    }

    pub(crate) fn review_mut(&mut self, review: ReviewId, talks: TalksId) -> &mut ReviewState {
        let row = self.review_row(review);
        &mut self.reviews[row][talks.index()]
    }

    fn review_row(&self, review: ReviewId) -> std::ops::Range<usize> {
        let talks = self.talks.len();
        review.index() * talks..(review.index() + 1) * talks
    }

    /// Who sells for the sale's seller: itself, or the trustee once one is appointed. Where several sell, see
    /// [`State::vendor_in`].
    #[must_use]
    #[inline]
    pub fn vendor(&self) -> SeatId {
        self.vendors[0]
    }

    /// The result of a chance that has come out, by its place.
    #[must_use]
    pub fn chance_result(&self, chance: crate::id::ChanceId) -> Option<u8> {
        self.chance_results[chance.index()]
    }

    /// What a number of the scenario is in this run; zero until it is drawn.
    #[must_use]
    pub fn value(&self, quantity: Quantity) -> i64 {
        value_of(&self.values, quantity)
    }

    /// A party's score sheet.
    #[must_use]
    pub fn sheet(&self, seat: SeatId) -> Option<&Sheet> {
        self.drawn_sheets[party_index(seat)?].as_ref().or_else(|| self.scenario.fixed_sheet(seat))
    }

    /// Whether a party has a part in what is agreed in talks: all have but those who bid in other talks, back another bid or
    /// sell something else.
    #[must_use]
    pub fn has_part(&self, seat: SeatId, talks: TalksId) -> bool {
        let is_backer = || self.talks(talks).backers().has(seat);
        match self.scenario.party(seat).map(|party| party.role) {
            Some(Role::Bidder) => self.scenario.talks(talks).bidder == seat || is_backer(),
            Some(Role::Backer) => is_backer(),
            Some(Role::Seller) => self.scenario.owner_in(talks) == seat,
            Some(Role::Trustee) if self.scenario.has_several_sellers() => {
                self.vendor_in(talks) == seat || self.scenario.cosigners().has(seat)
            }
            Some(_) => true,
            None => false,
        }
    }

    /// The fewest points that a party accepts as things stand; `None` for the clock and nature.
    #[must_use]
    pub fn walk_away(&self, seat: SeatId) -> Option<Points> {
        let index = party_index(seat)?;
        let party = &self.scenario.setup().parties[index];
        let base = self.value(party.walk_away) + self.parties[index].walk_away_shift;
        // Slopes are in thousandths of a point; the sum is rounded once, towards zero.
        let keeps = base + self.sway(&party.sways) / 1_000;
        let left = party.if_enforced.map(|left| self.value(left));
        Some(Points(left.map_or(keeps, |left| self.worth_of_no_deal(seat, keeps, left))))
    }

    /// A probability as things stand.
    #[must_use]
    pub fn probability(&self, probability: &Probability) -> Ppm {
        let base = self.value(probability.base_ppm) + self.probability_shifts[usize::from(probability.index)];
        Ppm::clamped(base + self.sway(&probability.sways))
    }

    fn sway(&self, sways: &[Sway]) -> i64 {
        let gauges = &self.scenario.setup().gauges;
        sways
            .iter()
            .map(|sway| {
                let above = self.gauge(sway.gauge) - self.value(gauges[sway.gauge.index()].start);
                above * self.value(sway.per_point)
            })
            .sum()
    }

    /// Who must sign the agreement without fail: the vendor, the bidder, whoever backs the bid and who has a veto;
    /// shareholders to whom a business is spun off are not asked.
    #[must_use]
    pub fn must_sign(&self, talks: TalksId) -> SeatSet {
        let sides = self.talks[talks.index()].backers.with(self.vendor_in(talks)).or(self.scenario.vetoes());
        if self.scenario.is_spin_off(talks) { sides } else { sides.with(self.scenario.talks(talks).bidder) }
    }

    /// Whether the signatures of these seats are all that a deal needs: of everybody who must sign, and of enough of the
    /// cosigners.
    #[must_use]
    pub fn suffice(&self, talks: TalksId, signatures: SeatSet) -> bool {
        let enough =
            signatures.and(self.scenario.cosigners()).count() >= u32::from(self.scenario.setup().sale.cosigners_min);
        enough && self.must_sign(talks).minus(signatures).is_empty()
    }

    /// Who is asked to sign the agreement at all.
    #[must_use]
    pub fn asked_to_sign(&self, talks: TalksId) -> SeatSet {
        self.must_sign(talks).or(self.scenario.cosigners())
    }

    /// The options of an issue that an authority has objected to, one bit each for the first 64.
    #[must_use]
    pub fn objections(&self, issue: crate::id::IssueId) -> u64 {
        self.objections[issue.index()]
    }

    /// The seats that what falls due by a moment calls upon: those that would act then.
    #[must_use]
    pub fn called(&self, by: Instant) -> SeatSet {
        self.calls_by(by).map(|(_, _, seat)| seat).collect()
    }

    /// What falls due by a moment and calls upon a seat, which would act then: when, what, and whom.
    pub fn calls_by(&self, by: Instant) -> impl Iterator<Item = (Instant, Due, SeatId)> + '_ {
        let dues = self.calendar.due_by(self.scenario.calendar_shape(), by);
        dues.filter_map(|(at, due)| Some((at, due, self.called_for(due)?)))
    }

    /// The seat that something calls upon when it falls due, if it calls upon one.
    #[must_use]
    pub fn called_for(&self, due: Due) -> Option<SeatId> {
        let scenario = &self.scenario;
        match due {
            Due::Issue(decree) => Some(scenario.decree(decree).issuer),
            // A spin-off is the vendor's to resolve upon.
            Due::Entry(talks) if scenario.is_spin_off(talks) => Some(self.vendor_in(talks)),
            Due::Entry(talks) => Some(scenario.talks(talks).bidder),
            Due::Backing(index) => Some(scenario.setup().sale.backings[usize::from(index)].backer),
            Due::Merger(index) => Some(scenario.talks(scenario.setup().sale.mergers[usize::from(index)].talks).bidder),
            Due::Signal(signal) => Some(scenario.signal(signal).author),
            Due::Suit(suit) => Some(scenario.suit(suit).plaintiff),
            Due::Motion(motion) => Some(scenario.suit(scenario.motion(motion).suit).plaintiff),
            Due::Hearing(motion) => Some(scenario.suit(scenario.motion(motion).suit).court),
            Due::AppealHearing(motion) => scenario.motion(motion).appeal.as_ref().map(|appeal| appeal.court),
            Due::Reply(talks) if self.table(talks).bidder_to_move => Some(scenario.talks(talks).bidder),
            Due::Reply(talks) => Some(self.vendor_in(talks)),
            Due::Review(review, _) => Some(scenario.review(review).authority),
            Due::Text => Some(self.conference.turn),
            Due::Chance(_)
            | Due::Warning(_)
            | Due::ReviewEnd(..)
            | Due::Closing(_)
            | Due::TextEnd
            | Due::VoteEnd
            | Due::AuctionDay
            | Due::AuctionRound
            | Due::TrusteeEnd(_)
            | Due::Deadline(_)
            | Due::Close => None,
        }
    }

    /// When the clock next has something to do.
    #[must_use]
    pub fn next_due(&self) -> Instant {
        self.calendar.next()
    }

    #[inline(always)]
    pub(crate) fn schedule(&mut self, due: Due, at: Instant) {
        let shape = self.scenario.calendar_shape();
        self.calendar.set(shape, due, at);
    }

    #[inline(always)]
    pub(crate) fn unschedule(&mut self, due: Due) {
        let shape = self.scenario.calendar_shape();
        self.calendar.clear(shape, due);
    }
}

impl State {
    /// Whether a condition of the scenario holds.
    #[must_use]
    pub fn meets(&self, condition: &crate::scenario::Condition) -> bool {
        if condition.sold.is_some_and(|sold| sold != self.is_sold_out()) {
            return false;
        }
        if !condition.failed.is_empty() && !condition.failed.iter().any(|&buyer| self.failed.has(buyer)) {
            return false;
        }
        if condition.auction_failed.is_some_and(|failed| failed != self.auction.has_failed) {
            return false;
        }
        if !condition.buyers.is_empty() || !condition.joined.is_empty() || !condition.terms.0.is_empty() {
            let holds = |sale: &ClosedSale| {
                let buyer = self.scenario.talks(sale.talks).bidder;
                let with = self.talks(sale.talks).backers();
                (condition.buyers.is_empty() || condition.buyers.contains(&buyer))
                    && (condition.joined.is_empty() || condition.joined.iter().any(|&seat| with.has(seat)))
                    && condition.terms.allow(&sale.deal)
            };
            if !self.sales().iter().any(holds) {
                return false;
            }
        }
        let went_to = |lot: u16| self.sale_of(lot).map(|sale| self.scenario.talks(sale.talks).bidder);
        if !condition.lots.iter().all(|(lot, seats)| went_to(*lot).is_some_and(|buyer| seats.contains(&buyer))) {
            return false;
        }
        if !condition.sold_by.iter().all(|&seller| self.has_sold_all(seller)) {
            return false;
        }
        condition.decrees.iter().all(|(decree, allowed)| allowed.contains(&self.decree(*decree).status()))
    }

    /// How far the deal has come that is furthest of those whose seller a decree lies on, if there is one.
    #[must_use]
    pub fn stage_under(&self, decree: DecreeId) -> Option<Stage> {
        if self.is_sold_out() {
            return Some(Stage::Closed);
        }
        self.scenario.sellers_under(decree).filter_map(|seller| self.agreement_of(seller).map(Agreement::stage)).max()
    }

    /// How far the deal that is furthest has come, if there is one.
    #[must_use]
    pub fn stage(&self) -> Option<Stage> {
        if self.is_sold_out() {
            return Some(Stage::Closed);
        }
        self.agreements().map(Agreement::stage).max()
    }

    /// Whether a party issued a live decree or is weighed upon by one: any decree that is out and not over.
    pub fn live_decrees(&self) -> impl Iterator<Item = DecreeId> + '_ {
        (0..self.decrees.len()).map(DecreeId::at).filter(|d| self.decree(*d).status().is_live())
    }
}

/// What a number is, given the numbers drawn; zero until it is drawn.
#[must_use]
pub(crate) fn value_of(drawn: &[Option<i64>], quantity: Quantity) -> i64 {
    match quantity {
        Quantity::Fixed(number) => number,
        Quantity::Drawn(slot) => drawn[slot.index()].unwrap_or(0),
    }
}

/// The status that an appeal's decision leaves a motion in.
#[must_use]
pub(crate) const fn after_appeal(before: MotionStatus, decision: AppealDecision) -> MotionStatus {
    match (before, decision) {
        (MotionStatus::GrantedOnAppeal, AppealDecision::Affirmed)
        | (MotionStatus::DeniedOnAppeal, AppealDecision::Reversed) => MotionStatus::FinallyGranted,
        (MotionStatus::GrantedOnAppeal, AppealDecision::Reversed)
        | (MotionStatus::DeniedOnAppeal, AppealDecision::Affirmed) => MotionStatus::FinallyDenied,
        (other, _) => other,
    }
}

/// The status of a decree that has been issued and may have been extended.
#[must_use]
pub(crate) const fn running(extended_days: i64) -> Status {
    if extended_days > 0 { Status::Extended } else { Status::Issued }
}
