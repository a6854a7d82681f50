//! Pages and pictures of the shipped scenarios: legible, well formed, the same as they were, and a seat's page shows what
//! the seat could see and nothing else.

use crate::common::shell::{Folder, done, fails};
use crate::common::{for_game, happenings, is_script, kept, played, root, scenarios, snapshot};
use divest_core::command::RunCommand;
use divest_core::deal::{IssueScore, SheetSpec};
use divest_core::scenario::Quantity;
use divest_core::{Command, Event, Events, Scenario, SeatId, State};
use divest_ensemble::summary::Share;
use divest_ensemble::{Flow, NoRows, Part, Seeds, Study, Sweep, play};
use divest_log::Entry;
use divest_report::chart::shares::Group;
use divest_report::chart::{Picture, changes, gauges, offers, shares, spread, timeline, tornado};
use divest_report::course::Course;
use divest_report::page::{self, Beside, BesideSweep};
use divest_report::sweep::gains;
use divest_report::{Happening, Reader, Run, Style, plot};
use divest_scenario::{Read, command_words};
use std::sync::Arc;

/// The page of a run for a reader, without a frontier and without sources.
fn page_of(run: &Run<'_>, reader: Reader) -> String {
    let scenario = run.state.scenario();
    let words = |seat: SeatId, command: &Command| command_words(scenario, seat, command);
    let beside = Beside { words: &words, rules: 1, origin: "", head: "5ca1ab1e", frontier: None, sources: None };
    page::run(run, reader, &beside)
}

fn with_run<T>(entries: &[Entry], state: &State, seed: u64, work: impl FnOnce(&Run<'_>) -> T) -> T {
    let happenings = happenings(entries);
    work(&Run { state, happenings: &happenings, seed: seed.into(), repeat: "divest run it" })
}

/// Every run that is looked at: some seeds of each scenario, and its history.
fn runs(seeds: u64, mut look: impl FnMut(&str, &Read, u64, &[Entry], &State)) {
    for (name, read) in scenarios() {
        for seed in 1..=seeds {
            let (entries, state) = played(&read, seed, None);
            look(&name, &read, seed, &entries, &state);
        }
        let path = root().join("scenarios").join(format!("{name}.history.toml"));
        if is_script(&path) && path.exists() {
            let text = std::fs::read_to_string(&path).expect("a script is text");
            let script = divest_scenario::read_script(&text, &read).expect("no fault");
            let (entries, state) = played(&read, 1, Some(for_game(&script)));
            look(&format!("{name}.history"), &read, 1, &entries, &state);
        }
    }
}

#[track_caller]
fn assert_legible(picture: &Picture, whose: &str) {
    let labels: Vec<_> = picture.label_boxes().collect();
    assert!(!labels.is_empty(), "{whose}: {} says nothing", picture.name());
    for (index, (text, rect)) in labels.iter().enumerate() {
        assert!(picture.frame().holds(rect), "{whose}: {}: “{text}” leaves the picture: {rect:?}", picture.name());
        for (other, other_rect) in &labels[index + 1..] {
            assert!(!rect.meets(other_rect), "{whose}: {}: “{text}” meets “{other}”", picture.name());
        }
    }
}

#[test]
fn no_label_meets_another_on_any_picture_of_a_hundred_seeds() {
    let mut count = 0;
    runs(100, |name, _, seed, entries, state| {
        let course = with_run(entries, state, seed, |run| Course::of(run, Reader::Referee));
        let whose = format!("{name} seed {seed}");
        for width in [350.0, 720.0] {
            let talks = course.talks.iter().filter_map(|talks| offers::draw(&course, talks, width));
            let pictures = [Some(timeline::draw(&course, width)), gauges::draw(&course, width)];
            for picture in pictures.into_iter().flatten().chain(talks) {
                assert_legible(&picture, &whose);
                count += 1;
            }
        }
    });
    assert!(count > 1_000, "only {count} pictures");
}

/// Every element that is opened is closed in order.
#[track_caller]
fn assert_balanced(page: &str, whose: &str) {
    const VOID: [&str; 2] = ["meta", "br"];
    let mut open: Vec<&str> = Vec::new();
    for piece in page.split('<').skip(1).filter(|piece| !piece.starts_with('!')) {
        let name = piece.split(['>', ' ', '\n']).next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name), "{whose}: closed out of order"),
            None if VOID.contains(&name) => {}
            None => open.push(name),
        }
    }
    assert!(open.is_empty(), "{whose}: never closed: {open:?}");
    let mut ids: Vec<&str> =
        page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap_or_default()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count, "{whose}: an id stands twice");
    let targets = page.split("href=\"#").skip(1).map(|rest| rest.split('"').next().unwrap_or_default());
    targets.for_each(|target| assert!(ids.contains(&target), "{whose}: #{target} leads nowhere"));
}

