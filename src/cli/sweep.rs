//! `divest sweep`: plays a scenario over many seeds and tells how often it ends how.

use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::output::Shown;
use super::rows::RowFile;
use super::shard::shard;
use super::{Done, input, output, seats};
use divest_ensemble::plan::grid;
use divest_ensemble::play::{seeds_left, shard_seeds};
use divest_ensemble::{Flow, Part, PartFault, PlanFault, Seeds, Shard, Study, Sweep, play};
use divest_log::{Beside, WorkLock};
use divest_report::sweep;
use divest_scenario::Read;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The ending that files of sweeps have by custom.
pub const PART_ENDING: &str = ".divest-sweep";
/// The interval between saves of a sweep in progress.
const SAVE_EVERY: Duration = Duration::from_secs(20);

/// Set by the first Ctrl-C.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Play a scenario over many seeds: shares of outcomes, terms and dates, with confidence intervals.
///
/// Results are identical for any number of threads or machines. Ctrl-C prints the results so far; with --out the same command
/// resumes later.
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// Range of seeds, both ends included.
    #[arg(long, value_name = "A..B", default_value = "1..1000")]
    seeds: Seeds,
    /// Override a scenario value in all runs, such as `decrees.order.deadline=120d`. Repeatable.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    /// Bot of a seat in all runs, as listed by `divest bots`: `hotel=boulware:exponent=0.3`. Repeatable.
    #[arg(long = "seat", value_name = "SEAT=BOT")]
    seats: Vec<String>,
    /// Compare settings on the same random numbers, such as decrees.order.deadline=45d,90d; the first value is the baseline.
    /// Several options make a grid.
    #[arg(long, value_name = "PATH=VALUE,..")]
    vary: Vec<String>,
    /// Sensitivity analysis: rank the scenario's distributions and chances by their share of the outcome's variance.
    #[arg(long)]
    sensitivity: bool,
    /// Play only this part of the seeds, such as 1/4; in a job array, its number: "$SLURM_ARRAY_TASK_ID/16".
    #[arg(long, value_name = "I/N", requires = "out", value_parser = shard)]
    shard: Option<Shard>,
    /// Save results to this file (docs/sweep-format.md); resume it if it exists and is unfinished.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write one row per run to this file: .csv, or .parquet if built with that feature (docs/sweeps.md).
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// Start over and replace existing files.
    #[arg(long)]
    force: bool,
    /// Number of threads; default: all cores. Does not change the results.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    output: TableFormatArgs,
    /// Draw bar charts.
    #[arg(long)]
    plot: bool,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario(&args.scenario)?;
    let axes = axes(args, &read)?;
    let settings = if axes.is_empty() { Vec::new() } else { grid(&axes) };
    let study = Study::new(&read, settings, args.seeds, args.sensitivity).map_err(|fault| plan_failure(&fault))?;
    let wanted = match &args.shard {
        None => args.seeds,
        Some(shard) => shard_seeds(args.seeds, *shard),
    };
    let _lock = args.out.as_deref().map(lock).transpose()?;
    let mut part = begun(args, &study)?;
    let mut rows = args.rows.as_deref().map(|path| RowFile::create(path, args.force, &study)).transpose()?;
    let before = part.counts.seed_count();
    if before > 0 && rows.is_some() {
        output::notice("notice: rows are written of the runs that are still to play, not of those played before");
    }
    let finished = play_out(args, &study, &mut part, wanted, rows.as_mut())?;
    if let Some(rows) = rows {
        rows.finish()?;
    }
    if part.counts.seed_count() == 0 && wanted.count > 0 {
        return Err(Failure { exit: Exit::Failed, message: "interrupted before the first run".into(), hint: None });
    }
    tell(&study, &part, args.output.format(), args.plot);
    if finished {
        return Ok(Exit::Done);
    }
    let left = seeds_left(&part, wanted);
    let goes_on = if args.out.is_some() { "; the same command goes on" } else { "" };
    output::notice(&format!("interrupted: {left} of {} seeds are left{goes_on}", wanted.count));
    Ok(Exit::Failed)
}

