//! What is wrong with a cell.

use zhunru::model::{Coded, DemandType};

use super::form::Choice;
use crate::sheet::value::ValueError;

/// What is wrong with a cell, and what would be right, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// In English.
    pub(crate) en: String,
    /// In Chinese.
    pub(crate) zh: String,
}

impl Wrong {
    /// A message in both languages.
    pub(crate) fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Wrong {
            en: en.into(),
            zh: zh.into(),
        }
    }

    /// A list that is given as a whole and in columns of its parts.
    pub(crate) fn both(list: &str, part: &str) -> Self {
        Wrong::new(
            format!("`{list}` and columns such as `{part}` are both filled in; give one of them"),
            format!("“{list}”与“{part}”等单列不能同时填写；请只填一种"),
        )
    }

    /// A text that is none of the values among which to choose.
    pub(crate) fn choice(found: &str, choice: &Choice) -> Self {
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

/// What is wrong with a value under a heading that a type of demand does not have.
pub(crate) fn not_of_type(heading: &str, demand: DemandType) -> Wrong {
    let heading: String = heading.split_whitespace().collect();
    Wrong::new(
        format!(
            "a demand of the type {} has no `{heading}`; leave the cell blank",
            demand.code()
        ),
        format!(
            "诉求类型“{}”没有“{heading}”这一项；请留空",
            demand.label_zh()
        ),
    )
}
