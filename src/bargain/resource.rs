//! Resource-dependent tactics: concede as what one bargains with runs out.
//!
//! P. Faratin, C. Sierra and N. R. Jennings, "Negotiation decision functions for autonomous agents", Robotics and
//! Autonomous Systems 24 (1998) 159-182, section 4.3: time-dependent tactics with a deadline that moves, and tactics that
//! estimate a resource.

/// The share conceded with so much of a resource left: `k + (1 - k) exp(-resource)`. With none left it is all, with plenty it
/// is `opening` (`k`, from 0 to 1). The resource is what [`rivals`], [`patience`] or [`time_left`] count.
#[must_use]
pub fn conceded(opening: f64, resource: f64) -> f64 {
    let opening = opening.clamp(0.0, 1.0);
    opening + (1.0 - opening) * libm::exp(-resource.max(0.0))
}

/// The resource of a party with several others to deal with: their number. The more there are, the less is conceded.
#[must_use]
pub fn rivals(count: usize) -> f64 {
    count as f64
}

/// The resource of a party that tires of offers: how many it will still exchange, of so many in all, in units of a scale
/// (the number of offers that feels like one resource).
#[must_use]
pub fn patience(offers_made: usize, offers_max: usize, scale: f64) -> f64 {
    offers_max.saturating_sub(offers_made) as f64 / scale.max(1e-9)
}

/// The resource of time: `max(0, T - t)` in units of a scale.
#[must_use]
pub fn time_left(elapsed: i64, total: i64, scale: f64) -> f64 {
    (total - elapsed).max(0) as f64 / scale.max(1e-9)
}

/// A deadline that moves with the resource: `mu n^2 / sum of thread lengths`, where `n` others are dealt with and each thread
/// counts the offers exchanged so far. Many partners put the deadline off, long threads bring it near; for a time-dependent
/// tactic, in units of `mean_time` (`mu`). With no offer yet there is no deadline: `None`.
#[must_use]
pub fn deadline(mean_time: f64, thread_lengths: &[usize]) -> Option<f64> {
    let sum: usize = thread_lengths.iter().sum();
    let partners = thread_lengths.len() as f64;
    (sum > 0).then(|| mean_time * partners * partners / sum as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_runs_out_is_conceded() {
        assert!((conceded(0.2, 0.0) - 1.0).abs() < 1e-12);
        assert!((conceded(0.2, 1e9) - 0.2).abs() < 1e-12);
        assert!(conceded(0.0, rivals(1)) > conceded(0.0, rivals(3)));
        let over_time: Vec<f64> = (0..=10).map(|t| conceded(0.1, time_left(t, 10, 3.0))).collect();
        assert!(over_time.windows(2).all(|w| w[0] < w[1]));
        assert!((over_time[10] - 1.0).abs() < 1e-12);
        assert!((conceded(0.0, patience(10, 10, 5.0)) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn partners_put_the_deadline_off_and_offers_bring_it_near() {
        assert_eq!(deadline(10.0, &[2, 2]), Some(10.0));
        assert_eq!(deadline(10.0, &[4, 4]), Some(5.0));
        assert_eq!(deadline(10.0, &[2, 2, 2, 2]), Some(20.0));
        assert_eq!(deadline(10.0, &[0, 0]), None);
    }
}
