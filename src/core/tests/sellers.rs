//! Several sellers at one table: each bargains over its own lots, has an agreement of its own on its way, and loses to a
//! trustee what a decree asks of it.

mod given;

use divest_core::command::{
    AgreementCommand, ConsortiumCommand, DecreeCommand, ReviewCommand, TalksCommand, WorldCommand,
};
use divest_core::deal::Terms;
use divest_core::decree::Status;
use divest_core::event::{AgreementEvent, ConsortiumEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent, WorldEvent};
use divest_core::id::{SellerId, TalksId};
use divest_core::lots::{Lots, Together};
use divest_core::rejection::{AgreementRejection, DecreeRejection, ReviewRejection, TalksRejection};
use divest_core::scenario::{Condition, Role, Setup, StepKind, TalksSpec, TrusteeEnd};
use divest_core::units::Points;
use divest_core::{Command, Event, Rejection, SeatId};
use given::*;

/// The target of the table sells here too: the lot `shares`.
const OTHER: SeatId = TARGET;
/// Alpha's talks with the other seller.
const ALPHA_WITH_OTHER: TalksId = TalksId(2);
/// A spin-off of the other seller's lot.
const HOLDERS: SeatId = PRESS;
const TO_HOLDERS: TalksId = TalksId(3);

/// The seller sells `keeps` and `sells`, the other one `shares`; Alpha talks with both and Beta with the seller alone. The
/// order to sell asks for all, the ban for the other's lot.
fn two() -> Setup {
    let mut setup = table();
    setup.chances.clear();
    setup.suits.clear();
    setup.motions.clear();
    setup.decrees.iter_mut().for_each(|decree| decree.issue_day = None);
    setup.decrees[SALE.index()].issue_day = Some(day(-1));
    setup.decrees[SALE.index()].satisfied_by = Some(Terms::default());
    setup.decrees[BAN.index()].issue_day = Some(day(-1));
    setup.decrees[BAN.index()].satisfied_by = Some(terms(CONTROL, &[SHARES]));
    setup.outcomes.drain(..setup.outcomes.len() - 1);
    setup.parties[OTHER.index() - 2].role = Role::Seller;
    setup.parties[OTHER.index() - 2].sheet = setup.parties[SELLER.index() - 2].sheet.clone();
    setup.parties[HOLDERS.index() - 2].role = Role::Holders;
    let sellers = vec![SELLER, OTHER, SELLER];
    setup.sale.lots = Some(Lots { issue: CONTROL, parts: vec![0b001, 0b010, 0b100], sellers });
    let with_other = |key: &str, spec: &TalksSpec, bidder| TalksSpec {
        key: key.into(),
        bidder,
        seller: Some(OTHER),
        ..spec.clone()
    };
    let [alpha, beta] = [0, 1].map(|place| setup.sale.talks[place].clone());
    setup.sale.talks.push(with_other("alpha-other", &alpha, ALPHA));
    setup.sale.talks.push(with_other("holders", &beta, HOLDERS));
    setup.sale.cosigners = vec![HOME];
    setup.sale.reviews.truncate(2);
    setup.sale.reviews[SECURITY.index()].needed_for = terms(PRICE, &[3]);
    setup.sale.reviews[EXPORT.index()].needed_for = terms(PRICE, &[3]);
    setup.sale.reviews[EXPORT.index()].seller = Some(OTHER);
    setup
}

/// All bidders talk, and each has an offer on its table that its seller may take.
fn talking(setup: Setup, other_price: u16) -> Given {
    given(setup).on("day 4 12:00").after([
        (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
        (ALPHA, Command::Talks(TalksCommand::Open { talks: ALPHA_WITH_OTHER })),
        (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
        (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(2, KEEPS) })),
        (BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(1, SELLS) })),
        (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(other_price, SHARES) })),
    ])
}

/// Alpha has agreed with both sellers.
fn agreed_with_both(setup: Setup, other_price: u16) -> Given {
    talking(setup, other_price).after([
        (SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA })),
        (OTHER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER })),
    ])
}

fn signed_in(talks: TalksId, seller: SeatId, bidder: SeatId) -> [(SeatId, Command); 3] {
    [seller, bidder, HOME].map(|seat| (seat, Command::Agreement(AgreementCommand::Sign { talks: Some(talks) })))
}

