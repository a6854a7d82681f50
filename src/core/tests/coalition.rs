//! Coalitions: backers on invitation, bids folded into one, what each gets of it, and what becomes of it.

mod given;

use divest_core::auction::{Auction, Format, Mergers};
use divest_core::coalition::{Invitation, Merger, Stage};
use divest_core::command::{AgreementCommand, AuctionCommand, ConsortiumCommand, TalksCommand};
use divest_core::event::{
    AgreementEvent, AuctionEvent, ConsortiumEvent, ReviewEvent, RunEvent, TalksEvent, WorldEvent,
};
use divest_core::id::{SeatSet, TalksId};
use divest_core::rejection::{AgreementRejection, AuctionRejection, ConsortiumRejection, TalksRejection};
use divest_core::scenario::{Condition, Setup};
use divest_core::units::{Points, Ppm, Span};
use divest_core::{Command, Event, Rejection, SeatId};
use given::*;

/// Alpha's backer waits to be invited.
fn by_invitation() -> Setup {
    table_with(|setup| setup.sale.backings[0].invited = true)
}

/// Either bidder may fold its bid into the other's; Beta brings 21 points to Alpha's.
fn mergers() -> Setup {
    let merger = |talks, into, brings| Merger {
        talks,
        into,
        from_day: day(5),
        real: fixed(1),
        brings: fixed(brings),
        share: Ppm::clamped(500_000),
    };
    table_with(|setup| {
        setup.sale.mergers = vec![merger(WITH_BETA, WITH_ALPHA, 21), merger(WITH_ALPHA, WITH_BETA, 8)];
    })
}

fn both_come() -> [(SeatId, Command); 2] {
    [
        (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
        (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
    ]
}

/// Both bidders talk on day 4.
fn talking(setup: Setup) -> Given {
    given(setup).on("day 4 12:00").after(both_come())
}

fn proposed(part: i64, asks: Option<SeatId>) -> Event {
    Event::Consortium(ConsortiumEvent::MergerProposed {
        talks: WITH_BETA,
        into: WITH_ALPHA,
        part,
        asks,
        due: at("day 7 11:00"),
    })
}

/// Beta has folded its bid into Alpha's on day 4.
fn merged(setup: Setup) -> Given {
    talking(setup).after([
        (BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA })),
        (ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks: WITH_BETA })),
    ])
}

fn walk_away(given: &Given, seat: SeatId) -> i64 {
    given.state.walk_away(seat).unwrap().0
}

// --- invitations

#[test]
fn who_waits_for_an_invitation_joins_on_one_only() {
    let invited = talking(by_invitation())
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInvited))
        .when(BACKER, Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInvited))
        .when(SELLER, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))
        .refused(Rejection::Auction(AuctionRejection::NotABidder))
        .when(BETA, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))
        .refused(Rejection::Consortium(ConsortiumRejection::NoSuchBacker))
        .when(ALPHA, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))
        .then([Event::Consortium(ConsortiumEvent::BackerInvited { talks: WITH_ALPHA, backer: BACKER })])
        .when(ALPHA, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))
        .refused(Rejection::Consortium(ConsortiumRejection::AlreadyInvited));
    assert_eq!(invited.state.view(BACKER).invitation(0), Some(Invitation::Open));
    assert_eq!(invited.state.view(SELLER).invitation(0), None);
    assert_eq!(invited.state.view(BACKER).invitation(1), None, "Beta's backer needs none");
    invited
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_ALPHA, backer: BACKER })])
        .when(BACKER, Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::AlreadyInABid))
        .after([(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_ALPHA, backer: BACKER })]);
}

