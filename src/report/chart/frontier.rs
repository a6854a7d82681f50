//! The deal space of two sides: what deals are worth to both, which are efficient, where the fair ones lie.

use super::label::{Anchor, LINE, SMALL, Tone, extent};
use super::mark::{Symbol, bar, line};
use super::picture::Picture;
use super::place::{Placer, Rect};
use super::scale::{Scale, range_of, ticks};
use crate::name::possessive;
use crate::number::grouped;

/// Up to so many efficient deals each say what they are worth.
const EFFICIENT_MAX: usize = 60;

/// What deals are worth to a side, in points.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Axis {
    /// The side's name.
    pub name: String,
    /// The fewest points that it accepts.
    pub walk_away: Option<i64>,
}

/// What a point of a deal space is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The deal that was closed or agreed on.
    Deal,
    /// The greatest product of gains over the walk-aways.
    Nash,
    /// Equal shares of the most that each side can hope for.
    KalaiSmorodinsky,
    /// The best for whoever gains less.
    Egalitarian,
    /// The greatest sum.
    Utilitarian,
}

impl Kind {
    /// Its name beside a chart.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Deal => "the deal",
            Self::Nash => "Nash",
            Self::KalaiSmorodinsky => "Kalai-Smorodinsky",
            Self::Egalitarian => "egalitarian",
            Self::Utilitarian => "utilitarian",
        }
    }

    const fn symbol(self) -> (Symbol, f64, &'static str) {
        match self {
            Self::Deal => (Symbol::Star, 7.5, "in-red halo"),
            Self::Nash => (Symbol::Diamond, 5.0, "ink halo"),
            Self::KalaiSmorodinsky => (Symbol::Triangle, 5.0, "ink halo"),
            Self::Egalitarian => (Symbol::Square, 5.0, "ink halo"),
            Self::Utilitarian => (Symbol::Cross, 4.5, "edge line"),
        }
    }
}

/// A point to be named.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Point {
    /// What it is worth to the side across and to the side upwards.
    pub at: (i64, i64),
    /// What it is.
    pub kind: Kind,
    /// Its terms, for whoever points at it.
    pub terms: String,
}

/// A course of offers through the space, such as one side's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Path {
    /// Whose.
    pub name: String,
    /// What each offer was worth to the side across and to the side upwards, in order.
    pub points: Vec<(i64, i64)>,
}

/// The deal space of two sides.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Frontier {
    /// What the picture is called.
    pub name: String,
    /// The side whose points run across.
    pub across: Axis,
    /// The side whose points run upwards.
    pub up: Axis,
    /// Deals that are not efficient, or some of them.
    pub others: Vec<(i64, i64)>,
    /// The efficient deals.
    pub efficient: Vec<(i64, i64)>,
    /// Points to be named.
    pub points: Vec<Point>,
    /// Courses of offers; two at most are told apart.
    pub paths: Vec<Path>,
}

/// Draws a deal space, so wide.
#[must_use]
pub fn draw(frontier: &Frontier, width: f64) -> Picture {
    let height = (width * 0.68).clamp(330.0, 480.0);
    let mut picture = Picture::new(width, height, &frontier.name, &about(frontier));
    let area = Rect { x: 46.0, y: 30.0, w: width - 46.0 - 14.0, h: height - 30.0 - 46.0 };
    let (x, y) = axes(&mut picture, frontier, area);
    let mut placer = Placer::new(area);
    zone(&mut picture, &mut placer, frontier, area, (x, y));
    let others = frontier.others.iter().map(|&(a, b)| Symbol::Disc.path((x.of(a), y.of(b)), 1.3));
    picture.draw(others.collect(), "soft faint", "other deals");
    curve(&mut picture, &mut placer, frontier, (x, y));
    courses(&mut picture, &mut placer, frontier, (x, y));
    points(&mut picture, &mut placer, frontier, (x, y));
    picture
}

fn about(frontier: &Frontier) -> String {
    let named = frontier.points.iter().map(|point| {
        let (a, b) = point.at;
        format!("{} brings {a} points to {} and {b} to {}", point.kind.word(), frontier.across.name, frontier.up.name)
    });
    let named: Vec<String> = named.collect();
    let count = frontier.efficient.len();
    format!("{count} efficient deals; {}", if named.is_empty() { "none is named".to_owned() } else { named.join("; ") })
}

