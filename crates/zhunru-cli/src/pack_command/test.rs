//! `zhunru pack test`.

use std::io::Write;

use zhunru_packs::{CaseRun, CaseRunError, run_cases};

use crate::arguments::PackTestArguments;
use crate::failure::Failure;
use crate::sheet_out::PlainTable;
use crate::{packs, terminal};

/// Runs the cases of packs.
pub(super) fn run(arguments: &PackTestArguments) -> Result<bool, Failure> {
    let chosen = packs::choose_checked(&arguments.names.packs)?;
    let mut output = terminal::text();
    let (mut passed, mut failed) = (0, 0);
    for pack in chosen.asked() {
        let run = run_cases(pack, &chosen.packs).map_err(|error| match error {
            CaseRunError::Cases(found) => Failure::Packs(found.to_string()),
            error => Failure::fault(&error, "规则包无法使用"),
        })?;
        passed += run.passed;
        failed += run.failures.len();
        write_failures(&mut output, &run)?;
        writeln!(
            output,
            "{}: {} of {} cases passed",
            run.pack,
            run.passed,
            run.passed + run.failures.len()
        )?;
        if arguments.coverage {
            write_coverage(&mut output, &run)?;
        }
    }
    writeln!(output, "{passed} passed, {failed} failed")?;
    output.flush()?;
    Ok(failed == 0)
}

fn write_failures(output: &mut dyn Write, run: &CaseRun) -> Result<(), Failure> {
    for failure in &run.failures {
        writeln!(
            output,
            "FAILED {}/{}:{}: {}",
            run.pack, failure.file, failure.line, failure.name
        )?;
        for difference in &failure.differences {
            writeln!(
                output,
                "    {}: expected {}, found {}",
                difference.what, difference.expected, difference.found
            )?;
        }
    }
    Ok(())
}

fn write_coverage(output: &mut dyn Write, run: &CaseRun) -> Result<(), Failure> {
    let mut table = PlainTable::new(&["rule", "hit", "not hit", "lifted", "unknown"]);
    let mark = |covered: bool| if covered { "yes" } else { "-" };
    for rule in &run.coverage {
        table.push([
            rule.rule.as_str(),
            mark(rule.hit),
            mark(rule.not_hit),
            mark(rule.lifted),
            mark(rule.unknown),
        ]);
    }
    Ok(output.write_all(table.set(terminal::width()).as_bytes())?)
}
