//! A game that follows the record of another: what a branch does behind the point where it leaves its parent.
//!
//! Luck is drawn by address, so it stays as it was. A seat repeats what it did on the same dates, for the same reasons,
//! as long as it still can; from the first decision that has become impossible its bot plays on. A decision is
//! impossible if the rules refuse it, or if what it answered is not there: who accepted one offer did not accept another.
//!
//! A bot on its record is still asked whenever something calls for it, and where the record has nothing for that moment
//! its answer is a new decision. So nobody waits for ever for an answer that the parent never needed. People, scripts
//! and programs are not guessed at: where their record is silent, so are they, until it ends.

use super::{Game, Player, RunError, own_player};
use crate::branch::Picks;
use crate::occupant::{Action, Choices, Replacement, Silent, Why};
use crate::record::Entries;
use divest_core::chance::DrawId;
use divest_core::coalition;
use divest_core::command::{
    AgreementCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, ReviewCommand, RunCommand,
    TalksCommand,
};
use divest_core::command::{Command, Occupant as Kind};
use divest_core::deal::Deal;
use divest_core::decide::decide;
use divest_core::id::{SeatSet, TalksId};
use divest_core::state::{Agreement, MotionStatus};
use divest_core::units::Points;
use divest_core::{Instant, Rejection, Scenario, SeatId, State};
use divest_log::Entry;
use std::convert::Infallible;
use std::sync::Arc;

/// What a command was about, beyond what it says itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The terms that it accepts, signs, votes on, approves, blocks or walks away from.
    Terms(TalksId, Deal),
    /// The ruling that it appeals against or upholds.
    Ruling(MotionStatus),
    /// What who would join gets in the merger that it answers.
    Part(Points),
}

impl Subject {
    fn agreed(agreement: Option<&Agreement>) -> Option<Self> {
        agreement.map(|agreement| Self::Terms(agreement.talks, agreement.deal))
    }

    /// What a seat's command would be about in a state; `None` if it says all itself, or there is nothing to be about.
    #[must_use]
    pub fn of(state: &State, seat: SeatId, command: &Command) -> Option<Self> {
        match *command {
            Command::Talks(TalksCommand::AcceptOffer { talks }) => {
                let table = state.table(talks);
                let is_bidder = state.scenario().talks(talks).bidder == seat;
                let theirs = if is_bidder { table.seller_offer } else { table.bidder_offer };
                theirs.map(|deal| Self::Terms(talks, deal))
            }
            Command::Agreement(AgreementCommand::Sign { talks: None } | AgreementCommand::Drop { talks: None }) => {
                Self::agreed(state.agreement())
            }
            Command::Review(
                ReviewCommand::Approve { talks: Some(talks), .. } | ReviewCommand::Block { talks: Some(talks), .. },
            ) => Self::agreed(state.agreement_in(talks)),
            Command::Review(ReviewCommand::Approve { review, .. } | ReviewCommand::Block { review, .. }) => {
                Self::agreed(state.agreement_of(state.scenario().seller_under(review)))
            }
            Command::Agreement(
                AgreementCommand::Sign { talks: Some(talks) }
                | AgreementCommand::Drop { talks: Some(talks) }
                | AgreementCommand::RefuseToSign { talks, .. },
            )
            | Command::Consortium(ConsortiumCommand::Leave { talks }) => Self::agreed(state.agreement_on(talks)),
            Command::Conference(ConferenceCommand::Vote { .. }) => {
                let talks = state.scenario().setup().sale.conference.as_ref()?.talks;
                state.conference().text.map(|text| Self::Terms(talks, text.deal))
            }
            Command::Consortium(ConsortiumCommand::AcceptMerger { talks })
            | Command::Consortium(ConsortiumCommand::DeclineMerger { talks }) => {
                let bidder = state.scenario().setup().sale.talks.get(talks.index())?.bidder;
                let view = state.view(bidder);
                let mut open = view
                    .mergers()
                    .filter(|(merger, proposal)| merger.talks == talks && proposal.stage == coalition::Stage::Open);
                open.next().map(|(_, proposal)| Self::Part(proposal.part))
            }
            Command::Court(CourtCommand::FileAppeal { motion })
            | Command::Court(CourtCommand::DecideAppeal { motion, .. }) => Some(Self::Ruling(state.motion(motion))),
            _ => None,
        }
    }
}

/// Why a recorded decision could not be taken again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impossible {
    /// The rules refuse it.
    Refused(Rejection),
    /// It would be allowed, but what it answered then is not what it would answer now.
    Answers {
        /// What it was about in the parent.
        then: Option<Subject>,
        /// What it would be about here.
        now: Option<Subject>,
    },
}

