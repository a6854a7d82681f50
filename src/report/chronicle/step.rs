//! What may happen to a decree, in talks, in a review, in court, at a conference, at an auction, to a merger of bids.

use divest_core::command::{AppealDecision, Ballot};
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, IssueId, MotionId, SeatSet, TalksId};
use divest_core::scenario::TrusteeEnd;
use divest_core::{Instant, SeatId};

/// How a decree came to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// It was enforced.
    Enforced,
    /// Its deadline passed and nobody enforced it.
    Lapsed,
    /// Its issuer revoked it.
    Revoked,
    /// A sale satisfied it.
    Satisfied,
    /// A court annulled it.
    Annulled(MotionId),
}

impl End {
    /// The status that a decree has after this end.
    #[must_use]
    pub const fn status(self) -> Status {
        match self {
            Self::Enforced => Status::Enforced,
            Self::Lapsed => Status::Lapsed,
            Self::Revoked => Status::Revoked,
            Self::Satisfied => Status::Satisfied,
            Self::Annulled(_) => Status::Annulled,
        }
    }
}

/// What happened to a decree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecreeStep {
    /// It was issued; before the opening if it was in force when play began.
    Issued {
        /// When.
        at: Instant,
        /// Its deadline.
        due: Option<Instant>,
    },
    /// Its deadline is near.
    Neared {
        /// The deadline and the days to it, where the state before is known.
        due: Option<(Instant, i64)>,
    },
    /// A party asked for more time.
    MoreTimeAsked(SeatId),
    /// The deadline was put off.
    Extended {
        /// To when.
        to: Instant,
        /// By how many days.
        days: u16,
    },
    /// More time was refused.
    MoreTimeRefused,
    /// The deadline passed.
    DeadlinePassed {
        /// Whether an injunction stops the decree.
        stopped: bool,
    },
    /// A prohibition took effect.
    InForce,
    /// It is over.
    Ended {
        /// How.
        how: End,
        /// The decree that it implements, if that had ended the same way just before.
        with: Option<DecreeId>,
        /// The last deadline that it had.
        due: Option<Instant>,
        /// Whether a court had stopped it.
        was_stopped: bool,
    },
    /// A trustee sells from now on.
    TrusteeAppointed {
        /// The trustee.
        trustee: SeatId,
        /// Until when.
        until: Instant,
        /// What follows without a sale.
        then: TrusteeEnd,
    },
    /// The trustee's time is over.
    TrusteeTimeEnded(Option<SeatId>),
    /// A court stopped it.
    Enjoined(MotionId),
    /// The injunction against it fell.
    Released(MotionId),
    /// Enforcement is suspended.
    Suspended {
        /// Until when.
        to: Instant,
        /// Whether it was suspended already.
        again: bool,
    },
}

/// What happened in one pair of talks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TalksStep {
    /// The bidder came forward.
    Opened {
        /// Whether they had been broken off.
        again: bool,
    },
    /// An offer was made.
    Offer {
        /// The party.
        by: SeatId,
        /// The receiver.
        to: SeatId,
        /// The terms.
        deal: Deal,
        /// When the answer is due.
        reply_due: Instant,
        /// What the same side had offered before.
        last: Option<Deal>,
        /// The last deal by which the bidder has bought other lots, if the bidder makes this offer.
        bought: Option<Deal>,
    },
    /// A side broke the talks off.
    Ended(SeatId),
    /// The talks go on after an agreement failed.
    Resumed {
        /// When the bidder's offer is due.
        reply_due: Instant,
    },
    /// A backer joined the bid.
    BackerJoined(SeatId),
    /// A backer left the bid.
    BackerLeft(SeatId),
    /// A backer was invited.
    BackerInvited(SeatId),
    /// A backer declined.
    InvitationDeclined(SeatId),
    /// The two sides agreed.
    Agreed {
        /// The terms.
        deal: Deal,
        /// Who voted for and against, at a conference.
        vote: Option<(SeatSet, SeatSet)>,
        /// Whether it follows from an auction.
        by_auction: bool,
    },
    /// The agreement has every signature that it needs.
    FullySigned,
    /// A party that was asked to sign the agreement refuses.
    SigningRefused {
        /// The party.
        by: SeatId,
        /// The issue that stands in the way.
        objection: Option<IssueId>,
    },
    /// A party walked away from the agreement.
    Dropped(SeatId),
    /// The asset, or some lots of it, changed hands.
    Sold {
        /// The terms.
        deal: Deal,
        /// Whether lots are left.
        is_partial: bool,
    },
    /// The seller resolved to spin the asset off.
    SpinOffPlanned {
        /// The terms.
        deal: Deal,
    },
    /// The buyer could not go on.
    BuyerFailed,
}

