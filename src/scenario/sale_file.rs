//! What is written of the sale: issues, talks, backings and reviews.

use crate::auction_file::AuctionFile;
use crate::value::{Date, Days, Decimal, Drawn, Keyed, Named, Whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is for sale and how a sale comes about.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a sale")]
pub struct SaleFile {
    /// What is sold, for readers.
    pub asset: String,
    /// The seller.
    pub seller: String,
    /// From the last approval and signature to closing.
    #[serde(default = "no_days")]
    pub closing: Drawn<Days>,
    /// Signatories besides seller, bidder and backers.
    #[serde(default)]
    pub cosigners: Vec<String>,
    /// How many of the cosigners must sign; absent: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cosigners_min: Option<Whole>,
    /// The cosigners that must sign without fail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// Multilateral talks among all signatories; absent: bilateral talks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference: Option<ConferenceFile>,
    /// An auction; the winning bid is the deal; absent: bilateral talks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auction: Option<AuctionFile>,
    /// Lots, sold separately or in packages; absent: the asset is sold as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<LotsFile>,
    /// The negotiable points.
    pub issues: Named<IssueFile>,
    /// The talks with each bidder.
    #[serde(default)]
    pub talks: Keyed<TalksFile>,
    /// Backers that may join bids.
    #[serde(default)]
    pub backings: Vec<BackingFile>,
    /// Possible mergers of bids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mergers: Vec<MergerFile>,
    /// The approvals that an agreed deal needs before it closes.
    #[serde(default)]
    pub reviews: Named<ReviewFile>,
}

/// The lots of a sale.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "lots")]
pub struct LotsFile {
    /// The issue that has the lots as options.
    pub issue: String,
    /// Options that are packages of lots, with their lots; every other option is one lot.
    #[serde(default, skip_serializing_if = "no_parts")]
    pub parts: Keyed<Vec<String>>,
    /// Sellers of lots other than the sale's seller.
    #[serde(default, skip_serializing_if = "no_sellers")]
    pub sellers: Keyed<String>,
}

/// A negotiable point: either `range` or `options`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an issue")]
pub struct IssueFile {
    /// The name for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A whole number in even steps.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<RangeFile>,
    /// Named options, with their names for readers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<Named<String>>,
}

/// Whole numbers in even steps.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a range")]
pub struct RangeFile {
    /// The least value.
    pub from: Whole,
    /// The most.
    pub to: Whole,
    /// The distance between neighbouring values.
    #[serde(default = "one")]
    pub step: Whole,
    /// The unit for readers.
    #[serde(default)]
    pub unit: String,
}

/// The talks with a bidder.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "talks")]
pub struct TalksFile {
    /// The bidder, with several sellers; absent: the table's key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bidder: Option<String>,
    /// The seller, with several sellers; absent: the sale's seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Day of entry; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enters: Option<Drawn<Date>>,
    /// Probability of entry.
    #[serde(default = "certain")]
    pub real: Decimal,
    /// Start of its bargaining clock; absent: `enters`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Drawn<Date>>,
    /// Time to answer.
    #[serde(default = "three_days")]
    pub pace: Drawn<Days>,
    /// The terms that a deal in these talks must have; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsFile>,
    /// The trustee that sells the asset if this bidder buys it and fails; absent: the seller gets it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estate: Option<String>,
}

/// Multilateral talks among all signatories: each text is voted on, and a text with enough votes is the agreement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a conference")]
pub struct ConferenceFile {
    /// Mediator that tables all texts (single-text procedure): a text replaces the one before if every member prefers it;
    /// absent: the members table texts in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// How long a text, and the vote on it, may take.
    #[serde(default = "pace_of_conference")]
    pub pace: Days,
    /// Maximum number of texts.
    pub rounds: Whole,
}

/// A party that may join a bid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a backing")]
pub struct BackingFile {
    /// The backer.
    pub backer: String,
    /// The bid to join.
    pub talks: String,
    /// Whether it joins only when the bidder has invited it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invited: bool,
    /// The first day on which it would; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<Drawn<Date>>,
    /// Probability that it is willing at all.
    #[serde(default = "certain")]
    pub real: Decimal,
}

/// Two bids that may become one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a merger of bids")]
pub struct MergerFile {
    /// The joining bidder; its own talks end.
    pub bidder: String,
    /// The host bid.
    pub into: String,
    /// Synergy: points that any deal is worth more to the two than to the host alone.
    pub brings: Drawn<Whole>,
    /// The joiner's share of the surplus.
    #[serde(default = "half", skip_serializing_if = "is_half")]
    pub share: Decimal,
    /// The first day on which it would be proposed; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Drawn<Date>>,
    /// Probability that it is proposed at all.
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub real: Decimal,
}

/// Effect of an authority's silence at the end of its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SilenceWord {
    /// The deal goes on waiting.
    #[default]
    Waits,
    /// The deal counts as approved.
    Approves,
    /// The deal counts as blocked.
    Blocks,
}

/// Options allowed, by issue: keys of options, values of a range, or spans of them such as `"10..20"`.
pub type TermsFile = Keyed<Vec<OptionWord>>;

/// An option of an issue: its key, a number of a range, or a span of numbers such as `"10..20"`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(title = "an option")]
pub enum OptionWord {
    /// A value of a range.
    Value(Whole),
    /// The key of an option, or a span of values with both ends included.
    Key(String),
}

/// An approval that an agreed deal needs before it closes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a review")]
pub struct ReviewFile {
    /// The deciding authority.
    pub authority: String,
    /// The seller of the deals reviewed; required with several sellers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Only deals with one of these options on each issue named need it; absent: every deal.
    #[serde(default)]
    pub needed_for: TermsFile,
    /// From agreement to decision.
    pub takes: Drawn<Days>,
    /// Effect of silence at the end of the time.
    #[serde(default)]
    pub silence: SilenceWord,
}

// --- defaults

fn no_days() -> Drawn<Days> {
    Drawn::Fixed(Days(0))
}

fn three_days() -> Drawn<Days> {
    Drawn::Fixed(Days(3))
}

const fn pace_of_conference() -> Days {
    Days(3)
}

const fn certain() -> Decimal {
    Decimal::ONE
}

fn no_sellers(sellers: &Keyed<String>) -> bool {
    sellers.0.is_empty()
}

fn no_parts(parts: &Keyed<Vec<String>>) -> bool {
    parts.0.is_empty()
}

const fn half() -> Decimal {
    Decimal(crate::value::MILLION / 2)
}

fn is_half(share: &Decimal) -> bool {
    *share == half()
}

fn is_certain(p: &Decimal) -> bool {
    *p == Decimal::ONE
}

const fn one() -> Whole {
    Whole(1)
}
