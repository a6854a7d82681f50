//! Plain text or ANSI: the caller decides. Plain text carries the same meaning.

/// Whether text is dressed for a terminal.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Style {
    /// Characters only.
    #[default]
    Plain,
    /// ANSI escapes for bold and dim.
    Ansi,
}

impl Style {
    /// The text made to stand out: dates, headings.
    #[must_use]
    pub fn bold(self, text: &str) -> String {
        self.dress("1", text)
    }

    /// The text made to stand back: consequences, reasons.
    #[must_use]
    pub fn dim(self, text: &str) -> String {
        self.dress("2", text)
    }

    fn dress(self, code: &str, text: &str) -> String {
        match self {
            Self::Ansi if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            _ => text.to_owned(),
        }
    }
}

/// The text without its ANSI escapes.
#[cfg(test)]
pub(crate) fn undress(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '\u{1b}' {
            chars.by_ref().find(|&c| c == 'm');
        } else {
            plain.push(c);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ansi_adds_nothing_but_escapes() {
        assert_eq!(Style::Plain.bold("a"), "a");
        assert_eq!(Style::Ansi.dim("a"), "\u{1b}[2ma\u{1b}[0m");
        assert_eq!(undress(&Style::Ansi.bold("a · b")), "a · b");
    }
}
