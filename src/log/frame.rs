//! Frames: the checked pieces that a log is made of.
//!
//! ```text
//! frame = len u32 | kind u16 | version u8 | flags u8 | check u32 | payload[len]
//!
//! check = CRC-32C of: log id [8] | the first 8 bytes of the frame | payload
//! ```
//!
//! All integers are little-endian. The check is salted with the log's id, so a frame from another log fails. It is not
//! salted with the offset: damage in the middle must leave later frames recognisable, or it would look like a torn
//! tail.

use crate::codec::PAYLOAD_BYTES_MAX;
use std::fmt;

/// The bytes before a frame's payload.
pub(crate) const HEAD_BYTES: usize = 12;
/// The most bytes that a scenario may have.
pub const SCENARIO_BYTES_MAX: usize = 1 << 20;

/// The kind of the frame that opens an entry is this plus the number of the command.
pub(crate) const COMMAND: u16 = 0x4000;
/// The scenario, in the bytes that its digest is of.
pub(crate) const SCENARIO: u16 = 0x8001;
/// The end of an entry.
pub(crate) const COMMIT: u16 = 0x8002;
/// The only layout of it so far, and its bytes.
pub(crate) const COMMIT_VERSION: u8 = 1;
pub(crate) const COMMIT_BYTES: usize = 68;
/// The length, kind, version and flags of every COMMIT frame.
const COMMIT_FIRST: [u8; 8] = [COMMIT_BYTES as u8, 0, 0, 0, COMMIT as u8, (COMMIT >> 8) as u8, COMMIT_VERSION, 0];
/// The end of a log that is finished.
pub(crate) const SEAL: u16 = 0x8003;
/// Something that replay ignores; may stand inside an entry and is part of the chain.
pub(crate) const NOTE: u16 = 0x8004;

/// Whether a kind is that of an event.
pub(crate) const fn is_event(kind: u16) -> bool {
    kind >= 0x0001 && kind <= 0x3FFF
}

/// Whether a kind is that of a command.
pub(crate) const fn is_command(kind: u16) -> bool {
    kind >= COMMAND && kind <= 0x7FFF
}

/// A frame whose check is right, borrowed from the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Frame<'a> {
    /// What it is.
    pub kind: u16,
    /// The version of the payload's layout, counted from 1 for each kind.
    pub version: u8,
    /// The bytes that the kind and version give a meaning to.
    pub payload: &'a [u8],
}

impl<'a> Frame<'a> {
    /// How many bytes the frame takes up in the log.
    #[must_use]
    pub fn size(&self) -> usize {
        HEAD_BYTES + self.payload.len()
    }

    /// Splits the first frame off some bytes that something else answers for: its check is not looked at. `None` if no
    /// frame starts there.
    pub(crate) fn split_trusted(frames: &'a [u8]) -> Option<(Self, &'a [u8])> {
        let ([l0, l1, l2, l3, k0, k1, version, flags, ..], rest) = frames.split_first_chunk::<HEAD_BYTES>()?;
        let len = u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize;
        let (payload, rest) = rest.split_at_checked(len)?;
        let (kind, version) = (u16::from_le_bytes([*k0, *k1]), *version);
        let whole = kind != 0 && version != 0 && *flags == 0 && (len <= PAYLOAD_BYTES_MAX || kind == SCENARIO);
        whole.then_some((Frame { kind, version, payload }, rest))
    }
}

/// Why the bytes at some place are no frame.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FrameFault {
    /// They end too early.
    CutOff,
    /// The length is more than a frame may have.
    TooLong {
        /// The length claimed, in bytes.
        claimed: u32,
    },
    /// The kind is zero: empty space is never a frame.
    KindZero,
    /// The version is zero.
    VersionZero,
    /// A flag is set; none has a meaning yet.
    Flags(u8),
    /// The check does not agree with the rest.
    Check,
}

impl fmt::Display for FrameFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CutOff => f.write_str("the frame is cut off"),
            Self::TooLong { claimed } => write!(f, "the frame claims {claimed} bytes, more than a frame may have"),
            Self::KindZero => f.write_str("the frame has kind zero"),
            Self::VersionZero => f.write_str("the frame has version zero"),
            Self::Flags(flags) => write!(f, "the frame has unknown flags {flags:#04x}"),
            Self::Check => f.write_str("the frame's check is wrong"),
        }
    }
}

/// The id of a log, which salts the checks of its frames: the first 8 bytes of the head before the first entry.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LogId(pub [u8; 8]);

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// Writes and reads the frames of one log.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Framing {
    /// The CRC of the log's id, which every check goes on from.
    salt: u32,
    /// The CRC of the id and of the first bytes of a COMMIT frame, which are always the same.
    commit_salt: u32,
}

impl Framing {
    pub(crate) fn new(id: LogId) -> Self {
        let salt = crc32c::crc32c(&id.0);
        Self { salt, commit_salt: crc32c::crc32c_append(salt, &COMMIT_FIRST) }
    }

    fn check(self, first: &[u8], payload: &[u8]) -> u32 {
        crc32c::crc32c_append(crc32c::crc32c_append(self.salt, first), payload)
    }

