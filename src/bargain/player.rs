//! A party of [`alternating`](crate::alternating) offers that follows one of the tactics.
//!
//! The aspiration of the time-dependent ones is `1 - t^x` of the way from the walk-away (or the worst deal, if that is better)
//! to the best, as the field's tools have it: `x` is the inverse of Faratin's exponent, 4 Boulware, 1 linear, 1/4 conceder. A
//! party proposes the deal of fewest points that are at least what it asks for, and accepts what is worth as much.

use crate::alternating::{Act, Party, Turn};
use crate::exponential;
use crate::hybrid;
use crate::micro;
use crate::outcomes::Outcomes;
use crate::tit_for_tat::{self, Bounds};
use divest_core::units::Points;
use std::fmt;
use std::str::FromStr;

/// How a player concedes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Tactic {
    /// Asks for `1 - t^x` of the way to the best.
    Aspiration(f64),
    /// Faratin's exponential family with `k` of 0.01 and this `beta`.
    Exponential(f64),
    /// Never concedes.
    Hardliner,
    /// See [`micro`].
    Micro,
    /// See [`hybrid`].
    Hybrid,
    /// See [`tit_for_tat::relative`], with its best until it can imitate.
    RelativeTitForTat,
    /// See [`tit_for_tat::random_absolute`], without noise.
    AbsoluteTitForTat,
    /// See [`tit_for_tat::averaged`], over two moves.
    AveragedTitForTat,
}

/// Every tactic that has a word without a number.
const WORDS: [(&str, Tactic); 9] = [
    ("boulware", Tactic::Aspiration(4.0)),
    ("linear", Tactic::Aspiration(1.0)),
    ("conceder", Tactic::Aspiration(0.25)),
    ("hardliner", Tactic::Hardliner),
    ("micro", Tactic::Micro),
    ("hybrid", Tactic::Hybrid),
    ("relative-tft", Tactic::RelativeTitForTat),
    ("absolute-tft", Tactic::AbsoluteTitForTat),
    ("averaged-tft", Tactic::AveragedTitForTat),
];

/// The share conceded at the start of the exponential family.
const EXPONENTIAL_OPENING: f64 = 0.01;

impl FromStr for Tactic {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((_, tactic)) = WORDS.iter().find(|(word, _)| *word == text) {
            return Ok(*tactic);
        }
        let number = |text: &str| text.parse::<f64>().ok().filter(|x| (0.001..=1_000.0).contains(x));
        let found = match text.split_once(':') {
            Some(("aspiration", x)) => number(x).map(Self::Aspiration),
            Some(("exponential", beta)) => number(beta).map(Self::Exponential),
            _ => None,
        };
        let words = || WORDS.map(|(word, _)| word).join(", ");
        found.ok_or_else(|| {
            format!("tactics are {}, aspiration:X and exponential:BETA with a number from 0.001 to 1000", words())
        })
    }
}

impl fmt::Display for Tactic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some((word, _)) = WORDS.iter().find(|(_, tactic)| tactic == self) {
            return f.write_str(word);
        }
        match self {
            Self::Aspiration(x) => write!(f, "aspiration:{x}"),
            Self::Exponential(beta) => write!(f, "exponential:{beta}"),
            _ => unreachable!("BUG: a tactic without a word"),
        }
    }
}

/// A player ready for negotiations of so many rounds.
#[derive(Clone, Debug)]
pub struct Player<'a> {
    outcomes: &'a Outcomes,
    tactic: Tactic,
    walk_away: i64,
    /// How far an offer may fall short of what is asked for.
    tolerance: f64,
    /// What a time-dependent tactic asks for by round.
    course: Vec<i64>,
}

impl<'a> Player<'a> {
    /// A player over a party's deals. `unit` is what a utility of 1 is in points: the field's tools let an offer fall short
    /// of the aspiration by 0.0001 of it, and so does this.
    #[must_use]
    pub fn new(outcomes: &'a Outcomes, walk_away: i64, tactic: Tactic, rounds: u32, unit: f64) -> Self {
        let mut player = Self { outcomes, tactic, walk_away, tolerance: unit * 1e-4, course: Vec::new() };
        let times = (0..rounds).map(|round| f64::from(round + 1) / f64::from(rounds + 1));
        player.course = match tactic {
            Tactic::Aspiration(x) => times.map(|t| player.reach(1.0 - libm::pow(t, x))).collect(),
            Tactic::Exponential(beta) => {
                let conceded = |t: f64| {
                    exponential::conceded(EXPONENTIAL_OPENING, beta, libm::round(t * 1e9) as i64, 1_000_000_000)
                };
                times.map(|t| player.reach(1.0 - conceded(t))).collect()
            }
            _ => Vec::new(),
        };
        player
    }

