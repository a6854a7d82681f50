//! The sale: talks, bids, agreements, signatures, reviews and closing.

mod given;

use divest_core::Command;
use divest_core::Event;
use divest_core::Rejection;
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, ConsortiumCommand, DecreeCommand, ReviewCommand, RunCommand, TalksCommand,
};
use divest_core::deal::Terms;
use divest_core::event::{AgreementEvent, ConsortiumEvent, DecreeEvent, ReviewEvent, RunEvent, TalksEvent};
use divest_core::id::{IssueId, ReviewId, TalksId};
use divest_core::rejection::{AgreementRejection, ConsortiumRejection, ReviewRejection, TalksRejection};
use divest_core::scenario::Silence;
use divest_core::units::Instant;
use given::*;

/// Alpha has come forward on day 2.
fn talking() -> Given {
    given(table()).on("day 2 10:00").after([(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))])
}

/// Alpha and the seller have agreed on shared control on day 4, which the security review stands before.
fn agreement() -> Given {
    given(table()).on("day 4 12:00").after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
}

/// Both bidders talk, and Alpha has agreed on day 4.
fn agreement_beside_talks() -> Given {
    given(table())
        .on("day 4 12:00")
        .after([(BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA }))])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
}

/// The agreement is signed by all who must.
fn signed() -> Given {
    agreement().after(signed_by(ALPHA))
}

// --- talks

#[test]
fn a_bidder_comes_forward_once() {
    given(table())
        .when(BETA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: TalksId(2) }))
        .refused(Rejection::NoSuchThing)
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .then([Event::Talks(TalksEvent::Opened { talks: WITH_ALPHA })])
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::AlreadyOpened));
}

#[test]
fn offers_go_to_and_fro_at_the_talks_pace() {
    let (theirs, ours) = (deal(1, SELLS), deal(3, SHARES));
    talking()
        .when(SELLER, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: ours }))
        .refused(Rejection::NotYourTurn { turn: ALPHA })
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: theirs }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: theirs,
            reply_due: at("day 5 11:00"),
        })])
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: theirs }))
        .refused(Rejection::NotYourTurn { turn: SELLER })
        .when(SELLER, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: ours }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: SELLER,
            to: ALPHA,
            deal: ours,
            reply_due: at("day 5 11:00"),
        })])
        .when(ALPHA, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .then([
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: ours }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: SECURITY, due: at("day 12 15:00") }),
        ]);
}

#[test]
fn an_answer_due_calls_the_side_whose_turn_it_is() {
    let waiting = talking()
        .after([(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(1, SELLS) }))])
        .on("day 5");
    let called = waiting.state.called(at("day 5 11:00"));
    assert_eq!(called.iter().collect::<Vec<_>>(), [SELLER]);
    waiting.when_time_goes_to("day 6").then([Event::Run(RunEvent::TimeAdvanced { to: at("day 5 11:00") })]);
}

#[test]
fn an_offer_names_options_that_exist() {
    talking()
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(5, KEEPS) }))
        .refused(Rejection::Talks(TalksRejection::NoSuchOption))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(0, 3) }))
        .refused(Rejection::Talks(TalksRejection::NoSuchOption))
        .when(
            ALPHA,
            Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(0, KEEPS).with(IssueId(2), 1) }),
        )
        .refused(Rejection::Talks(TalksRejection::NoSuchOption));
}

#[test]
fn only_an_offer_can_be_accepted_and_only_by_the_two_sides() {
    given(table())
        .when(ALPHA, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .after([(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))])
        .when(ALPHA, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NoOffer))
        .when(BETA, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA });
}

#[test]
fn talks_are_broken_off_for_good() {
    talking()
        .when(TARGET, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(SELLER, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .then([Event::Talks(TalksEvent::Ended { talks: WITH_ALPHA, by: SELLER })])
        .when(SELLER, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(0, KEEPS) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen));
}

// --- an agreement and the others

#[test]
fn a_standing_agreement_suspends_all_talks() {
    agreement_beside_talks()
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) }))
        .refused(Rejection::Agreement(AgreementRejection::Stands))
        .when(SELLER, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(4, KEEPS) }))
        .refused(Rejection::Agreement(AgreementRejection::Stands))
        .when(SELLER, Command::Talks(TalksCommand::End { talks: WITH_ALPHA }))
        .refused(Rejection::Agreement(AgreementRejection::Stands))
        .when(SELLER, Command::Talks(TalksCommand::End { talks: WITH_BETA }))
        .then([Event::Talks(TalksEvent::Ended { talks: WITH_BETA, by: SELLER })]);
}

