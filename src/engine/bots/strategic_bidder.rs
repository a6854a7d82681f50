//! A bidder that times its entry and withdraws.
//!
//! It comes forward when a date presses the seller (within its horizon), or when a rival sits at a table; before that it
//! waits, for a seller in no hurry gives little. At the table it concedes faster the more rivals there are. It withdraws when
//! the seller's offers, going on as they have, would not reach its walk-away by the end of its time.

use crate::bots::bargain::{Clock, is_open};
use crate::bots::standard::{SeatTasks, has_come, is_real};
use crate::occupant::{Action, Why};
use crate::tactics::table::Table;
use crate::tactics::{Ask, Bargains, time};
use divest_bargain::tactic::asks_for;
use divest_core::View;
use divest_core::bot::{BotSpec, Setting};
use divest_core::command::Command;
use divest_core::command::TalksCommand;
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;
use divest_core::units::{DAY_SECONDS, Points};

/// After how many of the seller's offers it judges where talks lead.
const OFFERS_MIN: usize = 4;

pub(super) struct StrategicBidder;

impl Bargains for StrategicBidder {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let rivals = table.view.open_rivals(table.talks) as f64;
        // Each rival makes it give as much in a half, a third, ... of the time.
        let conceded = libm::pow(time::conceded(table), 1.0 / (1.0 + rivals));
        let asked = asks_for(conceded, table.best(), table.walk_away).min(table.own_last());
        Some(Ask::AtLeast(asked.max(table.walk_away)))
    }
}

pub(super) fn moves(view: &View<'_>, tasks: &SeatTasks, spec: &BotSpec) -> Option<Action> {
    tasks.bids.iter().filter(|talks| is_open(view, **talks)).find_map(|&talks| match view.talks(talks).status() {
        TalksStatus::NotYet => enters(view, spec, talks),
        TalksStatus::Open => withdraws(view, spec, talks),
        TalksStatus::Ended => None,
    })
}

fn enters(view: &View<'_>, spec: &BotSpec, talks: TalksId) -> Option<Action> {
    let setup = view.scenario().talks(talks);
    if !is_real(view, setup.real) {
        return None;
    }
    let comes = |why: String| Some(Action::new(Command::Talks(TalksCommand::Open { talks }), Why::Said(why.into())));
    let rivals = view.open_rivals(talks);
    if has_come(view, setup.enters_day) && rivals > 0 {
        return comes(format!("it enters: {rivals} at the table already, and who waits longer comes too late"));
    }
    if let Some((_, date)) = view.pressing_deadline(view.scenario().seller_of(talks)) {
        let days_left = (date.0 - view.now().0) / DAY_SECONDS;
        if days_left <= spec.get(Setting::Horizon) {
            return comes(format!("it enters: {days_left} days before the date the seller has to listen"));
        }
        return None;
    }
    // Nothing presses the seller: it comes when the scenario says it would.
    has_come(view, setup.enters_day).then(|| {
        Action::new(
            Command::Talks(TalksCommand::Open { talks }),
            Why::Because("it enters: its moment has come, and no date is set"),
        )
    })
}

/// Leaves talks that go nowhere. The seller's course is taken to go on as it went from its first to its last offer.
fn withdraws(view: &View<'_>, spec: &BotSpec, talks: TalksId) -> Option<Action> {
    let seen: Vec<(i64, Points)> = view
        .past_offers(talks)
        .iter()
        .filter(|offer| !offer.from_bidder)
        .filter_map(|offer| Some((offer.at.0, view.score(&offer.deal)?)))
        .collect();
    let (&(first_at, first), &(last_at, last)) = (seen.first()?, seen.last()?);
    let walk_away = view.walk_away();
    if seen.len() < OFFERS_MIN || last >= walk_away || last_at <= first_at {
        return None;
    }
    let patience = spec.get(Setting::Patience);
    let clock = Clock::with_patience(view, talks, (patience >= 0).then_some(patience))?;
    let left = (clock.total - clock.elapsed).max(0);
    // A seller that concedes late has hardly begun in the first half of the time.
    if clock.elapsed * 2 < clock.total {
        return None;
    }
    let reaches = last.0 + (last.0 - first.0).max(0) * left / (last_at - first_at);
    (reaches < walk_away.0).then(|| {
        let why = format!(
            "it withdraws: after {} offers the seller's last is worth {last} points and would come to {reaches} by the end, under the walk-away of {walk_away}",
            seen.len()
        );
        Action::new(Command::Talks(TalksCommand::End { talks }), Why::Said(why.into()))
    })
}
