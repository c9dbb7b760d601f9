//! Arrays in every encoding, made of values of the interchange form.

use std::sync::Arc;

use arrow_array::builder::{
    FixedSizeListBuilder, StringBuilder, StringDictionaryBuilder, StringViewBuilder,
};
use arrow_array::types::{Int32Type, UInt8Type};
use arrow_array::{
    Array, ArrayRef, BooleanArray, Date32Array, Date64Array, Decimal128Array, DictionaryArray,
    Float64Array, Int8Array, Int16Array, Int64Array, LargeListArray, LargeStringArray, ListArray,
    StringArray, StructArray, TimestampMicrosecondArray, TimestampSecondArray, UInt8Array,
    UInt32Array,
};
use arrow_buffer::{NullBuffer, OffsetBuffer};
use arrow_schema::{Field, Fields};
use chrono::NaiveDate;
use serde_json::Value as Json;

/// Texts in one of six encodings.
pub(crate) fn texts(values: &[Option<String>], encoding: u8) -> ArrayRef {
    let texts = || values.iter().map(Option::as_deref);
    match encoding % 6 {
        0 => Arc::new(texts().collect::<StringArray>()),
        1 => Arc::new(texts().collect::<LargeStringArray>()),
        2 => {
            let mut builder = StringViewBuilder::new();
            texts().for_each(|text| builder.append_option(text));
            Arc::new(builder.finish())
        }
        3 => {
            if values.len() > usize::from(u8::MAX) {
                return Arc::new(texts().collect::<StringArray>());
            }
            let mut builder = StringDictionaryBuilder::<UInt8Type>::new();
            texts().for_each(|text| builder.append_option(text));
            Arc::new(builder.finish())
        }
        // Every row with an entry of its own, so that values come twice, and nulls among them.
        4 => {
            let keys = (0..values.len() as i32).collect::<Vec<_>>();
            let entries = Arc::new(texts().collect::<StringArray>());
            Arc::new(DictionaryArray::<Int32Type>::new(keys.into(), entries))
        }
        _ => {
            let keys: UInt32Array = values
                .iter()
                .enumerate()
                .map(|(row, value)| value.as_ref().map(|_| row as u32))
                .collect();
            let entries: LargeStringArray = texts().collect();
            Arc::new(DictionaryArray::new(keys, Arc::new(entries)))
        }
    }
}

/// Booleans in one of three encodings.
pub(crate) fn booleans(values: &[Option<bool>], encoding: u8) -> ArrayRef {
    match encoding % 3 {
        0 => Arc::new(values.iter().copied().collect::<BooleanArray>()),
        1 => {
            let words = values
                .iter()
                .map(|value| value.map(|value| value.to_string()));
            texts(&words.collect::<Vec<_>>(), encoding / 3)
        }
        _ => {
            let word = |value: bool| if value { "是" } else { "否" }.to_owned();
            let words = values.iter().map(|value| value.map(word));
            texts(&words.collect::<Vec<_>>(), encoding / 3)
        }
    }
}

/// Whole numbers in one of six encodings.
pub(crate) fn integers(values: &[Option<i64>], encoding: u8) -> ArrayRef {
    let fits = |low: i64, high: i64| {
        values
            .iter()
            .flatten()
            .all(|one| (low..=high).contains(one))
    };
    match encoding % 6 {
        0 if fits(-128, 127) => Arc::new(
            values
                .iter()
                .map(|one| one.map(|one| one as i8))
                .collect::<Int8Array>(),
        ),
        1 if fits(0, 255) => Arc::new(
            values
                .iter()
                .map(|one| one.map(|one| one as u8))
                .collect::<UInt8Array>(),
        ),
        2 if fits(-32_768, 32_767) => Arc::new(
            values
                .iter()
                .map(|one| one.map(|one| one as i16))
                .collect::<Int16Array>(),
        ),
        3 => Arc::new(
            values
                .iter()
                .map(|one| one.map(|one| one as f64))
                .collect::<Float64Array>(),
        ),
        4 => {
            let scaled = values
                .iter()
                .map(|one| one.map(|one| i128::from(one) * 100));
            let array = scaled.collect::<Decimal128Array>();
            Arc::new(array.with_precision_and_scale(20, 2).unwrap())
        }
        _ => Arc::new(values.iter().copied().collect::<Int64Array>()),
    }
}

/// Decimal numbers of at most four places in one of three encodings.
pub(crate) fn decimals(values: &[Option<String>], encoding: u8) -> ArrayRef {
    let numbers = || {
        values
            .iter()
            .map(|one| one.as_ref().map(|one| one.parse::<f64>().unwrap()))
    };
    match encoding % 3 {
        0 => Arc::new(numbers().collect::<Float64Array>()),
        1 => {
            let scaled = numbers().map(|one| one.map(|one| (one * 10_000.0).round() as i128));
            let array = scaled.collect::<Decimal128Array>();
            Arc::new(array.with_precision_and_scale(30, 4).unwrap())
        }
        _ => texts(values, encoding / 3),
    }
}

