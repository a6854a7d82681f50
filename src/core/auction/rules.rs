//! What may be done in the auction, and what follows: rounds that end, bidders that are out, and who wins at what price.

use super::{Auction, Bid, Format, Stage};
use crate::decide::owned_by;
use crate::event::Event;
use crate::event::{AgreementEvent, AuctionEvent};
use crate::id::{SeatId, SeatSet, SellerId, TalksId};
use crate::rejection::Rejection;
use crate::rejection::{AgreementRejection, AuctionRejection, TalksRejection};
use crate::state::{State, TalksStatus};
use crate::turn::Turn;

fn spec(state: &State) -> Result<&Auction, Rejection> {
    state.scenario().setup().sale.auction.as_ref().ok_or(Rejection::Auction(AuctionRejection::NotOn))
}

/// The event of the opening, if the seat may open the auction now.
pub(crate) fn open(state: &State, seat: SeatId) -> Result<Event, Rejection> {
    let spec = spec(state)?;
    owned_by(seat, state.vendor_for(spec.seller))?;
    match state.auction().stage {
        Stage::NotYet => {}
        Stage::On => return Err(Rejection::Auction(AuctionRejection::IsOn)),
        Stage::Awarded | Stage::Over => return Err(Rejection::Auction(AuctionRejection::NotOn)),
    }
    if state.is_sold_out() {
        return Err(TalksRejection::NotOpen.into());
    }
    if !state.has_auction_goods(spec) {
        return Err(AgreementRejection::Stands.into());
    }
    if state.auction_day().is_some() {
        return Err(Rejection::Auction(AuctionRejection::NotDue));
    }
    Ok(opened(state, spec))
}

/// The event of the opening.
fn opened(state: &State, spec: &Auction) -> Event {
    let (asked, due) = (first_asked(state, spec), spec.round_end(state.now()));
    AuctionEvent::Opened { lot: state.next_lot_called(), asked, due }.into()
}

/// What is asked when the auction opens.
pub(super) fn first_asked(state: &State, spec: &Auction) -> u16 {
    let reserve = state.reserve(spec);
    let last = (state.scenario().issue(spec.issue).option_count() as u16).saturating_sub(1);
    match spec.format {
        Format::SealedFirstPrice | Format::SealedSecondPrice if spec.is_reserve_secret => 0,
        Format::SealedFirstPrice | Format::SealedSecondPrice => reserve,
        Format::English if spec.is_reserve_secret => spec.start,
        Format::English => spec.start.max(reserve),
        Format::Dutch => spec.start.max(reserve).min(last),
    }
}

/// The talks of a bidder that is in the auction.
fn place_of(state: &State, seat: SeatId) -> Result<TalksId, Rejection> {
    let spec = spec(state)?;
    let auction = state.auction();
    if auction.stage != Stage::On {
        return Err(Rejection::Auction(AuctionRejection::NotOn));
    }
    let talks = state.scenario().auction_talks(seat).ok_or(AuctionRejection::NotABidder)?;
    if state.talks(talks).status() != TalksStatus::Open {
        return Err(Rejection::Talks(TalksRejection::NotOpen));
    }
    let lot = auction.lot.and_then(|lot| state.scenario().setup().sale.auction_lots.iter().find(|of| of.option == lot));
    if lot.is_some_and(|lot| !lot.eligible.has(seat)) {
        return Err(AuctionRejection::NotEligible.into());
    }
    if spec.cap > 0 && state.lots_won(talks) >= u32::from(spec.cap) {
        return Err(AuctionRejection::CapReached.into());
    }
    let bid = auction.of(talks);
    // Where silence puts out, nobody comes in behind those who spoke.
    let is_late = auction.round > 1 && spec.activity && spec.format != Format::Dutch && bid.option.is_none();
    if bid.out || bid.struck || is_late { Err(Rejection::Auction(AuctionRejection::Out)) } else { Ok(talks) }
}

/// Whether a bidder may bid now, or leave the auction: it is in it, and what it bid does not hold it.
pub(crate) fn may_speak(state: &State, seat: SeatId) -> bool {
    place_of(state, seat).is_ok_and(|talks| !state.bid_binds(talks))
}

