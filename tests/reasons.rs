//! Why runs end as they do, and what led to each action: over the shipped scenarios and many seeds, the answer is short, and
//! never says what is false.

use crate::common::{for_game, happenings, is_script, played, root, scenarios};
use divest_core::command::{
    AgreementCommand, ConsortiumCommand, DecreeCommand, ReviewCommand, RunCommand, TalksCommand,
};
use divest_core::{Command, SeatId};
use divest_engine::explain::causes;
use divest_log::Entry;
use divest_report::chronicle::Chronicle;
use divest_report::reason::{HEADLINE_WORDS_MAX, reason};
use divest_scenario::Read;

#[test]
fn a_reason_begins_with_what_decided_in_one_short_sentence() {
    for (name, read) in scenarios() {
        for seed in 1..=20 {
            let (entries, _) = played(&read, seed, None);
            let reason = reason(&Chronicle::of(&read.scenario, &happenings(&entries)));
            let words = reason.headline.split_whitespace().count();
            assert!((3..=HEADLINE_WORDS_MAX).contains(&words), "{name} seed {seed}: {}", reason.headline);
            assert!(reason.headline.ends_with('.') && !reason.headline.contains(".  "), "{name} seed {seed}");
            assert!(!reason.details.is_empty(), "{name} seed {seed}: nothing behind `{}`", reason.headline);
        }
    }
}

/// What an action of a party leaves without a cause: the first thing that anybody does may have none.
fn without_cause(read: &Read, entries: &[Entry]) -> Vec<(u64, Command)> {
    let opened =
        entries.iter().find(|entry| entry.command == Command::Run(RunCommand::Open)).map_or(0, |entry| entry.number);
    let acts = entries.iter().filter(|entry| entry.number > opened && entry.seat.index() >= SeatId::FIRST_PARTY);
    let follows = |command: &Command| {
        matches!(
            command,
            Command::Agreement(AgreementCommand::SpinOff { .. })
                | Command::Consortium(ConsortiumCommand::Invite { .. })
                | Command::Decree(DecreeCommand::SuspendEnforcement { .. })
                | Command::Talks(TalksCommand::AcceptOffer { .. })
                | Command::Agreement(AgreementCommand::Sign { .. })
                | Command::Review(ReviewCommand::Approve { .. })
                | Command::Review(ReviewCommand::Block { .. })
        )
    };
    let acts = acts.filter(|entry| follows(&entry.command));
    acts.filter(|entry| causes(&read.scenario, entries, entry.number).is_empty())
        .map(|entry| (entry.number, entry.command))
        .collect()
}

#[test]
fn what_follows_from_something_has_a_cause() {
    for (name, read) in scenarios() {
        let (entries, _) = played(&read, 1, None);
        assert_eq!(without_cause(&read, &entries), [], "{name} seed 1");
        let path = root().join("scenarios").join(format!("{name}.history.toml"));
        if is_script(&path) && path.exists() {
            let text = std::fs::read_to_string(&path).expect("a script is text");
            let script = divest_scenario::read_script(&text, &read).unwrap_or_else(|faults| panic!("{faults:#?}"));
            let (entries, _) = played(&read, 1, Some(for_game(&script)));
            assert_eq!(without_cause(&read, &entries), [], "{name}, its history");
        }
    }
}
