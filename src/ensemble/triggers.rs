//! Everything that can happen in a scenario and set something off, each with a place in one table.

use divest_core::chance::ResultId;
use divest_core::command::AppealDecision;
use divest_core::effect::Trigger;
use divest_core::id::{ChanceId, EffectId};
use divest_core::scenario::Scenario;

/// What happens, without what it happens to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Kind {
    DecreeIssued,
    DeadlineNeared,
    DeadlineExtended,
    ExtensionDenied,
    DeadlinePassed,
    DecreeTookForce,
    DecreeEnforced,
    DecreeLapsed,
    DecreeRevoked,
    DecreeSatisfied,
    DecreeEnjoined,
    InjunctionLifted,
    TrusteeAppointed,
    TalksOpened,
    TalksEnded,
    BidJoined,
    BidLeft,
    TermsAgreed,
    DealSigned,
    AgreementDropped,
    DealApproved,
    DealBlocked,
    SuitFiled,
    MotionFiled,
    MotionGranted,
    MotionDenied,
    AppealAffirmed,
    AppealReversed,
    SignalMade,
    EnforcementSuspended,
    DecreeAnnulled,
    SpinOffPlanned,
    DealClosed,
    BuyerFailed,
    AuctionOpened,
    AuctionWon,
    AuctionFailed,
    BidMerged,
    LotSold,
    ChanceResolved,
}

/// How many kinds there are.
const KIND_COUNT: usize = Kind::ChanceResolved as usize + 1;

/// The kind of a trigger and what it happens to. Every variant is named: a new one does not compile until it has a kind.
fn split(trigger: Trigger) -> (Kind, usize) {
    match trigger {
        Trigger::DecreeIssued(id) => (Kind::DecreeIssued, id.index()),
        Trigger::DeadlineNeared(id) => (Kind::DeadlineNeared, id.index()),
        Trigger::DeadlineExtended(id) => (Kind::DeadlineExtended, id.index()),
        Trigger::ExtensionDenied(id) => (Kind::ExtensionDenied, id.index()),
        Trigger::DeadlinePassed(id) => (Kind::DeadlinePassed, id.index()),
        Trigger::DecreeTookForce(id) => (Kind::DecreeTookForce, id.index()),
        Trigger::DecreeEnforced(id) => (Kind::DecreeEnforced, id.index()),
        Trigger::DecreeLapsed(id) => (Kind::DecreeLapsed, id.index()),
        Trigger::DecreeRevoked(id) => (Kind::DecreeRevoked, id.index()),
        Trigger::DecreeSatisfied(id) => (Kind::DecreeSatisfied, id.index()),
        Trigger::DecreeEnjoined(id) => (Kind::DecreeEnjoined, id.index()),
        Trigger::InjunctionLifted(id) => (Kind::InjunctionLifted, id.index()),
        Trigger::TrusteeAppointed(id) => (Kind::TrusteeAppointed, id.index()),
        Trigger::TalksOpened(id) => (Kind::TalksOpened, id.index()),
        Trigger::TalksEnded(id) => (Kind::TalksEnded, id.index()),
        Trigger::BidJoined(id) => (Kind::BidJoined, id.index()),
        Trigger::BidLeft(id) => (Kind::BidLeft, id.index()),
        Trigger::TermsAgreed(id) => (Kind::TermsAgreed, id.index()),
        Trigger::DealSigned(id) => (Kind::DealSigned, id.index()),
        Trigger::AgreementDropped(id) => (Kind::AgreementDropped, id.index()),
        Trigger::DealApproved(id) => (Kind::DealApproved, id.index()),
        Trigger::DealBlocked(id) => (Kind::DealBlocked, id.index()),
        Trigger::SuitFiled(id) => (Kind::SuitFiled, id.index()),
        Trigger::MotionFiled(id) => (Kind::MotionFiled, id.index()),
        Trigger::MotionGranted(id) => (Kind::MotionGranted, id.index()),
        Trigger::MotionDenied(id) => (Kind::MotionDenied, id.index()),
        Trigger::AppealDecided(id, AppealDecision::Affirmed) => (Kind::AppealAffirmed, id.index()),
        Trigger::AppealDecided(id, AppealDecision::Reversed) => (Kind::AppealReversed, id.index()),
        Trigger::SignalMade(id) => (Kind::SignalMade, id.index()),
        Trigger::EnforcementSuspended(id) => (Kind::EnforcementSuspended, id.index()),
        Trigger::DecreeAnnulled(id) => (Kind::DecreeAnnulled, id.index()),
        Trigger::SpinOffPlanned(id) => (Kind::SpinOffPlanned, id.index()),
        Trigger::DealClosed(id) => (Kind::DealClosed, id.index()),
        Trigger::BuyerFailed(id) => (Kind::BuyerFailed, id.index()),
        Trigger::AuctionOpened => (Kind::AuctionOpened, 0),
        Trigger::AuctionWon(id) => (Kind::AuctionWon, id.index()),
        Trigger::AuctionFailed => (Kind::AuctionFailed, 0),
        Trigger::BidMerged(id) => (Kind::BidMerged, id.index()),
        Trigger::LotSold(id) => (Kind::LotSold, id.index()),
        Trigger::ChanceResolved(ResultId { chance, index }) => {
            (Kind::ChanceResolved, chance.index() * RESULTS_MAX + usize::from(index))
        }
    }
}

