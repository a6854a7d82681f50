//! Results to stdout, complaints to stderr. A pipe that closes early is no error.
//!
//! Whatever is shown passes through here, and nothing that a stranger wrote (a reason in a log, a file's name, what a program
//! says) gets to a terminal as it is if it could do more there than show itself: see [`divest_core::text`]. Of escape sequences
//! only our own pass, and those only where colours are wanted. In JSON the same characters are escaped as JSON escapes them, so
//! that nothing is lost.

use super::exit::{Exit, Failure};
use divest_core::text::{disturbs, harmless, harmless_line};
use divest_log::Beside;
use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;
use std::process;

/// The escape sequences that reports are dressed in: bold, dim, and the end of both.
const DRESS: [&str; 3] = ["\u{1b}[1m", "\u{1b}[2m", "\u{1b}[0m"];

thread_local! {
    /// What commands print in this thread, where that is kept instead of being printed.
    static KEPT: RefCell<Option<Captured>> = const { RefCell::new(None) };
}

/// What a command printed, and how it ended.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Captured {
    /// What would have gone to stdout.
    pub out: String,
    /// What would have gone to stderr.
    pub err: String,
    /// The exit code.
    pub code: u8,
}

/// Carries something out and keeps what it prints in this thread.
pub fn captured(carry_out: impl FnOnce() -> Exit) -> Captured {
    KEPT.set(Some(Captured::default()));
    let exit = carry_out();
    let kept = KEPT.take().unwrap_or_default();
    Captured { code: exit.code(), ..kept }
}

/// Hands a text to whatever keeps it in this thread; `false` if nothing does.
fn keep(add: impl FnOnce(&mut Captured)) -> bool {
    KEPT.with_borrow_mut(|kept| kept.as_mut().map(add).is_some())
}

/// How a path is shown: as it is, but for what would disturb a terminal.
pub trait Shown {
    /// The path as a text that is safe to show.
    fn shown(&self) -> String;
}

impl Shown for Path {
    fn shown(&self) -> String {
        harmless_line(&self.to_string_lossy()).into_owned()
    }
}

/// A text as it may stand on a terminal: harmless, but for our own dress and, in ready-made reports, colours.
fn safe(text: &str, is_dress: impl Fn(&str) -> Option<usize>) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\u{1b}') {
        let dress = is_dress(&rest[at..]).unwrap_or(0);
        out.push_str(&harmless(&rest[..at]));
        out.push_str(&rest[at..at + dress]);
        // An escape that is not ours is spelled out.
        let next = if dress > 0 { at + dress } else { at + 1 };
        if dress == 0 {
            out.push_str(&harmless(&rest[at..next]));
        }
        rest = &rest[next..];
    }
    if out.is_empty() {
        return harmless(rest);
    }
    out.push_str(&harmless(rest));
    Cow::Owned(out)
}

/// The length of our own dress at the start of a text.
fn dress(text: &str) -> Option<usize> {
    DRESS.iter().find(|dress| text.starts_with(**dress)).map(|dress| dress.len())
}

/// The length of a colour (`ESC [ 1 ; 3 1 m`) at the start of a text.
fn color(text: &str) -> Option<usize> {
    let codes = text.strip_prefix("\u{1b}[")?;
    let end = codes.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    codes[end..].starts_with('m').then_some(2 + end + 1)
}

/// JSON in which the characters that would disturb a terminal are escaped. They stand in its strings only, so it means the same.
fn safe_json(json: &str) -> Cow<'_, str> {
    let disturbs = |c: char| disturbs(c) && c != '\n';
    if !json.contains(disturbs) {
        return Cow::Borrowed(json);
    }
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if disturbs(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                write!(out, "\\u{unit:04x}").expect("BUG: a string did not take text");
            }
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// When to use colours: `auto` on a terminal unless `NO_COLOR` is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, clap::ValueEnum)]
pub enum Color {
    /// On a terminal.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Follows `--color`; without it the terminal and the environment decide.
pub fn choose_colors(color: Color) {
    match color {
        // Whatever was chosen before in this process stays.
        Color::Auto => {}
        Color::Always => anstream::ColorChoice::Always.write_global(),
        Color::Never => anstream::ColorChoice::Never.write_global(),
    }
}

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
    let is_dressed = wants_color();
    write_out(&safe(text, |text| dress(text).filter(|_| is_dressed)));
}

/// Writes a JSON result to stdout.
pub fn print_json(value: &serde_json::Value) {
    print_json_lines(&format!("{value:#}\n"));
}

