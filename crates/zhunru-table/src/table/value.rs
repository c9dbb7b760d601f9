//! Values of Arrow arrays, as cells and as values of the interchange form.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Date64Type, Decimal32Type, Decimal64Type, Decimal128Type,
    Decimal256Type, DecimalType, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use chrono::{DateTime, Days, NaiveDate};
use zhunru::json::{Json, Object};

use super::layout::per_second;
use crate::columns::{Choice, Form, Wrong, choose, text};
use crate::sheet::Cell;

/// An array whose dictionary, if it has one, is looked through.
pub(crate) struct Looked<'a> {
    array: &'a dyn Array,
    dictionary: Option<(&'a ArrayRef, Vec<usize>)>,
}

impl<'a> Looked<'a> {
    /// Looks through an array.
    pub(crate) fn at(array: &'a dyn Array) -> Self {
        let dictionary = array.as_any_dictionary_opt();
        // Without values all keys are null.
        let dictionary = dictionary.filter(|dictionary| !dictionary.values().is_empty());
        Looked {
            array,
            dictionary: dictionary
                .map(|dictionary| (dictionary.values(), dictionary.normalized_keys())),
        }
    }

    /// The array that holds the value of a row, and its place there; nothing for a null.
    pub(crate) fn place(&self, row: usize) -> Option<(&'a dyn Array, usize)> {
        if self.array.is_null(row) || *self.array.data_type() == DataType::Null {
            return None;
        }
        match &self.dictionary {
            None => Some((self.array, row)),
            Some((values, places)) => {
                let place = *places.get(row)?;
                (!values.is_null(place)).then_some((&**values, place))
            }
        }
    }
}

/// Evaluates an expression with an array of texts, whose kind differs; nothing for an array of anything else.
macro_rules! with_texts {
    ($array:expr, $texts:ident => $body:expr) => {{
        use arrow_array::cast::AsArray;
        match $array.data_type() {
            arrow_schema::DataType::Utf8 => $array.as_string_opt::<i32>().map(|$texts| $body),
            arrow_schema::DataType::LargeUtf8 => $array.as_string_opt::<i64>().map(|$texts| $body),
            arrow_schema::DataType::Utf8View => $array.as_string_view_opt().map(|$texts| $body),
            _ => None,
        }
    }};
}
pub(crate) use with_texts;

/// The text at a place, where the array holds texts and there is one.
pub(crate) fn text_at(array: &dyn Array, row: usize) -> Option<&str> {
    if array.is_null(row) {
        return None;
    }
    with_texts!(array, texts => texts.value(row))
}

/// The single value at a place as a cell; blank where there is none.
pub(crate) fn cell_at(array: &dyn Array, row: usize) -> Result<Cell, Wrong> {
    if array.is_null(row) || *array.data_type() == DataType::Null {
        return Ok(Cell::Blank);
    }
    if let Some(text) = text_at(array, row) {
        return Ok(Cell::text(text));
    }
    let found = match array.data_type() {
        DataType::Boolean => array
            .as_boolean_opt()
            .map(|array| Cell::Boolean(array.value(row))),
        DataType::Date32 => return date(days(array, row)),
        DataType::Date64 => {
            let value = primitive::<Date64Type>(array, row);
            return date(value.map(|value| value.div_euclid(86_400_000)));
        }
        DataType::Timestamp(unit, None) => return date(seconds(array, row, *unit)),
        // Inside of lists only; elsewhere dictionaries are looked through.
        DataType::Dictionary(..) => {
            return match Looked::at(array).place(row) {
                Some((values, place)) => cell_at(values, place),
                None => Ok(Cell::Blank),
            };
        }
        _ => number(array, row),
    };
    found.ok_or_else(|| {
        let kind = array.data_type();
        Wrong::new(
            format!("a value of the type {kind} cannot be read here"),
            format!("此处不能读取类型为 {kind} 的值"),
        )
    })
}

fn primitive<T: ArrowPrimitiveType>(array: &dyn Array, row: usize) -> Option<T::Native> {
    Some(array.as_primitive_opt::<T>()?.value(row))
}

fn days(array: &dyn Array, row: usize) -> Option<i64> {
    primitive::<Date32Type>(array, row).map(i64::from)
}

/// The days since 1970 of a timestamp without a time zone; its time of day is left out.
fn seconds(array: &dyn Array, row: usize, unit: TimeUnit) -> Option<i64> {
    let value = match unit {
        TimeUnit::Second => primitive::<TimestampSecondType>(array, row),
        TimeUnit::Millisecond => primitive::<TimestampMillisecondType>(array, row),
        TimeUnit::Microsecond => primitive::<TimestampMicrosecondType>(array, row),
        TimeUnit::Nanosecond => primitive::<TimestampNanosecondType>(array, row),
    };
    let day = per_second(unit).checked_mul(86_400)?;
    value.map(|value| value.div_euclid(day))
}

/// The day that is so many days after the first of 1970.
fn date(days: Option<i64>) -> Result<Cell, Wrong> {
    let epoch: Option<NaiveDate> = DateTime::from_timestamp(0, 0).map(|at| at.date_naive());
    let day = days.zip(epoch).and_then(|(days, epoch)| {
        let count = Days::new(days.unsigned_abs());
        match days < 0 {
            true => epoch.checked_sub_days(count),
            false => epoch.checked_add_days(count),
        }
    });
    match day.filter(|day| (NaiveDate::MIN..=NaiveDate::MAX).contains(day)) {
        Some(day) => Ok(Cell::Date(day)),
        None => Err(Wrong::new(
            "the day is beyond the calendar",
            "日期超出历法范围",
        )),
    }
}

