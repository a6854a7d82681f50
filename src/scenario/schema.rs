//! The JSON Schema of a scenario file, for editors and for `structure`, which walks documents against it.

use crate::file::ScenarioFile;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// The keys that every table of the author's may carry, without meaning for play.
pub(crate) const ANNOTATION_KEYS: [&str; 3] = ["note", "source", "estimate"];

/// The schema of a scenario file, draft 7.
#[must_use]
pub fn schema() -> Value {
    shared().clone()
}

/// The schema of a scenario file, made once.
pub(crate) fn shared() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(of::<ScenarioFile>)
}

/// The schema of a kind of file.
pub(crate) fn of<T: schemars::JsonSchema>() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    tidy(&mut schema);
    schema
}

/// Takes out `null`, which TOML does not know, and lets every table of fixed keys carry annotations.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(object) => {
            object.values_mut().for_each(tidy);
            without_null(object);
            // The widths that Rust names say nothing to an author.
            if object.get("type").is_some_and(|t| t == "integer" || t == "number") {
                object.remove("format");
            }
            if object.get("additionalProperties") == Some(&json!(false)) {
                annotate(object);
            }
        }
        _ => {}
    }
}

fn without_null(object: &mut Map<String, Value>) {
    if object.get("default") == Some(&Value::Null) {
        object.remove("default");
    }
    if let Some(Value::Array(types)) = object.get_mut("type") {
        types.retain(|t| t != "null");
        if let [one] = types.as_slice() {
            let one = one.clone();
            object.insert("type".to_owned(), one);
        }
    }
    for word in ["anyOf", "oneOf"] {
        let Some(Value::Array(branches)) = object.get_mut(word) else { continue };
        let count = branches.len();
        branches.retain(|branch| branch != &json!({"type": "null"}));
        if branches.len() < count
            && let [only] = branches.as_slice()
        {
            let only = only.clone();
            object.remove(word);
            object.insert("allOf".to_owned(), json!([only]));
        }
    }
}

fn annotate(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    let notes = [
        ("note", json!({"type": "string", "description": "A remark for readers of the file."})),
        (
            "source",
            json!({
                "type": "array", "items": {"type": "string"},
                "description": "Where the facts of this table come from: ids of [sources]."
            }),
        ),
        (
            "estimate",
            json!({"type": "string", "description": "The numbers of this table are a judgement; on what basis."}),
        ),
    ];
    for (key, value) in notes {
        properties.entry(key).or_insert(value);
    }
}
