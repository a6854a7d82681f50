//! Commands as words: what scripts say, what people type, and what reports print.

pub use crate::structure::nearest;
use crate::structure::{shortened, suggestion};
use crate::value::{Moment, parse_span};
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Occupant, Ruling};
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::{ChanceId, DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use divest_core::scenario::{Scenario, StepKind};
use divest_core::units::{Span, SpanUnit};
use std::fmt::Write as _;

/// The words that commands begin with.
pub const VERBS: [&str; 39] = [
    "issue",
    "extend",
    "deny",
    "revoke",
    "enforce",
    "approve",
    "block",
    "open-talks",
    "offer",
    "accept",
    "end-talks",
    "join",
    "leave",
    "sign",
    "drop-agreement",
    "request-extension",
    "sue",
    "withdraw",
    "move",
    "grant",
    "refuse",
    "appeal",
    "affirm",
    "reverse",
    "say",
    "table",
    "vote",
    "settle",
    "suspend",
    "spin-off",
    "open-auction",
    "bid",
    "drop-out",
    "invite",
    "decline-invitation",
    "merge",
    "accept-merger",
    "decline-merger",
    "refuse-to-sign",
];

/// What is wrong with the words of a command.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct WordsFault {
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl WordsFault {
    pub(crate) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: Some(hint.into()) }
    }
}

/// The command that words say when a seat says them.
///
/// # Errors
/// If they are not a command, or name something that the scenario does not have.
pub fn parse_command(scenario: &Scenario, seat: SeatId, words: &str) -> Result<Command, WordsFault> {
    parse_command_from(scenario, seat, words, None)
}

/// As [`parse_command`], but an offer may leave issues out, which are then taken from a base deal.
///
/// # Errors
/// As [`parse_command`].
pub fn parse_command_from(
    scenario: &Scenario,
    seat: SeatId,
    words: &str,
    base: Option<&Deal>,
) -> Result<Command, WordsFault> {
    let mut all = words.split_whitespace();
    let verb = all.next().unwrap_or("");
    let mut words = Words { scenario, seat, verb, rest: all.collect() };
    if seat == SeatId::CLOCK {
        return Err(WordsFault::new("the clock takes no words", "time moves by itself"));
    }
    let is_nature = seat == SeatId::NATURE;
    if is_nature != (verb == "settle") && VERBS.contains(&verb) {
        let hint = if is_nature { "nature says `settle ...`" } else { "give the line to the seat `nature`" };
        let who =
            if is_nature { "nature does nothing but `settle`" } else { "only nature settles what is left to chance" };
        return Err(WordsFault::new(who, hint));
    }
    let command = words.command(base)?;
    match words.rest.first() {
        None => Ok(command),
        Some(word) => {
            let message = format!("`{}` is one word too many", shortened(word));
            Err(WordsFault::new(message, format!("a command such as `{}`", example(verb))))
        }
    }
}

/// What a command looks like.
fn example(verb: &str) -> &'static str {
    match verb {
        "extend" => "extend DECREE 15d",
        "suspend" => "suspend DECREE 75d",
        "spin-off" => "spin-off HOLDERS ISSUE=VALUE ISSUE=VALUE",
        "block" => "block REVIEW over ISSUE",
        "offer" => "offer BIDDER ISSUE=VALUE ISSUE=VALUE",
        "approve" => "approve REVIEW",
        "open-talks" => "open-talks BIDDER",
        "accept" => "accept BIDDER",
        "end-talks" => "end-talks BIDDER",
        "join" => "join BIDDER",
        "leave" => "leave BIDDER",
        "sign" => "sign",
        "refuse-to-sign" => "refuse-to-sign BIDDER over ISSUE",
        "drop-agreement" => "drop-agreement",
        "sue" => "sue SUIT",
        "withdraw" => "withdraw SUIT",
        "move" => "move MOTION",
        "grant" | "refuse" => "grant MOTION",
        "appeal" | "affirm" | "reverse" => "appeal MOTION",
        "say" => "say SIGNAL",
        "table" => "table ISSUE=VALUE ISSUE=VALUE",
        "vote" => "vote aye",
        "open-auction" => "open-auction",
        "bid" => "bid VALUE",
        "drop-out" => "drop-out",
        "invite" => "invite BACKER",
        "decline-invitation" => "decline-invitation BIDDER",
        "merge" => "merge BIDDER",
        "accept-merger" | "decline-merger" => "accept-merger BIDDER",
        "settle" => "settle ruling MOTION granted",
        "request-extension" => "request-extension DECREE",
        _ => "issue DECREE",
    }
}

