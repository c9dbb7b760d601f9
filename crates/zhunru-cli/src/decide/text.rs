//! Decisions as text for a terminal: one block for each proposal.

use std::io::Write;

use zhunru::Engine;
use zhunru::explain;

use super::block::{BOLD, block};
use super::decided::{Decided, Sink};
use super::summary::Summary;
use crate::arguments::{DecideArguments, Lang};
use crate::failure::Failure;
use crate::terminal;

/// Blocks of text.
pub(super) struct TextOutput<'a> {
    output: Box<dyn Write>,
    engine: &'a Engine,
    lang: Lang,
    trace: bool,
    width: usize,
    any: bool,
}

impl<'a> TextOutput<'a> {
    /// Writes blocks as they come, as wide as the terminal allows.
    pub(super) fn new(
        output: Box<dyn Write>,
        arguments: &DecideArguments,
        engine: &'a Engine,
    ) -> Self {
        TextOutput {
            output,
            engine,
            lang: arguments.lang,
            trace: arguments.trace,
            width: terminal::width(),
            any: false,
        }
    }
}

impl Sink for TextOutput<'_> {
    fn decided(&mut self, decided: &Decided<'_>) -> Result<(), Failure> {
        if self.any {
            self.output.write_all(b"\n")?;
        }
        self.any = true;
        let block = block(decided, self.lang, self.width);
        self.output.write_all(block.as_bytes())?;
        if self.trace {
            let vocabulary = self.engine.vocabulary();
            let language = self.lang.language();
            let trace = explain::trace(decided.decision, decided.proposal, vocabulary, language);
            self.output.write_all(b"\n")?;
            self.output.write_all(trace.plain().as_bytes())?;
        }
        Ok(())
    }

    fn finish(&mut self, summary: &Summary) -> Result<(), Failure> {
        if self.any {
            self.output.write_all(b"\n")?;
        }
        writeln!(self.output, "{BOLD}{}{BOLD:#}", summary.line(self.lang))?;
        Ok(self.output.flush()?)
    }
}
