//! Building an engine: the only slow step.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use smol_str::{SmolStr, format_smolstr};

use super::atom::{Atom, ListIndex, ProcedureIndex};
use super::circuit::{Circuit, GateIndex};
use super::compile::{Compiler, Names};
use super::names::ListNames;
use super::rule::{CompiledRule, PackIndex, RuleText};
use super::stock::ListReading;
use super::values::representatives;
use super::{Engine, EngineError};
use crate::condition::{ListReference, ProcedureReference, Test};
use crate::decision::{Citation, RuleId};
use crate::list::{ItemList, ListContent, ListEffect};
use crate::model::demand::WorkRole;
use crate::model::{Coded, DemandTypes, Interval};
use crate::pack::{Modality, Pack, Regulation, Rule, Source, natural_order};
use crate::procedure::Procedure;
use crate::text::LocalText;
use crate::vocabulary::{Fact, FactIndex, FactKind, FactOrigin, FactPlace, Value, Vocabulary};

/// Takes packs and compiles them into an [`Engine`].
#[derive(Clone, Debug, Default)]
pub struct EngineBuilder {
    packs: Vec<Arc<Pack>>,
}

impl EngineBuilder {
    /// Adds a pack.
    #[must_use]
    pub fn pack(mut self, pack: impl Into<Arc<Pack>>) -> Self {
        self.packs.push(pack.into());
        self
    }

    /// Adds packs.
    #[must_use]
    pub fn packs<I>(mut self, packs: I) -> Self
    where
        I: IntoIterator,
        I::Item: Into<Arc<Pack>>,
    {
        self.packs.extend(packs.into_iter().map(Into::into));
        self
    }

    /// Compiles the packs.
    ///
    /// # Errors
    /// When two packs have one id, a parent is not given, or two packs declare one fact with
    /// different types.
    pub fn build(self) -> Result<Engine, EngineError> {
        Compiled::new(self.packs).map(|compiled| Engine {
            inner: Arc::new(compiled),
        })
    }
}

/// A list as the engine holds it.
#[derive(Debug)]
pub(crate) struct CompiledList {
    pub(crate) pack: PackIndex,
    /// Its position among the lists of the pack.
    pub(crate) position: usize,
    pub(crate) names: ListNames,
    /// The fact that states an item's membership.
    pub(crate) membership: FactIndex,
    pub(crate) in_force: Interval,
}

/// Everything that an engine knows.
#[derive(Debug)]
pub(crate) struct Compiled {
    /// By level of the place from the highest, then by id.
    pub(crate) packs: Vec<Arc<Pack>>,
    /// The parents of each pack and theirs, and the pack itself.
    pub(crate) ancestors: Vec<BTreeSet<PackIndex>>,
    pub(crate) vocabulary: Vocabulary,
    pub(crate) circuit: Circuit,
    /// By pack, then in natural order of their ids.
    pub(crate) rules: Vec<CompiledRule>,
    pub(crate) lists: Vec<CompiledList>,
    /// The pack of each procedure and its position there.
    pub(crate) procedures: Vec<(PackIndex, usize)>,
    pub(crate) readings: Vec<ListReading>,
    /// Values that stand for all values of each fact.
    pub(crate) values: Vec<Vec<Value>>,
    /// The tests that the atoms make of each fact.
    pub(crate) tests: Vec<Vec<Test>>,
}

impl Compiled {
    pub(crate) fn list(&self, list: ListIndex) -> Option<&ItemList> {
        let list = self.lists.get(list)?;
        self.packs.get(list.pack)?.lists.get(list.position)
    }

    pub(crate) fn procedure(&self, procedure: ProcedureIndex) -> Option<&Procedure> {
        let (pack, position) = self.procedures.get(procedure)?;
        self.packs.get(*pack)?.procedures.get(*position)
    }

