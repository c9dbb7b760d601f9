//! The arguments of the commands on lists.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use zhunru::list::ListKind;
use zhunru::model::Coded;

use super::{DiffFormat, ImpactFormat, Lang, ListFormat, ShowFormat, day};

#[derive(Debug, Subcommand)]
pub(crate) enum ListCommand {
    /// Takes a list from a spreadsheet (CSV, XLSX, XLS, ODS) into the folder of a pack
    Import(Box<ListImportArguments>),
    /// Shows a list as it reads on a day, with all that it says of its entries
    Show(ListShowArguments),
    /// Compares two lists, or two versions of one
    Diff(ListDiffArguments),
    /// Decides past proposals under two packs or versions of a list, and tells what flips and why
    Impact(ListImpactArguments),
}

impl ListCommand {
    /// The language of messages.
    pub(crate) fn lang(&self) -> Lang {
        match self {
            ListCommand::Import(arguments) => arguments.lang,
            ListCommand::Show(arguments) => arguments.lang,
            ListCommand::Diff(arguments) => arguments.lang,
            ListCommand::Impact(arguments) => arguments.lang,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct ListImportArguments {
    /// The spreadsheet
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,

    /// What kind of list it is, by its code or Chinese label: `assist`, `依法协助事项`, …
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(crate) kind: ListKind,

    /// The folder of the pack; one that does not exist is made, with `--place` and `--from`
    #[arg(long, value_name = "DIR")]
    pub(crate) into: PathBuf,

    /// The list's id within the pack [default: the kind, such as `assist`]
    #[arg(long, value_name = "ID")]
    pub(crate) id: Option<String>,

    /// What the list is called [default: what stands above the headings]
    #[arg(long, value_name = "TITLE")]
    pub(crate) title: Option<String>,

    /// Read this sheet. Repeatable [default: the only one that has headings of a list]
    #[arg(long = "sheet", value_name = "NAME")]
    pub(crate) sheets: Vec<String>,

    /// The id of the pack's document that holds the list [default: the pack's only document]
    #[arg(long, value_name = "ID")]
    pub(crate) document: Option<String>,

    /// Where in the document the list stands, such as 附件1 [default: the list's title]
    #[arg(long, value_name = "CLAUSE")]
    pub(crate) clause: Option<String>,

    /// How many entries the document says there are; the list must have as many
    #[arg(long, value_name = "COUNT")]
    pub(crate) declared_count: Option<usize>,

    /// The first day on which the list reads so. With `--replace` entries that are gone end the day
    /// before and new ones begin on this day, so that the earlier version can still be read
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) from: Option<NaiveDate>,

    /// Give entries without a code one by this scheme (分类赋码), such as `XZ-{class:2}-{number:3}`
    #[arg(long, value_name = "PATTERN")]
    pub(crate) code_pattern: Option<String>,

    /// Replace the list of this id that is in the pack
    #[arg(long)]
    pub(crate) replace: bool,

    /// Report only, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,

    /// Another pack that is needed to check this one, such as a parent that is not built in.
    /// Repeatable
    #[arg(long = "with", value_name = "DIR")]
    pub(crate) with: Vec<PathBuf>,

    /// The name of the place, for a new pack
    #[arg(long, value_name = "NAME")]
    pub(crate) place: Option<String>,

    /// The division code of the place, for a new pack; without one it applies only by name
    #[arg(long, value_name = "CODE")]
    pub(crate) place_code: Option<String>,

    /// The form of the report
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ShowFormat,

    /// The language of the report
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ListShowArguments {
    /// The list: `PACK/LIST`, as its latest version reads, or `PACK/LIST@DATE`, where PACK is the id
    /// of a built-in pack or a folder; or the file of a list in a pack's folder
    #[arg(value_name = "LIST")]
    pub(crate) list: String,

    /// The form of the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ListFormat,

    /// The language of the result
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ListDiffArguments {
    /// The earlier list: `PACK/LIST` or `PACK/LIST@DATE`, where PACK is the id of a built-in pack or
    /// a folder; the file of a list in a pack's folder; or a spreadsheet
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,

    /// The later list, likewise
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,

    /// The form of the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: DiffFormat,

    /// The language of the result
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ListImpactArguments {
    /// What was decided by: a pack (an id or a folder), `PACK@DATE` with its lists as they read on
    /// that day, or `PACK/LIST@DATE` with one list so
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,

    /// What is decided by instead, likewise
    #[arg(value_name = "AFTER")]
    pub(crate) after: String,

    /// Files of proposals, in any format that `decide` reads; `-` is standard input
    #[arg(required = true, value_name = "PROPOSALS")]
    pub(crate) files: Vec<PathBuf>,

    /// Decide all for this day [default: the day on which each proposal was submitted]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,

    /// Tell also the proposals of which only the reasons differ
    #[arg(long)]
    pub(crate) all: bool,

    /// The form of the result
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ImpactFormat,

    /// The language of the result
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

fn kind(text: &str) -> Result<ListKind, String> {
    let text = text.trim();
    let written = text.replace('-', "_");
    if let Some(kind) = ListKind::from_code_or_label(&written) {
        return Ok(kind);
    }
    let codes = ListKind::ALL.iter().map(|kind| kind.code());
    let labels = ListKind::ALL.iter().map(|kind| kind.label_zh());
    // 依法协助 for 依法协助事项.
    let mut begun = ListKind::ALL
        .iter()
        .filter(|kind| kind.label_zh().starts_with(text));
    if let (Some(kind), None) = (begun.next(), begun.next())
        && !text.is_empty()
    {
        return Ok(*kind);
    }
    let near = zhunru::diagnostic::nearest(&written, codes.clone().chain(labels));
    let near = near.map(|near| format!("; did you mean `{near}`?"));
    Err(format!(
        "no kind of list{}\nkinds are {}",
        near.unwrap_or_default(),
        codes.collect::<Vec<_>>().join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_several_names() {
        for text in ["assist", "依法协助事项", "依法协助"] {
            assert_eq!(kind(text), Ok(ListKind::Assist), "{text}");
        }
        assert_eq!(
            kind("certificates-to-issue"),
            Ok(ListKind::CertificatesToIssue)
        );
        // Both lists of certificates begin so, or none does.
        assert!(kind("依法").is_err());
        assert!(
            kind("asist")
                .unwrap_err()
                .contains("did you mean `assist`?")
        );
    }
}
