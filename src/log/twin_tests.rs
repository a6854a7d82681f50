//! The text twin: bytes to text to the same bytes, whatever the log, and every edit found out.

use crate::damage_tests::{Random, SCENARIO, Sealed, entries, header, log_of};
use crate::forgery_tests::forge;
use crate::frame::NOTE;
use crate::header::{Header, Parent};
use crate::reader::{End, open};
use crate::twin::{TwinError, from_text, to_text};

/// To text and back.
fn round_trip(bytes: &[u8]) -> String {
    let text = to_text(&open(bytes).unwrap()).unwrap();
    assert_eq!(from_text(&text).unwrap(), bytes);
    text
}

#[test]
fn any_log_becomes_the_same_bytes_again() {
    let mut lines = 0;
    for seed in 0..200 {
        let mut random = Random(seed);
        let count = random.below(12) as u64;
        let written = entries(count, &mut random);
        let parent = Parent { head: [7; 32], entry: random.next(), event_count: random.next() };
        let header = Header {
            parent: (seed % 3 == 0).then_some(parent),
            replicate: random.next(),
            epoch: random.next() as i64,
            ..header(seed as u8)
        };
        for sealed in [Sealed::Yes, Sealed::No] {
            let text = round_trip(&log_of(&header, &written, sealed));
            assert_eq!(text.lines().count(), written.len() + 3);
            lines += text.lines().count();
        }
    }
    println!("{lines} lines of 400 logs, sealed and not");
}

#[test]
fn every_kind_of_payload_has_words() {
    let events = crate::wire::witness::event_samples();
    let count = events.len();
    let mut entry = entries(1, &mut Random(1)).remove(0);
    entry.events = events.into_iter().collect();
    let text = round_trip(&log_of(&header(1), &[entry], Sealed::Yes));
    assert_eq!(text.matches("\"fields\":").count(), count + 1);
    assert!(!text.contains("\"payload\":"), "{text}");
}

#[test]
fn what_has_no_words_stands_as_it_is() {
    let forged = forge().command().frame(NOTE, 1, b"\xFFanything").event().frame(0x3FFF, 9, b"").commit(0, 2, |_| ());
    let forged = forged.frame(0x7FFF, 1, b"a later command").commit(2, 0, |_| ());
    // Known, and malformed: a writer with a fault made it.
    let forged = forged.command().frame(0x0004, 1, b"short").commit(2, 1, |_| ());
    let text = round_trip(&forged.bytes);
    assert!(text.contains(r#"{"kind":32772,"version":1,"payload":"ff616e797468696e67"}"#), "{text}");
    assert!(text.contains(r#"{"kind":"Opened","version":1,"cause":0,"fields":{"at":0}}"#), "{text}");
}

#[test]
fn a_torn_tail_is_not_in_the_text() {
    let whole = log_of(&header(1), &entries(3, &mut Random(1)), Sealed::No);
    let torn = [&whole[..], b"some bytes"].concat();
    let opened = open(&torn).unwrap();
    assert!(matches!(opened.end, End::Torn { .. }));
    assert_eq!(from_text(&to_text(&opened).unwrap()).unwrap(), whole);
}

/// Every change of a digit or letter is refused, with the line that it stands in or one after it.
#[test]
fn an_edited_text_is_refused() {
    let text = round_trip(&log_of(&header(1), &entries(6, &mut Random(3)), Sealed::Yes));
    let mut refused = 0;
    for (place, byte) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
        let mut edited = text.clone().into_bytes();
        edited[place] = if byte == b'1' { b'2' } else { b'1' };
        let line = text[..place].matches('\n').count() + 1;
        match from_text(std::str::from_utf8(&edited).unwrap()) {
            Err(TwinError::Line { line: found, .. }) => assert!(found >= line, "{found} for an edit in line {line}"),
            other => panic!("an edit at {place} in line {line}: {other:?}"),
        }
        refused += 1;
    }
    println!("{refused} edits refused");
    let lines: Vec<&str> = text.lines().collect();
    for left_out in 0..lines.len() {
        let mut fewer = lines.clone();
        fewer.remove(left_out);
        assert!(from_text(&fewer.join("\n")).is_err(), "without line {}", left_out + 1);
        assert!(from_text(&lines[..left_out].join("\n")).is_err(), "only {left_out} lines");
    }
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    let text = round_trip(&log_of(&header(1), &entries(2, &mut Random(1)), Sealed::No));
    let lines: Vec<&str> = text.lines().collect();
    let why = |text: &str| from_text(text).unwrap_err().to_string();
    let with = |line: usize, new: &str| {
        let mut lines = lines.clone();
        lines[line - 1] = new;
        why(&lines.join("\n"))
    };
    assert_eq!(why(""), "line 1: the text ends here, before the log's end");
    assert_eq!(why(lines[0]), "line 2: the text ends here, before the log's end");
    assert_eq!(why(&format!("{text}more")), "line 6: the log ended on the line before");
    assert_eq!(
        with(1, r#"{"log":"2.0"}"#),
        "line 1: the text is of log format 2.0, this program reads 1.0; a newer one may read it"
    );
    assert!(with(1, "entry 1").starts_with("line 1: this is no exported log: expected value (column 1)"));
    assert_eq!(with(2, r#"{"scenario":"another"}"#), "line 2: the scenario is not the one whose digest line 1 has");
    assert_eq!(with(3, lines[3]), "line 3: entry 2 stands where entry 1 comes next");
    assert_eq!(with(4, lines[2]), "line 4: entry 1 stands where entry 2 comes next");
    let empty = r#"{"entry":1,"at":0,"frames":[],"state_digest":"00","head":""}"#;
    assert_eq!(with(3, empty), "line 3: entry 1 has no command");
    let frame =
        |frame: &str| with(3, &format!(r#"{{"entry":1,"at":0,"frames":[{frame}],"state_digest":"00","head":""}}"#));
    assert_eq!(
        frame(r#"{"kind":"Fly","version":1,"seat":0,"reason":"","fields":{}}"#),
        "line 3: frame 1 of entry 1: no command is called `Fly` in version 1"
    );
    assert_eq!(
        frame(r#"{"kind":"Opened","version":1,"cause":0,"fields":{"at":0}}"#),
        "line 3: frame 1 of entry 1 is not a command"
    );
    assert!(
        frame(r#"{"kind":"Open","version":1,"seat":0,"reason":"","fields":{"x":1}}"#).contains("unknown field `x`")
    );
    let huge = format!(r#"{{"kind":16387,"version":1,"payload":"{}"}}"#, "00".repeat(65_537));
    assert!(frame(&huge).contains("the payload has 65537 bytes, a log holds 65536 at most"));
    assert_eq!(with(5, &lines[4].replace("entries\":2", "entries\":3"))[..30], *"line 5: the end does not agree");
}

#[test]
fn a_scenario_that_is_no_text_is_kept() {
    let scenario: &[u8] = b"\xFF\x00";
    let header = Header { scenario_digest: crate::scenario_digest(scenario), ..header(1) };
    let start = crate::LogWriter::start(crate::Memory::default(), &header, scenario, crate::Durability::AtEnd);
    let text = round_trip(&start.unwrap().finish().unwrap().storage.bytes);
    assert!(text.contains(r#"{"scenario_bytes":"ff00"}"#));
    assert_ne!(scenario, SCENARIO);
}
