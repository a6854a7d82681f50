//! What a seat may ask itself, and which of it may have a new answer.
//!
//! A bot is asked after most entries, and mostly nothing has changed for it. Each event opens the questions that it may
//! give a new answer to, for every seat; a question that a seat has answered with no stays closed until it is opened again.
//! What is opened too often costs time and changes nothing, so in doubt an event opens all.

use divest_core::Event;
use divest_core::calendar::Due;
use divest_core::event::{
    AgreementEvent, AuctionEvent, ChanceEvent, ConferenceEvent, ConsortiumEvent, CourtEvent, DecreeEvent, ReviewEvent,
    RunEvent, TalksEvent, WorldEvent,
};

/// A set of questions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Questions(u16);

/// One thing that a seat may do. The order of the variants is the order in which a seat thinks of them: first what moves
/// an agreed deal, then bargaining, then office, courts and the public.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Question {
    /// To sign the agreement that stands, or to walk away from it.
    Signs,
    /// To come forward as a bidder.
    ComesForward,
    /// To bring a backer in, or to fold bids into one.
    Allies,
    /// To table a text or vote at the conference.
    Confers,
    /// To open an auction, or to bid in one.
    Auctions,
    /// To answer at a table, or to spin off.
    Bargains,
    /// To join a bid.
    Backs,
    /// To decide on a deal under review.
    Reviews,
    /// To answer who asks for more time.
    Extends,
    /// To issue a decree.
    Issues,
    /// To sue.
    Sues,
    /// To file a motion.
    Moves,
    /// To appeal.
    Appeals,
    /// To ask for more time.
    AsksForTime,
    /// To say something in public.
    Speaks,
}

impl Question {
    /// All of them, in their order.
    const ALL: [Self; 15] = [
        Self::Signs,
        Self::ComesForward,
        Self::Allies,
        Self::Confers,
        Self::Auctions,
        Self::Bargains,
        Self::Backs,
        Self::Reviews,
        Self::Extends,
        Self::Issues,
        Self::Sues,
        Self::Moves,
        Self::Appeals,
        Self::AsksForTime,
        Self::Speaks,
    ];
}

impl Questions {
    /// No question.
    pub const NONE: Self = Self(0);
    /// Every question.
    pub const ALL: Self = Self((1 << Question::ALL.len()) - 1);

    /// Some questions.
    pub(crate) const fn of(questions: &[Question]) -> Self {
        let mut bits = 0;
        let mut place = 0;
        while place < questions.len() {
            bits |= 1 << questions[place] as u16;
            place += 1;
        }
        Self(bits)
    }

    /// The questions of both sets.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The questions that are in both sets.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The questions of this set that are not in the other.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// This set with a question where it applies.
    pub(crate) const fn with_if(self, question: Question, applies: bool) -> Self {
        Self(self.0 | (applies as u16) << question as u16)
    }

    /// Whether what opens these opens also what a seat asks itself anew whenever time has gone on: it may weigh all that it
    /// could have otherwise.
    pub(crate) const fn opens_hourly(self) -> bool {
        !self.and(const { Self::of(&[Question::Allies]) }).is_empty()
    }

    /// Whether there is no question.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The question that comes first.
    pub(crate) fn first(self) -> Option<Question> {
        Question::ALL.get(self.0.trailing_zeros() as usize).copied()
    }

    /// This set without one question.
    pub(crate) const fn without(self, question: Question) -> Self {
        Self(self.0 & !(1 << question as u16))
    }

