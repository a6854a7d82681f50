//! `divest branch`: what if? Takes a recorded run up again and changes something.

use super::diff::{Whole, difference_of, settings_between};
use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::input::{self, LogInput};
use super::point::point;
use super::record::{diverged, happenings, hex, raw_entries, replay_failed, seated_bots, shown, write_failed};
use super::run::{named, quoted};
use super::seats::{ProgramArgs, Taken};
use super::{Done, output};
use divest_core::{Command, Instant, Scenario, SeatId, Seed, State};
use divest_engine::branch::{BranchError, Branched, Origin, WhatIf, branch};
use divest_engine::record::{header, rules_digest, scenario_frame, seed_of};
use divest_engine::replay::{Until, verify};
use divest_engine::{Impossible, Missed, Subject};
use divest_log::{Digest, Durability, Entry, Header, LogWriter, Memory, Opened, Overwrite, Parent};
use divest_report::branch::{About, Hindrance, Lost, lost, lost_json, taken_over};
use divest_report::layout::wrap;
use divest_report::number::count;
use divest_report::{Run, date, kind, name};
use divest_scenario::{Read, parse_command_from};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What if: branch a run at an entry, change something, keep everything else.
///
/// Random numbers stay the same: every draw has a name. Each seat repeats its recorded decisions; from the first one that has
/// become impossible its bot takes over, and the report says which and why.
#[derive(clap::Args)]
pub struct Args {
    /// Log to branch from.
    #[arg(value_name = "LOG")]
    parent: PathBuf,
    /// Branch point: an entry, or the end of a day; default: the start.
    #[arg(long, value_name = "N|DATE", value_parser = point)]
    at: Option<Until>,
    /// Drop the decisions of a seat from there on, or only one kind of command, such as `oracle:offer`.
    #[arg(long = "drop", value_name = "SEAT[:COMMAND]")]
    drops: Vec<String>,
    /// Override a scenario value from the start, such as `decrees.order.deadline=120d`.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    settings: Vec<String>,
    /// Insert a command of a seat at the branch point, such as 'oracle offer oracle price=30000'.
    #[arg(long = "play", value_name = "SEAT COMMAND")]
    plays: Vec<String>,
    /// Occupant of a seat from that point on, in place of its recorded decisions.
    #[arg(long = "seat", value_name = "SEAT=OCCUPANT")]
    seats: Vec<String>,
    #[command(flatten)]
    programs: ProgramArgs,
    /// Let every bot decide afresh from there on instead of repeating its decisions. Decisions of people are kept.
    #[arg(long)]
    anew: bool,
    /// Write the log of the branch to this file.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    /// Replace an existing file.
    #[arg(long, requires = "log")]
    force: bool,
    #[command(flatten)]
    output: FormatArgs,
}

/// The run to branch off, read and verified.
struct Before<'a> {
    log: &'a LogInput,
    opened: Opened<'a>,
    read: Read,
    seed: Seed,
    entries: Vec<Entry>,
    state: State,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.parent)?;
    let before = Before::of(&log)?;
    let read = changed_scenario(&before, &args.settings)?;
    let after = entry_of(&before, args.at)?;
    let mut changes = Vec::new();
    let what_if = what_if(args, &before, &read, after, &mut changes)?;
    if let Some(out) = &args.log {
        refuse_own_parent(&args.parent, out)?;
    }
    let (scenario, bots) = (&before.read.scenario, seated_bots(&before.entries));
    let origin = Origin { scenario, seed: before.seed, entries: &before.entries, bots: &bots };
    let branched = branch(origin, &read.scenario, what_if).map_err(|error| refused(&error, args, after))?;
    let parent = before.opened.point_after(branched.common).expect("BUG: more in common than there is");
    let head = write(args, &read, before.seed, parent, &branched.entries)?;
    tell(args, &before, &read, &branched, parent, &head, &changes);
    Ok(Exit::Done)
}

