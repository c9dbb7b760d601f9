//! The rules of one pack: those that it states, and those that its lists and limits make.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use smol_str::SmolStr;

use super::common;
use crate::condition::{Condition, ListReference, Test};
use crate::decision::{Citation, RuleId};
use crate::engine::EngineError;
use crate::engine::atom::{Atom, Reading};
use crate::engine::circuit::GateIndex;
use crate::engine::compile::Compiler;
use crate::engine::rule::{CompiledRule, PackIndex, RuleText};
use crate::list::{ItemList, ListEffect};
use crate::model::demand::WorkRole;
use crate::model::{Coded, DemandTypes, Interval, OrganKind};
use crate::pack::{Modality, Pack, Regulation, Rule, Source, SourceKind};
use crate::text::LocalText;
use crate::vocabulary::{FactIndex, Value};

/// A chain of rules that yield to each other is no longer than this.
const YIELDS_LIMIT: usize = 64;

/// A stated rule with all that lifts it, under a reading of the lists that others inherit.
#[derive(Clone)]
struct Lifted {
    when: GateIndex,
    exception: GateIndex,
    /// Its own condition and its own exception.
    own: [GateIndex; 2],
    /// The facts that these read.
    own_reads: BTreeSet<FactIndex>,
    reads: BTreeSet<FactIndex>,
}

/// The rules of a pack by their ids, and those compiled so far.
struct Stated<'a> {
    rules: HashMap<&'a str, &'a Rule>,
    lifted: HashMap<(&'a str, Reading), Lifted>,
}

/// The rules of one pack: those it states, and those that its lists and limits make.
pub(super) struct PackRules<'a> {
    pub(super) number: PackIndex,
    pub(super) pack: &'a Pack,
}

