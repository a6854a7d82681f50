//! Numbers that are written, and numbers that are left to the seed.

use crate::compile::{Ask, Compiler, Unit};
use crate::document::Path;
use crate::value::{Bell, Date, Days, Decimal, Drawn, MILLION, NUMBER_MAX, Spread, When, Whole};
use divest_core::chance::Distribution;
use divest_core::id::{SeatSet, SlotId};
use divest_core::scenario::{Quantity, Slot};

/// The most values that a choice may have.
const CHOICES_MAX: usize = 1_000;

/// A value that a distribution may stand for.
pub(crate) trait Drawable {
    /// How many units it is; `None` if it is no whole number of them.
    fn count(&self, unit: Unit) -> Option<i64>;
}

impl Drawable for Whole {
    fn count(&self, _: Unit) -> Option<i64> {
        Some(self.0)
    }
}

impl Drawable for Date {
    fn count(&self, _: Unit) -> Option<i64> {
        Some(self.0)
    }
}

impl Drawable for Days {
    fn count(&self, _: Unit) -> Option<i64> {
        Some(self.0)
    }
}

impl Drawable for Decimal {
    fn count(&self, unit: Unit) -> Option<i64> {
        let parts = match unit {
            Unit::Ppm => 1,
            Unit::Milli => MILLION / 1_000,
            Unit::Whole | Unit::Date | Unit::Days | Unit::Span(_) => MILLION,
        };
        (self.0 % parts == 0).then_some(self.0 / parts)
    }
}

impl Drawable for When {
    fn count(&self, unit: Unit) -> Option<i64> {
        match (self, unit) {
            (Self::On(day), Unit::Date) => Some(*day),
            (Self::After(span), Unit::Span(unit)) if span.unit == unit => Some(i64::from(span.count)),
            _ => None,
        }
    }
}

/// A count as the author would write it.
fn shown(count: i64, unit: Unit) -> String {
    match unit {
        Unit::Date => Date(count).to_string(),
        Unit::Days => format!("{count}d"),
        Unit::Milli => Decimal(count * 1_000).to_string(),
        Unit::Ppm => Decimal(count).to_string(),
        Unit::Whole | Unit::Span(_) => count.to_string(),
    }
}