impl<'a> Before<'a> {
    fn of(log: &'a LogInput) -> Result<Self, Failure> {
        let path = log.path.display();
        let opened = log.open_whole()?;
        let read = log.scenario(&opened)?;
        let seed = seed_of(&opened.header).filter(|_| opened.header.rules_digest == rules_digest());
        let seed = seed.ok_or_else(|| {
            Failure::input(format!("{path} was written under other rules than these"))
                .hint("branch off it with the version of divest that wrote it")
        })?;
        let diverges = verify(&read.scenario, &opened, false).map_err(|error| replay_failed(log, &error))?;
        if let Some(divergence) = diverges {
            return Err(diverged(log, &divergence));
        }
        let scenario = input::shared(&read);
        let (entries, state) = raw_entries(log, &opened, &scenario, Until::End)?;
        Ok(Self { log, opened, read, seed, entries, state })
    }

    /// The state after an entry.
    fn state_after(&self, number: u64) -> State {
        let mut state = State::new(input::shared(&self.read));
        let events = self.entries.iter().take_while(|entry| entry.number <= number).flat_map(|entry| &entry.events);
        events.for_each(|event| state.apply(event));
        state
    }
}

// --- what is asked for

fn changed_scenario(before: &Before<'_>, settings: &[String]) -> Result<Read, Failure> {
    let mut file = before.read.file.clone();
    for setting in settings {
        divest_scenario::apply_set(&mut file, setting).map_err(|fault| {
            let failure = Failure::input(format!("--set {setting}: {}", fault.message));
            match fault.hint {
                Some(hint) => failure.hint(hint),
                None => failure,
            }
        })?;
    }
    let key = &before.read.scenario.setup().key;
    divest_scenario::from_file(file, key).map_err(|faults| {
        let first = faults.first().map_or_else(String::new, |fault| fault.message.clone());
        Failure::input(format!("with {} the scenario is not right: {first}", settings.join(" and ")))
    })
}

fn entry_of(before: &Before<'_>, at: Option<Until>) -> Result<u64, Failure> {
    let count = before.opened.entry_count();
    match at {
        None => Ok(0),
        Some(Until::End) => Ok(count),
        Some(Until::Entry(number)) if number <= count => Ok(number),
        Some(Until::Entry(number)) => {
            let path = before.log.path.display();
            Err(Failure::input(format!("there is no entry {number}: {path} has {count}")))
        }
        Some(Until::Moment(moment)) => {
            let opens = before.read.scenario.setup().opens;
            if moment < opens {
                let (day, first) = (date::day(moment), date::day(opens));
                return Err(Failure::input(format!("{day} lies before the run, which opens on {first}")));
            }
            Ok(before.entries.iter().take_while(|entry| entry.at <= moment).count() as u64)
        }
    }
}

fn what_if(
    args: &Args,
    before: &Before<'_>,
    read: &Read,
    after: u64,
    changes: &mut Vec<String>,
) -> Result<WhatIf, Failure> {
    let scenario = &read.scenario;
    let is_other_scenario = !args.settings.is_empty();
    let mut what_if = WhatIf { after, is_other_scenario, is_anew: args.anew, ..WhatIf::default() };
    changes.extend(args.settings.iter().map(|setting| format!("From the start, {setting}.")));
    for words in &args.drops {
        drop_seat(&mut what_if, before, words, changes)?;
    }
    for words in &args.seats {
        let (seat, occupant, kind) = Taken::parse(scenario, words, &args.programs)?.parts();
        changes.push(format!("{} is played anew: {words}.", name::capital(&name::seat(scenario, seat))));
        what_if.seated.push((seat, occupant, kind));
    }
    if args.anew {
        changes.push("Every bot decides anew; only luck and what people decided stay.".to_owned());
    }
    if !args.plays.is_empty() {
        let state = before.state_after(after);
        if args.at.is_none() {
            return Err(Failure::input("--play does not say when").hint("add --at N or --at DATE"));
        }
        what_if.at = noon_of(args.at).filter(|noon| *noon > state.now());
        for words in &args.plays {
            let (seat, command) = played(scenario, &state, words)?;
            let told = divest_report::Narrator::new(scenario, divest_report::Reader::Referee).command(seat, &command);
            changes.push(format!("{}: {told}.", name::capital(&name::seat(scenario, seat))));
            what_if.played.push((seat, command));
        }
    }
    Ok(what_if)
}

