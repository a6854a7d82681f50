//! What a seat may know of the auction: its stage and its end, whoever it is; the bids only as far as it saw them.

use super::{Auction, Stage};
use crate::deal::Deal;
use crate::id::{SeatId, TalksId};
use crate::state::State;
use crate::units::Instant;
use crate::view::View;

/// The auction as a seat at it knows it.
#[derive(Clone, Copy, Debug)]
pub struct AuctionView<'a> {
    state: &'a State,
    /// Its rules.
    pub spec: &'a Auction,
    seat: SeatId,
}

impl<'a> View<'a> {
    /// Where the auction stands, which everybody knows; `None` if the scenario has none.
    #[must_use]
    pub fn auction_stage(&self) -> Option<Stage> {
        self.scenario().setup().sale.auction.as_ref().map(|_| self.state().auction.stage)
    }

    /// Who won the auction last, and the option that it pays, which everybody knows.
    #[must_use]
    pub const fn auction_winner(&self) -> Option<(TalksId, u16)> {
        self.state().auction.winner
    }

    /// Whether the auction failed, which everybody knows.
    #[must_use]
    pub const fn auction_failed(&self) -> bool {
        self.state().auction.has_failed
    }

    /// The auction, if the scenario has one and the seat may be at it.
    #[must_use]
    pub fn auction(&self) -> Option<AuctionView<'a>> {
        let spec = self.scenario().setup().sale.auction.as_ref()?;
        let is_there = self.scenario().at_the_auction().has(self.seat());
        is_there.then(|| AuctionView { state: self.state(), spec, seat: self.seat() })
    }

    /// Whether bargaining in talks waits for their seller's auction: it is on, or opens by itself on a day to come.
    #[must_use]
    pub fn waits_for_auction(&self, talks: TalksId) -> bool {
        if !self.scenario().is_at_auction(talks) {
            return false;
        }
        match self.auction_stage() {
            Some(Stage::NotYet) => self.state().auction_day().is_some(),
            Some(Stage::On) => true,
            _ => false,
        }
    }

    pub(crate) fn feed_auction(&self, sink: &mut impl FnMut(i64)) {
        let Some(stage) = self.auction_stage() else { return };
        sink(stage as i64);
        sink(self.auction_winner().map_or(-1, |(talks, option)| i64::from(talks.0) << 16 | i64::from(option)));
        sink(i64::from(self.auction_failed()));
        let Some(auction) = self.auction() else { return };
        sink(i64::from(auction.round()));
        sink(i64::from(auction.asked()));
        sink(auction.lot().map_or(-1, i64::from));
        sink(auction.due().map_or(-1, |due| due.0));
        sink(auction.reserve().map_or(-1, i64::from));
        for talks in (0..self.scenario().setup().sale.talks.len()).map(TalksId::at) {
            sink(auction.bid(talks).map_or(-1, i64::from));
            sink(i64::from(auction.is_out(talks)));
        }
    }
}

impl AuctionView<'_> {
    /// Which round it is, from 1; 0 before the first.
    #[must_use]
    pub const fn round(&self) -> u16 {
        self.state.auction.round
    }

    /// The least option that may be bid, or the one on the clock.
    #[must_use]
    pub const fn asked(&self) -> u16 {
        self.state.auction.asked
    }

    /// Whether something is left to auction.
    #[must_use]
    pub fn has_goods(&self) -> bool {
        self.state.has_auction_goods(self.spec)
    }

    /// The lot that was called last, as an option of the issue of lots.
    #[must_use]
    pub const fn lot(&self) -> Option<u16> {
        self.state.auction.lot
    }

    /// The deal at which the issue that is bid on takes an option, about the lot that is called.
    #[must_use]
    pub fn deal(&self, option: u16) -> Deal {
        self.state.auction_deal(self.spec, option)
    }

    /// When the round ends, while the auction is on.
    #[must_use]
    pub fn due(&self) -> Option<Instant> {
        (self.state.auction.due != Instant::NEVER).then_some(self.state.auction.due)
    }

    /// The day on which the auction opens by itself, while that is ahead.
    #[must_use]
    pub fn opens(&self) -> Option<Instant> {
        self.state.auction_day()
    }

    /// The least option that wins, if the seat may know; the number of options if none does.
    #[must_use]
    pub fn reserve(&self) -> Option<u16> {
        let may_know = !self.spec.is_reserve_secret || self.seat == self.state.vendor_for(self.spec.seller);
        may_know.then(|| self.state.reserve(self.spec))
    }

    /// A bidder's last bid, if the seat may know it: its own, one that was called out, or one that it opened.
    #[must_use]
    pub fn bid(&self, talks: TalksId) -> Option<u16> {
        let bid = self.state.auction.of(talks);
        let is_own = self.state.scenario().talks(talks).bidder == self.seat;
        if is_own || !self.spec.format.is_sealed() {
            bid.option
        } else if self.seat == self.state.vendor_for(self.spec.seller) {
            bid.opened
        } else {
            None
        }
    }

    /// Whether the seat is a bidder that may bid now, or leave: what it bid last does not hold it.
    #[must_use]
    pub fn may_speak(&self) -> bool {
        super::rules::may_speak(self.state, self.seat)
    }

    /// Whether a bidder may bid no more.
    #[must_use]
    pub fn is_out(&self, talks: TalksId) -> bool {
        self.state.auction.of(talks).out
    }

    /// Who holds the highest bid of an open auction, and that bid.
    #[must_use]
    pub fn high(&self) -> Option<(TalksId, u16)> {
        if self.spec.format.is_sealed() { None } else { self.state.auction.high() }
    }
}