#[test]
fn talks_are_about_their_own_sellers_lots() {
    let talking = given(two()).on("day 4 12:00").after([
        (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
        (ALPHA, Command::Talks(TalksCommand::Open { talks: ALPHA_WITH_OTHER })),
    ]);
    let sees = |seat: SeatId, talks| talking.state.view(seat).table(talks).is_some();
    assert!(sees(SELLER, WITH_ALPHA) && !sees(SELLER, ALPHA_WITH_OTHER));
    assert!(sees(OTHER, ALPHA_WITH_OTHER) && !sees(OTHER, WITH_ALPHA));
    talking
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(2, SHARES) }))
        .refused(Rejection::Talks(TalksRejection::AnothersLot { seller: OTHER }))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(2, KEEPS) }))
        .refused(Rejection::Talks(TalksRejection::AnothersLot { seller: SELLER }))
        .when(OTHER, Command::Agreement(AgreementCommand::SpinOff { talks: TO_HOLDERS, deal: deal(0, SELLS) }))
        .refused(Rejection::Talks(TalksRejection::AnothersLot { seller: SELLER }))
        .when(SELLER, Command::Agreement(AgreementCommand::SpinOff { talks: TO_HOLDERS, deal: deal(0, SHARES) }))
        .refused(Rejection::NotYours { owner: OTHER })
        .after([(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(2, SHARES) }))])
        .when(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(SELLER, Command::Talks(TalksCommand::End { talks: ALPHA_WITH_OTHER }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(OTHER, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(4, SHARES) }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: ALPHA_WITH_OTHER,
            by: OTHER,
            to: ALPHA,
            deal: deal(4, SHARES),
            reply_due: at("day 7 11:00"),
        })]);
}

#[test]
fn each_seller_has_an_agreement_of_its_own_on_its_way() {
    let both = talking(two(), 1)
        .after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))])
        .when(OTHER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))
        .then([Event::Agreement(AgreementEvent::TermsAgreed { talks: ALPHA_WITH_OTHER, deal: deal(1, SHARES) })]);
    let of =
        |given: &Given, seller| given.state.agreement_of(SellerId(seller)).map(|a| (a.talks, a.signatures.count()));
    assert_eq!((of(&both, 0), of(&both, 1)), (Some((WITH_ALPHA, 0)), Some((ALPHA_WITH_OTHER, 0))));
    // Alpha and the cosigner are asked by both, and say which they sign; nobody signs what is not its own.
    let signed = both
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::SayWhich))
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::SayWhich))
        .when(OTHER, Command::Agreement(AgreementCommand::Sign { talks: Some(WITH_ALPHA) }))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner))
        .when(BETA, Command::Agreement(AgreementCommand::Sign { talks: Some(WITH_BETA) }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere))
        .when(OTHER, Command::Agreement(AgreementCommand::Drop { talks: Some(WITH_ALPHA) }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: Some(ALPHA_WITH_OTHER) }))
        .then([Event::Agreement(AgreementEvent::SignatureGiven { talks: ALPHA_WITH_OTHER, by: ALPHA })])
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: Some(ALPHA_WITH_OTHER) }))
        .refused(Rejection::Agreement(AgreementRejection::AlreadySigned));
    assert_eq!((of(&signed, 0), of(&signed, 1)), (Some((WITH_ALPHA, 0)), Some((ALPHA_WITH_OTHER, 1))));
    // The other's deal is signed and has its own day; what falls with the seller leaves it alone.
    let closing = signed
        .after([(OTHER, Command::Agreement(AgreementCommand::Sign { talks: Some(ALPHA_WITH_OTHER) }))])
        .when(HOME, Command::Agreement(AgreementCommand::Sign { talks: Some(ALPHA_WITH_OTHER) }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: ALPHA_WITH_OTHER, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: ALPHA_WITH_OTHER }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: ALPHA_WITH_OTHER, at: at("day 6 16:00") }),
        ])
        .when(SELLER, Command::Agreement(AgreementCommand::Drop { talks: Some(WITH_ALPHA) }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: SELLER }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
        ]);
    let sold = closing.on("day 6 15:00").when_time_goes_to("day 6 16:00").then([
        Event::Run(RunEvent::TimeAdvanced { to: at("day 6 16:00") }),
        Event::Agreement(AgreementEvent::Closed { talks: ALPHA_WITH_OTHER, deal: deal(1, SHARES), completes: false }),
        Event::Decree(DecreeEvent::Satisfied { decree: BAN }),
    ]);
    assert_eq!(sold.state.decree(SALE).status(), Status::Issued, "it asks for all");
    // The other has nothing left to sell; its talks are over, and the seller's go on.
    assert!(sold.state.is_over(ALPHA_WITH_OTHER) && !sold.state.is_over(WITH_ALPHA));
    sold.when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(2, SHARES) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(OTHER, Command::Agreement(AgreementCommand::SpinOff { talks: TO_HOLDERS, deal: deal(0, SHARES) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(4, KEEPS) }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: deal(4, KEEPS),
            reply_due: at("day 9 11:00"),
        })]);
}