#[test]
fn a_page_needs_nothing_else_and_is_well_formed() {
    runs(3, |name, read, seed, entries, state| {
        let seats = read.scenario.seats().skip(SeatId::FIRST_PARTY).map(Reader::Seat);
        for reader in seats.chain([Reader::Referee]) {
            let page = with_run(entries, state, seed, |run| page_of(run, reader));
            let whose = format!("{name} seed {seed} {reader:?}");
            assert_balanced(&page, &whose);
            assert_alone(&page, &whose);
        }
    });
}

/// A page needs nothing else to be read.
#[track_caller]
fn assert_alone(page: &str, whose: &str) {
    assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"), "{whose}");
    for outside in ["<script", "<link", "<img", "@import", "url(", "<iframe", " src="] {
        assert!(!page.contains(outside), "{whose}: has {outside}");
    }
}

/// What a snapshot keeps of a page.
fn summary(page: &str) -> String {
    let heads: Vec<&str> =
        page.split("<h2").skip(1).filter_map(|rest| rest.split('>').nth(1)?.split('<').next()).collect();
    let marks = page.matches("<path").count();
    format!("{:016x}\n{} bytes, {marks} marks\n{}\n", digest(page), page.len(), heads.join("\n"))
}

/// FNV-1a, 64 bits: enough to say that a page changed.
fn digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

#[test]
fn pages_are_as_they_were() {
    let folder = root().join("target/pages");
    std::fs::create_dir_all(&folder).expect("target can be written to");
    for (name, read) in scenarios() {
        let seed = read.tests.seeds.first().copied().unwrap_or(1);
        let (entries, state) = played(&read, seed, None);
        let page = with_run(&entries, &state, seed, |run| page_of(run, Reader::Referee));
        // When the digest differs, this is what to look at.
        std::fs::write(folder.join(format!("{name}.html")), &page).expect("target can be written to");
        snapshot("page", &name, &summary(&page));
    }
}

/// A sweep of a scenario over a few seeds, with what moves it, and under a second setting where it is given.
fn swept(read: &Read, count: u64, vary: Option<[&str; 3]>) -> Sweep {
    let settings = vary.map_or_else(Vec::new, |[path, values @ ..]| {
        values.map(|value| vec![(path.to_owned(), value.to_owned())]).to_vec()
    });
    let seeds = Seeds { first: 1, count };
    let study = Study::new(read, settings, seeds, true).expect("it can be swept");
    let mut part = Part::new(&study);
    let Ok(()) = play(&study, &mut part, seeds, Some(1), None::<&mut NoRows>, &|_| Flow::On);
    Sweep::new(&study, &part)
}

/// Every sweep that is looked at: few and more seeds of each scenario, and what-ifs.
fn sweeps(mut look: impl FnMut(&str, &Sweep)) {
    for (name, read) in scenarios() {
        look(&format!("{name}, 2 seeds"), &swept(&read, 2, None));
        look(&name, &swept(&read, 200, None));
    }
    let (_, read) = scenarios().into_iter().find(|(name, _)| name == "first-sale").expect("it ships");
    look("first-sale.vary", &swept(&read, 200, Some(["decrees.order.deadline", "60d", "120d"])));
}

