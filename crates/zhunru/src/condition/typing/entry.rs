//! Names inside a macro: the fields of one entry of a list.

use smol_str::SmolStr;

use super::count::Count;
use super::names::Names;
use super::subject::Subject;
use super::{Errors, Scope};
use crate::condition::syntax::{Expression, ExpressionKind, Identifier, Literal, Path};
use crate::condition::{EntryCondition, Test};
use crate::diagnostic::{Code, nearest, quoted};
use crate::vocabulary::{EntryField, FactKind};

/// The fields of the entry that a variable stands for.
pub(super) struct EntryScope<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) list: &'a str,
    pub(super) variable: &'a str,
    pub(super) fields: &'a [EntryField],
}

impl Scope for EntryScope<'_> {
    type Tree = EntryCondition;

    fn named(&self, _: &Path, _: &mut Errors) -> Option<Option<EntryCondition>> {
        None
    }

    fn subject(&self, path: &Path, errors: &mut Errors) -> Option<Subject> {
        let (first, rest) = path.text.split_once('.').unwrap_or((&path.text, ""));
        if first != self.variable {
            let message = format!("only fields of {} can be asked here", quoted(self.variable));
            let help = format!("{}; put other facts outside of the macro", self.written());
            errors.push(Code::ConditionType, &path.span(), message, Some(help));
            return None;
        }
        let found = self.fields.iter().position(|field| field.name == rest);
        let Some((index, field)) = found.and_then(|at| Some((at, self.fields.get(at)?))) else {
            let near = nearest(rest, self.fields.iter().map(|field| field.name.as_str()));
            let help = match near {
                Some(near) if !near.is_empty() => {
                    format!("did you mean {}?", quoted(&format!("{first}.{near}")))
                }
                _ => self.written(),
            };
            let message = match rest {
                "" => format!(
                    "{} is an entry of `{}`, not a single value",
                    quoted(first),
                    self.list
                ),
                rest => format!("entries of `{}` have no field {}", self.list, quoted(rest)),
            };
            errors.push(
                Code::ConditionUnknownFact,
                &path.span(),
                message,
                Some(help),
            );
            return None;
        };
        Some(Subject {
            name: path.text.clone(),
            kind: field.kind.clone(),
            allows_none: field.allows_none,
            field: Some(index),
        })
    }

    fn leaf(&self, subject: &Subject, test: Test) -> EntryCondition {
        EntryCondition::Field {
            field: subject.field.unwrap_or_default(),
            test,
        }
    }

    fn function(&self, expression: &Expression, errors: &mut Errors) -> Option<EntryCondition> {
        let name: SmolStr = match &expression.kind {
            ExpressionKind::Call { name, arguments } if name.text == "listed" => {
                return self.listed(name, arguments, errors);
            }
            ExpressionKind::Call { name, .. } => name.text.clone(),
            ExpressionKind::Macro { quantifier, .. } => quantifier.as_str().into(),
            _ => return None,
        };
        self.refuse(&name, expression.span.clone(), errors)
    }

    fn count(&self, count: Count<'_>, errors: &mut Errors) -> Option<EntryCondition> {
        self.refuse("count", count.span.clone(), errors)
    }
}

impl EntryScope<'_> {
    /// `listed('id', x.name)`: whether the entry's name is on a list.
    fn listed(
        &self,
        function: &Identifier,
        arguments: &[Expression],
        errors: &mut Errors,
    ) -> Option<EntryCondition> {
        let [
            Expression {
                kind: ExpressionKind::Literal(Literal::Text(id)),
                span,
            },
            Expression {
                kind: ExpressionKind::Path(path),
                ..
            },
        ] = arguments
        else {
            let message = "inside a macro `listed` takes a list's id and the name of the entry";
            let help = format!("as in `listed('…', {}.name)`", self.variable);
            errors.push(
                Code::ConditionArguments,
                &function.span,
                message,
                Some(help),
            );
            return None;
        };
        let list = self.names.list(id, span, errors);
        let subject = self.subject(path, errors)?;
        if subject.kind != FactKind::Item {
            let message = format!("{} is no name that a list could hold", quoted(&path.text));
            errors.push(Code::ConditionType, &path.span(), message, None);
            return None;
        }
        Some(EntryCondition::Listed {
            field: subject.field?,
            list: list?.clone(),
        })
    }

    fn refuse(
        &self,
        name: &str,
        span: std::ops::Range<usize>,
        errors: &mut Errors,
    ) -> Option<EntryCondition> {
        let message = format!("{} cannot be asked of an entry", quoted(name));
        errors.push(Code::ConditionType, &span, message, Some(self.written()));
        None
    }

    /// How the fields of an entry are written.
    fn written(&self) -> String {
        let fields: Vec<String> = self
            .fields
            .iter()
            .map(|field| match field.name.as_str() {
                "" => format!("`{}`", self.variable),
                name => format!("`{}.{name}`", self.variable),
            })
            .collect();
        format!("an entry is asked by {}", fields.join(", "))
    }
}
