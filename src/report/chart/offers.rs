//! A pair of talks: what each offer was worth to each side, against its walk-away and the dates of the decrees.

use super::label::{Anchor, LINE, Label, Tone, extent, fit, width as width_of};
use super::mark::{Symbol, line, steps};
use super::picture::Picture;
use super::place::{Placer, Rect, spread};
use super::scale::{Scale, days, of_time, range_of, ticks};
use crate::course::{Course, Offer, Talks, WalkAway};
use crate::date;
use crate::number::grouped;
use divest_core::Instant;

/// From this width on the two sides stand beside each other.
const WIDE: f64 = 640.0;

/// One side's reading of the talks.
struct Side<'a> {
    name: &'a str,
    worth: fn(&Offer) -> Option<i64>,
    walk_away: &'a WalkAway,
}

/// Draws a pair of talks, so wide; `None` if there is nothing that the reader may see.
#[must_use]
pub fn draw(course: &Course, talks: &Talks, width: f64) -> Option<Picture> {
    let vendor: fn(&Offer) -> Option<i64> = |offer| offer.to_vendor;
    let bidder: fn(&Offer) -> Option<i64> = |offer| offer.to_bidder;
    let sides = [
        Side { name: &talks.vendor, worth: vendor, walk_away: &talks.vendor_walk_away },
        Side { name: &talks.bidder, worth: bidder, walk_away: &talks.bidder_walk_away },
    ];
    let has_any = |side: &&Side<'_>| talks.offers.iter().any(|offer| (side.worth)(offer).is_some());
    let sides: Vec<&Side<'_>> = sides.iter().filter(has_any).collect();
    if sides.is_empty() {
        return None;
    }
    let columns = if width >= WIDE { sides.len() as f64 } else { 1.0 };
    let gap = 20.0;
    let each = (width - gap * (columns - 1.0)) / columns;
    let tall = 210.0;
    let count = talks.offers.len();
    let about = format!("{count} offers between {} and {}, {}", talks.vendor, talks.bidder, talks.standing);
    let mut picture = Picture::new(width, 0.0, &format!("Offers: {} and {}", talks.vendor, talks.bidder), &about);
    for (index, side) in sides.into_iter().enumerate() {
        let (column, line) = if columns > 1.0 { (index as f64, 0.0) } else { (0.0, index as f64) };
        let frame = Rect { x: column * (each + gap), y: line * (tall + 8.0), w: each, h: tall };
        panel(&mut picture, course, talks, side, frame);
        picture.grow_to(frame.y + frame.h);
    }
    Some(picture)
}

/// From when to when a pair of talks is drawn: from its first day to its end and the date that it ran against.
fn window(course: &Course, talks: &Talks) -> (Instant, Instant) {
    let last_offer = talks.offers.last().map(|offer| offer.at);
    let agreed = talks.agreed.last().map(|agreed| if agreed.closed { agreed.to } else { agreed.from });
    let last = [last_offer, agreed, talks.ended].into_iter().flatten().max().unwrap_or(course.end).min(course.end);
    let span = (last.0 - talks.opened.0).max(7 * divest_core::units::DAY_SECONDS);
    let near = Instant(last.0.saturating_add(span / 2)).min(course.end);
    let due = course.due_dates().into_iter().map(|(at, _)| at).find(|at| *at > talks.opened && *at <= near);
    (talks.opened, due.unwrap_or(last).max(last).max(Instant(talks.opened.0 + span)))
}

/// The words at the end of a line.
struct End {
    words: String,
    y: f64,
}

