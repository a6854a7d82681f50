//! What is written about a party's bot: which, and how it is set.

use crate::compile::{Ask, Compiler};
use crate::document::Path;
use crate::value::{Days, Decimal, Drawn, Flag, Whole};
use divest_core::bot::{BotKind, BotSpec, Setting, Tuning, Unit};
use divest_core::id::SeatSet;
use divest_core::scenario::{Conduct, ConductKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kind of bot that plays a seat.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BotWord {
    /// The bot for its role.
    #[default]
    Standard,
    /// Nobody: the seat never acts, and nature rules for a silent court.
    Silent,
    /// Time-dependent; concedes late.
    Boulware,
    /// Time-dependent; concedes linearly.
    Linear,
    /// Time-dependent; concedes early.
    Conceder,
    /// Tit for tat by the ratio of the other side's move.
    Relative,
    /// Tit for tat by the points of the other side's move, more or less.
    RandomAbsolute,
    /// Tit for tat by the ratio over several moves.
    Averaged,
    /// Concedes as time, offers or rivals run out.
    Resource,
    /// One new deal for each new deal of the other side's.
    Micro,
    /// A curve of time mixed with an answer to the other side's moves.
    Hybrid,
    /// Never concedes.
    Hardliner,
    /// Asks for anything over its walk-away.
    RandomWalker,
    /// A seller that weighs suing, stalling and selling.
    StrategicSeller,
    /// A bidder that times its entry and withdraws.
    StrategicBidder,
    /// An authority that trades time against progress.
    StrategicAuthority,
    /// A home authority that shields technology.
    HomeGuard,
}

impl BotWord {
    const fn kind(self) -> Option<BotKind> {
        Some(match self {
            Self::Standard | Self::Silent => return None,
            Self::Boulware => BotKind::Boulware,
            Self::Linear => BotKind::Linear,
            Self::Conceder => BotKind::Conceder,
            Self::Relative => BotKind::Relative,
            Self::RandomAbsolute => BotKind::RandomAbsolute,
            Self::Averaged => BotKind::Averaged,
            Self::Resource => BotKind::Resource,
            Self::Micro => BotKind::Micro,
            Self::Hybrid => BotKind::Hybrid,
            Self::Hardliner => BotKind::Hardliner,
            Self::RandomWalker => BotKind::RandomWalker,
            Self::StrategicSeller => BotKind::StrategicSeller,
            Self::StrategicBidder => BotKind::StrategicBidder,
            Self::StrategicAuthority => BotKind::StrategicAuthority,
            Self::HomeGuard => BotKind::HomeGuard,
        })
    }
}

/// The family of a curve over time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CurveWord {
    /// A power of the time.
    Polynomial,
    /// A power of an exponential.
    Exponential,
}

/// The resource that runs out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ResourceWord {
    /// Days to the deadline.
    Time,
    /// Offers, of twenty.
    Offers,
    /// Rivals at other tables.
    Rivals,
}

/// Acceptance rule of a bot.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AcceptWord {
    /// Offers worth at least its next proposal.
    Next,
    /// Offers worth more than a constant.
    Const,
    /// Late in the negotiation, any offer over its walk-away.
    Time,
    /// As `next`; late in the negotiation, the best of the recent offers.
    Combi,
}

/// Model of the other side's preferences.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ModelWord {
    /// None.
    None,
    /// Frequency model: options asked for most often matter most.
    Frequency,
    /// Bayesian model: hypotheses updated with each offer.
    Bayesian,
}

/// How a bot plays a seat.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(from = "BotWritten")]
pub struct BotFile {
    /// Which bot plays it.
    pub kind: BotWord,
    /// How it concedes over time.
    pub exponent: Drawn<Decimal>,
    /// The share conceded in the very first offer.
    pub opening: Drawn<Decimal>,
    /// Loss in points at which it may still accept a mediator's text at the start.
    #[serde(skip_serializing_if = "is_zero")]
    pub temperature: Drawn<Whole>,
    /// Days to its own deadline.
    pub patience: Drawn<Days>,
    /// Whether its time leaves room for reviews and closing before a decree's date.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub allows_for_closing: bool,
    /// Whether it goes to court only while no agreement stands.
    pub sues_only_without_agreement: Flag,
    /// Further settings.
    #[serde(flatten)]
    pub settings: SettingsFile,
}

