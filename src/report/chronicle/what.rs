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
use divest_core::id::{ChanceId, DecreeId, GaugeId, MotionId, OutcomeId, ReviewId, SignalId, SlotId, SuitId, TalksId};
use divest_core::scenario::{Scenario, StepKind};
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
        /// The place of its result.
        result: u8,
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
        /// Who sold in them then: the owner, or a trustee.
        seller: SeatId,
        /// What.
        step: TalksStep,
    },
    /// A party signed.
    Signed {
        /// Who.
        by: SeatId,
        /// The talks in which the agreement was made, and who sold in them, where the state before is known.
        talks: Option<(TalksId, SeatId)>,
    },
    /// The closing was scheduled.
    ClosingSet {
        /// When.
        at: Instant,
        /// The talks in which the agreement was made, and who sold in them, where the state before is known.
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
        /// Whose.
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
        /// Whose bid is folded.
        talks: TalksId,
        /// Into whose.
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

    /// The end of the run.
    #[must_use]
    pub const fn is_outcome(&self) -> bool {
        matches!(self, Self::Outcome(_))
    }

    /// The offer that it is: in which talks, by whom, on which terms, and what the same side had offered before.
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
            Event::SeatTaken { seat, occupant } => Self::Seated { seat, occupant },
            Event::ValueDrawn { slot, value } => Self::Number { slot, value, number: numbers.get(scenario, slot) },
            Event::Opened { at } => Self::PlayOpened(at),
            Event::TimeAdvanced { to } => Self::Time(to),
            Event::Drawn { draw, raw, probability } => Self::Drawn { draw, raw, probability },
            Event::Settled { draw, result } => Self::Settled { draw, result },
            Event::DrawFellDue { draw } => Self::DrawDue(draw),
            Event::ChanceResolved { chance, result } => Self::Chance { chance, result },
            Event::ChanceSet { chance, at } => Self::ChanceSet { chance, at },
            Event::DecreeIssued { decree, issued_at, deadline } => {
                Self::Decree(decree, DecreeStep::Issued { at: issued_at, due: deadline })
            }
            Event::DeadlineNeared { decree } => Self::Decree(decree, DecreeStep::Neared { due: context.due(decree) }),
            Event::ExtensionRequested { decree, by } => Self::Decree(decree, DecreeStep::MoreTimeAsked(by)),
            Event::DeadlineExtended { decree, to, days } => Self::Decree(decree, DecreeStep::Extended { to, days }),
            Event::ExtensionDenied { decree } => Self::Decree(decree, DecreeStep::MoreTimeRefused),
            Event::DeadlinePassed { decree } => {
                let stopped = context.status(decree) == Some(Status::Enjoined);
                Self::Decree(decree, DecreeStep::DeadlinePassed { stopped })
            }
            Event::DecreeTookForce { decree } => Self::Decree(decree, DecreeStep::InForce),
            Event::DecreeEnforced { decree } => context.ended(decree, End::Enforced),
            Event::DecreeLapsed { decree } => context.ended(decree, End::Lapsed),
            Event::DecreeRevoked { decree } => context.ended(decree, End::Revoked),
            Event::DecreeSatisfied { decree } => context.ended(decree, End::Satisfied),
            Event::DecreeAnnulled { decree, motion } => context.ended(decree, End::Annulled(motion)),
            Event::TrusteeAppointed { decree, trustee, until, then } => {
                Self::Decree(decree, DecreeStep::TrusteeAppointed { trustee, until, then })
            }
            Event::TrusteeTimeEnded { decree } => {
                let trustee = scenario.decree(decree).at_deadline.iter().find_map(|step| match step.kind {
                    StepKind::AppointTrustee { trustee, .. } => Some(trustee),
                    _ => None,
                });
                Self::Decree(decree, DecreeStep::TrusteeTimeEnded(trustee))
            }
            Event::DecreeEnjoined { decree, motion } => Self::Decree(decree, DecreeStep::Enjoined(motion)),
            Event::InjunctionLifted { decree, motion } => Self::Decree(decree, DecreeStep::Released(motion)),
            Event::EnforcementSuspended { decree, to } => {
                let again = context.status(decree) == Some(Status::Suspended);
                Self::Decree(decree, DecreeStep::Suspended { to, again })
            }
            Event::TalksOpened { talks: id } => talks(id, TalksStep::Opened),
            Event::OfferMade { talks: id, by, to, deal, reply_due } => {
                let (last, bought) = (context.last_offer(id, by), context.bought(by));
                talks(id, TalksStep::Offer { by, to, deal, reply_due, last, bought })
            }
            Event::TalksEnded { talks: id, by } => talks(id, TalksStep::Ended(by)),
            Event::TalksResumed { talks: id, reply_due } => talks(id, TalksStep::Resumed { reply_due }),
            Event::BidJoined { talks: id, backer } => talks(id, TalksStep::BackerJoined(backer)),
            Event::BidLeft { talks: id, backer } => talks(id, TalksStep::BackerLeft(backer)),
            Event::BackerInvited { talks: id, backer } => talks(id, TalksStep::BackerInvited(backer)),
            Event::InvitationDeclined { talks: id, backer } => talks(id, TalksStep::InvitationDeclined(backer)),
            Event::TermsAgreed { talks: id, deal } => {
                let conference = before.map(State::conference).filter(|conference| conference.is_on());
                let vote = conference.and_then(|conference| conference.text).map(|text| (text.ayes, text.noes));
                let by_auction = before.is_some_and(|before| before.auction().stage() == Stage::Awarded);
                talks(id, TalksStep::Agreed { deal, vote, by_auction })
            }
            Event::DealSigned { talks: id } => talks(id, TalksStep::FullySigned),
            Event::AgreementDropped { talks: id, by } => talks(id, TalksStep::Dropped(by)),
            Event::DealClosed { talks: id, deal } => talks(id, TalksStep::Sold { deal, is_partial: false }),
            Event::LotSold { talks: id, deal } => talks(id, TalksStep::Sold { deal, is_partial: true }),
            Event::SpinOffPlanned { talks: id, deal } => talks(id, TalksStep::SpinOffPlanned { deal }),
            Event::BuyerFailed { talks: id } => talks(id, TalksStep::BuyerFailed),
            Event::SignatureGiven { by } => Self::Signed { by, talks: context.only_agreement() },
            Event::SignatureGivenIn { talks, by } => Self::Signed { by, talks: Some((talks, context.seller(talks))) },
            Event::ClosingScheduled { at } => Self::ClosingSet { at, talks: context.only_agreement() },
            Event::ClosingScheduledIn { talks, at } => {
                Self::ClosingSet { at, talks: Some((talks, context.seller(talks))) }
            }
            Event::ReviewOpened { review, due } => context.review(review, ReviewStep::Opened { due }),
            Event::DealApproved { review } => context.review(review, ReviewStep::Approved),
            Event::DealBlocked { review, objection } => context.review(review, ReviewStep::Blocked { objection }),
            Event::SuitFiled { suit } => Self::Suit(suit, SuitStep::Filed),
            Event::SuitWithdrawn { suit } => Self::Suit(suit, SuitStep::Withdrawn),
            Event::SuitMooted { suit } => Self::Suit(suit, SuitStep::Mooted),
            Event::MotionFiled { motion, hearing } => Self::Motion(motion, MotionStep::Filed { hearing }),
            Event::MotionGranted { motion } => Self::Motion(motion, MotionStep::Granted),
            Event::MotionDenied { motion } => Self::Motion(motion, MotionStep::Denied),
            Event::AppealFiled { motion, by, hearing } => Self::Motion(motion, MotionStep::Appealed { by, hearing }),
            Event::AppealDecided { motion, decision } => {
                let stopped = before.is_some_and(|before| before.motion(motion).stops_decrees());
                let stops = stopped == (decision == AppealDecision::Affirmed);
                Self::Motion(motion, MotionStep::AppealDecided { decision, stops })
            }
            Event::SignalMade { signal } => Self::Signal(signal),
            Event::GaugeMoved { gauge, to } => {
                Self::Gauge { gauge, from: before.map(|before| before.gauge(gauge)), to }
            }
            Event::WalkAwayMoved { seat, by } => {
                let from = before.and_then(|before| before.walk_away(seat)).map(|points| points.0);
                Self::WalkAway { seat, from, by }
            }
            Event::ProbabilityMoved { index, by } => Self::Odds { index, by },
            Event::OutcomeReached { outcome } => Self::Outcome(outcome),
            Event::ConferenceOpened { first, due } => {
                let spec = scenario.setup().sale.conference.as_ref();
                let members = before.zip(spec).map(|(before, spec)| before.asked_to_sign(spec.talks));
                Self::Conference(ConferenceStep::Opened { members, first, due })
            }
            Event::TextTabled { by, deal, due } => {
                // A mediator changes the text that stands, a member whatever was tabled last.
                let last = before
                    .map(State::conference)
                    .and_then(|conference| conference.standing.or(conference.text.map(|text| text.deal)));
                Self::Conference(ConferenceStep::Tabled { by, deal, due, last })
            }
            Event::VoteCast { by, ballot } => Self::Conference(ConferenceStep::Voted { by, ballot }),
            Event::TextStands { next, due } => Self::Conference(ConferenceStep::Stands { next, due }),
            Event::TextFailed { next, due } => {
                let ayes = before.and_then(|before| before.conference().text).map(|text| text.ayes);
                Self::Conference(ConferenceStep::Failed { ayes, next, due })
            }
            Event::TurnPassed { by, next, due } => Self::Conference(ConferenceStep::Passed { by, next, due }),
            Event::ConferenceClosed => Self::Conference(ConferenceStep::Closed),
            Event::AuctionOpened { asked, due } => Self::Auction(AuctionStep::Opened { asked, due }),
            Event::RoundOpened { asked, due } => {
                let number = before.map_or(0, |before| before.auction().round().saturating_add(1));
                Self::Auction(AuctionStep::Round { asked, due, number })
            }
            Event::BidTabled { talks, option } => Self::Auction(AuctionStep::Bid { talks, option }),
            Event::BidOpened { talks, option, to } => Self::Auction(AuctionStep::BidOpened { talks, option, to }),
            Event::AuctionPassed { talks } => Self::Auction(AuctionStep::Withdrew(talks)),
            Event::BidderOut { talks } => Self::Auction(AuctionStep::Out(talks)),
            Event::AuctionWon { talks, option } => {
                let again = before.is_some_and(|before| before.auction().winner().is_some());
                Self::Auction(AuctionStep::Won { talks, option, again })
            }
            Event::AuctionFailed => Self::Auction(AuctionStep::Failed),
            Event::MergerProposed { talks, into, part, asks, due } => {
                Self::Merger { talks, into, step: MergerStep::Proposed { part, asks, due } }
            }
            Event::MergerAccepted { talks, into, asks, by } => {
                Self::Merger { talks, into, step: MergerStep::Accepted { asks, by } }
            }
            Event::MergerDeclined { talks, into, asks, by } => {
                Self::Merger { talks, into, step: MergerStep::Declined { asks, by } }
            }
            Event::BidMerged { talks, into } => Self::Merger { talks, into, step: MergerStep::Merged },
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

    fn last_offer(&self, talks: TalksId, by: SeatId) -> Option<Deal> {
        let table = self.before?.table(talks);
        if by == self.scenario.talks(talks).bidder { table.bidder_offer } else { table.seller_offer }
    }

    fn bought(&self, bidder: SeatId) -> Option<Deal> {
        let sales = self.before?.sales();
        sales.iter().rev().find(|sale| self.scenario.talks(sale.talks).bidder == bidder).map(|sale| sale.deal)
    }

    fn only_agreement(&self) -> Option<(TalksId, SeatId)> {
        let talks = self.before?.agreement()?.talks;
        Some((talks, self.seller(talks)))
    }

    fn review(&self, review: ReviewId, step: ReviewStep) -> What {
        let seller = self.scenario.seller_under(review);
        let agreement = self.before.and_then(|before| before.agreement_of(seller));
        let deal = agreement.map(|agreement| (agreement.talks, self.seller(agreement.talks), agreement.deal));
        What::Review { review, step, deal }
    }
}