/// The words of a command, those behind the verb still to be read.
struct Words<'a> {
    scenario: &'a Scenario,
    seat: SeatId,
    verb: &'a str,
    rest: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn command(&mut self, base: Option<&Deal>) -> Result<Command, WordsFault> {
        Ok(match self.verb {
            "issue" => Command::Decree(DecreeCommand::Issue { decree: self.decree()? }),
            "extend" => Command::Decree(DecreeCommand::ExtendDeadline { decree: self.decree()?, days: self.days()? }),
            "deny" => Command::Decree(DecreeCommand::DenyExtension { decree: self.decree()? }),
            "revoke" => Command::Decree(DecreeCommand::Revoke { decree: self.decree()? }),
            "enforce" => Command::Decree(DecreeCommand::Enforce { decree: self.decree()? }),
            "approve" => ReviewCommand::Approve { review: self.review()?, talks: self.agreement()? }.into(),
            "block" => {
                let (review, talks) = (self.review()?, self.agreement()?);
                ReviewCommand::Block { review, talks, objection: self.objection()? }.into()
            }
            "open-talks" => Command::Talks(TalksCommand::Open { talks: self.talks()? }),
            "offer" => Command::Talks(TalksCommand::MakeOffer { talks: self.talks()?, deal: self.deal(base)? }),
            "accept" => Command::Talks(TalksCommand::AcceptOffer { talks: self.talks()? }),
            "end-talks" => Command::Talks(TalksCommand::End { talks: self.talks()? }),
            "join" => Command::Consortium(ConsortiumCommand::Join { talks: self.talks()? }),
            "leave" => Command::Consortium(ConsortiumCommand::Leave { talks: self.talks()? }),
            "sign" => AgreementCommand::Sign { talks: self.agreement()? }.into(),
            "drop-agreement" => AgreementCommand::Drop { talks: self.agreement()? }.into(),
            "refuse-to-sign" => {
                AgreementCommand::RefuseToSign { talks: self.talks()?, objection: self.objection()? }.into()
            }
            "request-extension" => Command::Decree(DecreeCommand::RequestExtension { decree: self.decree()? }),
            "sue" => Command::Court(CourtCommand::FileSuit { suit: self.suit()? }),
            "withdraw" => Command::Court(CourtCommand::WithdrawSuit { suit: self.suit()? }),
            "move" => Command::Court(CourtCommand::FileMotion { motion: self.motion()? }),
            "grant" => Command::Court(CourtCommand::Rule { motion: self.motion()?, ruling: Ruling::Granted }),
            "refuse" => Command::Court(CourtCommand::Rule { motion: self.motion()?, ruling: Ruling::Denied }),
            "appeal" => Command::Court(CourtCommand::FileAppeal { motion: self.motion()? }),
            "affirm" => Command::Court(CourtCommand::DecideAppeal {
                motion: self.motion()?,
                decision: AppealDecision::Affirmed,
            }),
            "reverse" => Command::Court(CourtCommand::DecideAppeal {
                motion: self.motion()?,
                decision: AppealDecision::Reversed,
            }),
            "say" => Command::World(WorldCommand::Say { signal: self.signal()? }),
            "table" => Command::Conference(ConferenceCommand::TableText { deal: self.deal(base)? }),
            "vote" => Command::Conference(ConferenceCommand::Vote { ballot: self.ballot()? }),
            "suspend" => {
                Command::Decree(DecreeCommand::SuspendEnforcement { decree: self.decree()?, days: self.days()? })
            }
            "spin-off" => {
                Command::Agreement(AgreementCommand::SpinOff { talks: self.holders()?, deal: self.deal(base)? })
            }
            "open-auction" => Command::Auction(AuctionCommand::Open),
            "bid" => Command::Auction(AuctionCommand::Bid { option: self.bid()? }),
            "drop-out" => Command::Auction(AuctionCommand::Pass),
            "invite" => Command::Consortium(ConsortiumCommand::Invite { backer: self.backer()? }),
            "decline-invitation" => Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: self.talks()? }),
            "merge" => Command::Consortium(ConsortiumCommand::ProposeMerger { into: self.talks()? }),
            "accept-merger" => Command::Consortium(ConsortiumCommand::AcceptMerger { talks: self.talks()? }),
            "decline-merger" => Command::Consortium(ConsortiumCommand::DeclineMerger { talks: self.talks()? }),
            "settle" => self.settle()?,
            "" => return Err(WordsFault::new("no command", "such as `sign` or `offer ISSUE=VALUE ...`")),
            verb => {
                let message = format!("`{}` is no command", shortened(verb));
                return Err(WordsFault::new(message, suggestion(verb, VERBS.iter().copied())));
            }
        })
    }

    fn next(&mut self, what: &str) -> Result<&'a str, WordsFault> {
        if self.rest.is_empty() {
            let message = format!("`{}` needs {what}", self.verb);
            return Err(WordsFault::new(message, format!("a command such as `{}`", example(self.verb))));
        }
        Ok(self.rest.remove(0))
    }

    /// The place of the thing that the next word names.
    fn thing(&mut self, what: &str, keys: impl Iterator<Item = &'a str> + Clone) -> Result<usize, WordsFault> {
        let key = match self.next(&format!("a {what}")) {
            Ok(key) => key,
            Err(fault) => return Err(WordsFault { hint: Some(suggestion("", keys)), ..fault }),
        };
        position(key, what, keys)
    }

    fn decree(&mut self) -> Result<DecreeId, WordsFault> {
        let setup = self.scenario.setup();
        self.thing("decree", setup.decrees.iter().map(|d| d.key.as_str())).map(DecreeId::at)
    }

    fn review(&mut self) -> Result<ReviewId, WordsFault> {
        let setup = self.scenario.setup();
        self.thing("review", setup.sale.reviews.iter().map(|r| r.key.as_str())).map(ReviewId::at)
    }

    fn suit(&mut self) -> Result<SuitId, WordsFault> {
        let setup = self.scenario.setup();
        self.thing("suit", setup.suits.iter().map(|s| s.key.as_str())).map(SuitId::at)
    }

    fn motion(&mut self) -> Result<MotionId, WordsFault> {
        let setup = self.scenario.setup();
        self.thing("motion", setup.motions.iter().map(|m| m.key.as_str())).map(MotionId::at)
    }

    fn signal(&mut self) -> Result<SignalId, WordsFault> {
        let setup = self.scenario.setup();
        self.thing("signal", setup.signals.iter().map(|s| s.key.as_str())).map(SignalId::at)
    }

    /// The talks that the next word names; without one, the speaker's own, or the only ones that there are.
    fn talks(&mut self) -> Result<TalksId, WordsFault> {
        let scenario = self.scenario;
        let talks = &scenario.setup().sale.talks;
        let keys = talks.iter().map(|t| t.key.as_str());
        let named = self.rest.first().filter(|word| !word.contains('='));
        if let Some(&word) = named {
            let issues = &scenario.setup().sale.issues;
            if issues.iter().any(|issue| issue.key == word) && !keys.clone().any(|key| key == word) {
                let value = self.rest.get(1).copied().unwrap_or("VALUE");
                let hint = format!("write it `{word}={}`", shortened(value));
                return Err(WordsFault::new(format!("`{word}` is an issue and needs its value"), hint));
            }
            if let Some(id) = talks_named(scenario, self.seat, word) {
                self.rest.remove(0);
                return Ok(id);
            }
            return self.thing(self.other_side(), keys).map(TalksId::at);
        }
        let own = own_talks(scenario, self.seat);
        let own = if names_another(self.verb) { None } else { own };
        match own.or((talks.len() == 1).then_some(TalksId(0))) {
            Some(id) => Ok(id),
            None => {
                let message = format!("`{}` needs {}", self.verb, article(self.other_side()));
                // Where several sell, a side is told its own.
                let is_side = |id: &TalksId| [scenario.talks(*id).bidder, scenario.owner_in(*id)].contains(&self.seat);
                let sides = (0..talks.len()).map(TalksId::at).filter(is_side);
                let own: Vec<&str> = sides.map(|id| scenario.talks(id).key.as_str()).collect();
                let hint = if scenario.has_several_sellers() && !own.is_empty() {
                    suggestion("", own.iter().copied())
                } else {
                    suggestion("", keys)
                };
                Err(WordsFault::new(message, hint))
            }
        }
    }

    /// The talks whose agreement is meant, if the next word names any.
    fn agreement(&mut self) -> Result<Option<TalksId>, WordsFault> {
        if self.rest.first().is_none_or(|word| *word == "over") { Ok(None) } else { self.talks().map(Some) }
    }

    /// What names talks: the bidder, or where several sell the talks themselves.
    fn other_side(&self) -> &'static str {
        if self.scenario.has_several_sellers() { "talks" } else { "bidder" }
    }

    /// The talks of the shareholders that the next word names; without one, the only ones that there are.
    fn holders(&mut self) -> Result<TalksId, WordsFault> {
        let scenario = self.scenario;
        let all = (0..scenario.setup().sale.talks.len()).map(TalksId::at).filter(|&talks| scenario.is_spin_off(talks));
        let all: Vec<TalksId> = all.collect();
        let keys = all.iter().map(|&talks| scenario.talks(talks).key.as_str());
        let named = self.rest.first().filter(|word| !word.contains('='));
        match (named, all.as_slice()) {
            (None, [only]) => Ok(*only),
            _ => self.thing("party of role holders", keys).map(|place| all[place]),
        }
    }

    fn days(&mut self) -> Result<u16, WordsFault> {
        let word = self.next("a number of days")?;
        let days = match parse_span(word) {
            Some(Span { count, unit: SpanUnit::Days }) => u16::try_from(count).ok().filter(|days| *days > 0),
            _ => None,
        };
        days.ok_or_else(|| WordsFault::new(format!("`{}` is not a span of days", shortened(word)), "such as `15d`"))
    }

    fn objection(&mut self) -> Result<Option<IssueId>, WordsFault> {
        if self.rest.first() != Some(&"over") {
            return Ok(None);
        }
        self.rest.remove(0);
        let setup = self.scenario.setup();
        self.thing("issue", setup.sale.issues.iter().map(|i| i.key.as_str())).map(|i| Some(IssueId::at(i)))
    }

    /// What is bid, on the only issue that is bid on.
    fn bid(&mut self) -> Result<u16, WordsFault> {
        let Some(auction) = &self.scenario.setup().sale.auction else {
            return Err(WordsFault::new("there is no auction", "talk with the seller: `offer ISSUE=VALUE ...`"));
        };
        let issue = self.scenario.issue(auction.issue);
        let word = self.next("a value")?;
        // The issue may be named, as in offers.
        option(issue, word.strip_prefix(&format!("{}=", issue.key)).unwrap_or(word))
    }

    /// A party that may back a bid.
    fn backer(&mut self) -> Result<SeatId, WordsFault> {
        let scenario = self.scenario;
        let backings = &scenario.setup().sale.backings;
        let place = self.thing("backer", backings.iter().map(|backing| scenario.seat_key(backing.backer)))?;
        Ok(backings[place].backer)
    }

    fn ballot(&mut self) -> Result<Ballot, WordsFault> {
        let place = self.thing("vote", ["aye", "no"].into_iter())?;
        Ok(if place == 0 { Ballot::Aye } else { Ballot::No })
    }

    fn deal(&mut self, base: Option<&Deal>) -> Result<Deal, WordsFault> {
        let issues = &self.scenario.setup().sale.issues;
        let mut deal = base.copied().unwrap_or(Deal::FIRST);
        let mut given = vec![false; issues.len()];
        for word in std::mem::take(&mut self.rest) {
            let Some((key, value)) = word.split_once('=') else {
                let message = format!("`{}` is not ISSUE=VALUE", shortened(word));
                return Err(WordsFault::new(message, format!("such as `{}`", first_choice(issues))));
            };
            let index = position(key, "issue", issues.iter().map(|i| i.key.as_str()))?;
            if std::mem::replace(&mut given[index], true) {
                return Err(WordsFault::new(format!("`{key}` stands here twice"), "name each issue once"));
            }
            deal = deal.with(IssueId::at(index), option(&issues[index], value)?);
        }
        let missing: Vec<&str> =
            issues.iter().zip(&given).filter(|(_, given)| !**given).map(|(i, _)| i.key.as_str()).collect();
        if base.is_none() && !missing.is_empty() {
            let list = missing.join(", ");
            return Err(WordsFault::new(
                format!("the offer says nothing on {list}"),
                "an offer names a value for every issue",
            ));
        }
        if given.iter().all(|given| !given) && !issues.is_empty() {
            return Err(WordsFault::new("the offer says nothing", format!("such as `{}`", first_choice(issues))));
        }
        Ok(deal)
    }

    fn settle(&mut self) -> Result<Command, WordsFault> {
        const MATTERS: [&str; 4] = ["chance", "ruling", "appeal", "deadline"];
        let setup = self.scenario.setup();
        let (draw, result) = match self.thing("matter", MATTERS.iter().copied())? {
            0 => {
                let chance = self.thing("chance", setup.chances.iter().map(|c| c.key.as_str()))?;
                let result = self.thing("result", setup.chances[chance].results.iter().map(|r| r.key.as_str()))?;
                (DrawId::Chance(ChanceId::at(chance)), result)
            }
            1 => (DrawId::Ruling(self.motion()?), self.thing("ruling", ["denied", "granted"].into_iter())?),
            2 => (DrawId::Appeal(self.motion()?), self.thing("decision", ["affirmed", "reversed"].into_iter())?),
            _ => {
                let decree = self.decree()?;
                let steps = &self.scenario.decree(decree).at_deadline;
                (DrawId::Deadline(decree), self.thing("step", steps.iter().map(|step| step_word(step.kind)))?)
            }
        };
        Ok(Command::Chance(ChanceCommand::Settle { draw, result: i64::try_from(result).unwrap_or(i64::MAX) }))
    }
}

