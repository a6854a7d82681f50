//! The output format of a command: text for people, or a form for programs.

use clap::{Args, ValueEnum};

/// The output format: text or JSON.
#[derive(Args)]
pub struct FormatArgs {
    /// Output format.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    format: Format,
    /// Short for --format json.
    #[arg(long, conflicts_with = "format", global = true)]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Text.
    Text,
    /// JSON (docs/json.md).
    Json,
}

impl FormatArgs {
    pub const fn format(&self) -> Format {
        if self.json { Format::Json } else { self.format }
    }

    pub fn is_json(&self) -> bool {
        self.format() == Format::Json
    }
}

/// The output format: text, JSON or CSV.
#[derive(Args)]
pub struct TableFormatArgs {
    /// Output format.
    #[arg(long, value_enum, default_value_t = TableFormat::Text)]
    format: TableFormat,
    /// Short for --format json.
    #[arg(long, conflicts_with = "format")]
    json: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Text.
    Text,
    /// JSON (docs/json.md).
    Json,
    /// Comma-separated values with a header line.
    Csv,
}

impl TableFormatArgs {
    pub const fn format(&self) -> TableFormat {
        if self.json { TableFormat::Json } else { self.format }
    }
}
