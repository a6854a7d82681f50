//! The desk of a person: what is new since the last turn, and when to ask again.
//!
//! All of this can be told again from a log, but for a date that somebody waits for.

use super::calls::calls;
use divest_core::id::TalksId;
use divest_core::units::Points;
use divest_core::{Instant, SeatId, State};
use divest_engine::Game;
use divest_log::Entry;
use divest_report::chronicle::TalksStep;
use divest_report::color::Style;
use divest_report::layout::wrap;
use divest_report::number::points;
use divest_report::{Chronicle, Fact, Narrator, Reader, What, date, name, say};

/// After so many days a person is asked again, though nothing is new, if something waits for it.
const REMINDER_DAYS: i64 = 7;

/// Something that a seat has not been told yet.
struct News {
    at: Instant,
    sentence: String,
    /// What followed from it, in a few words each.
    consequences: Vec<String>,
}

/// One person's place at the table.
pub struct Desk {
    /// The seat.
    pub seat: SeatId,
    news: Vec<News>,
    /// Something happened that the person has not seen; news may be of few words, so this is kept beside it.
    is_stirred: bool,
    /// The person was never asked.
    is_new: bool,
    /// The person did something at this moment and may want to do more.
    pub acted: bool,
    /// The day before which news alone is no reason to ask.
    pub until: Instant,
    /// When the person is asked at the latest, because something waits for it.
    pub alarm: Instant,
    /// Whether the briefs were shown since the program was started.
    pub is_greeted: bool,
    /// The number of entries when the menu was last shown.
    pub menu_at: Option<u64>,
    /// The walk-away that the person knows of.
    walk_away: Option<Points>,
    /// What was said to call upon the person, and when.
    reminded: (i64, Vec<String>),
}

impl Desk {
    pub const fn new(seat: SeatId) -> Self {
        Self {
            seat,
            news: Vec::new(),
            is_stirred: false,
            is_new: true,
            acted: false,
            until: Instant::NEVER,
            alarm: Instant::NEVER,
            is_greeted: false,
            menu_at: None,
            walk_away: None,
            reminded: (0, Vec::new()),
        }
    }

    /// Takes note of a fact as far as the seat may see it; the chronicle has its whole entry.
    fn note(&mut self, chronicle: &Chronicle, fact: &Fact) {
        let reader = Reader::Seat(self.seat);
        if !fact.in_play || !fact.what.is_told() || fact.what.is_outcome() || !fact.shows_to(reader) {
            return;
        }
        self.is_stirred = true;
        let state = chronicle.state();
        let sentence = Narrator::new(state.scenario(), reader).fact(fact);
        match (self.news.last_mut(), &fact.what) {
            // The walk-away has a line of its own, because gauges move it as well.
            (_, What::WalkAway { .. }) => {}
            (Some(last), what) if what.is_consequence() && last.at == fact.at => {
                last.consequences.push(name::lower(sentence.trim_end_matches('.')));
            }
            (_, what) => {
                let deal = match what {
                    What::Talks { step: TalksStep::Offer { deal, .. }, .. } => Some(deal),
                    What::Talks { talks, step: TalksStep::Agreed { deal, .. }, .. }
                        if has_part(state, self.seat, *talks) =>
                    {
                        Some(deal)
                    }
                    _ => None,
                };
                let view = state.view(self.seat);
                let worth = deal.and_then(|deal| view.score(deal)).map(|worth| worth_words(worth, view.walk_away()));
                self.news.push(News { at: fact.at, sentence, consequences: worth.into_iter().collect() });
            }
        }
    }

    /// Whether the person is to be asked now.
    pub fn is_due(&self, game: &Game) -> bool {
        if self.is_new || self.acted || self.until.min(self.alarm) <= game.state().now() {
            return true;
        }
        let has_news = self.is_stirred && self.until == Instant::NEVER;
        has_news || game.is_due(self.seat) && !game.state().legal(self.seat).is_empty()
    }

