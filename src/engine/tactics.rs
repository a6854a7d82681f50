//! Tactics: what to ask for at a table, one small file each, behind [`Bargains`].
//!
//! When to accept, which deal to propose and what else a party does is the same for all of them.

mod accept;
mod averaged;
mod hardliner;
mod hybrid;
mod luck;
mod micro;
mod model;
mod random_absolute;
mod random_walker;
mod relative;
mod resource;
pub(crate) mod table;
pub(crate) mod time;

use divest_core::bot::BotKind;
use divest_core::deal::Deal;
use divest_core::units::Points;
use table::Table;

/// What to ask for next.
pub(crate) enum Ask {
    /// A deal worth at least so many points.
    AtLeast(Points),
    /// This deal; any offer worth at least so many points is accepted instead.
    Exactly(Deal, Points),
}

/// A way to bargain.
pub(crate) trait Bargains {
    /// What to ask for at a table where it is one's turn; `None` to wait.
    fn asks(&self, table: &Table<'_>) -> Option<Ask>;
}

/// The tactic of a bot; those of strategies stand with them.
pub(crate) fn of(kind: BotKind) -> &'static dyn Bargains {
    match kind {
        BotKind::Relative => &relative::Relative,
        BotKind::RandomAbsolute => &random_absolute::RandomAbsolute,
        BotKind::Averaged => &averaged::Averaged,
        BotKind::Resource => &resource::Resource,
        BotKind::Micro => &micro::Micro,
        BotKind::Hybrid => &hybrid::Hybrid,
        BotKind::Hardliner => &hardliner::Hardliner,
        BotKind::RandomWalker => &random_walker::RandomWalker,
        BotKind::Boulware
        | BotKind::Linear
        | BotKind::Conceder
        | BotKind::StrategicSeller
        | BotKind::StrategicBidder
        | BotKind::StrategicAuthority
        | BotKind::HomeGuard => &time::Time,
    }
}
