//! `divest report`: a log or a sweep as a page or a picture.

mod log;
mod notes;
mod sweep;

use super::exit::{Exit, Failure};
use super::output::Shown;
use super::{Done, input, output};
use std::path::{Path, PathBuf};

/// How wide a picture is.
const WIDTH: f64 = 720.0;

/// Make a page or a picture of a log or of a sweep: one file that needs no network and no script to be read.
#[derive(clap::Args)]
pub struct Args {
    /// A log, or a file written by `divest sweep --out`.
    file: PathBuf,
    /// Output file: .html for a page, .svg for one chart.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// Replace an existing file.
    #[arg(long)]
    force: bool,
    /// Which chart an .svg shows. Of a log: timeline (if nothing is said), offers, gauges or frontier. Of a sweep: outcomes
    /// (if nothing is said), buyers, points, nature, rules, changes, sensitivity or sensitivity:TARGET, or the name of an
    /// issue or a number such as terms.price or date.end.
    #[arg(long, value_name = "CHART")]
    chart: Option<String>,
    /// Of a sweep with --vary: which setting an .svg shows, counted from 1; the first if nothing is said, of changes the
    /// second.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    setting: Option<u16>,
    /// Show only what this seat could see.
    #[arg(long, value_name = "SEAT")]
    seat: Option<String>,
    /// Scenario file, for its sources and notes; default: looked up beside the log, here and in `scenarios`.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
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
    let text =
        if sweep::is_one(&input::bytes_of(&args.file)?) { sweep::text(args, kind)? } else { log::text(args, kind)? };
    output::create(&args.out, &text, args.force)?;
    output::notice(&format!("wrote {} ({} kB)", args.out.shown(), text.len().div_ceil(1_000)));
    Ok(Exit::Done)
}

fn kind_of(args: &Args) -> Result<Kind, Failure> {
    let ending = args.out.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (ending.as_deref(), args.chart.is_some() || args.setting.is_some()) {
        (Some("html" | "htm"), false) => Ok(Kind::Page),
        (Some("html" | "htm"), true) => {
            Err(Failure::input("a page shows every chart")
                .hint("leave --chart and --setting out, or name the file .svg"))
        }
        (Some("svg"), _) => Ok(Kind::Picture),
        _ => Err(Failure::input(format!("{} is neither a page nor a picture", args.out.shown()))
            .hint("end its name in .html for a page or in .svg for one chart")),
    }
}

fn nothing(what: &str) -> Failure {
    Failure::input(format!("there is nothing to draw: {what}"))
}

fn exists(path: &Path) -> Failure {
    Failure::input(format!("{} exists already", path.shown())).hint("give another name, or --force to replace it")
}