/// Dates in one of five encodings.
pub(crate) fn dates(values: &[Option<String>], encoding: u8) -> ArrayRef {
    let epoch = NaiveDate::from_ymd_opt(1970, 1, 1).unwrap();
    let days = || {
        values.iter().map(|one| {
            let day = one.as_ref()?.parse::<NaiveDate>().unwrap();
            Some((day - epoch).num_days())
        })
    };
    let noon = 43_200;
    match encoding % 5 {
        0 => Arc::new(
            days()
                .map(|one| one.map(|one| one as i32))
                .collect::<Date32Array>(),
        ),
        1 => Arc::new(
            days()
                .map(|one| one.map(|one| one * 86_400_000))
                .collect::<Date64Array>(),
        ),
        2 => {
            let at = days().map(|one| one.map(|one| (one * 86_400 + noon) * 1_000_000));
            Arc::new(at.collect::<TimestampMicrosecondArray>())
        }
        3 => Arc::new(
            days()
                .map(|one| one.map(|one| one * 86_400))
                .collect::<TimestampSecondArray>(),
        ),
        _ => texts(values, encoding / 5),
    }
}

/// Lists of texts in one of three encodings, plain or by dictionary.
pub(crate) fn text_lists(values: &[Option<Vec<String>>], encoding: u8) -> ArrayRef {
    if encoding % 3 == 2
        && values
            .iter()
            .all(|one| one.as_ref().is_none_or(|one| one.len() == 1))
    {
        let mut builder = FixedSizeListBuilder::new(StringBuilder::new(), 1);
        for value in values {
            builder
                .values()
                .append_option(value.as_ref().map(|one| &one[0]));
            builder.append(value.is_some());
        }
        return by_dictionary(Arc::new(builder.finish()), encoding);
    }
    let entries: Vec<Option<String>> = values
        .iter()
        .flatten()
        .flatten()
        .cloned()
        .map(Some)
        .collect();
    lists(values, texts(&entries, encoding / 3), encoding)
}

/// Lists of objects, every field of which is a text or a boolean, plain or by dictionary.
pub(crate) fn objects(values: &[Option<Vec<Json>>], encoding: u8) -> ArrayRef {
    let entries: Vec<Json> = values.iter().flatten().flatten().cloned().collect();
    lists(values, structs(&entries, encoding / 2), encoding)
}

fn lists<T>(values: &[Option<Vec<T>>], entries: ArrayRef, encoding: u8) -> ArrayRef {
    let lengths = values.iter().map(|one| one.as_ref().map_or(0, Vec::len));
    let nulls: NullBuffer = values
        .iter()
        .map(Option::is_some)
        .collect::<Vec<_>>()
        .into();
    let field = Arc::new(Field::new_list_field(entries.data_type().clone(), true));
    if encoding.is_multiple_of(2) {
        let offsets = OffsetBuffer::from_lengths(lengths);
        let lists = ListArray::new(field, offsets, entries, Some(nulls));
        return by_dictionary(Arc::new(lists), encoding);
    }
    let offsets = OffsetBuffer::from_lengths(lengths);
    let lists = LargeListArray::new(field, offsets, entries, Some(nulls));
    by_dictionary(Arc::new(lists), encoding)
}

/// The lists of half of the encodings as entries of a dictionary, each row with one of its own.
fn by_dictionary(lists: ArrayRef, encoding: u8) -> ArrayRef {
    if encoding < 128 {
        return lists;
    }
    let keys = (0..lists.len() as i32).collect::<Vec<_>>();
    Arc::new(DictionaryArray::<Int32Type>::new(keys.into(), lists))
}

/// Objects as structs; a field that none has is left out.
fn structs(entries: &[Json], encoding: u8) -> ArrayRef {
    let mut names: Vec<&str> = Vec::new();
    for entry in entries {
        for name in entry.as_object().unwrap().keys() {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    let mut fields: Vec<Field> = Vec::new();
    let mut columns: Vec<ArrayRef> = Vec::new();
    for (number, name) in names.into_iter().enumerate() {
        let values: Vec<Option<&Json>> = entries.iter().map(|entry| entry.get(name)).collect();
        let known = || values.iter().flatten();
        let column = if known().all(|value| value.is_boolean()) {
            let values = values
                .iter()
                .map(|value| value.and_then(|value| value.as_bool()));
            Arc::new(values.collect::<BooleanArray>()) as ArrayRef
        } else if known().all(|value| value.is_object()) {
            let nothing = Json::Object(serde_json::Map::new());
            let values: Vec<Json> = values
                .iter()
                .map(|value| value.cloned().unwrap_or_else(|| nothing.clone()))
                .collect();
            structs(&values, encoding)
        } else {
            let values: Vec<Option<String>> = values
                .iter()
                .map(|value| value.map(|value| value.as_str().unwrap().to_owned()))
                .collect();
            texts(&values, encoding.wrapping_add(number as u8))
        };
        fields.push(Field::new(name, column.data_type().clone(), true));
        columns.push(column);
    }
    match fields.is_empty() {
        true => Arc::new(StructArray::new_empty_fields(entries.len(), None)),
        false => Arc::new(StructArray::new(Fields::from(fields), columns, None)),
    }
}
