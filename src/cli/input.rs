//! Reading what commands work on: scenarios, scripts and logs.

use super::exit::Failure;
use super::output::{self, Shown};
use divest_core::{Scenario, SeatId};
use divest_engine::record::{check_header, split_scenario_frame};
use divest_engine::replay::Until;
use divest_log::{Damage, End, LOG_BYTES_MAX, Opened};
use divest_scenario::{Fault, Read};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What stands for standard input where an author's text is read.
const STDIN: &str = "-";

/// The name of a scenario: its file's without the ending.
pub fn key_of(path: &Path) -> String {
    if path.as_os_str() == STDIN {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| "scenario".to_owned(), |stem| stem.to_string_lossy().into_owned())
}

/// The bytes of a log or of another file that this program wrote: a regular file, and not without end.
pub fn bytes_of(path: &Path) -> Result<Vec<u8>, Failure> {
    let shown = path.shown();
    let failed = |error: std::io::Error| Failure::input(format!("cannot read {shown}: {error}"));
    let found = fs::metadata(path).map_err(failed)?;
    if found.is_dir() {
        return Err(Failure::input(format!("{shown} is a folder, not a file")));
    }
    if !found.is_file() {
        return Err(Failure::input(format!("{shown} is a device or a pipe, not a file"))
            .hint("keep what comes from there in a file first"));
    }
    match read_to(fs::File::open(path).map_err(failed)?, LOG_BYTES_MAX).map_err(failed)? {
        Some(bytes) => Ok(bytes),
        None => Err(Failure::input(format!("{shown} is larger than {LOG_BYTES_MAX} bytes, and is not read"))),
    }
}

/// The bytes of a text that an author wrote, which must not be huge; of `-` those of standard input.
pub fn author_bytes(path: &Path) -> Result<Vec<u8>, Failure> {
    text_bytes(
        path,
        divest_scenario::FILE_BYTES_MAX as u64,
        "a scenario is a text that a person wrote; is this the right file?",
    )
}

/// The bytes of a text from a file, a pipe or, of `-`, standard input, if there are not too many.
pub fn text_bytes(path: &Path, most: u64, hint: &str) -> Result<Vec<u8>, Failure> {
    let is_stdin = path.as_os_str() == STDIN;
    let shown = if is_stdin { "standard input".to_owned() } else { path.shown() };
    let failed = |error: std::io::Error| Failure::input(format!("cannot read {shown}: {error}"));
    let refuse = |size: &str| Failure::input(format!("{shown} has {size} bytes; at most {most} are read")).hint(hint);
    let bytes = if is_stdin {
        read_to(std::io::stdin().lock(), most)
    } else {
        let found = fs::metadata(path).map_err(failed)?;
        if found.is_dir() {
            return Err(Failure::input(format!("{shown} is a folder, not a file")));
        }
        if found.is_file() && found.len() > most {
            return Err(refuse(&found.len().to_string()));
        }
        read_to(fs::File::open(path).map_err(failed)?, most)
    };
    bytes.map_err(failed)?.ok_or_else(|| refuse("too many"))
}

