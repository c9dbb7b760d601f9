//! Why a table could not be written.

/// Why a table could not be written. Rows count from 1 and include the heading row.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The operating system refused.
    #[error("cannot be written: {0}")]
    Io(#[from] std::io::Error),
    /// The encoding has no such character.
    #[error("row {row}, column {column}: GB18030 has no character U+{:04X}; write UTF-8", u32::from(*.character))]
    Unmappable {
        /// The character.
        character: char,
        /// Row from 1.
        row: u64,
        /// Column letter.
        column: String,
    },
    /// More text than a cell of a workbook can hold.
    #[error(
        "sheet `{sheet}`, cell {cell}: {length} characters, more than the {limit} that a cell \
         can hold; write CSV instead"
    )]
    CellTooLong {
        /// Sheet name.
        sheet: String,
        /// Address such as `C12`.
        cell: String,
        /// Length in UTF-16 units, which is what spreadsheet programs count.
        length: usize,
        /// The most that a cell holds.
        limit: usize,
    },
    /// More rows or columns than a sheet has.
    #[error(
        "sheet `{sheet}` would have {rows} rows and {columns} columns, more than a sheet can have; write CSV instead"
    )]
    SheetTooLarge {
        /// Sheet name.
        sheet: String,
        /// Rows with the headings.
        rows: usize,
        /// Columns.
        columns: usize,
    },
    /// The library that writes workbooks refused.
    #[error("the workbook cannot be written: {0}")]
    Workbook(String),
}

impl WriteError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            Self::Io(error) => format!("无法写入：{error}"),
            Self::Unmappable {
                character,
                row,
                column,
            } => format!(
                "第 {row} 行 {column} 列：GB18030 没有字符 U+{:04X}；请改用 UTF-8",
                u32::from(*character)
            ),
            Self::CellTooLong {
                sheet,
                cell,
                length,
                limit,
            } => format!(
                "工作表“{sheet}”单元格 {cell} 有 {length} 个字符，超过单元格上限 {limit}；请改用 CSV"
            ),
            Self::SheetTooLarge {
                sheet,
                rows,
                columns,
            } => format!("工作表“{sheet}”将有 {rows} 行 {columns} 列，超过工作表上限；请改用 CSV"),
            Self::Workbook(detail) => format!("无法写出工作簿：{detail}"),
        }
    }
}
