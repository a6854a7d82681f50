//! The course of a run as series over time: what charts and plots draw, for one reader.
//!
//! Read off the chronicle. Decrees, talks, courts and gauges are public; an offer shows to its two sides, and what it is
//! worth to a side, with that side's walk-away, to whoever may know what goes on there.

use crate::chronicle::{
    Chapter, Chronicle, DecreeStep, Fact, MergerStep, MotionStep, ReviewStep, Standing, SuitStep, TalksStep, What,
};
use crate::date;
use crate::happening::Run;
use crate::name::{self, capital};
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::say;
use crate::sellers;
use divest_core::deal::Deal;
use divest_core::decree::{DecreeState, Status};
use divest_core::id::{DecreeId, GaugeId, MotionId, SuitId, TalksId};
use divest_core::scenario::{DecreeKind, Scenario};
use divest_core::state::TalksStatus;
use divest_core::{Instant, SeatId};

/// What a decree's clock does for a while.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// It runs.
    Running,
    /// It runs beyond its first date.
    Extended,
    /// A court has stopped the decree.
    Enjoined,
    /// Its enforcement is suspended.
    Suspended,
    /// The prohibition binds.
    InForce,
    /// The date is past, and nothing has come of it yet.
    Past,
}

impl Phase {
    /// Every phase, in order.
    pub const ALL: [Self; 6] =
        [Self::Running, Self::Extended, Self::Enjoined, Self::Suspended, Self::InForce, Self::Past];

    /// The words for it in a key.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Running => "clock runs",
            Self::Extended => "extended",
            Self::Enjoined => "stopped by a court",
            Self::Suspended => "not enforced for now",
            Self::InForce => "in force",
            Self::Past => "deadline passed",
        }
    }

    fn of(decree: &Standing) -> Option<Self> {
        match decree.status {
            Status::Enjoined => Some(Self::Enjoined),
            Status::Suspended => Some(Self::Suspended),
            Status::InForce => Some(Self::InForce),
            Status::Issued | Status::Extended if decree.date_passed => Some(Self::Past),
            Status::Issued => Some(Self::Running),
            Status::Extended => Some(Self::Extended),
            Status::Pending
            | Status::Satisfied
            | Status::Enforced
            | Status::Lapsed
            | Status::Revoked
            | Status::Annulled => None,
        }
    }
}

/// A while that a decree spends in one phase.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// When it begins.
    pub from: Instant,
    /// When it ends.
    pub to: Instant,
    /// What the clock does.
    pub phase: Phase,
}

/// A decree over time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Clock {
    /// The decree's title.
    pub title: String,
    /// Whether it demands the sale.
    pub demands_sale: bool,
    /// When it was issued.
    pub issued: Instant,
    /// Its phases in order.
    pub spans: Vec<Span>,
    /// The dates that it had, in the order in which they were set.
    pub dates: Vec<Instant>,
    /// Every time that it was over, with how, in a few words: what has lapsed may still be satisfied.
    pub ends: Vec<(Instant, &'static str)>,
    /// Where it stands at the end, in a few words.
    pub standing: String,
}

/// An offer with what it is worth.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Offer {
    /// When it was made.
    pub at: Instant,
    /// Whether the bidder made it, else the vendor.
    pub is_bid: bool,
    /// Points to the vendor, if the reader may know.
    pub to_vendor: Option<i64>,
    /// Points to the bidder, if the reader may know.
    pub to_bidder: Option<i64>,
    /// The terms.
    pub deal: Deal,
}

/// A walk-away over time: each moment from which it held.
pub type WalkAway = Vec<(Instant, i64)>;

/// A while during which terms stood agreed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agreed {
    /// When the terms were agreed.
    pub from: Instant,
    /// When they fell or the sale closed.
    pub to: Instant,
    /// Whether the sale closed.
    pub closed: bool,
    /// The terms.
    pub deal: Deal,
}

