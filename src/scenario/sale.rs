//! Parties and the sale: seats, issues, talks and procedures.

use crate::compile::{Ask, Compiler};
use crate::document::Path;
use crate::file::{IssueFile, OptionWord, PartyFile, RangeFile, ReviewFile, RoleWord, SilenceWord, TalksFile};
use crate::structure::{shortened, suggestion};
use crate::value::{Drawn, Keyed, NUMBER_MAX, Whole};
use divest_core::conference::Conference;
use divest_core::deal::{Choice, Issue, IssueScore, NamedOption, OPTIONS_MAX, SheetSpec};
use divest_core::id::{SeatId, SeatSet, TalksId};
use divest_core::scenario::{Backing, Merger, Party, Quantity, Review, Role, Sale, Silence, TalksSpec};
use divest_core::units::Ppm;
use std::collections::BTreeMap;

/// The most knots of one issue on a score sheet.
const KNOTS_MAX: usize = 250;
/// Roles with talks: bidders, and the shareholders that receive a spin-off.
pub(crate) const BIDDERS: &[RoleWord] = &[RoleWord::Bidder, RoleWord::Holders];
pub(crate) const AUTHORITIES: &[RoleWord] = &[RoleWord::Authority, RoleWord::HomeAuthority];

impl RoleWord {
    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seller => "seller",
            Self::Target => "target",
            Self::Bidder => "bidder",
            Self::Backer => "backer",
            Self::Authority => "authority",
            Self::HomeAuthority => "home-authority",
            Self::Court => "court",
            Self::Partner => "partner",
            Self::Press => "press",
            Self::Trustee => "trustee",
            Self::Mediator => "mediator",
            Self::Holders => "holders",
        }
    }

    const fn role(self) -> Role {
        match self {
            Self::Seller => Role::Seller,
            Self::Target => Role::Target,
            Self::Bidder => Role::Bidder,
            Self::Backer => Role::Backer,
            Self::Authority => Role::Authority,
            Self::HomeAuthority => Role::HomeAuthority,
            Self::Court => Role::Court,
            Self::Partner => Role::Partner,
            Self::Press => Role::Press,
            Self::Trustee => Role::Trustee,
            Self::Mediator => Role::Mediator,
            Self::Holders => Role::Holders,
        }
    }
}

// --- parties

