//! Whole texts: they read well, every line fits, and nothing shows to whom it should not.

use crate::color::{Style, undress};
use crate::layout::{WIDTH, columns};
use crate::reader::Reader;
use crate::sample::*;
use crate::timeline::{Detail, timeline};
use crate::{Chronicle, Happening, Narrator, Run, json, knowledge, reason, story};
use divest_core::State;
use divest_core::command::Command;
use divest_core::command::{AgreementCommand, CourtCommand, DecreeCommand, ReviewCommand, TalksCommand, WorldCommand};
use divest_core::effect::{Consequence, Trigger};
use divest_core::id::{MotionId, ReviewId, SignalId, SuitId, TalksId};
use divest_core::scenario::{Effect, Scenario};
use std::sync::Arc;

fn assert_fits(text: &str) {
    for line in text.lines() {
        assert!(columns(line) <= WIDTH, "{line}");
        assert_eq!(line, line.trim_end());
    }
}

fn timeline_of(play: &Play, reader: Reader, detail: Detail, style: Style) -> String {
    let scenario = play.state.scenario();
    let words = |seat, command: &Command| Narrator::new(scenario, Reader::Referee).command(seat, command);
    timeline(scenario, &play.happenings(), reader, detail, &words, style)
}

#[test]
fn everything_fits_the_page_and_needs_no_colour() {
    for play in [sold(), lapsed(), entrusted()] {
        let happenings = play.happenings();
        let run = play.run(&happenings);
        let plain = story::story(&run, Style::Plain);
        assert_fits(&plain);
        assert_eq!(undress(&story::story(&run, Style::Ansi)), plain);
        for reader in readers(play.state.scenario()) {
            for detail in [Detail::Full, Detail::OneLine(WIDTH)] {
                let plain = timeline_of(&play, reader, detail, Style::Plain);
                assert_fits(&plain);
                assert_eq!(undress(&timeline_of(&play, reader, detail, Style::Ansi)), plain);
            }
        }
        for seat in play.state.scenario().seats() {
            assert_fits(&knowledge::knowledge(&play.state.view(seat), Style::Plain));
        }
    }
}

/// A reason in one text: what decided, then the facts behind it.
fn full(play: &Play) -> String {
    let reason = reason::reason(&play.run(&play.happenings()).chronicle());
    let rows = reason.rows();
    let rows = rows.iter().map(|(date, text)| format!("\n{date}: {text}"));
    std::iter::once(reason.headline.clone()).chain(rows).collect()
}

fn readers(scenario: &Scenario) -> Vec<Reader> {
    std::iter::once(Reader::Referee).chain(scenario.seats().map(Reader::Seat)).collect()
}