/// Whether a command is about another's bid, so that a bidder that leaves the name out does not mean its own.
fn names_another(verb: &str) -> bool {
    matches!(verb, "join" | "leave" | "decline-invitation" | "merge" | "accept-merger" | "decline-merger")
}

/// The talks that a word names when a seat says it: those of that key, or where several sell the only ones that it has with
/// the party of that key.
#[must_use]
pub fn talks_named(scenario: &Scenario, seat: SeatId, word: &str) -> Option<TalksId> {
    let all = || (0..scenario.setup().sale.talks.len()).map(TalksId::at);
    if let Some(named) = all().find(|&talks| scenario.talks(talks).key == word) {
        return Some(named);
    }
    let is_meant = |id: &TalksId| {
        let (bidder, seller) = (scenario.talks(*id).bidder, scenario.owner_in(*id));
        (bidder == seat && scenario.seat_key(seller) == word) || (seller == seat && scenario.seat_key(bidder) == word)
    };
    let mut meant = all().filter(is_meant);
    let only = meant.next().filter(|_| scenario.has_several_sellers());
    only.filter(|_| meant.next().is_none())
}

/// The talks that a party means when it names none: the only ones in which it bids, or the only ones of all in which it
/// sells, where several sell.
#[must_use]
pub fn own_talks(scenario: &Scenario, seat: SeatId) -> Option<TalksId> {
    let is_own = |id: &TalksId| {
        scenario.talks(*id).bidder == seat || scenario.has_several_sellers() && scenario.owner_in(*id) == seat
    };
    let mut own = (0..scenario.setup().sale.talks.len()).map(TalksId::at).filter(is_own);
    let first = own.next()?;
    own.next().is_none().then_some(first)
}

