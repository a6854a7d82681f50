//! JSON that other programs may rely on. Keys of the scenario stand for its things, money is an integer, a date
//! `YYYY-MM-DD`, a share a number between 0 and 1.
//!
//! An entry is `{"entry", "date", "time", "seat", "command": {"kind", ..}, "reason", "events": [{"kind", .., "text"}]}`. For a
//! reader that may not know them, `seat`, `command` and `reason` are null and unseen events are left out.

mod auction;
mod coalition;
mod lots;
mod view;

pub use view::{legal, view};

use crate::date;
use crate::happening::{Happening, Run};
use crate::kind;
use crate::name::sentence;
use crate::outcome::{buyers, last_sale, standings};
use crate::phrase::Voice;
use crate::reader::Reader;
use crate::reason::{best_offer, reason};
use crate::terms::issues;
use crate::timeline::Shown;
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::deal::{Choice, Deal};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{DecreeId, MotionId, TalksId};
use divest_core::scenario::{Scenario, TrusteeEnd};
use divest_core::units::Ppm;
use divest_core::{Event, Instant, SeatId};
use serde_json::{Map, Value, json};

/// A deal: for each issue, by its key, the key of the option or the number.
#[must_use]
pub fn deal(scenario: &Scenario, deal: &Deal) -> Value {
    let term = |(id, issue): (_, &divest_core::deal::Issue)| {
        let chosen = deal.option(id);
        let value = match &issue.choice {
            Choice::Options(options) => options.get(usize::from(chosen)).map_or(Value::Null, |o| json!(o.key)),
            Choice::Range { .. } => json!(issue.value(chosen)),
        };
        (issue.key.clone(), value)
    };
    Value::Object(issues(scenario).map(term).collect())
}

pub(crate) fn share(ppm: Ppm) -> Value {
    json!(f64::from(ppm.parts()) / 1_000_000.0)
}

fn day_or_null(at: Option<Instant>) -> Value {
    at.map_or(Value::Null, |at| json!(date::day(at)))
}

const fn occupant(occupant: Occupant) -> &'static str {
    match occupant {
        Occupant::Bot => "bot",
        Occupant::Person => "person",
        Occupant::Script => "script",
        Occupant::Program => "program",
        Occupant::Nobody => "nobody",
    }
}

const fn decision(decision: AppealDecision) -> &'static str {
    match decision {
        AppealDecision::Affirmed => "affirmed",
        AppealDecision::Reversed => "reversed",
    }
}

/// The things of a scenario by their keys.
struct Keys<'a>(&'a Scenario);

impl<'a> Keys<'a> {
    fn seat(&self, seat: SeatId) -> &'a str {
        self.0.seat_key(seat)
    }

    fn decree(&self, decree: DecreeId) -> &'a str {
        &self.0.decree(decree).key
    }

    fn talks(&self, talks: TalksId) -> &'a str {
        &self.0.talks(talks).key
    }

    fn bidder(&self, talks: TalksId) -> &'a str {
        self.0.seat_key(self.0.talks(talks).bidder)
    }

    fn owner(&self, talks: TalksId) -> &'a str {
        self.0.seat_key(self.0.owner_in(talks))
    }

    fn motion(&self, motion: MotionId) -> &'a str {
        &self.0.motion(motion).key
    }

    fn result(&self, draw: DrawId, result: u8) -> Value {
        let place = usize::from(result);
        match draw {
            DrawId::Value(_) => json!(result),
            DrawId::Chance(chance) => json!(self.0.chance(chance).results[place].key),
            DrawId::Ruling(_) => json!(if result == 1 { "granted" } else { "denied" }),
            DrawId::Appeal(_) => json!(if result == 1 { "reversed" } else { "affirmed" }),
            DrawId::Deadline(decree) => {
                use divest_core::scenario::StepKind;
                json!(match self.0.decree(decree).at_deadline[place].kind {
                    StepKind::Enforce => "enforce",
                    StepKind::Lapse => "lapse",
                    StepKind::TakeForce => "take-force",
                    StepKind::AppointTrustee { .. } => "trustee",
                    StepKind::Suspend { .. } => "suspend",
                })
            }
        }
    }
}

