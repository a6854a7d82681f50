//! The terms of a deal in words.

use crate::name::lower;
use crate::number::{amount, amount_change};
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::IssueId;
use divest_core::scenario::Scenario;

/// The issues with their ids.
pub(crate) fn issues(scenario: &Scenario) -> impl Iterator<Item = (IssueId, &Issue)> {
    scenario.setup().sale.issues.iter().enumerate().map(|(index, issue)| (IssueId::at(index), issue))
}

/// The price among the issues: the range that is counted in the scenario's currency, the first if there are several.
#[must_use]
pub fn price(scenario: &Scenario) -> Option<IssueId> {
    let currency = &scenario.setup().currency;
    let in_currency = |issue: &Issue| matches!(&issue.choice, Choice::Range { unit, .. } if unit == currency);
    issues(scenario).find(|(_, issue)| in_currency(issue)).map(|(id, _)| id)
}

/// An option in words: its name, or its number with the unit.
#[must_use]
pub fn option(issue: &Issue, option: u16) -> String {
    match &issue.choice {
        Choice::Options(options) => options.get(usize::from(option)).map_or_else(|| "?".to_owned(), |o| o.name.clone()),
        Choice::Range { unit, .. } => amount(issue.value(option).unwrap_or(0), unit),
    }
}

/// The terms of a deal as a list: the name of each issue with what is chosen.
#[must_use]
pub fn terms(scenario: &Scenario, deal: &Deal) -> Vec<(String, String)> {
    issues(scenario).map(|(id, issue)| (issue.name.clone(), option(issue, deal.option(id)))).collect()
}

/// One term as a fragment: `algorithm licensed`, `stake 20 %`, `regions: US and Canada`.
fn term(issue: &Issue, chosen: u16) -> String {
    let words = option(issue, chosen);
    // An option that begins with a capital is a name or a clause of its own, not what the issue's noun is.
    let is_apart = matches!(issue.choice, Choice::Options(_)) && words.starts_with(char::is_uppercase);
    format!("{}{} {words}", lower(&issue.name), if is_apart { ":" } else { "" })
}

fn join(parts: &[String]) -> String {
    // A term with commas of its own needs a stronger sign between terms.
    let separator = if parts.iter().any(|part| part.contains(", ")) { "; " } else { ", " };
    parts.join(separator)
}

/// The terms of a deal in one line.
#[must_use]
pub fn terms_short(scenario: &Scenario, deal: &Deal) -> String {
    join(&issues(scenario).map(|(id, issue)| term(issue, deal.option(id))).collect::<Vec<_>>())
}

/// The terms of a deal but for its price; empty if there are no others.
pub(crate) fn terms_beside_price(scenario: &Scenario, deal: &Deal) -> String {
    let price = price(scenario);
    let others = issues(scenario).filter(|(id, _)| Some(*id) != price);
    join(&others.map(|(id, issue)| term(issue, deal.option(id))).collect::<Vec<_>>())
}

/// The terms of a deal but for its price and its lots; empty if there are no others.
pub(crate) fn terms_beside_lots(scenario: &Scenario, deal: &Deal) -> String {
    let price = price(scenario);
    let lots = scenario.setup().sale.lots.as_ref().map(|lots| lots.issue);
    let others = issues(scenario).filter(|(id, _)| Some(*id) != price && Some(*id) != lots);
    join(&others.map(|(id, issue)| term(issue, deal.option(id))).collect::<Vec<_>>())
}

/// What differs between two deals, as `price USD 1,000 → 1,500 million, algorithm kept → licensed`; empty if nothing
/// does.
#[must_use]
pub fn changes(scenario: &Scenario, from: &Deal, to: &Deal) -> String {
    let differs = issues(scenario).filter(|(id, _)| from.option(*id) != to.option(*id));
    let words = |(id, issue): (IssueId, &Issue)| {
        let (old, new) = (from.option(id), to.option(id));
        let change = match (&issue.choice, issue.value(old), issue.value(new)) {
            (Choice::Range { unit, .. }, Some(old), Some(new)) => amount_change(old, new, unit),
            _ => format!("{} → {}", option(issue, old), option(issue, new)),
        };
        format!("{} {change}", lower(&issue.name))
    };
    join(&differs.map(words).collect::<Vec<_>>())
}
