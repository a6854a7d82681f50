//! What stands in payloads: one frozen struct for each kind and version, and the way from and to the values of `core`.
//!
//! Two tables, one for events and one for commands, give each variant its kind, its version and its fields in order.
//! A table is a promise: lines are appended, never changed and never put in another order. When a variant in `core`
//! changes its shape, its line stops compiling. Then the line moves under `was`, with the value of today that it means,
//! and a line with the next version takes its place; `upcast_tests.rs` shows one. One old event becomes exactly one event
//! of today, so that numbers of events hold for ever.

mod commands;
mod events;
mod shapes;
#[cfg(test)]
mod upcast_tests;

use crate::codec::{self, Codec, CodecError, Decode};
use crate::frame::{self, Frame};
use divest_core::{Cause, Command, Event, SeatId};
use serde::{Deserialize, Serialize};
use shapes::CauseV1;
use std::fmt;

/// Why a frame of a log that is whole cannot be understood.
///
/// That is never damage: the frame's check and the chain are right, so a program wrote it that knows more, or one that
/// had a fault.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WireError {
    /// The kind of the frame.
    pub kind: u16,
    /// The version of its payload.
    pub version: u8,
    /// What is the matter.
    pub fault: WireFault,
}

/// What is the matter with a payload.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum WireFault {
    /// The kind is unknown.
    Kind,
    /// The kind is known, but not in this version.
    Version,
    /// The bytes are no payload of this kind and version.
    Payload(CodecError),
}

impl fmt::Display for WireError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, version, fault } = self;
        match fault {
            WireFault::Kind => write!(f, "frame kind {kind:#06x} is unknown; a newer program may know it"),
            WireFault::Version => {
                write!(f, "version {version} of frame kind {kind:#06x} is unknown; a newer program may know it")
            }
            WireFault::Payload(why) => write!(f, "in a frame of kind {kind:#06x} version {version}, {why}"),
        }
    }
}

impl std::error::Error for WireError {}

/// A command as it stands in a log: who wished what, and why.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wish {
    /// The seat that the command came from.
    pub seat: SeatId,
    /// Why a bot wished it; may be empty.
    pub reason: String,
    /// What the seat wished.
    pub command: Command,
}

/// Appends an event's payload: its cause, then its own fields. Returns its kind and version.
pub(crate) fn encode_event(event: &Event, cause: Cause, out: &mut Vec<u8>) -> (u16, u8) {
    codec::encode(&CauseV1::from(cause), out);
    events::encode(event, out)
}

/// Reads an event and its cause.
///
/// # Errors
/// If the kind or version is unknown, or the payload is malformed.
pub fn decode_event(kind: u16, version: u8, payload: &[u8]) -> Result<(Event, Cause), WireError> {
    let (cause, event) = events::decode::<Codec, CauseV1>(kind, version, payload)?;
    Ok((event, cause.into()))
}

/// An event at a place of its entry, if it is caused by the command or by an event before it.
///
/// # Errors
/// If it names itself or an event after it as its cause.
pub(crate) fn caused_before(
    (event, cause): (Event, Cause),
    place: usize,
    frame: &Frame<'_>,
) -> Result<(Event, Cause), WireError> {
    match cause {
        Cause::Event(before) if usize::from(before) >= place => {
            let why = CodecError::Malformed("its cause does not stand before it".to_owned());
            Err(WireError { kind: frame.kind, version: frame.version, fault: WireFault::Payload(why) })
        }
        _ => Ok((event, cause)),
    }
}

/// Appends a command's payload: seat, reason, then the command's own fields. Returns its kind and version.
pub(crate) fn encode_command(seat: SeatId, reason: &str, command: &Command, out: &mut Vec<u8>) -> (u16, u8) {
    codec::encode(&(seat, reason), out);
    commands::encode(command, out)
}

/// Reads a command.
///
/// # Errors
/// If the kind or version is unknown, or the payload is malformed.
pub fn decode_command(kind: u16, version: u8, payload: &[u8]) -> Result<Wish, WireError> {
    let (seat, reason, command) = decode_command_in_place(kind, version, payload)?;
    Ok(Wish { seat, reason: reason.to_owned(), command })
}

