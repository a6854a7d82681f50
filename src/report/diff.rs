//! Two runs against each other: where they part, what each side knew then, what followed, and how each ended.

use crate::chronicle::{Chronicle, Fact, TalksStep, What};
use crate::color::Style;
use crate::date;
use crate::happening::{Happening, Run};
use crate::json;
use crate::knowledge::{known_to, stands};
use crate::layout::{WIDTH, columns, pairs, wrap};
use crate::name::{self, capital, lower};
use crate::outcome::{Standing, buyers, last_sale, standings};
use crate::reader::Reader;
use crate::reason::{best_offer, reason};
use crate::story::finish;
use crate::telling::tell;
use crate::terms;
use crate::timeline::Words;
use divest_core::command::RunCommand;
use divest_core::deal::{Choice, Deal, Issue};
use divest_core::id::TalksId;
use divest_core::units::Points;
use divest_core::{Command, Instant, SeatId, State};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// One of the two.
#[derive(Clone, Copy)]
pub struct Side<'a> {
    /// What it is called, such as its file's name.
    pub name: &'a str,
    /// The run.
    pub run: Run<'a>,
}

/// Two runs of one scenario, or of two that differ in some numbers.
pub struct Pair<'a> {
    /// The first, called A.
    pub a: Side<'a>,
    /// The second, called B.
    pub b: Side<'a>,
    /// How many entries they have in common.
    pub common: usize,
    /// What differs in their scenarios: the path, the value in A, the value in B.
    pub settings: Vec<(String, String, String)>,
}

/// A run seen from where the two part.
struct Course<'a> {
    /// The state where they part.
    parting: State,
    /// The state after the first entry of its own.
    opened: State,
    /// The run as facts.
    chronicle: Chronicle,
    /// The first entry that is not common.
    first: Option<&'a Happening<'a>>,
    /// What followed: the day, the sentence.
    told: Vec<(Instant, String)>,
    /// How many offers were made at each table after that.
    offers: BTreeMap<String, usize>,
}

impl<'a> Course<'a> {
    fn of(run: &'a Run<'a>, common: usize) -> Self {
        let scenario = run.state.scenario();
        let chronicle = run.chronicle();
        let (before, after) = run.happenings.split_at(common.min(run.happenings.len()));
        let parting = Chronicle::of(scenario, before).into_state();
        let opening = Chronicle::of(scenario, &run.happenings[..(before.len() + 1).min(run.happenings.len())]);
        let (mut all, mut offers) = (Vec::new(), BTreeMap::new());
        for happening in after {
            let is_small =
                |what: &What| matches!(what, What::Talks { step: TalksStep::Offer { .. }, .. } | What::Signed { .. });
            let wanted = |fact: &Fact| fact.what.is_told() && !is_small(&fact.what) && !fact.what.is_outcome();
            let facts = chronicle.entry(happening.number);
            let told = tell(&chronicle, facts, Reader::Referee, wanted);
            all.extend(told.iter().map(|told| (told.fact.at, told.words())));
            for (talks, ..) in facts.iter().filter_map(|fact| fact.what.offer()) {
                *offers.entry(name::bidder(scenario, talks)).or_default() += 1;
            }
        }
        Self { parting, opened: opening.into_state(), first: after.first(), told: all, offers, chronicle }
    }
}

// --- text

/// What there is to say of two runs, as a page of text.
#[must_use]
pub fn diff(pair: &Pair<'_>, words: [Words<'_>; 2], style: Style) -> String {
    let mut lines = heads(pair, style);
    lines.push(String::new());
    lines.extend(difference(pair, words, style));
    finish(&lines)
}

/// The page without its first lines, for whoever has said what the two are.
#[must_use]
pub fn difference(pair: &Pair<'_>, words: [Words<'_>; 2], style: Style) -> Vec<String> {
    let courses = [Course::of(&pair.a.run, pair.common), Course::of(&pair.b.run, pair.common)];
    let [a, b] = &courses;
    if a.first.is_none() && b.first.is_none() {
        return vec![format!("The two are the same, entry by entry ({}).", count_entries(pair.common))];
    }
    let mut lines = parting(&courses, words, style);
    let followed = followed(a, b);
    if !followed.is_empty() {
        lines.extend([String::new(), style.bold("What followed in one and not in the other")]);
        lines.extend(followed);
    }
    lines.extend([String::new(), style.bold("How it ended")]);
    lines.extend(ends(&[&pair.a.run, &pair.b.run], style));
    lines.push(String::new());
    let [why_a, why_b] = [a, b].map(|course| reason(&course.chronicle).headline);
    if why_a == why_b {
        lines.extend(wrap(&why_a, "  Why in both: ", 4));
    } else {
        lines.extend(wrap(&why_a, "  Why in A: ", 4));
        lines.extend(wrap(&why_b, "  Why in B: ", 4));
    }
    lines
}