/// The first decision of a seat that became impossible; its bot plays from there on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Missed {
    /// Whose.
    pub seat: SeatId,
    /// The parent's entry.
    pub entry: u64,
    /// When it was taken.
    pub at: Instant,
    /// What it was.
    pub command: Command,
    /// Why it could not be taken again.
    pub why: Impossible,
    /// How many more decisions of the seat's record fell with it.
    pub fell_with_it: usize,
}

/// A recorded decision that waits for its date.
struct Line {
    entry: u64,
    at: Instant,
    seat: SeatId,
    command: Command,
    reason: String,
    subject: Option<Subject>,
}

/// What is left of a parent's record.
pub struct Following {
    /// In the order of the record.
    lines: Vec<Line>,
    /// How a script settled matters of chance: which, how often before, its result, why.
    settled: Vec<(DrawId, u64, i64, String)>,
    /// The seats that repeat what they did.
    on_record: SeatSet,
    /// What some seats leave undone.
    barred: Vec<(SeatId, Picks)>,
    /// When the record ends.
    ends_at: Instant,
    has_ended: bool,
    /// How many decisions a what-if left out by their seat.
    pub forgotten: usize,
    /// What became impossible, in the order in which it did.
    pub missed: Vec<Missed>,
    /// The seats whose record ended before the run did, and where a bot took over then.
    pub taken_over: SeatSet,
}

impl Following {
    /// The record of a parent behind some entry. `keeps` says which of it counts.
    pub(crate) fn behind(
        scenario: &Arc<Scenario>,
        parent: &[Entry],
        after: u64,
        barred: Vec<(SeatId, Picks)>,
        keeps: impl Fn(&Entry) -> bool,
    ) -> Self {
        let mut state = State::new(Arc::clone(scenario));
        let mut this = Self {
            lines: Vec::new(),
            settled: Vec::new(),
            on_record: state.scenario().seats().filter(|seat| seat.index() >= SeatId::FIRST_PARTY).collect(),
            barred,
            ends_at: parent.last().map_or(state.now(), |entry| entry.at),
            has_ended: false,
            forgotten: 0,
            missed: Vec::new(),
            taken_over: SeatSet::NONE,
        };
        for entry in parent {
            let is_ahead = entry.number > after && keeps(entry);
            match entry.command {
                Command::Chance(ChanceCommand::Settle { draw, result }) if is_ahead => {
                    this.settled.push((draw, state.draw_tick(draw), result, entry.reason.clone()));
                }
                Command::Run(RunCommand::Open)
                | Command::Run(RunCommand::AdvanceTo { .. })
                | Command::Chance(ChanceCommand::Draw { .. })
                | Command::Chance(ChanceCommand::Settle { .. }) => {}
                // Who sits where at the opening is the game's own to say.
                Command::Run(RunCommand::SeatOccupant { .. }) if !state.is_open() => {}
                command if is_ahead => {
                    let Entry { number, at, seat, ref reason, .. } = *entry;
                    let subject = Subject::of(&state, seat, &command);
                    this.lines.push(Line { entry: number, at, seat, command, reason: reason.clone(), subject });
                }
                _ => {}
            }
            entry.events.iter().for_each(|event| state.apply(event));
        }
        this
    }

    /// A seat's record counts no more, because the what-if says so.
    pub(crate) fn leave_out(&mut self, seat: SeatId) {
        self.forgotten += self.forget(seat);
    }

    /// A seat decides anew from here on; says how many decisions fall.
    fn forget(&mut self, seat: SeatId) -> usize {
        let before = self.lines.len();
        self.lines.retain(|line| line.seat != seat);
        self.on_record = self.on_record.without(seat);
        before - self.lines.len()
    }

    fn bars(&self, seat: SeatId, command: &Command) -> bool {
        self.barred.iter().any(|(of, picks)| *of == seat && picks(command))
    }

    /// Whether decisions up to an entry of the parent still wait.
    fn waits_until(&self, entry: u64) -> bool {
        self.lines.iter().any(|line| line.entry <= entry)
    }

    fn due(&self, now: Instant) -> impl Iterator<Item = usize> + '_ {
        (0..self.lines.len()).filter(move |&place| self.lines[place].at <= now)
    }

    fn due_of(&self, seat: SeatId, now: Instant) -> Option<usize> {
        self.due(now).find(|&place| self.lines[place].seat == seat)
    }

    /// The first decision of each seat that is due.
    fn firsts(&self, now: Instant) -> impl Iterator<Item = usize> + '_ {
        let mut seen = SeatSet::NONE;
        self.due(now).filter(move |&place| {
            let seat = self.lines[place].seat;
            let is_first = !seen.has(seat);
            seen = seen.with(seat);
            is_first
        })
    }

    fn next_at(&self) -> Instant {
        self.lines.iter().map(|line| line.at).min().unwrap_or(Instant::NEVER)
    }
}

