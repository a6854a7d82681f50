//! `divest import`: files of other tools become files of ours.

mod domain;
mod log;

use super::Done;

/// Import files of other tools, or an exported log.
#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    from: From,
}

#[derive(clap::Subcommand)]
enum From {
    /// The lines that `divest export` wrote become the log that they came from, byte for byte.
    ///
    /// A line that was edited is refused with its number: the head in it is not the one that the lines lead to.
    Log(log::Args),
    /// A GENIUS domain and its profiles (XML) become a scenario.
    ///
    /// A deal is worth the sum of weight * evaluation / largest evaluation, as GENIUS computes it; weights are taken as they
    /// stand. The first profile sells, the second buys, any others must sign too.
    Genius(domain::Args),
    /// A GeniusWeb domain and its profiles (JSON) become a scenario.
    ///
    /// Linear additive spaces, with discrete or number utilities; the reservation bid's utility is the walk-away.
    Geniusweb(domain::Args),
    /// A NegMAS outcome space and its utility functions (JSON) become a scenario.
    ///
    /// Linear additive utility functions as Scenario.to_json writes them; values are weighted as they stand, not divided.
    Negmas(domain::Args),
}

pub fn run(args: &Args) -> Done {
    match &args.from {
        From::Log(args) => log::run(args),
        From::Genius(args) => domain::run(args, divest_import::genius),
        From::Geniusweb(args) => domain::run(args, divest_import::geniusweb),
        From::Negmas(args) => domain::run(args, divest_import::negmas),
    }
}
