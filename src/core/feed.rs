//! A state as a row of numbers: what its digest in the log is taken of.

use crate::chance::DrawId;
use crate::deal::Deal;
use crate::decree::DecreeState;
use crate::id::SeatSet;
use crate::state::State;
use crate::talks::TalksState;

impl State {
    /// Feeds all that the state is into a sink, in a fixed order and free of the machine's word size or byte order. Two
    /// states that feed alike are alike, but for past offers: those are the log's own entries word for word, and feeding
    /// them again with each entry would cost more the longer talks last. A digest of the feed stands in the log.
    pub fn feed(&self, sink: &mut impl FnMut(i64)) {
        fn set(seats: SeatSet) -> i64 {
            seats.bits() as i64
        }
        fn deal(deal: Option<Deal>, sink: &mut impl FnMut(i64)) {
            sink(i64::from(deal.is_some()));
            deal.iter().flat_map(Deal::words).for_each(sink);
        }
        fn bits(flags: impl Iterator<Item = bool>) -> i64 {
            flags.enumerate().map(|(place, flag)| i64::from(flag) << place).fold(0, |all, one| all | one)
        }
        sink(self.now.0);
        sink(i64::from(self.is_open));
        self.occupants.iter().for_each(|&o| sink(o as i64));
        self.gauges.iter().for_each(|&g| sink(g));
        for d in &self.decrees {
            // What has not begun yet is said in one number.
            if *d == DecreeState::PENDING {
                sink(-1);
                continue;
            }
            sink(d.standing as i64);
            sink(d.issued_at.0);
            sink(d.deadline.0);
            sink(d.extended_days);
            sink(
                i64::from(d.request_open)
                    | i64::from(d.date_passed) << 1
                    | i64::from(d.step_owed) << 2
                    | i64::from(d.warned) << 3,
            );
            sink(d.requested_for.0);
            sink(d.enjoined_by as i64);
            sink(d.trustee.map_or(-1, |(until, then)| until.0 * 2 + then as i64));
        }
        self.suits.iter().for_each(|&s| sink(s as i64));
        self.suits_filed_at.iter().for_each(|at| sink(at.0));
        self.motions.iter().for_each(|&m| sink(m as i64));
        self.signals_made.chunks(64).for_each(|some| sink(bits(some.iter().copied())));
        for agreement in self.agreements.iter() {
            sink(agreement.map_or(-1, |a| i64::from(a.talks.0)));
            if let Some(a) = agreement {
                deal(Some(a.deal), sink);
                sink(a.since.0);
                sink(set(a.signatures));
                sink(i64::from(a.signed));
                sink(a.closing.map_or(-1, |at| at.0));
                if !a.refused.is_empty() {
                    sink(set(a.refused));
                }
            }
        }
        self.reviews.iter().for_each(|&r| sink(r as i64));
        self.reviews_due.iter().for_each(|at| sink(at.0));
        self.objections.iter().for_each(|&o| sink(o as i64));
        self.vendors.iter().for_each(|vendor| sink(i64::from(vendor.0)));
        sink(self.closed.map_or(-1, |c| i64::from(c.talks.0)));
        if let Some(c) = &self.closed {
            deal(Some(c.deal), sink);
            sink(c.at.0);
        }
        // Fed once somebody failed, so that logs from before there was such a rule keep their digests.
        if !self.failed.is_empty() {
            sink(set(self.failed));
        }
        self.chance_results.iter().for_each(|&r| sink(r.map_or(-1, i64::from)));
        sink(self.outcome.map_or(-1, |o| i64::from(o.0)));
        for t in &self.talks {
            if *t == TalksState::NOT_YET {
                sink(-1);
                continue;
            }
            sink(t.status as i64);
            sink(t.opened_at.0);
            sink(set(t.backers));
            sink(i64::from(t.table.bidder_to_move));
            deal(t.table.bidder_offer, sink);
            deal(t.table.seller_offer, sink);
            sink(i64::from(t.table.offer_count));
            sink(t.table.reply_due.0);
        }
        self.parties.iter().for_each(|p| sink(p.walk_away_shift));
        for values in self.values.chunks(64) {
            sink(bits(values.iter().map(Option::is_some)));
            values.iter().flatten().for_each(|&value| sink(value));
        }
        sink(self.waiting_draws.len() as i64);
        for draws in self.waiting_draws.chunks(4) {
            let place = |(i, draw): (usize, &DrawId)| (draw.index(&self.scenario) as i64) << (16 * i);
            sink(draws.iter().enumerate().map(place).fold(0, |all, one| all | one));
        }
        self.deadline_draws.iter().for_each(|&n| sink(i64::from(n)));
        self.probability_shifts.iter().for_each(|&s| sink(s));
        self.calendar.feed(sink);
        // What a scenario does not have leaves its digests alone.
        if self.scenario.setup().sale.conference.is_some() {
            self.conference.feed(sink);
        }
        if self.scenario.setup().sale.auction.is_some() {
            self.auction.feed(sink);
        }
        self.coalitions.feed(sink);
        if self.scenario.setup().sale.lots.is_some() {
            self.lots.feed(sink);
        }
    }
}
