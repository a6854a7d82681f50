//! What the JSON and YAML formats have in common: a tree whose numbers keep the digits of the file.

use super::fraction::Fraction;
use super::{ImportFault, Source, about};
use divest_scenario::Fault;
use indexmap::IndexMap;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// How deep lists and tables may lie in each other.
const DEPTH_MAX: usize = 64;
/// The most values that a file may come to, aliases written out.
const VALUES_MAX: usize = 1_000_000;
/// Stands before a number while JSON is read; no text may hold it, as it is no character.
const NUMBER: char = '\u{fdd0}';

/// A value of a file.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Data {
    Null,
    /// A number as it is written, also `Infinity`, `-Infinity` and `NaN`.
    Number(String),
    /// A text, `true` or `false`.
    Text(String),
    List(Vec<Data>),
    /// In the file's order.
    Table(IndexMap<String, Data>),
}

/// What a number may be besides a fraction.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Number {
    Finite(Fraction),
    Infinite,
    MinusInfinite,
}

impl Data {
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        self.table()?.get(key)
    }

    pub(super) fn table(&self) -> Option<&IndexMap<String, Self>> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    pub(super) fn list(&self) -> Option<&[Self]> {
        if let Self::List(list) = self { Some(list) } else { None }
    }

    pub(super) fn text(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) const fn is_number(&self) -> bool {
        matches!(self, Self::Number(_))
    }

    /// A number, or a text that is one, exactly as written.
    pub(super) fn number(&self) -> Option<Fraction> {
        match self {
            Self::Number(text) | Self::Text(text) => Fraction::parse(text),
            _ => None,
        }
    }

    /// A number that may be infinite.
    pub(super) fn any_number(&self) -> Option<Number> {
        match self {
            Self::Number(text) | Self::Text(text) => any_number(text),
            _ => None,
        }
    }

    /// A value of an issue as a name for readers.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Text(text) | Self::Number(text) => text.clone(),
            other => other.to_string(),
        }
    }
}

/// A number as Python, Java and YAML write it.
pub(super) fn any_number(text: &str) -> Option<Number> {
    match text.trim().trim_start_matches('+').to_ascii_lowercase().as_str() {
        "infinity" | ".inf" | "inf" => Some(Number::Infinite),
        "-infinity" | "-.inf" | "-inf" => Some(Number::MinusInfinite),
        _ => Fraction::parse(text).map(Number::Finite),
    }
}

impl fmt::Display for Data {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => write!(f, "\"{text}\""),
            Self::List(list) => {
                let parts: Vec<String> = list.iter().map(ToString::to_string).collect();
                write!(f, "[{}]", parts.join(", "))
            }
            Self::Table(_) => f.write_str("a table"),
        }
    }
}

/// The number under a key.
pub(super) fn number_at(file: usize, object: &Data, key: &str, whose: &str) -> Result<Fraction, ImportFault> {
    let found = object.get(key).ok_or_else(|| about(file, format!("{whose} has no `{key}`")))?;
    found.number().ok_or_else(|| about(file, format!("`{key}` of {whose} is {found}, which is no number")))
}

/// A file of JSON.
pub(super) fn json(file: usize, source: Source<'_>) -> Result<Data, ImportFault> {
    let marked = Marked::of(source.text);
    serde_json::from_str(&marked.text).map_err(|error| {
        let lines = marked.text.split_inclusive('\n').take(error.line().saturating_sub(1));
        let line_start: usize = lines.map(str::len).sum();
        let at = marked.place(line_start + error.column().saturating_sub(1)).min(source.text.len());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let fault = Fault::at(source.text, at..at + 1, format!("this is no JSON: {message}"));
        ImportFault { file, fault }
    })
}

/// A file of JSON or YAML, whichever it looks like.
pub(super) fn json_or_yaml(file: usize, source: Source<'_>) -> Result<Data, ImportFault> {
    let looks_like_json = source.text.trim_start().starts_with(['{', '[']);
    let ends_in = |ending: &str| source.name.to_ascii_lowercase().ends_with(ending);
    let is_yaml = ends_in(".yml") || ends_in(".yaml") || !looks_like_json && !ends_in(".json");
    if is_yaml { yaml(file, source) } else { json(file, source) }
}

// --- JSON

