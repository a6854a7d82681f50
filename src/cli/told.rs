//! How a command tells its result: in words for people, or in a form for programs.

use clap::{Args, ValueEnum};

/// A result in words or as JSON.
#[derive(Args)]
pub struct Told {
    /// How to tell it.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format", global = true)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// In words.
    Text,
    /// As JSON (docs/json.md).
    Json,
}

impl Told {
    pub const fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    pub fn is_json(&self) -> bool {
        self.format() == Format::Json
    }
}

/// A result in words, as JSON or as rows.
#[derive(Args)]
pub struct Tabled {
    /// How to tell it.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
    /// The same as --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// In words.
    Text,
    /// As JSON (docs/json.md).
    Json,
    /// As comma-separated rows under a line of names, for a spreadsheet.
    Csv,
}

impl Tabled {
    pub const fn format(&self) -> TableFormat {
        if self.json { TableFormat::Json } else { self.format }
    }
}