fn article(what: &str) -> String {
    if what == "talks" { "the talks' name".to_owned() } else { format!("a {what}") }
}

fn position<'k>(key: &str, what: &str, keys: impl Iterator<Item = &'k str> + Clone) -> Result<usize, WordsFault> {
    let found = keys.clone().position(|other| other == key);
    found.ok_or_else(|| WordsFault::new(format!("no {what} `{}`", shortened(key)), suggestion(key, keys)))
}

/// The option of an issue that a word names: a value of a range, or the key of an option.
fn option(issue: &Issue, word: &str) -> Result<u16, WordsFault> {
    let refuse =
        |hint: String| WordsFault::new(format!("`{}` cannot be chosen on `{}`", shortened(word), issue.key), hint);
    match &issue.choice {
        Choice::Options(options) => issue
            .option_for_key(word)
            .ok_or_else(|| refuse(suggestion(word, options.iter().map(|option| option.key.as_str())))),
        Choice::Range { from, step, count, .. } => {
            let to = from + step * (i64::from(*count) - 1);
            let Ok(value) = word.parse::<i64>() else {
                return Err(refuse(format!("a whole number from {from} to {to}")));
            };
            issue.option_for_value(value).ok_or_else(|| {
                let below = (*from <= value && value <= to).then(|| value - (value - from) % step);
                refuse(match below {
                    Some(below) => format!("values lie {step} apart: {below} or {}", below + step),
                    None => format!("a whole number from {from} to {to}"),
                })
            })
        }
    }
}

