//! The numbers that a scenario leaves to the seed, in words: what each is, and its value in its own unit.
//!
//! A slot knows no unit, so the scenario is searched for the place that uses it.

use crate::date;
use crate::name::{capital, lower, possessive, seat};
use crate::number::{count, grouped, listed};
use crate::sellers::owner;
use crate::terms::{issues, option};
use divest_core::deal::IssueScore;
use divest_core::id::{SlotId, TalksId};
use divest_core::scenario::{DeadlineSpec, Party, Probability, Quantity, Scenario, Setup, StepKind};
use divest_core::units::Ppm;
use divest_core::{Instant, SeatId};

/// How a number reads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Number,
    Points,
    Day,
    Days,
    Share,
    Thousandths,
    YesNo,
}

/// What a number of the scenario is about.
struct Uses {
    list: Vec<(Quantity, Kind, String)>,
}

impl Uses {
    fn add(&mut self, quantity: Quantity, kind: Kind, label: impl FnOnce() -> String) {
        if quantity.is_drawn() {
            self.list.push((quantity, kind, label()));
        }
    }

    fn of(scenario: &Scenario) -> Self {
        let mut uses = Self { list: Vec::new() };
        for (index, party) in scenario.setup().parties.iter().enumerate() {
            let name = seat(scenario, SeatId::at(index + SeatId::FIRST_PARTY));
            uses.party(scenario, party, &name);
        }
        uses.sale(scenario);
        uses.decrees(scenario.setup());
        uses.courts(scenario.setup());
        uses.world(scenario);
        uses
    }

    fn party(&mut self, scenario: &Scenario, party: &Party, name: &str) {
        let owner = possessive(name);
        self.add(party.walk_away, Kind::Points, || format!("{owner} walk-away"));
        for sway in &party.sways {
            let gauge = lower(&scenario.gauge(sway.gauge).name);
            self.add(sway.per_point, Kind::Thousandths, || format!("{owner} points per point of {gauge}"));
        }
        let conduct = &party.conduct;
        self.add(conduct.exponent_milli, Kind::Thousandths, || format!("{owner} concession exponent"));
        self.add(conduct.opening_ppm, Kind::Share, || format!("{owner} first concession"));
        self.add(conduct.temperature, Kind::Points, || format!("{owner} temperature"));
        self.add(conduct.patience_days, Kind::Days, || format!("{owner} patience"));
        self.add(conduct.sues_only_without_agreement, Kind::YesNo, || format!("{name} sues only without agreement"));
        let sheet = party.sheet.iter().flat_map(|sheet| sheet.0.iter().zip(issues(scenario)));
        for (score, (_, issue)) in sheet {
            let subject = lower(&issue.name);
            match score {
                IssueScore::PerOption(points) => {
                    for (index, &points) in points.iter().enumerate() {
                        let words = || format!("{owner} points for {subject} {}", option(issue, index as u16));
                        self.add(points, Kind::Points, words);
                    }
                }
                IssueScore::Knots(knots) => {
                    for &(at, points) in knots {
                        self.add(points, Kind::Points, || format!("{owner} points for {subject} {}", grouped(at)));
                    }
                }
            }
        }
        self.together(scenario, party, &owner);
    }

    fn together(&mut self, scenario: &Scenario, party: &Party, owner: &str) {
        let Some(lots) = &scenario.setup().sale.lots else { return };
        for set in &party.together {
            self.add(set.points, Kind::Points, || {
                format!("{owner} points more for {} together", listed(&crate::lots::names(scenario, lots, set.lots)))
            });
        }
    }

