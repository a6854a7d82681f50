//! Rows of a chart: a name at the left or, where it is narrow, above; marks in the middle; figures at the end.

use super::label::{Anchor, LINE, SMALL, Tone, fit, width as width_of, wrap};
use super::mark::line;
use super::picture::Picture;
use super::place::Rect;
use super::scale::{Scale, ticks};

/// Under this width names stand above their marks.
const NARROW: f64 = 560.0;
/// The room on either side of the picture.
const EDGE: f64 = 8.0;

/// Where rows stand in a picture.
#[derive(Clone, Debug)]
pub(super) struct Rows {
    width: f64,
    /// The room of names; none where they stand above.
    names: f64,
    /// Where marks begin and end.
    pub(super) range: (f64, f64),
    /// The height of a row's marks.
    marks: f64,
    /// Where the next row begins.
    y: f64,
    /// The heights that marks take, so that upright lines keep off names and headings that stand between them.
    bands: Vec<(f64, f64)>,
    /// Whether the next row's marks are a band of their own.
    is_apart: bool,
}

impl Rows {
    /// Rows in a picture so wide, with marks so high and these figures at their ends.
    pub(super) fn new<'a>(width: f64, marks: f64, figures: impl IntoIterator<Item = &'a str>) -> Self {
        let is_narrow = width < NARROW;
        let figures = figures.into_iter().map(|text| width_of(text, Tone::Soft)).fold(0.0, f64::max);
        let names = if is_narrow { 0.0 } else { (width * 0.34).min(270.0) };
        let range =
            if is_narrow { (EDGE + 8.0, width - EDGE - 8.0) } else { (names + 12.0, width - EDGE - figures - 10.0) };
        Self { width, names, range, marks, y: EDGE, bands: Vec::new(), is_apart: true }
    }

    const fn is_narrow(&self) -> bool {
        self.names == 0.0
    }

    fn band(&mut self, middle: f64) {
        let (top, bottom) = (middle - self.marks / 2.0 - 2.0, middle + self.marks / 2.0 + 2.0);
        match self.bands.last_mut() {
            Some(band) if !self.is_apart => band.1 = bottom,
            _ => self.bands.push((top, bottom)),
        }
        self.is_apart = self.is_narrow();
    }

    /// Writes the words of a row; gives back the middle of its marks.
    pub(super) fn row(&mut self, picture: &mut Picture, name: &str, figures: &str) -> f64 {
        if self.is_narrow() {
            let room = self.width - 2.0 * EDGE - width_of(figures, Tone::Soft) - 10.0;
            picture.text(fit(name, Tone::Plain, room), (EDGE, self.y + LINE / 2.0), Anchor::Start, Tone::Plain);
            picture.text(figures, (self.width - EDGE, self.y + LINE / 2.0), Anchor::End, Tone::Soft);
            let middle = self.y + LINE + 2.0 + self.marks / 2.0;
            self.y = middle + self.marks / 2.0 + 7.0;
            self.band(middle);
            return middle;
        }
        let lines = wrap(name, Tone::Plain, self.names - EDGE, 2);
        let height = (lines.len().max(1) as f64 * LINE).max(self.marks) + 8.0;
        let middle = self.y + height / 2.0;
        let top = middle - (lines.len() as f64 - 1.0) * LINE / 2.0;
        for (index, words) in lines.into_iter().enumerate() {
            picture.text(words, (self.names, top + index as f64 * LINE), Anchor::End, Tone::Plain);
        }
        picture.text(figures, (self.range.1 + 10.0, middle), Anchor::Start, Tone::Soft);
        self.y += height;
        self.band(middle);
        middle
    }

    /// An upright line through all rows.
    pub(super) fn upright(&self, picture: &mut Picture, x: f64, class: &'static str, title: &str) {
        let lines: String = self.bands.iter().map(|(top, bottom)| line(&[(x, *top), (x, *bottom)])).collect();
        picture.draw(lines, class, title);
    }

    /// Writes a heading over the rows that follow.
    pub(super) fn heading(&mut self, picture: &mut Picture, text: &str) {
        self.y += 5.0;
        let text = fit(text, Tone::Bold, self.width - 2.0 * EDGE);
        picture.text(text, (EDGE, self.y + LINE / 2.0), Anchor::Start, Tone::Bold);
        self.y += LINE + 3.0;
        self.is_apart = true;
    }

    /// Draws the grid of all rows and writes its ticks below.
    pub(super) fn axis(&mut self, picture: &mut Picture, scale: Scale, ticks: &[i64], words: impl Fn(i64) -> String) {
        let ticks: Vec<(f64, String)> = ticks.iter().map(|&tick| (scale.of(tick), words(tick))).collect();
        for (x, _) in &ticks {
            self.upright(picture, *x, "grid", "");
        }
        write_ticks(picture, &ticks, self.y + 10.0);
        self.y += 10.0 + SMALL;
    }

    /// Writes what the marks mean, in as many lines as that takes, and ends the picture.
    pub(super) fn note(&mut self, picture: &mut Picture, notes: &[&str]) {
        write_notes(picture, notes, &mut self.y);
    }

    /// A bar from one value to another.
    pub(super) fn bar(scale: Scale, (from, to): (f64, f64), middle: f64, height: f64) -> Rect {
        let (from, to) = (scale.at(from.min(to)), scale.at(from.max(to)));
        Rect { x: from, y: middle - height / 2.0, w: (to - from).max(0.5), h: height }
    }
}

