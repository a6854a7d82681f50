//! A parsed document with the place of every key and value, and paths into it.

use crate::fault::Fault;
use indexmap::IndexMap;
use std::fmt::{self, Write as _};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// The most bytes that a file may have.
pub const FILE_BYTES_MAX: usize = 1 << 20;
/// How deep tables and arrays may lie in each other.
const DEPTH_MAX: usize = 24;

/// A value with its place.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Node {
    pub(crate) span: Range<usize>,
    pub(crate) value: Value,
}

/// What a document may hold.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Value {
    Text(String),
    /// `None` for a number beyond 64 bits.
    Integer(Option<i64>),
    Float(f64),
    Bool(bool),
    /// A date, a time or both, as TOML writes them.
    Date(String),
    Array(Vec<Node>),
    Table(Table),
}

/// The entries of a table in the order of the file.
pub(crate) type Table = IndexMap<String, Entry>;

/// A value under its key.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Entry {
    pub(crate) key_span: Range<usize>,
    pub(crate) node: Node,
}

/// One step into a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Step {
    /// To the value under a key.
    Key(String),
    /// To an item of an array.
    Index(usize),
}

/// The way to a place in a document.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Path(pub Vec<Step>);

impl Path {
    /// The path from a text of keys and indexes joined by dots.
    #[must_use]
    pub fn of(dotted: &str) -> Self {
        let step = |part: &str| part.parse().map_or_else(|_| Step::Key(part.to_owned()), Step::Index);
        Self(dotted.split('.').filter(|part| !part.is_empty()).map(step).collect())
    }

    /// The path of the value under a key here.
    #[must_use]
    pub fn key(&self, key: &str) -> Self {
        self.step(Step::Key(key.to_owned()))
    }

    /// The path of an item here.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, step) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_char('.')?;
            }
            match step {
                Step::Key(key) => f.write_str(key)?,
                Step::Index(index) => write!(f, "{index}")?,
            }
        }
        Ok(())
    }
}

/// Parses a TOML document; every fault of syntax is reported, and then there is no document.
pub(crate) fn parse(text: &str) -> Result<Node, Vec<Fault>> {
    if text.len() > FILE_BYTES_MAX {
        let message = format!("the file has {} bytes, more than {FILE_BYTES_MAX}", text.len());
        return Err(vec![Fault::at(text, 0..0, message).hint("a scenario of this size is surely a mistake")]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Err(causes(text, &errors).into_iter().map(|error| syntax_fault(text, error)).collect());
    }
    let mut node = convert_table(table.get_ref(), 0..0, 0).map_err(|span| {
        vec![
            Fault::at(text, span, "too deep")
                .hint(format!("tables and arrays lie in each other {DEPTH_MAX} deep at most")),
        ]
    })?;
    // The document's own span is where faults about what is missing at the top are shown: its first line.
    node.span = 0..text.find('\n').unwrap_or(text.len());
    Ok(node)
}

/// The errors without those that only follow: of a table that stands twice every line is there already.
fn causes<'e>(text: &str, errors: &'e [toml::de::Error]) -> Vec<&'e toml::de::Error> {
    let mut follows_until = 0;
    let is_cause = |error: &&toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        if !error.message().contains("duplicate key") {
            return true;
        }
        if at < follows_until {
            return false;
        }
        let (before, behind) = (text.get(..at).unwrap_or(""), text.get(at..).unwrap_or(""));
        if before.rsplit('\n').next().is_some_and(|line| line.trim_start().starts_with('[')) {
            follows_until = behind.find("\n[").map_or(text.len(), |length| at + length);
        }
        true
    };
    errors.iter().filter(is_cause).collect()
}

fn syntax_fault(text: &str, error: &toml::de::Error) -> Fault {
    let span = error.span().unwrap_or(0..0);
    let message = error.message().lines().next().unwrap_or("a fault");
    let here = text.get(span.start..).and_then(|rest| rest.chars().next());
    let message = match message.strip_prefix("string values must be quoted") {
        Some(_) if matches!(here, None | Some('\n' | '\r' | '#')) => "a value is missing",
        Some(_) => "a text without quotes",
        None => message,
    };
    let hint = match message {
        "a value is missing" => Some("write one after `=`, or leave the line out"),
        m if m.contains("invalid date") => Some("a date is written 2020-08-14"),
        m if m.contains("duplicate key") => Some("give each thing its own key, or merge the two tables"),
        m if m.contains("string") || m.contains("quotes") => {
            Some("texts and spans stand in double quotes, such as \"45d\"")
        }
        m if m.contains("recursion") => Some("tables and arrays may not lie in each other so deep"),
        _ => None,
    };
    let fault = Fault::at(text, span, format!("not TOML: {message}"));
    match hint {
        Some(hint) => fault.hint(hint),
        None => fault,
    }
}

fn convert_table(table: &DeTable<'_>, span: Range<usize>, depth: usize) -> Result<Node, Range<usize>> {
    let mut entries = Table::with_capacity(table.len());
    for (key, value) in table {
        let node = convert(value.get_ref(), value.span(), depth + 1)?;
        entries.insert(key.get_ref().to_string(), Entry { key_span: key.span(), node });
    }
    Ok(Node { span, value: Value::Table(entries) })
}

fn convert(value: &DeValue<'_>, span: Range<usize>, depth: usize) -> Result<Node, Range<usize>> {
    if depth > DEPTH_MAX {
        return Err(span);
    }
    let value = match value {
        // A text on several lines has the same line ends on every system.
        DeValue::String(text) => Value::Text(text.replace("\r\n", "\n")),
        DeValue::Integer(number) => Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()),
        DeValue::Float(number) => Value::Float(number.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::Boolean(yes) => Value::Bool(*yes),
        DeValue::Datetime(date) => Value::Date(date.to_string()),
        DeValue::Array(items) => {
            let items = items.iter().map(|item| convert(item.get_ref(), item.span(), depth + 1));
            Value::Array(items.collect::<Result<_, _>>()?)
        }
        DeValue::Table(table) => return convert_table(table, span, depth),
    };
    Ok(Node { span, value })
}

