//! Repeating a merged region's value in all of its cells.

use std::collections::VecDeque;
use std::sync::Arc;

use super::cell::Region;
use super::{Cell, Sheet, SheetError, SheetRow};

/// A region may reach to the sheet's last column; further than this nobody reads.
const WIDEST: usize = 255;

/// An iterator of rows in which every cell of a merged region holds the region's value.
///
/// Officials merge the cells of a column that says the same for several rows (所属乡镇).
/// Merging across the whole width (a title) is repeated too, which does no harm to a reader
/// that looks for headings. A row of which nothing but merged cells is filled, and which the
/// source therefore does not deliver, is not made up.
#[derive(Debug)]
pub struct RepeatMerged<I> {
    rows: I,
    sheet: Option<Arc<Sheet>>,
    /// Regions still to come, by first row.
    coming: VecDeque<Region>,
    /// Regions that the current row lies in, with their values.
    open: Vec<(Region, Cell)>,
}

impl<I> RepeatMerged<I> {
    /// Wraps `rows`, which must come in order, as the readers deliver them.
    pub fn new(rows: I) -> Self {
        Self {
            rows,
            sheet: None,
            coming: VecDeque::new(),
            open: Vec::new(),
        }
    }

    /// The rows underneath.
    pub fn rows(&self) -> &I {
        &self.rows
    }

    fn fill(&mut self, row: &mut SheetRow) {
        if !self
            .sheet
            .as_ref()
            .is_some_and(|sheet| Arc::ptr_eq(sheet, &row.sheet))
        {
            self.sheet = Some(Arc::clone(&row.sheet));
            self.coming = row.sheet.merged.iter().copied().collect();
            self.open.clear();
        }
        self.open.retain(|(region, _)| region.last_row >= row.row);
        while let Some(region) = self
            .coming
            .pop_front_if(|region| region.first_row <= row.row)
        {
            // One whose first row did not come has no value.
            if region.first_row == row.row {
                let value = row.cell(region.first_column as usize).clone();
                // Overlapping ones are no valid sheet's; the first wins, which keeps the list short.
                let free = !self.open.iter().any(|(other, _)| overlap(other, &region));
                if free && !value.is_blank() {
                    self.open.push((region, value));
                }
            }
        }
        for (region, value) in &self.open {
            let first = region.first_column as usize;
            let last = (region.last_column as usize).min(first.saturating_add(WIDEST));
            for column in first..=last {
                if column >= row.cells.len() {
                    row.cells.resize(column + 1, Cell::Blank);
                }
                if let Some(cell) = row.cells.get_mut(column).filter(|cell| cell.is_blank()) {
                    *cell = value.clone();
                }
            }
        }
    }
}

fn overlap(one: &Region, other: &Region) -> bool {
    one.first_column <= other.last_column && other.first_column <= one.last_column
}

impl<I: Iterator<Item = Result<SheetRow, SheetError>>> Iterator for RepeatMerged<I> {
    type Item = Result<SheetRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut row = self.rows.next()?;
        if let Ok(row) = &mut row {
            self.fill(row);
        }
        Some(row)
    }
}
