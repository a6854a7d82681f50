//! `MiCRO`: concede one deal for each new deal of the other side's, and need no clock and no model for it.
//!
//! D. de Jonge, "An analysis of the linear bilateral ANAC domains using the MiCRO benchmark strategy", IJCAI 2022, 223-229; and
//! "Theoretical properties of the MiCRO negotiation strategy", Autonomous Agents and Multi-Agent Systems 38 (2024) 46.

use std::collections::BTreeSet;

/// What to do next, as places in one's own deals from the best downwards.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Next {
    /// The deal to propose.
    pub propose: usize,
    /// An offer is accepted that is worth at least this deal: the one that would be proposed next where one is ready to
    /// concede, else the lowest proposed so far.
    pub accept_from: usize,
}

/// The next step after so many distinct deals were proposed and so many received, with `acceptable` deals at or over the
/// walk-away: the next one down if no more distinct deals were sent than received, else the last one again (the paper
/// repeats one at random; the last keeps a run the same each time). `None` if no deal is acceptable.
#[must_use]
pub fn next(sent_distinct: usize, received_distinct: usize, acceptable: usize) -> Option<Next> {
    let lowest = acceptable.checked_sub(1)?;
    let ready = sent_distinct <= received_distinct;
    let place = if ready { sent_distinct } else { sent_distinct.saturating_sub(1) };
    Some(Next { propose: place.min(lowest), accept_from: place.min(lowest) })
}

/// How many different things there are in a list.
pub fn distinct<T: Ord>(things: impl IntoIterator<Item = T>) -> usize {
    things.into_iter().collect::<BTreeSet<T>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_opens_with_its_best_and_gives_as_much_as_it_gets() {
        let propose = |sent, received| next(sent, received, 10).map(|next| next.propose);
        assert_eq!(propose(0, 0), Some(0));
        assert_eq!(propose(1, 0), Some(0), "nothing came, so it says the same again");
        assert_eq!(propose(1, 1), Some(1));
        assert_eq!(propose(2, 1), Some(1));
        assert_eq!(propose(2, 5), Some(2), "one step at a time");
        assert_eq!(propose(10, 10), Some(9), "and no step under the walk-away");
        assert_eq!(next(0, 0, 0), None);
    }

    #[test]
    fn two_of_a_kind_meet_in_the_middle_of_a_pie() {
        // One's deals from the best down are 10, 9, ... 0; the other's the reverse.
        let (mut a_sent, mut b_sent) = (BTreeSet::new(), BTreeSet::new());
        let agreed = (0..30).find_map(|turn| {
            let (own, theirs, share) = if turn % 2 == 0 {
                (&mut a_sent, &b_sent, (|rank: usize| 10 - rank) as fn(usize) -> usize)
            } else {
                (&mut b_sent, &a_sent, (|rank: usize| rank) as fn(usize) -> usize)
            };
            let step = next(own.len(), theirs.len(), 11)?;
            let worth = |deal: usize| if turn % 2 == 0 { deal } else { 10 - deal };
            let best_offer = theirs.iter().copied().max_by_key(|&deal| worth(deal));
            if let Some(offer) = best_offer.filter(|&offer| worth(offer) >= worth(share(step.accept_from))) {
                return Some(offer);
            }
            own.insert(share(step.propose));
            None
        });
        assert_eq!(agreed, Some(5));
    }
}
