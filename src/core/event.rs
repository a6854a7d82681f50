//! Events: what has happened. Nothing else changes the state, and none is ever undone.
//!
//! An event stands on disk; its variants are appended, never reordered, and one that changes its shape gets a new
//! version in the log crate.

use crate::chance::DrawId;
use crate::command::{AppealDecision, Ballot, Occupant};
use crate::deal::Deal;
use crate::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId};
use crate::id::{SignalId, SlotId, SuitId, TalksId};
use crate::scenario::TrusteeEnd;
use crate::units::{Instant, Ppm};
use serde::{Deserialize, Serialize};

/// A fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    /// Somebody took a seat.
    SeatTaken {
        /// The seat.
        seat: SeatId,
        /// Who plays it from now on.
        occupant: Occupant,
    },
    /// A number that the scenario left to the seed is known.
    ValueDrawn {
        /// Which number.
        slot: SlotId,
        /// What it is.
        value: i64,
    },
    /// Play began.
    Opened {
        /// When.
        at: Instant,
    },
    /// Time went on.
    TimeAdvanced {
        /// To when.
        to: Instant,
    },
    /// Nature drew.
    Drawn {
        /// What about.
        draw: DrawId,
        /// The raw number from the draw's address.
        raw: u64,
        /// The probability of the first result at that moment; zero where the draw is a number.
        probability: Ppm,
    },
    /// A script said how a matter of chance went.
    Settled {
        /// What about.
        draw: DrawId,
        /// The result by its place.
        result: u8,
    },
    /// A matter now waits for nature.
    DrawFellDue {
        /// What about.
        draw: DrawId,
    },
    /// A chance came out.
    ChanceResolved {
        /// Which.
        chance: ChanceId,
        /// The place of its result.
        result: u8,
    },
    /// A chance was set off and comes out later.
    ChanceSet {
        /// Which.
        chance: ChanceId,
        /// When it comes out.
        at: Instant,
    },
    /// A decree was issued.
    DecreeIssued {
        /// Which.
        decree: DecreeId,
        /// Its date of issue; before the opening for one that was already out.
        issued_at: Instant,
        /// When it is due.
        deadline: Option<Instant>,
    },
    /// A deadline is near.
    DeadlineNeared {
        /// Of which decree.
        decree: DecreeId,
    },
    /// More time was asked for.
    ExtensionRequested {
        /// For which decree.
        decree: DecreeId,
        /// By whom.
        by: SeatId,
    },
    /// A deadline was moved.
    DeadlineExtended {
        /// Of which decree.
        decree: DecreeId,
        /// To when.
        to: Instant,
        /// By how many days.
        days: u16,
    },
    /// More time was refused.
    ExtensionDenied {
        /// For which decree.
        decree: DecreeId,
    },
    /// A deadline came.
    DeadlinePassed {
        /// Of which decree.
        decree: DecreeId,
    },
    /// A prohibition binds.
    DecreeTookForce {
        /// Which decree.
        decree: DecreeId,
    },
    /// A decree was enforced.
    DecreeEnforced {
        /// Which.
        decree: DecreeId,
    },
    /// A decree's date went by without action.
    DecreeLapsed {
        /// Which.
        decree: DecreeId,
    },
    /// A decree was taken back.
    DecreeRevoked {
        /// Which.
        decree: DecreeId,
    },
    /// A closed sale satisfied a decree.
    DecreeSatisfied {
        /// Which.
        decree: DecreeId,
    },
    /// A trustee sells in the seller's place from now on; all talks start afresh.
    TrusteeAppointed {
        /// Under which decree.
        decree: DecreeId,
        /// Who.
        trustee: SeatId,
        /// Until when.
        until: Instant,
        /// What follows if it has not sold by then.
        then: TrusteeEnd,
    },
    /// The trustee's time ran out.
    TrusteeTimeEnded {
        /// Under which decree.
        decree: DecreeId,
    },
    /// A bidder came forward, and it is its turn.
    TalksOpened {
        /// Whose talks.
        talks: TalksId,
    },
    /// An offer was made.
    OfferMade {
        /// In which talks.
        talks: TalksId,
        /// By whom.
        by: SeatId,
        /// To whom.
        to: SeatId,
        /// The terms.
        deal: Deal,
        /// When the answer is due.
        reply_due: Instant,
    },
    /// Talks were broken off.
    TalksEnded {
        /// Which.
        talks: TalksId,
        /// By whom.
        by: SeatId,
    },
    /// Talks go on after an agreement fell; it is the bidder's turn.
    TalksResumed {
        /// Which.
        talks: TalksId,
        /// When the bidder's next offer is due.
        reply_due: Instant,
    },
    /// Somebody joined a bid.
    BidJoined {
        /// Whose talks.
        talks: TalksId,
        /// Who.
        backer: SeatId,
    },
    /// Somebody left a bid.
    BidLeft {
        /// Whose talks.
        talks: TalksId,
        /// Who.
        backer: SeatId,
    },
    /// Seller and bidder agreed on terms and made them public.
    TermsAgreed {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// One party signed.
    SignatureGiven {
        /// Who.
        by: SeatId,
    },
    /// All who must sign have signed.
    DealSigned {
        /// In which talks.
        talks: TalksId,
    },
    /// A party walked away from the agreement.
    AgreementDropped {
        /// In which talks.
        talks: TalksId,
        /// Who.
        by: SeatId,
    },
    /// An authority began to look at the deal.
    ReviewOpened {
        /// Which review.
        review: ReviewId,
        /// When it is to decide.
        due: Instant,
    },
    /// An authority let the deal through.
    DealApproved {
        /// In which review.
        review: ReviewId,
    },
    /// An authority stopped the deal.
    DealBlocked {
        /// In which review.
        review: ReviewId,
        /// The issue that stood in the way.
        objection: Option<IssueId>,
    },
    /// Nothing stands between the deal and its closing any more.
    ClosingScheduled {
        /// When it closes.
        at: Instant,
    },
    /// The asset changed hands.
    DealClosed {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// A case was brought.
    SuitFiled {
        /// Which.
        suit: SuitId,
    },
    /// A case was dropped.
    SuitWithdrawn {
        /// Which.
        suit: SuitId,
    },
    /// A case has nothing left to decide.
    SuitMooted {
        /// Which.
        suit: SuitId,
    },
    /// A court was asked to stop decrees.
    MotionFiled {
        /// Which motion.
        motion: MotionId,
        /// When the court rules.
        hearing: Instant,
    },
    /// A motion was granted.
    MotionGranted {
        /// Which.
        motion: MotionId,
    },
    /// A motion was denied.
    MotionDenied {
        /// Which.
        motion: MotionId,
    },
    /// An injunction stopped a decree.
    DecreeEnjoined {
        /// Which decree.
        decree: DecreeId,
        /// By which motion.
        motion: MotionId,
    },
    /// An injunction against a decree fell.
    InjunctionLifted {
        /// Which decree.
        decree: DecreeId,
        /// Of which motion.
        motion: MotionId,
    },
    /// The loser appealed.
    AppealFiled {
        /// On which motion.
        motion: MotionId,
        /// Who.
        by: SeatId,
        /// When the appeal is decided.
        hearing: Instant,
    },
    /// An appeal was decided.
    AppealDecided {
        /// On which motion.
        motion: MotionId,
        /// Which way.
        decision: AppealDecision,
    },
    /// Something was said or done in public.
    SignalMade {
        /// What.
        signal: SignalId,
    },
    /// A gauge moved.
    GaugeMoved {
        /// Which.
        gauge: GaugeId,
        /// Where it stands now.
        to: i64,
    },
    /// A party's walk-away moved.
    WalkAwayMoved {
        /// Whose.
        seat: SeatId,
        /// By how many points.
        by: i64,
    },
    /// A probability moved.
    ProbabilityMoved {
        /// Which, by its place in the scenario's table.
        index: u8,
        /// By how many parts per million.
        by: i64,
    },
    /// The run ended.
    OutcomeReached {
        /// How.
        outcome: OutcomeId,
    },
    /// All who are asked to sign sit down at one table.
    ConferenceOpened {
        /// Whose text is awaited.
        first: SeatId,
        /// By when.
        due: Instant,
    },
    /// A text lies on the table of the conference.
    TextTabled {
        /// Who tabled it.
        by: SeatId,
        /// The terms.
        deal: Deal,
        /// When the last vote is due.
        due: Instant,
    },
    /// A member voted on the text.
    VoteCast {
        /// Who.
        by: SeatId,
        /// Which way.
        ballot: Ballot,
    },
    /// Every member prefers the text to the one before: it is the single text now.
    TextStands {
        /// Whose text is awaited next.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// Too few favoured the text.
    TextFailed {
        /// Whose text is awaited next.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// A member tabled nothing in its turn.
    TurnPassed {
        /// Who.
        by: SeatId,
        /// Whose text is awaited next.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// No round is left, and no text was agreed.
    ConferenceClosed,
    /// Whoever would enforce a decree said that it will not for a while: the decree stands, and nobody acts on it.
    EnforcementSuspended {
        /// Of which decree.
        decree: DecreeId,
        /// Until when; then the decree's date comes once more.
        to: Instant,
    },
    /// A court held that a decree should never have been: it falls from the beginning, whatever came of it since.
    DecreeAnnulled {
        /// Which decree.
        decree: DecreeId,
        /// By which motion.
        motion: MotionId,
    },
    /// The seller resolved to hand the asset to its own shareholders, and made the terms public.
    SpinOffPlanned {
        /// The talks that stand for the shareholders.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Whoever had bought could not go on: the asset is for sale again.
    BuyerFailed {
        /// In which talks it had bought.
        talks: TalksId,
    },
    /// The auction takes bids: its first round began.
    AuctionOpened {
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
    },
    /// Another round of the auction began.
    RoundOpened {
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
    },
    /// A bidder bid.
    BidTabled {
        /// Whose bid.
        talks: TalksId,
        /// What it bid, as an option of the issue that is bid on.
        option: u16,
    },
    /// The vendor opened a sealed bid.
    BidOpened {
        /// Whose bid.
        talks: TalksId,
        /// What it is.
        option: u16,
        /// The vendor.
        to: SeatId,
    },
    /// A bidder bids no more.
    AuctionPassed {
        /// Which.
        talks: TalksId,
    },
    /// A bidder may bid no more: it did not bid in a round, or is not among the best.
    BidderOut {
        /// Which.
        talks: TalksId,
    },
    /// A bid was accepted.
    AuctionWon {
        /// Whose.
        talks: TalksId,
        /// What is paid, as an option of the issue that was bid on.
        option: u16,
    },
    /// No bid is left that is good enough; seller and bidders go on alone.
    AuctionFailed,
    /// A bidder invited a backer to join its bid.
    BackerInvited {
        /// Whose talks.
        talks: TalksId,
        /// Whom.
        backer: SeatId,
    },
    /// A backer said no to an invitation.
    InvitationDeclined {
        /// Whose talks.
        talks: TalksId,
        /// Who.
        backer: SeatId,
    },
    /// A bidder proposed to fold its bid into another.
    MergerProposed {
        /// Whose bid.
        talks: TalksId,
        /// Into whose.
        into: TalksId,
        /// What it gets, in points over its walk-away.
        part: i64,
        /// The vendor whose leave it needs, if it needs that.
        asks: Option<SeatId>,
        /// When the answer is due.
        due: Instant,
    },
    /// Somebody who was asked said yes to a merger.
    MergerAccepted {
        /// Whose bid would be folded.
        talks: TalksId,
        /// Into whose.
        into: TalksId,
        /// The vendor whose leave it needs, if it needs that.
        asks: Option<SeatId>,
        /// Who.
        by: SeatId,
    },
    /// Somebody said no to a merger, or it was taken back.
    MergerDeclined {
        /// Whose bid would have been folded.
        talks: TalksId,
        /// Into whose.
        into: TalksId,
        /// The vendor whose leave it needed, if it needed that.
        asks: Option<SeatId>,
        /// Who.
        by: SeatId,
    },
    /// A bid was folded into another: its own talks are over, and its bidder is in the other's bid.
    BidMerged {
        /// Whose bid.
        talks: TalksId,
        /// Into whose.
        into: TalksId,
    },
    /// Some lots changed hands, and others are still for sale.
    LotSold {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// One party signed one of several sellers' agreements.
    SignatureGivenIn {
        /// The one made in these talks.
        talks: TalksId,
        /// Who.
        by: SeatId,
    },
    /// Nothing stands between one of several sellers' deals and its closing any more.
    ClosingScheduledIn {
        /// The one made in these talks.
        talks: TalksId,
        /// When it closes.
        at: Instant,
    },
    /// Somebody who was asked to sign an agreement refuses.
    SigningRefused {
        /// The one made in these talks.
        talks: TalksId,
        /// Who.
        by: SeatId,
        /// The issue that stands in the way.
        objection: Option<IssueId>,
    },
}

impl Event {
    /// Whether nothing follows from its kind by the rules or by effects, and no seat is called upon.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::OfferMade { .. }
                | Self::GaugeMoved { .. }
                | Self::ProbabilityMoved { .. }
                | Self::ChanceSet { .. }
                | Self::DrawFellDue { .. }
        )
    }
}
