//! A bot of one's own in a seat: it accepts what is worth more than its walk-away and passes otherwise.
//! `cargo run --example occupant`.

use divest_core::View;
use divest_core::command::{Command, Occupant as Kind, TalksCommand};
use divest_core::legal::Legal;
use divest_engine::{Action, Choices, Game, Occupant, Unrecorded, Why};
use std::sync::Arc;

/// Accepts the first offer above its walk-away.
struct Patient;

impl Occupant for Patient {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Action> {
        choices.list().into_iter().find_map(|legal| match legal {
            Legal::Exactly(command @ Command::Talks(TalksCommand::AcceptOffer { talks })) => {
                let (theirs, _) = view.offers(talks);
                let worth = view.score(&theirs?)?;
                (worth > view.walk_away()).then_some(Action { command, why: Why::Because("it is above the walk-away") })
            }
            _ => None,
        })
    }
}

fn main() {
    let bytes = std::fs::read("scenarios/first-sale.toml").expect("the scenario cannot be read");
    let read = divest_scenario::read_bytes(&bytes, "first-sale").expect("the scenario has faults");
    let seller = read.scenario.seat_for_key("keeper").expect("the scenario has such a seat");
    let mut game = Game::new(Arc::clone(&read.scenario), 1).expect("two draws share a name");
    game.seat(seller, Box::new(Patient), Kind::Bot);
    let outcome = game.run(&mut Unrecorded).expect("bots end every run");
    println!("{}", read.scenario.outcome(outcome).title);
}
