//! What a diagnostic of a pack says, in Chinese.

mod list_phrases;
mod phrases;

use self::phrases::{HELPS, MESSAGES, WORDS};
use crate::diagnostic::{Code, Diagnostic};

/// Adds for officials what the diagnostic says, unless it says so already: what is wrong with which
/// key or value, and what would be right where that is known.
pub(super) fn in_chinese(diagnostic: Diagnostic) -> Diagnostic {
    if diagnostic.message_zh.is_some() {
        return diagnostic;
    }
    // What the parser of TOML says exists in English only.
    let syntax = diagnostic.message.strip_prefix("not valid TOML: ");
    let message = syntax
        .map(|said| format!("不符合TOML格式：{said}"))
        .or_else(|| translated(&diagnostic.message, list_phrases::MESSAGES))
        .or_else(|| translated(&diagnostic.message, MESSAGES))
        .or_else(|| summarised(diagnostic.code, &diagnostic.message));
    let Some(mut message) = message else {
        return diagnostic;
    };
    if let Some(help) = diagnostic.help.as_deref() {
        let named = named(help);
        let shown = (!named.is_empty()).then(|| format!("可参照{named}"));
        let told = translated(help, list_phrases::HELPS).or_else(|| translated(help, HELPS));
        if let Some(help) = told.or(shown) {
            message.push('；');
            message.push_str(&help);
        }
    }
    diagnostic.message_zh(message)
}

/// The Chinese form of a text that fits one of the patterns.
fn translated(text: &str, phrases: &[(&str, &str)]) -> Option<String> {
    phrases.iter().find_map(|(pattern, chinese)| {
        let parts = fitting(pattern, text)?;
        let parts = parts.into_iter().map(word).collect::<Option<Vec<_>>>()?;
        Some(filled(chinese, &parts))
    })
}

/// What stands at the places of a pattern, if the text fits it.
fn fitting<'t>(pattern: &str, text: &'t str) -> Option<Vec<&'t str>> {
    let mut pieces = pattern.split("{}");
    let mut rest = text.strip_prefix(pieces.next()?)?;
    let mut parts = Vec::new();
    let mut pieces = pieces.peekable();
    while let Some(piece) = pieces.next() {
        let (part, after) = match pieces.peek() {
            Some(_) => rest.split_once(piece)?,
            None => (rest.strip_suffix(piece)?, ""),
        };
        parts.push(part);
        rest = after;
    }
    rest.is_empty().then_some(parts)
}

/// A part of a message: a word of its own, or what the author of the pack wrote, in quotation marks.
/// Nothing for a part that says more in English than that.
fn word(part: &str) -> Option<String> {
    if let Some((_, chinese)) = WORDS.iter().find(|(english, _)| *english == part) {
        return Some((*chinese).to_owned());
    }
    if let Some(modality) = part.strip_prefix("for a rule that is ") {
        return Some(format!("规则的性质是{}", word(modality)?));
    }
    if let Some((kind, values)) = part.split_once(": ")
        && let Some((_, chinese)) = WORDS.iter().find(|(english, _)| *english == kind)
    {
        return Some(format!("{chinese}（{}）", word(values)?));
    }
    if let Some(counts) = counts(part) {
        return Some(counts);
    }
    let is_place = part.contains(".toml:") || part.contains(".csv:");
    let outside: String = part.split('`').step_by(2).collect();
    let outside = outside.replace(" or ", "");
    let speaks = outside.contains(|c: char| c.is_ascii_alphabetic());
    (is_place || !speaks).then(|| in_quotation_marks(part))
}

/// How many entries classes have, such as "1 of 2 of `党务`, 1 of no class". Nothing for any other
/// part.
fn counts(part: &str) -> Option<String> {
    let counts = part.split(", ").map(|count| {
        let starts_with_number = count.split_once(" of ")?.0.parse::<usize>().is_ok();
        list_phrases::COUNTS.iter().find_map(|(pattern, chinese)| {
            let parts = fitting(pattern, count)?;
            let (class, numbers) = parts.split_last()?;
            let are_numbers = numbers.iter().all(|number| number.parse::<usize>().is_ok());
            let is_class = !numbers.is_empty() && class.starts_with('`') && class.ends_with('`');
            let fits = starts_with_number && are_numbers && (is_class || numbers.is_empty());
            let parts = parts.iter().map(|part| in_quotation_marks(part));
            fits.then(|| filled(chinese, &parts.collect::<Vec<_>>()))
        })
    });
    let counts = counts.collect::<Option<Vec<String>>>()?;
    Some(counts.join("、"))
}

/// The text with Chinese quotation marks for backticks.
fn in_quotation_marks(text: &str) -> String {
    let mut marks = ['“', '”'].into_iter().cycle();
    let quoted: String = text
        .chars()
        .map(|c| match c {
            '`' => marks.next().unwrap_or(c),
            c => c,
        })
        .collect();
    quoted.replace("”, “", "”、“").replace("” or “", "”或者“")
}