/// A pair of talks over time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Talks {
    /// Which.
    pub id: TalksId,
    /// A name that no other talks have: the bidder's, and where several sell the seller's beside it.
    pub name: String,
    /// The bidder's name.
    pub bidder: String,
    /// Whose points stand for the vendor's.
    pub vendor: String,
    /// When the bidder came forward.
    pub opened: Instant,
    /// When they were broken off, if they were.
    pub ended: Option<Instant>,
    /// The offers that the reader may know.
    pub offers: Vec<Offer>,
    /// The vendor's walk-away; empty if the reader may not know it or there is none.
    pub vendor_walk_away: WalkAway,
    /// The bidder's walk-away; empty if the reader may not know it or there is none.
    pub bidder_walk_away: WalkAway,
    /// When terms stood agreed.
    pub agreed: Vec<Agreed>,
    /// Where they stand at the end, in a few words.
    pub standing: String,
}

/// What a court said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ruling {
    /// When.
    pub at: Instant,
    /// Whether it stopped the decrees, else let them be.
    pub stops: bool,
    /// What it said, as a clause.
    pub clause: String,
}

/// A suit over time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suit {
    /// Its title.
    pub title: String,
    /// When it was filed.
    pub filed: Instant,
    /// When it was over, if it was.
    pub ended: Option<Instant>,
    /// What the courts said in it.
    pub rulings: Vec<Ruling>,
    /// Where it stands at the end, in a few words.
    pub standing: String,
}

/// A move of a gauge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move {
    /// When.
    pub at: Instant,
    /// To where.
    pub to: i64,
    /// What moved it, as a clause; empty for where it began.
    pub cause: String,
}

/// A gauge over time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Level {
    /// Its name.
    pub name: String,
    /// The least and the most that it can be.
    pub bounds: (i64, i64),
    /// Where it stood, from the opening on; never empty.
    pub moves: Vec<Move>,
}

/// A run as series over time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Course {
    /// The scenario's title.
    pub title: String,
    /// When play opened.
    pub opens: Instant,
    /// When it ended, or how far it came.
    pub end: Instant,
    /// The decrees that were issued, in the scenario's order.
    pub clocks: Vec<Clock>,
    /// The talks that were opened.
    pub talks: Vec<Talks>,
    /// The suits that were filed.
    pub suits: Vec<Suit>,
    /// The gauges.
    pub levels: Vec<Level>,
}

impl Course {
    /// The course of a run as a reader may know it.
    #[must_use]
    pub fn of(run: &Run<'_>, reader: Reader) -> Self {
        Self::from(&run.chronicle(), reader)
    }

    /// The same from a chronicle.
    #[must_use]
    pub fn from(chronicle: &Chronicle, reader: Reader) -> Self {
        let mut draft = Draft::new(chronicle, reader);
        for chapter in chronicle.chapters() {
            draft.chapter(chapter);
        }
        draft.finish()
    }

    /// The dates of decrees that demand the sale, with their titles, in order.
    pub(crate) fn due_dates(&self) -> Vec<(Instant, &str)> {
        let sale = self.clocks.iter().filter(|clock| clock.demands_sale);
        let mut dates: Vec<(Instant, &str)> =
            sale.flat_map(|clock| clock.dates.iter().map(|&at| (at, clock.title.as_str()))).collect();
        dates.sort();
        dates
    }
}

/// A draft of each series, by the thing's place in the scenario.
struct Draft<'a> {
    chronicle: &'a Chronicle,
    scenario: &'a Scenario,
    reader: Reader,
    now: Instant,
    clocks: Vec<Option<Clock>>,
    talks: Vec<Option<Talks>>,
    suits: Vec<Option<Suit>>,
    levels: Vec<Level>,
    /// Where each decree and each walk-away stands.
    standings: Vec<Option<Standing>>,
    walk_aways: Vec<Option<i64>>,
}

