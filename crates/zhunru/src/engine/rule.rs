//! Rules as the engine holds them: those that packs state, and those that lists and limits make.

use std::sync::Arc;

use super::atom::{AtomIndex, ListIndex, ProcedureIndex};
use super::circuit::GateIndex;
use crate::decision::{Citation, RuleId};
use crate::model::{DemandTypes, Interval};
use crate::pack::{Due, Modality};
use crate::text::LocalText;
use crate::vocabulary::FactIndex;

/// The number of a pack among those of an engine.
pub(crate) type PackIndex = usize;

/// The number of a rule among those of an engine.
pub(crate) type RuleIndex = usize;

/// What a rule says to people.
#[derive(Debug)]
pub(crate) struct RuleText {
    pub(crate) title: LocalText,
    pub(crate) message: LocalText,
    pub(crate) remedy: Option<LocalText>,
    pub(crate) source: Citation,
    pub(crate) note: Option<LocalText>,
}

/// A rule whose conditions are gates of the circuit.
#[derive(Debug)]
pub(crate) struct CompiledRule {
    pub(crate) id: RuleId,
    pub(crate) pack: PackIndex,
    /// The list that makes the rule, if one does.
    pub(crate) list: Option<ListIndex>,
    pub(crate) on: DemandTypes,
    pub(crate) modality: Modality,
    pub(crate) in_force: Interval,
    /// When it applies.
    pub(crate) when: GateIndex,
    /// What lifts it.
    pub(crate) exception: GateIndex,
    /// The procedure of a gate; none where the document names nobody.
    pub(crate) procedure: Option<ProcedureIndex>,
    pub(crate) due: Option<Due>,
    /// Whether an obligation is owed also with a demand that is denied.
    pub(crate) even_when_denied: bool,
    /// What shows that an obligation is met or an advice followed.
    pub(crate) met: Option<GateIndex>,
    /// The atoms that its own conditions ask, in order.
    pub(crate) asks: Vec<AtomIndex>,
    /// The facts that its own conditions and its procedure read, in order.
    pub(crate) own_reads: Vec<FactIndex>,
    /// Those and the facts that the rules read to which it yields, on whatever demands these bear.
    pub(crate) reads: Vec<FactIndex>,
    pub(crate) text: Arc<RuleText>,
}

impl CompiledRule {
    /// Whether the rule is a gate: forbidden unless a procedure is complete.
    pub(crate) fn is_gate(&self) -> bool {
        matches!(
            self.modality,
            Modality::ForbiddenWithout | Modality::InPrincipleForbidden
        )
    }
}
