//! What a seat may ask itself, and which of it may have a new answer.
//!
//! A bot is asked after most entries, and mostly nothing has changed for it. Each event opens the questions that it may
//! give a new answer to, for every seat; a question that a seat has answered with no stays closed until it is opened again.
//! What is opened too often costs time and changes nothing, so in doubt an event opens all.

use divest_core::Event;

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
    #[must_use]
    pub const fn opened_by(event: &Event) -> Self {
        use Question::{
            Allies, Appeals, AsksForTime, Auctions, Backs, Bargains, ComesForward, Confers, Extends, Moves, Signs,
            Speaks, Sues,
        };
        match event {
            Event::SeatTaken { .. } | Event::ValueDrawn { .. } | Event::Opened { .. } => Self::ALL,
            // The rest hangs on what has happened, not on the hour.
            Event::TimeAdvanced { .. } => Self::ALL.minus(Self::of(&[Signs, Extends, Appeals, AsksForTime])),
            // What nature draws shows in what it brings about.
            Event::Drawn { .. }
            | Event::Settled { .. }
            | Event::DrawFellDue { .. }
            | Event::ChanceResolved { .. }
            | Event::ChanceSet { .. }
            | Event::ProbabilityMoved { .. }
            | Event::SignalMade { .. }
            | Event::OutcomeReached { .. } => Self::NONE,
            // A walk-away may have moved.
            Event::GaugeMoved { .. } | Event::WalkAwayMoved { .. } => {
                Self::of(&[Signs, Allies, Confers, Auctions, Bargains])
            }
            Event::DecreeIssued { .. }
            | Event::DeadlineNeared { .. }
            | Event::ExtensionRequested { .. }
            | Event::DeadlineExtended { .. }
            | Event::ExtensionDenied { .. }
            | Event::DeadlinePassed { .. }
            | Event::DecreeTookForce { .. }
            | Event::DecreeEnforced { .. }
            | Event::DecreeLapsed { .. }
            | Event::DecreeRevoked { .. }
            | Event::DecreeSatisfied { .. }
            | Event::TrusteeTimeEnded { .. }
            | Event::DecreeEnjoined { .. }
            | Event::InjunctionLifted { .. }
            | Event::EnforcementSuspended { .. }
            | Event::DecreeAnnulled { .. } => Self::ALL.minus(Self::of(&[ComesForward, Backs, Speaks])),
            Event::OfferMade { .. } => Self::of(&[Allies, Bargains]),
            Event::TalksOpened { .. }
            | Event::TalksEnded { .. }
            | Event::TalksResumed { .. }
            | Event::BidJoined { .. }
            | Event::BidLeft { .. }
            | Event::BidMerged { .. } => Self::of(&[Signs, Allies, Confers, Auctions, Bargains, Backs]),
            Event::BackerInvited { .. }
            | Event::InvitationDeclined { .. }
            | Event::MergerProposed { .. }
            | Event::MergerAccepted { .. }
            | Event::MergerDeclined { .. } => Self::of(&[Allies, Bargains, Backs]),
            Event::SuitFiled { .. }
            | Event::SuitWithdrawn { .. }
            | Event::SuitMooted { .. }
            | Event::MotionFiled { .. }
            | Event::MotionGranted { .. }
            | Event::MotionDenied { .. }
            | Event::AppealFiled { .. }
            | Event::AppealDecided { .. } => Self::of(&[Sues, Moves, Appeals]),
            // Whoever signs has no more to sign, and nobody else has less.
            Event::SignatureGiven { .. } | Event::SignatureGivenIn { .. } => Self::NONE,
            Event::TrusteeAppointed { .. }
            | Event::TermsAgreed { .. }
            | Event::SpinOffPlanned { .. }
            | Event::DealSigned { .. }
            | Event::AgreementDropped { .. }
            | Event::ReviewOpened { .. }
            | Event::DealApproved { .. }
            | Event::DealBlocked { .. }
            | Event::ClosingScheduled { .. }
            | Event::ClosingScheduledIn { .. }
            | Event::DealClosed { .. }
            | Event::LotSold { .. }
            | Event::BuyerFailed { .. }
            | Event::ConferenceOpened { .. }
            | Event::TextTabled { .. }
            | Event::VoteCast { .. }
            | Event::TextStands { .. }
            | Event::TextFailed { .. }
            | Event::TurnPassed { .. }
            | Event::ConferenceClosed
            | Event::AuctionOpened { .. }
            | Event::RoundOpened { .. }
            | Event::BidTabled { .. }
            | Event::BidOpened { .. }
            | Event::AuctionPassed { .. }
            | Event::BidderOut { .. }
            | Event::AuctionWon { .. }
            | Event::AuctionFailed => Self::ALL,
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
}

/// How many parties share a word.
const ABREAST: usize = 4;
/// One bit for each party of a word.
const EACH: u64 = 0x0001_0001_0001_0001;

impl Agenda {
    /// Everything open to parties that may ask themselves this much.
    pub(crate) fn new(may: impl ExactSizeIterator<Item = Questions>) -> Self {
        let mut words = vec![0; may.len().div_ceil(ABREAST)];
        for (party, may) in may.enumerate() {
            words[party / ABREAST] |= u64::from(may.0) << shift(party);
        }
        Self { open: words.clone(), may: words }
    }

    /// Opens to each party all that it may ask itself.
    pub(crate) fn open_all(&mut self) {
        self.open.copy_from_slice(&self.may);
    }

    /// Another player sits down in a party's place, who may ask itself this much.
    pub(crate) fn set_may(&mut self, party: usize, may: Questions) {
        self.may[party / ABREAST] &= !(u64::from(u16::MAX) << shift(party));
        self.may[party / ABREAST] |= u64::from(may.0) << shift(party);
        self.keep(party, may);
    }

    /// Opens some questions to all parties.
    pub(crate) fn open(&mut self, questions: Questions) {
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
        let word = &mut self.open[party / ABREAST];
        *word = *word & !(u64::from(u16::MAX) << shift(party)) | u64::from(open.0) << shift(party);
    }
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
        let mut agenda = Agenda::new([signs, speaks, Questions::ALL, signs, speaks].into_iter());
        (0..5).for_each(|party| agenda.keep(party, Questions::NONE));
        agenda.open(speaks);
        let open: Vec<Questions> = (0..5).map(|party| agenda.of(party)).collect();
        assert_eq!(open, [Questions::NONE, speaks, speaks, Questions::NONE, speaks]);
        agenda.set_may(0, Questions::ALL);
        agenda.open(speaks);
        assert_eq!((agenda.of(0), agenda.of(4)), (Questions::ALL, speaks));
        agenda.open_all();
        assert_eq!((agenda.of(2), agenda.of(3)), (Questions::ALL, signs));
    }
}
