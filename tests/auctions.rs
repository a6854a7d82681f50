//! Auctions among bots that bid by theory bring what theory says: the four formats inside the state machine against the closed
//! forms of `divest_bargain::auction`.

use divest_bargain::auction::expected_revenue;
use divest_core::auction::Stage;
use divest_core::scenario::Scenario;
use divest_engine::{Game, Unrecorded};
use std::sync::Arc;

/// An auction among bidders with limits uniform between 0 and 1000.
fn scenario(bidders: u32, auction: &str) -> Arc<Scenario> {
    let names = ["anna", "bert", "cora", "dirk"];
    let names = &names[..bidders as usize];
    let party = |name: &&str| {
        format!(
            "[parties.{name}]\nrole = \"bidder\"\nwalk_away = {{ uniform = [0, 1000] }}\nscore.price = {{ 0 = 1000, 1000 = 0 }}\n"
        )
    };
    let parties: String = names.iter().map(party).collect();
    let talks: String = names.iter().map(|name| format!("[sale.talks.{name}]\n")).collect();
    let text = format!(
        "format = 1\ntitle = \"An auction\"\ncurrency = \"crowns\"\nopens = 2030-01-01\ncloses = 2031-12-31\n\
         [parties.owner]\nrole = \"seller\"\nscore.price = {{ 0 = 0, 1000 = 1000 }}\n{parties}\
         [sale]\nasset = \"a painting\"\nseller = \"owner\"\nissues.price.range = {{ from = 0, to = 1000, unit = \"crowns\" }}\n\
         {talks}[sale.auction]\nissue = \"price\"\nopens = 2030-01-02\n{auction}\n\
         [outcomes]\nsold = {{ when = {{ sold = true }}, ends = true }}\nfailed = {{ when = {{ auction_failed = true }}, ends = true }}\n\
         nothing = {{}}\n"
    );
    divest_scenario::read(&text, "painting").unwrap_or_else(|faults| panic!("{faults:#?}")).scenario
}

/// The mean of what is paid, in shares of the highest limit, with its standard error.
fn revenue(scenario: &Arc<Scenario>, runs: u64) -> (f64, f64) {
    let mut game = Game::new(Arc::clone(scenario), 0).expect("no collision");
    let (mut sum, mut squares) = (0.0, 0.0);
    for seed in 0..runs {
        game.restart(seed);
        game.run(&mut Unrecorded).expect("runs");
        let auction = game.state().auction();
        assert_eq!(auction.stage(), Stage::Over, "seed {seed}");
        assert_eq!(auction.has_failed(), game.state().closed().is_none(), "seed {seed}");
        let paid = game.state().closed().map_or(0.0, |closed| f64::from(closed.deal.0[0]) / 1000.0);
        sum += paid;
        squares += paid * paid;
    }
    let runs = runs as f64;
    let mean = sum / runs;
    (mean, ((squares / runs - mean * mean) / runs).sqrt())
}

/// The four formats; the last number is by how much steps and whole numbers may move the mean, in thousandths.
const FORMATS: [(&str, f64); 4] = [
    ("format = \"sealed-first-price\"\nround = \"1d\"", 1.0),
    ("format = \"sealed-second-price\"\nround = \"1d\"", 1.0),
    ("format = \"english\"\nround = \"1h\"\nstep = 4", 4.0),
    ("format = \"dutch\"\nround = \"1h\"\nstep = 4", 4.0),
];

#[test]
fn the_four_formats_bring_what_theory_says_and_so_alike() {
    for (bidders, reserve) in [(2, 0), (3, 0), (2, 500), (4, 300)] {
        let theory = expected_revenue(bidders, f64::from(reserve) / 1000.0);
        for (format, grain) in FORMATS {
            let scenario = scenario(bidders, &format!("{format}\nreserve = {reserve}"));
            let (mean, error) = revenue(&scenario, 1_500);
            // Three and a half standard errors; the seeds are always the same, so this fails always or never.
            let bound = 3.5 * error + grain / 1000.0;
            println!("{bidders} bidders, reserve {reserve}: {mean:.4} ± {error:.4} for {theory:.4}, {format:?}");
            assert!((mean - theory).abs() < bound, "{format}, {bidders}, {reserve}: {mean} ± {error} for {theory}");
        }
    }
}

#[test]
fn a_second_sealed_round_among_the_best_brings_the_same() {
    let scenario = scenario(4, "format = \"sealed-first-price\"\nround = \"1d\"\nrounds = 2\nkeep = 2\nreserve = 300");
    let (mean, error) = revenue(&scenario, 1_500);
    let theory = expected_revenue(4, 0.3);
    assert!((mean - theory).abs() < 3.5 * error + 0.001, "{mean} ± {error} for {theory}");
}

/// What the highest limit lies over the price: a quarter of the whole among three, in each format.
#[test]
fn the_winner_gains_what_theory_says() {
    // The highest of n limits is n / (n + 1) on average, and the price (n - 1) / (n + 1).
    for (format, grain) in FORMATS {
        let scenario = scenario(3, format);
        let mut game = Game::new(Arc::clone(&scenario), 0).expect("no collision");
        let (mut sum, runs) = (0.0, 2_000);
        for seed in 0..runs {
            game.restart(seed);
            game.run(&mut Unrecorded).expect("runs");
            let state = game.state();
            let Some(closed) = state.closed() else { continue };
            let buyer = scenario.talks(closed.talks).bidder;
            let limit = 1000 - state.walk_away(buyer).expect("a bidder has one").0;
            let gain = limit - i64::from(closed.deal.0[0]);
            assert!(gain >= 0, "{format}, seed {seed}: it pays more than its limit");
            sum += gain as f64 / 1000.0;
        }
        let mean = sum / runs as f64;
        assert!((mean - 0.25).abs() < 0.012 + grain / 1000.0, "{format}: {mean}");
    }
}
