//! `divest test`: snapshot and expectation tests for authors of scenarios.
//!
//! A scenario's `[tests]` pin seeds (their stories are compared with snapshots) and state expectations over many seeds.
//! Scripts beside a scenario must be accepted command by command and end as they say.

use super::check::is_script;
use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::record::{Keeper, halted, happenings, play_out, write_failed};
use super::scripts::ScriptInput;
use super::{Done, input, output, run};
use divest_core::Scenario;
use divest_engine::record::{header, scenario_frame};
use divest_engine::{Game, LogRecorder, RunError, Unrecorded};
use divest_ensemble::summary::{Figures, PropertyFigure, Share};
use divest_ensemble::{Flow, NoRows, Part, Seeds, Study, Sweep, play};
use divest_log::{Durability, LogWriter, Memory};
use divest_report::{Run, Style, story};
use divest_scenario::{Claim, Read};
use serde_json::{Value, json};
use similar::TextDiff;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fs;
use std::path::{Path, PathBuf};

/// Test scenarios: pinned seeds against their snapshots, expectations over many seeds, scripts against their outcomes.
///
/// The snapshot of seed 1 of `NAME.toml` is `NAME.seed-1.txt`, in a folder `snapshots` beside the scenario or beside the
/// scenario's own folder.
#[derive(clap::Args)]
pub struct Args {
    /// Scenario files, scripts, or folders of them.
    #[arg(required = true)]
    paths: Vec<PathBuf>,
    /// Accept the current stories: write snapshots that are missing or differ.
    #[arg(long)]
    accept: bool,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let mut report = Report { accept: args.accept, is_json: args.output.is_json(), ..Report::default() };
    for path in files_in(&args.paths)? {
        report.file = path.display().to_string();
        let bytes = input::author_bytes(&path)?;
        if is_script(&bytes) {
            test_script(&path, &mut report)?;
        } else {
            test_scenario(&path, &mut report)?;
        }
    }
    if report.passed + report.failed + report.accepted == 0 {
        return Err(Failure::input("nothing to test").hint("pin seeds or expectations in a scenario's [tests]"));
    }
    if report.is_json {
        output::print_json(&Value::Array(std::mem::take(&mut report.rows)));
    }
    let accepted = if report.accepted > 0 { format!(", {} accepted", report.accepted) } else { String::new() };
    report.say(&format!("\n{} passed, {} failed{accepted}\n", report.passed, report.failed));
    Ok(if report.failed == 0 { Exit::Done } else { Exit::Failed })
}

/// What came of the tests so far.
#[derive(Default)]
struct Report {
    accept: bool,
    is_json: bool,
    /// The file that is tested.
    file: String,
    rows: Vec<Value>,
    passed: u32,
    failed: u32,
    accepted: u32,
}

impl Report {
    fn pass(&mut self, what: &str) {
        self.passed += 1;
        self.row(what, "passed", None);
        self.say(&format!("ok      {what}\n"));
    }

    fn fail(&mut self, what: &str, why: &str) {
        self.failed += 1;
        self.row(what, "failed", Some(why));
        let indented: String = why.lines().map(|line| format!("        {line}\n")).collect();
        self.say(&format!("FAILED  {what}\n{indented}"));
    }

    fn accept(&mut self, what: &str, written: &Path) {
        self.accepted += 1;
        self.row(what, "accepted", None);
        self.say(&format!("wrote   {what}: {}\n", written.display()));
    }

    /// A snapshot of a seed that is not pinned is no fault, but nobody looks at it.
    fn leftover(&mut self, path: &Path) {
        let what = path.display().to_string();
        self.row(&what, "leftover", Some("no seed of the scenario's [tests] belongs to this snapshot"));
        self.say(&format!("left    {what}: no seed in [tests] belongs to it; delete it or pin the seed\n"));
    }

    fn row(&mut self, what: &str, result: &str, why: Option<&str>) {
        self.rows.push(json!({"file": self.file, "test": what, "result": result, "why": why}));
    }

    fn say(&self, line: &str) {
        if !self.is_json {
            output::print(line);
        }
    }
}

