//! What is kept of a column from batch to batch, and how its cells are read.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Date32Type;
use arrow_array::{Array, ArrayRef};
use arrow_schema::DataType;
use zhunru::model::DemandType;

use super::codes::{Codes, place_of};
use super::layout::{Column, element};
use super::patch::Patch;
use super::readings::{Cells, CodedCells, Readings, Table};
use super::recent::Ends;
use super::symbols::{NOT_OF_TYPE, Symbols, UNKNOWN, UNREAD, WRONG_TYPE};
use super::texts::Texts;
use super::value::{Looked, cell_at, list_at, text_at, with_texts};
use crate::columns::Wrong;
use crate::sheet::Cell;

/// Dictionaries with more entries than this are read entry by entry, as rows have them.
const MOST_ENTRIES: usize = 1 << 15;
/// So many readings of days are told apart by a table.
const MOST_DAYS: usize = 1 << 16;
/// So many days before the first one met have a place in the table, too.
const DAYS_BEFORE: i32 = 1 << 10;

/// The types of the rows that are added, and which of them there are.
type Types<'a> = (&'a [Option<DemandType>], &'a [DemandType]);

/// What is kept of a column from batch to batch.
#[derive(Debug)]
pub(super) struct ColumnState {
    symbols: Symbols,
    dictionary: Option<Dictionary>,
    /// Whether a blank means none.
    blank_means_none: bool,
    /// Changes whenever what codes and readings stand for does.
    epoch: u64,
    /// Where the readings of the codes met last stand.
    table: Option<Table>,
}

/// The dictionary met last, and the readings of its values.
#[derive(Debug)]
struct Dictionary {
    values: Values,
    /// By value and slot.
    readings: Vec<u32>,
    /// By slot, whether all values are read.
    is_read: Vec<bool>,
}

/// What codes stand for.
#[derive(Debug)]
enum Values {
    /// These values.
    Array(ArrayRef),
    /// No and yes.
    Flags,
    /// Days, from this one on.
    Days(i32),
}

/// The type of demand for which a column's cells are read; nothing where a type is wanted and there is
/// none.
pub(super) fn asked(column: &Column, demand: Option<DemandType>) -> Option<DemandType> {
    match demand {
        None if column.is_of_demand => None,
        _ => Some(demand.unwrap_or(DemandType::Meeting)),
    }
}

impl ColumnState {
    /// Of a column of which nothing was read yet.
    pub(super) fn new(blank_means_none: bool) -> Self {
        ColumnState {
            symbols: Symbols::default(),
            dictionary: None,
            blank_means_none,
            epoch: 0,
            table: None,
        }
    }

