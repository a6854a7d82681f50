//! Who may know what happened, and who is known to have done it.

use crate::event::Event;
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, RunEvent,
    TalksEvent, WorldEvent,
};
use crate::id::{SeatId, SeatSet};
use crate::scenario::{Scenario, SignalKind};

impl Event {
    /// The seats that may know the event. Every variant is named: a new one does not compile until somebody decided.
    #[must_use]
    pub fn audience(&self, scenario: &Scenario) -> SeatSet {
        match *self {
            // Luck and its odds are nobody's to see; what comes of them is an event of its own.
            Self::Chance(event) => match event {
                ChanceEvent::Resolved { .. } => SeatSet::ALL,
                ChanceEvent::ValueDrawn { slot, .. } => scenario.slot(slot).audience,
                ChanceEvent::Drawn { .. }
                | ChanceEvent::Settled { .. }
                | ChanceEvent::FellDue { .. }
                | ChanceEvent::Scheduled { .. } => SeatSet::NONE,
            },
            Self::Talks(event) => match event {
                TalksEvent::OfferMade { by, to, .. } => SeatSet::only(by).with(to),
                TalksEvent::Opened { .. } | TalksEvent::Ended { .. } | TalksEvent::Resumed { .. } => SeatSet::ALL,
            },
            Self::World(event) => match event {
                WorldEvent::SignalMade { .. } | WorldEvent::GaugeMoved { .. } => SeatSet::ALL,
                WorldEvent::WalkAwayMoved { seat, .. } => SeatSet::only(seat),
                WorldEvent::ProbabilityMoved { .. } => SeatSet::NONE,
            },
            Self::Conference(event) => match event {
                ConferenceEvent::Opened { .. } | ConferenceEvent::Closed => SeatSet::ALL,
                ConferenceEvent::TextTabled { .. }
                | ConferenceEvent::VoteCast { .. }
                | ConferenceEvent::TextStands { .. }
                | ConferenceEvent::TextFailed { .. }
                | ConferenceEvent::TurnPassed { .. } => scenario.at_the_conference(),
            },
            Self::Auction(event) => match event {
                AuctionEvent::Opened { .. }
                | AuctionEvent::LotUnsold { .. }
                | AuctionEvent::Won { .. }
                | AuctionEvent::Failed => SeatSet::ALL,
                AuctionEvent::RoundOpened { .. }
                | AuctionEvent::BidderPassed { .. }
                | AuctionEvent::BidderOut { .. } => scenario.at_the_auction(),
                AuctionEvent::BidTabled { talks, .. } => scenario.sees_bid(talks),
                AuctionEvent::BidOpened { talks, to, .. } => SeatSet::only(scenario.talks(talks).bidder).with(to),
            },
            Self::Consortium(event) => match event {
                ConsortiumEvent::BackerInvited { talks, backer }
                | ConsortiumEvent::InvitationDeclined { talks, backer } => {
                    SeatSet::only(scenario.talks(talks).bidder).with(backer)
                }
                ConsortiumEvent::MergerProposed { talks, into, asks, .. }
                | ConsortiumEvent::MergerAccepted { talks, into, asks, .. }
                | ConsortiumEvent::MergerDeclined { talks, into, asks, .. } => scenario.sees_merger(talks, into, asks),
                ConsortiumEvent::BackerJoined { .. }
                | ConsortiumEvent::BackerLeft { .. }
                | ConsortiumEvent::Merged { .. } => SeatSet::ALL,
            },
            // The public record, whatever is added to it.
            Self::Run(
                RunEvent::SeatTaken { .. }
                | RunEvent::Opened { .. }
                | RunEvent::TimeAdvanced { .. }
                | RunEvent::OutcomeReached { .. },
            ) => SeatSet::ALL,
            Self::Decree(_) | Self::Agreement(_) | Self::Review(_) | Self::Court(_) => SeatSet::ALL,
        }
    }

