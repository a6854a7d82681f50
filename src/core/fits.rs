//! Events from a stranger's log: whether one speaks of what the scenario has.

use crate::chance::DrawId;
use crate::deal::Deal;
use crate::event::Event;
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
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
            Self::Run(RunEvent::Opened { at })
            | Self::Run(RunEvent::TimeAdvanced { to: at })
            | Self::Decree(DecreeEvent::DeadlineExtended { to: at, .. })
            | Self::Decree(DecreeEvent::TrusteeAppointed { until: at, .. }) => sane(at),
            Self::Decree(DecreeEvent::Issued { issued_at, deadline, .. }) => {
                sane(issued_at) && deadline.is_none_or(sane)
            }
            Self::Chance(ChanceEvent::Scheduled { at, .. })
            | Self::Talks(TalksEvent::OfferMade { reply_due: at, .. })
            | Self::Talks(TalksEvent::Resumed { reply_due: at, .. })
            | Self::Review(ReviewEvent::Opened { due: at, .. })
            | Self::Agreement(AgreementEvent::ClosingScheduled { at })
            | Self::Agreement(AgreementEvent::ClosingScheduledIn { at, .. })
            | Self::Court(CourtEvent::MotionFiled { hearing: at, .. })
            | Self::Court(CourtEvent::AppealFiled { hearing: at, .. })
            | Self::Conference(ConferenceEvent::Opened { due: at, .. })
            | Self::Conference(ConferenceEvent::TextTabled { due: at, .. })
            | Self::Conference(ConferenceEvent::TextStands { due: at, .. })
            | Self::Conference(ConferenceEvent::TextFailed { due: at, .. })
            | Self::Conference(ConferenceEvent::TurnPassed { due: at, .. })
            | Self::Auction(AuctionEvent::Opened { due: at, .. })
            | Self::Auction(AuctionEvent::RoundOpened { due: at, .. })
            | Self::Consortium(ConsortiumEvent::MergerProposed { due: at, .. }) => sane_or_never(at),
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
            Self::Run(RunEvent::Opened { .. })
            | Self::Run(RunEvent::TimeAdvanced { .. })
            | Self::Agreement(AgreementEvent::ClosingScheduled { .. }) => true,
            Self::Run(RunEvent::SeatTaken { seat, .. }) => seats(seat),
            Self::Chance(ChanceEvent::ValueDrawn { slot, .. }) => slot.index() < setup.slots.len(),
            Self::Chance(ChanceEvent::Drawn { draw, .. })
            | Self::Chance(ChanceEvent::Settled { draw, .. })
            | Self::Chance(ChanceEvent::FellDue { draw }) => draws(draw),
            Self::Chance(ChanceEvent::Resolved { chance, result }) => {
                setup.chances.get(chance.index()).is_some_and(|c| usize::from(result) < c.results.len())
            }
            Self::Chance(ChanceEvent::Scheduled { chance, .. }) => chance.index() < setup.chances.len(),
            Self::Decree(DecreeEvent::Issued { decree, .. })
            | Self::Decree(DecreeEvent::DeadlineNeared { decree })
            | Self::Decree(DecreeEvent::DeadlineExtended { decree, .. })
            | Self::Decree(DecreeEvent::ExtensionDenied { decree })
            | Self::Decree(DecreeEvent::DeadlinePassed { decree })
            | Self::Decree(DecreeEvent::TookForce { decree })
            | Self::Decree(DecreeEvent::Enforced { decree })
            | Self::Decree(DecreeEvent::Lapsed { decree })
            | Self::Decree(DecreeEvent::Revoked { decree })
            | Self::Decree(DecreeEvent::Satisfied { decree })
            | Self::Decree(DecreeEvent::TrusteeTermEnded { decree })
            | Self::Decree(DecreeEvent::EnforcementSuspended { decree, .. }) => decrees(decree),
            Self::Decree(DecreeEvent::ExtensionRequested { decree, by }) => decrees(decree) && seats(by),
            Self::Decree(DecreeEvent::TrusteeAppointed { decree, trustee, .. }) => decrees(decree) && seats(trustee),
            Self::Talks(TalksEvent::Opened { talks: id })
            | Self::Talks(TalksEvent::Resumed { talks: id, .. })
            | Self::Agreement(AgreementEvent::Signed { talks: id })
            | Self::Agreement(AgreementEvent::BuyerFailed { talks: id }) => talks(id),
            Self::Talks(TalksEvent::OfferMade { talks: id, by, to, ref deal, .. }) => {
                talks(id) && seats(by) && seats(to) && deals(deal)
            }
            Self::Talks(TalksEvent::Ended { talks: id, by })
            | Self::Agreement(AgreementEvent::Dropped { talks: id, by }) => talks(id) && seats(by),
            Self::Consortium(ConsortiumEvent::BackerJoined { talks: id, backer })
            | Self::Consortium(ConsortiumEvent::BackerLeft { talks: id, backer }) => talks(id) && seats(backer),
            Self::Agreement(AgreementEvent::TermsAgreed { talks: id, ref deal })
            | Self::Agreement(AgreementEvent::Closed { talks: id, ref deal })
            | Self::Agreement(AgreementEvent::SpinOffPlanned { talks: id, ref deal }) => talks(id) && deals(deal),
            Self::Agreement(AgreementEvent::SignatureGiven { by }) => seats(by),
            Self::Review(ReviewEvent::Opened { review, .. }) | Self::Review(ReviewEvent::Approved { review }) => {
                reviews(review)
            }
            Self::Review(ReviewEvent::Blocked { review, objection }) => reviews(review) && objection.is_none_or(issues),
            Self::Court(CourtEvent::SuitFiled { suit })
            | Self::Court(CourtEvent::SuitWithdrawn { suit })
            | Self::Court(CourtEvent::SuitMooted { suit }) => suits(suit),
            Self::Court(CourtEvent::MotionFiled { motion, .. })
            | Self::Court(CourtEvent::MotionGranted { motion })
            | Self::Court(CourtEvent::MotionDenied { motion })
            | Self::Court(CourtEvent::AppealDecided { motion, .. }) => motions(motion),
            Self::Court(CourtEvent::AppealFiled { motion, by, .. }) => motions(motion) && seats(by),
            Self::Decree(DecreeEvent::Enjoined { decree, motion })
            | Self::Decree(DecreeEvent::InjunctionLifted { decree, motion })
            | Self::Decree(DecreeEvent::Annulled { decree, motion }) => decrees(decree) && motions(motion),
            Self::World(WorldEvent::SignalMade { signal }) => signal.index() < setup.signals.len(),
            Self::World(WorldEvent::GaugeMoved { gauge, to }) => {
                setup.gauges.get(gauge.index()).is_some_and(|g| (g.min..=g.max).contains(&to))
            }
            Self::World(WorldEvent::WalkAwayMoved { seat, .. }) => seats(seat),
            Self::World(WorldEvent::ProbabilityMoved { index, .. }) => index < setup.probability_count,
            Self::Run(RunEvent::OutcomeReached { outcome }) => outcome.index() < setup.outcomes.len(),
            Self::Conference(ConferenceEvent::Opened { first: seat, .. })
            | Self::Conference(ConferenceEvent::VoteCast { by: seat, .. })
            | Self::Conference(ConferenceEvent::TextStands { next: seat, .. })
            | Self::Conference(ConferenceEvent::TextFailed { next: seat, .. }) => has_conference && seats(seat),
            Self::Conference(ConferenceEvent::TurnPassed { by, next, .. }) => {
                has_conference && seats(by) && seats(next)
            }
            Self::Conference(ConferenceEvent::TextTabled { by, ref deal, .. }) => {
                has_conference && seats(by) && deals(deal)
            }
            Self::Conference(ConferenceEvent::Closed) => has_conference,
            Self::Auction(AuctionEvent::Opened { .. })
            | Self::Auction(AuctionEvent::RoundOpened { .. })
            | Self::Auction(AuctionEvent::Failed) => setup.sale.auction.is_some(),
            Self::Auction(AuctionEvent::BidTabled { talks: id, option })
            | Self::Auction(AuctionEvent::Won { talks: id, option }) => talks(id) && is_bid(option),
            Self::Auction(AuctionEvent::BidOpened { talks: id, option, to }) => {
                talks(id) && is_bid(option) && seats(to)
            }
            Self::Auction(AuctionEvent::BidderPassed { talks: id })
            | Self::Auction(AuctionEvent::BidderOut { talks: id }) => talks(id) && setup.sale.auction.is_some(),
            Self::Consortium(ConsortiumEvent::BackerInvited { talks: id, backer })
            | Self::Consortium(ConsortiumEvent::InvitationDeclined { talks: id, backer }) => talks(id) && seats(backer),
            Self::Consortium(ConsortiumEvent::MergerProposed { talks: id, into, asks, .. }) => {
                merges(id, into) && asks.is_none_or(seats)
            }
            Self::Consortium(ConsortiumEvent::MergerAccepted { talks: id, into, asks, by })
            | Self::Consortium(ConsortiumEvent::MergerDeclined { talks: id, into, asks, by }) => {
                merges(id, into) && asks.is_none_or(seats) && seats(by)
            }
            Self::Consortium(ConsortiumEvent::Merged { talks: id, into }) => merges(id, into),
            Self::Agreement(AgreementEvent::SignatureGivenIn { talks: id, by }) => {
                talks(id) && seats(by) && scenario.has_several_sellers()
            }
            Self::Agreement(AgreementEvent::ClosingScheduledIn { talks: id, .. }) => {
                talks(id) && scenario.has_several_sellers()
            }
            Self::Agreement(AgreementEvent::LotSold { talks: id, ref deal }) => {
                talks(id) && deals(deal) && setup.sale.lots.is_some()
            }
        }
    }
}
