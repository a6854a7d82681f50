//! A seller that weighs what it may do about a date: sue, let it come, or sell.
//!
//! Everything is put in points of its own score sheet. Keeping the asset is worth its walk-away, for that is what the
//! walk-away says: the deal that is as good as none. Where a decree bites, nothing is left but the worst that its sheet
//! knows. So
//!
//! ```text
//! stalling = walk-away × (1 − bite) + worst × bite
//! suing    = walk-away × won + stalling × (1 − won)
//! selling  = the best offer on its tables
//! ```
//!
//! with the odds that the scenario makes public: how likely the nearest date bites (is enforced, takes force, brings a
//! trustee), and how likely a motion is granted. Numbers left to the seed that it may not know count as one half. The nearer
//! the date, the more `bite` counts: within the horizon fully, before it in proportion.

use crate::bots::standard::{SeatTasks, is_real};
use crate::occupant::{Action, Choices, Why};
use crate::tactics::table::Table;
use crate::tactics::{Ask, Bargains, time};
use divest_bargain::tactic::asks_for;
use divest_core::View;
use divest_core::bot::{BotSpec, Setting};
use divest_core::command::Command;
use divest_core::command::{CourtCommand, DecreeCommand};
use divest_core::id::{DecreeId, SellerId, SuitId, TalksId};
use divest_core::scenario::{Probability, StepKind};
use divest_core::state::{SuitStatus, TalksStatus};
use divest_core::units::{DAY_SECONDS, Points};

pub(super) struct StrategicSeller;

impl Bargains for StrategicSeller {
    /// Concedes over time: half the way in any case, and of the other half as much as it would lose by waiting.
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let pressed = Weighed::of(table.view, table.spec, table.view.scenario().seller_of(table.talks))
            .map_or(0.0, |weighed| weighed.pressure());
        let conceded = time::conceded(table) * (0.5 + 0.5 * pressed);
        let asked = asks_for(conceded, table.best(), table.walk_away).min(table.own_last());
        Some(Ask::AtLeast(asked.max(table.walk_away)))
    }
}

const MILLION: i64 = 1_000_000;

/// What each way is worth.
struct Weighed {
    decree: DecreeId,
    days_left: i64,
    bite_ppm: i64,
    stalling: Points,
    /// The best suit that could be brought, with what it is worth and how likely it is won.
    suing: Option<(SuitId, Points, i64)>,
    selling: Option<Points>,
    /// What keeping the asset is worth, and what losing it is.
    keep: i64,
    lose: i64,
}

impl Weighed {
    fn of(view: &View<'_>, spec: &BotSpec, seller: SellerId) -> Option<Self> {
        let (decree, date) = view.pressing_deadline(seller)?;
        let sheet = view.sheet()?;
        let days_left = ((date.0 - view.now().0) / DAY_SECONDS).max(0);
        let (keep, lose) = (view.walk_away().0, sheet.worst().0.min(view.walk_away().0));
        let horizon = spec.get(Setting::Horizon).max(1);
        // A date far away bites less: much may happen until then.
        let near_ppm = if days_left <= horizon { MILLION } else { MILLION * horizon / days_left };
        let bite_ppm = bites(view, decree) * near_ppm / MILLION;
        let stalling = mixed(lose, keep, bite_ppm);
        let suing = suits_against(view, decree)
            .map(|(suit, won)| (suit, Points(mixed(keep, stalling, won)), won))
            .max_by_key(|&(suit, worth, _)| (worth, std::cmp::Reverse(suit)));
        let tables = (0..view.scenario().setup().sale.talks.len()).map(TalksId::at);
        let tables = tables.filter(|&talks| view.scenario().seller_of(talks) == seller);
        let open = tables.filter(|&talks| view.talks(talks).status() == TalksStatus::Open);
        let selling =
            open.filter_map(|talks| view.score(&view.offers(talks).0.filter(|deal| view.is_for_sale(deal))?)).max();
        Some(Self { decree, days_left, bite_ppm, stalling: Points(stalling), suing, selling, keep, lose })
    }

    /// What it has without a sale.
    fn waiting(&self) -> Points {
        self.suing.map_or(self.stalling, |(_, worth, _)| worth.max(self.stalling))
    }

