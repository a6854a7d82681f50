//! Rows: one line for each run of a sweep, for one's own tools.

#[cfg(feature = "parquet")]
mod parquet;

use super::exit::Failure;
use super::output::{self, Shown};
use divest_core::deal::Choice;
use divest_core::id::IssueId;
use divest_core::scenario::Setup;
use divest_core::units::Instant;
use divest_ensemble::Study;
use divest_ensemble::play::Rows;
use divest_ensemble::watch::{Seen, Unit, Watch};
use divest_log::Beside;
use divest_report::date;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;

/// A file of rows in progress.
pub struct RowFile {
    table: Table,
    sink: Sink,
    path: String,
}

/// Where rows go.
enum Sink {
    Csv(Box<csv::Writer<BufWriter<Beside>>>),
    #[cfg(feature = "parquet")]
    Parquet(Box<parquet::Sink>),
}

/// In which form rows are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    Csv,
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Form {
    /// The form that a file's ending names.
    fn of(path: &Path) -> Result<Self, Failure> {
        let shown = path.shown();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("csv") => Ok(Self::Csv),
            #[cfg(feature = "parquet")]
            Some("parquet") => Ok(Self::Parquet),
            #[cfg(not(feature = "parquet"))]
            Some("parquet") => Err(Failure::input(format!("{shown}: this divest was built without Parquet"))
                .hint("write .csv, or build it with `cargo install --path . --features parquet`")),
            _ => Err(Failure::input(format!("{shown} does not end in .csv or .parquet"))
                .hint("the ending says how rows are written")),
        }
    }
}

/// A column of rows.
struct Column {
    name: String,
    kind: Kind,
    /// Whether a run may come to no value.
    #[cfg_attr(
        not(feature = "parquet"),
        expect(dead_code, reason = "text leaves out what is missing without being told")
    )]
    is_optional: bool,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Seed,
    Text,
    Number,
    /// Days since 1970-01-01.
    Date,
}

/// A cell of a row.
#[derive(Clone, Copy)]
enum Cell<'a> {
    Missing,
    Seed(u64),
    Text(&'a str),
    Number(i64),
}

/// How runs become rows.
struct Table {
    watches: Vec<Arc<Watch>>,
    settings: Vec<Vec<String>>,
    columns: Vec<Column>,
}

impl RowFile {
    /// Begins a file; its ending says of which kind.
    pub fn create(path: &Path, force: bool, study: &Study) -> Result<Self, Failure> {
        let form = Form::of(path)?;
        let table = Table::new(study);
        let shown = path.shown();
        if !force && path.exists() {
            return Err(Failure::input(format!("{shown} exists already")).hint("give another name, or --force"));
        }
        // Written beside, so that a sweep that is cut short leaves no half table, and an old one where it was.
        let beside = Beside::new(path).map_err(|error| output::cannot_write(path, &error))?;
        let file = BufWriter::new(beside);
        let sink = match form {
            Form::Csv => {
                let mut writer = csv::Writer::from_writer(file);
                let names = table.columns.iter().map(|column| &column.name);
                writer.write_record(names).map_err(|error| failed(&shown, error))?;
                Sink::Csv(Box::new(writer))
            }
            #[cfg(feature = "parquet")]
            Form::Parquet => {
                let sink = parquet::Sink::new(file, &table.columns);
                Sink::Parquet(Box::new(sink.map_err(|error| failed(&shown, error))?))
            }
        };
        Ok(Self { table, sink, path: shown })
    }

    /// Writes what is left.
    pub fn finish(self) -> Result<(), Failure> {
        let written = match self.sink {
            Sink::Csv(writer) => writer.into_inner().map_err(|error| failed(&self.path, error.into_error()))?,
            #[cfg(feature = "parquet")]
            Sink::Parquet(sink) => sink.finish().map_err(|error| failed(&self.path, error))?,
        };
        let mut beside = written.into_inner().map_err(|error| failed(&self.path, error.into_error()))?;
        beside.finish().map_err(|error| failed(&self.path, error))
    }
}

fn failed(path: &str, error: impl std::fmt::Display) -> Failure {
    Failure::input(format!("cannot write {path}: {error}"))
}

impl Rows for RowFile {
    type Error = Failure;

