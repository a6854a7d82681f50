//! The bot that plays a seat when nobody takes it: one for all roles, because one party may sell, sue and speak.
//!
//! It keeps no memory. What it did shows in its view, so it plays on from any point of a log as if it had always been
//! there.

use super::bargain::{self, is_open};
use super::{ally, bid, confer, office, sign, sue};
use crate::occupant::{Action, Choices, Occupant, Why};
use divest_core::View;
use divest_core::coalition::Invitation;
use divest_core::command::Command;
use divest_core::command::{ConsortiumCommand, DecreeCommand, TalksCommand, WorldCommand};
use divest_core::decree::Status;
use divest_core::id::{DecreeId, MotionId, ReviewId, SeatId, SellerId, SignalId, SuitId, TalksId};
use divest_core::scenario::{Motion, Quantity, Relief, Role, Scenario};
use divest_core::state::TalksStatus;
use divest_core::units::Instant;

/// The standard bot of one seat.
#[derive(Clone, Debug)]
pub struct Standard {
    tasks: SeatTasks,
}

/// What a seat may ever have to do in a scenario, so that it need not look through everybody else's. What it looks at first
/// stands here and not deep in the scenario.
#[derive(Clone, Debug)]
pub(crate) struct SeatTasks {
    pub(crate) role: Role,
    /// Whether it may ever be asked to sign.
    signs: bool,
    /// Whether it may ever sell: sellers, trustees, the estates of buyers that fail.
    sells: bool,
    /// Whether a joint bid, a conference and an auction may ever be its business.
    allies: bool,
    confers: bool,
    auctions: bool,
    /// The talks in which it is the bidder.
    pub(crate) bids: Vec<TalksId>,
    /// Those of them that it enters on the scenario's day.
    pub(crate) enters: Vec<TalksId>,
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

impl SeatTasks {
    pub(crate) fn of(scenario: &Scenario, seat: SeatId) -> Self {
        let setup = scenario.setup();
        let sues = |motion: &Motion| scenario.suit(motion.suit).plaintiff == seat;
        let orders = |motion: &Motion| motion.against.iter().any(|&decree| scenario.decree(decree).issuer == seat);
        let bids = |talks: TalksId| scenario.talks(talks).bidder == seat;
        let mut tasks = Self {
            role: scenario.party(seat).map_or(Role::Press, |party| party.role),
            signs: false,
            sells: false,
            allies: false,
            confers: setup.sale.conference.is_some(),
            auctions: setup.sale.auction.is_some(),
            bids: own(&setup.sale.talks, TalksId::at, |talks| talks.bidder == seat),
            enters: own(&setup.sale.talks, TalksId::at, |talks| talks.bidder == seat)
                .into_iter()
                .filter(|&talks| !scenario.is_spin_off(talks))
                .collect(),
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
        let sale = &setup.sale;
        tasks.sells = scenario.sellers().contains(&seat) || tasks.role == Role::Trustee;
        tasks.signs = tasks.sells
            || !tasks.bids.is_empty()
            || !tasks.backings.is_empty()
            || sale.vetoes.contains(&seat)
            || sale.cosigners.contains(&seat);
        // A vendor may be asked for leave to a merger.
        tasks.allies = !sale.mergers.is_empty() && (tasks.sells || !tasks.bids.is_empty())
            || !tasks.invites.is_empty()
            || tasks.backings.iter().any(|&place| sale.backings[place].invited);
        tasks
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
        Self { tasks: SeatTasks::of(scenario, seat) }
    }
}

impl Occupant for Standard {
    fn act(&mut self, view: &View<'_>, _: &Choices<'_>) -> Option<Action> {
        acts(view, &self.tasks, bargain::answers)
    }
}

/// What a seat does next: first what moves an agreed deal, then bargaining, then office, courts and the public. `answers`
/// bargains at one table.
pub(crate) fn acts(
    view: &View<'_>,
    tasks: &SeatTasks,
    answers: impl Fn(&View<'_>, TalksId) -> Option<Action>,
) -> Option<Action> {
    sells_or_buys(view, tasks, answers).or_else(|| holds_office(view, tasks)).or_else(|| goes_public(view, tasks))
}

fn sells_or_buys(
    view: &View<'_>,
    tasks: &SeatTasks,
    answers: impl Fn(&View<'_>, TalksId) -> Option<Action>,
) -> Option<Action> {
    let bargains = || match tasks.role {
        Role::Bidder => bargain::bids(view, tasks, &answers),
        Role::Seller | Role::Trustee if tasks.sells => bargain::sells(view, &answers),
        _ => None,
    };
    (tasks.signs.then(|| sign::on_agreements(view)).flatten())
        .or_else(|| comes_forward(view, tasks))
        .or_else(|| tasks.allies.then(|| ally::allies(view, tasks)).flatten())
        .or_else(|| tasks.confers.then(|| confer::confers(view)).flatten())
        .or_else(|| tasks.auctions.then(|| bid::auctions(view)).flatten())
        .or_else(bargains)
        .or_else(|| backs(view, tasks))
}

fn holds_office(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    office::reviews(view, tasks)
        .or_else(|| office::answers_requests(view, tasks))
        .or_else(|| office::issues(view, tasks))
}

fn goes_public(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    sue::sues(view, tasks)
        .or_else(|| sue::moves(view, tasks))
        .or_else(|| sue::appeals(view, tasks))
        .or_else(|| tasks.sells.then(|| asks_for_time(view)).flatten())
        .or_else(|| speaks(view, tasks))
}

/// Whether a number that decides on an act says yes; what the seat may not know counts as no.
pub(crate) fn is_real(view: &View<'_>, quantity: Quantity) -> bool {
    view.value(quantity).is_some_and(|number| number != 0)
}

/// Whether a day has come, as far as the seat knows it.
pub(crate) fn has_come(view: &View<'_>, day: Quantity) -> bool {
    view.value(day).is_some_and(|day| day <= view.now().day())
}

fn comes_forward(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    let scenario = view.scenario();
    let comes = |talks: &&TalksId| {
        let spec = scenario.talks(**talks);
        view.talks(**talks).status() == TalksStatus::NotYet
            && !view.is_over(**talks)
            && is_real(view, spec.real)
            && has_come(view, spec.enters_day)
    };
    let talks = *tasks.enters.iter().find(comes)?;
    Some(Action::new(Command::Talks(TalksCommand::Open { talks }), Why::Because("its moment has come")))
}

fn backs(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    // Nobody joins a deal that is agreed already.
    if tasks.backings.is_empty() || view.closed().is_some() {
        return None;
    }
    let may_join = |place: &&usize| view.invitation(**place).is_none_or(|stands| stands == Invitation::Open);
    let backings = tasks.backings.iter().filter(may_join);
    let backings = backings.map(|&place| &view.scenario().setup().sale.backings[place]);
    let mut ready = backings.filter(|backing| {
        view.talks(backing.talks).status() == TalksStatus::Open
            && is_open(view, backing.talks)
            && is_real(view, backing.real)
            && has_come(view, backing.joins_day)
            && view.joined_bid(backing.talks).is_none()
    });
    let talks = ready.next()?.talks;
    Some(Action::new(
        Command::Consortium(ConsortiumCommand::Join { talks }),
        Why::Because("it sees a place in the bid"),
    ))
}

/// The vendor asks for more time once a date is near, unless a deal closes before it.
fn asks_for_time(view: &View<'_>) -> Option<Action> {
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
    let decree = view.live_decrees().find(asks)?;
    Some(Action::new(Command::Decree(DecreeCommand::RequestExtension { decree }), Why::Because("the date is near")))
}

fn speaks(view: &View<'_>, tasks: &SeatTasks) -> Option<Action> {
    // Worked out once for all that it might say: a day is a division.
    let today = view.now().day();
    let is_due = |speech: &&Speech| {
        let has_come = |day| view.value(day).is_some_and(|day| day <= today);
        !view.was_said(speech.signal) && speech.day.is_some_and(has_come) && is_real(view, speech.real)
    };
    let speech = tasks.signals.iter().find(is_due)?;
    Some(Action::new(Command::World(WorldCommand::Say { signal: speech.signal }), Why::Unsaid))
}
