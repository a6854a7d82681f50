//! When to accept what the other side offers.
//!
//! T. Baarslag, K. Hindriks and C. Jonker, "Effective acceptance conditions in real-time automated negotiation",
//! Decision Support Systems 60 (2014) 68-77, for the names and the forms of the conditions. What lies under the walk-away is
//! never accepted, whatever the condition says.

use divest_core::units::Points;

/// `AC_next`: accept if the offer is worth at least what one would propose next.
#[must_use]
pub fn accepts_next(offered: Points, own_next: Points, walk_away: Points) -> bool {
    offered >= walk_away && offered >= own_next
}

/// `AC_next(a, b)`: accept if `a u + b` of the offer is at least what one would propose next; `a` in thousandths, `b` in
/// points. `a` over 1000 or `b` over 0 settles for somewhat less.
#[must_use]
pub fn accepts_next_scaled(
    offered: Points,
    own_next: Points,
    factor_milli: i64,
    margin: Points,
    walk_away: Points,
) -> bool {
    let scaled = i128::from(offered.0) * i128::from(factor_milli) + 1_000 * i128::from(margin.0);
    offered >= walk_away && scaled >= 1_000 * i128::from(own_next.0)
}

/// `AC_const`: accept if the offer is worth more than a fixed number of points.
#[must_use]
pub fn accepts_const(offered: Points, threshold: Points, walk_away: Points) -> bool {
    offered >= walk_away && offered > threshold
}

/// `AC_prev`: accept if the offer is worth at least what one proposed last.
#[must_use]
pub fn accepts_prev(offered: Points, own_last: Option<Points>, walk_away: Points) -> bool {
    offered >= walk_away && own_last.is_some_and(|own| offered >= own)
}

/// `AC_time`: accept anything once a share of the time has passed; times and shares from 0 to 1.
#[must_use]
pub fn accepts_time(offered: Points, now: f64, from: f64, walk_away: Points) -> bool {
    offered >= walk_away && now >= from
}

/// `AC_combi(MaxInWindow)`: `AC_next`; and once a share of the time has passed (0.98 in the paper), anything that is at least
/// the best offer received in the last window, which is as long as the time that is left.
///
/// `received` holds when each earlier offer came and what it was worth, times from 0 to 1. If none came in the window, any
/// offer will do.
#[must_use]
pub fn accepts_combi(
    offered: Points,
    own_next: Points,
    now: f64,
    from: f64,
    received: &[(f64, Points)],
    walk_away: Points,
) -> bool {
    if accepts_next(offered, own_next, walk_away) {
        return true;
    }
    let window_opens = now - (1.0 - now);
    let best = received.iter().filter(|(at, _)| *at >= window_opens).map(|&(_, worth)| worth).max();
    offered >= walk_away && now >= from && best.is_none_or(|best| offered >= best)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOW: Points = Points(40);

    #[test]
    fn an_offer_must_reach_the_next_proposal_and_the_walk_away() {
        assert!(accepts_next(Points(50), Points(50), LOW));
        assert!(!accepts_next(Points(49), Points(50), LOW));
        assert!(!accepts_next(Points(39), Points(30), LOW));
    }

    #[test]
    fn a_factor_and_a_margin_settle_for_less() {
        assert!(!accepts_next_scaled(Points(49), Points(50), 1_000, Points(0), LOW));
        assert!(accepts_next_scaled(Points(49), Points(50), 1_000, Points(1), LOW));
        assert!(accepts_next_scaled(Points(49), Points(50), 1_021, Points(0), LOW));
        assert!(!accepts_next_scaled(Points(39), Points(10), 2_000, Points(9), LOW));
    }

    #[test]
    fn constants_previous_offers_and_time() {
        assert!(accepts_const(Points(61), Points(60), LOW) && !accepts_const(Points(60), Points(60), LOW));
        assert!(!accepts_const(Points(39), Points(10), LOW));
        assert!(accepts_prev(Points(70), Some(Points(70)), LOW) && !accepts_prev(Points(70), None, LOW));
        assert!(accepts_time(LOW, 0.98, 0.98, LOW) && !accepts_time(LOW, 0.97, 0.98, LOW));
        assert!(!accepts_time(Points(39), 1.0, 0.98, LOW));
    }

    #[test]
    fn near_the_end_the_best_of_the_window_is_enough() {
        let received = [(0.5, Points(90)), (0.97, Points(60)), (0.985, Points(55))];
        let accepts = |offered, now| accepts_combi(Points(offered), Points(95), now, 0.98, &received, LOW);
        assert!(accepts(95, 0.1), "AC_next holds at any time");
        assert!(!accepts(60, 0.97), "too early");
        assert!(accepts(60, 0.985) && !accepts(59, 0.985), "60 came within the window, 90 long before");
        assert!(accepts(41, 0.999), "nothing came in the last moment");
        assert!(!accepts(39, 0.999));
    }
}
