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
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::deal::{Choice, Deal};
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
        Event::SeatTaken { seat, occupant: taken } => json!({"seat": keys.seat(seat), "occupant": occupant(taken)}),
        Event::ValueDrawn { slot, value } => {
            json!({"key": scenario.slot(slot).key, "value": crate::drawn::json(scenario, slot, value)})
        }
        Event::Opened { at } | Event::ClosingScheduled { at } => json!({"at": date::day(at)}),
        Event::TimeAdvanced { to } => json!({"to": date::moment(to)}),
        Event::Drawn { draw, raw, probability } => {
            // A raw number has 64 bits, more than a JSON number may be trusted with.
            json!({"draw": draw.address(scenario), "raw": raw.to_string(), "probability": share(probability)})
        }
        Event::Settled { draw, result } => {
            json!({"draw": draw.address(scenario), "result": keys.result(draw, result)})
        }
        Event::DrawFellDue { draw } => json!({"draw": draw.address(scenario)}),
        Event::ChanceResolved { chance, result } => {
            json!({"chance": scenario.chance(chance).key, "result": keys.result(DrawId::Chance(chance), result)})
        }
        Event::ChanceSet { chance, at } => json!({"chance": scenario.chance(chance).key, "at": date::day(at)}),
        Event::DecreeIssued { .. }
        | Event::DeadlineNeared { .. }
        | Event::ExtensionRequested { .. }
        | Event::DeadlineExtended { .. }
        | Event::ExtensionDenied { .. }
        | Event::DeadlinePassed { .. }
        | Event::DecreeTookForce { .. }
        | Event::DecreeEnforced { .. }
        | Event::DecreeLapsed { .. }
        | Event::DecreeRevoked { .. }
        | Event::DecreeSatisfied { .. }
        | Event::TrusteeAppointed { .. }
        | Event::TrusteeTimeEnded { .. }
        | Event::DecreeEnjoined { .. }
        | Event::InjunctionLifted { .. }
        | Event::EnforcementSuspended { .. }
        | Event::DecreeAnnulled { .. } => decree_fields(&keys, event),
        Event::TalksOpened { .. }
        | Event::OfferMade { .. }
        | Event::TalksEnded { .. }
        | Event::TalksResumed { .. }
        | Event::BidJoined { .. }
        | Event::BidLeft { .. }
        | Event::TermsAgreed { .. }
        | Event::SignatureGiven { .. }
        | Event::SignatureGivenIn { .. }
        | Event::ClosingScheduledIn { .. }
        | Event::SigningRefused { .. }
        | Event::DealSigned { .. }
        | Event::AgreementDropped { .. }
        | Event::ReviewOpened { .. }
        | Event::DealApproved { .. }
        | Event::DealBlocked { .. }
        | Event::DealClosed { .. }
        | Event::LotSold { .. }
        | Event::SpinOffPlanned { .. }
        | Event::BuyerFailed { .. } => sale_fields(&keys, event),
        Event::ConferenceOpened { .. }
        | Event::TextTabled { .. }
        | Event::VoteCast { .. }
        | Event::TextStands { .. }
        | Event::TextFailed { .. }
        | Event::TurnPassed { .. }
        | Event::ConferenceClosed => conference_fields(&keys, event),
        Event::AuctionOpened { .. }
        | Event::RoundOpened { .. }
        | Event::BidTabled { .. }
        | Event::BidOpened { .. }
        | Event::AuctionPassed { .. }
        | Event::BidderOut { .. }
        | Event::AuctionWon { .. }
        | Event::AuctionFailed => auction::fields(&keys, event),
        Event::BackerInvited { .. }
        | Event::InvitationDeclined { .. }
        | Event::MergerProposed { .. }
        | Event::MergerAccepted { .. }
        | Event::MergerDeclined { .. }
        | Event::BidMerged { .. } => coalition::fields(&keys, event),
        Event::SuitFiled { suit } | Event::SuitWithdrawn { suit } | Event::SuitMooted { suit } => {
            json!({"suit": scenario.suit(suit).key})
        }
        Event::MotionFiled { motion, hearing } => json!({"motion": keys.motion(motion), "hearing": date::day(hearing)}),
        Event::MotionGranted { motion } | Event::MotionDenied { motion } => json!({"motion": keys.motion(motion)}),
        Event::AppealFiled { motion, by, hearing } => {
            json!({"motion": keys.motion(motion), "by": keys.seat(by), "hearing": date::day(hearing)})
        }
        Event::AppealDecided { motion, decision: way } => {
            json!({"motion": keys.motion(motion), "decision": decision(way)})
        }
        Event::SignalMade { signal } => {
            let spec = scenario.signal(signal);
            let author = reader.knows_author(scenario, signal).then(|| keys.seat(spec.author));
            json!({"signal": spec.key, "author": author})
        }
        Event::GaugeMoved { gauge, to } => json!({"gauge": scenario.gauge(gauge).key, "to": to}),
        Event::WalkAwayMoved { seat, by } => json!({"seat": keys.seat(seat), "by": by}),
        Event::ProbabilityMoved { index, by } => json!({"index": index, "by_ppm": by}),
        Event::OutcomeReached { outcome } => json!({"outcome": scenario.outcome(outcome).key}),
    }
}

