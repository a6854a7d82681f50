//! The family of bots: each is the standard bot with another way to bargain, or with a strategy of its own.
//!
//! A way to bargain is one small file behind `Bargains`: given what lies on the table it says what to ask for. When to
//! accept, which deal to propose and what else a party does is the same for all of them. None keeps a memory: what it did
//! stands in its view, which remembers every offer of its talks.

pub(crate) mod ally;
pub(crate) mod bargain;
pub(crate) mod bid;
pub(crate) mod confer;
mod home_guard;
pub(crate) mod office;
pub(crate) mod room;
pub(crate) mod sign;
pub(crate) mod standard;
mod strategic_authority;
mod strategic_bidder;
mod strategic_seller;
pub(crate) mod sue;

use crate::occupant::{Action, Choices, Occupant};
use crate::tactics::{self, Bargains, table};
use divest_core::bot::{BotKind, BotSpec, Setting};
use divest_core::id::{SeatId, SellerId, TalksId};
use divest_core::units::{DAY_SECONDS, Instant};
use divest_core::{Scenario, View};
use standard::SeatTasks;

/// The bot of one seat, as a scenario or a command line chose it.
#[derive(Clone, Debug)]
pub struct Tuned {
    tasks: SeatTasks,
    /// The tasks that its strategy leaves to the standard bot.
    left: SeatTasks,
    spec: BotSpec,
}

impl Tuned {
    /// The bot for a seat.
    #[must_use]
    pub fn for_seat(scenario: &Scenario, seat: SeatId, spec: BotSpec) -> Self {
        let tasks = SeatTasks::of(scenario, seat);
        let mut left = tasks.clone();
        // What a strategy decides for itself is not done by the scenario's days too.
        match spec.kind {
            BotKind::StrategicSeller => left.suits.clear(),
            BotKind::StrategicBidder => left.enters.clear(),
            BotKind::StrategicAuthority => left.extends.clear(),
            _ => {}
        }
        Self { tasks, left, spec }
    }

    /// How it bargains.
    fn way(&self) -> &'static dyn Bargains {
        match self.spec.kind {
            BotKind::StrategicSeller => &strategic_seller::StrategicSeller,
            BotKind::StrategicBidder => &strategic_bidder::StrategicBidder,
            kind => tactics::of(kind),
        }
    }

    /// What its strategy wants before everything else.
    fn strategy(&self, view: &View<'_>, choices: &Choices<'_>) -> Option<Action> {
        match self.spec.kind {
            BotKind::StrategicSeller => strategic_seller::moves(view, &self.tasks, &self.spec, choices),
            BotKind::StrategicBidder => strategic_bidder::moves(view, &self.tasks, &self.spec),
            BotKind::StrategicAuthority => strategic_authority::moves(view, &self.tasks, &self.spec),
            BotKind::HomeGuard => home_guard::moves(view, &self.tasks, &self.spec),
            _ => None,
        }
    }
}

impl Occupant for Tuned {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Action> {
        let first = self.strategy(view, choices).filter(|action| choices.check(&action.command).is_ok());
        if first.is_some() {
            return first;
        }
        let answers = |view: &View<'_>, talks: TalksId| table::answers(view, talks, &self.spec, self.way());
        standard::acts(view, &self.left, answers)
    }

    /// A strategy looks up whenever something happens; a way to bargain only when something concerns it.
    fn observes_all(&self) -> bool {
        matches!(
            self.spec.kind,
            BotKind::StrategicSeller | BotKind::StrategicBidder | BotKind::StrategicAuthority | BotKind::HomeGuard
        )
    }

    fn sets_timers(&self) -> bool {
        matches!(self.spec.kind, BotKind::StrategicSeller | BotKind::StrategicBidder)
    }

    /// When a date comes within a strategy's horizon.
    fn timer(&self, view: &View<'_>) -> Instant {
        let scenario = view.scenario();
        let is_own = |seller: SellerId| {
            view.vendor_for(seller) == view.seat()
                || self.tasks.bids.iter().any(|&talks| scenario.seller_of(talks) == seller)
        };
        let dates = scenario.seller_ids().filter(|&seller| is_own(seller));
        let dates = dates.filter_map(|seller| view.pressing_deadline(seller));
        let horizon = self.spec.get(Setting::Horizon) * DAY_SECONDS;
        let ahead = dates.map(|(_, date)| Instant(date.0 - horizon)).filter(|at| *at > view.now());
        ahead.min().unwrap_or(Instant::NEVER)
    }
}
