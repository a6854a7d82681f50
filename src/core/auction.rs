//! The auction: one term of the deal is bid on, the seller's terms for the rest stand, and the highest bid is the agreement.
//!
//! The formats are the four of Vickrey ("Counterspeculation, auctions, and competitive sealed tenders", Journal of Finance
//! 16 (1961) 8-37). A round lasts its time, so that whoever bids need not be there at one moment; of equal bids the
//! earlier stands before the later, and the first to stop a falling clock has stopped it.
//!
//! ```text
//! NotYet ── its day, or the vendor's word ──► On ── a round ends ──► On, the next round
//!                                              ├── the last round ends, or the clock is stopped ──► Awarded
//!                                              └── no bid at or over the reserve ──► Over
//! Awarded ── the deal falls: the next best bid ──► Awarded; closes, or no bid is left ──► Over
//! ```
//!
//! Bids bind: to the end of their round, and the highest of an English auction until it is outbid. What was bid stays as a
//! back-up in case the winner's deal falls.

mod rules;
mod view;

use crate::calendar::Due;
use crate::deal::{Choice, Deal};
use crate::event::AuctionEvent;
use crate::id::{IssueId, SeatId, SeatSet, SellerId, TalksId};
use crate::scenario::{Quantity, Scenario};
use crate::state::State;
use crate::units::{Instant, Span, SpanUnit};

pub(crate) use rules::{bid, open, pass};
pub use view::AuctionView;

/// How bids are made, and what the winner pays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Format {
    /// Each bids in secret; the highest wins and pays its bid.
    SealedFirstPrice,
    /// Each bids in secret; the highest wins and pays the second highest, or the reserve.
    SealedSecondPrice,
    /// Bids are called out and rise; the last one wins and is paid.
    English,
    /// The price falls round by round until one stops it and pays it.
    Dutch,
}

impl Format {
    /// Whether bids are secret until their round ends.
    #[must_use]
    pub const fn is_sealed(self) -> bool {
        matches!(self, Self::SealedFirstPrice | Self::SealedSecondPrice)
    }
}

/// Whether bidders may fold their bids into one before the auction is over.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mergers {
    /// They may not.
    Forbidden,
    /// They may if whoever sells agrees.
    WithLeave,
    /// They may.
    Free,
}

/// How the asset may be auctioned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Auction {
    /// Who auctions.
    pub seller: SellerId,
    /// How bids are made.
    pub format: Format,
    /// What is bid on: a range, of which the vendor wants much.
    pub issue: IssueId,
    /// What holds on every other issue.
    pub terms: Deal,
    /// The least value of the issue that wins.
    pub reserve: Quantity,
    /// Whether the vendor alone knows the reserve.
    pub is_reserve_secret: bool,
    /// The option at which an open auction begins: the first that may be bid, or where the clock starts.
    pub start: u16,
    /// By how many options an open auction moves; above zero.
    pub step: u16,
    /// The day on which it opens (days since 1970-01-01); `None`: when the vendor says so.
    pub opens_day: Option<Quantity>,
    /// How long a round lasts.
    pub length: Span,
    /// How many rounds there are at most; 0 for as many as it takes.
    pub rounds: u16,
    /// How many of the best bidders go on to the next sealed round; 0 for all.
    pub keep: u8,
    /// Whether who does not bid in a round is out.
    pub activity: bool,
    /// Whether bids may be folded into one while it is on or ahead.
    pub mergers: Mergers,
    /// How many lots one bidder may win; 0 for as many as it can.
    pub cap: u8,
}

/// A lot that is auctioned by itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AuctionLot {
    /// The lot, as an option of the issue of lots.
    pub option: u16,
    /// Who may buy it.
    pub eligible: SeatSet,
}

/// Where the auction stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Stage {
    /// It has not been opened, or not yet by whoever sells now.
    NotYet,
    /// Bids are taken.
    On,
    /// A bid was accepted, and its deal is on its way.
    Awarded,
    /// The asset went to a bidder, or no bid was left to take.
    Over,
}

