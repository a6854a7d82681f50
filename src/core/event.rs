//! Events: what has happened. Nothing else changes the state, and none is ever undone.
//!
//! Each subject has an enum of its own in [`crate::vocabulary`]. The log crate gives each variant its number on disk.

use crate::vocabulary::gathers;
use serde::{Deserialize, Serialize};

pub use crate::vocabulary::agreement::AgreementEvent;
pub use crate::vocabulary::auction::AuctionEvent;
pub use crate::vocabulary::chance::ChanceEvent;
pub use crate::vocabulary::conference::ConferenceEvent;
pub use crate::vocabulary::consortium::ConsortiumEvent;
pub use crate::vocabulary::court::CourtEvent;
pub use crate::vocabulary::decree::DecreeEvent;
pub use crate::vocabulary::review::ReviewEvent;
pub use crate::vocabulary::run::RunEvent;
pub use crate::vocabulary::talks::TalksEvent;
pub use crate::vocabulary::world::WorldEvent;

/// A fact.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Event {
    /// About the clock: seats, time, the beginning and the end.
    Run(RunEvent),
    /// About chance.
    Chance(ChanceEvent),
    /// About decrees.
    Decree(DecreeEvent),
    /// About bilateral talks.
    Talks(TalksEvent),
    /// About agreements, from terms to closing.
    Agreement(AgreementEvent),
    /// About reviews of agreed deals.
    Review(ReviewEvent),
    /// About consortia: backers and merged bids.
    Consortium(ConsortiumEvent),
    /// About courts.
    Court(CourtEvent),
    /// About signals, gauges, walk-aways and probabilities.
    World(WorldEvent),
    /// About the conference.
    Conference(ConferenceEvent),
    /// About the auction.
    Auction(AuctionEvent),
}

gathers!(Event: Run(RunEvent), Chance(ChanceEvent), Decree(DecreeEvent), Talks(TalksEvent), Agreement(AgreementEvent), Review(ReviewEvent), Consortium(ConsortiumEvent), Court(CourtEvent), World(WorldEvent), Conference(ConferenceEvent), Auction(AuctionEvent));

impl Event {
    /// Whether nothing follows from its kind by the rules or by effects, and no seat is called upon.
    #[must_use]
    pub const fn is_quiet(&self) -> bool {
        matches!(
            self,
            Self::Talks(TalksEvent::OfferMade { .. })
                | Self::World(WorldEvent::GaugeMoved { .. })
                | Self::World(WorldEvent::ProbabilityMoved { .. })
                | Self::Chance(ChanceEvent::Scheduled { .. })
                | Self::Chance(ChanceEvent::FellDue { .. })
        )
    }
}
