//! A turn: one command with all that follows from it.
//!
//! [`crate::decide`] gives the event that a command is about. Each event is folded at once, and then what follows from it
//! by the rules and by the scenario's effects happens before anything else. So every consequence sees the state that
//! its causes left.

mod effects;
mod injunction;

use crate::calendar::Due;
use crate::chance::DrawId;
use crate::command::Command;
use crate::decide::{decide, issued, reply_due, suspended_to};
use crate::decree::Status;
use crate::effect::Trigger;
use crate::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use crate::event::{Cause, Event, Events};
use crate::id::{DecreeId, MotionId, OutcomeId, ReviewId, SeatId, SellerId};
use crate::id::{SuitId, TalksId};
use crate::rejection::Rejection;
use crate::scenario::{Relief, Silence, Stage, StepKind, TrusteeEnd};
use crate::state::{Agreement, State, SuitStatus, TalksStatus};
use crate::units::{Instant, Span};

impl State {
    /// Carries out a command: appends its event and all that follows to `events` and folds each.
    ///
    /// # Errors
    /// The reason for which the command is refused; then nothing has changed.
    pub fn step(&mut self, seat: SeatId, command: &Command, events: &mut Events) -> Result<(), Rejection> {
        let event = decide(self, seat, command)?;
        self.fold(&event);
        let mut turn = Turn { cause: Cause::Command, state: self, events, may_end: None };
        turn.record(event);
        turn.end_if_decided();
        Ok(())
    }
}

/// What is being carried out.
pub(crate) struct Turn<'a> {
    pub(crate) state: &'a mut State,
    events: &'a mut Events,
    /// What causes the next event.
    cause: Cause,
    /// The last event, if any, that an outcome may hang on.
    may_end: Option<Cause>,
}

