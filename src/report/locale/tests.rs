//! Every use of a template in the sources against the file of templates.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The parts that the code gives to each template, by its key.
type Uses = BTreeMap<String, Vec<(String, BTreeSet<String>)>>;

fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("a folder of sources").map(|entry| entry.expect("an entry").path()) {
        if entry.is_dir() {
            sources(&entry, found);
        } else if entry.extension().is_some_and(|ending| ending == "rs") && !entry.ends_with("locale/tests.rs") {
            let text = std::fs::read_to_string(&entry).expect("a source");
            found.push((entry.display().to_string(), text));
        }
    }
}

/// What stands between the parentheses of a macro, from just behind the opening one.
fn inside(text: &str) -> &str {
    let (mut depth, mut in_string, mut escaped) = (1, false, false);
    for (place, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &text[..place];
        }
    }
    panic!("a use of a template without an end: {text:.60}")
}

fn pieces(text: &str) -> Vec<&str> {
    let (mut depth, mut in_string, mut escaped, mut from) = (0, false, false, 0);
    let mut all = Vec::new();
    for (place, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            _ if in_string => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                all.push(text[from..place].trim());
                from = place + 1;
            }
            _ => {}
        }
    }
    all.push(text[from..].trim());
    all.retain(|piece| !piece.is_empty());
    all
}

fn uses() -> Uses {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of sources");
    let mut files = Vec::new();
    for folder in ["report", "cli"] {
        sources(&root.join(folder), &mut files);
    }
    let mut uses = Uses::new();
    for (file, text) in &files {
        let text: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for (place, found) in text.match_indices("say!(") {
            let pieces = pieces(inside(&text[place + found.len()..]));
            let Some(key) = pieces.first().and_then(|key| key.strip_prefix('"')).and_then(|key| key.strip_suffix('"'))
            else {
                continue; // The macro's own definition.
            };
            let parts = pieces[1..].iter().map(|piece| piece.split('=').next().unwrap_or("").trim().to_owned());
            uses.entry(key.to_owned()).or_default().push((file.clone(), parts.collect()));
        }
    }
    uses
}

fn walk_pattern(pattern: &Pattern<&str>, names: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            walk(expression, names);
        }
    }
}

fn walk(expression: &Expression<&str>, names: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => walk_inline(inline, names),
        Expression::Select { selector, variants } => {
            walk_inline(selector, names);
            variants.iter().for_each(|variant| walk_pattern(&variant.value, names));
        }
    }
}

fn walk_inline(inline: &InlineExpression<&str>, names: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| walk_inline(argument, names));
        }
        InlineExpression::Placeable { expression } => walk(expression, names),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("a template stands for itself: {other:?}"),
    }
}

/// The parts that each template of the file has.
fn templates() -> BTreeMap<String, BTreeSet<String>> {
    let resource = fluent_syntax::parser::parse(super::ENGLISH).unwrap_or_else(|(_, errors)| panic!("{errors:?}"));
    let mut all = BTreeMap::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                let mut names = BTreeSet::new();
                walk_pattern(message.value.as_ref().expect("a template has words"), &mut names);
                assert!(
                    all.insert(message.id.name.to_owned(), names).is_none(),
                    "`{}` is there twice",
                    message.id.name
                );
            }
            Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => {}
            other => panic!("not a template: {other:?}"),
        }
    }
    all
}

#[test]
fn every_template_is_used_with_just_its_parts() {
    let (uses, templates) = (uses(), templates());
    for (key, all) in &uses {
        let names = templates.get(key).unwrap_or_else(|| panic!("there is no template `{key}`, used in {}", all[0].0));
        for (file, given) in all {
            // The number of a name comes with the name.
            let wanted: BTreeSet<String> = names
                .iter()
                .map(|name| name.strip_suffix("_n").filter(|stem| given.contains(*stem)).unwrap_or(name).to_owned())
                .collect();
            assert_eq!(*given, wanted, "the parts of `{key}` in {file}, beside those of the file of templates");
        }
    }
    let unused: Vec<&String> = templates.keys().filter(|key| !uses.contains_key(*key)).collect();
    assert!(unused.is_empty(), "templates without a use: {unused:?}");
}

#[test]
fn words_agree_with_counts_and_names() {
    assert_eq!(crate::say!("days", count = 1_i64), "1 day");
    assert_eq!(crate::say!("days", count = 1_090_i64), "1,090 days");
    let names = ["Oracle", "Centricus and Triller"].map(|name| super::Named::new(name.to_owned()));
    let sentences = names.map(|name| crate::say!("number-means-to-bid", name = name));
    assert_eq!(sentences, ["Oracle means to bid", "Centricus and Triller mean to bid"]);
}
