//! `zhunru list import`.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

use zhunru::diagnostic::Diagnostics;
use zhunru::list::ItemList;
use zhunru::model::Coded;

use super::codes::{self, Scheme};
use super::compose::{self, Composed};
use super::reconcile::reconcile;
use super::report::{self, Report, ReportedChanges, ReportedClass, ReportedCodes, ReportedList};
use super::target::{self, Target};
use super::{report_text, save};
use crate::arguments::{ListImportArguments, ShowFormat};
use crate::failure::Failure;
use crate::list_import::{self, Entry, Sheets, Unread};
use crate::terminal;
use zhunru_table::{At, Fault};

/// Takes a list from a spreadsheet into a pack, and tells what became of every row. Gives whether
/// nothing was at fault.
///
/// Nothing is written when the pack would be faulty with the list in it.
pub(super) fn run(arguments: &ListImportArguments) -> Result<bool, Failure> {
    let target = Target::open(&arguments.into, &arguments.with)?;
    let id = arguments
        .id
        .clone()
        .unwrap_or_else(|| arguments.kind.code().replace('_', "-"));
    check_free(&target, &id, arguments)?;
    let mut sheets = list_import::read(&arguments.file, &arguments.sheets)
        .map_err(|error| at_file(arguments, error.to_string(), error.chinese()))?;
    check_sheets(arguments, &sheets)?;
    let entries = std::mem::take(&mut sheets.entries);
    let (entries, repeated) = list_import::find_duplicates(entries);
    sheets.account.faults.extend(repeated);
    let (near, all_names_compared) = list_import::near_duplicates(&entries);
    sheets.account.doubtful.extend(near);
    let order: Vec<Option<String>> = sheets.read.iter().map(|(name, _)| name.clone()).collect();
    sheets.account.sort(&order);
    let read = entries.len();
    let classes = classes(&entries);
    let taken = taken(arguments, &target, &id, entries, &mut sheets)?;
    let title = title(arguments, &sheets, &target, &id);
    let files = files(arguments, &target, &id, &title, &taken)?;
    let (diagnostics, sound) = match target.load(&files) {
        Ok(loaded) => (loaded.warnings, true),
        Err(found) => (found, false),
    };
    let written = sound && !arguments.dry_run && read > 0;
    if written {
        save::save(&target.folder, &files)?;
    }
    let shown = |(path, _): &(String, Vec<u8>)| target.folder.join(path).display().to_string();
    let report = Report {
        format: 1,
        file: arguments.file.display().to_string(),
        list: ReportedList {
            id: id.clone(),
            title,
            kind: arguments.kind,
        },
        sheets: report::sheets(&sheets),
        skipped_sheets: unread(&sheets),
        read,
        classes,
        codes: taken.codes,
        changes: taken.changes,
        account: sheets.account,
        all_names_compared,
        written: files.iter().filter(|_| written).map(shown).collect(),
        dry_run: arguments.dry_run,
        diagnostics: of_list(diagnostics),
        new_pack: target.is_new(),
    };
    tell(&report, arguments)?;
    Ok(report.is_sound() && read > 0)
}

fn tell(report: &Report, arguments: &ListImportArguments) -> Result<(), Failure> {
    let mut output = terminal::text();
    match arguments.format {
        ShowFormat::Json => {
            serde_json::to_writer_pretty(&mut output, report)?;
            output.write_all(b"\n")?;
        }
        ShowFormat::Text => {
            let text = report_text::text(report, arguments.lang);
            output.write_all(text.as_bytes())?;
        }
    }
    Ok(output.flush()?)
}

