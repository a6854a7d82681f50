//! The figures of a sweep's page: each a chart, wide and narrow, with its numbers as a table.

use super::figures::figure;
use super::sweep::Command;
use super::table;
use crate::chart::shares::Group;
use crate::chart::{changes as chart_changes, shares, spread, tornado};
use crate::name::capital;
use crate::number::{grouped, percent};
use crate::sweep::{average, change, gains, is_gain, number};
use divest_ensemble::Interval;
use divest_ensemble::comparison::Comparison;
use divest_ensemble::ranking::{Sensitivity, Target};
use divest_ensemble::summary::{Figures, Happening, Matter, Share, Spread};
use divest_ensemble::watch::Unit;
use indexmap::IndexMap;
use maud::{Markup, html};

pub(super) use crate::chart::shares::between;
pub(super) use crate::chart::spread::words;

/// How many moves between outcomes are listed.
const MOVES_SHOWN: usize = 20;
/// How many rows a figure has at most.
const ROWS_MAX: usize = 24;

fn seed(seed: Option<u64>) -> String {
    seed.map_or_else(|| "–".to_owned(), |seed| seed.to_string())
}

fn share_row(share: &Share) -> Vec<String> {
    let history = if share.historical { " (history)" } else { "" };
    vec![
        format!("{}{history}", capital(&share.title)),
        percent(share.share),
        between(share.interval),
        grouped(share.count as i64),
        seed(share.seed),
    ]
}

fn shares_figure(name: &str, all: &[Share], caption: &str) -> Markup {
    let rows: Vec<Vec<String>> = all.iter().map(share_row).collect();
    let data = table(&["", "share", "95 % interval", "runs", "first seed"], &rows, 1);
    figure(&|width| shares::draw(name, &[Group { title: "", shares: all }], width), caption, &data)
}

pub(super) fn outcomes(figures: &Figures) -> Option<Markup> {
    let caption = "How many runs end how. Each row of the table names the lowest seed that shows it.";
    (figures.runs > 0).then(|| shares_figure("How it ends", &figures.outcomes, caption))
}

/// Who bought, and which of the named options deals were closed on.
pub(super) fn terms(figures: &Figures) -> Option<Markup> {
    let buyers: Vec<Share> = figures.buyers.iter().filter(|share| share.count > 0).cloned().collect();
    (!buyers.is_empty()).then(|| {
        html! {
            (shares_figure("Who buys", &buyers, "Who buys, in shares of all runs."))
            @for (issue, options) in figures.terms.iter().filter(|(_, options)| options.iter().any(|o| o.count > 0)) {
                h4 { (capital(issue)) }
                (shares_figure(issue, options, "In shares of the runs that come to a sale."))
            }
        }
    })
}

/// A histogram of each measure that is wanted and that some run comes to.
pub(super) fn spreads(figures: &Figures, is_wanted: impl Fn(&str, &Spread) -> bool) -> Option<Markup> {
    let shown: Vec<&Spread> = figures
        .measures
        .iter()
        .filter(|(name, spread)| spread.count > 0 && is_wanted(name, spread))
        .map(|(_, spread)| spread)
        .collect();
    (!shown.is_empty()).then(|| {
        html! { @for spread in shown {
            h4 { (capital(&spread.title)) }
            (spread_figure(spread, figures.runs))
        } }
    })
}

fn spread_figure(spread: &Spread, runs: u64) -> Markup {
    let said = |value: i64| words(&spread.unit, value);
    let optional = |value: Option<i64>| value.map_or_else(|| "–".to_owned(), said);
    let of = match (spread.count == runs, &spread.unit) {
        (true, _) => "Of all runs.".to_owned(),
        (false, _) => {
            format!("Of the {} of {} runs that come to one.", grouped(spread.count as i64), grouped(runs as i64))
        }
    };
    let mean = spread.mean_interval.map_or_else(String::new, |interval| {
        format!(" ({} to {})", average(&spread.unit, Some(interval.low)), average(&spread.unit, Some(interval.high)))
    });
    let sd = spread.sd.map_or_else(String::new, |sd| format!(", standard deviation {}", number(sd)));
    let days = if spread.unit == Unit::Date && spread.sd.is_some() { " days" } else { "" };
    let caption = format!("{of} Mean {}{mean}{sd}{days}.", average(&spread.unit, spread.mean));
    let quantiles = vec![
        vec![spread.min, spread.p5, spread.p25, spread.p50, spread.p75, spread.p95, spread.max]
            .into_iter()
            .map(optional)
            .collect::<Vec<_>>(),
    ];
    let bars: Vec<Vec<String>> = spread
        .histogram
        .iter()
        .map(|bar| vec![said(bar.from), said(bar.to), grouped(bar.count as i64), seed(bar.seed)])
        .collect();
    let data = html! {
        (table(&["least", "5 %", "25 %", "median", "75 %", "95 %", "most"], &quantiles, 0))
        (table(&["from", "to", "runs", "first seed"], &bars, 2))
    };
    figure(&|width| spread::histogram(spread, width), &caption, &data)
}

