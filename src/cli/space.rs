//! The deal space of a run's two sides as a chart draws it.

use divest_bargain::analysis::Analysis;
use divest_bargain::space::Space;
use divest_core::deal::Deal;
use divest_core::{SeatId, State};
use divest_report::chart::frontier::{Axis, Frontier, Kind, Path, Point};
use divest_report::course::{Course, Talks};
use divest_report::reason::best_offer;
use divest_report::terms::terms_short;
use divest_report::{Reader, Run, name};

/// How many deals that are not efficient are drawn.
const OTHERS_MAX: u64 = 500;

/// The deal space of the seller and the buyer; without a sale, of the seller and the bidder nearest to one. `None` if
/// nobody came to talk, a side keeps no score sheet or there are too many deals to compare.
pub fn space_of(run: &Run<'_>) -> Option<Frontier> {
    let state = run.state;
    let scenario = state.scenario();
    let closed = state.sales().last().map(|sale| (sale.talks, sale.deal));
    let agreed = state.agreement().map(|agreement| (agreement.talks, agreement.deal));
    let chosen = closed.or(agreed);
    let talks = chosen.map(|(talks, _)| talks).or_else(|| best_offer(&run.chronicle()).map(|best| best.talks))?;
    let bidder = scenario.talks(talks).bidder;
    let vendor = divest_report::sellers::valuer(state, talks);
    let space = Space::of_seats(state, &[vendor, bidder])?;
    let found = Analysis::new(&space, None).efficient.ok()?;
    let points_at = |index: usize| pair(found.frontier.point(index));
    let mut points = Vec::new();
    if let Some(fair) = &found.fair {
        let rules = [
            (Kind::Nash, &fair.nash),
            (Kind::KalaiSmorodinsky, &fair.kalai_smorodinsky),
            (Kind::Egalitarian, &fair.egalitarian),
            (Kind::Utilitarian, &fair.utilitarian),
        ];
        for (kind, places) in rules {
            let Some(&place) = places.first() else { continue };
            let deal = found.frontier.deals(&space, place, 1).first().copied();
            let terms = deal.map_or_else(String::new, |deal| terms_short(scenario, &deal));
            points.push(Point { at: points_at(place), kind, terms });
        }
    }
    if let Some((_, deal)) = chosen {
        points.push(Point { at: pair(&space.points(&deal)), kind: Kind::Deal, terms: terms_short(scenario, &deal) });
    }
    let course = Course::of(run, Reader::Referee);
    let side = |seat: SeatId| axis(state, seat);
    Some(Frontier {
        name: format!("Deals between {} and {}", name::seat(scenario, vendor), name::seat(scenario, bidder)),
        across: side(vendor),
        up: side(bidder),
        others: others(&space),
        efficient: (0..found.frontier.len()).map(points_at).collect(),
        points,
        paths: course.talks.iter().find(|series| series.id == talks).map(paths).unwrap_or_default(),
    })
}

fn pair(points: &[i64]) -> (i64, i64) {
    (points[0], points[1])
}

fn axis(state: &State, seat: SeatId) -> Axis {
    let walk_away = state.walk_away(seat).map(|points| points.0);
    Axis { name: name::seat(state.scenario(), seat), walk_away }
}

/// Some deals from all over the space, always the same.
fn others(space: &Space) -> Vec<(i64, i64)> {
    let counts = space.option_counts();
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let mut below = |count: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % count.max(1) as u64) as u16
    };
    let draws = space.deal_count().min(OTHERS_MAX);
    let mut found: Vec<(i64, i64)> = (0..draws)
        .map(|_| {
            let mut deal = Deal::FIRST;
            counts.iter().zip(&mut deal.0).for_each(|(&count, option)| *option = below(count));
            pair(&space.points(&deal))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The courses of offers of the two sides.
fn paths(talks: &Talks) -> Vec<Path> {
    let path = |bids: bool| {
        let offers = talks.offers.iter().filter(|offer| offer.is_bid == bids);
        let points: Vec<(i64, i64)> = offers.filter_map(|offer| Some((offer.to_vendor?, offer.to_bidder?))).collect();
        let name = if bids { format!("{} bids", talks.bidder) } else { format!("{} asks", talks.vendor) };
        (!points.is_empty()).then_some(Path { name, points })
    };
    [path(false), path(true)].into_iter().flatten().collect()
}