/// Writes a text that is JSON line by line to stdout.
pub fn print_json_lines(lines: &str) {
    write_out(&safe_json(lines));
}

/// Clears the screen, what scrolled off it, and puts the cursor home.
pub fn clear_screen() {
    write_out("\u{1b}[2J\u{1b}[3J\u{1b}[H");
}

fn write_out(text: &str) {
    if keep(|kept| kept.out.push_str(text)) {
        return;
    }
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

/// Writes a text or a page to a file of its own; one that is there stays unless it is to be replaced, and then until the new
/// one is whole.
pub fn create(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    create_raw(path, &harmless(text), replace)
}

/// The same for a text that is JSON line by line.
pub fn create_json(path: &Path, lines: &str, replace: bool) -> Result<(), Failure> {
    create_raw(path, &safe_json(lines), replace)
}

fn create_raw(path: &Path, text: &str, replace: bool) -> Result<(), Failure> {
    if replace && path.exists() {
        return Beside::write(path, text.as_bytes()).map_err(|error| cannot_write(path, &error));
    }
    let opened = OpenOptions::new().write(true).create_new(true).open(path);
    // Half a page is worse than none, and would stand in the way of the next try.
    let written = opened.and_then(|mut file| {
        file.write_all(text.as_bytes()).inspect_err(|_| {
            let _ = std::fs::remove_file(path);
        })
    });
    written.map_err(|error| cannot_write(path, &error))
}

/// Why a file was not written.
pub fn cannot_write(path: &Path, error: &std::io::Error) -> Failure {
    if error.kind() == ErrorKind::AlreadyExists {
        Failure::input(format!("{} exists already", path.shown())).hint("give another name, or --force to replace it")
    } else {
        Failure::input(format!("cannot write {}: {error}", path.shown()))
    }
}

/// Writes a notice to stderr; errors are ignored.
pub fn notice(text: &str) {
    write_err(&harmless(text));
}

fn write_err(text: &str) {
    if !keep(|kept| kept.err.push_str(&format!("{text}\n"))) {
        let _ = writeln!(anstream::stderr().lock(), "{text}");
    }
}

/// Writes an error to stderr.
pub fn complain(failure: &Failure) {
    if failure.message.contains('\n') {
        // A ready-made report with its own headings, and with colours.
        let is_colored = wants_color_on_stderr();
        write_err(&safe(failure.message.trim_end(), |text| color(text).filter(|_| is_colored)));
    } else {
        notice(&format!("error: {}", failure.message));
    }
    if let Some(hint) = &failure.hint {
        notice(&format!("hint: {hint}"));
    }
}

/// Tells what clap says: help on stdout, or what is wrong with the arguments on stderr.
pub fn usage(error: &clap::Error) -> Exit {
    let text = error.render();
    let plain = text.to_string();
    let is_help = !error.use_stderr();
    let is_colored =
        !plain.contains(|c| disturbs(c) && c != '\n') && if is_help { wants_color() } else { wants_color_on_stderr() };
    let shown = if is_colored { text.ansi().to_string() } else { harmless(&plain).into_owned() };
    if is_help {
        write_out(&shown);
        Exit::Done
    } else {
        write_err(shown.trim_end_matches('\n'));
        Exit::BadInput
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_dress_passes() {
        let strange = "\u{1b}[1ma\u{1b}[0m\u{1b}[2J\u{1b}]0;x\u{7}\u{202e}\u{1b}[31m\u{1b}";
        let ours = safe(strange, dress);
        assert_eq!(ours, "\u{1b}[1ma\u{1b}[0m\\u{1b}[2J\\u{1b}]0;x\\u{7}\\u{202e}\\u{1b}[31m\\u{1b}");
        assert!(!safe(strange, |_| None).contains(disturbs), "nothing passes where no colours are wanted");
        assert!(safe(strange, color).contains("\u{1b}[31m"), "colours pass in reports that are ready made");
        assert_eq!(safe("a\nb", dress), "a\nb");
    }

    #[test]
    fn json_means_the_same_when_it_is_safe() {
        let value = serde_json::json!({"reason": "\u{1b}[2J\u{9b}1m\u{202e}\u{7f}\u{e0041}\n é"});
        let text = format!("{value:#}\n");
        let safe = safe_json(&text);
        assert!(!safe.contains(|c| disturbs(c) && c != '\n'));
        assert_eq!(serde_json::from_str::<serde_json::Value>(&safe).expect("it is JSON"), value);
    }
}