/// The most results of one chance: places are kept for that many.
const RESULTS_MAX: usize = 256;

/// The table of what can happen.
#[derive(Clone, Debug)]
pub struct Triggers {
    /// Where each kind begins.
    starts: [usize; KIND_COUNT],
    /// Where each chance's results begin.
    chances: Vec<usize>,
    names: Vec<(&'static str, String)>,
}

impl Triggers {
    /// The table of a scenario.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let mut table = Self { starts: [0; KIND_COUNT], chances: Vec::new(), names: Vec::new() };
        let setup = scenario.setup();
        let decrees: Vec<&str> = setup.decrees.iter().map(|decree| decree.key.as_str()).collect();
        let talks: Vec<&str> = setup.sale.talks.iter().map(|talks| talks.key.as_str()).collect();
        let seats: Vec<&str> = scenario.seats().map(|seat| scenario.seat_key(seat)).collect();
        let reviews: Vec<&str> = setup.sale.reviews.iter().map(|review| review.key.as_str()).collect();
        let suits: Vec<&str> = setup.suits.iter().map(|suit| suit.key.as_str()).collect();
        let motions: Vec<&str> = setup.motions.iter().map(|motion| motion.key.as_str()).collect();
        let signals: Vec<&str> = setup.signals.iter().map(|signal| signal.key.as_str()).collect();
        let kinds: [(Kind, &'static str, &[&str]); KIND_COUNT - 1] = [
            (Kind::DecreeIssued, "decree-issued", &decrees),
            (Kind::DeadlineNeared, "deadline-neared", &decrees),
            (Kind::DeadlineExtended, "deadline-extended", &decrees),
            (Kind::ExtensionDenied, "extension-denied", &decrees),
            (Kind::DeadlinePassed, "deadline-passed", &decrees),
            (Kind::DecreeTookForce, "decree-took-force", &decrees),
            (Kind::DecreeEnforced, "decree-enforced", &decrees),
            (Kind::DecreeLapsed, "decree-lapsed", &decrees),
            (Kind::DecreeRevoked, "decree-revoked", &decrees),
            (Kind::DecreeSatisfied, "decree-satisfied", &decrees),
            (Kind::DecreeEnjoined, "decree-enjoined", &decrees),
            (Kind::InjunctionLifted, "injunction-lifted", &decrees),
            (Kind::TrusteeAppointed, "trustee-appointed", &decrees),
            (Kind::TalksOpened, "talks-opened", &talks),
            (Kind::TalksEnded, "talks-ended", &talks),
            (Kind::BidJoined, "bid-joined", &seats),
            (Kind::BidLeft, "bid-left", &seats),
            (Kind::TermsAgreed, "terms-agreed", &talks),
            (Kind::DealSigned, "deal-signed", &talks),
            (Kind::AgreementDropped, "agreement-dropped", &talks),
            (Kind::DealApproved, "deal-approved", &reviews),
            (Kind::DealBlocked, "deal-blocked", &reviews),
            (Kind::SuitFiled, "suit-filed", &suits),
            (Kind::MotionFiled, "motion-filed", &motions),
            (Kind::MotionGranted, "motion-granted", &motions),
            (Kind::MotionDenied, "motion-denied", &motions),
            (Kind::AppealAffirmed, "appeal-affirmed", &motions),
            (Kind::AppealReversed, "appeal-reversed", &motions),
            (Kind::SignalMade, "signal-made", &signals),
            (Kind::EnforcementSuspended, "enforcement-suspended", &decrees),
            (Kind::DecreeAnnulled, "decree-annulled", &decrees),
            (Kind::SpinOffPlanned, "spin-off-planned", &talks),
            (Kind::DealClosed, "deal-closed", &talks),
            (Kind::BuyerFailed, "buyer-failed", &talks),
            (Kind::AuctionOpened, "auction-opened", &["any"]),
            (Kind::AuctionWon, "auction-won", &talks),
            (Kind::AuctionFailed, "auction-failed", &["any"]),
            (Kind::BidMerged, "bid-merged", &talks),
            (Kind::LotSold, "lot-sold", &talks),
        ];
        for (kind, word, keys) in kinds {
            table.starts[kind as usize] = table.names.len();
            table.names.extend(keys.iter().map(|key| (word, (*key).to_owned())));
        }
        table.starts[Kind::ChanceResolved as usize] = table.names.len();
        for chance in &setup.chances {
            table.chances.push(table.names.len());
            let results = chance.results.iter().map(|result| ("chance", format!("{}.{}", chance.key, result.key)));
            table.names.extend(results);
        }
        table
    }

