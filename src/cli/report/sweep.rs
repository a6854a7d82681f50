//! A sweep as a page or a picture.

use super::notes::notes;
use super::{Args, Kind, WIDTH, nothing};
use crate::cli::exit::Failure;
use crate::cli::run::quoted;
use crate::cli::sweep::{plan_failure, read_part};
use divest_ensemble::plan::grid;
use divest_ensemble::summary::{Figures, Share};
use divest_ensemble::{Part, Plan, PlanFault, Sweep};
use divest_report::chart::shares::Group;
use divest_report::chart::{Picture, changes, shares, spread, tornado};
use divest_report::page::{self, BesideSweep};
use divest_report::sweep::setting_words;
use indexmap::IndexMap;

/// Whether a file is one of a sweep, by how it begins.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"divest-sweep ")
}

/// The text of the file to write.
pub(super) fn text(args: &Args, kind: Kind) -> Result<String, Failure> {
    if args.seat.is_some() {
        return Err(Failure::input("a sweep shows all seats").hint("leave --seat out"));
    }
    let (part, study) = read_part(&args.file)?;
    let sweep = Sweep::new(&study, &part);
    if sweep.played == 0 {
        return Err(nothing("no run was played yet"));
    }
    if kind == Kind::Picture {
        return Ok(picture(args, &sweep)?.file());
    }
    let read = divest_scenario::from_canonical(&part.plan.canonical, &part.plan.scenario)
        .map_err(|faults| plan_failure(&PlanFault::NoScenario(faults)))?;
    let notes = notes(args.scenario.as_deref(), &args.file, &read)?;
    let file = quoted(&format!("{}.toml", part.plan.scenario));
    let command = |set: &IndexMap<String, String>, seed: u64| {
        let set: String =
            set.iter().map(|(path, value)| format!(" --set {}", quoted(&format!("{path}={value}")))).collect();
        format!("divest run {file}{set} --seed {seed}")
    };
    let beside = BesideSweep {
        brief: &read.scenario.setup().brief,
        command: &command,
        repeat: &repeat(&file, &part)?,
        sources: notes.as_ref().map(|(sources, facts)| (sources.as_slice(), facts.as_slice())),
    };
    Ok(page::sweep(&sweep, &beside))
}

/// The command that plays the sweep.
fn repeat(file: &str, part: &Part) -> Result<String, Failure> {
    let Plan { seeds, settings, sensitivity, .. } = &part.plan;
    let mut words = vec![format!("divest sweep {file} --seeds {seeds}")];
    let mut axes: Vec<(String, Vec<String>)> = Vec::new();
    for (path, value) in settings.iter().flatten() {
        match axes.iter_mut().find(|(known, _)| known == path) {
            Some((_, values)) if values.contains(value) => {}
            Some((_, values)) => values.push(value.clone()),
            None => axes.push((path.clone(), vec![value.clone()])),
        }
    }
    // Ours always are one; a file may have been put together by hand.
    if grid(&axes) != *settings {
        return Err(Failure::input("the settings of this sweep are no grid, so no command plays it anew")
            .hint("`divest sweep --vary` makes a grid of every value with every other"));
    }
    words.extend(
        axes.iter().map(|(path, values)| format!("--vary {}", quoted(&format!("{path}={}", values.join(","))))),
    );
    if *sensitivity {
        words.push("--sensitivity".to_owned());
    }
    Ok(words.join(" "))
}

