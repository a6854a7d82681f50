//! No circle of files: within a crate, files depend on each other in one direction only.
//!
//! A file depends on another if a path in its code (`use`, `crate::`, `super::`, or the name of a child module) resolves to an item
//! of that file. Re-exports are followed to the file that defines the item. Test modules are left out.

use super::{assert_none, rust_files};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The crates without circles: the folder, and the path of its root module.
const CRATES: [(&str, &str); 3] =
    [("src/core", "src/core/lib.rs"), ("src/engine", "src/engine/lib.rs"), ("src/cli", "src/cli/mod.rs")];

/// The circles that still exist, by their files. The lists may only shrink: a file that has left its circle must be removed here.
const KNOWN_CIRCLES: &[&[&str]] = &[
    &[
        "src/core/auction.rs",
        "src/core/auction/rules.rs",
        "src/core/calendar.rs",
        "src/core/chance.rs",
        "src/core/coalition.rs",
        "src/core/command.rs",
        "src/core/conference.rs",
        "src/core/courts.rs",
        "src/core/deal.rs",
        "src/core/decide.rs",
        "src/core/decide/courts.rs",
        "src/core/decree.rs",
        "src/core/effect.rs",
        "src/core/event.rs",
        "src/core/lots.rs",
        "src/core/objection.rs",
        "src/core/ready.rs",
        "src/core/rejection.rs",
        "src/core/sales.rs",
        "src/core/scenario.rs",
        "src/core/sellers.rs",
        "src/core/state.rs",
        "src/core/talks.rs",
        "src/core/turn.rs",
        "src/core/view.rs",
        "src/core/vocabulary/agreement.rs",
        "src/core/vocabulary/chance.rs",
        "src/core/vocabulary/conference.rs",
        "src/core/vocabulary/decree.rs",
        "src/core/vocabulary/talks.rs",
    ],
    &[
        "src/engine/bots/ally.rs",
        "src/engine/bots/bargain.rs",
        "src/engine/bots/office.rs",
        "src/engine/bots/sign.rs",
        "src/engine/bots/standard.rs",
        "src/engine/bots/sue.rs",
    ],
    &[
        "src/engine/tactics.rs",
        "src/engine/tactics/accept.rs",
        "src/engine/tactics/averaged.rs",
        "src/engine/tactics/hardliner.rs",
        "src/engine/tactics/hybrid.rs",
        "src/engine/tactics/luck.rs",
        "src/engine/tactics/micro.rs",
        "src/engine/tactics/model.rs",
        "src/engine/tactics/random_absolute.rs",
        "src/engine/tactics/random_walker.rs",
        "src/engine/tactics/relative.rs",
        "src/engine/tactics/resource.rs",
        "src/engine/tactics/table.rs",
        "src/engine/tactics/time.rs",
    ],
    &["src/engine/branch.rs", "src/engine/game/follow.rs"],
    &["src/engine/game.rs", "src/engine/game/outside.rs"],
    &["src/cli/deals.rs", "src/cli/deals/data.rs", "src/cli/deals/picture.rs", "src/cli/deals/text.rs"],
    &["src/cli/input.rs", "src/cli/record.rs", "src/cli/run.rs", "src/cli/scripts.rs", "src/cli/seats.rs"],
    &["src/cli/play.rs", "src/cli/play/line.rs", "src/cli/play/table.rs"],
    &["src/cli/play/calls.rs", "src/cli/play/desk.rs", "src/cli/play/pages.rs"],
    &["src/cli/report.rs", "src/cli/report/log.rs", "src/cli/report/sweep.rs"],
    &["src/cli/rows.rs", "src/cli/rows/parquet.rs"],
];

#[test]
fn files_form_no_circle() {
    let mut wrong = Vec::new();
    let mut found: BTreeSet<String> = BTreeSet::new();
    for (folder, root) in CRATES {
        let graph = Crate::read(folder, root).dependencies();
        for circle in circles(&graph) {
            let is_known = KNOWN_CIRCLES.iter().any(|known| circle.iter().all(|file| known.contains(&file.as_str())));
            if !is_known {
                let shortest = shortest_circle(&graph, &circle).join(" -> ");
                let all = circle.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
                wrong.push(format!("{folder}: a circle of files: {shortest}\n    all {} in it: {all}", circle.len()));
            }
            found.extend(circle);
        }
    }
    let left = KNOWN_CIRCLES.iter().flat_map(|known| known.iter()).filter(|file| !found.contains(**file));
    wrong.extend(left.map(|file| format!("{file}: is in no circle any more; remove it from KNOWN_CIRCLES")));
    assert_none(wrong);
}

