//! Whether amendments are of days of their list, and were decided as it asks.

use std::sync::Arc;

use indexmap::IndexMap;
use smol_str::SmolStr;

use crate::condition::{Condition, ProcedureReference};
use crate::decision::{Decision, ProcedureState};
use crate::diagnostic::{Code, quoted};
use crate::engine::{Engine, Request};
use crate::list::Amendment;
use crate::model::{AdminLevel, DemandTypes, Interval, Proposal};
use crate::pack::load::Resolved;
use crate::pack::load::sink::Sink;
use crate::pack::{Modality, Pack, Place, Rule, Source};
use crate::procedure::Procedure;
use crate::text::LocalText;

/// Checks the amendments of every list.
pub(super) fn check(resolved: &Resolved, sink: &Sink) {
    for list in &resolved.pack.lists {
        let Some(places) = resolved.list_places.get(&list.id) else {
            continue;
        };
        let procedure = resolved.amended_by.get(&list.id);
        let judge = procedure.and_then(|procedure| Judge::new(procedure, &resolved.pack.place));
        for (amendment, place) in list.amendments.iter().zip(&places.amendments) {
            let on = amendment.on;
            let is_first = list.in_force.from.is_some_and(|from| on <= from);
            if is_first || !list.in_force.contains(on) {
                let message =
                    format!("the list is not in force before and on {on}, so nothing is amended");
                sink.push(place.error(Code::PackAmendment, message));
            }
            if let Some(judge) = &judge
                && let Some(message) = judge.fault(amendment)
            {
                sink.push(place.error(Code::PackAmendment, message));
            }
        }
    }
}

/// Tells whether acts on record complete a procedure.
///
/// The engine alone knows how acts count, so it is asked: of a pack that forbids all without the
/// procedure, and a proposal with the amendment's acts.
struct Judge<'a> {
    procedure: &'a Procedure,
    engine: Engine,
    level: AdminLevel,
}

impl<'a> Judge<'a> {
    fn new(procedure: &'a Procedure, place: &Place) -> Option<Self> {
        let id = SmolStr::new_static("amendments");
        let source = Source {
            document: id.clone(),
            clause: id.clone(),
        };
        let text = LocalText::chinese(id.clone());
        let gate = Rule {
            id: id.clone(),
            title: text.clone(),
            on: DemandTypes::ALL,
            modality: Modality::ForbiddenWithout,
            when: Condition::Constant(true),
            unless: Condition::Constant(false),
            yields_to: Vec::new(),
            procedure: Some(ProcedureReference {
                pack: id.clone(),
                procedure: procedure.id.clone(),
            }),
            due: None,
            met_when: None,
            even_when_denied: false,
            message: text.clone(),
            remedy: None,
            source,
            note: None,
            in_force: Interval::default(),
        };
        let pack = Pack {
            id,
            version: SmolStr::default(),
            title: text,
            note: None,
            place: Place {
                code: None,
                ..place.clone()
            },
            in_force: Interval::default(),
            parents: Vec::new(),
            documents: IndexMap::new(),
            regulates: Vec::new(),
            facts: Vec::new(),
            matters: Vec::new(),
            presumptions: Vec::new(),
            rules: vec![gate],
            lists: Vec::new(),
            procedures: vec![procedure.clone()],
            cases: Vec::new(),
            digest: SmolStr::default(),
        };
        Some(Judge {
            engine: Engine::builder().pack(Arc::new(pack)).build().ok()?,
            level: place.level,
            procedure,
        })
    }

    /// What is wrong with the acts of an amendment, if anything is.
    fn fault(&self, amendment: &Amendment) -> Option<String> {
        let id = quoted(&self.procedure.id);
        let decided = self.decide(amendment);
        let finding = decided
            .as_ref()
            .and_then(|decision| decision.findings.first());
        let progress = finding.and_then(|finding| finding.procedure.as_ref());
        let on = amendment.on;
        match progress.map(|progress| (progress.state, progress)) {
            Some((Some(ProcedureState::Complete), _)) => None,
            Some((Some(ProcedureState::Refused), _)) => Some(format!(
                "the amendment of {on} was refused in the procedure {id}"
            )),
            Some((Some(ProcedureState::Incomplete), progress)) => {
                let step = progress.next.as_deref().unwrap_or_default();
                let title = progress.next_title.as_ref().map_or("", LocalText::zh);
                Some(format!(
                    "the amendment of {on} has not completed the procedure {id}: the step \
                     {} ({title}) is not done by that day",
                    quoted(step)
                ))
            }
            _ => {
                let missing = decided.iter().flat_map(|decision| &decision.missing);
                let missing: Vec<String> = missing.map(|fact| quoted(&fact.fact)).collect();
                Some(format!(
                    "whether the amendment of {on} has completed the procedure {id} is not known: \
                     {} is not given",
                    missing.join(", ")
                ))
            }
        }
    }

    fn decide(&self, amendment: &Amendment) -> Option<Decision> {
        // The level of the place is that of whoever amends its list.
        let proposal = serde_json::json!({
            "issuer": {"level": self.level},
            "demands": [{"type": "work"}],
        });
        let mut proposal = Proposal::from_json(&proposal.to_string()).ok()?;
        proposal.approvals = Some(amendment.approvals.clone());
        let request = Request::on(amendment.on).named(["amendments"]);
        self.engine.decide(&proposal, &request).ok()
    }
}
