//! The auction: four formats, rounds, who is out, who wins at what price, and what becomes of a winner that falls.

mod given;

use divest_core::auction::{Auction, Format, Mergers, Stage};
use divest_core::chance::DrawId;
use divest_core::command::{AgreementCommand, AuctionCommand, DecreeCommand, ReviewCommand, RunCommand, TalksCommand};
use divest_core::event::{AgreementEvent, AuctionEvent, ReviewEvent, RunEvent, TalksEvent};
use divest_core::id::{SeatSet, SellerId, TalksId};
use divest_core::rejection::{AgreementRejection, AuctionRejection, TalksRejection};
use divest_core::scenario::{Condition, Setup};
use divest_core::units::Span;
use divest_core::{Command, Event, Rejection, SeatId};
use given::*;

/// Alpha and Beta bid on the price, control sold, from 20 up; it opens on day 6 at noon, and a round lasts two days.
fn auction(format: Format, change: impl FnOnce(&mut Auction)) -> Setup {
    let mut setup = table();
    setup.chances.clear();
    setup.decrees.iter_mut().for_each(|decree| decree.issue_day = None);
    let mut spec = Auction {
        seller: SellerId(0),
        cap: 0,
        format,
        issue: PRICE,
        terms: deal(0, SELLS),
        reserve: fixed(20),
        is_reserve_secret: false,
        start: 0,
        step: 1,
        opens_day: Some(day(6)),
        length: Span::days(2),
        rounds: u16::from(format.is_sealed()),
        keep: 0,
        activity: true,
        mergers: Mergers::Forbidden,
    };
    change(&mut spec);
    setup.sale.auction = Some(spec);
    setup
}

/// Both have come forward, and time has gone on to the opening.
fn opened(setup: Setup) -> Given {
    given(setup).after(both_come()).on("day 6 12:00")
}

fn both_come() -> [(SeatId, Command); 2] {
    [
        (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
        (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
    ]
}

fn bids(alpha: u16, beta: u16) -> [(SeatId, Command); 2] {
    [
        (ALPHA, Command::Auction(AuctionCommand::Bid { option: alpha })),
        (BETA, Command::Auction(AuctionCommand::Bid { option: beta })),
    ]
}

fn out(talks: TalksId) -> Event {
    Event::Auction(AuctionEvent::BidderOut { talks })
}

fn agreed_at(talks: TalksId, price: u16, review_due: &str) -> [Event; 3] {
    [
        Event::Auction(AuctionEvent::Won { talks, option: price }),
        Event::Agreement(AgreementEvent::TermsAgreed { talks, deal: deal(price, SELLS) }),
        Event::Review(ReviewEvent::Opened { talks, review: EXPORT, due: at(review_due) }),
    ]
}

fn bid_opened(talks: TalksId, option: u16) -> Event {
    Event::Auction(AuctionEvent::BidOpened { talks, option, to: SELLER })
}

fn time(moment: &str) -> Event {
    Event::Run(RunEvent::TimeAdvanced { to: at(moment) })
}

/// The events of a round's end, in order.
fn all(parts: &[&[Event]]) -> Vec<Event> {
    parts.concat()
}

const FIRST: Format = Format::SealedFirstPrice;
const SECOND: Format = Format::SealedSecondPrice;

#[test]
fn it_opens_on_its_day_and_nobody_bargains_in_private_while_it_is_on() {
    given(auction(FIRST, |_| {}))
        .after(both_come())
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::Auction(AuctionRejection::NotDue))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Auction(AuctionRejection::NotOn))
        .on("day 6 11:00")
        .when_time_goes_to("day 7")
        .then([
            time("day 6 12:00"),
            Event::Auction(AuctionEvent::Opened { lot: None, asked: 1, due: at("day 8 16:00") }),
        ])
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::Auction(AuctionRejection::IsOn))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(1, SELLS) }))
        .refused(Rejection::Auction(AuctionRejection::IsOn));
    given(table())
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::Auction(AuctionRejection::NotOn));
}