/// A number of any type.
fn number(array: &dyn Array, row: usize) -> Option<Cell> {
    let float = |value: f64| match Cell::number(value) {
        // What no number is, is told as it stands.
        Cell::Error(_) => Cell::Text(value.to_string()),
        cell => cell,
    };
    Some(match array.data_type() {
        DataType::Int8 => Cell::Integer(primitive::<Int8Type>(array, row)?.into()),
        DataType::Int16 => Cell::Integer(primitive::<Int16Type>(array, row)?.into()),
        DataType::Int32 => Cell::Integer(primitive::<Int32Type>(array, row)?.into()),
        DataType::Int64 => Cell::Integer(primitive::<Int64Type>(array, row)?),
        DataType::UInt8 => Cell::Integer(primitive::<UInt8Type>(array, row)?.into()),
        DataType::UInt16 => Cell::Integer(primitive::<UInt16Type>(array, row)?.into()),
        DataType::UInt32 => Cell::Integer(primitive::<UInt32Type>(array, row)?.into()),
        DataType::UInt64 => {
            let value = primitive::<UInt64Type>(array, row)?;
            i64::try_from(value).map_or_else(|_| Cell::Decimal(value.to_string()), Cell::Integer)
        }
        DataType::Float16 => float(f64::from(primitive::<Float16Type>(array, row)?)),
        DataType::Float32 => {
            // By its own digits: 0.1 as 32 bits is not 0.100000001490116.
            let value = primitive::<Float32Type>(array, row)?;
            float(value.to_string().parse().unwrap_or_else(|_| value.into()))
        }
        DataType::Float64 => float(primitive::<Float64Type>(array, row)?),
        DataType::Decimal32(..) => decimal::<Decimal32Type>(array, row)?,
        DataType::Decimal64(..) => decimal::<Decimal64Type>(array, row)?,
        DataType::Decimal128(..) => decimal::<Decimal128Type>(array, row)?,
        DataType::Decimal256(..) => decimal::<Decimal256Type>(array, row)?,
        _ => return None,
    })
}

fn decimal<T: DecimalType>(array: &dyn Array, row: usize) -> Option<Cell> {
    let text = array.as_primitive_opt::<T>()?.value_as_string(row);
    // 12.00 is a whole number, and as such fits where a whole number is wanted.
    Some(Cell::Decimal(match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }))
}

/// The list at a place in the interchange form; nothing where there is none.
pub(crate) fn list_at(array: &dyn Array, row: usize, form: &Form) -> Result<Option<Json>, Wrong> {
    let Some(entries) = elements(array, row) else {
        return Ok(None);
    };
    let mut values = Vec::with_capacity(entries.len());
    for entry in 0..entries.len() {
        values.push(json_at(&entries, entry, form, "")?);
    }
    Ok(Some(Json::Array(values)))
}

/// The elements of the list at a place.
fn elements(array: &dyn Array, row: usize) -> Option<ArrayRef> {
    if array.is_null(row) {
        return None;
    }
    match array.data_type() {
        DataType::List(_) => Some(array.as_list_opt::<i32>()?.value(row)),
        DataType::LargeList(_) => Some(array.as_list_opt::<i64>()?.value(row)),
        DataType::FixedSizeList(..) => Some(array.as_fixed_size_list_opt()?.value(row)),
        DataType::ListView(_) => Some(array.as_list_view_opt::<i32>()?.value(row)),
        DataType::LargeListView(_) => Some(array.as_list_view_opt::<i64>()?.value(row)),
        _ => None,
    }
}

/// A value inside of a list; `path` is that of the field in the list's entries.
fn json_at(array: &dyn Array, row: usize, form: &Form, path: &str) -> Result<Json, Wrong> {
    if array.is_null(row) {
        return Ok(Json::Null);
    }
    if let Some(structs) = array.as_struct_opt() {
        let mut fields = Object::default();
        for (name, values) in structs.column_names().iter().zip(structs.columns()) {
            let inner = match path {
                "" => (*name).to_owned(),
                path => format!("{path}.{name}"),
            };
            let value = json_at(values, row, form, &inner)?;
            if value != Json::Null {
                fields.insert((*name).into(), value);
            }
        }
        // Inside of an entry, a struct of nothing but nulls is as good as a null.
        return Ok(match fields.is_empty() && !path.is_empty() {
            true => Json::Null,
            false => Json::Object(fields),
        });
    }
    if let Some(entries) = elements(array, row) {
        let values = (0..entries.len()).map(|entry| json_at(&entries, entry, form, path));
        return values.collect::<Result<_, _>>().map(Json::Array);
    }
    Ok(match cell_at(array, row)? {
        Cell::Blank => Json::Null,
        Cell::Boolean(value) => Json::Boolean(value),
        Cell::Integer(value) => Json::Integer(value),
        Cell::Date(day) => text(day.format("%Y-%m-%d").to_string()),
        Cell::Text(written) => match choice(form, path) {
            Some(choice) => text(choose(&written, choice)?),
            None => text(written),
        },
        other => text(other.to_string()),
    })
}

/// The values among which a field of a list's entries chooses.
fn choice<'a>(form: &'a Form, path: &str) -> Option<&'a Choice> {
    match (form, path) {
        (Form::Choices(choice), "") | (Form::Basis(choice), "rank") => Some(choice),
        (Form::Approvals(form), "act") => Some(&form.acts),
        (Form::Approvals(form), "outcome") => Some(&form.outcomes),
        (Form::Approvals(form), "by.level") => Some(&form.levels),
        (Form::Approvals(form), "by.kind") => Some(&form.kinds),
        (Form::Stock(form), path) => {
            let mut choices = form.choices.iter();
            choices
                .find(|(field, _)| field == path)
                .map(|(_, choice)| choice)
        }
        _ => None,
    }
}
