//! Sweeps as their users meet them: threads, shards, interruptions, settings, rows, wrong input; and the figures of the
//! shipped scenarios over few seeds, as snapshots.

use crate::common::root;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

const SALE: &str = "scenarios/first-sale.toml";

/// A folder of a test's own.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("sweep-{name}"));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

fn divest(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_divest"));
    command.args(args).current_dir(root()).stdin(Stdio::null());
    command.output().expect("the program starts")
}

fn done(args: &[&str]) -> String {
    let output = divest(args);
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {said}");
    String::from_utf8(output.stdout).expect("results are text")
}

fn fails(exit: i32, args: &[&str]) -> String {
    let output = divest(args);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(exit), "{args:?}: {said}");
    said
}

fn bytes(path: &str) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn the_figures_of_shipped_scenarios() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots/sweep"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for name in ["first-sale", "grindr-2019", "tiktok-2020"] {
            let file = format!("scenarios/{name}.toml");
            insta::assert_snapshot!(name, done(&["sweep", &file, "--seeds", "1..200", "--plot"]));
        }
        let vary = ["sweep", SALE, "--seeds", "1..200", "--vary", "decrees.order.deadline=60d,120d"];
        insta::assert_snapshot!("first-sale.vary", done(&vary));
        insta::assert_snapshot!("first-sale.sensitivity", done(&["sweep", SALE, "--seeds", "1..400", "--sensitivity"]));
    });
}

#[test]
fn shards_threads_and_json_say_the_same() {
    let folder = Folder::new("shards");
    let seeds = ["--seeds", "5..604", "--vary", "decrees.order.deadline=60d,120d", "--sensitivity"];
    let sweep = |more: &[&str]| done(&[&["sweep", SALE][..], seeds.as_slice(), more].concat());
    let whole = folder.file("whole");
    let told = sweep(&["--threads", "1", "--out", &whole, "--format", "json"]);
    assert_eq!(sweep(&["--threads", "3", "--format", "json"]), told);
    let parts: Vec<String> = (1..=3).map(|i| folder.file(&format!("{i}"))).collect();
    for (index, part) in parts.iter().enumerate() {
        sweep(&["--shard", &format!("{}/3", index + 1), "--out", part]);
    }
    let merged = folder.file("merged");
    let again = done(&["merge", &parts[2], &parts[0], &parts[1], "--out", &merged, "--format", "json"]);
    assert_eq!(again, told);
    assert_eq!(bytes(&merged), bytes(&whole));
    // A finished sweep is told again without a run.
    assert_eq!(sweep(&["--out", &whole, "--format", "json"]), told);

    let value: serde_json::Value = serde_json::from_str(&told).expect("JSON");
    assert_eq!(value["seeds"], serde_json::json!({"first": 5, "count": 600}));
    let setting = &value["settings"][0];
    for field in ["name", "count", "share", "low", "high", "seed"] {
        assert!(setting["outcomes"][0].get(field).is_some(), "{field} is missing");
    }
    for field in ["mean", "sd", "min", "p5", "p50", "p95", "max"] {
        assert!(!setting["measures"]["terms.price"][field].is_null(), "{field} is missing");
    }
    assert!(setting["measures"]["date.end"]["p50"].as_str().is_some_and(|date| date.len() == 10));
}

#[test]
fn parts_that_do_not_go_together_are_named() {
    let folder = Folder::new("mismatch");
    let (a, b, other) = (folder.file("a"), folder.file("b"), folder.file("other"));
    done(&["sweep", SALE, "--seeds", "1..256", "--shard", "1/2", "--out", &a]);
    done(&["sweep", SALE, "--seeds", "1..256", "--shard", "1/4", "--out", &b]);
    done(&["sweep", "scenarios/grindr-2019.toml", "--seeds", "1..64", "--out", &other]);
    let overlap = fails(2, &["merge", &a, &b]);
    assert!(overlap.contains(&a) && overlap.contains(&b) && overlap.contains("1..64"), "{overlap}");
    let foreign = fails(2, &["merge", &a, &other]);
    assert!(foreign.contains(&other) && foreign.contains("grindr-2019"), "{foreign}");
    let unfinished = divest(&["merge", &a]);
    assert!(String::from_utf8_lossy(&unfinished.stderr).contains("1..128"));
    let foreign = fails(2, &["sweep", SALE, "--seeds", "1..999", "--out", &a]);
    assert!(foreign.contains("1..256") && foreign.contains("--force"), "{foreign}");
    let mut turned = bytes(&a);
    let middle = turned.len() / 2;
    turned[middle] ^= 1;
    std::fs::write(&a, turned).expect("a file can be written");
    assert!(fails(3, &["merge", &a]).contains("check"));
}

