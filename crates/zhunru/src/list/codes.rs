//! The scheme of classification codes (分类赋码), and the codes that it gives.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use smol_str::SmolStr;

use super::item_list::class_code;
use super::{ListClass, ListEntry};
use crate::vocabulary::ItemName;

/// Digits of a number are no more than this.
const WIDEST: usize = 9;

/// A part of a code.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// This text.
    Literal(SmolStr),
    /// The number of the entry's class, of at least so many characters.
    Class(usize),
    /// The running number, of at least so many digits.
    Number(usize),
}

/// How the codes of a list are made: a pattern of text, the class's number and a running number.
///
/// `{class:2}` stands for the number of the entry's class with at least two characters, `{number:3}`
/// for the running number with at least three digits; all else stands for itself. Without a class in
/// the pattern numbers run through the whole list, else through each class.
///
/// ```
/// use zhunru::list::CodeScheme;
/// let scheme: CodeScheme = "XZ-{class:2}-{number:3}".parse()?;
/// assert_eq!(scheme.code(Some("2"), 7), Some("XZ-02-007".into()));
/// assert!(scheme.accepts("XZ-02-007", Some("2")));
/// assert!(!scheme.accepts("XZ-03-007", Some("2")));
/// assert!(!scheme.accepts("XZ-02-7", Some("2")));
/// assert!("XZ-{class:2}".parse::<CodeScheme>().is_err());
/// # Ok::<(), zhunru::list::CodeSchemeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeScheme {
    pattern: SmolStr,
    parts: Vec<Part>,
    /// Codes that were given once and are no longer on the list; they are not given again.
    pub spent: Vec<SmolStr>,
}

/// Why a pattern is no scheme of codes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodeSchemeError {
    /// A brace is not closed, or names neither `class` nor `number`.
    #[error("`{0}` is neither `{{class:2}}` nor `{{number:3}}`")]
    Part(SmolStr),
    /// The width of a number is not from 1 to 9.
    #[error("the width in `{0}` is not a whole number from 1 to 9")]
    Width(SmolStr),
    /// There is no running number, or more than one, or more than one class.
    #[error("a pattern has one `{{number:…}}` and at most one `{{class:…}}`")]
    Parts,
}

impl std::str::FromStr for CodeScheme {
    type Err = CodeSchemeError;

    fn from_str(pattern: &str) -> Result<Self, CodeSchemeError> {
        let mut parts = Vec::new();
        let mut rest = pattern;
        while let Some((literal, after)) = rest.split_once('{') {
            if !literal.is_empty() {
                parts.push(Part::Literal(literal.into()));
            }
            let (inner, after) = after
                .split_once('}')
                .ok_or_else(|| CodeSchemeError::Part(format!("{{{after}").into()))?;
            let whole = || SmolStr::from(format!("{{{inner}}}"));
            let (name, width) = inner.split_once(':').unwrap_or((inner, "1"));
            let width = width.parse().ok();
            let width = width.filter(|width| (1..=WIDEST).contains(width));
            parts.push(match (name, width) {
                ("class", Some(width)) => Part::Class(width),
                ("number", Some(width)) => Part::Number(width),
                ("class" | "number", None) => return Err(CodeSchemeError::Width(whole())),
                _ => return Err(CodeSchemeError::Part(whole())),
            });
            rest = after;
        }
        if rest.contains('}') {
            return Err(CodeSchemeError::Part(rest.into()));
        }
        if !rest.is_empty() {
            parts.push(Part::Literal(rest.into()));
        }
        let count = |of: fn(&Part) -> bool| parts.iter().filter(|part| of(part)).count();
        if count(|part| matches!(part, Part::Number(_))) != 1
            || count(|part| matches!(part, Part::Class(_))) > 1
        {
            return Err(CodeSchemeError::Parts);
        }
        Ok(CodeScheme {
            pattern: pattern.into(),
            parts,
            spent: Vec::new(),
        })
    }
}

impl fmt::Display for CodeScheme {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.pattern)
    }
}

impl CodeScheme {
    /// The pattern as it was written.
    pub fn pattern(&self) -> &str {
        &self.pattern
    }

