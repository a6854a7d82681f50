//! Behaviour-dependent tactics: concede as the other side does.
//!
//! P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
//! Autonomous Systems 24 (1998) 159-182, section 4.4. The paper imitates issue by issue; here the other side's offers are
//! measured on one's own score sheet, where a concession is a rise, so one target follows all issues at once.
//!
//! Each function takes what the other side's offers were worth to oneself, the oldest first, and what one last asked for. It
//! returns what to ask for next, rounded to whole points and kept from the walk-away to the best deal; `None` while too few
//! offers are on the table to imitate, when a party asks for its best.

use divest_core::units::Points;

/// Between what and what a party asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bounds {
    /// The fewest points that it accepts.
    pub walk_away: Points,
    /// The most points that a deal brings it.
    pub best: Points,
}

impl Bounds {
    fn keep(self, asked: f64) -> Points {
        // With a walk-away above the best deal there is nothing between them.
        let (low, high) = (self.walk_away.0, self.best.0.max(self.walk_away.0));
        Points((libm::round(asked) as i64).clamp(low, high))
    }
}

/// Relative tit-for-tat: concedes by the ratio in which the other side conceded `lag` of its offers ago (1: its last move).
#[must_use]
pub fn relative(theirs: &[Points], own_last: Points, lag: usize, bounds: Bounds) -> Option<Points> {
    let (before, after) = step(theirs, lag)?;
    Some(bounds.keep(own_last.0 as f64 * ratio(before, after)))
}

/// Random absolute tit-for-tat: concedes as many points as the other side did `lag` of its offers ago, and so many more or
/// fewer: `noise` is drawn by the caller, so that luck stays with nature, and 0 makes it plain absolute tit-for-tat.
#[must_use]
pub fn random_absolute(
    theirs: &[Points],
    own_last: Points,
    lag: usize,
    noise: Points,
    bounds: Bounds,
) -> Option<Points> {
    let (before, after) = step(theirs, lag)?;
    let conceded = after.0.saturating_sub(before.0);
    Some(bounds.keep((own_last.0.saturating_sub(conceded).saturating_add(noise.0)) as f64))
}

/// Averaged tit-for-tat: concedes by the ratio in which the other side conceded over its last `window` moves.
#[must_use]
pub fn averaged(theirs: &[Points], own_last: Points, window: usize, bounds: Bounds) -> Option<Points> {
    let last = *theirs.last()?;
    let first = *theirs.get(theirs.len().checked_sub(window.max(1) + 1)?)?;
    Some(bounds.keep(own_last.0 as f64 * ratio(first, last)))
}

/// The other side's move so many moves ago.
fn step(theirs: &[Points], lag: usize) -> Option<(Points, Points)> {
    let after = theirs.len().checked_sub(lag.max(1))?;
    Some((*theirs.get(after.checked_sub(1)?)?, *theirs.get(after)?))
}

/// How much of it is asked for after a move; nothing moves where an offer was worth nothing or less.
fn ratio(before: Points, after: Points) -> f64 {
    if before.0 <= 0 || after.0 <= 0 { 1.0 } else { before.0 as f64 / after.0 as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUNDS: Bounds = Bounds { walk_away: Points(40), best: Points(100) };

    fn points(values: &[i64]) -> Vec<Points> {
        values.iter().map(|&v| Points(v)).collect()
    }

    #[test]
    fn ratios_and_differences_are_imitated() {
        let theirs = points(&[20, 40, 50]);
        assert_eq!(relative(&theirs, Points(90), 1, BOUNDS), Some(Points(72)), "four fifths");
        assert_eq!(relative(&theirs, Points(90), 2, BOUNDS), Some(Points(45)), "a half");
        assert_eq!(random_absolute(&theirs, Points(90), 1, Points(0), BOUNDS), Some(Points(80)));
        assert_eq!(random_absolute(&theirs, Points(90), 1, Points(3), BOUNDS), Some(Points(83)));
        assert_eq!(averaged(&theirs, Points(100), 1, BOUNDS), Some(Points(80)));
        assert_eq!(averaged(&theirs, Points(100), 2, BOUNDS), Some(Points(40)));
    }

    #[test]
    fn who_takes_a_concession_back_is_answered_in_kind() {
        let theirs = points(&[50, 40]);
        assert_eq!(relative(&theirs, Points(72), 1, BOUNDS), Some(Points(90)));
        assert_eq!(
            random_absolute(&theirs, Points(95), 1, Points(0), BOUNDS),
            Some(Points(100)),
            "never over the best"
        );
    }

    #[test]
    fn nothing_is_imitated_before_there_is_a_move() {
        for few in [&points(&[]), &points(&[30])] {
            assert_eq!(relative(few, Points(90), 1, BOUNDS), None);
            assert_eq!(averaged(few, Points(90), 1, BOUNDS), None);
        }
        assert_eq!(relative(&points(&[30, 40]), Points(90), 2, BOUNDS), None);
        assert_eq!(relative(&points(&[0, 40]), Points(90), 1, BOUNDS), Some(Points(90)), "no ratio to nothing");
    }
}