#[test]
fn an_invitation_declined_is_declined_for_good() {
    talking(by_invitation())
        .after([(ALPHA, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))])
        .when(TARGET, Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(BACKER, Command::Consortium(ConsortiumCommand::DeclineInvitation { talks: WITH_ALPHA }))
        .then([Event::Consortium(ConsortiumEvent::InvitationDeclined { talks: WITH_ALPHA, backer: BACKER })])
        .when(ALPHA, Command::Consortium(ConsortiumCommand::Invite { backer: BACKER }))
        .refused(Rejection::Consortium(ConsortiumRejection::HasDeclined))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInvited))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_BETA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_BETA, backer: BACKER })]);
}

// --- mergers

#[test]
fn what_is_gained_is_split_over_what_each_has_alone() {
    let merger = talking(mergers())
        .when(SELLER, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .refused(Rejection::Auction(AuctionRejection::NotABidder))
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NoSuchMerger))
        .when(ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NoProposal))
        // Nothing lies on its table, so half of what it brings is Beta's, rounded down.
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .then([proposed(10, None)])
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::ProposalIsOpen))
        .when(BETA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks: WITH_BETA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(SELLER, Command::Consortium(ConsortiumCommand::DeclineMerger { talks: WITH_BETA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks: WITH_BETA }))
        .then([
            Event::Consortium(ConsortiumEvent::MergerAccepted {
                talks: WITH_BETA,
                into: WITH_ALPHA,
                asks: None,
                by: ALPHA,
            }),
            Event::Consortium(ConsortiumEvent::Merged { talks: WITH_BETA, into: WITH_ALPHA }),
            Event::World(WorldEvent::WalkAwayMoved { seat: ALPHA, by: -11 }),
        ])
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(1, SELLS) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen));
    assert_eq!((walk_away(&merger, ALPHA), walk_away(&merger, BETA)), (29, 40));
    for price in [0, 4] {
        let worth = |seat| merger.state.worth(seat, WITH_ALPHA, &deal(price, SELLS));
        assert_eq!(worth(BETA), Some(Points(50)), "its own, whatever the terms");
        assert_eq!(worth(ALPHA), Some(Points(100 - 10 * i64::from(price))));
    }
}

#[test]
fn who_has_an_offer_asks_for_as_much_and_its_share_of_the_rest() {
    let offered = |price, control| {
        talking(mergers()).after([
            (BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(0, SELLS) })),
            (SELLER, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(price, control) })),
        ])
    };
    // Worth 10 over its walk-away: of the 11 that are gained, 5 and those 10.
    offered(2, SHARES)
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .then([proposed(15, None)]);
    // Worth 40 over it: the two are worth less than Beta is alone.
    let rich = offered(1, SELLS)
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NothingGained));
    assert_eq!(rich.state.view(BETA).part_in(WITH_ALPHA), None);
    // Worth less than its walk-away is worth nothing.
    offered(4, SHARES)
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .then([proposed(10, None)]);
}

#[test]
fn who_joined_signs_and_leaves_as_a_backer_does() {
    let agreed = |price| merged(mergers()).after(agreed_again(price));
    agreed(2)
        .when(BETA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .after(signed_by(ALPHA))
        .when(BETA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: BETA }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ])
        .when(BETA, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .refused(Rejection::Agreement(AgreementRejection::AlreadySigned));
    let apart = agreed(2)
        .after(signed_by(ALPHA))
        .when(BETA, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .then([
            Event::Consortium(ConsortiumEvent::BackerLeft { talks: WITH_ALPHA, backer: BETA }),
            Event::World(WorldEvent::WalkAwayMoved { seat: ALPHA, by: 11 }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
    assert_eq!(walk_away(&apart, ALPHA), 40);
    let by_sheet = apart.state.worth(BETA, WITH_ALPHA, &deal(2, SELLS));
    assert_eq!(by_sheet, Some(Points(60)), "its own sheet counts again");
    apart
        .when(BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen));
}

fn agreed_again(price: u16) -> [(SeatId, Command); 2] {
    [
        (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(price, SELLS) })),
        (SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA })),
    ]
}

