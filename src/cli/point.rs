//! A point in a log as one types it: an entry's number or a date.

use divest_engine::replay::Until;
use divest_report::date;

/// Reads `42`, `#42` or `2020-11-12`; a date means the end of that day.
pub fn point(text: &str) -> Result<Until, String> {
    let number = text.strip_prefix('#').unwrap_or(text);
    if let Ok(number) = number.parse() {
        return Ok(Until::Entry(number));
    }
    match date::parse(text) {
        Ok(day) => Ok(Until::Moment(day.end_of_day())),
        Err(_) => Err("write an entry's number, such as 42, or a date, such as 2020-11-12".to_owned()),
    }
}
