//! What is agreed and what is sold, as everybody knows.
//!
//! An agreement is made in talks about a set of lots; an asset sold as a whole is one lot. Lots of a standing agreement are
//! promised: nobody else may agree on them until it falls. Talks go on about lots that are neither promised nor sold.

use crate::deal::Deal;
use crate::decree::Stage;
use crate::id::{SeatSet, TalksId};
use crate::units::Instant;

/// A deal that was agreed and has not closed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Agreement {
    /// In which talks.
    pub talks: TalksId,
    /// The terms.
    pub deal: Deal,
    /// The lots, one bit each.
    pub lots: u64,
    /// Since when.
    pub since: Instant,
    /// The seats that have signed.
    pub signatures: SeatSet,
    /// The seats that have refused to sign.
    pub refused: SeatSet,
    /// Whether all who must have signed.
    pub signed: bool,
    /// When it closes, once nothing stands in the way.
    pub closing: Option<Instant>,
}

impl Agreement {
    /// How far it has come.
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match (self.signed, self.closing) {
            (true, Some(_)) => Stage::Approved,
            (true, None) => Stage::Signed,
            (false, _) => Stage::Agreed,
        }
    }
}

/// What a closed sale was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ClosedSale {
    /// In which talks.
    pub talks: TalksId,
    /// The terms.
    pub deal: Deal,
    /// The lots, one bit each.
    pub lots: u64,
    /// When.
    pub at: Instant,
}

/// Agreements that stand and sales that closed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Sales {
    /// At most one for each pair of talks, in the order in which they were made.
    standing: Vec<Agreement>,
    /// The lots of standing agreements, one bit each.
    promised: u64,
    /// In the order in which they closed.
    closed: Vec<ClosedSale>,
    /// The lots that are sold, one bit each.
    sold: u64,
}

impl Sales {
    /// No agreement and no sale; room for one of each per pair of talks.
    pub(crate) fn none(talks: usize) -> Self {
        Self { standing: Vec::with_capacity(talks), closed: Vec::with_capacity(talks), promised: 0, sold: 0 }
    }

    pub(crate) fn reset(&mut self) {
        self.standing.clear();
        self.closed.clear();
        (self.promised, self.sold) = (0, 0);
    }

    /// The agreements that stand, the oldest first.
    #[must_use]
    #[inline]
    pub fn standing(&self) -> &[Agreement] {
        &self.standing
    }

    /// The agreement that was made in talks and stands.
    #[must_use]
    #[inline]
    pub fn of(&self, talks: TalksId) -> Option<&Agreement> {
        self.standing.iter().find(|agreement| agreement.talks == talks)
    }

    /// The sales that closed, in order.
    #[must_use]
    #[inline]
    pub fn closed(&self) -> &[ClosedSale] {
        &self.closed
    }

    /// The lots that are sold, one bit each.
    #[must_use]
    #[inline]
    pub const fn sold(&self) -> u64 {
        self.sold
    }

    /// The lots that are sold or promised, one bit each.
    #[must_use]
    #[inline]
    pub const fn taken(&self) -> u64 {
        self.sold | self.promised
    }

    pub(crate) fn of_mut(&mut self, talks: TalksId) -> Option<&mut Agreement> {
        self.standing.iter_mut().find(|agreement| agreement.talks == talks)
    }

    pub(crate) fn agree(&mut self, talks: TalksId, deal: Deal, lots: u64, since: Instant) {
        // Only a log of another program agrees twice in the same talks.
        self.fall(talks);
        let (signatures, refused) = (SeatSet::NONE, SeatSet::NONE);
        self.standing.push(Agreement { talks, deal, lots, since, signatures, refused, signed: false, closing: None });
        self.promised |= lots;
    }

    pub(crate) fn fall(&mut self, talks: TalksId) {
        self.standing.retain(|agreement| agreement.talks != talks);
        self.promised = self.standing.iter().fold(0, |lots, agreement| lots | agreement.lots);
    }

    pub(crate) fn close(&mut self, talks: TalksId, deal: Deal, lots: u64, at: Instant) {
        self.fall(talks);
        self.sold |= lots;
        self.closed.push(ClosedSale { talks, deal, lots, at });
    }

    /// A buyer's purchases come back on the market.
    pub(crate) fn give_back(&mut self, talks: TalksId) {
        self.closed.retain(|sale| sale.talks != talks);
        self.sold = self.closed.iter().fold(0, |lots, sale| lots | sale.lots);
    }

    /// Feeds all that it is into a sink, in a fixed order.
    pub(crate) fn feed(&self, sink: &mut impl FnMut(i64)) {
        sink(self.standing.len() as i64);
        for agreement in &self.standing {
            sink(i64::from(agreement.talks.0));
            agreement.deal.words().into_iter().for_each(&mut *sink);
            sink(agreement.since.0);
            sink(agreement.signatures.bits() as i64);
            sink(agreement.refused.bits() as i64);
            sink(agreement.closing.map_or(-1, |at| at.0) * 2 + i64::from(agreement.signed));
        }
        sink(self.closed.len() as i64);
        for sale in &self.closed {
            sink(i64::from(sale.talks.0));
            sale.deal.words().into_iter().for_each(&mut *sink);
            sink(sale.at.0);
        }
    }
}
