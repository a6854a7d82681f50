//! Forged logs under right checks: takes a log apart, changes what it says, and seals it anew. Made from `docs/log-format.md`
//! alone, so that nothing that the program itself refuses to write is out of reach.

/// A log, taken apart.
#[derive(Clone)]
pub struct Log {
    pub header: Vec<u8>,
    /// Its key, a line feed, its canonical form.
    pub scenario: Vec<u8>,
    pub entries: Vec<Entry>,
    pub is_sealed: bool,
}

/// An entry: the command's frame, then those of its events; and what its end says.
#[derive(Clone)]
pub struct Entry {
    pub frames: Vec<Frame>,
    at: i64,
    digest: u64,
}

#[derive(Clone)]
pub struct Frame {
    pub kind: u16,
    version: u8,
    pub payload: Vec<u8>,
}

/// Bytes that a hostile writer puts in the place of an id, a count or a choice.
const BYTES: [u8; 10] = [0, 1, 2, 3, 7, 16, 127, 128, 254, 255];
/// And in the place of an amount or a moment.
const NUMBERS: [i64; 12] = [
    0,
    1,
    -1,
    i64::MAX,
    i64::MIN,
    i64::MAX - 1,
    1 << 44,
    -(1 << 44),
    1 << 46,
    4_102_444_800,
    86_400 * 366 * 10_000,
    1_000_000_000_000,
];
/// What may stand in a reason.
const REASONS: [&str; 5] =
    ["", "\u{1b}[2J\u{1b}]0;owned\u{7}", "a\nb\r\u{202e}c", "boulware:exponent=0.3", "exec:/bin/false"];

impl Log {
    /// Takes a whole log apart.
    pub fn parse(log: &[u8]) -> Self {
        let (header, mut rest) = log.split_at(256);
        let mut scenario = Vec::new();
        let (mut entries, mut frames, mut is_sealed) = (Vec::new(), Vec::new(), false);
        while let Some((len, after)) = rest.split_first_chunk::<4>() {
            let (first, after) = after.split_at(8);
            let (payload, after) = after.split_at(u32::from_le_bytes(*len) as usize);
            let kind = u16::from_le_bytes([first[0], first[1]]);
            match kind {
                0x8001 => scenario = payload.to_vec(),
                0x8002 => {
                    let number = |at: usize| i64::from_le_bytes(payload[at..at + 8].try_into().expect("eight bytes"));
                    entries.push(Entry {
                        frames: std::mem::take(&mut frames),
                        at: number(20),
                        digest: number(28) as u64,
                    });
                }
                0x8003 => is_sealed = true,
                _ => frames.push(Frame { kind, version: first[2], payload: payload.to_vec() }),
            }
            rest = after;
        }
        Self { header: header.to_vec(), scenario, entries, is_sealed }
    }

