//! Rows: one line for each run of a sweep, for one's own tools.

use super::exit::Failure;
use divest_core::deal::Choice;
use divest_core::id::IssueId;
use divest_core::units::Instant;
use divest_ensemble::Study;
use divest_ensemble::play::Rows;
use divest_ensemble::watch::{Seen, Unit, Watch};
use divest_report::date;
use std::fs::{File, OpenOptions};
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

/// A file of rows in progress.
pub struct RowFile {
    table: Table,
    writer: csv::Writer<BufWriter<File>>,
    path: String,
}

/// How runs become rows.
struct Table {
    watches: Vec<Arc<Watch>>,
    settings: Vec<Vec<String>>,
    columns: Vec<String>,
}

impl RowFile {
    /// Begins a file; its ending says of which kind.
    pub fn create(path: &Path, force: bool, study: &Study) -> Result<Self, Failure> {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let table = Table::new(study);
        let shown = path.display().to_string();
        if ending != "csv" {
            return Err(Failure::input(format!("{shown} does not end in .csv")).hint("rows are written as CSV"));
        }
        let mut options = OpenOptions::new();
        options.write(true);
        if force {
            options.create(true).truncate(true)
        } else {
            options.create_new(true)
        };
        let file = options.open(path).map_err(|error| {
            let failure = Failure::input(format!("cannot write {shown}: {error}"));
            if path.exists() { failure.hint("give another name, or --force") } else { failure }
        })?;
        let mut writer = csv::Writer::from_writer(BufWriter::new(file));
        writer.write_record(&table.columns).map_err(|error| failed(&shown, error))?;
        Ok(Self { table, writer, path: shown })
    }

    /// Writes what is left.
    pub fn finish(self) -> Result<(), Failure> {
        let written = self.writer.into_inner().map_err(|error| failed(&self.path, error.into_error()))?;
        let file = written.into_inner().map_err(|error| failed(&self.path, error.into_error()))?;
        file.sync_all().map_err(|error| failed(&self.path, error))
    }
}

fn failed(path: &str, error: impl std::fmt::Display) -> Failure {
    Failure::input(format!("cannot write {path}: {error}"))
}

impl Rows for RowFile {
    type Error = Failure;

    fn row(&mut self, setting: usize, seed: u64, seen: &Seen) -> Result<(), Failure> {
        let cells = self.table.row(setting, seed, seen);
        self.writer.write_record(cells).map_err(|error| failed(&self.path, error))
    }
}

impl Table {
    fn new(study: &Study) -> Self {
        let watch = &study.watches[0];
        let mut columns = vec!["seed".to_owned()];
        columns.extend(study.plan.settings[0].iter().map(|(path, _)| format!("set.{path}")));
        columns.extend(["outcome", "buyer"].map(str::to_owned));
        let issues = watch.scenario.setup().sale.issues.iter();
        let named = issues.filter(|issue| matches!(issue.choice, Choice::Options(_)));
        columns.extend(named.map(|issue| format!("terms.{}", issue.key)));
        columns.extend(watch.measures.iter().map(|measure| measure.name.clone()));
        let values = |setting: &Vec<(String, String)>| setting.iter().map(|(_, value)| value.clone()).collect();
        Self { watches: study.watches.clone(), settings: study.plan.settings.iter().map(values).collect(), columns }
    }

    /// The cells of a run; empty where it does not come to a value.
    fn row(&self, setting: usize, seed: u64, seen: &Seen) -> Vec<String> {
        let watch = &self.watches[setting];
        let setup = watch.scenario.setup();
        let mut cells = Vec::with_capacity(self.columns.len());
        cells.push(seed.to_string());
        cells.extend(self.settings[setting].iter().cloned());
        cells.push(setup.outcomes[seen.outcome].key.clone());
        let buyer = seen.sale.map(|(talks, _)| watch.scenario.seat_key(watch.scenario.talks(talks).bidder).to_owned());
        cells.push(buyer.unwrap_or_default());
        for (index, issue) in setup.sale.issues.iter().enumerate() {
            if let Choice::Options(options) = &issue.choice {
                let option = seen.sale.map(|(_, deal)| usize::from(deal.option(IssueId::at(index))));
                cells.push(option.map(|option| options[option].key.clone()).unwrap_or_default());
            }
        }
        for (measure, steps) in watch.measures.iter().zip(&seen.measures) {
            let value = steps.map(|steps| measure.scale.value(steps));
            cells.push(value.map_or_else(String::new, |value| match measure.unit {
                Unit::Date => date::day(Instant::start_of_day(value)),
                _ => value.to_string(),
            }));
        }
        cells
    }
}
