//! Plays a scenario from a seed and tells how it ended: `cargo run --example run -- scenarios/first-sale.toml 7`.

use divest_engine::{Game, Unrecorded};
use std::process::ExitCode;
use std::sync::Arc;

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().unwrap_or_else(|| "scenarios/first-sale.toml".to_owned());
    let seed: u64 = arguments.next().and_then(|seed| seed.parse().ok()).unwrap_or(1);
    let bytes = std::fs::read(&path).expect("the scenario cannot be read");
    let read = match divest_scenario::read_bytes(&bytes, "example") {
        Ok(read) => read,
        Err(faults) => {
            faults.iter().for_each(|fault| eprintln!("{path}:{}: {}", fault.line, fault.message));
            return ExitCode::from(2);
        }
    };
    let mut game = Game::new(Arc::clone(&read.scenario), seed).expect("two draws share a name");
    let outcome = game.run(&mut Unrecorded).expect("bots end every run");
    let day = divest_scenario::value::Date(game.state().now().day());
    println!("{} on {day}", read.scenario.outcome(outcome).title);
    ExitCode::SUCCESS
}