/// The fields with the kind among them.
fn object(kind: &str, fields: Value) -> Value {
    let mut object = Map::new();
    object.insert("kind".to_owned(), json!(kind));
    if let Value::Object(fields) = fields {
        object.extend(fields);
    }
    Value::Object(object)
}

/// An event: `{"kind", ..}` with the keys of what it is about.
#[must_use]
pub fn event(scenario: &Scenario, reader: Reader, event: &Event) -> Value {
    object(kind::event(event), event_fields(scenario, reader, event))
}

fn event_fields(scenario: &Scenario, reader: Reader, event: &Event) -> Value {
    let keys = Keys(scenario);
    match *event {
        Event::Run(RunEvent::SeatTaken { seat, occupant: taken }) => {
            json!({"seat": keys.seat(seat), "occupant": occupant(taken)})
        }
        Event::Chance(ChanceEvent::ValueDrawn { slot, value }) => {
            json!({"key": scenario.slot(slot).key, "value": crate::drawn::json(scenario, slot, value)})
        }
        Event::Run(RunEvent::Opened { at }) => {
            json!({"at": date::day(at)})
        }
        Event::Run(RunEvent::TimeAdvanced { to }) => json!({"to": date::moment(to)}),
        Event::Chance(ChanceEvent::Drawn { draw, raw, probability }) => {
            // A raw number has 64 bits, more than a JSON number may be trusted with.
            json!({"draw": draw.address(scenario), "raw": raw.to_string(), "probability": share(probability)})
        }
        Event::Chance(ChanceEvent::Settled { draw, result }) => {
            json!({"draw": draw.address(scenario), "result": keys.result(draw, result)})
        }
        Event::Chance(ChanceEvent::FellDue { draw }) => json!({"draw": draw.address(scenario)}),
        Event::Chance(ChanceEvent::Resolved { chance, result }) => {
            json!({"chance": scenario.chance(chance).key, "result": keys.result(DrawId::Chance(chance), result)})
        }
        Event::Chance(ChanceEvent::Scheduled { chance, at }) => {
            json!({"chance": scenario.chance(chance).key, "at": date::day(at)})
        }
        Event::Decree(DecreeEvent::Issued { .. })
        | Event::Decree(DecreeEvent::DeadlineNeared { .. })
        | Event::Decree(DecreeEvent::ExtensionRequested { .. })
        | Event::Decree(DecreeEvent::DeadlineExtended { .. })
        | Event::Decree(DecreeEvent::ExtensionDenied { .. })
        | Event::Decree(DecreeEvent::DeadlinePassed { .. })
        | Event::Decree(DecreeEvent::TookForce { .. })
        | Event::Decree(DecreeEvent::Enforced { .. })
        | Event::Decree(DecreeEvent::Lapsed { .. })
        | Event::Decree(DecreeEvent::Revoked { .. })
        | Event::Decree(DecreeEvent::Satisfied { .. })
        | Event::Decree(DecreeEvent::TrusteeAppointed { .. })
        | Event::Decree(DecreeEvent::TrusteeTermEnded { .. })
        | Event::Decree(DecreeEvent::Enjoined { .. })
        | Event::Decree(DecreeEvent::InjunctionLifted { .. })
        | Event::Decree(DecreeEvent::EnforcementSuspended { .. })
        | Event::Decree(DecreeEvent::Annulled { .. }) => decree_fields(&keys, event),
        Event::Talks(TalksEvent::Opened { .. })
        | Event::Talks(TalksEvent::OfferMade { .. })
        | Event::Talks(TalksEvent::Ended { .. })
        | Event::Talks(TalksEvent::Resumed { .. })
        | Event::Consortium(ConsortiumEvent::BackerJoined { .. })
        | Event::Consortium(ConsortiumEvent::BackerLeft { .. })
        | Event::Agreement(AgreementEvent::TermsAgreed { .. })
        | Event::Agreement(AgreementEvent::SignatureGiven { .. })
        | Event::Agreement(AgreementEvent::Signed { .. })
        | Event::Agreement(AgreementEvent::ClosingScheduled { .. })
        | Event::Agreement(AgreementEvent::Dropped { .. })
        | Event::Review(ReviewEvent::Opened { .. })
        | Event::Review(ReviewEvent::Approved { .. })
        | Event::Review(ReviewEvent::Blocked { .. })
        | Event::Agreement(AgreementEvent::Closed { .. })
        | Event::Agreement(AgreementEvent::SpinOffPlanned { .. })
        | Event::Agreement(AgreementEvent::BuyerFailed { .. }) => sale_fields(&keys, event),
        Event::Conference(ConferenceEvent::Opened { .. })
        | Event::Conference(ConferenceEvent::TextTabled { .. })
        | Event::Conference(ConferenceEvent::VoteCast { .. })
        | Event::Conference(ConferenceEvent::TextStands { .. })
        | Event::Conference(ConferenceEvent::TextFailed { .. })
        | Event::Conference(ConferenceEvent::TurnPassed { .. })
        | Event::Conference(ConferenceEvent::Closed) => conference_fields(&keys, event),
        Event::Auction(AuctionEvent::LotUnsold { lot }) => {
            let lots = scenario.setup().sale.lots.as_ref();
            json!({"lot": lots.and_then(|lots| match &scenario.issue(lots.issue).choice {
                Choice::Options(options) => options.get(usize::from(lot)).map(|option| option.key.clone()),
                Choice::Range { .. } => None,
            })})
        }
        Event::Auction(AuctionEvent::Opened { .. })
        | Event::Auction(AuctionEvent::RoundOpened { .. })
        | Event::Auction(AuctionEvent::BidTabled { .. })
        | Event::Auction(AuctionEvent::BidOpened { .. })
        | Event::Auction(AuctionEvent::BidderPassed { .. })
        | Event::Auction(AuctionEvent::BidderOut { .. })
        | Event::Auction(AuctionEvent::Won { .. })
        | Event::Auction(AuctionEvent::Failed) => auction::fields(&keys, event),
        Event::Consortium(ConsortiumEvent::BackerInvited { .. })
        | Event::Consortium(ConsortiumEvent::InvitationDeclined { .. })
        | Event::Consortium(ConsortiumEvent::MergerProposed { .. })
        | Event::Consortium(ConsortiumEvent::MergerAccepted { .. })
        | Event::Consortium(ConsortiumEvent::MergerDeclined { .. })
        | Event::Consortium(ConsortiumEvent::Merged { .. }) => coalition::fields(&keys, event),
        Event::Court(CourtEvent::SuitFiled { suit })
        | Event::Court(CourtEvent::SuitWithdrawn { suit })
        | Event::Court(CourtEvent::SuitMooted { suit }) => {
            json!({"suit": scenario.suit(suit).key})
        }
        Event::Court(CourtEvent::MotionFiled { motion, hearing }) => {
            json!({"motion": keys.motion(motion), "hearing": date::day(hearing)})
        }
        Event::Court(CourtEvent::MotionGranted { motion }) | Event::Court(CourtEvent::MotionDenied { motion }) => {
            json!({"motion": keys.motion(motion)})
        }
        Event::Court(CourtEvent::AppealFiled { motion, by, hearing }) => {
            json!({"motion": keys.motion(motion), "by": keys.seat(by), "hearing": date::day(hearing)})
        }
        Event::Court(CourtEvent::AppealDecided { motion, decision: way }) => {
            json!({"motion": keys.motion(motion), "decision": decision(way)})
        }
        Event::World(WorldEvent::SignalMade { signal }) => {
            let spec = scenario.signal(signal);
            let author = reader.knows_author(scenario, signal).then(|| keys.seat(spec.author));
            json!({"signal": spec.key, "author": author})
        }
        Event::World(WorldEvent::GaugeMoved { gauge, to }) => json!({"gauge": scenario.gauge(gauge).key, "to": to}),
        Event::World(WorldEvent::WalkAwayMoved { seat, by }) => json!({"seat": keys.seat(seat), "by": by}),
        Event::World(WorldEvent::ProbabilityMoved { index, by }) => json!({"index": index, "by_ppm": by}),
        Event::Run(RunEvent::OutcomeReached { outcome }) => json!({"outcome": scenario.outcome(outcome).key}),
    }
}