fn first_choice(issues: &[Issue]) -> String {
    issues.first().map_or_else(String::new, |issue| format!("{}={}", issue.key, option_word(issue, 0)))
}

/// The word for an option of an issue: its key, or the value of a range.
#[must_use]
pub fn option_word(issue: &Issue, option: u16) -> String {
    match &issue.choice {
        Choice::Options(options) => options.get(usize::from(option)).map_or_else(|| "?".to_owned(), |o| o.key.clone()),
        Choice::Range { .. } => issue.value(option).unwrap_or(0).to_string(),
    }
}

/// The word for what happens at a decree's date.
#[must_use]
pub const fn step_word(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Enforce => "enforce",
        StepKind::Lapse => "lapse",
        StepKind::TakeForce => "take-force",
        StepKind::AppointTrustee { .. } => "trustee",
        StepKind::Suspend { .. } => "suspend",
    }
}

/// The words of a command when a seat says it; [`parse_command`] reads those of parties and of a settling nature back.
#[must_use]
pub fn command_words(scenario: &Scenario, seat: SeatId, command: &Command) -> String {
    let decree = |id: DecreeId| scenario.decree(id).key.as_str();
    let motion = |id: MotionId| scenario.motion(id).key.as_str();
    let review = |id: ReviewId| scenario.review(id).key.as_str();
    let suit = |id: SuitId| scenario.suit(id).key.as_str();
    let talks = |verb: &str, id: TalksId| {
        // A bidder speaks of its own talks without naming itself.
        let own = own_talks(scenario, seat) == Some(id) && !names_another(verb);
        if own { verb.to_owned() } else { format!("{verb} {}", scenario.talks(id).key) }
    };
    let named = |talks: Option<TalksId>| talks.map_or_else(String::new, |id| format!(" {}", scenario.talks(id).key));
    match *command {
        Command::Run(RunCommand::SeatOccupant { seat, occupant }) => {
            format!("seat {} {}", scenario.seat_key(seat), occupant_word(occupant))
        }
        Command::Run(RunCommand::Open) => "open".to_owned(),
        Command::Run(RunCommand::AdvanceTo { at }) => format!("advance-to {}", Moment(at)),
        Command::Chance(ChanceCommand::Draw { draw, .. }) => format!("draw {}", draw.address(scenario)),
        Command::Chance(ChanceCommand::Settle { draw, result }) => settle_words(scenario, draw, result),
        Command::Decree(DecreeCommand::Issue { decree: id }) => format!("issue {}", decree(id)),
        Command::Decree(DecreeCommand::ExtendDeadline { decree: id, days }) => format!("extend {} {days}d", decree(id)),
        Command::Decree(DecreeCommand::DenyExtension { decree: id }) => format!("deny {}", decree(id)),
        Command::Decree(DecreeCommand::Revoke { decree: id }) => format!("revoke {}", decree(id)),
        Command::Decree(DecreeCommand::Enforce { decree: id }) => format!("enforce {}", decree(id)),
        Command::Review(ReviewCommand::Approve { review: id, talks }) => {
            format!("approve {}{}", review(id), named(talks))
        }
        Command::Review(ReviewCommand::Block { review: id, talks, objection }) => {
            let over = objection.map_or_else(String::new, |issue| format!(" over {}", scenario.issue(issue).key));
            format!("block {}{}{over}", review(id), named(talks))
        }
        Command::Talks(TalksCommand::Open { talks: id }) => talks("open-talks", id),
        Command::Talks(TalksCommand::MakeOffer { talks: id, deal }) => {
            talks("offer", id) + &deal_words(scenario, &deal)
        }
        Command::Talks(TalksCommand::AcceptOffer { talks: id }) => talks("accept", id),
        Command::Talks(TalksCommand::End { talks: id }) => talks("end-talks", id),
        Command::Consortium(ConsortiumCommand::Join { talks: id }) => talks("join", id),
        Command::Consortium(ConsortiumCommand::Leave { talks: id }) => talks("leave", id),
        Command::Agreement(AgreementCommand::Sign { talks }) => format!("sign{}", named(talks)),
        Command::Agreement(AgreementCommand::Drop { talks }) => format!("drop-agreement{}", named(talks)),
        Command::Agreement(AgreementCommand::RefuseToSign { talks: id, objection: None }) => {
            talks("refuse-to-sign", id)
        }
        Command::Agreement(AgreementCommand::RefuseToSign { talks: id, objection: Some(issue) }) => {
            format!("{} over {}", talks("refuse-to-sign", id), scenario.issue(issue).key)
        }
        Command::Decree(DecreeCommand::RequestExtension { decree: id }) => format!("request-extension {}", decree(id)),
        Command::Court(CourtCommand::FileSuit { suit: id }) => format!("sue {}", suit(id)),
        Command::Court(CourtCommand::WithdrawSuit { suit: id }) => format!("withdraw {}", suit(id)),
        Command::Court(CourtCommand::FileMotion { motion: id }) => format!("move {}", motion(id)),
        Command::Court(CourtCommand::Rule { motion: id, ruling: Ruling::Granted }) => format!("grant {}", motion(id)),
        Command::Court(CourtCommand::Rule { motion: id, ruling: Ruling::Denied }) => format!("refuse {}", motion(id)),
        Command::Court(CourtCommand::FileAppeal { motion: id }) => format!("appeal {}", motion(id)),
        Command::Court(CourtCommand::DecideAppeal { motion: id, decision: AppealDecision::Affirmed }) => {
            format!("affirm {}", motion(id))
        }
        Command::Court(CourtCommand::DecideAppeal { motion: id, decision: AppealDecision::Reversed }) => {
            format!("reverse {}", motion(id))
        }
        Command::World(WorldCommand::Say { signal }) => format!("say {}", scenario.signal(signal).key),
        Command::Conference(ConferenceCommand::TableText { deal }) => "table".to_owned() + &deal_words(scenario, &deal),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }) => "vote aye".to_owned(),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::No }) => "vote no".to_owned(),
        Command::Decree(DecreeCommand::SuspendEnforcement { decree: id, days }) => {
            format!("suspend {} {days}d", decree(id))
        }
        Command::Agreement(AgreementCommand::SpinOff { talks: id, deal }) => {
            talks("spin-off", id) + &deal_words(scenario, &deal)
        }
        Command::Auction(AuctionCommand::Open) => "open-auction".to_owned(),
        Command::Auction(AuctionCommand::Bid { option }) => {
            let issue = scenario.setup().sale.auction.as_ref().map(|auction| scenario.issue(auction.issue));
            format!("bid {}", issue.map_or_else(|| option.to_string(), |issue| option_word(issue, option)))
        }
        Command::Auction(AuctionCommand::Pass) => "drop-out".to_owned(),
        Command::Consortium(ConsortiumCommand::Invite { backer }) => format!("invite {}", scenario.seat_key(backer)),
        Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: id }) => talks("decline-invitation", id),
        Command::Consortium(ConsortiumCommand::ProposeMerger { into }) => talks("merge", into),
        Command::Consortium(ConsortiumCommand::AcceptMerger { talks: id }) => talks("accept-merger", id),
        Command::Consortium(ConsortiumCommand::DeclineMerger { talks: id }) => talks("decline-merger", id),
    }
}

