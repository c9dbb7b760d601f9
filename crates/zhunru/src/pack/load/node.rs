//! One value of a TOML file and where it stands.

use std::ops::Range;

use chrono::NaiveDate;
use smol_str::SmolStr;
use toml::de::{DeInteger, DeValue};

use super::sink::{Located, Place, Sink};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, SourceText, quoted};
use crate::model::{Coded, DemandType, DemandTypes, Interval, parse_date};

/// The file that is being read, and where its faults are noted.
pub(super) struct Context<'a> {
    pub(super) source: &'a SourceText,
    pub(super) sink: &'a Sink,
    /// Whether the file is no TOML, so that what seems to be missing may be there.
    pub(super) broken: bool,
}

impl Context<'_> {
    pub(super) fn place(&self, span: Range<usize>) -> Place {
        Place {
            source: self.source.clone(),
            span,
        }
    }
}

/// A value of a TOML file. Reading it as a type that it is not notes an error.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) context: &'a Context<'a>,
    pub(super) value: &'a DeValue<'a>,
    pub(super) span: Range<usize>,
}

impl<'a> Node<'a> {
    pub(super) fn place(&self) -> Place {
        self.context.place(self.span.clone())
    }

    /// The diagnostic of an error at this value, for what has more to say.
    pub(super) fn fault(&self, code: Code, message: impl Into<String>) -> Diagnostic {
        self.place().error(code, message)
    }

    /// Notes an error at this value.
    pub(super) fn error(&self, code: Code, message: impl Into<String>) {
        self.context.sink.push(self.fault(code, message));
    }

    /// Notes that the value has another type than wanted.
    fn expected<T>(&self, wanted: &str) -> Option<T> {
        let found = match self.value {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a boolean",
            DeValue::Datetime(_) => "a date",
            DeValue::Array(_) => "an array",
            DeValue::Table(_) => "a table",
        };
        self.error(Code::PackType, format!("expected {wanted}, found {found}"));
        None
    }

    /// A text that is not empty.
    pub(super) fn text(&self) -> Option<SmolStr> {
        let DeValue::String(text) = self.value else {
            return self.expected("a text");
        };
        if text.trim().is_empty() {
            self.error(Code::PackValue, "the text is empty");
            return None;
        }
        Some(SmolStr::new(text.trim()))
    }

