//! Sentences about coalitions: who is invited, whose bid is folded into whose, and what each gets.

use crate::date;
use crate::name::{self, possessive};
use crate::number::count;
use crate::phrase::Voice;
use divest_core::coalition::{Invitation, Merger, Proposal, Stage};
use divest_core::id::TalksId;
use divest_core::state::TalksStatus;
use divest_core::{Instant, SeatId, State, View};

impl Voice<'_> {
    pub(crate) fn backer_invited(&self, talks: TalksId, backer: SeatId) -> String {
        let to =
            if self.scenario.has_several_sellers() { format!(" to {}", self.vendor(talks)) } else { String::new() };
        format!("{} invites {} to join its bid{to}", self.bidder(talks), self.seat(backer))
    }

    pub(crate) fn invitation_declined(&self, talks: TalksId, backer: SeatId) -> String {
        format!("{} declines to join {}", self.seat(backer), self.bid(talks))
    }

    pub(crate) fn merger_proposed(
        &self,
        talks: TalksId,
        into: TalksId,
        part: i64,
        asks: Option<SeatId>,
        due: Instant,
    ) -> String {
        let (joins, other) = (self.bidder(talks), self.bid(into));
        let leave = asks.map_or(String::new(), |vendor| format!(" and needs the leave of {}", self.seat(vendor)));
        let (part, due) = (count(part, "point"), date::day(due));
        format!("{joins} proposes to fold its bid into {other}; it asks {part} over its walk-away{leave}, by {due}")
    }

    pub(crate) fn merger_accepted(&self, talks: TalksId, asks: Option<SeatId>, by: SeatId) -> String {
        let (who, joins) = (self.seat(by), self.bidder(talks));
        if asks == Some(by) {
            format!("{who} gives leave: {joins} may fold its bid")
        } else {
            format!("{who} takes {joins} in")
        }
    }

    pub(crate) fn merger_declined(&self, talks: TalksId, into: TalksId, by: SeatId) -> String {
        let joins = self.bidder(talks);
        if by == self.scenario.talks(talks).bidder {
            format!("{joins} takes back what it proposed to {}", self.bidder(into))
        } else {
            format!("{} will not have {joins} fold its bid into {}", self.seat(by), self.bid(into))
        }
    }

    pub(crate) fn bid_merged(&self, talks: TalksId, into: TalksId) -> String {
        format!("{} folds its bid into {}: from now on they bid as one", self.bidder(talks), self.bid(into))
    }
}

/// Why talks are over: broken off, or folded into those of another.
pub(crate) fn over(state: &State, talks: TalksId) -> String {
    over_to(&state.view(SeatId::CLOCK), talks)
}

/// The same as a seat sees it: whose bid somebody is in, everybody knows.
pub(crate) fn over_to(view: &View<'_>, talks: TalksId) -> String {
    match bid_of(view, talks) {
        Some(into) => format!("folded into {} bid", possessive(&name::bidder(view.scenario(), into))),
        None => "broken off".to_owned(),
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
        let (bid, backer) = (possessive(&name::bidder(scenario, backing.talks)), name::seat(scenario, backing.backer));
        let words = match stands {
            _ if state.backers().has(backing.backer) => "is in",
            Invitation::NotMade => "may be invited",
            Invitation::Open => "is invited",
            Invitation::Declined => "has declined",
        };
        Some((format!("{bid} bid"), format!("{backer} {words}")))
    };
    scenario.setup().sale.backings.iter().enumerate().filter_map(row).collect()
}

fn mergers(view: &View<'_>, shows: impl Fn(&Merger) -> bool) -> Vec<(String, String)> {
    let scenario = view.scenario();
    let row = |(merger, proposal): (&Merger, Proposal)| {
        let (joins, other) = (name::bidder(scenario, merger.talks), name::bidder(scenario, merger.into));
        let over = view.closed().is_some() || view.talks(merger.talks).status() == TalksStatus::Ended;
        let brings = view.value(merger.brings).map(|brings| format!("brings {}", count(brings, "point")));
        let part = format!("gets {} over its walk-away", count(proposal.part.0, "point"));
        let words: Vec<String> = match proposal.stage {
            Stage::NotMade if over => return None,
            Stage::NotMade => brings.into_iter().chain(["if it joins".to_owned()]).collect(),
            Stage::Open => {
                let due = format!("the answer is due by {}", date::day(proposal.due));
                brings.into_iter().chain([part, due]).collect()
            }
            Stage::Declined => vec!["declined".to_owned()],
            Stage::Merged => brings.into_iter().chain([part]).collect(),
            Stage::Left => vec!["apart again".to_owned()],
        };
        Some((format!("{joins} with {other}"), words.join(", ")))
    };
    view.mergers().filter(|(merger, _)| shows(merger)).filter_map(row).collect()
}