impl<'a> Draft<'a> {
    fn new(chronicle: &'a Chronicle, reader: Reader) -> Self {
        let scenario = chronicle.scenario();
        let setup = scenario.setup();
        let level = |gauge: &divest_core::scenario::Gauge| Level {
            name: gauge.name.clone(),
            bounds: (gauge.min, gauge.max),
            moves: Vec::new(),
        };
        Self {
            chronicle,
            scenario,
            reader,
            now: setup.opens,
            clocks: vec![None; setup.decrees.len()],
            talks: vec![None; setup.sale.talks.len()],
            suits: vec![None; setup.suits.len()],
            levels: setup.gauges.iter().map(level).collect(),
            standings: vec![None; setup.decrees.len()],
            walk_aways: vec![None; scenario.seat_count()],
        }
    }

    fn chapter(&mut self, chapter: &Chapter) {
        let (chronicle, reader) = (self.chronicle, self.reader);
        for fact in chronicle.facts_of(chapter).iter().filter(|fact| fact.shows_to(reader)) {
            self.now = fact.at;
            self.see(chapter, fact);
        }
        self.now = chapter.at;
        for standing in &chapter.decrees {
            self.standings[standing.decree.index()] = Some(*standing);
        }
        for &(seat, points) in &chapter.walk_aways {
            self.walk_aways[seat.index()] = Some(points);
        }
        if chapter.in_play {
            self.sample(chapter);
        }
    }

    /// The sentence of a fact, or of the nearest fact that caused it and is told to the reader.
    fn clause(&self, fact: &Fact) -> String {
        let facts = self.chronicle.entry(fact.entry);
        let mut chain = std::iter::successors(Some(fact), |fact| facts.get(fact.cause?));
        let told = chain.find(|fact| fact.shows_to(self.reader) && fact.what.is_told() && !fact.what.is_consequence());
        told.map_or_else(String::new, |told| {
            capital(&Narrator::new(self.scenario, self.reader).on(fact.at).clause(&told.what))
        })
    }

    fn see(&mut self, chapter: &Chapter, fact: &Fact) {
        let now = self.now;
        match fact.what {
            What::PlayOpened(_) => {
                let start = |index: usize| {
                    let mut gauges = self.chronicle.facts().iter().filter_map(|fact| match fact.what {
                        What::Gauge { gauge, from, .. } if gauge.index() == index && fact.in_play => from,
                        _ => None,
                    });
                    gauges.next().unwrap_or_else(|| self.chronicle.state().gauge(GaugeId::at(index)))
                };
                let starts: Vec<i64> = (0..self.levels.len()).map(start).collect();
                for (level, to) in self.levels.iter_mut().zip(starts) {
                    level.moves.push(Move { at: now, to, cause: String::new() });
                }
            }
            What::Gauge { gauge, to, .. } if fact.in_play => {
                let cause = self.clause(fact);
                self.levels[gauge.index()].moves.push(Move { at: now, to, cause });
            }
            What::Decree(decree, DecreeStep::Issued { at, due }) => {
                let spec = self.scenario.decree(decree);
                self.clocks[decree.index()] = Some(Clock {
                    title: spec.title.clone(),
                    demands_sale: spec.kind == DecreeKind::DemandsSale,
                    issued: at,
                    spans: Vec::new(),
                    dates: due.into_iter().collect(),
                    ends: Vec::new(),
                    standing: String::new(),
                });
            }
            What::Decree(decree, DecreeStep::Extended { to, .. }) => {
                if let Some(clock) = &mut self.clocks[decree.index()] {
                    clock.dates.push(to);
                }
            }
            What::Talks { talks, ref step, .. } => self.see_talks(chapter, talks, step, fact),
            What::Merger { talks, step: MergerStep::Merged, .. } => self.end_talks(talks),
            What::Review { step: ReviewStep::Blocked { .. }, deal: Some((talks, ..)), .. } => {
                self.end_agreement(talks, false);
            }
            What::Suit(suit, SuitStep::Filed) => {
                let title = self.scenario.suit(suit).title.clone();
                let (rulings, standing) = (Vec::new(), String::new());
                self.suits[suit.index()] = Some(Suit { title, filed: now, ended: None, rulings, standing });
            }
            What::Suit(suit, SuitStep::Withdrawn | SuitStep::Mooted) => {
                if let Some(series) = &mut self.suits[suit.index()] {
                    series.ended = Some(now);
                }
            }
            What::Motion(motion, MotionStep::Granted) => self.ruled(motion, true, fact),
            What::Motion(motion, MotionStep::Denied) => self.ruled(motion, false, fact),
            What::Motion(motion, MotionStep::AppealDecided { stops, .. }) => self.ruled(motion, stops, fact),
            _ => {}
        }
    }

