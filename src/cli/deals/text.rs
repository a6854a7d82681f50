//! The deals as tables for readers.

use super::data::reasons;
use super::{Deals, opening, picture};
use divest_bargain::analysis::{Efficient, Fair};
use divest_core::Seed;
use divest_report::layout::{Side, cut, pairs, table, wrap};
use divest_report::number::{count, grouped, listed};
use divest_report::terms::terms_short;

/// How many sets of satisfied parties are listed.
const COALITIONS_MAX: usize = 16;

/// All tables: one in full, several side by side.
pub fn text(deals: &[Deals<'_>], seed: Seed, plot: bool) -> String {
    let setup = deals[0].state.scenario().setup();
    let mut lines = vec![setup.title.clone()];
    if !setup.slots.is_empty() {
        let drawn = count(setup.slots.len() as i64, "number");
        lines.extend(wrap(&format!("The scenario leaves {drawn} to the seed: they are those of seed {seed}."), "", 0));
    }
    lines.push(String::new());
    if let [deals] = deals {
        lines.extend(whole(deals, plot));
    } else {
        lines.extend(overview(deals));
        if plot {
            for deals in deals {
                lines.push(String::new());
                lines.push(names(deals));
                lines.extend(picture::plot(deals));
            }
        }
    }
    lines.join("\n") + "\n"
}

fn name<'s>(deals: &Deals<'s>, party: usize) -> &'s str {
    let scenario = deals.state.scenario();
    scenario.party(deals.seats[party]).map_or("?", |party| &party.name)
}

fn names(deals: &Deals<'_>) -> String {
    listed(&(0..deals.seats.len()).map(|i| name(deals, i).to_owned()).collect::<Vec<_>>())
}

fn share(part: u64, whole: u64) -> String {
    let percent = if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 };
    let digits = usize::from(percent < 10.0);
    format!("{} ({percent:.digits$} %)", whole_number(part))
}

fn whole_number(number: u64) -> String {
    i64::try_from(number).map_or_else(|_| format!("more than {}", grouped(i64::MAX)), grouped)
}

fn whole(deals: &Deals<'_>, plot: bool) -> Vec<String> {
    let analysis = &deals.analysis;
    let mut lines = wrap(&format!("Deals between {}", names(deals)), "", 0);
    lines.push(String::new());
    let mut rows = vec![("deals".to_owned(), whole_number(analysis.deals))];
    if let Ok(feasible) = analysis.feasible {
        rows.push(("good enough for all of them".into(), share(feasible, analysis.deals)));
    }
    if let Some(Ok(signable)) = deals.signable {
        rows.push(("that meet the rule of signing".into(), share(signable, analysis.deals)));
    }
    let efficient = analysis.efficient.as_ref().ok();
    if let Some(efficient) = efficient {
        let frontier = &efficient.frontier;
        let points = count(frontier.len() as i64, "point");
        let mut words = format!("{points}, {} on them", deals_in_words(frontier.deal_count()));
        let feasible = efficient.fair.as_ref().map_or(0, |fair| fair.feasible.len());
        if feasible < frontier.len() {
            words += &format!("; {} good enough for all", count(feasible as i64, "point"));
        }
        rows.push(("efficient".into(), words));
        if let Some(opposition) = efficient.opposition {
            rows.push((
                "opposition".into(),
                format!("{opposition:.6} from the best for all, points as shares of each one's best"),
            ));
        }
    }
    lines.extend(pairs(&rows, "  "));
    lines.extend(reasons(deals).iter().flat_map(|reason| wrap(&format!("not computed: {reason}"), "  ", 4)));
    lines.extend(deals.notes.iter().flat_map(|note| wrap(&format!("note: {note}"), "  ", 4)));
    lines.push(String::new());
    lines.extend(stakes(deals, efficient));
    lines.extend(nobody(deals));
    if let Some((efficient, fair)) = efficient.and_then(|efficient| Some((efficient, efficient.fair.as_ref()?))) {
        lines.push(String::new());
        lines.extend(fair_points(deals, efficient, fair));
    }
    if let Some(Ok(coalitions)) = &deals.coalitions {
        lines.push(String::new());
        lines.extend(satisfied_sets(deals, coalitions));
    }
    if plot {
        lines.push(String::new());
        lines.extend(picture::plot(deals));
    }
    lines
}

