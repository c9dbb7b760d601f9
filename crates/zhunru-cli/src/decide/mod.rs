//! `zhunru decide`.

mod batches;
mod block;
mod decided;
mod json_output;
mod letters;
mod rows;
mod summary;
mod table_output;
mod text;

use std::path::Path;
use std::sync::Arc;

use zhunru::{DecideError, Engine, Request, Selection};

use crate::arguments::{DecideArguments, OutputFormat};
use crate::failure::Failure;
use crate::fault_cap::FaultCap;
use crate::input::{Opened, Reading};
use crate::output::Output;
use crate::packs;
use crate::progress::Progress;
use crate::terminal::{self, ERROR, NOTE};
use zhunru_table::{At, Fault, both};
use zhunru_table::{Decider, Options, proposals};
use zhunru_table::{Incoming, Received};

use batches::BatchOutput;
use decided::{Decided, Sink};
use json_output::JsonOutput;
use letters::Letters;
use summary::Summary;
use table_output::{CsvOutput, XlsxOutput};
use text::TextOutput;

/// Decides the proposals of all files. Gives whether nothing was at fault.
pub(crate) fn run(arguments: &DecideArguments) -> Result<bool, Failure> {
    check_usage(arguments)?;
    let chosen = packs::choose(&arguments.packs)?;
    let engine = chosen.engine()?;
    let table = proposals::Reading::new(engine.vocabulary(), &arguments.blank_means_none)?;
    let table = Arc::new(table);
    let reading = Reading {
        format: arguments.input_format,
        table: &table,
    };
    let decider = match arguments.format().batches() {
        Some(_) => Some(decider(arguments, &engine, &chosen)?),
        None => None,
    };
    let output = Output::new(arguments.output.as_deref())?;
    let mut run = Run {
        arguments,
        decider: decider.as_ref(),
        engine: &engine,
        named: chosen.named.clone(),
        sink: sink(arguments, &engine, decider.as_ref(), &output)?,
        output,
        rows: zhunru_table::Summary::default(),
        summary: Summary::default(),
        cap: FaultCap::new(arguments.all_faults),
        progress: Progress::start(arguments.output.is_some() || !terminal::is_shown()),
    };
    for file in &arguments.files {
        if !run.file(&reading, file)? {
            run.summary.stopped = true;
            break;
        }
    }
    run.finish()
}

/// What decides tables into tables.
fn decider(
    arguments: &DecideArguments,
    engine: &Engine,
    chosen: &packs::Chosen,
) -> Result<Decider, Failure> {
    let mut options = Options::default();
    options.as_of = arguments.as_of;
    if let Some(named) = &chosen.named {
        options.packs = Selection::Named(named.clone());
    }
    if !arguments.columns.is_empty() {
        options.columns.clone_from(&arguments.columns);
    }
    options.language = arguments.lang.language();
    options.threads = arguments.threads;
    options.check_ids = arguments.check_ids;
    options
        .blank_means_none
        .clone_from(&arguments.blank_means_none);
    Ok(Decider::new(engine, options)?)
}

fn sink<'a>(
    arguments: &'a DecideArguments,
    engine: &'a Engine,
    decider: Option<&'a Decider>,
    output: &Output,
) -> Result<Box<dyn Sink + 'a>, Failure> {
    if let (Some(decider), Some(format)) = (decider, arguments.format().batches()) {
        return Ok(Box::new(BatchOutput::new(output.bytes(), format, decider)?));
    }
    Ok(match arguments.format() {
        OutputFormat::Text | OutputFormat::Parquet | OutputFormat::Arrow => {
            Box::new(TextOutput::new(output.text(), arguments, engine))
        }
        OutputFormat::Markdown => Box::new(Letters::new(output.bytes(), arguments, engine)),
        OutputFormat::Json => Box::new(JsonOutput::array(output.bytes(), arguments.lang)),
        OutputFormat::Jsonl => Box::new(JsonOutput::lines(output.bytes(), arguments.lang)),
        OutputFormat::Csv => Box::new(CsvOutput::new(output.bytes(), arguments)),
        OutputFormat::Xlsx => Box::new(XlsxOutput::new(output.bytes(), arguments)),
    })
}

