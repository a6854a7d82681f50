//! Whether a document has the shape that its schema asks for: every fault of structure at once, with place and hint.
//!
//! serde stops at the first fault, and not at the first of the file; so documents are walked here before serde reads them.

use crate::document::{Node, Part, Path, Table, Value};
use crate::fault::{Complaint, FAULTS_MAX};
use crate::schema::ANNOTATION_KEYS;
use crate::value::disturbs;
use crate::value::{self, Date, Days, Decimal, Moment, When, title};
use serde_json::Value as Schema;

/// What an author noted beside a table: for readers of the file, without meaning for play.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Annotation {
    /// The table.
    pub path: Path,
    /// A remark.
    pub note: Option<String>,
    /// Ids of the file's sources.
    pub sources: Vec<String>,
    /// On what basis its numbers are a judgement.
    pub estimate: Option<String>,
}

/// What the walk over a document found.
#[derive(Default)]
pub(crate) struct Structure {
    pub(crate) complaints: Vec<Complaint>,
    pub(crate) annotations: Vec<Annotation>,
}

/// Whether dates are written as TOML dates or as texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dates {
    Toml,
    Text,
}

/// Walks a document against a schema, and takes the annotations out of it.
pub(crate) fn check(document: &mut Node, schema: &Schema, dates: Dates) -> Structure {
    let mut walk = Walk { root: schema, dates, found: Structure::default() };
    walk.check(document, schema, &Path::default());
    walk.found
}

/// The known word that is nearest to one that is not known, if any is near.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = |candidate: &&str| strsim::damerau_levenshtein(word, candidate);
    let close = |candidate: &&str| near(candidate) <= (word.chars().count().max(candidate.chars().count()) / 3).max(1);
    let starts = |candidate: &&str| word.len() >= 3 && candidate.starts_with(word);
    // A text far longer than any key is no misspelling, and would take long to compare.
    let known = known.into_iter().filter(|_| word.len() <= 100);
    known.filter(|candidate| close(candidate) || starts(candidate)).min_by_key(near)
}

/// The hint for a word that is not known: the nearest one, or all of them.
pub(crate) fn suggestion<'a>(word: &str, known: impl Iterator<Item = &'a str> + Clone) -> String {
    if let Some(near) = nearest(word, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut words: Vec<String> = known.map(|word| format!("`{word}`")).collect();
    if words.len() > 12 {
        let more = words.len() - 10;
        words.truncate(10);
        words.push(format!("{more} more"));
    }
    match words.as_slice() {
        [] => "there are none".to_owned(),
        [only] => format!("there is only {only}"),
        [first @ .., last] => format!("one of {} and {last}", first.join(", ")),
    }
}

struct Walk<'s> {
    root: &'s Schema,
    dates: Dates,
    found: Structure,
}

impl<'s> Walk<'s> {
    fn complain(&mut self, path: &Path, part: Part, message: String, hint: Option<String>) {
        let path = path.clone();
        self.found.complaints.push(Complaint { path, part, message, label: None, hint });
    }

    /// Whether more faults were found than are shown.
    fn is_full(&self) -> bool {
        self.found.complaints.len() > FAULTS_MAX
    }

