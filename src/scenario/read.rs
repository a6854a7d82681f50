//! Reading: from the text of a file to a scenario, and from a scenario to the canonical text that a log holds.

use crate::compile::compile;
use crate::document::{self, FILE_BYTES_MAX, Node, Part};
use crate::ending::Tests;
use crate::fault::{Complaint, Fault, in_order};
use crate::file::ScenarioFile;
use crate::structure::{self, Annotation, Dates, suggestion};
use divest_core::Scenario;
use serde::de::DeserializeOwned;
use serde_json::Value as Schema;
use std::sync::Arc;

/// A scenario file that was read without a fault.
#[derive(Clone, Debug)]
pub struct Read {
    /// The scenario, ready for play.
    pub scenario: Arc<Scenario>,
    /// What was written.
    pub file: ScenarioFile,
    /// What `divest test` checks.
    pub tests: Tests,
    /// The text that a log holds: all that play depends on, and nothing else.
    pub canonical: String,
    /// Notes, sources and estimates, by table.
    pub annotations: Vec<Annotation>,
}

/// Reads a scenario file; `key` is the scenario's name, by custom the file's without its ending.
///
/// # Errors
/// Everything that is wrong with it, in the order of the file.
pub fn read(text: &str, key: &str) -> Result<Read, Vec<Fault>> {
    let (document, file, annotations) = parse::<ScenarioFile>(text, crate::schema::shared())?;
    let setup = compile(&file, key);
    let mut complaints = match &setup {
        Ok(_) => Vec::new(),
        Err(complaints) => complaints.clone(),
    };
    complaints.extend(unknown_sources(&annotations, file.sources.keys().map(String::as_str)));
    let setup = match setup {
        Ok(setup) if complaints.is_empty() => setup,
        _ => return Err(in_order(complaints.into_iter().map(|c| c.into_fault(text, &document)).collect())),
    };
    let canonical = canonical(&file);
    if canonical.len() > FILE_BYTES_MAX {
        return Err(vec![Fault::at(text, 0..0, too_long(&canonical)).hint("leave something out")]);
    }
    Ok(Read { scenario: Arc::new(Scenario::new(setup)), tests: Tests::of(&file), file, canonical, annotations })
}

/// Reads a scenario file that may not even be text.
///
/// # Errors
/// As [`read`].
pub fn read_bytes(bytes: &[u8], key: &str) -> Result<Read, Vec<Fault>> {
    read(text_of(bytes)?, key)
}

/// The text that bytes are.
///
/// # Errors
/// Where they stop being UTF-8.
pub fn text_of(bytes: &[u8]) -> Result<&str, Vec<Fault>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let before = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or("");
        let message = format!("the byte {:#04x} is not UTF-8", bytes.get(before.len()).copied().unwrap_or(0));
        vec![Fault::at(before, before.len()..before.len(), message).hint("save the file as UTF-8")]
    })
}

/// Parses a document of some kind and takes it for what its schema says.
pub(crate) fn parse<T: DeserializeOwned>(
    text: &str,
    schema: &Schema,
) -> Result<(Node, T, Vec<Annotation>), Vec<Fault>> {
    let document = document::parse(text)?;
    let mut stripped = document.clone();
    let found = structure::check(&mut stripped, schema, Dates::Toml);
    if !found.complaints.is_empty() {
        return Err(in_order(found.complaints.into_iter().map(|c| c.into_fault(text, &document)).collect()));
    }
    let json = stripped.to_json();
    match serde_json::from_str(&json.text) {
        Ok(file) => Ok((document, file, found.annotations)),
        Err(error) => {
            let span = json.place(error.column().saturating_sub(1));
            Err(vec![Fault::at(text, span, format!("this cannot be read: {}", json_message(&error)))])
        }
    }
}

/// A JSON error's message without its place, which means nothing in a TOML file.
fn json_message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}

pub(crate) fn unknown_sources<'a>(
    annotations: &[Annotation],
    known: impl Iterator<Item = &'a str> + Clone,
) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for annotation in annotations {
        for (i, id) in annotation.sources.iter().enumerate() {
            if known.clone().any(|known| known == id) {
                continue;
            }
            complaints.push(Complaint {
                path: annotation.path.key("source").index(i),
                part: Part::Value,
                message: format!("no source `{}`", structure::shortened(id)),
                label: None,
                hint: Some(if complaints.len() < 100 { suggestion(id, known.clone()) } else { String::new() }),
            });
        }
    }
    complaints
}

// --- the canonical form

/// The canonical text of a file: compact JSON with defaults filled in and without what play does not depend on.
#[must_use]
pub fn canonical(file: &ScenarioFile) -> String {
    serde_json::to_string(file).expect("BUG: a scenario file is always JSON")
}

fn too_long(canonical: &str) -> String {
    format!("the scenario's canonical form has {} bytes, more than {FILE_BYTES_MAX}", canonical.len())
}

/// Reads a scenario back from its canonical text.
///
/// # Errors
/// What is wrong with the text, if it does not come from [`canonical`].
pub fn from_canonical(text: &str, key: &str) -> Result<Read, Vec<Fault>> {
    if text.len() > FILE_BYTES_MAX {
        return Err(vec![Fault::nowhere(format!(
            "the canonical text has {} bytes, more than {FILE_BYTES_MAX}",
            text.len()
        ))]);
    }
    let file: ScenarioFile = serde_json::from_str(text)
        .map_err(|error| vec![Fault::nowhere(format!("not the canonical text of a scenario: {error}"))])?;
    from_file(file, key)
}

/// Compiles a file that was changed after reading.
///
/// # Errors
/// What is wrong with it; there are no places, so the paths stand in the messages.
pub fn from_file(file: ScenarioFile, key: &str) -> Result<Read, Vec<Fault>> {
    let setup = compile(&file, key)
        .map_err(|complaints| complaints.into_iter().map(Complaint::without_document).collect::<Vec<_>>())?;
    let canonical = canonical(&file);
    if canonical.len() > FILE_BYTES_MAX {
        return Err(vec![Fault::nowhere(too_long(&canonical))]);
    }
    let tests = Tests::of(&file);
    Ok(Read { scenario: Arc::new(Scenario::new(setup)), tests, file, canonical, annotations: Vec::new() })
}
