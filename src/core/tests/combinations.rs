//! Procedures beside lots and several sellers: an auction of several lots, an auction by one of several sellers, a conference
//! about lots.

mod given;

use divest_core::auction::{Auction, AuctionLot, Format, Mergers};
use divest_core::command::{AgreementCommand, AuctionCommand, Ballot, ConferenceCommand, TalksCommand};
use divest_core::conference::Conference;
use divest_core::deal::Deal;
use divest_core::event::{AgreementEvent, AuctionEvent, ConferenceEvent, TalksEvent};
use divest_core::id::{SeatSet, SellerId, TalksId};
use divest_core::lots::Lots;
use divest_core::rejection::{AuctionRejection, TalksRejection};
use divest_core::scenario::{Role, Setup, TalksSpec};
use divest_core::units::Span;
use divest_core::{Command, Event, Rejection, SeatId};
use given::*;

/// Three lots, which the seller sells alone; no decree and no review.
fn in_lots() -> Setup {
    let mut setup = table();
    setup.chances.clear();
    setup.sale.reviews.clear();
    setup.decrees.iter_mut().for_each(|decree| decree.issue_day = None);
    setup.outcomes.drain(..setup.outcomes.len() - 1);
    setup.sale.lots = Some(Lots { issue: CONTROL, parts: vec![0b001, 0b010, 0b100], sellers: Vec::new() });
    setup
}

/// One sealed round of two days for each lot called.
fn auction(called: &[(u16, &[SeatId])]) -> impl Fn(&mut Setup) {
    let lots: Vec<AuctionLot> = called
        .iter()
        .map(|(option, seats)| AuctionLot {
            option: *option,
            eligible: if seats.is_empty() { SeatSet::ALL } else { seats.iter().copied().collect() },
        })
        .collect();
    move |setup| {
        setup.sale.auction = Some(Auction {
            seller: SellerId(0),
            format: Format::SealedFirstPrice,
            issue: PRICE,
            terms: Deal::FIRST,
            reserve: fixed(20),
            is_reserve_secret: false,
            start: 0,
            step: 1,
            opens_day: None,
            length: Span::days(2),
            rounds: 1,
            keep: 0,
            activity: true,
            mergers: Mergers::Forbidden,
            cap: 0,
        });
        setup.sale.auction_lots = lots.clone();
    }
}

fn with(change: impl Fn(&mut Setup), mut setup: Setup) -> Setup {
    change(&mut setup);
    setup
}

fn both_talk(setup: Setup) -> Given {
    given(setup).on("day 4 12:00").after([
        (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
        (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
    ])
}

const fn bid(option: u16) -> Command {
    Command::Auction(AuctionCommand::Bid { option })
}

fn called(lot: u16, due: &str) -> Event {
    AuctionEvent::Opened { lot: Some(lot), asked: 1, due: at(due) }.into()
}

fn agreed_on(talks: TalksId, price: u16, lot: u16) -> [Event; 2] {
    [
        AuctionEvent::Won { talks, option: price }.into(),
        AgreementEvent::TermsAgreed { talks, deal: deal(price, lot) }.into(),
    ]
}

#[test]
fn lots_are_called_one_after_another_and_each_finds_its_own_winner() {
    let setup = with(auction(&[(KEEPS, &[]), (SHARES, &[BETA])]), in_lots());
    let first = both_talk(setup)
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .then([called(KEEPS, "day 6 16:00")])
        .after([(ALPHA, bid(3)), (BETA, bid(2))]);
    let opened = |talks, option| AuctionEvent::BidOpened { talks, option, to: SELLER }.into();
    let won = agreed_on(WITH_ALPHA, 3, KEEPS);
    let second = first.when_time_goes_to("day 7").then([
        Event::Run(divest_core::event::RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
        opened(WITH_ALPHA, 3),
        opened(WITH_BETA, 2),
        won[0],
        won[1],
        called(SHARES, "day 8 16:00"),
    ]);
    // Only Beta may buy the second lot; nobody bargains meanwhile.
    let second = second
        .when(ALPHA, bid(4))
        .refused(Rejection::Auction(AuctionRejection::NotEligible))
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(1, SELLS) }))
        .refused(Rejection::Auction(AuctionRejection::IsOn))
        .after([(BETA, bid(1))])
        .on("day 8 17:00");
    let lots: Vec<_> = second.state.agreements().map(|agreement| (agreement.talks, agreement.lots)).collect();
    assert_eq!(lots, [(WITH_ALPHA, 0b001), (WITH_BETA, 0b010)], "two agreements of one seller are on their way");
}