/// What a bidder did in the auction.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Bid {
    /// Its last bid, as an option of the issue.
    pub(crate) option: Option<u16>,
    /// The round of that bid.
    round: u16,
    /// How many bids were made before it.
    order: u32,
    /// Its last bid, once the vendor has opened it.
    opened: Option<u16>,
    /// Whether it may bid no more.
    out: bool,
    /// Whether its bid counts no more, not even as a back-up.
    struck: bool,
}

impl Bid {
    const NONE: Self = Self { option: None, round: 0, order: 0, opened: None, out: false, struck: false };
}

/// An auction during play.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AuctionState {
    pub(crate) stage: Stage,
    pub(crate) round: u16,
    /// The least option that may be bid, or the clock's.
    pub(crate) asked: u16,
    pub(crate) due: Instant,
    pub(crate) winner: Option<(TalksId, u16)>,
    pub(crate) has_failed: bool,
    bid_count: u32,
    /// Who held the highest bid when the round began, and so need not bid in it.
    held: Option<TalksId>,
    /// The lot that was called last, as an option of the issue of lots.
    lot: Option<u16>,
    /// The lots that found no good bid, or whose deal fell: they are bargained over.
    unsold: u64,
    /// By talks; empty where the scenario has no auction.
    bids: Vec<Bid>,
}

impl AuctionState {
    pub(crate) fn not_yet(scenario: &Scenario) -> Self {
        let sale = &scenario.setup().sale;
        let bidders = if sale.auction.is_some() { sale.talks.len() } else { 0 };
        Self {
            stage: Stage::NotYet,
            round: 0,
            asked: 0,
            due: Instant::NEVER,
            winner: None,
            has_failed: false,
            bid_count: 0,
            held: None,
            lot: None,
            unsold: 0,
            bids: vec![Bid::NONE; bidders],
        }
    }

    /// Goes back to the start without giving up its memory.
    pub(crate) fn reset(&mut self) {
        let Self { stage, round, asked, due, winner, has_failed, bid_count, held, lot, unsold, bids } = self;
        (*stage, *round, *asked, *due) = (Stage::NotYet, 0, 0, Instant::NEVER);
        (*winner, *has_failed, *bid_count, *held) = (None, false, 0, None);
        (*lot, *unsold) = (None, 0);
        bids.fill(Bid::NONE);
    }

    /// The lot that was called last, as an option of the issue of lots.
    #[must_use]
    pub const fn lot(&self) -> Option<u16> {
        self.lot
    }

    /// Where it stands.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        self.stage
    }

    /// Which round it is, from 1; 0 before the first.
    #[must_use]
    pub const fn round(&self) -> u16 {
        self.round
    }

    /// The least option that may be bid, or the one on the clock.
    #[must_use]
    pub const fn asked(&self) -> u16 {
        self.asked
    }

    /// When the round ends.
    #[must_use]
    pub const fn due(&self) -> Instant {
        self.due
    }

    /// Whose bid was accepted last, and the option that it pays.
    #[must_use]
    pub const fn winner(&self) -> Option<(TalksId, u16)> {
        self.winner
    }

    /// Whether it ended without a bid that was good enough and whose deal held.
    #[must_use]
    pub const fn has_failed(&self) -> bool {
        self.has_failed
    }

    /// A bidder's last bid: for the referee and for reports that may see all.
    #[must_use]
    pub fn bid(&self, talks: TalksId) -> Option<u16> {
        self.bids.get(talks.index())?.option
    }

    fn of(&self, talks: TalksId) -> Bid {
        self.bids.get(talks.index()).copied().unwrap_or(Bid::NONE)
    }

    /// The best bid of those that count, the earlier of equals: of whoever is in, or of back-ups too.
    fn best(&self, but: Option<TalksId>, counts: impl Fn(&Bid) -> bool) -> Option<(TalksId, u16)> {
        let bids = self.bids.iter().enumerate().map(|(i, bid)| (TalksId::at(i), bid));
        let bids = bids.filter(|(talks, bid)| Some(*talks) != but && !bid.struck && counts(bid));
        let bids = bids.filter_map(|(talks, bid)| Some((talks, bid.option?, std::cmp::Reverse(bid.order))));
        bids.max_by_key(|&(_, option, order)| (option, order)).map(|(talks, option, _)| (talks, option))
    }

    /// The best bid of whoever is in.
    fn high(&self) -> Option<(TalksId, u16)> {
        self.best(None, |bid| !bid.out)
    }

    /// Feeds all that it is into a sink, in a fixed order.
    pub(crate) fn feed(&self, sink: &mut impl FnMut(i64)) {
        sink(self.stage as i64);
        sink(i64::from(self.round));
        sink(i64::from(self.asked));
        sink(self.due.0);
        sink(self.winner.map_or(-1, |(talks, option)| i64::from(talks.0) << 16 | i64::from(option)));
        sink(i64::from(self.has_failed));
        sink(i64::from(self.bid_count));
        sink(self.held.map_or(-1, |talks| i64::from(talks.0)));
        sink(self.lot.map_or(-1, i64::from));
        sink(self.unsold as i64);
        for bid in &self.bids {
            sink(bid.option.map_or(-1, i64::from));
            sink(i64::from(bid.round) << 32 | i64::from(bid.order));
            sink(bid.opened.map_or(-1, i64::from));
            sink(i64::from(bid.out) * 2 + i64::from(bid.struck));
        }
    }
}