/// A date means its noon, as in a script.
fn noon_of(at: Option<Until>) -> Option<Instant> {
    match at {
        Some(Until::Moment(moment)) => Some(Instant::start_of_day(moment.day()).at_hour(12)),
        _ => None,
    }
}

fn drop_seat(what_if: &mut WhatIf, before: &Before<'_>, words: &str, changes: &mut Vec<String>) -> Result<(), Failure> {
    let scenario = &before.read.scenario;
    let (key, command) = words.split_once(':').map_or((words, None), |(key, command)| (key, Some(command)));
    let seat = input::seat(scenario, key)?;
    let who = name::capital(&name::seat(scenario, seat));
    match (seat, command) {
        (SeatId::CLOCK, _) => {
            return Err(Failure::input("the clock cannot be left out").hint("drop a party, or `nature`"));
        }
        (SeatId::NATURE, None) => {
            changes.push("What a script settled is left to the seed.".to_owned());
            what_if.is_unsettled = true;
        }
        (SeatId::NATURE, Some(_)) => {
            let message = format!("`{words}`: nature has no commands to choose among");
            return Err(Failure::input(message).hint("`--drop nature` leaves to the seed what a script settled"));
        }
        (_, None) => {
            changes.push(format!("{who} does nothing more."));
            what_if.silenced.push(seat);
        }
        (_, Some(command)) => {
            let wanted = kind_named(command)?;
            changes.push(format!("{who} leaves this undone: {wanted}."));
            what_if.barred.push((seat, Arc::new(move |command: &Command| kind::command(command) == wanted)));
        }
    }
    Ok(())
}

/// Names of commands in code and older notes that differ from their verbs.
const LONG_NAMES: [(&str, &str); 18] = [
    ("issue", "issuedecree"),
    ("extend", "extenddeadline"),
    ("deny", "denyextension"),
    ("revoke", "revokedecree"),
    ("enforce", "enforcedecree"),
    ("approve", "approvedeal"),
    ("block", "blockdeal"),
    ("offer", "makeoffer"),
    ("accept", "acceptoffer"),
    ("join", "joinbid"),
    ("leave", "leavebid"),
    ("invite", "invitebacker"),
    ("merge", "proposemerger"),
    ("sign", "signdeal"),
    ("sue", "filesuit"),
    ("withdraw", "withdrawsuit"),
    ("move", "filemotion"),
    ("appeal", "fileappeal"),
];

/// The kind of command that somebody named, as `offer` or `MakeOffer`.
fn kind_named(word: &str) -> Result<&'static str, Failure> {
    let plain = |word: &str| word.to_lowercase().replace(['-', '_'], "");
    let is_party = |kind: &&str| !["seat", "open", "advance-to", "draw", "settle"].contains(kind);
    let wanted = plain(word);
    let long = LONG_NAMES.iter().find(|(_, long)| *long == wanted).map(|(short, _)| *short);
    let kinds = || kind::COMMANDS.iter().copied().filter(is_party);
    kinds().find(|kind| plain(kind) == wanted || Some(*kind) == long).ok_or_else(|| {
        let all: Vec<&str> = kinds().collect();
        Failure::input(format!("no command is called `{word}`")).hint(format!("the commands are {}", all.join(", ")))
    })
}

/// A command to insert; an offer takes what it does not name from the last one on the table.
fn played(scenario: &Arc<Scenario>, state: &State, words: &str) -> Result<(SeatId, Command), Failure> {
    let (key, command) = words.trim().split_once(' ').ok_or_else(|| {
        Failure::input(format!("`{words}` does not say what the seat does"))
            .hint("write 'SEAT COMMAND', such as 'oracle offer oracle price=30000'")
    })?;
    let seat = input::seat(scenario, key)?;
    let mut base = None;
    let mut parts = command.split_whitespace();
    let named = parts.next().filter(|verb| *verb == "offer").and_then(|_| parts.next());
    let talks = named.and_then(|word| divest_scenario::words::talks_named(scenario, seat, word));
    if let Some(talks) = talks {
        let table = state.table(talks);
        let is_bidder = scenario.talks(talks).bidder == seat;
        let both =
            if is_bidder { [table.bidder_offer, table.seller_offer] } else { [table.seller_offer, table.bidder_offer] };
        base = both.into_iter().flatten().next();
    }
    let command = parse_command_from(scenario, seat, command, base.as_ref()).map_err(|fault| {
        let failure = Failure::input(format!("--play '{words}': {}", fault.message));
        match fault.hint {
            Some(hint) => failure.hint(hint),
            None => failure,
        }
    })?;
    Ok((seat, command))
}