    fn new(mut packs: Vec<Arc<Pack>>) -> Result<Compiled, EngineError> {
        packs.sort_by(|left, right| {
            let level = right.place.level.cmp(&left.place.level);
            level.then_with(|| natural_order(&left.id, &right.id))
        });
        if let Some([first, _]) = packs
            .windows(2)
            .find(|pair| matches!(pair, [first, second] if first.id == second.id))
        {
            return Err(EngineError::DuplicatePack {
                id: first.id.to_string(),
            });
        }
        // Ids of packs of different levels may coincide too.
        let mut seen = BTreeSet::new();
        if let Some(pack) = packs.iter().find(|pack| !seen.insert(pack.id.clone())) {
            return Err(EngineError::DuplicatePack {
                id: pack.id.to_string(),
            });
        }
        let ancestors = ancestors(&packs)?;
        let mut vocabulary = vocabulary(&packs)?;

        let mut lists = Vec::new();
        let mut list_numbers = HashMap::new();
        let mut memberships = Vec::new();
        let mut procedures = Vec::new();
        let mut procedure_numbers = HashMap::new();
        for (number, pack) in packs.iter().enumerate() {
            for (position, list) in pack.lists.iter().enumerate() {
                let membership = declare_membership(&mut vocabulary, pack, list)?;
                let reference = ListReference {
                    pack: pack.id.clone(),
                    list: list.id.clone(),
                };
                list_numbers.insert(reference, lists.len());
                memberships.push(membership);
                lists.push(CompiledList {
                    pack: number,
                    position,
                    names: match &list.content {
                        ListContent::Loaded(entries) => ListNames::new(entries),
                        ListContent::NotLoaded(_) => ListNames::default(),
                    },
                    membership,
                    in_force: common(pack.in_force, list.in_force),
                });
            }
            for (position, procedure) in pack.procedures.iter().enumerate() {
                let reference = ProcedureReference {
                    pack: pack.id.clone(),
                    procedure: procedure.id.clone(),
                };
                procedure_numbers.insert(reference, procedures.len());
                procedures.push((number, position));
            }
        }

        let mut circuit = Circuit::default();
        let mut rules = Vec::new();
        for (number, pack) in packs.iter().enumerate() {
            let names = Names {
                vocabulary: &vocabulary,
                lists: &list_numbers,
                procedures: &procedure_numbers,
                memberships: &memberships,
            };
            let mut compiler = Compiler {
                names,
                circuit: &mut circuit,
                reads: BTreeSet::new(),
            };
            rules.extend(PackRules { number, pack }.compile(&mut compiler)?);
        }
        rules.sort_by(|left, right| {
            left.pack
                .cmp(&right.pack)
                .then_with(|| natural_order(&left.id.rule, &right.id.rule))
        });

        let readings = ListReading::of_atoms(circuit.atoms(), &vocabulary);
        let mut tests: Vec<Vec<Test>> = vec![Vec::new(); vocabulary.facts().len()];
        for atom in circuit.atoms() {
            if let Atom::Fact { fact, test } = atom
                && let Some(tests) = tests.get_mut(*fact)
            {
                tests.push(test.clone());
            }
        }
        let values = vocabulary
            .facts()
            .zip(&tests)
            .map(|(fact, tests)| {
                let tests: Vec<&Test> = tests.iter().collect();
                representatives(&fact.kind, fact.allows_none, &tests)
            })
            .collect();
        Ok(Compiled {
            packs,
            ancestors,
            vocabulary,
            circuit,
            rules,
            lists,
            procedures,
            readings,
            values,
            tests,
        })
    }
}

/// The rules of one pack: those it states, and those that its lists and limits make.
struct PackRules<'a> {
    number: PackIndex,
    pack: &'a Pack,
}

