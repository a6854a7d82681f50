//! Sentences about coalitions: invitations, mergers of bids, and what each member gets.

use crate::chronicle::MergerStep;
use crate::date;
use crate::name;
use crate::number::points;
use crate::phrase::Narrator;
use crate::say;
use divest_core::coalition::{Invitation, Merger, Proposal, Stage};
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;
use divest_core::{SeatId, State, View};

impl Narrator<'_> {
    pub(crate) fn merger_step(&self, talks: TalksId, into: TalksId, step: MergerStep) -> String {
        let (joins, bid, other) = (self.bidder(talks), self.bid(into), self.bidder(into));
        match step {
            MergerStep::Proposed { part, asks: None, due } => {
                say!("merger-proposed", bidder = joins, bid = bid, part = points(part), date = self.day(due))
            }
            MergerStep::Proposed { part, asks: Some(seller), due } => {
                let (seller, part, due) = (self.seat(seller), points(part), self.day(due));
                say!("merger-proposed-asks", bidder = joins, bid = bid, part = part, seller = seller, date = due)
            }
            MergerStep::Accepted { asks, by } if asks == Some(by) => {
                say!("merger-allowed", seller = self.seat(by), bidder = &*joins, other = &*other)
            }
            MergerStep::Accepted { by, .. } => say!("merger-accepted", by = self.seat(by), bidder = &*joins),
            MergerStep::Declined { by, .. } if by == self.scenario.talks(talks).bidder => {
                say!("merger-withdrawn", bidder = joins, other = &*other)
            }
            MergerStep::Declined { by, .. } if by == self.scenario.talks(into).bidder => {
                say!("merger-declined-own", by = self.seat(by), bidder = &*joins)
            }
            MergerStep::Declined { by, .. } => {
                say!("merger-declined", by = self.seat(by), bidder = &*joins, bid = bid)
            }
            MergerStep::Merged => say!("merged", bidder = joins, bid = bid),
        }
    }
}

/// Why talks are over: broken off, or folded into those of another.
pub(crate) fn over(state: &State, talks: TalksId) -> String {
    over_to(&state.view(SeatId::CLOCK), talks)
}

/// The same as a seat sees it: whose bid somebody is in, everybody knows.
pub(crate) fn over_to(view: &View<'_>, talks: TalksId) -> String {
    match bid_of(view, talks) {
        Some(into) => say!("talks-merged", bidder = name::bidder(view.scenario(), into)),
        None => say!("talks-broken-off"),
    }
}

/// The bid that a bidder has folded its own into, if it is still in it.
pub(crate) fn bid_of(view: &View<'_>, talks: TalksId) -> Option<TalksId> {
    let bidder = view.scenario().talks(talks).bidder;
    let mut others = (0..view.scenario().setup().sale.talks.len()).map(TalksId::at);
    others.find(|&other| view.talks(other).backers().has(bidder))
}

/// What a seat knows of coalitions, in rows.
pub(crate) fn known(view: &View<'_>) -> Vec<(String, String)> {
    invitations(view).into_iter().chain(mergers(view, |_| true)).collect()
}

/// The same for whoever may know all.
pub(crate) fn standing(state: &State) -> Vec<(String, String)> {
    let scenario = state.scenario();
    let own = |talks: TalksId| state.view(scenario.talks(talks).bidder);
    let all = (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    all.flat_map(|talks| {
        let view = own(talks);
        let mut rows = invitations(&view);
        rows.extend(mergers(&view, |merger| merger.talks == talks));
        rows
    })
    .collect()
}

fn invitations(view: &View<'_>) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let row = |(place, backing): (usize, &divest_core::scenario::Backing)| {
        let stands = view.invitation(place)?;
        let state = view.talks(backing.talks);
        if state.status() == TalksStatus::Ended {
            return None;
        }
        let (bidder, backer) = (name::bidder(scenario, backing.talks), name::named(scenario, backing.backer));
        let words = match stands {
            _ if state.backers().has(backing.backer) => say!("backer-is-in", backer = backer),
            Invitation::NotMade => say!("backer-may-be-invited", backer = backer),
            Invitation::Open => say!("backer-is-invited", backer = backer),
            Invitation::Declined => say!("backer-has-declined", backer = backer),
        };
        Some((say!("bid", bidder = bidder), words))
    };
    scenario.setup().sale.backings.iter().enumerate().filter_map(row).collect()
}

fn mergers(view: &View<'_>, shows: impl Fn(&Merger) -> bool) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let row = |(merger, proposal): (&Merger, Proposal)| {
        let (joins, other) = (name::bidder(scenario, merger.talks), name::bidder(scenario, merger.into));
        let over = view.closed().is_some() || view.talks(merger.talks).status() == TalksStatus::Ended;
        let brings = view.value(merger.brings).map(|brings| say!("merger-brings", points = points(brings)));
        let part = say!("merger-gets", points = points(proposal.part.0));
        let words: Vec<String> = match proposal.stage {
            Stage::NotMade if over => return None,
            Stage::NotMade => brings.into_iter().chain([say!("merger-if")]).collect(),
            Stage::Open => {
                let due = say!("answer-due", date = date::words(proposal.due));
                brings.into_iter().chain([part, due]).collect()
            }
            Stage::Declined => vec![say!("merger-was-declined")],
            Stage::Merged => brings.into_iter().chain([part]).collect(),
            Stage::Left => vec![say!("merger-apart")],
        };
        Some((say!("talks-with", bidder = joins, seller = other), words.join(", ")))
    };
    view.mergers().filter(|(merger, _)| shows(merger)).filter_map(row).collect()
}