impl PackRules<'_> {
    /// Compiles them all.
    pub(super) fn compile(
        &self,
        compiler: &mut Compiler<'_>,
    ) -> Result<Vec<CompiledRule>, EngineError> {
        let mut rules = Vec::new();
        let by_id = self.pack.rules.iter().map(|rule| (rule.id.as_str(), rule));
        let mut stated = Stated {
            rules: by_id.collect(),
            lifted: HashMap::new(),
        };
        for rule in &self.pack.rules {
            rules.push(self.stated(rule, &mut stated, compiler)?);
        }
        for list in &self.pack.lists {
            rules.extend(self.of_list(list, compiler)?);
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
                let rule = self.rule(id, *on, Modality::Permitted, when, compiler, text);
                rules.push(CompiledRule {
                    in_force: self.binding(Interval::default(), source),
                    ..rule
                });
            }
        }
        Ok(rules)
    }

    fn stated<'a>(
        &self,
        rule: &'a Rule,
        stated: &mut Stated<'a>,
        compiler: &mut Compiler<'_>,
    ) -> Result<CompiledRule, EngineError> {
        // A lower place's lists may leave nothing less forbidden or owed, and nothing more granted.
        let reading = match rule.modality {
            Modality::Permitted => Reading::Narrowest,
            _ => Reading::Widest,
        };
        let Lifted {
            when,
            exception,
            own,
            own_reads,
            reads,
        } = self.lifted(&rule.id, reading, stated, compiler, 0)?;
        compiler.reads = own_reads;
        let met = rule
            .met_when
            .as_ref()
            .map(|met| compiler.condition(met, Reading::Narrowest))
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
        let compiled = self.rule(&rule.id, rule.on, rule.modality, when, compiler, text);
        let lifting = reads.into_iter().chain(compiled.own_reads.iter().copied());
        let all: BTreeSet<FactIndex> = lifting.collect();
        let own: Vec<GateIndex> = own.into_iter().chain(met).collect();
        Ok(CompiledRule {
            asks: compiler.circuit.atoms_under(&own),
            reads: all.into_iter().collect(),
            in_force: self.binding(rule.in_force, &rule.source),
            exception,
            procedure,
            due: rule.due,
            even_when_denied: rule.even_when_denied,
            met,
            ..compiled
        })
    }

    /// When a rule applies and what lifts it: its own exception, and the special rules to which it
    /// yields where they bear on the demand, apply, and are not lifted themselves.
    fn lifted<'a>(
        &self,
        id: &'a str,
        reading: Reading,
        stated: &mut Stated<'a>,
        compiler: &mut Compiler<'_>,
        depth: usize,
    ) -> Result<Lifted, EngineError> {
        if let Some(known) = stated.lifted.get(&(id, reading)) {
            return Ok(known.clone());
        }
        let name = || format!("{}/{id}", self.pack.id);
        if depth > YIELDS_LIMIT {
            return Err(EngineError::YieldsTooDeep { rule: name() });
        }
        let rule = *stated
            .rules
            .get(id)
            .ok_or_else(|| EngineError::UnknownName { name: name() })?;
        compiler.reads.clear();
        let when = compiler.condition(&rule.when, reading)?;
        let unless = compiler.condition(&rule.unless, reading.opposite())?;
        let mut exceptions = vec![unless];
        let own_reads = std::mem::take(&mut compiler.reads);
        let mut reads = own_reads.clone();
        for special in &rule.yields_to {
            let by = self.lifted(special, reading.opposite(), stated, compiler, depth + 1)?;
            let Some(special) = stated.rules.get(special.as_str()) else {
                continue;
            };
            reads.extend(by.reads);
            let stands = compiler.circuit.not(by.exception);
            let bears = compiler.circuit.read(Atom::Bears {
                in_force: self.binding(special.in_force, &special.source),
                on: special.on,
            });
            exceptions.push(compiler.circuit.and([bears, by.when, stands]));
        }
        let exception = compiler.circuit.or(exceptions);
        let found = Lifted {
            when,
            exception,
            own: [when, unless],
            own_reads,
            reads,
        };
        stated.lifted.insert((id, reading), found.clone());
        Ok(found)
    }

    fn binding(&self, own: Interval, source: &Source) -> Interval {
        binding(self.pack, own, source)
    }

    fn of_list(
        &self,
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
        compiler.reads.clear();
        // What others add to a list that forbids, or leave out of one that bars all else, acts under
        // their own names.
        let listed = compiler.listed(number, Reading::Own);
        // Of several lists that narrow one, each grants only what all of them hold.
        let root = compiler.inheritance.root(number).unwrap_or(number);
        let granted = compiler.listed(root, Reading::Narrowest);
        let effect = list.kind.effect();
        let mut made: Vec<(Modality, GateIndex)> = Vec::new();
        match effect {
            ListEffect::Grants => made.push((Modality::Permitted, granted)),
            // A power of the village is no licence for others to hand the work down.
            ListEffect::GrantsOwnActs => {
                let village = [OrganKind::VillageOrganisation, OrganKind::VillagersAssembly];
                let kinds = village.map(|kind| Value::Code(kind.code().into()));
                let own = Condition::Fact {
                    path: SmolStr::new_static("issuer.kind"),
                    test: Test::OneOf(kinds.into()),
                };
                let own = compiler.condition(&own, Reading::Narrowest)?;
                made.push((Modality::Permitted, compiler.circuit.and([own, granted])));
            }
            ListEffect::Forbids => made.push((Modality::Forbidden, listed)),
            ListEffect::ForbidsResponsibility => {
                let responsible = Condition::Fact {
                    path: SmolStr::new_static("work.role"),
                    test: Test::OneOf(vec![Value::Code(WorkRole::Responsible.code().into())]),
                };
                let responsible = compiler.condition(&responsible, Reading::Narrowest)?;
                made.push((
                    Modality::Forbidden,
                    compiler.circuit.and([listed, responsible]),
                ));
            }
            ListEffect::GrantsAndForbidsOthers => {
                let off = compiler.circuit.not(listed);
                made.push((Modality::Forbidden, off));
                made.push((Modality::Permitted, granted));
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
                list: Some(number),
                in_force: self.binding(list.in_force, &list.source),
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
            list: None,
            on,
            modality,
            in_force: self.pack.in_force,
            when,
            exception: compiler.circuit.constant(false),
            procedure: None,
            due: None,
            even_when_denied: false,
            met: None,
            asks: compiler.circuit.atoms_under(&[when]),
            own_reads: compiler.reads.iter().copied().collect(),
            reads: compiler.reads.iter().copied().collect(),
            text: Arc::new(text),
        }
    }

    fn citation(&self, source: &Source) -> Citation {
        match self.pack.documents.get(&source.document) {
            Some(document) => Citation {
                document: document.title.clone(),
                issuer: document.issuer.clone(),
                number: document.number.clone(),
                date: document.date,
                clause: source.clause.clone(),
                kind: document.kind,
                in_force_from: document.date,
            },
            // The check of packs refuses unknown documents.
            None => Citation {
                document: LocalText::chinese(source.document.clone()),
                issuer: smol_str::SmolStr::default(),
                number: None,
                date: None,
                clause: source.clause.clone(),
                kind: SourceKind::Notice,
                in_force_from: None,
            },
        }
    }
}

/// The days on which something of a pack binds: those of the pack, its own, and none before the
/// date of the document that says so.
pub(super) fn binding(pack: &Pack, own: Interval, source: &Source) -> Interval {
    let document = pack.documents.get(&source.document);
    let from = document.and_then(|document| document.date);
    common(common(pack.in_force, own), Interval { from, to: None })
}

fn list_message(list: &ItemList, modality: Modality) -> LocalText {
    let (zh, en) = (list.title.zh(), list.title.en().unwrap_or(list.title.zh()));
    match (modality, list.kind.effect()) {
        (Modality::Permitted, _) => LocalText::new(
            format!("该事项在《{zh}》之内"),
            format!("the item is on the list “{en}”"),
        ),
        (_, ListEffect::GrantsAndForbidsOthers) => LocalText::new(
            format!("该事项不在《{zh}》之内，不得开展"),
            format!("the item is not on the list “{en}”, which is barred"),
        ),
        _ => LocalText::new(
            format!("该事项列入《{zh}》，不得交由村级组织办理"),
            format!("the item is on the list “{en}”, which bars it"),
        ),
    }
}
