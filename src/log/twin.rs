//! The text twin of a log: JSON lines that say all that its bytes do, and become the same bytes again.
//!
//! ```text
//! {"log":"1.0","scenario_digest":…,"rules_digest":…,"engine_version":[0,1,0],"seed":…,"replicate":0,"parent":null,"epoch":…}
//! {"scenario":"…"}
//! {"entry":1,"at":…,"frames":[{"kind":"Open","version":1,"seat":0,"reason":"","fields":{}},…],"state_digest":…,"head":…}
//! …
//! {"end":"sealed","entries":…,"events":…,"head":…}
//! ```
//!
//! Payloads are told in the words of the version that they were written in, so the text of an old log stays as it is. A
//! frame that has no words (a note, or what a newer program wrote) stands as its kind's number and its payload in
//! hexadecimal. Checks, lengths and counts are not in the text; they follow from it. Heads are, so that a text that was
//! edited is found out at the first line that differs.

use crate::codec::PAYLOAD_BYTES_MAX;
use crate::commit::{COMMIT_FRAME_BYTES, Commit, Seal};
use crate::frame::{self, Frame, Framing, SCENARIO_BYTES_MAX};
use crate::header::{Digest, ENTRY_BYTES_MAX, HEADER_BYTES, Header, Parent, genesis, scenario_digest};
use crate::reader::{Opened, RawEntry};
use crate::wire::{self, Before};
use divest_core::{Cause, Instant, SeatId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt::{self, Write};

/// The format that the text is of.
const FORMAT: &str = "1.0";

/// Why a log has no text, or a text is of no log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TwinError {
    /// The log's header is of a later minor version and may say more than this program knows.
    LaterMinor,
    /// A line is wrong.
    Line {
        /// Its number, counted from 1.
        line: usize,
        /// What is wrong with it.
        why: String,
    },
}

impl fmt::Display for TwinError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LaterMinor => write!(f, "the log is of a later format than {FORMAT}; a newer program exports it"),
            Self::Line { line, why } => write!(f, "line {line}: {why}"),
        }
    }
}

impl std::error::Error for TwinError {}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct HeaderLine<'a> {
    log: Cow<'a, str>,
    scenario_digest: String,
    rules_digest: String,
    engine_version: [u32; 3],
    seed: String,
    replicate: u64,
    parent: Option<ParentText>,
    epoch: i64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ParentText {
    head: String,
    entry: u64,
    events: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScenarioLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario: Option<Cow<'a, str>>,
    /// Instead, for a scenario that is no text.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenario_bytes: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryLine<'a> {
    entry: u64,
    at: i64,
    frames: Vec<FrameText<'a>>,
    state_digest: String,
    head: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FrameText<'a> {
    kind: KindText<'a>,
    version: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    seat: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<Cow<'a, str>>,
    /// An event's cause within the entry: 0 for the command, else the place of an event before it, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    cause: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fields: Option<Box<RawValue>>,
    /// Instead of all these, for a frame that has no words.
    #[serde(skip_serializing_if = "Option::is_none")]
    payload: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum KindText<'a> {
    Number(u16),
    Name(Cow<'a, str>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EndLine {
    end: EndText,
    entries: u64,
    events: u64,
    head: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum EndText {
    Sealed,
    Open,
}

/// The text of what is whole in a log.
///
/// # Errors
/// If the log's header may say more than this program knows.
pub fn to_text(log: &Opened<'_>) -> Result<String, TwinError> {
    let header = &log.header;
    if log.good().get(..HEADER_BYTES) != Some(&header.to_bytes()) {
        return Err(TwinError::LaterMinor);
    }
    let mut text = String::new();
    let parent =
        |parent: Parent| ParentText { head: hex(&parent.head), entry: parent.entry, events: parent.event_count };
    put(
        &mut text,
        &HeaderLine {
            log: FORMAT.into(),
            scenario_digest: hex(&header.scenario_digest),
            rules_digest: hex(&header.rules_digest),
            engine_version: header.engine_version,
            seed: hex(&header.seed),
            replicate: header.replicate,
            parent: header.parent.map(parent),
            epoch: header.epoch,
        },
    );
    put(
        &mut text,
        &match std::str::from_utf8(log.scenario) {
            Ok(scenario) => ScenarioLine { scenario: Some(scenario.into()), scenario_bytes: None },
            Err(_) => ScenarioLine { scenario: None, scenario_bytes: Some(hex(log.scenario)) },
        },
    );
    for entry in log.entries() {
        put(&mut text, &entry_line(&entry));
    }
    put(
        &mut text,
        &EndLine {
            end: if log.sealed { EndText::Sealed } else { EndText::Open },
            entries: log.entry_count(),
            events: log.event_count,
            head: hex(&log.head),
        },
    );
    Ok(text)
}

fn put(text: &mut String, line: &impl Serialize) {
    text.push_str(&serde_json::to_string(line).expect("BUG: a line has no text"));
    text.push('\n');
}

fn entry_line<'a>(entry: &RawEntry<'a>) -> EntryLine<'a> {
    EntryLine {
        entry: entry.number,
        at: entry.at.0,
        frames: entry.frames().map(|frame| frame_text(&frame)).collect(),
        state_digest: format!("{:016x}", entry.state_digest),
        head: hex(&entry.head),
    }
}

