//! Decisions as JSON and JSON Lines.

use std::io::Write;

use super::decided::{Decided, Sink};
use super::summary::Summary;
use crate::arguments::Lang;
use crate::failure::Failure;

/// Decisions in the interchange form.
pub(super) struct JsonOutput {
    output: Box<dyn Write>,
    lang: Lang,
    array: bool,
    count: u64,
}

impl JsonOutput {
    /// One array, an element on each line.
    pub(super) fn array(output: Box<dyn Write>, lang: Lang) -> Self {
        JsonOutput {
            output,
            lang,
            array: true,
            count: 0,
        }
    }

    /// A decision on each line.
    pub(super) fn lines(output: Box<dyn Write>, lang: Lang) -> Self {
        JsonOutput {
            array: false,
            ..Self::array(output, lang)
        }
    }
}

impl Sink for JsonOutput {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        let before = match (self.array, self.count) {
            (true, 0) => "[\n",
            (true, _) => ",\n",
            (false, _) => "",
        };
        self.count += 1;
        self.output.write_all(before.as_bytes())?;
        let report = decided.decision.report(self.lang.language());
        serde_json::to_writer(&mut self.output, &report)?;
        if !self.array {
            self.output.write_all(b"\n")?;
            // Whoever reads lines may wait for this one.
            self.output.flush()?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Summary) -> Result<(), Failure> {
        let end: &[u8] = match (self.array, self.count) {
            (true, 0) => b"[]\n",
            (true, _) => b"\n]\n",
            (false, _) => b"",
        };
        self.output.write_all(end)?;
        Ok(self.output.flush()?)
    }
}
