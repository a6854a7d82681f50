//! What is to be swept: a scenario in one or several settings, from which seed to which. Parts of one plan fit together.

use crate::tally::Tally;
use crate::watch::Watch;
use divest_core::chance::SAMPLER_SCHEME;
use divest_core::scenario::Condition;
use divest_engine::luck::RNG_SCHEME;
use divest_engine::{RULES_VERSION, StreamCollision, Streams};
use divest_scenario::{Fault, Quantifier, Read, ScenarioFile, apply_set, from_canonical, from_file};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// The most seeds of a sweep.
pub const SEEDS_MAX: u64 = 1 << 40;
/// The most settings of a sweep.
pub const SETTINGS_MAX: usize = 1_000;

/// The seeds of a sweep.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Seeds {
    /// The first.
    pub first: u64,
    /// How many.
    pub count: u64,
}

/// Why a text names no seeds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadSeeds(String);

impl fmt::Display for BadSeeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for BadSeeds {}

impl Seeds {
    /// The number behind the last, which 64 bits may not hold.
    #[must_use]
    pub const fn end(self) -> u128 {
        self.first as u128 + self.count as u128
    }
}

impl FromStr for Seeds {
    type Err = BadSeeds;

    /// Reads `A..B`, both ends included.
    fn from_str(text: &str) -> Result<Self, BadSeeds> {
        let ends = text.split_once("..").map(|(first, last)| (first.trim(), last.trim()));
        let (first, last) = ends.ok_or_else(|| BadSeeds("write A..B, such as 1..1000; both ends are played".into()))?;
        let number = |text: &str| {
            text.parse::<u64>().map_err(|_| BadSeeds(format!("`{text}` is no seed: a whole number from 0 on")))
        };
        let (first, last) = (number(first)?, number(last)?);
        let count = last.checked_sub(first).and_then(|more| more.checked_add(1));
        match count {
            None => Err(BadSeeds("the first seed comes after the last".into())),
            Some(count) if count > SEEDS_MAX => Err(BadSeeds(format!("{count} seeds are more than {SEEDS_MAX}"))),
            Some(count) => Ok(Self { first, count }),
        }
    }
}

impl fmt::Display for Seeds {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.first, self.end().saturating_sub(1))
    }
}

/// What a setting sets, as `(path, value)` in the order given; nothing for the scenario as written.
pub type Setting = Vec<(String, String)>;

/// A property as the file of a sweep keeps it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Promise {
    /// Of how many runs it speaks.
    pub quantifier: Quantifier,
    /// What holds at their end.
    pub words: String,
}

/// Everything that a sweep's figures depend on.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// The scenario's key.
    pub scenario: String,
    /// The version of the rules.
    pub rules: u32,
    /// The version of the way from seed and name to a raw number.
    pub chance: u16,
    /// The version of the way from a raw number to a value.
    pub samplers: u16,
    /// The seeds of the whole sweep.
    pub seeds: Seeds,
    /// Whether draws are exchanged one by one to see what each carries.
    pub sensitivity: bool,
    /// The settings; the others are compared with the first.
    pub settings: Vec<Setting>,
    /// The properties that the scenario's author expects.
    pub properties: Vec<Promise>,
    /// The scenario's canonical text, without the settings.
    pub canonical: String,
}

impl Plan {
    /// What tells two plans apart, for readers; `None` if nothing does.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Option<String> {
        let versions = |plan: &Self| (plan.rules, plan.chance, plan.samplers);
        if self.scenario != other.scenario {
            Some(format!("it is of the scenario {}, not of {}", other.scenario, self.scenario))
        } else if self.canonical != other.canonical {
            Some(format!("it is of another version of the scenario {}", self.scenario))
        } else if versions(self) != versions(other) {
            Some("it was made under other rules".to_owned())
        } else if self.seeds != other.seeds {
            Some(format!("it is of a sweep over the seeds {}, not {}", other.seeds, self.seeds))
        } else if self.settings != other.settings {
            Some("it varies other things".to_owned())
        } else if self.sensitivity != other.sensitivity {
            Some("one was made with sensitivity and the other without".to_owned())
        } else if self.properties != other.properties {
            Some("the scenario's tests expect other properties".to_owned())
        } else {
            None
        }
    }
}

