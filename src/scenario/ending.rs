//! How it may end, and what the author expects of many runs.

use crate::compile::Compiler;
use crate::document::Path;
use crate::file::{ConditionFile, ExpectFile, OptionWord, OutcomeFile, RoleWord, ScenarioFile, StatusWord};
use crate::value::{Decimal, MILLION};
use divest_core::decree::Status;
use divest_core::id::{DecreeId, SeatId};
use divest_core::scenario::{Condition, Outcome};
use serde::{Deserialize, Serialize};

/// Roles of possible owners at the end.
const BUYERS: &[RoleWord] = &[RoleWord::Bidder, RoleWord::Holders];

/// What `divest test` checks for a scenario.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tests {
    /// Seeds to compare with snapshots.
    pub seeds: Vec<u64>,
    /// What is expected over many seeds.
    pub expectations: Vec<Expectation>,
}

/// An expectation over many seeds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expectation {
    /// What is expected.
    pub claim: Claim,
    /// Number of seeds, counted from 1.
    pub seed_count: u32,
}

/// What is expected of many runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Claim {
    /// An outcome is taken by a share of them.
    Share {
        /// The key of the outcome counted.
        outcome: String,
        /// The least share of runs that must take it, in parts per million.
        low_ppm: u32,
        /// The most.
        high_ppm: u32,
    },
    /// Something holds at the end of all, none or some of them.
    Property(Property),
}

/// Something that holds at the end of all, none or some runs.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Property {
    /// Of how many.
    pub quantifier: Quantifier,
    /// What holds.
    pub condition: Condition,
    /// The condition as one would write it in a line of the file.
    pub words: String,
}

/// Quantifier over runs.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantifier {
    /// Every run.
    Always,
    /// No run.
    Never,
    /// One run at least.
    Sometimes,
}

impl Quantifier {
    /// The word for it in files and reports.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Never => "never",
            Self::Sometimes => "sometimes",
        }
    }
}

impl Tests {
    /// The tests of a file that was checked.
    pub(crate) fn of(file: &ScenarioFile) -> Self {
        // The file was compiled before, so there is nothing left to complain of.
        let mut compiler = Compiler::new(file);
        let expectations = file.tests.expect.iter().filter_map(|expect| {
            let seed_count = u32::try_from(expect.seeds.0).unwrap_or(0);
            Some(Expectation { claim: compiler.claim(expect)?, seed_count })
        });
        let expectations = expectations.collect();
        let seeds = file.tests.seeds.iter().map(|seed| u64::try_from(seed.0).unwrap_or(0)).collect();
        Self { seeds, expectations }
    }

    /// What holds at the end of all, none or some runs, in the order of the file.
    pub fn properties(&self) -> impl Iterator<Item = &Property> {
        self.expectations.iter().filter_map(|expectation| match &expectation.claim {
            Claim::Property(property) => Some(property),
            Claim::Share { .. } => None,
        })
    }
}

impl ExpectFile {
    /// The properties that are written; a checked expectation has one or none.
    fn properties(&self) -> impl Iterator<Item = (Quantifier, &ConditionFile)> {
        let all = [
            (Quantifier::Always, &self.always),
            (Quantifier::Never, &self.never),
            (Quantifier::Sometimes, &self.sometimes),
        ];
        all.into_iter().filter_map(|(quantifier, condition)| Some((quantifier, condition.as_ref()?)))
    }
}

