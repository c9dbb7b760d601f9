//! Reading workbooks (XLSX, XLS, ODS) with `calamine`, on a thread of its own.
//!
//! The thread hands rows over in small batches and waits when nobody takes them, so a sheet of a
//! million rows of XLSX is never whole in memory. It is also the fence around the library: files
//! are checked before they reach it, but should it panic on one all the same, the thread ends
//! and the caller gets [`SheetError::ReaderFailed`] (the panic's own message still goes to
//! standard error, as no hook is set for the whole process).

use std::fs::File;
use std::io::{BufReader, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use calamine::{Data, DataRef, Dimensions, Ods, Range, Reader, SheetType, SheetVisible, Xls, Xlsx};

use super::cell::Region;
use super::open_document::MergedByTable;
use super::recognise::Format;
use super::{Cell, Limits, Sheet, SheetError, SheetNote, SheetRow, convert};

const BATCH_ROWS: usize = 64;
const BATCHES: usize = 4;

/// The rows of a workbook.
#[derive(Debug)]
pub(super) struct WorkbookRows {
    messages: Receiver<Message>,
    thread: Option<JoinHandle<()>>,
    batch: std::vec::IntoIter<SheetRow>,
    notes: Vec<SheetNote>,
}

#[derive(Debug)]
enum Message {
    Rows(Vec<SheetRow>),
    Note(SheetNote),
    Fault(SheetError),
    Done,
}

impl WorkbookRows {
    /// Starts reading `file`, which is a workbook of `format` and has been checked.
    pub(super) fn start(
        mut file: File,
        format: Format,
        merged: MergedByTable,
        limits: &Limits,
    ) -> Result<Self, SheetError> {
        file.seek(SeekFrom::Start(0))?;
        let (sender, messages) = sync_channel(BATCHES);
        let limits = limits.clone();
        let thread = thread::Builder::new()
            .name("workbook reader".into())
            .spawn(move || {
                let mut output = Output {
                    sender,
                    limits,
                    batch: Vec::new(),
                    text: 0,
                };
                let message = match output.workbook(BufReader::new(file), format, merged) {
                    Ok(()) => Message::Done,
                    Err(Halt::Fault(error)) => Message::Fault(error),
                    Err(Halt::Unwanted) => return,
                };
                // Nobody is left to tell if this fails.
                drop(output.sender.send(message));
            })?;
        Ok(Self {
            messages,
            thread: Some(thread),
            batch: Vec::new().into_iter(),
            notes: Vec::new(),
        })
    }

    /// What has been noticed so far.
    pub(super) fn notes(&self) -> &[SheetNote] {
        &self.notes
    }
}

impl Iterator for WorkbookRows {
    type Item = Result<SheetRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(row) = self.batch.next() {
                return Some(Ok(row));
            }
            self.thread.as_ref()?;
            match self.messages.recv() {
                Ok(Message::Rows(rows)) => self.batch = rows.into_iter(),
                Ok(Message::Note(note)) => self.notes.push(note),
                Ok(Message::Done) => self.thread = None,
                Ok(Message::Fault(error)) => {
                    self.thread = None;
                    return Some(Err(error));
                }
                Err(_) => {
                    // It went without a word, so it panicked.
                    if let Some(thread) = self.thread.take() {
                        drop(thread.join());
                    }
                    return Some(Err(SheetError::ReaderFailed));
                }
            }
        }
    }
}

enum Halt {
    Fault(SheetError),
    /// The receiver is gone.
    Unwanted,
}

impl From<SheetError> for Halt {
    fn from(error: SheetError) -> Self {
        Self::Fault(error)
    }
}

struct Output {
    sender: SyncSender<Message>,
    limits: Limits,
    batch: Vec<SheetRow>,
    /// Bytes of text in the batch.
    text: usize,
}

type Source = BufReader<File>;

impl Output {
    fn workbook(
        &mut self,
        file: Source,
        format: Format,
        merged: MergedByTable,
    ) -> Result<(), Halt> {
        match format {
            Format::Xlsx => self.xlsx(Xlsx::new(file).map_err(xlsx_error)?),
            Format::Xls => self.xls(Xls::new(file).map_err(xls_error)?),
            Format::Ods => self.ods(Ods::new(file).map_err(ods_error)?, merged),
            Format::Delimited => Ok(()),
        }
    }

    fn xlsx(&mut self, mut workbook: Xlsx<Source>) -> Result<(), Halt> {
        for sheet in workbook.sheets_metadata().to_vec() {
            if !self.wanted(&sheet)? {
                continue;
            }
            let regions = workbook
                .merge_cells_by_sheet_name(&sheet.name)
                .map_err(xlsx_error)?;
            let shared = self.sheet(&sheet.name, regions.iter().map(region).collect());
            let mut cells = workbook
                .worksheet_cells_reader(&sheet.name)
                .map_err(xlsx_error)?;
            let mut rows = Gather {
                sheet: shared,
                row: None,
                cells: Vec::new(),
                text: 0,
            };
            while let Some(cell) = cells.next_cell().map_err(xlsx_error)? {
                let value = convert::cell(cell.get_value());
                rows.put(cell.get_position(), value, self)?;
            }
            rows.finish(self)?;
        }
        self.flush()
    }

    fn xls(&mut self, mut workbook: Xls<Source>) -> Result<(), Halt> {
        for sheet in workbook.sheets_metadata().to_vec() {
            if !self.wanted(&sheet)? {
                continue;
            }
            let regions = workbook
                .merge_cells_by_sheet_name(&sheet.name)
                .map_err(xls_error)?;
            let range = workbook.worksheet_range(&sheet.name).map_err(xls_error)?;
            self.range(
                &sheet.name,
                regions.iter().map(region).collect(),
                &range,
                |cell| cell,
            )?;
        }
        self.flush()
    }

