//! `divest run`: plays a scenario from a seed to its end and tells the story.

use super::exit::{Exit, Failure};
use super::format::{Format, FormatArgs};
use super::record::{Keeper, halted, happenings, hex, play_out, write_failed};
use super::scripts::ScriptInput;
use super::seats::{ProgramArgs, Taken};
use super::seed::SeedArg;
use super::{Done, input, output};
use divest_core::Seed;
use divest_core::command::Occupant as Kind;
use divest_core::text::harmless_line;
use divest_engine::record::{header, scenario_frame};
use divest_engine::{Game, LogRecorder, RULES_VERSION, RunError};
use divest_log::{Digest, Durability, Entry, LogWriter, Memory, Overwrite, Storage};
use divest_report::course::Course;
use divest_report::{Reader, Run, json, plot, story};
use divest_scenario::Discount;
use std::path::{Path, PathBuf};

/// Run a scenario from a seed and print the story.
///
/// The same scenario and seed always give the same story and, with --log, the same log bytes.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Random seed: a number below 2^128, or `random` for one that nobody can guess. Its commitment is then printed first.
    #[arg(long, value_name = "N", default_value = "1")]
    seed: SeedArg,
    /// Play the dated commands of this script; seats not named in it stay silent unless it says otherwise.
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// Override a scenario value, such as `decrees.order.deadline=120d`. Repeatable.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    /// Occupant of a seat: `bot` (the standard bot), `silent`, a bot listed by `divest bots` such as `boulware:exponent=0.3`,
    /// or `exec:COMMAND` for a program that speaks JSON lines. Repeatable.
    #[arg(long = "seat", value_name = "SEAT=OCCUPANT")]
    seats: Vec<String>,
    #[command(flatten)]
    programs: ProgramArgs,
    /// Write the log of the run to this file.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Replace an existing log.
    #[arg(long, requires = "log")]
    force: bool,
    /// fsync during the run; default: at the end. Entries are synced before a program in a seat sees them, and in groups of 64
    /// if only bots play.
    #[arg(long, requires = "log")]
    durable: bool,
    #[command(flatten)]
    output: FormatArgs,
    /// Draw charts below the story: decree deadlines, values of offers, gauges.
    #[arg(long, conflicts_with_all = ["format", "json"])]
    plot: bool,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario_with(&args.scenario, &args.settings)?;
    let scenario = input::shared(&read);
    let seed = args.seed.settle()?;
    let mut game = Game::new(input::shared(&read), seed).map_err(Failure::input)?;
    let mut has_program = false;
    let mut is_taken = vec![false; scenario.seats().count()];
    for seat in &args.seats {
        let taken = Taken::parse(&scenario, seat, &args.programs)?;
        if std::mem::replace(&mut is_taken[taken.seat.index()], true) {
            let key = scenario.seat_key(taken.seat);
            return Err(Failure::input(format!("the seat `{key}` is taken twice")).hint("name each seat once"));
        }
        has_program |= taken.kind == Kind::Program;
        taken.sit(&mut game);
    }
    let script = args.script.as_deref().map(|path| ScriptInput::read(path, &read)).transpose()?;
    if let Some(script) = &script {
        game.follow(script.for_game());
    }
    let frame = scenario_frame(&scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, scenario.setup().opens.0);
    let (entries, head) = match &args.log {
        None => {
            let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd);
            let recorder = LogRecorder::new(writer.map_err(|error| write_failed(&error))?);
            played(&mut game, recorder, script.as_ref())?
        }
        Some(path) => {
            let durability = match args.durable {
                true if has_program => Durability::EveryEntry,
                true => Durability::Grouped,
                // A program takes its time, and somebody may follow; a run of bots is over at once.
                false if has_program => Durability::AtEnd,
                false => Durability::InBlocks,
            };
            let overwrite = if args.force { Overwrite::Yes } else { Overwrite::No };
            let recorder = LogRecorder::create(path, overwrite, &header, &frame, durability);
            let (entries, head) =
                played(&mut game, recorder.map_err(|error| named(path, &write_failed(&error)))?, script.as_ref())?;
            output::notice(&format!("log: {}, {} entries, head {}", path.display(), entries.len(), &hex(&head)[..16]));
            (entries, head)
        }
    };
    tell(args, seed, &game, &entries, &head);
    for (key, party) in read.file.parties.iter() {
        if let Some(discount) = party.discount.as_ref().and_then(Discount::of) {
            let name = party.name.as_ref().unwrap_or(key);
            output::notice(&format!("note: {name}: {discount}; a run discounts nothing"));
        }
    }
    match expected_outcome(&game, script.as_ref()) {
        None => Ok(Exit::Done),
        Some(message) => {
            output::notice(&format!("error: {message}"));
            Ok(Exit::Failed)
        }
    }
}

