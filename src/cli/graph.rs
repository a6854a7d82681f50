//! `divest show --graph`: a run, its branches, and theirs, as a tree.

use super::diff::settings_between;
use super::exit::{Exit, Failure};
use super::family::logs_in;
use super::input::{self, LogInput};
use super::record::entries_until;
use super::{Done, output};
use divest_core::State;
use divest_engine::compare::check_parent;
use divest_engine::record::seed_of;
use divest_engine::replay::Until;
use divest_log::{Entry, Opened};
use divest_report::graph::{Node, graph};
use divest_report::name::capital;
use divest_report::{Narrator, Reader, date};
use divest_scenario::{Read, command_words};
use std::path::PathBuf;

/// A log of the family, replayed.
struct Member<'a> {
    log: &'a LogInput,
    opened: Opened<'a>,
    read: Read,
    entries: Vec<Entry>,
    state: State,
}

/// Draws the logs given, and those in the folders given.
pub fn run(paths: &[PathBuf]) -> Done {
    let mut logs = Vec::new();
    for path in paths {
        if path.is_dir() {
            let found = logs_in(path);
            if found.is_empty() {
                return Err(Failure::input(format!("there is no log in {}", path.display())));
            }
            logs.extend(found);
        } else {
            logs.push(path.clone());
        }
    }
    logs.sort();
    logs.dedup();
    let logs: Vec<LogInput> = logs.iter().map(|path| LogInput::read(path)).collect::<Result<_, _>>()?;
    let members: Vec<Member<'_>> = logs.iter().map(Member::of).collect::<Result<_, _>>()?;
    let parents: Vec<Option<usize>> = (0..members.len()).map(|place| parent_of(&members, place)).collect();
    let roots = (0..members.len()).filter(|&place| parents[place].is_none());
    let families: Vec<Node> = roots.map(|root| node(&members, &parents, root)).collect();
    output::print(&graph(&families, output::style()));
    Ok(Exit::Done)
}

impl<'a> Member<'a> {
    fn of(log: &'a LogInput) -> Result<Self, Failure> {
        let opened = log.open_whole()?;
        let read = log.scenario(&opened)?;
        let (entries, state) = entries_until(log, &opened, &input::shared(&read), Until::End)?;
        Ok(Self { log, opened, read, entries, state })
    }

    fn words(&self, place: u64) -> Option<String> {
        let entry = self.entries.get(usize::try_from(place).ok()?)?;
        let scenario = &self.read.scenario;
        let words = command_words(scenario, entry.seat, &entry.command);
        let words = if words.is_empty() {
            Narrator::new(scenario, Reader::Referee).command(entry.seat, &entry.command)
        } else {
            words
        };
        Some(format!("{}: {words}", scenario.seat_key(entry.seat)))
    }
}

/// The log that a branch left, if it is here. Logs with the same bytes are one as good as the other; the first is taken.
fn parent_of(members: &[Member<'_>], place: usize) -> Option<usize> {
    let branch = &members[place].opened;
    (0..members.len())
        .filter(|&other| other != place)
        .find(|&other| check_parent(branch, &members[other].opened).is_ok())
}

fn node(members: &[Member<'_>], parents: &[Option<usize>], place: usize) -> Node {
    let member = &members[place];
    let mut branches: Vec<usize> = (0..members.len()).filter(|&child| parents[child] == Some(place)).collect();
    let point = |child: usize| members[child].opened.header.parent.map_or(0, |parent| parent.entry);
    branches.sort_by_key(|&child| point(child));
    let seed = seed_of(&member.opened.header).map_or_else(String::new, |seed| format!(", seed {seed}"));
    let key = &member.read.scenario.setup().key;
    let mut lines = Vec::new();
    if parents[place].is_none() {
        lines.push(format!("{key}{seed}, {} entries", member.entries.len()));
        if let Some(parent) = member.opened.header.parent {
            lines.push(format!("a branch of a log that is not here, left after entry {}", parent.entry));
        }
    } else {
        lines.push(format!("{} entries", member.entries.len()));
    }
    lines.push(end_of(member));
    let leaves = parents[place].map_or_else(Vec::new, |parent| leaves(&members[parent], member));
    let branches = branches.into_iter().map(|child| node(members, parents, child)).collect();
    Node { leaves, name: member.log.path.display().to_string(), lines, branches }
}

fn end_of(member: &Member<'_>) -> String {
    let at = date::day(member.state.now());
    match member.state.outcome() {
        Some(outcome) => format!("{at}: {}", capital(&member.read.scenario.outcome(outcome).title)),
        None => format!("not over at {at}"),
    }
}

/// Where a branch leaves its parent, and with what.
fn leaves(parent: &Member<'_>, branch: &Member<'_>) -> Vec<String> {
    let point = branch.opened.header.parent.map_or(0, |parent| parent.entry);
    let settings = settings_between(&parent.read, &branch.read);
    if !settings.is_empty() {
        return settings.iter().map(|(path, from, to)| format!("{path}: {from} → {to}")).collect();
    }
    let day = branch.entries.get(usize::try_from(point).unwrap_or(usize::MAX)).map(|entry| date::day(entry.at));
    match (branch.words(point), parent.words(point)) {
        (None, None) => vec!["the same to the end".to_owned()],
        (own, theirs) => {
            let (own, theirs) = (own.unwrap_or_else(|| "it ends".into()), theirs.unwrap_or_else(|| "the end".into()));
            vec![format!("after entry {point}, {}: {own}; not {theirs}", day.unwrap_or_default())]
        }
    }
}
