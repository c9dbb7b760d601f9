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
    documents: usize,
    parents: Vec<&'a str>,
    rules: usize,
    lists: usize,
    procedures: usize,
    cases: usize,
    digest: &'a str,
}

fn listed(pack: &Pack, lang: Lang) -> Result<Listed<'_>, Failure> {
    let cases = pack.cases();
    let cases = cases.map_err(|found| Failure::Packs(found.to_string()))?;
    Ok(Listed {
        id: &pack.id,
        version: &pack.version,
        title: pack.title.get(lang.language()),
        place: pack.place.name.get(lang.language()),
        code: pack.place.code.as_ref().map(ToString::to_string),
        in_force: pack.in_force,
        documents: pack.documents.len(),
        parents: pack.parents.iter().map(|parent| parent.as_str()).collect(),
        rules: pack.rules.len(),
        lists: pack.lists.len(),
        procedures: pack.procedures.len(),
        cases: cases.len(),
        digest: pack.digest(),
    })
}

/// An interval as people write it.
pub(crate) fn interval(interval: &Interval) -> String {
    let day = |day: Option<chrono::NaiveDate>| day.map(|day| day.to_string());
    match (day(interval.from), day(interval.to)) {
        (Some(from), Some(to)) => format!("{from} – {to}"),
        (Some(from), None) => format!("{from} –"),
        (None, Some(to)) => format!("– {to}"),
        (None, None) => "–".to_owned(),
    }
}

/// The packs that apply to the village and on the day that are asked for, as a decision would choose
/// them: those whose place contains it, and their parents.
fn applying<'a>(all: &[&'a Pack], arguments: &PackListArguments) -> Vec<&'a Pack> {
    let in_force = |pack: &&Pack| {
        arguments
            .as_of
            .is_none_or(|day| pack.in_force.contains(day))
    };
    let Some(village) = &arguments.village else {
        return all.iter().copied().filter(in_force).collect();
    };
    let covers = |pack: &Pack| {
        pack.place
            .code
            .as_ref()
            .is_some_and(|code| code.contains(village))
    };
    let mut ids: Vec<&str> = Vec::new();
    let mut waiting: Vec<&Pack> = all.iter().copied().filter(|pack| covers(pack)).collect();
    while let Some(pack) = waiting.pop() {
        if !in_force(&pack) || ids.contains(&pack.id.as_str()) {
            continue;
        }
        ids.push(&pack.id);
        let parents = all.iter().filter(|other| pack.parents.contains(&other.id));
        waiting.extend(parents.copied());
    }
    all.iter()
        .copied()
        .filter(|pack| ids.contains(&pack.id.as_str()))
        .collect()
}

/// Lists the built-in packs, and those of folders.
pub(super) fn run(arguments: &PackListArguments) -> Result<bool, Failure> {
    let lang = arguments.lang;
    let own = packs::load(&arguments.folders)?;
    // A folder stands instead of the built-in pack with its id.
    let built_in = packs::built_in()?.iter();
    let built_in = built_in.filter(|pack| own.iter().all(|other| other.id != pack.id));
    let all: Vec<&Pack> = built_in.chain(&own).collect();
    let shown: Vec<Listed<'_>> = applying(&all, arguments)
        .into_iter()
        .map(|pack| listed(pack, lang))
        .collect::<Result<_, _>>()?;
    let mut output = terminal::text();
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
                    "文件",
                    "规则",
                    "清单",
                    "用例",
                    "摘要",
                ],
                Lang::En => [
                    "pack",
                    "place",
                    "code",
                    "in force",
                    "documents",
                    "rules",
                    "lists",
                    "cases",
                    "digest",
                ],
            };
            let mut table = PlainTable::new(&headings);
            for pack in &shown {
                // The digest is told in full by `show`; its beginning tells packs apart.
                let digits = pack
                    .digest
                    .split_once(':')
                    .map_or(pack.digest, |(_, digits)| digits);
                let digest: String = digits.chars().take(8).collect();
                table.push([
                    pack.id.to_owned(),
                    pack.place.to_owned(),
                    pack.code.clone().unwrap_or_default(),
                    interval(&pack.in_force),
                    pack.documents.to_string(),
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
