//! Commands and events from a stranger's log: whether one speaks of what the scenario has.
//!
//! Ids are places in the scenario's tables, and rules, folds and words use them as they are. So a stranger's log is asked here
//! before anything is decided, folded or put into words.

use crate::chance::{Distribution, DrawId};
use crate::command::Command;
use crate::deal::Deal;
use crate::event::Event;
use crate::id::{ChanceId, DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SlotId, SuitId, TalksId};
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
        let has = Has(scenario);
        let seats = |seat| has.seat(seat);
        let decrees = |id| has.decree(id);
        let talks = |id| has.talks(id);
        let reviews = |id| has.review(id);
        let motions = |id| has.motion(id);
        let suits = |id| has.suit(id);
        let issues = |id| has.issue(id);
        let draws = |draw| has.draw(draw);
        let deals = |deal: &Deal| scenario.has_deal(deal);
        let has_conference = setup.sale.conference.is_some();
        let is_bid = |option| has.bid(option);
        let merges = |id: TalksId, into: TalksId| scenario.merger(id, into).is_some();
        match *self {
            Self::Opened { at } => at == setup.opens,
            Self::TimeAdvanced { to } => to <= setup.closes,
            Self::ClosingScheduled { .. } => true,
            Self::SeatTaken { seat, .. } => seats(seat),
            Self::ValueDrawn { slot, value } => has.value(slot, value),
            Self::Drawn { draw, probability, .. } => draws(draw) && probability.parts() <= 1_000_000,
            Self::Settled { draw, result } => has.result(draw, result),
            Self::DrawFellDue { draw } => draws(draw),
            Self::ChanceResolved { chance, result } => has.result(DrawId::Chance(chance), result),
            Self::ChanceSet { chance, .. } => has.chance(chance),
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
            Self::SignalMade { signal } => has.signal(signal),
            Self::GaugeMoved { gauge, to } => {
                setup.gauges.get(gauge.index()).is_some_and(|g| (g.min..=g.max).contains(&to))
            }
            Self::WalkAwayMoved { seat, by } => seats(seat) && is_amount(by),
            Self::ProbabilityMoved { index, by } => index < setup.probability_count && is_amount(by),
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
            Self::MergerProposed { talks: id, into, part, asks, .. } => {
                merges(id, into) && is_amount(part) && asks.is_none_or(seats)
            }
            Self::MergerAccepted { talks: id, into, asks, by } | Self::MergerDeclined { talks: id, into, asks, by } => {
                merges(id, into) && asks.is_none_or(seats) && seats(by)
            }
            Self::BidMerged { talks: id, into } => merges(id, into),
            Self::SignatureGivenIn { talks: id, by } => talks(id) && seats(by) && scenario.has_several_sellers(),
            Self::ClosingScheduledIn { talks: id, .. } => talks(id) && scenario.has_several_sellers(),
            Self::LotSold { talks: id, ref deal } => talks(id) && deals(deal) && setup.sale.lots.is_some(),
        }
    }
}

