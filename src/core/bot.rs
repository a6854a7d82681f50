//! The bots that there are besides the standard one, and what can be set about them.
//!
//! This is the one list of them: scenarios are checked against it, the command line reads and prints it, and the engine
//! plays what it names. How each behaves stands in `docs/bots.md`.

/// A bot by name. All do what the standard bot does but for what they are named after.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum BotKind {
    /// Concedes late.
    Boulware,
    /// Concedes evenly.
    Linear,
    /// Concedes early.
    Conceder,
    /// Concedes by the ratio in which the other side did.
    Relative,
    /// Concedes by as many points as the other side did, more or less.
    RandomAbsolute,
    /// Concedes by the ratio in which the other side did over several moves.
    Averaged,
    /// Concedes as a resource runs out.
    Resource,
    /// Concedes one deal for each new deal of the other side's.
    Micro,
    /// Mixes a curve of time with an answer to the other side's moves.
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

/// Something that can be set about a bot.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Setting {
    /// The exponent of a concession over time.
    Exponent,
    /// The share conceded in the first offer.
    Opening,
    /// Days to the party's own deadline.
    Patience,
    /// The family of curves.
    Curve,
    /// How many moves ago the other side's move is imitated.
    Lag,
    /// Over how many moves the other side is imitated.
    Window,
    /// The most points by which luck moves a concession.
    Noise,
    /// The resource that runs out.
    Resource,
    /// How much of the resource counts as one.
    Scale,
    /// When to accept.
    Accept,
    /// The share of the time from which `time` and `combi` accept.
    AcceptFrom,
    /// The points over which `const` accepts.
    AcceptPoints,
    /// How the other side's wishes are guessed.
    Model,
    /// Days before a date at which a strategic bot moves.
    Horizon,
    /// Points by which another way must be better.
    Margin,
}

/// What values a setting takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    /// A number with decimals, in millionths, from and to.
    Number(i64, i64),
    /// A whole number, from and to.
    Whole(i64, i64),
    /// Days, from and to.
    Days(i64, i64),
    /// One of several words, by its place.
    Word(&'static [&'static str]),
}

const MILLION: i64 = 1_000_000;

impl Setting {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Exponent,
        Self::Opening,
        Self::Patience,
        Self::Curve,
        Self::Lag,
        Self::Window,
        Self::Noise,
        Self::Resource,
        Self::Scale,
        Self::Accept,
        Self::AcceptFrom,
        Self::AcceptPoints,
        Self::Model,
        Self::Horizon,
        Self::Margin,
    ];

    /// The word for it in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Exponent => "exponent",
            Self::Opening => "opening",
            Self::Patience => "patience",
            Self::Curve => "curve",
            Self::Lag => "lag",
            Self::Window => "window",
            Self::Noise => "noise",
            Self::Resource => "resource",
            Self::Scale => "scale",
            Self::Accept => "accept",
            Self::AcceptFrom => "accept_from",
            Self::AcceptPoints => "accept_points",
            Self::Model => "model",
            Self::Horizon => "horizon",
            Self::Margin => "margin",
        }
    }

    /// What values it takes.
    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::Exponent => Unit::Number(MILLION / 1_000, 100 * MILLION),
            Self::Opening | Self::AcceptFrom => Unit::Number(0, MILLION),
            Self::Patience => Unit::Days(0, 36_500),
            Self::Curve => Unit::Word(&["polynomial", "exponential"]),
            Self::Lag | Self::Window => Unit::Whole(1, 100),
            Self::Noise | Self::AcceptPoints | Self::Margin => Unit::Whole(0, MILLION),
            Self::Resource => Unit::Word(&["time", "offers", "rivals"]),
            Self::Scale => Unit::Number(MILLION / 1_000, 100_000 * MILLION),
            Self::Accept => Unit::Word(&["next", "const", "time", "combi"]),
            Self::Model => Unit::Word(&["none", "frequency", "bayesian"]),
            Self::Horizon => Unit::Days(0, 3_650),
        }
    }

    /// What it does, in one line.
    #[must_use]
    pub const fn line(self) -> &'static str {
        match self {
            Self::Exponent => "how it concedes over time: under 1 late, over 1 early",
            Self::Opening => "the share conceded in the very first offer, from 0 to 1",
            Self::Patience => "days from the start of talks to its own deadline; the scenario's unless given",
            Self::Curve => "the family of the curve over time",
            Self::Lag => "which of the other side's moves it imitates, counted back from the last",
            Self::Window => "over how many of the other side's moves it takes the ratio",
            Self::Noise => "the most points by which luck moves a concession either way",
            Self::Resource => "what runs out: days to the deadline, offers of twenty, or rivals at other tables",
            Self::Scale => "how many days, offers or rivals count as one unit of the resource",
            Self::Accept => "when it accepts: AC_next, AC_const, AC_time or AC_combi",
            Self::AcceptFrom => "the share of its time from which `time` and `combi` accept",
            Self::AcceptPoints => "the points over which `const` accepts",
            Self::Model => "how it guesses what the other side wants, to make trade-offs",
            Self::Horizon => "days before a date at which it moves",
            Self::Margin => "points by which another way must be better",
        }
    }
}

