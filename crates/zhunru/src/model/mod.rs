//! The world that a decision is about: places, organs, villages, proposals.
//!
//! The types hold what a document says and nothing that it cannot say: codes are checked when they
//! are read, levels and kinds are closed sets, money is decimal, dates have no time of day. What a
//! proposal leaves out is `None` and means *unknown*; that there is none is said with
//! [`Stated::None`], an empty list, or [`Bearer::Nobody`].

mod approval;
mod basis;
pub(crate) mod coded;
mod credit_code;
mod date;
pub mod demand;
mod division;
mod organ;
mod proposal;
mod signboard;
mod stated;
mod support;
mod village;

pub use approval::{Act, Approval, ApprovalOutcome};
pub use basis::{BasisRank, LegalBasis};
pub use coded::Coded;
pub use credit_code::{CreditCode, CreditCodeError};
pub use date::{Interval, parse_date};
pub use demand::{Demand, DemandBody, DemandType, DemandTypes};
pub use division::{DivisionCode, DivisionCodeError};
pub use organ::{AdminLevel, Issuer, Organ, OrganKind, authority_kinds};
pub use proposal::{FORMAT, Facts, Proposal, StatedFact};
pub use signboard::{Placement, SignOrientation, TextColour};
pub use stated::Stated;
pub use support::{Bearer, Support, SupportItem};
pub use village::{StockItem, StockMechanism, StockSignboard, Village, VillageKind};
