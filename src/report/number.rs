//! Numbers for readers: thousands separators, units, counts.

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

/// A unit as what stands before the number and what stands after it: a currency's code stands before.
fn around(unit: &str) -> (&str, &str) {
    let (first, rest) = unit.split_once(' ').unwrap_or((unit, ""));
    let is_code = first.len() == 3 && first.bytes().all(|b| b.is_ascii_uppercase());
    if is_code { (first, rest) } else { ("", unit) }
}

fn join(parts: [&str; 3]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// A number with its unit, as `USD 27,500 million` or `20 %`.
#[must_use]
pub fn amount(number: i64, unit: &str) -> String {
    let (before, after) = around(unit);
    join([before, &grouped(number), after])
}

/// A number that changes, with its unit, as `USD 27,500 → 28,000 million`.
#[must_use]
pub fn amount_change(from: i64, to: i64, unit: &str) -> String {
    let (before, after) = around(unit);
    join([before, &format!("{} → {}", grouped(from), grouped(to)), after])
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
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
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
        assert_eq!(amount(27_500, "USD million"), "USD 27,500 million");
        assert_eq!(amount(20, "%"), "20 %");
        assert_eq!(amount(3, ""), "3");
        assert_eq!(amount_change(1_000, 1_500, "EUR"), "EUR 1,000 → 1,500");
        assert_eq!(count(1, "day"), "1 day");
        assert_eq!(count(1_090, "day"), "1,090 days");
        assert_eq!([300_000, -25_000, 0].map(percentage_points), ["+30", "-2.5", "+0"]);
        assert_eq!(listed(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