#[test]
fn circles_are_found_through_re_exports_and_lists() {
    let files = [
        ("src/x/lib.rs", "mod a;\nmod b;\nmod c;\nmod d;\npub use a::{A, Other as Renamed};\npub mod e;\n"),
        ("src/x/a.rs", "use crate::b::B;\nuse std::fmt;\npub struct A; pub struct Other;"),
        ("src/x/b.rs", "use super::{\n    c::C, // and no more\n    d,\n};\npub struct B;"),
        ("src/x/c.rs", "use crate::Renamed;\npub struct C;"),
        (
            "src/x/d.rs",
            "// use crate::b::B;\nconst TEXT: &str = \"crate::b::B\";\n#[cfg(test)]\nmod tests {\n    use crate::b::B;\n}",
        ),
        ("src/x/e.rs", "pub mod f;\npub fn go() { f::go() }"),
        ("src/x/e/f.rs", "use super::*;\nfn name<'a>(_: &'a str) {}"),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let graph = Crate::new("src/x", "src/x/lib.rs", files).dependencies();
    let found: Vec<Vec<String>> = circles(&graph).into_iter().map(|circle| circle.into_iter().collect()).collect();
    assert_eq!(found, [vec!["src/x/a.rs", "src/x/b.rs", "src/x/c.rs"], vec!["src/x/e.rs", "src/x/e/f.rs"]]);
    let shortest = shortest_circle(&graph, &circles(&graph)[0]);
    assert_eq!(shortest, ["src/x/a.rs", "src/x/b.rs", "src/x/c.rs", "src/x/a.rs"]);
}

type Graph = BTreeMap<String, BTreeSet<String>>;

/// A module path below the crate's root; empty for the root.
type Module = Vec<String>;

/// The modules of a crate, as far as its paths tell.
struct Crate {
    modules: BTreeMap<Module, Source>,
}

struct Source {
    path: String,
    tokens: Vec<String>,
    imports: Vec<Import>,
}

/// One name that a `use` declaration brings into a module.
struct Import {
    segments: Vec<String>,
    name: String,
}

impl Crate {
    fn read(folder: &str, root: &str) -> Crate {
        let prefix = format!("{folder}/");
        let files = rust_files().filter(|file| file.path.starts_with(&prefix) && !is_test(&file.path, &prefix));
        let files: Vec<_> = files.map(|file| (file.path, file.text)).collect();
        assert!(files.len() > 10, "{folder}: only {} files were found", files.len());
        Crate::new(folder, root, files)
    }

    fn new(folder: &str, root: &str, files: impl IntoIterator<Item = (String, String)>) -> Crate {
        let modules = files.into_iter().map(|(path, text)| {
            let inner = path.trim_start_matches(folder).trim_start_matches('/').trim_end_matches(".rs");
            let inner = inner.trim_end_matches("/mod");
            let module = if path == root { Vec::new() } else { inner.split('/').map(str::to_owned).collect() };
            let tokens = tokens(&text);
            let imports = imports(&tokens);
            (module, Source { path, tokens, imports })
        });
        Crate { modules: modules.collect() }
    }

    fn dependencies(&self) -> Graph {
        let edges = self.modules.iter().map(|(module, source)| {
            let paths = paths(&source.tokens).into_iter().filter_map(|path| self.resolve(module, &path, 0));
            let used: BTreeSet<String> = paths.filter(|path| *path != source.path).collect();
            (source.path.clone(), used)
        });
        edges.collect()
    }

    /// The file of the item that a path leads to; none if it leads out of the crate.
    fn resolve(&self, from: &Module, path: &[String], depth: usize) -> Option<String> {
        let (mut at, mut rest) = match path[0].as_str() {
            // The command line's root module lies below the crate's own root.
            "crate" if path.get(1).is_some_and(|name| name == "cli") => (Vec::new(), &path[2..]),
            "crate" => (Vec::new(), &path[1..]),
            "self" => (from.clone(), &path[1..]),
            "super" => (from.split_last()?.1.to_vec(), &path[1..]),
            name if self.modules.contains_key(&child(from, name)) => (from.clone(), path),
            _ => return None,
        };
        while let Some((name, after)) = rest.split_first() {
            if name == "super" {
                at.pop();
            } else if self.modules.contains_key(&child(&at, name)) {
                at.push(name.clone());
            } else {
                // A name that the module has from elsewhere counts as use of the file where it is defined.
                let imported = self.modules[&at].imports.iter().find(|import| import.name == *name);
                return match imported {
                    Some(import) if depth < 8 => {
                        let whole: Vec<String> = import.segments.iter().chain(after).cloned().collect();
                        self.resolve(&at, &whole, depth + 1)
                    }
                    _ => Some(self.modules[&at].path.clone()),
                };
            }
            rest = after;
        }
        Some(self.modules[&at].path.clone())
    }
}

fn child(module: &Module, name: &str) -> Module {
    module.iter().cloned().chain([name.to_owned()]).collect()
}

fn is_test(path: &str, prefix: &str) -> bool {
    let inner = path.trim_start_matches(prefix);
    inner.starts_with("tests/") || inner.ends_with("tests.rs") || inner.contains("/tests/")
}

/// The words and marks of a file, without comments, literals and inline test modules.
fn tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r\"") || rest.starts_with("r#") {
            let hashes = rest[1..].chars().take_while(|sign| *sign == '#').count();
            let close = format!("\"{}", "#".repeat(hashes));
            let body = 2 + hashes;
            rest[body..].find(&close).map_or(rest.len(), |end| body + end + close.len())
        } else if first == '"' {
            quoted_length(rest)
        } else if first == '\'' {
            // A character; everything else after a single quote is a lifetime.
            let signs: Vec<char> = rest.chars().take(3).collect();
            match signs.as_slice() {
                [_, '\\', ..] => 2 + rest[2..].find('\'').map_or(0, |end| end.max(1) + 1),
                [_, sign, '\''] => 2 + sign.len_utf8(),
                _ => 1,
            }
        } else if first.is_alphanumeric() || first == '_' {
            let length = rest.find(|sign: char| !sign.is_alphanumeric() && sign != '_').unwrap_or(rest.len());
            tokens.push(rest[..length].to_owned());
            length
        } else if rest.starts_with("::") {
            tokens.push("::".to_owned());
            2
        } else {
            if !first.is_whitespace() {
                tokens.push(first.to_string());
            }
            first.len_utf8()
        };
        rest = &rest[length..];
    }
    without_tests(tokens)
}

