//! Coalitions as JSON: their events, and what a seat may know of them.

use super::Keys;
use crate::chronicle::MergerStep;
use crate::date;
use divest_core::View;
use divest_core::coalition::{Invitation, Merger, Proposal, Stage};
use divest_core::id::TalksId;
use serde_json::{Value, json};

pub(super) fn fields(keys: &Keys<'_>, talks: TalksId, into: TalksId, step: MergerStep) -> Value {
    let asked = |asks: Option<divest_core::SeatId>| asks.map(|seat| keys.seat(seat));
    let (talks, into) = (keys.talks(talks), keys.talks(into));
    match step {
        MergerStep::Proposed { part, asks, due } => {
            json!({"talks": talks, "into": into, "part": part, "asks": asked(asks), "due": date::day(due)})
        }
        MergerStep::Accepted { asks, by } | MergerStep::Declined { asks, by } => {
            json!({"talks": talks, "into": into, "asks": asked(asks), "by": keys.seat(by)})
        }
        MergerStep::Merged => json!({"talks": talks, "into": into}),
    }
}

/// What a seat knows of coalitions; null where the scenario has neither invitations nor mergers.
pub(super) fn coalitions(view: &View<'_>) -> Value {
    let sale = &view.scenario().setup().sale;
    if sale.mergers.is_empty() && !sale.backings.iter().any(|backing| backing.invited) {
        return Value::Null;
    }
    let keys = Keys(view.scenario());
    let invitation = |(place, backing): (usize, &divest_core::scenario::Backing)| {
        let status = match view.invitation(place)? {
            Invitation::NotMade => "not-made",
            Invitation::Open => "open",
            Invitation::Declined => "declined",
        };
        Some(json!({"bidder": keys.bidder(backing.talks), "backer": keys.seat(backing.backer), "status": status}))
    };
    let merger = |(merger, proposal): (&Merger, Proposal)| {
        let stands = matches!(proposal.stage, Stage::Open | Stage::Merged);
        json!({
            "bidder": keys.bidder(merger.talks),
            "into": keys.talks(merger.into),
            "status": match proposal.stage {
                Stage::NotMade => "not-made",
                Stage::Open => "open",
                Stage::Declined => "declined",
                Stage::Merged => "merged",
                Stage::Left => "left",
            },
            "brings": view.value(merger.brings),
            "part": if stands { Some(proposal.part.0) } else { view.part_in(merger.into).map(|part| part.0) },
            "asks": proposal.asks.map(|seat| keys.seat(seat)),
            "due": (proposal.stage == Stage::Open).then(|| date::day(proposal.due)),
        })
    };
    json!({
        "invitations": sale.backings.iter().enumerate().filter_map(invitation).collect::<Vec<_>>(),
        "mergers": view.mergers().map(merger).collect::<Vec<_>>(),
    })
}
