//! Logs whose every check is right and whose contents are not: what only a faulty or a hostile writer makes.

use crate::commit::Commit;
use crate::damage_tests::{SCENARIO, header};
use crate::frame::{COMMIT, Framing, NOTE, SCENARIO as SCENARIO_KIND};
use crate::header::{Digest, ENTRY_BYTES_MAX, genesis};
use crate::reader::{Damage, End, OpenError, SchemaError, open};
use crate::wire::{self, WireFault};
use divest_core::command::RunCommand;
use divest_core::event::RunEvent;
use divest_core::{Cause, Command, Event, Instant, SeatId};

/// A log in the making, with checks and heads as they should be.
pub(crate) struct Forge {
    pub bytes: Vec<u8>,
    framing: Framing,
    head: Digest,
    start: usize,
}

impl Forge {
    fn new(scenario_kind: u16, scenario: &[u8]) -> Self {
        let mut bytes = header(1).to_bytes().to_vec();
        let (head, id) = genesis(&header(1).to_bytes());
        let framing = Framing::new(id);
        framing.write(&mut bytes, |out| {
            out.extend_from_slice(scenario);
            (scenario_kind, 1)
        });
        let start = bytes.len();
        Self { bytes, framing, head, start }
    }

    pub(crate) fn frame(mut self, kind: u16, version: u8, payload: &[u8]) -> Self {
        self.framing.write(&mut self.bytes, |out| {
            out.extend_from_slice(payload);
            (kind, version)
        });
        self
    }

    pub(crate) fn command(mut self) -> Self {
        self.framing.write(&mut self.bytes, |out| {
            wire::encode_command(SeatId::CLOCK, "", &Command::Run(RunCommand::Open), out)
        });
        self
    }

    pub(crate) fn event(mut self) -> Self {
        self.framing.write(&mut self.bytes, |out| {
            wire::encode_event(&Event::Run(RunEvent::Opened { at: Instant(0) }), Cause::Command, out)
        });
        self
    }

    /// Ends the entry with a commit that is changed before its head is worked out.
    pub(crate) fn commit(mut self, first_event: u64, event_count: u32, change: impl FnOnce(&mut Commit)) -> Self {
        let frames = &self.bytes[self.start..];
        let frame_bytes = frames.len() as u32;
        let at = Instant(0);
        let mut commit = Commit { first_event, event_count, frame_bytes, at, state_digest: 0, head: [0; 32] };
        change(&mut commit);
        commit.head = commit.head_after(&self.head, frames, &mut Vec::new());
        commit.write(self.framing, &mut self.bytes);
        (self.head, self.start) = (commit.head, self.bytes.len());
        self
    }
}

pub(crate) fn forge() -> Forge {
    Forge::new(SCENARIO_KIND, SCENARIO)
}

fn damage(forged: &Forge) -> (u64, Damage) {
    match open(&forged.bytes).unwrap().end {
        End::Corrupt { entry, why, .. } => (entry, why),
        end => panic!("{end:?}"),
    }
}

#[test]
fn counts_that_are_wrong_are_damage_even_under_a_right_head() {
    let entry = || forge().command().event().commit(0, 1, |_| ()).command().event().event();
    assert_eq!(open(&entry().commit(1, 2, |_| ()).bytes).unwrap().end, End::Clean);
    let changes: [fn(&mut Commit); 4] = [
        |commit| commit.first_event = 0,
        |commit| commit.event_count = 3,
        |commit| commit.event_count = u32::MAX,
        |commit| commit.frame_bytes -= 1,
    ];
    for change in changes {
        assert_eq!(damage(&entry().commit(1, 2, change)), (2, Damage::Counts));
    }
}

#[test]
fn a_valid_frame_in_the_wrong_place_is_no_torn_tail() {
    let misplaced = |kind| Damage::Misplaced { kind };
    assert_eq!(damage(&forge().event()), (1, misplaced(0x0003)));
    assert_eq!(damage(&forge().command().command()), (1, misplaced(0x4002)));
    assert_eq!(damage(&forge().command().frame(SCENARIO_KIND, 1, SCENARIO)), (1, misplaced(SCENARIO_KIND)));
    assert_eq!(damage(&forge().frame(0x9000, 1, b"")), (1, misplaced(0x9000)));
    assert_eq!(damage(&forge().command().frame(COMMIT, 2, &[0; 68])), (1, Damage::CommitLayout));
    assert_eq!(damage(&forge().command().frame(COMMIT, 1, &[0; 68])), (1, Damage::CommitLayout));
    assert_eq!(damage(&forge().command().frame(COMMIT, 1, b"")), (1, Damage::CommitLayout));
}

#[test]
fn an_entry_without_end_stops_at_the_limit() {
    let mut forged = forge().command();
    let payload = [0; 65_536];
    while forged.bytes.len() - forged.start <= ENTRY_BYTES_MAX {
        forged = forged.frame(NOTE, 1, &payload);
    }
    assert_eq!(damage(&forged), (1, Damage::EntryTooLong));
}

#[test]
fn a_note_is_chained_and_otherwise_ignored() {
    let forged = forge().command().frame(NOTE, 1, b"anything").event().commit(0, 1, |_| ());
    let opened = open(&forged.bytes).unwrap();
    assert_eq!((&opened.end, opened.event_count), (&End::Clean, 1));
    let entry = opened.entry(1).unwrap().decode().unwrap();
    assert_eq!(entry.events[..], [Event::Run(RunEvent::Opened { at: Instant(0) })]);
}

#[test]
fn what_is_whole_but_unknown_is_neither_torn_nor_corrupt() {
    let forged = forge().command().frame(0x3FFF, 1, b"?").commit(0, 1, |_| ()).frame(0x7FFF, 1, b"?");
    let forged = forged.commit(1, 0, |_| ());
    let opened = open(&forged.bytes).unwrap();
    assert_eq!((&opened.end, opened.entry_count()), (&End::Clean, 2));
    let SchemaError { entry, offset, why } = opened.entry(1).unwrap().decode().unwrap_err();
    assert_eq!((entry, offset), (1, opened.entry(1).unwrap().offset));
    assert_eq!((why.kind, why.fault), (0x3FFF, WireFault::Kind));
    assert_eq!(opened.entry(2).unwrap().wish().unwrap_err().why.kind, 0x7FFF);
}

#[test]
fn another_scenario_is_refused() {
    let another = Forge::new(SCENARIO_KIND, b"another");
    assert_eq!(open(&another.bytes).unwrap_err(), OpenError::ScenarioDigest);
    let none = Forge::new(NOTE, SCENARIO);
    assert_eq!(open(&none.bytes).unwrap_err(), OpenError::NoScenario { kind: NOTE });
}
