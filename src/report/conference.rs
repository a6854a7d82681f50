//! Sentences about the conference: its members, the texts and the votes.

use crate::chronicle::ConferenceStep;
use crate::phrase::Narrator;
use crate::say;
use crate::terms;
use divest_core::command::Ballot;

impl Narrator<'_> {
    pub(crate) fn conference_step(&self, step: &ConferenceStep) -> String {
        match *step {
            ConferenceStep::Opened { members, first, due } => {
                let (first, date) = (self.seat(first), self.day(due));
                let members = members.map_or_else(|| say!("all-signatories"), |members| self.seats(members).text);
                say!("conference-opened", members = members, first = &*first, date = date)
            }
            ConferenceStep::Tabled { by, ref deal, last, .. } => {
                let by = self.seat(by);
                match last.map(|last| terms::changes(self.scenario, &last, deal)) {
                    None => say!("text-tabled", by = by, terms = terms::terms_short(self.scenario, deal)),
                    Some(changes) if changes.is_empty() => say!("text-repeated", by = by),
                    Some(changes) => say!("text-changed", by = by, changes = changes),
                }
            }
            ConferenceStep::Voted { by, ballot: Ballot::Aye } => say!("voted-for", by = self.seat(by)),
            ConferenceStep::Voted { by, ballot: Ballot::No } => say!("voted-against", by = self.seat(by)),
            ConferenceStep::Stands { .. } => say!("text-stands"),
            ConferenceStep::Failed { ayes: None, .. } => say!("text-failed"),
            ConferenceStep::Failed { ayes: Some(ayes), .. } if ayes.is_empty() => say!("text-failed-alone"),
            ConferenceStep::Failed { ayes: Some(ayes), .. } => say!("text-failed-few", ayes = self.seats(ayes)),
            ConferenceStep::Passed { by, .. } => say!("turn-passed", by = self.seat(by)),
            ConferenceStep::Closed => say!("conference-closed"),
        }
    }
}
