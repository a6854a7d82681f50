//! The commands, one file each: arguments in, exit code out.

mod advise;
mod backtest;
mod bisect;
mod bots;
mod branch;
mod check;
mod completions;
mod deals;
mod diff;
mod exit;
mod explain;
mod export;
mod family;
mod follow;
mod format;
mod graph;
mod head;
mod import;
mod input;
mod man;
mod merge;
mod new;
mod output;
mod play;
mod point;
mod program;
mod record;
mod recover;
#[cfg(test)]
mod reference_tests;
mod replay;
mod report;
mod rows;
mod run;
mod schema;
mod scripts;
mod seats;
mod seed;
mod shard;
mod show;
mod space;
mod sweep;
mod talks;
mod test;
mod theory;
mod tournament;
mod trace;
mod verify;

use clap::{CommandFactory, Parser, Subcommand};
use exit::{Done, Exit};
pub use output::Captured;
use std::ffi::OsString;
use std::process::ExitCode;

/// Simulate forced sales: negotiations under a legal order with a deadline.
///
/// Exit codes: 0 success, 1 a check or a test failed, 2 invalid input or arguments, 3 damaged log.
#[derive(Parser)]
#[command(name = "divest", version, max_term_width = 100)]
struct Cli {
    /// Colours: `auto` (on a terminal unless `NO_COLOR` is set), `always` or `never`.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, hide_possible_values = true)]
    color: output::Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Run(run::Args),
    Show(show::Args),
    Replay(replay::Args),
    Verify(verify::Args),
    Report(report::Args),
    Branch(branch::Args),
    Diff(diff::Args),
    Explain(explain::Args),
    Bisect(bisect::Args),
    Head(head::Args),
    Recover(recover::Args),
    Export(export::Args),
    Play(play::Args),
    Bots(bots::Args),
    Tournament(tournament::Args),
    Advise(advise::Args),
    Check(check::Args),
    Test(test::Args),
    Backtest(backtest::Args),
    Sweep(sweep::Args),
    Merge(merge::Args),
    New(new::Args),
    Deals(deals::Args),
    Trace(trace::Args),
    Theory(theory::Args),
    Import(import::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Reads the arguments and carries out the command.
pub fn main() -> ExitCode {
    execute(std::env::args_os()).into()
}

/// Carries out a command in this process and keeps what it prints instead of printing it. The first argument is the name of the
/// program. A command that starts threads of its own may still print from them.
pub fn captured<I>(arguments: I) -> Captured
where
    I: IntoIterator,
    I::Item: Into<OsString> + Clone,
{
    output::captured(|| execute(arguments))
}

/// Parses the arguments, carries out the command and complains where it fails.
fn execute<I>(arguments: I) -> Exit
where
    I: IntoIterator,
    I::Item: Into<OsString> + Clone,
{
    let command = match Cli::try_parse_from(arguments) {
        Ok(cli) => {
            output::choose_colors(cli.color);
            cli.command
        }
        Err(error) => return output::usage(&error),
    };
    carry_out(&command).unwrap_or_else(|failure| {
        output::complain(&failure);
        failure.exit
    })
}

fn carry_out(command: &Command) -> Done {
    match command {
        Command::Run(args) => run::run(args),
        Command::Show(args) => show::run(args),
        Command::Replay(args) => replay::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Report(args) => report::run(args),
        Command::Branch(args) => branch::run(args),
        Command::Diff(args) => diff::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Bisect(args) => bisect::run(args),
        Command::Head(args) => head::run(args),
        Command::Recover(args) => recover::run(args),
        Command::Export(args) => export::run(args),
        Command::Play(args) => play::run(args),
        Command::Bots(args) => bots::run(args),
        Command::Tournament(args) => tournament::run(args),
        Command::Advise(args) => advise::run(args),
        Command::Check(args) => check::run(args),
        Command::Test(args) => test::run(args),
        Command::Backtest(args) => backtest::run(args),
        Command::Sweep(args) => sweep::run(args),
        Command::Merge(args) => merge::run(args),
        Command::New(args) => new::run(args),
        Command::Deals(args) => deals::run(args),
        Command::Trace(args) => trace::run(args),
        Command::Theory(args) => theory::run(args),
        Command::Import(args) => import::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Completions(args) => completions::run(args, Cli::command()),
        Command::Man(args) => man::run(args, Cli::command()),
    }
}
