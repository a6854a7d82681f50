//! Folding: every event into the next state. It asks nothing and takes every fact that [`crate::decide`] and
//! [`crate::turn`] can state.

use crate::calendar::Due;
use crate::chance::DrawId;
use crate::command::AppealDecision;
use crate::deal::Deal;
use crate::decree::{DecreeState, Status};
use crate::event::Event;
use crate::event::{
    AgreementEvent, ChanceEvent, CourtEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent, WorldEvent,
};
use crate::id::{ChanceId, DecreeId, IssueId, MotionId, ReviewId, SellerId, SignalId, SuitId, TalksId};
use crate::scenario::{Quantity, Relief, Silence};
use crate::state::{MotionStatus, PastOffer, ReviewState, ReviewStatus, State, SuitStatus, Table, TalksStatus};
use crate::state::{after_appeal, running, value_of};
use crate::talks::BargainingClock;
use crate::units::{Instant, Span};

impl State {
    /// Folds one event.
    ///
    /// # Panics
    /// If the event could not have happened, such as time running backwards: that is our bug, or a log that was never
    /// ours.
    #[inline]
    pub fn apply(&mut self, event: &Event) {
        self.fold(event);
    }

    /// The same, inlined: where the kind of the event is known, only what that kind does is left.
    #[inline(always)]
    pub(crate) fn fold(&mut self, event: &Event) {
        self.soften_objections(event);
        match *event {
            Event::Run(event) => self.apply_to_run(event),
            Event::Chance(event) => self.apply_to_chance(event),
            Event::Decree(event) => self.apply_to_decree(event),
            Event::Talks(event) => self.apply_to_talks(event),
            Event::Agreement(event) => self.apply_to_agreement(event),
            Event::Review(event) => self.apply_to_review(event),
            Event::Consortium(event) => self.apply_to_coalition(event),
            Event::Court(event) => self.apply_to_courts(event),
            Event::World(event) => self.apply_to_world(event),
            Event::Conference(event) => self.apply_to_conference(event),
            Event::Auction(event) => self.apply_to_auction(event),
        }
    }

    #[inline(always)]
    fn apply_to_run(&mut self, event: RunEvent) {
        match event {
            RunEvent::SeatTaken { seat, occupant } => self.occupants[seat.index()] = occupant,
            RunEvent::Opened { at } => self.apply_opening(at),
            RunEvent::TimeAdvanced { to } => self.apply_time(to),
            RunEvent::OutcomeReached { outcome } => {
                self.outcome = Some(outcome);
                self.calendar.clear_all();
                self.waiting_draws.clear();
            }
        }
    }

    #[inline(always)]
    fn apply_to_chance(&mut self, event: ChanceEvent) {
        match event {
            ChanceEvent::ValueDrawn { slot, value } => self.values[slot.index()] = Some(value),
            ChanceEvent::Drawn { draw, .. } | ChanceEvent::Settled { draw, .. } => self.apply_draw(draw),
            ChanceEvent::FellDue { draw } => self.apply_draw_due(draw),
            ChanceEvent::Resolved { chance, result } => self.chance_results[chance.index()] = Some(result),
            ChanceEvent::Scheduled { chance, at } => self.schedule(Due::Chance(chance), at),
        }
    }

    #[inline(always)]
    fn apply_to_world(&mut self, event: WorldEvent) {
        match event {
            WorldEvent::SignalMade { signal } => {
                self.signals_made[signal.index()] = true;
                self.unschedule(Due::Signal(signal));
            }
            WorldEvent::GaugeMoved { gauge, to } => self.gauges[gauge.index()] = to,
            WorldEvent::WalkAwayMoved { seat, by } => {
                if let Some(index) = crate::scenario::party_index(seat) {
                    // Numbers of a stranger's log may be any; ours never come near the end.
                    let shift = &mut self.parties[index].walk_away_shift;
                    *shift = shift.saturating_add(by);
                }
            }
            WorldEvent::ProbabilityMoved { index, by } => {
                let shift = &mut self.probability_shifts[usize::from(index)];
                *shift = shift.saturating_add(by);
            }
        }
    }

