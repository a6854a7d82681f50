//! Why a run ended as it did: what decided, in one short sentence, then the facts behind it by date.

use crate::chronicle::{
    AuctionStep, Chronicle, DecreeStep, End, Fact, MergerStep, MotionStep, ReviewStep, TalksStep, What,
};
use crate::date;
use crate::name::{self, sentence};
use crate::number::{grouped, listed};
use crate::phrase::Narrator;
use crate::reader::Reader;
use crate::say;
use divest_core::deal::Deal;
use divest_core::decree::Status;
use divest_core::id::{DecreeId, ReviewId, SeatSet, TalksId};
use divest_core::scenario::{DecreeKind, Scenario};
use divest_core::state::{Agreement, ReviewStatus, TalksStatus};
use divest_core::units::Points;
use divest_core::{Instant, SeatId, State};

/// How many dated facts a reason has.
const FACTS_MAX: usize = 6;
/// How many words what decided may take.
pub const HEADLINE_WORDS_MAX: usize = 25;

/// The bid that was worth most to the side that sold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BestOffer {
    /// In which talks.
    pub talks: TalksId,
    /// The terms.
    pub deal: Deal,
    /// The seat that sold then.
    pub vendor: SeatId,
    /// What it was worth to the seller; `None` if it keeps no score sheet.
    pub worth: Option<Points>,
}

/// Why a run ended as it did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reason {
    /// What decided, in one sentence of at most [`HEADLINE_WORDS_MAX`] words.
    pub headline: String,
    /// The facts behind it, in order, each as a sentence with its date; without a date, how things stand at the end.
    pub details: Vec<(Option<Instant>, String)>,
}

impl Reason {
    /// The details as rows: the date, the sentence.
    #[must_use]
    pub fn rows(&self) -> Vec<(String, String)> {
        let row = |(at, text): &(Option<Instant>, String)| {
            let date = at.map_or_else(|| say!("at-the-end"), date::short);
            (date, text.clone())
        };
        self.details.iter().map(row).collect()
    }
}

/// A fact that had a part in the end; the lower its weight, the more it decided.
struct Factor {
    at: Instant,
    weight: u8,
    text: String,
    is_agreement: bool,
    is_auction_won: bool,
}

/// An agreement that came to nothing.
enum Fall {
    Blocked { authority: SeatId, talks: Option<TalksId>, over: Option<String> },
    Dropped { by: SeatId, talks: TalksId, seller: SeatId },
}

/// What the facts of a run show, gathered in one pass.
#[derive(Default)]
struct Gathered {
    factors: Vec<Factor>,
    falls: Vec<Fall>,
    best: Option<BestOffer>,
    /// How much the best offer was over the seller's walk-away then.
    best_gap: i64,
    offer_count: u64,
    /// The decrees that the sale satisfied, but for those that followed another.
    satisfied: Vec<DecreeId>,
}

/// The bid that was worth most to the seller at the time, the first of equals; the last one where the seller keeps no
/// score sheet.
#[must_use]
pub fn best_offer(chronicle: &Chronicle) -> Option<BestOffer> {
    gather(chronicle).best
}

/// Why the run ended as it did.
#[must_use]
pub fn reason(chronicle: &Chronicle) -> Reason {
    let gathered = gather(chronicle);
    let headline = sentence(&headline(chronicle, &gathered));
    Reason { headline, details: details(chronicle, gathered) }
}

fn gather(chronicle: &Chronicle) -> Gathered {
    let mut gathered = Gathered::default();
    chronicle.facts().iter().for_each(|fact| gathered.see(chronicle, fact));
    gathered
}

fn details(chronicle: &Chronicle, gathered: Gathered) -> Vec<(Option<Instant>, String)> {
    let end = chronicle.state();
    let mut factors = gathered.factors;
    if !end.sales().is_empty() {
        // What led nowhere did not decide a sale.
        factors.retain(|factor| factor.weight < 4);
    }
    while factors.len() > FACTS_MAX {
        let heaviest = factors.iter().map(|factor| factor.weight).max();
        // Of the least deciding facts the earliest goes first.
        let Some(index) = factors.iter().position(|factor| Some(factor.weight) == heaviest) else { break };
        factors.remove(index);
    }
    factors.sort_by_key(|factor| factor.at);
    let mut all: Vec<(Option<Instant>, String)> =
        factors.into_iter().map(|factor| (Some(factor.at), sentence(&factor.text))).collect();
    let mut add = |text: String| all.push((None, sentence(&text)));
    standing_decrees(end).into_iter().for_each(&mut add);
    let in_lots = end.scenario().setup().sale.lots.is_some();
    match end.closed() {
        Some(closed) if !in_lots => worth_of_sale(end, closed.talks, &closed.deal).into_iter().for_each(&mut add),
        None if end.agreements().next().is_some() => {
            end.agreements().for_each(|agreement| add(hanging(end, agreement)));
        }
        None if end.sales().is_empty() => {
            if let (Some(best), true) = (gathered.best, !gathered.falls.is_empty()) {
                add(worth_of_best(end, &best));
            }
        }
        _ => {}
    }
    if end.outcome().is_none() {
        add(say!("run-not-over"));
    }
    all
}

