//! Proposals out of files, one by one, whatever the format.

mod brackets;
mod json;
mod lines;
mod recognise;
#[cfg(test)]
mod tests;
mod text_fault;
mod values;

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use zhunru_table::files::{self, BatchFormat, FileReader};
use zhunru_table::proposals::{self, TableProposals};
use zhunru_table::sheet::{self, Format, Input, Limits, SheetError};
use zhunru_table::{ArrowProposals, At, Fault, Incoming, TableError};

use crate::arguments::InputFormat;

use json::{LineProposals, ValueProposals};
use recognise::{SAMPLE, Sample};

/// How files are read.
#[derive(Debug)]
pub(crate) struct Reading<'a> {
    /// The format that is forced upon them.
    pub(crate) format: Option<InputFormat>,
    /// The facts that columns may hold.
    pub(crate) table: &'a Arc<proposals::Reading>,
}

/// An open file.
pub(crate) enum Opened<'a> {
    /// Its proposals, one by one.
    Proposals(Box<dyn Iterator<Item = Incoming> + 'a>),
    /// Its record batches, and the file's name.
    Batches(Arc<str>, FileReader),
}

impl<'a> Reading<'a> {
    /// The proposals of a file, or of standard input for `-`.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(crate) fn open(
        &'a self,
        path: &Path,
    ) -> Result<Box<dyn Iterator<Item = Incoming> + 'a>, Box<Fault>> {
        match self.open_either(path)? {
            Opened::Proposals(proposals) => Ok(proposals),
            Opened::Batches(name, batches) => {
                let reading = Arc::clone(self.table);
                let opened = ArrowProposals::new(Arc::clone(&name), reading, batches);
                let opened = opened.map_err(|error| table_fault(&name, &error))?;
                Ok(Box::new(opened))
            }
        }
    }

    /// Opens a file, or standard input for `-`.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub(crate) fn open_either(&'a self, path: &Path) -> Result<Opened<'a>, Box<Fault>> {
        let standard = path.as_os_str() == "-";
        let name: Arc<str> = match standard {
            true => "<stdin>".into(),
            false => path.to_string_lossy().into(),
        };
        let told = |en: String, zh: String| Box::new(Fault::new(&name, At::File, en, zh));
        let fault = |error: SheetError| told(error.to_string(), error.chinese());
        let opened = match standard {
            true => Stream::sampled(io::stdin(), None),
            false => Stream::open(path),
        };
        let stream = opened.map_err(fault)?;
        if let Some(format) = batch_format(self.format, &stream.sample) {
            let file = stream.file(path, &Limits::default()).map_err(fault)?;
            let batches = files::read_file(file, format);
            let batches = batches.map_err(|error| told(error.to_string(), error.chinese()))?;
            return Ok(Opened::Batches(name, batches));
        }
        let sample = &stream.sample;
        let format = match self.format {
            Some(InputFormat::Json) => recognise::Format::Json,
            Some(InputFormat::Jsonl) => recognise::Format::Lines,
            Some(_) => recognise::Format::Table,
            None => sample.format(),
        };
        if sample.is_blank() {
            let (en, zh) = (
                "is empty; proposals as JSON, JSON Lines or a table are expected",
                "内容为空；应为 JSON、JSON Lines 或表格形式的申请",
            );
            return Err(told(en.into(), zh.into()));
        }
        if format != recognise::Format::Table
            && let Some((en, zh)) = sample.wrong_encoding()
        {
            return Err(told(en, zh));
        }
        Ok(Opened::Proposals(match format {
            recognise::Format::Json => Box::new(ValueProposals::new(name, stream.text())),
            recognise::Format::Lines => Box::new(LineProposals::new(name, stream.text())),
            recognise::Format::Table => {
                let limits = Limits::default();
                let input = stream.input(path, &limits).map_err(fault)?;
                let rows = sheet::read(input, &limits).map_err(fault)?;
                if let Some((en, zh)) = mismatch(self.format, rows.format()) {
                    return Err(told(en, zh));
                }
                Box::new(TableProposals::new(name, self.table, rows))
            }
        }))
    }
}