/// What happened in a review.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReviewStep {
    /// It began.
    Opened {
        /// When the decision is due.
        due: Instant,
    },
    /// The authority approved the deal.
    Approved,
    /// The authority blocked the deal.
    Blocked {
        /// The issue that it objects to.
        objection: Option<IssueId>,
    },
}

/// What happened to a motion.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MotionStep {
    /// It was filed.
    Filed {
        /// When the court rules.
        hearing: Instant,
    },
    /// The court granted it.
    Granted,
    /// The court denied it.
    Denied,
    /// A party appealed.
    Appealed {
        /// The party.
        by: SeatId,
        /// When the appeal is decided.
        hearing: Instant,
    },
    /// The appeal was decided.
    AppealDecided {
        /// Which way.
        decision: AppealDecision,
        /// Whether the decrees are stopped from then on.
        stops: bool,
    },
}

/// What happened to a suit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SuitStep {
    /// It was filed.
    Filed,
    /// It was withdrawn.
    Withdrawn,
    /// There is nothing left to decide in it.
    Mooted,
}

/// What happened at a conference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConferenceStep {
    /// It opened.
    Opened {
        /// Its members, where the state before is known.
        members: Option<SeatSet>,
        /// The seat that is to table the first text.
        first: SeatId,
        /// By when.
        due: Instant,
    },
    /// A text was tabled.
    Tabled {
        /// The party.
        by: SeatId,
        /// The terms.
        deal: Deal,
        /// When the last vote is due.
        due: Instant,
        /// The text that it changes.
        last: Option<Deal>,
    },
    /// A member voted.
    Voted {
        /// Which.
        by: SeatId,
        /// How.
        ballot: Ballot,
    },
    /// The text stands as the single text.
    Stands {
        /// The seat that is to table the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// The text failed.
    Failed {
        /// Who was for it, where the state before is known.
        ayes: Option<SeatSet>,
        /// The seat that is to table the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// A member tabled nothing.
    Passed {
        /// Which.
        by: SeatId,
        /// The seat that is to table the next text.
        next: SeatId,
        /// By when.
        due: Instant,
    },
    /// It closed without an agreed text.
    Closed,
}

/// What happened at the auction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AuctionStep {
    /// It opened.
    Opened {
        /// The lot that is called, as an option of the issue of lots.
        lot: Option<u16>,
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
    },
    /// No bid on a lot was good enough.
    LotUnsold(u16),
    /// Another round began.
    Round {
        /// The least option that may be bid, or the one on the clock.
        asked: u16,
        /// When the round ends.
        due: Instant,
        /// The number of the round, where the state before is known.
        number: u16,
    },
    /// A bid was made.
    Bid {
        /// The talks.
        talks: TalksId,
        /// The option.
        option: u16,
    },
    /// A sealed bid was opened.
    BidOpened {
        /// The talks.
        talks: TalksId,
        /// The option.
        option: u16,
        /// The receiver.
        to: SeatId,
    },
    /// A bidder bids no more.
    Withdrew(TalksId),
    /// A bidder may bid no more.
    Out(TalksId),
    /// A bid won.
    Won {
        /// The talks.
        talks: TalksId,
        /// What is paid.
        option: u16,
        /// Whether an earlier winner fell away.
        again: bool,
    },
    /// No bid was good enough.
    Failed,
}

/// What happened to a merger of bids.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MergerStep {
    /// It was proposed.
    Proposed {
        /// What the joining bidder asks, in points over its walk-away.
        part: i64,
        /// The seller that has to consent.
        asks: Option<SeatId>,
        /// When the answer is due.
        due: Instant,
    },
    /// Somebody consented.
    Accepted {
        /// The seller that has to consent.
        asks: Option<SeatId>,
        /// The party.
        by: SeatId,
    },
    /// Somebody declined, or the proposal was withdrawn.
    Declined {
        /// The seller that had to consent.
        asks: Option<SeatId>,
        /// The party.
        by: SeatId,
    },
    /// The two bid as one.
    Merged,
}
