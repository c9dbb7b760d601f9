//! Which field a column holds for a demand.

use zhunru::model::DemandType;

use super::Reading;
use super::layout::Column;
use crate::columns::{Content, Field};
use crate::columns::{Wrong, not_of_type};

impl Reading {
    /// The field of a column for a demand; nothing for a column without one.
    pub(super) fn field<'a>(
        &'a self,
        column: &'a Column,
        demand: Option<DemandType>,
    ) -> Result<Option<&'a Field>, Wrong> {
        let fields = match &column.content {
            Content::ReadOver | Content::Type => return Ok(None),
            Content::Item => {
                let Some(demand) = demand else {
                    return Ok(None);
                };
                let field = demand.item_path().and_then(|path| self.columns.field(path));
                return match field {
                    Some(field) => Ok(Some(field)),
                    None => Err(not_of_type(&column.heading, demand)),
                };
            }
            Content::Fields(fields) => fields,
        };
        let Some(demand) = demand else {
            return Ok(fields.first());
        };
        match fields.iter().find(|field| field.on.contains(demand)) {
            Some(field) => Ok(Some(field)),
            None => Err(not_of_type(&column.heading, demand)),
        }
    }
}
