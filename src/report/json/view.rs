//! A view as JSON: all that one seat may know, as `divest show --view` prints it and as programs in seats get it.
//!
//! It is built from a [`View`] alone, so it shows nothing that the seat may not see.

use super::{Keys, day_or_null, deal, occupant};
use crate::date;
use crate::story::role_word;
use divest_core::View;
use divest_core::command::Command;
use divest_core::command::{AgreementCommand, AuctionCommand, ConferenceCommand, DecreeCommand, TalksCommand};
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::{ChanceId, DecreeId, GaugeId, IssueId, MotionId, ReviewId, SeatSet, SignalId, SuitId, TalksId};
use divest_core::legal::Legal;
use divest_core::scenario::DecreeKind;
use divest_core::state::{Agreement, MotionStatus, ReviewStatus, SuitStatus, TalksStatus};
use serde_json::{Value, json};

/// What a seat knows, by the keys of the scenario.
#[must_use]
pub fn view(view: &View<'_>) -> Value {
    let scenario = view.scenario();
    let setup = scenario.setup();
    let moment = date::moment(view.now());
    let (day, time) = moment.split_once(' ').unwrap_or((&moment, ""));
    let party = view.party();
    json!({
        "scenario": {
            "key": setup.key, "title": setup.title, "brief": setup.brief.trim(), "currency": setup.currency,
            "asset": setup.sale.asset, "opens": date::day(setup.opens), "closes": date::day(setup.closes),
        },
        "date": day,
        "time": time,
        "you": {
            "seat": scenario.seat_key(view.seat()),
            "name": party.map(|party| &party.name),
            "role": party.map(|party| role_word(party.role)),
            "brief": party.map(|party| party.brief.trim()),
            "walk_away": party.map(|_| view.walk_away().0),
            "best": view.sheet().map(|sheet| sheet.best().0),
            "worst": view.sheet().map(|sheet| sheet.worst().0),
        },
        "seats": seats(view),
        "issues": setup.sale.issues.iter().enumerate().map(|(i, spec)| issue(view, IssueId::at(i), spec)).collect::<Vec<_>>(),
        "decrees": (0..setup.decrees.len()).map(|i| decree(view, DecreeId::at(i))).collect::<Vec<_>>(),
        "talks": (0..setup.sale.talks.len()).map(|i| talks(view, TalksId::at(i))).collect::<Vec<_>>(),
        "conference": super::auction::conference(view),
        "auction": super::auction::auction(view),
        "coalitions": super::coalition::coalitions(view),
        "agreement": view.agreement().map(|first| agreement(view, first)),
        "agreements": scenario
            .has_several_sellers()
            .then(|| view.agreements().map(|each| agreement(view, each)).collect::<Vec<_>>()),
        "sale": view.closed().map(|closed| json!({
            "bidder": Keys(scenario).bidder(closed.talks),
            "date": date::day(closed.at),
            "terms": deal(scenario, &closed.deal),
            "worth": view.worth(closed.talks, &closed.deal).map(|points| points.0),
        })),
        "lots": super::lots::lots(view),
        "reviews": (0..setup.sale.reviews.len()).map(|i| review(view, ReviewId::at(i))).collect::<Vec<_>>(),
        "suits": (0..setup.suits.len()).map(|i| suit(view, SuitId::at(i))).collect::<Vec<_>>(),
        "gauges": gauges(view),
        "chances": chances(view),
        "signals": signals(view),
        "outcome": view.outcome().map(|id| json!({
            "name": scenario.outcome(id).key, "title": scenario.outcome(id).title,
        })),
    })
}

/// What the seat may do, each in the words that say it; `words` puts a command into them.
#[must_use]
pub fn legal(view: &View<'_>, legal: &[Legal], words: &dyn Fn(&Command) -> String) -> Value {
    let scenario = view.scenario();
    let one = |legal: &Legal| match *legal {
        Legal::Exactly(command) => match command {
            Command::Talks(TalksCommand::AcceptOffer { talks }) => {
                let offered = view.offers(talks).0.and_then(|deal| worth(view, &deal));
                json!({"do": words(&command), "worth": offered})
            }
            _ => json!({"do": words(&command)}),
        },
        Legal::AnyOffer { talks } => {
            // What is shown is the seat's own best deal, so that a program that knows nothing asks for much.
            let best = best_deal(view, Some(talks));
            let example = Command::Talks(TalksCommand::MakeOffer { talks, deal: best });
            json!({"do": words(&example), "any_terms": true, "talks": Keys(scenario).talks(talks), "worth": worth(view, &best)})
        }
        Legal::AnyText { only } => {
            let text = only.unwrap_or_else(|| best_deal(view, None));
            let example = Command::Conference(ConferenceCommand::TableText { deal: text });
            json!({"do": words(&example), "any_terms": only.is_none(), "talks": null, "worth": worth(view, &text)})
        }
        Legal::AnyExtension { decree, days_min, days_max } => {
            let example = Command::Decree(DecreeCommand::ExtendDeadline { decree, days: days_min });
            json!({"do": words(&example), "days": [days_min, days_max]})
        }
        Legal::AnySuspension { decree, days_max } => {
            let example = Command::Decree(DecreeCommand::SuspendEnforcement { decree, days: days_max });
            json!({"do": words(&example), "days": [1, days_max]})
        }
        Legal::AnySpinOff { talks } => {
            let best = best_deal(view, Some(talks));
            let example = Command::Agreement(AgreementCommand::SpinOff { talks, deal: best });
            json!({"do": words(&example), "any_terms": true, "talks": Keys(scenario).talks(talks), "worth": worth(view, &best)})
        }
        Legal::AnyBid { from, to } => {
            let example = Command::Auction(AuctionCommand::Bid { option: from });
            let amount = |option| super::auction::amount(scenario, option);
            let spec = scenario.setup().sale.auction.as_ref();
            let least = spec.and_then(|spec| worth(view, &spec.deal(from)));
            json!({"do": words(&example), "bid": [amount(from), amount(to)], "worth": least})
        }
        Legal::Advance | Legal::AnyDraw { .. } => Value::Null,
    };
    legal.iter().map(one).filter(|value| !value.is_null()).collect()
}