/// JSON in which every number is a text with a mark before it, so that its digits are kept.
struct Marked {
    text: String,
    /// Where pieces begin here and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Marked {
    fn of(original: &str) -> Self {
        let mut marked = Self { text: String::with_capacity(original.len() * 2), pieces: Vec::new() };
        let (mut in_text, mut escaped) = (false, false);
        let mut at = 0;
        while let Some(c) = original[at..].chars().next() {
            let rest = &original[at..];
            let word = ["-Infinity", "Infinity", "NaN"].into_iter().find(|word| !in_text && rest.starts_with(word));
            let is_digit = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '+' | 'e' | 'E');
            let digits = || rest.find(|c: char| !is_digit(c)).unwrap_or(rest.len());
            let length = match word {
                Some(word) => word.len(),
                None if !in_text && (c.is_ascii_digit() || c == '-') => digits(),
                None => 0,
            };
            if length > 0 {
                marked.pieces.push((marked.text.len(), at));
                let number = &rest[..length];
                // What only looks like a number is left, so that the parser finds the fault.
                if word.is_some() || serde_json::from_str::<serde_json::Number>(number).is_ok() {
                    marked.text.extend(['"', NUMBER]);
                    marked.text.push_str(number);
                    marked.text.push('"');
                } else {
                    marked.text.push_str(number);
                }
                at += length;
                marked.pieces.push((marked.text.len(), at));
                continue;
            }
            in_text ^= c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            marked.text.push(c);
            at += c.len_utf8();
        }
        marked
    }

    /// The place in the file.
    fn place(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(from, _)| *from <= at);
        next.checked_sub(1).map_or(at, |i| self.pieces[i].1 + (at - self.pieces[i].0))
    }
}

impl<'de> Deserialize<'de> for Data {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DataVisitor)
    }
}

struct DataVisitor;

