//! The text of a run as `divest run` prints it: who sat at the table, what happened day by day, how it ended and why.

use crate::color::Style;
use crate::date;
use crate::happening::Run;
use crate::layout::{Side, cut, pairs, table, wrap};
use crate::outcome;
use crate::phrase::is_told;
use crate::reader::Reader;
use crate::telling::{Told, tell};
use divest_core::command::Occupant;
use divest_core::event::{ChanceEvent, RunEvent};
use divest_core::scenario::{ConductKind, Role};
use divest_core::{Event, Instant, SeatId, State};
use std::sync::Arc;

/// The story of a run.
#[must_use]
pub fn story(run: &Run<'_>, style: Style) -> String {
    let mut lines = header(run, style);
    lines.extend(days(run, style));
    lines.push(String::new());
    lines.extend(outcome::block(run, style));
    finish(&lines)
}

/// Only how the run ended: the last block of the story.
#[must_use]
pub fn ending(run: &Run<'_>, style: Style) -> String {
    finish(&outcome::block(run, style))
}

pub(crate) fn finish(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

// --- the header

fn header(run: &Run<'_>, style: Style) -> Vec<String> {
    let scenario = run.state.scenario();
    let setup = scenario.setup();
    let mut lines: Vec<String> = wrap(&setup.title, "", 0).iter().map(|line| style.bold(line)).collect();
    lines.push(format!("{} to {} · seed {}", date::day(setup.opens), date::day(setup.closes), run.seed));
    if !setup.brief.trim().is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&setup.brief, "", 0));
    }
    lines.extend([String::new(), style.bold("At the table")]);
    lines.extend(table(&seats(run), &[Side::Left, Side::Left, Side::Left], "  "));
    let numbers = drawn(run);
    if !numbers.is_empty() {
        lines.extend([String::new(), style.bold("What the seed drew")]);
        lines.extend(pairs(&numbers, "  "));
    }
    if setup.parties.iter().any(|party| party.sheet.is_some()) {
        lines.push(String::new());
        let note = "Points are what a deal is worth to a party on its own score sheet; its walk-away is the fewest points \
                    that it accepts.";
        lines.extend(wrap(note, "", 0).iter().map(|line| style.dim(line)));
    }
    lines
}

pub(crate) fn seats(run: &Run<'_>) -> Vec<Vec<String>> {
    let scenario = run.state.scenario();
    // Who sat there when play began: what changed later is part of the story.
    let opening = run.events().take_while(|(_, event)| !matches!(event, Event::Run(RunEvent::Opened { .. })));
    let mut occupants = vec![Occupant::Bot; scenario.seat_count()];
    for (_, event) in opening {
        if let Event::Run(RunEvent::SeatTaken { seat, occupant }) = *event {
            occupants[seat.index()] = occupant;
        }
    }
    let row = |seat: SeatId| {
        let party = scenario.party(seat)?;
        let occupant = match (occupants[seat.index()], party.conduct.kind) {
            (Occupant::Bot, ConductKind::Silent) | (Occupant::Nobody, _) => "silent",
            (Occupant::Bot, ConductKind::Standard) => "bot",
            (Occupant::Bot, ConductKind::Tuned(spec)) => spec.kind.word(),
            (Occupant::Person, _) => "person",
            (Occupant::Script, _) => "script",
            (Occupant::Program, _) => "program",
        };
        Some(vec![cut(&party.name, 44), role(party.role).to_owned(), occupant.to_owned()])
    };
    scenario.seats().filter_map(row).collect()
}

/// The word for a role.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Seller => "seller",
        Role::Target => "target",
        Role::Bidder => "bidder",
        Role::Backer => "backer",
        Role::Authority => "authority",
        Role::HomeAuthority => "home authority",
        Role::Court => "court",
        Role::Partner => "partner",
        Role::Press => "press",
        Role::Trustee => "trustee",
        Role::Mediator => "mediator",
        Role::Holders => "shareholders",
    }
}

