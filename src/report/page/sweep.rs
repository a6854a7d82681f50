//! The page of a sweep: how often it ends how, on which terms and when, what moves it, what settings change.

use super::sources::{Fact, Source, sources};
use super::sweep_figures as figures;
use super::{Section, document, prose, table};
use crate::name::capital;
use crate::number::{count, grouped, percent};
use crate::sweep::{is_gain, setting_words};
use divest_ensemble::Sweep;
use divest_ensemble::summary::{Figures, PropertyFigure, Share, Spread};
use divest_ensemble::watch::Unit;
use indexmap::IndexMap;
use maud::{Markup, html};

/// Of how many settings everything is shown; of more, the first in full and the others as they differ from it.
const SETTINGS_SHOWN: usize = 6;

/// The command that plays one run of a setting, by its seed.
pub type Command<'a> = &'a dyn Fn(&IndexMap<String, String>, u64) -> String;

/// What the page of a sweep shows beside the figures.
#[derive(Clone, Copy)]
pub struct BesideSweep<'a> {
    /// The scenario's public brief.
    pub brief: &'a str,
    /// How to play one run.
    pub command: Command<'a>,
    /// How to play the sweep.
    pub repeat: &'a str,
    /// The sources of the scenario's facts; `None` if they are not at hand.
    pub sources: Option<(&'a [Source], &'a [Fact])>,
}

/// The page of a sweep.
#[must_use]
pub fn sweep(sweep: &Sweep, beside: &BesideSweep<'_>) -> String {
    let mut sections = Vec::new();
    let mut add = |anchor, title, body: Option<Markup>| {
        sections.extend(body.map(|body| Section { anchor, title, body }));
    };
    add("end", "How it ends", each(sweep, figures::outcomes));
    add("changes", "What the settings change", changes(sweep, beside.command));
    add("terms", "Who buys, and on which terms", each(sweep, figures::terms));
    let is_number =
        |name: &str, spread: &Spread| spread.unit != Unit::Date && !is_gain(name) && !name.starts_with("points.");
    add("numbers", "Prices and other numbers", each(sweep, |figures| figures::spreads(figures, is_number)));
    let is_date = |_: &str, spread: &Spread| spread.unit == Unit::Date;
    add("dates", "When", each(sweep, |figures| figures::spreads(figures, is_date)));
    add("points", "Points against the walk-aways", each(sweep, figures::points));
    add("sensitivity", "What moves it", each(sweep, figures::sensitivity));
    add("nature", "What nature decides", each(sweep, figures::nature));
    add("rules", "What sets the scenario's rules off", each(sweep, figures::rules));
    add("expected", "What the author expects", each(sweep, |figures| expected(figures, beside.command)));
    add("runs", "Runs to look at", each(sweep, |figures| runs(figures, beside.command)));
    add("sources", "Sources", Some(sources(beside.sources)));
    add("repeat", "To repeat this sweep", Some(repeat(sweep, beside)));
    let foot = html! {
        "Made by " code { "divest report" } " from the file of the sweep alone; the same file gives the same page."
    };
    document(&format!("{}: {} runs", sweep.title, grouped(sweep.played as i64)), &head(sweep, beside), &sections, &foot)
}

fn head(sweep: &Sweep, beside: &BesideSweep<'_>) -> Markup {
    let played = if sweep.played == sweep.seeds.count {
        count(sweep.played as i64, "run")
    } else {
        format!("{} of {} runs played so far", grouped(sweep.played as i64), grouped(sweep.seeds.count as i64))
    };
    let settings = sweep.settings.len();
    let outcomes = sweep.settings.first().map_or(&[][..], |figures| &figures.outcomes);
    let most = outcomes.iter().max_by_key(|share| share.count).filter(|share| share.count > 0);
    let history = outcomes.iter().find(|share| share.historical);
    let shown = |share: &Share| format!("{} ({})", percent(share.share), figures::between(share.interval));
    html! {
        h1 { (sweep.title) }
        p class="soft" {
            (played) ", seeds " (sweep.seeds) " · " (sweep.scenario)
            @if settings > 1 { " · " (settings) " settings under the same luck" }
        }
        @for paragraph in beside.brief.trim().split("\n\n").filter(|text| !text.is_empty()) {
            p class="lead" { (prose(paragraph)) }
        }
        @if let Some(most) = most {
            div class="outcome" {
                @if settings > 1 { "With " (setting_words(&sweep.settings[0].set)) ", most often: " } @else { "Most often: " }
                strong { (capital(&most.title)) } ", " (shown(most))
                @match history {
                    Some(share) if share.name == most.name => { ". So it went in history." }
                    Some(share) => { ". As in history (" (share.title) "): " (shown(share)) "." }
                    None => { "." }
                }
            }
        }
        p class="soft" {
            "Intervals are of 95 %. They say how far a figure may be off because finitely many runs were played, and \
             nothing of whether the scenario's estimates are right."
        }
    }
}

