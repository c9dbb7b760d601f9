//! One demand with everything that bears on it.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::Value as Json;
use smol_str::SmolStr;
use zhunru::condition::ListReference;
use zhunru::list::ItemList;
use zhunru::model::{DemandType, Interval, Proposal};
use zhunru::pack::{Pack, Regulation, Rule, Source};
use zhunru::procedure::Procedure;
use zhunru::vocabulary::{Fact, FactKind, ItemName, Value, Vocabulary};

use super::base::{Base, bases};
use super::membership::{Standing, fronts, without_place};
use super::presumption::presumed;
use super::reads::Reads;
use super::settle::{Settled, settle};
use super::stated::{stated, statement};
use super::world::World;
use super::{LIMIT, inheritance, presumption};

/// A demand, the rules and lists that bear on it, and its unknown base facts.
pub struct Case<'a> {
    pub(super) packs: Vec<&'a Pack>,
    pub(super) proposal: &'a Proposal,
    pub(super) json: Json,
    pub(super) demand: usize,
    pub(super) kind: DemandType,
    pub(super) date: NaiveDate,
    pub(super) vocabulary: BTreeMap<SmolStr, Fact>,
    /// The rules in force that bear on the demand.
    pub(super) rules: Vec<(&'a Pack, &'a Rule)>,
    /// The lists in force that bear on it, each of which acts as a rule.
    pub(super) lists: Vec<(&'a Pack, &'a ItemList)>,
    /// The packs and ids of the limits that bear on it.
    pub(super) limits: Vec<(&'a Pack, &'a str)>,
    pub(super) reads: Reads,
    /// The facts whose values are told apart by more than the tests on them.
    pub(super) special: BTreeSet<SmolStr>,
    pub(super) presumed: BTreeMap<SmolStr, Value>,
    pub(super) bases: Vec<Base>,
    /// The names that may stand in front of an item's.
    pub(super) fronts: Vec<String>,
    /// Where items stand to lists, once it was worked out.
    pub(super) standings: RefCell<BTreeMap<(ListReference, String), Standing>>,
    /// What is known, looked up once: a completion asks for it again and again.
    facts: BTreeMap<SmolStr, Option<Value>>,
    given: BTreeMap<SmolStr, Option<Entries>>,
}

const NO: Json = Json::Bool(false);

/// The entries of a list, each with its fields; a field that is absent is unknown.
pub(super) type Entries = Vec<Vec<Option<Value>>>;

impl<'a> Case<'a> {
    /// Gathers what bears on a demand.
    pub fn new(
        packs: &[&'a Pack],
        proposal: &'a Proposal,
        demand: usize,
        date: NaiveDate,
    ) -> Case<'a> {
        let kind = proposal.demands[demand].demand_type();
        let mut case = Case {
            packs: packs.to_vec(),
            proposal,
            json: serde_json::to_value(proposal).unwrap(),
            demand,
            kind,
            date,
            vocabulary: vocabulary(packs),
            rules: Vec::new(),
            lists: Vec::new(),
            limits: Vec::new(),
            reads: Reads::default(),
            special: BTreeSet::new(),
            presumed: BTreeMap::new(),
            bases: Vec::new(),
            fronts: fronts(proposal),
            standings: RefCell::default(),
            facts: BTreeMap::new(),
            given: BTreeMap::new(),
        };
        for pack in packs {
            let in_force =
                |interval: &Interval, source: &Source| binds(pack, interval, source, date);
            case.rules.extend(
                pack.rules
                    .iter()
                    .filter(|rule| rule.on.contains(kind) && in_force(&rule.in_force, &rule.source))
                    .map(|rule| (*pack, rule)),
            );
            case.lists.extend(
                pack.lists
                    .iter()
                    .filter(|list| list.on.contains(kind) && in_force(&list.in_force, &list.source))
                    .map(|list| (*pack, list)),
            );
            for regulation in &pack.regulates {
                if let Regulation::Limits { id, on, source, .. } = regulation
                    && on.contains(kind)
                    && in_force(&Interval::default(), source)
                {
                    case.limits.push((*pack, id.as_str()));
                }
            }
        }
        let lists = std::mem::take(&mut case.lists);
        let kept = lists.into_iter();
        case.lists = kept
            .filter(|(pack, list)| !inheritance::is_replaced(&case, pack, list))
            .collect();
        case.look_up();
        case.presumed = presumed(&case);
        case.look_up();
        let mut reads = Reads::default();
        for pack in packs {
            presumption::read_pack(&case, pack, &mut reads);
        }
        case.reads = reads;
        case.special = super::base::special(&case);
        case.bases = bases(&case);
        case
    }

