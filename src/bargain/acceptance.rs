//! When to accept what the other side offers.
//!
//! T. Baarslag, K. Hindriks and C. Jonker, "Effective acceptance conditions in real-time automated negotiation",
//! Decision Support Systems 60 (2014) 68-77, for the name and the form of the condition.

use divest_core::units::Points;

/// `AC_next`: accept if the offer is worth at least what one would propose next. What lies under the walk-away is never
/// accepted.
#[must_use]
pub fn accepts_next(offered: Points, own_next: Points, walk_away: Points) -> bool {
    offered >= walk_away && offered >= own_next
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offer_must_reach_the_next_proposal_and_the_walk_away() {
        assert!(accepts_next(Points(50), Points(50), Points(40)));
        assert!(!accepts_next(Points(49), Points(50), Points(40)));
        assert!(!accepts_next(Points(39), Points(30), Points(40)));
    }
}
