//! Decisions as tables: one row for each demand.

use std::io::Write;

use super::decided::{Decided, Sink, label};
use super::rows::{COLUMNS, finding_columns, finding_row, headings, rows};
use super::summary::Summary;
use crate::arguments::{DecideArguments, Lang};
use crate::failure::Failure;
use zhunru_table::sheet_out::{CsvWriter, LongText, OutCell, OutSheet, write_xlsx};

/// Decisions as CSV, row by row.
pub(super) struct CsvOutput {
    writer: Option<CsvWriter<Box<dyn Write>>>,
    lang: Lang,
    headed: bool,
}

impl CsvOutput {
    /// Writes rows as they come, and the headings before the first one.
    pub(super) fn new(output: Box<dyn Write>, arguments: &DecideArguments) -> Self {
        CsvOutput {
            writer: Some(CsvWriter::new(output, arguments.csv_encoding.into())),
            lang: arguments.lang,
            headed: false,
        }
    }

    /// Writes the headings, unless they are written.
    fn head(&mut self) -> Result<(), Failure> {
        if let Some(writer) = self.writer.as_mut().filter(|_| !self.headed) {
            writer.write_headings(&headings(&COLUMNS, self.lang))?;
            self.headed = true;
        }
        Ok(())
    }
}

impl Sink for CsvOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        self.head()?;
        if let Some(writer) = &mut self.writer {
            for row in rows(decided, self.lang) {
                writer.write_row(&row)?;
            }
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> Result<(), Failure> {
        self.head()?;
        if let Some(writer) = self.writer.take() {
            writer.finish()?;
        }
        Ok(())
    }
}

/// Decisions as a workbook: conclusions, findings, and how many there were of each.
pub(super) struct XlsxOutput {
    output: Box<dyn Write>,
    lang: Lang,
    trace: bool,
    conclusions: OutSheet,
    findings: OutSheet,
}

impl XlsxOutput {
    /// Gathers rows; the workbook is written at the end.
    pub(super) fn new(output: Box<dyn Write>, arguments: &DecideArguments) -> Self {
        let (lang, trace) = (arguments.lang, arguments.trace);
        let sheet = |zh: &str, en: &str, columns: &[(&str, &str)]| OutSheet {
            name: lang.pick(zh, en).to_owned(),
            headings: headings(columns, lang),
            rows: Vec::new(),
        };
        XlsxOutput {
            output,
            lang,
            trace,
            conclusions: sheet("结论", "conclusions", &COLUMNS),
            findings: sheet("逐条规则", "findings", finding_columns(trace)),
        }
    }
}

impl Sink for XlsxOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        self.conclusions.rows.extend(rows(decided, self.lang));
        let findings = decided.decision.findings.iter();
        let rows = findings.map(|finding| finding_row(decided, finding, self.trace, self.lang));
        self.findings.rows.extend(rows);
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        let lang = self.lang;
        let counted = |count: u64| i64::try_from(count).map_or(OutCell::Blank, OutCell::Integer);
        let mut rows: Vec<Vec<OutCell>> = summary
            .counts()
            .map(|(verdict, count)| vec![label(verdict, lang).into(), counted(count)])
            .collect();
        rows.push(vec![
            lang.pick("合计", "total").into(),
            counted(summary.decided()),
        ]);
        let totals = OutSheet {
            name: lang.pick("汇总", "summary").to_owned(),
            headings: headings(&[("结论", "verdict"), ("件数", "proposals")], lang),
            rows,
        };
        let sheets = [
            std::mem::take(&mut self.conclusions),
            std::mem::take(&mut self.findings),
            totals,
        ];
        self.output
            .write_all(&write_xlsx(&sheets, LongText::Cut)?)?;
        Ok(self.output.flush()?)
    }
}
