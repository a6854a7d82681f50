//! The end of a run as a block of text: how it ended, why, and what it is worth to whom.

use crate::chronicle::Chronicle;
use crate::color::Style;
use crate::date;
use crate::happening::Run;
use crate::layout::{Side, pairs, table, wrap};
use crate::name::{capital, seat, sentence};
use crate::number::{grouped, listed};
use crate::reason::{best_offer, reason};
use crate::say;
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
pub(crate) fn block(run: &Run<'_>, chronicle: &Chronicle, style: Style) -> Vec<String> {
    let state = run.state;
    let scenario = state.scenario();
    let mut lines = Vec::new();
    match state.outcome().map(|id| scenario.outcome(id)) {
        Some(outcome) => {
            let title = capital(&outcome.title);
            let head = match outcome.historical {
                true => say!("outcome-head-historical", title = title),
                false => say!("outcome-head", title = title),
            };
            lines.extend(wrap(&head, "", 2).iter().map(|line| style.bold(line)));
        }
        None => lines.push(style.bold(&sentence(&say!("run-not-over")))),
    }
    let mut rows = Vec::new();
    let why = reason(chronicle);
    rows.push((say!("row-why"), why.headline.clone()));
    let ended = if state.outcome().is_some() { say!("row-ends-on") } else { say!("row-stands-at") };
    if state.closed().is_none_or(|closed| closed.at != run.end()) {
        rows.push((ended, date::words(run.end())));
    }
    rows.extend(crate::lots::rows(&state.view(SeatId::CLOCK)));
    let whole = state.closed().filter(|_| scenario.setup().sale.lots.is_none());
    if let Some(closed) = whole {
        let names: Vec<String> = buyers(state, closed.talks).into_iter().map(|id| seat(scenario, id)).collect();
        rows.push((say!("row-buyer"), listed(&names)));
        rows.push((say!("row-closes-on"), date::words(closed.at)));
        rows.extend(terms(scenario, &closed.deal).into_iter().map(|(name, value)| (crate::name::lower(&name), value)));
    }
    lines.extend(pairs(&rows, "  "));
    let details = why.rows();
    if !details.is_empty() {
        lines.extend([String::new(), style.bold(&say!("what-led-there"))]);
        lines.extend(pairs(&details, "  "));
    }
    lines.extend(points(run, chronicle, style));
    lines.push(String::new());
    lines.push(say!("to-repeat", seed = run.seed.to_string()));
    lines.extend(wrap(run.repeat, "  ", 6));
    lines
}

/// Each party's points beside its walk-away.
fn points(run: &Run<'_>, chronicle: &Chronicle, style: Style) -> Vec<String> {
    let state = run.state;
    let closed = last_sale(state);
    let open = state.agreement().map(|agreement| (agreement.talks, agreement.deal));
    let best = || best_offer(chronicle).map(|best| (best.talks, best.deal));
    let deal = closed.or(open).or_else(best);
    let standings = standings(state, deal);
    if standings.is_empty() {
        return Vec::new();
    }
    let title = match (closed, open) {
        (Some(_), _) => say!("column-points"),
        (None, Some(_)) => say!("column-agreed-terms"),
        (None, None) => say!("column-best-offer"),
    };
    let mut rows = vec![vec![say!("column-party"), title, say!("column-walk-away"), String::new()]];
    for Standing { seat: id, points, walk_away } in standings {
        let note = match points.map(|points| points.0 - walk_away.0) {
            None => String::new(),
            Some(0) => say!("just-enough"),
            Some(gap) if gap > 0 => say!("points-above", gap = grouped(gap)),
            Some(gap) => say!("points-below", gap = grouped(-gap)),
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
