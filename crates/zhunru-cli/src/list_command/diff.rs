//! `zhunru list diff`.

use std::io::Write;

use serde::Serialize;
use zhunru::list::{ListComparison, compare};

use super::named::Named;
use crate::arguments::{DiffFormat, ListDiffArguments};
use crate::failure::Failure;
use crate::sheet_out::{Paragraph, escape_markdown};
use crate::terminal;

/// A comparison as JSON has it.
#[derive(Serialize)]
struct Told<'a> {
    format: u32,
    before: &'a str,
    after: &'a str,
    #[serde(flatten)]
    comparison: &'a ListComparison<'a>,
}

/// Compares two lists, or two versions of one.
pub(super) fn run(arguments: &ListDiffArguments) -> Result<bool, Failure> {
    let (before, after) = (
        Named::find(&arguments.before)?,
        Named::find(&arguments.after)?,
    );
    let (old, new) = (before.version()?, after.version()?);
    let comparison = compare(&old, &new);
    let language = arguments.lang.language();
    let title = format!("{} → {}", arguments.before, arguments.after);
    let mut lines: Vec<String> = Vec::new();
    for line in comparison.lines() {
        lines.push(line.get(language).to_owned());
    }
    if comparison.is_empty() {
        lines.push(
            arguments
                .lang
                .pick("两者相同", "both are the same")
                .to_owned(),
        );
    } else if !comparison.is_loaded {
        let only = (
            "清单未载入，只比对条目数",
            "a list is not loaded: only counts are compared",
        );
        lines.push(arguments.lang.pick(only.0, only.1).to_owned());
    }
    let mut output = terminal::text();
    match arguments.format {
        DiffFormat::Json => {
            let told = Told {
                format: 1,
                before: &arguments.before,
                after: &arguments.after,
                comparison: &comparison,
            };
            serde_json::to_writer_pretty(&mut output, &told)?;
            output.write_all(b"\n")?;
        }
        DiffFormat::Text => {
            let width = terminal::width();
            writeln!(output, "{title}")?;
            for line in lines {
                output.write_all(Paragraph::hanging("  ", width).set(&line).as_bytes())?;
            }
        }
        DiffFormat::Markdown => {
            writeln!(output, "# {}\n", escape_markdown(&title))?;
            for line in lines {
                writeln!(output, "- {}", escape_markdown(&line))?;
            }
        }
    }
    output.flush()?;
    Ok(true)
}