pub fn named(path: &Path, failure: &Failure) -> Failure {
    let message = format!("{}: {}", path.display(), failure.message);
    Failure { exit: failure.exit, message, hint: failure.hint.clone() }
}

/// Plays the game out into a log.
fn played<S: Storage>(
    game: &mut Game,
    recorder: LogRecorder<S>,
    script: Option<&ScriptInput>,
) -> Result<(Vec<Entry>, Digest), Failure> {
    let mut keeper = Keeper::new(recorder, Vec::new());
    match play_out(game, &mut keeper) {
        Ok(()) => {}
        Err(RunError::Script(fault)) => {
            // What was played up to the fault is there to be read.
            keeper.pause().map_err(|error| write_failed(&error))?;
            return Err(match script {
                Some(script) => script.explain(game.state().scenario(), &fault),
                None => Failure::input(fault),
            });
        }
        Err(halt) => return Err(halted(halt)),
    }
    let (finished, entries) = keeper.finish().map_err(|error| write_failed(&error))?;
    Ok((entries, finished.head))
}

fn tell(args: &Args, seed: Seed, game: &Game, entries: &[Entry], head: &Digest) {
    let repeat = repeat(args, seed);
    let happenings = happenings(entries);
    let run = Run { state: game.state(), happenings: &happenings, seed, repeat: &repeat };
    match args.output.format() {
        Format::Text => {
            output::print(&story::story(&run, output::style()));
            if args.plot {
                let course = Course::of(&run, Reader::Referee);
                output::print(&format!("\n{}", plot::run(&course, output::style())));
            }
        }
        Format::Json => {
            output::print_json(&json::run(&run, json::Stamp { rules: RULES_VERSION.into(), head: &hex(head) }));
        }
    }
}

/// The command that repeats the run.
fn repeat(args: &Args, seed: Seed) -> String {
    let mut words = vec!["divest run".to_owned(), quoted(&args.scenario.to_string_lossy())];
    words.push(format!("--seed {seed}"));
    if let Some(script) = &args.script {
        words.push(format!("--script {}", quoted(&script.to_string_lossy())));
    }
    words.extend(args.settings.iter().map(|setting| format!("--set {}", quoted(setting))));
    words.extend(args.seats.iter().map(|seat| format!("--seat {}", quoted(seat))));
    words.join(" ")
}

/// A word as a shell takes it.
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-=:@%+,".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        // What would disturb a terminal is spelled out: no shell would read it back, and no name should have it.
        format!("'{}'", harmless_line(word).replace('\'', r"'\''"))
    }
}

/// What is wrong with the outcome, if a script says which one it must be.
pub fn expected_outcome(game: &Game, script: Option<&ScriptInput>) -> Option<String> {
    let script = script?;
    let expected = script.script.outcome.as_ref()?;
    let scenario = game.state().scenario();
    let reached = &scenario.outcome(game.state().outcome()?).key;
    (reached != expected)
        .then(|| format!("{} must end in `{expected}`, and it ended in `{reached}`", script.path.display()))
}