    fn apply_opening(&mut self, at: Instant) {
        let scenario = std::sync::Arc::clone(&self.scenario);
        let setup = scenario.setup();
        self.is_open = true;
        self.now = at;
        for (index, gauge) in setup.gauges.iter().enumerate() {
            self.gauges[index] = self.value(gauge.start).clamp(gauge.min, gauge.max);
        }
        for &index in scenario.drawn_sheets() {
            self.drawn_sheets[index] = crate::lots::sheet_of(setup, &setup.parties[index], 0, |q| self.value(q));
        }
        let opening_day = at.day();
        let on_day = |day: i64, hour: i64| Instant::start_of_day(day.max(opening_day)).at_hour(hour);
        let Self { calendar, values, .. } = self;
        let value = |quantity: Quantity| value_of(values, quantity);
        let orders = setup.decrees.iter().enumerate().filter_map(|(index, decree)| {
            let day = value(decree.issue_day?);
            (day >= opening_day).then(|| (Due::Issue(DecreeId::at(index)), on_day(day, 9)))
        });
        let entries = setup.sale.talks.iter().enumerate().filter(|(_, talks)| value(talks.real) != 0);
        let entries = entries.map(|(i, talks)| (Due::Entry(TalksId::at(i)), on_day(value(talks.enters_day), 10)));
        let backings = setup.sale.backings.iter().enumerate().filter(|(_, backing)| value(backing.real) != 0);
        let backings = backings.map(|(i, backing)| (Due::Backing(i as u8), on_day(value(backing.joins_day), 10)));
        let mergers = setup.sale.mergers.iter().enumerate().filter(|(_, merger)| value(merger.real) != 0);
        let mergers = mergers.map(|(i, merger)| (Due::Merger(i as u8), on_day(value(merger.from_day), 10)));
        let signals = setup.signals.iter().enumerate().filter_map(|(index, signal)| {
            let day = signal.on_day.filter(|_| value(signal.real) != 0)?;
            Some((Due::Signal(SignalId::at(index)), on_day(value(day), 9)))
        });
        let chances = setup.chances.iter().enumerate().filter(|(_, chance)| chance.trigger.is_none());
        let chances = chances.map(|(i, chance)| (Due::Chance(ChanceId::at(i)), on_day(value(chance.day), 8)));
        let close = [(Due::Close, setup.closes)];
        let all = orders.chain(entries).chain(backings).chain(mergers).chain(signals).chain(chances).chain(close);
        calendar.set_all(scenario.calendar_shape(), all);
        self.schedule_auction(at);
    }

    pub(crate) fn apply_time(&mut self, to: Instant) {
        assert!(self.now <= to, "BUG: the clock ran backwards");
        self.now = to;
        // What only calls a seat has done so once its moment is reached; the rest is cleared by its own event.
        let Self { calendar, scenario, occupants, .. } = self;
        calendar.clear_calls(scenario.calendar_shape(), to, |due| match due {
            Due::Issue(_)
            | Due::Entry(_)
            | Due::Backing(_)
            | Due::Merger(_)
            | Due::Signal(_)
            | Due::Suit(_)
            | Due::Motion(_)
            | Due::Reply(_)
            | Due::Text
            | Due::Review(..) => true,
            // A court that somebody plays is called like any other seat; for the rest nature rules.
            Due::Hearing(motion) => plays(occupants[scenario.suit(scenario.motion(motion).suit).court.index()]),
            Due::AppealHearing(motion) => {
                let appeal = scenario.motion(motion).appeal.as_ref();
                appeal.is_some_and(|appeal| plays(occupants[appeal.court.index()]))
            }
            _ => false,
        });
        self.look_again_at_spin_offs();
    }

    /// While nothing is sold, a spin-off comes before the vendor once in its talks' pace.
    fn look_again_at_spin_offs(&mut self) {
        for index in 0..self.scenario.spin_offs().len() {
            let talks = self.scenario.spin_offs()[index];
            let spec = self.scenario.talks(talks);
            let is_ahead = self.calendar.get(self.scenario.calendar_shape(), Due::Entry(talks)).is_some();
            if !is_ahead && !self.is_over(talks) && self.value(spec.real) != 0 {
                let pace = days(self.value(spec.pace_days).max(1));
                self.schedule(Due::Entry(talks), self.now.plus(pace).at_hour(10));
            }
        }
    }

