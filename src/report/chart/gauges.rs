//! The gauges over time: a row for each, on a common axis of time.

use super::label::{Anchor, Tone, width as width_of, wrap};
use super::mark::{Symbol, line, steps};
use super::picture::Picture;
use super::place::Rect;
use super::scale::{Scale, days, of_time, range_of, ticks};
use crate::course::{Course, Level};
use crate::date;
use crate::name::capital;
use crate::number::grouped;

/// The height of a row.
const ROW: f64 = 74.0;

/// Draws the gauges of a run, so wide; `None` if there are none.
#[must_use]
pub fn draw(course: &Course, width: f64) -> Option<Picture> {
    if course.levels.is_empty() {
        return None;
    }
    let first = |level: &Level| level.moves.first().map_or(0, |first| first.to);
    let last = |level: &Level| level.moves.last().map_or(0, |last| last.to);
    let about: Vec<String> =
        course.levels.iter().map(|level| format!("{} from {} to {}", level.name, first(level), last(level))).collect();
    let mut picture = Picture::new(width, 0.0, &format!("Gauges of {}", course.title), &about.join("; "));
    let narrow = width < 560.0;
    let names = if narrow { 0.0 } else { (width * 0.24).min(180.0) };
    let number = course.levels.iter().map(|level| width_of(&grouped(last(level)), Tone::Bold)).fold(0.0, f64::max);
    let left = names + 46.0;
    let time = of_time(course.opens, course.end, (left, width - number - 18.0));
    let mut y = 6.0;
    for level in &course.levels {
        if narrow {
            let name = super::label::fit(&capital(&level.name), Tone::Plain, width - 16.0);
            picture.text(name, (8.0, y + 8.0), Anchor::Start, Tone::Plain);
            y += 20.0;
        }
        let area = Rect { x: left, y: y + 8.0, w: time.range().1 - left, h: ROW - 24.0 };
        if !narrow {
            let lines = wrap(&capital(&level.name), Tone::Plain, names - 14.0, 3);
            let top = area.y + area.h / 2.0 - (lines.len() as f64 - 1.0) * 7.5;
            for (index, words) in lines.into_iter().enumerate() {
                picture.text(words, (8.0, top + index as f64 * 15.0), Anchor::Start, Tone::Plain);
            }
        }
        row(&mut picture, level, area, time);
        y += ROW;
    }
    let mut free_from = 0.0;
    for (at, words) in days(course.opens, course.end, ((width - left) / 64.0) as usize) {
        let (x, half) = (time.when(at), width_of(&words, Tone::Soft) / 2.0);
        picture.draw(line(&[(x, y - 12.0), (x, y - 8.0)]), "axis", "");
        if x - half >= free_from && x + half <= width {
            picture.text(words, (x, y + 2.0), Anchor::Middle, Tone::Soft);
            free_from = x + half + 6.0;
        }
    }
    picture.grow_to(y + 14.0);
    Some(picture)
}

fn row(picture: &mut Picture, level: &Level, area: Rect, time: Scale) {
    let values = level.moves.iter().map(|step| step.to);
    let (low, high) = values.fold((i64::MAX, i64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    // A tenth of what the gauge can do at the least, so that a small move does not look like a landslide.
    let least = (level.bounds.1 - level.bounds.0) / 10;
    let pad = (least - (high - low)).max(0) / 2;
    let marks = ticks((low - pad).max(level.bounds.0), (high + pad).min(level.bounds.1), 2);
    let y = Scale::new(range_of(&marks), (area.y + area.h, area.y));
    let ends = [marks.first(), marks.last()].into_iter().flatten();
    for &tick in &marks {
        picture.draw(line(&[(area.x, y.of(tick)), (area.x + area.w, y.of(tick))]), "grid", "");
    }
    for &tick in ends {
        picture.text(grouped(tick), (area.x - 6.0, y.of(tick)), Anchor::End, Tone::Soft);
    }
    let places: Vec<(f64, f64)> = level.moves.iter().map(|step| (time.when(step.at), y.of(step.to))).collect();
    picture.draw(steps(&places, area.x + area.w), "blue line", capital(&level.name));
    for (step, place) in level.moves.iter().zip(&places).filter(|(step, _)| !step.cause.is_empty()) {
        let title = format!("{} to {}: {}", date::day(step.at), grouped(step.to), step.cause);
        picture.draw(Symbol::Disc.path(*place, 2.2), "in-blue", title);
    }
    if let (Some(last), Some((_, height))) = (level.moves.last(), places.last()) {
        picture.text(grouped(last.to), (area.x + area.w + 8.0, *height), Anchor::Start, Tone::Bold);
    }
}