/// Why something cannot be swept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PlanFault {
    /// A setting cannot be set, or what it sets makes no scenario.
    Setting {
        /// The setting, as `PATH=VALUE` one after another.
        setting: String,
        /// What is wrong.
        faults: Vec<Fault>,
    },
    /// Two of a setting's draws share a stream.
    Streams(StreamCollision),
    /// Two settings cannot be compared.
    Unlike {
        /// The setting that differs from the first.
        setting: String,
    },
    /// More settings than can be.
    TooMany(usize),
    /// Sensitivity takes seeds in pairs.
    OddSeeds(u64),
    /// The text in a file is no scenario.
    NoScenario(Vec<Fault>),
}

impl fmt::Display for PlanFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = |faults: &[Fault]| faults.first().map_or_else(String::new, |fault| fault.message.clone());
        match self {
            Self::Setting { setting, faults } => write!(f, "{setting}: {}", first(faults)),
            Self::Streams(collision) => collision.fmt(f),
            Self::Unlike { setting } => write!(
                f,
                "with {setting} there are other outcomes, parties or issues, so the settings cannot be compared"
            ),
            Self::TooMany(count) => write!(f, "{count} settings are more than {SETTINGS_MAX}"),
            Self::OddSeeds(count) => write!(f, "sensitivity takes seeds in pairs, and {count} is odd"),
            Self::NoScenario(faults) => write!(f, "the scenario within cannot be read: {}", first(faults)),
        }
    }
}

impl std::error::Error for PlanFault {}

impl PlanFault {
    /// How to mend it, where the fault says so.
    #[must_use]
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Setting { faults, .. } | Self::NoScenario(faults) => faults.first()?.hint.as_deref(),
            Self::TooMany(_) => Some("vary fewer things at once, or give fewer values"),
            Self::OddSeeds(_) => Some("add a seed, such as 1..1000"),
            Self::Streams(_) | Self::Unlike { .. } => None,
        }
    }
}

/// A plan with everything made ready to play it.
#[derive(Clone, Debug)]
pub struct Study {
    /// The plan.
    pub plan: Plan,
    /// For each setting, what is watched.
    pub watches: Vec<Arc<Watch>>,
}

/// How a setting is written: `a=1 b=2`.
#[must_use]
pub fn setting_words(setting: &[(String, String)]) -> String {
    let words: Vec<String> = setting.iter().map(|(path, value)| format!("{path}={value}")).collect();
    if words.is_empty() { "as written".to_owned() } else { words.join(" ") }
}

/// Every combination of the values of several things, the last turning fastest.
#[must_use]
pub fn grid(axes: &[(String, Vec<String>)]) -> Vec<Setting> {
    axes.iter().fold(vec![Setting::new()], |settings, (path, values)| {
        let with = |setting: &Setting, value: &String| {
            let mut setting = setting.clone();
            setting.push((path.clone(), value.clone()));
            setting
        };
        settings.iter().flat_map(|setting| values.iter().map(move |value| with(setting, value))).collect()
    })
}

impl Study {
    /// Makes ready to sweep a scenario in some settings; no settings at all mean the scenario as written.
    ///
    /// # Errors
    /// A setting that cannot be, or settings that cannot be compared.
    pub fn new(read: &Read, settings: Vec<Setting>, seeds: Seeds, sensitivity: bool) -> Result<Self, PlanFault> {
        let settings = if settings.is_empty() { vec![Setting::new()] } else { settings };
        let properties = read.tests.properties();
        let promise = |property: &divest_scenario::Property| Promise {
            quantifier: property.quantifier,
            words: property.words.clone(),
        };
        let plan = Plan {
            scenario: read.scenario.setup().key.clone(),
            rules: RULES_VERSION,
            chance: RNG_SCHEME,
            samplers: SAMPLER_SCHEME,
            seeds,
            sensitivity,
            settings,
            properties: properties.map(promise).collect(),
            canonical: read.canonical.clone(),
        };
        Self::ready(plan, &read.file)
    }

