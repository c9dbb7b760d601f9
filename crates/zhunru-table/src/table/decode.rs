//! From record batches to blocks of rows whose cells are read.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use smol_str::SmolStr;
use zhunru::model::{Coded, DemandType};

use super::block::{Block, PROPOSAL_ROWS};
use super::ids::Ids;
use super::layout::{Column, Layout, element};
use super::patch::Patch;
use super::row_error::{RowError, RowErrorCode};
use super::symbols::{NOT_OF_TYPE, Symbols, UNKNOWN, UNREAD, WRONG_TYPE};
use super::value::{Looked, cell_at, list_at, text_at};
use crate::columns::{Wrong, choose};
use crate::proposals::Reading;
use crate::sheet::Cell;
use crate::sheet::value::normalise_text;

/// Reads the cells of batches, and finds the rows that make a proposal.
#[derive(Debug)]
pub(crate) struct Decoder {
    layout: Arc<Layout>,
    reading: Arc<Reading>,
    /// The type of all demands of a table without a column for it.
    demand_type: Option<DemandType>,
    columns: Vec<ColumnState>,
    types: HashMap<SmolStr, Result<DemandType, Wrong>>,
    ids: Ids,
    /// The rows that are read and not yet handed on, or only just.
    block: Block,
    /// The id of a proposal with more rows than are read of one.
    too_long: Option<SmolStr>,
}

/// What is kept of a column from batch to batch.
#[derive(Debug, Default)]
struct ColumnState {
    symbols: Symbols,
    /// The dictionary met last, and the readings of its values by value and slot. Of an array of
    /// booleans, no and yes are taken for the dictionary.
    dictionary: Option<(Option<ArrayRef>, Vec<u32>)>,
    /// Whether a blank means none.
    blank_means_none: bool,
}

