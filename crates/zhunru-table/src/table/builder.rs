//! One column in the making.

use std::ops::Range;
use std::sync::Arc;

use arrow_array::builder::{
    ArrayBuilder, BooleanBuilder, Int8Builder, ListBuilder, StringBuilder, StructBuilder,
    UInt64Builder,
};
use arrow_array::{ArrayRef, DictionaryArray};
use arrow_schema::ArrowError;
use zhunru::decision::{Obligation, Verdict};
use zhunru::model::Coded;
use zhunru::text::Language;

use super::column::OutputColumn;
use super::flags::Flags;
use super::plan::{Plan, error_fields, obligation_fields};
use super::row_error::RowError;

/// One column in the making; for the flags of rules, all of theirs.
#[derive(Debug)]
pub(crate) enum Builder {
    Number(UInt64Builder),
    Text(StringBuilder),
    Boolean(BooleanBuilder),
    Verdict(Int8Builder),
    Texts(ListBuilder<StringBuilder>),
    Structs(ListBuilder<StructBuilder>),
    Flags(Flags),
}

impl Builder {
    /// The builder of a column.
    pub(crate) fn of(column: OutputColumn, plan: &Plan) -> Self {
        match column {
            OutputColumn::Row => Builder::Number(UInt64Builder::new()),
            OutputColumn::Id
            | OutputColumn::DemandType
            | OutputColumn::NextStep
            | OutputColumn::Message => Builder::Text(StringBuilder::new()),
            OutputColumn::Assignable => Builder::Boolean(BooleanBuilder::new()),
            OutputColumn::Verdict | OutputColumn::ProposalVerdict => {
                Builder::Verdict(Int8Builder::new())
            }
            OutputColumn::Possible
            | OutputColumn::Rules
            | OutputColumn::Undetermined
            | OutputColumn::Grants
            | OutputColumn::Missing
            | OutputColumn::Questions
            | OutputColumn::Packs => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            OutputColumn::Obligations => {
                let text = || -> Box<dyn ArrayBuilder> { Box::new(StringBuilder::new()) };
                Builder::Structs(ListBuilder::new(StructBuilder::new(
                    obligation_fields(),
                    vec![text(), text(), text(), text()],
                )))
            }
            OutputColumn::Errors => {
                let text = || -> Box<dyn ArrayBuilder> { Box::new(StringBuilder::new()) };
                Builder::Structs(ListBuilder::new(StructBuilder::new(
                    error_fields(),
                    vec![Box::new(UInt64Builder::new()), text(), text(), text()],
                )))
            }
            OutputColumn::RuleFlags => Builder::Flags(Flags::new(plan.rules.len())),
        }
    }

    /// Nothing, for a row that is not decided.
    pub(crate) fn null(&mut self) {
        match self {
            Builder::Number(builder) => builder.append_null(),
            Builder::Text(builder) => builder.append_null(),
            Builder::Boolean(builder) => builder.append_null(),
            Builder::Verdict(builder) => builder.append_null(),
            Builder::Texts(builder) => builder.append_null(),
            Builder::Structs(builder) => builder.append_null(),
            Builder::Flags(flags) => flags.null(),
        }
    }

    pub(crate) fn number(&mut self, number: u64) {
        if let Builder::Number(builder) = self {
            builder.append_value(number);
        }
    }

    pub(crate) fn text(&mut self, text: Option<&str>) {
        if let Builder::Text(builder) = self {
            builder.append_option(text);
        }
    }

    /// Texts as lines of one; nothing for none.
    pub(crate) fn lines(&mut self, lines: &[String]) {
        let text = (!lines.is_empty()).then(|| lines.join("\n"));
        self.text(text.as_deref());
    }

    pub(crate) fn boolean(&mut self, value: bool) {
        if let Builder::Boolean(builder) = self {
            builder.append_value(value);
        }
    }

    pub(crate) fn verdict(&mut self, verdict: Verdict) {
        if let Builder::Verdict(builder) = self {
            builder.append_option(i8::try_from(verdict as usize).ok());
        }
    }

    /// The verdicts with these numbers, none of which is beyond the last one.
    pub(crate) fn verdicts(&mut self, numbers: &[u8]) {
        if let Builder::Verdict(builder) = self {
            let numbers: Vec<i8> = numbers.iter().map(|number| number.cast_signed()).collect();
            builder.append_slice(&numbers);
        }
    }

    /// Which rules rows violate, as [`Flags::rows`] takes it.
    pub(crate) fn flags_of<'b>(
        &mut self,
        rows: &Range<usize>,
        violated: impl Iterator<Item = (usize, &'b [u64])>,
    ) {
        if let Builder::Flags(flags) = self {
            flags.rows(rows, violated);
        }
    }

    pub(crate) fn texts<T: AsRef<str>>(&mut self, texts: impl Iterator<Item = T>) {
        if let Builder::Texts(builder) = self {
            for text in texts {
                builder.values().append_value(text);
            }
            builder.append(true);
        }
    }

    /// Which rules are violated and which undetermined, by number.
    pub(crate) fn flags(
        &mut self,
        violated: impl Iterator<Item = usize>,
        undetermined: impl Iterator<Item = usize>,
    ) {
        if let Builder::Flags(flags) = self {
            flags.row(violated, undetermined);
        }
    }

    pub(crate) fn obligations<'a>(
        &mut self,
        owed: impl Iterator<Item = &'a Obligation>,
        language: Language,
    ) {
        let Builder::Structs(list) = self else { return };
        for one in owed {
            let entry = list.values();
            let rule = one.rule.to_string();
            let message = one.message.get(language);
            let texts = [&rule, one.time.code(), one.status.code(), message];
            for (field, text) in texts.into_iter().enumerate() {
                if let Some(builder) = entry.field_builder::<StringBuilder>(field) {
                    builder.append_value(text);
                }
            }
            entry.append(true);
        }
        list.append(true);
    }

    pub(crate) fn errors(&mut self, errors: &[RowError], language: Language) {
        let Builder::Structs(list) = self else { return };
        for error in errors {
            let entry = list.values();
            if let Some(builder) = entry.field_builder::<UInt64Builder>(0) {
                builder.append_value(error.row);
            }
            let message = error.message(language);
            let texts = [
                error.column.as_deref(),
                Some(error.code.code()),
                Some(message),
            ];
            for (field, text) in texts.into_iter().enumerate() {
                if let Some(builder) = entry.field_builder::<StringBuilder>(field + 1) {
                    builder.append_option(text);
                }
            }
            entry.append(true);
        }
        list.append(true);
    }

    /// Adds the column, or the columns, that were made.
    pub(crate) fn finish(
        &mut self,
        plan: &Plan,
        arrays: &mut Vec<ArrayRef>,
    ) -> Result<(), ArrowError> {
        arrays.push(match self {
            Builder::Number(builder) => Arc::new(builder.finish()),
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Boolean(builder) => Arc::new(builder.finish()),
            Builder::Texts(builder) => Arc::new(builder.finish()),
            Builder::Structs(builder) => Arc::new(builder.finish()),
            Builder::Verdict(builder) => {
                let values = Arc::clone(&plan.verdicts);
                Arc::new(DictionaryArray::try_new(builder.finish(), values)?)
            }
            Builder::Flags(flags) => {
                arrays.extend(flags.finish());
                return Ok(());
            }
        });
        Ok(())
    }
}