/// Writes ticks below an axis; one whose words would meet the last or leave the picture moves in or goes without.
pub(super) fn write_ticks(picture: &mut Picture, ticks: &[(f64, String)], middle: f64) {
    let width = picture.frame().w;
    let mut free_from = 0.0;
    for (x, words) in ticks {
        let half = width_of(words, Tone::Soft) / 2.0;
        let x = x.max(half + 1.0).min(width - half - 1.0);
        if x - half >= free_from {
            picture.text(words.clone(), (x, middle), Anchor::Middle, Tone::Soft);
            free_from = x + half + 6.0;
        }
    }
}

/// Writes notes one after another, each whole where there is room, and lets the picture end below them.
pub(super) fn write_notes(picture: &mut Picture, notes: &[&str], y: &mut f64) {
    let room = picture.frame().w - 2.0 * EDGE;
    let mut lines: Vec<String> = Vec::new();
    for note in notes {
        match lines.last_mut() {
            Some(line) if width_of(&format!("{line} · {note}"), Tone::Soft) <= room => {
                line.push_str(" · ");
                line.push_str(note);
            }
            _ => lines.extend(wrap(note, Tone::Soft, room, 3)),
        }
    }
    for line in lines {
        *y += LINE;
        picture.text(line, (EDGE, *y), Anchor::Start, Tone::Soft);
    }
    picture.grow_to(*y + 12.0);
}

/// A scale from the least to the most with a little room at both ends, and the round numbers within, one for each so many
/// units of room.
pub(super) fn fitted((least, most): (f64, f64), range: (f64, f64), each: f64) -> (Scale, Vec<i64>) {
    let room = ((most - least) * 0.03).max(0.5);
    let (low, high) = (if least < 0.0 { least - room } else { least }, most + room);
    let marks = ticks(low.floor() as i64, high.ceil() as i64, ((range.1 - range.0) / each) as usize);
    let within = marks.into_iter().filter(|&mark| (low..=high).contains(&(mark as f64)));
    (Scale::new((low, high), range), within.collect())
}

/// A line along a row with upright ends.
pub(super) fn whisker(scale: Scale, (low, high): (f64, f64), middle: f64, half: f64) -> String {
    let (low, high) = (scale.at(low), scale.at(high));
    let ends = [low, high].map(|end| line(&[(end, middle - half), (end, middle + half)]));
    line(&[(low, middle), (high, middle)]) + &ends.concat()
}