    fn apply_draw(&mut self, draw: DrawId) {
        if self.waiting_draws.last() == Some(&draw) {
            self.waiting_draws.pop();
        }
        if let DrawId::Deadline(decree) = draw {
            self.deadline_draws[decree.index()] += 1;
        }
    }

    fn apply_draw_due(&mut self, draw: DrawId) {
        // Nothing waits twice. A stranger's log may say so all the same; then the list still has an end.
        if !self.waiting_draws.contains(&draw) {
            self.waiting_draws.insert(0, draw);
        }
        match draw {
            DrawId::Chance(chance) => self.unschedule(Due::Chance(chance)),
            DrawId::Ruling(motion) => self.unschedule(Due::Hearing(motion)),
            DrawId::Appeal(motion) => self.unschedule(Due::AppealHearing(motion)),
            // Until it is taken, the step is owed: a court may stop it before nature has chosen.
            DrawId::Deadline(decree) => self.decree_mut(decree).step_owed = true,
            DrawId::Value(_) => {}
        }
    }

    fn apply_to_decree(&mut self, event: DecreeEvent) {
        match event {
            DecreeEvent::Issued { decree, issued_at, deadline } => self.apply_issue(decree, issued_at, deadline),
            DecreeEvent::DeadlineNeared { decree } => {
                self.decree_mut(decree).warned = true;
                self.unschedule(Due::Warning(decree));
            }
            DecreeEvent::ExtensionRequested { decree, .. } => {
                let state = self.decree_mut(decree);
                state.request_open = true;
                state.requested_for = state.deadline;
            }
            DecreeEvent::ExtensionDenied { decree } => self.decree_mut(decree).request_open = false,
            DecreeEvent::DeadlineExtended { decree, to, days } => {
                let state = self.decree_mut(decree);
                state.extended_days += i64::from(days);
                state.standing = running(state.extended_days);
                state.deadline = to;
                state.request_open = false;
                state.date_passed = false;
                state.step_owed = false;
                state.warned = false;
                self.schedule_deadline(decree, to);
            }
            DecreeEvent::DeadlinePassed { decree } => {
                let state = self.decree_mut(decree);
                state.date_passed = true;
                state.request_open = false;
                state.step_owed = state.status() == Status::Enjoined;
                self.unschedule(Due::Deadline(decree));
                self.unschedule(Due::Warning(decree));
            }
            DecreeEvent::TookForce { decree } => {
                let state = self.decree_mut(decree);
                state.standing = Status::InForce;
                state.step_owed = false;
            }
            DecreeEvent::Enforced { decree } => self.end_decree(decree, Status::Enforced),
            DecreeEvent::Lapsed { decree } => self.end_decree(decree, Status::Lapsed),
            DecreeEvent::Revoked { decree } => self.end_decree(decree, Status::Revoked),
            DecreeEvent::Satisfied { decree } => self.end_decree(decree, Status::Satisfied),
            DecreeEvent::TrusteeAppointed { decree, trustee, until, then } => {
                let state = self.decree_mut(decree);
                state.standing = Status::InForce;
                state.step_owed = false;
                state.trustee = Some((until, then));
                self.seat_trustee(decree, trustee);
                self.end_conference();
                self.schedule(Due::TrusteeEnd(decree), until);
                for seller in self.scenario.sellers_under(decree) {
                    self.begin_afresh(seller);
                }
                self.lapse_proposals();
            }
            DecreeEvent::TrusteeTermEnded { decree } => {
                let state = self.decree_mut(decree);
                // What follows is owed while a court stops the decree.
                if state.status() != Status::Enjoined {
                    state.trustee = None;
                }
                self.unschedule(Due::TrusteeEnd(decree));
            }
            DecreeEvent::EnforcementSuspended { decree, to } => {
                let state = self.decree_mut(decree);
                state.standing = Status::Suspended;
                state.deadline = to;
                state.request_open = false;
                state.date_passed = false;
                state.step_owed = false;
                state.warned = false;
                self.schedule_deadline(decree, to);
            }
            DecreeEvent::Annulled { decree, .. } => self.end_decree(decree, Status::Annulled),
            DecreeEvent::Enjoined { decree, motion } => self.decree_mut(decree).enjoined_by |= 1 << motion.0,
            DecreeEvent::InjunctionLifted { decree, motion } => self.decree_mut(decree).enjoined_by &= !(1 << motion.0),
        }
    }

