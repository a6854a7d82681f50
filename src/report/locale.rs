//! The language of sentences: templates with named parts from a Fluent file, and how that language writes names.
//!
//! A sentence is one whole template, so a second language is a second file beside `locales/en.ftl`. [`crate::say!`] names
//! the template and its parts; `locale/tests.rs` compares every use with the file.

#[cfg(test)]
mod tests;

use crate::number::grouped;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::fmt;
use std::ops::Deref;
use std::sync::LazyLock;

/// The English templates.
const ENGLISH: &str = include_str!("locales/en.ftl");

/// A language that sentences are written in.
pub struct Language {
    bundle: FluentBundle<FluentResource>,
}

/// The language in use. English is the only one.
#[must_use]
pub fn language() -> &'static Language {
    static LANGUAGE: LazyLock<Language> = LazyLock::new(Language::english);
    &LANGUAGE
}

impl Language {
    fn english() -> Self {
        let resource = match FluentResource::try_new(ENGLISH.to_owned()) {
            Ok(resource) => resource,
            Err((_, errors)) => panic!("BUG: the English templates are malformed: {errors:?}"),
        };
        let id = "en".parse().expect("BUG: `en` names a language");
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // The marks around parts are for mixed scripts; terminals print them as rubbish.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(number.value as i64)),
            _ => None,
        }));
        bundle.add_function("OWNER", |values, _| owner(values)).expect("BUG: a function of its own name");
        bundle.add_resource(resource).expect("BUG: a template is there twice");
        Self { bundle }
    }

    /// A template with its parts filled in.
    ///
    /// # Panics
    /// If there is no such template, or a part is missing: a test of every use holds that this cannot be.
    #[must_use]
    pub fn say(&self, key: &str, parts: &Parts) -> String {
        let message = self.bundle.get_message(key).and_then(|message| message.value());
        let pattern = message.unwrap_or_else(|| panic!("BUG: there is no template `{key}`"));
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&parts.0), &mut errors);
        assert!(errors.is_empty(), "BUG: the template `{key}` lacks a part: {errors:?}");
        text.into_owned()
    }
}

/// `TikTok's`, `the United States'`: a name as an owner, in English.
fn owner<'a>(values: &[FluentValue<'a>]) -> FluentValue<'a> {
    match values {
        [FluentValue::String(name)] => crate::name::possessive(name).into(),
        _ => FluentValue::Error,
    }
}

/// A name that may stand for several, so that verbs agree with it: `Centricus and Triller mean to bid`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Named {
    /// As it stands inside a sentence.
    pub text: String,
    /// Whether it is plural.
    pub is_plural: bool,
}

impl Named {
    /// A name. It is plural with `and` in it, or with a plural noun that does not belong to a singular one, as in `a group of
    /// investors`.
    #[must_use]
    pub fn new(text: String) -> Self {
        const PLURALS: [&str; 6] = ["creditors", "funds", "grocers", "investors", "shareholders", "utilities"];
        let has_plural = text.split(' ').any(|word| PLURALS.contains(&word.to_lowercase().as_str()));
        let is_plural = text.contains(" and ")
            || text.to_lowercase().starts_with("several ")
            || has_plural && !text.contains(" of ");
        Self { text, is_plural }
    }
}

impl Deref for Named {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// The parts of a sentence by their names.
#[derive(Default)]
pub struct Parts(FluentArgs<'static>);

impl Parts {
    /// No parts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a part.
    pub fn put(&mut self, name: &'static str, part: impl Into<Part>) {
        match part.into() {
            Part::Text(text) => self.0.set(name, text),
            Part::Count(count) => self.0.set(name, count),
            Part::Name(named) => {
                self.0.set(format!("{name}_n"), if named.is_plural { "many" } else { "one" });
                self.0.set(name, named.text);
            }
        }
    }
}

/// A part of a sentence.
pub enum Part {
    /// Words.
    Text(String),
    /// A number that words agree with.
    Count(i64),
    /// A name; the template has its number as `NAME_n`, `one` or `many`.
    Name(Named),
}

impl From<String> for Part {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Part {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<&str> for Part {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<i64> for Part {
    fn from(count: i64) -> Self {
        Self::Count(count)
    }
}

impl From<usize> for Part {
    fn from(count: usize) -> Self {
        Self::Count(count as i64)
    }
}

impl From<u16> for Part {
    fn from(count: u16) -> Self {
        Self::Count(count.into())
    }
}

impl From<Named> for Part {
    fn from(named: Named) -> Self {
        Self::Name(named)
    }
}

impl From<&Named> for Part {
    fn from(named: &Named) -> Self {
        Self::Name(named.clone())
    }
}

/// A sentence from its template: `say!("talks-opened", bidder = name, asset = asset)`.
#[macro_export]
macro_rules! say {
    ($key:literal $(,)?) => {
        $crate::locale::language().say($key, &$crate::locale::Parts::new())
    };
    ($key:literal, $($name:ident = $value:expr),+ $(,)?) => {{
        let mut parts = $crate::locale::Parts::new();
        $(parts.put(stringify!($name), $value);)+
        $crate::locale::language().say($key, &parts)
    }};
}
