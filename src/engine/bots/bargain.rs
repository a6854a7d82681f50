//! How the standard bot bargains and signs: time-dependent concession tied to its own deadline.

use super::room::Room;
use crate::bots::ally::waits_for_ally;
use crate::bots::standard::{SeatTasks, has_come, is_real};
use crate::occupant::{Action, Why};
use divest_bargain::acceptance::accepts_next;
use divest_bargain::proposal::propose;
use divest_bargain::tactic::{TimeDependent, asks_for};
use divest_core::View;
use divest_core::command::Command;
use divest_core::command::{AgreementCommand, TalksCommand};
use divest_core::conference::ConferenceState;
use divest_core::deal::Deal;
use divest_core::decree::Stage;
use divest_core::id::{DecreeId, TalksId};
use divest_core::scenario::Role;
use divest_core::state::TalksStatus;
use divest_core::units::{DAY_SECONDS, Instant, Points};

/// The vendor answers at every table of its own where an answer is due.
pub(crate) fn sells(view: &View<'_>, answers: &impl Fn(&View<'_>, TalksId) -> Option<Action>) -> Option<Action> {
    if !view.is_vendor() || view.closed().is_some() {
        return None;
    }
    let is_own = |talks: &TalksId| view.vendor_in(*talks) == view.seat() && is_open(view, *talks);
    let mut spin_offs = view.scenario().spin_offs().iter().copied().filter(is_own);
    if let Some(action) = spin_offs.find_map(|talks| spins_off(view, talks)) {
        return Some(action);
    }
    let talks = (0..view.scenario().setup().sale.talks.len()).map(TalksId::at);
    answers_one(view, talks, answers)
}

/// The first answer at some tables where one is due; it waits where it has none for now.
fn answers_one(
    view: &View<'_>,
    tables: impl Iterator<Item = TalksId>,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Action>,
) -> Option<Action> {
    // At a conference and in an auction nobody bargains in twos.
    if view.conference().is_some_and(ConferenceState::is_on) {
        return None;
    }
    let mut due = tables.filter(|&talks| {
        // It answers when that is due and looks again once in the time of an answer, however often it is asked.
        let is_time = |due: Instant| view.now().0 >= due.0 && (view.now().0 - due.0) % pace(view, talks) == 0;
        view.table(talks).is_some_and(|table| is_time(table.reply_due))
            && view.is_my_turn(talks)
            && is_open(view, talks)
            && !view.waits_for_auction(talks)
    });
    due.find_map(|talks| answers(view, talks))
}

/// The seller spins off if that is better than nothing and than any bid on its tables. While bidders talk it waits until a
/// spin-off is worth what it would ask of them by now.
fn spins_off(view: &View<'_>, talks: TalksId) -> Option<Action> {
    let spec = view.scenario().talks(talks);
    if !is_real(view, spec.real) || !has_come(view, spec.enters_day) {
        return None;
    }
    let sheet = view.sheet()?;
    let clock = Clock::since(view, talks, Instant::start_of_day(view.value(spec.enters_day)?), None)?;
    let walk_away = view.walk_away();
    let room = Room::of(view, talks);
    let best = room.best(sheet);
    if best < walk_away {
        return None;
    }
    let deal = propose(sheet, None, best, |issue, option| room.has(issue, option));
    let worth = sheet.score(&deal);
    let talks_go_on = (0..view.scenario().setup().sale.talks.len())
        .map(TalksId::at)
        .any(|other| are_beside(view, talks, other) && view.talks(other).status() == TalksStatus::Open);
    let asked = asks_for(clock.tactic.conceded(clock.elapsed, clock.total), best, walk_away);
    let target = if talks_go_on { asked } else { walk_away };
    let good_enough = accepts_next(worth, target, walk_away) && is_best_offer(view, talks, worth);
    good_enough.then(|| {
        Action::new(Command::Agreement(AgreementCommand::SpinOff { talks, deal }), Why::GoodEnough { worth, target })
    })
}

/// Whether two pairs of talks are with the same seller.
fn are_beside(view: &View<'_>, talks: TalksId, other: TalksId) -> bool {
    !view.has_several_sellers() || view.scenario().seller_of(talks) == view.scenario().seller_of(other)
}

/// A bidder answers at its own table.
pub(crate) fn bids(
    view: &View<'_>,
    tasks: &SeatTasks,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Action>,
) -> Option<Action> {
    // Who waits for an answer to a merger does not bargain in the meantime.
    if !tasks.mergers.is_empty() && waits_for_ally(view) {
        return None;
    }
    answers_one(view, tasks.bids.iter().copied(), answers)
}

