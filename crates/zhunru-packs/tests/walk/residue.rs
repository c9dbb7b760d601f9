//! Nothing of the web pages on which the documents were found came along.

use crate::texts::{is_han, texts};
use crate::{none_found, packs};

/// What stands on the pages and is no part of a document: addresses, headlines, imprints, a phrase
/// strewn into sentences, file names, blanks for names.
const OF_PAGES: [&str; 21] = [
    "官方网站",
    "亚星",
    PUBLISHER,
    "当前位置",
    "主页",
    "热门文章",
    "文章导读",
    "日榜",
    "周榜",
    "备案号",
    "撤稿",
    "版权",
    "Copyright",
    "©",
    ".doc",
    "http",
    "www.",
    ".com",
    ".cn",
    "XX",
    // People are not named; the second one is.
    "\u{8303}\u{5947}",
];

/// The site whose article 高平's pack rests on.
const PUBLISHER: &str = "融易新媒体";

/// Characters that were misread: 职责, 予以, 建立, 服务, 建立, 常态.
const MISREAD: [&str; 6] = ["职贵", "子以", "瓮立", "展务", "德立", "常杰"];

/// What is wrong with a text, if anything is.
fn residue(text: &str) -> Option<String> {
    for phrase in OF_PAGES.into_iter().chain(MISREAD) {
        if text.contains(phrase) {
            return Some(format!("`{phrase}`"));
        }
    }
    if text.contains("  ") || text.contains('\u{3000}') || text.trim() != text {
        return Some("a blank too many".to_owned());
    }
    if text
        .chars()
        .any(|character| character.is_control() || character == '\u{fffd}')
    {
        return Some("a control character".to_owned());
    }
    page_number(text).then(|| "a page number".to_owned())
}

/// `第3页`, `3/12`, `- 3 -`, as they stand at the foot of a page.
fn page_number(text: &str) -> bool {
    let bare = text.trim_matches(|character: char| character == '-' || character == ' ');
    let only_number = bare != text && bare.chars().all(|character| character.is_ascii_digit());
    let mut before = None;
    let numbered_page = text.chars().any(|character| {
        let is_page = character == '页' && before.is_some_and(|one: char| one.is_ascii_digit());
        before = Some(character);
        is_page
    });
    only_number || numbered_page
}

/// A half-width mark that touches a Chinese character.
fn half_width(text: &str) -> Option<char> {
    let is_mark = |character: char| matches!(character, ',' | ';' | ':' | '?' | '!' | '(' | ')');
    let is_chinese = |character: char| is_han(character) || "“”《》〔〕、。".contains(character);
    let characters: Vec<char> = text.chars().collect();
    let pairs = characters.windows(2);
    pairs
        .filter_map(|pair| match *pair {
            [first, second] if is_mark(first) && is_chinese(second) => Some(first),
            [first, second] if is_chinese(first) && is_mark(second) => Some(second),
            _ => None,
        })
        .next()
}

#[test]
fn no_text_carries_what_stood_around_the_documents() {
    let mut found = Vec::new();
    for pack in packs() {
        for text in texts(&pack) {
            for words in [Some(text.zh), text.en].into_iter().flatten() {
                // An article is issued by the site on which it stands.
                let is_publisher = words == PUBLISHER && text.place.ends_with(", issuer");
                if let Some(what) = residue(words).filter(|_| !is_publisher) {
                    found.push(format!("{}: {}: {what} in: {words}", pack.id, text.place));
                }
            }
            if let Some(mark) = half_width(text.zh) {
                let place = &text.place;
                found.push(format!(
                    "{}: {place}: half-width `{mark}`: {}",
                    pack.id, text.zh
                ));
            }
        }
    }
    none_found(&found);
}

#[test]
fn what_stood_around_is_recognised() {
    for text in [
        "在党组织领导下亚星·(中国)官方网站",
        "承担相应职贵的",
        "见www.example.org",
        "第 12页",
        "- 3 -",
        "工作  制度",
        " 制度",
    ] {
        assert!(residue(text).is_some(), "{text}");
    }
    assert_eq!(residue("党组织、村民委员会"), None);
    for text in ["村(社区)", "机制,牌子", "是否?", "“七块”:"] {
        assert!(half_width(text).is_some(), "{text}");
    }
    assert_eq!(half_width("村（社区），APP, 12:30"), None);
}