    fn ruled(&mut self, motion: MotionId, stops: bool, fact: &Fact) {
        let clause = self.clause(fact);
        if let Some(series) = &mut self.suits[self.scenario.motion(motion).suit.index()] {
            series.rulings.push(Ruling { at: self.now, stops, clause });
        }
    }

    fn see_talks(&mut self, chapter: &Chapter, talks: TalksId, step: &TalksStep, fact: &Fact) {
        let now = self.now;
        match *step {
            TalksStep::Opened { again: true } => {
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.ended = None;
                }
            }
            TalksStep::Opened { again: false } => {
                self.talks[talks.index()] = Some(Talks {
                    id: talks,
                    bidder: name::bidder(self.scenario, talks),
                    name: sellers::talks(self.scenario, talks),
                    vendor: name::seat(self.scenario, chapter.sellers[talks.index()]),
                    opened: now,
                    ended: None,
                    offers: Vec::new(),
                    vendor_walk_away: Vec::new(),
                    bidder_walk_away: Vec::new(),
                    agreed: Vec::new(),
                    standing: String::new(),
                });
            }
            TalksStep::Offer { by, deal, .. } => {
                let bidder = self.scenario.talks(talks).bidder;
                let own = fact.worth.iter().filter(|worth| self.reader.is_privy_to(worth.seat));
                let (mut to_vendor, mut to_bidder) = (None, None);
                for worth in own {
                    *(if worth.seat == bidder { &mut to_bidder } else { &mut to_vendor }) = Some(worth.points);
                }
                let offer = Offer { at: now, is_bid: by == bidder, to_vendor, to_bidder, deal };
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.offers.push(offer);
                }
            }
            TalksStep::Ended(_) => {
                self.end_talks(talks);
                self.end_open_agreement(talks);
            }
            TalksStep::Agreed { deal, .. } => {
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.agreed.push(Agreed { from: now, to: Instant::NEVER, closed: false, deal });
                }
            }
            TalksStep::Dropped(_) => self.end_open_agreement(talks),
            TalksStep::Sold { .. } => self.end_agreement(talks, true),
            _ => {}
        }
    }

    fn end_talks(&mut self, talks: TalksId) {
        if let Some(series) = &mut self.talks[talks.index()] {
            series.ended = Some(self.now);
        }
    }

    fn end_open_agreement(&mut self, talks: TalksId) {
        let last = self.talks[talks.index()].as_ref().and_then(|series| series.agreed.last());
        if last.is_some_and(|agreed| agreed.to == Instant::NEVER) {
            self.end_agreement(talks, false);
        }
    }

    fn end_agreement(&mut self, talks: TalksId, closed: bool) {
        let now = self.now;
        if let Some(last) = self.talks[talks.index()].as_mut().and_then(|series| series.agreed.last_mut()) {
            (last.to, last.closed) = (now, closed);
        }
    }

    /// What changes without a fact of its own is looked up after each entry.
    fn sample(&mut self, chapter: &Chapter) {
        let now = self.now;
        for (clock, standing) in self.clocks.iter_mut().zip(&self.standings) {
            let (Some(clock), Some(standing)) = (clock, standing) else { continue };
            let phase = Phase::of(standing);
            let is_first = clock.spans.is_empty();
            let open = clock.spans.last_mut().filter(|span| span.to == Instant::NEVER);
            match (open, phase) {
                (Some(span), Some(phase)) if span.phase == phase => {}
                (open, phase) => {
                    if let Some(span) = open {
                        span.to = now;
                    }
                    let from = if is_first { clock.issued } else { now };
                    clock.spans.extend(phase.map(|phase| Span { from, to: Instant::NEVER, phase }));
                }
            }
            let is_new = clock.ends.last().is_none_or(|(_, word)| *word != standing.status.word());
            if phase.is_none() && is_new {
                clock.ends.push((now, standing.status.word()));
            }
        }
        for series in self.talks.iter_mut().flatten().filter(|series| series.ended.is_none()) {
            let sides = [
                (chapter.sellers[series.id.index()], &mut series.vendor_walk_away),
                (self.scenario.talks(series.id).bidder, &mut series.bidder_walk_away),
            ];
            for (seat, walk_away) in sides {
                let Some(points) = self.walk_aways[seat.index()].filter(|_| self.reader.is_privy_to(seat)) else {
                    continue;
                };
                if walk_away.last().is_none_or(|(_, last)| *last != points) {
                    walk_away.push((now, points));
                }
            }
        }
    }

    fn finish(self) -> Course {
        let Self { chronicle, scenario, mut clocks, mut talks, mut suits, levels, .. } = self;
        let state = chronicle.state();
        let (opens, end) = (scenario.setup().opens, state.now());
        for (index, clock) in clocks.iter_mut().enumerate() {
            if let Some(clock) = clock {
                clock.spans.iter_mut().filter(|span| span.to == Instant::NEVER).for_each(|span| span.to = end);
                clock.standing = decree_standing(state.decree(DecreeId::at(index)), clock.ends.last());
            }
        }
        for series in talks.iter_mut().flatten() {
            series.agreed.iter_mut().filter(|agreed| agreed.to == Instant::NEVER).for_each(|agreed| agreed.to = end);
            series.standing = match (series.agreed.last(), series.ended) {
                (Some(Agreed { closed: true, to, .. }), _) => say!("standing-bought", date = date::short(*to)),
                (_, Some(at)) => {
                    let merged = crate::coalition::bid_of(&state.view(SeatId::CLOCK), series.id).is_some();
                    let date = date::short(at);
                    if merged { say!("standing-merged", date = date) } else { say!("standing-broken-off", date = date) }
                }
                (Some(Agreed { to, .. }), None) if *to == end => say!("standing-agreed"),
                (_, None) => match state.talks(series.id).status() {
                    TalksStatus::Open => say!("standing-open"),
                    _ => String::new(),
                },
            };
        }
        for (index, suit) in suits.iter_mut().enumerate() {
            use divest_core::state::SuitStatus;
            let Some(suit) = suit else { continue };
            let words = match state.suit(SuitId::at(index)) {
                SuitStatus::Withdrawn => "dropped",
                SuitStatus::Moot => "moot",
                SuitStatus::Pending | SuitStatus::NotFiled => "pending",
            };
            suit.standing = suit
                .ended
                .map_or_else(|| words.to_owned(), |at| say!("standing-ended", how = words, date = date::short(at)));
        }
        Course {
            title: scenario.setup().title.clone(),
            opens,
            end,
            clocks: clocks.into_iter().flatten().collect(),
            talks: talks.into_iter().flatten().collect(),
            suits: suits.into_iter().flatten().collect(),
            levels: levels.into_iter().filter(|level| !level.moves.is_empty()).collect(),
        }
    }
}

fn decree_standing(decree: &DecreeState, end: Option<&(Instant, &str)>) -> String {
    match (decree.status(), end) {
        (Status::Pending, _) => String::new(),
        (Status::Issued | Status::Extended, _) => match decree.deadline() {
            Some(due) => say!("standing-due", date = date::short(due)),
            None => say!("standing-no-deadline"),
        },
        (Status::InForce, _) => say!("standing-in-force"),
        (Status::Enjoined, _) => say!("standing-stopped"),
        (_, Some((at, word))) => say!("standing-ended", how = *word, date = date::short(*at)),
        (status, None) => status.word().to_owned(),
    }
}
