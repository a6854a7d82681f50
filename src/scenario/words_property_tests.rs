//! Property tests of commands as words: whatever the command, its words mean the same command again.

use crate::words::{VERBS, command_words, parse_command};
use crate::words_tests::all;
use divest_core::chance::DrawId;
use divest_core::command::{
    AgreementCommand, ChanceCommand, ConferenceCommand, ConsortiumCommand, CourtCommand, DecreeCommand, ReviewCommand,
    TalksCommand, WorldCommand,
};
use divest_core::command::{AppealDecision, Ballot, Command, Ruling};
use divest_core::deal::Deal;
use divest_core::id::{ChanceId, DecreeId, IssueId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
use proptest::prelude::*;

fn deals() -> impl Strategy<Value = Deal> {
    (0..21_u16, 0..2_u16).prop_map(|(price, wheel)| Deal::FIRST.with(IssueId(0), price).with(IssueId(1), wheel))
}

fn commands() -> impl Strategy<Value = Command> {
    let (decree, motion, review, suit) = (DecreeId(0), MotionId(0), ReviewId(0), SuitId(0));
    let talks = || (0..2_u8).prop_map(TalksId);
    let plain = vec![
        Command::Decree(DecreeCommand::Issue { decree }),
        Command::Decree(DecreeCommand::DenyExtension { decree }),
        Command::Decree(DecreeCommand::Revoke { decree }),
        Command::Decree(DecreeCommand::Enforce { decree }),
        Command::Decree(DecreeCommand::RequestExtension { decree }),
        Command::Review(ReviewCommand::Approve { talks: None, review }),
        Command::Review(ReviewCommand::Block { talks: None, review, objection: None }),
        Command::Review(ReviewCommand::Block { talks: None, review, objection: Some(IssueId(1)) }),
        Command::Agreement(AgreementCommand::Sign { talks: None }),
        Command::Agreement(AgreementCommand::Drop { talks: None }),
        Command::Court(CourtCommand::FileSuit { suit }),
        Command::Court(CourtCommand::WithdrawSuit { suit }),
        Command::Court(CourtCommand::FileMotion { motion }),
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Granted }),
        Command::Court(CourtCommand::Rule { motion, ruling: Ruling::Denied }),
        Command::Court(CourtCommand::FileAppeal { motion }),
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Affirmed }),
        Command::Court(CourtCommand::DecideAppeal { motion, decision: AppealDecision::Reversed }),
        Command::World(WorldCommand::Say { signal: SignalId(0) }),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::Aye }),
        Command::Conference(ConferenceCommand::Vote { ballot: Ballot::No }),
        Command::Consortium(ConsortiumCommand::Invite { backer: SeatId(5) }),
    ];
    prop_oneof![
        proptest::sample::select(plain),
        (1..=u16::MAX).prop_map(move |days| Command::Decree(DecreeCommand::ExtendDeadline { decree, days })),
        (talks(), deals()).prop_map(|(talks, deal)| Command::Talks(TalksCommand::MakeOffer { talks, deal })),
        deals().prop_map(|deal| Command::Conference(ConferenceCommand::TableText { deal })),
        talks().prop_map(|talks| Command::Talks(TalksCommand::Open { talks })),
        talks().prop_map(|talks| Command::Talks(TalksCommand::AcceptOffer { talks })),
        talks().prop_map(|talks| Command::Talks(TalksCommand::End { talks })),
        talks().prop_map(|talks| Command::Consortium(ConsortiumCommand::Join { talks })),
        talks().prop_map(|talks| Command::Consortium(ConsortiumCommand::Leave { talks })),
        talks().prop_map(|talks| Command::Consortium(ConsortiumCommand::DeclineInvitation { talks })),
        talks().prop_map(|into| Command::Consortium(ConsortiumCommand::ProposeMerger { into })),
        talks().prop_map(|talks| Command::Consortium(ConsortiumCommand::AcceptMerger { talks })),
        talks().prop_map(|talks| Command::Consortium(ConsortiumCommand::DeclineMerger { talks })),
        (1..=u16::MAX).prop_map(move |days| Command::Decree(DecreeCommand::SuspendEnforcement { decree, days })),
        deals().prop_map(|deal| Command::Agreement(AgreementCommand::SpinOff { talks: TalksId(2), deal })),
    ]
}

fn settlements() -> impl Strategy<Value = Command> {
    let draws = vec![
        DrawId::Chance(ChanceId(0)),
        DrawId::Ruling(MotionId(0)),
        DrawId::Appeal(MotionId(0)),
        DrawId::Deadline(DecreeId(0)),
    ];
    (proptest::sample::select(draws), 0..2_i64)
        .prop_map(|(draw, result)| Command::Chance(ChanceCommand::Settle { draw, result }))
}

proptest! {
    #[test]
    fn words_come_back_as_the_same_command(command in commands(), seat in 2..8_u8) {
        let read = all();
        let words = command_words(&read.scenario, SeatId(seat), &command);
        prop_assert_eq!(parse_command(&read.scenario, SeatId(seat), &words), Ok(command), "{}", words);
    }

    #[test]
    fn nature_settles_in_words(command in settlements()) {
        let read = all();
        let words = command_words(&read.scenario, SeatId::NATURE, &command);
        prop_assert_eq!(parse_command(&read.scenario, SeatId::NATURE, &words), Ok(command), "{}", words);
        prop_assert!(parse_command(&read.scenario, SeatId(2), &words).is_err());
    }

    #[test]
    fn no_words_make_the_parser_panic(verb in 0..VERBS.len(), rest in "[ a-z0-9=.-]{0,40}", seat in 0..8_u8) {
        let read = all();
        let _ = parse_command(&read.scenario, SeatId(seat), &format!("{} {rest}", VERBS[verb]));
        let _ = parse_command(&read.scenario, SeatId(seat), &rest);
    }
}
