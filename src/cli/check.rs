//! `divest check`: every fault of scenario and script files at once.

use super::exit::{Exit, Failure};
use super::format::FormatArgs;
use super::{Done, input, output};
use divest_scenario::Fault;
use std::path::{Path, PathBuf};

/// Check scenario and script files; reports all faults.
#[derive(clap::Args)]
pub struct Args {
    /// Scenario and script files; a script needs its scenario beside it. `-` is standard input.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    output: FormatArgs,
}

pub fn run(args: &Args) -> Done {
    let mut rows = Vec::new();
    let mut is_good = true;
    for path in &args.files {
        let bytes = input::author_bytes(path)?;
        let faults = faults_in(path, &bytes)?;
        is_good &= faults.is_empty();
        if args.output.is_json() {
            let file = path.display().to_string();
            rows.extend(faults.iter().map(|fault| serde_json::to_value(fault.row(&file)).unwrap_or_default()));
        } else if faults.is_empty() {
            output::print(&format!("{}: no fault\n", path.display()));
        } else {
            output::notice(&input::faults_report(&faults, path, &bytes));
        }
    }
    if args.output.is_json() {
        output::print_json(&serde_json::Value::Array(rows));
    }
    Ok(if is_good { Exit::Done } else { Exit::BadInput })
}

/// Everything that is wrong with a scenario or a script.
fn faults_in(path: &Path, bytes: &[u8]) -> Result<Vec<Fault>, Failure> {
    if !is_script(bytes) {
        return Ok(divest_scenario::read_bytes(bytes, &input::key_of(path)).err().unwrap_or_default());
    }
    let text = match divest_scenario::text_of(bytes) {
        Ok(text) => text,
        Err(faults) => return Ok(faults),
    };
    let name = match divest_scenario::script_scenario(text) {
        Ok(name) => name,
        Err(faults) => return Ok(faults),
    };
    let beside = path.with_file_name(format!("{name}.toml"));
    let read = input::scenario(&beside)?;
    Ok(divest_scenario::read_script(text, &read).err().unwrap_or_default())
}

/// Whether a file is a script: it names its scenario, which no scenario does.
pub fn is_script(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut lines = text.lines().map(str::trim);
    lines.any(|line| line.split_once('=').is_some_and(|(key, _)| key.trim() == "scenario") || line == "[[do]]")
}