/// The length of a string literal at the start of the text, its quotes included.
fn quoted_length(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, sign) in text.char_indices().skip(1) {
        match sign {
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

/// Leaves out `#[cfg(test)] mod … { … }` and `#[cfg(test)] mod …;`.
fn without_tests(tokens: Vec<String>) -> Vec<String> {
    let mark = ["#", "[", "cfg", "(", "test", ")", "]"];
    let mut kept = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let is_marked = tokens[at..].iter().take(mark.len()).eq(mark.iter());
        if !is_marked {
            kept.push(tokens[at].clone());
            at += 1;
            continue;
        }
        let mut depth = 0_usize;
        while at < tokens.len() {
            let token = tokens[at].as_str();
            at += 1;
            depth = if token == "{" { depth + 1 } else { depth - usize::from(token == "}") };
            if depth == 0 && matches!(token, "}" | ";") {
                break;
            }
        }
    }
    kept
}

/// What the `use` declarations bring in, by name.
fn imports(tokens: &[String]) -> Vec<Import> {
    let starts = (0..tokens.len()).filter(|&at| begins_use(tokens, at));
    starts.flat_map(|at| tree(&tokens[at + 1..], &[]).0).collect()
}

/// Whether a `use` declaration begins here; `impl Trait + use<'a>` is none.
fn begins_use(tokens: &[String], at: usize) -> bool {
    tokens[at] == "use" && tokens.get(at + 1).is_some_and(|next| next != "<")
}

/// Reads one use tree: what it brings in, and how many tokens it takes.
fn tree(tokens: &[String], before: &[String]) -> (Vec<Import>, usize) {
    let mut segments = before.to_vec();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        match token.as_str() {
            "{" => {
                let mut found = Vec::new();
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    if tokens[at] == "," {
                        at += 1;
                        continue;
                    }
                    let (inner, length) = tree(&tokens[at..], &segments);
                    found.extend(inner);
                    at += length;
                    assert!(length > 0, "BUG: no use tree begins with {}", tokens[at]);
                }
                return (found, at + 1);
            }
            "}" | "," | ";" => break,
            "as" => {
                let name = tokens[at + 1].clone();
                return (vec![Import { segments, name }], at + 2);
            }
            "::" => {}
            // `{self, …}` is the module itself.
            "self" if !segments.is_empty() => {}
            name => segments.push(name.to_owned()),
        }
        at += 1;
    }
    let name = segments.last().cloned().unwrap_or_default();
    (vec![Import { segments, name }], at)
}