/// Every value that must show, across or upwards.
fn values(frontier: &Frontier, pick: fn((i64, i64)) -> i64, axis: &Axis) -> (i64, i64) {
    let courses = frontier.paths.iter().flat_map(|path| &path.points);
    let points = frontier.others.iter().chain(&frontier.efficient).chain(courses).copied();
    let all = points.chain(frontier.points.iter().map(|point| point.at)).map(pick).chain(axis.walk_away);
    let (mut min, mut max) = (i64::MAX, i64::MIN);
    for value in all {
        (min, max) = (min.min(value), max.max(value));
    }
    if min > max { (0, 1) } else { (min, max) }
}

fn axes(picture: &mut Picture, frontier: &Frontier, area: Rect) -> (Scale, Scale) {
    let (low, high) = values(frontier, |point| point.0, &frontier.across);
    let across = ticks(low, high, (area.w / 70.0) as usize);
    let (low, high) = values(frontier, |point| point.1, &frontier.up);
    let up = ticks(low, high, (area.h / 45.0) as usize);
    let x = Scale::new(range_of(&across), (area.x, area.x + area.w));
    let y = Scale::new(range_of(&up), (area.y + area.h, area.y));
    let bottom = area.y + area.h;
    for &tick in &up {
        picture.draw(line(&[(area.x, y.of(tick)), (area.x + area.w, y.of(tick))]), "grid", "");
        picture.text(grouped(tick), (area.x - 6.0, y.of(tick)), Anchor::End, Tone::Soft);
    }
    for (index, &tick) in across.iter().enumerate() {
        picture.draw(line(&[(x.of(tick), area.y), (x.of(tick), bottom)]), "grid", "");
        // The last number stands under the corner, where half of it would leave the picture.
        let anchor = if index + 1 == across.len() { Anchor::End } else { Anchor::Middle };
        let place = if anchor == Anchor::End { area.x + area.w + 8.0 } else { x.of(tick) };
        picture.text(grouped(tick), (place, bottom + 12.0), anchor, Tone::Soft);
    }
    let room = picture.frame().w - 16.0;
    let up = super::label::fit(&format!("↑ points to {}", frontier.up.name), Tone::Plain, room);
    picture.text(up, (8.0, 12.0), Anchor::Start, Tone::Plain);
    let across = super::label::fit(&format!("points to {} →", frontier.across.name), Tone::Plain, room);
    picture.text(across, (area.x + area.w + 8.0, bottom + 31.0), Anchor::End, Tone::Plain);
    (x, y)
}

/// The walk-aways, and the deals that both sides would take.
fn zone(picture: &mut Picture, placer: &mut Placer, frontier: &Frontier, area: Rect, (x, y): (Scale, Scale)) {
    let left = frontier.across.walk_away.map(|points| x.of(points));
    let bottom = frontier.up.walk_away.map(|points| y.of(points));
    if let (Some(left), Some(bottom)) = (left, bottom) {
        let rect = Rect { x: left, y: area.y, w: area.x + area.w - left, h: bottom - area.y };
        picture.draw(bar(rect), "pale", "what both sides would take");
    }
    let title = |axis: &Axis| format!("{} walk-away", possessive(&axis.name));
    let tip = |axis: &Axis| format!("{}: {} points", title(axis), axis.walk_away.map_or_else(String::new, grouped));
    if let Some(left) = left {
        placer.avoid(Rect { x: left - 1.0, y: area.y, w: 2.0, h: area.h });
    }
    if let Some(bottom) = bottom {
        placer.avoid(Rect { x: area.x, y: bottom - 1.0, w: area.w, h: 2.0 });
    }
    let mut name = |picture: &mut Picture, axis: &Axis, at: (f64, f64)| {
        let text = super::label::fit(&title(axis), Tone::Soft, area.w * 0.6);
        if let Some(rect) = placer.place(at, extent(&text, Tone::Soft)) {
            picture.write(super::label::Label::within(text, rect, Tone::Soft));
        }
    };
    if let Some(left) = left {
        let path = line(&[(left, area.y), (left, area.y + area.h)]);
        picture.draw(path, "edge thin dash", tip(&frontier.across));
        name(picture, &frontier.across, (left, area.y + area.h - LINE));
    }
    if let Some(bottom) = bottom {
        let path = line(&[(area.x, bottom), (area.x + area.w, bottom)]);
        picture.draw(path, "edge thin dash", tip(&frontier.up));
        let text = super::label::fit(&title(&frontier.up), Tone::Soft, area.w * 0.6);
        let (w, _) = extent(&text, Tone::Soft);
        name(picture, &frontier.up, (area.x + area.w - w / 2.0 - 2.0, bottom));
    }
}