    fn decree_mut(&mut self, decree: DecreeId) -> &mut DecreeState {
        &mut self.decrees[decree.index()]
    }

    fn apply_issue(&mut self, decree: DecreeId, issued_at: Instant, deadline: Option<Instant>) {
        *self.decree_mut(decree) = DecreeState {
            standing: Status::Issued,
            issued_at,
            deadline: deadline.unwrap_or(Instant::NEVER),
            ..DecreeState::PENDING
        };
        self.unschedule(Due::Issue(decree));
        if let Some(deadline) = deadline {
            self.schedule_deadline(decree, deadline);
        }
        for motion in (0..self.motions.len()).map(MotionId::at) {
            let spec = self.scenario.motion(motion);
            if spec.against.contains(&decree) {
                self.schedule_suit(spec.suit);
                self.schedule_motion(motion);
            }
        }
    }

    fn schedule_deadline(&mut self, decree: DecreeId, deadline: Instant) {
        self.schedule(Due::Deadline(decree), deadline);
        let days = self.value(self.scenario.decree(decree).warning_days);
        // A date that is nearer than its warning, as after a short extension, is noticed halfway.
        let days = days.min((deadline.day() - self.now.day()) / 2);
        if days > 0 {
            self.schedule(Due::Warning(decree), Instant::start_of_day(deadline.day() - days).at_hour(7));
        } else {
            self.unschedule(Due::Warning(decree));
        }
    }

    fn schedule_suit(&mut self, suit: SuitId) {
        let spec = self.scenario.suit(suit);
        let scheduled = self.calendar.get(self.scenario.calendar_shape(), Due::Suit(suit)).is_some();
        if self.suits[suit.index()] == SuitStatus::NotFiled && !scheduled && self.value(spec.real) != 0 {
            let at = self.now.plus(days(self.value(spec.files_days))).at_hour(10);
            self.schedule(Due::Suit(suit), at.max(self.now));
        }
    }

    fn schedule_motion(&mut self, motion: MotionId) {
        let spec = self.scenario.motion(motion);
        let open = self.suits[spec.suit.index()] == SuitStatus::Pending
            && self.motions[motion.index()] == MotionStatus::NotFiled
            && spec.against.iter().any(|d| match spec.relief {
                Relief::Injunction => self.decrees[d.index()].standing.is_live(),
                Relief::Annulment => self.decrees[d.index()].standing.can_be_annulled(),
            });
        if open && self.calendar.get(self.scenario.calendar_shape(), Due::Motion(motion)).is_none() {
            let at = self.now.plus(days(self.value(spec.files_days))).at_hour(10);
            self.schedule(Due::Motion(motion), at.max(self.now));
        }
    }

    fn end_decree(&mut self, decree: DecreeId, standing: Status) {
        let state = self.decree_mut(decree);
        state.standing = standing;
        state.date_passed = true;
        state.step_owed = false;
        state.request_open = false;
        state.trustee = None;
        for due in [Due::Deadline(decree), Due::Warning(decree), Due::TrusteeEnd(decree)] {
            self.unschedule(due);
        }
    }

