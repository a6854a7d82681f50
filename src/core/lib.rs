//! The rules of a forced sale, pure: parties, deals, decrees, commands, events, state, views.
