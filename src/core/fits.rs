//! Commands and events from a stranger's log: whether one speaks of what the scenario has.
//!
//! Ids are places in the scenario's tables, and rules, folds and words use them as they are. So a stranger's log is asked here
//! before anything is decided, folded or put into words.

use crate::chance::DrawId;
use crate::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, Command, ConferenceCommand, ConsortiumCommand, CourtCommand,
    DecreeCommand, ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, Event,
    ReviewEvent, RunEvent, TalksEvent, WorldEvent,
};
use crate::reference::references;
use crate::scenario::Scenario;
use crate::units::Instant;
use serde::Serialize;

/// Whether everything that a command or an event names exists.
fn all_exist(of: &impl Serialize, scenario: &Scenario) -> bool {
    let mut exist = true;
    references(of, &mut |reference| exist &= reference.exists_in(scenario));
    exist
}

impl Event {
    /// Whether everything that the event names exists in the scenario and its moments can be counted with.
    /// [`State::apply`](crate::State::apply) takes only such events; a log from a stranger is asked first.
    #[must_use]
    pub fn fits(&self, scenario: &Scenario) -> bool {
        all_exist(self, scenario) && self.agrees_with(scenario)
    }

    /// Whether numbers that are no references lie within the scenario's bounds, and the event is of a procedure that the
    /// scenario has. What comes for certain is never [`Instant::NEVER`].
    fn agrees_with(&self, scenario: &Scenario) -> bool {
        let setup = scenario.setup();
        let is_set = |at: Instant| at != Instant::NEVER;
        match *self {
            Self::Run(event) => match event {
                RunEvent::Opened { at } => at == setup.opens,
                RunEvent::TimeAdvanced { to } => to <= setup.closes,
                RunEvent::SeatTaken { .. } | RunEvent::OutcomeReached { .. } => true,
            },
            Self::Chance(event) => match event {
                ChanceEvent::Resolved { chance, result } => usize::from(result) < scenario.chance(chance).results.len(),
                ChanceEvent::Settled { draw, result } => is_draw(scenario, draw) && draw.allows(scenario, result),
                ChanceEvent::ValueDrawn { slot, value } => {
                    is_draw(scenario, DrawId::Value(slot)) && DrawId::Value(slot).allows(scenario, value)
                }
                ChanceEvent::Drawn { draw, probability, .. } => {
                    is_draw(scenario, draw) && probability.parts() <= 1_000_000
                }
                ChanceEvent::FellDue { draw } => is_draw(scenario, draw),
                ChanceEvent::Scheduled { .. } => true,
            },
            Self::Decree(event) => match event {
                DecreeEvent::Issued { issued_at, deadline, .. } => is_set(issued_at) && deadline.is_none_or(is_set),
                DecreeEvent::DeadlineExtended { to: at, .. }
                | DecreeEvent::TrusteeAppointed { until: at, .. }
                | DecreeEvent::EnforcementSuspended { to: at, .. } => is_set(at),
                DecreeEvent::DeadlineNeared { .. }
                | DecreeEvent::ExtensionRequested { .. }
                | DecreeEvent::ExtensionDenied { .. }
                | DecreeEvent::DeadlinePassed { .. }
                | DecreeEvent::TookForce { .. }
                | DecreeEvent::Enforced { .. }
                | DecreeEvent::Lapsed { .. }
                | DecreeEvent::Revoked { .. }
                | DecreeEvent::Satisfied { .. }
                | DecreeEvent::TrusteeTermEnded { .. }
                | DecreeEvent::Enjoined { .. }
                | DecreeEvent::InjunctionLifted { .. }
                | DecreeEvent::Annulled { .. } => true,
            },
            Self::World(event) => match event {
                WorldEvent::GaugeMoved { gauge, to } => {
                    let spec = scenario.gauge(gauge);
                    (spec.min..=spec.max).contains(&to)
                }
                WorldEvent::ProbabilityMoved { index, by } => index < setup.probability_count && is_amount(by),
                WorldEvent::WalkAwayMoved { by, .. } => is_amount(by),
                WorldEvent::SignalMade { .. } => true,
            },
            Self::Conference(event) => match event {
                ConferenceEvent::Opened { .. }
                | ConferenceEvent::TextTabled { .. }
                | ConferenceEvent::VoteCast { .. }
                | ConferenceEvent::TextStands { .. }
                | ConferenceEvent::TextFailed { .. }
                | ConferenceEvent::TurnPassed { .. }
                | ConferenceEvent::Closed => setup.sale.conference.is_some(),
            },
            Self::Auction(event) => match event {
                AuctionEvent::BidTabled { option, .. }
                | AuctionEvent::BidOpened { option, .. }
                | AuctionEvent::Won { option, .. } => is_bid(scenario, option),
                AuctionEvent::Opened { lot, .. } => {
                    setup.sale.auction.is_some() && lot.is_none_or(|lot| is_called(scenario, lot))
                }
                AuctionEvent::LotUnsold { lot } => is_called(scenario, lot),
                AuctionEvent::RoundOpened { .. }
                | AuctionEvent::BidderPassed { .. }
                | AuctionEvent::BidderOut { .. }
                | AuctionEvent::Failed => setup.sale.auction.is_some(),
            },
            Self::Consortium(event) => match event {
                ConsortiumEvent::MergerProposed { talks, into, part, .. } => {
                    scenario.merger(talks, into).is_some() && is_amount(part)
                }
                ConsortiumEvent::MergerAccepted { talks, into, .. }
                | ConsortiumEvent::MergerDeclined { talks, into, .. }
                | ConsortiumEvent::Merged { talks, into } => scenario.merger(talks, into).is_some(),
                ConsortiumEvent::BackerInvited { .. }
                | ConsortiumEvent::InvitationDeclined { .. }
                | ConsortiumEvent::BackerJoined { .. }
                | ConsortiumEvent::BackerLeft { .. } => true,
            },
            Self::Talks(event) => match event {
                TalksEvent::Opened { .. }
                | TalksEvent::OfferMade { .. }
                | TalksEvent::Ended { .. }
                | TalksEvent::Resumed { .. } => true,
            },
            Self::Agreement(event) => match event {
                AgreementEvent::TermsAgreed { .. }
                | AgreementEvent::SpinOffPlanned { .. }
                | AgreementEvent::SignatureGiven { .. }
                | AgreementEvent::SigningRefused { .. }
                | AgreementEvent::Signed { .. }
                | AgreementEvent::Dropped { .. }
                | AgreementEvent::ClosingScheduled { .. }
                | AgreementEvent::Closed { .. }
                | AgreementEvent::BuyerFailed { .. } => true,
            },
            Self::Review(event) => match event {
                ReviewEvent::Opened { .. } | ReviewEvent::Approved { .. } | ReviewEvent::Blocked { .. } => true,
            },
            Self::Court(event) => match event {
                CourtEvent::SuitFiled { .. }
                | CourtEvent::SuitWithdrawn { .. }
                | CourtEvent::SuitMooted { .. }
                | CourtEvent::MotionFiled { .. }
                | CourtEvent::MotionGranted { .. }
                | CourtEvent::MotionDenied { .. }
                | CourtEvent::AppealFiled { .. }
                | CourtEvent::AppealDecided { .. } => true,
            },
        }
    }
}

