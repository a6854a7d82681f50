//! Sentences about talks, offers, agreements, reviews and the closing.

use crate::date;
use crate::name::{self, lower, possessive};
use crate::phrase::Voice;
use crate::reader::Reader;
use crate::terms;
use divest_core::deal::Deal;
use divest_core::id::{IssueId, ReviewId, TalksId};
use divest_core::{Instant, SeatId};

impl Voice<'_> {
    pub(crate) fn bidder(&self, talks: TalksId) -> String {
        name::bidder(self.scenario, talks)
    }

    pub(crate) fn bid(&self, talks: TalksId) -> String {
        let bid = format!("{} bid", possessive(&self.bidder(talks)));
        if self.scenario.has_several_sellers() { format!("{bid} to {}", self.vendor(talks)) } else { bid }
    }

    pub(crate) fn talks_opened(&self, talks: TalksId) -> String {
        let bidder = self.bidder(talks);
        if self.scenario.has_several_sellers() {
            return format!("{bidder} comes forward to bid for what {} sells", self.vendor(talks));
        }
        format!("{bidder} comes forward to bid for {}", self.scenario.setup().sale.asset)
    }

    pub(crate) fn offer_made(&self, talks: TalksId, by: SeatId, to: SeatId, deal: &Deal) -> String {
        let is_bid = by == self.scenario.talks(talks).bidder;
        let last = self.before.and_then(|before| {
            let table = before.table(talks);
            if is_bid { table.bidder_offer } else { table.seller_offer }
        });
        match last {
            None if self.scenario.has_several_sellers() => self.first_offer_of_lots(is_bid, by, to, deal),
            None => self.first_offer(is_bid, by, to, deal),
            Some(last) => {
                let (by, to) = (self.seat(by), self.seat(to));
                let (noun, verb) = if is_bid { ("offer to", "changes") } else { ("terms for", "moves") };
                match (terms::changes(self.scenario, &last, deal), is_bid) {
                    (changes, _) if changes.is_empty() => format!("{by} repeats its {noun} {to}"),
                    (changes, true) => format!("{by} {verb} its {noun} {to}: {changes}"),
                    (changes, false) => format!("{by} {verb} towards {to}: {changes}"),
                }
            }
        }
    }

    fn first_offer(&self, is_bid: bool, by: SeatId, to: SeatId, deal: &Deal) -> String {
        let (by, to) = (self.seat(by), self.seat(to));
        let asset = &self.scenario.setup().sale.asset;
        let Some(price) = terms::price(self.scenario) else {
            let short = terms::terms_short(self.scenario, deal);
            return if is_bid { format!("{by} offers {to}: {short}") } else { format!("{by} asks of {to}: {short}") };
        };
        let amount = terms::option(self.scenario.issue(price), deal.option(price));
        let head = if is_bid {
            format!("{by} offers {to} {amount} for {asset}")
        } else {
            format!("{by} asks {amount} of {to}")
        };
        match terms::terms_beside_price(self.scenario, deal) {
            rest if rest.is_empty() => head,
            rest => format!("{head}: {rest}"),
        }
    }

    /// A first offer where several sell: it is for a lot, not for all that is sold.
    fn first_offer_of_lots(&self, is_bid: bool, by: SeatId, to: SeatId, deal: &Deal) -> String {
        let (by, to) = (self.seat(by), self.seat(to));
        let lots = self.lots_offered(deal);
        match terms::terms_beside_lots(self.scenario, deal) {
            rest if rest.is_empty() && is_bid => format!("{by} offers {to} to buy {lots}"),
            rest if rest.is_empty() => format!("{by} offers {to} {lots}"),
            rest if is_bid => format!("{by} offers {to} to buy {lots}: {rest}"),
            rest => format!("{by} offers {to} {lots}: {rest}"),
        }
    }

    pub(crate) fn talks_ended(&self, talks: TalksId, by: SeatId) -> String {
        let is_bidder = by == self.scenario.talks(talks).bidder;
        let other = if is_bidder { self.vendor(talks) } else { self.bidder(talks) };
        format!("{} breaks off its talks with {other}", self.seat(by))
    }

    pub(crate) fn talks_resumed(&self, talks: TalksId, reply_due: Instant) -> String {
        let bidder = self.bidder(talks);
        if self.scenario.has_several_sellers() {
            let (vendor, by) = (self.vendor(talks), date::day(reply_due));
            return format!("{bidder} and {vendor} talk on, the offer of {bidder} due by {by}");
        }
        format!("talks with {bidder} go on, its offer due by {}", date::day(reply_due))
    }

    pub(crate) fn terms_agreed(&self, talks: TalksId, deal: &Deal) -> String {
        let short = terms::terms_short(self.scenario, deal);
        // How members voted is for those at the table to know.
        let at_table = match self.reader {
            Reader::Referee => true,
            Reader::Seat(seat) => self.scenario.at_the_conference().has(seat),
        };
        let conference = self.before.filter(|_| at_table).map(divest_core::State::conference);
        let text = conference.filter(|conference| conference.is_on());
        match text.and_then(|conference| conference.text) {
            Some(text) => format!("{} on these terms: {short}", self.vote(text.ayes, text.noes)),
            None => format!("{} and {} agree on terms: {short}", self.vendor(talks), self.bidder(talks)),
        }
    }

    pub(crate) fn deal_signed(&self, talks: TalksId) -> String {
        if self.scenario.has_several_sellers() {
            return format!("{} has every signature that it needs", self.deal_in(talks));
        }
        format!("the deal with {} has every signature that it needs", self.bidder(talks))
    }

    pub(crate) fn agreement_dropped(&self, talks: TalksId, by: SeatId) -> String {
        let is_bidder = by == self.scenario.talks(talks).bidder;
        let other = if is_bidder { self.vendor(talks) } else { self.bidder(talks) };
        format!("{} walks away from the agreement with {other}", self.seat(by))
    }

    pub(crate) fn signing_refused(&self, talks: TalksId, by: SeatId, objection: Option<IssueId>) -> String {
        let head = format!("{} refuses to sign {}", self.seat(by), self.deal_in(talks));
        let over = objection.map(|id| lower(&self.scenario.issue(id).name));
        over.map_or_else(|| head.clone(), |over| format!("{head} because of its terms on {over}"))
    }

    pub(crate) fn reviewer(&self, review: ReviewId) -> String {
        self.seat(self.scenario.review(review).authority)
    }

    pub(crate) fn review_opened(&self, review: ReviewId, due: Instant) -> String {
        let day = date::day(due);
        let deal = self.deal_under(review);
        format!("{} begins to review {deal}; its decision is due on {day}", self.reviewer(review))
    }

    pub(crate) fn deal_blocked(&self, review: ReviewId, objection: Option<IssueId>) -> String {
        let head = format!("{} blocks {}", self.reviewer(review), self.deal_under(review));
        let Some(id) = objection else { return head };
        let issue = self.scenario.issue(id);
        let subject = lower(&issue.name);
        match self.agreement_under(review) {
            Some(agreement) => {
                let chosen = terms::option(issue, agreement.deal.option(id));
                format!("{head} over one of its terms: {subject} ({chosen})")
            }
            None => format!("{head} over one of its terms: {subject}"),
        }
    }

    pub(crate) fn spin_off_planned(&self, talks: TalksId, deal: &Deal) -> String {
        let (asset, holders) = (self.what_is_sold(deal), self.bidder(talks));
        let short = terms::terms_short(self.scenario, deal);
        format!("{} resolves to spin {asset} off to {holders}: {short}", self.vendor(talks))
    }

    pub(crate) fn buyer_failed(&self, talks: TalksId) -> String {
        let (asset, bidder) = (&self.scenario.setup().sale.asset, self.bidder(talks));
        let back = match self.scenario.talks(talks).estate {
            Some(estate) => format!("{} is to sell it again", self.seat(estate)),
            None => format!("it goes back to {}", self.seat(self.scenario.owner_in(talks))),
        };
        format!("{bidder} cannot go on with {asset}: {back}")
    }

    pub(crate) fn deal_closed(&self, talks: TalksId, deal: &Deal) -> String {
        let asset = &self.scenario.setup().sale.asset;
        if self.scenario.is_spin_off(talks) {
            return format!("the spin-off is done: {} goes to {}", self.what_is_sold(deal), self.bidder(talks));
        }
        if self.scenario.setup().sale.lots.is_some() {
            let (bidder, lots) = (self.bidder(talks), self.lots(talks, deal));
            return format!("the last sale closes: {bidder} takes over {lots}; nothing is left of {asset}");
        }
        let head = format!("the sale closes: {} takes over {asset}", self.bidder(talks));
        match terms::price(self.scenario) {
            Some(price) => format!("{head} for {}", terms::option(self.scenario.issue(price), deal.option(price))),
            None => head,
        }
    }
}
