//! A turn: one command with all that follows from it.
//!
//! [`crate::decide`] gives the event that a command is about. Each event is folded at once, and then what follows from it
//! by the rules and by the scenario's effects happens before anything else. So every consequence sees the state that
//! its causes left.

use crate::calendar::Due;
use crate::chance::DrawId;
use crate::command::Command;
use crate::decide::{decide, issued, reply_due, suspended_to};
use crate::decree::Status;
use crate::effect::{Consequence, Trigger};
use crate::event::Event;
use crate::id::{ChanceId, DecreeId, GaugeId, MotionId, OutcomeId, ReviewId, SeatId, SellerId, SignalId};
use crate::id::{SuitId, TalksId};
use crate::rejection::Rejection;
use crate::scenario::{Reaction, Relief, Silence, Stage, StepKind, TrusteeEnd};
use crate::state::{Agreement, MotionStatus, State, SuitStatus, TalksStatus};
use crate::units::{Instant, Ppm, Span};

impl State {
    /// Carries out a command: appends its event and all that follows to `events` and folds each.
    ///
    /// # Errors
    /// The reason for which the command is refused; then nothing has changed.
    pub fn step(&mut self, seat: SeatId, command: &Command, events: &mut Vec<Event>) -> Result<(), Rejection> {
        match decide(self, seat, command) {
            // The two that happen most often go the shortest way.
            Ok(Event::TimeAdvanced { to }) => {
                self.apply_time(to);
                events.push(Event::TimeAdvanced { to });
                // Mostly all that was due was a call to a seat.
                if self.next_due() <= to {
                    let mut turn = Turn { state: self, events, may_end: false };
                    turn.fire_due(to);
                    turn.end_if_decided();
                }
                Ok(())
            }
            // Folded first: see `Turn::emit`.
            Ok(ref event) => {
                self.apply(event);
                events.push(*event);
                if event.is_quiet() {
                    debug_assert!(Trigger::of(event).is_none(), "BUG: {event:?} sets something off");
                } else {
                    let mut turn = Turn { state: self, events, may_end: false };
                    turn.bring_on(*event);
                    turn.end_if_decided();
                }
                Ok(())
            }
            Err(rejection) => Err(rejection),
        }
    }
}

/// What is being carried out.
pub(crate) struct Turn<'a> {
    pub(crate) state: &'a mut State,
    events: &'a mut Vec<Event>,
    /// Whether something happened that an outcome may hang on.
    may_end: bool,
}

