//! Names as offices write them, and what is taken off them.

use zhunru_table::sheet::value::clean_text;

/// Names longer than this are told.
const LONG: usize = 60;

/// A name that was tidied, and what was found on the way.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tidied {
    /// The name to keep.
    pub(super) name: String,
    /// Whether it had a line break.
    pub(super) line_break: bool,
    /// Whether it had a number in front.
    pub(super) number: bool,
    /// Its characters, if they are very many.
    pub(super) long: Option<usize>,
}

/// Takes line breaks and numbers in front out of a name.
pub(super) fn tidy(text: &str) -> Tidied {
    let clean = clean_text(text);
    let line_break = clean.contains(['\n', '\r']);
    let joined = if line_break {
        join_lines(&clean)
    } else {
        clean
    };
    let rest = without_number(&joined);
    let number = rest.is_some();
    let name = rest.map_or_else(|| joined.clone(), str::to_owned);
    let characters = name.chars().count();
    Tidied {
        name,
        line_break,
        number,
        long: (characters > LONG).then_some(characters),
    }
}

/// One line: with a space between words of letters, with none between Chinese characters.
fn join_lines(text: &str) -> String {
    let mut joined = String::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let letters = joined.ends_with(|c: char| c.is_ascii_alphanumeric())
            && line.starts_with(|c: char| c.is_ascii_alphanumeric());
        if letters {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}

/// The name behind a number such as `1.`, `（3）`, `十二、`; nothing where there is no such number.
/// `12345热线`, `1.5公里` and `一、二年级` have none.
pub(super) fn without_number(text: &str) -> Option<&str> {
    let opened = text.strip_prefix(['(', '（', '【', '[']);
    let digits = opened.unwrap_or(text);
    let rest = digits.trim_start_matches(is_digit);
    if rest.len() == digits.len() {
        return None;
    }
    let rest = match opened {
        Some(_) => rest.strip_prefix([')', '）', '】', ']'])?,
        None => rest.strip_prefix(['.', '．', '、', ')', '）', '）'])?,
    };
    let name = rest
        .trim_start()
        .trim_start_matches(['.', '．', '、'])
        .trim_start();
    (!name.is_empty() && !name.starts_with(is_digit)).then_some(name)
}

/// A digit, Arabic of either width or Chinese.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
        || ('\u{ff10}'..='\u{ff19}').contains(&c)
        || "〇零一二三四五六七八九十百".contains(c)
        || ('\u{2460}'..='\u{2473}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_are_taken_off_and_others_are_not() {
        for (text, name) in [
            ("1.义务教育入学信息核实", "义务教育入学信息核实"),
            ("（12）农家书屋管理", "农家书屋管理"),
            ("十二、防汛抗旱", "防汛抗旱"),
            ("３． 殡葬管理", "殡葬管理"),
        ] {
            assert_eq!(without_number(text), Some(name), "{text}");
        }
        for text in [
            "12345热线",
            "1.5公里内摊点",
            "一、二年级学生",
            "3岁以下婴幼儿照护",
            "一村一策",
            "（试行）事项",
            "5.",
        ] {
            assert_eq!(without_number(text), None, "{text}");
        }
    }

    #[test]
    fn line_breaks_are_taken_out() {
        let tidied = tidy(" 义务教育\n入学信息核实\u{3000}");
        assert_eq!(tidied.name, "义务教育入学信息核实");
        assert!(tidied.line_break && !tidied.number);
        assert_eq!(tidy("APP\nGroup").name, "APP Group");
        assert_eq!(tidy(&"长".repeat(61)).long, Some(61));
        assert_eq!(tidy(&"长".repeat(60)).long, None);
    }
}
