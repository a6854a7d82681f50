//! Domains of the field, imported and analysed: the values that other tools publish, and the traces that others play.

use divest_bargain::alternating::{Ending, Talks, Turn};
use divest_bargain::analysis::{Analysis, Efficient};
use divest_bargain::frontier::Frontier;
use divest_bargain::outcomes::Outcomes;
use divest_bargain::player::{Player, Tactic};
use divest_bargain::space::Space;
use divest_core::units::Points;
use divest_import::{ImportFault, Options, Source, genius, geniusweb, negmas};
use divest_scenario::Read;
use std::fmt::Write;

const OPTIONS: Options = Options { steps: 21 };

/// A side's weights and evaluations as its file has them.
type Side<'a> = (&'a [&'a str], &'a [&'a [&'a str]]);

const ITEX: [Side<'_>; 2] = [
    (
        &["0.4700166576535899", "0.1220816713696379", "0.17727008190772825", "0.2306315890690439"],
        &[&["1", "10", "25", "33", "40"], &["1", "10", "19", "25"], &["15", "6", "1"], &["20", "7", "1"]],
    ),
    (
        &["0.28812635027374", "0.1915290482981283", "0.24212575877553694", "0.2782188426525948"],
        &[&["30", "20", "10", "5", "1"], &["1", "20", "10", "5"], &["10", "25", "1"], &["1", "30", "5"]],
    ),
];
const LAPTOP: [Side<'_>; 2] = [
    (
        &["0.4452125771655631", "0.37808251708013424", "0.1767567099260568"],
        &[&["12", "20", "30"], &["30", "20", "9"], &["30", "10", "20"]],
    ),
    (
        &["0.37808251708013424", "0.1767567099260568", "0.4452125771655631"],
        &[&["12", "30", "20"], &["20", "30", "9"], &["3", "2", "1"]],
    ),
];
const GROCERY: [Side<'_>; 2] = [
    (
        &["0.3", "0.2", "0.05", "0.15", "0.3"],
        &[
            &["10", "2", "1", "5"],
            &["1", "5", "3", "3", "10"],
            &["1", "2", "5", "10"],
            &["1", "2", "10", "5"],
            &["1", "2", "5", "3", "10"],
        ],
    ),
    (
        &["0.2", "0.05", "0.5", "0.15", "0.10"],
        &[
            &["10", "5", "2", "1"],
            &["10", "3", "1", "2", "5"],
            &["2", "10", "1", "5"],
            &["1", "10", "2", "5"],
            &["1", "3", "5", "10", "2"],
        ],
    ),
];
const ENGLAND: [Side<'_>; 2] = [
    (
        &[
            "0.3031462333758278",
            "0.303346839835533",
            "0.049028952379678074",
            "0.04904500802207314",
            "0.29543296638688804",
        ],
        &[&["5", "7", "9", "1"], &["3", "6", "8", "1"], &["12", "1", "7"], &["10", "1", "6"], &["7", "10", "4", "1"]],
    ),
    (
        &[
            "0.19707980311909024",
            "0.20134268816210074",
            "0.15406697766287486",
            "0.15407719183124569",
            "0.29343333922468845",
        ],
        &[&["9", "7", "5", "1"], &["8", "5", "3", "1"], &["1", "9", "5"], &["1", "19", "9"], &["11", "9", "7", "1"]],
    ),
];