    /// The questions that an event may give a new answer to, in whatever seat.
    // A function of its own becomes a look into a table; within a loop over events it becomes a jump that is guessed wrongly.
    #[inline(never)]
    #[must_use]
    pub const fn opened_by(event: &Event) -> Self {
        use Question::{
            Allies, Appeals, AsksForTime, Auctions, Backs, Bargains, Confers, Extends, Issues, Moves, Reviews, Signs,
            Speaks, Sues,
        };
        // Worked out when this is compiled, so that nothing but the table is left.
        match event {
            Event::Run(RunEvent::SeatTaken { .. })
            | Event::Chance(ChanceEvent::ValueDrawn { .. })
            | Event::Run(RunEvent::Opened { .. }) => Self::ALL,
            // What time brings is opened by what falls due, and what nature draws shows in what it brings about.
            Event::Run(RunEvent::TimeAdvanced { .. })
            | Event::Chance(ChanceEvent::Drawn { .. })
            | Event::Chance(ChanceEvent::Settled { .. })
            | Event::Chance(ChanceEvent::FellDue { .. })
            | Event::Chance(ChanceEvent::Resolved { .. })
            | Event::Chance(ChanceEvent::Scheduled { .. })
            | Event::World(WorldEvent::ProbabilityMoved { .. })
            | Event::World(WorldEvent::SignalMade { .. })
            | Event::Run(RunEvent::OutcomeReached { .. }) => Self::NONE,
            // A walk-away may have moved, which also opens what hangs on the hour. Who did not sign, or did not answer a bid, for
            // want of points keeps asking itself.
            Event::World(WorldEvent::GaugeMoved { .. }) | Event::World(WorldEvent::WalkAwayMoved { .. }) => {
                const { Self::of(&[Allies, Confers, Auctions]) }
            }
            Event::Decree(DecreeEvent::DeadlineNeared { .. }) => const { Self::of(&[AsksForTime]) },
            Event::Decree(DecreeEvent::ExtensionRequested { .. }) => const { Self::of(&[Extends]) },
            // There is more of a decree than before, though its date is not near yet.
            Event::Decree(DecreeEvent::Issued { .. }) | Event::Decree(DecreeEvent::EnforcementSuspended { .. }) => {
                const { Self::of(&[Allies, Confers, Auctions, Issues, Sues, Moves]) }
            }
            // What a court has stopped may be sued over, and is implemented no further.
            Event::Decree(DecreeEvent::InjunctionLifted { .. }) => {
                const { Self::of(&[Allies, Confers, Auctions, Issues]) }
            }
            // It is as much of a decree as before, with a date that is further off or past.
            Event::Decree(DecreeEvent::DeadlineExtended { .. }) | Event::Decree(DecreeEvent::TookForce { .. }) => {
                const { Self::of(&[Allies, Confers, Auctions]) }
            }
            // There is less of it, which nobody acts upon: who leaves something undone for a while is called again.
            Event::Decree(DecreeEvent::ExtensionDenied { .. })
            | Event::Decree(DecreeEvent::DeadlinePassed { .. })
            | Event::Decree(DecreeEvent::Enforced { .. })
            | Event::Decree(DecreeEvent::Lapsed { .. })
            | Event::Decree(DecreeEvent::Revoked { .. })
            | Event::Decree(DecreeEvent::Satisfied { .. })
            | Event::Decree(DecreeEvent::TrusteeTermEnded { .. })
            | Event::Decree(DecreeEvent::Enjoined { .. })
            | Event::Decree(DecreeEvent::Annulled { .. }) => const { Self::of(&[Allies, Confers, Auctions]) },
            // The answer falls due.
            Event::Talks(TalksEvent::OfferMade { .. }) => const { Self::of(&[Allies]) },
            Event::Talks(TalksEvent::Opened { .. })
            | Event::Talks(TalksEvent::Ended { .. })
            | Event::Talks(TalksEvent::Resumed { .. })
            | Event::Consortium(ConsortiumEvent::BackerLeft { .. })
            | Event::Consortium(ConsortiumEvent::Merged { .. }) => {
                const { Self::of(&[Signs, Allies, Confers, Auctions, Bargains, Backs]) }
            }
            // Who joined has a place, and there is one place less.
            Event::Consortium(ConsortiumEvent::BackerJoined { .. }) => {
                const { Self::of(&[Signs, Allies, Confers, Auctions, Bargains]) }
            }
            Event::Consortium(ConsortiumEvent::BackerInvited { .. })
            | Event::Consortium(ConsortiumEvent::InvitationDeclined { .. })
            | Event::Consortium(ConsortiumEvent::MergerProposed { .. })
            | Event::Consortium(ConsortiumEvent::MergerAccepted { .. })
            | Event::Consortium(ConsortiumEvent::MergerDeclined { .. }) => {
                const { Self::of(&[Allies, Bargains, Backs]) }
            }
            Event::Court(CourtEvent::SuitFiled { .. }) => const { Self::of(&[Moves]) },
            Event::Court(CourtEvent::MotionGranted { .. }) | Event::Court(CourtEvent::MotionDenied { .. }) => {
                const { Self::of(&[Appeals]) }
            }
            Event::Court(CourtEvent::SuitWithdrawn { .. })
            | Event::Court(CourtEvent::SuitMooted { .. })
            | Event::Court(CourtEvent::MotionFiled { .. })
            | Event::Court(CourtEvent::AppealFiled { .. })
            | Event::Court(CourtEvent::AppealDecided { .. }) => Self::NONE,
            // Whoever signs has no more to sign, and nobody else has less.
            Event::Agreement(AgreementEvent::SignatureGiven { .. }) => Self::NONE,
            Event::Agreement(AgreementEvent::TermsAgreed { .. })
            | Event::Agreement(AgreementEvent::SpinOffPlanned { .. }) => {
                const { Self::of(&[Signs, Allies, Confers, Auctions]) }
            }
            Event::Review(ReviewEvent::Opened { .. }) => const { Self::of(&[Reviews]) },
            // An agreement that goes on its way leaves less to do.
            Event::Agreement(AgreementEvent::Signed { .. })
            | Event::Review(ReviewEvent::Approved { .. })
            | Event::Agreement(AgreementEvent::ClosingScheduled { .. }) => {
                const { Self::of(&[Allies, Confers, Auctions]) }
            }
            // Talks go on, and nothing is on its way that would settle a decree in time.
            Event::Agreement(AgreementEvent::Dropped { .. }) | Event::Review(ReviewEvent::Blocked { .. }) => {
                const { Self::of(&[Signs, Allies, Confers, Auctions, Bargains, Backs, Sues, AsksForTime]) }
            }
            // Who would not sue while an agreement stood may want a closed sale undone.
            Event::Agreement(AgreementEvent::Closed { .. })
            | Event::Decree(DecreeEvent::TrusteeAppointed { .. })
            | Event::Agreement(AgreementEvent::BuyerFailed { .. })
            | Event::Conference(ConferenceEvent::Opened { .. })
            | Event::Conference(ConferenceEvent::TextTabled { .. })
            | Event::Conference(ConferenceEvent::VoteCast { .. })
            | Event::Conference(ConferenceEvent::TextStands { .. })
            | Event::Conference(ConferenceEvent::TextFailed { .. })
            | Event::Conference(ConferenceEvent::TurnPassed { .. })
            | Event::Conference(ConferenceEvent::Closed)
            | Event::Auction(AuctionEvent::Opened { .. })
            | Event::Auction(AuctionEvent::LotUnsold { .. })
            | Event::Auction(AuctionEvent::RoundOpened { .. })
            | Event::Auction(AuctionEvent::BidTabled { .. })
            | Event::Auction(AuctionEvent::BidOpened { .. })
            | Event::Auction(AuctionEvent::BidderPassed { .. })
            | Event::Auction(AuctionEvent::BidderOut { .. })
            | Event::Auction(AuctionEvent::Won { .. })
            | Event::Auction(AuctionEvent::Failed) => const { Self::ALL.minus(Self::of(&[Speaks])) },
        }
    }
}

