//! Sentences about the auction: who bids what, who is out, and who wins.

use crate::date;
use crate::name;
use crate::phrase::Voice;
use crate::terms;
use divest_core::auction::{Auction, Format, Stage};
use divest_core::id::TalksId;
use divest_core::{Instant, Scenario, State, View};

impl Voice<'_> {
    fn auction(&self) -> Option<&Auction> {
        self.scenario.setup().sale.auction.as_ref()
    }

    /// What an option of the issue that is bid on stands for.
    pub(crate) fn amount(&self, option: u16) -> String {
        self.auction()
            .map_or_else(|| option.to_string(), |auction| terms::option(self.scenario.issue(auction.issue), option))
    }

    /// When a round ends: with the hour, where rounds are short.
    fn by(due: Instant) -> String {
        if due.second_of_day() == Instant(0).at_hour(16).0 { date::day(due) } else { date::moment(due) }
    }

    pub(crate) fn auction_opened(&self, asked: u16, due: Instant) -> String {
        let asset = &self.scenario.setup().sale.asset;
        let (amount, due) = (self.amount(asked), Self::by(due));
        match self.auction().map(|auction| auction.format) {
            Some(Format::Dutch) => {
                format!("the auction of {asset} opens: the clock starts at {amount}, and falls unless stopped by {due}")
            }
            Some(Format::English) => {
                format!(
                    "the auction of {asset} opens: bids are called out, from {amount} up; the first round ends on {due}"
                )
            }
            Some(Format::SealedFirstPrice | Format::SealedSecondPrice) | None => {
                format!("the auction of {asset} opens: sealed bids, from {amount} up, are due on {due}")
            }
        }
    }

    pub(crate) fn round_opened(&self, asked: u16, due: Instant) -> String {
        let (amount, due) = (self.amount(asked), Self::by(due));
        let round = self.before.map_or(0, |before| before.auction().round().saturating_add(1));
        match self.auction().map(|auction| (auction.format, auction.rounds)) {
            Some((Format::Dutch, _)) => format!("the clock falls to {amount}"),
            Some((Format::English, _)) => format!("another round: {amount} is asked, by {due}"),
            Some((_, rounds)) if rounds == round => format!("the last round: best and final bids are due on {due}"),
            _ => format!("another round of sealed bids, due on {due}"),
        }
    }

    pub(crate) fn bid_tabled(&self, talks: TalksId, option: u16) -> String {
        let (bidder, amount) = (self.bidder(talks), self.amount(option));
        match self.auction().map(|auction| auction.format) {
            Some(Format::Dutch) => format!("{bidder} stops the clock at {amount}"),
            Some(Format::English) => format!("{bidder} bids {amount}"),
            _ => format!("{bidder} hands in a sealed bid of {amount}"),
        }
    }

    pub(crate) fn bid_opened(&self, talks: TalksId, option: u16) -> String {
        format!("{} bid is opened: {}", name::possessive(&self.bidder(talks)), self.amount(option))
    }

    pub(crate) fn auction_won(&self, talks: TalksId, option: u16) -> String {
        let bidder = self.bidder(talks);
        let again = self.before.is_some_and(|before| before.auction().winner().is_some());
        let wins = if again { "is next best and wins" } else { "wins" };
        format!("{bidder} {wins} the auction, at {}", self.amount(option))
    }

    pub(crate) fn auction_failed(&self) -> String {
        "the auction fails: no bid is left that is good enough".to_owned()
    }
}

/// What a seat knows of the auction, in rows.
pub(crate) fn known(view: &View<'_>) -> Vec<(String, String)> {
    let (Some(auction), Some(stage)) = (view.auction(), view.auction_stage()) else { return Vec::new() };
    let issue = view.scenario().issue(auction.spec.issue);
    let amount = |option: u16| terms::option(issue, option);
    let row = |name: &str, value: String| (name.to_owned(), value);
    let mut rows = vec![row("form", form(auction.spec).to_owned())];
    match stage {
        Stage::NotYet => rows.extend(auction.opens().map(|day| row("opens", date::day(day)))),
        Stage::On => {
            rows.push(row("round", auction.round().to_string()));
            rows.push(row("asked", amount(auction.asked())));
            rows.extend(auction.due().map(|due| row("round ends", date::moment(due))));
        }
        Stage::Awarded | Stage::Over => {}
    }
    let count = issue.option_count();
    let reserve = auction.reserve().filter(|&reserve| usize::from(reserve) < count);
    rows.extend(reserve.map(|reserve| row("reserve", amount(reserve))));
    rows.extend(bids(view.scenario(), |talks| auction.bid(talks), |talks| auction.is_out(talks)));
    rows.extend(ending(view.scenario(), view.auction_winner(), view.auction_failed()));
    rows
}

/// How the auction stands, for somebody who may know it all, in rows.
pub(crate) fn standing(state: &State) -> Vec<(String, String)> {
    let auction = state.auction();
    let Some(spec) = &state.scenario().setup().sale.auction else { return Vec::new() };
    let mut rows = vec![("form".to_owned(), form(spec).to_owned())];
    if auction.stage() == Stage::On {
        rows.push(("round".to_owned(), auction.round().to_string()));
    }
    rows.extend(bids(state.scenario(), |talks| auction.bid(talks), |_| false));
    rows.extend(ending(state.scenario(), auction.winner(), auction.has_failed()));
    rows
}

const fn form(spec: &Auction) -> &'static str {
    match spec.format {
        Format::SealedFirstPrice => "sealed bids, the highest is paid",
        Format::SealedSecondPrice => "sealed bids, the second highest is paid",
        Format::English => "bids are called out and rise",
        Format::Dutch => "a clock falls until somebody stops it",
    }
}

fn bids(
    scenario: &Scenario,
    bid: impl Fn(TalksId) -> Option<u16>,
    is_out: impl Fn(TalksId) -> bool,
) -> Vec<(String, String)> {
    let Some(spec) = &scenario.setup().sale.auction else { return Vec::new() };
    let row = |talks: TalksId| {
        let bid = bid(talks).map(|option| terms::option(scenario.issue(spec.issue), option));
        let said = match (bid, is_out(talks)) {
            (Some(bid), true) => format!("bid {bid}, and is out"),
            (Some(bid), false) => format!("bid {bid}"),
            (None, true) => "is out".to_owned(),
            (None, false) => return None,
        };
        Some((name::bidder(scenario, talks), said))
    };
    (0..scenario.setup().sale.talks.len()).map(TalksId::at).filter_map(row).collect()
}

fn ending(scenario: &Scenario, winner: Option<(TalksId, u16)>, has_failed: bool) -> Vec<(String, String)> {
    let Some(spec) = &scenario.setup().sale.auction else { return Vec::new() };
    let won = |(talks, option): (TalksId, u16)| {
        let paid = terms::option(scenario.issue(spec.issue), option);
        ("won by".to_owned(), format!("{}, at {paid}", name::bidder(scenario, talks)))
    };
    let failed = has_failed.then(|| ("failed".to_owned(), "no bid was left that is good enough".to_owned()));
    winner.map(won).into_iter().chain(failed).collect()
}
