//! `divest import log`: the text twin of a log becomes the log again.

use crate::cli::exit::{Exit, Failure};
use crate::cli::output::Shown;
use crate::cli::record::{hex, write_whole};
use crate::cli::{Done, input, output};
use divest_log::twin::{self, TwinError};
use std::path::{Path, PathBuf};

/// The longest text that is read: that of a log as large as a log may be.
const TEXT_BYTES_MAX: u64 = 4 * divest_log::LOG_BYTES_MAX;

#[derive(clap::Args)]
pub struct Args {
    /// Exported text; `-` is standard input.
    file: PathBuf,
    /// Log to write.
    #[arg(long, value_name = "LOG")]
    out: PathBuf,
    /// Replace an existing file.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args) -> Done {
    let text = text_of(&args.file)?;
    let bytes = twin::from_text(&text).map_err(|error| {
        let file = args.file.shown();
        match error {
            TwinError::Line { line, why } => Failure::input(format!("{file}:{line}: {why}")),
            error => Failure::input(format!("{file}: {error}")),
        }
    })?;
    let opened = divest_log::open(&bytes).expect("BUG: an imported log does not open");
    write_whole(&args.out, &bytes, args.force)?;
    let (entries, head) = (opened.entry_count(), hex(&opened.head));
    output::notice(&format!("log: {}, {entries} entries, head {}", args.out.shown(), &head[..16]));
    Ok(Exit::Done)
}

fn text_of(file: &Path) -> Result<String, Failure> {
    let hint = "only what `divest export` wrote can be imported";
    let bytes = input::text_bytes(file, TEXT_BYTES_MAX, hint)?;
    String::from_utf8(bytes).map_err(|error| {
        let line =
            error.as_bytes()[..error.utf8_error().valid_up_to()].iter().filter(|&&byte| byte == b'\n').count() + 1;
        Failure::input(format!("{}:{line}: this is no text", file.shown()))
            .hint("only what `divest export` wrote can be imported; a log itself needs no import")
    })
}
