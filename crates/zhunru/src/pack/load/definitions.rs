//! The definitions of a pack: which use which, and what each means.

use std::collections::{BTreeMap, BTreeSet};

use smol_str::SmolStr;

use super::condition_text::ConditionText;
use super::scope::Scope;
use super::sink::{Located, Sink};
use crate::condition::Condition;
use crate::condition::syntax::{Expression, ExpressionKind, parse};
use crate::condition::typing::{Definition, Logic, type_condition};
use crate::diagnostic::{Code, Diagnostic, quoted};
use crate::model::DemandTypes;

/// Most definitions in one pack.
const MOST: usize = 1_000;

/// Parses a condition; the errors are noted at their places in the file.
fn parsed(text: &ConditionText, sink: &Sink) -> Option<Expression> {
    let errors = match parse(&text.text) {
        Ok(expression) => return Some(expression),
        Err(errors) => errors,
    };
    for error in errors {
        let place = text.place_of(&error.span);
        note(
            sink,
            place.error(Code::ConditionSyntax, error.message),
            error.help,
        );
    }
    None
}

/// Parses and types a condition of a rule.
pub(super) fn typed(
    text: &ConditionText,
    on: DemandTypes,
    scope: &Scope,
    sink: &Sink,
) -> Option<Condition> {
    // A rule whose types are at fault is told so; its condition is typed as if it had any.
    let on = Some(on).filter(|on| !on.is_empty());
    type_parsed(&parsed(text, sink)?, text, on, scope, sink)
}

fn type_parsed(
    expression: &Expression,
    text: &ConditionText,
    on: Option<DemandTypes>,
    scope: &Scope,
    sink: &Sink,
) -> Option<Condition> {
    match type_condition(expression, on, &scope.names()) {
        Ok(condition) => Some(condition),
        Err(errors) => {
            for error in errors {
                let place = text.place_of(&error.span);
                note(sink, place.error(error.code, error.message), error.help);
            }
            None
        }
    }
}

fn note(sink: &Sink, diagnostic: Diagnostic, help: Option<String>) {
    sink.push(match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    });
}

/// A definition while the definitions that it uses are still to be typed.
struct Waiting<'a> {
    name: &'a Located<SmolStr>,
    text: &'a ConditionText,
    expression: Option<Expression>,
    uses: BTreeSet<SmolStr>,
}

/// Types the definitions of a pack, those that others use first, and adds them to the scope.
pub(super) fn resolve(
    definitions: &[(Located<SmolStr>, ConditionText)],
    scope: &mut Scope,
    sink: &Sink,
) {
    let known: BTreeSet<&SmolStr> = definitions.iter().map(|(name, _)| &name.value).collect();
    let mut waiting: BTreeMap<SmolStr, Waiting<'_>> = BTreeMap::new();
    for (name, text) in definitions {
        if scope.vocabulary.fact(&name.value).is_some() {
            let message = format!("there is already a fact {}", quoted(&name.value));
            sink.push(name.place.error(Code::PackDuplicate, message));
        }
        if waiting.len() >= MOST {
            let message = format!("a pack has at most {MOST} definitions");
            sink.push(name.place.error(Code::PackTooLarge, message));
            break;
        }
        let expression = parsed(text, sink);
        let mut uses = BTreeSet::new();
        if let Some(expression) = &expression {
            collect_names(expression, &known, &mut uses);
        }
        let one = Waiting {
            name,
            text,
            expression,
            uses,
        };
        waiting.insert(name.value.clone(), one);
    }
    while let Some(ready) = next_ready(&waiting) {
        let Some(one) = waiting.remove(&ready) else {
            break;
        };
        let condition = one
            .expression
            .and_then(|expression| type_parsed(&expression, one.text, None, scope, sink));
        add(scope, ready, condition);
    }
    if let Some(circle) = circle(&waiting)
        && let Some(first) = circle.first().and_then(|name| waiting.get(name))
    {
        let message = format!(
            "definitions use each other in a circle: `{}`",
            circle.join("` -> `")
        );
        sink.push(first.name.place.error(Code::ConditionCycle, message));
    }
    for name in waiting.into_keys() {
        add(scope, name, None);
    }
}

fn add(scope: &mut Scope, name: SmolStr, condition: Option<Condition>) {
    let size = condition.as_ref().map_or(1, Logic::size);
    scope
        .definitions
        .insert(name, Definition { condition, size });
}

/// A definition that uses none that still waits.
fn next_ready(waiting: &BTreeMap<SmolStr, Waiting<'_>>) -> Option<SmolStr> {
    let ready = |one: &Waiting<'_>| !one.uses.iter().any(|name| waiting.contains_key(name));
    waiting
        .iter()
        .find(|(_, one)| ready(one))
        .map(|(name, _)| name.clone())
}

/// The names of a circle, its first name again at the end. All that waits uses something that waits.
fn circle(waiting: &BTreeMap<SmolStr, Waiting<'_>>) -> Option<Vec<SmolStr>> {
    let mut walked: Vec<SmolStr> = vec![waiting.keys().next()?.clone()];
    loop {
        let next = waiting
            .get(walked.last()?)?
            .uses
            .iter()
            .find(|name| waiting.contains_key(*name))?
            .clone();
        if let Some(start) = walked.iter().position(|name| *name == next) {
            let mut circle = walked.split_off(start);
            circle.push(next);
            return Some(circle);
        }
        walked.push(next);
    }
}

/// Which of the known names an expression uses.
fn collect_names(
    expression: &Expression,
    known: &BTreeSet<&SmolStr>,
    uses: &mut BTreeSet<SmolStr>,
) {
    match &expression.kind {
        ExpressionKind::Literal(_) => {}
        ExpressionKind::Path(path) => {
            if known.contains(&path.text) {
                uses.insert(path.text.clone());
            }
        }
        ExpressionKind::Not(inner) => collect_names(inner, known, uses),
        ExpressionKind::Binary { .. } => {
            for operand in expression.operands() {
                collect_names(operand, known, uses);
            }
        }
        ExpressionKind::Comparison { left, right, .. } => {
            collect_names(left, known, uses);
            collect_names(right, known, uses);
        }
        ExpressionKind::List(parts)
        | ExpressionKind::Call {
            arguments: parts, ..
        } => parts
            .iter()
            .for_each(|part| collect_names(part, known, uses)),
        ExpressionKind::Macro { predicate, .. } => collect_names(predicate, known, uses),
    }
}
