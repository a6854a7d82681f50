//! What is written: the scenario file as the author's own structure, before anything of it is believed.
//!
//! The doc comments here are what an editor shows through the schema. The keys `note`, `source` and `estimate`, which
//! every table may carry, are added to the schema by `schema` and taken out by `structure`.

pub use crate::auction_file::{AuctionFile, FormatWord, MergersWord};
pub use crate::bot_file::{AcceptWord, BotFile, BotWord, CurveWord, ModelWord, ResourceWord, SettingsFile};
pub use crate::law_file::*;
pub use crate::sale_file::*;
use crate::value::{Date, Decimal, Drawn, Keyed, Named, Version, Whole};
pub use crate::world_file::*;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A scenario of divest: a forced sale, with its parties, decrees, courts and chances.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a scenario of divest")]
pub struct ScenarioFile {
    /// The version of this format: 1.
    pub format: Version,
    /// The title for readers.
    pub title: String,
    /// The public brief.
    #[serde(default)]
    pub brief: String,
    /// The unit of money for readers, such as `USD million`.
    pub currency: String,
    /// How many points are a utility of 1, where score sheets come from utilities; reports then show utilities too.
    #[serde(default, skip_serializing)]
    pub points_per_utility: Option<Whole>,
    /// Whether points are utilities that were rounded so that their order may have changed: counts of deals are then
    /// approximate, and reports say so.
    #[serde(default, skip_serializing)]
    pub points_rounded: bool,
    /// The day on which play begins.
    pub opens: Date,
    /// The last day of play.
    pub closes: Date,
    /// Where the facts come from, by the ids that `source` names.
    #[serde(default, skip_serializing)]
    pub sources: Keyed<SourceFile>,
    /// The parties.
    pub parties: Named<PartyFile>,
    /// The asset and the sale procedure.
    pub sale: SaleFile,
    /// The legal instruments.
    #[serde(default)]
    pub decrees: Named<DecreeFile>,
    /// The cases that may be brought against decrees.
    #[serde(default)]
    pub suits: Named<SuitFile>,
    /// Bounded numbers that everybody sees.
    #[serde(default)]
    pub gauges: Named<GaugeFile>,
    /// What may be said or done in public, each once.
    #[serde(default)]
    pub signals: Named<SignalFile>,
    /// The named random variables.
    #[serde(default)]
    pub chances: Named<ChanceFile>,
    /// Reactions to events.
    #[serde(default)]
    pub effects: Vec<EffectFile>,
    /// Outcomes; the first that applies is taken, the last always applies.
    pub outcomes: Named<OutcomeFile>,
    /// What `divest test` checks.
    #[serde(default, skip_serializing)]
    pub tests: TestsFile,
}

/// Where a fact comes from.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a source")]
pub struct SourceFile {
    /// The title.
    pub title: String,
    /// Its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Lots that are worth more to a bidder together.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "lots together")]
pub struct TogetherFile {
    /// The lots.
    pub lots: Vec<String>,
    /// Points that all of them are worth on top of their separate values.
    pub points: Drawn<Whole>,
}

/// The role of a party.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RoleWord {
    /// Owns the asset; exactly one, unless several sellers own lots.
    Seller,
    /// The business for sale.
    Target,
    /// Wants to buy.
    Bidder,
    /// May join a bid.
    Backer,
    /// Issues decrees and reviews deals.
    Authority,
    /// An authority of the seller's home.
    HomeAuthority,
    /// Rules on motions.
    Court,
    /// Comments in public, but takes no part in the sale.
    Partner,
    /// Publishes.
    Press,
    /// Sells in the seller's place once appointed, or for a buyer that failed.
    Trustee,
    /// Chairs a conference without interests of its own.
    Mediator,
    /// The seller's own shareholders; they receive a spin-off and do not negotiate.
    Holders,
}

/// A party.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a party")]
pub struct PartyFile {
    /// The name for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its role.
    pub role: RoleWord,
    /// Its private brief.
    #[serde(default)]
    pub brief: String,
    /// Its score sheet: points by issue and option; absent: it is indifferent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<Keyed<Keyed<Drawn<Whole>>>>,
    /// Complementarities: lots that are worth more to it together.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<TogetherFile>,
    /// Its reservation value (walk-away) in points.
    #[serde(default = "zero")]
    pub walk_away: Drawn<Whole>,
    /// What the enforcement of a decree leaves it, in points. With it, `walk_away` is what it has while none is enforced;
    /// its reservation lies between the two, by the odds and dates of the decrees. Absent: `walk_away` alone counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_enforced: Option<Drawn<Whole>>,
    /// How its utilities shrink as time goes by, where it comes from another tool; play itself discounts nothing.
    #[serde(default, skip_serializing)]
    pub discount: Option<DiscountFile>,
    /// Effects of gauges on its walk-away.
    #[serde(default)]
    pub sways: Vec<SwayFile>,
    /// Its bot.
    #[serde(default)]
    pub bot: BotFile,
}

