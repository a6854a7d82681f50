//! The room for a deal: what a bot puts on the table of given talks, and what it agrees to.
//!
//! The talks allow it; nobody with a say objects to it, as far as objections stand; and it is what a decree with a date ahead
//! demands of a sale, so far as these talks have such terms at all.

use divest_core::View;
use divest_core::deal::{Deal, Sheet};
use divest_core::id::{IssueId, SellerId, TalksId};
use divest_core::objection::Objection;
use divest_core::units::Points;

/// What may stand in a deal of some talks.
pub(crate) struct Room<'a> {
    view: &'a View<'a>,
    talks: TalksId,
    seller: SellerId,
    objections: &'a [Objection],
    /// What decrees demand, the nearest date first.
    demands: Vec<(IssueId, &'a [u16])>,
    /// Whether everything may stand in it.
    is_open: bool,
}

impl<'a> Room<'a> {
    pub(crate) fn of(view: &'a View<'a>, talks: TalksId) -> Self {
        let seller = view.scenario().seller_of(talks);
        let objections = view.standing_objections();
        let mut room = Self { view, talks, seller, objections, demands: Vec::new(), is_open: false };
        let lots = view.scenario().setup().sale.lots.as_ref().map(|lots| lots.issue);
        let decrees = view.pressing_decrees(seller);
        let terms = decrees.filter_map(|decree| {
            let terms = view.scenario().decree(decree).satisfied_by.as_ref().filter(|terms| !terms.0.is_empty())?;
            Some((view.decree(decree).pressing_date(), terms))
        });
        let mut terms: Vec<_> = terms.collect();
        terms.sort_by_key(|(date, _)| *date);
        for (issue, options) in terms.into_iter().flat_map(|(_, terms)| &terms.0) {
            // Which lots are sold is for the seller to see to over all its deals.
            let can_be = options.iter().any(|&option| room.has(*issue, option));
            if Some(*issue) != lots && can_be {
                room.demands.push((*issue, options));
            }
        }
        room.is_open = room.demands.is_empty() && objections.is_empty() && view.allows_every_option(talks);
        room
    }

    /// Whether an option may stand in a deal.
    #[inline]
    pub(crate) fn has(&self, issue: IssueId, option: u16) -> bool {
        self.is_open || self.has_among_others(issue, option)
    }

    fn has_among_others(&self, issue: IssueId, option: u16) -> bool {
        self.view.allows_option(self.talks, issue, option)
            && (self.objections.is_empty() || !self.is_objected(issue, option))
            && self.demands.iter().all(|(on, options)| *on != issue || options.binary_search(&option).is_ok())
    }

    fn is_objected(&self, issue: IssueId, option: u16) -> bool {
        let own = self.objections.iter().filter(|objection| objection.seller == self.seller);
        own.into_iter().any(|objection| match (objection.over, objection.review) {
            (Some(over), _) => over == (issue, option),
            // Where only some terms need the review, these are what was objected to.
            (None, Some(review)) => {
                let needed = self.view.scenario().review(review).needed_for.0.first();
                needed.is_none_or(|(on, options)| *on == issue && options.binary_search(&option).is_ok())
            }
            (None, None) => true,
        })
    }

    /// Whether a deal may stand.
    pub(crate) fn has_deal(&self, sheet: &Sheet, deal: &Deal) -> bool {
        self.is_open || (0..sheet.issue_count()).map(IssueId::at).all(|issue| self.has(issue, deal.option(issue)))
    }

    /// The best that a deal may be worth; less than anything where there is no room for one.
    pub(crate) fn best(&self, sheet: &Sheet) -> Points {
        if self.is_open { sheet.best() } else { best_of(sheet, |issue, option| self.has(issue, option)) }
    }

    /// The best that a deal could be worth if nobody objected or demanded anything.
    pub(crate) fn best_without_objections(&self, sheet: &Sheet) -> Points {
        if self.view.allows_every_option(self.talks) {
            return sheet.best();
        }
        best_of(sheet, |issue, option| self.view.allows_option(self.talks, issue, option))
    }
}

fn best_of(sheet: &Sheet, may: impl Fn(IssueId, u16) -> bool) -> Points {
    let best = |issue: IssueId| {
        let best = sheet.ascending(issue).iter().rev().copied().find(|&option| may(issue, option));
        best.map(|option| sheet.points(issue, option).0)
    };
    Points((0..sheet.issue_count()).map(IssueId::at).map(best).sum::<Option<i64>>().unwrap_or(i64::MIN / 4))
}