/// Every picture of a sweep, so wide.
fn sweep_pictures(sweep: &Sweep, width: f64) -> Vec<Picture> {
    let draw = |name, shares: &[Share]| shares::draw(name, &[Group { title: "", shares }], width);
    let mut pictures = Vec::new();
    for figures in &sweep.settings {
        pictures.extend(draw("How it ends", &figures.outcomes));
        pictures.extend(draw("Who buys", &figures.buyers));
        pictures.extend(figures.terms.iter().filter_map(|(name, all)| draw(name, all)));
        pictures.extend(figures.measures.values().filter_map(|measure| spread::histogram(measure, width)));
        pictures.extend(spread::side_by_side("Points", "the walk-away", &gains(figures), width));
        let matters = page::matters(figures);
        let groups: Vec<Group<'_>> = matters.iter().map(|(title, shares)| Group { title, shares }).collect();
        pictures.extend(shares::draw("Nature", &groups, width));
        pictures.extend(draw("Rules", &page::rule_shares(figures)));
        let targets = figures.sensitivity.iter().flat_map(|sensitivity| &sensitivity.targets);
        pictures.extend(targets.filter_map(|target| tornado::draw(target, width)));
    }
    pictures.extend(sweep.comparisons.iter().filter_map(|comparison| changes::draw("Changes", comparison, width)));
    pictures
}

#[test]
fn no_label_meets_another_on_any_picture_of_a_sweep() {
    let mut count = 0;
    sweeps(|name, sweep| {
        for width in [350.0, 720.0] {
            for picture in sweep_pictures(sweep, width) {
                assert_legible(&picture, name);
                count += 1;
            }
        }
    });
    assert!(count > 1_000, "only {count} pictures");
}

#[test]
fn pages_of_sweeps_are_well_formed_and_as_they_were() {
    let folder = root().join("target/pages");
    std::fs::create_dir_all(&folder).expect("target can be written to");
    sweeps(|name, sweep| {
        let command = |set: &indexmap::IndexMap<String, String>, seed| format!("divest run it {set:?} --seed {seed}");
        let beside = BesideSweep { brief: "A brief.", command: &command, repeat: "divest sweep it", sources: None };
        let page = page::sweep(sweep, &beside);
        assert_balanced(&page, name);
        assert_alone(&page, name);
        if name.ends_with("seeds") {
            return;
        }
        // When the digest differs, this is what to look at.
        std::fs::write(folder.join(format!("{name}.sweep.html")), &page).expect("target can be written to");
        snapshot("page", &format!("{name}.sweep"), &summary(&page));
    });
}

#[test]
fn plots_keep_to_eighty_columns_and_are_as_they_were() {
    runs(8, |name, _, seed, entries, state| {
        let course = with_run(entries, state, seed, |run| Course::of(run, Reader::Referee));
        for style in [Style::Plain, Style::Ansi] {
            let text = plot::run(&course, style);
            let undressed: Vec<String> = text
                .lines()
                .map(|line| line.replace("\u{1b}[1m", "").replace("\u{1b}[2m", "").replace("\u{1b}[0m", ""))
                .collect();
            for line in &undressed {
                assert!(line.chars().count() <= 80 && line.trim_end() == line, "{name} seed {seed}: {line:?}");
            }
            if style == Style::Plain {
                assert!(text.chars().all(|c| c != '━' && c != '█'), "{name} seed {seed}: plain is plain");
            }
            if seed == 1 && ["first-sale", "tiktok-2020", "dish-2019.history"].contains(&name) {
                let word = if style == Style::Plain { "plain" } else { "terminal" };
                snapshot("plot", &format!("{name}.{word}"), &(undressed.join("\n") + "\n"));
            }
        }
    });
}

/// The scenario with other secrets of the other parties.
fn masked(scenario: &Scenario, mine: SeatId) -> Arc<Scenario> {
    let mut setup = scenario.setup().clone();
    for (index, party) in setup.parties.iter_mut().enumerate() {
        if index + SeatId::FIRST_PARTY == mine.index() {
            continue;
        }
        party.brief = "a brief that is nobody else's".into();
        party.walk_away = Quantity::Fixed(12_345);
        party.sways.clear();
        let zero = |score: &IssueScore| match score {
            IssueScore::PerOption(points) => IssueScore::PerOption(vec![Quantity::Fixed(0); points.len()]),
            IssueScore::Knots(knots) => {
                IssueScore::Knots(knots.iter().map(|(at, _)| (*at, Quantity::Fixed(0))).collect())
            }
        };
        party.sheet = party.sheet.as_ref().map(|sheet| SheetSpec(sheet.0.iter().map(zero).collect()));
    }
    Arc::new(Scenario::new(setup))
}