#[test]
fn where_one_agreement_stands_it_needs_no_name() {
    let one = || given(table()).on("day 4 12:00").after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)));
    for talks in [None, Some(WITH_ALPHA)] {
        one()
            .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks }))
            .then([Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: ALPHA })]);
    }
}

#[test]
fn whoever_signs_may_walk_away_from_one_agreement_alone() {
    let both = agreed_with_both(two(), 1)
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: Some(ALPHA_WITH_OTHER) }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: ALPHA_WITH_OTHER, by: ALPHA }),
            Event::Talks(TalksEvent::Resumed { talks: ALPHA_WITH_OTHER, reply_due: at("day 7 11:00") }),
        ]);
    assert_eq!(both.state.agreements().map(|agreement| agreement.talks).collect::<Vec<_>>(), [WITH_ALPHA]);
}

#[test]
fn a_review_is_about_one_sellers_deals() {
    // The price that needs a review stands in the other's deal alone, and so does its review.
    let open = talking(two(), 3).after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))]);
    let open = open
        .when(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))
        .refused(Rejection::Review(ReviewRejection::NotNeeded))
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere))
        .when(OTHER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))
        .then([
            Event::Agreement(AgreementEvent::TermsAgreed { talks: ALPHA_WITH_OTHER, deal: deal(3, SHARES) }),
            Event::Review(ReviewEvent::Opened { talks: ALPHA_WITH_OTHER, review: EXPORT, due: at("day 11 15:00") }),
        ]);
    // The seller's own deal does not wait for it.
    let signed = open.after(signed_in(ALPHA_WITH_OTHER, OTHER, ALPHA)).after(signed_in(WITH_ALPHA, SELLER, ALPHA));
    let closings = |given: &Given| [0, 1].map(|id| given.state.agreement_of(SellerId(id)).and_then(|a| a.closing));
    assert_eq!(closings(&signed), [Some(at("day 6 16:00")), None]);
    let blocked = signed
        .when(HOME, Command::Review(ReviewCommand::Block { talks: None, review: EXPORT, objection: Some(PRICE) }))
        .then([
            Event::Review(ReviewEvent::Blocked { talks: ALPHA_WITH_OTHER, review: EXPORT, objection: Some(PRICE) }),
            Event::Talks(TalksEvent::Resumed { talks: ALPHA_WITH_OTHER, reply_due: at("day 7 11:00") }),
        ]);
    assert_eq!(closings(&blocked), [Some(at("day 6 16:00")), None]);
    assert!(blocked.state.is_objected(PRICE, 3));
}

/// The first decree's date comes on day 8, and brings a trustee.
fn trustee_under(mut setup: Setup, decree: divest_core::id::DecreeId) -> Setup {
    let spec = &mut setup.decrees[decree.index()];
    spec.deadline = Some(divest_core::scenario::DeadlineSpec::On(day(8)));
    spec.warning_days = fixed(0);
    let seats = StepKind::AppointTrustee { trustee: TRUSTEE, days: fixed(20), then: TrusteeEnd::Enforce };
    spec.at_deadline = vec![step(3, seats, 1_000_000)];
    setup
}

