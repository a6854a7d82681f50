//! Plots: the course of a run in characters, for 80 columns.
//!
//! Each mark is a character of its own, so a plot means the same without colour. Dressed text takes the signs of Unicode,
//! plain text those that every pipe, log and e-mail keeps.

use crate::color::Style;
use crate::course::{Clock, Course, Level, Phase, Suit, Talks, WalkAway};
use crate::layout::{WIDTH, columns, cut};
use crate::name::capital;
use crate::number::grouped;
use divest_core::Instant;
use divest_core::units::DAY_SECONDS;

/// The columns of names at the left.
const NAMES: usize = 23;
/// The columns of how things stand at the right.
const ENDS: usize = 21;
/// The columns between.
const ROOM: usize = WIDTH - NAMES - ENDS - 2;
/// The lines of a plot of offers.
const HEIGHT: usize = 9;
/// The columns of values beside a plot of offers.
const VALUES: usize = 9;

/// The characters of a plot.
struct Signs {
    phases: [char; Phase::ALL.len()],
    due: char,
    over: char,
    talks: char,
    agreed: char,
    closed: char,
    suit: char,
    stops: char,
    lets_be: char,
    bid: char,
    ask: char,
    both: char,
    walk_away: char,
    date: char,
    wall: char,
    levels: &'static [char],
}

const UNICODE: Signs = Signs {
    phases: ['━', '╍', '┄', '░', '█', '·'],
    due: '◇',
    over: '┃',
    talks: '─',
    agreed: '═',
    closed: '★',
    suit: '─',
    stops: '▲',
    lets_be: '△',
    bid: '●',
    ask: '□',
    both: '◈',
    walk_away: '·',
    date: '┊',
    wall: '│',
    levels: &['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
};

const PLAIN: Signs = Signs {
    phases: ['=', '+', ':', '/', '#', '.'],
    due: 'D',
    over: '|',
    talks: '-',
    agreed: 'A',
    closed: '*',
    suit: '~',
    stops: 'Y',
    lets_be: 'n',
    bid: 'b',
    ask: 'a',
    both: '&',
    walk_away: '.',
    date: ':',
    wall: '|',
    levels: &['_', '.', '-', '=', '*', '#'],
};

const fn signs(style: Style) -> &'static Signs {
    match style {
        Style::Plain => &PLAIN,
        Style::Ansi => &UNICODE,
    }
}

/// Time across some columns.
#[derive(Clone, Copy)]
struct Time {
    from: Instant,
    to: Instant,
    room: usize,
}

impl Time {
    fn of(course: &Course) -> Self {
        Self { from: course.opens, to: course.end, room: ROOM }
    }

    fn column(self, at: Instant) -> usize {
        let span = (self.to.0 - self.from.0).max(1);
        let along = (at.0 - self.from.0).clamp(0, span);
        (i128::from(along) * (self.room as i128 - 1) / i128::from(span)) as usize
    }

    fn fill(self, row: &mut [char], from: Instant, to: Instant, sign: char) {
        row[self.column(from)..=self.column(to)].fill(sign);
    }

    /// Days or months under the columns.
    fn axis(self) -> Vec<char> {
        let mut line = vec![' '; self.room];
        let mut free_from = 0;
        for (at, words) in crate::chart::scale::days(self.from, self.to, self.room / 9) {
            let column = self.column(at);
            if column >= free_from && column + columns(&words) <= self.room {
                words.chars().enumerate().for_each(|(index, c)| line[column + index] = c);
                free_from = column + columns(&words) + 1;
            }
        }
        line
    }
}

/// Everything that there is to plot of a run.
#[must_use]
pub fn run(course: &Course, style: Style) -> String {
    let mut lines = timeline(course, style);
    for talks in &course.talks {
        for side in offers(course, talks, style) {
            lines.push(String::new());
            lines.extend(side);
        }
    }
    if !course.levels.is_empty() {
        lines.push(String::new());
        lines.extend(gauges(course, style));
    }
    let mut text = lines.join("\n");
    text.push('\n');
    text
}

/// A row: a name, what lies along time, how it stands.
fn row(name: &str, marks: &[char], end: &str) -> String {
    let name = cut(name, NAMES);
    let pad = " ".repeat(NAMES - columns(&name));
    let marks: String = marks.iter().collect();
    format!("{name}{pad} {marks} {}", cut(end, ENDS)).trim_end().to_owned()
}

