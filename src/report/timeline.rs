//! The timeline as `divest show` prints it, entry by entry, for one reader.

use crate::chronicle::{Chronicle, Fact, What};
use crate::color::Style;
use crate::date;
use crate::happening::Happening;
use crate::layout::{columns, cut, wrap};
use crate::name::sentence;
use crate::reader::Reader;
use crate::say;
use crate::story::finish;
use crate::telling::{Sentence, tell};
use divest_core::chance::DrawId;
use divest_core::id::SeatSet;
use divest_core::scenario::Scenario;
use divest_core::{Command, SeatId};
use std::sync::Arc;

/// A command in words, as one would type it; the caller's.
pub type Words<'a> = &'a dyn Fn(SeatId, &Command) -> String;

/// How much of each entry is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Detail {
    /// The command, the reason and every event.
    #[default]
    Full,
    /// One line of at most so many columns.
    OneLine(usize),
}

/// The entries that a reader may see, in order. The happenings begin with the first of the log.
#[must_use]
pub fn timeline(
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    reader: Reader,
    detail: Detail,
    words: Words<'_>,
    style: Style,
) -> String {
    timeline_of(&|_| true, scenario, happenings, reader, detail, words, style)
}

/// The entries wanted among those that a reader may see. The happenings begin with the first of the log all the same: what
/// an entry says depends on what was before it.
#[must_use]
pub fn timeline_of(
    wanted: &dyn Fn(&Happening<'_>) -> bool,
    scenario: &Arc<Scenario>,
    happenings: &[Happening<'_>],
    reader: Reader,
    detail: Detail,
    words: Words<'_>,
    style: Style,
) -> String {
    let chronicle = Chronicle::of(scenario, happenings);
    let mut lines = Vec::new();
    let digits = happenings.last().map_or(1, |last| last.counted.to_string().len());
    for (happening, chapter) in happenings.iter().zip(chronicle.chapters()) {
        let facts = chronicle.facts_of(chapter);
        let shown = Shown::new(scenario, happening, facts, reader);
        let told = tell(&chronicle, facts, reader, is_shown);
        match (shown, detail) {
            _ if !wanted(happening) => {}
            (None, _) => {}
            (Some(shown), Detail::Full) => {
                if !lines.is_empty() {
                    lines.push(String::new());
                }
                lines.extend(shown.full(&told, words, style));
            }
            (Some(shown), Detail::OneLine(width)) => lines.push(shown.one_line(&told, words, digits, width)),
        }
    }
    if lines.is_empty() { String::new() } else { finish(&lines) }
}

/// Whether a fact says more than the head of its entry does.
fn is_shown(fact: &Fact) -> bool {
    !matches!(fact.what, What::Time(_) | What::Drawn { draw: DrawId::Value(_), .. })
}

/// An entry as far as a reader may see it.
pub(crate) struct Shown<'a> {
    happening: &'a Happening<'a>,
    /// Whose command it was; `None` if that stays hidden.
    pub author: Option<&'a str>,
    /// Whether the command and its reason show.
    pub is_privy: bool,
}

impl<'a> Shown<'a> {
    /// `None` if the reader may see nothing of the entry, or nothing but the passing of time.
    pub(crate) fn new(
        scenario: &'a Scenario,
        happening: &'a Happening<'a>,
        facts: &[Fact],
        reader: Reader,
    ) -> Option<Self> {
        let is_privy = reader.is_privy_to(happening.seat);
        let is_bookkeeping =
            |what: &What| !matches!(what, What::Number { .. } | What::PlayOpened(_)) && !what.is_told();
        let is_worth_it = |fact: &Fact| {
            let is_open = matches!(fact.what, What::PlayOpened(_));
            is_open || fact.shows_to(reader) && !is_bookkeeping(&fact.what)
        };
        if !is_privy && !facts.iter().any(is_worth_it) {
            return None;
        }
        let is_hidden = facts.first().is_some_and(|fact| match fact.what {
            What::Signal(signal) => !reader.knows_author(scenario, signal),
            // Who did what nobody may see is nobody's to know either.
            _ => happening.seat.index() >= SeatId::FIRST_PARTY && fact.audience == SeatSet::NONE && !is_privy,
        });
        let author = (!is_hidden).then(|| scenario.seat_key(happening.seat));
        Some(Self { happening, author, is_privy })
    }

    fn full(&self, told: &[Sentence<'_>], words: Words<'_>, style: Style) -> Vec<String> {
        let Happening { counted, at, seat, command, reason, .. } = *self.happening;
        let author = self.author.unwrap_or("unknown");
        let head = format!("entry {counted} · {} · {author}", date::moment(at));
        let mut lines: Vec<String> = wrap(&head, "", 2).iter().map(|line| style.bold(line)).collect();
        if self.is_privy {
            lines.extend(wrap(&words(seat, command), "    ", 6));
            if !reason.trim().is_empty() {
                lines.extend(
                    wrap(&say!("because", reason = reason.trim()), "    ", 6).iter().map(|line| style.dim(line)),
                );
            }
        }
        for told in told {
            lines.extend(wrap(&told.words(), "      · ", 8));
            let consequences = told.consequences();
            if !consequences.is_empty() {
                lines.extend(wrap(&consequences, "          ", 12).iter().map(|line| style.dim(line)));
            }
        }
        lines
    }

    fn one_line(&self, told: &[Sentence<'_>], words: Words<'_>, digits: usize, width: usize) -> String {
        let Happening { counted, at, seat, command, .. } = *self.happening;
        let author = self.author.unwrap_or("unknown");
        let head = format!("{counted:>digits$} {} {author}: ", date::day(at));
        let mut sentences = told.iter().filter(|told| told.fact.what.is_told());
        let text = match sentences.next() {
            Some(told) => sentence(&told.clause),
            None if self.is_privy => words(seat, command),
            None => told.first().map_or_else(String::new, |told| sentence(&told.clause)),
        };
        let more = match sentences.count() {
            0 => String::new(),
            more => format!(" (+{more})"),
        };
        let room = width.saturating_sub(columns(&more));
        format!("{}{more}", cut(&format!("{head}{text}").replace('\n', " "), room))
    }
}