/// What the runs of all settings share, as axes of one value, then what is varied.
fn axes(args: &Args, read: &Read) -> Result<Vec<Axis>, Failure> {
    let mut axes = Vec::new();
    for words in &args.settings {
        let (path, value) = words.split_once('=').ok_or_else(|| {
            Failure::input(format!("`{words}` sets nothing"))
                .hint("write PATH=VALUE, such as decrees.order.deadline=120d")
        })?;
        axes.push((path.trim().to_owned(), vec![value.trim().to_owned()]));
    }
    for words in &args.seats {
        let (key, bot) = words.split_once('=').ok_or_else(|| {
            Failure::input(format!("`{words}` names no bot for the seat"))
                .hint("write SEAT=BOT, as `divest bots` lists them")
        })?;
        if bot.starts_with("exec:") {
            return Err(Failure::input("a sweep has no programs in its seats").hint("choose a bot of `divest bots`"));
        }
        let seat = input::party_seat(&read.scenario, key)?;
        let spec = seats::bot(bot)?;
        seats::check_role(&read.scenario, seat, spec.kind)?;
        let at = format!("parties.{key}.bot");
        axes.push((format!("{at}.kind"), vec![spec.kind.word().to_owned()]));
        for setting in
            bot.split_once(':').map_or("", |(_, settings)| settings).split(',').filter(|part| !part.is_empty())
        {
            let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
            axes.push((format!("{at}.{}", name.replace('-', "_")), vec![value.to_owned()]));
        }
    }
    for words in &args.vary {
        axes.push(axis(words)?);
    }
    let mut known = HashSet::new();
    match axes.iter().find(|(path, _)| !known.insert(path)) {
        Some((path, _)) => Err(Failure::input(format!("`{path}` is given twice")).hint("name each path once")),
        None => Ok(axes),
    }
}

/// A path and its values.
pub type Axis = (String, Vec<String>);

/// The path and the values of `PATH=VALUE,VALUE`; commas within brackets, braces and quotes belong to a value.
pub fn axis(words: &str) -> Result<Axis, Failure> {
    let bad = |why: &str| {
        Failure::input(format!("`{words}` {why}"))
            .hint("write PATH=VALUE,VALUE, such as decrees.order.deadline=45d,90d")
    };
    let (path, list) = words.split_once('=').ok_or_else(|| bad("varies nothing"))?;
    let mut values = vec![String::new()];
    let (mut depth, mut quote) = (0_u32, None);
    for c in list.chars() {
        match (c, quote) {
            (',', None) if depth == 0 => {
                values.push(String::new());
                continue;
            }
            ('[' | '{', None) => depth += 1,
            (']' | '}', None) => depth = depth.saturating_sub(1),
            ('"' | '\'', None) => quote = Some(c),
            (c, Some(open)) if c == open => quote = None,
            _ => {}
        }
        if let Some(value) = values.last_mut() {
            value.push(c);
        }
    }
    let values: Vec<String> = values.iter().map(|value| value.trim().to_owned()).collect();
    if values.iter().any(String::is_empty) {
        return Err(bad("has an empty value"));
    }
    if values.iter().enumerate().any(|(i, value)| values[..i].contains(value)) {
        return Err(bad("names a value twice"));
    }
    Ok((path.trim().to_owned(), values))
}

/// What is wrong with a plan, for the user.
pub fn plan_failure(fault: &PlanFault) -> Failure {
    let failure = Failure::input(fault);
    match fault.hint() {
        Some(hint) if !hint.is_empty() => failure.hint(hint),
        _ => failure,
    }
}

/// The part that an earlier sweep left in the out-file, if any.
fn begun(args: &Args, study: &Study) -> Result<Part, Failure> {
    let fresh = Part::new(study);
    let Some(out) = args.out.as_deref().filter(|out| out.exists() && !args.force) else { return Ok(fresh) };
    let (part, _) = read_part(out)?;
    if let Some(difference) = fresh.plan.difference(&part.plan) {
        let message = format!("{} is of another sweep: {difference}", out.shown());
        return Err(Failure::input(message).hint("give another --out, or --force to begin anew"));
    }
    if part.counts.seed_count() > 0 {
        output::notice(&format!("notice: {} has {} seeds already", out.shown(), part.counts.seed_count()));
    }
    Ok(part)
}

