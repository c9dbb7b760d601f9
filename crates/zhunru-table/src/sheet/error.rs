//! Everything that can be wrong with a table file.

use std::fmt;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// PDF.
    Pdf,
    /// A picture.
    Picture,
    /// A web page, as some systems export under the name `.xls`.
    Html,
    /// XML, among it the XML spreadsheets of 2003.
    Xml,
    /// JSON.
    Json,
    /// A word processor's document.
    WordDocument,
    /// A presentation.
    Presentation,
    /// A binary workbook (`.xlsb`).
    BinaryWorkbook,
    /// A zip, rar, 7z or gzip archive that holds no workbook.
    Archive,
    /// An OLE file without a workbook.
    OleFile,
    /// A program or database.
    Program,
    /// Plain text under a workbook's name.
    PlainText,
    /// Bytes that are no text.
    Binary,
}

impl Found {
    /// English and Chinese name of it.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Pdf => ("a PDF document", "PDF 文档"),
            Self::Picture => ("a picture", "图片"),
            Self::Html => ("a web page", "网页（HTML）"),
            Self::Xml => ("an XML document", "XML 文档"),
            Self::Json => ("JSON", "JSON 数据"),
            Self::WordDocument => ("a word processor's document", "文字文档"),
            Self::Presentation => ("a presentation", "演示文稿"),
            Self::BinaryWorkbook => ("a binary workbook (xlsb)", "二进制工作簿（xlsb）"),
            Self::Archive => ("an archive without a workbook", "压缩包（其中没有工作簿）"),
            Self::OleFile => ("an OLE file without a workbook", "没有工作簿的 OLE 文件"),
            Self::Program => ("a program or database", "程序或数据库文件"),
            Self::PlainText => ("plain text under a workbook's name", "以工作簿命名的纯文本"),
            Self::Binary => ("binary data", "二进制数据"),
        }
    }
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names().0)
    }
}

/// Why a table could not be read. `Display` is English; [`SheetError::chinese`] says the same
/// in Chinese. Neither names the file: the caller knows it.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The operating system refused.
    #[error("cannot be read: {0}")]
    Io(#[from] std::io::Error),
    /// It is a folder.
    #[error("is a folder; give a CSV, XLSX, XLS or ODS file")]
    Folder,
    /// There is not one byte in it.
    #[error("is empty; a table needs at least a heading row")]
    Empty,
    /// It is something else than a table.
    #[error("is {0}; save it as CSV, XLSX, XLS or ODS")]
    NotATable(Found),
    /// It needs a password.
    #[error("is protected by a password; save it without one")]
    Encrypted,
    /// The file breaks off or contradicts itself.
    #[error("is damaged or incomplete: {0}")]
    Damaged(String),
    /// Text that begins as UTF-8 but does not stay so.
    #[error("is damaged: it is UTF-8 up to byte offset {offset}, where a character is broken")]
    BrokenUtf8 {
        /// Offset of the broken character from the start of the file, in bytes.
        offset: u64,
    },
    /// Text in no encoding that is read here.
    #[error(
        "is neither UTF-8 (broken at byte offset {utf8_offset}) nor GB18030 (broken at byte \
         offset {gb18030_offset})"
    )]
    UnknownEncoding {
        /// First byte that cannot be UTF-8.
        utf8_offset: u64,
        /// First byte that cannot be GB18030.
        gb18030_offset: u64,
    },
    /// Text that announces UTF-16 but breaks it.
    #[error("is damaged: it announces UTF-16 but breaks it at byte offset {offset}")]
    BrokenUtf16 {
        /// Offset of the broken character from the start of the file, in bytes.
        offset: u64,
    },
    /// A NUL in text.
    #[error("is not a text table: line {line} holds a NUL character")]
    NulCharacter {
        /// Line from 1.
        line: u64,
    },
    /// A quoted cell that never ends.
    #[error("the quotation mark opened on line {line} is never closed")]
    UnterminatedQuote {
        /// Line from 1 on which the mark stands.
        line: u64,
    },
    /// A row with more text than allowed.
    #[error("row {row} holds more than {limit} bytes; a quotation mark may be missing")]
    RowTooLong {
        /// Row from 1.
        row: u64,
        /// The limit in bytes.
        limit: usize,
    },
    /// A row with more columns than allowed.
    #[error("row {row} has more than {limit} columns")]
    TooManyColumns {
        /// Row from 1.
        row: u64,
        /// The limit.
        limit: usize,
    },
    /// Something in the file exceeds a limit.
    #[error("{what} is larger than {limit} {unit}, the most that is read")]
    TooLarge {
        /// What is too large: the file, or an entry of its package by name.
        what: String,
        /// The limit.
        limit: u64,
        /// What the limit counts, such as `bytes`.
        unit: &'static str,
    },
    /// The library that reads workbooks failed without an error of its own.
    #[error("is damaged in a way that its reader could not cope with")]
    ReaderFailed,
}

impl SheetError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            Self::Io(error) => match error.kind() {
                std::io::ErrorKind::NotFound => "文件不存在".into(),
                std::io::ErrorKind::PermissionDenied => "没有读取权限".into(),
                _ => format!("无法读取：{error}"),
            },
            Self::Folder => "是文件夹；请给出 CSV、XLSX、XLS 或 ODS 文件".into(),
            Self::Empty => "是空文件；表格至少要有一行表头".into(),
            Self::NotATable(found) => {
                format!("是{}；请另存为 CSV、XLSX、XLS 或 ODS", found.names().1)
            }
            Self::Encrypted => "设有密码；请取消密码后另存".into(),
            Self::Damaged(detail) => format!("已损坏或不完整：{detail}"),
            Self::BrokenUtf8 { offset } => {
                format!("已损坏：到第 {offset} 字节为止是 UTF-8，此处的字符不完整")
            }
            Self::UnknownEncoding {
                utf8_offset,
                gb18030_offset,
            } => format!(
                "既不是 UTF-8（在第 {utf8_offset} 字节处不合）也不是 GB18030（在第 {gb18030_offset} 字节处不合）"
            ),
            Self::BrokenUtf16 { offset } => {
                format!("已损坏：标明为 UTF-16，但第 {offset} 字节处不合")
            }
            Self::NulCharacter { line } => format!("不是文本表格：第 {line} 行有空字符"),
            Self::UnterminatedQuote { line } => format!("第 {line} 行的引号没有配对的右引号"),
            Self::RowTooLong { row, limit } => {
                format!("第 {row} 行超过 {limit} 字节；可能缺少引号")
            }
            Self::TooManyColumns { row, limit } => format!("第 {row} 行超过 {limit} 列"),
            Self::TooLarge { what, limit, unit } => {
                format!("{what} 超过可读取的上限 {limit} {unit}")
            }
            Self::ReaderFailed => "已损坏，无法读取".into(),
        }
    }

    /// A damage with its detail.
    pub(super) fn damaged(detail: impl fmt::Display) -> Self {
        Self::Damaged(detail.to_string())
    }
}
