//! Which deal to propose: as much as one asks for, as near as possible to what the other side last wanted.
//!
//! It starts from the other side's last offer and changes as few issues as it can, so that what matters little to
//! oneself stays as the other likes it: a trade-off in the sense of Faratin, Sierra and Jennings, "Using similarity
//! criteria to make issue trade-offs in automated negotiations", Artificial Intelligence 142 (2002) 205-237, with the
//! number of issues changed as the measure of distance.

use divest_core::deal::{Deal, Sheet};
use divest_core::id::IssueId;
use divest_core::units::Points;

/// A deal worth at least `target` on a score sheet where one exists, else the best deal.
///
/// `start` is the other side's last offer, if it made one. `allowed` says which options may be proposed at all; an issue
/// without an allowed option keeps the one it has. Ties go to the earlier issue and the option of fewer points, so the
/// same question always has the same answer.
#[must_use]
pub fn propose(sheet: &Sheet, start: Option<&Deal>, target: Points, allowed: impl Fn(IssueId, u16) -> bool) -> Deal {
    let mut deal = match start {
        Some(offer) => *offer,
        None => best_deal(sheet, &allowed),
    };
    // The best deal is made of what is allowed.
    if start.is_some() {
        for issue in issues(sheet) {
            if !allowed(issue, deal.option(issue)) {
                if let Some(best) = best_option(sheet, issue, &allowed) {
                    deal.set(issue, best);
                }
            }
        }
    }
    let mut missing = target.0 - sheet.score(&deal).0;
    while missing > 0 {
        if let Some((issue, option)) = smallest_sufficient_change(sheet, &deal, missing, &allowed) {
            deal.set(issue, option);
            break;
        }
        // No single change is enough: the issue that brings most goes all the way, and the rest is sought elsewhere.
        let Some((issue, option, gain)) = largest_gain(sheet, &deal, &allowed) else { break };
        deal.set(issue, option);
        missing -= gain;
    }
    deal
}

fn issues(sheet: &Sheet) -> impl Iterator<Item = IssueId> + use<> {
    (0..sheet.issue_count()).map(IssueId::at)
}

fn best_option(sheet: &Sheet, issue: IssueId, allowed: &impl Fn(IssueId, u16) -> bool) -> Option<u16> {
    sheet.ascending(issue).iter().rev().copied().find(|&option| allowed(issue, option))
}

/// The deal of most points among those allowed.
fn best_deal(sheet: &Sheet, allowed: &impl Fn(IssueId, u16) -> bool) -> Deal {
    let mut deal = Deal::FIRST;
    for issue in issues(sheet) {
        let best = best_option(sheet, issue, allowed).or_else(|| sheet.ascending(issue).last().copied());
        deal.set(issue, best.unwrap_or(0));
    }
    deal
}

/// The change of one issue that makes good what is missing with the fewest points to spare.
fn smallest_sufficient_change(
    sheet: &Sheet,
    deal: &Deal,
    missing: i64,
    allowed: &impl Fn(IssueId, u16) -> bool,
) -> Option<(IssueId, u16)> {
    let mut found: Option<(i64, IssueId, u16)> = None;
    for (issue, chosen, most) in sheet.choices(deal) {
        let needed = chosen.0 + missing;
        // Most issues cannot make good what is missing at all.
        if most.0 < needed {
            continue;
        }
        let enough = sheet.worth_at_least(issue, Points(needed));
        if let Some(&option) = enough.iter().find(|&&option| allowed(issue, option)) {
            let spare = sheet.points(issue, option).0 - needed;
            if found.is_none_or(|(least, ..)| spare < least) {
                found = Some((spare, issue, option));
            }
        }
    }
    found.map(|(_, issue, option)| (issue, option))
}

fn largest_gain(sheet: &Sheet, deal: &Deal, allowed: &impl Fn(IssueId, u16) -> bool) -> Option<(IssueId, u16, i64)> {
    let mut found: Option<(IssueId, u16, i64)> = None;
    for (issue, chosen, most) in sheet.choices(deal) {
        // No option of the issue brings more than one that was found.
        let found_gain = found.map_or(0, |(.., gain)| gain);
        if most.0 - chosen.0 <= found_gain {
            continue;
        }
        let Some(option) = best_option(sheet, issue, allowed) else { continue };
        let gain = sheet.points(issue, option).0 - chosen.0;
        if gain > found_gain {
            found = Some((issue, option, gain));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use divest_core::deal::{Choice, Issue, IssueScore, NamedOption, SheetSpec};
    use divest_core::scenario::Quantity;

    fn named(keys: &[&str]) -> Choice {
        Choice::Options(keys.iter().map(|k| NamedOption { key: (*k).into(), name: (*k).into() }).collect())
    }

    /// A price of 0 to 10 worth 10 points a step, and two issues of named options.
    fn sheet() -> Sheet {
        let issue = |key: &str, choice| Issue { key: key.into(), name: key.into(), choice };
        let issues = [
            issue("price", Choice::Range { from: 0, step: 1, count: 11, unit: String::new() }),
            issue("code", named(&["sold", "kept"])),
            issue("data", named(&["here", "there", "nowhere"])),
        ];
        let points = |values: &[i64]| IssueScore::PerOption(values.iter().map(|&v| Quantity::Fixed(v)).collect());
        let price = IssueScore::Knots(vec![(0, Quantity::Fixed(0)), (10, Quantity::Fixed(100))]);
        let spec = SheetSpec(vec![price, points(&[0, 50]), points(&[5, 0, 30])]);
        Sheet::new(&spec, &issues, |q| q.fixed().unwrap_or(0))
    }

    fn deal(price: u16, code: u16, data: u16) -> Deal {
        Deal::FIRST.with(IssueId(0), price).with(IssueId(1), code).with(IssueId(2), data)
    }

    #[test]
    fn the_first_proposal_is_the_best_deal() {
        assert_eq!(propose(&sheet(), None, Points(180), |_, _| true), deal(10, 1, 2));
        assert_eq!(propose(&sheet(), None, Points(9_999), |_, _| true), deal(10, 1, 2), "more than there is");
    }

    #[test]
    fn one_issue_moves_where_one_is_enough() {
        let theirs = deal(2, 0, 1);
        assert_eq!(propose(&sheet(), Some(&theirs), Points(50), |_, _| true), deal(5, 0, 1), "three steps of price");
    }

    #[test]
    fn several_issues_move_where_one_is_not() {
        let theirs = deal(0, 0, 1);
        let ours = propose(&sheet(), Some(&theirs), Points(140), |_, _| true);
        assert_eq!(ours, deal(10, 1, 1), "the price goes all the way, then the code");
        assert!(sheet().score(&ours) >= Points(140));
    }

    #[test]
    fn what_is_not_allowed_is_not_proposed() {
        let no_sale_of_code = |issue: IssueId, option: u16| issue != IssueId(1) || option == 0;
        assert_eq!(propose(&sheet(), None, Points(180), no_sale_of_code), deal(10, 0, 2));
        let theirs = deal(2, 1, 1);
        assert_eq!(propose(&sheet(), Some(&theirs), Points(10), no_sale_of_code), deal(2, 0, 1));
    }

    #[test]
    fn a_proposal_reaches_every_target_that_can_be_reached() {
        let sheet = sheet();
        for price in 0..11 {
            for target in 0..=180 {
                let ours = propose(&sheet, Some(&deal(price, 0, 0)), Points(target), |_, _| true);
                assert!(sheet.score(&ours) >= Points(target), "{price} {target}");
            }
        }
    }
}
