//! The sale: talks, bids, agreements, signatures, reviews and closing.

mod given;

use divest_core::Command::*;
use divest_core::Event::*;
use divest_core::Rejection;
use divest_core::chance::DrawId;
use divest_core::deal::Terms;
use divest_core::id::{IssueId, ReviewId, TalksId};
use divest_core::scenario::Silence;
use divest_core::units::Instant;
use given::*;

/// Alpha has come forward on day 2.
fn talking() -> Given {
    given(table()).on("day 2 10:00").after([(ALPHA, OpenTalks { talks: WITH_ALPHA })])
}

/// Alpha and the seller have agreed on shared control on day 4, which the security review stands before.
fn agreement() -> Given {
    given(table()).on("day 4 12:00").after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
}

/// Both bidders talk, and Alpha has agreed on day 4.
fn agreement_beside_talks() -> Given {
    given(table()).on("day 4 12:00").after([(BETA, OpenTalks { talks: WITH_BETA })]).after(agreed(
        WITH_ALPHA,
        ALPHA,
        deal(2, SHARES),
    ))
}

/// The agreement is signed by all who must.
fn signed() -> Given {
    agreement().after(signed_by(ALPHA))
}

// --- talks

#[test]
fn a_bidder_comes_forward_once() {
    given(table())
        .when(BETA, OpenTalks { talks: WITH_ALPHA })
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, OpenTalks { talks: TalksId(2) })
        .refused(Rejection::NoSuchThing)
        .when(ALPHA, OpenTalks { talks: WITH_ALPHA })
        .then([TalksOpened { talks: WITH_ALPHA }])
        .when(ALPHA, OpenTalks { talks: WITH_ALPHA })
        .refused(Rejection::TalksAlreadyOpened);
}

#[test]
fn offers_go_to_and_fro_at_the_talks_pace() {
    let (theirs, ours) = (deal(1, SELLS), deal(3, SHARES));
    talking()
        .when(SELLER, MakeOffer { talks: WITH_ALPHA, deal: ours })
        .refused(Rejection::NotYourTurn { turn: ALPHA })
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: theirs })
        .then([OfferMade { talks: WITH_ALPHA, by: ALPHA, to: SELLER, deal: theirs, reply_due: at("day 5 11:00") }])
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: theirs })
        .refused(Rejection::NotYourTurn { turn: SELLER })
        .when(SELLER, MakeOffer { talks: WITH_ALPHA, deal: ours })
        .then([OfferMade { talks: WITH_ALPHA, by: SELLER, to: ALPHA, deal: ours, reply_due: at("day 5 11:00") }])
        .when(ALPHA, AcceptOffer { talks: WITH_ALPHA })
        .then([
            TermsAgreed { talks: WITH_ALPHA, deal: ours },
            ReviewOpened { review: SECURITY, due: at("day 12 15:00") },
        ]);
}

#[test]
fn an_answer_due_calls_the_side_whose_turn_it_is() {
    let waiting = talking().after([(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(1, SELLS) })]).on("day 5");
    let called = waiting.state.called(at("day 5 11:00"));
    assert_eq!(called.iter().collect::<Vec<_>>(), [SELLER]);
    waiting.when_time_goes_to("day 6").then([TimeAdvanced { to: at("day 5 11:00") }]);
}

#[test]
fn an_offer_names_options_that_exist() {
    talking()
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(5, KEEPS) })
        .refused(Rejection::NoSuchOption)
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(0, 3) })
        .refused(Rejection::NoSuchOption)
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(0, KEEPS).with(IssueId(2), 1) })
        .refused(Rejection::NoSuchOption);
}

#[test]
fn only_an_offer_can_be_accepted_and_only_by_the_two_sides() {
    given(table())
        .when(ALPHA, AcceptOffer { talks: WITH_ALPHA })
        .refused(Rejection::TalksNotOpen)
        .after([(ALPHA, OpenTalks { talks: WITH_ALPHA })])
        .when(ALPHA, AcceptOffer { talks: WITH_ALPHA })
        .refused(Rejection::NoOffer)
        .when(BETA, AcceptOffer { talks: WITH_ALPHA })
        .refused(Rejection::NotYours { owner: ALPHA });
}

