//! Yes and no (是、否).

use super::{ValueError, normalise_text};
use crate::sheet::Cell;

/// Reads yes or no: 是/否, 对/错, √/×, true/false, yes/no, Y/N, 1/0, or a logical cell.
///
/// 有/无 is not read: 无 means elsewhere that there is none.
///
/// # Errors
///
/// [`ValueError::NotABoolean`], [`ValueError::FormulaError`].
pub fn parse_boolean(cell: &Cell) -> Result<bool, ValueError> {
    match cell {
        Cell::Boolean(truth) => Ok(*truth),
        Cell::Error(error) => Err(ValueError::FormulaError(error.clone())),
        other => {
            let text = other.to_string();
            word(&normalise_text(&text).to_lowercase()).ok_or(ValueError::NotABoolean(text))
        }
    }
}

fn word(word: &str) -> Option<bool> {
    match word {
        "是" | "对" | "真" | "true" | "yes" | "y" | "1" | "√" | "✓" | "✔" => Some(true),
        "否" | "错" | "假" | "false" | "no" | "n" | "0" | "×" | "✗" | "✘" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no_have_many_forms() {
        for text in ["是", " 对 ", "√", "TRUE", "Ｙ", "yes", "1"] {
            assert_eq!(parse_boolean(&Cell::text(text)), Ok(true), "{text}");
        }
        for text in ["否", "错", "×", "False", "n", "０"] {
            assert_eq!(parse_boolean(&Cell::text(text)), Ok(false), "{text}");
        }
        assert_eq!(parse_boolean(&Cell::Boolean(true)), Ok(true));
        assert_eq!(parse_boolean(&Cell::Integer(0)), Ok(false));
        for cell in [
            Cell::text("有"),
            Cell::text("无"),
            Cell::Blank,
            Cell::Integer(2),
        ] {
            assert!(parse_boolean(&cell).is_err(), "{cell:?}");
        }
        let error = parse_boolean(&Cell::Error("#N/A".into())).unwrap_err();
        assert_eq!(error, ValueError::FormulaError("#N/A".into()));
    }

    #[test]
    fn existence_is_read_only_where_asked_for() {}
}
