//! Why a run ended as it did: the deciding facts in order, from the happenings and the last state.

use crate::date;
use crate::happening::Run;
use crate::name;
use crate::number::{count, grouped, listed};
use crate::phrase::Voice;
use crate::reader::Reader;
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::event::{AgreementEvent, AuctionEvent, ConsortiumEvent, DecreeEvent, ReviewEvent, TalksEvent};
use divest_core::id::{DecreeId, ReviewId, SeatSet, TalksId};
use divest_core::scenario::{DecreeKind, Scenario};
use divest_core::state::{Agreement, ReviewStatus, TalksStatus};
use divest_core::units::Points;
use divest_core::{Event, Instant, SeatId, State};
use std::sync::Arc;

/// How a sale's fact tells what it satisfies.
const SATISFIES: &str = ", which satisfies ";
/// How many facts a reason names beside what it says of the deal.
const FACTS_MAX: usize = 6;

/// The bid that was worth most to the side that sold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BestOffer {
    /// In which talks.
    pub talks: TalksId,
    /// The terms.
    pub deal: Deal,
    /// Who sold then.
    pub vendor: SeatId,
    /// What it was worth to the seller; `None` if it keeps no score sheet.
    pub worth: Option<Points>,
}

/// A deciding fact; the lower its weight, the more it decided.
struct Fact {
    at: Instant,
    weight: u8,
    is_closing: bool,
    is_sale: bool,
    text: String,
}

/// What the happenings of a run show, gathered in one pass.
#[derive(Default)]
struct Gathered {
    facts: Vec<Fact>,
    best: Option<BestOffer>,
    offer_count: u64,
    agreement_count: u64,
    /// The decrees that the sale satisfied, but for those that followed another.
    satisfied: Vec<String>,
}

/// The bid that was worth most to the seller at the time, the first of equals; the last one where the seller keeps no
/// score sheet.
#[must_use]
pub fn best_offer(run: &Run<'_>) -> Option<BestOffer> {
    gather(run).best
}

/// Why the run ended as it did, in one sentence without a capital or a full stop; never empty.
#[must_use]
pub fn reason(run: &Run<'_>) -> String {
    let mut gathered = gather(run);
    let mut parts = Vec::new();
    let facts = &mut gathered.facts;
    facts.extend(standing_decrees(run.state));
    if !run.state.sales().is_empty() {
        // What led nowhere did not decide a sale.
        facts.retain(|fact| fact.weight < 4);
    }
    let satisfies = listed(&gathered.satisfied);
    if let Some(fact) = facts.iter_mut().find(|fact| fact.is_closing && !satisfies.is_empty()) {
        fact.text.push_str(&format!("{SATISFIES}{satisfies}"));
    }
    while facts.len() > FACTS_MAX {
        let heaviest = facts.iter().map(|fact| fact.weight).max();
        // Of the least deciding facts the earliest goes first.
        let Some(index) = facts.iter().position(|fact| Some(fact.weight) == heaviest) else { break };
        facts.remove(index);
    }
    facts.sort_by_key(|fact| fact.at);
    parts.extend(facts.iter().map(|fact| fact.text.clone()));
    let in_lots = run.state.scenario().setup().sale.lots.is_some();
    let several = run.state.scenario().has_several_sellers();
    match (run.state.closed(), run.state.agreement()) {
        (None, Some(_)) if several => {
            parts.extend(run.state.agreements().map(|agreement| hanging(run.state, agreement)));
            parts.extend((!run.state.sales().is_empty()).then(|| left(run.state)).flatten());
        }
        (Some(_), _) if in_lots => {}
        (None, None) if in_lots && !run.state.sales().is_empty() => parts.extend(left(run.state)),
        (Some(closed), _) => parts.extend(worth_of_sale(run.state, closed.talks, &closed.deal)),
        (None, Some(agreement)) => parts.push(hanging(run.state, agreement)),
        (None, None) => parts.push(no_deal(run.state, &gathered)),
    }
    if run.state.outcome().is_none() {
        parts.push("the run is not over yet".to_owned());
    }
    parts.join("; ")
}

