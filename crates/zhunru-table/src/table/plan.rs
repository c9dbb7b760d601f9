//! Which columns come out, and of which types.

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::{ArrayRef, StringArray};
use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};
use smol_str::SmolStr;
use zhunru::Engine;
use zhunru::decision::{RuleId, Verdict};
use zhunru::model::Coded;
use zhunru::text::Language;

use super::column::OutputColumn;

/// Which columns come out.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The columns, each once.
    pub(crate) columns: Vec<OutputColumn>,
    /// The language of texts.
    pub(crate) language: Language,
    /// The number of each rule among the columns of rules.
    pub(crate) rules: HashMap<RuleId, usize>,
    /// Their ids by number.
    pub(crate) ids: Vec<SmolStr>,
    /// The codes of verdicts, which all batches share as a dictionary.
    pub(crate) verdicts: ArrayRef,
    /// The types of the columns.
    pub(crate) schema: SchemaRef,
}

impl Plan {
    /// The columns that are chosen, of decisions by these packs.
    pub(crate) fn new(engine: &Engine, chosen: &[OutputColumn], language: Language) -> Self {
        let mut columns: Vec<OutputColumn> = Vec::with_capacity(chosen.len());
        for column in chosen {
            if !columns.contains(column) {
                columns.push(*column);
            }
        }
        // A list of which some entries grant and others forbid makes two rules of one id.
        let mut rules: HashMap<RuleId, usize> = HashMap::new();
        let mut ids: Vec<&RuleId> = Vec::new();
        for id in engine.rules() {
            if !rules.contains_key(id) {
                rules.insert(id.clone(), ids.len());
                ids.push(id);
            }
        }
        let mut fields: Vec<Field> = Vec::new();
        for column in &columns {
            match column {
                OutputColumn::RuleFlags => fields.extend(
                    ids.iter()
                        .map(|id| Field::new(id.to_string(), DataType::Boolean, true)),
                ),
                other => fields.push(Field::new(other.name(), data_type(*other), true)),
            }
        }
        let verdicts = Verdict::ALL.iter().map(|verdict| Some(verdict.code()));
        Plan {
            columns,
            language,
            ids: ids.iter().map(|id| id.to_string().into()).collect(),
            rules,
            verdicts: Arc::new(StringArray::from_iter(verdicts)),
            schema: Arc::new(Schema::new(fields)),
        }
    }
}

impl Plan {
    /// Whether evaluators tell all that is to come out.
    pub(crate) fn is_of_evaluations(&self) -> bool {
        self.columns.iter().all(|column| column.is_of_evaluations())
    }
}

fn data_type(column: OutputColumn) -> DataType {
    match column {
        OutputColumn::Row => DataType::UInt64,
        OutputColumn::Verdict | OutputColumn::ProposalVerdict => {
            DataType::Dictionary(Box::new(DataType::Int8), Box::new(DataType::Utf8))
        }
        OutputColumn::Assignable | OutputColumn::RuleFlags => DataType::Boolean,
        OutputColumn::Id
        | OutputColumn::DemandType
        | OutputColumn::NextStep
        | OutputColumn::Message => DataType::Utf8,
        OutputColumn::Possible
        | OutputColumn::Rules
        | OutputColumn::Undetermined
        | OutputColumn::Grants
        | OutputColumn::Missing
        | OutputColumn::Questions
        | OutputColumn::Packs => list(DataType::Utf8),
        OutputColumn::Obligations => list(DataType::Struct(obligation_fields())),
        OutputColumn::Errors => list(DataType::Struct(error_fields())),
    }
}

fn list(element: DataType) -> DataType {
    DataType::List(Arc::new(Field::new_list_field(element, true)))
}

/// The fields of an obligation.
pub(crate) fn obligation_fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    Fields::from(vec![
        text("rule"),
        text("time"),
        text("status"),
        text("message"),
    ])
}

/// The fields of an error.
pub(crate) fn error_fields() -> Fields {
    let text = |name: &str| Field::new(name, DataType::Utf8, true);
    Fields::from(vec![
        Field::new("row", DataType::UInt64, true),
        text("column"),
        text("code"),
        text("message"),
    ])
}
