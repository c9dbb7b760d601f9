//! `zhunru pack`.

mod check;
mod diff;
mod list;
mod show;
mod test;

pub(crate) use self::list::interval;
use crate::arguments::PackCommand;
use crate::failure::Failure;

/// Runs one of the commands on packs. Gives whether nothing was at fault.
pub(crate) fn run(command: &PackCommand) -> Result<bool, Failure> {
    match command {
        PackCommand::List(arguments) => list::run(arguments),
        PackCommand::Show(arguments) => show::run(arguments),
        PackCommand::Check(folders) => check::run(folders),
        PackCommand::Test(arguments) => test::run(arguments),
        PackCommand::Diff(arguments) => diff::run(arguments),
    }
}
