//! Results to stdout, complaints to stderr. A pipe that closes early is no error.

use super::exit::Failure;
use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process;

/// Whether results on stdout are coloured: on a terminal, unless `NO_COLOR` is set.
pub fn wants_color() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// How reports on stdout are dressed.
pub fn style() -> divest_report::Style {
    if wants_color() { divest_report::Style::Ansi } else { divest_report::Style::Plain }
}

/// Whether complaints on stderr are to be coloured.
pub fn wants_color_on_stderr() -> bool {
    anstream::AutoStream::choice(&std::io::stderr()) != anstream::ColorChoice::Never
}

/// How many columns a line that stands for a whole entry may take: a terminal shows one line of it, a pipe gets it all.
pub fn line_columns() -> usize {
    if std::io::stdout().is_terminal() { 80 } else { usize::MAX }
}

/// Writes a result to stdout.
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    match written {
        Ok(()) => {}
        // The reader has closed the pipe.
        Err(error) if error.kind() == ErrorKind::BrokenPipe => process::exit(0),
        Err(error) => {
            notice(&format!("error: cannot write the result: {error}"));
            process::exit(2);
        }
    }
}

/// Writes a JSON result to stdout.
pub fn print_json(value: &serde_json::Value) {
    print(&format!("{value:#}\n"));
}

/// Writes a result to a new file; replaces an existing one only if asked to.
pub fn create(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    let mut options = OpenOptions::new();
    options.write(true);
    if replace {
        options.create(true).truncate(true)
    } else {
        options.create_new(true)
    };
    let opened = options.open(path);
    // Half a page is worse than none, and would stand in the way of the next try.
    let written = opened.and_then(|mut file| {
        file.write_all(text.as_bytes()).inspect_err(|_| {
            if file.metadata().is_ok_and(|found| found.is_file()) {
                let _ = std::fs::remove_file(path);
            }
        })
    });
    written.map_err(|error| {
        if error.kind() == ErrorKind::AlreadyExists {
            Failure::input(format!("{} exists already", path.display()))
                .hint("give another name, or --force to replace it")
        } else {
            Failure::input(format!("cannot write {}: {error}", path.display()))
        }
    })
}

/// Writes a notice to stderr; errors are ignored.
pub fn notice(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Writes an error to stderr.
pub fn complain(failure: &Failure) {
    if failure.message.contains('\n') {
        // A ready-made report with its own headings.
        notice(failure.message.trim_end());
    } else {
        notice(&format!("error: {}", failure.message));
    }
    if let Some(hint) = &failure.hint {
        notice(&format!("hint: {hint}"));
    }
}
