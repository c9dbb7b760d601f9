//! How text is set: full-width punctuation in Chinese, names in title marks, no control characters.

use std::borrow::Cow;

use chrono::{Datelike, NaiveDate};

use crate::text::Language;

/// A text fit for a line: no control or direction marks, one line, and in Chinese the punctuation
/// beside Chinese characters in full width (全角标点).
pub fn line(text: &str, language: Language) -> String {
    let one_line: String = text
        .chars()
        .filter(|c| !is_direction_mark(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    match language {
        Language::Zh => full_width(one_line.trim()),
        Language::En => one_line.trim().to_owned(),
    }
}

/// A text as a sentence with its full stop.
pub(super) fn sentence(text: &str, language: Language) -> String {
    let mut text = line(text, language);
    let ends = ['。', '！', '？', '.', '!', '?'];
    let closes = ['”', '’', '）', ')'];
    let last = text.trim_end_matches(closes).chars().last();
    if !last.is_none_or(|last| ends.contains(&last)) {
        text.push_str(match language {
            Language::Zh => "。",
            Language::En => ".",
        });
    }
    if language == Language::En {
        return capitalised(&text);
    }
    text
}

/// The text with a capital letter in front.
pub(super) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// The text without the mark that ends it, to be used within a sentence.
pub(super) fn clause(text: &str, language: Language) -> String {
    line(text, language)
        .trim_end_matches(['。', '；', '，', '.', ';', ','])
        .to_owned()
}

/// Several things in one enumeration.
pub(super) fn join<T: AsRef<str>>(parts: &[T], language: Language) -> String {
    let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
    parts.join(match language {
        Language::Zh => "、",
        Language::En => ", ",
    })
}

/// Several things of which one holds.
pub(super) fn alternatives(parts: &[&str], language: Language) -> String {
    let (last, others) = match parts.split_last() {
        Some((last, others)) if !others.is_empty() => (last, others),
        _ => return parts.concat(),
    };
    let others = join(others, language);
    match language {
        Language::Zh => format!("{others}或者{last}"),
        Language::En => format!("{others} or {last}"),
    }
}

/// The title of a document or list in title marks (书名号); those within become single ones. In
/// English a title that is not Chinese stands in quotation marks.
pub fn title(text: &str, language: Language) -> String {
    let text = line(text, language);
    let is_chinese = text.chars().any(is_chinese);
    match language {
        Language::En if !is_chinese => format!("“{text}”"),
        _ => {
            let whole = text
                .strip_prefix('《')
                .and_then(|rest| rest.strip_suffix('》'))
                .filter(|inner| !inner.contains(['《', '》']));
            let inner: Cow<'_, str> = match whole {
                Some(inner) => inner.into(),
                None => text.replace('《', "〈").replace('》', "〉").into(),
            };
            format!("《{inner}》")
        }
    }
}

/// A day as officials write it.
pub(super) fn day(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Zh => format!("{}年{}月{}日", day.year(), day.month(), day.day()),
        Language::En => day.to_string(),
    }
}

/// A small number in Chinese, as headings are numbered (1 to 99; beyond that in digits).
pub(super) fn chinese_number(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |number: usize| DIGITS.get(number).copied().unwrap_or_default();
    match (number / 10, number % 10) {
        (0, ones) if ones > 0 => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

/// Punctuation beside Chinese characters becomes full-width; brackets stay in pairs.
fn full_width(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let at = |index: usize| characters.get(index).copied();
    let mut result = String::with_capacity(text.len());
    let mut widened = Vec::new();
    for (index, &c) in characters.iter().enumerate() {
        // What stands before may have just become full-width.
        let before = result.chars().next_back();
        let after = at(index + 1);
        let beside = before.is_some_and(is_chinese) || after.is_some_and(is_chinese);
        let wide = match c {
            '(' => {
                widened.push(beside);
                beside.then_some('（')
            }
            ')' => widened.pop().unwrap_or(beside).then_some('）'),
            ',' if beside => Some('，'),
            ';' if beside => Some('；'),
            ':' if beside => Some('：'),
            '?' if beside => Some('？'),
            '!' if beside => Some('！'),
            _ => None,
        };
        result.push(wide.unwrap_or(c));
    }
    result
}

/// Whether the character is of Chinese text, its punctuation included.
fn is_chinese(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}' | '“' | '”' | '‘' | '’' | '…')
}

/// Whether the character turns the direction of text, and so could disguise it.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
