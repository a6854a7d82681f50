//! Commands: what a seat wishes. [`crate::decide`] grants one as events or refuses it with a reason.

use crate::chance::DrawId;
use crate::deal::Deal;
use crate::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};

/// Who plays a seat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Occupant {
    /// The bot that the scenario names.
    Bot,
    /// A person.
    Person,
    /// A script of dated commands.
    Script,
    /// A program outside of this one.
    Program,
    /// Nobody.
    Nobody,
}

/// A wish of one seat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Command {
    // --- the clock
    /// Say who plays a seat, where it is not the scenario's bot. Before the opening only, but for a change of hands.
    SeatOccupant {
        /// The seat.
        seat: SeatId,
        /// Who plays it from now on.
        occupant: Occupant,
    },
    /// Open play at the scenario's date.
    Open,
    /// Move time forward. It goes through everything that falls due on the way, each on its own date, and halts where
    /// somebody must be heard first.
    AdvanceTo {
        /// The moment to reach at most.
        at: Instant,
    },
    // --- nature
    /// Settle a matter of chance by a raw number.
    Draw {
        /// What is settled; always the first of the matters that wait.
        draw: DrawId,
        /// The raw number from the draw's address.
        raw: u64,
    },
    /// Settle a matter of chance by decree of a script: what really happened.
    Settle {
        /// What is settled; always the first of the matters that wait.
        draw: DrawId,
        /// The result by its place: for a ruling 1 grants; for an appeal 1 reverses.
        result: u8,
    },
    // --- authorities
    /// Issue a decree.
    IssueDecree {
        /// Which.
        decree: DecreeId,
    },
    /// Move a deadline.
    ExtendDeadline {
        /// Whose.
        decree: DecreeId,
        /// By how many calendar days.
        days: u16,
    },
    /// Refuse the extension that was asked for.
    DenyExtension {
        /// Of which decree.
        decree: DecreeId,
    },
    /// Take a decree back.
    RevokeDecree {
        /// Which.
        decree: DecreeId,
    },
    /// Enforce a decree that is in force or past its date.
    EnforceDecree {
        /// Which.
        decree: DecreeId,
    },
    /// Approve the agreed deal.
    ApproveDeal {
        /// In which review.
        review: ReviewId,
    },
    /// Block the agreed deal.
    BlockDeal {
        /// In which review.
        review: ReviewId,
        /// The issue that stands in the way, if one does more than the rest.
        objection: Option<IssueId>,
    },
    // --- the sale
    /// Come forward as a bidder.
    OpenTalks {
        /// Whose talks.
        talks: TalksId,
    },
    /// Make an offer in one's turn.
    MakeOffer {
        /// In which talks.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    /// Accept the other side's last offer in one's turn.
    AcceptOffer {
        /// In which talks.
        talks: TalksId,
    },
    /// Break talks off for good.
    EndTalks {
        /// Which.
        talks: TalksId,
    },
    /// Join a bid.
    JoinBid {
        /// Whose talks.
        talks: TalksId,
    },
    /// Leave a bid.
    LeaveBid {
        /// Whose talks.
        talks: TalksId,
    },
    /// Sign the agreed deal.
    SignDeal,
    /// Walk away from an agreed deal that is not closed.
    DropAgreement,
    /// Ask for more time.
    RequestExtension {
        /// For which decree.
        decree: DecreeId,
    },
    // --- courts
    /// Sue.
    FileSuit {
        /// Which case.
        suit: SuitId,
    },
    /// Drop a case.
    WithdrawSuit {
        /// Which case.
        suit: SuitId,
    },
    /// Ask the court to stop decrees.
    FileMotion {
        /// Which motion.
        motion: MotionId,
    },
    /// Rule on a motion.
    Rule {
        /// Which motion.
        motion: MotionId,
        /// Which way.
        ruling: Ruling,
    },
    /// Appeal against the ruling on a motion.
    FileAppeal {
        /// Which motion.
        motion: MotionId,
    },
    /// Decide an appeal.
    DecideAppeal {
        /// On which motion.
        motion: MotionId,
        /// Which way.
        decision: AppealDecision,
    },
    // --- everybody
    /// Say or do something in public.
    Say {
        /// What.
        signal: SignalId,
    },
    // --- the conference
    /// Put a text on the table of the conference in one's turn.
    TableText {
        /// The terms.
        deal: Deal,
    },
    /// Vote on the text on the table.
    Vote {
        /// Which way.
        ballot: Ballot,
    },
    // --- remedies beside a sale
    /// Say that a decree will not be enforced for so many days from now.
    SuspendEnforcement {
        /// Which decree.
        decree: DecreeId,
        /// How many calendar days.
        days: u16,
    },
    /// Resolve to hand the asset to one's own shareholders.
    SpinOff {
        /// The talks that stand for the shareholders.
        talks: TalksId,
        /// The terms.
        deal: Deal,
    },
    // --- the auction
    /// Open the auction.
    OpenAuction,
    /// Bid in the auction.
    TableBid {
        /// What is bid, as an option of the issue that is bid on.
        option: u16,
    },
    /// Bid no more in the auction.
    PassAuction,
    // --- coalitions
    /// Invite a backer to join one's bid.
    InviteBacker {
        /// Whom.
        backer: SeatId,
    },
    /// Say no to an invitation.
    DeclineInvitation {
        /// Whose talks.
        talks: TalksId,
    },
    /// Propose to fold one's bid into another.
    ProposeMerger {
        /// Into whose talks.
        into: TalksId,
    },
    /// Say yes to a merger.
    AcceptMerger {
        /// The talks of the bidder that would join.
        talks: TalksId,
    },
    /// Say no to a merger, or take one's own proposal back.
    DeclineMerger {
        /// The talks of the bidder that would join.
        talks: TalksId,
    },
    /// Sign one of several sellers' agreements.
    SignDealIn {
        /// The one made in these talks.
        talks: TalksId,
    },
    /// Walk away from one of several sellers' agreements.
    DropAgreementIn {
        /// The one made in these talks.
        talks: TalksId,
    },
    /// Refuse to sign an agreement that others made.
    RefuseToSign {
        /// The one made in these talks.
        talks: TalksId,
        /// The issue that stands in the way.
        objection: Option<IssueId>,
    },
}

/// A vote on a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Ballot {
    /// In favour.
    Aye,
    /// Against.
    No,
}

/// What a court says on a motion.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Ruling {
    /// The decrees attacked are stopped.
    Granted,
    /// They are not.
    Denied,
}

/// What a court says on an appeal.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum AppealDecision {
    /// The ruling stands.
    Affirmed,
    /// The ruling falls.
    Reversed,
}
