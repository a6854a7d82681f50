//! An event as a sentence: present tense, the scenario's names, no keys.
//!
//! Here are the routing match and what concerns time, chance, signals and gauges; decrees, the sale and the courts have
//! files of their own. A sentence says more when the voice knows the state before the event, such as from where to where
//! a gauge moved.

use crate::date;
use crate::name::{self, capital, lower, sentence};
use crate::number::{grouped, percentage_points};
use crate::reader::Reader;
use divest_core::chance::DrawId;
use divest_core::command::Occupant;
use divest_core::id::{ChanceId, GaugeId, OutcomeId, SignalId};
use divest_core::scenario::Scenario;
use divest_core::units::Ppm;
use divest_core::{Event, Instant, SeatId, State};

/// Whoever tells what happened: for one reader, in one scenario.
#[derive(Clone, Copy, Debug)]
pub struct Voice<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) reader: Reader,
    pub(crate) before: Option<&'a State>,
}

/// Whether a story tells an event. The rest is bookkeeping: time, draws, odds.
#[must_use]
pub const fn is_told(event: &Event) -> bool {
    !matches!(
        event,
        Event::ValueDrawn { .. }
            | Event::Opened { .. }
            | Event::TimeAdvanced { .. }
            | Event::Drawn { .. }
            | Event::Settled { .. }
            | Event::DrawFellDue { .. }
            | Event::ChanceSet { .. }
            | Event::ProbabilityMoved { .. }
            // How a vote went is told when it is over.
            | Event::VoteCast { .. }
    )
}

/// Whether an event is but a consequence, to be told in a few words under its cause.
#[must_use]
pub const fn is_consequence(event: &Event) -> bool {
    matches!(event, Event::GaugeMoved { .. } | Event::WalkAwayMoved { .. } | Event::TalksResumed { .. })
}

impl<'a> Voice<'a> {
    /// A voice that knows the scenario only.
    #[must_use]
    pub const fn new(scenario: &'a Scenario, reader: Reader) -> Self {
        Self { scenario, reader, before: None }
    }

    /// The same voice, knowing the state just before the event that it is about to tell.
    #[must_use]
    pub const fn knowing(self, before: &'a State) -> Self {
        Self { before: Some(before), ..self }
    }

    /// An event as a sentence.
    #[must_use]
    pub fn event(&self, event: &Event) -> String {
        sentence(&self.clause(event))
    }

