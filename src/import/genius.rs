//! GENIUS: one XML file for the domain and one for each profile.
//!
//! The utility of a deal is the sum over the issues of `weight * evaluation / largest evaluation of the issue` for discrete
//! issues, and of `weight * evaluator(value)` for issues of whole or real numbers; linear and triangular evaluators are cut to 0
//! to 1, constant ones are not. This is how GENIUS itself reads the files; weights are taken as they stand, also where they do
//! not add up to 1. Profiles of constraints on several issues at once are read by [`hypervolume`](super::hypervolume).

use super::data::any_number;
use super::fraction::Fraction;
use super::hypervolume::{self, Shape as Preferences};
use super::{Clock, Discount, Domain, ImportFault, Imported, Issue, Options, Profile, Reservation, Shrinks, Source};
use super::{Values, Worth, about, cut};
use divest_scenario::Fault;
use roxmltree::{Document, Node};

/// The scenario for a GENIUS domain and its profiles, the seller's first.
///
/// # Errors
/// Everything that is wrong with the files.
pub fn genius(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Imported, Vec<ImportFault>> {
    super::finish(read(domain, profiles, options))
}

fn read(domain: Source<'_>, profiles: &[Source<'_>], options: Options) -> Result<Domain, Vec<ImportFault>> {
    let document = parse(0, domain.text).map_err(|fault| vec![fault])?;
    let mut reader = Reader { file: 0, text: domain.text, faults: Vec::new(), notes: Vec::new() };
    let mut issues: Vec<FileIssue> = issue_nodes(&document).filter_map(|node| reader.issue(node, options)).collect();
    for i in 0..issues.len() {
        issues[i].is_namesake = issues.iter().filter(|issue| issue.name == issues[i].name).count() > 1;
    }
    if issues.is_empty() && reader.faults.is_empty() {
        reader.complain(
            document.root_element(),
            "no `issue` in it",
            "the first file is the domain, the others are profiles",
        );
    }
    let mut faults = reader.faults;
    let (mut read, mut notes) = (Vec::new(), Vec::new());
    for (index, source) in profiles.iter().enumerate() {
        match parse(index + 1, source.text) {
            Ok(document) => {
                let mut reader = Reader { file: index + 1, text: source.text, faults: Vec::new(), notes: Vec::new() };
                read.push(reader.profile(&document, &issues, stem(source.name)));
                faults.append(&mut reader.faults);
                notes.append(&mut reader.notes);
            }
            Err(fault) => faults.push(fault),
        }
    }
    if !faults.is_empty() {
        return Err(faults);
    }
    let issues: Vec<Issue> = issues.into_iter().map(|issue| Issue { name: issue.name, values: issue.values }).collect();
    let name = stem(domain.name).to_owned();
    if read.iter().all(|(_, preferences)| matches!(preferences, Preferences::Linear)) {
        let profiles = read.into_iter().map(|(profile, _)| profile).collect();
        return Ok(Domain { name, tool: "GENIUS", issues, profiles, notes });
    }
    let (issues, profiles) = hypervolume::joined(&issues, read).map_err(|message| vec![about(0, message)])?;
    notes.push("issues that constraints tie together became one issue, whose options are their combinations".into());
    Ok(Domain { name, tool: "GENIUS", issues, profiles, notes })
}

/// A file's name without folder and ending.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// An issue as the domain has it.
pub(super) struct FileIssue {
    name: String,
    /// Its number in the file, which profiles name it by where names do not tell.
    pub(super) index: Option<String>,
    /// Whether another issue of the domain has the same name.
    is_namesake: bool,
    kind: Kind,
    pub(super) values: Values,
    /// The numbers behind the values of a real issue.
    numbers: Vec<Fraction>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Discrete,
    Integer,
    Real,
}

fn parse(file: usize, text: &str) -> Result<Document<'_>, ImportFault> {
    Document::parse_with_options(text, roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() }).map_err(
        |error| {
            let (row, column) = (error.pos().row as usize, error.pos().col as usize);
            let line_start: usize = text.split_inclusive('\n').take(row.saturating_sub(1)).map(str::len).sum();
            let line = &text[line_start.min(text.len())..];
            let at = line_start + line.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
            let at = at.min(text.len());
            let fault = Fault::at(text, at..at + 1, format!("this is no XML: {error}"));
            let is_ampersand = matches!(
                error,
                roxmltree::Error::MalformedEntityReference(_) | roxmltree::Error::UnknownEntityReference(..)
            );
            let is_bracket = text[..at].ends_with('<') || text[at..].starts_with('<');
            let fault = match (is_ampersand, is_bracket) {
                (true, _) => fault.hint("in a text write &amp; for &"),
                (_, true) => fault.hint("in a text write &lt; for <"),
                _ => fault,
            };
            ImportFault { file, fault }
        },
    )
}

