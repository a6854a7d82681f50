//! The log beside what a user would take instead, SQLite, in one run and on the same entries.
//!
//! SQLite has one table, a row for each entry: number, moment, seat, the entry's frames as a blob, digest of the state. It
//! runs with a write-ahead log and full synchronisation, statements prepared once. Both read their entries back through the
//! same decoder and fold them into the same state, so what differs is the storing.
//!
//! `just bench-sqlite [FOLDER]`; the folder decides which disk is measured.

use divest_core::{Event, Scenario, State};
use divest_engine::record::{header, scenario_frame};
use divest_engine::replay::{Until, replay, verify};
use divest_engine::{Game, LogRecorder};
use divest_log::{Durability, Entry, Header, LogFile, LogWriter, Memory, Opened, Overwrite, open, wire};
use rusqlite::{Connection, params};
use std::fs::File;
use std::hint::black_box;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many runs of the scenario are written and read.
const RUNS: u64 = 64;
/// How often the reading is measured; the best counts, because others use the machine too.
const ROUNDS: usize = 7;

fn main() {
    let folder = std::env::args().nth(1).map_or_else(std::env::temp_dir, PathBuf::from).join("divest-bench-sqlite");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("a folder can be made");
    let subject = Subject::new();
    let bytes: usize = subject.logs.iter().map(Vec::len).sum();
    println!(
        "{RUNS} runs of tiktok-2020: {} entries, {} events, {bytes} bytes of logs",
        subject.entries.len(),
        subject.events
    );
    appending(&subject, &folder);
    reading(&subject, &folder);
    let _ = std::fs::remove_dir_all(&folder);
}

/// What is written and read.
struct Subject {
    scenario: Arc<Scenario>,
    frame: Vec<u8>,
    header: Header,
    /// The entries of all runs, numbered through.
    entries: Vec<Entry>,
    /// The same as SQLite stores them.
    blobs: Vec<Vec<u8>>,
    logs: Vec<Vec<u8>>,
    events: usize,
}

impl Subject {
    fn new() -> Self {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scenarios/tiktok-2020.toml");
        let text = std::fs::read(path).expect("the scenario is there");
        let read = divest_scenario::read_bytes(&text, "tiktok-2020").expect("a shipped scenario");
        let scenario = read.scenario;
        let frame = scenario_frame(&scenario.setup().key, &read.canonical);
        let mut game = Game::new(Arc::clone(&scenario), 0).expect("no two streams collide");
        let (mut entries, mut blobs, mut logs) = (Vec::new(), Vec::new(), Vec::new());
        for seed in 1..=RUNS {
            let header = header(&frame, seed, scenario.setup().opens.0);
            let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd);
            let mut recorder = LogRecorder::new(writer.expect("memory takes it"));
            game.restart(seed);
            game.run(&mut recorder).expect("a run ends");
            let bytes = recorder.finish().expect("memory takes it").storage.bytes;
            for raw in open(&bytes).expect("a log").entries() {
                let number = entries.len() as u64 + 1;
                entries.push(Entry { number, ..raw.decode().expect("our own events") });
                blobs.push(blob(&raw));
            }
            logs.push(bytes);
        }
        let events = entries.iter().map(|entry| entry.events.len()).sum();
        let header = header(&frame, 1, scenario.setup().opens.0);
        Self { scenario, frame, header, entries, blobs, logs, events }
    }
}

/// An entry's frames: kind, version, length, payload.
fn blob(raw: &divest_log::RawEntry<'_>) -> Vec<u8> {
    let mut blob = Vec::new();
    for frame in raw.frames() {
        blob.extend(frame.kind.to_le_bytes());
        blob.push(frame.version);
        blob.extend((frame.payload.len() as u32).to_le_bytes());
        blob.extend(frame.payload);
    }
    blob
}

/// The events of a blob, folded into a state.
fn fold_blob(mut blob: &[u8], state: &mut State) {
    while let Some(([k0, k1, version, l0, l1, l2, l3], rest)) = blob.split_first_chunk::<7>() {
        let (payload, rest) = rest.split_at(u32::from_le_bytes([*l0, *l1, *l2, *l3]) as usize);
        blob = rest;
        let kind = u16::from_le_bytes([*k0, *k1]);
        if kind < 0x4000 {
            let event = wire::decode_event(kind, *version, payload).expect("our own event");
            assert!(event.fits(state.scenario()));
            state.apply(&event);
        } else {
            black_box(wire::decode_command(kind, *version, payload).expect("our own command"));
        }
    }
}

// --- appending

