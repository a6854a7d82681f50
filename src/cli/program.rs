//! A program in a seat: it gets the seat's view as a line of JSON and answers with a line. `docs/bot-protocol.md` has it all.
//!
//! Nothing that a program does can stop a run. One thread writes and one reads, so that neither a program that does not
//! read nor one that does not stop writing holds the game up; an answer has its time, a line its length, a moment its
//! number of commands. After some faults, or once the program has ended, the seat falls to the scenario's own bot.

mod group;
mod sandbox;

pub use sandbox::Sandbox;

use super::exit::Failure;
use super::output;
use super::talks::talks_of;
use divest_core::command::{Command as Wished, Occupant as Kind};
use divest_core::text::disturbs;
use divest_core::{Instant as Moment, Scenario, SeatId, View};
use divest_engine::{Action, Choices, Occupant, Replacement, Why, own_occupant};
use divest_report::json;
use divest_scenario::words::WordsFault;
use divest_scenario::{command_words, parse_command_from};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, TrySendError, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// The version of the protocol.
const PROTOCOL: u32 = 1;
/// More than this in one line is no answer.
const LINE_BYTES_MAX: u64 = 64 * 1024;
/// How many lines may lie about unread before the program has to wait.
const LINES_WAITING_MAX: usize = 16;
/// Maximum number of stale lines skipped before a question, so that a flood does not hold up the game.
const STALE_LINES_MAX: usize = 4 * LINES_WAITING_MAX;
/// How often one question is asked again after an answer that cannot be carried out.
const TRIES_MAX: u32 = 3;
/// How much a program may do at one moment.
const COMMANDS_PER_MOMENT_MAX: u32 = 50;
/// The longest reason that is kept, in characters.
const WHY_CHARS_MAX: usize = 500;
/// How much of what it says to its standard error is passed on.
const COMPLAINTS_BYTES_MAX: u64 = 1024 * 1024;
/// How long a program may take to end once it was told that it is over.
const FAREWELL: Duration = Duration::from_millis(200);

/// What a program is held to.
#[derive(Clone, Debug)]
pub struct Limits {
    /// How long an answer may take.
    pub answer: Duration,
    /// After so many faults the seat falls to the scenario's bot.
    pub faults: u32,
    /// Which variables of the environment it sees beside [`ENVIRONMENT`].
    pub environment: Vec<String>,
    /// How it is confined.
    pub sandbox: Sandbox,
    /// The files and folders that it may read in a sandbox beside those of its command.
    pub readable: Vec<PathBuf>,
}

/// The variables of the environment that a program sees. None of them comes from a run: a job array's index or a variable that
/// somebody keeps a seed in would tell it what it may not know.
const ENVIRONMENT: [&str; 16] = [
    "PATH",
    "HOME",
    "USER",
    "LANG",
    "LANGUAGE",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SYSTEMROOT",
    "PATHEXT",
    "APPDATA",
    "LOCALAPPDATA",
    "USERPROFILE",
];

/// A program in a seat.
pub struct Program {
    scenario: Arc<Scenario>,
    seat: SeatId,
    limits: Limits,
    child: Child,
    /// What it started, too.
    group: group::Group,
    questions: Option<SyncSender<String>>,
    lines: Receiver<Line>,
    asked: u64,
    faults: u32,
    /// What was wrong with its last answer, until it has been told.
    error: Option<String>,
    /// The moment of the last question, and how much it has done since.
    moment: Moment,
    done: u32,
    /// Why it cannot go on.
    lost: Option<String>,
}

/// What came from a program.
enum Line {
    Text(String),
    TooLong,
}

/// What an answer comes to.
enum Answer {
    Pass,
    Does(Action),
    /// It cannot be carried out; the program is told and asked again.
    Wrong(String),
    /// It did not come in time.
    Fault(String),
    /// There will be no more.
    Lost(String),
}