fn curve(picture: &mut Picture, placer: &mut Placer, frontier: &Frontier, (x, y): (Scale, Scale)) {
    let mut efficient = frontier.efficient.clone();
    efficient.sort_unstable();
    efficient.dedup();
    let places: Vec<(f64, f64)> = efficient.iter().map(|&(a, b)| (x.of(a), y.of(b))).collect();
    picture.draw(line(&places), "blue thin", "the efficient deals");
    places.iter().for_each(|place| placer.avoid(around(*place, 4.0)));
    if efficient.len() > EFFICIENT_MAX {
        let discs = places.iter().map(|place| Symbol::Disc.path(*place, 1.8));
        picture.draw(discs.collect(), "in-blue", "the efficient deals");
        return;
    }
    for (&(a, b), &place) in efficient.iter().zip(&places) {
        let title = format!("{a} points to {}, {b} to {}", frontier.across.name, frontier.up.name);
        picture.draw(Symbol::Disc.path(place, 2.4), "in-blue", title);
    }
}

fn around((x, y): (f64, f64), r: f64) -> Rect {
    Rect { x: x - r, y: y - r, w: 2.0 * r, h: 2.0 * r }
}

fn courses(picture: &mut Picture, placer: &mut Placer, frontier: &Frontier, (x, y): (Scale, Scale)) {
    let dresses = [("green thin", Symbol::Disc, "in-green"), ("purple thin dash", Symbol::Square, "in-purple")];
    for (path, (class, symbol, fill)) in frontier.paths.iter().zip(dresses.into_iter().cycle()) {
        let places: Vec<(f64, f64)> = path.points.iter().map(|&(a, b)| (x.of(a), y.of(b))).collect();
        picture.draw(line(&places), class, path.name.clone());
        for (place, (a, b)) in places.iter().zip(&path.points) {
            let title = format!("{}: {a} points to {}, {b} to {}", path.name, frontier.across.name, frontier.up.name);
            picture.draw(symbol.path(*place, 2.8), fill, title);
            placer.avoid(around(*place, 3.0));
        }
        if let Some(&first) = places.first() {
            label(picture, placer, first, &path.name, Tone::Soft);
        }
    }
}

fn points(picture: &mut Picture, placer: &mut Placer, frontier: &Frontier, (x, y): (Scale, Scale)) {
    let mut points: Vec<&Point> = frontier.points.iter().collect();
    points.sort_by_key(|point| (point.at, point.kind));
    let together: Vec<&[&Point]> = points.chunk_by(|a, b| a.at == b.at).collect();
    for here in &together {
        placer.take(around((x.of(here[0].at.0), y.of(here[0].at.1)), 8.0));
    }
    for here in together {
        let (a, b) = here[0].at;
        let place = (x.of(a), y.of(b));
        let words: Vec<&str> = here.iter().map(|point| point.kind.word()).collect();
        let words = words.join(", ");
        let terms = here.iter().map(|point| point.terms.as_str()).find(|terms| !terms.is_empty());
        let worth = format!("{a} points to {}, {b} to {}", frontier.across.name, frontier.up.name);
        let title = format!("{words}: {worth}{}", terms.map_or_else(String::new, |terms| format!(" ({terms})")));
        let (symbol, r, class) = here[0].kind.symbol();
        picture.draw(symbol.path(place, r), class, title);
        let tone = if here[0].kind == Kind::Deal { Tone::Bold } else { Tone::Plain };
        label(picture, placer, place, &words, tone);
    }
}

/// Names a point where there is room for its name.
fn label(picture: &mut Picture, placer: &mut Placer, at: (f64, f64), text: &str, tone: Tone) {
    let text = super::label::fit(text, tone, SMALL * 22.0);
    if let Some(rect) = placer.place(at, extent(&text, tone)) {
        picture.write(super::label::Label::within(text, rect, tone));
    }
}