fn gather(run: &Run<'_>) -> Gathered {
    let mut state = State::new(Arc::clone(run.state.scenario()));
    let mut gathered = Gathered::default();
    for (happening, event) in run.events() {
        gathered.see(&state, run.state, happening.at, event);
        state.apply(event);
    }
    gathered
}

impl Gathered {
    fn see(&mut self, before: &State, end: &State, at: Instant, event: &Event) {
        let voice = Voice::new(before.scenario(), Reader::Referee).knowing(before);
        // Opening and advancing carry the moment that they lead to.
        let at = at.max(before.now());
        let weight = match *event {
            Event::Talks(TalksEvent::OfferMade { talks, by, deal, .. }) => {
                return self.see_offer(before, talks, by, deal);
            }
            Event::Agreement(AgreementEvent::TermsAgreed { talks, .. }) => {
                self.agreement_count += 1;
                // Who won an auction is told of as its winner.
                if before.auction().stage() == divest_core::auction::Stage::Awarded {
                    return;
                }
                let several = end.scenario().has_several_sellers();
                let stands = if several { end.agreement_in(talks).is_some() } else { end.agreement().is_some() };
                let is_last = end.closed().is_some_and(|c| c.talks == talks) || stands;
                if end.scenario().setup().sale.lots.is_some() && !is_last {
                    return;
                }
                if is_last { 1 } else { 4 }
            }
            Event::Auction(AuctionEvent::BidTabled { talks, option }) => return self.see_bid(before, talks, option),
            Event::Auction(AuctionEvent::Won { .. }) => 1,
            Event::Auction(AuctionEvent::Failed) => 2,
            Event::Agreement(AgreementEvent::Closed { .. }) => 0,
            Event::Review(ReviewEvent::Approved { .. }) => 3,
            Event::Review(ReviewEvent::Blocked { .. }) | Event::Agreement(AgreementEvent::Dropped { .. }) => 2,
            Event::Decree(DecreeEvent::TrusteeAppointed { .. }) => 1,
            Event::Consortium(ConsortiumEvent::Merged { .. }) => 3,
            Event::Talks(TalksEvent::Ended { .. }) => 5,
            Event::Agreement(AgreementEvent::SpinOffPlanned { .. }) => 3,
            Event::Agreement(AgreementEvent::BuyerFailed { .. }) => {
                // What was bid before the first sale says nothing of why there is no second.
                (self.best, self.offer_count, self.agreement_count) = (None, 0, 0);
                0
            }
            Event::Decree(DecreeEvent::Enforced { decree })
            | Event::Decree(DecreeEvent::Lapsed { decree })
            | Event::Decree(DecreeEvent::Revoked { decree })
            | Event::Decree(DecreeEvent::Annulled { decree, .. }) => match self.see_end(before, end, decree, event) {
                Some(weight) => weight,
                None => return,
            },
            Event::Decree(DecreeEvent::Satisfied { decree }) => {
                if self.see_end(before, end, decree, event).is_some() {
                    let state = before.decree(decree);
                    // Otherwise a reader asks how a sale may come after the date.
                    let is_late = state.last_date().is_some_and(|date| date < at);
                    let stopped = if state.status() == Status::Enjoined && is_late {
                        " (whose date an injunction stopped)"
                    } else {
                        ""
                    };
                    let satisfied = format!("{}{stopped}", voice.decree(decree));
                    let several = before.scenario().has_several_sellers();
                    match self.facts.last_mut().filter(|fact| several && fact.is_sale && fact.at == at) {
                        // One of several sales may satisfy what lies on its seller alone.
                        Some(fact) if fact.text.contains(SATISFIES) => fact.text.push_str(&format!(" and {satisfied}")),
                        Some(fact) => fact.text.push_str(&format!("{SATISFIES}{satisfied}")),
                        None => self.satisfied.push(satisfied),
                    }
                }
                return;
            }
            _ => return,
        };
        let on = date::day(at);
        let text = match *event {
            Event::Agreement(AgreementEvent::TermsAgreed { talks, .. }) => {
                let (vendor, bidder) = (voice.vendor(talks), voice.bidder(talks));
                format!("on {on} {vendor} and {bidder} agree on terms")
            }
            Event::Decree(DecreeEvent::TrusteeAppointed { trustee, decree, .. }) => {
                let of = if before.scenario().has_several_sellers() {
                    format!(" in {} place", voice.sellers_under(decree))
                } else {
                    String::new()
                };
                format!("on {on} {} takes over the sale{of}", voice.seat(trustee))
            }
            Event::Decree(DecreeEvent::Lapsed { decree }) => {
                let due = before.decree(decree).last_date().unwrap_or(at);
                let title = voice.decree(decree);
                if due.day() == at.day() {
                    format!("the date of {title}, {on}, goes by without action")
                } else {
                    format!("on {on} nobody enforces {title}")
                }
            }
            Event::Agreement(AgreementEvent::Closed { talks, .. }) if before.scenario().is_spin_off(talks) => {
                format!("on {on} the spin-off to {} is done", voice.bidder(talks))
            }
            Event::Agreement(AgreementEvent::Closed { talks, deal, completes: true }) => {
                let what =
                    crate::lots::about(before.scenario(), &deal).map_or_else(String::new, |lots| format!(" {lots}"));
                format!("on {on} {} buys{what}{}", voice.bidder(talks), voice.whose_lots(talks))
            }
            Event::Agreement(AgreementEvent::BuyerFailed { talks }) => format!("on {on} {} fails", voice.bidder(talks)),
            Event::Consortium(ConsortiumEvent::Merged { talks, into }) => {
                format!("on {on} {} folds its bid into {}", voice.bidder(talks), voice.bid(into))
            }
            _ => format!("on {on} {}", voice.clause(event)),
        };
        let several = before.scenario().has_several_sellers();
        if weight == 1 && matches!(event, Event::Agreement(AgreementEvent::TermsAgreed { .. })) && !several {
            // Only the last agreement led anywhere.
            self.facts.iter_mut().filter(|f| f.text.ends_with(" agree on terms")).for_each(|f| f.weight = 4);
        }
        if matches!(event, Event::Auction(AuctionEvent::Won { .. })) {
            self.facts
                .iter_mut()
                .filter(|fact| fact.text.contains(" wins the auction, "))
                .for_each(|fact| fact.weight = 4);
        }
        let is_closing = matches!(event, Event::Agreement(AgreementEvent::Closed { completes: true, .. }));
        let is_sale = matches!(event, Event::Agreement(AgreementEvent::Closed { .. }));
        self.facts.push(Fact { at, weight, is_closing, is_sale, text });
    }

