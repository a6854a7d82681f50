//! A sale in lots: what is sold is gone, the rest is bargained over further, and a decree asks for all or for some.

mod given;

use divest_core::Event;
use divest_core::command::{AgreementCommand, TalksCommand};
use divest_core::deal::Terms;
use divest_core::decree::Status;
use divest_core::event::{AgreementEvent, DecreeEvent, RunEvent, TalksEvent};
use divest_core::lots::{Lots, Together};
use divest_core::rejection::{AgreementRejection, TalksRejection};
use divest_core::scenario::{Condition, Setup};
use divest_core::units::Points;
use divest_core::{Command, Rejection, SeatId};
use given::*;

/// Control is two lots, kept and shared apart, and sold is both of them; the order to sell asks for all.
fn in_lots() -> Setup {
    let mut setup = table();
    setup.chances.clear();
    setup.sale.reviews.clear();
    setup.decrees.iter_mut().for_each(|decree| decree.issue_day = None);
    setup.decrees[SALE.index()].issue_day = Some(day(-1));
    setup.decrees[SALE.index()].satisfied_by = Some(Terms::default());
    setup.outcomes.drain(..setup.outcomes.len() - 1);
    setup.sale.lots = Some(Lots { issue: CONTROL, parts: vec![0b01, 0b10, 0b11], sellers: Vec::new() });
    setup
}

/// Both bidders talk, and Alpha has bought what is kept; the sale closed on day 6.
fn first_sold(setup: Setup) -> Given {
    given(setup)
        .on("day 4 12:00")
        .after([
            (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
            (BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(0, SELLS) })),
            (SELLER, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) })),
        ])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .after(signed_by(ALPHA))
        .on("day 6 15:00")
        .when_time_goes_to("day 6 16:00")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_ALPHA, deal: deal(2, KEEPS), completes: false }),
            // The talks with Beta, about the other lot, went on all the time.
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 9 11:00") }),
        ])
}

/// The rest goes to a bidder.
fn rest_to(seat: SeatId, price: u16) -> Vec<(SeatId, Command)> {
    let talks = if seat == ALPHA { WITH_ALPHA } else { WITH_BETA };
    let mut commands = vec![
        (seat, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(price, SHARES) })),
        (SELLER, Command::Talks(TalksCommand::AcceptOffer { talks })),
    ];
    commands.extend(signed_by(seat));
    commands
}

#[test]
fn what_is_sold_is_gone_and_the_rest_is_bargained_over_further() {
    let sold = first_sold(in_lots());
    assert_eq!(sold.state.closed(), None, "not all is sold");
    assert_eq!(sold.state.decree(SALE).status(), Status::Issued, "it asks for all");
    let sold = sold
        .when(BETA, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_BETA }))
        .refused(Rejection::Talks(TalksRejection::LotSold))
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) }))
        .refused(Rejection::Talks(TalksRejection::LotSold))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(4, KEEPS) }))
        .refused(Rejection::Talks(TalksRejection::LotSold))
        .after(rest_to(BETA, 1))
        .on("day 8 16:00");
    let sales: Vec<_> = sold.state.sales().iter().map(|sale| (sale.talks, sale.deal)).collect();
    assert_eq!(sales, [(WITH_ALPHA, deal(2, KEEPS)), (WITH_BETA, deal(1, SHARES))]);
    assert_eq!(sold.state.closed().map(|closed| closed.talks), Some(WITH_BETA));
    assert_eq!(sold.state.decree(SALE).status(), Status::Satisfied);
    sold.when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(4, SHARES) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen));
}

#[test]
fn one_seller_may_have_agreements_about_different_lots_on_their_way() {
    let offers = |control| Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(1, control) });
    let accepts = Command::Talks(TalksCommand::AcceptOffer { talks: WITH_BETA });
    let both = given(in_lots())
        .on("day 4 12:00")
        .after([(BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA }))])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .when(BETA, offers(KEEPS))
        .refused(Rejection::Talks(TalksRejection::LotPromised))
        .when(BETA, offers(SELLS))
        .refused(Rejection::Talks(TalksRejection::LotPromised))
        .after([(BETA, offers(SHARES))])
        .when(SELLER, accepts)
        .then([Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_BETA, deal: deal(1, SHARES) })]);
    assert_eq!(both.state.agreements().map(|agreement| agreement.talks).collect::<Vec<_>>(), [WITH_ALPHA, WITH_BETA]);
    both.when(SELLER, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::SayWhich))
        .when(SELLER, Command::Agreement(AgreementCommand::Drop { talks: Some(WITH_ALPHA) }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: SELLER }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
        ])
        .after(signed_by(BETA))
        .on("day 6 15:00")
        .when_time_goes_to("day 6 16:00")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_BETA, deal: deal(1, SHARES), completes: false }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 11 11:00") }),
        ]);
}

