//! Giving codes to entries by the scheme of their list (分类赋码).

use zhunru::list::{CodeScheme, ItemList, ListClass, ListEntry, assign_codes};

use crate::failure::Failure;
use crate::list_import::{Entry, Field};

/// The scheme of a list with its classes.
pub(super) struct Scheme {
    /// The scheme.
    pub(super) scheme: CodeScheme,
    /// The classes, with their numbers.
    pub(super) classes: Vec<ListClass>,
}

/// The scheme that was asked for, or else that of the list which is replaced; with the classes of
/// that list, and after them those that entries have besides.
///
/// # Errors
/// When what was asked for is no scheme.
pub(super) fn scheme(
    pattern: Option<&str>,
    before: Option<&ItemList>,
    spent: Vec<String>,
    entries: &[Entry],
) -> Result<Option<Scheme>, Failure> {
    let known = before.and_then(|before| before.codes.clone());
    let mut scheme = match (pattern, known) {
        (None, None) => return Ok(None),
        (None, Some(known)) => known,
        (Some(pattern), known) => {
            let mut scheme: CodeScheme =
                pattern
                    .parse()
                    .map_err(|error: zhunru::list::CodeSchemeError| {
                        Failure::usage(
                            format_args!("--code-pattern: {error}"),
                            "--code-pattern 不是赋码规则，形如 XZ-{class:2}-{number:3}",
                        )
                    })?;
            scheme.spent = known.map(|known| known.spent).unwrap_or_default();
            scheme
        }
    };
    for code in spent {
        if !scheme.spent.iter().any(|known| *known == code) {
            scheme.spent.push(code.into());
        }
    }
    let classes = if scheme.has_class() {
        classes(before, entries)
    } else {
        Vec::new()
    };
    Ok(Some(Scheme { scheme, classes }))
}

/// The classes, each with a number of its own that stays when others come.
fn classes(before: Option<&ItemList>, entries: &[Entry]) -> Vec<ListClass> {
    let known = before
        .map(|before| before.classes.as_slice())
        .unwrap_or_default();
    let mut classes: Vec<ListClass> = Vec::new();
    for (number, class) in (1..).zip(known) {
        let code = class
            .code
            .clone()
            .unwrap_or_else(|| format!("{number}").into());
        let mut class = class.clone();
        class.code = Some(code);
        classes.push(class);
    }
    for name in entries.iter().filter_map(Entry::category) {
        if classes.iter().any(|class| class.name == name) {
            continue;
        }
        let numbers = classes
            .iter()
            .filter_map(|class| class.code.as_ref()?.parse().ok());
        let next: u32 = numbers.max().unwrap_or(0) + 1;
        classes.push(ListClass::new(name, Some(next.to_string().into())));
    }
    classes
}

/// Gives every entry without a code one, and returns how many got one.
pub(super) fn assign(scheme: &Scheme, entries: &mut [Entry]) -> usize {
    let mut listed: Vec<ListEntry> = entries
        .iter()
        .map(|entry| {
            let mut listed = ListEntry::named(entry.name());
            for field in [Field::Code, Field::Category] {
                let values = entry.values.get(&field).into_iter().flatten();
                field.set(
                    &mut listed,
                    values.map(|value| value.as_str().into()).collect(),
                );
            }
            listed
        })
        .collect();
    assign_codes(&scheme.scheme, &scheme.classes, &mut listed);
    let mut assigned = 0;
    for (entry, listed) in entries.iter_mut().zip(listed) {
        if let (None, Some(code)) = (entry.code(), listed.code) {
            entry.set(Field::Code, code.as_str());
            assigned += 1;
        }
    }
    assigned
}
