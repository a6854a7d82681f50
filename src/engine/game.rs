//! The game: who is asked, in what order, until the run ends.
//!
//! At any moment nature settles what waits for it, then a script speaks, then the seats that something calls upon are
//! asked in their order until none wants anything, and then the clock moves on to what is next. Whoever plays from outside
//! is asked last, so that a person hears of everything at a moment at once.

mod follow;
mod outside;

use crate::bots::Tuned;
use crate::bots::standard::Standard;
use crate::luck::{Luck, StreamCollision, Streams};
use crate::occupant::{Action, Choices, Occupant, Replacement, Silent, Why};
use crate::script::{Others, Script, ScriptFault};
use divest_core::chance::DrawId;
use divest_core::command::{ChanceCommand, RunCommand};
use divest_core::command::{Command, Occupant as Kind};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{DecreeId, OutcomeId, SeatSet, TalksId};
use divest_core::scenario::{ConductKind, Party, Role, Scenario};
use divest_core::state::TalksStatus;
use divest_core::units::DAY_SECONDS;
use divest_core::{Event, Events, Instant, Rejection, SeatId, Seed, State};
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

pub use follow::{Following, Impossible, Missed, Subject};
pub use outside::Step;

/// How many entries one moment may hold. Bots that answer each other without end are our bug.
const ENTRIES_PER_MOMENT_MAX: u32 = 10_000;

/// Keeps what happens.
pub trait Recorder {
    /// What can go wrong in keeping it.
    type Error;

    /// Whether it hears of the entries in which the scenario's numbers are drawn. They are the same few in every run, and
    /// who wants no more than what they come to has them drawn at once.
    const HEARS_NUMBERS: bool = true;

    /// Keeps one entry; `state` is the state after it.
    ///
    /// # Errors
    /// Whatever the keeping place says; the game stops there.
    fn record(&mut self, entry: &Played<'_>, state: &State) -> Result<(), Self::Error>;
}

/// An entry as it was just played.
#[derive(Clone, Copy, Debug)]
pub struct Played<'a> {
    /// Who asked.
    pub seat: SeatId,
    /// For what.
    pub command: &'a Command,
    /// Why.
    pub why: &'a Why,
    /// What happened.
    pub events: &'a Events,
}

/// Keeps nothing: for sweeps that only want the state at the end.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unrecorded;

impl Recorder for Unrecorded {
    type Error = Infallible;
    const HEARS_NUMBERS: bool = false;

    fn record(&mut self, _: &Played<'_>, _: &State) -> Result<(), Infallible> {
        Ok(())
    }
}

/// Why a run could not go on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RunError<E> {
    /// The script says something that cannot be.
    Script(ScriptFault),
    /// The recorder failed.
    Recorder(E),
}

impl<E: fmt::Display> fmt::Display for RunError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Script(fault) => fault.fmt(f),
            Self::Recorder(error) => error.fmt(f),
        }
    }
}

/// A run in progress. It is made once for a scenario and started anew for each seed, so that runs share all memory.
pub struct Game {
    state: State,
    streams: Streams,
    luck: Luck,
    players: Vec<Player>,
    parties: SeatSet,
    /// The parties that are not played from outside.
    inside: SeatSet,
    /// Those that are asked after everything that they can see.
    observers: SeatSet,
    /// Those that may set themselves a timer.
    timed: SeatSet,
    ready: SeatSet,
    /// Those of them that have something to do, and do not merely observe.
    due: SeatSet,
    /// The seat outside that is being asked: it keeps the turn until it passes.
    turn: Option<SeatId>,
    events: Events,
    script: Option<Script>,
    script_at: usize,
    /// How many seats the log has been told of.
    seats_told: usize,
    entries: u64,
    event_count: u64,
    entries_now: u32,
}

struct Player {
    occupant: Box<dyn Occupant>,
    kind: Kind,
    /// Who it is, where the kind does not say it all.
    why: Why,
    /// When a player outside wants to be asked at the latest.
    alarm: Instant,
}