#[test]
fn one_deal_may_be_about_all_lots() {
    let sold = given(in_lots())
        .on("day 4 12:00")
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)))
        .after(signed_by(ALPHA))
        .on("day 6 15:00")
        .when_time_goes_to("day 6 16:00")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_ALPHA, deal: deal(2, SELLS), completes: true }),
            Event::Decree(DecreeEvent::Satisfied { decree: SALE }),
        ]);
    assert_eq!(sold.state.sale_of(KEEPS), sold.state.sale_of(SHARES));
}

#[test]
fn a_decree_may_ask_for_one_lot_and_for_what_else_its_deal_says() {
    let asks = |satisfied_by: Terms| {
        let mut setup = in_lots();
        setup.decrees[SALE.index()].satisfied_by = Some(satisfied_by);
        let status = |given: &Given| given.state.decree(SALE).status();
        let mut commands = rest_to(BETA, 1);
        let lot = given(setup)
            .on("day 4 12:00")
            .after([(BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA }))])
            .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
            .after(signed_by(ALPHA))
            .on("day 6 16:00");
        let first = status(&lot);
        (first, status(&lot.after(commands.drain(..)).on("day 8 16:00")))
    };
    let price = |options: &[u16]| (PRICE, options.to_vec());
    assert_eq!(asks(terms(CONTROL, &[KEEPS])), (Status::Satisfied, Status::Satisfied));
    assert_eq!(asks(terms(CONTROL, &[SHARES])), (Status::Issued, Status::Satisfied));
    assert_eq!(asks(terms(CONTROL, &[SELLS])), (Status::Issued, Status::Satisfied), "both are all");
    assert_eq!(asks(Terms(vec![price(&[1, 2])])), (Status::Issued, Status::Satisfied));
    assert_eq!(asks(Terms(vec![price(&[1])])), (Status::Issued, Status::Issued), "the first was sold for more");
}

#[test]
fn who_has_which_lot_is_asked_by_outcomes_and_each_sale_counts() {
    let all = |lots: Vec<(u16, Vec<SeatId>)>| Condition { lots, ..Condition::default() };
    let first = first_sold(in_lots());
    assert!(first.state.meets(&all(vec![(KEEPS, vec![BETA, ALPHA])])));
    assert!(!first.state.meets(&all(vec![(KEEPS, vec![BETA])])));
    assert!(!first.state.meets(&all(vec![(SHARES, vec![ALPHA, BETA])])), "it is not sold");
    assert!(!first.state.meets(&Condition { sold: Some(true), ..Condition::default() }));
    let both = first.after(rest_to(ALPHA, 1)).on("day 8 16:00");
    assert!(both.state.meets(&all(vec![(KEEPS, vec![ALPHA]), (SHARES, vec![ALPHA])])));
    assert!(both.state.meets(&Condition { buyers: vec![ALPHA], sold: Some(true), ..Condition::default() }));
    assert!(both.state.meets(&Condition { terms: terms(PRICE, &[2]), ..Condition::default() }));
    assert!(!both.state.meets(&Condition { terms: terms(PRICE, &[3]), ..Condition::default() }));
    // Worth 20 and 60 to Alpha, over its walk-away of 40: 20 short of it, and 20 over.
    let worth = |place: usize| both.state.worth(ALPHA, WITH_ALPHA, &both.state.sales()[place].deal);
    assert_eq!([worth(0), worth(1)], [Some(Points(20)), Some(Points(60))]);
    assert_eq!((both.state.made(ALPHA), both.state.made(BETA)), (Some(Points(40)), None));
}

#[test]
fn lots_may_be_worth_more_together_however_one_comes_by_them() {
    let setup = || {
        let mut setup = in_lots();
        setup.parties[ALPHA.index() - 2].together = vec![Together { lots: 0b11, points: fixed(25) }];
        setup
    };
    let worth = |given: &Given, price, control| given.state.view(ALPHA).score(&deal(price, control));
    // Both at once: worth 20 and 60, and 25 together.
    let open = given(setup()).on("day 4 12:00");
    assert_eq!((worth(&open, 2, SELLS), worth(&open, 2, SHARES)), (Some(Points(105)), Some(Points(50))));
    let at_once = open.after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS))).after(signed_by(ALPHA)).on("day 6 16:00");
    assert_eq!((at_once.state.made(ALPHA), at_once.state.more_together(ALPHA)), (Some(Points(105)), 25));
    // One after another: the second brings the 25, and only to who has the first.
    let first = first_sold(setup());
    assert_eq!((worth(&first, 1, SHARES), first.state.made(ALPHA)), (Some(Points(85)), Some(Points(20))));
    assert_eq!(first.state.view(BETA).score(&deal(1, SHARES)), Some(Points(70)));
    let both = first.after(rest_to(ALPHA, 1)).on("day 8 16:00");
    assert_eq!((worth(&both, 1, SHARES), both.state.made(ALPHA)), (Some(Points(60)), Some(Points(65))));
}
