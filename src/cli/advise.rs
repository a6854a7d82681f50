//! `divest advise`: which policy does best for a seat against the others as they are.

use super::exit::{Exit, Failure};
use super::format::{TableFormat, TableFormatArgs};
use super::run::quoted;
use super::tournament::entrant;
use super::{Done, input, output, seats};
use divest_core::scenario::Role;
use divest_core::{Scenario, SeatId};
use divest_ensemble::advice::{Policy, Question, Rated};
use divest_ensemble::plan::grid;
use divest_ensemble::tournament::{Entrant, Mean};
use divest_report::layout::{Side, table, wrap};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

/// How many policies are played to the end.
const FINALISTS: usize = 5;
/// The most policies of one question.
const POLICIES_MAX: usize = 2_000;

/// Advise a seat: which policy does best against the others as they are.
///
/// Policies are bots of every kind with several settings, or those of --bots, each also with the settings of --vary. All play the
/// same seeds; after each round the worse half is left out, and the last are played on further seeds (docs/advice.md).
#[derive(clap::Args)]
pub struct Args {
    /// The scenario file.
    scenario: PathBuf,
    /// The seat.
    #[arg(long)]
    seat: String,
    /// Comma-separated bots to compare; use `;` between one bot's settings. Default: all that suit the seat.
    #[arg(long, value_name = "BOT,...", value_delimiter = ',')]
    bots: Vec<String>,
    /// Compare settings too, such as sale.talks.oracle.enters=2020-08-10,2020-08-20. Several options make a grid.
    #[arg(long, value_name = "PATH=VALUE,..")]
    vary: Vec<String>,
    /// Override a scenario value in all runs. Repeatable.
    #[arg(long = "set", value_name = "PATH=VALUE")]
    settings: Vec<String>,
    /// Number of seeds on which the last policies are compared.
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u64).range(20..=1_000_000))]
    seeds: u64,
    /// Number of seeds of the first round.
    #[arg(long, value_name = "N", default_value_t = 40, value_parser = clap::value_parser!(u64).range(10..=100_000))]
    round: u64,
    /// Number of threads; default: all cores. Does not change the results.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    output: TableFormatArgs,
}

pub fn run(args: &Args) -> Done {
    let read = input::scenario_with(&args.scenario, &args.settings)?;
    let scenario = input::shared(&read);
    let seat = input::party_seat(&scenario, &args.seat)?;
    if scenario.party(seat).is_none_or(|party| party.sheet.is_none()) {
        return Err(Failure::input(format!("`{}` has no score sheet, so nothing can be compared", args.seat)));
    }
    let bots = bots(args, &scenario, seat)?;
    let axes = args.vary.iter().map(|words| super::sweep::axis(words)).collect::<Result<Vec<_>, _>>()?;
    let varied = if axes.is_empty() { Vec::new() } else { grid(&axes) };
    let mut policies: Vec<Policy> = bots
        .iter()
        .map(|(name, entrant)| Policy { name: name.clone(), scenario: Arc::clone(&scenario), entrant: *entrant })
        .collect();
    for setting in varied {
        let words: Vec<String> = setting.iter().map(|(path, value)| format!("{path}={value}")).collect();
        let all: Vec<String> = args.settings.iter().chain(&words).cloned().collect();
        let changed = input::shared(&input::scenario_with(&args.scenario, &all)?);
        let with = |(name, entrant): &(String, Entrant)| Policy {
            name: format!("{name} with {}", words.join(", ")),
            scenario: Arc::clone(&changed),
            entrant: *entrant,
        };
        policies.extend(bots.iter().map(with));
    }
    if policies.len() > POLICIES_MAX {
        return Err(Failure::input(format!("{} policies are more than {POLICIES_MAX}", policies.len()))
            .hint("name fewer bots, or vary less"));
    }
    let question = Question {
        seat,
        policies,
        first_seed: 1,
        round_seeds: args.round,
        finalists: FINALISTS,
        final_seeds: args.seeds,
    };
    let own = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let rated = question.answer(args.threads.map_or_else(own, usize::from)).map_err(Failure::input)?;
    match args.output.format() {
        TableFormat::Text => output::print(&text(args, &scenario, &question, &rated)),
        TableFormat::Json => output::print_json(&object(args, &scenario, &question, &rated)),
        TableFormat::Csv => output::print(&csv(&question, &rated)),
    }
    Ok(Exit::Done)
}

