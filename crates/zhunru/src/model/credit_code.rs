//! The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015).

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::input::{FromJson, Report};
use crate::json::Value;

/// The characters of the code in the order of their values; I, O, S, V and Z are left out.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// An 18-character unified social credit code whose check character was verified.
///
/// ```
/// use zhunru::model::CreditCode;
/// assert!(CreditCode::parse("11100000000013127D").is_ok());
/// assert!(CreditCode::parse("11100000000013127A").is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct CreditCode(SmolStr);

/// Why a text is not a unified social credit code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// The code has another length than 18.
    #[error("a unified social credit code has 18 characters, this one has {0}")]
    Length(usize),
    /// The code has a character that GB 32100 does not use.
    #[error("`{0}` does not occur in a unified social credit code")]
    Character(char),
    /// The last character is not the one that the others give.
    #[error("the check character is `{found}`, the others give `{expected}`")]
    Check {
        /// The character found.
        found: char,
        /// The character that the first seventeen give.
        expected: char,
    },
}

impl CreditCode {
    /// Reads a code and verifies its check character (GB 32100-2015, weights 3^i mod 31).
    ///
    /// # Errors
    /// When the length, a character or the check character is wrong; see [`CreditCodeError`].
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let length = text.chars().count();
        if length != 18 {
            return Err(CreditCodeError::Length(length));
        }
        let mut values = Vec::with_capacity(18);
        for character in text.chars() {
            let value = ALPHABET
                .iter()
                .position(|&known| char::from(known) == character);
            values.push(value.ok_or(CreditCodeError::Character(character))?);
        }
        let mut weight = 1;
        let mut sum = 0;
        for value in values.iter().take(17) {
            sum += value * weight;
            weight = weight * 3 % 31;
        }
        let expected = (31 - sum % 31) % 31;
        if values.last() == Some(&expected) {
            return Ok(CreditCode(text.into()));
        }
        let character = |value: Option<&usize>| {
            value
                .and_then(|&value| ALPHABET.get(value))
                .map_or('?', |&byte| char::from(byte))
        };
        Err(CreditCodeError::Check {
            found: character(values.last()),
            expected: character(Some(&expected)),
        })
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromJson for CreditCode {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let text = SmolStr::from_json(value, report)?;
        CreditCode::parse(&text)
            .map_err(|error| {
                report.error(
                    "credit-code",
                    error.to_string(),
                    "统一社会信用代码应为18位且校验码正确",
                );
            })
            .ok()
    }
}

impl<'de> Deserialize<'de> for CreditCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}
