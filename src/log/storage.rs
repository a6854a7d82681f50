//! Where the bytes of a log go: a file with a lock, or memory.

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
}

/// A log in a file, locked against other writers for as long as this value lives.
#[derive(Debug)]
pub struct LogFile {
    file: File,
    path: PathBuf,
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
    /// Makes an empty file, locked, whose name outlives a loss of power.
    pub(crate) fn create(path: &Path, overwrite: Overwrite) -> Result<Self, TakeError> {
        let mut options = OpenOptions::new();
        options.read(true).write(true);
        match overwrite {
            Overwrite::No => options.create_new(true),
            // Not truncated at once: it may belong to another writer.
            Overwrite::Yes => options.create(true).truncate(false),
        };
        let this = Self::lock(options.open(path)?, path)?;
        this.file.set_len(0)?;
        sync_directory_of(path)?;
        Ok(this)
    }

    /// Opens a file that is there, and locks it.
    pub(crate) fn open(path: &Path) -> Result<Self, TakeError> {
        Self::lock(OpenOptions::new().read(true).write(true).open(path)?, path)
    }

    fn lock(file: File, path: &Path) -> Result<Self, TakeError> {
        // Named in full, because newer standard libraries have a method of the same name.
        match fs4::FileExt::try_lock(&file) {
            Ok(()) => Ok(Self { file, path: path.to_owned() }),
            Err(fs4::TryLockError::WouldBlock) => Err(TakeError::Locked),
            Err(fs4::TryLockError::Error(error)) => Err(TakeError::Io(error)),
        }
    }

    /// The path that the file was opened by.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Storage for LogFile {
    fn read_all(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.file.seek(SeekFrom::Start(0))?;
        self.file.read_to_end(&mut bytes)?;
        Ok(bytes)
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
                    if std::fs::read(&path)? != tail {
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

/// `<log>.torn-<offset>`, then `<log>.torn-<offset>.2` and so on.
fn tail_path(log: &Path, at: u64, count: u32) -> PathBuf {
    let mut name: OsString = log.as_os_str().to_owned();
    name.push(format!(".torn-{at}"));
    if count > 1 {
        name.push(format!(".{count}"));
    }
    name.into()
}

/// Makes the entry of a file in its directory outlive a loss of power, where directories can be synced.
fn sync_directory_of(path: &Path) -> io::Result<()> {
    if cfg!(not(unix)) {
        return Ok(());
    }
    let directory = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    File::open(directory)?.sync_all()
}