/// What each party has beyond its walk-away.
pub(super) fn points(figures: &Figures) -> Option<Markup> {
    let gains = gains(figures);
    if gains.is_empty() {
        return None;
    }
    let points = figures.measures.iter().filter(|(name, s)| name.starts_with("points.") && s.count > 0);
    let row = |what: &str, spread: &Spread| {
        let quantiles = [spread.min, spread.p5, spread.p50, spread.p95, spread.max];
        let mut row = vec![
            capital(&spread.title),
            what.to_owned(),
            grouped(spread.count as i64),
            average(&spread.unit, spread.mean),
        ];
        row.extend(quantiles.map(|value| value.map_or_else(|| "–".to_owned(), grouped)));
        row
    };
    let rows = gains.iter().map(|spread| row("beyond its walk-away", spread));
    let rows: Vec<Vec<String>> = rows.chain(points.map(|(_, spread)| row("points", spread))).collect();
    let data = table(&["party", "", "runs", "mean", "least", "5 %", "median", "95 %", "most"], &rows, 2);
    let caption = "What the closed deal is worth to each party on its own score sheet, less what it could have had by walking \
                   away, as that stood at the end of the run. Left of the dashed line a party does worse than that.";
    let name = "Points beyond the walk-away, if sold";
    let draw = |width: f64| spread::side_by_side(name, "the walk-away", &gains, width);
    Some(figure(&draw, caption, &data))
}

pub(super) fn sensitivity(figures: &Figures) -> Option<Markup> {
    let sensitivity: &Sensitivity = figures.sensitivity.as_ref()?;
    let Some((first, others)) = sensitivity.targets.split_first() else {
        return Some(html! { p { "Every run ends the same way, on the same day: nothing moves it." } });
    };
    Some(html! {
        p {
            "Two seeds at a time, one draw of the first was made to fall as in the second: "
            (grouped(sensitivity.rows as i64)) " pairs, " (grouped(sensitivity.played as i64)) " runs with one draw exchanged, "
            (grouped(sensitivity.spared as i64)) " spared because nothing could differ. " em { "Alone" } " is the share of the \
             variance that goes away once the draw is known (Sobol's first order), " em { "with others" } " the share that stays \
             while only this draw is unknown (total). Far apart, they say that the draw matters in company."
        }
        (ranking(first))
        @for target in others {
            details class="screen" { summary { "What moves " (lead(target)) } (ranking(target)) }
        }
    })
}

/// What a target is in a sentence: an outcome by its title is put in quotes.
fn lead(target: &Target) -> String {
    if target.name.starts_with("outcome.") { format!("“{}”", capital(&target.title)) } else { target.title.clone() }
}

fn ranking(target: &Target) -> Markup {
    let interval = |interval: Option<Interval>| interval.map_or_else(|| "–".to_owned(), between);
    let row = |rank: &divest_ensemble::ranking::Rank| {
        vec![
            tornado::draw_words(rank).to_owned(),
            format!("{:.1}", rank.first.value * 100.0),
            interval(rank.first.interval),
            format!("{:.1}", rank.total.value * 100.0),
            interval(rank.total.interval),
        ]
    };
    let rows: Vec<Vec<String>> = target.draws.iter().map(row).collect();
    if rows.is_empty() {
        return html! { p { "No draw by itself moves it." } };
    }
    let data = table(&["draw", "alone, %", "95 %", "with others, %", "95 %"], &rows, 1);
    let more = rows.len().saturating_sub(tornado::SHOWN);
    let more = if more > 0 { format!(" The table has {more} more, each with less.") } else { String::new() };
    let caption = format!("Shares of the variance of {}.{more}", lead(target));
    figure(&|width| tornado::draw(target, width), &caption, &data)
}

/// What nature decided at least once: each matter with the results that came.
#[must_use]
pub fn matters(figures: &Figures) -> Vec<(String, Vec<Share>)> {
    let came_up = |matter: &Matter| {
        let results: Vec<Share> = matter.results.iter().filter(|result| result.count > 0).cloned().collect();
        (!results.is_empty()).then(|| (capital(&matter.title), results))
    };
    figures.chances.iter().filter_map(came_up).collect()
}

pub(super) fn nature(figures: &Figures) -> Option<Markup> {
    let matters = matters(figures);
    let caption =
        "In shares of all runs, so the results of what never came up in some of them add up to less than one.";
    // A figure that is higher than a sheet of paper would be torn apart.
    let mut pieces: Vec<&[(String, Vec<Share>)]> = Vec::new();
    let mut rest = &matters[..];
    while !rest.is_empty() {
        let mut rows = 0;
        let fits = rest.iter().take_while(|(_, shares)| {
            rows += shares.len() + 1;
            rows <= ROWS_MAX
        });
        let (piece, others) = rest.split_at(fits.count().max(1));
        pieces.push(piece);
        rest = others;
    }
    (!matters.is_empty()).then(|| {
        html! { @for (index, piece) in pieces.iter().enumerate() {
            (nature_figure(piece, if index + 1 == pieces.len() { caption } else { "" }))
        } }
    })
}