#[test]
fn a_bidder_wins_no_more_lots_than_the_cap_allows() {
    let mut setup = with(auction(&[(KEEPS, &[]), (SHARES, &[])]), in_lots());
    if let Some(auction) = &mut setup.sale.auction {
        auction.cap = 1;
    }
    let capped = both_talk(setup)
        .after([(SELLER, Command::Auction(AuctionCommand::Open)), (ALPHA, bid(3))])
        .on("day 6 17:00")
        .when(ALPHA, bid(3))
        .refused(Rejection::Auction(AuctionRejection::CapReached))
        .after([(BETA, bid(1))])
        .on("day 8 17:00");
    assert_eq!([WITH_ALPHA, WITH_BETA].map(|talks| capped.state.lots_won(talks)), [1, 1]);
}

#[test]
fn a_lot_without_a_good_bid_is_bargained_over_once_the_others_were_called() {
    let setup = with(auction(&[(KEEPS, &[]), (SHARES, &[])]), in_lots());
    let time = |day: &str| Event::Run(divest_core::event::RunEvent::TimeAdvanced { to: at(day) });
    let out = |talks| AuctionEvent::BidderOut { talks }.into();
    let second = both_talk(setup)
        .after([(SELLER, Command::Auction(AuctionCommand::Open))])
        .when_time_goes_to("day 6 16:00")
        .then([
            time("day 6 16:00"),
            out(WITH_ALPHA),
            out(WITH_BETA),
            AuctionEvent::LotUnsold { lot: KEEPS }.into(),
            called(SHARES, "day 8 16:00"),
        ]);
    second
        .when_time_goes_to("day 8 16:00")
        .then([
            time("day 8 16:00"),
            out(WITH_ALPHA),
            out(WITH_BETA),
            Event::Auction(AuctionEvent::LotUnsold { lot: SHARES }),
            AuctionEvent::Failed.into(),
            TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 11 11:00") }.into(),
            TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 13 11:00") }.into(),
        ])
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(1, KEEPS) }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: deal(1, KEEPS),
            reply_due: at("day 11 11:00"),
        })]);
}

#[test]
fn a_lot_whose_deal_falls_is_not_called_again() {
    let setup = with(auction(&[(KEEPS, &[]), (SHARES, &[])]), in_lots());
    let second = both_talk(setup)
        .after([(SELLER, Command::Auction(AuctionCommand::Open)), (ALPHA, bid(3))])
        .on("day 6 17:00")
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .then([AgreementEvent::Dropped { talks: WITH_ALPHA, by: ALPHA }.into()])
        .after([(BETA, bid(2))])
        .on("day 8 17:00");
    let lots: Vec<_> = second.state.agreements().map(|agreement| (agreement.talks, agreement.lots)).collect();
    assert_eq!(lots, [(WITH_BETA, 0b010)]);
    assert_eq!(second.state.next_lot_called(), None);
}