impl Compiler<'_> {
    pub(crate) fn parties(&mut self) -> Vec<Party> {
        let file = self.file;
        let top = Path::default().key("parties");
        self.check_seller_parties();
        if !file.parties.values().any(|party| party.role == RoleWord::Bidder) {
            self.complain(&top, "no party has the role bidder").hint("a sale needs at least one bidder").on_key();
        }
        for (key, party) in file.parties.iter() {
            let has_talks = file.sale.talks.iter().any(|(name, talks)| Self::bidder_key(name, talks) == key);
            if BIDDERS.contains(&party.role) && !has_talks {
                let who = if party.role == RoleWord::Bidder { "the bidder" } else { "the party of role holders" };
                self.complain(&top.key(key), format!("{who} `{key}` has no talks"))
                    .hint(format!("add a table [sale.talks.{key}]; it may be empty"))
                    .on_key();
            }
        }
        self.check_party_names();
        file.parties.iter().enumerate().map(|(i, (key, party))| self.party(i, key, party)).collect()
    }

    /// In a story only names are seen, so two parties of one name could not be told apart.
    fn check_party_names(&mut self) {
        let mut named: BTreeMap<&str, &str> = BTreeMap::new();
        for (key, party) in self.file.parties.iter() {
            let name = party.name.as_ref().unwrap_or(key).trim();
            let Some(first) = named.insert(name, key) else { continue };
            named.insert(name, first);
            let here = Path::default().key("parties").key(key);
            let (here, name) = match &party.name {
                Some(_) => (here.key("name"), name),
                None => (here, name),
            };
            self.complain(&here, format!("two parties are named \"{}\"", shortened(name)))
                .hint(format!("`{first}` has this name already; give each party a name of its own"));
        }
    }

    fn party(&mut self, index: usize, key: &str, party: &PartyFile) -> Party {
        let here = Path::default().key("parties").key(key);
        let own = SeatSet::only(SeatId::at(SeatId::FIRST_PARTY + index));
        let name = self.title(&here.key("name"), key, party.name.as_ref());
        self.check_brief(&here.key("brief"), &party.brief);
        let whole = Ask::WHOLE.seen_by(own);
        let sheet = party.score.as_ref().map(|score| self.sheet(key, score, &here.key("score"), &whole));
        let together = self.together(party, &here, &whole);
        let walk_away = self.quantity(&party.walk_away, &here.key("walk_away"), &whole);
        let if_enforced = party.if_enforced.as_ref().map(|left| self.quantity(left, &here.key("if_enforced"), &whole));
        if let Some(discount) = &party.discount {
            self.check_discount(discount, &here.key("discount"));
        }
        let sways = self.sways(&party.sways, &here.key("sways"), &Ask::SLOPE_OF_POINTS.seen_by(own));
        let conduct = self.conduct(&party.bot, &here.key("bot"), own);
        Party {
            key: key.to_owned(),
            name,
            role: party.role.role(),
            brief: party.brief.clone(),
            sheet,
            together,
            walk_away,
            if_enforced,
            sways,
            conduct,
        }
    }

    fn sheet(&mut self, party: &str, score: &Keyed<Keyed<Drawn<Whole>>>, path: &Path, ask: &Ask) -> SheetSpec {
        let file = self.file;
        for key in score.keys() {
            self.refer_by_key(&file.sale.issues, "issue", key, &path.key(key));
        }
        let none = Keyed::default();
        let scores = file.sale.issues.iter().map(|(key, issue)| {
            let here = path.key(key);
            let given = score.get(key);
            match (&issue.range, &issue.options) {
                (Some(_), Some(_)) => IssueScore::PerOption(Vec::new()),
                (Some(range), None) => self.knots(given.unwrap_or(&none), range, &here, ask),
                (None, Some(options)) => {
                    let keys: Vec<&str> = options.keys().map(String::as_str).collect();
                    // A seller need not say what it makes of another's lots: it has no part in them.
                    let others: Vec<&str> =
                        keys.iter().copied().filter(|option| self.is_anothers_lot(party, key, option)).collect();
                    self.points_per_option(given, &keys, &others, &here, ask)
                }
                (None, None) => IssueScore::PerOption(Vec::new()),
            }
        });
        SheetSpec(scores.collect())
    }

    fn points_per_option(
        &mut self,
        given: Option<&Keyed<Drawn<Whole>>>,
        keys: &[&str],
        may_lack: &[&str],
        path: &Path,
        ask: &Ask,
    ) -> IssueScore {
        let Some(given) = given else { return IssueScore::PerOption(vec![Quantity::Fixed(0); keys.len()]) };
        for key in given.keys().filter(|key| !keys.contains(&key.as_str())) {
            let hint = suggestion(key, keys.iter().copied());
            self.complain(&path.key(key), format!("no option `{}`", shortened(key))).hint(hint).on_key();
        }
        let missing: Vec<&str> =
            keys.iter().filter(|key| !given.contains_key(**key) && !may_lack.contains(key)).map(|key| &**key).collect();
        if !missing.is_empty() {
            let list = missing.iter().take(10).map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ");
            self.complain(path, format!("no points for {list}")).hint("say what each option is worth, if only 0");
        }
        let points = keys.iter().map(|key| match given.get(*key) {
            Some(points) => self.quantity(points, &path.key(key), ask),
            None => Quantity::Fixed(0),
        });
        IssueScore::PerOption(points.collect())
    }

    fn knots(&mut self, given: &Keyed<Drawn<Whole>>, range: &RangeFile, path: &Path, ask: &Ask) -> IssueScore {
        if given.len() > KNOTS_MAX {
            self.complain(path, format!("{} values, more than {KNOTS_MAX}", given.len()))
                .hint("points are linear between values");
            return IssueScore::Knots(Vec::new());
        }
        let mut knots = Vec::new();
        for (key, points) in given.iter() {
            let here = path.key(key);
            let Some(value) = key.parse::<i64>().ok().filter(|value| value.to_string() == *key) else {
                self.complain(&here, format!("`{}` is not a value of the range", shortened(key)))
                    .hint("points of a range stand at whole numbers, such as { 100 = 0, 900 = 50 }")
                    .on_key();
                continue;
            };
            if range.from <= range.to && !(range.from.0..=range.to.0).contains(&value) {
                self.complain(&here, "the value lies outside of the range")
                    .label(format!("the range goes from {} to {}", range.from.0, range.to.0))
                    .hint("points are level outside the values given")
                    .on_key();
            }
            knots.push((value, self.quantity(points, &here, ask)));
        }
        knots.sort_by_key(|&(value, _)| value);
        IssueScore::Knots(knots)
    }
}

