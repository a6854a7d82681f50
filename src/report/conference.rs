//! Sentences about the conference: who sits down, what is tabled, and who is for it.

use crate::date;
use crate::name;
use crate::number::listed;
use crate::phrase::Voice;
use crate::terms;
use divest_core::command::Ballot;
use divest_core::deal::Deal;
use divest_core::id::SeatSet;
use divest_core::{Instant, SeatId};

impl Voice<'_> {
    pub(crate) fn conference_opened(&self, first: SeatId, due: Instant) -> String {
        let who = match self.before.zip(self.scenario.setup().sale.conference.as_ref()) {
            Some((before, spec)) => self.seats(before.asked_to_sign(spec.talks)),
            None => "all who are asked to sign".to_owned(),
        };
        format!("{who} sit down at one table; {} is to table the first text by {}", self.seat(first), date::day(due))
    }

    pub(crate) fn text_tabled(&self, by: SeatId, deal: &Deal) -> String {
        let by = self.seat(by);
        let last = self.before.and_then(|before| {
            let conference = before.conference();
            // A mediator changes the text that stands, a member whatever was tabled last.
            conference.standing.or(conference.text.map(|text| text.deal))
        });
        match last.map(|last| terms::changes(self.scenario, &last, deal)) {
            None => format!("{by} tables a text: {}", terms::terms_short(self.scenario, deal)),
            Some(changes) if changes.is_empty() => format!("{by} tables the same text once more"),
            Some(changes) => format!("{by} tables another text: {changes}"),
        }
    }

    pub(crate) fn vote_cast(&self, by: SeatId, ballot: Ballot) -> String {
        let way = match ballot {
            Ballot::Aye => "for",
            Ballot::No => "against",
        };
        format!("{} votes {way} the text", self.seat(by))
    }

    pub(crate) fn text_failed(&self) -> String {
        let Some(text) = self.before.and_then(|before| before.conference().text) else {
            return "the text fails".to_owned();
        };
        if text.ayes.is_empty() {
            return "the text fails: nobody is for it".to_owned();
        }
        format!("the text fails: only {} for it", self.are(text.ayes))
    }

    pub(crate) fn conference_closed(&self) -> String {
        "the conference ends without a text that enough would sign; seller and bidder go on alone".to_owned()
    }

    /// How a vote that carried went.
    pub(crate) fn vote(&self, ayes: SeatSet, noes: SeatSet) -> String {
        if noes.is_empty() {
            return "all who vote agree".to_owned();
        }
        format!("{} agree, against {},", self.seats(ayes), self.seats(noes))
    }

    fn are(&self, seats: SeatSet) -> String {
        let verb = if seats.count() == 1 { "is" } else { "are" };
        format!("{} {verb}", self.seats(seats))
    }

    /// Seats in a row of words.
    fn seats(&self, seats: SeatSet) -> String {
        let names: Vec<String> = seats.iter().map(|seat| name::seat(self.scenario, seat)).collect();
        listed(&names)
    }
}