/// Reads a command, and leaves the reason where it is.
pub(crate) fn decode_command_in_place(
    kind: u16,
    version: u8,
    payload: &[u8],
) -> Result<(SeatId, &str, Command), WireError> {
    let ((seat, reason), command) = commands::decode::<Codec, (SeatId, &str)>(kind, version, payload)?;
    Ok((seat, reason, command))
}

/// What stands in a payload before the fields of its kind.
#[derive(Clone, Copy)]
pub(crate) enum Before<'a> {
    /// A command's seat and reason.
    Command(SeatId, &'a str),
    /// An event's cause.
    Event(Cause),
}

/// What the payload of an event or a command says, in text that becomes the same bytes again.
pub(crate) struct PayloadText<'a> {
    /// The name of its kind.
    pub name: &'static str,
    /// What stands before its fields.
    pub before: Before<'a>,
    /// Its fields as a JSON object.
    pub fields: String,
}

/// The text of a payload, if it has one.
pub(crate) fn payload_text(kind: u16, version: u8, payload: &[u8]) -> Option<PayloadText<'_>> {
    if frame::is_command(kind) {
        let ((seat, reason), name, fields) = commands::to_text::<(SeatId, &str)>(kind, version, payload)?;
        Some(PayloadText { name, before: Before::Command(seat, reason), fields })
    } else {
        let (cause, name, fields) = events::to_text::<CauseV1>(kind, version, payload)?;
        Some(PayloadText { name, before: Before::Event(cause.into()), fields })
    }
}

/// Appends the payload that a text is of and returns its kind; `None` if nothing of that version has the name.
pub(crate) fn payload_from_text(
    name: &str,
    version: u8,
    before: Before<'_>,
    fields: &str,
    out: &mut Vec<u8>,
) -> Option<Result<u16, serde_json::Error>> {
    match before {
        Before::Command(seat, reason) => {
            codec::encode(&(seat, reason), out);
            commands::from_text(name, version, fields, out)
        }
        Before::Event(cause) => {
            codec::encode(&CauseV1::from(cause), out);
            events::from_text(name, version, fields, out)
        }
    }
}

/// The text of a payload of a known layout.
fn text_of<'a, H, F>(name: &'static str, payload: &'a [u8]) -> Option<(H, &'static str, String)>
where
    H: Serialize + Deserialize<'a>,
    F: Serialize + Deserialize<'a>,
{
    let value: (H, F) = Codec::decode(payload).ok()?;
    let mut again = Vec::with_capacity(payload.len());
    codec::encode(&value, &mut again);
    let fields = serde_json::to_string(&value.1).expect("BUG: a payload has no text");
    (again == payload).then_some((value.0, name, fields))
}

/// Appends the payload of a known layout whose fields are given.
fn payload_of<F>(fields: &str, out: &mut Vec<u8>) -> Result<(), serde_json::Error>
where
    F: Serialize + serde::de::DeserializeOwned,
{
    codec::encode(&serde_json::from_str::<F>(fields)?, out);
    Ok(())
}