impl Gathered {
    fn see(&mut self, chronicle: &Chronicle, fact: &Fact) {
        let (scenario, end) = (chronicle.scenario(), chronicle.state());
        let in_lots = scenario.setup().sale.lots.is_some();
        let weight = match fact.what {
            What::Talks { talks, seller, step: TalksStep::Offer { by, deal, .. } } => {
                self.offer_count += 1;
                if by == scenario.talks(talks).bidder {
                    self.see_bid(scenario, fact, talks, seller, deal);
                }
                return;
            }
            What::Auction(AuctionStep::Bid { talks, option }) => {
                self.offer_count += 1;
                let Some(spec) = &scenario.setup().sale.auction else { return };
                return self.see_bid(scenario, fact, talks, scenario.owner_in(talks), spec.deal(option));
            }
            What::Talks { talks, step: TalksStep::Agreed { by_auction, .. }, .. } => {
                let stands = end.agreement_in(talks).is_some();
                let is_last = end.closed().is_some_and(|closed| closed.talks == talks) || stands;
                match (by_auction || in_lots && !is_last, is_last) {
                    // The winner of an auction is told of as that.
                    (true, _) => return,
                    (false, true) => 1,
                    (false, false) => 4,
                }
            }
            What::Auction(AuctionStep::Won { .. }) => 1,
            What::Auction(AuctionStep::Failed) => 2,
            What::Talks { step: TalksStep::Sold { .. }, .. } => 0,
            What::Review { step: ReviewStep::Approved, .. } => 3,
            What::Review { review, step: ReviewStep::Blocked { objection }, deal } => {
                let over = objection.map(|issue| name::lower(&scenario.issue(issue).name));
                let authority = scenario.review(review).authority;
                self.falls.push(Fall::Blocked { authority, talks: deal.map(|(talks, ..)| talks), over });
                2
            }
            What::Talks { talks, seller, step: TalksStep::Dropped(by) } => {
                self.falls.push(Fall::Dropped { by, talks, seller });
                2
            }
            What::Decree(_, DecreeStep::TrusteeAppointed { .. }) => 1,
            What::Merger { step: MergerStep::Merged, .. } => 3,
            What::Talks { step: TalksStep::Ended(_), .. } => 5,
            // A matter of chance that brought an agreement down or ended the run.
            What::Chance { .. } | What::Motion(_, MotionStep::Granted) => {
                let decides = |what: &What| {
                    let falls = matches!(
                        what,
                        What::Talks { step: TalksStep::Dropped(_) | TalksStep::BuyerFailed, .. }
                            | What::Decree(_, DecreeStep::Ended { .. })
                    );
                    falls || what.is_outcome()
                };
                let later = chronicle.entry(fact.entry).iter().filter(|later| later.place > fact.place);
                if !later.clone().any(|later| decides(&later.what)) {
                    return;
                }
                1
            }
            What::Talks { step: TalksStep::SpinOffPlanned { .. }, .. } => 3,
            What::Talks { step: TalksStep::BuyerFailed, .. } => {
                // What was bid before the first sale says nothing of why there is no second.
                (self.best, self.best_gap, self.offer_count) = (None, 0, 0);
                self.falls.clear();
                0
            }
            What::Decree(decree, DecreeStep::Ended { how, with, .. }) => {
                if how == End::Satisfied && with.is_none() && end.decree(decree).status() == Status::Satisfied {
                    self.satisfied.push(decree);
                }
                // A deadline that passed is told even if the decree is revoked later: it was missed.
                let is_last = end.decree(decree).status() == how.status() || how == End::Lapsed;
                if !is_last || with.is_some() {
                    return;
                }
                weight_of(end, decree)
            }
            _ => return,
        };
        let is_agreement = matches!(fact.what, What::Talks { step: TalksStep::Agreed { .. }, .. });
        let is_auction_won = matches!(fact.what, What::Auction(AuctionStep::Won { .. }));
        if weight == 1 && is_agreement && !scenario.has_several_sellers() {
            // Only the last agreement led anywhere.
            self.factors.iter_mut().filter(|factor| factor.is_agreement).for_each(|factor| factor.weight = 4);
        }
        if is_auction_won {
            self.factors.iter_mut().filter(|factor| factor.is_auction_won).for_each(|factor| factor.weight = 4);
        }
        let text = factor_words(scenario, fact);
        self.factors.push(Factor { at: fact.at, weight, text, is_agreement, is_auction_won });
    }