/// All that a source has, unless that is too much.
fn read_to(source: impl std::io::Read, most: u64) -> std::io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    source.take(most + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

/// The report of faults in a file, ready to print.
pub fn faults_report(faults: &[Fault], path: &Path, bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    divest_scenario::render(faults, &path.shown(), &text, output::wants_color_on_stderr())
}

/// A scenario, or everything that is wrong with its file.
pub fn scenario(path: &Path) -> Result<Read, Failure> {
    let bytes = author_bytes(path)?;
    divest_scenario::read_bytes(&bytes, &key_of(path))
        .map_err(|faults| Failure::input(format!("{}\n", faults_report(&faults, path, &bytes))))
}

/// A scenario with some of its values set anew, as `--set PATH=VALUE` says.
pub fn scenario_with(path: &Path, settings: &[String]) -> Result<Read, Failure> {
    let read = scenario(path)?;
    if settings.is_empty() {
        return Ok(read);
    }
    let refuse = |setting: &str, fault: &Fault| {
        let failure = Failure::input(format!("--set {setting}: {}", fault.message));
        match &fault.hint {
            Some(hint) => failure.hint(hint.clone()),
            None => failure,
        }
    };
    let mut file = read.file;
    for setting in settings {
        divest_scenario::apply_set(&mut file, setting).map_err(|fault| refuse(setting, &fault))?;
    }
    let all = settings.join(" --set ");
    divest_scenario::from_file(file, &key_of(path)).map_err(|faults| match faults.first() {
        Some(fault) => refuse(&all, fault),
        None => Failure::input(format!("--set {all}: the scenario cannot be played so")),
    })
}

/// The seat that somebody named, or the reason that there is none with the seats that there are.
pub fn seat(scenario: &Scenario, key: &str) -> Result<SeatId, Failure> {
    scenario.seat_for_key(key).ok_or_else(|| {
        let seats: Vec<&str> = scenario.seats().map(|seat| scenario.seat_key(seat)).collect();
        let hint = match divest_scenario::nearest(key, seats.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the seats are {}", seats.join(", ")),
        };
        Failure::input(format!("no seat is called `{key}`")).hint(hint)
    })
}

/// A party's seat; the clock and nature see nothing of their own.
pub fn party_seat(scenario: &Scenario, key: &str) -> Result<SeatId, Failure> {
    let seat = seat(scenario, key)?;
    if seat.index() < SeatId::FIRST_PARTY {
        let message = format!("`{key}` is no party and has no view of its own");
        return Err(Failure::input(message).hint("leave --seat out to see everything"));
    }
    Ok(seat)
}

/// A log's bytes with where they came from.
pub struct LogInput {
    /// Where it is.
    pub path: PathBuf,
    /// All of it.
    pub bytes: Vec<u8>,
}

impl LogInput {
    /// Reads a log file.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        Ok(Self { path: path.to_owned(), bytes: bytes_of(path)? })
    }

    /// What is whole in it.
    pub fn open(&self) -> Result<Opened<'_>, Failure> {
        divest_log::open(&self.bytes).map_err(|error| {
            let failure = Failure::damaged(format!("{} cannot be opened: {error}", self.path.shown()));
            match self.other_kind() {
                Some(hint) => failure.hint(hint),
                None => failure,
            }
        })
    }

    /// What to do with a file that is no log but something else of ours.
    fn other_kind(&self) -> Option<String> {
        let path = super::run::quoted(&self.path.to_string_lossy());
        if self.bytes.starts_with(b"divest-sweep ") {
            return Some(format!("it is of a sweep: `divest merge {path}` tells its figures"));
        }
        let is_toml = self.path.extension().is_some_and(|ending| ending == "toml");
        is_toml.then(|| format!("it is a text; `divest run {path} --log FILE` plays a scenario into a log"))
    }

    /// The whole log: a damaged one is refused, a torn tail is passed over with a notice.
    pub fn open_whole(&self) -> Result<Opened<'_>, Failure> {
        let opened = self.open()?;
        match &opened.end {
            End::Clean => {}
            End::Torn { at, bytes } => {
                let what =
                    if opened.sealed { "zeros behind its seal" } else { "bytes of a write that was never finished" };
                let path = self.path.shown();
                output::notice(&format!("notice: {path} ends in {bytes} {what} (offset {at}); they are passed over"));
            }
            End::Corrupt { at, entry, why } => {
                return Err(self.corrupt(*at, *entry, why));
            }
        }
        Ok(opened)
    }

    /// The log as far as a point: damage that lies behind the point does no harm.
    pub fn open_before(&self, point: Option<Until>) -> Result<Opened<'_>, Failure> {
        let opened = self.open()?;
        match (&opened.end, point) {
            (End::Corrupt { .. }, Some(Until::Entry(number))) if number <= opened.entry_count() => Ok(opened),
            _ => self.open_whole(),
        }
    }

    fn corrupt(&self, at: u64, entry: u64, why: &Damage) -> Failure {
        let path = self.path.shown();
        Failure::damaged(format!("{path} is corrupt at offset {at}, in entry {entry}: {why}")).hint(format!(
            "what stands before is whole: `divest show {path} --at {}`, or `divest recover {path} --out OUT`",
            entry.saturating_sub(1)
        ))
    }

    /// The scenario that a log carries with it, and that the header agrees with.
    pub fn scenario(&self, opened: &Opened<'_>) -> Result<Read, Failure> {
        let read = self.scenario_alone(opened)?;
        check_header(opened, &read.scenario)
            .map_err(|fault| Failure::damaged(format!("{}: {fault}", self.path.shown())))?;
        Ok(read)
    }

    /// The scenario that a log carries with it, whatever its header says.
    pub fn scenario_alone(&self, opened: &Opened<'_>) -> Result<Read, Failure> {
        let path = self.path.shown();
        let (key, canonical) = split_scenario_frame(opened.scenario)
            .ok_or_else(|| Failure::damaged(format!("{path} carries no scenario that can be read")))?;
        divest_scenario::from_canonical(canonical, key).map_err(|faults| {
            let first = faults.first().map_or_else(String::new, |fault| fault.message.clone());
            Failure::damaged(format!("the scenario in {path} cannot be read: {first}"))
        })
    }
}

/// The scenario behind a read one, shared.
pub fn shared(read: &Read) -> Arc<Scenario> {
    Arc::clone(&read.scenario)
}
