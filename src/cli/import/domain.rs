//! `divest import genius`, `geniusweb` and `negmas`: a domain and its profiles become a scenario.

use crate::cli::exit::{Exit, Failure};
use crate::cli::{Done, input, output};
use divest_import::{ImportFault, Imported, Options, Source};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub struct Args {
    /// The domain.
    domain: PathBuf,
    /// The profiles, the seller's first, then the bidder's.
    #[arg(required = true, num_args = 2..)]
    profiles: Vec<PathBuf>,
    /// Write the scenario to this file instead of printing it.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Replace the file if it exists.
    #[arg(long, requires = "out")]
    force: bool,
    /// Into how many values, both ends included, an issue of real numbers is cut.
    #[arg(long, default_value_t = 21, value_parser = clap::value_parser!(u16).range(2..=10_000))]
    steps: u16,
}

/// A format's reader.
pub type Importer = fn(Source<'_>, &[Source<'_>], Options) -> Result<Imported, Vec<ImportFault>>;

pub fn run(args: &Args, importer: Importer) -> Done {
    let paths: Vec<&Path> = std::iter::once(&args.domain).chain(&args.profiles).map(PathBuf::as_path).collect();
    let texts = paths.iter().map(|path| text_of(path)).collect::<Result<Vec<String>, Failure>>()?;
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let sources: Vec<Source<'_>> = names.iter().zip(&texts).map(|(name, text)| Source { name, text }).collect();
    let options = Options { steps: usize::from(args.steps) };
    let Imported { scenario, notes } =
        importer(sources[0], &sources[1..], options).map_err(|faults| report(&faults, &sources))?;
    // What we wrote must be a scenario; if it is not, the fault names a place in it.
    divest_scenario::read(&scenario, "imported").map_err(|faults| {
        let text = divest_scenario::render(&faults, "(imported)", &scenario, output::wants_color_on_stderr());
        Failure::input(format!("the files make no scenario\n\n{text}"))
    })?;
    for note in &notes {
        output::notice(&format!("note: {note}"));
    }
    match &args.out {
        None => output::print(&scenario),
        Some(path) => {
            output::create(path, &scenario, args.force)?;
            output::notice(&format!("wrote {}; next: divest deals {0}", path.display()));
        }
    }
    Ok(Exit::Done)
}

/// A file as text; GENIUS files often begin with a byte order mark.
fn text_of(path: &Path) -> Result<String, Failure> {
    let text = String::from_utf8(input::author_bytes(path)?)
        .map_err(|_| Failure::input(format!("{} is not text in UTF-8", path.display())).hint("save it as UTF-8"))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn report(faults: &[ImportFault], sources: &[Source<'_>]) -> Failure {
    let mut text = String::new();
    for (index, source) in sources.iter().enumerate() {
        let of_file = faults.iter().filter(|fault| fault.file == index).map(|fault| fault.fault.clone());
        let (placed, about): (Vec<_>, Vec<_>) = of_file.partition(|fault| fault.line > 0);
        for fault in about {
            text += &format!("{}: {}\n", source.name, fault.message);
            text += &fault.hint.map_or_else(String::new, |hint| format!("hint: {hint}\n"));
        }
        if !placed.is_empty() {
            text += &divest_scenario::render(&placed, source.name, source.text, output::wants_color_on_stderr());
        }
    }
    Failure::input(format!("{}\n", text.trim_end()))
}