/// Whether a number is omitted from the canonical form, so that newer settings do not change older digests.
fn is_zero(number: &Drawn<Whole>) -> bool {
    *number == Drawn::Fixed(Whole(0))
}

/// Settings of some bots.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct SettingsFile {
    /// The family of the curve over time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub curve: Option<CurveWord>,
    /// Which of the other side's moves it imitates, counted back from the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lag: Option<Whole>,
    /// Over how many of the other side's moves it takes the ratio.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<Whole>,
    /// Maximum random deviation of a concession, in points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noise: Option<Whole>,
    /// The resource that runs out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource: Option<ResourceWord>,
    /// How many days, offers or rivals count as one unit of the resource.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<Decimal>,
    /// Acceptance rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept: Option<AcceptWord>,
    /// The share of its time from which `time` and `combi` accept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_from: Option<Decimal>,
    /// The points over which `const` accepts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accept_points: Option<Whole>,
    /// Model of the other side's preferences.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub model: Option<ModelWord>,
    /// Days before a date at which a strategic bot moves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<Days>,
    /// Points by which an alternative must be better.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin: Option<Whole>,
}

/// How a bot plays a seat.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
#[schemars(title = "a bot")]
pub(crate) struct BotWritten {
    /// Which bot plays it; `divest bots` lists them.
    kind: BotWord,
    /// How it concedes over time: under 1 late, over 1 early; absent: 1, or what the bot is known for.
    exponent: Option<Drawn<Decimal>>,
    /// The share conceded in the very first offer, from 0 to 1.
    opening: Option<Drawn<Decimal>>,
    /// Loss in points at which it may still accept a mediator's text at the start; falls to 0 by the last round.
    temperature: Option<Drawn<Whole>>,
    /// Days from the start of talks to its own deadline, where no decree's comes first.
    patience: Option<Drawn<Days>>,
    /// Whether its time leaves room for reviews and closing before a decree's date; absent: it bargains up to the date.
    allows_for_closing: bool,
    /// Whether it goes to court only while no agreement stands: true, false or a probability.
    sues_only_without_agreement: Option<Flag>,
    /// The family of the curve over time.
    curve: Option<CurveWord>,
    /// Which of the other side's moves it imitates, counted back from the last.
    lag: Option<Whole>,
    /// Over how many of the other side's moves it takes the ratio.
    window: Option<Whole>,
    /// Maximum random deviation of a concession, in points.
    noise: Option<Whole>,
    /// The resource that runs out.
    resource: Option<ResourceWord>,
    /// How many days, offers or rivals count as one unit of the resource.
    scale: Option<Decimal>,
    /// Acceptance rule.
    accept: Option<AcceptWord>,
    /// The share of its time from which `time` and `combi` accept.
    accept_from: Option<Decimal>,
    /// The points over which `const` accepts.
    accept_points: Option<Whole>,
    /// Model of the other side's preferences.
    model: Option<ModelWord>,
    /// Days before a date at which a strategic bot moves.
    horizon: Option<Days>,
    /// Points by which an alternative must be better.
    margin: Option<Whole>,
}

impl From<BotWritten> for BotFile {
    /// Fills in what was left out: a bot's own exponent where it has one, so that the canonical text says it.
    fn from(written: BotWritten) -> Self {
        let own = |setting, otherwise| {
            let settings = written.kind.kind().map_or(&[][..], BotKind::settings);
            settings.iter().find(|(has, _)| *has == setting).map_or(otherwise, |&(_, value)| Decimal(value))
        };
        let (exponent, opening) = (own(Setting::Exponent, Decimal::ONE), own(Setting::Opening, Decimal::ZERO));
        Self {
            kind: written.kind,
            exponent: written.exponent.unwrap_or(Drawn::Fixed(exponent)),
            opening: written.opening.unwrap_or(Drawn::Fixed(opening)),
            temperature: written.temperature.unwrap_or(Drawn::Fixed(Whole(0))),
            patience: written.patience.unwrap_or(Drawn::Fixed(Days(120))),
            allows_for_closing: written.allows_for_closing,
            sues_only_without_agreement: written.sues_only_without_agreement.unwrap_or(Flag::NO),
            settings: SettingsFile {
                curve: written.curve,
                lag: written.lag,
                window: written.window,
                noise: written.noise,
                resource: written.resource,
                scale: written.scale,
                accept: written.accept,
                accept_from: written.accept_from,
                accept_points: written.accept_points,
                model: written.model,
                horizon: written.horizon,
                margin: written.margin,
            },
        }
    }
}

