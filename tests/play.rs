//! `divest play` as people meet it: what is typed goes in through a pipe, what they read comes out.

use crate::common::{Dice, scenarios};
use divest_core::command::Occupant as Kind;
use divest_core::{SeatId, State};
use divest_engine::{Game, Outside, Played as Entry, Recorder, Step};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

/// A folder of its own for a test, with the first scenario in it.
struct Room(PathBuf);

impl Room {
    fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("play-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder can be made");
        let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/first-sale.toml");
        fs::copy(scenario, folder.join("first-sale.toml")).expect("the scenario can be copied");
        Self(folder)
    }

    fn play(&self, arguments: &str, typed: &[&str]) -> Played {
        let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
        command.arg("play").args(arguments.split_whitespace()).current_dir(&self.0);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("divest starts");
        let mut text: String = typed.join("\n");
        if !typed.is_empty() {
            text.push('\n');
        }
        // A command that fails at the start reads nothing.
        let _ = child.stdin.take().expect("stdin is a pipe").write_all(text.as_bytes());
        let output = child.wait_with_output().expect("divest ends");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("divest writes UTF-8");
        Played { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    fn bytes(&self, name: &str) -> Vec<u8> {
        fs::read(self.0.join(name)).expect("the log is there")
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.0);
        }
    }
}