    /// The share of what it has that waiting would cost it.
    fn pressure(&self) -> f64 {
        let at_stake = (self.keep - self.lose).max(1);
        ((self.keep - self.waiting().0) as f64 / at_stake as f64).clamp(0.0, 1.0)
    }

    /// The reason for one way, with what the others are worth.
    fn why(&self, does: &str) -> Why {
        let odds = |ppm: i64| format!("{} %", (ppm + 5_000) / 10_000);
        let suing = self.suing.map_or_else(
            || "there is nothing to sue with".to_owned(),
            |(_, worth, won)| format!("suing is worth {worth} points ({} to win)", odds(won)),
        );
        let selling = self
            .selling
            .map_or_else(|| "nobody has offered anything".to_owned(), |worth| format!("the best offer {worth}"));
        let words = format!(
            "{does}: {} days before the date, {suing}, stalling {} ({} that the date bites), {selling}",
            self.days_left,
            self.stalling,
            odds(self.bite_ppm)
        );
        Why::Said(words.into())
    }
}

/// `a` with so many parts per million, else `b`, rounded towards zero.
const fn mixed(a: i64, b: i64, ppm: i64) -> i64 {
    (a * ppm + b * (MILLION - ppm)) / MILLION
}

/// A probability as the scenario writes it; a number that the seat may not know counts as one half.
fn public_ppm(view: &View<'_>, probability: &Probability) -> i64 {
    view.value(probability.base_ppm).unwrap_or(MILLION / 2).clamp(0, MILLION)
}

/// How likely something happens at a decree's date that takes the asset from its owner.
fn bites(view: &View<'_>, decree: DecreeId) -> i64 {
    let steps = &view.scenario().decree(decree).at_deadline;
    let harmless: i64 =
        steps.iter().filter(|step| step.kind == StepKind::Lapse).map(|step| public_ppm(view, &step.probability)).sum();
    // The last step takes what the others leave, and its own number may say less than that.
    if steps.is_empty() { 0 } else { (MILLION - harmless).clamp(0, MILLION) }
}

/// The suits of its own that are not brought yet and whose motions attack a decree, with the best odds among those motions.
fn suits_against<'v>(view: &'v View<'v>, decree: DecreeId) -> impl Iterator<Item = (SuitId, i64)> + 'v {
    let setup = view.scenario().setup();
    let own = setup.suits.iter().enumerate().map(|(place, suit)| (SuitId::at(place), suit));
    let open = own.filter(|(id, suit)| {
        suit.plaintiff == view.seat() && view.suit(*id) == SuitStatus::NotFiled && is_real(view, suit.real)
    });
    open.filter_map(move |(id, _)| {
        let motions = setup.motions.iter().filter(|motion| motion.suit == id && motion.against.contains(&decree));
        motions.map(|motion| public_ppm(view, &motion.granted)).max().map(|won| (id, won))
    })
}

/// It sues when that is worth more than to stall and to sell, and asks for time when a date is within its horizon.
pub(super) fn moves(view: &View<'_>, tasks: &SeatTasks, spec: &BotSpec, choices: &Choices<'_>) -> Option<Action> {
    if view.closed().is_some() {
        return None;
    }
    // Where a trustee sells for several, it looks at the first of them that has nothing on its way.
    let mut sellers = view.scenario().seller_ids().filter(|&seller| view.vendor_for(seller) == view.seat());
    let seller = sellers.find(|&seller| view.agreement_of(seller).is_none())?;
    let weighed = Weighed::of(view, spec, seller)?;
    let margin = spec.get(Setting::Margin);
    if let Some((suit, worth, _)) = weighed.suing.filter(|_| !tasks.suits.is_empty()) {
        let other = weighed.stalling.max(weighed.selling.unwrap_or(weighed.stalling));
        let command = Command::Court(CourtCommand::FileSuit { suit });
        if worth.0 > other.0 + margin && choices.check(&command).is_ok() {
            return Some(Action::new(command, weighed.why("it sues")));
        }
    }
    let decree = weighed.decree;
    let asks = view.scenario().decree(decree).extension.is_some() && !view.decree(decree).was_requested();
    let is_near = weighed.days_left <= spec.get(Setting::Horizon);
    (asks && is_near).then(|| {
        Action::new(Command::Decree(DecreeCommand::RequestExtension { decree }), weighed.why("it asks for time"))
    })
}
