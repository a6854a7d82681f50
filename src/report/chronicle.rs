//! The chronicle of a run: its log folded once into typed facts, each with what it moved and what caused it. Stories,
//! timelines, charts, pages, plots, reasons and JSON read it; nothing else here folds a log.

mod step;
mod what;

pub use step::{AuctionStep, ConferenceStep, DecreeStep, End, MergerStep, MotionStep, ReviewStep, SuitStep, TalksStep};
pub use what::What;

use crate::drawn::Numbers;
use crate::happening::Happening;
use crate::kind;
use crate::reader::Reader;
use divest_core::decree::{DecreeState, Status};
use divest_core::id::{DecreeId, GaugeId, SeatSet};
use divest_core::scenario::Scenario;
use divest_core::units::Points;
use divest_core::{Cause, Event, Events, Instant, SeatId, State};
use std::sync::Arc;

/// A thing that a fact moved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Movable {
    /// A gauge.
    Gauge(GaugeId),
    /// The walk-away of a seat, in points.
    WalkAway(SeatId),
}

/// A move of a gauge or of a walk-away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moved {
    /// What moved.
    pub what: Movable,
    /// From where.
    pub from: i64,
    /// To where.
    pub to: i64,
}

/// What an offer is worth to one of its sides.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Worth {
    /// The side.
    pub seat: SeatId,
    /// What the offer is worth to it, in points.
    pub points: i64,
    /// Its walk-away at that moment, in points.
    pub walk_away: i64,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The number of its entry.
    pub entry: u64,
    /// The place of its event in the entry, from 0.
    pub place: usize,
    /// When.
    pub at: Instant,
    /// What happened.
    pub what: What,
    /// The word for its kind in JSON.
    pub kind: &'static str,
    /// The seats that may know it.
    pub audience: SeatSet,
    /// The place in its entry of the fact that caused it; `None` for what the entry's command is about.
    pub cause: Option<usize>,
    /// The gauges and walk-aways that it moved.
    pub moved: Vec<Moved>,
    /// What an offer is worth to its two sides, the seller's first; empty for anything else.
    pub worth: Vec<Worth>,
    /// Whether play was open when it had happened.
    pub in_play: bool,
}

impl Fact {
    /// Whether a reader may know it.
    #[must_use]
    pub fn shows_to(&self, reader: Reader) -> bool {
        match reader {
            Reader::Referee => true,
            Reader::Seat(seat) => self.audience.has(seat),
        }
    }

    /// Whether it is an offer that repeats the last one of its side.
    #[must_use]
    pub fn is_repeated_offer(&self) -> bool {
        self.what.offer().is_some_and(|(_, _, deal, last)| last == Some(deal))
    }
}

/// How a decree stood after an entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Which decree.
    pub decree: DecreeId,
    /// Its status.
    pub status: Status,
    /// Whether its deadline has passed.
    pub date_passed: bool,
    /// Its deadline.
    pub deadline: Option<Instant>,
}

impl Standing {
    fn of(decree: DecreeId, state: &DecreeState) -> Self {
        let (status, date_passed) = (state.status(), state.date_passed());
        Self { decree, status, date_passed, deadline: state.deadline() }
    }
}

/// One entry of the log.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its number.
    pub entry: u64,
    /// The moment after it.
    pub at: Instant,
    /// Its facts, by their places in the chronicle.
    pub facts: std::ops::Range<usize>,
    /// Whether play was open after it.
    pub in_play: bool,
    /// The decrees that stood otherwise after it than before.
    pub decrees: Vec<Standing>,
    /// The walk-aways that were otherwise after it than before, of seats with a score sheet.
    pub walk_aways: Vec<(SeatId, i64)>,
    /// The sellers' seats by talks, where they changed: a trustee took over, or play began.
    pub sellers: Vec<SeatId>,
}

/// A run, or its beginning, as typed facts.
#[derive(Clone, Debug)]
pub struct Chronicle {
    scenario: Arc<Scenario>,
    numbers: Arc<Numbers>,
    state: State,
    facts: Vec<Fact>,
    chapters: Vec<Chapter>,
    decrees: Vec<Standing>,
    walk_aways: Vec<Option<Points>>,
}

impl Chronicle {
    /// An empty chronicle: before the first entry.
    #[must_use]
    pub fn new(scenario: &Arc<Scenario>) -> Self {
        let state = State::new(Arc::clone(scenario));
        let decrees = (0..scenario.setup().decrees.len()).map(DecreeId::at);
        let decrees = decrees.map(|id| Standing::of(id, state.decree(id))).collect();
        Self {
            numbers: Arc::new(Numbers::default()),
            walk_aways: vec![None; scenario.seat_count()],
            facts: Vec::new(),
            chapters: Vec::new(),
            scenario: Arc::clone(scenario),
            decrees,
            state,
        }
    }

