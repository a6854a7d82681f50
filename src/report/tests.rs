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
            let run = Run { state: &state, happenings: beginning, seed: 7, repeat: "divest" };
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
    insta::assert_snapshot!(timeline_of(&sold(), Reader::Seat(ORACLE), Detail::Full, Style::Plain), @r"
    entry 1 · 2020-08-01 00:00 · clock
          · A person plays ByteDance.

    entry 4 · 2020-08-01 00:00 · clock
          · Play opens on 2020-08-01.
          · Already out: Executive Order 13942, issued by the White House on
            2020-07-30.

    entry 7 · 2020-08-03 12:00 · microsoft
          · Microsoft comes forward to bid for TikTok's US business.

    entry 9 · 2020-08-03 12:00 · tiktok
          · TikTok opens an information site against rumours.
              trade tension 50 → 55

    entry 13 · 2020-08-06 12:00 · unknown
          · A leak from an unnamed source: the talks are said to be near collapse.
              trade tension 55 → 45

    entry 20 · 2020-08-14 12:00 · white-house
          · The White House issues the Order of 14 August 2020, due on 2020-11-12
            (90 days).
              trade tension 45 → 65 · Oracle's walk-away 30 → 32

    entry 23 · 2020-08-18 12:00 · oracle
        come forward to bid for TikTok's US business
          · Oracle comes forward to bid for TikTok's US business.

    entry 24 · 2020-08-18 12:00 · oracle
        offer ByteDance these terms: price USD 30,000 million, algorithm kept by
          ByteDance
        because it is early
          · Oracle offers ByteDance USD 30,000 million for TikTok's US business:
            algorithm kept by ByteDance.
              worth 66 to Oracle (walk-away 32)

    entry 25 · 2020-08-18 12:00 · oracle
        announce: a contract for cloud services
          · Oracle: a contract for cloud services.
              trade tension 65 → 66

    entry 26 · 2020-08-18 12:00 · walmart
          · Walmart joins Oracle's bid.

    entry 27 · 2020-08-18 12:00 · bytedance
          · ByteDance breaks off its talks with Microsoft.

    entry 28 · 2020-08-18 12:00 · bytedance
          · ByteDance and Oracle agree on terms: price USD 30,000 million, algorithm
            kept by ByteDance.
          · CFIUS begins to review the deal; its decision is due on 2020-09-07.

    entry 31 · 2020-09-08 12:00 · cfius
          · CFIUS blocks the deal over one of its terms: algorithm (kept by
            ByteDance).
              talks with Oracle go on, its offer due by 2020-09-11

    entry 32 · 2020-09-08 12:00 · oracle
        offer ByteDance these terms: price USD 38,000 million, algorithm licensed
        because it is early
          · Oracle changes its offer to ByteDance: price USD 30,000 → 38,000
            million, algorithm kept by ByteDance → licensed.
              worth 61 to Oracle (walk-away 32)

    entry 33 · 2020-09-08 12:00 · bytedance
          · ByteDance and Oracle agree on terms: price USD 38,000 million, algorithm
            licensed.
          · CFIUS begins to review the deal; its decision is due on 2020-09-28.

    entry 34 · 2020-09-08 12:00 · bytedance
          · ByteDance signs.

    entry 35 · 2020-09-08 12:00 · oracle
        sign the deal
          · Oracle signs.

    entry 36 · 2020-09-08 12:00 · walmart
          · Walmart signs.

    entry 37 · 2020-09-08 12:00 · tiktok
          · TikTok signs.
          · The deal with Oracle has every signature that it needs.

    entry 38 · 2020-09-08 12:00 · bytedance
          · ByteDance asks CFIUS for more time under the Order of 14 August 2020.

    entry 39 · 2020-09-08 12:00 · cfius
          · CFIUS extends the Order of 14 August 2020 by 15 days, to 2020-11-27.

    entry 44 · 2020-09-29 12:00 · cfius
          · CFIUS approves the deal.
          · Nothing stands in the deal's way any more: it is to close on 2020-10-09.

    entry 45 · 2020-10-09 16:00 · clock
          · The sale closes: Oracle takes over TikTok's US business for USD 38,000
            million.
          · The sale satisfies the Order of 14 August 2020.
          · The sale satisfies Executive Order 13942.
          · The end: Sold in time.
    ");
    insta::assert_snapshot!(timeline_of(&lapsed(), Reader::Referee, Detail::OneLine(WIDTH), Style::Plain), @r"
     1 2020-08-01 clock: A person plays ByteDance.
     2 2020-08-01 nature: draw a number: ByteDance's walk-away
     3 2020-08-01 nature: draw a number: Walmart means to join Oracle
     4 2020-08-01 clock: Already out: Executive Order 13942, issued by the White Ho…
     5 2020-08-02 clock: let time go on to 2020-08-03 12:00
     6 2020-08-03 clock: let time go on to 2020-08-03 12:00
     7 2020-08-03 microsoft: Microsoft comes forward to bid for TikTok's US busines…
     8 2020-08-03 microsoft: Microsoft offers ByteDance $20 bn for TikT…
     9 2020-08-06 clock: let time go on to 2020-08-14 12:00
    10 2020-08-14 clock: let time go on to 2020-08-14 12:00
    11 2020-08-14 clock: let time go on to 2020-08-14 12:00
    12 2020-08-14 white-house: The White House issues the Order of 14 August 2020,…
    13 2020-08-17 clock: let time go on to 2020-09-18 12:00
    14 2020-09-13 clock: let time go on to 2020-09-18 12:00
    15 2020-09-18 clock: let time go on to 2020-09-18 12:00
    16 2020-09-18 clock: let time go on to 2020-09-18 12:00
    17 2020-09-18 white-house: The White House issues the Rules on app stores, due…
    18 2020-09-18 tiktok: TikTok goes to court: TikTok v. Trump (D.D.C.).
    19 2020-09-18 tiktok: TikTok files a motion with the D.D.C. (preliminary injunc…
    20 2020-09-22 clock: let time go on to 2020-09-23 12:00
    21 2020-09-22 nature: The D.D.C. grants TikTok's motion (preliminary injun… (+1)
    22 2020-09-23 clock: let time go on to 2020-09-23 12:00
    23 2020-09-23 white-house: The White House appeals to the D.C. Circuit (prelimi…
    24 2020-09-27 clock: The date of the Rules on app stores comes, but an injuncti…
    25 2020-10-02 clock: let time go on to 2021-01-30 12:00
    26 2020-10-02 nature: Presidential election: the president stays.
    27 2020-10-29 clock: 14 days are left to the date of the Order of 14 August 202…
    28 2020-11-12 clock: The date of the Order of 14 August 2020 comes.
    29 2020-11-12 nature: Nobody acts on the Order of 14 August 2020: the date goes…
    30 2021-01-21 clock: let time go on to 2021-01-30 12:00
    31 2021-01-21 nature: The D.C. Circuit affirms the ruling on TikTok's motion (p…
    32 2021-01-30 clock: let time go on to 2021-01-30 12:00
    33 2021-01-30 microsoft: Microsoft breaks off its talks with ByteDance.
    34 2021-01-30 white-house: The White House revokes Executive Order 13942. (+2)
    35 2021-07-31 clock: The end: The date went by.
    ");
}

#[test]
fn a_seat_knows_its_side() {
    let mut play = sold();
    play.records.truncate(30);
    let mut state = State::new(Arc::clone(play.state.scenario()));
    play.records.iter().flat_map(|record| &record.events).for_each(|event| state.apply(event));
    insta::assert_snapshot!(knowledge::knowledge(&state.view(ORACLE), Style::Plain), @r"
    Oracle, bidder · 2020-09-08 12:00
    What only Oracle is told.

    Your score sheet
      best deal   100 points
      worst deal  30 points
      walk-away   32 points: accept no less

    Decrees
      Order of 14 August 2020  issued; due on 2020-11-12, 65 days left
      Executive Order 13942    issued

    Talks
      Microsoft          broken off
      Oracle             open since 2020-08-18, with Walmart
        your last offer  price USD 30,000 million, algorithm kept by ByteDance (66
                         points)

    Agreement
      with             Oracle
      since            2020-08-18
      terms            price USD 30,000 million, algorithm kept by ByteDance (66
                       points)
      signed by        nobody
      not signed by    ByteDance, TikTok, Oracle and Walmart
      under review by  CFIUS

    Gauges
      trade tension  66 (from 0 to 100)
    ");
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