impl Auction {
    /// The deal at which the issue that is bid on takes an option.
    #[must_use]
    pub const fn deal(&self, option: u16) -> Deal {
        self.terms.with(self.issue, option)
    }

    /// The first option at or over a value of the issue; the number of options where none is.
    fn option_from(&self, scenario: &Scenario, value: i64) -> u16 {
        let Choice::Range { from, step, count, .. } = scenario.issue(self.issue).choice else { return 0 };
        let (above, step) = (value.saturating_sub(from).max(0), step.max(1));
        let steps = above / step + i64::from(above % step != 0);
        u16::try_from(steps).unwrap_or(count).min(count)
    }

    /// When a round ends that begins now.
    fn round_end(&self, now: Instant) -> Instant {
        let at = now.plus(self.length);
        if self.length.unit == SpanUnit::Hours { at } else { at.at_hour(16).max(now) }
    }
}

impl State {
    /// The auction.
    #[must_use]
    pub const fn auction(&self) -> &AuctionState {
        &self.auction
    }

    /// Whether the auction takes bids.
    pub(crate) fn is_auctioning(&self) -> bool {
        self.auction.stage == Stage::On
    }

    /// Whether bargaining in talks rests because their seller's auction takes bids.
    pub(crate) fn is_auctioned(&self, talks: TalksId) -> bool {
        self.is_auctioning() && self.scenario.is_at_auction(talks)
    }

    /// The deal at which the issue that is bid on takes an option, about the lot that is called.
    pub(crate) fn auction_deal(&self, spec: &Auction, option: u16) -> Deal {
        let deal = spec.deal(option);
        let lots = self.scenario.setup().sale.lots.as_ref();
        let lot = lots.and_then(|lots| Some((lots.issue, self.auction.lot?)));
        lot.map_or(deal, |(issue, lot)| deal.with(issue, lot))
    }

    /// The lot to be called next: the first that is neither sold, promised nor left to bargaining.
    #[must_use]
    pub fn next_lot_called(&self) -> Option<u16> {
        let lots = self.scenario.setup().sale.lots.as_ref()?;
        let taken = self.sales.taken() | self.auction.unsold;
        let called = self.scenario.setup().sale.auction_lots.iter().map(|lot| lot.option);
        called.into_iter().find(|&option| lots.of_option(option) & taken == 0)
    }

    /// Whether there is something to auction: a lot to be called, or all that is auctioned at once.
    pub(crate) fn has_auction_goods(&self, spec: &Auction) -> bool {
        if self.scenario.setup().sale.auction_lots.is_empty() {
            self.is_for_sale(&spec.terms)
        } else {
            self.next_lot_called().is_some()
        }
    }

    /// How many lots a bidder has won or bought in talks.
    #[must_use]
    pub fn lots_won(&self, talks: TalksId) -> u32 {
        let sold = self.sales().iter().filter(|sale| sale.talks == talks).map(|sale| sale.lots);
        let promised = self.agreements().filter(|agreement| agreement.talks == talks).map(|agreement| agreement.lots);
        sold.chain(promised).fold(0, |all, lots| all | lots).count_ones()
    }

