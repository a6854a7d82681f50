//! Rejections: why a command was refused. A value, shown to the seat that asked; the state has not changed.
//!
//! Each subject has an enum of its own in [`crate::vocabulary`].

use crate::id::SeatId;
use crate::units::Instant;
use crate::vocabulary::gathers;
use std::fmt;

pub use crate::vocabulary::agreement::AgreementRejection;
pub use crate::vocabulary::auction::AuctionRejection;
pub use crate::vocabulary::chance::ChanceRejection;
pub use crate::vocabulary::conference::ConferenceRejection;
pub use crate::vocabulary::consortium::ConsortiumRejection;
pub use crate::vocabulary::court::CourtRejection;
pub use crate::vocabulary::decree::DecreeRejection;
pub use crate::vocabulary::review::ReviewRejection;
pub use crate::vocabulary::talks::TalksRejection;

/// Why a command was refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Rejection {
    /// The run has ended.
    RunIsOver,
    /// Play has not begun.
    NotOpenYet,
    /// Play has begun already.
    AlreadyOpen,
    /// Numbers that the scenario leaves to the seed are still to be drawn.
    ValuesNotDrawn,
    /// A matter of chance waits and comes first.
    NatureFirst,
    /// The scenario has no such thing.
    NoSuchThing,
    /// The seat may not do that.
    NotYours {
        /// Who may.
        owner: SeatId,
    },
    /// Only parties have a seat to take.
    NotAParty,
    /// The clock does not run backwards.
    ClockBackwards {
        /// What it shows.
        now: Instant,
    },
    /// It is the other side's turn.
    NotYourTurn {
        /// Whose turn it is.
        turn: SeatId,
    },
    /// It has been said.
    AlreadySaid,
    /// About chance.
    Chance(ChanceRejection),
    /// About decrees.
    Decree(DecreeRejection),
    /// About bilateral talks.
    Talks(TalksRejection),
    /// About agreements, from terms to closing.
    Agreement(AgreementRejection),
    /// About reviews of agreed deals.
    Review(ReviewRejection),
    /// About consortia: backers and merged bids.
    Consortium(ConsortiumRejection),
    /// About courts.
    Court(CourtRejection),
    /// About the conference.
    Conference(ConferenceRejection),
    /// About the auction.
    Auction(AuctionRejection),
}

gathers!(Rejection: Chance(ChanceRejection), Decree(DecreeRejection), Talks(TalksRejection), Agreement(AgreementRejection), Review(ReviewRejection), Consortium(ConsortiumRejection), Court(CourtRejection), Conference(ConferenceRejection), Auction(AuctionRejection));

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RunIsOver => "the run has ended",
            Self::NotOpenYet => "play has not begun",
            Self::AlreadyOpen => "play has begun already",
            Self::ValuesNotDrawn => "nature has not drawn the scenario's open numbers yet",
            Self::NatureFirst => "a matter of chance waits and comes first",
            Self::NoSuchThing => "the scenario has no such thing",
            Self::NotYours { .. } => "that is for another seat to do",
            Self::NotAParty => "only a party's seat can be taken",
            Self::ClockBackwards { .. } => "the clock does not run backwards",
            Self::NotYourTurn { .. } => "it is the other side's turn",
            Self::AlreadySaid => "that has been said",
            Self::Chance(rejection) => return rejection.fmt(f),
            Self::Decree(rejection) => return rejection.fmt(f),
            Self::Talks(rejection) => return rejection.fmt(f),
            Self::Agreement(rejection) => return rejection.fmt(f),
            Self::Review(rejection) => return rejection.fmt(f),
            Self::Consortium(rejection) => return rejection.fmt(f),
            Self::Court(rejection) => return rejection.fmt(f),
            Self::Conference(rejection) => return rejection.fmt(f),
            Self::Auction(rejection) => return rejection.fmt(f),
        })
    }
}

impl std::error::Error for Rejection {}