#[test]
fn the_vendor_opens_one_that_has_no_day() {
    let setup = auction(FIRST, |spec| spec.opens_day = None);
    given(setup.clone())
        .when(ALPHA, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::NotYours { owner: SELLER })
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .then([Event::Auction(AuctionEvent::Opened { lot: None, asked: 1, due: at("day 2 16:00") })]);
    given(setup)
        .after(agreed(WITH_ALPHA, ALPHA, deal(1, SELLS)))
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::Agreement(AgreementRejection::Stands));
}

#[test]
fn a_deal_before_its_day_calls_it_off_until_the_deal_falls() {
    given(auction(FIRST, |_| {}))
        .after(agreed(WITH_ALPHA, ALPHA, deal(1, SELLS)))
        .on("day 7")
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::Agreement(AgreementRejection::Stands))
        .after([(SELLER, Command::Agreement(AgreementCommand::Drop { talks: None }))])
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .then([Event::Auction(AuctionEvent::Opened { lot: None, asked: 1, due: at("day 9 16:00") })]);
}

#[test]
fn a_sealed_bid_is_one_number_and_binds_for_its_round() {
    let bid = Event::Auction(AuctionEvent::BidTabled { talks: WITH_ALPHA, option: 2 });
    opened(auction(FIRST, |_| {}))
        .when(TARGET, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Auction(AuctionRejection::NotABidder))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 0 }))
        .refused(Rejection::Auction(AuctionRejection::TooLow))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 5 }))
        .refused(Rejection::Talks(TalksRejection::NoSuchOption))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .then([bid])
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 3 }))
        .refused(Rejection::Auction(AuctionRejection::AlreadyBid))
        .when(ALPHA, Command::Auction(AuctionCommand::Pass))
        .refused(Rejection::Auction(AuctionRejection::BidStands))
        .when(ALPHA, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .refused(Rejection::Auction(AuctionRejection::BidStands))
        .when(BETA, Command::Auction(AuctionCommand::Pass))
        .then([Event::Auction(AuctionEvent::BidderPassed { talks: WITH_BETA })])
        .when(BETA, Command::Auction(AuctionCommand::Bid { option: 3 }))
        .refused(Rejection::Auction(AuctionRejection::Out));
    given(auction(FIRST, |_| {}))
        .on("day 6 12:00")
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Talks(TalksRejection::NotOpen));
}

#[test]
fn the_highest_sealed_bid_wins_and_pays_its_own_or_the_second() {
    for (format, alpha, beta, pays) in [(FIRST, 2, 4, 4), (SECOND, 2, 4, 2), (SECOND, 1, 4, 1)] {
        let opens = [time("day 8 16:00"), bid_opened(WITH_ALPHA, alpha), bid_opened(WITH_BETA, beta)];
        let mut won = agreed_at(WITH_BETA, pays, "day 15 15:00").to_vec();
        if pays == 4 {
            won.push(Event::Review(ReviewEvent::Opened {
                talks: WITH_BETA,
                review: ANTITRUST,
                due: at("day 13 15:00"),
            }));
        }
        opened(auction(format, |_| {}))
            .after(bids(alpha, beta))
            .when_time_goes_to("day 9")
            .then(all(&[&opens, &won]))
            .after(signed_by(BETA))
            .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 4 }))
            .refused(Rejection::Auction(AuctionRejection::NotOn));
    }
}

#[test]
fn of_equal_bids_the_earlier_wins() {
    let opens = [time("day 8 16:00"), bid_opened(WITH_ALPHA, 2), bid_opened(WITH_BETA, 2)];
    opened(auction(FIRST, |_| {}))
        .after([
            (BETA, Command::Auction(AuctionCommand::Bid { option: 2 })),
            (ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 })),
        ])
        .when_time_goes_to("day 9")
        .then(all(&[&opens, &agreed_at(WITH_BETA, 2, "day 15 15:00")]));
}