/// The clocks of the decrees, the talks and the suits.
fn timeline(course: &Course, style: Style) -> Vec<String> {
    let (signs, time) = (signs(style), Time::of(course));
    let mut lines = vec![style.bold("Timeline")];
    lines.extend(course.clocks.iter().map(|clock| decree(course, clock, time, signs)));
    lines.extend(course.talks.iter().map(|talks| talk(course, talks, time, signs)));
    lines.extend(course.suits.iter().map(|suit| case(course, suit, time, signs)));
    lines.push(row("", &time.axis(), ""));
    // A sign stays with its words.
    let mut keys: Vec<String> = Vec::new();
    for entry in key(course, signs) {
        match keys.last_mut() {
            Some(line) if columns(line) + columns(&entry) + 3 <= WIDTH => line.extend([", ", &entry]),
            _ => keys.push(format!("  {entry}")),
        }
    }
    lines.extend(keys.iter().map(|line| style.dim(line)));
    lines
}

fn decree(course: &Course, clock: &Clock, time: Time, signs: &Signs) -> String {
    let mut marks = [' '; ROOM];
    for span in &clock.spans {
        time.fill(&mut marks, span.from, span.to, signs.phases[span.phase as usize]);
    }
    for &due in clock.dates.iter().filter(|due| **due <= course.end) {
        marks[time.column(due)] = signs.due;
    }
    if let Some((at, _)) = clock.ends.last() {
        marks[time.column(*at)] = signs.over;
    }
    row(&clock.title, &marks, &clock.standing)
}

fn talk(course: &Course, talks: &Talks, time: Time, signs: &Signs) -> String {
    let mut marks = [' '; ROOM];
    let closed = talks.agreed.iter().filter(|agreed| agreed.closed).map(|agreed| agreed.to).next_back();
    time.fill(&mut marks, talks.opened, closed.or(talks.ended).unwrap_or(course.end), signs.talks);
    talks.agreed.iter().for_each(|agreed| time.fill(&mut marks, agreed.from, agreed.to, signs.agreed));
    if let Some(at) = closed {
        marks[time.column(at)] = signs.closed;
    }
    row(&talks.name, &marks, &talks.standing)
}

fn case(course: &Course, suit: &Suit, time: Time, signs: &Signs) -> String {
    let mut marks = [' '; ROOM];
    time.fill(&mut marks, suit.filed, suit.ended.unwrap_or(course.end), signs.suit);
    for ruling in &suit.rulings {
        marks[time.column(ruling.at)] = if ruling.stops { signs.stops } else { signs.lets_be };
    }
    row(&suit.title, &marks, &suit.standing)
}

/// What the signs of a timeline mean, of those that are there.
fn key(course: &Course, signs: &Signs) -> Vec<String> {
    let spans = || course.clocks.iter().flat_map(|clock| &clock.spans);
    let agreed = || course.talks.iter().flat_map(|talks| &talks.agreed);
    let rulings = || course.suits.iter().flat_map(|suit| &suit.rulings);
    let phases = Phase::ALL.into_iter().filter(|phase| spans().any(|span| span.phase == *phase));
    let mut all: Vec<(bool, char, &str)> =
        phases.map(|phase| (true, signs.phases[phase as usize], phase.words())).collect();
    all.extend([
        (course.clocks.iter().any(|clock| clock.dates.iter().any(|due| *due <= course.end)), signs.due, "due"),
        (course.clocks.iter().any(|clock| !clock.ends.is_empty()), signs.over, "over"),
        (!course.talks.is_empty(), signs.talks, "talks"),
        (agreed().next().is_some(), signs.agreed, "terms agreed"),
        (agreed().any(|agreed| agreed.closed), signs.closed, "sale closed"),
        (!course.suits.is_empty(), signs.suit, "in court"),
        (rulings().any(|ruling| ruling.stops), signs.stops, "court stops a decree"),
        (rulings().any(|ruling| !ruling.stops), signs.lets_be, "court lets it be"),
    ]);
    all.into_iter().filter(|(is_there, ..)| *is_there).map(|(_, sign, words)| format!("{sign} {words}")).collect()
}

