//! Funds, staff and equipment that go with a task (费随事转).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::Stated;
use super::coded::coded;
use crate::input::{Fields, FromJson, Report};
use crate::json::Value;

coded! {
    /// Who bears a cost (承担方): who pays, not who serves.
    pub enum Bearer ("bearer of support") {
        /// The issuer.
        Issuer = "issuer", "派交单位", "the issuer";
        /// A body above the issuer.
        Superior = "superior", "上级", "a superior body";
        /// The township or street.
        Township = "township", "乡镇（街道）", "the township";
        /// The village.
        Village = "village", "村级组织", "the village";
        /// Several of them; whether the village bears a part is said in `village_part`.
        Shared = "shared", "共同承担", "shared";
        /// Nobody: there is no such support.
        Nobody = "nobody", "无", "nobody";
    }
}

/// One kind of support: who bears it and how much.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SupportItem {
    /// Who bears it; unknown when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub borne_by: Option<Bearer>,
    /// How much: yuan for funds and equipment, persons for staff.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<Stated<Decimal>>,
    /// Whether the village bears a part of what is shared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_part: Option<bool>,
}

impl FromJson for SupportItem {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(value, report, &["borne_by", "amount", "village_part"])?;
        let amount: Option<Stated<Decimal>> = fields.optional("amount");
        if let Some(Stated::Value(amount)) = amount
            && amount.is_sign_negative()
            && !amount.is_zero()
        {
            fields.report().field("amount").error(
                "wrong-value",
                "an amount is 0 or more",
                "金额或人数不得为负",
            );
        }
        Some(SupportItem {
            borne_by: fields.optional("borne_by"),
            amount,
            village_part: fields.optional("village_part"),
        })
    }
}

/// The support offered with a proposal or demand (保障措施).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Support {
    /// Funds (经费), in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub funds: Option<SupportItem>,
    /// Staff (人员), in persons.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub staff: Option<SupportItem>,
    /// Equipment and premises (设备场所), in yuan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub equipment: Option<SupportItem>,
}

impl FromJson for Support {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let mut fields = Fields::open(value, report, &["funds", "staff", "equipment"])?;
        Some(Support {
            funds: fields.optional("funds"),
            staff: fields.optional("staff"),
            equipment: fields.optional("equipment"),
        })
    }
}

impl<'de> Deserialize<'de> for Support {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