impl Node {
    /// What kind of value it is, with its article.
    pub(crate) const fn kind(&self) -> &'static str {
        match &self.value {
            Value::Text(_) => "a text",
            Value::Integer(_) => "a whole number",
            Value::Float(number) if !number.is_finite() => "no number at all",
            Value::Float(_) => "a number",
            Value::Bool(_) => "true or false",
            Value::Date(_) => "a date or time",
            Value::Array(_) => "an array",
            Value::Table(_) => "a table",
        }
    }

    /// The entry of a table under a key.
    pub(crate) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Table(table) => table.get(key),
            _ => None,
        }
    }

    /// The place of what a path leads to, or of the nearest thing on the way that is there.
    pub(crate) fn place(&self, path: &Path, part: Part) -> Range<usize> {
        let mut node = self;
        let mut span = self.span.clone();
        for (i, step) in path.0.iter().enumerate() {
            let last = i + 1 == path.0.len();
            match (step, &node.value) {
                (Step::Key(key), Value::Table(table)) => {
                    let Some(entry) = table.get(key) else { break };
                    node = &entry.node;
                    // The place of a table is its heading, where its key says more than its brackets.
                    let by_key = (last && part == Part::Key) || matches!(node.value, Value::Table(_));
                    span = if by_key { entry.key_span.clone() } else { node.span.clone() };
                }
                (Step::Index(index), Value::Array(items)) => {
                    let Some(item) = items.get(*index) else { break };
                    node = item;
                    span = node.span.clone();
                }
                // A path from a dotted text takes a numeric key for an index.
                (Step::Index(index), Value::Table(table)) => {
                    let Some(entry) = table.get(&index.to_string()) else { break };
                    node = &entry.node;
                    span = if part == Part::Key { entry.key_span.clone() } else { node.span.clone() };
                }
                _ => break,
            }
        }
        span
    }

    /// Writes the document as JSON on one line, and notes where in it each value begins.
    pub(crate) fn to_json(&self) -> Json {
        let mut json = Json::default();
        self.write_json(&mut json);
        json
    }

    fn write_json(&self, json: &mut Json) {
        json.places.push((json.text.len(), self.span.clone()));
        match &self.value {
            Value::Text(text) | Value::Date(text) => json.write_text(text),
            Value::Integer(Some(number)) => json.write(number),
            Value::Float(number) if number.is_finite() => json.write(number),
            Value::Integer(None) | Value::Float(_) => json.write("null"),
            Value::Bool(yes) => json.write(yes),
            Value::Array(items) => {
                json.text.push('[');
                for (i, item) in items.iter().enumerate() {
                    json.comma(i);
                    item.write_json(json);
                }
                json.text.push(']');
            }
            Value::Table(table) => {
                json.text.push('{');
                for (i, (key, entry)) in table.iter().enumerate() {
                    json.comma(i);
                    json.write_text(key);
                    json.text.push(':');
                    entry.node.write_json(json);
                }
                json.text.push('}');
            }
        }
    }
}

/// Which part of an entry is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Part {
    /// The key.
    Key,
    /// The value.
    Value,
}

/// A document written as JSON.
#[derive(Default)]
pub(crate) struct Json {
    pub(crate) text: String,
    places: Vec<(usize, Range<usize>)>,
}

impl Json {
    /// The place in the document of what stands at an offset of the JSON text.
    pub(crate) fn place(&self, offset: usize) -> Range<usize> {
        let next = self.places.partition_point(|(from, _)| *from <= offset);
        next.checked_sub(1).map_or(0..0, |i| self.places[i].1.clone())
    }

    fn comma(&mut self, index: usize) {
        if index > 0 {
            self.text.push(',');
        }
    }

    fn write(&mut self, value: impl fmt::Display) {
        write!(self.text, "{value}").expect("BUG: a string did not take text");
    }

    fn write_text(&mut self, text: &str) {
        let quoted = serde_json::to_string(text).expect("BUG: a text is always JSON");
        self.text.push_str(&quoted);
    }
}

/// Reads a document back from JSON, where dates are texts and nothing has a place.
pub(crate) fn from_json(value: &str) -> Result<Node, serde_json::Error> {
    serde_json::from_str(value)
}

impl<'de> serde::Deserialize<'de> for Node {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> serde::de::Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value other than null")
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Node, E> {
        Ok(Value::Bool(yes).nowhere())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Value::Integer(Some(number)).nowhere())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Value::Integer(i64::try_from(number).ok()).nowhere())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Value::Float(number).nowhere())
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Value::Text(text.to_owned()).nowhere())
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut array = Vec::new();
        while let Some(item) = items.next_element()? {
            array.push(item);
        }
        Ok(Value::Array(array).nowhere())
    }

    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut table = Table::new();
        while let Some((key, node)) = entries.next_entry()? {
            table.insert(key, Entry { key_span: 0..0, node });
        }
        Ok(Value::Table(table).nowhere())
    }
}

impl Value {
    const fn nowhere(self) -> Node {
        Node { span: 0..0, value: self }
    }
}

/// A value as `--set` gives it: TOML, or else a bare text.
pub(crate) fn parse_value(text: &str) -> Node {
    let (value, errors) = DeValue::parse_recoverable(text);
    let parsed = errors.is_empty().then(|| convert(value.get_ref(), 0..0, 0).ok()).flatten();
    parsed.unwrap_or_else(|| Value::Text(text.to_owned()).nowhere())
}
