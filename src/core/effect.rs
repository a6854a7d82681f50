//! When something happens, something follows: triggers, and the consequences that effects and chances share.

use crate::chance::ResultId;
use crate::command::AppealDecision;
use crate::event::Event;
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent, TalksEvent,
    WorldEvent,
};
use crate::id::{DecreeId, GaugeId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use crate::scenario::Quantity;

/// A kind of event with the thing that it happens to.
///
/// Moves of gauges, walk-aways and probabilities set nothing off, so effects cannot chase each other for ever.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Trigger {
    /// A decree was issued.
    DecreeIssued(DecreeId),
    /// A deadline is near.
    DeadlineNeared(DecreeId),
    /// A deadline was moved.
    DeadlineExtended(DecreeId),
    /// An extension was refused.
    ExtensionDenied(DecreeId),
    /// A deadline came.
    DeadlinePassed(DecreeId),
    /// A prohibition binds.
    DecreeTookForce(DecreeId),
    /// A decree was enforced.
    DecreeEnforced(DecreeId),
    /// A decree's date went by.
    DecreeLapsed(DecreeId),
    /// A decree was taken back.
    DecreeRevoked(DecreeId),
    /// A decree was satisfied.
    DecreeSatisfied(DecreeId),
    /// An injunction stopped a decree.
    DecreeEnjoined(DecreeId),
    /// An injunction against a decree fell.
    InjunctionLifted(DecreeId),
    /// A trustee was appointed.
    TrusteeAppointed(DecreeId),
    /// A bidder came forward.
    TalksOpened(TalksId),
    /// Talks were broken off.
    TalksEnded(TalksId),
    /// Somebody joined a bid.
    BidJoined(SeatId),
    /// Somebody left a bid.
    BidLeft(SeatId),
    /// Terms were agreed.
    TermsAgreed(TalksId),
    /// A deal was signed.
    DealSigned(TalksId),
    /// An agreement was dropped.
    AgreementDropped(TalksId),
    /// A deal was approved.
    DealApproved(ReviewId),
    /// A deal was blocked.
    DealBlocked(ReviewId),
    /// A case was brought.
    SuitFiled(SuitId),
    /// A motion was filed.
    MotionFiled(MotionId),
    /// A motion was granted.
    MotionGranted(MotionId),
    /// A motion was denied.
    MotionDenied(MotionId),
    /// An appeal was decided.
    AppealDecided(MotionId, AppealDecision),
    /// Something was said.
    SignalMade(SignalId),
    /// A chance came out.
    ChanceResolved(ResultId),
    /// Enforcement was suspended.
    EnforcementSuspended(DecreeId),
    /// A court undid a decree.
    DecreeAnnulled(DecreeId),
    /// A spin-off was resolved upon.
    SpinOffPlanned(TalksId),
    /// A sale closed.
    DealClosed(TalksId),
    /// A buyer failed.
    BuyerFailed(TalksId),
    /// The auction was opened.
    AuctionOpened,
    /// A bidder won the auction.
    AuctionWon(TalksId),
    /// The auction failed.
    AuctionFailed,
    /// A bid was folded into another.
    BidMerged(TalksId),
    /// Some lots were sold, and others not yet.
    LotSold(TalksId),
}

impl Trigger {
    /// How many kinds there are.
    pub(crate) const KINDS: usize = 39;

    /// The place of its kind among the kinds.
    pub(crate) const fn kind(self) -> usize {
        (self.key() >> 16) as usize
    }

