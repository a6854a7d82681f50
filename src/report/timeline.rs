//! The timeline as `divest show` prints it, entry by entry, for one reader.

use crate::color::Style;
use crate::date;
use crate::happening::Happening;
use crate::layout::{columns, cut, wrap};
use crate::name::sentence;
use crate::phrase::is_told;
use crate::reader::Reader;
use crate::story::finish;
use crate::telling::{Told, tell};
use divest_core::chance::DrawId;
use divest_core::event::{ChanceEvent, RunEvent, WorldEvent};
use divest_core::id::SeatSet;
use divest_core::scenario::Scenario;
use divest_core::{Command, Event, SeatId, State};
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
    let mut state = State::new(Arc::clone(scenario));
    let mut lines = Vec::new();
    let digits = happenings.last().map_or(1, |last| last.number.to_string().len());
    for happening in happenings {
        let shown = Shown::new(scenario, happening, reader);
        let told = tell(&mut state, happening.events, reader, is_shown);
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

/// Whether an event says more than the head of its entry does.
const fn is_shown(event: &Event) -> bool {
    !matches!(
        event,
        Event::Run(RunEvent::TimeAdvanced { .. }) | Event::Chance(ChanceEvent::Drawn { draw: DrawId::Value(_), .. })
    )
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
    pub(crate) fn new(scenario: &'a Scenario, happening: &'a Happening<'a>, reader: Reader) -> Option<Self> {
        let is_privy = reader.is_privy_to(happening.seat);
        let sees = |event: &Event| reader.sees(scenario, event) && is_told(event);
        let sees_draw = |event: &Event| {
            matches!(event, Event::Chance(ChanceEvent::ValueDrawn { .. })) && reader.sees(scenario, event)
        };
        let is_worth_it =
            |event: &Event| sees(event) || sees_draw(event) || matches!(event, Event::Run(RunEvent::Opened { .. }));
        if !is_privy && !happening.events.iter().any(is_worth_it) {
            return None;
        }
        let is_hidden = happening.events.first().is_some_and(|event| match *event {
            Event::World(WorldEvent::SignalMade { signal }) => !reader.knows_author(scenario, signal),
            // Who did what nobody may see is nobody's to know either.
            _ => {
                happening.seat.index() >= SeatId::FIRST_PARTY && event.audience(scenario) == SeatSet::NONE && !is_privy
            }
        });
        let author = (!is_hidden).then(|| scenario.seat_key(happening.seat));
        Some(Self { happening, author, is_privy })
    }

    fn full(&self, told: &[Told], words: Words<'_>, style: Style) -> Vec<String> {
        let Happening { number, at, seat, command, reason, .. } = *self.happening;
        let author = self.author.unwrap_or("unknown");
        let head = format!("entry {number} · {} · {author}", date::moment(at));
        let mut lines: Vec<String> = wrap(&head, "", 2).iter().map(|line| style.bold(line)).collect();
        if self.is_privy {
            lines.extend(wrap(&words(seat, command), "    ", 6));
            if !reason.trim().is_empty() {
                lines.extend(wrap(&format!("because {}", reason.trim()), "    ", 6).iter().map(|line| style.dim(line)));
            }
        }
        for told in told {
            lines.extend(wrap(&sentence(&told.clause), "      · ", 8));
            let consequences = told.consequences();
            if !consequences.is_empty() {
                lines.extend(wrap(&consequences, "          ", 12).iter().map(|line| style.dim(line)));
            }
        }
        lines
    }

    fn one_line(&self, told: &[Told], words: Words<'_>, digits: usize, width: usize) -> String {
        let Happening { number, at, seat, command, .. } = *self.happening;
        let author = self.author.unwrap_or("unknown");
        let head = format!("{number:>digits$} {} {author}: ", date::day(at));
        let mut sentences = told.iter().filter(|told| is_told(&told.event));
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
