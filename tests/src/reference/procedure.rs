//! How far a procedure has come, by the acts on record.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use smol_str::SmolStr;
use zhunru::condition::ProcedureReference;
use zhunru::decision::ProcedureState;
use zhunru::model::{Act, AdminLevel, Approval, ApprovalOutcome, OrganKind, Stated};
use zhunru::procedure::{Body, BodyLevel, Procedure, Step};
use zhunru::vocabulary::Value;

use super::base::{Base, Choice, product};
use super::case::Case;
use super::stated::code;
use super::world::World;

/// An act on record that counts on the date of decision, but for its number.
#[derive(Clone, Debug)]
struct Record {
    act: Value,
    kind: Value,
    level: Value,
    on: NaiveDate,
    refused: bool,
    numbered: bool,
}

/// How far a procedure has come.
pub(super) struct Progress {
    pub(super) state: ProcedureState,
    pub(super) next: Option<SmolStr>,
}

/// The state of a procedure in a completion.
pub(super) fn state(world: &World<'_, '_>, procedure: &ProcedureReference) -> ProcedureState {
    match world.case.approvals_given() {
        true => progress(world, procedure).state,
        // "Absent `approvals` may put each procedure in any state."
        false => world.unknown_state(procedure),
    }
}

/// How far a procedure has come when the acts on record are given.
pub(super) fn progress(world: &World<'_, '_>, reference: &ProcedureReference) -> Progress {
    let case = world.case;
    let procedure = case.procedure(&reference.pack, &reference.procedure);
    let records: Vec<Record> = relevant(case)
        .into_iter()
        .filter_map(|index| record(world, index))
        .collect();
    let steps: Vec<Taken> = procedure
        .steps
        .iter()
        .map(|step| taken(world, step, &records))
        .collect();
    let done = longest(&steps, None);
    // "Refused when the last outcome of any step is a refusal, complete when every step is approved
    // in order, else incomplete."
    let state = if steps.iter().any(|step| step.refused) {
        ProcedureState::Refused
    } else if done == steps.len() {
        ProcedureState::Complete
    } else {
        ProcedureState::Incomplete
    };
    let next = procedure.steps.get(done).map(|step| step.id.clone());
    Progress { state, next }
}

/// What the acts on record say of one step.
struct Taken {
    /// The days on which it can be taken as approved.
    days: BTreeSet<NaiveDate>,
    refused: bool,
}

/// "Done if one approved, refused if one refused and none approved."
fn taken(world: &World<'_, '_>, step: &Step, records: &[Record]) -> Taken {
    let mut days = BTreeSet::new();
    let mut refused = false;
    for bodies in &step.by {
        let acts: Vec<Taken> = bodies
            .iter()
            .map(|body| of_body(world, step, body, records))
            .collect();
        refused |= acts.iter().any(|act| act.refused);
        // "Bodies that must all approve (its date is the last)."
        let choices = acts.iter().map(|act| act.days.iter().copied().collect());
        let choices = product(choices.collect());
        days.extend(choices.iter().filter_map(|chosen| chosen.iter().max()));
    }
    Taken {
        refused: refused && days.is_empty(),
        days,
    }
}

/// "The last outcome of a step counts, of two on one day the refusal", and approvals are chosen
/// "each after its step's last refusal".
fn of_body(world: &World<'_, '_>, step: &Step, body: &Body, records: &[Record]) -> Taken {
    let level = match body.level {
        BodyLevel::Fixed(level) => code(level),
        BodyLevel::Issuer => world.value("issuer.level"),
    };
    let own = records.iter().filter(|record| {
        step.acts.iter().any(|act| record.act == code(*act))
            && record.kind == code(body.kind)
            && record.level == level
            && (record.numbered || !body.needs_number())
    });
    let (refusals, approvals): (Vec<_>, Vec<_>) = own.partition(|record| record.refused);
    let last_refusal = refusals.iter().map(|record| record.on).max();
    let days: BTreeSet<NaiveDate> = approvals
        .iter()
        .map(|record| record.on)
        .filter(|on| last_refusal.is_none_or(|refusal| *on > refusal))
        .collect();
    Taken {
        refused: last_refusal.is_some() && days.is_empty(),
        days,
    }
}

/// How many steps can be taken in order, "with dates that do not decrease", by trying each choice.
fn longest(steps: &[Taken], after: Option<NaiveDate>) -> usize {
    let Some((step, rest)) = steps.split_first() else {
        return 0;
    };
    step.days
        .iter()
        .filter(|day| after.is_none_or(|after| after <= **day))
        .map(|day| 1 + longest(rest, Some(*day)))
        .max()
        .unwrap_or(0)
}

/// The act of this number in a completion, if it counts on the date of decision.
fn record(world: &World<'_, '_>, index: usize) -> Option<Record> {
    let case = world.case;
    let approval = &case.proposal.approvals.as_ref()?[index];
    let field = |name: &str, known: Option<Value>| {
        known.unwrap_or_else(|| world.chosen(&format!("approvals[{index}].{name}")))
    };
    let by = approval.by.as_ref();
    let on = field("on", approval.on.as_ref().map(day));
    let Value::Date(on) = on else {
        return None;
    };
    let number = field("number", approval.number.as_ref().map(number));
    let outcome = field("outcome", approval.outcome.map(code));
    (on <= case.date).then(|| Record {
        act: field("act", approval.act.map(code)),
        kind: field("by.kind", by.and_then(|by| by.kind).map(code)),
        level: field("by.level", by.and_then(|by| by.level).map(code)),
        on,
        refused: outcome == code(ApprovalOutcome::Rejected),
        numbered: number != Value::None,
    })
}

