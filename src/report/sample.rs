//! A small scenario with one of everything, and runs of it played by hand, for tests.

use crate::date::parse;
use crate::happening::{Happening, Run};
use divest_core::chance::Distribution;
use divest_core::command::Occupant;
use divest_core::command::{
    AgreementCommand, ChanceCommand, ConsortiumCommand, CourtCommand, DecreeCommand, ReviewCommand, RunCommand,
    TalksCommand, WorldCommand,
};
use divest_core::deal::{Choice, Deal, Issue, IssueScore, NamedOption, SheetSpec, Terms};
use divest_core::effect::{Consequence, Trigger};
use divest_core::id::{DecreeId, GaugeId, IssueId, MotionId, SeatSet, SignalId, SlotId, SuitId, TalksId};
use divest_core::scenario::*;
use divest_core::units::SpanUnit;
use divest_core::{Command, Events, Instant, SeatId, State};
use std::sync::Arc;

pub const SELLER: SeatId = SeatId(2);
pub const TARGET: SeatId = SeatId(3);
pub const MICROSOFT: SeatId = SeatId(4);
pub const ORACLE: SeatId = SeatId(5);
pub const WALMART: SeatId = SeatId(6);
pub const HOUSE: SeatId = SeatId(7);
pub const CFIUS: SeatId = SeatId(8);
pub const COURT: SeatId = SeatId(9);
pub const CIRCUIT: SeatId = SeatId(10);
pub const TRUSTEE: SeatId = SeatId(11);

pub const ORDER: DecreeId = DecreeId(0);
pub const BAN: DecreeId = DecreeId(1);
pub const RULES: DecreeId = DecreeId(2);

fn day(text: &str) -> i64 {
    parse(text).expect("a date").day()
}

const fn fixed(number: i64) -> Quantity {
    Quantity::Fixed(number)
}

fn probability(index: u8, ppm: i64) -> Probability {
    Probability { index, base_ppm: fixed(ppm), sways: Vec::new() }
}

fn party(key: &str, name: &str, role: Role, sheet: Option<SheetSpec>, walk_away: Quantity) -> Party {
    let conduct = Conduct {
        kind: if role == Role::Court { ConductKind::Silent } else { ConductKind::Standard },
        exponent_milli: fixed(400),
        opening_ppm: fixed(0),
        temperature: fixed(0),
        patience_days: fixed(120),
        allows_for_closing: false,
        sues_only_without_agreement: fixed(0),
    };
    let brief = format!("What only {name} is told.");
    Party {
        key: key.into(),
        name: name.into(),
        role,
        brief,
        sheet,
        together: Vec::new(),
        walk_away,
        if_enforced: None,
        sways: Vec::new(),
        conduct,
    }
}

fn sheet(price: [i64; 2], algorithm: [i64; 3]) -> Option<SheetSpec> {
    let knots = vec![(10_000, fixed(price[0])), (60_000, fixed(price[1]))];
    let options = algorithm.map(fixed).to_vec();
    Some(SheetSpec(vec![IssueScore::Knots(knots), IssueScore::PerOption(options)]))
}

fn parties() -> Vec<Party> {
    let mut seller =
        party("bytedance", "ByteDance", Role::Seller, sheet([0, 60], [0, 25, 40]), Quantity::Drawn(SlotId(0)));
    seller.sways = vec![Sway { gauge: GaugeId(0), per_point: fixed(200) }];
    vec![
        seller,
        party("tiktok", "TikTok", Role::Target, None, fixed(0)),
        party("microsoft", "Microsoft", Role::Bidder, sheet([70, 0], [30, 20, 0]), fixed(35)),
        party("oracle", "Oracle", Role::Bidder, sheet([60, 0], [40, 35, 30]), fixed(30)),
        party("walmart", "Walmart", Role::Backer, sheet([50, 0], [0, 0, 0]), fixed(10)),
        party("white-house", "White House", Role::Authority, None, fixed(0)),
        party("cfius", "CFIUS", Role::Authority, sheet([0, 0], [100, 60, 10]), fixed(50)),
        party("ddc", "D.D.C.", Role::Court, None, fixed(0)),
        party("dcc", "D.C. Circuit", Role::Court, None, fixed(0)),
        party("trustee", "Trustee", Role::Trustee, None, fixed(0)),
    ]
}

