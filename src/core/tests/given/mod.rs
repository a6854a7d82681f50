//! Rule tests as data: `given(table()).on("day 10").after([...]).when(seat, command).then([events])`.
//!
//! The table is one small sale with a bit of everything. No bot sits at it: whatever happens is in the test. Each step is
//! folded a second time by `apply` alone, so every test is a test of replay too.

#![allow(dead_code, reason = "each test file is a crate of its own and uses a part of this")]

use divest_core::chance::{DrawId, ResultId};
use divest_core::command::{AgreementCommand, ChanceCommand, RunCommand, TalksCommand};
use divest_core::deal::{Choice, Deal, Issue, IssueScore, NamedOption, SheetSpec, Terms};
use divest_core::decree::Status;
use divest_core::effect::{Consequence, Trigger};
use divest_core::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SignalId, SuitId, TalksId};
use divest_core::scenario::{
    Appeal, Backing, Chance, ChanceResult, Condition, Conduct, ConductKind, DeadlineSpec, Decree, DecreeKind, Effect,
    Extension, Gauge, Motion, Outcome, Party, Probability, Quantity, Relief, Review, Role, Sale, Setup, Signal,
    SignalKind, Silence, Stage, Step, StepKind, Suit, TalksSpec, TrusteeEnd,
};
use divest_core::units::{DAY_SECONDS, SpanUnit};
use divest_core::{Cause, Command, Event, Events, Instant, Rejection, Scenario, SeatId, State};
use std::sync::Arc;

pub const CLOCK: SeatId = SeatId::CLOCK;
pub const NATURE: SeatId = SeatId::NATURE;
pub const SELLER: SeatId = SeatId(2);
pub const TARGET: SeatId = SeatId(3);
pub const ALPHA: SeatId = SeatId(4);
pub const BETA: SeatId = SeatId(5);
pub const BACKER: SeatId = SeatId(6);
pub const AUTHORITY: SeatId = SeatId(7);
pub const HOME: SeatId = SeatId(8);
pub const COURT: SeatId = SeatId(9);
pub const APPEALS: SeatId = SeatId(10);
pub const TRUSTEE: SeatId = SeatId(11);
pub const PRESS: SeatId = SeatId(12);

/// Ten to fifty, in steps of ten.
pub const PRICE: IssueId = IssueId(0);
/// What becomes of control: the seller keeps it, shares it or sells it.
pub const CONTROL: IssueId = IssueId(1);
pub const KEEPS: u16 = 0;
pub const SHARES: u16 = 1;
pub const SELLS: u16 = 2;

/// The talks with the first bidder; an answer takes three days.
pub const WITH_ALPHA: TalksId = TalksId(0);
/// The talks with the second bidder; an answer takes five days.
pub const WITH_BETA: TalksId = TalksId(1);

/// Where the seller keeps or shares control; silence blocks after ten days.
pub const SECURITY: ReviewId = ReviewId(0);
/// Where control is sold; silence approves after seven days.
pub const EXPORT: ReviewId = ReviewId(1);
/// At the highest price; silence says nothing after five days.
pub const ANTITRUST: ReviewId = ReviewId(2);

/// Prohibits 45 days after its order; shared or sold control satisfies it.
pub const BAN: DecreeId = DecreeId(0);
/// Demands a sale within 45 days, 30 more at most; only sold control satisfies it.
pub const SALE: DecreeId = DecreeId(1);
/// Implements the ban ten business days after its order.
pub const RULES: DecreeId = DecreeId(2);
/// The home authority's, out before play opens; lapses on day 90.
pub const OLD: DecreeId = DecreeId(3);

/// The places of the sale decree's steps.
pub const STEP_TRUSTEE: i64 = 0;
pub const STEP_LAPSE: i64 = 1;
pub const STEP_ENFORCE: i64 = 2;

pub const CASE: SuitId = SuitId(0);
/// Against the ban and its rules; may be appealed.
pub const STOP_BAN: MotionId = MotionId(0);
/// Against the order to sell; may not be appealed.
pub const STOP_SALE: MotionId = MotionId(1);

/// From 0 to 100, at first 50.
pub const MOOD: GaugeId = GaugeId(0);
/// Believed by all: the mood rises by 10, and effects follow.
pub const STATEMENT: SignalId = SignalId(0);
/// Believed by four in ten: the mood falls by 10 of 25, and the probe is set off.
pub const LEAK: SignalId = SignalId(1);
/// Believed by all: the mood rises by 80, as far as it can.
pub const STORM: SignalId = SignalId(2);

