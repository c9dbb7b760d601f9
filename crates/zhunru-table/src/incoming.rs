//! Proposals as they come out of files, one by one, whatever the format.

use std::sync::Arc;

use zhunru::model::Proposal;

use crate::fault::{At, Fault};
use crate::proposals::Origins;
use crate::table::ColumnPlaces;

/// What comes out of a file.
#[derive(Debug)]
pub enum Incoming {
    /// A proposal.
    Proposal(Box<Received>),
    /// What is wrong with a proposal, or with the rest of the file.
    Faulty(Vec<Fault>),
    /// Something that the user should be told, though nothing is lost.
    Note(Fault),
}

/// A proposal and where it stands.
#[derive(Debug)]
pub struct Received {
    /// The proposal.
    pub proposal: Proposal,
    /// Where it stands, field by field.
    pub origin: Origin,
}

/// Where a proposal stands.
#[derive(Debug)]
pub struct Origin {
    /// The file's name as the user gave it.
    pub file: Arc<str>,
    /// The places of its fields.
    pub fields: Fields,
}

/// Where the fields of a proposal stand.
#[derive(Debug)]
pub enum Fields {
    /// In a JSON value that begins here.
    Json(At),
    /// In cells.
    Table(Origins),
    /// In Arrow columns.
    Columns(ColumnPlaces),
}

impl Origin {
    /// The place of the field with a JSON path.
    pub fn at(&self, path: &str) -> At {
        match &self.fields {
            Fields::Json(at) => at.field(path),
            Fields::Table(origins) => origins.at(path),
            Fields::Columns(places) => places.at(path),
        }
    }
}
