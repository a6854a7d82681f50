//! How it may end, and what the author expects of many runs.

use crate::compile::Compiler;
use crate::document::Path;
use crate::file::{ConditionFile, OutcomeFile, RoleWord, StatusWord};
use crate::value::{Decimal, MILLION};
use divest_core::decree::Status;
use divest_core::id::DecreeId;
use divest_core::scenario::{Condition, Outcome};

/// Who may end up with the asset.
const BUYERS: &[RoleWord] = &[RoleWord::Bidder, RoleWord::Holders];

/// What `divest test` checks for a scenario.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tests {
    /// The seeds whose runs are compared with their snapshots.
    pub seeds: Vec<u64>,
    /// What is expected over many seeds.
    pub expectations: Vec<Expectation>,
}

/// An expectation over many seeds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expectation {
    /// The key of the outcome counted.
    pub outcome: String,
    /// The least share of runs that must take it, in parts per million.
    pub low_ppm: u32,
    /// The most.
    pub high_ppm: u32,
    /// How many seeds are played, counted from 0.
    pub seed_count: u32,
}

impl Tests {
    /// The tests of a file that was checked.
    pub(crate) fn of(file: &crate::file::TestsFile) -> Self {
        let ppm = |p: &Decimal| u32::try_from(p.0).unwrap_or(0);
        let expectations = file.expect.iter().map(|expect| Expectation {
            outcome: expect.outcome.clone(),
            low_ppm: ppm(&expect.between[0]),
            high_ppm: ppm(&expect.between[1]),
            seed_count: u32::try_from(expect.seeds.0).unwrap_or(0),
        });
        let seeds = file.seeds.iter().map(|seed| u64::try_from(seed.0).unwrap_or(0)).collect();
        Self { seeds, expectations: expectations.collect() }
    }
}

impl StatusWord {
    const fn status(self) -> Status {
        match self {
            Self::Pending => Status::Pending,
            Self::Issued => Status::Issued,
            Self::Extended => Status::Extended,
            Self::InForce => Status::InForce,
            Self::Enjoined => Status::Enjoined,
            Self::Satisfied => Status::Satisfied,
            Self::Enforced => Status::Enforced,
            Self::Lapsed => Status::Lapsed,
            Self::Revoked => Status::Revoked,
            Self::Suspended => Status::Suspended,
            Self::Annulled => Status::Annulled,
        }
    }
}

impl Compiler<'_> {
    pub(crate) fn outcomes(&mut self) -> Vec<Outcome> {
        let file = self.file;
        let top = Path::default().key("outcomes");
        if file.outcomes.is_empty() {
            self.complain(&top, "no outcome")
                .hint("add a last one without `when`, such as [outcomes.nothing]")
                .on_key();
        }
        let mut historical: Option<&str> = None;
        let count = file.outcomes.len();
        let mut compiled = Vec::new();
        for (i, (key, outcome)) in file.outcomes.iter().enumerate() {
            let here = top.key(key);
            if outcome.historical
                && let Some(first) = historical.replace(key)
            {
                self.complain(&here.key("historical"), format!("history took `{first}` already"))
                    .hint("one outcome at most is historical");
            }
            compiled.push(self.outcome(key, outcome, i + 1 == count, &here));
        }
        compiled
    }

    fn outcome(&mut self, key: &str, outcome: &OutcomeFile, last: bool, here: &Path) -> Outcome {
        let title = self.title(&here.key("title"), key, outcome.title.as_ref());
        let empty = outcome.when.as_ref().is_none_or(|when| *when == ConditionFile::default());
        if last && !empty {
            self.complain(&here.key("when"), "the last outcome has a condition, so a run could end in none")
                .hint("add an outcome without `when` after it")
                .on_key();
        } else if !last && empty {
            self.complain(here, "an outcome that always applies hides those after it")
                .hint("add a `when`, or move it to the end")
                .on_key();
        }
        if last && outcome.ends {
            self.complain(&here.key("ends"), "the last outcome always applies, so it would end play at once")
                .hint("leave `ends` out");
        }
        let when = outcome.when.as_ref().map(|when| self.condition(when, &here.key("when"))).unwrap_or_default();
        Outcome { key: key.to_owned(), title, when, ends: outcome.ends, historical: outcome.historical }
    }

    fn condition(&mut self, when: &ConditionFile, here: &Path) -> Condition {
        let file = self.file;
        if when.sold == Some(false) && (!when.buyer.is_empty() || !when.terms.is_empty()) {
            self.complain(&here.key("sold"), "without a sale there is no buyer and there are no terms")
                .hint("leave `sold` out, or these");
        }
        let buyer_path = here.key("buyer");
        let buyers = when.buyer.iter().enumerate();
        let buyers = buyers.filter_map(|(i, key)| self.seat(key, &buyer_path.index(i), BUYERS)).collect();
        let failed_path = here.key("failed");
        let failed = when.failed.iter().enumerate();
        let failed = failed.filter_map(|(i, key)| self.seat(key, &failed_path.index(i), &[RoleWord::Bidder])).collect();
        let terms = self.terms(&when.terms, &here.key("terms"));
        let decrees_path = here.key("decrees");
        let mut decrees = Vec::new();
        for (key, statuses) in when.decrees.iter() {
            let path = decrees_path.key(key);
            let Some(index) = self.refer_by_key(&file.decrees, "decree", key, &path) else { continue };
            if statuses.is_empty() {
                self.complain(&path, "no status is allowed, so this never applies")
                    .hint("name at least one, such as [\"lapsed\"]");
            }
            decrees.push((DecreeId::at(index), statuses.iter().map(|status| status.status()).collect()));
        }
        Condition { sold: when.sold, buyers, failed, terms, decrees }
    }

    pub(crate) fn check_tests(&mut self) {
        let file = self.file;
        let top = Path::default().key("tests");
        for (i, seed) in file.tests.seeds.iter().enumerate() {
            if seed.0 < 0 {
                self.complain(&top.key("seeds").index(i), "a seed below zero").hint("seeds count from 0");
            }
        }
        for (i, expect) in file.tests.expect.iter().enumerate() {
            let here = top.key("expect").index(i);
            self.refer(&file.outcomes, "outcome", &expect.outcome, &here.key("outcome"));
            let [low, high] = &expect.between;
            if low.0 < 0 || high.0 > MILLION || low > high {
                self.complain(&here.key("between"), "not a range of shares")
                    .hint("from 0 to 1, the least first, such as [0.2, 0.6]");
            }
            if !(1..=1_000_000).contains(&expect.seeds.0) {
                self.complain(&here.key("seeds"), "the number of seeds is out of bounds").hint("from 1 to 1000000");
            }
        }
    }
}
