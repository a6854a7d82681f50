//! Coalitions: a bidder that brings a backer in, and a bid that is folded into another.
//!
//! A merger has a worth: what the bidder that joins brings, by which any deal is worth more to the two than to the other
//! alone. Books are opened and the part of each is worked out, not haggled over: who joins gets what its own bid is worth to
//! it and its share of the rest. With half of it that is Nash's solution for two ("The Bargaining Problem", Econometrica 18
//! (1950) 155-162) and Shapley's value of their game ("A Value for n-person Games", Contributions to the Theory of Games II
//! (1953) 307-317). It stays Shapley's value when several join one bid, for then the worth of the whole is a sum over pairs,
//! and each of a pair is due half of it (Deng and Papadimitriou, "On the Complexity of Cooperative Solution Concepts",
//! Mathematics of Operations Research 19 (1994) 257-266). Among bidders at auctions payments by Shapley's value are those of
//! Graham, Marshall and Richard ("Differential Payments within a Bidder Coalition and the Shapley Value", American Economic
//! Review 80 (1990) 493-510).
//!
//! ```text
//! NotMade ── proposed ──► Open ── all who are asked accept ──► Merged ── leaves, or the bid ends ──► Left
//!    ▲                     ├── declined, or taken back ──► Declined
//!    └── terms agreed elsewhere, a trustee, talks ended ◄──┘
//! ```

use crate::auction::{self, Mergers};
use crate::calendar::Due;
use crate::deal::Deal;
use crate::decide::reply_due;
use crate::event::Event;
use crate::event::{ConsortiumEvent, WorldEvent};
use crate::id::{SeatId, SeatSet, TalksId};
use crate::rejection::Rejection;
use crate::rejection::{AgreementRejection, AuctionRejection, ConsortiumRejection, TalksRejection};
use crate::scenario::{Backing, Quantity, Scenario};
use crate::state::{State, TalksStatus};
use crate::turn::Turn;
use crate::units::{Instant, Points, Ppm};
use crate::view::View;

/// A bid that may be folded into another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Merger {
    /// The talks of the bidder that joins; they end with the merger.
    pub talks: TalksId,
    /// The talks that go on for both.
    pub into: TalksId,
    /// The first day on which its bot would propose it (days since 1970-01-01).
    pub from_day: Quantity,
    /// Whether it would at all: 1 or 0.
    pub real: Quantity,
    /// By how many points any deal is worth more to the two than to the other alone.
    pub brings: Quantity,
    /// The share of what is gained that goes to who joins.
    pub share: Ppm,
}

/// Where an invitation to back a bid stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Invitation {
    /// The bidder has not invited.
    NotMade,
    /// The backer may join.
    Open,
    /// The backer has said no, for good.
    Declined,
}

/// Where a merger stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// Nobody has proposed it, or what was proposed has lapsed.
    NotMade,
    /// It waits for whoever is asked.
    Open,
    /// Somebody has said no, for good.
    Declined,
    /// The two bid as one.
    Merged,
    /// They did.
    Left,
}

/// A merger during play: what its two sides, and whoever's leave it needs, know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Proposal {
    /// Where it stands.
    pub stage: Stage,
    /// What who joins gets, in points over its walk-away.
    pub part: Points,
    /// The vendor whose leave it needs, if it needs that.
    pub asks: Option<SeatId>,
    /// Who has accepted.
    pub accepted: SeatSet,
    /// When the answer is due.
    pub due: Instant,
    /// What any deal of the joint bid is worth to who joined.
    pub points: Points,
}

impl Proposal {
    const NOT_MADE: Self = Self {
        stage: Stage::NotMade,
        part: Points(0),
        asks: None,
        accepted: SeatSet::NONE,
        due: Instant::NEVER,
        points: Points(0),
    };
}

/// Invitations and mergers during play.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CoalitionState {
    /// By place in the table of backings; empty where nobody needs an invitation.
    invitations: Vec<Invitation>,
    /// By place in the table of mergers.
    proposals: Vec<Proposal>,
}

