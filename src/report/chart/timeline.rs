//! The timeline: the clocks of the decrees, the talks and the suits as bars over the run.

use super::label::{Anchor, LINE, SMALL, Tone, fit, width as width_of, wrap};
use super::mark::{Symbol, bar, hatch, line};
use super::picture::Picture;
use super::place::Rect;
use super::scale::{Scale, days, of_time};
use crate::course::{Clock, Course, Phase, Suit, Talks};
use crate::date;
use divest_core::Instant;

/// How high a bar is.
const BAR: f64 = 12.0;
/// Under this width names stand above their bars.
const NARROW: f64 = 560.0;

/// Draws a sample of a mark at a place.
type Sample = Box<dyn Fn(&mut Picture, f64, f64)>;

/// Where things stand in the picture.
struct Plan {
    width: f64,
    /// The room of names, left of the bars.
    names: f64,
    time: Scale,
    narrow: bool,
}

/// Draws the timeline of a run, so wide.
#[must_use]
pub fn draw(course: &Course, width: f64) -> Picture {
    let (from, to) = (date::day(course.opens), date::day(course.end));
    let about = format!(
        "{} decrees, {} talks and {} suits from {from} to {to}",
        course.clocks.len(),
        course.talks.len(),
        course.suits.len()
    );
    let mut picture = Picture::new(width, 0.0, &format!("Timeline of {}", course.title), &about);
    let plan = plan(course, width);
    let mut marks = Picture::new(width, 0.0, "", "");
    let mut y = 8.0;
    let phases = key(&mut picture, &plan, course, &mut y);
    y += 6.0;
    let top = y;
    if !course.clocks.is_empty() {
        heading(&mut picture, "Decrees", &mut y);
        course.clocks.iter().for_each(|clock| decree(&mut marks, &plan, clock, course, &mut y));
    }
    if !course.talks.is_empty() {
        heading(&mut picture, "Talks", &mut y);
        course.talks.iter().for_each(|talks| talk(&mut marks, &plan, talks, course, &mut y));
    }
    if !course.suits.is_empty() {
        heading(&mut picture, "Courts", &mut y);
        course.suits.iter().for_each(|suit| case(&mut marks, &plan, suit, course, &mut y));
    }
    axis(&mut picture, &plan, course, (top, y));
    // Bars over the grid.
    picture.lay(marks);
    picture.grow_to(y + 26.0 + if phases { 0.0 } else { 2.0 });
    picture
}

fn plan(course: &Course, width: f64) -> Plan {
    let standings = course.clocks.iter().map(|c| &c.standing);
    let standings = standings.chain(course.talks.iter().map(|t| &t.standing));
    let standings = standings.chain(course.suits.iter().map(|s| &s.standing));
    let standing = standings.map(|text| width_of(text, Tone::Soft)).fold(0.0, f64::max);
    let narrow = width < NARROW;
    let names = if narrow { 0.0 } else { (width * 0.3).min(230.0) };
    let range = if narrow { (12.0, width - 12.0) } else { (names + 14.0, width - standing - 22.0) };
    Plan { width, names, time: of_time(course.opens, course.end, range), narrow }
}

fn heading(picture: &mut Picture, text: &str, y: &mut f64) {
    *y += 6.0;
    picture.text(text, (8.0, *y + LINE / 2.0), Anchor::Start, Tone::Bold);
    *y += LINE + 4.0;
}

/// The name and standing of a row; gives back the middle of its bar.
fn row(marks: &mut Picture, plan: &Plan, name: &str, standing: &str, y: &mut f64) -> f64 {
    if plan.narrow {
        let standing_width = width_of(standing, Tone::Soft);
        let name = fit(name, Tone::Plain, plan.width - standing_width - 36.0);
        marks.text(name, (12.0, *y + LINE / 2.0), Anchor::Start, Tone::Plain);
        marks.text(standing, (plan.width - 12.0, *y + LINE / 2.0), Anchor::End, Tone::Soft);
        let middle = *y + LINE + 3.0 + BAR / 2.0;
        *y = middle + BAR / 2.0 + 9.0;
        return middle;
    }
    let lines = wrap(name, Tone::Plain, plan.names - 16.0, 2);
    let height = (lines.len().max(1) as f64 * LINE).max(BAR) + 7.0;
    let middle = *y + height / 2.0;
    let first = middle - (lines.len() as f64 - 1.0) * LINE / 2.0;
    for (index, words) in lines.into_iter().enumerate() {
        marks.text(words, (16.0, first + index as f64 * LINE), Anchor::Start, Tone::Plain);
    }
    marks.text(standing, (plan.time.range().1 + 12.0, middle), Anchor::Start, Tone::Soft);
    *y += height;
    middle
}