fn issue_nodes<'d>(document: &'d Document<'_>) -> impl Iterator<Item = Node<'d, 'd>> {
    document.descendants().filter(|node| node.has_tag_name("issue"))
}

pub(super) fn children<'d>(node: Node<'d, 'd>, tag: &'static str) -> impl Iterator<Item = Node<'d, 'd>> {
    node.children().filter(move |child| child.has_tag_name(tag))
}

pub(super) struct Reader<'t> {
    file: usize,
    text: &'t str,
    faults: Vec<ImportFault>,
    notes: Vec<String>,
}

impl Reader<'_> {
    pub(super) fn complain(&mut self, node: Node<'_, '_>, message: impl Into<String>, hint: impl Into<String>) {
        // The opening tag alone, not all that stands in the element.
        let range = node.range();
        let end = self.text[range.clone()].find('>').map_or(range.end, |at| range.start + at + 1);
        let fault = Fault::at(self.text, range.start..end, message).hint(hint);
        self.faults.push(ImportFault { file: self.file, fault });
    }

    pub(super) fn text_of(&mut self, node: Node<'_, '_>, name: &str) -> Option<String> {
        let found = node.attribute(name).map(str::to_owned);
        if found.is_none() {
            let tag = node.tag_name().name();
            self.complain(node, format!("`{tag}` has no `{name}`"), format!("write {name}=\"...\""));
        }
        found
    }

    pub(super) fn number(&mut self, node: Node<'_, '_>, name: &str) -> Option<Fraction> {
        let text = self.text_of(node, name)?;
        let number = Fraction::parse(&text);
        if number.is_none() {
            self.complain(
                node,
                format!("`{name}` is `{text}`, which is no number"),
                "write a number such as 12 or 0.25",
            );
        }
        number
    }

    // --- the domain

    fn kind(&mut self, node: Node<'_, '_>) -> Option<Kind> {
        let word = ["vtype", "type", "etype"].into_iter().find_map(|name| node.attribute(name)).unwrap_or("discrete");
        match word.to_ascii_lowercase().as_str() {
            "discrete" => Some(Kind::Discrete),
            "integer" => Some(Kind::Integer),
            "real" => Some(Kind::Real),
            _ => {
                self.complain(node, format!("issues of type `{word}` are not known"), "discrete, integer and real are");
                None
            }
        }
    }

    fn issue(&mut self, node: Node<'_, '_>, options: Options) -> Option<FileIssue> {
        let name = self.text_of(node, "name")?;
        let kind = self.kind(node)?;
        let (values, numbers) = match kind {
            Kind::Discrete => {
                let mut names: Vec<String> = Vec::new();
                for item in children(node, "item") {
                    let value = self.text_of(item, "value")?;
                    // A value that stands twice is one value.
                    if !names.contains(&value) {
                        names.push(value);
                    }
                }
                if names.is_empty() {
                    self.complain(node, format!("the issue `{name}` has no `item`"), "write one `item` for each value");
                }
                (Values::Named(names), Vec::new())
            }
            Kind::Integer => {
                let (from, to) = self.bounds(node)?;
                let (Some(from), Some(to)) = (from.whole(), to.whole()) else {
                    self.complain(
                        node,
                        "the bounds of an integer issue are not whole numbers",
                        "use type=\"real\" for others",
                    );
                    return None;
                };
                (Values::Whole { from, to }, Vec::new())
            }
            Kind::Real => {
                let (from, to) = self.bounds(node)?;
                let numbers = cut(&from, &to, options.steps)?;
                (Values::Named(numbers.iter().map(|number| number.decimal(6)).collect()), numbers)
            }
        };
        let index = node.attribute("index").map(str::to_owned);
        Some(FileIssue { name, index, is_namesake: false, kind, values, numbers })
    }

    /// The bounds of a numeric issue: of its `range`, or of itself.
    fn bounds(&mut self, node: Node<'_, '_>) -> Option<(Fraction, Fraction)> {
        let place = children(node, "range").next().unwrap_or(node);
        let (from, to) = (self.number(place, "lowerbound")?, self.number(place, "upperbound")?);
        if to < from {
            self.complain(place, "the range ends before it begins", "write the least value as lowerbound");
            return None;
        }
        Some((from, to))
    }

    // --- a profile

    fn profile(&mut self, document: &Document<'_>, issues: &[FileIssue], name: &str) -> (Profile, Preferences) {
        let function =
            document.descendants().find(|node| node.has_tag_name("utility_function") || node.has_tag_name("ufun"));
        let (worth, preferences) = match function {
            None => (issues.iter().map(|issue| self.worth(document, issue)).collect(), Preferences::Linear),
            Some(function) => (Vec::new(), hypervolume::read(self, function, issues)),
        };
        let value_of = |tag| document.descendants().find(|node| node.has_tag_name(tag));
        let reservation = value_of("reservation").and_then(|node| {
            let text = self.text_of(node, "value")?;
            let found = any_number(&text);
            if found.is_none() {
                self.complain(
                    node,
                    format!("the reservation is `{text}`, which is no number"),
                    "write a number such as 0.25",
                );
            }
            found
        });
        let reservation = reservation.map_or(Reservation::Utility(Fraction::zero()), Reservation::from);
        let discount = value_of("discount_factor").and_then(|node| self.number(node, "value"));
        let discount = self.discount(discount, name);
        (Profile { name: name.to_owned(), worth, reservation, discount }, preferences)
    }

    /// A factor of 1 discounts nothing, and GENIUS takes what is not above 0 and at most 1 for 1.
    fn discount(&mut self, factor: Option<Fraction>, name: &str) -> Option<Discount> {
        let factor = factor.filter(|factor| *factor != Fraction::one())?;
        if factor > Fraction::zero() && factor < Fraction::one() {
            return Some(Discount { shrinks: Shrinks::ByFactor(factor), clock: Clock::Share });
        }
        if !factor.is_zero() {
            let factor = factor.decimal(18);
            self.notes
                .push(format!("{name}: the discount factor {factor} is not between 0 and 1, so nothing is discounted"));
        }
        None
    }

    /// The one node of an issue in a profile: by its name, and by its index where names do not tell.
    fn node_of<'d>(&mut self, document: &'d Document<'_>, issue: &FileIssue) -> Option<Node<'d, 'd>> {
        let named: Vec<Node<'d, 'd>> =
            issue_nodes(document).filter(|node| node.attribute("name") == Some(&issue.name)).collect();
        let by_index = || {
            let index = issue.index.as_deref()?;
            let mut found = named.iter().filter(|node| node.attribute("index") == Some(index));
            found.next().filter(|_| found.next().is_none()).copied()
        };
        match named.as_slice() {
            [] => {
                let names: Vec<&str> = issue_nodes(document).filter_map(|node| node.attribute("name")).collect();
                let hint =
                    format!("it has {}", if names.is_empty() { "no issue".to_owned() } else { names.join(", ") });
                self.complain(
                    document.root_element(),
                    format!("the profile says nothing of the issue `{}`", issue.name),
                    hint,
                );
                None
            }
            [one] if !issue.is_namesake => Some(*one),
            [.., last] => {
                let found = by_index();
                if found.is_none() {
                    self.complain(
                        *last,
                        format!("several issues are named `{}`, and their indexes do not tell them apart", issue.name),
                        "give each issue a name of its own, or the same index in the domain and in the profile",
                    );
                }
                found
            }
        }
    }

    fn worth(&mut self, document: &Document<'_>, issue: &FileIssue) -> Worth {
        let nothing = Worth { weight: Fraction::zero(), of: Vec::new() };
        let Some(node) = self.node_of(document, issue) else { return nothing };
        let weight = node.attribute("index").and_then(|index| {
            let siblings = node.parent()?;
            children(siblings, "weight").find(|weight| weight.attribute("index") == Some(index))
        });
        let Some(weight) = weight else {
            self.complain(
                node,
                format!("the issue `{}` has no weight", issue.name),
                "write <weight index=\"...\" value=\"...\"/> with the index of the issue",
            );
            return nothing;
        };
        let weight = self.number(weight, "value").unwrap_or(Fraction::zero());
        let of = match issue.kind {
            Kind::Discrete => self.evaluations(node, issue),
            Kind::Integer | Kind::Real => self.evaluator(node, issue),
        };
        Worth { weight, of: of.unwrap_or_default() }
    }

    /// Evaluations of named values as shares of the largest.
    fn evaluations(&mut self, node: Node<'_, '_>, issue: &FileIssue) -> Option<Vec<Fraction>> {
        let Values::Named(names) = &issue.values else { return None };
        let mut found: Vec<Option<Fraction>> = vec![None; names.len()];
        for item in children(node, "item") {
            let value = self.text_of(item, "value")?;
            let Some(place) = names.iter().position(|name| *name == value) else {
                self.complain(
                    item,
                    format!("the domain has no value `{value}` of `{}`", issue.name),
                    format!("it has {}", names.join(", ")),
                );
                return None;
            };
            let evaluation = self.number(item, "evaluation")?;
            if evaluation < Fraction::zero() {
                self.complain(
                    item,
                    "an evaluation under zero",
                    "evaluations are divided by the largest, so none may be negative",
                );
            }
            if found[place].as_ref().is_some_and(|known| *known != evaluation) {
                self.complain(
                    item,
                    format!("the value `{value}` of `{}` has two evaluations", issue.name),
                    "give each value a name of its own",
                );
            }
            found[place] = Some(evaluation);
        }
        for (name, evaluation) in names.iter().zip(&found) {
            if evaluation.is_none() {
                self.complain(
                    node,
                    format!("the value `{name}` of `{}` has no evaluation", issue.name),
                    "write one `item` with an evaluation for each value of the domain",
                );
            }
        }
        let found: Vec<Fraction> = found.into_iter().collect::<Option<_>>()?;
        let largest = found.iter().max().filter(|largest| !largest.is_zero()).cloned();
        // Where all evaluations are 0, so is every share.
        let share = |value: &Fraction| {
            largest.as_ref().map_or_else(|| Some(Fraction::zero()), |largest| value.divided_by(largest))
        };
        found.iter().map(share).collect()
    }

    /// What an evaluator makes of every number of an issue.
    fn evaluator(&mut self, node: Node<'_, '_>, issue: &FileIssue) -> Option<Vec<Fraction>> {
        let Some(place) = children(node, "evaluator").next() else {
            self.complain(
                node,
                format!("the issue `{}` has no evaluator", issue.name),
                "such as <evaluator ftype=\"linear\" offset=\"0\" slope=\"0.1\"/>",
            );
            return None;
        };
        // GENIUS counts a whole number from the lower end of its range and a real one from zero.
        let (numbers, start): (Vec<Fraction>, Fraction) = match &issue.values {
            Values::Whole { from, to } if issue.values.count() <= divest_core::deal::OPTIONS_MAX as u64 => {
                ((*from..=*to).map(Fraction::whole_number).collect(), Fraction::whole_number(*from))
            }
            // Too many values: the domain's fault is told elsewhere.
            Values::Whole { .. } => return None,
            Values::Named(_) => (issue.numbers.clone(), Fraction::zero()),
        };
        let shape = self.shape(place)?;
        Some(numbers.iter().map(|number| shape.at(&number.minus(&start))).collect())
    }

    fn shape(&mut self, place: Node<'_, '_>) -> Option<Shape> {
        if place.has_attribute("slope") || place.has_attribute("offset") {
            let slope = self.number(place, "slope")?;
            return Some(Shape::Linear { offset: self.number(place, "offset")?, slope });
        }
        let word = place.attribute("ftype").unwrap_or("linear").to_ascii_lowercase();
        match word.as_str() {
            "linear" => Some(Shape::Linear {
                offset: self.number(place, "parameter0")?,
                slope: self.number(place, "parameter1")?,
            }),
            "constant" => Some(Shape::Constant(self.number(place, "parameter0")?)),
            "triangular" => Some(Shape::Triangular {
                low: self.number(place, "parameter0")?,
                high: self.number(place, "parameter1")?,
                top: self.number(place, "parameter2")?,
            }),
            _ => {
                self.complain(
                    place,
                    format!("evaluators of type `{word}` are not known"),
                    "linear, constant and triangular are",
                );
                None
            }
        }
    }
}

/// What a numeric evaluator makes of a number.
enum Shape {
    Constant(Fraction),
    Linear { offset: Fraction, slope: Fraction },
    Triangular { low: Fraction, high: Fraction, top: Fraction },
}

impl Shape {
    fn at(&self, x: &Fraction) -> Fraction {
        // A side of no width is never divided by: no number lies strictly within it.
        let share = |part: Fraction, whole: Fraction| part.divided_by(&whole).unwrap_or_else(Fraction::one);
        let worth = match self {
            Self::Constant(worth) => return worth.clone(),
            Self::Linear { offset, slope } => offset.plus(&slope.times(x)),
            Self::Triangular { low, high, .. } if x < low || x > high => Fraction::zero(),
            Self::Triangular { low, top, .. } if x < top => share(x.minus(low), top.minus(low)),
            Self::Triangular { top, high, .. } if x > top => share(high.minus(x), high.minus(top)),
            Self::Triangular { .. } => Fraction::one(),
        };
        worth.clamp(Fraction::zero(), Fraction::one())
    }
}
