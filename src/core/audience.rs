//! Who may know what happened, and who is known to have done it.

use crate::event::Event;
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use crate::id::{SeatId, SeatSet};
use crate::scenario::{Scenario, SignalKind};

impl Event {
    /// The seats that may know the event. Every variant is named: a new one does not compile until somebody decided.
    #[must_use]
    pub fn audience(&self, scenario: &Scenario) -> SeatSet {
        match *self {
            Self::Run(RunEvent::SeatTaken { .. })
            | Self::Run(RunEvent::Opened { .. })
            | Self::Run(RunEvent::TimeAdvanced { .. })
            | Self::Chance(ChanceEvent::Resolved { .. })
            | Self::Decree(DecreeEvent::Issued { .. })
            | Self::Decree(DecreeEvent::DeadlineNeared { .. })
            | Self::Decree(DecreeEvent::ExtensionRequested { .. })
            | Self::Decree(DecreeEvent::DeadlineExtended { .. })
            | Self::Decree(DecreeEvent::ExtensionDenied { .. })
            | Self::Decree(DecreeEvent::DeadlinePassed { .. })
            | Self::Decree(DecreeEvent::TookForce { .. })
            | Self::Decree(DecreeEvent::Enforced { .. })
            | Self::Decree(DecreeEvent::Lapsed { .. })
            | Self::Decree(DecreeEvent::Revoked { .. })
            | Self::Decree(DecreeEvent::Satisfied { .. })
            | Self::Decree(DecreeEvent::TrusteeAppointed { .. })
            | Self::Decree(DecreeEvent::TrusteeTermEnded { .. })
            | Self::Talks(TalksEvent::Opened { .. })
            | Self::Talks(TalksEvent::Ended { .. })
            | Self::Talks(TalksEvent::Resumed { .. })
            | Self::Consortium(ConsortiumEvent::BackerJoined { .. })
            | Self::Consortium(ConsortiumEvent::BackerLeft { .. })
            | Self::Agreement(AgreementEvent::TermsAgreed { .. })
            | Self::Agreement(AgreementEvent::SignatureGiven { .. })
            | Self::Agreement(AgreementEvent::Signed { .. })
            | Self::Agreement(AgreementEvent::Dropped { .. })
            | Self::Review(ReviewEvent::Opened { .. })
            | Self::Review(ReviewEvent::Approved { .. })
            | Self::Review(ReviewEvent::Blocked { .. })
            | Self::Agreement(AgreementEvent::ClosingScheduled { .. })
            | Self::Agreement(AgreementEvent::Closed { .. })
            | Self::Court(CourtEvent::SuitFiled { .. })
            | Self::Court(CourtEvent::SuitWithdrawn { .. })
            | Self::Court(CourtEvent::SuitMooted { .. })
            | Self::Court(CourtEvent::MotionFiled { .. })
            | Self::Court(CourtEvent::MotionGranted { .. })
            | Self::Court(CourtEvent::MotionDenied { .. })
            | Self::Decree(DecreeEvent::Enjoined { .. })
            | Self::Decree(DecreeEvent::InjunctionLifted { .. })
            | Self::Court(CourtEvent::AppealFiled { .. })
            | Self::Court(CourtEvent::AppealDecided { .. })
            | Self::World(WorldEvent::SignalMade { .. })
            | Self::World(WorldEvent::GaugeMoved { .. })
            | Self::Conference(ConferenceEvent::Opened { .. })
            | Self::Conference(ConferenceEvent::Closed)
            | Self::Run(RunEvent::OutcomeReached { .. })
            | Self::Decree(DecreeEvent::EnforcementSuspended { .. })
            | Self::Decree(DecreeEvent::Annulled { .. })
            | Self::Agreement(AgreementEvent::SpinOffPlanned { .. })
            | Self::Agreement(AgreementEvent::BuyerFailed { .. })
            | Self::Auction(AuctionEvent::Opened { .. })
            | Self::Auction(AuctionEvent::Won { .. })
            | Self::Auction(AuctionEvent::Failed)
            | Self::Consortium(ConsortiumEvent::Merged { .. })
            | Self::Agreement(AgreementEvent::LotSold { .. })
            | Self::Agreement(AgreementEvent::SignatureGivenIn { .. })
            | Self::Agreement(AgreementEvent::ClosingScheduledIn { .. }) => SeatSet::ALL,
            Self::Auction(AuctionEvent::RoundOpened { .. })
            | Self::Auction(AuctionEvent::BidderPassed { .. })
            | Self::Auction(AuctionEvent::BidderOut { .. }) => scenario.at_the_auction(),
            Self::Auction(AuctionEvent::BidTabled { talks, .. }) => scenario.sees_bid(talks),
            Self::Auction(AuctionEvent::BidOpened { talks, to, .. }) => {
                SeatSet::only(scenario.talks(talks).bidder).with(to)
            }
            Self::Consortium(ConsortiumEvent::BackerInvited { talks, backer })
            | Self::Consortium(ConsortiumEvent::InvitationDeclined { talks, backer }) => {
                SeatSet::only(scenario.talks(talks).bidder).with(backer)
            }
            Self::Consortium(ConsortiumEvent::MergerProposed { talks, into, asks, .. })
            | Self::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, .. })
            | Self::Consortium(ConsortiumEvent::MergerDeclined { talks, into, asks, .. }) => {
                scenario.sees_merger(talks, into, asks)
            }
            Self::Chance(ChanceEvent::ValueDrawn { slot, .. }) => scenario.slot(slot).audience,
            Self::Talks(TalksEvent::OfferMade { by, to, .. }) => SeatSet::only(by).with(to),
            Self::World(WorldEvent::WalkAwayMoved { seat, .. }) => SeatSet::only(seat),
            Self::Conference(ConferenceEvent::TextTabled { .. })
            | Self::Conference(ConferenceEvent::VoteCast { .. })
            | Self::Conference(ConferenceEvent::TextStands { .. })
            | Self::Conference(ConferenceEvent::TextFailed { .. })
            | Self::Conference(ConferenceEvent::TurnPassed { .. }) => scenario.at_the_conference(),
            // Luck and its odds are nobody's to see; what comes of them is an event of its own.
            Self::Chance(ChanceEvent::Drawn { .. })
            | Self::Chance(ChanceEvent::Settled { .. })
            | Self::Chance(ChanceEvent::FellDue { .. })
            | Self::Chance(ChanceEvent::Scheduled { .. })
            | Self::World(WorldEvent::ProbabilityMoved { .. }) => SeatSet::NONE,
        }
    }

    /// Who is known to have done it, as far as others may know: the author of a leak stays hidden.
    #[must_use]
    pub fn known_author(&self, scenario: &Scenario) -> Option<SeatId> {
        match *self {
            Self::World(WorldEvent::SignalMade { signal }) => {
                let signal = scenario.signal(signal);
                (signal.kind != SignalKind::Leak).then_some(signal.author)
            }
            Self::Talks(TalksEvent::OfferMade { by, .. })
            | Self::Talks(TalksEvent::Ended { by, .. })
            | Self::Agreement(AgreementEvent::SignatureGiven { by })
            | Self::Agreement(AgreementEvent::SignatureGivenIn { by, .. })
            | Self::Agreement(AgreementEvent::Dropped { by, .. })
            | Self::Decree(DecreeEvent::ExtensionRequested { by, .. })
            | Self::Conference(ConferenceEvent::TextTabled { by, .. })
            | Self::Conference(ConferenceEvent::VoteCast { by, .. })
            | Self::Court(CourtEvent::AppealFiled { by, .. }) => Some(by),
            Self::Consortium(ConsortiumEvent::BackerJoined { backer, .. })
            | Self::Consortium(ConsortiumEvent::BackerLeft { backer, .. })
            | Self::Consortium(ConsortiumEvent::InvitationDeclined { backer, .. }) => Some(backer),
            Self::Consortium(ConsortiumEvent::MergerAccepted { by, .. })
            | Self::Consortium(ConsortiumEvent::MergerDeclined { by, .. }) => Some(by),
            Self::Auction(AuctionEvent::BidTabled { talks, .. })
            | Self::Auction(AuctionEvent::BidderPassed { talks })
            | Self::Consortium(ConsortiumEvent::BackerInvited { talks, .. })
            | Self::Consortium(ConsortiumEvent::MergerProposed { talks, .. })
            | Self::Consortium(ConsortiumEvent::Merged { talks, .. }) => Some(scenario.talks(talks).bidder),
            Self::Decree(DecreeEvent::Issued { decree, .. }) | Self::Decree(DecreeEvent::Revoked { decree }) => {
                Some(scenario.decree(decree).issuer)
            }
            Self::Court(CourtEvent::SuitFiled { suit }) | Self::Court(CourtEvent::SuitWithdrawn { suit }) => {
                Some(scenario.suit(suit).plaintiff)
            }
            _ => None,
        }
    }
}