/// The stretch of a row between two moments.
fn stretch(plan: &Plan, from: Instant, to: Instant, middle: f64) -> Rect {
    let (x, end) = (plan.time.when(from), plan.time.when(to));
    Rect { x, y: middle - BAR / 2.0, w: (end - x).max(1.5), h: BAR }
}

fn phase(picture: &mut Picture, phase: Phase, rect: Rect, title: &str) {
    match phase {
        Phase::Running => picture.draw(bar(rect), "in-blue", title),
        Phase::Extended => {
            picture.draw(bar(rect), "in-sky blue", title);
            picture.draw(hatch(rect, 5.0), "blue", title);
        }
        Phase::Enjoined => {
            picture.draw(bar(rect), "paper edge dash", title);
            // A bar of a court across the row.
            let middle = rect.y + rect.h / 2.0;
            picture.draw(line(&[(rect.x, middle), (rect.x + rect.w, middle)]), "edge line dot", title);
        }
        Phase::Suspended => {
            picture.draw(bar(rect), "paper edge dash", title);
            picture.draw(hatch(rect, 9.0), "edge", title);
        }
        Phase::InForce => picture.draw(bar(rect), "ink", title),
        Phase::Past => picture.draw(bar(rect), "pale axis", title),
    }
}

fn decree(marks: &mut Picture, plan: &Plan, clock: &Clock, course: &Course, y: &mut f64) {
    let middle = row(marks, plan, &clock.title, &clock.standing, y);
    for span in &clock.spans {
        let (from, to) = (date::day(span.from), date::day(span.to));
        let title = format!("{}: {}, {from} to {to}", clock.title, span.phase.words());
        phase(marks, span.phase, stretch(plan, span.from.max(course.opens), span.to, middle), &title);
    }
    for (index, &due) in clock.dates.iter().enumerate().filter(|(_, due)| **due <= course.end) {
        let x = plan.time.when(due);
        let words = if index == 0 { "due" } else { "due after an extension" };
        let title = format!("{}: {words} {}", clock.title, date::day(due));
        marks.draw(Symbol::Diamond.path((x, middle), 5.0), "paper edge thin", title);
    }
    for (at, word) in &clock.ends {
        let x = plan.time.when(*at);
        let title = format!("{}: {word} {}", clock.title, date::day(*at));
        marks.draw(line(&[(x, middle - 9.0), (x, middle + 9.0)]), "edge line", title);
    }
}

fn talk(marks: &mut Picture, plan: &Plan, talks: &Talks, course: &Course, y: &mut f64) {
    let middle = row(marks, plan, &talks.name, &talks.standing, y);
    let ended = talks.ended.unwrap_or(course.end);
    let last = talks.agreed.iter().filter(|agreed| agreed.closed).map(|agreed| agreed.to).next_back();
    let to = last.unwrap_or(ended);
    let title = format!("talks with {}, {} to {}", talks.name, date::day(talks.opened), date::day(to));
    let rect = stretch(plan, talks.opened, to, middle);
    marks.draw(bar(Rect { y: middle - 2.0, h: 4.0, ..rect }), "in-green", title);
    for agreed in &talks.agreed {
        let (from, to) = (date::day(agreed.from), date::day(agreed.to));
        let end = if agreed.closed { "closed" } else { "stood until" };
        let title = format!("{}: terms agreed {from}, {end} {to}", talks.name);
        marks.draw(bar(stretch(plan, agreed.from, agreed.to, middle)), "in-green", title.clone());
        if agreed.closed {
            marks.draw(Symbol::Star.path((plan.time.when(agreed.to), middle), 8.0), "in-red halo", title);
        }
    }
}