    /// A text as it stands, of a condition.
    pub(super) fn raw_text(&self) -> Option<&'a str> {
        match self.value {
            DeValue::String(text) => Some(text),
            _ => self.expected("a text"),
        }
    }

    pub(super) fn boolean(&self) -> Option<bool> {
        match self.value {
            DeValue::Boolean(value) => Some(*value),
            _ => self.expected("`true` or `false`"),
        }
    }

    pub(super) fn integer(&self) -> Option<i64> {
        let DeValue::Integer(number) = self.value else {
            return self.expected("a whole number");
        };
        let value = whole(number);
        if value.is_none() {
            self.error(Code::PackValue, "the number is too large");
        }
        value
    }

    /// A whole number from `least` on.
    pub(super) fn count(&self, least: u32) -> Option<u32> {
        let number = self.integer()?;
        match u32::try_from(number) {
            Ok(number) if number >= least => Some(number),
            _ => {
                self.error(
                    Code::PackValue,
                    format!("expected {least} or more, found {number}"),
                );
                None
            }
        }
    }

    /// A calendar date, plain as TOML has it or as a text.
    pub(super) fn date(&self) -> Option<NaiveDate> {
        let text = match self.value {
            DeValue::Datetime(value) => value.to_string(),
            DeValue::String(text) => text.to_string(),
            _ => return self.expected("a date such as `2024-01-01`"),
        };
        let date = parse_date(&text);
        // Of a date that is none to the parser nothing is left but that.
        if date.is_none() && !text.is_empty() {
            let message = format!("{} is no date of the form `2024-01-01`", quoted(&text));
            self.error(Code::PackValue, message);
        }
        date
    }

    /// The elements of an array.
    pub(super) fn is_array(&self) -> bool {
        matches!(self.value, DeValue::Array(_))
    }

    pub(super) fn elements(&self) -> Vec<Node<'a>> {
        let DeValue::Array(elements) = self.value else {
            let _: Option<()> = self.expected("an array");
            return Vec::new();
        };
        elements
            .iter()
            .map(|element| Node {
                context: self.context,
                value: element.get_ref(),
                span: element.span(),
            })
            .collect()
    }

    /// The table that the value is, with these keys allowed.
    pub(super) fn table(&self, known: &[&str]) -> Option<Table<'a>> {
        match self.value {
            DeValue::Table(entries) => {
                Some(Table::open(self.context, entries, self.span.clone(), known))
            }
            _ => self.expected("a table"),
        }
    }

    /// The keys and values of a table whose keys the pack chooses, in the order of the file.
    pub(super) fn open_entries(&self) -> Option<Vec<(SmolStr, Place, Node<'a>)>> {
        match self.value {
            DeValue::Table(entries) => Some(Table::entries_of(self.context, entries)),
            _ => self.expected("a table"),
        }
    }

    /// The tables of an array, with these keys allowed in each.
    pub(super) fn tables(&self, known: &[&str]) -> Vec<Table<'a>> {
        let elements = self.elements();
        elements
            .iter()
            .filter_map(|element| element.table(known))
            .collect()
    }

    /// One of the codes of an enumeration.
    pub(super) fn coded<T: Coded>(&self) -> Option<T> {
        let text = self.text()?;
        let value = T::from_code(&text);
        if value.is_none() {
            let codes = T::ALL.iter().map(|value| value.code());
            self.not_allowed(&text, &format!("no {}", T::NAME), codes);
        }
        value
    }

    /// Notes that a code is none of those allowed.
    pub(super) fn not_allowed<'b>(
        &self,
        found: &str,
        what: &str,
        allowed: impl Iterator<Item = &'b str> + Clone,
    ) {
        let list: Vec<String> = allowed.clone().map(|code| format!("`{code}`")).collect();
        let message = format!(
            "{} is {what}; allowed are {}",
            quoted(found),
            list.join(", ")
        );
        self.context
            .sink
            .push(self.fault(Code::PackValue, message).suggest(found, allowed));
    }

    /// An id: lower-case letters, digits and hyphens.
    pub(super) fn id(&self) -> Option<SmolStr> {
        let text = self.text()?;
        let of_id = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !text.bytes().all(of_id)
            || text.starts_with('-')
            || text.ends_with('-')
            || text.len() > 64
        {
            self.error(
                Code::PackValue,
                format!(
                    "{} is no id; ids are made of up to 64 lower-case letters, digits and hyphens",
                    quoted(&text)
                ),
            );
            return None;
        }
        Some(text)
    }

    /// A text and where it stands.
    pub(super) fn located_text(&self) -> Option<Located<SmolStr>> {
        Some(Located {
            value: self.text()?,
            place: self.place(),
        })
    }

    /// Types of demand, or `["all"]`.
    pub(super) fn demand_types(&self) -> Option<DemandTypes> {
        let elements = self.elements();
        if elements.is_empty() {
            if matches!(self.value, DeValue::Array(_)) {
                self.error(
                    Code::PackValue,
                    "no demand type is named; `[\"all\"]` means all",
                );
            }
            return None;
        }
        let mut types = DemandTypes::NONE;
        for element in &elements {
            match element.value {
                DeValue::String(text) if text == "all" => types = DemandTypes::ALL,
                _ => {
                    if let Some(demand) = element.coded::<DemandType>() {
                        types = types.with(demand);
                    }
                }
            }
        }
        Some(types)
    }

    /// An interval with both ends included.
    pub(super) fn interval(&self) -> Option<Interval> {
        let table = self.table(&["from", "to"])?;
        let from = table.get("from").and_then(|node| node.date());
        let to = table.get("to").and_then(|node| node.date());
        if let (Some(from), Some(to)) = (from, to)
            && to < from
        {
            self.error(
                Code::PackValue,
                format!("the interval ends on {to}, before it begins"),
            );
        }
        Some(Interval { from, to })
    }
}

/// The value of a whole number in any of the notations of TOML.
fn whole(number: &DeInteger<'_>) -> Option<i64> {
    i64::from_str_radix(number.as_str(), number.radix()).ok()
}
