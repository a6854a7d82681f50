//! Which part of a sweep this machine plays: said by hand, or by the job array that it belongs to.

use super::exit::Failure;
use divest_ensemble::Shard;

/// The most machines that may share a sweep.
const SHARDS_MAX: u64 = 1_000_000;

/// Reads `I/N`, `auto` or `auto/N`; `environment` looks a variable up.
pub fn shard(words: &str, environment: impl Fn(&str) -> Option<String>) -> Result<Shard, Failure> {
    let (index, count) = match words.split_once('/') {
        Some((index, count)) => (index.trim(), Some(number("the number of shards", count)?)),
        None => (words.trim(), None),
    };
    let (index, count) = match (index, count) {
        ("auto", count) => of_array(count, environment)?,
        (index, Some(count)) => (number("the shard", index)?, count),
        _ => return Err(Failure::input(format!("`{words}` is no shard")).hint("write I/N, such as 1/4, or `auto`")),
    };
    if !(1..=SHARDS_MAX).contains(&count) || !(1..=count).contains(&index) {
        return Err(Failure::input(format!("there is no shard {index} of {count}"))
            .hint("shards count from 1: of four they are 1/4, 2/4, 3/4 and 4/4"));
    }
    Ok(Shard { index, count })
}

/// The place in a job array, counted from 1, and how many jobs it has.
fn of_array(count: Option<u64>, environment: impl Fn(&str) -> Option<String>) -> Result<(u64, u64), Failure> {
    let read = |name: &str| environment(name).map(|value| number(name, &value)).transpose();
    if let Some(task) = read("SLURM_ARRAY_TASK_ID")? {
        let (least, step) = (read("SLURM_ARRAY_TASK_MIN")?.unwrap_or(0), read("SLURM_ARRAY_TASK_STEP")?.unwrap_or(1));
        let tasks = count.or(read("SLURM_ARRAY_TASK_COUNT")?).ok_or_else(|| uncounted("Slurm"))?;
        return Ok((task.saturating_sub(least) / step.max(1) + 1, tasks));
    }
    if let Some(index) = read("AWS_BATCH_JOB_ARRAY_INDEX")? {
        let size = count.or(read("AWS_BATCH_JOB_ARRAY_SIZE")?).ok_or_else(|| uncounted("AWS Batch"))?;
        return Ok((index.saturating_add(1), size));
    }
    if let Some(index) = read("JOB_COMPLETION_INDEX")? {
        return Ok((index.saturating_add(1), count.ok_or_else(|| uncounted("Kubernetes"))?));
    }
    Err(Failure::input("this is no job of an array: neither Slurm, AWS Batch nor Kubernetes says which")
        .hint("say which shard it is, such as --shard 1/4"))
}

fn uncounted(system: &str) -> Failure {
    Failure::input(format!("{system} does not say how many jobs the array has")).hint("say it: --shard auto/16")
}

fn number(name: &str, text: &str) -> Result<u64, Failure> {
    text.trim().parse().map_err(|_| Failure::input(format!("{name} is `{}`, and no whole number", text.trim())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str, variables: &[(&str, &str)]) -> Result<(u64, u64), String> {
        let find = |name: &str| variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned());
        shard(words, find).map(|shard| (shard.index, shard.count)).map_err(|failure| failure.message)
    }

    #[test]
    fn shards_are_said_by_hand_or_by_the_array() {
        assert_eq!(of("3/4", &[]), Ok((3, 4)));
        let slurm = [("SLURM_ARRAY_TASK_ID", "7"), ("SLURM_ARRAY_TASK_MIN", "1"), ("SLURM_ARRAY_TASK_STEP", "2")];
        assert_eq!(of("auto/4", &slurm), Ok((4, 4)));
        let counted = [slurm.as_slice(), &[("SLURM_ARRAY_TASK_COUNT", "5")]].concat();
        assert_eq!(of("auto", &counted), Ok((4, 5)));
        let batch = [("AWS_BATCH_JOB_ARRAY_INDEX", "0"), ("AWS_BATCH_JOB_ARRAY_SIZE", "10")];
        assert_eq!(of("auto", &batch), Ok((1, 10)));
        assert_eq!(of("auto/16", &[("JOB_COMPLETION_INDEX", "15")]), Ok((16, 16)));
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for words in ["", "0/4", "5/4", "1/0", "a/4", "1", "auto", "1/2/3", "-1/4", "1/9999999"] {
            assert!(of(words, &[]).is_err(), "{words}");
        }
        assert!(of("auto", &[("JOB_COMPLETION_INDEX", "3")]).unwrap_err().contains("how many"));
        assert!(of("auto/4", &[("JOB_COMPLETION_INDEX", "4")]).is_err());
    }
}