/// A list that is there is replaced only when that is asked for.
fn check_free(target: &Target, id: &str, arguments: &ListImportArguments) -> Result<(), Failure> {
    let path = format!("lists/{id}.toml");
    let known = target.list(id);
    if known.is_some() && !target.has(&path) {
        return Err(Failure::fault(
            format_args!("the list `{id}` of the pack does not stand in `{path}`; rename its file"),
            format_args!("规则包中的清单“{id}”不在文件 {path} 中，请先改文件名"),
        ));
    }
    if (known.is_some() || target.has(&path)) && !arguments.replace {
        return Err(Failure::fault(
            format_args!(
                "the pack already has the list `{id}`; `--replace` puts this one in its place, `--id` names another"
            ),
            format_args!("规则包中已有清单“{id}”；用 --replace 替换，或用 --id 另取编号"),
        ));
    }
    Ok(())
}

/// Whether the sheets that are to be read are there, and say what they hold.
fn check_sheets(arguments: &ListImportArguments, sheets: &Sheets) -> Result<(), Failure> {
    let has = |name: &String| {
        sheets
            .read
            .iter()
            .any(|(read, _)| read.as_ref().is_some_and(|read| read.trim() == name.trim()))
    };
    let names = |all: Vec<String>| all.join("、");
    if let Some(missing) = arguments.sheets.iter().find(|name| !has(name)) {
        let known = names(all_names(sheets));
        return Err(at_file(
            arguments,
            format!("no sheet `{missing}` has the headings of a list; sheets are {known}"),
            format!("没有名为“{missing}”且有清单表头的工作表；文件中的工作表有：{known}"),
        ));
    }
    if sheets.read.is_empty() {
        let seen = sheets.unread.iter().find_map(|one| match one {
            Unread::NoHeadings { seen, .. } if !seen.is_empty() => Some(names(seen.clone())),
            _ => None,
        });
        let (en, zh) = match seen {
            Some(seen) => (format!("; found: {seen}"), format!("；看到的是：{seen}")),
            None => (String::new(), String::new()),
        };
        return Err(at_file(
            arguments,
            format!("no row of headings with a name (名称, 事项名称, …) among the first rows{en}"),
            format!("前几行中没有含“名称”（事项名称等）的表头{zh}"),
        ));
    }
    if arguments.sheets.is_empty() && sheets.read.len() > 1 {
        let known = names(
            sheets
                .read
                .iter()
                .filter_map(|(name, _)| name.clone())
                .collect(),
        );
        return Err(at_file(
            arguments,
            format!(
                "several sheets have the headings of a list: {known}; name those to read with `--sheet`"
            ),
            format!("有几张工作表都有清单表头：{known}；请用 --sheet 指明要读的工作表"),
        ));
    }
    Ok(())
}

fn at_file(arguments: &ListImportArguments, en: String, zh: String) -> Failure {
    let file: Arc<str> = arguments.file.to_string_lossy().into();
    let fault = Fault::new(&file, At::File, en, zh);
    Failure::Input(Box::new(fault))
}

fn title(arguments: &ListImportArguments, sheets: &Sheets, target: &Target, id: &str) -> String {
    let known = target.list(id).map(|list| list.title.zh().to_owned());
    let given = arguments
        .title
        .clone()
        .or(known)
        .or_else(|| sheets.title.clone());
    given.unwrap_or_else(|| match arguments.kind.label_zh() {
        label if label.ends_with("清单") || label.ends_with("目录") => label.to_owned(),
        label => format!("{label}清单"),
    })
}

/// What becomes of the entries in the pack.
struct Taken {
    entries: Vec<Entry>,
    scheme: Option<Scheme>,
    codes: ReportedCodes,
    changes: Option<ReportedChanges>,
}