fn sale() -> Sale {
    let option = |key: &str, name: &str| NamedOption { key: key.into(), name: name.into() };
    let price = Choice::Range { from: 5_000, step: 500, count: 111, unit: "USD million".into() };
    let algorithm = vec![option("sold", "sold"), option("licensed", "licensed"), option("kept", "kept by ByteDance")];
    let talks = |key: &str, bidder: SeatId, enters: &str| TalksSpec {
        key: key.into(),
        bidder,
        seller: None,
        enters_day: fixed(day(enters)),
        real: fixed(1),
        since_day: fixed(day(enters)),
        pace_days: fixed(3),
        terms: Terms::default(),
        estate: None,
    };
    Sale {
        asset: "TikTok's US business".into(),
        seller: SELLER,
        issues: vec![
            Issue { key: "price".into(), name: "Price".into(), choice: price },
            Issue { key: "algorithm".into(), name: "Algorithm".into(), choice: Choice::Options(algorithm) },
        ],
        talks: vec![talks("microsoft", MICROSOFT, "2020-08-02"), talks("oracle", ORACLE, "2020-08-17")],
        lots: None,
        backings: vec![Backing {
            backer: WALMART,
            talks: TalksId(1),
            invited: false,
            joins_day: fixed(day("2020-09-13")),
            real: Quantity::Drawn(SlotId(1)),
        }],
        mergers: Vec::new(),
        cosigners: vec![TARGET],
        cosigners_min: 1,
        vetoes: Vec::new(),
        conference: None,
        auction: None,
        auction_lots: vec![],
        reviews: vec![Review {
            key: "cfius".into(),
            authority: CFIUS,
            seller: None,
            needed_for: Terms::default(),
            days: fixed(20),
            silence: Silence::Waits,
        }],
        closing_days: fixed(10),
    }
}

fn decrees() -> Vec<Decree> {
    let trustee = StepKind::AppointTrustee { trustee: TRUSTEE, days: fixed(60), then: TrusteeEnd::Lapse };
    let step = |kind, index, ppm| Step { kind, probability: probability(index, ppm) };
    let order = Decree {
        key: "order".into(),
        title: "Order of 14 August 2020".into(),
        issuer: HOUSE,
        kind: DecreeKind::DemandsSale,
        issue_day: Some(fixed(day("2020-08-14"))),
        implements: None,
        deadline: Some(DeadlineSpec::After { count: fixed(90), unit: SpanUnit::Days }),
        warning_days: fixed(14),
        extension: Some(Extension {
            authority: CFIUS,
            days_max: fixed(30),
            when_agreed: fixed(15),
            when_talking: fixed(7),
            when_idle: fixed(0),
            once: false,
            needs: None,
        }),
        at_deadline: vec![step(StepKind::Enforce, 0, 100_000), step(trustee, 1, 400_000), step(StepKind::Lapse, 2, 0)],
        suspension: None,
        satisfied_by: Some(Terms::default()),
        satisfied_at: Stage::Closed,
    };
    let ban = Decree {
        key: "eo".into(),
        title: "Executive Order 13942".into(),
        kind: DecreeKind::Prohibits,
        issue_day: Some(fixed(day("2020-07-30"))),
        deadline: None,
        warning_days: fixed(0),
        extension: None,
        at_deadline: Vec::new(),
        ..order.clone()
    };
    let rules = Decree {
        key: "rules".into(),
        title: "Rules on app stores".into(),
        issue_day: Some(fixed(day("2020-09-18"))),
        implements: Some(BAN),
        deadline: Some(DeadlineSpec::On(fixed(day("2020-09-27")))),
        at_deadline: vec![step(StepKind::TakeForce, 3, 1_000_000)],
        ..ban.clone()
    };
    vec![order, ban, rules]
}

