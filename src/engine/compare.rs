//! Two logs against each other: what they have in common, and whether one is the other's parent.

use divest_log::{Opened, RawEntry};
use std::fmt;

/// How many entries two logs have in common from the first on: the same commands for the same reasons, with the same
/// events and states.
///
/// What the heads prove is taken for proven; the rest is compared frame by frame. Checks and heads hang on a log's own
/// header, so that two logs may tell the same and share none.
#[must_use]
pub fn common_entries(a: &Opened<'_>, b: &Opened<'_>) -> u64 {
    if a.log_id == b.log_id {
        return common_by_heads(a, b);
    }
    let most = a.entry_count().min(b.entry_count());
    let mut count = proven(a, b).max(proven(b, a)).min(most);
    while count < most && alike(a, b, count + 1) {
        count += 1;
    }
    count
}

/// In logs of one header equal heads mean that all before is equal too, so halving finds where they part.
fn common_by_heads(a: &Opened<'_>, b: &Opened<'_>) -> u64 {
    let (mut same, mut differ) = (0, a.entry_count().min(b.entry_count()) + 1);
    while differ - same > 1 {
        let middle = same + (differ - same) / 2;
        if a.point_after(middle) == b.point_after(middle) {
            same = middle;
        } else {
            differ = middle;
        }
    }
    same
}

/// How many entries a child's header says that it shares with a parent, if this is the parent.
fn proven(parent: &Opened<'_>, child: &Opened<'_>) -> u64 {
    child.header.parent.filter(|_| check_parent(child, parent).is_ok()).map_or(0, |named| named.entry)
}

fn alike(a: &Opened<'_>, b: &Opened<'_>, number: u64) -> bool {
    let (Some(a), Some(b)) = (a.entry(number), b.entry(number)) else { return false };
    let marks = |raw: &RawEntry<'_>| (raw.at, raw.state_digest, raw.event_count);
    marks(&a) == marks(&b)
        && a.frames().map(|f| (f.kind, f.version, f.payload)).eq(b.frames().map(|f| (f.kind, f.version, f.payload)))
}

/// Why a log is not the parent that another one names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotTheParent {
    /// The other names none.
    NoneNamed,
    /// It has fewer entries than the branch says that it had.
    TooShort {
        /// How many it must have.
        entry: u64,
    },
    /// Its head after that entry is another: it is another log, or it was edited.
    Head {
        /// The entry.
        entry: u64,
    },
    /// It has the head, and yet the branch tells an entry otherwise.
    Differs {
        /// The first such entry.
        entry: u64,
    },
}

impl fmt::Display for NotTheParent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoneNamed => f.write_str("this log is no branch: it names no parent"),
            Self::TooShort { entry } => {
                write!(f, "the branch leaves its parent after entry {entry}, and this log ends before")
            }
            Self::Head { entry } => {
                write!(
                    f,
                    "its head after entry {entry} is not the one that the branch names: another log, or an edited one"
                )
            }
            Self::Differs { entry } => write!(f, "the branch tells entry {entry} otherwise than its parent does"),
        }
    }
}

impl std::error::Error for NotTheParent {}

/// Whether a log is the parent that a branch names, and the branch tells their common entries alike.
///
/// # Errors
/// Why it is not.
pub fn check_parent(branch: &Opened<'_>, parent: &Opened<'_>) -> Result<(), NotTheParent> {
    let named = branch.header.parent.ok_or(NotTheParent::NoneNamed)?;
    let Some(point) = parent.point_after(named.entry) else {
        return Err(NotTheParent::TooShort { entry: named.entry });
    };
    if point != named {
        return Err(NotTheParent::Head { entry: named.entry });
    }
    match (1..=named.entry).find(|&number| !alike(branch, parent, number)) {
        Some(entry) => Err(NotTheParent::Differs { entry }),
        None => Ok(()),
    }
}