impl Turn<'_> {
    // Inlined, so that of all that follows from any kind only what follows from this one is left.
    #[inline(always)]
    pub(crate) fn emit(&mut self, event: impl Into<Event>) {
        if self.state.outcome().is_none() {
            let event = event.into();
            self.state.fold(&event);
            self.record(event);
        }
    }

    /// Writes down an event that is folded, and brings about what follows from it.
    #[inline(always)]
    fn record(&mut self, event: Event) {
        let cause = self.cause;
        let place = u16::try_from(self.events.len()).expect("BUG: an entry has too many events");
        self.events.push(event, cause);
        self.cause = Cause::Event(place);
        self.follow(event);
        // Most kinds of trigger have no reactions.
        if let Some(trigger) = Trigger::of(&event).filter(|trigger| self.state.scenario.reacts_to_kind(*trigger)) {
            self.react(trigger);
        }
        self.cause = cause;
    }

    /// What the rules make of an event, subject by subject.
    #[inline(always)]
    fn follow(&mut self, event: Event) {
        match event {
            Event::Run(event) => self.follow_run(event),
            Event::Chance(event) => self.follow_chance(event),
            Event::Decree(event) => self.follow_decree(event),
            Event::Talks(event) => self.follow_talks(event),
            Event::Agreement(event) => self.follow_agreement(event),
            Event::Review(event) => self.follow_review(event),
            Event::Consortium(event) => self.follow_consortium(event),
            Event::Court(event) => self.follow_court(event),
            Event::World(event) => self.follow_world(event),
            Event::Conference(event) => self.follow_conference(event),
            Event::Auction(event) => self.follow_auction(event),
        }
    }

    /// An outcome may hang on the event that was just recorded.
    const fn look_for_end(&mut self) {
        self.may_end = Some(self.cause);
    }

    #[inline(always)]
    fn follow_run(&mut self, event: RunEvent) {
        match event {
            RunEvent::Opened { .. } => self.issue_what_is_out(),
            // Mostly all that was due was a call to a seat.
            RunEvent::TimeAdvanced { to } if self.state.next_due() <= to => self.fire_due(to),
            RunEvent::TimeAdvanced { .. } | RunEvent::SeatTaken { .. } | RunEvent::OutcomeReached { .. } => {}
        }
    }

    #[inline(always)]
    fn follow_chance(&mut self, event: ChanceEvent) {
        match event {
            ChanceEvent::Drawn { draw, raw, .. } => self.resolve_draw(draw, raw),
            ChanceEvent::Settled { draw, result } => self.resolve_settled(draw, result),
            ChanceEvent::Resolved { chance, result } => {
                for index in 0..self.state.scenario.chance(chance).results[usize::from(result)].then.len() {
                    let consequence = self.state.scenario.chance(chance).results[usize::from(result)].then[index];
                    self.bring_about(consequence);
                }
            }
            ChanceEvent::ValueDrawn { .. } | ChanceEvent::FellDue { .. } | ChanceEvent::Scheduled { .. } => {}
        }
    }

    fn follow_decree(&mut self, event: DecreeEvent) {
        match event {
            DecreeEvent::DeadlinePassed { decree } => self.reach_date(decree),
            DecreeEvent::Enforced { decree } | DecreeEvent::Lapsed { decree } => self.after_end(decree, None),
            DecreeEvent::Revoked { decree } => self.after_end(decree, Some(Status::Revoked)),
            DecreeEvent::Satisfied { decree } => self.after_end(decree, Some(Status::Satisfied)),
            DecreeEvent::Annulled { decree, motion } => self.after_annulment(decree, motion),
            DecreeEvent::EnforcementSuspended { .. }
            | DecreeEvent::TookForce { .. }
            | DecreeEvent::DeadlineExtended { .. } => self.look_for_end(),
            DecreeEvent::Issued { decree, .. } => {
                self.look_for_end();
                self.stop_with_parent(decree);
            }
            DecreeEvent::Enjoined { decree, motion } => {
                self.look_for_end();
                self.after_enjoined(decree, motion);
            }
            DecreeEvent::InjunctionLifted { decree, motion } => {
                self.after_lift(decree);
                self.release_what_implements(decree, motion);
            }
            DecreeEvent::TrusteeAppointed { decree, .. } => {
                self.look_for_end();
                for seller in self.state.scenario.sellers_under(decree) {
                    self.resume_talks(seller);
                }
            }
            DecreeEvent::DeadlineNeared { .. }
            | DecreeEvent::ExtensionRequested { .. }
            | DecreeEvent::ExtensionDenied { .. }
            | DecreeEvent::TrusteeTermEnded { .. } => {}
        }
    }

    #[inline(always)]
    fn follow_talks(&mut self, event: TalksEvent) {
        match event {
            TalksEvent::Opened { talks } => self.open_conference(talks),
            TalksEvent::OfferMade { .. } | TalksEvent::Ended { .. } | TalksEvent::Resumed { .. } => {}
        }
    }

    fn follow_agreement(&mut self, event: AgreementEvent) {
        match event {
            AgreementEvent::TermsAgreed { talks, deal } | AgreementEvent::SpinOffPlanned { talks, deal } => {
                self.satisfy_decrees(&deal, Stage::Agreed);
                self.open_reviews(talks, &deal);
            }
            AgreementEvent::SignatureGiven { talks, .. } => self.complete_signing(talks),
            AgreementEvent::SigningRefused { talks, by, .. } => self.after_refusal(talks, by),
            AgreementEvent::Signed { talks } => {
                self.reach_stage(talks, Stage::Signed);
                self.schedule_closing(talks);
            }
            AgreementEvent::ClosingScheduled { talks, .. } => self.reach_stage(talks, Stage::Approved),
            AgreementEvent::Dropped { talks, .. } => self.after_fall(self.state.scenario.seller_of(talks)),
            AgreementEvent::Closed { talks, deal, completes } => {
                self.satisfy_decrees(&deal, Stage::Closed);
                if !completes {
                    self.sell_the_rest(talks);
                }
            }
            AgreementEvent::BuyerFailed { talks } => {
                self.look_for_end();
                self.resume_talks(self.state.scenario.seller_of(talks));
            }
        }
    }

    fn follow_review(&mut self, event: ReviewEvent) {
        match event {
            ReviewEvent::Opened { .. } => {}
            ReviewEvent::Approved { talks, .. } => self.schedule_closing(talks),
            ReviewEvent::Blocked { talks, .. } => self.after_fall(self.state.scenario.seller_of(talks)),
        }
    }

    fn follow_consortium(&mut self, event: ConsortiumEvent) {
        match event {
            ConsortiumEvent::BackerLeft { talks, backer } => {
                self.after_leaving(talks, backer);
                self.complete_signing(talks);
                self.count_votes();
            }
            ConsortiumEvent::BackerJoined { talks, .. } => self.complete_signing(talks),
            ConsortiumEvent::MergerAccepted { talks, .. } => self.complete_merger(talks),
            ConsortiumEvent::Merged { talks, into } => self.after_merger(talks, into),
            ConsortiumEvent::BackerInvited { .. }
            | ConsortiumEvent::InvitationDeclined { .. }
            | ConsortiumEvent::MergerProposed { .. }
            | ConsortiumEvent::MergerDeclined { .. } => {}
        }
    }

    fn follow_court(&mut self, event: CourtEvent) {
        match event {
            CourtEvent::SuitWithdrawn { suit } => self.lift_injunctions_of(suit),
            CourtEvent::MotionGranted { motion } => self.relieve(motion),
            CourtEvent::AppealDecided { motion, .. } => self.after_appeal(motion),
            CourtEvent::SuitFiled { .. }
            | CourtEvent::SuitMooted { .. }
            | CourtEvent::MotionFiled { .. }
            | CourtEvent::MotionDenied { .. }
            | CourtEvent::AppealFiled { .. } => {}
        }
    }

    #[inline(always)]
    fn follow_world(&mut self, event: WorldEvent) {
        match event {
            WorldEvent::SignalMade { signal } => self.spread(signal),
            WorldEvent::GaugeMoved { .. } | WorldEvent::WalkAwayMoved { .. } | WorldEvent::ProbabilityMoved { .. } => {}
        }
    }

    fn follow_conference(&mut self, event: ConferenceEvent) {
        match event {
            ConferenceEvent::VoteCast { .. } => self.count_votes(),
            ConferenceEvent::Opened { .. }
            | ConferenceEvent::TextTabled { .. }
            | ConferenceEvent::TextStands { .. }
            | ConferenceEvent::TextFailed { .. }
            | ConferenceEvent::TurnPassed { .. }
            | ConferenceEvent::Closed => {}
        }
    }

    fn follow_auction(&mut self, event: AuctionEvent) {
        match event {
            AuctionEvent::BidTabled { talks, option } => self.after_bid(talks, option),
            AuctionEvent::Failed => self.look_for_end(),
            AuctionEvent::Opened { .. }
            | AuctionEvent::RoundOpened { .. }
            | AuctionEvent::BidOpened { .. }
            | AuctionEvent::BidderPassed { .. }
            | AuctionEvent::BidderOut { .. }
            | AuctionEvent::LotUnsold { .. }
            | AuctionEvent::Won { .. } => {}
        }
    }

    // --- time and chance

    fn issue_what_is_out(&mut self) {
        let opening_day = self.state.scenario.setup().opens.day();
        for index in 0..self.state.scenario.setup().decrees.len() {
            let day = self.state.scenario.setup().decrees[index].issue_day.map(|day| self.state.value(day));
            if day.is_some_and(|day| day < opening_day) {
                let event = issued(self.state, DecreeId::at(index));
                self.emit(event);
            }
        }
    }

    /// Everything that falls due by now, by rank. What is due is read before anything fires, because firing moves the
    /// calendar; each rule looks again whether its thing still stands.
    fn fire_due(&mut self, now: Instant) {
        let mut after = None;
        loop {
            let shape = self.state.scenario.calendar_shape();
            let next = self.state.calendar().due_by(shape, now).find(|line| after.is_none_or(|last| *line > last));
            let Some(line) = next else { break };
            after = Some(line);
            self.fire(line.1);
        }
    }

    fn fire(&mut self, due: Due) {
        match due {
            Due::Chance(chance) => self.emit(Event::Chance(ChanceEvent::FellDue { draw: DrawId::Chance(chance) })),
            Due::Warning(decree) => self.emit(Event::Decree(DecreeEvent::DeadlineNeared { decree })),
            Due::Hearing(motion) => self.emit(Event::Chance(ChanceEvent::FellDue { draw: DrawId::Ruling(motion) })),
            Due::AppealHearing(motion) => {
                self.emit(Event::Chance(ChanceEvent::FellDue { draw: DrawId::Appeal(motion) }));
            }
            Due::ReviewEnd(review, talks) => self.end_review(review, talks),
            Due::Closing(talks) => {
                if let Some(Agreement { deal, .. }) = self.state.agreement_in(talks).copied() {
                    let completes = self.state.completes_sale(&deal);
                    self.emit(AgreementEvent::Closed { talks, deal, completes });
                }
            }
            Due::TrusteeEnd(decree) => self.end_trustee(decree),
            Due::TextEnd => self.pass_turn(),
            Due::VoteEnd => self.end_vote(),
            Due::AuctionDay => self.reach_auction_day(),
            Due::AuctionRound => self.end_round(),
            Due::Deadline(decree) => self.emit(Event::Decree(DecreeEvent::DeadlinePassed { decree })),
            // What nature is still asked comes first; the clock's next advance finds the close again.
            Due::Close if self.state.waiting_draw().is_some() => {}
            Due::Close => self.end(),
            // A call to a seat that came up while this moment's dues fire stays for the clock's next advance.
            Due::Issue(_)
            | Due::Entry(_)
            | Due::Backing(_)
            | Due::Merger(_)
            | Due::Signal(_)
            | Due::Suit(_)
            | Due::Motion(_)
            | Due::Reply(_)
            | Due::Text
            | Due::Review(..) => {}
        }
    }

    // --- decrees

    /// A decree's date has come. Where a court has stopped the decree, its step is owed.
    fn reach_date(&mut self, decree: DecreeId) {
        let state = self.state.decree(decree);
        if state.status().is_live() && !state.step_owed {
            self.take_step(decree);
        }
    }

    /// A decree's step is taken, or nature chooses one of several.
    fn take_step(&mut self, decree: DecreeId) {
        match self.state.scenario.decree(decree).at_deadline.len() {
            0 => {}
            1 => self.step_for(decree, 0),
            _ => self.emit(Event::Chance(ChanceEvent::FellDue { draw: DrawId::Deadline(decree) })),
        }
    }

    pub(crate) fn step_for(&mut self, decree: DecreeId, step: u8) {
        // Between the date and nature's choice the decree may have ended, or a court stopped it: then the step is owed.
        let status = self.state.decree(decree).status();
        if !status.is_live() || status == Status::Enjoined {
            return;
        }
        let event = match self.state.scenario.decree(decree).at_deadline[usize::from(step)].kind {
            StepKind::Enforce => Event::Decree(DecreeEvent::Enforced { decree }),
            StepKind::Lapse => Event::Decree(DecreeEvent::Lapsed { decree }),
            StepKind::TakeForce => Event::Decree(DecreeEvent::TookForce { decree }),
            StepKind::AppointTrustee { trustee, days, then } => {
                let days = u32::try_from(self.state.value(days)).unwrap_or(0);
                let until = self.state.now().plus(Span::days(days)).end_of_day();
                Event::Decree(DecreeEvent::TrusteeAppointed { decree, trustee, until, then })
            }
            StepKind::Suspend { days } => {
                let to = suspended_to(self.state, self.state.value(days).max(1));
                Event::Decree(DecreeEvent::EnforcementSuspended { decree, to })
            }
        };
        self.emit(event);
    }

    fn end_trustee(&mut self, decree: DecreeId) {
        let then = self.state.decree(decree).trustee.map(|(_, then)| then);
        self.emit(Event::Decree(DecreeEvent::TrusteeTermEnded { decree }));
        // While a court stops the decree, what follows is owed.
        if self.state.decree(decree).status() != Status::Enjoined {
            self.after_trustee(decree, then);
        }
    }

    fn after_trustee(&mut self, decree: DecreeId, then: Option<TrusteeEnd>) {
        match then {
            Some(TrusteeEnd::Enforce) => self.emit(Event::Decree(DecreeEvent::Enforced { decree })),
            Some(TrusteeEnd::Lapse) => self.emit(Event::Decree(DecreeEvent::Lapsed { decree })),
            None => {}
        }
    }

    /// What implements an ended decree ends with it, and cases about nothing are moot.
    fn after_end(&mut self, decree: DecreeId, takes_along: Option<Status>) {
        self.look_for_end();
        for index in 0..self.state.scenario.setup().decrees.len() {
            let child = DecreeId::at(index);
            let follows = self.state.scenario.decree(child).implements == Some(decree)
                && self.state.decree(child).status().is_live();
            match takes_along {
                Some(Status::Revoked) if follows => self.emit(Event::Decree(DecreeEvent::Revoked { decree: child })),
                Some(Status::Satisfied) if follows => {
                    self.emit(Event::Decree(DecreeEvent::Satisfied { decree: child }));
                }
                _ => {}
            }
        }
        self.moot_suits();
    }

    /// What implements a decree that a court undid is undone with it.
    fn after_annulment(&mut self, decree: DecreeId, motion: MotionId) {
        self.look_for_end();
        for index in 0..self.state.scenario.setup().decrees.len() {
            let child = DecreeId::at(index);
            let implements = self.state.scenario.decree(child).implements == Some(decree);
            if implements && self.state.decree(child).status().can_be_annulled() {
                self.emit(Event::Decree(DecreeEvent::Annulled { decree: child, motion }));
            }
        }
        self.moot_suits();
    }

    fn moot_suits(&mut self) {
        for index in 0..self.state.scenario.setup().suits.len() {
            let suit = SuitId::at(index);
            if self.state.suit(suit) == SuitStatus::Pending && self.is_moot(suit) {
                self.emit(Event::Court(CourtEvent::SuitMooted { suit }));
            }
        }
    }

    /// Whether every decree that a case attacks has come out and is done with for good. One that merely lapsed may be
    /// revived, so it keeps a case alive; and what was obeyed or enforced may still be undone.
    fn is_moot(&self, suit: SuitId) -> bool {
        let motions = self.state.scenario.setup().motions.iter().filter(|m| m.suit == suit);
        let mut attacked = motions.flat_map(|m| m.against.iter().map(|&decree| (m.relief, decree)));
        let mut any = false;
        attacked.all(|(relief, decree)| {
            any = true;
            let status = self.state.decree(decree).status();
            match relief {
                Relief::Injunction => {
                    matches!(status, Status::Satisfied | Status::Enforced | Status::Revoked | Status::Annulled)
                }
                Relief::Annulment => matches!(status, Status::Revoked | Status::Annulled),
            }
        }) && any
    }

    fn after_lift(&mut self, decree: DecreeId) {
        self.look_for_end();
        let state = *self.state.decree(decree);
        if state.enjoined_by != 0 || !state.status().is_live() {
            return;
        }
        if state.step_owed && !self.state.waiting_draws.contains(&DrawId::Deadline(decree)) {
            self.take_step(decree);
        }
        // A trustee's end that is still noted when its date is off the calendar is owed.
        let is_ahead =
            self.state.calendar().get(self.state.scenario.calendar_shape(), Due::TrusteeEnd(decree)).is_some();
        if !is_ahead {
            self.after_trustee(decree, state.trustee.map(|(_, then)| then));
        }
    }

    /// A deal that has come so far satisfies the decrees that ask for it and for no more.
    fn satisfy_decrees(&mut self, deal: &crate::deal::Deal, stage: Stage) {
        if stage == Stage::Closed {
            self.look_for_end();
        }
        for index in 0..self.state.scenario.setup().decrees.len() {
            let decree = DecreeId::at(index);
            let status = self.state.decree(decree).status();
            // A sale also settles a decree whose date merely went by.
            let open = status.is_live() || status == Status::Lapsed;
            let far_enough = self.state.scenario.decree(decree).satisfied_at == stage;
            let satisfied = far_enough
                && self
                    .state
                    .scenario
                    .decree(decree)
                    .satisfied_by
                    .as_ref()
                    .is_some_and(|terms| self.state.satisfies(terms, deal, stage));
            if open && satisfied {
                self.emit(Event::Decree(DecreeEvent::Satisfied { decree }));
            }
        }
    }

    // --- the sale

    /// An agreement has come so far.
    fn reach_stage(&mut self, talks: TalksId, stage: Stage) {
        if let Some(agreement) = self.state.agreement_in(talks).copied() {
            self.satisfy_decrees(&agreement.deal, stage);
        }
    }

    fn open_reviews(&mut self, talks: TalksId, deal: &crate::deal::Deal) {
        let seller = self.state.scenario.seller_of(talks);
        for index in 0..self.state.scenario.setup().sale.reviews.len() {
            let review = ReviewId::at(index);
            let spec = self.state.scenario.review(review);
            if spec.needed_for.allow(deal) && self.state.scenario.seller_under(review) == seller {
                let days = u32::try_from(self.state.value(spec.days)).unwrap_or(0);
                let due = self.state.now().plus(Span::days(days)).at_hour(15).max(self.state.now());
                self.emit(ReviewEvent::Opened { review, talks, due });
            }
        }
    }

    fn end_review(&mut self, review: ReviewId, talks: TalksId) {
        match self.state.scenario.review(review).silence {
            Silence::Waits => {}
            Silence::Approves => self.emit(ReviewEvent::Approved { review, talks }),
            Silence::Blocks => self.emit(ReviewEvent::Blocked { review, talks, objection: None }),
        }
    }

    fn complete_signing(&mut self, talks: TalksId) {
        let Some(agreement) = self.state.agreement_in(talks).copied() else {
            return;
        };
        if !agreement.signed && self.state.suffice(talks, agreement.signatures) {
            self.emit(AgreementEvent::Signed { talks });
        }
    }

    /// An agreement falls once those that have not refused to sign it are too few.
    fn after_refusal(&mut self, talks: TalksId, by: SeatId) {
        let Some(agreement) = self.state.agreement_in(talks).copied() else { return };
        let left = self.state.asked_to_sign(talks).minus(agreement.refused);
        if !agreement.signed && !self.state.suffice(talks, left) {
            self.emit(AgreementEvent::Dropped { talks, by });
        }
    }

    fn schedule_closing(&mut self, talks: TalksId) {
        let Some(agreement) = self.state.agreement_in(talks) else {
            return;
        };
        if agreement.signed && !self.state.is_under_review(talks) && agreement.closing.is_none() {
            let days = u32::try_from(self.state.value(self.state.scenario.setup().sale.closing_days)).unwrap_or(0);
            let at = self.state.now().plus(Span::days(days)).at_hour(16).max(self.state.now());
            self.emit(AgreementEvent::ClosingScheduled { talks, at });
        }
    }

    /// Lots of a seller changed hands, and others are still for sale.
    fn sell_the_rest(&mut self, talks: TalksId) {
        // The auction of the other lots goes on.
        if !self.state.is_auctioned(talks) {
            self.resume_talks(self.state.scenario.seller_of(talks));
            self.reopen_conference(talks);
        }
    }

    /// All talks with a seller that rest go on, unless an agreement still stands in their way.
    pub(crate) fn resume_talks(&mut self, seller: SellerId) {
        for index in 0..self.state.scenario.setup().sale.talks.len() {
            let talks = TalksId::at(index);
            let goes_on = self.state.talks(talks).status() == TalksStatus::Open
                && self.state.talks(talks).waits()
                && !self.state.is_over(talks)
                && self.state.agreement_on(talks).is_none();
            if goes_on && self.state.scenario.seller_of(talks) == seller {
                let event = Event::Talks(TalksEvent::Resumed { talks, reply_due: reply_due(self.state, talks) });
                self.emit(event);
            }
        }
    }

    // --- courts

    fn force_end_of(&mut self, talks: TalksId) {
        if self.state.talks(talks).status() != TalksStatus::Open || self.state.is_over(talks) {
            return;
        }
        let by = self.state.scenario.talks(talks).bidder;
        let agreed = self.state.agreement_in(talks).is_some();
        // First the end: an agreement that falls lets all talks go on that are open then.
        self.emit(Event::Talks(TalksEvent::Ended { talks, by }));
        if agreed {
            self.emit(Event::Agreement(AgreementEvent::Dropped { talks, by }));
        }
    }

    #[inline(always)]
    fn end_if_decided(&mut self) {
        if let Some(cause) = self.may_end {
            self.cause = cause;
            self.end_at_once();
        }
    }

    /// Ends the run with the first outcome that ends one at once and applies.
    fn end_at_once(&mut self) {
        if self.state.outcome().is_none() {
            let scenario = &self.state.scenario;
            let applies = |outcome: &&OutcomeId| self.state.meets(&scenario.outcome(**outcome).when);
            let ending = scenario.endings(self.state.closed().is_some()).iter().find(applies);
            if let Some(&outcome) = ending {
                self.emit(Event::Run(RunEvent::OutcomeReached { outcome }));
            }
        }
    }

    /// Ends the run with the first outcome that applies.
    fn end(&mut self) {
        let outcomes = &self.state.scenario.setup().outcomes;
        if let Some(index) = outcomes.iter().position(|outcome| self.state.meets(&outcome.when)) {
            self.emit(Event::Run(RunEvent::OutcomeReached { outcome: OutcomeId::at(index) }));
        }
    }
}