fn frame_text<'a>(frame: &Frame<'a>) -> FrameText<'a> {
    let version = frame.version;
    match wire::payload_text(frame.kind, version, frame.payload) {
        Some(text) => {
            let (seat, reason, cause) = match text.before {
                Before::Command(seat, reason) => (Some(seat.0), Some(reason.into()), None),
                Before::Event(Cause::Command) => (None, None, Some(0)),
                Before::Event(Cause::Event(place)) => (None, None, Some(place + 1)),
            };
            FrameText {
                kind: KindText::Name(text.name.into()),
                version,
                seat,
                reason,
                cause,
                fields: Some(RawValue::from_string(text.fields).expect("BUG: fields are no JSON")),
                payload: None,
            }
        }
        None => FrameText {
            kind: KindText::Number(frame.kind),
            version,
            seat: None,
            reason: None,
            cause: None,
            fields: None,
            payload: Some(hex(frame.payload)),
        },
    }
}

/// The bytes of the log that a text is of.
///
/// # Errors
/// If a line is wrong: it is no such line, something is too large, or its head is not the one that the lines lead to.
pub fn from_text(text: &str) -> Result<Vec<u8>, TwinError> {
    let mut line_number = 0;
    // Some editors put a byte order mark before a text.
    let mut lines = text.strip_prefix('\u{feff}').unwrap_or(text).lines();
    let mut next = || {
        line_number += 1;
        let line = lines.next().ok_or_else(|| "the text ends here, before the log's end".to_owned());
        (line_number, line)
    };
    let at_line = |line: usize| move |why: String| TwinError::Line { line, why };

    let (number, line) = next();
    let header = line.and_then(header_of).map_err(at_line(number))?;
    let mut log = LogInText::new(&header);
    let (number, line) = next();
    line.and_then(|line| log.add_scenario(&header, line)).map_err(at_line(number))?;
    loop {
        let (number, line) = next();
        if line.and_then(|line| log.add_line(line)).map_err(at_line(number))? {
            break;
        }
    }
    match next() {
        (number, Ok(_)) => Err(at_line(number)("the log ended on the line before".to_owned())),
        _ => Ok(log.bytes),
    }
}

