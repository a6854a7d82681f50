//! The header: the 256 bytes that say which run of which scenario a log is of.
//!
//! ```text
//!   0  magic 89 44 4C 47 0D 0A 1A 0A         104  seed [32]
//!   8  format major u16, minor u16           136  replicate u64
//!  12  codec u16                             144  parent: head [32]
//!  14  draw scheme u16                       176  parent: entry u64
//!  16  payload bytes at most u32             184  parent: events u64
//!  20  entry bytes at most u32               192  epoch i64
//!  24  scenario digest [32]                  200  zero [52]
//!  56  rules digest [32]                     252  CRC-32C of bytes 0..252 u32
//!  88  engine version 3 x u32
//! ```
//!
//! It holds no time of writing, no host and no user: the same scenario, seed and decisions give the same file anywhere.

use crate::codec::PAYLOAD_BYTES_MAX;
use crate::frame::LogId;
use std::fmt;

/// A BLAKE3 hash.
pub type Digest = [u8; 32];

/// The bytes of a header.
pub const HEADER_BYTES: usize = 256;
/// The most bytes that one entry may have, all frames together.
pub const ENTRY_BYTES_MAX: usize = 16 << 20;

/// As in PNG: a byte above 7 bits, a name, both line ends and an end of file catch transfers that change bytes.
const MAGIC: [u8; 8] = [0x89, b'D', b'L', b'G', b'\r', b'\n', 0x1A, b'\n'];
const FORMAT_MAJOR: u16 = 1;
const FORMAT_MINOR: u16 = 0;
const CODEC: u16 = 1;
const DRAW_SCHEME: u16 = 1;
/// Sets the hash of a header apart from every other use of BLAKE3.
const GENESIS: &str = "dlog v1 genesis";

/// Where a log that continues another one left it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Parent {
    /// The parent's head after its last entry in common.
    pub head: Digest,
    /// The number of that entry; 0 if the first entry already differs.
    pub entry: u64,
    /// How many events the common entries hold.
    pub event_count: u64,
}

/// What a log is of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Header {
    /// The [`scenario_digest`] of the scenario's bytes.
    pub scenario_digest: Digest,
    /// A digest of what the rules mean; another one, and old decisions may come out differently.
    pub rules_digest: Digest,
    /// The version of the program that wrote the log: major, minor, patch. Nothing depends on it.
    pub engine_version: [u32; 3],
    /// The seed that nature draws from.
    pub seed: [u8; 32],
    /// Which of the runs of one seed it is.
    pub replicate: u64,
    /// The log that this one continues, if any.
    pub parent: Option<Parent>,
    /// The moment that the simulation begins, in seconds since 1970-01-01T00:00:00; from the scenario, never a clock.
    pub epoch: i64,
}

/// Why some bytes are no header that can be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeaderError {
    /// There are less than 256.
    CutOff {
        /// How many there are.
        bytes: usize,
    },
    /// They do not begin as a log does.
    Magic,
    /// They begin as a log does, but a transfer changed line ends or high bits.
    TextTransfer,
    /// The check does not agree with the rest.
    Check,
    /// A later program wrote the log.
    Major {
        /// The major version of its format.
        found: u16,
    },
    /// The payloads are in an unknown codec.
    Codec {
        /// Its number.
        found: u16,
    },
    /// The draws are of an unknown scheme.
    DrawScheme {
        /// Its number.
        found: u16,
    },
    /// The limits on payloads and entries are not those of this format.
    Limits,
    /// There is something where this format has zeros.
    Reserved,
    /// There are numbers for a parent, but no head.
    Parent,
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutOff { bytes } => write!(f, "the header is cut off: {bytes} of {HEADER_BYTES} bytes"),
            Self::Magic => f.write_str("this is not a log"),
            Self::TextTransfer => f.write_str("the log was damaged by a transfer as text; transfer it as binary"),
            Self::Check => f.write_str("the header's check is wrong"),
            Self::Major { found } => {
                write!(f, "the log has format {found}, this program reads up to {FORMAT_MAJOR}; a newer one reads it")
            }
            Self::Codec { found } => write!(f, "the log's payloads are in codec {found}, which is unknown"),
            Self::DrawScheme { found } => write!(f, "the log's draws are of scheme {found}, which is unknown"),
            Self::Limits => f.write_str("the header names other size limits than this format has"),
            Self::Reserved => f.write_str("the header's reserved bytes are not zero"),
            Self::Parent => f.write_str("the header counts a parent's entries but names no head"),
        }
    }
}

