//! What the vocabulary says of one fact.

use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::FactField;
use crate::model::coded::coded;
use crate::model::{Coded, DemandTypes};
use crate::text::LocalText;

coded! {
    /// The unit of a number (计量单位).
    pub enum Unit ("unit") {
        /// Yuan.
        Yuan = "yuan", "元", "yuan";
        /// Persons.
        Persons = "persons", "人", "persons";
        /// Characters.
        Characters = "characters", "字", "characters";
        /// A share from 0 to 1.
        Share = "share", "比例（0至1）", "share from 0 to 1";
        /// Times.
        Times = "times", "次", "times";
    }
}

/// One value that an enumeration allows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AllowedValue {
    /// The code in JSON and in conditions.
    pub code: SmolStr,
    /// The label for people.
    pub label: LocalText,
}

/// One field of the entries of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryField {
    /// The field's name; empty where the entries are plain codes.
    pub name: SmolStr,
    /// Its type.
    pub kind: FactKind,
    /// Whether it may be stated that there is none.
    pub allows_none: bool,
    /// What it is called.
    pub label: LocalText,
}

/// The type of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactKind {
    /// True or false.
    Boolean,
    /// One of several values.
    Enumeration {
        /// The values, from lowest to highest where they have an order.
        values: Vec<AllowedValue>,
        /// Whether the values have an order.
        ordered: bool,
    },
    /// A whole number.
    Integer,
    /// A decimal number.
    Decimal,
    /// A calendar date.
    Date,
    /// A text.
    Text,
    /// An item by code or name, which is looked up in lists.
    Item,
    /// A list, read through `exists`, `all` and `count`.
    List {
        /// The fields of its entries.
        fields: Vec<EntryField>,
        /// Whether it is stock, whose absent counts are each unknown by themselves, and to which
        /// demands of the same proposal add.
        stock: bool,
    },
    /// The acts on record, read through `approved` only.
    Approvals,
}

impl FactKind {
    /// The name of the type in the interchange format.
    pub fn name(&self) -> &'static str {
        match self {
            FactKind::Boolean => "boolean",
            FactKind::Enumeration { .. } => "enum",
            FactKind::Integer => "integer",
            FactKind::Decimal => "decimal",
            FactKind::Date => "date",
            FactKind::Text => "text",
            FactKind::Item => "item",
            FactKind::List { .. } => "list",
            FactKind::Approvals => "approvals",
        }
    }

    /// What the type is called, for people.
    pub fn label(&self) -> LocalText {
        let zh = match self {
            FactKind::Boolean => "是非",
            FactKind::Enumeration { .. } => "选项",
            FactKind::Integer => "整数",
            FactKind::Decimal => "小数",
            FactKind::Date => "日期",
            FactKind::Text => "文本",
            FactKind::Item => "事项",
            FactKind::List { .. } => "列表",
            FactKind::Approvals => "办理记录",
        };
        LocalText::fixed(zh, self.name())
    }

    /// The enumeration of a set of coded values.
    pub(crate) fn enumeration<T: Coded>() -> Self {
        let values = T::ALL.iter().map(|value| AllowedValue {
            code: SmolStr::new_static(value.code()),
            label: LocalText::fixed(value.label_zh(), value.label_en()),
        });
        FactKind::Enumeration {
            values: values.collect(),
            ordered: T::ORDERED,
        }
    }

    /// The values that an enumeration allows; nothing for other types.
    pub fn allowed_values(&self) -> &[AllowedValue] {
        match self {
            FactKind::Enumeration { values, .. } => values,
            _ => &[],
        }
    }

    /// The position of a code among the values of an enumeration.
    pub fn position(&self, code: &str) -> Option<usize> {
        self.allowed_values()
            .iter()
            .position(|value| value.code == code)
    }
}

/// Who brought a fact into the vocabulary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactOrigin {
    /// The engine.
    BuiltIn,
    /// The pack with this id.
    Pack(SmolStr),
    /// The membership of the demand's item in a list of a pack.
    List {
        /// The pack's id.
        pack: SmolStr,
        /// The list's id.
        list: SmolStr,
    },
}

