//! A point in a log as one types it, an entry's number or a date; and a number of seeds.

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

/// Reads a number of seeds, counted from 1. A range, as `--seeds` takes elsewhere, gets an error of its own.
pub fn how_many(text: &str) -> Result<u64, String> {
    match text.parse() {
        Ok(count @ 1..=1_000_000) => Ok(count),
        Ok(_) => Err("from 1 to 1000000".to_owned()),
        Err(_) => Err("write how many, such as 1000; they are counted from 1".to_owned()),
    }
}