impl std::error::Error for HeaderError {}

/// The digest of a scenario's canonical bytes, as it stands in the header.
#[must_use]
pub fn scenario_digest(scenario: &[u8]) -> Digest {
    *blake3::hash(scenario).as_bytes()
}

/// The head of a log before its first entry, and the log's id. Both hold for the header's exact bytes.
pub(crate) fn genesis(header: &[u8; HEADER_BYTES]) -> (Digest, LogId) {
    let head = blake3::derive_key(GENESIS, header);
    let id = head.first_chunk().expect("BUG: a digest of less than 8 bytes");
    (head, LogId(*id))
}

impl Header {
    /// The header's bytes.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; HEADER_BYTES] {
        let mut bytes = [0; HEADER_BYTES];
        let mut put = |at: usize, field: &[u8]| bytes[at..at + field.len()].copy_from_slice(field);
        put(0, &MAGIC);
        put(8, &FORMAT_MAJOR.to_le_bytes());
        put(10, &FORMAT_MINOR.to_le_bytes());
        put(12, &CODEC.to_le_bytes());
        put(14, &DRAW_SCHEME.to_le_bytes());
        put(16, &(PAYLOAD_BYTES_MAX as u32).to_le_bytes());
        put(20, &(ENTRY_BYTES_MAX as u32).to_le_bytes());
        put(24, &self.scenario_digest);
        put(56, &self.rules_digest);
        for (place, number) in [88, 92, 96].into_iter().zip(self.engine_version) {
            put(place, &number.to_le_bytes());
        }
        // Bytes 100 to 103 keep the seed on a multiple of eight; they are reserved too.
        put(104, &self.seed);
        put(136, &self.replicate.to_le_bytes());
        if let Some(parent) = &self.parent {
            put(144, &parent.head);
            put(176, &parent.entry.to_le_bytes());
            put(184, &parent.event_count.to_le_bytes());
        }
        put(192, &self.epoch.to_le_bytes());
        let check = crc32c::crc32c(&bytes[..252]);
        bytes[252..].copy_from_slice(&check.to_le_bytes());
        bytes
    }

    /// Reads the header at the start of a log.
    ///
    /// # Errors
    /// If the bytes are no header, a damaged one, or one of a format that this program does not know.
    pub fn parse(log: &[u8]) -> Result<Self, HeaderError> {
        if !log.starts_with(&MAGIC[..log.len().min(8)]) {
            return Err(if looks_like_text_transfer(log) { HeaderError::TextTransfer } else { HeaderError::Magic });
        }
        let Some(bytes) = log.first_chunk::<HEADER_BYTES>() else {
            return Err(HeaderError::CutOff { bytes: log.len() });
        };
        // A later major version may have moved even the check.
        let found = u16::from_le_bytes(field(bytes, 8));
        if found > FORMAT_MAJOR {
            return Err(HeaderError::Major { found });
        }
        if crc32c::crc32c(&bytes[..252]) != u32::from_le_bytes(field(bytes, 252)) {
            return Err(HeaderError::Check);
        }
        Self::refuse_unknown(bytes)?;
        let parent = Parent {
            head: field(bytes, 144),
            entry: u64::from_le_bytes(field(bytes, 176)),
            event_count: u64::from_le_bytes(field(bytes, 184)),
        };
        let parent = match parent {
            Parent { head: [0, ..], entry: 0, event_count: 0 } if parent.head == [0; 32] => None,
            Parent { head, .. } if head == [0; 32] => return Err(HeaderError::Parent),
            parent => Some(parent),
        };
        Ok(Self {
            scenario_digest: field(bytes, 24),
            rules_digest: field(bytes, 56),
            engine_version: [88, 92, 96].map(|at| u32::from_le_bytes(field(bytes, at))),
            seed: field(bytes, 104),
            replicate: u64::from_le_bytes(field(bytes, 136)),
            parent,
            epoch: i64::from_le_bytes(field(bytes, 192)),
        })
    }

    fn refuse_unknown(bytes: &[u8; HEADER_BYTES]) -> Result<(), HeaderError> {
        let number = |at| u16::from_le_bytes(field(bytes, at));
        if number(8) == 0 {
            return Err(HeaderError::Major { found: 0 });
        }
        if number(12) != CODEC {
            return Err(HeaderError::Codec { found: number(12) });
        }
        if number(14) != DRAW_SCHEME {
            return Err(HeaderError::DrawScheme { found: number(14) });
        }
        let limits = [16, 20].map(|at| u32::from_le_bytes(field(bytes, at)) as usize);
        if limits != [PAYLOAD_BYTES_MAX, ENTRY_BYTES_MAX] {
            return Err(HeaderError::Limits);
        }
        // A later minor version may add fields here that an older reader can do without.
        let reserved_zero = bytes[100..104].iter().chain(&bytes[200..252]).all(|&byte| byte == 0);
        if number(10) == FORMAT_MINOR && !reserved_zero {
            return Err(HeaderError::Reserved);
        }
        Ok(())
    }
}