#[test]
fn a_trustee_takes_over_from_the_sellers_that_its_decree_lies_on() {
    // The ban asks for the other's lot: the seller sells on, and its agreement stays on its way.
    let appointed = talking(trustee_under(two(), BAN), 1)
        .after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))])
        .on("day 8 20:00")
        .when_time_goes_to("day 8 end")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 8 end") }),
            Event::Decree(DecreeEvent::DeadlinePassed { decree: BAN }),
            Event::Decree(DecreeEvent::TrusteeAppointed {
                decree: BAN,
                trustee: TRUSTEE,
                until: at("day 28 end"),
                then: TrusteeEnd::Enforce,
            }),
            Event::Talks(TalksEvent::Resumed { talks: ALPHA_WITH_OTHER, reply_due: at("day 11 11:00") }),
        ]);
    let state = &appointed.state;
    assert_eq!([WITH_ALPHA, ALPHA_WITH_OTHER].map(|talks| state.vendor_in(talks)), [SELLER, TRUSTEE]);
    assert_eq!(state.agreement_of(SellerId(0)).map(|agreement| agreement.talks), Some(WITH_ALPHA));
    assert!(state.past_offers(ALPHA_WITH_OTHER).is_empty() && !state.past_offers(WITH_ALPHA).is_empty());
    let appointed = appointed
        .after([(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: ALPHA_WITH_OTHER, deal: deal(2, SHARES) }))])
        .when(OTHER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(TRUSTEE, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))
        .then([Event::Agreement(AgreementEvent::TermsAgreed { talks: ALPHA_WITH_OTHER, deal: deal(2, SHARES) })]);
    assert!(appointed.state.must_sign(ALPHA_WITH_OTHER).has(TRUSTEE));
    assert!(appointed.state.has_part(TRUSTEE, ALPHA_WITH_OTHER) && !appointed.state.has_part(TRUSTEE, WITH_ALPHA));
    assert!(!appointed.state.must_sign(WITH_ALPHA).has(TRUSTEE));
}

#[test]
fn a_trustee_under_a_decree_that_names_no_lot_sells_for_all() {
    let appointed = agreed_with_both(trustee_under(two(), SALE), 1)
        .after(signed_in(WITH_ALPHA, SELLER, ALPHA).into_iter().take(2))
        .on("day 9");
    assert!([WITH_ALPHA, WITH_BETA, ALPHA_WITH_OTHER].iter().all(|&talks| appointed.state.vendor_in(talks) == TRUSTEE));
    assert_eq!(appointed.state.agreements().count(), 0, "nothing was signed by all");
}

#[test]
fn who_sells_asks_for_more_time_where_a_decree_lies_on_it() {
    let mut setup = two();
    setup.decrees[SALE.index()].satisfied_by = Some(terms(CONTROL, &[KEEPS, SELLS]));
    let talking = talking(setup, 1)
        .when(OTHER, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .refused(Rejection::NotYours { owner: SELLER })
        .when(SELLER, Command::Decree(DecreeCommand::RequestExtension { decree: SALE }))
        .then([Event::Decree(DecreeEvent::ExtensionRequested { decree: SALE, by: SELLER })]);
    assert!(talking.state.view(SELLER).is_pressed_by(SALE) && !talking.state.view(OTHER).is_pressed_by(SALE));
}

#[test]
fn an_extension_that_needs_a_deal_needs_one_of_who_must_sell() {
    let mut setup = two();
    let spec = &mut setup.decrees[SALE.index()];
    spec.satisfied_by = Some(terms(CONTROL, &[KEEPS]));
    spec.extension.as_mut().expect("it may be extended").needs = Some(divest_core::scenario::Stage::Agreed);
    let longer = Command::Decree(DecreeCommand::ExtendDeadline { decree: SALE, days: 10 });
    let _ = talking(setup, 1)
        .after([(OTHER, Command::Talks(TalksCommand::AcceptOffer { talks: ALPHA_WITH_OTHER }))])
        .when(AUTHORITY, longer)
        .refused(Rejection::Decree(DecreeRejection::DealNotFarEnough { stage: divest_core::scenario::Stage::Agreed }))
        .after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA })), (AUTHORITY, longer)]);
}

#[test]
fn decrees_on_several_sellers_count_what_each_has_on_its_way() {
    let mut setup = two();
    setup.decrees[SALE.index()].satisfied_by = Some(terms(CONTROL, &[KEEPS, SHARES]));
    setup.decrees[SALE.index()].satisfied_at = divest_core::scenario::Stage::Signed;
    let one = agreed_with_both(setup, 1).after(signed_in(ALPHA_WITH_OTHER, OTHER, ALPHA));
    assert_eq!(one.state.decree(SALE).status(), Status::Issued);
    let both = one.after(signed_in(WITH_ALPHA, SELLER, ALPHA));
    assert_eq!(both.state.decree(SALE).status(), Status::Satisfied, "one is signed and so is the other");
}

