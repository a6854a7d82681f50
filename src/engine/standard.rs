//! The bot that plays a seat when nobody takes it: one for all roles, because one party may sell, sue and speak.
//!
//! It keeps no memory. What it did shows in its view, so it plays on from any point of a log as if it had always been
//! there.

use crate::occupant::{Choices, Occupant, Why, Wish};
use crate::standard_auction;
use crate::standard_conference;
use crate::standard_court;
use crate::standard_office;
use crate::standard_sale;
use divest_core::View;
use divest_core::command::Command;
use divest_core::id::{DecreeId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use divest_core::scenario::{Motion, Quantity, Role, Scenario};
use divest_core::state::TalksStatus;

/// The standard bot of one seat.
#[derive(Clone, Debug)]
pub struct Standard {
    duties: Duties,
}

/// What a seat may ever have to do in a scenario, so that it need not look through everybody else's.
#[derive(Clone, Debug)]
pub(crate) struct Duties {
    pub(crate) role: Role,
    /// The talks in which it is the bidder.
    pub(crate) bids: Vec<TalksId>,
    /// The bids that it may join, by their place in the scenario's table.
    pub(crate) backings: Vec<usize>,
    pub(crate) reviews: Vec<ReviewId>,
    /// The decrees that it issues.
    pub(crate) issues: Vec<DecreeId>,
    /// The decrees whose dates it may move.
    pub(crate) extends: Vec<DecreeId>,
    pub(crate) suits: Vec<SuitId>,
    /// The motions in its own suits.
    pub(crate) motions: Vec<MotionId>,
    /// The motions whose ruling it may lose and appeal.
    pub(crate) appeals: Vec<MotionId>,
    pub(crate) signals: Vec<SignalId>,
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
        Self {
            role: scenario.party(seat).map_or(Role::Press, |party| party.role),
            bids: own(&setup.sale.talks, TalksId::at, |talks| talks.bidder == seat),
            backings: own(&setup.sale.backings, |place| place, |backing| backing.backer == seat),
            reviews: own(&setup.sale.reviews, ReviewId::at, |review| review.authority == seat),
            issues: own(&setup.decrees, DecreeId::at, |decree| decree.issuer == seat),
            extends: own(&setup.decrees, DecreeId::at, |d| d.extension.as_ref().is_some_and(|e| e.authority == seat)),
            suits: own(&setup.suits, SuitId::at, |suit| suit.plaintiff == seat),
            motions: own(&setup.motions, MotionId::at, sues),
            appeals: own(&setup.motions, MotionId::at, |motion| {
                motion.appeal.is_some() && (sues(motion) || orders(motion))
            }),
            signals: own(&setup.signals, SignalId::at, |signal| signal.author == seat),
        }
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
        let wish = acts(view, &self.duties, standard_sale::answers, |_| false)?;
        // A bot wishes only what is allowed; what the rules refuse after all, it leaves.
        choices.check(&wish.command).is_ok().then_some(wish)
    }
}

/// What a bot with a strategy may rather do in its own way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Turn {
    /// To come forward as a bidder.
    ComesForward,
    /// To answer who asks for more time.
    Extends,
    /// To go to court.
    Sues,
}

/// What a seat does next: `answers` bargains, and what `leaves` names is left to whoever asks.
pub(crate) fn acts(
    view: &View<'_>,
    duties: &Duties,
    answers: impl Fn(&View<'_>, TalksId) -> Option<Wish>,
    leaves: impl Fn(Turn) -> bool,
) -> Option<Wish> {
    let unless_left = |turn, does: fn(&View<'_>, &Duties) -> Option<Wish>| {
        if leaves(turn) { None } else { does(view, duties) }
    };
    // First what moves an agreed deal, then bargaining, then office, courts and the public.
    standard_sale::on_agreement(view)
        .or_else(|| unless_left(Turn::ComesForward, comes_forward))
        .or_else(|| standard_conference::confers(view))
        .or_else(|| standard_auction::auctions(view))
        .or_else(|| match duties.role {
            Role::Seller | Role::Trustee => standard_sale::sells(view, &answers),
            Role::Bidder => standard_sale::bids(view, duties, &answers),
            _ => None,
        })
        .or_else(|| backs(view, duties))
        .or_else(|| standard_office::reviews(view, duties))
        .or_else(|| unless_left(Turn::Extends, standard_office::answers_requests))
        .or_else(|| standard_office::issues(view, duties))
        .or_else(|| unless_left(Turn::Sues, standard_court::sues))
        .or_else(|| standard_court::moves(view, duties))
        .or_else(|| standard_court::appeals(view, duties))
        .or_else(|| asks_for_time(view))
        .or_else(|| speaks(view, duties))
}

/// Whether a number that decides on an act says yes; what the seat may not know counts as no.
pub(crate) fn is_real(view: &View<'_>, quantity: Quantity) -> bool {
    view.value(quantity).is_some_and(|number| number != 0)
}

/// Whether a day has come, as far as the seat knows it.
pub(crate) fn has_come(view: &View<'_>, day: Quantity) -> bool {
    view.value(day).is_some_and(|day| day <= view.now().day())
}

fn comes_forward(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    let scenario = view.scenario();
    let comes = |talks: &&TalksId| {
        let spec = scenario.talks(**talks);
        view.talks(**talks).status() == TalksStatus::NotYet
            && view.closed().is_none()
            && is_real(view, spec.real)
            && has_come(view, spec.enters_day)
    };
    let talks = *duties.bids.iter().find(comes)?;
    Some(Wish::new(Command::OpenTalks { talks }, Why::Because("its moment has come")))
}

fn backs(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    // Nobody joins a deal that is agreed already.
    if duties.backings.is_empty() || view.agreement().is_some() || view.closed().is_some() {
        return None;
    }
    if view.joined_bid().is_some() {
        return None;
    }
    let backings = duties.backings.iter().map(|&place| &view.scenario().setup().sale.backings[place]);
    let mut ready = backings.filter(|backing| {
        view.talks(backing.talks).status() == TalksStatus::Open
            && is_real(view, backing.real)
            && has_come(view, backing.joins_day)
    });
    let talks = ready.next()?.talks;
    Some(Wish::new(Command::JoinBid { talks }, Why::Because("it sees a place in the bid")))
}

/// The vendor asks for more time once a date is near, unless a deal closes before it.
fn asks_for_time(view: &View<'_>) -> Option<Wish> {
    if view.seat() != view.vendor() || view.closed().is_some() {
        return None;
    }
    let setup = view.scenario().setup();
    let closing = view.agreement().and_then(|agreement| agreement.closing);
    view.live_decrees().find_map(|id| {
        let state = view.decree(id);
        let deadline = state.deadline()?;
        let in_time = closing.is_some_and(|closing| closing <= deadline);
        let asks = state.warned() && setup.decrees[id.index()].extension.is_some() && !state.was_requested();
        let wish = Wish::new(Command::RequestExtension { decree: id }, Why::Because("the date is near"));
        (asks && !in_time).then_some(wish)
    })
}

fn speaks(view: &View<'_>, duties: &Duties) -> Option<Wish> {
    let scenario = view.scenario();
    let is_due = |signal: &&SignalId| {
        let spec = scenario.signal(**signal);
        !view.was_said(**signal) && spec.on_day.is_some_and(|day| has_come(view, day)) && is_real(view, spec.real)
    };
    let signal = *duties.signals.iter().find(is_due)?;
    Some(Wish::new(Command::Say { signal }, Why::Unsaid))
}
