//! How many instructions the paths of `single` and `columns` take for one proposal or row, which hangs on nothing
//! else that runs on the machine. `benches/README.md` has the figures and the command.
//!
//! Each path is run by valgrind with few passes and with more, and what these take more is told. Both programs
//! must have been built, and valgrind be there.
#![forbid(unsafe_code)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The passes of two runs; of all paths but the first `single` does a third of them, and what is done for the first
/// time is done in two.
const PASSES: [&str; 2] = ["4", "10"];
const MORE: u64 = 6;
const MORE_OF_A_THIRD: u64 = 2;

/// The paths of `single`, and how many passes more the second run does.
const PATHS: [(&str, u64); 5] = [
    ("typed to verdict", MORE),
    ("typed to decision", MORE_OF_A_THIRD),
    ("JSON to typed", MORE_OF_A_THIRD),
    ("JSON to verdict", MORE_OF_A_THIRD),
    ("JSON to JSON", MORE_OF_A_THIRD),
];

fn main() -> Result<(), Box<dyn Error>> {
    let own = std::env::current_exe()?;
    let programs = Programs(own.parent().ok_or("this program is in no folder")?);
    for unknown in ["0", "10"] {
        for (path, passes) in PATHS {
            let more = programs.more("single", ["1000", unknown], path)?;
            let each = more / (passes * 1_000);
            println!("{path}, {unknown} percent unknown: {each} a proposal");
        }
    }
    for encoding in ["codes8", "codes32", "plain"] {
        // Each pass begins with what is done once for a table, however many rows it has.
        let more = |rows| programs.more("columns", [rows, "0"], encoding);
        let each = more("100000")?.saturating_sub(more("20000")?) / (MORE * 80_000);
        println!("{encoding}: {each} a row");
    }
    Ok(())
}

/// The programs in this folder.
struct Programs<'f>(&'f Path);

impl Programs<'_> {
    /// How many instructions more passes take more; the passes stand between these arguments.
    fn more(&self, program: &str, before: [&str; 2], behind: &str) -> Result<u64, Box<dyn Error>> {
        let program = self.0.join(program);
        let run = |passes| instructions(&program, [before[0], before[1], passes, behind]);
        let [few, many] = PASSES.map(run);
        Ok(many?.saturating_sub(few?))
    }
}

/// The instructions of one run.
fn instructions(program: &PathBuf, arguments: [&str; 4]) -> Result<u64, Box<dyn Error>> {
    let output = Command::new("valgrind")
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("valgrind cannot be run: {error}"))?;
    let told = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("`{}` did not run: {told}", program.display()).into());
    }
    let count = told.lines().find_map(|line| {
        let (_, count) = line
            .split_once("I refs:")
            .or_else(|| line.split_once("I   refs:"))?;
        count.trim().replace(',', "").parse().ok()
    });
    count.ok_or_else(|| format!("valgrind told no count: {told}").into())
}
