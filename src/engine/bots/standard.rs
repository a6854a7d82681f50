//! The bot that plays a seat when nobody takes it: one for all roles, because one party may sell, sue and speak.
//!
//! It keeps no memory. What it did shows in its view, so it plays on from any point of a log as if it had always been
//! there.

use crate::occupant::{Choices, Occupant, Why, Wish};
use crate::questions::{Question, Questions};
use super::bid;
use super::ally;
use super::confer;
use super::sue;
use super::office;
use crate::bots::bargain::{self, is_open};
use divest_core::View;
use divest_core::coalition::Invitation;
use divest_core::command::Command;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, MotionId, ReviewId, SeatId, SellerId, SignalId, SuitId, TalksId};
use divest_core::scenario::{Motion, Quantity, Relief, Role, Scenario};
use divest_core::state::TalksStatus;
use divest_core::units::Instant;

/// The standard bot of one seat.
#[derive(Clone, Debug)]
pub struct Standard {
    duties: Duties,
}

/// What a seat may ever have to do in a scenario, so that it need not look through everybody else's. What it looks at first
/// stands here and not deep in the scenario.
#[derive(Clone, Debug)]
pub(crate) struct Duties {
    /// What it may ever do at all.
    pub(crate) may: Questions,
    /// What of it hangs on the hour as such, on walk-aways and on dates, and not only on single events and what falls due.
    hourly: Questions,
    pub(crate) role: Role,
    /// The talks in which it is the bidder.
    pub(crate) bids: Vec<TalksId>,
    /// The bids that it may join, by their place in the scenario's table.
    pub(crate) backings: Vec<usize>,
    /// The backings that wait for its invitation, by their place in the scenario's table.
    pub(crate) invites: Vec<usize>,
    /// The mergers that it may propose, by their place in the scenario's table.
    pub(crate) mergers: Vec<usize>,
    pub(crate) reviews: Vec<ReviewId>,
    /// The decrees that it issues.
    pub(crate) issues: Vec<Issuance>,
    /// The decrees whose dates it may move.
    pub(crate) extends: Vec<DecreeId>,
    pub(crate) suits: Vec<Case>,
    /// The motions in its own suits.
    pub(crate) motions: Vec<MotionId>,
    /// The motions whose ruling it may lose and appeal.
    pub(crate) appeals: Vec<MotionId>,
    pub(crate) signals: Vec<Speech>,
}

/// A decree that a seat issues.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Issuance {
    pub(crate) decree: DecreeId,
    pub(crate) day: Option<Quantity>,
    implements: Option<DecreeId>,
}

/// A case, with the decrees that its motions attack.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) suit: SuitId,
    pub(crate) real: Quantity,
    pub(crate) files_days: Quantity,
    pub(crate) against: Vec<(Relief, DecreeId)>,
}

/// Something that a seat may say.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Speech {
    pub(crate) signal: SignalId,
    day: Option<Quantity>,
    pub(crate) real: Quantity,
}

/// The places in a table of what is a seat's.
fn own<T, Id>(table: &[T], id: impl Fn(usize) -> Id, is_own: impl Fn(&T) -> bool) -> Vec<Id> {
    table.iter().enumerate().filter(|(_, thing)| is_own(thing)).map(|(place, _)| id(place)).collect()
}