fn decree_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::Decree(DecreeEvent::Issued { decree, issued_at, deadline }) => {
            json!({"decree": keys.decree(decree), "issued": date::day(issued_at), "due": day_or_null(deadline)})
        }
        Event::Decree(DecreeEvent::ExtensionRequested { decree, by }) => {
            json!({"decree": keys.decree(decree), "by": keys.seat(by)})
        }
        Event::Decree(DecreeEvent::DeadlineExtended { decree, to, days }) => {
            json!({"decree": keys.decree(decree), "to": date::day(to), "days": days})
        }
        Event::Decree(DecreeEvent::TrusteeAppointed { decree, trustee, until, then }) => {
            let then = match then {
                TrusteeEnd::Enforce => "enforce",
                TrusteeEnd::Lapse => "lapse",
            };
            let (decree, trustee) = (keys.decree(decree), keys.seat(trustee));
            json!({"decree": decree, "trustee": trustee, "until": date::day(until), "then": then})
        }
        Event::Decree(DecreeEvent::EnforcementSuspended { decree, to }) => {
            json!({"decree": keys.decree(decree), "to": date::day(to)})
        }
        Event::Decree(DecreeEvent::Enjoined { decree, motion })
        | Event::Decree(DecreeEvent::InjunctionLifted { decree, motion })
        | Event::Decree(DecreeEvent::Annulled { decree, motion }) => {
            json!({"decree": keys.decree(decree), "motion": keys.motion(motion)})
        }
        Event::Decree(DecreeEvent::DeadlineNeared { decree })
        | Event::Decree(DecreeEvent::ExtensionDenied { decree })
        | Event::Decree(DecreeEvent::DeadlinePassed { decree })
        | Event::Decree(DecreeEvent::TookForce { decree })
        | Event::Decree(DecreeEvent::Enforced { decree })
        | Event::Decree(DecreeEvent::Lapsed { decree })
        | Event::Decree(DecreeEvent::Revoked { decree })
        | Event::Decree(DecreeEvent::Satisfied { decree })
        | Event::Decree(DecreeEvent::TrusteeTermEnded { decree }) => json!({"decree": keys.decree(decree)}),
        _ => unreachable!("BUG: not an event about a decree"),
    }
}

