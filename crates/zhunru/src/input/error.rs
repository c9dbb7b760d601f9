//! Faults of an input document.

use std::fmt;

use smol_str::SmolStr;

/// One fault of an input document: where it is, what is wrong, what would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// A stable code of the kind of fault, such as `unknown-field`.
    pub code: &'static str,
    /// The JSON path of the fault, such as `demands[1].itm`; empty for the document itself.
    pub path: SmolStr,
    /// What is wrong and what would be right, in English.
    pub message: String,
    /// The same for officials, in Chinese.
    pub message_zh: String,
    /// The line, counted from 1, where the text itself is no JSON.
    pub line: Option<usize>,
    /// The column, counted from 1, where the text itself is no JSON.
    pub column: Option<usize>,
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let (Some(line), Some(column)) = (self.line, self.column) {
            write!(f, "line {line}, column {column}: ")?;
        }
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

/// All faults of one document, in the order of their places; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputErrors {
    errors: Vec<InputError>,
}

impl InputErrors {
    /// One fault alone.
    pub(crate) fn one(error: InputError) -> Self {
        InputErrors {
            errors: vec![error],
        }
    }

    /// The faults, or nothing when there are none.
    pub(crate) fn from_errors(errors: Vec<InputError>) -> Option<Self> {
        (!errors.is_empty()).then_some(InputErrors { errors })
    }

    /// The faults, at least one.
    pub fn errors(&self) -> &[InputError] {
        &self.errors
    }
}

impl From<serde_json::Error> for InputErrors {
    fn from(error: serde_json::Error) -> Self {
        let text = error.to_string();
        // serde_json ends its messages with the place, which we give in fields of its own.
        let message = match text.rfind(" at line ") {
            Some(end) => text.get(..end).unwrap_or(&text).to_owned(),
            None => text,
        };
        let message = message.replace(
            "recursion limit exceeded",
            "values are nested deeper than 128",
        );
        InputErrors::one(InputError {
            code: "json",
            path: SmolStr::default(),
            message_zh: format!("不是有效的 JSON:{message}"),
            message: format!("not valid JSON: {message}"),
            line: (error.line() > 0).then(|| error.line()),
            column: (error.line() > 0).then(|| error.column()),
        })
    }
}

impl fmt::Display for InputErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, error) in self.errors.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            error.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for InputErrors {}