fn check_usage(arguments: &DecideArguments) -> Result<(), Failure> {
    let workbook = arguments.format() == OutputFormat::Xlsx;
    if workbook && arguments.output.is_none() && terminal::is_shown() {
        return Err(Failure::usage(
            "a workbook cannot be shown on a terminal; give `--output FILE`",
            "工作簿不能显示在终端上；请用 --output 指定文件",
        ));
    }
    let batches = arguments.format().batches().is_some();
    if batches && arguments.output.is_none() && terminal::is_shown() {
        return Err(Failure::usage(
            "Parquet and Arrow cannot be shown on a terminal; give `--output FILE`",
            "Parquet 和 Arrow 不能显示在终端上；请用 --output 指定文件",
        ));
    }
    if batches && arguments.trace {
        return Err(Failure::usage(
            "Parquet and Arrow have one row for each demand and no place for `--trace`; \
             use text, json, jsonl, markdown or xlsx",
            "Parquet 和 Arrow 每项诉求只有一行，放不下 --trace 的审查轨迹；请改用 text、json、jsonl、markdown 或者 xlsx",
        ));
    }
    if !batches && !arguments.columns.is_empty() {
        return Err(Failure::usage(
            "`--columns` chooses among the columns of Parquet and Arrow; give `--format parquet` or \
             `--format arrow`",
            "--columns 用于选择 Parquet 和 Arrow 的列；请用 --format parquet 或 --format arrow",
        ));
    }
    if arguments.trace && arguments.format() == OutputFormat::Csv {
        return Err(Failure::usage(
            "CSV has one row for each demand and no place for `--trace`; \
             use text, json, jsonl, markdown or xlsx",
            "CSV 每项诉求只有一行，放不下 --trace 的审查轨迹；请改用 text、json、jsonl、markdown 或者 xlsx",
        ));
    }
    let standard = arguments
        .files
        .iter()
        .filter(|file| file.as_os_str() == "-");
    if standard.count() > 1 {
        return Err(Failure::usage(
            "standard input (`-`) can be read once only",
            "标准输入（-）只能读取一次",
        ));
    }
    let Some(output) = &arguments.output else {
        return Ok(());
    };
    let same = |file: &&std::path::PathBuf| match (file.canonicalize(), output.canonicalize()) {
        (Ok(file), Ok(output)) => file == output && file.is_file(),
        _ => false,
    };
    match arguments.files.iter().find(same) {
        Some(file) => {
            let file = file.display();
            Err(Failure::usage(
                format_args!("the result would be written over the input `{file}`"),
                format_args!("结果会覆盖输入文件“{file}”"),
            ))
        }
        None => Ok(()),
    }
}

/// A run in progress.
struct Run<'a> {
    arguments: &'a DecideArguments,
    engine: &'a Engine,
    decider: Option<&'a Decider>,
    named: Option<Vec<smol_str::SmolStr>>,
    output: Output,
    sink: Box<dyn Sink + 'a>,
    summary: Summary,
    /// What came of the rows of tables that were decided into tables.
    rows: zhunru_table::Summary,
    cap: FaultCap,
    progress: Progress,
}