/// What has been set about a bot; the rest is as [`BotKind::settings`] says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tuning([i64; Setting::ALL.len()]);

/// No value of any setting.
const UNSET: i64 = i64::MIN;

impl Default for Tuning {
    fn default() -> Self {
        Self([UNSET; Setting::ALL.len()])
    }
}

impl Tuning {
    /// What a setting was set to.
    #[must_use]
    pub const fn get(&self, setting: Setting) -> Option<i64> {
        let value = self.0[setting as usize];
        if value == UNSET { None } else { Some(value) }
    }

    /// Sets something.
    pub const fn set(&mut self, setting: Setting, value: i64) {
        self.0[setting as usize] = value;
    }
}

/// A bot with what has been set about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BotSpec {
    /// Which.
    pub kind: BotKind,
    /// What was set.
    pub tuning: Tuning,
}

impl BotSpec {
    /// A bot as it is by itself. Its curve over time is set, so that it does not follow the scenario's.
    #[must_use]
    pub fn of(kind: BotKind) -> Self {
        let mut tuning = Tuning::default();
        for &(setting, value) in kind.settings() {
            if matches!(setting, Setting::Exponent | Setting::Opening) {
                tuning.set(setting, value);
            }
        }
        Self { kind, tuning }
    }

    /// What a setting is: as it was set, else the bot's own; 0 for what the bot does not have.
    #[must_use]
    pub fn get(&self, setting: Setting) -> i64 {
        let own = || self.kind.settings().iter().find(|(has, _)| *has == setting).map_or(0, |&(_, value)| value);
        self.tuning.get(setting).unwrap_or_else(own)
    }
}

/// The settings of every bot that bargains, besides its own.
macro_rules! bargaining {
    ($($own:expr),* $(,)?) => {
        &[
            $($own,)*
            (Setting::Accept, 0),
            (Setting::AcceptFrom, 980_000),
            (Setting::AcceptPoints, 0),
            (Setting::Model, 0),
            (Setting::Patience, PATIENCE),
        ]
    };
}

/// The scenario's own patience.
const PATIENCE: i64 = -1;

