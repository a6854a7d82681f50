//! What is written of gauges, signals, chances and effects.

use crate::file::SwayFile;
use crate::value::{Date, Days, Decimal, Drawn, Keyed, Named, Whole};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A bounded public number.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a gauge")]
pub struct GaugeFile {
    /// The name for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The least it can be.
    #[serde(default = "whole_zero")]
    pub min: Whole,
    /// The most it can be.
    #[serde(default = "hundred")]
    pub max: Whole,
    /// Where it stands at the opening.
    pub start: Drawn<Whole>,
}

/// Form of publication of a signal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SignalWord {
    /// An open statement.
    #[default]
    Statement,
    /// A leak: the source stays hidden.
    Leak,
    /// A business step: a contract, a product, a hire.
    Announcement,
}

/// A public statement or act, possible once.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a signal")]
pub struct SignalFile {
    /// What is said, for readers.
    pub text: String,
    /// Its author; hidden for a leak.
    pub author: String,
    /// Form of publication.
    #[serde(default)]
    pub kind: SignalWord,
    /// Date on which its author's bot makes it; absent: only people, scripts and effects do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Drawn<Date>>,
    /// The probability that its author's bot says it at all.
    #[serde(default = "certain")]
    pub real: Decimal,
    /// Credibility from 0 to 1; scales its effects.
    #[serde(default = "believed")]
    pub credibility: Drawn<Decimal>,
    /// Effect on each gauge.
    #[serde(default)]
    pub moves: Keyed<Drawn<Whole>>,
}

/// A named random variable.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a chance")]
pub struct ChanceFile {
    /// The title for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The day on which it is drawn; either this or `after`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<Drawn<Date>>,
    /// The event that triggers it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<TriggerFile>,
    /// Delay from the trigger; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delay: Option<Drawn<Days>>,
    /// Possible results; the last one has the remaining probability.
    pub results: Named<ResultFile>,
}

/// A possible result of a chance.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a result")]
pub struct ResultFile {
    /// The words for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Probability; omitted for the last result, which has the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<Drawn<Decimal>>,
    /// How gauges move `p`.
    #[serde(default)]
    pub p_sways: Vec<SwayFile>,
    /// Consequences.
    #[serde(default)]
    pub then: Vec<ConsequenceFile>,
}

/// A reaction: consequences of an event.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an effect")]
pub struct EffectFile {
    /// The triggering event.
    pub on: TriggerFile,
    /// Consequences.
    pub then: Vec<ConsequenceFile>,
}

macro_rules! trigger_file {
    ($($(#[$doc:meta])+ $field:ident),+ $(,)?) => {
        /// Something that happens: one key, with the thing that it happens to.
        #[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
        #[serde(deny_unknown_fields, default, rename_all = "kebab-case")]
        #[schemars(title = "a trigger")]
        pub struct TriggerFile {
            $($(#[$doc])+ #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<String>,)+
            /// With `chance`: the result that it comes to.
            #[serde(skip_serializing_if = "Option::is_none")]
            pub result: Option<String>,
        }

        impl TriggerFile {
            /// The keys that are set, in a fixed order, without `result`.
            #[must_use]
            pub fn set(&self) -> Vec<(&'static str, &str)> {
                let all = [$((stringify!($field), &self.$field)),+];
                all.into_iter().filter_map(|(name, key)| Some((name, key.as_deref()?))).collect()
            }
        }
    };
}

trigger_file! {
    /// A decree is issued.
    decree_issued,
    /// A decree's deadline is near.
    deadline_neared,
    /// A decree's deadline is moved.
    deadline_extended,
    /// An extension of a decree is refused.
    extension_denied,
    /// A decree's deadline comes.
    deadline_passed,
    /// A decree's prohibition binds.
    decree_took_force,
    /// A decree is enforced.
    decree_enforced,
    /// A decree's date goes by.
    decree_lapsed,
    /// A decree is taken back.
    decree_revoked,
    /// A decree is satisfied.
    decree_satisfied,
    /// An injunction stops a decree.
    decree_enjoined,
    /// An injunction against a decree falls.
    injunction_lifted,
    /// A trustee is appointed under a decree.
    trustee_appointed,
    /// A bidder comes forward, or `any`.
    talks_opened,
    /// Talks with a bidder are broken off, or `any`.
    talks_ended,
    /// A backer joins a bid.
    bid_joined,
    /// A backer leaves a bid.
    bid_left,
    /// Terms are agreed with a bidder, or `any`.
    terms_agreed,
    /// The deal with a bidder is signed, or `any`.
    deal_signed,
    /// The agreement with a bidder is dropped, or `any`.
    agreement_dropped,
    /// A review approves a deal, or `any`.
    deal_approved,
    /// A review blocks a deal, or `any`.
    deal_blocked,
    /// A suit is filed.
    suit_filed,
    /// A motion is filed.
    motion_filed,
    /// A motion is granted.
    motion_granted,
    /// A motion is denied.
    motion_denied,
    /// The ruling on a motion stands on appeal.
    appeal_affirmed,
    /// The ruling on a motion falls on appeal.
    appeal_reversed,
    /// A signal is made.
    signal_made,
    /// A chance comes out; `result` says how.
    chance,
    /// A decree's enforcement is suspended.
    enforcement_suspended,
    /// A court undoes a decree from the beginning.
    decree_annulled,
    /// A spin-off to these holders is resolved upon.
    spin_off_planned,
    /// The sale to a bidder closes, or `any`.
    deal_closed,
    /// A bidder that had bought fails, or `any`.
    buyer_failed,
    /// The auction opens: `any`.
    auction_opened,
    /// A bidder wins the auction, or `any`.
    auction_won,
    /// The auction fails: `any`.
    auction_failed,
    /// A bidder joins another bid, or `any`.
    bid_merged,
    /// A bidder buys some of the lots, and others are left; or `any`.
    lot_sold,
}

/// What follows: one of `gauge`, `walk_away` and `probability` with `by`, `suspend` with `days`, or one of the others
/// alone.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "a consequence")]
pub struct ConsequenceFile {
    /// The gauge that changes by `by` points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gauge: Option<String>,
    /// The party with a walk-away that changes by `by` points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub walk_away: Option<String>,
    /// The probability that changes by `by`, such as `motions.store` or `chances.election.change`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability: Option<String>,
    /// How far it moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<Drawn<Decimal>>,
    /// The decree that is issued.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue: Option<String>,
    /// The decree that is taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub revoke: Option<String>,
    /// The decree that is enforced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforce: Option<String>,
    /// The signal that is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub say: Option<String>,
    /// The bidder that comes forward.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_talks: Option<String>,
    /// The bidder that gives up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end_talks: Option<String>,
    /// The decree to suspend for `days` days from now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suspend: Option<String>,
    /// With `suspend`: for how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Drawn<Days>>,
    /// The bidder that fails: what it bought is for sale again, or it gives up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fail: Option<String>,
}

// --- defaults

const fn certain() -> Decimal {
    Decimal::ONE
}

fn believed() -> Drawn<Decimal> {
    Drawn::Fixed(Decimal::ONE)
}

const fn whole_zero() -> Whole {
    Whole(0)
}

const fn hundred() -> Whole {
    Whole(100)
}