fn deal_words(scenario: &Scenario, deal: &Deal) -> String {
    let mut words = String::new();
    for (i, issue) in scenario.setup().sale.issues.iter().enumerate() {
        let option = option_word(issue, deal.option(IssueId::at(i)));
        write!(words, " {}={option}", issue.key).expect("BUG: a string did not take text");
    }
    words
}

fn settle_words(scenario: &Scenario, draw: DrawId, result: i64) -> String {
    let place = usize::try_from(result).unwrap_or(usize::MAX);
    let of = |words: [&'static str; 2]| words.get(place).copied().unwrap_or("?");
    match draw {
        DrawId::Value(id) => format!("settle value {} {result}", scenario.slot(id).key),
        DrawId::Chance(id) => {
            let chance = scenario.chance(id);
            let result = chance.results.get(place).map_or("?", |result| &result.key);
            format!("settle chance {} {result}", chance.key)
        }
        DrawId::Ruling(id) => format!("settle ruling {} {}", scenario.motion(id).key, of(["denied", "granted"])),
        DrawId::Appeal(id) => format!("settle appeal {} {}", scenario.motion(id).key, of(["affirmed", "reversed"])),
        DrawId::Deadline(id) => {
            let decree = scenario.decree(id);
            let step = decree.at_deadline.get(place).map_or("?", |step| step_word(step.kind));
            format!("settle deadline {} {step}", decree.key)
        }
    }
}

const fn occupant_word(occupant: Occupant) -> &'static str {
    match occupant {
        Occupant::Bot => "bot",
        Occupant::Person => "person",
        Occupant::Script => "script",
        Occupant::Program => "program",
        Occupant::Nobody => "nobody",
    }
}