    fn apply_to_talks(&mut self, event: TalksEvent) {
        match event {
            TalksEvent::Opened { talks } => {
                let now = self.now;
                let state = &mut self.talks[talks.index()];
                state.status = TalksStatus::Open;
                state.waits = false;
                state.opened_at = now;
                state.clock = BargainingClock::NEW;
                state.table = Table { reply_due: now, ..Table::EMPTY };
                if self.agreement_on(talks).is_some() {
                    self.talks[talks.index()].pause(now);
                }
                self.past_offers[talks.index()].clear();
                self.unschedule(Due::Entry(talks));
            }
            TalksEvent::OfferMade { talks, by, deal, reply_due, .. } => {
                let from_bidder = by == self.scenario.talks(talks).bidder;
                self.past_offers[talks.index()].push(PastOffer { at: self.now, from_bidder, deal });
                let table = &mut self.talks[talks.index()].table;
                *(if from_bidder { &mut table.bidder_offer } else { &mut table.seller_offer }) = Some(deal);
                table.bidder_to_move = !from_bidder;
                table.offer_count += 1;
                table.reply_due = reply_due;
                self.schedule(Due::Reply(talks), reply_due);
            }
            TalksEvent::Ended { talks, .. } => {
                self.end_talks(talks);
                if self.scenario.setup().sale.conference.is_some_and(|conference| conference.talks == talks) {
                    self.end_conference();
                }
            }
            TalksEvent::Resumed { talks, reply_due } => {
                let now = self.now;
                let state = &mut self.talks[talks.index()];
                state.waits = false;
                state.resume(now);
                state.table.bidder_to_move = true;
                state.table.reply_due = reply_due;
                self.schedule(Due::Reply(talks), reply_due);
            }
        }
    }

    pub(crate) fn end_talks(&mut self, talks: TalksId) {
        let state = &mut self.talks[talks.index()];
        state.status = TalksStatus::Ended;
        state.backers = crate::id::SeatSet::NONE;
        self.unschedule(Due::Reply(talks));
        self.unschedule(Due::Entry(talks));
        self.strike_bid(talks);
        self.end_coalitions_of(talks);
    }

    // Kept apart, for it happens seldom: what happens all the time is folded without a call.
    #[inline(never)]
    fn apply_to_agreement(&mut self, event: AgreementEvent) {
        match event {
            AgreementEvent::TermsAgreed { talks, deal } | AgreementEvent::SpinOffPlanned { talks, deal } => {
                self.apply_terms(talks, deal);
            }
            AgreementEvent::SignatureGiven { talks, by } => {
                if let Some(agreement) = self.sales.of_mut(talks) {
                    agreement.signatures = agreement.signatures.with(by);
                }
            }
            AgreementEvent::Signed { talks } => {
                if let Some(agreement) = self.sales.of_mut(talks) {
                    agreement.signed = true;
                }
            }
            AgreementEvent::Dropped { talks, .. } => {
                self.take_terms_off_the_table(talks);
                self.lose_agreement(talks);
            }
            AgreementEvent::SigningRefused { talks, by, objection } => {
                self.object(by, talks, objection, None);
                self.begin_clocks_anew(self.scenario.seller_of(talks));
                if let Some(agreement) = self.sales.of_mut(talks) {
                    agreement.refused = agreement.refused.with(by);
                }
            }
            AgreementEvent::ClosingScheduled { talks, at } => {
                if let Some(agreement) = self.sales.of_mut(talks) {
                    agreement.closing = Some(at);
                }
                self.schedule(Due::Closing(talks), at);
            }
            AgreementEvent::Closed { talks, deal, .. } => {
                self.drop_agreement(talks);
                self.sales.close(talks, deal, self.scenario.lots_in(&deal), self.now);
                self.look_at_what_is_bought(self.scenario.talks(talks).bidder);
                self.leave_award(talks, self.scenario.lots_in(&deal));
            }
            AgreementEvent::BuyerFailed { talks } => self.apply_failure(talks),
        }
    }