    /// Changes one thing. `choose(n)` gives a number below `n`. Says what was changed.
    pub fn change(&mut self, choose: &mut dyn FnMut(usize) -> usize) -> String {
        let place = choose(self.entries.len());
        let what = choose(24);
        let count = self.entries.len();
        let entry = &mut self.entries[place];
        let at = choose(entry.frames.len());
        let frame = &mut entry.frames[at];
        let is_command = at == 0;
        // A command begins with the seat and the reason's length.
        let fields = if is_command { 9 + frame.payload.get(1..9).map_or(0, |b| b[0] as usize) } else { 0 };
        match what {
            0..=9 => {
                let Some(from) = frame.payload.get_mut(fields..).filter(|rest| !rest.is_empty()) else {
                    return String::new();
                };
                let byte = choose(from.len());
                from[byte] = BYTES[choose(BYTES.len())];
            }
            10..=12 => {
                let Some(from) = frame.payload.get_mut(fields..).filter(|rest| rest.len() >= 8) else {
                    return String::new();
                };
                let byte = choose(from.len() - 7);
                let number = NUMBERS[choose(NUMBERS.len())];
                from[byte..byte + 8].copy_from_slice(&number.to_le_bytes());
            }
            13 if is_command => frame.payload[0] = BYTES[choose(BYTES.len())],
            13 | 14 => frame.kind = if is_command { 0x4000 + choose(0x38) as u16 } else { 1 + choose(0x54) as u16 },
            15 => {
                let from = choose(count);
                let frames = &self.entries[from].frames;
                let other = frames[choose(frames.len())].clone();
                let frames = &mut self.entries[place].frames;
                if (other.kind < 0x4000) != is_command {
                    frames[at] = other;
                } else if other.kind < 0x4000 {
                    frames.push(other);
                }
            }
            16 => {
                let copy = frame.clone();
                if !is_command {
                    entry.frames.insert(at, copy);
                }
            }
            17 => {
                if !is_command {
                    entry.frames.remove(at);
                }
            }
            18 => self.entries.swap(place, choose(count)),
            19 => {
                let copy = self.entries[choose(count)].clone();
                self.entries.insert(place, copy);
            }
            20 => {
                self.entries.remove(place);
            }
            21 => entry.at = NUMBERS[choose(NUMBERS.len())],
            22 => {
                let reason = REASONS[choose(REASONS.len())].as_bytes();
                let frame = &mut entry.frames[0];
                let rest = frame.payload.split_off((9 + frame.payload[1] as usize).min(frame.payload.len()));
                frame.payload.truncate(1);
                frame.payload.extend((reason.len() as u64).to_le_bytes());
                frame.payload.extend(reason);
                frame.payload.extend(rest);
            }
            _ => match choose(4) {
                0 => self.entries.truncate(place.max(1)),
                1 => self.is_sealed = !self.is_sealed,
                2 => self.header[56 + choose(144)] = BYTES[choose(BYTES.len())],
                _ => self.header[192 + choose(8)] = BYTES[choose(BYTES.len())],
            },
        }
        format!("change {what} of frame {at} of entry {}", place + 1)
    }

    /// Replaces the scenario and its digest.
    #[allow(dead_code, reason = "the fuzz target leaves the scenario alone")]
    pub fn set_scenario(&mut self, scenario: &[u8]) {
        self.scenario = scenario.to_vec();
        self.header[24..56].copy_from_slice(blake3::hash(scenario).as_bytes());
    }

    /// The log with every length, count, check and head as it should be.
    pub fn seal(&self) -> Vec<u8> {
        let mut log = self.header.clone();
        let check = crc32c::crc32c(&log[..252]);
        log[252..].copy_from_slice(&check.to_le_bytes());
        let mut head = blake3::derive_key("dlog v1 genesis", &log);
        let salt = crc32c::crc32c(&head[..8]);
        put(&mut log, salt, 0x8001, 1, &self.scenario);
        let mut first_event = 0_u64;
        for entry in &self.entries {
            let start = log.len();
            for frame in &entry.frames {
                put(&mut log, salt, frame.kind, frame.version, &frame.payload);
            }
            let events = entry.frames.iter().filter(|frame| (1..0x4000).contains(&frame.kind)).count();
            let mut commit = b"\xC0MIT".to_vec();
            commit.extend(first_event.to_le_bytes());
            commit.extend((events as u32).to_le_bytes());
            commit.extend(((log.len() - start) as u32).to_le_bytes());
            commit.extend(entry.at.to_le_bytes());
            commit.extend(entry.digest.to_le_bytes());
            let mut hashed = [&head[..], &log[start..], &commit].concat();
            hashed.resize(hashed.len().next_multiple_of(64), 0);
            head = *blake3::hash(&hashed).as_bytes();
            commit.extend(head);
            put(&mut log, salt, 0x8002, 1, &commit);
            first_event += events as u64;
        }
        if self.is_sealed {
            let mut seal = b"\xC0SEA".to_vec();
            seal.extend((self.entries.len() as u64).to_le_bytes());
            seal.extend(first_event.to_le_bytes());
            seal.extend(head);
            put(&mut log, salt, 0x8003, 1, &seal);
        }
        log
    }
}

fn put(log: &mut Vec<u8>, salt: u32, kind: u16, version: u8, payload: &[u8]) {
    let mut first = (payload.len() as u32).to_le_bytes().to_vec();
    first.extend(kind.to_le_bytes());
    first.extend([version, 0]);
    let check = crc32c::crc32c_append(crc32c::crc32c_append(salt, &first), payload);
    log.extend(first);
    log.extend(check.to_le_bytes());
    log.extend(payload);
}