impl Duties {
    pub(crate) fn of(scenario: &Scenario, seat: SeatId) -> Self {
        let setup = scenario.setup();
        let sues = |motion: &Motion| scenario.suit(motion.suit).plaintiff == seat;
        let orders = |motion: &Motion| motion.against.iter().any(|&decree| scenario.decree(decree).issuer == seat);
        let bids = |talks: TalksId| scenario.talks(talks).bidder == seat;
        let mut duties = Self {
            may: Questions::ALL,
            hourly: Questions::of(&[Question::Allies, Question::Confers, Question::Auctions])
                // The longer bidders talk, the less a spin-off must be worth.
                .with_if(Question::Bargains, !scenario.spin_offs().is_empty()),
            role: scenario.party(seat).map_or(Role::Press, |party| party.role),
            bids: own(&setup.sale.talks, TalksId::at, |talks| talks.bidder == seat),
            backings: own(&setup.sale.backings, |place| place, |backing| backing.backer == seat),
            invites: own(&setup.sale.backings, |place| place, |backing| backing.invited && bids(backing.talks)),
            mergers: own(&setup.sale.mergers, |place| place, |merger| bids(merger.talks)),
            reviews: own(&setup.sale.reviews, ReviewId::at, |review| review.authority == seat),
            issues: own(&setup.decrees, DecreeId::at, |decree| decree.issuer == seat)
                .into_iter()
                .map(|decree| Issuance::of(scenario, decree))
                .collect(),
            extends: own(&setup.decrees, DecreeId::at, |d| d.extension.as_ref().is_some_and(|e| e.authority == seat)),
            suits: own(&setup.suits, SuitId::at, |suit| suit.plaintiff == seat)
                .into_iter()
                .map(|suit| Case::of(scenario, suit))
                .collect(),
            motions: own(&setup.motions, MotionId::at, sues),
            appeals: own(&setup.motions, MotionId::at, |motion| {
                motion.appeal.is_some() && (sues(motion) || orders(motion))
            }),
            signals: own(&setup.signals, SignalId::at, |signal| signal.author == seat)
                .into_iter()
                .map(|signal| Speech::of(scenario, signal))
                .collect(),
        };
        duties.may = duties.questions(scenario, seat);
        duties
    }

    /// What there may ever be for a seat to do.
    fn questions(&self, scenario: &Scenario, seat: SeatId) -> Questions {
        let sale = &scenario.setup().sale;
        // Trustees, and the estates of buyers that fail, are of that role.
        let may_sell = scenario.sellers().contains(&seat) || self.role == Role::Trustee;
        let signs = may_sell
            || !self.bids.is_empty()
            || !self.backings.is_empty()
            || sale.vetoes.contains(&seat)
            || sale.cosigners.contains(&seat);
        // Whoever sells may be asked for leave.
        let allies = !sale.mergers.is_empty() && (may_sell || !self.bids.is_empty())
            || !self.invites.is_empty()
            || self.backings.iter().any(|&place| sale.backings[place].invited);
        let bargains = match self.role {
            Role::Seller | Role::Trustee => may_sell,
            Role::Bidder => !self.bids.is_empty(),
            _ => false,
        };
        Questions::NONE
            .with_if(Question::Signs, signs)
            .with_if(Question::ComesForward, !self.bids.is_empty())
            .with_if(Question::Allies, allies)
            .with_if(Question::Confers, sale.conference.is_some())
            .with_if(Question::Auctions, sale.auction.is_some())
            .with_if(Question::Bargains, bargains)
            .with_if(Question::Backs, !self.backings.is_empty())
            .with_if(Question::Reviews, !self.reviews.is_empty())
            .with_if(Question::Extends, !self.extends.is_empty())
            .with_if(Question::Issues, !self.issues.is_empty())
            .with_if(Question::Sues, !self.suits.is_empty())
            .with_if(Question::Moves, !self.motions.is_empty())
            .with_if(Question::Appeals, !self.appeals.is_empty())
            .with_if(Question::AsksForTime, may_sell)
            .with_if(Question::Speaks, !self.signals.is_empty())
    }
}

impl Issuance {
    /// Whether the decree that it implements, if it implements one, stands.
    pub(crate) fn parent_stands(&self, view: &View<'_>) -> bool {
        self.implements.is_none_or(|parent| {
            let status = view.decree(parent).status();
            status.is_live() && status != Status::Enjoined
        })
    }

    fn of(scenario: &Scenario, decree: DecreeId) -> Self {
        let spec = scenario.decree(decree);
        Self { decree, day: spec.issue_day, implements: spec.implements }
    }
}

impl Case {
    fn of(scenario: &Scenario, suit: SuitId) -> Self {
        let spec = scenario.suit(suit);
        let motions = scenario.setup().motions.iter().filter(|motion| motion.suit == suit);
        let against = motions.flat_map(|motion| motion.against.iter().map(|&decree| (motion.relief, decree)));
        Self { suit, real: spec.real, files_days: spec.files_days, against: against.collect() }
    }
}