    fn row(&mut self, setting: usize, seed: u64, seen: &Seen) -> Result<(), Failure> {
        let cells = self.table.row(setting, seed, seen);
        match &mut self.sink {
            Sink::Csv(writer) => {
                let texts = cells.iter().zip(&self.table.columns).map(|(cell, column)| match (cell, column.kind) {
                    (Cell::Missing, _) => String::new(),
                    (Cell::Seed(seed), _) => seed.to_string(),
                    (Cell::Text(text), _) => (*text).to_owned(),
                    (Cell::Number(day), Kind::Date) => date::day(Instant::start_of_day(*day)),
                    (Cell::Number(number), _) => number.to_string(),
                });
                writer.write_record(texts).map_err(|error| failed(&self.path, error))
            }
            #[cfg(feature = "parquet")]
            Sink::Parquet(sink) => sink.row(&cells).map_err(|error| failed(&self.path, error)),
        }
    }
}

/// The lots of a sale in lots, by option and key.
fn lots_of(setup: &Setup) -> impl Iterator<Item = (u16, &str)> {
    let lots = setup.sale.lots.as_ref();
    lots.into_iter().flat_map(|lots| {
        lots.singles().filter_map(|lot| match &setup.sale.issues[lots.issue.index()].choice {
            Choice::Options(options) => Some((lot, options[usize::from(lot)].key.as_str())),
            Choice::Range { .. } => None,
        })
    })
}

impl Table {
    fn new(study: &Study) -> Self {
        let watch = &study.watches[0];
        let column = |name: String, kind: Kind, is_optional: bool| Column { name, kind, is_optional };
        let mut columns = vec![column("seed".to_owned(), Kind::Seed, false)];
        let set = study.plan.settings[0].iter();
        columns.extend(set.map(|(path, _)| column(format!("set.{path}"), Kind::Text, false)));
        columns.push(column("outcome".to_owned(), Kind::Text, false));
        columns.push(column("buyer".to_owned(), Kind::Text, true));
        let issues = watch.scenario.setup().sale.issues.iter();
        let named = issues.filter(|issue| matches!(issue.choice, Choice::Options(_)));
        columns.extend(named.map(|issue| column(format!("terms.{}", issue.key), Kind::Text, true)));
        let lots = lots_of(watch.scenario.setup());
        columns.extend(lots.map(|(_, key)| column(format!("lots.{key}"), Kind::Text, true)));
        columns.extend(watch.measures.iter().map(|measure| {
            let kind = if measure.unit == Unit::Date { Kind::Date } else { Kind::Number };
            column(measure.name.clone(), kind, true)
        }));
        let values = |setting: &Vec<(String, String)>| setting.iter().map(|(_, value)| value.clone()).collect();
        Self { watches: study.watches.clone(), settings: study.plan.settings.iter().map(values).collect(), columns }
    }

    /// The cells of a run, one for each column.
    fn row(&self, setting: usize, seed: u64, seen: &Seen) -> Vec<Cell<'_>> {
        let watch = &self.watches[setting];
        let setup = watch.scenario.setup();
        let mut cells = Vec::with_capacity(self.columns.len());
        cells.push(Cell::Seed(seed));
        cells.extend(self.settings[setting].iter().map(|value| Cell::Text(value)));
        cells.push(Cell::Text(&setup.outcomes[seen.outcome].key));
        // Of several sales each has its own numbers among the measures.
        let sale = if let [sale] = seen.sales.as_slice() { Some(*sale) } else { None };
        cells.push(sale.map_or(Cell::Missing, |(talks, _)| {
            Cell::Text(watch.scenario.seat_key(watch.scenario.talks(talks).bidder))
        }));
        for (index, issue) in setup.sale.issues.iter().enumerate() {
            if let Choice::Options(options) = &issue.choice {
                let option = sale.map(|(_, deal)| usize::from(deal.option(IssueId::at(index))));
                cells.push(option.map_or(Cell::Missing, |option| Cell::Text(&options[option].key)));
            }
        }
        for (lot, _) in lots_of(setup) {
            let buyer = seen.buyer_of(setup, lot);
            cells.push(buyer.map_or(Cell::Missing, |talks| {
                Cell::Text(watch.scenario.seat_key(watch.scenario.talks(talks).bidder))
            }));
        }
        let measured = watch.measures.iter().zip(&seen.measures);
        cells.extend(
            measured
                .map(|(measure, steps)| steps.map_or(Cell::Missing, |steps| Cell::Number(measure.scale.value(steps)))),
        );
        cells
    }
}
