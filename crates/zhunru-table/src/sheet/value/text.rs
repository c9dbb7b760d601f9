//! Text without what nobody meant to write.

use unicode_normalization::UnicodeNormalization;

/// Whether `c` takes no room and means nothing in a table cell: zero-width spaces and joiners,
/// direction marks, the soft hyphen, the byte order mark.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
    )
}

/// `text` to keep and to show: without invisible characters, and without white space (also
/// U+3000 and no-break spaces) at either end. Its characters stay as they are.
pub fn clean_text(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    visible.trim().to_owned()
}

/// `text` to compare: [`clean_text`] in Unicode's form NFKC, which makes full-width letters,
/// digits and punctuation half-width. Not fit to be shown: it also turns `……` into `......`.
pub fn normalise_text(text: &str) -> String {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).nfkc().collect();
    visible.trim().to_owned()
}

/// Whether `text` says that there is none: 无, 没有, `none`, or a dash alone.
pub fn is_none(text: &str) -> bool {
    let text = normalise_text(text).to_lowercase();
    matches!(
        text.as_str(),
        "无" | "没有" | "none" | "-" | "--" | "—" | "——" | "/"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_and_outer_white_space_goes() {
        assert_eq!(
            clean_text("\u{feff}\u{3000}下\u{200b}洪村\u{a0}\n"),
            "下洪村"
        );
        assert_eq!(clean_text("关于……的通知（一）"), "关于……的通知（一）");
        assert_eq!(normalise_text(" ＡＢＣ１２３（元） "), "ABC123(元)");
    }

    #[test]
    fn none_is_said() {
        for text in ["无", " 无\u{3000}", "没有", "None", "—", "／"] {
            assert!(is_none(text), "{text}");
        }
        for text in ["", "无锡", "有"] {
            assert!(!is_none(text), "{text}");
        }
    }
}
