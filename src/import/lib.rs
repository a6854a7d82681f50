//! Domains of the field's other tools become scenarios: GENIUS, GeniusWeb and NegMAS.
//!
//! Each format is read into a `Domain` of exact fractions and written as a scenario between a seller (the first profile)
//! and a bidder (the second; more profiles are partners who must sign). Score sheets hold whole points, so a scale is chosen
//! at which as much as possible is exact: see `scale`.

mod fraction;
mod genius;
mod geniusweb;
mod json;
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

/// A domain with its profiles, whatever tool it came from.
struct Domain {
    /// The name for readers.
    name: String,
    /// The tool, for readers.
    tool: &'static str,
    issues: Vec<Issue>,
    profiles: Vec<Profile>,
}

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
}

/// What one side wants.
struct Profile {
    name: String,
    /// For each issue, its weight and what each value is worth before the weight.
    worth: Vec<Worth>,
    /// What it has without a deal.
    reservation: Fraction,
    /// What a year's worth of waiting leaves, if the file says it; kept for readers.
    discount: Option<String>,
}

struct Worth {
    weight: Fraction,
    of: Vec<Fraction>,
}

/// The most digits a number may have.
const DIGITS_MAX: usize = 25;

/// Evenly spaced values from one number to another, as they are written.
fn cut(from: Fraction, to: Fraction, steps: usize) -> Option<Vec<Fraction>> {
    let last = steps.checked_sub(1).filter(|last| *last > 0)?;
    let width = to.minus(from)?;
    (0..steps).map(|i| from.plus(width.times(Fraction::of(i as i128, last as i128)?)?)).collect()
}

/// A fault about a file as a whole.
fn about(file: usize, message: impl Into<String>) -> ImportFault {
    ImportFault { file, fault: Fault::nowhere(message) }
}

/// Checks what all formats have in common and writes the scenario.
fn finish(domain: Result<Domain, Vec<ImportFault>>) -> Result<String, Vec<ImportFault>> {
    let domain = domain?;
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
    }
    if domain.profiles.len() < 2 {
        faults.push(about(0, "a negotiation takes two profiles or more"));
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let scale = scale::Scale::new(&domain).ok_or_else(|| {
        vec![about(0, "the utilities are too large or have too many digits to be written as whole points")]
    })?;
    Ok(write::scenario(&domain, &scale))
}