    /// The person is asked and told all that is new.
    pub fn catch_up(&mut self, state: &State) {
        self.news.clear();
        self.is_stirred = false;
        self.is_new = false;
        self.acted = false;
        self.until = Instant::NEVER;
        self.alarm = Instant::NEVER;
        self.walk_away = Some(state.view(self.seat).walk_away());
    }

    /// Looks back at a moment when the person was asked and wanted nothing, or needed not be asked.
    pub fn look_back(&mut self, game: &Game) {
        if self.is_due(game) {
            self.catch_up(game.state());
            self.rest(game.state());
        }
    }

    /// The person lets time go on: while something waits for it, not for longer than a while.
    pub fn rest(&mut self, state: &State) {
        let something_waits = !calls(&state.view(self.seat), &state.legal(self.seat)).is_empty();
        let alarm = Instant::start_of_day(state.now().day() + REMINDER_DAYS).at_hour(12);
        self.alarm = if something_waits { alarm } else { Instant::NEVER };
    }

    /// What came of what the person just did, as lines.
    pub fn echo(&self, state: &State, style: Style) -> Vec<String> {
        self.lines_since(Some(state.now().day()), state, style)
    }

    /// What is new, by date, as lines.
    pub fn news(&self, state: &State, style: Style) -> Vec<String> {
        self.lines_since(None, state, style)
    }

    /// What is new; the day that stands at the prompt already needs no heading.
    fn lines_since(&self, prompt_day: Option<i64>, state: &State, style: Style) -> Vec<String> {
        let mut lines = Vec::new();
        let mut last_day = prompt_day;
        for news in &self.news {
            if last_day != Some(news.at.day()) {
                last_day = Some(news.at.day());
                lines.push(String::new());
                lines.push(style.bold(&date::heading(news.at)));
            }
            lines.extend(wrap(&news.sentence, "  ", 4));
            if !news.consequences.is_empty() {
                let words = news.consequences.join(" · ");
                lines.extend(wrap(&words, "      ", 8).iter().map(|line| style.dim(line)));
            }
        }
        let view = state.view(self.seat);
        let moved = self.walk_away.filter(|known| *known != view.walk_away() && view.sheet().is_some());
        if let Some(known) = moved {
            let now = points(view.walk_away().0);
            lines.extend(wrap(&say!("your-walk-away-moved", now = now, before = known.0.to_string()), "  ", 4));
        }
        lines
    }

    /// The calls that are worth telling: what changed since the last time, and all again when something calls at this
    /// moment or a while has gone by.
    pub fn remind(&mut self, game: &Game, calls: Vec<String>) -> Vec<String> {
        let today = game.state().now().day();
        let is_stale = today - self.reminded.0 >= REMINDER_DAYS;
        if calls == self.reminded.1 && !is_stale && !game.is_due(self.seat) {
            return Vec::new();
        }
        self.reminded = (today, calls);
        self.reminded.1.clone()
    }
}

/// What a deal is worth to the reader.
pub fn worth_words(worth: Points, walk_away: Points) -> String {
    say!("worth-to-you", points = points(worth.0), walk_away = walk_away.0.to_string())
}

/// Whether a deal in these talks gives a party anything: rivals, backers of other bids and other sellers have no part in it.
pub fn has_part(state: &State, seat: SeatId, talks: TalksId) -> bool {
    state.has_part(seat, talks)
}

/// Lets every desk take note of an entry, and adds it to the chronicle.
pub fn note_entry(desks: &mut [Desk], chronicle: &mut Chronicle, entry: &Entry) {
    debug_assert!(entry.events.iter().all(|event| event.fits(chronicle.scenario())));
    chronicle.add(entry.number, &entry.events);
    let Some(chapter) = chronicle.chapters().last() else { return };
    for fact in chronicle.facts_of(chapter) {
        desks.iter_mut().for_each(|desk| desk.note(chronicle, fact));
    }
}
