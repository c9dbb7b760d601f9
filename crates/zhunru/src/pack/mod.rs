//! Rule packs (规则包): what the documents of one place say, as data.

mod canonical;
mod case;
mod cases;
mod check;
mod difference;
mod document;
#[cfg(test)]
pub(crate) mod example;
mod files;
mod load;
mod order;
mod pinned;
mod rule;
#[cfg(test)]
mod tests;

use std::sync::OnceLock;

use indexmap::IndexMap;
use smol_str::SmolStr;

pub use case::{Case, Expectation};
pub use difference::{
    Change, ComparedPack, DifferenceReport, KeyChange, PackDifference, PackPart, PartChange,
    ReportedChange, ReportedKey,
};
pub use document::{Document, Source, SourceKind};
pub use files::{MAX_FILE_BYTES, MAX_FILES, MAX_TOTAL_BYTES, PackFiles};
pub use load::{LoadedPacks, check_packs, load_packs};
pub use order::natural_order;
pub use rule::{Due, Modality, Rule};

use self::cases::Cases;
use crate::diagnostic::Diagnostics;
use crate::list::ItemList;
use crate::model::{AdminLevel, DemandTypes, DivisionCode, Interval};
use crate::procedure::{Procedure, WorkingCalendar};
use crate::text::LocalText;
use crate::vocabulary::{AllowedValue, Fact, Value};

/// The place in which a pack binds.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Place {
    /// Its division code; a pack without one applies only when it is named.
    pub code: Option<DivisionCode>,
    /// Its name.
    pub name: LocalText,
    /// Its level.
    pub level: AdminLevel,
}

/// How a pack regulates demand types (规制方式).
#[derive(Clone, Debug, PartialEq)]
pub enum Regulation {
    /// By admission: a grant is needed.
    Admission {
        /// The demand types.
        on: DemandTypes,
    },
    /// By limits: what keeps the limits is granted, with the limiting clause as its source.
    Limits {
        /// The id under which the grant is found.
        id: SmolStr,
        /// The demand types.
        on: DemandTypes,
        /// The limiting clause.
        source: Source,
        /// What the grant says.
        message: LocalText,
    },
}

/// The value that a fact has while it is unknown (推定).
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Presumption {
    /// The fact's path.
    pub fact: SmolStr,
    /// The demand types for which it is presumed.
    pub on: DemandTypes,
    /// The presumed value; [`Value::None`] for a list presumed empty.
    pub value: Value,
    /// Why, for people.
    pub reason: LocalText,
}

/// A finished rule pack: checked and immutable.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Pack {
    /// The pack's id.
    pub id: SmolStr,
    /// Its version, by convention the date of its newest document.
    pub version: SmolStr,
    /// What it is called.
    pub title: LocalText,
    /// What its users should know, such as how a date was read.
    pub note: Option<LocalText>,
    /// Where it binds.
    pub place: Place,
    /// When it is in force.
    pub in_force: Interval,
    /// The ids of the packs that it inherits from.
    pub parents: Vec<SmolStr>,
    /// Its documents, by id.
    pub documents: IndexMap<SmolStr, Document>,
    /// How it regulates which demand types.
    pub regulates: Vec<Regulation>,
    /// The facts that it declares.
    pub facts: Vec<Fact>,
    /// The matters that it declares.
    pub matters: Vec<AllowedValue>,
    /// What it presumes.
    pub presumptions: Vec<Presumption>,
    /// Its rules, in natural order of their ids.
    pub rules: Vec<Rule>,
    /// Its lists, in natural order of their ids.
    pub lists: Vec<ItemList>,
    /// Its procedures, in natural order of their ids.
    pub procedures: Vec<Procedure>,
    /// Its working calendar, where it has one; without it, that of its nearest parent counts.
    pub calendar: Option<WorkingCalendar>,
    /// Its own tests, which deciding has no need of.
    cases: Cases,
    /// The digest, once it was asked for.
    digest: OnceLock<SmolStr>,
}

impl Pack {
    /// The SM3 digest of its canonical form (摘要), as `sm3:` and 64 hexadecimal digits. It is worked out
    /// when it is first asked for.
    pub fn digest(&self) -> &SmolStr {
        self.digest.get_or_init(|| canonical::digest(self))
    }

    /// Its own tests (规则包自测), in the order of its files. They are read when they are first asked for, unless
    /// [`check_packs`] read them already.
    ///
    /// # Errors
    /// All their faults, when there is one.
    pub fn cases(&self) -> Result<&[Case], &Diagnostics> {
        self.cases.get()
    }
}