fn sale_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::Talks(TalksEvent::Opened { talks })
        | Event::Agreement(AgreementEvent::Signed { talks })
        | Event::Agreement(AgreementEvent::BuyerFailed { talks }) => {
            json!({"talks": keys.talks(talks)})
        }
        Event::Talks(TalksEvent::OfferMade { talks, by, to, deal: offered, reply_due }) => json!({
            "talks": keys.talks(talks),
            "by": keys.seat(by),
            "to": keys.seat(to),
            "terms": deal(keys.0, &offered),
            "reply_due": date::day(reply_due),
        }),
        Event::Talks(TalksEvent::Ended { talks, by }) | Event::Agreement(AgreementEvent::Dropped { talks, by }) => {
            json!({"talks": keys.talks(talks), "by": keys.seat(by)})
        }
        Event::Talks(TalksEvent::Resumed { talks, reply_due }) => {
            json!({"talks": keys.talks(talks), "reply_due": date::day(reply_due)})
        }
        Event::Consortium(ConsortiumEvent::BackerJoined { talks, backer })
        | Event::Consortium(ConsortiumEvent::BackerLeft { talks, backer }) => {
            json!({"talks": keys.talks(talks), "backer": keys.seat(backer)})
        }
        Event::Agreement(AgreementEvent::TermsAgreed { talks, deal: agreed })
        | Event::Agreement(AgreementEvent::Closed { talks, deal: agreed, .. })
        | Event::Agreement(AgreementEvent::SpinOffPlanned { talks, deal: agreed }) => {
            json!({"talks": keys.talks(talks), "terms": deal(keys.0, &agreed)})
        }
        Event::Agreement(AgreementEvent::SignatureGiven { talks, by }) => {
            json!({"talks": keys.talks(talks), "by": keys.seat(by)})
        }
        Event::Agreement(AgreementEvent::ClosingScheduled { talks, at }) => {
            json!({"talks": keys.talks(talks), "at": date::day(at)})
        }
        Event::Review(ReviewEvent::Opened { review, talks, due }) => {
            json!({"review": keys.0.review(review).key, "talks": keys.talks(talks), "due": date::day(due)})
        }
        Event::Review(ReviewEvent::Approved { review, .. }) => json!({"review": keys.0.review(review).key}),
        Event::Review(ReviewEvent::Blocked { review, objection, .. }) => {
            let over = objection.map(|issue| &keys.0.issue(issue).key);
            json!({"review": keys.0.review(review).key, "objection": over})
        }
        _ => unreachable!("BUG: not an event about the sale"),
    }
}