fn decree_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::DecreeIssued { decree, issued_at, deadline } => {
            json!({"decree": keys.decree(decree), "issued": date::day(issued_at), "due": day_or_null(deadline)})
        }
        Event::ExtensionRequested { decree, by } => json!({"decree": keys.decree(decree), "by": keys.seat(by)}),
        Event::DeadlineExtended { decree, to, days } => {
            json!({"decree": keys.decree(decree), "to": date::day(to), "days": days})
        }
        Event::TrusteeAppointed { decree, trustee, until, then } => {
            let then = match then {
                TrusteeEnd::Enforce => "enforce",
                TrusteeEnd::Lapse => "lapse",
            };
            let (decree, trustee) = (keys.decree(decree), keys.seat(trustee));
            json!({"decree": decree, "trustee": trustee, "until": date::day(until), "then": then})
        }
        Event::EnforcementSuspended { decree, to } => json!({"decree": keys.decree(decree), "to": date::day(to)}),
        Event::DecreeEnjoined { decree, motion }
        | Event::InjunctionLifted { decree, motion }
        | Event::DecreeAnnulled { decree, motion } => {
            json!({"decree": keys.decree(decree), "motion": keys.motion(motion)})
        }
        Event::DeadlineNeared { decree }
        | Event::ExtensionDenied { decree }
        | Event::DeadlinePassed { decree }
        | Event::DecreeTookForce { decree }
        | Event::DecreeEnforced { decree }
        | Event::DecreeLapsed { decree }
        | Event::DecreeRevoked { decree }
        | Event::DecreeSatisfied { decree }
        | Event::TrusteeTimeEnded { decree } => json!({"decree": keys.decree(decree)}),
        _ => unreachable!("BUG: not an event about a decree"),
    }
}

fn sale_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::TalksOpened { talks } | Event::DealSigned { talks } | Event::BuyerFailed { talks } => {
            json!({"talks": keys.talks(talks)})
        }
        Event::OfferMade { talks, by, to, deal: offered, reply_due } => json!({
            "talks": keys.talks(talks),
            "by": keys.seat(by),
            "to": keys.seat(to),
            "terms": deal(keys.0, &offered),
            "reply_due": date::day(reply_due),
        }),
        Event::TalksEnded { talks, by } | Event::AgreementDropped { talks, by } => {
            json!({"talks": keys.talks(talks), "by": keys.seat(by)})
        }
        Event::TalksResumed { talks, reply_due } => {
            json!({"talks": keys.talks(talks), "reply_due": date::day(reply_due)})
        }
        Event::BidJoined { talks, backer } | Event::BidLeft { talks, backer } => {
            json!({"talks": keys.talks(talks), "backer": keys.seat(backer)})
        }
        Event::TermsAgreed { talks, deal: agreed }
        | Event::DealClosed { talks, deal: agreed }
        | Event::LotSold { talks, deal: agreed }
        | Event::SpinOffPlanned { talks, deal: agreed } => {
            json!({"talks": keys.talks(talks), "terms": deal(keys.0, &agreed)})
        }
        Event::SignatureGiven { by } => json!({"by": keys.seat(by)}),
        Event::SignatureGivenIn { talks, by } => json!({"talks": keys.talks(talks), "by": keys.seat(by)}),
        Event::SigningRefused { talks, by, objection } => {
            let over = objection.map(|issue| &keys.0.issue(issue).key);
            json!({"talks": keys.talks(talks), "by": keys.seat(by), "objection": over})
        }
        Event::ClosingScheduledIn { talks, at } => json!({"talks": keys.talks(talks), "at": date::day(at)}),
        Event::ReviewOpened { review, due } => json!({"review": keys.0.review(review).key, "due": date::day(due)}),
        Event::DealApproved { review } => json!({"review": keys.0.review(review).key}),
        Event::DealBlocked { review, objection } => {
            let over = objection.map(|issue| &keys.0.issue(issue).key);
            json!({"review": keys.0.review(review).key, "objection": over})
        }
        _ => unreachable!("BUG: not an event about the sale"),
    }
}

