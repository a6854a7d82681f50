//! The command line as its users meet it: results, exit codes, and what it says to wrong input.

use crate::common::root;
use crate::common::shell::{Folder, code, divest, done, err, fails, out};
use std::process::{Command, Stdio};

#[test]
fn a_run_leaves_a_log_that_shows_replays_and_verifies() {
    let folder = Folder::new("log");
    let log = folder.file("a.divest-log");
    let story = done(&["run", "scenarios/first-sale.toml", "--seed", "3", "--log", &log]);
    assert!(story.contains("Outcome: ") && story.contains("Seed 3."), "{story}");
    assert!(done(&["verify", "--redraw", &log]).contains("clean"));
    let ending = done(&["replay", &log]);
    assert!(
        story.contains(ending.split("Seed").next().expect("there is text")),
        "the ending is the story's last block"
    );
    let middle = done(&["replay", &log, "--to", "2031-04-01"]);
    assert!(middle.starts_with("After entry "), "{middle}");
    assert!(done(&["show", &log]).contains("entry 1 "));
    let lines = done(&["show", &log, "--oneline"]);
    assert!(lines.lines().all(|line| !line.contains('…')), "a pipe gets whole lines");
    let json = done(&["show", &log, "--json", "--seat", "hotel"]);
    for line in json.lines() {
        let value: serde_json::Value = serde_json::from_str(line).expect("one object a line");
        assert!(value["entry"].is_u64());
    }
    assert!(!done(&["show", &log, "--seat", "hotel"]).contains("The pilots' guild's walk-away"));
}

#[test]
fn the_same_seed_leaves_the_same_bytes() {
    let folder = Folder::new("bytes");
    let (a, b) = (folder.file("a"), folder.file("b"));
    done(&["run", "scenarios/grindr-2019.toml", "--seed", "5", "--log", &a]);
    done(&["run", "scenarios/grindr-2019.toml", "--seed", "5", "--log", &b, "--durable"]);
    assert_eq!(std::fs::read(a).expect("a log"), std::fs::read(b).expect("a log"));
}