fn header_of(line: &str) -> Result<Header, String> {
    #[derive(Deserialize)]
    struct Format {
        log: String,
    }
    // The format first: a later one may have other fields.
    let Format { log } = parse(line).map_err(|why| format!("this is no exported log: {why}"))?;
    if log != FORMAT {
        return Err(format!("the text is of log format {log}, this program reads {FORMAT}; a newer one may read it"));
    }
    let line: HeaderLine<'_> = parse(line)?;
    let parent = |parent: ParentText| {
        Ok::<_, String>(Parent { head: unhex(&parent.head)?, entry: parent.entry, event_count: parent.events })
    };
    let header = Header {
        scenario_digest: unhex(&line.scenario_digest)?,
        rules_digest: unhex(&line.rules_digest)?,
        engine_version: line.engine_version,
        seed: unhex(&line.seed)?,
        replicate: line.replicate,
        parent: line.parent.map(parent).transpose()?,
        epoch: line.epoch,
    };
    Header::parse(&header.to_bytes()).map_err(|error| error.to_string())
}

fn parse<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    serde_json::from_str(line).map_err(|error| {
        let text = error.to_string();
        // serde_json counts lines within the line.
        let place = format!(" at line {} column {}", error.line(), error.column());
        let what = text.strip_suffix(&place).unwrap_or(&text);
        format!("{what} (column {})", error.column())
    })
}

/// A log in the making.
struct LogInText {
    bytes: Vec<u8>,
    framing: Framing,
    head: Digest,
    entry_count: u64,
    event_count: u64,
    scratch: Vec<u8>,
}

impl LogInText {
    fn new(header: &Header) -> Self {
        let bytes = header.to_bytes();
        let (head, id) = genesis(&bytes);
        let (entry_count, event_count) = (0, 0);
        Self { bytes: bytes.to_vec(), framing: Framing::new(id), head, entry_count, event_count, scratch: Vec::new() }
    }

    fn add_scenario(&mut self, header: &Header, line: &str) -> Result<(), String> {
        let scenario = match parse(line)? {
            ScenarioLine { scenario: Some(text), scenario_bytes: None } => text.into_owned().into_bytes(),
            ScenarioLine { scenario: None, scenario_bytes: Some(digits) } => unhex_all(&digits)?,
            _ => return Err("a line with `scenario` (or `scenario_bytes`) must stand here".to_owned()),
        };
        limit("the scenario", scenario.len(), SCENARIO_BYTES_MAX)?;
        if scenario_digest(&scenario) != header.scenario_digest {
            return Err("the scenario is not the one whose digest line 1 has".to_owned());
        }
        self.framing.write(&mut self.bytes, |out| {
            out.extend_from_slice(&scenario);
            (frame::SCENARIO, 1)
        });
        Ok(())
    }

    /// Adds an entry, or the end; says whether it was the end.
    fn add_line(&mut self, line: &str) -> Result<bool, String> {
        if line.starts_with("{\"end\"") {
            self.add_end(&parse(line)?)?;
            return Ok(true);
        }
        self.add_entry(&parse(line)?)?;
        Ok(false)
    }

    fn add_entry(&mut self, line: &EntryLine<'_>) -> Result<(), String> {
        let number = self.entry_count + 1;
        if line.entry != number {
            return Err(format!("entry {} stands where entry {number} comes next", line.entry));
        }
        let start = self.bytes.len();
        let mut events = 0_u32;
        for (place, text) in line.frames.iter().enumerate() {
            let kind = self.add_frame(text).map_err(|why| format!("frame {} of entry {number}: {why}", place + 1))?;
            let belongs =
                if place == 0 { frame::is_command(kind) } else { frame::is_event(kind) || kind == frame::NOTE };
            if !belongs {
                let wanted = if place == 0 { "a command" } else { "an event or a note" };
                return Err(format!("frame {} of entry {number} is not {wanted}", place + 1));
            }
            events += u32::from(frame::is_event(kind));
            limit("the entry", self.bytes.len() - start + COMMIT_FRAME_BYTES, ENTRY_BYTES_MAX)?;
        }
        if line.frames.is_empty() {
            return Err(format!("entry {number} has no command"));
        }
        let state_digest = u64::from_str_radix(&line.state_digest, 16);
        let mut commit = Commit {
            first_event: self.event_count,
            event_count: events,
            frame_bytes: (self.bytes.len() - start) as u32,
            at: Instant(line.at),
            state_digest: state_digest.map_err(|_| "`state_digest` is not 16 hexadecimal digits".to_owned())?,
            head: [0; 32],
        };
        commit.head = commit.head_after(&self.head, &self.bytes[start..], &mut self.scratch);
        if unhex(&line.head)? != commit.head {
            return Err(format!(
                "the head is not the one that the lines lead to ({}): this line, or the header, was edited",
                hex(&commit.head)
            ));
        }
        commit.write(self.framing, &mut self.bytes);
        self.head = commit.head;
        self.entry_count = number;
        self.event_count += u64::from(events);
        Ok(())
    }