fn signals() -> Vec<Signal> {
    let signal = |key: &str, text: &str, author, kind, by| Signal {
        key: key.into(),
        text: text.into(),
        author,
        kind,
        on_day: None,
        real: fixed(1),
        credibility_ppm: fixed(1_000_000),
        moves: vec![(GaugeId(0), fixed(by))],
    };
    vec![
        signal("site", "TikTok opens an information site against rumours", TARGET, SignalKind::Statement, 5),
        signal("talks-stall", "the talks are said to be near collapse", SELLER, SignalKind::Leak, -10),
        signal("cloud", "a contract for cloud services", ORACLE, SignalKind::Announcement, 1),
    ]
}

fn outcomes() -> Vec<Outcome> {
    let outcome = |key: &str, title: &str, when, ends, historical| Outcome {
        key: key.into(),
        title: title.into(),
        when,
        ends,
        historical,
    };
    let sold = Condition { sold: Some(true), ..Condition::default() };
    let lapsed =
        Condition { decrees: vec![(ORDER, vec![divest_core::decree::Status::Lapsed])], ..Condition::default() };
    vec![
        outcome("sold", "Sold in time", sold, true, false),
        outcome("lapsed", "The date went by", lapsed, false, true),
        outcome("nothing", "Nothing happened", Condition::default(), false, false),
    ]
}

/// The scenario with one of everything.
pub fn setup() -> Setup {
    let result = |key: &str, text: &str, index, ppm, then| ChanceResult {
        key: key.into(),
        text: text.into(),
        probability: probability(index, ppm),
        then,
    };
    let slot = |key: &str, distribution, audience| Slot { key: key.into(), distribution, audience };
    Setup {
        key: "sample".into(),
        title: "A forced sale, small".into(),
        brief:
            "The White House wants TikTok's US business sold. ByteDance would rather keep it, and a court may yet say \
                that it can."
                .into(),
        currency: "USD million".into(),
        opens: Instant::start_of_day(day("2020-08-01")),
        closes: Instant::start_of_day(day("2021-07-31")).end_of_day(),
        slots: vec![
            slot("parties.bytedance.walk_away", Distribution::Uniform { low: 50, high: 60 }, SeatSet::only(SELLER)),
            slot("sale.backings.0.real", Distribution::Weighted(vec![(1, 9), (0, 1)]), SeatSet::only(WALMART)),
        ],
        parties: parties(),
        sale: sale(),
        decrees: decrees(),
        suits: vec![Suit {
            key: "ddc".into(),
            title: "TikTok v. Trump (D.D.C.)".into(),
            plaintiff: TARGET,
            court: COURT,
            files_days: fixed(3),
            real: fixed(1),
        }],
        motions: vec![Motion {
            key: "store".into(),
            title: "preliminary injunction against the store ban".into(),
            suit: SuitId(0),
            against: vec![RULES],
            relief: Relief::Injunction,
            files_days: fixed(2),
            hearing_days: fixed(4),
            granted: probability(4, 710_000),
            appeal: Some(Appeal {
                court: CIRCUIT,
                real: fixed(1),
                hearing_days: fixed(120),
                reversed: probability(5, 200_000),
            }),
        }],
        signals: signals(),
        gauges: vec![Gauge { key: "tension".into(), name: "Trade tension".into(), min: 0, max: 100, start: fixed(50) }],
        chances: vec![Chance {
            key: "election".into(),
            title: "Presidential election".into(),
            day: fixed(10),
            trigger: Some(Trigger::MotionGranted(MotionId(0))),
            results: vec![
                result("change", "a new president", 6, 500_000, vec![Consequence::MoveProbability(2, fixed(300_000))]),
                result("same", "the president stays", 7, 0, Vec::new()),
            ],
        }],
        effects: vec![Effect {
            trigger: Trigger::DecreeIssued(ORDER),
            then: vec![
                Consequence::MoveGauge(GaugeId(0), fixed(20)),
                Consequence::MoveWalkAway(SELLER, fixed(-3)),
                Consequence::MoveWalkAway(ORACLE, fixed(2)),
            ],
        }],
        outcomes: outcomes(),
        probability_count: 8,
    }
}

