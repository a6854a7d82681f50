//! Plain wording: few relative clauses about persons in comments, doc comments (help texts are doc comments) and pages.
//!
//! Sentences built around such clauses turned out to be the ones that readers had to read twice. A low share of the words below
//! keeps them out; a question or a quotation may use one.

use super::{assert_none, names_in, pages, read, rust_files};
use std::collections::BTreeMap;

/// The words that are counted, put together here so that this file does not count them twice.
const WORDS: [&str; 4] = ["who", "whom", "whose", "whoever"];

/// How many of the words a thousand lines may have.
const PER_THOUSAND_MAX: usize = 5;

/// Folders that have not been rewritten yet, with the number of words that they may still have. The numbers may only fall; a folder
/// under the limit must be removed here.
const NOT_YET: [(&str, usize); 4] = [("src/core/", 219), ("src/engine/", 77), ("src/log/", 15), ("src/report/", 66)];

#[test]
fn comments_and_pages_are_plain() {
    let texts = rust_files().map(|file| (comments(&file.text), file.path));
    let texts = texts.chain(pages().into_iter().map(|page| (prose(&read(&page)), page)));
    let counts: Vec<Count> = texts.map(|(lines, path)| Count::of(path, &lines)).collect();
    let lines: usize = counts.iter().map(|count| count.lines).sum();
    assert!(lines > 2_000, "only {lines} lines of comments and pages were found");

    let mut wrong = Vec::new();
    let mut by_folder: BTreeMap<&str, Vec<&Count>> = BTreeMap::new();
    for count in &counts {
        let folder = NOT_YET.iter().map(|(folder, _)| *folder).find(|folder| count.path.starts_with(folder));
        by_folder.entry(folder.unwrap_or_default()).or_default().push(count);
    }
    for (folder, words_max) in NOT_YET {
        let counts = by_folder.get(folder).map_or(&[][..], Vec::as_slice);
        let total = Count::total(counts);
        if total.is_plain() {
            wrong.push(format!("{folder}: is plain now; remove it from NOT_YET"));
        } else if total.words > words_max {
            wrong.push(format!(
                "{folder}: {} words of {WORDS:?}, and {words_max} are allowed until it is rewritten",
                total.words
            ));
            wrong.extend(worst(counts));
        }
    }
    let others = by_folder.get("").map_or(&[][..], Vec::as_slice);
    let total = Count::total(others);
    if !total.is_plain() {
        let (words, lines) = (total.words, total.lines);
        wrong.push(format!(
            "{words} words of {WORDS:?} in {lines} lines, over {PER_THOUSAND_MAX} in a thousand; most of them:"
        ));
        wrong.extend(worst(others));
    }
    assert_none(wrong);
}

#[test]
fn only_comments_and_prose_are_counted() {
    let code =
        "//! Whose file.\nlet who = \"who\"; // for WHO asks\n    /// whole, whomever\nlet url = \"http://who\";\n";
    let count = Count::of("a.rs".to_owned(), &comments(code));
    assert_eq!((count.words, count.lines), (2, 3));
    let page = "Who is it?\n\n```\nwho\n```\n    whose\n\n`who` knows whom\n";
    let count = Count::of("a.md".to_owned(), &prose(page));
    assert_eq!((count.words, count.lines), (2, 2));
    assert!(!names_in("docs").is_empty());
}

struct Count {
    path: String,
    words: usize,
    lines: usize,
}

impl Count {
    fn of(path: String, lines: &[String]) -> Self {
        let words = lines.iter().flat_map(|line| line.split(|sign: char| !sign.is_alphanumeric()));
        let words = words.filter(|word| WORDS.contains(&word.to_lowercase().as_str())).count();
        Self { path, words, lines: lines.len() }
    }

    fn total(counts: &[&Self]) -> Self {
        let words = counts.iter().map(|count| count.words).sum();
        Self { path: String::new(), words, lines: counts.iter().map(|count| count.lines).sum() }
    }

    fn is_plain(&self) -> bool {
        self.words * 1_000 < PER_THOUSAND_MAX * self.lines
    }
}

/// The ten files with most of the words.
fn worst(counts: &[&Count]) -> Vec<String> {
    let mut counts: Vec<&&Count> = counts.iter().filter(|count| count.words > 0).collect();
    counts.sort_by_key(|count| (usize::MAX - count.words, &count.path));
    counts.iter().take(10).map(|count| format!("  {}: {} in {} lines", count.path, count.words, count.lines)).collect()
}

/// The comments of a Rust file, line by line. Text behind `//` in a literal is none.
fn comments(text: &str) -> Vec<String> {
    let comment = |line: &str| {
        let start =
            line.match_indices("//").map(|(at, _)| at).find(|&at| line[..at].matches('"').count().is_multiple_of(2))?;
        Some(line[start..].to_owned())
    };
    text.lines().filter_map(comment).collect()
}

/// The lines of a page, without code.
fn prose(text: &str) -> Vec<String> {
    let mut in_code = false;
    let mut lines = Vec::new();
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        in_code ^= is_fence;
        if !is_fence && !in_code && !line.starts_with("    ") && !line.trim().is_empty() {
            lines.push(line.split('`').step_by(2).collect::<Vec<_>>().join(" "));
        }
    }
    lines
}