/// The target sells the lot `shares` beside the seller, in talks of its own with Beta, and auctions it.
fn other_auctions() -> Setup {
    const BETA_WITH_OTHER: &str = "beta-other";
    let mut setup = with(auction(&[]), in_lots());
    setup.parties[TARGET.index() - 2].role = Role::Seller;
    setup.parties[TARGET.index() - 2].sheet = setup.parties[SELLER.index() - 2].sheet.clone();
    if let Some(lots) = &mut setup.sale.lots {
        lots.sellers = vec![SELLER, TARGET, SELLER];
    }
    let beta = setup.sale.talks[1].clone();
    setup.sale.talks.push(TalksSpec { key: BETA_WITH_OTHER.into(), seller: Some(TARGET), ..beta });
    if let Some(auction) = &mut setup.sale.auction {
        auction.seller = SellerId(1);
        auction.terms = deal(0, SHARES);
    }
    setup.sale.cosigners.clear();
    setup.sale.vetoes.clear();
    setup
}

#[test]
fn one_of_several_sellers_auctions_while_the_other_bargains() {
    let with_other = TalksId(2);
    let on = both_talk(other_auctions())
        .after([(BETA, Command::Talks(TalksCommand::Open { talks: with_other }))])
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::NotYours { owner: TARGET })
        .when(TARGET, Command::Auction(AuctionCommand::Open))
        .then([AuctionEvent::Opened { lot: None, asked: 1, due: at("day 6 16:00") }.into()]);
    // Alpha has no talks with that seller; Beta's talks with the other one go on.
    let on = on
        .when(ALPHA, bid(4))
        .refused(Rejection::Auction(AuctionRejection::NotABidder))
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: with_other, deal: deal(1, SHARES) }))
        .refused(Rejection::Auction(AuctionRejection::IsOn))
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(1, SELLS) }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_BETA,
            by: BETA,
            to: SELLER,
            deal: deal(1, SELLS),
            reply_due: at("day 9 11:00"),
        })])
        .after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_BETA })), (BETA, bid(2))])
        .on("day 6 17:00");
    let agreed: Vec<_> = on.state.agreements().map(|agreement| (agreement.talks, agreement.deal)).collect();
    assert_eq!(agreed, [(WITH_BETA, deal(1, SELLS)), (with_other, deal(2, SHARES))]);
}

/// Alpha alone talks, at one table with the seller and its cosigner.
fn conferring() -> Given {
    let mut setup = in_lots();
    setup.sale.talks.truncate(1);
    setup.sale.backings.clear();
    setup.sale.mergers.clear();
    setup.sale.conference = Some(Conference { talks: WITH_ALPHA, chair: None, pace_days: 3, rounds: 6 });
    given(setup).on("day 4 12:00").after([(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))])
}

/// All members favour a text of a member.
fn carried(by: SeatId, deal: Deal, members: &[SeatId]) -> Vec<(SeatId, Command)> {
    let text = (by, Command::Conference(ConferenceCommand::TableText { deal }));
    let aye = |seat: &SeatId| (*seat, Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }));
    std::iter::once(text).chain(members.iter().map(aye)).collect()
}

#[test]
fn a_conference_about_lots_is_called_again_about_the_rest() {
    let table = conferring();
    let members: Vec<SeatId> = table.state.asked_to_sign(WITH_ALPHA).iter().collect();
    let first = table.state.conference().turn;
    let sold = table.after(carried(first, deal(2, KEEPS), &members)).on("day 6 15:00");
    let again = sold.when_time_goes_to("day 6 16:00").then([
        Event::Run(divest_core::event::RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
        AgreementEvent::Closed { talks: WITH_ALPHA, deal: deal(2, KEEPS), completes: false }.into(),
        TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 9 11:00") }.into(),
        ConferenceEvent::Opened { first: ALPHA, due: at("day 9 11:00") }.into(),
    ]);
    again
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(4, KEEPS) }))
        .refused(Rejection::Talks(TalksRejection::LotSold))
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(4, SHARES) }))
        .then([ConferenceEvent::TextTabled { by: ALPHA, deal: deal(4, SHARES), due: at("day 9 11:00") }.into()]);
}