#[test]
fn a_dropped_agreement_lets_all_open_talks_go_on() {
    agreement_beside_talks()
        .when(BETA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: ALPHA }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 9 11:00") }),
        ])
        .when(ALPHA, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere))
        .when(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere));
}

// --- signatures

#[test]
fn sides_and_one_cosigner_make_a_deal_signed() {
    agreement()
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: ALPHA })])
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::AlreadySigned))
        .when(PRESS, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner))
        .when(SELLER, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: SELLER })])
        .when(HOME, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ])
        .when(TARGET, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: TARGET })]);
    talking()
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere));
}

#[test]
fn cosigners_alone_are_not_enough() {
    agreement()
        .after([
            (TARGET, Command::Agreement(AgreementCommand::Sign { talks: None })),
            (HOME, Command::Agreement(AgreementCommand::Sign { talks: None })),
            (ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None })),
        ])
        .when(SELLER, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: SELLER }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
}

#[test]
fn every_cosigner_may_be_needed() {
    let both = table_with(|s| s.sale.cosigners_min = 2);
    given(both)
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .after(signed_by(ALPHA))
        .when(HOME, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
}

#[test]
fn an_agreement_falls_once_too_few_are_left_to_sign_it() {
    let refuses = |objection| Command::Agreement(AgreementCommand::RefuseToSign { talks: WITH_ALPHA, objection });
    agreement()
        .when(ALPHA, refuses(None))
        .refused(Rejection::Agreement(AgreementRejection::SidesWalkAway))
        .when(PRESS, refuses(None))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner))
        .when(TARGET, refuses(Some(PRICE)))
        .then([Event::Agreement(AgreementEvent::SigningRefused {
            talks: WITH_ALPHA,
            by: TARGET,
            objection: Some(PRICE),
        })])
        .when(TARGET, refuses(None))
        .refused(Rejection::Agreement(AgreementRejection::AlreadyRefused))
        .when(HOME, refuses(None))
        .then([
            Event::Agreement(AgreementEvent::SigningRefused { talks: WITH_ALPHA, by: HOME, objection: None }),
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: HOME }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
        ]);
    let home = |given: Given| {
        given.when(
            HOME,
            Command::Agreement(AgreementCommand::RefuseToSign { talks: WITH_ALPHA, objection: Some(PRICE) }),
        )
    };
    let refused = home(agreement()).then([Event::Agreement(AgreementEvent::SigningRefused {
        talks: WITH_ALPHA,
        by: HOME,
        objection: Some(PRICE),
    })]);
    assert_eq!(refused.state.standing_objections().len(), 1, "the target may still sign, and Home objects");
}

#[test]
fn who_waits_in_vain_may_speak_again() {
    let theirs = deal(1, SELLS);
    let offer = Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: theirs });
    talking()
        .when(ALPHA, offer)
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: theirs,
            reply_due: at("day 5 11:00"),
        })])
        .on("day 8 10:59")
        .when(ALPHA, offer)
        .refused(Rejection::NotYourTurn { turn: SELLER })
        .on("day 8 11:00")
        .when(ALPHA, offer)
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: theirs,
            reply_due: at("day 11 11:00"),
        })]);
}

// --- backers

#[test]
fn a_backer_joins_one_bid() {
    given(table())
        .on("day 4 12:00")
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
        ])
        .when(PRESS, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .refused(Rejection::NotYours { owner: ALPHA })
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_ALPHA, backer: BACKER })])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::AlreadyInABid))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInTheBid))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .then([Event::Consortium(ConsortiumEvent::BackerLeft { talks: WITH_ALPHA, backer: BACKER })])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_BETA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_BETA, backer: BACKER })]);
}

#[test]
fn a_backer_must_sign_and_is_bound_then() {
    agreement()
        .after([(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))])
        .after(signed_by(ALPHA))
        .when(BACKER, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: BACKER }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .refused(Rejection::Agreement(AgreementRejection::AlreadySigned));
}

#[test]
fn a_backer_that_leaves_an_unsigned_agreement_completes_its_signing() {
    agreement()
        .after([(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA }))])
        .after(signed_by(ALPHA))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .then([
            Event::Consortium(ConsortiumEvent::BackerLeft { talks: WITH_ALPHA, backer: BACKER }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
}

#[test]
fn talks_that_end_free_their_backers() {
    talking()
        .after([
            (BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA })),
            (ALPHA, Command::Talks(TalksCommand::End { talks: WITH_ALPHA })),
        ])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInTheBid))
        .after([(BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA }))])
        .when(BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_BETA }))
        .then([Event::Consortium(ConsortiumEvent::BackerJoined { talks: WITH_BETA, backer: BACKER })]);
}

// --- reviews