    /// The trigger as one number, in the order of the variants and then of the things, so that a search compares at once.
    pub(crate) const fn key(self) -> u32 {
        let (kind, thing, result): (u32, u8, u8) = match self {
            Self::DecreeIssued(id) => (0, id.0, 0),
            Self::DeadlineNeared(id) => (1, id.0, 0),
            Self::DeadlineExtended(id) => (2, id.0, 0),
            Self::ExtensionDenied(id) => (3, id.0, 0),
            Self::DeadlinePassed(id) => (4, id.0, 0),
            Self::DecreeTookForce(id) => (5, id.0, 0),
            Self::DecreeEnforced(id) => (6, id.0, 0),
            Self::DecreeLapsed(id) => (7, id.0, 0),
            Self::DecreeRevoked(id) => (8, id.0, 0),
            Self::DecreeSatisfied(id) => (9, id.0, 0),
            Self::DecreeEnjoined(id) => (10, id.0, 0),
            Self::InjunctionLifted(id) => (11, id.0, 0),
            Self::TrusteeAppointed(id) => (12, id.0, 0),
            Self::TalksOpened(id) => (13, id.0, 0),
            Self::TalksEnded(id) => (14, id.0, 0),
            Self::BidJoined(id) => (15, id.0, 0),
            Self::BidLeft(id) => (16, id.0, 0),
            Self::TermsAgreed(id) => (17, id.0, 0),
            Self::DealSigned(id) => (18, id.0, 0),
            Self::AgreementDropped(id) => (19, id.0, 0),
            Self::DealApproved(id) => (20, id.0, 0),
            Self::DealBlocked(id) => (21, id.0, 0),
            Self::SuitFiled(id) => (22, id.0, 0),
            Self::MotionFiled(id) => (23, id.0, 0),
            Self::MotionGranted(id) => (24, id.0, 0),
            Self::MotionDenied(id) => (25, id.0, 0),
            Self::AppealDecided(motion, decision) => (26, motion.0, decision as u8),
            Self::SignalMade(id) => (27, id.0, 0),
            Self::ChanceResolved(result) => (28, result.chance.0, result.index),
            Self::EnforcementSuspended(id) => (29, id.0, 0),
            Self::DecreeAnnulled(id) => (30, id.0, 0),
            Self::SpinOffPlanned(id) => (31, id.0, 0),
            Self::DealClosed(id) => (32, id.0, 0),
            Self::BuyerFailed(id) => (33, id.0, 0),
            Self::AuctionOpened => (34, 0, 0),
            Self::AuctionWon(id) => (35, id.0, 0),
            Self::AuctionFailed => (36, 0, 0),
            Self::BidMerged(id) => (37, id.0, 0),
            Self::LotSold(id) => (38, id.0, 0),
        };
        kind << 16 | (thing as u32) << 8 | result as u32
    }

    /// The trigger that an event is, if it is one.
    // Inlined: most callers know the kind of the event.
    #[inline(always)]
    #[must_use]
    pub fn of(event: &Event) -> Option<Self> {
        Some(match *event {
            Event::Decree(event) => return Self::of_decree(event),
            Event::Court(event) => return Self::of_court(event),
            Event::Talks(event) => match event {
                TalksEvent::Opened { talks } => Self::TalksOpened(talks),
                TalksEvent::Ended { talks, .. } => Self::TalksEnded(talks),
                TalksEvent::OfferMade { .. } | TalksEvent::Resumed { .. } => return None,
            },
            Event::Consortium(event) => match event {
                ConsortiumEvent::BackerJoined { backer, .. } => Self::BidJoined(backer),
                ConsortiumEvent::BackerLeft { backer, .. } => Self::BidLeft(backer),
                ConsortiumEvent::Merged { talks, .. } => Self::BidMerged(talks),
                ConsortiumEvent::BackerInvited { .. }
                | ConsortiumEvent::InvitationDeclined { .. }
                | ConsortiumEvent::MergerProposed { .. }
                | ConsortiumEvent::MergerAccepted { .. }
                | ConsortiumEvent::MergerDeclined { .. } => return None,
            },
            Event::Agreement(event) => match event {
                AgreementEvent::TermsAgreed { talks, .. } => Self::TermsAgreed(talks),
                AgreementEvent::Signed { talks } => Self::DealSigned(talks),
                AgreementEvent::Dropped { talks, .. } => Self::AgreementDropped(talks),
                AgreementEvent::SpinOffPlanned { talks, .. } => Self::SpinOffPlanned(talks),
                AgreementEvent::Closed { talks, completes: true, .. } => Self::DealClosed(talks),
                AgreementEvent::Closed { talks, completes: false, .. } => Self::LotSold(talks),
                AgreementEvent::BuyerFailed { talks } => Self::BuyerFailed(talks),
                AgreementEvent::SignatureGiven { .. }
                | AgreementEvent::SigningRefused { .. }
                | AgreementEvent::ClosingScheduled { .. } => return None,
            },
            Event::Review(event) => match event {
                ReviewEvent::Approved { review, .. } => Self::DealApproved(review),
                ReviewEvent::Blocked { review, .. } => Self::DealBlocked(review),
                ReviewEvent::Opened { .. } => return None,
            },
            Event::World(event) => match event {
                WorldEvent::SignalMade { signal } => Self::SignalMade(signal),
                // Moves set nothing off, so that effects cannot chase each other for ever.
                WorldEvent::GaugeMoved { .. }
                | WorldEvent::WalkAwayMoved { .. }
                | WorldEvent::ProbabilityMoved { .. } => return None,
            },
            Event::Chance(event) => match event {
                ChanceEvent::Resolved { chance, result } => Self::ChanceResolved(ResultId { chance, index: result }),
                ChanceEvent::ValueDrawn { .. }
                | ChanceEvent::Drawn { .. }
                | ChanceEvent::Settled { .. }
                | ChanceEvent::FellDue { .. }
                | ChanceEvent::Scheduled { .. } => return None,
            },
            Event::Auction(event) => match event {
                AuctionEvent::Opened { .. } => Self::AuctionOpened,
                AuctionEvent::Won { talks, .. } => Self::AuctionWon(talks),
                AuctionEvent::Failed => Self::AuctionFailed,
                AuctionEvent::RoundOpened { .. }
                | AuctionEvent::BidTabled { .. }
                | AuctionEvent::BidOpened { .. }
                | AuctionEvent::BidderPassed { .. }
                | AuctionEvent::BidderOut { .. }
                | AuctionEvent::LotUnsold { .. } => return None,
            },
            Event::Run(_) | Event::Conference(_) => return None,
        })
    }