fn field<const N: usize>(bytes: &[u8; HEADER_BYTES], at: usize) -> [u8; N] {
    *bytes[at..].first_chunk().expect("BUG: a header's field lies outside of it")
}

/// Whether bytes begin as a log does after line ends or high bits were changed on the way.
fn looks_like_text_transfer(log: &[u8]) -> bool {
    let starts: [&[u8]; 5] = [b"\x09DLG", b"\x89DLG\n\x1A", b"\x89DLG\r\r", b"\x89DLG\r\n\x1A\r", b"\xEF\xBF\xBDDLG"];
    starts.iter().any(|start| log.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn sample() -> Header {
        Header {
            scenario_digest: [1; 32],
            rules_digest: [2; 32],
            engine_version: [0, 1, 2],
            seed: [3; 32],
            replicate: 4,
            parent: Some(Parent { head: [5; 32], entry: 6, event_count: 7 }),
            epoch: -8,
        }
    }

    fn forged(at: usize, value: u8) -> Result<Header, HeaderError> {
        let mut bytes = sample().to_bytes();
        bytes[at] = value;
        let check = crc32c::crc32c(&bytes[..252]);
        bytes[252..].copy_from_slice(&check.to_le_bytes());
        Header::parse(&bytes)
    }

    #[test]
    fn a_header_reads_as_it_was_written() {
        let header = sample();
        assert_eq!(Header::parse(&header.to_bytes()), Ok(header));
        let root = Header { parent: None, ..header };
        assert_eq!(Header::parse(&root.to_bytes()), Ok(root));
        // The layout is promised: this value changes with any byte of it.
        assert_eq!(genesis(&header.to_bytes()).1.to_string(), GOLDEN_ID);
    }

    const GOLDEN_ID: &str = "57072d6c2b0e2b7d";

    #[test]
    fn every_refusal_has_its_own_text() {
        let refusals = [
            (forged(0, 0), HeaderError::Magic),
            (forged(0, 0x09), HeaderError::TextTransfer),
            (forged(8, 2), HeaderError::Major { found: 2 }),
            (forged(8, 0), HeaderError::Major { found: 0 }),
            (forged(12, 9), HeaderError::Codec { found: 9 }),
            (forged(14, 9), HeaderError::DrawScheme { found: 9 }),
            (forged(18, 9), HeaderError::Limits),
            (forged(101, 1), HeaderError::Reserved),
            (forged(251, 1), HeaderError::Reserved),
            (Header::parse(&sample().to_bytes()[..255]), HeaderError::CutOff { bytes: 255 }),
            (Header::parse(b""), HeaderError::CutOff { bytes: 0 }),
            (Header::parse(b"[scenario]"), HeaderError::Magic),
        ];
        for (result, error) in refusals {
            assert_eq!(result, Err(error));
            assert!(!error.to_string().is_empty());
        }
        let mut damaged = sample().to_bytes();
        damaged[60] ^= 1;
        assert_eq!(Header::parse(&damaged), Err(HeaderError::Check));
        let mut no_head = Header { parent: None, ..sample() }.to_bytes();
        no_head[176] = 1;
        let check = crc32c::crc32c(&no_head[..252]);
        no_head[252..].copy_from_slice(&check.to_le_bytes());
        assert_eq!(Header::parse(&no_head), Err(HeaderError::Parent));
    }

    #[test]
    fn a_later_minor_version_may_use_reserved_bytes() {
        let mut bytes = sample().to_bytes();
        bytes[10] = 1;
        bytes[200] = 1;
        let check = crc32c::crc32c(&bytes[..252]);
        bytes[252..].copy_from_slice(&check.to_le_bytes());
        assert_eq!(Header::parse(&bytes), Ok(sample()));
    }
}
