//! A branch: a run taken up again at some entry, with one thing changed and everything else as it was.

use crate::bots::Tuned;
use crate::game::{Following, Game, Missed};
use crate::luck::StreamCollision;
use crate::occupant::{Occupant, Silent, Why};
use crate::record::Entries;
use divest_core::bot::BotSpec;
use divest_core::command::{ChanceCommand, RunCommand};
use divest_core::command::{Command, Occupant as Kind};
use divest_core::id::SeatSet;
use divest_core::{Instant, Rejection, Scenario, SeatId, Seed, State};
use divest_log::Entry;
use std::fmt;
use std::sync::Arc;

/// What says which commands of a seat are left out.
pub type Picks = Arc<dyn Fn(&Command) -> bool>;

/// What is changed, and from where on.
#[derive(Default)]
pub struct WhatIf {
    /// The parent's last entry before anything is changed.
    pub after: u64,
    /// Whether the scenario is not the parent's: then everything is decided anew from the first entry on, and the other
    /// changes wait until the record up to `after` is used up.
    pub is_other_scenario: bool,
    /// The moment at which commands are inserted, if it lies behind the last entry before.
    pub at: Option<Instant>,
    /// Seats that do nothing from here on; the log says so where that first tells.
    pub silenced: Vec<SeatId>,
    /// Seats that leave some kinds of things undone from here on.
    pub barred: Vec<(SeatId, Picks)>,
    /// Somebody else in a seat from here on; what the seat did in the parent is forgotten.
    pub seated: Vec<(SeatId, Box<dyn Occupant>, Kind)>,
    /// Whether every bot decides anew, instead of repeating what it did.
    pub is_anew: bool,
    /// Whether the settlements of a script are left out, so that the seed decides.
    pub is_unsettled: bool,
    /// Commands that are played at this point.
    pub played: Vec<(SeatId, Command)>,
}

impl WhatIf {
    /// Whether an entry of the parent is left out as such.
    fn leaves_out(&self, entry: &Entry) -> bool {
        let is_unsettled = self.is_unsettled && matches!(entry.command, Command::Chance(ChanceCommand::Settle { .. }));
        let is_barred = |(seat, picks): &(SeatId, Picks)| *seat == entry.seat && picks(&entry.command);
        let is_left_out = is_unsettled || self.silenced.contains(&entry.seat) || self.barred.iter().any(is_barred);
        entry.number > self.after && is_left_out
    }

    /// Whether something changes as soon as the point is reached, rather than with the first entry left out.
    fn acts_at_once(&self) -> bool {
        !(self.seated.is_empty() && self.played.is_empty()) || self.is_anew || self.is_other_scenario
    }

    /// How many of the parent's entries no change can touch.
    fn untouched(&self, parent: &[Entry]) -> u64 {
        if self.is_other_scenario {
            0
        } else if self.acts_at_once() {
            self.after
        } else {
            let first = parent.iter().find(|entry| self.leaves_out(entry));
            first.map_or(parent.len() as u64, |entry| entry.number - 1)
        }
    }
}

/// A branch that was played to its end.
pub struct Branched {
    /// Every entry from the first.
    pub entries: Vec<Entry>,
    /// The state at the end.
    pub state: State,
    /// How many entries it has in common with its parent.
    pub common: u64,
    /// What could not be done again, in the order in which it became so.
    pub missed: Vec<Missed>,
    /// The seats of people, scripts and programs whose record ended before the run did; bots took over.
    pub taken_over: SeatSet,
    /// How many entries of the parent were left out because the change says so.
    pub left_out: usize,
}

/// Why there is no such branch.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BranchError {
    /// Two of the scenario's draws share a stream of chance.
    Streams(StreamCollision),
    /// A command cannot be inserted at that point.
    Refused {
        /// Its place among those to be inserted.
        place: usize,
        /// Why.
        rejection: Rejection,
        /// When.
        at: Instant,
    },
    /// The run ended before the point was reached.
    EndedBefore {
        /// When.
        ended: Instant,
    },
}

impl fmt::Display for BranchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Streams(collision) => collision.fmt(f),
            Self::Refused { rejection, .. } => write!(f, "the command is refused at that point: {rejection}"),
            Self::EndedBefore { .. } => f.write_str("with the scenario so changed the run ends before that point"),
        }
    }
}

impl std::error::Error for BranchError {}

impl From<StreamCollision> for BranchError {
    fn from(collision: StreamCollision) -> Self {
        Self::Streams(collision)
    }
}

/// A run to branch off.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// Its scenario.
    pub scenario: &'a Arc<Scenario>,
    /// Its seed.
    pub seed: Seed,
    /// Its entries, all of them. They are taken for true: whoever has them from a file verifies it first.
    pub entries: &'a [Entry],
    /// The bots that it had in place of the scenario's own. They sit there again, and decide anew where the record has no
    /// decision.
    pub bots: &'a [SeatedBot],
}

/// A bot that sat in a seat from the opening on, in place of the scenario's own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SeatedBot {
    /// Whose seat.
    pub seat: SeatId,
    /// Which bot.
    pub spec: BotSpec,
    /// The words that the log has for it.
    pub words: Box<str>,
}