impl Game {
    /// A game with the scenario's own bots in every seat.
    ///
    /// # Errors
    /// Two of the scenario's draws share a stream of chance.
    pub fn new(scenario: Arc<Scenario>, seed: impl Into<Seed>) -> Result<Self, StreamCollision> {
        let streams = Streams::new(&scenario)?;
        let parties = &scenario.setup().parties;
        let own =
            |(index, party): (usize, &Party)| own_player(&scenario, SeatId::at(SeatId::FIRST_PARTY + index), party);
        let players: Vec<Player> = parties.iter().enumerate().map(own).collect();
        let seats = |(index, player): (usize, &Player)| {
            player.occupant.sets_timers().then(|| SeatId::at(SeatId::FIRST_PARTY + index))
        };
        let timed = players.iter().enumerate().filter_map(seats).collect();
        let inside = (0..players.len()).map(|i| SeatId::at(SeatId::FIRST_PARTY + i)).collect();
        Ok(Self {
            state: State::new(scenario),
            streams,
            luck: Luck::new(seed),
            players,
            parties: inside,
            inside,
            observers: SeatSet::NONE,
            timed,
            ready: SeatSet::NONE,
            due: SeatSet::NONE,
            turn: None,
            events: Events::with_capacity(64),
            script: None,
            script_at: 0,
            seats_told: 0,
            entries: 0,
            event_count: 0,
            entries_now: 0,
        })
    }

    /// Puts somebody else into a party's seat. The log will say so.
    ///
    /// # Panics
    /// If the seat is the clock's or nature's.
    pub fn seat(&mut self, seat: SeatId, occupant: Box<dyn Occupant>, kind: Kind) {
        self.seat_as(seat, occupant, kind, Why::Unsaid);
    }

    /// Puts somebody else into a party's seat; the log will say so and keep `why`, which tells who it is.
    ///
    /// # Panics
    /// If the seat is the clock's or nature's.
    pub fn seat_as(&mut self, seat: SeatId, occupant: Box<dyn Occupant>, kind: Kind, why: Why) {
        let is_outside = occupant.is_outside();
        self.inside = if is_outside { self.inside.without(seat) } else { self.inside.with(seat) };
        let observes = occupant.observes_all();
        self.observers = if observes { self.observers.with(seat) } else { self.observers.without(seat) };
        self.timed = if occupant.sets_timers() { self.timed.with(seat) } else { self.timed.without(seat) };
        let index = seat.index() - SeatId::FIRST_PARTY;
        self.players[index] = Player { occupant, kind, why, alarm: Instant::NEVER };
    }

    /// Lets a script speak: its seats' commands come from it, and other seats stay silent or with their bots as it says.
    pub fn follow(&mut self, script: Script) {
        for index in 0..self.players.len() {
            let seat = SeatId::at(SeatId::FIRST_PARTY + index);
            let scripted = script.lines.iter().any(|line| line.seat == seat);
            if scripted && self.players[index].kind == Kind::Bot {
                self.seat(seat, Box::new(Silent), Kind::Script);
            } else if script.others == Others::Silent && self.players[index].kind == Kind::Bot {
                self.seat(seat, Box::new(Silent), Kind::Nobody);
            }
        }
        self.script = Some(script);
    }

    /// Whether the script, if there is one, has said all that it has to say.
    ///
    /// # Errors
    /// The first line left over.
    pub fn finish_script(&self) -> Result<(), ScriptFault> {
        self.check_script_is_done()
    }

    /// Goes back to the start with another seed.
    pub fn restart(&mut self, seed: impl Into<Seed>) {
        self.restart_with(Luck::new(seed));
    }

    /// Goes back to the start with other luck.
    pub fn restart_with(&mut self, luck: Luck) {
        self.state.reset();
        self.luck = luck;
        self.ready = SeatSet::NONE;
        self.due = SeatSet::NONE;
        self.turn = None;
        self.script_at = 0;
        self.seats_told = 0;
        self.entries = 0;
        self.event_count = 0;
        self.entries_now = 0;
        for player in &mut self.players {
            player.occupant.start();
            player.alarm = Instant::NEVER;
        }
    }

