//! Everything that is fixed before the first event: who sits at the table, what is for sale, what is ordered and when.
//!
//! [`Setup`] is plain data, put together and checked by whoever reads an author's file. [`Scenario`] is the same made
//! ready for play; its tables are looked up by the small ids of [`crate::id`].

use crate::chance::Distribution;
pub use crate::coalition::Merger;
use crate::conference::Conference;
pub use crate::courts::{Appeal, Motion, Relief, Suit};
use crate::deal::{Issue, SheetSpec, Terms};
pub use crate::decree::{Stage, Suspension};
use crate::effect::{Consequence, Trigger};
use crate::id::{DecreeId, GaugeId, SeatId, SeatSet, SlotId, TalksId};
pub use crate::lots::{Lots, Together};
pub use crate::ready::{Reaction, Scenario, party_index};
use crate::units::{Instant, SpanUnit};
use serde::{Deserialize, Serialize};

/// A number of the scenario: written down, or left to the seed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantity {
    /// The author's number.
    Fixed(i64),
    /// A number that nature draws before play.
    Drawn(SlotId),
}

impl Quantity {
    /// Whether the number was left to the seed.
    #[must_use]
    pub const fn is_drawn(&self) -> bool {
        matches!(self, Self::Drawn(_))
    }

    /// The author's number, if there is one.
    #[must_use]
    pub const fn fixed(&self) -> Option<i64> {
        match self {
            Self::Fixed(number) => Some(*number),
            Self::Drawn(_) => None,
        }
    }
}

/// A number that nature draws before play.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Slot {
    /// The path in the scenario file, such as `parties.oracle.walk_away`; the draw's address is `vary/` and this.
    pub key: String,
    /// How it is distributed.
    pub distribution: Distribution,
    /// Who learns the number before play: the party it belongs to, everybody, or nobody.
    pub audience: SeatSet,
}

/// The part that a party plays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Owns what must be sold.
    Seller,
    /// Is what must be sold.
    Target,
    /// Wants to buy.
    Bidder,
    /// May join a bid.
    Backer,
    /// Issues decrees and reviews deals.
    Authority,
    /// An authority of the seller's home.
    HomeAuthority,
    /// Rules on motions.
    Court,
    /// Has an interest and a voice, but no part in the sale.
    Partner,
    /// Publishes.
    Press,
    /// Sells in the seller's place once appointed.
    Trustee,
    /// Chairs a conference and wants nothing for itself.
    Mediator,
    /// The seller's own shareholders, who take what it spins off and are not asked.
    Holders,
}

/// Somebody at the table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Party {
    /// The key in the scenario file.
    pub key: String,
    /// The name for readers.
    pub name: String,
    /// The part it plays.
    pub role: Role,
    /// What it alone is told.
    pub brief: String,
    /// What deals are worth to it; `None` if it does not care.
    pub sheet: Option<SheetSpec>,
    /// Lots that are worth more to it together.
    pub together: Vec<Together>,
    /// The fewest points it accepts, before the world moves them.
    pub walk_away: Quantity,
    /// What a decree's enforcement leaves it: with it, `walk_away` is what it has while none is enforced, and what it
    /// accepts lies between the two; see `State::walk_away`.
    pub if_enforced: Option<Quantity>,
    /// How gauges move its walk-away.
    pub sways: Vec<Sway>,
    /// How it is played when nobody takes its seat.
    pub conduct: Conduct,
}

impl Party {
    /// Whether the seed has a say in its score sheet.
    #[must_use]
    pub fn has_drawn_sheet(&self) -> bool {
        let spec = self.sheet.as_ref();
        spec.is_some_and(SheetSpec::is_drawn) || self.together.iter().any(|together| together.points.is_drawn())
    }
}

/// A walk-away or probability that follows a gauge, in thousandths of a point (walk-away) or parts per million
/// (probability) for each point that the gauge stands above its start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sway {
    /// The gauge followed.
    pub gauge: GaugeId,
    /// The slope.
    pub per_point: Quantity,
}

