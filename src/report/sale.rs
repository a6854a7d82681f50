//! Sentences about talks, offers, agreements, reviews and the closing.

use crate::chronicle::{ReviewStep, TalksStep};
use crate::locale::Named;
use crate::name::{self, lower};
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::say;
use crate::terms::{self, Change};
use divest_core::deal::Deal;
use divest_core::id::{ReviewId, SeatSet, TalksId};
use divest_core::{Instant, SeatId};

/// An offer beside what it follows.
struct Offer<'a> {
    talks: TalksId,
    by: SeatId,
    to: SeatId,
    deal: &'a Deal,
    bought: Option<Deal>,
}

impl Narrator<'_> {
    pub(crate) fn bidder(&self, talks: TalksId) -> Named {
        self.seat(self.scenario.talks(talks).bidder)
    }

    /// A bid by its bidder, and where several sell by the seller, too.
    pub(crate) fn bid(&self, talks: TalksId) -> String {
        let bidder = &*self.bidder(talks);
        if self.scenario.has_several_sellers() {
            let seller = name::seat(self.scenario, self.scenario.owner_in(talks));
            return say!("bid-to", bidder = bidder, seller = seller);
        }
        say!("bid", bidder = bidder)
    }

    pub(crate) fn talks_step(&self, talks: TalksId, seller: SeatId, step: &TalksStep) -> String {
        let bidder = self.bidder(talks);
        let several = self.scenario.has_several_sellers();
        match *step {
            TalksStep::Opened { again: true } => {
                say!("talks-reopened", bidder = &*bidder, seller = &*self.seat(seller))
            }
            TalksStep::Opened { .. } if several => {
                say!("talks-opened-with", bidder = bidder, seller = &*self.seat(seller))
            }
            TalksStep::Opened { .. } => {
                say!("talks-opened", bidder = bidder, asset = &self.scenario.setup().sale.asset)
            }
            TalksStep::Offer { by, to, ref deal, last, bought, .. } => {
                let offer = Offer { talks, by, to, deal, bought };
                match last {
                    None => self.first_offer(&offer),
                    Some(last) => self.next_offer(&offer, &last),
                }
            }
            TalksStep::Ended(by) => {
                let other = self.other_side(talks, seller, by);
                say!("talks-ended", by = self.seat(by), other = &*other)
            }
            TalksStep::Resumed { reply_due } => {
                let (seller, date) = (self.seat(seller), self.day(reply_due));
                say!("talks-resumed", bidder = &*bidder, seller = &*seller, date = date)
            }
            TalksStep::BackerJoined(backer) => {
                say!("backer-joined", backer = self.seat(backer), bid = self.bid(talks))
            }
            TalksStep::BackerLeft(backer) => say!("backer-left", backer = self.seat(backer), bid = self.bid(talks)),
            TalksStep::BackerInvited(backer) if several => {
                let (backer, seller) = (self.seat(backer), self.seat(seller));
                say!("backer-invited-to", bidder = bidder, backer = &*backer, seller = &*seller)
            }
            TalksStep::BackerInvited(backer) => {
                say!("backer-invited", bidder = bidder, backer = &*self.seat(backer))
            }
            TalksStep::InvitationDeclined(backer) => {
                say!("invitation-declined", backer = self.seat(backer), bid = self.bid(talks))
            }
            TalksStep::Agreed { ref deal, vote, .. } => self.agreed(talks, seller, deal, vote),
            TalksStep::FullySigned if several => {
                say!("fully-signed-of", bidder = &*bidder, seller = &*self.seat(seller))
            }
            TalksStep::FullySigned => say!("fully-signed", deal = self.deal_of(Some((talks, seller)))),
            TalksStep::SigningRefused { by, objection } => {
                let deal = self.deal_of(Some((talks, seller)));
                match objection.map(|issue| lower(&self.scenario.issue(issue).name)) {
                    Some(issue) => say!("signing-refused-over", by = self.seat(by), deal = deal, issue = issue),
                    None => say!("signing-refused", by = self.seat(by), deal = deal),
                }
            }
            TalksStep::Dropped(by) => {
                let other = self.other_side(talks, seller, by);
                say!("agreement-dropped", by = self.seat(by), other = &*other)
            }
            TalksStep::Sold { ref deal, is_partial } => self.sold(talks, deal, is_partial),
            TalksStep::SpinOffPlanned { ref deal } => {
                let (seller, asset) = (self.seat(seller), self.what_is_sold(deal));
                let terms = terms::open_terms(self.scenario, talks, deal);
                match terms.is_empty() {
                    true => say!("spin-off-planned", seller = seller, asset = asset),
                    false => say!("spin-off-planned-on", seller = seller, asset = asset, terms = terms),
                }
            }
            TalksStep::BuyerFailed => {
                let asset = &self.scenario.setup().sale.asset;
                match self.scenario.talks(talks).estate {
                    Some(estate) => {
                        say!("buyer-failed-estate", bidder = bidder, asset = asset, estate = self.seat(estate))
                    }
                    None => {
                        let owner = self.seat(self.scenario.owner_in(talks));
                        say!("buyer-failed", bidder = bidder, asset = asset, owner = &*owner)
                    }
                }
            }
        }
    }

    fn other_side(&self, talks: TalksId, seller: SeatId, by: SeatId) -> Named {
        if by == self.scenario.talks(talks).bidder { self.seat(seller) } else { self.bidder(talks) }
    }

    /// What an offer is for: the lots it names, or all that is sold.
    fn offered(&self, deal: &Deal) -> String {
        crate::lots::about(self.scenario, deal).unwrap_or_else(|| self.scenario.setup().sale.asset.clone())
    }

    fn first_offer(&self, offer: &Offer<'_>) -> String {
        let is_bid = offer.by == self.scenario.talks(offer.talks).bidder;
        let (by, to) = (self.seat(offer.by), self.seat(offer.to));
        let (asset, rest) = (self.offered(offer.deal), terms::terms_beside_lots(self.scenario, offer.deal));
        let has_rest = !rest.is_empty();
        match (terms::price_words(self.scenario, offer.deal), is_bid) {
            (Some(price), true) if has_rest => {
                say!("bid-first-on", by = by, to = &*to, price = price, asset = asset, terms = rest)
            }
            (Some(price), true) => say!("bid-first", by = by, to = &*to, price = price, asset = asset),
            (Some(price), false) if has_rest => {
                say!("ask-first-on", by = by, to = &*to, price = price, asset = asset, terms = rest)
            }
            (Some(price), false) => say!("ask-first", by = by, to = &*to, price = price, asset = asset),
            (None, true) => say!("bid-first-free", by = by, to = &*to, asset = asset, terms = rest),
            (None, false) => say!("ask-first-free", by = by, to = &*to, asset = asset, terms = rest),
        }
    }

    fn next_offer(&self, offer: &Offer<'_>, last: &Deal) -> String {
        let is_bid = offer.by == self.scenario.talks(offer.talks).bidder;
        let (by, to) = (self.seat(offer.by), self.seat(offer.to));
        let mut changes = terms::changed(self.scenario, last, offer.deal);
        changes.iter_mut().for_each(|change| change.name = of_one_s_own(&change.name, &by));
        if let Some(words) = self.other_lots(offer, &changes) {
            return words;
        }
        match (&changes[..], is_bid) {
            ([], true) => say!("bid-repeated", by = by, to = &*to),
            ([], false) => say!("ask-repeated", by = by, to = &*to),
            ([only], _) if only.numbers.is_some() => self.one_number_moved(offer, only, is_bid),
            (_, true) => say!("bid-changed", by = by, to = &*to, changes = terms::changes_words(&changes)),
            (_, false) => say!("ask-changed", by = by, to = &*to, changes = terms::changes_words(&changes)),
        }
    }

    fn one_number_moved(&self, offer: &Offer<'_>, change: &Change, is_bid: bool) -> String {
        let (by, to) = (self.seat(offer.by), self.seat(offer.to));
        let (old, new) = (&change.old, &change.new);
        let rises = change.numbers.is_some_and(|(old, new)| new > old);
        let is_price = terms::price(self.scenario) == Some(change.issue);
        match (is_price, is_bid, rises) {
            (true, true, true) => say!("bid-raised", by = by, to = &*to, old = old, new = new),
            (true, true, false) => say!("bid-lowered", by = by, to = &*to, old = old, new = new),
            (true, false, true) => say!("ask-raised", by = by, to = &*to, old = old, new = new),
            (true, false, false) => say!("ask-lowered", by = by, to = &*to, old = old, new = new),
            (false, _, true) => say!("term-raised", by = by, to = &*to, issue = &change.name, old = old, new = new),
            (false, _, false) => say!("term-lowered", by = by, to = &*to, issue = &change.name, old = old, new = new),
        }
    }

    /// An offer for other lots than before is an offer of its own.
    fn other_lots(&self, offer: &Offer<'_>, changes: &[Change]) -> Option<String> {
        let lots = terms::lots_issue(self.scenario)?;
        changes.iter().find(|change| change.issue == lots)?;
        let (by, to) = (self.seat(offer.by), self.seat(offer.to));
        let (asset, price) = (self.offered(offer.deal), terms::price_words(self.scenario, offer.deal)?);
        let price_issue = terms::price(self.scenario);
        let others: Vec<Change> =
            changes.iter().filter(|c| c.issue != lots && Some(c.issue) != price_issue).cloned().collect();
        let is_bid = offer.by == self.scenario.talks(offer.talks).bidder;
        let rest = terms::changes_words(&others);
        if let Some(had) = offer.bought.filter(|_| is_bid && rest.is_empty()) {
            let had = self.offered(&had);
            return Some(say!("bid-having", had = had, by = by, to = &*to, price = price, asset = asset));
        }
        Some(match (is_bid, rest.is_empty()) {
            (true, true) => say!("bid-for-others", by = by, to = &*to, price = price, asset = asset),
            (true, false) => {
                say!("bid-for-others-on", by = by, to = &*to, price = price, asset = asset, changes = rest)
            }
            (false, true) => say!("ask-for-others", by = by, to = &*to, price = price, asset = asset),
            (false, false) => {
                say!("ask-for-others-on", by = by, to = &*to, price = price, asset = asset, changes = rest)
            }
        })
    }

    fn agreed(&self, talks: TalksId, seller: SeatId, deal: &Deal, vote: Option<(SeatSet, SeatSet)>) -> String {
        let terms = terms::terms_short(self.scenario, deal);
        // How members voted is for those at the table to know.
        let at_table = match self.reader {
            Reader::Referee => true,
            Reader::Seat(seat) => self.scenario.at_the_conference().has(seat),
        };
        match vote.filter(|_| at_table) {
            Some((_, noes)) if noes.is_empty() => say!("agreed-by-all", terms = terms),
            Some((ayes, noes)) => {
                say!("agreed-by-vote", ayes = self.seats(ayes), noes = &*self.seats(noes), terms = terms)
            }
            None => say!("agreed", seller = &*self.seat(seller), bidder = &*self.bidder(talks), terms = terms),
        }
    }

    fn sold(&self, talks: TalksId, deal: &Deal, is_partial: bool) -> String {
        let bidder = self.bidder(talks);
        let price = terms::price_words(self.scenario, deal);
        if self.scenario.is_spin_off(talks) {
            return say!("spun-off", asset = self.what_is_sold(deal), holders = &*bidder);
        }
        let lots = crate::lots::about(self.scenario, deal);
        let what = lots.clone().unwrap_or_else(|| self.scenario.setup().sale.asset.clone());
        let what = match self.scenario.has_several_sellers() {
            true => say!("lots-of", lots = what, owner = name::seat(self.scenario, self.scenario.owner_in(talks))),
            false => what,
        };
        match (price, lots.is_some(), is_partial) {
            (Some(price), true, true) => say!("lots-sold", bidder = bidder, lots = what, price = price),
            (Some(price), true, false) => say!("last-lots-sold", bidder = bidder, lots = what, price = price),
            (None, true, true) => say!("lots-sold-free", bidder = bidder, lots = what),
            (None, true, false) => say!("last-lots-sold-free", bidder = bidder, lots = what),
            (Some(price), false, _) => say!("sold", bidder = bidder, asset = what, price = price),
            (None, false, _) => say!("sold-free", bidder = bidder, asset = what),
        }
    }

    /// Several parties that sign the same deal, in one clause; `None` where several sell, for which each says with whom.
    pub(crate) fn signed_together(&self, parties: SeatSet) -> Option<String> {
        (!self.scenario.has_several_sellers()).then(|| say!("signed", by = self.seats(parties)))
    }

    pub(crate) fn signed(&self, by: SeatId, talks: Option<(TalksId, SeatId)>) -> String {
        let by_name = self.seat(by);
        let Some((talks, seller)) = talks.filter(|_| self.scenario.has_several_sellers()) else {
            return say!("signed", by = by_name);
        };
        let (bidder, seller_name) = (self.bidder(talks), self.seat(seller));
        if by == self.scenario.talks(talks).bidder {
            say!("signed-with", by = by_name, other = &*seller_name)
        } else if by == seller {
            say!("signed-with", by = by_name, other = &*bidder)
        } else {
            say!("signed-of", by = by_name, bidder = &*bidder, seller = &*seller_name)
        }
    }

    pub(crate) fn closing_set(&self, at: Instant, talks: Option<(TalksId, SeatId)>) -> String {
        let date = self.day(at);
        match talks {
            Some((talks, seller)) if self.scenario.has_several_sellers() => {
                let (bidder, seller) = (self.bidder(talks), self.seat(seller));
                say!("closing-set-of", bidder = &*bidder, seller = &*seller, date = date)
            }
            Some(talks) => say!("closing-set-with", deal = self.deal_of(Some(talks)), date = date),
            None => say!("closing-set", date = date),
        }
    }

    pub(crate) fn reviewer(&self, review: ReviewId) -> Named {
        self.seat(self.scenario.review(review).authority)
    }

    /// The deal that a review is about: by its bidder, and where several sell by its seller, too.
    pub(crate) fn deal_of(&self, deal: Option<(TalksId, SeatId)>) -> String {
        match deal {
            Some((talks, seller)) if self.scenario.has_several_sellers() => {
                say!("deal-of", bidder = &*self.bidder(talks), seller = &*self.seat(seller))
            }
            Some((talks, _)) if self.scenario.is_spin_off(talks) => say!("the-spin-off"),
            Some((talks, _)) => say!("deal-with", bidder = &*self.bidder(talks)),
            None => say!("the-deal"),
        }
    }

    pub(crate) fn review_step(
        &self,
        review: ReviewId,
        step: ReviewStep,
        deal: Option<(TalksId, SeatId, Deal)>,
    ) -> String {
        let authority = self.reviewer(review);
        let subject = self.deal_of(deal.map(|(talks, seller, _)| (talks, seller)));
        match step {
            ReviewStep::Opened { due } => {
                say!("review-opened", authority = authority, deal = subject, date = self.day(due))
            }
            ReviewStep::Approved => say!("approved", authority = authority, deal = subject),
            ReviewStep::Blocked { objection: None } => say!("blocked", authority = authority, deal = subject),
            ReviewStep::Blocked { objection: Some(id) } => {
                let issue = self.scenario.issue(id);
                let name = lower(&issue.name);
                match deal {
                    Some((_, _, deal)) => {
                        let option = terms::option(issue, deal.option(id));
                        say!("blocked-over", authority = authority, deal = subject, issue = name, option = option)
                    }
                    None => say!("blocked-over-issue", authority = authority, deal = subject, issue = name),
                }
            }
        }
    }
}

/// An issue that names its own party, as that party's sentence says it: `stake ByteDance keeps` is `stake it keeps`.
fn of_one_s_own(issue: &str, by: &Named) -> String {
    let own = name::possessive(by);
    if issue.contains(&own) {
        return issue.replacen(&own, &say!("its"), 1);
    }
    if issue.contains(&by.text) { issue.replacen(&by.text, &say!("it"), 1) } else { issue.to_owned() }
}