/// The event of a bid, if the seat may make it now.
pub(crate) fn bid(state: &State, seat: SeatId, option: u16) -> Result<Event, Rejection> {
    let spec = spec(state)?;
    let talks = place_of(state, seat)?;
    let auction = state.auction();
    if state.bid_binds(talks) {
        return Err(Rejection::Auction(AuctionRejection::AlreadyBid));
    }
    if usize::from(option) >= state.scenario().issue(spec.issue).option_count() {
        return Err(Rejection::Talks(TalksRejection::NoSuchOption));
    }
    let own = auction.of(talks).option.unwrap_or(0);
    match spec.format {
        Format::Dutch if option != auction.asked => {
            return Err(Rejection::Auction(AuctionRejection::NotTheClocksPrice));
        }
        Format::Dutch => {}
        // Best and final is not worse than before.
        _ if option < auction.asked.max(own) => return Err(Rejection::Auction(AuctionRejection::TooLow)),
        _ => {}
    }
    state.allows(talks, &state.auction_deal(spec, option))?;
    Ok(Event::Auction(AuctionEvent::BidTabled { talks, option }))
}

/// The event of a bidder that bids no more, if it may leave now.
pub(crate) fn pass(state: &State, seat: SeatId) -> Result<Event, Rejection> {
    let talks = place_of(state, seat)?;
    if state.bid_binds(talks) {
        return Err(Rejection::Auction(AuctionRejection::BidStands));
    }
    Ok(Event::Auction(AuctionEvent::BidderPassed { talks }))
}

// --- what follows

