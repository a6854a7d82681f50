//! What a report is made from: the entries of a run, borrowed, and the state that they add up to.

use divest_core::{Command, Event, Events, Instant, SeatId, Seed, State};

/// One command with what came of it; the command line fills it from the log's entries.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// The number of the entry in the log.
    pub number: u64,
    /// The number that the reader knows it by: a seat counts the entries that it may see, and no others.
    pub counted: u64,
    /// The moment of the simulation.
    pub at: Instant,
    /// Whose command it was.
    pub seat: SeatId,
    /// What the seat did.
    pub command: &'a Command,
    /// Why a bot did it; empty if there is nothing to say.
    pub reason: &'a str,
    /// What happened, in order, each with its cause.
    pub events: &'a Events,
}

/// A run as far as it went.
#[derive(Clone, Copy, Debug)]
pub struct Run<'a> {
    /// The state after the last entry; the scenario comes with it.
    pub state: &'a State,
    /// Every entry from the first on.
    pub happenings: &'a [Happening<'a>],
    /// The seed.
    pub seed: Seed,
    /// The command that repeats the run, as typed in a shell.
    pub repeat: &'a str,
}

impl<'a> Run<'a> {
    /// The events of all entries, each with its entry.
    pub fn events(&self) -> impl Iterator<Item = (&'a Happening<'a>, &'a Event)> + use<'a> {
        self.happenings.iter().flat_map(|happening| happening.events.iter().map(move |event| (happening, event)))
    }

    /// The run folded into facts.
    #[must_use]
    pub fn chronicle(&self) -> crate::chronicle::Chronicle {
        crate::chronicle::Chronicle::of(self.state.scenario(), self.happenings)
    }

    /// The moment at which the run ended, or that it has reached.
    #[must_use]
    pub fn end(&self) -> Instant {
        self.state.now()
    }
}