impl Command {
    /// Whether everything that the command names exists in the scenario. A log from a stranger is asked before the command is
    /// decided or put into words.
    #[must_use]
    pub fn fits(&self, scenario: &Scenario) -> bool {
        all_exist(self, scenario) && self.agrees_with(scenario)
    }

    /// Whether numbers that are no references lie within the scenario's bounds.
    fn agrees_with(&self, scenario: &Scenario) -> bool {
        match *self {
            Self::Chance(ChanceCommand::Settle { draw, result }) => {
                is_draw(scenario, draw) && draw.allows(scenario, result)
            }
            Self::Auction(AuctionCommand::Bid { option }) => is_bid(scenario, option),
            Self::Chance(ChanceCommand::Draw { draw, .. }) => is_draw(scenario, draw),
            // The clock is never sent behind the last day, when a run is over.
            Self::Run(RunCommand::AdvanceTo { at }) => (scenario.setup().opens..=scenario.setup().closes).contains(&at),
            Self::Run(RunCommand::SeatOccupant { .. } | RunCommand::Open)
            | Self::Auction(AuctionCommand::Open | AuctionCommand::Pass) => true,
            Self::Decree(
                DecreeCommand::Issue { .. }
                | DecreeCommand::ExtendDeadline { .. }
                | DecreeCommand::DenyExtension { .. }
                | DecreeCommand::Revoke { .. }
                | DecreeCommand::Enforce { .. }
                | DecreeCommand::RequestExtension { .. }
                | DecreeCommand::SuspendEnforcement { .. },
            ) => true,
            Self::Review(ReviewCommand::Approve { .. } | ReviewCommand::Block { .. }) => true,
            Self::Talks(
                TalksCommand::Open { .. }
                | TalksCommand::MakeOffer { .. }
                | TalksCommand::AcceptOffer { .. }
                | TalksCommand::End { .. },
            ) => true,
            Self::Consortium(
                ConsortiumCommand::Join { .. }
                | ConsortiumCommand::Leave { .. }
                | ConsortiumCommand::Invite { .. }
                | ConsortiumCommand::DeclineInvitation { .. }
                | ConsortiumCommand::ProposeMerger { .. }
                | ConsortiumCommand::AcceptMerger { .. }
                | ConsortiumCommand::DeclineMerger { .. },
            ) => true,
            Self::Agreement(
                AgreementCommand::Sign { .. }
                | AgreementCommand::Drop { .. }
                | AgreementCommand::RefuseToSign { .. }
                | AgreementCommand::SpinOff { .. },
            ) => true,
            Self::Court(
                CourtCommand::FileSuit { .. }
                | CourtCommand::WithdrawSuit { .. }
                | CourtCommand::FileMotion { .. }
                | CourtCommand::Rule { .. }
                | CourtCommand::FileAppeal { .. }
                | CourtCommand::DecideAppeal { .. },
            ) => true,
            Self::World(WorldCommand::Say { .. }) => true,
            Self::Conference(ConferenceCommand::TableText { .. } | ConferenceCommand::Vote { .. }) => true,
        }
    }
}

/// Whether something may be counted in points or parts: no scenario comes near this, and sums of it do not overflow.
const fn is_amount(number: i64) -> bool {
    number.unsigned_abs() < 1 << 50
}

/// Whether nature may be asked for a draw.
fn is_draw(scenario: &Scenario, draw: DrawId) -> bool {
    match draw {
        DrawId::Appeal(motion) => scenario.motion(motion).appeal.is_some(),
        DrawId::Value(_) | DrawId::Chance(_) | DrawId::Ruling(_) | DrawId::Deadline(_) => true,
    }
}

/// Whether an option of the issue of lots is a lot that is auctioned by itself.
fn is_called(scenario: &Scenario, lot: u16) -> bool {
    scenario.setup().sale.auction_lots.iter().any(|called| called.option == lot)
}

/// Whether the issue that an auction is about has this option.
fn is_bid(scenario: &Scenario, option: u16) -> bool {
    let auction = scenario.setup().sale.auction.as_ref();
    auction.is_some_and(|spec| usize::from(option) < scenario.issue(spec.issue).option_count())
}
