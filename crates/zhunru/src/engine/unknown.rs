//! What is unknown in one decision, and the base facts by which it is asked for.

use indexmap::IndexMap;
use rustc_hash::FxBuildHasher;
use smol_str::{SmolStr, format_smolstr};

use super::atom::{ListIndex, ProcedureIndex};
use super::build::Compiled;
use super::logic::Variable;
use super::situation::Situation;
use crate::vocabulary::{EntryField, Fact, FactIndex, FactKind};

/// A field of an act on record that may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum ApprovalField {
    Act,
    Kind,
    Level,
    On,
    Number,
    Outcome,
}

/// One unknown thing: a base fact, or a part of one that is unknown by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Unknown {
    /// A fact with a single value, of the demand with this number or of the header.
    Fact {
        owner: Option<usize>,
        fact: FactIndex,
    },
    /// A field of an entry of a list, of the header or of the demand with this number.
    Field {
        owner: Option<usize>,
        list: FactIndex,
        entry: usize,
        field: usize,
    },
    /// A field of an act on record.
    Approval {
        approval: usize,
        field: ApprovalField,
    },
    /// How many entries of a class an absent list has.
    Entries {
        owner: Option<usize>,
        list: FactIndex,
        class: usize,
    },
    /// How many entries of absent stock pass a predicate.
    Stock { list: FactIndex, predicate: usize },
    /// The state of a procedure while no acts are given.
    Procedure(ProcedureIndex),
    /// Whether the item of the demand with this number is on a list: it is similar to entries, or
    /// the list is not loaded.
    Membership { owner: usize, list: ListIndex },
}

/// The base fact by which an unknown thing is asked for; in the order in which facts are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Asked {
    pub(crate) fact: FactIndex,
    pub(crate) entry: Option<usize>,
    pub(crate) field: Option<usize>,
    /// The demand to which the fact belongs; none for one of the header.
    pub(crate) owner: Option<usize>,
}

impl Unknown {
    /// What is unknown of a demand that stands alone, as unknown of this one.
    pub(crate) fn of_demand(self, situation: &Situation<'_>) -> Self {
        let number = situation.number;
        match self {
            Unknown::Fact { owner, fact } => Unknown::Fact {
                owner: owner.map(|_| number),
                fact,
            },
            Unknown::Membership { list, .. } => Unknown::Membership {
                owner: number,
                list,
            },
            Unknown::Entries { list, class, .. } => Unknown::Entries {
                owner: situation.owner_of_list(number, list),
                list,
                class,
            },
            other => other,
        }
    }

    /// The base fact by which it is asked for.
    pub(crate) fn asked(self, compiled: &Compiled, approvals: FactIndex) -> Asked {
        let whole = |fact| Asked {
            fact,
            entry: None,
            field: None,
            owner: None,
        };
        match self {
            Unknown::Fact { owner, fact } => Asked {
                owner,
                ..whole(fact)
            },
            Unknown::Field {
                owner,
                list,
                entry,
                field,
            } => Asked {
                entry: Some(entry),
                field: Some(field),
                owner,
                ..whole(list)
            },
            Unknown::Approval { approval, field } => Asked {
                entry: Some(approval),
                field: Some(field as usize),
                ..whole(approvals)
            },
            Unknown::Entries { owner, list, .. } => Asked {
                owner,
                ..whole(list)
            },
            Unknown::Stock { list, .. } => whole(list),
            Unknown::Procedure(_) => whole(approvals),
            Unknown::Membership { owner, list } => Asked {
                owner: Some(owner),
                ..whole(
                    compiled
                        .lists
                        .get(list)
                        .map_or(approvals, |list| list.membership),
                )
            },
        }
    }
}

impl Asked {
    /// The path of the fact, for the demand that asks.
    pub(crate) fn path(self, fact: &Fact, asking: usize) -> SmolStr {
        let path = match (self.entry, self.field) {
            (Some(entry), Some(field)) => {
                let name = field_name(fact, field);
                match name.as_str() {
                    "" => format_smolstr!("{}[{entry}]", fact.path),
                    name => format_smolstr!("{}[{entry}].{name}", fact.path),
                }
            }
            _ => fact.path.clone(),
        };
        match self.owner {
            Some(owner) if owner != asking => format_smolstr!("demands[{owner}].{path}"),
            _ => path,
        }
    }

    /// The field of the list's entries that is asked for.
    pub(crate) fn entry_field(self, fact: &Fact) -> Option<&EntryField> {
        match &fact.kind {
            FactKind::List { fields, .. } => fields.get(self.field?),
            _ => None,
        }
    }
}

fn field_name(fact: &Fact, field: usize) -> SmolStr {
    match &fact.kind {
        FactKind::List { fields, .. } => fields
            .get(field)
            .map(|field| field.name.clone())
            .unwrap_or_default(),
        _ => {
            let names = ["act", "by.kind", "by.level", "on", "number", "outcome"];
            names
                .get(field)
                .copied()
                .map(SmolStr::new_static)
                .unwrap_or_default()
        }
    }
}

/// The unknown things of one decision, numbered in the order in which they were met.
#[derive(Debug, Default)]
pub(crate) struct Unknowns {
    known: IndexMap<Unknown, usize, FxBuildHasher>,
}

impl Unknowns {
    /// The number of an unknown thing with so many choices.
    pub(crate) fn variable(&mut self, unknown: Unknown, choices: usize) -> Variable {
        let entry = self.known.entry(unknown);
        let index = entry.index();
        entry.or_insert(choices);
        Variable::try_from(index).unwrap_or(Variable::MAX)
    }

    /// The unknown thing with this number.
    pub(crate) fn get(&self, variable: Variable) -> Option<Unknown> {
        self.known
            .get_index(variable as usize)
            .map(|(unknown, _)| *unknown)
    }

    /// All unknown things.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Unknown> {
        self.known.keys().copied()
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.known.len()
    }

    /// How many completions there are, or nothing when there are more than fit a number.
    pub(crate) fn completions(&self) -> Option<u64> {
        self.known.values().try_fold(1_u64, |product, &choices| {
            product.checked_mul(u64::try_from(choices).ok()?.max(1))
        })
    }
}
