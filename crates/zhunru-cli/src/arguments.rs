//! The arguments of the command line.

mod choices;
mod list;

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand};
use zhunru::model::DivisionCode;

use zhunru_table::sheet::value::ValueError;
use zhunru_table::{OutputColumn, TableError};

pub(crate) use choices::{
    DiffFormat, Encoding, ImpactFormat, InputFormat, Lang, ListFormat, OutputFormat, SchemaOf,
    ShowFormat, VocabularyFormat,
};
pub(crate) use list::{
    ListCommand, ListDiffArguments, ListImpactArguments, ListImportArguments, ListShowArguments,
};

/// Decides whether a task may be assigned to a village organisation (准入).
///
/// Results go to standard output, messages to standard error. The exit status is 0 when the
/// command ran, whatever the verdicts; 1 when the input or a pack is at fault; 2 for wrong usage.
#[derive(Debug, Parser)]
#[command(name = "zhunru", version, max_term_width = 100)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Decides proposals from JSON, JSON Lines, CSV, XLSX, XLS, ODS, Parquet or Arrow
    Decide(DecideArguments),
    /// Lists, shows, checks and tests rule packs
    #[command(subcommand)]
    Pack(PackCommand),
    /// Imports, shows and compares lists
    #[command(subcommand)]
    List(ListCommand),
    /// Prints the facts that a rule may name, which are also the columns that a table may have
    Vocabulary(VocabularyArguments),
    /// Prints the JSON Schema of proposals, decisions or packs
    Schema(SchemaArguments),
}

impl Command {
    /// The language of messages; Chinese where nobody says one.
    pub(crate) fn lang(&self) -> Lang {
        match self {
            Command::Decide(arguments) => arguments.lang,
            Command::Pack(PackCommand::List(arguments)) => arguments.lang,
            Command::Pack(PackCommand::Show(arguments)) => arguments.lang,
            Command::Pack(PackCommand::Diff(arguments)) => arguments.lang,
            Command::List(command) => command.lang(),
            Command::Vocabulary(arguments) => arguments.lang,
            Command::Pack(PackCommand::Check(_) | PackCommand::Test(_)) | Command::Schema(_) => {
                Lang::default()
            }
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct DecideArguments {
    /// Files of proposals; `-` is standard input
    #[arg(required = true, value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Read every file in this format, instead of by its content
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) input_format: Option<InputFormat>,

    /// Decide by this pack: the id of a built-in one, or a pack's folder. Repeatable
    /// [default: all built-in packs that cover the village]
    #[arg(long = "pack", value_name = "ID_OR_DIR")]
    pub(crate) packs: Vec<String>,

    /// Decide for this day [default: the day on which each proposal was submitted]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The form of the result [default: by the ending of the file to write, else text]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) format: Option<OutputFormat>,

    /// Write the result into this file
    #[arg(long, short, visible_alias = "out", value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,

    /// The language of the result
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,

    /// The columns of Parquet and Arrow that are written, such as `id,verdict,rules`
    /// [default: id, verdict, assignable, possible, rules, missing, next_step, obligations,
    /// message, errors]
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS", value_parser = output_column)]
    pub(crate) columns: Vec<OutputColumn>,

    /// Threads that decide from Parquet or Arrow into the same; 0: as many as the machine has
    #[arg(long, default_value_t = 0, value_name = "COUNT")]
    pub(crate) threads: usize,

    /// Look for ids that come again in whole files from Parquet or Arrow into the same, at 16 to
    /// 32 bytes of memory for each [default: in some thousand rows]
    #[arg(long)]
    pub(crate) check_ids: bool,

    /// Tell every rule, also those that do not bear on a demand, with the facts that it read
    #[arg(long)]
    pub(crate) trace: bool,

    /// Tell every fault in full [default: the first ten of each kind, then how many more there are]
    #[arg(long)]
    pub(crate) all_faults: bool,

    /// Stop at the first fault
    #[arg(long)]
    pub(crate) strict: bool,

    /// Read blank cells of these list columns of a table as none, such as `approvals,basis`
    #[arg(long, value_delimiter = ',', value_name = "COLUMNS")]
    pub(crate) blank_means_none: Vec<String>,

    /// The encoding of CSV that is written
    #[arg(long, value_enum, default_value_t, value_name = "ENCODING")]
    pub(crate) csv_encoding: Encoding,
}

impl DecideArguments {
    /// The form of the result: the one asked for, or by the ending of the file to write.
    pub(crate) fn format(&self) -> OutputFormat {
        let by_ending = || OutputFormat::of_file(self.output.as_deref()?);
        self.format.or_else(by_ending).unwrap_or_default()
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum PackCommand {
    /// Lists packs with their places, intervals, sizes and digests
    List(PackListArguments),
    /// Shows the rules, lists and procedures of a pack with their sources
    Show(PackShowArguments),
    /// Checks packs and prints everything that is wrong with them
    Check(PackNames),
    /// Runs the cases of packs
    Test(PackTestArguments),
    /// Compares two packs, or two versions of one, in words
    Diff(PackDiffArguments),
}

#[derive(Debug, Args)]
pub(crate) struct PackNames {
    /// Ids of built-in packs, or folders of packs [default: all built-in packs]
    #[arg(value_name = "ID_OR_DIR")]
    pub(crate) packs: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct PackListArguments {
    /// Folders of packs to list too
    #[arg(value_name = "DIR")]
    pub(crate) folders: Vec<PathBuf>,

    /// Only the packs that apply to the village or place with this code, and their parents
    #[arg(long, value_name = "CODE", value_parser = code)]
    pub(crate) village: Option<DivisionCode>,

    /// Only the packs that are in force on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) as_of: Option<NaiveDate>,

    /// The form of the list
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: ShowFormat,

    /// The language of titles
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct PackDiffArguments {
    /// The earlier pack: the id of a built-in one, or a pack's folder
    #[arg(value_name = "BEFORE")]
    pub(crate) before: String,

    /// The later pack, likewise
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
pub(crate) struct PackShowArguments {
    /// The id of a built-in pack, or a pack's folder
    #[arg(value_name = "ID_OR_DIR")]
    pub(crate) pack: String,

    /// The language of titles
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct PackTestArguments {
    #[command(flatten)]
    pub(crate) names: PackNames,

    /// Say for each rule which outcomes the cases cover
    #[arg(long)]
    pub(crate) coverage: bool,
}

#[derive(Debug, Args)]
pub(crate) struct VocabularyArguments {
    /// Add the facts of these packs only: ids of built-in ones, or folders
    /// [default: all built-in packs]
    #[arg(long = "pack", value_name = "ID_OR_DIR")]
    pub(crate) packs: Vec<String>,

    /// The form of the list
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub(crate) format: VocabularyFormat,

    /// The language of labels and questions
    #[arg(long, value_enum, default_value_t)]
    pub(crate) lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArguments {
    /// The document that is described
    #[arg(value_enum, default_value_t)]
    pub(crate) document: SchemaOf,
}

fn output_column(text: &str) -> Result<OutputColumn, String> {
    text.trim()
        .parse()
        .map_err(|error: TableError| error.to_string())
}

fn code(text: &str) -> Result<DivisionCode, String> {
    DivisionCode::parse(text.trim()).map_err(|error| error.to_string())
}

fn day(text: &str) -> Result<NaiveDate, ValueError> {
    zhunru_table::sheet::value::parse_date(text).map(|value| value.date)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Arguments::command().debug_assert();
    }
}
