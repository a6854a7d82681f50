//! Words for what happened: sentences, timelines, tables.
