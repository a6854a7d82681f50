//! What is written of decrees and courts.

use crate::file::{SwayFile, TermsFile};
use crate::value::{Date, Days, Decimal, Drawn, Named, When};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a decree does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum DecreeWord {
    /// Forbids dealings from its date on.
    Prohibits,
    /// Demands a sale by its date.
    DemandsSale,
    /// Demands that the business be kept apart and whole until it is sold.
    HoldsSeparate,
}

/// Stage of a deal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StageWord {
    /// Terms are agreed.
    Agreed,
    /// All required signatures are given.
    Signed,
    /// It is signed, and no review stands open.
    Approved,
    /// It closed.
    #[default]
    Closed,
}

/// Remedy requested from a court.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReliefWord {
    /// An injunction: stop decrees for the future.
    #[default]
    Injunction,
    /// Annulment: undo decrees from the beginning, even settled ones.
    Annulment,
}

/// A legal instrument.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a decree")]
pub struct DecreeFile {
    /// The title for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The issuing party.
    pub issuer: String,
    /// What it does.
    pub kind: DecreeWord,
    /// Date of issue; before the opening if it is already in force; absent: only an effect or its issuer issues it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub issued: Option<Drawn<Date>>,
    /// The decree that it implements and falls with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub implements: Option<String>,
    /// Deadline, at the end of that day: a date, or a span from its issue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<Drawn<When>>,
    /// Time before the deadline at which all parties are warned; 0d: no warning.
    #[serde(default = "no_days")]
    pub warning: Drawn<Days>,
    /// The terms under which a closed sale satisfies it; `{}`: any sale; absent: none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfied_by: Option<TermsFile>,
    /// Stage that such a sale must have reached; absent: closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub satisfied_at: Option<StageWord>,
    /// Rules for extending the deadline; absent: it cannot be extended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extension: Option<ExtensionFile>,
    /// The party that may suspend its enforcement; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suspension: Option<SuspensionFile>,
    /// What happens at the date: one of these; the last takes what the others leave.
    #[serde(default)]
    pub at_deadline: Vec<StepFile>,
}

/// Rules for extending a deadline.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an extension")]
pub struct ExtensionFile {
    /// The deciding authority.
    pub by: String,
    /// Maximum days over all extensions.
    pub days_max: Drawn<Days>,
    /// Days that its bot grants while an agreement stands.
    #[serde(default = "no_days")]
    pub when_agreed: Drawn<Days>,
    /// Days that its bot grants while talks go on.
    #[serde(default = "no_days")]
    pub when_talking: Drawn<Days>,
    /// Days that its bot grants when nothing moves.
    #[serde(default = "no_days")]
    pub when_idle: Drawn<Days>,
    /// Whether only one extension is possible; absent: as many as the days allow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub once: Option<bool>,
    /// Stage that a deal must have reached for any extension; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<StageWord>,
}

/// A right to suspend the enforcement of a decree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a suspension")]
pub struct SuspensionFile {
    /// The parties with this right.
    pub by: String,
    /// Maximum days at a time.
    pub days_max: Drawn<Days>,
}

/// What may happen when a decree's date comes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StepWord {
    /// The decree is enforced: the business is shut or seized.
    Enforce,
    /// Nobody acts, and the date is past.
    Lapse,
    /// The prohibition binds from now on.
    TakeForce,
    /// A trustee sells in the seller's place.
    Trustee,
    /// It is not enforced for some days, and then the date comes once more.
    Suspend,
}

/// What follows a trustee's failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TrusteeEndWord {
    /// The decree is enforced.
    #[default]
    Enforce,
    /// The decree lapses.
    Lapse,
}

/// One of the things that may happen when a decree's date comes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a step")]
pub struct StepFile {
    /// What happens.
    pub step: StepWord,
    /// How likely it is; the last step leaves it out and takes the rest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<Drawn<Decimal>>,
    /// How gauges move `p`.
    #[serde(default)]
    pub p_sways: Vec<SwayFile>,
    /// For a trustee: the party appointed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trustee: Option<String>,
    /// For a trustee and for suspend: for how long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Drawn<Days>>,
    /// For a trustee: what follows if it has not sold by then; absent: enforce.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<TrusteeEndWord>,
}

/// A case against decrees.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a suit")]
pub struct SuitFile {
    /// The title for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The plaintiff.
    pub plaintiff: String,
    /// Which court hears it.
    pub court: String,
    /// Delay of its bot from the first attacked decree to the suit.
    #[serde(default = "no_days")]
    pub files: Drawn<Days>,
    /// The probability that it sues at all.
    #[serde(default = "certain")]
    pub real: Decimal,
    /// The requests that the court stop decrees; their keys are unique over all suits.
    pub motions: Named<MotionFile>,
}

/// A request that a court stop decrees.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a motion")]
pub struct MotionFile {
    /// The title for readers; absent: the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The decrees that it would stop or undo.
    pub against: Vec<String>,
    /// The remedy requested; absent: an injunction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seeks: Option<ReliefWord>,
    /// How long after the suit, and after the first of those decrees, it is filed.
    #[serde(default = "no_days")]
    pub files: Drawn<Days>,
    /// From the motion to the ruling.
    pub hearing: Drawn<Days>,
    /// How likely the court grants it.
    pub p: Drawn<Decimal>,
    /// How gauges move `p`.
    #[serde(default)]
    pub p_sways: Vec<SwayFile>,
    /// The appeal that the loser may file; absent: none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appeal: Option<AppealFile>,
}

/// An appeal against the ruling on a motion.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "an appeal")]
pub struct AppealFile {
    /// Which court hears it.
    pub court: String,
    /// The probability that the loser's bot appeals.
    #[serde(default = "certain")]
    pub real: Decimal,
    /// From the appeal to the decision.
    pub hearing: Drawn<Days>,
    /// How likely the ruling falls.
    pub p_reversed: Drawn<Decimal>,
    /// How gauges move `p_reversed`.
    #[serde(default)]
    pub p_sways: Vec<SwayFile>,
}

// --- defaults

fn no_days() -> Drawn<Days> {
    Drawn::Fixed(Days(0))
}

const fn certain() -> Decimal {
    Decimal::ONE
}
