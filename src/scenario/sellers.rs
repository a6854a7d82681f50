//! Several sellers: owners of lots, parties to talks, and complementarities between lots.

use crate::compile::{Ask, Compiler};
use crate::document::Path;
use crate::file::{PartyFile, RoleWord, TalksFile, TogetherFile};
use crate::sale::BIDDERS;
use crate::sale_file::LotsFile;
use crate::structure::{shortened, suggestion};
use divest_core::deal::Terms;
use divest_core::id::{IssueId, SeatId};
use divest_core::scenario::Together;
use indexmap::IndexMap;

impl Compiler<'_> {
    /// The keys of all sellers: the sale's seller first, then the other sellers of lots.
    pub(crate) fn seller_keys(&self) -> Vec<&str> {
        let sale = &self.file.sale;
        let mut keys = vec![sale.seller.as_str()];
        for key in sale.lots.iter().flat_map(|lots| lots.sellers.values()) {
            if !keys.contains(&key.as_str()) {
                keys.push(key);
            }
        }
        keys
    }

    /// Whether more than one party sells.
    pub(crate) fn several_sell(&self) -> bool {
        self.seller_keys().len() > 1
    }

    /// Complains of a party of role seller that sells nothing.
    pub(crate) fn check_seller_parties(&mut self) {
        let file = self.file;
        let top = Path::default().key("parties");
        let of_role = || file.parties.iter().filter(|(_, party)| party.role == RoleWord::Seller).map(|(key, _)| key);
        let Some(first) = of_role().next() else {
            // Where the sale names a party of another role, that place says it.
            if !file.parties.contains_key(&file.sale.seller) {
                self.complain(&top, "no party has the role seller").hint("give one party `role = \"seller\"`").on_key();
            }
            return;
        };
        let several = self.several_sell();
        let sells: Vec<String> = self.seller_keys().into_iter().map(str::to_owned).collect();
        for (place, key) in of_role().enumerate() {
            let path = top.key(key).key("role");
            if several && !sells.contains(key) {
                self.complain(&path, format!("the seller `{key}` sells no lot"))
                    .hint("name its lots in `sale.lots.sellers`, or give it another role");
            } else if !several && place > 0 {
                self.complain(&path, format!("a second seller beside `{first}`")).hint(
                    "one party sells, unless others sell lots of their own: see `sale.lots.sellers`; others may be asked to sign: see `cosigners`",
                );
            }
        }
        if !several {
            return;
        }
        for key in &sells {
            let talks = file.sale.talks.values().any(|talks| talks.seller.as_ref().unwrap_or(&file.sale.seller) == key);
            if !talks && file.parties.contains_key(key) {
                self.complain(&Path::default().key("sale").key("talks"), format!("nobody has talks with `{key}`"))
                    .hint(format!("add a table with `seller = \"{key}\"`"))
                    .on_key();
            }
        }
    }

    /// The seller of each option of the lots issue; empty with a single seller.
    pub(crate) fn lot_sellers(
        &mut self,
        lots: &LotsFile,
        options: &IndexMap<String, String>,
        here: &Path,
    ) -> Vec<SeatId> {
        let file = self.file;
        for (key, seller) in lots.sellers.iter() {
            let path = here.key("sellers").key(key);
            if self.lot(key, &path).is_some() {
                self.seat(seller, &path, &[RoleWord::Seller]);
            }
        }
        if !self.several_sell() {
            return Vec::new();
        }
        let of_lot = |key: &str| lots.sellers.get(key).unwrap_or(&file.sale.seller);
        if !options.keys().any(|key| !lots.parts.contains_key(key.as_str()) && *of_lot(key) == file.sale.seller) {
            self.complain(&Path::default().key("sale").key("seller"), format!("`{}` sells no lot", file.sale.seller))
                .hint("name a seller of lots; it sells the lots that `sale.lots.sellers` does not assign");
        }
        for (key, parts) in lots.parts.iter() {
            let other = parts.iter().skip(1).find(|part| of_lot(part) != of_lot(&parts[0]));
            if let Some(other) = other {
                let (one, two) = (of_lot(&parts[0]), of_lot(other));
                self.complain(
                    &here.key("parts").key(key),
                    format!("`{}` is sold by `{one}` and `{}` by `{two}`, so nobody sells both", parts[0], other),
                )
                .hint("leave the option out; what they are worth together to a bidder is its `together`");
            }
        }
        let owner = |key: &String| {
            let lot = lots.parts.get(key).and_then(|parts| parts.first()).unwrap_or(key);
            file.parties.get_index_of(of_lot(lot)).map(|index| SeatId::at(SeatId::FIRST_PARTY + index))
        };
        options.keys().filter_map(owner).collect()
    }

    /// The bidder's seat in talks.
    pub(crate) fn bidder(&mut self, key: &str, talks: &TalksFile, path: &Path) -> Option<SeatId> {
        let is_a_name = talks.bidder.is_none() && !self.file.parties.contains_key(key);
        if is_a_name && self.several_sell() {
            self.complain(path, format!("no party `{}`, and `bidder` is missing", shortened(key)))
                .hint("where the table has a name of its own, add `bidder = \"...\"`")
                .on_key();
            return None;
        }
        self.seat(key, path, BIDDERS)
    }

    /// The bidder's key in talks: the table's `bidder`, or else the table's own key.
    pub(crate) fn bidder_key<'t>(key: &'t str, talks: &'t TalksFile) -> &'t str {
        talks.bidder.as_deref().unwrap_or(key)
    }

    /// The seller's seat in talks or a review; `None` with a single seller.
    pub(crate) fn seller_named(&mut self, key: Option<&String>, path: &Path) -> Option<SeatId> {
        let key = key?;
        let seat = self.seat(key, path, &[RoleWord::Seller])?;
        if !self.seller_keys().contains(&key.as_str()) {
            self.complain(path, format!("`{}` sells no lot", shortened(key)))
                .hint("name its lots in `sale.lots.sellers`");
        }
        Some(seat)
    }

    /// Reports talks with a key that contradicts their table, and two tables for one pair.
    pub(crate) fn check_pairs(&mut self) {
        let file = self.file;
        let top = Path::default().key("sale").key("talks");
        let mut seen: IndexMap<(&str, &str), &str> = IndexMap::new();
        for (key, talks) in file.sale.talks.iter() {
            let bidder = Self::bidder_key(key, talks);
            let seller = talks.seller.as_ref().unwrap_or(&file.sale.seller);
            if talks.bidder.is_some() && bidder != key {
                let path = top.key(key).key("bidder");
                if !self.several_sell() {
                    self.complain(
                        &path,
                        format!("one party sells, so the talks of `{}` are its own", shortened(bidder)),
                    )
                    .hint(format!("write [sale.talks.{bidder}], and leave `bidder` out"));
                } else if file.parties.contains_key(key) {
                    self.complain(&path, format!("`{key}` is another party"))
                        .hint("name these talks otherwise, such as by both sides");
                }
            }
            if let Some(first) = seen.insert((bidder, seller), key) {
                self.complain(&top.key(key), format!("`{bidder}` and `{seller}` talk at `{first}` already"))
                    .hint("one table for each pair")
                    .on_key();
            }
        }
    }

    /// Complains of terms that ask for lots which the seller in question does not sell.
    pub(crate) fn check_own_lots(&mut self, terms: &Terms, seller: &str, path: &Path) {
        let file = self.file;
        let Some(lots) = file.sale.lots.as_ref().filter(|_| self.several_sell()) else { return };
        let Some(issue) = file.sale.issues.get_index_of(&lots.issue) else { return };
        let Some(options) = &file.sale.issues[issue].options else { return };
        let named = terms.0.iter().filter(|(id, _)| *id == IssueId::at(issue));
        for &option in named.flat_map(|(_, options)| options) {
            let Some((key, _)) = options.get_index(usize::from(option)) else { continue };
            let lot = lots.parts.get(key).and_then(|parts| parts.first()).unwrap_or(key);
            let owner = lots.sellers.get(lot).unwrap_or(&file.sale.seller);
            if owner != seller {
                self.complain(
                    &path.key(&lots.issue),
                    format!("`{key}` is sold by `{owner}`, and this is about `{seller}`"),
                )
                .hint("name lots of its own, or leave them out");
            }
        }
    }

    /// Whether an option of the issue of lots is for a party to sell, where several sell and it is one of them.
    pub(crate) fn is_anothers_lot(&self, party: &str, issue: &str, option: &str) -> bool {
        let file = self.file;
        let Some(lots) = file.sale.lots.as_ref().filter(|lots| lots.issue == issue) else { return false };
        let sells = file.parties.get(party).is_some_and(|party| party.role == RoleWord::Seller);
        let lot = lots.parts.get(option).and_then(|parts| parts.first()).map_or(option, String::as_str);
        self.several_sell() && sells && lots.sellers.get(lot).unwrap_or(&file.sale.seller) != party
    }

    /// The lots that are worth more to a bidder together.
    pub(crate) fn together(&mut self, party: &PartyFile, here: &Path, ask: &Ask) -> Vec<Together> {
        let sets = party.together.iter().enumerate();
        sets.filter_map(|(i, set)| self.set_of_lots(set, party, &here.key("together").index(i), ask)).collect()
    }

    fn set_of_lots(&mut self, set: &TogetherFile, party: &PartyFile, here: &Path, ask: &Ask) -> Option<Together> {
        let file = self.file;
        let points = self.quantity(&set.points, &here.key("points"), ask);
        if party.role != RoleWord::Bidder || party.score.is_none() {
            self.complain(here, "only a bidder with a `score` has lots that are worth more together")
                .hint("leave `together` out, or give it a score sheet");
            return None;
        }
        let path = here.key("lots");
        self.check_unique(set.lots.iter().enumerate().map(|(i, lot)| (lot.as_str(), path.index(i))), "lot");
        if set.lots.len() < 2 {
            self.complain(&path, "several lots together are at least two")
                .hint("what one lot is worth stands in `score`");
        }
        let Some(lots) = &file.sale.lots else {
            self.complain(here, "the sale is not in lots").hint("add a table [sale.lots]");
            return None;
        };
        let options = file.sale.issues.get(&lots.issue)?.options.as_ref()?;
        let singles: Vec<&String> = options.keys().filter(|key| !lots.parts.contains_key(key.as_str())).collect();
        let mut bits = 0;
        for (i, key) in set.lots.iter().enumerate() {
            match singles.iter().position(|single| *single == key) {
                Some(place) if place < 64 => bits |= 1_u64 << place,
                Some(_) => {}
                None => {
                    let hint = suggestion(key, singles.iter().map(|key| key.as_str()));
                    self.complain(&path.index(i), format!("`{}` is no lot", shortened(key))).hint(hint);
                }
            }
        }
        Some(Together { lots: bits, points })
    }
}
