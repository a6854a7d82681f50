//! Plays a scenario over many seeds and prints the share of each outcome: `cargo run --release --example sweep`.

use divest_ensemble::{Flow, NoRows, Part, Seeds, Study, Sweep, play};

fn main() {
    let bytes = std::fs::read("scenarios/first-sale.toml").expect("the scenario cannot be read");
    let read = divest_scenario::read_bytes(&bytes, "first-sale").expect("the scenario has faults");
    let seeds = Seeds { first: 1, count: 1_000 };
    let study = Study::new(&read, Vec::new(), seeds, false).expect("the study cannot be planned");
    let mut part = Part::new(&study);
    play(&study, &mut part, seeds, None, None::<&mut NoRows>, &|_| Flow::On).expect("nothing is written");
    for share in &Sweep::new(&study, &part).settings[0].outcomes {
        println!("{:>5.1} %  {}", 100.0 * share.share, share.title);
    }
}