impl PackRules<'_> {
    fn compile(&self, compiler: &mut Compiler<'_>) -> Result<Vec<CompiledRule>, EngineError> {
        let mut rules = Vec::new();
        let mut stated: HashMap<&str, (GateIndex, GateIndex, BTreeSet<FactIndex>)> = HashMap::new();
        for rule in &self.pack.rules {
            compiler.reads.clear();
            let when = compiler.condition(&rule.when)?;
            let unless = compiler.condition(&rule.unless)?;
            stated.insert(
                &rule.id,
                (when, unless, std::mem::take(&mut compiler.reads)),
            );
        }
        for rule in &self.pack.rules {
            rules.push(self.stated(rule, &stated, compiler)?);
        }
        for (position, list) in self.pack.lists.iter().enumerate() {
            rules.extend(self.of_list(position, list, compiler)?);
        }
        for regulation in &self.pack.regulates {
            if let Regulation::Limits {
                id,
                on,
                source,
                message,
            } = regulation
            {
                compiler.reads.clear();
                let when = compiler.circuit.constant(true);
                let text = RuleText {
                    title: message.clone(),
                    message: message.clone(),
                    remedy: None,
                    source: self.citation(source),
                    note: None,
                };
                rules.push(self.rule(id, *on, Modality::Permitted, when, compiler, text));
            }
        }
        Ok(rules)
    }

    fn stated(
        &self,
        rule: &Rule,
        stated: &HashMap<&str, (GateIndex, GateIndex, BTreeSet<FactIndex>)>,
        compiler: &mut Compiler<'_>,
    ) -> Result<CompiledRule, EngineError> {
        let missing = || EngineError::UnknownName {
            name: rule.id.to_string(),
        };
        let (when, unless, reads) = stated.get(rule.id.as_str()).ok_or_else(missing)?;
        compiler.reads = reads.clone();
        let mut exceptions = vec![*unless];
        for special in &rule.yields_to {
            exceptions.push(self.applies(special, stated, compiler, 0)?);
        }
        let exception = compiler.circuit.or(exceptions);
        let met = rule
            .met_when
            .as_ref()
            .map(|met| compiler.condition(met))
            .transpose()?;
        let procedure = rule
            .procedure
            .as_ref()
            .map(|reference| compiler.procedure(reference))
            .transpose()?;
        let text = RuleText {
            title: rule.title.clone(),
            message: rule.message.clone(),
            remedy: rule.remedy.clone(),
            source: self.citation(&rule.source),
            note: rule.note.clone(),
        };
        let compiled = self.rule(&rule.id, rule.on, rule.modality, *when, compiler, text);
        Ok(CompiledRule {
            in_force: common(self.pack.in_force, rule.in_force),
            exception,
            procedure,
            due: rule.due,
            met,
            ..compiled
        })
    }

    /// The gate that a special rule of the pack is in force, applies, and is not lifted itself.
    fn applies(
        &self,
        id: &str,
        stated: &HashMap<&str, (GateIndex, GateIndex, BTreeSet<FactIndex>)>,
        compiler: &mut Compiler<'_>,
        depth: usize,
    ) -> Result<GateIndex, EngineError> {
        let missing = || EngineError::UnknownName {
            name: format!("{}/{id}", self.pack.id),
        };
        // The check of packs refuses circles, so a chain is never longer than the rules.
        if depth > self.pack.rules.len() {
            return Err(missing());
        }
        let rule = self
            .pack
            .rules
            .iter()
            .find(|rule| rule.id == id)
            .ok_or_else(missing)?;
        let (when, unless, reads) = stated.get(id).ok_or_else(missing)?;
        compiler.reads.extend(reads);
        let mut exceptions = vec![*unless];
        for special in &rule.yields_to {
            exceptions.push(self.applies(special, stated, compiler, depth + 1)?);
        }
        let lifted = compiler.circuit.or(exceptions);
        let stands = compiler.circuit.not(lifted);
        let in_force = compiler.circuit.read(Atom::InForce(rule.in_force));
        Ok(compiler.circuit.and([in_force, *when, stands]))
    }

    fn of_list(
        &self,
        position: usize,
        list: &ItemList,
        compiler: &mut Compiler<'_>,
    ) -> Result<Vec<CompiledRule>, EngineError> {
        let reference = ListReference {
            pack: self.pack.id.clone(),
            list: list.id.clone(),
        };
        let number = compiler
            .names
            .lists
            .get(&reference)
            .copied()
            .ok_or_else(|| EngineError::UnknownName {
                name: list.id.to_string(),
            })?;
        debug_assert_eq!(
            self.pack.lists.get(position).map(|list| &list.id),
            Some(&list.id)
        );
        compiler.reads.clear();
        let listed = compiler.listed(number);
        let effect = list.kind.effect();
        let mut made: Vec<(Modality, GateIndex)> = Vec::new();
        match effect {
            ListEffect::Grants => made.push((Modality::Permitted, listed)),
            ListEffect::Forbids => made.push((Modality::Forbidden, listed)),
            ListEffect::ForbidsResponsibility => {
                let responsible = crate::condition::Condition::Fact {
                    path: SmolStr::new_static("work.role"),
                    test: Test::OneOf(vec![Value::Code(WorkRole::Responsible.code().into())]),
                };
                let responsible = compiler.condition(&responsible)?;
                made.push((
                    Modality::Forbidden,
                    compiler.circuit.and([listed, responsible]),
                ));
            }
            ListEffect::GrantsAndForbidsOthers => {
                let off = compiler.circuit.not(listed);
                made.push((Modality::Forbidden, off));
                made.push((Modality::Permitted, listed));
            }
            ListEffect::Informs => {}
        }
        let rules = made.into_iter().map(|(modality, when)| {
            let text = RuleText {
                title: list.title.clone(),
                message: list
                    .message
                    .clone()
                    .unwrap_or_else(|| list_message(list, modality)),
                remedy: list.remedy.clone(),
                source: self.citation(&list.source),
                note: list.note.clone(),
            };
            let compiled = self.rule(&list.id, list.on, modality, when, compiler, text);
            CompiledRule {
                in_force: common(self.pack.in_force, list.in_force),
                list: Some(number),
                ..compiled
            }
        });
        Ok(rules.collect())
    }

    /// A rule without exception, in force as long as the pack.
    fn rule(
        &self,
        id: &SmolStr,
        on: DemandTypes,
        modality: Modality,
        when: GateIndex,
        compiler: &mut Compiler<'_>,
        text: RuleText,
    ) -> CompiledRule {
        CompiledRule {
            id: RuleId {
                pack: self.pack.id.clone(),
                rule: id.clone(),
            },
            pack: self.number,
            on,
            modality,
            in_force: self.pack.in_force,
            when,
            exception: compiler.circuit.constant(false),
            procedure: None,
            due: None,
            met: None,
            list: None,
            reads: compiler.reads.iter().copied().collect(),
            text: Arc::new(text),
        }
    }

    fn citation(&self, source: &Source) -> Citation {
        match self.pack.documents.get(&source.document) {
            Some(document) => Citation {
                document: document.title.clone(),
                number: document.number.clone(),
                clause: source.clause.clone(),
                kind: document.kind,
                in_force_from: document.date,
            },
            // The check of packs refuses unknown documents.
            None => Citation {
                document: LocalText::chinese(source.document.clone()),
                number: None,
                clause: source.clause.clone(),
                kind: crate::pack::SourceKind::Notice,
                in_force_from: None,
            },
        }
    }
}

