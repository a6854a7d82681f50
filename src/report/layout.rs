//! Where words stand on the page: wrapping with a hanging indent, aligned columns, lines cut to the page.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How many columns a line may take.
pub const WIDTH: usize = 80;
/// To how many columns a column of words may shrink for the sake of the numbers beside it.
const WORDS_LEAST: usize = 12;

/// How many columns a text takes in a terminal: Chinese and Japanese signs take two each, accents that join a letter none.
#[must_use]
pub fn columns(text: &str) -> usize {
    text.width()
}

/// The bytes of a text that take at most so many columns.
fn fitting(text: &str, width: usize) -> usize {
    let mut taken = 0;
    let is_over = |&(_, c): &(usize, char)| {
        taken += c.width().unwrap_or(0);
        taken > width
    };
    text.char_indices().find(is_over).map_or(text.len(), |(at, _)| at)
}

/// Lines of at most [`WIDTH`] columns. The first begins with `first`, the others with blanks up to `hang`. A line break in
/// the text is a blank, an empty line between paragraphs stays; a word longer than a line is broken.
#[must_use]
pub fn wrap(text: &str, first: &str, hang: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    let turn = |line: &mut String, lines: &mut Vec<String>| {
        lines.push(std::mem::replace(line, " ".repeat(hang)).trim_end().to_owned());
    };
    for (index, part) in text.trim_end().split("\n\n").enumerate() {
        if index > 0 {
            turn(&mut line, &mut lines);
            turn(&mut line, &mut lines);
            is_empty = true;
        }
        for word in part.split_whitespace() {
            let mut word = word.to_owned();
            if !is_empty && columns(&line) + 1 + columns(&word) > WIDTH {
                turn(&mut line, &mut lines);
                is_empty = true;
            }
            while columns(&line) + columns(&word) > WIDTH && is_empty {
                // A sign that takes two columns needs them.
                let room = WIDTH.saturating_sub(columns(&line)).max(2);
                let at = fitting(&word, room);
                line.push_str(&word[..at]);
                word.drain(..at);
                turn(&mut line, &mut lines);
            }
            if !is_empty {
                line.push(' ');
            }
            line.push_str(&word);
            is_empty = false;
        }
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// A text cut to so many columns, with `…` for what is missing.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let kept = &text[..fitting(text, width.saturating_sub(1))];
    format!("{}…", kept.trim_end())
}

/// On which side of its column a cell stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

/// Rows with aligned columns, two blanks between them, each line behind `indent`. What is too wide for the page loses words,
/// never digits. All rows are as long as `sides`.
#[must_use]
pub fn table(rows: &[Vec<String>], sides: &[Side], indent: &str) -> Vec<String> {
    let mut widths: Vec<usize> = (0..sides.len())
        .map(|i| rows.iter().filter_map(|row| row.get(i)).map(|cell| columns(cell)).max().unwrap_or(0))
        .collect();
    shrink(&mut widths, sides, WIDTH.saturating_sub(columns(indent)));
    let line = |row: &Vec<String>| {
        let mut line = indent.to_owned();
        for (index, (cell, side)) in row.iter().zip(sides).enumerate() {
            let cell = cut(cell, widths[index]);
            let pad = " ".repeat(widths[index] - columns(&cell));
            line.push_str(if index > 0 { "  " } else { "" });
            match side {
                Side::Left => line.extend([cell.as_str(), &pad]),
                Side::Right => line.extend([pad.as_str(), &cell]),
            }
        }
        line.trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}

/// Takes from the widest columns of words what a table is too wide by, as far as that goes.
fn shrink(widths: &mut [usize], sides: &[Side], room: usize) {
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > room {
        let words = widths.iter_mut().zip(sides).filter(|(_, side)| **side == Side::Left).map(|(width, _)| width);
        match words.max().filter(|width| **width > WORDS_LEAST) {
            Some(widest) => *widest -= 1,
            None => return,
        }
    }
}

/// Names with what belongs to them, the values aligned and wrapped.
#[must_use]
pub fn pairs(rows: &[(String, String)], indent: &str) -> Vec<String> {
    let longest = rows.iter().map(|(name, _)| columns(name)).max().unwrap_or(0).min(44);
    let hang = columns(indent) + longest + 2;
    rows.iter()
        .flat_map(|(name, value)| {
            let name = cut(name, longest);
            let first = format!("{indent}{name}{}  ", " ".repeat(longest - columns(&name)));
            wrap(value, &first, hang)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_outgrows_the_page() {
        let text = format!("{} {} end", "word ".repeat(40), "x".repeat(200));
        let lines = wrap(&text, "  - ", 4);
        assert!(lines.iter().all(|line| columns(line) <= WIDTH), "{lines:#?}");
        let letters = |text: &str| text.chars().filter(char::is_ascii_alphabetic).count();
        assert_eq!(lines.iter().map(|line| letters(line)).sum::<usize>(), letters(&text));
        assert!(lines[1].starts_with("    word"));
    }

    #[test]
    fn a_text_keeps_its_paragraphs() {
        assert_eq!(wrap("one\n\ntwo\n", "", 0), ["one", "", "two"]);
        assert_eq!(wrap("", "> ", 2), [">"]);
    }

    #[test]
    fn columns_align() {
        let rows = [["a", "10"], ["long", "7"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows, &[Side::Left, Side::Right], " "), [" a     10", " long   7"]);
        assert_eq!(cut("abcdef", 4), "abc…");
    }

    #[test]
    fn a_table_loses_words_and_no_digits() {
        let rows = [["party", "points", ""], ["The Committee on Foreign Investment", "1,234", "5 above"]];
        let rows = rows.map(|row| row.map(|cell| cell.repeat(if cell.len() > 30 { 5 } else { 1 })).to_vec());
        let lines = table(&rows, &[Side::Left, Side::Right, Side::Left], "  ");
        assert!(lines.iter().all(|line| columns(line) <= WIDTH), "{lines:#?}");
        assert!(lines[1].ends_with("…    1,234  5 above"), "{lines:#?}");
    }

    #[test]
    fn wide_signs_take_two_columns() {
        let rows =
            [["水先案内", "10"], ["guild", "7"], ["e\u{301}te\u{301}", "8"]].map(|row| row.map(str::to_owned).to_vec());
        let lines = table(&rows, &[Side::Left, Side::Right], "");
        assert_eq!(lines, ["水先案内  10", "guild      7", "e\u{301}te\u{301}        8"]);
        assert_eq!(cut("水先案内", 6), "水先…");
        let lines = wrap(&"水".repeat(90), "", 0);
        assert_eq!(lines.iter().map(|line| columns(line)).collect::<Vec<_>>(), [80, 80, 20]);
    }
}