/// The TOML files that the paths name, folders in the order of names.
pub fn files_in(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            let failed = |error| Failure::input(format!("cannot read {}: {error}", path.display()));
            let mut found = Vec::new();
            for entry in fs::read_dir(path).map_err(failed)? {
                found.push(entry.map_err(failed)?.path());
            }
            // macOS leaves files such as `._first-sale.toml` on sticks and shares.
            let is_hidden =
                |file: &Path| file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            found.retain(|file| {
                file.is_file() && !is_hidden(file) && file.extension().is_some_and(|ending| ending == "toml")
            });
            found.sort();
            if found.is_empty() {
                return Err(Failure::input(format!("{} holds no scenario", path.display())));
            }
            files.extend(found);
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

fn test_scenario(path: &Path, report: &mut Report) -> Result<(), Failure> {
    let read = input::scenario(path)?;
    let key = &read.scenario.setup().key;
    for &seed in &read.tests.seeds {
        let what = format!("{key} seed {seed}");
        let story = story_of(&read, path, seed)?;
        compare(path, &format!("{key}.seed-{seed}.txt"), &story, &what, report)?;
    }
    for left in leftovers(path, key, &read.tests.seeds) {
        report.leftover(&left);
    }
    expect(&read, report)
}

/// The story of a seed, as `divest run` tells it.
fn story_of(read: &Read, path: &Path, seed: u64) -> Result<String, Failure> {
    let mut game = Game::new(input::shared(read), seed).map_err(Failure::input)?;
    let frame = scenario_frame(&read.scenario.setup().key, &read.canonical);
    let header = header(&frame, seed, read.scenario.setup().opens.0);
    let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd);
    let mut keeper = Keeper::new(LogRecorder::new(writer.map_err(|error| write_failed(&error))?), Vec::new());
    play_out(&mut game, &mut keeper).map_err(halted)?;
    // Only the file's name, so that a snapshot does not depend on where one stands.
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let repeat = format!("divest run {name} --seed {seed}");
    let happenings = happenings(&keeper.entries);
    Ok(story::story(
        &Run { state: game.state(), happenings: &happenings, seed: seed.into(), repeat: &repeat },
        Style::Plain,
    ))
}

/// The folders in which a scenario's snapshots may lie.
fn snapshot_folders(path: &Path) -> [PathBuf; 2] {
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    [parent.join("snapshots"), parent.join("..").join("snapshots")]
}

/// The snapshots of a scenario's seeds that are not pinned any more, in order.
fn leftovers(path: &Path, key: &str, pinned: &[u64]) -> Vec<PathBuf> {
    let seed_of = |name: &str| {
        let seed = name.strip_prefix(key)?.strip_prefix(".seed-")?.strip_suffix(".txt")?;
        seed.parse::<u64>().ok()
    };
    let is_left = |path: &PathBuf| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.and_then(|name| seed_of(&name)).is_some_and(|seed| !pinned.contains(&seed))
    };
    let folders = snapshot_folders(path);
    let entries = folders.iter().filter_map(|folder| fs::read_dir(folder).ok()).flatten();
    let mut left: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(is_left).collect();
    left.sort();
    left
}

fn compare(path: &Path, file: &str, story: &str, what: &str, report: &mut Report) -> Result<(), Failure> {
    let folders = snapshot_folders(path);
    let found = folders.iter().map(|folder| folder.join(file)).find(|candidate| candidate.is_file());
    let expected = match &found {
        Some(found) => {
            let bytes = input::bytes_of(found)?;
            // A checkout may have changed the line ends.
            let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
            Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
        }
        None => None,
    };
    if expected.as_deref() == Some(story) {
        report.pass(what);
        return Ok(());
    }
    if report.accept {
        let target = found.unwrap_or_else(|| {
            let folder = folders.iter().find(|folder| folder.is_dir()).unwrap_or(&folders[0]);
            folder.join(file)
        });
        let folder = target.parent().unwrap_or(Path::new("."));
        let written = fs::create_dir_all(folder).and_then(|()| fs::write(&target, story));
        written.map_err(|error| Failure::input(format!("cannot write {}: {error}", target.display())))?;
        report.accept(what, &target);
        return Ok(());
    }
    match (expected, found) {
        (Some(expected), Some(found)) => {
            let diff = TextDiff::from_lines(expected.as_str(), story);
            let shown = diff.unified_diff().context_radius(2).header(&found.display().to_string(), "now").to_string();
            report.fail(what, &format!("{shown}if the new story is right, run again with --accept"));
        }
        _ => {
            report.fail(what, "there is no snapshot yet; read `divest run` of this seed, then run again with --accept");
        }
    }
    Ok(())
}

