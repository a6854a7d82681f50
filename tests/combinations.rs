//! Procedures beside lots and several sellers, played by bots: small scenarios of `tests/scenarios/combinations`.

use divest_core::State;
use divest_core::event::{AgreementEvent, AuctionEvent, ConferenceEvent, Event};
use divest_engine::record::Entries;
use divest_engine::replay::verify;
use divest_engine::{Game, LogRecorder};
use divest_log::{Durability, LogWriter, Memory};
use divest_scenario::Read;
use std::sync::Arc;

fn read(name: &str) -> Read {
    let path = crate::common::root().join(format!("tests/scenarios/combinations/{name}.toml"));
    let text = std::fs::read_to_string(&path).expect("the scenario is there");
    divest_scenario::read(&text, name)
        .unwrap_or_else(|faults| panic!("{}", divest_scenario::render(&faults, name, &text, false)))
}

/// Plays some seeds, holds each log to its verification, and gives each run's events and end to a judge.
fn each_run(name: &str, seeds: std::ops::Range<u64>, mut judge: impl FnMut(&[Event], &State)) {
    let read = read(name);
    for seed in seeds {
        let mut entries = Entries::default();
        let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("streams apart");
        game.run(&mut entries).unwrap_or_else(|error| panic!("{name}, seed {seed}: {error}"));
        let events: Vec<Event> = entries.all.iter().flat_map(|entry| entry.events.iter().copied()).collect();
        judge(&events, game.state());
    }
}

#[test]
fn lots_are_auctioned_one_after_another_to_eligible_bidders() {
    let (mut called, mut awarded, mut both_sold) = (0, 0, 0);
    each_run("auction-of-lots", 1..201, |events, state| {
        let scenario = state.scenario();
        let seat = |key: &str| scenario.seat_for_key(key).expect("a party");
        // What the auction left is bargained over, by any bidder.
        let mut won = None;
        for event in events {
            match event {
                Event::Auction(AuctionEvent::Won { talks, .. }) => won = Some(*talks),
                Event::Agreement(AgreementEvent::TermsAgreed { talks, deal }) if won.take() == Some(*talks) => {
                    let (lots, buyer) = (scenario.lots_in(deal), scenario.talks(*talks).bidder);
                    assert_eq!(lots.count_ones(), 1, "a lot at a time");
                    assert!(lots != 0b01 || buyer != seat("syd"), "Syd may not buy the outer line");
                    awarded += 1;
                }
                _ => {}
            }
        }
        called += events.iter().filter(|event| matches!(event, Event::Auction(AuctionEvent::Opened { .. }))).count();
        both_sold += usize::from(state.is_sold_out());
    });
    assert!(called >= 380, "{called} lots were called in 200 runs");
    assert!(awarded >= 200, "{awarded} lots were awarded");
    assert!(both_sold >= 100, "both lines were sold in {both_sold} of 200 runs");
}

#[test]
fn one_of_several_sellers_auctions_and_the_other_bargains() {
    let (mut won, mut alder_sold) = (0, 0);
    each_run("auction-by-one-seller", 1..101, |events, state| {
        let seat = |key: &str| state.scenario().seat_for_key(key).expect("a party");
        won += usize::from(events.iter().any(|event| matches!(event, Event::Auction(AuctionEvent::Won { .. }))));
        alder_sold += usize::from(state.has_sold_all(seat("alder")));
        for event in events {
            if let Event::Auction(AuctionEvent::Won { talks, .. }) = event {
                assert_eq!(state.scenario().owner_in(*talks), seat("birch"));
            }
        }
    });
    assert!(won >= 80, "the upper mill found a buyer in {won} of 100 auctions");
    assert!(alder_sold >= 60, "Alder sold all in {alder_sold} of 100 runs");
}

#[test]
fn a_conference_sells_lots_in_turn() {
    let (mut again, mut sold_out) = (0, 0);
    each_run("conference-about-lots", 1..101, |events, state| {
        let opened = events.iter().filter(|event| matches!(event, Event::Conference(ConferenceEvent::Opened { .. })));
        again += usize::from(opened.count() > 1);
        sold_out += usize::from(state.is_sold_out());
    });
    assert!(sold_out >= 50, "all was sold in {sold_out} of 100 runs");
    println!("called again in {again} of 100 runs");
}

#[test]
fn their_logs_verify() {
    for name in ["auction-of-lots", "auction-by-one-seller", "conference-about-lots"] {
        let read = read(name);
        let frame = divest_engine::record::scenario_frame(name, &read.canonical);
        let header = divest_engine::record::header(&frame, 7, read.scenario.setup().opens.0);
        let writer = LogWriter::start(Memory::default(), &header, &frame, Durability::AtEnd).expect("memory");
        let mut recorder = LogRecorder::new(writer);
        Game::new(Arc::clone(&read.scenario), 7).expect("streams apart").run(&mut recorder).expect("it runs");
        let bytes = recorder.finish().expect("memory").storage.bytes;
        let opened = divest_log::open(&bytes).expect("a log");
        let divergence = verify(&read.scenario, &opened, true).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(divergence.is_none(), "{name}: {divergence:?}");
    }
}
