//! The text of a run as `divest run` prints it: who sat at the table, what happened day by day, how it ended and why.

use crate::chronicle::{Chronicle, What};
use crate::color::Style;
use crate::date;
use crate::happening::Run;
use crate::layout::{Side, cut, pairs, table, wrap};
use crate::outcome;
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::say;
use crate::telling::{Sentence, tell};
use divest_core::command::Occupant;
use divest_core::id::SeatSet;
use divest_core::scenario::{ConductKind, Role};
use divest_core::{Instant, SeatId};

/// The story of a run.
#[must_use]
pub fn story(run: &Run<'_>, style: Style) -> String {
    let chronicle = run.chronicle();
    let mut lines = header(run, &chronicle, style);
    lines.extend(days(&chronicle, style));
    lines.push(String::new());
    lines.extend(outcome::block(run, &chronicle, style));
    finish(&lines)
}

/// Only how the run ended: the last block of the story.
#[must_use]
pub fn ending(run: &Run<'_>, style: Style) -> String {
    finish(&outcome::block(run, &run.chronicle(), style))
}

pub(crate) fn finish(lines: &[String]) -> String {
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

// --- the header

fn header(run: &Run<'_>, chronicle: &Chronicle, style: Style) -> Vec<String> {
    let scenario = run.state.scenario();
    let setup = scenario.setup();
    let mut lines: Vec<String> = wrap(&setup.title, "", 0).iter().map(|line| style.bold(line)).collect();
    lines.push(say!(
        "span-and-seed",
        from = date::words(setup.opens),
        to = date::words(setup.closes),
        seed = run.seed.to_string()
    ));
    if !setup.brief.trim().is_empty() {
        lines.push(String::new());
        lines.extend(wrap(&setup.brief, "", 0));
    }
    lines.extend([String::new(), style.bold(&say!("at-the-table"))]);
    lines.extend(table(&seats(chronicle), &[Side::Left, Side::Left, Side::Left], "  "));
    let numbers = drawn(chronicle);
    if !numbers.is_empty() {
        lines.extend([String::new(), style.bold(&say!("what-the-seed-drew"))]);
        lines.extend(pairs(&numbers, "  "));
    }
    if setup.parties.iter().any(|party| party.sheet.is_some()) {
        lines.push(String::new());
        let note = say!("what-points-are");
        lines.extend(wrap(&note, "", 0).iter().map(|line| style.dim(line)));
    }
    lines
}

pub(crate) fn seats(chronicle: &Chronicle) -> Vec<Vec<String>> {
    let scenario = chronicle.scenario();
    // Who sat there when play began: what changed later is part of the story.
    let mut occupants = vec![Occupant::Bot; scenario.seat_count()];
    for fact in chronicle.facts().iter().take_while(|fact| !matches!(fact.what, What::PlayOpened(_))) {
        if let What::Seated { seat, occupant } = fact.what {
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

pub(crate) fn drawn(chronicle: &Chronicle) -> Vec<(String, String)> {
    let mut is_given = false;
    let mut row = |what: &What| match what {
        What::Number { value, number, .. } => {
            let (label, value) = number.row(*value);
            Some((label, if is_given { say!("number-given", value = value) } else { value }))
        }
        _ => {
            is_given = matches!(what, What::Settled { .. });
            None
        }
    };
    chronicle.facts().iter().filter_map(|fact| row(&fact.what)).collect()
}

// --- the days

/// What happened on one day, for one reader, or on a row of days on which everybody only said again what it had said.
pub(crate) struct Day<'a> {
    /// Some moment of the first day.
    pub at: Instant,
    /// Some moment of the last.
    pub until: Instant,
    /// What happened, in order.
    pub told: Vec<Sentence<'a>>,
}

impl Day<'_> {
    /// What stands over it.
    pub(crate) fn heading(&self) -> String {
        if self.at.day() == self.until.day() {
            date::heading(self.at)
        } else {
            say!("from-to", from = date::words_near(self.at, Some(self.until)), to = date::words(self.until))
        }
    }

    fn is_idle(&self) -> bool {
        self.told.iter().all(Sentence::is_idle)
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
pub(crate) fn told_by_day(chronicle: &Chronicle, reader: Reader) -> Vec<Day<'_>> {
    let mut days: Vec<Day<'_>> = Vec::new();
    for chapter in chronicle.chapters() {
        let wanted = |fact: &crate::chronicle::Fact| fact.what.is_told() && !fact.what.is_outcome();
        let told = tell(chronicle, chronicle.facts_of(chapter), reader, wanted);
        // Before that the header says who sits where.
        if !chapter.in_play || told.is_empty() {
            continue;
        }
        match days.last_mut().filter(|day| day.at.day() == chapter.at.day()) {
            Some(day) => day.told.extend(told),
            None => days.push(Day { at: chapter.at, until: chapter.at, told }),
        }
    }
    days.iter_mut().for_each(|day| sign_together(chronicle, reader, day));
    together(days)
}

/// Signatures that follow one another on a day are told in one sentence.
fn sign_together(chronicle: &Chronicle, reader: Reader, day: &mut Day<'_>) {
    let narrator = Narrator::new(chronicle.scenario(), reader);
    let mut all: Vec<Sentence<'_>> = Vec::new();
    let mut signers = SeatSet::NONE;
    for told in std::mem::take(&mut day.told) {
        let What::Signed { by, .. } = told.fact.what else {
            signers = SeatSet::NONE;
            all.push(told);
            continue;
        };
        let is_first = signers.is_empty() || !told.consequences().is_empty();
        signers = if is_first { SeatSet::only(by) } else { signers.with(by) };
        match (all.last_mut().filter(|_| !is_first), narrator.signed_together(signers)) {
            (Some(last), Some(words)) if last.consequences().is_empty() => last.clause = words,
            _ => all.push(told),
        }
    }
    day.told = all;
}

/// The days, with a row of idle ones told as one where that says something once instead of several times.
fn together(days: Vec<Day<'_>>) -> Vec<Day<'_>> {
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

fn days(chronicle: &Chronicle, style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    for day in told_by_day(chronicle, Reader::Referee) {
        lines.push(String::new());
        lines.push(style.bold(&day.heading()));
        for told in day.told {
            lines.extend(wrap(&told.words(), "  ", 4));
            let consequences = told.consequences();
            if !consequences.is_empty() {
                lines.extend(wrap(&consequences, "      ", 8).iter().map(|line| style.dim(line)));
            }
        }
    }
    lines
}
