//! Every deal as a row of comma-separated values.

use crate::cli::output;
use divest_bargain::frontier::Frontier;
use divest_bargain::rule::satisfied;
use divest_bargain::space::{Space, TooLarge};
use divest_core::deal::Choice;
use divest_core::{SeatId, State};
use std::fmt::Write;

/// Rows are printed when so many bytes have come together.
const CHUNK_BYTES: usize = 1 << 20;

/// Prints a header and a row for each deal, in the order of the deals.
pub fn print(state: &State, seats: &[SeatId], space: &Space) -> Result<(), TooLarge> {
    let scenario = state.scenario();
    let issues = &scenario.setup().sale.issues;
    let keys: Vec<&str> = seats.iter().map(|&seat| scenario.seat_key(seat)).collect();
    let frontier = Frontier::new(space)?;
    let mut header: Vec<String> = issues.iter().map(|issue| issue.key.clone()).collect();
    header.extend(keys.iter().map(|key| format!("points:{key}")));
    header.extend(keys.iter().map(|key| format!("margin:{key}")));
    header.extend(["satisfied", "feasible", "efficient"].map(str::to_owned));
    let mut text = format!("{}\n", header.join(","));
    space.visit(|deal, points| {
        for (issue, &option) in issues.iter().zip(&deal.0) {
            let _ = match &issue.choice {
                Choice::Options(options) => write!(text, "{},", options[usize::from(option)].key),
                Choice::Range { .. } => write!(text, "{},", issue.value(option).unwrap_or(0)),
            };
        }
        for points in points {
            let _ = write!(text, "{points},");
        }
        for (points, stake) in points.iter().zip(space.parties()) {
            let _ = write!(text, "{},", points - stake.walk_away);
        }
        let set = satisfied(space, points);
        let names: Vec<&str> = (0..keys.len()).filter(|i| set >> i & 1 == 1).map(|i| keys[i]).collect();
        let _ = writeln!(text, "{},{},{}", names.join("+"), space.is_feasible(points), frontier.has(points));
        if text.len() > CHUNK_BYTES {
            output::print(&text);
            text.clear();
        }
    })?;
    output::print(&text);
    Ok(())
}