fn deals_in_words(number: u64) -> String {
    if number == 1 { "1 deal".into() } else { format!("{} deals", whole_number(number)) }
}

fn stakes(deals: &Deals<'_>, efficient: Option<&Efficient>) -> Vec<String> {
    let ideal = efficient.and_then(|efficient| efficient.fair.as_ref()).map(|fair| &fair.ideal);
    let mut rows = vec![["", "walk-away", "worst", "best", "best in reach"].map(str::to_owned).to_vec()];
    for (i, stake) in deals.space.parties().iter().enumerate() {
        let show = |points| deals.points.show(points);
        let reach = ideal.map_or_else(|| "-".to_owned(), |ideal| show(ideal[i]));
        rows.push(vec![cut(name(deals, i), 30), show(stake.walk_away), show(stake.worst), show(stake.best), reach]);
    }
    let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right];
    let mut lines =
        vec![format!("What is at stake ({}; in reach: while it is good enough for the others)", deals.points.noun())];
    lines.extend(table(&rows, &sides, "  "));
    lines
}

/// The parties that make an agreement impossible.
fn nobody(deals: &Deals<'_>) -> Vec<String> {
    let parties = deals.space.parties();
    let hopeless: Vec<usize> = (0..parties.len()).filter(|&i| !parties[i].can_be_satisfied()).collect();
    let mut lines = Vec::new();
    for &i in &hopeless {
        let (best, walk_away) = (deals.points.show(parties[i].best), deals.points.show(parties[i].walk_away));
        let words =
            format!("No deal is good enough for {}: the best brings {best}, and it wants {walk_away}.", name(deals, i));
        lines.push(String::new());
        lines.extend(wrap(&words, "", 0));
    }
    if hopeless.is_empty() && deals.analysis.feasible == Ok(0) {
        lines.push(String::new());
        let words =
            format!("Each of {} could be satisfied by itself, but no deal satisfies all at once.", names(deals));
        lines.extend(wrap(&words, "", 0));
    }
    lines
}

fn fair_points(deals: &Deals<'_>, efficient: &Efficient, fair: &Fair) -> Vec<String> {
    let frontier = &efficient.frontier;
    let rules = [
        ("Nash", &fair.nash),
        ("Kalai-Smorodinsky", &fair.kalai_smorodinsky),
        ("egalitarian", &fair.egalitarian),
        ("utilitarian", &fair.utilitarian),
    ];
    let first = rules.map(|(_, places)| deals.maximisers(frontier, places, 1)[0]);
    let margins = deals.seats.len() > 2;
    let mut rows = vec![std::iter::once("").chain(rules.map(|(name, _)| name)).map(str::to_owned).collect::<Vec<_>>()];
    for (i, stake) in deals.space.parties().iter().enumerate() {
        let cells = first.iter().map(|&(point, _)| {
            let points = frontier.point(point)[i];
            if margins { deals.points.show_margin(points - stake.walk_away) } else { deals.points.show(points) }
        });
        rows.push(std::iter::once(cut(name(deals, i), 24)).chain(cells).collect());
    }
    let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right];
    let what = if margins { "margins over the walk-aways" } else { deals.points.noun() };
    let mut lines = vec![format!("Fair points ({what})")];
    lines.extend(table(&rows, &sides, "  "));
    lines.push(String::new());
    // Rules that come to the same deals say so together.
    let mut said: Vec<(Vec<&str>, &Vec<usize>, String)> = Vec::new();
    for ((rule, places), (_, deal)) in rules.into_iter().zip(first) {
        if let Some((names, ..)) = said.iter_mut().find(|(_, known, _)| *known == places) {
            names.push(rule);
            continue;
        }
        let all = places.iter().map(|&place| frontier.deals_on(place)).fold(0, u64::saturating_add);
        let more = if all > 1 { format!(" (the first of {})", deals_in_words(all)) } else { String::new() };
        said.push((vec![rule], places, format!("{}{more}", terms_short(deals.state.scenario(), &deal))));
    }
    let label = |names: Vec<&str>| if names.len() == rules.len() { "all four".to_owned() } else { names.join(", ") };
    lines.extend(said.into_iter().flat_map(|(names, _, words)| wrap(&format!("{}: {words}", label(names)), "  ", 4)));
    lines
}

