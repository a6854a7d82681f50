//! A domain as a scenario's text.

use super::scale::{Order, Scaled};
use super::{Clock, Discount, Domain, Profile, Shrinks, Values};
use divest_scenario::value::is_key;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The scenario of a checked domain.
pub(super) fn scenario(domain: &Domain, scaled: &Scaled) -> String {
    let issue_keys = keys(domain.issues.iter().map(|issue| issue.name.as_str()), "issue", &["any"]);
    let party_keys = keys(domain.profiles.iter().map(|p| p.name.as_str()), "party", &["any", "clock", "nature"]);
    let option_keys: Vec<Vec<String>> = domain
        .issues
        .iter()
        .map(|issue| match &issue.values {
            Values::Named(names) => keys(names.iter().map(String::as_str), "option", &["any"]),
            Values::Whole { .. } => Vec::new(),
        })
        .collect();
    let mut text = head(domain, scaled);
    for (index, profile) in domain.profiles.iter().enumerate() {
        party(&mut text, profile, index, &party_keys[index], scaled.walk_aways[index]);
        let _ = writeln!(text, "[parties.{}.score]", party_keys[index]);
        for (issue, of) in scaled.points[index].iter().enumerate() {
            let points = points(&domain.issues[issue].values, of, &option_keys[issue]);
            let _ = writeln!(text, "{} = {{ {points} }}", issue_keys[issue]);
        }
        text.push('\n');
    }
    sale(&mut text, domain, &party_keys, &issue_keys, &option_keys);
    text
}

fn head(domain: &Domain, scaled: &Scaled) -> String {
    let (name, tool, points) = (domain.name.as_str(), domain.tool, scaled.unit);
    let (order, rounded) = match scaled.order {
        Order::Kept => ("Deals are in the order of the files' exact utilities.", ""),
        Order::KeptButForResidues => {
            ("Deals are in the order of the files' exact utilities; differences under 1e-12 are none.", "")
        }
        Order::Rounded => (
            "Utilities are rounded: counts of efficient and feasible deals are approximate.",
            "points_rounded = true\n",
        ),
    };
    format!(
        "# Imported from a {tool} domain. {points} points are a utility of 1.\n\
         # {order}\n\
         # The first profile sells and moves first; dates stand for rounds.\n\
         format = 1\n\
         title = {}\n\
         brief = {}\n\
         currency = \"points\"\n\
         points_per_utility = {points}\n{rounded}\
         opens = 2030-01-01\n\
         closes = 2030-12-31\n\n",
        quoted(name),
        quoted(&format!("A domain of {tool}, played as a sale between the owners of its profiles.")),
    )
}

fn party(text: &mut String, profile: &Profile, index: usize, key: &str, walk_away: i64) {
    let role = match index {
        0 => "seller",
        1 => "bidder",
        _ => "partner",
    };
    let _ = writeln!(text, "[parties.{key}]\nname = {}\nrole = \"{role}\"", quoted(&profile.name));
    let _ = writeln!(text, "walk_away = {walk_away}");
    if let Some(discount) = &profile.discount {
        let _ = writeln!(text, "discount = {}", discount_table(discount));
    }
}

fn discount_table(discount: &Discount) -> String {
    let clock = match discount.clock {
        Clock::Share => "share",
        Clock::Round => "round",
    };
    match &discount.shrinks {
        Shrinks::ByFactor(factor) => format!("{{ factor = \"{}\", clock = \"{clock}\" }}", factor.decimal(18)),
        Shrinks::ByCost(cost, power) => {
            let (cost, power) = (cost.decimal(18), power.decimal(18));
            format!("{{ cost = \"{cost}\", power = \"{power}\", clock = \"{clock}\" }}")
        }
    }
}

/// What each value of an issue is worth in points.
fn points(values: &Values, of: &[i64], option_keys: &[String]) -> String {
    let pairs: Vec<String> = match values {
        Values::Named(_) => option_keys.iter().zip(of).map(|(key, points)| format!("{key} = {points}")).collect(),
        Values::Whole { from, .. } => {
            knots(of).into_iter().map(|i| format!("{} = {}", from + i as i64, of[i])).collect()
        }
    };
    pairs.join(", ")
}

