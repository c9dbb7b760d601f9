//! Proposals out of tables of officials: one row for each demand, rows of one number together one
//! proposal.
//!
//! A row becomes a JSON value in the interchange form and goes through the same reader as JSON
//! does, so that one place says what a valid proposal is. Faults that it finds are told with the
//! cell that they come from.

#[cfg(feature = "files")]
mod assemble;
#[cfg(feature = "files")]
mod draft;
#[cfg(feature = "files")]
mod gather;
#[cfg(feature = "files")]
mod layout;
mod origins;
#[cfg(feature = "files")]
mod pick;
#[cfg(test)]
#[cfg(feature = "files")]
mod tests;

use smol_str::SmolStr;
use zhunru::model::DemandType;
use zhunru::vocabulary::Vocabulary;

use crate::columns::{Choice, Columns, list_paths};

#[cfg(feature = "files")]
pub use self::gather::TableProposals;
pub use self::origins::Origins;

/// How tables are read: the columns for the facts of a vocabulary.
///
/// ```
/// use zhunru::vocabulary::Vocabulary;
/// use zhunru_table::proposals::{Reading, TableProposals};
/// use zhunru_table::sheet::{self, Input, Limits};
/// use zhunru_table::Incoming;
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let text = "申请编号,诉求类型,事项名称\nA-1,会议,调度会\nA-1,填表报数,周报\n";
/// let limits = Limits::default();
/// let rows = sheet::read(Input::spool(text.as_bytes(), &limits)?, &limits)?;
/// let reading = Reading::new(&Vocabulary::built_in(), &[])?;
/// let mut proposals = TableProposals::new("a.csv".into(), &reading, rows);
/// let Some(Incoming::Proposal(received)) = proposals.next() else { panic!() };
/// assert_eq!(received.proposal.demands.len(), 2);
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Reading {
    pub(crate) columns: Columns,
    pub(crate) types: Choice,
    /// The paths of list columns of which a blank cell means none.
    pub(crate) blank_means_none: Vec<SmolStr>,
}

impl Reading {
    /// Reads tables with columns for the facts of a vocabulary.
    ///
    /// `blank_means_none` names list columns, by heading or path, of which a blank cell means that
    /// there is none; elsewhere a blank cell is unknown.
    ///
    /// # Errors
    /// The first name in `blank_means_none` that is no list column, with the names that are.
    pub fn new(
        vocabulary: &Vocabulary,
        blank_means_none: &[String],
    ) -> Result<Self, UnknownListColumn> {
        let columns = Columns::of(vocabulary);
        let mut paths = Vec::new();
        for name in blank_means_none {
            match columns.list_path(name) {
                Some(path) => paths.push(path),
                None => {
                    return Err(UnknownListColumn {
                        name: name.clone(),
                        known: list_paths(vocabulary).map(str::to_owned).collect(),
                    });
                }
            }
        }
        Ok(Reading {
            columns,
            types: Choice::of::<DemandType>(),
            blank_means_none: paths,
        })
    }
}

/// A name that should be that of a list column and is not.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no list column; list columns are {}", known.join(", "))]
pub struct UnknownListColumn {
    /// The name.
    pub name: String,
    /// The paths of the columns that hold lists.
    pub known: Vec<String>,
}

impl UnknownListColumn {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        let UnknownListColumn { name, known } = self;
        format!("“{name}”不是列表类的列；列表类的列有：{}", known.join("、"))
    }
}