    fn see_bid(&mut self, scenario: &Scenario, fact: &Fact, talks: TalksId, seller: SeatId, deal: Deal) {
        let bidder = scenario.talks(talks).bidder;
        let to_seller = fact.worth.iter().find(|worth| worth.seat != bidder);
        let (vendor, worth) = (to_seller.map_or(seller, |worth| worth.seat), to_seller.map(|worth| worth.points));
        let gap = to_seller.map_or(0, |worth| worth.points - worth.walk_away);
        // Bids to several sellers compare by what they bring each over what it has without them.
        let beats = |best: BestOffer| match (worth, scenario.has_several_sellers()) {
            (None, _) => true,
            (Some(_), true) => self.best_gap < gap,
            (Some(worth), false) => best.worth.is_none_or(|best| best.0 < worth),
        };
        if self.best.is_none_or(beats) {
            (self.best, self.best_gap) = (Some(BestOffer { talks, deal, vendor, worth: worth.map(Points) }), gap);
        }
    }
}

/// A fact in few words: the terms of an agreement stand elsewhere.
fn factor_words(scenario: &Scenario, fact: &Fact) -> String {
    let narrator = Narrator::new(scenario, Reader::Referee).on(fact.at);
    match fact.what {
        What::Talks { talks, seller, step: TalksStep::Agreed { .. } } => {
            say!("factor-agreed", seller = &*narrator.seat(seller), bidder = &*narrator.bidder(talks))
        }
        What::Decree(id, DecreeStep::Ended { how: End::Satisfied, due, was_stopped, .. }) => {
            // Otherwise a reader asks how a sale may come after the deadline.
            let is_late = due.is_some_and(|due| due < fact.at);
            let decree = &*narrator.decree(id);
            match was_stopped && is_late {
                true => say!("factor-satisfied-stopped", decree = decree),
                false => say!("satisfied", decree = decree),
            }
        }
        What::Talks { seller, step: TalksStep::SpinOffPlanned { deal }, .. } => {
            say!("spin-off-planned", seller = narrator.seat(seller), asset = narrator.what_is_sold(&deal))
        }
        _ => narrator.clause(&fact.what),
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

/// Decrees that still stand at the end, the most deciding ones only.
fn standing_decrees(end: &State) -> Vec<String> {
    let scenario = end.scenario();
    let words = |id: DecreeId| {
        let decree = name::decree_named(scenario, id);
        let state = end.decree(id);
        Some(match (state.status(), state.deadline()) {
            (Status::Enjoined, _) => say!("still-stopped", decree = &*decree),
            (Status::InForce, _) => say!("still-in-force", decree = decree),
            (Status::Suspended, Some(due)) => say!("still-suspended-until", decree = decree, date = date::words(due)),
            (Status::Suspended, None) => say!("still-suspended", decree = decree),
            (Status::Issued | Status::Extended, Some(due)) => {
                say!("still-due", decree = &*decree, date = date::words(due))
            }
            (Status::Issued | Status::Extended, None) => say!("still-stands", decree = decree),
            _ => return None,
        })
    };
    (0..scenario.setup().decrees.len()).map(DecreeId::at).filter_map(words).collect()
}

// --- what decided

fn headline(chronicle: &Chronicle, gathered: &Gathered) -> String {
    let end = chronicle.state();
    let scenario = end.scenario();
    if scenario.setup().sale.lots.is_some() && !end.sales().is_empty() {
        return lots_headline(end);
    }
    if let Some(closed) = end.closed() {
        return sale_headline(end, gathered, closed.talks, &closed.deal);
    }
    if let Some(agreement) = end.agreements().next() {
        return hanging(end, agreement);
    }
    no_sale(end, gathered)
}

fn lots_headline(end: &State) -> String {
    let scenario = end.scenario();
    let Some(lots) = &scenario.setup().sale.lots else { return say!("the-deal") };
    let all: Vec<u16> = lots.singles().collect();
    let unsold: Vec<u16> = all.iter().copied().filter(|&lot| end.sale_of(lot).is_none()).collect();
    let names = |of: &[u16]| {
        listed(&of.iter().map(|&lot| crate::terms::option(scenario.issue(lots.issue), lot)).collect::<Vec<_>>())
    };
    let buyers: Vec<SeatId> = end.sales().iter().map(|sale| scenario.talks(sale.talks).bidder).collect();
    let buyers: SeatSet = buyers.into_iter().collect();
    let buyers = name_of(scenario, buyers);
    match &unsold[..] {
        [] => say!("all-lots-sold", buyers = buyers),
        few if few.len() <= 2 => say!("lots-unsold", lots = names(few)),
        many => say!("lots-unsold-many", count = many.len(), of = all.len()),
    }
}

fn name_of(scenario: &Scenario, seats: SeatSet) -> crate::locale::Named {
    Narrator::new(scenario, Reader::Referee).seats(seats)
}

fn sale_headline(end: &State, gathered: &Gathered, talks: TalksId, deal: &Deal) -> String {
    let scenario = end.scenario();
    let asset = &scenario.setup().sale.asset;
    let owner = name::named(scenario, scenario.owner_in(talks));
    if scenario.is_spin_off(talks) {
        let bare = say!("headline-spin-off", owner = &owner, asset = asset);
        let satisfied = main_satisfied(end, gathered).map(|decree| name::decree(scenario, decree));
        return short_or(
            satisfied.map(|decree| say!("headline-spin-off-satisfies", owner = &owner, asset = asset, decree = decree)),
            bare,
        );
    }
    let bidder = name::named(scenario, scenario.talks(talks).bidder);
    let bare = match crate::terms::price_words(scenario, deal) {
        Some(price) => say!("headline-sold", bidder = &bidder, asset = asset, price = price),
        None => say!("headline-sold-free", bidder = &bidder, asset = asset),
    };
    let satisfied = main_satisfied(end, gathered).map(|decree| name::decree(scenario, decree));
    let long = satisfied.map(|decree| match crate::terms::price_words(scenario, deal) {
        Some(price) => {
            say!("headline-sold-satisfies", bidder = &bidder, asset = asset, price = price, decree = decree)
        }
        None => say!("headline-sold-free-satisfies", bidder = &bidder, asset = asset, decree = decree),
    });
    short_or(long, bare)
}

/// Of the decrees that the sale satisfied the first that demands a sale, or else the first.
fn main_satisfied(end: &State, gathered: &Gathered) -> Option<DecreeId> {
    let demands = |decree: DecreeId| end.scenario().decree(decree).kind == DecreeKind::DemandsSale;
    gathered.satisfied.iter().copied().min_by_key(|&decree| (!demands(decree), decree.index()))
}

/// The longer sentence if it is short enough.
fn short_or(long: Option<String>, short: String) -> String {
    long.filter(|long| long.split_whitespace().count() <= HEADLINE_WORDS_MAX).unwrap_or(short)
}

/// Why no sale closed and none is agreed.
fn no_sale(end: &State, gathered: &Gathered) -> String {
    let scenario = end.scenario();
    let again = if end.failed().is_empty() { "first" } else { "second" };
    let count = gathered.falls.len();
    match gathered.falls.last() {
        Some(Fall::Blocked { authority, talks, over }) => {
            let authority = name::named(scenario, *authority);
            let bidder = talks.map(|talks| name::bidder(scenario, talks)).unwrap_or_default();
            return match over {
                Some(over) if count > 1 => {
                    say!(
                        "no-sale-blocked-again",
                        again = again,
                        authority = authority,
                        bidder = bidder,
                        issue = over,
                        count = count
                    )
                }
                Some(over) => {
                    say!("no-sale-blocked-over", again = again, authority = authority, bidder = bidder, issue = over)
                }
                None => say!("no-sale-blocked", again = again, authority = authority, bidder = bidder),
            };
        }
        Some(Fall::Dropped { by, talks, seller }) => {
            let bidder = scenario.talks(*talks).bidder;
            let other = name::seat(scenario, if *by == bidder { *seller } else { bidder });
            let by = name::named(scenario, *by);
            return match count {
                1 => say!("no-sale-dropped", again = again, by = by, other = other),
                _ => say!("no-sale-dropped-again", again = again, by = by, other = other, count = count),
            };
        }
        None => {}
    }
    let came = (0..scenario.setup().sale.talks.len())
        .any(|index| end.talks(TalksId::at(index)).status() != TalksStatus::NotYet);
    let Some(best) = gathered.best else {
        return match (came, gathered.offer_count) {
            (false, _) => say!("no-sale-nobody-came", again = again),
            (true, 0) => say!("no-sale-no-offer", again = again),
            (true, _) => say!("no-sale-no-bid", again = again),
        };
    };
    let bidder = name::bidder(scenario, best.talks);
    let seller = name::named(scenario, best.vendor);
    let (Some(worth), Some(wants)) = (best.worth, end.walk_away(best.vendor)) else {
        return say!("no-sale-last-bid", again = again, bidder = bidder, count = gathered.offer_count as i64);
    };
    let (worth_words, wants_words) = (grouped(worth.0), grouped(wants.0));
    match worth < wants {
        true => say!(
            "no-sale-too-low",
            again = again,
            bidder = bidder,
            seller = seller,
            worth = worth_words,
            wants = wants_words
        ),
        false => say!(
            "no-sale-not-accepted",
            again = again,
            bidder = bidder,
            seller = &*seller,
            worth = worth_words,
            wants = wants_words
        ),
    }
}

fn worth_of_best(end: &State, best: &BestOffer) -> String {
    let scenario = end.scenario();
    let (bidder, seller) = (name::bidder(scenario, best.talks), name::named(scenario, best.vendor));
    match (best.worth, end.walk_away(best.vendor)) {
        (Some(worth), Some(wants)) => say!(
            "best-bid-worth",
            bidder = bidder,
            seller = &*seller,
            worth = grouped(worth.0),
            wants = grouped(wants.0)
        ),
        _ => say!("best-bid", bidder = bidder),
    }
}

/// What the deal is worth to the two sides that agreed on it.
fn worth_of_sale(end: &State, talks: TalksId, deal: &Deal) -> Option<String> {
    let scenario = end.scenario();
    let sides = [scenario.owner_in(talks), scenario.talks(talks).bidder];
    let worth = |seat: SeatId| {
        let (points, wants) = (end.sheet(seat)?.score(deal), end.walk_away(seat)?);
        let name = name::seat(scenario, seat);
        Some(say!("worth-to", points = grouped(points.0), seat = name, walk_away = grouped(wants.0)))
    };
    let parts: Vec<String> = sides.into_iter().filter_map(worth).collect();
    (!parts.is_empty()).then(|| say!("terms-worth", sides = listed(&parts)))
}

/// What an agreement that was never closed still waits for.
fn hanging(end: &State, agreement: &Agreement) -> String {
    let scenario = end.scenario();
    let narrator = Narrator::new(scenario, Reader::Referee);
    let deal = narrator.deal_of(Some((agreement.talks, scenario.owner_in(agreement.talks))));
    let open: SeatSet = (0..scenario.setup().sale.reviews.len())
        .map(ReviewId::at)
        .filter(|&review| end.review(review) == ReviewStatus::Open)
        .filter(|&review| scenario.seller_under(review) == scenario.seller_of(agreement.talks))
        .map(|review| scenario.review(review).authority)
        .collect();
    let asked = end.asked_to_sign(agreement.talks);
    let missing: SeatSet = asked.iter().filter(|&seat| !agreement.signatures.has(seat)).collect();
    if let Some(at) = agreement.closing {
        return say!("unclosed-late", deal = deal, date = date::words(at));
    }
    match (!agreement.signed && !missing.is_empty(), !open.is_empty()) {
        (true, _) if missing.count() > 3 => {
            say!("unclosed-unsigned-many", deal = deal, count = i64::from(missing.count()))
        }
        (true, true) if missing.count() + open.count() <= 3 => say!(
            "unclosed-unsigned-undecided",
            deal = deal,
            signers = narrator.seats(missing),
            authorities = narrator.seats(open)
        ),
        (true, _) => say!("unclosed-unsigned", deal = deal, signers = narrator.seats(missing)),
        (false, true) => say!("unclosed-undecided", deal = deal, authorities = narrator.seats(open)),
        (false, false) => say!("unclosed", deal = deal),
    }
}
