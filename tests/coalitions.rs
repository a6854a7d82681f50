//! Bots that find allies: both sides of a merger gain, a seller keeps a contest, and an auction is left alone unless it says
//! otherwise.

use crate::common::{played, root};
use divest_core::event::{AuctionEvent, ConsortiumEvent, TalksEvent, WorldEvent};
use divest_core::id::TalksId;
use divest_core::scenario::Role;
use divest_core::{Event, SeatId};
use divest_scenario::Read;

fn read(text: &str, name: &str) -> Read {
    divest_scenario::read(text, name).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"))
}

fn shipped(name: &str) -> String {
    std::fs::read_to_string(root().join(format!("scenarios/{name}.toml"))).expect("it ships")
}

/// The events of a run, in order.
fn events(read: &Read, seed: u64) -> Vec<Event> {
    let (entries, _) = played(read, seed, None);
    entries.into_iter().flat_map(|entry| entry.events).collect()
}

#[test]
fn who_merges_gains_by_it_and_who_is_invited_answers() {
    let read = read(&shipped("two-grocers"), "two-grocers");
    let scenario = &read.scenario;
    let (hill, vale) = (scenario.seat_for_key("hill").unwrap(), scenario.seat_for_key("vale").unwrap());
    let merger = scenario.setup().sale.mergers[0];
    let (mut merged, mut sold, mut answers) = (0, 0, [0, 0]);
    for seed in 1..=60 {
        let (entries, end) = played(&read, seed, None);
        let all: Vec<Event> = entries.into_iter().flat_map(|entry| entry.events).collect();
        let invited = all
            .iter()
            .filter(|event| matches!(event, Event::Consortium(ConsortiumEvent::BackerInvited { .. })))
            .count();
        let joined =
            all.iter().filter(|event| matches!(event, Event::Consortium(ConsortiumEvent::BackerJoined { .. }))).count();
        let declined = all
            .iter()
            .filter(|event| matches!(event, Event::Consortium(ConsortiumEvent::InvitationDeclined { .. })))
            .count();
        assert_eq!((invited, joined + declined), (1, 1), "seed {seed}: one invitation, one answer");
        answers[declined] += 1;
        let Some(part) = all.iter().find_map(|event| match event {
            Event::Consortium(ConsortiumEvent::MergerProposed { part, .. }) => Some(*part),
            _ => None,
        }) else {
            continue;
        };
        let brings = end.value(merger.brings);
        assert!(0 < part && part < brings, "seed {seed}: {part} of {brings}");
        let moved = |event: &Event| *event == Event::World(WorldEvent::WalkAwayMoved { seat: hill, by: part - brings });
        assert!(all.iter().any(moved), "seed {seed}: what is left is the other's");
        merged += 1;
        let Some(closed) = end.closed().filter(|closed| scenario.talks(closed.talks).bidder == hill) else { continue };
        let worth = end.worth(vale, closed.talks, &closed.deal).expect("it cares");
        let walk_away = end.walk_away(vale).expect("a party");
        assert_eq!(worth.0 - walk_away.0, part, "seed {seed}: who joined has its part, whatever the terms");
        sold += 1;
    }
    assert!(merged > 20 && sold > 20, "{merged} merged, {sold} of them bought");
    assert!(answers.iter().all(|&count| count > 10), "{answers:?} joined and declined");
}

/// The brewery's auction, with bids that may be folded into one as a rule says.
fn ring(rule: &str) -> Read {
    let merger = |bidder: &str, into: &str, brings: u32| {
        format!("[[sale.mergers]]\nbidder = \"{bidder}\"\ninto = \"{into}\"\nbrings = {brings}\nfrom = 2033-03-13\n")
    };
    let mergers = [merger("lagerhaus", "fjord", 70), merger("lagerhaus", "kupfer", 78), merger("fjord", "kupfer", 80)];
    let text = shipped("brewery")
        .replace("keep = 2 ", &format!("{rule}\nkeep = 2 "))
        .replace("[decrees.condition]", &format!("{}\n[decrees.condition]", mergers.concat()));
    read(&text, "ring")
}

#[test]
fn a_vendor_keeps_a_contest_and_who_joins_goes_where_its_part_is_largest() {
    let read = ring("mergers = \"with-leave\"");
    let scenario = &read.scenario;
    let vendor = scenario.seats().find(|&seat| scenario.party(seat).is_some_and(|p| p.role == Role::Seller));
    let talks = |key: &str| scenario.talks_of(scenario.seat_for_key(key).unwrap()).unwrap();
    let (fjord, kupfer, lagerhaus) = (talks("fjord"), talks("kupfer"), talks("lagerhaus"));
    let (mut granted, mut refused) = (0, 0);
    for seed in 1..=60 {
        let mut open: Vec<TalksId> = Vec::new();
        for event in events(&read, seed) {
            match event {
                Event::Talks(TalksEvent::Opened { talks }) => open.push(talks),
                Event::Consortium(ConsortiumEvent::MergerProposed { talks, into, asks, .. }) => {
                    assert_eq!(asks, vendor, "seed {seed}");
                    assert!(talks != lagerhaus || into == kupfer, "seed {seed}: it goes where it brings more");
                }
                Event::Consortium(ConsortiumEvent::MergerAccepted { by, .. }) if Some(by) == vendor => {
                    assert!(open.len() > 2, "seed {seed}: leave with {} bidders", open.len());
                    granted += 1;
                }
                Event::Consortium(ConsortiumEvent::MergerDeclined { by, .. }) if Some(by) == vendor => {
                    assert_eq!(open.len(), 2, "seed {seed}: too few were left");
                    refused += 1;
                }
                Event::Consortium(ConsortiumEvent::Merged { talks, .. })
                | Event::Talks(TalksEvent::Ended { talks, .. }) => {
                    open.retain(|&other| other != talks);
                }
                Event::Auction(AuctionEvent::Won { .. }) => break,
                _ => {}
            }
        }
        assert!(open.contains(&fjord) || open.contains(&kupfer), "seed {seed}");
    }
    assert!(granted > 10 && refused > 10, "{granted} granted, {refused} refused");
}

#[test]
fn bots_leave_an_auction_alone_unless_it_allows_mergers() {
    let merges = |rule: &str| {
        let read = ring(rule);
        let is_over = |event: &Event| {
            matches!(event, Event::Auction(AuctionEvent::Won { .. }) | Event::Auction(AuctionEvent::Failed))
        };
        let merged = |seed| {
            let all = events(&read, seed).into_iter().take_while(|event| !is_over(event));
            all.filter(|event| matches!(event, Event::Consortium(ConsortiumEvent::Merged { .. }))).count()
        };
        (1..=20).map(merged).sum::<usize>()
    };
    assert_eq!(merges(""), 0);
    assert!(merges("mergers = \"free\"") > 20, "with nobody to ask both may fold their bids");
    let asked =
        |event: &Event| matches!(event, Event::Consortium(ConsortiumEvent::MergerProposed { asks: Some(_), .. }));
    let read = ring("mergers = \"free\"");
    assert!(!events(&read, 1).iter().any(asked));
    let knows = |seat: SeatId| read.scenario.party(seat).map(|party| party.key.as_str());
    let proposed = events(&read, 1)
        .into_iter()
        .find(|event| matches!(event, Event::Consortium(ConsortiumEvent::MergerProposed { .. })));
    let audience = proposed.expect("somebody proposes").audience(&read.scenario);
    assert_eq!(audience.iter().filter_map(knows).collect::<Vec<_>>().len(), 2, "the two alone know");
}
