//! Several sellers at work: each with an agreement of its own, and bots and deals that keep to a seller's own lots.

use crate::common::{played, root};
use divest_bargain::space::Space;
use divest_core::command::RunCommand;
use divest_core::event::{AgreementEvent, TalksEvent};
use divest_core::{Event, State};
use divest_scenario::Read;
use std::sync::Arc;

fn two_mills() -> Read {
    let text = std::fs::read_to_string(root().join("scenarios/two-mills.toml")).expect("it ships");
    divest_scenario::read(&text, "two-mills").unwrap_or_else(|faults| panic!("{faults:#?}"))
}

#[test]
fn two_agreements_are_on_their_way_at_once_and_each_closes_by_itself() {
    let read = two_mills();
    let (mut at_once, mut sold, mut by_trustee) = (0, 0, 0);
    for seed in 1..=60 {
        let (entries, end) = played(&read, seed, None);
        let mut state = State::new(Arc::clone(&read.scenario));
        let mut both = false;
        for event in entries.iter().flat_map(|entry| &entry.events) {
            if let Event::Talks(TalksEvent::OfferMade { talks, deal, .. })
            | Event::Agreement(AgreementEvent::TermsAgreed { talks, deal }) = event
            {
                let lots = read.scenario.setup().sale.lots.as_ref().expect("it is in lots");
                let seller = lots.seller(deal.option(lots.issue)).expect("several sell");
                assert_eq!(seller, read.scenario.owner_in(*talks), "seed {seed}: a bot dealt in another's lot");
                by_trustee += u32::from(
                    matches!(event, Event::Agreement(AgreementEvent::TermsAgreed { .. }))
                        && state.vendor_in(*talks) != seller,
                );
            }
            state.apply(event);
            both |= state.agreements().count() == 2;
        }
        at_once += u32::from(both);
        sold += end.sales().len();
        for seller in read.scenario.sellers() {
            let own = end.sales().iter().filter(|sale| read.scenario.owner_in(sale.talks) == *seller);
            let worths = own.filter_map(|sale| end.worth(*seller, sale.talks, &sale.deal)).map(|points| points.0);
            assert_eq!(
                end.made(*seller).map(|points| points.0),
                worths.reduce(|sum, worth| sum + worth),
                "seed {seed}"
            );
        }
    }
    assert!(at_once > 20, "{at_once} of 60 runs had two agreements on their way at once");
    assert!(sold > 120 && by_trustee > 2, "{sold} sales, {by_trustee} agreed by the trustee");
}

#[test]
fn the_deals_of_a_seller_are_about_its_own_lots() {
    let read = two_mills();
    let state = State::new(Arc::clone(&read.scenario));
    let seat = |key: &str| read.scenario.seat_for_key(key).expect("a party");
    let mut opened = state;
    // What the seed draws is drawn; the sheets are there once play is open.
    opened.know_numbers(|_| 0);
    opened
        .step(
            divest_core::SeatId::CLOCK,
            &divest_core::Command::Run(RunCommand::Open),
            &mut divest_core::Events::default(),
        )
        .expect("it opens");
    let count = |seats: &[&str]| {
        let seats: Vec<_> = seats.iter().map(|key| seat(key)).collect();
        let space = Space::of_seats(&opened, &seats).expect("they care");
        let mut seen = 0;
        space
            .visit(|deal, points| {
                assert_eq!((space.deal(space.place(deal)), space.points(deal)), (*deal, points.to_vec()));
                let worths = seats.iter().map(|&seat| opened.sheet(seat).expect("it cares").score(deal).0);
                assert_eq!(points, worths.collect::<Vec<_>>());
                seen += 1;
            })
            .expect("they are few");
        assert_eq!(space.deal_count(), seen);
        seen
    };
    assert_eq!(count(&["alder", "reed"]), 3 * 151);
    assert_eq!(count(&["birch", "reed"]), 151);
    assert_eq!(count(&["alder", "birch"]), 4 * 151, "both sell");
    assert_eq!(count(&["reed", "fern"]), 4 * 151, "nobody of them sells");
}