fn conference_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::Conference(ConferenceEvent::Opened { first: next, due })
        | Event::Conference(ConferenceEvent::TextStands { next, due })
        | Event::Conference(ConferenceEvent::TextFailed { next, due }) => {
            json!({"next": keys.seat(next), "due": date::day(due)})
        }
        Event::Conference(ConferenceEvent::TextTabled { by, deal: tabled, due }) => {
            json!({"by": keys.seat(by), "terms": deal(keys.0, &tabled), "due": date::day(due)})
        }
        Event::Conference(ConferenceEvent::VoteCast { by, ballot: way }) => {
            json!({"by": keys.seat(by), "ballot": ballot(way)})
        }
        Event::Conference(ConferenceEvent::TurnPassed { by, next, due }) => {
            json!({"by": keys.seat(by), "next": keys.seat(next), "due": date::day(due)})
        }
        Event::Conference(ConferenceEvent::Closed) => json!({}),
        _ => unreachable!("BUG: not an event about the conference"),
    }
}

const fn ballot(ballot: Ballot) -> &'static str {
    match ballot {
        Ballot::Aye => "aye",
        Ballot::No => "no",
    }
}

/// A command: `{"kind", ..}` with the keys of what it is about.
#[must_use]
pub fn command(scenario: &Scenario, command: &Command) -> Value {
    let keys = Keys(scenario);
    let fields = match *command {
        Command::Run(RunCommand::Open)
        | Command::Agreement(AgreementCommand::Sign { .. })
        | Command::Agreement(AgreementCommand::Drop { .. })
        | Command::Auction(AuctionCommand::Open)
        | Command::Auction(AuctionCommand::Pass) => {
            json!({})
        }
        Command::Auction(AuctionCommand::Bid { option }) => json!({"bid": auction::amount(scenario, option)}),
        Command::Run(RunCommand::SeatOccupant { seat, occupant: taken }) => {
            json!({"seat": keys.seat(seat), "occupant": occupant(taken)})
        }
        Command::Run(RunCommand::AdvanceTo { at }) => json!({"at": date::moment(at)}),
        Command::Chance(ChanceCommand::Draw { draw, raw }) => {
            json!({"draw": draw.address(scenario), "raw": raw.to_string()})
        }
        Command::Chance(ChanceCommand::Settle { draw, result }) => {
            json!({"draw": draw.address(scenario), "result": keys.result(draw, result)})
        }
        Command::Decree(DecreeCommand::ExtendDeadline { decree, days })
        | Command::Decree(DecreeCommand::SuspendEnforcement { decree, days }) => {
            json!({"decree": keys.decree(decree), "days": days})
        }
        Command::Decree(DecreeCommand::Issue { decree })
        | Command::Decree(DecreeCommand::DenyExtension { decree })
        | Command::Decree(DecreeCommand::Revoke { decree })
        | Command::Decree(DecreeCommand::Enforce { decree })
        | Command::Decree(DecreeCommand::RequestExtension { decree }) => json!({"decree": keys.decree(decree)}),
        Command::Review(ReviewCommand::Approve { review, .. }) => json!({"review": scenario.review(review).key}),
        Command::Review(ReviewCommand::Block { review, objection, .. }) => {
            let over = objection.map(|issue| &scenario.issue(issue).key);
            json!({"review": scenario.review(review).key, "objection": over})
        }
        Command::Talks(TalksCommand::MakeOffer { talks, deal: offered })
        | Command::Agreement(AgreementCommand::SpinOff { talks, deal: offered }) => {
            json!({"talks": keys.talks(talks), "terms": deal(scenario, &offered)})
        }
        Command::Talks(TalksCommand::Open { talks })
        | Command::Talks(TalksCommand::AcceptOffer { talks })
        | Command::Talks(TalksCommand::End { talks })
        | Command::Consortium(ConsortiumCommand::Join { talks })
        | Command::Consortium(ConsortiumCommand::Leave { talks })
        | Command::Consortium(ConsortiumCommand::DeclineInvitation { talks })
        | Command::Consortium(ConsortiumCommand::ProposeMerger { into: talks })
        | Command::Consortium(ConsortiumCommand::AcceptMerger { talks })
        | Command::Consortium(ConsortiumCommand::DeclineMerger { talks }) => json!({"talks": keys.talks(talks)}),
        Command::Consortium(ConsortiumCommand::Invite { backer }) => json!({"backer": keys.seat(backer)}),
        Command::Court(CourtCommand::FileSuit { suit }) | Command::Court(CourtCommand::WithdrawSuit { suit }) => {
            json!({"suit": scenario.suit(suit).key})
        }
        Command::Court(CourtCommand::FileMotion { motion }) | Command::Court(CourtCommand::FileAppeal { motion }) => {
            json!({"motion": keys.motion(motion)})
        }
        Command::Court(CourtCommand::Rule { motion, ruling }) => {
            let ruling = if ruling == Ruling::Granted { "granted" } else { "denied" };
            json!({"motion": keys.motion(motion), "ruling": ruling})
        }
        Command::Court(CourtCommand::DecideAppeal { motion, decision: way }) => {
            json!({"motion": keys.motion(motion), "decision": decision(way)})
        }
        Command::World(WorldCommand::Say { signal }) => json!({"signal": scenario.signal(signal).key}),
        Command::Conference(ConferenceCommand::TableText { deal: tabled }) => json!({"terms": deal(scenario, &tabled)}),
        Command::Conference(ConferenceCommand::Vote { ballot: way }) => json!({"ballot": ballot(way)}),
    };
    object(kind::command(command), fields)
}

