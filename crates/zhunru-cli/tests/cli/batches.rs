//! Parquet and Arrow, in and out.

use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch, StringArray};
use zhunru_table::files::{BatchFormat, BatchWriter, read};

use super::scratch::Scratch;
use super::{example, zhunru, zhunru_with};

/// The values of a column of texts or codes in a file.
fn column(path: &str, format: BatchFormat, name: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    for batch in read(Path::new(path), format).unwrap() {
        let batch = batch.unwrap();
        let array = batch.column_by_name(name).unwrap();
        for row in 0..array.len() {
            let text = match array.as_any_dictionary_opt() {
                Some(codes) => {
                    let code = codes.normalized_keys().get(row).copied().unwrap();
                    codes.values().as_string::<i32>().value(code)
                }
                None => array.as_string::<i32>().value(row),
            };
            values.push(array.is_valid(row).then(|| text.to_owned()));
        }
    }
    values
}

fn write(path: &str, format: BatchFormat, columns: &[(&str, &[Option<&str>])]) {
    let columns = columns.iter().map(|(name, values)| {
        let array: ArrayRef = Arc::new(StringArray::from(values.to_vec()));
        (*name, array)
    });
    let batch = RecordBatch::try_from_iter(columns).unwrap();
    let file = std::fs::File::create(path).unwrap();
    let mut writer = BatchWriter::new(file, &batch.schema(), format).unwrap();
    writer.write(&batch).unwrap();
    writer.finish().unwrap();
}

/// Four proposals of 禹会区; the third names a level that there is not.
const LEVELS: [Option<&str>; 4] = [Some("county"), Some("县级"), Some("cuonty"), None];

fn table(path: &str, format: BatchFormat) {
    let four = |value| [Some(value); 4];
    write(
        path,
        format,
        &[
            ("id", &[Some("A"), Some("B"), Some("C"), Some("D")]),
            ("submitted_on", &four("2024-03-04")),
            ("village.code", &four("340304100201")),
            (
                "issuer.name",
                &[Some("甲局"), Some("乙局"), Some("甲局"), Some("甲局")],
            ),
            ("issuer.level", &LEVELS),
            ("issuer.kind", &four("government_department")),
            ("type", &four("data_request")),
            ("data_request.sole_means", &four("是")),
            ("派交单位层极", &four("县级")),
        ],
    );
}

#[test]
fn a_workbook_becomes_a_table_of_its_decisions() {
    let scratch = Scratch::new("batches-workbook");
    let path = scratch.path("decided.parquet");
    let out = path.as_str();
    let workbook = example("proposals.xlsx");
    zhunru(&["decide", &workbook, "--out", out]).exits(0);
    let expected = zhunru(&["decide", &workbook, "--format", "json"])
        .exits(0)
        .json();
    let decisions = expected.as_array().unwrap().iter();
    let verdicts: Vec<Option<String>> = decisions
        .flat_map(|one| one["demands"].as_array().unwrap())
        .map(|demand| demand["verdict"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(verdicts.len(), 100);
    assert_eq!(column(&path, BatchFormat::Parquet, "verdict"), verdicts);
}

#[test]
fn tables_decide_into_tables_and_faulty_rows_are_told() {
    let scratch = Scratch::new("batches-tables");
    for (format, ending) in [
        (BatchFormat::Parquet, "parquet"),
        (BatchFormat::Arrow, "arrow"),
    ] {
        let (from, to) = (
            scratch.path(&format!("in.{ending}")),
            scratch.path(&format!("out.{ending}")),
        );
        table(&from, format);
        let (from, out) = (from.as_str(), to.as_str());
        let ran = zhunru(&[
            "decide",
            from,
            "--out",
            out,
            "--lang",
            "en",
            "--threads",
            "2",
        ])
        .exits(1);
        let told = [
            "the column `派交单位层极` is not known and is not read, did you mean `派交单位层级`?",
            "row 3, column issuer.level: `cuonty` is no level of the issuer",
            "3 proposals decided",
            "1 faulty (1 fault) and not decided",
            "甲局",
            "yuhui/prohibition-4",
        ];
        for text in told {
            assert!(ran.err.contains(text), "{text}\n{}", ran.err);
        }
        let verdicts = column(&to, format, "verdict");
        assert_eq!(verdicts[0].as_deref(), Some("deny"));
        assert_eq!(verdicts[2], None);
        let ids = column(&to, format, "id");
        assert_eq!(
            ids.iter().flatten().collect::<Vec<_>>(),
            ["A", "B", "C", "D"]
        );

        // The same decisions as text, one by one.
        let ran = zhunru(&["decide", from, "--format", "jsonl", "--lang", "en"]).exits(1);
        let text = ran.text();
        let decided: Vec<serde_json::Value> = text
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect();
        assert_eq!(decided.len(), 3);
        assert_eq!(decided[0]["verdict"], "deny");
        assert!(
            ran.err.contains("row 3, column issuer.level"),
            "{}",
            ran.err
        );
    }
}

#[test]
fn columns_are_chosen_and_known() {
    let scratch = Scratch::new("batches-columns");
    let (from, to) = (scratch.path("in.parquet"), scratch.path("out.parquet"));
    table(&from, BatchFormat::Parquet);
    let (from, out) = (from.as_str(), to.as_str());
    zhunru(&["decide", from, "-o", out, "--columns", "row,verdict"]).exits(1);
    let batch = read(Path::new(&to), BatchFormat::Parquet)
        .unwrap()
        .next()
        .unwrap()
        .unwrap();
    let schema = batch.schema();
    let names: Vec<&str> = schema
        .fields()
        .iter()
        .map(|field| field.name().as_str())
        .collect();
    assert_eq!(names, ["row", "verdict"]);
    let ran = zhunru(&["decide", from, "-o", out, "--columns", "verdikt"]).exits(2);
    assert!(
        ran.err.contains("there is no output column `verdikt`"),
        "{}",
        ran.err
    );
    let ran = zhunru(&["decide", from, "--columns", "verdict", "--lang", "en"]).exits(2);
    assert!(ran.err.contains("--format parquet"), "{}", ran.err);
}

#[test]
fn a_file_that_is_cut_off_is_told_and_leaves_what_was_there() {
    let scratch = Scratch::new("batches-cut");
    let (from, to) = (scratch.path("in.parquet"), scratch.path("out.parquet"));
    table(&from, BatchFormat::Parquet);
    let whole = std::fs::read(&from).unwrap();
    std::fs::write(&from, &whole[..whole.len() / 2]).unwrap();
    std::fs::write(&to, "before").unwrap();
    let (from, out) = (from.as_str(), to.as_str());
    let ran = zhunru(&["decide", from, "-o", out, "--lang", "en"]).exits(1);
    assert!(
        ran.err
            .contains("is damaged or incomplete, or is no Parquet file"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("nothing was written"), "{}", ran.err);
    assert_eq!(std::fs::read(&to).unwrap(), b"before");
}

#[test]
fn standard_input_may_be_parquet() {
    let scratch = Scratch::new("batches-stdin");
    let path = scratch.path("in.parquet");
    table(&path, BatchFormat::Parquet);
    let bytes = std::fs::read(&path).unwrap();
    let ran = zhunru_with(&["decide", "-", "--format", "json"], &bytes, &[]).exits(1);
    assert_eq!(ran.json().as_array().unwrap().len(), 3);
}