#[test]
fn rows_are_one_line_a_run() {
    let folder = Folder::new("rows");
    let rows = folder.file("rows.csv");
    let vary = "decrees.order.deadline=60d,120d";
    done(&["sweep", SALE, "--seeds", "1..100", "--vary", vary, "--rows", &rows]);
    let text = String::from_utf8(bytes(&rows)).expect("text");
    let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines.len(), 201);
    assert_eq!(lines[0][..4], ["seed", "set.decrees.order.deadline", "outcome", "buyer"]);
    assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    assert_eq!((&lines[1][..2], &lines[2][..2]), (["1", "60d"].as_slice(), ["1", "120d"].as_slice()));
    let complaint = fails(2, &["sweep", SALE, "--seeds", "1..10", "--rows", &rows]);
    assert!(complaint.contains("--force"), "{complaint}");
}

/// What Parquet's own readers make of the rows is what stands in the CSV.
#[cfg(feature = "parquet")]
#[test]
fn rows_as_parquet_are_the_same_rows() {
    const READ: &str = "
import csv, sys, pyarrow.parquet as parquet
table = parquet.read_table(sys.argv[1])
print({name: str(kind) for name, kind in zip(table.schema.names, table.schema.types)}, file=sys.stderr)
out = csv.writer(sys.stdout, lineterminator='\\n')
out.writerow(table.schema.names)
for row in table.to_pylist():
    out.writerow('' if value is None else value for value in row.values())
";
    let folder = Folder::new("parquet");
    let sweep = |rows: &str, threads: &str| {
        let vary = "decrees.order.deadline=60d,120d";
        done(&["sweep", SALE, "--seeds", "1..33000", "--vary", vary, "--threads", threads, "--rows", rows]);
        bytes(rows)
    };
    let (file, text) = (folder.file("1.parquet"), sweep(&folder.file("rows.csv"), "1"));
    assert!(sweep(&file, "1") == sweep(&folder.file("3.parquet"), "3"), "any number of threads");
    let read = Command::new("python3").args(["-c", READ, &file]).output().expect("a Python with pyarrow");
    let types = String::from_utf8_lossy(&read.stderr).into_owned();
    assert!(read.status.success(), "pip install pyarrow? {types}");
    assert!(read.stdout == text, "another reader reads something else");
    for kind in ["'seed': 'uint64'", "'outcome': 'string'", "'date.end': 'date32[day]'", "'terms.price': 'int64'"] {
        assert!(types.contains(kind), "{kind} is missing in {types}");
    }
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_that_was_not_built_in_says_how_to_get_it() {
    assert!(fails(2, &["sweep", SALE, "--seeds", "1..2", "--rows", "r.parquet"]).contains("--features parquet"));
}

#[test]
fn wrong_input_says_what_is_wrong() {
    for (args, part) in [
        (vec!["--seeds", "9..1"], "first seed"),
        (vec!["--seeds", "many"], "1..1000"),
        (vec!["--vary", "decrees.order.deadline"], "varies nothing"),
        (vec!["--vary", "decrees.oder.deadline=60d"], "decrees"),
        (vec!["--vary", "decrees.order.deadline=60"], "deadline"),
        (vec!["--seeds", "1..3", "--sensitivity"], "odd"),
        (vec!["--rows", "rows.txt"], ".csv"),
        (vec!["--shard", "1/2"], "--out"),
        (vec!["--shard", "3/2", "--out", "never-written"], "no shard 3 of 2"),
        (vec!["--threads", "0"], "threads"),
    ] {
        let complaint = fails(2, &[&["sweep", SALE][..], args.as_slice()].concat());
        assert!(complaint.contains(part), "{args:?}: {complaint}");
    }
}
