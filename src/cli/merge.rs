//! `divest merge`: puts the parts of a sweep together.

use super::exit::{Exit, Failure};
use super::format::TableFormatArgs;
use super::sweep::{PART_ENDING, read_part, tell, write_part};
use super::{Done, output};
use std::path::PathBuf;

/// Merge the parts of a sweep, in any order, into the bytes that one machine would have written.
#[derive(clap::Args)]
pub struct Args {
    /// Parts written by `divest sweep --out`.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Output file.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an existing file.
    #[arg(long, requires = "out")]
    force: bool,
    #[command(flatten)]
    output: TableFormatArgs,
    /// Draw bar charts.
    #[arg(long)]
    plot: bool,
}

pub fn run(args: &Args) -> Done {
    if let Some(out) = &args.out
        && out.exists()
        && !args.force
    {
        return Err(Failure::input(format!("{} exists", out.display())).hint("give another name, or --force"));
    }
    let (first, others) = args.files.split_first().expect("BUG: clap asks for one file");
    let (mut whole, study) = read_part(first)?;
    let mut merged = vec![(first, whole.clone())];
    for path in others {
        let (part, _) = read_part(path)?;
        if let Err(mismatch) = whole.merge(&part) {
            // Name the file that it clashes with, which need not be the first.
            let clash = merged
                .iter()
                .find(|(_, earlier)| earlier.clone().merge(&part).is_err())
                .map_or(first, |(path, _)| *path);
            let message = format!("{} does not go with {}: {mismatch}", path.display(), clash.display());
            return Err(Failure::input(message).hint("leave one of them out"));
        }
        merged.push((path, part));
    }
    if let Some(out) = &args.out {
        write_part(out, &whole)?;
    }
    if !whole.is_whole() {
        let done: Vec<String> = whole.counts.done.iter().map(ToString::to_string).collect();
        let played = if done.is_empty() { "none".to_owned() } else { done.join(", ") };
        output::notice(&format!(
            "notice: of the seeds {} only these were played: {played} (a file of {PART_ENDING} can be added later)",
            whole.plan.seeds
        ));
    }
    tell(&study, &whole, args.output.format(), args.plot);
    Ok(Exit::Done)
}
