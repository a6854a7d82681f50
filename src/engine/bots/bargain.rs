//! How the standard bot bargains and signs: time-dependent concession tied to its own deadline.

use crate::occupant::{Why, Wish};
use crate::bots::standard::{Duties, Rest, has_come, is_real, one_of_several};
use crate::bots::ally::waits_for_ally;
use divest_bargain::acceptance::accepts_next;
use divest_bargain::proposal::propose;
use divest_bargain::tactic::{TimeDependent, asks_for};
use divest_core::View;
use divest_core::command::Command;
use divest_core::conference::ConferenceState;
use divest_core::deal::Sheet;
use divest_core::decree::{Stage, Status};
use divest_core::id::{DecreeId, IssueId, SellerId, TalksId};
use divest_core::scenario::Role;
use divest_core::state::{Agreement, TalksStatus};
use divest_core::units::{DAY_SECONDS, Instant, Points};

/// Signs an agreement that stands, or walks away from it where it has become worse than none; it waits where it does neither
/// for now.
pub(crate) fn on_agreements(view: &View<'_>, rest: &mut Rest<'_>) -> Option<Wish> {
    if !view.has_several_sellers() {
        return on_agreement(view, view.agreement()?, rest);
    }
    let wish = view.agreements().find_map(|agreement| on_agreement(view, agreement, rest));
    one_of_several(wish, rest)
}

fn on_agreement(view: &View<'_>, agreement: &Agreement, rest: &mut Rest<'_>) -> Option<Wish> {
    let me = view.seat();
    if !view.asked_to_sign(agreement.talks).has(me) || agreement.signatures.has(me) {
        return None;
    }
    let worth = view.worth(agreement.talks, &agreement.deal);
    let walk_away = view.walk_away();
    let why = worth.map_or(Why::Because("it has nothing against it"), |worth| Why::Scores { worth, walk_away });
    if worth.is_none_or(|worth| worth >= walk_away) {
        return Some(Wish::new(signs(view, agreement.talks), why));
    }
    let bidder = view.scenario().talks(agreement.talks).bidder;
    if me == bidder || me == view.vendor_in(agreement.talks) {
        return Some(Wish::new(walks_away(view, agreement.talks), why));
    }
    let is_backer = view.talks(agreement.talks).backers().has(me);
    rest.stays_if(!is_backer);
    is_backer.then(|| Wish::new(Command::LeaveBid { talks: agreement.talks }, why))
}

/// To sign the agreement made in some talks: where several sell, it is named.
fn signs(view: &View<'_>, talks: TalksId) -> Command {
    if view.scenario().has_several_sellers() { Command::SignDealIn { talks } } else { Command::SignDeal }
}

/// To walk away from the agreement made in some talks.
fn walks_away(view: &View<'_>, talks: TalksId) -> Command {
    if view.scenario().has_several_sellers() { Command::DropAgreementIn { talks } } else { Command::DropAgreement }
}

/// The vendor answers at every table of its own where an answer is due.
pub(crate) fn sells(
    view: &View<'_>,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Wish>,
    rest: &mut Rest<'_>,
) -> Option<Wish> {
    if !view.is_vendor() || view.closed().is_some() {
        return None;
    }
    let is_own = |talks: &TalksId| view.vendor_in(*talks) == view.seat() && is_open(view, *talks);
    let mut spin_offs = view.scenario().spin_offs().iter().copied().filter(is_own);
    if let Some(wish) = spin_offs.find_map(|talks| spins_off(view, talks)) {
        rest.stays_if(true);
        return Some(wish);
    }
    let talks = (0..view.scenario().setup().sale.talks.len()).map(TalksId::at);
    answers_one(view, talks, answers, rest)
}

/// The first answer at some tables where one is due; it waits where it has none for now.
fn answers_one(
    view: &View<'_>,
    tables: impl Iterator<Item = TalksId>,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Wish>,
    rest: &mut Rest<'_>,
) -> Option<Wish> {
    let mut due = tables.filter(|&talks| {
        view.table(talks).is_some_and(|table| table.reply_due <= view.now())
            && view.is_my_turn(talks)
            && is_open(view, talks)
    });
    while let Some(talks) = due.next() {
        let wish = answers(view, talks);
        if wish.is_some() {
            rest.stays_if(due.next().is_some());
            return wish;
        }
        rest.stays_if(true);
    }
    None
}

/// The seller spins off if that is better than nothing and than any bid on its tables. While bidders talk it waits until a
/// spin-off is worth what it would ask of them by now.
fn spins_off(view: &View<'_>, talks: TalksId) -> Option<Wish> {
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
    good_enough.then(|| Wish::new(Command::SpinOff { talks, deal }, Why::GoodEnough { worth, target }))
}

