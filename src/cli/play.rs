//! `divest play`: a person takes a seat at the terminal, or several pass the keyboard; bots play the rest.
//!
//! Every entry is in the log before the next is asked for, so a game may be left at any moment and gone on with later.

mod calls;
mod desk;
mod keyboard;
mod line;
mod pages;
mod table;

use super::exit::{Exit, Failure};
use super::input::{self, LogInput};
use super::output::Shown;
use super::record::{Keeper, happenings, hex, replay_failed, write_failed};
use super::run::quoted;
use super::seats::{ProgramArgs, Taken};
use super::seed::SeedArg;
use super::{Done, output};
use divest_core::command::Occupant as Kind;
use divest_core::{Scenario, SeatId, Seed, State};
use divest_engine::record::{header, rules_digest, scenario_frame, seed_of};
use divest_engine::replay::{Until, replay};
use divest_engine::{Game, LogRecorder, Outside};
use divest_log::{Durability, End, Entry, LogFile, LogWriter, Memory, Overwrite, Storage, scenario_digest};
use divest_report::layout::wrap;
use divest_report::{Run, date, story};
use divest_scenario::Read;
use std::path::{Path, PathBuf};
use table::{Stop, Table};

/// Take a seat in the terminal; bots play the others.
///
/// With --log the game is saved: the same command resumes it.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Seat to play; several options make a hot-seat game. A saved game knows its seats. `SEAT=OCCUPANT` sets another seat's
    /// occupant as in `divest run`: `silent`, a bot or `exec:COMMAND`.
    #[arg(long = "seat", value_name = "SEAT[=OCCUPANT]")]
    seats: Vec<String>,
    #[command(flatten)]
    programs: ProgramArgs,
    /// Override a scenario value, such as `decrees.order.deadline=120d`. Repeatable; a resumed game needs the same values.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    /// Random seed: a number below 2^128, or `random` for one that nobody can guess; its commitment is then printed before play
    /// and the seed at the end. Default: 1.
    #[arg(long, value_name = "N")]
    seed: Option<SeedArg>,
    /// Save the game to this log, entry by entry; resume it if the file exists.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
}

/// What is wrong with what a person typed; nothing has happened.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Complaint {
    message: String,
    hint: String,
}

impl Complaint {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }

    fn lines(&self) -> Vec<String> {
        let mut lines = wrap(&self.message, "error: ", 7);
        if !self.hint.is_empty() {
            lines.extend(wrap(&self.hint, "hint: ", 6));
        }
        lines
    }
}

impl Args {
    /// The seats that people are to take, by their keys.
    fn people(&self) -> Vec<String> {
        self.seats.iter().filter(|words| !words.contains('=')).cloned().collect()
    }

    /// The words that put others into seats.
    fn others(&self) -> impl Iterator<Item = &String> {
        self.seats.iter().filter(|words| words.contains('='))
    }

    /// Other occupants; a seat taken by a person has none.
    fn taken(&self, read: &Read, people: &[SeatId]) -> Result<Vec<Taken>, Failure> {
        let scenario = input::shared(read);
        let mut taken: Vec<Taken> = Vec::new();
        for words in self.others() {
            let next = Taken::parse(&scenario, words, &self.programs)?;
            if people.contains(&next.seat) || taken.iter().any(|other| other.seat == next.seat) {
                let key = scenario.seat_key(next.seat);
                return Err(Failure::input(format!("the seat `{key}` is taken twice")).hint("name each seat once"));
            }
            taken.push(next);
        }
        Ok(taken)
    }
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario_with(&args.scenario, &args.settings)?;
    match &args.log {
        Some(path) if is_begun(path)? => go_on(args, &read, path),
        Some(path) => begin_log(args, &read, path),
        None => begin_unkept(args, &read),
    }
}

