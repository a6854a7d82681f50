//! The conference: texts in turn or from a chair, votes, and what a vote brings about.

mod given;

use divest_core::Event;
use divest_core::Rejection;
use divest_core::command::Ballot::{Aye, No};
use divest_core::command::{ConferenceCommand, ConsortiumCommand, TalksCommand};
use divest_core::conference::Conference;
use divest_core::deal::Deal;
use divest_core::event::{AgreementEvent, ConferenceEvent, ConsortiumEvent, ReviewEvent, RunEvent, TalksEvent};
use divest_core::id::TalksId;
use divest_core::rejection::{AgreementRejection, ConferenceRejection, TalksRejection};
use divest_core::scenario::Setup;
use divest_core::{Command, SeatId};
use given::*;

/// Seller, target, Alpha and the home authority sit at one table, four rounds at most; the home authority has a veto.
fn conference(chair: Option<SeatId>) -> Setup {
    let mut setup = table();
    setup.effects.clear();
    setup.sale.talks.truncate(1);
    setup.sale.backings.truncate(1);
    setup.sale.vetoes = vec![HOME];
    setup.sale.conference = Some(Conference { talks: WITH_ALPHA, chair, pace_days: 2, rounds: 4 });
    setup.chances.clear();
    setup
}

fn opened(chair: Option<SeatId>) -> Given {
    given(conference(chair))
        .on("day 2 10:00")
        .after([(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))])
}

fn votes(ballots: &[(SeatId, divest_core::command::Ballot)]) -> Vec<(SeatId, Command)> {
    ballots.iter().map(|&(seat, ballot)| (seat, Command::Conference(ConferenceCommand::Vote { ballot }))).collect()
}

/// A text that nobody is for.
fn failed(seat: SeatId, deal: Deal) -> Vec<(SeatId, Command)> {
    let mut commands = vec![(seat, Command::Conference(ConferenceCommand::TableText { deal }))];
    commands.extend(votes(&[(SELLER, No), (TARGET, No), (ALPHA, No), (HOME, No)]));
    commands
}

#[test]
fn it_begins_when_the_bidder_comes_forward_and_takes_the_place_of_talks_in_pairs() {
    let due = at("day 4 11:00");
    given(conference(None))
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SELLS) }))
        .refused(Rejection::Conference(ConferenceRejection::NotOn))
        .on("day 2 10:00")
        .when(ALPHA, Command::Talks(TalksCommand::Open { talks: WITH_ALPHA }))
        .then([
            Event::Talks(TalksEvent::Opened { talks: WITH_ALPHA }),
            Event::Conference(ConferenceEvent::Opened { first: ALPHA, due }),
        ])
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: deal(1, SELLS) }))
        .refused(Rejection::Conference(ConferenceRejection::IsOn));
    given(table())
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SELLS) }))
        .refused(Rejection::Conference(ConferenceRejection::NotOn));
}

#[test]
fn members_table_texts_in_turn() {
    let text = deal(1, SHARES);
    opened(None)
        .when(SELLER, Command::Conference(ConferenceCommand::TableText { deal: text }))
        .refused(Rejection::NotYourTurn { turn: ALPHA })
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: Deal([9; 16]) }))
        .refused(Rejection::Talks(TalksRejection::NoSuchOption))
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: text }))
        .then([Event::Conference(ConferenceEvent::TextTabled { by: ALPHA, deal: text, due: at("day 4 11:00") })])
        .when(HOME, Command::Conference(ConferenceCommand::TableText { deal: text }))
        .refused(Rejection::Conference(ConferenceRejection::TextOnTheTable))
        .after(votes(&[(SELLER, No), (TARGET, No), (ALPHA, No)]))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: No }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: No }),
            Event::Conference(ConferenceEvent::TextFailed { next: HOME, due: at("day 4 11:00") }),
        ])
        .after(failed(HOME, text))
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: text }))
        .refused(Rejection::NotYourTurn { turn: SELLER });
}

#[test]
fn only_those_who_are_asked_to_sign_vote_and_each_once() {
    opened(None)
        .when(SELLER, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .refused(Rejection::Conference(ConferenceRejection::NoText))
        .after([(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SHARES) }))])
        .when(PRESS, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .refused(Rejection::Agreement(AgreementRejection::NotASigner))
        .when(TARGET, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .then([Event::Conference(ConferenceEvent::VoteCast { by: TARGET, ballot: Aye })])
        .when(TARGET, Command::Conference(ConferenceCommand::Vote { ballot: No }))
        .refused(Rejection::Conference(ConferenceRejection::AlreadyVoted));
}

#[test]
fn a_text_that_enough_favour_is_agreed_and_signed_by_them() {
    let text = deal(1, SHARES);
    opened(None)
        .after([(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: text }))])
        .after(votes(&[(SELLER, Aye), (TARGET, No), (ALPHA, Aye)]))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: Aye }),
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: text }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: SECURITY, due: at("day 12 15:00") }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: SELLER }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: ALPHA }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ])
        .when(SELLER, Command::Conference(ConferenceCommand::TableText { deal: text }))
        .refused(Rejection::Conference(ConferenceRejection::NotOn));
}

#[test]
fn a_veto_is_not_outvoted() {
    opened(None)
        .after([(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SHARES) }))])
        .after(votes(&[(SELLER, Aye), (TARGET, Aye), (ALPHA, Aye)]))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: No }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: No }),
            Event::Conference(ConferenceEvent::TextFailed { next: HOME, due: at("day 4 11:00") }),
        ]);
}