impl CoalitionState {
    pub(crate) fn not_yet(scenario: &Scenario) -> Self {
        let sale = &scenario.setup().sale;
        let invitations = if sale.backings.iter().any(|backing| backing.invited) { sale.backings.len() } else { 0 };
        Self {
            invitations: vec![Invitation::NotMade; invitations],
            proposals: vec![Proposal::NOT_MADE; sale.mergers.len()],
        }
    }

    pub(crate) fn reset(&mut self) {
        self.invitations.fill(Invitation::NotMade);
        self.proposals.fill(Proposal::NOT_MADE);
    }

    /// Feeds all that it is into a sink, in a fixed order; nothing where the scenario has neither.
    pub(crate) fn feed(&self, sink: &mut impl FnMut(i64)) {
        self.invitations.iter().for_each(|&invitation| sink(invitation as i64));
        self.proposals.iter().for_each(|proposal| proposal.feed(sink));
    }

    /// What was proposed and waits for an answer lapses.
    fn lapse(&mut self) {
        let open = self.proposals.iter_mut().filter(|proposal| proposal.stage == Stage::Open);
        open.for_each(|proposal| *proposal = Proposal::NOT_MADE);
    }
}

impl Proposal {
    fn feed(&self, sink: &mut impl FnMut(i64)) {
        sink(self.stage as i64);
        sink(self.part.0);
        sink(self.asks.map_or(-1, |seat| i64::from(seat.0)));
        sink(self.accepted.bits() as i64);
        sink(self.due.0);
        sink(self.points.0);
    }
}

impl Scenario {
    /// The place of the merger of one bid into another.
    #[must_use]
    pub fn merger(&self, talks: TalksId, into: TalksId) -> Option<usize> {
        self.setup().sale.mergers.iter().position(|merger| merger.talks == talks && merger.into == into)
    }

    /// The place of the backing of a bid that waits for an invitation.
    fn invited(&self, talks: TalksId, backer: SeatId) -> Option<usize> {
        let fits = |backing: &Backing| backing.invited && backing.backer == backer && backing.talks == talks;
        self.setup().sale.backings.iter().position(fits)
    }

    /// Who knows of a proposed merger: its two sides, and whoever's leave it needs.
    pub(crate) fn sees_merger(&self, talks: TalksId, into: TalksId, asks: Option<SeatId>) -> SeatSet {
        let sides = SeatSet::only(self.talks(talks).bidder).with(self.talks(into).bidder);
        asks.map_or(sides, |seat| sides.with(seat))
    }
}

// --- what may be done

/// The event of an invitation, if the seat may make it now.
pub(crate) fn invite(state: &State, seat: SeatId, backer: SeatId) -> Result<Event, Rejection> {
    let all = (0..state.scenario().setup().sale.talks.len()).map(TalksId::at);
    let mut own = all.filter(|&talks| state.scenario().talks(talks).bidder == seat);
    let first = invite_to(state, own.next().ok_or(Rejection::Auction(AuctionRejection::NotABidder))?, backer);
    // Who bids with several sellers invites to the first of its bids that a backer may still be invited to.
    first.or_else(|reason| own.find_map(|talks| invite_to(state, talks, backer).ok()).ok_or(reason))
}

fn invite_to(state: &State, talks: TalksId, backer: SeatId) -> Result<Event, Rejection> {
    let place =
        state.scenario().invited(talks, backer).ok_or(Rejection::Consortium(ConsortiumRejection::NoSuchBacker))?;
    is_open(state, talks)?;
    match state.coalitions.invitations[place] {
        Invitation::NotMade => Ok(Event::Consortium(ConsortiumEvent::BackerInvited { talks, backer })),
        Invitation::Open => Err(Rejection::Consortium(ConsortiumRejection::AlreadyInvited)),
        Invitation::Declined => Err(Rejection::Consortium(ConsortiumRejection::HasDeclined)),
    }
}

