//! How often: a bar for each share of runs, with its interval.

use super::mark::{bar, hatch};
use super::picture::Picture;
use super::rows::{Rows, whisker};
use super::scale::{Scale, range_of, ticks};
use crate::number::percent;
use divest_ensemble::Interval;
use divest_ensemble::summary::Share;

/// Shares that belong together, under their title if they have one.
#[derive(Clone, Copy, Debug)]
pub struct Group<'a> {
    /// Their title; empty where the picture's name says it.
    pub title: &'a str,
    /// The shares, in the order in which they are drawn.
    pub shares: &'a [Share],
}

/// An interval of shares in words, as `36.2–38.0`.
#[must_use]
pub fn between(interval: Interval) -> String {
    format!("{:.1}–{:.1}", interval.low * 100.0, interval.high * 100.0)
}

/// Draws shares, so wide; `None` if there are none.
#[must_use]
pub fn draw(name: &str, groups: &[Group<'_>], width: f64) -> Option<Picture> {
    let all = || groups.iter().flat_map(|group| group.shares);
    all().next()?;
    let largest = all().map(|share| share.interval.high).fold(0.0, f64::max);
    let about: Vec<String> =
        all().filter(|s| s.count > 0).map(|s| format!("{} {}", s.title, percent(s.share))).collect();
    let mut picture = Picture::new(width, 0.0, name, &about.join("; "));
    let figures = |share: &Share| format!("{} ({})", percent(share.share), between(share.interval));
    let widest: Vec<String> = all().map(figures).collect();
    let mut rows = Rows::new(width, 14.0, widest.iter().map(String::as_str));
    let steps_max = ((rows.range.1 - rows.range.0) / 60.0) as usize;
    let marks = ticks(0, (largest * 100.0).ceil().clamp(1.0, 100.0) as i64, steps_max);
    let scale = Scale::new(range_of(&marks), rows.range);
    let mut bars = Picture::new(width, 0.0, "", "");
    for group in groups.iter().filter(|group| !group.shares.is_empty()) {
        if !group.title.is_empty() {
            rows.heading(&mut picture, group.title);
        }
        for share in group.shares {
            let middle = rows.row(&mut picture, &share.title, &figures(share));
            row(&mut bars, share, scale, middle);
        }
    }
    rows.axis(&mut picture, scale, &marks, |tick| format!("{tick} %"));
    // Bars over the grid.
    picture.lay(bars);
    rows.upright(&mut picture, rows.range.0, "axis", "");
    let history = all().any(|share| share.historical).then_some("hatched: as in history");
    let notes: Vec<&str> = ["bar: share of runs", "line: its 95 % interval"].into_iter().chain(history).collect();
    rows.note(&mut picture, &notes);
    Some(picture)
}

fn row(picture: &mut Picture, share: &Share, scale: Scale, middle: f64) {
    let history = if share.historical { " (as in history)" } else { "" };
    let seed = share.seed.map_or_else(String::new, |seed| format!("; first in seed {seed}"));
    let (words, interval) = (percent(share.share), between(share.interval));
    let tip = format!("{}{history}: {words} ({interval}){seed}", share.title);
    let rect = Rows::bar(scale, (0.0, share.share * 100.0), middle, 14.0);
    picture.draw(bar(rect), "in-sky", tip.clone());
    if share.historical {
        picture.draw(hatch(rect, 5.0), "blue", tip.clone());
    }
    picture.draw(bar(rect), "blue", tip.clone());
    let ends = (share.interval.low * 100.0, share.interval.high * 100.0);
    picture.draw(whisker(scale, ends, middle, 4.0), "edge line", tip);
}
