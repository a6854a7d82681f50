//! The conference: one table for all. Whoever is asked to sign sees each text and says aye or no; a text that enough of
//! them favour is the agreement, signed by those who favoured it.
//!
//! Without a chair the members table texts in turn. With one, only the chair does: the single negotiating text of Fisher
//! and of Klein, Faratin, Sayama and Bar-Yam ("Negotiating complex contracts", Group Decision and Negotiation 12 (2003)
//! 111-125), which every member's aye puts in the place of the one before, and which in the last round is voted on for good.
//!
//! ```text
//! NotYet ── talks open ──► AwaitsText ── text tabled ──► Voting ── all have voted, or time is up ─┐
//!                              ▲                                                                  │
//!                              └── fails, or stands as the single text ◄──────────────────────────┤
//!                          Over ◄── becomes the agreement, or no round is left ◄──────────────────┘
//! ```

use crate::calendar::Due;
use crate::command::Ballot;
use crate::deal::Deal;
use crate::event::Event;
use crate::event::{AgreementEvent, ConferenceEvent};
use crate::id::{SeatId, SeatSet, TalksId};
use crate::rejection::Rejection;
use crate::rejection::{AgreementRejection, ConferenceRejection, TalksRejection};
use crate::scenario::{Role, Scenario};
use crate::state::{State, TalksStatus};
use crate::turn::Turn;
use crate::units::{Instant, Span};

/// One table for all who are asked to sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Conference {
    /// Whose purchase it is about: the sale's only talks.
    pub talks: TalksId,
    /// Who alone tables texts; `None`: the members do in turn.
    pub chair: Option<SeatId>,
    /// Days that a text, and the vote on it, may take.
    pub pace_days: u16,
    /// How many texts there may be.
    pub rounds: u16,
}

/// What the conference waits for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// For the bidder to come forward.
    NotYet,
    /// For a text.
    AwaitsText,
    /// For votes on a text.
    Voting,
    /// For nothing: it has agreed, or given up.
    Over,
}

/// A text on the table, or the last that was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Text {
    /// Who tabled it.
    pub by: SeatId,
    /// The terms.
    pub deal: Deal,
    /// Who said aye.
    pub ayes: SeatSet,
    /// Who said no.
    pub noes: SeatSet,
}

/// A conference during play: what its members know.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ConferenceState {
    /// What it waits for.
    pub stage: Stage,
    /// How many rounds have begun.
    pub rounds: u16,
    /// Whose text is awaited.
    pub turn: SeatId,
    /// The text on the table, or the last that was.
    pub text: Option<Text>,
    /// The single text that every member prefers to all before it.
    pub standing: Option<Deal>,
    /// When the text or the last vote is due.
    pub due: Instant,
}

impl ConferenceState {
    pub(crate) const NOT_YET: Self =
        Self { stage: Stage::NotYet, rounds: 0, turn: SeatId::CLOCK, text: None, standing: None, due: Instant::NEVER };

    /// Whether it goes on.
    #[must_use]
    pub const fn is_on(&self) -> bool {
        matches!(self.stage, Stage::AwaitsText | Stage::Voting)
    }

    /// Feeds all that it is into a sink, in a fixed order.
    pub(crate) fn feed(&self, sink: &mut impl FnMut(i64)) {
        let deal = |deal: Option<Deal>, sink: &mut dyn FnMut(i64)| {
            sink(i64::from(deal.is_some()));
            deal.iter().flat_map(Deal::words).for_each(sink);
        };
        sink(self.stage as i64);
        sink(i64::from(self.rounds));
        sink(i64::from(self.turn.0));
        sink(self.text.map_or(-1, |text| i64::from(text.by.0)));
        deal(self.text.map(|text| text.deal), sink);
        let votes = self.text.map_or((SeatSet::NONE, SeatSet::NONE), |text| (text.ayes, text.noes));
        sink(votes.0.bits() as i64);
        sink(votes.1.bits() as i64);
        deal(self.standing, sink);
        sink(self.due.0);
    }
}

// --- what may be done

fn spec(state: &State) -> Result<&Conference, Rejection> {
    state.scenario().setup().sale.conference.as_ref().ok_or(Rejection::Conference(ConferenceRejection::NotOn))
}