/// Whether a file holds a game. One whose writer was killed before its log had begun holds none, and the game begins in it.
fn is_begun(path: &Path) -> Result<bool, Failure> {
    if !path.try_exists().unwrap_or(true) {
        return Ok(false);
    }
    let bytes = input::bytes_of(path)?;
    let is_empty = bytes.iter().all(|&byte| byte == 0);
    Ok(!is_empty && !divest_log::open(&bytes).is_err_and(divest_log::OpenError::may_be_begun))
}

// --- a new game

fn begin_unkept(args: &Args, read: &Read) -> Done {
    let (seats, seed) = (wanted_seats(&read.scenario, &args.people())?, new_seed(args)?);
    let others = args.taken(read, &seats)?;
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, read.scenario.setup().opens.0);
    let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd);
    let keeper = Keeper::new(LogRecorder::new(writer.map_err(|error| write_failed(&error))?), Vec::new());
    output::notice("notice: without --log FILE this game is not kept");
    play(args, (&seats, others), seed, new_game(read, seed)?, keeper)
}

fn begin_log(args: &Args, read: &Read, path: &Path) -> Done {
    let (seats, seed) = (wanted_seats(&read.scenario, &args.people())?, new_seed(args)?);
    let others = args.taken(read, &seats)?;
    let game = new_game(read, seed)?;
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, read.scenario.setup().opens.0);
    let recorder = LogRecorder::create(path, Overwrite::Stump, &header, &frame, Durability::EveryEntry);
    let recorder = recorder.map_err(|error| named(path, write_failed(&error)))?;
    output::notice(&format!("notice: {} keeps this game; the same command goes on with it", path.shown()));
    play(args, (&seats, others), seed, game, Keeper::new(recorder, Vec::new()))
}

fn new_seed(args: &Args) -> Result<Seed, Failure> {
    args.seed.unwrap_or(SeedArg::Number(Seed(1))).settle()
}

fn new_game(read: &Read, seed: Seed) -> Result<Game, Failure> {
    Game::new(input::shared(read), seed).map_err(Failure::input)
}

fn named(path: &Path, failure: Failure) -> Failure {
    Failure { message: format!("{}: {}", path.shown(), failure.message), ..failure }
}

/// The seats that people take, each once.
fn wanted_seats(scenario: &Scenario, keys: &[String]) -> Result<Vec<SeatId>, Failure> {
    let parties: Vec<&str> =
        scenario.seats().filter(|&seat| scenario.party(seat).is_some()).map(|seat| scenario.seat_key(seat)).collect();
    let hint = format!("the seats to take are {}", parties.join(", "));
    let mut seats = Vec::new();
    for key in keys {
        let Some(seat) = scenario.seat_for_key(key) else {
            return Err(Failure::input(format!("no seat is called `{key}`")).hint(hint));
        };
        if scenario.party(seat).is_none() {
            return Err(Failure::input(format!("the seat `{key}` is not a party's and cannot be taken")).hint(hint));
        }
        if seats.contains(&seat) {
            return Err(Failure::input(format!("the seat `{key}` is taken twice")).hint("name each seat once"));
        }
        seats.push(seat);
    }
    if seats.is_empty() {
        return Err(Failure::input("nobody takes a seat").hint(format!("--seat SEAT takes one; {hint}")));
    }
    seats.sort_unstable();
    Ok(seats)
}

// --- a game that was left

fn go_on(args: &Args, read: &Read, path: &Path) -> Done {
    let log = LogInput::read(path)?;
    let seed = check_log(&log, read, args)?;
    let (writer, resumed) = LogWriter::<LogFile>::resume(path, Durability::EveryEntry)
        .map_err(|error| named(path, write_failed(&error)))?;
    if let Some(torn) = &resumed.torn {
        let kept = torn.kept.as_ref().map_or_else(String::new, |kept| format!("; they are kept in {}", kept.shown()));
        let tail = format!("{} bytes of a write that was never finished were cut off", torn.bytes);
        output::notice(&format!("notice: {}: {tail}{kept}", path.shown()));
    }
    let log = LogInput { path: path.to_owned(), bytes: resumed.bytes };
    let mut entries: Vec<Entry> = Vec::new();
    let opened = log.open()?;
    let state = replay(&read.scenario, &opened, Until::End, |entry, _| entries.push(entry.clone()));
    let state = state.map_err(|error| replay_failed(&log, &error))?;
    let seats = seats_of(&state, path, &args.people())?;
    let others = args.taken(read, &seats)?;
    check_others(&state, path, &others)?;
    if state.is_open() {
        let day = date::words(state.now());
        output::notice(&format!("notice: going on with {} at {day}", path.shown()));
    }
    play(args, (&seats, others), seed, new_game(read, seed)?, Keeper::new(LogRecorder::new(writer), entries))
}

