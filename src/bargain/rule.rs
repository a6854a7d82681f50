//! The decision rule: deals with a bidder that get the required signatures and approvals, if seats vote by their score sheets.
//!
//! The seller, the bidder and the signatories named by the sale each have a veto, a minimum of cosigners must sign, and every
//! review that a deal needs must approve it. A seat without a score sheet accepts every deal. Backers have no vote: a backer
//! that dislikes a deal leaves the bid.

use crate::space::{Space, TooLarge};
use divest_core::State;
use divest_core::deal::{Deal, Terms};
use divest_core::id::{ReviewId, SeatId, TalksId};

/// The deals possible in the talks with one bidder, and the required consents.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// The seats with a say and a score sheet, in the order of the space's parties.
    pub seats: Vec<SeatId>,
    /// The deals as these seats see them.
    pub space: Space,
    rule: Rule,
}

/// A rule of agreement over sets of a space's parties, each set as bits.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rule {
    /// Seats with a veto, as a bit set.
    pub vetoes: u64,
    /// Cosigners, as a bit set; at least `cosigners_min` of them must sign.
    pub cosigners: u64,
    /// How many of the cosigners must agree.
    pub cosigners_min: u32,
    /// Seats with a veto over deals with certain terms.
    pub reviews: Vec<(Terms, u64)>,
}

impl Rule {
    /// Whether a deal that satisfies some parties meets the rule.
    #[must_use]
    pub fn allows(&self, satisfied: u64, deal: &Deal) -> bool {
        self.vetoes & !satisfied == 0
            && (self.cosigners & satisfied).count_ones() >= self.cosigners_min
            && self.reviews.iter().all(|(terms, must)| must & !satisfied == 0 || !terms.allow(deal))
    }
}

impl Table {
    /// The table of a bidder with the walk-aways as things stand; `None` if nobody with a say has a score sheet.
    #[must_use]
    pub fn new(state: &State, talks: TalksId) -> Option<Self> {
        let sale = &state.scenario().setup().sale;
        let bidder = sale.talks[talks.index()].bidder;
        let scenario = state.scenario();
        let under = |place: usize| scenario.seller_under(ReviewId::at(place)) == scenario.seller_of(talks);
        let reviews = || sale.reviews.iter().enumerate().filter(|(place, _)| under(*place)).map(|(_, review)| review);
        let reviewers = reviews().map(|review| review.authority);
        let mut seats: Vec<SeatId> = Vec::new();
        let vendor = state.vendor_in(talks);
        for seat in [vendor, bidder].into_iter().chain(sale.cosigners.iter().copied()).chain(reviewers) {
            if !seats.contains(&seat) && state.sheet(seat).is_some() {
                seats.push(seat);
            }
        }
        let bit = |seat: SeatId| seats.iter().position(|&s| s == seat).map_or(0, |at| 1 << at);
        let cosigners = sale.cosigners.iter().fold(0, |bits, &seat| bits | bit(seat));
        let without_sheet = sale.cosigners.iter().filter(|&&seat| bit(seat) == 0).count() as u32;
        let rule = Rule {
            vetoes: sale.vetoes.iter().fold(bit(vendor) | bit(bidder), |bits, &seat| bits | bit(seat)),
            cosigners,
            cosigners_min: u32::from(sale.cosigners_min).saturating_sub(without_sheet),
            reviews: reviews().map(|review| (review.needed_for.clone(), bit(review.authority))).collect(),
        };
        let space = Space::of_seats(state, &seats)?;
        Some(Self { seats, space, rule })
    }

    /// Whether a deal meets the rule.
    #[must_use]
    pub fn allows(&self, deal: &Deal) -> bool {
        self.rule.allows(satisfied(&self.space, &self.space.points(deal)), deal)
    }

    /// How many deals meet the rule.
    ///
    /// # Errors
    /// There are too many deals to look at one by one.
    pub fn count(&self) -> Result<u64, TooLarge> {
        let mut count = 0;
        self.space.visit(|deal, points| {
            count += u64::from(self.rule.allows(satisfied(&self.space, points), deal));
        })?;
        Ok(count)
    }
}

/// The parties that a deal with these points satisfies, as bits.
#[must_use]
pub fn satisfied(space: &Space, points: &[i64]) -> u64 {
    let reached = |(stake, &points): (&crate::space::Stake, &i64)| points >= stake.walk_away;
    space.parties().iter().zip(points).map(reached).enumerate().fold(0, |bits, (at, is)| bits | u64::from(is) << at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use divest_core::id::IssueId;

    #[test]
    fn a_veto_a_quorum_and_a_review_all_bind() {
        let only_second = Terms(vec![(IssueId(0), vec![1])]);
        let rule =
            Rule { vetoes: 0b00011, cosigners: 0b01100, cosigners_min: 1, reviews: vec![(only_second, 0b10000)] };
        let (first, second) = (Deal::FIRST, Deal::FIRST.with(IssueId(0), 1));
        assert!(rule.allows(0b00111, &first));
        assert!(!rule.allows(0b00110, &first), "a veto");
        assert!(!rule.allows(0b10011, &first), "no cosigner");
        assert!(!rule.allows(0b00111, &second), "it needs the review");
        assert!(rule.allows(0b11011, &second));
    }
}