    /// An event as a clause without a full stop.
    pub(crate) fn clause(&self, event: &Event) -> String {
        match *event {
            Event::SeatTaken { seat, occupant } => self.seat_taken(seat, occupant),
            Event::ValueDrawn { slot, value } => crate::drawn::clause(self.scenario, slot, value),
            Event::Opened { at } => format!("play opens on {}", date::day(at)),
            Event::TimeAdvanced { to } => format!("time goes on to {}", date::moment(to)),
            Event::Drawn { draw, probability, .. } => self.drawn(draw, probability),
            Event::Settled { draw, result } => self.settled(draw, result),
            Event::DrawFellDue { draw } => format!("it is time to settle {}", self.matter(draw)),
            Event::ChanceResolved { chance, result } => self.chance_resolved(chance, result),
            Event::ChanceSet { chance, at } => self.chance_set(chance, at),
            Event::DecreeIssued { decree, issued_at, deadline } => self.decree_issued(decree, issued_at, deadline),
            Event::DeadlineNeared { decree } => self.deadline_neared(decree),
            Event::ExtensionRequested { decree, by } => self.extension_requested(decree, by),
            Event::DeadlineExtended { decree, to, days } => self.deadline_extended(decree, to, days),
            Event::ExtensionDenied { decree } => self.extension_denied(decree),
            Event::DeadlinePassed { decree } => self.deadline_passed(decree),
            Event::DecreeTookForce { decree } => format!("from now on the prohibition binds: {}", self.decree(decree)),
            Event::DecreeEnforced { decree } => self.decree_enforced(decree),
            Event::DecreeLapsed { decree } => self.decree_lapsed(decree),
            Event::DecreeRevoked { decree } => self.decree_revoked(decree),
            Event::DecreeSatisfied { decree } => self.decree_satisfied(decree),
            Event::TrusteeAppointed { decree, trustee, until, then } => {
                self.trustee_appointed(decree, trustee, until, then)
            }
            Event::TrusteeTimeEnded { decree } => self.trustee_time_ended(decree),
            Event::TalksOpened { talks } => self.talks_opened(talks),
            Event::OfferMade { talks, by, to, deal, .. } => self.offer_made(talks, by, to, &deal),
            Event::TalksEnded { talks, by } => self.talks_ended(talks, by),
            Event::TalksResumed { talks, reply_due } => self.talks_resumed(talks, reply_due),
            Event::BidJoined { talks, backer } => format!("{} joins {}", self.seat(backer), self.bid(talks)),
            Event::BidLeft { talks, backer } => format!("{} leaves {}", self.seat(backer), self.bid(talks)),
            Event::TermsAgreed { talks, deal } => self.terms_agreed(talks, &deal),
            Event::SignatureGiven { by } => format!("{} signs", self.seat(by)),
            Event::DealSigned { talks } => self.deal_signed(talks),
            Event::AgreementDropped { talks, by } => self.agreement_dropped(talks, by),
            Event::ReviewOpened { review, due } => self.review_opened(review, due),
            Event::DealApproved { review } => {
                format!("{} approves {}", self.reviewer(review), self.deal_under(review))
            }
            Event::DealBlocked { review, objection } => self.deal_blocked(review, objection),
            Event::ClosingScheduled { at } => {
                format!("nothing stands in the deal's way any more: it is to close on {}", date::day(at))
            }
            Event::DealClosed { talks, deal } => self.deal_closed(talks, &deal),
            Event::SuitFiled { suit } => self.suit_filed(suit),
            Event::SuitWithdrawn { suit } => self.suit_withdrawn(suit),
            Event::SuitMooted { suit } => self.suit_mooted(suit),
            Event::MotionFiled { motion, hearing } => self.motion_filed(motion, hearing),
            Event::MotionGranted { motion } => self.ruled(motion, "grants"),
            Event::MotionDenied { motion } => self.ruled(motion, "denies"),
            Event::DecreeEnjoined { decree, .. } => format!("the injunction stops {}", self.decree(decree)),
            Event::InjunctionLifted { decree, .. } => format!("the injunction against {} falls", self.decree(decree)),
            Event::AppealFiled { motion, by, hearing } => self.appeal_filed(motion, by, hearing),
            Event::AppealDecided { motion, decision } => self.appeal_decided(motion, decision),
            Event::SignalMade { signal } => self.signal_made(signal),
            Event::GaugeMoved { gauge, to } => self.gauge_moved(gauge, to),
            Event::WalkAwayMoved { seat, by } => self.walk_away_moved(seat, by),
            Event::ProbabilityMoved { index, by } => self.probability_moved(index, by),
            Event::OutcomeReached { outcome } => self.outcome_reached(outcome),
            Event::ConferenceOpened { first, due } => self.conference_opened(first, due),
            Event::TextTabled { by, deal, .. } => self.text_tabled(by, &deal),
            Event::VoteCast { by, ballot } => self.vote_cast(by, ballot),
            Event::TextStands { .. } => "everybody prefers this text to the one before, and it stands".to_owned(),
            Event::TextFailed { .. } => self.text_failed(),
            Event::TurnPassed { by, .. } => format!("{} tables nothing in its turn", self.seat(by)),
            Event::ConferenceClosed => self.conference_closed(),
            Event::EnforcementSuspended { decree, to } => self.enforcement_suspended(decree, to),
            Event::DecreeAnnulled { decree, motion } => self.decree_annulled(decree, motion),
            Event::SpinOffPlanned { talks, deal } => self.spin_off_planned(talks, &deal),
            Event::BuyerFailed { talks } => self.buyer_failed(talks),
            Event::AuctionOpened { asked, due } => self.auction_opened(asked, due),
            Event::RoundOpened { asked, due } => self.round_opened(asked, due),
            Event::BidTabled { talks, option } => self.bid_tabled(talks, option),
            Event::BidOpened { talks, option, .. } => self.bid_opened(talks, option),
            Event::AuctionPassed { talks } => format!("{} bids no more", self.bidder(talks)),
            Event::BidderOut { talks } => format!("{} is out of the auction", self.bidder(talks)),
            Event::AuctionWon { talks, option } => self.auction_won(talks, option),
            Event::AuctionFailed => self.auction_failed(),
            Event::BackerInvited { talks, backer } => self.backer_invited(talks, backer),
            Event::InvitationDeclined { talks, backer } => self.invitation_declined(talks, backer),
            Event::MergerProposed { talks, into, part, asks, due } => {
                self.merger_proposed(talks, into, part, asks, due)
            }
            Event::MergerAccepted { talks, asks, by, .. } => self.merger_accepted(talks, asks, by),
            Event::MergerDeclined { talks, into, by, .. } => self.merger_declined(talks, into, by),
            Event::BidMerged { talks, into } => self.bid_merged(talks, into),
            Event::LotSold { talks, deal } => self.lot_sold(talks, &deal),
            Event::SignatureGivenIn { talks, by } => self.signs_in(talks, by),
            Event::SigningRefused { talks, by, objection } => self.signing_refused(talks, by, objection),
            Event::ClosingScheduledIn { talks, at } => self.closing_in(talks, at),
        }
    }

    pub(crate) fn seat(&self, seat: SeatId) -> String {
        name::seat(self.scenario, seat)
    }

