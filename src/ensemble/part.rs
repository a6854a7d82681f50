//! A part of a sweep: what was counted over some of its seeds. Parts of one plan add up to the same bytes in any order.
//!
//! On disk: one line that names the format, one of the plan, one of the counts, one of the check.
//!
//! ```text
//! divest-sweep 1
//! {"scenario":…}
//! {"done":…}
//! blake3 …64 hex digits…
//! ```

use crate::pair::Pair;
use crate::plan::{Plan, Seeds, Study};
use crate::tally::Tally;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The first line of a file of this version.
const HEAD: &str = "divest-sweep 1";
const CHECK: &str = "blake3 ";

/// What was counted over some seeds of a plan.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// What is swept.
    pub plan: Plan,
    /// What was counted.
    pub counts: Counts,
}

/// What was counted.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Counts {
    /// The seeds that were played, in order, no two ranges touching.
    pub done: Vec<Seeds>,
    /// By setting, the counts.
    pub tallies: Vec<Tally>,
    /// By setting after the first, its counts against the first.
    pub pairs: Vec<Pair>,
}

/// Why a file is no part of a sweep.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PartFault {
    /// It is something else.
    Foreign,
    /// A newer version wrote it.
    Version(String),
    /// It was cut off or changed.
    Damaged(&'static str),
    /// Its lines are whole and mean nothing.
    Meaningless(String),
}

impl fmt::Display for PartFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign => write!(f, "this is no file of a sweep: it does not begin with `{HEAD}`"),
            Self::Version(version) => write!(f, "this is of the version {version}, and this program reads version 1"),
            Self::Damaged(why) => f.write_str(why),
            Self::Meaningless(why) => write!(f, "its check is right and its content is not: {why}"),
        }
    }
}

/// Why two parts do not go together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mismatch {
    /// They are of different plans.
    Foreign(String),
    /// They played some seeds both.
    Overlap(Seeds),
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(why) => f.write_str(why),
            Self::Overlap(seeds) => write!(f, "both have played the seeds {seeds}"),
        }
    }
}

impl Counts {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(study: &Study) -> Self {
        let tallies = study.tallies();
        let pairs = study.watches.iter().skip(1).map(|watch| Pair::new(watch)).collect();
        Self { done: Vec::new(), tallies, pairs }
    }

    /// How many seeds were played.
    #[must_use]
    pub fn seed_count(&self) -> u64 {
        self.done.iter().map(|seeds| seeds.count).sum()
    }

    /// Adds what was counted elsewhere over other seeds.
    pub fn merge(&mut self, other: &Self) {
        self.done = union(&self.done, &other.done);
        self.tallies.iter_mut().zip(&other.tallies).for_each(|(a, b)| a.merge(b));
        self.pairs.iter_mut().zip(&other.pairs).for_each(|(a, b)| a.merge(b));
    }

    fn fits(&self, other: &Self) -> bool {
        self.tallies.len() == other.tallies.len()
            && self.pairs.len() == other.pairs.len()
            && self.tallies.iter().zip(&other.tallies).all(|(a, b)| a.fits(b))
            && self.pairs.iter().zip(&other.pairs).all(|(a, b)| a.fits(b))
    }
}

/// Ranges put together, in order, with none touching another.
fn union(a: &[Seeds], b: &[Seeds]) -> Vec<Seeds> {
    let mut all: Vec<Seeds> = a.iter().chain(b).copied().filter(|seeds| seeds.count > 0).collect();
    all.sort_by_key(|seeds| seeds.first);
    let mut joined: Vec<Seeds> = Vec::new();
    for seeds in all {
        match joined.last_mut() {
            Some(last) if last.end() == u128::from(seeds.first) => last.count += seeds.count,
            _ => joined.push(seeds),
        }
    }
    joined
}

impl Part {
    /// A part without a seed played.
    #[must_use]
    pub fn new(study: &Study) -> Self {
        Self { plan: study.plan.clone(), counts: Counts::new(study) }
    }

