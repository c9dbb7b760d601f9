//! Exceptions of gates: an exception lifts the gate but grants nothing, so where it is itself the
//! permission, a rule must say so.

use crate::condition::Condition;
use crate::diagnostic::Code;
use crate::list::ListEffect;
use crate::model::{DemandType, DemandTypes};
use crate::pack::load::Resolved;
use crate::pack::load::sink::Sink;
use crate::pack::{Modality, Pack, Rule};

/// Warns of a gate whose exception no rule, list or procedure of the pack grants.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    let pack = &resolved.pack;
    for gate in pack.rules.iter().filter(|rule| is_gate(rule)) {
        let Some(place) = resolved
            .rules
            .get(&gate.id)
            .and_then(|places| places.unless.as_ref())
        else {
            continue;
        };
        if matches!(gate.unless, Condition::Constant(_)) {
            continue;
        }
        let open = gate
            .on
            .iter()
            .filter(|demand| !is_granted(&gate.unless, *demand, gate, pack));
        let open = open.fold(DemandTypes::NONE, DemandTypes::with);
        if !open.is_empty() {
            let message =
                format!("the exception lifts the gate, but nothing grants `{open}` where it holds");
            sink.push(
                place
                    .warning(Code::PackExceptionWithoutGrant, message)
                    .help("add a `permitted` rule whose `when` is this condition"),
            );
        }
    }
}

fn is_gate(rule: &Rule) -> bool {
    let gates = [Modality::ForbiddenWithout, Modality::InPrincipleForbidden];
    gates.contains(&rule.modality)
}

/// Whether something grants such a demand wherever the condition holds, as far as that shows from
/// its parts.
fn is_granted(condition: &Condition, demand: DemandType, gate: &Rule, pack: &Pack) -> bool {
    let permits = |rule: &Rule| {
        rule.modality == Modality::Permitted
            && rule.on.contains(demand)
            && rule.in_force.overlaps(gate.in_force)
            && includes(&rule.when, condition)
    };
    if pack.rules.iter().any(permits) {
        return true;
    }
    match condition {
        Condition::Or(parts) => parts
            .iter()
            .all(|part| is_granted(part, demand, gate, pack)),
        // What holds together holds each by itself.
        Condition::And(parts) => parts
            .iter()
            .any(|part| is_granted(part, demand, gate, pack)),
        Condition::Listed(reference) if reference.pack == pack.id => {
            let grants = [ListEffect::Grants, ListEffect::GrantsAndForbidsOthers];
            let mut lists = pack.lists.iter();
            lists.any(|list| {
                list.id == reference.list
                    && list.on.contains(demand)
                    && grants.contains(&list.kind.effect())
            })
        }
        // A parent's list or procedure is the parent's to grant.
        Condition::Listed(_) => true,
        Condition::Approved(procedure) => {
            let mut rules = pack.rules.iter();
            procedure.pack != pack.id
                || rules.any(|rule| {
                    is_gate(rule)
                        && rule.on.contains(demand)
                        && rule.procedure.as_ref() == Some(procedure)
                })
        }
        _ => false,
    }
}

/// Whether one condition is the other, or has it among its alternatives.
fn includes(whole: &Condition, part: &Condition) -> bool {
    whole == part
        || *whole == Condition::Constant(true)
        || matches!(whole, Condition::Or(parts) if match part {
            Condition::Or(wanted) => wanted.iter().all(|one| parts.contains(one)),
            one => parts.contains(one),
        })
}
