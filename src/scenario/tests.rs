//! Tests of reading: valid files, invalid files, and files that are no files at all.

use super::*;
use std::path::PathBuf;

/// A scenario of the tests' own, so that they do not lean on the words of a shipped one.
const SMALL: &str = r#"format = 1
title = "The lighthouse"
currency = "thousand crowns"
opens = 2031-03-01
closes = 2031-07-31
[parties.keeper]
role = "seller"
walk_away = { triangular = [25, 35, 55] }
[parties.keeper.score]
price = { 100 = 0, 400 = 60 }
lamp = { lit = 30, museum = 15, dark = 0 }
tenancy = { none = 0, for-life = 10 }
[parties.hotel]
role = "bidder"
walk_away = { uniform = [20, 45] }
score.price = { 100 = 70, 400 = 0 }
[parties.pilots]
role = "bidder"
walk_away = 30
score.price = { 100 = 60, 300 = 0 }
score.lamp = { lit = 40, museum = 10, dark = 0 }
[parties.harbour]
role = "authority"
[sale]
asset = "The lighthouse"
seller = "keeper"
closing = "10d"
[sale.issues.price]
range = { from = 100, to = 400, step = 10 }
[sale.issues.lamp]
options = { lit = "stays lit", museum = "becomes a museum", dark = "goes dark" }
[sale.issues.tenancy]
options = { none = "the family leaves", for-life = "a home for life" }
[sale.talks.hotel]
[sale.talks.pilots]
enters = { uniform = [2031-03-10, 2031-04-20] }
real = 0.8
[decrees.order]
issuer = "harbour"
kind = "demands-sale"
issued = 2031-03-03
deadline = "90d"
satisfied_by = {}
at_deadline = [{ step = "enforce", p = 0.7 }, { step = "lapse" }]
[outcomes]
pilots = { when = { buyer = ["pilots"] }, ends = true }
hotel = { when = { buyer = ["hotel"] }, ends = true }
unsold = { title = "The family stays" }
"#;

const SHIPPED_FIRST: &str = include_str!("../../scenarios/first-sale.toml");

fn workspace(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// Name and text of every TOML file in a folder of the workspace, sorted by name.
fn files(folder: &str) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(workspace(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    paths.sort();
    let name = |path: &PathBuf| path.file_stem().unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), std::fs::read_to_string(path).unwrap())).collect()
}

/// The scenarios that ship, without the scripts that lie beside them.
fn shipped() -> Vec<(String, String)> {
    files("scenarios").into_iter().filter(|(name, _)| !name.contains('.')).collect()
}

fn read_well(name: &str, text: &str) -> Read {
    read(text, name).unwrap_or_else(|faults| panic!("{}", render(&faults, name, text, false)))
}

fn small() -> Read {
    read_well("small", SMALL)
}

// --- invalid files