#[test]
fn a_party_makes_what_its_own_sales_bring_and_lots_together_may_bring_more() {
    let mut setup = two();
    let control = setup.sale.lots.as_ref().expect("in lots").parts.clone();
    let lots = control[usize::from(KEEPS)] | control[usize::from(SHARES)];
    setup.parties[ALPHA.index() - 2].together = vec![Together { lots, points: fixed(25) }];
    let both = agreed_with_both(setup, 1);
    let worth = |given: &Given, control| given.state.view(ALPHA).score(&deal(1, control));
    assert_eq!((worth(&both, KEEPS), worth(&both, SHARES)), (Some(Points(30)), Some(Points(60))));
    // Once it has one of the two, the other is worth more to it, and afterwards nothing is.
    let one = both.after(signed_in(ALPHA_WITH_OTHER, OTHER, ALPHA)).on("day 6 17:00");
    assert_eq!(
        (worth(&one, KEEPS), worth(&one, SHARES), worth(&one, SELLS)),
        (Some(Points(55)), Some(Points(60)), Some(Points(90)))
    );
    assert_eq!(one.state.more_together(ALPHA), 0);
    let all = one.after(signed_in(WITH_ALPHA, SELLER, ALPHA)).on("day 9");
    assert_eq!(worth(&all, KEEPS), Some(Points(30)));
    // It paid 20 and 30: its walk-away of 40, 20 over it by one and 20 under it by the other, and 25 for both.
    assert_eq!((all.state.more_together(ALPHA), all.state.made(ALPHA)), (25, Some(Points(65))));
    // The seller got 30 and 60 less its walk-away, the other 20 and 30.
    assert_eq!((all.state.made(SELLER), all.state.made(OTHER)), (Some(Points(80)), Some(Points(40))));
    assert!(all.state.has_part(SELLER, WITH_ALPHA) && !all.state.has_part(SELLER, ALPHA_WITH_OTHER));
}

#[test]
fn outcomes_ask_who_has_sold_all_its_own() {
    let sold_by = |sellers: &[SeatId]| Condition { sold_by: sellers.to_vec(), ..Condition::default() };
    let one = agreed_with_both(two(), 1).after(signed_in(ALPHA_WITH_OTHER, OTHER, ALPHA)).on("day 6 17:00");
    assert!(one.state.meets(&sold_by(&[OTHER])) && !one.state.meets(&sold_by(&[OTHER, SELLER])));
    let two = one.after(signed_in(WITH_ALPHA, SELLER, ALPHA)).on("day 9");
    assert!(!two.state.meets(&sold_by(&[SELLER])), "the seller has a lot left");
    // Beta's offer is about that lot, and was on the table all the time.
    let all = two
        .after([(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_BETA }))])
        .after(signed_in(WITH_BETA, SELLER, BETA));
    let all = all.on("day 12");
    assert!(all.state.meets(&sold_by(&[SELLER, OTHER])) && all.state.closed().is_some());
}

#[test]
fn a_backer_may_be_in_one_bid_with_each_seller() {
    let mut setup = two();
    setup.sale.backings[1].talks = ALPHA_WITH_OTHER;
    talking(setup, 1)
        .after([(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: ALPHA_WITH_OTHER }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: ALPHA_WITH_OTHER, backer: BACKER })]);
}

#[test]
fn a_bidders_end_ends_the_talks_with_one_seller() {
    let setup = table_with(|setup| {
        *setup = two();
        let weather = divest_core::effect::Trigger::SignalMade(STATEMENT);
        setup.effects = vec![effect(weather, [divest_core::effect::Consequence::EndTalks(ALPHA_WITH_OTHER)])];
    });
    let ended: Vec<Event> = vec![
        Event::World(WorldEvent::SignalMade { signal: STATEMENT }),
        Event::World(WorldEvent::GaugeMoved { gauge: MOOD, to: 60 }),
        Event::Talks(TalksEvent::Ended { talks: ALPHA_WITH_OTHER, by: ALPHA }),
        Event::Agreement(AgreementEvent::Dropped { talks: ALPHA_WITH_OTHER, by: ALPHA }),
    ];
    let after =
        agreed_with_both(setup, 1).when(SELLER, Command::World(WorldCommand::Say { signal: STATEMENT })).then(ended);
    assert_eq!(after.state.agreement_of(SellerId(0)).map(|agreement| agreement.talks), Some(WITH_ALPHA));
}
