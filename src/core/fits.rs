//! Events from a stranger's log: whether one speaks of what the scenario has.

use crate::chance::DrawId;
use crate::deal::Deal;
use crate::event::Event;
use crate::id::{DecreeId, IssueId, MotionId, ReviewId, SeatId, SuitId, TalksId};
use crate::scenario::Scenario;
use crate::units::Instant;

impl Event {
    /// Whether everything that the event names exists in the scenario and its moments can be counted with.
    /// [`State::apply`](crate::State::apply) takes only such events; a log from a stranger is asked first.
    #[must_use]
    pub fn fits(&self, scenario: &Scenario) -> bool {
        self.has_sane_moments() && self.names_what_is(scenario)
    }

    /// Whether every moment lies within a million years of 1970, where the calendar can count. Only what may never come
    /// may be [`Instant::NEVER`]; time itself may not.
    fn has_sane_moments(&self) -> bool {
        const BOUND: i64 = 1 << 45;
        let sane = |at: Instant| (-BOUND..BOUND).contains(&at.0);
        let sane_or_never = |at: Instant| at == Instant::NEVER || sane(at);
        match *self {
            Self::Opened { at }
            | Self::TimeAdvanced { to: at }
            | Self::DeadlineExtended { to: at, .. }
            | Self::TrusteeAppointed { until: at, .. } => sane(at),
            Self::DecreeIssued { issued_at, deadline, .. } => sane(issued_at) && deadline.is_none_or(sane),
            Self::ChanceSet { at, .. }
            | Self::OfferMade { reply_due: at, .. }
            | Self::TalksResumed { reply_due: at, .. }
            | Self::ReviewOpened { due: at, .. }
            | Self::ClosingScheduled { at }
            | Self::ClosingScheduledIn { at, .. }
            | Self::MotionFiled { hearing: at, .. }
            | Self::AppealFiled { hearing: at, .. }
            | Self::ConferenceOpened { due: at, .. }
            | Self::TextTabled { due: at, .. }
            | Self::TextStands { due: at, .. }
            | Self::TextFailed { due: at, .. }
            | Self::TurnPassed { due: at, .. }
            | Self::AuctionOpened { due: at, .. }
            | Self::RoundOpened { due: at, .. }
            | Self::MergerProposed { due: at, .. } => sane_or_never(at),
            _ => true,
        }
    }

