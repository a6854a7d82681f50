//! The house rules as tests. Each says what it looks for and names every place that breaks it.

mod circles;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file over this length asks for a seam.
const LINES_MAX: usize = 700;
/// Files that may be longer, each with its reason.
const LONG_FILES: [(&str, &str); 0] = [];

/// The floors of the house: each crate with the crates of ours that it stands on.
const FLOORS: [(&str, &[&str]); 8] = [
    ("core", &[]),
    ("bargain", &["core"]),
    ("log", &["core"]),
    ("scenario", &["core"]),
    ("import", &["core", "scenario"]),
    ("engine", &["core", "bargain", "log"]),
    ("ensemble", &["core", "bargain", "log", "scenario", "engine"]),
    ("report", &["core", "ensemble"]),
];

/// The one module that may name bincode: it writes payloads, and holds the tests' second reader of them.
const CODEC: &str = "src/log/codec.rs";

#[test]
fn every_file_says_what_it_is_for() {
    let silent = rust_files().filter(|file| !file.text.starts_with("//! "));
    assert_none(silent.map(|file| format!("{}: does not begin with `//! ` and what it is for", file.path)));
}

#[test]
fn no_file_is_forgotten() {
    let files: BTreeMap<String, String> = rust_files().map(|file| (file.path, file.text)).collect();
    let lost = files.keys().filter(|path| !path.starts_with("benches/") && !is_root(path)).filter(|path| {
        let (folder, name) = path.rsplit_once('/').expect("a path under src");
        let module = name.trim_end_matches(".rs");
        // `x/mod.rs` is the module `x` of the folder above.
        let (folder, module) = match module {
            "mod" => folder.rsplit_once('/').unwrap_or(("", folder)),
            _ => (folder, module),
        };
        // It is named by a root or mod.rs in its folder, or by the file that bears the folder's name.
        let may_name = |parent: &str| {
            let (parent_folder, parent_name) = parent.rsplit_once('/').expect("a path with a folder");
            let beside = parent_folder == folder && (is_root(parent) || parent_name == "mod.rs");
            beside || parent == format!("{folder}.rs")
        };
        let names = |text: &str| text.lines().any(|line| declares(line, module));
        !files.iter().any(|(parent, text)| parent.as_str() != path.as_str() && may_name(parent) && names(text))
    });
    assert_none(lost.map(|path| format!("{path}: no `mod` names it, so it is never compiled")));
}

#[test]
fn the_floors_hold() {
    let mut wrong = Vec::new();
    let known: BTreeMap<&str, &[&str]> = FLOORS.into_iter().collect();
    for member in members() {
        let name = member.trim_start_matches("src/").to_owned();
        let Some(allowed) = known.get(name.as_str()) else {
            wrong.push(format!("{member}: has no place in the table of floors in tests/tidy.rs"));
            continue;
        };
        let found = house_dependencies(&read(&format!("{member}/Cargo.toml")));
        let above = found.iter().filter(|floor| !allowed.contains(&floor.as_str()));
        wrong
            .extend(above.map(|floor| format!("{member}/Cargo.toml: stands on divest-{floor}, which is not below it")));
    }
    assert_none(wrong);
}

#[test]
fn one_module_knows_bincode() {
    let named = |text: &str| text.lines().any(|line| code_of(line).contains("bincode"));
    let users: Vec<String> = rust_files().filter(|file| named(&file.text)).map(|file| file.path).collect();
    assert!(users.iter().any(|path| path == CODEC), "{CODEC} no longer names bincode");
    let others = users.iter().filter(|path| ![CODEC, "tests/tidy.rs"].contains(&path.as_str()));
    assert_none(others.map(|path| format!("{path}: names bincode; go through {CODEC}")));
}

#[test]
fn bincode_is_the_last_that_works() {
    let lock = read("Cargo.lock");
    let versions: Vec<&str> =
        packages(&lock).filter(|(name, _)| *name == "bincode").map(|(_, version)| version).collect();
    // 1.3.3 is the second reader in the log's tests.
    assert_eq!(versions, ["1.3.3", "2.0.1"], "Cargo.lock: bincode 3 does not compile, and payloads are promised");
    let manifest = read("Cargo.toml");
    assert!(manifest.contains("bincode = { version = \"=2.0.1\""), "Cargo.toml: bincode is pinned to =2.0.1");
}