/// On day 95.
pub const WEATHER: ChanceId = ChanceId(0);
/// Three days after the leak.
pub const PROBE: ChanceId = ChanceId(1);

pub const ENFORCED: OutcomeId = OutcomeId(0);
pub const SOLD_TO_ALPHA: OutcomeId = OutcomeId(1);
pub const SOLD: OutcomeId = OutcomeId(2);
pub const LAPSED: OutcomeId = OutcomeId(3);
pub const OPEN_END: OutcomeId = OutcomeId(4);

/// The probability by place: the motion against the ban is granted.
pub const BAN_STOPPED_INDEX: u8 = 0;
/// The probability by place: the trustee step at the sale decree's date.
pub const TRUSTEE_INDEX: u8 = 3;

/// The opening day in days since 1970-01-01: a Monday.
const OPENING_DAY: i64 = 704;

/// A moment such as `day 12` (its start), `day 12 16:00` or `day 12 end`. Day 0 is the opening, a Monday.
pub fn at(moment: &str) -> Instant {
    let mut words = moment.split(' ');
    assert_eq!(words.next(), Some("day"), "a moment begins with `day`: {moment}");
    let day = words.next().and_then(|word| word.parse::<i64>().ok()).expect("a moment has a number");
    let start = Instant((OPENING_DAY + day) * DAY_SECONDS);
    match words.next() {
        None => start,
        Some("end") => start.end_of_day(),
        Some(time) => {
            let (hour, minute) = time.split_once(':').expect("a time such as 16:00");
            Instant(start.0 + hour.parse::<i64>().unwrap() * 3_600 + minute.parse::<i64>().unwrap() * 60)
        }
    }
}

/// A day of play as an author writes it.
pub const fn day(number: i64) -> Quantity {
    Quantity::Fixed(OPENING_DAY + number)
}

pub const fn fixed(number: i64) -> Quantity {
    Quantity::Fixed(number)
}

/// Terms by the price's place and the fate of control.
pub fn deal(price: u16, control: u16) -> Deal {
    Deal::FIRST.with(PRICE, price).with(CONTROL, control)
}

pub fn terms(issue: IssueId, options: &[u16]) -> Terms {
    Terms(vec![(issue, options.to_vec())])
}

pub fn probability(index: u8, base_ppm: i64) -> Probability {
    Probability { index, base_ppm: fixed(base_ppm), sways: vec![] }
}

pub fn step(index: u8, kind: StepKind, base_ppm: i64) -> Step {
    Step { kind, probability: probability(index, base_ppm) }
}

pub fn effect(trigger: Trigger, then: impl Into<Vec<Consequence>>) -> Effect {
    Effect { trigger, then: then.into() }
}

/// The table with something changed.
pub fn table_with(change: impl FnOnce(&mut Setup)) -> Setup {
    let mut setup = table();
    change(&mut setup);
    setup
}

/// A small sale with a bit of everything; it opens on day 0 and closes with day 100.
pub fn table() -> Setup {
    Setup {
        key: "table".into(),
        title: "A table for tests".into(),
        brief: String::new(),
        currency: "EUR million".into(),
        opens: at("day 0"),
        closes: at("day 100 end"),
        slots: vec![],
        parties: parties(),
        sale: sale(),
        decrees: decrees(),
        suits: vec![Suit {
            key: "case".into(),
            title: "Target v. Authority".into(),
            plaintiff: TARGET,
            court: COURT,
            files_days: fixed(5),
            real: fixed(1),
        }],
        motions: motions(),
        signals: signals(),
        gauges: vec![Gauge { key: "mood".into(), name: "Mood".into(), min: 0, max: 100, start: fixed(50) }],
        chances: chances(),
        effects: vec![effect(
            Trigger::SignalMade(STATEMENT),
            [
                Consequence::MoveWalkAway(ALPHA, fixed(-3)),
                Consequence::MoveProbability(BAN_STOPPED_INDEX, fixed(50_000)),
            ],
        )],
        outcomes: outcomes(),
        probability_count: 13,
    }
}