    fn sale(&mut self, scenario: &Scenario) {
        let sale = &scenario.setup().sale;
        for (index, talks) in sale.talks.iter().enumerate() {
            let mut name = seat(scenario, talks.bidder);
            if scenario.has_several_sellers() {
                name.push_str(&format!(" (with {})", owner(scenario, TalksId::at(index))));
            }
            self.add(talks.enters_day, Kind::Day, || format!("{name} comes forward"));
            self.add(talks.real, Kind::YesNo, || format!("{name} means to bid"));
            self.add(talks.since_day, Kind::Day, || format!("{name} bargains as if since"));
            self.add(talks.pace_days, Kind::Days, || format!("pace of talks with {name}"));
        }
        for backing in &sale.backings {
            let (name, bidder) = (seat(scenario, backing.backer), seat(scenario, scenario.talks(backing.talks).bidder));
            self.add(backing.joins_day, Kind::Day, || format!("{name} joins {bidder}"));
            self.add(backing.real, Kind::YesNo, || format!("{name} means to join {bidder}"));
        }
        for merger in &sale.mergers {
            let [name, other] = [merger.talks, merger.into].map(|talks| seat(scenario, scenario.talks(talks).bidder));
            self.add(merger.brings, Kind::Points, || format!("what {name} brings to {} bid", possessive(&other)));
            self.add(merger.from_day, Kind::Day, || format!("{name} thinks of joining {other}"));
            self.add(merger.real, Kind::YesNo, || format!("{name} would join {other}"));
        }
        for review in &sale.reviews {
            let name = seat(scenario, review.authority);
            self.add(review.days, Kind::Days, || format!("length of {} review", possessive(&name)));
        }
        self.add(sale.closing_days, Kind::Days, || "from signing to closing".to_owned());
    }

    fn decrees(&mut self, setup: &Setup) {
        for decree in &setup.decrees {
            let title = &decree.title;
            if let Some(day) = decree.issue_day {
                self.add(day, Kind::Day, || format!("{title} is issued"));
            }
            match decree.deadline {
                Some(DeadlineSpec::On(day)) => self.add(day, Kind::Day, || format!("{title} is due")),
                Some(DeadlineSpec::After { count, .. }) => {
                    self.add(count, Kind::Number, || format!("time that {title} gives"));
                }
                None => {}
            }
            self.add(decree.warning_days, Kind::Days, || format!("warning before {title}"));
            if let Some(extension) = decree.extension {
                self.add(extension.days_max, Kind::Days, || format!("most extension of {title}"));
                self.add(extension.when_agreed, Kind::Days, || format!("extension of {title}, terms agreed"));
                self.add(extension.when_talking, Kind::Days, || format!("extension of {title}, talks open"));
                self.add(extension.when_idle, Kind::Days, || format!("extension of {title}, no talks"));
            }
            if let Some(suspension) = decree.suspension {
                self.add(suspension.days_max, Kind::Days, || format!("most suspension at once of {title}"));
            }
            for step in &decree.at_deadline {
                match step.kind {
                    StepKind::AppointTrustee { days, .. } => {
                        self.add(days, Kind::Days, || format!("trustee's time under {title}"));
                    }
                    StepKind::Suspend { days } => {
                        self.add(days, Kind::Days, || format!("each suspension of {title}"));
                    }
                    StepKind::Enforce | StepKind::Lapse | StepKind::TakeForce => {}
                }
            }
        }
    }

    fn courts(&mut self, setup: &Setup) {
        for suit in &setup.suits {
            self.add(suit.files_days, Kind::Days, || format!("wait before {}", suit.title));
            self.add(suit.real, Kind::YesNo, || format!("{} is brought", suit.title));
        }
        for motion in &setup.motions {
            self.add(motion.files_days, Kind::Days, || format!("wait before motion ({})", motion.title));
            self.add(motion.hearing_days, Kind::Days, || format!("wait for ruling ({})", motion.title));
            if let Some(appeal) = &motion.appeal {
                self.add(appeal.real, Kind::YesNo, || format!("the loser appeals ({})", motion.title));
                self.add(appeal.hearing_days, Kind::Days, || format!("wait for appeal ({})", motion.title));
            }
        }
    }