#[test]
fn every_beginning_of_a_run_has_a_story_and_a_reason() {
    for play in [sold(), lapsed(), entrusted()] {
        let happenings = play.happenings();
        for length in 0..=happenings.len() {
            let beginning: &[Happening<'_>] = &happenings[..length];
            let mut state = State::new(Arc::clone(play.state.scenario()));
            beginning.iter().flat_map(|h| h.events).for_each(|event| state.apply(event));
            let run = Run { state: &state, happenings: beginning, seed: 7.into(), repeat: "divest" };
            assert!(!reason::reason(&run.chronicle()).headline.is_empty());
            assert_fits(&story::story(&run, Style::Plain));
        }
    }
}

#[test]
fn a_leak_hides_its_source_from_everybody_else() {
    let play = sold();
    let scenario = play.state.scenario();
    let happenings = play.happenings();
    let leak = happenings
        .iter()
        .find(|h| *h.command == Command::World(WorldCommand::Say { signal: SignalId(1) }))
        .expect("a leak");
    for seat in scenario.seats() {
        let reader = Reader::Seat(seat);
        let text = timeline_of(&play, reader, Detail::Full, Style::Plain);
        let chronicle = Chronicle::of(scenario, &happenings);
        let value = json::entry(&chronicle, reader, leak).expect("everybody hears of it");
        if seat == SELLER {
            assert!(text.contains("A leak from ByteDance"));
            assert_eq!(value["events"][0]["author"], "bytedance");
            continue;
        }
        assert!(text.contains("A leak from an unnamed source: the talks are said"), "{text}");
        assert!(text.contains(" · unknown\n"), "{text}");
        assert!(!value.to_string().contains("ytedance"), "{value}");
        assert!(!value.to_string().contains("yteDance"), "{value}");
    }
}

#[test]
fn a_seat_sees_its_own_table_only() {
    let play = sold();
    let text = |seat| {
        let text = timeline_of(&play, Reader::Seat(seat), Detail::Full, Style::Plain);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(text(MICROSOFT).contains("price from $20 bn to $27.5 bn"));
    assert!(text(SELLER).contains("price from $20 bn to $27.5 bn"));
    for seat in [ORACLE, WALMART, HOUSE, COURT] {
        assert!(!text(seat).contains("27.5"), "{seat:?}");
        assert!(!text(seat).contains("ByteDance's walk-away"), "{seat:?}");
        assert!(!text(seat).contains("worth 46"), "{seat:?}");
    }
    assert!(!text(MICROSOFT).contains("to ByteDance (walk-away"));
    assert!(!text(MICROSOFT).contains("odds"));
}

#[test]
fn a_reason_names_what_decided() {
    let reason_of = full;
    insta::assert_snapshot!("reason-sold", reason_of(&sold()));
    insta::assert_snapshot!("reason-lapsed", reason_of(&lapsed()));
    insta::assert_snapshot!("reason-entrusted", reason_of(&entrusted()));
}

#[test]
fn a_sale_behind_a_date_that_a_court_stopped_says_so() {
    let mut changed = setup();
    changed.motions[0].against = vec![ORDER];
    let mut play = Play::open_of(changed);
    let talks = TalksId(1);
    play.until("2020-08-14", 0);
    play.does(HOUSE, Command::Decree(DecreeCommand::Issue { decree: ORDER }));
    play.does(TARGET, Command::Court(CourtCommand::FileSuit { suit: SuitId(0) }));
    play.does(TARGET, Command::Court(CourtCommand::FileMotion { motion: MotionId(0) }));
    play.until("2020-11-20", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks }));
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(38_000, 1) }));
    play.does(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks }));
    for seat in [SELLER, ORACLE, TARGET] {
        play.does(seat, Command::Agreement(AgreementCommand::Sign { talks: None }));
    }
    play.until("2020-12-20", 0);
    play.does(CFIUS, Command::Review(ReviewCommand::Approve { talks: None, review: ReviewId(0) }));
    play.until("2021-07-31", 0);
    let reason = full(&play);
    assert!(
        reason.contains("satisfies the Order of 14 August 2020, whose deadline an injunction had stopped"),
        "{reason}"
    );
}

#[test]
fn a_failed_buyer_is_followed_by_what_came_after_it() {
    let talks = TalksId(1);
    let mut changed = setup();
    changed.outcomes.iter_mut().for_each(|outcome| outcome.ends = false);
    changed.effects.push(Effect { trigger: Trigger::DealClosed(talks), then: vec![Consequence::FailBuyer(talks)] });
    let mut play = Play::open_of(changed);
    play.until("2020-08-18", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks }));
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(38_000, 1) }));
    play.does(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks }));
    for seat in [SELLER, ORACLE, TARGET] {
        play.does(seat, Command::Agreement(AgreementCommand::Sign { talks: None }));
    }
    play.until("2020-09-08", 0);
    play.does(CFIUS, Command::Review(ReviewCommand::Approve { talks: None, review: ReviewId(0) }));
    play.until("2021-08-01", 0);
    let reason = full(&play);
    assert!(reason.starts_with("There is no second sale: nobody makes an offer."), "{reason}");
    assert!(reason.contains("Oracle buys") && reason.contains("Oracle fails"), "{reason}");
}

#[test]
fn what_an_agreement_waits_for_is_told_in_the_right_number() {
    let mut play = Play::open();
    let talks = TalksId(1);
    play.until("2020-08-18", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks }));
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(38_000, 1) }));
    play.does(SELLER, Command::Talks(TalksCommand::AcceptOffer { talks }));
    let reason_of = full;
    let all = reason_of(&play);
    assert!(all.contains("ByteDance, TikTok and Oracle have not signed it"), "{all}");
    play.does(SELLER, Command::Agreement(AgreementCommand::Sign { talks: None }));
    play.does(ORACLE, Command::Agreement(AgreementCommand::Sign { talks: None }));
    let one = reason_of(&play);
    assert!(one.contains("TikTok has not signed it, and CFIUS has not decided on it"), "{one}");
}