    /// How many things can happen.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether nothing can happen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The place of a trigger.
    #[must_use]
    pub fn place(&self, trigger: Trigger) -> usize {
        match split(trigger) {
            (Kind::ChanceResolved, index) => self.chances[index / RESULTS_MAX] + index % RESULTS_MAX,
            (kind, index) => self.starts[kind as usize] + index,
        }
    }

    /// What happens at a place: its word, and the key of what it happens to.
    #[must_use]
    pub fn name(&self, place: usize) -> (&'static str, &str) {
        let (word, key) = &self.names[place];
        (word, key)
    }

    /// The place of what sets off an effect.
    #[must_use]
    pub fn of_effect(&self, scenario: &Scenario, effect: EffectId) -> usize {
        self.place(scenario.effect(effect).trigger)
    }

    /// The place of a chance's result.
    #[must_use]
    pub fn of_chance(&self, chance: ChanceId, index: u8) -> usize {
        self.place(Trigger::ChanceResolved(ResultId { chance, index }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::shipped;
    use divest_core::id::{DecreeId, MotionId, ReviewId, SeatId, SignalId, SuitId, TalksId};
    use std::collections::BTreeSet;

    /// One trigger of each kind.
    fn samples() -> [Trigger; KIND_COUNT] {
        [
            Trigger::DecreeIssued(DecreeId(0)),
            Trigger::DeadlineNeared(DecreeId(0)),
            Trigger::DeadlineExtended(DecreeId(0)),
            Trigger::ExtensionDenied(DecreeId(0)),
            Trigger::DeadlinePassed(DecreeId(0)),
            Trigger::DecreeTookForce(DecreeId(0)),
            Trigger::DecreeEnforced(DecreeId(0)),
            Trigger::DecreeLapsed(DecreeId(0)),
            Trigger::DecreeRevoked(DecreeId(0)),
            Trigger::DecreeSatisfied(DecreeId(0)),
            Trigger::DecreeEnjoined(DecreeId(0)),
            Trigger::InjunctionLifted(DecreeId(0)),
            Trigger::TrusteeAppointed(DecreeId(0)),
            Trigger::TalksOpened(TalksId(0)),
            Trigger::TalksEnded(TalksId(0)),
            Trigger::BidJoined(SeatId(2)),
            Trigger::BidLeft(SeatId(2)),
            Trigger::TermsAgreed(TalksId(0)),
            Trigger::DealSigned(TalksId(0)),
            Trigger::AgreementDropped(TalksId(0)),
            Trigger::DealApproved(ReviewId(0)),
            Trigger::DealBlocked(ReviewId(0)),
            Trigger::SuitFiled(SuitId(0)),
            Trigger::MotionFiled(MotionId(0)),
            Trigger::MotionGranted(MotionId(0)),
            Trigger::MotionDenied(MotionId(0)),
            Trigger::AppealDecided(MotionId(0), AppealDecision::Affirmed),
            Trigger::AppealDecided(MotionId(0), AppealDecision::Reversed),
            Trigger::SignalMade(SignalId(0)),
            Trigger::EnforcementSuspended(DecreeId(0)),
            Trigger::DecreeAnnulled(DecreeId(0)),
            Trigger::SpinOffPlanned(TalksId(0)),
            Trigger::DealClosed(TalksId(0)),
            Trigger::BuyerFailed(TalksId(0)),
            Trigger::AuctionOpened,
            Trigger::AuctionWon(TalksId(0)),
            Trigger::AuctionFailed,
            Trigger::BidMerged(TalksId(0)),
            Trigger::LotSold(TalksId(0)),
            Trigger::ChanceResolved(ResultId { chance: ChanceId(1), index: 1 }),
        ]
    }

    #[test]
    fn every_trigger_has_a_place_of_its_own_under_its_word() {
        let scenario = shipped("tiktok-2020").scenario;
        let table = Triggers::new(&scenario);
        let places: BTreeSet<usize> = samples().into_iter().map(|trigger| table.place(trigger)).collect();
        assert_eq!(places.len(), KIND_COUNT);
        assert!(places.iter().all(|&place| place < table.len()));
        let words: BTreeSet<&str> = places.iter().map(|&place| table.name(place).0).collect();
        assert_eq!(words.len(), KIND_COUNT);
        for (index, effect) in scenario.setup().effects.iter().enumerate() {
            assert_eq!(table.of_effect(&scenario, EffectId::at(index)), table.place(effect.trigger));
        }
    }
}