    fn world(&mut self, scenario: &Scenario) {
        let setup = scenario.setup();
        for signal in &setup.signals {
            let text = &signal.text;
            if let Some(day) = signal.on_day {
                self.add(day, Kind::Day, || format!("when: {text}"));
            }
            self.add(signal.real, Kind::YesNo, || format!("whether: {text}"));
            self.add(signal.credibility_ppm, Kind::Share, || format!("belief in: {text}"));
            for &(gauge, by) in &signal.moves {
                let gauge = lower(&scenario.gauge(gauge).name);
                self.add(by, Kind::Number, || format!("move of {gauge} by: {text}"));
            }
        }
        for gauge in &setup.gauges {
            self.add(gauge.start, Kind::Number, || format!("{} at the start", lower(&gauge.name)));
        }
        for chance in &setup.chances {
            let kind = if chance.trigger.is_some() { Kind::Days } else { Kind::Day };
            self.add(chance.day, kind, || format!("when: {}", chance.title));
        }
        for (label, probability) in probabilities(scenario) {
            self.add(probability.base_ppm, Kind::Share, || format!("odds of {label}"));
            for sway in &probability.sways {
                let gauge = lower(&scenario.gauge(sway.gauge).name);
                self.add(sway.per_point, Kind::Share, || format!("pull of {gauge} on {label}"));
            }
        }
    }
}

/// Every probability that may move, with what it is the probability of.
fn probabilities(scenario: &Scenario) -> Vec<(String, &Probability)> {
    let setup = scenario.setup();
    let voice = crate::phrase::Voice::new(scenario, crate::reader::Reader::Referee);
    let mut all = Vec::new();
    for decree in &setup.decrees {
        for step in &decree.at_deadline {
            all.push((format!("“{}” at the date of {}", voice.step(&step.kind), decree.title), &step.probability));
        }
    }
    for motion in &setup.motions {
        all.push((format!("a grant ({})", motion.title), &motion.granted));
        if let Some(appeal) = &motion.appeal {
            all.push((format!("a reversal ({})", motion.title), &appeal.reversed));
        }
    }
    for chance in &setup.chances {
        for result in &chance.results {
            all.push((format!("“{}” ({})", result.text, lower(&chance.title)), &result.probability));
        }
    }
    all
}

/// What the probability with a number is the probability of.
pub(crate) fn probability(scenario: &Scenario, index: u8) -> String {
    let found = probabilities(scenario).into_iter().find(|(_, p)| p.index == index);
    found.map_or_else(|| "something".to_owned(), |(label, _)| label)
}

fn value_words(kind: Kind, value: i64) -> String {
    match kind {
        Kind::Number => grouped(value),
        Kind::Points => count(value, "point"),
        Kind::Day => date::day(Instant::start_of_day(value)),
        Kind::Days => count(value, "day"),
        Kind::Share => Ppm::clamped(value).to_string(),
        Kind::Thousandths => {
            let (whole, rest) = (value.abs() / 1_000, value.abs() % 1_000);
            let sign = if value < 0 { "-" } else { "" };
            let text = format!("{sign}{whole}.{rest:03}");
            text.trim_end_matches('0').trim_end_matches('.').to_owned()
        }
        Kind::YesNo => if value == 0 { "no" } else { "yes" }.to_owned(),
    }
}

fn found(scenario: &Scenario, slot: SlotId) -> (Kind, String) {
    let uses = Uses::of(scenario).list;
    let hit = uses.into_iter().find(|(quantity, ..)| *quantity == Quantity::Drawn(slot));
    // What an effect or a rule deep inside uses goes by its path in the file.
    hit.map_or_else(|| (Kind::Number, scenario.slot(slot).key.clone()), |(_, kind, label)| (kind, label))
}

/// What a drawn number is.
pub(crate) fn label(scenario: &Scenario, slot: SlotId) -> String {
    found(scenario, slot).1
}

/// A drawn number for programs: a date as text, else the number itself.
pub(crate) fn json(scenario: &Scenario, slot: SlotId, value: i64) -> serde_json::Value {
    match found(scenario, slot).0 {
        Kind::Day => value_words(Kind::Day, value).into(),
        _ => value.into(),
    }
}

/// A drawn number as a clause.
pub(crate) fn clause(scenario: &Scenario, slot: SlotId, value: i64) -> String {
    let (kind, label) = found(scenario, slot);
    format!("{}: {}", capital(&label), value_words(kind, value))
}

/// A drawn number as a row of a table.
pub(crate) fn row(scenario: &Scenario, slot: SlotId, value: i64) -> (String, String) {
    let (kind, label) = found(scenario, slot);
    (capital(&label), value_words(kind, value))
}
