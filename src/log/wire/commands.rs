//! The table of commands. Numbers are given in order and never given again; a payload begins with seat and reason, and
//! the fields listed here follow.

use super::shapes::{AppealDecisionV1, BallotV1, DrawIdV1, OccupantV1, RulingV1};
use super::wire_table;
use divest_core::Command;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::deal::Deal;
use divest_core::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use divest_core::units::Instant;

wire_table! { Command:
    0x4001 1 SeatOccupant Run(RunCommand::SeatOccupant) SeatOccupantV1 { seat: SeatId, occupant: OccupantV1 }
    0x4002 1 Open Run(RunCommand::Open) OpenV1 {}
    0x4003 1 AdvanceTo Run(RunCommand::AdvanceTo) AdvanceToV1 { at: Instant }
    0x4004 1 Draw Chance(ChanceCommand::Draw) DrawV1 { draw: DrawIdV1, raw: u64 }
    0x4005 1 Settle Chance(ChanceCommand::Settle) SettleV1 { draw: DrawIdV1, result: i64 }
    0x4006 1 IssueDecree Decree(DecreeCommand::Issue) IssueDecreeV1 { decree: DecreeId }
    0x4007 1 ExtendDeadline Decree(DecreeCommand::ExtendDeadline) ExtendDeadlineV1 { decree: DecreeId, days: u16 }
    0x4008 1 DenyExtension Decree(DecreeCommand::DenyExtension) DenyExtensionV1 { decree: DecreeId }
    0x4009 1 RevokeDecree Decree(DecreeCommand::Revoke) RevokeDecreeV1 { decree: DecreeId }
    0x400a 1 EnforceDecree Decree(DecreeCommand::Enforce) EnforceDecreeV1 { decree: DecreeId }
    0x400b 1 ApproveDeal Review(ReviewCommand::Approve) ApproveDealV1 { review: ReviewId, talks: Option<TalksId> }
    0x400c 1 BlockDeal Review(ReviewCommand::Block) BlockDealV1 { review: ReviewId, talks: Option<TalksId>, objection: Option<IssueId> }
    0x400d 1 OpenTalks Talks(TalksCommand::Open) OpenTalksV1 { talks: TalksId }
    0x400e 1 MakeOffer Talks(TalksCommand::MakeOffer) MakeOfferV1 { talks: TalksId, deal: Deal }
    0x400f 1 AcceptOffer Talks(TalksCommand::AcceptOffer) AcceptOfferV1 { talks: TalksId }
    0x4010 1 EndTalks Talks(TalksCommand::End) EndTalksV1 { talks: TalksId }
    0x4011 1 JoinBid Consortium(ConsortiumCommand::Join) JoinBidV1 { talks: TalksId }
    0x4012 1 LeaveBid Consortium(ConsortiumCommand::Leave) LeaveBidV1 { talks: TalksId }
    0x4013 1 SignDeal Agreement(AgreementCommand::Sign) SignDealV1 { talks: Option<TalksId> }
    0x4014 1 DropAgreement Agreement(AgreementCommand::Drop) DropAgreementV1 { talks: Option<TalksId> }
    0x4015 1 RequestExtension Decree(DecreeCommand::RequestExtension) RequestExtensionV1 { decree: DecreeId }
    0x4016 1 FileSuit Court(CourtCommand::FileSuit) FileSuitV1 { suit: SuitId }
    0x4017 1 WithdrawSuit Court(CourtCommand::WithdrawSuit) WithdrawSuitV1 { suit: SuitId }
    0x4018 1 FileMotion Court(CourtCommand::FileMotion) FileMotionV1 { motion: MotionId }
    0x4019 1 Rule Court(CourtCommand::Rule) RuleV1 { motion: MotionId, ruling: RulingV1 }
    0x401a 1 FileAppeal Court(CourtCommand::FileAppeal) FileAppealV1 { motion: MotionId }
    0x401b 1 DecideAppeal Court(CourtCommand::DecideAppeal) DecideAppealV1 { motion: MotionId, decision: AppealDecisionV1 }
    0x401c 1 Say World(WorldCommand::Say) SayV1 { signal: SignalId }
    0x401d 1 TableText Conference(ConferenceCommand::TableText) TableTextV1 { deal: Deal }
    0x401e 1 Vote Conference(ConferenceCommand::Vote) VoteV1 { ballot: BallotV1 }
    0x401f 1 SuspendEnforcement Decree(DecreeCommand::SuspendEnforcement) SuspendEnforcementV1 { decree: DecreeId, days: u16 }
    0x4020 1 SpinOff Agreement(AgreementCommand::SpinOff) SpinOffV1 { talks: TalksId, deal: Deal }
    0x4021 1 OpenAuction Auction(AuctionCommand::Open) OpenAuctionV1 {}
    0x4022 1 TableBid Auction(AuctionCommand::Bid) TableBidV1 { option: u16 }
    0x4023 1 PassAuction Auction(AuctionCommand::Pass) PassAuctionV1 {}
    0x4024 1 InviteBacker Consortium(ConsortiumCommand::Invite) InviteBackerV1 { backer: SeatId }
    0x4025 1 DeclineInvitation Consortium(ConsortiumCommand::DeclineInvitation) DeclineInvitationV1 { talks: TalksId }
    0x4026 1 ProposeMerger Consortium(ConsortiumCommand::ProposeMerger) ProposeMergerV1 { into: TalksId }
    0x4027 1 AcceptMerger Consortium(ConsortiumCommand::AcceptMerger) AcceptMergerV1 { talks: TalksId }
    0x4028 1 DeclineMerger Consortium(ConsortiumCommand::DeclineMerger) DeclineMergerV1 { talks: TalksId }
    0x4029 1 RefuseToSign Agreement(AgreementCommand::RefuseToSign) RefuseToSignV1 { talks: TalksId, objection: Option<IssueId> }
}