/// What is wrong with a table as a whole.
pub(crate) fn table_fault(name: &Arc<str>, error: &TableError) -> Box<Fault> {
    let (en, zh) = (error.to_string(), error.chinese());
    Box::new(Fault::new(name, At::File, en, zh))
}

/// The format of record batches that a file has, by force or by what it holds.
fn batch_format(forced: Option<InputFormat>, sample: &Sample) -> Option<BatchFormat> {
    match forced {
        Some(InputFormat::Parquet) => Some(BatchFormat::Parquet),
        Some(InputFormat::Arrow) => Some(BatchFormat::Arrow),
        Some(_) => None,
        None => sample.batches(),
    }
}

/// The message when a forced format is not the one that was found.
fn mismatch(forced: Option<InputFormat>, found: Format) -> Option<(String, String)> {
    let (wanted, name) = match forced? {
        InputFormat::Csv => (Format::Delimited, "CSV"),
        InputFormat::Xlsx => (Format::Xlsx, "XLSX"),
        InputFormat::Xls => (Format::Xls, "XLS"),
        InputFormat::Ods => (Format::Ods, "ODS"),
        InputFormat::Json | InputFormat::Jsonl | InputFormat::Parquet | InputFormat::Arrow => {
            return None;
        }
    };
    (wanted != found).then(|| {
        (
            format!("is not {name}, as `--input-format` says"),
            format!("不是 --input-format 所指定的 {name}"),
        )
    })
}

/// A file or stream of which the beginning was looked at.
struct Stream {
    sample: Sample,
    rest: Box<dyn Read>,
    regular: bool,
}

impl Stream {
    fn open(path: &Path) -> Result<Self, SheetError> {
        let extension = path
            .extension()
            .map(|extension| extension.to_string_lossy().to_lowercase());
        let mut file = std::fs::File::open(path)?;
        let metadata = file.metadata()?;
        if metadata.is_dir() {
            return Err(SheetError::Folder);
        }
        if !metadata.is_file() {
            return Self::sampled(file, extension);
        }
        let mut bytes = Vec::new();
        Read::by_ref(&mut file)
            .take(SAMPLE)
            .read_to_end(&mut bytes)?;
        file.seek(SeekFrom::Start(0))?;
        let whole = u64::try_from(bytes.len()).unwrap_or(u64::MAX) < SAMPLE;
        Ok(Stream {
            sample: Sample::new(bytes, whole, extension),
            rest: Box::new(file),
            regular: true,
        })
    }

    /// Looks at no more of a pipe than its first line, so that lines are decided as they come.
    fn sampled(
        mut pipe: impl Read + 'static,
        extension: Option<String>,
    ) -> Result<Self, SheetError> {
        let mut bytes = Vec::new();
        let mut chunk = [0; 4096];
        let mut whole = false;
        while u64::try_from(bytes.len()).unwrap_or(u64::MAX) < SAMPLE
            && !recognise::has_line(&bytes)
        {
            match pipe.read(&mut chunk) {
                Ok(0) => {
                    whole = true;
                    break;
                }
                Ok(count) => bytes.extend_from_slice(chunk.get(..count).unwrap_or_default()),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(Stream {
            rest: Box::new(Cursor::new(bytes.clone()).chain(pipe)),
            sample: Sample::new(bytes, whole, extension),
            regular: false,
        })
    }

    /// The text from its beginning, without a byte order mark.
    fn text(self) -> Box<dyn BufRead> {
        let mut reader = BufReader::with_capacity(64 * 1024, self.rest);
        if self.sample.has_mark() {
            // The mark was seen, so the three bytes are there; if not, the reader fails later.
            let mut mark = [0; 3];
            let _ = reader.read_exact(&mut mark);
        }
        Box::new(reader)
    }

    /// The file from its beginning; what is no file is copied to one that vanishes.
    fn file(self, path: &Path, limits: &Limits) -> Result<std::fs::File, SheetError> {
        match self.regular {
            true => Ok(std::fs::File::open(path)?),
            false => Ok(Input::spool(self.rest, limits)?.into_file()),
        }
    }

    /// The file as a table's.
    fn input(self, path: &Path, limits: &Limits) -> Result<Input, SheetError> {
        match self.regular {
            true => Input::open(path, limits),
            false => Input::spool(self.rest, limits),
        }
    }
}
