//! What is told of faulty rows, while the others are decided.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::types::Int8Type;
use arrow_array::{
    ArrayRef, DictionaryArray, Float64Array, Int8Array, RecordBatch, RecordBatchIterator,
    StringArray, TimestampSecondArray,
};
use arrow_schema::{ArrowError, DataType, Field};
use zhunru::model::{Coded, DemandType};
use zhunru_table::{Decider, Options, OutputColumn, RowErrorCode};

use crate::{ENGINE, all, batch, decide, text, texts};

/// A table of documents in 罗江 with one more column.
fn documents(rows: usize, name: &str, values: ArrayRef) -> RecordBatch {
    let same = |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value; rows])) };
    batch([
        ("submitted_on", same("2024-03-04")),
        ("village.code", same("510604100201")),
        ("type", same("document")),
        (name, values),
    ])
}

/// The errors of a table as they are printed, and whether each row was decided: the same with columns
/// that only the single path fills as with those for which rows are decided by columns.
fn told(table: RecordBatch) -> (Vec<String>, Vec<bool>) {
    let singly = told_with(Options::default(), table.clone());
    let mut options = Options::default();
    options.columns = vec![OutputColumn::Verdict, OutputColumn::Errors];
    assert_eq!(told_with(options, table), singly);
    singly
}

fn told_with(options: Options, table: RecordBatch) -> (Vec<String>, Vec<bool>) {
    let (found, errors) = all(&mut decide(options, vec![table]));
    let errors = errors.iter().map(ToString::to_string).collect();
    (
        errors,
        texts(&found, "verdict")
            .iter()
            .map(Option::is_some)
            .collect(),
    )
}

#[test]
fn a_value_far_down_is_named_with_its_row_and_column() {
    let rows = 20_000;
    let mut levels = vec!["county"; rows];
    levels[17_203] = "cuonty";
    let table = documents(rows, "issuer.level", Arc::new(StringArray::from(levels)));
    let (errors, decided) = told(table);
    assert_eq!(errors.len(), 1);
    assert!(
        errors[0].starts_with("row 17204, column issuer.level: `cuonty` is no level of the issuer"),
        "{errors:?}"
    );
    assert!(errors[0].ends_with("did you mean county?"), "{errors:?}");
    assert_eq!(decided.iter().filter(|one| !**one).count(), 1);
    assert!(!decided[17_203]);
}

#[test]
fn a_type_that_cannot_hold_the_fact_spoils_only_rows_with_values() {
    let values: ArrayRef = Arc::new(Float64Array::from(vec![Some(1.0), None]));
    let (errors, decided) = told(documents(2, "issuer.level", values));
    assert_eq!(
        errors,
        [
            "row 1, column issuer.level: the column has the type Float64; expected strings or lists of strings"
        ]
    );
    assert_eq!(decided, [false, true]);

    let zoned = TimestampSecondArray::from(vec![Some(0), None]).with_timezone("+08:00");
    let (errors, decided) = told(documents(2, "starts_on", Arc::new(zoned)));
    assert!(
        errors[0].contains("timestamps without a time zone"),
        "{errors:?}"
    );
    assert_eq!(decided, [false, true]);
}

// Not every type of demand has a rule that reads the issuer; a fault of these columns is one all the
// same.
#[test]
fn columns_of_different_numbers_of_issuers_are_a_fault_for_every_type() {
    let types: Vec<&str> = DemandType::ALL.iter().map(|one| one.code()).collect();
    for village in ["510604100201", "340304100201", "310116112201"] {
        let same =
            |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value; types.len()])) };
        let (errors, decided) = told(batch([
            ("submitted_on", same("2024-03-04")),
            ("village.code", same(village)),
            (
                "type",
                Arc::new(StringArray::from(types.clone())) as ArrayRef,
            ),
            ("issuer.name", same("甲局；乙局；丙局")),
            ("issuer.level", same("county；city")),
        ]));
        assert_eq!(errors.len(), types.len(), "{errors:?}");
        assert!(decided.iter().all(|one| !one), "{village}: {decided:?}");
    }
}

#[test]
fn acts_in_a_list_and_in_columns_of_their_own_are_a_fault_for_every_type() {
    let types: Vec<&str> = DemandType::ALL.iter().map(|one| one.code()).collect();
    for village in ["510604100201", "340304100201", "310116112201"] {
        let same =
            |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value; types.len()])) };
        let (errors, decided) = told(batch([
            ("submitted_on", same("2024-03-04")),
            ("village.code", same(village)),
            (
                "type",
                Arc::new(StringArray::from(types.clone())) as ArrayRef,
            ),
            ("approvals", same("无")),
            ("approval.act", same("filing")),
        ]));
        assert_eq!(errors.len(), types.len(), "{errors:?}");
        assert!(decided.iter().all(|one| !one), "{village}: {decided:?}");
    }
}

