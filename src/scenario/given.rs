//! `[given]` of a script: numbers that the scenario leaves to the seed, with the values that the script gives them.
//!
//! A value is written as in the scenario. To learn what it comes to in play, it is put into the scenario as a choice of one.

use crate::compile::compile;
use crate::document::{Entry, Node, Part, Path, Value};
use crate::fault::Complaint;
use crate::read::{Read, canonical};
use crate::set::set_node;
use crate::structure::{shortened, suggestion};
use divest_core::chance::{Distribution, DrawId};
use divest_core::id::SlotId;
use divest_core::scenario::Slot;

/// The values of a script's table, and all that is wrong with them.
pub(crate) fn given(table: &Node, read: &Read) -> (Vec<(SlotId, i64)>, Vec<Complaint>) {
    let (mut values, mut complaints): (Vec<(SlotId, i64)>, _) = (Vec::new(), Vec::new());
    let mut leaves = Vec::new();
    collect(table, &Path::default().key("given"), "", &mut leaves);
    for (path, key, leaf) in leaves {
        let complaint = |part, (message, hint)| Complaint { path: path.clone(), part, message, label: None, hint };
        match value(&key, leaf, read) {
            Ok((slot, _)) if values.iter().any(|(known, _)| *known == slot) => {
                let message = format!("`{key}` is given twice");
                complaints.push(complaint(Part::Key, (message, Some("leave one out".to_owned()))));
            }
            Ok(value) => values.push(value),
            Err((part, fault)) => complaints.push(complaint(part, fault)),
        }
    }
    (values, complaints)
}

/// The values of a table and its tables: each with its path in the script and in the scenario.
fn collect<'n>(node: &'n Node, path: &Path, key: &str, leaves: &mut Vec<(Path, String, &'n Node)>) {
    match &node.value {
        Value::Table(table) => {
            for (name, entry) in table {
                let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                collect(&entry.node, &path.key(name), &key, leaves);
            }
        }
        _ => leaves.push((path.clone(), key.to_owned(), node)),
    }
}

/// A message and a hint.
type Fault = (String, Option<String>);

fn value(key: &str, leaf: &Node, read: &Read) -> Result<(SlotId, i64), (Part, Fault)> {
    let scenario = &read.scenario;
    let slots = &scenario.setup().slots;
    let Some(slot) = slot_of(slots, key) else {
        let message = format!("`{}` is no number that the scenario leaves to the seed", shortened(key));
        let hint = suggestion(key, slots.iter().map(|slot| slot.key.as_str()));
        return Err((Part::Key, (message, Some(hint))));
    };
    let count = count(key, leaf, scenario.slot(slot), read).map_err(|fault| (Part::Value, fault))?;
    if DrawId::Value(slot).allows(scenario, count) {
        Ok((slot, count))
    } else {
        let message = "the scenario does not leave this value open".to_owned();
        let hint = written(key, read).map(|written| format!("it leaves {written}"));
        Err((Part::Value, (message, hint)))
    }
}

fn slot_of(slots: &[Slot], key: &str) -> Option<SlotId> {
    slots.iter().position(|slot| slot.key == key).map(SlotId::at)
}

/// What a value comes to in play.
fn count(key: &str, leaf: &Node, slot: &Slot, read: &Read) -> Result<i64, Fault> {
    if let Distribution::Weighted(values) = &slot.distribution
        && let [(1, _), (0, _)] = values.as_slice()
    {
        return match leaf.value {
            Value::Bool(is_so) => Ok(i64::from(is_so)),
            _ => Err((format!("expected true or false, found {}", leaf.kind()), None)),
        };
    }
    let leaf = match &leaf.value {
        // The canonical form, in which it is put, writes dates as texts.
        Value::Date(date) => Node { span: leaf.span.clone(), value: Value::Text(date.clone()) },
        _ => leaf.clone(),
    };
    let choice = Node { span: leaf.span.clone(), value: Value::Array(vec![leaf.clone()]) };
    let spread = [("choice".to_owned(), Entry { key_span: leaf.span.clone(), node: choice })].into_iter().collect();
    let spread = Node { span: leaf.span.clone(), value: Value::Table(spread) };
    let mut file = read.file.clone();
    let place = format!("{key}.choice.0: ");
    let plain = |message: String| message.strip_prefix(&place).map_or(message.clone(), str::to_owned);
    set_node(&mut file, &Path::of(key), spread).map_err(|fault| (plain(fault.message), fault.hint))?;
    let setup = compile(&file, &read.scenario.setup().key).map_err(|complaints| {
        let first = complaints.into_iter().next();
        first.map_or_else(|| ("this value does not fit".to_owned(), None), |first| (first.message, first.hint))
    })?;
    let slot = slot_of(&setup.slots, key).map(|slot| &setup.slots[slot.index()].distribution);
    match slot {
        Some(Distribution::Weighted(values)) if values.len() == 1 => Ok(values[0].0),
        _ => Err(("this value does not fit".to_owned(), None)),
    }
}

/// What the scenario's file says of a number.
fn written(key: &str, read: &Read) -> Option<String> {
    let mut node = serde_json::from_str::<serde_json::Value>(&canonical(&read.file)).ok()?;
    for step in key.split('.') {
        node = match node {
            serde_json::Value::Object(mut table) => table.remove(step)?,
            serde_json::Value::Array(mut items) => {
                let index = step.parse::<usize>().ok().filter(|index| *index < items.len())?;
                items.swap_remove(index)
            }
            _ => return None,
        };
    }
    Some(node.to_string())
}
