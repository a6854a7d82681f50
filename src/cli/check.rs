//! `divest check`: every fault of scenario and script files at once.

use super::exit::{Exit, Failure};
use super::{Done, input, output};
use std::path::{Path, PathBuf};

/// Check scenario and script files and report every fault at once.
#[derive(clap::Args)]
pub struct Args {
    /// Scenario files, and scripts (their scenario is looked for beside them).
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// How to report.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// A list of `{file, line, column, message, hint}`.
    Json,
}

pub fn run(args: &Args) -> Done {
    let mut rows = Vec::new();
    let mut is_good = true;
    for path in &args.files {
        let bytes = input::author_bytes(path)?;
        let faults = faults_in(path, &bytes)?;
        is_good &= faults.is_empty();
        if args.format == Format::Json {
            let file = path.display().to_string();
            rows.extend(faults.iter().map(|fault| serde_json::to_value(fault.row(&file)).unwrap_or_default()));
        } else if faults.is_empty() {
            output::print(&format!("{}: no fault\n", path.display()));
        } else {
            output::notice(&input::faults_report(&faults, path, &bytes));
        }
    }
    if args.format == Format::Json {
        output::print_json(&serde_json::Value::Array(rows));
    }
    Ok(if is_good { Exit::Done } else { Exit::BadInput })
}

fn faults_in(path: &Path, bytes: &[u8]) -> Result<Vec<divest_scenario::Fault>, Failure> {
    Ok(divest_scenario::read_bytes(bytes, &input::key_of(path)).err().unwrap_or_default())
}
