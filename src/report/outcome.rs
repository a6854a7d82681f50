//! The end of a run as a block of text: how it ended, why, and what it is worth to whom.

use crate::color::Style;
use crate::date;
use crate::happening::Run;
use crate::layout::{Side, pairs, table, wrap};
use crate::name::{capital, seat, sentence};
use crate::number::listed;
use crate::reason::{best_offer, reason};
use crate::terms::terms;
use divest_core::deal::Deal;
use divest_core::id::TalksId;
use divest_core::units::Points;
use divest_core::{SeatId, State};

/// What a party made of the run.
pub(crate) struct Standing {
    pub seat: SeatId,
    /// What the deal is worth to it; `None` if it has no part in it.
    pub points: Option<Points>,
    pub walk_away: Points,
}

/// The last sale that closed.
pub(crate) fn last_sale(state: &State) -> Option<(TalksId, Deal)> {
    state.sales().last().map(|sale| (sale.talks, sale.deal))
}

/// What a deal is worth to every party that keeps a score sheet; the last of several sales stands for all of them. Whoever bids in other talks, or backs another bid, has no
/// part in the deal.
pub(crate) fn standings(state: &State, deal: Option<(TalksId, Deal)>) -> Vec<Standing> {
    let scenario = state.scenario();
    let standing = |id: SeatId| {
        state.sheet(id)?;
        if scenario.setup().sale.lots.is_some() && deal.is_some() && deal == last_sale(state) {
            return Some(Standing { seat: id, points: state.made(id), walk_away: state.walk_away(id)? });
        }
        let has_part = deal.filter(|(talks, _)| state.has_part(id, *talks));
        let points = has_part.and_then(|(talks, deal)| state.worth(id, talks, &deal));
        Some(Standing { seat: id, points, walk_away: state.walk_away(id)? })
    };
    scenario.seats().filter_map(standing).collect()
}

/// The buyer of the sale that closed, with whoever backed its bid.
pub(crate) fn buyers(state: &State, talks: TalksId) -> Vec<SeatId> {
    std::iter::once(state.scenario().talks(talks).bidder).chain(state.talks(talks).backers().iter()).collect()
}

/// The block that closes a story.
pub(crate) fn block(run: &Run<'_>, style: Style) -> Vec<String> {
    let state = run.state;
    let scenario = state.scenario();
    let mut lines = Vec::new();
    match state.outcome().map(|id| scenario.outcome(id)) {
        Some(outcome) => {
            let history = if outcome.historical { " (as in history)" } else { "" };
            let head = format!("Outcome: {}{history}", capital(&outcome.title));
            lines.extend(wrap(&head, "", 2).iter().map(|line| style.bold(line)));
        }
        None => lines.push(style.bold("The run is not over.")),
    }
    let mut rows = Vec::new();
    let ended = if state.outcome().is_some() { "ends on" } else { "stands at" };
    if state.closed().is_none_or(|closed| closed.at != run.end()) {
        rows.push((ended.to_owned(), date::day(run.end())));
    }
    rows.extend(crate::lots::rows(&state.view(SeatId::CLOCK)));
    let whole = state.closed().filter(|_| scenario.setup().sale.lots.is_none());
    if let Some(closed) = whole {
        let names: Vec<String> = buyers(state, closed.talks).into_iter().map(|id| seat(scenario, id)).collect();
        rows.push(("buyer".to_owned(), listed(&names)));
        rows.push(("closes on".to_owned(), date::day(closed.at)));
        rows.extend(terms(scenario, &closed.deal).into_iter().map(|(name, value)| (crate::name::lower(&name), value)));
    }
    rows.push(("why".to_owned(), sentence(&reason(run))));
    lines.extend(pairs(&rows, "  "));
    lines.extend(points(run, style));
    lines.push(String::new());
    lines.push(format!("Seed {}. To repeat this run:", run.seed));
    lines.extend(wrap(run.repeat, "  ", 6));
    lines
}

/// Each party's points beside its walk-away.
fn points(run: &Run<'_>, style: Style) -> Vec<String> {
    let state = run.state;
    let closed = last_sale(state);
    let open = state.agreement().map(|agreement| (agreement.talks, agreement.deal));
    let best = || best_offer(run).map(|best| (best.talks, best.deal));
    let deal = closed.or(open).or_else(best);
    let standings = standings(state, deal);
    if standings.is_empty() {
        return Vec::new();
    }
    let title = match (closed, open) {
        (Some(_), _) => "points",
        (None, Some(_)) => "agreed terms",
        (None, None) => "best offer",
    };
    let mut rows = vec![["party", title, "walk-away", ""].map(str::to_owned).to_vec()];
    for Standing { seat: id, points, walk_away } in standings {
        let note = match points.map(|points| points.0 - walk_away.0) {
            None => String::new(),
            Some(0) => "just enough".to_owned(),
            Some(gap) if gap > 0 => format!("{gap} above"),
            Some(gap) => format!("{} short", -gap),
        };
        let points = points.map_or_else(|| "-".to_owned(), |points| points.to_string());
        let name = state.scenario().party(id).map_or_else(String::new, |party| party.name.clone());
        rows.push(vec![name, points, walk_away.to_string(), note]);
    }
    let mut lines = vec![String::new()];
    let sides = [Side::Left, Side::Right, Side::Right, Side::Left];
    lines.extend(table(&rows, &sides, "  "));
    lines[1] = style.bold(&lines[1]);
    lines
}