/// Holds the expectations against sweeps: one for each number of seeds that they name.
fn expect(read: &Read, report: &mut Report) -> Result<(), Failure> {
    let mut sweeps: BTreeMap<u32, Figures> = BTreeMap::new();
    let mut properties = 0;
    for expectation in &read.tests.expectations {
        let seed_count = expectation.seed_count;
        if let Entry::Vacant(place) = sweeps.entry(seed_count) {
            place.insert(sweep_of(read, seed_count)?);
        }
        let figures = &sweeps[&seed_count];
        match &expectation.claim {
            Claim::Share { outcome, low_ppm, high_ppm } => share(read, outcome, [*low_ppm, *high_ppm], figures, report),
            Claim::Property(_) => {
                property(read, &figures.properties[properties], report);
                properties += 1;
            }
        }
    }
    Ok(())
}

/// The figures of a scenario over the seeds from 1 on.
fn sweep_of(read: &Read, seed_count: u32) -> Result<Figures, Failure> {
    let seeds = Seeds { first: 1, count: seed_count.into() };
    let study = Study::new(read, Vec::new(), seeds, false).map_err(Failure::input)?;
    let mut part = Part::new(&study);
    match play::<NoRows>(&study, &mut part, seeds, None, None, &|_| Flow::On) {
        Ok(()) => Ok(Sweep::new(&study, &part).settings.remove(0)),
        Err(never) => match never {},
    }
}

fn share(read: &Read, outcome: &str, limits: [u32; 2], figures: &Figures, report: &mut Report) {
    let key = &read.scenario.setup().key;
    let runs = figures.runs;
    let count = figures.outcomes.iter().find(|share| share.name == outcome).map_or(0, |share| share.count);
    let percent = |ppm: u32| divest_core::units::Ppm::clamped(i64::from(ppm)).to_string();
    let what = format!(
        "{key} outcome \"{outcome}\" between {} and {} over {runs} seeds",
        percent(limits[0]),
        percent(limits[1])
    );
    let is_within = |limit: u32| count * 1_000_000 >= u64::from(limit) * runs;
    let is_good = is_within(limits[0]) && count * 1_000_000 <= u64::from(limits[1]) * runs;
    let share = divest_core::units::Ppm::clamped((count * 1_000_000 / runs.max(1)) as i64);
    if is_good {
        report.pass(&format!("{what}: {share}"));
        return;
    }
    // A seed that shows what there is too much of.
    let is_rare = !is_within(limits[0]);
    let shows = |share: &&Share| (share.name == outcome) != is_rare;
    let example = figures.outcomes.iter().filter(shows).filter_map(|share| share.seed).min();
    let example = example.map_or_else(String::new, |seed| format!("; see for instance --seed {seed}"));
    report.fail(&what, &format!("{count} of {runs} runs, {share}{example}"));
}

fn property(read: &Read, property: &PropertyFigure, report: &mut Report) {
    let PropertyFigure { claim, condition, count, runs, .. } = property;
    let what = format!("{} {}: {condition}, over {runs} seeds", read.scenario.setup().key, claim.word());
    if property.good {
        report.pass(&format!("{what}: {count}"));
        return;
    }
    let seed = property.seed.map_or_else(String::new, |seed| format!("; see for instance --seed {seed}"));
    report.fail(&what, &format!("it holds at the end of {count} of {runs} runs{seed}"));
}

/// Plays a script and holds it against its outcome.
fn test_script(path: &Path, report: &mut Report) -> Result<(), Failure> {
    let bytes = input::author_bytes(path)?;
    let named = divest_scenario::text_of(&bytes).and_then(divest_scenario::script_scenario);
    let name = named.map_err(|faults| Failure::input(format!("{}\n", input::faults_report(&faults, path, &bytes))))?;
    let read = input::scenario(&path.with_file_name(format!("{name}.toml")))?;
    let script = ScriptInput::read(path, &read)?;
    let what = format!("{} as it says", input::key_of(path));
    let mut game = Game::new(input::shared(&read), 1).map_err(Failure::input)?;
    game.follow(script.for_game());
    let scenario: &Scenario = &read.scenario;
    let halted = game.run(&mut Unrecorded).err().map(|halt| match halt {
        RunError::Script(fault) => fault,
        RunError::Recorder(never) => match never {},
    });
    match halted.or_else(|| game.finish_script().err()) {
        Some(fault) => {
            let failure = script.explain(scenario, &fault);
            let hint = failure.hint.map_or_else(String::new, |hint| format!("\nhint: {hint}"));
            report.fail(&what, &format!("{}{hint}", failure.message));
        }
        None => match run::expected_outcome(&game, Some(&script)) {
            Some(message) => report.fail(&what, &message),
            None => {
                let title = game.state().outcome().map(|id| scenario.outcome(id).title.clone()).unwrap_or_default();
                report.pass(&format!("{what}: {title}"));
            }
        },
    }
    Ok(())
}