/// An entry as far as a reader may see it; `None` if that is nothing but the passing of time.
#[must_use]
pub fn entry(scenario: &Scenario, reader: Reader, happening: &Happening<'_>) -> Option<Value> {
    let shown = Shown::new(scenario, happening, reader)?;
    let voice = Voice::new(scenario, reader);
    let with_text = |seen: &Event| {
        let mut value = event(scenario, reader, seen);
        value["text"] = json!(voice.event(seen));
        value
    };
    let events: Vec<Value> = happening.events.iter().filter(|e| reader.sees(scenario, e)).map(with_text).collect();
    let moment = date::moment(happening.at);
    let (day, time) = moment.split_once(' ').unwrap_or((&moment, ""));
    Some(json!({
        "entry": happening.number,
        "date": day,
        "time": time,
        "seat": shown.author,
        "command": shown.is_privy.then(|| command(scenario, happening.command)),
        "reason": shown.is_privy.then_some(happening.reason),
        "events": events,
    }))
}

/// An entry with all that a reader may see of it, the passing of time included.
#[must_use]
pub(crate) fn whole_entry(scenario: &Scenario, reader: Reader, happening: &Happening<'_>) -> Value {
    entry(scenario, reader, happening).unwrap_or_else(|| {
        json!({"entry": happening.number, "date": date::day(happening.at), "seat": scenario.seat_key(happening.seat)})
    })
}