/// Checks that a log is of this scenario and can be gone on with, and gives its seed.
fn check_log(log: &LogInput, read: &Read, args: &Args) -> Result<Seed, Failure> {
    let path = log.path.shown();
    let opened = log.open()?;
    if matches!(opened.end, End::Corrupt { .. }) {
        log.open_whole()?;
    }
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    if opened.header.scenario_digest != scenario_digest(&frame) {
        let theirs = log.scenario(&opened)?.scenario;
        let given = args.scenario.shown();
        let (message, hint) = if theirs.setup().key == read.scenario.setup().key {
            (format!("{given} is not what it was when {path} was begun"), "give the scenario and --set of then")
        } else {
            let key = &theirs.setup().key;
            (
                format!("{path} holds a game of another scenario: `{key}` ({})", theirs.setup().title),
                "give that scenario",
            )
        };
        return Err(Failure::input(message).hint(format!("{hint}, or begin anew with another --log")));
    }
    if opened.sealed {
        let hint = format!("see it with `divest show {path}`, or begin a new game with another --log");
        return Err(Failure::input(format!("the game in {path} is over")).hint(hint));
    }
    let seed = seed_of(&opened.header).filter(|_| opened.header.rules_digest == rules_digest());
    let Some(seed) = seed else {
        let hint = "go on with the version of divest that began it";
        return Err(Failure::input(format!("{path} was begun under other rules than these")).hint(hint));
    };
    match args.seed {
        Some(SeedArg::Number(given)) if given != seed => {
            // A seed that nobody can guess is not told during play.
            let message = match u64::try_from(seed.0) {
                Ok(_) => format!("the game in {path} has seed {seed}, not {given}"),
                Err(_) => format!("the game in {path} has another seed than {given}"),
            };
            Err(Failure::input(message).hint("leave --seed out to go on with it"))
        }
        _ => Ok(seed),
    }
}

/// The seats that people hold in a game that goes on; those given must be the same.
fn seats_of(state: &State, path: &Path, keys: &[String]) -> Result<Vec<SeatId>, Failure> {
    let scenario = state.scenario();
    let holds = |kind: Kind| -> Vec<SeatId> {
        let is_party = |seat: &SeatId| scenario.party(*seat).is_some();
        scenario.seats().filter(is_party).filter(|seat| state.occupant(*seat) == kind).collect()
    };
    let people = holds(Kind::Person);
    let given = if keys.is_empty() { people.clone() } else { wanted_seats(scenario, keys)? };
    let path = path.shown();
    if !holds(Kind::Script).is_empty() || people.is_empty() && state.is_open() {
        let hint = "begin a new game with another --log";
        return Err(Failure::input(format!("{path} is no game that people play against bots")).hint(hint));
    }
    // The program may have ended while the seats were still being taken.
    let fits = if state.is_open() { given == people } else { people.iter().all(|seat| given.contains(seat)) };
    if !fits {
        let names: Vec<&str> = people.iter().map(|&seat| scenario.seat_key(seat)).collect();
        let message = format!("the game in {path} is played from {}", names.join(", "));
        return Err(Failure::input(message).hint("leave --seat out to go on with it"));
    }
    if given.is_empty() { wanted_seats(scenario, keys) } else { Ok(given) }
}