// --- the sale

impl Compiler<'_> {
    pub(crate) fn sale(&mut self) -> Sale {
        let sale = &self.file.sale;
        let here = Path::default().key("sale");
        self.check_name(&here.key("asset"), &sale.asset);
        let seller = self.seat(&sale.seller, &here.key("seller"), &[RoleWord::Seller]);
        let closing_days = self.quantity(&sale.closing, &here.key("closing"), &Ask::DAYS);
        let (cosigners, cosigners_min) = self.cosigners(&here);
        let vetoes = self.vetoes(&here);
        let conference = self.conference(&here.key("conference"));
        if sale.issues.is_empty() {
            self.complain(&here.key("issues"), "nothing to bargain over")
                .hint("add a table such as [sale.issues.price]")
                .on_key();
        }
        let issues =
            sale.issues.iter().map(|(key, issue)| self.issue(key, issue, &here.key("issues").key(key))).collect();
        self.check_pairs();
        let talks = sale.talks.iter().filter_map(|(key, talks)| self.talks(key, talks, seller)).collect();
        let backings = self.backings(&here.key("backings"));
        let mergers = self.mergers(&here.key("mergers"));
        let reviews = sale.reviews.iter().map(|(key, review)| self.review(key, review)).collect();
        let auction = self.auction(&here.key("auction"));
        let auction_lots = self.auction_lots(&here.key("auction"));
        let lots = self.lots(&here.key("lots"));
        Sale {
            asset: sale.asset.clone(),
            seller: seller.unwrap_or(SeatId::CLOCK),
            issues,
            talks,
            lots,
            backings,
            mergers,
            cosigners,
            cosigners_min,
            vetoes,
            conference,
            auction,
            auction_lots,
            reviews,
            closing_days,
        }
    }

    fn cosigners(&mut self, here: &Path) -> (Vec<SeatId>, u8) {
        use RoleWord::{Authority, HomeAuthority, Partner, Press, Target, Trustee};
        let sale = &self.file.sale;
        let path = here.key("cosigners");
        self.check_unique(sale.cosigners.iter().enumerate().map(|(i, key)| (key.as_str(), path.index(i))), "cosigner");
        let fitting = [Target, Partner, Authority, HomeAuthority, Trustee, Press];
        let seats = sale.cosigners.iter().enumerate().filter_map(|(i, key)| self.seat(key, &path.index(i), &fitting));
        let seats: Vec<SeatId> = seats.collect();
        let count = sale.cosigners.len();
        let min = match sale.cosigners_min {
            None => count,
            Some(Whole(min)) => usize::try_from(min).ok().filter(|min| *min <= count).unwrap_or_else(|| {
                let hint = format!("from 0 to {count}, the number of cosigners");
                self.complain(&here.key("cosigners_min"), "that many cosigners cannot sign").hint(hint);
                0
            }),
        };
        (seats, u8::try_from(min).unwrap_or(u8::MAX))
    }

    fn vetoes(&mut self, here: &Path) -> Vec<SeatId> {
        let sale = &self.file.sale;
        let path = here.key("vetoes");
        self.check_unique(sale.vetoes.iter().enumerate().map(|(i, key)| (key.as_str(), path.index(i))), "veto");
        let mut seats = Vec::new();
        for (i, key) in sale.vetoes.iter().enumerate() {
            let place = sale.cosigners.iter().position(|cosigner| cosigner == key);
            if place.is_none() {
                let hint = suggestion(key, sale.cosigners.iter().map(String::as_str));
                self.complain(&path.index(i), format!("`{}` is not among the cosigners", shortened(key))).hint(hint);
            }
            // A party that does not exist is told where it stands among the cosigners.
            let party = place.and_then(|_| self.file.parties.get_index_of(key));
            seats.extend(party.map(|index| SeatId::at(SeatId::FIRST_PARTY + index)));
        }
        seats
    }

    fn conference(&mut self, here: &Path) -> Option<Conference> {
        let file = self.file.sale.conference.as_ref()?;
        let chair = match &file.chair {
            Some(key) => Some(self.seat(key, &here.key("chair"), &[RoleWord::Mediator])?),
            None => None,
        };
        if self.file.sale.talks.len() != 1 {
            self.complain(
                here,
                format!("a conference is about one bidder, and there are {}", self.file.sale.talks.len()),
            )
            .hint("leave one table in [sale.talks], or the conference out")
            .on_key();
        }
        let demands = self.file.sale.talks.iter().find(|(_, talks)| talks.terms.is_some());
        if let Some((key, _)) = demands {
            self.complain(
                &Path::default().key("sale").key("talks").key(key).key("terms"),
                "a conference is free in its terms",
            )
            .hint("leave `terms` out; preferences belong in a score sheet, a signature or a review")
            .on_key();
        }
        let bounded = |compiler: &mut Self, value: i64, key: &str, max: i64| {
            let number = u16::try_from(value).ok().filter(|_| (1..=max).contains(&value));
            if number.is_none() {
                let message = format!("{value} is out of bounds");
                compiler.complain(&here.key(key), message).hint(format!("a whole number from 1 to {max}"));
            }
            number.unwrap_or(1)
        };
        let pace_days = bounded(self, file.pace.0, "pace", 365);
        let rounds = bounded(self, file.rounds.0, "rounds", 1_000);
        Some(Conference { talks: TalksId::at(0), chair, pace_days, rounds })
    }

    fn issue(&mut self, key: &str, issue: &IssueFile, here: &Path) -> Issue {
        let name = self.title(&here.key("name"), key, issue.name.as_ref());
        let choice = match (&issue.range, &issue.options) {
            (Some(range), None) => self.range(range, &here.key("range")),
            (None, Some(options)) => {
                let path = here.key("options");
                if options.is_empty() || options.len() > OPTIONS_MAX {
                    let message = format!("{} options, and there must be from 1 to {OPTIONS_MAX}", options.len());
                    self.complain(&path, message).hint("such as { kept = \"kept by the seller\", sold = \"sold\" }");
                }
                for (key, name) in options.iter() {
                    self.check_name(&path.key(key), name);
                }
                let options = options.iter().map(|(key, name)| NamedOption { key: key.clone(), name: name.clone() });
                Choice::Options(options.collect())
            }
            _ => {
                self.complain(here, "an issue has either a `range` or `options`")
                    .hint("a range for whole numbers, options for named choices")
                    .on_key();
                Choice::Options(Vec::new())
            }
        };
        Issue { key: key.to_owned(), name, choice }
    }

    fn range(&mut self, range: &RangeFile, here: &Path) -> Choice {
        let (from, to, step) = (range.from.0, range.to.0, range.step.0);
        if !range.unit.is_empty() {
            self.check_name(&here.key("unit"), &range.unit);
        }
        let mut count = 1;
        if step < 1 {
            self.complain(&here.key("step"), "the step is not above zero")
                .hint("write how far neighbouring values lie apart");
        } else if to < from {
            self.complain(&here.key("to"), "the range ends before it begins")
                .label(format!("it begins at {from}"))
                .hint("write the least value first");
        } else if (to - from) % step != 0 {
            let near = to - (to - from) % step;
            self.complain(&here.key("to"), format!("steps of {step} from {from} do not reach {to}"))
                .hint(format!("end at {near} or {}", near + step));
        } else if (to - from) / step + 1 > OPTIONS_MAX as i64 {
            let values = (to - from) / step + 1;
            self.complain(&here.key("step"), format!("{values} values, more than {OPTIONS_MAX}"))
                .hint("take a larger step");
        } else {
            count = (to - from) / step + 1;
        }
        Choice::Range { from, step: step.max(1), count: u16::try_from(count).unwrap_or(1), unit: range.unit.clone() }
    }

    /// The options that a word of terms stands for.
    pub(crate) fn options(&mut self, issue: &IssueFile, word: &OptionWord, path: &Path) -> Vec<u16> {
        let text = match word {
            OptionWord::Value(Whole(value)) => value.to_string(),
            OptionWord::Key(key) => key.clone(),
        };
        let place = |index: usize| u16::try_from(index).unwrap_or(u16::MAX);
        if let Some(range) = &issue.range {
            let (first, last) = text.split_once("..").unwrap_or((&text, &text));
            let values = first.trim().parse::<i64>().ok().zip(last.trim().parse::<i64>().ok());
            let (from, to, step) = (range.from.0, range.to.0, range.step.0.max(1));
            let Some((first, last)) = values.filter(|(first, last)| from <= *first && first <= last && *last <= to)
            else {
                self.complain(path, format!("`{}` is not among the values of the range", shortened(&text)))
                    .hint(format!("a number from {from} to {to}, or a span such as \"{from}..{to}\""));
                return Vec::new();
            };
            let lowest = (first - from + step - 1) / step;
            let options: Vec<u16> =
                (lowest..=(last - from) / step).take(OPTIONS_MAX).map(|i| place(i as usize)).collect();
            if options.is_empty() {
                self.complain(path, "no value of the range lies here")
                    .hint(format!("values lie {step} apart, from {from}"));
            }
            return options;
        }
        let Some(options) = &issue.options else { return Vec::new() };
        if let Some(index) = options.get_index_of(&text) {
            return vec![place(index)];
        }
        let hint = suggestion(&text, options.keys().map(String::as_str));
        self.complain(path, format!("no option `{}`", shortened(&text))).hint(hint);
        Vec::new()
    }

    fn talks(&mut self, key: &str, talks: &TalksFile, seller: Option<SeatId>) -> Option<TalksSpec> {
        let here = Path::default().key("sale").key("talks").key(key);
        let bidder_key = Self::bidder_key(key, talks);
        let bidder_path = if talks.bidder.is_some() { here.key("bidder") } else { here.clone() };
        let bidder = self.bidder(bidder_key, talks, &bidder_path);
        let is_spin_off = self.file.parties.get(bidder_key).is_some_and(|party| party.role == RoleWord::Holders);
        let other = self.seller_named(talks.seller.as_ref(), &here.key("seller"));
        let seller = other.or(seller);
        // What concerns a spin-off is the seller's to know.
        let own = if is_spin_off { seller } else { bidder }.map_or(SeatSet::NONE, SeatSet::only);
        let date = Ask::DATE.seen_by(own);
        let terms = talks.terms.as_ref().map(|terms| self.terms(terms, &here.key("terms"))).unwrap_or_default();
        let owner = talks.seller.as_ref().unwrap_or(&self.file.sale.seller);
        self.check_own_lots(&terms, owner, &here.key("terms"));
        let estate = talks.estate.as_ref().map(|estate| self.seat(estate, &here.key("estate"), &[RoleWord::Trustee]));
        let enters_path = here.key("enters");
        let enters_day = match &talks.enters {
            Some(enters) => self.quantity(enters, &enters_path, &date),
            None => Quantity::Fixed(self.file.opens.0),
        };
        self.check_in_play(enters_day, &enters_path);
        let real = self.real(talks.real, &here.key("real"), own);
        let since_day = match &talks.since {
            Some(since) => self.quantity(since, &here.key("since"), &date),
            None => enters_day,
        };
        if talks.since.is_some() && self.reach(since_day).0 > self.reach(enters_day).1 {
            self.complain(&here.key("since"), "its clock starts after it has come forward")
                .hint("write a day before `enters`, or leave it out");
        }
        let pace_audience = seller.map_or(own, |seller| own.with(seller));
        let pace_days =
            self.quantity(&talks.pace, &here.key("pace"), &Ask::DAYS.between(1, 3_650).seen_by(pace_audience));
        Some(TalksSpec {
            key: key.to_owned(),
            bidder: bidder?,
            seller: other,
            enters_day,
            real,
            since_day,
            pace_days,
            terms,
            estate: estate.flatten(),
        })
    }

    fn backings(&mut self, path: &Path) -> Vec<Backing> {
        let file = self.file;
        let mut compiled = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (i, backing) in file.sale.backings.iter().enumerate() {
            let here = path.index(i);
            let backer = self.seat(&backing.backer, &here.key("backer"), &[RoleWord::Backer]);
            let talks = self.refer(&file.sale.talks, "bidder with talks", &backing.talks, &here.key("talks"));
            let own = backer.map_or(SeatSet::NONE, SeatSet::only);
            let joins_day = match &backing.joins {
                Some(joins) => self.quantity(joins, &here.key("joins"), &Ask::DATE.seen_by(own)),
                None => Quantity::Fixed(file.opens.0),
            };
            self.check_in_play(joins_day, &here.key("joins"));
            let real = self.real(backing.real, &here.key("real"), own);
            if !seen.insert((&backing.backer, &backing.talks)) {
                self.complain(&here.key("backer"), format!("`{}` backs `{}` twice", backing.backer, backing.talks))
                    .hint("one backing for each pair");
            }
            if let (Some(backer), Some(talks)) = (backer, talks) {
                let (talks, invited) = (TalksId::at(talks), backing.invited);
                compiled.push(Backing { backer, talks, invited, joins_day, real });
            }
        }
        compiled
    }

    fn mergers(&mut self, path: &Path) -> Vec<Merger> {
        let file = self.file;
        let mut compiled = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for (i, merger) in file.sale.mergers.iter().enumerate() {
            let here = path.index(i);
            let (bidder_path, into_path) = (here.key("bidder"), here.key("into"));
            let sides = [(&merger.bidder, &bidder_path), (&merger.into, &into_path)].map(|(key, path)| {
                let seat = self.seat(key, path, &[RoleWord::Bidder])?;
                let talks = self.refer(&file.sale.talks, "bidder with talks", key, path)?;
                Some((seat, TalksId::at(talks)))
            });
            let own = sides[0].map_or(SeatSet::NONE, |(seat, _)| SeatSet::only(seat));
            let both = sides[1].map_or(own, |(seat, _)| own.with(seat));
            let brings =
                self.quantity(&merger.brings, &here.key("brings"), &Ask::WHOLE.between(0, NUMBER_MAX).seen_by(both));
            let share = self.count(&merger.share, &here.key("share"), &Ask::PROBABILITY).unwrap_or(0);
            let from_day = match &merger.from {
                Some(from) => self.quantity(from, &here.key("from"), &Ask::DATE.seen_by(own)),
                None => Quantity::Fixed(file.opens.0),
            };
            self.check_in_play(from_day, &here.key("from"));
            let real = self.real(merger.real, &here.key("real"), own);
            if merger.bidder == merger.into {
                self.complain(&into_path, "a bid is not folded into itself").hint("name another bidder");
            } else if !seen.insert((&merger.bidder, &merger.into)) {
                let message = format!("`{}` may fold its bid into that of `{}` twice", merger.bidder, merger.into);
                self.complain(&bidder_path, message).hint("one merger for each pair");
            }
            if let [Some((_, talks)), Some((_, into))] = sides {
                compiled.push(Merger { talks, into, from_day, real, brings, share: Ppm::clamped(share) });
            }
        }
        compiled
    }

    fn review(&mut self, key: &str, review: &ReviewFile) -> Review {
        let here = Path::default().key("sale").key("reviews").key(key);
        let authority = self.seat(&review.authority, &here.key("authority"), AUTHORITIES);
        if review.seller.is_none() && self.several_sell() {
            let hint = format!(
                "add `seller = \"{}\"`; another seller's deals need a review of their own",
                self.file.sale.seller
            );
            self.complain(&here, "with several sellers a review must name the seller of its deals").hint(hint).on_key();
        }
        let seller = self.seller_named(review.seller.as_ref(), &here.key("seller"));
        let needed_for = self.terms(&review.needed_for, &here.key("needed_for"));
        if let Some(key) = &review.seller {
            self.check_own_lots(&needed_for, key, &here.key("needed_for"));
        }
        Review {
            key: key.to_owned(),
            authority: authority.unwrap_or(SeatId::CLOCK),
            seller,
            needed_for,
            days: self.quantity(&review.takes, &here.key("takes"), &Ask::DAYS),
            silence: match review.silence {
                SilenceWord::Waits => Silence::Waits,
                SilenceWord::Approves => Silence::Approves,
                SilenceWord::Blocks => Silence::Blocks,
            },
        }
    }
}