    fn apply_to_review(&mut self, event: ReviewEvent) {
        match event {
            ReviewEvent::Opened { review, talks, due } => {
                *self.review_mut(review, talks) = ReviewState { status: ReviewStatus::Open, due };
                self.schedule(Due::Review(review, talks), due);
                if self.scenario.review(review).silence != Silence::Waits {
                    self.schedule(Due::ReviewEnd(review, talks), due.end_of_day());
                }
            }
            ReviewEvent::Approved { review, talks } => {
                self.review_mut(review, talks).status = ReviewStatus::Approved;
                self.unschedule(Due::Review(review, talks));
                self.unschedule(Due::ReviewEnd(review, talks));
            }
            ReviewEvent::Blocked { review, talks, objection } => {
                self.object(self.scenario.review(review).authority, talks, objection, Some(review));
                self.begin_clocks_anew(self.scenario.seller_of(talks));
                if let (Some(issue), Some(agreement)) = (objection, self.sales.of(talks)) {
                    let option = agreement.deal.option(issue);
                    if option < 64 {
                        self.objections[issue.index()] |= 1 << option;
                    }
                }
                self.lose_agreement(talks);
            }
        }
    }

    /// The asset comes back: to the buyer's estate, which sells it, or to the seller.
    fn apply_failure(&mut self, talks: TalksId) {
        let scenario = std::sync::Arc::clone(&self.scenario);
        let setup = scenario.setup();
        let spec = scenario.talks(talks);
        self.sales.give_back(talks);
        self.annul_auction(self.scenario.seller_of(talks));
        self.failed = self.failed.with(spec.bidder);
        let seller = scenario.seller_of(talks);
        self.vendors[seller.index()] = spec.estate.unwrap_or(scenario.owner_in(talks));
        self.begin_clocks_anew(seller);
        let state = &mut self.talks[talks.index()];
        state.status = TalksStatus::Ended;
        state.backers = crate::id::SeatSet::NONE;
        self.end_coalitions_of(talks);
        self.lapse_proposals();
        for talks in &mut self.talks {
            talks.table = Table::EMPTY;
            talks.waits = true;
        }
        self.past_offers.iter_mut().for_each(Vec::clear);
        // Who never came forward, because all was sold, may do so now.
        for (index, other) in setup.sale.talks.iter().enumerate() {
            if self.talks[index].status == TalksStatus::NotYet && self.value(other.real) != 0 {
                let day = self.value(other.enters_day).max(self.now.day() + 1);
                self.schedule(Due::Entry(TalksId::at(index)), Instant::start_of_day(day).at_hour(10));
            }
        }
    }

    fn apply_terms(&mut self, talks: TalksId, deal: Deal) {
        self.lapse_proposals();
        self.sales.agree(talks, deal, self.scenario.lots_in(&deal), self.now);
        if self.scenario.setup().sale.conference.is_some_and(|conference| self.agreement_on(conference.talks).is_some())
        {
            self.end_conference();
        }
        self.call_auction_off();
        // Talks that wait for an agreement owe no answer.
        for other in (0..self.talks.len()).map(TalksId::at) {
            if self.agreement_on(other).is_some() {
                self.talks[other.index()].waits = true;
                self.talks[other.index()].pause(self.now);
                self.unschedule(Due::Reply(other));
            }
        }
    }

    /// A party walked away: what was agreed is on offer no more.
    fn take_terms_off_the_table(&mut self, talks: TalksId) {
        let Some(deal) = self.agreement_in(talks).map(|agreement| agreement.deal) else { return };
        let table = &mut self.talks[talks.index()].table;
        for offer in [&mut table.bidder_offer, &mut table.seller_offer] {
            if *offer == Some(deal) {
                *offer = None;
            }
        }
    }

    /// The agreement in these talks fell.
    fn lose_agreement(&mut self, talks: TalksId) {
        let lots = self.agreement_in(talks).map(|agreement| agreement.lots);
        self.drop_agreement(talks);
        if let Some(lots) = lots {
            self.leave_award(talks, lots);
        }
    }

    /// The agreement in these talks stands no longer: it closed or fell.
    fn drop_agreement(&mut self, talks: TalksId) {
        self.sales.fall(talks);
        self.unschedule(Due::Closing(talks));
        for review in (0..self.scenario.setup().sale.reviews.len()).map(ReviewId::at) {
            self.review_mut(review, talks).status = ReviewStatus::NotNeeded;
            self.unschedule(Due::Review(review, talks));
            self.unschedule(Due::ReviewEnd(review, talks));
        }
    }