impl Speech {
    fn of(scenario: &Scenario, signal: SignalId) -> Self {
        let spec = scenario.signal(signal);
        Self { signal, day: spec.on_day, real: spec.real }
    }
}

impl Standard {
    /// The bot for a seat.
    #[must_use]
    pub fn for_seat(scenario: &Scenario, seat: SeatId) -> Self {
        Self { duties: Duties::of(scenario, seat) }
    }
}

impl Occupant for Standard {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Wish> {
        let wish = self.think(view, &mut { Questions::ALL })?;
        // A bot wishes only what is allowed; what the rules refuse after all, it leaves.
        choices.check(&wish.command).is_ok().then_some(wish)
    }

    fn may(&self) -> Questions {
        self.duties.may
    }

    fn hourly(&self) -> Questions {
        self.duties.hourly
    }

    fn reconsider(&mut self, view: &View<'_>, _: &Choices<'_>, open: &mut Questions) -> Option<Wish> {
        let wish = self.think(view, open);
        debug_assert_eq!(wish, self.think(view, &mut { Questions::ALL }), "BUG: a closed question has a new answer");
        wish
    }

    fn takes_no_for_an_answer(&self) -> bool {
        true
    }
}

impl Standard {
    fn think(&self, view: &View<'_>, open: &mut Questions) -> Option<Wish> {
        acts(view, &self.duties, open, bargain::answers)
    }
}

/// A question that is being answered: it counts as closed unless the answer leaves it open.
pub(crate) struct Rest<'a> {
    open: &'a mut Questions,
    question: Question,
}

impl Rest<'_> {
    /// Leaves the question open where there is more to answer at this moment, or where there may be another answer later
    /// though nothing happens and nothing falls due.
    pub(crate) fn stays_if(&mut self, stays: bool) {
        *self.open = self.open.with_if(self.question, stays);
    }

    /// The first of what there is to answer; with more of it, the question stays open.
    pub(crate) fn first_of<T>(&mut self, mut all: impl Iterator<Item = T>) -> Option<T> {
        let first = all.next()?;
        self.stays_if(all.next().is_some());
        Some(first)
    }
}