    /// The schema behind references and single wrappings.
    fn resolve(&self, mut schema: &'s Schema) -> &'s Schema {
        loop {
            let target =
                schema.get("$ref").and_then(Schema::as_str).and_then(|r| self.root.pointer(r.strip_prefix('#')?));
            let wrapped = || schema.get("allOf").and_then(Schema::as_array).and_then(|all| all.first());
            match target.or_else(wrapped) {
                Some(inner) => schema = inner,
                None => return schema,
            }
        }
    }

    fn check(&mut self, node: &mut Node, schema: &'s Schema, path: &Path) {
        if self.is_full() {
            return;
        }
        let written = schema;
        let schema = self.resolve(schema);
        if let Some(words) = words(schema) {
            return self.check_word(node, &words, path);
        }
        if !self.accepts(schema, node) {
            let found = node.kind();
            let hint = self.hint_for(schema, node);
            let table = if schema.get("properties").is_some() { " as a table" } else { "" };
            let message = format!("expected {}{table}, found {found}", self.expected(schema));
            return self.complain(path, Part::Value, message, hint);
        }
        if let Some(title) = schema.get("title").and_then(Schema::as_str)
            && self.check_value(node, title, path)
        {
            return;
        }
        if let Some(branches) = branches(schema) {
            if let Some(branch) = branches.iter().find(|branch| self.accepts(branch, node)) {
                self.check(node, branch, path);
            }
            return;
        }
        self.check_bounds(node, [written, schema], path);
        match &mut node.value {
            Value::Array(items) => {
                if let Some(item_schema) = schema.get("items") {
                    for (i, item) in items.iter_mut().enumerate() {
                        self.check(item, item_schema, &path.index(i));
                    }
                }
            }
            Value::Table(table) => self.check_table(table, schema, path),
            _ => {}
        }
    }

    /// Checks a value that has a form of its own; whether it was one.
    fn check_value(&mut self, node: &Node, title: &str, path: &Path) -> bool {
        let text = match &node.value {
            Value::Text(text) | Value::Date(text) => text.as_str(),
            _ => return false,
        };
        let (fits, hint) = match title {
            title::DATE => (Date::parse(text).is_some(), "a day of the years 1900 to 2200, such as 2020-08-14"),
            title::MOMENT => {
                (Moment::parse(text).is_some(), "such as 2020-08-14 or 2020-08-14T09:30:00, without a zone")
            }
            title::DAYS if value::parse_span(text).is_some() => (
                Days::parse(text).is_some(),
                "calendar days only, such as \"15d\"; business days and hours are for deadlines",
            ),
            title::DAYS => (false, "calendar days, such as \"15d\""),
            title::WHEN => (
                When::parse(text).is_some(),
                "a date such as 2020-11-12, or a span such as \"90d\", \"60bd\" or \"12h\"",
            ),
            _ => return false,
        };
        if !fits {
            self.complain(path, Part::Value, format!("`{}` is not {title}", shortened(text)), Some(hint.to_owned()));
        }
        true
    }

    fn check_word(&mut self, node: &Node, words: &[&'s str], path: &Path) {
        match &node.value {
            Value::Text(text) if words.contains(&text.as_str()) => {}
            Value::Text(text) => {
                let hint = suggestion(text, words.iter().copied());
                self.complain(
                    path,
                    Part::Value,
                    format!("`{}` is not among the words allowed here", shortened(text)),
                    Some(hint),
                );
            }
            _ => {
                let hint = suggestion("", words.iter().copied());
                self.complain(path, Part::Value, format!("expected a word, found {}", node.kind()), Some(hint));
            }
        }
    }

    /// Checks bounds, which may stand beside a reference (the first schema) or behind it (the second).
    fn check_bounds(&mut self, node: &Node, schemas: [&'s Schema; 2], path: &Path) {
        let bound = |key: &str| schemas.iter().find_map(|schema| schema.get(key)?.as_f64());
        let about = self.description(schemas[0]);
        let number = match &node.value {
            Value::Integer(Some(number)) => *number as f64,
            Value::Integer(None) => f64::INFINITY,
            Value::Float(number) => *number,
            Value::Array(items) => {
                let (least, most) = (bound("minItems"), bound("maxItems"));
                let fits =
                    least.is_none_or(|n| items.len() as f64 >= n) && most.is_none_or(|n| items.len() as f64 <= n);
                if let (false, Some(count)) = (fits, most.or(least)) {
                    self.complain(path, Part::Value, format!("expected {count} items, found {}", items.len()), about);
                }
                return;
            }
            _ => return,
        };
        let (low, high) = (bound("minimum").unwrap_or(f64::MIN), bound("maximum").unwrap_or(f64::MAX));
        if low == high && number != low {
            self.complain(path, Part::Value, format!("only {low} is understood here"), about);
        } else if !(low..=high).contains(&number) {
            let hint = format!("a number from {low} to {high}");
            self.complain(path, Part::Value, "the number is out of bounds".to_owned(), Some(hint));
        } else if matches!(node.value, Value::Float(_)) && !Decimal::holds(number) {
            let nearest = Decimal::from_float(number);
            let hint = format!("such as {nearest}, which is what it would be rounded to");
            self.complain(path, Part::Value, "more than six decimals".to_owned(), Some(hint));
        }
    }

    fn check_table(&mut self, table: &mut Table, schema: &'s Schema, path: &Path) {
        let rest = schema.get("additionalProperties");
        let known = schema.get("properties").and_then(Schema::as_object);
        let names_are_keys = schema.get("propertyNames").is_some();
        for (key, entry) in table.iter_mut() {
            if self.is_full() {
                return;
            }
            let here = path.key(key);
            if let Some(property) = known.and_then(|known| known.get(key)) {
                self.check(&mut entry.node, property, &here);
            } else if rest == Some(&Schema::Bool(false)) {
                let hint = known.map(|known| suggestion(key, known.keys().map(String::as_str)));
                self.complain(&here, Part::Key, format!("unknown key `{}`{}", shortened(key), inside(path)), hint);
            } else {
                if names_are_keys && !value::is_key(key) {
                    let hint = "lower case letters, digits and `-`, at most 40, such as `home-ministry`".to_owned();
                    self.complain(&here, Part::Key, format!("`{}` cannot be a key", shortened(key)), Some(hint));
                }
                if let Some(rest) = rest {
                    self.check(&mut entry.node, rest, &here);
                }
            }
        }
        let required =
            schema.get("required").and_then(Schema::as_array).into_iter().flatten().filter_map(Schema::as_str);
        for key in required.filter(|key| !table.contains_key(*key)).collect::<Vec<_>>() {
            let property = known.and_then(|known| known.get(key));
            let about = property.and_then(|p| self.description(p)).map(|about| format!("add `{key}`: {about}"));
            self.complain(path, Part::Key, format!("`{key}` is missing{}", inside(path)), about);
        }
        if known.is_some() {
            self.take_annotations(table, path);
        }
    }

    fn description(&self, schema: &'s Schema) -> Option<String> {
        let text = [schema, self.resolve(schema)].into_iter().find_map(|s| s.get("description")?.as_str())?;
        let line = text.lines().next()?.trim_end_matches('.');
        let mut chars = line.chars();
        let first = chars.next()?;
        Some(first.to_lowercase().chain(chars).collect())
    }

    fn take_annotations(&mut self, table: &mut Table, path: &Path) {
        if !ANNOTATION_KEYS.iter().any(|key| table.contains_key(*key)) {
            return;
        }
        let mut text = |key: &str| match table.shift_remove(key)?.node.value {
            Value::Text(text) => Some(text),
            _ => None,
        };
        let (note, estimate) = (text("note"), text("estimate"));
        let ids = match table.shift_remove("source").map(|entry| entry.node.value) {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        };
        let sources = ids.into_iter().filter_map(|id| match id.value {
            Value::Text(text) => Some(text),
            _ => None,
        });
        self.found.annotations.push(Annotation { path: path.clone(), note, sources: sources.collect(), estimate });
    }

    /// Whether a value is of a kind that a schema takes, leaving aside what is inside it.
    fn accepts(&self, schema: &'s Schema, node: &Node) -> bool {
        let schema = self.resolve(schema);
        match (schema.get("title").and_then(Schema::as_str).unwrap_or(""), &node.value) {
            (title::DATE | title::MOMENT | title::WHEN, Value::Date(_)) => return true,
            (title::DATE | title::MOMENT, Value::Text(_)) => return self.dates == Dates::Text,
            (_, Value::Date(_)) if branches(schema).is_none() => return false,
            _ => {}
        }
        if let Some(kind) = schema.get("type").and_then(Schema::as_str) {
            return match &node.value {
                Value::Text(_) | Value::Date(_) => kind == "string",
                Value::Integer(_) => kind == "integer" || kind == "number",
                Value::Float(number) => kind == "number" && number.is_finite(),
                Value::Bool(_) => kind == "boolean",
                Value::Array(_) => kind == "array",
                Value::Table(_) => kind == "object",
            };
        }
        branches(schema).is_none_or(|branches| branches.iter().any(|branch| self.accepts(branch, node)))
    }

    /// What a schema asks for, in words.
    fn expected(&self, schema: &'s Schema) -> String {
        let schema = self.resolve(schema);
        if let Some(title) = schema.get("title").and_then(Schema::as_str) {
            return title.to_owned();
        }
        if let Some(branches) = branches(schema) {
            let mut words: Vec<String> = branches.iter().map(|branch| self.expected(branch)).collect();
            words.dedup();
            return words.join(", or ");
        }
        match schema.get("type").and_then(Schema::as_str) {
            Some("string") => "a text".to_owned(),
            Some("integer") => "a whole number".to_owned(),
            Some("number") => "a number".to_owned(),
            Some("boolean") => "true or false".to_owned(),
            Some("array") => "an array".to_owned(),
            _ => "a table".to_owned(),
        }
    }

    /// What would help where the kind of a value is wrong.
    fn hint_for(&self, schema: &'s Schema, node: &Node) -> Option<String> {
        let expected = self.expected(schema);
        let hint = match &node.value {
            Value::Text(text) if expected.contains("a date") && Date::parse(text).is_some() => {
                "write the date without quotes"
            }
            Value::Text(text) if expected.contains("number") && text.parse::<f64>().is_ok() => {
                "write the number without quotes"
            }
            Value::Text(text) if expected.contains("true or false") && ["true", "false"].contains(&text.as_str()) => {
                "write it without quotes"
            }
            Value::Table(table)
                if ["uniform", "triangular", "normal", "choice"].iter().any(|key| table.contains_key(*key)) =>
            {
                "no distribution can stand here"
            }
            _ if expected.contains(title::WHEN) => "such as \"90d\" or 2020-08-14",
            _ if expected.contains("a date") => "such as 2020-08-14",
            _ if expected.contains("a span in days") => "such as \"15d\"",
            Value::Text(_) if expected == "an array" => "put it in brackets, such as [\"one\", \"two\"]",
            Value::Table(_) if expected == "an array" => "each table of a list has two brackets, such as [[effects]]",
            Value::Integer(_) | Value::Float(_) | Value::Date(_) if expected == "a text" => "put it in double quotes",
            Value::Float(_) if expected.contains("whole number") => "leave out the decimals",
            _ if expected.starts_with("a number") && expected.contains("a distribution") => {
                "a number such as 0.6, or a distribution such as { uniform = [0.4, 0.8] }"
            }
            _ if expected.contains("a distribution") => {
                "a number such as 20, or a distribution such as { uniform = [10, 20] }"
            }
            _ => return None,
        };
        Some(hint.to_owned())
    }
}

fn branches(schema: &Schema) -> Option<&Vec<Schema>> {
    ["oneOf", "anyOf"].iter().find_map(|word| schema.get(word)?.as_array())
}

/// The words that a schema allows, if words are all that it allows.
fn words(schema: &Schema) -> Option<Vec<&str>> {
    if let Some(words) = schema.get("enum").and_then(Schema::as_array) {
        return words.iter().map(Schema::as_str).collect();
    }
    let branches = branches(schema)?;
    let mut all = Vec::new();
    for branch in branches {
        match (branch.get("const").and_then(Schema::as_str), branch.get("enum").and_then(Schema::as_array)) {
            (Some(word), _) => all.push(word),
            (None, Some(words)) => all.extend(words.iter().filter_map(Schema::as_str)),
            _ => return None,
        }
    }
    Some(all)
}

/// Where a table stands, for a message.
fn inside(path: &Path) -> String {
    if path.0.is_empty() { " at the top of the file".to_owned() } else { format!(" in `{path}`") }
}

/// A text cut to a length that a message bears, without what would disturb a terminal.
pub(crate) fn shortened(text: &str) -> String {
    let clean: String = text.chars().map(|c| if disturbs(c) { '\u{fffd}' } else { c }).take(61).collect();
    if clean.chars().count() > 60 { clean.chars().take(59).chain(['…']).collect() } else { clean }
}
