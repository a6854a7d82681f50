//! Luck: the raw numbers that nature draws, by address.
//!
//! A run's key comes from its seed, a draw's stream from its name and the block within the stream from its tick. So a
//! draw that is added, dropped or made earlier shifts no other. `docs/chance.md` tells why it is built so.

use blake3::Hasher;
use blake3::hazmat::{ContextKey, HasherExt, hash_derive_key_context};
use divest_core::chance::DrawId;
use divest_core::{Scenario, Seed};
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;
use std::fmt;
use std::sync::LazyLock;

/// The version of the way from seed and name to a raw number; it stands in the log's header.
pub const RNG_SCHEME: u16 = 1;

const KEY_CONTEXT: &str = "divest 2026-11 luck v1";
const COMMITMENT_CONTEXT: &str = "divest 2026-12 seed commitment v1";
const WORDS_PER_BLOCK: u128 = 16;

static CONTEXT_KEY: LazyLock<ContextKey> = LazyLock::new(|| hash_derive_key_context(KEY_CONTEXT));

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
    key: [u32; 8],
    /// The place of one draw that falls as in another seed, and that seed's key.
    exchanged: Option<(usize, [u32; 8])>,
}

impl Luck {
    /// The luck of a seed.
    #[must_use]
    pub fn new(seed: impl Into<Seed>) -> Self {
        Self::replicate(seed, 0)
    }

    /// Other luck of the same seed: replicate 0 is the seed's own, and each further one is as good as another seed.
    #[must_use]
    pub fn replicate(seed: impl Into<Seed>, replicate: u64) -> Self {
        let mut material = [0; 40];
        material[..32].copy_from_slice(&seed.into().to_bytes());
        material[32..].copy_from_slice(&replicate.to_le_bytes());
        // As `blake3::derive_key` does, with the context hashed once for all runs.
        let key = Hasher::new_from_context_key(&CONTEXT_KEY).update(&material).finalize();
        let key = key.as_bytes();
        let word = |place: usize| [0, 1, 2, 3].map(|byte| key[place * 4 + byte]);
        Self { key: std::array::from_fn(|place| u32::from_le_bytes(word(place))), exchanged: None }
    }

    /// This luck, but for one draw, by its place in [`DrawId::all`], which falls as in another seed each time it is made.
    #[must_use]
    pub const fn exchanging(self, place: usize, other: &Self) -> Self {
        Self { key: self.key, exchanged: Some((place, other.key)) }
    }

    /// The key for a draw, by its place.
    fn key_for(&self, place: usize) -> [u32; 8] {
        self.exchanged.filter(|(exchanged, _)| *exchanged == place).map_or(self.key, |(_, key)| key)
    }

    /// The raw number at a draw's address; `place` is the draw's in [`DrawId::all`], `tick` counts its occurrences.
    #[must_use]
    pub fn raw(&self, streams: &Streams, place: usize, tick: u64) -> u64 {
        chacha8(&self.key_for(place), streams.0[place], tick)
    }

    /// The same number by the generator of `rand_chacha`: a second opinion for who verifies, at twice the cost.
    #[must_use]
    pub fn redraw(&self, streams: &Streams, place: usize, tick: u64) -> u64 {
        let mut key = [0; 32];
        for (bytes, word) in key.chunks_exact_mut(4).zip(self.key_for(place)) {
            bytes.copy_from_slice(&word.to_le_bytes());
        }
        let mut generator = ChaCha8Rng::from_seed(key);
        // `set_stream` keeps the word position, so both are set, always.
        generator.set_stream(streams.0[place]);
        generator.set_word_pos(u128::from(tick) * WORDS_PER_BLOCK);
        generator.next_u64()
    }
}

/// A hash that binds whoever publishes it before play to the seed, and tells nothing of a seed of 128 random bits:
/// BLAKE3 derive_key("divest 2026-12 seed commitment v1", seed as 32 bytes little-endian), in hexadecimal digits.
#[must_use]
pub fn commitment(seed: Seed) -> String {
    let hash = blake3::derive_key(COMMITMENT_CONTEXT, &seed.to_bytes());
    blake3::Hash::from_bytes(hash).to_hex().to_string()
}

/// "expand 32-byte k"
const CONSTANTS: [u32; 4] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574];

/// The first 64 bits of a block of ChaCha with eight rounds (D. J. Bernstein, "ChaCha, a variant of Salsa20", 2008).
///
/// Every draw has a block of its own, and a generator would make four at a time, of which three are thrown away.
fn chacha8(key: &[u32; 8], stream: u64, block: u64) -> u64 {
    let [k0, k1, k2, k3, k4, k5, k6, k7] = *key;
    let (n0, n1, n2, n3) = (block as u32, (block >> 32) as u32, stream as u32, (stream >> 32) as u32);
    let (mut a, mut b) = (CONSTANTS, [k0, k1, k2, k3]);
    let (mut c, mut d) = ([k4, k5, k6, k7], [n0, n1, n2, n3]);
    for _ in 0..4 {
        quarters(&mut a, &mut b, &mut c, &mut d);
        // The diagonals become columns, and back.
        (b, c, d) = (turned(b, 1), turned(c, 2), turned(d, 3));
        quarters(&mut a, &mut b, &mut c, &mut d);
        (b, c, d) = (turned(b, 3), turned(c, 2), turned(d, 1));
    }
    let out = |place: usize| u64::from(a[place].wrapping_add(CONSTANTS[place]));
    out(0) | out(1) << 32
}

/// The quarter round on each of four columns.
fn quarters(a: &mut [u32; 4], b: &mut [u32; 4], c: &mut [u32; 4], d: &mut [u32; 4]) {
    for i in 0..4 {
        a[i] = a[i].wrapping_add(b[i]);
        d[i] = (d[i] ^ a[i]).rotate_left(16);
        c[i] = c[i].wrapping_add(d[i]);
        b[i] = (b[i] ^ c[i]).rotate_left(12);
        a[i] = a[i].wrapping_add(b[i]);
        d[i] = (d[i] ^ a[i]).rotate_left(8);
        c[i] = c[i].wrapping_add(d[i]);
        b[i] = (b[i] ^ c[i]).rotate_left(7);
    }
}

/// A row whose words begin at another place.
const fn turned(row: [u32; 4], by: usize) -> [u32; 4] {
    [row[by % 4], row[(by + 1) % 4], row[(by + 2) % 4], row[(by + 3) % 4]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_function_agrees_with_the_crate() {
        for seed in [0, 1, 42, u64::MAX] {
            let luck = Luck::new(seed);
            for name in ["a", "court/ruling/store", "vary/parties.oracle.walk_away"] {
                let streams = Streams(vec![stream(name)]);
                for tick in [0, 1, 2, 3, 4, 1_000_000_007, u64::from(u32::MAX) + 5] {
                    assert_eq!(luck.raw(&streams, 0, tick), luck.redraw(&streams, 0, tick), "{seed} {name} {tick}");
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