    fn see_bid(&mut self, before: &State, talks: TalksId, option: u16) {
        let Some(spec) = &before.scenario().setup().sale.auction else { return };
        self.see_offer(before, talks, before.scenario().talks(talks).bidder, spec.deal(option));
    }

    fn see_offer(&mut self, before: &State, talks: TalksId, by: SeatId, deal: Deal) {
        self.offer_count += 1;
        if by != before.scenario().talks(talks).bidder {
            return;
        }
        // A trustee without a sheet of its own leaves the owner's to measure by.
        let vendor = crate::sellers::valuer(before, talks);
        let worth = before.sheet(vendor).map(|sheet| sheet.score(&deal));
        // Bids to several sellers compare by what they bring each over what it has without them.
        let over = |vendor: SeatId, worth: Option<Points>| match before.scenario().has_several_sellers() {
            true => worth.zip(before.walk_away(vendor)).map(|(worth, least)| Points(worth.0 - least.0)),
            false => worth,
        };
        let beats = |best: BestOffer| worth.is_none() || over(best.vendor, best.worth) < over(vendor, worth);
        if self.best.is_none_or(beats) {
            self.best = Some(BestOffer { talks, deal, vendor, worth });
        }
    }

    /// How much a decree's end decided; `None` if it was not its last end, or merely followed its parent's.
    fn see_end(&mut self, before: &State, end: &State, decree: DecreeId, event: &Event) -> Option<u8> {
        let status = match event {
            Event::Decree(DecreeEvent::Enforced { .. }) => Status::Enforced,
            Event::Decree(DecreeEvent::Lapsed { .. }) => Status::Lapsed,
            Event::Decree(DecreeEvent::Revoked { .. }) => Status::Revoked,
            Event::Decree(DecreeEvent::Annulled { .. }) => Status::Annulled,
            _ => Status::Satisfied,
        };
        let spec = before.scenario().decree(decree);
        let followed = spec.implements.is_some_and(|parent| before.decree(parent).status() == status);
        // A date that went by is told even if the decree is revoked later: it was missed.
        let is_last = end.decree(decree).status() == status || status == Status::Lapsed;
        (is_last && !followed).then(|| weight_of(end, decree))
    }
}