#[test]
fn one_bidder_pays_the_reserve_where_the_second_price_is_paid() {
    let ends = [time("day 8 16:00"), bid_opened(WITH_ALPHA, 3), out(WITH_BETA)];
    opened(auction(SECOND, |_| {}))
        .after([(ALPHA, Command::Auction(AuctionCommand::Bid { option: 3 }))])
        .when_time_goes_to("day 9")
        .then(all(&[&ends, &agreed_at(WITH_ALPHA, 1, "day 15 15:00")]));
}

#[test]
fn a_secret_reserve_shows_only_in_that_nobody_wins() {
    let secret = |spec: &mut Auction| (spec.reserve, spec.is_reserve_secret) = (fixed(40), true);
    let resumed = |talks, due| Event::Talks(TalksEvent::Resumed { talks, reply_due: at(due) });
    let given = opened(auction(FIRST, secret)).after(bids(0, 2)).when_time_goes_to("day 9").then([
        time("day 8 16:00"),
        bid_opened(WITH_ALPHA, 0),
        bid_opened(WITH_BETA, 2),
        Event::Auction(AuctionEvent::Failed),
        resumed(WITH_ALPHA, "day 11 11:00"),
        resumed(WITH_BETA, "day 13 11:00"),
    ]);
    let reserve = |seat| given.state.view(seat).auction().and_then(|auction| auction.reserve());
    assert_eq!((reserve(SELLER), reserve(ALPHA)), (Some(3), None));
    assert!(given.state.meets(&Condition { auction_failed: Some(true), ..Condition::default() }));
    given.when(SELLER, Command::Auction(AuctionCommand::Open)).refused(Rejection::Auction(AuctionRejection::NotOn));
}

#[test]
fn the_best_go_on_to_a_last_round_in_which_nobody_bids_less() {
    let mut setup = auction(FIRST, |spec| (spec.rounds, spec.keep) = (2, 1));
    setup.sale.talks[1].bidder = BETA;
    opened(setup.clone())
        .after(bids(2, 3))
        .when_time_goes_to("day 9")
        .then([
            time("day 8 16:00"),
            bid_opened(WITH_ALPHA, 2),
            bid_opened(WITH_BETA, 3),
            out(WITH_ALPHA),
            Event::Auction(AuctionEvent::RoundOpened { asked: 1, due: at("day 10 16:00") }),
        ])
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 4 }))
        .refused(Rejection::Auction(AuctionRejection::Out))
        .when(BETA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Auction(AuctionRejection::TooLow))
        .after([(BETA, Command::Auction(AuctionCommand::Bid { option: 3 }))])
        .when_time_goes_to("day 11")
        .then(all(&[&[time("day 10 16:00"), bid_opened(WITH_BETA, 3)], &agreed_at(WITH_BETA, 3, "day 17 15:00")]));
    // Whoever does not renew its bid is out, unless silence does not count.
    setup.sale.auction.as_mut().unwrap().keep = 2;
    opened(setup.clone())
        .after(bids(2, 3))
        .on("day 9")
        .after([(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))])
        .when_time_goes_to("day 11")
        .then(all(&[
            &[time("day 10 16:00"), bid_opened(WITH_ALPHA, 2), out(WITH_BETA)],
            &agreed_at(WITH_ALPHA, 2, "day 17 15:00"),
        ]));
    setup.sale.auction.as_mut().unwrap().activity = false;
    opened(setup)
        .after(bids(2, 3))
        .on("day 9")
        .when_time_goes_to("day 11")
        .then(all(&[&[time("day 10 16:00")], &agreed_at(WITH_BETA, 3, "day 17 15:00")]));
}