/// What each offer was worth, with walk-aways: a block for each side that the reader may know of.
fn offers(course: &Course, talks: &Talks, style: Style) -> Vec<Vec<String>> {
    let signs = signs(style);
    let to_vendor = talks.offers.iter().map(|offer| offer.to_vendor).collect();
    let to_bidder = talks.offers.iter().map(|offer| offer.to_bidder).collect();
    let sides: [(&str, Vec<Option<i64>>, &WalkAway); 2] =
        [(&talks.vendor, to_vendor, &talks.vendor_walk_away), (&talks.bidder, to_bidder, &talks.bidder_walk_away)];
    let mut blocks = Vec::new();
    for (name, worths, walk_away) in sides {
        let sign = |is_bid: bool| if is_bid { signs.bid } else { signs.ask };
        let marks = talks.offers.iter().zip(worths);
        let marks: Vec<(Instant, i64, char)> =
            marks.filter_map(|(offer, worth)| Some((offer.at, worth?, sign(offer.is_bid)))).collect();
        if marks.is_empty() {
            continue;
        }
        let head = format!("{} and {}: points to {name}", capital(&talks.vendor), talks.bidder);
        let mut lines = vec![style.bold(&cut(&head, WIDTH))];
        lines.extend(panel(course, talks, &marks, walk_away, signs));
        let Signs { bid, ask, both, walk_away, date, .. } = signs;
        let key = format!("{bid} bid, {ask} ask, {both} both, {walk_away} walk-away, {date} deadline");
        lines.push(style.dim(&format!("{}{key}", " ".repeat(VALUES + 1))));
        blocks.push(lines);
    }
    blocks
}

fn panel(
    course: &Course,
    talks: &Talks,
    marks: &[(Instant, i64, char)],
    walk_away: &WalkAway,
    signs: &Signs,
) -> Vec<String> {
    let last = marks.last().map_or(talks.opened, |mark| mark.0);
    let end =
        talks.agreed.last().map_or(last, |agreed| last.max(agreed.from)).max(Instant(talks.opened.0 + DAY_SECONDS));
    let time = Time { from: talks.opened, to: end, room: WIDTH - VALUES - 1 };
    let held: Vec<(Instant, i64)> = walk_away.iter().filter(|(at, _)| *at <= end).copied().collect();
    let values = marks.iter().map(|mark| mark.1).chain(held.iter().map(|(_, points)| *points));
    let (low, high) = values.fold((i64::MAX, i64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let line_of = |points: i64| HEIGHT - 1 - step(points, (low, high), HEIGHT);
    let mut grid = vec![vec![' '; time.room]; HEIGHT];
    for (due, _) in course.due_dates().into_iter().filter(|(due, _)| (talks.opened..=end).contains(due)) {
        grid.iter_mut().for_each(|line| line[time.column(due)] = signs.date);
    }
    for (index, &(at, points)) in held.iter().enumerate() {
        let until = held.get(index + 1).map_or(end, |next| next.0);
        time.fill(&mut grid[line_of(points)], at.max(talks.opened), until.max(talks.opened), signs.walk_away);
    }
    for &(at, points, sign) in marks {
        let cell = &mut grid[line_of(points)][time.column(at)];
        *cell = if [signs.bid, signs.ask, signs.both].contains(cell) && *cell != sign { signs.both } else { sign };
    }
    let label = |line: usize| match line {
        0 => grouped(high),
        _ if line == HEIGHT - 1 => grouped(low),
        _ => String::new(),
    };
    let line = |(line, cells): (usize, &Vec<char>)| {
        let cells: String = cells.iter().collect();
        format!("{:>VALUES$}{}{cells}", cut(&label(line), VALUES), signs.wall).trim_end().to_owned()
    };
    let mut lines: Vec<String> = grid.iter().enumerate().map(line).collect();
    let axis: String = time.axis().into_iter().collect();
    lines.push(format!("{}{axis}", " ".repeat(VALUES + 1)).trim_end().to_owned());
    lines
}

/// The place of a value between the least and the most, of so many.
fn step(value: i64, (low, high): (i64, i64), count: usize) -> usize {
    let (along, span) = (i128::from(value) - i128::from(low), (i128::from(high) - i128::from(low)).max(1));
    (along * (count as i128 - 1) / span) as usize
}

/// The gauges over time, each from its least to its most.
fn gauges(course: &Course, style: Style) -> Vec<String> {
    let (signs, time) = (signs(style), Time::of(course));
    let mut lines = vec![style.bold("Gauges, each from its least to its most")];
    for level in &course.levels {
        let (first, last) = (level.moves.first().map_or(0, |m| m.to), level.moves.last().map_or(0, |m| m.to));
        let end = format!("{} → {}", grouped(first), grouped(last));
        lines.push(row(&capital(&level.name), &over_time(level, time, signs), &end));
    }
    lines.push(row("", &time.axis(), ""));
    lines
}

fn over_time(level: &Level, time: Time, signs: &Signs) -> Vec<char> {
    let values = level.moves.iter().map(|step| step.to);
    let range = values.fold((i64::MAX, i64::MIN), |(low, high), value| (low.min(value), high.max(value)));
    let at = |column: usize| {
        let passed = level.moves.iter().take_while(|step| time.column(step.at) <= column).last();
        let value = passed.or(level.moves.first()).map_or(0, |step| step.to);
        signs.levels[step(value, range, signs.levels.len())]
    };
    (0..time.room).map(at).collect()
}
