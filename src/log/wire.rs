//! What stands in payloads: one frozen struct for each kind and version, and the way from and to the values of `core`.
//!
//! Two tables, one for events and one for commands, give each variant its kind, its version and its fields in order.
//! A table is a promise: lines are appended, never changed and never put in another order. When a variant in `core`
//! changes its shape, its line stops compiling. Then the old struct moves out of the table and stays, with a function
//! that turns it into today's value and its own arm in `decode`; the line gets the next version. One old event becomes
//! exactly one event of today, so that numbers of events hold for ever.

mod commands;
mod events;
mod shapes;

use crate::codec::{self, Codec, CodecError};
use divest_core::{Command, Event, SeatId};
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

/// Appends an event's payload; returns its kind and version.
pub(crate) fn encode_event(event: &Event, out: &mut Vec<u8>) -> (u16, u8) {
    events::encode(event, out)
}

/// Reads an event.
pub(crate) fn decode_event(kind: u16, version: u8, payload: &[u8]) -> Result<Event, WireError> {
    let ((), event) = events::decode::<Codec, ()>(kind, version, payload)?;
    Ok(event)
}

/// Appends a command's payload: seat, reason, then the command's own fields. Returns its kind and version.
pub(crate) fn encode_command(seat: SeatId, reason: &str, command: &Command, out: &mut Vec<u8>) -> (u16, u8) {
    codec::encode(&(seat, reason), out);
    commands::encode(command, out)
}

/// Reads a command.
pub(crate) fn decode_command(kind: u16, version: u8, payload: &[u8]) -> Result<Wish, WireError> {
    let ((seat, reason), command) = commands::decode::<Codec, (SeatId, String)>(kind, version, payload)?;
    Ok(Wish { seat, reason, command })
}

/// Makes the structs and both directions out of a table. A line is: kind, version, variant, name of the struct, fields.
macro_rules! wire_table {
    ($Live:ident: $($kind:literal $version:literal $Variant:ident $Frozen:ident { $($field:ident: $Type:ty),* })+) => {
        $(
            #[derive(serde::Serialize, serde::Deserialize)]
            struct $Frozen {
                $($field: $Type),*
            }
        )+

        /// Appends a value's payload; returns its kind and version.
        pub(super) fn encode(live: &$Live, out: &mut Vec<u8>) -> (u16, u8) {
            match *live {
                $($Live::$Variant { $($field),* } => {
                    $crate::codec::encode(&$Frozen { $($field: $field.into()),* }, out);
                    ($kind, $version)
                })+
            }
        }

        /// Reads a value, and what stands before it in the payload.
        pub(super) fn decode<D: $crate::codec::Decode, H: serde::de::DeserializeOwned>(
            kind: u16,
            version: u8,
            payload: &[u8],
        ) -> Result<(H, $Live), $crate::wire::WireError> {
            use $crate::wire::{WireError, WireFault};
            match (kind, version) {
                $(($kind, $version) => match D::decode::<(H, $Frozen)>(payload) {
                    Ok((before, $Frozen { $($field),* })) => {
                        Ok((before, $Live::$Variant { $($field: $field.into()),* }))
                    }
                    Err(why) => Err(WireError { kind, version, fault: WireFault::Payload(why) }),
                },)+
                _ => {
                    let known = [$($kind),+].contains(&kind);
                    Err(WireError { kind, version, fault: if known { WireFault::Version } else { WireFault::Kind } })
                }
            }
        }

        /// The kind, version and name of every line.
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
                    samples.push($Live::$Variant { $($field: <$Type as Sample>::sample(&_source).into()),* });
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

    use super::{Event, SeatId, Wish, commands, events};
    use crate::codec::Witness;

    pub(crate) use super::commands::{LINES as COMMAND_LINES, samples as command_samples};
    pub(crate) use super::events::{LINES as EVENT_LINES, samples as event_samples};

    /// Reads an event with the second decoder.
    pub(crate) fn decode_event(kind: u16, version: u8, payload: &[u8]) -> Event {
        let ((), event) = events::decode::<Witness, ()>(kind, version, payload).unwrap();
        event
    }

    /// Reads a command with the second decoder.
    pub(crate) fn decode_command(kind: u16, version: u8, payload: &[u8]) -> Wish {
        let ((seat, reason), command) = commands::decode::<Witness, (SeatId, String)>(kind, version, payload).unwrap();
        Wish { seat, reason, command }
    }
}
