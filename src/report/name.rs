//! Names inside a sentence: articles, possessives, capitals.
//!
//! Authors write `White House` or `Order of 14 August 2020`; a sentence wants `the White House` and `the Order of ...`.
//! The article is added only where a known noun asks for it, so a wrong one is rarer than a missing one.

use crate::locale::Named;
use divest_core::scenario::{Role, Scenario};
use divest_core::{SeatId, id::DecreeId, id::MotionId, id::TalksId};

/// Nouns of public bodies that take an article.
const BODIES: [&str; 32] = [
    "Administration",
    "Agency",
    "Authority",
    "Bank",
    "Board",
    "Bureau",
    "Chamber",
    "Circuit",
    "Commission",
    "Committee",
    "Congress",
    "Council",
    "Court",
    "Department",
    "Directorate",
    "Fund",
    "Government",
    "House",
    "Inspectorate",
    "Kingdom",
    "Kremlin",
    "Ministry",
    "Office",
    "Parliament",
    "Secretariat",
    "Senate",
    "Service",
    "State",
    "States",
    "Treasury",
    "Tribunal",
    "Union",
];

/// Endings of titles of decrees that take an article.
const INSTRUMENTS: [&str; 15] = [
    "Act",
    "Agreement",
    "Ban",
    "Condition",
    "Decision",
    "Decree",
    "Duty",
    "Judgment",
    "Law",
    "Order",
    "Prohibition",
    "Regulation",
    "Rule",
    "Rules",
    "Sanctions",
];

/// Plural nouns in titles of decrees.
const PLURALS: [&str; 6] = ["Conditions", "Measures", "Rules", "Sanctions", "Tariffs", "Undertakings"];

/// Whoever sits in a seat, as it stands inside a sentence.
#[must_use]
pub fn seat(scenario: &Scenario, seat: SeatId) -> String {
    let Some(party) = scenario.party(seat) else {
        return if seat == SeatId::CLOCK { "the clock" } else { "nature" }.to_owned();
    };
    if let Some(rest) = party.name.strip_prefix("The ") {
        return format!("the {rest}");
    }
    // `A group of funds`, but not `A Corporation`.
    let begins_small = |rest: &str| rest.starts_with(char::is_lowercase);
    if ["A ", "An ", "Several "].iter().any(|article| party.name.strip_prefix(article).is_some_and(begins_small)) {
        return lower(&party.name);
    }
    // `the FTC`, letter by letter, but `CFIUS`, which is read as a word; and nobody says `the Congress` of one country's.
    let is_spelt = party.name.len() == 3 && party.name.bytes().all(|b| b.is_ascii_uppercase());
    let has_body = party.name != "Congress" && party.name.split([' ', '-']).any(|word| BODIES.contains(&word));
    let has_dots = party.name.split(' ').next().is_some_and(|word| word.matches('.').count() > 1);
    let asks = match party.role {
        Role::Authority | Role::HomeAuthority => has_body || is_spelt,
        Role::Court => has_body || has_dots,
        Role::Trustee => party.name.to_lowercase().split(' ').any(|word| word == "trustee"),
        _ => false,
    };
    let is_in_lower_case = party.role == Role::Trustee && party.name.starts_with("Trustee");
    match (asks, is_in_lower_case) {
        (true, true) => format!("the {}", lower(&party.name)),
        (true, false) => format!("the {}", party.name),
        (false, _) => party.name.clone(),
    }
}

/// Whoever sits in a seat, with its grammatical number.
#[must_use]
pub fn named(scenario: &Scenario, id: SeatId) -> Named {
    Named::new(seat(scenario, id))
}

/// A decree with its grammatical number.
#[must_use]
pub fn decree_named(scenario: &Scenario, id: DecreeId) -> Named {
    let is_plural = scenario.decree(id).title.split(' ').any(|word| PLURALS.contains(&word));
    Named { text: decree(scenario, id), is_plural }
}

/// The bidder in talks.
#[must_use]
pub fn bidder(scenario: &Scenario, talks: TalksId) -> String {
    seat(scenario, scenario.talks(talks).bidder)
}

