//! The figures of a sweep: tables for a terminal, JSON, and lines for a spreadsheet.

mod changes;
mod lines;

pub use changes::setting as setting_words;
pub use lines::{csv, json};

use crate::chart::tornado::{SHOWN, draw_words};
use crate::color::Style;
use crate::date;
use crate::layout::{Side, cut, table};
use crate::number::{amount, count, grouped, percent};
use divest_core::units::Instant;
use divest_ensemble::ranking::Sensitivity;
use divest_ensemble::summary::{Figures, Matter, PropertyFigure, Share, Spread};
use divest_ensemble::watch::Unit;
use divest_ensemble::{Interval, Sweep};

/// How many columns the words of a row may take.
const WORDS_MAX: usize = 38;
/// How many columns a bar may take.
const BAR_MAX: usize = 36;

/// The figures in tables of 80 columns; with `plot` bars stand below shares and measures.
#[must_use]
pub fn text(sweep: &Sweep, plot: bool, style: Style) -> String {
    let mut lines = vec![style.bold(&cut(&sweep.title, crate::layout::WIDTH))];
    let played = if sweep.played == sweep.seeds.count {
        String::new()
    } else {
        format!(", {} of them played", grouped(sweep.played as i64))
    };
    lines.push(style.dim(&format!("{}, seeds {}{played}", sweep.scenario, sweep.seeds)));
    for (index, figures) in sweep.settings.iter().enumerate() {
        if !figures.set.is_empty() {
            lines.push(String::new());
            lines.push(style.bold(&cut(&changes::setting(&figures.set), crate::layout::WIDTH)));
        }
        setting(figures, plot, style, &mut lines);
        if let Some(comparison) = index.checked_sub(1).and_then(|index| sweep.comparisons.get(index)) {
            changes::text(comparison, style, &mut lines);
        }
    }
    lines.push(String::new());
    lines.push(style.dim("A seed named here is played in full by `divest run FILE --seed N`."));
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

fn setting(figures: &Figures, plot: bool, style: Style, lines: &mut Vec<String>) {
    shares("How it ends", &figures.outcomes, plot, style, lines);
    let buyers: Vec<Share> = figures.buyers.iter().filter(|share| share.count > 0).cloned().collect();
    if !buyers.is_empty() {
        shares("Who buys", &buyers, plot, style, lines);
    }
    for (issue, options) in &figures.terms {
        if options.iter().any(|share| share.count > 0) {
            shares(&format!("If sold: {issue}"), options, plot, style, lines);
        }
    }
    measures(figures, style, lines);
    if plot {
        let measures = figures.measures.iter().filter(|(name, _)| !is_gain(name));
        for (_, spread) in measures.filter(|(_, spread)| spread.histogram.len() > 1) {
            histogram(spread, style, lines);
        }
    }
    matters(&figures.chances, style, lines);
    rules(figures, style, lines);
    properties(&figures.properties, style, lines);
    if let Some(sensitivity) = &figures.sensitivity {
        tornado(sensitivity, style, lines);
    }
}

fn heading(lines: &mut Vec<String>, style: Style, text: &str) {
    lines.push(String::new());
    lines.push(style.bold(text));
}

/// An interval of shares, as `34.2 – 40.1 %`.
fn between(interval: Interval) -> String {
    format!("{:.1} – {:.1} %", interval.low * 100.0, interval.high * 100.0)
}

fn seed(seed: Option<u64>) -> String {
    seed.map_or_else(|| "–".to_owned(), |seed| seed.to_string())
}

fn bar(share: f64, width: usize) -> String {
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let rest = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'][eighths % 8];
    format!("{}{rest}", "█".repeat(eighths / 8)).trim_end().to_owned()
}

fn shares(title: &str, shares: &[Share], plot: bool, style: Style, lines: &mut Vec<String>) {
    heading(lines, style, title);
    let mut rows = vec![["", "share", "95 % interval", "runs", "seed"].map(str::to_owned).to_vec()];
    for share in shares {
        let mark = if share.historical { " (history)" } else { "" };
        let words = format!("{}{mark}", cut(&share.title, WORDS_MAX - mark.len()));
        rows.push(vec![
            words,
            percent(share.share),
            between(share.interval),
            grouped(share.count as i64),
            seed(share.seed),
        ]);
    }
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right, Side::Right, Side::Right], "  "));
    if plot {
        let most = shares.iter().map(|share| share.share).fold(0.0, f64::max);
        let scale = if most > 0.0 { most } else { 1.0 };
        let rows: Vec<Vec<String>> =
            shares.iter().map(|s| vec![cut(&s.title, WORDS_MAX), bar(s.share / scale, BAR_MAX)]).collect();
        lines.push(String::new());
        lines.extend(table(&rows, &[Side::Left, Side::Left], "  "));
    }
}

