//! Whoever plays a seat: a bot, a person at the terminal, a program. All stand behind one trait.

use divest_core::command::{Command, Occupant as Kind};
use divest_core::legal::Legal;
use divest_core::units::Points;
use divest_core::{Instant, SeatId, State, View};
use std::fmt;

/// Plays one seat. It sees what the seat may see and what it may do, and nothing else.
pub trait Occupant {
    /// Forgets the last run, so that the same occupant may play another.
    fn start(&mut self) {}

    /// What the seat wants now, if anything. It is asked again until it wants nothing.
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Action>;

    /// Told that its last action was refused. A bot never errs, so by default nothing happens.
    fn refused(&mut self, _command: &Command, _rejection: divest_core::Rejection) {}

    /// Whether it is asked after everything that it can see, and not only when something calls for it.
    fn observes_all(&self) -> bool {
        false
    }

    /// Whether it ever sets a timer.
    fn sets_timers(&self) -> bool {
        false
    }

    /// The next moment at which it wants to be asked even if nothing happens that it can see; [`Instant::NEVER`] for none. It
    /// follows from what the seat sees, so that a run taken up from its log goes on alike.
    fn timer(&self, _view: &View<'_>) -> Instant {
        Instant::NEVER
    }

    /// Whoever takes the seat from here on, once the occupant cannot go on. It is asked when `act` wanted nothing.
    fn replacement(&mut self) -> Option<Replacement> {
        None
    }

    /// Whether the seat is played from outside: [`Game::step`](crate::Game::step) hands its turn to the caller.
    fn is_outside(&self) -> bool {
        false
    }
}

/// Who takes a seat that its occupant gives up. The log will say so, with the reason.
pub struct Replacement {
    /// Who plays from now on.
    pub occupant: Box<dyn Occupant>,
    /// What kind of player that is.
    pub kind: Kind,
    /// Why the seat changes hands.
    pub why: Why,
}

/// A command with the reason for it.
#[derive(Clone, PartialEq, Debug)]
pub struct Action {
    /// The command.
    pub command: Command,
    /// The reason.
    pub why: Why,
}

impl Action {
    /// A command with the reason for it.
    #[must_use]
    pub const fn new(command: Command, why: Why) -> Self {
        Self { command, why }
    }
}

/// Why a seat does something. It is put into words only where somebody keeps them.
#[derive(Clone, PartialEq, Debug)]
pub enum Why {
    /// No reason was given.
    Unsaid,
    /// A fixed phrase.
    Because(&'static str),
    /// In the words of whoever plays the seat.
    Said(Box<str>),
    /// An offer: what it is worth to its maker and what it asks for at this moment.
    AsksFor {
        /// What the proposal is worth.
        worth: Points,
        /// What is asked for now.
        target: Points,
        /// The share conceded so far, in percent.
        conceded_percent: u8,
        /// The walk-away.
        walk_away: Points,
    },
    /// An acceptance.
    GoodEnough {
        /// What the offer is worth.
        worth: Points,
        /// What the next own proposal would have asked for.
        target: Points,
    },
    /// A judgement by the score sheet.
    Scores {
        /// What the deal is worth.
        worth: Points,
        /// The least that is acceptable.
        walk_away: Points,
    },
    /// A vote on a mediator's text.
    Prefers {
        /// What the text is worth.
        worth: Points,
        /// What the one that stands is worth.
        standing: Points,
    },
    /// A bid up to a limit, or a pass beyond it, in the units of what is bid on.
    Limit {
        /// What is asked.
        asked: i64,
        /// The most that would still be good enough.
        limit: i64,
    },
    /// A bid that keeps something back, in the units of what is bid on.
    Shades {
        /// The most that would still be good enough.
        limit: i64,
        /// What it comes to in equilibrium.
        bid: i64,
        /// Among how many.
        bidders: u32,
    },
    /// A view of a merger, in points.
    Divides {
        /// What who joins brings.
        brings: i64,
        /// What it gets of that.
        part: i64,
    },
    /// A policy on extensions.
    Grants {
        /// Days.
        days: u16,
        /// The days that the policy would have granted, had as many been left.
        wanted: i64,
        /// Whether an agreement stands, talks go on, or nothing moves.
        progress: &'static str,
    },
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unsaid => Ok(()),
            Self::Because(reason) => f.write_str(reason),
            Self::Said(reason) => f.write_str(reason),
            Self::AsksFor { worth, target, conceded_percent, walk_away } => write!(
                f,
                "asks for {target} points after conceding {conceded_percent} % (walk-away {walk_away}); this is worth {worth}"
            ),
            Self::GoodEnough { worth, target } => {
                write!(f, "worth {worth} points, and the next proposal would have asked for {target}")
            }
            Self::Scores { worth, walk_away } => write!(f, "worth {worth} points against a walk-away of {walk_away}"),
            Self::Prefers { worth, standing } => write!(f, "worth {worth} points, and the text that stands {standing}"),
            Self::Limit { asked, limit } => write!(f, "{asked} is asked, and its limit is {limit}"),
            Self::Shades { limit, bid, bidders } => {
                write!(f, "its limit is {limit}, and among {bidders} bidders it goes to {bid} to keep something back")
            }
            Self::Divides { brings, part } => {
                write!(f, "of {brings} points that it brings, who joins gets {part} and the other {}", brings - part)
            }
            Self::Grants { days: 0, wanted: 1.., .. } => f.write_str("all the time that may be granted has been"),
            Self::Grants { days: 0, progress, .. } => write!(f, "no more time while {progress}"),
            Self::Grants { days, wanted, progress } if i64::from(*days) < *wanted => {
                write!(f, "{days} days while {progress}, all that may still be granted")
            }
            Self::Grants { days, progress, .. } => write!(f, "{days} days while {progress}"),
        }
    }
}

/// What a seat may do now.
#[derive(Clone, Copy, Debug)]
pub struct Choices<'a> {
    state: &'a State,
    seat: SeatId,
}

impl<'a> Choices<'a> {
    /// What a seat may do in a state.
    #[must_use]
    pub const fn new(state: &'a State, seat: SeatId) -> Self {
        Self { state, seat }
    }

    /// All of it, in a fixed order.
    #[must_use]
    pub fn list(&self) -> Vec<Legal> {
        self.state.legal(self.seat)
    }

    /// Whether a command would be carried out.
    ///
    /// # Errors
    /// The reason for which it would be refused.
    pub fn check(&self, command: &Command) -> Result<(), divest_core::Rejection> {
        divest_core::decide::decide(self.state, self.seat, command).map(|_| ())
    }
}

/// A seat that never acts.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Occupant for Silent {
    fn act(&mut self, _: &View<'_>, _: &Choices<'_>) -> Option<Action> {
        None
    }
}

/// Stands in a seat that is played from outside, by a person or a program: the game asks its caller instead.
#[derive(Clone, Copy, Debug, Default)]
pub struct Outside;

impl Occupant for Outside {
    fn act(&mut self, _: &View<'_>, _: &Choices<'_>) -> Option<Action> {
        None
    }

    fn observes_all(&self) -> bool {
        true
    }

    fn is_outside(&self) -> bool {
        true
    }

    /// The caller sets them: [`Game::set_alarm`](crate::Game::set_alarm).
    fn sets_timers(&self) -> bool {
        true
    }
}
