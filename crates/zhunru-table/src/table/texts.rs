//! The texts of an array, each by its ends.

use arrow_array::{Array, GenericStringArray, OffsetSizeTrait, StringViewArray};
use arrow_buffer::NullBuffer;

use super::recent::Ends;

/// An array of texts.
pub(super) trait Texts {
    /// The text of a row; empty where it has none.
    fn at(&self, row: usize) -> &str;

    /// By row, what is found for its text, of which the ends are told and the row; this for a null.
    fn each<T: Copy>(&self, null: T, find: impl FnMut(Ends, usize) -> T) -> Vec<T>;
}

impl<O: OffsetSizeTrait> Texts for GenericStringArray<O> {
    fn at(&self, row: usize) -> &str {
        match row < self.len() {
            true => self.value(row),
            false => "",
        }
    }

    fn each<T: Copy>(&self, null: T, find: impl FnMut(Ends, usize) -> T) -> Vec<T> {
        let (buffer, offsets) = (self.value_data(), self.value_offsets());
        let within = |row: usize| {
            let [start, end] = offsets.get(row..)?.first_chunk()?;
            Ends::within(buffer, start.as_usize(), end.as_usize())
        };
        let ends = |row| within(row).unwrap_or_else(|| Ends::of(self.at(row)));
        each((self.len(), self.nulls()), ends, null, find)
    }
}

impl Texts for StringViewArray {
    fn at(&self, row: usize) -> &str {
        match row < self.len() {
            true => self.value(row),
            false => "",
        }
    }

    fn each<T: Copy>(&self, null: T, find: impl FnMut(Ends, usize) -> T) -> Vec<T> {
        let ends = |row| Ends::of(self.at(row));
        each((self.len(), self.nulls()), ends, null, find)
    }
}

/// By row, what is found where there is no null.
#[inline(always)]
fn each<T: Copy>(
    (rows, nulls): (usize, Option<&NullBuffer>),
    ends: impl Fn(usize) -> Ends,
    null: T,
    mut find: impl FnMut(Ends, usize) -> T,
) -> Vec<T> {
    let Some(nulls) = nulls else {
        return (0..rows).map(|row| find(ends(row), row)).collect();
    };
    let mut found = vec![null; rows];
    // From one stated row to the next, so that no branch hangs on each row.
    for row in nulls.valid_indices() {
        if let Some(found) = found.get_mut(row) {
            *found = find(ends(row), row);
        }
    }
    found
}
