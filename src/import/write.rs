//! A domain as a scenario's text.

use super::scale::Scale;
use super::{Domain, Profile, Values, Worth};
use divest_scenario::value::is_key;
use std::collections::BTreeSet;
use std::fmt::Write;

/// The scenario of a checked domain.
pub(super) fn scenario(domain: &Domain, scale: &Scale) -> String {
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
    let mut text = head(domain, scale);
    for (index, profile) in domain.profiles.iter().enumerate() {
        party(&mut text, profile, index, &party_keys[index], scale);
        let _ = writeln!(text, "[parties.{}.score]", party_keys[index]);
        for (issue, worth) in profile.worth.iter().enumerate() {
            let points = points(&domain.issues[issue].values, worth, &option_keys[issue], scale);
            let _ = writeln!(text, "{} = {{ {points} }}", issue_keys[issue]);
        }
        text.push('\n');
    }
    sale(&mut text, domain, &party_keys, &issue_keys, &option_keys);
    text
}

fn head(domain: &Domain, scale: &Scale) -> String {
    let (name, tool, points) = (domain.name.as_str(), domain.tool, scale.points());
    format!(
        "# Imported from a {tool} domain. {points} points are a utility of 1.\n\
         # The first profile sells and moves first; dates stand for rounds.\n\
         format = 1\n\
         title = {}\n\
         brief = {}\n\
         currency = \"points\"\n\
         points_per_utility = {points}\n\
         opens = 2030-01-01\n\
         closes = 2030-12-31\n\n",
        quoted(name),
        quoted(&format!("A domain of {tool}, played as a sale between the owners of its profiles.")),
    )
}

fn party(text: &mut String, profile: &Profile, index: usize, key: &str, scale: &Scale) {
    let role = match index {
        0 => "seller",
        1 => "bidder",
        _ => "partner",
    };
    let walk_away = profile.reservation.scaled_up(scale.points()).unwrap_or(0);
    let _ = writeln!(text, "[parties.{key}]\nname = {}\nrole = \"{role}\"", quoted(&profile.name));
    let _ = writeln!(text, "walk_away = {walk_away}");
    if let Some(discount) = &profile.discount {
        let _ = writeln!(
            text,
            "note = {}",
            quoted(&format!(
                "discount factor {discount}: a deal at the end would be worth so much of one at once; play does not discount"
            ))
        );
    }
}

/// What each value of an issue is worth in points.
fn points(values: &Values, worth: &Worth, option_keys: &[String], scale: &Scale) -> String {
    let of = |i: usize| worth.of.get(i).and_then(|value| scale.of(worth.weight, *value)).unwrap_or(0);
    match values {
        Values::Named(_) => {
            let pair = |(i, key): (usize, &String)| format!("{key} = {}", of(i));
            option_keys.iter().enumerate().map(pair).collect::<Vec<_>>().join(", ")
        }
        Values::Whole { from, .. } => {
            let points: Vec<i128> = (0..worth.of.len()).map(of).collect();
            knots(&points)
                .into_iter()
                .map(|i| format!("{} = {}", from + i as i64, points[i]))
                .collect::<Vec<_>>()
                .join(", ")
        }
    }
}

/// The places between which points lie on straight lines: both ends and every bend.
fn knots(points: &[i128]) -> Vec<usize> {
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