    /// Whether a bidder is held by what it bid.
    pub(crate) fn bid_binds(&self, talks: TalksId) -> bool {
        let Some(spec) = &self.scenario.setup().sale.auction else { return false };
        let bid = self.auction.of(talks);
        let spoke = bid.option.is_some() && bid.round == self.auction.round && !bid.out && !bid.struck;
        self.is_auctioning()
            && match spec.format {
                Format::English => spoke || self.auction.high().is_some_and(|(high, _)| high == talks),
                _ => spoke,
            }
    }

    /// The least option that a bidder may bid now, if it may bid.
    pub(crate) fn least_bid(&self, seat: SeatId) -> Option<u16> {
        let own = self.scenario.auction_talks(seat).map_or(0, |talks| self.auction.of(talks).option.unwrap_or(0));
        let is_clock = self.scenario.setup().sale.auction.as_ref()?.format == Format::Dutch;
        Some(if is_clock { self.auction.asked } else { self.auction.asked.max(own) })
    }

    /// The deal that a bidder could have at what the auction asks, while it is on or ahead.
    pub(crate) fn auction_asks(&self) -> Option<Deal> {
        let spec = self.scenario.setup().sale.auction.as_ref()?;
        let last = (self.scenario.issue(spec.issue).option_count() as u16).saturating_sub(1);
        match self.auction.stage {
            Stage::NotYet => Some(self.auction_deal(spec, rules::first_asked(self, spec).min(last))),
            Stage::On => Some(self.auction_deal(spec, self.auction.asked.min(last))),
            Stage::Awarded | Stage::Over => None,
        }
    }

    /// The day on which the auction opens by itself, while that is ahead.
    pub(crate) fn auction_day(&self) -> Option<Instant> {
        self.scenario.setup().sale.auction?;
        self.calendar.get(self.scenario.calendar_shape(), Due::AuctionDay)
    }

    /// The first option that the vendor would take; the number of options if it would take none.
    pub(crate) fn reserve(&self, spec: &Auction) -> u16 {
        spec.option_from(&self.scenario, self.value(spec.reserve))
    }
}

impl Scenario {
    /// The talks in which a seat is the bidder.
    #[must_use]
    pub fn talks_of(&self, seat: SeatId) -> Option<TalksId> {
        self.setup().sale.talks.iter().position(|talks| talks.bidder == seat).map(TalksId::at)
    }

    /// The talks of a bidder with the auction's seller.
    #[must_use]
    pub fn auction_talks(&self, seat: SeatId) -> Option<TalksId> {
        let all = (0..self.setup().sale.talks.len()).map(TalksId::at);
        all.into_iter().find(|&talks| self.talks(talks).bidder == seat && self.is_at_auction(talks))
    }

    /// Whether talks are with the seller that auctions.
    #[must_use]
    pub fn is_at_auction(&self, talks: TalksId) -> bool {
        self.setup().sale.auction.as_ref().is_some_and(|spec| self.seller_of(talks) == spec.seller)
    }

    /// Who may see a bid when it is made: all at an open auction, the bidder alone at a sealed one.
    pub(crate) fn sees_bid(&self, talks: TalksId) -> SeatSet {
        let is_open = self.setup().sale.auction.as_ref().is_some_and(|spec| !spec.format.is_sealed());
        if is_open { self.at_the_auction() } else { SeatSet::only(self.talks(talks).bidder) }
    }
}

// --- folding

