//! The reference in docs/cli.md, held against the definitions that the program itself uses.

use super::Cli;
use clap::{Arg, Command, CommandFactory};
use std::fmt::Write as _;
use std::fs;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/cli.md");

/// Everything behind this line is generated.
const MARK: &str = "## Reference\n";

#[test]
fn the_reference_lists_every_command_and_option() {
    let page = fs::read_to_string(PAGE).expect("docs/cli.md can be read");
    let (before, reference) = page.split_once(MARK).expect("docs/cli.md has a section `Reference`");
    let mut cli = Cli::command();
    // Sets the full names of subcommands for their usage lines.
    cli.build();
    let mut expected = String::from("\n");
    for command in commands(&cli) {
        section(&mut expected, command.clone());
    }
    let expected = expected.trim_end().to_owned() + "\n";
    if std::env::var_os("INSTA_UPDATE").is_some_and(|update| update == "always") {
        fs::write(PAGE, format!("{before}{MARK}{expected}")).expect("docs/cli.md can be written");
        return;
    }
    assert!(
        reference == expected,
        "docs/cli.md: the reference is out of date; `just accept` writes it. Expected:\n{expected}"
    );
}

/// The commands that do something, in order; `help` is left out.
fn commands(command: &Command) -> Vec<&Command> {
    let inner: Vec<&Command> = command.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
    if inner.is_empty() { vec![command] } else { inner.into_iter().flat_map(commands).collect() }
}

fn section(text: &mut String, mut command: Command) {
    let name = command.get_bin_name().unwrap_or(command.get_name()).to_owned();
    let about = command.get_long_about().or(command.get_about()).expect("every command says what it does").to_string();
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let mut about = about.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    // Clap takes the full stop from a single line.
    if !about.ends_with('.') {
        about.push('.');
    }
    let _ = write!(text, "### {name}\n\n{about}\n\n    {usage}\n\n| argument | meaning |\n|---|---|\n");
    for arg in command.get_arguments().filter(|arg| !["help", "version"].contains(&arg.get_id().as_str())) {
        let help = arg.get_long_help().or(arg.get_help()).expect("every argument says what it does").to_string();
        let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ =
            writeln!(text, "| `{}` | {}{} |", spelled(arg).replace('|', "\\|"), help.replace('|', "\\|"), limits(arg));
    }
    text.push('\n');
}

/// An argument as it is typed.
fn spelled(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default().join(" ");
    let takes_value = arg.get_action().takes_values();
    match (arg.get_long(), takes_value) {
        (Some(long), true) => format!("--{long} {names}"),
        (Some(long), false) => format!("--{long}"),
        (None, _) => names,
    }
}

/// The values that are possible and the default.
fn limits(arg: &Arg) -> String {
    if !arg.get_action().takes_values() {
        return String::new();
    }
    let values: Vec<String> = arg.get_possible_values().iter().map(|value| format!("`{}`", value.get_name())).collect();
    let defaults: Vec<String> =
        arg.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
    let mut text = String::new();
    if !values.is_empty() {
        let _ = write!(text, ". One of {}", values.join(", "));
    }
    if !defaults.is_empty() {
        let _ = write!(text, ". Default: `{}`", defaults.join(" "));
    }
    text
}
