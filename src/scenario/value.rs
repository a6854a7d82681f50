//! The values of a scenario file: dates, spans, numbers, and the distributions that may stand in their place.
//!
//! Numbers with decimals are kept as whole millionths, so that no float rounds anything after reading.

pub use divest_core::text::disturbs;
use divest_core::units::{DAY_SECONDS, Instant, Span, SpanUnit};
use indexmap::IndexMap;
use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

/// How many millionths make one.
pub const MILLION: i64 = 1_000_000;
/// The largest number that a file may hold, either side of zero.
pub const NUMBER_MAX: i64 = 1_000_000_000_000;
/// The longest span in days: a hundred years.
pub const SPAN_DAYS_MAX: i64 = 36_500;
/// The titles of the values' schemas, by which the structure check knows them.
pub mod title {
    /// A calendar date.
    pub const DATE: &str = "a date";
    /// A date with or without a time.
    pub const MOMENT: &str = "a date or a date and time";
    /// A whole number.
    pub const WHOLE: &str = "a whole number";
    /// A number with decimals.
    pub const DECIMAL: &str = "a number";
    /// A span in days.
    pub const DAYS: &str = "a span in days";
    /// A date or a span.
    pub const WHEN: &str = "a date or a span";
    /// `true`, `false` or a probability.
    pub const FLAG: &str = "true, false or a probability";
    /// A key.
    pub const KEY: &str = "a key";
}
/// The characters of a key.
pub const KEY_PATTERN: &str = "^[a-z0-9][a-z0-9-]{0,39}$";

/// Whether a text may be the key of a thing.
#[must_use]
pub fn is_key(text: &str) -> bool {
    let fits = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=40).contains(&text.len()) && text.bytes().all(fits) && !text.starts_with('-')
}

/// Whether a text may be the key of a scenario: what a file may be called, without its ending. It stands in logs and is joined to
/// paths, so it names no folder and nothing that a terminal would obey.
#[must_use]
pub fn is_scenario_key(text: &str) -> bool {
    let is_strange = |c: char| disturbs(c) || matches!(c, '/' | '\\' | ':');
    (1..=200).contains(&text.len())
        && text.trim() == text
        && !text.starts_with(['.', '-'])
        && !text.contains(is_strange)
}

// --- dates and spans

/// A calendar date, as days since 1970-01-01.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Date(pub i64);

const EPOCH: civil::Date = civil::date(1970, 1, 1);

fn day_of(date: civil::Date) -> i64 {
    EPOCH.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// The civil date of a day, counted from 1970-01-01; days out of jiff's reach become its last.
fn civil_of(day: i64) -> civil::Date {
    let span = i32::try_from(day).ok().and_then(|days| jiff::Span::new().try_days(days).ok());
    span.and_then(|span| EPOCH.checked_add(span).ok()).unwrap_or(civil::Date::MAX)
}

impl Date {
    /// The date that a text such as `2020-08-14` names, in the years 1900 to 2200.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let date: civil::Date = (text.len() == 10).then(|| text.parse().ok())??;
        (1900..=2200).contains(&date.year()).then(|| Self(day_of(date)))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = civil_of(self.0);
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

/// A date with or without a time of day, for scripts; a date alone means noon.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Moment(pub Instant);

impl Moment {
    /// The moment that a text such as `2020-08-14` or `2020-08-14T09:30:00` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Some(Date(day)) = Date::parse(text) {
            return Some(Self(Instant::start_of_day(day).at_hour(12)));
        }
        let time: civil::DateTime = (text.len() >= 16).then(|| text.parse().ok())??;
        if !(1900..=2200).contains(&time.year()) || time.subsec_nanosecond() != 0 {
            return None;
        }
        let seconds = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60 + i64::from(time.second());
        Some(Self(Instant(day_of(time.date()) * DAY_SECONDS + seconds)))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.second_of_day();
        let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", Date(self.0.day()))
    }
}

/// A span in calendar days.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Days(pub i64);

impl Days {
    /// The days that a text such as `15d` names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match parse_span(text)? {
            Span { count, unit: SpanUnit::Days } => Some(Self(i64::from(count))),
            _ => None,
        }
    }
}