#[test]
fn numbers_and_days_that_cannot_be_are_told() {
    let numbers = [f64::NAN, f64::INFINITY, 1.5, 3.0];
    let values: ArrayRef = Arc::new(Float64Array::from(numbers.to_vec()));
    let (errors, decided) = told(documents(4, "document.characters", values));
    assert_eq!(errors.len(), 3, "{errors:?}");
    assert!(
        errors[2].starts_with("row 3, column document.characters: `1.5` is"),
        "{errors:?}"
    );
    assert_eq!(decided, [false, false, false, true]);

    let days: ArrayRef = Arc::new(TimestampSecondArray::from(vec![i64::MAX, i64::MIN, 0]));
    let (errors, decided) = told(documents(3, "starts_on", days));
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].contains("the day is beyond the calendar"),
        "{errors:?}"
    );
    assert_eq!(decided, [false, false, true]);
}

#[test]
fn a_null_where_a_value_must_be_is_told() {
    let table = batch([
        (
            "submitted_on",
            text([Some("2024-03-04"), None, Some("2024-03-04")]),
        ),
        (
            "village.code",
            text([Some("340304100201"), Some("340304100201"), None]),
        ),
        ("type", text([None, Some("meeting"), Some("meeting")])),
    ]);
    let (found, errors) = all(&mut decide(Options::default(), vec![table]));
    let told: Vec<_> = errors
        .iter()
        .map(|error| (error.row, error.column.as_deref(), error.code))
        .collect();
    assert_eq!(
        told,
        [
            (1, Some("type"), RowErrorCode::MissingValue),
            (2, Some("submitted_on"), RowErrorCode::MissingValue),
            (3, Some("village.code"), RowErrorCode::NoPack),
        ]
    );
    assert_eq!(texts(&found, "verdict"), [None; 3]);
}

#[test]
fn dictionaries_may_hold_nulls_and_what_comes_twice() {
    let entries: ArrayRef = Arc::new(StringArray::from(vec![
        Some("county"),
        None,
        Some("county"),
        Some("县级"),
        Some("x"),
    ]));
    let keys = Int8Array::from(vec![Some(0), Some(1), Some(2), None, Some(3), Some(4)]);
    let levels = DictionaryArray::<Int8Type>::new(keys, entries);
    let (errors, decided) = told(documents(6, "issuer.level", Arc::new(levels)));
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("row 6, column issuer.level"),
        "{errors:?}"
    );
    assert_eq!(decided, [true, true, true, true, true, false]);

    let none = DictionaryArray::<Int8Type>::new(
        Int8Array::from(vec![None, None]),
        Arc::new(StringArray::from(Vec::<&str>::new())),
    );
    let (errors, decided) = told(documents(2, "issuer.level", Arc::new(none)));
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!(decided, [true, true]);
}

#[test]
fn slices_and_empty_batches_are_read_where_they_begin() {
    let table = batch([
        (
            "submitted_on",
            text([Some("x"), Some("2024-03-04"), Some("y")]),
        ),
        (
            "village.code",
            text([Some("x"), Some("510604100201"), None]),
        ),
        ("type", text([Some("x"), Some("document"), None])),
    ]);
    let batches = vec![table.slice(0, 0), table.slice(1, 1), table.slice(3, 0)];
    let (found, errors) = all(&mut decide(Options::default(), batches));
    assert!(errors.is_empty(), "{errors:#?}");
    assert_eq!(found.num_rows(), 1);
    let mut nothing = decide(Options::default(), vec![table.slice(0, 0)]);
    assert!(nothing.next().is_none());
}

#[test]
fn lists_of_structs_name_the_entry_that_is_wrong() {
    let fields = vec![
        Field::new("rank", DataType::Utf8, true),
        Field::new("titel", DataType::Utf8, true),
    ];
    let builders: Vec<Box<dyn arrow_array::builder::ArrayBuilder>> = vec![
        Box::new(StringBuilder::new()),
        Box::new(StringBuilder::new()),
    ];
    let mut list = ListBuilder::new(StructBuilder::new(fields, builders));
    for (rank, title) in [("law", None), ("laws", None), ("law", Some("某法"))] {
        let entry = list.values();
        entry
            .field_builder::<StringBuilder>(0)
            .unwrap()
            .append_value(rank);
        entry
            .field_builder::<StringBuilder>(1)
            .unwrap()
            .append_option(title);
        entry.append(true);
        list.append(true);
    }
    let (errors, decided) = told(documents(3, "basis", Arc::new(list.finish())));
    assert_eq!(errors.len(), 2, "{errors:?}");
    assert!(
        errors[0].starts_with("row 2, column basis: `laws` is no "),
        "{errors:?}"
    );
    assert!(errors[1].contains("basis[0].titel"), "{errors:?}");
    assert!(errors[1].contains("did you mean `title`"), "{errors:?}");
    assert_eq!(decided, [true, false, false]);

    let mut numbers = ListBuilder::new(Int32Builder::new());
    numbers.append_value([Some(1)]);
    let (errors, _) = told(documents(1, "basis", Arc::new(numbers.finish())));
    assert!(
        errors[0].contains("expected strings or lists of structs"),
        "{errors:?}"
    );
}

