//! `zhunru pack list`.

use std::io::Write;

use serde::Serialize;
use zhunru::model::Interval;
use zhunru::pack::Pack;

use crate::arguments::{Lang, PackListArguments, ShowFormat};
use crate::failure::Failure;
use crate::sheet_out::PlainTable;
use crate::{packs, terminal};

/// A pack as the list shows it.
#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    version: &'a str,
    title: &'a str,
    place: &'a str,
    code: Option<String>,
    in_force: Interval,
    parents: Vec<&'a str>,
    rules: usize,
    lists: usize,
    procedures: usize,
    cases: usize,
    digest: &'a str,
}

fn listed(pack: &Pack, lang: Lang) -> Listed<'_> {
    Listed {
        id: &pack.id,
        version: &pack.version,
        title: pack.title.get(lang.language()),
        place: pack.place.name.get(lang.language()),
        code: pack.place.code.as_ref().map(ToString::to_string),
        in_force: pack.in_force,
        parents: pack.parents.iter().map(|parent| parent.as_str()).collect(),
        rules: pack.rules.len(),
        lists: pack.lists.len(),
        procedures: pack.procedures.len(),
        cases: pack.cases.len(),
        digest: &pack.digest,
    }
}

/// An interval as people write it.
pub(super) fn interval(interval: &Interval) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    match (day(interval.from), day(interval.to)) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("{from} –"),
        (None, Some(to)) => format!("– {to}"),
        (None, None) => "–".to_owned(),
    }
}

/// Lists the built-in packs, and those of folders.
pub(super) fn run(arguments: &PackListArguments) -> Result<bool, Failure> {
    let lang = arguments.lang;
    let own = packs::load(&arguments.folders)?;
    let shown: Vec<Listed<'_>> = packs::built_in()?
        .iter()
        .chain(&own)
        .map(|pack| listed(pack, lang))
        .collect();
    let mut output = terminal::open(None)?;
    match arguments.format {
        ShowFormat::Json => {
            serde_json::to_writer_pretty(&mut output, &shown)?;
            output.write_all(b"\n")?;
        }
        ShowFormat::Text => {
            let headings = match lang {
                Lang::Zh => [
                    "规则包",
                    "地区",
                    "代码",
                    "施行",
                    "规则",
                    "清单",
                    "用例",
                    "摘要",
                ],
                Lang::En => [
                    "pack", "place", "code", "in force", "rules", "lists", "cases", "digest",
                ],
            };
            let mut table = PlainTable::new(&headings);
            for pack in &shown {
                // The digest is told in full by `show`; its beginning tells packs apart.
                let digest: String = pack.digest.chars().take(16).collect();
                table.push([
                    pack.id.to_owned(),
                    pack.place.to_owned(),
                    pack.code.clone().unwrap_or_default(),
                    interval(&pack.in_force),
                    pack.rules.to_string(),
                    pack.lists.to_string(),
                    pack.cases.to_string(),
                    digest,
                ]);
            }
            let width = terminal::width();
            let set = match table.fits(width) {
                true => table.set(width),
                false => table.set_blocks(width, lang.pick("：", ": ")),
            };
            output.write_all(set.as_bytes())?;
        }
    }
    output.flush()?;
    Ok(true)
}
