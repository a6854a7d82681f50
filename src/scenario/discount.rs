//! Discounts of utilities, which reports tell and apply; play itself discounts nothing.

use crate::compile::Compiler;
use crate::document::Path;
use crate::file::{DiscountClockWord, DiscountFile};
use std::fmt;

/// The largest number of a discount.
const LARGEST: f64 = 1e6;

/// A discount ready for use.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Discount {
    /// `utility * factor^t`.
    ByFactor {
        /// Above 0.
        factor: f64,
        /// What `t` is.
        clock: DiscountClockWord,
    },
    /// `utility - (cost * t)^power`.
    ByCost {
        /// Not under 0.
        cost: f64,
        /// Above 0.
        power: f64,
        /// What `t` is.
        clock: DiscountClockWord,
    },
}

impl Discount {
    /// The discount that a file means; `None` where it is wrong.
    #[must_use]
    pub fn of(file: &DiscountFile) -> Option<Self> {
        let number = |text: &String| text.parse::<f64>().ok().filter(|number| (0.0..=LARGEST).contains(number));
        let clock = file.clock;
        match (&file.factor, &file.cost) {
            (Some(factor), None) if file.power.is_none() => {
                Some(Self::ByFactor { factor: number(factor).filter(|factor| *factor > 0.0)?, clock })
            }
            (None, Some(cost)) => {
                let power = file.power.as_ref().map_or(Some(1.0), number).filter(|power| *power > 0.0)?;
                Some(Self::ByCost { cost: number(cost)?, power, clock })
            }
            _ => None,
        }
    }

    /// What a utility is worth in a round of so many, when a share of the time is gone.
    #[must_use]
    pub fn apply(&self, utility: f64, round: f64, share: f64) -> f64 {
        let time = |clock: &DiscountClockWord| match clock {
            DiscountClockWord::Share => share,
            DiscountClockWord::Round => round,
        };
        match self {
            Self::ByFactor { factor, clock } => utility * factor.powf(time(clock)),
            Self::ByCost { cost, power, clock } => utility - (cost * time(clock)).powf(*power),
        }
    }
}

impl fmt::Display for Discount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = |clock: &DiscountClockWord| match clock {
            DiscountClockWord::Share => "t being the share of the time that is gone",
            DiscountClockWord::Round => "t being the round, from 0",
        };
        match self {
            Self::ByFactor { factor, clock } => {
                write!(f, "utilities are discounted by {factor} ^ t, {}", time(clock))
            }
            Self::ByCost { cost, power, clock } if (*power - 1.0).abs() < f64::EPSILON => {
                write!(f, "utilities fall by {cost} * t, {}", time(clock))
            }
            Self::ByCost { cost, power, clock } => {
                write!(f, "utilities fall by ({cost} * t) ^ {power}, {}", time(clock))
            }
        }
    }
}

impl Compiler<'_> {
    pub(crate) fn check_discount(&mut self, file: &DiscountFile, path: &Path) {
        if Discount::of(file).is_none() {
            self.complain(path, "no discount that can be computed").hint(
                "either a factor above 0, such as { factor = \"0.9\", clock = \"share\" }, or a cost with or without a power",
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utilities_shrink_by_share_or_round() {
        let text = |text: &str| Some(text.to_owned());
        let file = |factor, cost, power| DiscountFile { factor, cost, power, clock: DiscountClockWord::Round };
        let factor = Discount::of(&file(text("0.5"), None, None)).expect("a discount");
        assert_eq!(factor.apply(0.8, 2.0, 0.1), 0.2);
        let cost = Discount::of(&file(None, text("0.1"), text("2"))).expect("a discount");
        assert!((cost.apply(0.8, 2.0, 0.1) - 0.76).abs() < 1e-12);
        let share = DiscountFile { clock: DiscountClockWord::Share, ..file(text("0.25"), None, None) };
        assert_eq!(Discount::of(&share).expect("a discount").apply(0.8, 7.0, 0.5), 0.4);
        for wrong in [
            file(None, None, None),
            file(text("0"), None, None),
            file(text("-1"), None, None),
            file(text("NaN"), None, None),
            file(text("0.5"), text("1"), None),
            file(None, text("0.1"), text("0")),
            file(text("0.5"), None, text("2")),
        ] {
            assert_eq!(Discount::of(&wrong), None, "{wrong:?}");
        }
    }
}