/// The event of a backer that declines, if it may.
pub(crate) fn decline_invitation(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let bidder = state.scenario().setup().sale.talks.get(talks.index()).ok_or(Rejection::NoSuchThing)?.bidder;
    let place = state.scenario().invited(talks, seat).ok_or(Rejection::NotYours { owner: bidder })?;
    is_open(state, talks)?;
    if state.talks(talks).backers().has(seat) {
        return Err(Rejection::Consortium(ConsortiumRejection::AlreadyInABid));
    }
    if state.coalitions.invitations[place] == Invitation::Open {
        Ok(Event::Consortium(ConsortiumEvent::InvitationDeclined { talks, backer: seat }))
    } else {
        Err(Rejection::Consortium(ConsortiumRejection::NotInvited))
    }
}

/// Whether a backing waits for no invitation any more.
pub(crate) fn may_back(state: &State, place: usize) -> bool {
    !state.scenario().setup().sale.backings[place].invited || state.coalitions.invitations[place] == Invitation::Open
}

fn is_open(state: &State, talks: TalksId) -> Result<(), Rejection> {
    let open = state.talks(talks).status() == TalksStatus::Open && !state.is_over(talks);
    if open { Ok(()) } else { Err(Rejection::Talks(TalksRejection::NotOpen)) }
}

/// Whether two bids may become one now, and whose leave that needs.
fn may_merge(state: &State, merger: &Merger) -> Result<Option<SeatId>, Rejection> {
    is_open(state, merger.talks)?;
    is_open(state, merger.into)?;
    if state.agreement().is_some() {
        return Err(Rejection::Agreement(AgreementRejection::Stands));
    }
    // Who folded into a bid has none to take along.
    let joined = state.mergers().any(|(other, proposal)| other.into == merger.talks && proposal.stage == Stage::Merged);
    if joined {
        return Err(Rejection::Consortium(ConsortiumRejection::BidIsJoint));
    }
    let Some(auction) = state.scenario().setup().sale.auction.as_ref() else { return Ok(None) };
    match (state.auction().stage(), auction.mergers) {
        (auction::Stage::Awarded | auction::Stage::Over, _) | (_, Mergers::Free) => Ok(None),
        (_, Mergers::WithLeave) => Ok(Some(state.vendor())),
        (_, Mergers::Forbidden) => Err(Rejection::Consortium(ConsortiumRejection::MergersForbidden)),
    }
}

/// What its own bid is worth to a bidder, over its walk-away: at what the auction asks, or by what the vendor last offered;
/// at least nothing.
fn alone(state: &State, talks: TalksId) -> i64 {
    let bidder = state.scenario().talks(talks).bidder;
    let deal: Option<Deal> = state.auction_asks().or(state.table(talks).seller_offer);
    let worth = deal.and_then(|deal| state.sheet(bidder).map(|sheet| sheet.score(&deal)));
    let walk_away = state.walk_away(bidder).unwrap_or_default();
    worth.map_or(0, |worth| worth.0.saturating_sub(walk_away.0).max(0))
}

/// The part of who joins: what its own bid is worth to it and its share of what is gained over that, rounded down.
fn part(state: &State, merger: &Merger) -> Result<Points, Rejection> {
    let alone = alone(state, merger.talks);
    let gained = state.value(merger.brings).saturating_sub(alone);
    if gained > 0 {
        Ok(Points(alone + merger.share.of(gained)))
    } else {
        Err(Rejection::Consortium(ConsortiumRejection::NothingGained))
    }
}

/// The event of a proposal, if the seat may make it now.
pub(crate) fn propose(state: &State, seat: SeatId, into: TalksId) -> Result<Event, Rejection> {
    let talks = state.scenario().talks_of(seat).ok_or(Rejection::Auction(AuctionRejection::NotABidder))?;
    let place = state.scenario().merger(talks, into).ok_or(Rejection::Consortium(ConsortiumRejection::NoSuchMerger))?;
    let merger = &state.scenario().setup().sale.mergers[place];
    let asks = may_merge(state, merger)?;
    if state.proposal_of(talks).is_some() {
        return Err(Rejection::Consortium(ConsortiumRejection::ProposalIsOpen));
    }
    if state.coalitions.proposals[place].stage != Stage::NotMade {
        return Err(Rejection::Consortium(ConsortiumRejection::HasDeclined));
    }
    let part = part(state, merger)?;
    Ok(Event::Consortium(ConsortiumEvent::MergerProposed {
        talks,
        into,
        part: part.0,
        asks,
        due: reply_due(state, into),
    }))
}

