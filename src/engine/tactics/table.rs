//! A table as one side sees it, and how every bot of the family answers at one.

use super::{Ask, Bargains, accept, model};
use crate::bots::bargain::{Clock, SAID_MAX, is_best_offer, is_last_chance, times_said};
use crate::bots::room::Room;
use crate::occupant::{Action, Why};
use divest_bargain::tit_for_tat::Bounds;
use divest_core::View;
use divest_core::bot::{BotSpec, Setting};
use divest_core::command::Command;
use divest_core::command::TalksCommand;
use divest_core::deal::{Deal, Sheet};
use divest_core::id::{IssueId, TalksId};
use divest_core::scenario::Role;
use divest_core::state::PastOffer;
use divest_core::units::{Instant, Points};

/// A table as one side sees it.
pub(crate) struct Table<'a> {
    pub(crate) view: &'a View<'a>,
    pub(crate) talks: TalksId,
    pub(crate) spec: &'a BotSpec,
    pub(crate) sheet: &'a Sheet,
    pub(crate) walk_away: Points,
    room: Room<'a>,
    best: Points,
    pub(crate) clock: Clock,
    /// The other side's last offer, and one's own.
    pub(crate) theirs: Option<Deal>,
    pub(crate) mine: Option<Deal>,
}

impl<'a> Table<'a> {
    fn of(view: &'a View<'a>, talks: TalksId, spec: &'a BotSpec) -> Option<Self> {
        // Not every bot has a patience to set; then it is the scenario's.
        let patience = spec.tuning.get(Setting::Patience).filter(|days| *days >= 0);
        let clock = Clock::with_patience(view, talks, patience)?;
        let (theirs, mine) = view.offers(talks);
        let (sheet, room) = (view.sheet()?, Room::of(view, talks));
        let best = room.best(sheet);
        Some(Self { view, talks, spec, sheet, walk_away: view.walk_away(), room, best, clock, theirs, mine })
    }

    /// The share of the time that has passed, from 0 to 1.
    pub(crate) fn time(&self) -> f64 {
        self.time_at(self.view.now())
    }

    fn time_at(&self, at: Instant) -> f64 {
        let since = self.view.now().0 - self.clock.elapsed;
        if self.clock.total <= 0 { 1.0 } else { ((at.0 - since) as f64 / self.clock.total as f64).clamp(0.0, 1.0) }
    }

    /// A setting in units of one.
    pub(crate) fn number(&self, setting: Setting) -> f64 {
        self.spec.get(setting) as f64 / 1e6
    }

    /// The share conceded at first: as the command line set it, else the scenario's, which the seed may have drawn.
    pub(crate) fn opening(&self) -> f64 {
        self.spec.tuning.get(Setting::Opening).map_or(self.clock.tactic.opening, |ppm| ppm as f64 / 1e6)
    }

    /// The exponent of its concession over time, from where the opening comes from.
    pub(crate) fn exponent(&self) -> f64 {
        self.spec.tuning.get(Setting::Exponent).map_or(self.clock.tactic.exponent, |millionths| millionths as f64 / 1e6)
    }

    /// A setting that counts something.
    pub(crate) fn count(&self, setting: Setting) -> usize {
        usize::try_from(self.spec.get(setting)).unwrap_or(0)
    }

    /// The best that a deal in these talks may be worth.
    pub(crate) const fn best(&self) -> Points {
        self.best
    }

    pub(crate) fn bounds(&self) -> Bounds {
        Bounds { walk_away: self.walk_away, best: self.best() }
    }

    pub(crate) fn worth(&self, deal: &Deal) -> Points {
        self.sheet.score(deal)
    }

    /// What one's own last offer is worth; one's best before there is one.
    pub(crate) fn own_last(&self) -> Points {
        self.mine.map_or(self.best(), |offer| self.worth(&offer))
    }

    fn is_theirs(&self, offer: &PastOffer) -> bool {
        offer.from_bidder != (self.view.scenario().talks(self.talks).bidder == self.view.seat())
    }

