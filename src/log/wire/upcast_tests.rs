//! A variant that changed its shape: what was written before still reads, as one value of today.

use super::{WireFault, wire_table};
use crate::codec::{self, Codec, Witness};

/// What happened, as the program knows it today.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Fact {
    Place(Place),
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Place {
    /// Version 1 had no `by`; version 2 counted `to` in days.
    Moved {
        to: i64,
        by: u8,
    },
    Stayed {},
}

wire_table! { Fact:
    0x0001 3 Moved Place(Place::Moved) MovedV3 { to: i64, by: u8 }
    0x0002 1 Stayed Place(Place::Stayed) StayedV1 {}
    was:
    0x0001 1 Moved MovedV1 { to: i64 } => Fact::Place(Place::Moved { to: to * 86_400, by: 0 });
    0x0001 2 Moved MovedV2 { to: i64, by: u8 } => Fact::Place(Place::Moved { to: to * 86_400, by });
}

fn bytes_of<T: serde::Serialize>(value: &T) -> Vec<u8> {
    let mut out = Vec::new();
    codec::encode(value, &mut out);
    out
}

/// A payload with both decoders.
fn read(version: u8, payload: &[u8]) -> Fact {
    let ((), fact) = decode::<Codec, ()>(1, version, payload).unwrap();
    let ((), witness) = decode::<Witness, ()>(1, version, payload).unwrap();
    assert_eq!(fact, witness);
    fact
}

#[test]
fn every_old_version_means_one_value_of_today() {
    let (v1, v2) = (bytes_of(&MovedV1 { to: 2 }), bytes_of(&MovedV2 { to: 2, by: 7 }));
    assert_eq!(read(1, &v1), Fact::Place(Place::Moved { to: 172_800, by: 0 }));
    assert_eq!(read(2, &v2), Fact::Place(Place::Moved { to: 172_800, by: 7 }));
    assert_eq!(read(3, &v2), Fact::Place(Place::Moved { to: 2, by: 7 }), "the version decides, not the bytes");
    assert!(decode::<Codec, ()>(1, 1, &v2).is_err(), "a payload has the exact length of its version");
    assert_eq!(decode::<Codec, ()>(1, 4, &v2).unwrap_err().fault, WireFault::Version);
}

#[test]
fn only_the_newest_version_is_written() {
    for fact in samples() {
        let mut payload = Vec::new();
        let (kind, version) = encode(&fact, &mut payload);
        assert!(LINES.iter().any(|&(k, v, _)| (k, v) == (kind, version)));
        assert_eq!(decode::<Codec, ()>(kind, version, &payload).unwrap().1, fact);
    }
}

/// The text twin speaks the words of the version that was written, so an old log keeps its text for ever.
#[test]
fn an_old_payload_keeps_its_own_text() {
    let payload = bytes_of(&MovedV1 { to: 2 });
    let ((), name, fields) = to_text::<()>(1, 1, &payload).unwrap();
    assert_eq!((name, fields.as_str()), ("Moved", r#"{"to":2}"#));
    let mut again = Vec::new();
    assert_eq!(from_text(name, 1, &fields, &mut again).unwrap().unwrap(), 1);
    assert_eq!(again, payload);
    assert!(from_text(name, 1, r#"{"to":2,"by":7}"#, &mut again).unwrap().is_err());
    assert!(from_text("Flown", 1, &fields, &mut again).is_none());
}
