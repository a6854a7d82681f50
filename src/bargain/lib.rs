//! How to negotiate: tactics, acceptance, offers.
