//! The table: the game goes on by itself, and where a person is to be asked, it waits at the prompt.

use super::calls::calls;
use super::desk::{Desk, note_entry};
use super::keyboard::{Keyboard, Seen};
use super::line::{GAME_WORDS, Line, tidied};
use super::{Complaint, pages};
use crate::cli::exit::Failure;
use crate::cli::output;
use crate::cli::record::{Keeper, halted};
use crate::cli::talks::talks_of;
use divest_core::command::{ConferenceCommand, TalksCommand};
use divest_core::deal::Deal;
use divest_core::id::TalksId;
use divest_core::legal::Legal;
use divest_core::rejection::TalksRejection;
use divest_core::{Command, Instant, Rejection, SeatId, State, View};
use divest_engine::{Game, Step};
use divest_log::{Entry, Storage};
use divest_report::color::Style;
use divest_report::layout::wrap;
use divest_report::{Chronicle, date, name, say};
use divest_scenario::words::{VERBS, nearest, option_word, own_talks};
use divest_scenario::{command_words, parse_command_from};

/// How play stopped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Stop {
    /// The run reached its outcome.
    Ended,
    /// The people left.
    Left,
}

/// What a line at the prompt comes to.
enum Turn {
    /// Nothing happened; the prompt stays.
    Stays,
    /// The seat did something.
    Acted,
    /// The seat lets time go on, at the latest until a moment.
    Passed(Instant),
    /// The people leave.
    Left,
}

/// People and bots at one table.
pub struct Table<S> {
    game: Game,
    keeper: Keeper<S>,
    desks: Vec<Desk>,
    /// The entries that the desks have taken note of.
    noted: Chronicle,
    noted_count: usize,
    keyboard: Keyboard,
    /// The player at the screen.
    sitting: Option<SeatId>,
    style: Style,
}

impl<S: Storage> Table<S> {
    /// A table with people in some seats, which the game leaves to be played from outside. What the keeper holds already
    /// was played before and is taken over.
    pub fn new(mut game: Game, keeper: Keeper<S>, seats: &[SeatId]) -> Self {
        let mut desks: Vec<Desk> = seats.iter().map(|&seat| Desk::new(seat)).collect();
        let mut noted = Chronicle::new(game.state().scenario());
        for entry in &keeper.entries {
            game.retrace(entry.seat, &entry.command, &entry.events, |game, seat| {
                let desk = desks.iter_mut().find(|desk| desk.seat == seat);
                desk.map_or(Instant::NEVER, |desk| {
                    desk.look_back(game);
                    desk.alarm
                })
            });
            note_entry(&mut desks, &mut noted, entry);
            if let Some(desk) = desks.iter_mut().find(|desk| desk.seat == entry.seat) {
                desk.catch_up(game.state());
                desk.acted = true;
            }
            desks.iter().for_each(|desk| game.set_alarm(desk.seat, desk.alarm));
        }
        if let [only] = &mut desks[..] {
            // A player that left while waiting for a date is asked again there; the log has no entry for the wait.
            only.acted |= game.state().is_open();
        }
        let noted_count = keeper.entries.len();
        let style = output::style();
        Self { game, keeper, desks, noted, noted_count, keyboard: Keyboard::new(), sitting: None, style }
    }

    /// What the game has come to.
    pub const fn state(&self) -> &State {
        self.game.state()
    }

    /// What was kept of it.
    pub fn into_keeper(self) -> Keeper<S> {
        self.keeper
    }

    /// Plays until the end or until the people leave.
    pub fn play(&mut self) -> Result<Stop, Failure> {
        loop {
            match self.game.step(&mut self.keeper).map_err(halted)? {
                Step::Played => self.take_note(),
                Step::Over => {
                    self.tell_last_news()?;
                    return Ok(Stop::Ended);
                }
                Step::Asks(seat) => {
                    let place = self.desks.iter().position(|desk| desk.seat == seat);
                    let place = place.expect("BUG: a seat outside has no desk");
                    if !self.desks[place].is_due(&self.game) {
                        self.game.pass(seat);
                    } else if self.turn(place)? == Stop::Left {
                        return Ok(Stop::Left);
                    }
                }
            }
        }
    }

