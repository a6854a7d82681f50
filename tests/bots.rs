//! The family of bots: each plays whole runs, the same each time, by what its seat sees alone.

use crate::common::{root, scenarios};
use divest_core::bot::{BotKind, BotSpec, Setting};
use divest_core::command::{AgreementCommand, TalksCommand};
use divest_core::event::{AgreementEvent, DecreeEvent, TalksEvent};
use divest_core::scenario::Role;
use divest_core::{Event, SeatId};
use divest_engine::record::state_digest;
use divest_engine::{Choices, Game, Occupant, Played, Recorder, Tuned, Unrecorded, Why};
use divest_scenario::Read;
use divest_scenario::bot_words::parse_bot;
use std::convert::Infallible;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

/// Notes every reason, and that a bot asked again, by a view of what its seat saw alone, wants the same.
struct Notes {
    reasons: Vec<(SeatId, String)>,
    offers: usize,
}

impl Recorder for Notes {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, _: &divest_core::State) -> Result<(), Infallible> {
        self.reasons.push((entry.seat, entry.why.to_string()));
        self.offers +=
            entry.events.iter().filter(|event| matches!(event, Event::Talks(TalksEvent::OfferMade { .. }))).count();
        Ok(())
    }
}

/// Plays a run with a bot in every seat that it fits; the digest of its end and the notes.
fn played(read: &Read, spec: BotSpec, seed: u64) -> (u64, Notes) {
    let scenario = &read.scenario;
    let mut game = Game::new(Arc::clone(scenario), seed).expect("no collision");
    seat_everywhere(&mut game, read, spec);
    let mut notes = Notes { reasons: Vec::new(), offers: 0 };
    game.run(&mut notes).expect("runs");
    (state_digest(game.state()), notes)
}

/// Puts a bot into every seat that it fits.
fn seat_everywhere(game: &mut Game, read: &Read, spec: BotSpec) {
    let scenario = &read.scenario;
    let fits = |role| match spec.kind {
        BotKind::StrategicSeller => role == Role::Seller,
        BotKind::StrategicAuthority => role == Role::Authority,
        BotKind::HomeGuard => role == Role::HomeAuthority,
        BotKind::StrategicBidder => role == Role::Bidder,
        _ => matches!(role, Role::Seller | Role::Bidder),
    };
    for seat in scenario.seats() {
        if scenario.party(seat).is_some_and(|party| fits(party.role)) {
            let bot = Box::new(Tuned::for_seat(scenario, seat, spec));
            game.seat_as(seat, bot, divest_core::command::Occupant::Bot, Why::Because(spec.kind.word()));
        }
    }
}

#[test]
fn every_bot_plays_every_scenario_to_its_end_and_the_same_each_time() {
    let scenarios = scenarios();
    for kind in BotKind::ALL {
        let mut offers = 0;
        for (name, read) in &scenarios {
            for seed in [1, 2] {
                let (end, notes) = played(read, BotSpec::of(kind), seed);
                let (again, _) = played(read, BotSpec::of(kind), seed);
                assert_eq!(end, again, "{name}: {kind:?} with seed {seed}");
                offers += notes.offers;
            }
        }
        assert!(offers > 20, "{kind:?}: {offers} offers in all scenarios");
    }
}

/// Looks at every proposal and every acceptance of a bot in the state in which it was made.
struct Proposals {
    name: String,
    before: divest_core::State,
    seen: u64,
    /// Whether all who bargain reason, and so do not repeat themselves.
    reasons: bool,
    /// The last offer by each side of each pair of talks, and how often in a row.
    rows: Vec<(divest_core::id::TalksId, SeatId, divest_core::deal::Deal, u32)>,
}

impl Proposals {
    fn count(&mut self, talks: divest_core::id::TalksId, by: SeatId, deal: divest_core::deal::Deal) {
        let times = match self.rows.iter_mut().find(|(of, seat, ..)| (*of, *seat) == (talks, by)) {
            Some(row) if row.2 == deal => {
                row.3 += 1;
                row.3
            }
            Some(row) => {
                *row = (talks, by, deal, 1);
                1
            }
            None => {
                self.rows.push((talks, by, deal, 1));
                1
            }
        };
        assert!(!self.reasons || times <= 3, "{}: {times} identical offers in a row", self.name);
    }
}

