//! The vocabulary of consortia: backers and merged bids.

use crate::id::{SeatId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about consortia: backers and merged bids.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConsortiumCommand {
    /// Join a bid.
    Join {
        /// The talks.
        talks: TalksId,
    },
    /// Leave a bid.
    Leave {
        /// The talks.
        talks: TalksId,
    },
    /// Invite a backer to join one's bid.
    Invite {
        /// The backer.
        backer: SeatId,
    },
    /// Say no to an invitation.
    DeclineInvitation {
        /// The talks.
        talks: TalksId,
    },
    /// Propose to fold one's bid into another.
    ProposeMerger {
        /// The talks of the other bid.
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
}

/// Events about consortia: backers and merged bids.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ConsortiumEvent {
    /// A bidder invited a backer to join its bid.
    BackerInvited {
        /// The talks.
        talks: TalksId,
        /// The backer.
        backer: SeatId,
    },
    /// A backer said no to an invitation.
    InvitationDeclined {
        /// The talks.
        talks: TalksId,
        /// The backer.
        backer: SeatId,
    },
    /// Somebody joined a bid.
    BackerJoined {
        /// The talks.
        talks: TalksId,
        /// The backer.
        backer: SeatId,
    },
    /// Somebody left a bid.
    BackerLeft {
        /// The talks.
        talks: TalksId,
        /// The backer.
        backer: SeatId,
    },
    /// A bidder proposed to fold its bid into another.
    MergerProposed {
        /// The talks.
        talks: TalksId,
        /// The talks of the other bid.
        into: TalksId,
        /// What it gets, in points over its walk-away.
        part: i64,
        /// The vendor whose leave it needs, if it needs that.
        asks: Option<SeatId>,
        /// When the answer is due.
        due: Instant,
    },
    /// A party that was asked agreed to a merger.
    MergerAccepted {
        /// The talks.
        talks: TalksId,
        /// The talks of the other bid.
        into: TalksId,
        /// The vendor whose leave it needs, if it needs that.
        asks: Option<SeatId>,
        /// The party.
        by: SeatId,
    },
    /// Somebody said no to a merger, or it was taken back.
    MergerDeclined {
        /// The talks.
        talks: TalksId,
        /// The talks of the other bid.
        into: TalksId,
        /// The vendor that has to agree, if one has to.
        asks: Option<SeatId>,
        /// The party.
        by: SeatId,
    },
    /// A bid was folded into another: its own talks are over, and its bidder is in the other's bid.
    Merged {
        /// The talks.
        talks: TalksId,
        /// The talks of the other bid.
        into: TalksId,
    },
}

/// Rejections about consortia: backers and merged bids.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConsortiumRejection {
    /// The party is in a bid already.
    AlreadyInABid,
    /// The party is not in the bid.
    NotInTheBid,
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
    /// The two together are worth no more than the one that would join is by itself.
    NothingGained,
}

impl fmt::Display for ConsortiumRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AlreadyInABid => "this party is in a bid already",
            Self::NotInTheBid => "this party is not in the bid",
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
            Self::NothingGained => "the two together gain nothing over what this bid is worth by itself",
        })
    }
}