impl Program {
    /// Starts a command, its words parted by blanks.
    pub fn start(scenario: &Arc<Scenario>, seat: SeatId, command: &str, limits: Limits) -> Result<Self, Failure> {
        let words: Vec<&str> = command.split_whitespace().collect();
        let mut started = sandbox::command(limits.sandbox, &limits.readable, &words)?;
        let program = words[0];
        started.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let kept = ENVIRONMENT.into_iter().chain(limits.environment.iter().map(String::as_str));
        let kept = kept.filter_map(|name| Some((name, std::env::var_os(name)?)));
        started.env_clear().envs(kept);
        group::separate(&mut started);
        let started = started.spawn();
        let mut child = started.map_err(|error| {
            Failure::input(format!("the program `{program}` cannot be started: {error}")).hint(
                "give a path such as ./bot.py to an executable file, or its interpreter too: `exec:python3 bot.py`",
            )
        })?;
        let group = group::Group::of(&child);
        let (Some(input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(Failure::input(format!("the program `{program}` has no pipes")));
        };
        let (questions, unsent) = sync_channel(1);
        let (heard, lines) = sync_channel(LINES_WAITING_MAX);
        thread::spawn(move || write_questions(input, &unsent));
        thread::spawn(move || read_lines(output, &heard));
        if let Some(complaints) = child.stderr.take() {
            thread::spawn(move || pass_on(complaints));
        }
        Ok(Self {
            scenario: Arc::clone(scenario),
            seat,
            limits,
            child,
            group,
            questions: Some(questions),
            lines,
            asked: 0,
            faults: 0,
            error: None,
            moment: Moment::NEVER,
            done: 0,
            lost: None,
        })
    }

    /// Asks once and waits for the answer.
    fn ask(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Answer {
        // What was said unasked, or too late, is no answer to what is asked now.
        for _ in 0..STALE_LINES_MAX {
            match self.lines.try_recv() {
                Ok(_) => {}
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return Answer::Lost(self.ended()),
            }
        }
        self.asked += 1;
        let question = self.question(view, choices);
        let Some(questions) = &self.questions else { return Answer::Lost("it has ended".to_owned()) };
        match questions.try_send(question) {
            Ok(()) => {}
            Err(TrySendError::Full(_)) => return Answer::Fault("it does not read what it is asked".to_owned()),
            Err(TrySendError::Disconnected(_)) => return Answer::Lost(self.ended()),
        }
        let until = Instant::now() + self.limits.answer;
        loop {
            match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Line::Text(line)) => {
                    if let Some(answer) = self.understand(view, choices, &line) {
                        return answer;
                    }
                }
                Ok(Line::TooLong) => {
                    return Answer::Wrong(format!("a line of more than {LINE_BYTES_MAX} bytes is no answer"));
                }
                Err(RecvTimeoutError::Timeout) => {
                    let seconds = self.limits.answer.as_secs_f64();
                    let unit = if seconds == 1.0 { "second" } else { "seconds" };
                    return Answer::Fault(format!("no answer came within {seconds} {unit}"));
                }
                Err(RecvTimeoutError::Disconnected) => return Answer::Lost(self.ended()),
            }
        }
    }

    fn question(&mut self, view: &View<'_>, choices: &Choices<'_>) -> String {
        let words = |command: &Wished| command_words(&self.scenario, self.seat, command);
        let question = json!({
            "protocol": PROTOCOL,
            "ask": self.asked,
            "error": self.error.take(),
            "view": json::view(view),
            "legal": json::legal(view, &choices.list(), &words),
        });
        format!("{question}\n")
    }

