//! Procedures (程序): steps, the bodies that take them, and how far the acts on record carry.

use smol_str::SmolStr;

use crate::model::{Act, AdminLevel, OrganKind};
use crate::pack::Source;
use crate::text::LocalText;

/// The level at which a step's body must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BodyLevel {
    /// This level.
    Fixed(AdminLevel),
    /// The issuer's own level (同级).
    Issuer,
}

/// A body that takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Body {
    /// The kind of organ.
    pub kind: OrganKind,
    /// Its level.
    pub level: BodyLevel,
}

impl Body {
    /// Whether an act of this body needs a document number; a body of the village needs a date only.
    pub fn needs_number(&self) -> bool {
        !matches!(
            self.kind,
            OrganKind::VillageOrganisation | OrganKind::VillagersAssembly
        )
    }
}

/// One step of a procedure.
///
/// The bodies are alternatives of which one suffices; each alternative names one body, or several
/// that must all approve.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Step {
    /// The step's id within the procedure.
    pub id: SmolStr,
    /// What is done and by whom, for people.
    pub title: LocalText,
    /// The act.
    pub act: Act,
    /// The alternatives, each of bodies that must all approve.
    pub by: Vec<Vec<Body>>,
    /// The time limit in working days, where the document sets one.
    pub working_days: Option<u32>,
}

/// A procedure: its steps in their order.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Procedure {
    /// The procedure's id within the pack.
    pub id: SmolStr,
    /// What it is called.
    pub title: LocalText,
    /// Its steps, at least one.
    pub steps: Vec<Step>,
    /// Where the document says so.
    pub source: Source,
}