    /// Whether codes hold the number of the entry's class.
    pub fn has_class(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Class(_)))
    }

    /// The code with this number of a class and this running number; nothing when the pattern asks
    /// for a class and there is none.
    pub fn code(&self, class: Option<&str>, number: u32) -> Option<SmolStr> {
        let mut code = String::new();
        for part in &self.parts {
            match part {
                Part::Literal(text) => code.push_str(text),
                Part::Class(width) => code.push_str(&format!("{:0>width$}", class?)),
                Part::Number(width) => code.push_str(&format!("{number:0>width$}")),
            }
        }
        Some(code.into())
    }

    /// The running number of a code that the scheme makes for this class.
    fn number(&self, code: &str, class: Option<&str>) -> Option<u32> {
        let mut before = String::new();
        let mut after = String::new();
        let mut is_after = false;
        for part in &self.parts {
            let side = if is_after { &mut after } else { &mut before };
            match part {
                Part::Literal(text) => side.push_str(text),
                Part::Class(width) => side.push_str(&format!("{:0>width$}", class?)),
                Part::Number(_) => is_after = true,
            }
        }
        let digits = code
            .strip_prefix(before.as_str())?
            .strip_suffix(after.as_str())?;
        if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let number: u32 = digits.parse().ok()?;
        // So that one number has one code: no zeroes but those of the width.
        (self.code(class, number)? == code).then_some(number)
    }

    /// Whether a code is one that the scheme makes for an entry of the class with this number.
    pub fn accepts(&self, code: &str, class: Option<&str>) -> bool {
        self.number(code, class).is_some()
    }

    /// The next code for an entry of the class with this number, after all those that were ever
    /// given. Nothing when the pattern asks for a class and there is none, or no number is left.
    pub fn next<'a>(
        &self,
        class: Option<&str>,
        given: impl IntoIterator<Item = &'a str>,
    ) -> Option<SmolStr> {
        let spent = self.spent.iter().map(SmolStr::as_str);
        let spent = spent.filter_map(|code| self.number(code, class));
        let given = given.into_iter();
        let given = given.filter_map(|code| self.number(code, class));
        self.code(class, given.chain(spent).max().unwrap_or(0).checked_add(1)?)
    }
}

/// Gives a code by the scheme to every entry without one, in their order, and returns the positions
/// of those that got none because the pattern asks for a class and theirs is not among `classes`.
///
/// Codes that are there stay as they are. `entries` are those of all times, so that the code of an
/// entry that was retired is not given again; an entry whose name another one with a code has, as
/// its form of another time, gets the same.
///
/// ```
/// use zhunru::list::{CodeScheme, EntryField, ListEntry, assign_codes};
/// let scheme: CodeScheme = "A{number:2}".parse()?;
/// let mut entries = vec![ListEntry::named("农家书屋管理"), ListEntry::named("综治中心")];
/// EntryField::Code.set(&mut entries[1], vec!["A04".into()]);
/// assert!(assign_codes(&scheme, &[], &mut entries).is_empty());
/// assert_eq!(entries[0].code.as_ref().map(|code| code.as_str()), Some("A05"));
/// # Ok::<(), zhunru::list::CodeSchemeError>(())
/// ```
pub fn assign_codes(
    scheme: &CodeScheme,
    classes: &[ListClass],
    entries: &mut [ListEntry],
) -> Vec<usize> {
    let mut by_name: BTreeMap<SmolStr, ItemName> = BTreeMap::new();
    for entry in entries.iter() {
        if let Some(code) = &entry.code {
            by_name.insert(entry.name.normalised().into(), code.clone());
        }
    }
    let given: Vec<SmolStr> = entries
        .iter()
        .filter_map(|entry| entry.code.as_ref())
        .map(|code| code.as_str().into())
        .chain(scheme.spent.iter().cloned())
        .collect();
    let mut last: BTreeMap<Option<SmolStr>, u32> = BTreeMap::new();
    let mut left = BTreeSet::new();
    for (position, entry) in entries.iter_mut().enumerate() {
        if entry.code.is_some() {
            continue;
        }
        if let Some(code) = by_name.get(entry.name.normalised()) {
            entry.code = Some(code.clone());
            continue;
        }
        let class = entry.category.as_ref().filter(|_| scheme.has_class());
        let class = class.and_then(|category| class_code(classes, category));
        let number = last.entry(class.clone()).or_insert_with(|| {
            let numbers = given.iter();
            let numbers = numbers.filter_map(|code| scheme.number(code, class.as_deref()));
            numbers.max().unwrap_or(0)
        });
        *number = number.saturating_add(1);
        match scheme.code(class.as_deref(), *number) {
            Some(code) => {
                let code = ItemName::new(code);
                by_name.insert(entry.name.normalised().into(), code.clone());
                entry.code = Some(code);
            }
            None => {
                left.insert(position);
            }
        }
    }
    left.into_iter().collect()
}