impl Recorder for Proposals {
    type Error = Infallible;

    fn record(&mut self, entry: &Played<'_>, _: &divest_core::State) -> Result<(), Infallible> {
        use divest_core::Command;
        let state = &self.before;
        let theirs = |talks| {
            let is_bidder = state.scenario().talks(talks).bidder == entry.seat;
            if is_bidder { state.table(talks).seller_offer } else { state.table(talks).bidder_offer }
        };
        let proposed = match *entry.command {
            Command::Talks(TalksCommand::MakeOffer { talks, deal })
            | Command::Agreement(AgreementCommand::SpinOff { talks, deal }) => Some((talks, deal)),
            Command::Talks(TalksCommand::AcceptOffer { talks }) => theirs(talks).map(|deal| (talks, deal)),
            _ => None,
        };
        if let Some((talks, deal)) = proposed {
            let who = format!("{}: {} does {:?}", self.name, state.scenario().seat_key(entry.seat), entry.command);
            assert_eq!(state.allows(talks, &deal), Ok(()), "{who}");
            let (worth, walk_away) = (state.worth(entry.seat, talks, &deal), state.walk_away(entry.seat));
            assert!(worth >= walk_away, "{who}: worth {worth:?} of {walk_away:?}");
            self.seen += 1;
        }
        for event in entry.events {
            match *event {
                Event::Talks(TalksEvent::OfferMade { talks, by, deal, .. }) => self.count(talks, by, deal),
                // Then talks begin afresh, and what was said before is gone.
                Event::Decree(DecreeEvent::TrusteeAppointed { .. })
                | Event::Agreement(AgreementEvent::BuyerFailed { .. }) => self.rows.clear(),
                _ => {}
            }
            self.before.apply(event);
        }
        Ok(())
    }
}

// A debug build panics besides where a bot does what the rules refuse.
#[test]
fn what_a_bot_proposes_is_allowed_and_worth_its_own_walk_away() {
    let specs = BotKind::ALL.map(|kind| Some(BotSpec::of(kind))).into_iter().chain([None]);
    for spec in specs {
        let mut seen = 0;
        for (name, read) in scenarios() {
            let mut game = Game::new(Arc::clone(&read.scenario), 0).expect("no collision");
            if let Some(spec) = spec {
                seat_everywhere(&mut game, &read, spec);
            }
            let before = divest_core::State::new(Arc::clone(&read.scenario));
            let reasons = spec.is_none_or(|spec| spec.kind.reasons());
            let mut proposals = Proposals { name: name.clone(), before, seen: 0, reasons, rows: Vec::new() };
            for seed in 1..=if spec.is_some() { 25 } else { 200 } {
                proposals.name = format!("{name} seed {seed} {spec:?}");
                game.restart(seed);
                proposals.before.reset();
                proposals.rows.clear();
                game.run(&mut proposals).expect("runs");
            }
            seen += proposals.seen;
        }
        assert!(seen > 100, "{spec:?} proposed {seen} times");
    }
}

#[test]
fn settings_change_what_a_bot_does() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "first-sale").expect("it ships");
    let digest = |words: &str| played(&read, parse_bot(words).expect("a bot"), 3).0;
    for (one, other) in [
        ("linear", "linear:exponent=0.3"),
        ("boulware", "conceder"),
        ("linear", "linear:curve=exponential,opening=0.1"),
        ("relative", "relative:accept=time,accept-from=0.3"),
        ("resource", "resource:resource=offers"),
        ("hardliner", "random-walker"),
        ("micro", "hybrid"),
    ] {
        assert_ne!(digest(one), digest(other), "{one} and {other} play alike");
    }
}

#[test]
fn a_hardliner_asks_for_its_best_and_never_concedes() {
    for (name, read) in scenarios().into_iter().filter(|(_, read)| read.scenario.setup().sale.conference.is_none()) {
        let (_, notes) = played(&read, BotSpec::of(BotKind::Hardliner), 1);
        // A trustee is played by the scenario's own bot.
        let is_trustee = |seat: &SeatId| read.scenario.party(*seat).is_some_and(|party| party.role == Role::Trustee);
        let asks: Vec<&String> = notes
            .reasons
            .iter()
            .filter(|(seat, _)| !is_trustee(seat))
            .map(|(_, why)| why)
            .filter(|why| why.starts_with("asks for"))
            .collect();
        assert!(notes.offers == 0 || !asks.is_empty(), "{name}");
        assert!(asks.iter().all(|why| why.contains("conceding 0 %")), "{name}: {asks:?}");
    }
}

