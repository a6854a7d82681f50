//! The course of a run as series over time: what charts and plots draw, for one reader.
//!
//! One fold of the events. Decrees, talks, courts and gauges are public; an offer shows to its two sides, and what it is
//! worth to a side, with that side's walk-away, to whoever may know what goes on there.

use crate::date;
use crate::happening::Run;
use crate::name::{self, capital};
use crate::phrase::{Voice, is_consequence, is_told};
use crate::reader::Reader;
use crate::sellers::{self, valuer};
use divest_core::command::AppealDecision;
use divest_core::deal::Deal;
use divest_core::decree::{DecreeState, Status};
use divest_core::event::{
    AgreementEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{DecreeId, GaugeId, SuitId, TalksId};
use divest_core::scenario::{DecreeKind, Scenario};
use divest_core::state::TalksStatus;
use divest_core::{Event, Instant, SeatId, State};
use std::sync::Arc;

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
            Self::Past => "date past",
        }
    }

    fn of(decree: &DecreeState) -> Option<Self> {
        match decree.status() {
            Status::Enjoined => Some(Self::Enjoined),
            Status::Suspended => Some(Self::Suspended),
            Status::InForce => Some(Self::InForce),
            Status::Issued | Status::Extended if decree.date_passed() => Some(Self::Past),
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
        let scenario = Arc::clone(run.state.scenario());
        let mut fold = Fold::new(&scenario, reader);
        for happening in run.happenings {
            fold.entry(happening.events);
        }
        fold.finish()
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

/// The fold: the state so far, and a draft of each series by the thing's place in the scenario.
struct Fold<'a> {
    scenario: &'a Scenario,
    reader: Reader,
    state: State,
    clocks: Vec<Option<Clock>>,
    talks: Vec<Option<Talks>>,
    suits: Vec<Option<Suit>>,
    levels: Vec<Level>,
}

impl<'a> Fold<'a> {
    fn new(scenario: &'a Arc<Scenario>, reader: Reader) -> Self {
        let setup = scenario.setup();
        let level = |gauge: &divest_core::scenario::Gauge| Level {
            name: gauge.name.clone(),
            bounds: (gauge.min, gauge.max),
            moves: Vec::new(),
        };
        Self {
            scenario,
            reader,
            state: State::new(Arc::clone(scenario)),
            clocks: vec![None; setup.decrees.len()],
            talks: vec![None; setup.sale.talks.len()],
            suits: vec![None; setup.suits.len()],
            levels: setup.gauges.iter().map(level).collect(),
        }
    }

    fn entry(&mut self, events: &[Event]) {
        let mut cause = String::new();
        let (reader, scenario) = (self.reader, self.scenario);
        for event in events.iter().filter(|event| reader.sees(scenario, event)) {
            if is_told(event) && !is_consequence(event) {
                cause = Voice::new(scenario, reader).knowing(&self.state).clause(event);
            }
            let before = self.state.clone();
            self.state.apply(event);
            self.see(&before, event, &cause);
        }
        if self.state.is_open() {
            self.sample();
        }
    }

    fn see(&mut self, before: &State, event: &Event, cause: &str) {
        let now = self.state.now();
        match *event {
            Event::Run(RunEvent::Opened { .. }) => {
                for (index, level) in self.levels.iter_mut().enumerate() {
                    let to = self.state.gauge(GaugeId::at(index));
                    level.moves.push(Move { at: now, to, cause: String::new() });
                }
            }
            Event::World(WorldEvent::GaugeMoved { gauge, to }) if before.is_open() => {
                self.levels[gauge.index()].moves.push(Move { at: now, to, cause: capital(cause) });
            }
            Event::Decree(DecreeEvent::Issued { decree, issued_at, deadline }) => {
                let spec = self.scenario.decree(decree);
                self.clocks[decree.index()] = Some(Clock {
                    title: spec.title.clone(),
                    demands_sale: spec.kind == DecreeKind::DemandsSale,
                    issued: issued_at,
                    spans: Vec::new(),
                    dates: deadline.into_iter().collect(),
                    ends: Vec::new(),
                    standing: String::new(),
                });
            }
            Event::Decree(DecreeEvent::DeadlineExtended { decree, to, .. }) => {
                if let Some(clock) = &mut self.clocks[decree.index()] {
                    clock.dates.push(to);
                }
            }
            Event::Talks(TalksEvent::Opened { .. })
            | Event::Talks(TalksEvent::OfferMade { .. })
            | Event::Talks(TalksEvent::Ended { .. })
            | Event::Consortium(ConsortiumEvent::Merged { .. })
            | Event::Agreement(AgreementEvent::TermsAgreed { .. })
            | Event::Agreement(AgreementEvent::Dropped { .. })
            | Event::Review(ReviewEvent::Blocked { .. })
            | Event::Agreement(AgreementEvent::Closed { .. }) => self.see_sale(before, event),
            Event::Court(CourtEvent::SuitFiled { .. })
            | Event::Court(CourtEvent::SuitWithdrawn { .. })
            | Event::Court(CourtEvent::SuitMooted { .. })
            | Event::Court(CourtEvent::MotionGranted { .. })
            | Event::Court(CourtEvent::MotionDenied { .. })
            | Event::Court(CourtEvent::AppealDecided { .. }) => self.see_courts(before, event, cause),
            _ => {}
        }
    }

    fn see_sale(&mut self, before: &State, event: &Event) {
        let now = self.state.now();
        match *event {
            Event::Talks(TalksEvent::Opened { talks }) => {
                self.talks[talks.index()] = Some(Talks {
                    id: talks,
                    bidder: name::bidder(self.scenario, talks),
                    name: sellers::talks(self.scenario, talks),
                    vendor: name::seat(self.scenario, valuer(&self.state, talks)),
                    opened: now,
                    ended: None,
                    offers: Vec::new(),
                    vendor_walk_away: Vec::new(),
                    bidder_walk_away: Vec::new(),
                    agreed: Vec::new(),
                    standing: String::new(),
                });
            }
            Event::Talks(TalksEvent::OfferMade { talks, by, deal, .. }) => {
                let bidder = self.scenario.talks(talks).bidder;
                let worth = |seat: SeatId| {
                    self.reader.is_privy_to(seat).then(|| Some(self.state.sheet(seat)?.score(&deal).0)).flatten()
                };
                let (to_vendor, to_bidder) = (worth(valuer(&self.state, talks)), worth(bidder));
                let offer = Offer { at: now, is_bid: by == bidder, to_vendor, to_bidder, deal };
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.offers.push(offer);
                }
            }
            Event::Talks(TalksEvent::Ended { talks, .. })
            | Event::Consortium(ConsortiumEvent::Merged { talks, .. }) => {
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.ended = Some(now);
                }
            }
            Event::Agreement(AgreementEvent::TermsAgreed { talks, deal }) => {
                if let Some(series) = &mut self.talks[talks.index()] {
                    series.agreed.push(Agreed { from: now, to: Instant::NEVER, closed: false, deal });
                }
            }
            Event::Agreement(AgreementEvent::Closed { talks, .. }) => self.end_agreement(talks, true),
            // A block or a walk-out brings the agreement down at once.
            _ => {
                let fallen = before.agreements().filter(|agreement| self.state.agreement_in(agreement.talks).is_none());
                let fallen: Vec<TalksId> = fallen.map(|agreement| agreement.talks).collect();
                fallen.into_iter().for_each(|talks| self.end_agreement(talks, false));
            }
        }
    }

    fn end_agreement(&mut self, talks: TalksId, closed: bool) {
        let now = self.state.now();
        if let Some(last) = self.talks[talks.index()].as_mut().and_then(|series| series.agreed.last_mut()) {
            (last.to, last.closed) = (now, closed);
        }
    }

    fn see_courts(&mut self, before: &State, event: &Event, cause: &str) {
        let now = self.state.now();
        let (motion, stops) = match *event {
            Event::Court(CourtEvent::SuitFiled { suit }) => {
                let title = self.scenario.suit(suit).title.clone();
                let (rulings, standing) = (Vec::new(), String::new());
                self.suits[suit.index()] = Some(Suit { title, filed: now, ended: None, rulings, standing });
                return;
            }
            Event::Court(CourtEvent::SuitWithdrawn { suit }) | Event::Court(CourtEvent::SuitMooted { suit }) => {
                if let Some(series) = &mut self.suits[suit.index()] {
                    series.ended = Some(now);
                }
                return;
            }
            Event::Court(CourtEvent::MotionGranted { motion }) => (motion, true),
            Event::Court(CourtEvent::MotionDenied { motion }) => (motion, false),
            Event::Court(CourtEvent::AppealDecided { motion, decision }) => {
                (motion, before.motion(motion).stops_decrees() == (decision == AppealDecision::Affirmed))
            }
            _ => return,
        };
        let suit = self.scenario.motion(motion).suit;
        if let Some(series) = &mut self.suits[suit.index()] {
            series.rulings.push(Ruling { at: now, stops, clause: capital(cause) });
        }
    }

    /// What changes without an event of its own is looked up after each entry.
    fn sample(&mut self) {
        let now = self.state.now();
        for (index, clock) in self.clocks.iter_mut().enumerate() {
            let Some(clock) = clock else { continue };
            let phase = Phase::of(self.state.decree(DecreeId::at(index)));
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
            let status = self.state.decree(DecreeId::at(index)).status();
            let is_new = clock.ends.last().is_none_or(|(_, word)| *word != status.word());
            if phase.is_none() && is_new {
                clock.ends.push((now, status.word()));
            }
        }
        for series in self.talks.iter_mut().flatten().filter(|series| series.ended.is_none()) {
            let sides = [
                (valuer(&self.state, series.id), &mut series.vendor_walk_away),
                (self.scenario.talks(series.id).bidder, &mut series.bidder_walk_away),
            ];
            for (seat, walk_away) in sides {
                if !self.reader.is_privy_to(seat) || self.state.sheet(seat).is_none() {
                    continue;
                }
                let Some(points) = self.state.walk_away(seat) else { continue };
                if walk_away.last().is_none_or(|(_, last)| *last != points.0) {
                    walk_away.push((now, points.0));
                }
            }
        }
    }

    fn finish(self) -> Course {
        let Self { scenario, state, mut clocks, mut talks, mut suits, levels, .. } = self;
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
                (Some(Agreed { closed: true, to, .. }), _) => format!("bought {}", date::day(*to)),
                (_, Some(at)) => {
                    let merged = crate::coalition::bid_of(&state.view(SeatId::CLOCK), series.id).is_some();
                    format!("{} {}", if merged { "folded" } else { "broken off" }, date::day(at))
                }
                (Some(Agreed { to, .. }), None) if *to == end => "agreed".to_owned(),
                (_, None) => match state.talks(series.id).status() {
                    TalksStatus::Open => "open".to_owned(),
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
            suit.standing = suit.ended.map_or_else(|| words.to_owned(), |at| format!("{words} {}", date::day(at)));
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
            Some(due) => format!("due {}", date::day(due)),
            None => "out".to_owned(),
        },
        (Status::InForce, _) => "in force".to_owned(),
        (Status::Enjoined, _) => "stopped".to_owned(),
        (_, Some((at, word))) => format!("{word} {}", date::day(*at)),
        (status, None) => status.word().to_owned(),
    }
}
