//! The deals as JSON: docs/json.md.

use super::Deals;
use divest_bargain::space::TooLarge;
use divest_core::Seed;
use divest_core::State;
use divest_core::deal::{Choice, Deal};
use divest_core::id::IssueId;
use serde_json::{Map, Value, json};

/// How many deals are listed for one rule.
const LISTED_MAX: usize = 100;

/// One object: the first table's fields, and all tables where there are several.
pub fn json(deals: &[Deals<'_>], seed: Seed) -> Value {
    let mut tables: Vec<Value> = deals.iter().map(|deals| table(deals, seed)).collect();
    if tables.len() == 1 {
        return tables.remove(0);
    }
    let mut whole = tables[0].clone();
    whole["tables"] = Value::Array(tables);
    whole
}

fn counted(count: &Result<u64, TooLarge>) -> Value {
    count.as_ref().map_or(Value::Null, |count| json!(count))
}

fn table(deals: &Deals<'_>, seed: Seed) -> Value {
    let scenario = deals.state.scenario();
    let analysis = &deals.analysis;
    let seats: Vec<&str> = deals.seats.iter().map(|&seat| scenario.seat_key(seat)).collect();
    let fair = analysis.efficient.as_ref().ok().and_then(|efficient| efficient.fair.as_ref());
    let stakes: Vec<Value> = deals
        .space
        .parties()
        .iter()
        .enumerate()
        .map(|(i, stake)| {
            json!({
                "seat": seats[i],
                "walk_away": stake.walk_away,
                "worst": stake.worst,
                "best": stake.best,
                "best_in_reach": fair.map(|fair| fair.ideal[i]),
                "can_be_satisfied": stake.can_be_satisfied(),
            })
        })
        .collect();
    let mut object = json!({
        "scenario": scenario.setup().key,
        "seed": divest_report::json::seed(seed),
        "parties": seats,
        "stakes": stakes,
        "points_per_utility": deals.points.per_utility,
        "deals": analysis.deals,
        "feasible": counted(&analysis.feasible),
        "signable": deals.signable.as_ref().map_or(Value::Null, counted),
        "efficient": Value::Null,
        "opposition": Value::Null,
    });
    if let Ok(efficient) = &analysis.efficient {
        let frontier = &efficient.frontier;
        let feasible: Option<Vec<usize>> = efficient.fair.as_ref().map(|fair| fair.feasible.clone());
        let feasible = feasible.unwrap_or_default();
        object["efficient"] = json!({
            "points": frontier.len(),
            "deals": frontier.deal_count(),
            "feasible_points": feasible.len(),
            "feasible_deals": feasible.iter().map(|&i| frontier.deals_on(i)).fold(0_u64, u64::saturating_add),
        });
        object["opposition"] = json!(efficient.opposition);
    }
    for (name, found) in rules(deals) {
        object[name] = Value::Array(found);
    }
    object["not_computed"] = Value::Array(reasons(deals).into_iter().map(Value::String).collect());
    object["notes"] = json!(deals.notes);
    if let Some(coalitions) = &deals.coalitions {
        object["coalitions"] = coalitions.as_ref().map_or(Value::Null, |coalitions| {
            let named = |set: u64| (0..seats.len()).filter(|i| set >> i & 1 == 1).map(|i| seats[i]).collect::<Vec<_>>();
            coalitions.iter().rev().map(|(&set, &count)| json!({ "satisfied": named(set), "deals": count })).collect()
        });
    }
    object
}

/// What was left out, and why.
pub fn reasons(deals: &Deals<'_>) -> Vec<String> {
    let analysis = &deals.analysis;
    let mut reasons = Vec::new();
    let mut say = |what: &str, large: &TooLarge| reasons.push(format!("{what}: {large}"));
    if let Err(large) = &analysis.feasible {
        say("feasible deals", large);
    }
    if let Some(Err(large)) = &deals.signable {
        say("deals that meet the signing rule", large);
    }
    if let Err(large) = &analysis.efficient {
        say("efficient deals and fair points", large);
    }
    if let Some(Err(large)) = &deals.coalitions {
        say("coalitions", large);
    }
    reasons
}

fn rules(deals: &Deals<'_>) -> Vec<(&'static str, Vec<Value>)> {
    let efficient = deals.analysis.efficient.as_ref().ok();
    let fair = efficient.and_then(|efficient| Some((&efficient.frontier, efficient.fair.as_ref()?)));
    let names = ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"];
    let Some((frontier, fair)) = fair else { return names.map(|name| (name, Vec::new())).to_vec() };
    let all = [&fair.nash, &fair.kalai_smorodinsky, &fair.egalitarian, &fair.utilitarian];
    let listed = |places: &Vec<usize>| {
        let row = |(point, deal): (usize, Deal)| {
            let points = frontier.point(point);
            let mut row = json!({ "deal": terms(deals.state, &deal), "points": points });
            if let Some(utilities) = deals.points.utilities(points) {
                row["utilities"] = json!(utilities);
            }
            row
        };
        deals.maximisers(frontier, places, LISTED_MAX).into_iter().map(row).collect()
    };
    names.into_iter().zip(all.map(listed)).collect()
}

/// A deal's terms: a number for a range, else the option's key.
pub fn terms(state: &State, deal: &Deal) -> Value {
    let issues = state.scenario().setup().sale.issues.iter().enumerate();
    let terms: Map<String, Value> = issues
        .map(|(i, issue)| {
            let option = deal.option(IssueId::at(i));
            let value = match &issue.choice {
                Choice::Options(options) => json!(options[usize::from(option)].key),
                Choice::Range { .. } => json!(issue.value(option)),
            };
            (issue.key.clone(), value)
        })
        .collect();
    Value::Object(terms)
}
