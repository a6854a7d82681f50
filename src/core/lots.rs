//! A sale in lots. One issue says which lots a deal is about: each of its options is a lot, or several together. A deal that
//! closes takes its lots off the table, and the rest is bargained over further, until all are sold. A seller may have several
//! agreements on its way at once, about different lots.

use crate::deal::{Deal, Sheet, Terms};
use crate::id::{IssueId, SeatId, TalksId};
use crate::rejection::Rejection;
use crate::rejection::TalksRejection;
use crate::sales::ClosedSale;
use crate::scenario::{Party, Quantity, Scenario, Setup};
use crate::scenario::{Stage, party_index};
use crate::state::State;
use crate::units::Points;
use crate::view::View;

/// How a sale falls into lots.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lots {
    /// The issue that says which lots a deal is about.
    pub issue: IssueId,
    /// For each of its options the lots that it is made of, one bit each.
    pub parts: Vec<u64>,
    /// For each of its options who sells it; empty where one party sells all.
    pub sellers: Vec<SeatId>,
}

/// Lots that are worth more to a bidder together, however it comes by them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Together {
    /// Which, one bit each.
    pub lots: u64,
    /// How many points more all of them are worth than each by itself.
    pub points: Quantity,
}

/// What deals are worth to a party that has bought some lots; `None` if it does not care. With the deal that completes lots
/// which are worth more together, it gets what they are worth more.
pub(crate) fn sheet_of(setup: &Setup, party: &Party, bought: u64, value: impl Fn(Quantity) -> i64) -> Option<Sheet> {
    let mut sheet = Sheet::new(party.sheet.as_ref()?, &setup.sale.issues, &value);
    if let (Some(lots), false) = (&setup.sale.lots, party.together.is_empty()) {
        let completes = |option: u16, set: &&Together| {
            set.lots & !bought != 0 && set.lots & !(bought | lots.of_option(option)) == 0
        };
        sheet.raise(lots.issue, |option| {
            party.together.iter().filter(|set| completes(option, set)).map(|set| value(set.points)).sum()
        });
    }
    Some(sheet)
}

impl Lots {
    /// All lots.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.parts.iter().fold(0, |all, lots| all | lots)
    }

    /// The lots that a deal is about.
    #[must_use]
    pub fn of(&self, deal: &Deal) -> u64 {
        self.of_option(deal.option(self.issue))
    }

    pub(crate) fn of_option(&self, option: u16) -> u64 {
        self.parts.get(usize::from(option)).copied().unwrap_or(0)
    }

    /// Who sells the lots of an option, where several sell.
    #[must_use]
    pub fn seller(&self, option: u16) -> Option<SeatId> {
        self.sellers.get(usize::from(option)).copied()
    }

    /// The options that are a lot by themselves, in the author's order.
    pub fn singles(&self) -> impl Iterator<Item = u16> + '_ {
        let single = self.parts.iter().enumerate().filter(|(_, lots)| lots.count_ones() == 1);
        single.map(|(option, _)| option as u16)
    }
}

impl Scenario {
    /// The lots that a deal is about, one bit each: the asset as a whole is one lot.
    #[must_use]
    #[inline]
    pub fn lots_in(&self, deal: &Deal) -> u64 {
        self.setup().sale.lots.as_ref().map_or(1, |lots| lots.of(deal))
    }

    /// The lots that an option of an issue stands for, one bit each; none if the issue is about something else.
    #[must_use]
    pub fn lots_of_option(&self, issue: IssueId, option: u16) -> u64 {
        let lots = self.setup().sale.lots.as_ref().filter(|lots| lots.issue == issue);
        lots.map_or(0, |lots| lots.of_option(option))
    }
}

impl State {
    fn lots_spec(&self) -> Option<&Lots> {
        self.scenario.setup().sale.lots.as_ref()
    }

    /// The sales that closed, in order: one at most, unless the sale is in lots.
    #[must_use]
    pub fn sales(&self) -> &[ClosedSale] {
        self.sales.closed()
    }

    /// The sale that took a lot, which an option of the issue stands for, if it is sold.
    #[must_use]
    pub fn sale_of(&self, lot: u16) -> Option<&ClosedSale> {
        let lots = self.lots_spec()?.of_option(lot);
        self.sales().iter().find(|sale| sale.lots & lots != 0)
    }

    /// Whether an option of an issue is about a lot that is sold.
    #[must_use]
    pub fn is_sold(&self, issue: IssueId, option: u16) -> bool {
        // Bots ask this of every option that they may propose, and mostly nothing is sold.
        self.sales.sold() != 0 && self.scenario.lots_of_option(issue, option) & self.sales.sold() != 0
    }

    /// Whether an option of an issue is about a lot that is sold, or promised by an agreement that stands.
    #[must_use]
    pub fn is_taken(&self, issue: IssueId, option: u16) -> bool {
        self.sales.taken() != 0 && self.scenario.lots_of_option(issue, option) & self.sales.taken() != 0
    }

    /// The reason for which a deal cannot be made in these talks, if a lot that it is about is sold, promised or another's.
    pub(crate) fn for_sale_in(&self, talks: TalksId, deal: &Deal) -> Result<(), Rejection> {
        self.is_theirs_to_sell(talks, deal)?;
        let lots = self.scenario.lots_in(deal);
        if lots & self.sales.sold() != 0 {
            return Err(TalksRejection::LotSold.into());
        }
        if lots & self.sales.taken() != 0 { Err(TalksRejection::LotPromised.into()) } else { Ok(()) }
    }