/// Makes the structs and all directions out of a table.
///
/// A line is: kind, version, variant, name of the struct, fields. What a variant was before follows under `was`: the same,
/// with the value of today that it means. Such a line is read and never written.
macro_rules! wire_table {
    (
        $Live:ident:
        $($kind:literal $version:literal $Variant:ident $Group:ident($Inner:ident::$Case:ident) $Frozen:ident { $($field:ident: $Type:ty),* })+
        $(was: $($old_kind:literal $old_version:literal $OldName:ident $Old:ident { $($old_field:ident: $OldType:ty),* }
            => $today:expr;)+)?
    ) => {
        $(
            #[derive(serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $Frozen {
                $($field: $Type),*
            }
        )+
        $($(
            #[derive(serde::Serialize, serde::Deserialize)]
            #[serde(deny_unknown_fields)]
            struct $Old {
                $($old_field: $OldType),*
            }
        )+)?

        /// Appends a value's payload; returns its kind and version.
        pub(super) fn encode(live: &$Live, out: &mut Vec<u8>) -> (u16, u8) {
            match *live {
                $($Live::$Group($Inner::$Case { $($field),* }) => {
                    $crate::codec::encode(&$Frozen { $($field: $field.into()),* }, out);
                    ($kind, $version)
                })+
            }
        }

        /// Reads a value, and what stands before it in the payload.
        pub(super) fn decode<'a, D: $crate::codec::Decode, H: serde::Deserialize<'a>>(
            kind: u16,
            version: u8,
            payload: &'a [u8],
        ) -> Result<(H, $Live), $crate::wire::WireError> {
            use $crate::wire::{WireError, WireFault};
            let malformed = |why| WireError { kind, version, fault: WireFault::Payload(why) };
            match (kind, version) {
                $(($kind, $version) => {
                    let (before, $Frozen { $($field),* }) = D::decode::<(H, $Frozen)>(payload).map_err(malformed)?;
                    Ok((before, $Live::$Group($Inner::$Case { $($field: $field.into()),* })))
                })+
                $($(($old_kind, $old_version) => {
                    let (before, $Old { $($old_field),* }) = D::decode::<(H, $Old)>(payload).map_err(malformed)?;
                    Ok((before, $today))
                })+)?
                _ => {
                    let known = [$($kind),+].contains(&kind);
                    Err(WireError { kind, version, fault: if known { WireFault::Version } else { WireFault::Kind } })
                }
            }
        }

        /// What a payload says in the words of its own version: what stands before the value, the name of its kind, and
        /// its fields as JSON. `None` if it says nothing that would become the same bytes again.
        pub(super) fn to_text<'a, H>(kind: u16, version: u8, payload: &'a [u8]) -> Option<(H, &'static str, String)>
        where
            H: serde::Serialize + serde::Deserialize<'a>,
        {
            match (kind, version) {
                $(($kind, $version) => $crate::wire::text_of::<H, $Frozen>(stringify!($Variant), payload),)+
                $($(($old_kind, $old_version) => $crate::wire::text_of::<H, $Old>(stringify!($OldName), payload),)+)?
                _ => None,
            }
        }

        /// Appends the payload whose fields [`to_text`] gave; returns its kind, or `None` if no kind of that version has
        /// the name.
        pub(super) fn from_text(
            name: &str,
            version: u8,
            fields: &str,
            out: &mut Vec<u8>,
        ) -> Option<Result<u16, serde_json::Error>> {
            $(if (name, version) == (stringify!($Variant), $version) {
                return Some($crate::wire::payload_of::<$Frozen>(fields, out).map(|()| $kind));
            })+
            $($(if (name, version) == (stringify!($OldName), $old_version) {
                return Some($crate::wire::payload_of::<$Old>(fields, out).map(|()| $old_kind));
            })+)?
            None
        }

        /// The kind, version and name of every line that is written.
        #[cfg(test)]
        pub(crate) const LINES: &[(u16, u8, &str)] = &[$(($kind, $version, stringify!($Variant))),+];

        /// Values of every line, enough to meet each case of each field.
        #[cfg(test)]
        pub(crate) fn samples() -> Vec<$Live> {
            use $crate::sample::{Sample, Source};
            let mut samples = Vec::new();
            $(
                let rounds = [1 $(, <$Type as Sample>::ROUNDS)*].into_iter().max().unwrap_or(1);
                for round in 0..rounds {
                    let _source = Source::new(round);
                    samples.push($Live::$Group($Inner::$Case { $($field: <$Type as Sample>::sample(&_source).into()),* }));
                }
            )+
            samples
        }
    };
}
use wire_table;

#[cfg(test)]
pub(crate) mod witness {
    //! What tests see of the tables.

    use super::{Cause, CauseV1, Event, SeatId, Wish, commands, events};
    use crate::codec::Witness;

    pub(crate) use super::commands::{LINES as COMMAND_LINES, samples as command_samples};
    pub(crate) use super::events::{LINES as EVENT_LINES, samples as event_samples};

    /// Reads an event with the second decoder.
    pub(crate) fn decode_event(kind: u16, version: u8, payload: &[u8]) -> (Event, Cause) {
        let (cause, event) = events::decode::<Witness, CauseV1>(kind, version, payload).unwrap();
        (event, cause.into())
    }

    /// Reads a command with the second decoder.
    pub(crate) fn decode_command(kind: u16, version: u8, payload: &[u8]) -> Wish {
        let ((seat, reason), command) = commands::decode::<Witness, (SeatId, String)>(kind, version, payload).unwrap();
        Wish { seat, reason, command }
    }
}
