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

use crate::chronicle::{Chronicle, ConferenceStep, DecreeStep, End, Fact, MotionStep, ReviewStep, TalksStep, What};
use crate::date;
use crate::drawn::Numbers;
use crate::happening::{Happening, Run};
use crate::kind;
use crate::outcome::{buyers, last_sale, standings};
use crate::phrase::Narrator;
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
use divest_core::id::{DecreeId, MotionId, TalksId};
use divest_core::scenario::{Scenario, TrusteeEnd};
use divest_core::units::Ppm;
use divest_core::{Event, Instant, SeatId, Seed};
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

    fn result(&self, draw: DrawId, result: i64) -> Value {
        let place = usize::try_from(result).unwrap_or(usize::MAX);
        match draw {
            DrawId::Value(slot) => Numbers::default().get(self.0, slot).json(result),
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
    let what = What::of(scenario, &Numbers::default(), None, event);
    object(kind::event(event), fields(scenario, reader, &what))
}

/// A fact: `{"kind", ..}` with the keys of what it is about, and its sentence as `text`.
#[must_use]
pub(crate) fn fact(scenario: &Scenario, reader: Reader, fact: &Fact) -> Value {
    let mut value = object(fact.kind, fields(scenario, reader, &fact.what));
    value["text"] = json!(Narrator::new(scenario, reader).fact(fact));
    value
}

fn fields(scenario: &Scenario, reader: Reader, what: &What) -> Value {
    let keys = Keys(scenario);
    match *what {
        What::Seated { seat, occupant: taken } => json!({"seat": keys.seat(seat), "occupant": occupant(taken)}),
        What::Number { slot, value, ref number } => {
            json!({"key": scenario.slot(slot).key, "value": number.json(value)})
        }
        What::PlayOpened(at) => json!({"at": date::day(at)}),
        What::Time(to) => json!({"to": date::moment(to)}),
        What::Drawn { draw, raw, probability } => {
            // A raw number has 64 bits, more than a JSON number may be trusted with.
            json!({"draw": draw.address(scenario), "raw": raw.to_string(), "probability": share(probability)})
        }
        What::Settled { draw, result } => {
            json!({"draw": draw.address(scenario), "result": keys.result(draw, result)})
        }
        What::DrawDue(draw) => json!({"draw": draw.address(scenario)}),
        What::Chance { chance, result } => {
            json!({"chance": scenario.chance(chance).key, "result": keys.result(DrawId::Chance(chance), result.into())})
        }
        What::ChanceSet { chance, at } => json!({"chance": scenario.chance(chance).key, "at": date::day(at)}),
        What::Decree(decree, ref step) => decree_fields(&keys, decree, step),
        What::Talks { talks, ref step, .. } => talks_fields(&keys, talks, step),
        What::Signed { by, talks } => {
            let talks = talks.filter(|_| scenario.has_several_sellers());
            with_talks(&keys, talks.map(|(talks, _)| talks), json!({"by": keys.seat(by)}))
        }
        What::ClosingSet { at, talks } => {
            let talks = talks.filter(|_| scenario.has_several_sellers());
            with_talks(&keys, talks.map(|(talks, _)| talks), json!({"at": date::day(at)}))
        }
        What::Review { review, step, .. } => {
            let review = &scenario.review(review).key;
            match step {
                ReviewStep::Opened { due } => json!({"review": review, "due": date::day(due)}),
                ReviewStep::Approved => json!({"review": review}),
                ReviewStep::Blocked { objection } => {
                    json!({"review": review, "objection": objection.map(|issue| &scenario.issue(issue).key)})
                }
            }
        }
        What::Suit(suit, _) => json!({"suit": scenario.suit(suit).key}),
        What::Motion(motion, step) => motion_fields(&keys, motion, step),
        What::Signal(signal) => {
            let spec = scenario.signal(signal);
            let author = reader.knows_author(scenario, signal).then(|| keys.seat(spec.author));
            json!({"signal": spec.key, "author": author})
        }
        What::Gauge { gauge, to, .. } => json!({"gauge": scenario.gauge(gauge).key, "to": to}),
        What::WalkAway { seat, by, .. } => json!({"seat": keys.seat(seat), "by": by}),
        What::Odds { index, by } => json!({"index": index, "by_ppm": by}),
        What::Outcome(outcome) => json!({"outcome": scenario.outcome(outcome).key}),
        What::Conference(ref step) => conference_fields(&keys, step),
        What::Auction(step) => auction::fields(&keys, step),
        What::Merger { talks, into, step } => coalition::fields(&keys, talks, into, step),
    }
}

/// Fields with the talks before them, where several sell.
fn with_talks(keys: &Keys<'_>, talks: Option<TalksId>, fields: Value) -> Value {
    let mut all = Map::new();
    if let Some(talks) = talks {
        all.insert("talks".to_owned(), json!(keys.talks(talks)));
    }
    if let Value::Object(fields) = fields {
        all.extend(fields);
    }
    Value::Object(all)
}

fn decree_fields(keys: &Keys<'_>, decree: DecreeId, step: &DecreeStep) -> Value {
    let decree = keys.decree(decree);
    match *step {
        DecreeStep::Issued { at, due } => {
            json!({"decree": decree, "issued": date::day(at), "due": day_or_null(due)})
        }
        DecreeStep::MoreTimeAsked(by) => json!({"decree": decree, "by": keys.seat(by)}),
        DecreeStep::Extended { to, days } => json!({"decree": decree, "to": date::day(to), "days": days}),
        DecreeStep::TrusteeAppointed { trustee, until, then } => {
            let then = match then {
                TrusteeEnd::Enforce => "enforce",
                TrusteeEnd::Lapse => "lapse",
            };
            json!({"decree": decree, "trustee": keys.seat(trustee), "until": date::day(until), "then": then})
        }
        DecreeStep::Suspended { to, .. } => json!({"decree": decree, "to": date::day(to)}),
        DecreeStep::Enjoined(motion)
        | DecreeStep::Released(motion)
        | DecreeStep::Ended { how: End::Annulled(motion), .. } => {
            json!({"decree": decree, "motion": keys.motion(motion)})
        }
        DecreeStep::Neared { .. }
        | DecreeStep::MoreTimeRefused
        | DecreeStep::DeadlinePassed { .. }
        | DecreeStep::InForce
        | DecreeStep::Ended { how: End::Enforced | End::Lapsed | End::Revoked | End::Satisfied, .. }
        | DecreeStep::TrusteeTimeEnded(_) => json!({"decree": decree}),
    }
}

fn talks_fields(keys: &Keys<'_>, id: TalksId, step: &TalksStep) -> Value {
    let talks = keys.talks(id);
    match *step {
        TalksStep::Opened { .. } | TalksStep::FullySigned | TalksStep::BuyerFailed => json!({"talks": talks}),
        TalksStep::Offer { by, to, deal: ref offered, reply_due, .. } => json!({
            "talks": talks,
            "by": keys.seat(by),
            "to": keys.seat(to),
            "terms": deal(keys.0, offered),
            "reply_due": date::day(reply_due),
        }),
        TalksStep::SigningRefused { by, objection } => {
            let over = objection.map(|issue| &keys.0.issue(issue).key);
            json!({"talks": talks, "by": keys.seat(by), "objection": over})
        }
        TalksStep::Ended(by) | TalksStep::Dropped(by) => json!({"talks": talks, "by": keys.seat(by)}),
        TalksStep::Resumed { reply_due } => json!({"talks": talks, "reply_due": date::day(reply_due)}),
        TalksStep::BackerJoined(backer)
        | TalksStep::BackerLeft(backer)
        | TalksStep::BackerInvited(backer)
        | TalksStep::InvitationDeclined(backer) => json!({"talks": talks, "backer": keys.seat(backer)}),
        TalksStep::Agreed { deal: ref agreed, .. }
        | TalksStep::Sold { deal: ref agreed, .. }
        | TalksStep::SpinOffPlanned { deal: ref agreed } => {
            json!({"talks": talks, "terms": deal(keys.0, agreed)})
        }
    }
}

fn motion_fields(keys: &Keys<'_>, motion: MotionId, step: MotionStep) -> Value {
    let motion = keys.motion(motion);
    match step {
        MotionStep::Filed { hearing } => json!({"motion": motion, "hearing": date::day(hearing)}),
        MotionStep::Granted | MotionStep::Denied => json!({"motion": motion}),
        MotionStep::Appealed { by, hearing } => {
            json!({"motion": motion, "by": keys.seat(by), "hearing": date::day(hearing)})
        }
        MotionStep::AppealDecided { decision: way, .. } => json!({"motion": motion, "decision": decision(way)}),
    }
}

fn conference_fields(keys: &Keys<'_>, step: &ConferenceStep) -> Value {
    match *step {
        ConferenceStep::Opened { first: next, due, .. }
        | ConferenceStep::Stands { next, due }
        | ConferenceStep::Failed { next, due, .. } => json!({"next": keys.seat(next), "due": date::day(due)}),
        ConferenceStep::Tabled { by, deal: ref tabled, due, .. } => {
            json!({"by": keys.seat(by), "terms": deal(keys.0, tabled), "due": date::day(due)})
        }
        ConferenceStep::Voted { by, ballot: way } => json!({"by": keys.seat(by), "ballot": ballot(way)}),
        ConferenceStep::Passed { by, next, due } => {
            json!({"by": keys.seat(by), "next": keys.seat(next), "due": date::day(due)})
        }
        ConferenceStep::Closed => json!({}),
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
        Command::Agreement(AgreementCommand::Sign { talks } | AgreementCommand::Drop { talks }) => {
            talks.map_or(json!({}), |talks| json!({"talks": keys.talks(talks)}))
        }
        Command::Run(RunCommand::Open)
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
        Command::Agreement(AgreementCommand::RefuseToSign { talks, objection }) => {
            let over = objection.map(|issue| &scenario.issue(issue).key);
            json!({"talks": keys.talks(talks), "objection": over})
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
pub fn entry(chronicle: &Chronicle, reader: Reader, happening: &Happening<'_>) -> Option<Value> {
    let scenario = chronicle.scenario();
    let facts = chronicle.entry(happening.number);
    let shown = Shown::new(scenario, happening, facts, reader)?;
    let seen = facts.iter().filter(|fact| fact.shows_to(reader));
    let events: Vec<Value> = seen.map(|seen| fact(scenario, reader, seen)).collect();
    let moment = date::moment(happening.at);
    let (day, time) = moment.split_once(' ').unwrap_or((&moment, ""));
    Some(json!({
        "entry": happening.counted,
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
pub(crate) fn whole_entry(chronicle: &Chronicle, reader: Reader, happening: &Happening<'_>) -> Value {
    let seat = chronicle.scenario().seat_key(happening.seat);
    entry(chronicle, reader, happening)
        .unwrap_or_else(|| json!({"entry": happening.counted, "date": date::day(happening.at), "seat": seat}))
}

/// What `divest run --format json` prints beside what the run itself shows.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The version of the rules.
    pub rules: u64,
    /// The head of the log's chain, in hexadecimal.
    pub head: &'a str,
}

/// A seed: a number below 2^64, else its decimal digits as a text.
#[must_use]
pub fn seed(seed: Seed) -> Value {
    u64::try_from(seed.0).map_or_else(|_| seed.to_string().into(), Value::from)
}

/// The result of a run. `outcome` is null while the run is not over; `buyer` and `terms` are null without a sale. Without
/// a sale `points` are null and `best_offer` is what the bid worth most to the seller would have brought.
#[must_use]
pub fn run(run: &Run<'_>, stamp: Stamp<'_>) -> Value {
    let state = run.state;
    let scenario = state.scenario();
    let chronicle = run.chronicle();
    let why = reason(&chronicle);
    let detail = |(at, text): &(Option<Instant>, String)| json!({"date": day_or_null(*at), "text": text});
    let details: Vec<Value> = why.details.iter().map(detail).collect();
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
            "reason": why.headline,
            "details": details,
        });
        if let Some(lots) = lots::lots(&state.view(SeatId::CLOCK)) {
            outcome["lots"] = lots;
        }
        outcome
    });
    let sold = last_sale(state);
    let best = if sold.is_none() { best_offer(&chronicle) } else { None };
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
        "seed": seed(run.seed),
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
