//! Replay and verification of a log.
//!
//! A replay folds events and asks nothing: it draws no number and decides nothing, so an old log outlives new rules. A
//! verification decides each recorded command anew and stops at the first entry whose events differ.

use crate::luck::{Luck, Streams};
use crate::record::{HeaderFault, StateDigest, check_header, knows_rules, seed_of};
use divest_core::command::ChanceCommand;
use divest_core::event::RunEvent;
use divest_core::{Command, Event, Events, Instant, Scenario, State};
use divest_log::{Entry, Opened, SchemaError};
use std::fmt;
use std::sync::Arc;

/// How far to replay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Until {
    /// To the end.
    End,
    /// Through entry `n`, counted from 1; 0 is the state before the first.
    Entry(u64),
    /// Through the last entry at or before a moment.
    Moment(Instant),
}

impl Until {
    /// Whether an entry lies within.
    #[must_use]
    pub fn includes(self, number: u64, at: Instant) -> bool {
        match self {
            Self::End => true,
            Self::Entry(last) => number <= last,
            Self::Moment(last) => at <= last,
        }
    }
}

/// Why a log could not be replayed.
#[derive(Debug)]
pub enum ReplayError {
    /// An entry cannot be read by this version.
    Schema(SchemaError),
    /// An entry names what its scenario does not have, or runs backwards.
    DoesNotFit {
        /// Which entry.
        entry: u64,
        /// Where it begins in the file.
        offset: u64,
    },
}

impl fmt::Display for ReplayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Schema(error) => error.fmt(f),
            Self::DoesNotFit { entry, offset } => {
                write!(f, "entry {entry} at offset {offset} does not fit the log's own scenario")
            }
        }
    }
}

impl std::error::Error for ReplayError {}

impl From<SchemaError> for ReplayError {
    fn from(error: SchemaError) -> Self {
        Self::Schema(error)
    }
}

/// Whether everything that an entry names is in the scenario.
fn names_what_is(entry: &Entry, scenario: &Scenario) -> bool {
    entry.seat.index() < scenario.seat_count()
        && entry.command.fits(scenario)
        && entry.events.iter().all(|event| event.fits(scenario))
}

/// Whether an event that fits may be folded into a state: time does not run backwards.
fn may_fold(state: &State, event: &Event) -> bool {
    match *event {
        Event::Run(RunEvent::TimeAdvanced { to }) | Event::Run(RunEvent::Opened { at: to }) => to >= state.now(),
        _ => true,
    }
}

/// The state after a part of a log; `each` is shown every entry with the state after it.
///
/// # Errors
/// An entry cannot be read or does not fit.
pub fn replay(
    scenario: &Arc<Scenario>,
    log: &Opened<'_>,
    until: Until,
    mut each: impl FnMut(&Entry, &State),
) -> Result<State, ReplayError> {
    let mut state = State::new(Arc::clone(scenario));
    let mut entry = Entry::blank();
    for raw in log.entries() {
        if !until.includes(raw.number, raw.at) {
            break;
        }
        raw.decode_into(&mut entry)?;
        let does_not_fit = ReplayError::DoesNotFit { entry: raw.number, offset: raw.offset };
        if !names_what_is(&entry, scenario) {
            return Err(does_not_fit);
        }
        for event in &entry.events {
            if !may_fold(&state, event) {
                return Err(does_not_fit);
            }
            state.apply(event);
        }
        each(&entry, &state);
    }
    Ok(state)
}

/// Where the rules and a log part.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Divergence {
    /// The first entry that differs; 0 if it is the header, and one more than there are if it is the seal.
    pub entry: u64,
    /// Where what differs begins in the file.
    pub offset: u64,
    /// How it differs.
    pub how: Difference,
}

/// How an entry differs from what the rules make of its command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Difference {
    /// The header does not agree with the scenario, the entries or this program.
    Header(HeaderFault),
    /// The log is sealed, and yet its run is not over.
    SealedEarly,
    /// The entry names what the scenario does not have, or a moment outside of it. It cannot be put into words.
    Foreign,
    /// The rules refuse the command.
    Refused(divest_core::Rejection),
    /// The rules make other events of it.
    Events {
        /// The place of the first event that differs, from 0.
        place: usize,
        /// What the log has there.
        recorded: Option<Event>,
        /// What the rules make.
        decided: Option<Event>,
    },
    /// The events agree and the state they lead to does not.
    State,
    /// The entry's moment is not the state's.
    Moment,
    /// A raw number is not the one at its address.
    Draw {
        /// What the log has.
        recorded: u64,
        /// What the address gives.
        drawn: u64,
    },
}

/// Decides every recorded command anew. With `redraw`, also draws every raw number again. Header and seal are held against what
/// the entries come to.
///
/// # Errors
/// An entry cannot be read.
pub fn verify(scenario: &Arc<Scenario>, log: &Opened<'_>, redraw: bool) -> Result<Option<Divergence>, ReplayError> {
    let header = |fault: HeaderFault| Divergence { entry: 0, offset: fault.offset(), how: Difference::Header(fault) };
    if let Err(fault) = check_header(log, scenario) {
        return Ok(Some(header(fault)));
    }
    let mut state = State::new(Arc::clone(scenario));
    let (mut entry, mut decided) = (Entry::blank(), Events::with_capacity(64));
    let mut digest = StateDigest::default();
    let luck = seed_of(&log.header).filter(|_| redraw).map(Luck::new);
    let streams = Streams::new(scenario).ok();
    for raw in log.entries() {
        raw.decode_into(&mut entry)?;
        let differs = |how| Ok(Some(Divergence { entry: raw.number, offset: raw.offset, how }));
        if !names_what_is(&entry, scenario) {
            return differs(Difference::Foreign);
        }
        if let (Command::Chance(ChanceCommand::Draw { draw, raw: recorded }), Some(luck), Some(streams)) =
            (entry.command, &luck, &streams)
        {
            if state.waiting_draw() == Some(draw) {
                let drawn = luck.redraw(streams, draw.index(scenario), state.draw_tick(draw));
                if drawn != recorded {
                    return differs(Difference::Draw { recorded, drawn });
                }
            }
        }
        decided.clear();
        if let Err(rejection) = state.step(entry.seat, &entry.command, &mut decided) {
            return differs(Difference::Refused(rejection));
        }
        if decided != entry.events {
            let same = decided.with_causes().zip(entry.events.with_causes()).take_while(|(a, b)| a == b).count();
            let (recorded, decided) = (entry.events.get(same).copied(), decided.get(same).copied());
            return differs(Difference::Events { place: same, recorded, decided });
        }
        if entry.at != state.now() {
            return differs(Difference::Moment);
        }
        if digest.of(&state) != entry.state_digest {
            return differs(Difference::State);
        }
    }
    if log.sealed && state.outcome().is_none() {
        let (entry, offset) = (log.entry_count() + 1, log.entries_end());
        return Ok(Some(Divergence { entry, offset, how: Difference::SealedEarly }));
    }
    // Last, because rules that this program does not know may well be why an entry differs.
    Ok((!knows_rules(&log.header)).then(|| header(HeaderFault::Rules)))
}
