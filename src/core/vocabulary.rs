//! The words of the rules, by subject: what may be commanded, what may happen, why a command is refused.

pub mod agreement;
pub mod auction;
pub mod chance;
pub mod conference;
pub mod consortium;
pub mod court;
pub mod decree;
pub mod review;
pub mod run;
pub mod talks;
pub mod world;

/// Makes each subject's enum convertible into the enum of all subjects.
macro_rules! gathers {
    ($Whole:ident: $($Subject:ident($Inner:ident)),+) => {$(
        impl From<$Inner> for $Whole {
            fn from(inner: $Inner) -> Self {
                Self::$Subject(inner)
            }
        }
    )+};
}
pub(crate) use gathers;