/// The Chinese form with its numbered places filled.
fn filled(chinese: &str, parts: &[String]) -> String {
    let mut text = String::new();
    let mut rest = chinese;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((number, after)) = after.split_once('}') else {
            return text;
        };
        let part = number
            .parse()
            .ok()
            .and_then(|place: usize| parts.get(place));
        text.push_str(part.map_or("", String::as_str));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// What the diagnostic is about, with the names and values that the English message names.
fn summarised(code: Code, message: &str) -> Option<String> {
    let summary = summary(code)?;
    let named = named(message);
    Some(match named.is_empty() {
        true => summary.to_owned(),
        false => format!("{summary}：{named}"),
    })
}

/// What a text names between backticks, in Chinese quotation marks.
fn named(text: &str) -> String {
    let names = text.split('`').skip(1).step_by(2);
    let names: Vec<String> = names.map(|name| format!("“{name}”")).collect();
    names.join("、")
}

fn summary(code: Code) -> Option<&'static str> {
    Some(match code {
        Code::ConditionSyntax => "条件的写法有误",
        Code::ConditionUnknownFact => "条件中的事实没有声明",
        Code::ConditionFactNotApplicable => "规则所列的诉求类型没有这一事实",
        Code::ConditionUnknownFunction => "没有这个函数",
        Code::ConditionArguments => "函数的参数有误",
        Code::ConditionType => "比较双方的类型不符",
        Code::ConditionValue => "取值不在允许的范围之内",
        Code::ConditionUnknownList => "没有这份清单",
        Code::ConditionUnknownProcedure => "没有这个程序",
        Code::ConditionCycle => "定义之间循环引用",
        Code::ConditionConstant => "条件的结果与事实无关",
        Code::PackSyntax => "文件格式有误",
        Code::PackMissingFile => "缺少文件",
        Code::PackUnknownFile => "规则包中不应有这个文件",
        Code::PackMissingKey => "缺少必填内容",
        Code::PackUnknownKey => "没有这个字段",
        Code::PackDuplicate => "内容重复",
        Code::PackType => "内容的类型不符",
        Code::PackValue => "内容不符合要求",
        Code::PackUnknownReference => "引用的内容不存在",
        Code::PackCount => "条目数与文件所载不符",
        Code::PackAmendment => "清单调整有误",
        Code::PackInheritance => "与所承接的上级清单不符",
        Code::PackTooLarge => "内容过大",
        Code::PackCycle => "循环引用",
        Code::PackContradiction => "同一事项同时列入准入清单和禁止清单",
        Code::PackExceptionWithoutGrant => "例外成立时没有准入依据",
        Code::PackPresumption => "推定会使禁止性规定或审批程序生效",
        Code::PackUnused => "没有规则使用这项内容",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(diagnostic: Diagnostic) -> String {
        in_chinese(diagnostic).message_zh.unwrap_or_default()
    }

    #[test]
    fn the_key_and_what_would_be_right_are_named() {
        let fault = Diagnostic::error(Code::PackUnknownKey, "unknown key `wen`")
            .help("did you mean `when`?");
        assert_eq!(told(fault), "没有字段“wen”；是否应为“when”");
    }

    #[test]
    fn words_are_translated_and_values_kept() {
        let fault = Diagnostic::error(Code::PackType, "expected a text, found a number");
        assert_eq!(told(fault), "应为文本，实际为数值");
        let fault = Diagnostic::error(
            Code::PackValue,
            "the key `due` has no meaning for a rule that is `permitted`",
        );
        assert_eq!(
            told(fault),
            "字段“due”在此没有意义：规则的性质是“permitted”"
        );
        let fault = Diagnostic::error(
            Code::PackDuplicate,
            "the id `a` is that of a list at x.toml:1:2",
        );
        assert_eq!(told(fault), "标识“a”已用于x.toml:1:2处的清单");
    }

    #[test]
    fn counts_of_classes_are_told() {
        let message = "the document says 5 entries, the list has 3: 1 of 2 of `党务`, 1 of `村务`, 1 of no class";
        let fault = Diagnostic::error(Code::PackCount, message);
        assert_eq!(
            told(fault),
            "文件载明5项，清单实有3项：“党务”1项（载明2项）、“村务”1项、未分类1项"
        );
    }

    #[test]
    fn a_message_without_a_phrase_names_what_it_is_about() {
        let fault = Diagnostic::error(Code::PackValue, "so `a` is odd beside `b`");
        assert_eq!(told(fault), "内容不符合要求：“a”、“b”");
    }

    #[test]
    fn no_english_sentence_is_taken_for_a_name() {
        let fault = Diagnostic::error(Code::ConditionType, "`a` is a list")
            .help("write it otherwise, as `b` says");
        assert_eq!(told(fault), "“a”是列表；可参照“b”");
    }

    #[test]
    fn every_phrase_has_the_parts_that_it_shows() {
        let lists = list_phrases::MESSAGES.iter().chain(list_phrases::HELPS);
        let lists = lists.chain(list_phrases::COUNTS);
        for (pattern, chinese) in MESSAGES.iter().chain(HELPS).chain(lists) {
            let parts = pattern.matches("{}").count();
            for place in chinese.split('{').skip(1) {
                let number: usize = place.split('}').next().unwrap().parse().unwrap();
                assert!(number < parts, "{pattern}");
            }
        }
    }
}
