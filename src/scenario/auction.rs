//! The auction: what is bid on, what stands, and how rounds go.

use crate::auction_file::{AuctionFile, FormatWord, MergersWord};
use crate::compile::{Ask, Compiler};
use crate::document::Path;
use crate::file::{RangeFile, RoleWord};
use crate::structure::{shortened, suggestion};
use crate::value::{When, Whole};
use divest_core::auction::{Auction, AuctionLot, Format, Mergers};
use divest_core::deal::{Deal, Terms};
use divest_core::id::{IssueId, SeatId, SeatSet, SellerId};
use divest_core::scenario::Quantity;
use divest_core::units::{Span, SpanUnit};

/// The longest round, in its own unit.
const ROUND_MAX: u32 = 3_650;
/// The most rounds that a file may ask for.
const ROUNDS_MAX: i64 = 10_000;

impl FormatWord {
    const fn format(self) -> Format {
        match self {
            Self::SealedFirstPrice => Format::SealedFirstPrice,
            Self::SealedSecondPrice => Format::SealedSecondPrice,
            Self::English => Format::English,
            Self::Dutch => Format::Dutch,
        }
    }
}

impl Compiler<'_> {
    pub(crate) fn auction(&mut self, here: &Path) -> Option<Auction> {
        let file = self.file;
        let auction = file.sale.auction.as_ref()?;
        let format = auction.format.format();
        self.check_place_of_auction(auction, here);
        let issue = self.refer(&file.sale.issues, "issue", &auction.issue, &here.key("issue"))?;
        let Some(range) = &file.sale.issues[issue].range else {
            self.complain(&here.key("issue"), format!("`{}` has options, and bids are numbers", auction.issue))
                .hint("bid on an issue with a range, such as the price");
            return None;
        };
        let terms = self.auction_terms(auction, issue, &here.key("terms"));
        let seller = self.auctioneer(auction, &terms, here);
        let reserve = self.auction_reserve(auction, range, here);
        let bounds = |option: i64| u16::try_from(option).unwrap_or(0);
        let last = (range.to.0 - range.from.0) / range.step.0.max(1);
        let start = match (&auction.start, format) {
            (Some(start), _) => self.on_range(*start, range, &here.key("start")),
            (None, Format::Dutch) => last,
            (None, _) => 0,
        };
        let step = self.auction_step(auction, range, &here.key("step"));
        self.check_what_fits(auction, format, here);
        let opens_day = auction.opens.as_ref().map(|day| self.quantity(day, &here.key("opens"), &Ask::DATE));
        if let Some(day) = opens_day {
            self.check_in_play(day, &here.key("opens"));
        }
        let length = self.round_length(auction.round, &here.key("round"));
        let rounds = auction.rounds.map_or(i64::from(format.is_sealed()), |rounds| rounds.0);
        if auction.rounds.is_some() && !(1..=ROUNDS_MAX).contains(&rounds) {
            self.complain(&here.key("rounds"), format!("{rounds} is out of bounds"))
                .hint(format!("a whole number from 1 to {ROUNDS_MAX}"));
        }
        let keep = auction.keep.map_or(0, |keep| keep.0);
        if auction.keep.is_some() && !(1..=i64::from(u8::MAX)).contains(&keep) {
            self.complain(&here.key("keep"), format!("{keep} is out of bounds"))
                .hint("a whole number from 1 to 255; two keep the last round a contest");
        }
        let cap = auction.cap.map_or(0, |cap| cap.0);
        if auction.cap.is_some() && !(1..=64).contains(&cap) {
            self.complain(&here.key("cap"), format!("{cap} is out of bounds")).hint("a whole number from 1 to 64");
        }
        if auction.cap.is_some() && auction.lots.is_empty() {
            self.complain(&here.key("cap"), "all is auctioned at once, to one bidder")
                .hint("leave it out, or name `lots`")
                .on_key();
        }
        Some(Auction {
            seller,
            format,
            issue: IssueId::at(issue),
            terms,
            reserve,
            is_reserve_secret: auction.secret,
            start: bounds(start),
            step: bounds(step.max(1)),
            opens_day,
            length,
            rounds: u16::try_from(rounds).unwrap_or(1),
            keep: u8::try_from(keep).unwrap_or(0),
            activity: auction.activity,
            mergers: match auction.mergers {
                MergersWord::Forbidden => Mergers::Forbidden,
                MergersWord::WithLeave => Mergers::WithLeave,
                MergersWord::Free => Mergers::Free,
            },
            cap: u8::try_from(cap).unwrap_or(0),
        })
    }

    /// The place of the auction's seller among the sellers.
    fn auctioneer(&mut self, auction: &AuctionFile, terms: &Deal, here: &Path) -> SellerId {
        let file = self.file;
        let key = auction.seller.as_ref().unwrap_or(&file.sale.seller);
        if auction.seller.is_some() && self.seller_named(Some(key), &here.key("seller")).is_none() {
            return SellerId(0);
        }
        if auction.lots.is_empty() {
            let issue = file.sale.lots.as_ref().and_then(|lots| file.sale.issues.get_index_of(&lots.issue));
            let named = issue.map(|issue| (IssueId::at(issue), vec![terms.option(IssueId::at(issue))]));
            self.check_own_lots(&Terms(named.into_iter().collect()), key, &here.key("terms"));
        }
        SellerId::at(self.seller_keys().into_iter().position(|other| other == key).unwrap_or(0))
    }

    /// The lots that are auctioned one after another, with who may buy each.
    pub(crate) fn auction_lots(&mut self, here: &Path) -> Vec<AuctionLot> {
        let file = self.file;
        let Some(auction) = &file.sale.auction else { return Vec::new() };
        let bidders = || file.sale.talks.iter().map(|(key, talks)| Self::bidder_key(key, talks));
        for (key, buyers) in auction.eligible.iter() {
            let path = here.key("eligible").key(key);
            if !auction.lots.contains(key) {
                let hint = suggestion(key, auction.lots.iter().map(String::as_str));
                self.complain(&path, format!("`{}` is not auctioned by itself", shortened(key))).hint(hint).on_key();
            }
            for (i, buyer) in buyers.iter().enumerate().filter(|(_, buyer)| !bidders().any(|key| key == *buyer)) {
                let hint = suggestion(buyer, bidders());
                self.complain(&path.index(i), format!("`{}` is no bidder", shortened(buyer))).hint(hint);
            }
        }
        self.check_unique(
            auction.lots.iter().enumerate().map(|(i, lot)| (lot.as_str(), here.key("lots").index(i))),
            "lot",
        );
        let seat = |key: &String| file.parties.get_index_of(key).map(|index| SeatId::at(SeatId::FIRST_PARTY + index));
        let mut lots = Vec::new();
        for (i, key) in auction.lots.iter().enumerate() {
            let path = here.key("lots").index(i);
            let Some(option) = self.lot(key, &path) else { continue };
            let seller = auction.seller.as_ref().unwrap_or(&file.sale.seller);
            let owner = file.sale.lots.as_ref().and_then(|lots| lots.sellers.get(key)).unwrap_or(&file.sale.seller);
            if owner != seller {
                self.complain(&path, format!("`{key}` is sold by `{owner}`, and this is about `{seller}`"))
                    .hint("name lots of its own, or leave them out");
            }
            let eligible =
                auction.eligible.get(key).map_or(SeatSet::ALL, |keys| keys.iter().filter_map(seat).collect());
            lots.push(AuctionLot { option, eligible });
        }
        lots
    }

    /// Complains where an auction stands beside what it cannot stand beside.
    fn check_place_of_auction(&mut self, auction: &AuctionFile, here: &Path) {
        let sale = &self.file.sale;
        if sale.conference.is_some() {
            self.complain(here, "the sale has a conference, and its terms come from there")
                .hint("leave either out")
                .on_key();
        }
        let floors = sale.talks.iter().filter(|(_, talks)| {
            talks.terms.as_ref().is_some_and(|terms| terms.keys().any(|key| *key == auction.issue))
        });
        for (key, _) in floors {
            let path = Path::default().key("sale").key("talks").key(key).key("terms").key(&auction.issue);
            self.complain(&path, format!("`{}` is what the auction is about", auction.issue))
                .hint("write the least that wins as the auction's `reserve`")
                .on_key();
        }
    }

    /// The deal that the bids complete.
    fn auction_terms(&mut self, auction: &AuctionFile, bid_on: usize, here: &Path) -> Deal {
        let file = self.file;
        let mut deal = Deal::FIRST;
        for (key, word) in auction.terms.iter() {
            let path = here.key(key);
            let Some(issue) = self.refer_by_key(&file.sale.issues, "issue", key, &path) else { continue };
            if issue == bid_on {
                self.complain(&path, "this is what is bid on").hint("leave it out of the terms").on_key();
                continue;
            }
            match self.options(&file.sale.issues[issue], word, &path).as_slice() {
                [] => {}
                [option] => deal = deal.with(IssueId::at(issue), *option),
                _ => {
                    self.complain(&path, "a contract has one option on each issue").hint("name one");
                }
            }
        }
        let open = file
            .sale
            .issues
            .keys()
            .enumerate()
            // Which lot it is about is said by the lot that is called.
            .filter(|(_, key)| {
                auction.lots.is_empty() || file.sale.lots.as_ref().is_none_or(|lots| lots.issue != **key)
            })
            .filter(|(i, key)| *i != bid_on && !auction.terms.contains_key(key.as_str()));
        let open: Vec<&str> = open.map(|(_, key)| key.as_str()).collect();
        if !open.is_empty() {
            let list = open.iter().take(10).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            self.complain(here, format!("the terms say nothing on {list}"))
                .hint("bids can be compared only where all else stands: name an option for each other issue")
                .on_key();
        }
        deal
    }

    /// The least that wins, which is the seller's and its trustees' to know where it is secret.
    fn auction_reserve(&mut self, auction: &AuctionFile, range: &RangeFile, here: &Path) -> Quantity {
        let path = here.key("reserve");
        let Some(reserve) = &auction.reserve else {
            if auction.secret {
                self.complain(&here.key("secret"), "there is no reserve to keep secret")
                    .hint("add a `reserve`, or leave this out");
            }
            return Quantity::Fixed(range.from.0);
        };
        let sellers = self.file.parties.iter().enumerate();
        let sellers = sellers.filter(|(_, (_, p))| matches!(p.role, RoleWord::Seller | RoleWord::Trustee));
        let sellers: SeatSet = sellers.map(|(i, _)| SeatId::at(SeatId::FIRST_PARTY + i)).collect();
        let audience = if auction.secret { sellers } else { SeatSet::ALL };
        let reserve = self.quantity(reserve, &path, &Ask::WHOLE.seen_by(audience));
        let (low, high) = self.reach(reserve);
        if low < range.from.0 || high > range.to.0 {
            self.complain(&path, "the reserve lies outside of what may be bid")
                .hint(format!("the range goes from {} to {}", range.from.0, range.to.0));
        }
        reserve
    }

    fn auction_step(&mut self, auction: &AuctionFile, range: &RangeFile, path: &Path) -> i64 {
        let grain = range.step.0.max(1);
        let Some(Whole(step)) = auction.step else { return 1 };
        if step < grain || step % grain != 0 || step > range.to.0 - range.from.0 {
            self.complain(path, format!("bids cannot move by {step}"))
                .hint(format!("a multiple of {grain}, the step of the range, and less than all of it"));
        }
        step / grain
    }

    /// The place of a value on the range.
    fn on_range(&mut self, value: Whole, range: &RangeFile, path: &Path) -> i64 {
        let (from, to, step) = (range.from.0, range.to.0, range.step.0.max(1));
        if !(from..=to).contains(&value.0) || (value.0 - from) % step != 0 {
            self.complain(path, format!("{} cannot be bid", value.0))
                .hint(format!("from {from} to {to} in steps of {step}"));
        }
        (value.0 - from) / step
    }

    /// Complains about what means nothing in the format.
    fn check_what_fits(&mut self, auction: &AuctionFile, format: Format, here: &Path) {
        let mut idle = |key: &str, is_set: bool, message: &str| {
            if is_set {
                self.complain(&here.key(key), message).hint("leave it out").on_key();
            }
        };
        if format.is_sealed() {
            idle("start", auction.start.is_some(), "sealed bids start nowhere");
            idle("step", auction.step.is_some(), "sealed bids move in no steps");
            let one = auction.rounds.is_none_or(|rounds| rounds.0 == 1);
            idle("keep", auction.keep.is_some() && one, "nobody goes on after the only round");
        } else {
            idle("keep", auction.keep.is_some(), "all go on from round to round of an open auction");
        }
        if format == Format::Dutch {
            idle("rounds", auction.rounds.is_some(), "a falling clock has as many rounds as it has prices");
            idle("activity", !auction.activity, "a falling clock asks for one bid alone");
        }
    }

    fn round_length(&mut self, round: When, path: &Path) -> Span {
        match round {
            When::After(span) if (1..=ROUND_MAX).contains(&span.count) => span,
            When::After(Span { unit, .. }) => {
                let unit = match unit {
                    SpanUnit::Hours => "h",
                    SpanUnit::Days => "d",
                    SpanUnit::BusinessDays => "bd",
                };
                self.complain(path, "a round cannot last so long").hint(format!("from 1{unit} to {ROUND_MAX}{unit}"));
                Span::days(1)
            }
            When::On(_) => {
                self.complain(path, "a round lasts a time, and does not end on one date").hint("such as \"3d\"");
                Span::days(1)
            }
        }
    }
}