    fn names_what_is(&self, scenario: &Scenario) -> bool {
        let setup = scenario.setup();
        let seats = |seat: SeatId| seat.index() < scenario.seat_count();
        let decrees = |id: DecreeId| id.index() < setup.decrees.len();
        let talks = |id: TalksId| id.index() < setup.sale.talks.len();
        let reviews = |id: ReviewId| id.index() < setup.sale.reviews.len();
        let motions = |id: MotionId| id.index() < setup.motions.len();
        let suits = |id: SuitId| id.index() < setup.suits.len();
        let issues = |id: IssueId| id.index() < setup.sale.issues.len();
        let draws = |draw: DrawId| match draw {
            DrawId::Value(id) => id.index() < setup.slots.len(),
            DrawId::Chance(id) => id.index() < setup.chances.len(),
            DrawId::Ruling(id) | DrawId::Appeal(id) => motions(id),
            DrawId::Deadline(id) => decrees(id),
        };
        let deals = |deal: &Deal| scenario.has_deal(deal);
        let has_conference = setup.sale.conference.is_some();
        let is_bid = |option: u16| {
            let auction = setup.sale.auction.as_ref();
            auction.is_some_and(|spec| usize::from(option) < scenario.issue(spec.issue).option_count())
        };
        let merges = |id: TalksId, into: TalksId| scenario.merger(id, into).is_some();
        match *self {
            Self::Opened { .. } | Self::TimeAdvanced { .. } | Self::ClosingScheduled { .. } => true,
            Self::SeatTaken { seat, .. } => seats(seat),
            Self::ValueDrawn { slot, .. } => slot.index() < setup.slots.len(),
            Self::Drawn { draw, .. } | Self::Settled { draw, .. } | Self::DrawFellDue { draw } => draws(draw),
            Self::ChanceResolved { chance, result } => {
                setup.chances.get(chance.index()).is_some_and(|c| usize::from(result) < c.results.len())
            }
            Self::ChanceSet { chance, .. } => chance.index() < setup.chances.len(),
            Self::DecreeIssued { decree, .. }
            | Self::DeadlineNeared { decree }
            | Self::DeadlineExtended { decree, .. }
            | Self::ExtensionDenied { decree }
            | Self::DeadlinePassed { decree }
            | Self::DecreeTookForce { decree }
            | Self::DecreeEnforced { decree }
            | Self::DecreeLapsed { decree }
            | Self::DecreeRevoked { decree }
            | Self::DecreeSatisfied { decree }
            | Self::TrusteeTimeEnded { decree }
            | Self::EnforcementSuspended { decree, .. } => decrees(decree),
            Self::ExtensionRequested { decree, by } => decrees(decree) && seats(by),
            Self::TrusteeAppointed { decree, trustee, .. } => decrees(decree) && seats(trustee),
            Self::TalksOpened { talks: id }
            | Self::TalksResumed { talks: id, .. }
            | Self::DealSigned { talks: id }
            | Self::BuyerFailed { talks: id } => talks(id),
            Self::OfferMade { talks: id, by, to, ref deal, .. } => talks(id) && seats(by) && seats(to) && deals(deal),
            Self::TalksEnded { talks: id, by } | Self::AgreementDropped { talks: id, by } => talks(id) && seats(by),
            Self::BidJoined { talks: id, backer } | Self::BidLeft { talks: id, backer } => talks(id) && seats(backer),
            Self::TermsAgreed { talks: id, ref deal }
            | Self::DealClosed { talks: id, ref deal }
            | Self::SpinOffPlanned { talks: id, ref deal } => talks(id) && deals(deal),
            Self::SignatureGiven { by } => seats(by),
            Self::ReviewOpened { review, .. } | Self::DealApproved { review } => reviews(review),
            Self::DealBlocked { review, objection } => reviews(review) && objection.is_none_or(issues),
            Self::SuitFiled { suit } | Self::SuitWithdrawn { suit } | Self::SuitMooted { suit } => suits(suit),
            Self::MotionFiled { motion, .. }
            | Self::MotionGranted { motion }
            | Self::MotionDenied { motion }
            | Self::AppealDecided { motion, .. } => motions(motion),
            Self::AppealFiled { motion, by, .. } => motions(motion) && seats(by),
            Self::DecreeEnjoined { decree, motion }
            | Self::InjunctionLifted { decree, motion }
            | Self::DecreeAnnulled { decree, motion } => decrees(decree) && motions(motion),
            Self::SignalMade { signal } => signal.index() < setup.signals.len(),
            Self::GaugeMoved { gauge, to } => {
                setup.gauges.get(gauge.index()).is_some_and(|g| (g.min..=g.max).contains(&to))
            }
            Self::WalkAwayMoved { seat, .. } => seats(seat),
            Self::ProbabilityMoved { index, .. } => index < setup.probability_count,
            Self::OutcomeReached { outcome } => outcome.index() < setup.outcomes.len(),
            Self::ConferenceOpened { first: seat, .. }
            | Self::VoteCast { by: seat, .. }
            | Self::TextStands { next: seat, .. }
            | Self::TextFailed { next: seat, .. } => has_conference && seats(seat),
            Self::TurnPassed { by, next, .. } => has_conference && seats(by) && seats(next),
            Self::TextTabled { by, ref deal, .. } => has_conference && seats(by) && deals(deal),
            Self::ConferenceClosed => has_conference,
            Self::AuctionOpened { .. } | Self::RoundOpened { .. } | Self::AuctionFailed => setup.sale.auction.is_some(),
            Self::BidTabled { talks: id, option } | Self::AuctionWon { talks: id, option } => {
                talks(id) && is_bid(option)
            }
            Self::BidOpened { talks: id, option, to } => talks(id) && is_bid(option) && seats(to),
            Self::AuctionPassed { talks: id } | Self::BidderOut { talks: id } => {
                talks(id) && setup.sale.auction.is_some()
            }
            Self::BackerInvited { talks: id, backer } | Self::InvitationDeclined { talks: id, backer } => {
                talks(id) && seats(backer)
            }
            Self::MergerProposed { talks: id, into, asks, .. } => merges(id, into) && asks.is_none_or(seats),
            Self::MergerAccepted { talks: id, into, asks, by } | Self::MergerDeclined { talks: id, into, asks, by } => {
                merges(id, into) && asks.is_none_or(seats) && seats(by)
            }
            Self::BidMerged { talks: id, into } => merges(id, into),
            Self::SignatureGivenIn { talks: id, by } => talks(id) && seats(by) && scenario.has_several_sellers(),
            Self::SigningRefused { talks: id, by, objection } => talks(id) && seats(by) && objection.is_none_or(issues),
            Self::ClosingScheduledIn { talks: id, .. } => talks(id) && scenario.has_several_sellers(),
            Self::LotSold { talks: id, ref deal } => talks(id) && deals(deal) && setup.sale.lots.is_some(),
        }
    }
}
