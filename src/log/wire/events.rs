//! The table of events. Numbers are given in order and never given again.

use super::shapes::{AppealDecisionV1, BallotV1, DrawIdV1, OccupantV1, TrusteeEndV1};
use super::wire_table;
use divest_core::Event;
use divest_core::deal::Deal;
use divest_core::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId};
use divest_core::id::{SignalId, SlotId, SuitId, TalksId};
use divest_core::units::{Instant, Ppm};

wire_table! { Event:
    0x0001 1 SeatTaken SeatTakenV1 { seat: SeatId, occupant: OccupantV1 }
    0x0002 1 ValueDrawn ValueDrawnV1 { slot: SlotId, value: i64 }
    0x0003 1 Opened OpenedV1 { at: Instant }
    0x0004 1 TimeAdvanced TimeAdvancedV1 { to: Instant }
    0x0005 1 Drawn DrawnV1 { draw: DrawIdV1, raw: u64, probability: Ppm }
    0x0006 1 Settled SettledV1 { draw: DrawIdV1, result: u8 }
    0x0007 1 DrawFellDue DrawFellDueV1 { draw: DrawIdV1 }
    0x0008 1 ChanceResolved ChanceResolvedV1 { chance: ChanceId, result: u8 }
    0x0009 1 ChanceSet ChanceSetV1 { chance: ChanceId, at: Instant }
    0x000a 1 DecreeIssued DecreeIssuedV1 { decree: DecreeId, issued_at: Instant, deadline: Option<Instant> }
    0x000b 1 DeadlineNeared DeadlineNearedV1 { decree: DecreeId }
    0x000c 1 ExtensionRequested ExtensionRequestedV1 { decree: DecreeId, by: SeatId }
    0x000d 1 DeadlineExtended DeadlineExtendedV1 { decree: DecreeId, to: Instant, days: u16 }
    0x000e 1 ExtensionDenied ExtensionDeniedV1 { decree: DecreeId }
    0x000f 1 DeadlinePassed DeadlinePassedV1 { decree: DecreeId }
    0x0010 1 DecreeTookForce DecreeTookForceV1 { decree: DecreeId }
    0x0011 1 DecreeEnforced DecreeEnforcedV1 { decree: DecreeId }
    0x0012 1 DecreeLapsed DecreeLapsedV1 { decree: DecreeId }
    0x0013 1 DecreeRevoked DecreeRevokedV1 { decree: DecreeId }
    0x0014 1 DecreeSatisfied DecreeSatisfiedV1 { decree: DecreeId }
    0x0015 1 TrusteeAppointed TrusteeAppointedV1 {
        decree: DecreeId, trustee: SeatId, until: Instant, then: TrusteeEndV1
    }
    0x0016 1 TrusteeTimeEnded TrusteeTimeEndedV1 { decree: DecreeId }
    0x0017 1 TalksOpened TalksOpenedV1 { talks: TalksId }
    0x0018 1 OfferMade OfferMadeV1 { talks: TalksId, by: SeatId, to: SeatId, deal: Deal, reply_due: Instant }
    0x0019 1 TalksEnded TalksEndedV1 { talks: TalksId, by: SeatId }
    0x001a 1 TalksResumed TalksResumedV1 { talks: TalksId, reply_due: Instant }
    0x001b 1 BidJoined BidJoinedV1 { talks: TalksId, backer: SeatId }
    0x001c 1 BidLeft BidLeftV1 { talks: TalksId, backer: SeatId }
    0x001d 1 TermsAgreed TermsAgreedV1 { talks: TalksId, deal: Deal }
    0x001e 1 SignatureGiven SignatureGivenV1 { by: SeatId }
    0x001f 1 DealSigned DealSignedV1 { talks: TalksId }
    0x0020 1 AgreementDropped AgreementDroppedV1 { talks: TalksId, by: SeatId }
    0x0021 1 ReviewOpened ReviewOpenedV1 { review: ReviewId, due: Instant }
    0x0022 1 DealApproved DealApprovedV1 { review: ReviewId }
    0x0023 1 DealBlocked DealBlockedV1 { review: ReviewId, objection: Option<IssueId> }
    0x0024 1 ClosingScheduled ClosingScheduledV1 { at: Instant }
    0x0025 1 DealClosed DealClosedV1 { talks: TalksId, deal: Deal }
    0x0026 1 SuitFiled SuitFiledV1 { suit: SuitId }
    0x0027 1 SuitWithdrawn SuitWithdrawnV1 { suit: SuitId }
    0x0028 1 SuitMooted SuitMootedV1 { suit: SuitId }
    0x0029 1 MotionFiled MotionFiledV1 { motion: MotionId, hearing: Instant }
    0x002a 1 MotionGranted MotionGrantedV1 { motion: MotionId }
    0x002b 1 MotionDenied MotionDeniedV1 { motion: MotionId }
    0x002c 1 DecreeEnjoined DecreeEnjoinedV1 { decree: DecreeId, motion: MotionId }
    0x002d 1 InjunctionLifted InjunctionLiftedV1 { decree: DecreeId, motion: MotionId }
    0x002e 1 AppealFiled AppealFiledV1 { motion: MotionId, by: SeatId, hearing: Instant }
    0x002f 1 AppealDecided AppealDecidedV1 { motion: MotionId, decision: AppealDecisionV1 }
    0x0030 1 SignalMade SignalMadeV1 { signal: SignalId }
    0x0031 1 GaugeMoved GaugeMovedV1 { gauge: GaugeId, to: i64 }
    0x0032 1 WalkAwayMoved WalkAwayMovedV1 { seat: SeatId, by: i64 }
    0x0033 1 ProbabilityMoved ProbabilityMovedV1 { index: u8, by: i64 }
    0x0034 1 OutcomeReached OutcomeReachedV1 { outcome: OutcomeId }
    0x0035 1 ConferenceOpened ConferenceOpenedV1 { first: SeatId, due: Instant }
    0x0036 1 TextTabled TextTabledV1 { by: SeatId, deal: Deal, due: Instant }
    0x0037 1 VoteCast VoteCastV1 { by: SeatId, ballot: BallotV1 }
    0x0038 1 TextStands TextStandsV1 { next: SeatId, due: Instant }
    0x0039 1 TextFailed TextFailedV1 { next: SeatId, due: Instant }
    0x003a 1 TurnPassed TurnPassedV1 { by: SeatId, next: SeatId, due: Instant }
    0x003b 1 ConferenceClosed ConferenceClosedV1 {}
    0x003c 1 EnforcementSuspended EnforcementSuspendedV1 { decree: DecreeId, to: Instant }
    0x003d 1 DecreeAnnulled DecreeAnnulledV1 { decree: DecreeId, motion: MotionId }
    0x003e 1 SpinOffPlanned SpinOffPlannedV1 { talks: TalksId, deal: Deal }
    0x003f 1 BuyerFailed BuyerFailedV1 { talks: TalksId }
    0x0040 1 AuctionOpened AuctionOpenedV1 { asked: u16, due: Instant }
    0x0041 1 RoundOpened RoundOpenedV1 { asked: u16, due: Instant }
    0x0042 1 BidTabled BidTabledV1 { talks: TalksId, option: u16 }
    0x0043 1 BidOpened BidOpenedV1 { talks: TalksId, option: u16, to: SeatId }
    0x0044 1 AuctionPassed AuctionPassedV1 { talks: TalksId }
    0x0045 1 BidderOut BidderOutV1 { talks: TalksId }
    0x0046 1 AuctionWon AuctionWonV1 { talks: TalksId, option: u16 }
    0x0047 1 AuctionFailed AuctionFailedV1 {}
    0x0048 1 BackerInvited BackerInvitedV1 { talks: TalksId, backer: SeatId }
    0x0049 1 InvitationDeclined InvitationDeclinedV1 { talks: TalksId, backer: SeatId }
    0x004a 1 MergerProposed MergerProposedV1 {
        talks: TalksId, into: TalksId, part: i64, asks: Option<SeatId>, due: Instant
    }
    0x004b 1 MergerAccepted MergerAcceptedV1 { talks: TalksId, into: TalksId, asks: Option<SeatId>, by: SeatId }
    0x004c 1 MergerDeclined MergerDeclinedV1 { talks: TalksId, into: TalksId, asks: Option<SeatId>, by: SeatId }
    0x004d 1 BidMerged BidMergedV1 { talks: TalksId, into: TalksId }
    0x004e 1 LotSold LotSoldV1 { talks: TalksId, deal: Deal }
    0x004f 1 SignatureGivenIn SignatureGivenInV1 { talks: TalksId, by: SeatId }
    0x0050 1 ClosingScheduledIn ClosingScheduledInV1 { talks: TalksId, at: Instant }
    0x0051 1 SigningRefused SigningRefusedV1 { talks: TalksId, by: SeatId, objection: Option<IssueId> }
}
