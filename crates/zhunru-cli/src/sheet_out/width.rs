//! How many columns of a terminal a text takes.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// The columns that `text` takes: two for a Chinese character and for full-width punctuation.
/// Characters of which the width depends on the font (`“`, `…`, `×`) count as one, as terminals
/// have it. Control characters take none.
pub(crate) fn display_width(text: &str) -> usize {
    text.chars()
        .filter(|c| !c.is_control())
        .collect::<String>()
        .width()
}

/// The columns that one character takes.
pub(super) fn char_width(c: char) -> usize {
    c.width().unwrap_or(0)
}

/// `text` with spaces behind it up to `width` columns; as it is if it is wider.
pub(crate) fn pad(text: &str, width: usize) -> String {
    let missing = width.saturating_sub(display_width(text));
    format!("{text}{}", " ".repeat(missing))
}