/// The bots to compare, the seat's own first.
fn bots(args: &Args, scenario: &Scenario, seat: SeatId) -> Result<Vec<(String, Entrant)>, Failure> {
    let words = if args.bots.is_empty() { usual(scenario, seat) } else { args.bots.clone() };
    let mut bots = vec![("standard".to_owned(), Entrant::Standard)];
    for words in words {
        let entrant = entrant(&words)?;
        if let Entrant::Of(spec) = entrant {
            seats::check_role(scenario, seat, spec.kind)?;
        }
        if !bots.iter().any(|(_, known)| *known == entrant) {
            bots.push((words, entrant));
        }
    }
    Ok(bots)
}

/// The bots that suit a seat, each with several settings.
fn usual(scenario: &Scenario, seat: SeatId) -> Vec<String> {
    let mut bots = vec!["silent".to_owned()];
    let role = scenario.party(seat).map(|party| party.role);
    let mut strategic = |kind: &str, settings: &[&str]| {
        bots.push(kind.to_owned());
        bots.extend(settings.iter().map(|setting| format!("{kind}:{setting}")));
    };
    match role {
        Some(Role::Seller | Role::Trustee) => {
            strategic("strategic-seller", &["exponent=0.1", "exponent=0.6", "exponent=1", "exponent=2", "horizon=60"]);
        }
        Some(Role::Bidder) => {
            strategic("strategic-bidder", &["exponent=0.1", "exponent=0.3", "exponent=1", "exponent=2", "horizon=60"]);
        }
        Some(Role::Authority | Role::HomeAuthority) => {
            strategic("strategic-authority", &["horizon=15", "horizon=60"]);
            strategic("home-guard", &["margin=50"]);
            return bots;
        }
        _ => return bots,
    }
    for opening in ["0", "0.2", "0.4"] {
        let exponents = ["0.1", "0.2", "0.3", "0.5", "0.7", "1", "1.5", "2", "3", "5"];
        bots.extend(exponents.iter().map(|exponent| format!("boulware:exponent={exponent};opening={opening}")));
    }
    for exponent in ["0.2", "0.5", "1", "2"] {
        bots.push(format!("boulware:exponent={exponent};accept=combi"));
        bots.push(format!("boulware:exponent={exponent};model=frequency"));
    }
    for lag in 1..=3 {
        bots.push(format!("relative:lag={lag}"));
        bots.push(format!("averaged:window={}", lag + 1));
    }
    bots.extend(["time", "offers", "rivals"].map(|resource| format!("resource:resource={resource}")));
    bots.extend(["micro", "hybrid", "hardliner"].map(str::to_owned));
    bots
}

fn plus_minus(mean: Mean) -> String {
    format!("{:.1} ±{:.1}", mean.value, mean.interval.width() / 2.0)
}

fn signed(mean: Mean) -> String {
    format!("{:+.1} ±{:.1}", mean.value, mean.interval.width() / 2.0)
}