/// How much a decree decided: most if the outcome hangs on it, then if it demanded the sale.
fn weight_of(end: &State, decree: DecreeId) -> u8 {
    let named = |outcome| end.scenario().outcome(outcome).when.decrees.iter().any(|(named, _)| *named == decree);
    match end.scenario().decree(decree).kind {
        _ if end.outcome().is_some_and(named) => 0,
        DecreeKind::DemandsSale | DecreeKind::HoldsSeparate => 1,
        DecreeKind::Prohibits => 3,
    }
}

/// Decrees that stand at the end, stopped or in force or still running.
fn standing_decrees(end: &State) -> Vec<Fact> {
    let scenario = end.scenario();
    let fact = |decree: DecreeId| {
        let title = name::decree(scenario, decree);
        let state = end.decree(decree);
        let text = match state.status() {
            Status::Enjoined => format!("an injunction stops {title}"),
            Status::InForce => format!("the prohibition binds: {title}"),
            Status::Suspended => match state.deadline() {
                Some(due) => format!("not enforced until {}: {title}", date::day(due)),
                None => format!("not enforced for now: {title}"),
            },
            Status::Issued | Status::Extended => match state.deadline() {
                Some(due) => format!("still running: {title}, to {}", date::day(due)),
                None => format!("still out: {title}"),
            },
            _ => return None,
        };
        let parent_stands = scenario.decree(decree).implements.is_some();
        let weight = weight_of(end, decree) + if parent_stands { 2 } else { 1 };
        Some(Fact { at: end.now(), weight, is_closing: false, is_sale: false, text })
    };
    (0..scenario.setup().decrees.len()).map(DecreeId::at).filter_map(fact).collect()
}

/// The lots that nobody bought or has agreed to buy, where others were sold.
fn left(end: &State) -> Option<String> {
    let scenario = end.scenario();
    let lots = scenario.setup().sale.lots.as_ref();
    let left = lots.into_iter().flat_map(|lots| {
        let several = scenario.has_several_sellers();
        let agreed = end.agreements().filter(|_| several).fold(0, |bits, agreement| bits | lots.of(&agreement.deal));
        let is_open = move |lot: u16| agreed & lots.parts[usize::from(lot)] == 0;
        let unsold = lots.singles().filter(move |&lot| end.sale_of(lot).is_none() && is_open(lot));
        unsold.map(|lot| crate::terms::option(scenario.issue(lots.issue), lot))
    });
    let left = left.collect::<Vec<_>>();
    (!left.is_empty()).then(|| format!("nobody buys {}", listed(&left)))
}

