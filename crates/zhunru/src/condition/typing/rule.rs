//! Names among the facts of a demand.

use std::ops::Range;

use super::count::{Count, count_comparison, number};
use super::entry::EntryScope;
use super::subject::Subject;
use super::{Errors, Logic, Names, Scope, boolean};
use crate::condition::syntax::{Expression, ExpressionKind, Identifier, Literal, Path, Quantifier};
use crate::condition::{Condition, EntryCondition, Test};
use crate::diagnostic::{Code, nearest, quoted};
use crate::model::{DemandType, DemandTypes};
use crate::vocabulary::{Fact, FactKind};

/// The functions that conditions know.
const FUNCTIONS: [&str; 5] = ["listed", "approved", "count", "weekday", "date"];

/// The facts of demands of some types; of any type in a definition.
pub(super) struct RuleScope<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) on: Option<DemandTypes>,
}

impl Scope for RuleScope<'_> {
    type Tree = Condition;

    fn named(&self, path: &Path, errors: &mut Errors) -> Option<Option<Condition>> {
        let definition = self.names.definitions.get(&path.text)?;
        // A faulty definition is told at its own place, and one too large once for the condition.
        let Some(condition) = &definition.condition else {
            return Some(None);
        };
        self.check_definition(path, condition, errors);
        Some(errors.room(definition.size).map(|()| condition.clone()))
    }

    fn subject(&self, path: &Path, errors: &mut Errors) -> Option<Subject> {
        let fact = self.fact(path, errors)?;
        Some(Subject {
            name: fact.path.clone(),
            kind: fact.kind.clone(),
            allows_none: fact.allows_none,
            field: None,
        })
    }

    fn leaf(&self, subject: &Subject, test: Test) -> Condition {
        Condition::Fact {
            path: subject.name.clone(),
            test,
        }
    }

    fn function(&self, expression: &Expression, errors: &mut Errors) -> Option<Condition> {
        match &expression.kind {
            ExpressionKind::Call { name, arguments } => {
                self.call(name, arguments, &expression.span, errors)
            }
            ExpressionKind::Macro {
                receiver,
                quantifier,
                variable,
                predicate,
            } => {
                let predicate = self.predicate(receiver, variable, predicate, errors)?;
                let list = receiver.text.clone();
                Some(match quantifier {
                    Quantifier::Exists => Condition::Exists { list, predicate },
                    Quantifier::All => {
                        let predicate = predicate.not();
                        Condition::Exists { list, predicate }.not()
                    }
                })
            }
            _ => None,
        }
    }

    fn count(&self, count: Count<'_>, errors: &mut Errors) -> Option<Condition> {
        let number = number(&count, errors);
        let [list, variable, predicate] = count.arguments else {
            let message = "`count` takes a list, a name for its entries and what they pass";
            let help = "as in `count(basis, b, b.rank == 'law') >= 2`".to_owned();
            errors.push(Code::ConditionArguments, count.span, message, Some(help));
            return None;
        };
        let (ExpressionKind::Path(path), ExpressionKind::Path(name)) = (&list.kind, &variable.kind)
        else {
            let message = "`count` takes the path of a list and a name for its entries first";
            errors.push(Code::ConditionArguments, count.span, message, None);
            return None;
        };
        let variable = Identifier {
            text: name.text.clone(),
            span: name.span(),
        };
        let predicate = self.predicate(path, &variable, predicate, errors)?;
        Some(count_comparison(count.comparison, number?, |least| {
            Condition::CountAtLeast {
                list: path.text.clone(),
                predicate: predicate.clone(),
                least,
            }
        }))
    }
}

