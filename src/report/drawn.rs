//! The numbers that a scenario leaves to the seed: the name, the unit and the owner of each, in a table by slot that is
//! made once from the scenario.

use crate::date;
use crate::locale::Named;
use crate::name::{capital, lower, named as seat};
use crate::number::{days, grouped, listed, points};
use crate::say;
use crate::sellers::owner;
use crate::terms::{issues, option};
use divest_core::deal::IssueScore;
use divest_core::id::{SlotId, TalksId};
use divest_core::scenario::{DeadlineSpec, Party, Probability, Quantity, Scenario, Setup, StepKind};
use divest_core::units::Ppm;
use divest_core::{Instant, SeatId};
use std::sync::OnceLock;

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Measure {
    /// A plain number.
    Number,
    /// Points of a score sheet.
    Points,
    /// A day of the calendar, as its number.
    Day,
    /// A number of days.
    Days,
    /// A share in parts per million.
    Share,
    /// Thousandths of a plain number.
    Thousandths,
    /// Zero for no, anything else for yes.
    YesNo,
}

impl Measure {
    /// A value in words.
    #[must_use]
    pub fn words(self, value: i64) -> String {
        match self {
            Self::Number => grouped(value),
            Self::Points => points(value),
            Self::Day => date::words(Instant::start_of_day(value)),
            Self::Days => days(value),
            Self::Share => Ppm::clamped(value).to_string(),
            Self::Thousandths => {
                let (whole, rest) = (value.abs() / 1_000, value.abs() % 1_000);
                let sign = if value < 0 { "-" } else { "" };
                let text = format!("{sign}{whole}.{rest:03}");
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            }
            Self::YesNo => match value {
                0 => say!("no"),
                _ => say!("yes"),
            },
        }
    }
}

/// A number that the seed draws.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Number {
    /// What it is called.
    pub label: String,
    /// What it counts.
    pub measure: Measure,
    /// The party that it belongs to.
    pub owner: Option<SeatId>,
}

impl Number {
    /// The number with a value, as a clause.
    #[must_use]
    pub fn clause(&self, value: i64) -> String {
        say!("number-drawn", label = capital(&self.label), value = self.measure.words(value))
    }

    /// The number with a value, as a row of a table.
    #[must_use]
    pub fn row(&self, value: i64) -> (String, String) {
        (capital(&self.label), self.measure.words(value))
    }

    /// A value for programs: a date as text, else the number itself.
    #[must_use]
    pub fn json(&self, value: i64) -> serde_json::Value {
        match self.measure {
            Measure::Day => date::day(Instant::start_of_day(value)).into(),
            _ => value.into(),
        }
    }
}

/// Every number that the seed draws, by slot; the table is made when the first is asked for.
#[derive(Clone, Debug, Default)]
pub struct Numbers(OnceLock<Table>);

impl Numbers {
    /// The number of a slot. What an effect or a rule deep inside uses goes by its path in the scenario's file.
    #[must_use]
    pub fn get(&self, scenario: &Scenario, slot: SlotId) -> Number {
        let table = self.0.get_or_init(|| Table::of(scenario));
        let known = table.by_slot.get(slot.index()).cloned().flatten();
        let label = || scenario.slot(slot).key.clone();
        known.unwrap_or_else(|| Number { label: label(), measure: Measure::Number, owner: None })
    }
}

#[derive(Clone, Debug, Default)]
struct Table {
    by_slot: Vec<Option<Number>>,
    /// The party that is read.
    owner: Option<SeatId>,
}

impl Table {
    fn of(scenario: &Scenario) -> Self {
        let mut numbers = Self::default();
        for (index, party) in scenario.setup().parties.iter().enumerate() {
            let id = SeatId::at(index + SeatId::FIRST_PARTY);
            numbers.owner = Some(id);
            numbers.party(scenario, party, &seat(scenario, id));
        }
        numbers.owner = None;
        numbers.sale(scenario);
        numbers.decrees(scenario.setup());
        numbers.courts(scenario.setup());
        numbers.world(scenario);
        numbers
    }

    /// A slot that is used twice goes by its first use.
    fn add(&mut self, quantity: Quantity, measure: Measure, label: impl FnOnce() -> String) {
        let Quantity::Drawn(slot) = quantity else { return };
        if self.by_slot.len() <= slot.index() {
            self.by_slot.resize(slot.index() + 1, None);
        }
        let owner = self.owner;
        self.by_slot[slot.index()].get_or_insert_with(|| Number { label: label(), measure, owner });
    }

