//! How a number or a date spreads over runs: a histogram with its quantiles below, and quantiles of several side by side.

use super::label::{Anchor, LINE, Tone, width as width_of};
use super::mark::{Symbol, bar, hatch, line};
use super::picture::Picture;
use super::place::Rect;
use super::rows::{Rows, fitted, whisker, write_notes, write_ticks};
use super::scale::{Scale, days, range_of, ticks};
use crate::date;
use crate::number::{amount, grouped};
use divest_core::Instant;
use divest_ensemble::summary::{Bar, Spread};
use divest_ensemble::watch::Unit;

/// The height of a histogram's bars.
const HEIGHT: f64 = 130.0;
/// The height of the strip of quantiles.
const STRIP: f64 = 12.0;

/// A value in words: a date, or a number with its unit.
#[must_use]
pub fn words(unit: &Unit, value: i64) -> String {
    match unit {
        Unit::Date => date::day(Instant::start_of_day(value)),
        Unit::Of(unit) => amount(value, unit),
        Unit::Points | Unit::Count => grouped(value),
    }
}

/// What the values are, for an axis: the title with its unit.
fn titled(spread: &Spread) -> String {
    match &spread.unit {
        Unit::Of(unit) if !unit.is_empty() => format!("{}, {unit}", spread.title),
        Unit::Points => format!("{}, points", spread.title),
        _ => spread.title.clone(),
    }
}

/// Where a bar ends: where the next begins.
fn ends(bars: &[Bar]) -> Vec<i64> {
    // Of a single bar nobody knows how far the next would be.
    let width = bars.windows(2).next().map_or(1, |pair| pair[1].from - pair[0].from);
    bars.iter().map(|bar| bar.from + width).collect()
}

/// Draws how a measure spreads, so wide; `None` if no run comes to it.
#[must_use]
pub fn histogram(spread: &Spread, width: f64) -> Option<Picture> {
    let (first, ends) = (spread.histogram.first()?, ends(&spread.histogram));
    let last = *ends.last()?;
    let quantiles = [spread.p5?, spread.p25?, spread.p50?, spread.p75?, spread.p95?];
    let name = titled(spread);
    let said = |value: i64| words(&spread.unit, value);
    let about = format!(
        "{} runs; median {}, half of them from {} to {}, nine in ten from {} to {}",
        grouped(spread.count as i64),
        said(quantiles[2]),
        said(quantiles[1]),
        said(quantiles[3]),
        said(quantiles[0]),
        said(quantiles[4])
    );
    let mut picture = Picture::new(width, 0.0, &name, &about);
    let most = spread.histogram.iter().map(|bar| bar.count).max().unwrap_or(1).max(1) as i64;
    let counts = ticks(0, most, 4);
    let left = 16.0 + counts.iter().map(|&tick| width_of(&grouped(tick), Tone::Soft)).fold(0.0, f64::max);
    let area = Rect { x: left, y: 12.0 + LINE, w: width - left - 22.0, h: HEIGHT };
    let x = Scale::new((first.from as f64, last as f64), (area.x, area.x + area.w));
    let y = Scale::new(range_of(&counts), (area.y + area.h, area.y));
    picture.text("runs", (8.0, 8.0), Anchor::Start, Tone::Soft);
    for &tick in &counts {
        picture.draw(line(&[(area.x, y.of(tick)), (area.x + area.w, y.of(tick))]), "grid", "");
        picture.text(grouped(tick), (area.x - 7.0, y.of(tick)), Anchor::End, Tone::Soft);
    }
    for (bin, &end) in spread.histogram.iter().zip(&ends).filter(|(bin, _)| bin.count > 0) {
        let rect = Rect {
            x: x.of(bin.from) + 0.5,
            y: y.of(bin.count as i64),
            w: (x.of(end) - x.of(bin.from) - 1.0).max(1.0),
            h: area.y + area.h - y.of(bin.count as i64),
        };
        let range = if bin.to <= bin.from { said(bin.from) } else { format!("{} to {}", said(bin.from), said(bin.to)) };
        let seed = bin.seed.map_or_else(String::new, |seed| format!("; first in seed {seed}"));
        let tip = format!("{range}: {} runs{seed}", grouped(bin.count as i64));
        picture.draw(bar(rect), "in-sky", tip.clone());
        picture.draw(bar(rect), "blue", tip);
    }
    picture.draw(line(&[(area.x, area.y + area.h), (area.x + area.w, area.y + area.h)]), "axis", "");
    let base = area.y + area.h;
    // A bar stands for all values from its own to the next one's, so a value lies in the middle of its step.
    let half = (ends[0] - first.to) as f64 / 2.0;
    axis(&mut picture, spread, x, half, base);
    let middle = base + 34.0;
    strip(&mut picture, &about, x, quantiles.map(|value| value as f64 + half), middle);
    median(&mut picture, &format!("median {}", said(quantiles[2])), x.at(quantiles[2] as f64 + half), middle + 18.0);
    let mut bottom = middle + 24.0;
    write_notes(&mut picture, &["line: nine runs in ten", "box: half of them", "diamond: the median"], &mut bottom);
    Some(picture)
}