/// The proposal of a bidder that waits, with its merger.
fn waiting(state: &State, talks: TalksId) -> Result<(&Merger, &Proposal), Rejection> {
    state.scenario().setup().sale.talks.get(talks.index()).ok_or(Rejection::NoSuchThing)?;
    state.proposal_of(talks).ok_or(Rejection::Consortium(ConsortiumRejection::NoProposal))
}

/// The event of a yes to a merger, if the seat is asked.
pub(crate) fn accept(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let (merger, proposal) = waiting(state, talks)?;
    let asked = asked(state, merger, proposal);
    if !asked.has(seat) {
        return Err(Rejection::NotYours { owner: state.scenario().talks(merger.into).bidder });
    }
    if proposal.accepted.has(seat) {
        return Err(Rejection::Consortium(ConsortiumRejection::HasAccepted));
    }
    may_merge(state, merger)?;
    Ok(Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into: merger.into, asks: proposal.asks, by: seat }))
}

/// The event of a no to a merger, or of its being taken back.
pub(crate) fn decline(state: &State, seat: SeatId, talks: TalksId) -> Result<Event, Rejection> {
    let (merger, proposal) = waiting(state, talks)?;
    if !asked(state, merger, proposal).with(state.scenario().talks(talks).bidder).has(seat) {
        return Err(Rejection::NotYours { owner: state.scenario().talks(merger.into).bidder });
    }
    Ok(Event::Consortium(ConsortiumEvent::MergerDeclined { talks, into: merger.into, asks: proposal.asks, by: seat }))
}

fn asked(state: &State, merger: &Merger, proposal: &Proposal) -> SeatSet {
    let other = SeatSet::only(state.scenario().talks(merger.into).bidder);
    proposal.asks.map_or(other, |vendor| other.with(vendor))
}

impl State {
    fn mergers(&self) -> impl Iterator<Item = (&Merger, &Proposal)> {
        self.scenario.setup().sale.mergers.iter().zip(&self.coalitions.proposals)
    }

    /// The merger that a bidder has proposed and that waits for an answer.
    fn proposal_of(&self, talks: TalksId) -> Option<(&Merger, &Proposal)> {
        self.mergers().find(|(merger, proposal)| merger.talks == talks && proposal.stage == Stage::Open)
    }

    /// The merger by which a bidder is in a bid.
    fn membership(&self, seat: SeatId, into: TalksId) -> Option<&Proposal> {
        let is_of = |merger: &Merger| merger.into == into && self.scenario.talks(merger.talks).bidder == seat;
        let mut merged = self.mergers().filter(|(_, proposal)| proposal.stage == Stage::Merged);
        merged.find(|(merger, _)| is_of(merger)).map(|(_, proposal)| proposal)
    }

    /// Whether the bidder of these talks is a member of another bid.
    pub(crate) fn is_merged(&self, talks: TalksId) -> bool {
        self.mergers().any(|(merger, proposal)| merger.talks == talks && proposal.stage == Stage::Merged)
    }

    /// What a deal in some talks is worth to a party: by its sheet, or the points that are its own in the joint bid. `None`
    /// if it does not care, or where several sell and it has no part in that deal.
    #[must_use]
    pub fn worth(&self, seat: SeatId, talks: TalksId, deal: &Deal) -> Option<Points> {
        if self.scenario.has_several_sellers() && !self.has_part(seat, talks) {
            return None;
        }
        let joined = self.membership(seat, talks).map(|proposal| proposal.points);
        joined.or_else(|| self.sheet(seat).map(|sheet| sheet.score(deal)))
    }
}

// --- folding