    fn party(&mut self, scenario: &Scenario, party: &Party, name: &Named) {
        let owner = name;
        self.add(party.walk_away, Measure::Points, || say!("number-walk-away", owner = owner));
        for sway in &party.sways {
            let gauge = lower(&scenario.gauge(sway.gauge).name);
            self.add(sway.per_point, Measure::Thousandths, || say!("number-sensitivity", owner = owner, gauge = gauge));
        }
        let conduct = &party.conduct;
        self.add(conduct.exponent_milli, Measure::Thousandths, || say!("number-concession-exponent", owner = owner));
        self.add(conduct.opening_ppm, Measure::Share, || say!("number-first-concession", owner = owner));
        self.add(conduct.temperature, Measure::Points, || say!("number-temperature", owner = owner));
        self.add(conduct.patience_days, Measure::Days, || say!("number-patience", owner = owner));
        self.add(conduct.sues_only_without_agreement, Measure::YesNo, || {
            say!("number-sues-only-without-agreement", name = name)
        });
        let sheet = party.sheet.iter().flat_map(|sheet| sheet.0.iter().zip(issues(scenario)));
        for (score, (_, issue)) in sheet {
            let subject = lower(&issue.name);
            match score {
                IssueScore::PerOption(points) => {
                    for (index, &points) in points.iter().enumerate() {
                        let words = || {
                            say!(
                                "number-points-for",
                                owner = owner,
                                issue = &subject,
                                option = option(issue, index as u16)
                            )
                        };
                        self.add(points, Measure::Points, words);
                    }
                }
                IssueScore::Knots(knots) => {
                    for &(at, points) in knots {
                        self.add(points, Measure::Points, || {
                            say!("number-points-for", owner = owner, issue = &subject, option = grouped(at))
                        });
                    }
                }
            }
        }
        self.together(scenario, party, owner);
    }

    fn together(&mut self, scenario: &Scenario, party: &Party, owner: &str) {
        let Some(lots) = &scenario.setup().sale.lots else { return };
        for set in &party.together {
            self.add(set.points, Measure::Points, || {
                say!(
                    "number-complementarity",
                    owner = owner,
                    lots = listed(&crate::lots::names(scenario, lots, set.lots))
                )
            });
        }
    }

    fn sale(&mut self, scenario: &Scenario) {
        let sale = &scenario.setup().sale;
        for (index, talks) in sale.talks.iter().enumerate() {
            let mut name = seat(scenario, talks.bidder);
            if scenario.has_several_sellers() {
                let seller = owner(scenario, TalksId::at(index));
                name.text = say!("talks-of-two", bidder = &*name, seller = seller);
            }
            self.add(talks.enters_day, Measure::Day, || say!("number-comes-forward", name = &name));
            self.add(talks.real, Measure::YesNo, || say!("number-means-to-bid", name = &name));
            self.add(talks.since_day, Measure::Day, || say!("number-bargains-since", name = &name));
            self.add(talks.pace_days, Measure::Days, || say!("number-pace", name = &*name));
        }
        for backing in &sale.backings {
            let (name, bidder) = (seat(scenario, backing.backer), seat(scenario, scenario.talks(backing.talks).bidder));
            self.add(backing.joins_day, Measure::Day, || say!("number-joins", name = &name, bidder = &*bidder));
            self.add(backing.real, Measure::YesNo, || say!("number-means-to-join", name = &name, bidder = &*bidder));
        }
        for merger in &sale.mergers {
            let [name, other] = [merger.talks, merger.into].map(|talks| seat(scenario, scenario.talks(talks).bidder));
            self.add(merger.brings, Measure::Points, || say!("number-brings", name = &name, other = &*other));
            self.add(merger.from_day, Measure::Day, || say!("number-considers-joining", name = &name, other = &*other));
            self.add(merger.real, Measure::YesNo, || say!("number-would-join", name = &*name, other = &*other));
        }
        for review in &sale.reviews {
            let name = seat(scenario, review.authority);
            self.add(review.days, Measure::Days, || say!("number-review-days", name = &*name));
        }
        self.add(sale.closing_days, Measure::Days, || say!("number-closing-days"));
    }

