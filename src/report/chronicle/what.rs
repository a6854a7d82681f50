//! What a fact says, typed: one variant for each kind of thing that happens, with all that a reader needs to know of the
//! state before it. The only place besides `kind.rs` that matches over events, and it names every one of them.

use super::step::{
    AuctionStep, ConferenceStep, DecreeStep, End, MergerStep, MotionStep, ReviewStep, SuitStep, TalksStep,
};
use crate::drawn::{Number, Numbers};
use divest_core::auction::Stage;
use divest_core::chance::DrawId;
use divest_core::command::{AppealDecision, Occupant};
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{ChanceId, DecreeId, GaugeId, MotionId, OutcomeId, ReviewId, SignalId, SlotId, SuitId, TalksId};
use divest_core::scenario::{Scenario, StepKind};
use divest_core::state::TalksStatus;
use divest_core::units::Ppm;
use divest_core::{Event, Instant, SeatId, State};

/// What a fact says.
#[derive(Clone, PartialEq, Debug)]
pub enum What {
    /// Somebody took a seat.
    Seated {
        /// The seat.
        seat: SeatId,
        /// Its occupant.
        occupant: Occupant,
    },
    /// A number that the scenario left to the seed is known.
    Number {
        /// Its slot.
        slot: SlotId,
        /// Its value.
        value: i64,
        /// Its name, unit and owner.
        number: Number,
    },
    /// Play began.
    PlayOpened(Instant),
    /// Time went on.
    Time(Instant),
    /// Nature drew.
    Drawn {
        /// What about.
        draw: DrawId,
        /// The raw number.
        raw: u64,
        /// The probability of the first result.
        probability: Ppm,
    },
    /// A script settled a matter of chance.
    Settled {
        /// Which.
        draw: DrawId,
        /// The value of a number; else the place of its result.
        result: i64,
    },
    /// A matter of chance waits for nature.
    DrawDue(DrawId),
    /// A chance came out.
    Chance {
        /// Which.
        chance: ChanceId,
        /// The place of its result.
        result: u8,
    },
    /// A chance comes out later.
    ChanceSet {
        /// Which.
        chance: ChanceId,
        /// When.
        at: Instant,
    },
    /// Something happened to a decree.
    Decree(DecreeId, DecreeStep),
    /// Something happened in talks.
    Talks {
        /// Which.
        talks: TalksId,
        /// The seller in them then: the owner, or a trustee.
        seller: SeatId,
        /// What.
        step: TalksStep,
    },
    /// A party signed.
    Signed {
        /// The party.
        by: SeatId,
        /// The talks of the agreement, and the seller in them, where the state before is known.
        talks: Option<(TalksId, SeatId)>,
    },
    /// The closing was scheduled.
    ClosingSet {
        /// When.
        at: Instant,
        /// The talks of the agreement, and the seller in them, where the state before is known.
        talks: Option<(TalksId, SeatId)>,
    },
    /// Something happened in a review.
    Review {
        /// Which.
        review: ReviewId,
        /// What.
        step: ReviewStep,
        /// The talks, the seller and the terms of the deal under review, where the state before is known.
        deal: Option<(TalksId, SeatId, Deal)>,
    },
    /// Something happened to a suit.
    Suit(SuitId, SuitStep),
    /// Something happened to a motion.
    Motion(MotionId, MotionStep),
    /// Something was said or done in public.
    Signal(SignalId),
    /// A gauge moved.
    Gauge {
        /// Which.
        gauge: GaugeId,
        /// From where, where the state before is known.
        from: Option<i64>,
        /// To where.
        to: i64,
    },
    /// A walk-away moved by an effect.
    WalkAway {
        /// The seat.
        seat: SeatId,
        /// From where, where the state before is known.
        from: Option<i64>,
        /// By how many points.
        by: i64,
    },
    /// A probability moved.
    Odds {
        /// Its place in the scenario's table.
        index: u8,
        /// By how many parts per million.
        by: i64,
    },
    /// Something happened at the conference.
    Conference(ConferenceStep),
    /// Something happened at the auction.
    Auction(AuctionStep),
    /// Something happened to a merger of bids.
    Merger {
        /// The talks.
        talks: TalksId,
        /// The talks of the other bid.
        into: TalksId,
        /// What.
        step: MergerStep,
    },
    /// The run ended.
    Outcome(OutcomeId),
}