#[test]
fn terms_decide_which_reviews_are_opened() {
    let best = deal(4, SELLS);
    given(table())
        .after([
            (ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA })),
            (ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: best })),
        ])
        .when(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks: WITH_ALPHA }))
        .then([
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: best }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: EXPORT, due: at("day 7 15:00") }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: ANTITRUST, due: at("day 5 15:00") }),
        ])
        .when(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))
        .refused(Rejection::Review(ReviewRejection::NotNeeded))
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: ANTITRUST }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: ReviewId(3) }))
        .refused(Rejection::NoSuchThing);
}

#[test]
fn a_deal_closes_after_the_last_approval() {
    let best = deal(4, SELLS);
    given(table())
        .after(agreed(WITH_BETA, BETA, best))
        .when(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: ANTITRUST }))
        .then([Event::Review(ReviewEvent::Approved { talks: WITH_BETA, review: ANTITRUST })])
        .after(signed_by(BETA))
        .on("day 6 17:00")
        .when(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))
        .then([
            Event::Review(ReviewEvent::Approved { talks: WITH_BETA, review: EXPORT }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_BETA, at: at("day 8 16:00") }),
        ])
        .when(HOME, Command::Review(ReviewCommand::Block { talks: None, review: EXPORT, objection: None }))
        .refused(Rejection::Review(ReviewRejection::Decided))
        .when_time_goes_to("day 9")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 8 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_BETA, deal: best, completes: true }),
        ]);
}

#[test]
fn a_deal_approved_first_closes_after_its_signing() {
    agreement()
        .after([
            (AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY })),
            (SELLER, Command::Agreement(AgreementCommand::Sign { talks: None })),
            (ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None })),
        ])
        .when(TARGET, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: TARGET }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_ALPHA, at: at("day 6 16:00") }),
        ]);
}

#[test]
fn a_deal_without_reviews_closes_after_its_signing() {
    let free = table_with(|s| s.sale.reviews.clear());
    given(free)
        .after(agreed(WITH_BETA, BETA, deal(0, KEEPS)))
        .after([
            (SELLER, Command::Agreement(AgreementCommand::Sign { talks: None })),
            (BETA, Command::Agreement(AgreementCommand::Sign { talks: None })),
        ])
        .when(TARGET, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_BETA, by: TARGET }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_BETA }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_BETA, at: at("day 2 16:00") }),
        ]);
}

#[test]
fn a_blocked_deal_leaves_its_objection_and_lets_all_open_talks_go_on() {
    let blocked = agreement_beside_talks()
        .when(
            AUTHORITY,
            Command::Review(ReviewCommand::Block { talks: None, review: SECURITY, objection: Some(IssueId(2)) }),
        )
        .refused(Rejection::Review(ReviewRejection::NoSuchIssue))
        .when(HOME, Command::Review(ReviewCommand::Block { talks: None, review: SECURITY, objection: None }))
        .refused(Rejection::NotYours { owner: AUTHORITY })
        .when(
            AUTHORITY,
            Command::Review(ReviewCommand::Block { talks: None, review: SECURITY, objection: Some(CONTROL) }),
        )
        .then([
            Event::Review(ReviewEvent::Blocked { talks: WITH_ALPHA, review: SECURITY, objection: Some(CONTROL) }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_BETA, reply_due: at("day 9 11:00") }),
        ]);
    let objected = [KEEPS, SHARES, SELLS].map(|option| blocked.state.is_objected(CONTROL, option));
    assert_eq!(objected, [false, true, false]);
    assert_eq!(blocked.state.objections(PRICE), 0);
}

#[test]
fn a_signed_deal_may_still_be_blocked() {
    signed()
        .when(AUTHORITY, Command::Review(ReviewCommand::Block { talks: None, review: SECURITY, objection: None }))
        .then([
            Event::Review(ReviewEvent::Blocked { talks: WITH_ALPHA, review: SECURITY, objection: None }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
        ]);
}

#[test]
fn silence_blocks_at_the_end_of_the_last_day() {
    let called = signed().on("day 14");
    assert_eq!(called.state.called(at("day 14 15:00")).iter().collect::<Vec<_>>(), [AUTHORITY]);
    called
        .when_time_goes_to("day 15")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 14 15:00") })])
        .when_time_goes_to("day 15")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 14 end") }),
            Event::Review(ReviewEvent::Blocked { talks: WITH_ALPHA, review: SECURITY, objection: None }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 17 11:00") }),
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
            Event::Run(RunEvent::TimeAdvanced { to: at("day 7 end") }),
            Event::Review(ReviewEvent::Approved { talks: WITH_ALPHA, review: EXPORT }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_ALPHA, at: at("day 9 16:00") }),
        ]);
}