fn refuse_own_parent(parent: &Path, out: &Path) -> Result<(), Failure> {
    let same = parent.canonicalize().ok().is_some_and(|parent| out.canonicalize().is_ok_and(|out| out == parent));
    if same {
        return Err(Failure::input("a branch cannot take the place of its own parent").hint("give another --log"));
    }
    Ok(())
}

fn refused(error: &BranchError, args: &Args, after: u64) -> Failure {
    match error {
        BranchError::Refused { place, rejection, at } => {
            let words = &args.plays[*place];
            let message = format!("--play '{words}' is refused on {}: {rejection}", date::day(*at));
            let log = args.parent.display();
            Failure::input(message).hint(format!("see how things stand there: `divest replay {log} --to {after}`"))
        }
        BranchError::EndedBefore { ended } => {
            Failure::input(error).hint(format!("it ends on {}; give an earlier --at", date::day(*ended)))
        }
        BranchError::Streams(_) => Failure::input(error),
    }
}

// --- what comes of it

/// Writes the log of the branch, or only works its head out.
fn write(args: &Args, read: &Read, seed: Seed, parent: Parent, entries: &[Entry]) -> Result<Digest, Failure> {
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = Header { parent: Some(parent), ..header(&frame, seed, read.scenario.setup().opens.0) };
    match &args.log {
        Some(path) => {
            let overwrite = if args.force { Overwrite::Yes } else { Overwrite::No };
            let failed = |error| named(path, &write_failed(&error));
            let mut writer =
                LogWriter::create(path, &header, &frame, Durability::InBlocks, overwrite).map_err(failed)?;
            entries.iter().try_for_each(|entry| writer.append(entry)).map_err(failed)?;
            Ok(writer.finish().map_err(failed)?.head)
        }
        None => {
            let failed = |error| write_failed(&error);
            let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd);
            let mut writer = writer.map_err(failed)?;
            entries.iter().try_for_each(|entry| writer.append(entry)).map_err(failed)?;
            Ok(writer.finish().map_err(failed)?.head)
        }
    }
}

/// The decisions that became impossible, for the report.
fn lost_of(missed: &[Missed]) -> Vec<Lost> {
    let about = |subject: Subject| match subject {
        Subject::Terms(talks, deal) => About::Terms(talks, deal),
        Subject::Ruling(status) => About::Ruling(status),
        Subject::Part(part) => About::Part(part),
    };
    let hindrance = |why: Impossible| match why {
        Impossible::Refused(rejection) => Hindrance::Refused(rejection),
        Impossible::Answers { then, now } => Hindrance::Answers { then: then.map(about), now: now.map(about) },
    };
    let lost = |missed: &Missed| {
        let Missed { seat, entry, at, command, why, fell_with_it } = *missed;
        Lost { seat, entry, at, command, why: hindrance(why), fell_with_it }
    };
    missed.iter().map(lost).collect()
}

