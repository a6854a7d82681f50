//! `divest show --follow`: a log while somebody writes it, entry by entry, until it is sealed.
//!
//! Reading needs no lock: an entry that is not whole yet looks like a torn tail and is waited for.

use super::exit::{Exit, Failure};
use super::input::LogInput;
use super::{Done, output};
use divest_log::{End, Opened};
use std::path::Path;
use std::time::Duration;

/// How long to wait before the file is looked at again.
const PAUSE: Duration = Duration::from_millis(100);

/// Calls `show` with the log and the number of the last entry that was shown, whenever there are more, and once it is
/// sealed.
pub fn follow(path: &Path, mut show: impl FnMut(&LogInput, &Opened<'_>, u64) -> Result<(), Failure>) -> Done {
    let (mut shown, mut is_told) = (0, false);
    loop {
        let log = LogInput::read(path)?;
        let size = Some(log.bytes.len() as u64);
        match divest_log::open(&log.bytes) {
            // The writer has only just begun.
            Err(error) if error.may_be_begun() => {}
            Err(_) => _ = log.open()?,
            Ok(opened) => {
                if let End::Corrupt { .. } = opened.end {
                    log.open_whole()?;
                }
                if opened.entry_count() < shown {
                    let message = format!("{} was replaced by another log while it was followed", path.display());
                    return Err(Failure::input(message));
                }
                if opened.entry_count() > shown || opened.sealed {
                    show(&log, &opened, shown)?;
                    shown = opened.entry_count();
                }
                if opened.sealed {
                    return Ok(Exit::Done);
                }
            }
        }
        if !is_told {
            output::notice(&format!("following {}; Ctrl-C ends it", path.display()));
            is_told = true;
        }
        wait_for_change(path, size);
    }
}

/// Returns when a file has another size than it had, or is gone.
fn wait_for_change(path: &Path, size: Option<u64>) {
    loop {
        std::thread::sleep(PAUSE);
        if std::fs::metadata(path).map(|file| file.len()).ok() != size {
            return;
        }
    }
}
