//! Nonlinear profiles of GENIUS: constraints on several issues at once.
//!
//! ```xml
//! <utility_function maxutility="100">
//!   <ufun weight="1" aggregation="sum">
//!     <hyperRectangle utility="40">
//!       <INCLUDES index="1" min="0" max="3"/>
//!       <INCLUDES index="2" min="2" max="5"/>
//!     </hyperRectangle>
//! ```
//!
//! A constraint brings its utility times its weight where the deal lies within all its bounds, a function the sum (or the most,
//! or the least) of its constraints times its weight, and a profile the sum of its functions as a share of `maxutility`, at
//! most 1. A score sheet adds up over issues, so issues that a constraint ties together become one, whose options are all
//! combinations of theirs.

use super::fraction::Fraction;
use super::genius::{FileIssue, Reader, children};
use super::{Issue, Profile, Values, Worth};
use divest_core::deal::OPTIONS_MAX;
use roxmltree::Node;

/// What a profile's preferences are like.
pub(super) enum Shape {
    /// A sum over issues, which the profile holds.
    Linear,
    /// Constraints.
    Nonlinear(Nonlinear),
}

/// The functions of a profile.
#[derive(Default)]
pub(super) struct Nonlinear {
    functions: Vec<Function>,
    /// The utility that counts as 1.
    largest: Option<Fraction>,
}

struct Function {
    weight: Fraction,
    gathers: Gathers,
    constraints: Vec<Constraint>,
}

/// How the constraints of a function come together.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gathers {
    Sum,
    Most,
    Least,
}

struct Constraint {
    utility: Fraction,
    bounds: Vec<Bound>,
}

/// From which place to which the option of an issue may lie, or may not.
struct Bound {
    issue: usize,
    from: i64,
    to: i64,
    is_inside: bool,
}

/// Reads the functions of a profile.
pub(super) fn read(reader: &mut Reader<'_>, root: Node<'_, '_>, issues: &[FileIssue]) -> Shape {
    let mut found = Nonlinear::default();
    if root.has_attribute("maxutility") {
        found.largest = reader.number(root, "maxutility");
        if found.largest.as_ref().is_some_and(|largest| *largest <= Fraction::zero()) {
            reader.complain(root, "`maxutility` is not above 0", "write the utility of the best deal");
        }
    }
    let nodes: Vec<Node<'_, '_>> = match root.has_tag_name("ufun") {
        true => vec![root],
        false => children(root, "ufun").collect(),
    };
    if nodes.is_empty() {
        reader.complain(root, "the utility function has no `ufun`", "constraints stand in a `ufun`");
    }
    for node in nodes {
        found.functions.extend(function(reader, node, issues));
    }
    Shape::Nonlinear(found)
}

fn function(reader: &mut Reader<'_>, node: Node<'_, '_>, issues: &[FileIssue]) -> Option<Function> {
    let weight = if node.has_attribute("weight") { reader.number(node, "weight")? } else { Fraction::one() };
    let word = node.attribute("aggregation").unwrap_or("sum").to_ascii_lowercase();
    let gathers = match word.as_str() {
        "sum" => Gathers::Sum,
        "max" => Gathers::Most,
        "min" => Gathers::Least,
        _ => {
            reader.complain(node, format!("the aggregation `{word}` is not known"), "sum, max and min are");
            return None;
        }
    };
    let mut constraints = Vec::new();
    for child in node.children().filter(Node::is_element) {
        if child.has_tag_name("hyperRectangle") {
            constraints.extend(constraint(reader, child, issues));
        } else {
            let tag = child.tag_name().name();
            reader.complain(child, format!("constraints of type `{tag}` are not known"), "`hyperRectangle` is");
        }
    }
    Some(Function { weight, gathers, constraints })
}