/// The best that a deal in these talks may be worth. Where several sell, it is about their seller's lots alone, and about
/// those that are left.
pub(crate) fn best_in(view: &View<'_>, sheet: &Sheet, talks: TalksId) -> Points {
    if !view.has_several_sellers() {
        return sheet.best();
    }
    let scenario = view.scenario();
    let Some(lots) = &scenario.setup().sale.lots else { return sheet.best() };
    let may = |option: &&u16| !view.is_sold(lots.issue, **option) && scenario.is_own_lot(talks, lots.issue, **option);
    let most =
        sheet.ascending(lots.issue).iter().rev().find(may).map_or(0, |&option| sheet.points(lots.issue, option).0);
    Points(sheet.best().0 - sheet.most(lots.issue).0 + most)
}

/// Whether two pairs of talks are with the same seller.
fn are_beside(view: &View<'_>, talks: TalksId, other: TalksId) -> bool {
    !view.has_several_sellers() || view.scenario().seller_of(talks) == view.scenario().seller_of(other)
}

/// Whether an option may stand in a deal: the talks allow it, no authority has objected to it, and what lots are in it are
/// their seller's and not sold.
// Inlined into the search for a proposal, which asks it of many options.
#[inline(always)]
fn may_propose(view: &View<'_>, talks: TalksId, issue: IssueId, option: u16) -> bool {
    let scenario = view.scenario();
    !view.is_objected(issue, option)
        && !view.is_sold(issue, option)
        && scenario.talks(talks).terms.allow_option(issue, option)
        && (!view.has_several_sellers() || scenario.is_own_lot(talks, issue, option))
}

/// A bidder answers at its own table.
pub(crate) fn bids(
    view: &View<'_>,
    duties: &Duties,
    answers: &impl Fn(&View<'_>, TalksId) -> Option<Wish>,
    rest: &mut Rest<'_>,
) -> Option<Wish> {
    // Who waits for an answer to a merger does not bargain in the meantime.
    if !duties.mergers.is_empty() && waits_for_ally(view) {
        return None;
    }
    answers_one(view, duties.bids.iter().copied(), answers, rest)
}

/// Whether there is anything to bargain about in these talks.
pub(crate) fn is_open(view: &View<'_>, talks: TalksId) -> bool {
    view.agreement_on(talks).is_none() && !view.is_over(talks)
}

/// The standard bot's answer at a table where one is due.
pub(crate) fn answers(view: &View<'_>, talks: TalksId) -> Option<Wish> {
    let at_conference = view.conference().is_some_and(ConferenceState::is_on);
    if at_conference || view.waits_for_auction() {
        return None;
    }
    let sheet = view.sheet()?;
    let clock = Clock::of(view, talks)?;
    let walk_away = view.walk_away();
    if clock.is_over() && view.party()?.role == Role::Bidder {
        let why = Why::Because("its own time for this is over");
        return Some(Wish::new(Command::EndTalks { talks }, why));
    }
    let best = best_in(view, sheet, talks);
    if best < walk_away {
        // Nothing that could be agreed is good enough: a bidder goes, a seller waits for better times.
        let goes = view.party()?.role == Role::Bidder;
        let why = Why::Because("no deal there is would be good enough");
        return goes.then(|| Wish::new(Command::EndTalks { talks }, why));
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
            return Some(Wish::new(Command::AcceptOffer { talks }, Why::GoodEnough { worth, target }));
        }
    }
    let deal = propose(sheet, theirs.as_ref(), target, allowed);
    let worth = sheet.score(&deal);
    if worth < walk_away && !view.sales().is_empty() {
        // What would be good enough is sold: a bidder goes, a seller waits.
        let goes = view.party()?.role == Role::Bidder;
        return goes.then(|| Wish::new(Command::EndTalks { talks }, Why::Because("what it wanted is sold")));
    }
    let conceded_percent = (conceded * 100.0) as u8;
    let why = Why::AsksFor { worth, target, conceded_percent, walk_away };
    Some(Wish::new(Command::MakeOffer { talks, deal }, why))
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
        let pressing = nearest_decree(view, view.scenario().seller_of(talks));
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

/// The decree whose date presses a seller next for a sale, and the date: live, stopped by no court, and satisfied by a sale.
pub(crate) fn nearest_decree(view: &View<'_>, seller: SellerId) -> Option<(DecreeId, Instant)> {
    let (scenario, mut nearest, mut date) = (view.scenario(), None, Instant::NEVER);
    let several = view.has_several_sellers();
    for &decree in scenario.pressing() {
        let state = view.decree(decree);
        let presses = matches!(state.status(), Status::Issued | Status::Extended | Status::Suspended);
        if let Some(deadline) = state.deadline().filter(|deadline| presses && *deadline < date) {
            if !several || scenario.lies_on(decree, seller) {
                (nearest, date) = (Some(decree), deadline);
            }
        }
    }
    Some((nearest?, date))
}