#[test]
fn talks_are_broken_off_for_good() {
    talking()
        .when(TARGET, EndTalks { talks: WITH_ALPHA })
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(SELLER, EndTalks { talks: WITH_ALPHA })
        .then([TalksEnded { talks: WITH_ALPHA, by: SELLER }])
        .when(SELLER, EndTalks { talks: WITH_ALPHA })
        .refused(Rejection::TalksNotOpen)
        .when(ALPHA, OpenTalks { talks: WITH_ALPHA })
        .refused(Rejection::TalksNotOpen)
        .when(ALPHA, MakeOffer { talks: WITH_ALPHA, deal: deal(0, KEEPS) })
        .refused(Rejection::TalksNotOpen);
}

// --- an agreement and the others

#[test]
fn a_standing_agreement_suspends_all_talks() {
    agreement_beside_talks()
        .when(BETA, MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) })
        .refused(Rejection::AgreementStands)
        .when(SELLER, MakeOffer { talks: WITH_ALPHA, deal: deal(4, KEEPS) })
        .refused(Rejection::AgreementStands)
        .when(SELLER, EndTalks { talks: WITH_ALPHA })
        .refused(Rejection::AgreementStands)
        .when(SELLER, EndTalks { talks: WITH_BETA })
        .then([TalksEnded { talks: WITH_BETA, by: SELLER }]);
}

#[test]
fn a_dropped_agreement_lets_all_open_talks_go_on() {
    agreement_beside_talks()
        .when(BETA, DropAgreement)
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, DropAgreement)
        .then([
            AgreementDropped { talks: WITH_ALPHA, by: ALPHA },
            TalksResumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") },
            TalksResumed { talks: WITH_BETA, reply_due: at("day 9 11:00") },
        ])
        .when(ALPHA, DropAgreement)
        .refused(Rejection::NoAgreement)
        .when(AUTHORITY, ApproveDeal { review: SECURITY })
        .refused(Rejection::NoAgreement);
}

// --- signatures

#[test]
fn sides_and_one_cosigner_make_a_deal_signed() {
    agreement()
        .when(ALPHA, SignDeal)
        .then([SignatureGiven { by: ALPHA }])
        .when(ALPHA, SignDeal)
        .refused(Rejection::AlreadySigned)
        .when(PRESS, SignDeal)
        .refused(Rejection::NotASigner)
        .when(SELLER, SignDeal)
        .then([SignatureGiven { by: SELLER }])
        .when(HOME, SignDeal)
        .then([SignatureGiven { by: HOME }, DealSigned { talks: WITH_ALPHA }])
        .when(TARGET, SignDeal)
        .then([SignatureGiven { by: TARGET }]);
    talking().when(ALPHA, SignDeal).refused(Rejection::NoAgreement);
}

#[test]
fn cosigners_alone_are_not_enough() {
    agreement()
        .after([(TARGET, SignDeal), (HOME, SignDeal), (ALPHA, SignDeal)])
        .when(SELLER, SignDeal)
        .then([SignatureGiven { by: SELLER }, DealSigned { talks: WITH_ALPHA }]);
}

#[test]
fn every_cosigner_may_be_needed() {
    let both = table_with(|s| s.sale.cosigners_min = 2);
    given(both)
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .after(signed_by(ALPHA))
        .when(HOME, SignDeal)
        .then([SignatureGiven { by: HOME }, DealSigned { talks: WITH_ALPHA }]);
}

#[test]
fn an_agreement_falls_once_too_few_are_left_to_sign_it() {
    let refuses = |objection| RefuseToSign { talks: WITH_ALPHA, objection };
    agreement()
        .when(ALPHA, refuses(None))
        .refused(Rejection::SidesWalkAway)
        .when(PRESS, refuses(None))
        .refused(Rejection::NotASigner)
        .when(TARGET, refuses(Some(PRICE)))
        .then([SigningRefused { talks: WITH_ALPHA, by: TARGET, objection: Some(PRICE) }])
        .when(TARGET, refuses(None))
        .refused(Rejection::AlreadyRefused)
        .when(HOME, refuses(None))
        .then([
            SigningRefused { talks: WITH_ALPHA, by: HOME, objection: None },
            AgreementDropped { talks: WITH_ALPHA, by: HOME },
            TalksResumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") },
        ]);
    let home = |given: Given| given.when(HOME, RefuseToSign { talks: WITH_ALPHA, objection: Some(PRICE) });
    let refused = home(agreement()).then([SigningRefused { talks: WITH_ALPHA, by: HOME, objection: Some(PRICE) }]);
    assert_eq!(refused.state.standing_objections().len(), 1, "the target may still sign, and Home objects");
}