impl Run<'_> {
    /// Decides the proposals of one file; gives whether to go on.
    fn file(&mut self, reading: &Reading<'_>, path: &Path) -> Result<bool, Failure> {
        let opened = match self.decider {
            Some(_) => reading.open_either(path),
            None => reading.open(path).map(Opened::Proposals),
        };
        let incoming = match (opened, self.decider) {
            (Ok(Opened::Proposals(incoming)), _) => incoming,
            (Ok(Opened::Batches(name, batches)), Some(decider)) => {
                return self.table(&name, batches, decider);
            }
            (Ok(Opened::Batches(..)), None) => return Ok(true),
            (Err(fault), _) => {
                self.faulty(&[*fault]);
                return Ok(!self.arguments.strict);
            }
        };
        for one in incoming {
            let faults = match one {
                Incoming::Proposal(received) => match self.proposal(*received)? {
                    Ok(()) => continue,
                    Err(faults) => faults,
                },
                Incoming::Faulty(faults) => faults,
                Incoming::Note(note) if self.arguments.strict => vec![note],
                Incoming::Note(note) => {
                    self.progress.clear();
                    terminal::say(NOTE, "note", note.told(self.arguments.lang));
                    continue;
                }
            };
            self.faulty(&faults);
            if self.arguments.strict {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn faulty(&mut self, faults: &[Fault]) {
        for fault in faults {
            self.tell(fault, true);
        }
        self.summary.faulty += 1;
        self.summary.faults += faults.len();
    }

    /// Tells a fault, or a note, unless there were many of its kind.
    fn tell(&mut self, fault: &Fault, is_error: bool) {
        if !self.cap.tells(fault) {
            return;
        }
        self.progress.clear();
        let (style, kind) = match is_error {
            true => (ERROR, "error"),
            false => (NOTE, "note"),
        };
        terminal::say(style, kind, fault.told(self.arguments.lang));
    }

    fn proposal(&mut self, received: Received) -> Result<Result<(), Vec<Fault>>, Failure> {
        let Received { proposal, origin } = received;
        let fault = |path: &str, en: String, zh: String| {
            let at = match (origin.at(path), path) {
                (At::Text { .. }, "") => origin.at(""),
                (at, _) => at,
            };
            Fault::new(&origin.file, at, en, zh)
        };
        let Some(as_of) = self.arguments.as_of.or(proposal.submitted_on) else {
            return Ok(Err(vec![fault(
                "submitted_on",
                "the proposal has no day of submission; give `submitted_on` or `--as-of`".into(),
                "没有提交日期；请填写提交日期，或用 --as-of 指定日期".into(),
            )]));
        };
        let mut request = Request::on(as_of);
        if let Some(named) = &self.named {
            request = request.named(named.iter().cloned());
        }
        if self.arguments.trace {
            request = request.with_trace();
        }
        let decision = match self.engine.decide(&proposal, &request) {
            Ok(decision) => decision,
            Err(DecideError::Input(errors)) => {
                let errors = errors.errors().iter();
                let faults = errors.map(|error| {
                    fault(&error.path, error.message.clone(), error.message_zh.clone())
                });
                return Ok(Err(faults.collect()));
            }
            Err(error) => {
                let (en, zh) = (error.to_string(), error.message_zh());
                return Ok(Err(vec![fault("village.code", en, zh)]));
            }
        };
        self.summary.count(decision.verdict);
        self.progress.step();
        self.sink.decided(&Decided {
            proposal: &proposal,
            decision: &decision,
            file: &origin.file,
        })?;
        Ok(Ok(()))
    }

    fn finish(mut self) -> Result<bool, Failure> {
        self.progress.clear();
        let lang = self.arguments.lang;
        let untold = self.cap.untold();
        for (en, zh) in &untold {
            terminal::say(NOTE, "note", both(en, zh, lang));
        }
        if !untold.is_empty() {
            let (en, zh) = (
                "`--all-faults` tells every fault in full",
                "用 --all-faults 逐处列出",
            );
            terminal::say(NOTE, "note", both(en, zh, lang));
        }
        match &self.arguments.output {
            // A former result is not replaced by nothing.
            Some(file) if self.summary.decided() == 0 && self.summary.faulty > 0 => {
                let file = file.display();
                let (en, zh) = (
                    format!("nothing was written to `{file}`"),
                    format!("没有写入“{file}”"),
                );
                terminal::say(NOTE, "note", both(&en, &zh, lang));
            }
            _ => {
                self.sink.finish(&self.summary)?;
                self.output.keep()?;
            }
        }
        let told = batches::told(&self.rows, lang);
        if !told.is_empty() {
            terminal::say_plain(told.trim_end());
        }
        let told = self.arguments.format() == OutputFormat::Text
            && self.arguments.output.is_none()
            && terminal::is_shown();
        if !told {
            terminal::say_plain(&self.summary.line(lang));
        }
        Ok(self.summary.faulty == 0)
    }
}