fn parties() -> Vec<Party> {
    let cares = |price: [i64; 5], control: [i64; 3]| {
        let points = |row: &[i64]| IssueScore::PerOption(row.iter().copied().map(fixed).collect());
        Some(SheetSpec(vec![points(&price), points(&control)]))
    };
    let party = |key: &str, role: Role, sheet: Option<SheetSpec>| Party {
        key: key.into(),
        name: key.into(),
        role,
        brief: String::new(),
        sheet,
        together: Vec::new(),
        walk_away: fixed(40),
        if_enforced: None,
        sways: vec![],
        conduct: Conduct {
            kind: ConductKind::Silent,
            exponent_milli: fixed(1_000),
            opening_ppm: fixed(0),
            temperature: fixed(0),
            patience_days: fixed(30),
            allows_for_closing: false,
            sues_only_without_agreement: fixed(0),
        },
    };
    vec![
        party("seller", Role::Seller, cares([0, 10, 20, 30, 40], [60, 30, 0])),
        party("target", Role::Target, None),
        party("alpha", Role::Bidder, cares([40, 30, 20, 10, 0], [0, 30, 60])),
        party("beta", Role::Bidder, cares([80, 60, 40, 20, 0], [0, 10, 20])),
        party("backer", Role::Backer, None),
        party("authority", Role::Authority, None),
        party("home", Role::HomeAuthority, None),
        party("court", Role::Court, None),
        party("appeals", Role::Court, None),
        party("trustee", Role::Trustee, cares([0, 10, 20, 30, 40], [0, 0, 0])),
        party("press", Role::Press, None),
    ]
}

fn sale() -> Sale {
    let named = |key: &str| NamedOption { key: key.into(), name: key.into() };
    let talks = |key: &str, bidder, enters: i64, pace| TalksSpec {
        key: key.into(),
        bidder,
        seller: None,
        enters_day: day(enters),
        real: fixed(1),
        since_day: day(enters),
        pace_days: fixed(pace),
        terms: Terms::default(),
        estate: None,
    };
    let review = |key: &str, authority, needed_for, days, silence| Review {
        key: key.into(),
        authority,
        seller: None,
        needed_for,
        days: fixed(days),
        silence,
    };
    let backs = |talks| Backing { backer: BACKER, talks, invited: false, joins_day: day(3), real: fixed(1) };
    Sale {
        asset: "Target Ltd".into(),
        seller: SELLER,
        issues: vec![
            Issue {
                key: "price".into(),
                name: "Price".into(),
                choice: Choice::Range { from: 10, step: 10, count: 5, unit: "EUR million".into() },
            },
            Issue {
                key: "control".into(),
                name: "Control".into(),
                choice: Choice::Options(["keeps", "shares", "sells"].map(named).into()),
            },
        ],
        talks: vec![talks("alpha", ALPHA, 2, 3), talks("beta", BETA, 4, 5)],
        lots: None,
        backings: vec![backs(WITH_ALPHA), backs(WITH_BETA)],
        mergers: Vec::new(),
        cosigners: vec![TARGET, HOME],
        cosigners_min: 1,
        vetoes: Vec::new(),
        conference: None,
        auction: None,
        auction_lots: vec![],
        reviews: vec![
            review("security", AUTHORITY, terms(CONTROL, &[KEEPS, SHARES]), 10, Silence::Blocks),
            review("export", HOME, terms(CONTROL, &[SELLS]), 7, Silence::Approves),
            review("antitrust", AUTHORITY, terms(PRICE, &[4]), 5, Silence::Waits),
        ],
        closing_days: fixed(2),
    }
}

fn decrees() -> Vec<Decree> {
    let after = |count, unit| Some(DeadlineSpec::After { count: fixed(count), unit });
    let decree = |key: &str, issuer, kind| Decree {
        key: key.into(),
        title: key.into(),
        issuer,
        kind,
        issue_day: None,
        implements: None,
        deadline: None,
        warning_days: fixed(0),
        extension: None,
        at_deadline: vec![],
        suspension: None,
        satisfied_by: None,
        satisfied_at: Stage::Closed,
    };
    vec![
        Decree {
            issue_day: Some(day(10)),
            deadline: after(45, SpanUnit::Days),
            warning_days: fixed(7),
            at_deadline: vec![step(10, StepKind::TakeForce, 1_000_000)],
            satisfied_by: Some(terms(CONTROL, &[SHARES, SELLS])),
            ..decree("ban", AUTHORITY, DecreeKind::Prohibits)
        },
        Decree {
            issue_day: Some(day(10)),
            deadline: after(45, SpanUnit::Days),
            warning_days: fixed(10),
            extension: Some(Extension {
                authority: AUTHORITY,
                days_max: fixed(30),
                when_agreed: fixed(15),
                when_talking: fixed(7),
                when_idle: fixed(0),
                once: false,
                needs: None,
            }),
            at_deadline: vec![
                step(
                    3,
                    StepKind::AppointTrustee { trustee: TRUSTEE, days: fixed(20), then: TrusteeEnd::Enforce },
                    300_000,
                ),
                step(4, StepKind::Lapse, 300_000),
                step(5, StepKind::Enforce, 400_000),
            ],
            satisfied_by: Some(terms(CONTROL, &[SELLS])),
            ..decree("sale", AUTHORITY, DecreeKind::DemandsSale)
        },
        Decree {
            implements: Some(BAN),
            deadline: after(10, SpanUnit::BusinessDays),
            at_deadline: vec![step(11, StepKind::TakeForce, 1_000_000)],
            ..decree("rules", AUTHORITY, DecreeKind::Prohibits)
        },
        Decree {
            issue_day: Some(day(-20)),
            deadline: Some(DeadlineSpec::On(day(90))),
            at_deadline: vec![step(12, StepKind::Lapse, 1_000_000)],
            ..decree("old", HOME, DecreeKind::Prohibits)
        },
    ]
}