/// The places between which points lie on straight lines: both ends and every bend.
pub(super) fn knots(points: &[i64]) -> Vec<usize> {
    let last = points.len().saturating_sub(1);
    let bends = |&i: &usize| i == 0 || i == last || points[i] - points[i - 1] != points[i + 1] - points[i];
    (0..points.len()).filter(bends).collect()
}

fn sale(text: &mut String, domain: &Domain, party_keys: &[String], issue_keys: &[String], option_keys: &[Vec<String>]) {
    let _ = writeln!(text, "[sale]\nasset = {}\nseller = \"{}\"", quoted(&domain.name), party_keys[0]);
    if party_keys.len() > 2 {
        let partners: Vec<String> = party_keys[2..].iter().map(|key| quoted(key)).collect();
        let _ = writeln!(text, "cosigners = [{}]", partners.join(", "));
    }
    let _ = writeln!(text, "talks.{} = {{ pace = \"1d\" }}\n", party_keys[1]);
    for (index, issue) in domain.issues.iter().enumerate() {
        let _ = writeln!(text, "[sale.issues.{}]\nname = {}", issue_keys[index], quoted(&issue.name));
        match &issue.values {
            Values::Named(names) => {
                let pairs = option_keys[index].iter().zip(names).map(|(key, name)| format!("{key} = {}", quoted(name)));
                let _ = writeln!(text, "options = {{ {} }}\n", pairs.collect::<Vec<_>>().join(", "));
            }
            Values::Whole { from, to } => {
                let _ = writeln!(text, "range = {{ from = {from}, to = {to} }}\n");
            }
        }
    }
    text.push_str(
        "[outcomes]\nagreement = { title = \"Agreement\", when = { sold = true }, ends = true }\n\
         no-agreement = { title = \"No agreement\" }\n",
    );
}

/// A text in quotes as TOML and JSON both read it, on one line and no longer than a name may be.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
    let clean = if clean.trim().is_empty() { "(no name)" } else { clean.trim() };
    serde_json::to_string(clean).expect("BUG: a text is always JSON")
}

/// A key for each name: lower case, digits and `-`, at most 40, each different.
fn keys<'a>(names: impl Iterator<Item = &'a str>, other: &str, taken: &[&str]) -> Vec<String> {
    let mut used: BTreeSet<String> = taken.iter().map(|&key| key.to_owned()).collect();
    names
        .map(|name| {
            let mut key = String::new();
            for c in name.chars() {
                match c.to_ascii_lowercase() {
                    c if c.is_ascii_lowercase() || c.is_ascii_digit() => key.push(c),
                    _ if key.is_empty() || key.ends_with('-') => {}
                    _ => key.push('-'),
                }
            }
            key.truncate(34);
            let stem = key.trim_end_matches('-');
            let stem = if is_key(stem) { stem } else { other };
            let numbered = |n: usize| if n == 1 { stem.to_owned() } else { format!("{stem}-{n}") };
            let key = (1..).map(numbered).find(|key| !used.contains(key)).expect("BUG: numbers ran out");
            used.insert(key.clone());
            key
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_plain_and_distinct() {
        let names = [
            "$4.37",
            "$4.12",
            "60 days",
            "60 Days!",
            "any",
            "ÄÖ",
            "",
            "a very long name of an option that goes on and on",
        ];
        let made = keys(names.into_iter(), "option", &["any"]);
        assert_eq!(
            made,
            [
                "4-37",
                "4-12",
                "60-days",
                "60-days-2",
                "any-2",
                "option",
                "option-2",
                "a-very-long-name-of-an-option-that"
            ]
        );
    }

    #[test]
    fn straight_lines_need_no_knots() {
        assert_eq!(knots(&[0, 1, 2, 3, 3, 3]), [0, 3, 5]);
        assert_eq!(knots(&[7]), [0]);
        assert_eq!(knots(&[7, 9]), [0, 1]);
    }
}