/// Values or dates under the bars: the values themselves where each bar is of one, round numbers where it is of several.
fn axis(picture: &mut Picture, spread: &Spread, x: Scale, half: f64, base: f64) {
    let room = x.range().1 - x.range().0;
    let bars = &spread.histogram;
    let (Some(first), Some(last)) = (bars.first(), bars.last()) else { return };
    let (from, to) = (first.from, last.to);
    let place = |value: i64| x.at(value as f64 + half);
    let ticks: Vec<(f64, String)> = if spread.unit == Unit::Date {
        let (from, to) = (Instant::start_of_day(from), Instant::start_of_day(to));
        days(from, to, (room / 66.0) as usize).into_iter().map(|(at, words)| (x.of(at.day()), words)).collect()
    } else if first.from == first.to {
        let widest = bars.iter().map(|bar| width_of(&grouped(bar.from), Tone::Soft)).fold(0.0, f64::max) + 10.0;
        let every = (bars.len() as f64 * widest / room).ceil().max(1.0) as usize;
        bars.iter().step_by(every).map(|bar| (place(bar.from), grouped(bar.from))).collect()
    } else {
        let widest = width_of(&grouped(to), Tone::Soft).max(width_of(&grouped(from), Tone::Soft));
        let ticks = ticks(from, to, (room / (widest + 18.0)) as usize);
        let within = ticks.into_iter().filter(|tick| (from..=to).contains(tick));
        within.map(|tick| (x.of(tick), grouped(tick))).collect()
    };
    for (x, _) in &ticks {
        picture.draw(line(&[(*x, base), (*x, base + 4.0)]), "axis", "");
    }
    write_ticks(picture, &ticks, base + 13.0);
}

/// Quantiles as a line, a box and a diamond.
fn strip(picture: &mut Picture, tip: &str, x: Scale, [p5, p25, p50, p75, p95]: [f64; 5], middle: f64) {
    picture.draw(whisker(x, (p5, p95), middle, 4.0), "edge thin", tip);
    let rect = Rows::bar(x, (p25, p75), middle, STRIP);
    picture.draw(bar(rect), "in-sky", tip);
    picture.draw(hatch(rect, 5.0), "blue", tip);
    picture.draw(bar(rect), "blue", tip);
    picture.draw(Symbol::Diamond.path((x.at(p50), middle), 5.0), "paper edge thin", tip);
}

fn median(picture: &mut Picture, words: &str, x: f64, middle: f64) {
    let half = width_of(words, Tone::Plain) / 2.0;
    let x = x.max(half + 4.0).min(picture.frame().w - half - 4.0);
    picture.text(words, (x, middle), Anchor::Middle, Tone::Plain);
}

/// Draws the quantiles of several measures of one unit on one scale with the zero marked, so wide; `None` if no run comes
/// to any.
#[must_use]
pub fn side_by_side(name: &str, zero: &str, spreads: &[&Spread], width: f64) -> Option<Picture> {
    let shown: Vec<(&Spread, [i64; 5])> = spreads
        .iter()
        .filter_map(|spread| Some((*spread, [spread.p5?, spread.p25?, spread.p50?, spread.p75?, spread.p95?])))
        .collect();
    let (least, most) = (shown.iter().map(|row| row.1[0]).min()?, shown.iter().map(|row| row.1[4]).max()?);
    let figures = |[p5, _, p50, _, p95]: [i64; 5]| format!("{} ({} to {})", grouped(p50), grouped(p5), grouped(p95));
    let about: Vec<String> =
        shown.iter().map(|(spread, quantiles)| format!("{}: {}", spread.title, figures(*quantiles))).collect();
    let mut picture = Picture::new(width, 0.0, name, &about.join("; "));
    let widest: Vec<String> = shown.iter().map(|(_, quantiles)| figures(*quantiles)).collect();
    let mut rows = Rows::new(width, 16.0, widest.iter().map(String::as_str));
    let (scale, marks) = fitted((least.min(0) as f64, most.max(0) as f64), rows.range, 56.0);
    let mut strips = Picture::new(width, 0.0, "", "");
    for (spread, quantiles) in &shown {
        let middle = rows.row(&mut picture, &spread.title, &figures(*quantiles));
        let tip = format!("{}: median {}, {} runs", spread.title, figures(*quantiles), grouped(spread.count as i64));
        strip(&mut strips, &tip, scale, quantiles.map(|value| value as f64), middle);
    }
    rows.axis(&mut picture, scale, &marks, grouped);
    rows.upright(&mut picture, scale.of(0), "edge dash", zero);
    picture.lay(strips);
    let zero = format!("dashed: {zero}");
    let notes = ["line: nine runs in ten", "box: half of them", "diamond: the median", zero.as_str()];
    rows.note(&mut picture, &notes);
    Some(picture)
}