    /// Appends a frame; `fill` appends the payload and says what it is.
    ///
    /// Returns the payload's length in bytes, which the caller holds against the limit that applies.
    ///
    /// # Panics
    /// If the payload has 4 GiB or more, or the kind or version is zero.
    pub(crate) fn write(self, out: &mut Vec<u8>, fill: impl FnOnce(&mut Vec<u8>) -> (u16, u8)) -> usize {
        let start = out.len();
        out.extend_from_slice(&[0; HEAD_BYTES]);
        let (kind, version) = fill(out);
        assert!(kind != 0 && version != 0, "BUG: a frame of kind {kind} and version {version}");
        let len = out.len() - start - HEAD_BYTES;
        let len_field = u32::try_from(len).expect("BUG: a payload of 4 GiB");
        let (head, payload) = out[start..].split_at_mut(HEAD_BYTES);
        head[0..4].copy_from_slice(&len_field.to_le_bytes());
        head[4..6].copy_from_slice(&kind.to_le_bytes());
        head[6] = version;
        let check = self.check(&head[..8], payload);
        head[8..12].copy_from_slice(&check.to_le_bytes());
        len
    }

    /// Reads the COMMIT frame at the start of some bytes; `None` if no whole, valid one of the only layout starts there.
    #[inline]
    pub(crate) fn read_commit(self, bytes: &[u8]) -> Option<Frame<'_>> {
        let (head, rest) = bytes.split_first_chunk::<HEAD_BYTES>()?;
        let payload = rest.get(..COMMIT_BYTES)?;
        let (first, check) = head.split_at(COMMIT_FIRST.len());
        let whole = first == COMMIT_FIRST && check == crc32c::crc32c_append(self.commit_salt, payload).to_le_bytes();
        whole.then_some(Frame { kind: COMMIT, version: COMMIT_VERSION, payload })
    }

    /// Reads the frame at the start of some bytes, with a payload of `len_max` bytes at most.
    ///
    /// # Errors
    /// If no whole, valid frame starts there.
    #[inline]
    pub(crate) fn read(self, bytes: &[u8], len_max: usize) -> Result<Frame<'_>, FrameFault> {
        let Some((head, rest)) = bytes.split_first_chunk::<HEAD_BYTES>() else {
            return Err(FrameFault::CutOff);
        };
        let [l0, l1, l2, l3, k0, k1, version, flags, c0, c1, c2, c3] = *head;
        let (claimed, kind) = (u32::from_le_bytes([l0, l1, l2, l3]), u16::from_le_bytes([k0, k1]));
        if kind == 0 {
            return Err(FrameFault::KindZero);
        }
        let len = claimed as usize;
        if len > len_max {
            return Err(FrameFault::TooLong { claimed });
        }
        let payload = rest.get(..len).ok_or(FrameFault::CutOff)?;
        if self.check(&head[..8], payload) != u32::from_le_bytes([c0, c1, c2, c3]) {
            return Err(FrameFault::Check);
        }
        match (version, flags) {
            (0, _) => Err(FrameFault::VersionZero),
            (_, 0) => Ok(Frame { kind, version, payload }),
            (_, flags) => Err(FrameFault::Flags(flags)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAMING: fn() -> Framing = || Framing::new(LogId(*b"a log id"));

    fn sample() -> Vec<u8> {
        let mut out = b"before".to_vec();
        let len = FRAMING().write(&mut out, |out| {
            out.extend_from_slice(b"payload");
            (0x1234, 5)
        });
        assert_eq!(len, 7);
        out.split_off(6)
    }

    #[test]
    fn a_frame_reads_as_it_was_written() {
        let bytes = sample();
        assert_eq!(bytes[..8], [7, 0, 0, 0, 0x34, 0x12, 5, 0]);
        let check = crc32c::crc32c(b"a log id\x07\0\0\0\x34\x12\x05\0payload");
        assert_eq!(bytes[8..12], check.to_le_bytes());
        let frame = FRAMING().read(&bytes, 7).unwrap();
        assert_eq!(frame, Frame { kind: 0x1234, version: 5, payload: b"payload" });
        assert_eq!(frame.size(), bytes.len());
    }

    #[test]
    fn whatever_is_wrong_has_its_own_name() {
        let bytes = sample();
        assert_eq!(FRAMING().read(&bytes, 6), Err(FrameFault::TooLong { claimed: 7 }));
        assert_eq!(FRAMING().read(&[0; 64], 100), Err(FrameFault::KindZero));
        assert_eq!(Framing::new(LogId(*b"other id")).read(&bytes, 7), Err(FrameFault::Check));
        for len in 0..bytes.len() {
            assert_eq!(FRAMING().read(&bytes[..len], 7), Err(FrameFault::CutOff));
        }
        let forged = |place: usize, value: u8| {
            let mut bytes = bytes.clone();
            bytes[place] = value;
            let check = FRAMING().check(&bytes[..8], &bytes[12..]);
            bytes[8..12].copy_from_slice(&check.to_le_bytes());
            FRAMING().read(&bytes, 7).map(|_| ())
        };
        assert_eq!(forged(6, 0), Err(FrameFault::VersionZero));
        assert_eq!(forged(7, 2), Err(FrameFault::Flags(2)));
    }
}