/// The event of a text, if the seat may table it now.
pub(crate) fn table(state: &State, seat: SeatId, deal: Deal) -> Result<Event, Rejection> {
    let spec = spec(state)?;
    let conference = state.conference();
    match conference.stage {
        Stage::AwaitsText => {}
        Stage::Voting => return Err(Rejection::Conference(ConferenceRejection::TextOnTheTable)),
        Stage::NotYet | Stage::Over => return Err(Rejection::Conference(ConferenceRejection::NotOn)),
    }
    if seat != conference.turn {
        return Err(Rejection::NotYourTurn { turn: conference.turn });
    }
    if !state.scenario().has_deal(&deal) {
        return Err(Rejection::Talks(TalksRejection::NoSuchOption));
    }
    state.for_sale_in(spec.talks, &deal)?;
    let is_last = spec.chair.is_some() && conference.rounds + 1 >= spec.rounds;
    if is_last && conference.standing.is_some_and(|standing| standing != deal) {
        return Err(Rejection::Conference(ConferenceRejection::LastTextMustStand));
    }
    Ok(Event::Conference(ConferenceEvent::TextTabled { by: seat, deal, due: spec.next(state.now()) }))
}

/// The event of a vote, if the seat has one now.
pub(crate) fn vote(state: &State, seat: SeatId, ballot: Ballot) -> Result<Event, Rejection> {
    let members = state.asked_to_sign(spec(state)?.talks);
    let conference = state.conference();
    let text = conference
        .text
        .filter(|_| conference.stage == Stage::Voting)
        .ok_or(Rejection::Conference(ConferenceRejection::NoText))?;
    if !members.has(seat) {
        return Err(Rejection::Agreement(AgreementRejection::NotASigner));
    }
    if text.ayes.or(text.noes).has(seat) {
        return Err(Rejection::Conference(ConferenceRejection::AlreadyVoted));
    }
    Ok(Event::Conference(ConferenceEvent::VoteCast { by: seat, ballot }))
}

impl Conference {
    /// When what takes one pace from now is due.
    fn next(&self, now: Instant) -> Instant {
        now.plus(Span::days(u32::from(self.pace_days))).at_hour(11).max(now)
    }
}

// --- what follows

impl Turn<'_> {
    /// Calls the conference where the talks that just opened are its own.
    pub(crate) fn open_conference(&mut self, talks: TalksId) {
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return };
        if spec.talks == talks && self.state.conference.stage == Stage::NotYet {
            let first = spec.chair.unwrap_or(self.state.scenario.talks(talks).bidder);
            let due = spec.next(self.state.now);
            self.emit(Event::Conference(ConferenceEvent::Opened { first, due }));
        }
    }

    /// Calls the conference again about the lots that are left, once one of its deals has closed.
    pub(crate) fn reopen_conference(&mut self, talks: TalksId) {
        let is_over = self.state.conference.stage == Stage::Over && !self.state.is_over(talks);
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return };
        if spec.talks == talks && is_over && self.state.talks(talks).status() == TalksStatus::Open {
            let first = spec.chair.unwrap_or(self.state.scenario.talks(talks).bidder);
            let due = spec.next(self.state.now);
            self.emit(ConferenceEvent::Opened { first, due });
        }
    }

    /// The vote ends as soon as everybody has spoken.
    pub(crate) fn count_votes(&mut self) {
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return };
        let members = self.state.asked_to_sign(spec.talks);
        if self.state.conference.text.is_some_and(|text| members.minus(text.ayes.or(text.noes)).is_empty()) {
            self.end_vote();
        }
    }

    /// Whoever has not spoken by now has not said aye.
    pub(crate) fn end_vote(&mut self) {
        let (Some(spec), Some(text)) = (&self.state.scenario.setup().sale.conference, self.state.conference.text)
        else {
            return;
        };
        if self.state.conference.stage != Stage::Voting {
            return;
        }
        let (talks, is_last) = (spec.talks, self.state.conference.rounds >= spec.rounds);
        let is_single = spec.chair.is_some() && !is_last;
        let members = self.state.asked_to_sign(talks);
        let carried =
            if is_single { members.minus(text.ayes).is_empty() } else { self.state.suffice(talks, text.ayes) };
        let next = self.next_to_table();
        let due = spec.next(self.state.now);
        if !carried {
            self.emit(Event::Conference(ConferenceEvent::TextFailed { next, due }));
            self.close_when_spent();
        } else if is_single {
            self.emit(Event::Conference(ConferenceEvent::TextStands { next, due }));
        } else {
            self.emit(Event::Agreement(AgreementEvent::TermsAgreed { talks, deal: text.deal }));
            for by in text.ayes.iter() {
                // A signature may complete the deal, and what follows from that comes first.
                if self.state.agreement_in(talks).is_some_and(|agreement| !agreement.signatures.has(by)) {
                    self.emit(AgreementEvent::SignatureGiven { talks, by });
                }
            }
        }
    }

    /// Who does not table a text in time loses the round.
    pub(crate) fn pass_turn(&mut self) {
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return };
        if self.state.conference.stage == Stage::AwaitsText {
            let (by, next, due) = (self.state.conference.turn, self.next_to_table(), spec.next(self.state.now));
            self.emit(Event::Conference(ConferenceEvent::TurnPassed { by, next, due }));
            self.close_when_spent();
        }
    }

    fn close_when_spent(&mut self) {
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return };
        let talks = spec.talks;
        if self.state.conference.rounds >= spec.rounds {
            self.emit(ConferenceEvent::Closed);
            self.resume_talks(self.state.scenario.seller_of(talks));
        }
    }

    /// The chair, or the member after the one whose turn it was.
    fn next_to_table(&self) -> SeatId {
        let Some(spec) = &self.state.scenario.setup().sale.conference else { return SeatId::CLOCK };
        let members = self.state.asked_to_sign(spec.talks);
        let turn = self.state.conference.turn;
        let after = members.iter().find(|member| *member > turn).or(members.first());
        spec.chair.or(after).unwrap_or(turn)
    }
}

