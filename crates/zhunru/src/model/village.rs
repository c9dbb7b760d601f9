//! The village organisation that a proposal concerns, with its stock (村级组织及现有牌子机制).

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::coded::coded;
use super::{AdminLevel, DivisionCode, Placement};
use crate::input::{Fields, FromJson, Report};
use crate::json::Value;

coded! {
    /// Whether a place is a village or an urban community (村或社区).
    pub enum VillageKind ("kind of village organisation") {
        /// A village.
        Village = "village", "村", "village";
        /// A community.
        Community = "community", "社区", "community";
    }
}

/// A sign that already hangs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StockSignboard {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// Where it hangs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placement: Option<Placement>,
    /// The level that had it put up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor_level: Option<AdminLevel>,
    /// Whether it was filed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filed: Option<bool>,
    /// Whether a statute itself demands it (法律法规明确要求); absent means that none does, for what
    /// hangs already is not asked for its reason again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statutorily_required: Option<bool>,
}

/// A mechanism that already exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StockMechanism {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// The level that had it set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor_level: Option<AdminLevel>,
    /// Whether it has posts or persons of its own (专人专岗).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dedicated_post: Option<bool>,
}

/// A digital tool or chat group that already exists.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct StockItem {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// The level that brought it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sponsor_level: Option<AdminLevel>,
}

/// A village or community and what it already has.
///
/// A given list of stock is whole; an absent one is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Village {
    /// The code of the village, or of a place above it; it picks the rule packs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<DivisionCode>,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<SmolStr>,
    /// Whether it is a village or a community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<VillageKind>,
    /// The signs that hang.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signboards: Option<Vec<StockSignboard>>,
    /// The mechanisms that exist.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mechanisms: Option<Vec<StockMechanism>>,
    /// The digital tools in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digital_tools: Option<Vec<StockItem>>,
    /// The chat groups in use.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chat_groups: Option<Vec<StockItem>>,
    /// The names of the places above it, from the nearest; stripped in front of item names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub within: Vec<SmolStr>,
}

impl FromJson for StockSignboard {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(
            value,
            report,
            &[
                "name",
                "placement",
                "sponsor_level",
                "filed",
                "statutorily_required",
            ],
        )?;
        Some(StockSignboard {
            name: fields.optional("name"),
            placement: fields.optional("placement"),
            sponsor_level: fields.optional("sponsor_level"),
            filed: fields.optional("filed"),
            statutorily_required: fields.optional("statutorily_required"),
        })
    }
}

impl FromJson for StockMechanism {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(value, report, &["name", "sponsor_level", "dedicated_post"])?;
        Some(StockMechanism {
            name: fields.optional("name"),
            sponsor_level: fields.optional("sponsor_level"),
            dedicated_post: fields.optional("dedicated_post"),
        })
    }
}

impl FromJson for StockItem {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(value, report, &["name", "sponsor_level"])?;
        Some(StockItem {
            name: fields.optional("name"),
            sponsor_level: fields.optional("sponsor_level"),
        })
    }
}

impl FromJson for Village {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        const KNOWN: &[&str] = &[
            "code",
            "name",
            "kind",
            "signboards",
            "mechanisms",
            "digital_tools",
            "chat_groups",
            "within",
        ];
        let mut fields = Fields::open(value, report, KNOWN)?;
        Some(Village {
            code: fields.optional("code"),
            name: fields.optional("name"),
            kind: fields.optional("kind"),
            signboards: fields.optional("signboards"),
            mechanisms: fields.optional("mechanisms"),
            digital_tools: fields.optional("digital_tools"),
            chat_groups: fields.optional("chat_groups"),
            within: fields.optional("within").unwrap_or_default(),
        })
    }
}

impl<'de> Deserialize<'de> for Village {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
