//! A scenario made ready for play: the tables that are worked out from its data once and that every run shares.

use crate::calendar::CalendarShape;
use crate::deal::{Deal, ISSUES_MAX, Issue, Sheet};
use crate::effect::Trigger;
use crate::id::SellerId;
use crate::id::{ChanceId, DecreeId, EffectId, GaugeId, IssueId, MotionId, OutcomeId, ReviewId, SeatId, SeatSet};
use crate::id::{SignalId, SlotId, SuitId, TalksId};
use crate::lots::sheet_of;
use crate::scenario::{
    Chance, Condition, Decree, Effect, Gauge, Motion, Outcome, Party, Review, Role, Setup, Signal, Slot, Suit,
    TalksSpec,
};
use crate::sellers::Sellers;

/// A scenario ready for play: checked data and the tables that every run shares.
#[derive(Clone, Debug)]
pub struct Scenario {
    setup: Setup,
    sheets: Vec<Option<Sheet>>,
    /// The places of the parties whose sheets the seed has a say in.
    drawn_sheets: Vec<usize>,
    calendar_shape: CalendarShape,
    /// What each trigger sets off, by trigger, in file order: effects before chances.
    reactions: Vec<Reaction>,
    /// The key of the trigger of each: every event is looked up, and numbers are compared at once.
    reaction_keys: Vec<u32>,
    /// For each kind of trigger where its reactions begin, and where the last kind's end.
    reaction_kinds: [usize; Trigger::KINDS + 1],
    /// For each issue, how many options there are; one on what is no issue.
    option_counts: [u16; ISSUES_MAX],
    /// Who has a veto over any deal, and who may sign it besides.
    vetoes: SeatSet,
    cosigners: SeatSet,
    /// Who may ever back a bid.
    backers: SeatSet,
    /// Who may ever be at the auction.
    at_the_auction: SeatSet,
    /// The talks that stand for the seller's own shareholders.
    spin_offs: Vec<TalksId>,
    /// Who sells what.
    sellers: Sellers,
    /// The decrees that a sale satisfies.
    pressing: Vec<DecreeId>,
    /// The outcomes that end a run as soon as they apply: those possible before a sale, and those possible after it.
    endings: [Vec<OutcomeId>; 2],
}

/// What a trigger sets off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reaction {
    /// An effect.
    Effect(EffectId),
    /// A chance that comes out some days later.
    Chance(ChanceId),
}

