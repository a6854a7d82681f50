//! Commands: the moves of the seats. [`crate::decide`] turns each into an event or refuses it with a reason.
//!
//! Each subject has an enum of its own in [`crate::vocabulary`].

use crate::vocabulary::gathers;
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::agreement::AgreementCommand;
pub use crate::vocabulary::auction::AuctionCommand;
pub use crate::vocabulary::chance::ChanceCommand;
pub use crate::vocabulary::conference::{Ballot, ConferenceCommand};
pub use crate::vocabulary::consortium::ConsortiumCommand;
pub use crate::vocabulary::court::{AppealDecision, CourtCommand, Ruling};
pub use crate::vocabulary::decree::DecreeCommand;
pub use crate::vocabulary::review::ReviewCommand;
pub use crate::vocabulary::run::{Occupant, RunCommand};
pub use crate::vocabulary::talks::TalksCommand;
pub use crate::vocabulary::world::WorldCommand;

/// A move of a seat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// About the clock: seats, time, the beginning and the end.
    Run(RunCommand),
    /// About chance.
    Chance(ChanceCommand),
    /// About decrees.
    Decree(DecreeCommand),
    /// About bilateral talks.
    Talks(TalksCommand),
    /// About agreements, from terms to closing.
    Agreement(AgreementCommand),
    /// About reviews of agreed deals.
    Review(ReviewCommand),
    /// About consortia: backers and merged bids.
    Consortium(ConsortiumCommand),
    /// About courts.
    Court(CourtCommand),
    /// About signals, gauges, walk-aways and probabilities.
    World(WorldCommand),
    /// About the conference.
    Conference(ConferenceCommand),
    /// About the auction.
    Auction(AuctionCommand),
}

gathers!(Command: Run(RunCommand), Chance(ChanceCommand), Decree(DecreeCommand), Talks(TalksCommand), Agreement(AgreementCommand), Review(ReviewCommand), Consortium(ConsortiumCommand), Court(CourtCommand), World(WorldCommand), Conference(ConferenceCommand), Auction(AuctionCommand));
