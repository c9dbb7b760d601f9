//! From record batches to blocks of rows whose cells are read.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, RecordBatch};
use smol_str::SmolStr;
use zhunru::model::{Coded, DemandType};

use super::block::{Block, PROPOSAL_ROWS};
use super::codes::Codes;
use super::column_state::ColumnState;
use super::ids::Ids;
use super::layout::Layout;
use super::readings::Cells;
use super::row_error::{RowError, RowErrorCode};
use super::symbols::UNKNOWN;
use super::texts::Texts;
use super::type_names::TypeNames;
use super::value::{Looked, cell_at, text_at, with_texts};
use crate::columns::Wrong;
use crate::proposals::Reading;
use crate::sheet::Cell;
use crate::sheet::value::normalise_text;

/// Dictionaries of demand types with more entries are looked through row by row.
const MOST_TYPE_ENTRIES: usize = 1 << 10;

/// Reads the cells of batches, and finds the rows that make a proposal.
#[derive(Debug)]
pub(crate) struct Decoder {
    layout: Arc<Layout>,
    reading: Arc<Reading>,
    /// The type of all demands of a table without a column for it.
    demand_type: Option<DemandType>,
    columns: Vec<ColumnState>,
    types: TypeNames,
    ids: Ids,
    /// The rows that are read and not yet handed on, or only just.
    block: Block,
    /// The id of a proposal with more rows than are read of one.
    too_long: Option<SmolStr>,
}

impl Decoder {
    /// Reads tables of this layout.
    pub(crate) fn new(
        layout: Arc<Layout>,
        reading: Arc<Reading>,
        demand_type: Option<DemandType>,
        check_ids: bool,
    ) -> Self {
        let columns = layout.columns.iter().map(|column| {
            let mut fields = column.fields.iter();
            let of_fields = fields.any(|field| reading.blank_means_none.contains(&field.path));
            ColumnState::new(of_fields)
        });
        Decoder {
            columns: columns.collect(),
            block: Block::new(layout.columns.len()),
            layout,
            reading,
            demand_type,
            types: TypeNames::default(),
            ids: Ids::new(check_ids),
            too_long: None,
        }
    }

    /// The columns that are read.
    pub(crate) fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// Begins a batch, as far as ids that come again are concerned.
    pub(crate) fn next_batch(&mut self) {
        self.ids.next_batch();
    }

    /// Takes in rows, and closes the proposals that are known to be complete.
    pub(crate) fn add(&mut self, batch: &RecordBatch) {
        self.drop_closed();
        let layout = Arc::clone(&self.layout);
        let first = self.block.len();
        self.add_ids(batch, &layout);
        self.add_types(batch, &layout);
        let types = self.block.types.get(first..).unwrap_or_default();
        let present = types.iter().fold(0_u64, |present, demand| {
            present | demand.map_or(0, |demand| 1 << demand as u32)
        });
        let all = DemandType::ALL.iter().copied();
        let present: Vec<DemandType> = all
            .filter(|demand| present >> *demand as u32 & 1 == 1)
            .collect();
        let columns = layout.columns.iter().zip(&mut self.columns);
        for ((column, state), readings) in columns.zip(&mut self.block.readings) {
            state.keep_few(&mut readings.each);
            match batch.columns().get(column.place) {
                Some(array) => state.add(column, array, (types, &present), readings),
                None => readings
                    .each
                    .resize(readings.each.len() + types.len(), UNKNOWN),
            }
        }
        self.close(first, false);
    }

    /// Leaves out the rows of proposals that are complete.
    fn drop_closed(&mut self) {
        let end = self.block.closed();
        let kept = self.block().columns().map(|cells| match cells.coded() {
            Some(_) => (end..self.block.len()).map(|row| cells.get(row)).collect(),
            None => Vec::new(),
        });
        let kept: Vec<Vec<u32>> = kept.collect();
        self.block.drop_closed(kept);
    }

    /// Closes the last proposal, since no more rows come.
    pub(crate) fn end(&mut self) {
        self.drop_closed();
        self.close(self.block.len(), true);
    }

    /// Closes the last proposal, of which rows may be lost.
    pub(crate) fn break_off(&mut self) {
        self.end();
        for proposal in &mut self.block.proposals {
            proposal.fault = Some(RowErrorCode::CutOff);
        }
    }