    fn decrees(&mut self, setup: &Setup) {
        for decree in &setup.decrees {
            let title = &decree.title;
            if let Some(day) = decree.issue_day {
                self.add(day, Measure::Day, || say!("number-issued", title = title));
            }
            match decree.deadline {
                Some(DeadlineSpec::On(day)) => self.add(day, Measure::Day, || say!("number-due", title = title)),
                Some(DeadlineSpec::After { count, .. }) => {
                    self.add(count, Measure::Number, || say!("number-term", title = title));
                }
                None => {}
            }
            self.add(decree.warning_days, Measure::Days, || say!("number-warning", title = title));
            if let Some(extension) = decree.extension {
                self.add(extension.days_max, Measure::Days, || say!("number-extension-max", title = title));
                self.add(extension.when_agreed, Measure::Days, || say!("number-extension-agreed", title = title));
                self.add(extension.when_talking, Measure::Days, || say!("number-extension-talking", title = title));
                self.add(extension.when_idle, Measure::Days, || say!("number-extension-idle", title = title));
            }
            if let Some(suspension) = decree.suspension {
                self.add(suspension.days_max, Measure::Days, || say!("number-suspension-max", title = title));
            }
            for step in &decree.at_deadline {
                match step.kind {
                    StepKind::AppointTrustee { days, .. } => {
                        self.add(days, Measure::Days, || say!("number-trustee-days", title = title));
                    }
                    StepKind::Suspend { days } => {
                        self.add(days, Measure::Days, || say!("number-suspension", title = title));
                    }
                    StepKind::Enforce | StepKind::Lapse | StepKind::TakeForce => {}
                }
            }
        }
    }

    fn courts(&mut self, setup: &Setup) {
        for suit in &setup.suits {
            self.add(suit.files_days, Measure::Days, || say!("number-suit-days", title = &suit.title));
            self.add(suit.real, Measure::YesNo, || say!("number-suit-real", title = &suit.title));
        }
        for motion in &setup.motions {
            self.add(motion.files_days, Measure::Days, || say!("number-motion-days", title = &motion.title));
            self.add(motion.hearing_days, Measure::Days, || say!("number-ruling-days", title = &motion.title));
            if let Some(appeal) = &motion.appeal {
                self.add(appeal.real, Measure::YesNo, || say!("number-appeal-real", title = &motion.title));
                self.add(appeal.hearing_days, Measure::Days, || say!("number-appeal-days", title = &motion.title));
            }
        }
    }

    fn world(&mut self, scenario: &Scenario) {
        let setup = scenario.setup();
        for signal in &setup.signals {
            let text = &signal.text;
            if let Some(day) = signal.on_day {
                self.add(day, Measure::Day, || say!("number-signal-day", text = text));
            }
            self.add(signal.real, Measure::YesNo, || say!("number-signal-real", text = text));
            self.add(signal.credibility_ppm, Measure::Share, || say!("number-signal-belief", text = text));
            for &(gauge, by) in &signal.moves {
                let gauge = lower(&scenario.gauge(gauge).name);
                self.add(by, Measure::Number, || say!("number-signal-move", gauge = &gauge, text = text));
            }
        }
        for gauge in &setup.gauges {
            self.add(gauge.start, Measure::Number, || say!("number-gauge-start", gauge = lower(&gauge.name)));
        }
        for chance in &setup.chances {
            let kind = if chance.trigger.is_some() { Measure::Days } else { Measure::Day };
            self.add(chance.day, kind, || say!("number-chance-day", title = &chance.title));
        }
        for (label, probability) in probabilities(scenario) {
            self.add(probability.base_ppm, Measure::Share, || say!("number-odds", label = &label));
            for sway in &probability.sways {
                let gauge = lower(&scenario.gauge(sway.gauge).name);
                self.add(sway.per_point, Measure::Share, || say!("number-pull", gauge = &gauge, label = &label));
            }
        }
    }
}

/// Every probability that may move, with what it is the probability of.
fn probabilities(scenario: &Scenario) -> Vec<(String, &Probability)> {
    let setup = scenario.setup();
    let narrator = crate::phrase::Narrator::new(scenario, crate::reader::Reader::Referee);
    let mut all = Vec::new();
    for decree in &setup.decrees {
        for step in &decree.at_deadline {
            all.push((
                say!("odds-of-deadline", result = narrator.step(&step.kind), title = &decree.title),
                &step.probability,
            ));
        }
    }
    for motion in &setup.motions {
        all.push((say!("odds-of-grant", title = &motion.title), &motion.granted));
        if let Some(appeal) = &motion.appeal {
            all.push((say!("odds-of-reversal", title = &motion.title), &appeal.reversed));
        }
    }
    for chance in &setup.chances {
        for result in &chance.results {
            all.push((
                say!("odds-of-chance", result = &result.text, title = lower(&chance.title)),
                &result.probability,
            ));
        }
    }
    all
}

/// What the probability with a number is the probability of.
pub(crate) fn probability(scenario: &Scenario, index: u8) -> String {
    let found = probabilities(scenario).into_iter().find(|(_, p)| p.index == index);
    found.map_or_else(|| say!("odds-of-something"), |(label, _)| label)
}