impl Default for BotFile {
    fn default() -> Self {
        BotWritten::default().into()
    }
}

impl SettingsFile {
    /// The settings in the units of the engine.
    fn written(&self) -> impl Iterator<Item = (Setting, i64)> {
        let whole = |value: Option<Whole>| value.map(|value| value.0);
        let millionths = |value: Option<Decimal>| value.map(|value| value.0);
        [
            (Setting::Curve, self.curve.map(|word| word as i64)),
            (Setting::Lag, whole(self.lag)),
            (Setting::Window, whole(self.window)),
            (Setting::Noise, whole(self.noise)),
            (Setting::Resource, self.resource.map(|word| word as i64)),
            (Setting::Scale, millionths(self.scale)),
            (Setting::Accept, self.accept.map(|word| word as i64)),
            (Setting::AcceptFrom, millionths(self.accept_from)),
            (Setting::AcceptPoints, whole(self.accept_points)),
            (Setting::Model, self.model.map(|word| word as i64)),
            (Setting::Horizon, self.horizon.map(|days| days.0)),
            (Setting::Margin, whole(self.margin)),
        ]
        .into_iter()
        .filter_map(|(setting, value)| Some((setting, value?)))
    }
}

impl Compiler<'_> {
    /// Compiles a party's bot.
    pub(crate) fn conduct(&mut self, bot: &BotFile, here: &Path, own: SeatSet) -> Conduct {
        let exponent = Ask { unit: crate::compile::Unit::Milli, low: 1, high: 100_000, audience: own };
        let sues = "sues_only_without_agreement";
        let tuning = self.tuning(bot, here);
        Conduct {
            kind: match bot.kind.kind() {
                Some(kind) => ConductKind::Tuned(BotSpec { kind, tuning }),
                None if bot.kind == BotWord::Silent => ConductKind::Silent,
                None => ConductKind::Standard,
            },
            exponent_milli: self.quantity(&bot.exponent, &here.key("exponent"), &exponent),
            opening_ppm: self.quantity(&bot.opening, &here.key("opening"), &Ask::PROBABILITY.seen_by(own)),
            temperature: self.quantity(
                &bot.temperature,
                &here.key("temperature"),
                &Ask::WHOLE.between(0, 1_000_000_000).seen_by(own),
            ),
            patience_days: self.quantity(&bot.patience, &here.key("patience"), &Ask::DAYS.seen_by(own)),
            allows_for_closing: bot.allows_for_closing,
            sues_only_without_agreement: self.real(Decimal(bot.sues_only_without_agreement.0), &here.key(sues), own),
        }
    }

    fn tuning(&mut self, bot: &BotFile, here: &Path) -> Tuning {
        let mut tuning = Tuning::default();
        for (setting, value) in bot.settings.written() {
            let here = here.key(setting.word());
            let has = bot.kind.kind().is_some_and(|kind| kind.has(setting));
            if !has {
                self.complain(&here, "this bot has no such setting")
                    .hint("`divest bots` lists the bots with what can be set about each")
                    .on_key();
            } else if let Err(span) = in_range(setting, value) {
                self.complain(&here, format!("out of range: {span}"));
            } else {
                tuning.set(setting, value);
            }
        }
        tuning
    }
}

/// Whether a value fits a setting; otherwise the range in words.
pub(crate) fn in_range(setting: Setting, value: i64) -> Result<(), String> {
    let (low, high, words) = match setting.unit() {
        Unit::Number(low, high) => (low, high, format!("from {} to {}", Decimal(low), Decimal(high))),
        Unit::Whole(low, high) => (low, high, format!("a whole number from {low} to {high}")),
        Unit::Days(low, high) => (low, high, format!("from {low}d to {high}d")),
        Unit::Word(words) => (0, words.len() as i64 - 1, words.join(", ")),
    };
    if (low..=high).contains(&value) { Ok(()) } else { Err(words) }
}
