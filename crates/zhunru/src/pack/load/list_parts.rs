//! The parts of a list besides its entries: classes, later counts, the scheme of codes.

use super::manifest::source;
use super::sink::Located;
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::list::{CodeScheme, DeclaredVersion, ListClass};

/// Most classes of a list, and most later counts.
const MOST: usize = 1_000;

/// Reads `[[class]]`, each with the place of its count or name.
pub(super) fn classes(root: &Table<'_>) -> Vec<Located<ListClass>> {
    let mut classes: Vec<Located<ListClass>> = Vec::new();
    for table in root.tables("class", &["name", "code", "declared_count"]) {
        if classes.len() >= MOST {
            let message = format!("a list has at most {MOST} classes");
            table.error(Code::PackTooLarge, message);
            break;
        }
        let name = table.required_text("name");
        let code = table.get("code").and_then(|node| node.text());
        let count = table.get("declared_count").and_then(|node| node.count(0));
        if classes.iter().any(|other| other.value.name == name) {
            let message = format!("the class {} is given twice", quoted(&name));
            table.push(table.place_of("name").error(Code::PackDuplicate, message));
        }
        if let Some(code) = &code
            && classes
                .iter()
                .any(|other| other.value.code.as_ref() == Some(code))
        {
            let message = format!("the code {} is that of another class", quoted(code));
            table.push(table.place_of("code").error(Code::PackDuplicate, message));
        }
        let key = match count {
            Some(_) => "declared_count",
            None => "name",
        };
        classes.push(Located {
            place: table.place_of(key),
            value: ListClass {
                name,
                code,
                declared_count: count.and_then(|count| usize::try_from(count).ok()),
            },
        });
    }
    classes
}

/// Reads `[[version]]`, each with the place of its count.
pub(super) fn declared_versions(root: &Table<'_>) -> Vec<Located<DeclaredVersion>> {
    let mut versions: Vec<Located<DeclaredVersion>> = Vec::new();
    for table in root.tables("version", &["from", "declared_count", "source"]) {
        if versions.len() >= MOST {
            let message = format!("a list has at most {MOST} later counts");
            table.error(Code::PackTooLarge, message);
            break;
        }
        let from = table.required("from").and_then(|node| node.date());
        let count = table.required("declared_count");
        let count = count.and_then(|node| node.count(0));
        let source = table.get("source").map(|_| source(&table).value);
        let (Some(from), Some(count)) = (from, count) else {
            continue;
        };
        if let Some(last) = versions.last()
            && from <= last.value.from
        {
            let message = format!(
                "the count of {from} stands after that of {}",
                last.value.from
            );
            table.push(table.place_of("from").error(Code::PackValue, message));
        }
        versions.push(Located {
            place: table.place_of("declared_count"),
            value: DeclaredVersion {
                from,
                declared_count: usize::try_from(count).unwrap_or(usize::MAX),
                source,
            },
        });
    }
    versions
}

/// Reads `[codes]`.
pub(super) fn codes(root: &Table<'_>) -> Option<CodeScheme> {
    let table = root.get("codes")?.table(&["pattern", "spent"])?;
    let node = table.required("pattern")?;
    let spent = table.get("spent").map(|node| node.elements());
    let spent = spent.iter().flatten().filter_map(|node| node.text());
    match node.text()?.parse::<CodeScheme>() {
        Ok(mut scheme) => {
            scheme.spent = spent.collect();
            Some(scheme)
        }
        Err(error) => {
            let fault = node.fault(Code::PackValue, error.to_string());
            root.push(fault.help("as in `A-{class:2}-{number:3}`"));
            None
        }
    }
}
