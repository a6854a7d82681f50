//! `divest export`: a log as text that becomes the same log again.

use super::exit::{Exit, Failure};
use super::input::LogInput;
use super::output::Shown;
use super::{Done, output};
use std::path::PathBuf;

/// Export a log as JSON lines without loss: `divest import log` restores the same bytes.
///
/// The first line is the header, the second the scenario; then follow one line per entry and one for the end. For described
/// entries see `divest show --json`.
#[derive(clap::Args)]
pub struct Args {
    /// The log.
    log: PathBuf,
    /// Output file; default: stdout.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace an existing file.
    #[arg(long, requires = "out")]
    force: bool,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let opened = log.open_whole()?;
    let text =
        divest_log::twin::to_text(&opened).map_err(|error| Failure::input(format!("{}: {error}", log.path.shown())))?;
    match &args.out {
        None => output::print_json_lines(&text),
        Some(out) => {
            output::create_json(out, &text, args.force)?;
            output::notice(&format!("wrote {}, {} lines", out.shown(), text.lines().count()));
        }
    }
    Ok(Exit::Done)
}
