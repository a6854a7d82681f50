//! The auction and the conference as JSON: their events, and what a seat may know of them.

use super::{Keys, deal};
use crate::chronicle::AuctionStep;
use crate::date;
use divest_core::auction::{Format, Stage};
use divest_core::conference;
use divest_core::deal::Choice;
use divest_core::id::{SeatSet, TalksId};
use divest_core::{Scenario, View};
use serde_json::{Value, json};

/// The number that an option of the issue that is bid on stands for; null without an auction.
pub(super) fn amount(scenario: &Scenario, option: u16) -> Option<i64> {
    scenario.issue(scenario.setup().sale.auction.as_ref()?.issue).value(option)
}

/// The key of a lot.
fn lot(scenario: &Scenario, option: u16) -> Value {
    let lots = scenario.setup().sale.lots.as_ref();
    let key = lots.and_then(|lots| match &scenario.issue(lots.issue).choice {
        Choice::Options(options) => options.get(usize::from(option)).map(|option| option.key.clone()),
        Choice::Range { .. } => None,
    });
    json!(key)
}

pub(super) fn fields(keys: &Keys<'_>, step: AuctionStep) -> Value {
    let amount = |option| amount(keys.0, option);
    match step {
        AuctionStep::Opened { lot, asked, due } => {
            let lot = lot.map(|lot| self::lot(keys.0, lot));
            json!({"lot": lot, "asked": amount(asked), "due": date::moment(due)})
        }
        AuctionStep::LotUnsold(lot) => json!({"lot": self::lot(keys.0, lot)}),
        AuctionStep::Round { asked, due, .. } => json!({"asked": amount(asked), "due": date::moment(due)}),
        AuctionStep::Bid { talks, option } | AuctionStep::Won { talks, option, .. } => {
            json!({"talks": keys.talks(talks), "bid": amount(option)})
        }
        AuctionStep::BidOpened { talks, option, to } => {
            json!({"talks": keys.talks(talks), "bid": amount(option), "to": keys.seat(to)})
        }
        AuctionStep::Withdrew(talks) | AuctionStep::Out(talks) => json!({"talks": keys.talks(talks)}),
        AuctionStep::Failed => json!({}),
    }
}

/// What a seat knows of the auction; null where the scenario has none. Who is not at it knows its stage and its end.
pub(super) fn auction(view: &View<'_>) -> Value {
    let Some(stage) = view.auction_stage() else { return Value::Null };
    let scenario = view.scenario();
    let amount = |option: u16| amount(scenario, option);
    let winner = view.auction_winner();
    let mut all = json!({
        "stage": match stage {
            Stage::NotYet => "not-yet",
            Stage::On => "on",
            Stage::Awarded => "awarded",
            Stage::Over => "over",
        },
        "winner": winner.map(|(talks, _)| Keys(scenario).talks(talks)),
        "pays": winner.and_then(|(_, option)| amount(option)),
        "failed": view.auction_failed(),
    });
    let Some(auction) = view.auction() else { return all };
    let is_on = stage == Stage::On;
    let bidder = |talks: TalksId| {
        json!({
            "bidder": Keys(scenario).talks(talks),
            "bid": auction.bid(talks).and_then(amount),
            "out": auction.is_out(talks),
        })
    };
    let talks = (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    let spec = auction.spec;
    all["format"] = json!(match spec.format {
        Format::SealedFirstPrice => "sealed-first-price",
        Format::SealedSecondPrice => "sealed-second-price",
        Format::English => "english",
        Format::Dutch => "dutch",
    });
    all["issue"] = json!(scenario.issue(spec.issue).key);
    all["terms"] = deal(scenario, &spec.terms);
    if let Some(terms) = all["terms"].as_object_mut() {
        terms.remove(&scenario.issue(spec.issue).key);
    }
    all["opens"] = json!(auction.opens().map(date::day));
    all["round"] = json!(auction.round());
    all["rounds"] = json!((spec.rounds > 0).then_some(spec.rounds));
    all["asked"] = json!(if is_on { amount(auction.asked()) } else { None });
    all["due"] = json!(auction.due().map(date::moment));
    all["reserve"] = json!(auction.reserve().and_then(amount));
    all["high"] = json!(auction.high().map(|(talks, _)| Keys(scenario).talks(talks)));
    all["bidders"] = talks.map(bidder).collect();
    all
}

/// What a seat knows of the conference; null where the scenario has none, or the seat has no chair at it.
pub(super) fn conference(view: &View<'_>) -> Value {
    let Some((spec, state)) = view.scenario().setup().sale.conference.as_ref().zip(view.conference()) else {
        return Value::Null;
    };
    let scenario = view.scenario();
    let keys = |seats: SeatSet| seats.iter().map(|seat| scenario.seat_key(seat).to_owned()).collect::<Vec<_>>();
    let worth = |terms: &divest_core::deal::Deal| view.score(terms).map(|points| points.0);
    json!({
        "stage": match state.stage {
            conference::Stage::NotYet => "not-yet",
            conference::Stage::AwaitsText => "awaits-text",
            conference::Stage::Voting => "voting",
            conference::Stage::Over => "over",
        },
        "chair": spec.chair.map(|seat| scenario.seat_key(seat)),
        "round": state.rounds,
        "rounds": spec.rounds,
        "turn": state.is_on().then(|| scenario.seat_key(state.turn)),
        "due": state.is_on().then(|| date::day(state.due)),
        "text": state.text.as_ref().map(|text| json!({
            "by": scenario.seat_key(text.by),
            "terms": deal(scenario, &text.deal),
            "worth": worth(&text.deal),
            "ayes": keys(text.ayes),
            "noes": keys(text.noes),
        })),
        "standing": state.standing.as_ref().map(|standing| json!({
            "terms": deal(scenario, standing),
            "worth": worth(standing),
        })),
    })
}