impl Scenario {
    /// Makes a scenario ready.
    ///
    /// # Panics
    /// If the setup breaks a bound that the reader of scenario files is to check: that is our bug.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        assert!(setup.sale.issues.len() <= ISSUES_MAX, "BUG: too many issues");
        assert!(setup.parties.len() + SeatId::FIRST_PARTY <= SeatSet::CAPACITY, "BUG: too many seats");
        assert!(setup.motions.len() <= 64, "BUG: too many motions");
        assert!(setup.opens < setup.closes, "BUG: closes before it opens");
        let last = setup.outcomes.last().expect("BUG: no outcome");
        assert!(last.when == Condition::default(), "BUG: the last outcome has a condition");
        let ready = |party: &Party| {
            let is_fixed = !party.has_drawn_sheet();
            let value = |q: crate::scenario::Quantity| q.fixed().expect("BUG: a drawn number on a fixed sheet");
            is_fixed.then(|| sheet_of(&setup, party, 0, value)).flatten()
        };
        let sheets = setup.parties.iter().map(ready).collect();
        let drawn_sheets = (0..setup.parties.len()).filter(|&place| setup.parties[place].has_drawn_sheet()).collect();
        let sellers = Sellers::of(&setup);
        let calendar_shape = CalendarShape::new(&setup);
        let effects = setup.effects.iter().enumerate();
        let effects = effects.map(|(i, effect)| (effect.trigger, Reaction::Effect(EffectId::at(i))));
        let chances = setup.chances.iter().enumerate();
        let chances = chances.filter_map(|(i, c)| Some((c.trigger?, Reaction::Chance(ChanceId::at(i)))));
        let mut reactions: Vec<(Trigger, Reaction)> = effects.chain(chances).collect();
        reactions.sort();
        let agree = |pair: &[(Trigger, Reaction)]| pair[0].0.cmp(&pair[1].0) == pair[0].0.key().cmp(&pair[1].0.key());
        assert!(reactions.windows(2).all(agree), "BUG: triggers and their keys are in different orders");
        let reaction_keys: Vec<u32> = reactions.iter().map(|(trigger, _)| trigger.key()).collect();
        let before = |kind: usize| reactions.partition_point(|(trigger, _)| trigger.kind() < kind);
        let reaction_kinds = std::array::from_fn(before);
        let reactions = reactions.into_iter().map(|(_, reaction)| reaction).collect();
        let option_count = |issue: usize| setup.sale.issues.get(issue).map_or(1, |issue| issue.option_count() as u16);
        let option_counts = std::array::from_fn(option_count);
        let vetoes = setup.sale.vetoes.iter().copied().collect();
        let cosigners = setup.sale.cosigners.iter().copied().collect();
        let holds = |seat: SeatId| {
            party_index(seat)
                .and_then(|index| setup.parties.get(index))
                .is_some_and(|party| party.role == Role::Holders)
        };
        let spin_offs = setup.sale.talks.iter().enumerate().filter(|(_, talks)| holds(talks.bidder));
        let spin_offs = spin_offs.map(|(i, _)| TalksId::at(i)).collect();
        let trustees = setup.parties.iter().enumerate().filter(|(_, party)| party.role == Role::Trustee);
        let trustees = trustees.map(|(i, _)| SeatId::at(SeatId::FIRST_PARTY + i));
        let auctioneer = setup.sale.auction.as_ref().map_or(SellerId(0), |auction| auction.seller);
        let at_auction = |place: &usize| sellers.of_talks()[*place] == auctioneer;
        let bidders = (0..setup.sale.talks.len()).filter(at_auction).map(|place| setup.sale.talks[place].bidder);
        let backers: SeatSet = setup.sale.backings.iter().map(|backing| backing.backer).collect();
        let at_the_auction =
            bidders.chain(backers.iter()).chain(trustees).chain([sellers.seats()[auctioneer.index()]]).collect();
        let pressing = setup.decrees.iter().enumerate().filter(|(_, decree)| decree.satisfied_by.is_some());
        let pressing = pressing.map(|(i, _)| DecreeId::at(i)).collect();
        let ends = |sold: bool| {
            let outcomes = setup.outcomes.iter().enumerate();
            let ends = outcomes.filter(|(_, o)| o.ends && o.when.sold.is_none_or(|needed| needed == sold));
            ends.map(|(i, _)| OutcomeId::at(i)).collect()
        };
        let endings = [ends(false), ends(true)];
        Self {
            setup,
            sheets,
            drawn_sheets,
            calendar_shape,
            reactions,
            reaction_keys,
            reaction_kinds,
            option_counts,
            vetoes,
            cosigners,
            backers,
            at_the_auction,
            spin_offs,
            sellers,
            pressing,
            endings,
        }
    }

    /// The scenario's data.
    #[must_use]
    pub const fn setup(&self) -> &Setup {
        &self.setup
    }

    /// The places of the parties whose sheets the seed has a say in.
    pub(crate) fn drawn_sheets(&self) -> &[usize] {
        &self.drawn_sheets
    }

    /// The outcomes that end a run as soon as they apply, but for those that a sale, or that there is none, rules out.
    pub(crate) fn endings(&self, is_sold: bool) -> &[OutcomeId] {
        &self.endings[usize::from(is_sold)]
    }

    /// How its calendar is laid out.
    #[must_use]
    pub const fn calendar_shape(&self) -> &CalendarShape {
        &self.calendar_shape
    }

    #[inline]
    pub(crate) const fn seller_tables(&self) -> &Sellers {
        &self.sellers
    }

    /// A party's score sheet, unless it has none or the seed has a say in it.
    #[must_use]
    pub fn fixed_sheet(&self, seat: SeatId) -> Option<&Sheet> {
        self.sheets[party_index(seat)?].as_ref()
    }

    /// Whether a deal chooses an option that exists on every issue, and nothing beyond.
    #[must_use]
    pub fn has_deal(&self, deal: &Deal) -> bool {
        // All sixteen are looked at: that takes fewer steps than to stop at the first that is wrong.
        deal.0.iter().zip(&self.option_counts).fold(true, |exists, (option, count)| exists & (option < count))
    }

    /// Who has a veto over any deal.
    #[must_use]
    pub const fn vetoes(&self) -> SeatSet {
        self.vetoes
    }

    /// Who may sign a deal besides those who must.
    #[must_use]
    pub const fn cosigners(&self) -> SeatSet {
        self.cosigners
    }

    /// Who may ever back a bid.
    #[must_use]
    pub const fn backers(&self) -> SeatSet {
        self.backers
    }

    /// Who may ever be at the auction: whoever sells, the bidders, and who may back them.
    #[must_use]
    pub const fn at_the_auction(&self) -> SeatSet {
        self.at_the_auction
    }

    /// Whether any trigger of the kind of this one sets something off.
    #[inline]
    pub(crate) const fn reacts_to_kind(&self, trigger: Trigger) -> bool {
        let kind = trigger.kind();
        self.reaction_kinds[kind] < self.reaction_kinds[kind + 1]
    }

    /// The places of what a trigger sets off; see [`Scenario::reaction`].
    #[must_use]
    pub fn reactions_to(&self, trigger: Trigger) -> std::ops::Range<usize> {
        let (key, kind) = (trigger.key(), trigger.kind());
        let (from, to) = (self.reaction_kinds[kind], self.reaction_kinds[kind + 1]);
        // Of one kind there are few, and of most kinds none.
        let of_kind = &self.reaction_keys[from..to];
        let before = of_kind.iter().take_while(|&&other| other < key).count();
        let count = of_kind[before..].iter().take_while(|&&other| other == key).count();
        from + before..from + before + count
    }

    /// What is set off at a place.
    #[must_use]
    pub fn reaction(&self, place: usize) -> Reaction {
        self.reactions[place]
    }

    /// Whether talks stand for the seller's own shareholders: nobody bargains there, the seller spins off.
    #[must_use]
    pub fn is_spin_off(&self, talks: TalksId) -> bool {
        self.spin_offs.contains(&talks)
    }

    /// The talks that stand for the seller's own shareholders.
    #[must_use]
    pub fn spin_offs(&self) -> &[TalksId] {
        &self.spin_offs
    }

    /// The decrees that a sale satisfies, so that their dates press for one.
    #[must_use]
    pub fn pressing(&self) -> &[DecreeId] {
        &self.pressing
    }

    /// How many seats there are, the clock's and nature's among them.
    #[must_use]
    pub fn seat_count(&self) -> usize {
        SeatId::FIRST_PARTY + self.setup.parties.len()
    }

    /// Every seat, the clock's and nature's first.
    pub fn seats(&self) -> impl Iterator<Item = SeatId> + use<> {
        (0..self.seat_count()).map(SeatId::at)
    }

    /// The party in a seat; `None` for the clock and nature.
    #[must_use]
    pub fn party(&self, seat: SeatId) -> Option<&Party> {
        self.setup.parties.get(party_index(seat)?)
    }

    /// The key of a seat.
    #[must_use]
    pub fn seat_key(&self, seat: SeatId) -> &str {
        match seat {
            SeatId::CLOCK => "clock",
            SeatId::NATURE => "nature",
            _ => self.party(seat).map_or("?", |party| &party.key),
        }
    }

    /// The seat with a key.
    #[must_use]
    pub fn seat_for_key(&self, key: &str) -> Option<SeatId> {
        self.seats().find(|&seat| self.seat_key(seat) == key)
    }
}

