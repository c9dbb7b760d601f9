//! Breaking lines by display width, with the rules of Chinese typesetting (GB/T 15834-2011, 5.1
//! and what follows from it): no closing mark begins a line, no opening mark ends one, and a
//! dash or ellipsis of two characters is not parted. Words and numbers stay whole if they can.

use super::width::{char_width, display_width};

/// May not begin a line.
const CLOSING: &str = "，。、；：？！）】》」』〕〉｝〗…—～·％‰℃”’,.;:?!)]}%";
/// May not end a line.
const OPENING: &str = "（【《「『〔〈｛〖“‘([{￥¥$";

/// Breaks `text` into lines of at most `width` columns (at least 2). Line ends in it are kept;
/// an empty text gives one empty line. Spaces at a break go.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let width = width.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        wrap_paragraph(paragraph, width, &mut lines);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn wrap_paragraph(paragraph: &str, width: usize, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for piece in pieces(paragraph) {
        // Spaces at the end of a piece may hang over the edge, for they go at a break.
        let needed = display_width(piece.trim_end());
        if used + needed > width && !line.is_empty() {
            lines.push(line.trim_end().to_owned());
            line.clear();
            used = 0;
        }
        if needed <= width {
            line.push_str(&piece);
            used += display_width(&piece);
            continue;
        }
        // Nothing in it may be parted, but it must: an address, a row of marks.
        for c in piece.chars() {
            if used + char_width(c) > width && !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                used = 0;
            }
            line.push(c);
            used += char_width(c);
        }
    }
    lines.push(line.trim_end().to_owned());
}

/// The pieces between which a line may be broken.
fn pieces(paragraph: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before = None;
    for c in paragraph.chars().map(|c| if c == '\t' { ' ' } else { c }) {
        if c.is_control() {
            continue;
        }
        match pieces.last_mut() {
            Some(piece) if before.is_some_and(|before| !may_break(before, c)) => piece.push(c),
            _ => pieces.push(c.to_string()),
        }
        before = Some(c);
    }
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if char_width(after) == 0 || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    if after.is_whitespace() {
        return false;
    }
    if before.is_whitespace() || before == '-' && after.is_alphabetic() {
        return true;
    }
    let loose = |c: char| char_width(c) == 2 || "”’…—".contains(c) || "“‘".contains(c);
    loose(before) || loose(after)
}