/// What came of a command.
struct Played {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Played {
    fn transcript(&self) -> String {
        let mut text = self.out.clone();
        if !self.err.is_empty() {
            let _ = write!(text, "\n[stderr]\n{}", self.err);
        }
        let _ =
            writeln!(text, "\n[exit code {}]", self.code.map_or_else(|| "none".to_owned(), |code| code.to_string()));
        assert!(text.lines().all(|line| line.chars().count() <= 100), "a line is too long:\n{text}");
        text
    }
}

fn assert_snapshot(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("snapshots/play"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}

/// A buyer that bargains to a deal.
const BARGAIN: [&str; 30] = [
    "open-talks",
    "offer price=100 lamp=dark tenancy=none",
    "",
    "wait",
    "offer tenancy=five-years price=140",
    "",
    "offers",
    "score price=250",
    "offer lamp=museum price=160",
    "",
    "legal",
    "2",
    "offer tenancy=for-life",
    "",
    "offer price=180",
    "",
    "wait 2031-04-08",
    "offer price=200",
    "",
    "know",
    "offer price=220 lamp=museum",
    "",
    "",
    "accept",
    "sign",
    "",
    "",
    "wait 2031-05-20",
    "",
    "",
];

#[test]
fn a_buyer_bargains_to_a_deal() {
    let room = Room::new("bargain");
    let played = room.play("first-sale.toml --seat hotel --seed 4 --log game.divest", &BARGAIN);
    assert_snapshot("a-buyer-bargains", &played.transcript());
}

#[test]
fn a_seller_says_what_it_can_say() {
    let room = Room::new("seller");
    let typed = [
        "help",
        "brief",
        "",
        "",
        "",
        "legal",
        "score",
        "score hotel price=400",
        "",
        "",
        "",
        "",
        "accept",
        "sign",
        "",
        "",
        "",
        "",
    ];
    let played = room.play("first-sale.toml --seat keeper --seed 3", &typed);
    assert_snapshot("a-seller", &played.transcript());
}

#[test]
fn an_office_extends_and_two_people_pass_the_keyboard() {
    let room = Room::new("two");
    let typed = ["open-talks", "offer price=100 lamp=dark tenancy=none", "", "legal", "", "", "", "", "quit"];
    let played = room.play("first-sale.toml --seat harbour --seat hotel", &typed);
    assert_snapshot("two-people", &played.transcript());
}

#[test]
fn wrong_lines_are_explained_and_lose_nothing() {
    let room = Room::new("wrong");
    let typed = [
        "halp",
        "ofer price=100",
        "offer",
        "offer price=100",
        "open-talks",
        "offer price=155 lamp=dark tenancy=none",
        "offer price=9000 lamp=dark tenancy=none",
        "offer price=cheap lamp=dark tenancy=none",
        "offer price=100 lamp=blue tenancy=none",
        "offer price=100 price=110 lamp=dark tenancy=none",
        "offer price=100 lamp=dark tenancy=none roof=red",
        "offer keeper price=100",
        "accept",
        "sign",
        "issue order",
        "settle deadline order enforce",
        "score price=100",
        "score",
        "know all",
        "7",
        "7",
        "0",
        "wait soon",
        "wait 2031-02-01",
        "wait 2031-12-01",
        "\u{1b}[2Jx",
        "hlep",
        "offer price 110 lamp=dark tenancy=none",
        "Offer Price = 110 , LAMP=dark, tenancy= none",
        "wait 2d",
        "quit",
    ];
    let played = room.play("first-sale.toml --seat hotel", &typed);
    assert_snapshot("wrong-lines", &played.transcript());
}

#[test]
fn wrong_arguments_are_explained() {
    let room = Room::new("arguments");
    let mut text = String::new();
    for arguments in [
        "first-sale.toml",
        "first-sale.toml --seat hotle",
        "first-sale.toml --seat clock",
        "first-sale.toml --seat nature",
        "first-sale.toml --seat hotel --seat hotel",
        "first-sale.toml --seat hotel --log no-such-folder/game.divest",
        "first-sale.toml --seat hotel --log first-sale.toml",
        "none.toml --seat hotel",
    ] {
        let played = room.play(arguments, &[]);
        assert_ne!(played.code, Some(0), "{arguments}");
        let _ = write!(text, "$ divest play {arguments}\n{}\n", played.transcript().trim_start());
    }
    assert_snapshot("wrong-arguments", &text);
}

#[test]
fn the_end_of_input_leaves_and_the_same_command_goes_on() {
    let room = Room::new("leave");
    let first = room.play("first-sale.toml --seat hotel --seed 4 --log game.divest", &BARGAIN[..5]);
    let second = room.play("first-sale.toml --log game.divest", &["offers", "quit"]);
    assert_eq!((first.code, second.code), (Some(0), Some(0)));
    let text = format!("{}\n{}", first.transcript(), second.transcript());
    assert_snapshot("leave-and-go-on", &text);
}

#[test]
fn a_random_seed_is_not_told_during_play() {
    let room = Room::new("random-seed");
    let first = room.play("first-sale.toml --seat hotel --seed random --log game.divest", &BARGAIN[..5]);
    let commitment = first.err.split("seed commitment: ").nth(1).and_then(|rest| rest.lines().next());
    let commitment = commitment.expect("the seed is committed to before play");
    let other = room.play("first-sale.toml --seed 5 --log game.divest", &[]);
    assert!(other.err.contains("has another seed than 5"), "{}", other.err);
    // The same command goes on with the game.
    let again = room.play("first-sale.toml --seat hotel --seed random --log game.divest", &["quit"]);
    assert_eq!(again.code, Some(0), "{}", again.err);
    let log = room.0.join("game.divest").display().to_string();
    let head = crate::common::shell::done(&["head", &log]);
    assert!(head.contains(&format!("seed commitment {commitment}")), "{head}");
    let seed = divest_log::open(&room.bytes("game.divest")).map(|opened| opened.header.seed).expect("a log");
    let seed = u128::from_le_bytes(seed[..16].try_into().expect("16 bytes")).to_string();
    for text in [first.out, first.err, other.out, other.err, again.out, again.err, head] {
        assert!(!text.contains(&seed), "{text}");
    }
}

#[test]
fn a_log_that_does_not_fit_is_refused() {
    let room = Room::new("mismatch");
    room.play("first-sale.toml --seat hotel --seed 4 --log game.divest", &BARGAIN[..5]);
    let before = room.bytes("game.divest");
    let text = fs::read_to_string(room.0.join("first-sale.toml")).expect("the scenario is there");
    fs::write(room.0.join("other.toml"), &text).expect("a file can be written");
    fs::create_dir(room.0.join("later")).expect("a folder can be made");
    let changed = text.replace("deadline = \"90d\"", "deadline = \"91d\"");
    assert_ne!(text, changed);
    fs::write(room.0.join("later/first-sale.toml"), changed).expect("a file can be written");
    let mut all = String::new();
    for arguments in [
        "other.toml --seat hotel --log game.divest",
        "later/first-sale.toml --seat hotel --log game.divest",
        "first-sale.toml --seat keeper --log game.divest",
        "first-sale.toml --seat hotel --seat keeper --log game.divest",
        "first-sale.toml --seat hotel --seed 5 --log game.divest",
    ] {
        let played = room.play(arguments, &["wait"]);
        assert_eq!(played.code, Some(2), "{arguments}");
        let _ = write!(all, "$ divest play {arguments}\n{}\n", played.transcript().trim_start());
    }
    assert_eq!(before, room.bytes("game.divest"), "a refusal writes nothing");
    let mut damaged = before;
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    fs::write(room.0.join("damaged.divest"), damaged).expect("a file can be written");
    let played = room.play("first-sale.toml --log damaged.divest", &["wait"]);
    assert_eq!(played.code, Some(3));
    room.play("first-sale.toml --seat hotel --seed 4 --log game.divest", &[""; 200]);
    let played = room.play("first-sale.toml --seat hotel --log game.divest", &["wait"]);
    assert_eq!(played.code, Some(2));
    let _ = write!(
        all,
        "$ divest play first-sale.toml --seat hotel --log game.divest   (it is over)\n{}",
        played.transcript().trim_start()
    );
    assert_snapshot("logs-that-do-not-fit", &all);
}

/// Plays some lines in one go, again with the program left before each of them in turn, and again with so many lines
/// `at_once`: the logs are the same.
fn assert_resumes(name: &str, arguments: &str, typed: &[&str], at_once: usize) {
    let room = Room::new(name);
    let whole = room.play(&format!("{arguments} --log whole.divest"), typed);
    assert!(whole.out.contains("Outcome:"), "the run does not end:\n{}", whole.out);
    let expected = room.bytes("whole.divest");
    for cut in 0..typed.len() {
        let log = format!("cut-{cut}.divest");
        let first = room.play(&format!("{arguments} --log {log}"), &typed[..cut]);
        if first.out.contains("Outcome:") {
            break;
        }
        let second = room.play(&format!("{arguments} --log {log}"), &typed[cut..]);
        assert_eq!((first.code, second.code), (Some(0), Some(0)), "cut before line {cut}: {}", second.err);
        assert!(
            room.bytes(&log) == expected,
            "cut before line {cut} (`{}`):\n{}\n=====\n{}",
            typed[cut],
            first.out,
            second.out
        );
    }
    // Left again and again.
    let log = "each.divest";
    for lines in typed.chunks(at_once) {
        let played = room.play(&format!("{arguments} --log {log}"), lines);
        if played.out.contains("Outcome:") {
            break;
        }
    }
    assert!(room.bytes(log) == expected, "left again and again");
}

#[test]
fn a_game_that_was_left_goes_on_to_the_same_bytes() {
    assert_resumes("resume-hotel", "first-sale.toml --seat hotel --seed 4", &BARGAIN, 1);
    let patient = [""; 100];
    assert_resumes("resume-keeper", "first-sale.toml --seat keeper --seed 3", &patient, 1);
    let seller = [
        "",
        "",
        "",
        "offer hotel price=350 lamp=lit tenancy=for-life",
        "",
        "",
        "offer hotel price=300",
        "",
        "accept hotel",
        "sign",
    ];
    let seller: Vec<&str> = seller.into_iter().chain(patient).collect();
    let two: Vec<&str> = ["open-talks", "offer price=100 lamp=dark tenancy=none"].into_iter().chain(patient).collect();
    assert_resumes("resume-two", "first-sale.toml --seat hotel --seat pilots --seed 4", &two, 3);
    assert_resumes("resume-seller", "first-sale.toml --seat keeper --seed 3", &seller, 1);
}

#[test]
fn a_torn_log_goes_on_from_its_last_whole_entry() {
    let room = Room::new("torn");
    room.play("first-sale.toml --seat hotel --seed 4 --log game.divest", &BARGAIN[..5]);
    let bytes = room.bytes("game.divest");
    fs::write(room.0.join("game.divest"), &bytes[..bytes.len() - 7]).expect("a file can be written");
    let played = room.play("first-sale.toml --seat hotel --log game.divest", &BARGAIN[4..5]);
    assert_eq!(played.code, Some(0), "{}", played.err);
    assert!(played.err.contains("were cut off"), "{}", played.err);
    assert!(room.bytes("game.divest") == bytes, "the lost entry is made again");
}

/// Keeps the last entry.
#[derive(Default)]
struct Last(Option<(SeatId, divest_core::Command, divest_core::Events)>);

impl Recorder for Last {
    type Error = Infallible;

    fn record(&mut self, entry: &Entry<'_>, _: &State) -> Result<(), Infallible> {
        self.0 = Some((entry.seat, *entry.command, entry.events.clone()));
        Ok(())
    }
}

#[test]
fn a_game_that_is_retraced_has_the_same_seats_awake_after_every_entry() {
    for (name, read) in scenarios() {
        let seats: Vec<SeatId> = read.scenario.seats().skip(SeatId::FIRST_PARTY).collect();
        for seed in 0..30 {
            let mut dice = Dice::new(seed);
            let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
            let mut mirror = Game::new(Arc::clone(&read.scenario), seed).expect("no collision");
            for &seat in seats.iter().filter(|_| dice.below(3) == 0) {
                game.seat(seat, Box::new(Outside), Kind::Person);
                mirror.seat(seat, Box::new(Outside), Kind::Person);
            }
            let mut passed = Vec::new();
            loop {
                let mut last = Last::default();
                match game.step(&mut last).expect("nothing is kept") {
                    Step::Over => break,
                    Step::Played => {}
                    Step::Asks(seat) => {
                        let legal = game.choices(seat).list();
                        if legal.is_empty() || dice.below(4) > 0 {
                            passed.push(seat);
                            game.pass(seat);
                        } else {
                            let command = dice.pick(&legal).example(game.state());
                            game.command(seat, command, &mut last).expect("nothing is kept").expect("it is legal");
                        }
                    }
                }
                let Some((author, command, events)) = last.0 else { continue };
                let mut seen = Vec::new();
                mirror.retrace(author, &command, &events, |_, seat| {
                    seen.push(seat);
                    divest_core::Instant::NEVER
                });
                passed.sort_unstable();
                assert_eq!(passed, seen, "{name} seed {seed}: who let time go on before {command:?}");
                passed.clear();
                for &seat in &seats {
                    let (here, there) = (&game, &mirror);
                    let told = |game: &Game| (game.is_ready(seat), game.is_due(seat));
                    let key = read.scenario.seat_key(seat);
                    assert_eq!(told(here), told(there), "{name} seed {seed}: {key} after {command:?}");
                }
            }
            assert_eq!(game.entries(), mirror.entries());
        }
    }
}

#[test]
fn a_bidder_bids_sealed_in_two_rounds() {
    let room = Room::new("auction");
    let scenario = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/brewery.toml");
    fs::copy(scenario, room.0.join("brewery.toml")).expect("the scenario can be copied");
    let typed = [
        "open-talks",
        "",
        "bid 70",
        "",
        "",
        "bid 55",
        "bid price=59.5",
        "legal",
        "bid 80",
        "drop-out",
        "know",
        "",
        "bid 79",
        "bid 81",
        "",
        "",
        "sign",
        "",
        "",
        "",
    ];
    let played = room.play("brewery.toml --seat fjord --seed 1", &typed);
    assert_snapshot("a-bidder-bids-sealed", &played.transcript());
}