impl Decoder {
    /// Reads tables of this layout.
    pub(crate) fn new(
        layout: Arc<Layout>,
        reading: Arc<Reading>,
        demand_type: Option<DemandType>,
        check_ids: bool,
    ) -> Self {
        let columns = layout.columns.iter().map(|column| ColumnState {
            blank_means_none: column
                .fields
                .iter()
                .any(|field| reading.blank_means_none.contains(&field.path)),
            ..ColumnState::default()
        });
        Decoder {
            columns: columns.collect(),
            block: Block::new(layout.columns.len()),
            layout,
            reading,
            demand_type,
            types: HashMap::new(),
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
        self.block.drop_closed();
        let layout = Arc::clone(&self.layout);
        let first = self.block.len();
        self.add_ids(batch, &layout);
        self.add_types(batch, &layout);
        let types = self.block.types.get(first..).unwrap_or_default();
        let columns = layout.columns.iter().zip(&mut self.columns);
        for ((column, state), keys) in columns.zip(&mut self.block.keys) {
            if state.symbols.forget(keys) {
                state.dictionary = None;
            }
            match batch.columns().get(column.place) {
                Some(array) => state.add(column, array, types, keys),
                None => keys.resize(keys.len() + types.len(), UNKNOWN),
            }
        }
        self.close(first, false);
    }

    /// Closes the last proposal, since no more rows come.
    pub(crate) fn end(&mut self) {
        self.block.drop_closed();
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
        let column = layout.id.and_then(|place| batch.columns().get(place));
        let column = column.map(|array| Looked::at(array));
        let ids = (0..batch.num_rows()).map(|row| {
            let (array, place) = column.as_ref()?.place(row)?;
            id_at(array, place)
        });
        self.block.ids.extend(ids);
    }

    fn add_types(&mut self, batch: &RecordBatch, layout: &Layout) {
        let column = layout
            .demand_type
            .and_then(|place| batch.columns().get(place));
        let column = column.map(|array| Looked::at(array));
        let name = layout.demand_type.and_then(|place| layout.name(place));
        // By entry of a dictionary, the type that it names.
        let mut entries: Vec<Option<DemandType>> = Vec::new();
        for row in 0..batch.num_rows() {
            let place = column.as_ref().and_then(|column| column.place(row));
            let entry = match (&column, place) {
                (Some(column), Some((_, entry))) if column.values().is_some() => Some(entry),
                _ => None,
            };
            if let Some(Some(known)) = entry.and_then(|entry| entries.get(entry)) {
                self.block.types.push(Some(*known));
                continue;
            }
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
            if let (Some(entry), Ok(found)) = (entry, &found) {
                if entries.len() <= entry {
                    entries.resize(entry + 1, None);
                }
                if let Some(known) = entries.get_mut(entry) {
                    *known = Some(*found);
                }
            }
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
        if let Some(known) = self.types.get(text) {
            return known.clone();
        }
        let found = choose(text.trim(), &self.reading.types).and_then(|code| {
            let known = DemandType::from_code(&code);
            known.ok_or_else(|| Wrong::choice(text, &self.reading.types))
        });
        // Faulty tables may hold any number of texts here.
        if self.types.len() < 1 << 10 {
            self.types.insert(text.into(), found.clone());
        }
        found
    }

    /// Closes the proposals whose rows are all there; `first` is the first row that is new.
    fn close(&mut self, first: usize, at_end: bool) {
        let rows = self.block.len();
        let mut start = 0;
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

/// The type of demand for which a column's cells are read; nothing where a type is wanted and there is
/// none.
fn asked(column: &Column, demand: Option<DemandType>) -> Option<DemandType> {
    match demand {
        None if column.is_of_demand => None,
        _ => Some(demand.unwrap_or(DemandType::Meeting)),
    }
}

/// Which rows are null.
fn nulls(array: &ArrayRef) -> impl Fn(usize) -> bool {
    let nulls = array.nulls().cloned();
    move |row| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row))
}

impl ColumnState {
    /// Reads a column's cells and adds their readings; `types` are those of the rows' demands.
    fn add(
        &mut self,
        column: &Column,
        array: &ArrayRef,
        types: &[Option<DemandType>],
        keys: &mut Vec<u32>,
    ) {
        let rows = types.len().min(array.len());
        if column.problem.is_some() {
            self.symbols.note_fault();
            keys.extend((0..rows).map(|row| match array.is_null(row) {
                true => UNKNOWN,
                false => WRONG_TYPE,
            }));
            return;
        }
        if let Some(dictionary) = array.as_any_dictionary_opt()
            && !dictionary.values().is_empty()
        {
            let values = dictionary.values();
            self.meet(Some(values), values.len() * column.slots());
            let places = dictionary.normalized_keys().into_iter();
            let places = places.zip(types).enumerate();
            let is_null = nulls(array);
            keys.extend(places.map(|(row, (place, demand))| {
                let place = (!is_null(row)).then_some((values, place));
                self.entry(column, place, place.map_or(0, |(_, place)| place), *demand)
            }));
            return;
        }
        if let Some(values) = array.as_boolean_opt() {
            self.meet(None, 2 * column.slots());
            let rows = types.iter().enumerate().take(rows);
            let is_null = nulls(array);
            keys.extend(rows.map(|(row, demand)| {
                let place = (!is_null(row)).then_some((array, row));
                let is_true = place.is_some() && values.value(row);
                self.entry(column, place, usize::from(is_true), *demand)
            }));
            return;
        }
        let is_list = element(array.data_type()).is_some();
        let looked = Looked::at(array);
        for (row, demand) in types.iter().enumerate().take(rows) {
            let Some(demand) = asked(column, *demand) else {
                keys.push(UNKNOWN);
                continue;
            };
            let key = match looked.place(row) {
                None => self.blank(column, demand),
                Some((values, place)) if is_list => self.list(column, values, place, demand),
                Some((values, place)) => self.value(column, values, place, demand),
            };
            keys.push(key);
        }
    }

    /// The reading of the value at a place of an array.
    fn value(
        &mut self,
        column: &Column,
        array: &dyn Array,
        place: usize,
        demand: DemandType,
    ) -> u32 {
        match self.number(array, place) {
            Ok(number) => self.reading(number, column, demand),
            Err(wrong) => self.symbols.push(Err(wrong)),
        }
    }

    /// The number of the value at a place of an array.
    fn number(&mut self, array: &dyn Array, row: usize) -> Result<Option<u32>, Wrong> {
        if let Some(text) = text_at(array, row) {
            return Ok(Some(self.symbols.text(text)));
        }
        Ok(match cell_at(array, row)? {
            Cell::Blank => None,
            cell => Some(self.symbols.cell(cell)),
        })
    }

    fn reading(&mut self, number: Option<u32>, column: &Column, demand: DemandType) -> u32 {
        match number.filter(|number| !self.symbols.is_blank(*number)) {
            Some(number) => self.symbols.reading(number, column, demand),
            None => self.blank(column, demand),
        }
    }

    fn blank(&mut self, column: &Column, demand: DemandType) -> u32 {
        match self.blank_means_none {
            true => self.symbols.blank(column, demand),
            false => UNKNOWN,
        }
    }

    /// Notes a dictionary with so many readings, unless it is the one met last.
    fn meet(&mut self, values: Option<&ArrayRef>, readings: usize) {
        let is_known = match (&self.dictionary, values) {
            (Some((Some(known), _)), Some(values)) => Arc::ptr_eq(known, values),
            (Some((None, _)), None) => true,
            _ => false,
        };
        if !is_known {
            self.dictionary = Some((values.map(Arc::clone), vec![UNREAD; readings]));
        }
    }

    /// The reading of the entry with this number of the dictionary, whose value stands at a place of
    /// an array and is looked up once; there is no place for a null.
    fn entry(
        &mut self,
        column: &Column,
        place: Option<(&ArrayRef, usize)>,
        entry: usize,
        demand: Option<DemandType>,
    ) -> u32 {
        let Some(demand) = asked(column, demand) else {
            return UNKNOWN;
        };
        let Some((values, place)) = place else {
            return self.blank(column, demand);
        };
        let slots = column.slots();
        let slot = entry * slots + demand as usize % slots;
        let readings = self.dictionary.as_ref().map(|(_, readings)| readings);
        if let Some(&known) = readings.and_then(|readings| readings.get(slot))
            && known != UNREAD
        {
            return known;
        }
        let reading = match values.is_null(place) {
            true => self.blank(column, demand),
            false if element(values.data_type()).is_some() => {
                self.list(column, values, place, demand)
            }
            false => self.value(column, values, place, demand),
        };
        // A value that cannot be read is told with each row that has it.
        if let Some((_, readings)) = &mut self.dictionary
            && let Some(known) = readings.get_mut(slot)
            && self
                .symbols
                .get(reading)
                .is_none_or(|read| read.says.is_ok())
        {
            *known = reading;
        }
        reading
    }

    fn list(&mut self, column: &Column, array: &dyn Array, row: usize, demand: DemandType) -> u32 {
        let Some(field) = column.field(demand) else {
            self.symbols.note_fault();
            return NOT_OF_TYPE;
        };
        let says = match list_at(array, row, &field.form) {
            Ok(Some(value)) => Patch::of(field, value, demand),
            Ok(None) => return UNKNOWN,
            Err(wrong) => Err(wrong),
        };
        self.symbols.push(says)
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
    /// The columns with the readings of their rows and what these say.
    pub(crate) fn columns(
        &self,
    ) -> impl Iterator<Item = (&'a Column, &'a [u32], &'a Symbols)> + use<'a> {
        let states = self.columns.iter().map(|state| &state.symbols);
        let keys = self.block.keys.iter().map(Vec::as_slice);
        let columns = self.layout.columns.iter();
        columns
            .zip(keys)
            .zip(states)
            .map(|((column, keys), symbols)| (column, keys, symbols))
    }
}
