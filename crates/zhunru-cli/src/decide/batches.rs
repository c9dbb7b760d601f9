//! Decisions as record batches: Parquet and Arrow.

use std::io::Write;
use std::sync::Arc;

use arrow_array::RecordBatch;
use smol_str::SmolStr;
use zhunru_table::files::{BatchFormat, BatchWriter, FileReader};
use zhunru_table::{At, Decider, Encoder, Fault, Summary as RowSummary, VerdictCounts};

use super::decided::{Decided, Sink, label};
use super::summary::Summary;
use super::{NOTE, Run};
use crate::arguments::Lang;
use crate::failure::Failure;
use crate::input::table_fault;
use crate::sheet_out::PlainTable;
use crate::terminal;

/// So many issuers and rules are told, those with the most rows.
const TOLD: usize = 10;

/// Decisions as Parquet or Arrow, batch by batch.
pub(super) struct BatchOutput {
    writer: Option<BatchWriter<Box<dyn Write + Send>>>,
    encoder: Encoder,
}

impl BatchOutput {
    /// Writes batches as they come.
    pub(super) fn new(
        output: Box<dyn Write + Send>,
        format: BatchFormat,
        decider: &Decider,
    ) -> Result<Self, Failure> {
        Ok(BatchOutput {
            writer: Some(BatchWriter::new(output, &decider.schema(), format)?),
            encoder: Encoder::new(decider),
        })
    }

    fn write(&mut self, batch: Option<RecordBatch>) -> Result<(), Failure> {
        if let (Some(writer), Some(batch)) = (&mut self.writer, batch) {
            writer.write(&batch)?;
        }
        Ok(())
    }
}

impl Sink for BatchOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        let full = self.encoder.push(decided.proposal, decided.decision)?;
        self.write(full)
    }

    fn batch(&mut self, batch: &RecordBatch) -> Result<(), Failure> {
        let before = self.encoder.take()?;
        self.write(before)?;
        self.write(Some(batch.clone()))
    }

    fn finish(&mut self, _: &Summary) -> Result<(), Failure> {
        let last = self.encoder.take()?;
        self.write(last)?;
        if let Some(writer) = self.writer.take() {
            writer.finish()?.flush()?;
        }
        Ok(())
    }
}

impl Run<'_> {
    /// Decides a table into the table that is written; gives whether to go on.
    pub(super) fn table(
        &mut self,
        name: &Arc<str>,
        batches: FileReader,
        decider: &Decider,
    ) -> Result<bool, Failure> {
        let strict = self.arguments.strict;
        let mut decided = match decider.decide(batches) {
            Ok(decided) => decided,
            Err(error) => {
                self.faulty(&[*table_fault(name, &error)]);
                return Ok(!strict);
            }
        };
        for note in notes(name, decided.columns()) {
            self.progress.clear();
            terminal::say(NOTE, "note", note.told(self.arguments.lang));
        }
        let mut before = 0;
        while let Some(batch) = decided.next() {
            match batch {
                Ok(batch) => self.sink.batch(&batch)?,
                Err(error) => {
                    let fault = Fault::new(
                        name,
                        At::File,
                        format!("is damaged or incomplete: {error}"),
                        format!("已损坏或不完整：{error}"),
                    );
                    self.faulty(&[fault]);
                }
            }
            for error in decided.errors() {
                let fault = error.fault(name);
                self.tell(&fault, error.code.is_fatal());
            }
            let count = decided.summary().proposals.total();
            self.progress.steps(count - before);
            before = count;
            if strict && decided.summary().faulty_rows > 0 {
                break;
            }
        }
        let summary = decided.summary();
        for (verdict, count) in summary.proposals.iter() {
            self.summary.add(verdict, count);
        }
        self.summary.faulty += summary.faulty_proposals;
        self.summary.faults += usize::try_from(summary.faults).unwrap_or(usize::MAX);
        let is_stopped = strict && summary.faulty_rows > 0;
        self.rows.merge(summary.clone());
        Ok(!is_stopped)
    }
}

/// What should be told of the columns that are not read.
fn notes(name: &Arc<str>, columns: &zhunru_table::ColumnReport) -> Vec<Fault> {
    let near = columns.near_misses().map(|(column, near)| {
        Fault::new(
            name,
            At::File,
            format!("the column `{column}` is not known and is not read, did you mean `{near}`?"),
            format!("不认识“{column}”一列，没有读取，是否应为“{near}”？"),
        )
    });
    near.collect()
}

/// How many rows of tables had which verdict, by issuer and by rule; nothing when there were none.
pub(super) fn told(summary: &RowSummary, lang: Lang) -> String {
    if summary.rows == 0 {
        return String::new();
    }
    let width = terminal::width();
    let verdicts: Vec<_> = summary
        .verdicts
        .iter()
        .map(|(verdict, _)| verdict)
        .collect();
    let mut headings = vec![lang.pick("派交单位", "issuer"), lang.pick("行数", "rows")];
    headings.extend(verdicts.iter().map(|verdict| label(*verdict, lang)));
    let mut issuers = PlainTable::new(&headings);
    let mut row = |name: &str, counts: &VerdictCounts| {
        let mut cells = vec![name.to_owned(), counts.total().to_string()];
        cells.extend(
            verdicts
                .iter()
                .map(|verdict| counts.of(*verdict).to_string()),
        );
        issuers.push(cells);
    };
    let mut all: Vec<(&SmolStr, &VerdictCounts)> = summary.issuers.iter().collect();
    // Stable, so that those with equally many stand by name.
    all.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.total()));
    let mut others = summary.verdicts;
    for (name, counts) in all.iter().take(TOLD) {
        let shown = match name.as_str() {
            "" => lang.pick("（未填）", "(none)"),
            name => name,
        };
        row(shown, counts);
        others = others.without(counts);
    }
    if others.total() > 0 {
        row(lang.pick("其他", "others"), &others);
    }
    row(lang.pick("合计", "total"), &summary.verdicts);
    let mut rules = PlainTable::new(&[
        lang.pick("不符合的规则", "rule violated"),
        lang.pick("行数", "rows"),
    ]);
    let mut all: Vec<(&SmolStr, &u64)> = summary.rules.iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    for (rule, count) in all.into_iter().take(TOLD) {
        rules.push([rule.to_string(), count.to_string()]);
    }
    let mut told = issuers.set(width);
    if !summary.rules.is_empty() {
        told.push('\n');
        told.push_str(&rules.set(width));
    }
    told
}
