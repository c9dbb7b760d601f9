//! User input inside messages.

use std::borrow::Cow;

/// Most characters of user input shown in a message.
const LONGEST: usize = 60;

/// User input for a message: in backticks, cut when long, with characters that would disturb
/// a terminal or hide text replaced.
///
/// ```
/// use zhunru::diagnostic::quoted;
///
/// assert_eq!(quoted("issuer.levle"), "`issuer.levle`");
/// assert_eq!(quoted(&"长".repeat(1000)).chars().count(), 65);
/// ```
pub fn quoted(input: &str) -> String {
    let mut shown = String::from("`");
    let mut letters = input.chars();
    shown.extend(letters.by_ref().take(LONGEST).map(replaced));
    shown.push_str(if letters.next().is_some() {
        "...`"
    } else {
        "`"
    });
    shown
}

/// Text with every character replaced that must not reach a terminal.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().any(is_harmful) {
        Cow::Owned(text.chars().map(replaced).collect())
    } else {
        Cow::Borrowed(text)
    }
}

/// The character, or the replacement character for one that must not reach a terminal.
pub(super) fn replaced(letter: char) -> char {
    if is_harmful(letter) {
        char::REPLACEMENT_CHARACTER
    } else {
        letter
    }
}

/// Control characters move the cursor; the invisible formatting ones reorder or hide text, so that
/// what is read is not what stands there.
fn is_harmful(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
