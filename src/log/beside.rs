//! A file that is written beside the one that it is to replace, and takes its name only once it is whole: a full disk, a kill or
//! an error leaves the old file as it was.

use crate::storage::{TakeError, lock, sync_directory_of};
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// A file in the making. Dropped before [`Beside::finish`], it is gone.
#[derive(Debug)]
pub struct Beside {
    file: File,
    path: PathBuf,
    /// The name that it takes in the end.
    target: PathBuf,
    /// The file that it replaces, locked so that nobody writes to what is about to go.
    _old: Option<File>,
    is_done: bool,
}

/// Tells the files of one process apart.
static COUNT: AtomicU32 = AtomicU32::new(0);

impl Beside {
    /// Begins a file that will replace another, or be new if there is none. The old file must not be in use by a writer of logs.
    ///
    /// # Errors
    /// If the target is no regular file, a writer has it locked, or no file can be made beside it.
    pub fn new(target: &Path) -> io::Result<Self> {
        Self::take(target).map_err(|error| match error {
            TakeError::Locked => io::Error::new(io::ErrorKind::ResourceBusy, "another program is writing it"),
            TakeError::Exists => io::ErrorKind::AlreadyExists.into(),
            TakeError::Io(error) => error,
        })
    }

    pub(crate) fn take(target: &Path) -> Result<Self, TakeError> {
        // Through a link the file that it leads to is replaced, as writing to it would.
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        let old = match fs::metadata(&target) {
            Ok(found) if !found.is_file() => return Err(TakeError::Io(io::Error::other("it is not a regular file"))),
            // What cannot be opened for writing is not to be replaced either.
            Ok(_) => Some(lock(OpenOptions::new().write(true).open(&target)?)?),
            Err(_) => None,
        };
        let mut name: OsString = target.as_os_str().to_owned();
        name.push(format!(".{}-{}.new", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
        let path = PathBuf::from(name);
        let file = OpenOptions::new().read(true).write(true).create_new(true).open(&path)?;
        if let Some(old) = &old {
            // As far as it goes: the new file is as open to others as the old one was.
            let _ = old.metadata().and_then(|found| file.set_permissions(found.permissions()));
        }
        Ok(Self { file, path, target, _old: old, is_done: false })
    }

    /// The file, to write to.
    pub fn file(&mut self) -> &mut File {
        &mut self.file
    }

    /// Makes the file safe and gives it its name.
    ///
    /// # Errors
    /// If it cannot be made safe or renamed; then the old file is still there.
    pub fn finish(&mut self) -> io::Result<()> {
        self.file.sync_all()?;
        fs::rename(&self.path, &self.target)?;
        self.is_done = true;
        sync_directory_of(&self.target)
    }

    /// Writes all of a file.
    ///
    /// # Errors
    /// As [`Beside::new`] and [`Beside::finish`], or if the disk is full.
    pub fn write(target: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut beside = Self::new(target)?;
        beside.file.write_all(bytes)?;
        beside.finish()
    }
}

impl Write for Beside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.is_done {
            let _ = fs::remove_file(&self.path);
        }
    }
}

/// A lock that says that somebody works on a file, beside the file because that is replaced while the work goes on.
#[derive(Debug)]
pub struct WorkLock {
    file: File,
    path: PathBuf,
}

impl WorkLock {
    /// Takes the lock `<file>.lock`; `None` if another process has it.
    ///
    /// # Errors
    /// If the lock's file cannot be made.
    pub fn take(of: &Path) -> io::Result<Option<Self>> {
        let mut name: OsString = of.as_os_str().to_owned();
        name.push(".lock");
        let path = PathBuf::from(name);
        for _ in 0..10 {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(&path)?;
            let file = match lock(file) {
                Ok(file) => file,
                Err(TakeError::Io(error)) => return Err(error),
                Err(_) => return Ok(None),
            };
            // Another process may have removed the file between our opening and locking it: then the lock is on nothing.
            if is_same(&file, &path) {
                return Ok(Some(Self { file, path }));
            }
        }
        Ok(None)
    }
}

impl Drop for WorkLock {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.path);
        let _ = fs4::FileExt::unlock(&self.file);
    }
}

#[cfg(unix)]
fn is_same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let of = |found: io::Result<fs::Metadata>| found.map(|found| (found.dev(), found.ino())).ok();
    of(file.metadata()).is_some_and(|own| of(fs::metadata(path)) == Some(own))
}

#[cfg(not(unix))]
fn is_same(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("divest-beside-{name}-{}", process::id()));
        fs::create_dir_all(&path).unwrap();
        path
    }

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = folder("whole");
        let path = folder.join("file");
        fs::write(&path, "old").unwrap();
        let mut beside = Beside::new(&path).unwrap();
        beside.write_all(b"half").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        drop(beside);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left of what was not finished");
        Beside::write(&path, b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn what_a_writer_has_is_not_replaced() {
        let folder = folder("locked");
        let path = folder.join("file");
        let held = lock(File::create(&path).unwrap()).unwrap();
        assert_eq!(Beside::new(&path).unwrap_err().kind(), io::ErrorKind::ResourceBusy);
        drop(held);
        assert!(Beside::new(&path).is_ok());
        assert!(Beside::new(&folder).is_err(), "a folder is no file");
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn a_work_lock_is_for_one() {
        let folder = folder("work");
        let path = folder.join("part");
        let held = WorkLock::take(&path).unwrap().expect("it is free");
        assert!(WorkLock::take(&path).unwrap().is_none());
        drop(held);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        assert!(WorkLock::take(&path).unwrap().is_some());
        fs::remove_dir_all(&folder).unwrap();
    }
}
