//! Which part of a sweep this machine plays.

use divest_ensemble::Shard;

/// The most machines that may share a sweep.
const SHARDS_MAX: u64 = 1_000_000;

/// Reads `I/N`.
pub fn shard(words: &str) -> Result<Shard, String> {
    let numbers = words.split_once('/').and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
    let Some((index, count)) = numbers else { return Err("write I/N, such as 1/4".to_owned()) };
    if !(1..=SHARDS_MAX).contains(&count) || !(1..=count).contains(&index) {
        return Err(format!("there is no shard {index} of {count}; of four they are 1/4, 2/4, 3/4 and 4/4"));
    }
    Ok(Shard { index, count })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_count_from_one() {
        let shard = |words| shard(words).map(|shard| (shard.index, shard.count));
        assert_eq!(shard("3/4"), Ok((3, 4)));
        for words in ["", "0/4", "5/4", "1/0", "a/4", "1", "auto", "1/2/3", "-1/4", "1/9999999"] {
            assert!(shard(words).is_err(), "{words}");
        }
    }
}