    fn take_note(&mut self) {
        for entry in &self.keeper.entries[self.noted_count..] {
            note_entry(&mut self.desks, &mut self.noted, entry);
        }
        self.noted_count = self.keeper.entries.len();
    }

    fn say(&self, lines: &[String]) {
        if !lines.is_empty() {
            output::print(&format!("{}\n", lines.join("\n")));
        }
    }

    fn legal(&self, seat: SeatId) -> Vec<Legal> {
        self.game.choices(seat).list()
    }

    /// One seat's turn: what is new, then the prompt until it acts, lets time go on, or leaves.
    fn turn(&mut self, place: usize) -> Result<Stop, Failure> {
        let seat = self.desks[place].seat;
        if self.desks.len() > 1 && self.sitting != Some(seat) {
            let seen = if self.sitting.is_none() { Seen::Public } else { Seen::Private };
            if !self.keyboard.hand_over(&name::seat(self.state().scenario(), seat), seen)? {
                return Ok(Stop::Left);
            }
            self.desks[place].menu_at = None;
        }
        self.sitting = Some(seat);
        self.open_turn(place);
        loop {
            let state = self.state();
            let prompt = format!("{} {}> ", state.scenario().seat_key(seat), date::day(state.now()));
            let Some(line) = self.keyboard.ask(&prompt)? else {
                return Ok(Stop::Left);
            };
            match self.answer(place, &tidied(&line)) {
                Ok(Ok(Turn::Stays)) => {}
                Ok(Ok(Turn::Acted)) => return Ok(Stop::Ended),
                Ok(Ok(Turn::Left)) => return Ok(Stop::Left),
                Ok(Ok(Turn::Passed(until))) => {
                    let desk = &mut self.desks[place];
                    match until {
                        Instant::NEVER => desk.rest(self.game.state()),
                        until => desk.until = until,
                    }
                    self.game.set_alarm(seat, desk.until.min(desk.alarm));
                    self.game.pass(seat);
                    return Ok(Stop::Ended);
                }
                Ok(Err(complaint)) => self.say(&complaint.lines()),
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Greets a person that came to the table, and tells what is new and what calls.
    fn open_turn(&mut self, place: usize) {
        let (seat, style) = (self.desks[place].seat, self.style);
        let mut lines = Vec::new();
        let is_first = !std::mem::replace(&mut self.desks[place].is_greeted, true);
        if is_first {
            lines.push(String::new());
            lines.extend(pages::private(&self.state().view(seat), style));
            lines.push(String::new());
            let words = say!("play-greeting");
            lines.extend(wrap(&words, "", 0).iter().map(|line| style.dim(line)));
        }
        let (has_acted, until) = (self.desks[place].acted, self.desks[place].until);
        if until != Instant::NEVER && until > self.state().now() {
            lines.extend(wrap(&say!("woken-early", date = date::words(until)), "", 0));
        }
        let news = self.desks[place].news(self.state(), style);
        let calls = calls(&self.state().view(seat), &self.legal(seat));
        let reminders = self.desks[place].remind(&self.game, calls);
        if news.is_empty() && reminders.is_empty() && !is_first && !has_acted {
            lines.extend(wrap(&say!("nothing-new"), "", 0));
        }
        lines.extend(news);
        if !reminders.is_empty() {
            lines.push(String::new());
            lines.extend(reminders.iter().flat_map(|call| wrap(call, "> ", 2)));
        }
        self.say(&lines);
        self.desks[place].catch_up(self.game.state());
    }

    /// Does what a line says.
    fn answer(&mut self, place: usize, line: &str) -> Result<Result<Turn, Complaint>, Failure> {
        let seat = self.desks[place].seat;
        let view = self.state().view(seat);
        let line = match Line::parse(line) {
            Ok(line) => line,
            Err(complaint) => return Ok(Err(complaint)),
        };
        match line {
            Line::Wait => return Ok(Ok(Turn::Passed(Instant::NEVER))),
            Line::WaitUntil(at) => return Ok(self.wait_until(at).map(Turn::Passed)),
            Line::WaitDays(days) => {
                let day = Instant::start_of_day(self.state().now().day() + i64::from(days));
                return Ok(self.wait_until(day.at_hour(12)).map(Turn::Passed));
            }
            Line::Quit => return Ok(Ok(Turn::Left)),
            Line::Help => self.say(&pages::help(&view, self.style)),
            Line::Know => self.say(
                divest_report::knowledge::knowledge(&view, self.style)
                    .lines()
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
                    .as_slice(),
            ),
            Line::Brief => {
                self.say(&pages::public(self.state().scenario(), self.style));
                self.say(&[String::new()]);
                self.say(&pages::private(&view, self.style));
            }
            Line::Offers => self.say(&pages::offers(&view, &self.noted, self.style)),
            Line::Score("") => self.say(&pages::sheet(&view, self.style)),
            Line::Score(words) => match self.hypothetical(&view, words) {
                Ok((deal, talks)) => self.say(&pages::score(&view, &deal, talks, self.style)),
                Err(complaint) => return Ok(Err(complaint)),
            },
            Line::Legal => self.show_menu(place),
            Line::Pick(number) => return self.pick(place, number),
            Line::Command(words) => {
                return match self.command(&view, words) {
                    Ok(command) => self.carry_out(place, command),
                    Err(complaint) => Ok(Err(complaint)),
                };
            }
        }
        Ok(Ok(Turn::Stays))
    }

    fn show_menu(&mut self, place: usize) {
        let seat = self.desks[place].seat;
        self.say(&pages::menu(self.state(), seat, &self.legal(seat), self.style));
        self.desks[place].menu_at = Some(self.game.entries());
    }

    fn wait_until(&self, at: Instant) -> Result<Instant, Complaint> {
        let (now, closes) = (self.state().now(), self.state().scenario().setup().closes);
        if at <= now {
            let message = format!("{} is not ahead: it is {} now", date::day(at), date::moment(now));
            return Err(Complaint::new(message, "name a later day, or type `wait` alone"));
        }
        if at > closes {
            let message = format!("{} lies behind the end of play", date::day(at));
            return Err(Complaint::new(message, format!("play ends on {} at the latest", date::day(closes))));
        }
        Ok(at)
    }

    /// Does what stands at a place of the menu, if the person has that menu before its eyes.
    fn pick(&mut self, place: usize, number: usize) -> Result<Result<Turn, Complaint>, Failure> {
        let seat = self.desks[place].seat;
        if self.desks[place].menu_at != Some(self.game.entries()) {
            self.show_menu(place);
            return Ok(Err(Complaint::new(
                "nothing is done yet: numbers stand for this list",
                "type the number again",
            )));
        }
        let legal = self.legal(seat);
        let Some(chosen) = number.checked_sub(1).and_then(|index| legal.get(index)) else {
            let message = format!("there is no number {number} in the list");
            return Ok(Err(Complaint::new(message, format!("it goes from 1 to {}", legal.len()))));
        };
        let scenario = self.state().scenario();
        match chosen {
            Legal::Exactly(command) => self.carry_out(place, *command),
            Legal::AnyOffer { talks } => {
                let example = self.example(seat, *talks);
                Ok(Err(Complaint::new("an offer needs its terms", format!("such as `{example}`"))))
            }
            Legal::AnyText { only: Some(deal) } => {
                self.carry_out(place, Command::Conference(ConferenceCommand::TableText { deal: *deal }))
            }
            Legal::AnyText { only: None } => {
                Ok(Err(Complaint::new("a text needs its terms", "such as `table ISSUE=VALUE ISSUE=VALUE`")))
            }
            Legal::AnyExtension { decree, days_min, .. } => {
                let example = format!("extend {} {days_min}d", scenario.decree(*decree).key);
                Ok(Err(Complaint::new("an extension needs its days", format!("such as `{example}`"))))
            }
            Legal::AnySuspension { decree, days_max } => {
                let example = format!("suspend {} {days_max}d", scenario.decree(*decree).key);
                Ok(Err(Complaint::new("a suspension needs its days", format!("such as `{example}`"))))
            }
            Legal::AnySpinOff { .. } => {
                let example = command_words(scenario, seat, &chosen.example(self.state()));
                Ok(Err(Complaint::new("a spin-off needs its terms", format!("such as `{example}`"))))
            }
            Legal::AnyBid { from, to } if from == to => self.carry_out(place, chosen.example(self.state())),
            Legal::AnyBid { .. } => {
                let example = command_words(scenario, seat, &chosen.example(self.state()));
                Ok(Err(Complaint::new("a bid needs its value", format!("such as `{example}`, the least"))))
            }
            Legal::Advance | Legal::AnyDraw { .. } => Ok(Ok(Turn::Stays)),
        }
    }

    fn carry_out(&mut self, place: usize, command: Command) -> Result<Result<Turn, Complaint>, Failure> {
        let seat = self.desks[place].seat;
        if let Err(rejection) = self.game.command(seat, command, &mut self.keeper).map_err(halted)? {
            return Ok(Err(self.refused(seat, rejection)));
        }
        self.take_note();
        let echo = self.desks[place].echo(self.game.state(), self.style);
        self.say(&echo);
        self.desks[place].catch_up(self.game.state());
        self.desks[place].acted = true;
        Ok(Ok(Turn::Acted))
    }

    fn refused(&self, seat: SeatId, rejection: Rejection) -> Complaint {
        let scenario = self.state().scenario();
        let comes = |legal: &Legal| matches!(legal, Legal::Exactly(Command::Talks(TalksCommand::Open { .. })));
        let may_come = self.legal(seat).iter().any(comes);
        let hint = match rejection {
            Rejection::NotYourTurn { turn } => {
                say!("other-is-to-answer", other = name::capital(&name::seat(scenario, turn)))
            }
            Rejection::NotYours { owner } => {
                say!("belongs-to", owner = name::seat(scenario, owner))
            }
            Rejection::Talks(TalksRejection::NotOpen) if may_come => say!("come-forward-first"),
            _ => say!("see-legal"),
        };
        Complaint::new(format!("refused: {rejection}"), hint)
    }

    // --- words to commands

    /// The command that words say. An offer may leave out what stays as it was, and the bidder if only one is there.
    fn command(&self, view: &View<'_>, words: &str) -> Result<Command, Complaint> {
        let (scenario, seat) = (view.scenario(), view.seat());
        let mut parts = words.split_whitespace();
        let (verb, first) = (parts.next().unwrap_or(""), parts.next());
        let names_nobody = first.is_none_or(|word| word.contains('='));
        let mut words = words.to_owned();
        let mut base = None;
        let mut example = None;
        let is_of_talks = matches!(verb, "offer" | "accept" | "end-talks");
        if let Some(talks) = talks_of(view, first).filter(|_| is_of_talks) {
            let (theirs, mine) = view.offers(talks);
            base = mine.or(theirs);
            example = (verb == "offer").then(|| self.example(seat, talks));
            if names_nobody {
                let key = &scenario.talks(talks).key;
                words = words.replacen(verb, &format!("{verb} {key}"), 1);
            }
        }
        if matches!(verb, "sign" | "drop-agreement") && first.is_none() {
            words = name_agreement(view, verb).unwrap_or(words);
        }
        if verb == "table" {
            base = view.conference().and_then(|conference| conference.text).map(|text| text.deal);
        }
        parse_command_from(scenario, seat, &words, base.as_ref()).map_err(|fault| {
            let is_no_verb = !VERBS.contains(&verb);
            let near = nearest(verb, VERBS.into_iter().chain(GAME_WORDS)).filter(|_| is_no_verb);
            let hint = match (fault.hint, example) {
                _ if near.is_some() => format!("did you mean `{}`?", near.unwrap_or_default()),
                _ if is_no_verb => "`help` tells what you can say, `legal` what you may do now".to_owned(),
                (_, Some(example)) if base.is_none() && fault.message.starts_with("the offer says nothing on") => {
                    format!("a first offer names every issue, such as your best: `{example}`")
                }
                (hint, _) => hint.unwrap_or_default(),
            };
            Complaint::new(fault.message, hint)
        })
    }

    /// The deal that words behind `score` say, on top of the offers so far.
    fn hypothetical(&self, view: &View<'_>, words: &str) -> Result<(Deal, TalksId), Complaint> {
        let scenario = view.scenario();
        let first = words.split_whitespace().next();
        let named = first.is_some_and(|word| !word.contains('='));
        let talks = talks_of(view, first);
        let own = (0..scenario.setup().sale.talks.len()).map(TalksId::at).find(|&talks| view.table(talks).is_some());
        let talks = if named { talks } else { talks.or(own).or(Some(TalksId(0))) };
        let (theirs, mine) = talks.map_or((None, None), |talks| view.offers(talks));
        let agreed = talks.and_then(|talks| view.agreement_on(talks));
        let base = mine.or(theirs).or_else(|| agreed.map(|agreement| agreement.deal));
        let key = talks.map_or("", |talks| &scenario.talks(talks).key);
        let offer = if named { format!("offer {words}") } else { format!("offer {key} {words}") };
        match parse_command_from(scenario, view.seat(), &offer, base.as_ref()) {
            Ok(Command::Talks(TalksCommand::MakeOffer { talks, deal })) => Ok((deal, talks)),
            Ok(_) => Err(Complaint::new("these are no terms", "such as `score ISSUE=VALUE`")),
            Err(fault) if base.is_none() && fault.message.starts_with("the offer says nothing on") => {
                let example = talks.map_or_else(String::new, |talks| self.example(view.seat(), talks));
                let hint = format!("name every issue, such as `{}`", example.replacen("offer", "score", 1));
                Err(Complaint::new(fault.message, hint))
            }
            Err(fault) => Err(Complaint::new(fault.message, fault.hint.unwrap_or_default())),
        }
    }

    /// The offer that is worth most to a seat, in words; the first there is, if it does not care.
    fn example(&self, seat: SeatId, talks: TalksId) -> String {
        let view = self.state().view(seat);
        let mut deal = Deal::FIRST;
        if let Some(sheet) = view.sheet() {
            for issue in (0..sheet.issue_count()).map(divest_core::id::IssueId::at) {
                let may = |option: &&u16| {
                    !view.is_sold(issue, **option) && view.scenario().is_own_lot(talks, issue, **option)
                };
                deal = deal.with(issue, sheet.ascending(issue).iter().rev().find(may).copied().unwrap_or(0));
            }
        }
        let (theirs, mine) = view.offers(talks);
        if mine.or(theirs).is_some() {
            let issue = view.scenario().setup().sale.issues.first();
            let is_own = own_talks(view.scenario(), seat) == Some(talks);
            let key = if is_own { String::new() } else { format!(" {}", view.scenario().talks(talks).key) };
            let term = issue.map(|issue| format!(" {}={}", issue.key, option_word(issue, deal.0[0])));
            return format!("offer{key}{}", term.unwrap_or_default());
        }
        command_words(view.scenario(), seat, &Command::Talks(TalksCommand::MakeOffer { talks, deal }))
    }

    // --- the end

    /// What happened since the last turn, once the run is over and everybody may look.
    fn tell_last_news(&mut self) -> Result<(), Failure> {
        if self.desks.len() > 1 && self.sitting.is_some() {
            self.keyboard.gather()?;
        }
        if let [only] = &self.desks[..] {
            self.say(&only.news(self.game.state(), self.style));
        }
        Ok(())
    }

    /// What the people in their seats made of it.
    pub fn results(&self) -> Vec<String> {
        self.desks.iter().flat_map(|desk| pages::result(self.state(), desk.seat)).collect()
    }

    /// Every entry so far.
    pub fn entries(&self) -> &[Entry] {
        &self.keeper.entries
    }
}

/// With several sellers: the words completed by the only agreement that they can refer to.
fn name_agreement(view: &View<'_>, verb: &str) -> Option<String> {
    let scenario = view.scenario();
    let me = view.seat();
    let may = |agreement: &&divest_core::state::Agreement| match verb {
        "sign" => view.asked_to_sign(agreement.talks).has(me) && !agreement.signatures.has(me),
        _ => me == scenario.talks(agreement.talks).bidder || me == view.vendor_in(agreement.talks),
    };
    let mut meant = view.agreements().filter(may);
    let only = meant.next().filter(|_| scenario.has_several_sellers())?;
    meant.next().is_none().then(|| format!("{verb} {}", scenario.talks(only.talks).key))
}
