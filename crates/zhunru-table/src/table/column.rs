//! The columns that come out.

use std::fmt;
use std::str::FromStr;

use super::TableError;

macro_rules! columns {
    ($( $(#[$meta:meta])* $name:ident = $code:literal; )+) => {
        /// A column of decisions. Every row of the table that goes in has one row; where a row
        /// could not be decided, all columns but `row`, `id`, `type` and `errors` are null.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum OutputColumn {
            $( $(#[$meta])* $name, )+
        }

        impl OutputColumn {
            /// Every column, in the order in which they stand by themselves.
            pub const ALL: &'static [OutputColumn] = &[$( OutputColumn::$name ),+];

            /// Its name; for [`OutputColumn::RuleFlags`] the columns have the rules' ids instead.
            pub fn name(self) -> &'static str {
                match self { $( OutputColumn::$name => $code, )+ }
            }
        }
    };
}

columns! {
    /// The row's number, counted from 1 (`uint64`).
    Row = "row";
    /// The proposal's id (`utf8`).
    Id = "id";
    /// The code of the demand's type (`utf8`).
    DemandType = "type";
    /// The code of the demand's verdict (`dictionary<int8, utf8>`).
    Verdict = "verdict";
    /// The code of the verdict of the whole proposal (`dictionary<int8, utf8>`).
    ProposalVerdict = "proposal_verdict";
    /// Whether the demand may be assigned now (`bool`).
    Assignable = "assignable";
    /// The codes of the verdicts that are still possible, worst first (`list<utf8>`).
    Possible = "possible";
    /// The ids of the rules that are violated, `pack/rule`, in the order of findings (`list<utf8>`).
    Rules = "rules";
    /// One column for each rule, with its id as the name (`bool`): true where it is violated, null
    /// where what is not known decides that.
    RuleFlags = "rule_flags";
    /// The ids of the rules that what is not known decides (`list<utf8>`).
    Undetermined = "undetermined";
    /// The ids of the rules, lists and procedures that grant (`list<utf8>`).
    Grants = "grants";
    /// The paths of the facts that could change the outcome, most wanted first (`list<utf8>`).
    Missing = "missing";
    /// The questions that ask for them (`list<utf8>`).
    Questions = "questions";
    /// What comes next in procedures, by whom and by when, a line for each (`utf8`).
    NextStep = "next_step";
    /// What is owed and not known to be met (`list<struct<rule, time, status, message>>` of `utf8`).
    Obligations = "obligations";
    /// Why, a line for each reason (`utf8`).
    Message = "message";
    /// The ids of the packs that took part (`list<utf8>`).
    Packs = "packs";
    /// What is wrong with the row (`list<struct<row: uint64, column, code, message>>`, the others
    /// `utf8`); [`super::RowErrorCode`] has the codes.
    Errors = "errors";
}

impl OutputColumn {
    /// Whether it tells no more than verdicts and which rules lead to them.
    pub(crate) fn is_of_verdicts(self) -> bool {
        !matches!(
            self,
            OutputColumn::NextStep | OutputColumn::Obligations | OutputColumn::Message
        )
    }

    /// Whether an evaluator tells what it does, so that no decision is needed.
    pub(crate) fn is_of_evaluations(self) -> bool {
        self.is_of_verdicts() && !matches!(self, OutputColumn::Questions | OutputColumn::Packs)
    }

    /// The columns that come out where none are chosen.
    pub const USUAL: &'static [OutputColumn] = &[
        OutputColumn::Id,
        OutputColumn::Verdict,
        OutputColumn::Assignable,
        OutputColumn::Possible,
        OutputColumn::Rules,
        OutputColumn::Missing,
        OutputColumn::NextStep,
        OutputColumn::Obligations,
        OutputColumn::Message,
        OutputColumn::Errors,
    ];
}

impl fmt::Display for OutputColumn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for OutputColumn {
    type Err = TableError;

    fn from_str(name: &str) -> Result<Self, TableError> {
        let all = OutputColumn::ALL.iter();
        let found = all.clone().find(|column| column.name() == name);
        found.copied().ok_or_else(|| TableError::UnknownOutput {
            name: name.to_owned(),
            known: all.map(|column| column.name()).collect(),
        })
    }
}
