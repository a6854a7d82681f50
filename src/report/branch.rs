//! What a branch changed, and what could no longer be done in it.

use crate::date;
use crate::layout::wrap;
use crate::name::{self, capital, possessive};
use crate::number::listed;
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::terms::{changes, terms_short};
use divest_core::command::TalksCommand;
use divest_core::deal::Deal;
use divest_core::id::{SeatSet, TalksId};
use divest_core::scenario::Scenario;
use divest_core::state::MotionStatus;
use divest_core::units::Points;
use divest_core::{Command, Instant, Rejection, SeatId};
use serde_json::{Value, json};

/// What a decision was about, beyond what its command says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Terms on the table or agreed.
    Terms(TalksId, Deal),
    /// A ruling.
    Ruling(MotionStatus),
    /// What who would join another's bid gets.
    Part(Points),
}

/// Why a recorded decision could not be taken again.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hindrance {
    /// The rules refuse it.
    Refused(Rejection),
    /// What it answered is not there, or is something else.
    Answers {
        /// What it was about in the parent.
        then: Option<About>,
        /// What it would be about here.
        now: Option<About>,
    },
}

/// The first decision of a seat that became impossible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Lost {
    /// Whose.
    pub seat: SeatId,
    /// The parent's entry.
    pub entry: u64,
    /// When it was taken.
    pub at: Instant,
    /// What it was.
    pub command: Command,
    /// Why it could not be taken again.
    pub why: Hindrance,
    /// How many more decisions fell with it.
    pub fell_with_it: usize,
}

/// What could no longer be done, in lines.
#[must_use]
pub fn lost(scenario: &Scenario, all: &[Lost]) -> Vec<String> {
    let voice = Narrator::new(scenario, Reader::Referee);
    let line = |lost: &Lost| {
        let who = name::seat(scenario, lost.seat);
        let rest = match lost.fell_with_it {
            0 => String::new(),
            1 => ", and 1 more recorded decision falls away".to_owned(),
            more => format!(", and {more} more recorded decisions fall away"),
        };
        let text = format!(
            "{} cannot {} (its entry {}): {}. Its bot decides from here on{rest}.",
            capital(&who),
            wish(scenario, &voice, lost),
            lost.entry,
            hindrance(scenario, &lost.why),
        );
        wrap(&text, &format!("  {}  ", date::day(lost.at)), 14)
    };
    all.iter().flat_map(line).collect()
}

/// The decision in few words: the terms of an offer are a line of their own elsewhere.
fn wish(scenario: &Scenario, voice: &Narrator<'_>, lost: &Lost) -> String {
    match lost.command {
        Command::Talks(TalksCommand::MakeOffer { talks, .. }) => {
            let bidder = scenario.talks(talks).bidder;
            let seller = scenario.owner_in(talks);
            let other = name::seat(scenario, if bidder == lost.seat { seller } else { bidder });
            format!("make its offer to {other}")
        }
        command => voice.command(lost.seat, &command),
    }
}

/// Why not, in words.
#[must_use]
pub fn hindrance(scenario: &Scenario, why: &Hindrance) -> String {
    match why {
        Hindrance::Refused(rejection) => rejection.to_string(),
        Hindrance::Answers { then: Some(About::Terms(talks, then)), now: Some(About::Terms(other, now)) } => {
            if talks == other {
                format!("the terms are not those that it answered ({})", changes(scenario, then, now))
            } else {
                let (was, is) = (name::bidder(scenario, *talks), name::bidder(scenario, *other));
                format!("it answered terms with {was}, and these are with {is}: {}", terms_short(scenario, now))
            }
        }
        Hindrance::Answers { then: Some(About::Terms(..)), now: None } => {
            "the terms that it answered are not there".into()
        }
        Hindrance::Answers { then: Some(About::Part(then)), now: Some(About::Part(now)) } => {
            format!("the merger is not the one that it answered (its part was {then} points, and is {now})")
        }
        Hindrance::Answers { .. } => "what it answered is not there".to_owned(),
    }
}

/// The seats whose record ended before the run did.
#[must_use]
pub fn taken_over(scenario: &Scenario, seats: SeatSet) -> Vec<String> {
    let names: Vec<String> = seats.iter().map(|seat| name::seat(scenario, seat)).collect();
    match names.len() {
        0 => Vec::new(),
        1 => wrap(
            &format!("{} record ends before the run does: its bot plays on.", possessive(&capital(&names[0]))),
            "  ",
            4,
        ),
        _ => wrap(&format!("The records of {} end before the run does: their bots play on.", listed(&names)), "  ", 4),
    }
}

/// What could no longer be done, as data.
#[must_use]
pub fn lost_json(scenario: &Scenario, all: &[Lost]) -> Vec<Value> {
    let value = |lost: &Lost| {
        json!({
            "seat": scenario.seat_key(lost.seat),
            "entry": lost.entry,
            "date": date::day(lost.at),
            "command": crate::json::command(scenario, &lost.command),
            "why": hindrance(scenario, &lost.why),
            "fell_with_it": lost.fell_with_it,
        })
    };
    all.iter().map(value).collect()
}