/// Checks that a resumed game has the same other occupants as at its beginning.
fn check_others(state: &State, path: &Path, others: &[Taken]) -> Result<(), Failure> {
    let scenario = state.scenario();
    let path = path.shown();
    for seat in scenario.seats().filter(|seat| state.is_open() && scenario.party(*seat).is_some()) {
        let (key, held) = (scenario.seat_key(seat), state.occupant(seat));
        match (others.iter().find(|other| other.seat == seat).map(|other| other.kind), held) {
            (None, Kind::Program | Kind::Nobody) => {
                let (by, hint) = match held {
                    Kind::Program => ("by a program", format!("name it again: --seat {key}=exec:COMMAND")),
                    _ => ("by nobody", format!("say so again: --seat {key}=silent")),
                };
                return Err(Failure::input(format!("in the game in {path} `{key}` is played {by}")).hint(hint));
            }
            (Some(kind), held) if kind != held => {
                let message = format!("in the game in {path} somebody else plays `{key}`");
                return Err(Failure::input(message).hint(format!("leave --seat {key} out to go on with it")));
            }
            _ => {}
        }
    }
    Ok(())
}

// --- playing

fn play<S: Storage>(
    args: &Args,
    (seats, others): (&[SeatId], Vec<Taken>),
    seed: Seed,
    mut game: Game,
    keeper: Keeper<S>,
) -> Done {
    for other in others {
        other.sit(&mut game);
    }
    for &seat in seats {
        game.seat(seat, Box::new(Outside), Kind::Person);
    }
    output::print(&format!("{}\n", pages::public(game.state().scenario(), output::style()).join("\n")));
    let mut table = Table::new(game, keeper, seats);
    match table.play()? {
        Stop::Ended => end(args, seats, seed, table),
        Stop::Left => leave(args, seats, table),
    }
}

/// Tells how it ended and seals the log.
fn end<S: Storage>(args: &Args, seats: &[SeatId], seed: Seed, table: Table<S>) -> Done {
    let scenario = table.state().scenario();
    let repeat = match &args.log {
        Some(path) => format!("divest replay {}", path.shown()),
        None => format!("{} --seed {seed}", command(args, &keys(scenario, seats))),
    };
    let happenings = happenings(table.entries());
    let run = Run { state: table.state(), happenings: &happenings, seed, repeat: &repeat };
    output::print(&format!("\n{}", story::ending(&run, output::style())));
    output::print(&format!("\n{}\n", table.results().join("\n")));
    let (finished, _) = table.into_keeper().finish().map_err(|error| write_failed(&error))?;
    if let Some(path) = &args.log {
        let (path, head) = (path.shown(), &hex(&finished.head)[..16]);
        output::print(&format!(
            "log: {path}, {} entries, head {head}; see it with `divest show {path}`\n",
            finished.entry_count
        ));
    }
    Ok(Exit::Done)
}

/// Leaves the game where it is.
fn leave<S: Storage>(args: &Args, seats: &[SeatId], table: Table<S>) -> Done {
    let day = date::words(table.state().now());
    let keys = keys(table.state().scenario(), seats);
    table.into_keeper().pause().map_err(|error| write_failed(&error))?;
    match &args.log {
        Some(path) => {
            let go_on = format!("{} --log {}", command(args, &keys), path.shown());
            output::notice(&format!("you leave on {day}; to go on: {go_on}"));
        }
        None => output::notice(&format!("you leave on {day}; the game is not kept")),
    }
    Ok(Exit::Done)
}

fn keys(scenario: &Scenario, seats: &[SeatId]) -> Vec<String> {
    seats.iter().map(|&seat| scenario.seat_key(seat).to_owned()).collect()
}

/// The command that takes the same seats.
fn command(args: &Args, keys: &[String]) -> String {
    let others = args.others().map(|words| format!("--seat {}", quoted(words)));
    let seats: Vec<String> = keys.iter().map(|key| format!("--seat {key}")).chain(others).collect();
    format!("divest play {} {}", args.scenario.shown(), seats.join(" "))
}
