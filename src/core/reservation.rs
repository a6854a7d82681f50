//! What no deal is worth: a party's reservation from what it has in peace and what a decree's enforcement leaves it.
//!
//! The threat point of a bargaining problem is the expected payoff of disagreement. With `keeps` points while nothing
//! happens, `left` once a decree is enforced, and for each live decree the odds `p` of enforcement at its date and the
//! share `w` of the remaining time that lies behind that date, no deal is worth
//!
//! ```text
//! keeps - (keeps - left) * (1 - product over decrees of (1 - w * p))
//! ```
//!
//! An injunction takes a decree out of the product, an extension makes its `w` smaller, and so the reservation rises
//! again by itself.

use crate::decree::Status;
use crate::id::{DecreeId, SeatId};
use crate::scenario::{Decree, Probability, Quantity, Role, StepKind, Sway, TrusteeEnd};
use crate::state::State;

/// Certainty, in parts per million.
const CERTAIN: i64 = 1_000_000;

impl State {
    /// What no deal is worth to a seat now, given what it has if no decree is enforced and what enforcement leaves it.
    #[must_use]
    pub(crate) fn worth_of_no_deal(&self, seat: SeatId, keeps: i64, left: i64) -> i64 {
        let spared =
            self.live_decrees().filter(|&decree| self.lies_on(decree, seat)).fold(CERTAIN, |spared, decree| {
                // Rounded once for each decree, in favour of being spared.
                spared - spared * self.weight_of_threat(decree) / CERTAIN
            });
        let enforced = (0..self.decrees.len())
            .map(DecreeId::at)
            .any(|decree| self.decree(decree).status() == Status::Enforced && self.lies_on(decree, seat));
        let bites = if enforced { CERTAIN } else { CERTAIN - spared };
        keeps - (keeps - left) * bites / CERTAIN
    }

    /// Whether a decree's enforcement is felt by a seat: a seller feels those that lie on it, everybody else all.
    fn lies_on(&self, decree: DecreeId, seat: SeatId) -> bool {
        let is_seller = self.scenario.party(seat).is_some_and(|party| party.role == Role::Seller);
        !is_seller || self.scenario.sellers_under(decree).any(|seller| self.scenario.sellers()[seller.index()] == seat)
    }

    /// The public odds that a live decree is enforced at its date, times the share of the remaining time behind that date.
    fn weight_of_threat(&self, decree: DecreeId) -> i64 {
        let state = self.decree(decree);
        let Some(date) = state.pressing_date() else { return 0 };
        let odds = match state.trustee {
            Some((_, TrusteeEnd::Enforce)) => CERTAIN,
            Some((_, TrusteeEnd::Lapse)) => 0,
            None => self.odds_of_enforcement(self.scenario.decree(decree)),
        };
        let closes = self.scenario.setup().closes.0;
        let (remaining, behind) = ((closes - self.now.0).max(1), (closes - date.0).max(0));
        // Seconds of decades times a million fit 64 bits.
        odds * (behind.min(remaining) * CERTAIN / remaining) / CERTAIN
    }

    /// The odds that a decree is enforced when its date comes, as everybody can reckon them: the scenario's numbers as the
    /// gauges move them, and the middle of what the seed alone knows. A suspension brings the date once more, so it counts
    /// neither way; a trustee takes the sale out of the seller's hands, which is no better than enforcement.
    fn odds_of_enforcement(&self, decree: &Decree) -> i64 {
        let (mut left, mut enforced, mut suspended) = (CERTAIN, 0, 0);
        for (index, step) in decree.at_deadline.iter().enumerate() {
            let is_last = index + 1 == decree.at_deadline.len();
            let odds = if is_last { left } else { self.public_odds(&step.probability).min(left) };
            left -= odds;
            match step.kind {
                StepKind::Enforce | StepKind::AppointTrustee { .. } => enforced += odds,
                StepKind::Suspend { .. } => suspended += odds,
                StepKind::Lapse | StepKind::TakeForce => {}
            }
        }
        let decided = CERTAIN - suspended;
        if decided == 0 { 0 } else { enforced * CERTAIN / decided }
    }

    /// A probability as everybody can reckon it. What effects added is not in it: nobody is told of that.
    fn public_odds(&self, probability: &Probability) -> i64 {
        let gauges = &self.scenario.setup().gauges;
        let moved = probability.sways.iter().map(|Sway { gauge, per_point }| {
            let above = self.gauge(*gauge) - self.value(gauges[gauge.index()].start);
            above * self.public_value(*per_point)
        });
        (self.public_value(probability.base_ppm) + moved.sum::<i64>()).clamp(0, CERTAIN)
    }

    fn public_value(&self, quantity: Quantity) -> i64 {
        match quantity {
            Quantity::Fixed(number) => number,
            // Half-way through the raw numbers lies the median.
            Quantity::Drawn(slot) => self.scenario.slot(slot).distribution.sample(1 << 63),
        }
    }
}
