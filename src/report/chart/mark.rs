//! Marks: lines, bars and symbols, each with its class and what it says when pointed at.

use super::place::Rect;

/// A number as it stands in an SVG: one decimal at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" { "0" } else { text }.to_owned()
}

/// A mark of a picture.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Mark {
    /// Its outline, in the words of an SVG path.
    pub path: String,
    /// How it is dressed: see [`super::theme`].
    pub class: &'static str,
    /// What it says when pointed at; empty for what carries no fact.
    pub title: String,
}

/// A symbol for a point; they differ in shape, so that colour is not needed to tell them apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Symbol {
    Disc,
    Square,
    Diamond,
    Triangle,
    Cross,
    Star,
}

impl Symbol {
    /// The outline of the symbol around a point.
    pub(super) fn path(self, (x, y): (f64, f64), r: f64) -> String {
        let corners = |corners: &[(f64, f64)]| {
            let mut path = line(&corners.iter().map(|(dx, dy)| (x + dx * r, y + dy * r)).collect::<Vec<_>>());
            path.push('Z');
            path
        };
        match self {
            Self::Disc => {
                let (left, y, r, d) = (number(x - r), number(y), number(r), number(2.0 * r));
                format!("M{left} {y}a{r} {r} 0 1 0 {d} 0a{r} {r} 0 1 0 -{d} 0Z")
            }
            Self::Square => corners(&[(-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)]),
            Self::Diamond => corners(&[(0.0, -1.2), (1.2, 0.0), (0.0, 1.2), (-1.2, 0.0)]),
            Self::Triangle => corners(&[(0.0, -1.1), (1.1, 0.85), (-1.1, 0.85)]),
            Self::Cross => {
                let arm = |from: (f64, f64), to: (f64, f64)| {
                    line(&[(x + from.0 * r, y + from.1 * r), (x + to.0 * r, y + to.1 * r)])
                };
                arm((-1.0, -1.0), (1.0, 1.0)) + &arm((-1.0, 1.0), (1.0, -1.0))
            }
            // The corners of a pentagram, by sines and cosines that are written out: machines disagree on their last bits.
            Self::Star => corners(&[
                (0.0, -1.4),
                (0.329, -0.453),
                (1.331, -0.433),
                (0.533, 0.173),
                (0.823, 1.133),
                (0.0, 0.56),
                (-0.823, 1.133),
                (-0.533, 0.173),
                (-1.331, -0.433),
                (-0.329, -0.453),
            ]),
        }
    }
}

/// A line through points.
pub(super) fn line(points: &[(f64, f64)]) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        path.push_str(if index == 0 { "M" } else { "L" });
        path.push_str(&number(*x));
        path.push(' ');
        path.push_str(&number(*y));
    }
    path
}

/// A line that keeps each value until the next comes, and the last until `end`.
pub(super) fn steps(points: &[(f64, f64)], end: f64) -> String {
    let mut path = String::new();
    for (index, (x, y)) in points.iter().enumerate() {
        if index == 0 {
            path = format!("M{} {}", number(*x), number(*y));
        } else {
            path.push_str(&format!("H{}V{}", number(*x), number(*y)));
        }
    }
    if !path.is_empty() {
        path.push_str(&format!("H{}", number(end)));
    }
    path
}

/// A rectangle.
pub(super) fn bar(rect: Rect) -> String {
    let (x, y, w, h) = (number(rect.x), number(rect.y), number(rect.w), number(rect.h));
    format!("M{x} {y}h{w}v{h}h-{w}Z")
}

/// Slanting lines across a rectangle, so far apart.
pub(super) fn hatch(rect: Rect, gap: f64) -> String {
    let mut path = String::new();
    let mut offset = gap / 2.0;
    // Each line rises from the lower edge to the right; it enters and leaves where the rectangle does.
    while offset < rect.w + rect.h {
        let start = (offset - rect.h).max(0.0);
        let end = offset.min(rect.w);
        let height = |along: f64| rect.y + along - offset + rect.h;
        path.push_str(&line(&[(rect.x + start, height(start)), (rect.x + end, height(end))]));
        offset += gap;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!([1.0, 1.25, -0.04, 1e6].map(number), ["1", "1.2", "0", "1000000"]);
    }

    #[test]
    fn steps_keep_their_value() {
        assert_eq!(steps(&[(0.0, 1.0), (5.0, 2.5)], 9.0), "M0 1H5V2.5H9");
        assert_eq!(steps(&[], 9.0), "");
    }

    #[test]
    fn a_hatch_stays_within_its_rectangle() {
        let rect = Rect { x: 10.0, y: 20.0, w: 30.0, h: 12.0 };
        let path = hatch(rect, 4.0);
        let points: Vec<Vec<f64>> = path
            .split(['M', 'L'])
            .skip(1)
            .map(|point| point.split(' ').map(|n| n.parse().expect("a number")).collect())
            .collect();
        assert!(points.len() >= 16);
        for point in points {
            assert!((10.0..=40.0).contains(&point[0]) && (20.0..=32.0).contains(&point[1]), "{point:?}");
        }
    }
}
