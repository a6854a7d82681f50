//! The hybrid agent: a curve of time, mixed with an answer to the other side's moves; time wins as the end comes near.
//!
//! M. O. Keskin, U. Cakan and R. Aydogan, "Solver agent: towards emotional and opponent-aware agent for human-robot negotiation",
//! AAMAS 2021, 1557-1559, with the parameters of its implementations. Utilities here are shares of one's best deal, from 0 to 1.

/// How much the other side's last moves count, the oldest first, by how many there are.
const WINDOWS: [&[f64]; 4] = [&[1.0], &[0.25, 0.75], &[0.11, 0.22, 0.66], &[0.05, 0.15, 0.3, 0.5]];
/// Where the curve of time ends, by how many deals there are: larger spaces leave room to ask for less and get more.
const ENDS: [(u64, f64); 5] = [(450, 0.80), (1_500, 0.775), (4_500, 0.75), (18_000, 0.725), (33_000, 0.70)];
const END_OF_LARGEST: f64 = 0.675;
const START: f64 = 1.0;
const BEND: f64 = 0.75;
/// How strongly a move is answered at the start; at the end twice so.
const EMPATHY: f64 = 0.5;
/// How many offers must have come before moves are answered.
const OFFERS_MIN: usize = 2;

/// What to ask for at time `t` from 0 to 1, as a share of one's best deal.
///
/// `received` and `own_last` are what the other side's offers, the oldest first, and one's own last offer are worth as such
/// shares; `deal_count` is the size of the space. It never lies under `walk_away`.
#[must_use]
pub fn target(t: f64, received: &[f64], own_last: Option<f64>, deal_count: u64, walk_away: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    let by_time = by_time(t, deal_count, walk_away);
    let asked = match own_last.filter(|_| received.len() > OFFERS_MIN) {
        Some(own_last) => (1.0 - t * t) * by_behaviour(t, received, own_last) + t * t * by_time,
        None => by_time,
    };
    asked.max(walk_away)
}

/// A quadratic Bezier curve from the best deal over a bend to where one ends.
fn by_time(t: f64, deal_count: u64, walk_away: f64) -> f64 {
    let end = ENDS.iter().find(|(below, _)| deal_count < *below).map_or(END_OF_LARGEST, |&(_, end)| end).max(walk_away);
    let left = 1.0 - t;
    left * left * START + 2.0 * left * t * BEND + t * t * end
}

fn by_behaviour(t: f64, received: &[f64], own_last: f64) -> f64 {
    let moves: Vec<f64> = received.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let last = &moves[moves.len().saturating_sub(WINDOWS.len())..];
    let window = last.len().checked_sub(1).map_or([].as_slice(), |count| WINDOWS[count]);
    let gained: f64 = last.iter().zip(window).map(|(step, weight)| step * weight).sum();
    own_last - (EMPATHY + EMPATHY * t) * gained
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_curve_runs_from_the_best_to_its_end() {
        assert!((target(0.0, &[], None, 100, 0.0) - 1.0).abs() < 1e-12);
        assert!((target(1.0, &[], None, 100, 0.0) - 0.8).abs() < 1e-12);
        assert!((target(1.0, &[], None, 1_000_000, 0.0) - 0.675).abs() < 1e-12);
        assert!((target(1.0, &[], None, 100, 0.9) - 0.9).abs() < 1e-12, "not under the walk-away");
        assert!((target(0.5, &[], None, 100, 0.0) - (0.25 + 0.375 + 0.2)).abs() < 1e-12);
    }

    #[test]
    fn moves_are_answered_and_time_wins() {
        let giving = target(0.2, &[0.1, 0.2, 0.3], Some(0.9), 100, 0.0);
        let taking = target(0.2, &[0.3, 0.2, 0.1], Some(0.9), 100, 0.0);
        assert!(giving < taking, "a concession is answered by one");
        let end = target(1.0, &[0.3, 0.2, 0.1], Some(0.9), 100, 0.0);
        assert!((end - 0.8).abs() < 1e-12, "at the end only time counts");
        // By hand: moves .1 and .1 in the window (.25, .75); .9 - (.5 + .5 * .2) * .1 = .84; the curve stands at .912.
        assert!((giving - (0.96 * 0.84 + 0.04 * 0.912)).abs() < 1e-12);
    }
}