/// Puts the entries in the place of those that are there, and gives them codes.
fn taken(
    arguments: &ListImportArguments,
    target: &Target,
    id: &str,
    mut entries: Vec<Entry>,
    sheets: &mut Sheets,
) -> Result<Taken, Failure> {
    let before = target.list(id);
    let given = entries
        .iter()
        .filter(|entry| entry.code().is_some())
        .count();
    let (mut kept, mut spent, mut changes) = (0, Vec::new(), None);
    if let Some(before) = before.filter(|before| before.is_loaded()) {
        let columns = sheets
            .account
            .columns
            .iter()
            .map(|column| column.field)
            .collect();
        let put = reconcile(entries, before, &columns, arguments.from)?;
        entries = put.entries;
        (kept, spent, changes) = (put.kept_codes, put.spent, Some(put.changes));
    }
    let scheme = codes::scheme(arguments.code_pattern.as_deref(), before, spent, &entries)?;
    let assigned = match &scheme {
        Some(scheme) => codes::assign(scheme, &mut entries),
        None => 0,
    };
    let without = entries
        .iter()
        .filter(|entry| entry.code().is_none())
        .count();
    Ok(Taken {
        entries,
        scheme,
        codes: ReportedCodes {
            given,
            kept,
            assigned,
            without,
            column_counts_rows: sheets.codes_count_rows,
        },
        changes,
    })
}

/// The files to be written: those of the list, and before them that of a new pack.
fn files(
    arguments: &ListImportArguments,
    target: &Target,
    id: &str,
    title: &str,
    taken: &Taken,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let before = target.list(id);
    // A list that is replaced from a day on keeps its first day, and the count of that day.
    let later = arguments
        .from
        .filter(|_| before.is_some_and(ItemList::is_loaded));
    let first = arguments.declared_count.filter(|_| later.is_none());
    let pack_from = target.pack.as_ref().and_then(|pack| pack.in_force.from);
    let own = before.and_then(|before| before.in_force.from);
    let own = own.filter(|from| pack_from != Some(*from));
    let from = match later {
        Some(_) => own,
        None => arguments.from.filter(|_| !target.is_new()).or(own),
    };
    let document = target::document(target, arguments.document.as_deref(), before)?;
    let clause = arguments.clause.clone();
    let clause = clause.or_else(|| before.map(|before| before.source.clause.to_string()));
    let clause = clause.unwrap_or_else(|| title.to_owned());
    let entries_file = format!("{id}.csv");
    let list = Composed {
        id,
        title,
        kind: arguments.kind,
        document: &document,
        clause: &clause,
        declared_count: first.or(before.and_then(|before| before.declared_count)),
        from,
        entries_file: &entries_file,
        before,
        scheme: taken.scheme.as_ref(),
        later_count: later.zip(arguments.declared_count),
        pack: target.pack.as_ref().map_or("", |pack| pack.id.as_str()),
    };
    let mut files = Vec::new();
    if target.is_new() {
        files.push(target::new_manifest(arguments, title)?);
    }
    files.push((
        format!("lists/{entries_file}"),
        compose::csv(&taken.entries)?,
    ));
    files.push((
        format!("lists/{id}.toml"),
        compose::toml(&list).into_bytes(),
    ));
    Ok(files)
}

/// How many entries each class has, in the order in which classes first come.
fn classes(entries: &[Entry]) -> Vec<ReportedClass> {
    let mut classes: Vec<ReportedClass> = Vec::new();
    let mut places: HashMap<Option<&str>, usize> = HashMap::new();
    for entry in entries {
        let class = entry.category();
        let place = *places.entry(class).or_insert(classes.len());
        match classes.get_mut(place) {
            Some(known) => known.entries += 1,
            None => classes.push(ReportedClass {
                class: class.map(str::to_owned),
                entries: 1,
            }),
        }
    }
    classes
}

fn all_names(sheets: &Sheets) -> Vec<String> {
    let read = sheets.read.iter().filter_map(|(name, _)| name.clone());
    read.chain(unread(sheets)).collect()
}

/// The names of sheets that were not read.
fn unread(sheets: &Sheets) -> Vec<String> {
    let names = sheets.unread.iter().filter_map(|one| match one {
        Unread::Hidden(name) | Unread::NotAsked(name) => Some(name.clone()),
        Unread::NoHeadings { sheet, .. } => sheet.clone(),
    });
    names.collect()
}

fn of_list(found: Diagnostics) -> Vec<zhunru::diagnostic::Diagnostic> {
    found.into_iter().collect()
}