fn panel(picture: &mut Picture, course: &Course, talks: &Talks, side: &Side<'_>, frame: Rect) {
    let (from, to) = window(course, talks);
    let series = |bids: bool| -> Vec<(Instant, i64)> {
        let mine = talks.offers.iter().filter(|offer| offer.is_bid == bids);
        mine.filter_map(|offer| Some((offer.at, (side.worth)(offer)?))).collect()
    };
    let (bids, asks) = (series(true), series(false));
    // What the walk-away did after the talks is no matter of theirs.
    let held: WalkAway = side.walk_away.iter().filter(|(at, _)| *at < to).copied().collect();
    let values = bids.iter().chain(&asks).chain(&held).map(|(_, points)| *points);
    let (low, high) = values.fold((i64::MAX, i64::MIN), |(low, high), v| (low.min(v), high.max(v)));
    let words = |name: &str, series: &[(Instant, i64)]| {
        series.last().map(|(_, points)| format!("{name} {}", grouped(*points))).unwrap_or_default()
    };
    let ends = [words("bids", &bids), words("asks", &asks), words("walk-away", &held)];
    let margin = ends.iter().map(|text| width_of(text, Tone::Plain)).fold(0.0, f64::max) + 14.0;
    let area = Rect { x: frame.x + 40.0, y: frame.y + 40.0, w: frame.w - 40.0 - margin, h: frame.h - 40.0 - 28.0 };
    let marks = ticks(low, high, 4);
    let y = Scale::new(range_of(&marks), (area.y + area.h, area.y));
    let x = of_time(from, to, (area.x, area.x + area.w));
    let title = fit(&format!("Points to {}", side.name), Tone::Bold, frame.w - 12.0);
    picture.text(title, (frame.x + 8.0, frame.y + 10.0), Anchor::Start, Tone::Bold);
    grid(picture, area, (&marks, y), x, (from, to));
    dues(picture, course, area, x, (from, to));
    let end = x.when(to);
    let place = |series: &[(Instant, i64)]| series.iter().map(|&(at, v)| (x.when(at), y.of(v))).collect::<Vec<_>>();
    let walk_away = place(&held);
    picture.draw(steps(&walk_away, end), "edge thin dot", format!("{}: walk-away", side.name));
    let until =
        |series: &[(Instant, i64)]| series.last().map_or(end, |(at, _)| x.when((*at).max(last_of(talks)).min(to)));
    let courses = [
        (&bids, Symbol::Disc, "blue line", "in-blue", talks.bidder.as_str(), "bid"),
        (&asks, Symbol::Square, "red line dash", "in-red", talks.vendor.as_str(), "ask"),
    ];
    for (series, symbol, class, fill, name, verb) in courses {
        picture.draw(steps(&place(series), until(series)), class, format!("{name}: {verb}s"));
        for (&(at, points), place) in series.iter().zip(place(series)) {
            let title = format!("{} {name} {verb}s: worth {points} to {}", date::day(at), side.name);
            picture.draw(symbol.path(place, 2.8), fill, title);
        }
    }
    for agreed in &talks.agreed {
        let last = talks.offers.iter().rev().find(|offer| offer.at <= agreed.from && offer.deal == agreed.deal);
        let Some(points) = last.and_then(|offer| (side.worth)(offer)) else { continue };
        let title = format!("{}: terms agreed, worth {points} to {}", date::day(agreed.from), side.name);
        picture.draw(Symbol::Star.path((x.when(agreed.from), y.of(points)), 7.0), "in-green halo", title);
    }
    let heights = [&place(&bids), &place(&asks), &walk_away].map(|places| places.last().map(|(_, y)| *y));
    let named = ends.into_iter().zip(heights).filter_map(|(words, y)| Some(End { words, y: y? }));
    let named: Vec<End> = named.filter(|end| !end.words.is_empty()).collect();
    let wanted: Vec<f64> = named.iter().map(|end| end.y).collect();
    let placed = spread(&wanted, LINE, area.y + 4.0, area.y + area.h - 4.0);
    for (end, y) in named.into_iter().zip(placed) {
        picture.text(end.words, (area.x + area.w + 8.0, y), Anchor::Start, Tone::Plain);
    }
}

/// The last moment at which something happened at the table.
fn last_of(talks: &Talks) -> Instant {
    let last_offer = talks.offers.last().map_or(talks.opened, |offer| offer.at);
    talks.agreed.last().map_or(last_offer, |agreed| agreed.from.max(last_offer))
}

fn grid(picture: &mut Picture, area: Rect, (marks, y): (&[i64], Scale), x: Scale, (from, to): (Instant, Instant)) {
    for &tick in marks {
        picture.draw(line(&[(area.x, y.of(tick)), (area.x + area.w, y.of(tick))]), "grid", "");
        picture.text(grouped(tick), (area.x - 6.0, y.of(tick)), Anchor::End, Tone::Soft);
    }
    let bottom = area.y + area.h;
    picture.draw(line(&[(area.x, bottom), (area.x + area.w, bottom)]), "axis", "");
    let mut free_from = area.x - 24.0;
    for (at, words) in days(from, to, (area.w / 64.0) as usize) {
        let (place, half) = (x.when(at), width_of(&words, Tone::Soft) / 2.0);
        picture.draw(line(&[(place, bottom), (place, bottom + 4.0)]), "axis", "");
        if place - half >= free_from && place + half <= area.x + area.w + 30.0 {
            picture.text(words, (place, bottom + 14.0), Anchor::Middle, Tone::Soft);
            free_from = place + half + 6.0;
        }
    }
}

/// The dates of the decrees, named above the lines where there is room.
fn dues(picture: &mut Picture, course: &Course, area: Rect, x: Scale, (from, to): (Instant, Instant)) {
    let strip = Rect { x: area.x - 30.0, y: area.y - 19.0, w: area.w + 40.0, h: 17.0 };
    let mut placer = Placer::new(strip);
    for (at, title) in course.due_dates().into_iter().filter(|(at, _)| *at >= from && *at <= to) {
        let place = x.when(at);
        let tip = format!("{title}: due {}", date::day(at));
        picture.draw(line(&[(place, area.y - 4.0), (place, area.y + area.h)]), "purple thin dash", tip);
        let words = format!("due {}", date::short_day(at));
        let (w, h) = extent(&words, Tone::Soft);
        let left = (place - w / 2.0).clamp(strip.x, strip.x + strip.w - w);
        let rect = Rect { x: left, y: strip.y + 1.0, w, h };
        if placer.is_free(&rect) {
            placer.take(rect);
            picture.write(Label::within(words, rect, Tone::Soft));
        }
    }
}