fn count_entries(count: usize) -> String {
    if count == 1 { "1 entry".to_owned() } else { format!("{count} entries") }
}

fn heads(pair: &Pair<'_>, style: Style) -> Vec<String> {
    let row = |side: &Side<'_>| {
        let setup = side.run.state.scenario().setup();
        format!("{}: {}, seed {}, {} entries", side.name, setup.key, side.run.seed, side.run.happenings.len())
    };
    let mut lines = wrap(&row(&pair.a), &format!("{}  ", style.bold("A")), 3);
    lines.extend(wrap(&row(&pair.b), &format!("{}  ", style.bold("B")), 3));
    lines.extend(settings(&pair.settings));
    lines
}

/// What differs in the scenarios, a line each.
#[must_use]
pub fn settings(settings: &[(String, String, String)]) -> Vec<String> {
    let line = |(path, a, b): &(String, String, String)| wrap(&format!("{path}: {a} → {b}"), "   scenario: ", 5);
    settings.iter().flat_map(line).collect()
}

/// The first entry that is not common, in each, and what its author knew.
fn parting(courses: &[Course<'_>; 2], words: [Words<'_>; 2], style: Style) -> Vec<String> {
    let mut lines = Vec::new();
    let firsts = [courses[0].first, courses[1].first];
    let head = match firsts.iter().flatten().map(|first| first.at).min() {
        Some(at) => {
            let number = courses[0].first.or(courses[1].first).map_or(0, |first| first.number);
            format!("They part at entry {number}, {}", date::day(at))
        }
        None => "They part".to_owned(),
    };
    lines.push(style.bold(&head));
    for ((course, label), words) in courses.iter().zip(["A", "B"]).zip(words) {
        match course.first {
            Some(first) => lines.extend(entry(course, first, label, words, style)),
            None => lines.push(format!("  {label}  ends here")),
        }
    }
    lines.extend(what_was_known(courses, style));
    let fields = fields_apart(courses);
    if !fields.is_empty() {
        lines.extend([String::new(), style.bold("Where the two states differ right after it")]);
        for (field, a, b) in fields {
            lines.extend(wrap(&format!("{field}: {a} in A, {b} in B"), "  ", 4));
        }
    }
    lines
}

/// What the authors of the first entries knew; once for both, unless their luck or their scenarios let them know
/// different things.
fn what_was_known(courses: &[Course<'_>; 2], style: Style) -> Vec<String> {
    let mut seats: Vec<SeatId> = courses.iter().filter_map(|course| course.first.and_then(concerned)).collect();
    seats.dedup();
    let mut lines = Vec::new();
    for seat in seats {
        let rows = |course: &Course<'_>| {
            let state = &course.parting;
            let has_view = state.is_open() && state.scenario().party(seat).is_some();
            if has_view { known_to(&state.view(seat)) } else { Vec::new() }
        };
        let [in_a, in_b] = [rows(&courses[0]), rows(&courses[1])];
        let who = name::seat(courses[0].parting.scenario(), seat);
        let told = if in_a == in_b { vec![("", in_a)] } else { vec![(", in A", in_a), (", in B", in_b)] };
        for (suffix, rows) in told.into_iter().filter(|(_, rows)| !rows.is_empty()) {
            lines.extend([String::new(), style.bold(&format!("What {who} knew then{suffix}"))]);
            lines.extend(pairs(&rows, "  "));
        }
    }
    lines
}

/// Whose decision an entry is: its author's, or whose seat changes hands.
fn concerned(happening: &Happening<'_>) -> Option<SeatId> {
    match *happening.command {
        Command::Run(RunCommand::SeatOccupant { seat, .. }) => Some(seat),
        _ => (happening.seat.index() >= SeatId::FIRST_PARTY).then_some(happening.seat),
    }
}

