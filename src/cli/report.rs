//! `divest report`: a log as a page or a picture.

use super::exit::{Exit, Failure};
use super::input::{self, LogInput};
use super::record::{entries_until, happenings, hex};
use super::space::space_of;
use super::{Done, output};
use divest_core::{Command, SeatId};
use divest_engine::RULES_VERSION;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use divest_report::chart::{Picture, frontier, gauges, offers, timeline};
use divest_report::course::Course;
use divest_report::page::{self, Beside, Fact, Source};
use divest_report::{Reader, Run};
use divest_scenario::{Read, command_words};
use std::fs::OpenOptions;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

/// How wide a picture is.
const WIDTH: f64 = 720.0;

/// Make a page or a picture of a log: one file that needs no network and no script to be read.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
    /// The file to write: a page if its name ends in .html, one chart if it ends in .svg.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace the file if it exists.
    #[arg(long)]
    force: bool,
    /// Which chart an .svg shows; the timeline if nothing is said.
    #[arg(long, value_enum)]
    chart: Option<Chart>,
    /// Show only what this seat could see: for a class, while others still play.
    #[arg(long, value_name = "SEAT")]
    seat: Option<String>,
    /// The scenario's file, for its sources and notes; found by itself beside the log, here or in `scenarios`.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Chart {
    /// The clocks of the decrees, the talks and the suits.
    Timeline,
    /// Every pair of talks: what each offer was worth to each side.
    Offers,
    /// The gauges.
    Gauges,
    /// The deal on the frontier of the seller and the buyer.
    Frontier,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Page,
    Picture,
}

pub fn run(args: &Args) -> Done {
    let kind = kind_of(args)?;
    if !args.force && args.out.exists() {
        return Err(exists(&args.out));
    }
    let log = LogInput::read(&args.log)?;
    let opened = log.open_whole()?;
    let read = log.scenario(&opened)?;
    let scenario = input::shared(&read);
    let reader = match &args.seat {
        None => Reader::Referee,
        Some(key) => Reader::Seat(input::party_seat(&scenario, key)?),
    };
    let (entries, state) = entries_until(&log, &opened, &scenario, Until::End)?;
    let happenings = happenings(&entries);
    let seed = seed_of(&opened.header).unwrap_or_default();
    let repeat = format!("divest run {}.toml --seed {seed}", scenario.setup().key);
    let run = Run { state: &state, happenings: &happenings, seed, repeat: &repeat };
    let text = match kind {
        Kind::Picture => picture(&run, reader, args.chart.unwrap_or(Chart::Timeline))?.file(),
        Kind::Page => {
            let notes = notes(args, &read)?;
            let space = space_of(&run);
            let words = |seat: SeatId, command: &Command| command_words(&scenario, seat, command);
            let beside = Beside {
                words: &words,
                rules: RULES_VERSION.into(),
                head: &hex(&opened.head),
                frontier: space.as_ref(),
                sources: notes.as_ref().map(|(sources, facts)| (sources.as_slice(), facts.as_slice())),
            };
            page::run(&run, reader, &beside)
        }
    };
    write(args, &text)?;
    output::notice(&format!("wrote {} ({} kB)", args.out.display(), text.len().div_ceil(1_000)));
    Ok(Exit::Done)
}

fn kind_of(args: &Args) -> Result<Kind, Failure> {
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (ending.as_deref(), args.chart) {
        (Some("html" | "htm"), None) => Ok(Kind::Page),
        (Some("html" | "htm"), Some(_)) => {
            Err(Failure::input("a page shows every chart").hint("leave --chart out, or name the file .svg"))
        }
        (Some("svg"), _) => Ok(Kind::Picture),
        _ => Err(Failure::input(format!("{} is neither a page nor a picture", args.out.display()))
            .hint("end its name in .html for a page or in .svg for one chart")),
    }
}

fn exists(path: &Path) -> Failure {
    Failure::input(format!("{} exists already", path.display())).hint("give another name, or --force to replace it")
}

fn write(args: &Args, text: &str) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if args.force {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let written = options.open(&args.out).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => exists(&args.out),
        _ => Failure::input(format!("cannot write {}: {error}", args.out.display())),
    })
}

/// One chart of a run.
fn picture(run: &Run<'_>, reader: Reader, chart: Chart) -> Result<Picture, Failure> {
    let course = Course::of(run, reader);
    let nothing = |what: &str| Failure::input(format!("there is nothing to draw: {what}"));
    match chart {
        Chart::Timeline => Ok(timeline::draw(&course, WIDTH)),
        Chart::Gauges => gauges::draw(&course, WIDTH).ok_or_else(|| nothing("the scenario has no gauges")),
        Chart::Offers => {
            let drawn = course.talks.iter().filter_map(|talks| offers::draw(&course, talks, WIDTH));
            let drawn: Vec<Picture> = drawn.collect();
            if drawn.is_empty() {
                return Err(nothing("no offer was made that could be shown"));
            }
            Ok(Picture::stacked(&format!("Offers of {}", course.title), "", &drawn))
        }
        Chart::Frontier if reader != Reader::Referee => {
            Err(Failure::input("the frontier shows what deals are worth to others").hint("leave --seat out"))
        }
        Chart::Frontier => {
            let space = space_of(run).ok_or_else(|| nothing("no two sides with score sheets came to talk"))?;
            Ok(frontier::draw(&space, WIDTH))
        }
    }
}

type Notes = (Vec<Source>, Vec<Fact>);

/// The sources and notes of the scenario that the log was played from, if its file is at hand.
fn notes(args: &Args, played: &Read) -> Result<Option<Notes>, Failure> {
    if let Some(path) = &args.scenario {
        let found = input::scenario(path)?;
        if found.canonical != played.canonical {
            let message = format!("{} is not the scenario that this log was played from", path.display());
            return Err(Failure::input(message).hint("give the file as it was then, or leave --scenario out"));
        }
        return Ok(Some(notes_of(&found)));
    }
    let name = format!("{}.toml", played.scenario.setup().key);
    let beside = args.log.parent().map(|folder| folder.join(&name));
    let places = [beside, Some(PathBuf::from(&name)), Some(Path::new("scenarios").join(&name))];
    // What only happens to have the name is passed over: the same scenario has the same canonical text.
    let found = places.into_iter().flatten().filter(|path| path.is_file()).filter_map(|path| {
        let bytes = input::author_bytes(&path).ok()?;
        divest_scenario::read_bytes(&bytes, &played.scenario.setup().key).ok()
    });
    Ok(found.into_iter().find(|read| read.canonical == played.canonical).map(|read| notes_of(&read)))
}

fn notes_of(read: &Read) -> Notes {
    let sources = read.file.sources.iter().map(|(id, source)| Source {
        id: id.clone(),
        title: source.title.clone(),
        url: source.url.clone(),
    });
    let facts = read.annotations.iter().map(|annotation| Fact {
        path: annotation.path.to_string(),
        note: annotation.note.clone().unwrap_or_default(),
        estimate: annotation.estimate.clone().unwrap_or_default(),
        sources: annotation.sources.clone(),
    });
    (sources.collect(), facts.collect())
}
