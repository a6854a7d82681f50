//! Dates: the one place where a moment of the simulation becomes a day of the calendar and back.

use crate::say;
use divest_core::Instant;
use jiff::Span;
use jiff::civil::{Date, date};
use std::fmt;

fn civil(at: Instant) -> Option<Date> {
    date(1970, 1, 1).checked_add(Span::new().try_days(at.day()).ok()?).ok()
}

/// The day of a moment as people write it, as `14 August 2020`; a moment beyond the calendar is `never`.
#[must_use]
pub fn words(at: Instant) -> String {
    let Some(date) = civil(at) else { return say!("never") };
    say!("date", day = i64::from(date.day()), month = month_words(date), year = date.year().to_string())
}

/// The day of a moment in few characters, as `14 Aug 2020`, for columns.
#[must_use]
pub fn short(at: Instant) -> String {
    let Some(date) = civil(at) else { return say!("never") };
    say!("date-short", day = i64::from(date.day()), month = month_name(date.month()), year = date.year().to_string())
}

/// The day of a moment, without its year if that is the year of another moment, as `14 August`.
#[must_use]
pub fn words_near(at: Instant, near: Option<Instant>) -> String {
    match (civil(at), near.and_then(civil)) {
        (Some(date), Some(near)) if date.year() == near.year() => {
            say!("date-in-year", day = i64::from(date.day()), month = month_words(date))
        }
        _ => words(at),
    }
}

/// The day and the time of a moment as people write it, as `14 August 2020, 10:00`.
#[must_use]
pub fn moment_words(at: Instant) -> String {
    let second = at.second_of_day();
    say!("date-with-time", date = words(at), time = format!("{:02}:{:02}", second / 3_600, second / 60 % 60))
}

/// The day of a moment under its day of the week, as `Friday, 14 August 2020`.
#[must_use]
pub fn heading(at: Instant) -> String {
    say!("date-of-week", weekday = weekday(at), date = words(at))
}

fn month_words(date: Date) -> String {
    say!("month", number = i64::from(date.month()))
}

/// The day of a moment, as `2020-08-14`, for programs and for what one types; a moment beyond the calendar is `never`.
#[must_use]
pub fn day(at: Instant) -> String {
    civil(at).map_or_else(|| "never".to_owned(), |date| date.to_string())
}

/// The day and the time of a moment, as `2020-08-14 10:00`.
#[must_use]
pub fn moment(at: Instant) -> String {
    let second = at.second_of_day();
    format!("{} {:02}:{:02}", day(at), second / 3_600, second / 60 % 60)
}

/// The day of the week, as `Friday`.
#[must_use]
pub fn weekday(at: Instant) -> String {
    civil(at)
        .map_or_else(String::new, |date| say!("weekday", number = i64::from(date.weekday().to_monday_one_offset())))
}

/// The month's name in three letters, as `Aug`.
fn month_name(month: i8) -> &'static str {
    const NAMES: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    usize::try_from(month - 1).ok().and_then(|index| NAMES.get(index)).copied().unwrap_or("")
}

/// The day without its year, as `14 Aug`, for axes of charts.
#[must_use]
pub fn short_day(at: Instant) -> String {
    civil(at).map_or_else(|| "never".to_owned(), |date| format!("{} {}", date.day(), month_name(date.month())))
}

/// A month on an axis of time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Month {
    /// Its first moment.
    pub begins: Instant,
    /// Months since the year 0.
    pub number: i64,
}

impl Month {
    /// Its name, as `Aug`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        month_name((self.number.rem_euclid(12) + 1) as i8)
    }

    /// Its name and year, as `Aug 2020`.
    #[must_use]
    pub fn words_with_year(&self) -> String {
        format!("{} {}", self.name(), self.number.div_euclid(12))
    }
}

/// The months that begin between two moments.
#[must_use]
pub fn months(from: Instant, to: Instant) -> Vec<Month> {
    let (Some(first), Some(_)) = (civil(from), civil(to)) else { return Vec::new() };
    let begins = |number: i64| {
        let (year, month) = (i16::try_from(number.div_euclid(12)).ok()?, (number.rem_euclid(12) + 1) as i8);
        let days = Date::new(year, month, 1).ok()?.since((jiff::Unit::Day, date(1970, 1, 1))).ok()?.get_days();
        Some(Month { begins: Instant::start_of_day(i64::from(days)), number })
    };
    let number = i64::from(first.year()) * 12 + i64::from(first.month()) - 1;
    let months = (number..).map_while(begins).take_while(|month| month.begins <= to);
    months.filter(|month| month.begins >= from).collect()
}

/// The days from one moment's date to another's; negative if the second comes first.
#[must_use]
pub const fn days_between(from: Instant, to: Instant) -> i64 {
    to.day() - from.day()
}

/// A text that is no date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadDate {
    /// What was written.
    pub text: String,
}

impl fmt::Display for BadDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no date; write it as 2020-08-14", self.text)
    }
}

impl std::error::Error for BadDate {}

/// The start of the day that a text names in the form `YYYY-MM-DD`.
///
/// # Errors
/// If the text has another form or the day does not exist.
pub fn parse(text: &str) -> Result<Instant, BadDate> {
    let bad = || BadDate { text: text.to_owned() };
    let looks_right = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let parsed: Date = if looks_right { text.parse().map_err(|_| bad())? } else { return Err(bad()) };
    let days = parsed.since((jiff::Unit::Day, date(1970, 1, 1))).map_err(|_| bad())?.get_days();
    Ok(Instant::start_of_day(i64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_there_and_back() {
        let at = parse("2020-08-14").unwrap();
        assert_eq!(day(at), "2020-08-14");
        assert_eq!(moment(at.at_hour(10)), "2020-08-14 10:00");
        assert_eq!(weekday(at), "Friday");
        assert_eq!(days_between(at, parse("2020-11-12").unwrap()), 90);
        assert_eq!(day(parse("1969-12-31").unwrap()), "1969-12-31");
        assert_eq!(day(Instant::NEVER), "never");
        assert_eq!(words(Instant::NEVER), "never");
        assert_eq!(heading(at), "Friday, 14 August 2020");
        assert_eq!(moment_words(at.at_hour(10)), "14 August 2020, 10:00");
        assert_eq!(words_near(at, Some(at)), "14 August");
        assert_eq!(words_near(at, Some(parse("2021-01-01").unwrap())), "14 August 2020");
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in ["", "2020-02-30", "20200814", "2020-08-14T10:00", "14.08.2020", "2020-8-14", "２020-8-14"] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert_eq!(parse("soon").unwrap_err().to_string(), "`soon` is no date; write it as 2020-08-14");
    }
}