    /// The cells that have these readings.
    pub(super) fn cells<'a>(
        &'a self,
        column: &'a Column,
        readings: &'a Readings,
        types: &'a [Option<DemandType>],
    ) -> Cells<'a> {
        let table = match readings.coded.as_ref().map(|coded| coded.table) {
            Some(Table::Symbols) => self.symbols.table(),
            Some(Table::Dictionary) => {
                let dictionary = self.dictionary.as_ref();
                dictionary.map_or(&[][..], |dictionary| &dictionary.readings)
            }
            None => &[],
        };
        Cells {
            column,
            symbols: &self.symbols,
            types,
            readings,
            table,
            epoch: self.epoch,
        }
    }

    /// Forgets all but these readings, once there are very many.
    pub(super) fn keep_few(&mut self, readings: &mut [u32]) {
        if self.symbols.forget(readings) {
            self.dictionary = None;
            self.epoch += 1;
        }
    }

    /// Reads a column's cells and adds their readings, or codes for them.
    pub(super) fn add(
        &mut self,
        column: &Column,
        array: &ArrayRef,
        (types, present): Types<'_>,
        readings: &mut Readings,
    ) {
        let rows = types.len().min(array.len());
        if column.problem.is_some() {
            let wrong = |row| match array.is_null(row) {
                true => UNKNOWN,
                false => WRONG_TYPE,
            };
            return readings.each.extend((0..rows).map(wrong));
        }
        let coded = match self.blank_means_none {
            true => None,
            false => self.coded(column, array, (types, present)),
        };
        let table = coded.as_ref().map(|coded| coded.table);
        if table != self.table {
            self.epoch += 1;
            self.table = table;
        }
        match coded {
            Some(coded) => readings.coded = Some(coded),
            None => self.add_each(column, array, types, &mut readings.each),
        }
    }

    /// The codes of cells, where an array has some or they are easily given; all of them are read.
    fn coded(
        &mut self,
        column: &Column,
        array: &ArrayRef,
        (types, present): Types<'_>,
    ) -> Option<CodedCells> {
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        let nulls = nulls.cloned();
        let of_dictionary = |codes| CodedCells {
            codes,
            nulls: nulls.clone(),
            table: Table::Dictionary,
        };
        if let Some((codes, values)) = Codes::of_dictionary(array) {
            if values.is_empty() || values.len() > MOST_ENTRIES {
                return None;
            }
            self.meet(Values::Array(Arc::clone(values)), values.len(), column);
            self.read_entries(column, present);
            return Some(of_dictionary(codes));
        }
        match array.data_type() {
            DataType::Boolean => {
                self.meet(Values::Flags, 2, column);
                self.read_entries(column, present);
                let bits = array.as_boolean_opt()?.values().clone();
                Some(of_dictionary(Codes::Bits(bits)))
            }
            DataType::Date32 => {
                let days = array.as_primitive_opt::<Date32Type>()?.values().clone();
                let first = self.read_days(column, array, &days, types)?;
                Some(of_dictionary(Codes::Days(days, first)))
            }
            _ => with_texts!(array, texts => self.numbered(column, texts, nulls, present)),
        }
    }

    /// Numbers texts.
    fn numbered(
        &mut self,
        column: &Column,
        texts: &impl Texts,
        nulls: Option<arrow_buffer::NullBuffer>,
        present: &[DemandType],
    ) -> CodedCells {
        let symbols = &mut self.symbols;
        let numbers = texts.each(0, |ends, row| symbols.text(ends, || texts.at(row)));
        for demand in asked_of(column, present) {
            self.symbols.read_all(column, demand);
        }
        CodedCells {
            codes: Codes::Numbers(numbers),
            nulls,
            table: Table::Symbols,
        }
    }

    /// Notes a dictionary with so many values, unless it is the one met last.
    fn meet(&mut self, values: Values, count: usize, column: &Column) {
        let is_known = match (self.dictionary.as_ref().map(|known| &known.values), &values) {
            (Some(Values::Array(known)), Values::Array(values)) => Arc::ptr_eq(known, values),
            (Some(Values::Flags), Values::Flags) => true,
            (Some(Values::Days(known)), Values::Days(first)) => known == first,
            _ => false,
        };
        if !is_known {
            self.epoch += 1;
            self.dictionary = Some(Dictionary {
                values,
                readings: vec![UNREAD; count * column.slots()],
                is_read: vec![false; column.slots()],
            });
        }
    }

    /// Reads all values of the dictionary for demands of these types.
    fn read_entries(&mut self, column: &Column, present: &[DemandType]) {
        let slots = column.slots();
        for demand in asked_of(column, present) {
            let slot = demand as usize % slots;
            let Some(dictionary) = &mut self.dictionary else {
                return;
            };
            match dictionary.is_read.get_mut(slot) {
                Some(is_read) if !*is_read => *is_read = true,
                _ => continue,
            }
            let values = match &dictionary.values {
                Values::Array(values) => Arc::clone(values),
                Values::Flags => Arc::new(arrow_array::BooleanArray::from(vec![false, true])),
                Values::Days(_) => return,
            };
            for entry in 0..values.len() {
                let reading = self.read_value(column, &values, entry, demand);
                self.note(entry * slots + slot, reading);
            }
        }
    }

    /// Reads the days that were not met yet, and gives the one from which they are counted; nothing where
    /// they are too far apart.
    fn read_days(
        &mut self,
        column: &Column,
        array: &ArrayRef,
        days: &[i32],
        types: &[Option<DemandType>],
    ) -> Option<i32> {
        let slots = column.slots();
        let span = MOST_DAYS / slots;
        let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0);
        let is_null = |row: usize| nulls.is_some_and(|nulls| nulls.is_null(row));
        let stated = || {
            let rows = days.iter().zip(types).enumerate();
            rows.filter(|(row, _)| !is_null(*row))
        };
        let widen = |(least, most): (i32, i32), day: &i32| (least.min(*day), most.max(*day));
        let none = (i32::MAX, i32::MIN);
        let (least, most) = match nulls {
            None => days
                .get(..types.len())
                .unwrap_or(days)
                .iter()
                .fold(none, widen),
            Some(_) => stated().fold(none, |found, (_, (day, _))| widen(found, day)),
        };
        let holds = |first: i32| {
            let last = most.checked_sub(first).map(usize::try_from);
            least >= first && matches!(last, Some(Ok(last)) if last < span)
        };
        let known = match self.dictionary.as_ref().map(|known| &known.values) {
            Some(Values::Days(first)) => Some(*first),
            _ => None,
        };
        let first = match known {
            Some(first) if least > most || holds(first) => first,
            _ if least > most => 0,
            _ => least.saturating_sub(DAYS_BEFORE),
        };
        if least <= most && !holds(first) {
            return None;
        }
        self.meet(Values::Days(first), span, column);
        let days_of = days.get(..types.len()).unwrap_or(days);
        let are_read = match nulls {
            None => self.are_read(days_of, first),
            Some(_) => self.is_read_through(least, most, first),
        };
        if slots == 1 && are_read {
            return Some(first);
        }
        for (row, (day, demand)) in stated() {
            let Some(demand) = asked(column, *demand) else {
                continue;
            };
            let entry = day
                .checked_sub(first)
                .and_then(|day| usize::try_from(day).ok())?;
            let slot = entry * slots + demand as usize % slots;
            let known = self.dictionary.as_ref();
            let known = known.and_then(|known| known.readings.get(slot));
            if known == Some(&UNREAD) {
                let reading = self.read_value(column, array, row, demand);
                self.note(slot, reading);
            }
        }
        Some(first)
    }

    /// Whether these days are read, which are counted from the first.
    fn are_read(&self, days: &[i32], first: i32) -> bool {
        let readings = self.dictionary.as_ref();
        let readings = readings.map_or(&[][..], |known| &known.readings);
        // Hardly ever is one not read, so that all are looked at.
        let is_read = |day: &i32| {
            let known = readings.get(place_of(*day, first));
            known.is_some_and(|known| *known != UNREAD)
        };
        days.iter().fold(true, |all, day| all & is_read(day))
    }

    /// Whether all days from one to another are read, which are counted from the first.
    fn is_read_through(&self, least: i32, most: i32, first: i32) -> bool {
        let place = |day: i32| usize::try_from(day.checked_sub(first)?).ok();
        let (Some(least), Some(most)) = (place(least), place(most)) else {
            return false;
        };
        let readings = self.dictionary.as_ref();
        let readings = readings.and_then(|known| known.readings.get(least..=most));
        readings.is_some_and(|readings| !readings.contains(&UNREAD))
    }

    fn note(&mut self, slot: usize, reading: u32) {
        let readings = self.dictionary.as_mut().map(|known| &mut known.readings);
        if let Some(known) = readings.and_then(|readings| readings.get_mut(slot)) {
            *known = reading;
        }
    }

    /// Reads cells one by one.
    fn add_each(
        &mut self,
        column: &Column,
        array: &ArrayRef,
        types: &[Option<DemandType>],
        readings: &mut Vec<u32>,
    ) {
        let looked = Looked::at(array);
        for (row, demand) in types.iter().enumerate().take(array.len()) {
            let Some(demand) = asked(column, *demand) else {
                readings.push(UNKNOWN);
                continue;
            };
            let reading = match looked.place(row) {
                None => self.blank(column, demand),
                Some((values, place)) => self.read_value(column, values, place, demand),
            };
            readings.push(reading);
        }
    }

    /// The reading of the value at a place of an array, which is no dictionary.
    fn read_value(
        &mut self,
        column: &Column,
        array: &dyn Array,
        place: usize,
        demand: DemandType,
    ) -> u32 {
        if element(array.data_type()).is_some() {
            return self.list(column, array, place, demand);
        }
        match self.number(array, place) {
            Ok(number) => self.reading(number, column, demand),
            Err(_) if column.field(demand).is_none() => NOT_OF_TYPE,
            Err(wrong) => self.symbols.push(Err(wrong)),
        }
    }

    /// The number of the value at a place of an array.
    fn number(&mut self, array: &dyn Array, row: usize) -> Result<Option<u32>, Wrong> {
        if let Some(text) = text_at(array, row) {
            return Ok(Some(self.symbols.text(Ends::of(text), || text)));
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

    fn list(&mut self, column: &Column, array: &dyn Array, row: usize, demand: DemandType) -> u32 {
        if array.is_null(row) {
            return UNKNOWN;
        }
        let Some(field) = column.field(demand) else {
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

/// The types for which a column's cells are read, of those that there are: one for all where it does not
/// matter.
fn asked_of(column: &Column, present: &[DemandType]) -> Vec<DemandType> {
    match column.is_of_demand {
        true => present.to_vec(),
        false => asked(column, present.first().copied())
            .into_iter()
            .collect(),
    }
}
