//! What the JSON formats have in common.

use super::fraction::Fraction;
use super::{ImportFault, Source, about};
use divest_scenario::Fault;
use serde_json::Value;

/// A file's JSON. Python's `NaN` and `Infinity`, which are no JSON, are read as nothing.
pub(super) fn parse(file: usize, source: Source<'_>) -> Result<Value, ImportFault> {
    let text = without_infinities(source.text);
    serde_json::from_str(&text).map_err(|error| {
        let line_start: usize = text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = (line_start + error.column().saturating_sub(1)).min(text.len());
        ImportFault { file, fault: Fault::at(&text, at..at + 1, format!("this is no JSON: {error}")) }
    })
}

fn without_infinities(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let (mut in_text, mut escaped) = (false, false);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let word = ["-Infinity", "Infinity", "NaN"].into_iter().find(|word| !in_text && rest.starts_with(word));
        if let Some(word) = word {
            clean.push_str("null");
            rest = &rest[word.len()..];
            continue;
        }
        in_text ^= c == '"' && !escaped;
        escaped = c == '\\' && !escaped;
        clean.push(c);
        rest = &rest[c.len_utf8()..];
    }
    clean
}

/// A number, or a text that is one, exactly as written.
pub(super) fn number(value: &Value) -> Option<Fraction> {
    match value {
        Value::Number(number) => Fraction::parse(&number.to_string()),
        Value::String(text) => Fraction::parse(text),
        _ => None,
    }
}

/// The number under a key.
pub(super) fn number_at(file: usize, object: &Value, key: &str, whose: &str) -> Result<Fraction, ImportFault> {
    let found = object.get(key).ok_or_else(|| about(file, format!("{whose} has no `{key}`")))?;
    number(found).ok_or_else(|| about(file, format!("`{key}` of {whose} is {found}, which is no number")))
}

/// A value of an issue as a name for readers.
pub(super) fn name(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