impl Turn<'_> {
    /// The auction's day has come. Where a deal stands it is left to the vendor to open it later.
    pub(crate) fn reach_auction_day(&mut self) {
        let Some(spec) = &self.state.scenario.setup().sale.auction else { return };
        if self.state.has_auction_goods(spec) && self.state.auction.stage == Stage::NotYet {
            let event = opened(self.state, spec);
            self.emit(event);
        }
    }

    /// A bid was made: it ends a falling clock.
    pub(crate) fn after_bid(&mut self, talks: TalksId, option: u16) {
        let Some(spec) = self.state.scenario.setup().sale.auction else { return };
        if spec.format == Format::Dutch {
            self.award(&spec, talks, option);
        }
    }

    /// A round's time is over.
    pub(crate) fn end_round(&mut self) {
        let Some(spec) = self.state.scenario.setup().sale.auction else { return };
        if self.state.auction.stage != Stage::On {
            return;
        }
        match spec.format {
            Format::SealedFirstPrice | Format::SealedSecondPrice => self.end_sealed_round(&spec),
            Format::English => self.end_english_round(&spec),
            Format::Dutch => {
                let asked = self.state.auction.asked;
                match asked.checked_sub(spec.step).filter(|&next| next >= self.state.reserve(&spec)) {
                    Some(next) => self.next_round(&spec, next),
                    None => self.fail_auction(&spec),
                }
            }
        }
    }

    fn end_sealed_round(&mut self, spec: &Auction) {
        let round = self.state.auction.round;
        let to = self.state.vendor_for(spec.seller);
        for (talks, bid) in self.bids() {
            match bid.option.filter(|_| bid.round == round && !bid.struck) {
                Some(option) => self.emit(Event::Auction(AuctionEvent::BidOpened { talks, option, to })),
                None if spec.activity || bid.option.is_none() => self.put_out(talks),
                None => {}
            }
        }
        let is_last = spec.rounds != 0 && round >= spec.rounds;
        if is_last || self.in_count() < 2 {
            return self.settle_auction(spec);
        }
        if spec.keep > 0 {
            while self.in_count() > usize::from(spec.keep) {
                let Some(worst) = self.worst() else { break };
                self.put_out(worst);
            }
        }
        let asked = self.state.auction.asked;
        self.next_round(spec, asked);
    }

    fn end_english_round(&mut self, spec: &Auction) {
        let round = self.state.auction.round;
        let (held, high) = (self.state.auction.held, self.state.auction.high());
        let mut has_moved = false;
        for (talks, bid) in self.bids() {
            let spoke = bid.option.is_some() && bid.round == round && !bid.struck;
            has_moved |= spoke;
            let holds = held == Some(talks) || high.is_some_and(|(high, _)| high == talks);
            if spec.activity && !spoke && !holds {
                self.put_out(talks);
            }
        }
        let asked = self.state.auction.asked;
        let is_last = spec.rounds != 0 && round >= spec.rounds;
        let is_at_top = usize::from(asked) >= self.state.scenario.issue(spec.issue).option_count();
        let is_alone = spec.activity && self.in_count() < 2;
        if !has_moved || is_last || is_at_top || is_alone {
            self.settle_auction(spec);
        } else {
            self.next_round(spec, asked);
        }
    }

    /// Every bidder's place with its bid as it stands.
    fn bids(&self) -> impl Iterator<Item = (TalksId, Bid)> + use<> {
        let mut bids = [Bid::NONE; SeatSet::CAPACITY];
        let count = self.state.auction.bids.len().min(bids.len());
        bids[..count].copy_from_slice(&self.state.auction.bids[..count]);
        bids.into_iter().take(count).enumerate().map(|(i, bid)| (TalksId::at(i), bid))
    }

    /// How many are in with a bid.
    fn in_count(&self) -> usize {
        self.state.auction.bids.iter().filter(|bid| bid.option.is_some() && !bid.out && !bid.struck).count()
    }

    /// Whoever is in with the worst bid, the later of equals.
    fn worst(&self) -> Option<TalksId> {
        let bids = self.bids().filter(|(_, bid)| !bid.out && !bid.struck);
        let bids = bids.filter_map(|(talks, bid)| Some((bid.option?, std::cmp::Reverse(bid.order), talks)));
        bids.min_by_key(|&(option, order, _)| (option, order)).map(|(.., talks)| talks)
    }

    fn put_out(&mut self, talks: TalksId) {
        let bid = self.state.auction.of(talks);
        if self.state.talks(talks).status() == TalksStatus::Open && !bid.out && !bid.struck {
            self.emit(Event::Auction(AuctionEvent::BidderOut { talks }));
        }
    }

    fn next_round(&mut self, spec: &Auction, asked: u16) {
        let due = spec.round_end(self.state.now());
        self.emit(Event::Auction(AuctionEvent::RoundOpened { asked, due }));
    }

    /// The best bid wins if it is good enough.
    fn settle_auction(&mut self, spec: &Auction) {
        let reserve = self.state.reserve(spec);
        match self.state.auction.high().filter(|&(_, option)| option >= reserve) {
            Some((talks, option)) => {
                let pays = match spec.format {
                    Format::SealedSecondPrice => self.second_price(talks, reserve, |bid| !bid.out),
                    _ => option,
                };
                self.award(spec, talks, pays);
            }
            None => self.fail_auction(spec),
        }
    }

    fn second_price(&self, winner: TalksId, reserve: u16, counts: impl Fn(&Bid) -> bool) -> u16 {
        let second = self.state.auction.best(Some(winner), counts).map_or(0, |(_, option)| option);
        second.max(reserve)
    }

    fn award(&mut self, spec: &Auction, talks: TalksId, option: u16) {
        self.emit(Event::Auction(AuctionEvent::Won { talks, option }));
        let deal = self.state.auction_deal(spec, option);
        self.emit(AgreementEvent::TermsAgreed { talks, deal });
        self.call_next_lot(spec);
    }

    /// The next lot is called as soon as the one before has found a buyer or none.
    fn call_next_lot(&mut self, spec: &Auction) {
        if self.state.next_lot_called().is_some() {
            let event = opened(self.state, spec);
            self.emit(event);
        }
    }

    fn fail_auction(&mut self, spec: &Auction) {
        if let Some(lot) = self.state.auction.lot {
            self.emit(AuctionEvent::LotUnsold { lot });
            if self.state.next_lot_called().is_some() {
                return self.call_next_lot(spec);
            }
        }
        self.emit(AuctionEvent::Failed);
        self.resume_talks(spec.seller);
    }

    /// An agreement fell. One that an auction brought goes to the next best bid; otherwise talks go on.
    pub(crate) fn after_fall(&mut self, seller: SellerId) {
        let spec = self.state.scenario.setup().sale.auction.filter(|spec| spec.seller == seller);
        let Some(spec) = spec else { return self.resume_talks(seller) };
        // While another lot is called, talks wait until the auction is over.
        if self.state.is_auctioning() {
            return;
        }
        let is_back = self.state.auction.stage == Stage::Awarded && self.state.is_for_sale(&spec.terms);
        if !is_back || self.state.auction.lot.is_some() {
            return self.resume_talks(seller);
        }
        let reserve = self.state.reserve(&spec);
        match self.state.auction.best(None, |_| true).filter(|&(_, option)| option >= reserve) {
            Some((talks, option)) => {
                let pays = match spec.format {
                    Format::SealedSecondPrice => self.second_price(talks, reserve, |_| true),
                    _ => option,
                };
                self.award(&spec, talks, pays);
            }
            None => self.fail_auction(&spec),
        }
    }
}