#[test]
fn every_mistake_is_reported_at_its_place() {
    let files = files("tests/scenarios/invalid");
    assert!(files.len() >= 40, "only {} invalid files", files.len());
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(workspace("snapshots/invalid"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let mut wrong = Vec::new();
    settings.bind(|| {
        for (name, text) in &files {
            let Err(faults) = read(text, name) else {
                wrong.push(format!("{name} reads well"));
                continue;
            };
            for fault in faults.iter().filter(|fault| fault.line == 0 || fault.hint.is_none()) {
                wrong.push(format!("{name}: without place or hint: {}", fault.message));
            }
            insta::assert_snapshot!(name.as_str(), render(&faults, &format!("{name}.toml"), text, false));
        }
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn faults_stand_in_the_order_of_the_file_and_are_bounded() {
    let many: String = (0..500).map(|i| format!("unknown-{i} = 1\n")).collect();
    let faults = read(&many, "many").unwrap_err();
    assert_eq!(faults.len(), fault::FAULTS_MAX);
    assert!(faults.is_sorted_by_key(|fault| fault.span.start));
    assert!(faults.last().unwrap().hint.as_ref().unwrap().contains("more fault"));
}

#[test]
fn a_fault_is_a_row_for_programs() {
    let faults = read(&SMALL.replace("walk_away = 30", "walkaway = 30"), "first").unwrap_err();
    let rows: Vec<FaultRow> = faults.iter().map(|fault| fault.row("first.toml")).collect();
    let line = SMALL.lines().position(|line| line == "walk_away = 30").unwrap() + 1;
    assert_eq!(
        serde_json::to_string(&rows).unwrap(),
        format!(
            r#"[{{"file":"first.toml","line":{line},"column":1,"message":"unknown key `walkaway` in `parties.pilots`","hint":"did you mean `walk_away`?"}}]"#
        )
    );
}

#[test]
fn colors_do_not_change_the_words() {
    let text = SMALL.replace("walk_away = 30", "walkaway = 30");
    let faults = read(&text, "first").unwrap_err();
    let colored = render(&faults, "first.toml", &text, true);
    let mut plain = String::new();
    let mut rest = colored.as_str();
    while let Some((before, escape)) = rest.split_once('\u{1b}') {
        plain.push_str(before);
        rest = escape.split_once('m').unwrap().1;
    }
    plain.push_str(rest);
    assert_ne!(colored, plain);
    assert_eq!(plain, render(&faults, "first.toml", &text, false));
}

// --- files that are no files

#[test]
fn what_is_no_file_is_refused() {
    let huge = format!("{SMALL}\n{}", "# filler\n".repeat(130_000));
    assert!(read(&huge, "huge").unwrap_err()[0].message.contains("bytes, more than"));
    let faults = read_bytes(b"format = 1\ntitle = \"\xff\"\n", "bytes").unwrap_err();
    assert_eq!((faults[0].line, faults[0].column), (2, 10));
    assert_eq!(faults[0].message, "the byte 0xff is not UTF-8");
    for (open, close) in [("[", "]"), ("{a=", "}")] {
        for depth in [30, 100, 100_000] {
            let text = format!("x = {}1{}", open.repeat(depth), close.repeat(depth));
            let faults = read(&text, "deep").unwrap_err();
            assert!(faults.len() <= fault::FAULTS_MAX && !render(&faults, "deep", &text, true).is_empty());
        }
    }
    assert!(read(&format!("{} = 1", "a.".repeat(200_000) + "a"), "deep").is_err());
    for text in ["", "\n", "=", "[[[[", "\u{feff}", "a = 1\r\n", "\"", "\0", "format = 1"] {
        let faults = read(text, "small").unwrap_err();
        assert!(!render(&faults, "small", text, true).is_empty());
    }
}

/// A generator of its own, so that a failure repeats.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((u128::from(self.0) * n as u128) >> 64) as usize
    }
}

/// A file with a few bytes or lines changed, taken out, doubled or swapped.
fn mutated(text: &str, dice: &mut Dice) -> Vec<u8> {
    const SCRAPS: [&[u8]; 14] = [
        b"\"",
        b"{}",
        b"[]",
        b"-1",
        b"99999999999999999999",
        b"0.5",
        b"nan",
        b"2031-02-30",
        b"\n",
        b"any",
        b"= ",
        b".",
        b"\xff",
        b"{ uniform = [2, 1] }",
    ];
    let mut bytes = text.as_bytes().to_vec();
    for _ in 0..=dice.below(3) {
        let lines: Vec<&[u8]> = bytes.split(|b| *b == b'\n').collect();
        let (a, b) = (dice.below(lines.len()), dice.below(lines.len()));
        let place = dice.below(bytes.len());
        let mut next: Vec<&[u8]> = lines.clone();
        match dice.below(6) {
            0 => _ = next.remove(a),
            1 => next.insert(b, lines[a]),
            2 => next.swap(a, b),
            kind => {
                let to = (place + dice.below(8)).min(bytes.len());
                let to = if kind == 3 { place } else { to };
                bytes.splice(place..to, SCRAPS[dice.below(SCRAPS.len())].iter().copied());
                continue;
            }
        }
        bytes = next.join(&b'\n');
    }
    bytes
}

#[test]
fn no_mutation_makes_the_reader_panic() {
    let mut texts: Vec<String> = shipped().into_iter().map(|(_, text)| text).collect();
    texts.extend(files("tests/scenarios/invalid").into_iter().step_by(7).map(|(_, text)| text));
    let mut dice = Dice(7);
    let (mut well, mut badly) = (0, 0);
    for round in 0..2_000 {
        let bytes = mutated(&texts[round % texts.len()], &mut dice);
        match read_bytes(&bytes, "mutant") {
            Ok(read) => {
                well += 1;
                assert!(from_canonical(&read.canonical, "mutant").is_ok());
            }
            Err(faults) => {
                badly += 1;
                assert!(!faults.is_empty());
                let text = String::from_utf8_lossy(&bytes);
                assert!(!render(&faults, "mutant", &text, false).is_empty());
            }
        }
    }
    assert!(well > 50 && badly > 500, "{well} read well, {badly} did not: the mutations are too tame or too wild");
}

#[test]
fn a_file_full_of_faults_is_no_burden() {
    let names: String = (0..20_000).map(|i| format!("\"unknown-{i}\", ")).collect();
    let decrees: String = (0..240)
        .map(|i| format!("[decrees.decree-with-a-rather-long-key-{i}]\nissuer = \"harbour\"\nkind = \"prohibits\"\n"))
        .collect();
    let suit = format!(
        "[suits.s]\nplaintiff = \"keeper\"\ncourt = \"hotel\"\nmotions.m = {{ against = [{names}], hearing = \"1d\", p = 1 }}\n"
    );
    let text = SMALL.replace("[outcomes]", &format!("{decrees}{suit}[outcomes]"));
    let start = std::time::Instant::now();
    assert_eq!(read(&text, "full").unwrap_err().len(), fault::FAULTS_MAX);
    assert!(start.elapsed().as_secs() < 10);
}

// --- files that are well

#[test]
fn shipped_scenarios_read() {
    for (name, text) in shipped() {
        read_well(&name, &text);
    }
}

#[test]
#[cfg(feature = "heavy-tests")]
fn shipped_scenarios_fit_the_schema() {
    let schema = schema();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for (name, text) in shipped() {
        let json: serde_json::Value = serde_json::from_str(&document::parse(&text).unwrap().to_json().text).unwrap();
        let errors: Vec<String> = validator.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
    let nonsense = serde_json::json!({"format": 2, "title": 5, "partys": {}});
    assert!(validator.iter_errors(&nonsense).count() > 3);
}

#[test]
#[cfg(feature = "heavy-tests")]
fn the_schema_refuses_what_the_reader_calls_badly_built() {
    let schema = schema();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    for (name, text) in files("tests/scenarios/invalid") {
        let Ok(document) = document::parse(&text) else { continue };
        let mut stripped = document.clone();
        let found = structure::check(&mut stripped, schema::shared(), structure::Dates::Toml);
        let json: serde_json::Value = serde_json::from_str(&document.to_json().text).unwrap();
        // JSON has no dates of its own, so a quoted date is a date there.
        // Validators disagree about multiples of 0.000001, so the schema leaves six decimals to the reader.
        let is_readers = ["quoted-date", "year-out-of-bounds", "seven-decimals"].contains(&name.as_str());
        if !is_readers && name != "chance-over-one-by-rounding" {
            assert_eq!(validator.is_valid(&json), found.complaints.is_empty(), "{name}: {:#?}", found.complaints);
        }
    }
}

#[test]
fn the_document_of_the_format_is_true() {
    let document = std::fs::read_to_string(workspace("docs/scenario-format.md")).unwrap();
    let from = document.find("## The file").unwrap();
    let to = document.find("Triggers of `on`").unwrap();
    let example: Vec<&str> = document[from..to].lines().filter_map(|line| line.strip_prefix("    ")).collect();
    let mut parsed = document::parse(&example.join("\n")).unwrap();
    let found = structure::check(&mut parsed, schema::shared(), structure::Dates::Toml);
    assert_eq!(found.complaints, []);
    // Every key of the format stands in it.
    let mut keys = Vec::new();
    collect_keys(schema::shared(), &mut keys);
    let missing: Vec<&String> = keys.iter().filter(|key| !document.contains(key.as_str())).collect();
    assert!(keys.len() > 100 && missing.is_empty(), "{missing:?}");
}

fn collect_keys(schema: &serde_json::Value, keys: &mut Vec<String>) {
    if let Some(properties) = schema.get("properties").and_then(serde_json::Value::as_object) {
        keys.extend(properties.keys().cloned());
    }
    match schema {
        serde_json::Value::Object(object) => object.values().for_each(|value| collect_keys(value, keys)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        _ => {}
    }
}

#[test]
fn the_canonical_form_is_an_exact_inverse() {
    for (name, text) in shipped() {
        let there = read_well(&name, &text);
        let back = from_canonical(&there.canonical, &name).unwrap();
        assert_eq!(back.canonical, there.canonical);
        assert_eq!(back.scenario.setup(), there.scenario.setup());
        let bare = ScenarioFile { sources: value::Keyed::default(), tests: file::TestsFile::default(), ..there.file };
        assert_eq!(back.file, bare);
    }
    let hostile = small().canonical.replace("pilots", "pi\\u001blots");
    assert!(from_canonical(&hostile, "x").unwrap_err().iter().any(|fault| fault.message.contains("cannot be a key")));
    for text in ["", "{}", "[1]", "{\"format\":1}", "null"] {
        assert!(from_canonical(text, "x").is_err(), "{text}");
    }
}

#[test]
fn the_canonical_form_leaves_out_what_play_does_not_depend_on() {
    let plain = small();
    let noted = SMALL
        .replace(
            "walk_away = 30",
            "walk_away = 30\nnote = \"a guess\"\nestimate = \"talk of the town\"\nsource = [\"ELSTER\"]",
        )
        .replace("[sale]\n", "[sources.ELSTER]\ntitle = \"Elster Gazette\"\n[tests]\nseeds = [1]\n[sale]\n")
        .replace("closing = \"10d\"", "closing = 10")
        .replace("score.price = { 100 = 60, 300 = 0 }", "score.price = { 100 = 60, 300 = 0 }\nbot.patience = \"120d\"");
    let noted = read_well("small", &noted);
    assert_eq!(noted.canonical, plain.canonical);
    assert_eq!(noted.tests.seeds, [1]);
    let annotation = &noted.annotations[0];
    assert_eq!(annotation.path.to_string(), "parties.pilots");
    assert_eq!(annotation.sources, ["ELSTER"]);
    assert_eq!(annotation.estimate.as_deref(), Some("talk of the town"));
}

#[test]
fn drawn_numbers_are_seen_by_those_they_belong_to() {
    let read = small();
    let scenario = &read.scenario;
    let seen: Vec<String> = scenario
        .setup()
        .slots
        .iter()
        .map(|slot| {
            let seats: Vec<&str> =
                scenario.seats().filter(|s| slot.audience.has(*s)).map(|s| scenario.seat_key(s)).collect();
            format!("{}: {}", slot.key, seats.join(" "))
        })
        .collect();
    insta::assert_snapshot!(seen.join("\n"), @r"
    parties.keeper.walk_away: keeper
    parties.hotel.walk_away: hotel
    sale.talks.pilots.enters: pilots
    sale.talks.pilots.real: pilots
    ");
}

#[test]
fn the_template_reads_under_its_new_title() {
    for name in ["Port Elster", "with \"quotes\" and \u{7f} \n lines", "ümläut"] {
        let text = template(name);
        let read = read_well("new", &text);
        assert_eq!(read.file.title, name.replace(['\n', '\u{7f}'], ""));
        assert_eq!(text.lines().count(), SHIPPED_FIRST.lines().count());
        let changed = text.lines().zip(SHIPPED_FIRST.lines()).filter(|(new, shipped)| new != shipped);
        assert_eq!(changed.count(), 1, "its title and nothing else");
    }
}

// --- settings

#[test]
fn a_setting_changes_one_value() {
    let mut file = small().file;
    for setting in [
        "decrees.order.deadline=120d",
        "decrees.order.issued = 2031-03-04",
        "parties.keeper.walk_away=45",
        "parties.pilots.score.lamp.lit={ uniform = [30, 50] }",
        "decrees.order.at_deadline.0.p=0.25",
        "outcomes.unsold.title=Nobody bought",
        "sale.talks.pilots.since=2031-03-01",
        "parties.hotel.score.price.100=65",
    ] {
        apply_set(&mut file, setting).unwrap_or_else(|fault| panic!("{setting}: {fault:?}"));
    }
    let read = from_file(file.clone(), "set").unwrap();
    let setup = read.scenario.setup();
    assert_eq!(setup.outcomes.last().unwrap().title, "Nobody bought");
    assert_eq!(setup.parties[0].walk_away.fixed(), Some(45));
    assert_eq!(setup.decrees[0].at_deadline[0].probability.base_ppm.fixed(), Some(250_000));
    assert_eq!(from_canonical(&read.canonical, "set").unwrap().file.parties, file.parties);
}

#[test]
fn a_setting_that_does_not_fit_says_why() {
    let mut file = small().file;
    let before = file.clone();
    let settings = [
        "decrees.ordre.deadline=120d",
        "decrees.order.dealine=120d",
        "decrees.order.deadline=soon",
        "decrees.order.at_deadline.7.p=0.5",
        "parties.keeper.walk_away.most=3",
        "parties.keeper.role.x=3",
        "title",
        "=3",
    ];
    let said: Vec<String> = settings
        .iter()
        .map(|setting| {
            let fault = apply_set(&mut file, setting).unwrap_err();
            format!("{setting}\n    {}\n    hint: {}", fault.message, fault.hint.unwrap_or_default())
        })
        .collect();
    assert_eq!(file, before);
    insta::assert_snapshot!(said.join("\n"), @r#"
    decrees.ordre.deadline=120d
        no `ordre` in `decrees`
        hint: did you mean `order`?
    decrees.order.dealine=120d
        decrees.order.dealine: unknown key `dealine` in `decrees.order`
        hint: did you mean `deadline`?
    decrees.order.deadline=soon
        decrees.order.deadline: `soon` is not a date or a span
        hint: a date such as 2020-11-12, or a span such as "90d", "60bd" or "12h"
    decrees.order.at_deadline.7.p=0.5
        no `7` in `decrees.order.at_deadline`
        hint: items count from 0 to 1
    parties.keeper.walk_away.most=3
        parties.keeper.walk_away.most: unknown key `most` in `parties.keeper.walk_away`
        hint: one of `choice`, `estimate`, `normal`, `note`, `source`, `triangular`, `uniform` and `weights`
    parties.keeper.role.x=3
        `parties.keeper.role` is a plain value, so nothing lies in it
        hint: set it whole: parties.keeper.role=VALUE
    title
        `title` sets nothing
        hint: write PATH=VALUE, such as decrees.order.deadline=120d
    =3
        a setting without a path
        hint: write PATH=VALUE, such as decrees.order.deadline=120d
    "#);
}

// --- scripts

#[test]
fn shipped_scripts_read() {
    let mut count = 0;
    for (name, text) in files("scenarios").into_iter().filter(|(name, _)| name.contains('.')) {
        let key = script_scenario(&text).unwrap();
        let scenario = std::fs::read_to_string(workspace(&format!("scenarios/{key}.toml"))).unwrap();
        let script = read_script(&text, &read_well(&key, &scenario))
            .unwrap_or_else(|faults| panic!("{}", render(&faults, &name, &text, false)));
        assert!(!script.lines.is_empty());
        for line in &script.lines {
            assert!(text.lines().nth(line.line_no - 1).unwrap().contains(&line.text), "{name}:{}", line.line_no);
        }
        count += 1;
    }
    assert!(count > 0, "no script ships");
}

const SCRIPT: &str = r#"format = 1
scenario = "small"
outcome = "hotel"
others = "bots"
[[do]]
on = 2031-03-03
seat = "harbour"
command = "issue order"
[[do]]
on = 2031-03-05T09:30:00
seat = "hotel"
command = "offer price=250 lamp=museum tenancy=none"
"#;

#[test]
fn a_script_is_dated_commands() {
    let script = read_script(SCRIPT, &small()).unwrap();
    assert_eq!((script.others, script.outcome.as_deref()), (Others::Bots, Some("hotel")));
    assert_eq!(script.lines.iter().map(|line| line.line_no).collect::<Vec<_>>(), [8, 12]);
    assert_eq!(script.lines[0].at.second_of_day(), 12 * 3_600);
    assert_eq!(script.lines[1].at.second_of_day(), 9 * 3_600 + 30 * 60);
}

#[test]
fn a_script_reports_every_fault() {
    let text = SCRIPT
        .replace("outcome = \"hotel\"", "outcome = \"motel\"")
        .replace("issue order", "issue ordre")
        .replace("2031-03-05T09:30:00", "2031-03-02")
        .replace("lamp=museum", "lamp=museums")
        + "[[do]]\non = 2032-01-01\nseat = \"hotle\"\ncommand = \"sign\"\n";
    let faults = read_script(&text, &small()).unwrap_err();
    insta::assert_snapshot!(render(&faults, "script.toml", &text, false), @r#"
    script.toml:3:11: no outcome `motel`
    3 | outcome = "motel"
      |           ^^^^^^^
    hint: did you mean `hotel`?

    script.toml:8:11: no decree `ordre`
    8 | command = "issue ordre"
      |           ^^^^^^^^^^^^^
    hint: did you mean `order`?

    script.toml:10:6: earlier than a line above it, which is of 2031-03-03T12:00:00
    10 | on = 2031-03-02
       |      ^^^^^^^^^^
    hint: put the lines in the order of time

    script.toml:12:11: `museums` cannot be chosen on `lamp`
    12 | command = "offer price=250 lamp=museums tenancy=none"
       |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    hint: did you mean `museum`?

    script.toml:14:6: the moment lies outside of play
    14 | on = 2032-01-01
       |      ^^^^^^^^^^
    hint: play goes from 2031-03-01 to 2031-07-31

    script.toml:15:8: no seat `hotle`
    15 | seat = "hotle"
       |        ^^^^^^^
    hint: did you mean `hotel`?
    "#);
}
