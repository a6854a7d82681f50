//! The table of commands. Numbers are given in order and never given again; a payload begins with seat and reason, and
//! the fields listed here follow.

use super::shapes::{AppealDecisionV1, BallotV1, DrawIdV1, OccupantV1, RulingV1};
use super::wire_table;
use divest_core::Command;
use divest_core::deal::Deal;
use divest_core::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use divest_core::units::Instant;

wire_table! { Command:
    0x4001 1 SeatOccupant SeatOccupantV1 { seat: SeatId, occupant: OccupantV1 }
    0x4002 1 Open OpenV1 {}
    0x4003 1 AdvanceTo AdvanceToV1 { at: Instant }
    0x4004 1 Draw DrawV1 { draw: DrawIdV1, raw: u64 }
    0x4005 1 Settle SettleV1 { draw: DrawIdV1, result: u8 }
    0x4006 1 IssueDecree IssueDecreeV1 { decree: DecreeId }
    0x4007 1 ExtendDeadline ExtendDeadlineV1 { decree: DecreeId, days: u16 }
    0x4008 1 DenyExtension DenyExtensionV1 { decree: DecreeId }
    0x4009 1 RevokeDecree RevokeDecreeV1 { decree: DecreeId }
    0x400a 1 EnforceDecree EnforceDecreeV1 { decree: DecreeId }
    0x400b 1 ApproveDeal ApproveDealV1 { review: ReviewId }
    0x400c 1 BlockDeal BlockDealV1 { review: ReviewId, objection: Option<IssueId> }
    0x400d 1 OpenTalks OpenTalksV1 { talks: TalksId }
    0x400e 1 MakeOffer MakeOfferV1 { talks: TalksId, deal: Deal }
    0x400f 1 AcceptOffer AcceptOfferV1 { talks: TalksId }
    0x4010 1 EndTalks EndTalksV1 { talks: TalksId }
    0x4011 1 JoinBid JoinBidV1 { talks: TalksId }
    0x4012 1 LeaveBid LeaveBidV1 { talks: TalksId }
    0x4013 1 SignDeal SignDealV1 {}
    0x4014 1 DropAgreement DropAgreementV1 {}
    0x4015 1 RequestExtension RequestExtensionV1 { decree: DecreeId }
    0x4016 1 FileSuit FileSuitV1 { suit: SuitId }
    0x4017 1 WithdrawSuit WithdrawSuitV1 { suit: SuitId }
    0x4018 1 FileMotion FileMotionV1 { motion: MotionId }
    0x4019 1 Rule RuleV1 { motion: MotionId, ruling: RulingV1 }
    0x401a 1 FileAppeal FileAppealV1 { motion: MotionId }
    0x401b 1 DecideAppeal DecideAppealV1 { motion: MotionId, decision: AppealDecisionV1 }
    0x401c 1 Say SayV1 { signal: SignalId }
    0x401d 1 TableText TableTextV1 { deal: Deal }
    0x401e 1 Vote VoteV1 { ballot: BallotV1 }
    0x401f 1 SuspendEnforcement SuspendEnforcementV1 { decree: DecreeId, days: u16 }
    0x4020 1 SpinOff SpinOffV1 { talks: TalksId, deal: Deal }
    0x4021 1 OpenAuction OpenAuctionV1 {}
    0x4022 1 TableBid TableBidV1 { option: u16 }
    0x4023 1 PassAuction PassAuctionV1 {}
    0x4024 1 InviteBacker InviteBackerV1 { backer: SeatId }
    0x4025 1 DeclineInvitation DeclineInvitationV1 { talks: TalksId }
    0x4026 1 ProposeMerger ProposeMergerV1 { into: TalksId }
    0x4027 1 AcceptMerger AcceptMergerV1 { talks: TalksId }
    0x4028 1 DeclineMerger DeclineMergerV1 { talks: TalksId }
    0x4029 1 SignDealIn SignDealInV1 { talks: TalksId }
    0x402a 1 DropAgreementIn DropAgreementInV1 { talks: TalksId }
    0x402b 1 RefuseToSign RefuseToSignV1 { talks: TalksId, objection: Option<IssueId> }
}