impl Questions {
    /// The questions that something may give a new answer to once it falls due, or on the day on which it does, in the seat
    /// that it calls upon.
    pub(crate) const fn opened_by_due(due: Due) -> Self {
        match due {
            Due::Issue(_) => const { Self::of(&[Question::Issues]) },
            // A spin-off is a way to bargain.
            Due::Entry(_) => const { Self::of(&[Question::ComesForward, Question::Bargains]) },
            Due::Backing(_) => const { Self::of(&[Question::Backs]) },
            // Who waits for an answer to a merger does not bargain.
            Due::Merger(_) => const { Self::of(&[Question::Allies, Question::Bargains]) },
            Due::Signal(_) => const { Self::of(&[Question::Speaks]) },
            Due::Suit(_) => const { Self::of(&[Question::Sues]) },
            Due::Motion(_) => const { Self::of(&[Question::Moves]) },
            Due::Reply(_) => const { Self::of(&[Question::Bargains]) },
            Due::Review(..) => const { Self::of(&[Question::Reviews]) },
            Due::Text => const { Self::of(&[Question::Confers]) },
            Due::Chance(_)
            | Due::Warning(_)
            | Due::Hearing(_)
            | Due::AppealHearing(_)
            | Due::ReviewEnd(..)
            | Due::Closing(_)
            | Due::TextEnd
            | Due::VoteEnd
            | Due::AuctionDay
            | Due::AuctionRound
            | Due::TrusteeEnd(_)
            | Due::Deadline(_)
            | Due::Close => Self::NONE,
        }
    }

    /// The questions to which nobody has an answer: without any agreement there is none to sign or to look at, and where the
    /// only one to be had stands, there is nothing to bargain about.
    pub(crate) const fn idle(agreement_stands: bool, is_only_one: bool) -> Self {
        match (agreement_stands, is_only_one) {
            (false, _) => const { Self::of(&[Question::Signs, Question::Reviews]) },
            (true, true) => const { Self::of(&[Question::Bargains]) },
            (true, false) => Self::NONE,
        }
    }
}

/// For each party, the questions that are open to it. Four stand side by side in one word, for events open them to all
/// parties at once.
#[derive(Clone, Debug)]
pub(crate) struct Agenda {
    open: Vec<u64>,
    /// What each may ever ask itself.
    may: Vec<u64>,
    /// What each asks itself anew whenever time has gone on, or what it weighs has moved.
    hourly: Vec<u64>,
    /// All that anybody asks itself anew then, and all that anybody may ever ask itself.
    anyones_hourly: Questions,
    anyones: Questions,
}

/// How many parties share a word.
const ABREAST: usize = 4;
/// One bit for each party of a word.
const EACH: u64 = 0x0001_0001_0001_0001;

