//! The parts of payloads that are a choice: each case has a number on disk, whatever its place in `core`.
//!
//! Ids and units of `core` are one number each and stand in payloads as they are.

use divest_core::Cause;
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Ballot, Occupant, Ruling};
use divest_core::id::{ChanceId, DecreeId, MotionId, SlotId};
use divest_core::scenario::TrusteeEnd;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Makes the frozen twin of an enum without fields: one byte, and its name in text.
macro_rules! frozen_choice {
    ($Frozen:ident = $Live:ident { $($number:literal $Variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy)]
        pub(super) struct $Frozen($Live);

        impl Serialize for $Frozen {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let (number, name) = match self.0 {
                    $($Live::$Variant => ($number, stringify!($Variant))),+
                };
                if serializer.is_human_readable() { name.serialize(serializer) } else { serializer.serialize_u8(number) }
            }
        }

        impl<'de> Deserialize<'de> for $Frozen {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if deserializer.is_human_readable() {
                    let name = String::deserialize(deserializer)?;
                    $(if name == stringify!($Variant) {
                        return Ok(Self($Live::$Variant));
                    })+
                    return Err(unknown(stringify!($Live), name));
                }
                match u8::deserialize(deserializer)? {
                    $($number => Ok(Self($Live::$Variant)),)+
                    number => Err(unknown(stringify!($Live), number)),
                }
            }
        }

        frozen_twin!($Frozen = $Live);

        #[cfg(test)]
        impl crate::sample::Sample for $Frozen {
            const ROUNDS: usize = [$($number),+].len();

            fn sample(source: &crate::sample::Source) -> Self {
                Self([$($Live::$Variant),+][source.round() % Self::ROUNDS])
            }
        }
    };
}

macro_rules! frozen_twin {
    ($Frozen:ident = $Live:ident) => {
        impl From<$Live> for $Frozen {
            fn from(live: $Live) -> Self {
                Self(live)
            }
        }

        impl From<$Frozen> for $Live {
            fn from(frozen: $Frozen) -> Self {
                frozen.0
            }
        }
    };
}

#[cold]
fn unknown<E: Error>(what: &str, found: impl std::fmt::Display) -> E {
    E::custom(format_args!("{what} {found} is unknown"))
}

frozen_choice!(OccupantV1 = Occupant { 0 Bot, 1 Person, 2 Script, 3 Program, 4 Nobody });
frozen_choice!(RulingV1 = Ruling { 0 Granted, 1 Denied });
frozen_choice!(AppealDecisionV1 = AppealDecision { 0 Affirmed, 1 Reversed });
frozen_choice!(BallotV1 = Ballot { 0 Aye, 1 No });
frozen_choice!(TrusteeEndV1 = TrusteeEnd { 0 Enforce, 1 Lapse });

/// What a draw is about: the number of the case, then the id in its table. Two bytes; in text, the case's name and the id.
#[derive(Clone, Copy)]
pub(super) struct DrawIdV1(DrawId);

frozen_twin!(DrawIdV1 = DrawId);

/// The names of the cases by their numbers.
const DRAWS: [&str; 5] = ["Value", "Chance", "Ruling", "Appeal", "Deadline"];

impl Serialize for DrawIdV1 {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (number, id) = match self.0 {
            DrawId::Value(SlotId(id)) => (0_u8, id),
            DrawId::Chance(ChanceId(id)) => (1, id),
            DrawId::Ruling(MotionId(id)) => (2, id),
            DrawId::Appeal(MotionId(id)) => (3, id),
            DrawId::Deadline(DecreeId(id)) => (4, id),
        };
        if serializer.is_human_readable() {
            (DRAWS[usize::from(number)], id).serialize(serializer)
        } else {
            (number, id).serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for DrawIdV1 {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (number, id) = if deserializer.is_human_readable() {
            let (name, id) = <(String, u8)>::deserialize(deserializer)?;
            let number = DRAWS.iter().position(|draw| *draw == name);
            (number.ok_or_else(|| unknown("DrawId", name))? as u8, id)
        } else {
            <(u8, u8)>::deserialize(deserializer)?
        };
        Ok(Self(match number {
            0 => DrawId::Value(SlotId(id)),
            1 => DrawId::Chance(ChanceId(id)),
            2 => DrawId::Ruling(MotionId(id)),
            3 => DrawId::Appeal(MotionId(id)),
            4 => DrawId::Deadline(DecreeId(id)),
            number => return Err(unknown("DrawId", number)),
        }))
    }
}

#[cfg(test)]
impl crate::sample::Sample for DrawIdV1 {
    const ROUNDS: usize = 5;

    fn sample(source: &crate::sample::Source) -> Self {
        let id = source.next() as u8;
        Self(match source.round() % Self::ROUNDS {
            0 => DrawId::Value(SlotId(id)),
            1 => DrawId::Chance(ChanceId(id)),
            2 => DrawId::Ruling(MotionId(id)),
            3 => DrawId::Appeal(MotionId(id)),
            _ => DrawId::Deadline(DecreeId(id)),
        })
    }
}

/// The cause of an event: 0 for the command, else the place of the causing event in its entry, counted from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub(super) struct CauseV1(pub(super) u16);

impl From<Cause> for CauseV1 {
    fn from(cause: Cause) -> Self {
        Self(match cause {
            Cause::Command => 0,
            Cause::Event(place) => place.checked_add(1).expect("BUG: an entry has too many events"),
        })
    }
}

impl From<CauseV1> for Cause {
    fn from(CauseV1(number): CauseV1) -> Self {
        number.checked_sub(1).map_or(Self::Command, Self::Event)
    }
}