#[test]
fn who_waits_in_vain_may_speak_again() {
    let theirs = deal(1, SELLS);
    let offer = MakeOffer { talks: WITH_ALPHA, deal: theirs };
    talking()
        .when(ALPHA, offer)
        .then([OfferMade { talks: WITH_ALPHA, by: ALPHA, to: SELLER, deal: theirs, reply_due: at("day 5 11:00") }])
        .on("day 8 10:59")
        .when(ALPHA, offer)
        .refused(Rejection::NotYourTurn { turn: SELLER })
        .on("day 8 11:00")
        .when(ALPHA, offer)
        .then([OfferMade { talks: WITH_ALPHA, by: ALPHA, to: SELLER, deal: theirs, reply_due: at("day 11 11:00") }]);
}

// --- backers

#[test]
fn a_backer_joins_one_bid() {
    given(table())
        .on("day 4 12:00")
        .when(BACKER, JoinBid { talks: WITH_ALPHA })
        .refused(Rejection::TalksNotOpen)
        .after([(ALPHA, OpenTalks { talks: WITH_ALPHA }), (BETA, OpenTalks { talks: WITH_BETA })])
        .when(PRESS, JoinBid { talks: WITH_ALPHA })
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(BACKER, JoinBid { talks: WITH_ALPHA })
        .then([BidJoined { talks: WITH_ALPHA, backer: BACKER }])
        .when(BACKER, JoinBid { talks: WITH_BETA })
        .refused(Rejection::AlreadyInABid)
        .when(BACKER, LeaveBid { talks: WITH_BETA })
        .refused(Rejection::NotInTheBid)
        .when(BACKER, LeaveBid { talks: WITH_ALPHA })
        .then([BidLeft { talks: WITH_ALPHA, backer: BACKER }])
        .when(BACKER, JoinBid { talks: WITH_BETA })
        .then([BidJoined { talks: WITH_BETA, backer: BACKER }]);
}

#[test]
fn a_backer_must_sign_and_is_bound_then() {
    agreement()
        .after([(BACKER, JoinBid { talks: WITH_ALPHA })])
        .after(signed_by(ALPHA))
        .when(BACKER, SignDeal)
        .then([SignatureGiven { by: BACKER }, DealSigned { talks: WITH_ALPHA }])
        .when(BACKER, LeaveBid { talks: WITH_ALPHA })
        .refused(Rejection::AlreadySigned);
}

#[test]
fn a_backer_that_leaves_an_unsigned_agreement_completes_its_signing() {
    agreement()
        .after([(BACKER, JoinBid { talks: WITH_ALPHA })])
        .after(signed_by(ALPHA))
        .when(BACKER, LeaveBid { talks: WITH_ALPHA })
        .then([BidLeft { talks: WITH_ALPHA, backer: BACKER }, DealSigned { talks: WITH_ALPHA }]);
}

#[test]
fn talks_that_end_free_their_backers() {
    talking()
        .after([(BACKER, JoinBid { talks: WITH_ALPHA }), (ALPHA, EndTalks { talks: WITH_ALPHA })])
        .when(BACKER, LeaveBid { talks: WITH_ALPHA })
        .refused(Rejection::NotInTheBid)
        .after([(BETA, OpenTalks { talks: WITH_BETA })])
        .when(BACKER, JoinBid { talks: WITH_BETA })
        .then([BidJoined { talks: WITH_BETA, backer: BACKER }]);
}

// --- reviews

#[test]
fn terms_decide_which_reviews_are_opened() {
    let best = deal(4, SELLS);
    given(table())
        .after([(ALPHA, OpenTalks { talks: WITH_ALPHA }), (ALPHA, MakeOffer { talks: WITH_ALPHA, deal: best })])
        .when(SELLER, AcceptOffer { talks: WITH_ALPHA })
        .then([
            TermsAgreed { talks: WITH_ALPHA, deal: best },
            ReviewOpened { review: EXPORT, due: at("day 7 15:00") },
            ReviewOpened { review: ANTITRUST, due: at("day 5 15:00") },
        ])
        .when(AUTHORITY, ApproveDeal { review: SECURITY })
        .refused(Rejection::NoReviewNeeded)
        .when(HOME, ApproveDeal { review: ANTITRUST })
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(HOME, ApproveDeal { review: ReviewId(3) })
        .refused(Rejection::NoSuchThing);
}

