//! `zhunru list`.

mod codes;
mod compose;
mod diff;
mod impact;
mod import;
mod named;
mod reconcile;
mod report;
mod report_text;
mod save;
mod show;
mod show_text;
mod target;

pub(crate) use self::show_text::{counted, stated};
use crate::arguments::ListCommand;
use crate::failure::Failure;

/// Runs one of the commands on lists. Gives whether nothing was at fault.
pub(crate) fn run(command: &ListCommand) -> Result<bool, Failure> {
    match command {
        ListCommand::Import(arguments) => import::run(arguments),
        ListCommand::Show(arguments) => show::run(arguments),
        ListCommand::Diff(arguments) => diff::run(arguments),
        ListCommand::Impact(arguments) => impact::run(arguments),
    }
}