fn case(marks: &mut Picture, plan: &Plan, suit: &Suit, course: &Course, y: &mut f64) {
    let middle = row(marks, plan, &suit.title, &suit.standing, y);
    let to = suit.ended.unwrap_or(course.end);
    let title = format!("{}: filed {}", suit.title, date::day(suit.filed));
    let rect = stretch(plan, suit.filed, to, middle);
    marks.draw(bar(Rect { y: middle - 2.0, h: 4.0, ..rect }), "in-purple", title);
    for ruling in &suit.rulings {
        let title = format!("{}: {}", date::day(ruling.at), ruling.clause);
        let class = if ruling.stops { "in-purple halo" } else { "paper purple thin" };
        marks.draw(Symbol::Triangle.path((plan.time.when(ruling.at), middle), 6.5), class, title);
    }
}

fn axis(picture: &mut Picture, plan: &Plan, course: &Course, (top, bottom): (f64, f64)) {
    let (left, right) = plan.time.range();
    let steps_max = ((right - left) / 62.0) as usize;
    let mut free_from = 0.0;
    for (at, words) in days(course.opens, course.end, steps_max) {
        let x = plan.time.when(at);
        picture.draw(line(&[(x, top), (x, bottom + 4.0)]), "grid", "");
        let half = width_of(&words, Tone::Soft) / 2.0;
        // A tick whose words would meet the last ones, or leave the picture, goes without.
        if x - half >= free_from && x + half <= plan.width {
            picture.text(words, (x, bottom + 14.0), Anchor::Middle, Tone::Soft);
            free_from = x + half + 6.0;
        }
    }
}

/// The key: what bars and symbols there are mean. Whether there is anything to explain.
fn key(picture: &mut Picture, plan: &Plan, course: &Course, y: &mut f64) -> bool {
    let mut entries: Vec<(&str, Sample)> = Vec::new();
    let has = |wanted: Phase| course.clocks.iter().flat_map(|clock| &clock.spans).any(|span| span.phase == wanted);
    for wanted in Phase::ALL.into_iter().filter(|wanted| has(*wanted)) {
        let sample = move |picture: &mut Picture, x: f64, y: f64| {
            phase(picture, wanted, Rect { x, y: y - 5.0, w: 22.0, h: 10.0 }, "");
        };
        entries.push((wanted.words(), Box::new(sample)));
    }
    let symbol = |symbol: Symbol, r: f64, class: &'static str| -> Sample {
        Box::new(move |picture, x, y| picture.draw(symbol.path((x + 11.0, y), r), class, ""))
    };
    if course.clocks.iter().any(|clock| clock.dates.iter().any(|date| *date <= course.end)) {
        entries.push(("due", symbol(Symbol::Diamond, 5.0, "paper edge thin")));
    }
    let agreed = course.talks.iter().flat_map(|talks| &talks.agreed);
    if agreed.clone().next().is_some() {
        let sample = |picture: &mut Picture, x: f64, y: f64| {
            picture.draw(bar(Rect { x, y: y - 5.0, w: 22.0, h: 10.0 }), "in-green", "");
        };
        entries.push(("terms agreed", Box::new(sample)));
    }
    if agreed.clone().any(|agreed| agreed.closed) {
        entries.push(("sale closed", symbol(Symbol::Star, 7.0, "in-red halo")));
    }
    let mut rulings = course.suits.iter().flat_map(|suit| &suit.rulings);
    if rulings.clone().any(|ruling| ruling.stops) {
        entries.push(("court stops a decree", symbol(Symbol::Triangle, 6.0, "in-purple halo")));
    }
    if rulings.any(|ruling| !ruling.stops) {
        entries.push(("court lets it be", symbol(Symbol::Triangle, 6.0, "paper purple thin")));
    }
    let mut x = 8.0;
    let is_any = !entries.is_empty();
    for (words, sample) in entries {
        let room = 28.0 + width_of(words, Tone::Soft) + 14.0;
        if x > 8.0 && x + room > plan.width {
            (x, *y) = (8.0, *y + LINE + 2.0);
        }
        sample(picture, x, *y + SMALL / 2.0);
        picture.text(words, (x + 28.0, *y + SMALL / 2.0), Anchor::Start, Tone::Soft);
        x += room;
    }
    *y += LINE;
    is_any
}