#[test]
fn a_faulty_row_spoils_its_proposal_and_no_other() {
    let table = batch([
        ("id", text([Some("A"), Some("A"), Some("B")])),
        (
            "submitted_on",
            text([Some("2024-03-04"), Some("2024-03-05"), Some("2024-03-04")]),
        ),
        ("village.code", text([Some("340304100201"); 3])),
        ("type", text([Some("meeting"); 3])),
    ]);
    let (found, errors) = all(&mut decide(Options::default(), vec![table]));
    assert_eq!(errors.len(), 1, "{errors:#?}");
    assert_eq!(
        (errors[0].row, errors[0].code),
        (2, RowErrorCode::Contradiction)
    );
    let verdicts = texts(&found, "verdict");
    assert_eq!((verdicts[0], verdicts[1]), (None, None));
    assert!(verdicts[2].is_some());
}

#[test]
fn a_fact_that_the_type_lacks_is_told() {
    let values = text([Some("exterior_sign"), None]);
    let (errors, decided) = told(documents(2, "signboard.placement", values));
    assert_eq!(
        errors,
        [
            "row 1, column signboard.placement: a demand of the type document has no `signboard.placement`; leave the cell blank"
        ]
    );
    assert_eq!(decided, [false, true]);
}

#[test]
fn a_wrong_column_of_ids_does_not_gather_the_whole_table() {
    let same: ArrayRef = Arc::new(StringArray::from(vec!["同"; 30_000]));
    let table = documents(30_000, "id", same);
    let (found, errors) = all(&mut decide(Options::default(), vec![table]));
    assert_eq!(found.num_rows(), 30_000);
    assert!(texts(&found, "verdict").iter().all(Option::is_none));
    assert!(
        errors
            .iter()
            .all(|error| error.code == RowErrorCode::TooManyRows)
    );
    assert!(
        errors[0].to_string().contains("at most 1000 rows"),
        "{}",
        errors[0]
    );
}

#[test]
fn a_table_that_breaks_off_is_decided_up_to_there() {
    let row = |id: &'static str| {
        batch([
            ("id", text([Some(id)])),
            ("submitted_on", text([Some("2024-03-04")])),
            ("village.code", text([Some("340304100201")])),
            ("type", text([Some("meeting")])),
        ])
    };
    let (first, second) = (row("A"), row("B"));
    let schema = first.schema();
    let cut = ArrowError::IpcError("the file ends".to_owned());
    let table = RecordBatchIterator::new(vec![Ok(first), Ok(second), Err(cut)].into_iter(), schema);
    let decider = Decider::new(&ENGINE, Options::default()).unwrap();
    let mut decided = decider.decide(table).unwrap();
    let verdicts: Vec<_> = (0..2)
        .map(|_| {
            let batch = decided.next().unwrap().unwrap();
            (
                texts(&batch, "verdict")[0].is_some(),
                decided.errors().to_vec(),
            )
        })
        .collect();
    assert_eq!(verdicts[0], (true, Vec::new()));
    assert!(!verdicts[1].0);
    // Rows of B may follow where the table could not be read.
    assert_eq!(verdicts[1].1[0].code, RowErrorCode::CutOff);
    assert!(decided.next().unwrap().is_err());
    assert!(decided.next().is_none());
}

#[test]
fn a_batch_of_other_columns_ends_the_table() {
    let first = batch([
        ("submitted_on", text([Some("2024-03-04")])),
        ("village.code", text([Some("340304100201")])),
        ("type", text([Some("meeting")])),
    ]);
    let other = batch([("type", text([Some("meeting")]))]);
    let mut decided = decide(Options::default(), vec![first, other]);
    assert!(decided.next().unwrap().is_ok());
    let error = decided.next().unwrap().unwrap_err();
    assert!(
        error.to_string().contains("other columns than the table"),
        "{error}"
    );
    assert!(decided.next().is_none());
}

#[test]
fn more_threads_than_may_be_are_refused() {
    let mut options = Options::default();
    options.threads = 1025;
    let error = Decider::new(&ENGINE, options).unwrap_err();
    assert_eq!(
        error.to_string(),
        "1025 threads are too many; there may be up to 1024"
    );
    assert_eq!(error.chinese(), "1025 个线程太多；最多 1024 个");
}
