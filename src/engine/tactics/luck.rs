//! The luck of bots that leave something to chance.
//!
//! A bot knows no seed and keeps no generator, so its luck is a hash of what it sees at the table: who it is, which talks
//! these are, how many offers were made, what time it is, what the last offers were and what its own walk-away is. The same
//! view gives the same number on every machine, and a run that differs in any of these another. It is no draw of nature's and
//! does not stand in the log; what the bot makes of it does.

use super::table::Table;
use divest_core::deal::Deal;

pub(crate) struct Luck(u64);

impl Luck {
    /// The luck of a seat at a table now.
    pub(crate) fn of(table: &Table<'_>) -> Self {
        let offers = table.view.past_offers(table.talks).len() as u64;
        let words = [
            u64::from(table.view.seat().0),
            u64::from(table.talks.0),
            offers,
            table.view.now().0 as u64,
            table.walk_away.0 as u64,
        ];
        let options = |deal: Option<Deal>| deal.map_or([u16::MAX; 16], |deal| deal.0).map(u64::from);
        let deals = options(table.theirs).into_iter().chain(options(table.mine));
        Self(words.into_iter().chain(deals).fold(0, |hash, word| mixed(hash ^ word)))
    }

    /// A whole number from `low` to `high`, both ends included.
    pub(crate) fn between(self, low: i64, high: i64) -> i64 {
        let count = u128::from(high.abs_diff(low)) + 1;
        let place = (u128::from(self.0) * count) >> 64;
        low + i64::try_from(place).unwrap_or(0)
    }
}

/// One step of `SplitMix64` (G. L. Steele, D. Lea and C. H. Flood, "Fast splittable pseudorandom number generators", OOPSLA
/// 2014).
const fn mixed(state: u64) -> u64 {
    let z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_lie_in_their_bounds_and_reach_both_ends() {
        let drawn: Vec<i64> = (0..1_000).map(|i| Luck(mixed(i)).between(-2, 2)).collect();
        for wanted in -2..=2 {
            let count = drawn.iter().filter(|&&number| number == wanted).count();
            assert!((140..260).contains(&count), "{wanted} came {count} times of 1000");
        }
        assert!(drawn.iter().all(|number| (-2..=2).contains(number)));
        assert_eq!(Luck(u64::MAX).between(7, 7), 7);
        assert_eq!(mixed(0), 0xe220_a839_7b1d_cdaf, "the first number of the published generator from seed 0");
    }
}