    /// Whether all that a deal is about is still for sale.
    #[must_use]
    pub fn is_for_sale(&self, deal: &Deal) -> bool {
        self.scenario.lots_in(deal) & self.sales.taken() == 0
    }

    /// Whether nothing is left for sale once a deal closes.
    pub(crate) fn completes_sale(&self, deal: &Deal) -> bool {
        self.sales.sold() | self.scenario.lots_in(deal) == self.scenario.all_lots()
    }

    /// Whether all that a deal is about is still for sale in these talks.
    #[must_use]
    pub fn is_for_sale_in(&self, talks: TalksId, deal: &Deal) -> bool {
        self.for_sale_in(talks, deal).is_ok()
    }

    /// The first deal that these talks allow, if they allow one.
    #[must_use]
    pub fn first_allowed(&self, talks: TalksId) -> Deal {
        let deal = self.scenario.talks(talks).terms.first_deal();
        let Some(spec) = self.lots_spec() else { return deal };
        self.allowed_options(talks, spec.issue).next().map_or(deal, |option| deal.with(spec.issue, option))
    }

    /// Whether a deal satisfies terms, with what was sold before: in lots each that the terms need was sold on what they
    /// say of other issues. They need the lots that they name, or all.
    pub(crate) fn satisfies(&self, terms: &Terms, deal: &Deal, stage: Stage) -> bool {
        let Some(spec) = self.lots_spec() else { return terms.allow(deal) };
        let named = terms.0.iter().find(|(issue, _)| *issue == spec.issue);
        let needed = named
            .map_or(spec.all(), |(_, options)| options.iter().fold(0, |lots, &option| lots | spec.of_option(option)));
        let fits = |deal: &Deal| {
            let others = terms.0.iter().filter(|(issue, _)| *issue != spec.issue);
            others.into_iter().all(|(issue, _)| terms.allow_option(*issue, deal.option(*issue)))
        };
        // Another deal that is on its way counts once it has come as far.
        let on_its_way = self.agreements().filter(|other| other.stage() >= stage).map(|other| &other.deal);
        let sold = self.sales().iter().map(|sale| &sale.deal).chain([deal]).chain(on_its_way);
        let sold = sold.filter(|deal| fits(deal));
        needed & !sold.fold(0, |lots, deal| lots | spec.of(deal)) == 0
    }

    /// What a party made of all that was sold: its walk-away, what each deal that it has a part in was worth over that, and
    /// what lots are worth more to it together. `None` if it has a part in none, or does not care.
    #[must_use]
    pub fn made(&self, seat: SeatId) -> Option<Points> {
        let walk_away = self.walk_away(seat)?;
        let own = self.sales().iter().filter(|sale| self.has_part(seat, sale.talks));
        // What completed such lots raises no deal that is done any more, so each deal counts by itself here.
        let worths = own.filter_map(|sale| self.worth(seat, sale.talks, &sale.deal));
        let gains = worths.map(|worth| worth.0 - walk_away.0);
        let more = self.more_together(seat);
        gains.reduce(|sum, gain| sum + gain).map(|gain| Points(walk_away.0 + gain + more))
    }

    /// By how many points the lots that a party bought are worth more to it together.
    #[must_use]
    pub fn more_together(&self, seat: SeatId) -> i64 {
        let together = self.scenario.party(seat).map_or(&[][..], |party| &party.together);
        if together.is_empty() {
            return 0;
        }
        let bought = self.bought_by(seat);
        together.iter().filter(|set| set.lots & !bought == 0).map(|set| self.value(set.points)).sum()
    }

    /// The lots that a bidder bought, one bit each.
    fn bought_by(&self, seat: SeatId) -> u64 {
        let own = self.sales().iter().filter(|sale| self.scenario.talks(sale.talks).bidder == seat);
        own.fold(0, |lots, sale| lots | sale.lots)
    }

    /// What lots are worth together changes what the next is worth to who bought one.
    pub(crate) fn look_at_what_is_bought(&mut self, buyer: SeatId) {
        let scenario = std::sync::Arc::clone(&self.scenario);
        let (Some(party), Some(index)) = (scenario.party(buyer), party_index(buyer)) else { return };
        if !party.together.is_empty() {
            let bought = self.bought_by(buyer);
            self.drawn_sheets[index] = sheet_of(scenario.setup(), party, bought, |quantity| self.value(quantity));
        }
    }
}

impl<'a> View<'a> {
    /// The sales that closed, in order: one at most, unless the sale is in lots.
    #[must_use]
    pub fn sales(&self) -> &'a [ClosedSale] {
        self.state().sales()
    }

    /// Whether an option of an issue is about a lot that is sold.
    #[must_use]
    pub fn is_sold(&self, issue: IssueId, option: u16) -> bool {
        self.state().is_sold(issue, option)
    }

    /// Whether an option of an issue is about a lot that is sold, or promised by an agreement that stands.
    #[must_use]
    pub fn is_taken(&self, issue: IssueId, option: u16) -> bool {
        self.state().is_taken(issue, option)
    }

    /// Whether all that a deal is about is still for sale.
    #[must_use]
    pub fn is_for_sale(&self, deal: &Deal) -> bool {
        self.state().is_for_sale(deal)
    }

    /// Whether all that a deal is about is still for sale in these talks.
    #[must_use]
    pub fn is_for_sale_in(&self, talks: TalksId, deal: &Deal) -> bool {
        self.state().is_for_sale_in(talks, deal)
    }
}
