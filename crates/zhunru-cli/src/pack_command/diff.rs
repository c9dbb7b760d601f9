//! `zhunru pack diff`.

use std::io::Write;

use serde::Serialize;
use zhunru::model::Coded;
use zhunru::pack::{Change, ComparedPack, PackDifference, PackPart};
use zhunru::text::Language;

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
            serde_json::to_writer_pretty(&mut output, &told(&found, arguments.lang))?;
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

/// A difference as JSON has it.
#[derive(Serialize)]
struct Told<'a> {
    format: u32,
    before: &'a ComparedPack,
    after: &'a ComparedPack,
    changes: Vec<ToldChange<'a>>,
}

#[derive(Serialize)]
struct ToldChange<'a> {
    part: &'static str,
    id: &'a str,
    title: &'a str,
    change: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keys: Vec<ToldKey<'a>>,
}

#[derive(Serialize)]
struct ToldKey<'a> {
    key: &'a str,
    label: &'a str,
    before: Option<&'a str>,
    after: Option<&'a str>,
}

fn told(found: &PackDifference, lang: Lang) -> Told<'_> {
    let language = lang.language();
    let changes = found
        .changes
        .iter()
        .map(|change| told_change(change, language));
    Told {
        format: 1,
        before: &found.before,
        after: &found.after,
        changes: changes.collect(),
    }
}

fn told_change(change: &Change, language: Language) -> ToldChange<'_> {
    let keys = change.keys.iter().map(|key| ToldKey {
        key: &key.key,
        label: key.label.get(language),
        before: key.before.as_ref().map(|text| text.get(language)),
        after: key.after.as_ref().map(|text| text.get(language)),
    });
    ToldChange {
        part: change.part.code(),
        id: &change.id,
        title: change.title.get(language),
        change: change.change.code(),
        keys: keys.collect(),
    }
}
