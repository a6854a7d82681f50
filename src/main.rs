//! The command line of divest.
fn main() {}
