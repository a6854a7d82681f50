//! What led to an entry, derived from the rules.
//!
//! A log records no causes, and need not: deciding each command anew shows which event followed from which, the calendar
//! shows which event set a date, and what a command answers is plain from its kind.

use divest_core::calendar::Due;
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, AuctionCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand,
    ReviewCommand, RunCommand, TalksCommand, WorldCommand,
};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{DecreeId, SellerId, SlotId, TalksId};
use divest_core::scenario::Quantity;
use divest_core::{Command, Event, Scenario, SeatId, State};
use divest_log::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One event of a run: the entry's number and the event's place in it, from 0.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Fact {
    /// The entry.
    pub entry: u64,
    /// The place of the event.
    pub event: usize,
}

/// How one thing led to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Link {
    /// The later one answers it.
    Answered,
    /// It set the date on which the later one fell due.
    Dated,
    /// Its date lay ahead and pressed for a decision.
    Pressed,
    /// The later one could not have been without it.
    Allowed,
    /// It set a number that the later one hangs on.
    Numbered,
    /// It last moved the walk-away of the seat that did the later one.
    Moved,
}

/// Something that led to an entry, and to which of the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cause {
    /// What happened.
    pub fact: Fact,
    /// How it led to which entries.
    pub led_to: BTreeMap<Link, BTreeSet<u64>>,
}

/// All that led to an entry, the latest first.
///
/// # Panics
/// If the entries do not fit the scenario, or the rules decide them otherwise: verify them first.
#[must_use]
pub fn causes(scenario: &Arc<Scenario>, entries: &[Entry], number: u64) -> Vec<Cause> {
    let history = History::of(scenario, entries, number);
    let mut found: BTreeMap<Fact, Cause> = BTreeMap::new();
    let mut open = vec![number];
    let mut seen = BTreeSet::from([number]);
    while let Some(entry) = open.pop() {
        for (fact, link) in history.behind(entry) {
            let cause = found.entry(fact).or_insert_with(|| Cause { fact, led_to: BTreeMap::new() });
            cause.led_to.entry(link).or_default().insert(entry);
            if seen.insert(fact.entry) {
                open.push(fact.entry);
            }
        }
    }
    found.into_values().rev().collect()
}

/// What led to what, by entry.
struct History {
    links: BTreeMap<u64, Vec<(Fact, Link)>>,
}

impl History {
    fn behind(&self, entry: u64) -> impl Iterator<Item = (Fact, Link)> + '_ {
        self.links.get(&entry).into_iter().flatten().copied()
    }

    fn of(scenario: &Arc<Scenario>, entries: &[Entry], until: u64) -> Self {
        let mut past = Past::new(scenario);
        let mut links = BTreeMap::new();
        for entry in entries.iter().take_while(|entry| entry.number <= until) {
            let mut behind = past.behind_command(entry);
            for (place, event) in entry.events.iter().enumerate() {
                behind.extend(past.behind_event(entry, place, event));
                past.fold(Fact { entry: entry.number, event: place }, event);
            }
            // What an entry brought about itself is not behind it.
            behind.retain(|(fact, _)| fact.entry < entry.number);
            behind.sort();
            behind.dedup_by_key(|(fact, _)| *fact);
            links.insert(entry.number, behind);
        }
        Self { links }
    }
}

/// A run as far as it went, with where everything came from.
struct Past {
    state: State,
    /// Which event last set the date of each thing that can fall due.
    set_by: BTreeMap<Due, Fact>,
    /// The last event of each thing that a command may be about.
    last: BTreeMap<About, Fact>,
    drawn: BTreeMap<SlotId, Fact>,
}

/// What later commands find their causes by.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum About {
    OfferBy(TalksId, SeatId),
    Talks(TalksId),
    Agreement(SellerId),
    Closing(SellerId),
    Decree(DecreeId),
    Warned(DecreeId),
    Asked(DecreeId),
    Ruled(u8),
    Sued(u8),
    Waits(DrawId),
    Text,
    Round,
    Invited(TalksId),
    Proposed(TalksId),
    Mind(SeatId),
}

impl Past {
    fn new(scenario: &Arc<Scenario>) -> Self {
        Self {
            state: State::new(Arc::clone(scenario)),
            set_by: BTreeMap::new(),
            last: BTreeMap::new(),
            drawn: BTreeMap::new(),
        }
    }