/// The part a party plays, as scenario files write it.
#[must_use]
pub const fn role_word(role: Role) -> &'static str {
    match role {
        Role::HomeAuthority => "home-authority",
        _ => self::role(role),
    }
}

pub(crate) fn drawn(run: &Run<'_>) -> Vec<(String, String)> {
    let row = |event: &Event| match *event {
        Event::Chance(ChanceEvent::ValueDrawn { slot, value }) => {
            Some(crate::drawn::row(run.state.scenario(), slot, value))
        }
        _ => None,
    };
    run.events().filter_map(|(_, event)| row(event)).collect()
}

// --- the days

/// What happened on one day, for one reader, or on a row of days on which everybody only said again what it had said.
pub(crate) struct Day {
    /// Some moment of the first day.
    pub at: Instant,
    /// Some moment of the last.
    pub until: Instant,
    /// What happened, in order.
    pub told: Vec<Told>,
}

impl Day {
    /// What stands over it.
    pub(crate) fn heading(&self) -> String {
        let first = date::day(self.at);
        if self.at.day() == self.until.day() {
            format!("{first} {}", date::weekday(self.at))
        } else {
            format!("{first} to {}", date::day(self.until))
        }
    }

    fn is_idle(&self) -> bool {
        self.told.iter().all(Told::is_idle)
    }

    /// Whether something is said on both days.
    fn shares_with(&self, other: &Self) -> bool {
        self.told.iter().any(|told| other.told.iter().any(|other| told.says_as(other)))
    }

    fn join(&mut self, later: Self) {
        self.until = later.until;
        for told in later.told {
            let left = self.told.iter_mut().try_fold(told, |told, known| known.join(told));
            self.told.extend(left);
        }
    }
}

/// What happened while play was open, day by day; the outcome has a block of its own.
pub(crate) fn told_by_day(run: &Run<'_>, reader: Reader) -> Vec<Day> {
    let mut state = State::new(Arc::clone(run.state.scenario()));
    let mut days: Vec<Day> = Vec::new();
    let wanted = |event: &Event| is_told(event) && !matches!(event, Event::Run(RunEvent::OutcomeReached { .. }));
    for happening in run.happenings {
        let told = tell(&mut state, happening.events, reader, wanted);
        // Before that the header says who sits where.
        if !state.is_open() || told.is_empty() {
            continue;
        }
        match days.last_mut().filter(|day| day.at.day() == state.now().day()) {
            Some(day) => day.told.extend(told),
            None => days.push(Day { at: state.now(), until: state.now(), told }),
        }
    }
    together(days)
}

/// The days, with a row of idle ones told as one where that says something once instead of several times.
fn together(days: Vec<Day>) -> Vec<Day> {
    let mut all = Vec::new();
    let mut days = days.into_iter().peekable();
    while let Some(day) = days.next() {
        let mut row = vec![day];
        while let Some(next) = days.next_if(|next| row[0].is_idle() && next.is_idle()) {
            row.push(next);
        }
        if row.iter().enumerate().any(|(index, day)| row[..index].iter().any(|earlier| earlier.shares_with(day))) {
            let mut row = row.into_iter();
            let mut first = row.next().expect("BUG: a row has a first day");
            row.for_each(|day| first.join(day));
            all.push(first);
        } else {
            all.extend(row);
        }
    }
    all
}

fn days(run: &Run<'_>, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for day in told_by_day(run, Reader::Referee) {
        lines.push(String::new());
        lines.push(style.bold(&day.heading()));
        for told in day.told {
            lines.extend(wrap(&told.sentence(), "  ", 4));
            let consequences = told.consequences();
            if !consequences.is_empty() {
                lines.extend(wrap(&consequences, "      ", 8).iter().map(|line| style.dim(line)));
            }
        }
    }
    lines
}