#[test]
fn a_no_is_a_no_and_what_is_taken_back_is_gone() {
    for by in [ALPHA, BETA] {
        talking(mergers())
            .after([(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))])
            .when(by, Command::Consortium(ConsortiumCommand::DeclineMerger { talks: WITH_BETA }))
            .then([Event::Consortium(ConsortiumEvent::MergerDeclined {
                talks: WITH_BETA,
                into: WITH_ALPHA,
                asks: None,
                by,
            })])
            .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
            .refused(Rejection::Consortium(ConsortiumRejection::HasDeclined));
    }
}

#[test]
fn an_agreement_comes_first_and_what_was_proposed_lapses() {
    talking(mergers())
        .after([(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))])
        .after(agreed_again(2))
        .when(ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NoProposal))
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .refused(Rejection::Agreement(AgreementRejection::Stands))
        .after([(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))])
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .then([proposed(10, None)]);
}

#[test]
fn a_joint_bid_is_not_folded_again_and_ends_with_its_talks() {
    let setup = || {
        let mut setup = mergers();
        let third = setup.sale.talks[1].clone();
        setup.parties[TARGET.index() - 2].role = divest_core::scenario::Role::Bidder;
        setup.sale.cosigners = vec![HOME];
        setup.sale.talks.push(divest_core::scenario::TalksSpec { bidder: TARGET, ..third });
        setup.sale.mergers.push(Merger { talks: WITH_ALPHA, into: TalksId(2), ..setup.sale.mergers[0] });
        setup
    };
    let three = merged(setup())
        .after([(TARGET, Command::Talks(TalksCommand::Open { talks: TalksId(2) }))])
        .when(ALPHA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: TalksId(2) }))
        .refused(Rejection::Consortium(ConsortiumRejection::BidIsJoint))
        .when(SELLER, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .then([Event::Talks(TalksEvent::Ended { talks: WITH_ALPHA, by: SELLER })]);
    assert_eq!(three.state.talks(WITH_ALPHA).backers(), SeatSet::NONE);
    let stages: Vec<Stage> = three.state.view(BETA).mergers().map(|(_, proposal)| proposal.stage).collect();
    assert_eq!(stages, [Stage::Left, Stage::NotMade]);
}

#[test]
fn only_the_two_know_what_is_proposed_and_only_who_joins_what_it_comes_to() {
    let open =
        talking(mergers()).after([(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))]);
    let stage = |given: &Given, seat| given.state.view(seat).mergers().next().map(|(_, proposal)| proposal.stage);
    assert_eq!((stage(&open, ALPHA), stage(&open, BETA)), (Some(Stage::Open), Some(Stage::Open)));
    assert_eq!((stage(&open, SELLER), stage(&open, BACKER)), (None, None));
    let known = proposed(10, None).audience(open.state.scenario());
    assert_eq!(known, SeatSet::only(ALPHA).with(BETA));
    let one = merged(mergers());
    let points = |seat| one.state.view(seat).mergers().next().unwrap().1.points;
    assert_eq!((points(ALPHA), points(BETA)), (Points(0), Points(50)));
    assert_eq!(
        Event::Consortium(ConsortiumEvent::Merged { talks: WITH_BETA, into: WITH_ALPHA })
            .audience(one.state.scenario()),
        SeatSet::ALL
    );
}

#[test]
fn the_day_and_the_answer_call_whoever_would_propose() {
    let waits = talking(mergers());
    assert_eq!(waits.state.called(at("day 5 10:00")).iter().collect::<Vec<_>>(), [ALPHA, BETA]);
    let open = waits.after([(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))]);
    assert_eq!(open.state.called(at("day 5 10:00")).iter().collect::<Vec<_>>(), [ALPHA]);
    assert!(open.state.called(at("day 7 11:00")).has(BETA));
}