/// The issues of a GENIUS file, with evaluations or without.
fn issues(evaluations: &[&[&str]], with: bool) -> String {
    let mut text = String::new();
    for (i, values) in evaluations.iter().enumerate() {
        let _ = writeln!(text, r#"<issue index="{}" name="Issue {i}" type="discrete" vtype="discrete">"#, i + 1);
        for (o, evaluation) in values.iter().enumerate() {
            let evaluation = if with { format!(r#" evaluation="{evaluation}""#) } else { String::new() };
            let _ = writeln!(text, r#"<item index="{}" value="value {o}"{evaluation}/>"#, o + 1);
        }
        text += "</issue>\n";
    }
    text
}

fn domain_file(evaluations: &[&[&str]]) -> String {
    let issues = issues(evaluations, false);
    format!(
        "<negotiation_template><utility_space><objective index=\"0\" name=\"root\">\n{issues}</objective></utility_space></negotiation_template>"
    )
}

fn profile_file((weights, evaluations): Side<'_>, reservation: &str) -> String {
    let issues = issues(evaluations, true);
    let weights =
        weights.iter().enumerate().map(|(i, w)| format!("<weight index=\"{}\" value=\"{w}\"> </weight>\n", i + 1));
    let weights: String = weights.collect();
    format!(
        "<utility_space>\n<objective index=\"0\" name=\"root\">\n{issues}{weights}</objective>\n<reservation value=\"{reservation}\"/></utility_space>"
    )
}

fn source<'a>(name: &'a str, text: &'a str) -> Source<'a> {
    Source { name, text }
}

fn imported(sides: [Side<'_>; 2]) -> Read {
    let domain = domain_file(sides[0].1);
    let files = sides.map(|side| profile_file(side, "0"));
    let profiles = [source("one.xml", &files[0]), source("two.xml", &files[1])];
    read(&genius(source("domain.xml", &domain), &profiles, OPTIONS).expect("the files are right").scenario)
}

fn read(text: &str) -> Read {
    divest_scenario::read(text, "imported").unwrap_or_else(|faults| panic!("{faults:#?}\n{text}"))
}

/// The space of all parties; nothing in an imported scenario is drawn.
fn space(read: &Read) -> Space {
    let setup = read.scenario.setup();
    let parties = setup.parties.iter().enumerate().map(|(i, party)| {
        let seat = divest_core::SeatId::at(divest_core::SeatId::FIRST_PARTY + i);
        let walk_away = party.walk_away.fixed().expect("a fixed walk-away");
        (read.scenario.fixed_sheet(seat).expect("a fixed sheet"), Points(walk_away))
    });
    Space::new(parties)
}

fn unit(read: &Read) -> i64 {
    read.file.points_per_utility.expect("an imported scenario says its unit").0
}

/// Utilities as tables print them: six digits.
fn utilities(points: &[i64], unit: i64) -> Vec<f64> {
    points.iter().map(|&p| (p as f64 / unit as f64 * 1e6).round() / 1e6).collect()
}

#[track_caller]
fn assert_close(found: &[f64], expected: &[f64]) {
    let close = found.len() == expected.len() && found.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1.5e-6);
    assert!(close, "{found:?}, not {expected:?}");
}

struct Published {
    deals: u64,
    efficient: usize,
    nash: [f64; 2],
    egalitarian: [f64; 2],
    sum: f64,
    opposition: f64,
}

#[track_caller]
fn check(read: &Read, published: &Published) {
    let (space, unit) = (space(read), unit(read));
    let analysis = Analysis::new(&space, None);
    assert_eq!((analysis.deals, analysis.feasible), (published.deals, Ok(published.deals)));
    let Efficient { frontier, opposition, fair } = analysis.efficient.expect("a small domain");
    let fair = fair.expect("all deals are feasible");
    assert_eq!(frontier.len(), published.efficient, "efficient points");
    let only = |places: &[usize]| {
        assert_eq!(places.len(), 1);
        utilities(frontier.point(places[0]), unit)
    };
    assert_close(&only(&fair.nash), &published.nash);
    assert_close(&only(&fair.egalitarian), &published.egalitarian);
    assert_close(&only(&fair.kalai_smorodinsky), &published.egalitarian);
    let sum: i64 = frontier.point(fair.utilitarian[0]).iter().sum();
    assert!((sum as f64 / unit as f64 - published.sum).abs() < 6e-6);
    assert!((opposition.expect("utilities are above 0") - published.opposition).abs() < 1.5e-6, "{opposition:?}");
}

#[test]
fn itex_and_cypress() {
    let point = [0.670_478, 0.721_478];
    let published =
        Published { deals: 180, efficient: 18, nash: point, egalitarian: point, sum: 1.39196, opposition: 0.431_462 };
    check(&imported(ITEX), &published);
}

#[test]
fn england_and_zimbabwe() {
    let published = Published {
        deals: 576,
        efficient: 25,
        nash: [0.910_916, 0.733_218],
        egalitarian: [0.822_286, 0.78657],
        sum: 1.64413,
        opposition: 0.272_117,
    };
    check(&imported(ENGLAND), &published);
}

#[test]
fn groceries() {
    let point = [0.84, 0.895];
    let published =
        Published { deals: 1_600, efficient: 7, nash: point, egalitarian: point, sum: 1.735, opposition: 0.191_377 };
    let read = imported(GROCERY);
    assert_eq!(unit(&read), 1_000_000, "everything is exact at a million");
    check(&read, &published);
}

#[test]
fn a_laptop_whose_weights_add_up_to_more_than_one() {
    let published = Published {
        deals: 27,
        efficient: 4,
        nash: [1.000_052, 0.815_105],
        egalitarian: [0.874_024, 0.874_024],
        sum: 1.81516,
        opposition: 0.159_664,
    };
    check(&imported(LAPTOP), &published);
}

/// Eight issues of five options, the classic job offer's size: the frontier by merging, the count by halves.
#[test]
fn four_hundred_thousand_deals() {
    let up = ["0", "1", "2", "3", "4"].as_slice();
    let down = ["4", "3", "2", "1", "0"].as_slice();
    let weights: &[&str] = &["0.2", "0.2", "0.1", "0.1", "0.1", "0.1", "0.1", "0.1"];
    let read = imported([(weights, &[up; 8]), (weights, &[down, up, down, up, down, up, down, up])]);
    let space = space(&read);
    assert_eq!(space.deal_count(), 390_625);
    let frontier = Frontier::new(&space).expect("two parties");
    let mut found: Vec<Vec<i64>> = Vec::new();
    space
        .visit(|_, points| {
            if frontier.has(points) && !found.iter().any(|known| known == points) {
                found.push(points.to_vec());
            }
        })
        .expect("so many deals can be looked at");
    assert_eq!(found.len(), frontier.len());
}

// --- traces

/// Plays a trace; tells the first offer that the formula, written down once more, would not have made.
fn trace(read: &Read, x: f64, rounds: u32) -> (Ending, Vec<f64>) {
    let (space, unit) = (space(read), unit(read) as f64);
    let outcomes = [0, 1].map(|party| Outcomes::new(&space, party).expect("a small domain"));
    let walk_away = |party: usize| space.parties()[party].walk_away;
    let player = |party: usize| Player::new(&outcomes[party], walk_away(party), Tactic::Aspiration(x), rounds, unit);
    let (players, mut talks) = ([player(0), player(1)], Talks::default());
    let ending = talks.negotiate(rounds, &players[0], &players[1]);
    for (party, offers) in [&talks.first, &talks.second].into_iter().enumerate() {
        let worth = |place: u32| outcomes[party].worth(place) as f64 / unit;
        let (least, most) = (outcomes[party].worst() as f64 / unit, outcomes[party].best() as f64 / unit);
        for (round, &offer) in offers.iter().enumerate() {
            let t = (round + 1) as f64 / f64::from(rounds + 1);
            let low = ((1.0 - libm_pow(t, x)) * (most - least) + least - 1e-4).clamp(least, most);
            let by_formula = (0..outcomes[party].len() as u32)
                .filter(|&place| worth(place) >= low)
                .min_by(|&a, &b| worth(a).total_cmp(&worth(b)).then(a.cmp(&b)));
            assert_eq!(
                Some(offer),
                by_formula,
                "the first offer that differs is party {party}'s in round {round}: it asks for {low} and offers {}",
                worth(offer)
            );
            let turn = Turn { round: round as u32, rounds, received: &[], sent: &[] };
            assert!((players[party].target(&turn) as f64 / unit - low).abs() < 1e-6, "round {round}");
        }
    }
    let deal = ending.deal.map(|place| utilities(&space.points(&space.deal(u64::from(place))), unit as i64));
    (ending, deal.unwrap_or_default())
}

/// Powers by repeated multiplication, so that the test does not lean on what it tests.
fn libm_pow(t: f64, x: f64) -> f64 {
    assert!(x.fract() == 0.0, "whole exponents only");
    (0..x as u32).map(|_| t).product()
}

#[test]
fn traces_are_those_of_other_programs() {
    let (ending, deal) = trace(&imported(ITEX), 4.0, 100);
    assert_eq!((ending.round, ending.offers), (81, 162), "Itex and Cypress, boulware");
    assert_close(&deal, &[0.694_588, 0.614_619]);
    let (ending, deal) = trace(&imported(ITEX), 1.0, 100);
    assert_eq!((ending.round, ending.offers), (38, 77), "Itex and Cypress, linear");
    assert_close(&deal, &[0.632_175, 0.66413]);
    let (ending, deal) = trace(&imported(ENGLAND), 1.0, 100);
    assert_eq!((ending.round, ending.offers), (24, 48), "England and Zimbabwe, linear");
    assert_close(&deal, &[0.822_286, 0.78657]);
}

// --- the domains of tests/domains, whose numbers make.py works out in exact fractions

#[test]
fn domains_come_to_what_exact_fractions_say() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/domains/inputs");
    let mut folders: Vec<_> = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 30, "only {} domains", folders.len());
    for folder in folders {
        let name = folder.display().to_string();
        let text =
            |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected: serde_json::Value = serde_json::from_str(&text("expected.json")).unwrap();
        let files: Vec<String> = serde_json::from_value(expected["files"].clone()).unwrap();
        // As the command line does: a byte order mark is no part of a text.
        let texts: Vec<String> =
            files.iter().map(|file| text(file).trim_start_matches('\u{feff}').to_owned()).collect();
        let sources: Vec<Source<'_>> = files.iter().zip(&texts).map(|(name, text)| source(name, text)).collect();
        let importer = match expected["tool"].as_str().unwrap() {
            "genius" => genius,
            "geniusweb" => geniusweb,
            _ => negmas,
        };
        let imported =
            importer(sources[0], &sources[1..], OPTIONS).unwrap_or_else(|faults| panic!("{name}: {faults:?}"));
        let read = read(&imported.scenario);
        assert_eq!(expected["approximate"], read.file.points_rounded, "{name}");
        let (space, unit) = (space(&read), unit(&read));
        let analysis = Analysis::new(&space, None);
        let efficient = analysis.efficient.expect("two sides and few deals");
        let found = [
            analysis.deals,
            analysis.feasible.expect("few deals"),
            efficient.frontier.len() as u64,
            efficient.frontier.deal_count(),
        ];
        let keys = ["deals", "feasible", "efficient_points", "efficient_deals"];
        assert_eq!(found.map(Some), keys.map(|key| expected[key].as_u64()), "{name}: {keys:?}");
        for (party, stake) in space.parties().iter().enumerate() {
            let best = expected["best"][party].as_f64().unwrap();
            assert!((stake.best as f64 / unit as f64 - best).abs() < 2e-6, "{name}: best {} not {best}", stake.best);
        }
        if let (Some(product), Some(fair)) = (expected["nash_product"].as_f64(), &efficient.fair) {
            let point = efficient.frontier.point(fair.nash[0]);
            let margin = |party: usize| (point[party] - space.parties()[party].walk_away) as f64 / unit as f64;
            assert!((margin(0) * margin(1) - product).abs() < 2e-6, "{name}: Nash's product is not {product}");
        }
    }
}

#[test]
fn what_is_wrong_names_file_issue_and_number() {
    let domain = r#"{"name": "d", "issues": [{"name": "x", "type": "CategoricalIssue", "values": ["p", "q"]}]}"#;
    let profile = |value: &str, reserved: &str| {
        format!(
            r#"{{"type": "LinearAdditiveUtilityFunction", "weights": [1.0], "reserved_value": {reserved},
            "values": [{{"type": "TableFun", "mapping": {{"p": {value}, "q": 1}}}}]}}"#
        )
    };
    let good = profile("0", "0");
    let fault = |bad: &str| {
        let profiles = [source("a.json", &good), source("b.json", bad)];
        let faults = negmas(source("d.json", domain), &profiles, OPTIONS).expect_err("a fault");
        format!("{} {}", faults[0].file, faults[0].fault.message)
    };
    assert_eq!(
        fault(&profile("1e12", "0")),
        "2 `p` of `x` is worth 1000000000000, and a utility may be at most 1000000"
    );
    assert_eq!(fault(&profile("\"much\"", "0")), "2 the value of `p` on the issue `x` is \"much\", which is no number");
    assert_eq!(fault(&profile("0", "\"none\"")), "2 `reserved_value` is \"none\", which is no number");
    assert_eq!(fault(&profile("0", "NaN")), "2 `reserved_value` is NaN, which is no number");
    assert_eq!(fault(&profile("0", "[0]")), "2 `reserved_value` is [0], which is no number");
}

