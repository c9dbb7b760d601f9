//! What gates tell of rules and verdicts.

use super::{Gates, Value};
use crate::engine::wide::program::{Hit, Program, Violation};

/// What the rules together come to in 64 rows, of which exactly one of the verdicts holds in each.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine::wide) struct Verdicts {
    pub(in crate::engine::wide) deny: u64,
    pub(in crate::engine::wide) approval: u64,
    pub(in crate::engine::wide) uncovered: u64,
    pub(in crate::engine::wide) conditions: u64,
    pub(in crate::engine::wide) admit: u64,
    /// The demand may be assigned now.
    pub(in crate::engine::wide) assignable: u64,
}

impl Gates {
    /// Leaves rows undecided of which a rule is not known in every completion.
    pub(in crate::engine::wide) fn settle(
        &self,
        program: &Program,
        inputs: &[u64],
        decided: &mut [u64],
    ) {
        for rule in &program.net.rules {
            let others = [rule.complete, rule.refused, rule.met];
            let literals = [rule.applies, rule.fires].into_iter().chain(others);
            let is_open = |literal| matches!(self.value(literal), Value::Open { .. });
            if !literals.into_iter().any(is_open) {
                continue;
            }
            let [applies, fires] = [rule.applies, rule.fires].map(|one| self.side(inputs, one));
            let others = others.map(|one| self.side(inputs, one));
            for (word, decided) in decided.iter_mut().enumerate() {
                let (can_fire, cannot_fire) = fires.at(word);
                let open = others.iter().fold(cannot_fire, |open, other| {
                    let (can_be_true, can_be_false) = other.at(word);
                    open | (can_be_true & can_be_false)
                });
                let (can_apply, can_be_off) = applies.at(word);
                // Whether a rule that does not fire is lifted or does not apply at all is told.
                *decided &= !((can_fire & open) | (!can_fire & can_apply & can_be_off));
            }
        }
    }

    /// Tells the verdicts of every word of rows that are decided, and leaves those undecided of which the
    /// verdict is not known.
    pub(in crate::engine::wide) fn conclude(
        &self,
        program: &Program,
        inputs: &[u64],
        decided: &mut [u64],
        mut tell: impl FnMut(u64, Verdicts),
    ) {
        let outcome = &program.net.outcome;
        let [denied, gated, granted, open, blocked] = [
            outcome.denied,
            outcome.gated,
            outcome.granted,
            outcome.open,
            outcome.blocked,
        ]
        .map(|one| self.side(inputs, one));
        for (word, decided) in decided.iter_mut().enumerate() {
            let [denied, gated, granted, open, blocked] =
                [denied, gated, granted, open, blocked].map(|side| side.at(word));
            let is_known = |(can_be_true, can_be_false): (u64, u64)| !(can_be_true & can_be_false);
            let admits = granted.0 & !granted.1;
            let cleared = !denied.0 & !gated.0;
            *decided &= is_known(denied)
                & (denied.0 | is_known(gated))
                & (!cleared | is_known(granted))
                & (!cleared | !admits | is_known(open));
            let verdicts = Verdicts {
                deny: denied.0,
                approval: !denied.0 & gated.0,
                uncovered: cleared & !admits,
                conditions: cleared & admits & open.0,
                admit: cleared & admits & !open.0,
                assignable: cleared & admits & !blocked.0,
            };
            tell(*decided, verdicts);
        }
    }

    /// Writes down which rows violate a rule in a way, of those that are decided; gives whether any may.
    pub(in crate::engine::wide) fn violated(
        &self,
        program: &Program,
        inputs: &[u64],
        hit: &Hit,
        decided: &[u64],
        into: &mut Vec<u64>,
    ) -> bool {
        into.clear();
        let Some(rule) = program.net.rules.get(hit.place) else {
            return false;
        };
        if self.value(rule.fires) == Value::Constant(false) {
            return false;
        }
        let rows = self.side(inputs, rule.fires).words().zip(decided);
        let rows = rows.map(|((fires, _), decided)| fires & decided);
        let side = |literal| self.side(inputs, literal).words();
        let procedure = side(rule.complete).zip(side(rule.refused));
        match hit.how {
            Violation::Fires => into.extend(rows),
            Violation::NotMet => {
                into.extend(rows.zip(side(rule.met)).map(|(rows, met)| rows & !met.0));
            }
            Violation::Refused => {
                into.extend(
                    rows.zip(procedure)
                        .map(|(rows, (complete, refused))| rows & !complete.0 & refused.0),
                );
            }
            Violation::Incomplete => {
                into.extend(
                    rows.zip(procedure)
                        .map(|(rows, (complete, refused))| rows & !complete.0 & !refused.0),
                );
            }
        }
        true
    }
}