#[test]
fn a_deal_closes_after_the_last_approval() {
    let best = deal(4, SELLS);
    given(table())
        .after(agreed(WITH_BETA, BETA, best))
        .when(AUTHORITY, ApproveDeal { review: ANTITRUST })
        .then([DealApproved { review: ANTITRUST }])
        .after(signed_by(BETA))
        .on("day 6 17:00")
        .when(HOME, ApproveDeal { review: EXPORT })
        .then([DealApproved { review: EXPORT }, ClosingScheduled { at: at("day 8 16:00") }])
        .when(HOME, BlockDeal { review: EXPORT, objection: None })
        .refused(Rejection::ReviewDecided)
        .when_time_goes_to("day 9")
        .then([TimeAdvanced { to: at("day 8 16:00") }, DealClosed { talks: WITH_BETA, deal: best }]);
}

#[test]
fn a_deal_approved_first_closes_after_its_signing() {
    agreement()
        .after([(AUTHORITY, ApproveDeal { review: SECURITY }), (SELLER, SignDeal), (ALPHA, SignDeal)])
        .when(TARGET, SignDeal)
        .then([
            SignatureGiven { by: TARGET },
            DealSigned { talks: WITH_ALPHA },
            ClosingScheduled { at: at("day 6 16:00") },
        ]);
}

#[test]
fn a_deal_without_reviews_closes_after_its_signing() {
    let free = table_with(|s| s.sale.reviews.clear());
    given(free)
        .after(agreed(WITH_BETA, BETA, deal(0, KEEPS)))
        .after([(SELLER, SignDeal), (BETA, SignDeal)])
        .when(TARGET, SignDeal)
        .then([
            SignatureGiven { by: TARGET },
            DealSigned { talks: WITH_BETA },
            ClosingScheduled { at: at("day 2 16:00") },
        ]);
}

#[test]
fn a_blocked_deal_leaves_its_objection_and_lets_all_open_talks_go_on() {
    let blocked = agreement_beside_talks()
        .when(AUTHORITY, BlockDeal { review: SECURITY, objection: Some(IssueId(2)) })
        .refused(Rejection::NoSuchIssue)
        .when(HOME, BlockDeal { review: SECURITY, objection: None })
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(AUTHORITY, BlockDeal { review: SECURITY, objection: Some(CONTROL) })
        .then([
            DealBlocked { review: SECURITY, objection: Some(CONTROL) },
            TalksResumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") },
            TalksResumed { talks: WITH_BETA, reply_due: at("day 9 11:00") },
        ]);
    let objected = [KEEPS, SHARES, SELLS].map(|option| blocked.state.is_objected(CONTROL, option));
    assert_eq!(objected, [false, true, false]);
    assert_eq!(blocked.state.objections(PRICE), 0);
}

#[test]
fn a_signed_deal_may_still_be_blocked() {
    signed().when(AUTHORITY, BlockDeal { review: SECURITY, objection: None }).then([
        DealBlocked { review: SECURITY, objection: None },
        TalksResumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") },
    ]);
}

#[test]
fn silence_blocks_at_the_end_of_the_last_day() {
    let called = signed().on("day 14");
    assert_eq!(called.state.called(at("day 14 15:00")).iter().collect::<Vec<_>>(), [AUTHORITY]);
    called
        .when_time_goes_to("day 15")
        .then([TimeAdvanced { to: at("day 14 15:00") }])
        .when_time_goes_to("day 15")
        .then([
            TimeAdvanced { to: at("day 14 end") },
            DealBlocked { review: SECURITY, objection: None },
            TalksResumed { talks: WITH_ALPHA, reply_due: at("day 17 11:00") },
        ]);
}

#[test]
fn silence_approves_at_the_end_of_the_last_day() {
    given(table())
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SELLS)))
        .after(signed_by(ALPHA))
        .on("day 7 23:00")
        .when_time_goes_to("day 8")
        .then([
            TimeAdvanced { to: at("day 7 end") },
            DealApproved { review: EXPORT },
            ClosingScheduled { at: at("day 9 16:00") },
        ]);
}

#[test]
fn silence_may_leave_a_deal_waiting() {
    let patient = table_with(|s| s.sale.reviews[0].silence = Silence::Waits);
    given(patient)
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .after(signed_by(ALPHA))
        .on("day 40")
        .when(AUTHORITY, ApproveDeal { review: SECURITY })
        .then([DealApproved { review: SECURITY }, ClosingScheduled { at: at("day 42 16:00") }]);
}