#[test]
fn days_on_which_nothing_is_new_are_told_together() {
    let mut play = Play::open();
    let talks = TalksId(1);
    play.until("2020-08-18", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::Open { talks }));
    for day in ["2020-08-18", "2020-08-24", "2020-08-30", "2020-09-05"] {
        play.until(day, 0);
        play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(38_000, 1) }));
        play.until(&day.replace("18", "21").replace("24", "27").replace("30", "31").replace("05", "06"), 0);
        play.does(SELLER, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(50_000, 2) }));
    }
    play.until("2020-09-10", 0);
    play.does(ORACLE, Command::Talks(TalksCommand::MakeOffer { talks, deal: deal(40_000, 1) }));
    let text = story::story(&play.run(&play.happenings()), Style::Plain);
    let repeated = "\n24 August to 6 September 2020\n  Oracle repeats its offer to ByteDance, 3 times.\n";
    assert!(text.contains(repeated), "{text}");
    assert!(text.contains("  ByteDance repeats its terms to Oracle, 3 times.\n"), "{text}");
    assert_eq!(text.matches("repeats").count(), 2, "{text}");
}

#[test]
fn a_story_reads_as_a_chronicle() {
    let play = sold();
    insta::assert_snapshot!("story", story::story(&play.run(&play.happenings()), Style::Plain));
}

#[test]
fn a_timeline_reads_as_a_log() {
    insta::assert_snapshot!(
        "timeline_of_a_seat",
        timeline_of(&sold(), Reader::Seat(ORACLE), Detail::Full, Style::Plain)
    );
    insta::assert_snapshot!(
        "timeline_one_line_each",
        timeline_of(&lapsed(), Reader::Referee, Detail::OneLine(WIDTH), Style::Plain)
    );
}

#[test]
fn a_seat_knows_its_side() {
    let mut play = sold();
    play.records.truncate(30);
    let mut state = State::new(Arc::clone(play.state.scenario()));
    play.records.iter().flat_map(|record| &record.events).for_each(|event| state.apply(event));
    insta::assert_snapshot!("knowledge", knowledge::knowledge(&state.view(ORACLE), Style::Plain));
}

/// Compared as values: the order of keys is the build's, not ours.
fn json_of(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn json_keeps_its_fields() {
    let play = sold();
    let happenings = play.happenings();
    let value = json::run(&play.run(&happenings), json::Stamp { rules: 1, head: "ab" });
    for field in ["scenario", "seed", "rules", "entries", "events", "head", "outcome", "parties"] {
        assert!(!value[field].is_null(), "{field}");
    }
    for field in ["name", "title", "date", "buyer", "terms", "reason"] {
        assert!(!value["outcome"][field].is_null(), "{field}");
    }
    assert_eq!(value["outcome"]["terms"], json_of(r#"{"algorithm":"licensed","price":38000}"#));
    assert_eq!(value["parties"]["oracle"]["points"], 61);
    assert_eq!(value["parties"]["oracle"]["walk_away"], 32);
    let entry = json::entry(&Chronicle::of(play.state.scenario(), &happenings), Reader::Referee, &happenings[7])
        .expect("an offer");
    assert_eq!(
        entry,
        json_of(
            r#"{"command":{"kind":"offer","talks":"microsoft","terms":{"algorithm":"sold","price":20000}},"date":"2020-08-03","entry":8,"events":[{"by":"microsoft","kind":"offer-made","reply_due":"2020-08-06","talks":"microsoft","terms":{"algorithm":"sold","price":20000},"text":"Microsoft offers ByteDance $20 bn for TikTok's US business (algorithm sold).","to":"bytedance"}],"reason":"it is early","seat":"microsoft","time":"12:00"}"#
        )
    );
    let log = json::Verified {
        log: "a.log",
        entries: 3,
        events: 9,
        state: json::LogState::Torn,
        entry: None,
        offset: Some(812),
        head: Some("ab"),
    };
    let expected = r#"{"entries":3,"entry":null,"events":9,"head":"ab","log":"a.log","offset":812,"state":"torn"}"#;
    assert_eq!(json::verify(&log), json_of(expected));
}
