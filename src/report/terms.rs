//! The terms of a deal in words.

use crate::name::lower;
use crate::number::amount;
use crate::say;
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::{IssueId, TalksId};
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

/// One term as a fragment: `algorithm licensed`, `price $15 bn`, `regions: US and Canada`.
fn term(scenario: &Scenario, id: IssueId, issue: &Issue, chosen: u16) -> String {
    let name = lower(&issue.name);
    if price(scenario) == Some(id) && issue.value(chosen) == Some(0) {
        return say!("term-no-price");
    }
    let option = option(issue, chosen);
    if stands_apart(issue, &name, &option) {
        say!("term-apart", issue = name, option = option)
    } else {
        say!("term", issue = name, option = option)
    }
}

/// Whether an option stands apart from the name of its issue, instead of being said in one breath with it.
fn stands_apart(issue: &Issue, name: &str, option: &str) -> bool {
    // An option that is a name or a clause of its own stands apart from the noun, and so does a number of several words.
    match issue.choice {
        Choice::Options(_) => {
            let is_noun = matches!(option, "none" | "nothing")
                || ["the ", "a ", "an "].iter().any(|article| option.starts_with(article));
            let begins_apart = option.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit());
            is_noun || begins_apart || name.contains(' ') || name.ends_with('s')
        }
        Choice::Range { .. } => name.contains(' '),
    }
}

fn join(parts: &[String]) -> String {
    // A term with commas of its own needs a stronger sign between terms.
    let separator = if parts.iter().any(|part| part.contains(", ") || part.contains(": ")) { "; " } else { ", " };
    parts.join(separator)
}

fn terms_where(scenario: &Scenario, deal: &Deal, wanted: impl Fn(IssueId) -> bool) -> String {
    let wanted = issues(scenario).filter(|(id, _)| wanted(*id));
    join(&wanted.map(|(id, issue)| term(scenario, id, issue, deal.option(id))).collect::<Vec<_>>())
}

/// The issue that says which lots are sold.
pub(crate) fn lots_issue(scenario: &Scenario) -> Option<IssueId> {
    scenario.setup().sale.lots.as_ref().map(|lots| lots.issue)
}

/// The price of a deal in words; `None` where it has none.
#[must_use]
pub fn price_words(scenario: &Scenario, deal: &Deal) -> Option<String> {
    let price = price(scenario)?;
    Some(option(scenario.issue(price), deal.option(price)))
}

/// The terms of a deal in one line.
#[must_use]
pub fn terms_short(scenario: &Scenario, deal: &Deal) -> String {
    terms_where(scenario, deal, |_| true)
}

/// The terms of a deal but for its price, its lots and what these talks prescribe; empty if there are no others.
pub(crate) fn open_terms(scenario: &Scenario, talks: TalksId, deal: &Deal) -> String {
    let (price, lots) = (price(scenario), lots_issue(scenario));
    let only =
        |id: IssueId| scenario.talks(talks).terms.0.iter().any(|(issue, allowed)| *issue == id && allowed.len() == 1);
    terms_where(scenario, deal, |id| Some(id) != price && Some(id) != lots && !only(id))
}

/// The terms of a deal but for its price and its lots; empty if there are no others.
pub(crate) fn terms_beside_lots(scenario: &Scenario, deal: &Deal) -> String {
    let (price, lots) = (price(scenario), lots_issue(scenario));
    terms_where(scenario, deal, |id| Some(id) != price && Some(id) != lots)
}

/// One term that differs between two deals.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Change {
    pub issue: IssueId,
    /// The issue's name inside a sentence.
    pub name: String,
    /// What it was, in words.
    pub old: String,
    /// What it is, in words.
    pub new: String,
    /// The two numbers, where it is a range.
    pub numbers: Option<(i64, i64)>,
    /// Whether the options stand apart from the name.
    pub is_apart: bool,
}

/// What differs between two deals, in the order of the issues.
pub(crate) fn changed(scenario: &Scenario, from: &Deal, to: &Deal) -> Vec<Change> {
    let differs = issues(scenario).filter(|(id, _)| from.option(*id) != to.option(*id));
    let change = |(id, issue): (IssueId, &Issue)| {
        let [old, new] = [from, to].map(|deal| deal.option(id));
        let numbers = match issue.choice {
            Choice::Range { .. } => issue.value(old).zip(issue.value(new)),
            Choice::Options(_) => None,
        };
        let (name, old, new) = (lower(&issue.name), option(issue, old), option(issue, new));
        let is_apart = stands_apart(issue, &name, &new);
        Change { issue: id, name, old, new, numbers, is_apart }
    };
    differs.map(change).collect()
}

/// Changes in one line.
pub(crate) fn changes_words(changes: &[Change]) -> String {
    let words = |change: &Change| match change.numbers {
        Some(_) => say!("change-number", issue = &change.name, old = &change.old, new = &change.new),
        None if change.is_apart => {
            say!("change-apart", issue = &change.name, old = &change.old, new = &change.new)
        }
        None => say!("change-option", issue = &change.name, old = &change.old, new = &change.new),
    };
    join(&changes.iter().map(words).collect::<Vec<_>>())
}

/// What differs between two deals, as `price from $20 bn to $27.5 bn, algorithm licensed instead of sold`; empty if nothing
/// does.
#[must_use]
pub fn changes(scenario: &Scenario, from: &Deal, to: &Deal) -> String {
    changes_words(&changed(scenario, from, to))
}