fn tell(
    args: &Args,
    before: &Before<'_>,
    read: &Read,
    branched: &Branched,
    parent: Parent,
    head: &Digest,
    changes: &[String],
) {
    let scenario = &read.scenario;
    let (parent_entries, branch_entries) = (shown(before.entries.clone()), shown(branched.entries.clone()));
    let (in_parent, in_branch) = (happenings(&parent_entries), happenings(&branch_entries));
    let parent_name = args.parent.display().to_string();
    let name = args.log.as_ref().map_or_else(|| "the branch".to_owned(), |log| log.display().to_string());
    let runs = [
        Run { state: &before.state, happenings: &in_parent, seed: before.seed, repeat: "" },
        Run { state: &branched.state, happenings: &in_branch, seed: before.seed, repeat: "" },
    ];
    let whole = |name, read, run, head| Whole { name, read, run, head };
    let sides =
        [whole(&parent_name, &before.read, runs[0], hex(&before.opened.head)), whole(&name, read, runs[1], hex(head))];
    let common = alike(&before.entries, &branched.entries);
    let settings = settings_between(&before.read, read);
    let lost_all = lost_of(&branched.missed);
    if args.output.is_json() {
        let value = json!({
            "parent": {
                "log": parent_name,
                "entry": parent.entry,
                "events": parent.event_count,
                "head": hex(&parent.head),
            },
            "log": args.log.as_ref().map(|log| log.display().to_string()),
            "head": hex(head),
            "changes": changes,
            "left_out": branched.left_out,
            "impossible": lost_json(scenario, &lost_all),
            "taken_over": branched.taken_over.iter().map(|seat| scenario.seat_key(seat)).collect::<Vec<_>>(),
            "diff": super::diff::value_of(&sides, common, settings),
        });
        output::print_json(&value);
        return;
    }
    let style = output::style();
    let at = before.entries.iter().rfind(|entry| entry.number <= after_of(args, before));
    let from = match at {
        Some(entry) => format!("after entry {}, {}", entry.number, date::day(entry.at)),
        None => "from the start".to_owned(),
    };
    let mut lines: Vec<String> =
        wrap(&format!("A branch of {parent_name} {from}"), "", 2).iter().map(|line| style.bold(line)).collect();
    if changes.is_empty() {
        lines.push("  Nothing is changed.".to_owned());
    }
    lines.extend(changes.iter().flat_map(|change| wrap(change, "  ", 4)));
    if branched.left_out > 0 && !args.anew {
        let are = if branched.left_out == 1 { "is" } else { "are" };
        let left_out = count(branched.left_out as i64, "recorded decision");
        lines.extend(wrap(&format!("{left_out} {are} left out by that."), "  ", 4));
    } else if !args.drops.is_empty() && !args.anew {
        lines.extend(wrap("No recorded decision is left out by that: there is none from there on.", "  ", 4));
    }
    if !changes.is_empty() && !args.anew {
        let note = "Everybody else does again what the record says, while it can be done; with --anew bots would decide \
                    afresh.";
        lines.extend(wrap(note, "  ", 4).iter().map(|line| style.dim(line)));
    }
    let lost_lines = lost(scenario, &lost_all);
    let over = taken_over(scenario, branched.taken_over);
    if !lost_lines.is_empty() || !over.is_empty() {
        lines.extend([String::new(), style.bold("What could not be done again")]);
        lines.extend(lost_lines);
        lines.extend(over);
    }
    lines.push(String::new());
    lines.push(format!("{}  {parent_name}", style.bold("A")));
    lines.push(format!("{}  {name}", style.bold("B")));
    lines.extend(divest_report::diff::settings(&settings));
    lines.push(String::new());
    output::print(&format!("{}\n{}", lines.join("\n"), difference_of(&sides, common, settings)));
    hint(args, branched, head);
}

fn after_of(args: &Args, before: &Before<'_>) -> u64 {
    entry_of(before, args.at).unwrap_or_default()
}

/// How many entries tell the same.
fn alike(a: &[Entry], b: &[Entry]) -> usize {
    a.iter().zip(b).take_while(|(a, b)| a == b).count()
}

fn hint(args: &Args, branched: &Branched, head: &Digest) {
    match &args.log {
        Some(log) => {
            let (path, entries) = (log.display(), branched.entries.len());
            output::notice(&format!("log: {path}, {entries} entries, head {}", &hex(head)[..16]));
            let log = quoted(&log.to_string_lossy());
            output::notice(&format!("see it with `divest show {log}`; check it with `divest verify {log} --redraw`"));
        }
        None => output::notice("notice: without --log FILE this branch is not kept"),
    }
}