impl State {
    /// Folds an event about a coalition.
    pub(crate) fn apply_to_coalition(&mut self, event: ConsortiumEvent) {
        match event {
            ConsortiumEvent::BackerJoined { talks, backer } => {
                let state = &mut self.talks[talks.index()];
                state.backers = state.backers.with(backer);
            }
            ConsortiumEvent::BackerLeft { talks, backer } => {
                let state = &mut self.talks[talks.index()];
                state.backers = state.backers.without(backer);
                self.leave_joint_bid(talks, backer);
            }
            ConsortiumEvent::BackerInvited { talks, backer } => self.set_invitation(talks, backer, Invitation::Open),
            ConsortiumEvent::InvitationDeclined { talks, backer } => {
                self.set_invitation(talks, backer, Invitation::Declined);
            }
            ConsortiumEvent::MergerProposed { talks, into, part, asks, due } => {
                let Some(place) = self.scenario.merger(talks, into) else { return };
                self.coalitions.proposals[place] =
                    Proposal { stage: Stage::Open, part: Points(part), asks, due, ..Proposal::NOT_MADE };
                self.schedule(Due::Merger(place as u8), due);
            }
            ConsortiumEvent::MergerAccepted { talks, into, by, .. } => {
                if let Some(place) = self.scenario.merger(talks, into) {
                    let accepted = &mut self.coalitions.proposals[place].accepted;
                    *accepted = accepted.with(by);
                }
            }
            ConsortiumEvent::MergerDeclined { talks, into, .. } => {
                if let Some(place) = self.scenario.merger(talks, into) {
                    self.coalitions.proposals[place] = Proposal { stage: Stage::Declined, ..Proposal::NOT_MADE };
                    self.unschedule(Due::Merger(place as u8));
                }
            }
            ConsortiumEvent::Merged { talks, into } => self.merge(talks, into),
        }
    }

    fn set_invitation(&mut self, talks: TalksId, backer: SeatId, to: Invitation) {
        if let Some(place) = self.scenario.invited(talks, backer) {
            self.coalitions.invitations[place] = to;
        }
    }

    /// One bid is folded into another: its talks are over, and its bidder is in the other's bid as a backer is.
    fn merge(&mut self, talks: TalksId, into: TalksId) {
        let bidder = self.scenario.talks(talks).bidder;
        let walk_away = self.walk_away(bidder).unwrap_or_default();
        if let Some(place) = self.scenario.merger(talks, into) {
            let proposal = &mut self.coalitions.proposals[place];
            proposal.stage = Stage::Merged;
            proposal.points = Points(walk_away.0.saturating_add(proposal.part.0));
            self.unschedule(Due::Merger(place as u8));
        }
        // What is merged by now does not lapse with the talks.
        self.end_talks(talks);
        let state = &mut self.talks[into.index()];
        state.backers = state.backers.with(bidder);
    }

    /// Somebody is in a bid no more; a bidder that had folded its own into it gets no part of it.
    pub(crate) fn leave_joint_bid(&mut self, talks: TalksId, seat: SeatId) {
        for (place, merger) in self.scenario.setup().sale.mergers.iter().enumerate() {
            let proposal = &mut self.coalitions.proposals[place];
            let is_of = merger.into == talks && self.scenario.talks(merger.talks).bidder == seat;
            if is_of && proposal.stage == Stage::Merged {
                proposal.stage = Stage::Left;
            }
        }
    }

    /// Talks are over: what was proposed by their bidder or to it lapses, and its joint bid is none any more.
    pub(crate) fn end_coalitions_of(&mut self, talks: TalksId) {
        for (merger, proposal) in self.scenario.setup().sale.mergers.iter().zip(&mut self.coalitions.proposals) {
            match proposal.stage {
                Stage::Open if merger.talks == talks || merger.into == talks => *proposal = Proposal::NOT_MADE,
                Stage::Merged if merger.into == talks => proposal.stage = Stage::Left,
                _ => {}
            }
        }
    }

    /// The sale takes another turn: terms are agreed, or another sells. What was proposed lapses.
    pub(crate) fn lapse_proposals(&mut self) {
        self.coalitions.lapse();
    }
}