impl<'de> Visitor<'de> for DataVisitor {
    type Value = Data;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Data, E> {
        Ok(Data::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Data, E> {
        Ok(Data::Text(yes.to_string()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Data, E> {
        Ok(match text.strip_prefix(NUMBER) {
            Some(number) => Data::Number(number.to_owned()),
            None => Data::Text(text.to_owned()),
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Data, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Data::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Data, A::Error> {
        let mut table = IndexMap::new();
        while let Some((key, value)) = entries.next_entry::<String, Data>()? {
            if table.insert(key.clone(), value).is_some() {
                return Err(serde::de::Error::custom(format!("the key `{key}` stands twice in one table")));
            }
        }
        Ok(Data::Table(table))
    }
}

// --- YAML

/// The first document of a file of YAML.
fn yaml(file: usize, source: Source<'_>) -> Result<Data, ImportFault> {
    let mut builder = Builder::default();
    for event in Parser::new_from_str(source.text) {
        let fault = |line: usize, column: usize, message: &str| {
            let before: usize = source.text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
            let at = before + source.text[before..].chars().take(column).map(char::len_utf8).sum::<usize>();
            ImportFault { file, fault: Fault::at(source.text, at..at + 1, format!("this is no YAML: {message}")) }
        };
        let (event, span) = event.map_err(|error| fault(error.marker().line(), error.marker().col(), error.info()))?;
        match builder.take(event) {
            Ok(None) => {}
            Ok(Some(data)) => return Ok(data),
            Err(message) => return Err(fault(span.start.line(), span.start.col(), &message)),
        }
    }
    Ok(Data::Null)
}

/// Puts a tree together from events.
#[derive(Default)]
struct Builder {
    /// The lists and tables that are not closed yet, each with its anchor and the key that waits for its value.
    open: Vec<(Data, usize, Option<String>)>,
    anchors: BTreeMap<usize, Data>,
    value_count: usize,
}

impl Builder {
    /// The whole tree, once it is there.
    fn take(&mut self, event: Event<'_>) -> Result<Option<Data>, String> {
        let (data, anchor) = match event {
            Event::Scalar(text, style, anchor, _) => (scalar(&text, style), anchor),
            Event::Alias(anchor) => (self.anchors.get(&anchor).cloned().ok_or("an alias of nothing")?, 0),
            Event::SequenceStart(anchor, _) => return self.open(Data::List(Vec::new()), anchor),
            Event::MappingStart(anchor, _) => return self.open(Data::Table(IndexMap::new()), anchor),
            Event::SequenceEnd | Event::MappingEnd => match self.open.pop() {
                Some((data, anchor, _)) => (data, anchor),
                None => return Ok(None),
            },
            Event::DocumentEnd => return Ok(Some(Data::Null)),
            _ => return Ok(None),
        };
        self.value_count += size(&data, VALUES_MAX);
        if self.value_count > VALUES_MAX {
            return Err(format!("more than {VALUES_MAX} values"));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, data.clone());
        }
        match self.open.last_mut() {
            None => return Ok(Some(data)),
            Some((Data::List(list), ..)) => list.push(data),
            Some((Data::Table(table), _, key)) => match key.take() {
                None => *key = Some(data.name()),
                Some(key) => {
                    if table.insert(key.clone(), data).is_some() {
                        return Err(format!("the key `{key}` stands twice in one table"));
                    }
                }
            },
            Some(_) => {}
        }
        Ok(None)
    }

    fn open(&mut self, data: Data, anchor: usize) -> Result<Option<Data>, String> {
        if self.open.len() >= DEPTH_MAX {
            return Err(format!("more than {DEPTH_MAX} lists and tables in each other"));
        }
        self.open.push((data, anchor, None));
        Ok(None)
    }
}

/// How many values there are, at most so many.
fn size(data: &Data, most: usize) -> usize {
    let sum = |sizes: &mut dyn Iterator<Item = &Data>| {
        let mut sum = 1;
        for data in sizes {
            sum += size(data, most);
            if sum > most {
                break;
            }
        }
        sum
    };
    match data {
        Data::List(list) => sum(&mut list.iter()),
        Data::Table(table) => sum(&mut table.values()),
        _ => 1,
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Data {
    if style != ScalarStyle::Plain {
        return Data::Text(text.to_owned());
    }
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Data::Null,
        ".inf" | ".Inf" | ".INF" | "+.inf" => Data::Number("Infinity".into()),
        "-.inf" | "-.Inf" | "-.INF" => Data::Number("-Infinity".into()),
        ".nan" | ".NaN" | ".NAN" => Data::Number("NaN".into()),
        _ if Fraction::parse(text).is_some() => Data::Number(text.to_owned()),
        _ => Data::Text(text.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source<'_> {
        Source { name: "d", text }
    }

    #[test]
    fn json_and_yaml_read_alike_and_keep_digits() {
        let from_json = json_or_yaml(
            0,
            source(r#"{"a": [0.10000000000000000001, -Infinity, "1.0", null], "b\"": {"c": NaN}, "d": true}"#),
        );
        let from_yaml = json_or_yaml(
            0,
            source("a: &x\n- 0.10000000000000000001\n- -.inf\n- '1.0'\n- ~\n\"b\\\"\": {c: .nan}\nd: true\ne: *x\n"),
        );
        let (Ok(from_json), Ok(Data::Table(mut from_yaml))) = (from_json, from_yaml) else { panic!("both read") };
        let again = from_yaml.pop();
        assert_eq!(again.map(|(_, value)| value), from_json.get("a").cloned(), "an alias is what it stands for");
        assert_eq!(from_json, Data::Table(from_yaml));
        assert_eq!(from_json.get("a").unwrap().list().unwrap()[0].name(), "0.10000000000000000001");
    }

    #[test]
    fn faults_have_the_place_in_the_file() {
        let place = |text: &str| {
            let fault = json_or_yaml(0, source(text)).expect_err("a fault").fault;
            format!("{}:{} {}", fault.line, fault.column, fault.message)
        };
        assert_eq!(place("{\"é\":Infinity, \"日本\": [1,2 3]}"), "1:27 this is no JSON: expected `,` or `]`");
        assert_eq!(place("{\"a\": 1,\n \"b\": 2.5,\n \"a\": 07}"), "3:8 this is no JSON: invalid number");
        assert_eq!(place("{\"a\": 1,\n \"a\": 2}"), "2:8 this is no JSON: the key `a` stands twice in one table");
        assert!(place("a: [1\nb: 2\n").contains("this is no YAML"));
        assert!(place("a: 1\na: 2\n").starts_with("2:"), "{}", place("a: 1\na: 2\n"));
    }

    #[test]
    fn bombs_are_refused() {
        let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for i in 1..9 {
            let last = format!("*a{}", i - 1);
            text += &format!("a{i}: &a{i} [{}]\n", [last.as_str(); 10].join(", "));
        }
        assert!(json_or_yaml(0, source(&text)).is_err());
        assert!(json_or_yaml(0, source(&"- ".repeat(200))).is_err());
        assert!(json_or_yaml(0, source(&"[".repeat(100_000))).is_err());
    }
}
