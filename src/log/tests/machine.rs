//! What only a whole machine can do to a log: kill its writer, run out of room. The writer is this program itself, called
//! again for its hidden test.

#![cfg(unix)]

use divest_core::command::RunCommand;
use divest_core::event::RunEvent;
use divest_core::{Command, Event, Instant, SeatId};
use divest_log::{Durability, End, Entry, Header, LogWriter, Overwrite, open, scenario_digest};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

const SCENARIO: &[u8] = b"a scenario";
/// Tells the hidden test which log to write.
const LOG: &str = "DIVEST_TEST_LOG";
/// How many entries the hidden writer adds at most.
const ENTRIES: u64 = 200_000;

fn header() -> Header {
    Header {
        scenario_digest: scenario_digest(SCENARIO),
        rules_digest: [9; 32],
        engine_version: [0, 1, 0],
        seed: [1; 32],
        replicate: 0,
        parent: None,
        epoch: 0,
    }
}

/// The entry of a number: a pure function, so that whatever is read back can be compared.
fn entry(number: u64) -> Entry {
    let at = Instant(number as i64 * 3600);
    let events = std::iter::repeat_n(Event::Run(RunEvent::TimeAdvanced { to: at }), (number % 4) as usize).collect();
    let (command, reason) = (Command::Run(RunCommand::AdvanceTo { at }), "x".repeat((number * 37 % 300) as usize));
    Entry { number, at, seat: SeatId::CLOCK, command, reason, events, state_digest: number }
}

/// The writer: goes on with a log, or begins it; it adds entries and tells stdout the number of each as soon as it is safe.
#[test]
#[ignore = "the writer that other tests call"]
fn writer() {
    let Some(path) = std::env::var_os(LOG).map(PathBuf::from) else { return };
    let mut log = match LogWriter::resume(&path, Durability::EveryEntry) {
        Ok((writer, _)) => writer,
        Err(_) => match LogWriter::create(&path, &header(), SCENARIO, Durability::EveryEntry, Overwrite::Stump) {
            Ok(writer) => writer,
            Err(error) => return println!("failed: {error}"),
        },
    };
    for number in log.entry_count() + 1..=ENTRIES {
        // One write, so that the line arrives whole or not at all.
        let said = match log.append(&entry(number)) {
            Ok(()) => format!("safe {number}\n"),
            Err(error) => format!("failed {error}\n"),
        };
        _ = std::io::stdout().lock().write_all(said.as_bytes());
        if said.starts_with("failed") {
            return;
        }
    }
}

/// This program as the writer of a log.
fn writer_of(log: &Path) -> Process {
    let mut process = Process::new(std::env::current_exe().expect("a test knows itself"));
    process.args(["--exact", "writer", "--ignored", "--nocapture"]).env(LOG, log);
    process
}

/// The highest number that a writer said was safe.
fn acknowledged(said: &str) -> u64 {
    let numbers = said.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let numbers = numbers.filter_map(|line| line.trim().strip_prefix("safe ")?.parse::<u64>().ok());
    numbers.max().unwrap_or(0)
}

/// Kills a writer after some time, counted from its first acknowledgement if it is to come to one, and gives what it said.
fn killed(mut child: Child, comes_to_write: bool, after: Duration) -> String {
    let mut text = String::new();
    let mut stdout = BufReader::new(child.stdout.take().expect("stdout is a pipe"));
    // A busy machine may take longer to start a writer than it has to live.
    while comes_to_write && !text.contains("safe ") {
        if stdout.read_line(&mut text).expect("the writer speaks text") == 0 {
            break;
        }
    }
    std::thread::sleep(after);
    child.kill().expect("it can be killed");
    stdout.read_to_string(&mut text).expect("the writer speaks text");
    child.wait().expect("it is gone");
    text
}