impl State {
    /// Folds an event about the auction.
    pub(crate) fn apply_to_auction(&mut self, event: AuctionEvent) {
        match event {
            AuctionEvent::Opened { lot, asked, due } => {
                let unsold = self.auction.unsold;
                self.auction.reset();
                self.auction.stage = Stage::On;
                (self.auction.lot, self.auction.unsold) = (lot, unsold);
                self.unschedule(Due::AuctionDay);
                // What was asked for in private is not any more.
                for talks in (0..self.talks.len()).map(TalksId::at) {
                    if self.scenario.is_at_auction(talks) {
                        self.talks[talks.index()].waits = true;
                        self.unschedule(Due::Reply(talks));
                    }
                }
                self.begin_round(asked, due);
            }
            AuctionEvent::RoundOpened { asked, due } => self.begin_round(asked, due),
            AuctionEvent::BidTabled { talks, option } => {
                let spec = self.scenario.setup().sale.auction;
                let AuctionState { round, asked, bid_count, bids, .. } = &mut self.auction;
                if let Some(bid) = bids.get_mut(talks.index()) {
                    *bid = Bid { option: Some(option), round: *round, order: *bid_count, ..*bid };
                    *bid_count = bid_count.saturating_add(1);
                }
                if let Some(spec) = spec.filter(|spec| spec.format == Format::English) {
                    *asked = option.saturating_add(spec.step);
                }
            }
            AuctionEvent::BidOpened { talks, option, .. } => {
                if let Some(bid) = self.auction.bids.get_mut(talks.index()) {
                    bid.opened = Some(option);
                }
            }
            AuctionEvent::BidderPassed { talks } | AuctionEvent::BidderOut { talks } => {
                if let Some(bid) = self.auction.bids.get_mut(talks.index()) {
                    bid.out = true;
                }
            }
            AuctionEvent::Won { talks, option } => {
                self.auction.winner = Some((talks, option));
                self.auction.stage = Stage::Awarded;
                self.end_bidding();
            }
            AuctionEvent::LotUnsold { lot } => {
                let lots = self.scenario.setup().sale.lots.as_ref().map_or(0, |spec| spec.of_option(lot));
                self.auction.unsold |= lots;
                self.auction.stage = Stage::Over;
                self.end_bidding();
            }
            AuctionEvent::Failed => {
                self.auction.has_failed = true;
                self.auction.stage = Stage::Over;
                self.end_bidding();
            }
        }
    }

    fn begin_round(&mut self, asked: u16, due: Instant) {
        self.auction.round = self.auction.round.saturating_add(1);
        self.auction.asked = asked;
        self.auction.held = self.auction.high().map(|(talks, _)| talks);
        self.auction.due = due;
        self.schedule(Due::AuctionRound, due);
    }

    fn end_bidding(&mut self) {
        if self.scenario.setup().sale.auction.is_some() {
            self.auction.due = Instant::NEVER;
            self.unschedule(Due::AuctionRound);
        }
    }

    /// Notes on which day the auction opens by itself.
    pub(crate) fn schedule_auction(&mut self, opens: Instant) {
        if let Some(day) = self.scenario.setup().sale.auction.and_then(|spec| spec.opens_day) {
            let day = self.value(day).max(opens.day());
            self.schedule(Due::AuctionDay, Instant::start_of_day(day).at_hour(12).max(opens));
        }
    }

    /// All that would be auctioned is promised before the auction's day, which is off; if the deal falls, the vendor may
    /// open it all the same.
    pub(crate) fn call_auction_off(&mut self) {
        if self.scenario.setup().sale.auction.is_some_and(|spec| !self.has_auction_goods(&spec)) {
            self.unschedule(Due::AuctionDay);
        }
    }

    /// A bidder is gone, and what it bid with it.
    pub(crate) fn strike_bid(&mut self, talks: TalksId) {
        if let Some(bid) = self.auction.bids.get_mut(talks.index()) {
            (bid.out, bid.struck) = (true, true);
        }
    }

    /// The agreement that the auction brought is no more: the sale closed, or it fell.
    pub(crate) fn leave_award(&mut self, talks: TalksId, lots: u64) {
        let is_sold = self.sales.sold() & lots == lots;
        if !self.scenario.setup().sale.auction_lots.is_empty() {
            // A lot whose deal fell is not called again.
            if !is_sold && self.scenario.is_at_auction(talks) {
                self.auction.unsold |= lots;
            }
            return;
        }
        if self.auction.stage != Stage::Awarded || self.auction.winner.is_none_or(|(winner, _)| winner != talks) {
            return;
        }
        if is_sold {
            self.auction.stage = Stage::Over;
        } else {
            self.strike_bid(talks);
        }
    }

    /// The asset is another's to sell, or once more: an auction that goes on ends, and one may be opened again.
    pub(crate) fn annul_auction(&mut self, seller: SellerId) {
        if self.scenario.setup().sale.auction.is_some_and(|spec| spec.seller == seller) {
            self.end_bidding();
            self.auction.reset();
        }
    }
}