/// If what a seat may not see were otherwise, its page would be the same to the byte.
#[test]
fn a_seats_page_hangs_on_what_the_seat_may_see_alone() {
    let mut count = 0;
    runs(3, |name, read, seed, entries, state| {
        for seat in read.scenario.seats().skip(SeatId::FIRST_PARTY) {
            let seen = with_run(entries, state, seed, |run| page_of(run, Reader::Seat(seat)));
            let scenario = masked(&read.scenario, seat);
            let mut other = State::new(Arc::clone(&scenario));
            let is_seen = |event: &Event| event.audience(&read.scenario).has(seat);
            let visible: Vec<Events> = entries.iter().map(|entry| kept(&entry.events, is_seen)).collect();
            visible.iter().flatten().for_each(|event| other.apply(event));
            let happening = |(entry, events)| {
                let Entry { number, at, seat: by, command, reason, .. }: &Entry = entry;
                let is_mine = *by == seat;
                let command = if is_mine { command } else { &Command::Run(RunCommand::Open) };
                let reason = if is_mine { reason } else { "a reason that is nobody else's" };
                let events: &Events = events;
                Happening { number: *number, counted: *number, at: *at, seat: *by, command, reason, events }
            };
            let happenings: Vec<Happening<'_>> = entries.iter().zip(&visible).map(happening).collect();
            let run = Run { state: &other, happenings: &happenings, seed: 99_999.into(), repeat: "another command" };
            let unseen = page_of(&run, Reader::Seat(seat));
            let at = seen.bytes().zip(unseen.bytes()).take_while(|(a, b)| a == b).count();
            let around = |text: &str| text.chars().skip(at.saturating_sub(200)).take(400).collect::<String>();
            let key = read.scenario.seat_key(seat);
            assert!(seen == unseen, "{name} seed {seed}: {key}\n{}\n---\n{}", around(&seen), around(&unseen));
            count += 1;
        }
    });
    assert!(count > 100, "only {count} pages");
}

#[test]
fn the_command_writes_pages_and_pictures_and_nothing_over_them() {
    let folder = Folder::new("report");
    let log = folder.file("run.divest-log");
    done(&["run", "scenarios/first-sale.toml", "--seed", "1", "--log", &log]);
    let page = folder.file("run.html");
    done(&["report", &log, "--out", &page]);
    let text = std::fs::read_to_string(&page).expect("a page");
    assert!(text.contains("The deal among all deals") && text.contains("names no source"), "frontier and sources");
    assert!(text.contains("divest run"), "how to repeat it");
    assert!(fails(2, &["report", &log, "--out", &page]).contains("--force"));
    done(&["report", &log, "--out", &page, "--force", "--seat", "hotel"]);
    let text = std::fs::read_to_string(&page).expect("a page");
    assert!(text.contains(" saw it") && !text.contains("divest run"), "whose page it is");
    let page_text = |log: &str| {
        done(&["report", log, "--out", &page, "--force"]);
        std::fs::read_to_string(&page).expect("a page")
    };
    let (other, branch) = (folder.file("other.divest-log"), folder.file("branch.divest-log"));
    let seats = ["--seat", "hotel=boulware:exponent=0.3", "--seat", "keeper=bot"];
    done(&[&["run", "scenarios/first-sale.toml", "--seed", "3", "--log", &other][..], seats.as_slice()].concat());
    let repeat = "divest run first-sale.toml --seed 3 --seat hotel=boulware:exponent=0.3";
    assert!(page_text(&other).contains(repeat), "who played");
    done(&["branch", &log, "--at", "20", "--drop", "hotel", "--log", &branch]);
    let text = page_text(&branch);
    assert!(text.contains("divest diff ") && text.contains("taken up after entry "), "where it parts");
    let scripted = folder.file("scripted.divest-log");
    let history = ["--script", "scenarios/dish-2019.history.toml", "--log", &scripted];
    done(&[&["run", "scenarios/dish-2019.toml"][..], history.as_slice()].concat());
    assert!(page_text(&scripted).contains("divest run dish-2019.toml --seed 1 --script FILE"), "which script");
    for chart in ["timeline", "offers", "frontier"] {
        let picture = folder.file(&format!("{chart}.svg"));
        done(&["report", &log, "--out", &picture, "--chart", chart]);
        assert!(std::fs::read_to_string(&picture).expect("a picture").starts_with("<svg xmlns="));
    }
    assert!(fails(2, &["report", &log, "--out", &folder.file("a.svg"), "--chart", "gauges"]).contains("no gauges"));
    assert!(fails(2, &["report", &log, "--out", &folder.file("a.pdf")]).contains(".html"));
    assert!(fails(2, &["report", &log, "--out", &folder.file("a.html"), "--chart", "offers"]).contains(".svg"));
    let other =
        fails(2, &["report", &log, "--out", &folder.file("a.html"), "--scenario", "scenarios/grindr-2019.toml"]);
    assert!(other.contains("not the scenario"), "{other}");
    let hidden = ["report", &log, "--out", &folder.file("a.svg"), "--chart", "frontier", "--seat", "hotel"];
    assert!(fails(2, &hidden).contains("--seat"));
}