#[test]
fn the_json_of_a_run_has_what_others_rely_on() {
    let text = done(&["run", "scenarios/first-sale.toml", "--seed", "3", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    for field in ["scenario", "seed", "rules", "entries", "events", "head", "outcome", "parties"] {
        assert!(!value[field].is_null(), "{field} is missing: {text}");
    }
    for field in ["name", "title", "date", "buyer", "terms", "reason"] {
        assert!(!value["outcome"][field].is_null(), "{field} is missing: {text}");
    }
    assert!(value["parties"]["hotel"]["walk_away"].is_i64());
    let reason = value["outcome"]["reason"].as_str().expect("a text");
    assert!(reason.ends_with('.') && reason.split_whitespace().count() <= 25, "{reason}");
    assert!(value["outcome"]["details"][0]["date"].is_string(), "{text}");
}

#[test]
fn histories_end_as_they_did() {
    for name in ["tiktok-2020", "grindr-2019"] {
        let (scenario, script) = (format!("scenarios/{name}.toml"), format!("scenarios/{name}.history.toml"));
        let story = done(&["run", &scenario, "--script", &script]);
        let words = story.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains("(as in history)"), "{story}");
    }
}

#[test]
fn nothing_is_overwritten_without_being_told_to() {
    let folder = Folder::new("force");
    let log = folder.file("a.divest-log");
    done(&["run", "scenarios/first-sale.toml", "--log", &log]);
    let before = std::fs::read(&log).expect("a log");
    let complaint = fails(2, &["run", "scenarios/first-sale.toml", "--seed", "2", "--log", &log]);
    assert!(complaint.contains("--force"), "{complaint}");
    assert_eq!(std::fs::read(&log).expect("a log"), before);
    done(&["run", "scenarios/first-sale.toml", "--seed", "2", "--log", &log, "--force"]);
    assert_ne!(std::fs::read(&log).expect("a log"), before);
    let new = folder.file("mine");
    done(&["new", &new]);
    assert!(fails(2, &["new", &new]).contains("exists already"));
    done(&["check", &format!("{new}.toml")]);
    done(&["run", &format!("{new}.toml")]);
}

#[test]
fn damage_is_told_with_its_place_and_exit_code_3() {
    let folder = Folder::new("damage");
    let log = folder.file("a.divest-log");
    done(&["run", "scenarios/first-sale.toml", "--log", &log]);
    let whole = std::fs::read(&log).expect("a log");
    let write = |bytes: &[u8]| std::fs::write(&log, bytes).expect("a file");
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    write(&flipped);
    for args in [vec!["verify", &log], vec!["show", &log], vec!["replay", &log]] {
        let output = divest(&args);
        assert_eq!(code(&output), 3, "{args:?}");
        let said = out(&output) + &err(&output);
        assert!(said.contains("corrupt at offset") && said.contains("in entry"), "{said}");
    }
    done(&["show", &log, "--at", "3"]);
    write(&whole[..whole.len() - 200]);
    let output = divest(&["verify", &log]);
    assert_eq!(code(&output), 3);
    assert!(out(&output).contains("torn"), "{}", out(&output));
    assert!(err(&divest(&["show", &log])).contains("never finished"));
    write(&whole);
    let several = divest(&["verify", "no-such.divest-log", &log]);
    assert_eq!((code(&several), out(&several).lines().count()), (2, 2), "{}", out(&several));
    assert!(
        out(&several).starts_with("cannot read no-such.divest-log: ") && out(&several).contains(": clean: "),
        "{}",
        out(&several)
    );
    write(b"this is not a log");
    assert!(!fails(3, &["replay", &log]).is_empty());
    write(&[]);
    assert!(!fails(3, &["replay", &log]).is_empty());
}

#[test]
fn wrong_input_is_named_with_a_way_out() {
    let cases: &[(&[&str], &str)] = &[
        (&["run", "scenarios/nowhere.toml"], "cannot read scenarios/nowhere.toml"),
        (&["run", "scenarios"], "is a folder"),
        (&["run", "scenarios/first-sale.toml", "--seat", "hotl=bot"], "no seat is called `hotl`"),
        (&["run", "scenarios/first-sale.toml", "--seat", "hotel=robot"], "no bot is called `robot`"),
        (&["run", "scenarios/first-sale.toml", "--seat", "clock=silent"], "not a party's"),
        (&["run", "scenarios/first-sale.toml", "--seat", "hotel"], "names no occupant for the seat"),
        (&["run", "tests/scenarios/invalid/deadline-before-order.toml"], "deadline-before-order.toml:"),
        (&["run", "scenarios/first-sale.toml", "--seat", "hotel=bot", "--seat", "hotel=silent"], "taken twice"),
        (&["show", "scenarios/nowhere.log"], "cannot read"),
        (&["backtest", "scenarios", "--seeds", "1..20"], "write how many, such as 1000"),
        (&["test", "docs"], "holds no scenario"),
    ];
    for (args, expected) in cases {
        let complaint = fails(2, args);
        assert!(complaint.contains(expected), "{args:?} says {complaint}");
    }
}

#[test]
fn what_is_no_log_is_known_for_what_it_is() {
    let folder = Folder::new("no-log");
    let sweep = folder.file("a.divest-sweep");
    done(&["sweep", "scenarios/first-sale.toml", "--seeds", "1..3", "--out", &sweep]);
    assert!(fails(3, &["show", &sweep]).contains("divest merge"));
    assert!(fails(3, &["show", "scenarios/first-sale.toml"]).contains("divest run scenarios/first-sale.toml --log"));
}

#[test]
fn a_scenario_is_read_from_standard_input() {
    let check = |path: &str| {
        let file = std::fs::File::open(path).expect("it is there");
        let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
        command.args(["check", "-"]).stdin(file).output().expect("the program starts")
    };
    let good = root().join("scenarios/first-sale.toml").display().to_string();
    assert_eq!(out(&check(&good)), "-: no fault\n");
    let bad = root().join("tests/scenarios/invalid/deadline-before-order.toml").display().to_string();
    let output = check(&bad);
    assert_eq!(code(&output), 2);
    assert!(err(&output).starts_with("-:"), "{}", err(&output));
}

#[test]
fn a_script_that_cannot_be_is_told_line_by_line() {
    let folder = Folder::new("script");
    let script = folder.file("wrong.toml");
    let text =
        "format = 1\nscenario = \"first-sale\"\n\n[[do]]\non = 2031-03-02\nseat = \"hotel\"\ncommand = \"sign\"\n";
    std::fs::write(&script, text).expect("a file");
    let complaint = fails(2, &["run", "scenarios/first-sale.toml", "--script", &script]);
    assert!(complaint.contains("wrong.toml:") && complaint.contains("no agreement stands"), "{complaint}");
}

#[test]
fn a_script_gives_numbers_that_are_left_to_the_seed() {
    let folder = Folder::new("given");
    let script = folder.file("given.toml");
    let with = |given: &str| {
        let text = format!("format = 1\nscenario = \"first-sale\"\nothers = \"bots\"\n\n[given]\n{given}\n");
        std::fs::write(&script, text).expect("a file");
        script.clone()
    };
    let run = ["run", "scenarios/first-sale.toml", "--script", &with("parties.keeper.walk_away = 41")];
    let log = folder.file("given.divest-log");
    let story = done(&[&run[..], &["--log", &log]].concat());
    assert!(story.contains("41 points (given by the script)"), "{story}");
    assert!(done(&["verify", &log, "--redraw"]).contains("clean"));
    for (given, complaint) in [
        ("parties.keeper.walk_away = 1", "the scenario does not leave this value open"),
        ("parties.keeper.walk_away = \"much\"", "expected"),
        ("parties.keeper.walk_awy = 41", "did you mean `parties.keeper.walk_away`?"),
        ("sale.talks.pilots.real = 1", "expected true or false"),
        ("sale.talks.pilots.real = true\n\"sale.talks.pilots.real\" = true", "given twice"),
    ] {
        let said = fails(2, &["run", "scenarios/first-sale.toml", "--script", &with(given)]);
        assert!(said.contains("given.toml:6:") || said.contains("given.toml:7:"), "{said}");
        assert!(said.contains(complaint), "{given}: {said}");
    }
}

#[test]
fn a_sweep_sets_values_and_seats_bots_as_a_run_does() {
    let sale = "scenarios/first-sale.toml";
    let swept = |more: &[&str]| done(&[&["sweep", sale, "--seeds", "1..60"][..], more].concat());
    let by_set = swept(&["--set", "parties.hotel.bot.kind=boulware", "--set", "parties.hotel.bot.exponent=0.3"]);
    assert_eq!(swept(&["--seat", "hotel=boulware:exponent=0.3"]), by_set);
    assert_ne!(swept(&[]), by_set);
    // A seed of the sweep is the run with the same seat.
    let json: serde_json::Value =
        serde_json::from_str(&swept(&["--seat", "hotel=boulware:exponent=0.3", "--json"])).expect("JSON");
    let outcomes = json["settings"][0]["outcomes"].as_array().expect("outcomes");
    let sold = outcomes.iter().find(|share| share["seed"] == 1).expect("the first seed ends somehow");
    let run = done(&["run", sale, "--seat", "hotel=boulware:exponent=0.3"]);
    let title = sold["title"].as_str().expect("a title");
    assert!(run.contains(&format!("Outcome: {title}")), "{title}: {run}");
    for (arguments, complaint) in [
        (["--seat", "hotl=boulware"], "did you mean `hotel`?"),
        (["--seat", "hotel=exec:bot.py"], "a sweep has no programs"),
        (["--set", "decrees.order.dealine=100d"], "did you mean `deadline`?"),
        (["--set", "decrees"], "sets nothing"),
    ] {
        assert!(fails(2, &[&["sweep", sale][..], &arguments[..]].concat()).contains(complaint), "{arguments:?}");
    }
    let twice = fails(2, &["sweep", sale, "--set", "opens=2031-03-02", "--vary", "opens=2031-03-01,2031-03-02"]);
    assert!(twice.contains("given twice"), "{twice}");
}

#[test]
fn colours_and_man_pages() {
    let sale = "scenarios/first-sale.toml";
    assert!(done(&["run", sale, "--color", "always"]).contains("\u{1b}[1m"));
    assert!(!done(&["run", sale, "--color", "never"]).contains('\u{1b}'));
    assert!(done(&["man"]).contains(".TH divest 1"));
    let folder = Folder::new("man");
    let pages = folder.file("pages");
    done(&["man", "--out", &pages]);
    let sweep =
        std::fs::read_to_string(std::path::Path::new(&pages).join("divest-sweep.1")).expect("a page for each command");
    assert!(sweep.contains("\\-\\-vary"), "{sweep}");
    assert!(fails(2, &["man", "--out", &pages]).contains("--force"));
}

#[test]
fn a_random_seed_is_committed_to_and_repeats() {
    let folder = Folder::new("random-seed");
    let log = folder.file("random.divest-log");
    let ran = divest(&["run", "scenarios/first-sale.toml", "--seed", "random", "--log", &log]);
    assert_eq!(code(&ran), 0);
    let said = err(&ran);
    let published = said.split("seed commitment: ").nth(1).expect("a commitment").lines().next().expect("a line");
    assert!(
        done(&["verify", &log, "--redraw", "--commitment", published]).contains("is the one that was committed to")
    );
    let head = done(&["head", &log]);
    let seed = head.split(", seed ").nth(1).expect("a seed").lines().next().expect("a line");
    assert!(seed.parse::<u128>().is_ok_and(|seed| seed > u128::from(u64::MAX)), "{seed}");
    let again = folder.file("again.divest-log");
    let json = done(&["run", "scenarios/first-sale.toml", "--seed", seed, "--log", &again, "--json"]);
    assert!(
        json.contains(&format!("\"seed\":\"{seed}\"")) || json.contains(&format!("\"seed\": \"{seed}\"")),
        "{json}"
    );
    assert_eq!(std::fs::read(&log).expect("a log"), std::fs::read(&again).expect("a log"));
    let other = divest(&["verify", &log, "--commitment", &"0".repeat(64)]);
    assert_eq!(code(&other), 1, "{}", out(&other));
    assert!(fails(2, &["run", "scenarios/first-sale.toml", "--seed", "many"]).contains("2^128"));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_divest"))
        .args(["run", "scenarios/tiktok-2020.toml"])
        .current_dir(root())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert_eq!(err(&output), "");
}

#[test]
fn snapshots_of_authors_are_made_compared_and_shown_as_differences() {
    let folder = Folder::new("author");
    let scenario = folder.file("mine.toml");
    let text = std::fs::read_to_string(root().join("scenarios/first-sale.toml")).expect("it ships");
    let tests = "\n[tests]\nseeds = [1]\n[[tests.expect]]\noutcome = \"pilots\"\nbetween = [0.0, 1.0]\nseeds = 50\n";
    std::fs::write(&scenario, format!("{text}{tests}")).expect("a file");
    let first = divest(&["test", &scenario]);
    assert_eq!(code(&first), 1);
    assert!(out(&first).contains("--accept"), "{}", out(&first));
    assert!(done(&["test", &scenario, "--accept"]).contains("1 accepted"));
    assert!(done(&["test", &scenario]).contains("2 passed, 0 failed"));
    let snapshot = folder.0.join("snapshots/mine.seed-1.txt");
    let story = std::fs::read_to_string(&snapshot).expect("it was written");
    std::fs::write(&snapshot, story.replacen("Outcome:", "Ending:", 1)).expect("a file");
    let changed = divest(&["test", &scenario]);
    assert_eq!(code(&changed), 1);
    assert!(out(&changed).contains("-Ending:") && out(&changed).contains("+Outcome:"), "{}", out(&changed));
    let listed = divest(&["test", &scenario, "--format", "json"]);
    assert_eq!(code(&listed), 1);
    let rows: serde_json::Value = serde_json::from_str(&out(&listed)).expect("it is JSON and nothing else");
    assert_eq!((&rows[0]["result"], &rows[1]["result"]), (&"failed".into(), &"passed".into()));
    assert!(rows[0]["why"].as_str().is_some_and(|why| why.contains("-Ending:")), "{rows}");
}

#[test]
fn what_is_whole_of_a_damaged_log_is_recovered_beside_it() {
    let folder = Folder::new("recover");
    let (log, out) = (folder.file("a.divest-log"), folder.file("b.divest-log"));
    done(&["run", "scenarios/first-sale.toml", "--log", &log]);
    let mut damaged = std::fs::read(&log).expect("a log");
    let middle = damaged.len() * 3 / 4;
    damaged[middle] ^= 1;
    std::fs::write(&log, &damaged).expect("a file");
    assert!(fails(3, &["head", &log]).contains("divest recover"));
    let said = done(&["recover", &log, "--out", &out]);
    assert!(said.contains("is corrupt at offset") && said.contains("recovered to"), "{said}");
    assert_eq!(std::fs::read(&log).expect("a log"), damaged, "the damaged log is left as it is");
    assert!(done(&["verify", "--redraw", &out]).contains("not finished"));
    let head = done(&["head", &out]);
    assert_eq!(head.lines().count(), 3);
    assert!(head.starts_with("scenario  first-sale, digest ") && head.contains(", not finished\nhead      "), "{head}");
    assert!(fails(2, &["recover", &log, "--out", &out]).contains("--force"));
    assert!(fails(2, &["recover", &log, "--out", &log, "--force"]).contains("nothing is mended in place"));
    std::fs::write(&log, &damaged[..300]).expect("a file");
    fails(3, &["recover", &log, "--out", &out, "--force"]);
}

#[test]
fn a_log_goes_to_text_and_back_without_a_changed_byte() {
    let folder = Folder::new("twin");
    let (log, text, back) = (folder.file("a.divest-log"), folder.file("a.jsonl"), folder.file("b.divest-log"));
    done(&["run", "scenarios/grindr-2019.toml", "--seed", "3", "--log", &log]);
    done(&["export", &log, "--out", &text]);
    assert_eq!(done(&["export", &log]), std::fs::read_to_string(&text).expect("text"));
    assert!(fails(2, &["export", &log, "--out", &text]).contains("--force"));
    done(&["import", "log", &text, "--out", &back]);
    assert_eq!(std::fs::read(&log).expect("a log"), std::fs::read(&back).expect("a log"));
    let edited = std::fs::read_to_string(&text).expect("text").replacen("\"seat\":1", "\"seat\":2", 1);
    std::fs::write(&text, edited).expect("a file");
    let complaint = fails(2, &["import", "log", &text, "--out", &back, "--force"]);
    assert!(complaint.contains("a.jsonl:3: the head is not the one"), "{complaint}");
    assert!(fails(2, &["import", "log", &log, "--out", &back]).contains("this is no text"));
}

/// A log that arrives a few bytes at a time: whatever was shown when it was cut off is whole entries, and the end comes by
/// itself.
#[test]
fn a_log_is_followed_while_it_is_written() {
    use std::io::{BufRead, BufReader, Write};
    let folder = Folder::new("follow");
    let (whole, log) = (folder.file("whole"), folder.file("growing"));
    done(&["run", "scenarios/first-sale.toml", "--seed", "5", "--log", &whole]);
    let bytes = std::fs::read(&whole).expect("a log");
    let mut file = std::fs::File::create(&log).expect("a file");
    file.write_all(&bytes[..100]).expect("a file takes bytes");
    let mut follower = Command::new(env!("CARGO_BIN_EXE_divest"));
    follower.args(["show", "--follow", "--json", &log]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut follower = follower.spawn().expect("the program starts");
    let lines = BufReader::new(follower.stdout.take().expect("a pipe")).lines();
    let shown = std::thread::spawn(move || lines.map(|line| line.expect("text")).collect::<Vec<_>>());
    for piece in bytes[100..].chunks(1500) {
        std::thread::sleep(std::time::Duration::from_millis(60));
        file.write_all(piece).expect("a file takes bytes");
    }
    assert!(follower.wait().expect("it ends by itself").success());
    let shown = shown.join().expect("no panic").join("\n");
    assert_eq!(shown, done(&["show", "--json", &whole]).trim_end());
    // What is finished is shown at once.
    assert_eq!(done(&["show", "--follow", "--oneline", &whole]), done(&["show", "--oneline", &whole]));
}

#[test]
fn shipped_scenarios_pass_their_own_tests() {
    let output = divest(&["test", "scenarios"]);
    assert_eq!(code(&output), 0, "{}", out(&output));
}

#[test]
fn histories_are_held_against_the_seeds() {
    let text = done(&["backtest", "scenarios", "--seeds", "20"]);
    assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    for key in ["tiktok-2020", "tiktok-2024", "haggen-2015", "mean"] {
        assert!(text.contains(key), "{text}");
    }
    assert!(!text.contains("first-sale"), "it has no history");
    let json = done(&["backtest", "scenarios/grindr-2019.toml", "--seeds", "50", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    let case = &value["cases"][0];
    assert_eq!(case["historical"], "sva");
    let counts = case["outcomes"].as_array().expect("a list").iter().map(|o| o["count"].as_u64().expect("a count"));
    assert_eq!(counts.sum::<u64>(), 50);
    let (p, log) = (case["model"]["p"].as_f64().expect("a number"), case["model"]["log"].as_f64().expect("a number"));
    assert!((p.ln() - log).abs() < 1e-5, "{p} {log}");
    let bounds = [&case["low"], &case["high"]].map(|bound| bound.as_f64().expect("a number"));
    assert!(bounds[0] < p && p < bounds[1]);
    let uniform = &case["uniform"];
    assert!((uniform["brier"].as_f64().expect("a number") - 5.0 / 6.0).abs() < 1e-5, "six outcomes alike: {uniform}");
    // One history has no others: each of three classes is counted once.
    assert!((case["others_of_class"]["p"].as_f64().expect("a number") - 1.0 / 3.0).abs() < 1e-5);
    assert!(fails(2, &["backtest", "scenarios/first-sale.toml"]).contains("which outcome history took"));
    assert!(fails(2, &["backtest", "scenarios", "--seeds", "0"]).contains("--seeds"));
}

#[test]
fn help_and_completions_are_there() {
    for command in ["head", "recover", "export", "import"] {
        assert!(done(&[command, "--help"]).contains("Usage: divest"), "{command}");
    }
    for command in
        ["run", "show", "replay", "verify", "play", "check", "test", "backtest", "new", "schema", "completions"]
    {
        assert!(done(&[command, "--help"]).contains("Usage: divest"), "{command}");
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(done(&["completions", shell]).contains("divest"));
    }
    assert!(done(&["schema"]).contains("\"$schema\""));
    fails(2, &["frobnicate"]);
}

#[test]
fn deals_tell_what_others_rely_on() {
    let text = done(&["deals", "scenarios/first-sale.toml", "--seats", "keeper,hotel", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["parties"], serde_json::json!(["keeper", "hotel"]));
    assert_eq!(value["deals"], 279);
    for field in ["feasible", "signable", "efficient", "opposition"] {
        assert!(!value[field].is_null(), "{field} is missing: {text}");
    }
    for rule in ["nash", "kalai_smorodinsky", "egalitarian", "utilitarian"] {
        assert!(value[rule][0]["deal"]["price"].is_i64() && value[rule][0]["points"][1].is_i64(), "{rule}: {text}");
    }
    let rows = done(&["deals", "scenarios/first-sale.toml", "--seats", "keeper,hotel", "--format", "csv"]);
    assert_eq!(rows.lines().count(), 280);
    assert_eq!(rows.matches(",true,").count() as u64, value["feasible"].as_u64().expect("a number"));
    let overview = done(&["deals", "scenarios/first-sale.toml"]);
    assert!(overview.contains("pilots' guild") && overview.contains("those of seed 1"), "{overview}");
    let plot = done(&["deals", "scenarios/first-sale.toml", "--seats", "keeper,pilots,hotel"]);
    assert!(plot.contains("Deals by the exact set of satisfied parties"), "{plot}");
    for text in [overview, plot] {
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{text}");
    }
}

#[test]
fn deals_are_drawn_and_nothing_is_overwritten() {
    let folder = Folder::new("deals");
    let picture = folder.file("a.svg");
    let args = ["deals", "scenarios/first-sale.toml", "--seats", "keeper,hotel", "--plot", "--out", &picture];
    let text = done(&args);
    assert!(text.contains("o efficient") && text.lines().all(|line| line.chars().count() <= 80), "{text}");
    assert!(std::fs::read_to_string(&picture).expect("a picture").starts_with("<svg"));
    assert!(fails(2, &args).contains("exists already"));
    assert!(fails(2, &["deals", "scenarios/first-sale.toml", "--out", &picture]).contains("--seats keeper,hotel"));
    assert!(fails(2, &["deals", "scenarios/first-sale.toml", "--seats", "harbour,hotel"]).contains("no score sheet"));
    assert!(fails(2, &["deals", "scenarios/first-sale.toml", "--seats", "hotle"]).contains("no seat is called"));
}

#[test]
fn json_has_a_short_name_wherever_there_is_json() {
    let first_sale = "scenarios/first-sale.toml";
    let commands: [&[&str]; 8] = [
        &["run", first_sale, "--seed", "3"],
        &["bots"],
        &["check", first_sale],
        &["deals", first_sale],
        &["sweep", first_sale, "--seeds", "1..20"],
        &["theory", "nash", "--pie", "10"],
        &["tournament", first_sale, "--bots", "standard,micro", "--seeds", "1..2"],
        &["trace", first_sale],
    ];
    for command in commands {
        let long = divest(&[command, &["--format", "json"]].concat());
        let short = divest(&[command, &["--json"]].concat());
        assert_eq!((code(&long), code(&short)), (0, 0), "{command:?}: {}{}", err(&long), err(&short));
        assert_eq!(out(&long), out(&short), "{command:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&out(&short)).is_ok(), "{command:?}");
        assert_eq!(code(&divest(&[command, &["--json", "--format", "text"]].concat())), 2, "{command:?}");
    }
}

#[test]
fn traces_and_theory_are_told() {
    let text = done(&["trace", "scenarios/first-sale.toml", "--tactics", "linear,micro", "--rounds", "30"]);
    assert!(text.contains("Agreement in round") || text.contains("No agreement"), "{text}");
    let json = done(&["trace", "scenarios/first-sale.toml", "--rounds", "30", "--format", "json"]);
    let value: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(value["offers"].as_array().map(Vec::len), value["offer_count"].as_u64().map(|n| n as usize));
    assert!(fails(2, &["trace", "scenarios/first-sale.toml", "--tactics", "bold"]).contains("boulware"));
    assert!(done(&["theory", "rubinstein", "0.9", "0.8"]).contains("0.714286"));
    assert!(done(&["theory", "rubinstein", "0.9", "0.8", "--rounds", "5"]).contains("0.862400"));
    assert!(done(&["theory", "auction", "--bidders", "3"]).contains("0.500000"));
    assert!(done(&["theory", "nash", "--power", "3,1"]).contains("0.750000"));
    let due = done(&["theory", "shapley", "hill=40", "vale=10", "hill+vale=70"]);
    assert!(due.contains("50.000000") && due.contains("20.000000") && due.contains("in the core"), "{due}");
    assert!(done(&["theory", "shapley", "l+r=1", "l+s=1", "l+r+s=1"]).contains("l and r would have 1"));
    assert!(fails(2, &["theory", "shapley", "a=1", "a+b=4", "b+a=5"]).contains("are of one coalition"));
    assert!(fails(2, &["theory", "shapley", "a+=1"]).contains("names nobody"));
    assert!(fails(2, &["theory", "rubinstein", "1.2", "0.8"]).contains("from 0 to 1"));
    assert!(fails(2, &["theory", "rubinstein", "1", "1"]).contains("impatient"));
}

#[test]
fn what_cannot_be_imported_is_refused() {
    let folder = Folder::new("import");
    let wrong = folder.file("wrong.xml");
    std::fs::write(&wrong, "<negotiation_template><oops").expect("a file");
    let complaint = fails(2, &["import", "genius", &wrong, &wrong, &wrong]);
    assert!(complaint.contains("this is no XML") && complaint.contains("wrong.xml:1:"), "{complaint}");
    assert!(fails(2, &["import", "negmas", &wrong, &wrong, &wrong]).contains("has no list `issues`"));
    assert!(fails(2, &["import", "genius", "nowhere.xml", &wrong, &wrong]).contains("cannot read nowhere.xml"));
}
