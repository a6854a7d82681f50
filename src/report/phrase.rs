//! A fact as a sentence: present tense, the scenario's names, no keys.
//!
//! Here are the routing match and what concerns seats, chance, signals and gauges; decrees, the sale, the courts, the
//! auction, the conference and coalitions have files of their own.

use crate::chronicle::{Fact, What};
use crate::date;
use crate::drawn::Numbers;
use crate::locale::Named;
use crate::name::{self, capital, lower, sentence};
use crate::number::{grouped, listed, percentage_points};
use crate::reader::Reader;
use crate::say;
use divest_core::chance::DrawId;
use divest_core::command::Occupant;
use divest_core::id::{ChanceId, DecreeId, GaugeId, SeatSet, SignalId};
use divest_core::scenario::{Scenario, SignalKind, StepKind};
use divest_core::units::Ppm;
use divest_core::{Event, Instant, SeatId, State};

/// Tells what happened, for one reader, in one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Narrator<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) reader: Reader,
    /// The state at a command, which shows who sells.
    pub(crate) state: Option<&'a State>,
    /// The date of what is told, so that its year need not be said again.
    pub(crate) today: Option<Instant>,
}

impl<'a> Narrator<'a> {
    /// A narrator that knows the scenario only.
    #[must_use]
    pub const fn new(scenario: &'a Scenario, reader: Reader) -> Self {
        Self { scenario, reader, state: None, today: None }
    }

    /// The same, knowing the state at the command that it is about to put into words.
    #[must_use]
    pub const fn knowing(self, state: &'a State) -> Self {
        Self { state: Some(state), ..self }
    }

    /// The same, on some day.
    pub(crate) const fn on(self, today: Instant) -> Self {
        Self { today: Some(today), ..self }
    }

    /// A fact as a sentence.
    #[must_use]
    pub fn fact(&self, fact: &Fact) -> String {
        sentence(&self.on(fact.at).clause(&fact.what))
    }

    /// An event as a sentence, told without the state before it.
    #[must_use]
    pub fn event(&self, event: &Event) -> String {
        sentence(&self.clause(&What::of(self.scenario, &Numbers::default(), None, event)))
    }

    /// A fact as a clause without a full stop.
    pub(crate) fn clause(&self, what: &What) -> String {
        match what {
            What::Seated { seat, occupant } => self.seated(*seat, *occupant),
            What::Number { value, number, .. } => number.clause(*value),
            What::PlayOpened(at) => say!("play-opened", date = self.day(*at)),
            What::Time(to) => say!("time-advanced", moment = date::moment_words(*to)),
            What::Drawn { draw, probability, .. } => self.drawn(*draw, *probability),
            What::Settled { draw, result } => {
                say!("settled", matter = self.matter(*draw), result = self.result(*draw, *result))
            }
            What::DrawDue(draw) => say!("draw-due", matter = self.matter(*draw)),
            What::Chance { chance, result } => self.chance(*chance, *result),
            What::ChanceSet { chance, at } => {
                say!("chance-set", chance = capital(&self.scenario.chance(*chance).title), date = self.day(*at))
            }
            What::Decree(decree, step) => self.decree_step(*decree, step),
            What::Talks { talks, seller, step } => self.talks_step(*talks, *seller, step),
            What::Signed { by, talks } => self.signed(*by, *talks),
            What::ClosingSet { at, talks } => self.closing_set(*at, *talks),
            What::Review { review, step, deal } => self.review_step(*review, *step, *deal),
            What::Suit(suit, step) => self.suit_step(*suit, *step),
            What::Motion(motion, step) => self.motion_step(*motion, *step),
            What::Signal(signal) => self.signal(*signal),
            What::Gauge { gauge, from, to } => self.gauge(*gauge, *from, *to),
            What::WalkAway { seat, from, by } => self.walk_away(*seat, *from, *by),
            What::Odds { index, by } => {
                let label = crate::drawn::probability(self.scenario, *index);
                say!("odds-moved", label = label, by = percentage_points(*by))
            }
            What::Conference(step) => self.conference_step(step),
            What::Auction(step) => self.auction_step(*step),
            What::Merger { talks, into, step } => self.merger_step(*talks, *into, *step),
            What::Outcome(outcome) => say!("outcome", title = &self.scenario.outcome(*outcome).title),
        }
    }

    // --- names and dates

    pub(crate) fn seat(&self, seat: SeatId) -> Named {
        name::named(self.scenario, seat)
    }

    /// Seats in a row of words.
    pub(crate) fn seats(&self, seats: SeatSet) -> Named {
        let names: Vec<String> = seats.iter().map(|seat| name::seat(self.scenario, seat)).collect();
        Named::new(listed(&names))
    }

    pub(crate) fn decree(&self, decree: DecreeId) -> Named {
        name::decree_named(self.scenario, decree)
    }

    pub(crate) fn day(&self, at: Instant) -> String {
        date::words_near(at, self.today)
    }

    // --- seats and chance

