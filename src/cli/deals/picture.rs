//! The deals of two seats as a picture, in the terminal and as SVG.

use super::Deals;
use divest_report::chart::frontier::{Axis, Frontier as Chart, Kind, Point, draw};
use divest_report::layout::cut;
use divest_report::terms::terms_short;
use std::collections::BTreeSet;

/// Deals beside the frontier are drawn where there are no more than so many; a part of them would mislead.
const OTHERS_MAX: u64 = 20_000;
const SVG_WIDTH: f64 = 720.0;
const COLUMNS: usize = 60;
const ROWS: usize = 20;
/// Pictures of utilities count in thousandths.
const THOUSANDTHS: i64 = 1_000;

/// What a picture shows, in the units that it shows them.
struct Cloud {
    others: BTreeSet<(i64, i64)>,
    efficient: Vec<(i64, i64)>,
    named: Vec<(Kind, (i64, i64), String)>,
}

fn unit(deals: &Deals<'_>, points: i64) -> i64 {
    match deals.points.per_utility {
        None => points,
        Some(unit) => divest_core::units::interpolate(points, (0, 0), (unit, THOUSANDTHS)),
    }
}

fn cloud(deals: &Deals<'_>) -> Cloud {
    let pair = |points: &[i64]| (unit(deals, points[0]), unit(deals, points[1]));
    let mut others = BTreeSet::new();
    if deals.analysis.deals <= OTHERS_MAX {
        let visited = deals.space.visit(|_, points| {
            others.insert(pair(points));
        });
        debug_assert!(visited.is_ok(), "BUG: so few deals can be looked at");
    }
    let Ok(efficient) = &deals.analysis.efficient else {
        return Cloud { others, efficient: Vec::new(), named: Vec::new() };
    };
    let frontier = &efficient.frontier;
    let mut named = Vec::new();
    if let Some(fair) = &efficient.fair {
        let rules = [
            (Kind::Nash, &fair.nash),
            (Kind::KalaiSmorodinsky, &fair.kalai_smorodinsky),
            (Kind::Egalitarian, &fair.egalitarian),
            (Kind::Utilitarian, &fair.utilitarian),
        ];
        for (kind, places) in rules {
            let Some((point, deal)) = deals.maximisers(frontier, places, 1).pop() else { continue };
            named.push((kind, pair(frontier.point(point)), terms_short(deals.state.scenario(), &deal)));
        }
    }
    let efficient: Vec<(i64, i64)> = frontier.points().map(pair).collect();
    for point in &efficient {
        others.remove(point);
    }
    Cloud { others, efficient, named }
}

fn axis_name(deals: &Deals<'_>, party: usize) -> String {
    let scenario = deals.state.scenario();
    let name = scenario.party(deals.seats[party]).map_or("?", |party| &party.name);
    if deals.points.per_utility.is_some() { format!("{name} (thousandths)") } else { name.to_owned() }
}

/// The picture as SVG.
pub fn svg(deals: &Deals<'_>) -> String {
    let cloud = cloud(deals);
    let axis = |party: usize| Axis {
        name: axis_name(deals, party),
        walk_away: Some(unit(deals, deals.space.parties()[party].walk_away)),
    };
    let chart = Chart {
        name: deals.state.scenario().setup().title.clone(),
        across: axis(0),
        up: axis(1),
        others: cloud.others.into_iter().collect(),
        efficient: cloud.efficient,
        points: cloud.named.into_iter().map(|(kind, at, terms)| Point { at, kind, terms }).collect(),
        paths: Vec::new(),
    };
    draw(&chart, SVG_WIDTH).file()
}

/// The picture in characters: `·` a deal, `o` an efficient one, letters for the fair points, lines for the walk-aways.
pub fn plot(deals: &Deals<'_>) -> Vec<String> {
    let cloud = cloud(deals);
    let stakes = deals.space.parties();
    let ends = |party: usize| {
        let stake = &stakes[party];
        let low = stake.worst.min(stake.walk_away.min(stake.best));
        (unit(deals, low), unit(deals, stake.best.max(low + 1)).max(unit(deals, low) + 1))
    };
    let (across, up) = (ends(0), ends(1));
    let place = |value: i64, (low, high): (i64, i64), cells: usize| {
        let last = cells as i64 - 1;
        ((value.clamp(low, high) - low) * last + (high - low) / 2) / (high - low)
    };
    let mut grid = vec![vec![' '; COLUMNS]; ROWS];
    let row_of = |b: i64| ROWS - 1 - place(b, up, ROWS) as usize;
    let column_of = |a: i64| place(a, across, COLUMNS) as usize;
    let walk_away = |party: usize| unit(deals, stakes[party].walk_away);
    if walk_away(0) > across.0 {
        grid.iter_mut().for_each(|row| row[column_of(walk_away(0))] = '¦');
    }
    if walk_away(1) > up.0 {
        grid[row_of(walk_away(1))].fill('-');
    }
    let mut set = |(a, b): (i64, i64), mark: char| grid[row_of(b)][column_of(a)] = mark;
    cloud.others.iter().for_each(|&at| set(at, '·'));
    cloud.efficient.iter().for_each(|&at| set(at, 'o'));
    // The first named stands on top where several meet.
    for (kind, at, _) in cloud.named.iter().rev() {
        set(*at, kind.word().chars().next().map_or('?', |c| c.to_ascii_uppercase()));
    }
    let label = |points: i64| points.to_string();
    let width = label(up.1).chars().count().max(label(up.0).chars().count());
    let mut lines = vec![format!("  {} ↑", cut(&axis_name(deals, 1), 60))];
    for (row, cells) in grid.iter().enumerate() {
        let mark = match row {
            0 => label(up.1),
            _ if row == ROWS - 1 => label(up.0),
            _ => String::new(),
        };
        lines.push(format!("  {mark:>width$} |{}", cells.iter().collect::<String>().trim_end()));
    }
    lines.push(format!("  {:width$} +{}", "", "-".repeat(COLUMNS)));
    let (from, to) = (label(across.0), label(across.1));
    let gap = COLUMNS.saturating_sub(from.chars().count() + to.chars().count());
    lines.push(format!("  {:width$}  {from}{}{to}", "", " ".repeat(gap)));
    lines.push(format!("  {:width$}  → {}", "", cut(&axis_name(deals, 0), 56)));
    let mut key = "o efficient, N Nash, K Kalai-Smorodinsky, E egalitarian, U utilitarian".to_owned();
    if cloud.others.is_empty() {
        key = format!("{key}; only efficient deals are drawn");
    } else {
        key = format!("· a deal, {key}");
    }
    if walk_away(0) > across.0 || walk_away(1) > up.0 {
        key += "; ¦ and - walk-aways";
    }
    lines.extend(divest_report::layout::wrap(&key, "  ", 2));
    lines
}
