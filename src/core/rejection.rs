//! Rejections: why a command was refused. A value, shown to the seat that asked; the state has not changed.

use crate::decree::Status;
use crate::id::{IssueId, SeatId};
use crate::scenario::Stage;
use crate::units::Instant;
use std::fmt;

/// Why a command was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rejection {
    /// The run has ended.
    RunIsOver,
    /// Play has not begun.
    NotOpenYet,
    /// Play has begun already.
    AlreadyOpen,
    /// Numbers that the scenario leaves to the seed are still to be drawn.
    ValuesNotDrawn,
    /// A matter of chance waits and comes first.
    NatureFirst,
    /// No matter of chance waits, or another one comes first.
    NotTheDrawThatWaits,
    /// The result does not exist.
    NoSuchResult,
    /// A number that is left to the seed cannot be settled by hand.
    ValueNeedsRawNumber,
    /// The scenario has no such thing.
    NoSuchThing,
    /// The seat may not do that.
    NotYours {
        /// Who may.
        owner: SeatId,
    },
    /// Only parties have a seat to take.
    NotAParty,
    /// The clock does not run backwards.
    ClockBackwards {
        /// What it shows.
        now: Instant,
    },
    /// The decree is not in a status that allows it.
    DecreeIs {
        /// Its status.
        status: Status,
    },
    /// The decree that this one implements is not in force of law.
    ParentDecreeIs {
        /// Its status.
        status: Status,
    },
    /// The decree has no deadline, or it is past.
    NoDeadline,
    /// The decree's deadline cannot be moved.
    NotExtendable,
    /// The extension is longer than what is left of the cap.
    ExtensionCap {
        /// Days left.
        days_left: i64,
    },
    /// An extension of no days is none.
    ZeroDays,
    /// A request for more time is open already.
    RequestIsOpen,
    /// Nobody asked for more time.
    NoRequestOpen,
    /// The talks are not open.
    TalksNotOpen,
    /// The bidder has come forward already.
    TalksAlreadyOpened,
    /// It is the other side's turn.
    NotYourTurn {
        /// Whose turn it is.
        turn: SeatId,
    },
    /// There is no offer from the other side to accept.
    NoOffer,
    /// The offer names an option that the issue does not have.
    NoSuchOption,
    /// Another agreement stands; talks wait until it falls.
    AgreementStands,
    /// No agreement stands.
    NoAgreement,
    /// The party is not asked to sign.
    NotASigner,
    /// The party has signed already.
    AlreadySigned,
    /// Who refused to sign has said so.
    AlreadyRefused,
    /// Seller and bidder walk away from an agreement of theirs.
    SidesWalkAway,
    /// The party is in a bid already.
    AlreadyInABid,
    /// The party is not in the bid.
    NotInTheBid,
    /// The deal needs no such review.
    NoReviewNeeded,
    /// The review is decided.
    ReviewDecided,
    /// The objection names no issue of the sale.
    NoSuchIssue,
    /// The case was brought already.
    AlreadyFiled,
    /// The case is not pending.
    SuitNotPending,
    /// Nothing that the motion attacks is alive.
    NothingToStop,
    /// The motion is not before the court.
    MotionNotPending,
    /// The ruling on the motion cannot be appealed, or no longer.
    NoAppeal,
    /// The appeal is not before the court.
    AppealNotPending,
    /// It has been said.
    AlreadySaid,
    /// No conference is on.
    NoConference,
    /// The talks are held at the conference.
    AtTheConference,
    /// A text is being voted on.
    TextOnTheTable,
    /// No text is being voted on.
    NoText,
    /// The party has voted already.
    AlreadyVoted,
    /// The last round is about the text that stands.
    LastTextMustStand,
    /// The decree may be extended once only, and was.
    ExtendedBefore,
    /// No deal has come far enough for more time.
    DealNotFarEnough {
        /// How far one must have come.
        stage: Stage,
    },
    /// Nobody may suspend the decree's enforcement.
    NotSuspendable,
    /// The terms are not among those that a deal in these talks must have.
    TermsNotAllowed {
        /// The first issue on which they are not.
        issue: IssueId,
    },
    /// Shareholders do not bargain: the seller spins off.
    HoldersAreNotAsked,
    /// A spin-off goes to the seller's shareholders only.
    NotToHolders,
    /// No auction is on, or none may be opened.
    NoAuction,
    /// The auction is on, so nobody bargains in private.
    AuctionIsOn,
    /// The auction opens by itself on its day.
    AuctionNotDue,
    /// Only a bidder bids.
    NotABidder,
    /// The bidder is out of the auction.
    OutOfTheAuction,
    /// The bidder has bid in this round, or holds the highest bid.
    AlreadyBid,
    /// The bid is below what is asked, or below the bidder's own bid before.
    BidTooLow,
    /// The clock shows another price.
    NotTheClocksPrice,
    /// A bid binds for now.
    BidStands,
    /// No backing of the bid by that party waits for an invitation.
    NoSuchBacker,
    /// The backer is invited already.
    AlreadyInvited,
    /// The party joins only on an invitation, and there is none.
    NotInvited,
    /// It was proposed before and declined.
    HasDeclined,
    /// The scenario has no such merger.
    NoSuchMerger,
    /// The bidder has proposed a merger that waits for an answer.
    ProposalIsOpen,
    /// No such merger waits for an answer.
    NoProposal,
    /// The party has accepted the merger already.
    HasAccepted,
    /// The bid has others' bids in it.
    BidIsJoint,
    /// Bids may not be folded into one before the auction is over.
    MergersForbidden,
    /// A lot that the deal is about is another seller's.
    AnothersLot {
        /// Whose.
        seller: SeatId,
    },
    /// Several sell, and it is not said whose agreement is meant.
    SayWhichAgreement,
    /// One sells, and so there is one agreement at most, which needs no name.
    OneSellerOnly,
    /// A lot that the deal is about is sold.
    LotSold,
    /// The two together are worth no more than the one that would join is by itself.
    NothingGained,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = match self {
            Self::RunIsOver => "the run has ended",
            Self::NotOpenYet => "play has not begun",
            Self::AlreadyOpen => "play has begun already",
            Self::ValuesNotDrawn => "nature has not drawn the scenario's open numbers yet",
            Self::NatureFirst => "a matter of chance waits and comes first",
            Self::NotTheDrawThatWaits => "that matter of chance does not wait, or another one comes first",
            Self::NoSuchResult => "there is no such result",
            Self::ValueNeedsRawNumber => "a number that is left to the seed cannot be settled by hand",
            Self::NoSuchThing => "the scenario has no such thing",
            Self::NotYours { .. } => "that is for another seat to do",
            Self::NotAParty => "only a party's seat can be taken",
            Self::ClockBackwards { .. } => "the clock does not run backwards",
            Self::DecreeIs { status } => return write!(f, "the decree is {}", status.word()),
            Self::ParentDecreeIs { status } => {
                return write!(f, "the decree that it implements is {}", status.word());
            }
            Self::NoDeadline => "the decree has no deadline ahead",
            Self::NotExtendable => "the decree's deadline cannot be moved",
            Self::ExtensionCap { days_left } => {
                return write!(f, "only {days_left} days of extension are left");
            }
            Self::ZeroDays => "an extension needs at least one day",
            Self::RequestIsOpen => "a request for more time is open already",
            Self::NoRequestOpen => "nobody has asked for more time",
            Self::TalksNotOpen => "the talks are not open",
            Self::TalksAlreadyOpened => "the bidder has come forward already",
            Self::NotYourTurn { .. } => "it is the other side's turn",
            Self::NoOffer => "the other side has made no offer",
            Self::NoSuchOption => "the offer names an option that does not exist",
            Self::AgreementStands => "an agreement stands; talks wait until it falls",
            Self::NoAgreement => "no agreement stands",
            Self::NotASigner => "this party is not asked to sign",
            Self::AlreadySigned => "this party has signed already",
            Self::AlreadyRefused => "this party has refused to sign already",
            Self::SidesWalkAway => "the two sides of an agreement walk away from it instead: `drop-agreement`",
            Self::AlreadyInABid => "this party is in a bid already",
            Self::NotInTheBid => "this party is not in the bid",
            Self::NoReviewNeeded => "the deal needs no such review",
            Self::ReviewDecided => "the review is decided",
            Self::NoSuchIssue => "the objection names no issue of the sale",
            Self::AlreadyFiled => "that was filed already",
            Self::SuitNotPending => "the case is not pending",
            Self::NothingToStop => "nothing that the motion attacks is alive",
            Self::MotionNotPending => "the motion is not before the court",
            Self::NoAppeal => "the ruling cannot be appealed",
            Self::AppealNotPending => "the appeal is not before the court",
            Self::AlreadySaid => "that has been said",
            Self::NoConference => "no conference is on",
            Self::AtTheConference => "these talks are held at the conference: `table` a text there",
            Self::TextOnTheTable => "a text is being voted on",
            Self::NoText => "no text is being voted on",
            Self::AlreadyVoted => "this party has voted already",
            Self::LastTextMustStand => "the last round is about the text that stands",
            Self::ExtendedBefore => "the decree may be extended once only, and was",
            Self::DealNotFarEnough { stage } => match stage {
                Stage::Agreed => "more time needs terms that are agreed",
                Stage::Signed => "more time needs a deal that is signed",
                Stage::Approved => "more time needs a deal that is signed and approved",
                Stage::Closed => "more time needs a deal that is closed",
            },
            Self::NotSuspendable => "nobody may suspend the decree's enforcement",
            Self::TermsNotAllowed { .. } => "one of the terms is not allowed in these talks",
            Self::HoldersAreNotAsked => "shareholders do not bargain; the seller spins off",
            Self::NotToHolders => "a spin-off goes to the seller's shareholders only",
            Self::NoAuction => "no auction is on or to be opened",
            Self::AuctionIsOn => "the auction is on: `bid` there",
            Self::AuctionNotDue => "the auction opens by itself on its day",
            Self::NotABidder => "only a bidder bids",
            Self::OutOfTheAuction => "this party is out of the auction",
            Self::AlreadyBid => "this party has bid in this round, or holds the highest bid",
            Self::BidTooLow => "the bid is below what is asked, or below this party's own before",
            Self::NotTheClocksPrice => "the clock shows another price",
            Self::BidStands => "a bid binds: to the end of its round, or until it is outbid",
            Self::NoSuchBacker => "no backing of this bid by that party waits for an invitation",
            Self::AlreadyInvited => "that party is invited already",
            Self::NotInvited => "this party joins on an invitation only, and has none",
            Self::HasDeclined => "that was proposed before and declined",
            Self::NoSuchMerger => "the scenario has no merger of these two bids",
            Self::ProposalIsOpen => "a merger that this bidder proposed waits for an answer",
            Self::NoProposal => "no merger of that bid waits for an answer",
            Self::HasAccepted => "this party has accepted already",
            Self::BidIsJoint => "the bid that would be folded has others' bids in it",
            Self::MergersForbidden => "bids may not be folded into one before the auction is over",
            Self::AnothersLot { .. } => "a lot that this is about is another seller's",
            Self::SayWhichAgreement => "several sell here: say in whose talks the agreement was made",
            Self::OneSellerOnly => "there is one seller and one agreement: leave out whose it is",
            Self::LotSold => "a lot that this is about is sold",
            Self::NothingGained => "the two together gain nothing over what this bid is worth by itself",
        };
        f.write_str(words)
    }
}

impl std::error::Error for Rejection {}