    /// The chronicle of some entries from the first on.
    #[must_use]
    pub fn of(scenario: &Arc<Scenario>, happenings: &[Happening<'_>]) -> Self {
        let mut chronicle = Self::new(scenario);
        happenings.iter().for_each(|happening| chronicle.add(happening.number, happening.events));
        chronicle
    }

    /// Adds an entry.
    pub fn add(&mut self, entry: u64, events: &Events) {
        let first = self.facts.len();
        for (place, (event, cause)) in events.with_causes().enumerate() {
            self.fold(entry, place, event, cause);
        }
        let in_play = self.state.is_open();
        let (decrees, walk_aways) = (self.decrees_changed(), self.walk_aways_changed());
        let talks = (0..self.scenario.setup().sale.talks.len()).map(divest_core::id::TalksId::at);
        let sellers = talks.map(|talks| crate::sellers::valuer(&self.state, talks)).collect();
        let (at, facts) = (self.state.now(), first..self.facts.len());
        self.chapters.push(Chapter { entry, at, facts, in_play, decrees, walk_aways, sellers });
    }

    fn fold(&mut self, entry: u64, place: usize, event: &Event, cause: Cause) {
        let what = What::of(&self.scenario, &self.numbers, Some(&self.state), event);
        let worth = self.worth(&what);
        let before = what.may_move().then(|| (self.gauges(), self.all_walk_aways()));
        self.state.apply(event);
        let moved = before.map_or_else(Vec::new, |(gauges, walk_aways)| self.moved(&gauges, &walk_aways));
        self.facts.push(Fact {
            cause: match cause {
                Cause::Command => None,
                Cause::Event(cause) => Some(usize::from(cause)),
            },
            kind: kind::event(event),
            audience: event.audience(&self.scenario),
            at: self.state.now(),
            in_play: self.state.is_open(),
            entry,
            place,
            what,
            moved,
            worth,
        });
    }

    fn worth(&self, what: &What) -> Vec<Worth> {
        let (talks, deal) = match what {
            What::Talks { talks, step: TalksStep::Offer { deal, .. }, .. } => (*talks, *deal),
            What::Auction(AuctionStep::Bid { talks, option }) => match &self.scenario.setup().sale.auction {
                Some(auction) => (*talks, auction.deal(*option)),
                None => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        let side = |seat: SeatId| {
            let (points, walk_away) = (self.state.sheet(seat)?.score(&deal).0, self.state.walk_away(seat)?.0);
            Some(Worth { seat, points, walk_away })
        };
        // A trustee without a score sheet leaves the owner's to measure by.
        let seller = crate::sellers::valuer(&self.state, talks);
        [seller, self.scenario.talks(talks).bidder].into_iter().filter_map(side).collect()
    }

    fn gauges(&self) -> Vec<i64> {
        (0..self.scenario.setup().gauges.len()).map(|index| self.state.gauge(GaugeId::at(index))).collect()
    }

    fn all_walk_aways(&self) -> Vec<Option<Points>> {
        let cares = |seat: SeatId| self.state.is_open() && self.state.sheet(seat).is_some();
        let walk_away = |seat: SeatId| cares(seat).then(|| self.state.walk_away(seat)).flatten();
        self.scenario.seats().map(walk_away).collect()
    }

    /// The gauges and walk-aways that differ from what they were: gauges move walk-aways, too.
    fn moved(&self, gauges: &[i64], walk_aways: &[Option<Points>]) -> Vec<Moved> {
        let now = self.gauges();
        let gauges = gauges.iter().zip(now).enumerate().map(|(index, (&from, to))| Moved {
            what: Movable::Gauge(GaugeId::at(index)),
            from,
            to,
        });
        let walk_away = |((seat, from), to): ((SeatId, &Option<Points>), Option<Points>)| {
            Some(Moved { what: Movable::WalkAway(seat), from: (*from)?.0, to: to?.0 })
        };
        let walk_aways = self.scenario.seats().zip(walk_aways).zip(self.all_walk_aways()).filter_map(walk_away);
        gauges.chain(walk_aways).filter(|moved| moved.from != moved.to).collect()
    }

    fn decrees_changed(&mut self) -> Vec<Standing> {
        let mut changed = Vec::new();
        for known in &mut self.decrees {
            let now = Standing::of(known.decree, self.state.decree(known.decree));
            if now != *known {
                *known = now;
                changed.push(now);
            }
        }
        changed
    }

    fn walk_aways_changed(&mut self) -> Vec<(SeatId, i64)> {
        let now = self.all_walk_aways();
        let pairs = self.scenario.seats().zip(self.walk_aways.iter().zip(&now));
        let changed = pairs.filter(|(_, (known, now))| known != now);
        let changed = changed.filter_map(|(seat, (_, now))| Some((seat, (*now)?.0))).collect();
        self.walk_aways = now;
        changed
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &Arc<Scenario> {
        &self.scenario
    }

    /// The state after the last entry.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// The state after the last entry, by itself.
    #[must_use]
    pub fn into_state(self) -> State {
        self.state
    }

    /// Every fact, in order.
    #[must_use]
    pub fn facts(&self) -> &[Fact] {
        &self.facts
    }

    /// Every entry, in order.
    #[must_use]
    pub fn chapters(&self) -> &[Chapter] {
        &self.chapters
    }

    /// The facts of an entry.
    #[must_use]
    pub fn facts_of(&self, chapter: &Chapter) -> &[Fact] {
        &self.facts[chapter.facts.clone()]
    }

    /// The facts of the entry with a number; none if there is no such entry.
    #[must_use]
    pub fn entry(&self, number: u64) -> &[Fact] {
        let place = self.chapters.binary_search_by_key(&number, |chapter| chapter.entry);
        place.map_or(&[][..], |place| self.facts_of(&self.chapters[place]))
    }
}