impl ConditionFile {
    /// The condition in one line, as `sold = true, buyer = ["oracle"]`.
    fn words(&self) -> String {
        let list = |words: Vec<String>| format!("[{}]", words.join(", "));
        let option = |word: &OptionWord| match word {
            OptionWord::Value(value) => value.0.to_string(),
            OptionWord::Key(key) => format!("\"{key}\""),
        };
        let mut parts: Vec<String> = self.sold.iter().map(|sold| format!("sold = {sold}")).collect();
        if !self.buyer.is_empty() {
            parts.push(format!("buyer = {}", list(self.buyer.iter().map(|key| format!("\"{key}\"")).collect())));
        }
        if !self.joined.is_empty() {
            parts.push(format!("joined = {}", list(self.joined.iter().map(|key| format!("\"{key}\"")).collect())));
        }
        if !self.failed.is_empty() {
            parts.push(format!("failed = {}", list(self.failed.iter().map(|key| format!("\"{key}\"")).collect())));
        }
        parts.extend(self.auction_failed.iter().map(|failed| format!("auction_failed = {failed}")));
        parts.extend(self.lots.iter().map(|(lot, keys)| {
            format!("lots.{lot} = {}", list(keys.iter().map(|key| format!("\"{key}\"")).collect()))
        }));
        if !self.sold_by.is_empty() {
            parts.push(format!("sold_by = {}", list(self.sold_by.iter().map(|key| format!("\"{key}\"")).collect())));
        }
        let terms = self.terms.iter();
        parts.extend(
            terms.map(|(issue, words)| format!("terms.{issue} = {}", list(words.iter().map(option).collect()))),
        );
        parts.extend(self.decrees.iter().map(|(decree, words)| {
            let words = words.iter().map(|word| format!("\"{}\"", word.status().word())).collect();
            format!("decrees.{decree} = {}", list(words))
        }));
        parts.join(", ")
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
        let is_whole = file.sale.lots.is_none();
        if is_whole
            && when.sold == Some(false)
            && !(when.buyer.is_empty() && when.joined.is_empty() && when.terms.is_empty())
        {
            self.complain(&here.key("sold"), "without a sale there is no buyer and there are no terms")
                .hint("leave `sold` out, or these");
        }
        let buyer_path = here.key("buyer");
        let buyers = when.buyer.iter().enumerate();
        let buyers = buyers.filter_map(|(i, key)| self.seat(key, &buyer_path.index(i), BUYERS)).collect();
        let joined_path = here.key("joined");
        let joined = when.joined.iter().enumerate();
        let joined = joined.filter_map(|(i, key)| self.joiner(key, &joined_path.index(i))).collect();
        let failed_path = here.key("failed");
        let failed = when.failed.iter().enumerate();
        let failed = failed.filter_map(|(i, key)| self.seat(key, &failed_path.index(i), &[RoleWord::Bidder])).collect();
        if when.auction_failed.is_some() && file.sale.auction.is_none() {
            self.complain(&here.key("auction_failed"), "the sale has no auction").hint("add a table [sale.auction]");
        }
        let lots_path = here.key("lots");
        let mut lots = Vec::new();
        for (key, buyers) in when.lots.iter() {
            let path = lots_path.key(key);
            let buyers =
                buyers.iter().enumerate().filter_map(|(i, key)| self.seat(key, &path.index(i), BUYERS)).collect();
            lots.extend(self.lot(key, &path).map(|lot| (lot, buyers)));
        }
        let sold_by_path = here.key("sold_by");
        let sold_by = when.sold_by.iter().enumerate();
        let sold_by = sold_by.filter_map(|(i, key)| self.seller_named(Some(key), &sold_by_path.index(i))).collect();
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
        Condition {
            sold: when.sold,
            buyers,
            joined,
            failed,
            auction_failed: when.auction_failed,
            terms,
            lots,
            sold_by,
            decrees,
        }
    }

    /// A party that may be in another's bid.
    fn joiner(&mut self, key: &str, path: &Path) -> Option<SeatId> {
        let sale = &self.file.sale;
        let seat = self.seat(key, path, &[RoleWord::Backer, RoleWord::Bidder])?;
        let may = sale.backings.iter().any(|backing| backing.backer == key)
            || sale.mergers.iter().any(|merger| merger.bidder == key);
        if !may {
            self.complain(path, format!("`{key}` may join no bid"))
                .hint("add it to [[sale.backings]] or [[sale.mergers]]");
        }
        Some(seat)
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
            self.check_expectation(expect, &here);
            if !(1..=1_000_000).contains(&expect.seeds.0) {
                self.complain(&here.key("seeds"), "the number of seeds is out of bounds").hint("from 1 to 1000000");
            }
        }
    }

    fn check_expectation(&mut self, expect: &ExpectFile, here: &Path) {
        let count = usize::from(expect.outcome.is_some()) + expect.properties().count();
        if count != 1 {
            let found = if count == 0 { "nothing" } else { "more than one thing" };
            self.complain(here, format!("an expectation is of one thing, and this one is of {found}"))
                .hint("write `outcome` with `between`, or one of `always`, `never` and `sometimes`");
        }
        match (&expect.outcome, &expect.between) {
            (Some(outcome), between) => {
                self.refer(&self.file.outcomes, "outcome", outcome, &here.key("outcome"));
                if between.is_none() {
                    self.complain(here, "`between` is missing")
                        .hint("say which share of runs takes the outcome, such as `between = [0.2, 0.6]`");
                }
            }
            (None, Some(_)) => {
                self.complain(&here.key("between"), "this share is of no outcome")
                    .hint("leave it out, or name an `outcome`");
            }
            (None, None) => {}
        }
        if let Some([low, high]) = &expect.between
            && (low.0 < 0 || high.0 > MILLION || low > high)
        {
            self.complain(&here.key("between"), "not a range of shares")
                .hint("from 0 to 1, the least first, such as [0.2, 0.6]");
        }
        for (quantifier, condition) in expect.properties() {
            let path = here.key(quantifier.word());
            if *condition == ConditionFile::default() {
                self.complain(&path, "an empty condition holds in every run")
                    .hint("say what holds at the end, such as { sold = true }");
            }
            self.condition(condition, &path);
        }
    }

    fn claim(&mut self, expect: &ExpectFile) -> Option<Claim> {
        let ppm = |p: &Decimal| u32::try_from(p.0).unwrap_or(0);
        if let (Some(outcome), Some([low, high])) = (&expect.outcome, &expect.between) {
            return Some(Claim::Share { outcome: outcome.clone(), low_ppm: ppm(low), high_ppm: ppm(high) });
        }
        let (quantifier, condition) = expect.properties().next()?;
        let words = condition.words();
        Some(Claim::Property(Property { quantifier, condition: self.condition(condition, &Path::default()), words }))
    }
}
