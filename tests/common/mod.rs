//! What several files of tests share: the shipped scenarios, and reproducible dice.

pub mod shell;

use divest_core::Scenario;
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::deal::{Deal, ISSUES_MAX};
use divest_core::id::{ChanceId, DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SlotId, SuitId, TalksId};
use divest_core::units::Instant;
use divest_core::{Cause, Event, Events, State};
use divest_engine::record::{header, scenario_frame};
use divest_engine::replay::{Until, replay};
use divest_engine::{Game, LogRecorder, Others, Script, ScriptLine};
use divest_log::{Durability, Entry, LogWriter, Memory};
use divest_report::Happening;
use divest_scenario::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The top of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a file is a script of what happened rather than a scenario.
pub fn is_script(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".history.toml")
}

/// The shipped scenarios by name.
pub fn scenarios() -> Vec<(String, Read)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(root().join("scenarios")).expect("the scenarios are there") {
        let path = entry.expect("a folder can be read").path();
        if path.extension().is_some_and(|e| e == "toml") && !is_script(&path) {
            let name = path.file_stem().expect("a file has a name").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).expect("a scenario is text");
            let read = divest_scenario::read(&text, &name).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
            found.push((name, read));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!found.is_empty(), "no scenario ships");
    found
}

/// The shipped auction in other forms, so that each is held to the laws.
pub fn auctions() -> Vec<(String, Read)> {
    let text = std::fs::read_to_string(root().join("scenarios/brewery.toml")).expect("the brewery is there");
    let (head, rest) = text.split_once("[sale.auction]\n").expect("it has an auction");
    let (_, tail) = rest.split_once("\n\n").expect("a table ends");
    let form = |(name, rules): (&str, &str)| {
        let text = format!("{head}[sale.auction]\nissue = \"price\"\n{rules}\n\n{tail}");
        let read = divest_scenario::read(&text, name).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        (name.to_owned(), read)
    };
    [
        ("second", "format = \"sealed-second-price\"\nreserve = 60\nsecret = true\nopens = 2033-03-15"),
        ("english", "format = \"english\"\nreserve = 60\nstep = 2\nround = \"4h\""),
        ("outcry", "format = \"english\"\nreserve = 70\nsecret = true\nactivity = false\nrounds = 30\nround = \"2bd\""),
        (
            "ring",
            "format = \"english\"\nstep = 2\nround = \"1d\"\nmergers = \"with-leave\"\n[[sale.mergers]]\n\
             bidder = \"lagerhaus\"\ninto = \"fjord\"\nbrings = { uniform = [0, 80] }\nshare = 0.25",
        ),
        ("dutch", "format = \"dutch\"\nreserve = { uniform = [50, 80] }\nsecret = true\nstart = 110\nstep = 5\nround = \"1d\""),
    ]
    .map(form)
    .into()
}

/// The entries of a run, with the state at its end.
pub fn played(read: &Read, seed: u64, script: Option<Script>) -> (Vec<Entry>, State) {
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, read.scenario.setup().opens.0);
    let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd).expect("a log in memory");
    let mut recorder = LogRecorder::new(writer);
    let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
    if let Some(script) = script {
        game.follow(script);
    }
    game.run(&mut recorder).unwrap_or_else(|halt| panic!("seed {seed}: {halt}"));
    game.finish_script().expect("the whole script is played");
    let bytes = recorder.finish().expect("memory does not fail").storage.bytes;
    let log = divest_log::open(&bytes).expect("opens");
    let mut entries = Vec::new();
    let state = replay(&read.scenario, &log, Until::End, |entry, _| entries.push(entry.clone())).expect("replays");
    (entries, state)
}

/// Entries as the reports want them.
pub fn happenings(entries: &[Entry]) -> Vec<Happening<'_>> {
    fn happening(entry: &Entry) -> Happening<'_> {
        let Entry { number, at, seat, command, reason, events, .. } = entry;
        Happening { number: *number, counted: *number, at: *at, seat: *seat, command, reason, events }
    }
    entries.iter().map(happening).collect()
}

/// A script as the game takes it.
pub fn for_game(script: &divest_scenario::Script) -> Script {
    let line = |line: &divest_scenario::ScriptLine| ScriptLine { at: line.at, seat: line.seat, command: line.command };
    let others = match script.others {
        divest_scenario::Others::Silent => Others::Silent,
        divest_scenario::Others::Bots => Others::Bots,
    };
    Script { given: script.given.clone(), lines: script.lines.iter().map(line).collect(), others }
}

/// Holds a text against the snapshot with its name.
pub fn snapshot(folder: &str, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots").join(folder));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// Dice that always fall alike: SplitMix64.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }

    pub fn pick<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len() as u64) as usize]
    }

    /// A place in a table, now and then just past its end.
    fn place(&mut self, len: usize) -> u8 {
        self.below(len as u64 + 1) as u8
    }
}

pub fn random_deal(scenario: &Scenario, dice: &mut Dice) -> Deal {
    let mut deal = Deal::FIRST;
    for (index, issue) in scenario.setup().sale.issues.iter().enumerate() {
        deal.0[index] = dice.below(issue.option_count() as u64) as u16;
    }
    deal
}