impl BotKind {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Boulware,
        Self::Linear,
        Self::Conceder,
        Self::Relative,
        Self::RandomAbsolute,
        Self::Averaged,
        Self::Resource,
        Self::Micro,
        Self::Hybrid,
        Self::Hardliner,
        Self::RandomWalker,
        Self::StrategicSeller,
        Self::StrategicBidder,
        Self::StrategicAuthority,
        Self::HomeGuard,
    ];

    /// The word for it in files and on the command line.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Boulware => "boulware",
            Self::Linear => "linear",
            Self::Conceder => "conceder",
            Self::Relative => "relative",
            Self::RandomAbsolute => "random-absolute",
            Self::Averaged => "averaged",
            Self::Resource => "resource",
            Self::Micro => "micro",
            Self::Hybrid => "hybrid",
            Self::Hardliner => "hardliner",
            Self::RandomWalker => "random-walker",
            Self::StrategicSeller => "strategic-seller",
            Self::StrategicBidder => "strategic-bidder",
            Self::StrategicAuthority => "strategic-authority",
            Self::HomeGuard => "home-guard",
        }
    }

    /// The bot that a word names.
    #[must_use]
    pub fn for_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What it does, in one line.
    #[must_use]
    pub const fn line(self) -> &'static str {
        match self {
            Self::Boulware => "concedes late, as its time runs out",
            Self::Linear => "concedes evenly over its time",
            Self::Conceder => "concedes early",
            Self::Relative => "tit for tat: concedes by the ratio in which the other side did",
            Self::RandomAbsolute => "tit for tat: concedes by the points that the other side did, more or less",
            Self::Averaged => "tit for tat: concedes by the ratio over several of the other side's moves",
            Self::Resource => "concedes as time, offers or rivals run out",
            Self::Micro => "MiCRO: one new deal for each new deal of the other side's, from its best downwards",
            Self::Hybrid => "a curve of time mixed with an answer to the other side's moves",
            Self::Hardliner => "asks for its best to the end",
            Self::RandomWalker => "asks for anything between its walk-away and its best",
            Self::StrategicSeller => "weighs suing, stalling and selling by what each is worth as a date nears",
            Self::StrategicBidder => {
                "enters when a date presses or a rival sits down, withdraws when talks lead nowhere"
            }
            Self::StrategicAuthority => "grants time for progress, a little less each time, and none to who sues",
            Self::HomeGuard => "shields technology: orders, speaks and blocks as soon as a sale threatens it",
        }
    }

    /// What can be set about it, each with what it is if it is not set: see [`Unit`] for how values are counted. A patience
    /// of -1 is the scenario's.
    #[must_use]
    pub const fn settings(self) -> &'static [(Setting, i64)] {
        match self {
            Self::Boulware => bargaining![(Setting::Exponent, 200_000), (Setting::Opening, 0), (Setting::Curve, 0)],
            Self::Linear => bargaining![(Setting::Exponent, MILLION), (Setting::Opening, 0), (Setting::Curve, 0)],
            Self::Conceder => bargaining![(Setting::Exponent, 2 * MILLION), (Setting::Opening, 0), (Setting::Curve, 0)],
            Self::Relative => bargaining![(Setting::Lag, 1)],
            Self::RandomAbsolute => bargaining![(Setting::Lag, 1), (Setting::Noise, 5)],
            Self::Averaged => bargaining![(Setting::Window, 3)],
            Self::Resource => {
                bargaining![(Setting::Resource, 0), (Setting::Scale, 10 * MILLION), (Setting::Opening, 0)]
            }
            Self::Micro => &[],
            Self::Hybrid | Self::Hardliner | Self::RandomWalker => bargaining![],
            Self::StrategicSeller => bargaining![
                (Setting::Exponent, 300_000),
                (Setting::Opening, 0),
                (Setting::Horizon, 30),
                (Setting::Margin, 0)
            ],
            Self::StrategicBidder => {
                bargaining![(Setting::Exponent, 500_000), (Setting::Opening, 0), (Setting::Horizon, 45)]
            }
            Self::StrategicAuthority => &[(Setting::Horizon, 30)],
            Self::HomeGuard => &[(Setting::Margin, 0)],
        }
    }

    /// Whether it reasons about its place, and does not only follow a tactic: it sees its last chance and does not repeat
    /// itself.
    #[must_use]
    pub const fn reasons(self) -> bool {
        matches!(self, Self::StrategicSeller | Self::StrategicBidder | Self::StrategicAuthority | Self::HomeGuard)
    }

    /// Whether the bot has such a setting.
    #[must_use]
    pub fn has(self, setting: Setting) -> bool {
        self.settings().iter().any(|(has, _)| *has == setting)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_own_place_and_every_default_lies_in_range() {
        for (place, setting) in Setting::ALL.into_iter().enumerate() {
            assert_eq!(setting as usize, place);
        }
        for kind in BotKind::ALL {
            assert_eq!(BotKind::for_word(kind.word()), Some(kind));
            for &(setting, value) in kind.settings() {
                let fits = match setting.unit() {
                    Unit::Number(low, high) | Unit::Whole(low, high) | Unit::Days(low, high) => {
                        (low..=high).contains(&value) || setting == Setting::Patience
                    }
                    Unit::Word(words) => usize::try_from(value).is_ok_and(|place| place < words.len()),
                };
                assert!(fits, "{kind:?} {setting:?} {value}");
            }
        }
    }

    #[test]
    fn what_is_set_goes_before_what_the_bot_has() {
        let mut spec = BotSpec::of(BotKind::Boulware);
        assert_eq!(spec.get(Setting::Exponent), 200_000);
        spec.tuning.set(Setting::Exponent, 500_000);
        assert_eq!(spec.get(Setting::Exponent), 500_000);
        assert_eq!(spec.get(Setting::Lag), 0, "it has none");
    }
}