/// The span that a text such as `45d`, `10bd` or `12h` names.
#[must_use]
pub fn parse_span(text: &str) -> Option<Span> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let unit = match &text[digits..] {
        "d" => SpanUnit::Days,
        "bd" => SpanUnit::BusinessDays,
        "h" => SpanUnit::Hours,
        _ => return None,
    };
    // Ten digits could leave 32 bits; the compiler bounds what is left more tightly.
    let count = (1..=9).contains(&digits).then(|| text[..digits].parse().ok())??;
    Some(Span { count, unit })
}

/// A date, or a span from something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// On a day, counted from 1970-01-01.
    On(i64),
    /// After a span.
    After(Span),
}

impl When {
    /// The date or span that a text names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        Date::parse(text).map(|date| Self::On(date.0)).or_else(|| parse_span(text).map(Self::After))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::On(day) => Date(*day).fmt(f),
            Self::After(span) => span.fmt(f),
        }
    }
}

// --- numbers

/// A whole number, at most [`NUMBER_MAX`] either side of zero.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
pub struct Whole(pub i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = i64::deserialize(deserializer)?;
        let fits = (-NUMBER_MAX..=NUMBER_MAX).contains(&number);
        if fits { Ok(Self(number)) } else { Err(D::Error::custom("the number is out of bounds")) }
    }
}

/// The version of a format.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Version(pub i64);

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let version = i64::deserialize(deserializer)?;
        if version == 1 { Ok(Self(1)) } else { Err(D::Error::custom(format!("no format {version} is known"))) }
    }
}

/// A number with up to six decimals, in millionths.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Decimal(pub i64);

impl Decimal {
    /// Zero.
    pub const ZERO: Self = Self(0);
    /// One.
    pub const ONE: Self = Self(MILLION);

    /// The number nearest to a float; what is out of bounds becomes just more than the largest number allowed.
    #[must_use]
    pub fn from_float(number: f64) -> Self {
        // Multiplying and rounding to a whole are exact functions in IEEE 754, so this is the same on every machine.
        let beyond = (NUMBER_MAX + 1) as f64;
        Self((number.clamp(-beyond, beyond) * MILLION as f64).round() as i64)
    }

    /// Whether a number has at most six decimals. Beyond what 53 bits tell apart everything counts as such.
    #[must_use]
    pub fn holds(number: f64) -> bool {
        // The nearest float to so many millionths is what dividing gives, so a number that was written with six decimals
        // comes back.
        let back = Self::from_float(number).0 as f64 / MILLION as f64;
        back == number || number.abs() >= 9e9
    }

    /// The number that a whole number is; what is out of bounds becomes just more than the largest number allowed.
    #[must_use]
    pub fn from_whole(number: i64) -> Self {
        Self(number.clamp(-NUMBER_MAX - 1, NUMBER_MAX + 1) * MILLION)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let parts = self.0.unsigned_abs();
        let (whole, rest) = (parts / MILLION as u64, parts % MILLION as u64);
        if rest == 0 {
            write!(f, "{sign}{whole}")
        } else {
            write!(f, "{sign}{whole}.{}", format!("{rest:06}").trim_end_matches('0'))
        }
    }
}

/// Yes, no, or a probability of yes, in millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flag(pub i64);

impl Flag {
    /// Certainly not.
    pub const NO: Self = Self(0);
}

// --- distributions

/// A value that may be left to the seed.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Drawn{T}")]
pub enum Drawn<T> {
    /// The author's own value.
    Fixed(T),
    /// A distribution that nature draws from before play.
    Drawn(Spread<T>),
}

/// A distribution: one of `uniform`, `triangular`, `normal` or `choice`.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a distribution", rename = "Spread{T}")]
pub struct Spread<T> {
    /// The least and the most; every value between is alike, both ends included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uniform: Option<[T; 2]>,
    /// The least, the peak and the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triangular: Option<[T; 3]>,
    /// A bell, cut to a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub normal: Option<Bell<T>>,
    /// One of these values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<Vec<T>>,
    /// How much each value of `choice` weighs; absent: all alike.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<Whole>>,
}

/// A bell of a mean and a standard deviation, cut to a range by keeping the part inside.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "a bell", rename = "Bell{T}")]
pub struct Bell<T> {
    /// The mean before the cut.
    pub mean: T,
    /// The standard deviation before the cut: above zero; for dates and spans in days.
    pub sd: Decimal,
    /// The least.
    pub low: T,
    /// The most.
    pub high: T,
}

