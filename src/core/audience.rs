//! Who may know what happened, and who is known to have done it.

use crate::event::Event;
use crate::id::{SeatId, SeatSet};
use crate::scenario::{Scenario, SignalKind};

impl Event {
    /// The seats that may know the event. Every variant is named: a new one does not compile until somebody decided.
    #[must_use]
    pub fn audience(&self, scenario: &Scenario) -> SeatSet {
        match *self {
            Self::SeatTaken { .. }
            | Self::Opened { .. }
            | Self::TimeAdvanced { .. }
            | Self::ChanceResolved { .. }
            | Self::DecreeIssued { .. }
            | Self::DeadlineNeared { .. }
            | Self::ExtensionRequested { .. }
            | Self::DeadlineExtended { .. }
            | Self::ExtensionDenied { .. }
            | Self::DeadlinePassed { .. }
            | Self::DecreeTookForce { .. }
            | Self::DecreeEnforced { .. }
            | Self::DecreeLapsed { .. }
            | Self::DecreeRevoked { .. }
            | Self::DecreeSatisfied { .. }
            | Self::TrusteeAppointed { .. }
            | Self::TrusteeTimeEnded { .. }
            | Self::TalksOpened { .. }
            | Self::TalksEnded { .. }
            | Self::TalksResumed { .. }
            | Self::BidJoined { .. }
            | Self::BidLeft { .. }
            | Self::TermsAgreed { .. }
            | Self::SignatureGiven { .. }
            | Self::DealSigned { .. }
            | Self::AgreementDropped { .. }
            | Self::ReviewOpened { .. }
            | Self::DealApproved { .. }
            | Self::DealBlocked { .. }
            | Self::ClosingScheduled { .. }
            | Self::DealClosed { .. }
            | Self::SuitFiled { .. }
            | Self::SuitWithdrawn { .. }
            | Self::SuitMooted { .. }
            | Self::MotionFiled { .. }
            | Self::MotionGranted { .. }
            | Self::MotionDenied { .. }
            | Self::DecreeEnjoined { .. }
            | Self::InjunctionLifted { .. }
            | Self::AppealFiled { .. }
            | Self::AppealDecided { .. }
            | Self::SignalMade { .. }
            | Self::GaugeMoved { .. }
            | Self::ConferenceOpened { .. }
            | Self::ConferenceClosed
            | Self::OutcomeReached { .. }
            | Self::EnforcementSuspended { .. }
            | Self::DecreeAnnulled { .. }
            | Self::SpinOffPlanned { .. }
            | Self::BuyerFailed { .. }
            | Self::AuctionOpened { .. }
            | Self::AuctionWon { .. }
            | Self::AuctionFailed
            | Self::BidMerged { .. }
            | Self::LotSold { .. }
            | Self::SignatureGivenIn { .. }
            | Self::ClosingScheduledIn { .. }
            | Self::SigningRefused { .. } => SeatSet::ALL,
            Self::RoundOpened { .. } | Self::AuctionPassed { .. } | Self::BidderOut { .. } => scenario.at_the_auction(),
            Self::BidTabled { talks, .. } => scenario.sees_bid(talks),
            Self::BidOpened { talks, to, .. } => SeatSet::only(scenario.talks(talks).bidder).with(to),
            Self::BackerInvited { talks, backer } | Self::InvitationDeclined { talks, backer } => {
                SeatSet::only(scenario.talks(talks).bidder).with(backer)
            }
            Self::MergerProposed { talks, into, asks, .. }
            | Self::MergerAccepted { talks, into, asks, .. }
            | Self::MergerDeclined { talks, into, asks, .. } => scenario.sees_merger(talks, into, asks),
            Self::ValueDrawn { slot, .. } => scenario.slot(slot).audience,
            Self::OfferMade { by, to, .. } => SeatSet::only(by).with(to),
            Self::WalkAwayMoved { seat, .. } => SeatSet::only(seat),
            Self::TextTabled { .. }
            | Self::VoteCast { .. }
            | Self::TextStands { .. }
            | Self::TextFailed { .. }
            | Self::TurnPassed { .. } => scenario.at_the_conference(),
            // Luck and its odds are nobody's to see; what comes of them is an event of its own.
            Self::Drawn { .. }
            | Self::Settled { .. }
            | Self::DrawFellDue { .. }
            | Self::ChanceSet { .. }
            | Self::ProbabilityMoved { .. } => SeatSet::NONE,
        }
    }

    /// Who is known to have done it, as far as others may know: the author of a leak stays hidden.
    #[must_use]
    pub fn known_author(&self, scenario: &Scenario) -> Option<SeatId> {
        match *self {
            Self::SignalMade { signal } => {
                let signal = scenario.signal(signal);
                (signal.kind != SignalKind::Leak).then_some(signal.author)
            }
            Self::OfferMade { by, .. }
            | Self::TalksEnded { by, .. }
            | Self::SignatureGiven { by }
            | Self::SignatureGivenIn { by, .. }
            | Self::AgreementDropped { by, .. }
            | Self::SigningRefused { by, .. }
            | Self::ExtensionRequested { by, .. }
            | Self::TextTabled { by, .. }
            | Self::VoteCast { by, .. }
            | Self::AppealFiled { by, .. } => Some(by),
            Self::BidJoined { backer, .. } | Self::BidLeft { backer, .. } | Self::InvitationDeclined { backer, .. } => {
                Some(backer)
            }
            Self::MergerAccepted { by, .. } | Self::MergerDeclined { by, .. } => Some(by),
            Self::BidTabled { talks, .. }
            | Self::AuctionPassed { talks }
            | Self::BackerInvited { talks, .. }
            | Self::MergerProposed { talks, .. }
            | Self::BidMerged { talks, .. } => Some(scenario.talks(talks).bidder),
            Self::DecreeIssued { decree, .. } | Self::DecreeRevoked { decree } => Some(scenario.decree(decree).issuer),
            Self::SuitFiled { suit } | Self::SuitWithdrawn { suit } => Some(scenario.suit(suit).plaintiff),
            _ => None,
        }
    }
}