    fn ods(&mut self, mut workbook: Ods<Source>, merged: MergedByTable) -> Result<(), Halt> {
        let mut merged = merged.into_iter();
        for sheet in workbook.sheets_metadata().to_vec() {
            let regions = merged.next().unwrap_or_default();
            if self.wanted(&sheet)? {
                let range = workbook.worksheet_range(&sheet.name).map_err(ods_error)?;
                self.range(&sheet.name, regions, &range, convert::error_text)?;
            }
        }
        self.flush()
    }

    fn range(
        &mut self,
        name: &str,
        merged: Vec<Region>,
        range: &Range<Data>,
        adjust: fn(Cell) -> Cell,
    ) -> Result<(), Halt> {
        let Some((top, left)) = range.start() else {
            return Ok(());
        };
        let mut rows = Gather {
            sheet: self.sheet(name, merged),
            row: None,
            cells: Vec::new(),
            text: 0,
        };
        for (row, column, value) in range.used_cells() {
            // The library has no borrowed view of these; a text is copied once more.
            let value = adjust(convert::cell(&borrowed(value)));
            let at = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
            let place = (top.saturating_add(at(row)), left.saturating_add(at(column)));
            rows.put(place, value, self)?;
        }
        rows.finish(self)
    }

    /// Whether `sheet` is to be read; if not, says why.
    fn wanted(&mut self, sheet: &calamine::Sheet) -> Result<bool, Halt> {
        let note = if sheet.typ != SheetType::WorkSheet {
            SheetNote::NotCells(sheet.name.clone())
        } else if sheet.visible != SheetVisible::Visible {
            SheetNote::Hidden(sheet.name.clone())
        } else {
            return Ok(true);
        };
        self.send(Message::Note(note))?;
        Ok(false)
    }

    fn sheet(&self, name: &str, mut merged: Vec<Region>) -> Arc<Sheet> {
        merged.truncate(self.limits.merged_regions);
        merged.sort_by_key(|r| (r.first_row, r.first_column));
        Arc::new(Sheet {
            name: Some(name.to_owned()),
            merged,
        })
    }

    fn push(&mut self, row: SheetRow, text: usize) -> Result<(), Halt> {
        self.batch.push(row);
        self.text += text;
        if self.batch.len() >= BATCH_ROWS || self.text > self.limits.record_bytes {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Result<(), Halt> {
        self.text = 0;
        let rows = std::mem::take(&mut self.batch);
        if rows.is_empty() {
            Ok(())
        } else {
            self.send(Message::Rows(rows))
        }
    }

    fn send(&self, message: Message) -> Result<(), Halt> {
        self.sender.send(message).map_err(|_| Halt::Unwanted)
    }
}

/// Gathers cells, which come one by one, into rows.
struct Gather {
    sheet: Arc<Sheet>,
    /// The row being gathered, from 0.
    row: Option<u32>,
    cells: Vec<Cell>,
    /// Bytes of text put into the row.
    text: usize,
}

impl Gather {
    fn put(&mut self, (row, column): (u32, u32), cell: Cell, to: &mut Output) -> Result<(), Halt> {
        if cell.is_blank() {
            return Ok(());
        }
        if self.row != Some(row) {
            if self.row.is_some_and(|before| before > row) {
                return Err(SheetError::damaged("the rows of a sheet are out of order").into());
            }
            self.finish(to)?;
            self.row = Some(row);
        }
        let number = u64::from(row) + 1;
        let column = column as usize;
        if column >= to.limits.columns {
            return Err(SheetError::TooManyColumns {
                row: number,
                limit: to.limits.columns,
            }
            .into());
        }
        if column >= self.cells.len() {
            self.cells.resize(column + 1, Cell::Blank);
        }
        if let Cell::Text(text) = &cell {
            self.text += text.len();
        }
        if let Some(place) = self.cells.get_mut(column) {
            *place = cell;
        }
        if self.text > to.limits.record_bytes {
            return Err(SheetError::RowTooLong {
                row: number,
                limit: to.limits.record_bytes,
            }
            .into());
        }
        Ok(())
    }

    fn finish(&mut self, to: &mut Output) -> Result<(), Halt> {
        let Some(row) = self.row.take() else {
            return Ok(());
        };
        let cells = std::mem::take(&mut self.cells);
        let text = std::mem::take(&mut self.text);
        to.push(
            SheetRow {
                sheet: Arc::clone(&self.sheet),
                row: row.saturating_add(1),
                cells,
            },
            text,
        )
    }
}

fn borrowed(value: &Data) -> DataRef<'_> {
    match value {
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
        Data::Empty => DataRef::Empty,
    }
}

fn region(from: &Dimensions) -> Region {
    Region {
        first_row: from.start.0.saturating_add(1),
        last_row: from.end.0.saturating_add(1),
        first_column: from.start.1,
        last_column: from.end.1,
    }
}

fn xlsx_error(error: calamine::XlsxError) -> Halt {
    Halt::Fault(match error {
        calamine::XlsxError::Password => SheetError::Encrypted,
        other => SheetError::damaged(other),
    })
}

fn xls_error(error: calamine::XlsError) -> Halt {
    Halt::Fault(match error {
        calamine::XlsError::Password => SheetError::Encrypted,
        other => SheetError::damaged(other),
    })
}

fn ods_error(error: calamine::OdsError) -> Halt {
    Halt::Fault(match error {
        calamine::OdsError::Password => SheetError::Encrypted,
        other => SheetError::damaged(other),
    })
}
