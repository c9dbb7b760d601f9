//! `[[amendment]]`: the changes of a list, worked into its entries as intervals of force.

use std::cell::Cell;
use std::collections::BTreeMap;

use chrono::NaiveDate;
use smol_str::SmolStr;

use super::cases::{follow, json, of_input};
use super::entries::{self, EntryDraft, MOST, Patch, patch, patched};
use super::node::Node;
use super::sink::Place;
use super::table::Table;
use crate::diagnostic::{Code, quoted};
use crate::input::FromJson;
use crate::json::Document;
use crate::list::{Amendment, AmendmentAct, ListEntry};
use crate::model::Approval;
use crate::vocabulary::ItemName;

const KEYS: &[&str] = &[
    "on",
    "act",
    "entry",
    "to",
    "by",
    "document",
    "number",
    "reason",
    "reason_en",
    "approvals",
];

/// For so many names that are not there like ones are sought; more are no slips of the pen.
const MOST_SOUGHT: usize = 10;

/// An amendment and where its day stands.
pub(super) struct AmendmentDraft {
    pub(super) amendment: Amendment,
    pub(super) place: Place,
}

/// Reads the amendments of a list and works them into its entries, each after those before it.
pub(super) fn apply(root: &Table<'_>, entries: &mut Vec<EntryDraft>) -> Vec<AmendmentDraft> {
    let mut amended = Amended::new(entries);
    let mut amendments: Vec<AmendmentDraft> = Vec::new();
    for table in root.tables("amendment", KEYS) {
        let on = table.required("on").and_then(|node| node.date());
        let act: Option<AmendmentAct> = table.required_code("act");
        let draft = Amendment {
            on: on.unwrap_or_default(),
            act: act.unwrap_or(AmendmentAct::Revise),
            before: None,
            after: None,
            by: table.required_text("by"),
            document: table.required_text("document"),
            number: table.get("number").and_then(|node| node.text()),
            reason: table.local_text("reason"),
            approvals: table
                .get("approvals")
                .map(|node| approvals(&node))
                .unwrap_or_default(),
        };
        let (Some(_), Some(_)) = (on, act) else {
            continue;
        };
        let place = table.place_of("on");
        if let Some(last) = amendments.last()
            && draft.on < last.amendment.on
        {
            let message = format!(
                "the amendment of {} stands after one of {}",
                draft.on, last.amendment.on
            );
            let fault = place.error(Code::PackAmendment, message);
            table.push(fault.help("amendments stand in the order of their days"));
            continue;
        }
        if let Some(amendment) = amended.work_in(&table, draft) {
            amendments.push(AmendmentDraft { amendment, place });
        }
    }
    amendments
}

/// The entries of a list while amendments are worked in.
struct Amended<'e> {
    entries: &'e mut Vec<EntryDraft>,
    /// The entries by their codes and names, the latest last.
    by_name: BTreeMap<SmolStr, Vec<usize>>,
    /// How often a name was not found and like ones were sought.
    sought: Cell<usize>,
}

impl<'e> Amended<'e> {
    fn new(entries: &'e mut Vec<EntryDraft>) -> Self {
        let mut amended = Amended {
            by_name: BTreeMap::new(),
            entries,
            sought: Cell::new(0),
        };
        for position in 0..amended.entries.len() {
            amended.note(position);
        }
        amended
    }

    fn note(&mut self, position: usize) {
        let Some(draft) = self.entries.get(position) else {
            return;
        };
        let ListEntry { code, .. } = &draft.entry;
        for item in code.iter().chain(draft.entry.names()) {
            let holders = self.by_name.entry(item.normalised().into()).or_default();
            if holders.last() != Some(&position) {
                holders.push(position);
            }
        }
    }

    /// The entry that has a code or name on a day.
    fn find(&self, item: &ItemName, day: NaiveDate) -> Option<usize> {
        let holders = self.by_name.get(item.normalised())?;
        // The latest forms come last, and on any day a name has one holder.
        holders.iter().rev().copied().find(|&position| {
            let draft = self.entries.get(position);
            draft.is_some_and(|draft| draft.entry.in_force.contains(day))
        })
    }

    /// Works one amendment in; nothing comes back from a faulty one, which changes nothing.
    fn work_in(&mut self, table: &Table<'_>, amendment: Amendment) -> Option<Amendment> {
        let to = table.get("to");
        let to = to.as_ref().and_then(|node| node.table(entries::KEYS));
        if let Some(to) = &to {
            to.refuse("in_force", "in an amendment, which holds from its own day");
        }
        match amendment.act {
            AmendmentAct::Add => self.add(table, to.as_ref(), amendment),
            AmendmentAct::Revise => {
                if to.is_none() {
                    table.required("to");
                }
                self.revise(table, &to?, amendment)
            }
            AmendmentAct::Retire => {
                table.refuse("to", "where an entry is retired");
                let before = self.named(table, amendment.on)?;
                self.end(before, amendment.on);
                Some(Amendment {
                    before: Some(before),
                    ..amendment
                })
            }
        }
    }