/// A deal of the sample.
pub fn deal(price: i64, algorithm: u16) -> Deal {
    let setup = setup();
    let option = setup.sale.issues[0].option_for_value(price).expect("a price on the range");
    Deal::FIRST.with(IssueId(0), option).with(IssueId(1), algorithm)
}

/// An entry that owns what a happening borrows.
pub struct Record {
    pub at: Instant,
    pub seat: SeatId,
    pub command: Command,
    pub reason: String,
    pub events: Events,
}

/// A run in the making.
pub struct Play {
    pub state: State,
    pub records: Vec<Record>,
}

impl Play {
    /// A run of the sample, open, with one seat taken by a person and every number drawn from the middle.
    pub fn open() -> Self {
        Self::open_of(setup())
    }

    /// The same of a setup that a test has changed.
    pub fn open_of(setup: Setup) -> Self {
        let mut play = Self { state: State::new(Arc::new(Scenario::new(setup))), records: Vec::new() };
        play.does(SeatId::CLOCK, Command::Run(RunCommand::SeatOccupant { seat: SELLER, occupant: Occupant::Person }));
        while let Some(draw) = play.state.waiting_draw() {
            play.does(SeatId::NATURE, Command::Chance(ChanceCommand::Draw { draw, raw: 1 << 63 }));
        }
        play.does(SeatId::CLOCK, Command::Run(RunCommand::Open));
        play
    }

    pub fn does(&mut self, seat: SeatId, command: Command) {
        let mut events = Events::default();
        let result = self.state.step(seat, &command, &mut events);
        assert_eq!(result, Ok(()), "{command:?}");
        let reason = if matches!(command, Command::Talks(TalksCommand::MakeOffer { .. })) { "it is early" } else { "" };
        self.records.push(Record { at: self.state.now(), seat, command, reason: reason.into(), events });
    }

    /// Time goes on to noon of a day; nature settles what falls due with `raw`.
    pub fn until(&mut self, text: &str, raw: u64) {
        let at = parse(text).expect("a date").at_hour(12);
        while self.state.outcome().is_none() && self.state.now() < at {
            self.does(SeatId::CLOCK, Command::Run(RunCommand::AdvanceTo { at }));
            while let Some(draw) = self.state.waiting_draw() {
                self.does(SeatId::NATURE, Command::Chance(ChanceCommand::Draw { draw, raw }));
            }
        }
    }

    pub fn happenings(&self) -> Vec<Happening<'_>> {
        let happening = |(index, record): (usize, &'_ Record)| Happening {
            number: index as u64 + 1,
            counted: index as u64 + 1,
            at: record.at,
            seat: record.seat,
            // The borrow is the record's, not the closure's.
            command: &self.records[index].command,
            reason: &self.records[index].reason,
            events: &self.records[index].events,
        };
        self.records.iter().enumerate().map(happening).collect()
    }

    pub fn run<'a>(&'a self, happenings: &'a [Happening<'a>]) -> Run<'a> {
        Run { state: &self.state, happenings, seed: 7.into(), repeat: "divest run scenarios/sample.toml --seed 7" }
    }
}