    fn fold(&mut self, fact: Fact, event: &Event) {
        let shape = |state: &State| {
            let scenario = Arc::clone(state.scenario());
            let shape = scenario.calendar_shape();
            shape.dues().iter().map(|due| state.calendar().get(shape, *due)).collect::<Vec<_>>()
        };
        let before = shape(&self.state);
        self.state.apply(event);
        let after = shape(&self.state);
        let dues = Arc::clone(self.state.scenario());
        for ((due, before), after) in dues.calendar_shape().dues().iter().zip(before).zip(after) {
            if after.is_some() && after != before {
                self.set_by.insert(*due, fact);
            }
        }
        let about = match *event {
            Event::Talks(TalksEvent::OfferMade { talks, by, .. }) => About::OfferBy(talks, by),
            Event::Talks(TalksEvent::Opened { talks }) | Event::Talks(TalksEvent::Resumed { talks, .. }) => {
                About::Talks(talks)
            }
            Event::Agreement(AgreementEvent::TermsAgreed { talks, .. })
            | Event::Agreement(AgreementEvent::SpinOffPlanned { talks, .. }) => About::Agreement(dues.seller_of(talks)),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks, .. }) => About::Closing(dues.seller_of(talks)),
            Event::Decree(DecreeEvent::Issued { decree, .. })
            | Event::Decree(DecreeEvent::DeadlineExtended { decree, .. })
            | Event::Decree(DecreeEvent::TookForce { decree })
            | Event::Decree(DecreeEvent::EnforcementSuspended { decree, .. })
            | Event::Decree(DecreeEvent::Lapsed { decree }) => About::Decree(decree),
            Event::Decree(DecreeEvent::DeadlineNeared { decree }) => About::Warned(decree),
            Event::Decree(DecreeEvent::ExtensionRequested { decree, .. }) => About::Asked(decree),
            Event::Court(CourtEvent::MotionGranted { motion }) | Event::Court(CourtEvent::MotionDenied { motion }) => {
                About::Ruled(motion.0)
            }
            Event::Court(CourtEvent::SuitFiled { suit }) => About::Sued(suit.0),
            Event::Chance(ChanceEvent::FellDue { draw }) => About::Waits(draw),
            Event::Conference(ConferenceEvent::TextTabled { .. }) => About::Text,
            Event::Auction(AuctionEvent::Opened { .. }) | Event::Auction(AuctionEvent::RoundOpened { .. }) => {
                About::Round
            }
            Event::Consortium(ConsortiumEvent::BackerInvited { talks, .. }) => About::Invited(talks),
            Event::Consortium(ConsortiumEvent::MergerProposed { talks, .. }) => About::Proposed(talks),
            Event::World(WorldEvent::WalkAwayMoved { seat, .. }) => About::Mind(seat),
            Event::Chance(ChanceEvent::ValueDrawn { slot, .. }) => {
                self.drawn.insert(slot, fact);
                return;
            }
            _ => return,
        };
        self.last.insert(about, fact);
    }

    fn last(&self, about: About, link: Link) -> Option<(Fact, Link)> {
        self.last.get(&about).map(|fact| (*fact, link))
    }

    fn dated(&self, due: Due) -> Option<(Fact, Link)> {
        self.set_by.get(&due).map(|fact| (*fact, Link::Dated))
    }

    /// The draws behind some numbers of the scenario.
    fn numbers(&self, quantities: &[Quantity]) -> Vec<(Fact, Link)> {
        let drawn = |quantity: &Quantity| match quantity {
            Quantity::Drawn(slot) => self.drawn.get(slot).map(|fact| (*fact, Link::Numbered)),
            Quantity::Fixed(_) => None,
        };
        quantities.iter().filter_map(drawn).collect()
    }

    /// The next date that presses a seller for a sale, and what a party's own mind hangs on.
    fn on_the_mind_of(&self, seat: SeatId, seller: SellerId) -> Vec<(Fact, Link)> {
        let scenario = self.state.scenario();
        let nearest = self.state.pressing_deadline(seller);
        let pressing = nearest.and_then(|(id, _)| self.set_by.get(&Due::Deadline(id)));
        let mut behind: Vec<(Fact, Link)> = pressing.map(|fact| (*fact, Link::Pressed)).into_iter().collect();
        if let Some(party) = scenario.party(seat) {
            behind.extend(self.numbers(&[party.walk_away, party.conduct.exponent_milli]));
        }
        behind.extend(self.last(About::Mind(seat), Link::Moved));
        behind
    }

    fn behind_command(&self, entry: &Entry) -> Vec<(Fact, Link)> {
        let scenario = self.state.scenario();
        let setup = scenario.setup();
        let seat = entry.seat;
        let mut behind = Vec::new();
        match entry.command {
            Command::Talks(TalksCommand::Open { talks }) => {
                let spec = scenario.talks(talks);
                behind.extend(self.dated(Due::Entry(talks)));
                behind.extend(self.numbers(&[spec.enters_day, spec.real]));
            }
            Command::Talks(TalksCommand::MakeOffer { talks, .. })
            | Command::Talks(TalksCommand::AcceptOffer { talks })
            | Command::Talks(TalksCommand::End { talks }) => {
                let bidder = scenario.talks(talks).bidder;
                let other = if seat == bidder { self.state.vendor_in(talks) } else { bidder };
                let table = self.state.table(talks);
                let theirs = if seat == bidder { table.seller_offer } else { table.bidder_offer };
                let offer = self.last(About::OfferBy(talks, other), Link::Answered).filter(|_| theirs.is_some());
                behind.extend(offer.or_else(|| self.last(About::Talks(talks), Link::Allowed)));
                behind.extend(self.on_the_mind_of(seat, scenario.seller_of(talks)));
            }
            Command::Consortium(ConsortiumCommand::DeclineInvitation { talks }) => {
                behind.extend(self.last(About::Invited(talks), Link::Answered));
            }
            Command::Consortium(ConsortiumCommand::ProposeMerger { into }) => {
                behind.extend(self.last(About::Talks(into), Link::Allowed));
                let place = scenario.talks_of(seat).and_then(|talks| scenario.merger(talks, into));
                if let Some(place) = place {
                    let merger = &setup.sale.mergers[place];
                    behind.extend(self.dated(Due::Merger(place as u8)));
                    behind.extend(self.numbers(&[merger.from_day, merger.real, merger.brings]));
                }
            }
            Command::Consortium(ConsortiumCommand::AcceptMerger { talks })
            | Command::Consortium(ConsortiumCommand::DeclineMerger { talks }) => {
                behind.extend(self.last(About::Proposed(talks), Link::Answered));
            }
            Command::Consortium(ConsortiumCommand::Join { talks }) => {
                behind.extend(self.last(About::Talks(talks), Link::Allowed));
                behind.extend(self.last(About::Invited(talks), Link::Answered));
                for (place, backing) in setup.sale.backings.iter().enumerate() {
                    if backing.backer == seat && backing.talks == talks {
                        behind.extend(self.dated(Due::Backing(place as u8)));
                        behind.extend(self.numbers(&[backing.joins_day, backing.real]));
                    }
                }
            }
            Command::Agreement(AgreementCommand::Sign { .. })
            | Command::Agreement(AgreementCommand::Drop { .. })
            | Command::Agreement(AgreementCommand::RefuseToSign { .. })
            | Command::Consortium(ConsortiumCommand::Leave { .. }) => {
                let seller = match entry.command {
                    Command::Agreement(AgreementCommand::Sign { talks: Some(talks) })
                    | Command::Agreement(AgreementCommand::Drop { talks: Some(talks) })
                    | Command::Agreement(AgreementCommand::RefuseToSign { talks, .. })
                    | Command::Consortium(ConsortiumCommand::Leave { talks }) => scenario.seller_of(talks),
                    _ => SellerId(0),
                };
                behind.extend(self.last(About::Agreement(seller), Link::Answered));
                behind.extend(scenario.party(seat).map(|party| self.numbers(&[party.walk_away])).unwrap_or_default());
            }
            Command::Review(ReviewCommand::Approve { review, .. })
            | Command::Review(ReviewCommand::Block { review, .. }) => {
                behind.extend(self.last(About::Agreement(scenario.seller_under(review)), Link::Answered));
                let open = self.state.open_under(review).next();
                behind.extend(open.and_then(|talks| self.dated(Due::Review(review, talks))));
                behind.extend(scenario.party(seat).map(|party| self.numbers(&[party.walk_away])).unwrap_or_default());
            }
            Command::Decree(DecreeCommand::Issue { decree }) => {
                let spec = scenario.decree(decree);
                behind.extend(spec.implements.and_then(|parent| self.last(About::Decree(parent), Link::Allowed)));
                behind.extend(self.dated(Due::Issue(decree)));
                behind.extend(spec.issue_day.map(|day| self.numbers(&[day])).unwrap_or_default());
            }
            Command::Decree(DecreeCommand::RequestExtension { decree }) => {
                let warned = self.last(About::Warned(decree), Link::Answered);
                behind.extend(warned.or_else(|| self.last(About::Decree(decree), Link::Allowed)));
            }
            Command::Decree(DecreeCommand::ExtendDeadline { decree, .. })
            | Command::Decree(DecreeCommand::DenyExtension { decree }) => {
                let asked = self.last(About::Asked(decree), Link::Answered);
                behind.extend(asked.filter(|_| self.state.decree(decree).request_open()));
                behind.extend(self.last(About::Decree(decree), Link::Allowed));
                if let Some(extension) = &scenario.decree(decree).extension {
                    behind.extend(self.numbers(&[extension.when_agreed, extension.when_talking, extension.when_idle]));
                }
            }
            Command::Decree(DecreeCommand::Revoke { decree }) | Command::Decree(DecreeCommand::Enforce { decree }) => {
                behind.extend(self.last(About::Decree(decree), Link::Allowed));
            }
            Command::Court(CourtCommand::FileSuit { suit }) => {
                let spec = scenario.suit(suit);
                behind.extend(self.dated(Due::Suit(suit)));
                behind.extend(self.numbers(&[spec.files_days, spec.real]));
            }
            Command::Court(CourtCommand::WithdrawSuit { suit }) => {
                behind.extend(self.last(About::Sued(suit.0), Link::Allowed));
            }
            Command::Court(CourtCommand::FileMotion { motion }) => {
                let spec = scenario.motion(motion);
                behind.extend(self.last(About::Sued(spec.suit.0), Link::Allowed));
                behind.extend(spec.against.iter().filter_map(|d| self.last(About::Decree(*d), Link::Allowed)));
                behind.extend(self.numbers(&[spec.files_days]));
            }
            Command::Court(CourtCommand::Rule { motion, .. }) => behind.extend(self.dated(Due::Hearing(motion))),
            Command::Court(CourtCommand::FileAppeal { motion }) => {
                behind.extend(self.last(About::Ruled(motion.0), Link::Answered));
            }
            Command::Court(CourtCommand::DecideAppeal { motion, .. }) => {
                behind.extend(self.dated(Due::AppealHearing(motion)));
            }
            Command::World(WorldCommand::Say { signal }) => {
                let spec = scenario.signal(signal);
                behind.extend(self.dated(Due::Signal(signal)));
                behind.extend(spec.on_day.map(|day| self.numbers(&[day, spec.real])).unwrap_or_default());
            }
            Command::Conference(ConferenceCommand::TableText { .. }) => {
                behind.extend(self.dated(Due::Text));
                behind.extend(self.on_the_mind_of(seat, SellerId(0)));
            }
            Command::Conference(ConferenceCommand::Vote { .. }) => {
                behind.extend(self.last(About::Text, Link::Answered));
                behind.extend(self.on_the_mind_of(seat, SellerId(0)));
            }
            Command::Auction(AuctionCommand::Bid { .. }) | Command::Auction(AuctionCommand::Pass) => {
                behind.extend(self.last(About::Round, Link::Answered));
                behind.extend(self.on_the_mind_of(seat, SellerId(0)));
            }
            Command::Run(RunCommand::AdvanceTo { .. }) if entry.events.len() == 1 => {
                behind.extend(self.halted_for(entry));
            }
            Command::Chance(ChanceCommand::Draw { draw, .. }) | Command::Chance(ChanceCommand::Settle { draw, .. }) => {
                behind.extend(self.last(About::Waits(draw), Link::Answered));
            }
            Command::Agreement(AgreementCommand::SpinOff { talks, .. }) => {
                let seller = scenario.seller_of(talks);
                behind.extend(self.on_the_mind_of(seat, seller));
                let decrees = (0..setup.decrees.len()).map(DecreeId::at);
                let demands = decrees.filter(|id| scenario.lies_on(*id, seller));
                behind.extend(demands.filter_map(|id| self.last(About::Decree(id), Link::Allowed)));
            }
            Command::Consortium(ConsortiumCommand::Invite { .. }) => {
                let talks = scenario.talks_of(seat);
                behind.extend(talks.and_then(|talks| self.last(About::Talks(talks), Link::Allowed)));
                behind.extend(self.on_the_mind_of(seat, SellerId(0)));
            }
            Command::Auction(AuctionCommand::Open) => {
                behind.extend(self.dated(Due::AuctionDay));
                behind.extend(self.on_the_mind_of(seat, SellerId(0)));
            }
            Command::Decree(DecreeCommand::SuspendEnforcement { decree, .. }) => {
                behind.extend(self.last(About::Decree(decree), Link::Allowed));
                behind.extend(self.dated(Due::Deadline(decree)));
            }
            // Time that passes over several dates has the causes of what happens on them.
            Command::Run(RunCommand::SeatOccupant { .. })
            | Command::Run(RunCommand::Open)
            | Command::Run(RunCommand::AdvanceTo { .. }) => {}
        }
        behind
    }

    /// What only called somebody at a halt of the clock; where something fired by itself, that has its own cause.
    fn halted_for(&self, entry: &Entry) -> Vec<(Fact, Link)> {
        let scenario = self.state.scenario();
        let due = self.state.calendar().due_by(scenario.calendar_shape(), entry.at);
        due.filter_map(|(_, due)| self.dated(due)).collect()
    }

    /// What set the date of an event that fired by itself, and the numbers behind a draw.
    fn behind_event(&self, entry: &Entry, place: usize, event: &Event) -> Vec<(Fact, Link)> {
        let scenario = self.state.scenario();
        let by_clock = matches!(entry.command, Command::Run(RunCommand::AdvanceTo { .. })) && place > 0;
        match *event {
            Event::Chance(ChanceEvent::FellDue { draw: DrawId::Chance(id) }) if by_clock => self.dated(Due::Chance(id)),
            Event::Chance(ChanceEvent::FellDue { draw: DrawId::Ruling(id) }) if by_clock => {
                self.dated(Due::Hearing(id))
            }
            Event::Chance(ChanceEvent::FellDue { draw: DrawId::Appeal(id) }) if by_clock => {
                self.dated(Due::AppealHearing(id))
            }
            Event::Decree(DecreeEvent::DeadlineNeared { decree }) => self.dated(Due::Warning(decree)),
            Event::Decree(DecreeEvent::DeadlinePassed { decree }) => self.dated(Due::Deadline(decree)),
            Event::Conference(ConferenceEvent::TurnPassed { .. }) if by_clock => self.dated(Due::TextEnd),
            Event::Conference(ConferenceEvent::TextStands { .. })
            | Event::Conference(ConferenceEvent::TextFailed { .. })
                if by_clock =>
            {
                self.dated(Due::VoteEnd)
            }
            Event::Auction(AuctionEvent::Opened { .. }) if by_clock => self.dated(Due::AuctionDay),
            Event::Auction(AuctionEvent::RoundOpened { .. })
            | Event::Auction(AuctionEvent::Won { .. })
            | Event::Auction(AuctionEvent::Failed)
                if by_clock =>
            {
                self.dated(Due::AuctionRound)
            }
            Event::Decree(DecreeEvent::TrusteeTermEnded { decree }) => self.dated(Due::TrusteeEnd(decree)),
            Event::Review(ReviewEvent::Approved { review, talks })
            | Event::Review(ReviewEvent::Blocked { review, talks, .. })
                if by_clock =>
            {
                self.dated(Due::ReviewEnd(review, talks))
            }
            Event::Agreement(AgreementEvent::Closed { talks, .. }) => self.dated(Due::Closing(talks)),
            Event::Run(RunEvent::OutcomeReached { .. }) if by_clock => {
                let is_last_day = self.state.now() >= scenario.setup().closes;
                self.dated(Due::Close).filter(|_| is_last_day)
            }
            Event::Decree(DecreeEvent::Issued { decree, .. }) => {
                let quantities: Vec<Quantity> = match scenario.decree(decree).deadline {
                    Some(divest_core::scenario::DeadlineSpec::On(day)) => vec![day],
                    Some(divest_core::scenario::DeadlineSpec::After { count, .. }) => vec![count],
                    None => Vec::new(),
                };
                return self.numbers(&quantities);
            }
            Event::Chance(ChanceEvent::Drawn { draw: DrawId::Ruling(id), .. }) => {
                return self.numbers(&[scenario.motion(id).granted.base_ppm]);
            }
            Event::Chance(ChanceEvent::Drawn { draw: DrawId::Chance(id), .. }) => {
                let results = &scenario.chance(id).results;
                return self.numbers(&results.iter().map(|r| r.probability.base_ppm).collect::<Vec<_>>());
            }
            _ => None,
        }
        .into_iter()
        .collect()
    }
}
