//! How the cost of a run grows with what sits at the table: seats, issues, and how long it is played.
//!
//! `cargo bench --bench growth`. The scenarios are made for it: a seller, so many bidders that never agree with it, one
//! decree. So everything that grows is talked about to the end, and no early deal makes a large table look cheap.

use divan::Bencher;
use divan::counter::ItemsCount;
use divest_core::Scenario;
use divest_engine::{Game, Unrecorded};
use std::fmt::{self, Write};
use std::sync::Arc;

const BIDDERS: [usize; 6] = [1, 2, 4, 8, 16, 32];
const ISSUES: [usize; 5] = [1, 2, 4, 8, 16];
const DAYS: [usize; 5] = [30, 60, 120, 240, 480];
/// How many seeds one measured piece goes through, so that no run is learned by heart.
const SEEDS: u64 = 64;

/// What a table is measured with where it is not what grows.
const TABLE: Table = Table { bidders: 4, issues: 4, days: 120 };

fn main() {
    println!("a run: bidders, issues, days, then entries and events");
    let bidders = BIDDERS.map(|bidders| Table { bidders, ..TABLE });
    let issues = ISSUES.map(|issues| Table { issues, ..TABLE });
    let days = DAYS.map(|days| Table { days, ..TABLE });
    for table in bidders.into_iter().chain(issues).chain(days) {
        let mut game = table.game();
        let (mut entries, mut events) = (0, 0);
        for seed in 0..SEEDS {
            play(&mut game, seed);
            entries += game.entries();
            events += game.event_count();
        }
        let mean = |count: u64| count as f64 / SEEDS as f64;
        let Table { bidders, issues, days } = table;
        println!("{bidders:>4} {issues:>4} {days:>4} {:>8.1} {:>8.1}", mean(entries), mean(events));
    }
    divan::main();
}

#[derive(Clone, Copy)]
struct Table {
    bidders: usize,
    issues: usize,
    days: usize,
}

impl Table {
    fn game(self) -> Game {
        let text = self.text().expect("a string takes it");
        let scenario: Arc<Scenario> = match divest_scenario::read_bytes(text.as_bytes(), "growth") {
            Ok(read) => read.scenario,
            Err(faults) => panic!("{} faults in\n{text}", faults.len()),
        };
        Game::new(scenario, 0).expect("no two draws share a stream")
    }

    /// The scenario as an author would write it.
    fn text(self) -> Result<String, fmt::Error> {
        let Self { bidders, issues, days } = self;
        let mut out = String::from(
            "format = 1\ntitle = \"Growth\"\nbrief = \"A table that grows.\"\ncurrency = \"crowns\"\n\
             opens = 2031-03-01\ncloses = 2033-12-31\n\
             [parties.office]\nname = \"The office\"\nrole = \"authority\"\n",
        );
        // Both sides want two thirds of what there is, and what lies between gives less than that to both.
        let (low, high) = (40 * issues, 45 * issues);
        for party in 0..=bidders {
            let (role, points) = match party {
                0 => ("seller", "a = 60, b = 20, c = 0"),
                _ => ("bidder", "a = 0, b = 20, c = 60"),
            };
            writeln!(out, "[parties.p{party}]\nname = \"Party {party}\"\nrole = \"{role}\"")?;
            writeln!(out, "walk_away = {{ uniform = [{low}, {high}] }}\nbot.patience = {days}")?;
            (0..issues).try_for_each(|issue| writeln!(out, "score.issue{issue} = {{ {points} }}"))?;
        }
        writeln!(out, "[sale]\nasset = \"the works\"\nseller = \"p0\"\nclosing = \"10d\"")?;
        for issue in 0..issues {
            writeln!(out, "issues.issue{issue}.options = {{ a = \"A\", b = \"B\", c = \"C\" }}")?;
        }
        (1..=bidders).try_for_each(|party| writeln!(out, "talks.p{party} = {{ pace = \"7d\" }}"))?;
        writeln!(out, "[decrees.order]\ntitle = \"Order to sell\"\nissuer = \"office\"\nkind = \"demands-sale\"")?;
        writeln!(out, "issued = 2031-03-02\ndeadline = \"{days}d\"\nsatisfied_by = {{}}")?;
        out.push_str("at_deadline = [{ step = \"enforce\" }]\n[outcomes]\n");
        out.push_str("seized = { title = \"Seized\", when = { decrees = { order = [\"enforced\"] } }, ends = true }\n");
        out.push_str("kept = { title = \"Kept\" }\n");
        Ok(out)
    }
}

fn play(game: &mut Game, seed: u64) {
    game.restart(seed);
    let _ = game.run(&mut Unrecorded);
}

fn measure(bencher: Bencher, table: Table) {
    let mut game = table.game();
    bencher.counter(ItemsCount::new(SEEDS)).bench_local(|| (0..SEEDS).for_each(|seed| play(&mut game, seed)));
}

#[divan::bench(args = BIDDERS)]
fn bidders(bencher: Bencher, bidders: usize) {
    measure(bencher, Table { bidders, ..TABLE });
}

#[divan::bench(args = ISSUES)]
fn issues(bencher: Bencher, issues: usize) {
    measure(bencher, Table { issues, ..TABLE });
}

#[divan::bench(args = DAYS)]
fn days(bencher: Bencher, days: usize) {
    measure(bencher, Table { days, ..TABLE });
}

/// Seeds one after the other, on one thread.
#[divan::bench(args = [64_u64, 256, 1024, 4096])]
fn seeds(bencher: Bencher, seeds: u64) {
    let mut game = TABLE.game();
    bencher.counter(ItemsCount::new(seeds)).bench_local(|| (0..seeds).for_each(|seed| play(&mut game, seed)));
}
