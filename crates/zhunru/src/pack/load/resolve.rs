//! From a draft to the finished pack: names are looked up, conditions typed, the whole is checked.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use indexmap::IndexMap;
use smol_str::SmolStr;

use super::case_reading::CasesDraft;
use super::draft::Draft;
use super::lists::{ListDraft, ListPlaces};
use super::rules::RuleDraft;
use super::scope::Interface;
pub(super) use super::scope::Scope;
use super::sink::{Located, Place, Sink};
use super::{definitions, ids, presume};
use crate::condition::{Condition, ListReference, ProcedureReference};
use crate::diagnostic::{Code, quoted};
use crate::list::ItemList;
use crate::model::Interval;
use crate::pack::{Document, Pack, Presumption, Rule, Source, natural_order};
use crate::procedure::Procedure;
use crate::vocabulary::Vocabulary;

/// A pack with its names looked up, and where its parts stand, for the checks of the whole.
pub(crate) struct Resolved {
    pub(crate) pack: Pack,
    /// Where the id of each rule stands, by rule id.
    pub(crate) rules: BTreeMap<SmolStr, RulePlaces>,
    /// The rules that rules yield to, of all rules, those whose ids are taken twice included.
    pub(crate) yields_to: Vec<Located<SmolStr>>,
    /// Where the id of each list stands, by list id.
    pub(crate) lists: BTreeMap<SmolStr, Place>,
    /// Where the parts of each list stand, by list id.
    pub(crate) list_places: BTreeMap<SmolStr, ListPlaces>,
    /// The lists of parents that lists of this pack inherit, by the id of the latter.
    pub(crate) inherited: BTreeMap<SmolStr, ItemList>,
    /// The procedures that amendments of lists must have passed, by list id.
    pub(crate) amended_by: BTreeMap<SmolStr, Procedure>,
    /// Where each presumption names its fact.
    pub(crate) presumptions: Vec<Place>,
    /// The facts that the pack may read.
    pub(crate) vocabulary: Vocabulary,
}

/// Where the parts of a rule stand.
pub(crate) struct RulePlaces {
    pub(crate) id: Place,
    pub(crate) unless: Option<Place>,
}

/// Looks up what the draft names. Faults are noted; what they leave open is filled with something
/// harmless, since a pack with an error is never given out.
pub(super) fn resolve(
    draft: &Draft,
    cases: CasesDraft,
    packs: &BTreeMap<SmolStr, Interface<'_>>,
    sink: &Sink,
) -> Option<Resolved> {
    let mut scope = Scope::new(draft, packs, sink);
    definitions::resolve(&draft.manifest.definitions, &mut scope, sink);
    check_sources(draft, sink);
    ids::check(draft, sink);
    let own = draft.manifest.in_force;
    let presumptions: Vec<(Presumption, Place)> = draft
        .manifest
        .presumptions
        .iter()
        .filter_map(|one| Some((presume::resolve(one, &scope, sink)?, one.fact.place.clone())))
        .collect();
    let mut places = BTreeMap::new();
    let mut rules: Vec<Rule> = Vec::new();
    for one in &draft.rules {
        let (rule, place) = rule(one, own, &scope, sink);
        places.insert(rule.id.clone(), place);
        rules.push(rule);
    }
    rules.sort_by(|a, b| natural_order(&a.id, &b.id));
    let mut lists = Vec::new();
    let mut inherited = BTreeMap::new();
    let mut amended_by = BTreeMap::new();
    for one in &draft.lists {
        let mut list = one.list.clone();
        list.in_force = within(one.in_force.as_ref(), own, sink);
        if let Some((reference, parent)) = parent_list(one, &scope, packs, sink) {
            list.inherits = Some(reference);
            inherited.insert(list.id.clone(), parent.clone());
        }
        if let Some((reference, procedure)) = procedure_of(one, &scope, packs, sink) {
            list.amended_by = Some(reference);
            amended_by.insert(list.id.clone(), procedure.clone());
        }
        lists.push(list);
    }
    lists.sort_by(|a, b| natural_order(&a.id, &b.id));
    let mut procedures: Vec<_> = draft
        .procedures
        .iter()
        .map(|one| one.procedure.clone())
        .collect();
    procedures.sort_by(|a, b| natural_order(&a.id, &b.id));
    let cases = cases.resolve(scope.case_names, sink);
    let manifest = &draft.manifest;
    let (presumptions, presumption_places) = presumptions.into_iter().unzip();
    let mut documents: Vec<Document> = manifest.documents.values().cloned().collect();
    documents.sort_by(|a, b| natural_order(&a.id, &b.id));
    let pack = Pack {
        id: manifest.id.value.clone(),
        version: manifest.version.clone(),
        title: manifest.title.clone(),
        note: manifest.note.clone(),
        place: manifest.place.clone()?,
        in_force: own,
        parents: manifest
            .parents
            .iter()
            .map(|parent| parent.value.clone())
            .collect(),
        documents: documents
            .into_iter()
            .map(|document| (document.id.clone(), document))
            .collect::<IndexMap<_, _>>(),
        regulates: manifest
            .regulates
            .iter()
            .map(|one| one.value.clone())
            .collect(),
        facts: draft
            .declared
            .facts
            .iter()
            .map(|fact| fact.value.clone())
            .collect(),
        matters: draft
            .declared
            .matters
            .iter()
            .map(|matter| matter.value.clone())
            .collect(),
        presumptions,
        rules,
        lists,
        procedures,
        calendar: draft.calendar.as_ref().map(|one| one.calendar.clone()),
        cases,
        digest: OnceLock::new(),
    };
    let list_places = draft
        .lists
        .iter()
        .map(|one| (one.list.id.clone(), one.place.clone()));
    let yields_to = draft.rules.iter().flat_map(|rule| &rule.yields_to).cloned();
    let parts = draft.lists.iter();
    let parts = parts.map(|one| (one.list.id.clone(), one.places.clone()));
    Some(Resolved {
        pack,
        rules: places,
        yields_to: yields_to.collect(),
        lists: list_places.collect(),
        vocabulary: scope.vocabulary,
        list_places: parts.collect(),
        inherited,
        amended_by,
        presumptions: presumption_places,
    })
}