#[test]
fn every_scenario_has_its_playthrough() {
    let shipped: Vec<String> = names_in("scenarios").into_iter().filter(|name| name.ends_with(".toml")).collect();
    assert!(!shipped.is_empty(), "no scenario is shipped");
    let missing = shipped.iter().filter_map(|name| {
        let key = name.trim_end_matches(".toml");
        let kind = if key.ends_with(".history") { "history" } else { "playthrough" };
        let snapshot = format!("snapshots/{kind}/{key}.snap");
        (!root().join(&snapshot).is_file()).then(|| format!("scenarios/{name}: has no {snapshot}; try `just accept`"))
    });
    let orphans = ["playthrough", "history"].into_iter().flat_map(|kind| {
        let names = names_in(&format!("snapshots/{kind}")).into_iter();
        let keys = names.filter_map(|name| name.strip_suffix(".snap").map(str::to_owned));
        keys.map(move |key| (format!("snapshots/{kind}/{key}.snap"), format!("scenarios/{key}.toml")))
    });
    let orphans = orphans.filter(|(_, scenario)| !root().join(scenario).is_file());
    let orphans = orphans.map(|(snapshot, scenario)| format!("{snapshot}: there is no {scenario}"));
    assert_none(missing.chain(orphans));
}

#[test]
fn the_scenario_that_teaches_the_format_is_short() {
    let lines = read("scenarios/first-sale.toml").lines().count();
    assert!(lines < 60, "README says under 60 lines, and there are {lines}");
}

#[test]
fn no_file_is_too_long() {
    let excused = |path: &str| LONG_FILES.iter().any(|(long, _)| *long == path);
    let long = rust_files().filter(|file| file.path.starts_with("src/") && !excused(&file.path));
    let long = long.map(|file| (file.text.lines().count(), file.path)).filter(|(lines, _)| *lines > LINES_MAX);
    assert_none(long.map(|(lines, path)| format!("{path}: {lines} lines, over {LINES_MAX}")));
    let idle = LONG_FILES.iter().filter(|(path, _)| read(path).lines().count() <= LINES_MAX);
    assert_none(idle.map(|(path, _)| format!("{path}: is short enough and needs no exception any more")));
}

#[test]
fn nothing_is_left_undone() {
    // Put together here, so that this file does not find itself.
    let marks = ["todo", "unimplemented", "dbg"].map(|name| format!("{name}!("));
    let marks = [marks.to_vec(), vec!["FIX".to_owned() + "ME", "XX".to_owned() + "X"]].concat();
    let mut found = Vec::new();
    for file in rust_files() {
        for (index, line) in file.text.lines().enumerate() {
            let left = marks.iter().filter(|mark| line.contains(mark.as_str()));
            found.extend(left.map(|mark| format!("{}:{}: {mark}", file.path, index + 1)));
        }
    }
    assert_none(found);
}

#[test]
fn every_event_and_command_stands_in_the_golden_table() {
    let table = read("src/log/golden.txt");
    let golden: BTreeSet<&str> = table.lines().filter(|line| !line.starts_with('#')).flat_map(words).collect();
    let of = |kind: &str| -> Vec<String> {
        let files = rust_files().filter(|file| file.path.starts_with("src/core/vocabulary/"));
        files
            .flat_map(|file| {
                let name = file.path.rsplit('/').next().and_then(|name| name.strip_suffix(".rs")).unwrap_or_default();
                let subject = name[..1].to_uppercase() + &name[1..];
                variants(&file.text, &format!("{subject}{kind}"))
            })
            .collect()
    };
    let (events, commands) = (of("Event"), of("Command"));
    assert!(events.len() > 40 && commands.len() > 20, "found {} events, {} commands", events.len(), commands.len());
    let missing = events.iter().chain(&commands).filter(|name| !golden.contains(name.as_str()));
    assert_none(missing.map(|name| format!("src/log/golden.txt: has no line for {name}")));
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut broken = Vec::new();
    for page in pages() {
        let text = read(&page);
        let folder = Path::new(&page).parent().expect("a page lies in a folder");
        for target in links(&text) {
            let file = target.split('#').next().unwrap_or_default();
            let elsewhere = target.contains("://") || target.starts_with("mailto:");
            if elsewhere || file.is_empty() {
                continue;
            }
            if !root().join(folder).join(file).exists() {
                broken.push(format!("{page}: leads to {target}, which is not there"));
            }
        }
    }
    assert_none(broken);
}

#[test]
fn the_changelog_has_its_sections() {
    let text = read("CHANGELOG.md");
    let headings: BTreeSet<&str> =
        text.lines().filter(|line| line.starts_with('#')).map(|line| line.trim_start_matches('#').trim()).collect();
    let missing = ["Scenarios", "Rules", "Log format", "Interface"].into_iter().filter(|name| !headings.contains(name));
    assert_none(missing.map(|name| format!("CHANGELOG.md: has no section {name}")));
}

// --- reading the house

