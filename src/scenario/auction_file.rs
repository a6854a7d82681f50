//! What is written of an auction.

use crate::sale_file::OptionWord;
use crate::value::{Date, Drawn, Keyed, When, Whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How bids are made, and what the winner pays.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FormatWord {
    /// Each bids in secret; the highest wins and pays its bid.
    SealedFirstPrice,
    /// Each bids in secret; the highest wins and pays the second highest bid, or the reserve.
    SealedSecondPrice,
    /// Bids are called out and rise, each by `step` at least; the last one wins.
    English,
    /// The price falls by `step` each round, from `start`; the first to bid it wins.
    Dutch,
}

/// An auction: one issue is bid on, the terms for the rest stand.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an auction")]
pub struct AuctionFile {
    /// Who auctions, where several sell; absent: the sale's seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seller: Option<String>,
    /// How bids are made.
    pub format: FormatWord,
    /// The issue bid on: one with a range, of which the seller prefers high values.
    pub issue: String,
    /// The option that holds on every other issue.
    #[serde(default, skip_serializing_if = "is_empty")]
    pub terms: Keyed<OptionWord>,
    /// Reserve: the lowest winning value; absent: the bottom of the range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reserve: Option<Drawn<Whole>>,
    /// Whether the seller alone knows the reserve.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub secret: bool,
    /// English: the least value that opens the bidding; absent: the reserve, or the least of the range. Dutch: where the
    /// clock starts; absent: the most of the range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start: Option<Whole>,
    /// English: by how much a bid beats another; Dutch: by how much the clock falls each round; absent: one step of the
    /// range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Whole>,
    /// Opening day; absent: chosen by the seller.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opens: Option<Drawn<Date>>,
    /// How long a round lasts: `3d`, `2bd` or `4h`.
    #[serde(default = "a_week")]
    pub round: When,
    /// Maximum number of rounds; absent: one sealed round, or no limit for open bidding.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounds: Option<Whole>,
    /// Number of best bidders admitted to the next sealed round; absent: all bidders of the round.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub keep: Option<Whole>,
    /// Activity rule: a bidder without a bid in a round is out.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub activity: bool,
    /// Whether bidders may merge their bids before the auction is over.
    #[serde(default, skip_serializing_if = "MergersWord::is_default")]
    pub mergers: MergersWord,
    /// The lots that are auctioned one after another, each with bids of its own; absent: all that the terms name at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub lots: Vec<String>,
    /// The only parties that may buy a lot, by lot; absent: every bidder.
    #[serde(default, skip_serializing_if = "no_lots")]
    pub eligible: Keyed<Vec<String>>,
    /// How many lots one bidder may win; absent: as many as it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<Whole>,
}

/// Whether bidders may merge their bids before the auction is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum MergersWord {
    /// Forbidden.
    #[default]
    Forbidden,
    /// Allowed with the seller's consent.
    WithLeave,
    /// Allowed.
    Free,
}

impl MergersWord {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

// --- defaults

const fn a_week() -> When {
    When::After(divest_core::units::Span::days(7))
}

fn is_empty(terms: &Keyed<OptionWord>) -> bool {
    terms.0.is_empty()
}

fn no_lots(lots: &Keyed<Vec<String>>) -> bool {
    lots.0.is_empty()
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
const fn is_yes(yes: &bool) -> bool {
    *yes
}