    /// The paths of the unknown base facts.
    pub fn paths(&self) -> Vec<&str> {
        self.bases.iter().map(|base| base.path.as_str()).collect()
    }

    /// The unknown base facts.
    pub fn bases(&self) -> &[Base] {
        &self.bases
    }

    /// Decides one completion: the number of the chosen value for each base fact.
    pub fn settle(&self, completion: &[usize]) -> Settled {
        settle(&World::new(self, completion))
    }

    /// Every completion, unless there are too many.
    pub(super) fn enumerate(&self) -> Option<Vec<Vec<usize>>> {
        let mut all: Vec<Vec<usize>> = vec![Vec::new()];
        for base in &self.bases {
            if all.len() * base.domain.len() > LIMIT {
                return None;
            }
            all = all
                .iter()
                .flat_map(|start| {
                    (0..base.domain.len()).map(|choice| {
                        let mut longer = start.clone();
                        longer.push(choice);
                        longer
                    })
                })
                .collect();
        }
        Some(all)
    }

    /// Looks up what is known of every fact.
    fn look_up(&mut self) {
        let mut facts = BTreeMap::new();
        let mut given = BTreeMap::new();
        for (path, fact) in &self.vocabulary {
            match fact.kind {
                FactKind::List { .. } => {
                    given.insert(path.clone(), self.look_up_entries(self.demand, path));
                }
                _ => {
                    let known = stated(self.proposal, &self.json, self.demand, fact)
                        .or_else(|| self.presumed.get(path).cloned())
                        .map(|value| without_place(self, value));
                    facts.insert(path.clone(), known);
                }
            }
        }
        self.facts = facts;
        self.given = given;
    }

    /// What is known of a single fact of this demand: stated, or presumed while unknown.
    pub(super) fn known(&self, path: &str) -> Option<&Value> {
        self.facts.get(path)?.as_ref()
    }

    /// The entries of a list that the proposal gives, or that is presumed empty.
    pub(super) fn entries(&self, path: &str) -> Option<&Entries> {
        self.given[path].as_ref()
    }

    /// The same for some demand of the proposal.
    pub(super) fn entries_of(&self, demand: usize, path: &str) -> Option<Entries> {
        match self.replaces(demand, path) == self.replaces(self.demand, path)
            && (demand == self.demand || !self.replaces(demand, path))
        {
            true => self.entries(path).cloned(),
            false => self.look_up_entries(demand, path),
        }
    }

    /// Whether a demand has a list of its own in place of the header's.
    fn replaces(&self, demand: usize, path: &str) -> bool {
        !path.contains('.') && self.json["demands"][demand].get(path).is_some()
    }

    /// The path by which a list of some demand of the proposal is asked for; the header's is that of
    /// the first demand that has none of its own, where this demand has one.
    pub(super) fn list_path(&self, demand: usize, list: &str) -> String {
        match (self.replaces(demand, list), demand == self.demand) {
            (true, false) => format!("demands[{demand}].{list}"),
            (false, false) if self.replaces(self.demand, list) => {
                let mut demands = 0..self.proposal.demands.len();
                let first = demands.find(|other| !self.replaces(*other, list));
                format!("demands[{}].{list}", first.unwrap())
            }
            _ => list.to_owned(),
        }
    }

    /// What is known of a single fact of some demand of the proposal.
    pub(super) fn known_of(&self, demand: usize, path: &str) -> Option<Value> {
        if demand == self.demand {
            return self.known(path).cloned();
        }
        stated(self.proposal, &self.json, demand, &self.vocabulary[path])
            .map(|value| without_place(self, value))
    }

    fn look_up_entries(&self, demand: usize, path: &str) -> Option<Entries> {
        let FactKind::List { fields, .. } = &self.vocabulary[path].kind else {
            panic!("`{path}` is no list");
        };
        let own = &self.json["demands"][demand];
        let found = match path.split_once('.') {
            // A demand's own bases stand instead of the header's.
            None => own.get(path).or_else(|| self.json.get(path)),
            Some(("village", field)) => self.json.get("village").and_then(|at| at.get(field)),
            Some((_, field)) => own.get(field),
        };
        let Some(found) = found else {
            let is_presumed = demand == self.demand && self.presumed.contains_key(path);
            return is_presumed.then(Vec::new);
        };
        let entries = found.as_array().unwrap().iter().map(|entry| {
            fields
                .iter()
                .map(|field| {
                    let json = match field.name.as_str() {
                        "" => Some(entry),
                        "deployment" if path == "basis" => {
                            return entry
                                .get("deployment")
                                .map_or_else(|| self.is_deployment(entry), Json::as_bool)
                                .map(Value::Boolean);
                        }
                        // What hangs is not asked for its reason again.
                        "statutorily_required" => entry.get("statutorily_required").or(Some(&NO)),
                        name => entry.get(name),
                    }?;
                    let value = field_value(&field.kind, field.allows_none, json);
                    Some(without_place(self, value))
                })
                .collect()
        });
        Some(entries.collect())
    }

