//! The text of a condition, and where each of its bytes stands in the TOML file.

use std::ops::Range;

use smol_str::SmolStr;

use super::node::Node;
use super::sink::Place;

/// The text of a condition as TOML decodes it, with the way back to the file.
#[derive(Clone, Debug)]
pub(crate) struct ConditionText {
    pub(crate) text: SmolStr,
    /// The whole string in the file, quotes included.
    pub(crate) place: Place,
    /// Pairs of an offset in the text and the one in the file, in order: from a pair on, both go on
    /// together until the next pair.
    offsets: Vec<(usize, usize)>,
}

impl ConditionText {
    /// Takes the condition out of a TOML string.
    pub(super) fn read(node: &Node<'_>) -> Option<Self> {
        let text = node.raw_text()?;
        let place = node.place();
        let raw = place.source.text().get(place.span.clone());
        let offsets = raw
            .and_then(|raw| align(raw, text))
            .unwrap_or_default()
            .into_iter()
            .map(|(decoded, raw)| (decoded, raw + place.span.start))
            .collect();
        Some(ConditionText {
            text: SmolStr::new(text),
            place,
            offsets,
        })
    }

    /// Where a part of the condition stands in the file.
    pub(crate) fn place_of(&self, span: &Range<usize>) -> Place {
        let place = match (self.offset(span.start), self.offset(span.end)) {
            (Some(start), Some(end)) => start..end.max(start),
            _ => self.place.span.clone(),
        };
        Place {
            source: self.place.source.clone(),
            span: place,
        }
    }

    fn offset(&self, decoded: usize) -> Option<usize> {
        let next = self.offsets.partition_point(|(start, _)| *start <= decoded);
        let (start, raw) = self.offsets.get(next.checked_sub(1)?)?;
        Some(raw + (decoded - start))
    }
}

/// Walks over a TOML string with its quotes and over what it stands for, and notes each place where
/// the two part. Nothing when they do not fit, which only a change in TOML could bring about.
fn align(raw: &str, decoded: &str) -> Option<Vec<(usize, usize)>> {
    let (quotes, basic) = [("\"\"\"", true), ("'''", false), ("\"", true), ("'", false)]
        .into_iter()
        .find(|(quotes, _)| raw.starts_with(quotes))?;
    let mut at = quotes.len();
    if quotes.len() == 3 {
        // A line break right behind the opening quotes is no part of the string.
        let rest = raw.get(at..)?;
        at += ["\r\n", "\n"]
            .iter()
            .find(|line| rest.starts_with(**line))
            .map_or(0, |line| line.len());
    }
    let mut offsets = vec![(0, at)];
    for (offset, letter) in decoded.char_indices() {
        let start = skip_continuations(raw, at, basic)?;
        let rest = raw.get(start..)?;
        let length = match rest.chars().next()? {
            '\\' if basic => escape_length(rest)?,
            '\r' if letter == '\n' => 2,
            other if other == letter => letter.len_utf8(),
            _ => return None,
        };
        if start != at {
            offsets.push((offset, start));
        }
        at = start + length;
        if length != letter.len_utf8() {
            offsets.push((offset + letter.len_utf8(), at));
        }
    }
    Some(offsets)
}

/// Passes over a backslash at the end of a line and the white space that it swallows.
fn skip_continuations(raw: &str, mut at: usize, basic: bool) -> Option<usize> {
    while let Some(behind) = raw.get(at..)?.strip_prefix('\\').filter(|_| basic) {
        let trimmed = behind.trim_start_matches([' ', '\t', '\r', '\n']);
        let swallowed = behind.get(..behind.len() - trimmed.len())?;
        if !swallowed.contains('\n') {
            break;
        }
        at += 1 + swallowed.len();
    }
    Some(at)
}

/// How many bytes the escape at the start of `rest` takes.
fn escape_length(rest: &str) -> Option<usize> {
    Some(match rest.as_bytes().get(1)? {
        b'x' => 4,
        b'u' => 6,
        b'U' => 10,
        _ => 2,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offsets(raw: &str, decoded: &str, part: &str) -> Option<String> {
        let condition = ConditionText {
            text: decoded.into(),
            place: Place {
                source: crate::diagnostic::SourceText::new("a", raw),
                span: 0..raw.len(),
            },
            offsets: align(raw, decoded)?,
        };
        let start = decoded.find(part)?;
        let span = condition.place_of(&(start..start + part.len())).span;
        raw.get(span).map(str::to_owned)
    }

    #[test]
    fn every_kind_of_string_leads_back_to_the_file() {
        for (raw, decoded, part, expected) in [
            ("\"a == b\"", "a == b", "b", "b"),
            ("'a == b'", "a == b", "b", "b"),
            ("\"a == \\\"x\\\" && b\"", "a == \"x\" && b", "b", "b"),
            (
                "\"a == \\\"x\\\" && b\"",
                "a == \"x\" && b",
                "\"x\"",
                "\\\"x\\\"",
            ),
            ("\"\\u6751 b\"", "村 b", "b", "b"),
            ("\"村 \\t b\"", "村 \t b", "b", "b"),
            ("'''\na\nb'''", "a\nb", "b", "b"),
            ("\"\"\"\r\na\r\nb\"\"\"", "a\nb", "b", "b"),
            ("\"\"\"a && \\\n    b\"\"\"", "a && b", "b", "b"),
            ("\"\"\"\\\n  a\"\"\"", "a", "a", "a"),
        ] {
            assert_eq!(
                offsets(raw, decoded, part).as_deref(),
                Some(expected),
                "{raw}"
            );
        }
    }

    #[test]
    fn what_does_not_fit_has_no_offsets() {
        assert_eq!(align("\"abc\"", "abd"), None);
        assert_eq!(align("", "a"), None);
    }
}
