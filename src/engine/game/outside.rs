//! Seats that are played from outside: the game hands the turn to its caller and waits for an answer.
//!
//! So nothing blocks within the game: a terminal may ask one person after the other, and a server many at once. Whoever
//! goes away leaves the game where it is, to be taken up again from its log.

use super::{Game, Recorder, RunError};
use crate::occupant::{Choices, Why};
use divest_core::chance::DrawId;
use divest_core::command::RunCommand;
use divest_core::command::{Command, Occupant as Kind};
use divest_core::id::SeatSet;
use divest_core::{Events, Instant, Rejection, SeatId};

/// How a game moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    /// One more entry was played.
    Played,
    /// Nothing goes on before this seat, which is played from outside, has said what it wants: by [`Game::command`] or
    /// [`Game::pass`].
    Asks(SeatId),
    /// The run has ended.
    Over,
}

impl Game {
    /// Plays one entry, or says who outside must be heard before the next.
    ///
    /// # Errors
    /// As [`Game::run`].
    pub fn step<R: Recorder>(&mut self, recorder: &mut R) -> Result<Step, RunError<R::Error>> {
        if self.state.outcome().is_some() {
            return Ok(Step::Over);
        }
        if let Some(draw) = self.state.waiting_draw() {
            let may_skip = !R::HEARS_NUMBERS && self.script.as_ref().is_none_or(|script| script.given.is_empty());
            if may_skip && self.entries == 0 && matches!(draw, DrawId::Value(_)) {
                self.know_numbers();
                return Ok(Step::Played);
            }
            self.settle(draw, recorder)?;
            return Ok(Step::Played);
        }
        if !self.state.is_open() {
            self.open(recorder)?;
            return Ok(Step::Played);
        }
        if self.speak_script(recorder)? {
            return Ok(Step::Played);
        }
        while let Some(seat) = self.ready.and(self.inside).first() {
            if self.ask(seat, recorder)? {
                return Ok(Step::Played);
            }
            self.pass(seat);
        }
        self.turn = self.turn.filter(|seat| self.ready.has(*seat)).or(self.ready.first());
        if let Some(seat) = self.turn {
            return Ok(Step::Asks(seat));
        }
        self.tick(recorder)?;
        Ok(Step::Played)
    }

    /// Carries out what a seat outside wants. It is asked again before anybody else outside.
    ///
    /// # Errors
    /// The recorder failed. Within: the reason for which the command was refused; then nothing has changed.
    pub fn command<R: Recorder>(
        &mut self,
        seat: SeatId,
        command: Command,
        recorder: &mut R,
    ) -> Result<Result<(), Rejection>, RunError<R::Error>> {
        self.try_play(seat, &command, &Why::Unsaid, recorder)
    }

    /// A seat wants nothing more at this moment. It is asked again when something happens that it can see, or a timer of its
    /// own is due.
    pub fn pass(&mut self, seat: SeatId) {
        self.ready = self.ready.without(seat);
        self.due = self.due.without(seat);
    }

    /// Lets time halt at a moment, if that lies ahead, so that a seat outside is asked then; [`Instant::NEVER`] for none.
    ///
    /// # Panics
    /// If the seat is the clock's or nature's.
    pub fn set_alarm(&mut self, seat: SeatId, at: Instant) {
        self.players[seat.index() - SeatId::FIRST_PARTY].alarm = at;
    }

    /// Whether something calls upon a seat, such as an answer that falls due; otherwise it is asked out of mere attention.
    #[must_use]
    pub const fn is_due(&self, seat: SeatId) -> bool {
        self.due.has(seat)
    }

    /// Whether a seat is to be asked before time goes on.
    #[must_use]
    pub const fn is_ready(&self, seat: SeatId) -> bool {
        self.ready.has(seat)
    }

    /// What a seat may do now.
    #[must_use]
    pub const fn choices(&self, seat: SeatId) -> Choices<'_> {
        Choices::new(&self.state, seat)
    }

    /// Takes over an entry that was played before, to go on after the last one as if the game had never been left. Nobody
    /// is asked: whom an entry finds awake ahead of its author was asked then and wanted nothing, and `passed` hears of
    /// those of them that are played from outside, before the entry is folded, and says for when the seat sets its alarm.
    ///
    /// All seats must be taken as they were, and bots must keep no memory.
    pub fn retrace(
        &mut self,
        seat: SeatId,
        command: &Command,
        events: &Events,
        mut passed: impl FnMut(&Self, SeatId) -> Instant,
    ) {
        let ready_inside = self.ready.and(self.inside);
        let is_over: SeatSet = match (seat, command) {
            (SeatId::CLOCK, Command::Run(RunCommand::AdvanceTo { .. })) => self.ready,
            (SeatId::CLOCK | SeatId::NATURE, _) => SeatSet::NONE,
            // A script speaks before anybody is asked.
            _ if self.players[seat.index() - SeatId::FIRST_PARTY].kind == Kind::Script => SeatSet::NONE,
            _ if self.inside.has(seat) => ready_inside.iter().filter(|other| *other < seat).collect(),
            _ if self.turn == Some(seat) => ready_inside,
            // Whoever had the turn has passed, and so has everybody ahead of the author.
            _ => self
                .ready
                .iter()
                .filter(|other| *other < seat || self.turn == Some(*other))
                .collect::<SeatSet>()
                .or(ready_inside),
        };
        for other in is_over.iter() {
            if !self.inside.has(other) {
                let alarm = passed(self, other);
                self.set_alarm(other, alarm);
            }
            self.pass(other);
        }
        if seat.index() >= SeatId::FIRST_PARTY && !self.inside.has(seat) {
            self.turn = Some(seat);
        }
        if let Command::Run(RunCommand::SeatOccupant { seat, .. }) = *command {
            self.seats_told = self.seats_told.max(seat.index() - SeatId::FIRST_PARTY + 1);
        }
        if let Command::Run(RunCommand::AdvanceTo { at }) = *command {
            self.turn = None;
            self.pass_time(at);
        }
        self.events.copy_from(events);
        for event in events {
            self.state.apply(event);
        }
        self.entries += 1;
        self.event_count += events.len() as u64;
        self.entries_now += 1;
        self.make_ready(seat);
    }
}