impl RuleScope<'_> {
    /// The fact with this path, which every demand type in question must have.
    fn fact(&self, path: &Path, errors: &mut Errors) -> Option<&Fact> {
        let Some(fact) = self.names.vocabulary.fact(&path.text) else {
            let facts = self.names.vocabulary.facts().map(|fact| fact.path.as_str());
            let definitions = self.names.definitions.keys().map(|name| name.as_str());
            let help = if let Some(list) = path.text.strip_prefix("listed.") {
                Some(format!("write `listed('{}')`", list.replace('.', "/")))
            } else {
                nearest(&path.text, facts.chain(definitions))
                    .map(|near| format!("did you mean {}?", quoted(near)))
            };
            let message = format!("there is no fact and no definition {}", quoted(&path.text));
            errors.push(Code::ConditionUnknownFact, &path.span(), message, help);
            return None;
        };
        if let Some(on) = self.on
            && !fact.on.includes(on)
        {
            let message = format!(
                "the rule is on `{}`, which has no fact {}",
                without(on, fact.on),
                quoted(&path.text)
            );
            let help = format!("the fact exists on `{}`", fact.on);
            errors.push(
                Code::ConditionFactNotApplicable,
                &path.span(),
                message,
                Some(help),
            );
            return None;
        }
        Some(fact)
    }

    /// What a definition reads must exist on the rule's demand types.
    fn check_definition(&self, path: &Path, condition: &Condition, errors: &mut Errors) {
        let Some(on) = self.on else { return };
        let mut faults: Vec<String> = Vec::new();
        condition.visit(&mut |leaf| {
            let fault = match leaf {
                Condition::Fact { path, .. } => {
                    let have = self
                        .names
                        .vocabulary
                        .fact(path)
                        .map_or(DemandTypes::ALL, |fact| fact.on);
                    let missing = without(on, have);
                    (!missing.is_empty())
                        .then(|| format!("reads `{path}`, which `{missing}` does not have"))
                }
                Condition::Exists { list, .. } | Condition::CountAtLeast { list, .. } => {
                    let have = self
                        .names
                        .vocabulary
                        .fact(list)
                        .map_or(DemandTypes::ALL, |fact| fact.on);
                    let missing = without(on, have);
                    (!missing.is_empty())
                        .then(|| format!("reads `{list}`, which `{missing}` does not have"))
                }
                Condition::Listed(_) => {
                    let missing = without_item(on);
                    (!missing.is_empty())
                        .then(|| format!("asks `listed`, but `{missing}` has no item to look up"))
                }
                _ => None,
            };
            faults.extend(fault);
        });
        faults.sort();
        faults.dedup();
        for fault in faults {
            let message = format!("the definition {} {fault}", quoted(&path.text));
            errors.push(
                Code::ConditionFactNotApplicable,
                &path.span(),
                message,
                None,
            );
        }
    }

    fn call(
        &self,
        name: &Identifier,
        arguments: &[Expression],
        span: &Range<usize>,
        errors: &mut Errors,
    ) -> Option<Condition> {
        match name.text.as_str() {
            "listed" => self.listed(arguments, span, errors),
            "approved" => {
                let id = one_text("approved", arguments, span, errors)?;
                let known = self.names.procedures;
                if let Some(procedure) = known.get(id.0) {
                    return Some(Condition::Approved(procedure.clone()));
                }
                let help = nearest(id.0, known.keys().map(|id| id.as_str()))
                    .map(|near| format!("did you mean {}?", quoted(near)));
                let message = format!("there is no procedure {}", quoted(id.0));
                errors.push(Code::ConditionUnknownProcedure, id.1, message, help);
                None
            }
            "count" | "weekday" | "date" => {
                let help = match name.text.as_str() {
                    "count" => "as in `count(basis, b, b.rank == 'law') >= 2`",
                    "weekday" => "as in `weekday(meeting.held_on) == 'wednesday'`",
                    _ => "as in `meeting.held_on >= date('2024-01-01')`",
                };
                let message = format!("{} is neither true nor false", quoted(&name.text));
                errors.push(Code::ConditionType, span, message, Some(help.to_owned()));
                None
            }
            other => {
                let help =
                    nearest(other, FUNCTIONS).map(|near| format!("did you mean {}?", quoted(near)));
                let message = format!("there is no function {}", quoted(other));
                errors.push(Code::ConditionUnknownFunction, &name.span, message, help);
                None
            }
        }
    }

    fn listed(
        &self,
        arguments: &[Expression],
        span: &Range<usize>,
        errors: &mut Errors,
    ) -> Option<Condition> {
        let (id, place) = one_text("listed", arguments, span, errors)?;
        let missing = self.on.map(without_item).unwrap_or_default();
        if !missing.is_empty() {
            let message =
                format!("the rule is on `{missing}`, which has no item to look up in a list");
            errors.push(Code::ConditionFactNotApplicable, span, message, None);
        }
        self.names
            .list(id, place, errors)
            .map(|list| Condition::Listed(list.clone()))
    }

    /// The predicate of a macro or of `count`.
    fn predicate(
        &self,
        list: &Path,
        variable: &Identifier,
        predicate: &Expression,
        errors: &mut Errors,
    ) -> Option<EntryCondition> {
        let fact = self.fact(list, errors)?;
        let FactKind::List { fields, .. } = &fact.kind else {
            let message = match fact.kind {
                FactKind::Approvals => "acts on record cannot be read one by one".to_owned(),
                _ => format!(
                    "{} is no list, its type is {}",
                    quoted(&list.text),
                    fact.kind.name()
                ),
            };
            let help = (fact.kind == FactKind::Approvals)
                .then(|| "ask `approved('…')` for a procedure of the pack".to_owned());
            errors.push(Code::ConditionType, &list.span(), message, help);
            return None;
        };
        if variable.text.contains('.') || self.names.definitions.contains_key(&variable.text) {
            let message = format!("{} cannot stand for an entry", quoted(&variable.text));
            let help = "choose a short name that means nothing else".to_owned();
            errors.push(
                Code::ConditionArguments,
                &variable.span,
                message,
                Some(help),
            );
            return None;
        }
        let scope = EntryScope {
            names: self.names,
            list: &list.text,
            variable: &variable.text,
            fields,
        };
        boolean(&scope, predicate, errors)
    }
}

/// The single text that a function takes.
fn one_text<'e>(
    function: &str,
    arguments: &'e [Expression],
    span: &Range<usize>,
    errors: &mut Errors,
) -> Option<(&'e str, &'e Range<usize>)> {
    if let [
        Expression {
            kind: ExpressionKind::Literal(Literal::Text(text)),
            span,
        },
    ] = arguments
    {
        return Some((text, span));
    }
    let message = format!("`{function}` takes one id, as in `{function}('…')`");
    errors.push(Code::ConditionArguments, span, message, None);
    None
}

fn without(on: DemandTypes, have: DemandTypes) -> DemandTypes {
    on.iter()
        .filter(|demand| !have.contains(*demand))
        .fold(DemandTypes::NONE, DemandTypes::with)
}

fn without_item(on: DemandTypes) -> DemandTypes {
    on.iter()
        .filter(|demand: &DemandType| demand.item_path().is_none())
        .fold(DemandTypes::NONE, DemandTypes::with)
}
