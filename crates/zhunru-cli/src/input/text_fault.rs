//! What may be wrong with the text of JSON before its values are read.

use super::brackets::DEPTH;
use super::values::VALUE_BYTES;

/// What is wrong with the text, as far as the bounds of its values go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum TextFault {
    /// There is nothing but white space.
    #[error("it is empty; a JSON object or array of proposals is expected")]
    Empty,
    /// The text ends before the value or the array does.
    #[error("the text ends here, before the value is closed; the file is cut off")]
    CutOff,
    /// A value has more bytes than allowed.
    #[error("the value has more than {VALUE_BYTES} bytes, the most that is read of one")]
    TooLong,
    /// A value is nested deeper than allowed.
    #[error("values are nested deeper than {}", DEPTH)]
    TooDeep,
    /// A closing bracket does not match the open one.
    #[error("the bracket does not match the open one; what follows cannot be read")]
    Unmatched,
    /// A string holds a line end, which JSON does not allow.
    #[error(
        "a string is not closed on its line; write a line end as `\\n`. What follows cannot be read"
    )]
    OpenString,
    /// Something else than a comma or the end stands behind an element.
    #[error("expected `,` or `]` behind the element")]
    NoComma,
    /// A comma stands where an element should.
    #[error("expected a value, found a comma or the end of the array")]
    NoValue,
    /// Something stands behind the end.
    #[error("nothing may follow the end of the JSON value")]
    Trailing,
}

impl TextFault {
    /// The message in Chinese.
    pub(crate) fn chinese(self) -> String {
        match self {
            Self::Empty => "内容为空；应为 JSON 对象或由申请组成的数组".into(),
            Self::CutOff => "内容到此中断，文件不完整".into(),
            Self::TooLong => format!("一个值超过 {VALUE_BYTES} 字节，超出可读取的上限"),
            Self::TooDeep => format!("嵌套超过 {} 层", DEPTH),
            Self::Unmatched => "括号不配对，其后的内容无法读取".into(),
            Self::OpenString => "字符串在本行没有结束；换行应写作 \\n。其后的内容无法读取".into(),
            Self::NoComma => "元素之后应为“,”或“]”".into(),
            Self::NoValue => "此处应为一个值，却是逗号或数组的结尾".into(),
            Self::Trailing => "JSON 值结束之后不应再有内容".into(),
        }
    }
}
