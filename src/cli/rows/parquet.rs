//! Rows as Parquet: columns of text, 64-bit numbers and dates, in groups of a fixed number of rows.

use super::{Cell, Column, Kind};
use divest_log::Beside;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::io::BufWriter;
use std::sync::Arc;

/// How many rows a group has. It is held in memory until it is whole, and its end does not hang on the number of threads.
const GROUP_ROWS: usize = 1 << 16;

/// A file in progress.
pub(super) struct Sink {
    writer: SerializedFileWriter<BufWriter<Beside>>,
    columns: Vec<Held>,
    rows: usize,
}

/// The values of a column that are not written yet.
struct Held {
    values: Values,
    /// For each row whether it has a value; `None` where every row has.
    present: Option<Vec<i16>>,
}

enum Values {
    Text(Vec<ByteArray>),
    Number(Vec<i64>),
    Date(Vec<i32>),
}

impl Sink {
    pub(super) fn new(file: BufWriter<Beside>, columns: &[Column]) -> Result<Self> {
        let fields = columns.iter().map(field).collect::<Result<Vec<_>>>()?;
        let schema = Arc::new(Type::group_type_builder("runs").with_fields(fields).build()?);
        let properties = WriterProperties::builder().set_created_by("divest".to_owned()).build();
        let writer = SerializedFileWriter::new(file, schema, Arc::new(properties))?;
        let held = |column: &Column| Held {
            values: match column.kind {
                Kind::Text => Values::Text(Vec::new()),
                Kind::Seed | Kind::Number => Values::Number(Vec::new()),
                Kind::Date => Values::Date(Vec::new()),
            },
            present: column.is_optional.then(Vec::new),
        };
        Ok(Self { writer, columns: columns.iter().map(held).collect(), rows: 0 })
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            if let Some(present) = &mut column.present {
                present.push(i16::from(!matches!(cell, Cell::Missing)));
            }
            match (&mut column.values, cell) {
                (_, Cell::Missing) => {}
                (Values::Text(values), Cell::Text(text)) => values.push(ByteArray::from(text.as_bytes().to_vec())),
                // The column says that its 64 bits bear no sign.
                (Values::Number(values), Cell::Seed(seed)) => values.push(seed.cast_signed()),
                (Values::Number(values), Cell::Number(number)) => values.push(*number),
                // A date beyond what 32 bits of days can say lies millions of years ahead.
                (Values::Date(values), Cell::Number(day)) => values.push(i32::try_from(*day).unwrap_or(i32::MAX)),
                _ => unreachable!("BUG: a cell is not what its column holds"),
            }
        }
        self.rows += 1;
        if self.rows == GROUP_ROWS { self.write_group() } else { Ok(()) }
    }

    pub(super) fn finish(mut self) -> Result<BufWriter<Beside>> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.writer.into_inner()
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.writer.next_row_group()?;
        for held in &mut self.columns {
            let column = group.next_column()?.expect("BUG: there are as many columns as the schema has");
            held.write(column)?;
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

impl Held {
    fn write(&mut self, mut column: SerializedColumnWriter<'_>) -> Result<()> {
        let present = self.present.as_deref();
        match &mut self.values {
            Values::Text(values) => {
                column.typed::<ByteArrayType>().write_batch(values, present, None)?;
                values.clear();
            }
            Values::Number(values) => {
                column.typed::<Int64Type>().write_batch(values, present, None)?;
                values.clear();
            }
            Values::Date(values) => {
                column.typed::<Int32Type>().write_batch(values, present, None)?;
                values.clear();
            }
        }
        if let Some(present) = &mut self.present {
            present.clear();
        }
        column.close()
    }
}

fn field(column: &Column) -> Result<TypePtr> {
    let (physical, logical) = match column.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Seed => (Physical::INT64, Some(LogicalType::integer(64, false))),
        Kind::Number => (Physical::INT64, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    let repetition = if column.is_optional { Repetition::OPTIONAL } else { Repetition::REQUIRED };
    let field = Type::primitive_type_builder(&column.name, physical)
        .with_logical_type(logical)
        .with_repetition(repetition)
        .build()?;
    Ok(Arc::new(field))
}
