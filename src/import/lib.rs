//! Domains of the field's other tools become scenarios: GENIUS, GeniusWeb and NegMAS.
//!
//! Each format is read into a `Domain` of exact fractions and written as a scenario between a seller (the first profile)
//! and a bidder (the second; more profiles are partners who must sign). Score sheets hold whole points, so a scale is chosen
//! at which as much as possible is exact: see `scale`.

mod data;
mod fraction;
mod genius;
mod geniusweb;
mod hypervolume;
mod negmas;
mod scale;
mod write;

use divest_scenario::Fault;
use fraction::Fraction;

pub use genius::genius;
pub use geniusweb::geniusweb;
pub use negmas::negmas;

/// A file to import: its name for messages and its text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The name, as the user gave it.
    pub name: &'a str,
    /// What is in it.
    pub text: &'a str,
}

/// What is wrong with one of the files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportFault {
    /// The place of the file among those given, the domain's first.
    pub file: usize,
    /// What and where.
    pub fault: Fault,
}

/// How to read what the files leave open.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Into how many values, both ends included, an issue of real numbers is cut.
    pub steps: usize,
}

/// What files became.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Imported {
    /// The scenario's text.
    pub scenario: String,
    /// What the user has to know: discounts, rounding, what was passed over.
    pub notes: Vec<String>,
}

/// A domain with its profiles, whatever tool it came from.
struct Domain {
    /// The name for readers.
    name: String,
    /// The tool, for readers.
    tool: &'static str,
    issues: Vec<Issue>,
    profiles: Vec<Profile>,
    /// What the user has to know.
    notes: Vec<String>,
}

#[derive(Clone)]
struct Issue {
    name: String,
    values: Values,
}

/// What may be chosen on an issue.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Values {
    /// Named values, in the file's order.
    Named(Vec<String>),
    /// Whole numbers, both ends included.
    Whole { from: i64, to: i64 },
}

impl Values {
    fn count(&self) -> u64 {
        match self {
            Self::Named(names) => names.len() as u64,
            Self::Whole { from, to } => to.abs_diff(*from).saturating_add(1),
        }
    }

    /// A value for readers.
    fn name(&self, place: usize) -> String {
        match self {
            Self::Named(names) => names[place].clone(),
            Self::Whole { from, .. } => (from + place as i64).to_string(),
        }
    }
}

/// What one side wants.
struct Profile {
    name: String,
    /// For each issue, its weight and what each value is worth before the weight.
    worth: Vec<Worth>,
    reservation: Reservation,
    discount: Option<Discount>,
}

/// What a profile has without a deal.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Reservation {
    /// A deal must be worth at least this.
    Utility(Fraction),
    /// No deal is good enough.
    Nothing,
    /// Every deal is good enough.
    Anything,
}

impl Reservation {
    const fn number(&self) -> Option<&Fraction> {
        if let Self::Utility(number) = self { Some(number) } else { None }
    }
}

impl From<data::Number> for Reservation {
    fn from(number: data::Number) -> Self {
        match number {
            data::Number::Finite(number) => Self::Utility(number),
            data::Number::Infinite => Self::Nothing,
            data::Number::MinusInfinite => Self::Anything,
        }
    }
}

/// How utilities shrink as time goes by.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Discount {
    shrinks: Shrinks,
    clock: Clock,
}

/// By what a utility is less at the time `t`.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Shrinks {
    /// `utility * factor^t`.
    ByFactor(Fraction),
    /// `utility - (cost * t)^power`.
    ByCost(Fraction, Fraction),
}

/// What `t` is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Clock {
    /// The share of the time that is gone, from 0 to 1.
    Share,
    /// The round, from 0.
    Round,
}

struct Worth {
    weight: Fraction,
    of: Vec<Fraction>,
}

/// A score sheet may bend so often over a range; with more bends, numbers become named options.
const KNOTS_MAX: usize = 250;

/// Evenly spaced values from one number to another; `None` for fewer than two.
fn cut(from: &Fraction, to: &Fraction, steps: usize) -> Option<Vec<Fraction>> {
    let last = steps.checked_sub(1).filter(|last| *last > 0)?;
    let width = to.minus(from);
    (0..steps).map(|i| Some(from.plus(&width.times(&Fraction::of(i, last)?)))).collect()
}

/// A fault about a file as a whole.
fn about(file: usize, message: impl Into<String>) -> ImportFault {
    ImportFault { file, fault: Fault::nowhere(message) }
}

