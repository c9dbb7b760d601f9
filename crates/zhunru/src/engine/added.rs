//! What a demand would add to the stock: one entry, whose fields come from the demand's own facts.

use super::backing::is_backed;
use crate::model::{Coded, DemandType};

/// Where a field of the entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Added {
    /// A fact of the demand, or of the header.
    Fact(&'static str),
    /// A statement of the demand that counts only with a basis of some rank.
    Backed(&'static str),
    /// The type of the demand says so.
    Is(bool),
}

/// The fields that a demand of this type would add to the stock, if it adds to it.
pub(crate) fn added_fields(list: &str, demand: DemandType) -> Option<&'static [Added]> {
    use Added::{Backed, Fact, Is};
    match (list, demand) {
        ("village.signboards", DemandType::Signboard) => Some(&[
            Fact("signboard.name"),
            Fact("signboard.placement"),
            Fact("signboard.sponsor_level"),
            Fact("signboard.filed"),
            Backed("signboard.statutorily_required"),
        ]),
        ("village.mechanisms", DemandType::Mechanism) => {
            Some(&[Fact("mechanism.name"), Fact("issuer.level"), Is(false)])
        }
        ("village.mechanisms", DemandType::DedicatedPost) => {
            Some(&[Fact("mechanism.name"), Fact("issuer.level"), Is(true)])
        }
        ("village.digital_tools", DemandType::DigitalTool)
        | ("village.chat_groups", DemandType::ChatGroup) => {
            Some(&[Fact("digital_tool.name"), Fact("issuer.level")])
        }
        _ => None,
    }
}

/// The statements that a field of a stock list takes from demands, each with the field's number.
pub(crate) fn backed_fields(list: &str) -> impl Iterator<Item = (usize, &'static str)> {
    let demands = DemandType::ALL.iter();
    let fields = demands.filter_map(move |&demand| added_fields(list, demand));
    fields.flat_map(|fields| {
        let backed = fields.iter().enumerate();
        backed.filter_map(|(number, field)| match field {
            Added::Backed(path) if is_backed(path) => Some((number, *path)),
            _ => None,
        })
    })
}
