//! Who reads what, and which facts are presumed.

use std::collections::BTreeMap;

use smol_str::SmolStr;
use zhunru::condition::{EntryCondition, ListReference, Test};
use zhunru::list::ListEffect;
use zhunru::model::OrganKind;
use zhunru::model::demand::WorkRole;
use zhunru::pack::{Modality, Pack, Presumption};
use zhunru::procedure::BodyLevel;
use zhunru::vocabulary::{FactKind, Value};

use super::case::Case;
use super::inheritance;
use super::reads::Reads;
use super::stated::code;
use super::stock;

/// The ranks of statutes ("statute: law, administrative or local regulation").
pub(super) const STATUTES: [&str; 3] = ["law", "administrative_regulation", "local_regulation"];

/// The ranks of central documents ("central: central party or central joint document").
pub(super) const CENTRAL: [&str; 2] = ["central_party_document", "central_joint_document"];

/// The ranks of which a basis must be given for this fact to count.
pub(super) fn ranks(path: &str) -> Option<&'static [&'static str]> {
    match path {
        "mechanism.statutorily_required" | "signboard.statutorily_required" => Some(&STATUTES),
        "mechanism.centrally_required" => Some(&CENTRAL),
        _ => None,
    }
}

/// The condition that a basis has one of these ranks.
pub(super) fn of_rank(ranks: &[&str]) -> EntryCondition {
    EntryCondition::Field {
        field: 0,
        test: Test::OneOf(
            ranks
                .iter()
                .map(|rank| Value::Code((*rank).into()))
                .collect(),
        ),
    }
}

/// Adds what the rules and lists of a pack that bear on the demand read, directly or through facts
/// that follow from others.
pub(super) fn read_pack(case: &Case<'_>, pack: &Pack, reads: &mut Reads) {
    for (_, rule) in case.rules.iter().filter(|(of, _)| of.id == pack.id) {
        reads.condition(&rule.when);
        reads.condition(&rule.unless);
        if let Some(condition) = &rule.met_when {
            reads.condition(condition);
        }
        if matches!(
            rule.modality,
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden
        ) && let Some(procedure) = &rule.procedure
        {
            reads.procedure(procedure.clone());
        }
    }
    for (_, list) in case.lists.iter().filter(|(of, _)| of.id == pack.id) {
        if list.kind.effect() == ListEffect::Informs {
            continue;
        }
        let own = ListReference {
            pack: pack.id.clone(),
            list: list.id.clone(),
        };
        reads.list(inheritance::root(case, &own));
        reads.list(own);
        if list.kind.effect() == ListEffect::GrantsOwnActs {
            let kinds = [OrganKind::VillageOrganisation, OrganKind::VillagersAssembly];
            let own = Test::OneOf(kinds.map(code).to_vec());
            reads
                .facts
                .entry("issuer.kind".into())
                .or_default()
                .push(own);
        }
        if list.kind.effect() == ListEffect::ForbidsResponsibility && case.has("work.role") {
            let responsible = Test::OneOf(vec![code(WorkRole::Responsible)]);
            reads
                .facts
                .entry("work.role".into())
                .or_default()
                .push(responsible);
        }
    }
    follow(case, reads);
}

/// Adds what is read through facts that follow from others.
fn follow(case: &Case<'_>, reads: &mut Reads) {
    for list in std::mem::take(&mut reads.lists) {
        for one in inheritance::read(case, &list) {
            reads.list(one);
        }
    }
    if let Some(item) = case.item_path()
        && !reads.lists.is_empty()
    {
        reads.fact(item);
    }
    if reads.procedures.iter().any(|procedure| {
        let steps = &case.procedure(&procedure.pack, &procedure.procedure).steps;
        let mut bodies = steps.iter().flat_map(|step| step.by.iter().flatten());
        bodies.any(|body| body.level == BodyLevel::Issuer)
    }) {
        reads.fact("issuer.level");
    }
    for list in reads.entries.keys().cloned().collect::<Vec<_>>() {
        // What an added entry is on is the membership of the demand that adds it.
        for of in stock::looked_up(case, reads, &list) {
            if stock::adding(case, &list).contains(&case.demand) {
                reads.list(of);
            }
        }
        for path in stock::facts_added(case, reads, &list) {
            if case.has(path) {
                reads.fact(path);
            }
            if let Some(ranks) = ranks(path) {
                reads.predicate(&"basis".into(), &of_rank(ranks), 1);
            }
        }
    }
    // A count of boards that no statute demands reads the bases of those who demand more.
    let by_statute = "signboard.statutorily_required";
    if !reads
        .field_tests("village.signboards", stock::BY_STATUTE)
        .is_empty()
        && let Some(ranks) = ranks(by_statute)
    {
        reads.predicate(&"basis".into(), &of_rank(ranks), 1);
    }
    for path in reads.facts.keys().cloned().collect::<Vec<_>>() {
        if let Some(ranks) = ranks(&path) {
            reads.predicate(&"basis".into(), &of_rank(ranks), 1);
        }
    }
    // "`signboard.sponsor_level` is `issuer.level` when absent."
    if let Some(tests) = reads.facts.get("signboard.sponsor_level").cloned()
        && case.known("signboard.sponsor_level").is_none()
    {
        reads
            .facts
            .entry("issuer.level".into())
            .or_default()
            .extend(tests);
    }
}

impl Case<'_> {
    /// Whether demands of this type have such a fact.
    pub(super) fn has(&self, path: &str) -> bool {
        self.vocabulary
            .get(path)
            .is_some_and(|fact| fact.on.contains(self.kind))
    }
}

/// "A fact is presumed only when every applying pack with a rule that reads it declares the same
/// value (a parent's declaration counts for its children) … otherwise it is unknown for all."
pub(super) fn presumed(case: &Case<'_>) -> BTreeMap<SmolStr, Value> {
    let mut declared: Vec<SmolStr> = case
        .packs
        .iter()
        .flat_map(|pack| pack.presumptions.iter())
        .map(|presumption| presumption.fact.clone())
        .collect();
    declared.sort();
    declared.dedup();
    let mut presumed = BTreeMap::new();
    for fact in declared {
        let readers: Vec<&&Pack> = case
            .packs
            .iter()
            .filter(|pack| {
                let mut reads = Reads::default();
                read_pack(case, pack, &mut reads);
                reads_fact(&reads, case, &fact)
            })
            .collect();
        let values: Option<Vec<Value>> = readers
            .iter()
            .map(|pack| declaration(case, pack, &fact).map(|presumption| presumption.value.clone()))
            .collect();
        if let Some(values) = values
            && let Some(first) = values.first()
            && values.iter().all(|value| value == first)
        {
            presumed.insert(fact, first.clone());
        }
    }
    presumed
}

fn reads_fact(reads: &Reads, case: &Case<'_>, fact: &str) -> bool {
    match case.vocabulary.get(fact).map(|fact| &fact.kind) {
        Some(FactKind::Approvals) => !reads.procedures.is_empty(),
        Some(FactKind::List { .. }) => reads.entries.contains_key(fact),
        _ => reads.facts.contains_key(fact),
    }
}

/// The pack's own declaration, or that of a pack from which it inherits.
fn declaration<'a>(case: &Case<'a>, pack: &'a Pack, fact: &str) -> Option<&'a Presumption> {
    let own = pack
        .presumptions
        .iter()
        .find(|presumption| presumption.fact == fact && presumption.on.contains(case.kind));
    own.or_else(|| {
        pack.parents
            .iter()
            .filter_map(|parent| case.packs.iter().find(|known| known.id == *parent))
            .find_map(|parent| declaration(case, parent, fact))
    })
}
