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
    /// Who sells.
    pub seller: String,
    /// From the last approval and signature to closing.
    #[serde(default = "no_days")]
    pub closing: Drawn<Days>,
    /// Who is asked to sign besides seller, bidder and backers.
    #[serde(default)]
    pub cosigners: Vec<String>,
    /// How many of the cosigners must sign; absent: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cosigners_min: Option<Whole>,
    /// The cosigners that must sign without fail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub vetoes: Vec<String>,
    /// One table for all who are asked to sign; absent: seller and bidders talk in pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conference: Option<ConferenceFile>,
    /// An auction, of which the winner's bid is the deal; absent: seller and bidders talk in pairs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub auction: Option<AuctionFile>,
    /// Lots that are sold by themselves or several together; absent: all is sold at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lots: Option<LotsFile>,
    /// The negotiable points.
    pub issues: Named<IssueFile>,
    /// The talks with each bidder.
    #[serde(default)]
    pub talks: Keyed<TalksFile>,
    /// Who may join whose bid.
    #[serde(default)]
    pub backings: Vec<BackingFile>,
    /// Whose bid may be folded into whose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mergers: Vec<MergerFile>,
    /// The approvals that an agreed deal needs before it closes.
    #[serde(default)]
    pub reviews: Named<ReviewFile>,
}

/// How a sale falls into lots.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "lots")]
pub struct LotsFile {
    /// The issue whose options say which lots a deal is about.
    pub issue: String,
    /// The options that are several lots together, with those; every other option is a lot.
    #[serde(default, skip_serializing_if = "no_parts")]
    pub parts: Keyed<Vec<String>>,
    /// Who sells a lot, where that is not the sale's seller.
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
    /// Who bids, where several sell; absent: the party that the table is named by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bidder: Option<String>,
    /// With whom, where several sell; absent: the sale's seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// The day it comes forward; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enters: Option<Drawn<Date>>,
    /// The probability that it comes forward at all.
    #[serde(default = "certain")]
    pub real: Decimal,
    /// From when its bargaining clock runs; absent: from `enters`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Drawn<Date>>,
    /// How long an answer takes.
    #[serde(default = "three_days")]
    pub pace: Drawn<Days>,
    /// The terms that a deal in these talks must have; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsFile>,
    /// The trustee that sells the asset if this bidder buys it and fails; absent: the seller gets it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub estate: Option<String>,
}

/// One table for all who are asked to sign: each text is voted on, and one that enough of them favour is the agreement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a conference")]
pub struct ConferenceFile {
    /// The mediator who alone tables texts, each to stand in the place of the one before if every member prefers it;
    /// absent: the members table theirs in turn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chair: Option<String>,
    /// How long a text, and the vote on it, may take.
    #[serde(default = "pace_of_conference")]
    pub pace: Days,
    /// How many texts there may be.
    pub rounds: Whole,
}

/// A party that may join a bid.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a backing")]
pub struct BackingFile {
    /// Who joins.
    pub backer: String,
    /// Whose bid.
    pub talks: String,
    /// Whether it joins only when the bidder has invited it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub invited: bool,
    /// The first day on which it would; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joins: Option<Drawn<Date>>,
    /// The probability that it would at all.
    #[serde(default = "certain")]
    pub real: Decimal,
}

/// Two bids that may become one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a merger of bids")]
pub struct MergerFile {
    /// Whose bid is folded: its own talks end.
    pub bidder: String,
    /// Into whose.
    pub into: String,
    /// By how many points any deal is worth more to the two than to the other alone.
    pub brings: Drawn<Whole>,
    /// The share of what is gained that goes to who joins.
    #[serde(default = "half", skip_serializing_if = "is_half")]
    pub share: Decimal,
    /// The first day on which it would be proposed; absent: the opening.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Drawn<Date>>,
    /// The probability that it would be at all.
    #[serde(default = "certain", skip_serializing_if = "is_certain")]
    pub real: Decimal,
}

/// What an authority's silence means once its time is up.
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
    /// Who decides.
    pub authority: String,
    /// Whose deals it is about; needed where several sell, so that each review is about one deal at a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// Only deals with one of these options on each issue named need it; absent: every deal.
    #[serde(default)]
    pub needed_for: TermsFile,
    /// From agreement to decision.
    pub takes: Drawn<Days>,
    /// What silence means once the time is up.
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
