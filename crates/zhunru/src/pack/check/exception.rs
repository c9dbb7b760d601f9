//! Exceptions of gates: an exception lifts the gate but grants nothing, so where it is itself the
//! permission, a rule must say so.

use crate::condition::{Condition, Test};
use crate::diagnostic::Code;
use crate::list::ListEffect;
use crate::model::{DemandType, DemandTypes};
use crate::pack::load::Resolved;
use crate::pack::load::sink::Sink;
use crate::pack::{Modality, Pack, Rule};

/// Most ways in which alternatives are gone through for one gate; past that it is warned of.
const MOST_WAYS: u32 = 1_024;

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
        let known = all_of([&gate.when, &gate.unless]);
        let is_open = |demand: &DemandType| {
            let grants = Grants {
                pack,
                gate,
                demand: *demand,
            };
            let mut ways = MOST_WAYS;
            !grants.cover(&known, &mut ways)
        };
        let open = gate.on.iter().filter(is_open);
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

/// The conditions that hold together, those joined with and each by itself.
fn all_of<'a>(conditions: impl IntoIterator<Item = &'a Condition>) -> Vec<&'a Condition> {
    let mut all = Vec::new();
    for condition in conditions {
        match condition {
            Condition::And(parts) => all.extend(all_of(parts)),
            Condition::Constant(true) => {}
            one => all.push(one),
        }
    }
    all
}

/// What a pack grants to demands of one type while a gate is in force.
struct Grants<'a> {
    pack: &'a Pack,
    gate: &'a Rule,
    demand: DemandType,
}

impl Grants<'_> {
    /// Whether something grants wherever all these conditions hold, as far as that shows from their
    /// parts: the gate and its exception together, so that a grant may leave out what the gate asks
    /// for anyway, and may ask for it too.
    fn cover(&self, known: &[&Condition], ways: &mut u32) -> bool {
        let Some(left) = ways.checked_sub(1) else {
            return false;
        };
        *ways = left;
        if self.grants(known) {
            return true;
        }
        // One of the alternatives holds; each must be granted by itself.
        let alternatives = known.iter().enumerate().find_map(|(place, one)| match one {
            Condition::Or(parts) => Some((place, parts)),
            _ => None,
        });
        let Some((place, parts)) = alternatives else {
            return false;
        };
        parts.iter().all(|part| {
            let others = known.iter().enumerate();
            let others = others.filter(|(other, _)| *other != place);
            let mut narrower: Vec<&Condition> = others.map(|(_, one)| *one).collect();
            narrower.extend(all_of([part]));
            self.cover(&narrower, ways)
        })
    }

    /// Whether a rule, list or procedure grants where all these conditions hold.
    fn grants(&self, known: &[&Condition]) -> bool {
        let permits = |rule: &Rule| {
            rule.modality == Modality::Permitted
                && rule.on.contains(self.demand)
                && rule.in_force.overlaps(self.gate.in_force)
                && follows(&rule.when, known)
        };
        self.pack.rules.iter().any(permits) || known.iter().any(|one| self.is_grant(one))
    }

    /// Whether a condition is itself that a list or a procedure grants.
    fn is_grant(&self, condition: &Condition) -> bool {
        let pack = self.pack;
        match condition {
            Condition::Listed(reference) if reference.pack == pack.id => {
                let grants = [ListEffect::Grants, ListEffect::GrantsAndForbidsOthers];
                let mut lists = pack.lists.iter();
                lists.any(|list| {
                    list.id == reference.list
                        && list.on.contains(self.demand)
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
                            && rule.on.contains(self.demand)
                            && rule.procedure.as_ref() == Some(procedure)
                    })
            }
            _ => false,
        }
    }
}

/// Whether a condition holds wherever all the known ones do, as far as that shows from its parts.
fn follows(condition: &Condition, known: &[&Condition]) -> bool {
    if *condition == Condition::Constant(true) || known.contains(&condition) {
        return true;
    }
    match condition {
        Condition::And(parts) => parts.iter().all(|part| follows(part, known)),
        Condition::Or(parts) => parts.iter().any(|part| follows(part, known)),
        Condition::Fact {
            path,
            test: Test::OneOf(wide),
        } => known.iter().any(|one| {
            matches!(one, Condition::Fact { path: other, test: Test::OneOf(narrow) }
                if other == path && narrow.iter().all(|value| wide.contains(value)))
        }),
        _ => false,
    }
}