    fn add(
        &mut self,
        table: &Table<'_>,
        to: Option<&Table<'_>>,
        amendment: Amendment,
    ) -> Option<Amendment> {
        table.refuse("entry", "where an entry is added");
        let Some(to) = to else {
            table.required("to");
            return None;
        };
        let name = to.required_text("name");
        let mut entry = patched(ListEntry::named(name), patch(to));
        if entry.name.normalised().is_empty() {
            return None;
        }
        entry.in_force.from = Some(amendment.on);
        let taken = entry.code.iter().chain(entry.names()).find_map(|item| {
            let other = self.entries.get(self.find(item, amendment.on)?)?;
            Some((item, other))
        });
        if let Some((item, other)) = taken {
            let message = format!(
                "{} is on the list on {} already, as {} at {}",
                quoted(item.as_str()),
                amendment.on,
                quoted(other.entry.name.as_str()),
                other.place.named()
            );
            to.push(to.place_of("name").error(Code::PackAmendment, message));
            return None;
        }
        let after = self.push(to, entry)?;
        Some(Amendment {
            after: Some(after),
            ..amendment
        })
    }

    fn revise(
        &mut self,
        table: &Table<'_>,
        to: &Table<'_>,
        amendment: Amendment,
    ) -> Option<Amendment> {
        let patch: Patch = patch(to);
        let before = self.named(table, amendment.on)?;
        if patch.is_empty() {
            to.error(Code::PackMissingKey, "the amendment changes nothing");
            return None;
        }
        let old = self.entries.get(before)?.entry.clone();
        let in_force = old.in_force;
        let mut entry = patched(old, patch);
        entry.in_force = in_force;
        entry.in_force.from = Some(amendment.on);
        let after = self.push(to, entry)?;
        self.end(before, amendment.on);
        Some(Amendment {
            before: Some(before),
            after: Some(after),
            ..amendment
        })
    }

    /// The entry that an amendment names.
    fn named(&self, table: &Table<'_>, on: NaiveDate) -> Option<usize> {
        let node = table.required("entry")?;
        let name = ItemName::new(node.text()?);
        let Some(position) = self.find(&name, on) else {
            let drafts = self.entries.iter();
            let there = drafts.filter(|draft| draft.entry.in_force.contains(on));
            let names = there.flat_map(|draft| {
                let ListEntry { code, name, .. } = &draft.entry;
                code.iter().chain([name]).map(ItemName::as_str)
            });
            let message = format!("the list has no entry {} on {on}", quoted(name.as_str()));
            let fault = node.fault(Code::PackAmendment, message);
            self.sought.set(self.sought.get() + 1);
            let names = names.take(match self.sought.get() {
                0..=MOST_SOUGHT => MOST,
                _ => 0,
            });
            table.push(fault.suggest(name.as_str(), names));
            return None;
        };
        let entry = &self.entries.get(position)?.entry;
        if entry.in_force.from == Some(on) {
            let message = format!(
                "{} came to read so on {on} itself, one day holds one change of an entry",
                quoted(entry.name.as_str())
            );
            node.error(Code::PackAmendment, message);
            return None;
        }
        Some(position)
    }

    /// An entry is in force up to the day before.
    fn end(&mut self, position: usize, on: NaiveDate) {
        if let Some(draft) = self.entries.get_mut(position) {
            draft.entry.in_force.to = on.pred_opt();
        }
    }

    fn push(&mut self, to: &Table<'_>, entry: ListEntry) -> Option<usize> {
        let position = self.entries.len();
        if position >= MOST {
            to.error(
                Code::PackTooLarge,
                format!("a list has at most {MOST} entries"),
            );
            return None;
        }
        self.entries.push(EntryDraft {
            entry,
            place: to.place(),
        });
        self.note(position);
        Some(position)
    }
}

/// The acts on record, in the interchange form.
fn approvals(node: &Node<'_>) -> Vec<Approval> {
    let Some(value) = json(node) else {
        return Vec::new();
    };
    match Vec::<Approval>::read(&Document::from(&value)) {
        Ok(approvals) => approvals,
        Err(errors) => {
            for error in errors.errors() {
                let parts = error.path.split(['.', '[']);
                let parts = parts.map(|part| part.trim_end_matches(']'));
                let place = follow(node, parts.filter(|part| !part.is_empty()));
                node.context.sink.push(of_input(error, &place));
            }
            Vec::new()
        }
    }
}