    /// The rows that were read, with their complete proposals.
    pub(crate) fn block(&self) -> Decoded<'_> {
        Decoded {
            block: &self.block,
            layout: &self.layout,
            columns: &self.columns,
        }
    }

    fn add_ids(&mut self, batch: &RecordBatch, layout: &Layout) {
        let Some(column) = layout.id.and_then(|place| batch.columns().get(place)) else {
            return;
        };
        let column = Looked::at(column);
        let ids = (0..batch.num_rows()).map(|row| {
            let (array, place) = column.place(row)?;
            id_at(array, place)
        });
        self.block.ids.extend(ids);
    }

    /// Adds the types of a dictionary's keys, where each of them names one; gives whether it did.
    fn add_types_by_entry(&mut self, array: &ArrayRef) -> bool {
        let Some((codes, values)) = Codes::of_dictionary(array) else {
            return false;
        };
        if array.null_count() > 0 || values.len() > MOST_TYPE_ENTRIES {
            return false;
        }
        let entries: Vec<Option<DemandType>> = (0..values.len())
            .map(|entry| {
                let text = text_at(values, entry).filter(|text| !text.trim().is_empty());
                text.and_then(|text| self.type_of(text).ok())
            })
            .collect();
        let known = self.block.types.len();
        let types = &mut self.block.types;
        codes.extend(array.len(), &entries, None, types);
        let is_known = types.iter().skip(known).all(Option::is_some);
        if !is_known {
            types.truncate(known);
        }
        is_known
    }

    /// Adds the types of texts, where each of them names one; gives whether it did.
    fn add_types_by_text(&mut self, array: &ArrayRef) -> bool {
        let (names, reading) = (&mut self.types, &self.reading);
        let types = with_texts!(array, texts => {
            texts.each(None, |ends, row| names.find_by(ends, || texts.at(row), reading).ok())
        });
        let types = types.filter(|types| types.iter().all(Option::is_some));
        let is_known = types.is_some();
        self.block.types.extend(types.into_iter().flatten());
        is_known
    }

    fn add_types(&mut self, batch: &RecordBatch, layout: &Layout) {
        let column = layout
            .demand_type
            .and_then(|place| batch.columns().get(place));
        let is_added = |array| self.add_types_by_entry(array) || self.add_types_by_text(array);
        if column.is_some_and(is_added) {
            return;
        }
        let column = column.map(|array| Looked::at(array));
        let name = layout.demand_type.and_then(|place| layout.name(place));
        for row in 0..batch.num_rows() {
            let place = column.as_ref().and_then(|column| column.place(row));
            let written = place.and_then(|(array, place)| text_at(array, place));
            let written = written.filter(|text| !text.trim().is_empty());
            let found = match (written, self.demand_type) {
                (Some(text), _) => self.type_of(text),
                (None, Some(given)) => Ok(given),
                (None, None) => Err(Wrong::new(
                    "the type of the demand is missing",
                    "缺少诉求类型",
                )),
            };
            let place = self.block.types.len();
            self.block.types.push(found.as_ref().ok().copied());
            if let Err(wrong) = found {
                let code = match written {
                    None => RowErrorCode::MissingValue,
                    Some(_) => RowErrorCode::WrongValue,
                };
                let number = self.block.row(place);
                let error = RowError::new(number, name, code, wrong);
                self.block.wrong_types.insert(number, error);
            }
        }
    }

    fn type_of(&mut self, text: &str) -> Result<DemandType, Wrong> {
        self.types.find(text, &self.reading)
    }

    /// Closes the proposals whose rows are all there; `first` is the first row that is new.
    fn close(&mut self, first: usize, at_end: bool) {
        let rows = self.block.len();
        let mut start = 0;
        if self.layout.id.is_none() {
            return self.block.close_each();
        }
        while start < rows {
            let id = self.block.ids.get(start).cloned().flatten();
            let same = |row: &usize| {
                id.is_some() && self.block.ids.get(*row).is_some_and(|other| *other == id)
            };
            let end = (start + 1..rows).find(|row| !same(row)).unwrap_or(rows);
            let is_too_long =
                end - start > PROPOSAL_ROWS || (start == 0 && id.is_some() && self.too_long == id);
            let is_open = end == rows && id.is_some() && !at_end;
            if let Some(id) = id
                .as_ref()
                .filter(|_| start >= first && !(is_too_long && start == 0))
                && self.ids.is_repeated(id)
            {
                self.repeated(start, id);
            }
            if is_open && !is_too_long {
                break;
            }
            self.too_long = id.filter(|_| is_too_long && is_open);
            self.block
                .close(start..end, is_too_long.then_some(RowErrorCode::TooManyRows));
            start = end;
        }
    }

    fn repeated(&mut self, place: usize, id: &str) {
        let column = self.layout.id.and_then(|place| self.layout.name(place));
        let wrong = Wrong::new(
            format!(
                "the id `{id}` came before; rows of one proposal must stand together, so this \
                 begins another one"
            ),
            format!("申请编号“{id}”前面已经出现；同一申请的各行须相连，此行起按另一份申请办理"),
        );
        let number = self.block.row(place);
        let error = RowError::new(number, column, RowErrorCode::RepeatedId, wrong);
        self.block.repeated.insert(number, error);
    }
}

/// The id of a row; nothing where it is blank.
fn id_at(column: &dyn Array, row: usize) -> Option<SmolStr> {
    let plain = |text: &str| {
        let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        let id = match is_plain {
            true => SmolStr::from(text),
            false => normalise_text(text).into(),
        };
        (!id.is_empty()).then_some(id)
    };
    if let Some(text) = text_at(column, row) {
        return plain(text);
    }
    match cell_at(column, row) {
        Ok(Cell::Blank) | Err(_) => None,
        Ok(cell) => plain(&cell.to_string()),
    }
}

/// The rows of a block and what their cells were read as.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Decoded<'a> {
    /// The rows.
    pub(crate) block: &'a Block,
    /// The columns.
    pub(crate) layout: &'a Layout,
    columns: &'a [ColumnState],
}

impl<'a> Decoded<'a> {
    /// The cells of the columns, with what they were read as.
    pub(crate) fn columns(&self) -> impl Iterator<Item = Cells<'a>> + use<'a> {
        let types = self.block.types.as_slice();
        let columns = self.layout.columns.iter().zip(self.columns);
        columns
            .zip(&self.block.readings)
            .map(move |((column, state), readings)| state.cells(column, readings, types))
    }

    /// The cells of the column at a place.
    pub(crate) fn column(&self, place: usize) -> Option<Cells<'a>> {
        let column = self.layout.columns.get(place)?;
        let (state, readings) = (self.columns.get(place)?, self.block.readings.get(place)?);
        Some(state.cells(column, readings, &self.block.types))
    }
}