fn best_deal(view: &View<'_>, talks: Option<TalksId>) -> Deal {
    let Some(sheet) = view.sheet() else { return Deal::FIRST };
    (0..sheet.issue_count()).map(IssueId::at).fold(Deal::FIRST, |deal, issue| {
        let may = |option: &&u16| match talks {
            Some(talks) => view.allows_option(talks, issue, **option),
            None => !view.is_sold(issue, **option),
        };
        let best = sheet.ascending(issue).iter().rev().find(may);
        deal.with(issue, best.copied().unwrap_or(0))
    })
}

fn worth(view: &View<'_>, deal: &Deal) -> Option<i64> {
    view.score(deal).map(|points| points.0)
}

fn seats(view: &View<'_>) -> Value {
    let scenario = view.scenario();
    let parties = scenario.seats().filter_map(|seat| Some((seat, scenario.party(seat)?)));
    parties
        .map(|(seat, party)| {
            json!({
                "seat": party.key, "name": party.name, "role": role_word(party.role),
                "occupant": occupant(view.occupant(seat)),
            })
        })
        .collect()
}

fn issue(view: &View<'_>, id: IssueId, spec: &Issue) -> Value {
    let points = |option: u16| view.sheet().map(|sheet| sheet.points(id, option).0);
    match &spec.choice {
        Choice::Options(options) => {
            let option = |(place, option): (usize, &divest_core::deal::NamedOption)| {
                let place = u16::try_from(place).unwrap_or(u16::MAX);
                json!({
                    "key": option.key, "name": option.name, "points": points(place),
                    "objected": view.is_objected(id, place),
                })
            };
            let options: Vec<Value> = options.iter().enumerate().map(option).collect();
            json!({"key": spec.key, "name": spec.name, "options": options})
        }
        Choice::Range { from, step, count, unit } => {
            let all: Option<Vec<i64>> = (0..*count).map(points).collect();
            json!({
                "key": spec.key, "name": spec.name, "from": from, "step": step, "count": count, "unit": unit,
                "points": all,
            })
        }
    }
}

fn decree(view: &View<'_>, id: DecreeId) -> Value {
    let (spec, state) = (view.scenario().decree(id), view.decree(id));
    let due = state.deadline().filter(|_| state.status().is_live());
    json!({
        "key": spec.key,
        "title": spec.title,
        "kind": match spec.kind {
            DecreeKind::Prohibits => "prohibits",
            DecreeKind::DemandsSale => "demands-sale",
            DecreeKind::HoldsSeparate => "holds-separate",
        },
        "issuer": Keys(view.scenario()).seat(spec.issuer),
        "status": state.status().word(),
        "issued": day_or_null(state.issued_at()),
        "due": day_or_null(due),
        "days_left": due.map(|due| date::days_between(view.now(), due)),
        "extended_days": state.extended_days(),
        "request_open": state.request_open(),
    })
}

fn talks(view: &View<'_>, id: TalksId) -> Value {
    let scenario = view.scenario();
    let state = view.talks(id);
    let is_bidder = scenario.talks(id).bidder == view.seat();
    let priced = |deal_made: &Deal| json!({"terms": deal(scenario, deal_made), "worth": worth(view, deal_made)});
    let (theirs, mine) = view.offers(id);
    let table = view.table(id);
    let past = |offer: &divest_core::state::PastOffer| {
        let mut value = priced(&offer.deal);
        value["date"] = json!(date::day(offer.at));
        value["by"] = json!(if offer.from_bidder == is_bidder { "you" } else { "them" });
        value
    };
    json!({
        "key": Keys(scenario).talks(id),
        "bidder": Keys(scenario).bidder(id),
        "seller": Keys(scenario).owner(id),
        "status": match state.status() {
            TalksStatus::NotYet => "not-yet",
            TalksStatus::Open => "open",
            TalksStatus::Ended => "ended",
        },
        "opened": day_or_null(state.opened_at()),
        "backers": seat_keys(view, state.backers()),
        "yours": table.is_some(),
        "your_turn": view.is_my_turn(id) && view.agreement_on(id).is_none() && !view.is_over(id),
        "reply_due": table.filter(|_| state.status() == TalksStatus::Open).map(|table| date::day(table.reply_due)),
        "their_offer": theirs.as_ref().map(priced),
        "your_offer": mine.as_ref().map(priced),
        "offers": view.past_offers(id).iter().map(past).collect::<Vec<_>>(),
    })
}