impl Scenario {
    /// Who may ever sit at the conference: whoever sells, the bidder, who may back it, the cosigners and the chair.
    #[must_use]
    pub fn at_the_conference(&self) -> SeatSet {
        let sale = &self.setup().sale;
        let Some(conference) = &sale.conference else { return SeatSet::NONE };
        let trustees = self.seats().filter(|seat| self.party(*seat).is_some_and(|p| p.role == Role::Trustee));
        let backers = sale.backings.iter().map(|backing| backing.backer);
        let signers = sale.cosigners.iter().copied().chain([sale.seller, self.talks(conference.talks).bidder]);
        signers.chain(trustees).chain(backers).chain(conference.chair).collect()
    }
}

// --- folding

impl State {
    /// Folds an event about the conference.
    pub(crate) fn apply_to_conference(&mut self, event: ConferenceEvent) {
        match event {
            ConferenceEvent::Opened { first, due } => {
                // The bidder's first offer is not asked for in private any more.
                if let Some(spec) = &self.scenario.setup().sale.conference {
                    let talks = spec.talks;
                    self.talks[talks.index()].waits = true;
                    self.unschedule(Due::Reply(talks));
                }
                (self.conference.rounds, self.conference.text, self.conference.standing) = (0, None, None);
                self.await_text(first, due);
            }
            ConferenceEvent::TextTabled { by, deal, due } => {
                let Self { conference, .. } = self;
                conference.stage = Stage::Voting;
                conference.rounds += 1;
                conference.text = Some(Text { by, deal, ayes: SeatSet::NONE, noes: SeatSet::NONE });
                conference.due = due;
                self.unschedule(Due::Text);
                self.unschedule(Due::TextEnd);
                self.schedule(Due::VoteEnd, due.end_of_day());
            }
            ConferenceEvent::VoteCast { by, ballot } => {
                if let Some(text) = &mut self.conference.text {
                    match ballot {
                        Ballot::Aye => text.ayes = text.ayes.with(by),
                        Ballot::No => text.noes = text.noes.with(by),
                    }
                }
            }
            ConferenceEvent::TextStands { next, due } => {
                self.conference.standing = self.conference.text.map(|text| text.deal);
                self.await_text(next, due);
            }
            ConferenceEvent::TextFailed { next, due } => self.await_text(next, due),
            ConferenceEvent::TurnPassed { next, due, .. } => {
                self.conference.rounds += 1;
                self.await_text(next, due);
            }
            ConferenceEvent::Closed => self.end_conference(),
        }
    }

    fn await_text(&mut self, turn: SeatId, due: Instant) {
        self.conference.stage = Stage::AwaitsText;
        self.conference.turn = turn;
        self.conference.due = due;
        self.unschedule(Due::VoteEnd);
        self.schedule(Due::Text, due);
        self.schedule(Due::TextEnd, due.end_of_day());
    }

    /// The conference is over: it has agreed, given up, or lost the seller or the bidder.
    pub(crate) fn end_conference(&mut self) {
        if self.conference.is_on() {
            self.conference.stage = Stage::Over;
            self.conference.due = Instant::NEVER;
            for due in [Due::Text, Due::TextEnd, Due::VoteEnd] {
                self.unschedule(due);
            }
        }
    }

    /// The conference.
    #[must_use]
    pub const fn conference(&self) -> &ConferenceState {
        &self.conference
    }

    /// Whether talks are held at the conference and not in private.
    #[must_use]
    pub fn is_at_conference(&self, talks: TalksId) -> bool {
        let spec = self.scenario.setup().sale.conference.as_ref();
        self.conference.is_on()
            && spec.is_some_and(|spec| spec.talks == talks)
            && self.talks(talks).status() == TalksStatus::Open
    }
}

impl crate::view::View<'_> {
    /// The conference, if the seat is at its table.
    #[must_use]
    pub fn conference(&self) -> Option<&ConferenceState> {
        let scenario = self.scenario();
        scenario.at_the_conference().has(self.seat()).then(|| self.conference_state())
    }
}
