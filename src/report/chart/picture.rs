//! A picture: marks and labels in a frame, and how it becomes SVG.

use super::label::{Anchor, Label, Tone};
use super::mark::{Mark, number};
use super::place::Rect;
use super::theme;
use maud::{Markup, PreEscaped, html};

/// Where an SVG will stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dress {
    /// In a file of its own, with its style and its paper.
    Alone,
    /// In a page that brings the style.
    InPage,
}

/// A picture, drawn but not yet written.
#[derive(Clone, PartialEq, Debug)]
pub struct Picture {
    width: f64,
    height: f64,
    name: String,
    about: String,
    marks: Vec<Mark>,
    labels: Vec<Label>,
}

impl Picture {
    /// An empty picture. The name is what a screen reader calls it; what it shows in a sentence stands in `about`.
    #[must_use]
    pub(super) fn new(width: f64, height: f64, name: &str, about: &str) -> Self {
        let (name, about) = (name.to_owned(), about.to_owned());
        Self { width, height, name, about, marks: Vec::new(), labels: Vec::new() }
    }

    pub(super) fn draw(&mut self, path: String, class: &'static str, title: impl Into<String>) {
        if !path.is_empty() {
            self.marks.push(Mark { path, class, title: title.into() });
        }
    }

    pub(super) fn write(&mut self, label: Label) {
        if !label.text.is_empty() {
            self.labels.push(label);
        }
    }

    /// Writes a text whose middle line lies at a height.
    pub(super) fn text(&mut self, text: impl Into<String>, at: (f64, f64), anchor: Anchor, tone: Tone) {
        self.write(Label::centred(text.into(), at, anchor, tone));
    }

    /// Lays another picture's marks and labels on top.
    pub(super) fn lay(&mut self, above: Self) {
        self.marks.extend(above.marks);
        self.labels.extend(above.labels);
    }

    pub(super) fn grow_to(&mut self, height: f64) {
        self.height = self.height.max(height);
    }

    /// What the picture is called.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its extent.
    #[must_use]
    pub const fn frame(&self) -> Rect {
        Rect { x: 0.0, y: 0.0, w: self.width, h: self.height }
    }

    /// Every label with the box that it takes in the widest of the usual faces.
    pub fn label_boxes(&self) -> impl Iterator<Item = (&str, Rect)> {
        self.labels.iter().map(|label| (label.text.as_str(), label.rect()))
    }

    /// Pictures below each other as one.
    #[must_use]
    pub fn stacked(name: &str, about: &str, pictures: &[Self]) -> Self {
        let gap = 18.0;
        let width = pictures.iter().map(|picture| picture.width).fold(0.0, f64::max);
        let mut whole = Self::new(width, 0.0, name, about);
        for picture in pictures {
            let top = if whole.height > 0.0 { whole.height + gap } else { 0.0 };
            whole
                .marks
                .extend(picture.marks.iter().map(|mark| Mark { path: lowered(&mark.path, top), ..mark.clone() }));
            whole.labels.extend(picture.labels.iter().map(|label| Label { y: label.y + top, ..label.clone() }));
            whole.height = top + picture.height;
        }
        whole
    }

    /// The picture as SVG.
    #[must_use]
    pub fn svg(&self, dress: Dress) -> Markup {
        let view = format!("0 0 {} {}", number(self.width), number(self.height));
        let inside = html! {
            title { (self.name) }
            @if !self.about.is_empty() { desc { (self.about) } }
            @if dress == Dress::Alone {
                style { (PreEscaped(theme::css())) }
                path class="paper" d=(format!("M0 0H{}V{}H0Z", number(self.width), number(self.height))) {}
            }
            @for mark in &self.marks {
                path class=(mark.class) d=(mark.path) {
                    @if !mark.title.is_empty() { title { (mark.title) } }
                }
            }
            @for label in &self.labels {
                text class=(label.tone.class()) x=(number(label.x)) y=(number(label.y)) font-size=(number(label.size()))
                    text-anchor=(label.anchor.word()) { (label.text) }
            }
        };
        let label = if self.about.is_empty() { self.name.clone() } else { format!("{}: {}", self.name, self.about) };
        match dress {
            Dress::Alone => html! {
                svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-label=(label) viewBox=(view)
                    width=(number(self.width)) height=(number(self.height)) { (inside) }
            },
            Dress::InPage => html! {
                svg class="chart" role="img" aria-label=(label) viewBox=(view) { (inside) }
            },
        }
    }

    /// The text of a file with nothing but the picture.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}\n", self.svg(Dress::Alone).into_string())
    }
}

/// A path moved down. Absolute heights stand behind `V` and as the second number behind `M` and `L`; the rest is relative.
fn lowered(path: &str, by: f64) -> String {
    if by == 0.0 {
        return path.to_owned();
    }
    let mut lowered = String::with_capacity(path.len() + 8);
    let is_command = |c: char| c.is_ascii_alphabetic();
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(is_command).map_or(rest.len(), |at| at + 1);
        let numbers = &rest[1..end];
        lowered.push(command);
        let moved = |text: &str| number(text.parse::<f64>().unwrap_or(0.0) + by);
        match (command, numbers.split_once(' ')) {
            ('M' | 'L', Some((x, y))) => lowered.extend([x, " ", &moved(y)]),
            ('V', _) => lowered.push_str(&moved(numbers)),
            _ => lowered.push_str(numbers),
        }
        rest = &rest[end..];
    }
    lowered
}

#[cfg(test)]
mod path_tests {
    use super::lowered;

    #[test]
    fn a_path_moves_down_as_a_whole() {
        assert_eq!(lowered("M1 2L3 4.5H9V7h2v3Z", 10.0), "M1 12L3 14.5H9V17h2v3Z");
        assert_eq!(lowered("M0 5a3 3 0 1 0 6 0Z", 1.0), "M0 6a3 3 0 1 0 6 0Z");
    }
}
