//! How the standard bot finds allies: a bidder invites whoever may back it, and folds its bid into another where its part of
//! the joint bid is worth more than its own bid; the other says yes while something is left for it, and a vendor gives leave
//! while two are left to outbid each other.

use crate::bots::bargain::is_open;
use crate::bots::standard::{SeatTasks, has_come, is_real};
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::coalition::{Invitation, Merger, Proposal, Stage};
use divest_core::command::Command;
use divest_core::command::ConsortiumCommand;
use divest_core::state::TalksStatus;

/// Invites, answers an invitation, or proposes, answers or takes back a merger, where that is due.
pub(crate) fn allies(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let answer = view.mergers().filter(|(_, proposal)| proposal.stage == Stage::Open);
    let answer = answer.filter_map(|(merger, proposal)| answers(view, merger, &proposal)).next();
    answer.or_else(|| proposes(view, tasks)).or_else(|| invites(view, tasks)).or_else(|| declines(view, tasks))
}

/// Whether a merger that the seat proposed still waits for its answer in time: so long it holds back.
pub(crate) fn waits_for_ally(view: &View<'_>) -> bool {
    let is_own = |merger: &Merger| view.scenario().talks(merger.talks).bidder == view.seat();
    view.mergers()
        .any(|(merger, proposal)| is_own(merger) && proposal.stage == Stage::Open && proposal.due > view.now())
}

fn answers(view: &View<'_>, merger: &Merger, proposal: &Proposal) -> Option<Action> {
    let (me, scenario, talks) = (view.seat(), view.scenario(), merger.talks);
    if proposal.accepted.has(me) {
        return None;
    }
    if me == scenario.talks(talks).bidder {
        let why = Why::Because("nobody answered in time");
        return (proposal.due <= view.now())
            .then(|| Action::new(Command::Consortium(ConsortiumCommand::DeclineMerger { talks }), why));
    }
    let (is_good, why) = if me == scenario.talks(merger.into).bidder {
        let brings = view.value(merger.brings)?;
        let left = brings - proposal.part.0;
        (left > 0, Why::Divides { brings, part: proposal.part.0 })
    } else {
        let left = view.open_talks().count().saturating_sub(1);
        let why = if left >= 2 {
            "enough are left to outbid each other"
        } else {
            "too few would be left to outbid each other"
        };
        (left >= 2, Why::Because(why))
    };
    Some(Action::new(
        if is_good {
            Command::Consortium(ConsortiumCommand::AcceptMerger { talks })
        } else {
            Command::Consortium(ConsortiumCommand::DeclineMerger { talks })
        },
        why,
    ))
}

fn proposes(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let mergers = tasks.mergers.iter().map(|&place| &view.scenario().setup().sale.mergers[place]);
    let ready = mergers.filter(|merger| is_real(view, merger.real) && has_come(view, merger.from_day));
    // The bid in which its part is largest, the author's first of equals.
    let parts = ready.filter_map(|merger| Some((merger, view.part_in(merger.into)?.0)));
    let (merger, part) = parts.filter(|(_, part)| *part > 0).rev().max_by_key(|(_, part)| *part)?;
    let why = Why::Divides { brings: view.value(merger.brings)?, part };
    Some(Action::new(Command::Consortium(ConsortiumCommand::ProposeMerger { into: merger.into }), why))
}

fn invites(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let backing = |place: usize| &view.scenario().setup().sale.backings[place];
    let wanted = |place: &&usize| {
        view.invitation(**place) == Some(Invitation::NotMade)
            && is_open(view, backing(**place).talks)
            && view.talks(backing(**place).talks).status() == TalksStatus::Open
    };
    let backer = backing(*tasks.invites.iter().find(wanted)?).backer;
    Some(Action::new(
        Command::Consortium(ConsortiumCommand::Invite { backer }),
        Why::Because("it would rather not bid alone"),
    ))
}

fn declines(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    if view.closed().is_some() {
        return None;
    }
    let backing = |place: usize| &view.scenario().setup().sale.backings[place];
    let unwanted = |place: &&usize| {
        let backing = backing(**place);
        view.invitation(**place) == Some(Invitation::Open)
            && view.talks(backing.talks).status() == TalksStatus::Open
            && view.joined_bid(backing.talks) != Some(backing.talks)
            && !is_real(view, backing.real)
    };
    let talks = backing(*tasks.backings.iter().find(unwanted)?).talks;
    Some(Action::new(
        Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }),
        Why::Because("it sees no place for itself in the bid"),
    ))
}