    /// The fewest points worth as much as a share of the way from the floor to the best.
    fn reach(&self, share: f64) -> i64 {
        let (floor, best) = (self.floor() as f64, self.outcomes.best() as f64);
        let asked = share * (best - floor) + floor - self.tolerance;
        libm::ceil(asked.clamp(floor, best.max(floor))) as i64
    }

    fn floor(&self) -> i64 {
        self.walk_away.max(self.outcomes.worst())
    }

    /// The points that it asks for.
    #[must_use]
    pub fn target(&self, turn: &Turn<'_>) -> i64 {
        match self.tactic {
            Tactic::Aspiration(_) | Tactic::Exponential(_) => {
                self.course.get(turn.round as usize).copied().unwrap_or_else(|| self.floor())
            }
            Tactic::Hardliner => self.outcomes.best(),
            Tactic::Micro => self.micro(turn).map_or(i64::MAX, |place| self.outcomes.worth(place)),
            Tactic::Hybrid => self.hybrid(turn),
            Tactic::RelativeTitForTat => {
                self.imitate(turn, |theirs, own, bounds| tit_for_tat::relative(theirs, own, 1, bounds))
            }
            Tactic::AbsoluteTitForTat => self
                .imitate(turn, |theirs, own, bounds| tit_for_tat::random_absolute(theirs, own, 1, Points(0), bounds)),
            Tactic::AveragedTitForTat => {
                self.imitate(turn, |theirs, own, bounds| tit_for_tat::averaged(theirs, own, 2, bounds))
            }
        }
    }

    /// The place of `MiCRO`'s next proposal.
    fn micro(&self, turn: &Turn<'_>) -> Option<u32> {
        let (sent, received) = (micro::distinct(turn.sent), micro::distinct(turn.received));
        let next = micro::next(sent, received, self.outcomes.count_from(self.walk_away))?;
        self.outcomes.below_best(next.propose)
    }

    fn hybrid(&self, turn: &Turn<'_>) -> i64 {
        let best = self.outcomes.best().max(1) as f64;
        let share = |place: u32| self.outcomes.worth(place) as f64 / best;
        let received: Vec<f64> = turn.received.iter().map(|&place| share(place)).collect();
        let own_last = turn.sent.last().map(|&place| share(place));
        let asked =
            hybrid::target(turn.time(), &received, own_last, self.outcomes.len() as u64, self.walk_away as f64 / best);
        (libm::round(asked * best) as i64).max(self.walk_away)
    }

    fn imitate(&self, turn: &Turn<'_>, rule: impl Fn(&[Points], Points, Bounds) -> Option<Points>) -> i64 {
        let theirs: Vec<Points> = turn.received.iter().map(|&place| Points(self.outcomes.worth(place))).collect();
        let bounds = Bounds { walk_away: Points(self.floor()), best: Points(self.outcomes.best()) };
        let own = turn.sent.last().map(|&place| Points(self.outcomes.worth(place)));
        own.and_then(|own| rule(&theirs, own, bounds)).unwrap_or(bounds.best).0
    }
}