fn list_message(list: &ItemList, modality: Modality) -> LocalText {
    let (zh, en) = (list.title.zh(), list.title.en().unwrap_or(list.title.zh()));
    match (modality, list.kind.effect()) {
        (Modality::Permitted, _) => LocalText::new(
            format!("该事项在《{zh}》之内"),
            format!("the item is on the list “{en}”"),
        ),
        (_, ListEffect::GrantsAndForbidsOthers) => LocalText::new(
            format!("该事项不在《{zh}》之内,不得开展"),
            format!("the item is not on the list “{en}”, which is barred"),
        ),
        _ => LocalText::new(
            format!("该事项列入《{zh}》,不得交由村级组织办理"),
            format!("the item is on the list “{en}”, which bars it"),
        ),
    }
}

/// The days that lie in both intervals.
fn common(left: Interval, right: Interval) -> Interval {
    let from = left.from.max(right.from);
    let to = match (left.to, right.to) {
        (Some(left), Some(right)) => Some(left.min(right)),
        (left, right) => left.or(right),
    };
    Interval { from, to }
}

fn ancestors(packs: &[Arc<Pack>]) -> Result<Vec<BTreeSet<PackIndex>>, EngineError> {
    let mut all = Vec::with_capacity(packs.len());
    for (number, pack) in packs.iter().enumerate() {
        let mut reached = BTreeSet::from([number]);
        let mut open = vec![pack];
        while let Some(pack) = open.pop() {
            for parent in &pack.parents {
                let position = packs.iter().position(|other| other.id == *parent);
                let position = position.ok_or_else(|| EngineError::MissingParent {
                    pack: pack.id.to_string(),
                    parent: parent.to_string(),
                })?;
                if reached.insert(position) {
                    open.extend(packs.get(position));
                }
            }
        }
        all.push(reached);
    }
    Ok(all)
}

fn vocabulary(packs: &[Arc<Pack>]) -> Result<Vocabulary, EngineError> {
    let mut vocabulary = Vocabulary::built_in();
    for pack in packs {
        for matter in &pack.matters {
            vocabulary.declare_matter(matter.clone());
        }
        for fact in &pack.facts {
            if let Err(known) = vocabulary.declare(fact.clone())
                && (known.kind != fact.kind || known.allows_none != fact.allows_none)
            {
                let first = match &known.origin {
                    FactOrigin::Pack(pack) | FactOrigin::List { pack, .. } => pack.to_string(),
                    FactOrigin::BuiltIn => "zhunru".to_owned(),
                };
                return Err(EngineError::FactConflict {
                    path: fact.path.to_string(),
                    first,
                    second: pack.id.to_string(),
                });
            }
        }
    }
    Ok(vocabulary)
}

/// The path of the fact that states membership in a list.
pub(crate) fn membership_path(pack: &str, list: &str) -> SmolStr {
    format_smolstr!("listed.{pack}.{list}")
}

fn declare_membership(
    vocabulary: &mut Vocabulary,
    pack: &Pack,
    list: &ItemList,
) -> Result<FactIndex, EngineError> {
    let (zh, en) = (list.title.zh(), list.title.en().unwrap_or(list.title.zh()));
    let path = membership_path(&pack.id, &list.id);
    let fact = Fact {
        path: path.clone(),
        kind: FactKind::Boolean,
        allows_none: false,
        unit: None,
        label: LocalText::new(format!("是否列入《{zh}》"), format!("on the list “{en}”")),
        question: LocalText::new(
            format!("该事项是否列入《{zh}》?"),
            format!("Is the item on the list “{en}”?"),
        ),
        on: DemandTypes::ALL,
        place: FactPlace::Facts,
        origin: FactOrigin::List {
            pack: pack.id.clone(),
            list: list.id.clone(),
        },
    };
    vocabulary
        .declare(fact)
        .map_err(|known| EngineError::FactConflict {
            path: path.to_string(),
            first: match &known.origin {
                FactOrigin::Pack(pack) | FactOrigin::List { pack, .. } => pack.to_string(),
                FactOrigin::BuiltIn => "zhunru".to_owned(),
            },
            second: pack.id.to_string(),
        })
}
