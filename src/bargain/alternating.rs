//! Alternating offers between two parties, round by round: the protocol that the field compares its agents on.
//!
//! In round `k` of `n`, counted from 0, the first party answers the offer that lies on the table and, if it does not accept,
//! proposes; then the second does. Both see the time `t = (k + 1) / (n + 1)`. A. Rubinstein, "Perfect equilibrium in a
//! bargaining model", Econometrica 50 (1982) 97-109, for the protocol without an end.

/// What a party knows when it is its turn. Deals are named by their places in the space.
#[derive(Clone, Copy, Debug)]
pub struct Turn<'a> {
    /// The round, from 0.
    pub round: u32,
    /// How many rounds there are.
    pub rounds: u32,
    /// What the other side proposed so far, the oldest first; the last lies on the table.
    pub received: &'a [u32],
    /// What this party proposed so far.
    pub sent: &'a [u32],
}

impl Turn<'_> {
    /// The time from 0 to 1: `(k + 1) / (n + 1)`.
    #[must_use]
    pub fn time(&self) -> f64 {
        f64::from(self.round + 1) / f64::from(self.rounds + 1)
    }
}

/// What a party does in its turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Proposes the deal at a place.
    Propose(u32),
    /// Accepts what lies on the table.
    Accept,
    /// Leaves.
    Leave,
}

/// A party to alternating offers. Its turn carries the history, so it keeps no memory.
pub trait Party {
    /// What it does.
    fn act(&self, turn: &Turn<'_>) -> Act;
}

/// How a negotiation ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Ending {
    /// The round in which it ended; the number of rounds if time ran out.
    pub round: u32,
    /// How many offers were made.
    pub offers: u32,
    /// The deal agreed on, if one was.
    pub deal: Option<u32>,
}

/// The offers of a negotiation, kept so that many can be played without asking for memory.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Talks {
    /// The first party's offers.
    pub first: Vec<u32>,
    /// The second party's offers.
    pub second: Vec<u32>,
}

impl Talks {
    /// Plays a negotiation of so many rounds from its beginning.
    pub fn negotiate(&mut self, rounds: u32, first: &impl Party, second: &impl Party) -> Ending {
        self.first.clear();
        self.second.clear();
        for round in 0..rounds {
            let turn = Turn { round, rounds, received: &self.second, sent: &self.first };
            match first.act(&turn) {
                Act::Propose(deal) => self.first.push(deal),
                act => return self.ending(round, act, self.second.last()),
            }
            let turn = Turn { round, rounds, received: &self.first, sent: &self.second };
            match second.act(&turn) {
                Act::Propose(deal) => self.second.push(deal),
                act => return self.ending(round, act, self.first.last()),
            }
        }
        self.ending(rounds, Act::Leave, None)
    }

    fn ending(&self, round: u32, act: Act, on_table: Option<&u32>) -> Ending {
        let deal = if act == Act::Accept { on_table.copied() } else { None };
        Ending { round, offers: (self.first.len() + self.second.len()) as u32, deal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Proposes places from a list and accepts one of another.
    struct Scripted(&'static [u32], u32);

    impl Party for Scripted {
        fn act(&self, turn: &Turn<'_>) -> Act {
            if turn.received.last() == Some(&self.1) {
                return Act::Accept;
            }
            self.0.get(turn.round as usize).map_or(Act::Leave, |&deal| Act::Propose(deal))
        }
    }

    #[test]
    fn the_first_proposes_and_the_second_answers() {
        let mut talks = Talks::default();
        let ending = talks.negotiate(9, &Scripted(&[1, 2, 3], 8), &Scripted(&[7, 8], 3));
        assert_eq!(ending, Ending { round: 2, offers: 4, deal: Some(8) }, "the first accepts before it proposes 3");
        assert_eq!((talks.first, talks.second), (vec![1, 2], vec![7, 8]));
    }

    #[test]
    fn talks_end_without_a_deal_too() {
        let mut talks = Talks::default();
        let leaves = talks.negotiate(9, &Scripted(&[1], 9), &Scripted(&[2, 2], 9));
        assert_eq!(leaves, Ending { round: 1, offers: 2, deal: None });
        let late = talks.negotiate(2, &Scripted(&[1, 1], 9), &Scripted(&[2, 2], 9));
        assert_eq!(late, Ending { round: 2, offers: 4, deal: None });
    }
}
