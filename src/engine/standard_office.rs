//! How the standard bot holds office: it issues on schedule, judges deals by its score sheet, extends by its policy.

use crate::occupant::{Why, Wish};
use crate::standard::{has_come, is_real};
use divest_core::View;
use divest_core::command::Command;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, IssueId, MotionId, ReviewId, TalksId};
use divest_core::scenario::Extension;
use divest_core::state::TalksStatus;

pub(crate) fn governs(view: &View<'_>) -> Option<Wish> {
    reviews(view).or_else(|| answers_requests(view)).or_else(|| issues(view)).or_else(|| appeals(view))
}

fn issues(view: &View<'_>) -> Option<Wish> {
    let setup = view.scenario().setup();
    (0..setup.decrees.len()).map(DecreeId::at).find_map(|decree| {
        let spec = &setup.decrees[decree.index()];
        let pending = spec.issuer == view.seat() && view.decree(decree).status() == Status::Pending;
        let parent_stands = spec.implements.is_none_or(|parent| {
            let status = view.decree(parent).status();
            status.is_live() && status != Status::Enjoined
        });
        let due = pending && parent_stands && spec.issue_day.is_some_and(|day| has_come(view, day));
        // Who sold has nothing left to be ordered.
        let moot = view.closed().is_some();
        (due && !moot).then(|| Wish::new(Command::IssueDecree { decree }, Why::Because("its day has come")))
    })
}

fn reviews(view: &View<'_>) -> Option<Wish> {
    let agreement = view.agreement()?;
    let setup = view.scenario().setup();
    (0..setup.sale.reviews.len()).map(ReviewId::at).find_map(|review| {
        let mine = setup.sale.reviews[review.index()].authority == view.seat();
        let due = view.review_due(review).is_some_and(|due| due <= view.now());
        if !mine || !due {
            return None;
        }
        let Some(worth) = view.score(&agreement.deal) else {
            return Some(Wish::new(Command::ApproveDeal { review }, Why::Because("it has nothing against it")));
        };
        let walk_away = view.walk_away();
        let why = Why::Scores { worth, walk_away };
        let command = if worth >= walk_away {
            Command::ApproveDeal { review }
        } else {
            Command::BlockDeal { review, objection: worst_issue(view, agreement) }
        };
        Some(Wish::new(command, why))
    })
}

/// The issue on which the deal falls furthest behind the best that the authority could have.
fn worst_issue(view: &View<'_>, agreement: &divest_core::state::Agreement) -> Option<IssueId> {
    let sheet = view.sheet()?;
    let lost = |issue: IssueId| {
        let best = sheet.ascending(issue).last().map_or(0, |&option| sheet.points(issue, option).0);
        best - sheet.points(issue, agreement.deal.option(issue)).0
    };
    // Ties go to the first issue.
    let worst = (0..sheet.issue_count()).map(IssueId::at).min_by_key(|&issue| -lost(issue))?;
    (lost(worst) > 0).then_some(worst)
}

fn answers_requests(view: &View<'_>) -> Option<Wish> {
    let setup = view.scenario().setup();
    (0..setup.decrees.len()).map(DecreeId::at).find_map(|decree| {
        let extension = setup.decrees[decree.index()].extension.as_ref()?;
        let state = view.decree(decree);
        if extension.authority != view.seat() || !state.request_open() {
            return None;
        }
        let (progress, wanted) = policy(view, extension);
        let left = view.value(extension.days_max).unwrap_or(0) - state.extended_days();
        let days = u16::try_from(view.value(wanted).unwrap_or(0).min(left).max(0)).unwrap_or(u16::MAX);
        let why = Why::Grants { days, progress };
        let command =
            if days > 0 { Command::ExtendDeadline { decree, days } } else { Command::DenyExtension { decree } };
        Some(Wish::new(command, why))
    })
}

fn policy(view: &View<'_>, extension: &Extension) -> (&'static str, divest_core::scenario::Quantity) {
    let talks = view.scenario().setup().sale.talks.len();
    if view.agreement().is_some() {
        ("an agreement stands", extension.when_agreed)
    } else if (0..talks).any(|i| view.talks(TalksId::at(i)).status() == TalksStatus::Open) {
        ("talks go on", extension.when_talking)
    } else {
        ("nothing moves", extension.when_idle)
    }
}

/// An authority whose decree was stopped appeals where the scenario has it so.
pub(crate) fn appeals(view: &View<'_>) -> Option<Wish> {
    let setup = view.scenario().setup();
    (0..setup.motions.len()).map(MotionId::at).find_map(|motion| {
        let appeal = setup.motions[motion.index()].appeal.as_ref()?;
        let does = view.may_appeal(motion) && is_real(view, appeal.real);
        does.then(|| Wish::new(Command::FileAppeal { motion }, Why::Because("it lost")))
    })
}