    fn of_decree(event: DecreeEvent) -> Option<Self> {
        Some(match event {
            DecreeEvent::Issued { decree, .. } => Self::DecreeIssued(decree),
            DecreeEvent::DeadlineNeared { decree } => Self::DeadlineNeared(decree),
            DecreeEvent::DeadlineExtended { decree, .. } => Self::DeadlineExtended(decree),
            DecreeEvent::ExtensionDenied { decree } => Self::ExtensionDenied(decree),
            DecreeEvent::DeadlinePassed { decree } => Self::DeadlinePassed(decree),
            DecreeEvent::TookForce { decree } => Self::DecreeTookForce(decree),
            DecreeEvent::Enforced { decree } => Self::DecreeEnforced(decree),
            DecreeEvent::Lapsed { decree } => Self::DecreeLapsed(decree),
            DecreeEvent::Revoked { decree } => Self::DecreeRevoked(decree),
            DecreeEvent::Satisfied { decree } => Self::DecreeSatisfied(decree),
            DecreeEvent::Enjoined { decree, .. } => Self::DecreeEnjoined(decree),
            DecreeEvent::InjunctionLifted { decree, .. } => Self::InjunctionLifted(decree),
            DecreeEvent::TrusteeAppointed { decree, .. } => Self::TrusteeAppointed(decree),
            DecreeEvent::EnforcementSuspended { decree, .. } => Self::EnforcementSuspended(decree),
            DecreeEvent::Annulled { decree, .. } => Self::DecreeAnnulled(decree),
            DecreeEvent::ExtensionRequested { .. } | DecreeEvent::TrusteeTermEnded { .. } => return None,
        })
    }

    fn of_court(event: CourtEvent) -> Option<Self> {
        Some(match event {
            CourtEvent::SuitFiled { suit } => Self::SuitFiled(suit),
            CourtEvent::MotionFiled { motion, .. } => Self::MotionFiled(motion),
            CourtEvent::MotionGranted { motion } => Self::MotionGranted(motion),
            CourtEvent::MotionDenied { motion } => Self::MotionDenied(motion),
            CourtEvent::AppealDecided { motion, decision } => Self::AppealDecided(motion, decision),
            CourtEvent::SuitWithdrawn { .. } | CourtEvent::SuitMooted { .. } | CourtEvent::AppealFiled { .. } => {
                return None;
            }
        })
    }
}

/// What follows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consequence {
    /// A gauge moves.
    MoveGauge(GaugeId, Quantity),
    /// A party's walk-away moves, in points.
    MoveWalkAway(SeatId, Quantity),
    /// A probability moves, in parts per million.
    MoveProbability(u8, Quantity),
    /// A decree is issued.
    IssueDecree(DecreeId),
    /// A decree is taken back.
    RevokeDecree(DecreeId),
    /// A decree is enforced.
    EnforceDecree(DecreeId),
    /// Something is said.
    MakeSignal(SignalId),
    /// A bidder comes forward.
    OpenTalks(TalksId),
    /// A bidder gives up.
    EndTalks(TalksId),
    /// Enforcement of a decree is suspended for so many days from now.
    SuspendEnforcement(DecreeId, Quantity),
    /// A bidder fails: what it bought is for sale again, or it gives up.
    FailBuyer(TalksId),
}