// --- what follows

impl Turn<'_> {
    /// Somebody said yes to a merger: once all who are asked have, the two bid as one.
    pub(crate) fn complete_merger(&mut self, talks: TalksId) {
        let Some((merger, proposal)) = self.state.proposal_of(talks) else { return };
        if asked(self.state, merger, proposal).minus(proposal.accepted).is_empty() {
            let into = merger.into;
            self.emit(Event::Consortium(ConsortiumEvent::Merged { talks, into }));
        }
    }

    /// What is left of what was brought is the other's: it can do with so much less from a deal.
    pub(crate) fn after_merger(&mut self, talks: TalksId, into: TalksId) {
        if let Some(left) = self.left_of(talks, into) {
            self.move_walk_away_of(into, -left);
        }
    }

    /// Who had folded its bid into another's is gone, and what it brought with it.
    pub(crate) fn after_leaving(&mut self, into: TalksId, seat: SeatId) {
        let Some(talks) = self.state.scenario.talks_of(seat) else { return };
        if let Some(left) = self.left_of(talks, into) {
            self.move_walk_away_of(into, left);
        }
    }

    /// What is left of what a bidder brought, once its part is paid.
    fn left_of(&self, talks: TalksId, into: TalksId) -> Option<i64> {
        let place = self.state.scenario.merger(talks, into)?;
        let brings = self.state.value(self.state.scenario.setup().sale.mergers[place].brings);
        Some(brings - self.state.coalitions.proposals[place].part.0)
    }

    fn move_walk_away_of(&mut self, talks: TalksId, by: i64) {
        if by != 0 {
            let seat = self.state.scenario.talks(talks).bidder;
            self.emit(Event::World(WorldEvent::WalkAwayMoved { seat, by }));
        }
    }
}

// --- what a seat may know

impl<'a> View<'a> {
    /// Where an invitation stands, by its place in the table of backings, if the seat is one of its two sides and one is
    /// needed.
    #[must_use]
    pub fn invitation(&self, place: usize) -> Option<Invitation> {
        let backing = self.scenario().setup().sale.backings.get(place).filter(|backing| backing.invited)?;
        let is_side = backing.backer == self.seat() || self.scenario().talks(backing.talks).bidder == self.seat();
        is_side.then(|| self.state().coalitions.invitations[place])
    }

    /// The mergers that the seat knows of: whose side it is, or whose leave is asked for, with how each stands. What the
    /// joint bid comes to for who joined is for that one to know.
    pub fn mergers(&self) -> impl Iterator<Item = (&'a Merger, Proposal)> + use<'a> {
        let (state, seat) = (self.state(), self.seat());
        let known = state.mergers().filter(move |(merger, proposal)| {
            state.scenario().sees_merger(merger.talks, merger.into, proposal.asks).has(seat)
        });
        known.map(move |(merger, proposal)| {
            let is_own = state.scenario().talks(merger.talks).bidder == seat;
            let points = if is_own { proposal.points } else { Points(0) };
            (merger, Proposal { points, ..*proposal })
        })
    }

    /// The part that the seat would get if it folded its bid into another's now; `None` if it may not.
    #[must_use]
    pub fn part_in(&self, into: TalksId) -> Option<Points> {
        match propose(self.state(), self.seat(), into) {
            Ok(Event::Consortium(ConsortiumEvent::MergerProposed { part, .. })) => Some(Points(part)),
            _ => None,
        }
    }

    /// What a deal in some talks is worth to the seat: by its sheet, or the points that are its own in a joint bid.
    #[must_use]
    pub fn worth(&self, talks: TalksId, deal: &Deal) -> Option<Points> {
        self.state().worth(self.seat(), talks, deal)
    }

    pub(crate) fn feed_coalitions(&self, sink: &mut impl FnMut(i64)) {
        for place in 0..self.scenario().setup().sale.backings.len() {
            self.invitation(place).iter().for_each(|&invitation| sink(invitation as i64));
        }
        self.mergers().for_each(|(_, proposal)| proposal.feed(sink));
    }
}
