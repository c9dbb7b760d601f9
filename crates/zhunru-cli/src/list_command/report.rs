//! What an import comes to, as data.

use serde::{Serialize, Serializer};
use zhunru::diagnostic::Diagnostic;
use zhunru::list::ListKind;

use crate::list_import::{Account, Sheets};

/// What an import comes to.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    /// The version of this form.
    pub(super) format: u32,
    /// The file, as it was named.
    pub(super) file: String,
    /// The list.
    pub(super) list: ReportedList,
    /// The sheets that were read.
    pub(super) sheets: Vec<ReportedSheet>,
    /// Sheets that were not read.
    pub(super) skipped_sheets: Vec<String>,
    /// How many entries were read.
    pub(super) read: usize,
    /// How many of each class, in the order in which classes first come.
    pub(super) classes: Vec<ReportedClass>,
    /// What became of codes.
    pub(super) codes: ReportedCodes,
    /// What the list says otherwise than the one it stands in place of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) changes: Option<ReportedChanges>,
    /// What was read, passed over, doubtful and at fault.
    #[serde(flatten)]
    pub(super) account: Account,
    /// Whether the names of all entries were compared with each other.
    pub(super) all_names_compared: bool,
    /// The files that were written; none on a dry run, and when the pack would be faulty.
    pub(super) written: Vec<String>,
    /// Whether nothing was to be written.
    pub(super) dry_run: bool,
    /// What the check of the pack with the list in it says.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// Whether the pack was made for the list.
    pub(super) new_pack: bool,
}

/// The list that was read.
#[derive(Debug, Serialize)]
pub(super) struct ReportedList {
    /// Its id.
    pub(super) id: String,
    /// What it is called.
    pub(super) title: String,
    /// Its kind.
    #[serde(serialize_with = "code")]
    pub(super) kind: ListKind,
}

fn code<S: Serializer>(kind: &ListKind, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(zhunru::model::Coded::code(*kind))
}

/// A sheet that was read.
#[derive(Debug, Serialize)]
pub(super) struct ReportedSheet {
    /// Its name, where the file has sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<String>,
    /// The row of its headings.
    pub(super) heading_row: u32,
}

/// A class and its entries.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct ReportedClass {
    /// The class; nothing for entries without one.
    pub(super) class: Option<String>,
    /// How many entries there are.
    pub(super) entries: usize,
}

/// What became of codes.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct ReportedCodes {
    /// How many entries have the code that the file gives.
    pub(super) given: usize,
    /// How many keep the code of the list that was there.
    pub(super) kept: usize,
    /// How many got one by the scheme.
    pub(super) assigned: usize,
    /// How many have none.
    pub(super) without: usize,
    /// Whether a column of codes was taken for a count of the rows.
    pub(super) column_counts_rows: bool,
}

/// What the list says otherwise than the one it stands in place of, by the names of entries.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct ReportedChanges {
    /// Entries that both have.
    pub(super) kept: usize,
    /// Entries that are new.
    pub(super) added: Vec<String>,
    /// Entries that are gone.
    pub(super) gone: Vec<String>,
}

impl Report {
    /// Whether nothing was at fault.
    pub(super) fn is_sound(&self) -> bool {
        self.account.faults.is_empty() && self.errors() == 0
    }

    /// How many errors the check of the pack found.
    pub(super) fn errors(&self) -> usize {
        let errors = self.diagnostics.iter();
        errors
            .filter(|one| one.severity == zhunru::diagnostic::Severity::Error)
            .count()
    }
}

/// The sheets that were read, for the report.
pub(super) fn sheets(read: &Sheets) -> Vec<ReportedSheet> {
    let told = |(name, row): &(Option<String>, u32)| ReportedSheet {
        name: name.clone(),
        heading_row: *row,
    };
    read.read.iter().map(told).collect()
}