/// A value of a measure: a date, or a number.
fn value(unit: &Unit, value: Option<i64>) -> String {
    match (unit, value) {
        (_, None) => "–".to_owned(),
        (Unit::Date, Some(day)) => date::day(Instant::start_of_day(day)),
        (_, Some(number)) => grouped(number),
    }
}

/// A mean: of dates the nearest day, of numbers one decimal while they are small.
pub(crate) fn average(unit: &Unit, mean: Option<f64>) -> String {
    match (unit, mean) {
        (_, None) => "–".to_owned(),
        (Unit::Date, Some(day)) => date::day(Instant::start_of_day(day.round() as i64)),
        (_, Some(mean)) => number(mean),
    }
}

pub(crate) fn number(number: f64) -> String {
    if number.abs() >= 1000.0 { grouped(number.round() as i64) } else { format!("{number:.1}") }
}

fn unit_words(unit: &Unit) -> &str {
    match unit {
        Unit::Date => "",
        Unit::Points => "points",
        Unit::Count => "",
        Unit::Of(unit) => unit,
    }
}

/// Whether a measure is what a party has beyond its walk-away.
pub(crate) fn is_gain(name: &str) -> bool {
    name.starts_with("gain.")
}

/// What each party has beyond its walk-away, where some run comes to a sale.
#[must_use]
pub fn gains(figures: &Figures) -> Vec<&Spread> {
    figures
        .measures
        .iter()
        .filter(|(name, spread)| is_gain(name) && spread.count > 0)
        .map(|(_, spread)| spread)
        .collect()
}

/// Two tables, because dates are wide: of them the median stands for the mean. What parties have beyond their walk-aways
/// is a table of its own, because its names are those of their points.
fn measures(figures: &Figures, style: Style, lines: &mut Vec<String>) {
    let spreads = || figures.measures.iter().filter(|(_, spread)| spread.count > 0);
    let name = |spread: &Spread| {
        let unit = unit_words(&spread.unit);
        cut(&if unit.is_empty() { spread.title.clone() } else { format!("{}, {unit}", spread.title) }, WORDS_MAX)
    };
    let ends = |spread: &Spread| [spread.p5, spread.p50, spread.p95].map(|at| value(&spread.unit, at));
    let sd = |spread: &Spread| spread.sd.map_or_else(|| "–".to_owned(), number);
    let gains = gains(figures);
    let others = spreads().filter(|(name, _)| !is_gain(name)).map(|(_, spread)| spread);
    let (dates, numbers): (Vec<&Spread>, Vec<&Spread>) = others.partition(|spread| spread.unit == Unit::Date);
    for (title, numbers) in [("What it comes to", numbers), ("Beyond the walk-away, if sold", gains)] {
        if numbers.is_empty() {
            continue;
        }
        heading(lines, style, title);
        let mut rows = vec![["", "runs", "mean", "sd", "5 %", "median", "95 %"].map(str::to_owned).to_vec()];
        rows.extend(numbers.into_iter().map(|spread| {
            let mut row =
                vec![name(spread), grouped(spread.count as i64), average(&spread.unit, spread.mean), sd(spread)];
            row.extend(ends(spread));
            row
        }));
        let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right, Side::Right, Side::Right];
        lines.extend(table(&rows, &sides, "  "));
    }
    if !dates.is_empty() {
        heading(lines, style, "When");
        let mut rows = vec![["", "runs", "sd, days", "5 %", "median", "95 %"].map(str::to_owned).to_vec()];
        rows.extend(dates.into_iter().map(|spread| {
            let mut row = vec![name(spread), grouped(spread.count as i64), sd(spread)];
            row.extend(ends(spread));
            row
        }));
        lines.extend(table(
            &rows,
            &[Side::Left, Side::Right, Side::Right, Side::Right, Side::Right, Side::Right],
            "  ",
        ));
    }
}

fn histogram(spread: &Spread, style: Style, lines: &mut Vec<String>) {
    let unit = unit_words(&spread.unit);
    heading(lines, style, &if unit.is_empty() { spread.title.clone() } else { format!("{}, {unit}", spread.title) });
    let most = spread.histogram.iter().map(|bar| bar.count).max().unwrap_or(1).max(1) as f64;
    let rows: Vec<Vec<String>> = spread
        .histogram
        .iter()
        .map(|b| vec![value(&spread.unit, Some(b.from)), grouped(b.count as i64), bar(b.count as f64 / most, BAR_MAX)])
        .collect();
    lines.extend(table(&rows, &[Side::Right, Side::Right, Side::Left], "  "));
}

