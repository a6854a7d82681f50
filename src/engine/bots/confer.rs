//! How the standard bot sits at a conference: what it tables, and what it votes for.
//!
//! A member asks for less as the rounds go by, as in any talks, and says aye to what is worth what it would ask for. Of a
//! mediator's text it says only whether it likes it better than the one before, until the last round asks for good.

use super::room::Room;
use crate::occupant::{Action, Why};
use divest_bargain::proposal::propose;
use divest_bargain::single_text::{next_text, prefers, shuffled};
use divest_bargain::tactic::{TimeDependent, asks_for};
use divest_core::View;
use divest_core::command::ConferenceCommand;
use divest_core::command::{Ballot, Command};
use divest_core::conference::{Conference, ConferenceState, Stage, Text};
use divest_core::units::Points;

/// Tables a text or votes, where that is due.
pub(crate) fn confers(view: &View<'_>) -> Option<Action> {
    let spec = view.scenario().setup().sale.conference?;
    let conference = view.conference()?;
    match conference.stage {
        Stage::AwaitsText if conference.turn == view.seat() && conference.due <= view.now() => {
            tables(view, &spec, conference)
        }
        Stage::Voting => votes(view, &spec, conference),
        _ => None,
    }
}

fn tables(view: &View<'_>, spec: &Conference, conference: &ConferenceState) -> Option<Action> {
    if spec.chair == Some(view.seat()) {
        let is_last = conference.rounds + 1 >= spec.rounds;
        let standing = conference.standing.as_ref();
        let (deal, why) = match standing.filter(|_| is_last) {
            Some(standing) => (*standing, "the last round is for good"),
            None => {
                let issues = &view.scenario().setup().sale.issues;
                (next_text(issues, standing, u64::from(conference.rounds)), "somebody may like this better")
            }
        };
        return Some(Action::new(Command::Conference(ConferenceCommand::TableText { deal }), Why::Because(why)));
    }
    let sheet = view.sheet()?;
    let (conceded, target) = target(view, spec, conference)?;
    // From the last text, with as little changed as one's own demand allows: what the members before wanted stays in it.
    let last = conference.text.map(|text| text.deal);
    let room = Room::of(view, spec.talks);
    let deal = propose(sheet, last.as_ref(), target, |issue, option| room.has(issue, option));
    let (worth, walk_away) = (sheet.score(&deal), view.walk_away());
    // It tables nothing that it would not sign; its turn goes by.
    if worth < walk_away {
        return None;
    }
    let conceded_percent = (conceded * 100.0) as u8;
    Some(Action::new(
        Command::Conference(ConferenceCommand::TableText { deal }),
        Why::AsksFor { worth, target, conceded_percent, walk_away },
    ))
}

fn votes(view: &View<'_>, spec: &Conference, conference: &ConferenceState) -> Option<Action> {
    let Text { by, deal, ayes, noes } = conference.text?;
    let me = view.seat();
    if !view.asked_to_sign(spec.talks).has(me) || ayes.or(noes).has(me) {
        return None;
    }
    let vote = |favours, why| {
        let ballot = if favours { Ballot::Aye } else { Ballot::No };
        Some(Action::new(Command::Conference(ConferenceCommand::Vote { ballot }), why))
    };
    let Some(worth) = view.score(&deal) else {
        return vote(true, Why::Because("it has nothing against it"));
    };
    let walk_away = view.walk_away();
    if spec.chair.is_some() && conference.rounds < spec.rounds {
        let Some(standing) = conference.standing.and_then(|standing| view.score(&standing)) else {
            return vote(true, Why::Because("one must begin somewhere"));
        };
        let gone = f64::from(conference.rounds) / f64::from(spec.rounds);
        let draw = shuffled(u64::from(conference.rounds), 1 + u64::from(me.0));
        let favours = prefers(worth, standing, temperature(view), gone, draw);
        return vote(favours, Why::Prefers { worth, standing });
    }
    let target = if by == me { walk_away } else { target(view, spec, conference)?.1 };
    vote(worth >= target.max(walk_away), Why::Scores { worth, walk_away: target.max(walk_away) })
}

/// The share conceded by this round, and what is asked for. Half of the rounds are for demands; the rest is for finding a
/// text that nobody needed walks away from, each changing the last one just enough for itself.
fn target(view: &View<'_>, spec: &Conference, conference: &ConferenceState) -> Option<(f64, Points)> {
    let conduct = &view.party()?.conduct;
    let share = |quantity, unit: f64| view.value(quantity).unwrap_or(0) as f64 / unit;
    let tactic =
        TimeDependent { opening: share(conduct.opening_ppm, 1e6), exponent: share(conduct.exponent_milli, 1e3) };
    let conceded = tactic.conceded(2 * i64::from(conference.rounds), i64::from(spec.rounds));
    Some((conceded, asks_for(conceded, view.sheet()?.best(), view.walk_away())))
}

/// How many points a member gives away half of the time at the start, for a mediator to get over a ridge.
fn temperature(view: &View<'_>) -> f64 {
    view.party().and_then(|party| view.value(party.conduct.temperature)).unwrap_or(0) as f64
}