struct File {
    /// From the root of the project, with `/` between folders.
    path: String,
    text: String,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The names in a folder in order; none if there is no such folder.
fn names_in(folder: &str) -> Vec<String> {
    let Ok(found) = fs::read_dir(root().join(folder)) else { return Vec::new() };
    let names = found.map(|entry| entry.expect("a folder can be read").file_name().to_string_lossy().into_owned());
    let mut names: Vec<String> = names.collect();
    names.sort();
    names
}

fn files_under(folder: &str, ending: &str, found: &mut Vec<String>) {
    for name in names_in(folder) {
        let path = format!("{folder}/{name}");
        if root().join(&path).is_dir() {
            files_under(&path, ending, found);
        } else if name.ends_with(ending) {
            found.push(path);
        }
    }
}

/// Every Rust file of ours.
fn rust_files() -> impl Iterator<Item = File> {
    let mut paths = Vec::new();
    for folder in ["src", "tests", "benches"] {
        files_under(folder, ".rs", &mut paths);
    }
    assert!(paths.len() > 50, "only {} files were found", paths.len());
    paths.into_iter().map(|path| File { text: read(&path), path })
}

/// Every page for readers: at the root and in `docs`.
fn pages() -> Vec<String> {
    let mut pages: Vec<String> = names_in(".").into_iter().filter(|name| name.ends_with(".md")).collect();
    files_under("docs", ".md", &mut pages);
    assert!(!pages.is_empty(), "there is no page");
    pages
}

/// Whether a file is compiled because Cargo looks for it, not because a `mod` names it.
fn is_root(path: &str) -> bool {
    let (folder, _) = path.rsplit_once('/').expect("a path with a folder");
    let is_test = path == "tests/all.rs" || members().iter().any(|member| folder == format!("{member}/tests"));
    is_test
        || ["src/main.rs", "src/lib.rs"].contains(&path)
        || members().iter().any(|member| path == format!("{member}/lib.rs"))
}

fn members() -> Vec<String> {
    let manifest = read("Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("members")).expect("Cargo.toml lists its members");
    let members: Vec<String> = quoted(line).map(|path: &str| PathBuf::from(path).display().to_string()).collect();
    assert!(members.len() >= FLOORS.len(), "Cargo.toml: only {members:?}");
    members
}

fn quoted(line: &str) -> impl Iterator<Item = &str> {
    line.split('"').skip(1).step_by(2)
}

/// A line without what stands behind `//`.
fn code_of(line: &str) -> &str {
    line.split("//").next().unwrap_or_default()
}

/// Whether a line is `mod name;`, whatever its visibility.
fn declares(line: &str, module: &str) -> bool {
    let words: Vec<&str> = code_of(line).split_whitespace().collect();
    matches!(words.as_slice(), [.., "mod", name] if name.strip_suffix(';') == Some(module))
}

/// The crates of ours in a manifest's `[dependencies]`; what tests need on top is their affair.
fn house_dependencies(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter_map(|name| name.strip_prefix("divest-").map(str::to_owned)).collect()
}

/// The name and version of each package in a lock file.
fn packages(lock: &str) -> impl Iterator<Item = (&str, &str)> {
    lock.split("[[package]]").skip(1).filter_map(|package| {
        let field = |key: &str| package.lines().find(|line| line.starts_with(key)).and_then(|line| quoted(line).next());
        Some((field("name = ")?, field("version = ")?))
    })
}

/// The variants of an enum in a file that rustfmt has been over.
fn variants(text: &str, name: &str) -> Vec<String> {
    let head = format!("pub enum {name} {{");
    let lines = text.lines().skip_while(|line| *line != head).skip(1).take_while(|line| *line != "}");
    let variants = lines.filter_map(|line| line.strip_prefix("    "));
    let variants = variants.filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    variants.filter_map(|line| line.split(|c: char| !c.is_alphanumeric()).next().map(str::to_owned)).collect()
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_alphanumeric())
}

/// The targets of `[text](target)` in a page, code left out.
fn links(text: &str) -> Vec<String> {
    let mut links = Vec::new();
    let mut in_code = false;
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            in_code = !in_code;
        }
        if in_code || line.starts_with("    ") {
            continue;
        }
        // Every second piece between backquotes is code.
        let prose: String = line.split('`').step_by(2).collect::<Vec<_>>().join("code");
        links.extend(prose.split("](").skip(1).filter_map(|rest| rest.split(')').next()).map(str::to_owned));
    }
    links
}

#[track_caller]
fn assert_none(found: impl IntoIterator<Item = String>) {
    let found: Vec<String> = found.into_iter().collect();
    assert!(found.is_empty(), "{} places break a house rule:\n  {}", found.len(), found.join("\n  "));
}