/// How a bot plays a seat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conduct {
    /// Whether a bot plays it at all.
    pub kind: ConductKind,
    /// The exponent of the time-dependent concession, in thousandths: under 1000 concedes late, over 1000 early.
    pub exponent_milli: Quantity,
    /// The share conceded in the very first offer, in parts per million.
    pub opening_ppm: Quantity,
    /// How many points worse a mediator's text may well be to it at the start; 0 for none. It falls to 0.
    pub temperature: Quantity,
    /// Days from the start of talks to this party's own deadline, where no decree's comes first.
    pub patience_days: Quantity,
    /// Whether its time ends early enough before a decree's date for reviews and closing, instead of at the date itself.
    pub allows_for_closing: bool,
    /// Whether it goes to court only when no agreement stands (1) or in any case (0).
    pub sues_only_without_agreement: Quantity,
}

/// Who plays a seat when no person does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ConductKind {
    /// The bot for its role.
    Standard,
    /// Nobody: a silent seat never acts, and nature rules for a silent court.
    Silent,
    /// One of the family of bots.
    Tuned(crate::bot::BotSpec),
}

/// What is for sale and how a sale comes about.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Sale {
    /// What is sold, for readers.
    pub asset: String,
    /// Who sells, until a trustee does.
    pub seller: SeatId,
    /// The negotiable points.
    pub issues: Vec<Issue>,
    /// The bidders' talks with the seller.
    pub talks: Vec<TalksSpec>,
    /// How it falls into lots, if it does.
    pub lots: Option<Lots>,
    /// Who may back whom.
    pub backings: Vec<Backing>,
    /// Whose bid may be folded into whose.
    pub mergers: Vec<Merger>,
    /// Seats besides seller, bidder and its backers that are asked to sign.
    pub cosigners: Vec<SeatId>,
    /// How many of the cosigners must sign.
    pub cosigners_min: u8,
    /// The cosigners that must sign without fail.
    pub vetoes: Vec<SeatId>,
    /// Where all who are asked to sign bargain at one table, if they do.
    pub conference: Option<Conference>,
    /// How the asset may be auctioned, if it may.
    pub auction: Option<crate::auction::Auction>,
    /// The lots that are auctioned one after another; empty where all is auctioned at once.
    pub auction_lots: Vec<crate::auction::AuctionLot>,
    /// The approvals that a deal needs.
    pub reviews: Vec<Review>,
    /// Days from the last approval or signature to closing.
    pub closing_days: Quantity,
}

/// A bidder's talks with a seller.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TalksSpec {
    /// The key in the scenario file: the bidder's, unless the author gave another.
    pub key: String,
    /// Who bids.
    pub bidder: SeatId,
    /// Who sells, where there are several; `None`: the sale's seller.
    pub seller: Option<SeatId>,
    /// The day on which the bidder comes forward (days since 1970-01-01).
    pub enters_day: Quantity,
    /// Whether it comes forward at all: 1, or 0 for a rumour without substance.
    pub real: Quantity,
    /// The day from which its bargaining clock runs; before `enters_day` for talks that are far along.
    pub since_day: Quantity,
    /// Days that an answer takes.
    pub pace_days: Quantity,
    /// The terms that a deal in these talks must have: an option's price, an auction's floor, what a spin-off can be.
    pub terms: Terms,
    /// Who sells the asset if this bidder buys it and fails: a trustee; `None`: the seller, who gets it back.
    pub estate: Option<SeatId>,
}

/// A party that may join a bid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Backing {
    /// Who joins.
    pub backer: SeatId,
    /// Whose bid.
    pub talks: TalksId,
    /// Whether it joins only when the bidder has invited it.
    pub invited: bool,
    /// The first day on which it would (days since 1970-01-01).
    pub joins_day: Quantity,
    /// Whether it would at all: 1 or 0.
    pub real: Quantity,
}

/// An approval that a deal needs before it closes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Review {
    /// The key in the scenario file.
    pub key: String,
    /// Who decides.
    pub authority: SeatId,
    /// Whose deals it is about, where several sell; `None`: the sale's seller.
    pub seller: Option<SeatId>,
    /// Only deals with these terms need it; empty means every deal does.
    pub needed_for: Terms,
    /// Days from agreement to decision.
    pub days: Quantity,
    /// What it means when the authority does not answer.
    pub silence: Silence,
}

