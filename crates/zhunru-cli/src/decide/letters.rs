//! Decisions as letters in Markdown.

use std::io::Write;

use zhunru::Engine;
use zhunru::explain;

use super::decided::{Decided, Sink, label};
use super::summary::Summary;
use crate::arguments::{DecideArguments, Lang};
use crate::failure::Failure;
use crate::sheet_out::markdown_table;

/// One letter for each proposal, and a table of the verdicts at the end.
pub(super) struct Letters<'a> {
    output: Box<dyn Write>,
    lang: Lang,
    trace: bool,
    engine: &'a Engine,
    count: u64,
}

impl<'a> Letters<'a> {
    /// Writes letters as they come.
    pub(super) fn new(
        output: Box<dyn Write>,
        arguments: &DecideArguments,
        engine: &'a Engine,
    ) -> Self {
        Letters {
            output,
            lang: arguments.lang,
            trace: arguments.trace,
            engine,
            count: 0,
        }
    }

    fn part(&mut self, markdown: &str) -> Result<(), Failure> {
        if self.count > 0 {
            self.output.write_all(b"\n---\n\n")?;
        }
        self.count += 1;
        Ok(self.output.write_all(markdown.as_bytes())?)
    }
}

impl Sink for Letters<'_> {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        let language = self.lang.language();
        let letter = explain::letter(decided.decision, decided.proposal, language);
        self.part(&letter.markdown())?;
        if self.trace {
            let vocabulary = self.engine.vocabulary();
            let trace = explain::trace(decided.decision, decided.proposal, vocabulary, language);
            self.part(&trace.markdown())?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        let heading = self.lang.pick("汇总", "Summary");
        let headings = [
            self.lang.pick("结论", "verdict"),
            self.lang.pick("件数", "proposals"),
        ];
        let mut rows: Vec<Vec<String>> = summary
            .counts()
            .map(|(verdict, count)| vec![label(verdict, self.lang).to_owned(), count.to_string()])
            .collect();
        let total = self.lang.pick("合计", "total");
        rows.push(vec![total.to_owned(), summary.decided().to_string()]);
        let table = markdown_table(&headings, &rows);
        self.part(&format!("## {heading}\n\n{table}"))?;
        Ok(self.output.flush()?)
    }
}
