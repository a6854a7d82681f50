//! The facts of an entry as sentences for one reader, each with what it moved.

use crate::chronicle::{Chronicle, DecreeStep, Fact, Movable, What, Worth};
use crate::name::{self, sentence};
use crate::number::grouped;
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::say;
use divest_core::scenario::{DecreeKind, Scenario};

/// A sentence with what it moved.
pub(crate) struct Sentence<'a> {
    /// What it tells.
    pub fact: &'a Fact,
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

impl Sentence<'_> {
    /// The sentence, with how often it was said.
    pub(crate) fn words(&self) -> String {
        match self.times {
            1 => sentence(&self.clause),
            times => sentence(&say!("said-again", clause = &self.clause, times = i64::from(times))),
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

    /// What follows from the fact, in a line; empty if nothing does.
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

/// Tells those of an entry's facts that the reader may know and that are wanted.
pub(crate) fn tell<'a>(
    chronicle: &Chronicle,
    facts: &'a [Fact],
    reader: Reader,
    wanted: impl Fn(&Fact) -> bool,
) -> Vec<Sentence<'a>> {
    let scenario = chronicle.scenario();
    let narrator = Narrator::new(scenario, reader);
    let mut all: Vec<Sentence<'a>> = Vec::new();
    let told = facts.iter().filter(|fact| fact.shows_to(reader) && wanted(fact) && !is_said_by_next(scenario, fact));
    for fact in told {
        let clause = narrator.on(fact.at).clause(&fact.what);
        let is_under = fact.what.is_consequence() && !all.is_empty();
        let last = if is_under { cause_of(facts, fact, &all) } else { all.len() };
        if is_under {
            let last = &mut all[last];
            last.notes.extend((fact.moved.is_empty() && !is_move(fact)).then_some(clause));
        } else {
            let (notes, is_repeat) = (worth_words(scenario, reader, &fact.worth), fact.is_repeated_offer());
            all.push(Sentence { fact, clause, moves: Vec::new(), notes, is_repeat, times: 1 });
        }
        let last = &mut all[last];
        if is_under || !fact.what.is_consequence() {
            for moved in &fact.moved {
                if let Some(what) = movable(scenario, reader, moved.what) {
                    last.add(what, moved.from, moved.to);
                }
            }
        }
    }
    all
}

/// The sentence of the nearest fact that caused another; the last sentence if none of them is told.
fn cause_of(facts: &[Fact], fact: &Fact, all: &[Sentence<'_>]) -> usize {
    let chain = std::iter::successors(Some(fact), |fact| {
        let cause = fact.cause?;
        facts.iter().find(|other| other.entry == fact.entry && other.place == cause)
    });
    let sentence =
        |cause: &Fact| all.iter().position(|told| told.fact.entry == cause.entry && told.fact.place == cause.place);
    chain.skip(1).find_map(sentence).unwrap_or(all.len() - 1)
}

/// Whether it is the day on which a prohibition takes effect, or does not, which is told of next.
fn is_said_by_next(scenario: &Scenario, fact: &Fact) -> bool {
    let What::Decree(decree, DecreeStep::DeadlinePassed { stopped: false }) = fact.what else { return false };
    scenario.decree(decree).kind == DecreeKind::Prohibits
}

/// Whether it is a move of a number, told as such even if nothing is left of it.
fn is_move(fact: &Fact) -> bool {
    matches!(fact.what, What::Gauge { .. } | What::WalkAway { .. })
}

/// What moved, in a few words; `None` if the reader may not know of it.
fn movable(scenario: &Scenario, reader: Reader, what: Movable) -> Option<String> {
    match what {
        Movable::Gauge(gauge) => Some(name::lower(&scenario.gauge(gauge).name)),
        Movable::WalkAway(seat) => {
            reader.is_privy_to(seat).then(|| say!("number-walk-away", owner = name::seat(scenario, seat)))
        }
    }
}

/// What an offer is worth to the two sides, beside the least that each accepts; a seat learns of its own only.
fn worth_words(scenario: &Scenario, reader: Reader, worth: &[Worth]) -> Vec<String> {
    let own = worth.iter().filter(|worth| reader.is_privy_to(worth.seat));
    let side = |worth: &Worth| {
        let name = name::seat(scenario, worth.seat);
        say!("worth-to", points = grouped(worth.points), seat = name, walk_away = grouped(worth.walk_away))
    };
    let sides: Vec<String> = own.map(side).collect();
    if sides.is_empty() { Vec::new() } else { vec![say!("worth", sides = sides.join(", "))] }
}