    /// What the events add up to so far.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// How many entries there are so far.
    #[must_use]
    pub const fn entries(&self) -> u64 {
        self.entries
    }

    /// How many events there are so far.
    #[must_use]
    pub const fn event_count(&self) -> u64 {
        self.event_count
    }

    /// Plays to the end and says how it ended.
    ///
    /// # Errors
    /// The script says something that cannot be, or the recorder failed.
    pub fn run<R: Recorder>(&mut self, recorder: &mut R) -> Result<OutcomeId, RunError<R::Error>> {
        loop {
            if let Some(outcome) = self.state.outcome() {
                return Ok(outcome);
            }
            self.advance(recorder)?;
        }
    }

    /// Plays one entry, unless the run has ended. Who is played from outside is passed over.
    ///
    /// # Errors
    /// As [`Game::run`].
    pub fn advance<R: Recorder>(&mut self, recorder: &mut R) -> Result<(), RunError<R::Error>> {
        while let Step::Asks(seat) = self.step(recorder)? {
            self.pass(seat);
        }
        Ok(())
    }

    /// Who sits where, and then the opening.
    fn open<R: Recorder>(&mut self, recorder: &mut R) -> Result<(), RunError<R::Error>> {
        // The scenario's own bots need no word.
        let is_told = |i: &usize| self.players[*i].kind != Kind::Bot || self.players[*i].why != Why::Unsaid;
        if let Some(index) = (self.seats_told..self.players.len()).find(is_told) {
            self.seats_told = index + 1;
            let seat = SeatId::at(SeatId::FIRST_PARTY + index);
            let command = Command::Run(RunCommand::SeatOccupant { seat, occupant: self.players[index].kind });
            let why = self.players[index].why.clone();
            return self.play(SeatId::CLOCK, &command, &why, recorder);
        }
        self.play(SeatId::CLOCK, &Command::Run(RunCommand::Open), &Why::Unsaid, recorder)
    }

    /// Draws the scenario's numbers at once, where nobody wants to hear of each.
    fn know_numbers(&mut self) {
        let Self { state, luck, streams, .. } = self;
        let count = state.scenario().setup().slots.len();
        state.know_numbers(|place| luck.raw(streams, place, 0));
        self.entries += count as u64;
        self.event_count += 2 * count as u64;
    }

    fn settle<R: Recorder>(&mut self, draw: DrawId, recorder: &mut R) -> Result<(), RunError<R::Error>> {
        if let Some(result) = self.settled_by_script(draw).map_err(RunError::Script)? {
            let command = Command::Chance(ChanceCommand::Settle { draw, result });
            return self.play(SeatId::NATURE, &command, &Why::Because("as it was"), recorder);
        }
        let place = draw.index(self.state.scenario());
        let raw = self.luck.raw(&self.streams, place, self.state.draw_tick(draw));
        self.play(SeatId::NATURE, &Command::Chance(ChanceCommand::Draw { draw, raw }), &Why::Unsaid, recorder)
    }

    /// The result that a script gives to a draw; `None` if it leaves the draw to the seed.
    fn settled_by_script(&self, draw: DrawId) -> Result<Option<i64>, ScriptFault> {
        let Some(script) = &self.script else { return Ok(None) };
        if let DrawId::Value(slot) = draw {
            return Ok(script.value(slot));
        }
        match script.settlement(draw, self.state.draw_tick(draw)) {
            Some((place, result)) => script.check_day(place, self.state.now()).map(|()| Some(result)),
            None if script.others == Others::Silent => Err(ScriptFault::Unsettled { draw, at: self.state.now() }),
            None => Ok(None),
        }
    }

    /// The next line of the script, if its time has come.
    fn speak_script<R: Recorder>(&mut self, recorder: &mut R) -> Result<bool, RunError<R::Error>> {
        let Some(script) = &self.script else { return Ok(false) };
        let Some((place, line)) = script.next_spoken(self.script_at) else { return Ok(false) };
        if line.at > self.state.now() {
            return Ok(false);
        }
        let (seat, command) = (line.seat, line.command);
        self.script_at = place + 1;
        match self.try_play(seat, &command, &Why::Unsaid, recorder)? {
            Ok(()) => Ok(true),
            Err(rejection) => Err(RunError::Script(ScriptFault::Refused { place, rejection, at: self.state.now() })),
        }
    }

