//! Division codes: which place contains which (区划代码, GB/T 2260 and its extension).

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::AdminLevel;
use crate::input::{FromJson, Report};
use crate::json::Value;

/// The code of a place: six digits down to the county, or twelve down to the village.
///
/// ```
/// use zhunru::model::DivisionCode;
/// let county = DivisionCode::parse("340304")?;
/// let village = DivisionCode::parse("340304100201")?;
/// assert!(county.contains(&village));
/// assert!(DivisionCode::parse("34030").is_err());
/// # Ok::<(), zhunru::model::DivisionCodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct DivisionCode(SmolStr);

/// Why a text is not a division code.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DivisionCodeError {
    /// The code has another length than six or twelve.
    #[error("a division code has 6 or 12 digits, this one has {0} characters")]
    Length(usize),
    /// The code has a character that is no ASCII digit.
    #[error("a division code has digits only, not `{0}`")]
    Digit(char),
    /// The first two digits are no province's, or a lower part is missing above a given one.
    #[error("`{0}` is not the code of a place: {1}")]
    Structure(SmolStr, &'static str),
}

/// The codes of the provinces, autonomous regions, municipalities and special regions (GB/T 2260).
const PROVINCES: [&str; 34] = [
    "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37", "41",
    "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65", "71",
    "81", "82",
];

/// The digits of each part: province, city, county, township, village.
const PARTS: [Range<usize>; 5] = [0..2, 2..4, 4..6, 6..9, 9..12];

impl DivisionCode {
    /// Reads a code of six or twelve digits.
    ///
    /// # Errors
    /// When the length, a character or the structure is wrong; see [`DivisionCodeError`].
    pub fn parse(text: &str) -> Result<Self, DivisionCodeError> {
        if let Some(other) = text.chars().find(|c| !c.is_ascii_digit()) {
            return Err(DivisionCodeError::Digit(other));
        }
        if text.len() != 6 && text.len() != 12 {
            return Err(DivisionCodeError::Length(text.chars().count()));
        }
        let wrong = |why| DivisionCodeError::Structure(text.into(), why);
        let first_two = |digits: &str| digits.as_bytes().first_chunk::<2>().copied();
        let province = first_two(text);
        if !PROVINCES.iter().any(|of| first_two(of) == province) {
            return Err(wrong("the first two digits are no province's"));
        }
        let is_given = |part: &Range<usize>| text.get(part.clone()).map(|part| !is_zero(part));
        let [_, city, county, township, village] = PARTS.each_ref().map(is_given);
        // 东莞, 中山 and their like have townships right below the city: a county part of zeros is
        // no gap there.
        if city == Some(false) && (county == Some(true) || township == Some(true)) {
            return Err(wrong("a county is given without its city"));
        }
        if township == Some(false) && village == Some(true) {
            return Err(wrong("a village is given without its township"));
        }
        Ok(DivisionCode(text.into()))
    }

    /// The digits, six or twelve of them.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The digits that name the place, without the zeros that fill the code up.
    pub fn prefix(&self) -> &str {
        let last = self.0.bytes().rposition(|digit| digit != b'0');
        let used = last.map_or(0, |last| last + 1);
        let end = PARTS.iter().map(|part| part.end).find(|&end| end >= used);
        end.and_then(|end| self.0.get(..end)).unwrap_or(&self.0)
    }

    /// Whether `other` lies in this place, or is this place.
    pub fn contains(&self, other: &DivisionCode) -> bool {
        other.0.starts_with(self.prefix())
    }

    /// The level of the place as its code shows it; a city at county level that a province
    /// governs directly (such as 419001) is `county`.
    pub fn level(&self) -> AdminLevel {
        match self.prefix().len() {
            0..=2 => AdminLevel::Province,
            3..=4 => AdminLevel::City,
            5..=6 => AdminLevel::County,
            7..=9 => AdminLevel::Township,
            _ => AdminLevel::Village,
        }
    }
}

fn is_zero(part: &str) -> bool {
    part.bytes().all(|byte| byte == b'0')
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl FromJson for DivisionCode {
    fn from_json(value: &Value<'_>, report: &mut Report<'_>) -> Option<Self> {
        let text = SmolStr::from_json(value, report)?;
        DivisionCode::parse(&text)
            .map_err(|error| {
                report.error(
                    "division-code",
                    error.to_string(),
                    "区划代码应为六位或十二位数字（GB/T 2260 及统计用区划代码）",
                );
            })
            .ok()
    }
}

impl<'de> Deserialize<'de> for DivisionCode {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::input::deserialize(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DivisionCode {
        DivisionCode::parse(text).unwrap()
    }

    #[test]
    fn a_prefix_contains_what_lies_below_it() {
        assert!(code("120000").contains(&code("120101001001")));
        assert!(code("340300").contains(&code("340304")));
        assert!(!code("340304").contains(&code("340305100201")));
        assert!(!code("340304").contains(&code("340300")));
        assert!(code("441900").contains(&code("441900003001")));
        assert!(code("340304100000").contains(&code("340304100201")));
    }

    #[test]
    fn levels_follow_the_digits() {
        assert_eq!(code("120000").level(), AdminLevel::Province);
        assert_eq!(code("340300").level(), AdminLevel::City);
        assert_eq!(code("419001").level(), AdminLevel::County);
        assert_eq!(code("340304100000").level(), AdminLevel::Township);
        assert_eq!(code("340304100201").level(), AdminLevel::Village);
    }

    /// 重庆 is 50, the only province whose code ends in a zero.
    #[test]
    fn every_province_has_places() {
        assert!(code("500000").contains(&code("500112")));
        for province in PROVINCES {
            assert_eq!(code(&format!("{province}0000")).prefix(), province);
        }
        for none in ["10", "16", "30", "47", "55", "60", "66", "72", "80", "83"] {
            assert!(
                DivisionCode::parse(&format!("{none}0000")).is_err(),
                "{none}"
            );
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        assert_eq!(
            DivisionCode::parse("3403"),
            Err(DivisionCodeError::Length(4))
        );
        assert_eq!(
            DivisionCode::parse("34O304"),
            Err(DivisionCodeError::Digit('O'))
        );
        assert!(matches!(
            DivisionCode::parse("340004100201"),
            Err(DivisionCodeError::Structure(..))
        ));
        assert!(matches!(
            DivisionCode::parse("340000100201"),
            Err(DivisionCodeError::Structure(_, why)) if why.contains("its city")
        ));
        assert!(matches!(
            DivisionCode::parse("340300000201"),
            Err(DivisionCodeError::Structure(_, why)) if why.contains("its township")
        ));
        assert!(matches!(
            DivisionCode::parse("000000"),
            Err(DivisionCodeError::Structure(..))
        ));
        assert!(matches!(
            DivisionCode::parse("340304000201"),
            Err(DivisionCodeError::Structure(..))
        ));
    }
}
