//! Folding an entry while telling it: each sentence with what it moved, for one reader.

use crate::name;
use crate::number::grouped;
use crate::phrase::{Voice, is_consequence};
use crate::reader::Reader;
use divest_core::deal::Deal;
use divest_core::event::TalksEvent;
use divest_core::id::{GaugeId, TalksId};
use divest_core::units::Points;
use divest_core::{Event, SeatId, State};
use std::sync::Arc;

/// A sentence with what it moved.
pub(crate) struct Told {
    /// The sentence's event.
    pub event: Event,
    /// The sentence, but for its capital and full stop.
    pub clause: String,
    /// Gauges and walk-aways that moved: what, from where, to where.
    moves: Vec<(String, i64, i64)>,
    /// What else there is to say in a few words.
    notes: Vec<String>,
    /// An offer that its side had made before.
    is_repeat: bool,
    /// How often it was said, where it stands for several.
    times: u32,
}

impl Told {
    /// The sentence, with how often it was said.
    pub(crate) fn sentence(&self) -> String {
        match self.times {
            1 => name::sentence(&self.clause),
            2 => name::sentence(&format!("{}, twice", self.clause)),
            times => name::sentence(&format!("{}, {times} times", self.clause)),
        }
    }

    /// Whether nothing is new in it, and nothing came of it.
    pub(crate) fn is_idle(&self) -> bool {
        self.is_repeat && self.moves.iter().all(|(_, from, to)| from == to)
    }

    /// Whether it says the same as another.
    pub(crate) fn says_as(&self, other: &Self) -> bool {
        self.clause == other.clause && self.notes == other.notes
    }

    /// Takes one that says the same into itself, or gives it back.
    pub(crate) fn join(&mut self, other: Self) -> Option<Self> {
        if !self.says_as(&other) {
            return Some(other);
        }
        self.times += other.times;
        None
    }

    /// What follows from the event, in a line; empty if nothing does.
    pub(crate) fn consequences(&self) -> String {
        let moved = self.moves.iter().filter(|(_, from, to)| from != to);
        let moves = moved.map(|(what, from, to)| format!("{what} {} → {}", grouped(*from), grouped(*to)));
        self.notes.iter().cloned().chain(moves).collect::<Vec<_>>().join(" · ")
    }

    /// A thing that moves twice shows from its first place to its last.
    fn add(&mut self, what: String, from: i64, to: i64) {
        match self.moves.iter_mut().find(|(known, ..)| *known == what) {
            Some(known) => known.2 = to,
            None => self.moves.push((what, from, to)),
        }
    }
}

/// Folds the events of an entry and tells those that the reader may know and that are wanted.
pub(crate) fn tell(state: &mut State, events: &[Event], reader: Reader, wanted: fn(&Event) -> bool) -> Vec<Told> {
    let scenario = Arc::clone(state.scenario());
    let mut all: Vec<Told> = Vec::new();
    for event in events {
        let is_told = reader.sees(&scenario, event) && wanted(event);
        let voice = Voice::new(&scenario, reader);
        let clause = if is_told { voice.knowing(state).clause(event) } else { String::new() };
        let is_repeat = repeats(state, event);
        let (gauges, walk_aways) = (gauges(state), walk_aways(state));
        state.apply(event);
        if !is_told {
            continue;
        }
        if !is_consequence(event) || all.is_empty() {
            let (moves, notes) = (Vec::new(), Vec::new());
            all.push(Told { event: *event, clause: clause.clone(), moves, notes, is_repeat, times: 1 });
        }
        let told = all.last_mut().expect("BUG: a sentence was pushed and is gone");
        match *event {
            Event::Talks(TalksEvent::OfferMade { talks, deal, .. }) => {
                told.notes.extend(worth(state, reader, talks, &deal))
            }
            Event::Talks(TalksEvent::Resumed { .. }) if told.event != *event => told.notes.push(clause),
            _ => {}
        }
        if is_consequence(event) && told.event != *event {
            for (index, from) in gauges.iter().enumerate() {
                let id = GaugeId::at(index);
                if *from != state.gauge(id) {
                    told.add(name::lower(&scenario.gauge(id).name), *from, state.gauge(id));
                }
            }
            for (seat, from, to) in moved(&walk_aways, state) {
                if reader.is_privy_to(seat) {
                    told.add(format!("{} walk-away", name::possessive(&name::seat(&scenario, seat))), from, to);
                }
            }
        }
    }
    all
}

/// Whether an event is an offer that its side made last, too.
fn repeats(before: &State, event: &Event) -> bool {
    let Event::Talks(TalksEvent::OfferMade { talks, by, deal, .. }) = *event else { return false };
    let table = before.table(talks);
    let is_bid = by == before.scenario().talks(talks).bidder;
    let last = if is_bid { table.bidder_offer } else { table.seller_offer };
    last == Some(deal)
}

fn gauges(state: &State) -> Vec<i64> {
    (0..state.scenario().setup().gauges.len()).map(|index| state.gauge(GaugeId::at(index))).collect()
}

fn walk_aways(state: &State) -> Vec<Option<Points>> {
    if state.is_open() { state.scenario().seats().map(|seat| state.walk_away(seat)).collect() } else { Vec::new() }
}

/// The walk-aways that differ from what they were: events move them, and so do gauges. Those without a score sheet mean
/// nothing and are left out.
fn moved(from: &[Option<Points>], state: &State) -> Vec<(SeatId, i64, i64)> {
    let moved = |(seat, from): (SeatId, &Option<Points>)| {
        let (from, to) = ((*from)?, state.walk_away(seat)?);
        (from != to && state.sheet(seat).is_some()).then_some((seat, from.0, to.0))
    };
    state.scenario().seats().zip(from).filter_map(moved).collect()
}

/// What an offer is worth to the two sides, beside the least that each accepts; a seat learns of its own only.
fn worth(state: &State, reader: Reader, talks: TalksId, deal: &Deal) -> Option<String> {
    let side = |seat: SeatId| {
        let (points, wants) = (state.sheet(seat)?.score(deal), state.walk_away(seat)?);
        let name = name::seat(state.scenario(), seat);
        reader.is_privy_to(seat).then(|| format!("{points} to {name} (walk-away {wants})"))
    };
    let sides = [state.vendor_in(talks), state.scenario().talks(talks).bidder];
    let parts: Vec<String> = sides.into_iter().filter_map(side).collect();
    (!parts.is_empty()).then(|| format!("worth {}", parts.join(", ")))
}
