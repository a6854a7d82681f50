//! Coalitions as JSON: their events, and what a seat may know of them.

use super::Keys;
use crate::date;
use divest_core::coalition::{Invitation, Merger, Proposal, Stage};
use divest_core::event::ConsortiumEvent;
use divest_core::{Event, View};
use serde_json::{Value, json};

pub(super) fn fields(keys: &Keys<'_>, event: &Event) -> Value {
    let asked = |asks: Option<divest_core::SeatId>| asks.map(|seat| keys.seat(seat));
    match *event {
        Event::Consortium(ConsortiumEvent::BackerInvited { talks, backer })
        | Event::Consortium(ConsortiumEvent::InvitationDeclined { talks, backer }) => {
            json!({"talks": keys.talks(talks), "backer": keys.seat(backer)})
        }
        Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, part, asks, due }) => json!({
            "talks": keys.talks(talks), "into": keys.talks(into), "part": part, "asks": asked(asks),
            "due": date::day(due),
        }),
        Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by })
        | Event::Consortium(ConsortiumEvent::MergerDeclined { talks, into, asks, by }) => json!({
            "talks": keys.talks(talks), "into": keys.talks(into), "asks": asked(asks), "by": keys.seat(by),
        }),
        Event::Consortium(ConsortiumEvent::Merged { talks, into }) => {
            json!({"talks": keys.talks(talks), "into": keys.talks(into)})
        }
        _ => unreachable!("BUG: not an event about a coalition"),
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