    fn check_script_is_done(&self) -> Result<(), ScriptFault> {
        let left = self.script.as_ref().and_then(|script| script.next_spoken(self.script_at));
        left.map_or(Ok(()), |(place, _)| Err(ScriptFault::AfterTheEnd { place, ended: self.state.now() }))
    }

    /// Asks one seat; says whether it did something.
    fn ask<R: Recorder>(&mut self, seat: SeatId, recorder: &mut R) -> Result<bool, RunError<R::Error>> {
        let index = seat.index() - SeatId::FIRST_PARTY;
        let player = &mut self.players[index];
        let action = player.occupant.act(&self.state.view(seat), &Choices::new(&self.state, seat));
        let Some(Action { command, why }) = &action else {
            let Some(Replacement { occupant, kind, why }) = player.occupant.replacement() else { return Ok(false) };
            self.seat(seat, occupant, kind);
            self.play(SeatId::CLOCK, &Command::Run(RunCommand::SeatOccupant { seat, occupant: kind }), &why, recorder)?;
            return Ok(true);
        };
        if let Err(rejection) = self.try_play(seat, command, why, recorder)? {
            // A bot that is refused something would only want it again.
            debug_assert!(self.players[index].kind != Kind::Bot, "BUG: a bot's {command:?} was refused: {rejection}");
            self.players[index].occupant.refused(command, rejection);
            return Ok(self.players[index].kind != Kind::Bot);
        }
        Ok(true)
    }

    fn tick<R: Recorder>(&mut self, recorder: &mut R) -> Result<(), RunError<R::Error>> {
        let scripted = self.script.as_ref().and_then(|script| script.next_spoken(self.script_at));
        let script_at = scripted.map_or(Instant::NEVER, |(_, line)| line.at);
        self.tick_by(script_at, recorder)
    }

    /// Lets time go on to what is next, but no further than a moment.
    fn tick_by<R: Recorder>(&mut self, limit: Instant, recorder: &mut R) -> Result<(), RunError<R::Error>> {
        let at = self.state.next_due().min(limit).max(self.state.now());
        let at = at.min(self.next_timer()).min(self.next_look());
        self.pass_time(at);
        self.play(SeatId::CLOCK, &Command::Run(RunCommand::AdvanceTo { at }), &Why::Unsaid, recorder)
    }

    /// The next moment that some player has set for itself.
    fn next_timer(&self) -> Instant {
        self.timed.iter().map(|seat| self.timer_of(seat)).min().unwrap_or(Instant::NEVER)
    }