// --- tables by key

/// Things by the key that the author chose, in file order.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Named<T>(pub IndexMap<String, T>);

/// Values by the key of a thing that stands elsewhere in the file.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent, bound(deserialize = "T: Deserialize<'de>"))]
pub struct Keyed<T>(pub IndexMap<String, T>);

macro_rules! table {
    ($name:ident) => {
        impl<T> Default for $name<T> {
            fn default() -> Self {
                Self(IndexMap::new())
            }
        }

        impl<T> Deref for $name<T> {
            type Target = IndexMap<String, T>;

            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
    };
}

table!(Named);
table!(Keyed);

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let thing = generator.subschema_for::<T>();
        json_schema!({"type": "object", "additionalProperties": thing, "propertyNames": {"pattern": KEY_PATTERN}})
    }
}

impl<T: JsonSchema> JsonSchema for Keyed<T> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("Keyed{}", T::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        json_schema!({"type": "object", "additionalProperties": value})
    }
}

// --- serde and schemas of the values

macro_rules! value_schema {
    ($($name:ident: $schema:tt)+) => {$(
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )+};
}

value_schema! {
    Date: {"title": title::DATE, "type": "string", "format": "date"}
    Moment: {"title": title::MOMENT, "type": "string", "pattern": "^\\d{4}-\\d\\d-\\d\\d([T ]\\d\\d:\\d\\d(:\\d\\d)?)?$"}
    Days: {
        "title": title::DAYS,
        "oneOf": [{"type": "string", "pattern": "^[0-9]{1,5}d$"}, {"type": "integer", "minimum": 0, "maximum": SPAN_DAYS_MAX}]
    }
    When: {
        "title": title::WHEN,
        "type": "string",
        "anyOf": [{"format": "date", "pattern": "^\\d{4}-\\d\\d-\\d\\d$"}, {"pattern": "^[0-9]{1,6}(d|bd|h)$"}]
    }
    Version: {"title": "the version of the format", "type": "integer", "minimum": 1, "maximum": 1}
    Whole: {"title": title::WHOLE, "type": "integer", "minimum": -NUMBER_MAX, "maximum": NUMBER_MAX}
    Decimal: {"title": title::DECIMAL, "type": "number", "minimum": -NUMBER_MAX, "maximum": NUMBER_MAX}
    Flag: {"title": title::FLAG, "oneOf": [{"type": "boolean"}, {"type": "number", "minimum": 0, "maximum": 1}]}
}

macro_rules! text_value {
    ($($name:ident)+) => {$(
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` does not fit")))
            }
        }
    )+};
}

text_value!(Date Moment When);

impl Serialize for Days {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(self.0)
    }
}

impl Serialize for Decimal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0 % MILLION == 0 {
            serializer.serialize_i64(self.0 / MILLION)
        } else {
            serializer.serialize_f64(self.0 as f64 / MILLION as f64)
        }
    }
}

impl Serialize for Flag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Decimal(self.0).serialize(serializer)
    }
}

/// What a number may be written as.
#[derive(Clone, Copy)]
enum Form {
    Days,
    Decimal,
    Flag,
}

impl Visitor<'_> for Form {
    /// Millionths, or days.
    type Value = i64;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Days => title::DAYS,
            Self::Decimal => title::DECIMAL,
            Self::Flag => title::FLAG,
        })
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(if matches!(self, Self::Days) { number } else { Decimal::from_whole(number).0 })
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        self.visit_i64(i64::try_from(number).unwrap_or(i64::MAX))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        match self {
            Self::Days => Err(E::custom("a span in days is whole")),
            _ => Ok(Decimal::from_float(number).0),
        }
    }

    fn visit_bool<E: Error>(self, yes: bool) -> Result<i64, E> {
        match self {
            Self::Flag => Ok(if yes { MILLION } else { 0 }),
            _ => Err(E::custom("neither true nor false fits")),
        }
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<i64, E> {
        let days = matches!(self, Self::Days).then(|| Days::parse(text)).flatten();
        days.map(|days| days.0).ok_or_else(|| E::custom(format!("`{text}` does not fit")))
    }
}

macro_rules! number_value {
    ($($name:ident)+) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Form::$name).map(Self)
            }
        }
    )+};
}

number_value!(Days Decimal Flag);
