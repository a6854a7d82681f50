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

/// What brought an event about within its entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Cause {
    /// The entry's command.
    Command,
    /// An earlier event of the entry, by its place from 0.
    Event(u16),
}

/// The events of one entry, in order, each with its cause. It reads as a slice of events.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Events {
    events: Vec<Event>,
    causes: Vec<Cause>,
}

impl Events {
    /// No events, with room for so many.
    #[must_use]
    pub fn with_capacity(count: usize) -> Self {
        Self { events: Vec::with_capacity(count), causes: Vec::with_capacity(count) }
    }

    /// Appends an event. A cause is the command or an event before it.
    #[inline]
    pub fn push(&mut self, event: Event, cause: Cause) {
        debug_assert!(
            !matches!(cause, Cause::Event(place) if usize::from(place) >= self.events.len()),
            "BUG: an event caused by one after it"
        );
        self.events.push(event);
        self.causes.push(cause);
    }

    /// Removes all events and keeps the memory.
    pub fn clear(&mut self) {
        self.events.clear();
        self.causes.clear();
    }

    /// Removes the last event, if there is one, and returns it.
    pub fn pop(&mut self) -> Option<Event> {
        self.causes.pop();
        self.events.pop()
    }

    /// The causes, in the order of the events.
    #[must_use]
    pub fn causes(&self) -> &[Cause] {
        &self.causes
    }

    /// The events with their causes.
    pub fn with_causes(&self) -> impl Iterator<Item = (&Event, Cause)> {
        self.events.iter().zip(self.causes.iter().copied())
    }

    /// Takes the events and causes of another list over into this one's memory.
    pub fn copy_from(&mut self, other: &Self) {
        self.clear();
        self.events.extend_from_slice(&other.events);
        self.causes.extend_from_slice(&other.causes);
    }
}

impl std::ops::Deref for Events {
    type Target = [Event];

    fn deref(&self) -> &[Event] {
        &self.events
    }
}

impl<'a> IntoIterator for &'a Events {
    type Item = &'a Event;
    type IntoIter = std::slice::Iter<'a, Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.events.iter()
    }
}

impl IntoIterator for Events {
    type Item = Event;
    type IntoIter = std::vec::IntoIter<Event>;

    fn into_iter(self) -> Self::IntoIter {
        self.events.into_iter()
    }
}

/// Events that the command brought about directly.
impl FromIterator<Event> for Events {
    fn from_iter<T: IntoIterator<Item = Event>>(events: T) -> Self {
        let events: Vec<Event> = events.into_iter().collect();
        let causes = vec![Cause::Command; events.len()];
        Self { events, causes }
    }
}
