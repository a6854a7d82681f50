//! The sources and notes of the scenario that something was played from.

use crate::cli::exit::Failure;
use crate::cli::input;
use divest_report::page::{Fact, Source};
use divest_scenario::Read;
use std::path::{Path, PathBuf};

/// Sources and facts.
pub(super) type Notes = (Vec<Source>, Vec<Fact>);

/// The sources and notes of the scenario that a file was played from: of the scenario's file that is given, or else of one
/// that lies beside it, here or in `scenarios`.
pub(super) fn notes(given: Option<&Path>, beside: &Path, played: &Read) -> Result<Option<Notes>, Failure> {
    if let Some(path) = given {
        let found = input::scenario(path)?;
        if found.canonical != played.canonical {
            let message = format!("{} is not the scenario that {} was played from", path.display(), beside.display());
            return Err(Failure::input(message).hint("give the file as it was then, or leave --scenario out"));
        }
        return Ok(Some(notes_of(&found)));
    }
    let name = format!("{}.toml", played.scenario.setup().key);
    let near = beside.parent().map(|folder| folder.join(&name));
    let places = [near, Some(PathBuf::from(&name)), Some(Path::new("scenarios").join(&name))];
    // What only happens to have the name is passed over: the same scenario has the same canonical text.
    let found = places.into_iter().flatten().filter(|path| path.is_file()).filter_map(|path| {
        let bytes = input::author_bytes(&path).ok()?;
        divest_scenario::read_bytes(&bytes, &played.scenario.setup().key).ok()
    });
    Ok(found.into_iter().find(|read| read.canonical == played.canonical).map(|read| notes_of(&read)))
}

fn notes_of(read: &Read) -> Notes {
    let sources = read.file.sources.iter().map(|(id, source)| Source {
        id: id.clone(),
        title: source.title.clone(),
        url: source.url.clone(),
    });
    let facts = read.annotations.iter().map(|annotation| Fact {
        path: annotation.path.to_string(),
        note: annotation.note.clone().unwrap_or_default(),
        estimate: annotation.estimate.clone().unwrap_or_default(),
        sources: annotation.sources.clone(),
    });
    (sources.collect(), facts.collect())
}