    /// Whether every seed of the plan was played.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.counts.done == [self.plan.seeds]
    }

    /// Adds another part.
    ///
    /// # Errors
    /// It is of another plan, or seeds were played in both; then nothing has changed.
    pub fn merge(&mut self, other: &Self) -> Result<(), Mismatch> {
        if let Some(difference) = self.plan.difference(&other.plan) {
            return Err(Mismatch::Foreign(difference));
        }
        for ours in &self.counts.done {
            for theirs in &other.counts.done {
                let first = ours.first.max(theirs.first);
                let both = ours.end().min(theirs.end()).saturating_sub(u128::from(first));
                if both > 0 {
                    let count = u64::try_from(both).unwrap_or(u64::MAX);
                    return Err(Mismatch::Overlap(Seeds { first, count }));
                }
            }
        }
        self.counts.merge(&other.counts);
        Ok(())
    }

    /// The bytes of its file.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let plan = serde_json::to_string(&self.plan).expect("BUG: a plan is always JSON");
        let counts = serde_json::to_string(&self.counts).expect("BUG: counts are always JSON");
        let text = format!("{HEAD}\n{plan}\n{counts}\n");
        let check = blake3::hash(text.as_bytes());
        format!("{text}{CHECK}{check}\n").into_bytes()
    }

    /// Reads a file's bytes, with its plan made ready.
    ///
    /// # Errors
    /// It is no file of a sweep, or it is damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<(Self, Study), PartFault> {
        // An editor or a checkout may have added a byte order mark and changed the line ends.
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let clean = std::str::from_utf8(bytes).ok().filter(|text| text.contains("\r\n"));
        let clean = clean.map(|text| text.replace("\r\n", "\n"));
        let bytes = clean.as_ref().map_or(bytes, String::as_bytes);
        let head = bytes.split(|&b| b == b'\n').next().unwrap_or_default();
        if head != HEAD.as_bytes() {
            let version =
                head.strip_prefix(b"divest-sweep ").map(|version| String::from_utf8_lossy(version).into_owned());
            let is_cut = HEAD.as_bytes().starts_with(bytes) && !bytes.is_empty();
            return Err(match version {
                _ if is_cut => PartFault::Damaged("it was cut off"),
                Some(version) => PartFault::Version(version.chars().take(20).collect()),
                None => PartFault::Foreign,
            });
        }
        let text = std::str::from_utf8(bytes).map_err(|_| PartFault::Damaged("it is no text"))?;
        let end = text.rfind(CHECK).filter(|&at| text[..at].ends_with('\n'));
        let end = end.ok_or(PartFault::Damaged("it was cut off: its check is missing"))?;
        let check = format!("{CHECK}{}\n", blake3::hash(&bytes[..end]));
        if text[end..] != check {
            return Err(PartFault::Damaged("its bytes do not match its check"));
        }
        let mut lines = text[..end].lines().skip(1);
        let (Some(plan), Some(counts), None) = (lines.next(), lines.next(), lines.next()) else {
            return Err(PartFault::Meaningless("it has not four lines".to_owned()));
        };
        let meaningless = |why: String| PartFault::Meaningless(why);
        let plan: Plan = serde_json::from_str(plan).map_err(|error| meaningless(error.to_string()))?;
        let counts: Counts = serde_json::from_str(counts).map_err(|error| meaningless(error.to_string()))?;
        let study = Study::of(plan.clone()).map_err(|fault| meaningless(fault.to_string()))?;
        // Tables are as long as the scenario says, so nothing read here can lead beyond them.
        if !Counts::new(&study).fits(&counts) || !is_within(&counts.done, plan.seeds) {
            return Err(meaningless("its tables are not those of its scenario".to_owned()));
        }
        let runs = counts.seed_count();
        if !counts.tallies.iter().all(|tally| tally.is_within(runs)) {
            return Err(meaningless("it has numbers that its runs cannot have come to".to_owned()));
        }
        Ok((Self { plan, counts }, study))
    }
}

/// Whether ranges lie in order within the seeds of a plan, none touching another.
fn is_within(done: &[Seeds], seeds: Seeds) -> bool {
    // Behind the last seed there may be no number of 64 bits.
    let (mut from, end) = (u128::from(seeds.first), seeds.end());
    if end > u128::from(u64::MAX) + 1 {
        return false;
    }
    for (index, range) in done.iter().enumerate() {
        let first = u128::from(range.first);
        if range.count == 0 || first < from || (index > 0 && first == from) || range.end() > end {
            return false;
        }
        from = range.end();
    }
    true
}