    /// Who is known to have done it, as far as others may know: the author of a leak stays hidden.
    #[must_use]
    pub fn known_author(&self, scenario: &Scenario) -> Option<SeatId> {
        match *self {
            Self::World(event) => match event {
                WorldEvent::SignalMade { signal } => {
                    let signal = scenario.signal(signal);
                    (signal.kind != SignalKind::Leak).then_some(signal.author)
                }
                WorldEvent::GaugeMoved { .. }
                | WorldEvent::WalkAwayMoved { .. }
                | WorldEvent::ProbabilityMoved { .. } => None,
            },
            Self::Talks(event) => match event {
                TalksEvent::OfferMade { by, .. } | TalksEvent::Ended { by, .. } => Some(by),
                TalksEvent::Opened { .. } | TalksEvent::Resumed { .. } => None,
            },
            Self::Agreement(event) => match event {
                AgreementEvent::SignatureGiven { by, .. }
                | AgreementEvent::SigningRefused { by, .. }
                | AgreementEvent::Dropped { by, .. } => Some(by),
                AgreementEvent::TermsAgreed { .. }
                | AgreementEvent::SpinOffPlanned { .. }
                | AgreementEvent::Signed { .. }
                | AgreementEvent::ClosingScheduled { .. }
                | AgreementEvent::Closed { .. }
                | AgreementEvent::BuyerFailed { .. } => None,
            },
            Self::Conference(event) => match event {
                ConferenceEvent::TextTabled { by, .. } | ConferenceEvent::VoteCast { by, .. } => Some(by),
                ConferenceEvent::Opened { .. }
                | ConferenceEvent::TextStands { .. }
                | ConferenceEvent::TextFailed { .. }
                | ConferenceEvent::TurnPassed { .. }
                | ConferenceEvent::Closed => None,
            },
            Self::Court(event) => match event {
                CourtEvent::AppealFiled { by, .. } => Some(by),
                CourtEvent::SuitFiled { suit } | CourtEvent::SuitWithdrawn { suit } => {
                    Some(scenario.suit(suit).plaintiff)
                }
                CourtEvent::SuitMooted { .. }
                | CourtEvent::MotionFiled { .. }
                | CourtEvent::MotionGranted { .. }
                | CourtEvent::MotionDenied { .. }
                | CourtEvent::AppealDecided { .. } => None,
            },
            Self::Consortium(event) => match event {
                ConsortiumEvent::BackerJoined { backer, .. }
                | ConsortiumEvent::BackerLeft { backer, .. }
                | ConsortiumEvent::InvitationDeclined { backer, .. } => Some(backer),
                ConsortiumEvent::MergerAccepted { by, .. } | ConsortiumEvent::MergerDeclined { by, .. } => Some(by),
                ConsortiumEvent::BackerInvited { talks, .. }
                | ConsortiumEvent::MergerProposed { talks, .. }
                | ConsortiumEvent::Merged { talks, .. } => Some(scenario.talks(talks).bidder),
            },
            Self::Auction(event) => match event {
                AuctionEvent::BidTabled { talks, .. } | AuctionEvent::BidderPassed { talks } => {
                    Some(scenario.talks(talks).bidder)
                }
                AuctionEvent::Opened { .. }
                | AuctionEvent::RoundOpened { .. }
                | AuctionEvent::BidOpened { .. }
                | AuctionEvent::BidderOut { .. }
                | AuctionEvent::LotUnsold { .. }
                | AuctionEvent::Won { .. }
                | AuctionEvent::Failed => None,
            },
            Self::Decree(event) => match event {
                DecreeEvent::Issued { decree, .. } | DecreeEvent::Revoked { decree } => {
                    Some(scenario.decree(decree).issuer)
                }
                DecreeEvent::ExtensionRequested { by, .. } => Some(by),
                DecreeEvent::DeadlineNeared { .. }
                | DecreeEvent::DeadlineExtended { .. }
                | DecreeEvent::ExtensionDenied { .. }
                | DecreeEvent::DeadlinePassed { .. }
                | DecreeEvent::TookForce { .. }
                | DecreeEvent::Enforced { .. }
                | DecreeEvent::Lapsed { .. }
                | DecreeEvent::Satisfied { .. }
                | DecreeEvent::TrusteeAppointed { .. }
                | DecreeEvent::TrusteeTermEnded { .. }
                | DecreeEvent::Enjoined { .. }
                | DecreeEvent::InjunctionLifted { .. }
                | DecreeEvent::EnforcementSuspended { .. }
                | DecreeEvent::Annulled { .. } => None,
            },
            Self::Run(_) | Self::Chance(_) | Self::Review(_) => None,
        }
    }
}