fn nature_figure(matters: &[(String, Vec<Share>)], caption: &str) -> Markup {
    let rows = matters.iter().flat_map(|(title, results)| {
        results.iter().map(move |share| {
            let mut row = share_row(share);
            row.insert(0, title.clone());
            row
        })
    });
    let rows: Vec<Vec<String>> = rows.collect();
    let data = table(&["", "what comes of it", "share", "95 % interval", "runs", "first seed"], &rows, 2);
    let groups: Vec<Group<'_>> = matters.iter().map(|(title, shares)| Group { title, shares }).collect();
    figure(&|width| shares::draw("What nature decides", &groups, width), caption, &data)
}

/// The events that set off the scenario's rules, as shares of runs.
#[must_use]
pub fn rule_shares(figures: &Figures) -> Vec<Share> {
    let share = |rule: &Happening| Share {
        name: rule.of.clone(),
        title: format!("{} {}", rule.what, rule.of),
        count: rule.count,
        share: rule.share,
        interval: rule.interval,
        seed: rule.seed,
        historical: false,
    };
    figures.rules.iter().map(share).collect()
}

pub(super) fn rules(figures: &Figures) -> Option<Markup> {
    let shares = rule_shares(figures);
    let row = |rule: &Happening| {
        vec![
            rule.what.clone(),
            rule.of.clone(),
            grouped(rule.count as i64),
            percent(rule.share),
            between(rule.interval),
            grouped(rule.times as i64),
            seed(rule.seed),
        ]
    };
    let rows: Vec<Vec<String>> = figures.rules.iter().map(row).collect();
    let data = table(&["what", "of", "runs", "share", "95 % interval", "times", "first seed"], &rows, 2);
    let caption = "The events that set off the scenario's effects and chances: in how many runs, and in the table how many \
                   times.";
    let groups = [Group { title: "", shares: &shares }];
    let draw = |width: f64| shares::draw("What sets the scenario's rules off", &groups, width);
    (!rows.is_empty()).then(|| figure(&draw, caption, &data))
}

/// What a setting changes: shares as a chart and a table, means as a table, and which run became which.
pub(super) fn changes(comparison: &Comparison, first: &IndexMap<String, String>, command: Command<'_>) -> Markup {
    let signed = |interval: Interval| format!("{:+.1} to {:+.1}", interval.low * 100.0, interval.high * 100.0);
    let met = comparison.outcomes.iter().filter(|change| change.first > 0.0 || change.second > 0.0);
    let rows: Vec<Vec<String>> = met
        .map(|change| {
            vec![
                capital(&change.title),
                percent(change.first),
                percent(change.second),
                format!("{:+.1}", change.difference * 100.0),
                signed(change.paired),
                signed(change.separate),
            ]
        })
        .collect();
    let data = table(&["", "first", "this", "change", "95 % paired", "95 % separate"], &rows, 1);
    let alike = if comparison.runs == 0 { 0.0 } else { comparison.alike as f64 / comparison.runs as f64 };
    let caption = format!("Changes of the shares. {} of the runs end alike under both.", percent(alike));
    let name = "What the setting changes";
    html! {
        (figure(&|width| chart_changes::draw(name, comparison, width), &caption, &data))
        (means(comparison))
        (moves(comparison, first, command))
    }
}

fn means(comparison: &Comparison) -> Markup {
    let half =
        |interval: Option<Interval>| interval.map_or_else(|| "–".to_owned(), |i| format!("{:.2}", i.width() / 2.0));
    let rows: Vec<Vec<String>> = comparison
        .measures
        .iter()
        .map(|(name, mean)| {
            let what = if is_gain(name) { ", beyond its walk-away" } else { "" };
            vec![
                format!("{}{what}", capital(&mean.title)),
                grouped(mean.count as i64),
                average(&mean.unit, Some(mean.first)),
                average(&mean.unit, Some(mean.second)),
                change(&mean.unit, mean.difference),
                half(mean.paired),
                half(mean.separate),
            ]
        })
        .collect();
    let heads = ["means where both have one", "runs", "first", "this", "change", "± paired", "± separate"];
    if rows.is_empty() {
        html! {}
    } else {
        table(&heads, &rows, 1)
    }
}

fn moves(comparison: &Comparison, first: &IndexMap<String, String>, command: Command<'_>) -> Markup {
    let moves = &comparison.moves[..comparison.moves.len().min(MOVES_SHOWN)];
    html! { @if !moves.is_empty() {
        details {
            summary { "Which runs end otherwise" }
            @if let Some(seed) = moves[0].seed {
                p {
                    "Play a seed under both settings and compare the stories: " code { (command(first, seed)) } " and "
                    code { (command(&comparison.set, seed)) } "."
                }
            }
            @let rows: Vec<Vec<String>> = moves
                .iter()
                .map(|m| vec![m.from.clone(), m.to.clone(), grouped(m.count as i64), seed(m.seed)])
                .collect();
            (table(&["first setting", "this setting", "runs", "first seed"], &rows, 2))
        }
    } }
}
