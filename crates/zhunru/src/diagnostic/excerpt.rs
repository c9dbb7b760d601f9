//! A line of the text with a caret under the place.

use std::fmt;
use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::quoted::replaced;

/// Widest excerpt in terminal columns, without the dots that mark a cut.
const WIDEST: usize = 100;

/// Columns kept free behind the start of the place when a long line is cut.
const BEHIND: usize = 40;

/// Most characters looked at on either side of the place, as some take no column at all.
const MOST_CHARACTERS: usize = 256;

/// What marks that a line was cut. Not `…`, whose width differs between terminals.
const CUT: &str = "...";

/// The line of a diagnostic's place, with the columns to underline (原文摘录).
///
/// Tabs are shown as spaces. A line wider than a hundred columns is cut around the place, so an
/// excerpt is small however long the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    line: usize,
    text: String,
    caret: Range<usize>,
}

impl Excerpt {
    /// `place` is in bytes of `text`, at character boundaries.
    pub(super) fn new(line: usize, text: &str, place: Range<usize>) -> Self {
        let before = text.get(..place.start).unwrap_or_default();
        let after = text.get(place.start..).unwrap_or_default();
        let marked = place.end.saturating_sub(place.start);

        let wanted_behind = Taken::from(after.chars(), BEHIND).width;
        let kept_before = Taken::from(before.chars().rev(), WIDEST - wanted_behind);
        let kept_after = Taken::from(after.chars(), WIDEST - kept_before.width);

        let mut shown = String::new();
        let mut column = 0;
        if kept_before.bytes < before.len() {
            shown.push_str(CUT);
            column += CUT.len();
        }
        let kept = before
            .get(before.len() - kept_before.bytes..)
            .unwrap_or_default();
        kept.chars().for_each(|letter| push(&mut shown, letter));
        column += kept_before.width;
        let kept = after.get(..kept_after.bytes).unwrap_or_default();
        kept.chars().for_each(|letter| push(&mut shown, letter));
        if kept_after.bytes < after.len() {
            shown.push_str(CUT);
        }

        let marked = kept.get(..marked.min(kept.len())).unwrap_or_default();
        let width = marked.chars().map(width).sum::<usize>().max(1);
        Self {
            line,
            text: shown,
            caret: column..column + width,
        }
    }

    /// Number of the line, from one.
    pub fn line(&self) -> usize {
        self.line
    }

    /// The line as shown.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line to print under [`text`](Self::text): spaces, then carets under the place. In a
    /// font whose Chinese characters are two columns wide it stands right under it.
    pub fn caret(&self) -> String {
        format!(
            "{:start$}{}",
            "",
            "^".repeat(self.caret.len()),
            start = self.caret.start
        )
    }

    /// Writes the three lines of an excerpt, behind a margin of so many columns.
    pub(super) fn write(&self, formatter: &mut fmt::Formatter<'_>, margin: usize) -> fmt::Result {
        writeln!(formatter, "{:margin$} |", "")?;
        let text = format!("{:>margin$} | {}", self.line, self.text);
        writeln!(formatter, "{}", text.trim_end())?;
        writeln!(formatter, "{:margin$} | {}", "", self.caret())
    }
}

/// How far one gets from a place within a number of columns.
struct Taken {
    bytes: usize,
    width: usize,
}

impl Taken {
    fn from(letters: impl Iterator<Item = char>, columns: usize) -> Self {
        let mut taken = Taken { bytes: 0, width: 0 };
        for letter in letters.take(MOST_CHARACTERS) {
            let width = width(letter);
            if taken.width + width > columns {
                break;
            }
            taken.bytes += letter.len_utf8();
            taken.width += width;
        }
        taken
    }
}

fn width(letter: char) -> usize {
    if letter == '\t' {
        4
    } else {
        replaced(letter).width().unwrap_or(1)
    }
}

fn push(shown: &mut String, letter: char) {
    if letter == '\t' {
        shown.push_str("    ");
    } else {
        shown.push(replaced(letter));
    }
}
