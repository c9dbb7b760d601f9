//! How much a table file may ask of the machine.

/// Upper bounds on what reading one table file may cost.
///
/// The defaults let through any table that an office would really hand in; they are there for
/// files that are damaged or built to exhaust the machine. All sizes are bytes.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Entries in a zip package (XLSX, ODS).
    pub package_entries: usize,
    /// Inflated size of one entry of a package.
    pub entry_bytes: u64,
    /// Inflated size of a whole package.
    pub package_bytes: u64,
    /// Size of an `.xls` file, which has to be held in memory.
    pub xls_bytes: u64,
    /// What standard input may deliver before it is refused.
    pub spool_bytes: u64,
    /// Text in one row.
    pub record_bytes: usize,
    /// Columns in one row.
    pub columns: usize,
    /// Cells in an `.xls` or `.ods` workbook, counting the gaps between them, because their
    /// reader lays sheets out densely.
    pub dense_cells: u64,
    /// Text in the cells of an `.ods` workbook after its repetitions are written out.
    pub dense_text_bytes: u64,
    /// Merged regions on one sheet.
    pub merged_regions: usize,
}

impl Default for Limits {
    fn default() -> Self {
        const MEBIBYTE: u64 = 1024 * 1024;
        Self {
            package_entries: 10_000,
            entry_bytes: 256 * MEBIBYTE,
            package_bytes: 512 * MEBIBYTE,
            xls_bytes: 128 * MEBIBYTE,
            spool_bytes: 4096 * MEBIBYTE,
            record_bytes: 1024 * 1024,
            columns: 4096,
            dense_cells: 16_000_000,
            dense_text_bytes: 256 * MEBIBYTE,
            merged_regions: 100_000,
        }
    }
}
