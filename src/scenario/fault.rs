//! What is wrong with an author's file: the place, what is wrong, and how to mend it.

use crate::document::{Node, Part, Path};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use serde::Serialize;
use std::ops::Range;

/// How many faults are reported for one file.
pub const FAULTS_MAX: usize = 100;

/// A mistake in a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// The bytes that it is about; empty if it is about no place in particular.
    pub span: Range<usize>,
    /// The line, from 1; 0 where there is no file.
    pub line: usize,
    /// The column in characters, from 1; 0 where there is no file.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// A word at the place itself.
    pub label: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
}

/// A mistake as programs read it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct FaultRow {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Fault {
    /// A fault at a place of a text.
    #[must_use]
    pub fn at(text: &str, span: Range<usize>, message: impl Into<String>) -> Self {
        let start = floor(text, span.start);
        let end = floor(text, span.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
        let line = text[..start].matches('\n').count() + 1;
        let column = text[line_start..start].chars().count() + 1;
        Self { span: start..end, line, column, message: message.into(), label: None, hint: None }
    }

    /// A fault without a place, where there is no file.
    #[must_use]
    pub fn nowhere(message: impl Into<String>) -> Self {
        Self { span: 0..0, line: 0, column: 0, message: message.into(), label: None, hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The fault as programs read it.
    #[must_use]
    pub fn row(&self, file: &str) -> FaultRow {
        FaultRow {
            file: file.to_owned(),
            line: self.line,
            column: self.column,
            message: self.message.clone(),
            hint: self.hint.clone(),
        }
    }
}

/// The nearest start of a character at or before a place.
fn floor(text: &str, place: usize) -> usize {
    let mut place = place.min(text.len());
    while !text.is_char_boundary(place) {
        place -= 1;
    }
    place
}

/// A mistake in what a file means, addressed by a path; the document turns it into a [`Fault`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Complaint {
    /// Where.
    pub path: Path,
    /// Which part of the entry there.
    pub part: Part,
    /// What is wrong.
    pub message: String,
    /// A word at the place itself.
    pub label: Option<String>,
    /// How to mend it.
    pub hint: Option<String>,
}

impl Complaint {
    /// The fault at the place in a document.
    pub(crate) fn into_fault(self, text: &str, document: &Node) -> Fault {
        let span = document.place(&self.path, self.part);
        Fault { label: self.label, hint: self.hint, ..Fault::at(text, span, self.message) }
    }

    /// The fault where there is no document: the path stands in the message.
    #[must_use]
    pub fn without_document(self) -> Fault {
        let message = if self.path.0.is_empty() { self.message } else { format!("{}: {}", self.path, self.message) };
        Fault { label: self.label, hint: self.hint, ..Fault::nowhere(message) }
    }
}

/// Puts faults in the order of the file, drops repetitions, and keeps the number bearable.
pub(crate) fn in_order(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort_by_key(|fault| fault.span.start);
    faults.dedup();
    if faults.len() > FAULTS_MAX {
        let more = faults.len() - FAULTS_MAX;
        faults.truncate(FAULTS_MAX);
        if let Some(last) = faults.last_mut() {
            let hint = last.hint.take().map_or_else(String::new, |hint| format!("{hint}; "));
            last.hint = Some(format!("{hint}{more} more faults are left out"));
        }
    }
    faults
}

/// Writes faults for a reader: place and message, the line of the file, the hint.
#[must_use]
pub fn render(faults: &[Fault], file: &str, text: &str, color: bool) -> String {
    let (bold, plain) = if color { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let mut out = String::new();
    for (i, fault) in faults.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        let place = if fault.line == 0 { file.to_owned() } else { format!("{file}:{}:{}", fault.line, fault.column) };
        out.push_str(&format!("{bold}{place}: {}{plain}\n", fault.message));
        if let Some(snippet) = snippet(fault, text, color) {
            out.push_str(&snippet);
        }
        if let Some(hint) = &fault.hint {
            out.push_str(&format!("{bold}hint:{plain} {hint}\n"));
        }
    }
    out
}

/// The line of a fault with a mark under its place.
fn snippet(fault: &Fault, text: &str, color: bool) -> Option<String> {
    if fault.line == 0 || fault.span.start >= text.len() && text.is_empty() {
        return None;
    }
    let from = text.get(..fault.span.start)?.rfind('\n').map_or(0, |newline| newline + 1);
    let line = text.get(from..)?.lines().next().unwrap_or("");
    if line.trim().is_empty() {
        return None;
    }
    let start = (fault.span.start - from).min(line.len());
    let end = (fault.span.end - from).clamp(start, line.len());
    let label = fault.label.as_deref();
    let mark = AnnotationKind::Primary.span(start..end).label(label);
    let report = [Group::with_level(Level::ERROR)
        .element(Snippet::source(line).line_start(fault.line).fold(false).annotation(mark))];
    let renderer = if color { Renderer::styled() } else { Renderer::plain() };
    let drawn = renderer.term_width(100).render(&report);
    // The renderer sets an empty line above, which says nothing here.
    Some(drawn.lines().skip(1).map(|line| format!("{}\n", line.trim_end())).collect())
}