#[test]
fn an_english_auction_rises_until_one_is_left() {
    let given = opened(auction(Format::English, |_| {}))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 1 }))
        .then([Event::Auction(AuctionEvent::BidTabled { talks: WITH_ALPHA, option: 1 })])
        .when(BETA, Command::Auction(AuctionCommand::Bid { option: 1 }))
        .refused(Rejection::Auction(AuctionRejection::TooLow))
        .after([(BETA, Command::Auction(AuctionCommand::Bid { option: 2 }))])
        .when_time_goes_to("day 9")
        .then([time("day 8 16:00"), Event::Auction(AuctionEvent::RoundOpened { asked: 3, due: at("day 10 16:00") })])
        .when(BETA, Command::Auction(AuctionCommand::Bid { option: 3 }))
        .refused(Rejection::Auction(AuctionRejection::AlreadyBid))
        .when(BETA, Command::Auction(AuctionCommand::Pass))
        .refused(Rejection::Auction(AuctionRejection::BidStands))
        .after([(ALPHA, Command::Auction(AuctionCommand::Bid { option: 3 }))])
        .when_time_goes_to("day 11")
        .then([time("day 10 16:00"), Event::Auction(AuctionEvent::RoundOpened { asked: 4, due: at("day 12 16:00") })]);
    given
        .after([(BETA, Command::Auction(AuctionCommand::Pass))])
        .when_time_goes_to("day 13")
        .then(all(&[&[time("day 12 16:00")], &agreed_at(WITH_ALPHA, 3, "day 19 15:00")]));
}

#[test]
fn silence_puts_out_of_an_english_auction_and_nobody_comes_in_behind() {
    opened(auction(Format::English, |_| {}))
        .after([
            (BETA, Command::Talks(TalksCommand::End { talks: WITH_BETA })),
            (ALPHA, Command::Auction(AuctionCommand::Bid { option: 1 })),
        ])
        .when_time_goes_to("day 9")
        .then(all(&[&[time("day 8 16:00")], &agreed_at(WITH_ALPHA, 1, "day 15 15:00")]));
    let mut late = auction(Format::English, |_| {});
    late.sale.talks.push(late.sale.talks[1].clone());
    late.sale.talks[2].bidder = PRESS;
    opened(late)
        .after(bids(1, 2))
        .on("day 9")
        .after([(PRESS, Command::Talks(TalksCommand::Open { talks: TalksId(2) }))])
        .when(PRESS, Command::Auction(AuctionCommand::Bid { option: 4 }))
        .refused(Rejection::Auction(AuctionRejection::Out));
}

#[test]
fn the_first_to_stop_a_falling_clock_wins() {
    opened(auction(Format::Dutch, |spec| spec.start = 3))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Auction(AuctionRejection::NotTheClocksPrice))
        .when_time_goes_to("day 9")
        .then([time("day 8 16:00"), Event::Auction(AuctionEvent::RoundOpened { asked: 2, due: at("day 10 16:00") })])
        .when(BETA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .then(all(&[
            &[Event::Auction(AuctionEvent::BidTabled { talks: WITH_BETA, option: 2 })],
            &agreed_at(WITH_BETA, 2, "day 15 15:00"),
        ]))
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Auction(AuctionRejection::NotOn));
}

#[test]
fn a_clock_that_nobody_stops_runs_out_at_the_reserve() {
    let given = opened(auction(Format::Dutch, |spec| spec.start = 2)).on("day 9").when_time_goes_to("day 11").then([
        time("day 10 16:00"),
        Event::Auction(AuctionEvent::Failed),
        Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 13 11:00") }),
        Event::Talks(TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 15 11:00") }),
    ]);
    assert_eq!(given.state.auction().stage(), Stage::Over);
}

#[test]
fn where_the_winner_does_not_sign_the_next_best_bid_stands() {
    let resumed = |talks, due| Event::Talks(TalksEvent::Resumed { talks, reply_due: at(due) });
    opened(auction(FIRST, |_| {}))
        .after(bids(2, 3))
        .on("day 9")
        .when(BETA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .then(all(&[
            &[Event::Agreement(AgreementEvent::Dropped { talks: WITH_BETA, by: BETA })],
            &agreed_at(WITH_ALPHA, 2, "day 16 15:00"),
        ]))
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: ALPHA }),
            Event::Auction(AuctionEvent::Failed),
            resumed(WITH_ALPHA, "day 12 11:00"),
            resumed(WITH_BETA, "day 14 11:00"),
        ]);
    // A block is a fall like another, and the back-up of a second-price auction pays the reserve.
    opened(auction(SECOND, |_| {}))
        .after(bids(2, 3))
        .on("day 9")
        .when(HOME, Command::Review(ReviewCommand::Block { talks: None, review: EXPORT, objection: None }))
        .then(all(&[
            &[Event::Review(ReviewEvent::Blocked { talks: WITH_BETA, review: EXPORT, objection: None })],
            &agreed_at(WITH_ALPHA, 1, "day 16 15:00"),
        ]));
}

