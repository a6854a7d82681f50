//! A log as a page or a picture.

use super::notes::notes;
use super::{Args, Kind, WIDTH, nothing};
use crate::cli::exit::Failure;
use crate::cli::family::{Found, find_parent};
use crate::cli::input::{self, LogInput};
use crate::cli::record::{entries_until, happenings_for, hex};
use crate::cli::run::quoted;
use crate::cli::space::space_of;
use divest_core::command::Occupant;
use divest_core::{Command, SeatId};
use divest_engine::RULES_VERSION;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use divest_log::Opened;
use divest_report::chart::{Picture, frontier, gauges, offers, timeline};
use divest_report::course::Course;
use divest_report::number::listed;
use divest_report::page::{self, Beside};
use divest_report::{Reader, Run, What, name};
use divest_scenario::command_words;

/// The text of the file to write.
pub(super) fn text(args: &Args, kind: Kind) -> Result<String, Failure> {
    if args.setting.is_some() {
        return Err(Failure::input("a log has one setting only").hint("leave --setting out"));
    }
    let log = LogInput::read(&args.file)?;
    let opened = log.open_whole()?;
    let read = log.scenario(&opened)?;
    let scenario = input::shared(&read);
    let reader = match &args.seat {
        None => Reader::Referee,
        Some(key) => Reader::Seat(input::party_seat(&scenario, key)?),
    };
    let (entries, state) = entries_until(&log, &opened, &scenario, Until::End)?;
    let happenings = happenings_for(&scenario, reader, &entries);
    let seed = seed_of(&opened.header).unwrap_or_default();
    let taken_up = Run { state: &state, happenings: &happenings, seed, repeat: "" };
    let (repeat, origin) = origin(&log, &opened, &taken_up)?;
    let run = Run { repeat: &repeat, ..taken_up };
    if kind == Kind::Picture {
        return Ok(picture(&run, reader, args.chart.as_deref().unwrap_or("timeline"))?.file());
    }
    let notes = notes(args.scenario.as_deref(), &args.file, &read)?;
    let space = space_of(&run);
    let words = |seat: SeatId, command: &Command| command_words(&scenario, seat, command);
    let beside = Beside {
        words: &words,
        rules: RULES_VERSION.into(),
        origin: &origin,
        head: &hex(&opened.head),
        frontier: space.as_ref(),
        sources: notes.as_ref().map(|(sources, facts)| (sources.as_slice(), facts.as_slice())),
    };
    Ok(page::run(&run, reader, &beside))
}

/// The command that plays a run anew, as far as its log knows it, and what it leaves open.
fn origin(log: &LogInput, opened: &Opened<'_>, run: &Run<'_>) -> Result<(String, String), Failure> {
    let scenario = run.state.scenario();
    let path = quoted(&log.path.display().to_string());
    if let Some(parent) = opened.header.parent {
        let from = format!("taken up after entry {}, where the chain's head was {}", parent.entry, hex(&parent.head));
        return Ok(match find_parent(log, opened, None)? {
            Found::Parent(beside) => {
                let beside = beside.display().to_string();
                let note =
                    format!("This run is a branch of {beside}, {from}. The command tells what was changed there.");
                (format!("divest diff {} {path}", quoted(&beside)), note)
            }
            _ => {
                let note = format!("This run is a branch of a log that is not beside it, {from}.");
                (format!("divest verify {path} --parent FILE"), note)
            }
        });
    }
    let mut words =
        vec![format!("divest run {} --seed {}", quoted(&format!("{}.toml", scenario.setup().key)), run.seed)];
    let (mut has_script, mut people) = (false, Vec::new());
    let chronicle = run.chronicle();
    for (happening, chapter) in run.happenings.iter().zip(chronicle.chapters()) {
        if chapter.in_play {
            break;
        }
        for fact in chronicle.facts_of(chapter) {
            let What::Seated { seat, occupant } = fact.what else { continue };
            let key = scenario.seat_key(seat);
            let said = happening.reason.trim();
            match occupant {
                Occupant::Script => has_script = true,
                Occupant::Person => people.push(name::seat(scenario, seat)),
                Occupant::Nobody => words.push(format!("--seat {}", quoted(&format!("{key}=silent")))),
                Occupant::Bot | Occupant::Program if !said.is_empty() => {
                    words.push(format!("--seat {}", quoted(&format!("{key}={said}"))));
                }
                Occupant::Bot | Occupant::Program => {}
            }
        }
    }
    if !people.is_empty() {
        let note = format!("People played {}, so no command plays it anew: the log is the record.", listed(&people));
        return Ok((format!("divest verify {path} --redraw"), note));
    }
    if has_script {
        words.insert(1, "--script FILE".to_owned());
        return Ok((words.join(" "), "A script was played; the log does not name its file.".to_owned()));
    }
    Ok((words.join(" "), String::new()))
}

/// One chart of a run.
fn picture(run: &Run<'_>, reader: Reader, chart: &str) -> Result<Picture, Failure> {
    let course = Course::of(run, reader);
    match chart {
        "timeline" => Ok(timeline::draw(&course, WIDTH)),
        "gauges" => gauges::draw(&course, WIDTH).ok_or_else(|| nothing("the scenario has no gauges")),
        "offers" => {
            let drawn = course.talks.iter().filter_map(|talks| offers::draw(&course, talks, WIDTH));
            let drawn: Vec<Picture> = drawn.collect();
            if drawn.is_empty() {
                return Err(nothing("no offer was made that could be shown"));
            }
            Ok(Picture::stacked(&format!("Offers of {}", course.title), "", &drawn))
        }
        "frontier" if reader != Reader::Referee => {
            Err(Failure::input("the frontier shows what deals are worth to others").hint("leave --seat out"))
        }
        "frontier" => {
            let space = space_of(run).ok_or_else(|| nothing("no two sides with score sheets came to talk"))?;
            Ok(frontier::draw(&space, WIDTH))
        }
        _ => Err(Failure::input(format!("a log has no chart `{chart}`"))
            .hint("it has timeline, offers, gauges and frontier")),
    }
}
