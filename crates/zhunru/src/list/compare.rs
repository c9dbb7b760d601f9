//! What differs between two versions of a list, or between two lists.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use super::{EntryField, ListEntry, ListVersion, Similarity, similarity};
use crate::model::Coded;
use crate::text::LocalText;

/// Names are compared for likeness up to so many pairs.
const MOST_PAIRS: usize = 4_000_000;

/// A field in which two forms of an entry differ.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FieldChange {
    /// The field.
    pub field: EntryField,
    /// What it said.
    pub before: Vec<smol_str::SmolStr>,
    /// What it says.
    pub after: Vec<smol_str::SmolStr>,
}

/// An entry of which both lists speak, in different words.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Revision<'a> {
    /// As it was.
    pub before: &'a ListEntry,
    /// As it is.
    pub after: &'a ListEntry,
    /// The fields that differ, the code and the days left aside.
    pub changes: Vec<FieldChange>,
}

/// An entry that has another code than before.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CodeChange<'a> {
    /// As it was.
    pub before: &'a ListEntry,
    /// As it is.
    pub after: &'a ListEntry,
}

/// An entry taken off and one added that may be the same item under another name.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RenameCandidate<'a> {
    /// The entry taken off, which stands among those retired too.
    pub before: &'a ListEntry,
    /// The entry added, which stands among those added too.
    pub after: &'a ListEntry,
    /// The Dice coefficient of their names, from 0 to 1.
    pub likeness: f64,
    /// Whether both have the same code.
    pub same_code: bool,
}

/// What differs between two versions of a list, or between two lists (清单比对).
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ListComparison<'a> {
    /// How many entries the first has, where that is known.
    pub count_before: Option<usize>,
    /// How many the second has, where that is known.
    pub count_after: Option<usize>,
    /// Whether the entries of both are there; only the counts are compared otherwise.
    pub is_loaded: bool,
    /// Entries of the second that the first has not, in their order (新增).
    pub added: Vec<&'a ListEntry>,
    /// Entries of the first that the second has not, in their order (取消).
    pub retired: Vec<&'a ListEntry>,
    /// Entries of both in different words, in the order of the second (调整).
    pub revised: Vec<Revision<'a>>,
    /// Entries of both with different codes, in the order of the second (编码变更).
    pub recoded: Vec<CodeChange<'a>>,
    /// Entries that may be the same under another name, the likest first (疑似更名).
    pub renamed: Vec<RenameCandidate<'a>>,
    /// How many entries are the same in both.
    pub unchanged: usize,
}

/// By how many percent a count changed, to two decimals; nothing where there was none.
///
/// ```
/// use zhunru::list::percent;
/// assert_eq!(percent(165, 119).map(|change| change.to_string()), Some("-27.88".to_owned()));
/// assert_eq!(percent(0, 3), None);
/// ```
pub fn percent(before: usize, after: usize) -> Option<Decimal> {
    let (before, after) = (Decimal::from(before), Decimal::from(after));
    let change = (after - before) * Decimal::ONE_HUNDRED;
    let mut change = change.checked_div(before)?.round_dp(2);
    change.rescale(2);
    Some(change)
}

/// Compares two versions of a list, or two lists.
///
/// Entries are the same item when a name or other name of theirs is the same after normalisation, or
/// when they have the same code and similar names. Like names without more are told as candidates
/// only; whether an item was renamed is for people to say.
///
/// # Examples
///
/// ```
/// # use zhunru::pack::{PackFiles, load_packs};
/// # let pack = r#"
/// # format = 1
/// # id = "p"
/// # version = "1"
/// # title = "示例"
/// # place = { name = "示例县", level = "county" }
/// # in_force = { from = 2024-01-01 }
/// # document = [{ id = "d", kind = "notice", title = "通知", issuer = "示例县" }]
/// # "#;
/// let list = r#"
/// id = "assist"
/// title = "协助事项"
/// kind = "assist"
/// source = { document = "d", clause = "附件" }
/// entry = [{ name = "农家书屋管理" }]
/// amendment = [{ on = 2025-01-01, act = "add", to = { name = "综治中心协助" }, by = "示例县", document = "通知" }]
/// "#;
/// # let files = [("pack.toml", pack), ("lists/assist.toml", list)];
/// # let files = files.map(|(path, text)| (path, text.as_bytes()));
/// # let loaded = load_packs(&[PackFiles::collect("p", files)?], &[])?;
/// let list = &loaded.packs[0].lists[0];
/// let versions = list.versions();
/// let comparison = zhunru::list::compare(&versions[0], &versions[1]);
/// assert_eq!(comparison.added[0].name.as_str(), "综治中心协助");
/// assert_eq!(comparison.lines()[1].zh(), "新增：综治中心协助");
/// # Ok::<(), zhunru::diagnostic::Diagnostics>(())
/// ```
pub fn compare<'a>(before: &ListVersion<'a>, after: &ListVersion<'a>) -> ListComparison<'a> {
    match (&before.entries, &after.entries) {
        (Some(old), Some(new)) => ListComparison::of_entries(old, new),
        _ => ListComparison::of_counts(before.count(), after.count()),
    }
}