impl What {
    /// Whether a story tells it. The rest is bookkeeping: time, draws, odds.
    #[must_use]
    pub const fn is_told(&self) -> bool {
        !matches!(
            self,
            Self::Number { .. }
                | Self::PlayOpened(_)
                | Self::Time(_)
                | Self::Drawn { .. }
                | Self::Settled { .. }
                | Self::DrawDue(_)
                | Self::ChanceSet { .. }
                | Self::Odds { .. }
                // How a vote went is told when it is over.
                | Self::Conference(ConferenceStep::Voted { .. })
        )
    }

    /// Whether it is told in a few words under what caused it.
    #[must_use]
    pub const fn is_consequence(&self) -> bool {
        matches!(self, Self::Gauge { .. } | Self::WalkAway { .. } | Self::Talks { step: TalksStep::Resumed { .. }, .. })
    }

    /// Whether it may move gauges or walk-aways by itself: what a decree threatens is part of what no deal is worth.
    #[must_use]
    pub const fn may_move(&self) -> bool {
        self.is_consequence() || matches!(self, Self::Decree(..))
    }

    /// The end of the run.
    #[must_use]
    pub const fn is_outcome(&self) -> bool {
        matches!(self, Self::Outcome(_))
    }

    /// The offer that it is: its talks, its side, its terms, and the offer of the same side before.
    #[must_use]
    pub const fn offer(&self) -> Option<(TalksId, SeatId, Deal, Option<Deal>)> {
        match self {
            Self::Talks { talks, step: TalksStep::Offer { by, deal, last, .. }, .. } => {
                Some((*talks, *by, *deal, *last))
            }
            _ => None,
        }
    }