#[test]
fn micro_offers_no_deal_twice_before_the_other_side_moves() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "first-sale").expect("it ships");
    let (_, notes) = played(&read, BotSpec::of(BotKind::Micro), 1);
    assert!(notes.offers > 4, "{} offers", notes.offers);
}

#[test]
fn strategies_say_why() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "tiktok-2020").expect("it ships");
    for (kind, words) in [
        (BotKind::StrategicSeller, "that the date bites"),
        (BotKind::StrategicBidder, "it enters"),
        (BotKind::StrategicAuthority, "time"),
        (BotKind::HomeGuard, "would buy"),
    ] {
        let said = (1..=6)
            .flat_map(|seed| played(&read, BotSpec::of(kind), seed).1.reasons)
            .any(|(_, why)| why.contains(words));
        assert!(said, "{kind:?} never says `{words}`");
    }
}

#[test]
fn an_office_says_when_it_has_no_more_time_to_give() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "tiktok-2020").expect("it ships");
    let said: Vec<String> = (1..=40)
        .flat_map(|seed| {
            let mut notes = Notes { reasons: Vec::new(), offers: 0 };
            Game::new(Arc::clone(&read.scenario), seed).expect("no collision").run(&mut notes).expect("runs");
            notes.reasons
        })
        .map(|(_, why)| why)
        .filter(|why| why.contains("time") || why.contains("days while"))
        .collect();
    for words in [
        "days while an agreement stands",
        ", all that may still be granted",
        "all the time that may be granted has been",
    ] {
        assert!(said.iter().any(|why| why.contains(words)), "nobody says `{words}`");
    }
}

#[test]
fn who_allows_for_closing_agrees_in_time() {
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "first-sale").expect("it ships");
    let too_late = |allows: bool| {
        let mut file = read.file.clone();
        for party in ["keeper", "hotel", "pilots"] {
            let setting = format!("parties.{party}.bot.allows_for_closing={allows}");
            divest_scenario::apply_set(&mut file, &setting).expect("it can be set");
        }
        let read = divest_scenario::from_file(file, "first-sale").expect("it is a scenario");
        let ends_open = |&seed: &u64| {
            let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
            game.run(&mut Unrecorded).expect("runs");
            game.state().agreement().is_some_and(|agreement| agreement.closing.is_some())
        };
        (1..=60).filter(ends_open).count()
    };
    assert_eq!(too_late(true), 0);
    assert!(too_late(false) > 5, "up to the date itself, {} deals of 60 runs close too late", too_late(false));
}

#[test]
fn a_bot_asked_twice_wants_the_same() {
    // No memory: a fresh bot at the same view wants what the one that played did.
    struct Twice(Vec<(SeatId, BotSpec)>, u64);
    impl Recorder for Twice {
        type Error = Infallible;

        fn record(&mut self, _: &Played<'_>, state: &divest_core::State) -> Result<(), Infallible> {
            if state.outcome().is_some() || state.waiting_draw().is_some() {
                return Ok(());
            }
            for &(seat, spec) in &self.0 {
                let mut bot = Tuned::for_seat(state.scenario(), seat, spec);
                let choices = Choices::new(state, seat);
                let action = bot.act(&state.view(seat), &choices);
                assert_eq!(action, bot.act(&state.view(seat), &choices));
                assert_eq!(action, Tuned::for_seat(state.scenario(), seat, spec).act(&state.view(seat), &choices));
                self.1 += u64::from(action.is_some());
            }
            Ok(())
        }
    }
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "first-sale").expect("it ships");
    for kind in [BotKind::RandomWalker, BotKind::RandomAbsolute, BotKind::Micro, BotKind::Hybrid] {
        let mut spec = BotSpec::of(kind);
        if kind.has(Setting::Model) {
            spec.tuning.set(Setting::Model, 2);
        }
        let bargains = |seat: &SeatId| {
            read.scenario.party(*seat).is_some_and(|party| matches!(party.role, Role::Seller | Role::Bidder))
        };
        let mut twice = Twice(read.scenario.seats().filter(bargains).map(|seat| (seat, spec)).collect(), 0);
        Game::new(Arc::clone(&read.scenario), 1).expect("no collision").run(&mut twice).expect("runs");
        assert!(twice.1 > 5, "{kind:?} wanted nothing");
    }
}

