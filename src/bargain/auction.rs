//! Auctions with independent private values, uniform on 0 to 1: equilibrium bids and the seller's expected revenue.
//!
//! W. Vickrey, "Counterspeculation, auctions, and competitive sealed tenders", Journal of Finance 16 (1961) 8-37; R. Myerson, "Optimal
//! auction design", Mathematics of Operations Research 6 (1981) 58-73; V. Krishna, "Auction Theory" (2nd edition, 2010), chapters
//! 2 and 3. Shares of the highest possible value, from 0 to 1. A reserve is the least that the seller takes.

/// How a thing is auctioned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Sealed bids; the highest wins and pays its bid.
    FirstPrice,
    /// Sealed bids; the highest wins and pays the second highest, or the reserve.
    SecondPrice,
    /// The price rises until one bidder is left; it pays the price at which the last rival dropped out.
    English,
    /// The price falls until one stops it and pays it.
    Dutch,
    /// Sealed bids; the highest wins and all pay theirs.
    AllPay,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::FirstPrice, Self::SecondPrice, Self::English, Self::Dutch, Self::AllPay];

    /// Its name.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::FirstPrice => "first price",
            Self::SecondPrice => "second price",
            Self::English => "English",
            Self::Dutch => "Dutch",
            Self::AllPay => "all pay",
        }
    }
}

/// What a bidder with a value bids among so many (at least two), itself included: the highest price it stays for in an
/// English auction, the price at which it stops a Dutch one. `None` under the reserve: it stays away.
///
/// Sealed first price and Dutch: `(n - 1) v / n + r^n / (n v^(n - 1))`. Second price and English: `v`, whatever the others do. All
/// pay: `(n - 1) v^n / n + r^n / n`.
#[must_use]
pub fn bid(format: Format, value: f64, bidders: u32, reserve: f64) -> Option<f64> {
    if value < reserve {
        return None;
    }
    let n = f64::from(bidders.max(1));
    let power = |base: f64, exponent: u32| (0..exponent).map(|_| base).product::<f64>();
    let at_reserve = power(reserve, bidders.max(1)) / n;
    Some(match format {
        Format::SecondPrice | Format::English => value,
        Format::FirstPrice | Format::Dutch if value > 0.0 => {
            (n - 1.0) / n * value + at_reserve / power(value, bidders.max(1) - 1)
        }
        Format::FirstPrice | Format::Dutch => 0.0,
        Format::AllPay => (n - 1.0) / n * power(value, bidders.max(1)) + at_reserve,
    })
}

/// What the seller expects, in each of these auctions alike: `(n - 1) / (n + 1) + r^n - 2n r^(n + 1) / (n + 1)`.
#[must_use]
pub fn expected_revenue(bidders: u32, reserve: f64) -> f64 {
    let n = f64::from(bidders);
    let power = |exponent: u32| (0..exponent).map(|_| reserve).product::<f64>();
    (n - 1.0) / (n + 1.0) + power(bidders) - 2.0 * n / (n + 1.0) * power(bidders + 1)
}

/// The reserve that brings the seller most, however many bid, if the thing is worth so much to it: `(1 + worth) / 2`.
#[must_use]
pub fn optimal_reserve(worth_to_seller: f64) -> f64 {
    f64::midpoint(1.0, worth_to_seller)
}

/// The seller's revenue from bidders with these values, all bidding in equilibrium.
///
/// An English auction goes up by `increment` from the reserve (0: without steps), so the price is the second highest value within
/// one increment.
#[must_use]
pub fn revenue(format: Format, values: &[f64], reserve: f64, increment: f64) -> f64 {
    let n = u32::try_from(values.len()).unwrap_or(u32::MAX);
    let mut bids: Vec<f64> = values.iter().filter_map(|&value| bid(format, value, n, reserve)).collect();
    bids.sort_by(|a, b| b.total_cmp(a));
    let Some(&highest) = bids.first() else { return 0.0 };
    let second = bids.get(1).copied().unwrap_or(reserve).max(reserve);
    match format {
        Format::FirstPrice | Format::Dutch => highest,
        Format::SecondPrice => second,
        Format::English if increment > 0.0 => {
            // The price that the second highest no longer holds.
            (reserve + libm::ceil((second - reserve) / increment) * increment).min(highest)
        }
        Format::English => second,
        Format::AllPay => bids.iter().sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::Numbers;

    #[test]
    fn expected_revenue_is_the_textbook_s() {
        for (bidders, expected) in [(2, 1.0 / 3.0), (3, 0.5), (5, 2.0 / 3.0)] {
            assert!((expected_revenue(bidders, 0.0) - expected).abs() < 1e-12);
        }
        assert!((expected_revenue(2, 0.5) - 5.0 / 12.0).abs() < 1e-12);
        assert!((optimal_reserve(0.0) - 0.5).abs() < 1e-12);
        let best = (0..=100)
            .map(|i| f64::from(i) / 100.0)
            .max_by(|a, b| expected_revenue(4, *a).total_cmp(&expected_revenue(4, *b)));
        assert_eq!(best, Some(0.5), "no reserve brings more");
    }

    #[test]
    fn all_formats_bring_alike() {
        const RUNS: u32 = 60_000;
        for (bidders, reserve) in [(2, 0.0), (3, 0.0), (5, 0.0), (2, 0.5), (4, 0.3)] {
            for format in Format::ALL {
                let mut numbers = Numbers(u64::from(bidders));
                let (mut sum, mut squares) = (0.0, 0.0);
                for _ in 0..RUNS {
                    let values: Vec<f64> = (0..bidders).map(|_| numbers.share()).collect();
                    let got = revenue(format, &values, reserve, 0.0);
                    sum += got;
                    squares += got * got;
                }
                let runs = f64::from(RUNS);
                let mean = sum / runs;
                let error = ((squares / runs - mean * mean) / runs).sqrt();
                let theory = expected_revenue(bidders, reserve);
                // Four standard errors: 25 such tests fail by chance once in six hundred, and the numbers are always the same.
                assert!((mean - theory).abs() < 4.0 * error, "{format:?}, {bidders}, {reserve}: {mean} for {theory}");
            }
        }
    }

    /// A bidder gains nothing by deviating from the equilibrium bid alone.
    #[test]
    fn no_other_bid_is_better() {
        let (bidders, reserve) = (3_u32, 0.2);
        for format in [Format::FirstPrice, Format::AllPay] {
            for value in [0.3, 0.6, 0.95] {
                // Pretending to have the value z wins with probability z^(n-1).
                let profit = |z: f64| {
                    let wins = z * z;
                    let bid = bid(format, z, bidders, reserve).unwrap();
                    if format == Format::AllPay { value * wins - bid } else { (value - bid) * wins }
                };
                let own = profit(value);
                assert!((20..=100).all(|z| profit(f64::from(z) / 100.0) <= own + 1e-12), "{format:?} {value}");
            }
        }
    }

    #[test]
    fn an_english_price_is_the_second_value_within_a_step() {
        let price = |step| revenue(Format::English, &[0.71, 0.52, 0.3], 0.1, step);
        assert!((price(0.0) - 0.52).abs() < 1e-12);
        assert!(price(0.05) >= 0.52 && price(0.05) <= 0.57);
        assert!((revenue(Format::English, &[0.71, 0.05], 0.1, 0.05) - 0.1).abs() < 1e-12, "the reserve");
        assert!(revenue(Format::SecondPrice, &[0.05, 0.02], 0.1, 0.0).abs() < 1e-12, "nobody came");
    }
}
