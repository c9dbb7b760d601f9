//! Whether amendments are of days of their list, and were decided as it asks.

use crate::decision::ProcedureState;
use crate::diagnostic::{Code, quoted};
use crate::list::Amendment;
use crate::model::{AdminLevel, Approval};
use crate::pack::load::Resolved;
use crate::pack::load::sink::Sink;
use crate::procedure::{Procedure, WorkingCalendar};

/// Checks the amendments of every list.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    for list in &resolved.pack.lists {
        let Some(places) = resolved.list_places.get(&list.id) else {
            continue;
        };
        let procedure = resolved.amended_by.get(&list.id);
        for (amendment, place) in list.amendments.iter().zip(&places.amendments) {
            let on = amendment.on;
            let is_first = list.in_force.from.is_some_and(|from| on <= from);
            if is_first || !list.in_force.contains(on) {
                let message =
                    format!("the list is not in force before and on {on}, so nothing is amended");
                sink.push(place.error(Code::PackAmendment, message));
            }
            if let Some(procedure) = procedure
                && let Some(message) = fault(procedure, amendment, resolved.pack.place.level)
            {
                sink.push(place.error(Code::PackAmendment, message));
            }
        }
    }
}

/// What is wrong with the acts of an amendment, if anything is. The level of the place is that of
/// whoever amends its list.
fn fault(procedure: &Procedure, amendment: &Amendment, level: AdminLevel) -> Option<String> {
    let on = amendment.on;
    let calendar = WorkingCalendar::monday_to_friday();
    let progress = procedure.progress(&amendment.approvals, None, on, Some(level), &calendar);
    let id = quoted(&procedure.id);
    match (progress.state, progress.next) {
        (Some(ProcedureState::Complete), _) => None,
        (Some(ProcedureState::Refused), _) => Some(format!(
            "the amendment of {on} was refused in the procedure {id}"
        )),
        (Some(ProcedureState::Incomplete), Some(step)) => Some(format!(
            "the amendment of {on} has not completed the procedure {id}: the step {} ({}) is not \
             done by that day",
            quoted(&step.id),
            step.title.zh()
        )),
        _ => {
            let acts = amendment.approvals.iter().enumerate();
            let missing: Vec<String> = acts
                .flat_map(|(number, act)| {
                    let missing = unknown_fields(act);
                    missing.map(move |field| quoted(&format!("approvals[{number}].{field}")))
                })
                .collect();
            Some(format!(
                "whether the amendment of {on} has completed the procedure {id} is not known: {} \
                 is not given",
                missing.join(", ")
            ))
        }
    }
}

/// The fields of an act that are not given.
fn unknown_fields(act: &Approval) -> impl Iterator<Item = &'static str> + use<> {
    let by = act.by.as_ref();
    let fields = [
        ("act", act.act.is_none()),
        ("by.kind", by.and_then(|by| by.kind).is_none()),
        ("by.level", by.and_then(|by| by.level).is_none()),
        ("on", act.on.is_none()),
        ("number", act.number.is_none()),
        ("outcome", act.outcome.is_none()),
    ];
    let missing = fields.into_iter().filter(|(_, is_missing)| *is_missing);
    missing.map(|(field, _)| field)
}