fn conference_fields(keys: &Keys<'_>, event: &Event) -> Value {
    match *event {
        Event::ConferenceOpened { first: next, due }
        | Event::TextStands { next, due }
        | Event::TextFailed { next, due } => json!({"next": keys.seat(next), "due": date::day(due)}),
        Event::TextTabled { by, deal: tabled, due } => {
            json!({"by": keys.seat(by), "terms": deal(keys.0, &tabled), "due": date::day(due)})
        }
        Event::VoteCast { by, ballot: way } => json!({"by": keys.seat(by), "ballot": ballot(way)}),
        Event::TurnPassed { by, next, due } => {
            json!({"by": keys.seat(by), "next": keys.seat(next), "due": date::day(due)})
        }
        Event::ConferenceClosed => json!({}),
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
        Command::Open | Command::SignDeal | Command::DropAgreement | Command::OpenAuction | Command::PassAuction => {
            json!({})
        }
        Command::TableBid { option } => json!({"bid": auction::amount(scenario, option)}),
        Command::SeatOccupant { seat, occupant: taken } => {
            json!({"seat": keys.seat(seat), "occupant": occupant(taken)})
        }
        Command::AdvanceTo { at } => json!({"at": date::moment(at)}),
        Command::Draw { draw, raw } => json!({"draw": draw.address(scenario), "raw": raw.to_string()}),
        Command::Settle { draw, result } => {
            json!({"draw": draw.address(scenario), "result": keys.result(draw, result)})
        }
        Command::ExtendDeadline { decree, days } | Command::SuspendEnforcement { decree, days } => {
            json!({"decree": keys.decree(decree), "days": days})
        }
        Command::IssueDecree { decree }
        | Command::DenyExtension { decree }
        | Command::RevokeDecree { decree }
        | Command::EnforceDecree { decree }
        | Command::RequestExtension { decree } => json!({"decree": keys.decree(decree)}),
        Command::ApproveDeal { review } => json!({"review": scenario.review(review).key}),
        Command::BlockDeal { review, objection } => {
            let over = objection.map(|issue| &scenario.issue(issue).key);
            json!({"review": scenario.review(review).key, "objection": over})
        }
        Command::RefuseToSign { talks, objection } => {
            let over = objection.map(|issue| &scenario.issue(issue).key);
            json!({"talks": keys.talks(talks), "objection": over})
        }
        Command::MakeOffer { talks, deal: offered } | Command::SpinOff { talks, deal: offered } => {
            json!({"talks": keys.talks(talks), "terms": deal(scenario, &offered)})
        }
        Command::OpenTalks { talks }
        | Command::AcceptOffer { talks }
        | Command::EndTalks { talks }
        | Command::JoinBid { talks }
        | Command::LeaveBid { talks }
        | Command::DeclineInvitation { talks }
        | Command::ProposeMerger { into: talks }
        | Command::AcceptMerger { talks }
        | Command::DeclineMerger { talks }
        | Command::SignDealIn { talks }
        | Command::DropAgreementIn { talks } => json!({"talks": keys.talks(talks)}),
        Command::InviteBacker { backer } => json!({"backer": keys.seat(backer)}),
        Command::FileSuit { suit } | Command::WithdrawSuit { suit } => json!({"suit": scenario.suit(suit).key}),
        Command::FileMotion { motion } | Command::FileAppeal { motion } => json!({"motion": keys.motion(motion)}),
        Command::Rule { motion, ruling } => {
            let ruling = if ruling == Ruling::Granted { "granted" } else { "denied" };
            json!({"motion": keys.motion(motion), "ruling": ruling})
        }
        Command::DecideAppeal { motion, decision: way } => {
            json!({"motion": keys.motion(motion), "decision": decision(way)})
        }
        Command::Say { signal } => json!({"signal": scenario.signal(signal).key}),
        Command::TableText { deal: tabled } => json!({"terms": deal(scenario, &tabled)}),
        Command::Vote { ballot: way } => json!({"ballot": ballot(way)}),
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
