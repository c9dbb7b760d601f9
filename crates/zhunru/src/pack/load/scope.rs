//! What a pack may name: what is built in, its parents', its own.

use std::collections::BTreeMap;

use smol_str::{SmolStr, format_smolstr};

use super::case_reading::CaseNames;
use super::draft::Draft;
use super::sink::Sink;
use crate::condition::typing::{Definition, Names};
use crate::condition::{ListReference, ProcedureReference};
use crate::diagnostic::{Code, quoted};
use crate::list::ItemList;
use crate::pack::{Pack, Regulation};
use crate::procedure::Procedure;
use crate::vocabulary::{AllowedValue, Fact, Vocabulary};

/// What other packs may name of a pack.
pub(crate) struct Interface<'a> {
    pub(super) parents: Vec<&'a SmolStr>,
    pub(super) facts: Vec<&'a Fact>,
    matters: Vec<&'a AllowedValue>,
    pub(super) lists: Vec<&'a ItemList>,
    pub(super) procedures: Vec<&'a Procedure>,
    /// Rules and limits.
    rules: Vec<&'a SmolStr>,
}

impl<'a> Interface<'a> {
    pub(super) fn of_draft(draft: &'a Draft) -> Self {
        let limits = draft.manifest.regulates.iter().map(|one| &one.value);
        Interface {
            parents: draft
                .manifest
                .parents
                .iter()
                .map(|parent| &parent.value)
                .collect(),
            facts: draft
                .declared
                .facts
                .iter()
                .map(|fact| &fact.value)
                .collect(),
            matters: draft
                .declared
                .matters
                .iter()
                .map(|matter| &matter.value)
                .collect(),
            lists: draft.lists.iter().map(|list| &list.list).collect(),
            procedures: draft
                .procedures
                .iter()
                .map(|draft| &draft.procedure)
                .collect(),
            rules: draft
                .rules
                .iter()
                .map(|draft| &draft.rule.id)
                .chain(limit_ids(limits))
                .collect(),
        }
    }

    pub(super) fn of_pack(pack: &'a Pack) -> Self {
        Interface {
            parents: pack.parents.iter().collect(),
            facts: pack.facts.iter().collect(),
            matters: pack.matters.iter().collect(),
            lists: pack.lists.iter().collect(),
            procedures: pack.procedures.iter().collect(),
            rules: pack
                .rules
                .iter()
                .map(|rule| &rule.id)
                .chain(limit_ids(pack.regulates.iter()))
                .collect(),
        }
    }
}

fn limit_ids<'a>(
    regulates: impl Iterator<Item = &'a Regulation>,
) -> impl Iterator<Item = &'a SmolStr> {
    regulates.filter_map(|one| match one {
        Regulation::Limits { id, .. } => Some(id),
        Regulation::Admission { .. } => None,
    })
}

/// What the names in one pack mean.
pub(super) struct Scope {
    pub(super) vocabulary: Vocabulary,
    pub(super) definitions: BTreeMap<SmolStr, Definition>,
    pub(super) lists: BTreeMap<SmolStr, ListReference>,
    pub(super) procedures: BTreeMap<SmolStr, ProcedureReference>,
    pub(super) case_names: CaseNames,
}

impl Scope {
    /// The names of a pack and its parents, without the definitions, which need the others.
    pub(super) fn new(
        draft: &Draft,
        packs: &BTreeMap<SmolStr, Interface<'_>>,
        sink: &Sink,
    ) -> Self {
        let mut scope = Scope {
            vocabulary: Vocabulary::built_in(),
            definitions: BTreeMap::new(),
            lists: BTreeMap::new(),
            procedures: BTreeMap::new(),
            case_names: CaseNames::default(),
        };
        let own = &draft.manifest.id;
        for ancestor in ancestors(draft, packs) {
            let Some(pack) = packs.get(&ancestor) else {
                continue;
            };
            scope.add(&ancestor, pack, &format!("{ancestor}/"));
            for fact in &pack.facts {
                if let Err(taken) = scope.vocabulary.declare((*fact).clone())
                    && taken != *fact
                {
                    let message = format!(
                        "two parents declare the fact {} differently",
                        quoted(&fact.path)
                    );
                    sink.push(own.place.error(Code::PackDuplicate, message));
                }
            }
        }
        for fact in &draft.declared.facts {
            if scope.vocabulary.declare(fact.value.clone()).is_err() {
                let message = format!("there is already a fact {}", quoted(&fact.value.path));
                sink.push(fact.place.error(Code::PackDuplicate, message));
            }
        }
        scope.add(&own.value, &Interface::of_draft(draft), "");
        scope
    }

    fn add(&mut self, id: &SmolStr, pack: &Interface<'_>, prefix: &str) {
        for matter in &pack.matters {
            self.vocabulary.declare_matter((*matter).clone());
        }
        for list in &pack.lists {
            let reference = ListReference {
                pack: id.clone(),
                list: list.id.clone(),
            };
            let name = format_smolstr!("{prefix}{}", list.id);
            self.lists.insert(name.clone(), reference);
            self.case_names.rules.insert(name);
        }
        for procedure in &pack.procedures {
            let reference = ProcedureReference {
                pack: id.clone(),
                procedure: procedure.id.clone(),
            };
            self.procedures
                .insert(format_smolstr!("{prefix}{}", procedure.id), reference);
            self.case_names
                .steps
                .extend(procedure.steps.iter().map(|step| step.id.clone()));
        }
        self.case_names.rules.extend(
            pack.rules
                .iter()
                .map(|rule| format_smolstr!("{prefix}{rule}")),
        );
    }

    /// The names as conditions see them.
    pub(super) fn names(&self) -> Names<'_> {
        Names {
            vocabulary: &self.vocabulary,
            definitions: &self.definitions,
            lists: &self.lists,
            procedures: &self.procedures,
        }
    }
}

/// The parents of a pack and theirs, each once, nearest first; what is not there is left out.
fn ancestors(draft: &Draft, packs: &BTreeMap<SmolStr, Interface<'_>>) -> Vec<SmolStr> {
    let mut found: Vec<SmolStr> = Vec::new();
    let mut waiting: Vec<SmolStr> = draft
        .manifest
        .parents
        .iter()
        .map(|parent| parent.value.clone())
        .collect();
    waiting.reverse();
    while let Some(next) = waiting.pop() {
        if next == draft.manifest.id.value || found.contains(&next) {
            continue;
        }
        if let Some(pack) = packs.get(&next) {
            waiting.extend(pack.parents.iter().rev().map(|parent| (*parent).clone()));
            found.push(next);
        }
    }
    found
}