/// Seats the bots of a run again.
pub(crate) fn seat_bots(game: &mut Game, scenario: &Scenario, bots: &[SeatedBot]) {
    for SeatedBot { seat, spec, words } in bots {
        let bot = Tuned::for_seat(scenario, *seat, *spec);
        game.seat_as(*seat, Box::new(bot), Kind::Bot, Why::Said(words.clone()));
    }
}

/// Plays a branch of a run to its end, in the run's own scenario or in one that was changed.
///
/// # Errors
/// The scenario's draws collide, a command cannot be inserted, or the point is never reached.
///
/// # Panics
/// If the origin's entries do not fit its scenario.
pub fn branch(origin: Origin<'_>, scenario: &Arc<Scenario>, mut what_if: WhatIf) -> Result<Branched, BranchError> {
    let parent = origin.entries;
    let untouched = what_if.untouched(parent);
    let prefix = &parent[..usize::try_from(untouched).unwrap_or(usize::MAX).min(parent.len())];
    let mut game = Game::new(Arc::clone(scenario), origin.seed)?;
    let opening = opening_occupants(scenario, parent);
    game.sit_as(|seat| opening[seat.index()]);
    seat_bots(&mut game, scenario, origin.bots);
    for entry in prefix {
        game.retrace(entry.seat, &entry.command, &entry.events, |_, _| Instant::NEVER);
        if let (Command::Run(RunCommand::SeatOccupant { seat, occupant }), true) =
            (entry.command, game.state().is_open())
        {
            sit(&mut game, seat, occupant);
        }
    }
    let left_out = parent.iter().filter(|entry| what_if.leaves_out(entry)).count();
    let keeps = |entry: &Entry| !what_if.leaves_out(entry);
    let mut record = Following::behind(origin.scenario, parent, untouched, what_if.barred.clone(), keeps);
    let mut out = Entries { all: prefix.to_vec(), ..Entries::default() };
    let is_other_scenario = what_if.is_other_scenario;
    if what_if.acts_at_once() {
        go_to_point(&mut game, &mut record, &what_if, parent, &mut out)?;
    }
    if untouched < parent.len() as u64 || what_if.acts_at_once() {
        change(&mut game, &mut record, std::mem::take(&mut what_if), &mut out)?;
    }
    game.follow_out(&mut record, &mut out);
    let same = out.all.iter().zip(parent).take_while(|(new, old)| new == old).count();
    Ok(Branched {
        common: if is_other_scenario { 0 } else { same as u64 },
        entries: out.all,
        state: game.state().clone(),
        missed: record.missed,
        taken_over: record.taken_over,
        left_out: left_out + record.forgotten,
    })
}

/// Plays on to where the changes are made, if the game is not there yet.
fn go_to_point(
    game: &mut Game,
    record: &mut Following,
    what_if: &WhatIf,
    parent: &[Entry],
    out: &mut Entries,
) -> Result<(), BranchError> {
    let Some(last) = parent.iter().find(|entry| entry.number == what_if.after) else { return Ok(()) };
    let until = what_if.at.unwrap_or(last.at);
    let is_there = out.all.len() as u64 >= what_if.after && until <= game.state().now();
    if is_there || game.follow_to(record, what_if.after, until, out) {
        return Ok(());
    }
    Err(BranchError::EndedBefore { ended: game.state().now() })
}

/// Who sat where when a run opened.
pub(crate) fn opening_occupants(scenario: &Scenario, parent: &[Entry]) -> Vec<Kind> {
    let mut occupants = vec![Kind::Bot; scenario.seat_count()];
    for entry in parent.iter().take_while(|entry| entry.command != Command::Run(RunCommand::Open)) {
        if let Command::Run(RunCommand::SeatOccupant { seat, occupant }) = entry.command {
            occupants[seat.index()] = occupant;
        }
    }
    occupants
}

fn sit(game: &mut Game, seat: SeatId, occupant: Kind) {
    if occupant == Kind::Bot {
        game.sit_own(seat);
    } else {
        game.seat(seat, Box::new(Silent), occupant);
    }
}

/// Makes the changes that act at once.
fn change(game: &mut Game, record: &mut Following, what_if: WhatIf, out: &mut Entries) -> Result<(), BranchError> {
    if what_if.is_anew {
        let scenario = Arc::clone(game.state().scenario());
        let decided = |seat: &SeatId| seat.index() >= SeatId::FIRST_PARTY;
        for seat in scenario.seats().filter(decided).filter(|seat| game.state().occupant(*seat) == Kind::Bot) {
            record.leave_out(seat);
        }
    }
    for seat in what_if.silenced {
        record.leave_out(seat);
        game.seat(seat, Box::new(Silent), Kind::Nobody);
        game.hand(seat, Kind::Nobody, out);
    }
    for (seat, occupant, kind) in what_if.seated {
        record.leave_out(seat);
        game.seat(seat, occupant, kind);
        game.hand(seat, kind, out);
        game.awaken(seat);
    }
    for (place, (seat, command)) in what_if.played.into_iter().enumerate() {
        let at = game.state().now();
        game.insert(seat, command, out).map_err(|rejection| BranchError::Refused { place, rejection, at })?;
    }
    Ok(())
}