#[test]
fn a_trustee_may_hold_one_of_its_own() {
    let setup = auction(FIRST, |spec| (spec.opens_day, spec.length) = (Some(day(54)), Span::days(9)));
    let given = given(setup)
        .on("day 10 09:00")
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .after(both_come())
        .on("day 54 12:00")
        .after(bids(2, 3))
        .on("day 55 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 55 end") }))])
        .settled(DrawId::Deadline(SALE), STEP_TRUSTEE);
    assert_eq!(given.state.auction().stage(), Stage::NotYet);
    assert_eq!(given.state.auction().bid(WITH_BETA), None);
    given
        .when(SELLER, Command::Auction(AuctionCommand::Open))
        .refused(Rejection::NotYours { owner: TRUSTEE })
        .when(TRUSTEE, Command::Auction(AuctionCommand::Open))
        .then([Event::Auction(AuctionEvent::Opened { lot: None, asked: 1, due: at("day 64 16:00") })]);
}

#[test]
fn sealed_bids_are_seen_by_their_bidders_until_the_vendor_opens_them() {
    let given = opened(auction(FIRST, |spec| spec.rounds = 2)).after(bids(2, 3));
    let scenario = given.state.scenario().clone();
    let bid = Event::Auction(AuctionEvent::BidTabled { talks: WITH_ALPHA, option: 2 });
    assert_eq!(bid.audience(&scenario), SeatSet::only(ALPHA));
    assert_eq!(bid_opened(WITH_ALPHA, 2).audience(&scenario), SeatSet::only(ALPHA).with(SELLER));
    let seen = |given: &Given, seat: SeatId| {
        given.state.view(seat).auction().map(|auction| [auction.bid(WITH_ALPHA), auction.bid(WITH_BETA)])
    };
    assert_eq!(seen(&given, ALPHA), Some([Some(2), None]));
    assert_eq!(seen(&given, SELLER), Some([None, None]));
    assert_eq!(seen(&given, PRESS), None);
    let given = given.on("day 9");
    assert_eq!(seen(&given, ALPHA), Some([Some(2), None]));
    assert_eq!(seen(&given, SELLER), Some([Some(2), Some(3)]));
    // A bid of the last round is not seen before that ends.
    let given = given.after([(ALPHA, Command::Auction(AuctionCommand::Bid { option: 4 }))]);
    assert_eq!(seen(&given, SELLER), Some([Some(2), Some(3)]));
}

#[test]
fn open_bids_are_seen_by_all_who_may_be_at_the_auction() {
    let given =
        opened(auction(Format::English, |_| {})).after([(ALPHA, Command::Auction(AuctionCommand::Bid { option: 1 }))]);
    let scenario = given.state.scenario().clone();
    let there = Event::Auction(AuctionEvent::BidTabled { talks: WITH_ALPHA, option: 1 }).audience(&scenario);
    assert_eq!(there, [SELLER, ALPHA, BETA, BACKER, TRUSTEE].into_iter().collect());
    assert_eq!(given.state.view(BETA).auction().and_then(|auction| auction.high()), Some((WITH_ALPHA, 1)));
    assert!(given.state.view(PRESS).auction().is_none());
    assert_eq!(given.state.view(PRESS).auction_stage(), Some(Stage::On));
}

#[test]
fn a_bid_must_have_the_terms_that_its_talks_demand() {
    let mut setup = auction(FIRST, |_| {});
    setup.sale.talks[0].terms = terms(CONTROL, &[SHARES]);
    opened(setup)
        .when(ALPHA, Command::Auction(AuctionCommand::Bid { option: 2 }))
        .refused(Rejection::Talks(TalksRejection::TermsNotAllowed { issue: CONTROL }));
}
