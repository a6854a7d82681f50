//! `MiCRO`: one new deal for each new deal of the other side's, from one's best downwards.

use super::table::Table;
use super::{Ask, Bargains};
use divest_bargain::micro;
use divest_core::deal::Deal;
use divest_core::units::Points;
use std::collections::{BTreeSet, BinaryHeap};

pub(crate) struct Micro;

impl Bargains for Micro {
    fn asks(&self, table: &Table<'_>) -> Option<Ask> {
        let sent = micro::distinct(table.own_offers().map(|offer| offer.deal));
        let received = micro::distinct(table.their_offers().map(|offer| offer.deal));
        let best = best_deals(table, sent + 1);
        let next = micro::next(sent, received, best.len())?;
        let lowest = best.get(next.accept_from).map_or(table.walk_away, |&(worth, _)| worth);
        best.get(next.propose).map(|&(_, deal)| Ask::Exactly(deal, lowest))
    }
}

/// The `count` deals of most points that are at or over the walk-away and that nobody objects to, best first; equals with
/// the smaller deal first where both are known. Only as many are looked at as are asked for: issues are independent, so the
/// next best deal is always one step on one issue below one that was taken.
fn best_deals(table: &Table<'_>, count: usize) -> Vec<(Points, Deal)> {
    let descending: Vec<Vec<u16>> = table
        .issues()
        .map(|issue| {
            table.sheet.ascending(issue).iter().rev().copied().filter(|&option| table.allows(issue, option)).collect()
        })
        .collect();
    if descending.iter().any(Vec::is_empty) {
        return Vec::new();
    }
    let made = |places: &[usize]| {
        table
            .issues()
            .zip(places)
            .fold(Deal::FIRST, |deal, (issue, &place)| deal.with(issue, descending[issue.index()][place]))
    };
    let mut seen = BTreeSet::new();
    let mut heap = BinaryHeap::new();
    let first = vec![0; descending.len()];
    let deal = made(&first);
    heap.push((table.worth(&deal), std::cmp::Reverse(deal), first.clone()));
    seen.insert(first);
    let mut best = Vec::new();
    while let Some((worth, std::cmp::Reverse(deal), places)) = heap.pop() {
        if best.len() == count || worth < table.walk_away {
            break;
        }
        best.push((worth, deal));
        for (issue, options) in descending.iter().enumerate() {
            let mut next = places.clone();
            next[issue] += 1;
            if next[issue] < options.len() && seen.insert(next.clone()) {
                let deal = made(&next);
                heap.push((table.worth(&deal), std::cmp::Reverse(deal), next));
            }
        }
    }
    best
}
