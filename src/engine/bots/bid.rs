//! How the standard bot plays an auction: a vendor opens one that it may open once there is a contest, and a bidder bids what
//! theory says of private values.
//!
//! Where the second price is paid, or the last who calls wins, that is its own limit, whatever the others do. Where a bid is
//! paid it keeps something back: the equilibrium among as many as came forward, their limits spread evenly from the least
//! that may be bid (see [`divest_bargain::auction`]). Before the last of several sealed rounds it goes part of the way.

use crate::occupant::{Action, Why};
use divest_bargain::auction::{Format as Theory, bid as equilibrium};
use divest_core::View;
use divest_core::auction::{AuctionView, Format, Stage};
use divest_core::command::AuctionCommand;
use divest_core::command::Command;
use divest_core::deal::Sheet;
use divest_core::id::TalksId;
use divest_core::units::Points;

/// Opens the auction or bids in it, where that is due.
pub(crate) fn auctions(view: &View<'_>) -> Option<Action> {
    let auction = view.auction()?;
    match view.auction_stage()? {
        Stage::NotYet => opens(view, &auction),
        Stage::On => bids(view, &auction),
        Stage::Awarded | Stage::Over => None,
    }
}

/// Two make a contest; with one the vendor bargains.
fn opens(view: &View<'_>, auction: &AuctionView<'_>) -> Option<Action> {
    let is_free = auction.has_goods() && auction.opens().is_none();
    if view.seat() != view.vendor_for(auction.spec.seller) || !is_free || bidders(view) < 2 {
        return None;
    }
    if let Some(sheet) = view.sheet() {
        limit(sheet, view.walk_away(), auction)?;
    }
    Some(Action::new(
        Command::Auction(AuctionCommand::Open),
        Why::Because("those who came forward may as well outbid each other"),
    ))
}

/// How many bidders have come forward.
fn bidders(view: &View<'_>) -> usize {
    view.open_talks().filter(|&talks| view.scenario().is_at_auction(talks)).count()
}

fn bids(view: &View<'_>, auction: &AuctionView<'_>) -> Option<Action> {
    let talks = view.scenario().auction_talks(view.seat())?;
    if !auction.may_speak() {
        return None;
    }
    let (asked, own) = (auction.asked(), auction.bid(talks));
    let value = |option: u16| view.scenario().issue(auction.spec.issue).value(option).unwrap_or(0);
    let Some(limit) = limit(view.sheet()?, view.walk_away(), auction) else {
        return Some(Action::new(
            Command::Auction(AuctionCommand::Pass),
            Why::Because("no bid there is would be good enough"),
        ));
    };
    if auction.spec.format == Format::English {
        if auction.high().is_some_and(|(high, _)| high == talks) {
            return None;
        }
        let why = Why::Limit { asked: value(asked), limit: value(limit) };
        let bid = allowed_from(view, talks, auction, asked).filter(|&option| option <= limit);
        let command = bid
            .map_or(Command::Auction(AuctionCommand::Pass), |option| Command::Auction(AuctionCommand::Bid { option }));
        return Some(Action::new(command, why));
    }
    if limit < asked && auction.spec.format != Format::Dutch {
        return Some(Action::new(
            Command::Auction(AuctionCommand::Pass),
            Why::Limit { asked: value(asked), limit: value(limit) },
        ));
    }
    let bidders = (bidders(view) as u32).max(2);
    let theory =
        if auction.spec.format == Format::SealedSecondPrice { Theory::SecondPrice } else { Theory::FirstPrice };
    let reserve = auction.reserve().unwrap_or(0);
    // Both formulas are only multiplications and divisions, so every machine comes to the same option.
    let best = equilibrium(theory, f64::from(limit), bidders, f64::from(reserve)).unwrap_or(0.0) as u16;
    let why = Why::Shades { limit: value(limit), bid: value(best), bidders };
    if auction.spec.format == Format::Dutch {
        let may = asked <= best && view.allows(talks, &auction.deal(asked)).is_ok();
        return may.then(|| Action::new(Command::Auction(AuctionCommand::Bid { option: asked }), why));
    }
    let least = asked.max(own.unwrap_or(0));
    let option = part_of_the_way(auction, asked, best).max(least);
    let why = if theory == Theory::SecondPrice { Why::Limit { asked: value(asked), limit: value(limit) } } else { why };
    let bid = allowed_from(view, talks, auction, option);
    Some(Action::new(
        bid.map_or(Command::Auction(AuctionCommand::Pass), |option| Command::Auction(AuctionCommand::Bid { option })),
        why,
    ))
}

/// The least bid from an option on that the bidder's talks allow.
fn allowed_from(view: &View<'_>, talks: TalksId, auction: &AuctionView<'_>, from: u16) -> Option<u16> {
    let count = view.scenario().issue(auction.spec.issue).option_count() as u16;
    (from..count).find(|&option| view.allows(talks, &auction.deal(option)).is_ok())
}

/// What is bid in this round of a way that ends at `best` in the last.
fn part_of_the_way(auction: &AuctionView<'_>, asked: u16, best: u16) -> u16 {
    let (round, rounds) = (u32::from(auction.round()), u32::from(auction.spec.rounds.max(1)));
    let way = u32::from(best.saturating_sub(asked)) * round.min(rounds) / rounds;
    asked.saturating_add(way as u16)
}

/// The highest option that is worth no less than nothing: a bidder's limit, and whether a vendor has one at all.
fn limit(sheet: &Sheet, walk_away: Points, auction: &AuctionView<'_>) -> Option<u16> {
    let issue = auction.spec.issue;
    let rest = sheet.score(&auction.deal(0)).0 - sheet.points(issue, 0).0;
    sheet.worth_at_least(issue, Points(walk_away.0 - rest)).iter().copied().max()
}