    // --- seats, chance

    fn seat_taken(&self, seat: SeatId, occupant: Occupant) -> String {
        let seat = self.seat(seat);
        match occupant {
            Occupant::Bot => format!("a bot plays {seat}"),
            Occupant::Person => format!("a person plays {seat}"),
            Occupant::Script => format!("a script plays {seat}"),
            Occupant::Program => format!("a program plays {seat}"),
            Occupant::Nobody => format!("nobody plays {seat}"),
        }
    }

    /// A matter of chance, as what nature settles.
    pub(crate) fn matter(&self, draw: DrawId) -> String {
        match draw {
            DrawId::Value(slot) => format!("a number: {}", crate::drawn::label(self.scenario, slot)),
            DrawId::Chance(chance) => format!("a matter of chance: {}", lower(&self.scenario.chance(chance).title)),
            DrawId::Ruling(motion) => {
                format!("the ruling on {} motion ({})", self.movers(motion), name::motion(self.scenario, motion))
            }
            DrawId::Appeal(motion) => format!("the appeal ({})", name::motion(self.scenario, motion)),
            DrawId::Deadline(decree) => format!("what happens at the date of {}", self.decree(decree)),
        }
    }

    /// One result of a matter of chance.
    pub(crate) fn result(&self, draw: DrawId, result: u8) -> String {
        let place = usize::from(result);
        match draw {
            DrawId::Value(_) => result.to_string(),
            DrawId::Chance(chance) => self.scenario.chance(chance).results[place].text.clone(),
            DrawId::Ruling(_) => if result == 1 { "granted" } else { "denied" }.to_owned(),
            DrawId::Appeal(_) => if result == 1 { "reversed" } else { "affirmed" }.to_owned(),
            DrawId::Deadline(decree) => self.step(&self.scenario.decree(decree).at_deadline[place].kind),
        }
    }

    fn drawn(&self, draw: DrawId, probability: Ppm) -> String {
        let matter = self.matter(draw);
        let first = match draw {
            DrawId::Value(_) => return format!("nature draws {matter}"),
            DrawId::Ruling(_) | DrawId::Appeal(_) => 1,
            DrawId::Chance(_) | DrawId::Deadline(_) => 0,
        };
        format!("nature draws {matter}; the odds of “{}” are {probability}", self.result(draw, first))
    }

    fn settled(&self, draw: DrawId, result: u8) -> String {
        format!("the script settles {} (“{}”)", self.matter(draw), self.result(draw, result))
    }

    fn chance_resolved(&self, chance: ChanceId, result: u8) -> String {
        let title = capital(&self.scenario.chance(chance).title);
        format!("{title}: {}", self.result(DrawId::Chance(chance), result))
    }

    fn chance_set(&self, chance: ChanceId, at: Instant) -> String {
        format!("{}: this will be known on {}", capital(&self.scenario.chance(chance).title), date::day(at))
    }

    // --- signals and gauges

    fn signal_made(&self, id: SignalId) -> String {
        use divest_core::scenario::SignalKind;
        let signal = self.scenario.signal(id);
        let text = signal.text.trim().trim_end_matches('.');
        let knows = self.reader.knows_author(self.scenario, id);
        let author = self.seat(signal.author);
        match signal.kind {
            SignalKind::Leak if knows => format!("a leak from {author}: {text}"),
            SignalKind::Leak => format!("a leak from an unnamed source: {text}"),
            // Most texts name their author; the others get it in front.
            SignalKind::Statement | SignalKind::Announcement => {
                let named = self.scenario.party(signal.author).is_some_and(|party| text.contains(&party.name));
                if named { text.to_owned() } else { format!("{}: {text}", capital(&author)) }
            }
        }
    }

    fn gauge_moved(&self, gauge: GaugeId, to: i64) -> String {
        let name = lower(&self.scenario.gauge(gauge).name);
        match self.before {
            Some(before) => format!("{name} {} → {}", grouped(before.gauge(gauge)), grouped(to)),
            None => format!("{name} → {}", grouped(to)),
        }
    }

    fn walk_away_moved(&self, seat: SeatId, by: i64) -> String {
        let owner = name::possessive(&self.seat(seat));
        match self.before.and_then(|before| before.walk_away(seat)) {
            Some(from) => format!("{owner} walk-away {from} → {}", from.0 + by),
            None => {
                format!("{owner} walk-away {}{}", if by < 0 { '-' } else { '+' }, grouped(by).trim_start_matches('-'))
            }
        }
    }

    fn probability_moved(&self, index: u8, by: i64) -> String {
        let label = crate::drawn::probability(self.scenario, index);
        format!("the odds of {label} change by {} percentage points", percentage_points(by))
    }

    fn outcome_reached(&self, outcome: OutcomeId) -> String {
        format!("the end: {}", self.scenario.outcome(outcome).title)
    }
}