fn seat_keys(view: &View<'_>, seats: SeatSet) -> Vec<String> {
    seats.iter().map(|seat| view.scenario().seat_key(seat).to_owned()).collect()
}

fn agreement(view: &View<'_>, agreement: &Agreement) -> Value {
    let asked = view.asked_to_sign(agreement.talks);
    json!({
        "talks": Keys(view.scenario()).talks(agreement.talks),
        "bidder": Keys(view.scenario()).bidder(agreement.talks),
        "seller": Keys(view.scenario()).owner(agreement.talks),
        "since": date::day(agreement.since),
        "terms": deal(view.scenario(), &agreement.deal),
        "worth": view.worth(agreement.talks, &agreement.deal).map(|points| points.0),
        "signed_by": seat_keys(view, agreement.signatures),
        "asked_to_sign": seat_keys(view, asked),
        "signed": agreement.signed,
        "closes": day_or_null(agreement.closing),
    })
}

fn review(view: &View<'_>, id: ReviewId) -> Value {
    let spec = view.scenario().review(id);
    json!({
        "key": spec.key,
        "authority": Keys(view.scenario()).seat(spec.authority),
        "seller": spec.seller.map(|seller| Keys(view.scenario()).seat(seller)),
        "status": match view.review(id) {
            ReviewStatus::NotNeeded => "not-needed",
            ReviewStatus::Open => "open",
            ReviewStatus::Approved => "approved",
        },
        "due": day_or_null(view.review_due(id)),
    })
}

fn suit(view: &View<'_>, id: SuitId) -> Value {
    let spec = view.scenario().suit(id);
    let motions = view.scenario().setup().motions.iter().enumerate().filter(|(_, motion)| motion.suit == id);
    json!({
        "key": spec.key,
        "title": spec.title,
        "plaintiff": Keys(view.scenario()).seat(spec.plaintiff),
        "status": match view.suit(id) {
            SuitStatus::NotFiled => "not-filed",
            SuitStatus::Pending => "pending",
            SuitStatus::Withdrawn => "withdrawn",
            SuitStatus::Moot => "moot",
        },
        "motions": motions.map(|(place, motion)| json!({
            "key": motion.key, "title": motion.title, "status": motion_word(view.motion(MotionId::at(place))),
        })).collect::<Vec<_>>(),
    })
}

const fn motion_word(status: MotionStatus) -> &'static str {
    match status {
        MotionStatus::NotFiled => "not-filed",
        MotionStatus::Pending => "pending",
        MotionStatus::Granted => "granted",
        MotionStatus::Denied => "denied",
        MotionStatus::GrantedOnAppeal => "granted-on-appeal",
        MotionStatus::DeniedOnAppeal => "denied-on-appeal",
        MotionStatus::FinallyGranted => "finally-granted",
        MotionStatus::FinallyDenied => "finally-denied",
        MotionStatus::Moot => "moot",
    }
}

fn gauges(view: &View<'_>) -> Value {
    let gauge = |(place, gauge): (usize, &divest_core::scenario::Gauge)| {
        let level = view.gauge(GaugeId::at(place));
        json!({"key": gauge.key, "name": gauge.name, "min": gauge.min, "max": gauge.max, "level": level})
    };
    view.scenario().setup().gauges.iter().enumerate().map(gauge).collect()
}

fn chances(view: &View<'_>) -> Value {
    let chance = |(place, chance): (usize, &divest_core::scenario::Chance)| {
        let result = view.chance_result(ChanceId::at(place));
        json!({
            "key": chance.key, "title": chance.title,
            "result": result.map(|result| &chance.results[usize::from(result)].key),
        })
    };
    view.scenario().setup().chances.iter().enumerate().map(chance).collect()
}

/// What the seat itself may say; whose secret a leak was stays hidden from others.
fn signals(view: &View<'_>) -> Value {
    let own = |(_, signal): &(usize, &divest_core::scenario::Signal)| signal.author == view.seat();
    let signals = view.scenario().setup().signals.iter().enumerate().filter(own);
    signals
        .map(|(place, signal)| {
            json!({"key": signal.key, "text": signal.text.trim(), "said": view.was_said(SignalId::at(place))})
        })
        .collect()
}