fn appending(subject: &Subject, folder: &Path) {
    println!("\nappend, microseconds an entry                 log    SQLite    write + fdatasync");
    for batch in [1, 100, 1000] {
        let count = match batch {
            1 => 1000,
            _ => subject.entries.len(),
        };
        let (log, bare, sqlite) = measured_in_turn(
            || append_log(subject, folder, count, Some(batch), Durability::InBlocks),
            || append_bare(subject, folder, count, batch),
            || append_sqlite(subject, folder, count, Sync::Every { batch }),
        );
        let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
        println!(
            "  sync every {batch:>4} entries          {:>12.2} {:>9.2} {:>9.2}    log/bare {:.2}, SQLite/log {:.2}",
            each(log),
            each(sqlite),
            each(bare),
            log.as_secs_f64() / bare.as_secs_f64(),
            sqlite.as_secs_f64() / log.as_secs_f64()
        );
    }
    let count = subject.entries.len();
    let each = |time: Duration| time.as_secs_f64() * 1e6 / count as f64;
    let unsynced = [
        ("each entry for readers at once", Durability::AtEnd, 1),
        ("in blocks, one transaction", Durability::InBlocks, count),
    ];
    for (what, durability, batch) in unsynced {
        let (log, bare, sqlite) = measured_in_turn(
            || append_log(subject, folder, count, None, durability),
            || append_bare(subject, folder, count, usize::MAX),
            || append_sqlite(subject, folder, count, Sync::Never { batch }),
        );
        let ratio = sqlite.as_secs_f64() / log.as_secs_f64();
        let (log, sqlite, bare) = (each(log), each(sqlite), each(bare));
        println!("  no sync, {what:<31} {log:>6.2} {sqlite:>9.2} {bare:>9.2}    SQLite/log {ratio:.2}");
    }
}

/// The best of some rounds of three things that take turns, so that a busy moment of the machine meets all.
fn measured_in_turn(
    mut a: impl FnMut() -> Duration,
    mut b: impl FnMut() -> Duration,
    mut c: impl FnMut() -> Duration,
) -> (Duration, Duration, Duration) {
    let mut best = (Duration::MAX, Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        best = (best.0.min(a()), best.1.min(b()), best.2.min(c()));
    }
    best
}

fn append_log(
    subject: &Subject,
    folder: &Path,
    count: usize,
    batch: Option<usize>,
    durability: Durability,
) -> Duration {
    let path = folder.join("log");
    let mut writer: LogWriter<LogFile> =
        LogWriter::create(&path, &subject.header, &subject.frame, durability, Overwrite::Yes).expect("a log");
    writer.sync().expect("a sync");
    let started = Instant::now();
    for (index, entry) in subject.entries[..count].iter().enumerate() {
        writer.append(entry).expect("an entry");
        if batch.is_some_and(|batch| (index + 1) % batch == 0) {
            writer.sync().expect("a sync");
        }
    }
    // What is still kept back belongs to the cost.
    writer.flush().expect("a write");
    started.elapsed()
}

/// What no store can beat: the same bytes in one write for each entry.
fn append_bare(subject: &Subject, folder: &Path, count: usize, batch: usize) -> Duration {
    let mut file = File::create(folder.join("bare")).expect("a file");
    file.sync_all().expect("a sync");
    let started = Instant::now();
    for (index, blob) in subject.blobs[..count].iter().enumerate() {
        file.write_all(blob).expect("a write");
        if (index + 1) % batch == 0 {
            file.sync_data().expect("a sync");
        }
    }
    started.elapsed()
}

/// Opens an empty database as a careful user would.
fn database(folder: &Path) -> Connection {
    for name in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(folder.join(name));
    }
    let db = Connection::open(folder.join("db")).expect("a database");
    db.pragma_update(None, "journal_mode", "WAL").expect("a write-ahead log");
    db.pragma_update(None, "synchronous", "FULL").expect("full synchronisation");
    db.execute_batch(
        "CREATE TABLE entry (number INTEGER PRIMARY KEY, at INTEGER, seat INTEGER, frames BLOB, state INTEGER)",
    )
    .expect("a table");
    db
}

/// How many entries are one transaction, and whether it is waited for until it is on the disk.
#[derive(Clone, Copy)]
enum Sync {
    Every { batch: usize },
    Never { batch: usize },
}

