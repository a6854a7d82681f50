//! Deal spaces for tests.

use crate::space::Space;
use divest_core::deal::{Choice, Issue, IssueScore, NamedOption, Sheet, SheetSpec};
use divest_core::scenario::Quantity;
use divest_core::units::Points;

/// A score sheet with these points by issue and option.
pub(crate) fn sheet(points: &[&[i64]]) -> Sheet {
    let named = |i: usize| NamedOption { key: format!("o{i}"), name: format!("o{i}") };
    let issue = |(i, of): (usize, &&[i64])| Issue {
        key: format!("i{i}"),
        name: format!("i{i}"),
        choice: Choice::Options((0..of.len()).map(named).collect()),
    };
    let issues: Vec<Issue> = points.iter().enumerate().map(issue).collect();
    let scores = points.iter().map(|of| IssueScore::PerOption(of.iter().map(|&p| Quantity::Fixed(p)).collect()));
    Sheet::new(&SheetSpec(scores.collect()), &issues, |q| q.fixed().expect("BUG: nothing here is drawn"))
}

/// The space of these parties' sheets and walk-aways.
pub(crate) fn space(parties: &[&[&[i64]]], walk_aways: &[i64]) -> Space {
    let sheets: Vec<Sheet> = parties.iter().map(|points| sheet(points)).collect();
    Space::new(sheets.iter().zip(walk_aways.iter().map(|&w| Points(w))))
}

/// A stream of numbers that looks random and is the same each time: splitmix64.
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// A number below a bound.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % bound
    }

    /// A number from 0 up to 1.
    pub(crate) fn share(&mut self) -> f64 {
        self.below(1 << 53) as f64 / (1_u64 << 53) as f64
    }

    /// A space of some parties over issues of so many options, with points below a bound.
    pub(crate) fn space(&mut self, parties: usize, options: &[usize], bound: u64) -> Space {
        let sheets: Vec<Sheet> = (0..parties)
            .map(|_| {
                let points: Vec<Vec<i64>> =
                    options.iter().map(|&n| (0..n).map(|_| self.below(bound) as i64).collect()).collect();
                sheet(&points.iter().map(Vec::as_slice).collect::<Vec<_>>())
            })
            .collect();
        let walk_aways: Vec<Points> =
            sheets.iter().map(|s| Points(self.below((s.best().0 + s.worst().0) as u64 / 2 + 2) as i64)).collect();
        Space::new(sheets.iter().zip(walk_aways))
    }
}