fn text(args: &Args, scenario: &Scenario, question: &Question, rated: &[Rated]) -> String {
    let name = divest_report::name::seat(scenario, question.seat);
    let mut out = format!("{}\nadvice for {name}, {} policies\n\n", scenario.setup().title, question.policies.len());
    for line in wrap(&verdict(args, question, rated), "", 0) {
        let _ = writeln!(out, "{line}");
    }
    let row = |rated: &Rated| {
        let deals = 100.0 * rated.deals as f64 / rated.games as f64;
        vec![
            question.policies[rated.policy].name.clone(),
            plus_minus(rated.gain),
            rated.change.map_or_else(|| "–".to_owned(), signed),
            format!("{deals:.1} %"),
            rated.low.to_string(),
        ]
    };
    let sides = [Side::Left, Side::Right, Side::Right, Side::Right, Side::Right];
    let head = || ["policy", "gain", "against standard", "deal", "5 %"].map(str::to_owned).to_vec();
    let (last, left): (Vec<&Rated>, Vec<&Rated>) = rated.iter().partition(|rated| rated.is_final);
    let (first_final, count) = (first_final_seed(question, rated), last[0].games);
    let _ = writeln!(out, "\nThe last {}, on seeds {first_final}..{}", last.len(), first_final + count - 1);
    let rows: Vec<_> = std::iter::once(head()).chain(last.into_iter().map(row)).collect();
    table(&rows, &sides, "  ").iter().for_each(|line| _ = writeln!(out, "{line}"));
    if !left.is_empty() {
        let shown = left.len().min(10);
        let _ = writeln!(out, "\nLeft out before, the last of {} first, on the seeds that they played", left.len());
        let rows: Vec<_> = std::iter::once(head()).chain(left.into_iter().take(shown).map(row)).collect();
        table(&rows, &sides, "  ").iter().for_each(|line| _ = writeln!(out, "{line}"));
    }
    out.push_str(
        "\ngain: points over the walk-away, 0 without a deal; against standard: seed by\nseed; ± half of a 95 % interval; 5 %: in 5 of 100 runs the gain is lower.\n",
    );
    out
}

/// The first of the seeds on which the last policies were compared.
fn first_final_seed(question: &Question, rated: &[Rated]) -> u64 {
    // Every policy that was left out in the last round had played all seeds of the rounds.
    question.first_seed + rated.iter().filter(|rated| !rated.is_final).map(|rated| rated.games).max().unwrap_or(0)
}

/// The advice in a sentence or two, with the command that shows it.
fn verdict(args: &Args, question: &Question, rated: &[Rated]) -> String {
    let best = &rated[0];
    let policy = &question.policies[best.policy].name;
    let is_clear = best.change.is_some_and(|change| change.interval.low > 0.0);
    if !is_clear {
        return "No policy is clearly better than the standard bot.".to_owned();
    }
    let more = best.change.map_or(0.0, |change| change.value);
    let seat = format!("{}={}", args.seat, policy.split(" with ").next().unwrap_or(policy).replace(';', ","));
    let set = policy.split_once(" with ").map_or_else(String::new, |(_, settings)| {
        settings.split(", ").map(|setting| format!(" --set {}", quoted(setting))).collect()
    });
    format!(
        "`{policy}` gains {more:.1} points a run more than the standard bot. To see it play: divest run {} --seat {}{set}",
        quoted(&args.scenario.to_string_lossy()),
        quoted(&seat)
    )
}

fn mean_value(mean: Mean) -> Value {
    json!({"mean": mean.value, "low": mean.interval.low, "high": mean.interval.high})
}

fn object(args: &Args, scenario: &Scenario, question: &Question, rated: &[Rated]) -> Value {
    let policies: Vec<Value> = rated
        .iter()
        .map(|rated| {
            json!({
                "policy": question.policies[rated.policy].name,
                "final": rated.is_final,
                "games": rated.games,
                "gain": mean_value(rated.gain),
                "change": rated.change.map(mean_value),
                "deals": rated.deals,
                "low": rated.low,
            })
        })
        .collect();
    json!({
        "scenario": scenario.setup().key,
        "seat": args.seat,
        "advice": verdict(args, question, rated),
        "policies": policies,
    })
}

fn csv(question: &Question, rated: &[Rated]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = [
        "policy",
        "final",
        "games",
        "gain",
        "gain_low",
        "gain_high",
        "change",
        "change_low",
        "change_high",
        "deals",
        "low",
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for rated in rated {
        let mean = |mean: Option<Mean>| match mean {
            Some(mean) => [mean.value, mean.interval.low, mean.interval.high].map(|value| format!("{value:.6}")),
            None => [const { String::new() }; 3],
        };
        let mut row =
            vec![question.policies[rated.policy].name.clone(), rated.is_final.to_string(), rated.games.to_string()];
        row.extend(mean(Some(rated.gain)));
        row.extend(mean(rated.change));
        row.extend([rated.deals.to_string(), rated.low.to_string()]);
        rows.push(row);
    }
    for row in rows {
        writer.write_record(row).expect("BUG: a row cannot be written to memory");
    }
    String::from_utf8(writer.into_inner().expect("BUG: rows cannot be kept in memory")).expect("BUG: text is not UTF-8")
}
