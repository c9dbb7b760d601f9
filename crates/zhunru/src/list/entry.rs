//! An entry of a list, with all that a document can say of it.

use serde::Serialize;
use smol_str::SmolStr;

use crate::model::Interval;
use crate::vocabulary::ItemName;

/// Who supervises the handling of an item (监督).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntrySupervision {
    /// By whom (监督主体).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<SmolStr>,
    /// Of whom (监督对象).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<SmolStr>,
    /// How (监督方式).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub how: Option<SmolStr>,
}

/// What a list can say of an item besides its name, code and class (清单事项要素).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryDetails {
    /// The steps by which it is handled (流程).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub flow: Option<SmolStr>,
    /// Its legal bases, as the list words them (法律依据).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<SmolStr>,
    /// The standard to which it is handled (办理标准).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard: Option<SmolStr>,
    /// The conditions under which it is handled (办理条件).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub conditions: Option<SmolStr>,
    /// The materials that it needs (办理材料).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub materials: Vec<SmolStr>,
    /// The unit that leads (牵头单位).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lead_unit: Option<SmolStr>,
    /// The support that is owed to the village (支持保障).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub support: Option<SmolStr>,
    /// How it is carried out (执行方式).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub execution: Option<SmolStr>,
    /// Who supervises it.
    pub supervision: EntrySupervision,
    /// How it is made public (公开).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publicity: Option<SmolStr>,
    /// How it is evaluated (评价).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evaluation: Option<SmolStr>,
    /// Who answers for it when it goes wrong, and how (责任追究).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accountability: Option<SmolStr>,
}

/// One entry of a list (清单事项).
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ListEntry {
    /// Its code, where the list gives codes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<ItemName>,
    /// Its name.
    pub name: ItemName,
    /// Other names for the same item.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<ItemName>,
    /// The class to which it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<SmolStr>,
    /// What else the list says of it.
    #[serde(flatten)]
    pub details: EntryDetails,
    /// The entry of the parent's list that it refines, by code or name (细化上级事项).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refines: Option<ItemName>,
    /// When it is in force.
    pub in_force: Interval,
}

impl ListEntry {
    /// An entry of which nothing is known but the name.
    pub fn named(name: impl Into<SmolStr>) -> Self {
        ListEntry {
            code: None,
            name: ItemName::new(name),
            aliases: Vec::new(),
            category: None,
            details: EntryDetails::default(),
            refines: None,
            in_force: Interval::default(),
        }
    }

    /// Its name and its other names.
    pub fn names(&self) -> impl Iterator<Item = &ItemName> {
        std::iter::once(&self.name).chain(&self.aliases)
    }

    /// Whether the text is its code, its name or one of its other names, after normalisation.
    pub fn is_called(&self, text: &ItemName) -> bool {
        self.code.as_ref() == Some(text) || self.names().any(|name| name == text)
    }
}
