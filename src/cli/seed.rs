//! Seeds on the command line: a number, or one that nobody can guess.

use super::exit::Failure;
use super::output;
use divest_core::Seed;
use divest_engine::commitment;
use std::str::FromStr;

/// What `--seed` says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SeedArg {
    /// This seed.
    Number(Seed),
    /// 128 bits from the operating system.
    Random,
}

impl FromStr for SeedArg {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "random" => Ok(Self::Random),
            _ => text.parse().map(Self::Number).map_err(|_| "write a number from 0 to 2^128-1, or `random`".to_owned()),
        }
    }
}

impl SeedArg {
    /// The seed. A random one is committed to before play: the commitment goes to the standard error.
    ///
    /// # Errors
    /// If the operating system has no random numbers.
    pub fn settle(self) -> Result<Seed, Failure> {
        match self {
            Self::Number(seed) => Ok(seed),
            Self::Random => {
                let mut bytes = [0; 16];
                getrandom::fill(&mut bytes)
                    .map_err(|error| Failure::input(format!("the system gives no random numbers: {error}")))?;
                let seed = Seed(u128::from_le_bytes(bytes));
                output::notice(&format!("seed commitment: {}", commitment(seed)));
                Ok(seed)
            }
        }
    }
}