/// Which entry of the first list is which of the second.
struct Pairs {
    of_new: Vec<Option<usize>>,
    is_taken: Vec<bool>,
}

impl Pairs {
    fn of(old: &[&ListEntry], new: &[&ListEntry]) -> Self {
        let mut by_name: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_alias: BTreeMap<&str, usize> = BTreeMap::new();
        let mut by_code: BTreeMap<&str, usize> = BTreeMap::new();
        for (position, entry) in old.iter().enumerate() {
            by_name.entry(entry.name.normalised()).or_insert(position);
            for name in entry.names() {
                by_alias.entry(name.normalised()).or_insert(position);
            }
            if let Some(code) = &entry.code {
                by_code.entry(code.normalised()).or_insert(position);
            }
        }
        let mut pairs = Pairs {
            of_new: vec![None; new.len()],
            is_taken: vec![false; old.len()],
        };
        // Equal names go before other names, and names before codes.
        pairs.pair(new, |entry| by_name.get(entry.name.normalised()).copied());
        pairs.pair(new, |entry| {
            let mut names = entry.names();
            names.find_map(|name| by_alias.get(name.normalised()).copied())
        });
        pairs.pair(new, |entry| {
            let position = *by_code.get(entry.code.as_ref()?.normalised())?;
            let other = old.get(position)?;
            let alike = similarity(other.name.normalised(), entry.name.normalised());
            (alike != Similarity::Different).then_some(position)
        });
        pairs
    }

    fn pair(&mut self, new: &[&ListEntry], find: impl Fn(&ListEntry) -> Option<usize>) {
        for (entry, pair) in new.iter().zip(&mut self.of_new) {
            if pair.is_some() {
                continue;
            }
            if let Some(position) = find(entry)
                && let Some(taken) = self.is_taken.get_mut(position)
                && !*taken
            {
                *taken = true;
                *pair = Some(position);
            }
        }
    }
}

impl<'a> ListComparison<'a> {
    /// Compares entries that need not stand in a pack, such as those that a workbook holds, as
    /// [`compare`] does.
    ///
    /// ```
    /// use zhunru::list::{ListComparison, ListEntry};
    /// let before = [ListEntry::named("农家书屋管理"), ListEntry::named("防汛值守")];
    /// let after = [ListEntry::named("农家书屋 管理"), ListEntry::named("综治中心协助")];
    /// let found = ListComparison::of_entries(&before.each_ref(), &after.each_ref());
    /// assert_eq!(found.added[0].name.as_str(), "综治中心协助");
    /// assert_eq!(found.retired[0].name.as_str(), "防汛值守");
    /// ```
    pub fn of_entries(before: &[&'a ListEntry], after: &[&'a ListEntry]) -> Self {
        let mut comparison = Self::of_counts(Some(before.len()), Some(after.len()));
        comparison.is_loaded = true;
        let pairs = Pairs::of(before, after);
        for (position, &entry) in after.iter().enumerate() {
            let known = pairs.of_new.get(position).copied().flatten();
            match known.and_then(|known| before.get(known)) {
                Some(known) => comparison.add_pair(known, entry),
                None => comparison.added.push(entry),
            }
        }
        let all = before.iter().zip(&pairs.is_taken);
        let left = all.filter(|(_, is_taken)| !**is_taken);
        comparison.retired = left.map(|(entry, _)| *entry).collect();
        comparison.renamed = renamed(&comparison.retired, &comparison.added);
        comparison
    }

    /// Compares how many entries two lists have, where the entries of one are not there.
    pub fn of_counts(before: Option<usize>, after: Option<usize>) -> Self {
        ListComparison {
            count_before: before,
            count_after: after,
            ..ListComparison::default()
        }
    }