    /// What an event says, told with what the state just before it shows; without that state some details are left out.
    #[must_use]
    pub fn of(scenario: &Scenario, numbers: &Numbers, before: Option<&State>, event: &Event) -> Self {
        let context = Context { scenario, before };
        let talks = |talks: TalksId, step: TalksStep| Self::Talks { talks, seller: context.seller(talks), step };
        match *event {
            Event::Run(RunEvent::SeatTaken { seat, occupant }) => Self::Seated { seat, occupant },
            Event::Chance(ChanceEvent::ValueDrawn { slot, value }) => {
                Self::Number { slot, value, number: numbers.get(scenario, slot) }
            }
            Event::Run(RunEvent::Opened { at }) => Self::PlayOpened(at),
            Event::Run(RunEvent::TimeAdvanced { to }) => Self::Time(to),
            Event::Chance(ChanceEvent::Drawn { draw, raw, probability }) => Self::Drawn { draw, raw, probability },
            Event::Chance(ChanceEvent::Settled { draw, result }) => Self::Settled { draw, result },
            Event::Chance(ChanceEvent::FellDue { draw }) => Self::DrawDue(draw),
            Event::Chance(ChanceEvent::Resolved { chance, result }) => Self::Chance { chance, result },
            Event::Chance(ChanceEvent::Scheduled { chance, at }) => Self::ChanceSet { chance, at },
            Event::Decree(DecreeEvent::Issued { decree, issued_at, deadline }) => {
                Self::Decree(decree, DecreeStep::Issued { at: issued_at, due: deadline })
            }
            Event::Decree(DecreeEvent::DeadlineNeared { decree }) => {
                Self::Decree(decree, DecreeStep::Neared { due: context.due(decree) })
            }
            Event::Decree(DecreeEvent::ExtensionRequested { decree, by }) => {
                Self::Decree(decree, DecreeStep::MoreTimeAsked(by))
            }
            Event::Decree(DecreeEvent::DeadlineExtended { decree, to, days }) => {
                Self::Decree(decree, DecreeStep::Extended { to, days })
            }
            Event::Decree(DecreeEvent::ExtensionDenied { decree }) => Self::Decree(decree, DecreeStep::MoreTimeRefused),
            Event::Decree(DecreeEvent::DeadlinePassed { decree }) => {
                let stopped = context.status(decree) == Some(Status::Enjoined);
                Self::Decree(decree, DecreeStep::DeadlinePassed { stopped })
            }
            Event::Decree(DecreeEvent::TookForce { decree }) => Self::Decree(decree, DecreeStep::InForce),
            Event::Decree(DecreeEvent::Enforced { decree }) => context.ended(decree, End::Enforced),
            Event::Decree(DecreeEvent::Lapsed { decree }) => context.ended(decree, End::Lapsed),
            Event::Decree(DecreeEvent::Revoked { decree }) => context.ended(decree, End::Revoked),
            Event::Decree(DecreeEvent::Satisfied { decree }) => context.ended(decree, End::Satisfied),
            Event::Decree(DecreeEvent::Annulled { decree, motion }) => context.ended(decree, End::Annulled(motion)),
            Event::Decree(DecreeEvent::TrusteeAppointed { decree, trustee, until, then }) => {
                Self::Decree(decree, DecreeStep::TrusteeAppointed { trustee, until, then })
            }
            Event::Decree(DecreeEvent::TrusteeTermEnded { decree }) => {
                let trustee = scenario.decree(decree).at_deadline.iter().find_map(|step| match step.kind {
                    StepKind::AppointTrustee { trustee, .. } => Some(trustee),
                    _ => None,
                });
                Self::Decree(decree, DecreeStep::TrusteeTimeEnded(trustee))
            }
            Event::Decree(DecreeEvent::Enjoined { decree, motion }) => {
                Self::Decree(decree, DecreeStep::Enjoined(motion))
            }
            Event::Decree(DecreeEvent::InjunctionLifted { decree, motion }) => {
                Self::Decree(decree, DecreeStep::Released(motion))
            }
            Event::Decree(DecreeEvent::EnforcementSuspended { decree, to }) => {
                let again = context.status(decree) == Some(Status::Suspended);
                Self::Decree(decree, DecreeStep::Suspended { to, again })
            }
            Event::Talks(TalksEvent::Opened { talks: id }) => {
                talks(id, TalksStep::Opened { again: context.talks_were_open(id) })
            }
            Event::Talks(TalksEvent::OfferMade { talks: id, by, to, deal, reply_due }) => {
                let (last, bought) = (context.last_offer(id, by), context.bought(by));
                talks(id, TalksStep::Offer { by, to, deal, reply_due, last, bought })
            }
            Event::Talks(TalksEvent::Ended { talks: id, by }) => talks(id, TalksStep::Ended(by)),
            Event::Talks(TalksEvent::Resumed { talks: id, reply_due }) => talks(id, TalksStep::Resumed { reply_due }),
            Event::Consortium(ConsortiumEvent::BackerJoined { talks: id, backer }) => {
                talks(id, TalksStep::BackerJoined(backer))
            }
            Event::Consortium(ConsortiumEvent::BackerLeft { talks: id, backer }) => {
                talks(id, TalksStep::BackerLeft(backer))
            }
            Event::Consortium(ConsortiumEvent::BackerInvited { talks: id, backer }) => {
                talks(id, TalksStep::BackerInvited(backer))
            }
            Event::Consortium(ConsortiumEvent::InvitationDeclined { talks: id, backer }) => {
                talks(id, TalksStep::InvitationDeclined(backer))
            }
            Event::Agreement(AgreementEvent::TermsAgreed { talks: id, deal }) => {
                let conference = before.map(State::conference).filter(|conference| conference.is_on());
                let vote = conference.and_then(|conference| conference.text).map(|text| (text.ayes, text.noes));
                let by_auction = before.is_some_and(|before| before.auction().stage() == Stage::Awarded);
                talks(id, TalksStep::Agreed { deal, vote, by_auction })
            }
            Event::Agreement(AgreementEvent::Signed { talks: id }) => talks(id, TalksStep::FullySigned),
            Event::Agreement(AgreementEvent::SigningRefused { talks: id, by, objection }) => {
                talks(id, TalksStep::SigningRefused { by, objection })
            }
            Event::Agreement(AgreementEvent::Dropped { talks: id, by }) => talks(id, TalksStep::Dropped(by)),
            Event::Agreement(AgreementEvent::Closed { talks: id, deal, completes }) => {
                talks(id, TalksStep::Sold { deal, is_partial: !completes })
            }
            Event::Agreement(AgreementEvent::SpinOffPlanned { talks: id, deal }) => {
                talks(id, TalksStep::SpinOffPlanned { deal })
            }
            Event::Agreement(AgreementEvent::BuyerFailed { talks: id }) => talks(id, TalksStep::BuyerFailed),
            Event::Agreement(AgreementEvent::SignatureGiven { talks, by }) => {
                Self::Signed { by, talks: Some((talks, context.seller(talks))) }
            }
            Event::Agreement(AgreementEvent::ClosingScheduled { talks, at }) => {
                Self::ClosingSet { at, talks: Some((talks, context.seller(talks))) }
            }
            Event::Review(ReviewEvent::Opened { review, talks, due }) => {
                context.review(review, talks, ReviewStep::Opened { due })
            }
            Event::Review(ReviewEvent::Approved { review, talks }) => {
                context.review(review, talks, ReviewStep::Approved)
            }
            Event::Review(ReviewEvent::Blocked { review, talks, objection }) => {
                context.review(review, talks, ReviewStep::Blocked { objection })
            }
            Event::Court(CourtEvent::SuitFiled { suit }) => Self::Suit(suit, SuitStep::Filed),
            Event::Court(CourtEvent::SuitWithdrawn { suit }) => Self::Suit(suit, SuitStep::Withdrawn),
            Event::Court(CourtEvent::SuitMooted { suit }) => Self::Suit(suit, SuitStep::Mooted),
            Event::Court(CourtEvent::MotionFiled { motion, hearing }) => {
                Self::Motion(motion, MotionStep::Filed { hearing })
            }
            Event::Court(CourtEvent::MotionGranted { motion }) => Self::Motion(motion, MotionStep::Granted),
            Event::Court(CourtEvent::MotionDenied { motion }) => Self::Motion(motion, MotionStep::Denied),
            Event::Court(CourtEvent::AppealFiled { motion, by, hearing }) => {
                Self::Motion(motion, MotionStep::Appealed { by, hearing })
            }
            Event::Court(CourtEvent::AppealDecided { motion, decision }) => {
                let stopped = before.is_some_and(|before| before.motion(motion).stops_decrees());
                let stops = stopped == (decision == AppealDecision::Affirmed);
                Self::Motion(motion, MotionStep::AppealDecided { decision, stops })
            }
            Event::World(WorldEvent::SignalMade { signal }) => Self::Signal(signal),
            Event::World(WorldEvent::GaugeMoved { gauge, to }) => {
                Self::Gauge { gauge, from: before.map(|before| before.gauge(gauge)), to }
            }
            Event::World(WorldEvent::WalkAwayMoved { seat, by }) => {
                let from = before.and_then(|before| before.walk_away(seat)).map(|points| points.0);
                Self::WalkAway { seat, from, by }
            }
            Event::World(WorldEvent::ProbabilityMoved { index, by }) => Self::Odds { index, by },
            Event::Run(RunEvent::OutcomeReached { outcome }) => Self::Outcome(outcome),
            Event::Conference(ConferenceEvent::Opened { first, due }) => {
                let spec = scenario.setup().sale.conference.as_ref();
                let members = before.zip(spec).map(|(before, spec)| before.asked_to_sign(spec.talks));
                Self::Conference(ConferenceStep::Opened { members, first, due })
            }
            Event::Conference(ConferenceEvent::TextTabled { by, deal, due }) => {
                // A mediator changes the text that stands, a member whatever was tabled last.
                let last = before
                    .map(State::conference)
                    .and_then(|conference| conference.standing.or(conference.text.map(|text| text.deal)));
                Self::Conference(ConferenceStep::Tabled { by, deal, due, last })
            }
            Event::Conference(ConferenceEvent::VoteCast { by, ballot }) => {
                Self::Conference(ConferenceStep::Voted { by, ballot })
            }
            Event::Conference(ConferenceEvent::TextStands { next, due }) => {
                Self::Conference(ConferenceStep::Stands { next, due })
            }
            Event::Conference(ConferenceEvent::TextFailed { next, due }) => {
                let ayes = before.and_then(|before| before.conference().text).map(|text| text.ayes);
                Self::Conference(ConferenceStep::Failed { ayes, next, due })
            }
            Event::Conference(ConferenceEvent::TurnPassed { by, next, due }) => {
                Self::Conference(ConferenceStep::Passed { by, next, due })
            }
            Event::Conference(ConferenceEvent::Closed) => Self::Conference(ConferenceStep::Closed),
            Event::Auction(AuctionEvent::Opened { lot, asked, due }) => {
                Self::Auction(AuctionStep::Opened { lot, asked, due })
            }
            Event::Auction(AuctionEvent::LotUnsold { lot }) => Self::Auction(AuctionStep::LotUnsold(lot)),
            Event::Auction(AuctionEvent::RoundOpened { asked, due }) => {
                let number = before.map_or(0, |before| before.auction().round().saturating_add(1));
                Self::Auction(AuctionStep::Round { asked, due, number })
            }
            Event::Auction(AuctionEvent::BidTabled { talks, option }) => {
                Self::Auction(AuctionStep::Bid { talks, option })
            }
            Event::Auction(AuctionEvent::BidOpened { talks, option, to }) => {
                Self::Auction(AuctionStep::BidOpened { talks, option, to })
            }
            Event::Auction(AuctionEvent::BidderPassed { talks }) => Self::Auction(AuctionStep::Withdrew(talks)),
            Event::Auction(AuctionEvent::BidderOut { talks }) => Self::Auction(AuctionStep::Out(talks)),
            Event::Auction(AuctionEvent::Won { talks, option }) => {
                let again = before.is_some_and(|before| before.auction().winner().is_some());
                Self::Auction(AuctionStep::Won { talks, option, again })
            }
            Event::Auction(AuctionEvent::Failed) => Self::Auction(AuctionStep::Failed),
            Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, part, asks, due }) => {
                Self::Merger { talks, into, step: MergerStep::Proposed { part, asks, due } }
            }
            Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by }) => {
                Self::Merger { talks, into, step: MergerStep::Accepted { asks, by } }
            }
            Event::Consortium(ConsortiumEvent::MergerDeclined { talks, into, asks, by }) => {
                Self::Merger { talks, into, step: MergerStep::Declined { asks, by } }
            }
            Event::Consortium(ConsortiumEvent::Merged { talks, into }) => {
                Self::Merger { talks, into, step: MergerStep::Merged }
            }
        }
    }
}

