//! The vocabulary of reviews of agreed deals.

use crate::id::{IssueId, ReviewId, TalksId};
use crate::units::Instant;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Commands about reviews of agreed deals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReviewCommand {
    /// Approve the agreed deal.
    Approve {
        /// In which review.
        review: ReviewId,
        /// The talks in which the deal was agreed; `None`: the only deal under this review.
        talks: Option<TalksId>,
    },
    /// Block the agreed deal.
    Block {
        /// In which review.
        review: ReviewId,
        /// The talks in which the deal was agreed; `None`: the only deal under this review.
        talks: Option<TalksId>,
        /// The issue that stands in the way, if one does more than the rest.
        objection: Option<IssueId>,
    },
}

/// Events about reviews of agreed deals.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum ReviewEvent {
    /// An authority began to look at the deal.
    Opened {
        /// Which review.
        review: ReviewId,
        /// The talks in which the deal was agreed.
        talks: TalksId,
        /// When it is to decide.
        due: Instant,
    },
    /// An authority let the deal through.
    Approved {
        /// In which review.
        review: ReviewId,
        /// The talks in which the deal was agreed.
        talks: TalksId,
    },
    /// An authority stopped the deal.
    Blocked {
        /// In which review.
        review: ReviewId,
        /// The talks in which the deal was agreed.
        talks: TalksId,
        /// The issue that stood in the way.
        objection: Option<IssueId>,
    },
}

/// Rejections about reviews of agreed deals.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ReviewRejection {
    /// The deal needs no such review.
    NotNeeded,
    /// The review is decided.
    Decided,
    /// The objection names no issue of the sale.
    NoSuchIssue,
}

impl fmt::Display for ReviewRejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotNeeded => "the deal needs no such review",
            Self::Decided => "the review is decided",
            Self::NoSuchIssue => "the objection names no issue of the sale",
        })
    }
}