/// A number that is too large for points: the file, the issue and the number.
fn too_large(domain: &Domain) -> ImportFault {
    let most = Fraction::whole_number(1_000_000);
    for (file, profile) in domain.profiles.iter().enumerate() {
        for (issue, worth) in domain.issues.iter().zip(&profile.worth) {
            for (place, value) in worth.of.iter().enumerate() {
                let utility = worth.weight.times(value);
                if utility.size() > most {
                    let (value, issue, utility) = (issue.values.name(place), &issue.name, utility.decimal(3));
                    let mut fault = about(
                        file + 1,
                        format!("`{value}` of `{issue}` is worth {utility}, and a utility may be at most 1000000"),
                    );
                    fault.fault.hint = Some("divide all weights by the same number".into());
                    return fault;
                }
            }
        }
    }
    about(0, "the utilities are too large to be written as whole points")
}

/// Checks what all formats have in common and writes the scenario.
fn finish(domain: Result<Domain, Vec<ImportFault>>) -> Result<Imported, Vec<ImportFault>> {
    let mut domain = domain?;
    let mut faults = Vec::new();
    let most = divest_core::deal::ISSUES_MAX;
    if domain.issues.is_empty() {
        faults.push(about(0, "the domain has no issue"));
    } else if domain.issues.len() > most {
        faults.push(about(0, format!("{} issues, more than {most}", domain.issues.len())));
    }
    let most = divest_core::deal::OPTIONS_MAX as u64;
    for issue in &domain.issues {
        let count = issue.values.count();
        if count == 0 || count > most {
            let mut fault =
                about(0, format!("the issue `{}` has {count} values, and there must be from 1 to {most}", issue.name));
            fault.fault.hint = Some("cut its range into fewer values in the domain file".into());
            faults.push(fault);
        }
        if let Values::Named(names) = &issue.values {
            let twice = names.iter().enumerate().find(|(i, name)| names[..*i].contains(name));
            if let Some((_, name)) = twice {
                faults.push(about(0, format!("the issue `{}` has the value `{name}` twice", issue.name)));
            }
        }
    }
    if domain.profiles.len() < 2 {
        faults.push(about(0, "a negotiation takes two profiles or more"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    distinct_names(&mut domain.profiles);
    let scaled = scale::Scaled::new(&domain).ok_or_else(|| vec![too_large(&domain)])?;
    for (i, issue) in domain.issues.iter_mut().enumerate() {
        let bends = scaled.points.iter().map(|of| write::knots(&of[i]).len()).max().unwrap_or(0);
        if let Values::Whole { from, to } = issue.values
            && bends > KNOTS_MAX
        {
            issue.values = Values::Named((from..=to).map(|number| number.to_string()).collect());
        }
    }
    let mut notes = std::mem::take(&mut domain.notes);
    for profile in &domain.profiles {
        notes.extend(profile.discount.as_ref().map(|discount| format!("{}: {discount}", profile.name)));
    }
    if scaled.order == scale::Order::Rounded {
        notes.push("utilities are rounded, so counts of efficient and feasible deals are approximate".into());
    }
    Ok(Imported { scenario: write::scenario(&domain, &scaled), notes })
}

/// Gives profiles of one name a number each, so that readers can tell them apart.
fn distinct_names(profiles: &mut [Profile]) {
    for i in 1..profiles.len() {
        let (before, rest) = profiles.split_at_mut(i);
        let profile = &mut rest[0];
        let is_taken = |name: &str| before.iter().any(|other| other.name == name);
        if is_taken(&profile.name) {
            let numbered = (2..).map(|n| format!("{} ({n})", profile.name)).find(|name| !is_taken(name));
            profile.name = numbered.expect("BUG: numbers ran out");
        }
    }
}

impl std::fmt::Display for Discount {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let time = match self.clock {
            Clock::Share => "the share of the time that is gone",
            Clock::Round => "the round, from 0",
        };
        match &self.shrinks {
            Shrinks::ByFactor(factor) => {
                write!(f, "utilities are discounted by {} ^ t, t being {time}", factor.decimal(18))
            }
            Shrinks::ByCost(cost, power) => {
                let power = if *power == Fraction::one() { String::new() } else { format!(" ^ {}", power.decimal(18)) };
                write!(f, "utilities fall by ({} * t){power}, t being {time}", cost.decimal(18))
            }
        }
    }
}