#[test]
fn the_command_makes_pages_and_pictures_of_a_sweep() {
    let folder = Folder::new("report-sweep");
    let file = folder.file("it.divest-sweep");
    let vary = ["--vary", "decrees.order.deadline=60d,120d", "--sensitivity"];
    done(&[&["sweep", "scenarios/first-sale.toml", "--seeds", "1..100", "--out", &file][..], vary.as_slice()].concat());
    let page = folder.file("it.html");
    done(&["report", &file, "--out", &page]);
    let text = std::fs::read_to_string(&page).expect("a page");
    let repeat = "divest sweep first-sale.toml --seeds 1..100 --vary decrees.order.deadline=60d,120d --sensitivity";
    assert!(text.contains(repeat), "how to repeat it");
    assert!(
        text.contains("divest run first-sale.toml --set decrees.order.deadline=120d --seed 1"),
        "a run of a setting"
    );
    assert!(fails(2, &["report", &file, "--out", &page]).contains("--force"));
    let other = ["report", &file, "--out", &page, "--force", "--scenario", "scenarios/harbour.toml"];
    assert!(fails(2, &other).contains("not the scenario"));
    let picture = folder.file("it.svg");
    let drawing = ["report", &file, "--out", &picture, "--force"];
    for chart in
        ["outcomes", "buyers", "points", "changes", "sensitivity", "sensitivity:date.end", "terms.price", "terms.lamp"]
    {
        done(&[&drawing[..], &["--chart", chart]].concat());
        assert!(std::fs::read_to_string(&picture).expect("a picture").starts_with("<svg xmlns="));
    }
    done(&[&drawing[..], &["--setting", "2"]].concat());
    assert!(std::fs::read_to_string(&picture).expect("a picture").contains("decrees.order.deadline = 120d"));
    for (more, part) in [
        (vec!["--chart", "terms.prize"], "terms.price"),
        (vec!["--chart", "sensitivity:price"], "outcome.pilots"),
        (vec!["--chart", "changes", "--setting", "1"], "--setting 2"),
        (vec!["--setting", "3"], "the sweep has 2"),
        (vec!["--seat", "hotel"], "--seat"),
    ] {
        let complaint = fails(2, &[&drawing[..], more.as_slice()].concat());
        assert!(complaint.contains(part), "{more:?}: {complaint}");
    }
}

/// The pictures in `docs/pictures` are what the program makes now. `INSTA_UPDATE=always` takes over what it makes.
#[test]
fn the_pictures_in_the_docs_are_what_the_program_makes() {
    let folder = Folder::new("pictures");
    let log = folder.file("run.divest-log");
    done(&["run", "scenarios/tiktok-2020.toml", "--seed", "1", "--log", &log]);
    let mut stale = Vec::new();
    for chart in ["timeline", "offers", "frontier"] {
        let picture = folder.file(&format!("{chart}.svg"));
        done(&["report", &log, "--out", &picture, "--chart", chart]);
        let made = std::fs::read_to_string(&picture).expect("a picture");
        let kept = root().join(format!("docs/pictures/{chart}.svg"));
        if std::env::var("INSTA_UPDATE").is_ok_and(|how| how == "always") {
            std::fs::write(&kept, &made).expect("docs can be written to");
        }
        if std::fs::read_to_string(&kept).is_ok_and(|text| text == made) {
            continue;
        }
        stale.push(format!("docs/pictures/{chart}.svg: differs from {picture}; look at both, then `just accept`"));
    }
    assert!(stale.is_empty(), "{}", stale.join("\n"));
}
