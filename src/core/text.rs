//! Text from strangers: characters that do something to a terminal or a page other than show themselves.

use std::borrow::Cow;
use std::fmt::Write;

/// Whether a character is a control (the line feed and the tab included), or invisible and able to change how the text
/// around it is read: marks of width zero and of direction, separators of lines and paragraphs, tags.
#[must_use]
pub const fn disturbs(c: char) -> bool {
    matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A text that is safe to show: what disturbs is spelled out, as `\u{1b}`. Line feeds and tabs stay.
#[must_use]
pub fn harmless(text: &str) -> Cow<'_, str> {
    spelled_out(text, |c| disturbs(c) && c != '\n' && c != '\t')
}

/// A text that is safe to show within a line: line feeds and tabs are spelled out, too.
#[must_use]
pub fn harmless_line(text: &str) -> Cow<'_, str> {
    spelled_out(text, disturbs)
}

fn spelled_out(text: &str, is_spelled: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_spelled) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_spelled(c) {
            write!(out, "\\u{{{:x}}}", u32::from(c)).expect("BUG: a string did not take text");
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_disturbs_is_spelled_out_and_nothing_else() {
        assert_eq!(harmless("a\u{1b}[2Jb\n\tc\r"), "a\\u{1b}[2Jb\n\tc\\u{d}");
        assert_eq!(harmless_line("a\nb\t\u{202e}c"), "a\\u{a}b\\u{9}\\u{202e}c");
        for c in "\u{0}\u{7f}\u{9b}\u{61c}\u{200b}\u{200f}\u{2028}\u{2029}\u{202a}\u{2066}\u{2069}\u{feff}".chars() {
            assert!(disturbs(c), "{c:?}");
        }
        let plain = "Ärger, 水先案内, שלום, مرحبا – “x” … e\u{301} 🙂";
        assert!(matches!(harmless_line(plain), Cow::Borrowed(_)), "words of any writing stay as they are");
    }
}
