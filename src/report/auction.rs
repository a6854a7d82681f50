//! Sentences about the auction: bids, withdrawals and the winner.

use crate::chronicle::AuctionStep;
use crate::date;
use crate::name;
use crate::phrase::Narrator;
use crate::say;
use crate::terms;
use divest_core::auction::{Auction, Format, Stage};
use divest_core::id::TalksId;
use divest_core::{Instant, Scenario, State, View};

impl Narrator<'_> {
    fn auction(&self) -> Option<&Auction> {
        self.scenario.setup().sale.auction.as_ref()
    }

    /// What an option of the issue that is bid on stands for.
    pub(crate) fn amount(&self, option: u16) -> String {
        self.auction()
            .map_or_else(|| option.to_string(), |auction| terms::option(self.scenario.issue(auction.issue), option))
    }

    /// When a round ends: with the hour, where rounds are short.
    fn by(&self, due: Instant) -> String {
        if due.second_of_day() == Instant(0).at_hour(16).0 { self.day(due) } else { date::moment_words(due) }
    }

    /// The name of a lot.
    fn lot(&self, option: u16) -> String {
        let lots = self.scenario.setup().sale.lots.as_ref();
        lots.map_or_else(
            || self.scenario.setup().sale.asset.clone(),
            |lots| terms::option(self.scenario.issue(lots.issue), option),
        )
    }

    pub(crate) fn auction_step(&self, step: AuctionStep) -> String {
        let format = self.auction().map(|auction| auction.format);
        match step {
            AuctionStep::LotUnsold(lot) => say!("auction-lot-unsold", lot = self.lot(lot)),
            AuctionStep::Opened { lot, asked, due } => {
                let asset = lot.map_or_else(|| self.scenario.setup().sale.asset.clone(), |lot| self.lot(lot));
                let (amount, due) = (self.amount(asked), self.by(due));
                match format {
                    Some(Format::Dutch) => {
                        say!("auction-opened-dutch", asset = asset, amount = amount, date = due)
                    }
                    Some(Format::English) => {
                        say!("auction-opened-english", asset = asset, amount = amount, date = due)
                    }
                    Some(Format::SealedFirstPrice | Format::SealedSecondPrice) | None => {
                        say!("auction-opened-sealed", asset = asset, amount = amount, date = due)
                    }
                }
            }
            AuctionStep::Round { asked, due, number } => {
                let (amount, due) = (self.amount(asked), self.by(due));
                match self.auction().map(|auction| (auction.format, auction.rounds)) {
                    Some((Format::Dutch, _)) => say!("clock-falls", amount = amount),
                    Some((Format::English, _)) => say!("round-english", amount = amount, date = due),
                    Some((_, rounds)) if rounds == number => say!("round-last", date = due),
                    _ => say!("round-sealed", date = due),
                }
            }
            AuctionStep::Bid { talks, option } => {
                let (bidder, amount) = (self.bidder(talks), self.amount(option));
                match format {
                    Some(Format::Dutch) => say!("auction-clock-stopped", bidder = bidder, amount = amount),
                    Some(Format::English) => say!("auction-bid", bidder = bidder, amount = amount),
                    _ => say!("auction-bid-sealed", bidder = bidder, amount = amount),
                }
            }
            AuctionStep::BidOpened { talks, option, to } => {
                let (seller, bidder) = (self.seat(to), self.bidder(talks));
                say!("auction-bid-opened", seller = seller, bidder = &*bidder, amount = self.amount(option))
            }
            AuctionStep::Withdrew(talks) => say!("auction-withdrew", bidder = self.bidder(talks)),
            AuctionStep::Out(talks) => say!("auction-out", bidder = self.bidder(talks)),
            AuctionStep::Won { talks, option, again } => {
                let (bidder, amount) = (self.bidder(talks), self.amount(option));
                match again {
                    true => say!("auction-won-next", bidder = bidder, amount = amount),
                    false => say!("auction-won", bidder = bidder, amount = amount),
                }
            }
            AuctionStep::Failed => say!("auction-failed"),
        }
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
        Stage::NotYet => rows.extend(auction.opens().map(|day| row("opens", date::words(day)))),
        Stage::On => {
            rows.push(row("round", auction.round().to_string()));
            rows.push(row("asked", amount(auction.asked())));
            rows.extend(auction.due().map(|due| row("round ends", date::moment_words(due))));
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
        Format::SealedFirstPrice => "sealed bids; the winner pays its own bid",
        Format::SealedSecondPrice => "sealed bids; the winner pays the second highest",
        Format::English => "open bids that rise",
        Format::Dutch => "a falling clock that the winner stops",
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
            (Some(bid), true) => say!("row-bid-out", bid = bid),
            (Some(bid), false) => say!("row-bid", bid = bid),
            (None, true) => say!("row-out"),
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
        ("won by".to_owned(), say!("row-won", bidder = name::bidder(scenario, talks), price = paid))
    };
    let failed = has_failed.then(|| ("failed".to_owned(), say!("row-failed")));
    winner.map(won).into_iter().chain(failed).collect()
}