    /// What a line means; `None` if it answers an earlier question.
    fn understand(&self, view: &View<'_>, choices: &Choices<'_>, line: &str) -> Option<Answer> {
        let wrong = |message: String| Some(Answer::Wrong(message));
        let Ok(Value::Object(answer)) = serde_json::from_str(line) else {
            return wrong(format!("`{}` is no JSON object; answer {{\"do\": \"…\"}}", shown(line)));
        };
        if answer.get("ask").and_then(Value::as_u64).is_some_and(|ask| ask != self.asked) {
            return None;
        }
        let words = match answer.get("do") {
            Some(Value::Null) => return Some(Answer::Pass),
            Some(Value::String(words)) if words.trim() == "pass" => return Some(Answer::Pass),
            Some(Value::String(words)) => words.trim(),
            _ => return wrong("the answer has no text `do`; `pass` does nothing".to_owned()),
        };
        let command = match self.command(view, words) {
            Ok(command) => command,
            Err(fault) => {
                let hint =
                    fault.hint.filter(|hint| !hint.is_empty()).map_or_else(String::new, |hint| format!(" ({hint})"));
                return wrong(format!("{}{hint}", fault.message));
            }
        };
        if let Err(rejection) = choices.check(&command) {
            return wrong(format!("`{}` is refused: {rejection}", shown(words)));
        }
        let why = match answer.get("why").and_then(Value::as_str).map(plain).filter(|why| !why.is_empty()) {
            Some(why) => Why::Said(why.into()),
            None => Why::Unsaid,
        };
        Some(Answer::Does(Action::new(command, why)))
    }

    /// The command that words say. An offer may leave out what stays as it was, and the bidder if only one is there.
    fn command(&self, view: &View<'_>, words: &str) -> Result<Wished, WordsFault> {
        let mut parts = words.split_whitespace();
        let (verb, first) = (parts.next().unwrap_or(""), parts.next());
        let talks = talks_of(view, first).filter(|_| matches!(verb, "offer" | "accept" | "end-talks"));
        let Some(talks) = talks else { return parse_command_from(&self.scenario, self.seat, words, None) };
        let (theirs, mine) = view.offers(talks);
        let key = &self.scenario.talks(talks).key;
        let names_nobody = first.is_none_or(|word| word.contains('='));
        let full = if names_nobody { words.replacen(verb, &format!("{verb} {key}"), 1) } else { words.to_owned() };
        parse_command_from(&self.scenario, self.seat, &full, mine.or(theirs).as_ref())
    }

    /// How the program ended, now that nothing comes from it any more.
    fn ended(&mut self) -> String {
        thread::sleep(Duration::from_millis(20));
        match self.child.try_wait() {
            Ok(Some(status)) if status.success() => "it has ended".to_owned(),
            Ok(Some(status)) => format!("it has ended with {status}"),
            _ => "it has closed its output".to_owned(),
        }
    }

    fn fault(&mut self, what: &str) {
        self.faults += 1;
        let seat = self.scenario.seat_key(self.seat);
        output::notice(&format!(
            "warning: the program in the seat `{seat}`: {what} (fault {} of {})",
            self.faults, self.limits.faults
        ));
        self.error = Some(what.to_owned());
        if self.faults >= self.limits.faults {
            self.lost = Some(format!("{} faults, the last: {what}", self.faults));
        }
    }
}

impl Occupant for Program {
    fn act(&mut self, view: &View<'_>, choices: &Choices<'_>) -> Option<Action> {
        if self.lost.is_some() {
            return None;
        }
        if self.moment != view.now() {
            self.moment = view.now();
            self.done = 0;
        }
        if self.done > COMMANDS_PER_MOMENT_MAX {
            return None;
        }
        if self.done == COMMANDS_PER_MOMENT_MAX {
            self.done += 1;
            self.fault(&format!("it did {COMMANDS_PER_MOMENT_MAX} things at one moment and is heard again later"));
            return None;
        }
        let mut last = String::new();
        for _ in 0..TRIES_MAX {
            match self.ask(view, choices) {
                Answer::Pass => return None,
                Answer::Does(wish) => {
                    self.done += 1;
                    return Some(wish);
                }
                Answer::Wrong(message) => {
                    self.error = Some(message.clone());
                    last = message;
                }
                Answer::Fault(what) => {
                    self.fault(&what);
                    return None;
                }
                Answer::Lost(what) => {
                    self.lost = Some(what);
                    return None;
                }
            }
        }
        self.fault(&format!("{TRIES_MAX} answers that cannot be carried out, the last: {last}"));
        None
    }