/// A game without a script, kept in memory, does not halt.
fn sure<T>(result: Result<T, RunError<Infallible>>) -> T {
    result.unwrap_or_else(|halt| panic!("BUG: a branch halted: {halt}"))
}

impl Game {
    /// Makes ready for a record: whoever is no bot only repeats what it did.
    pub(crate) fn sit_as(&mut self, occupants: impl Fn(SeatId) -> Kind) {
        for seat in self.parties.iter() {
            let kind = occupants(seat);
            if kind == Kind::Bot {
                self.sit_own(seat);
            } else {
                self.seat(seat, Box::new(Silent), kind);
            }
        }
    }

    /// Puts the scenario's own bot into a seat.
    pub(crate) fn sit_own(&mut self, seat: SeatId) {
        let scenario = self.state.scenario();
        let Some(party) = scenario.party(seat) else { return };
        let Player { occupant, kind, .. } = own_player(scenario, seat, party);
        self.seat(seat, occupant, kind);
    }

    /// Has a seat asked before time goes on.
    pub(crate) fn awaken(&mut self, seat: SeatId) {
        self.ready = self.ready.with(seat);
    }

    /// Draws from other luck from here on.
    pub fn draw_from(&mut self, luck: crate::luck::Luck) {
        self.luck = luck;
    }

    /// Says in the log who plays a seat from now on, where that differs.
    pub(crate) fn hand(&mut self, seat: SeatId, occupant: Kind, out: &mut Entries) {
        if self.state.occupant(seat) != occupant && self.state.is_open() {
            self.repeat(SeatId::CLOCK, Command::Run(RunCommand::SeatOccupant { seat, occupant }), "", out);
        }
    }

    /// Plays a command for a reason that is given in words.
    ///
    /// # Panics
    /// If it is refused.
    fn repeat(&mut self, seat: SeatId, command: Command, reason: &str, out: &mut Entries) {
        let played = sure(self.try_play(seat, &command, &Why::Unsaid, out));
        assert!(played.is_ok(), "BUG: {command:?} was refused after it was tried");
        out.all.last_mut().expect("BUG: an entry was played and is gone").reason.push_str(reason);
    }

    /// Plays a command that the record does not hold.
    ///
    /// # Errors
    /// The reason for which it is refused.
    pub(crate) fn insert(&mut self, seat: SeatId, command: Command, out: &mut Entries) -> Result<(), Rejection> {
        sure(self.try_play(seat, &command, &Why::Because("a what-if says so"), out))
    }

    /// Plays until the record up to an entry of the parent's is used up and time would go on past a moment; `false` if
    /// the run ended before.
    pub(crate) fn follow_to(&mut self, rec: &mut Following, entry: u64, until: Instant, out: &mut Entries) -> bool {
        loop {
            if self.state.outcome().is_some() {
                return false;
            }
            if self.moves_now(rec, out) {
                continue;
            }
            if !rec.waits_until(entry) && self.next_stop(rec) > until {
                if self.state.now() < until {
                    sure(self.tick_by(until, out));
                }
                return true;
            }
            self.goes_on(rec, out);
        }
    }

    /// Plays to the end.
    pub(crate) fn follow_out(&mut self, rec: &mut Following, out: &mut Entries) {
        while self.state.outcome().is_none() {
            if !self.moves_now(rec, out) {
                self.goes_on(rec, out);
            }
        }
    }

    /// When time would halt next.
    fn next_stop(&self, rec: &Following) -> Instant {
        self.state.next_due().min(rec.next_at()).max(self.state.now())
    }

    /// Lets time go on, and hands the seats over whose record ends with it.
    fn goes_on(&mut self, rec: &mut Following, out: &mut Entries) {
        if !rec.has_ended && self.next_stop(rec) > rec.ends_at {
            rec.has_ended = true;
            for seat in rec.on_record.iter() {
                let kind = self.players[seat.index() - SeatId::FIRST_PARTY].kind;
                if matches!(kind, Kind::Person | Kind::Script | Kind::Program) {
                    rec.taken_over = rec.taken_over.with(seat);
                    self.take_over(seat, out);
                }
            }
            rec.on_record = SeatSet::NONE;
            if !rec.taken_over.is_empty() {
                return;
            }
        }
        sure(self.tick_by(rec.next_at(), out));
    }