fn constraint(reader: &mut Reader<'_>, node: Node<'_, '_>, issues: &[FileIssue]) -> Option<Constraint> {
    let utility = reader.number(node, "utility")?;
    let weight = if node.has_attribute("weight") { reader.number(node, "weight")? } else { Fraction::one() };
    let mut bounds = Vec::new();
    for child in node.children().filter(Node::is_element) {
        let is_inside = child.has_tag_name("INCLUDES");
        if !is_inside && !child.has_tag_name("EXCLUDES") {
            let tag = child.tag_name().name();
            reader.complain(child, format!("bounds of type `{tag}` are not known"), "`INCLUDES` and `EXCLUDES` are");
            return None;
        }
        let index = reader.text_of(child, "index")?;
        let Some(issue) = issues.iter().position(|issue| issue.index.as_deref() == Some(index.as_str())) else {
            let known: Vec<&str> = issues.iter().filter_map(|issue| issue.index.as_deref()).collect();
            let hint = format!("its issues have the indexes {}", known.join(", "));
            reader.complain(child, format!("the domain has no issue of index `{index}`"), hint);
            return None;
        };
        let Values::Whole { from: first, .. } = issues[issue].values else {
            reader.complain(child, "a bound on an issue that is not of whole numbers", "such as type=\"integer\"");
            return None;
        };
        let (from, to) = (reader.number(child, "min")?, reader.number(child, "max")?);
        let (Some(from), Some(to)) = (from.whole(), to.whole()) else {
            reader.complain(child, "bounds that are not whole numbers", "the issue has whole numbers only");
            return None;
        };
        bounds.push(Bound { issue, from: from.saturating_sub(first), to: to.saturating_sub(first), is_inside });
    }
    Some(Constraint { utility: utility.times(&weight), bounds })
}

impl Nonlinear {
    /// The sets of issues that must be looked at together.
    fn ties(&self) -> Vec<Vec<usize>> {
        // A constraint without bounds goes with the first issue.
        let of_constraint = |constraint: &Constraint| match constraint.bounds.as_slice() {
            [] => vec![0],
            bounds => bounds.iter().map(|bound| bound.issue).collect(),
        };
        let of_function = |function: &Function| -> Vec<Vec<usize>> {
            let each: Vec<Vec<usize>> = function.constraints.iter().map(of_constraint).collect();
            // Sums fall apart over issues that no constraint ties; the most and the least do not.
            if function.gathers == Gathers::Sum { each } else { vec![each.concat()] }
        };
        self.functions.iter().flat_map(of_function).collect()
    }

    /// What the functions bring where only some issues count, before it is a share of the largest.
    fn worth(&self, deal: &[usize], counts: &dyn Fn(usize) -> bool) -> Fraction {
        let mut sum = Fraction::zero();
        for function in &self.functions {
            let is_here = |constraint: &&Constraint| match constraint.bounds.first() {
                Some(bound) => counts(bound.issue),
                // A constraint without bounds holds everywhere; it goes with the first issue.
                None => counts(0),
            };
            let of = |constraint: &Constraint| {
                let is_met = constraint.bounds.iter().all(|bound| {
                    let place = deal[bound.issue] as i64;
                    (bound.from..=bound.to).contains(&place) == bound.is_inside
                });
                if is_met { constraint.utility.clone() } else { Fraction::zero() }
            };
            let each = function.constraints.iter().filter(is_here).map(of);
            let all = match function.gathers {
                Gathers::Sum => each.fold(Fraction::zero(), |sum, worth| sum.plus(&worth)),
                Gathers::Most => each.max().unwrap_or_else(Fraction::zero),
                Gathers::Least => each.min().unwrap_or_else(Fraction::zero),
            };
            sum = sum.plus(&all.times(&function.weight));
        }
        sum
    }

    /// Whether a deal could come to more than 1 and be cut, which ties all issues together.
    fn is_cut(&self) -> bool {
        let Some(largest) = &self.largest else { return false };
        let positive = |constraint: &Constraint| constraint.utility.clone().max(Fraction::zero());
        let most = self.functions.iter().fold(Fraction::zero(), |sum, function| {
            let of = function.constraints.iter().map(positive).fold(Fraction::zero(), |sum, worth| sum.plus(&worth));
            sum.plus(&of.times(&function.weight.size()))
        });
        most > *largest
    }
}