    /// A trustee sells in a seller's place: its talks begin afresh. What is signed is bound and closes all the same.
    #[inline(never)]
    fn begin_afresh(&mut self, seller: SellerId) {
        let mut is_bound = false;
        for talks in (0..self.talks.len()).map(TalksId::at) {
            if self.scenario.seller_of(talks) == seller {
                match self.agreement_in(talks) {
                    Some(agreement) if agreement.signed => is_bound = true,
                    Some(_) => self.drop_agreement(talks),
                    None => {}
                }
            }
        }
        if !is_bound {
            self.annul_auction(seller);
            self.begin_clocks_anew(seller);
        }
        for talks in (0..self.talks.len()).map(TalksId::at) {
            if self.scenario.seller_of(talks) == seller {
                self.talks[talks.index()].table = Table::EMPTY;
                self.talks[talks.index()].waits = true;
                // A trustee did not sit there and is not shown what was said before.
                self.past_offers[talks.index()].clear();
            }
        }
    }

    fn apply_to_courts(&mut self, event: CourtEvent) {
        match event {
            CourtEvent::SuitFiled { suit } => {
                self.suits[suit.index()] = SuitStatus::Pending;
                self.suits_filed_at[suit.index()] = self.now;
                self.unschedule(Due::Suit(suit));
                for index in 0..self.motions.len() {
                    if self.scenario.setup().motions[index].suit == suit {
                        self.schedule_motion(MotionId::at(index));
                    }
                }
            }
            CourtEvent::SuitWithdrawn { suit } => self.end_suit(suit, SuitStatus::Withdrawn),
            CourtEvent::SuitMooted { suit } => self.end_suit(suit, SuitStatus::Moot),
            CourtEvent::MotionFiled { motion, hearing } => {
                self.motions[motion.index()] = MotionStatus::Pending;
                self.unschedule(Due::Motion(motion));
                self.schedule(Due::Hearing(motion), hearing);
            }
            CourtEvent::MotionGranted { motion } => self.rule(motion, MotionStatus::Granted),
            CourtEvent::MotionDenied { motion } => self.rule(motion, MotionStatus::Denied),
            CourtEvent::AppealFiled { motion, hearing, .. } => {
                let status = &mut self.motions[motion.index()];
                *status = match *status {
                    MotionStatus::Granted => MotionStatus::GrantedOnAppeal,
                    MotionStatus::Denied => MotionStatus::DeniedOnAppeal,
                    other => other,
                };
                self.schedule(Due::AppealHearing(motion), hearing);
            }
            CourtEvent::AppealDecided { motion, decision } => self.decide_appeal(motion, decision),
        }
    }

    fn rule(&mut self, motion: MotionId, status: MotionStatus) {
        self.motions[motion.index()] = status;
        self.unschedule(Due::Hearing(motion));
    }

    fn decide_appeal(&mut self, motion: MotionId, decision: AppealDecision) {
        let status = &mut self.motions[motion.index()];
        *status = after_appeal(*status, decision);
        self.unschedule(Due::AppealHearing(motion));
    }

    fn end_suit(&mut self, suit: SuitId, status: SuitStatus) {
        self.suits[suit.index()] = status;
        for index in 0..self.motions.len() {
            let motion = MotionId::at(index);
            if self.scenario.motion(motion).suit == suit {
                self.motions[index] = MotionStatus::Moot;
                for due in [Due::Motion(motion), Due::Hearing(motion), Due::AppealHearing(motion)] {
                    self.unschedule(due);
                }
                self.waiting_draws.retain(|&draw| draw != DrawId::Ruling(motion) && draw != DrawId::Appeal(motion));
            }
        }
    }

    /// Whether an authority objected to an option.
    #[must_use]
    pub fn is_objected(&self, issue: IssueId, option: u16) -> bool {
        option < 64 && self.objections[issue.index()] >> option & 1 == 1
    }
}

/// Whether somebody other than a bot plays a seat.
const fn plays(occupant: crate::command::Occupant) -> bool {
    use crate::command::Occupant;
    matches!(occupant, Occupant::Person | Occupant::Script | Occupant::Program)
}

const fn days(count: i64) -> Span {
    Span::days(if count < 0 { 0 } else { count as u32 })
}