// --- closing

#[test]
fn a_deal_may_be_dropped_until_it_closes() {
    let scheduled = signed().after([(AUTHORITY, ApproveDeal { review: SECURITY })]);
    assert_eq!(scheduled.state.agreement().and_then(|a| a.closing), Some(at("day 6 16:00")));
    scheduled
        .when(SELLER, DropAgreement)
        .then([
            AgreementDropped { talks: WITH_ALPHA, by: SELLER },
            TalksResumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") },
        ])
        .on("day 6 15:00")
        .when_time_goes_to("day 7")
        .then([TimeAdvanced { to: at("day 7") }]);
}

#[test]
fn a_sale_satisfies_the_decrees_whose_terms_it_meets() {
    // Shared control is enough for the ban but not for the order to sell, and nothing satisfies the old decree.
    let shared = deal(2, SHARES);
    given(table())
        .on("day 10")
        .after([(AUTHORITY, IssueDecree { decree: BAN }), (AUTHORITY, IssueDecree { decree: RULES })])
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .after(agreed(WITH_BETA, BETA, shared))
        .after(signed_by(BETA))
        .after([(AUTHORITY, ApproveDeal { review: SECURITY })])
        .on("day 12 15:00")
        .when_time_goes_to("day 13")
        .then([
            TimeAdvanced { to: at("day 12 16:00") },
            DealClosed { talks: WITH_BETA, deal: shared },
            DecreeSatisfied { decree: BAN },
            DecreeSatisfied { decree: RULES },
        ]);
}

#[test]
fn a_sale_satisfies_a_decree_that_lapsed() {
    let sold = deal(2, SELLS);
    given(table())
        .after([(AUTHORITY, IssueDecree { decree: SALE })])
        .on("day 45 23:00")
        .after([(CLOCK, AdvanceTo { at: at("day 45 end") })])
        .settled(DrawId::Deadline(SALE), STEP_LAPSE)
        .after(agreed(WITH_BETA, BETA, sold))
        .after(signed_by(BETA))
        .after([(HOME, ApproveDeal { review: EXPORT })])
        .on("day 47 15:00")
        .when_time_goes_to("day 48")
        .then([
            TimeAdvanced { to: at("day 47 16:00") },
            DealClosed { talks: WITH_BETA, deal: sold },
            DecreeSatisfied { decree: SALE },
        ]);
}

#[test]
fn nothing_is_left_to_bargain_over_once_sold() {
    let free = table_with(|s| {
        s.sale.reviews.clear();
        s.outcomes[1].ends = false;
    });
    let closed = given(free)
        .after([(BETA, OpenTalks { talks: WITH_BETA }), (BACKER, JoinBid { talks: WITH_BETA })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .after(signed_by(ALPHA))
        .on("day 3");
    assert_eq!(closed.state.closed().map(|sale| sale.at), Some(at("day 2 16:00")));
    closed
        .when(BETA, MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) })
        .refused(Rejection::TalksNotOpen)
        .when(BETA, EndTalks { talks: WITH_BETA })
        .refused(Rejection::TalksNotOpen)
        .when(BACKER, LeaveBid { talks: WITH_BETA })
        .refused(Rejection::NotInTheBid)
        .when(ALPHA, SignDeal)
        .refused(Rejection::NoAgreement);
}

#[test]
fn a_trustee_after_the_sale_reopens_no_talks() {
    // The sale did not meet the decree's terms, so the decree goes on; but there is nothing left to sell.
    let free = table_with(|s| {
        s.sale.reviews.clear();
        s.outcomes[1].ends = false;
        s.decrees[1].satisfied_by = Some(Terms(vec![(CONTROL, vec![SELLS])]));
    });
    let closed = given(free)
        .after([(AUTHORITY, IssueDecree { decree: SALE }), (BETA, OpenTalks { talks: WITH_BETA })])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .after(signed_by(ALPHA))
        .on("day 45 23:00")
        .after([(CLOCK, AdvanceTo { at: at("day 45 end") })])
        .settled(DrawId::Deadline(SALE), STEP_TRUSTEE);
    assert_eq!(closed.state.vendor(), TRUSTEE);
    assert!(!closed.state.called(Instant(i64::MAX - 1)).has(BETA), "nobody waits for an offer");
}
