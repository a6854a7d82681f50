//! Where the bytes of a log go: a file with a lock, or memory.

use crate::beside::Beside;
use std::ffi::OsString;
use std::fs::{File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// What a writer needs of the place that its log is in.
///
/// After an error the writer touches the storage no more: nobody can tell what an operating system still holds of a
/// write or sync that failed.
pub trait Storage {
    /// Reads the log from its first byte to its last.
    ///
    /// # Errors
    /// If the bytes cannot be read.
    fn read_all(&mut self) -> io::Result<Vec<u8>>;

    /// Puts bytes at the end.
    ///
    /// # Errors
    /// If not all bytes were taken; some may have been.
    fn append(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Returns when everything that was put here would outlive a loss of power.
    ///
    /// # Errors
    /// If it might not.
    fn sync(&mut self) -> io::Result<()>;

    /// Brings the log to the place that it was written for, now that it is whole. Mostly it is there already.
    ///
    /// # Errors
    /// If it could not be brought there.
    fn settle(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// Cuts the log off after `len` bytes.
    ///
    /// # Errors
    /// If the length could not be changed.
    fn truncate(&mut self, len: u64) -> io::Result<()>;

    /// Keeps the torn tail that begins at offset `at`, safe from a loss of power, before it is cut off. Returns the
    /// file that it is in, if it is in one.
    ///
    /// # Errors
    /// If the tail could not be kept.
    fn keep_tail(&mut self, at: u64, tail: &[u8]) -> io::Result<Option<PathBuf>>;
}

/// A log in memory: for runs that nobody keeps, and for tests.
#[derive(Clone, Default, Debug)]
pub struct Memory {
    /// The log's bytes.
    pub bytes: Vec<u8>,
}

impl Storage for Memory {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn sync(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.bytes.truncate(usize::try_from(len).unwrap_or(usize::MAX));
        Ok(())
    }

    fn keep_tail(&mut self, _at: u64, _tail: &[u8]) -> io::Result<Option<PathBuf>> {
        Ok(None)
    }
}

/// What to do about a file that is already there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Overwrite {
    /// Replace it.
    Yes,
    /// Leave it alone and fail.
    No,
    /// Go on with it if it holds no more than what a writer leaves that was killed before its log had begun: nothing, zeros, or a
    /// piece of the same header and scenario. Else leave it alone and fail.
    Stump,
}

/// The most bytes of a log that are read.
pub const LOG_BYTES_MAX: u64 = 1 << 30;

/// A log in a file, locked against other writers for as long as this value lives.
#[derive(Debug)]
pub struct LogFile {
    file: File,
    path: PathBuf,
    /// What it is written in until it replaces another.
    beside: Option<Beside>,
}

/// Why a file could not be taken for writing.
#[derive(Debug)]
pub(crate) enum TakeError {
    /// It is there, and was not to be replaced.
    Exists,
    /// Another writer has it.
    Locked,
    /// The operating system refused.
    Io(io::Error),
}

impl From<io::Error> for TakeError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::AlreadyExists => Self::Exists,
            _ => Self::Io(error),
        }
    }
}

impl LogFile {
    /// Makes an empty file, locked, whose name outlives a loss of power. One that replaces another is written beside it and takes
    /// its name when it settles.
    pub(crate) fn create(path: &Path, overwrite: Overwrite) -> Result<Self, TakeError> {
        if overwrite == Overwrite::Yes && path.exists() {
            let mut beside = Beside::take(path)?;
            let file = lock(beside.file().try_clone()?)?;
            return Ok(Self { file, path: path.to_owned(), beside: Some(beside) });
        }
        let file = lock(OpenOptions::new().read(true).write(true).create_new(true).open(path)?)?;
        sync_directory_of(path)?;
        Ok(Self { file, path: path.to_owned(), beside: None })
    }

