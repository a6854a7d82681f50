//! `divest theory`: what the textbooks' closed forms come to.

use super::exit::{Exit, Failure};
use super::format::{Format, FormatArgs};
use super::{Done, output};
use divest_bargain::auction::{self, Format as Auction};
use divest_bargain::{rubinstein, shapley};
use divest_report::layout::{Side, pairs, table};
use serde_json::{Value, json};

/// Compute closed-form results: Rubinstein's split, Nash's solution, auctions, Shapley's value (docs/bargaining.md).
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
    #[command(flatten)]
    output: FormatArgs,
}

#[derive(clap::Subcommand)]
enum What {
    /// Rubinstein: how two impatient parties split a pie by alternating offers.
    Rubinstein {
        /// Discount factor of the first proposer per round, from 0 to 1.
        first: f64,
        /// Discount factor of the other party.
        second: f64,
        /// Number of rounds; default: unlimited.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
        rounds: Option<u32>,
    },
    /// Nash's bargaining solution with unequal power.
    Nash {
        /// Size of the pie.
        #[arg(long, default_value_t = 1.0)]
        pie: f64,
        /// Disagreement payoff of each party.
        #[arg(long, value_name = "A,B", value_delimiter = ',', default_value = "0,0")]
        walk_aways: Vec<f64>,
        /// Bargaining power of each party.
        #[arg(long, value_name = "A,B", value_delimiter = ',', default_value = "1,1")]
        power: Vec<f64>,
    },
    /// Equilibrium bids and expected revenue for independent private values, uniform from 0 to 1.
    Auction {
        /// Number of bidders.
        #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..=1_000))]
        bidders: u32,
        /// Reserve price.
        #[arg(long, default_value_t = 0.0)]
        reserve: f64,
        /// Show the equilibrium bid for this value.
        #[arg(long, default_value_t = 0.5)]
        value: f64,
    },
    /// Shapley's value of a cooperative game.
    Shapley {
        /// Worth of coalitions in whole numbers, such as `hill=40 vale=10 hill+vale=70`. An omitted coalition is worth the best
        /// partition of its members; an omitted single player 0.
        #[arg(value_name = "A+B=N", required = true)]
        worths: Vec<String>,
    },
}

pub fn run(args: &Args) -> Done {
    let (lines, data) = match &args.what {
        What::Rubinstein { first, second, rounds } => split(*first, *second, *rounds)?,
        What::Nash { pie, walk_aways, power } => nash(*pie, walk_aways, power)?,
        What::Auction { bidders, reserve, value } => auctions(*bidders, *reserve, *value)?,
        What::Shapley { worths } => shares(worths)?,
    };
    match args.output.format() {
        Format::Text => output::print(&(lines.join("\n") + "\n")),
        Format::Json => output::print_json(&data),
    }
    Ok(Exit::Done)
}

fn share(number: f64, what: &str) -> Result<f64, Failure> {
    if (0.0..=1.0).contains(&number) {
        Ok(number)
    } else {
        Err(Failure::input(format!("{what} of {number} is no share")).hint("a number from 0 to 1"))
    }
}

fn split(first: f64, second: f64, rounds: Option<u32>) -> Result<(Vec<String>, Value), Failure> {
    let (first, second) = (share(first, "a discount factor")?, share(second, "a discount factor")?);
    if first * second == 1.0 && rounds.is_none() {
        return Err(Failure::input("where nobody is impatient, every split is an equilibrium")
            .hint("give a discount factor under 1, or --rounds"));
    }
    let endless = (first * second < 1.0).then(|| rubinstein::share(first, second));
    let proposer =
        rounds.map_or_else(|| endless.unwrap_or(0.0), |rounds| rubinstein::share_within(rounds, first, second));
    let within = rounds.map_or_else(|| "without an end".to_owned(), |rounds| format!("within {rounds} rounds"));
    let mut rows = vec![
        ("first proposer".to_owned(), format!("{proposer:.6}")),
        ("the other".to_owned(), format!("{:.6}", 1.0 - proposer)),
    ];
    if let (Some(endless), Some(_)) = (endless, rounds) {
        rows.push(("without an end".to_owned(), format!("{endless:.6} and {:.6}", 1.0 - endless)));
    }
    let mut lines = vec![format!("Alternating offers {within}, discount factors {first} and {second}")];
    lines.extend(pairs(&rows, "  "));
    let data = json!({ "discounts": [first, second], "rounds": rounds, "shares": [proposer, 1.0 - proposer],
        "shares_without_end": endless.map(|x| [x, 1.0 - x]) });
    Ok((lines, data))
}

fn two(numbers: &[f64], what: &str) -> Result<[f64; 2], Failure> {
    <[f64; 2]>::try_from(numbers).map_err(|_| Failure::input(format!("{} {what} for two parties", numbers.len())))
}

fn nash(pie: f64, walk_aways: &[f64], power: &[f64]) -> Result<(Vec<String>, Value), Failure> {
    let (walk_aways, power) = (two(walk_aways, "walk-aways")?, two(power, "numbers of power")?);
    let found = rubinstein::nash_split(pie, walk_aways, power);
    let split = found.filter(|split| split.iter().all(|share| share.is_finite())).ok_or_else(|| {
        Failure::input("there is nothing to split")
            .hint("walk-aways must leave something of the pie, and somebody needs power")
    })?;
    let mut lines = vec![format!("Nash's split of {pie}, walk-aways {walk_aways:?}, power {power:?}")];
    let rows = ["first", "second"].into_iter().zip(split).map(|(name, share)| (name.to_owned(), format!("{share:.6}")));
    lines.extend(pairs(&rows.collect::<Vec<_>>(), "  "));
    Ok((lines, json!({ "pie": pie, "walk_aways": walk_aways, "power": power, "shares": split })))
}