/// Where a proposal states a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactPlace {
    /// In a field of the header, which some demands may replace.
    Header,
    /// In a field of the demand.
    Demand,
    /// By its path in `facts`, of the demand or of the header.
    Facts,
}

/// One fact that conditions may read.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its path, such as `issuer.level`.
    pub path: SmolStr,
    /// Its type.
    pub kind: FactKind,
    /// Whether it may be stated that there is none.
    pub allows_none: bool,
    /// The unit of a number.
    pub unit: Option<Unit>,
    /// What it is called; the Chinese label is also accepted as a heading of a table.
    pub label: LocalText,
    /// The question to ask when it is missing.
    pub question: LocalText,
    /// The demand types that have it.
    pub on: DemandTypes,
    /// Where a proposal states it.
    pub place: FactPlace,
    /// Who brought it.
    pub origin: FactOrigin,
}

impl Fact {
    /// A built-in fact of a demand's body.
    pub(crate) fn built_in<T: FactField>(
        path: &'static str,
        on: DemandTypes,
        unit: Option<Unit>,
        [label_zh, label_en]: [&'static str; 2],
        [ask_zh, ask_en]: [&'static str; 2],
    ) -> Fact {
        Fact {
            path: SmolStr::new_static(path),
            kind: T::kind(),
            allows_none: T::ALLOWS_NONE,
            unit,
            label: LocalText::fixed(label_zh, label_en),
            question: LocalText::fixed(ask_zh, ask_en),
            on,
            place: FactPlace::Demand,
            origin: FactOrigin::BuiltIn,
        }
    }

    /// The same fact stated elsewhere.
    pub(crate) fn at(mut self, place: FactPlace) -> Fact {
        self.place = place;
        self
    }

    /// The field of an entry with this name, and its number.
    pub fn entry_field(&self, name: &str) -> Option<(usize, &EntryField)> {
        match &self.kind {
            FactKind::List { fields, .. } => fields
                .iter()
                .enumerate()
                .find(|(_, field)| field.name == name),
            _ => None,
        }
    }
}

/// The vocabulary entry as `zhunru vocabulary` prints it.
impl Serialize for Fact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Labelled<'a> {
            code: &'a str,
            zh: &'a str,
            en: Option<&'a str>,
        }
        #[derive(Serialize)]
        struct Field<'a> {
            name: &'a str,
            r#type: &'static str,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            values: Vec<Labelled<'a>>,
        }
        #[derive(Serialize)]
        struct Printed<'a> {
            path: &'a str,
            r#type: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            unit: Option<Unit>,
            allows_none: bool,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            values: Vec<Labelled<'a>>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            fields: Vec<Field<'a>>,
            label: Both<'a>,
            question: Both<'a>,
            on: Vec<&'static str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            pack: Option<&'a str>,
        }
        #[derive(Serialize)]
        struct Both<'a> {
            zh: &'a str,
            en: Option<&'a str>,
        }
        fn labelled(values: &[AllowedValue]) -> Vec<Labelled<'_>> {
            values
                .iter()
                .map(|AllowedValue { code, label }| Labelled {
                    code,
                    zh: label.zh(),
                    en: label.en(),
                })
                .collect()
        }
        let fields: &[EntryField] = match &self.kind {
            FactKind::List { fields, .. } => fields,
            _ => &[],
        };
        Printed {
            path: &self.path,
            r#type: self.kind.name(),
            unit: self.unit,
            allows_none: self.allows_none,
            values: labelled(self.kind.allowed_values()),
            fields: fields
                .iter()
                .map(|field| Field {
                    name: &field.name,
                    r#type: field.kind.name(),
                    values: labelled(field.kind.allowed_values()),
                })
                .collect(),
            label: Both {
                zh: self.label.zh(),
                en: self.label.en(),
            },
            question: Both {
                zh: self.question.zh(),
                en: self.question.en(),
            },
            on: self.on.iter().map(Coded::code).collect(),
            pack: match &self.origin {
                FactOrigin::BuiltIn => None,
                FactOrigin::Pack(pack) | FactOrigin::List { pack, .. } => Some(pack),
            },
        }
        .serialize(serializer)
    }
}
