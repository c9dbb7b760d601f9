//! Parquet and Arrow IPC, whole and damaged.

use std::path::Path;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use zhunru_table::files::{BatchFormat, BatchWriter, read, recognise};
use zhunru_table::{Decider, Options, OutputColumn};

use crate::{ENGINE, all, batch, decide};

const FORMATS: [BatchFormat; 2] = [BatchFormat::Parquet, BatchFormat::Arrow];

fn table(rows: usize) -> RecordBatch {
    let same = |value: &str| -> ArrayRef { Arc::new(StringArray::from(vec![value; rows])) };
    let titles: StringArray = (0..rows).map(|row| Some(format!("通知{row}"))).collect();
    batch([
        ("submitted_on", same("2024-03-04")),
        ("village.code", same("340304100201")),
        ("type", same("meeting")),
        ("title", Arc::new(titles) as ArrayRef),
    ])
}

fn bytes(batches: &[RecordBatch], format: BatchFormat) -> Vec<u8> {
    let mut writer = BatchWriter::new(Vec::new(), &batches[0].schema(), format).unwrap();
    batches
        .iter()
        .for_each(|batch| writer.write(batch).unwrap());
    writer.finish().unwrap()
}

#[test]
fn what_is_written_is_read_and_recognised() {
    let folder = tempfile::tempdir().unwrap();
    let mut options = Options::default();
    options.columns = OutputColumn::ALL.to_vec();
    let (decided, _) = all(&mut decide(options, vec![table(40)]));
    for format in FORMATS {
        for one in [table(40), decided.clone()] {
            let written = bytes(&[one.slice(0, 30), one.slice(30, 10)], format);
            assert_eq!(recognise(&written), Some(format));
            let path = folder.path().join("a.file");
            std::fs::write(&path, &written).unwrap();
            let found: Vec<_> = read(&path, format).unwrap().map(Result::unwrap).collect();
            let schema = found[0].schema();
            let found = arrow_select::concat::concat_batches(&schema, &found).unwrap();
            assert_eq!(found.columns(), one.columns(), "{format:?}");
        }
    }
}

#[test]
fn a_stream_of_arrow_is_read_too() {
    let one = table(3);
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(Vec::new(), &one.schema()).unwrap();
    writer.write(&one).unwrap();
    let written = writer.into_inner().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.arrows");
    std::fs::write(&path, written).unwrap();
    assert_eq!(BatchFormat::of_file(&path), Some(BatchFormat::Arrow));
    let found: Vec<_> = read(&path, BatchFormat::Arrow)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(found, [one]);
}

/// Reads and decides what may be damaged; gives how many rows were decided before it ended.
fn decided_rows(path: &Path, format: BatchFormat) -> usize {
    let Ok(file) = read(path, format) else {
        return 0;
    };
    let decider = Decider::new(&ENGINE, Options::default()).unwrap();
    let Ok(decided) = decider.decide(file) else {
        return 0;
    };
    decided
        .map_while(Result::ok)
        .map(|batch| batch.num_rows())
        .sum()
}

#[test]
fn files_cut_off_anywhere_end_with_an_error_and_without_a_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cut");
    for format in FORMATS {
        let whole = bytes(&[table(20), table(20)], format);
        std::fs::write(&path, &whole).unwrap();
        assert_eq!(decided_rows(&path, format), 40);
        for length in (0..whole.len()).step_by(whole.len() / 60 + 1) {
            std::fs::write(&path, &whole[..length]).unwrap();
            assert!(decided_rows(&path, format) < 40, "{format:?} {length}");
        }
    }
}

#[test]
fn files_with_any_byte_changed_do_not_panic() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("changed");
    for format in FORMATS {
        let whole = bytes(&[table(20)], format);
        for place in (0..whole.len()).step_by(whole.len() / 90 + 1) {
            let mut changed = whole.clone();
            changed[place] ^= 0xff;
            std::fs::write(&path, &changed).unwrap();
            decided_rows(&path, format);
        }
    }
}
