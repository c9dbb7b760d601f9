//! What the benches share: proposals of the situations that the built-in packs describe.
#![forbid(unsafe_code)]

pub mod arguments;
pub mod clock;
pub mod generated;
pub mod list;
pub mod memory;
pub mod proposals;
pub mod random;
#[cfg(feature = "tables")]
pub mod rounds;
#[cfg(feature = "tables")]
pub mod table;
pub mod workload;

use zhunru::model::Proposal;

/// A form that 禹会区 would not admit: everything is known, a prohibition and a gate bite.
pub const KNOWN: &str = include_str!("../data/known.json");

/// The same notice as a department first sends it, with much left unsaid.
pub const UNKNOWN: &str = include_str!("../data/unknown.json");

/// Reads a proposal of this crate.
///
/// # Errors
/// When the text is no proposal, with its faults.
pub fn proposal(text: &str) -> Result<Proposal, zhunru::input::InputErrors> {
    Proposal::from_json(text)
}