/// Opens the log and compares every entry; returns how many there are, and whether it ends torn.
fn examine(log: &Path) -> (u64, bool) {
    let Ok(bytes) = std::fs::read(log) else { return (0, false) };
    let Ok(opened) = open(&bytes) else { return (0, false) };
    assert!(!matches!(opened.end, End::Corrupt { .. }), "{:?}", opened.end);
    for raw in opened.entries() {
        assert_eq!(raw.decode().expect("our own entries"), entry(raw.number));
    }
    (opened.entry_count(), matches!(opened.end, End::Torn { .. }))
}

/// A folder that goes when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// `DIVEST_KILLS=1000` for as many as one likes; `just kill` does that.
#[test]
fn a_killed_writer_loses_no_acknowledged_entry() {
    let kills: u32 = std::env::var("DIVEST_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(10);
    let scratch = Scratch::new("kill");
    let mut log = scratch.0.join("log-0");
    let (mut before, mut total, mut torn, mut random) = (0, 0, 0, 7_u64);
    for kill in 0..kills {
        if kill % 50 == 0 {
            // A log that grew for ever would make opening it all that is tested.
            log = scratch.0.join(format!("log-{kill}"));
            before = 0;
        }
        let child = writer_of(&log).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let after = Duration::from_micros((random >> 33) % 60_000);
        let acknowledged = acknowledged(&killed(child, kill % 4 > 0, after)).max(before);
        let (entries, is_torn) = examine(&log);
        assert!(entries >= acknowledged, "kill {kill}: {acknowledged} entries were acknowledged, {entries} are there");
        total += entries - before;
        before = entries;
        torn += u32::from(is_torn);
    }
    println!("{kills} kills: {total} entries written, 0 acknowledged ones lost, {torn} torn tails");
    assert!(total > 0, "no writer ever came to write");
}

/// Runs the writer in a shell with little room; `prepare` makes the shell's conditions.
fn write_with_little_room(scratch: &Scratch, prepare: &str) -> Option<(u64, u64, String)> {
    let log = scratch.0.join("room").join("log");
    std::fs::create_dir_all(log.parent().expect("it has a folder")).expect("a folder can be made");
    let program = std::env::current_exe().expect("a test knows itself");
    let script = format!(
        "{prepare} || exit 77; '{}' --exact writer --ignored --nocapture; cp '{}' '{}'",
        program.display(),
        log.display(),
        scratch.0.join("kept").display()
    );
    let mut shell = Process::new("unshare");
    shell.args(["--user", "--map-root-user", "--mount", "sh", "-c", &script]).env(LOG, &log);
    let output = shell.output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !said.contains("failed") {
        println!("not tried: {}", String::from_utf8_lossy(&output.stderr).trim());
        return None;
    }
    let (entries, _) = examine(&scratch.0.join("kept"));
    Some((acknowledged(&said), entries, said))
}

#[test]
fn a_full_disk_loses_no_acknowledged_entry() {
    let scratch = Scratch::new("full");
    let mount = format!("mount -t tmpfs -o size=64k none '{}'", scratch.0.join("room").display());
    let Some((acknowledged, entries, said)) = write_with_little_room(&scratch, &mount) else { return };
    assert!(said.contains("No space left on device"), "{said}");
    assert!(acknowledged > 10 && entries >= acknowledged, "{entries} of {acknowledged} acknowledged entries");
    println!("a full disk of 64 KiB: {acknowledged} entries acknowledged, {entries} are there");
}

#[test]
fn a_file_at_its_limit_loses_no_acknowledged_entry() {
    let scratch = Scratch::new("limit");
    // Blocks of 512 bytes; the signal that comes with the limit is ignored, so that writing fails instead.
    let Some((acknowledged, entries, said)) = write_with_little_room(&scratch, "trap '' XFSZ; ulimit -f 64") else {
        return;
    };
    assert!(said.contains("File too large"), "{said}");
    assert!(acknowledged > 10 && entries >= acknowledged, "{entries} of {acknowledged} acknowledged entries");
    println!("a file limit of 32 KiB: {acknowledged} entries acknowledged, {entries} are there");
}