/// Any command at all, sensible or not.
pub fn random_command(scenario: &Scenario, dice: &mut Dice) -> Command {
    let setup = scenario.setup();
    let decree = DecreeId(dice.place(setup.decrees.len()));
    let talks = TalksId(dice.place(setup.sale.talks.len()));
    let review = ReviewId(dice.place(setup.sale.reviews.len()));
    let suit = SuitId(dice.place(setup.suits.len()));
    let motion = MotionId(dice.place(setup.motions.len()));
    let signal = SignalId(dice.place(setup.signals.len()));
    let chance = ChanceId(dice.place(setup.chances.len()));
    let slot = SlotId(dice.place(setup.slots.len()));
    let seat = SeatId(dice.place(scenario.seat_count()));
    let objection = (dice.below(2) == 0).then(|| IssueId(dice.place(setup.sale.issues.len())));
    let mut deal = random_deal(scenario, dice);
    if dice.below(10) == 0 {
        deal.0[dice.below(ISSUES_MAX as u64) as usize] = u16::MAX;
    }
    let draws = [
        DrawId::Value(slot),
        DrawId::Chance(chance),
        DrawId::Ruling(motion),
        DrawId::Appeal(motion),
        DrawId::Deadline(decree),
    ];
    let draw = *dice.pick(&draws);
    let at = Instant(setup.opens.0 + dice.below(400 * 86_400) as i64);
    let days = dice.below(40) as u16;
    let result = dice.below(4) as i64;
    let commands = [
        Command::Run(RunCommand::SeatOccupant { seat, occupant: Occupant::Bot }),
        Command::Run(RunCommand::Open),
        Command::Run(RunCommand::AdvanceTo { at }),
        Command::Chance(ChanceCommand::Draw { draw, raw: 1 }),
        Command::Chance(ChanceCommand::Settle { draw, result }),
        Command::Decree(DecreeCommand::Issue { decree }),
        Command::Decree(DecreeCommand::ExtendDeadline { decree, days }),
        Command::Decree(DecreeCommand::DenyExtension { decree }),
        Command::Decree(DecreeCommand::Revoke { decree }),
        Command::Decree(DecreeCommand::Enforce { decree }),
        Command::Review(ReviewCommand::Approve { talks: objection.is_some().then_some(talks), review }),
        Command::Review(ReviewCommand::Block { talks: objection.is_none().then_some(talks), review, objection }),
        Command::Talks(TalksCommand::Open { talks }),
        Command::Talks(TalksCommand::MakeOffer { talks, deal }),
        Command::Talks(TalksCommand::AcceptOffer { talks }),
        Command::Talks(TalksCommand::End { talks }),
        Command::Consortium(ConsortiumCommand::Join { talks }),
        Command::Consortium(ConsortiumCommand::Leave { talks }),
        Command::Agreement(AgreementCommand::Sign { talks: None }),
        Command::Agreement(AgreementCommand::Drop { talks: None }),
        Command::Agreement(AgreementCommand::Sign { talks: Some(talks) }),
        Command::Agreement(AgreementCommand::Drop { talks: Some(talks) }),
        Command::Agreement(AgreementCommand::RefuseToSign { talks, objection }),
        Command::Decree(DecreeCommand::RequestExtension { decree }),
        Command::Court(CourtCommand::FileSuit { suit }),
        Command::Court(CourtCommand::WithdrawSuit { suit }),
        Command::Court(CourtCommand::FileMotion { motion }),
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Granted }),
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }),
        Command::Court(CourtCommand::FileAppeal { motion }),
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }),
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Reversed }),
        Command::World(WorldCommand::Say { signal }),
        Command::Conference(ConferenceCommand::TableText { deal }),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::No }),
        Command::Decree(DecreeCommand::SuspendEnforcement { decree, days }),
        Command::Agreement(AgreementCommand::SpinOff { talks, deal }),
        Command::Auction(AuctionCommand::Open),
        Command::Auction(AuctionCommand::Bid { option: dice.below(100) as u16 }),
        Command::Auction(AuctionCommand::Pass),
        Command::Consortium(ConsortiumCommand::Invite { backer: seat }),
        Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }),
        Command::Consortium(ConsortiumCommand::ProposeMerger { into: talks }),
        Command::Consortium(ConsortiumCommand::AcceptMerger { talks }),
        Command::Consortium(ConsortiumCommand::DeclineMerger { talks }),
    ];
    *dice.pick(&commands)
}

/// Some of the events; the cause of each is the nearest one kept.
pub fn kept(events: &Events, is_kept: impl Fn(&Event) -> bool) -> Events {
    let mut some = Events::default();
    let mut places: Vec<Cause> = Vec::new();
    for (event, cause) in events.with_causes() {
        let cause = match cause {
            Cause::Event(place) => places[usize::from(place)],
            Cause::Command => Cause::Command,
        };
        if is_kept(event) {
            places.push(Cause::Event(u16::try_from(some.len()).expect("few events")));
            some.push(*event, cause);
        } else {
            places.push(cause);
        }
    }
    some
}