    /// The tables at which an answer is due that did not come, and when bots on both sides look at them again: once in the
    /// time that an answer takes.
    fn looks(&self) -> impl Iterator<Item = (TalksId, Instant)> + '_ {
        let (state, now) = (&self.state, self.state.now());
        let talks = (0..state.scenario().setup().sale.talks.len()).map(TalksId::at);
        let waits = move |talks: &TalksId| {
            state.talks(*talks).status() == TalksStatus::Open
                && state.table(*talks).reply_due <= now
                && state.agreement_on(*talks).is_none()
                && !state.is_over(*talks)
                && !state.is_at_conference(*talks)
                && !state.view(SeatId::CLOCK).waits_for_auction(*talks)
        };
        talks.filter(waits).map(move |talks| {
            let pace = state.value(state.scenario().talks(talks).pace_days).max(1) * DAY_SECONDS;
            let due = state.table(talks).reply_due;
            (talks, Instant(due.0 + ((now.0 - due.0) / pace + 1) * pace))
        })
    }

    fn next_look(&self) -> Instant {
        self.looks().map(|(_, at)| at).min().unwrap_or(Instant::NEVER)
    }

    /// When a seat wants to be asked next even if nothing happens; always ahead of the present.
    fn timer_of(&self, seat: SeatId) -> Instant {
        let player = &self.players[seat.index() - SeatId::FIRST_PARTY];
        let timer = player.occupant.timer(&self.state.view(seat)).min(player.alarm);
        if timer > self.state.now() { timer } else { Instant::NEVER }
    }

    /// Makes those seats ready that have something due by a moment to which time will go on.
    fn pass_time(&mut self, at: Instant) {
        let timers = self.timed.iter().filter(|seat| self.timer_of(*seat) <= at).collect();
        self.due = self.state.called(at);
        let sides = self.looks().filter(|(_, look)| *look <= at).map(|(talks, _)| self.sides(talks));
        let bots = |seat: &SeatId| self.players[seat.index() - SeatId::FIRST_PARTY].kind == Kind::Bot;
        let looks: SeatSet = sides.fold(SeatSet::NONE, SeatSet::or).iter().filter(bots).collect();
        self.ready = self.ready.or(self.due).or(timers).or(looks);
        self.entries_now = 0;
    }

    /// Plays a command that cannot be refused.
    fn play<R: Recorder>(
        &mut self,
        seat: SeatId,
        command: &Command,
        why: &Why,
        recorder: &mut R,
    ) -> Result<(), RunError<R::Error>> {
        match self.try_play(seat, command, why, recorder)? {
            Ok(()) => Ok(()),
            Err(rejection) => panic!("BUG: the game's own command {command:?} was refused: {rejection}"),
        }
    }

    fn try_play<R: Recorder>(
        &mut self,
        seat: SeatId,
        command: &Command,
        why: &Why,
        recorder: &mut R,
    ) -> Result<Result<(), Rejection>, RunError<R::Error>> {
        self.events.clear();
        if let Err(rejection) = self.state.step(seat, command, &mut self.events) {
            return Ok(Err(rejection));
        }
        self.entries += 1;
        self.event_count += self.events.len() as u64;
        self.entries_now += 1;
        assert!(self.entries_now < ENTRIES_PER_MOMENT_MAX, "BUG: a moment without end at {:?}", self.state.now());
        self.make_ready(seat);
        let played = Played { seat, command, why, events: &self.events };
        recorder.record(&played, &self.state).map_err(RunError::Recorder)?;
        Ok(Ok(()))
    }

    /// Makes those seats ready that the events of the entry just folded concern, and its author.
    fn make_ready(&mut self, author: SeatId) {
        // Time that goes on tells nobody anything: it may have stopped for what others keep to themselves.
        let happened = |event: &&Event| !matches!(event, Event::Run(RunEvent::TimeAdvanced { .. }));
        let mut concerned = SeatSet::NONE;
        for event in self.events.iter().filter(happened) {
            concerned = concerned.or(self.concerned_by(event));
        }
        self.due = self.due.or(concerned);
        self.ready = self.ready.or(concerned);
        if author.index() >= SeatId::FIRST_PARTY {
            self.ready = self.ready.with(author);
        }
        if !self.observers.is_empty() {
            let audiences = self.events.iter().filter(happened).map(|event| event.audience(self.state.scenario()));
            self.ready = self.ready.or(audiences.fold(SeatSet::NONE, SeatSet::or).and(self.observers));
        }
    }

    /// The seat that auctions, if there is an auction.
    fn auctioneer(&self) -> SeatSet {
        let auction = self.state.scenario().setup().sale.auction.as_ref();
        auction.map_or(SeatSet::NONE, |auction| SeatSet::only(self.state.vendor_for(auction.seller)))
    }

    fn sides(&self, talks: TalksId) -> SeatSet {
        SeatSet::only(self.state.scenario().talks(talks).bidder).with(self.state.vendor_in(talks))
    }

    /// Who sells for those that a decree lies on.
    #[inline(never)]
    fn vendors_under(&self, decree: DecreeId) -> SeatSet {
        let sellers = self.state.scenario().sellers_under(decree);
        sellers.map(|seller| self.state.vendor_for(seller)).collect()
    }

    /// The seats that an event gives something to do; all of them may know it. What merely falls due is the calendar's.
    fn concerned_by(&self, event: &Event) -> SeatSet {
        let scenario = self.state.scenario();
        match *event {
            Event::Talks(TalksEvent::Opened { talks }) => {
                let bidder = SeatSet::only(scenario.talks(talks).bidder);
                // Who may open an auction looks at how many there are.
                self.auctioneer().or(bidder)
            }
            Event::Auction(AuctionEvent::Opened { .. }) | Event::Auction(AuctionEvent::RoundOpened { .. }) => {
                scenario.at_the_auction()
            }
            Event::Auction(AuctionEvent::Failed) => self.auctioneer(),
            Event::Talks(TalksEvent::Ended { .. }) | Event::Consortium(ConsortiumEvent::Merged { .. }) => {
                scenario.backers()
            }
            Event::Agreement(AgreementEvent::TermsAgreed { talks, .. })
            | Event::Agreement(AgreementEvent::SpinOffPlanned { talks, .. }) => self.state.asked_to_sign(talks),
            Event::Consortium(ConsortiumEvent::BackerJoined { backer, .. })
            | Event::Consortium(ConsortiumEvent::BackerInvited { backer, .. }) => SeatSet::only(backer),
            Event::Consortium(ConsortiumEvent::MergerProposed { into, asks, .. }) => {
                let other = SeatSet::only(scenario.talks(into).bidder);
                asks.map_or(other, |vendor| other.with(vendor))
            }
            Event::Consortium(ConsortiumEvent::MergerDeclined { talks, .. }) => {
                SeatSet::only(scenario.talks(talks).bidder)
            }
            Event::Conference(ConferenceEvent::TextTabled { .. }) => {
                let conference = scenario.setup().sale.conference.as_ref();
                conference.map_or(SeatSet::NONE, |conference| self.state.asked_to_sign(conference.talks))
            }
            Event::Decree(DecreeEvent::DeadlineNeared { decree }) => self.vendors_under(decree),
            Event::Decree(DecreeEvent::ExtensionRequested { decree, .. }) => {
                let extension = scenario.decree(decree).extension.as_ref();
                extension.map_or(SeatSet::NONE, |extension| SeatSet::only(extension.authority))
            }
            Event::Court(CourtEvent::MotionGranted { motion }) | Event::Court(CourtEvent::MotionDenied { motion }) => {
                divest_core::decide::losers(&self.state, motion)
            }
            Event::World(WorldEvent::WalkAwayMoved { seat, .. }) if self.state.agreement().is_some() => {
                SeatSet::only(seat)
            }
            // The vendor of what came back, or did not go, looks at what else there is.
            Event::Agreement(AgreementEvent::BuyerFailed { talks })
            | Event::Agreement(AgreementEvent::Closed { talks, completes: false, .. }) => {
                SeatSet::only(self.state.vendor_in(talks))
            }
            // Backers that held back from an agreed deal may join again.
            Event::Agreement(AgreementEvent::Dropped { .. }) | Event::Review(ReviewEvent::Blocked { .. }) => {
                scenario.backers()
            }
            Event::Run(RunEvent::SeatTaken { .. })
            | Event::Chance(ChanceEvent::ValueDrawn { .. })
            | Event::Run(RunEvent::Opened { .. })
            | Event::Run(RunEvent::TimeAdvanced { .. })
            | Event::Chance(ChanceEvent::Drawn { .. })
            | Event::Chance(ChanceEvent::Settled { .. })
            | Event::Chance(ChanceEvent::FellDue { .. })
            | Event::Chance(ChanceEvent::Resolved { .. })
            | Event::Chance(ChanceEvent::Scheduled { .. })
            | Event::Decree(DecreeEvent::Issued { .. })
            | Event::Decree(DecreeEvent::DeadlineExtended { .. })
            | Event::Decree(DecreeEvent::ExtensionDenied { .. })
            | Event::Decree(DecreeEvent::DeadlinePassed { .. })
            | Event::Decree(DecreeEvent::TookForce { .. })
            | Event::Decree(DecreeEvent::Enforced { .. })
            | Event::Decree(DecreeEvent::Lapsed { .. })
            | Event::Decree(DecreeEvent::Revoked { .. })
            | Event::Decree(DecreeEvent::Satisfied { .. })
            | Event::Decree(DecreeEvent::TrusteeAppointed { .. })
            | Event::Decree(DecreeEvent::TrusteeTermEnded { .. })
            | Event::Talks(TalksEvent::OfferMade { .. })
            | Event::Talks(TalksEvent::Resumed { .. })
            | Event::Consortium(ConsortiumEvent::BackerLeft { .. })
            | Event::Agreement(AgreementEvent::SignatureGiven { .. })
            | Event::Agreement(AgreementEvent::SigningRefused { .. })
            | Event::Agreement(AgreementEvent::Signed { .. })
            | Event::Review(ReviewEvent::Opened { .. })
            | Event::Review(ReviewEvent::Approved { .. })
            | Event::Agreement(AgreementEvent::ClosingScheduled { .. })
            | Event::Agreement(AgreementEvent::Closed { .. })
            | Event::Court(CourtEvent::SuitFiled { .. })
            | Event::Court(CourtEvent::SuitWithdrawn { .. })
            | Event::Court(CourtEvent::SuitMooted { .. })
            | Event::Court(CourtEvent::MotionFiled { .. })
            | Event::Decree(DecreeEvent::Enjoined { .. })
            | Event::Decree(DecreeEvent::InjunctionLifted { .. })
            | Event::Court(CourtEvent::AppealFiled { .. })
            | Event::Court(CourtEvent::AppealDecided { .. })
            | Event::World(WorldEvent::SignalMade { .. })
            | Event::World(WorldEvent::GaugeMoved { .. })
            | Event::World(WorldEvent::WalkAwayMoved { .. })
            | Event::World(WorldEvent::ProbabilityMoved { .. })
            | Event::Run(RunEvent::OutcomeReached { .. })
            | Event::Conference(ConferenceEvent::Opened { .. })
            | Event::Conference(ConferenceEvent::VoteCast { .. })
            | Event::Conference(ConferenceEvent::TextStands { .. })
            | Event::Conference(ConferenceEvent::TextFailed { .. })
            | Event::Conference(ConferenceEvent::TurnPassed { .. })
            | Event::Conference(ConferenceEvent::Closed)
            | Event::Decree(DecreeEvent::EnforcementSuspended { .. })
            | Event::Decree(DecreeEvent::Annulled { .. })
            | Event::Auction(AuctionEvent::BidTabled { .. })
            | Event::Auction(AuctionEvent::BidOpened { .. })
            | Event::Auction(AuctionEvent::BidderPassed { .. })
            | Event::Auction(AuctionEvent::BidderOut { .. })
            | Event::Auction(AuctionEvent::LotUnsold { .. })
            | Event::Auction(AuctionEvent::Won { .. })
            | Event::Consortium(ConsortiumEvent::InvitationDeclined { .. })
            | Event::Consortium(ConsortiumEvent::MergerAccepted { .. }) => SeatSet::NONE,
        }
    }
}

fn own_player(scenario: &Scenario, seat: SeatId, party: &Party) -> Player {
    Player { occupant: own_occupant(scenario, seat, party), kind: Kind::Bot, why: Why::Unsaid, alarm: Instant::NEVER }
}

/// Who plays a seat as the scenario has it.
#[must_use]
pub fn own_occupant(scenario: &Scenario, seat: SeatId, party: &Party) -> Box<dyn Occupant> {
    // A court that nobody plays leaves its rulings to nature.
    match party.conduct.kind {
        _ if party.role == Role::Court => Box::new(Silent),
        ConductKind::Silent => Box::new(Silent),
        ConductKind::Standard => Box::new(Standard::for_seat(scenario, seat)),
        ConductKind::Tuned(spec) => Box::new(Tuned::for_seat(scenario, seat, spec)),
    }
}
