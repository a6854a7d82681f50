//! The table of events. Numbers are given in order and never given again.

use super::shapes::{AppealDecisionV1, BallotV1, DrawIdV1, OccupantV1, TrusteeEndV1};
use super::wire_table;
use divest_core::Event;
use divest_core::deal::Deal;
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId};
use divest_core::id::{SignalId, SlotId, SuitId, TalksId};
use divest_core::units::{Instant, Ppm};

wire_table! { Event:
    0x0001 1 SeatTaken Run(RunEvent::SeatTaken) SeatTakenV1 { seat: SeatId, occupant: OccupantV1 }
    0x0002 1 ValueDrawn Chance(ChanceEvent::ValueDrawn) ValueDrawnV1 { slot: SlotId, value: i64 }
    0x0003 1 Opened Run(RunEvent::Opened) OpenedV1 { at: Instant }
    0x0004 1 TimeAdvanced Run(RunEvent::TimeAdvanced) TimeAdvancedV1 { to: Instant }
    0x0005 1 Drawn Chance(ChanceEvent::Drawn) DrawnV1 { draw: DrawIdV1, raw: u64, probability: Ppm }
    0x0006 1 Settled Chance(ChanceEvent::Settled) SettledV1 { draw: DrawIdV1, result: i64 }
    0x0007 1 DrawFellDue Chance(ChanceEvent::FellDue) DrawFellDueV1 { draw: DrawIdV1 }
    0x0008 1 ChanceResolved Chance(ChanceEvent::Resolved) ChanceResolvedV1 { chance: ChanceId, result: u8 }
    0x0009 1 ChanceSet Chance(ChanceEvent::Scheduled) ChanceSetV1 { chance: ChanceId, at: Instant }
    0x000a 1 DecreeIssued Decree(DecreeEvent::Issued) DecreeIssuedV1 { decree: DecreeId, issued_at: Instant, deadline: Option<Instant> }
    0x000b 1 DeadlineNeared Decree(DecreeEvent::DeadlineNeared) DeadlineNearedV1 { decree: DecreeId }
    0x000c 1 ExtensionRequested Decree(DecreeEvent::ExtensionRequested) ExtensionRequestedV1 { decree: DecreeId, by: SeatId }
    0x000d 1 DeadlineExtended Decree(DecreeEvent::DeadlineExtended) DeadlineExtendedV1 { decree: DecreeId, to: Instant, days: u16 }
    0x000e 1 ExtensionDenied Decree(DecreeEvent::ExtensionDenied) ExtensionDeniedV1 { decree: DecreeId }
    0x000f 1 DeadlinePassed Decree(DecreeEvent::DeadlinePassed) DeadlinePassedV1 { decree: DecreeId }
    0x0010 1 DecreeTookForce Decree(DecreeEvent::TookForce) DecreeTookForceV1 { decree: DecreeId }
    0x0011 1 DecreeEnforced Decree(DecreeEvent::Enforced) DecreeEnforcedV1 { decree: DecreeId }
    0x0012 1 DecreeLapsed Decree(DecreeEvent::Lapsed) DecreeLapsedV1 { decree: DecreeId }
    0x0013 1 DecreeRevoked Decree(DecreeEvent::Revoked) DecreeRevokedV1 { decree: DecreeId }
    0x0014 1 DecreeSatisfied Decree(DecreeEvent::Satisfied) DecreeSatisfiedV1 { decree: DecreeId }
    0x0015 1 TrusteeAppointed Decree(DecreeEvent::TrusteeAppointed) TrusteeAppointedV1 {
        decree: DecreeId, trustee: SeatId, until: Instant, then: TrusteeEndV1
    }
    0x0016 1 TrusteeTimeEnded Decree(DecreeEvent::TrusteeTermEnded) TrusteeTimeEndedV1 { decree: DecreeId }
    0x0017 1 TalksOpened Talks(TalksEvent::Opened) TalksOpenedV1 { talks: TalksId }
    0x0018 1 OfferMade Talks(TalksEvent::OfferMade) OfferMadeV1 { talks: TalksId, by: SeatId, to: SeatId, deal: Deal, reply_due: Instant }
    0x0019 1 TalksEnded Talks(TalksEvent::Ended) TalksEndedV1 { talks: TalksId, by: SeatId }
    0x001a 1 TalksResumed Talks(TalksEvent::Resumed) TalksResumedV1 { talks: TalksId, reply_due: Instant }
    0x001b 1 BidJoined Consortium(ConsortiumEvent::BackerJoined) BidJoinedV1 { talks: TalksId, backer: SeatId }
    0x001c 1 BidLeft Consortium(ConsortiumEvent::BackerLeft) BidLeftV1 { talks: TalksId, backer: SeatId }
    0x001d 1 TermsAgreed Agreement(AgreementEvent::TermsAgreed) TermsAgreedV1 { talks: TalksId, deal: Deal }
    0x001e 1 SignatureGiven Agreement(AgreementEvent::SignatureGiven) SignatureGivenV1 { talks: TalksId, by: SeatId }
    0x001f 1 DealSigned Agreement(AgreementEvent::Signed) DealSignedV1 { talks: TalksId }
    0x0020 1 AgreementDropped Agreement(AgreementEvent::Dropped) AgreementDroppedV1 { talks: TalksId, by: SeatId }
    0x0021 1 ReviewOpened Review(ReviewEvent::Opened) ReviewOpenedV1 { review: ReviewId, talks: TalksId, due: Instant }
    0x0022 1 DealApproved Review(ReviewEvent::Approved) DealApprovedV1 { review: ReviewId, talks: TalksId }
    0x0023 1 DealBlocked Review(ReviewEvent::Blocked) DealBlockedV1 { review: ReviewId, talks: TalksId, objection: Option<IssueId> }
    0x0024 1 ClosingScheduled Agreement(AgreementEvent::ClosingScheduled) ClosingScheduledV1 { talks: TalksId, at: Instant }
    0x0025 1 DealClosed Agreement(AgreementEvent::Closed) DealClosedV1 { talks: TalksId, deal: Deal, completes: bool }
    0x0026 1 SuitFiled Court(CourtEvent::SuitFiled) SuitFiledV1 { suit: SuitId }
    0x0027 1 SuitWithdrawn Court(CourtEvent::SuitWithdrawn) SuitWithdrawnV1 { suit: SuitId }
    0x0028 1 SuitMooted Court(CourtEvent::SuitMooted) SuitMootedV1 { suit: SuitId }
    0x0029 1 MotionFiled Court(CourtEvent::MotionFiled) MotionFiledV1 { motion: MotionId, hearing: Instant }
    0x002a 1 MotionGranted Court(CourtEvent::MotionGranted) MotionGrantedV1 { motion: MotionId }
    0x002b 1 MotionDenied Court(CourtEvent::MotionDenied) MotionDeniedV1 { motion: MotionId }
    0x002c 1 DecreeEnjoined Decree(DecreeEvent::Enjoined) DecreeEnjoinedV1 { decree: DecreeId, motion: MotionId }
    0x002d 1 InjunctionLifted Decree(DecreeEvent::InjunctionLifted) InjunctionLiftedV1 { decree: DecreeId, motion: MotionId }
    0x002e 1 AppealFiled Court(CourtEvent::AppealFiled) AppealFiledV1 { motion: MotionId, by: SeatId, hearing: Instant }
    0x002f 1 AppealDecided Court(CourtEvent::AppealDecided) AppealDecidedV1 { motion: MotionId, decision: AppealDecisionV1 }
    0x0030 1 SignalMade World(WorldEvent::SignalMade) SignalMadeV1 { signal: SignalId }
    0x0031 1 GaugeMoved World(WorldEvent::GaugeMoved) GaugeMovedV1 { gauge: GaugeId, to: i64 }
    0x0032 1 WalkAwayMoved World(WorldEvent::WalkAwayMoved) WalkAwayMovedV1 { seat: SeatId, by: i64 }
    0x0033 1 ProbabilityMoved World(WorldEvent::ProbabilityMoved) ProbabilityMovedV1 { index: u8, by: i64 }
    0x0034 1 OutcomeReached Run(RunEvent::OutcomeReached) OutcomeReachedV1 { outcome: OutcomeId }
    0x0035 1 ConferenceOpened Conference(ConferenceEvent::Opened) ConferenceOpenedV1 { first: SeatId, due: Instant }
    0x0036 1 TextTabled Conference(ConferenceEvent::TextTabled) TextTabledV1 { by: SeatId, deal: Deal, due: Instant }
    0x0037 1 VoteCast Conference(ConferenceEvent::VoteCast) VoteCastV1 { by: SeatId, ballot: BallotV1 }
    0x0038 1 TextStands Conference(ConferenceEvent::TextStands) TextStandsV1 { next: SeatId, due: Instant }
    0x0039 1 TextFailed Conference(ConferenceEvent::TextFailed) TextFailedV1 { next: SeatId, due: Instant }
    0x003a 1 TurnPassed Conference(ConferenceEvent::TurnPassed) TurnPassedV1 { by: SeatId, next: SeatId, due: Instant }
    0x003b 1 ConferenceClosed Conference(ConferenceEvent::Closed) ConferenceClosedV1 {}
    0x003c 1 EnforcementSuspended Decree(DecreeEvent::EnforcementSuspended) EnforcementSuspendedV1 { decree: DecreeId, to: Instant }
    0x003d 1 DecreeAnnulled Decree(DecreeEvent::Annulled) DecreeAnnulledV1 { decree: DecreeId, motion: MotionId }
    0x003e 1 SpinOffPlanned Agreement(AgreementEvent::SpinOffPlanned) SpinOffPlannedV1 { talks: TalksId, deal: Deal }
    0x003f 1 BuyerFailed Agreement(AgreementEvent::BuyerFailed) BuyerFailedV1 { talks: TalksId }
    0x0040 1 AuctionOpened Auction(AuctionEvent::Opened) AuctionOpenedV1 { lot: Option<u16>, asked: u16, due: Instant }
    0x0041 1 RoundOpened Auction(AuctionEvent::RoundOpened) RoundOpenedV1 { asked: u16, due: Instant }
    0x0042 1 BidTabled Auction(AuctionEvent::BidTabled) BidTabledV1 { talks: TalksId, option: u16 }
    0x0043 1 BidOpened Auction(AuctionEvent::BidOpened) BidOpenedV1 { talks: TalksId, option: u16, to: SeatId }
    0x0044 1 AuctionPassed Auction(AuctionEvent::BidderPassed) AuctionPassedV1 { talks: TalksId }
    0x0045 1 BidderOut Auction(AuctionEvent::BidderOut) BidderOutV1 { talks: TalksId }
    0x0046 1 AuctionWon Auction(AuctionEvent::Won) AuctionWonV1 { talks: TalksId, option: u16 }
    0x0047 1 AuctionFailed Auction(AuctionEvent::Failed) AuctionFailedV1 {}
    0x0048 1 BackerInvited Consortium(ConsortiumEvent::BackerInvited) BackerInvitedV1 { talks: TalksId, backer: SeatId }
    0x0049 1 InvitationDeclined Consortium(ConsortiumEvent::InvitationDeclined) InvitationDeclinedV1 { talks: TalksId, backer: SeatId }
    0x004a 1 MergerProposed Consortium(ConsortiumEvent::MergerProposed) MergerProposedV1 {
        talks: TalksId, into: TalksId, part: i64, asks: Option<SeatId>, due: Instant
    }
    0x004b 1 MergerAccepted Consortium(ConsortiumEvent::MergerAccepted) MergerAcceptedV1 { talks: TalksId, into: TalksId, asks: Option<SeatId>, by: SeatId }
    0x004c 1 MergerDeclined Consortium(ConsortiumEvent::MergerDeclined) MergerDeclinedV1 { talks: TalksId, into: TalksId, asks: Option<SeatId>, by: SeatId }
    0x004d 1 BidMerged Consortium(ConsortiumEvent::Merged) BidMergedV1 { talks: TalksId, into: TalksId }
    0x004e 1 LotUnsold Auction(AuctionEvent::LotUnsold) LotUnsoldV1 { lot: u16 }
    0x004f 1 SigningRefused Agreement(AgreementEvent::SigningRefused) SigningRefusedV1 { talks: TalksId, by: SeatId, objection: Option<IssueId> }
}