/// What `divest run --format json` prints beside what the run itself shows.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The version of the rules.
    pub rules: u64,
    /// The head of the log's chain, in hexadecimal.
    pub head: &'a str,
}

/// The result of a run. `outcome` is null while the run is not over; `buyer` and `terms` are null without a sale. Without
/// a sale `points` are null and `best_offer` is what the bid worth most to the seller would have brought.
#[must_use]
pub fn run(run: &Run<'_>, stamp: Stamp<'_>) -> Value {
    let state = run.state;
    let scenario = state.scenario();
    let closed = state.closed();
    let outcome = state.outcome().map(|id| {
        let spec = scenario.outcome(id);
        let mut outcome = json!({
            "name": spec.key,
            "title": spec.title,
            "historical": spec.historical,
            "date": date::day(run.end()),
            "buyer": closed.map(|closed| Keys(scenario).bidder(closed.talks)),
            "with": closed.map(|closed| {
                buyers(state, closed.talks)[1..].iter().map(|&seat| scenario.seat_key(seat)).collect::<Vec<_>>()
            }),
            "closed": day_or_null(closed.map(|closed| closed.at)),
            "terms": closed.map(|closed| deal(scenario, &closed.deal)),
            "reason": sentence(&reason(run)),
        });
        if let Some(lots) = lots::lots(&state.view(SeatId::CLOCK)) {
            outcome["lots"] = lots;
        }
        outcome
    });
    let sold = last_sale(state);
    let best = if sold.is_none() { best_offer(run) } else { None };
    let deals = [sold, best.map(|best| (best.talks, best.deal))];
    let [sold, offered] = deals.map(|deal| standings(state, deal));
    let parties: Map<String, Value> = sold
        .iter()
        .zip(&offered)
        .map(|(sold, offered)| {
            let number = |points: Option<divest_core::units::Points>| points.map(|points| points.0);
            let walk_away = sold.walk_away.0;
            let party = json!({
                "points": number(sold.points),
                "walk_away": walk_away,
                "best_offer": number(offered.points),
            });
            (scenario.seat_key(sold.seat).to_owned(), party)
        })
        .collect();
    json!({
        "scenario": scenario.setup().key,
        "seed": run.seed,
        "rules": stamp.rules,
        "entries": run.happenings.len(),
        "events": run.events().count(),
        "head": stamp.head,
        "outcome": outcome,
        "parties": parties,
    })
}

/// What became of a log that was verified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LogState {
    /// Whole, and the rules decide as they did.
    Clean,
    /// The last entry was not written to its end.
    Torn,
    /// Damaged.
    Corrupt,
    /// Whole, but the rules decide otherwise.
    Diverged,
    /// It could not even be read.
    Unread,
}

/// The result of `divest verify` for one log.
#[derive(Clone, Copy, Debug)]
pub struct Verified<'a> {
    /// The path as given.
    pub log: &'a str,
    /// How many entries are whole.
    pub entries: u64,
    /// How many events they hold.
    pub events: u64,
    /// What became of it.
    pub state: LogState,
    /// The first entry that is damaged or diverges.
    pub entry: Option<u64>,
    /// The byte at which the damage or the torn tail begins.
    pub offset: Option<u64>,
    /// The head of the chain, in hexadecimal; `None` if there is none to trust.
    pub head: Option<&'a str>,
}

/// The result of verifying a log.
#[must_use]
pub fn verify(verified: &Verified<'_>) -> Value {
    let state = match verified.state {
        LogState::Clean => "clean",
        LogState::Torn => "torn",
        LogState::Corrupt => "corrupt",
        LogState::Diverged => "diverged",
        LogState::Unread => "unread",
    };
    json!({
        "log": verified.log,
        "entries": verified.entries,
        "events": verified.events,
        "state": state,
        "entry": verified.entry,
        "offset": verified.offset,
        "head": verified.head,
    })
}