impl Turn<'_> {
    // Inlined, so that an event is written where it stays: an event written field by field and moved at once as a whole has
    // to wait until its fields have left the processor's store buffer. And mostly its kind is known where this is inlined:
    // then of all that follows from any kind only what follows from this one is left.
    #[inline(always)]
    pub(crate) fn emit(&mut self, event: Event) {
        if self.state.outcome().is_none() {
            self.events.push(event);
            self.state.fold(&event);
            self.bring_on(event);
        }
    }

    /// Brings about what follows from an event that is folded.
    #[inline(always)]
    fn bring_on(&mut self, event: Event) {
        self.follow(event);
        // Of most kinds of trigger nothing hangs on any.
        if let Some(trigger) = Trigger::of(&event).filter(|trigger| self.state.scenario.reacts_to_kind(*trigger)) {
            self.set_off(trigger);
        }
    }

    /// What the rules make of an event.
    #[inline(always)]
    fn follow(&mut self, event: Event) {
        match event {
            Event::Opened { .. } => self.issue_what_is_out(),
            Event::TimeAdvanced { to } => self.fire_due(to),
            Event::Drawn { draw, raw, .. } => self.resolve_draw(draw, raw),
            Event::Settled { draw, result } => self.resolve_settled(draw, result),
            Event::ChanceResolved { chance, result } => {
                for index in 0..self.state.scenario.chance(chance).results[usize::from(result)].then.len() {
                    let consequence = self.state.scenario.chance(chance).results[usize::from(result)].then[index];
                    self.bring_about(consequence);
                }
            }
            Event::DeadlinePassed { decree } => self.reach_date(decree),
            Event::DecreeEnforced { decree } | Event::DecreeLapsed { decree } => self.after_end(decree, None),
            Event::DecreeRevoked { decree } => self.after_end(decree, Some(Status::Revoked)),
            Event::DecreeSatisfied { decree } => self.after_end(decree, Some(Status::Satisfied)),
            Event::DecreeAnnulled { decree, motion } => self.after_annulment(decree, motion),
            Event::EnforcementSuspended { .. }
            | Event::DecreeTookForce { .. }
            | Event::DecreeIssued { .. }
            | Event::DecreeEnjoined { .. }
            | Event::DeadlineExtended { .. } => self.may_end = true,
            Event::InjunctionLifted { decree, .. } => self.after_lift(decree),
            Event::TrusteeAppointed { decree, .. } => {
                self.may_end = true;
                for seller in self.state.scenario.sellers_under(decree) {
                    self.resume_talks(seller);
                }
            }
            Event::TalksOpened { talks } => self.open_conference(talks),
            Event::TermsAgreed { talks, deal } | Event::SpinOffPlanned { talks, deal } => {
                self.satisfy_decrees(&deal, Stage::Agreed);
                self.open_reviews(talks, &deal);
            }
            Event::VoteCast { .. } => self.count_votes(),
            Event::BidTabled { talks, option } => self.after_bid(talks, option),
            Event::AuctionFailed => self.may_end = true,
            Event::BidLeft { talks, backer } => {
                self.after_leaving(talks, backer);
                self.complete_signing(self.state.scenario.seller_of(talks));
                self.count_votes();
            }
            Event::MergerAccepted { talks, .. } => self.complete_merger(talks),
            Event::BidMerged { talks, into } => self.after_merger(talks, into),
            Event::SignatureGiven { .. } => self.complete_signing(SellerId(0)),
            Event::SignatureGivenIn { talks, .. } | Event::BidJoined { talks, .. } => {
                self.complete_signing(self.state.scenario.seller_of(talks));
            }
            Event::SigningRefused { talks, by, .. } => self.after_refusal(talks, by),
            Event::DealSigned { talks } => {
                self.reach_stage(self.state.scenario.seller_of(talks), Stage::Signed);
                self.schedule_closing(self.state.scenario.seller_of(talks));
            }
            Event::DealApproved { review } => self.schedule_closing(self.state.scenario.seller_under(review)),
            Event::ClosingScheduled { .. } => self.reach_stage(SellerId(0), Stage::Approved),
            Event::ClosingScheduledIn { talks, .. } => {
                self.reach_stage(self.state.scenario.seller_of(talks), Stage::Approved);
            }
            Event::DealBlocked { review, .. } => self.after_fall(self.state.scenario.seller_under(review)),
            Event::AgreementDropped { talks, .. } => self.after_fall(self.state.scenario.seller_of(talks)),
            Event::DealClosed { deal, .. } => self.satisfy_decrees(&deal, Stage::Closed),
            Event::LotSold { talks, deal } => {
                self.satisfy_decrees(&deal, Stage::Closed);
                self.resume_talks(self.state.scenario.seller_of(talks));
            }
            Event::BuyerFailed { talks } => {
                self.may_end = true;
                self.resume_talks(self.state.scenario.seller_of(talks));
            }
            Event::SuitWithdrawn { suit } => self.lift_injunctions_of(suit),
            Event::MotionGranted { motion } => self.relieve(motion),
            Event::AppealDecided { motion, .. } => self.after_appeal(motion),
            Event::SignalMade { signal } => self.spread(signal),
            _ => {}
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
            Due::Chance(chance) => self.emit(Event::DrawFellDue { draw: DrawId::Chance(chance) }),
            Due::Warning(decree) => self.emit(Event::DeadlineNeared { decree }),
            Due::Hearing(motion) => self.emit(Event::DrawFellDue { draw: DrawId::Ruling(motion) }),
            Due::AppealHearing(motion) => self.emit(Event::DrawFellDue { draw: DrawId::Appeal(motion) }),
            Due::ReviewEnd(review) => self.end_review(review),
            Due::Closing(seller) => {
                if let Some(Agreement { talks, deal, .. }) = self.state.agreement_of(seller).copied() {
                    let is_last = self.state.completes_sale(&deal);
                    self.emit(if is_last { Event::DealClosed { talks, deal } } else { Event::LotSold { talks, deal } });
                }
            }
            Due::TrusteeEnd(decree) => self.end_trustee(decree),
            Due::TextEnd => self.pass_turn(),
            Due::VoteEnd => self.end_vote(),
            Due::AuctionDay => self.reach_auction_day(),
            Due::AuctionRound => self.end_round(),
            Due::Deadline(decree) => self.emit(Event::DeadlinePassed { decree }),
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
            | Due::Review(_) => {}
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
            _ => self.emit(Event::DrawFellDue { draw: DrawId::Deadline(decree) }),
        }
    }

    pub(crate) fn step_for(&mut self, decree: DecreeId, step: u8) {
        // Between the date and nature's choice the decree may have ended, or a court stopped it: then the step is owed.
        let status = self.state.decree(decree).status();
        if !status.is_live() || status == Status::Enjoined {
            return;
        }
        let event = match self.state.scenario.decree(decree).at_deadline[usize::from(step)].kind {
            StepKind::Enforce => Event::DecreeEnforced { decree },
            StepKind::Lapse => Event::DecreeLapsed { decree },
            StepKind::TakeForce => Event::DecreeTookForce { decree },
            StepKind::AppointTrustee { trustee, days, then } => {
                let days = u32::try_from(self.state.value(days)).unwrap_or(0);
                let until = self.state.now().plus(Span::days(days)).end_of_day();
                Event::TrusteeAppointed { decree, trustee, until, then }
            }
            StepKind::Suspend { days } => {
                let to = suspended_to(self.state, self.state.value(days).max(1));
                Event::EnforcementSuspended { decree, to }
            }
        };
        self.emit(event);
    }

    fn end_trustee(&mut self, decree: DecreeId) {
        let then = self.state.decree(decree).trustee.map(|(_, then)| then);
        self.emit(Event::TrusteeTimeEnded { decree });
        // While a court stops the decree, what follows is owed.
        if self.state.decree(decree).status() != Status::Enjoined {
            self.after_trustee(decree, then);
        }
    }

    fn after_trustee(&mut self, decree: DecreeId, then: Option<TrusteeEnd>) {
        match then {
            Some(TrusteeEnd::Enforce) => self.emit(Event::DecreeEnforced { decree }),
            Some(TrusteeEnd::Lapse) => self.emit(Event::DecreeLapsed { decree }),
            None => {}
        }
    }

    /// What implements an ended decree ends with it, and cases about nothing are moot.
    fn after_end(&mut self, decree: DecreeId, takes_along: Option<Status>) {
        self.may_end = true;
        for index in 0..self.state.scenario.setup().decrees.len() {
            let child = DecreeId::at(index);
            let follows = self.state.scenario.decree(child).implements == Some(decree)
                && self.state.decree(child).status().is_live();
            match takes_along {
                Some(Status::Revoked) if follows => self.emit(Event::DecreeRevoked { decree: child }),
                Some(Status::Satisfied) if follows => self.emit(Event::DecreeSatisfied { decree: child }),
                _ => {}
            }
        }
        self.moot_suits();
    }

    /// What implements a decree that a court undid is undone with it.
    fn after_annulment(&mut self, decree: DecreeId, motion: MotionId) {
        self.may_end = true;
        for index in 0..self.state.scenario.setup().decrees.len() {
            let child = DecreeId::at(index);
            let implements = self.state.scenario.decree(child).implements == Some(decree);
            if implements && self.state.decree(child).status().can_be_annulled() {
                self.emit(Event::DecreeAnnulled { decree: child, motion });
            }
        }
        self.moot_suits();
    }

    fn moot_suits(&mut self) {
        for index in 0..self.state.scenario.setup().suits.len() {
            let suit = SuitId::at(index);
            if self.state.suit(suit) == SuitStatus::Pending && self.is_moot(suit) {
                self.emit(Event::SuitMooted { suit });
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
        self.may_end = true;
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
        self.may_end |= stage == Stage::Closed;
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
                self.emit(Event::DecreeSatisfied { decree });
            }
        }
    }

    // --- the sale

    /// A seller's agreement has come so far.
    fn reach_stage(&mut self, seller: SellerId, stage: Stage) {
        if let Some(agreement) = self.state.agreement_of(seller).copied() {
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
                self.emit(Event::ReviewOpened { review, due });
            }
        }
    }

    fn end_review(&mut self, review: ReviewId) {
        match self.state.scenario.review(review).silence {
            Silence::Waits => {}
            Silence::Approves => self.emit(Event::DealApproved { review }),
            Silence::Blocks => self.emit(Event::DealBlocked { review, objection: None }),
        }
    }

    fn complete_signing(&mut self, seller: SellerId) {
        let Some(agreement) = self.state.agreement_of(seller).copied() else {
            return;
        };
        if agreement.signed {
            return;
        }
        if self.state.suffice(agreement.talks, agreement.signatures) {
            self.emit(Event::DealSigned { talks: agreement.talks });
        }
    }

    /// An agreement falls once those that have not refused to sign it are too few.
    fn after_refusal(&mut self, talks: TalksId, by: SeatId) {
        let Some(agreement) = self.state.agreement_in(talks).copied() else { return };
        let left = self.state.asked_to_sign(talks).minus(agreement.refused);
        if !agreement.signed && !self.state.suffice(talks, left) {
            self.emit(Event::AgreementDropped { talks, by });
        }
    }

    fn schedule_closing(&mut self, seller: SellerId) {
        let Some(agreement) = self.state.agreement_of(seller) else {
            return;
        };
        let talks = agreement.talks;
        let waits = self.state.is_under_review(seller);
        if agreement.signed && !waits && agreement.closing.is_none() {
            let days = u32::try_from(self.state.value(self.state.scenario.setup().sale.closing_days)).unwrap_or(0);
            let at = self.state.now().plus(Span::days(days)).at_hour(16).max(self.state.now());
            let several = self.state.scenario.has_several_sellers();
            self.emit(if several { Event::ClosingScheduledIn { talks, at } } else { Event::ClosingScheduled { at } });
        }
    }

    /// All talks with a seller that are open go on, unless another agreement of its is on its way.
    pub(crate) fn resume_talks(&mut self, seller: SellerId) {
        if self.state.agreement_of(seller).is_some() || self.state.closed().is_some() {
            return;
        }
        for index in 0..self.state.scenario.setup().sale.talks.len() {
            let talks = TalksId::at(index);
            let goes_on = self.state.talks(talks).status() == TalksStatus::Open && !self.state.is_over(talks);
            if goes_on && self.state.scenario.seller_of(talks) == seller {
                let event = Event::TalksResumed { talks, reply_due: reply_due(self.state, talks) };
                self.emit(event);
            }
        }
    }

    // --- courts

    /// The court gives what the motion asks for.
    fn relieve(&mut self, motion: MotionId) {
        match self.state.scenario.motion(motion).relief {
            Relief::Injunction => self.enjoin(motion),
            Relief::Annulment => self.annul(motion),
        }
    }

    fn annul(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            let decree = self.state.scenario.motion(motion).against[index];
            if self.state.decree(decree).status().can_be_annulled() {
                self.emit(Event::DecreeAnnulled { decree, motion });
            }
        }
    }

    fn enjoin(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            let decree = self.state.scenario.motion(motion).against[index];
            if self.state.decree(decree).status().is_live() {
                self.emit(Event::DecreeEnjoined { decree, motion });
            }
        }
    }

    fn lift(&mut self, motion: MotionId) {
        for index in 0..self.state.scenario.motion(motion).against.len() {
            let decree = self.state.scenario.motion(motion).against[index];
            if self.state.decree(decree).enjoined_by >> motion.0 & 1 == 1 {
                self.emit(Event::InjunctionLifted { decree, motion });
            }
        }
    }

    fn after_appeal(&mut self, motion: MotionId) {
        match self.state.motion(motion) {
            MotionStatus::FinallyDenied => self.lift(motion),
            MotionStatus::FinallyGranted => {
                let stopped = |d: &DecreeId| self.state.decree(*d).enjoined_by >> motion.0 & 1 == 1;
                if !self.state.scenario.motion(motion).against.iter().any(stopped) {
                    self.relieve(motion);
                }
            }
            _ => {}
        }
    }

    fn lift_injunctions_of(&mut self, suit: SuitId) {
        for index in 0..self.state.scenario.setup().motions.len() {
            if self.state.scenario.setup().motions[index].suit == suit {
                self.lift(MotionId::at(index));
            }
        }
    }

    // --- signals, effects and the end

    fn spread(&mut self, signal: SignalId) {
        let credibility = Ppm::clamped(self.state.value(self.state.scenario.signal(signal).credibility_ppm));
        for index in 0..self.state.scenario.signal(signal).moves.len() {
            let (gauge, by) = self.state.scenario.signal(signal).moves[index];
            self.move_gauge(gauge, credibility.of(self.state.value(by)));
        }
    }

    fn move_gauge(&mut self, gauge: GaugeId, by: i64) {
        let spec = self.state.scenario.gauge(gauge);
        let from = self.state.gauge(gauge);
        let to = from.saturating_add(by).clamp(spec.min, spec.max);
        if to != from {
            self.emit(Event::GaugeMoved { gauge, to });
        }
    }

    fn set_off(&mut self, trigger: Trigger) {
        for place in self.state.scenario.reactions_to(trigger) {
            match self.state.scenario.reaction(place) {
                Reaction::Effect(effect) => {
                    for index in 0..self.state.scenario.effect(effect).then.len() {
                        let consequence = self.state.scenario.effect(effect).then[index];
                        self.bring_about(consequence);
                    }
                }
                Reaction::Chance(chance) => self.set_chance(chance),
            }
        }
    }

    /// Sets a chance off, unless it is on its way or has come out.
    fn set_chance(&mut self, chance: ChanceId) {
        let shape = self.state.scenario.calendar_shape();
        let pending = self.state.calendar().get(shape, Due::Chance(chance)).is_some();
        let waits = self.state.waiting_draws.contains(&DrawId::Chance(chance));
        if self.state.chance_result(chance).is_none() && !pending && !waits {
            let days = u32::try_from(self.state.value(self.state.scenario.chance(chance).day)).unwrap_or(0);
            let at = self.state.now().plus(Span::days(days)).max(self.state.now());
            self.emit(Event::ChanceSet { chance, at });
        }
    }

    fn bring_about(&mut self, consequence: Consequence) {
        match consequence {
            Consequence::MoveGauge(gauge, by) => self.move_gauge(gauge, self.state.value(by)),
            Consequence::MoveWalkAway(seat, by) => {
                let by = self.state.value(by);
                if by != 0 {
                    self.emit(Event::WalkAwayMoved { seat, by });
                }
            }
            Consequence::MoveProbability(index, by) => {
                let by = self.state.value(by);
                if by != 0 {
                    self.emit(Event::ProbabilityMoved { index, by });
                }
            }
            Consequence::IssueDecree(decree) => {
                if self.state.decree(decree).status() == Status::Pending {
                    let event = issued(self.state, decree);
                    self.emit(event);
                }
            }
            Consequence::RevokeDecree(decree) => {
                let status = self.state.decree(decree).status();
                if status.is_live() || status == Status::Lapsed {
                    self.emit(Event::DecreeRevoked { decree });
                }
            }
            Consequence::EnforceDecree(decree) => {
                let status = self.state.decree(decree).status();
                let is_held = matches!(status, Status::Enjoined | Status::Suspended);
                if (status.is_live() && !is_held) || status == Status::Lapsed {
                    self.emit(Event::DecreeEnforced { decree });
                }
            }
            Consequence::MakeSignal(signal) => {
                if !self.state.signals_made[signal.index()] {
                    self.emit(Event::SignalMade { signal });
                }
            }
            Consequence::OpenTalks(talks) => {
                let asked = !self.state.scenario.is_spin_off(talks);
                if asked && self.state.talks(talks).status() == TalksStatus::NotYet && !self.state.is_over(talks) {
                    self.emit(Event::TalksOpened { talks });
                }
            }
            Consequence::EndTalks(talks) => self.force_end_of(talks),
            Consequence::SuspendEnforcement(decree, days) => {
                let status = self.state.decree(decree).status();
                if (status.is_live() && status != Status::Enjoined) || status == Status::Lapsed {
                    let to = suspended_to(self.state, self.state.value(days).max(1));
                    self.emit(Event::EnforcementSuspended { decree, to });
                }
            }
            Consequence::FailBuyer(talks) => {
                if self.state.closed().is_some_and(|closed| closed.talks == talks) {
                    self.emit(Event::BuyerFailed { talks });
                } else {
                    self.force_end_of(talks);
                }
            }
        }
    }

    fn force_end_of(&mut self, talks: TalksId) {
        if self.state.talks(talks).status() != TalksStatus::Open || self.state.is_over(talks) {
            return;
        }
        let by = self.state.scenario.talks(talks).bidder;
        let agreed = self.state.agreement_in(talks).is_some();
        // First the end: an agreement that falls lets all talks go on that are open then.
        self.emit(Event::TalksEnded { talks, by });
        if agreed {
            self.emit(Event::AgreementDropped { talks, by });
        }
    }

    #[inline(always)]
    fn end_if_decided(&mut self) {
        if self.may_end {
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
                self.emit(Event::OutcomeReached { outcome });
            }
        }
    }

    /// Ends the run with the first outcome that applies.
    fn end(&mut self) {
        let outcomes = &self.state.scenario.setup().outcomes;
        if let Some(index) = outcomes.iter().position(|outcome| self.state.meets(&outcome.when)) {
            self.emit(Event::OutcomeReached { outcome: OutcomeId::at(index) });
        }
    }
}