impl Party for Player<'_> {
    fn act(&self, turn: &Turn<'_>) -> Act {
        let target = self.target(turn);
        if turn.received.last().is_some_and(|&offer| {
            let worth = self.outcomes.worth(offer);
            worth >= target && worth >= self.walk_away
        }) {
            return Act::Accept;
        }
        let deal = match self.tactic {
            Tactic::Micro => self.micro(turn),
            Tactic::Hybrid => {
                Some(self.outcomes.nearest(target)).filter(|&deal| self.outcomes.worth(deal) >= self.walk_away)
            }
            _ => self.outcomes.at_least(target.max(self.walk_away)),
        };
        deal.map_or(Act::Leave, Act::Propose)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::alternating::{Ending, Talks};
    use crate::sample::space;
    use crate::space::Space;

    const UNIT: i64 = 1_000_000;

    /// A pie of a thousand crumbs.
    fn pie() -> Space {
        let (up, down): (Vec<i64>, Vec<i64>) = (0..=1_000).map(|i| (i * UNIT / 1_000, UNIT - i * UNIT / 1_000)).unzip();
        space(&[&[&up], &[&down]], &[0, 0])
    }

    fn played(space: &Space, tactics: [Tactic; 2], rounds: u32) -> (Ending, Talks) {
        let outcomes = [0, 1].map(|party| Outcomes::new(space, party).unwrap());
        let walk_away = |party: usize| space.parties()[party].walk_away;
        let player =
            |party: usize| Player::new(&outcomes[party], walk_away(party), tactics[party], rounds, UNIT as f64);
        let mut talks = Talks::default();
        let ending = talks.negotiate(rounds, &player(0), &player(1));
        (ending, talks)
    }

    #[test]
    fn a_pie_is_shared_as_two_other_programs_share_it() {
        let pie = pie();
        let (ending, _) = played(&pie, [Tactic::Aspiration(4.0); 2], 100);
        assert_eq!((ending.round, ending.offers), (84, 169));
        assert_eq!(pie.points(&pie.deal(u64::from(ending.deal.unwrap()))), [499_000, 501_000]);
    }

    /// The rule of the trace, written down once more and slowly: the first offer that differs is told.
    #[test]
    fn every_offer_is_the_formula_s() {
        let pie = pie();
        for (x, rounds) in [(4.0, 100), (1.0, 100), (0.25, 60), (2.5, 7)] {
            let (ending, talks) = played(&pie, [Tactic::Aspiration(x); 2], rounds);
            let formula = |round: usize, party: usize| {
                let t = (round + 1) as f64 / f64::from(rounds + 1);
                let asked = (1.0 - libm::pow(t, x) - 1e-4).clamp(0.0, 1.0) * UNIT as f64;
                let worth = |place: u32| pie.points(&pie.deal(u64::from(place)))[party];
                (0..1_001)
                    .filter(|&place| worth(place) as f64 >= asked)
                    .min_by_key(|&place| (worth(place), place))
                    .unwrap()
            };
            for (party, offers) in [&talks.first, &talks.second].into_iter().enumerate() {
                for (round, &offer) in offers.iter().enumerate() {
                    assert_eq!(
                        offer,
                        formula(round, party),
                        "x = {x}: the first to differ is round {round} of party {party}"
                    );
                }
            }
            assert!(ending.deal.is_some());
        }
    }

    #[test]
    fn every_tactic_ends_and_keeps_its_walk_away() {
        let pie = space(&[&[&[0, 20, 40, 60, 80, 100], &[0, 7]], &[&[90, 85, 60, 40, 20, 0], &[9, 0]]], &[30, 25]);
        let all = [
            "boulware",
            "linear",
            "conceder",
            "hardliner",
            "micro",
            "hybrid",
            "relative-tft",
            "absolute-tft",
            "averaged-tft",
            "aspiration:3",
            "exponential:0.5",
        ]
        .map(|word| word.parse::<Tactic>().unwrap());
        for a in all {
            for b in all {
                let (ending, talks) = played(&pie, [a, b], 40);
                let worth = |place: u32| pie.points(&pie.deal(u64::from(place)));
                assert!(talks.first.iter().all(|&place| worth(place)[0] >= 30), "{a}");
                assert!(talks.second.iter().all(|&place| worth(place)[1] >= 25), "{b}");
                assert!(ending.deal.is_none_or(|deal| pie.is_feasible(&worth(deal))), "{a} {b}");
            }
        }
    }

    #[test]
    fn words_name_tactics() {
        for (word, tactic) in WORDS {
            assert_eq!((word.parse(), tactic.to_string().as_str()), (Ok(tactic), word));
        }
        assert_eq!("aspiration:4".parse(), Ok(Tactic::Aspiration(4.0)));
        assert_eq!(Tactic::Exponential(0.5).to_string(), "exponential:0.5");
        for wrong in ["bold", "aspiration", "aspiration:0", "aspiration:x", "micro:1"] {
            assert!(wrong.parse::<Tactic>().is_err(), "{wrong}");
        }
    }
}
