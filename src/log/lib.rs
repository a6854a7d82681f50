//! The append-only log file: frames, checks, recovery.