/// What an authority's silence means once its time is up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Silence {
    /// The deal goes on waiting.
    Waits,
    /// The deal counts as approved.
    Approves,
    /// The deal counts as blocked.
    Blocks,
}

/// What a decree does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DecreeKind {
    /// Forbids dealings from its date on.
    Prohibits,
    /// Demands a sale by its date.
    DemandsSale,
    /// Demands that the business be kept apart and whole until it is sold.
    HoldsSeparate,
}

/// A legal instrument.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decree {
    /// The key in the scenario file.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// Who issues it.
    pub issuer: SeatId,
    /// What it does.
    pub kind: DecreeKind,
    /// The day of issue (days since 1970-01-01); before the opening for one that is already out. `None`: only an
    /// effect or the issuer's own wish brings it.
    pub issue_day: Option<Quantity>,
    /// The decree that this one implements and falls with.
    pub implements: Option<DecreeId>,
    /// When it is due.
    pub deadline: Option<DeadlineSpec>,
    /// Days before the deadline at which everybody takes notice; 0 for none.
    pub warning_days: Quantity,
    /// How the deadline may be moved.
    pub extension: Option<Extension>,
    /// Who may suspend its enforcement.
    pub suspension: Option<Suspension>,
    /// What happens at the date: one of these, by weight.
    pub at_deadline: Vec<Step>,
    /// The terms under which a sale satisfies it; `None` if a sale does not.
    pub satisfied_by: Option<Terms>,
    /// How far such a sale must have come.
    pub satisfied_at: Stage,
}

/// When a decree is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DeadlineSpec {
    /// On a day (days since 1970-01-01).
    On(Quantity),
    /// A span after the order.
    After {
        /// How many units.
        count: Quantity,
        /// Which unit.
        unit: SpanUnit,
    },
}

/// How a deadline may be moved.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extension {
    /// Who decides.
    pub authority: SeatId,
    /// The most days over all extensions.
    pub days_max: Quantity,
    /// Days that the authority's bot grants while an agreement stands.
    pub when_agreed: Quantity,
    /// Days that it grants while talks go on.
    pub when_talking: Quantity,
    /// Days that it grants when nothing moves.
    pub when_idle: Quantity,
    /// Whether it may be granted once only, of whatever length.
    pub once: bool,
    /// How far a deal must have come for any extension; `None`: that does not matter.
    pub needs: Option<Stage>,
}

/// What may happen when a decree's date comes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step {
    /// What happens.
    pub kind: StepKind,
    /// How likely it is, in parts per million; the last step takes what the others leave.
    pub probability: Probability,
}

/// What happens when a decree's date has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepKind {
    /// The decree is enforced: the business is shut or seized.
    Enforce,
    /// Nobody acts, and the date is past.
    Lapse,
    /// The prohibition binds from now on.
    TakeForce,
    /// A trustee sells in the seller's place.
    AppointTrustee {
        /// Who is appointed.
        trustee: SeatId,
        /// For how many days.
        days: Quantity,
        /// What follows if it has not sold by then.
        then: TrusteeEnd,
    },
    /// Enforcement is suspended for so many days, after which the date comes once more.
    Suspend {
        /// For how many days.
        days: Quantity,
    },
}

/// What follows a trustee's failure.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TrusteeEnd {
    /// The decree is enforced.
    Enforce,
    /// The decree lapses.
    Lapse,
}

/// A probability that gauges and effects move; its number in the scenario's table is where effects find it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Probability {
    /// The place in the table of moved probabilities, so that two never share one.
    pub index: u8,
    /// Parts per million before anything moves it.
    pub base_ppm: Quantity,
    /// How gauges move it.
    pub sways: Vec<Sway>,
}

/// How a signal reaches the world.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignalKind {
    /// Said under one's own name.
    Statement,
    /// Told by nobody in particular: the source stays hidden.
    Leak,
    /// A business step: a contract, a product, a hire.
    Announcement,
}