impl Command {
    /// Whether everything that the command names exists in the scenario. A log from a stranger is asked before the command is
    /// decided or put into words.
    #[must_use]
    pub fn fits(&self, scenario: &Scenario) -> bool {
        let setup = scenario.setup();
        let has = Has(scenario);
        match *self {
            Self::SeatOccupant { seat, .. } | Self::InviteBacker { backer: seat } => has.seat(seat),
            Self::Open
            | Self::SignDeal
            | Self::DropAgreement
            | Self::Vote { .. }
            | Self::OpenAuction
            | Self::PassAuction => true,
            // The clock is never sent to a moment behind the last day: there a run is over.
            Self::AdvanceTo { at } => (setup.opens..=setup.closes).contains(&at),
            Self::Draw { draw, .. } => has.draw(draw),
            Self::Settle { draw, result } => has.result(draw, result),
            Self::IssueDecree { decree }
            | Self::ExtendDeadline { decree, .. }
            | Self::DenyExtension { decree }
            | Self::RevokeDecree { decree }
            | Self::EnforceDecree { decree }
            | Self::RequestExtension { decree }
            | Self::SuspendEnforcement { decree, .. } => has.decree(decree),
            Self::ApproveDeal { review } => has.review(review),
            Self::BlockDeal { review, objection } => {
                has.review(review) && objection.is_none_or(|issue| has.issue(issue))
            }
            Self::OpenTalks { talks }
            | Self::AcceptOffer { talks }
            | Self::EndTalks { talks }
            | Self::JoinBid { talks }
            | Self::LeaveBid { talks }
            | Self::DeclineInvitation { talks }
            | Self::ProposeMerger { into: talks }
            | Self::AcceptMerger { talks }
            | Self::DeclineMerger { talks }
            | Self::SignDealIn { talks }
            | Self::DropAgreementIn { talks } => has.talks(talks),
            Self::MakeOffer { talks, ref deal } | Self::SpinOff { talks, ref deal } => {
                has.talks(talks) && scenario.has_deal(deal)
            }
            Self::FileSuit { suit } | Self::WithdrawSuit { suit } => has.suit(suit),
            Self::FileMotion { motion }
            | Self::Rule { motion, .. }
            | Self::FileAppeal { motion }
            | Self::DecideAppeal { motion, .. } => has.motion(motion),
            Self::Say { signal } => has.signal(signal),
            Self::TableText { ref deal } => scenario.has_deal(deal),
            Self::TableBid { option } => has.bid(option),
        }
    }
}

/// Whether something may be counted in points or parts: no scenario comes near this, and sums of it do not overflow.
const fn is_amount(number: i64) -> bool {
    number.unsigned_abs() < 1 << 50
}

/// What a scenario has.
#[derive(Clone, Copy)]
struct Has<'a>(&'a Scenario);

impl Has<'_> {
    fn seat(self, id: SeatId) -> bool {
        id.index() < self.0.seat_count()
    }

    fn decree(self, id: DecreeId) -> bool {
        id.index() < self.0.setup().decrees.len()
    }

    fn talks(self, id: TalksId) -> bool {
        id.index() < self.0.setup().sale.talks.len()
    }

    fn review(self, id: ReviewId) -> bool {
        id.index() < self.0.setup().sale.reviews.len()
    }

    fn motion(self, id: MotionId) -> bool {
        id.index() < self.0.setup().motions.len()
    }

    fn suit(self, id: SuitId) -> bool {
        id.index() < self.0.setup().suits.len()
    }

    fn issue(self, id: IssueId) -> bool {
        id.index() < self.0.setup().sale.issues.len()
    }

    fn signal(self, id: SignalId) -> bool {
        id.index() < self.0.setup().signals.len()
    }

    fn chance(self, id: ChanceId) -> bool {
        id.index() < self.0.setup().chances.len()
    }

    fn draw(self, draw: DrawId) -> bool {
        match draw {
            DrawId::Value(id) => id.index() < self.0.setup().slots.len(),
            DrawId::Chance(id) => self.chance(id),
            DrawId::Ruling(id) => self.motion(id),
            DrawId::Appeal(id) => self.motion(id) && self.0.motion(id).appeal.is_some(),
            DrawId::Deadline(id) => self.decree(id),
        }
    }

    /// Whether a draw has a result at a place; numbers have none.
    fn result(self, draw: DrawId, result: u8) -> bool {
        let count = match draw {
            _ if !self.draw(draw) => 0,
            DrawId::Value(_) => 0,
            DrawId::Chance(id) => self.0.chance(id).results.len(),
            DrawId::Ruling(_) | DrawId::Appeal(_) => 2,
            DrawId::Deadline(id) => self.0.decree(id).at_deadline.len(),
        };
        usize::from(result) < count
    }

    /// Whether a number is one that its distribution may come to.
    fn value(self, slot: SlotId, value: i64) -> bool {
        self.0.setup().slots.get(slot.index()).is_some_and(|slot| match &slot.distribution {
            Distribution::Uniform { low, high }
            | Distribution::Triangular { low, high, .. }
            | Distribution::Normal { low, high, .. } => (*low..=*high).contains(&value),
            Distribution::Weighted(values) => values.iter().any(|(one, _)| *one == value),
        })
    }

    fn bid(self, option: u16) -> bool {
        let auction = self.0.setup().sale.auction.as_ref();
        auction.is_some_and(|spec| usize::from(option) < self.0.issue(spec.issue).option_count())
    }
}