/// What the deal is worth to the two sides that agreed on it.
fn worth_of_sale(end: &State, talks: TalksId, deal: &Deal) -> Option<String> {
    let scenario = end.scenario();
    let sides = [scenario.owner_in(talks), scenario.talks(talks).bidder];
    let worth = |seat: SeatId| {
        let (points, wants) = (end.sheet(seat)?.score(deal), end.walk_away(seat)?);
        Some(format!("{points} points to {} (walk-away {wants})", name::seat(scenario, seat)))
    };
    let parts: Vec<String> = sides.into_iter().filter_map(worth).collect();
    (!parts.is_empty()).then(|| format!("the terms are worth {}", listed(&parts)))
}

/// What an agreement that was never closed still waits for.
fn hanging(end: &State, agreement: &Agreement) -> String {
    let scenario = end.scenario();
    let names = |seats: SeatSet| -> Vec<String> { seats.iter().map(|seat| name::seat(scenario, seat)).collect() };
    let bidder = name::bidder(scenario, agreement.talks);
    let head = if scenario.has_several_sellers() {
        let seller = crate::sellers::owner(scenario, agreement.talks);
        format!("the agreement of {bidder} with {seller} does not close:")
    } else {
        format!("the agreement with {bidder} does not close:")
    };
    let open: SeatSet = (0..scenario.setup().sale.reviews.len())
        .map(ReviewId::at)
        .filter(|&review| end.review(review) == ReviewStatus::Open)
        .filter(|&review| scenario.seller_under(review) == scenario.seller_of(agreement.talks))
        .map(|review| scenario.review(review).authority)
        .collect();
    let asked = end.asked_to_sign(agreement.talks);
    let missing: SeatSet = asked.iter().filter(|&seat| !agreement.signatures.has(seat)).collect();
    let mut waits = Vec::new();
    if !agreement.signed && !missing.is_empty() {
        let plural = if missing.count() == 1 { "" } else { "s" };
        waits.push(format!("it lacks the signature{plural} of {}", listed(&names(missing))));
    }
    if !open.is_empty() {
        let have = if open.count() == 1 { "has" } else { "have" };
        waits.push(format!("{} {have} not decided on it", listed(&names(open))));
    }
    match agreement.closing {
        Some(at) => format!("{head} its closing on {} comes too late", date::day(at)),
        None if waits.is_empty() => format!("{head} time runs out"),
        None => format!("{head} {}", listed(&waits)),
    }
}

/// Why there is no agreement at all.
fn no_deal(end: &State, gathered: &Gathered) -> String {
    let scenario: &Scenario = end.scenario();
    let head = if end.failed().is_empty() { "no deal closes" } else { "no second deal closes" };
    let came =
        (0..scenario.setup().sale.talks.len()).any(|i| end.talks(TalksId::at(i)).status() != TalksStatus::NotYet);
    let Some(best) = gathered.best else {
        let why = match (came, gathered.offer_count) {
            (false, _) => "no bidder comes forward",
            (true, 0) => "nobody makes an offer",
            (true, _) => "no bidder makes an offer",
        };
        return format!("{head}: {why}");
    };
    let bidder = name::bidder(scenario, best.talks);
    let vendor = name::seat(scenario, best.vendor);
    let (Some(worth), Some(wants)) = (best.worth, end.walk_away(best.vendor)) else {
        let offers = count(gathered.offer_count as i64, "offer");
        return format!("{head}: {offers} lead to none, the last bid is {}", name::possessive(&bidder));
    };
    if worth < wants {
        format!("{head}: the best offer, from {bidder}, reaches {worth} of the {wants} points that {vendor} asks for")
    } else if gathered.agreement_count > 0 {
        format!(
            "{head}: no agreement lasts, though the best offer, from {bidder}, is worth {worth} points to {vendor}, which asks for {wants}"
        )
    } else {
        format!(
            "{head}: the best offer, from {bidder}, is worth {} points to {vendor}, which asks for {wants}, but it is not taken up",
            grouped(worth.0)
        )
    }
}