    /// The other side's offers, the oldest first.
    pub(crate) fn their_offers(&self) -> impl Iterator<Item = &'a PastOffer> {
        self.view.past_offers(self.talks).iter().filter(|offer| self.is_theirs(offer))
    }

    /// One's own offers, the oldest first.
    pub(crate) fn own_offers(&self) -> impl Iterator<Item = &'a PastOffer> {
        self.view.past_offers(self.talks).iter().filter(|offer| !self.is_theirs(offer))
    }

    /// What the other side's offers were worth, the oldest first.
    pub(crate) fn their_points(&self) -> Vec<Points> {
        self.their_offers().map(|offer| self.worth(&offer.deal)).collect()
    }

    /// When each of the other side's offers came, as a share of the time, and what it was worth.
    pub(crate) fn their_course(&self) -> Vec<(f64, Points)> {
        self.their_offers().map(|offer| (self.time_at(offer.at), self.worth(&offer.deal))).collect()
    }

    pub(crate) fn issues(&self) -> impl Iterator<Item = IssueId> + use<> {
        (0..self.sheet.issue_count()).map(IssueId::at)
    }

    /// Whether an option may be proposed.
    pub(crate) fn allows(&self, issue: IssueId, option: u16) -> bool {
        self.room.has(issue, option)
    }

    fn allows_deal(&self, deal: &Deal) -> bool {
        self.issues().all(|issue| self.allows(issue, deal.option(issue)))
    }
}

/// What a bot does at a table, if an answer is due there.
pub(crate) fn answers(view: &View<'_>, talks: TalksId, spec: &BotSpec, way: &dyn Bargains) -> Option<Action> {
    let table = Table::of(view, talks, spec)?;
    let is_bidder = view.party()?.role == Role::Bidder;
    let ends = |why| is_bidder.then(|| Action::new(Command::Talks(TalksCommand::End { talks }), Why::Because(why)));
    let reasons = spec.kind.reasons();
    let is_last_chance = reasons && is_last_chance(view, talks, &table.clock, is_bidder);
    if table.best() < table.walk_away {
        return if table.clock.is_over() {
            ends("its own time for this is over")
        } else if table.room.best_without_objections(table.sheet) < table.walk_away {
            ends("no deal there is would be good enough")
        } else {
            None
        };
    }
    let is_over = is_bidder && table.clock.is_over();
    let asks =
        if reasons && (is_over || is_last_chance) { Some(Ask::AtLeast(table.walk_away)) } else { way.asks(&table) };
    let (target, accepts_from, exact) = match asks? {
        Ask::AtLeast(points) => {
            let target = points.max(table.walk_away);
            (target, target, None)
        }
        Ask::Exactly(deal, from) => (table.worth(&deal), from, Some(deal)),
    };
    if let Some(offer) = table.theirs.filter(|offer| table.allows_deal(offer)) {
        let worth = table.worth(&offer);
        if accept::accepts(&table, worth, accepts_from) && is_best_offer(view, talks, worth) {
            return Some(Action::new(
                Command::Talks(TalksCommand::AcceptOffer { talks }),
                Why::GoodEnough { worth, target: accepts_from },
            ));
        }
    }
    // What lies on the table is good enough or not; a tactic has no last word of its own.
    if is_over && !reasons {
        return ends("its own time for this is over");
    }
    let exact = exact.filter(|deal| view.allows(talks, deal).is_ok());
    let deal = exact.unwrap_or_else(|| model::proposal(&table, target));
    let worth = table.worth(&deal);
    if worth < table.walk_away {
        return ends("what it wants is not to be had");
    }
    if reasons && times_said(view, talks, &deal) >= if is_last_chance { SAID_MAX } else { SAID_MAX - 1 } {
        return if is_over { ends("its own time for this is over") } else { None };
    }
    let room = (table.best().0 - table.walk_away.0).max(1);
    let conceded = ((table.best().0 - target.0) * 100 / room).clamp(0, 100);
    let conceded_percent = u8::try_from(conceded).unwrap_or(100);
    let why = Why::AsksFor { worth, target, conceded_percent, walk_away: table.walk_away };
    Some(Action::new(Command::Talks(TalksCommand::MakeOffer { talks, deal }), why))
}
