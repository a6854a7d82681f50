//! What an author writes becomes a scenario: parse, all faults at once, schema.
