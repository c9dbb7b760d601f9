//! The facts that the engine itself knows by name.

use crate::model::{Coded, DemandType};
use crate::vocabulary::{FactIndex, Vocabulary};

/// The numbers of the facts that the engine itself reads, found once.
#[derive(Debug)]
pub(crate) struct KnownFacts {
    pub(crate) approvals: Option<FactIndex>,
    pub(crate) basis: Option<FactIndex>,
    pub(crate) issuer_level: Option<FactIndex>,
    pub(crate) sponsor_level: Option<FactIndex>,
    /// The name and the placement of a demanded sign.
    pub(crate) sign_name: Option<FactIndex>,
    pub(crate) sign_placement: Option<FactIndex>,
    /// The matter of work, the one fact of the form whose codes packs declare.
    pub(crate) matter: Option<FactIndex>,
    /// The signs that the village has.
    pub(crate) signboards: Option<FactIndex>,
    /// The fact that is the item of each type of demand.
    items: Vec<Option<FactIndex>>,
    /// The first fact that the body of each type of demand brings.
    bodies: Vec<FactIndex>,
}

impl KnownFacts {
    pub(super) fn of(vocabulary: &Vocabulary) -> Self {
        let item = |demand: &DemandType| vocabulary.index(demand.item_path()?);
        KnownFacts {
            approvals: vocabulary.index("approvals"),
            basis: vocabulary.index("basis"),
            issuer_level: vocabulary.index("issuer.level"),
            sponsor_level: vocabulary.index("signboard.sponsor_level"),
            sign_name: vocabulary.index("signboard.name"),
            sign_placement: vocabulary.index("signboard.placement"),
            matter: vocabulary.index("work.matter"),
            signboards: vocabulary.index("village.signboards"),
            items: DemandType::ALL.iter().map(item).collect(),
            bodies: DemandType::ALL
                .iter()
                .map(|&demand| vocabulary.body_start(demand))
                .collect(),
        }
    }

    /// The first fact that the body of such a demand brings.
    pub(crate) fn body_start(&self, demand: DemandType) -> FactIndex {
        self.bodies.get(demand as usize).copied().unwrap_or(0)
    }

    /// The fact that is the item of such a demand.
    pub(crate) fn item(&self, demand: DemandType) -> Option<FactIndex> {
        self.items.get(demand as usize).copied().flatten()
    }
}