/// The same of each setting, under its words if there are several; `None` if there is nothing of any.
fn each(sweep: &Sweep, draw: impl Fn(&Figures) -> Option<Markup>) -> Option<Markup> {
    if let [only] = &sweep.settings[..] {
        return draw(only);
    }
    let shown = if sweep.settings.len() > SETTINGS_SHOWN { 1 } else { sweep.settings.len() };
    let bodies: Vec<(String, Markup)> = sweep.settings[..shown]
        .iter()
        .filter_map(|figures| Some((setting_words(&figures.set), draw(figures)?)))
        .collect();
    (!bodies.is_empty()).then(|| {
        html! {
            @for (words, body) in bodies { h3 class="setting" { (words) } (body) }
            @if shown < sweep.settings.len() {
                p class="soft" { "The other settings stand under “What the settings change”." }
            }
        }
    })
}

fn changes(sweep: &Sweep, command: Command<'_>) -> Option<Markup> {
    let first = sweep.settings.first().filter(|_| !sweep.comparisons.is_empty())?;
    Some(html! {
        p {
            "Every seed was played under every setting, so all other luck falls alike, and the differences are known better \
             than the shares: " em { "paired" } " is the interval that holds here, " em { "separate" } " the one that as \
             many runs with other luck each would have given. What the others are compared with: "
            strong { (setting_words(&first.set)) } "."
        }
        @for comparison in &sweep.comparisons {
            h3 class="setting" { (setting_words(&comparison.set)) }
            (figures::changes(comparison, &first.set, command))
        }
    })
}

fn expected(figures: &Figures, command: Command<'_>) -> Option<Markup> {
    let row = |property: &PropertyFigure| {
        let words = format!("{} {}", property.claim.word(), property.condition);
        let held = format!("{} of {}", grouped(property.count as i64), grouped(property.runs as i64));
        (property.good, words, held, property.seed.map(|seed| command(&figures.set, seed)))
    };
    let rows: Vec<_> = figures.properties.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        html! {
            div class="scroll" tabindex="0" role="group" aria-label="table" {
                table {
                    thead { tr {
                        th scope="col" { "" } th scope="col" { "at the end of a run" }
                        th scope="col" class="number" { "runs" } th scope="col" { "first that breaks or shows it" }
                    } }
                    tbody { @for (good, words, held, run) in rows { tr {
                        td { @if good { "holds" } @else { strong { "BROKEN" } } }
                        td { code { (words) } }
                        td class="number nowrap" { (held) }
                        td { @if let Some(run) = run { code { (run) } } }
                    } } }
                }
            }
        }
    })
}

/// A run for each outcome and for the ends and the middle of each number.
fn runs(figures: &Figures, command: Command<'_>) -> Option<Markup> {
    let run = |seed: u64| command(&figures.set, seed);
    let outcomes: Vec<(String, String)> =
        figures.outcomes.iter().filter_map(|share| Some((capital(&share.title), run(share.seed?)))).collect();
    if outcomes.is_empty() {
        return None;
    }
    let seed = |seed: Option<u64>| seed.map_or_else(|| "–".to_owned(), |seed| seed.to_string());
    let row = |(name, spread): (&String, &Spread)| {
        let what = if is_gain(name) { " beyond its walk-away" } else { "" };
        let value = |value: Option<i64>| value.map_or_else(String::new, |value| figures::words(&spread.unit, value));
        let shown = |at: Option<i64>, by: Option<u64>| format!("{} in seed {}", value(at), seed(by));
        let (seeds, ends) = (spread.seeds, [spread.min, spread.p50, spread.max]);
        vec![
            format!("{}{what}", capital(&spread.title)),
            shown(ends[0], seeds.min),
            shown(ends[1], seeds.p50),
            shown(ends[2], seeds.max),
        ]
    };
    let rows: Vec<Vec<String>> = figures.measures.iter().filter(|(_, s)| s.count > 0).map(row).collect();
    Some(html! {
        p { "Each is played in full, story and reasons, by its command; the seed is the lowest that there is." }
        dl class="runs" {
            @for (title, command) in outcomes { dt { (title) } dd { code { (command) } } }
        }
        details {
            summary { "Runs with the least, the median and the most of each number" }
            (table(&["", "least", "median", "most"], &rows, 4))
        }
    })
}

fn repeat(sweep: &Sweep, beside: &BesideSweep<'_>) -> Markup {
    html! {
        pre { code { (beside.repeat) } }
        p class="soft" {
            "Rules " (sweep.rules) ". The same scenario and seeds give the same figures to the last digit, on any machine \
             and any number of threads."
        }
    }
}