#[test]
fn silence_may_leave_a_deal_waiting() {
    let patient = table_with(|s| s.sale.reviews[0].silence = Silence::Waits);
    given(patient)
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, SHARES)))
        .after(signed_by(ALPHA))
        .on("day 40")
        .when(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))
        .then([
            Event::Review(ReviewEvent::Approved { talks: WITH_ALPHA, review: SECURITY }),
            Event::Agreement(AgreementEvent::ClosingScheduled { talks: WITH_ALPHA, at: at("day 42 16:00") }),
        ]);
}

// --- closing

#[test]
fn a_deal_may_be_dropped_until_it_closes() {
    let scheduled =
        signed().after([(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))]);
    assert_eq!(scheduled.state.agreement().and_then(|a| a.closing), Some(at("day 6 16:00")));
    scheduled
        .when(SELLER, Command::Agreement(AgreementCommand::Drop { talks: None }))
        .then([
            Event::Agreement(AgreementEvent::Dropped { talks: WITH_ALPHA, by: SELLER }),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 7 11:00") }),
        ])
        .on("day 6 15:00")
        .when_time_goes_to("day 7")
        .then([Event::Run(RunEvent::TimeAdvanced { to: at("day 7") })]);
}

#[test]
fn a_sale_satisfies_the_decrees_whose_terms_it_meets() {
    // Shared control is enough for the ban but not for the order to sell, and nothing satisfies the old decree.
    let shared = deal(2, SHARES);
    given(table())
        .on("day 10")
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: BAN })),
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: RULES })),
        ])
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .after(agreed(WITH_BETA, BETA, shared))
        .after(signed_by(BETA))
        .after([(AUTHORITY, Command::Review(ReviewCommand::Approve { talks: None, review: SECURITY }))])
        .on("day 12 15:00")
        .when_time_goes_to("day 13")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 12 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_BETA, deal: shared, completes: true }),
            Event::Decree(DecreeEvent::Satisfied { decree: BAN }),
            Event::Decree(DecreeEvent::Satisfied { decree: RULES }),
        ]);
}

#[test]
fn a_sale_satisfies_a_decree_that_lapsed() {
    let sold = deal(2, SELLS);
    given(table())
        .after([(AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE }))])
        .on("day 45 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 45 end") }))])
        .settled(DrawId::Deadline(SALE), STEP_LAPSE)
        .after(agreed(WITH_BETA, BETA, sold))
        .after(signed_by(BETA))
        .after([(HOME, Command::Review(ReviewCommand::Approve { talks: None, review: EXPORT }))])
        .on("day 47 15:00")
        .when_time_goes_to("day 48")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 47 16:00") }),
            Event::Agreement(AgreementEvent::Closed { talks: WITH_BETA, deal: sold, completes: true }),
            Event::Decree(DecreeEvent::Satisfied { decree: SALE }),
        ]);
}

#[test]
fn nothing_is_left_to_bargain_over_once_sold() {
    let free = table_with(|s| {
        s.sale.reviews.clear();
        s.outcomes[1].ends = false;
    });
    let closed = given(free)
        .after([
            (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
            (BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_BETA })),
        ])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .after(signed_by(ALPHA))
        .on("day 3");
    assert_eq!(closed.state.closed().map(|sale| sale.at), Some(at("day 2 16:00")));
    closed
        .when(BETA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_BETA, deal: deal(4, SELLS) }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(BETA, Command::Talks(TalksCommand::End { talks: WITH_BETA }))
        .refused(Rejection::Talks(TalksRejection::NotOpen))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_BETA }))
        .refused(Rejection::Consortium(ConsortiumRejection::NotInTheBid))
        .when(ALPHA, Command::Agreement(AgreementCommand::Sign { talks: None }))
        .refused(Rejection::Agreement(AgreementRejection::NotThere));
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
        .after([
            (AUTHORITY, Command::Decree(DecreeCommand::Issue { decree: SALE })),
            (BETA, Command::Talks(TalksCommand::Open { talks: WITH_BETA })),
        ])
        .after(agreed(WITH_ALPHA, ALPHA, deal(2, KEEPS)))
        .after(signed_by(ALPHA))
        .on("day 45 23:00")
        .after([(CLOCK, Command::Run(RunCommand::AdvanceTo { at: at("day 45 end") }))])
        .settled(DrawId::Deadline(SALE), STEP_TRUSTEE);
    assert_eq!(closed.state.vendor(), TRUSTEE);
    assert!(!closed.state.called(Instant(i64::MAX - 1)).has(BETA), "nobody waits for an offer");
}