/// A discount of utilities: at the time `t`, `utility * factor^t` or `utility - (cost * t)^power`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a discount")]
pub struct DiscountFile {
    /// The factor, as decimal digits in quotes, such as `"0.9"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<String>,
    /// The cost, as decimal digits in quotes, such as `"0.01"`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<String>,
    /// The power of the cost, as decimal digits in quotes; absent: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub power: Option<String>,
    /// What `t` is.
    pub clock: DiscountClockWord,
}

/// What the time of a discount is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(title = "a clock of discounts")]
pub enum DiscountClockWord {
    /// The share of the time that is gone, from 0 to 1.
    Share,
    /// The round, from 0.
    Round,
}

/// Sensitivity of a walk-away (in points) or a probability to a gauge.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a sway")]
pub struct SwayFile {
    /// The gauge followed.
    pub gauge: String,
    /// The change for each point that the gauge stands above its start.
    pub per_point: Drawn<Decimal>,
}

/// An outcome of a run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an outcome")]
pub struct OutcomeFile {
    /// The title for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// When it applies; the last outcome leaves it out and applies always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<ConditionFile>,
    /// Whether the run ends as soon as it applies, rather than at the closing date.
    #[serde(default)]
    pub ends: bool,
    /// Whether it is the historical outcome.
    #[serde(default)]
    pub historical: bool,
}

/// A condition; all parts must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "a condition")]
pub struct ConditionFile {
    /// Whether a sale closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold: Option<bool>,
    /// One of these bought.
    pub buyer: Vec<String>,
    /// One of these was in the bid that bought: a backer, or a bidder that had folded its own bid into it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub joined: Vec<String>,
    /// One of these had bought and failed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub failed: Vec<String>,
    /// Whether the auction failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auction_failed: Option<bool>,
    /// Each lot named went to one of these.
    #[serde(skip_serializing_if = "no_lots")]
    pub lots: Keyed<Vec<String>>,
    /// Each of these sellers has sold all its lots.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sold_by: Vec<String>,
    /// The closed deal has one of these options on each issue named.
    pub terms: TermsFile,
    /// Each decree named has one of these statuses.
    pub decrees: Keyed<Vec<StatusWord>>,
}

/// Status of a decree.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StatusWord {
    /// Not out yet.
    Pending,
    /// Out, its clock running.
    Issued,
    /// Out, its date moved.
    Extended,
    /// Its prohibition binds.
    InForce,
    /// Stopped by a court.
    Enjoined,
    /// Done with by a sale.
    Satisfied,
    /// Enforced: the business is shut or seized.
    Enforced,
    /// Its date went by without action.
    Lapsed,
    /// Taken back.
    Revoked,
    /// Out, and for a while not enforced.
    Suspended,
    /// Undone by a court from the beginning.
    Annulled,
}

/// What `divest test` checks.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "tests")]
pub struct TestsFile {
    /// Seeds to compare with snapshots.
    pub seeds: Vec<Whole>,
    /// What is expected over many seeds.
    pub expect: Vec<ExpectFile>,
}

/// An expectation over many seeds: an `outcome` with its share, or one of `always`, `never` and `sometimes`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an expectation")]
pub struct ExpectFile {
    /// The outcome counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// The share of runs that must take it, from and to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub between: Option<[Decimal; 2]>,
    /// What holds at the end of every run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub always: Option<ConditionFile>,
    /// What holds at the end of no run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub never: Option<ConditionFile>,
    /// What holds at the end of one run at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sometimes: Option<ConditionFile>,
    /// Number of seeds, counted from 0.
    #[serde(default = "thousand")]
    pub seeds: Whole,
}

// --- defaults

fn no_lots(lots: &Keyed<Vec<String>>) -> bool {
    lots.0.is_empty()
}

fn zero() -> Drawn<Whole> {
    Drawn::Fixed(Whole(0))
}

const fn thousand() -> Whole {
    Whole(1000)
}
