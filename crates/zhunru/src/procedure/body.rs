//! The bodies that take the steps of a procedure.

use std::sync::LazyLock;

use crate::model::{AdminLevel, Coded, OrganKind};
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

    /// What the body is called, such as 县级民政部门; `issuer` is the level of the issuer, where it
    /// is known.
    ///
    /// ```
    /// use zhunru::model::{AdminLevel, OrganKind};
    /// use zhunru::procedure::{Body, BodyLevel};
    /// let body = Body { kind: OrganKind::CivilAffairs, level: BodyLevel::Issuer };
    /// assert_eq!(body.name(None).zh(), "同级民政部门");
    /// assert_eq!(body.name(Some(AdminLevel::County)).zh(), "县级民政部门");
    /// ```
    pub fn name(&self, issuer: Option<AdminLevel>) -> LocalText {
        let level = match self.level {
            BodyLevel::Fixed(level) => Some(level),
            BodyLevel::Issuer => issuer,
        };
        // Decisions tell the same few names again and again, so each is put together once.
        static NAMES: LazyLock<Vec<Vec<LocalText>>> = LazyLock::new(|| {
            let levels = || std::iter::once(None).chain(AdminLevel::ALL.iter().copied().map(Some));
            let names = |kind: &OrganKind| levels().map(|level| name(*kind, level)).collect();
            OrganKind::ALL.iter().map(names).collect()
        });
        let names = NAMES.get(self.kind as usize);
        let known = names.and_then(|names| names.get(level.map_or(0, |level| level as usize + 1)));
        known.cloned().unwrap_or_else(|| name(self.kind, level))
    }
}

/// What a body of this kind is called; without a level, that of the issuer is meant.
fn name(kind: OrganKind, level: Option<AdminLevel>) -> LocalText {
    let (zh, en) = (kind.label_zh(), kind.label_en());
    if !has_levels(kind) {
        return LocalText::fixed(zh, en);
    }
    match level {
        Some(AdminLevel::Central) => central(kind),
        Some(level) => LocalText::new(
            format!("{}{zh}", level.label_zh()),
            format!("{en} at {} level", level.label_en()),
        ),
        None => LocalText::new(
            format!("同级{zh}"),
            format!("{en} at the issuer's own level"),
        ),
    }
}

/// Whether there are bodies of the kind at several levels.
fn has_levels(kind: OrganKind) -> bool {
    !matches!(
        kind,
        OrganKind::Township
            | OrganKind::VillagersAssembly
            | OrganKind::VillageOrganisation
            | OrganKind::Enterprise
            | OrganKind::Resident
            | OrganKind::Other
    )
}

/// The names that bodies have at the centre.
fn central(kind: OrganKind) -> LocalText {
    match kind {
        OrganKind::PartyCommittee => LocalText::fixed("党中央", "party central committee"),
        OrganKind::Government => LocalText::fixed("国务院", "State Council"),
        OrganKind::PartyCommitteeAndGovernment => LocalText::fixed(
            "党中央、国务院",
            "party central committee and State Council",
        ),
        _ => LocalText::new(
            format!("中央{}", kind.label_zh()),
            format!("central {}", kind.label_en()),
        ),
    }
}