    /// Appends a frame and returns its kind.
    fn add_frame(&mut self, text: &FrameText<'_>) -> Result<u16, String> {
        let version = text.version;
        let mut payload = Vec::new();
        let kind = match (&text.kind, &text.fields, &text.payload) {
            (KindText::Name(name), Some(fields), None) => {
                let before = match (text.seat, &text.reason, text.cause) {
                    (Some(seat), Some(reason), None) => Before::Command(SeatId(seat), reason.as_ref()),
                    (None, None, Some(place)) => {
                        Before::Event(place.checked_sub(1).map_or(Cause::Command, Cause::Event))
                    }
                    _ => return Err("a command has `seat` and `reason`, an event has `cause`".to_owned()),
                };
                let made = wire::payload_from_text(name, version, before, fields.get(), &mut payload);
                let what = if matches!(before, Before::Command(..)) { "command" } else { "event" };
                let kind = made.ok_or_else(|| format!("no {what} is called `{name}` in version {version}"))?;
                kind.map_err(|error| format!("{name}: {error}"))?
            }
            (KindText::Number(kind), None, Some(digits)) => {
                payload = unhex_all(digits)?;
                *kind
            }
            _ => return Err("a frame has a name and `fields`, or a number and `payload`".to_owned()),
        };
        if kind == 0 || version == 0 {
            return Err("a frame's kind and version are not zero".to_owned());
        }
        limit("the payload", payload.len(), PAYLOAD_BYTES_MAX)?;
        self.framing.write(&mut self.bytes, |out| {
            out.extend_from_slice(&payload);
            (kind, version)
        });
        Ok(kind)
    }

    fn add_end(&mut self, line: &EndLine) -> Result<(), String> {
        let seal = Seal { entry_count: line.entries, event_count: line.events, head: unhex(&line.head)? };
        let right = Seal { entry_count: self.entry_count, event_count: self.event_count, head: self.head };
        if seal != right {
            let Seal { entry_count, event_count, .. } = right;
            return Err(format!(
                "the end does not agree with the {entry_count} entries and {event_count} events before it"
            ));
        }
        if line.end == EndText::Sealed {
            seal.write(self.framing, &mut self.bytes);
        }
        Ok(())
    }
}

fn limit(what: &str, bytes: usize, bytes_max: usize) -> Result<(), String> {
    if bytes <= bytes_max { Ok(()) } else { Err(format!("{what} has {bytes} bytes, a log holds {bytes_max} at most")) }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("BUG: writing to a string failed");
        digits
    })
}

fn unhex_all(digits: &str) -> Result<Vec<u8>, String> {
    let digit = |c: u8| (c as char).to_digit(16).map(|digit| digit as u8);
    let pairs = digits.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs.map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect();
    bytes.ok_or_else(|| "these are no hexadecimal digits, two for each byte".to_owned())
}

fn unhex(digits: &str) -> Result<Digest, String> {
    let bytes = unhex_all(digits)?;
    bytes.try_into().map_err(|_| format!("`{digits}` is not of 64 hexadecimal digits"))
}
