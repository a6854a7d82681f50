//! Luck: the raw numbers that nature draws, by address.
//!
//! A run's key comes from its seed, a draw's stream from its name and the block within the stream from its tick. So a
//! draw that is added, dropped or made earlier shifts no other. `docs/chance.md` tells why it is built so.

use divest_core::Scenario;
use divest_core::chance::DrawId;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fmt;

/// The version of the way from seed and name to a raw number; it stands in the log's header.
pub const RNG_SCHEME: u16 = 1;

const KEY_CONTEXT: &str = "divest 2026-11 luck v1";
const WORDS_PER_BLOCK: u128 = 16;

/// The streams of a scenario's draws: the first 64 bits of BLAKE3 of each draw's name, worked out once.
#[derive(Clone, Debug)]
pub struct Streams(Vec<u64>);

/// Two draws whose names share a stream: their luck would be the same.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StreamCollision {
    /// The names.
    pub names: [String; 2],
}

impl fmt::Display for StreamCollision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b] = &self.names;
        write!(f, "the draws `{a}` and `{b}` share one stream of chance; rename one of the things they belong to")
    }
}

impl std::error::Error for StreamCollision {}

impl Streams {
    /// The streams of all draws that a scenario may ask for.
    ///
    /// # Errors
    /// Two names that share a stream.
    pub fn new(scenario: &Scenario) -> Result<Self, StreamCollision> {
        let names: Vec<String> = DrawId::all(scenario).map(|draw| draw.address(scenario)).collect();
        let streams: Vec<u64> = names.iter().map(|name| stream(name)).collect();
        for (i, a) in streams.iter().enumerate() {
            if let Some(j) = streams[..i].iter().position(|b| a == b) {
                return Err(StreamCollision { names: [names[j].clone(), names[i].clone()] });
            }
        }
        Ok(Self(streams))
    }
}

fn stream(name: &str) -> u64 {
    let hash = blake3::hash(name.as_bytes());
    u64::from_le_bytes(hash.as_bytes()[..8].try_into().expect("BUG: a hash under eight bytes"))
}

/// The luck of one seed.
#[derive(Clone, Debug)]
pub struct Luck {
    key: [u8; 32],
    /// The place of one draw that falls as in another seed, and that seed's key.
    exchanged: Option<(usize, [u8; 32])>,
}

impl Luck {
    /// The luck of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self::replicate(seed, 0)
    }

    /// Other luck of the same seed: replicate 0 is the seed's own, and each further one is as good as another seed.
    #[must_use]
    pub fn replicate(seed: u64, replicate: u64) -> Self {
        let mut material = [0; 40];
        // 32 bytes of master seed, of which eight are in use, then the replicate.
        material[..8].copy_from_slice(&seed.to_le_bytes());
        material[32..].copy_from_slice(&replicate.to_le_bytes());
        Self { key: blake3::derive_key(KEY_CONTEXT, &material), exchanged: None }
    }

    /// This luck, but for one draw, by its place in [`DrawId::all`], which falls as in another seed each time it is made.
    #[must_use]
    pub const fn exchanging(self, place: usize, other: &Self) -> Self {
        Self { key: self.key, exchanged: Some((place, other.key)) }
    }

    /// The raw number at a draw's address; `place` is the draw's in [`DrawId::all`], `tick` counts its occurrences.
    #[must_use]
    pub fn raw(&self, streams: &Streams, place: usize, tick: u64) -> u64 {
        let key = self.exchanged.filter(|(exchanged, _)| *exchanged == place).map_or(self.key, |(_, key)| key);
        let mut generator = ChaCha8Rng::from_seed(key);
        // `set_stream` keeps the word position, so both are set, always.
        generator.set_stream(streams.0[place]);
        generator.set_word_pos(u128::from(tick) * WORDS_PER_BLOCK);
        generator.next_u64()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ChaCha block function with eight rounds, written from its definition: the oracle of the crate's.
    fn chacha8_first_word_pair(key: [u8; 32], stream: u64, block: u64) -> u64 {
        let word = |bytes: &[u8]| u32::from_le_bytes(bytes.try_into().unwrap());
        let mut start = [0_u32; 16];
        start[..4].copy_from_slice(&[0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]);
        for (i, bytes) in key.chunks(4).enumerate() {
            start[4 + i] = word(bytes);
        }
        start[12] = block as u32;
        start[13] = (block >> 32) as u32;
        start[14] = stream as u32;
        start[15] = (stream >> 32) as u32;
        let mut s = start;
        let mut quarter = |a: usize, b: usize, c: usize, d: usize| {
            for (x, y, z, turn) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
                s[x] = s[x].wrapping_add(s[y]);
                s[z] = (s[z] ^ s[x]).rotate_left(turn);
            }
        };
        for _ in 0..4 {
            for i in 0..4 {
                quarter(i, 4 + i, 8 + i, 12 + i);
            }
            for i in 0..4 {
                quarter(i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4);
            }
        }
        let out = |i: usize| u64::from(s[i].wrapping_add(start[i]));
        out(0) | out(1) << 32
    }

    #[test]
    fn the_crate_agrees_with_the_block_function() {
        for seed in [0, 1, 42, u64::MAX] {
            let luck = Luck::new(seed);
            for name in ["a", "court/ruling/store", "vary/parties.oracle.walk_away"] {
                let streams = Streams(vec![stream(name)]);
                for tick in [0, 1, 2, 3, 4, 1_000_000_007] {
                    let expected = chacha8_first_word_pair(luck.key, streams.0[0], tick);
                    assert_eq!(luck.raw(&streams, 0, tick), expected, "{seed} {name} {tick}");
                }
            }
        }
    }

    #[test]
    fn one_draw_is_exchanged_and_no_other() {
        let streams = Streams(vec![stream("a"), stream("b")]);
        let (one, other) = (Luck::new(1), Luck::new(2));
        let mixed = one.clone().exchanging(1, &other);
        for tick in 0..3 {
            assert_eq!(mixed.raw(&streams, 0, tick), one.raw(&streams, 0, tick));
            assert_eq!(mixed.raw(&streams, 1, tick), other.raw(&streams, 1, tick));
        }
    }

    #[test]
    fn golden_numbers() {
        let streams = Streams(vec![stream("court/ruling/eo-13942")]);
        let numbers: Vec<String> = (0..3).map(|seed| format!("{:016x}", Luck::new(seed).raw(&streams, 0, 0))).collect();
        assert_eq!(numbers, ["7365377a334541f0", "c87cb3e34d7c8ac2", "bc34e90bd4dd5623"]);
    }
}