/// How long an answer takes in talks, in seconds.
fn pace(view: &View<'_>, talks: TalksId) -> i64 {
    view.value(view.scenario().talks(talks).pace_days).unwrap_or(1).max(1) * DAY_SECONDS
}

/// Whether there is anything to bargain about in these talks.
pub(crate) fn is_open(view: &View<'_>, talks: TalksId) -> bool {
    view.agreement_on(talks).is_none() && !view.is_over(talks)
}

/// The standard bot's answer at a table where one is due.
pub(crate) fn answers(view: &View<'_>, talks: TalksId) -> Option<Action> {
    let sheet = view.sheet()?;
    let clock = Clock::of(view, talks)?;
    let room = Room::of(view, talks);
    let walk_away = view.walk_away();
    let is_bidder = view.party()?.role == Role::Bidder;
    let goes = |why| is_bidder.then(|| Action::new(Command::Talks(TalksCommand::End { talks }), Why::Because(why)));
    let best = room.best(sheet);
    if best < walk_away {
        return if clock.is_over() {
            goes("its own time for this is over")
        } else if room.best_without_objections(sheet) < walk_away {
            // Nothing that could be agreed is good enough: a bidder goes, a seller waits for better times.
            goes("no deal there is would be good enough")
        } else {
            // Until those that object move, or the date does.
            None
        };
    }
    let (theirs, mine) = view.offers(talks);
    let is_last_chance = is_last_chance(view, talks, &clock, is_bidder);
    // What was offered is not taken back when a date moves away; only a walk-away that rose above it does that.
    let asked = mine.filter(|offer| room.has_deal(sheet, offer)).map_or(best, |offer| sheet.score(&offer));
    let conceded = if is_last_chance { 1.0 } else { clock.tactic.conceded(clock.elapsed, clock.total) };
    let target = asks_for(conceded, best, walk_away).min(asked).max(walk_away);
    if let Some(offer) = theirs.filter(|offer| room.has_deal(sheet, offer)) {
        let worth = sheet.score(&offer);
        let least = if is_bidder || !would_leave(view, talks, &clock) { target } else { walk_away };
        if accepts_next(worth, least, walk_away) && is_best_offer(view, talks, worth) {
            return Some(Action::new(
                Command::Talks(TalksCommand::AcceptOffer { talks }),
                Why::GoodEnough { worth, target: least },
            ));
        }
    }
    let deal = propose(sheet, theirs.as_ref(), target, |issue, option| room.has(issue, option));
    let worth = sheet.score(&deal);
    if worth < walk_away {
        // What would be good enough is not to be had: a bidder goes, a seller waits.
        return goes("what it wants is not to be had");
    }
    let said = times_said(view, talks, &deal);
    if said >= if is_last_chance { SAID_MAX } else { SAID_MAX - 1 } {
        return if clock.is_over() { goes("its own time for this is over") } else { None };
    }
    let conceded_percent = (conceded * 100.0) as u8;
    let why = Why::AsksFor { worth, target, conceded_percent, walk_away };
    Some(Action::new(Command::Talks(TalksCommand::MakeOffer { talks, deal }), why))
}

/// How often a bot says the same in a row: its last word so often, anything else once less.
pub(crate) const SAID_MAX: usize = 3;

/// How often in a row a seat has made this offer last.
pub(crate) fn times_said(view: &View<'_>, talks: TalksId, deal: &Deal) -> usize {
    let is_bidder = view.scenario().talks(talks).bidder == view.seat();
    let own = view.past_offers(talks).iter().rev().filter(|offer| offer.from_bidder == is_bidder);
    own.take_while(|offer| offer.deal == *deal).count()
}

/// Whether an answer now is the last of its kind: a next one would come after the seat's own time, the date that presses, or
/// the end of the run.
pub(crate) fn is_last_chance(view: &View<'_>, talks: TalksId, clock: &Clock, is_bidder: bool) -> bool {
    let next = view.now().0 + 2 * pace(view, talks);
    next > clock.date.0 || next > view.scenario().setup().closes.0 || is_bidder && next > clock.since + clock.total
}

