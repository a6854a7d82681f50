//! How the standard bot bargains and signs: time-dependent concession tied to its own deadline.

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
use divest_core::deal::Sheet;
use divest_core::decree::Stage;
use divest_core::id::{DecreeId, IssueId, TalksId};
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
        view.table(talks).is_some_and(|table| table.reply_due <= view.now())
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
    let allowed = |issue, option| may_propose(view, talks, issue, option);
    let best = best_in(view, sheet, talks);
    let deal = propose(sheet, None, best, allowed);
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

/// The best that a deal in these talks may be worth, of what a bot puts on the table; less than anything where it may put
/// nothing there.
pub(crate) fn best_in(view: &View<'_>, sheet: &Sheet, talks: TalksId) -> Points {
    let best = |issue: IssueId| {
        let options = sheet.ascending(issue).iter().rev();
        let best = options.copied().find(|&option| may_propose(view, talks, issue, option));
        best.map(|option| sheet.points(issue, option).0)
    };
    Points((0..sheet.issue_count()).map(IssueId::at).map(best).sum::<Option<i64>>().unwrap_or(i64::MIN / 4))
}

/// Whether two pairs of talks are with the same seller.
fn are_beside(view: &View<'_>, talks: TalksId, other: TalksId) -> bool {
    !view.has_several_sellers() || view.scenario().seller_of(talks) == view.scenario().seller_of(other)
}

/// Whether a bot puts an option on the table: the talks allow it, and no authority has objected to it.
// Inlined into the search for a proposal, which asks it of many options.
#[inline(always)]
pub(crate) fn may_propose(view: &View<'_>, talks: TalksId, issue: IssueId, option: u16) -> bool {
    !view.is_objected(issue, option) && view.allows_option(talks, issue, option)
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

/// Whether there is anything to bargain about in these talks.
pub(crate) fn is_open(view: &View<'_>, talks: TalksId) -> bool {
    view.agreement_on(talks).is_none() && !view.is_over(talks)
}

/// The standard bot's answer at a table where one is due.
pub(crate) fn answers(view: &View<'_>, talks: TalksId) -> Option<Action> {
    let sheet = view.sheet()?;
    let clock = Clock::of(view, talks)?;
    let walk_away = view.walk_away();
    if clock.is_over() && view.party()?.role == Role::Bidder {
        let why = Why::Because("its own time for this is over");
        return Some(Action::new(Command::Talks(TalksCommand::End { talks }), why));
    }
    let best = best_in(view, sheet, talks);
    if best < walk_away {
        // Nothing that could be agreed is good enough: a bidder goes, a seller waits for better times.
        let goes = view.party()?.role == Role::Bidder;
        let why = Why::Because("no deal there is would be good enough");
        return goes.then(|| Action::new(Command::Talks(TalksCommand::End { talks }), why));
    }
    let (theirs, mine) = view.offers(talks);
    // What was offered is not taken back when a date moves away; only a walk-away that rose above it does that.
    let asked = mine.map_or(best, |offer| sheet.score(&offer));
    let conceded = clock.tactic.conceded(clock.elapsed, clock.total);
    let target = asks_for(conceded, best, walk_away).min(asked).max(walk_away);
    let allowed = |issue, option| may_propose(view, talks, issue, option);
    if let Some(offer) = theirs {
        let worth = sheet.score(&offer);
        let may_stand = || (0..sheet.issue_count()).map(IssueId::at).all(|issue| allowed(issue, offer.option(issue)));
        if accepts_next(worth, target, walk_away) && may_stand() && is_best_offer(view, talks, worth) {
            return Some(Action::new(
                Command::Talks(TalksCommand::AcceptOffer { talks }),
                Why::GoodEnough { worth, target },
            ));
        }
    }
    let deal = propose(sheet, theirs.as_ref(), target, allowed);
    let worth = sheet.score(&deal);
    if worth < walk_away {
        // What would be good enough is not to be had: a bidder goes, a seller waits.
        let goes = view.party()?.role == Role::Bidder;
        return goes.then(|| {
            Action::new(Command::Talks(TalksCommand::End { talks }), Why::Because("what it wants is not to be had"))
        });
    }
    let conceded_percent = (conceded * 100.0) as u8;
    let why = Why::AsksFor { worth, target, conceded_percent, walk_away };
    Some(Action::new(Command::Talks(TalksCommand::MakeOffer { talks, deal }), why))
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
    pub(crate) elapsed: i64,
    pub(crate) total: i64,
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
        let spec = view.scenario().talks(talks);
        let opened = view.talks(talks).opened_at()?;
        // The seller may not know how long a bidder has been at it; it counts from the day on which it came forward.
        let since = view.value(spec.since_day).map_or(opened, |day| Instant::start_of_day(day).min(opened));
        Self::since(view, talks, since, patience)
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
        Some(Self { elapsed: if lingers { elapsed.min(total) } else { elapsed }, total, tactic })
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