fn divest(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command.output().expect("the program starts")
}

#[test]
fn bots_are_listed_and_chosen_on_the_command_line() {
    let list = String::from_utf8(divest(&["bots"]).stdout).expect("text");
    let json: serde_json::Value =
        serde_json::from_slice(&divest(&["bots", "--format", "json"]).stdout).expect("a JSON list");
    for kind in BotKind::ALL {
        assert!(list.contains(kind.word()), "{list}");
        assert!(json.as_array().is_some_and(|bots| bots.iter().any(|bot| bot["bot"] == kind.word())));
    }
    assert!(list.lines().all(|line| line.chars().count() <= 80), "{list}");
    let sale = "scenarios/first-sale.toml";
    assert!(divest(&["run", sale, "--seat", "hotel=micro", "--seat", "keeper=relative:lag=1"]).status.success());
    for (seat, why) in [
        ("hotel=mikro", "did you mean `micro`?"),
        ("hotel=linear:exponent=0", "from 0.001 to 100"),
        ("hotel=strategic-seller", "cannot play `hotel`"),
    ] {
        let output = divest(&["run", sale, "--seat", seat]);
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(output.status.code(), Some(2), "{seat}");
        assert!(said.contains(why), "{said}");
    }
}

#[test]
fn a_scenario_chooses_and_sets_its_bots() {
    let text = std::fs::read_to_string(root().join("scenarios/first-sale.toml")).expect("it ships");
    let own = "bot = { exponent = 0.6, allows_for_closing = true }";
    assert!(text.contains(own), "the keeper's bot is set in other words now");
    let with = |lines: &str| divest_scenario::read(&text.replace(own, lines), "sale");
    let read = with("bot.kind = \"relative\"\nbot.lag = 2\nbot.accept = \"combi\"").expect("a scenario");
    let again = divest_scenario::from_canonical(&read.canonical, "sale").expect("its canonical text");
    assert_eq!(again.scenario.setup(), read.scenario.setup());
    assert!(read.canonical.contains("\"lag\":2"), "{}", read.canonical);
    // A bot that is known for an exponent has it unless the file says otherwise.
    assert!(with("bot.kind = \"boulware\"").expect("a scenario").canonical.contains("\"exponent\":0.2"));
    for (lines, why) in [
        ("bot.lag = 2", "no such setting"),
        ("bot.kind = \"relative\"\nbot.lag = 0", "out of range"),
        ("bot.kind = \"bulware\"", "boulware"),
    ] {
        let faults = with(lines).expect_err("a fault");
        assert!(faults.iter().any(|fault| format!("{fault:?}").contains(why)), "{faults:?}");
    }
}

#[test]
fn a_tournament_is_the_same_for_any_number_of_threads() {
    let play = |threads: &str, format: &str| {
        let bots = "standard,boulware,conceder,micro";
        let sale = "scenarios/first-sale.toml";
        let output =
            divest(&["tournament", sale, "--bots", bots, "--seeds", "1..12", "--threads", threads, "--format", format]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    };
    for format in ["text", "json", "csv"] {
        assert_eq!(play("1", format), play("3", format));
    }
    let table: serde_json::Value = serde_json::from_str(&play("2", "json")).expect("one object");
    assert_eq!(table["pairings"].as_array().map(Vec::len), Some(16));
    assert_eq!(table["bots"][0]["games"], 96, "as seller and as bidder against each of four, twelve seeds");
    assert!(table["bots"].as_array().is_some_and(|bots| bots.iter().any(|bot| bot["nash_distance"].is_object())));
    for (args, why) in [
        (["--bots", "standard,nobody"], "no bot is called `nobody`"),
        (["--seats", "hotel,keeper"], "is no seller"),
        (["--seeds", "9..1"], "first and the last seed"),
    ] {
        let mut all = vec!["tournament", "scenarios/first-sale.toml"];
        if args[0] != "--bots" {
            all.extend(["--bots", "standard"]);
        }
        all.extend(args);
        let output = divest(&all);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8_lossy(&output.stderr).contains(why), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
