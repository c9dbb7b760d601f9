//! The workload as an Arrow table, a column for each field.

use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::types::{ArrowDictionaryKeyType, UInt8Type, UInt32Type};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, BooleanArray, Date32Array, DictionaryArray,
    PrimitiveArray, RecordBatch, RecordBatchReader, StringArray,
};
use arrow_schema::{ArrowError, DataType, Field, Fields, Schema, SchemaRef};

use super::Rows;
use super::field::{FIELDS, Kind, Value};
use super::row::Row;
use super::stock::STOCKS;

/// So many rows make a batch.
const ROWS: usize = 8_192;

/// So many proposals are drawn first to learn the codes of each column.
const LEARNT: usize = 8 * ROWS;

/// How the table holds codes. Flags are booleans and days are dates in all of them; what hangs at
/// a village is a dictionary of lists, with keys of four bytes beside plain texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// By dictionary, with keys of one byte.
    Codes8,
    /// By dictionary, with keys of four bytes.
    Codes32,
    /// One by one, as plain texts.
    Plain,
}

impl Encoding {
    /// Every encoding, with the name by which it is asked for.
    pub const ALL: [(&str, Encoding); 3] = [
        ("codes8", Encoding::Codes8),
        ("codes32", Encoding::Codes32),
        ("plain", Encoding::Plain),
    ];
}

/// The proposals of [`Rows`] as a table, batch by batch, without a column of ids.
#[derive(Debug)]
pub struct Table {
    rows: Rows,
    encoding: Encoding,
    columns: Vec<Column>,
    schema: SchemaRef,
}

/// The dictionary of a column, the same array in every batch.
#[derive(Debug)]
struct Column {
    codes: Vec<&'static str>,
    values: ArrayRef,
}

impl Table {
    /// A table of these proposals.
    ///
    /// # Errors
    /// When the columns do not fit together, which they do.
    pub fn new(rows: Rows, encoding: Encoding) -> Result<Self, ArrowError> {
        let mut columns: Vec<Vec<&'static str>> = vec![Vec::new(); FIELDS.len()];
        for row in Rows::new(LEARNT) {
            for (place, codes) in columns.iter_mut().enumerate() {
                if let Some(Value::Code(code)) = row.get(place)
                    && !codes.contains(&code)
                {
                    codes.push(code);
                }
            }
        }
        let columns = columns.into_iter().zip(FIELDS).map(|(mut codes, field)| {
            // In an order that tells nothing of the proposals.
            codes.sort_unstable();
            let values: ArrayRef = match field.kind {
                Kind::Stock => stocks(),
                _ => Arc::new(StringArray::from(codes.clone())),
            };
            Column { codes, values }
        });
        let mut table = Table {
            rows,
            encoding,
            columns: columns.collect(),
            schema: Arc::new(Schema::empty()),
        };
        table.schema = table.batch(&[])?.schema();
        Ok(table)
    }

    /// The codes of a dictionary, by the place of its field.
    pub fn codes(&self, place: usize) -> &[&'static str] {
        self.columns
            .get(place)
            .map_or(&[], |column| column.codes.as_slice())
    }

    fn batch(&self, rows: &[Row]) -> Result<RecordBatch, ArrowError> {
        let mut fields = Vec::with_capacity(FIELDS.len());
        let mut arrays = Vec::with_capacity(FIELDS.len());
        for (place, (field, column)) in FIELDS.iter().zip(&self.columns).enumerate() {
            let states = rows.iter().map(|row| row.get(place));
            let array: ArrayRef = match field.kind {
                Kind::Flag => Arc::new(states.map(flag).collect::<BooleanArray>()),
                Kind::Day => Arc::new(states.map(day).collect::<Date32Array>()),
                Kind::Stock if self.encoding == Encoding::Codes8 => {
                    keyed::<UInt8Type>(states.map(stock), column)?
                }
                Kind::Stock => {
                    keyed::<UInt32Type>(states.map(|state| stock(state).map(u32::from)), column)?
                }
                Kind::Code => self.codes_of(states, column)?,
            };
            fields.push(Field::new(field.path, array.data_type().clone(), true));
            arrays.push(array);
        }
        RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays)
    }

    fn codes_of(
        &self,
        states: impl Iterator<Item = Option<Value>>,
        column: &Column,
    ) -> Result<ArrayRef, ArrowError> {
        let texts = states.map(|state| match state {
            Some(Value::Code(code)) => Some(code),
            _ => None,
        });
        let key = |code| column.codes.binary_search(&code).ok();
        Ok(match self.encoding {
            Encoding::Plain => Arc::new(texts.collect::<StringArray>()),
            Encoding::Codes8 => keyed::<UInt8Type>(
                texts.map(|code| code.and_then(key).and_then(|key| u8::try_from(key).ok())),
                column,
            )?,
            Encoding::Codes32 => keyed::<UInt32Type>(
                texts.map(|code| code.and_then(key).and_then(|key| u32::try_from(key).ok())),
                column,
            )?,
        })
    }
}

fn keyed<K: ArrowDictionaryKeyType>(
    keys: impl Iterator<Item = Option<<K as ArrowPrimitiveType>::Native>>,
    column: &Column,
) -> Result<ArrayRef, ArrowError> {
    let keys: PrimitiveArray<K> = PrimitiveArray::from_iter(keys);
    Ok(Arc::new(DictionaryArray::try_new(
        keys,
        Arc::clone(&column.values),
    )?))
}

fn flag(state: Option<Value>) -> Option<bool> {
    match state {
        Some(Value::Flag(flag)) => Some(flag),
        _ => None,
    }
}

fn day(state: Option<Value>) -> Option<i32> {
    match state {
        Some(Value::Day(day)) => Some(day),
        _ => None,
    }
}

fn stock(state: Option<Value>) -> Option<u8> {
    match state {
        Some(Value::Stock(stock)) => Some(stock),
        _ => None,
    }
}

/// What hangs, as a list of structs for each stock.
fn stocks() -> ArrayRef {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    let fields = Fields::from(vec![
        text("name"),
        text("placement"),
        text("sponsor_level"),
        Field::new("statutorily_required", DataType::Boolean, true),
    ]);
    let mut lists = ListBuilder::new(StructBuilder::from_fields(fields, 0));
    for signs in STOCKS {
        let entries = lists.values();
        for sign in *signs {
            for (place, text) in [sign.name, "interior_sign", sign.level]
                .into_iter()
                .enumerate()
            {
                if let Some(texts) = entries.field_builder::<StringBuilder>(place) {
                    texts.append_value(text);
                }
            }
            if let Some(flags) = entries.field_builder::<BooleanBuilder>(3) {
                flags.append_value(sign.statutory);
            }
            entries.append(true);
        }
        lists.append(true);
    }
    Arc::new(lists.finish())
}

impl Iterator for Table {
    type Item = Result<RecordBatch, ArrowError>;

    fn next(&mut self) -> Option<Self::Item> {
        let rows: Vec<Row> = self.rows.by_ref().take(ROWS).collect();
        (!rows.is_empty()).then(|| self.batch(&rows))
    }
}

impl RecordBatchReader for Table {
    fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }
}
