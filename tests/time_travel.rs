//! Branches and differences on the command line, as one asks what-ifs of a run.

use crate::common::shell::{Folder, done, fails};
use serde_json::Value;

/// A run of the summer of 2020 in a folder of its own.
fn summer(name: &str) -> (Folder, String) {
    let folder = Folder::new(name);
    let log = folder.file("run.divest-log");
    done(&["run", "scenarios/tiktok-2020.toml", "--seed", "1", "--log", &log]);
    (folder, log)
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_narrow(text: &str) -> bool {
    text.lines().all(|line| line.chars().count() <= 80)
}

#[test]
fn a_bidder_that_stays_away_is_told_as_a_story() {
    let (folder, log) = summer("drop");
    let branch = folder.file("no-oracle.divest-log");
    let told = done(&["branch", &log, "--drop", "oracle", "--log", &branch]);
    // Paths of a test are as long as they are.
    assert!(is_narrow(&told.replace(&folder.0.display().to_string(), "")), "{told}");
    let words = flat(&told);
    assert!(words.contains("Oracle does nothing more."), "{told}");
    assert!(words.contains("Oracle comes forward to bid"), "the parent's side of where they part: {told}");
    assert!(words.contains("Nobody plays Oracle."), "{told}");
    assert!(words.contains("cannot join Oracle's bid (its entry"), "{told}");
    assert!(words.contains("the talks are not open. Its bot decides from here on"), "{told}");
    assert!(words.contains("How it ended"), "{told}");
    let verified = done(&["verify", "--redraw", &branch]);
    assert!(verified.contains("clean") && verified.contains("a branch of "), "{verified}");
    assert_eq!(flat(&done(&["diff", &log, &branch])).matches("How it ended").count(), 1);
}

#[test]
fn an_acceptance_is_of_the_offer_that_it_accepted() {
    let (_folder, log) = summer("play");
    let entries = done(&["show", &log, "--json"]);
    let offers = |entry: &Value| entry["seat"] == "oracle" && entry["command"]["kind"] == "offer";
    let all: Vec<Value> = entries.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let last = all.iter().rfind(|entry| offers(entry)).expect("Oracle offers something");
    let before = (last["entry"].as_u64().expect("a number") - 1).to_string();
    let told = done(&["branch", &log, "--at", &before, "--play", "oracle offer oracle price=10000"]);
    assert!(flat(&told).contains("the terms are not those that it answered"), "{told}");
    let refused = fails(2, &["branch", &log, "--at", "1", "--play", "oracle offer oracle price=10000"]);
    assert!(refused.contains("--play"), "{refused}");
}

#[test]
fn a_number_of_the_scenario_changes_from_the_start() {
    let (folder, log) = summer("set");
    let branch = folder.file("late.divest-log");
    let told = done(&["branch", &log, "--set", "decrees.order.deadline=120d", "--log", &branch]);
    assert!(told.contains("scenario: decrees.order.deadline: 90d → 120d"), "{told}");
    assert!(flat(&told).contains("the deadline is 12 December, in 120 days"), "{told}");
    let json: Value = serde_json::from_str(&done(&["diff", &log, &branch, "--json"])).expect("JSON");
    assert_eq!(json["same"], false);
    assert_eq!(json["settings"][0]["field"], "decrees.order.deadline");
    assert_eq!(json["first_divergence"]["date"], "2020-08-14");
    assert!(json["first_divergence"]["a"]["events"].is_array() && json["outcome"]["b"]["name"].is_string(), "{json:#}");
}

#[test]
fn an_unchanged_branch_is_the_same_and_an_edited_parent_is_refused() {
    let (folder, log) = summer("edited");
    let branch = folder.file("same.divest-log");
    let told = done(&["branch", &log, "--log", &branch]);
    assert!(told.contains("The two are the same, entry by entry"), "{told}");
    let (before, after) = (std::fs::read(&log).expect("a log"), std::fs::read(&branch).expect("a log"));
    assert_eq!(before.len(), after.len());
    // Another run of the same scenario stands where the parent was.
    done(&["run", "scenarios/tiktok-2020.toml", "--seed", "2", "--log", &log, "--force"]);
    let output = crate::common::shell::divest(&["verify", &branch, "--parent", &log]);
    assert_eq!(crate::common::shell::code(&output), 1);
    assert!(crate::common::shell::out(&output).contains("is not its parent"), "{}", crate::common::shell::out(&output));
    assert!(done(&["verify", &branch]).contains("a branch of a log that is not beside it"));
    let json: Value = serde_json::from_str(&done(&["verify", &branch, "--format", "json"])).expect("JSON");
    assert_eq!(json[0]["parent"]["state"], "missing");
    let complaint = fails(2, &["branch", &branch, "--log", &branch, "--force"]);
    assert!(complaint.contains("its own parent"), "{complaint}");
}

#[test]
fn a_branch_of_a_branch_goes_on_with_what_was_changed() {
    let (folder, log) = summer("twice");
    let (first, second) = (folder.file("first"), folder.file("second"));
    done(&["branch", &log, "--drop", "oracle", "--log", &first]);
    done(&["branch", &first, "--at", "2020-10-01", "--anew", "--log", &second]);
    for line in done(&["show", &second, "--json"]).lines() {
        let entry: Value = serde_json::from_str(line).expect("JSON");
        assert_ne!(entry["seat"], "oracle", "it was silenced two branches ago: {entry}");
    }
    assert!(done(&["verify", &second, "--redraw"]).contains("a branch of"));
}

#[test]
fn a_bot_from_the_command_line_sits_there_again() {
    let folder = Folder::new("tuned");
    let (log, branch) = (folder.file("run.divest-log"), folder.file("branch.divest-log"));
    let tuned = ["--seat", "oracle=hardliner", "--seat", "bytedance=conceder:exponent=3"];
    done(&[&["run", "scenarios/tiktok-2020.toml", "--seed", "4", "--log", &log], &tuned[..]].concat());
    // All bots decide anew from before the first entry: only the same ones come to the same run.
    done(&["branch", &log, "--at", "0", "--anew", "--bot-seconds", "1", "--log", &branch]);
    assert_eq!(done(&["show", &log, "--json"]), done(&["show", &branch, "--json"]));
}

#[test]
fn what_is_asked_wrongly_is_answered_with_a_hint() {
    let (folder, log) = summer("wrong");
    let wrong: [(&[&str], &str); 9] = [
        (&["--drop", "orcle"], "no seat is called `orcle`"),
        (&["--drop", "oracle:buy"], "no command is called `buy`"),
        (&["--drop", "clock"], "the clock cannot be left out"),
        (&["--set", "decrees.ordr.deadline=120d"], "did you mean `order`?"),
        (&["--set", "decrees.order.deadline=soon"], "is not a date or a span"),
        (&["--at", "9999", "--drop", "oracle"], "there is no entry 9999"),
        (&["--at", "1999-01-01", "--drop", "oracle"], "lies before the run"),
        (&["--play", "oracle offer oracle price=1"], "--play does not say when"),
        (&["--seat", "oracle=ghost"], "ghost"),
    ];
    for (arguments, expected) in wrong {
        let complaint = fails(2, &[&["branch", log.as_str()], arguments].concat());
        assert!(complaint.contains(expected), "{arguments:?}: {complaint}");
    }
    let out = folder.file("out");
    done(&["branch", &log, "--drop", "oracle:MakeOffer", "--log", &out]);
    assert!(fails(2, &["branch", &log, "--log", &out]).contains("already"));
    let other = folder.file("grindr");
    done(&["run", "scenarios/grindr-2019.toml", "--log", &other]);
    assert!(fails(2, &["diff", &log, &other]).contains("runs of two scenarios"));
}

#[test]
fn an_entry_is_explained_back_to_the_decree_and_the_draws() {
    let (_folder, log) = summer("explain");
    let entries = done(&["show", &log, "--json"]);
    let all: Vec<Value> = entries.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let accepted = all.iter().find(|entry| entry["command"]["kind"] == "accept").expect("terms are agreed");
    let number = accepted["entry"].as_u64().expect("a number").to_string();
    let told = done(&["explain", &log, &number]);
    assert!(is_narrow(&told), "{told}");
    let words = flat(&told);
    assert!(words.contains("What led to it, the latest first"), "{told}");
    assert!(words.contains("issues the Order of 14 August 2020") || words.contains("issues Executive Order"), "{told}");
    assert!(words.contains("draw vary/parties."), "{told}");
    let json: Value = serde_json::from_str(&done(&["explain", &log, &number, "--json"])).expect("JSON");
    let causes = json["causes"].as_array().expect("a list");
    assert!(causes.iter().any(|cause| cause["led_to"][0]["how"] == "answered"), "{json:#}");
    // What leads to something comes before it.
    for cause in causes {
        for later in cause["led_to"].as_array().expect("a list").iter().flat_map(|l| l["entries"].as_array()) {
            assert!(later.iter().all(|entry| entry.as_u64() > cause["entry"].as_u64()), "{cause:#}");
        }
    }
    assert!(fails(2, &["explain", &log, "9999"]).contains("there is no entry 9999"));
    // A date stands for the last entry up to its end.
    let day = accepted["date"].as_str().expect("a date");
    let last = all.iter().rfind(|entry| entry["date"].as_str() <= Some(day)).expect("there is one");
    assert!(done(&["explain", &log, day]).starts_with(&format!("entry {} ", last["entry"])));
    assert!(fails(2, &["explain", &log, "1999-01-01"]).contains("no entry by that date"));
}

#[test]
fn every_entry_of_every_kind_can_be_explained() {
    let folder = Folder::new("explain-all");
    let log = folder.file("run.divest-log");
    done(&["run", "scenarios/first-sale.toml", "--seed", "3", "--log", &log]);
    for entry in 1..=done(&["show", &log, "--json"]).lines().count() {
        let told = done(&["explain", &log, &entry.to_string()]);
        assert!(told.starts_with(&format!("entry {entry} ")) && is_narrow(&told), "{told}");
    }
}

#[test]
fn an_outcome_goes_out_of_reach_where_the_plays_say_so() {
    let folder = Folder::new("bisect");
    let log = folder.file("run.divest-log");
    done(&["run", "scenarios/first-sale.toml", "--seed", "3", "--log", &log]);
    let run: Value = serde_json::from_str(&done(&["replay", &log, "--format", "json"])).expect("JSON");
    let reached = run["outcome"]["name"].as_str().expect("it ended").to_owned();
    let told = done(&["bisect", &log, "--outcome", &reached, "--seeds", "20"]);
    assert!(told.contains("The run itself ended so") && is_narrow(&told), "{told}");
    assert_eq!(told, done(&["bisect", &log, "--outcome", &reached, "--seeds", "20"]), "threads have no say");
    let complaint = fails(2, &["bisect", &log, "--outcome", "peace"]);
    let others: Vec<&str> = complaint.split("the outcomes are ").nth(1).expect("a list").trim().split(", ").collect();
    let mut found = 0;
    for other in others.into_iter().filter(|other| *other != reached) {
        let json: Value = serde_json::from_str(&done(&["bisect", &log, "--outcome", other, "--seeds", "60", "--json"]))
            .expect("JSON");
        let points = json["points"].as_array().expect("a list");
        let Some(out) = json["out_of_reach_after"]["entry"].as_u64() else { continue };
        found += 1;
        let count = |point: &Value| point["count"].as_u64().expect("a number");
        let after = |point: &Value| point["after"].as_u64().expect("a number");
        assert!(points.iter().filter(|point| after(point) >= out).all(|point| count(point) == 0), "{json:#}");
        assert!(points.iter().any(|point| after(point) == out - 1 && count(point) > 0), "{json:#}");
    }
    assert!(found > 0, "no other outcome was ever within reach");
}

#[test]
fn the_bots_that_a_run_had_play_on_when_an_outcome_is_looked_for() {
    let folder = Folder::new("bisect-bots");
    let from_the_start = |name: &str, seats: &[&str]| {
        let log = folder.file(name);
        done(&[&["run", "scenarios/first-sale.toml", "--seed", "3", "--log", &log], seats].concat());
        let told = done(&["bisect", &log, "--outcome", "pilots", "--seeds", "60", "--json"]);
        let json: Value = serde_json::from_str(&told).expect("JSON");
        assert_eq!(json["points"][0]["after"], 0, "{json:#}");
        json["points"][0]["count"].as_u64().expect("a number")
    };
    assert!(from_the_start("own.divest-log", &[]) > 0, "the pilots buy sometimes");
    let hard = ["--seat", "keeper=hardliner", "--seat", "pilots=hardliner"];
    assert_eq!(from_the_start("hard.divest-log", &hard), 0, "two that never give way do not agree");
}

#[test]
fn a_family_is_drawn_as_a_tree() {
    let (folder, log) = summer("graph");
    let (first, second) = (folder.file("b-no-oracle"), folder.file("c-late"));
    done(&["branch", &log, "--drop", "oracle", "--log", &first]);
    done(&["branch", &first, "--at", "2020-10-01", "--anew", "--log", &second]);
    done(&["branch", &log, "--set", "decrees.order.deadline=120d", "--log", &folder.file("d-order")]);
    let drawn = done(&["show", &folder.0.display().to_string(), "--graph"]);
    let drawn = drawn.replace(&format!("{}/", folder.0.display()), "");
    let starts = [
        "● run.divest-log",
        "├─ decrees.order.deadline: 90d → 120d",
        "│  ● d-order",
        "└─ after entry",
        "   ● b-no-oracle",
    ];
    for start in starts {
        assert!(drawn.lines().any(|line| line.starts_with(start)), "{start}: {drawn}");
    }
    assert!(drawn.contains("      ● c-late"), "{drawn}");
    let alone = done(&["show", &second, "--graph"]);
    assert!(alone.contains("a branch of a log that is not here"), "{alone}");
}
