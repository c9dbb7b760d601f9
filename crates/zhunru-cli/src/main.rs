//! The command line of zhunru: decides proposals, and reads, checks and tests rule packs.
#![forbid(unsafe_code)]

mod arguments;
mod cited;
mod decide;
mod failure;
mod fault_cap;
mod input;
mod list_command;
mod list_import;
mod output;
mod pack_command;
mod packs;
mod progress;
mod schema_command;
mod sheet_out;
mod terminal;
mod usage;
mod vocabulary_command;

use std::process::ExitCode;

use arguments::Command;
use failure::Failure;

/// Something was at fault.
const FAULT: u8 = 1;
/// The command was used wrongly.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let arguments = usage::arguments();
    let ran = match &arguments.command {
        Command::Decide(arguments) => decide::run(arguments),
        Command::Pack(command) => pack_command::run(command),
        Command::List(command) => list_command::run(command),
        Command::Vocabulary(arguments) => vocabulary_command::run(arguments),
        Command::Schema(arguments) => schema_command::run(arguments),
    };
    match ran {
        Ok(true) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAULT),
        Err(failure) => {
            failure.say(arguments.command.lang());
            ExitCode::from(match failure {
                Failure::Usage { .. } => USAGE,
                _ => FAULT,
            })
        }
    }
}