fn auctions(bidders: u32, reserve: f64, value: f64) -> Result<(Vec<String>, Value), Failure> {
    let (reserve, value) = (share(reserve, "a reserve")?, share(value, "a value")?);
    let bid = |format| auction::bid(format, value, bidders, reserve);
    let revenue = auction::expected_revenue(bidders, reserve);
    let mut lines = vec![format!("{bidders} bidders, values even from 0 to 1, reserve {reserve}"), String::new()];
    let mut rows =
        vec![vec!["auction".to_owned(), format!("a value of {value} bids"), "the seller expects".to_owned()]];
    for format in Auction::ALL {
        let bid = bid(format).map_or_else(|| "nothing".to_owned(), |bid| format!("{bid:.6}"));
        rows.push(vec![format.word().to_owned(), bid, format!("{revenue:.6}")]);
    }
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right], "  "));
    lines.extend([
        String::new(),
        format!("  The optimal reserve for a seller with no value of its own is {}.", auction::optimal_reserve(0.0)),
    ]);
    let bids: serde_json::Map<String, Value> = Auction::ALL
        .into_iter()
        .map(|format| (format.word().replace(' ', "_").to_lowercase(), json!(bid(format))))
        .collect();
    let data = json!({ "bidders": bidders, "reserve": reserve, "value": value, "bids": bids, "expected_revenue": revenue,
        "optimal_reserve": auction::optimal_reserve(0.0) });
    Ok((lines, data))
}

/// What coalitions achieve as it was typed: the players in the order in which they come up, and the table.
fn coalitions(words: &[String]) -> Result<(Vec<&str>, Vec<Option<i64>>), Failure> {
    let mut players: Vec<&str> = Vec::new();
    let mut given: Vec<(usize, i64, &str)> = Vec::new();
    for word in words {
        let wrong = |what: &str| Failure::input(format!("`{word}` {what}")).hint("such as hill=40 or hill+vale=70");
        let (names, worth) = word.split_once('=').ok_or_else(|| wrong("does not say what it is worth"))?;
        let worth = worth.trim().parse::<i64>().map_err(|_| wrong("is not worth a whole number"))?;
        if worth.abs() > 1_000_000_000_000 {
            return Err(wrong("is worth more than a million millions"));
        }
        let mut coalition = 0;
        for name in names.split('+').map(str::trim) {
            if name.is_empty() {
                return Err(wrong("names nobody"));
            }
            let player = players.iter().position(|player| *player == name).unwrap_or(players.len());
            if player == players.len() {
                players.push(name);
            }
            if players.len() > shapley::PLAYERS_MAX {
                return Err(Failure::input(format!("more than {} players", shapley::PLAYERS_MAX)));
            }
            if coalition >> player & 1 == 1 {
                return Err(wrong(&format!("names {name} twice")));
            }
            coalition |= 1_usize << player;
        }
        if let Some((.., other)) = given.iter().find(|(same, ..)| *same == coalition) {
            return Err(Failure::input(format!("`{other}` and `{word}` are of one coalition")).hint("name each once"));
        }
        given.push((coalition, worth, word));
    }
    let mut known = vec![None; 1 << players.len()];
    given.iter().for_each(|&(coalition, worth, _)| known[coalition] = Some(worth));
    Ok((players, known))
}

fn shares(words: &[String]) -> Result<(Vec<String>, Value), Failure> {
    let (players, known) = coalitions(words)?;
    let worths = shapley::filled(&known);
    let values = shapley::values(&worths);
    let members = |coalition: usize| -> Vec<&str> {
        players.iter().enumerate().filter(|(player, _)| coalition >> player & 1 == 1).map(|(_, name)| *name).collect()
    };
    let mut rows = vec![vec!["player".to_owned(), "alone".to_owned(), "is due".to_owned()]];
    for (player, name) in players.iter().enumerate() {
        rows.push(vec![(*name).to_owned(), worths[1 << player].to_string(), format!("{:.6}", values.of(player))]);
    }
    let all = worths[worths.len() - 1];
    let blocked = values.blocked_by(&worths);
    let mut lines = vec![format!("Shapley's value of {all} among {}", players.join(", ")), String::new()];
    lines.extend(table(&rows, &[Side::Left, Side::Right, Side::Right], "  "));
    lines.push(String::new());
    lines.push(match blocked {
        None => "  No coalition would do better by itself: it lies in the core.".to_owned(),
        Some(coalition) => {
            let (who, worth) = (members(coalition).join(" and "), worths[coalition]);
            format!("  It is not in the core: {who} would have {worth} without the others.")
        }
    });
    let due: serde_json::Map<String, Value> =
        players.iter().enumerate().map(|(player, name)| ((*name).to_owned(), json!(values.of(player)))).collect();
    let data = json!({ "worth": all, "values": due, "in_core": blocked.is_none(), "blocked_by": blocked.map(members) });
    Ok((lines, data))
}
