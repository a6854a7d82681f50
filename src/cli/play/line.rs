//! What a person types, told apart: a word about the game, a number of the menu, or a command.

use super::Complaint;
use divest_core::Instant;
use divest_report::date;

/// The words about the game, beside the commands of the table.
pub const GAME_WORDS: [&str; 8] = ["wait", "help", "legal", "know", "score", "offers", "brief", "quit"];

/// A line as it is meant: neither capitals nor blanks around `=` nor commas between terms make a difference.
pub fn tidied(line: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in line.to_lowercase().split_whitespace() {
        let word = word.trim_end_matches(',');
        match words.last_mut() {
            Some(last) if word.starts_with('=') || last.ends_with('=') => last.push_str(word),
            _ if word.is_empty() => {}
            _ => words.push(word.to_owned()),
        }
    }
    words.join(" ")
}

/// A line that was typed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line<'a> {
    /// Let time go on to the next thing that concerns the seat.
    Wait,
    /// Let time go on until a day.
    WaitUntil(Instant),
    /// Let time go on for so many days.
    WaitDays(u16),
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
            "wait" => match (date::parse(rest), rest.strip_suffix('d').unwrap_or(rest).parse()) {
                (Ok(day), _) => Ok(Self::WaitUntil(day.at_hour(12))),
                (_, Ok(days)) => Ok(Self::WaitDays(days)),
                (Err(bad), _) => Err(Complaint::new(
                    bad.to_string(),
                    "a number of days will do too, such as `wait 5d`; `wait` alone lets time go on to what concerns you next",
                )),
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
            ("wait 5d", Line::WaitDays(5)),
            ("wait 12", Line::WaitDays(12)),
        ];
        for (text, line) in rows {
            assert_eq!(Line::parse(text), Ok(line), "{text}");
        }
        for text in ["wait soon", "wait 2031-02-30", "wait -3", "know all", "3 4"] {
            assert!(Line::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_hand_writes_is_what_it_means() {
        let rows = [
            ("Offer Price = 250, LAMP =lit,tenancy= none", "offer price=250 lamp=lit,tenancy=none"),
            ("offer price=250 , lamp=lit", "offer price=250 lamp=lit"),
            ("  ACCEPT  ", "accept"),
            ("= 5", "=5"),
            ("", ""),
        ];
        for (typed, meant) in rows {
            assert_eq!(tidied(typed), meant);
        }
    }
}