    /// Whether a basis is the document of an act on record, by its number: only a document below
    /// rules can be one.
    fn is_deployment(&self, basis: &Json) -> Option<bool> {
        let rank = basis.get("rank").and_then(Json::as_str);
        if !rank.is_none_or(|rank| ["normative_document", "policy_document"].contains(&rank)) {
            return Some(false);
        }
        let Some(number) = basis.get("number").filter(|number| *number != "none") else {
            return Some(false);
        };
        let acts = self.json.get("approvals")?.as_array().unwrap();
        let same = acts.iter().any(|act| act.get("number") == Some(number));
        let open = acts.iter().any(|act| act.get("number").is_none());
        (same || !open).then_some(same)
    }

    /// Whether the acts on record are given, or presumed to be none.
    pub(super) fn approvals_given(&self) -> bool {
        self.proposal.approvals.is_some() || self.presumed.contains_key("approvals")
    }

    /// What is stated of the membership in a list, for some demand of the proposal.
    pub(super) fn statement_of(&self, demand: usize, list: &ListReference) -> Option<bool> {
        statement(self.proposal, demand, &list.pack, &list.list)
    }

    /// A list of a pack that applies.
    pub(super) fn list(&self, list: &ListReference) -> Option<&'a ItemList> {
        let pack = self.packs.iter().find(|pack| pack.id == list.pack)?;
        pack.lists.iter().find(|known| known.id == list.list)
    }

    /// A procedure of a pack that applies.
    pub(super) fn procedure(&self, pack: &str, procedure: &str) -> &'a Procedure {
        let pack = self.packs.iter().find(|known| known.id == pack).unwrap();
        let found = pack.procedures.iter().find(|known| known.id == procedure);
        found.unwrap()
    }

    /// The path of the fact by which such a demand names its item.
    pub(super) fn item_path(&self) -> Option<&'static str> {
        self.item_path_of(self.demand)
    }

    /// The same for some demand of the proposal.
    pub(super) fn item_path_of(&self, demand: usize) -> Option<&'static str> {
        use DemandType as D;
        Some(match self.proposal.demands[demand].demand_type() {
            D::Work => "work.item",
            D::DataRequest => "data_request.item",
            D::Mechanism | D::DedicatedPost => "mechanism.name",
            D::Signboard => "signboard.name",
            D::Certificate | D::CertificateRequest => "certificate.item",
            D::OneVoteVeto | D::ResponsibilityLetter => "accountability.item",
            D::DigitalTool | D::ChatGroup => "digital_tool.name",
            D::Document => "document.title",
            D::Meeting => "meeting.title",
            D::SealUse => "seal.purpose",
            D::Assessment | D::Inspection => return None,
        })
    }
}

/// "Only the date of decision picks packs, rules, list entries and approvals; intervals include
/// both ends; a document binds from its own date."
pub(super) fn binds(pack: &Pack, interval: &Interval, source: &Source, date: NaiveDate) -> bool {
    let document = &pack.documents[&source.document];
    pack.in_force.contains(date)
        && interval.contains(date)
        && document.date.is_none_or(|from| from <= date)
}

fn vocabulary(packs: &[&Pack]) -> BTreeMap<SmolStr, Fact> {
    let mut facts: BTreeMap<SmolStr, Fact> = Vocabulary::built_in()
        .facts()
        .map(|fact| (fact.path.clone(), fact.clone()))
        .collect();
    for pack in packs {
        for fact in &pack.facts {
            facts.insert(fact.path.clone(), fact.clone());
        }
        if let FactKind::Enumeration { values, .. } =
            &mut facts.get_mut("work.matter").unwrap().kind
        {
            for matter in &pack.matters {
                if values.iter().all(|value| value.code != matter.code) {
                    values.push(matter.clone());
                }
            }
        }
    }
    facts
}

fn field_value(kind: &FactKind, allows_none: bool, json: &Json) -> Value {
    if allows_none && json == "none" {
        return Value::None;
    }
    match kind {
        FactKind::Boolean => Value::Boolean(json.as_bool().unwrap()),
        FactKind::Enumeration { .. } => Value::Code(json.as_str().unwrap().into()),
        FactKind::Text => Value::Text(json.as_str().unwrap().into()),
        FactKind::Item => Value::Item(ItemName::new(json.as_str().unwrap())),
        other => panic!("no field of an entry is a {}", other.name()),
    }
}