impl Compiler<'_> {
    /// Compiles a number.
    pub(crate) fn quantity<T: Drawable>(&mut self, drawn: &Drawn<T>, path: &Path, ask: &Ask) -> Quantity {
        let spread = match drawn {
            Drawn::Fixed(value) => return Quantity::Fixed(self.count(value, path, ask).unwrap_or(ask.low.max(0))),
            Drawn::Drawn(spread) => spread,
        };
        match self.distribution(spread, path, ask) {
            Some(distribution) => self.slot(distribution, path, ask.audience),
            None => Quantity::Fixed(ask.low.max(0)),
        }
    }

    /// Whether something is real at all: 1 or 0, drawn before play unless it is certain.
    pub(crate) fn real(&mut self, p: Decimal, path: &Path, audience: SeatSet) -> Quantity {
        let ask = Ask::PROBABILITY;
        let Some(ppm) = self.count(&p, path, &ask) else { return Quantity::Fixed(0) };
        match u32::try_from(ppm).unwrap_or(0) {
            0 => Quantity::Fixed(0),
            1_000_000 => Quantity::Fixed(1),
            ppm => self.slot(Distribution::Weighted(vec![(1, ppm), (0, 1_000_000 - ppm)]), path, audience),
        }
    }

    fn slot(&mut self, distribution: Distribution, path: &Path, audience: SeatSet) -> Quantity {
        if self.slots.len() >= crate::compile::TABLE_MAX {
            let most = crate::compile::TABLE_MAX;
            self.complain(path, format!("more than {most} numbers are left to the seed"))
                .hint("write some as plain numbers");
            return Quantity::Fixed(0);
        }
        let id = SlotId::at(self.slots.len());
        self.slots.push(Slot { key: path.to_string(), distribution, audience });
        Quantity::Drawn(id)
    }

    /// A value in the unit of its place, if it fits there.
    pub(crate) fn count<T: Drawable>(&mut self, value: &T, path: &Path, ask: &Ask) -> Option<i64> {
        let Some(count) = value.count(ask.unit) else {
            let (message, hint) = match ask.unit {
                Unit::Milli => ("too many decimals", "three at most"),
                Unit::Date | Unit::Span(_) => {
                    ("the values of one distribution are not of one kind", "dates only, or spans in one unit only")
                }
                _ => ("not a whole number", "leave out the decimals"),
            };
            self.complain(path, message).hint(hint);
            return None;
        };
        if !(ask.low..=ask.high).contains(&count) {
            let (low, high) = (shown(ask.low, ask.unit), shown(ask.high, ask.unit));
            let message = match ask.unit {
                Unit::Ppm if (ask.low, ask.high) == (0, MILLION) => "not a probability or share".to_owned(),
                _ => "the number is out of bounds".to_owned(),
            };
            self.complain(path, message).hint(format!("from {low} to {high}"));
            return None;
        }
        Some(count)
    }

    fn distribution<T: Drawable>(&mut self, spread: &Spread<T>, path: &Path, ask: &Ask) -> Option<Distribution> {
        let kinds =
            [spread.uniform.is_some(), spread.triangular.is_some(), spread.normal.is_some(), spread.choice.is_some()];
        if kinds.iter().filter(|set| **set).count() != 1 {
            self.complain(path, "a distribution is of exactly one kind")
                .hint("write one of `uniform`, `triangular`, `normal` and `choice`");
            return None;
        }
        if spread.weights.is_some() && spread.choice.is_none() {
            self.complain(&path.key("weights"), "only a `choice` has weights").hint("leave them out").on_key();
        }
        if let Some(values) = &spread.uniform {
            let here = path.key("uniform");
            let [low, high] = self.ends(values, &here, ask)?;
            return self.ordered(&[low, high], &here).then_some(Distribution::Uniform { low, high });
        }
        if let Some(values) = &spread.triangular {
            let here = path.key("triangular");
            let [low, mode, high] = self.ends(values, &here, ask)?;
            return self.ordered(&[low, mode, high], &here).then_some(Distribution::Triangular { low, mode, high });
        }
        if let Some(bell) = &spread.normal {
            return self.bell(bell, &path.key("normal"), ask);
        }
        self.choice(spread.choice.as_deref().unwrap_or_default(), spread.weights.as_deref(), path, ask)
    }

    fn ends<T: Drawable, const N: usize>(&mut self, values: &[T; N], path: &Path, ask: &Ask) -> Option<[i64; N]> {
        let mut counts = [0; N];
        let mut all = true;
        for (i, value) in values.iter().enumerate() {
            match self.count(value, &path.index(i), ask) {
                Some(count) => counts[i] = count,
                None => all = false,
            }
        }
        all.then_some(counts)
    }

    fn ordered(&mut self, counts: &[i64], path: &Path) -> bool {
        let ordered = counts.is_sorted();
        if !ordered {
            let hint =
                if counts.len() == 2 { "the least first, then the most" } else { "the least, the peak, the most" };
            self.complain(path, "the numbers of the distribution are out of order").hint(hint);
        }
        ordered
    }

    fn bell<T: Drawable>(&mut self, bell: &Bell<T>, path: &Path, ask: &Ask) -> Option<Distribution> {
        let wide = match ask.unit {
            Unit::Whole | Unit::Milli | Unit::Ppm => ask.between(-NUMBER_MAX, NUMBER_MAX),
            _ => *ask,
        };
        let mean = self.count(&bell.mean, &path.key("mean"), &wide);
        let low = self.count(&bell.low, &path.key("low"), ask);
        let high = self.count(&bell.high, &path.key("high"), ask);
        // Dates spread by days.
        let unit = if ask.unit == Unit::Date { Unit::Whole } else { ask.unit };
        let sd = bell.sd.count(unit).filter(|sd| (1..=NUMBER_MAX).contains(sd));
        if sd.is_none() {
            let least = shown(1, unit);
            self.complain(&path.key("sd"), "no such standard deviation can be drawn from")
                .hint(format!("at least {least}, in steps of {least}"));
        }
        let (mean, sd, low, high) = (mean?, sd?, low?, high?);
        if low > high {
            self.complain(path, "the range of the distribution is empty").hint("`low` is the least, `high` the most");
            return None;
        }
        Some(Distribution::Normal { mean, sd, low, high })
    }

    fn choice<T: Drawable>(
        &mut self,
        values: &[T],
        weights: Option<&[Whole]>,
        path: &Path,
        ask: &Ask,
    ) -> Option<Distribution> {
        let here = path.key("choice");
        if values.is_empty() || values.len() > CHOICES_MAX {
            self.complain(&here, "a choice has between 1 and 1000 values").hint("list what may be drawn");
            return None;
        }
        let mut counts = Vec::new();
        for (i, value) in values.iter().enumerate() {
            counts.extend(self.count(value, &here.index(i), ask));
        }
        let weights = match weights {
            None => vec![1; values.len()],
            Some(weights) => self.weights(weights, values.len(), &path.key("weights"))?,
        };
        (counts.len() == values.len()).then(|| Distribution::Weighted(counts.into_iter().zip(weights).collect()))
    }

    fn weights(&mut self, weights: &[Whole], count: usize, path: &Path) -> Option<Vec<u32>> {
        if weights.len() != count {
            self.complain(path, format!("{} weights for {count} values", weights.len()))
                .hint("one weight for each value");
            return None;
        }
        let fitting: Option<Vec<u32>> =
            weights.iter().map(|w| u32::try_from(w.0).ok().filter(|w| *w <= 1_000_000)).collect();
        if fitting.is_none() {
            self.complain(path, "a weight is out of bounds").hint("whole numbers from 0 to 1000000");
        }
        let fitting = fitting?;
        if fitting.iter().all(|weight| *weight == 0) {
            self.complain(path, "all weights are 0, so nothing can be drawn")
                .hint("give at least one value a weight above 0");
            return None;
        }
        Some(fitting)
    }
}
