//! Faults of the input: where they are, and what would be right, in both languages.

use std::fmt;
use std::sync::Arc;

use crate::sheet::column_letter;
use zhunru::input::InputError;
use zhunru::text::Language;

/// A place inside a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// A sheet of a workbook.
    Sheet(String),
    /// A row of a table.
    Row {
        /// The sheet's name, if there are sheets.
        sheet: Option<String>,
        /// The row, from 1.
        row: u32,
    },
    /// A cell of a table.
    Cell {
        /// The sheet's name, if there are sheets.
        sheet: Option<String>,
        /// The row, from 1.
        row: u32,
        /// The column, from 0.
        column: usize,
        /// What the column is headed.
        heading: String,
    },
    /// A row of Arrow columns, or one of its cells.
    Column {
        /// The row, from 1.
        row: u64,
        /// The column's name.
        column: Option<String>,
    },
    /// A place in a text.
    Text {
        /// The element of the array, from 0.
        element: Option<usize>,
        /// The line, from 1.
        line: u64,
        /// The column, from 1, where it is known.
        column: Option<u64>,
        /// The path inside the JSON value; empty for the value itself.
        path: String,
    },
}

impl At {
    /// This place, or the field with `path` in it.
    pub fn field(&self, inner: &str) -> At {
        match self {
            At::Text {
                element,
                line,
                column,
                ..
            } if !inner.is_empty() => At::Text {
                element: *element,
                line: *line,
                column: *column,
                path: inner.to_owned(),
            },
            other => other.clone(),
        }
    }

    fn english(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_sheet = |f: &mut fmt::Formatter<'_>, sheet: &Option<String>| match sheet {
            Some(sheet) => write!(f, ", sheet {sheet}"),
            None => Ok(()),
        };
        match self {
            At::File => Ok(()),
            At::Sheet(sheet) => write!(f, ", sheet {sheet}"),
            At::Row { sheet, row } => {
                in_sheet(f, sheet)?;
                write!(f, ", row {row}")
            }
            At::Cell {
                sheet,
                row,
                column,
                heading,
            } => {
                in_sheet(f, sheet)?;
                write!(f, ", row {row}, column {}", column_letter(*column))?;
                match heading.as_str() {
                    "" => Ok(()),
                    heading => write!(f, " ({heading})"),
                }
            }
            At::Column { row, column } => {
                write!(f, ", row {row}")?;
                match column {
                    None => Ok(()),
                    Some(column) => write!(f, ", column {column}"),
                }
            }
            At::Text {
                element,
                line,
                column,
                path,
            } => {
                if let Some(element) = element {
                    write!(f, ", element {}", element + 1)?;
                }
                write!(f, ", line {line}")?;
                if let Some(column) = column {
                    write!(f, ", column {column}")?;
                }
                match path.as_str() {
                    "" => Ok(()),
                    path => write!(f, ", {path}"),
                }
            }
        }
    }

    fn chinese(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_sheet = |f: &mut fmt::Formatter<'_>, sheet: &Option<String>| match sheet {
            Some(sheet) => write!(f, "工作表“{sheet}”"),
            None => Ok(()),
        };
        match self {
            At::File => Ok(()),
            At::Sheet(sheet) => write!(f, "工作表“{sheet}”"),
            At::Row { sheet, row } => {
                in_sheet(f, sheet)?;
                write!(f, "第 {row} 行")
            }
            At::Cell {
                sheet,
                row,
                column,
                heading,
            } => {
                in_sheet(f, sheet)?;
                write!(f, "第 {row} 行 {} 列", column_letter(*column))?;
                match heading.as_str() {
                    "" => Ok(()),
                    heading => write!(f, "（{heading}）"),
                }
            }
            At::Column { row, column } => {
                write!(f, "第 {row} 行")?;
                match column {
                    None => Ok(()),
                    Some(column) => write!(f, "“{column}”列"),
                }
            }
            At::Text {
                element,
                line,
                column,
                path,
            } => {
                if let Some(element) = element {
                    write!(f, "第 {} 个元素，", element + 1)?;
                }
                write!(f, "第 {line} 行")?;
                if let Some(column) = column {
                    write!(f, "第 {column} 列")?;
                }
                match path.as_str() {
                    "" => Ok(()),
                    path => write!(f, "，{path}"),
                }
            }
        }
    }
}

/// One fault: where it is, what was found, what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// The place in it.
    pub at: At,
    /// The message in English.
    pub en: String,
    /// The message in Chinese.
    pub zh: String,
}

impl Fault {
    /// A fault at a place.
    pub fn new(file: &Arc<str>, at: At, en: impl Into<String>, zh: impl Into<String>) -> Self {
        Fault {
            file: Arc::clone(file),
            at,
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// A fault that the library found in a document.
    pub fn of_input(file: &Arc<str>, at: At, error: &InputError) -> Self {
        Fault::new(file, at, error.message.clone(), error.message_zh.clone())
    }
}

impl Fault {
    /// The message with its place: in English one line; in Chinese two, of which the second says
    /// the same in English.
    pub fn told(&self, language: impl Into<Language>) -> String {
        both(&self.english(), &self.chinese(), language)
    }

    fn english(&self) -> String {
        let Fault { file, at, en, .. } = self;
        format!("{file}{}: {en}", Shown(at, Language::En))
    }

    fn chinese(&self) -> String {
        let Fault { file, at, zh, .. } = self;
        let space = if *at == At::File { "" } else { " " };
        format!("{file}{space}{}：{zh}", Shown(at, Language::Zh))
    }
}

/// A message in English; or in Chinese, with the English below for whoever is asked for help.
pub fn both(en: &str, zh: &str, language: impl Into<Language>) -> String {
    match language.into() {
        Language::Zh => format!("{zh}\n       {en}"),
        Language::En => en.to_owned(),
    }
}

/// A place inside a file by itself: `row 12`, 第 12 行.
pub fn place(at: &At, language: impl Into<Language>) -> String {
    Shown(at, language.into())
        .to_string()
        .trim_start_matches(", ")
        .to_owned()
}

/// A place as it is told in a language.
struct Shown<'a>(&'a At, Language);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.1 {
            Language::Zh => self.0.chinese(f),
            Language::En => self.0.english(f),
        }
    }
}
