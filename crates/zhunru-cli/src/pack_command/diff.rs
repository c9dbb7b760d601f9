//! `zhunru pack diff`.

use std::io::Write;

use zhunru::model::Coded;
use zhunru::pack::{PackDifference, PackPart};

use crate::arguments::{DiffFormat, Lang, PackDiffArguments};
use crate::failure::Failure;
use crate::sheet_out::{Paragraph, escape_markdown};
use crate::{packs, terminal};

/// Compares two packs.
pub(super) fn run(arguments: &PackDiffArguments) -> Result<bool, Failure> {
    let (before, after) = (
        packs::one(&arguments.before)?,
        packs::one(&arguments.after)?,
    );
    let found = PackDifference::between(&before, &after);
    let mut output = terminal::text();
    match arguments.format {
        DiffFormat::Json => {
            let report = found.report(arguments.lang.language());
            serde_json::to_writer_pretty(&mut output, &report)?;
            output.write_all(b"\n")?;
        }
        DiffFormat::Text => output.write_all(text(&found, arguments.lang).as_bytes())?,
        DiffFormat::Markdown => output.write_all(markdown(&found, arguments.lang).as_bytes())?,
    }
    output.flush()?;
    Ok(true)
}

fn text(found: &PackDifference, lang: Lang) -> String {
    let (language, width) = (lang.language(), terminal::width());
    let mut text = Paragraph::hanging("", width).set(&found.headline(language));
    for change in &found.changes {
        text.push_str(&Paragraph::hanging("  ", width).set(&change.heading(language)));
        for sentence in change.sentences(language) {
            text.push_str(&Paragraph::hanging("      ", width).set(&sentence));
        }
    }
    text.push_str(&found.summary(language));
    text.push('\n');
    text
}

fn markdown(found: &PackDifference, lang: Lang) -> String {
    let language = lang.language();
    let mut text = format!(
        "# {}\n\n{}\n",
        escape_markdown(&found.headline(language)),
        found.summary(language)
    );
    let mut part: Option<PackPart> = None;
    for change in &found.changes {
        if part != Some(change.part) {
            part = Some(change.part);
            let label = lang.pick(change.part.label_zh(), change.part.label_en());
            text.push_str(&format!("\n## {label}\n\n"));
        }
        text.push_str(&format!(
            "- {}\n",
            escape_markdown(&change.heading(language))
        ));
        for sentence in change.sentences(language) {
            text.push_str(&format!("  - {}\n", escape_markdown(&sentence)));
        }
    }
    text
}
