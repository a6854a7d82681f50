//! How fast bargaining is: alternating offers by time-dependent tactics, and what deal spaces come to.
//!
//! `just bench-bargain` runs all of it; with `--pace` it only prints how many negotiations a second one core plays, one JSON
//! object a line, which is what `bench/beside_negmas.py` sets beside NegMAS. A domain is sorted and a tactic's course worked out
//! once, before the clock starts, as for all negotiations of a scenario.

use divan::Bencher;
use divan::counter::ItemsCount;
use divest_bargain::alternating::Talks;
use divest_bargain::analysis::{Analysis, coalitions};
use divest_bargain::outcomes::Outcomes;
use divest_bargain::player::{Player, Tactic};
use divest_bargain::space::Space;
use divest_core::deal::{Choice, Issue, IssueScore, NamedOption, Sheet, SheetSpec};
use divest_core::scenario::Quantity;
use divest_core::units::Points;
use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: u32 = 100;
/// A prime below which the points of an option lie.
const POINTS: i64 = 2_147_483_647;
/// A utility of 1: no deal brings more.
const UNIT: i64 = POINTS * ISSUES as i64;
const ISSUES: usize = 4;
/// So late a concession that all two hundred offers are made.
const LATE: f64 = 400.0;

fn main() {
    if std::env::args().any(|arg| arg == "--pace") {
        for options in [5, 10] {
            for x in [4.0, 1.0, LATE] {
                pace(options, x);
            }
        }
        return;
    }
    divan::main();
}

/// The domain that the script builds too. No two deals are worth the same to a side, so no tie decides between the two.
fn domain(options: usize) -> Space {
    space(&[options; ISSUES], |party, issue, option| {
        let (party, issue, option) = (party as i64, issue as i64, option as i64);
        let seed = (1 + 1_009 * party + 101 * issue + option) * 48_271 % POINTS;
        let square = seed * seed % POINTS;
        square * square % POINTS * seed % POINTS
    })
}

fn space(options: &[usize], points: impl Fn(usize, usize, usize) -> i64) -> Space {
    space_of(2, options, points)
}

fn space_of(parties: usize, options: &[usize], points: impl Fn(usize, usize, usize) -> i64) -> Space {
    let named = |i: usize| NamedOption { key: format!("o{i}"), name: format!("o{i}") };
    let issue = |(i, &count): (usize, &usize)| Issue {
        key: format!("i{i}"),
        name: format!("i{i}"),
        choice: Choice::Options((0..count).map(named).collect()),
    };
    let issues: Vec<Issue> = options.iter().enumerate().map(issue).collect();
    let sheet = |party: usize| {
        let score = |(i, &count): (usize, &usize)| {
            IssueScore::PerOption((0..count).map(|o| Quantity::Fixed(points(party, i, o))).collect())
        };
        let spec = SheetSpec(options.iter().enumerate().map(score).collect());
        Sheet::new(&spec, &issues, |q| q.fixed().unwrap_or(0))
    };
    let sheets: Vec<Sheet> = (0..parties).map(sheet).collect();
    Space::new(sheets.iter().map(|sheet| (sheet, Points(0))))
}

/// Numbers that look random and are the same each time: splitmix64.
fn mixed(party: usize, issue: usize, option: usize) -> i64 {
    let mut z = (party * 1_000_003 + issue * 10_007 + option) as u64;
    z = z.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) % 1_000_000) as i64
}

fn sorted(space: &Space) -> [Outcomes; 2] {
    [0, 1].map(|party| Outcomes::new(space, party).expect("a small domain"))
}

fn players(outcomes: &[Outcomes; 2], x: f64) -> [Player<'_>; 2] {
    [0, 1].map(|party| Player::new(&outcomes[party], 0, Tactic::Aspiration(x), ROUNDS, UNIT as f64))
}

/// Plays for two seconds and prints how often.
fn pace(options: usize, x: f64) {
    let space = domain(options);
    let outcomes = sorted(&space);
    let [a, b] = players(&outcomes, x);
    let mut talks = Talks::default();
    let ending = talks.negotiate(ROUNDS, &a, &b);
    let begun = Instant::now();
    let mut count = 0_u64;
    while begun.elapsed() < Duration::from_secs(2) {
        for _ in 0..100 {
            black_box(talks.negotiate(black_box(ROUNDS), &a, &b));
        }
        count += 100;
    }
    let a_second = count as f64 / begun.elapsed().as_secs_f64();
    let points = ending.deal.map(|deal| space.points(&space.deal(u64::from(deal))));
    println!(
        r#"{{"deals": {}, "x": {x}, "rounds": {ROUNDS}, "round": {}, "offers": {}, "points": {:?}, "unit": {UNIT}, "a_second": {a_second:.0}}}"#,
        space.deal_count(),
        ending.round,
        ending.offers,
        points.unwrap_or_default(),
    );
}

#[divan::bench(args = [5, 10])]
fn negotiation_of_200_offers(bencher: Bencher, options: usize) {
    let space = domain(options);
    let outcomes = sorted(&space);
    let [a, b] = players(&outcomes, LATE);
    let mut talks = Talks::default();
    bencher.counter(ItemsCount::new(1_u32)).bench_local(|| talks.negotiate(black_box(ROUNDS), &a, &b));
}

#[divan::bench(args = [5, 10])]
fn preparing_a_domain(bencher: Bencher, options: usize) {
    let space = domain(options);
    bencher.bench_local(|| {
        let outcomes = sorted(black_box(&space));
        black_box(players(&outcomes, LATE));
    });
}

/// Seven issues of eight options: 2,097,152 deals.
#[divan::bench(sample_count = 20)]
fn two_million_deals_of_two(bencher: Bencher) {
    let space = space(&[8; 7], mixed);
    bencher.counter(ItemsCount::new(space.deal_count())).bench_local(|| Analysis::new(black_box(&space), None));
}

/// The same deals with all points distinct on the frontier: what one gains the other loses.
#[divan::bench(sample_count = 5)]
fn two_million_deals_in_conflict(bencher: Bencher) {
    let against =
        |party, issue, option| if party == 0 { mixed(0, issue, option) } else { 1_000_000 - mixed(0, issue, option) };
    let space = space(&[8; 7], against);
    bencher.counter(ItemsCount::new(space.deal_count())).bench_local(|| Analysis::new(black_box(&space), None));
}

#[divan::bench(sample_count = 5, args = [3, 4, 6])]
fn a_thousand_deals_of_many(bencher: Bencher, parties: usize) {
    let space = space_of(parties, &[4; 5], mixed);
    bencher.counter(ItemsCount::new(space.deal_count())).bench_local(|| Analysis::new(black_box(&space), None));
}

#[divan::bench(sample_count = 5)]
fn coalitions_of_six_over_two_million_deals(bencher: Bencher) {
    let space = space_of(6, &[8; 7], mixed);
    bencher.counter(ItemsCount::new(space.deal_count())).bench_local(|| coalitions(black_box(&space)));
}
