//! The forms in which cells hold values.

use zhunru::vocabulary::{AllowedValue, EntryField, Fact, FactKind, Unit, Vocabulary};

/// How the cells of a column are to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Yes or no.
    Boolean,
    /// One of several values.
    Enumeration(Choice),
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal {
        /// Whether it is a share, which may be written as a percentage.
        share: bool,
    },
    /// A calendar date.
    Date,
    /// A text as it stands.
    Text,
    /// A text of letters and digits, of which the width does not matter.
    Identifier,
    /// Several texts.
    Texts,
    /// Several of several values.
    Choices(Choice),
    /// Legal bases.
    Basis(Choice),
    /// Acts on record.
    Approvals(ApprovalForm),
    /// What the village already has.
    Stock(StockForm),
}

/// The values among which a cell chooses.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is chosen, in English.
    pub(crate) name: String,
    /// The values.
    pub(crate) values: Vec<AllowedValue>,
}

/// What an act on record may say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ApprovalForm {
    /// What was done.
    pub(crate) acts: Choice,
    /// How it ended.
    pub(crate) outcomes: Choice,
    /// At which level a body is.
    pub(crate) levels: Choice,
    /// Of which kind a body is.
    pub(crate) kinds: Choice,
}

/// What an entry of stock may say besides its name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct StockForm {
    /// The fields that choose among values, by name.
    pub(crate) choices: Vec<(String, Choice)>,
    /// The fields that are yes or no.
    pub(crate) flags: Vec<String>,
}

impl Choice {
    /// The values of a set of codes.
    pub(crate) fn of<T: zhunru::model::Coded>() -> Self {
        let values = T::ALL.iter().map(|value| AllowedValue {
            code: value.code().into(),
            label: zhunru::text::LocalText::new(value.label_zh(), value.label_en()),
        });
        Choice {
            name: T::NAME.to_owned(),
            values: values.collect(),
        }
    }

    fn of_fact(fact: &Fact) -> Self {
        Choice {
            name: fact.label.en().unwrap_or(&fact.path).to_owned(),
            values: fact.kind.allowed_values().to_vec(),
        }
    }
}

impl Form {
    /// The form of a fact's values.
    pub(crate) fn of_fact(fact: &Fact) -> Self {
        match &fact.kind {
            FactKind::Boolean => Form::Boolean,
            FactKind::Enumeration { .. } => Form::Enumeration(Choice::of_fact(fact)),
            FactKind::Integer => Form::Integer,
            FactKind::Decimal => Form::Decimal {
                share: fact.unit == Some(Unit::Share),
            },
            FactKind::Date => Form::Date,
            FactKind::Text | FactKind::Item => Form::Text,
            FactKind::Approvals => Form::Approvals(ApprovalForm {
                acts: Choice::of::<zhunru::model::Act>(),
                outcomes: Choice::of::<zhunru::model::ApprovalOutcome>(),
                levels: Choice::of::<zhunru::model::AdminLevel>(),
                kinds: Choice::of::<zhunru::model::OrganKind>(),
            }),
            FactKind::List { fields, stock } => match (fields.as_slice(), stock) {
                ([code], _) if code.name.is_empty() => Form::Choices(Choice {
                    name: fact.label.en().unwrap_or(&fact.path).to_owned(),
                    values: code.kind.allowed_values().to_vec(),
                }),
                (fields, true) => Form::Stock(StockForm::of(fields)),
                (_, false) => Form::Basis(Choice::of::<zhunru::model::BasisRank>()),
            },
        }
    }

    /// Whether it holds a list, of which a blank cell may be read as empty.
    pub(crate) fn is_list(&self) -> bool {
        matches!(
            self,
            Form::Texts | Form::Choices(_) | Form::Basis(_) | Form::Approvals(_) | Form::Stock(_)
        )
    }
}

impl StockForm {
    fn of(fields: &[EntryField]) -> Self {
        let mut form = StockForm::default();
        for field in fields {
            match &field.kind {
                FactKind::Enumeration { values, .. } => form.choices.push((
                    field.name.to_string(),
                    Choice {
                        name: field.label.en().unwrap_or(&field.name).to_owned(),
                        values: values.clone(),
                    },
                )),
                FactKind::Boolean => form.flags.push(field.name.to_string()),
                _ => {}
            }
        }
        form
    }
}

/// The paths of the list columns of a vocabulary, in its order.
pub(crate) fn list_paths(vocabulary: &Vocabulary) -> impl Iterator<Item = &str> {
    vocabulary
        .facts()
        .filter(|fact| matches!(fact.kind, FactKind::List { .. } | FactKind::Approvals))
        .map(|fact| fact.path.as_str())
}