/// What a seat does next, of what is still open; `answers` bargains. What it has no further answer to is closed.
pub(crate) fn acts(
    view: &View<'_>,
    duties: &Duties,
    open: &mut Questions,
    answers: impl Fn(&View<'_>, TalksId) -> Option<Wish>,
) -> Option<Wish> {
    *open = open.and(duties.may);
    let mut left = *open;
    loop {
        let question = left.first()?;
        left = left.without(question);
        *open = open.without(question);
        let mut rest = Rest { open, question };
        // Mostly one question is left. Its answer goes straight to whoever asked: a wish that is moved right after it was
        // written waits for the processor's store buffer.
        if left.is_empty() {
            return answer(view, duties, &answers, &mut rest);
        }
        let wish = answer(view, duties, &answers, &mut rest);
        if wish.is_some() {
            return wish;
        }
    }
}

// Not part of the loop above: there, all that any answer reads of the duties would be fetched before the first is asked for.
#[inline(never)]
fn answer(
    view: &View<'_>,
    duties: &Duties,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Wish>,
    rest: &mut Rest<'_>,
) -> Option<Wish> {
    match rest.question {
        Question::Signs => bargain::on_agreements(view, rest),
        Question::ComesForward => comes_forward(view, duties, rest),
        Question::Allies => one_of_several(ally::allies(view, duties), rest),
        Question::Confers => one_of_several(confer::confers(view), rest),
        Question::Auctions => one_of_several(bid::auctions(view), rest),
        Question::Bargains if duties.role == Role::Bidder => bargain::bids(view, duties, answers, rest),
        Question::Bargains => bargain::sells(view, answers, rest),
        Question::Backs => backs(view, duties),
        Question::Reviews => office::reviews(view, duties, rest),
        Question::Extends => office::answers_requests(view, duties, rest),
        Question::Issues => office::issues(view, duties, rest),
        Question::Sues => sue::sues(view, duties, rest),
        Question::Moves => sue::moves(view, duties, rest),
        Question::Appeals => sue::appeals(view, duties, rest),
        Question::AsksForTime => asks_for_time(view, rest),
        Question::Speaks => speaks(view, duties, rest),
    }
}

/// An answer that another may follow at once.
pub(crate) fn one_of_several(wish: Option<Wish>, rest: &mut Rest<'_>) -> Option<Wish> {
    rest.stays_if(wish.is_some());
    wish
}

/// Whether a number that decides on an act says yes; what the seat may not know counts as no.
pub(crate) fn is_real(view: &View<'_>, quantity: Quantity) -> bool {
    view.value(quantity).is_some_and(|number| number != 0)
}

/// Whether a day has come, as far as the seat knows it.
pub(crate) fn has_come(view: &View<'_>, day: Quantity) -> bool {
    view.value(day).is_some_and(|day| day <= view.now().day())
}

fn comes_forward(view: &View<'_>, duties: &Duties, rest: &mut Rest<'_>) -> Option<Wish> {
    let scenario = view.scenario();
    let comes = |talks: &&TalksId| {
        let spec = scenario.talks(**talks);
        view.talks(**talks).status() == TalksStatus::NotYet
            && !view.is_over(**talks)
            && is_real(view, spec.real)
            && has_come(view, spec.enters_day)
    };
    let talks = *rest.first_of(duties.bids.iter().filter(comes))?;
    Some(Wish::new(Command::OpenTalks { talks }, Why::Because("its moment has come")))
}

fn backs(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    // Nobody joins a deal that is agreed already.
    if duties.backings.is_empty() || view.closed().is_some() {
        return None;
    }
    let may_join = |place: &&usize| view.invitation(**place).is_none_or(|stands| stands == Invitation::Open);
    let backings = duties.backings.iter().filter(may_join);
    let backings = backings.map(|&place| &view.scenario().setup().sale.backings[place]);
    let mut ready = backings.filter(|backing| {
        view.talks(backing.talks).status() == TalksStatus::Open
            && is_open(view, backing.talks)
            && is_real(view, backing.real)
            && has_come(view, backing.joins_day)
            && view.joined_bid(backing.talks).is_none()
    });
    let talks = ready.next()?.talks;
    Some(Wish::new(Command::JoinBid { talks }, Why::Because("it sees a place in the bid")))
}

/// The vendor asks for more time once a date is near, unless a deal closes before it.
fn asks_for_time(view: &View<'_>, rest: &mut Rest<'_>) -> Option<Wish> {
    if !view.is_vendor() || view.closed().is_some() {
        return None;
    }
    let setup = view.scenario().setup();
    let asks = |id: &DecreeId| {
        let state = view.decree(*id);
        let Some(deadline) = state.deadline() else { return false };
        let asks = state.warned() && setup.decrees[id.index()].extension.is_some() && !state.was_requested();
        if !asks || !view.is_pressed_by(*id) {
            return false;
        }
        let in_time = |closing: Option<Instant>| closing.is_some_and(|closing| closing <= deadline);
        // It asks for what it sells: what another has on its way is no answer to what it has not.
        let own = |seller: &SellerId| view.vendor_for(*seller) == view.seat();
        let mut sellers = view.scenario().sellers_under(*id).filter(own);
        !sellers.all(|seller| view.agreement_of(seller).is_some_and(|agreement| in_time(agreement.closing)))
    };
    let decree = rest.first_of(view.live_decrees().filter(asks))?;
    Some(Wish::new(Command::RequestExtension { decree }, Why::Because("the date is near")))
}

fn speaks(view: &View<'_>, duties: &Duties, rest: &mut Rest<'_>) -> Option<Wish> {
    // Worked out once for all that it might say: a day is a division.
    let today = view.now().day();
    let is_due = |speech: &&Speech| {
        let has_come = |day| view.value(day).is_some_and(|day| day <= today);
        !view.was_said(speech.signal) && speech.day.is_some_and(has_come) && is_real(view, speech.real)
    };
    let speech = rest.first_of(duties.signals.iter().filter(is_due))?;
    Some(Wish::new(Command::Say { signal: speech.signal }, Why::Unsaid))
}
