//! The seed of a run.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

/// The seed of a run's luck. Sweeps use seeds below 2^64; a seed that must not be guessed has all 128 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Seed(pub u128);

impl Seed {
    /// The seed as the 32 bytes of a log's header, little-endian.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes[..16].copy_from_slice(&self.0.to_le_bytes());
        bytes
    }

    /// The seed of a log's header; `None` beyond 128 bits.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let (seed, rest) = bytes.split_first_chunk::<16>().expect("BUG: 32 bytes are fewer than 16");
        rest.iter().all(|&byte| byte == 0).then(|| Self(u128::from_le_bytes(*seed)))
    }
}

impl From<u64> for Seed {
    fn from(seed: u64) -> Self {
        Self(seed.into())
    }
}

impl fmt::Display for Seed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Seed {
    type Err = ParseIntError;

    fn from_str(text: &str) -> Result<Self, ParseIntError> {
        text.parse().map(Self)
    }
}
