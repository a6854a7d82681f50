//! How the standard bot holds office: it issues on schedule, judges deals by its score sheet, extends by its policy.

use crate::bots::standard::{Issuance, SeatTasks, has_come};
use crate::occupant::{Action, Why};
use divest_core::View;
use divest_core::command::Command;
use divest_core::command::{DecreeCommand, ReviewCommand};
use divest_core::decree::Status;
use divest_core::id::{DecreeId, IssueId, ReviewId, TalksId};
use divest_core::scenario::Extension;

pub(crate) fn issues(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    // Who sold has nothing left to be ordered.
    if view.closed().is_some() {
        return None;
    }
    let is_due = |issuance: &&Issuance| {
        view.decree(issuance.decree).status() == Status::Pending
            && issuance.day.is_some_and(|day| has_come(view, day))
            && issuance.parent_stands(view)
    };
    let decree = tasks.issues.iter().find(is_due)?.decree;
    Some(Action::new(Command::Decree(DecreeCommand::Issue { decree }), Why::Because("its day has come")))
}

pub(crate) fn reviews(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    // Mostly there is nothing to look at.
    view.agreement()?;
    let open = tasks.reviews.iter().flat_map(|&review| view.open_under(review).map(move |talks| (review, talks)));
    let is_due = |(review, talks): &(ReviewId, TalksId)| {
        view.review_due_in(*review, *talks).is_some_and(|due| due <= view.now())
    };
    let (review, talks) = open.into_iter().find(is_due)?;
    let agreement = view.agreement_in(talks)?;
    let talks = Some(talks);
    let Some(worth) = view.score(&agreement.deal) else {
        return Some(Action::new(
            Command::Review(ReviewCommand::Approve { review, talks }),
            Why::Because("it has nothing against it"),
        ));
    };
    let walk_away = view.walk_away();
    let why = Why::Scores { worth, walk_away };
    let command = if worth >= walk_away {
        Command::Review(ReviewCommand::Approve { review, talks })
    } else {
        Command::Review(ReviewCommand::Block { review, talks, objection: worst_issue(view, agreement) })
    };
    Some(Action::new(command, why))
}

/// The issue on which the deal falls furthest behind the best that the authority could have.
pub(crate) fn worst_issue(view: &View<'_>, agreement: &divest_core::state::Agreement) -> Option<IssueId> {
    let sheet = view.sheet()?;
    let lost = |issue: IssueId| {
        let best = sheet.ascending(issue).last().map_or(0, |&option| sheet.points(issue, option).0);
        best - sheet.points(issue, agreement.deal.option(issue)).0
    };
    // Ties go to the first issue.
    let worst = (0..sheet.issue_count()).map(IssueId::at).min_by_key(|&issue| -lost(issue))?;
    (lost(worst) > 0).then_some(worst)
}

pub(crate) fn answers_requests(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    // A decree that nobody enforces for now needs no answer yet.
    let is_asked = |decree: &&DecreeId| {
        let state = view.decree(**decree);
        state.request_open() && state.status() != Status::Suspended
    };
    let decree = *tasks.extends.iter().find(is_asked)?;
    let extension = view.scenario().decree(decree).extension.as_ref()?;
    let Some((days_min, days_max)) = view.extension_days(decree) else {
        let why = Why::Grants { days: 0, wanted: 1, progress: "" };
        return Some(Action::new(Command::Decree(DecreeCommand::DenyExtension { decree }), why));
    };
    let (progress, wanted) = policy(view, decree, extension);
    let wanted = view.value(wanted).unwrap_or(0);
    let days = u16::try_from(wanted.clamp(0, i64::from(days_max))).unwrap_or(days_max);
    let days = if days < days_min { 0 } else { days };
    let why = Why::Grants { days, wanted, progress };
    let command = if days > 0 {
        Command::Decree(DecreeCommand::ExtendDeadline { decree, days })
    } else {
        Command::Decree(DecreeCommand::DenyExtension { decree })
    };
    Some(Action::new(command, why))
}

fn policy(view: &View<'_>, decree: DecreeId, extension: &Extension) -> (&'static str, divest_core::scenario::Quantity) {
    let scenario = view.scenario();
    let lies_on = |talks: TalksId| scenario.lies_on(decree, scenario.seller_of(talks));
    if scenario.sellers_under(decree).any(|seller| view.agreement_of(seller).is_some()) {
        ("an agreement stands", extension.when_agreed)
    } else if view.open_talks().any(lies_on) {
        ("talks go on", extension.when_talking)
    } else {
        ("nothing moves", extension.when_idle)
    }
}