    fn seated(&self, seat: SeatId, occupant: Occupant) -> String {
        let seat = &*self.seat(seat);
        match occupant {
            Occupant::Bot => say!("seated-bot", seat = seat),
            Occupant::Person => say!("seated-person", seat = seat),
            Occupant::Script => say!("seated-script", seat = seat),
            Occupant::Program => say!("seated-program", seat = seat),
            Occupant::Nobody => say!("seated-nobody", seat = seat),
        }
    }

    /// A matter of chance, as what nature settles.
    pub(crate) fn matter(&self, draw: DrawId) -> String {
        match draw {
            DrawId::Value(slot) => say!("matter-number", label = Numbers::default().get(self.scenario, slot).label),
            DrawId::Chance(chance) => say!("matter-chance", title = lower(&self.scenario.chance(chance).title)),
            DrawId::Ruling(motion) => {
                let title = name::motion(self.scenario, motion);
                say!("matter-ruling", plaintiff = &*self.plaintiff(motion), title = title)
            }
            DrawId::Appeal(motion) => say!("matter-appeal", title = name::motion(self.scenario, motion)),
            DrawId::Deadline(decree) => say!("matter-deadline", decree = &*self.decree(decree)),
        }
    }

    /// One result of a matter of chance.
    pub(crate) fn result(&self, draw: DrawId, result: i64) -> String {
        let place = usize::try_from(result).unwrap_or(usize::MAX);
        match draw {
            DrawId::Value(slot) => Numbers::default().get(self.scenario, slot).measure.words(result),
            DrawId::Chance(chance) => self.scenario.chance(chance).results[place].text.clone(),
            DrawId::Ruling(_) if result == 1 => say!("result-granted"),
            DrawId::Ruling(_) => say!("result-denied"),
            DrawId::Appeal(_) if result == 1 => say!("result-reversed"),
            DrawId::Appeal(_) => say!("result-affirmed"),
            DrawId::Deadline(decree) => self.step(&self.scenario.decree(decree).at_deadline[place].kind),
        }
    }

    /// What may happen at a decree's deadline, in a word or two.
    pub(crate) fn step(&self, step: &StepKind) -> String {
        match step {
            StepKind::Enforce => say!("result-enforced"),
            StepKind::Lapse => say!("result-lapsed"),
            StepKind::TakeForce => say!("result-in-force"),
            StepKind::AppointTrustee { trustee, .. } => say!("result-trustee", trustee = &*self.seat(*trustee)),
            StepKind::Suspend { .. } => say!("result-suspended"),
        }
    }

    fn drawn(&self, draw: DrawId, probability: Ppm) -> String {
        let matter = self.matter(draw);
        let first = match draw {
            DrawId::Value(_) => return say!("drawn-number", matter = matter),
            DrawId::Ruling(_) | DrawId::Appeal(_) => 1,
            DrawId::Chance(_) | DrawId::Deadline(_) => 0,
        };
        say!("drawn", matter = matter, result = self.result(draw, first), odds = probability.to_string())
    }

    /// A result that is a sentence of its own, beginning with a capital, needs no title in front.
    fn chance(&self, chance: ChanceId, result: u8) -> String {
        let text = self.result(DrawId::Chance(chance), result.into());
        if is_sentence(&text) {
            return text.trim_end_matches('.').to_owned();
        }
        say!("chance", chance = capital(&self.scenario.chance(chance).title), result = text)
    }

    // --- signals and gauges

    fn signal(&self, id: SignalId) -> String {
        let signal = self.scenario.signal(id);
        let text = signal.text.trim().trim_end_matches('.');
        let knows = self.reader.knows_author(self.scenario, id);
        let author = self.seat(signal.author);
        match signal.kind {
            SignalKind::Leak if knows => say!("leak", author = &*author, text = text),
            SignalKind::Leak => say!("leak-unnamed", text = text),
            // A text that is a sentence of its own says whose it is.
            SignalKind::Statement | SignalKind::Announcement if is_sentence(text) => text.to_owned(),
            SignalKind::Statement | SignalKind::Announcement => {
                say!("statement", author = &*author, text = text)
            }
        }
    }

    fn gauge(&self, gauge: GaugeId, from: Option<i64>, to: i64) -> String {
        let name = lower(&self.scenario.gauge(gauge).name);
        match from {
            Some(from) if from > to => say!("gauge-falls", gauge = name, from = grouped(from), to = grouped(to)),
            Some(from) => say!("gauge-rises", gauge = name, from = grouped(from), to = grouped(to)),
            None => say!("gauge-moved", gauge = name, to = grouped(to)),
        }
    }

    fn walk_away(&self, seat: SeatId, from: Option<i64>, by: i64) -> String {
        let owner = &*self.seat(seat);
        let size = grouped(by).trim_start_matches('-').to_owned();
        match from {
            Some(from) if by < 0 => {
                say!("walk-away-falls", owner = owner, from = grouped(from), to = grouped(from + by))
            }
            Some(from) => say!("walk-away-rises", owner = owner, from = grouped(from), to = grouped(from + by)),
            None if by < 0 => say!("walk-away-falls-by", owner = owner, by = size),
            None => say!("walk-away-rises-by", owner = owner, by = size),
        }
    }
}

/// Whether a text of the scenario is a sentence of its own: it begins with a capital.
fn is_sentence(text: &str) -> bool {
    text.trim_start().starts_with(char::is_uppercase)
}