/// Every path that the code uses. A re-export counts only if the file itself uses the name.
fn paths(tokens: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if begins_use(tokens, at) {
            let is_public = at > 0 && (tokens[at - 1] == "pub" || tokens[at - 1] == ")");
            let (imports, length) = tree(&tokens[at + 1..], &[]);
            let uses = |name: &str| tokens.iter().filter(|token| *token == name).count() > 1;
            let used = imports.into_iter().filter(|import| !is_public || uses(&import.name));
            found.extend(used.map(|import| import.segments));
            at += length + 1;
        } else if tokens.get(at + 1).is_some_and(|next| next == "::") && is_name(&tokens[at]) {
            let mut path = vec![tokens[at].clone()];
            while tokens.get(at + 1).is_some_and(|next| next == "::")
                && tokens.get(at + 2).is_some_and(|next| is_name(next))
            {
                path.push(tokens[at + 2].clone());
                at += 2;
            }
            found.push(path);
            at += 1;
        } else {
            at += 1;
        }
    }
    found
}

fn is_name(token: &str) -> bool {
    token.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
}

/// The strongly connected components of more than one file (Tarjan 1972), each in order of its names.
fn circles(graph: &Graph) -> Vec<BTreeSet<String>> {
    let mut search =
        Search { graph, index: BTreeMap::new(), low: BTreeMap::new(), stack: Vec::new(), found: Vec::new() };
    for file in graph.keys() {
        if !search.index.contains_key(file.as_str()) {
            search.visit(file);
        }
    }
    let mut found = search.found;
    found.sort();
    found
}

struct Search<'a> {
    graph: &'a Graph,
    index: BTreeMap<&'a str, usize>,
    /// The least index that a file reaches.
    low: BTreeMap<&'a str, usize>,
    stack: Vec<&'a str>,
    found: Vec<BTreeSet<String>>,
}

impl<'a> Search<'a> {
    fn visit(&mut self, file: &'a str) {
        let index = self.index.len();
        self.index.insert(file, index);
        self.low.insert(file, index);
        self.stack.push(file);
        for next in self.graph.get(file).into_iter().flatten() {
            let reached = match self.index.get(next.as_str()) {
                None => {
                    self.visit(next);
                    self.low[next.as_str()]
                }
                Some(&index) if self.stack.contains(&next.as_str()) => index,
                Some(_) => continue,
            };
            let low = self.low[file].min(reached);
            self.low.insert(file, low);
        }
        if self.low[file] == index {
            let start = self.stack.iter().position(|on_stack| *on_stack == file).expect("it was pushed above");
            let component = self.stack.split_off(start);
            if component.len() > 1 {
                self.found.push(component.into_iter().map(str::to_owned).collect());
            }
        }
    }
}

/// The shortest way from a file of the circle back to itself.
fn shortest_circle(graph: &Graph, circle: &BTreeSet<String>) -> Vec<String> {
    let ways = circle.iter().map(|start| {
        let mut before: BTreeMap<&str, &str> = BTreeMap::new();
        let mut queue = VecDeque::from([start.as_str()]);
        while let Some(file) = queue.pop_front() {
            for next in graph[file].iter().filter(|next| circle.contains(*next)) {
                if !before.contains_key(next.as_str()) {
                    before.insert(next, file);
                    queue.push_back(next);
                }
            }
        }
        let mut way = vec![start.clone()];
        let mut at = before[start.as_str()];
        while at != start {
            way.push(at.to_owned());
            at = before[at];
        }
        way.push(start.clone());
        way.reverse();
        way
    });
    ways.min_by_key(Vec::len).expect("a circle has files")
}
