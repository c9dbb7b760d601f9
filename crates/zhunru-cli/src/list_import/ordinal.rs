//! Telling a column of codes from one that only counts the rows.

use super::Entry;
use super::Field;

/// Takes the codes away when they do no more than count the rows: 1, 2, 3. Gives whether they did.
pub(super) fn drop_counting_codes(entries: &mut [Entry]) -> bool {
    let counts = entries.len() > 1
        && entries.iter().enumerate().all(|(index, entry)| {
            let code = zhunru_table::sheet::value::normalise_text(entry.value(Field::Code));
            // A code with leading zeros is a code.
            code == (index + 1).to_string()
        });
    if counts {
        for entry in entries {
            entry.values.remove(&Field::Code);
        }
    }
    counts
}