    /// One entry at this moment; `false` if there is nothing more to do before time goes on.
    fn moves_now(&mut self, rec: &mut Following, out: &mut Entries) -> bool {
        if let Some(draw) = self.state.waiting_draw() {
            self.settle_as_recorded(draw, rec, out);
            return true;
        }
        if !self.state.is_open() {
            sure(self.open(out));
            return true;
        }
        // As in a run a script speaks first, and who plays from outside last.
        let is_scripted = |line: &Line| line.seat == SeatId::CLOCK || self.state.occupant(line.seat) == Kind::Script;
        let first = rec.due(self.state.now()).next().filter(|&place| is_scripted(&rec.lines[place]));
        if let Some(place) = first.filter(|&place| self.hinders(&rec.lines[place]).is_none()) {
            self.repeat_line(rec, place, out);
            return true;
        }
        while let Some(seat) = self.ready.and(self.inside).first() {
            if self.asks(seat, rec, out) {
                return true;
            }
            self.pass(seat);
        }
        // Seats need not keep the record's order among each other, but each keeps its own.
        let possible = rec.firsts(self.state.now()).find(|&place| self.hinders(&rec.lines[place]).is_none());
        if let Some(place) = possible {
            self.repeat_line(rec, place, out);
            return true;
        }
        let impossible = rec.due(self.state.now()).next();
        if let Some(place) = impossible {
            self.miss(rec, place, out);
        }
        impossible.is_some()
    }

    fn settle_as_recorded(&mut self, draw: DrawId, rec: &mut Following, out: &mut Entries) {
        let tick = self.state.draw_tick(draw);
        match rec.settled.iter().position(|(of, at, ..)| (*of, *at) == (draw, tick)) {
            Some(place) => {
                let (_, _, result, reason) = rec.settled.remove(place);
                self.repeat(SeatId::NATURE, Command::Chance(ChanceCommand::Settle { draw, result }), &reason, out);
            }
            None => {
                sure(self.settle(draw, out));
            }
        }
    }

    /// Asks a bot. On its record it repeats what it did at this moment, once it wants just that in its turn; where the
    /// record has nothing more for the moment, it decides anew.
    fn asks(&mut self, seat: SeatId, rec: &mut Following, out: &mut Entries) -> bool {
        let player = &mut self.players[seat.index() - SeatId::FIRST_PARTY];
        let action = player.occupant.act(&self.state.view(seat), &Choices::new(&self.state, seat));
        let Some(action) = action else {
            let Some(Replacement { occupant, kind, .. }) = player.occupant.replacement() else { return false };
            self.seat(seat, occupant, kind);
            self.hand(seat, kind, out);
            return true;
        };
        if rec.bars(seat, &action.command) {
            return false;
        }
        let Some(place) = rec.due_of(seat, self.state.now()) else {
            let Action { command, why } = action;
            if let Err(rejection) = sure(self.try_play(seat, &command, &why, out)) {
                self.players[seat.index() - SeatId::FIRST_PARTY].occupant.refused(&command, rejection);
            }
            return true;
        };
        let line = &rec.lines[place];
        let wants_it = action.command == line.command && self.hinders(line).is_none();
        if wants_it {
            self.repeat_line(rec, place, out);
        }
        wants_it
    }

    /// What stands in the way of a recorded decision now.
    fn hinders(&self, line: &Line) -> Option<Impossible> {
        if let Err(rejection) = decide(&self.state, line.seat, &line.command) {
            return Some(Impossible::Refused(rejection));
        }
        let now = Subject::of(&self.state, line.seat, &line.command);
        (now != line.subject).then_some(Impossible::Answers { then: line.subject, now })
    }

    fn repeat_line(&mut self, rec: &mut Following, place: usize, out: &mut Entries) {
        let Line { seat, command, reason, .. } = rec.lines.remove(place);
        self.repeat(seat, command, &reason, out);
        if let Command::Run(RunCommand::SeatOccupant { seat, occupant: Kind::Bot }) = command {
            self.sit_own(seat);
            self.awaken(seat);
        }
    }

    /// A decision that cannot be repeated: from here on the seat's bot plays.
    fn miss(&mut self, rec: &mut Following, place: usize, out: &mut Entries) {
        let why = self.hinders(&rec.lines[place]).expect("BUG: a decision that nothing hinders was missed");
        let Line { entry, at, seat, command, .. } = rec.lines.remove(place);
        let fell_with_it = rec.forget(seat);
        if seat.index() >= SeatId::FIRST_PARTY {
            rec.missed.push(Missed { seat, entry, at, command, why, fell_with_it });
            self.take_over(seat, out);
        }
    }

    fn take_over(&mut self, seat: SeatId, out: &mut Entries) {
        self.hand(seat, Kind::Bot, out);
        if self.players[seat.index() - SeatId::FIRST_PARTY].kind != Kind::Bot {
            self.sit_own(seat);
        }
        self.awaken(seat);
    }
}