fn append_sqlite(subject: &Subject, folder: &Path, count: usize, sync: Sync) -> Duration {
    let db = database(folder);
    let (Sync::Every { batch } | Sync::Never { batch }) = sync;
    if let Sync::Never { .. } = sync {
        db.pragma_update(None, "synchronous", "OFF").expect("no synchronisation");
    }
    let mut insert = db.prepare("INSERT INTO entry VALUES (?, ?, ?, ?, ?)").expect("a statement");
    let started = Instant::now();
    for (index, (entry, blob)) in subject.entries[..count].iter().zip(&subject.blobs).enumerate() {
        if index % batch == 0 {
            db.execute_batch("BEGIN").expect("a transaction");
        }
        let Entry { number, at, seat, state_digest, .. } = entry;
        insert.execute(params![*number as i64, at.0, seat.0, blob, *state_digest as i64]).expect("a row");
        if (index + 1) % batch == 0 || index + 1 == count {
            db.execute_batch("COMMIT").expect("a commit");
        }
    }
    started.elapsed()
}

// --- reading

fn reading(subject: &Subject, folder: &Path) {
    let per_second = |time: Duration| subject.events as f64 / time.as_secs_f64() / 1e6;
    let line = |what: &str, time: Duration| {
        let nanoseconds = time.as_secs_f64() * 1e9 / subject.events as f64;
        println!("  {what:<44} {:>9.2} M events/s {nanoseconds:>9.1} ns an event", per_second(time));
    };
    let opened: Vec<Opened<'_>> = subject.logs.iter().map(|log| open(log).expect("a log")).collect();
    let events: Vec<Vec<Event>> = opened
        .iter()
        .map(|log| log.entries().flat_map(|raw| raw.events()).map(|event| event.expect("ours")).collect())
        .collect();

    println!("\nread, one core, the files in memory");
    let alone = best(|| {
        for log in &subject.logs {
            black_box(log.chunks_exact(8).fold(0, |sum, word| sum ^ u64::from_le_bytes(word.try_into().expect("8"))));
        }
    });
    line("the bytes alone", alone);
    let checks = best(|| subject.logs.iter().for_each(|log| _ = black_box(open(log).expect("a log").head)));
    line("checks: frames, chain of heads, seal", checks);
    let decode = best(|| {
        let mut entry = Entry::blank();
        for log in &opened {
            for raw in log.entries() {
                raw.decode_into(&mut entry).expect("our own entries");
                black_box(&entry);
            }
        }
    });
    line("decode: commands, reasons, events", decode);
    let mut state = State::new(Arc::clone(&subject.scenario));
    let fold = best(|| {
        for run in &events {
            state.reset();
            run.iter().for_each(|event| state.apply(event));
            black_box(&state);
        }
    });
    line("fold into State", fold);
    let log = best(|| {
        for bytes in &subject.logs {
            let opened = open(bytes).expect("a log");
            black_box(replay(&subject.scenario, &opened, Until::End, |_, _| {}).expect("ours"));
        }
    });
    line("replay: all checks, decode, fold", log);
    let verified = best(|| {
        for bytes in &subject.logs {
            let opened = open(bytes).expect("a log");
            assert_eq!(verify(&subject.scenario, &opened, true).expect("ours"), None);
        }
    });
    line("verify: all checks, decide, draw, digest", verified);
    println!("  replay takes {:.1} times as long as reading the bytes alone", log.as_secs_f64() / alone.as_secs_f64());

    append_sqlite(subject, folder, subject.entries.len(), Sync::Every { batch: 1000 });
    let db = Connection::open(folder.join("db")).expect("a database");
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").expect("a checkpoint");
    let mut select = db.prepare("SELECT at, seat, frames, state FROM entry ORDER BY number").expect("a statement");
    let lengths: Vec<u64> = opened.iter().map(Opened::entry_count).collect();
    let sqlite = best(|| {
        let mut rows = select.query([]).expect("rows");
        for &length in &lengths {
            state.reset();
            for _ in 0..length {
                let row = rows.next().expect("a row").expect("as many as were written");
                black_box((
                    row.get::<_, i64>(0).expect("at"),
                    row.get::<_, i64>(1).expect("seat"),
                    row.get::<_, i64>(3).expect("state"),
                ));
                fold_blob(row.get_ref(2).expect("frames").as_blob().expect("a blob"), &mut state);
            }
        }
    });
    line("SQLite: select, decode, fold, no checks", sqlite);
    let checked = best(|| {
        let fine: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
        assert_eq!(fine, "ok");
    });
    line("SQLite: integrity_check alone", checked);
    println!("  SQLite's replay takes {:.2} times as long as the log's", sqlite.as_secs_f64() / log.as_secs_f64());
}

fn best(mut work: impl FnMut()) -> Duration {
    let round = |_| {
        let started = Instant::now();
        work();
        started.elapsed()
    };
    (0..ROUNDS).map(round).min().expect("at least one round")
}