fn day(on: &Stated<NaiveDate>) -> Value {
    on.value().map_or(Value::None, |on| Value::Date(*on))
}

fn number(number: &Stated<SmolStr>) -> Value {
    number
        .value()
        .map_or(Value::None, |number| Value::Text(number.clone()))
}

/// The steps of the procedures that the case reads.
fn steps<'a>(case: &Case<'a>) -> Vec<&'a Step> {
    let procedures = case.reads.procedures.iter();
    let procedures = procedures.map(|known| case.procedure(&known.pack, &known.procedure));
    procedures
        .flat_map(|procedure: &'a Procedure| procedure.steps.iter())
        .collect()
}

/// Whether a step is taken at the issuer's own level.
pub(super) fn reads_issuer(case: &Case<'_>) -> bool {
    let steps = steps(case);
    let mut bodies = steps.iter().flat_map(|step| step.by.iter().flatten());
    bodies.any(|body| body.level == BodyLevel::Issuer)
}

/// The acts on record that may count for some step, whatever is unknown of them.
fn relevant(case: &Case<'_>) -> Vec<usize> {
    let steps = steps(case);
    let can_be = |approval: &Approval, step: &Step| {
        approval.act.is_none_or(|act| step.acts.contains(&act))
            && step.by.iter().flatten().any(|body| {
                let kind = approval.by.as_ref().and_then(|by| by.kind);
                let level = approval.by.as_ref().and_then(|by| by.level);
                kind.is_none_or(|kind| kind == body.kind)
                    && match body.level {
                        BodyLevel::Fixed(wanted) => level.is_none_or(|level| level == wanted),
                        BodyLevel::Issuer => true,
                    }
            })
    };
    let approvals = case.proposal.approvals.iter().flatten().enumerate();
    approvals
        .filter(|(_, approval)| {
            // "… is not past its end, covers the demand …"
            !approval.is_past(case.date)
                && approval.covers(case.demand)
                && approval.on != Some(Stated::None)
                && steps.iter().any(|step| can_be(approval, step))
        })
        .map(|(index, _)| index)
        .collect()
}

/// The unknown base facts that the state of procedures depends on.
pub(super) fn bases(case: &Case<'_>) -> Vec<Base> {
    use ProcedureState as P;
    let mut bases = Vec::new();
    if !case.approvals_given() {
        let states =
            vec![vec![P::Incomplete, P::Refused, P::Complete]; case.reads.procedures.len()];
        if !states.is_empty() {
            bases.push(Base {
                path: "approvals".to_owned(),
                domain: product(states).into_iter().map(Choice::States).collect(),
            });
        }
        return bases;
    }
    let relevant = relevant(case);
    let steps = steps(case);
    let bodies: Vec<&Body> = steps
        .iter()
        .flat_map(|step| step.by.iter().flatten())
        .collect();
    let days = days(case, &relevant);
    for index in relevant {
        let approval = &case.proposal.approvals.as_ref().unwrap()[index];
        let mut push = |field: &str, known: bool, values: Vec<Value>| {
            if !known {
                bases.push(Base {
                    path: format!("approvals[{index}].{field}"),
                    domain: values.into_iter().map(Choice::Value).collect(),
                });
            }
        };
        let by = approval.by.as_ref();
        push(
            "act",
            approval.act.is_some(),
            named(
                steps.iter().flat_map(|step| step.acts.iter().copied()),
                Act::Filing,
            ),
        );
        push(
            "by.kind",
            by.is_some_and(|by| by.kind.is_some()),
            named(bodies.iter().map(|body| body.kind), OrganKind::Other),
        );
        push(
            "by.level",
            by.is_some_and(|by| by.level.is_some()),
            <AdminLevel as zhunru::model::Coded>::ALL
                .iter()
                .map(|level| code(*level))
                .collect(),
        );
        push("on", approval.on.is_some(), days.clone());
        push(
            "number",
            approval.number.is_some(),
            vec![Value::Text("1".into()), Value::None],
        );
        push(
            "outcome",
            approval.outcome.is_some(),
            vec![
                code(ApprovalOutcome::Approved),
                code(ApprovalOutcome::Rejected),
            ],
        );
    }
    bases
}

/// The values that steps name, and one that they do not, where there is one.
fn named<T: zhunru::model::Coded>(used: impl Iterator<Item = T>, other: T) -> Vec<Value> {
    let mut values: Vec<T> = Vec::new();
    for value in used {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    let unused = T::ALL.iter().find(|value| !values.contains(value)).copied();
    values.push(unused.unwrap_or(other));
    values.into_iter().map(code).collect()
}

/// Days that stand in every order to each other, to the known days of acts and to the date of
/// decision; a day after that, and none at all.
fn days(case: &Case<'_>, relevant: &[usize]) -> Vec<Value> {
    let approvals = case.proposal.approvals.as_deref().unwrap_or_default();
    let mut known: BTreeSet<NaiveDate> = relevant
        .iter()
        .filter_map(|index| approvals[*index].on?.value().copied())
        .filter(|on| *on <= case.date)
        .collect();
    known.insert(case.date);
    let unknown = relevant
        .iter()
        .filter(|index| approvals[**index].on.is_none())
        .count() as u64;
    let mut days = known.clone();
    // As many days before each known day as there are unknown ones, as far as there are any.
    for day in known {
        days.extend((1..=unknown).map(|back| day - Days::new(back)));
    }
    let after = case.date + Days::new(1);
    days.into_iter()
        .chain([after])
        .map(Value::Date)
        .chain([Value::None])
        .collect()
}