fn motions() -> Vec<Motion> {
    let motion = |key: &str, against, granted, appeal| Motion {
        key: key.into(),
        title: key.into(),
        suit: CASE,
        against,
        relief: Relief::Injunction,
        files_days: fixed(1),
        hearing_days: fixed(10),
        granted,
        appeal,
    };
    let appeal = Appeal { court: APPEALS, real: fixed(1), hearing_days: fixed(15), reversed: probability(1, 250_000) };
    vec![
        motion("stop-ban", vec![BAN, RULES], probability(BAN_STOPPED_INDEX, 500_000), Some(appeal)),
        motion("stop-sale", vec![SALE], probability(2, 250_000), None),
    ]
}

fn signals() -> Vec<Signal> {
    let signal = |key: &str, author, kind, credibility_ppm, by| Signal {
        key: key.into(),
        text: key.into(),
        author,
        kind,
        on_day: None,
        real: fixed(1),
        credibility_ppm: fixed(credibility_ppm),
        moves: vec![(MOOD, fixed(by))],
    };
    vec![
        signal("statement", SELLER, SignalKind::Statement, 1_000_000, 10),
        signal("leak", TARGET, SignalKind::Leak, 400_000, -25),
        signal("storm", PRESS, SignalKind::Announcement, 1_000_000, 80),
    ]
}

fn chances() -> Vec<Chance> {
    let result = |key: &str, index, base_ppm, then: &[Consequence]| ChanceResult {
        key: key.into(),
        text: key.into(),
        probability: probability(index, base_ppm),
        then: then.to_vec(),
    };
    vec![
        Chance {
            key: "weather".into(),
            title: "Weather".into(),
            day: day(95),
            trigger: None,
            results: vec![
                result("fair", 6, 600_000, &[Consequence::MoveGauge(MOOD, fixed(5))]),
                result("foul", 7, 400_000, &[Consequence::MoveWalkAway(SELLER, fixed(-5))]),
            ],
        },
        Chance {
            key: "probe".into(),
            title: "Probe".into(),
            day: fixed(3),
            trigger: Some(Trigger::SignalMade(LEAK)),
            results: vec![
                result("found", 8, 500_000, &[Consequence::EndTalks(WITH_BETA)]),
                result("nothing", 9, 500_000, &[]),
            ],
        },
    ]
}

fn outcomes() -> Vec<Outcome> {
    let outcome = |key: &str, when, ends| Outcome { key: key.into(), title: key.into(), when, ends, historical: false };
    let stands = |decree, status: Status| Condition { decrees: vec![(decree, vec![status])], ..Condition::default() };
    let sold = |buyers: &[SeatId]| Condition { sold: Some(true), buyers: buyers.to_vec(), ..Condition::default() };
    vec![
        outcome("enforced", stands(SALE, Status::Enforced), true),
        outcome("sold-to-alpha", sold(&[ALPHA]), true),
        outcome("sold", sold(&[]), false),
        outcome("lapsed", stands(SALE, Status::Lapsed), false),
        outcome("open-end", Condition::default(), false),
    ]
}

/// One of a chance's results, as a trigger names it.
pub const fn result(chance: ChanceId, index: u8) -> ResultId {
    ResultId { chance, index }
}

/// The commands that lead to an agreement in a bidder's talks: it comes forward, offers, and the seller accepts.
pub fn agreed(talks: TalksId, bidder: SeatId, deal: Deal) -> [(SeatId, Command); 3] {
    [
        (bidder, Command::Talks(TalksCommand::Open { talks })),
        (bidder, Command::Talks(TalksCommand::MakeOffer { talks, deal })),
        (SELLER, Command::Talks(TalksCommand::AcceptOffer { talks })),
    ]
}

