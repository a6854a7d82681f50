//! Pages: one HTML file that needs nothing else, no network and no script, to be read.
//!
//! Pure functions to text; the same input gives the same bytes. What a page shows depends on its reader alone: a seat's
//! page is built from the events that the seat may see.

mod figures;
mod knew;
mod run;
mod sources;
mod style;
mod sweep;
mod sweep_figures;

pub use run::{Beside, run};
pub use sources::{Fact, Source};
pub use sweep::{BesideSweep, Command, sweep};
pub use sweep_figures::{matters, rule_shares};

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// A section with its anchor and heading.
struct Section {
    anchor: &'static str,
    title: &'static str,
    body: Markup,
}

/// The whole document around its sections.
fn document(title: &str, head: &Markup, sections: &[Section], foot: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(style::css())) }
            }
            body {
                header { (head) }
                @if sections.len() > 2 {
                    nav aria-label="Contents" {
                        ul { @for section in sections { li { a href={ "#" (section.anchor) } { (section.title) } } } }
                    }
                }
                main {
                    @for section in sections {
                        section aria-labelledby=(section.anchor) {
                            h2 id=(section.anchor) { (section.title) }
                            (section.body)
                        }
                    }
                }
                footer { (foot) }
            }
        }
    };
    format!("{}\n", page.into_string())
}

/// Rows of names and values.
fn pairs(rows: &[(String, String)]) -> Markup {
    html! {
        table class="pairs" {
            tbody { @for (name, value) in rows { tr { th scope="row" { (name) } td { (value) } } } }
        }
    }
}

/// A text of the author's, with what stands between backticks as code. One without its fellow stays as it is.
fn prose(text: &str) -> Markup {
    let mut parts: Vec<&str> = text.split('`').collect();
    let lonely = if parts.len().is_multiple_of(2) { parts.pop() } else { None };
    html! {
        @for (index, part) in parts.into_iter().enumerate() {
            @if index % 2 == 1 { code { (part) } } @else { (part) }
        }
        @if let Some(rest) = lonely { "`" (rest) }
    }
}

/// A table with a heading over each column; columns from `numbers` on hold numbers.
fn table(heads: &[&str], rows: &[Vec<String>], numbers: usize) -> Markup {
    let class = |index: usize| (index >= numbers).then_some("number");
    // A date is never broken at its hyphens.
    let is_date = |cell: &str| cell.len() == 10 && cell.bytes().all(|b| b == b'-' || b.is_ascii_digit());
    let class_of = |index: usize, cell: &str| class(index).or(is_date(cell).then_some("nowrap"));
    html! {
        div class="scroll" tabindex="0" role="group" aria-label="table" {
            table {
                thead { tr { @for (index, head) in heads.iter().enumerate() {
                    th scope="col" class=[class(index)] { (head) }
                } } }
                tbody { @for row in rows { tr { @for (index, cell) in row.iter().enumerate() {
                    td class=[class_of(index, cell)] { (cell) }
                } } } }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn backticks_mark_code() {
        let rows = [
            ("plain <b>", "plain &lt;b&gt;"),
            ("`table a=1`, then `sign`.", "<code>table a=1</code>, then <code>sign</code>."),
            ("one ` alone", "one ` alone"),
            ("`a` and ` alone", "<code>a</code> and ` alone"),
        ];
        for (text, page) in rows {
            assert_eq!(prose(text).into_string(), page);
        }
    }
}
