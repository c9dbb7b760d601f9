//! Generated proposals as columns, codes and numbers by dictionary.

use std::sync::Arc;

use arrow_array::builder::StringDictionaryBuilder;
use arrow_array::types::UInt8Type;
use arrow_array::{ArrayRef, BooleanArray, Date32Array, RecordBatch};
use arrow_schema::ArrowError;
use zhunru::model::parse_date;

use super::{ACT, DAY, FLAGS, NUMBERS, Row, VILLAGE, flag, item, number};

/// These proposals as a batch, one row each.
///
/// # Errors
/// When the columns do not fit together, which they do.
pub fn batch(rows: &[Row]) -> Result<RecordBatch, ArrowError> {
    let epoch = parse_date("1970-01-01").zip(parse_date(DAY));
    let day = epoch.map(|(epoch, day)| (day - epoch).num_days());
    let day = day.and_then(|day| i32::try_from(day).ok());
    let days = Date32Array::from(vec![day; rows.len()]);
    let mut columns: Vec<(String, ArrayRef)> = vec![
        ("submitted_on".to_owned(), Arc::new(days.clone())),
        ("village.code".to_owned(), codes(rows, |_| VILLAGE)?),
        ("type".to_owned(), codes(rows, |_| "work")?),
        ("issuer.level".to_owned(), codes(rows, |row| row.level)?),
        ("issuer.kind".to_owned(), codes(rows, |row| row.kind)?),
        ("work.item".to_owned(), codes(rows, |row| item(row.item))?),
        ("work.role".to_owned(), codes(rows, |row| row.role)?),
        (
            "support.funds.borne_by".to_owned(),
            codes(rows, |row| row.bearer)?,
        ),
        ("approval.act".to_owned(), codes(rows, |_| ACT)?),
        ("approval.by.level".to_owned(), codes(rows, |_| "county")?),
        (
            "approval.by.kind".to_owned(),
            codes(rows, |_| "government_department")?,
        ),
        ("approval.on".to_owned(), Arc::new(days)),
        ("approval.number".to_owned(), codes(rows, |_| "1")?),
        ("approval.outcome".to_owned(), codes(rows, |_| "approved")?),
    ];
    for place in 0..FLAGS {
        let values = rows.iter().map(|row| row.flags.get(place).copied());
        columns.push((flag(place), Arc::new(values.collect::<BooleanArray>())));
    }
    for place in 0..NUMBERS {
        let value = |row: &Row| row.numbers.get(place).map(usize::to_string);
        let values = codes(rows, |row| value(row).unwrap_or_default())?;
        columns.push((number(place), values));
    }
    RecordBatch::try_from_iter(columns)
}

fn codes<'r, T: AsRef<str>>(
    rows: &'r [Row],
    code: impl Fn(&'r Row) -> T,
) -> Result<ArrayRef, ArrowError> {
    let mut builder = StringDictionaryBuilder::<UInt8Type>::new();
    for row in rows {
        builder.append(code(row))?;
    }
    Ok(Arc::new(builder.finish()))
}
