//! What may stand in a deal of given talks, which date presses a seller for one, and who else bids: defined once, for the
//! rules, the list of what is legal, bots, explanations and pages alike.

use crate::deal::Deal;
use crate::id::{DecreeId, IssueId, SellerId, TalksId};
use crate::rejection::Rejection;
use crate::rejection::TalksRejection;
use crate::state::{State, TalksStatus};
use crate::units::Instant;
use crate::view::View;

impl State {
    /// Whether an option may stand in a deal of these talks: their terms have it, and what lots are in it are their seller's
    /// and neither sold nor promised.
    #[must_use]
    #[inline]
    pub fn allows_option(&self, talks: TalksId, issue: IssueId, option: u16) -> bool {
        !self.is_taken(issue, option)
            && self.scenario.talks(talks).terms.allow_option(issue, option)
            && self.scenario.is_own_lot(talks, issue, option)
    }

    /// Whether every option may stand in a deal of these talks: their terms leave all open, and what is sold has no lots.
    #[must_use]
    pub fn allows_every_option(&self, talks: TalksId) -> bool {
        self.scenario.setup().sale.lots.is_none() && self.scenario.talks(talks).terms.0.is_empty()
    }

    /// The options of an issue that may stand in a deal of these talks, in the author's order.
    pub fn allowed_options(&self, talks: TalksId, issue: IssueId) -> impl Iterator<Item = u16> + '_ {
        let count = self.scenario.issue(issue).option_count() as u16;
        (0..count).filter(move |&option| self.allows_option(talks, issue, option))
    }

    /// Whether a deal may be made in these talks; its options must exist.
    ///
    /// # Errors
    /// The reason for which it may not.
    pub fn allows(&self, talks: TalksId, deal: &Deal) -> Result<(), Rejection> {
        self.for_sale_in(talks, deal)?;
        let refused = self.scenario.talks(talks).terms.first_refusal(deal);
        refused.map_or(Ok(()), |issue| Err(Rejection::Talks(TalksRejection::TermsNotAllowed { issue })))
    }

    /// The decree whose date presses a seller, or the trustee in its place, next for a sale, and the date: live, stopped by no
    /// court, and satisfied by a sale.
    #[must_use]
    pub fn pressing_deadline(&self, seller: SellerId) -> Option<(DecreeId, Instant)> {
        let (mut nearest, mut date) = (None, Instant::NEVER);
        for decree in self.pressing_decrees(seller) {
            if let Some(deadline) = self.decree(decree).pressing_date().filter(|deadline| *deadline < date) {
                (nearest, date) = (Some(decree), deadline);
            }
        }
        Some((nearest?, date))
    }

    /// The decrees with a date ahead that press a seller for a sale.
    pub fn pressing_decrees(&self, seller: SellerId) -> impl Iterator<Item = DecreeId> + '_ {
        let presses = move |decree: &DecreeId| {
            self.decree(*decree).pressing_date().is_some() && self.scenario.lies_on(*decree, seller)
        };
        self.scenario.pressing().iter().copied().filter(presses)
    }
}

impl<'a> View<'a> {
    /// Whether an option may stand in a deal of these talks.
    #[must_use]
    #[inline]
    pub fn allows_option(&self, talks: TalksId, issue: IssueId, option: u16) -> bool {
        self.state().allows_option(talks, issue, option)
    }

    /// Whether every option may stand in a deal of these talks.
    #[must_use]
    pub fn allows_every_option(&self, talks: TalksId) -> bool {
        self.state().allows_every_option(talks)
    }

    /// The options of an issue that may stand in a deal of these talks, in the author's order.
    pub fn allowed_options(&self, talks: TalksId, issue: IssueId) -> impl Iterator<Item = u16> + use<'a> {
        self.state().allowed_options(talks, issue)
    }

    /// Whether a deal may be made in these talks; its options must exist.
    ///
    /// # Errors
    /// The reason for which it may not.
    pub fn allows(&self, talks: TalksId, deal: &Deal) -> Result<(), Rejection> {
        self.state().allows(talks, deal)
    }

    /// The decree whose date presses a seller next for a sale, and the date.
    #[must_use]
    pub fn pressing_deadline(&self, seller: SellerId) -> Option<(DecreeId, Instant)> {
        self.state().pressing_deadline(seller)
    }

    /// The decrees with a date ahead that press a seller for a sale.
    pub fn pressing_decrees(&self, seller: SellerId) -> impl Iterator<Item = DecreeId> + use<'a> {
        self.state().pressing_decrees(seller)
    }

    /// The talks that are open.
    pub fn open_talks(&self) -> impl Iterator<Item = TalksId> + use<'a> {
        let state = self.state();
        (0..state.talks.len()).map(TalksId::at).filter(|&talks| state.talks(talks).status() == TalksStatus::Open)
    }

    /// How many bidders are in open talks with the seller of these talks, other than in these.
    #[must_use]
    pub fn open_rivals(&self, talks: TalksId) -> usize {
        let scenario = self.scenario();
        let seller = scenario.seller_of(talks);
        self.open_talks().filter(|&other| other != talks && scenario.seller_of(other) == seller).count()
    }
}