/// One chart of a sweep.
fn picture(args: &Args, sweep: &Sweep) -> Result<Picture, Failure> {
    let chart = args.chart.as_deref().unwrap_or("outcomes");
    let number = args.setting.map_or(usize::from(chart == "changes"), |number| usize::from(number) - 1);
    let Some(figures) = sweep.settings.get(number) else {
        let count = sweep.settings.len();
        return Err(match chart {
            "changes" if count == 1 => nothing("the sweep has one setting only, so nothing was compared"),
            _ => Failure::input(format!("there is no setting {}: the sweep has {count}", number + 1)),
        });
    };
    let title = match figures.set.len() {
        0 => sweep.title.clone(),
        _ => format!("{}, {}", sweep.title, setting_words(&figures.set)),
    };
    let of = |what: &str| format!("{what}: {title}");
    let alone = |name: &str, all: &[Share]| shares::draw(&of(name), &[Group { title: "", shares: all }], WIDTH);
    let met = |all: &[Share]| all.iter().filter(|share| share.count > 0).cloned().collect::<Vec<_>>();
    match chart {
        "outcomes" => alone("How it ends", &figures.outcomes).ok_or_else(|| nothing("no run was played")),
        "buyers" => alone("Who buys", &met(&figures.buyers)).ok_or_else(|| nothing("no run comes to a sale")),
        "rules" => alone("Rules", &page::rule_shares(figures))
            .ok_or_else(|| nothing("the scenario has no effects and no delayed chances")),
        "nature" => nature(&of("What nature decides"), figures),
        "points" => {
            let gains = divest_report::sweep::gains(figures);
            spread::side_by_side(&of("Points beyond the walk-away, if sold"), "the walk-away", &gains, WIDTH)
                .ok_or_else(|| nothing("no run comes to a sale"))
        }
        "changes" => {
            let comparison = number.checked_sub(1).and_then(|index| sweep.comparisons.get(index));
            let comparison = comparison.ok_or_else(|| {
                Failure::input("the first setting is what the others are compared with")
                    .hint("give --setting 2 or higher")
            })?;
            changes::draw(&of("What changes"), comparison, WIDTH).ok_or_else(|| nothing("no run was played under both"))
        }
        _ => match chart.strip_prefix("sensitivity") {
            Some(target) => sensitivity(target.strip_prefix(':').unwrap_or("outcome"), figures),
            None => named(chart, figures, alone),
        },
    }
}

fn nature(name: &str, figures: &Figures) -> Result<Picture, Failure> {
    let matters = page::matters(figures);
    let groups: Vec<Group<'_>> = matters.iter().map(|(title, shares)| Group { title, shares }).collect();
    shares::draw(name, &groups, WIDTH).ok_or_else(|| nothing("nature decides nothing in play"))
}

fn sensitivity(target: &str, figures: &Figures) -> Result<Picture, Failure> {
    let Some(ranked) = &figures.sensitivity else {
        return Err(nothing("the sweep was made without --sensitivity"));
    };
    let Some(found) = ranked.targets.iter().find(|known| known.name == target) else {
        let known: Vec<&str> = ranked.targets.iter().map(|target| target.name.as_str()).collect();
        let failure = Failure::input(format!("nothing called `{target}` varies"));
        return Err(if known.is_empty() {
            failure
        } else {
            failure.hint(format!("what varies: {}", known.join(", ")))
        });
    };
    tornado::draw(found, WIDTH).ok_or_else(|| nothing("no draw by itself moves it"))
}

/// The chart of an issue or of a number.
fn named(
    chart: &str,
    figures: &Figures,
    alone: impl Fn(&str, &[Share]) -> Option<Picture>,
) -> Result<Picture, Failure> {
    if let Some(options) = chart.strip_prefix("terms.").and_then(|issue| figures.terms.get(issue)) {
        return alone(chart, options).ok_or_else(|| nothing("the issue has no options"));
    }
    if let Some(measure) = figures.measures.get(chart) {
        return spread::histogram(measure, WIDTH).ok_or_else(|| nothing("no run comes to one"));
    }
    let issues = figures.terms.keys().map(|issue| format!("terms.{issue}"));
    let known: Vec<String> = issues.chain(figures.measures.keys().cloned()).collect();
    Err(Failure::input(format!("a sweep has no chart `{chart}`"))
        .hint(format!("it has outcomes, buyers, points, nature, rules, changes, sensitivity, {}", known.join(", "))))
}