#[test]
fn who_does_not_vote_in_time_has_not_said_aye() {
    let text = deal(1, SHARES);
    opened(None)
        .after([(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: text }))])
        .after(votes(&[(SELLER, Aye), (ALPHA, Aye), (HOME, Aye)]))
        .on("day 4 12:00")
        .when_time_goes_to("day 5")
        .then([
            Event::Run(RunEvent::TimeAdvanced { to: at("day 4 end") }),
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: text }),
            Event::Review(ReviewEvent::Opened {
                talks: WITH_ALPHA,
                review: SECURITY,
                due: at("day 14 15:00").max(at("day 4 end")),
            }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: SELLER }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: ALPHA }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
}

#[test]
fn who_tables_nothing_loses_the_round() {
    opened(None).on("day 4 12:00").when_time_goes_to("day 5").then([
        Event::Run(RunEvent::TimeAdvanced { to: at("day 4 end") }),
        Event::Conference(ConferenceEvent::TurnPassed {
            by: ALPHA,
            next: HOME,
            due: at("day 6 11:00").max(at("day 4 end")),
        }),
    ]);
}

#[test]
fn after_the_last_round_seller_and_bidder_go_on_alone() {
    let text = deal(1, KEEPS);
    opened(None)
        .after(failed(ALPHA, text))
        .after(failed(HOME, text))
        .after(failed(SELLER, text))
        .after([(TARGET, Command::Conference(ConferenceCommand::TableText { deal: text }))])
        .after(votes(&[(SELLER, No), (TARGET, No), (ALPHA, No)]))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: No }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: No }),
            Event::Conference(ConferenceEvent::TextFailed { next: ALPHA, due: at("day 4 11:00") }),
            Event::Conference(ConferenceEvent::Closed),
            Event::Talks(TalksEvent::Resumed { talks: WITH_ALPHA, reply_due: at("day 5 11:00") }),
        ])
        .when(ALPHA, Command::Talks(TalksCommand::MakeOffer { talks: WITH_ALPHA, deal: text }))
        .then([Event::Talks(TalksEvent::OfferMade {
            talks: WITH_ALPHA,
            by: ALPHA,
            to: SELLER,
            deal: text,
            reply_due: at("day 5 11:00"),
        })]);
}

#[test]
fn a_chair_alone_tables_and_its_text_stands_when_all_prefer_it() {
    let all = [(SELLER, Aye), (TARGET, Aye), (ALPHA, Aye)];
    let (first, second) = (deal(1, KEEPS), deal(2, KEEPS));
    opened(Some(PRESS))
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: first }))
        .refused(Rejection::NotYourTurn { turn: PRESS })
        .after([(PRESS, Command::Conference(ConferenceCommand::TableText { deal: first }))])
        .after(votes(&all))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: Aye }),
            Event::Conference(ConferenceEvent::TextStands { next: PRESS, due: at("day 4 11:00") }),
        ])
        .after([(PRESS, Command::Conference(ConferenceCommand::TableText { deal: second }))])
        .after(votes(&all))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: No }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: No }),
            Event::Conference(ConferenceEvent::TextFailed { next: PRESS, due: at("day 4 11:00") }),
        ]);
}

#[test]
fn the_last_round_is_about_the_text_that_stands_and_for_good() {
    let all = [(SELLER, Aye), (TARGET, Aye), (ALPHA, Aye), (HOME, Aye)];
    let text = deal(1, SHARES);
    opened(Some(PRESS))
        .after([(PRESS, Command::Conference(ConferenceCommand::TableText { deal: text }))])
        .after(votes(&all))
        .after(failed(PRESS, deal(2, SHARES)))
        .after(failed(PRESS, deal(3, SHARES)))
        .when(PRESS, Command::Conference(ConferenceCommand::TableText { deal: deal(2, SHARES) }))
        .refused(Rejection::Conference(ConferenceRejection::LastTextMustStand))
        .after([(PRESS, Command::Conference(ConferenceCommand::TableText { deal: text }))])
        .after(votes(&[(SELLER, Aye), (TARGET, No), (ALPHA, Aye)]))
        .when(HOME, Command::Conference(ConferenceCommand::Vote { ballot: Aye }))
        .then([
            Event::Conference(ConferenceEvent::VoteCast { by: HOME, ballot: Aye }),
            Event::Agreement(AgreementEvent::TermsAgreed { talks: WITH_ALPHA, deal: text }),
            Event::Review(ReviewEvent::Opened { talks: WITH_ALPHA, review: SECURITY, due: at("day 12 15:00") }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: SELLER }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: ALPHA }),
            Event::Agreement(AgreementEvent::SignatureGiven { talks: WITH_ALPHA, by: HOME }),
            Event::Agreement(AgreementEvent::Signed { talks: WITH_ALPHA }),
        ]);
}

#[test]
fn it_ends_with_its_talks() {
    opened(None)
        .after([(ALPHA, Command::Talks(TalksCommand::End { talks: TalksId(0) }))])
        .when(ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SHARES) }))
        .refused(Rejection::Conference(ConferenceRejection::NotOn));
}

#[test]
fn a_backer_who_joins_has_a_voice_and_whose_going_may_end_a_vote() {
    opened(None)
        .on("day 3 09:00")
        .after([
            (BACKER, Command::Consortium(ConsortiumCommand::Join { talks: WITH_ALPHA })),
            (ALPHA, Command::Conference(ConferenceCommand::TableText { deal: deal(1, SHARES) })),
        ])
        .after(votes(&[(SELLER, No), (TARGET, No), (ALPHA, No), (HOME, No)]))
        .when(BACKER, Command::Consortium(ConsortiumCommand::Leave { talks: WITH_ALPHA }))
        .then([
            Event::Consortium(ConsortiumEvent::BackerLeft { talks: WITH_ALPHA, backer: BACKER }),
            Event::Conference(ConferenceEvent::TextFailed { next: HOME, due: at("day 5 11:00") }),
        ]);
}
