//! Advice: what it says is confirmed by sweeps over other seeds, and does not depend on threads.

use crate::common::shell::{done, fails};
use serde_json::Value;

const SALE: &str = "scenarios/first-sale.toml";

fn advice(more: &[&str]) -> Value {
    let json = done(&[&["advise", SALE, "--seat", "keeper", "--seeds", "400", "--json"][..], more].concat());
    serde_json::from_str(&json).expect("JSON")
}

/// The keeper's mean gain over seeds that no advice has played, counting runs without a sale as 0.
fn swept(bot: &str) -> f64 {
    let mut arguments = vec!["sweep", SALE, "--seeds", "50001..51000", "--json"];
    let seat = format!("keeper={bot}");
    if bot != "standard" {
        arguments.extend(["--seat", &seat]);
    }
    let json: Value = serde_json::from_str(&done(&arguments)).expect("JSON");
    let gain = &json["settings"][0]["measures"]["gain.keeper"];
    gain["mean"].as_f64().expect("a mean") * gain["count"].as_f64().expect("a count") / 1000.0
}

#[test]
fn the_best_policies_are_better_on_other_seeds_too() {
    let told = advice(&[]);
    let policies = told["policies"].as_array().expect("policies");
    let is_final = |policy: &&Value| policy["final"] == true;
    let means: Vec<f64> =
        policies.iter().filter(is_final).map(|policy| policy["gain"]["mean"].as_f64().expect("a mean")).collect();
    assert_eq!(means.len(), 6);
    assert!(means.windows(2).all(|pair| pair[0] >= pair[1]), "{means:?}");
    let standard = swept("standard");
    for policy in &policies[..2] {
        let (name, change) = (policy["policy"].as_str().expect("a name"), &policy["change"]);
        let other_seeds = swept(&name.replace(';', ",")) - standard;
        // Twice the interval: both sides are estimates.
        let (low, high) = (change["low"].as_f64().expect("low"), change["high"].as_f64().expect("high"));
        let slack = high - low;
        assert!((low - slack..=high + slack).contains(&other_seeds), "{name}: {other_seeds} against {change}");
    }
}

#[test]
fn advice_is_the_same_for_any_number_of_threads() {
    let bots = ["--bots", "silent,hardliner,linear,conceder,boulware,micro,hybrid,relative"];
    let told = advice(&[&bots[..], &["--threads", "1"]].concat());
    assert_eq!(told, advice(&[&bots[..], &["--threads", "3"]].concat()));
    let policies = told["policies"].as_array().expect("policies");
    let silent = policies.iter().find(|policy| policy["policy"] == "silent").expect("it takes part");
    assert_eq!((&silent["final"], &silent["deals"]), (&Value::from(false), &Value::from(0)));
}

#[test]
fn settings_are_policies_too_and_mistakes_are_told() {
    let told = advice(&["--bots", "hardliner", "--vary", "decrees.order.deadline=60d,120d"]);
    let names: Vec<&str> =
        told["policies"].as_array().expect("policies").iter().filter_map(|policy| policy["policy"].as_str()).collect();
    assert_eq!(names.len(), 6, "{names:?}");
    assert!(names.contains(&"hardliner with decrees.order.deadline=120d"), "{names:?}");
    for (arguments, complaint) in [
        (&["--seat", "nobody"][..], "no seat is called"),
        (&["--seat", "keeper", "--bots", "strategic-bidder"], "cannot play"),
        (&["--seat", "harbour"], "has no score sheet"),
        (&["--seat", "keeper", "--vary", "x=1"], "unknown key"),
    ] {
        let said = fails(2, &[&["advise", SALE][..], arguments].concat());
        assert!(said.contains(complaint), "{arguments:?}: {said}");
    }
}