fn matters(matters: &[Matter], style: Style, lines: &mut Vec<String>) {
    let came_up = |matter: &&Matter| matter.results.iter().any(|result| result.count > 0);
    let mut rows = Vec::new();
    for matter in matters.iter().filter(came_up) {
        rows.push(vec![cut(&matter.title, 50), String::new(), String::new(), String::new()]);
        for result in matter.results.iter().filter(|result| result.count > 0) {
            let words = format!("  {}", cut(&result.title, 44));
            rows.push(vec![words, percent(result.share), between(result.interval), seed(result.seed)]);
        }
    }
    if !rows.is_empty() {
        heading(lines, style, "What nature decides, in shares of all runs");
        lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right, Side::Right], "  "));
    }
}

fn rules(figures: &Figures, style: Style, lines: &mut Vec<String>) {
    if figures.rules.is_empty() {
        return;
    }
    heading(lines, style, "What sets the scenario's rules off");
    let mut rows = vec![["", "", "runs", "share", "times", "seed"].map(str::to_owned).to_vec()];
    for rule in &figures.rules {
        rows.push(vec![
            rule.what.clone(),
            cut(&rule.of, 26),
            grouped(rule.count as i64),
            percent(rule.share),
            grouped(rule.times as i64),
            seed(rule.seed),
        ]);
    }
    lines.extend(table(&rows, &[Side::Left, Side::Left, Side::Right, Side::Right, Side::Right, Side::Right], "  "));
}

fn properties(properties: &[PropertyFigure], style: Style, lines: &mut Vec<String>) {
    if properties.is_empty() {
        return;
    }
    heading(lines, style, "What the author expects");
    for property in properties {
        let verdict = if property.good { "holds " } else { "BROKEN" };
        let example = match property.seed {
            Some(seed) if property.good => format!(", first in seed {seed}"),
            Some(seed) => format!(", first broken in seed {seed}"),
            None => String::new(),
        };
        let words = format!(
            "{} {} ({} of {}{example})",
            property.claim.word(),
            property.condition,
            grouped(property.count as i64),
            count(property.runs as i64, "run")
        );
        lines.extend(crate::layout::wrap(&words, &format!("  {verdict}  "), 10));
    }
}

/// The draws by how much of the variance they carry together with others; the dark part of a bar is what each carries alone.
fn tornado(sensitivity: &Sensitivity, style: Style, lines: &mut Vec<String>) {
    heading(lines, style, "What moves the outcome");
    lines.push(format!(
        "  {} rows, {} runs with one draw exchanged, {} spared; Sobol's indices in %",
        grouped(sensitivity.rows as i64),
        grouped(sensitivity.played as i64),
        grouped(sensitivity.spared as i64)
    ));
    let Some(target) = sensitivity.targets.first().filter(|target| target.name == "outcome") else {
        lines.push("  every run ends the same way".to_owned());
        return;
    };
    let shown = &target.draws[..target.draws.len().min(SHOWN)];
    let most = shown.iter().map(|rank| rank.total.value).fold(0.0, f64::max);
    let mut rows = vec![["", "alone", "with others", "95 %", ""].map(str::to_owned).to_vec()];
    for rank in shown {
        let width = 12.0;
        let length = |value: f64| (value.max(0.0) / most * width).round() as usize;
        let (dark, all) = (length(rank.first.value).min(length(rank.total.value)), length(rank.total.value));
        let interval = rank.total.interval;
        let interval =
            interval.map_or_else(|| "–".to_owned(), |i| format!("{:.1}–{:.1}", i.low * 100.0, i.high * 100.0));
        rows.push(vec![
            cut(draw_words(rank), 36),
            format!("{:.1}", rank.first.value * 100.0),
            format!("{:.1}", rank.total.value * 100.0),
            interval,
            format!("{}{}", "█".repeat(dark), "░".repeat(all - dark)),
        ]);
    }
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right, Side::Right, Side::Left], "  "));
    let more = match target.draws.len() - shown.len() {
        0 => String::new(),
        more => format!("and {more} more, each with less; "),
    };
    lines.push(style.dim(&format!("  {more}draws that change nothing are left out")));
}

/// A change of a measure's mean with its unit.
pub(crate) fn change(unit: &Unit, difference: f64) -> String {
    let sign = if difference > 0.0 { "+" } else { "" };
    match unit {
        Unit::Date => format!("{sign}{difference:.1} days"),
        Unit::Of(unit) if difference.abs() >= 1000.0 => format!("{sign}{}", amount(difference.round() as i64, unit)),
        _ => format!("{sign}{}", number(difference)),
    }
}