/// Whether a bidder seems about to leave, and nobody else bids: its last offers were the same as often as a bot says its last
/// word, after others or in the second half of the time.
fn would_leave(view: &View<'_>, talks: TalksId, clock: &Clock) -> bool {
    if view.open_rivals(talks) > 0 {
        return false;
    }
    let mut theirs = view.past_offers(talks).iter().rev().filter(|offer| offer.from_bidder);
    let Some(last) = theirs.next() else { return false };
    let same = 1 + theirs.clone().take_while(|offer| offer.deal == last.deal).count();
    same >= SAID_MAX && (theirs.count() >= same || clock.elapsed * 2 >= clock.total)
}

/// A seller with several suitors takes the best of what lies on its tables.
pub(crate) fn is_best_offer(view: &View<'_>, talks: TalksId, worth: Points) -> bool {
    let count = view.scenario().setup().sale.talks.len();
    let others = (0..count).map(TalksId::at).filter(|&other| other != talks && are_beside(view, talks, other));
    others.into_iter().all(|other| {
        let open = view.talks(other).status() == TalksStatus::Open && view.is_my_turn(other);
        let rival = if open { view.offers(other).0.filter(|deal| view.is_for_sale(deal)) } else { None };
        rival.is_none_or(|deal| view.score(&deal).is_none_or(|points| points <= worth))
    })
}

/// A party's bargaining clock in one pair of talks, in seconds.
pub(crate) struct Clock {
    /// When it began, in seconds.
    pub(crate) since: i64,
    pub(crate) elapsed: i64,
    pub(crate) total: i64,
    /// The last moment at which a deal would do for the decree that presses; [`Instant::NEVER`] if none does.
    pub(crate) date: Instant,
    pub(crate) tactic: TimeDependent,
}

impl Clock {
    /// The clock runs from the start of the talks to the party's own patience, or to the nearest decree's date if that
    /// comes first. A decree that a court has stopped hurries nobody.
    fn of(view: &View<'_>, talks: TalksId) -> Option<Self> {
        Self::with_patience(view, talks, None)
    }

    /// The same with another patience than the scenario's, in days.
    pub(crate) fn with_patience(view: &View<'_>, talks: TalksId, patience: Option<i64>) -> Option<Self> {
        Self::since(view, talks, view.bargaining_since(talks)?, patience)
    }

    fn since(view: &View<'_>, talks: TalksId, since: Instant, patience: Option<i64>) -> Option<Self> {
        let party = view.party()?;
        let conduct = &party.conduct;
        let patience = patience.or_else(|| view.value(conduct.patience_days)).unwrap_or(0);
        let own = since.0.saturating_add(patience.saturating_mul(DAY_SECONDS));
        let pressing = view.pressing_deadline(view.scenario().seller_of(talks));
        let lead = pressing.filter(|_| conduct.allows_for_closing).map_or(0, |(decree, _)| lead_days(view, decree));
        let in_time = |(_, date): (DecreeId, Instant)| date.0 - lead * DAY_SECONDS;
        let end = pressing.map_or(own, |date| own.min(in_time(date)));
        // Too late for a deal that closes in time, and the date still ahead: it asks for no more and does not go yet.
        let lingers = end < own && pressing.is_some_and(|(_, date)| view.now() <= date);
        let elapsed = view.now().0 - since.0;
        let share = |quantity, unit: f64| view.value(quantity).unwrap_or(0) as f64 / unit;
        let tactic =
            TimeDependent { opening: share(conduct.opening_ppm, 1e6), exponent: share(conduct.exponent_milli, 1e3) };
        let total = end - since.0;
        let date = pressing.map_or(Instant::NEVER, |date| Instant(in_time(date)));
        let since = since.0;
        Some(Self { since, date, elapsed: if lingers { elapsed.min(total) } else { elapsed }, total, tactic })
    }

    /// Whether the party's time has run out.
    pub(crate) const fn is_over(&self) -> bool {
        self.elapsed > self.total
    }
}

/// How many days before a decree's date a deal must be agreed to satisfy it in time, as far as the seat knows: the longest
/// review that any deal may need, and what closing takes.
fn lead_days(view: &View<'_>, decree: DecreeId) -> i64 {
    let sale = &view.scenario().setup().sale;
    let days = |quantity| view.value(quantity).unwrap_or(0);
    let reviews = || sale.reviews.iter().map(|review| days(review.days)).max().unwrap_or(0);
    match view.scenario().decree(decree).satisfied_at {
        Stage::Agreed | Stage::Signed => 0,
        Stage::Approved => reviews(),
        Stage::Closed => reviews() + days(sale.closing_days),
    }
}