    fn add_pair(&mut self, before: &'a ListEntry, after: &'a ListEntry) {
        let is_recoded = before.code != after.code;
        if is_recoded {
            self.recoded.push(CodeChange { before, after });
        }
        let changes = changes(before, after);
        if !changes.is_empty() {
            self.revised.push(Revision {
                before,
                after,
                changes,
            });
        } else if !is_recoded {
            self.unchanged += 1;
        }
    }

    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.count_before == self.count_after
            && self.added.is_empty()
            && self.retired.is_empty()
            && self.revised.is_empty()
            && self.recoded.is_empty()
    }

    /// What differs, line by line, in Chinese and English: the counts first.
    pub fn lines(&self) -> Vec<LocalText> {
        let mut lines = Vec::new();
        if let (Some(before), Some(after)) = (self.count_before, self.count_after) {
            let change = percent(before, after).map_or_else(String::new, |change| {
                let sign = if after > before { "+" } else { "" };
                format!("{sign}{change}%")
            });
            lines.push(LocalText::new(
                format!("条目数：{before} → {after}（{change}）"),
                format!("entries: {before} -> {after} ({change})"),
            ));
        }
        let named = |entry: &ListEntry| match &entry.code {
            Some(code) => format!("{} {}", code.as_str(), entry.name.as_str()),
            None => entry.name.as_str().to_owned(),
        };
        for entry in &self.added {
            let name = named(entry);
            lines.push(LocalText::new(
                format!("新增：{name}"),
                format!("added: {name}"),
            ));
        }
        for entry in &self.retired {
            let name = named(entry);
            lines.push(LocalText::new(
                format!("取消：{name}"),
                format!("retired: {name}"),
            ));
        }
        for revision in &self.revised {
            let name = named(revision.after);
            for change in &revision.changes {
                let field = change.field;
                let (zh, en) = (words(change, "、", "无"), words(change, "; ", "none"));
                lines.push(LocalText::new(
                    format!("调整：{name}，{}：{} → {}", field.label_zh(), zh.0, zh.1),
                    format!(
                        "revised: {name}, {}: {} -> {}",
                        field.label_en(),
                        en.0,
                        en.1
                    ),
                ));
            }
        }
        for change in &self.recoded {
            let code = |entry: &ListEntry| {
                let code = entry.code.as_ref().map(|code| code.as_str().to_owned());
                (
                    code.clone().unwrap_or_else(|| "无".to_owned()),
                    code.unwrap_or_else(|| "none".to_owned()),
                )
            };
            let (name, before, after) = (
                change.after.name.as_str(),
                code(change.before),
                code(change.after),
            );
            lines.push(LocalText::new(
                format!("编码变更：{name}，{} → {}", before.0, after.0),
                format!("code changed: {name}, {} -> {}", before.1, after.1),
            ));
        }
        for candidate in &self.renamed {
            let (before, after) = (named(candidate.before), named(candidate.after));
            lines.push(LocalText::new(
                format!("疑似更名：{before} → {after}，请核实"),
                format!("perhaps renamed: {before} -> {after}, to be confirmed"),
            ));
        }
        lines
    }
}

/// What a field said and says, in words.
fn words(change: &FieldChange, between: &str, none: &str) -> (String, String) {
    let side = |values: &[smol_str::SmolStr]| match values.is_empty() {
        true => none.to_owned(),
        false => values.join(between),
    };
    (side(&change.before), side(&change.after))
}

/// The fields in which two forms of an entry differ. Days are what versions are told apart by, and
/// a code is told by itself.
fn changes(before: &ListEntry, after: &ListEntry) -> Vec<FieldChange> {
    let fields = EntryField::ALL.iter().copied();
    fields
        .filter(|field| !matches!(field, EntryField::Code | EntryField::From | EntryField::To))
        .filter_map(|field| {
            let (before, after) = (field.values(before), field.values(after));
            (before != after).then_some(FieldChange {
                field,
                before,
                after,
            })
        })
        .collect()
}

fn renamed<'a>(retired: &[&'a ListEntry], added: &[&'a ListEntry]) -> Vec<RenameCandidate<'a>> {
    let mut candidates = Vec::new();
    let is_short = retired.len().saturating_mul(added.len()) <= MOST_PAIRS;
    for &before in retired {
        if !is_short {
            break;
        }
        for &after in added {
            let same_code = before.code.is_some() && before.code == after.code;
            let alike = similarity(before.name.normalised(), after.name.normalised());
            let likeness = match alike {
                Similarity::Equal => 1.0,
                Similarity::Similar(likeness) => likeness,
                Similarity::Different if same_code => 0.0,
                Similarity::Different => continue,
            };
            candidates.push(RenameCandidate {
                before,
                after,
                likeness,
                same_code,
            });
        }
    }
    candidates.sort_by(|left, right| right.likeness.total_cmp(&left.likeness));
    candidates
}