#[test]
fn a_reservation_bid_names_issues_of_the_domain() {
    let domain = r#"{"issuesValues": {"x": {"values": ["p", "q"]}}}"#;
    let profile = |bid: &str| {
        format!(
            r#"{{"LinearAdditiveUtilitySpace": {{"issueWeights": {{"x": 1}}, "reservationBid": {bid},
            "issueUtilities": {{"x": {{"DiscreteValueSetUtilities": {{"valueUtilities": {{"p": 0, "q": 1}}}}}}}}}}}}"#
        )
    };
    let message = |bid: &str| {
        let file = profile(bid);
        let profiles = [source("a.json", &file), source("b.json", &file)];
        geniusweb(source("d.json", domain), &profiles, OPTIONS).err().map(|faults| faults[0].fault.message.clone())
    };
    assert_eq!(message(r#"{"issuevalues": {"x": "q"}}"#), None);
    assert_eq!(message("null"), None);
    let unknown = "the reservation bid names `zz`, which the domain does not have";
    assert_eq!(message(r#"{"issuevalues": {"zz": "q"}}"#).as_deref(), Some(unknown));
    let value = "the reservation bid has \"r\" for `x`, which the domain does not";
    assert_eq!(message(r#"{"issuevalues": {"x": "r"}}"#).as_deref(), Some(value));
}

#[test]
fn names_that_do_not_tell_issues_or_values_apart_are_refused() {
    let side: Side<'_> = (&["0.5", "0.5"], &[&["1", "2"], &["3", "4"]]);
    let (domain, profile) = (domain_file(side.1), profile_file(side, "0"));
    let same = |text: &str| text.replace("Issue 1", "Issue 0");
    assert!(faults(&same(&domain), &same(&profile)).is_empty(), "indexes tell them apart");
    let no_index = same(&profile).replace(r#"<issue index="2""#, r#"<issue index="1""#);
    assert!(faults(&same(&domain), &no_index)[0].contains("several issues are named `Issue 0`"));
    let twice = |text: &str| text.replace("value 1", "value 0");
    assert!(faults(&twice(&domain), &twice(&profile))[0].contains("has two evaluations"));
    let ampersand = domain.replace("value 0", "tea & milk");
    let result = genius(source("d.xml", &ampersand), &[source("a.xml", &profile); 2], OPTIONS).expect_err("no XML");
    assert_eq!(result[0].fault.hint.as_deref(), Some("in a text write &amp; for &"));
}

// --- what files may hold

fn faults(domain: &str, profile: &str) -> Vec<String> {
    let result = genius(source("d.xml", domain), &[source("a.xml", profile), source("b.xml", profile)], OPTIONS);
    let told = |fault: &ImportFault| {
        format!("{}:{}:{} {}", fault.file, fault.fault.line, fault.fault.column, fault.fault.message)
    };
    result.err().map(|faults| faults.iter().map(told).collect()).unwrap_or_default()
}

#[test]
fn every_fault_has_its_place() {
    let side: Side<'_> = (&["0.5", "0.5"], &[&["1", "2"], &["3", "4"]]);
    let domain = domain_file(side.1);
    let profile = profile_file(side, "0.25");
    assert!(faults(&domain, &profile).is_empty());
    let one = |wrong: &str| faults(&domain, wrong).into_iter().next().unwrap_or_else(|| panic!("no fault:\n{wrong}"));
    let missing = profile.replacen(r#" evaluation="2""#, "", 1);
    assert_eq!(one(&missing), "1:5:1 `item` has no `evaluation`");
    let word = profile.replacen(r#"evaluation="2""#, r#"evaluation="two""#, 1);
    assert_eq!(one(&word), "1:5:1 `evaluation` is `two`, which is no number");
    let gone = profile.replacen("<item index=\"2\" value=\"value 1\" evaluation=\"2\"/>", "", 1);
    assert_eq!(one(&gone), "1:3:1 the value `value 1` of `Issue 0` has no evaluation");
    let unweighted = profile.replacen("<weight index=\"2\" value=\"0.5\"> </weight>", "", 1);
    assert_eq!(one(&unweighted), "1:7:1 the issue `Issue 1` has no weight");
    assert!(one(&profile.replace("</objective>", "")).contains("this is no XML"));
    assert!(faults("<a/>", &profile)[0].contains("no `issue`"));
}

#[test]
fn a_reservation_value_is_a_walk_away_and_rounds_up() {
    let side: Side<'_> = (&["1"], &[&["1", "3"]]);
    let domain = domain_file(side.1);
    let files = [profile_file(side, "0.3333333333333334"), profile_file(side, "0.5")];
    let profiles = [source("a.xml", &files[0]), source("b.xml", &files[1])];
    let read = read(&genius(source("d.xml", &domain), &profiles, OPTIONS).expect("right").scenario);
    let space = space(&read);
    assert_eq!(unit(&read) % 3, 0, "thirds are exact");
    assert!(!space.is_feasible(&space.points(&space.deal(0))), "a third is under it by a hair");
    assert!(space.is_feasible(&space.points(&space.deal(1))));
}

const NUMBERS: &str = r#"<negotiation_template><utility_space><objective index="0" name="n">
<issue index="1" name="Amount" type="integer" lowerbound="10" upperbound="UP"/>
<issue index="2" name="Rate" type="real"><range lowerbound="0" upperbound="2"/></issue>
</objective></utility_space></negotiation_template>"#;
const NUMBERS_PROFILE: &str = r#"<utility_space><objective index="0" name="n">
<issue index="1" name="Amount" type="integer" lowerbound="10" upperbound="UP"><evaluator ftype="linear" offset="0.2" slope="0.1"/></issue>
<issue index="2" name="Rate" type="real"><range lowerbound="0" upperbound="2"/><evaluator ftype="linear" parameter0="1" parameter1="-0.5"/></issue>
<weight index="1" value="0.6"/><weight index="2" value="0.4"/></objective></utility_space>"#;

#[test]
fn numbers_have_evaluators() {
    let (domain, profile) = (NUMBERS.replace("UP", "30"), NUMBERS_PROFILE.replace("UP", "30"));
    let profiles = [source("a.xml", &profile), source("b.xml", &profile)];
    let read = read(&genius(source("d.xml", &domain), &profiles, Options { steps: 5 }).expect("right").scenario);
    let (space, unit) = (space(&read), unit(&read) as f64);
    assert_eq!(space.option_counts(), [21, 5]);
    let worth = |amount: u64, rate: u64| space.points(&space.deal(amount * 5 + rate))[0] as f64 / unit;
    assert!((worth(0, 0) - (0.6 * 0.2 + 0.4)).abs() < 1e-9);
    assert!((worth(5, 1) - (0.6 * 0.7 + 0.4 * 0.75)).abs() < 1e-9);
    assert!((worth(15, 4) - 0.6).abs() < 1e-9, "cut at one");
}

#[test]
fn too_many_values_are_refused() {
    let (domain, profile) = (NUMBERS.replace("UP", "10010"), NUMBERS_PROFILE.replace("UP", "10010"));
    let found = faults(&domain, &profile);
    assert_eq!(found, ["0:0:0 the issue `Amount` has 10001 values, and there must be from 1 to 10000"]);
}

#[test]
fn geniusweb_reads_alike() {
    let domain = r#"{"name": "jobs", "issuesValues": {"salary": {"values": ["low", "high"]}, "days": {"range": ["0", "4", "2"]}}}"#;
    let profile = |low: &str| {
        format!(
            r#"{{"LinearAdditiveUtilitySpace": {{"name": "p", "issueWeights": {{"salary": 0.7, "days": 0.3}},
            "issueUtilities": {{"salary": {{"discreteutils": {{"valueUtilities": {{"low": {low}, "high": 1}}}}}},
              "days": {{"numberutils": {{"lowValue": 0, "lowUtility": 1.0, "highValue": 4, "highUtility": 0}}}}}},
            "reservationBid": {{"issuevalues": {{"salary": "low", "days": 2}}}}}}}}"#
        )
    };
    let files = [profile("0.1"), profile("0.4")];
    let profiles = [source("a.json", &files[0]), source("b.json", &files[1])];
    let read = read(&geniusweb(source("jobs.json", domain), &profiles, OPTIONS).expect("right").scenario);
    let (space, unit) = (space(&read), unit(&read));
    assert_eq!(space.option_counts(), [2, 3], "in the file's order");
    assert_close(&utilities(&space.points(&space.deal(1)), unit), &[0.07 + 0.15, 0.28 + 0.15]);
    assert_eq!(space.parties()[0].walk_away, space.points(&space.deal(1))[0], "the reservation bid's utility");
}

#[test]
fn negmas_is_weighted_and_not_divided() {
    let domain = r#"{"name": "dom", "type": "DiscreteCartesianOutcomeSpace", "issues": [
        {"name": "qty", "type": "ContiguousIssue", "values": [0, 10]},
        {"name": "cat", "type": "CategoricalIssue", "values": ["a", "b"]}]}"#;
    let profile = r#"{"name": "u", "type": "LinearAdditiveUtilityFunction", "reserved_value": -Infinity, "weights": [0.5, 0.25],
        "values": [{"bias": 0.0, "slope": 0.1, "type": "AffineFun"}, {"mapping": {"a": 1.0, "b": 30}, "type": "TableFun"}]}"#;
    let profiles = [source("a.json", profile), source("b.json", profile)];
    let read = read(&negmas(source("dom.json", domain), &profiles, OPTIONS).expect("right").scenario);
    let (space, unit) = (space(&read), unit(&read));
    assert_eq!(space.option_counts(), [11, 2]);
    assert_close(&utilities(&space.points(&space.deal(21)), unit), &[8.0, 8.0]);
    assert_eq!(space.parties()[0].walk_away, space.parties()[0].worst, "no deal is too bad");
}