/// The place of a seat's party in the table of parties; `None` for the clock and nature.
#[must_use]
pub const fn party_index(seat: SeatId) -> Option<usize> {
    seat.index().checked_sub(SeatId::FIRST_PARTY)
}

macro_rules! tables {
    ($($name:ident($id:ty) -> $thing:ty = $($path:ident).+;)+) => {
        impl Scenario {$(
            #[doc = concat!("The entry of a [`", stringify!($id), "`] in its table.")]
            #[must_use]
            pub fn $name(&self, id: $id) -> &$thing {
                &self.setup.$($path).+[id.index()]
            }
        )+}
    };
}

tables! {
    decree(DecreeId) -> Decree = decrees;
    suit(SuitId) -> Suit = suits;
    motion(MotionId) -> Motion = motions;
    signal(SignalId) -> Signal = signals;
    gauge(GaugeId) -> Gauge = gauges;
    chance(ChanceId) -> Chance = chances;
    talks(TalksId) -> TalksSpec = sale.talks;
    issue(IssueId) -> Issue = sale.issues;
    review(ReviewId) -> Review = sale.reviews;
    slot(SlotId) -> Slot = slots;
    effect(EffectId) -> Effect = effects;
}

impl Scenario {
    /// The named way for the run to end.
    #[must_use]
    pub fn outcome(&self, id: OutcomeId) -> &Outcome {
        &self.setup.outcomes[id.index()]
    }
}
