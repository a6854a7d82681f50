//! The draws of a scenario, ranked by how much of the variance of how it ends they carry.

use crate::sobol::{Estimate, Indices, Saltelli};
use crate::summary::outcome_name;
use crate::watch::Watch;
use divest_core::chance::DrawId;
use serde::Serialize;
use std::ops::Range;

/// Which draws carry the variance.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Sensitivity {
    /// Rows of Saltelli's scheme: pairs of seeds.
    pub rows: u64,
    /// Runs played with one draw exchanged.
    pub played: u64,
    /// Runs spared, because the draw was not made or fell alike.
    pub spared: u64,
    /// What is explained: the outcome as a whole, the day of the end, and each outcome by itself. What never varied is not here.
    pub targets: Vec<Target>,
}

/// A target of the variance decomposition.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Target {
    /// `outcome`, `date.end`, or `outcome.` and the key of one.
    pub name: String,
    /// The words for readers.
    pub title: String,
    /// The draws, the largest total index first; those that change nothing at all are left out.
    pub draws: Vec<Rank>,
}

/// The indices of a draw.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Rank {
    /// The draw's address, as `vary/parties.oracle.walk_away` or `chance/election`.
    pub draw: String,
    /// The share of the variance that it carries by itself.
    pub first: Estimate,
    /// The share that it carries together with others.
    pub total: Estimate,
}

impl Sensitivity {
    pub(crate) fn new(watch: &Watch, scheme: &Saltelli) -> Self {
        let addresses: Vec<String> = DrawId::all(&watch.scenario).map(|draw| draw.address(&watch.scenario)).collect();
        let day = scheme.targets - 1;
        let target = |name: String, title: &str, range: Range<usize>| {
            let indices = scheme.indices(range)?;
            Some(Target { name, title: title.to_owned(), draws: ranked(&addresses, &indices) })
        };
        let whole = target("outcome".to_owned(), "how it ends", 0..day);
        let end = target("date.end".to_owned(), "the day of the end", day..day + 1);
        let each = (0..day).filter_map(|index| {
            let (key, title) = outcome_name(watch, index);
            target(format!("outcome.{key}"), title, index..index + 1)
        });
        let targets = whole.into_iter().chain(end).chain(each).collect();
        Self { rows: scheme.rows(), played: scheme.played, spared: scheme.spared, targets }
    }
}

fn ranked(addresses: &[String], indices: &[Indices]) -> Vec<Rank> {
    let ranks = addresses.iter().zip(indices).filter(|(_, indices)| indices.total.value > 0.0);
    let mut ranks: Vec<Rank> =
        ranks.map(|(draw, indices)| Rank { draw: draw.clone(), first: indices.first, total: indices.total }).collect();
    ranks.sort_by(|a, b| b.total.value.total_cmp(&a.total.value).then_with(|| a.draw.cmp(&b.draw)));
    ranks
}
