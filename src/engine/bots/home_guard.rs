//! A home authority that shields technology.
//!
//! It does not wait for its day: as soon as somebody sits down to buy, it issues what it may issue and says what it may say;
//! and a deal that is worth less to it than its walk-away and a margin is blocked at once, over the issue on which it gives
//! most away, and not only when the review is due.

use crate::bots::office::worst_issue;
use crate::bots::standard::{Issuance, SeatTasks, Speech, is_real};
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::bot::{BotSpec, Setting};
use divest_core::command::Command;
use divest_core::command::{DecreeCommand, ReviewCommand, WorldCommand};
use divest_core::decree::Status;
use divest_core::id::{ReviewId, TalksId};

pub(super) fn moves(view: &View<'_>, tasks: &SeatTasks, spec: &BotSpec) -> Option<Action> {
    if view.closed().is_some() {
        return None;
    }
    blocks(view, tasks, spec).or_else(|| orders(view, tasks)).or_else(|| speaks(view, tasks))
}

fn blocks(view: &View<'_>, tasks: &SeatTasks, spec: &BotSpec) -> Option<Action> {
    let open = tasks.reviews.iter().flat_map(|&review| view.open_under(review).map(move |talks| (review, talks)));
    let mut blocked = open.filter_map(|(review, talks)| blocks_in(view, review, talks, spec));
    blocked.next()
}

fn blocks_in(view: &View<'_>, review: ReviewId, talks: TalksId, spec: &BotSpec) -> Option<Action> {
    let agreement = view.agreement_in(talks)?;
    let worth = view.score(&agreement.deal)?;
    let least = view.walk_away().0 + spec.get(Setting::Margin);
    if worth.0 >= least {
        return None;
    }
    let objection = worst_issue(view, agreement);
    let over = objection.map_or_else(String::new, |issue| {
        format!(", and most of what is lost lies in: {}", view.scenario().issue(issue).name)
    });
    let why = format!("the deal is worth {worth} points of the {least} that it must be{over}");
    Some(Action::new(
        Command::Review(ReviewCommand::Block { review, talks: Some(talks), objection }),
        Why::Said(why.into()),
    ))
}

fn orders(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let suitors = view.open_talks().count();
    let pending =
        |order: &&Issuance| order.parent_stands(view) && view.decree(order.decree).status() == Status::Pending;
    let decree = tasks.issues.iter().find(pending).filter(|_| suitors > 0)?.decree;
    let why = format!("{suitors} would buy: what may not leave the country is ordered now");
    Some(Action::new(Command::Decree(DecreeCommand::Issue { decree }), Why::Said(why.into())))
}

fn speaks(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let suitors = view.open_talks().count();
    let unsaid = |speech: &&Speech| !view.was_said(speech.signal) && is_real(view, speech.real);
    let signal = tasks.signals.iter().find(unsaid).filter(|_| suitors > 0)?.signal;
    Some(Action::new(
        Command::World(WorldCommand::Say { signal }),
        Why::Because("somebody would buy, and everybody shall know what it thinks"),
    ))
}
