//! Values to bytes and back. The only file that names bincode, so that leaving it touches nothing else.
//!
//! Integers are little-endian and of fixed width: a value has one encoding, and bincode 1 and 2 write the same one. The
//! grammar is small enough to be read by hand; `docs/log-format.md` has it.

use bincode::config::{Configuration, Fixint, Limit, LittleEndian};
use bincode::enc::write::Writer;
use bincode::error::{DecodeError, EncodeError};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The most bytes that the payload of a frame may have, except the scenario's.
pub const PAYLOAD_BYTES_MAX: usize = 65_536;

const CONFIG: Configuration<LittleEndian, Fixint, Limit<PAYLOAD_BYTES_MAX>> =
    bincode::config::standard().with_little_endian().with_fixed_int_encoding().with_limit::<PAYLOAD_BYTES_MAX>();

/// Why bytes are not the value that they should be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodecError {
    /// They do not spell a value of the type.
    Malformed(String),
    /// They spell a value, and some are left over.
    LeftOver {
        /// How many.
        bytes: usize,
    },
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(why) => write!(f, "the payload is malformed: {why}"),
            Self::LeftOver { bytes } => write!(f, "the payload is {bytes} bytes too long"),
        }
    }
}

impl std::error::Error for CodecError {}

/// Something that turns bytes into values; tests have a second one as a witness.
pub(crate) trait Decode {
    /// Decodes a value that takes up all of the bytes.
    ///
    /// # Errors
    /// If the bytes spell no such value, or more than one.
    fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, CodecError>;
}

/// The decoder of the log.
pub(crate) enum Codec {}

impl Decode for Codec {
    #[inline]
    fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, CodecError> {
        let (value, used) = bincode::serde::borrow_decode_from_slice(bytes, CONFIG).map_err(|e| malformed(&e))?;
        match bytes.len() - used {
            0 => Ok(value),
            bytes => Err(CodecError::LeftOver { bytes }),
        }
    }
}

#[cold]
fn malformed(error: &DecodeError) -> CodecError {
    CodecError::Malformed(match error {
        DecodeError::UnexpectedEnd { .. } => "it ends too early".to_owned(),
        DecodeError::LimitExceeded => format!("it claims more than {PAYLOAD_BYTES_MAX} bytes"),
        DecodeError::OtherString(why) => why.clone(),
        other => other.to_string(),
    })
}

/// Appends a value's bytes to a buffer.
///
/// # Panics
/// If the value is of a shape that has no encoding, such as a sequence of unknown length: payload structs have none.
pub(crate) fn encode<T: Serialize>(value: &T, out: &mut Vec<u8>) {
    bincode::serde::encode_into_writer(value, Appender(out), CONFIG).expect("BUG: a payload has no encoding");
}

/// Pushes to the buffer directly; the standard adapter counts bytes and goes through `io::Write`.
struct Appender<'a>(&'a mut Vec<u8>);

impl Writer for Appender<'_> {
    #[inline]
    fn write(&mut self, bytes: &[u8]) -> Result<(), EncodeError> {
        self.0.extend_from_slice(bytes);
        Ok(())
    }
}

/// bincode 1.3.3, which shares no code with the log's decoder.
#[cfg(test)]
pub(crate) enum Witness {}

#[cfg(test)]
impl Decode for Witness {
    fn decode<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, CodecError> {
        use bincode1::Options;
        let options = bincode1::options().with_fixint_encoding().reject_trailing_bytes();
        options
            .with_limit(PAYLOAD_BYTES_MAX as u64)
            .deserialize(bytes)
            .map_err(|e| CodecError::Malformed(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes_of<T: Serialize>(value: &T) -> Vec<u8> {
        let mut out = Vec::new();
        encode(value, &mut out);
        out
    }

    #[test]
    fn the_grammar_is_the_documented_one() {
        assert_eq!(bytes_of(&0x0102_u16), [2, 1]);
        assert_eq!(bytes_of(&-2_i64), [0xFE, 255, 255, 255, 255, 255, 255, 255]);
        assert_eq!(bytes_of(&(1_u8, true)), [1, 1]);
        assert_eq!(bytes_of(&None::<u8>), [0]);
        assert_eq!(bytes_of(&Some(7_u16)), [1, 7, 0]);
        assert_eq!(bytes_of(&"ab"), [2, 0, 0, 0, 0, 0, 0, 0, b'a', b'b']);
        assert_eq!(bytes_of(&[1_u16, 2]), [1, 0, 2, 0], "an array has no length");
        assert_eq!(bytes_of(&vec![3_u8]), [1, 0, 0, 0, 0, 0, 0, 0, 3]);
    }

    #[test]
    fn only_the_exact_length_is_a_value() {
        assert_eq!(Codec::decode::<u16>(&[2, 1]), Ok(0x0102));
        assert_eq!(Codec::decode::<u16>(&[2, 1, 0]), Err(CodecError::LeftOver { bytes: 1 }));
        assert!(matches!(Codec::decode::<u16>(&[2]), Err(CodecError::Malformed(_))));
    }

    #[test]
    fn hostile_lengths_allocate_nothing() {
        for claimed in [65_537, 1 << 32, u64::MAX / 2, u64::MAX] {
            let mut bytes = u64::to_le_bytes(claimed).to_vec();
            bytes.extend_from_slice(b"abc");
            assert!(matches!(Codec::decode::<String>(&bytes), Err(CodecError::Malformed(_))), "{claimed}");
            assert!(matches!(Codec::decode::<Vec<u64>>(&bytes), Err(CodecError::Malformed(_))), "{claimed}");
        }
    }
}
