//! Objections: what an authority that blocked a deal, or a cosigner that refused to sign, was against.
//!
//! An objection stands until whoever made it has moved towards a deal, as far as everybody can see: a gauge that its
//! walk-away follows, or something that happened and lowers its walk-away by the scenario's effects. Then it may be asked
//! again. Who acts on objections is a matter of each seat: the rules forbid no deal for them.

use crate::effect::{Consequence, Trigger};
use crate::event::Event;
use crate::event::{ChanceEvent, WorldEvent};
use crate::id::{IssueId, ReviewId, SeatId, SellerId, TalksId};
use crate::scenario::{Quantity, Reaction};
use crate::state::State;
use crate::view::View;

/// An objection to terms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Objection {
    /// Who objects.
    pub by: SeatId,
    /// To a deal of which seller.
    pub seller: SellerId,
    /// To which option of which issue; `None`: to the deal as such.
    pub over: Option<(IssueId, u16)>,
    /// In which review; `None`: to its own signature.
    pub review: Option<ReviewId>,
}

impl State {
    /// The objections that stand.
    #[must_use]
    pub fn standing_objections(&self) -> &[Objection] {
        &self.standing_objections
    }

    pub(crate) fn object(&mut self, by: SeatId, talks: TalksId, over: Option<IssueId>, review: Option<ReviewId>) {
        let seller = self.scenario.seller_of(talks);
        let Some(agreement) = self.agreement_of(seller) else { return };
        let over = over.map(|issue| (issue, agreement.deal.option(issue)));
        let objection = Objection { by, seller, over, review };
        if !self.standing_objections.contains(&objection) {
            self.standing_objections.push(objection);
        }
    }

    /// Takes off the list what those objected to that an event moves towards a deal. Asked before the event is folded.
    #[inline]
    pub(crate) fn soften_objections(&mut self, event: &Event) {
        if !self.standing_objections.is_empty() {
            let mut standing = std::mem::take(&mut self.standing_objections);
            standing.retain(|objection| !self.moves_towards_a_deal(objection.by, event));
            self.standing_objections = standing;
        }
    }

    fn moves_towards_a_deal(&self, seat: SeatId, event: &Event) -> bool {
        if let Event::World(WorldEvent::GaugeMoved { gauge, to }) = *event {
            let sways = self.scenario.party(seat).map_or(&[][..], |party| &party.sways);
            let by = to - self.gauge(gauge);
            return sways.iter().filter(|sway| sway.gauge == gauge).any(|sway| lowers(sway.per_point, by));
        }
        let lowers_it =
            |then: &Consequence| matches!(*then, Consequence::MoveWalkAway(of, by) if of == seat && lowers(by, 1));
        let by_result = match *event {
            Event::Chance(ChanceEvent::Resolved { chance, result }) => {
                self.scenario.chance(chance).results[usize::from(result)].then.iter().any(lowers_it)
            }
            _ => false,
        };
        // What sets effects off is public.
        let by_effect = |trigger: Trigger| {
            self.scenario.reactions_to(trigger).any(|place| match self.scenario.reaction(place) {
                Reaction::Effect(effect) => self.scenario.effect(effect).then.iter().any(lowers_it),
                Reaction::Chance(_) => false,
            })
        };
        by_result || Trigger::of(event).is_some_and(by_effect)
    }
}

/// Whether a number of the scenario times another may be below zero, as far as everybody knows it.
const fn lowers(quantity: Quantity, times: i64) -> bool {
    match quantity {
        Quantity::Fixed(number) => (number < 0) != (times < 0) && number != 0 && times != 0,
        Quantity::Drawn(_) => times != 0,
    }
}

impl<'a> View<'a> {
    /// The objections that stand.
    #[must_use]
    pub fn standing_objections(&self) -> &'a [Objection] {
        self.state().standing_objections()
    }

    pub(crate) fn feed_objections(&self, sink: &mut impl FnMut(i64)) {
        for objection in self.standing_objections() {
            sink(i64::from(objection.by.0) << 8 | i64::from(objection.seller.0));
            sink(objection.over.map_or(-1, |(issue, option)| i64::from(issue.0) << 16 | i64::from(option)));
            sink(objection.review.map_or(-1, |review| i64::from(review.0)));
        }
    }
}
