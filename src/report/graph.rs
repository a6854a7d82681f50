//! A family of runs as a tree: each branch hangs where it leaves its parent.

use crate::color::Style;
use crate::layout::{columns, wrap};
use crate::story::finish;

/// A run in its family.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Node {
    /// Where it leaves its parent and how, in lines; empty for the first of a family.
    pub leaves: Vec<String>,
    /// What it is called.
    pub name: String,
    /// What there is to say of it, in lines.
    pub lines: Vec<String>,
    /// Its branches, in the order in which they leave it.
    pub branches: Vec<Node>,
}

/// Families of runs, one below the other.
#[must_use]
pub fn graph(families: &[Node], style: Style) -> String {
    let mut lines = Vec::new();
    for family in families {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        draw(family, "", "", style, &mut lines);
    }
    finish(&lines)
}

/// `first` stands in front of the first line, `rest` in front of all that hangs below.
fn draw(node: &Node, first: &str, rest: &str, style: Style, lines: &mut Vec<String>) {
    let mut lead = first;
    for text in &node.leaves {
        lines.extend(behind(text, lead, rest).iter().map(|line| style.dim(line)));
        lead = rest;
    }
    lines.extend(behind(&format!("● {}", node.name), lead, rest).iter().map(|line| style.bold(line)));
    let stem = if node.branches.is_empty() { "  " } else { "│ " };
    let below = format!("{rest}{stem}");
    node.lines.iter().for_each(|text| lines.extend(behind(text, &below, &below)));
    for (place, branch) in node.branches.iter().enumerate() {
        let is_last = place + 1 == node.branches.len();
        lines.push(format!("{rest}│"));
        let (first, below) = if is_last { ("└─ ", "   ") } else { ("├─ ", "│  ") };
        draw(branch, &format!("{rest}{first}"), &format!("{rest}{below}"), style, lines);
    }
}

/// A text broken into lines, each behind its part of the tree.
fn behind(text: &str, first: &str, rest: &str) -> Vec<String> {
    let room = columns(first).max(columns(rest));
    let lead = |place: usize| if place == 0 { first } else { rest };
    let wrapped = wrap(text, &" ".repeat(room), room);
    let line = |(place, line): (usize, &String)| {
        let words: String = line.chars().skip(room).collect();
        format!("{}{words}", lead(place)).trim_end().to_owned()
    };
    wrapped.iter().enumerate().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(name: &str, branches: Vec<Node>) -> Node {
        let leaves = vec![format!("after entry {}", name.len())];
        Node { leaves, name: name.to_owned(), lines: vec!["ends somehow".to_owned()], branches }
    }

    #[test]
    fn branches_hang_on_their_parent() {
        let child = node("child", vec![node("grandchild", Vec::new())]);
        let root = Node { leaves: Vec::new(), ..node("root", vec![child, node("late child", Vec::new())]) };
        insta::assert_snapshot!(graph(&[root], Style::Plain), @r"
        ● root
        │ ends somehow
        │
        ├─ after entry 5
        │  ● child
        │  │ ends somehow
        │  │
        │  └─ after entry 10
        │     ● grandchild
        │       ends somehow
        │
        └─ after entry 10
           ● late child
             ends somehow
        ");
    }

    #[test]
    fn no_line_outgrows_the_page() {
        let long = Node { lines: vec!["word ".repeat(60)], ..node("long", Vec::new()) };
        let text = graph(&[node("root", vec![long])], Style::Plain);
        assert!(text.lines().all(|line| columns(line) <= crate::layout::WIDTH), "{text}");
    }
}
