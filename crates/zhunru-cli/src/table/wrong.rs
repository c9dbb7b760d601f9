//! What is wrong with a cell.

use super::form::Choice;
use crate::sheet::value::ValueError;

/// What is wrong with a cell, and what would be right, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// In English.
    pub(super) en: String,
    /// In Chinese.
    pub(super) zh: String,
}

impl Wrong {
    /// A message in both languages.
    pub(super) fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Wrong {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// A text that is none of the values among which to choose.
    pub(super) fn choice(found: &str, choice: &Choice) -> Self {
        let labels = choice.values.iter().map(|value| value.label.zh());
        let zh: Vec<&str> = labels.collect();
        let en: Vec<String> = choice
            .values
            .iter()
            .map(|value| format!("{} (`{}`)", value.label.zh(), value.code))
            .collect();
        let near = zhunru::diagnostic::nearest(
            found,
            zh.iter()
                .copied()
                .chain(choice.values.iter().map(|value| value.code.as_str())),
        );
        let (near_en, near_zh) = match near {
            Some(near) => (
                format!("; did you mean {near}?"),
                format!("；是否应为“{near}”？"),
            ),
            None => Default::default(),
        };
        Wrong::new(
            format!(
                "`{found}` is no {}; allowed are {}{near_en}",
                choice.name,
                en.join(", ")
            ),
            format!("“{found}”不在允许的取值之内：{}{near_zh}", zh.join("、")),
        )
    }
}

impl From<ValueError> for Wrong {
    fn from(error: ValueError) -> Self {
        Wrong::new(error.to_string(), error.chinese())
    }
}
