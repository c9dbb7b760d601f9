//! What is wrong with a value, and what would be right.

/// Why a cell does not hold the value that is wanted. `Display` is English;
/// [`ValueError::chinese`] says the same in Chinese.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ValueError {
    /// Not a date in any form that is read.
    #[error("`{0}` is not a date; write it as 2024-03-04, 2024/3/4 or 2024年3月4日")]
    NotADate(String),
    /// A date of which month and day could be swapped, or with a short year.
    #[error("`{0}` is ambiguous; write the year first, with four digits: 2024-03-04")]
    AmbiguousDate(String),
    /// A date without a day.
    #[error("`{0}` lacks the day; write it as 2024-03-04")]
    DateWithoutDay(String),
    /// A date that the calendar does not have.
    #[error("`{0}` does not exist in the calendar")]
    ImpossibleDate(String),
    /// A bare number where a date is wanted.
    #[error("`{0}` is a number; format the cell as a date or write 2024-03-04")]
    NumberForDate(String),
    /// Neither yes nor no.
    #[error("`{0}` is neither yes nor no; write 是 or 否")]
    NotABoolean(String),
    /// Not a number.
    #[error("`{0}` is not a number; write it as 20000, 1,234.50 or 2万元")]
    NotANumber(String),
    /// A number with a fraction where a whole one is wanted.
    #[error("`{0}` is not a whole number")]
    NotWhole(String),
    /// A number beyond what can be kept.
    #[error("`{0}` is too large or has too many digits")]
    NumberTooLarge(String),
    /// The cell shows a formula's error.
    #[error("the cell shows the error `{0}`; correct its formula or write the value")]
    FormulaError(String),
}

impl ValueError {
    /// The message in Chinese, for officials.
    pub fn chinese(&self) -> String {
        match self {
            Self::NotADate(text) => {
                format!("“{text}”不是日期；请写成 2024-03-04、2024/3/4 或 2024年3月4日")
            }
            Self::AmbiguousDate(text) => {
                format!("“{text}”的年月日次序不明；请把四位年份写在前面：2024-03-04")
            }
            Self::DateWithoutDay(text) => format!("“{text}”缺少日；请写成 2024-03-04"),
            Self::ImpossibleDate(text) => format!("“{text}”在日历上不存在"),
            Self::NumberForDate(text) => {
                format!("“{text}”是数字；请把单元格设为日期格式，或写成 2024-03-04")
            }
            Self::NotABoolean(text) => format!("“{text}”既不是“是”也不是“否”；请写“是”或“否”"),
            Self::NotANumber(text) => {
                format!("“{text}”不是数字；请写成 20000、1,234.50 或 2万元")
            }
            Self::NotWhole(text) => format!("“{text}”不是整数"),
            Self::NumberTooLarge(text) => format!("“{text}”过大或位数过多"),
            Self::FormulaError(text) => {
                format!("单元格显示错误“{text}”；请更正公式或直接填写")
            }
        }
    }
}
