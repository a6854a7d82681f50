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
pub(crate) mod standard;
mod strategic_authority;
mod strategic_bidder;
mod strategic_seller;
pub(crate) mod sue;

use crate::occupant::{Choices, Occupant, Wish};
use crate::questions::{Question, Questions};
use crate::tactics::{self, Bargains, table};
use standard::Duties;
use divest_core::bot::{BotKind, BotSpec};
use divest_core::id::{SeatId, TalksId};
use divest_core::{Scenario, View};

/// The bot of one seat, as a scenario or a command line chose it.
#[derive(Clone, Debug)]
pub struct Tuned {
    duties: Duties,
    spec: BotSpec,
}

impl Tuned {
    /// The bot for a seat.
    #[must_use]
    pub fn for_seat(scenario: &Scenario, seat: SeatId, spec: BotSpec) -> Self {
        Self { duties: Duties::of(scenario, seat), spec }
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
    fn strategy(&self, view: &View<'_>, choices: &Choices<'_>) -> Option<Wish> {
        match self.spec.kind {
            BotKind::StrategicSeller => strategic_seller::moves(view, &self.duties, &self.spec, choices),
            BotKind::StrategicBidder => strategic_bidder::moves(view, &self.duties, &self.spec),
            BotKind::StrategicAuthority => strategic_authority::moves(view, &self.duties, &self.spec),
            BotKind::HomeGuard => home_guard::moves(view, &self.duties, &self.spec),
            _ => None,
        }
    }
}

impl Occupant for Tuned {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Wish> {
        let first = self.strategy(view, choices).filter(|wish| choices.check(&wish.command).is_ok());
        if first.is_some() {
            return first;
        }
        let answers = |view: &View<'_>, talks: TalksId| table::answers(view, talks, &self.spec, self.way());
        // What a strategy decides for itself is not done by the scenario's days too.
        let left = match self.spec.kind {
            BotKind::StrategicSeller => Questions::of(&[Question::Sues]),
            BotKind::StrategicBidder => Questions::of(&[Question::ComesForward]),
            BotKind::StrategicAuthority => Questions::of(&[Question::Extends]),
            _ => Questions::NONE,
        };
        standard::acts(view, &self.duties, &mut Questions::ALL.minus(left), answers)
            .filter(|wish| choices.check(&wish.command).is_ok())
    }

    /// A strategy looks up whenever something happens; a way to bargain only when something calls.
    fn is_attentive(&self) -> bool {
        matches!(
            self.spec.kind,
            BotKind::StrategicSeller | BotKind::StrategicBidder | BotKind::StrategicAuthority | BotKind::HomeGuard
        )
    }
}