/// A title as it stands inside a sentence.
#[must_use]
pub fn titled(title: &str) -> String {
    if let Some(rest) = title.strip_prefix("The ") {
        return format!("the {rest}");
    }
    // `Commerce's store ban` has its owner for an article.
    let has_owner = title.split(' ').next().is_some_and(|first| first.ends_with("'s") || first.ends_with("s'"));
    let has_article = has_owner || ["the ", "a ", "an "].iter().any(|article| title.starts_with(article));
    let ends = [title.split(' ').next(), title.rsplit(' ').next()];
    // `Order No. 7` is a name; `Order of 7 May` and `Emergency Order` are nouns.
    let has_number = title.ends_with(|c: char| c.is_ascii_digit()) && !title.contains(" of ");
    let is_instrument = |word: &str| INSTRUMENTS.iter().any(|noun| word.eq_ignore_ascii_case(noun));
    let is_noun = ends.into_iter().flatten().any(is_instrument);
    let asks = !has_number && (title.contains(" of ") || is_noun);
    if asks && !has_article { format!("the {title}") } else { title.to_owned() }
}

/// A decree.
#[must_use]
pub fn decree(scenario: &Scenario, decree: DecreeId) -> String {
    titled(&scenario.decree(decree).title)
}

/// A motion, for brackets behind the word.
#[must_use]
pub fn motion(scenario: &Scenario, motion: MotionId) -> &str {
    &scenario.motion(motion).title
}

/// A name as an owner: `TikTok's`, `the United States'`.
#[must_use]
pub fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}'") } else { format!("{name}'s") }
}

/// A text with its first letter in upper case, unless its first word has capitals of its own: `iPhone` stays.
#[must_use]
pub fn capital(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or("");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if !first_word.chars().any(char::is_uppercase) => first.to_uppercase().chain(chars).collect(),
        _ => text.to_owned(),
    }
}

/// A name with its first letter in lower case, unless its first word has more capitals: `US regions` stays.
#[must_use]
pub fn lower(text: &str) -> String {
    let first_word = text.split(' ').next().unwrap_or("");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first_word.chars().filter(|c| c.is_uppercase()).count() == 1 && first.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => text.to_owned(),
    }
}

/// A text as a sentence: a capital first, a full stop last.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = capital(text.trim());
    let ends = text.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?', '…']);
    if ends && !text.ends_with(')') { text } else { format!("{text}.") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_take_an_article_where_they_need_one() {
        let all =
            ["Order of 14 August 2020", "Executive Order 13942", "National Security Act", "The Ban", "a rule of law"];
        let words = all.map(titled);
        let expected = [
            "the Order of 14 August 2020",
            "Executive Order 13942",
            "the National Security Act",
            "the Ban",
            "a rule of law",
        ];
        assert_eq!(titled("Rules on app stores"), "the Rules on app stores");
        assert_eq!(titled("Freeze order"), "the Freeze order");
        assert_eq!(words, expected);
    }

    #[test]
    fn a_name_with_an_article_begins_small_inside_a_sentence() {
        for (name, inside) in
            [("A group of funds", "a group of funds"), ("A Corporation", "A Corporation"), ("The Fund", "the Fund")]
        {
            let mut setup = crate::sample::setup();
            setup.parties[crate::sample::ORACLE.index() - SeatId::FIRST_PARTY].name = name.into();
            assert_eq!(seat(&Scenario::new(setup), crate::sample::ORACLE), inside);
        }
    }

    #[test]
    fn a_sentence_begins_and_ends() {
        assert_eq!(sentence("the D.D.C. rules"), "The D.D.C. rules.");
        assert_eq!(sentence("iFlytek goes to the D.D.C."), "iFlytek goes to the D.D.C.");
        assert_eq!(sentence("it moves (store ban, D.D.C.)"), "It moves (store ban, D.D.C.).");
        assert_eq!(lower("Retained stake"), "retained stake");
        assert_eq!(lower("US regions"), "US regions");
        assert_eq!(possessive("United States"), "United States'");
    }
}