fn rule(draft: &RuleDraft, own: Interval, scope: &Scope, sink: &Sink) -> (Rule, RulePlaces) {
    let on = draft.rule.on;
    let condition = |text: &Option<_>| {
        let text = text.as_ref()?;
        definitions::typed(text, on, scope, sink)
    };
    let mut rule = draft.rule.clone();
    rule.when = condition(&draft.when).unwrap_or(Condition::Constant(true));
    rule.unless = condition(&draft.unless).unwrap_or(Condition::Constant(false));
    rule.met_when = condition(&draft.met_when);
    rule.procedure = draft.procedure.as_ref().and_then(|procedure| {
        let found = scope.procedures.get(&procedure.value).cloned();
        if found.is_none() {
            unknown("procedure", procedure, scope.procedures.keys(), sink);
        }
        found
    });
    rule.in_force = within(draft.in_force.as_ref(), own, sink);
    let places = RulePlaces {
        id: draft.place.clone(),
        unless: draft.unless.as_ref().map(|text| text.place.clone()),
    };
    (rule, places)
}

/// The list of a parent that a list names as the one that it inherits.
fn parent_list<'p>(
    draft: &ListDraft,
    scope: &Scope,
    packs: &'p BTreeMap<SmolStr, Interface<'_>>,
    sink: &Sink,
) -> Option<(ListReference, &'p ItemList)> {
    let name = draft.inherits.as_ref()?;
    let parents = scope.lists.keys().filter(|name| name.contains('/'));
    let Some(reference) = scope
        .lists
        .get(&name.value)
        .filter(|_| name.value.contains('/'))
    else {
        unknown("list of a parent", name, parents, sink);
        return None;
    };
    let lists = packs.get(&reference.pack)?.lists.iter();
    let found = lists.copied().find(|list| list.id == reference.list)?;
    Some((reference.clone(), found))
}

/// The procedure that a list names for its amendments.
fn procedure_of<'p>(
    draft: &ListDraft,
    scope: &Scope,
    packs: &'p BTreeMap<SmolStr, Interface<'_>>,
    sink: &Sink,
) -> Option<(ProcedureReference, &'p Procedure)> {
    let name = draft.amended_by.as_ref()?;
    let Some(reference) = scope.procedures.get(&name.value) else {
        unknown("procedure", name, scope.procedures.keys(), sink);
        return None;
    };
    let procedures = packs.get(&reference.pack)?.procedures.iter();
    let found = procedures
        .copied()
        .find(|one| one.id == reference.procedure)?;
    Some((reference.clone(), found))
}

/// The days of an interval inside the pack's own.
fn within(interval: Option<&Located<Interval>>, own: Interval, sink: &Sink) -> Interval {
    let Some(interval) = interval else {
        return own;
    };
    let Interval { from, to } = interval.value;
    let early = from.zip(own.from).is_some_and(|(from, own)| from < own);
    let late = to.zip(own.to).is_some_and(|(to, own)| to > own);
    if early || late || !interval.value.overlaps(own) {
        let day = |day: Option<chrono::NaiveDate>| {
            day.map_or_else(|| "…".to_owned(), |day| day.to_string())
        };
        let message = format!(
            "the interval is not inside the pack's own, {} to {}",
            day(own.from),
            day(own.to)
        );
        sink.push(interval.place.error(Code::PackValue, message));
    }
    interval.value.and(own)
}

fn check_sources(draft: &Draft, sink: &Sink) {
    let documents = &draft.manifest.documents;
    let check = |source: &Source, place: &Place| {
        // One that is missing or not a text was told where it was read.
        if !source.document.is_empty() && !documents.contains_key(&source.document) {
            let known = documents.keys().map(|id| id.as_str());
            let message = format!("there is no document {}", quoted(&source.document));
            let fault = place.error(Code::PackUnknownReference, message);
            sink.push(fault.suggest(&source.document, known));
        }
    };
    for one in &draft.rules {
        check(&one.rule.source, &one.source);
    }
    for one in &draft.lists {
        check(&one.list.source, &one.source);
        let versions = one.list.declared_versions.iter().zip(&one.places.versions);
        for (version, place) in versions {
            if let Some(source) = &version.source {
                check(source, place);
            }
        }
    }
    for one in &draft.procedures {
        check(&one.procedure.source, &one.source);
    }
    for (source, place) in draft.calendar.iter().flat_map(|one| &one.sources) {
        check(source, place);
    }
    for one in &draft.manifest.regulates {
        if let crate::pack::Regulation::Limits { source, .. } = &one.value {
            check(source, &one.place);
        }
    }
}

/// Notes that a name refers to nothing.
pub(super) fn unknown<'a>(
    what: &str,
    name: &Located<SmolStr>,
    known: impl Iterator<Item = &'a SmolStr>,
    sink: &Sink,
) {
    let message = format!("there is no {what} {}", quoted(&name.value));
    let fault = name.place.error(Code::PackUnknownReference, message);
    sink.push(fault.suggest(&name.value, known.map(SmolStr::as_str)));
}