fn entry(course: &Course<'_>, first: &Happening<'_>, label: &str, words: Words<'_>, style: Style) -> Vec<String> {
    let scenario = course.parting.scenario();
    let head = format!("{}: {}", scenario.seat_key(first.seat), words(first.seat, first.command));
    let mut lines = wrap(&head, &format!("  {label}  "), 7);
    if !first.reason.trim().is_empty() {
        let reason = wrap(&format!("because {}", first.reason.trim()), "     ", 7);
        lines.extend(reason.iter().map(|line| style.dim(line)));
    }
    let shown = |fact: &Fact| !matches!(fact.what, What::Time(_));
    for told in tell(&course.chronicle, course.chronicle.entry(first.number), Reader::Referee, shown) {
        lines.extend(wrap(&told.words(), "       · ", 9));
        let consequences = told.consequences();
        if !consequences.is_empty() {
            lines.extend(wrap(&consequences, "         ", 11).iter().map(|line| style.dim(line)));
        }
    }
    lines
}

/// What stands otherwise in one state than in the other, once each has folded its first entry of its own.
fn fields_apart(courses: &[Course<'_>; 2]) -> Vec<(String, String, String)> {
    let [a, b] = [stands(&courses[0].opened), stands(&courses[1].opened)];
    let nothing = || "nothing".to_owned();
    let mut rows: Vec<(String, String, String)> = Vec::new();
    for (field, value) in &a {
        let other = b.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone());
        if other.as_ref() != Some(value) {
            rows.push((field.clone(), value.clone(), other.unwrap_or_else(nothing)));
        }
    }
    for (field, value) in b.iter().filter(|(field, _)| !a.iter().any(|(name, _)| name == field)) {
        rows.push((field.clone(), nothing(), value.clone()));
    }
    rows
}

/// What is told in one run and not in the other, by day; what merely falls on another day is told once.
fn followed(a: &Course<'_>, b: &Course<'_>) -> Vec<String> {
    let mut left: Vec<(Instant, usize, String)> = Vec::new();
    let mut of_b: Vec<Option<&(Instant, String)>> = b.told.iter().map(Some).collect();
    let mut only_a: Vec<&(Instant, String)> = Vec::new();
    for told in &a.told {
        let same = |other: &Option<&(Instant, String)>| {
            other.is_some_and(|(at, text)| at.day() == told.0.day() && *text == told.1)
        };
        match of_b.iter().position(same) {
            Some(place) => of_b[place] = None,
            None => only_a.push(told),
        }
    }
    for (at, text) in only_a {
        match of_b.iter().position(|other| other.is_some_and(|(_, other)| other == text)) {
            Some(place) => {
                let then = of_b[place].take().map_or(*at, |(at, _)| *at);
                left.push((*at, 2, format!("In B on {}: {text}", date::day(then))));
            }
            None => left.push((*at, 0, text.clone())),
        }
    }
    left.extend(of_b.into_iter().flatten().map(|(at, text)| (*at, 1, text.clone())));
    left.sort_by_key(|(at, side, _)| (at.day(), *side));
    let mut lines: Vec<String> = left
        .iter()
        .flat_map(|(at, side, text)| wrap(text, &format!("  {} {}  ", date::day(*at), ["A ", " B", "AB"][*side]), 17))
        .collect();
    let mut tables: Vec<&String> = a.offers.keys().chain(b.offers.keys()).collect();
    tables.sort();
    tables.dedup();
    for table in tables {
        let made = |course: &Course<'_>| course.offers.get(table).copied().unwrap_or(0);
        let (in_a, in_b) = (made(a), made(b));
        if in_a != in_b {
            let text = format!("Offers made in the talks with {table} after that: {in_a} in A, {in_b} in B.");
            lines.extend(wrap(&text, "  ", 4));
        }
    }
    lines
}

// --- the ends

/// A line of the two ends against each other.
struct Row {
    title: String,
    values: [String; 2],
    /// What lies between them, where that is a number.
    gap: String,
}

