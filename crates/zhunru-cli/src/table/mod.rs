//! Tables of proposals: one row for each demand, rows of one number together one proposal.
//!
//! A row becomes a JSON value in the interchange form and goes through the same reader as JSON
//! does, so that one place says what a valid proposal is. Faults that it finds are told with the
//! cell that they come from.

mod approvals;
mod assemble;
mod basis;
mod brackets;
mod cells;
mod columns;
mod draft;
mod form;
mod headings;
mod layout;
mod origins;
mod pick;
mod proposals;
mod stock;
#[cfg(test)]
mod tests;
mod wrong;

use smol_str::SmolStr;
use zhunru::model::DemandType;
use zhunru::vocabulary::Vocabulary;

use self::columns::Columns;
use self::form::Choice;

use crate::failure::Failure;

pub(crate) use self::origins::Origins;
pub(crate) use self::proposals::TableProposals;

/// How tables are read.
#[derive(Debug)]
pub(crate) struct Reading {
    columns: Columns,
    types: Choice,
    /// The paths of list columns of which a blank cell means none.
    blank_means_none: Vec<SmolStr>,
}

impl Reading {
    /// Reads tables with columns for the facts of a vocabulary.
    ///
    /// # Errors
    /// The names in `blank_means_none` that are no list columns, with the names that are.
    pub(crate) fn new(
        vocabulary: &Vocabulary,
        blank_means_none: &[String],
    ) -> Result<Self, Failure> {
        let columns = Columns::of(vocabulary);
        let mut paths = Vec::new();
        for name in blank_means_none {
            match columns.list_path(name) {
                Some(path) => paths.push(path),
                None => {
                    let known: Vec<&str> = form::list_paths(vocabulary).collect();
                    return Err(Failure::usage(
                        format_args!(
                            "`{name}` is no list column; list columns are {}",
                            known.join(", ")
                        ),
                        format_args!("“{name}”不是列表类的列；列表类的列有：{}", known.join("、")),
                    ));
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
