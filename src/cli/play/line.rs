//! What a person types, told apart: a word about the game, a number of the menu, or a command.

use super::Complaint;
use divest_core::Instant;
use divest_report::date;

/// A line that was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line<'a> {
    /// Let time go on to the next thing that concerns the seat.
    Wait,
    /// Let time go on until a day.
    WaitUntil(Instant),
    /// What can be typed.
    Help,
    /// The menu of what is legal now.
    Legal,
    /// What the seat knows.
    Know,
    /// What terms would be worth.
    Score(&'a str),
    /// The offers so far.
    Offers,
    /// The briefs.
    Brief,
    /// Leave the game.
    Quit,
    /// An item of the menu, counted from 1.
    Pick(usize),
    /// A command for the table.
    Command(&'a str),
}

impl<'a> Line<'a> {
    /// Reads a line.
    pub fn parse(line: &'a str) -> Result<Self, Complaint> {
        let line = line.trim();
        let (word, rest) = line.split_once(char::is_whitespace).map_or((line, ""), |(word, rest)| (word, rest.trim()));
        let bare = |this| match rest {
            "" => Ok(this),
            _ => Err(Complaint::new(format!("`{word}` stands alone"), format!("type `{word}` and nothing behind it"))),
        };
        match word {
            "" => Ok(Self::Wait),
            "wait" if rest.is_empty() => Ok(Self::Wait),
            "wait" => match date::parse(rest) {
                Ok(day) => Ok(Self::WaitUntil(day.at_hour(12))),
                Err(bad) => {
                    Err(Complaint::new(bad.to_string(), "`wait` alone lets time go on to what concerns you next"))
                }
            },
            "help" | "?" => Ok(Self::Help),
            "legal" => bare(Self::Legal),
            "know" => bare(Self::Know),
            "score" => Ok(Self::Score(rest)),
            "offers" => bare(Self::Offers),
            "brief" => bare(Self::Brief),
            "quit" | "exit" => bare(Self::Quit),
            _ => match word.parse() {
                Ok(number) => bare(Self::Pick(number)),
                Err(_) => Ok(Self::Command(line)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let day = date::parse("2031-05-01").unwrap().at_hour(12);
        let rows = [
            ("", Line::Wait),
            ("  wait ", Line::Wait),
            ("wait 2031-05-01", Line::WaitUntil(day)),
            ("score  price=10 lamp=lit", Line::Score("price=10 lamp=lit")),
            ("12", Line::Pick(12)),
            ("offer price=10", Line::Command("offer price=10")),
            ("waiter", Line::Command("waiter")),
        ];
        for (text, line) in rows {
            assert_eq!(Line::parse(text), Ok(line), "{text}");
        }
        for text in ["wait soon", "wait 2031-02-30", "know all", "3 4"] {
            assert!(Line::parse(text).is_err(), "{text}");
        }
    }
}
