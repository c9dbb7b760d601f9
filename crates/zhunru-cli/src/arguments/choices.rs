//! The values among which arguments choose.

use std::path::Path;

use clap::ValueEnum;
use zhunru::text::Language;

use zhunru_table::files::BatchFormat;
use zhunru_table::sheet_out::CsvEncoding;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One JSON object, or an array of them
    Json,
    /// One JSON object on each line
    Jsonl,
    /// Text with commas or tabs
    Csv,
    /// Office Open XML workbook
    Xlsx,
    /// Workbook of Excel 97 to 2003
    Xls,
    /// OpenDocument spreadsheet
    Ods,
    /// Apache Parquet
    Parquet,
    /// Arrow IPC, as a file or as a stream
    Arrow,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// One block for each proposal, for a terminal
    #[default]
    Text,
    /// One array
    Json,
    /// One decision on each line
    Jsonl,
    /// One row for each demand
    Csv,
    /// A workbook
    Xlsx,
    /// Letters that can be pasted into a reply
    Markdown,
    /// Apache Parquet, one row for each demand
    Parquet,
    /// Arrow IPC (Feather), one row for each demand
    Arrow,
}

impl OutputFormat {
    /// The format that the ending of a file's name says, if it says one.
    pub(crate) fn of_file(path: &Path) -> Option<Self> {
        let ending = path.extension()?.to_str()?.to_lowercase();
        match ending.as_str() {
            "txt" => Some(Self::Text),
            "json" => Some(Self::Json),
            "jsonl" => Some(Self::Jsonl),
            "csv" => Some(Self::Csv),
            "xlsx" => Some(Self::Xlsx),
            "md" => Some(Self::Markdown),
            _ => BatchFormat::of_file(path).map(|format| match format {
                BatchFormat::Parquet => Self::Parquet,
                _ => Self::Arrow,
            }),
        }
    }

    /// The format of record batches that it is, if it is one.
    pub(crate) fn batches(self) -> Option<BatchFormat> {
        match self {
            Self::Parquet => Some(BatchFormat::Parquet),
            Self::Arrow => Some(BatchFormat::Arrow),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum VocabularyFormat {
    /// A table for a terminal
    #[default]
    Text,
    /// One array
    Json,
    /// A Markdown table
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ShowFormat {
    /// For a terminal
    #[default]
    Text,
    /// One array
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For a terminal
    #[default]
    Text,
    /// One row for each entry, in the columns that a pack's list takes its entries from
    Csv,
    /// One object
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum DiffFormat {
    /// For a terminal
    #[default]
    Text,
    /// One object
    Json,
    /// With headings and lists, to be pasted into a document
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ImpactFormat {
    /// For a terminal
    #[default]
    Text,
    /// One object
    Json,
    /// One row for each demand that flips
    Csv,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The proposal, which goes in
    #[default]
    Proposal,
    /// The decision, which comes out
    Decision,
    /// The files of a pack
    Pack,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Lang {
    /// Chinese
    #[default]
    Zh,
    /// English
    En,
}

impl Lang {
    /// The language as the library names it.
    pub(crate) fn language(self) -> Language {
        match self {
            Lang::Zh => Language::Zh,
            Lang::En => Language::En,
        }
    }

    /// The text in this language.
    pub(crate) fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        lang.language()
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Encoding {
    /// UTF-8 with a byte order mark, by which spreadsheet programs recognise it
    #[default]
    #[value(name = "utf-8")]
    Utf8,
    /// UTF-8 without a mark, for other programs
    #[value(name = "utf-8-bare")]
    Utf8Bare,
    /// GB 18030, for older programs
    Gb18030,
}

impl From<Encoding> for CsvEncoding {
    fn from(encoding: Encoding) -> Self {
        match encoding {
            Encoding::Utf8 => CsvEncoding::Utf8WithMark,
            Encoding::Utf8Bare => CsvEncoding::Utf8,
            Encoding::Gb18030 => CsvEncoding::Gb18030,
        }
    }
}
