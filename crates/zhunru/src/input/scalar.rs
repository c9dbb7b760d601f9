//! Reading of single values.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use smol_str::SmolStr;

use super::fields::{FromJson, Report};
use crate::diagnostic::nearest;
use crate::json::Value;
use crate::model::{Coded, Stated};

/// Text longer than this is no name, title or clause, and is refused (in characters).
const TEXT_LIMIT: usize = 10_000;

impl FromJson for bool {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        match value {
            Value::Boolean(value) => Some(*value),
            other => {
                report.expected("`true` or `false`", "true 或 false", other);
                None
            }
        }
    }
}

impl FromJson for i64 {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        match value {
            Value::Integer(value) => Some(*value),
            other => {
                report.expected("a whole number", "整数", other);
                None
            }
        }
    }
}

impl FromJson for usize {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let number = i64::from_json(value, report)?;
        usize::try_from(number)
            .map_err(|_| report.error("wrong-value", "expected 0 or more", "应为零或正整数"))
            .ok()
    }
}

impl FromJson for SmolStr {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        match value {
            Value::Text(text)
                if text.len() > TEXT_LIMIT && text.chars().nth(TEXT_LIMIT).is_some() =>
            {
                report.error(
                    "too-long",
                    format!("the text is longer than {TEXT_LIMIT} characters"),
                    format!("文本超过{TEXT_LIMIT}字"),
                );
                None
            }
            Value::Text(text) if text.chars().all(char::is_whitespace) => {
                report.error(
                    "empty-text",
                    "the text is empty; leave the field out when it is unknown, write `none` when there is none",
                    "文本为空；不清楚时请不要填写该字段，没有时请写“none”",
                );
                None
            }
            Value::Text(text) => Some(SmolStr::new(text)),
            other => {
                report.expected("a string", "字符串", other);
                None
            }
        }
    }
}

impl FromJson for Decimal {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let wanted = "a decimal number in a string, such as `\"20000.00\"`";
        let wanted_zh = "写在引号里的十进制数，例如 \"20000.00\"";
        match value {
            Value::Text(text) => match text.parse::<Decimal>() {
                Ok(number) => Some(number),
                Err(_) => {
                    report.error(
                        "decimal",
                        format!("expected {wanted}, found `{text}`"),
                        format!("应为{wanted_zh}"),
                    );
                    None
                }
            },
            other => {
                report.expected(wanted, wanted_zh, other);
                None
            }
        }
    }
}

impl FromJson for NaiveDate {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let Value::Text(text) = value else {
            report.expected(
                "a date such as `2024-03-04`",
                "日期，例如 2024-03-04",
                value,
            );
            return None;
        };
        let date = crate::model::parse_date(text);
        if date.is_none() {
            report.error(
                "date",
                format!("`{text}` is no calendar date of the form 2024-03-04"),
                format!("“{text}”不是有效日期，应写作 2024-03-04"),
            );
        }
        date
    }
}

impl<T: FromJson> FromJson for Stated<T> {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        match value {
            Value::Text("none") => Some(Stated::None),
            other => T::from_json(other, report).map(Stated::Value),
        }
    }
}

impl<T: Coded> FromJson for T {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let Value::Text(text) = value else {
            report.expected(&format!("a {}", T::NAME), "代码字符串", value);
            return None;
        };
        let found = T::from_code(text);
        if found.is_none() {
            let (message, message_zh) =
                allowed_codes(text, T::NAME, T::ALL.iter().map(|value| value.code()));
            report.error("unknown-value", message, message_zh);
        }
        found
    }
}

/// The message for a code that is none of those allowed, in English and Chinese.
pub(crate) fn allowed_codes<'a>(
    found: &str,
    what: &str,
    allowed: impl Iterator<Item = &'a str> + Clone,
) -> (String, String) {
    let list: Vec<String> = allowed.clone().map(|code| format!("`{code}`")).collect();
    let list = list.join(", ");
    let (mut message, mut message_zh) = (
        format!("`{found}` is no {what}; allowed are {list}"),
        format!("“{found}”不在允许的取值之内：{list}"),
    );
    if let Some(near) = nearest(found, allowed) {
        message.push_str(&format!("; did you mean `{near}`?"));
        message_zh.push_str(&format!("；是否应为“{near}”？"));
    }
    (message, message_zh)
}