    /// Takes a file that holds no more than a piece of how a log begins, and empties it.
    pub(crate) fn take_stump(path: &Path, beginning: &[u8]) -> Result<Self, TakeError> {
        let this = match Self::open(path) {
            Err(TakeError::Io(error)) if error.kind() == io::ErrorKind::NotFound => {
                return Self::create(path, Overwrite::No);
            }
            opened => opened?,
        };
        let most = beginning.len() as u64;
        if this.file.metadata()?.len() > most {
            return Err(TakeError::Exists);
        }
        let found = read_at_most(&this.file, most)?;
        if !beginning.starts_with(&found) && found.iter().any(|&byte| byte != 0) {
            return Err(TakeError::Exists);
        }
        this.file.set_len(0)?;
        (&this.file).seek(SeekFrom::Start(0))?;
        sync_directory_of(path)?;
        Ok(this)
    }

    /// Opens a file that is there, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self, TakeError> {
        if !std::fs::metadata(path)?.is_file() {
            return Err(TakeError::Io(io::Error::other("it is not a regular file")));
        }
        let file = lock(OpenOptions::new().read(true).write(true).open(path)?)?;
        Ok(Self { file, path: path.to_owned(), beside: None })
    }

    /// The path that the file was opened by.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Storage for LogFile {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        self.file.seek(SeekFrom::Start(0))?;
        let bytes = read_at_most(&self.file, LOG_BYTES_MAX)?;
        // Reading may have stopped short of the end, where the next entry goes.
        self.file.seek(SeekFrom::End(0))?;
        Ok(bytes)
    }

    fn settle(&mut self) -> io::Result<()> {
        self.beside.as_mut().map_or(Ok(()), Beside::finish)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        // The length is data as far as reading back goes, so this suffices and saves the journal a time stamp.
        self.file.sync_data()
    }

    fn truncate(&mut self, len: u64) -> io::Result<()> {
        self.file.set_len(len)?;
        self.file.seek(SeekFrom::Start(len))?;
        self.file.sync_all()?;
        sync_directory_of(&self.path)
    }

    fn keep_tail(&mut self, at: u64, tail: &[u8]) -> io::Result<Option<PathBuf>> {
        const TRIES: u32 = 1000;
        for count in 1..=TRIES {
            let path = tail_path(&self.path, at, count);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(mut kept) => {
                    kept.write_all(tail)?;
                    kept.sync_all()?;
                }
                // A recovery that was itself cut short has kept the same tail, or a part of it.
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => {
                    if !is_tail(&path, tail)? {
                        continue;
                    }
                }
                Err(e) => return Err(e),
            }
            sync_directory_of(&path)?;
            return Ok(Some(path));
        }
        Err(io::Error::other(format!("{TRIES} torn tails are kept beside the log already")))
    }
}

/// Locks a file against other writers.
pub(crate) fn lock(file: File) -> Result<File, TakeError> {
    // Named in full, because newer standard libraries have a method of the same name.
    match fs4::FileExt::try_lock(&file) {
        Ok(()) => Ok(file),
        Err(fs4::TryLockError::WouldBlock) => Err(TakeError::Locked),
        Err(fs4::TryLockError::Error(error)) => Err(TakeError::Io(error)),
    }
}

/// The bytes of a file, if they are not too many.
pub(crate) fn read_at_most(file: &File, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::Error::other(format!("it has more than {most} bytes")));
    }
    Ok(bytes)
}

/// `<log>.torn-<offset>`, then `<log>.torn-<offset>.2` and so on.
fn tail_path(log: &Path, at: u64, count: u32) -> PathBuf {
    let mut name: OsString = log.as_os_str().to_owned();
    name.push(format!(".torn-{at}"));
    if count > 1 {
        name.push(format!(".{count}"));
    }
    name.into()
}

/// Whether a file holds just a tail.
fn is_tail(path: &Path, tail: &[u8]) -> io::Result<bool> {
    let found = std::fs::metadata(path)?;
    Ok(found.is_file() && found.len() == tail.len() as u64 && read_at_most(&File::open(path)?, found.len())? == tail)
}

/// Makes the entry of a file in its directory outlive a loss of power, where directories can be synced.
pub(crate) fn sync_directory_of(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(directory)?.sync_all()
}
