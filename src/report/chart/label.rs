//! Labels: text with the box that it takes.

use super::place::Rect;
use super::type_width;

/// The size of most labels, in the picture's units.
pub(super) const SIZE: f64 = 12.0;
/// The size of what stands back, such as ticks.
pub(super) const SMALL: f64 = 11.0;
/// The height of a line of labels.
pub(super) const LINE: f64 = 15.0;

/// Which end of a text lies at its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    /// The word of SVG.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// How strong a label stands out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Tone {
    /// A heading.
    Bold,
    /// A name.
    Plain,
    /// A tick or a note.
    Soft,
}

impl Tone {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Bold => "ink bold",
            Self::Plain => "ink",
            Self::Soft => "soft",
        }
    }

    const fn size(self) -> f64 {
        match self {
            Self::Bold | Self::Plain => SIZE,
            Self::Soft => SMALL,
        }
    }
}

/// A text at a place.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Label {
    pub text: String,
    pub x: f64,
    /// The baseline.
    pub y: f64,
    pub anchor: Anchor,
    pub tone: Tone,
}

/// The width of a label.
pub(super) fn width(text: &str, tone: Tone) -> f64 {
    let plain = type_width::width(text, tone.size());
    if tone == Tone::Bold { plain * type_width::BOLD } else { plain }
}

/// The text cut to a width.
pub(super) fn fit(text: &str, tone: Tone, room: f64) -> String {
    let room = if tone == Tone::Bold { room / type_width::BOLD } else { room };
    type_width::fit(text, tone.size(), room)
}

/// The text in at most so many lines of a width.
pub(super) fn wrap(text: &str, tone: Tone, room: f64, lines_max: usize) -> Vec<String> {
    let room = if tone == Tone::Bold { room / type_width::BOLD } else { room };
    type_width::wrap(text, tone.size(), room, lines_max)
}

/// The size of the box that a text takes.
pub(super) fn extent(text: &str, tone: Tone) -> (f64, f64) {
    (width(text, tone), tone.size() * 1.1)
}

impl Label {
    /// A text whose middle line lies at a height.
    pub(super) fn centred(text: String, (x, middle): (f64, f64), anchor: Anchor, tone: Tone) -> Self {
        Self { text, x, y: middle + tone.size() * 0.36, anchor, tone }
    }

    /// A text in a box that was found for it.
    pub(super) fn within(text: String, rect: Rect, tone: Tone) -> Self {
        Self { text, x: rect.x, y: rect.y + tone.size() * 0.86, anchor: Anchor::Start, tone }
    }

    /// Its size in the picture's units.
    pub(super) const fn size(&self) -> f64 {
        self.tone.size()
    }

    /// The box that it takes.
    pub(super) fn rect(&self) -> Rect {
        let (w, h) = extent(&self.text, self.tone);
        let x = match self.anchor {
            Anchor::Start => self.x,
            Anchor::Middle => self.x - w / 2.0,
            Anchor::End => self.x - w,
        };
        Rect { x, y: self.y - self.size() * 0.86, w, h }
    }
}
