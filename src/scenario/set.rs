//! One number of a scenario set anew: what `--set` and `--vary` say, such as `decrees.order.deadline=120d`.

use crate::document::{self, Entry, Node, Path, Step, Value};
use crate::fault::{Complaint, Fault};
use crate::file::ScenarioFile;
use crate::read::canonical;
use crate::structure::{self, Dates, shortened, suggestion};

/// Sets one value of a file, given as `PATH=VALUE`; the value is TOML, or else a bare text.
///
/// What the new value means is checked when the file is compiled.
///
/// # Errors
/// If the path leads nowhere, or the value has not the shape that its place asks for.
pub fn apply_set(file: &mut ScenarioFile, setting: &str) -> Result<(), Fault> {
    let Some((path, value)) = setting.split_once('=') else {
        let message = format!("`{}` sets nothing", shortened(setting));
        return Err(Fault::nowhere(message).hint("write PATH=VALUE, such as decrees.order.deadline=120d"));
    };
    set_node(file, &Path::of(path.trim()), document::parse_value(value.trim()))
}

/// Sets one value of a file.
pub(crate) fn set_node(file: &mut ScenarioFile, path: &Path, value: Node) -> Result<(), Fault> {
    let text = canonical(file);
    let mut document =
        document::from_json(&text).map_err(|error| Fault::nowhere(format!("not a scenario: {error}")))?;
    put(&mut document, path, value)?;
    let found = structure::check(&mut document, crate::schema::shared(), Dates::Text);
    if let Some(complaint) = found.complaints.into_iter().next() {
        return Err(complaint.without_document());
    }
    let json = document.to_json();
    let set: ScenarioFile = serde_json::from_str(&json.text)
        .map_err(|error| Fault::nowhere(format!("{path}: this value does not fit: {error}")))?;
    let (sources, tests) = (std::mem::take(&mut file.sources), std::mem::take(&mut file.tests));
    *file = ScenarioFile { sources, tests, ..set };
    Ok(())
}

/// Puts a value where a path leads; all but its last step must be there.
fn put(document: &mut Node, path: &Path, value: Node) -> Result<(), Fault> {
    let mut node = document;
    let mut way = Path::default();
    let Some((last, steps)) = path.0.split_last() else {
        return Err(
            Fault::nowhere("a setting without a path").hint("write PATH=VALUE, such as decrees.order.deadline=120d")
        );
    };
    for step in steps {
        node = child(node, step, &way)?;
        way.0.push(step.clone());
    }
    match (&mut node.value, last) {
        (Value::Table(table), step) => {
            let key = key_of(step);
            match table.get_mut(&key) {
                Some(entry) => entry.node = value,
                None => {
                    table.insert(key, Entry { key_span: 0..0, node: value });
                }
            }
        }
        (Value::Array(_), step) => *child(node, step, &way)? = value,
        _ => return Err(dead_end(&way)),
    }
    Ok(())
}

fn child<'n>(node: &'n mut Node, step: &Step, way: &Path) -> Result<&'n mut Node, Fault> {
    match &mut node.value {
        Value::Table(table) => {
            let key = key_of(step);
            let Some(index) = table.get_index_of(&key) else {
                let hint = suggestion(&key, table.keys().map(String::as_str));
                return Err(missing(way, &key).hint(hint));
            };
            Ok(&mut table[index].node)
        }
        Value::Array(items) => {
            let count = items.len();
            let index = match step {
                Step::Index(index) => Some(*index),
                Step::Key(_) => None,
            };
            let hint =
                if count == 0 { "it has none".to_owned() } else { format!("items count from 0 to {}", count - 1) };
            index.and_then(|index| items.get_mut(index)).ok_or_else(|| missing(way, &key_of(step)).hint(hint))
        }
        _ => Err(dead_end(way)),
    }
}

fn key_of(step: &Step) -> String {
    match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    }
}

fn missing(way: &Path, key: &str) -> Fault {
    let message =
        format!("no `{}`{}", shortened(key), if way.0.is_empty() { String::new() } else { format!(" in `{way}`") });
    Complaint { path: Path::default(), part: document::Part::Key, message, label: None, hint: None }.without_document()
}

fn dead_end(way: &Path) -> Fault {
    Fault::nowhere(format!("`{way}` is a plain value, so nothing lies in it"))
        .hint(format!("set it whole: {way}=VALUE"))
}
