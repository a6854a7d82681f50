//! Numbers for readers: thousands separators, money, units, counts.

use crate::say;

/// A whole number with thousands separators, as `27,500`.
#[must_use]
pub fn grouped(number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut text = String::new();
    if number < 0 {
        text.push('-');
    }
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A unit of money: its currency, and how much one of the numbers counted in it is.
struct Money<'a> {
    currency: &'a str,
    is_code: bool,
    scale: i128,
}

impl<'a> Money<'a> {
    /// Reads `USD million`, `EUR`, `thousand crowns`; `None` for a unit that is no money, such as `%` or `MHz`.
    fn of(unit: &'a str) -> Option<Self> {
        let scale_of = |word: &str| match word {
            "thousand" => Some(1_000),
            "million" => Some(1_000_000),
            "billion" | "bn" => Some(1_000_000_000),
            _ => None,
        };
        let is_code = |word: &str| word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
        let (first, last) = unit.split_once(' ').unwrap_or((unit, ""));
        match (scale_of(first), scale_of(last)) {
            (Some(scale), _) => Some(Self { currency: last, is_code: is_code(last), scale }),
            (None, Some(scale)) => Some(Self { currency: first, is_code: is_code(first), scale }),
            (None, None) => {
                (is_code(first) && last.is_empty()).then_some(Self { currency: first, is_code: true, scale: 1 })
            }
        }
    }

    fn words(&self, number: i64) -> String {
        let value = i128::from(number) * self.scale;
        if value == 0 {
            return say!("money-none");
        }
        // A number keeps all its digits, so a scale is used only if three decimals hold them.
        let fits = |unit: i128| value.abs() >= unit && value % (unit / 1_000) == 0;
        let (scale, unit) = match value {
            _ if fits(1_000_000_000) => ("bn", 1_000_000_000),
            _ if fits(1_000_000) => ("million", 1_000_000),
            _ => ("one", 1),
        };
        let number = decimal(value, unit);
        match self.is_code {
            true => say!("money-code", currency = self.currency, scale = scale, number = number),
            false => say!("money-word", currency = self.currency, scale = scale, number = number),
        }
    }
}

/// A number in units of so many, with up to three decimals: 26,500 in thousands is `26.5`.
fn decimal(value: i128, unit: i128) -> String {
    let (whole, rest) = (value / unit, (value % unit).abs() * 1_000 / unit);
    let sign = if value < 0 && whole == 0 { "-" } else { "" };
    let whole = grouped(i64::try_from(whole).unwrap_or(i64::MAX));
    let decimals = format!("{rest:03}");
    let decimals = decimals.trim_end_matches('0');
    if decimals.is_empty() {
        format!("{sign}{whole}")
    } else {
        say!("decimal", whole = format!("{sign}{whole}"), decimals = decimals)
    }
}

/// A number with its unit, as `$27.5 bn`, `EUR 120 million` or `20 %`.
#[must_use]
pub fn amount(number: i64, unit: &str) -> String {
    match Money::of(unit) {
        Some(money) => money.words(number),
        None if unit.is_empty() => grouped(number),
        None => say!("quantity", number = grouped(number), unit = unit),
    }
}

/// A number of points.
#[must_use]
pub fn points(number: i64) -> String {
    say!("points", count = number)
}

/// A number of days.
#[must_use]
pub fn days(number: i64) -> String {
    say!("days", count = number)
}

/// A number of things, as `1 day` or `90 days`.
#[must_use]
pub fn count(number: i64, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {noun}{plural}", grouped(number))
}

/// A share as `37.1 %`; what is there but rounds to nothing is `< 0.1 %`.
#[must_use]
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 0.000_5 { "< 0.1 %".to_owned() } else { format!("{:.1} %", share * 100.0) }
}

/// Parts per million as a signed number of percentage points, as `+2.5`.
#[must_use]
pub fn percentage_points(parts: i64) -> String {
    let sign = if parts < 0 { '-' } else { '+' };
    let (whole, rest) = (parts.unsigned_abs() / 10_000, parts.unsigned_abs() % 10_000);
    let rest = format!("{rest:04}");
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// Things in a row, as `a, b and c`.
#[must_use]
pub fn listed(things: &[String]) -> String {
    match things {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => say!("listed", first = first.join(", "), last = last),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        let all = [0, 7, 999, 1_000, -27_500, 1_234_567].map(grouped);
        assert_eq!(all, ["0", "7", "999", "1,000", "-27,500", "1,234,567"]);
        assert_eq!(grouped(i64::MIN), "-9,223,372,036,854,775,808");
        let money = [(26_000, "USD million"), (26_500, "USD million"), (-400, "USD million"), (120, "EUR million")];
        let words = money.map(|(number, unit)| amount(number, unit));
        assert_eq!(words, ["$26 bn", "$26.5 bn", "$-400 million", "EUR 120 million"]);
        let money = [(608_500, "USD thousand"), (7, "EUR"), (950, "thousand crowns"), (1_250, "thousand crowns")];
        let words = money.map(|(number, unit)| amount(number, unit));
        assert_eq!(words, ["$608.5 million", "EUR 7", "950,000 crowns", "1.25 million crowns"]);
        assert_eq!(amount(0, "USD million"), "nothing");
        assert_eq!(amount(20, "%"), "20 %");
        assert_eq!(amount(3, ""), "3");
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(1_090, "day"), "1,090 days");
        assert_eq!([300_000, -25_000, 0].map(percentage_points), ["+30", "-2.5", "+0"]);
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
