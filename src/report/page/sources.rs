//! The sources of a scenario's facts, and what rests on which.

use super::table;
use maud::{Markup, html};

/// Where a fact comes from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Source {
    /// The id that facts name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// What an author noted on a part of the scenario.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// The part, as a path in the file.
    pub path: String,
    /// A remark.
    pub note: String,
    /// On what basis its numbers are a judgement; empty for a fact.
    pub estimate: String,
    /// The ids of its sources.
    pub sources: Vec<String>,
}

/// The sources and what rests on them; `None` where the author's file is not at hand.
pub(super) fn sources(known: Option<(&[Source], &[Fact])>) -> Markup {
    let Some((sources, facts)) = known else {
        return html! {
            p {
                "Logs and files of sweeps carry the scenario but not its author's notes and sources. Give the scenario's file \
                 with "
                code { "--scenario FILE" } " to have them here."
            }
        };
    };
    if sources.is_empty() && facts.is_empty() {
        return html! { p { "The scenario names no source: take its numbers as invented." } };
    }
    let row = |fact: &Fact| vec![fact.path.clone(), fact.note.clone(), fact.estimate.clone(), fact.sources.join(", ")];
    let rows: Vec<Vec<String>> = facts.iter().map(row).collect();
    let is_web = |url: &&String| url.starts_with("https://") || url.starts_with("http://");
    html! {
        ul {
            @for source in sources {
                li {
                    strong { (source.id) } ": "
                    @match source.url.as_ref().filter(is_web) {
                        Some(url) => a href=(url) rel="noreferrer" { (source.title) },
                        None => (source.title),
                    }
                }
            }
        }
        @if !rows.is_empty() {
            details {
                summary { "What rests on what" }
                (table(&["part of the scenario", "note", "estimate, because", "sources"], &rows, 9))
            }
        }
    }
}