/// A run that ends in a sale: a leak, offers, an agreement that is blocked, another that closes.
pub fn sold() -> Play {
    let mut play = Play::open();
    let (first, second) = (TalksId(0), TalksId(1));
    play.until("2020-08-03", 0);
    play.does(MICROSOFT, Command::Talks(TalksCommand::Open { talks: first }));
    play.does(MICROSOFT, Command::Talks(TalksCommand::MakeOffer { talks: first, deal: deal(20_000, 0) }));
    play.does(TARGET, Command::World(WorldCommand::Say { signal: SignalId(0) }));
    play.until("2020-08-06", 0);
    play.does(SELLER, Command::Talks(TalksCommand::MakeOffer { talks: first, deal: deal(50_000, 2) }));
    play.does(SELLER, Command::World(WorldCommand::Say { signal: SignalId(1) }));
    play.until("2020-08-09", 0);
    play.does(MICROSOFT, Command::Talks(TalksCommand::MakeOffer { talks: first, deal: deal(27_500, 1) }));
    play.until("2020-08-14", 0);
    play.does(HOUSE, Command::Decree(DecreeCommand::Issue { decree: ORDER }));
    play.until("2020-08-18", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks: second }));
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks: second, deal: deal(30_000, 2) }));
    play.does(ORACLE, Command::World(WorldCommand::Say { signal: SignalId(2) }));
    play.does(WALMART, Command::Consortium(ConsortiumCommand::Join { talks: second }));
    play.does(SELLER, Command::Talks(TalksCommand::End { talks: first }));
    play.does(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: second }));
    play.until("2020-09-08", 0);
    let (review, objection) = (divest_core::id::ReviewId(0), Some(IssueId(1)));
    play.does(CFIUS, Command::Review(ReviewCommand::Block { review, talks: None, objection }));
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks: second, deal: deal(38_000, 1) }));
    play.does(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: second }));
    for seat in [SELLER, ORACLE, WALMART, TARGET] {
        play.does(seat, Command::Agreement(AgreementCommand::Sign { talks: None }));
    }
    play.does(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: ORDER }));
    play.does(CFIUS, Command::Decree(DecreeCommand::ExtendDeadline { decree: ORDER, days: 15 }));
    play.until("2020-09-29", 0);
    play.does(CFIUS, Command::Review(ReviewCommand::Approve { review, talks: None }));
    play.until("2021-07-31", 0);
    play
}

/// A run in which a trustee is appointed and fails.
pub fn entrusted() -> Play {
    let mut play = Play::open();
    play.until("2020-08-14", 0);
    play.does(HOUSE, Command::Decree(DecreeCommand::Issue { decree: ORDER }));
    play.until("2020-08-18", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks: TalksId(1) }));
    play.until("2021-08-01", u64::MAX / 10 * 3);
    play
}

/// A run in which courts decide and nobody buys.
pub fn lapsed() -> Play {
    let mut play = Play::open();
    let (talks, motion, suit) = (TalksId(0), MotionId(0), SuitId(0));
    play.until("2020-08-03", 0);
    play.does(MICROSOFT, Command::Talks(TalksCommand::Open { talks }));
    play.does(MICROSOFT, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(20_000, 1) }));
    play.until("2020-08-14", 0);
    play.does(HOUSE, Command::Decree(DecreeCommand::Issue { decree: ORDER }));
    play.until("2020-09-18", 0);
    play.does(HOUSE, Command::Decree(DecreeCommand::Issue { decree: RULES }));
    play.does(TARGET, Command::Court(CourtCommand::FileSuit { suit }));
    play.does(TARGET, Command::Court(CourtCommand::FileMotion { motion }));
    play.until("2020-09-23", 0);
    play.does(HOUSE, Command::Court(CourtCommand::FileAppeal { motion }));
    play.until("2021-01-30", u64::MAX);
    play.does(MICROSOFT, Command::Talks(TalksCommand::End { talks }));
    play.does(HOUSE, Command::Decree(DecreeCommand::Revoke { decree: BAN }));
    play.until("2021-08-01", 0);
    play
}