/// Something that a seat may say or do in public, once.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Signal {
    /// The key in the scenario file.
    pub key: String,
    /// What is said, for readers.
    pub text: String,
    /// Who says it, or whose secret is out.
    pub author: SeatId,
    /// How it reaches the world.
    pub kind: SignalKind,
    /// The day on which the author's bot says it (days since 1970-01-01); `None`: only a person or a script does.
    pub on_day: Option<Quantity>,
    /// Whether the author's bot says it at all: 1 or 0.
    pub real: Quantity,
    /// How far the public believes it, in parts per million; moves are scaled by it.
    pub credibility_ppm: Quantity,
    /// What it moves.
    pub moves: Vec<(GaugeId, Quantity)>,
}

/// A bounded number that everybody sees.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Gauge {
    /// The key in the scenario file.
    pub key: String,
    /// The name for readers.
    pub name: String,
    /// The least it can be.
    pub min: i64,
    /// The most it can be.
    pub max: i64,
    /// Where it stands at the opening.
    pub start: Quantity,
}

/// A named random variable.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chance {
    /// The key in the scenario file.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// The day on which it is decided (days since 1970-01-01), or the days after its trigger.
    pub day: Quantity,
    /// What sets it off; `None`: it is decided on its day.
    pub trigger: Option<Trigger>,
    /// What may come of it.
    pub results: Vec<ChanceResult>,
}

/// What may come of a chance.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChanceResult {
    /// The key in the scenario file.
    pub key: String,
    /// The words for readers.
    pub text: String,
    /// How likely it is; the last result takes what the others leave.
    pub probability: Probability,
    /// What follows.
    pub then: Vec<Consequence>,
}

/// When something happens, something follows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effect {
    /// What happens.
    pub trigger: Trigger,
    /// What follows.
    pub then: Vec<Consequence>,
}

/// A named way for the run to end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The key in the scenario file.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// When it applies; an empty condition always does.
    pub when: Condition,
    /// Whether it ends the run as soon as it applies, rather than at the closing date.
    pub ends: bool,
    /// Whether history took it.
    pub historical: bool,
}

/// A condition on the state; all parts must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Condition {
    /// Whether a sale closed.
    pub sold: Option<bool>,
    /// One of these bought.
    pub buyers: Vec<SeatId>,
    /// One of these was in the bid that bought: a backer, or a bidder that had folded its own bid into it.
    pub joined: Vec<SeatId>,
    /// One of these had bought and failed.
    pub failed: Vec<SeatId>,
    /// Whether the auction failed.
    pub auction_failed: Option<bool>,
    /// The closed deal has these terms.
    pub terms: Terms,
    /// Each of these lots, by its option, went to one of these.
    pub lots: Vec<(u16, Vec<SeatId>)>,
    /// Each of these sellers has sold all its lots.
    pub sold_by: Vec<SeatId>,
    /// Each of these decrees has one of the statuses.
    pub decrees: Vec<(DecreeId, Vec<crate::decree::Status>)>,
}

/// A scenario as plain data, before it is made ready for play.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Setup {
    /// The name: the file's, without its ending.
    pub key: String,
    /// The title for readers.
    pub title: String,
    /// What everybody is told.
    pub brief: String,
    /// The currency for readers, such as `USD million`.
    pub currency: String,
    /// When play begins.
    pub opens: Instant,
    /// When play ends at the latest.
    pub closes: Instant,
    /// The numbers left to the seed, in file order.
    pub slots: Vec<Slot>,
    /// The parties; the seat of the first is [`SeatId::FIRST_PARTY`].
    pub parties: Vec<Party>,
    /// What is for sale.
    pub sale: Sale,
    /// The legal instruments.
    pub decrees: Vec<Decree>,
    /// The cases that may be brought.
    pub suits: Vec<Suit>,
    /// The motions that may be filed in them.
    pub motions: Vec<Motion>,
    /// What may be said.
    pub signals: Vec<Signal>,
    /// The gauges.
    pub gauges: Vec<Gauge>,
    /// The named random variables.
    pub chances: Vec<Chance>,
    /// What follows what.
    pub effects: Vec<Effect>,
    /// How it may end, the first that applies; the last applies always.
    pub outcomes: Vec<Outcome>,
    /// How many probabilities there are; [`Probability::index`] is below it.
    pub probability_count: u8,
}