fn ends(runs: &[&Run<'_>; 2], style: Style) -> Vec<String> {
    let mut rows = vec![both("outcome", runs.map(outcome_title))];
    rows.push(both("ended on", runs.map(|run| date::day(run.end()))));
    rows.extend(lot_rows(runs));
    let is_whole = |run: &&&Run<'_>| run.state.scenario().setup().sale.lots.is_none();
    if runs.iter().filter(is_whole).any(|run| run.state.closed().is_some()) {
        rows.push(both("buyer", runs.map(buyer)));
        let closed = |run: &Run<'_>| run.state.closed().map_or_else(none, |closed| date::day(closed.at));
        rows.push(both("sale closed on", runs.map(closed)));
        rows.extend(term_rows(runs));
    }
    let point_rows = point_rows(runs);
    let mut lines = columns_of(&rows, style);
    if !point_rows.is_empty() {
        let titles = runs.map(|run| if last_sale(run.state).is_some() { "sale" } else { "best offer" });
        let note = if titles[0] == titles[1] {
            format!("points of the {} (walk-away)", titles[0])
        } else {
            format!("points (walk-away): A of its {}, B of its {}", titles[0], titles[1])
        };
        lines.push(String::new());
        lines.extend(wrap(&note, "  ", 4));
        lines.extend(columns_of(&point_rows, style).into_iter().skip(1));
    }
    lines
}

fn both(title: &str, values: [String; 2]) -> Row {
    Row { title: title.to_owned(), values, gap: String::new() }
}

fn none() -> String {
    "-".to_owned()
}

fn outcome_title(run: &Run<'_>) -> String {
    run.state.outcome().map_or_else(
        || "not over".to_owned(),
        |id| {
            let outcome = run.state.scenario().outcome(id);
            let history = if outcome.historical { " (as in history)" } else { "" };
            format!("{}{history}", capital(&outcome.title))
        },
    )
}

/// What became of each lot, where either sale is in lots.
fn lot_rows(runs: &[&Run<'_>; 2]) -> Vec<Row> {
    let lots = runs.map(|run| crate::lots::rows(&run.state.view(SeatId::CLOCK)));
    let mut names: Vec<&String> = lots.iter().flatten().map(|(name, _)| name).collect();
    let mut seen = std::collections::BTreeSet::new();
    names.retain(|name| seen.insert(*name));
    let words = |run: usize, name: &String| {
        lots[run].iter().find(|(other, _)| other == name).map_or_else(none, |(_, words)| words.clone())
    };
    names.into_iter().map(|name| both(name, [words(0, name), words(1, name)])).collect()
}

fn buyer(run: &Run<'_>) -> String {
    let names = |talks| {
        let seats = buyers(run.state, talks);
        seats.into_iter().map(|seat| name::seat(run.state.scenario(), seat)).collect::<Vec<_>>().join(", ")
    };
    run.state.closed().map_or_else(none, |closed| names(closed.talks))
}

/// Each issue of the sale, found by its key: the scenarios need not have the same.
fn term_rows(runs: &[&Run<'_>; 2]) -> Vec<Row> {
    let mut keys: Vec<&str> = Vec::new();
    for run in runs {
        for (_, issue) in terms::issues(run.state.scenario()) {
            if !keys.contains(&issue.key.as_str()) {
                keys.push(&issue.key);
            }
        }
    }
    let chosen = |run: &Run<'_>, key: &str| -> Option<(Issue, u16)> {
        let deal = run.state.closed()?.deal;
        let (id, issue) = terms::issues(run.state.scenario()).find(|(_, issue)| issue.key == key)?;
        Some((issue.clone(), deal.option(id)))
    };
    let row = |key: &str| {
        let found = [chosen(runs[0], key), chosen(runs[1], key)];
        let title = found.iter().flatten().next().map(|(issue, _)| lower(&issue.name))?;
        let values =
            [0, 1].map(|i| found[i].as_ref().map_or_else(none, |(issue, option)| terms::option(issue, *option)));
        let gap = match &found {
            [Some((a, from)), Some((b, to))] => gap(a, *from, b, *to),
            _ => String::new(),
        };
        Some(Row { title, values, gap })
    };
    keys.into_iter().filter_map(row).collect()
}

/// What lies between two numbers of an issue; empty where it has no numbers.
fn gap(a: &Issue, from: u16, b: &Issue, to: u16) -> String {
    match (&a.choice, a.value(from), b.value(to)) {
        (Choice::Range { .. }, Some(from), Some(to)) if from != to => signed(to - from),
        _ => String::new(),
    }
}

fn signed(number: i64) -> String {
    let sign = if number < 0 { "−" } else { "+" };
    format!("{sign}{}", crate::number::grouped(number.abs()))
}

/// What the end is worth to a party.
fn results(run: &Run<'_>) -> Vec<Standing> {
    let deal: Option<(TalksId, Deal)> = match last_sale(run.state) {
        Some(sale) => Some(sale),
        None => best_offer(&run.chronicle()).map(|best| (best.talks, best.deal)),
    };
    standings(run.state, deal)
}

fn point_rows(runs: &[&Run<'_>; 2]) -> Vec<Row> {
    let all = [results(runs[0]), results(runs[1])];
    let key = |run: &Run<'_>, standing: &Standing| run.state.scenario().seat_key(standing.seat).to_owned();
    let words = |standing: Option<&Standing>| {
        standing.map_or_else(none, |standing| {
            let points = standing.points.map_or_else(none, |points| points.to_string());
            format!("{points} ({})", standing.walk_away)
        })
    };
    let points = |standing: Option<&Standing>| -> Option<Points> { standing.and_then(|standing| standing.points) };
    let row = |in_a: &Standing| {
        let wanted = key(runs[0], in_a);
        let in_b = all[1].iter().find(|standing| key(runs[1], standing) == wanted);
        let title = runs[0].state.scenario().party(in_a.seat).map_or(wanted, |party| party.name.clone());
        let gap = match (points(Some(in_a)), points(in_b)) {
            (Some(from), Some(to)) if from != to => signed(to.0 - from.0),
            _ => String::new(),
        };
        Row { title, values: [words(Some(in_a)), words(in_b)], gap }
    };
    all[0].iter().map(row).collect()
}

/// Titles and two columns, wrapped; `≠` marks what differs.
fn columns_of(rows: &[Row], style: Style) -> Vec<String> {
    let title_width = rows.iter().map(|row| columns(&row.title)).max().unwrap_or(0).clamp(8, 24);
    let gap_width = rows.iter().map(|row| columns(&row.gap)).max().unwrap_or(0);
    let rest = WIDTH - 4 - title_width - 2 - 2 - if gap_width > 0 { gap_width + 2 } else { 0 };
    let width = rest / 2;
    let pad = |text: &str, width: usize| format!("{text}{}", " ".repeat(width.saturating_sub(columns(text))));
    let mut lines = vec![style.bold(&format!("    {}  {}  B", pad("", title_width), pad("A", width)))];
    for row in rows {
        let cells = [
            cell(&row.title, title_width),
            cell(&row.values[0], width),
            cell(&row.values[1], width),
            vec![row.gap.clone()],
        ];
        let mark = if row.values[0] == row.values[1] { ' ' } else { '≠' };
        for at in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
            let part = |place: usize| cells[place].get(at).map_or("", String::as_str);
            let mark = if at == 0 { mark } else { ' ' };
            let (title, a, b) = (pad(part(0), title_width), pad(part(1), width), pad(part(2), width));
            lines.push(format!("  {mark} {title}  {a}  {b}  {}", part(3)).trim_end().to_owned());
        }
    }
    lines
}

/// A text broken into lines of some columns.
fn cell(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let line = lines.last_mut().expect("BUG: a cell without a line");
        if line.is_empty() {
            line.push_str(word);
        } else if columns(line) + 1 + columns(word) <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines.into_iter().map(|line| crate::layout::cut(&line, width)).collect()
}

// --- JSON

/// Two runs against each other: `{same, first_divergence, fields, followed, outcome, terms, parties, ..}`.
#[must_use]
pub fn diff_json(pair: &Pair<'_>, heads: [&str; 2], rules: u64) -> Value {
    let courses = [Course::of(&pair.a.run, pair.common), Course::of(&pair.b.run, pair.common)];
    let is_same = courses.iter().all(|course| course.first.is_none());
    let runs = [&pair.a.run, &pair.b.run];
    let both = [0, 1].map(|i| json::run(runs[i], json::Stamp { rules, head: heads[i] }));
    let seen =
        |course: &Course<'_>| course.first.map(|first| json::whole_entry(&course.chronicle, Reader::Referee, first));
    let first = courses.iter().filter_map(|course| course.first).min_by_key(|first| first.at);
    let divergence = first.map(|first| {
        json!({
            "entry": first.number,
            "date": date::day(first.at),
            "a": seen(&courses[0]),
            "b": seen(&courses[1]),
        })
    });
    let rows = |rows: Vec<(String, String, String)>| -> Vec<Value> {
        rows.into_iter().map(|(field, a, b)| json!({"field": field, "a": a, "b": b})).collect()
    };
    let told = |course: &Course<'_>| -> Vec<Value> {
        course.told.iter().map(|(at, text)| json!({"date": date::day(*at), "text": text})).collect()
    };
    let fields = if is_same { Vec::new() } else { rows(fields_apart(&courses)) };
    json!({
        "same": is_same,
        "a": {"log": pair.a.name, "seed": json::seed(pair.a.run.seed), "entries": pair.a.run.happenings.len(), "head": heads[0]},
        "b": {"log": pair.b.name, "seed": json::seed(pair.b.run.seed), "entries": pair.b.run.happenings.len(), "head": heads[1]},
        "settings": rows(pair.settings.clone()),
        "common": pair.common,
        "first_divergence": divergence,
        "fields": fields,
        "followed": {"a": told(&courses[0]), "b": told(&courses[1])},
        "outcome": {"a": both[0]["outcome"], "b": both[1]["outcome"]},
        "parties": {"a": both[0]["parties"], "b": both[1]["parties"]},
    })
}