/// What the state before an event tells about it.
struct Context<'a> {
    scenario: &'a Scenario,
    before: Option<&'a State>,
}

impl Context<'_> {
    fn seller(&self, talks: TalksId) -> SeatId {
        self.before.map_or(self.scenario.owner_in(talks), |before| before.vendor_in(talks))
    }

    fn status(&self, decree: DecreeId) -> Option<Status> {
        self.before.map(|before| before.decree(decree).status())
    }

    fn due(&self, decree: DecreeId) -> Option<(Instant, i64)> {
        let before = self.before?;
        let due = before.decree(decree).deadline()?;
        Some((due, due.day() - before.now().day()))
    }

    fn ended(&self, decree: DecreeId, how: End) -> What {
        let parent = self.scenario.decree(decree).implements;
        let with = parent.filter(|&parent| self.status(parent) == Some(how.status()));
        let due = self.before.and_then(|before| before.decree(decree).last_date());
        let was_stopped = self.status(decree) == Some(Status::Enjoined);
        What::Decree(decree, DecreeStep::Ended { how, with, due, was_stopped })
    }

    fn talks_were_open(&self, talks: TalksId) -> bool {
        self.before.is_some_and(|before| before.talks(talks).status() == TalksStatus::Ended)
    }

    fn last_offer(&self, talks: TalksId, by: SeatId) -> Option<Deal> {
        let table = self.before?.table(talks);
        if by == self.scenario.talks(talks).bidder { table.bidder_offer } else { table.seller_offer }
    }

    fn bought(&self, bidder: SeatId) -> Option<Deal> {
        let sales = self.before?.sales();
        sales.iter().rev().find(|sale| self.scenario.talks(sale.talks).bidder == bidder).map(|sale| sale.deal)
    }

    fn review(&self, review: ReviewId, talks: TalksId, step: ReviewStep) -> What {
        let agreement = self.before.and_then(|before| before.agreement_in(talks));
        let deal = agreement.map(|agreement| (talks, self.seller(talks), agreement.deal));
        What::Review { review, step, deal }
    }
}