    /// Makes a plan that was read from a file ready, so that its figures can be told.
    ///
    /// # Errors
    /// What it holds is no plan of this version's.
    pub fn of(plan: Plan) -> Result<Self, PlanFault> {
        let read = from_canonical(&plan.canonical, &plan.scenario).map_err(PlanFault::NoScenario)?;
        Self::ready(plan, &read.file)
    }

    fn ready(plan: Plan, file: &ScenarioFile) -> Result<Self, PlanFault> {
        if plan.settings.len() > SETTINGS_MAX {
            return Err(PlanFault::TooMany(plan.settings.len()));
        }
        if plan.sensitivity && !plan.seeds.count.is_multiple_of(2) {
            return Err(PlanFault::OddSeeds(plan.seeds.count));
        }
        let mut watches: Vec<Arc<Watch>> = Vec::new();
        for setting in &plan.settings {
            let fault = |faults| PlanFault::Setting { setting: setting_words(setting), faults };
            let mut file = file.clone();
            for (path, value) in setting {
                apply_set(&mut file, &format!("{path}={value}")).map_err(|found| fault(vec![found]))?;
            }
            let read = from_file(file, &plan.scenario).map_err(fault)?;
            Streams::new(&read.scenario).map_err(PlanFault::Streams)?;
            let mut conditions: Vec<Condition> = read.tests.properties().map(|p| p.condition.clone()).collect();
            // A plan from a file tells what was counted and plays nothing, so its conditions need not be known.
            conditions.resize(plan.properties.len(), Condition::default());
            let watch = Watch::new(&read.scenario, conditions);
            if watches.first().is_some_and(|first| !alike(first, &watch)) {
                return Err(PlanFault::Unlike { setting: setting_words(setting) });
            }
            watches.push(Arc::new(watch));
        }
        Ok(Self { plan, watches })
    }

    /// Tallies with nothing counted yet.
    #[must_use]
    pub fn tallies(&self) -> Vec<Tally> {
        self.watches.iter().map(|watch| Tally::new(watch, self.plan.sensitivity)).collect()
    }
}

/// Whether two settings come to figures of the same names.
fn alike(a: &Watch, b: &Watch) -> bool {
    let names = |watch: &Watch| watch.measures.iter().map(|measure| measure.name.clone()).collect::<Vec<_>>();
    let outcomes = |watch: &Watch| watch.scenario.setup().outcomes.iter().map(|o| o.key.clone()).collect::<Vec<_>>();
    names(a) == names(b) && outcomes(a) == outcomes(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeds_are_read_as_they_are_written() {
        assert_eq!("1..1000".parse(), Ok(Seeds { first: 1, count: 1000 }));
        assert_eq!("5 .. 5".parse(), Ok(Seeds { first: 5, count: 1 }));
        assert_eq!("7..9".parse::<Seeds>().unwrap().to_string(), "7..9");
        for wrong in ["", "5", "9..7", "a..b", "0..18446744073709551615", "-1..4", "1..18446744073709551615"] {
            assert!(wrong.parse::<Seeds>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_grid_turns_its_last_axis_fastest() {
        let axis = |path: &str, values: &[&str]| (path.to_owned(), values.iter().map(|&v| v.to_owned()).collect());
        let settings = grid(&[axis("a", &["1", "2"]), axis("b", &["x", "y"])]);
        let words: Vec<String> = settings.iter().map(|setting| setting_words(setting)).collect();
        assert_eq!(words, ["a=1 b=x", "a=1 b=y", "a=2 b=x", "a=2 b=y"]);
        assert_eq!(setting_words(&grid(&[])[0]), "as written");
    }
}
