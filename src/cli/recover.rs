//! `divest recover`: what is whole of a damaged log, in a log of its own.

use super::exit::{Exit, Failure};
use super::input::LogInput;
use super::output::Shown;
use super::record::{hex, write_whole};
use super::{Done, output};
use divest_log::End;
use std::path::PathBuf;

/// Copy the intact entries of a damaged log to a new log. The damaged log is not changed.
///
/// Copies everything before the first damaged entry. The copy is finished only if the seal is whole too; otherwise it can be
/// played on. Entries after the damage are lost, since every head depends on all entries before it.
#[derive(clap::Args)]
pub struct Args {
    /// Damaged log.
    log: PathBuf,
    /// Log to write.
    #[arg(long, value_name = "OUT")]
    out: PathBuf,
    /// Replace an existing file.
    #[arg(long)]
    force: bool,
}

pub fn run(args: &Args) -> Done {
    let log = LogInput::read(&args.log)?;
    let is_itself = |out: PathBuf| log.path.canonicalize().is_ok_and(|path| path == out);
    if args.out.canonicalize().is_ok_and(is_itself) {
        let message = "the damaged log would be replaced by what is whole of it";
        return Err(Failure::input(message).hint("give --out another name; nothing is mended in place"));
    }
    let opened = log.open().map_err(|failure| failure.hint("nothing before the first entry may be damaged"))?;
    write_whole(&args.out, opened.good(), args.force)?;
    let (path, out, entries) = (log.path.shown(), args.out.shown(), opened.entry_count());
    let left_out = log.bytes.len() as u64 - opened.good_bytes();
    let what = match &opened.end {
        End::Clean => format!("{path} is whole; {out} is a copy of it\n"),
        End::Torn { at, .. } if opened.sealed => {
            format!("{path} ends in {left_out} zeros behind its seal (offset {at}); they are left out\n")
        }
        End::Torn { at, .. } => format!(
            "{path} ends in {left_out} bytes of a write that was never finished (offset {at}); they are left out\n"
        ),
        End::Corrupt { at, entry, why } => {
            format!("{path} is corrupt at offset {at}, in entry {entry}: {why}; {left_out} bytes are left out\n")
        }
    };
    output::print(&format!(
        "{what}recovered to {out}: {entries} entries, {} events, head {}\n",
        opened.event_count,
        hex(&opened.head)
    ));
    Ok(Exit::Done)
}