impl Agenda {
    /// Everything open to parties, of each of which is told what it may ask itself, and what of it anew with time.
    pub(crate) fn new(parties: impl ExactSizeIterator<Item = (Questions, Questions)>) -> Self {
        let words = vec![0; parties.len().div_ceil(ABREAST)];
        let mut agenda = Self {
            open: words.clone(),
            may: words.clone(),
            hourly: words,
            anyones_hourly: Questions::NONE,
            anyones: Questions::NONE,
        };
        for (party, (may, hourly)) in parties.enumerate() {
            agenda.set_may(party, may, hourly);
        }
        agenda
    }

    /// Opens to each party all that it may ask itself.
    pub(crate) fn open_all(&mut self) {
        self.open.copy_from_slice(&self.may);
    }

    /// Another player sits down in a party's place, who may ask itself this much, and of it so much anew with time.
    pub(crate) fn set_may(&mut self, party: usize, may: Questions, hourly: Questions) {
        put(&mut self.may, party, may);
        put(&mut self.hourly, party, hourly.and(may));
        // Whoever sat there before is still counted, which costs a look and changes nothing.
        self.anyones_hourly = self.anyones_hourly.or(hourly.and(may));
        self.anyones = self.anyones.or(may);
        put(&mut self.open, party, may);
    }

    /// Opens to each party what it asks itself anew whenever time has gone on.
    pub(crate) fn open_hourly(&mut self) {
        if !self.anyones_hourly.is_empty() {
            for (open, hourly) in self.open.iter_mut().zip(&self.hourly) {
                *open |= hourly;
            }
        }
    }

    /// Opens some questions to one party.
    pub(crate) fn open_to(&mut self, party: usize, questions: Questions) {
        let word = party / ABREAST;
        self.open[word] |= u64::from(questions.0) << shift(party) & self.may[word];
    }

    /// Opens some questions to all parties.
    pub(crate) fn open(&mut self, questions: Questions) {
        let questions = questions.and(self.anyones);
        if questions.is_empty() {
            return;
        }
        let opened = u64::from(questions.0) * EACH;
        for (open, may) in self.open.iter_mut().zip(&self.may) {
            *open |= opened & may;
        }
    }

    /// What is open to a party.
    pub(crate) fn of(&self, party: usize) -> Questions {
        Questions((self.open[party / ABREAST] >> shift(party)) as u16)
    }

    /// Leaves only so much open to a party.
    pub(crate) fn keep(&mut self, party: usize, open: Questions) {
        put(&mut self.open, party, open);
    }
}

/// Writes a party's part of its word.
fn put(words: &mut [u64], party: usize, questions: Questions) {
    let word = &mut words[party / ABREAST];
    *word = *word & !(u64::from(u16::MAX) << shift(party)) | u64::from(questions.0) << shift(party);
}

const fn shift(party: usize) -> usize {
    party % ABREAST * 16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_is_the_order_of_the_bits() {
        for (place, question) in Question::ALL.into_iter().enumerate() {
            assert_eq!(question as usize, place);
            assert_eq!(Questions::of(&[question]).first(), Some(question));
        }
        assert_eq!(Questions::ALL.without(Question::Signs).first(), Some(Question::ComesForward));
        assert_eq!(Questions::NONE.first(), None);
    }

    #[test]
    fn each_party_has_its_own_questions() {
        let (signs, speaks) = (Questions::of(&[Question::Signs]), Questions::of(&[Question::Speaks]));
        let may = [signs, speaks, Questions::ALL, signs, speaks].map(|may| (may, signs));
        let mut agenda = Agenda::new(may.into_iter());
        (0..5).for_each(|party| agenda.keep(party, Questions::NONE));
        agenda.open(speaks);
        let open: Vec<Questions> = (0..5).map(|party| agenda.of(party)).collect();
        assert_eq!(open, [Questions::NONE, speaks, speaks, Questions::NONE, speaks]);
        agenda.set_may(0, Questions::ALL, Questions::NONE);
        agenda.open(speaks);
        assert_eq!((agenda.of(0), agenda.of(4)), (Questions::ALL, speaks));
        agenda.open_all();
        assert_eq!((agenda.of(2), agenda.of(3)), (Questions::ALL, signs));
        (0..5).for_each(|party| agenda.keep(party, Questions::NONE));
        agenda.open_hourly();
        let open: Vec<Questions> = (0..5).map(|party| agenda.of(party)).collect();
        assert_eq!(open, [Questions::NONE, Questions::NONE, signs, signs, Questions::NONE]);
        agenda.open_to(1, Questions::ALL);
        assert_eq!((agenda.of(0), agenda.of(1), agenda.of(2)), (Questions::NONE, speaks, signs));
    }
}