/// The signatures that the table asks for, the last of which completes the signing.
pub fn signed_by(bidder: SeatId) -> [(SeatId, Command); 3] {
    [SELLER, bidder, TARGET].map(|seat| (seat, Command::Agreement(AgreementCommand::Sign { talks: None })))
}

/// Everything that a state is, as words.
pub fn words(state: &State) -> Vec<i64> {
    let mut words = Vec::new();
    state.feed(&mut |word| words.push(word));
    words
}

/// What has happened before.
pub struct Given {
    pub state: State,
    /// The same by `apply` alone.
    replica: State,
}

/// Play has opened on a scenario.
pub fn given(setup: Setup) -> Given {
    unopened(setup).after([(CLOCK, Command::Run(RunCommand::Open))])
}

/// Play has yet to open on a scenario.
pub fn unopened(setup: Setup) -> Given {
    let scenario = Arc::new(Scenario::new(setup));
    Given { state: State::new(Arc::clone(&scenario)), replica: State::new(scenario) }
}

impl Given {
    /// Time has gone on to a moment, and everything due by then has happened.
    ///
    /// # Panics
    /// If nature is asked on the way: a test says how luck fell.
    #[must_use]
    pub fn on(mut self, moment: &str) -> Self {
        let to = at(moment);
        loop {
            assert_eq!(self.state.waiting_draw(), None, "nature waits on the way to {moment}");
            self.step(CLOCK, &Command::Run(RunCommand::AdvanceTo { at: to })).expect("time goes on");
            if self.state.outcome().is_some() || self.state.now() == to && self.state.next_due() > to {
                return self;
            }
        }
    }

    /// These commands were carried out.
    #[must_use]
    pub fn after(mut self, commands: impl IntoIterator<Item = (SeatId, Command)>) -> Self {
        for (seat, command) in commands {
            if let Err(rejection) = self.step(seat, &command) {
                panic!("{} was refused {command:?}: {rejection}", self.state.scenario().seat_key(seat));
            }
        }
        self
    }

    /// Luck fell so.
    #[must_use]
    pub fn settled(self, draw: DrawId, result: i64) -> Self {
        self.after([(NATURE, Command::Chance(ChanceCommand::Settle { draw, result }))])
    }

    /// A seat commands.
    #[must_use]
    pub fn when(mut self, seat: SeatId, command: Command) -> When {
        let outcome = self.step(seat, &command);
        When { given: self, outcome }
    }

    /// Time is asked to go on to a moment; it halts at what falls due before.
    #[must_use]
    pub fn when_time_goes_to(self, moment: &str) -> When {
        self.when(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at(moment) }))
    }

    fn step(&mut self, seat: SeatId, command: &Command) -> Result<Vec<Event>, Rejection> {
        let before = words(&self.state);
        let mut events = Events::default();
        match self.state.step(seat, command, &mut events) {
            Ok(()) => {
                assert_eq!(events.causes()[0], Cause::Command, "{events:?}");
                for (place, cause) in events.causes().iter().enumerate().skip(1) {
                    let is_before = matches!(*cause, Cause::Event(before) if usize::from(before) < place);
                    assert!(is_before, "event {place} is caused by {cause:?} in {events:?}");
                }
                for event in &events {
                    assert!(event.fits(self.state.scenario()), "{event:?} names what is not there");
                    self.replica.apply(event);
                }
                assert_eq!(words(&self.state), words(&self.replica), "a replay of {events:?} differs");
                Ok(events.into_iter().collect())
            }
            Err(rejection) => {
                assert_eq!(events[..], [], "a refused command left events");
                assert_eq!(words(&self.state), before, "a refused command changed the state");
                Err(rejection)
            }
        }
    }
}

/// A command was given.
pub struct When {
    given: Given,
    outcome: Result<Vec<Event>, Rejection>,
}

impl When {
    /// Exactly these events came of it.
    #[track_caller]
    pub fn then(self, events: impl IntoIterator<Item = Event>) -> Given {
        let expected: Vec<Event> = events.into_iter().collect();
        match self.outcome {
            Ok(events) => assert!(events == expected, "\n     got {events:#?}\nexpected {expected:#?}"),
            Err(rejection) => panic!("refused: {rejection}"),
        }
        self.given
    }

    /// It was refused for this reason.
    #[track_caller]
    pub fn refused(self, rejection: Rejection) -> Given {
        assert_eq!(self.outcome, Err(rejection));
        self.given
    }
}