    fn refused(&mut self, _: &Wished, rejection: divest_core::Rejection) {
        self.error = Some(format!("refused: {rejection}"));
    }

    fn observes_all(&self) -> bool {
        true
    }

    fn replacement(&mut self) -> Option<Replacement> {
        let why = self.lost.take()?;
        self.group.end();
        let key = self.scenario.seat_key(self.seat);
        output::notice(&format!("warning: the seat `{key}` falls to the scenario's bot: the program failed: {why}"));
        let party = self.scenario.party(self.seat)?;
        let occupant = own_occupant(&self.scenario, self.seat, party);
        Some(Replacement {
            occupant,
            kind: Kind::Bot,
            why: Why::Said(format!("the program failed: {}", plain(&why)).into()),
        })
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Some(questions) = self.questions.take() {
            let _ = questions.try_send(format!("{}\n", json!({"protocol": PROTOCOL, "over": true})));
        }
        let until = Instant::now() + FAREWELL;
        while Instant::now() < until {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(5));
        }
        // What the program started ends with it.
        self.group.end();
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn write_questions(mut input: ChildStdin, unsent: &Receiver<String>) {
    while let Ok(question) = unsent.recv() {
        if input.write_all(question.as_bytes()).and_then(|()| input.flush()).is_err() {
            return;
        }
    }
}

fn read_lines(output: ChildStdout, heard: &SyncSender<Line>) {
    let mut output = BufReader::new(output);
    let mut in_long_line = false;
    loop {
        let mut bytes = Vec::new();
        match output.by_ref().take(LINE_BYTES_MAX).read_until(b'\n', &mut bytes) {
            Ok(0) | Err(_) => return,
            Ok(_) => {}
        }
        let is_whole = bytes.last() == Some(&b'\n') || (bytes.len() as u64) < LINE_BYTES_MAX;
        let was_long = std::mem::replace(&mut in_long_line, !is_whole);
        let line = match (was_long, is_whole) {
            (false, true) if bytes.iter().all(u8::is_ascii_whitespace) => continue,
            (false, true) => Line::Text(String::from_utf8_lossy(&bytes).trim().to_owned()),
            (false, false) => Line::TooLong,
            // The rest of a line that was refused already.
            (true, _) => continue,
        };
        if heard.send(line).is_err() {
            return;
        }
    }
}

/// Passes on what a program says to its standard error, to a bound. It has no hold on ours: what it leaves running when it is
/// ended would keep open whatever reads from there.
fn pass_on(complaints: ChildStderr) {
    let mut lines = BufReader::new(complaints.take(COMPLAINTS_BYTES_MAX));
    let mut bytes = Vec::new();
    while lines.read_until(b'\n', &mut bytes).is_ok_and(|count| count > 0) {
        output::notice(String::from_utf8_lossy(&bytes).trim_end());
        bytes.clear();
    }
    // The rest is read and forgotten, so that the program is not held up by it.
    let _ = std::io::copy(&mut lines.into_inner().into_inner(), &mut std::io::sink());
}

/// A text on one line, without what would disturb a terminal, of a bounded length.
fn plain(text: &str) -> String {
    text.trim().chars().map(|c| if disturbs(c) { ' ' } else { c }).take(WHY_CHARS_MAX).collect()
}

/// The beginning of a text for a message.
fn shown(text: &str) -> String {
    let text = plain(text);
    if text.chars().count() <= 60 { text } else { format!("{}…", text.chars().take(60).collect::<String>()) }
}