/// Plays until all seeds are done or Ctrl-C is pressed; returns whether all are done.
fn play_out(
    args: &Args,
    study: &Study,
    part: &mut Part,
    wanted: Seeds,
    mut rows: Option<&mut RowFile>,
) -> Result<bool, Failure> {
    // A second Ctrl-C ends at once, as one would expect of it.
    let handler = || {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        output::notice(&format!("notice: Ctrl-C will end this at once: {error}"));
    }
    let bar = progress_bar(seeds_left(part, wanted));
    while seeds_left(part, wanted) > 0 && !INTERRUPTED.load(Ordering::Relaxed) {
        let save_at = Mutex::new(Instant::now() + SAVE_EVERY);
        let is_kept = args.out.is_some();
        let progress = |seeds: u64| {
            bar.inc(seeds);
            let is_time = is_kept && save_at.try_lock().is_ok_and(|at| Instant::now() >= *at);
            if is_time || INTERRUPTED.load(Ordering::Relaxed) { Flow::Stop } else { Flow::On }
        };
        let threads = args.threads.map(usize::from);
        play(study, part, wanted, threads, rows.as_deref_mut(), &progress)?;
        if let Some(out) = &args.out {
            write_part(out, part)?;
        }
    }
    bar.finish_and_clear();
    // A shard without seeds writes its file too, so that a job waiting for it goes on.
    if let Some(out) = &args.out
        && !out.exists()
    {
        write_part(out, part)?;
    }
    Ok(seeds_left(part, wanted) == 0)
}

/// A bar with rate and time left on a terminal, nothing elsewhere.
fn progress_bar(seeds: u64) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(seeds), ProgressDrawTarget::stderr_with_hz(5));
    let style = ProgressStyle::with_template("{bar:30} {human_pos} of {human_len} seeds, {per_sec}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar
}

/// Reads a part with its plan made ready.
pub fn read_part(path: &Path) -> Result<(Part, Study), Failure> {
    let bytes = input::bytes_of(path)?;
    Part::from_bytes(&bytes).map_err(|fault| {
        let message = format!("{}: {fault}", path.shown());
        match fault {
            PartFault::Foreign | PartFault::Version(_) => Failure::input(message),
            PartFault::Damaged(_) => Failure::damaged(message),
            PartFault::Meaningless(_) => {
                Failure::damaged(message).hint("another version of divest may have written it; play the sweep anew")
            }
        }
    })
}

/// Writes a part atomically: the file is always either the old one or the new one.
pub fn write_part(path: &Path, part: &Part) -> Result<(), Failure> {
    Beside::write(path, &part.to_bytes()).map_err(|error| output::cannot_write(path, &error))
}

/// Keeps other sweeps from the same out-file while this one plays: each would replace what the other counted.
fn lock(out: &Path) -> Result<WorkLock, Failure> {
    let taken = WorkLock::take(out).map_err(|error| output::cannot_write(out, &error))?;
    taken.ok_or_else(|| {
        Failure::input(format!("another sweep is writing {}", out.shown()))
            .hint("wait until it is done, or give another --out")
    })
}

/// Prints the results of a part.
pub fn tell(study: &Study, part: &Part, format: TableFormat, plot: bool) {
    let figures = Sweep::new(study, part);
    match format {
        TableFormat::Text => output::print(&sweep::text(&figures, plot, output::style())),
        TableFormat::Json => output::print_json(&sweep::json(&figures)),
        TableFormat::Csv => output::print(&sweep::csv(&figures)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_parted_at_commas_of_their_own() {
        let of = |words: &str| axis(words).map(|(_, values)| values).map_err(|failure| failure.message);
        assert_eq!(of("a.b=1,2, 3"), Ok(["1", "2", "3"].map(str::to_owned).to_vec()));
        assert_eq!(of("a={ uniform = [1, 2] },5"), Ok(["{ uniform = [1, 2] }", "5"].map(str::to_owned).to_vec()));
        assert_eq!(of(r#"a="x,y",'z,'"#), Ok([r#""x,y""#, "'z,'"].map(str::to_owned).to_vec()));
        for wrong in ["a", "a=", "a=1,,2", "a=1,1"] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }
}
