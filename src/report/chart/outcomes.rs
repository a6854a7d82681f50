//! How often it ends how: a bar for each outcome, with its interval.

use super::label::{Anchor, LINE, SMALL, Tone, fit, wrap};
use super::mark::{bar, line};
use super::picture::Picture;
use super::place::Rect;
use super::scale::{Scale, range_of, ticks};

/// A share with its interval, each from 0 to 1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Share {
    /// The share.
    pub share: f64,
    /// Where the interval begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
}

impl Share {
    /// The share in words, as `37.1 %`.
    #[must_use]
    pub fn words(&self) -> String {
        percent(self.share)
    }

    /// The interval in words, as `36.2–38.0`.
    #[must_use]
    pub fn interval(&self) -> String {
        format!("{:.1}–{:.1}", self.low * 100.0, self.high * 100.0)
    }
}

/// A share in words, as `37.1 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

/// One way to end.
#[derive(Clone, PartialEq, Debug)]
pub struct Outcome {
    /// Its title.
    pub title: String,
    /// How often it came.
    pub share: Share,
    /// Whether history took it.
    pub historical: bool,
}

/// Draws outcomes in the order given, so wide.
#[must_use]
pub fn draw(name: &str, outcomes: &[Outcome], width: f64) -> Picture {
    let largest = outcomes.iter().map(|outcome| outcome.share.high).fold(0.0, f64::max);
    let about: Vec<String> = outcomes.iter().map(|o| format!("{} {}", o.title, o.share.words())).collect();
    let mut picture = Picture::new(width, 0.0, name, &about.join("; "));
    let names = (width * 0.36).min(270.0);
    let numbers = super::label::width("100.0 % (99.9–100.0)", Tone::Soft) + 10.0;
    let area = Rect { x: names + 12.0, y: 8.0, w: width - names - 12.0 - numbers - 8.0, h: 0.0 };
    let marks = ticks(0, (largest * 100.0) as i64 + 1, (area.w / 60.0) as usize);
    let x = Scale::new(range_of(&marks), (area.x, area.x + area.w));
    let mut y = area.y;
    let mut rows = Vec::new();
    for outcome in outcomes {
        let lines = wrap(&outcome.title, Tone::Plain, names - 8.0, 2);
        let height = lines.len().max(1) as f64 * LINE + 9.0;
        rows.push((outcome, lines, y + height / 2.0));
        y += height;
    }
    for &tick in &marks {
        picture.draw(line(&[(x.of(tick), area.y), (x.of(tick), y)]), "grid", "");
        picture.text(format!("{tick} %"), (x.of(tick), y + 10.0), Anchor::Middle, Tone::Soft);
    }
    for (outcome, lines, middle) in rows {
        row(&mut picture, outcome, &lines, middle, (x, area.x + area.w, names));
    }
    picture.draw(line(&[(area.x, area.y), (area.x, y)]), "axis", "");
    let mut bottom = y + 18.0;
    let mut notes = vec!["bar: share of runs; line: its 95 % interval"];
    if outcomes.iter().any(|outcome| outcome.historical) {
        notes.push("hatched: as in history");
    }
    let note = fit(&notes.join(" · "), Tone::Soft, width - 16.0);
    bottom += SMALL;
    picture.text(note, (8.0, bottom), Anchor::Start, Tone::Soft);
    picture.grow_to(bottom + 12.0);
    picture
}

fn row(picture: &mut Picture, outcome: &Outcome, lines: &[String], middle: f64, (x, right, names): (Scale, f64, f64)) {
    let Outcome { title, share, historical } = outcome;
    let top = middle - (lines.len() as f64 - 1.0) * LINE / 2.0;
    for (index, words) in lines.iter().enumerate() {
        picture.text(words.clone(), (names, top + index as f64 * LINE), Anchor::End, Tone::Plain);
    }
    let history = if *historical { " (as in history)" } else { "" };
    let tip = format!("{title}{history}: {} ({})", share.words(), share.interval());
    let rect = Rect { x: x.at(0.0), y: middle - 7.0, w: (x.at(share.share * 100.0) - x.at(0.0)).max(0.5), h: 14.0 };
    picture.draw(bar(rect), "in-sky", tip.clone());
    if *historical {
        picture.draw(super::mark::hatch(rect, 5.0), "blue", tip.clone());
    }
    picture.draw(bar(rect), "blue", tip.clone());
    let (low, high) = (x.at(share.low * 100.0), x.at(share.high * 100.0));
    let ends = [low, high].map(|end| line(&[(end, middle - 4.0), (end, middle + 4.0)]));
    picture.draw(line(&[(low, middle), (high, middle)]) + &ends.concat(), "edge line", tip);
    let words = format!("{} ({})", share.words(), share.interval());
    picture.text(words, (right + 10.0, middle), Anchor::Start, Tone::Soft);
}