fn satisfied_sets(deals: &Deals<'_>, coalitions: &std::collections::BTreeMap<u64, u64>) -> Vec<String> {
    let parties = deals.seats.len();
    let by_party = (0..parties).map(|i| {
        let with: u64 = coalitions.iter().filter(|(set, _)| *set >> i & 1 == 1).map(|(_, count)| count).sum();
        vec![cut(name(deals, i), 30), share(with, deals.analysis.deals)]
    });
    let mut lines = vec!["Deals that satisfy each party".to_owned()];
    lines.extend(table(&by_party.collect::<Vec<_>>(), &[Side::Left, Side::Right], "  "));
    lines.push(String::new());
    let mut sets: Vec<(u64, u64)> = coalitions.iter().map(|(&set, &count)| (set, count)).collect();
    // The largest sets first, and of alike ones those that more deals satisfy.
    sets.sort_by_key(|&(set, count)| (std::cmp::Reverse((set.count_ones(), count)), set));
    let scenario = deals.state.scenario();
    let rows: Vec<Vec<String>> = sets
        .iter()
        .take(COALITIONS_MAX)
        .map(|&(set, count)| {
            let is_in = |i: &usize| set >> i & 1 == 1;
            let keys = |inside: bool| {
                let keys = (0..parties).filter(|i| is_in(i) == inside).map(|i| scenario.seat_key(deals.seats[i]));
                keys.collect::<Vec<_>>().join(", ")
            };
            let words = match parties - set.count_ones() as usize {
                0 => "all".to_owned(),
                left if left == parties => "nobody".to_owned(),
                left if left * 2 <= parties => format!("all but {}", keys(false)),
                _ => keys(true),
            };
            vec![whole_number(count), words]
        })
        .collect();
    lines.push("Deals by the exact set of satisfied parties".to_owned());
    lines.extend(table(&rows, &[Side::Right, Side::Left], "  "));
    if sets.len() > COALITIONS_MAX {
        lines.push(format!(
            "  … and {} more; --format json lists all",
            count((sets.len() - COALITIONS_MAX) as i64, "set")
        ));
    }
    lines
}

fn overview(all: &[Deals<'_>]) -> Vec<String> {
    // Where several sell, each pair has deals of its own to agree on.
    let several = all[0].state.scenario().has_several_sellers();
    let mut rows = vec![["", "feasible", "signable", "efficient", "Nash"].map(str::to_owned).to_vec()];
    for deals in all {
        let or_dash = |count: Option<u64>| count.map_or_else(|| "-".to_owned(), whole_number);
        let efficient = deals.analysis.efficient.as_ref().ok();
        let nash = efficient.and_then(|efficient| {
            let fair = efficient.fair.as_ref()?;
            let point = efficient.frontier.point(*fair.nash.first()?);
            Some(point.iter().map(|&points| deals.points.show(points)).collect::<Vec<_>>().join(" / "))
        });
        rows.push(vec![
            cut(&if several { names(deals) } else { name(deals, 1).to_owned() }, 28),
            or_dash(deals.analysis.feasible.as_ref().ok().copied()),
            or_dash(deals.signable.as_ref().and_then(|count| count.as_ref().ok().copied())),
            or_dash(efficient.map(|efficient| efficient.frontier.len() as u64)),
            nash.unwrap_or_else(|| "-".into()),
        ]);
    }
    let between = if several {
        "Deals between each seller and each bidder that it talks with".to_owned()
    } else {
        format!("{}, between {} and each bidder", deals_in_words(all[0].analysis.deals), name(&all[0], 0))
    };
    let words =
        format!("{between}: feasible where good enough for both, signable where all others with a say agree too");
    let mut lines = wrap(&words, "", 0);
    lines.push(String::new());
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right, Side::Right, Side::Right], "  "));
    lines.extend(all.iter().flat_map(nobody));
    let mut notes: Vec<&String> = all.iter().flat_map(|deals| &deals.notes).collect();
    notes.dedup();
    lines.extend(notes.into_iter().flat_map(|note| wrap(&format!("note: {note}"), "", 4)));
    lines.push(String::new());
    lines.extend(wrap(&format!("For one of them in full: --seats {}", opening::example(all[0].state)), "", 0));
    lines
}