#[test]
fn an_outcome_may_hang_on_who_was_in_the_bid() {
    let bought_with = |joined| {
        merged(mergers())
            .after(agreed_again(2))
            .after(signed_by(ALPHA))
            .after([(BETA, Command::Agreement(AgreementCommand::Sign { talks: None }))])
            .on("day 15 12:00")
            .state
            .meets(&Condition { joined, ..Condition::default() })
    };
    assert!(bought_with(vec![BETA, BACKER]));
    assert!(!bought_with(vec![BACKER]));
    assert!(!merged(mergers()).state.meets(&Condition { joined: vec![BETA], ..Condition::default() }));
}

// --- in an auction

/// Sealed bids on the price, control sold, from 20 up, on day 6.
fn auctioned(rule: Mergers) -> Given {
    let mut setup = mergers();
    setup.chances.clear();
    setup.decrees.iter_mut().for_each(|decree| decree.issue_day = None);
    setup.sale.auction = Some(Auction {
        seller: divest_core::id::SellerId(0),
        cap: 0,
        format: Format::SealedFirstPrice,
        issue: PRICE,
        terms: deal(0, SELLS),
        reserve: fixed(20),
        is_reserve_secret: false,
        start: 0,
        step: 1,
        opens_day: Some(day(6)),
        length: Span::days(2),
        rounds: 1,
        keep: 0,
        activity: true,
        mergers: rule,
    });
    // At 20 a bid is worth 20 + 20 + 40 to Beta; its walk-away leaves it 15 of them.
    setup.parties[BETA.index() - 2].walk_away = fixed(65);
    given(setup).on("day 4 12:00").after(both_come())
}

#[test]
fn bidders_at_an_auction_do_not_become_one_unless_the_rules_allow_it() {
    for day in ["day 4 12:00", "day 6 12:00"] {
        auctioned(Mergers::Forbidden)
            .on(day)
            .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
            .refused(Rejection::Consortium(ConsortiumRejection::MergersForbidden));
    }
    // What the auction asks would leave Beta 15, so it asks for those and half of the rest.
    auctioned(Mergers::Free)
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into: WITH_ALPHA }))
        .then([proposed(18, None)]);
}

#[test]
fn a_merger_with_leave_needs_the_vendors_and_frees_who_joins_of_its_bid() {
    let asks = Some(SELLER);
    let (talks, into) = (WITH_BETA, WITH_ALPHA);
    let due = at("day 9 11:00");
    let proposed = auctioned(Mergers::WithLeave)
        .on("day 6 12:00")
        .after([
            (ALPHA, Command::Auction(AuctionCommand::Bid { option: 1 })),
            (BETA, Command::Auction(AuctionCommand::Bid { option: 3 })),
        ])
        .when(BETA, Command::Consortium(ConsortiumCommand::ProposeMerger { into }))
        .then([Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, part: 18, asks, due })])
        .when(ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks }))
        .then([Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by: ALPHA })])
        .when(ALPHA, Command::Consortium(ConsortiumCommand::AcceptMerger { talks }))
        .refused(Rejection::Consortium(ConsortiumRejection::HasAccepted));
    assert_eq!(proposed.state.view(SELLER).mergers().count(), 1, "whose leave is asked for knows of it");
    proposed
        .when(SELLER, Command::Consortium(ConsortiumCommand::AcceptMerger { talks }))
        .then([
            Event::Consortium(ConsortiumEvent::MergerAccepted { talks, into, asks, by: SELLER }),
            Event::Consortium(ConsortiumEvent::Merged { talks, into }),
            Event::World(WorldEvent::WalkAwayMoved { seat: ALPHA, by: -3 }),
        ])
        .when_time_goes_to("day 8 16:00")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 8 16:00") }),
            Event::Auction(AuctionEvent::BidOpened { talks: WITH_ALPHA, option: 1, to: SELLER }),
            Event::Auction(AuctionEvent::Won { talks: WITH_ALPHA, option: 1 }),
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: deal(1, SELLS) }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: EXPORT, due: at("day 15 15:00") }),
        ]);
}
