//! Logs that belong together: a run, its branches, and theirs.

use super::exit::Failure;
use super::input::LogInput;
use divest_engine::compare::{NotTheParent, check_parent};
use divest_log::{HEADER_BYTES, Header, Opened};
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// How many files of a folder are looked at in search of a parent.
const FILES_MAX: usize = 10_000;

/// What became of the search for a branch's parent.
pub enum Found {
    /// The log is no branch.
    NotABranch,
    /// It was found, and the branch agrees with it.
    Parent(PathBuf),
    /// It is not there.
    Missing,
    /// The file is not the parent, or not any more.
    Not(PathBuf, NotTheParent),
}

/// Looks for the parent of a branch: in a given file, or else among the logs beside it.
pub fn find_parent(log: &LogInput, opened: &Opened<'_>, given: Option<&Path>) -> Result<Found, Failure> {
    if opened.header.parent.is_none() && given.is_none() {
        return Ok(Found::NotABranch);
    }
    if let Some(path) = given {
        let parent = LogInput::read(path)?;
        let parent_opened = parent.open()?;
        return Ok(match check_parent(opened, &parent_opened) {
            Ok(()) => Found::Parent(path.to_owned()),
            Err(why) => Found::Not(path.to_owned(), why),
        });
    }
    let mut not = None;
    for path in logs_beside(&log.path) {
        let Ok(other) = LogInput::read(&path) else { continue };
        let Ok(other_opened) = other.open() else { continue };
        match check_parent(opened, &other_opened) {
            Ok(()) => return Ok(Found::Parent(path)),
            // It has the head, so it is the one; the branch tells it otherwise.
            Err(why @ NotTheParent::Differs { .. }) => not = Some(Found::Not(path, why)),
            Err(_) => {}
        }
    }
    Ok(not.unwrap_or(Found::Missing))
}

/// The other logs in a log's folder, by name.
fn logs_beside(path: &Path) -> Vec<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new(""));
    let mut logs = logs_in(folder);
    logs.retain(|other| other.file_name() != path.file_name());
    logs
}

/// The logs in a folder, by name: the files that begin with a log's header.
pub fn logs_in(folder: &Path) -> Vec<PathBuf> {
    let here = folder.as_os_str().is_empty() || folder == Path::new(".");
    let Ok(files) = fs::read_dir(if here { Path::new(".") } else { folder }) else { return Vec::new() };
    // Named as one would type it: without a dot in front.
    let path_of = |file: fs::DirEntry| if here { file.file_name().into() } else { folder.join(file.file_name()) };
    let mut logs: Vec<PathBuf> = files.filter_map(|file| Some(path_of(file.ok()?))).take(FILES_MAX).collect();
    logs.retain(|path| !is_hidden(path) && is_log(path));
    logs.sort();
    logs
}

/// Files that begin with a dot are passed over, as shells do.
fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."))
}

fn is_log(path: &Path) -> bool {
    let mut bytes = Vec::with_capacity(HEADER_BYTES);
    let is_file = fs::metadata(path).is_ok_and(|found| found.is_file());
    let Ok(file) = File::open(path) else { return false };
    is_file && file.take(HEADER_BYTES as u64).read_to_end(&mut bytes).is_ok() && Header::parse(&bytes).is_ok()
}