/// Joins the issues that constraints tie together, for all profiles alike.
pub(super) fn joined(issues: &[Issue], read: Vec<(Profile, Shape)>) -> Result<(Vec<Issue>, Vec<Profile>), String> {
    // Each issue's group, by the first issue in it.
    let mut group: Vec<usize> = (0..issues.len()).collect();
    for (_, shape) in &read {
        let Shape::Nonlinear(nonlinear) = shape else { continue };
        let all = nonlinear.is_cut().then(|| (0..issues.len()).collect());
        for tie in nonlinear.ties().into_iter().chain(all) {
            let Some(first) = tie.iter().map(|&issue| group[issue]).min() else { continue };
            for issue in tie {
                let old = group[issue];
                group.iter_mut().filter(|group| **group == old).for_each(|group| *group = first);
            }
        }
    }
    let mut firsts = group.clone();
    firsts.sort_unstable();
    firsts.dedup();
    let members: Vec<Vec<usize>> =
        firsts.iter().map(|first| (0..issues.len()).filter(|&i| group[i] == *first).collect()).collect();
    let mut whole = Vec::new();
    for members in &members {
        whole.push(combined(issues, members)?);
    }
    let combinations: Vec<Vec<Vec<usize>>> = members.iter().map(|members| places(issues, members)).collect();
    let profiles = read.into_iter().map(|(profile, shape)| {
        let worth = members.iter().zip(&combinations).map(|(members, combinations)| {
            let of = combinations.iter().map(|deal| match &shape {
                Shape::Linear => members.iter().fold(Fraction::zero(), |sum, &issue| {
                    let worth = &profile.worth[issue];
                    sum.plus(&worth.weight.times(&worth.of[deal[issue]]))
                }),
                Shape::Nonlinear(nonlinear) => {
                    let worth = nonlinear.worth(deal, &|issue| members.contains(&issue));
                    let share = nonlinear.largest.as_ref().and_then(|largest| worth.divided_by(largest));
                    let worth = share.unwrap_or(worth);
                    if nonlinear.is_cut() { worth.min(Fraction::one()) } else { worth }
                }
            });
            Worth { weight: Fraction::one(), of: of.collect() }
        });
        let worth = worth.collect();
        Profile { worth, ..profile }
    });
    let profiles = profiles.collect();
    Ok((whole, profiles))
}

/// One issue of all combinations of some.
fn combined(issues: &[Issue], members: &[usize]) -> Result<Issue, String> {
    if let [one] = members {
        return Ok(issues[*one].clone());
    }
    let names: Vec<&str> = members.iter().map(|&issue| issues[issue].name.as_str()).collect();
    let name = names.join(" + ");
    let count = members.iter().map(|&issue| issues[issue].values.count()).fold(1, u64::saturating_mul);
    if count > OPTIONS_MAX as u64 {
        return Err(format!(
            "constraints tie {name} together, which have {count} combinations, more than {OPTIONS_MAX}"
        ));
    }
    let value = |deal: &Vec<usize>| {
        let values: Vec<String> = members.iter().map(|&issue| issues[issue].values.name(deal[issue])).collect();
        values.join(", ")
    };
    Ok(Issue { name, values: Values::Named(places(issues, members).iter().map(value).collect()) })
}

/// All combinations of some issues, the last turning fastest; other issues stand at their first value.
fn places(issues: &[Issue], members: &[usize]) -> Vec<Vec<usize>> {
    let mut deals = vec![vec![0; issues.len()]];
    for &issue in members {
        let count = issues[issue].values.count().min(OPTIONS_MAX as u64) as usize;
        deals = deals
            .into_iter()
            .flat_map(|deal| {
                (0..count).map(move |place| {
                    let mut deal = deal.clone();
                    deal[issue] = place;
                    deal
                })
            })
            .collect();
    }
    deals
}
